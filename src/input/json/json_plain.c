#include "input/json/json_plain.h"

#include <string.h>

#include "text/scan.h"

enum { DIGITS_MAX = 15 };

/* How far the text was read. */
struct plain {
    struct json_tree *tree;
    const char *at, *end;
    char *free; /* where the text of the next string with escapes goes */
    size_t open[JSON_PLAIN_NESTED_MAX];
    size_t depth;
};

/* Skips blanks and returns the next byte, or a NUL at the end. */
static inline char next_byte(struct plain *plain)
{
    while (plain->at < plain->end && (unsigned char)*plain->at <= ' ' && ascii_is_blank(*plain->at))
        plain->at++;
    return plain->at < plain->end ? *plain->at : '\0';
}

/* ---- Strings --------------------------------------------------------------- */

#if defined(__SSE2__) && !defined(WITHOUT_VECTORS)
#include <emmintrin.h>

/* Most strings are shorter than two pieces, for which a call of scan_run would not pay off. */
#define PIECE_SIZE 16

/* Returns a bit for each byte of the piece that scan_string stops at. Copies the piece to `to`, if
 * that is not NULL. */
static inline unsigned piece_find(const char *at, char *to)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);

    if (to)
        _mm_storeu_si128((__m128i *)(void *)to, bytes);
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

