#include "system/shared_library.h"

#include <string.h>

#ifdef REFMILL_STATIC

void *shared_library_open(const char *path, int flags)
{
    (void)path;
    (void)flags;
    return NULL;
}

const char *shared_library_error(void)
{
    return "a static refmill takes no plugins";
}

void *shared_library_find(void *library, const char *name)
{
    (void)library;
    (void)name;
    return NULL;
}

void shared_library_close(void *library)
{
    (void)library;
}

#else

void *shared_library_open(const char *path, int flags)
{
    return dlopen(path, flags);
}

const char *shared_library_error(void)
{
    const char *error = dlerror();

    return error ? error : "unknown reason";
}

void *shared_library_find(void *library, const char *name)
{
    return dlsym(library, name);
}

void shared_library_close(void *library)
{
    if (library)
        dlclose(library);
}

#endif

/* ISO C cannot convert the void * of dlsym to a function pointer, but POSIX allows copying its
 * bytes. */
bool shared_library_take(void *library, const char *name, void *function)
{
    void *found = library ? shared_library_find(library, name) : NULL;

    memcpy(function, &found, sizeof found);
    return found != NULL;
}
