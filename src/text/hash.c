#include "text/hash.h"

#include <string.h>

/* Eight bytes a step, since a step waits for the one before: the multiplier is
 * 2^64 over the golden ratio (Knuth, TAOCP 3, 6.4). A product carries upwards only,
 * so its upper bits go into the lower, which the next step spreads. */
static uint64_t add_word(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* The eight bytes with A to Z as a to z: 0x80 is where a byte is at least 'A' and
 * not above 'Z', and 0x80 >> 2 is what the two cases differ in. */
static uint64_t folded_word(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = word & 0x7F * ones;
    uint64_t upper = (low + (0x80 - 'A') * ones) & ~(low + (0x7F - 'Z') * ones) & ~word;

    return word | (upper & 0x80 * ones) >> 2;
}

static uint64_t word_at(const char *at, size_t size, bool fold)
{
    uint64_t word = 0;

    memcpy(&word, at, size);
    return fold ? folded_word(word) : word;
}

/* The last word takes in bytes of the one before it, where there is one. */
static uint64_t hash_words(uint64_t seed, struct view text, bool fold)
{
    enum { WORD = sizeof(uint64_t) };
    uint64_t hash = seed;
    size_t at = 0;

    for (; at + WORD <= text.len; at += WORD)
        hash = add_word(hash, word_at(text.at + at, WORD, fold));
    if (at < text.len && text.len > WORD)
        hash = add_word(hash, word_at(text.at + text.len - WORD, WORD, fold));
    else if (at < text.len)
        hash = add_word(hash, word_at(text.at, text.len, fold));
    hash = add_word(hash, text.len); /* also for the lower bits, which tables look at */
    return hash ? hash : 1;
}

uint64_t hash_text(uint64_t seed, struct view text)
{
    return hash_words(seed, text, false);
}

uint64_t hash_folded(uint64_t seed, struct view text)
{
    return hash_words(seed, text, true);
}