/* Resolves the escape that begins at the backslash. Returns false if it is not plain. */
static bool take_escape(struct plain *plain)
{
    static const char meanings[256] = { ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t' };
    struct view rest = { plain->at + 1, (size_t)(plain->end - plain->at) - 1 };
    uint32_t unit;
    char meaning;

    if (rest.len == 0)
        return false;
    meaning = meanings[(unsigned char)rest.at[0]];
    if (meaning != '\0') {
        *plain->free++ = meaning;
        plain->at += 2;
        return true;
    }
    unit = rest.at[0] == 'u' ? read_code_unit(view_skip(rest, 1)) : 0;
    plain->free = unit > 0 ? put_code_unit(plain->free, unit) : plain->free;
    plain->at += 6;
    return unit > 0;
}

/* Goes on to the next byte that is not simply a part of a string, and returns it, or a NUL at the
 * end. If `copies` is set, copies what it passes over; there is room for all of the text. */
static inline char scan_string(struct plain *plain, bool copies)
{
#define STRING_STOPS(has, row) has(0x00, 0x1F, row) has('"', '"', row) has('\\', '\\', row)
    static const struct byte_set stops = BYTE_SET(STRING_STOPS);
    const char *at = plain->at;
    size_t run = 0;

#ifdef PIECE_SIZE
    const ptrdiff_t step = (ptrdiff_t)2 * PIECE_SIZE;

    for (; plain->end - at >= step; at += step) {
        uint32_t found = piece_find(at, copies ? plain->free : NULL);

        found |= piece_find(at + PIECE_SIZE, copies ? plain->free + PIECE_SIZE : NULL)
                 << PIECE_SIZE;
        run = found ? (size_t)__builtin_ctz(found) : (size_t)step;
        plain->free += copies ? run : 0;
        if (found) {
            plain->at = at + run;
            return *plain->at;
        }
    }
#endif
    run = scan_run((struct view){ at, (size_t)(plain->end - at) }, &stops);
    if (copies && run > 0)
        memcpy(plain->free, at, run); /* NOLINT(clang-analyzer-core.NonNullParamChecker): room */
    plain->free += copies ? run : 0;
    plain->at = at + run;
    return plain->at < plain->end ? *plain->at : '\0';
}

static struct view read_long_string(struct plain *plain)
{
    const char *from = ++plain->at;
    char c = scan_string(plain, false);
    size_t length = (size_t)(plain->at - from);

    if (c == '\\') {
        char *copy = plain->free;

        memcpy(copy, from, length);
        plain->free += length;
        while (c == '\\' && take_escape(plain))
            c = scan_string(plain, true);
        from = copy;
        length = (size_t)(plain->free - copy);
    }
    plain->at++;
    return (struct view){ c == '"' ? from : NULL, length };
}

/* Reads the string that begins at the quote. Its text is NULL if it is not plain. (Machines wait
 * when two halves were stored and both are loaded at once, as with a pointer to the result.) */
static inline struct view read_string(struct plain *plain)
{
#ifdef PIECE_SIZE
    const char *from = plain->at + 1;

    if (plain->end - from >= PIECE_SIZE) {
        unsigned found = piece_find(from, NULL);
        size_t run = found ? (size_t)__builtin_ctz(found) : 0;

        if (found && from[run] == '"') {
            plain->at = from + run + 1;
            return (struct view){ from, run };
        }
    }
#endif
    return read_long_string(plain);
}

/* ---- Values ---------------------------------------------------------------- */

static bool read_integer(struct plain *plain, struct view name)
{
    bool negative = *plain->at == '-';
    const char *first = plain->at + negative, *at = first;
    int64_t number = 0;
    char after;

    while (at < plain->end && at - first <= DIGITS_MAX && ascii_is_digit(*at))
        number = number * 10 + (*at++ - '0');
    after = at < plain->end ? *at : '\0';
    if (at == first || at - first > DIGITS_MAX || (*first == '0' && at - first > 1) ||
        after == '.' || after == 'e' || after == 'E')
        return false;
    plain->at = at;
    json_tree_add(plain->tree, JSON_IS_INTEGER, name)->number = negative ? -number : number;
    return true;
}

static bool read_literal(struct plain *plain, struct view word, enum json_kind kind,
                         struct view name)
{
    struct view rest = { plain->at, (size_t)(plain->end - plain->at) };

    if (!view_starts_with(rest, word))
        return false;
    plain->at += word.len;
    json_tree_add(plain->tree, kind, name);
    return true;
}

static bool open_value(struct plain *plain, enum json_kind kind, struct view name)
{
    if (plain->depth == JSON_PLAIN_NESTED_MAX)
        return false;
    plain->at++;
    plain->open[plain->depth++] = plain->tree->count;
    json_tree_add(plain->tree, kind, name)->next = 1;
    return true;
}

static bool read_value(struct plain *plain, struct view name)
{
    struct view text;

    switch (next_byte(plain)) {
    case '"':
        text = read_string(plain);
        if (!text.at)
            return false;
        json_tree_add(plain->tree, JSON_IS_STRING, name)->text = text;
        return true;
    case '{':
        return open_value(plain, JSON_IS_OBJECT, name);
    case '[':
        return open_value(plain, JSON_IS_LIST, name);
    case 't':
        return read_literal(plain, VIEW("true"), JSON_IS_TRUE, name);
    case 'f':
        return read_literal(plain, VIEW("false"), JSON_IS_FALSE, name);
    case 'n':
        return read_literal(plain, VIEW("null"), JSON_IS_NULL, name);
    case '\0':
        return false;
    default:
        return read_integer(plain, name);
    }
}

/* Reads the name of a member of the object at that index, and the colon. Its text is NULL if they
 * are not plain. */
static struct view read_name(struct plain *plain, size_t object)
{
    const struct view none = { 0 };
    struct json_tree *tree = plain->tree;
    struct json_value *outer = &tree->values[object];
    struct view name;
    uint64_t bit;

    if (next_byte(plain) != '"')
        return none;
    name = read_string(plain);
    if (!name.at)
        return none;
    bit = json_name_bit(name);
    if ((outer->hashes & bit) && json_value_find(outer + 1, tree->values + tree->count, name))
        return none;
    outer->hashes |= bit;
    if (next_byte(plain) != ':')
        return none;
    plain->at++;
    return name;
}

/* Reads a member or an element of the innermost open value, or its end. */
static bool read_next(struct plain *plain)
{
    size_t at = plain->open[plain->depth - 1];
    struct json_value *outer = &plain->tree->values[at];
    bool is_object = outer->kind == JSON_IS_OBJECT;
    struct view name;
    char c = next_byte(plain);

    if (c == (is_object ? '}' : ']')) {
        plain->at++;
        outer->size = (uint32_t)(plain->tree->count - at);
        plain->depth--;
        return true;
    }
    if (outer->count++ > 0) {
        if (c != ',')
            return false;
        plain->at++;
    }
    name = is_object ? read_name(plain, at) : outer->name;
    return (!is_object || name.at) && read_value(plain, name);
}

/* Reads the object that is ahead. */
static bool read_plain_object(struct plain *plain)
{
    if (next_byte(plain) != '{' || !open_value(plain, JSON_IS_OBJECT, (struct view){ 0 }))
        return false;
    while (plain->depth > 0) {
        if (!read_next(plain))
            return false;
    }
    return true;
}

static struct plain start_plain(struct json_tree *tree, struct view text)
{
    tree->count = 0;
    return (struct plain){ .tree = tree,
                           .at = text.at,
                           .end = text.at + text.len,
                           .free = buffer_reserve(&tree->text, text.len) };
}

bool json_plain_read(struct json_tree *tree, struct view text)
{
    struct plain plain;

    if (text.len == 0)
        return false;
    plain = start_plain(tree, text);
    return read_plain_object(&plain) && next_byte(&plain) == '\0' && plain.at == plain.end;
}

size_t json_plain_take(struct json_tree *tree, struct view text)
{
    struct plain plain;

    if (text.len == 0)
        return 0;
    plain = start_plain(tree, text);
    return read_plain_object(&plain) ? (size_t)(plain.at - text.at) : 0;
}
