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

/* Appends text in ASCII: letters without accents, ß as ss, and a space for what has no equivalent.
 */
static void put_key_ascii(struct buffer *out, struct view text)
{
    struct buffer plain = { 0 };
    struct view rest;

    put_key_unaccented(&plain, text);
    for (rest = buffer_view(&plain); rest.len > 0;) {
        size_t before = out->len, length = put_key_letter(out, rest);

        if (view_starts_with(rest, VIEW("’")))
            buffer_put_byte(out, '\'');
        else if (out->len == before)
            buffer_put_byte(out, (unsigned char)rest.at[0] < 0x80 ? rest.at[0] : ' ');
        rest = view_skip(rest, length);
    }
    buffer_free(&plain);
}

/* Returns the length of the word at the start: letters, digits and apostrophes, and if it may be a
 * compound, hyphens. */
static size_t key_word_length(struct view text, bool compound)
{
    size_t length = 0;

    while (length < text.len && (ascii_is_alnum(text.at[length]) || text.at[length] == '\'' ||
                                 (compound && text.at[length] == '-')))
        length++;
    return length;
}

/* Appends the first words of the English title that are not stop words, in ASCII. If there may be
 * several, each begins with a capital, so that they stay apart, and a compound is one word:
 * EndtoEndObjectDetection. */
static void put_key_words(struct buffer *out, const struct record *record, unsigned count)
{
    struct buffer text = { 0 }, plain = { 0 };
    bool several = count > 1;
    struct view rest;

    tex_put_text(&text, record->title.in[LANGUAGE_EN]);
    put_key_ascii(&plain, buffer_view(&text));
    for (rest = buffer_view(&plain); rest.len > 0 && count > 0;) {
        struct view word = { rest.at, key_word_length(rest, several) };
        size_t start = out->len;

        rest = view_skip(rest, word.len + 1);
        if (is_stop_word(word))
            continue;
        for (size_t i = 0; i < word.len; i++) {
            if (ascii_is_alnum(word.at[i]))
                buffer_put_byte(out, several && out->len == start ? ascii_upper(word.at[i])
                                                                  : word.at[i]);
        }
        count -= out->len > start;
    }
    buffer_free(&text);
    buffer_free(&plain);
}

static void put_key_word(struct buffer *out, const struct record *record)
{
    put_key_words(out, record, 1);
}

/* True for a byte of a key that BibTeX, biber and the other formats take unchanged. JabRef warns of
 * : and - but takes them too. */
static bool is_usable_byte(char byte)
{
    return ascii_is_alnum(byte) || view_has_byte(VIEW("._+/:-"), byte);
}

static bool is_usable(struct view key)
{
    for (size_t i = 0; i < key.len; i++) {
        if (!is_usable_byte(key.at[i]))
            return false;
    }
    return key.len > 0;
}

/* ---- Patterns ---------------------------------------------------------- */

/* What the number in {auth:3} keeps. */
enum key_number { NUMBER_REFUSED, NUMBER_FIRST, NUMBER_LAST, NUMBER_WORDS };

static const struct key_field {
    struct view name;
    enum key_number number;
    void (*put)(struct buffer *, const struct record *); /* NULL for words */
} fields[] = {
    { VIEW_ENTRY("id"), NUMBER_REFUSED, put_key_id },
    { VIEW_ENTRY("year"), NUMBER_LAST, put_key_year },
    { VIEW_ENTRY("month"), NUMBER_REFUSED, put_key_month },
    { VIEW_ENTRY("auth"), NUMBER_FIRST, put_key_author },
    { VIEW_ENTRY("word"), NUMBER_FIRST, put_key_word },
    { VIEW_ENTRY("words"), NUMBER_WORDS, NULL },
    { VIEW_ENTRY("class"), NUMBER_REFUSED, put_key_class },
};

/* A field in a pattern, or the text before the next. */
struct key_piece {
    struct view text;
    const struct key_field *field; /* NULL: text */
    bool lower, upper;
    unsigned number; /* 0: not given */
};

/* Takes a modifier: "lower", "upper" or a number below 100. */
static bool set_modifier(struct key_piece *piece, struct view modifier)
{
    bool has_case = piece->lower || piece->upper;
    bool is_number = modifier.len > 0 && modifier.len <= 2 && modifier.at[0] != '0' &&
                     piece->number == 0;

    if (view_equal(modifier, VIEW("lower")))
        return !has_case && (piece->lower = true);
    if (view_equal(modifier, VIEW("upper")))
        return !has_case && (piece->upper = true);
    for (size_t i = 0; i < modifier.len && is_number; i++) {
        is_number = ascii_is_digit(modifier.at[i]);
        piece->number = piece->number * 10 + (unsigned)(modifier.at[i] - '0');
    }
    return is_number && piece->field->number != NUMBER_REFUSED;
}

