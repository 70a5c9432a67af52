/* Scanning: how far text goes without the bytes that matter. It is how every
 * cleaner and escaper begins, which copies such a run whole, so it looks at 32
 * bytes at a time where the machine can (scan.c). */
#ifndef REFMILL_SCAN_H
#define REFMILL_SCAN_H

#include "text.h"

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

/* What stops a scan for pairs: one byte alone, or one of `first` before one of
 * `second`. The pairs that are meant are often fewer; the caller looks again. */
struct byte_pairs {
    struct byte_set alone, first, second;
};

/* How many bytes there are before the first one that stops. */
size_t scan_pairs(struct view text, const struct byte_pairs *stops);

/* The same, byte by byte: for other machines, and what a test holds the two to. */
size_t scan_run_plain(struct view text, const struct byte_set *stops);
size_t scan_pairs_plain(struct view text, const struct byte_pairs *stops);

#endif
