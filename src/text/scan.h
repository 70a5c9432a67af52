/* Finds the first byte that matters to a caller. Every cleaner and escaper copies the run before it
 * whole, so this looks at 32 bytes at a time if the machine can (scan.c). */
#ifndef REFMILL_TEXT_SCAN_H
#define REFMILL_TEXT_SCAN_H

#include "text/text.h"

/* A set of bytes. A byte c is in it if bit c >> 4 & 7 is set in low[c & 15] or, if c is 0x80 or
 * more, in high[c & 15]. */
struct byte_set {
    uint8_t low[16], high[16];
};

/* Initialises a constant set. A macro with two parameters lists its members:
 *
 *     #define BRACES(has, row) has('{', '{', row) has('}', '}', row)
 *     static const struct byte_set braces = BYTE_SET(BRACES);
 *
 * `has` takes the first and last byte of a range. */
#define BYTE_SET(members)                                                                          \
    {                                                                                              \
        .low = BYTE_SET_ROWS(members, BYTE_SET_LOW), .high = BYTE_SET_ROWS(members, BYTE_SET_HIGH) \
    }
#define BYTE_SET_ROWS(members, half)                                                            \
    {                                                                                           \
        0 members(half, 0x0), 0 members(half, 0x1), 0 members(half, 0x2), 0 members(half, 0x3), \
            0 members(half, 0x4), 0 members(half, 0x5), 0 members(half, 0x6),                   \
            0 members(half, 0x7), 0 members(half, 0x8), 0 members(half, 0x9),                   \
            0 members(half, 0xA), 0 members(half, 0xB), 0 members(half, 0xC),                   \
            0 members(half, 0xD), 0 members(half, 0xE), 0 members(half, 0xF)                    \
    }
#define BYTE_SET_BIT(first, last, c, bit) | ((c) >= (first) && (c) <= (last) ? 1 << (bit) : 0)
#define BYTE_SET_EIGHT(first, last, c)       \
    BYTE_SET_BIT(first, last, c, 0)          \
    BYTE_SET_BIT(first, last, (c) + 0x10, 1) \
    BYTE_SET_BIT(first, last, (c) + 0x20, 2) \
    BYTE_SET_BIT(first, last, (c) + 0x30, 3) \
    BYTE_SET_BIT(first, last, (c) + 0x40, 4) \
    BYTE_SET_BIT(first, last, (c) + 0x50, 5) \
    BYTE_SET_BIT(first, last, (c) + 0x60, 6) \
    BYTE_SET_BIT(first, last, (c) + 0x70, 7)
#define BYTE_SET_LOW(first, last, row) BYTE_SET_EIGHT(first, last, row)
#define BYTE_SET_HIGH(first, last, row) BYTE_SET_EIGHT(first, last, (row) + 0x80)

static inline bool byte_set_has(const struct byte_set *set, char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c < 0x80 ? set->low : set->high)[c & 15] >> (c >> 4 & 7) & 1;
}

/* Returns the number of bytes before the first one that is in the set. */
size_t scan_run(struct view text, const struct byte_set *stops);

/* Returns the number of bytes before the first one that is not ASCII. */
size_t scan_ascii(struct view text);

/* Up to eight kinds of pairs of adjacent bytes. A kind allows some upper and some lower halves
 * of each byte: table[half] has bit `kind` set if the kind allows the half. */
struct byte_pairs {
    uint8_t first_upper[16], first_lower[16], second_upper[16], second_lower[16];
};

/* Initialises constant pairs. A macro with two parameters lists what to look for:
 *
 *     #define GAPS(kind, half) \
 *         kind(0, half, TWICE, ' ', ' ') \
 *         kind(1, half, THREE, 0x2000, 0x200A) \
 *         kind(2, half, END, 0x3000, 0x3000)
 *     static const struct byte_pairs gaps = BYTE_PAIRS(GAPS);
 *
 * ASCII, TWO, THREE and FOUR take the first and last of a range of characters with that
 * many bytes in UTF-8, and look for their first two bytes. END looks for the last two of
 * three bytes; use it if those are rarer in text. TWICE looks for two ASCII characters of
 * the range in a row. PAIR takes a range for the first byte and one for the second. A kind
 * also matches bytes that mix halves of its ranges, so put ranges that have halves in
 * common into one kind. */
#define BYTE_PAIRS(list)                                      \
    {                                                         \
        .first_upper = BYTE_PAIRS_TABLE(list, FIRST_UPPER),   \
        .first_lower = BYTE_PAIRS_TABLE(list, FIRST_LOWER),   \
        .second_upper = BYTE_PAIRS_TABLE(list, SECOND_UPPER), \
        .second_lower = BYTE_PAIRS_TABLE(list, SECOND_LOWER)  \
    }
