/* Loads libraries and plugins at run time, and finds functions in libraries that are either loaded
 * or, with LIBRARIES_LINKED, part of the program. */
#ifndef REFMILL_SYSTEM_SHARED_LIBRARY_H
#define REFMILL_SYSTEM_SHARED_LIBRARY_H

#include <dlfcn.h>
#include <stdbool.h>

/* Like dlopen(3), dlerror(3), dlsym(3) and dlclose(3); a program built with REFMILL_STATIC loads
 * nothing. Closing NULL does nothing. */
void *shared_library_open(const char *path, int flags);
const char *shared_library_error(void);
void *shared_library_find(void *library, const char *name);
void shared_library_close(void *library);

/* Stores the function's address in the function pointer that `function` points to. Returns false if
 * `library` is NULL or has no such function. */
bool shared_library_take(void *library, const char *name, void *function);

#ifdef LIBRARIES_LINKED
#define LIBRARY_OPEN(name) NULL
#define LIBRARY_TAKE(library, name, function) ((void)(library), *(function) = (name), true)
#else
#define LIBRARY_OPEN(name) shared_library_open(name, RTLD_LAZY | RTLD_LOCAL)
#define LIBRARY_TAKE(library, name, function) shared_library_take(library, #name, function)
#endif

#endif
