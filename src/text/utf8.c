#include "text/utf8.h"

#include <string.h>

#include "text/simd.h"

/* Returns the length of a sequence that starts with this byte, or 0 if none does, and the
 * bounds of its second byte (Unicode 15, table 3-7). */
static int sequence_length(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/* Returns the length of the well-formed sequence at the start of the text, or 0. *good is the
 * number of bytes that begin one, whole or cut short. */
static size_t take_sequence(struct view text, size_t *good)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    unsigned char low, high;
    size_t length = (size_t)sequence_length(bytes[0], &low, &high);

    *good = length > 0;
    while (*good < length && *good < text.len && bytes[*good] >= low && bytes[*good] <= high) {
        ++*good;
        low = 0x80;
        high = 0xBF;
    }
    return *good == length ? length : 0;
}

/* Three bytes, as most of CJK has, whose first does not restrict the second further. */
static bool is_plain_three(const unsigned char *bytes)
{
    return bytes[0] > 0xE0 && bytes[0] <= 0xEF && bytes[0] != 0xED && (bytes[1] & 0xC0) == 0x80 &&
           (bytes[2] & 0xC0) == 0x80;
}

/* Searches from `at` on, which must be the start of a sequence. */
static size_t find_malformed_from(struct view text, size_t at)
{
    size_t good;

    while (at < text.len) {
        const unsigned char *bytes = (const unsigned char *)text.at + at;
        uint64_t eight;
        size_t length;

        if (text.len - at >= sizeof eight) {
            memcpy(&eight, bytes, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
            if (is_plain_three(bytes)) {
                at += is_plain_three(bytes + 3) ? 6 : 3;
                continue;
            }
        }
        length = take_sequence(view_skip(text, at), &good);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

size_t utf8_find_malformed_plain(struct view text)
{
    return find_malformed_from(text, 0);
}

#ifdef VECTOR_CODE

/* John Keiser and Daniel Lemire, Validating UTF-8 In Less Than One Instruction Per Byte
 * (2021). Each bit is an error that two adjacent bytes may have. They have it if all three
 * tables allow it: those of the first byte's upper and lower half, and of the second byte's
 * upper half. Two continuation bytes are correct where a third or fourth byte is due. */
enum {
    TOO_SHORT = 1 << 0,      /* 11______ 0_______, 11______ 11______ */
    TOO_LONG = 1 << 1,       /* 0_______ 10______ */
    OVERLONG_3 = 1 << 2,     /* 11100000 100_____ */
    TOO_LARGE = 1 << 3,      /* 11110100 1001____ and above */
    SURROGATE = 1 << 4,      /* 11101101 101_____ */
    OVERLONG_2 = 1 << 5,     /* 1100000_ 10______ */
    TOO_LARGE_1000 = 1 << 6, /* 11110101 1000____ and above */
    OVERLONG_4 = 1 << 6,     /* 11110000 1000____ */
    TWO_CONTINUE = 1 << 7,   /* 10______ 10______ */
    ANY_LOWER_HALF = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
    ABOVE_F4 = ANY_LOWER_HALF | TOO_LARGE | TOO_LARGE_1000,
    CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUE,
};

/* clang-format off */
static const uint8_t first_upper[16] = {
    /* ASCII */ TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    /* 10__ */ TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE,
    /* C, D */ TOO_SHORT | OVERLONG_2, TOO_SHORT,
    /* E, F */ TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};

static const uint8_t first_lower[16] = {
    /* 0, 1 */ ANY_LOWER_HALF | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, ANY_LOWER_HALF | OVERLONG_2,
    /* 2, 3 */ ANY_LOWER_HALF, ANY_LOWER_HALF,
    /* 4 */ ANY_LOWER_HALF | TOO_LARGE,
    /* 5 to C */ ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4,
    /* D to F */ ABOVE_F4 | SURROGATE, ABOVE_F4, ABOVE_F4,
};

static const uint8_t second_upper[16] = {
    /* ASCII */ TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    /* 8, 9 */ CONTINUES | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4, CONTINUES | OVERLONG_3 | TOO_LARGE,
    /* A, B */ CONTINUES | SURROGATE | TOO_LARGE, CONTINUES | SURROGATE | TOO_LARGE,
    /* 11__ */ TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};
/* clang-format on */

/* For each of the last 32 of 64 bytes, the byte `back` places before it. */
#define BEFORE(bytes, older, back) \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(older, bytes, 0x21), 16 - (back))

/* Not zero where the bytes, which follow the older ones, are malformed. */
VECTOR_CODE static inline vector errors_of(vector bytes, vector older)
{
    vector first = BEFORE(bytes, older, 1);
    vector wrong = _mm256_and_si256(
        _mm256_and_si256(vector_look_up(vector_table(first_upper), vector_high_halves(first)),
                         vector_look_up(vector_table(first_lower), vector_low_halves(first))),
        vector_look_up(vector_table(second_upper), vector_high_halves(bytes)));
    vector third = _mm256_subs_epu8(BEFORE(bytes, older, 2), vector_fill(0xE0 - 0x80));
    vector fourth = _mm256_subs_epu8(BEFORE(bytes, older, 3), vector_fill(0xF0 - 0x80));
    vector due = _mm256_and_si256(_mm256_or_si256(third, fourth), vector_fill(TWO_CONTINUE));

    return _mm256_xor_si256(wrong, due);
}

enum { ASCII_STEP = 4 * VECTOR_SIZE };

/* True if ASCII_STEP bytes are ASCII. */
VECTOR_CODE static inline bool are_ascii(const char *at)
{
    vector first = _mm256_or_si256(vector_load(at), vector_load(at + VECTOR_SIZE));
    vector last = _mm256_or_si256(vector_load(at + (size_t)2 * VECTOR_SIZE),
                                  vector_load(at + (size_t)3 * VECTOR_SIZE));

    return vector_high_bits(_mm256_or_si256(first, last)) == 0;
}

/* Returns how many bytes, in whole vectors, are certainly well-formed. */
VECTOR_CODE static size_t count_well_formed(struct view text)
{
    vector older = _mm256_setzero_si256();
    bool ascii = true; /* the older bytes are ASCII */
    size_t at = 0;

    while (at + VECTOR_SIZE <= text.len) {
        vector bytes = vector_load(text.at + at);
        bool older_ascii = ascii;

        if (ascii && at + ASCII_STEP <= text.len && are_ascii(text.at + at)) {
            at += ASCII_STEP; /* the older bytes can be any that are ASCII */
            continue;
        }
        ascii = vector_high_bits(bytes) == 0;
        if (!ascii || !older_ascii) {
            vector errors = errors_of(bytes, older);
            if (!_mm256_testz_si256(errors, errors))
                break;
        }
        older = bytes;
        at += VECTOR_SIZE;
    }
    return at;
}

/* Returns the start of a sequence at most three bytes before `at`, since the last sequence
 * before `at` may be cut there. */
static size_t go_back(struct view text, size_t at)
{
    size_t start = at > 3 ? at - 3 : 0;

    while (start < at && utf8_continues(text.at[start]))
        start++;
    return start;
}
#endif

size_t utf8_find_malformed(struct view text)
{
    size_t at = 0;

#ifdef VECTOR_CODE
    if (vector_is_here())
        at = go_back(text, count_well_formed(text));
#endif
    return find_malformed_from(text, at);
}

size_t utf8_malformed_length(struct view text, bool *cut)
{
    size_t good;

    take_sequence(text, &good);
    *cut = good > 0 && good == text.len;
    return good > 0 ? good : 1;
}

uint32_t utf8_decode_wide(struct view text, size_t *len)
{
    const unsigned char *bytes = (const unsigned char *)text.at;

    if (bytes[0] < 0xE0) {
        *len = 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        *len = 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    *len = 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
           (bytes[3] & 0x3Fu);
}

static size_t count_ascii(struct view text)
{
    size_t count = 0;

    for (size_t at = 0; at < text.len; at++)
        count += !utf8_continues(text.at[at]);
    return count;
}

#ifdef VECTOR_CODE

/* As signed numbers, continuation bytes are -128 to -65. */
VECTOR_CODE static size_t count_vector(struct view text)
{
    size_t count = 0, at = 0;

    for (; at + VECTOR_SIZE <= text.len; at += VECTOR_SIZE) {
        vector starts = _mm256_cmpgt_epi8(vector_load(text.at + at), _mm256_set1_epi8(-65));
        count += (size_t)__builtin_popcount(vector_high_bits(starts));
    }
    return count + count_ascii((struct view){ text.at + at, text.len - at });
}

#endif

size_t utf8_count(struct view text)
{
#ifdef VECTOR_CODE
    if (text.len >= VECTOR_SIZE && vector_is_here())
        return count_vector(text);
#endif
    return count_ascii(text);
}
