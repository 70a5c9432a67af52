/* Hashes of text for tables in memory. They are no part of any output, and may be
 * others in the next version; what records keep is record_hash's. */
#ifndef REFMILL_TEXT_HASH_H
#define REFMILL_TEXT_HASH_H

#include "text/text.h"

/* 64 bits of the text, going on from `seed`, another's hash or 0; never 0. */
uint64_t hash_text(uint64_t seed, struct view text);

/* The same for texts that are to be one whatever the case, ASCII's. */
uint64_t hash_folded(uint64_t seed, struct view text);

#endif
