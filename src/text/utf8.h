/* Checks and reads UTF-8 (Unicode 15, section 3.9). */
#ifndef REFMILL_TEXT_UTF8_H
#define REFMILL_TEXT_UTF8_H

#include "text/text.h"

/* Returns the offset of the first malformed byte (Unicode 15, table 3-7), or text.len. A
 * sequence that the end of the text cuts short is malformed at its first byte. */
size_t utf8_find_malformed(struct view text);

/* The same, sequence by sequence: for machines without vectors, and to test the function above. */
size_t utf8_find_malformed_plain(struct view text);

/* Returns how many bytes one U+FFFD replaces at the start of text that is malformed there: the
 * maximal subpart (Unicode 15, section 3.9), at least 1. Sets *cut to true if the text is
 * malformed only because it ends after them. */
size_t utf8_malformed_length(struct view text, bool *cut);

/* Reads what is not ASCII; called by utf8_decode only. */
uint32_t utf8_decode_wide(struct view text, size_t *len);

/* Returns the code point at the start of well-formed, non-empty text, and its length in bytes. */
static inline uint32_t utf8_decode(struct view text, size_t *len)
{
    unsigned char first = (unsigned char)text.at[0];

    *len = 1;
    return first < 0x80 ? first : utf8_decode_wide(text, len);
}

/* True if the byte continues a sequence. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Returns the start of the character that contains the byte at `at`, in well-formed text. */
static inline size_t utf8_start(struct view text, size_t at)
{
    while (at > 0 && utf8_continues(text.at[at]))
        at--;
    return at;
}

/* Returns the number of code points in well-formed text. */
size_t utf8_count(struct view text);

#endif
