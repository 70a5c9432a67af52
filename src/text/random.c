#include "text/random.h"

#ifdef __linux__
#include <sys/random.h>

bool random_draw(void *bytes, size_t size)
{
    return getrandom(bytes, size, GRND_NONBLOCK) == (ssize_t)size;
}

#else /* macOS and the BSDs */
#include <stdlib.h>

bool random_draw(void *bytes, size_t size)
{
    arc4random_buf(bytes, size);
    return true;
}
#endif
