#include "text/clean.h"

#include <string.h>

#include "text/scan.h"
#include "text/simd.h"
#include "text/utf8.h"

bool text_has_cjk(struct view text)
{
#define CJK_STARTS(has, row) has(0xE2, 0xE9, row) has(0xEF, 0xF0, row)
    static const struct byte_set starts = BYTE_SET(CJK_STARTS);
    size_t len;

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &starts)) < text.len; at += len) {
        uint32_t c = utf8_decode(view_skip(text, at), &len);
        if ((c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
            (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF))
            return true;
    }
    return false;
}

/* Unicode's White_Space beyond ASCII, as kinds 2 to 6 (scan.h). */
/* clang-format off */
#define WIDE_SPACES(kind, half) \
    kind(2, half, TWO, 0x85, 0x85) \
    kind(2, half, TWO, 0xA0, 0xA0) \
    kind(3, half, THREE, 0x1680, 0x1680) \
    kind(5, half, THREE, 0x2000, 0x200A) \
    kind(5, half, THREE, 0x2028, 0x2029) \
    kind(5, half, THREE, 0x202F, 0x202F) \
    kind(5, half, THREE, 0x205F, 0x205F) \
    kind(6, half, END, 0x3000, 0x3000)
/* clang-format on */

static bool is_wide_space(uint32_t c)
{
#define IS_IN_RANGE(kind, half, how, first, last) || (c >= (first) && c <= (last))
    return false WIDE_SPACES(IS_IN_RANGE, 0);
#undef IS_IN_RANGE
}

enum treatment { KEEP, FOLD, DROP };

static enum treatment treatment_of(uint32_t c)
{
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || is_wide_space(c))
        return FOLD;
    return c < 0x20 || c == 0x7F || c == 0xFEFF ? DROP : KEEP;
}

bool text_has_wide_control(struct view text)
{
#define WIDE(has, row) has(0x80, 0xFF, row)
    static const struct byte_set wide = BYTE_SET(WIDE);
    size_t len;

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &wide)) < text.len; at += len) {
        uint32_t c = utf8_decode(view_skip(text, at), &len);
        if (c < 0xA0 || treatment_of(c) != KEEP)
            return true;
    }
    return false;
}

/* True if cleaning changes the character that contains the byte at `at`. Of two spaces in a
 * row, the first counts as changed. */
static bool is_unclean(const void *context, struct view text, size_t at)
{
    size_t len;

    (void)context;
    if (text.at[at] == ' ')
        return at + 1 < text.len && text.at[at + 1] == ' ';
    return treatment_of(utf8_decode(view_skip(text, utf8_start(text, at)), &len)) != KEEP;
}

/* What cleaning drops or folds, and two spaces in a row. */
/* clang-format off */
#define SUSPECTS(kind, half) \
    kind(0, half, ASCII, 0x00, 0x1F) \
    kind(1, half, ASCII, 0x7F, 0x7F) \
    WIDE_SPACES(kind, half) \
    kind(4, half, TWICE, ' ', ' ') \
    kind(7, half, THREE, 0xFEFF, 0xFEFF)
/* clang-format on */
static const struct byte_pairs suspects = BYTE_PAIRS(SUSPECTS);

/* Returns the offset of the first character inside trimmed text that cleaning would change, or
 * text.len. */
static size_t find_unclean(struct view text)
{
    size_t at = scan_pairs(text, &suspects, is_unclean, NULL);

    return at < text.len ? utf8_start(text, at) : at;
}

/* Returns the length of the dropped and folded characters at the start of the text. Sets
 * *space if any of them is white space. */
static size_t gap_length(struct view text, bool *space)
{
    size_t at = 0, len;

    *space = false;
    for (; at < text.len; at += len) {
        enum treatment treatment = treatment_of(utf8_decode(view_skip(text, at), &len));
        if (treatment == KEEP)
            break;
        *space = *space || treatment == FOLD;
    }
    return at;
}

/* Copies text that begins and ends with no blank. Replaces each line end that has no blank or
 * control character next to it by a space: most of what is unclean. Returns true if the copy is
 * clean ASCII. */
static inline bool copy_folded(char *restrict to, const char *restrict from, size_t length)
{
    uint8_t last = (uint8_t)from[length - 1], unclean = last <= ' ' || last > '~';

    to[0] = from[0];
    for (size_t i = 1; i + 1 < length; i++) {
        uint8_t before = (uint8_t)from[i - 1], after = (uint8_t)from[i + 1];
        bool folds = (from[i] == '\n') & (before > ' ') & (after > ' ');

        to[i] = folds ? ' ' : from[i];
    }
    to[length - 1] = from[length - 1];
    for (size_t i = 0; i + 1 < length; i++) {
        uint8_t c = (uint8_t)to[i], after = (uint8_t)to[i + 1];

        unclean |= (uint8_t)(c - ' ') > '~' - ' ';
        unclean |= (c | after) == ' '; /* two spaces, or a NUL */
    }
    return !unclean;
}

#ifdef VECTOR_CODE

VECTOR_CODE static inline vector above_space(vector bytes)
{
    return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, vector_fill('!')), bytes);
}

/* Copies VECTOR_SIZE bytes as copy_folded does; looks at one byte more at each end. Returns what is
 * not zero where the copy is not clean ASCII. */
