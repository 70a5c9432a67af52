/* Functions of libraries that are loaded while the program runs. */
#ifndef REFMILL_SYSTEM_SHARED_LIBRARY_H
#define REFMILL_SYSTEM_SHARED_LIBRARY_H

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* Puts the address of the function into the pointer to a function that `function` points
 * to; false when the library has none of that name. ISO C has no conversion from an
 * object's address to a function's, but POSIX lets one be copied. */
static inline bool shared_library_find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);

    memcpy(function, &found, sizeof found);
    return found != NULL;
}

#endif
