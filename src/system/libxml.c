#include "system/libxml.h"

#include <stdlib.h>

#include "system/shared_library.h"
#include "text/memory.h"

/* The library must match the headers: 2.14 has another binary interface than earlier versions. */
#if LIBXML_VERSION >= 21400
#define SONAME "libxml2.so.16"
#else
#define SONAME "libxml2.so.2"
#endif

/* NOLINTBEGIN(bugprone-macro-parentheses): as in libxml.h */
#define HOLD_TO_HEADER(result, name, parameters)                             \
    _Static_assert(_Generic(&(name), result(*) parameters : 1, default : 0), \
                   #name " has another type in libxml2's headers");
/* NOLINTEND(bugprone-macro-parentheses) */
LIBXML_FUNCTIONS(HOLD_TO_HEADER)

/* Gives libxml2 refmill's allocator, which ends the program when memory runs out: libxml2 itself
 * ignores many such failures. A program that uses the C library may have set one of its own, which
 * stays. */
static void take_memory(const struct libxml *libxml)
{
    xmlFreeFunc give;
    xmlMallocFunc take;
    xmlReallocFunc resize;
    xmlStrdupFunc copy;

    libxml->xmlMemGet(&give, &take, &resize, &copy);
    if (give == free && take == malloc)
        libxml->xmlMemSetup(free, memory_take, memory_resize, memory_copy);
}

/* The library is never unloaded. It is initialised here, so that threads that start after the first
 * run find it initialised. */
bool libxml_load(struct libxml *libxml, const char **why)
{
    void *library = LIBRARY_OPEN(SONAME);
    bool found = true;

#define FIND(result, name, parameters) found = found && LIBRARY_TAKE(library, name, &libxml->name);
    LIBXML_FUNCTIONS(FIND)
    if (found) {
        take_memory(libxml);
        libxml->xmlInitParser();
    }
    *why = found ? NULL : SONAME " cannot be loaded; install libxml2";
    return found;
}