#define BYTE_PAIRS_TABLE(list, part)                                                    \
    {                                                                                   \
        0 list(part, 0x0), 0 list(part, 0x1), 0 list(part, 0x2), 0 list(part, 0x3),     \
            0 list(part, 0x4), 0 list(part, 0x5), 0 list(part, 0x6), 0 list(part, 0x7), \
            0 list(part, 0x8), 0 list(part, 0x9), 0 list(part, 0xA), 0 list(part, 0xB), \
            0 list(part, 0xC), 0 list(part, 0xD), 0 list(part, 0xE), 0 list(part, 0xF)  \
    }
#define FIRST_UPPER(kind, half, how, ...) | UPPER_HALVES(kind, half, FIRST_##how(__VA_ARGS__))
#define FIRST_LOWER(kind, half, how, ...) | LOWER_HALVES(kind, half, FIRST_##how(__VA_ARGS__))
#define SECOND_UPPER(kind, half, how, ...) | UPPER_HALVES(kind, half, SECOND_##how(__VA_ARGS__))
#define SECOND_LOWER(kind, half, how, ...) | LOWER_HALVES(kind, half, SECOND_##how(__VA_ARGS__))

/* The bit of the kind, if a byte from `a` to `b` has that half. */
#define UPPER_HALVES(kind, half, ...) UPPER_HALVES_OF(kind, half, __VA_ARGS__)
#define LOWER_HALVES(kind, half, ...) LOWER_HALVES_OF(kind, half, __VA_ARGS__)
#define UPPER_HALVES_OF(kind, half, a, b) \
    ((a) >> 4 <= (half) && (half) <= (b) >> 4 ? 1 << (kind) : 0)
#define LOWER_HALVES_OF(kind, half, a, b) \
    ((a) >> 4 != (b) >> 4 || (((a)&15) <= (half) && (half) <= ((b)&15)) ? 1 << (kind) : 0)

/* The ranges of the first byte and of the second. */
#define FIRST_ASCII(a, b) a, b
#define FIRST_TWO(a, b) 0xC0 | (a) >> 6, 0xC0 | (b) >> 6
#define FIRST_THREE(a, b) 0xE0 | (a) >> 12, 0xE0 | (b) >> 12
#define FIRST_FOUR(a, b) 0xF0 | (a) >> 18, 0xF0 | (b) >> 18
#define FIRST_END(a, b) CONTINUATIONS(a, b, 6)
#define FIRST_TWICE(a, b) a, b
#define FIRST_PAIR(a, b, a2, b2) a, b
#define SECOND_ASCII(a, b) 0x00, 0xFF
#define SECOND_TWO(a, b) CONTINUATIONS(a, b, 0)
#define SECOND_THREE(a, b) CONTINUATIONS(a, b, 6)
#define SECOND_FOUR(a, b) CONTINUATIONS(a, b, 12)
#define SECOND_END(a, b) CONTINUATIONS(a, b, 0)
#define SECOND_TWICE(a, b) a, b
#define SECOND_PAIR(a, b, a2, b2) a2, b2

/* The range of the continuation byte that holds the six bits from `shift` on: all values, if `a`
 * and `b` differ in higher bits. */
#define CONTINUATIONS(a, b, shift)                                                      \
    ((a) >> (shift) >> 6 == (b) >> (shift) >> 6 ? 0x80 | ((a) >> (shift)&0x3F) : 0x80), \
        ((a) >> (shift) >> 6 == (b) >> (shift) >> 6 ? 0x80 | ((b) >> (shift)&0x3F) : 0xBF)

/* Returns the number of bytes before the first pair of these kinds that `stops` accepts, or
 * text.len. The last byte is paired with a zero. `stops` looks at the pair at `at`, since
 * eight kinds seldom match exactly what is wanted; NULL accepts every pair. */
size_t scan_pairs(struct view text, const struct byte_pairs *pairs,
                  bool (*stops)(const void *context, struct view text, size_t at),
                  const void *context);

/* The same, byte by byte, for machines without vectors and for tests of the two above.
 * scan_pairs_plain accepts every pair. */
size_t scan_run_plain(struct view text, const struct byte_set *stops);
size_t scan_pairs_plain(struct view text, const struct byte_pairs *pairs);

#ifdef __cppcheck__ /* which takes minutes to add up the bits */
#undef BYTE_SET
#undef BYTE_PAIRS
#define BYTE_SET(members) \
    {                     \
        {                 \
            0             \
        }                 \
    }
#define BYTE_PAIRS(list) \
    {                    \
        {                \
            0            \
        }                \
    }
#endif

#endif
