#include "system/libxml.h"

#include <stdlib.h>

#include "system/shared_library.h"
#include "text/memory.h"

/* The one that the headers are of; 2.14 broke with those before it. */
#if LIBXML_VERSION >= 21400
#define SONAME "libxml2.so.16"
#else
#define SONAME "libxml2.so.2"
#endif

/* NOLINTBEGIN(bugprone-macro-parentheses): as in libxml.h */
#define HOLD_TO_HEADER(result, name, parameters)                             \
    _Static_assert(_Generic(&(name), result(*) parameters : 1, default : 0), \
                   #name " is another in libxml2's headers");
/* NOLINTEND(bugprone-macro-parentheses) */
LIBXML_FUNCTIONS(HOLD_TO_HEADER)

/* Its memory is taken as refmill's own, since it passes over much that it has none
 * for; but not when the program that refmill is a library of has set its own. */
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

/* Never unloaded: what it keeps for itself goes with the process. It is made ready here,
 * so that after the first run threads find it so. */
bool libxml_load(struct libxml *libxml, const char **why)
{
    void *library = dlopen(SONAME, RTLD_LAZY | RTLD_LOCAL);
    bool found = library != NULL;

#define FIND(result, name, parameters) \
    found = found && shared_library_find(library, #name, &libxml->name);
    LIBXML_FUNCTIONS(FIND)
    if (found) {
        take_memory(libxml);
        libxml->xmlInitParser();
    }
    *why = found ? NULL : SONAME " cannot be loaded; install libxml2";
    return found;
}
