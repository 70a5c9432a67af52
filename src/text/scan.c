#include "text/scan.h"

#include "text/simd.h"

size_t scan_run_plain(struct view text, const struct byte_set *stops)
{
    size_t run = 0;

    while (run < text.len && !byte_set_has(stops, text.at[run]))
        run++;
    return run;
}

static bool is_pair(const struct byte_pairs *pairs, unsigned char first, unsigned char second)
{
    return pairs->first_upper[first >> 4] & pairs->first_lower[first & 15] &
           pairs->second_upper[second >> 4] & pairs->second_lower[second & 15];
}

static size_t next_pair_plain(struct view text, size_t at, const struct byte_pairs *pairs)
{
    for (; at < text.len; at++) {
        char second = at + 1 < text.len ? text.at[at + 1] : '\0';
        if (is_pair(pairs, (unsigned char)text.at[at], (unsigned char)second))
            break;
    }
    return at;
}

#ifdef VECTOR_CODE

/* A byte set, loaded for lookups. */
struct rows {
    vector low, high;
};

VECTOR_CODE static inline struct rows rows_of(const struct byte_set *set)
{
    return (struct rows){ vector_table(set->low), vector_table(set->high) };
}

/* 0xFF for each byte that is not in the set, else 0. A byte's lower half selects a row, its
 * upper half a bit of the row. Its highest bit selects one of the two tables of rows. */
VECTOR_CODE static inline vector others(vector bytes, struct rows set)
{
    const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
    vector lower = vector_low_halves(bytes);
    vector rows =
        _mm256_blendv_epi8(vector_look_up(set.low, lower), vector_look_up(set.high, lower), bytes);
    vector bit = vector_look_up(vector_table(bits), vector_high_halves(bytes));

    return _mm256_cmpeq_epi8(_mm256_and_si256(rows, bit), _mm256_setzero_si256());
}

/* A bit for each of the bytes that is in the set. */
VECTOR_CODE static inline uint32_t stops_in(vector bytes, struct rows stops)
{
    return ~vector_high_bits(others(bytes, stops));
}

/* Kinds of pairs, loaded for lookups. */
struct kinds {
    vector first_upper, first_lower, second_upper, second_lower;
};

VECTOR_CODE static inline struct kinds kinds_of(const struct byte_pairs *pairs)
{
    return (struct kinds){ vector_table(pairs->first_upper), vector_table(pairs->first_lower),
                           vector_table(pairs->second_upper), vector_table(pairs->second_lower) };
}

/* For each byte, the kinds that both of its halves allow. */
VECTOR_CODE static inline vector kinds_in(vector bytes, vector upper, vector lower)
{
    return _mm256_and_si256(vector_look_up(upper, vector_high_halves(bytes)),
                            vector_look_up(lower, vector_low_halves(bytes)));
}

/* A bit for each of the bytes that begins a pair with the one at the same place of `seconds`. */
VECTOR_CODE static inline uint32_t pairs_in(vector firsts, vector seconds,
                                            const struct kinds *kinds)
{
    vector first = kinds_in(firsts, kinds->first_upper, kinds->first_lower);
    vector second = kinds_in(seconds, kinds->second_upper, kinds->second_lower);

    if (_mm256_testz_si256(first, second)) /* as nearly always */
        return 0;
    return ~vector_high_bits(
        _mm256_cmpeq_epi8(_mm256_and_si256(first, second), _mm256_setzero_si256()));
}

/* A bit for each of the VECTOR_SIZE bytes at `at` that begins a pair. Reads one more byte. */
VECTOR_CODE static inline uint32_t pairs_at(const char *at, const struct kinds *kinds)
{
    return pairs_in(vector_load(at), vector_load(at + 1), kinds);
}

/* Shorter texts are not worth a vector. */
enum { HALF_SIZE = VECTOR_SIZE / 2, QUARTER_SIZE = VECTOR_SIZE / 4, FEW = QUARTER_SIZE + 1 };

/* Returns the size of the two pieces that make up a short text. */
static inline size_t piece_size(size_t length)
{
    return length < HALF_SIZE ? QUARTER_SIZE : HALF_SIZE;
}

/* Loads QUARTER_SIZE to VECTOR_SIZE bytes: their first piece, and after it their last, which may
 * overlap it. So nothing is read beyond the text, nor copied. */
VECTOR_CODE static inline vector load_short(const char *at, size_t length)
{
    const char *last = at + length - piece_size(length);
    __m128i first_half, last_half;

    if (length < HALF_SIZE) {
        first_half = _mm_loadl_epi64((const __m128i *)(const void *)at);
        last_half = _mm_loadl_epi64((const __m128i *)(const void *)last);
        return _mm256_castsi128_si256(_mm_unpacklo_epi64(first_half, last_half));
    }
    first_half = _mm_loadu_si128((const __m128i *)(const void *)at);
    last_half = _mm_loadu_si128((const __m128i *)(const void *)last);
    return _mm256_set_m128i(last_half, first_half);
}

