#include "record/citation_key.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "text/keyed_hash.h"
#include "tex/tex.h"
#include "text/utf8.h"

/* Appends letters, digits and full stops; a slash becomes a full stop. */
static void put_key_text(struct buffer *out, struct view text)
{
    char *at;

    if (text.len == 0)
        return;
    at = buffer_reserve(out, text.len);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        /* NOLINTBEGIN(clang-analyzer-core.NullDereference): there is room for text.len bytes */
        if (ascii_is_alpha(c) || ascii_is_digit(c) || c == '.')
            *at++ = c;
        else if (c == '/')
            *at++ = '.';
        /* NOLINTEND(clang-analyzer-core.NullDereference) */
    }
    out->len = (size_t)(at - out->at);
}

static void put_key_id(struct buffer *out, const struct record *record)
{
    struct view link = record->url;

    if (!view_take(&link, VIEW("https://")))
        view_take(&link, VIEW("http://"));
    put_key_text(out, record->arxiv_id.len > 0 ? record->arxiv_id : link);
}

static void put_key_year(struct buffer *out, const struct record *record)
{
    if (record->date.year)
        buffer_put_padded(out, record->date.year, 4);
}

static void put_key_month(struct buffer *out, const struct record *record)
{
    if (record->date.month)
        buffer_put_padded(out, record->date.month, 2);
}

static void put_key_class(struct buffer *out, const struct record *record)
{
    put_key_text(out, record->primary_category);
}

static bool is_stop_word(struct view word)
{
    static const char *const words[] = {
        "a",  "an", "and", "are", "as", "at",  "by", "do",  "does", "for",  "from", "how",
        "in", "is", "of",  "on",  "or", "the", "to", "via", "what", "when", "why",  "with"
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal_ignoring_case(word, view_of(words[i])))
            return true;
    }
    return false;
}

/* Appends the text with accents removed from its letters. */
static void put_key_unaccented(struct buffer *out, struct view text)
{
    utf8proc_uint8_t *plain = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &plain,
                     UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);

    if (length == UTF8PROC_ERROR_NOMEM)
        memory_end();
    if (length > 0)
        buffer_put(out, (struct view){ (const char *)plain, (size_t)length });
    free(plain);
}

/* Appends ASCII letters for the character at the start of the text, nothing if it is not a
 * letter. Returns its length. */
static size_t put_key_letter(struct buffer *out, struct view text)
{
    /* Letters that do not decompose, as the Library of Congress and most style guides write
     * them. */
    static const struct {
        const char *letter, *plain;
    } plain_letters[] = {
        { "ß", "ss" }, { "æ", "ae" }, { "Æ", "Ae" }, { "œ", "oe" }, { "Œ", "Oe" },
        { "ø", "o" },  { "Ø", "O" },  { "ł", "l" },  { "Ł", "L" },  { "đ", "d" },
        { "Đ", "D" },  { "ð", "d" },  { "Ð", "D" },  { "þ", "th" }, { "Þ", "Th" },
        { "ı", "i" },  { "ħ", "h" },  { "Ħ", "H" },  { "ŋ", "ng" }, { "Ŋ", "Ng" },
    };
    size_t length;

    for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++) {
        struct view letter = view_of(plain_letters[i].letter);
        if (view_starts_with(text, letter)) {
            buffer_put(out, view_of(plain_letters[i].plain));
            return letter.len;
        }
    }
    if (ascii_is_alpha(text.at[0]))
        buffer_put_byte(out, text.at[0]);
    utf8_decode(text, &length);
    return length;
}

/* Appends the first author's family name with its particles, or the collaboration, in ASCII
 * letters. */
static void put_key_author(struct buffer *out, const struct record *record)
{
    struct buffer plain = { 0 };
    struct view name = { 0 }, rest;

    if (record->author_count > 0)
        name = record->authors[0].literal.len > 0 ? record->authors[0].literal
                                                  : record->authors[0].family;
    put_key_unaccented(&plain, name);
    for (rest = buffer_view(&plain); rest.len > 0;)
        rest = view_skip(rest, put_key_letter(out, rest));
    buffer_free(&plain);
}

/* Appends the first word of the English title, in ASCII, that is not a stop word. */
static void put_key_word(struct buffer *out, const struct record *record)
{
    struct buffer text = { 0 }, plain = { 0 };
    struct view rest;

    tex_put_text(&text, record->title.in[LANGUAGE_EN]);
    put_key_unaccented(&plain, buffer_view(&text));
    for (rest = buffer_view(&plain); rest.len > 0;) {
        struct view word = { rest.at, 0 };
        while (word.len < rest.len &&
               (ascii_is_alpha(rest.at[word.len]) || ascii_is_digit(rest.at[word.len])))
            word.len++;
        if (word.len > 0 && !is_stop_word(word)) {
            buffer_put(out, word);
            break;
        }
        rest = view_skip(rest, word.len + 1);
    }
    buffer_free(&text);
    buffer_free(&plain);
}