/* Takes a piece off the pattern. Returns NULL, or why the pattern is wrong. */
static const char *take_key_piece(struct view *pattern, struct key_piece *piece)
{
    struct view inside, name;

    *piece = (struct key_piece){ .text = { pattern->at, view_find_byte(*pattern, '{') } };
    if (piece->text.len > 0) {
        *pattern = view_skip(*pattern, piece->text.len);
        return NULL;
    }
    inside = view_skip(*pattern, 1);
    if (!view_has_byte(inside, '}'))
        return "a { has no }";
    inside.len = view_find_byte(inside, '}');
    *pattern = view_skip(*pattern, inside.len + 2);
    name = (struct view){ inside.at, view_find_byte(inside, ':') };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (view_equal(name, fields[i].name))
            piece->field = &fields[i];
    }
    if (!piece->field)
        return "the fields are {id}, {year}, {month}, {auth}, {word}, {words} and {class}";
    while (name.len < inside.len) {
        inside = view_skip(inside, name.len + 1);
        name = (struct view){ inside.at, view_find_byte(inside, ':') };
        if (!set_modifier(piece, name))
            return "a field takes lower or upper, and {auth}, {word}, {words} and {year} also take "
                   "one number from 1 to 99";
    }
    return NULL;
}

const char *citation_key_find_fault(struct view pattern)
{
    struct key_piece piece;
    const char *fault;
    bool any = false;

    while (pattern.len > 0) {
        fault = take_key_piece(&pattern, &piece);
        if (fault)
            return fault;
        any = any || piece.field;
        for (size_t i = 0; i < piece.text.len; i++) {
            if (!is_usable_byte(piece.text.at[i]))
                return "only letters, digits and . _ + / : - may stand between fields";
        }
    }
    return any ? NULL : "it has no field, so all citation keys would be the same";
}

/* Appends a field. Returns false if the record lacks it. */
static bool put_key_piece(struct buffer *out, const struct key_piece *piece,
                          const struct record *record)
{
    enum { WORDS_DEFAULT = 3 };
    const struct key_field *field = piece->field;
    size_t start = out->len, length;

    if (field->number == NUMBER_WORDS)
        put_key_words(out, record, piece->number ? piece->number : WORDS_DEFAULT);
    else
        field->put(out, record);
    length = out->len - start;
    if (piece->number > 0 && piece->number < length && field->number != NUMBER_WORDS) {
        if (field->number == NUMBER_LAST)
            memmove(out->at + start, out->at + out->len - piece->number, piece->number);
        out->len = start + piece->number;
    }
    for (size_t i = start; i < out->len; i++) {
        if (piece->lower)
            out->at[i] = ascii_lower(out->at[i]);
        if (piece->upper)
            out->at[i] = ascii_upper(out->at[i]);
    }
    return length > 0;
}

/* Appends a citation key, or nothing if the record lacks a field of the pattern. */
static bool put_pattern(struct buffer *out, struct view pattern, const struct record *record)
{
    size_t start = out->len;
    struct key_piece piece;

    while (pattern.len > 0) {
        take_key_piece(&pattern, &piece);
        buffer_put(out, piece.text);
        if (piece.field && !put_key_piece(out, &piece, record)) {
            out->len = start;
            return false;
        }
    }
    return true;
}

static void put_default_of_id(struct buffer *out, struct view arxiv_id)
{
    buffer_put(out, VIEW(KEY_DEFAULT_TEXT));
    put_key_text(out, arxiv_id);
}

static void put_default(struct buffer *out, const struct record *record)
{
    size_t start = out->len;

    if (record->arxiv_id.len > 0)
        put_default_of_id(out, record->arxiv_id);
    else
        put_key_id(out, record);
    if (out->len == start) { /* the link has no character that a key may have */
        buffer_put(out, VIEW("ref"));
        buffer_put_number(out, record->source.ref);
    }
}

bool citation_key_put(struct buffer *out, struct view pattern, const struct record *record)
{
    bool is_default = pattern.len == 0 || view_equal(pattern, VIEW(KEY_DEFAULT));

    if (pattern.len == 0 && is_usable(record->citation_key)) {
        buffer_put(out, record->citation_key);
        return true;
    }
    if (!is_default && put_pattern(out, pattern, record))
        return true;
    put_default(out, record);
    return is_default;
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

bool citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken)
{
    size_t start = out->len, end;
    struct view key;
    uint32_t number;
    uint64_t hash;
    bool in_use, matches = citation_key_put(out, pattern, record);

    end = out->len;
    key = view_skip(buffer_view(out), start);
    hash = keyed_hash_folded(key);
    in_use = is_in_use(key, hash, used, taken);
    hash_table_add(used, hash);
    if (!in_use)
        return matches;
    number = hash_table_number(used, hash);
    do {
        out->len = end;
        put_key_suffix(out, ++number);
        key = view_skip(buffer_view(out), start);
    } while (is_in_use(key, keyed_hash_folded(key), used, taken));
    hash_table_set_number(used, hash, number);
    return matches;
}

void citation_key_expect(struct view arxiv_id, const struct hash_table *used,
                         struct buffer *scratch)
{
    scratch->len = 0;
    put_default_of_id(scratch, arxiv_id);
    hash_table_expect(used, keyed_hash_folded(buffer_view(scratch)));
}