/* Returns the offset of the first byte of such a text whose bit is set, or its length. */
static inline size_t first_of_short(uint32_t bits, size_t length)
{
    size_t size = piece_size(length), bit = bits ? (size_t)__builtin_ctz(bits) : 2 * size;

    if (bit < size)
        return bit;
    return bit < 2 * size ? length - 2 * size + bit : length;
}

VECTOR_CODE static size_t scan_run_short(struct view text, const struct byte_set *stops)
{
    return first_of_short(stops_in(load_short(text.at, text.len), rows_of(stops)), text.len);
}

/* The last vector overlaps the one before it. */
VECTOR_CODE static size_t scan_run_vector(struct view text, const struct byte_set *stops)
{
    const struct rows rows = rows_of(stops);
    size_t at = 0;
    uint32_t found;

    for (; at + VECTOR_SIZE <= text.len; at += VECTOR_SIZE) {
        found = stops_in(vector_load(text.at + at), rows);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    if (at == text.len)
        return at;
    at = text.len - VECTOR_SIZE;
    found = stops_in(vector_load(text.at + at), rows);
    return found ? at + (size_t)__builtin_ctz(found) : text.len;
}

/* The last vector overlaps the one before it. */
VECTOR_CODE static size_t scan_ascii_vector(struct view text)
{
    size_t at = 0, last = text.len - VECTOR_SIZE;
    uint32_t found = 0;

    while (at < last && (found = vector_high_bits(vector_load(text.at + at))) == 0)
        at += VECTOR_SIZE;
    if (found)
        return at + (size_t)__builtin_ctz(found);
    found = vector_high_bits(vector_load(text.at + last));
    return found ? last + (size_t)__builtin_ctz(found) : text.len;
}

/* Returns the first pair, or text.len. The last byte has no byte after it. */
VECTOR_CODE static size_t first_pair_short(struct view text, const struct byte_pairs *pairs)
{
    const struct kinds kinds = kinds_of(pairs);
    size_t last = text.len - 1;
    uint32_t found = pairs_in(load_short(text.at, last), load_short(text.at + 1, last), &kinds);
    size_t first = first_of_short(found, last);

    return first < last || is_pair(pairs, (unsigned char)text.at[last], '\0') ? first : text.len;
}

/* Returns the next pair from `at` on, or text.len; `at` must be before the end. The last vector
 * overlaps the one before it. It leaves out the last byte, which has no byte after it. */
VECTOR_CODE static size_t next_pair_vector(struct view text, size_t at,
                                           const struct byte_pairs *pairs)
{
    const struct kinds kinds = kinds_of(pairs);
    size_t last = text.len - 1, from;
    uint32_t found;

    for (; at + VECTOR_SIZE <= last; at += VECTOR_SIZE) {
        found = pairs_at(text.at + at, &kinds);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    from = last - VECTOR_SIZE;
    found = pairs_at(text.at + from, &kinds) & (uint32_t)(UINT64_C(0xFFFFFFFF) << (at - from));
    if (found)
        return from + (size_t)__builtin_ctz(found);
    return is_pair(pairs, (unsigned char)text.at[last], '\0') ? last : text.len;
}

#endif

size_t scan_run(struct view text, const struct byte_set *stops)
{
#ifdef VECTOR_CODE
    if (text.len >= FEW && vector_is_here())
        return text.len > VECTOR_SIZE ? scan_run_vector(text, stops) : scan_run_short(text, stops);
#endif
    return scan_run_plain(text, stops);
}

static size_t scan_ascii_plain(struct view text)
{
    size_t run = 0;

    while (run < text.len && (unsigned char)text.at[run] < 0x80)
        run++;
    return run;
}

size_t scan_ascii(struct view text)
{
#ifdef VECTOR_CODE
    if (text.len >= VECTOR_SIZE && vector_is_here())
        return scan_ascii_vector(text);
#endif
    return scan_ascii_plain(text);
}

static inline size_t next_pair(struct view text, size_t at, const struct byte_pairs *pairs)
{
#ifdef VECTOR_CODE
    if (text.len - at >= FEW && vector_is_here())
        return text.len > VECTOR_SIZE ? next_pair_vector(text, at, pairs)
                                      : at + first_pair_short(view_skip(text, at), pairs);
#endif
    return next_pair_plain(text, at, pairs);
}

size_t scan_pairs(struct view text, const struct byte_pairs *pairs,
                  bool (*stops)(const void *context, struct view text, size_t at),
                  const void *context)
{
    size_t at = next_pair(text, 0, pairs);

    while (at < text.len && stops && !stops(context, text, at))
        at = next_pair(text, at + 1, pairs);
    return at;
}

size_t scan_pairs_plain(struct view text, const struct byte_pairs *pairs)
{
    return next_pair_plain(text, 0, pairs);
}