static const struct key_field {
    struct view name;
    void (*put)(struct buffer *, const struct record *);
} fields[] = {
    { VIEW_ENTRY("{id}"), put_key_id },       { VIEW_ENTRY("{year}"), put_key_year },
    { VIEW_ENTRY("{month}"), put_key_month }, { VIEW_ENTRY("{auth}"), put_key_author },
    { VIEW_ENTRY("{word}"), put_key_word },   { VIEW_ENTRY("{class}"), put_key_class },
};

/* Takes a field off the pattern. Returns NULL if there is none. */
static const struct key_field *take_key_field(struct view *pattern)
{
    if (!view_starts_with(*pattern, VIEW("{")))
        return NULL;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (view_take(pattern, fields[i].name))
            return &fields[i];
    }
    return NULL;
}

const char *citation_key_find_fault(struct view pattern)
{
    bool any = false;

    while (pattern.len > 0) {
        if (take_key_field(&pattern))
            any = true;
        else if (pattern.at[0] == '{')
            return "the fields are {id}, {year}, {month}, {auth}, {word} and {class}";
        else if (!ascii_is_alnum(pattern.at[0]) && !view_has_byte(VIEW("._+/"), pattern.at[0]))
            return "only letters, digits and . _ + / may stand between fields";
        else
            pattern = view_skip(pattern, 1);
    }
    return any ? NULL : "it has no field, so all citation keys would be the same";
}

bool citation_key_wants_author(struct view pattern)
{
    return view_find(pattern, VIEW("{auth}")) < pattern.len;
}

/* True for the key of a library that every format and program takes unchanged. */
static bool is_usable(struct view key)
{
    for (size_t i = 0; i < key.len; i++) {
        if (!ascii_is_alnum(key.at[i]) && !view_has_byte(VIEW("._+/:-"), key.at[i]))
            return false;
    }
    return key.len > 0;
}

void citation_key_put(struct buffer *out, struct view pattern, const struct record *record)
{
    size_t start = out->len;

    if (pattern.len == 0) {
        if (is_usable(record->citation_key)) {
            buffer_put(out, record->citation_key);
            return;
        }
        pattern = VIEW(KEY_DEFAULT);
    }
    if (record->author_count > 0 && citation_key_wants_author(pattern)) {
        put_key_author(out, record);
        if (out->len == start)
            pattern = VIEW(KEY_DEFAULT);
        out->len = start;
    }
    if (view_equal(pattern, VIEW(KEY_DEFAULT)) && record->arxiv_id.len == 0)
        pattern.len = 0;
    while (pattern.len > 0) {
        const struct key_field *field = take_key_field(&pattern);
        size_t between = field ? 0 : 1 + view_find_byte(view_skip(pattern, 1), '{');

        if (field)
            field->put(out, record);
        buffer_put(out, (struct view){ pattern.at, between });
        pattern = view_skip(pattern, between);
    }
    if (out->len == start)
        put_key_id(out, record);
    if (out->len == start) { /* the link has no character that a key may have */
        buffer_put(out, VIEW("ref"));
        buffer_put_number(out, record->source.ref);
    }
}

/* ---- Unique keys ------------------------------------------------------- */

/* Suffixes of a repeated key: 1 is a, 26 z, 27 aa, 28 ab. */
static void put_key_suffix(struct buffer *out, unsigned number)
{
    char letters[8];
    size_t first = sizeof letters;

    for (; number > 0; number = (number - 1) / 26)
        letters[--first] = (char)('a' + (number - 1) % 26);
    buffer_put(out, (struct view){ letters + first, sizeof letters - first });
}

/* The number of each key in `used` is the last suffix in use. The suffixed keys are not in the
 * set, since a paper may appear a thousand times. */
static bool has_suffix_in_use(struct view key, const struct hash_table *used)
{
    enum { SUFFIX_MAX = 6 }; /* letters: no key is repeated 300 million times in a run */
    uint32_t number = 0, weight = 1;

    for (size_t letters = 1; letters <= SUFFIX_MAX && letters < key.len; letters++, weight *= 26) {
        struct view stem = { key.at, key.len - letters };

        if (!ascii_is_alpha(key.at[stem.len]))
            break;
        number += weight * (uint32_t)(ascii_lower(key.at[stem.len]) - 'a' + 1);
        if (hash_table_number(used, keyed_hash_folded(stem)) >= number)
            return true;
    }
    return false;
}

static bool is_in_use(struct view key, uint64_t hash, const struct hash_table *used,
                      const struct hash_table *taken)
{
    return hash_table_has(used, hash) || (taken && hash_table_has(taken, hash)) ||
           has_suffix_in_use(key, used);
}

void citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken)
{
    size_t start = out->len, end;
    struct view key;
    uint32_t number;
    uint64_t hash;
    bool in_use;

    citation_key_put(out, pattern, record);
    end = out->len;
    key = view_skip(buffer_view(out), start);
    hash = keyed_hash_folded(key);
    in_use = is_in_use(key, hash, used, taken);
    hash_table_add(used, hash);
    if (!in_use)
        return;
    number = hash_table_number(used, hash);
    do {
        out->len = end;
        put_key_suffix(out, ++number);
        key = view_skip(buffer_view(out), start);
    } while (is_in_use(key, keyed_hash_folded(key), used, taken));
    hash_table_set_number(used, hash, number);
}
