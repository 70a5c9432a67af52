#include "input/json/json_plain.h"

#include <string.h>

#include "text/scan.h"
#include "text/simd.h"

enum { DIGITS_MAX = 15 };

/* A reading. The position is passed as an argument, to keep it in a register: every step depends on
 * it. */
struct plain {
    struct json_tree *tree;
    const char *end; /* of the text */
    const char *at;  /* where a long string or a number has ended */
    char *free;      /* where the text of the next string with escapes goes */
    size_t open[JSON_PLAIN_NESTED_MAX];
    size_t depth;
};

/* Returns the byte, or a NUL at the end. */
static inline char byte_of(const struct plain *plain, const char *at)
{
    return at < plain->end ? *at : '\0';
}

/* Skips blanks, and returns the byte that *at is at then, or a NUL at the end. */
static inline char next_byte(const struct plain *plain, const char **at)
{
    const char *from = *at;
    char c = '\0';

    for (; from < plain->end; from++) {
        c = *from;
        if ((unsigned char)c > ' ' || !ascii_is_blank(c))
            break;
        plain->tree->has_lines |= c == '\n';
        c = '\0';
    }
    *at = from;
    return c;
}

/* ---- Strings --------------------------------------------------------------- */

#if defined(__SSE2__) && !defined(WITHOUT_VECTORS)
#include <emmintrin.h>

/* Most strings are shorter than two pieces, for which a call would not pay off. */
#define PIECE_SIZE 16

/* Returns a bit for each byte of the piece that string_run stops at. */
static inline unsigned piece_find(const char *at)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), controls));
}
#endif

/* Reads the four digits of \uXXXX. Returns 0 if they are not plain. */
static uint32_t read_code_unit(struct view text)
{
    uint32_t unit = 0;

    if (text.len < 4)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        char c = ascii_lower(text.at[i]);

        if (ascii_is_digit(c))
            unit = unit << 4 | (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            unit = unit << 4 | (uint32_t)(c - 'a' + 10);
        else
            return 0;
    }
    return unit >= 0xD800 && unit <= 0xDFFF ? 0 : unit;
}

