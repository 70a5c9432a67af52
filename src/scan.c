#include "scan.h"

#include "vector.h"

size_t scan_run_plain(struct view text, const struct byte_set *stops)
{
    size_t run = 0;

    while (run < text.len && !byte_set_has(stops, text.at[run]))
        run++;
    return run;
}

size_t scan_pairs_plain(struct view text, const struct byte_pairs *stops)
{
    size_t run = 0;

    for (; run < text.len; run++) {
        if (byte_set_has(&stops->alone, text.at[run]))
            break;
        if (run + 1 < text.len && byte_set_has(&stops->first, text.at[run]) &&
            byte_set_has(&stops->second, text.at[run + 1]))
            break;
    }
    return run;
}

#ifdef VECTOR_CODE

/* A set, ready to be looked up. */
struct rows {
    vector low, high;
};

VECTOR_CODE static inline struct rows rows_of(const struct byte_set *set)
{
    return (struct rows){ vector_table(set->low), vector_table(set->high) };
}

/* 0xFF for each byte that is not in the set, else 0: the row that its lower half
 * selects has the bit that its upper half tells. A byte's highest bit chooses
 * between the two tables of rows. */
VECTOR_CODE static inline vector others(vector bytes, struct rows set)
{
    const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
    vector lower = vector_low_halves(bytes);
    vector rows =
        _mm256_blendv_epi8(vector_look_up(set.low, lower), vector_look_up(set.high, lower), bytes);
    vector bit = vector_look_up(vector_table(bits), vector_high_halves(bytes));

    return _mm256_cmpeq_epi8(_mm256_and_si256(rows, bit), _mm256_setzero_si256());
}

/* A bit for each of the VECTOR_SIZE bytes here that is in the set. */
VECTOR_CODE static inline uint32_t stops_at(const char *at, struct rows stops)
{
    return ~vector_high_bits(others(vector_load(at), stops));
}

/* The same for pairs; one more byte is read. */
VECTOR_CODE static inline uint32_t pairs_at(const char *at, struct rows alone, struct rows first,
                                            struct rows second)
{
    vector bytes = vector_load(at);
    vector unpaired = _mm256_or_si256(others(bytes, first), others(vector_load(at + 1), second));

    return ~vector_high_bits(_mm256_and_si256(others(bytes, alone), unpaired));
}

/* Fewer than that are not worth a vector. */
enum { FEW = 8 };

/* A text of at most VECTOR_SIZE bytes, and at least one zero behind it. */
struct padded {
    char bytes[VECTOR_SIZE + 1];
};

static inline struct padded pad(struct view text)
{
    struct padded padded = { { 0 } };

    memcpy(padded.bytes, text.at, text.len);
    return padded;
}

/* The first of the bits, of `count` that matter; or `count`. */
static inline size_t first_bit(uint32_t bits, size_t count)
{
    size_t first = bits ? (size_t)__builtin_ctz(bits) : count;
    return first < count ? first : count;
}

/* The last bytes are looked at together with some before them, once more. */
VECTOR_CODE static size_t scan_run_vector(struct view text, const struct byte_set *stops)
{
    const struct rows rows = rows_of(stops);
    size_t at = 0;
    uint32_t found;

    if (text.len < VECTOR_SIZE) {
        const struct padded padded = pad(text);
        return first_bit(stops_at(padded.bytes, rows), text.len);
    }
    for (; at + VECTOR_SIZE <= text.len; at += VECTOR_SIZE) {
        found = stops_at(text.at + at, rows);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    if (at == text.len)
        return at;
    at = text.len - VECTOR_SIZE;
    found = stops_at(text.at + at, rows);
    return found ? at + (size_t)__builtin_ctz(found) : text.len;
}

VECTOR_CODE static size_t scan_pairs_vector(struct view text, const struct byte_pairs *stops)
{
    const struct rows alone = rows_of(&stops->alone), first = rows_of(&stops->first),
                      second = rows_of(&stops->second);
    size_t at = 0, last = text.len - 1; /* which begins no pair */
    uint32_t found;

    if (last < VECTOR_SIZE) {
        const struct padded padded = pad(text);
        at = first_bit(pairs_at(padded.bytes, alone, first, second), last);
        return at < last || byte_set_has(&stops->alone, text.at[last]) ? at : text.len;
    }
    for (; at + VECTOR_SIZE <= last; at += VECTOR_SIZE) {
        found = pairs_at(text.at + at, alone, first, second);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    if (at < last) {
        at = last - VECTOR_SIZE;
        found = pairs_at(text.at + at, alone, first, second);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    return byte_set_has(&stops->alone, text.at[last]) ? last : text.len;
}

#endif

size_t scan_run(struct view text, const struct byte_set *stops)
{
#ifdef VECTOR_CODE
    if (text.len >= FEW && vector_is_here())
        return scan_run_vector(text, stops);
#endif
    return scan_run_plain(text, stops);
}

size_t scan_pairs(struct view text, const struct byte_pairs *stops)
{
#ifdef VECTOR_CODE
    if (text.len >= FEW && vector_is_here())
        return scan_pairs_vector(text, stops);
#endif
    return scan_pairs_plain(text, stops);
}
