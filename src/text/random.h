/* Draws random bytes from the system. */
#ifndef REFMILL_TEXT_RANDOM_H
#define REFMILL_TEXT_RANDOM_H

#include <stdbool.h>
#include <stddef.h>

/* Returns false if there are none: a sandbox may forbid getrandom, and a machine that is starting
 * may have no random bytes yet. Does not wait for them. */
bool random_draw(void *bytes, size_t size);

#endif
