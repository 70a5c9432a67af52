/* Finds functions in libraries that are loaded at run time. */
#ifndef REFMILL_SYSTEM_SHARED_LIBRARY_H
#define REFMILL_SYSTEM_SHARED_LIBRARY_H

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* Stores the function's address in the function pointer that `function` points to. Returns false if
 * the library has no such function. ISO C cannot convert the void * of dlsym to a function pointer,
 * but POSIX allows copying its bytes. */
static inline bool shared_library_find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);

    memcpy(function, &found, sizeof found);
    return found != NULL;
}

#endif