/* Writes the code unit as UTF-8, in at most three bytes. */
static char *put_code_unit(char *to, uint32_t unit)
{
    if (unit < 0x80) {
        *to++ = (char)unit;
        return to;
    }
    if (unit < 0x800) {
        *to++ = (char)(0xC0 | unit >> 6);
    } else {
        *to++ = (char)(0xE0 | unit >> 12);
        *to++ = (char)(0x80 | (unit >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (unit & 0x3F));
    return to;
}

/* Appends to *to what the escape at the backslash means. Returns its end, or NULL if it is not
 * plain. */
static inline const char *take_escape(const char *at, const char *end, char **to)
{
    static const char meanings[256] = { ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t' };
    struct view rest = { at + 1, (size_t)(end - at) - 1 };
    uint32_t unit;

    if (rest.len == 0)
        return NULL;
    **to = meanings[(unsigned char)rest.at[0]];
    if (**to != '\0') {
        ++*to;
        return at + 2;
    }
    unit = rest.at[0] == 'u' ? read_code_unit(view_skip(rest, 1)) : 0;
    if (unit == 0)
        return NULL;
    *to = put_code_unit(*to, unit);
    return at + 6;
}

/* Returns the number of bytes before the next one that is not simply a part of a string. Copies
 * them to `to`, unless that is NULL; there must be room for all of the text. */
static inline size_t string_run(const char *from, const char *end, char *to)
{
#define STRING_STOPS(has, row) has(0x00, 0x1F, row) has('"', '"', row) has('\\', '\\', row)
    static const struct byte_set stops = BYTE_SET(STRING_STOPS);
    size_t run = scan_run((struct view){ from, (size_t)(end - from) }, &stops);

    if (to && run > 0)
        memcpy(to, from, run);
    return run;
}

#ifdef VECTOR_CODE

/* The same. Looks for the three kinds of bytes at once, and copies whole vectors. */
VECTOR_CODE static inline size_t string_run_vector(const char *from, const char *end, char *to)
{
    size_t done = 0;

    for (; (size_t)(end - from) - done >= VECTOR_SIZE; done += VECTOR_SIZE) {
        vector bytes = vector_load(from + done);
        vector quotes = _mm256_cmpeq_epi8(bytes, vector_fill('"'));
        vector backslashes = _mm256_cmpeq_epi8(bytes, vector_fill('\\'));
        vector controls = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, vector_fill(0x1F)), bytes);
        uint32_t found =
            vector_high_bits(_mm256_or_si256(_mm256_or_si256(quotes, backslashes), controls));

        if (to)
            _mm256_storeu_si256((vector *)(void *)(to + done), bytes);
        if (found)
            return done + (size_t)__builtin_ctz(found);
    }
    return done + string_run(from + done, end, to ? to + done : NULL);
}

#endif

/* Reads the string that begins at the quote, up to plain->at. Its text is NULL if it is not plain.
 * `run` is one of the two above. */
static inline struct view read_string_by(struct plain *plain, const char *at,
                                         size_t (*run)(const char *, const char *, char *))
{
    const char *from = at + 1, *end = plain->end;
    size_t length = run(from, end, NULL);

    at = from + length;
    if (at < end && *at == '\\') {
        char *to = plain->free;

        memcpy(to, from, length);
        from = to;
        to += length;
        do {
            at = take_escape(at, end, &to);
            if (!at)
                return (struct view){ 0 };
            length = run(at, end, to);
            at += length;
            to += length;
        } while (at < end && *at == '\\');
        plain->free = to;
        length = (size_t)(to - from);
    }
    plain->at = at + 1;
    return (struct view){ byte_of(plain, at) == '"' ? from : NULL, length };
}

#ifdef VECTOR_CODE
VECTOR_CODE static struct view read_string_vector(struct plain *plain, const char *at)
{
    return read_string_by(plain, at, string_run_vector);
}
#endif

static struct view read_long_string(struct plain *plain, const char *at)
{
#ifdef VECTOR_CODE
    if (vector_is_here())
        return read_string_vector(plain, at);
#endif
    return read_string_by(plain, at, string_run);
}

/* Reads the string that begins at the quote. Returns its end, or NULL if it is not plain. */
static inline const char *read_string(struct plain *plain, const char *at, struct view *text)
{
#ifdef PIECE_SIZE
    const char *from = at + 1;

    if (plain->end - from >= PIECE_SIZE) {
        unsigned found = piece_find(from);
        size_t run = found ? (size_t)__builtin_ctz(found) : 0;

        if (found && from[run] == '"') {
            *text = (struct view){ from, run };
            return from + run + 1;
        }
    }
#endif
    *text = read_long_string(plain, at);
    return text->at ? plain->at : NULL;
}

/* ---- Values ---------------------------------------------------------------- */

/* These return where the value ends, or NULL if it is not plain. */

static const char *read_integer(struct plain *plain, const char *at, struct view name)
{
    bool negative = *at == '-';
    const char *first = at + negative;
    int64_t number = 0;
    char after;

    for (at = first; at < plain->end && at - first <= DIGITS_MAX && ascii_is_digit(*at); at++)
        number = number * 10 + (*at - '0');
    after = byte_of(plain, at);
    if (at == first || at - first > DIGITS_MAX || (*first == '0' && at - first > 1) ||
        after == '.' || after == 'e' || after == 'E')
        return NULL;
    json_tree_add(plain->tree, JSON_IS_INTEGER, name)->number = negative ? -number : number;
    return at;
}

static inline const char *read_literal(struct plain *plain, const char *at, struct view word,
                                       enum json_kind kind, struct view name)
{
    struct view rest = { at, (size_t)(plain->end - at) };

    if (!view_starts_with(rest, word))
        return NULL;
    json_tree_add(plain->tree, kind, name);
    return at + word.len;
}

static inline const char *open_value(struct plain *plain, const char *at, enum json_kind kind,
                                     struct view name)
{
    if (plain->depth == JSON_PLAIN_NESTED_MAX)
        return NULL;
    plain->open[plain->depth++] = plain->tree->count;
    json_tree_add(plain->tree, kind, name)->next = 1;
    return at + 1;
}

static inline const char *read_value(struct plain *plain, const char *at, struct view name)
{
    char c = next_byte(plain, &at);
    struct view text;

    if (c == '"') { /* most values */
        at = read_string(plain, at, &text);
        if (at)
            json_tree_add(plain->tree, JSON_IS_STRING, name)->text = text;
        return at;
    }
    switch (c) {
    case '{':
        return open_value(plain, at, JSON_IS_OBJECT, name);
    case '[':
        return open_value(plain, at, JSON_IS_LIST, name);
    case 't':
        return read_literal(plain, at, VIEW("true"), JSON_IS_TRUE, name);
    case 'f':
        return read_literal(plain, at, VIEW("false"), JSON_IS_FALSE, name);
    case 'n':
        return read_literal(plain, at, VIEW("null"), JSON_IS_NULL, name);
    case '\0':
        return NULL;
    default:
        return read_integer(plain, at, name);
    }
}

/* Reads the name of a member of the object at that index, and the colon. */
static inline const char *read_name(struct plain *plain, const char *at, size_t object,
                                    struct view *name)
{
    struct json_tree *tree = plain->tree;
    struct json_value *outer = &tree->values[object];
    uint64_t bit;

    if (next_byte(plain, &at) != '"')
        return NULL;
    at = read_string(plain, at, name);
    if (!at)
        return NULL;
    bit = json_name_bit(*name);
    if ((outer->hashes & bit) && (outer->count > JSON_PLAIN_MEMBERS_MAX ||
                                  json_value_find(outer + 1, tree->values + tree->count, *name)))
        return NULL; /* two of that name, or so many that to look for it takes too long */
    outer->hashes |= bit;
    return next_byte(plain, &at) == ':' ? at + 1 : NULL;
}

/* Reads a member or an element of the innermost open value, or its end. */
static inline const char *read_next(struct plain *plain, const char *at)
{
    size_t index = plain->open[plain->depth - 1];
    struct json_value *outer = &plain->tree->values[index];
    bool is_object = outer->kind == JSON_IS_OBJECT;
    struct view name = outer->name;
    char c = next_byte(plain, &at);

    if (c == (is_object ? '}' : ']')) {
        outer->size = (uint32_t)(plain->tree->count - index);
        plain->depth--;
        return at + 1;
    }
    if (outer->count++ > 0) {
        if (c != ',')
            return NULL;
        at++;
    }
    if (is_object)
        at = read_name(plain, at, index, &name);
    return at ? read_value(plain, at, name) : NULL;
}

/* Reads the object that the text begins with. Returns its end, or NULL if it is not plain. */
static const char *read_plain_object(struct json_tree *tree, struct view text)
{
    struct plain plain; /* `open` is not set to zeros, which takes long */
    const char *at = text.at;

    plain.tree = tree;
    plain.end = text.at + text.len;
    plain.free = buffer_reserve(&tree->text, text.len);
    plain.depth = 0;
    tree->count = 0;
    tree->has_lines = false;
    if (next_byte(&plain, &at) != '{')
        return NULL;
    at = open_value(&plain, at, JSON_IS_OBJECT, (struct view){ 0 });
    while (at && plain.depth > 0)
        at = read_next(&plain, at);
    return at;
}

bool json_plain_read(struct json_tree *tree, struct view text)
{
    const char *end = text.len > 0 ? read_plain_object(tree, text) : NULL;

    return end &&
           view_trim_start((struct view){ end, text.len - (size_t)(end - text.at) }).len == 0;
}

size_t json_plain_take(struct json_tree *tree, struct view text)
{
    const char *end = text.len > 0 ? read_plain_object(tree, text) : NULL;

    return end ? (size_t)(end - text.at) : 0;
}
