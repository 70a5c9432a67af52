#include "text/keyed_hash.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "text/random.h"

/* ---- The key ------------------------------------------------------------- */

static uint64_t key[2]; /* written once, by whichever thread needs it first */
static pthread_once_t key_drawn = PTHREAD_ONCE_INIT;

/* Without random bytes the key is made of the clock, the process id and addresses, which the author
 * of an input cannot know. */
static void draw_key(void)
{
    struct timespec now = { 0 };

    if (random_draw(key, sizeof key))
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    key[0] = (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec;
    key[1] = (uint64_t)(uintptr_t)&now ^ (uint64_t)(uintptr_t)&key << 16 ^ (uint64_t)getpid() << 40;
}

/* ---- SipHash-1-3 --------------------------------------------------------- */

/* Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012. Like Rust and Python for their
 * tables, it makes one round for each word and three at the end. */
struct siphash {
    uint64_t v0, v1, v2, v3;
};

static inline struct siphash siphash_begin(void)
{
    pthread_once(&key_drawn, draw_key);
    return (struct siphash){ key[0] ^ UINT64_C(0x736F6D6570736575),
                             key[1] ^ UINT64_C(0x646F72616E646F6D),
                             key[0] ^ UINT64_C(0x6C7967656E657261),
                             key[1] ^ UINT64_C(0x7465646279746573) };
}

static inline uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void siphash_round(struct siphash *sip)
{
    sip->v0 += sip->v1;
    sip->v2 += sip->v3;
    sip->v1 = rotate(sip->v1, 13) ^ sip->v0;
    sip->v3 = rotate(sip->v3, 16) ^ sip->v2;
    sip->v0 = rotate(sip->v0, 32);
    sip->v2 += sip->v1;
    sip->v0 += sip->v3;
    sip->v1 = rotate(sip->v1, 17) ^ sip->v2;
    sip->v3 = rotate(sip->v3, 21) ^ sip->v0;
    sip->v2 = rotate(sip->v2, 32);
}

static inline void siphash_put(struct siphash *sip, uint64_t word)
{
    sip->v3 ^= word;
    siphash_round(sip);
    sip->v0 ^= word;
}

/* The last word is the bytes that are left, and the length in the top byte. */
static inline uint64_t siphash_end(struct siphash *sip, uint64_t rest, size_t length)
{
    uint64_t hash;

    siphash_put(sip, rest | (uint64_t)length << 56);
    sip->v2 ^= 0xFF;
    for (int i = 0; i < 3; i++)
        siphash_round(sip);
    hash = sip->v0 ^ sip->v1 ^ sip->v2 ^ sip->v3;
    return hash ? hash : 1;
}

/* ---- Of texts ------------------------------------------------------------ */

enum { WORD = sizeof(uint64_t) };

/* Returns eight bytes as a little-endian number. */
static inline uint64_t word_at(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Returns the eight bytes with A to Z as a to z. `upper` has 0x80 in each byte from 'A' to 'Z'; the
 * two cases differ in the bit 0x80 >> 2. */
static uint64_t folded_word(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = word & 0x7F * ones;
    uint64_t upper = (low + (0x80 - 'A') * ones) & ~(low + (0x7F - 'Z') * ones) & ~word;

    return word | (upper & 0x80 * ones) >> 2;
}

/* Returns the bytes after the last whole word, read as the end of a word if the text is long
 * enough. */
static inline uint64_t rest_of(struct view text)
{
    size_t count = text.len % WORD;
    uint64_t rest = 0;

    if (count > 0 && text.len > WORD)
        return word_at(text.at + text.len - WORD) >> 8 * (WORD - count);
    while (count-- > 0)
        rest = rest << 8 | (unsigned char)text.at[count];
    return rest;
}

static inline uint64_t hash_words(struct view text, bool fold)
{
    struct siphash sip = siphash_begin();
    uint64_t rest = rest_of(text);

    for (size_t at = 0; at + WORD <= text.len; at += WORD) {
        uint64_t word = word_at(text.at + at);
        siphash_put(&sip, fold ? folded_word(word) : word);
    }
    return siphash_end(&sip, fold ? folded_word(rest) : rest, text.len);
}

uint64_t keyed_hash_text(struct view text)
{
    return hash_words(text, false);
}

uint64_t keyed_hash_folded(struct view text)
{
    return hash_words(text, true);
}

uint64_t keyed_hash_pair(uint64_t first, uint64_t second)
{
    struct siphash sip = siphash_begin();

    siphash_put(&sip, first);
    siphash_put(&sip, second);
    return siphash_end(&sip, 0, sizeof first + sizeof second);
}
