/* UTF-8 (Unicode 15, section 3.9). */
#ifndef REFMILL_TEXT_UTF8_H
#define REFMILL_TEXT_UTF8_H

#include "text/text.h"

/* Offset of the first byte that does not begin or continue a well-formed
 * sequence (Unicode 15, table 3-7), or text.len. A sequence that the end of
 * the text cuts short counts as malformed at its first byte. */
size_t utf8_find_malformed(struct view text);

/* The same, sequence by sequence: for machines without vectors, and for the test of the
 * other. */
size_t utf8_find_malformed_plain(struct view text);

/* How many bytes U+FFFD replaces at a malformed place: the maximal subpart
 * (Unicode 15, section 3.9), at least 1; text is not empty. `*cut` tells that
 * the end of the text alone makes it malformed: more bytes could complete it. */
size_t utf8_malformed_length(struct view text, bool *cut);

/* The code point at the start of well-formed, non-empty text; its length in
 * bytes goes to *len. */
uint32_t utf8_decode(struct view text, size_t *len);

/* Whether the byte continues a sequence that began before it. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Where the character begins that has the byte at `at`, in well-formed text. */
static inline size_t utf8_start(struct view text, size_t at)
{
    while (at > 0 && utf8_continues(text.at[at]))
        at--;
    return at;
}

/* Code points in well-formed text. */
size_t utf8_count(struct view text);

#endif
