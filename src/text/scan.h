/* Scanning: how far text goes without the bytes that matter. It is how every
 * cleaner and escaper begins, which copies such a run whole, so it looks at 32
 * bytes at a time where the machine can (scan.c). */
#ifndef REFMILL_TEXT_SCAN_H
#define REFMILL_TEXT_SCAN_H

#include "text/text.h"

/* A set of bytes: c is in it when bit c >> 4 & 7 of low[c & 15], or from 0x80
 * on of high[c & 15], is set. */
struct byte_set {
    uint8_t low[16], high[16];
};

/* A set as a constant. Its members are a macro of two parameters:
 *
 *     #define BRACES(has, row) has('{', '{', row) has('}', '}', row)
 *     static const struct byte_set braces = BYTE_SET(BRACES);
 *
 * `has` takes the first and the last byte of a range. */
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

/* How many bytes there are before the first one that is in the set. */
size_t scan_run(struct view text, const struct byte_set *stops);

/* Up to eight kinds of pairs of bytes, one behind the other. A kind allows some
 * upper and some lower halves of either byte; bit `kind` of the four tables tells
 * whether it allows the half that is the index. */
struct byte_pairs {
    uint8_t first_upper[16], first_lower[16], second_upper[16], second_lower[16];
};

/* Kinds of pairs as a constant, of a macro again:
 *
 *     #define TWO_SPACES(kind, half) \
 *         kind(0, HALF(0x2), HALF(0x0), HALF(0x2), HALF(0x0), half)
 *     static const struct byte_pairs two_spaces = BYTE_PAIRS(TWO_SPACES);
 *
 * `kind` takes its number, and the upper and lower halves of the first byte and of
 * the second; kinds are joined by |. */
#define BYTE_PAIRS(kinds)                                           \
    {                                                               \
        .first_upper = BYTE_PAIRS_TABLE(kinds, FIRST_UPPER_HALF),   \
        .first_lower = BYTE_PAIRS_TABLE(kinds, FIRST_LOWER_HALF),   \
        .second_upper = BYTE_PAIRS_TABLE(kinds, SECOND_UPPER_HALF), \
        .second_lower = BYTE_PAIRS_TABLE(kinds, SECOND_LOWER_HALF)  \
    }
#define BYTE_PAIRS_TABLE(kinds, part)                                                             \
    {                                                                                             \
        kinds(part, 0x0), kinds(part, 0x1), kinds(part, 0x2), kinds(part, 0x3), kinds(part, 0x4), \
            kinds(part, 0x5), kinds(part, 0x6), kinds(part, 0x7), kinds(part, 0x8),               \
            kinds(part, 0x9), kinds(part, 0xA), kinds(part, 0xB), kinds(part, 0xC),               \
            kinds(part, 0xD), kinds(part, 0xE), kinds(part, 0xF)                                  \
    }
#define FIRST_UPPER_HALF(number, upper, lower, upper2, lower2, half) \
    (((upper) >> (half)&1) << (number))
#define FIRST_LOWER_HALF(number, upper, lower, upper2, lower2, half) \
    (((lower) >> (half)&1) << (number))
#define SECOND_UPPER_HALF(number, upper, lower, upper2, lower2, half) \
    (((upper2) >> (half)&1) << (number))
#define SECOND_LOWER_HALF(number, upper, lower, upper2, lower2, half) \
    (((lower2) >> (half)&1) << (number))

/* Halves of bytes: one, those from one to another, all. A byte alone is a pair with
 * ANY_HALF, ANY_HALF. */
#define HALF(half) (1 << (half))
#define HALVES(first, last) ((2 << (last)) - (1 << (first)))
#define ANY_HALF HALVES(0x0, 0xF)

/* How many bytes there are before the first pair of those kinds for which `stops`
 * tells true, or text.len. A zero stands behind the text. `stops` may be NULL, for
 * always; else it is asked about the pair at `at`, since eight kinds are seldom
 * just what is looked for. */
size_t scan_pairs(struct view text, const struct byte_pairs *pairs,
                  bool (*stops)(const void *context, struct view text, size_t at),
                  const void *context);

/* The same, the latter as with `stops` NULL, byte by byte: for other machines, and what
 * a test holds the two to. */
size_t scan_run_plain(struct view text, const struct byte_set *stops);
size_t scan_pairs_plain(struct view text, const struct byte_pairs *pairs);

#endif
