/* FNV-1a, the same in each run, for outputs and names of files. Texts that collide are easy to
 * craft, so tables use keyed_hash.h instead. */
#ifndef REFMILL_TEXT_FIXED_HASH_H
#define REFMILL_TEXT_FIXED_HASH_H

#include "text/text.h"

#define FIXED_HASH_START UINT64_C(0xCBF29CE484222325)

static inline uint64_t fixed_hash_byte(uint64_t hash, unsigned byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001B3);
}

static inline uint64_t fixed_hash_text(uint64_t hash, struct view text)
{
    for (size_t at = 0; at < text.len; at++)
        hash = fixed_hash_byte(hash, (unsigned char)text.at[at]);
    return fixed_hash_byte(hash, 0x100); /* the end: no byte has this value */
}

#endif