VECTOR_CODE static inline vector fold_piece(char *to, const char *from)
{
    const vector space = vector_fill(' ');
    vector bytes = vector_load(from), after = vector_load(from + 1);
    vector ends = _mm256_cmpeq_epi8(bytes, vector_fill('\n'));
    vector folds = _mm256_and_si256(
        ends, _mm256_and_si256(above_space(vector_load(from - 1)), above_space(after)));
    vector folded = _mm256_blendv_epi8(bytes, space, folds);
    vector spaces =
        _mm256_and_si256(_mm256_cmpeq_epi8(bytes, space), _mm256_cmpeq_epi8(after, space));
    vector others = _mm256_or_si256(_mm256_cmpgt_epi8(space, folded), /* not ASCII, or controls */
                                    _mm256_cmpeq_epi8(folded, vector_fill(0x7F)));

    _mm256_storeu_si256((vector *)(void *)to, folded);
    return _mm256_or_si256(spaces, others);
}

/* The last piece overlaps the one before it. */
VECTOR_CODE static bool copy_folded_vector(char *restrict to, const char *restrict from,
                                           size_t length)
{
    const size_t last = length - 1;
    vector unclean = _mm256_setzero_si256();
    size_t at = 1;

    if (last < VECTOR_SIZE + 1)
        return copy_folded(to, from, length);
    for (; at + VECTOR_SIZE <= last; at += VECTOR_SIZE)
        unclean = _mm256_or_si256(unclean, fold_piece(to + at, from + at));
    at = last - VECTOR_SIZE;
    unclean = _mm256_or_si256(unclean, fold_piece(to + at, from + at));
    to[0] = from[0];
    to[last] = from[last];
    return _mm256_testz_si256(unclean, unclean) && from[0] > ' ' && from[0] <= '~' &&
           from[last] > ' ' && from[last] <= '~';
}

#endif

/* True only if eight bytes are clean ASCII text. May be false for others too: a borrow or carry
 * goes on to the next byte, and so may make it look unclean, but not clean. */
static inline bool are_clean(const char *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    uint64_t bytes, spaces;

    memcpy(&bytes, at, sizeof bytes);
    spaces = bytes ^ ones * ' ';
    spaces = (spaces - ones) & ~spaces & tops; /* where a space is */
    return (((bytes - ones * ' ') | bytes | (bytes + ones)) & tops) == 0 &&
           (spaces & spaces >> 8) == 0;
}

#if defined(__SSE2__) && !defined(WITHOUT_VECTORS)
#include <emmintrin.h>

#define PIECE_SIZE 16

/* The same for sixteen bytes. */
static inline bool is_clean_piece(const char *at)
{
    const __m128i space = _mm_set1_epi8(' ');
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i spaces = _mm_cmpeq_epi8(bytes, space);
    __m128i unclean = _mm_or_si128(_mm_cmplt_epi8(bytes, space), /* not ASCII, or controls */
                                   _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F)));

    unclean = _mm_or_si128(unclean, _mm_and_si128(spaces, _mm_slli_si128(spaces, 1)));
    return _mm_movemask_epi8(unclean) == 0;
}
#endif

/* True only for short, clean ASCII text without a space in front: names, identifiers, dates. */
static bool is_short_and_clean(struct view text)
{
    enum { SHORT = 64, WORD = sizeof(uint64_t) };
    unsigned char before = ' ';
    char halves[WORD];

    if (text.len > SHORT)
        return false;
#ifdef PIECE_SIZE
    if (text.len >= PIECE_SIZE) {
        const char *at = text.at, *last = text.at + text.len - PIECE_SIZE;

        while (at < last && is_clean_piece(at))
            at += PIECE_SIZE - 1; /* as below */
        return at >= last && is_clean_piece(last);
    }
#endif
    if (text.len >= WORD) {
        size_t at = 0;

        while (at < text.len - WORD && are_clean(text.at + at))
            at += WORD - 1; /* with the last one, which may be the first of two spaces */
        return at >= text.len - WORD && are_clean(text.at + text.len - WORD);
    }
    if (text.len >= WORD / 2) { /* two halves, which overlap */
        memcpy(halves, text.at, WORD / 2);
        memcpy(halves + WORD / 2, text.at + text.len - WORD / 2, WORD / 2);
        return are_clean(halves);
    }
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c < ' ' || c > '~' || (c == ' ' && before == ' '))
            return false;
        before = c;
    }
    return true;
}

/* Sets *copy to a copy of trimmed text, with most line ends folded. Returns true if it is clean
 * then. */
static bool copy_folding(struct view text, struct arena *arena, char **copy)
{
    *copy = arena_take(arena, text.len);
#ifdef VECTOR_CODE
    if (vector_is_here())
        return copy_folded_vector(*copy, text.at, text.len);
#endif
    return copy_folded(*copy, text.at, text.len);
}

/* Cleans trimmed text, of which the first `clean` bytes are clean. */
static struct view clean_rest(struct view text, size_t clean, struct arena *arena)
{
    size_t used = 0;
    char *copy;

    if (copy_folding(text, arena, &copy))
        return (struct view){ copy, text.len };
    text.at = copy;
    clean += find_unclean(view_skip(text, clean));
    while (text.len > 0) {
        bool space;

        if (copy + used != text.at)
            memmove(copy + used, text.at, clean);
        used += clean;
        text = view_skip(text, clean);
        text = view_skip(text, gap_length(text, &space));
        if (space && used > 0 && copy[used - 1] != ' ')
            copy[used++] = ' ';
        clean = find_unclean(text);
    }
    return view_trim((struct view){ copy, used });
}

/* Cleans trimmed text. Not inlined, so that text_clean need not save registers for most texts. */
__attribute__((noinline)) static struct view clean_long(struct view text, struct arena *arena)
{
    size_t clean = find_unclean(text);

    return clean == text.len ? text : clean_rest(text, clean, arena);
}

struct view text_clean(struct view text, struct arena *arena)
{
    text = view_trim(text);
    return is_short_and_clean(text) ? text : clean_long(text, arena);
}
