#include "input/library/bib_syntax.h"

#include <stdlib.h>

#include "text/scan.h"

void bib_entry_free(struct bib_entry *entry)
{
    free(entry->fields);
}

static void find_fault_at(struct bib_syntax *syntax, const char *at, const char *fault)
{
    if (syntax->fault)
        return;
    syntax->fault = fault;
    syntax->fault_at = at;
}

/* Takes "@article{" off the text. */
static bool take_opening(struct view *text, struct view *type, char *close)
{
    struct view rest = *text;

    if (!view_take(&rest, VIEW("@")))
        return false;
    *type = (struct view){ rest.at, 0 };
    while (type->len < rest.len &&
           (ascii_is_alnum(rest.at[type->len]) || view_has_byte(VIEW("_-"), rest.at[type->len])))
        type->len++;
    rest = view_trim_start(view_skip(rest, type->len));
    if (type->len == 0 || rest.len == 0 || (rest.at[0] != '{' && rest.at[0] != '('))
        return false;
    *close = rest.at[0] == '{' ? '}' : ')';
    *text = view_skip(rest, 1);
    return true;
}

bool bib_syntax_begins(struct view text)
{
    struct view type;
    char close;

    return take_opening(&text, &type, &close);
}

#define ENDS(has, row) \
    has('{', '{', row) has('}', '}', row) has('"', '"', row) has(')', ')', row) has('\n', '\n', row)
static const struct byte_set ends = BYTE_SET(ENDS);

/* Returns the offset of `close` outside braces. If `bounded`, a line that begins the next
 * entry ends the search too, since a brace is missing then. *closed tells which was found. */
static size_t find_end(struct view text, char close, bool bounded, bool *closed)
{
    size_t depth = 0, at = 0;

    *closed = false;
    for (; (at += scan_run(view_skip(text, at), &ends)) < text.len; at++) {
        char c = text.at[at];
        if (c == close && depth == 0) {
            *closed = true;
            return at;
        }
        if (c == '{')
            depth++;
        else if (c == '}' && depth > 0)
            depth--;
        else if (c == '\n' && bounded && bib_syntax_begins(view_skip(text, at + 1)))
            return at + 1;
    }
    return text.len;
}

static bool is_delimiter(struct view text)
{
    return text.len > 0 && (text.at[0] == '{' || text.at[0] == '"');
}

/* Takes a value in braces or quotes off the text, and returns it without them. */
static struct view take_delimited(struct view *text, bool *closed)
{
    char close = text->at[0] == '{' ? '}' : '"';
    struct view inside = view_skip(*text, 1);

    inside.len = find_end(inside, close, true, closed);
    *text = view_skip(*text, 1 + inside.len + (*closed ? 1 : 0));
    return inside;
}

/* True at a line that begins the next entry; this one has no end. */
static bool at_next_entry(const struct bib_syntax *syntax)
{
    return syntax->rest.at > syntax->text.at && syntax->rest.at[-1] == '\n' &&
           bib_syntax_begins(syntax->rest);
}

#define MEANINGS(has, row)                                                                         \
    has(',', ',', row) has('=', '=', row) has('{', '{', row) has('}', '}', row) has('"', '"', row) \
        has('#', '#', row) has(' ', ' ', row) has('\t', '\t', row) has(')', ')', row)              \
            has('\r', '\r', row) has('\n', '\n', row) has('\0', '\0', row)
static const struct byte_set meanings = BYTE_SET(MEANINGS);

/* Takes the text up to the next special character. A parenthesis is special if it would close the
 * entry. */
static struct view take_bib_word(struct view *text, char close)
{
    struct view name = { text->at, scan_run(*text, &meanings) };

    while (close == '}' && name.len < text->len && text->at[name.len] == ')')
        name.len += 1 + scan_run(view_skip(*text, name.len + 1), &meanings);
    *text = view_skip(*text, name.len);
    return name;
}

/* Takes white space, and the comments that biber allows in an entry: lines that begin with %. */
static void take_space(struct bib_syntax *syntax)
{
    do {
        syntax->rest = view_trim_start(syntax->rest);
        if (syntax->rest.len == 0 || syntax->rest.at[0] != '%')
            return;
        syntax->rest = view_skip(syntax->rest, view_find_byte(syntax->rest, '\n'));
    } while (true);
}

static bool next_is(const struct bib_syntax *syntax, char c)
{
    return syntax->rest.len > 0 && syntax->rest.at[0] == c;
}

/* ---- Values -------------------------------------------------------------- */

bool bib_value_take(struct view *value, struct view *part, char *delimiter)
{
    bool closed;

    *value = view_trim_start(*value);
    if (view_take(value, VIEW("#")))
        *value = view_trim_start(*value);
    if (value->len == 0)
        return false;
    *delimiter = is_delimiter(*value) ? value->at[0] : '\0';
    *part = *delimiter ? take_delimited(value, &closed) : take_bib_word(value, '}');
    if (!*delimiter && part->len == 0)
        *value = view_skip(*value, 1);
    return true;
}

/* Takes the value after "=", whose parts are joined by #. */
static struct view take_bib_value(struct bib_syntax *syntax, const char *entry)
{
    struct view value = { 0 };

    do {
        const char *at;
        bool closed = true;

        syntax->rest = view_trim_start(syntax->rest);
        at = syntax->rest.at;
        if (is_delimiter(syntax->rest))
            take_delimited(&syntax->rest, &closed);
        else if (at_next_entry(syntax) || take_bib_word(&syntax->rest, syntax->close).len == 0)
            find_fault_at(syntax, entry, "a field of the entry has no value");
        if (!closed)
            find_fault_at(syntax, entry, "a value of the entry is not closed");
        if (!value.at)
            value.at = at;
        value.len = (size_t)(syntax->rest.at - value.at);
        syntax->rest = view_trim_start(syntax->rest);
    } while (view_take(&syntax->rest, VIEW("#")));
    return value;
}

#define COMMANDS(has, row) has('{', '{', row) has('}', '}', row) has('\\', '\\', row)
static const struct byte_set commands = BYTE_SET(COMMANDS);

static void put_shown(struct buffer *out, struct view text)
{
    while (text.len > 0) {
        size_t run = scan_run(text, &commands);
        buffer_put(out, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (view_starts_with(text, VIEW("}{")))
            buffer_put_byte(out, ' '); /* keeps two arguments apart */
        if (view_take(&text, VIEW("\\"))) {
            while (text.len > 0 && ascii_is_alpha(text.at[0]))
                text = view_skip(text, 1);
        } else {
            text = view_skip(text, 1);
        }
    }
}

/* ---- Strings ------------------------------------------------------------- */

void bib_strings_free(struct bib_strings *strings)
{
    free(strings->list);
    hash_table_free(&strings->table);
    arena_free(&strings->names);
}

static struct view string_name(const void *owner, uint32_t number)
{
    return ((const struct bib_strings *)owner)->list[number].name;
}

/* No name of an archive or of a journal that matters here is longer. */
enum { STRING_NAME_MAX = 64, STRING_VALUE_MAX = 200 };

/* By how many bytes strings may lengthen a value: repeated, they could fill the memory. */
enum { STRINGS_MAX = 4000 };

/* The case of a name makes no difference. */
static struct view lower_name(struct view name, char lower[STRING_NAME_MAX])
{
    for (size_t i = 0; i < name.len; i++)
        lower[i] = ascii_lower(name.at[i]);
    return (struct view){ lower, name.len };
}

/* The last definition of a name counts. */
static void add_string(struct bib_strings *strings, struct bib_field string)
{
    char lower[STRING_NAME_MAX];
    uint32_t number;

    if (string.name.len > STRING_NAME_MAX)
        return;
    string.name = arena_copy(&strings->names, lower_name(string.name, lower));
    number = hash_table_add_text(&strings->table, string.name, string_name, strings);
    if (number == strings->count) {
        strings->list =
            memory_grow_array(strings->list, strings->count, &strings->cap, sizeof string);
        strings->count++;
    }
    strings->list[number] = string;
}

/* Returns the value of a string if it is short, else nothing. */
static struct view find_bib_string(const struct bib_strings *strings, struct view name)
{
    char lower[STRING_NAME_MAX];
    uint32_t number;

    if (strings->count == 0 || name.len > STRING_NAME_MAX)
        return (struct view){ 0 };
    number = hash_table_find_text(&strings->table, lower_name(name, lower), string_name, strings);
    return number < strings->count && strings->list[number].value.len <= STRING_VALUE_MAX
               ? strings->list[number].value
               : (struct view){ 0 };
}

void bib_value_put_shown(struct view value, const struct bib_strings *strings, struct buffer *out)
{
    const size_t most = out->len + value.len + STRINGS_MAX;
    struct view part, inner, string;
    char delimiter;

    while (bib_value_take(&value, &part, &delimiter)) {
        bool is_name = !delimiter && out->len < most;

        string = is_name ? find_bib_string(strings, part) : (struct view){ 0 };
        if (string.len == 0)
            put_shown(out, part);
        while (bib_value_take(&string, &inner, &delimiter))
            put_shown(out, inner);
    }
}

/* ---- Entries ------------------------------------------------------------- */

/* Takes the commas before a field, of which there should be one, and the end of the entry, or what
 * there is of it. */
static bool take_end(struct bib_syntax *syntax, struct bib_entry *entry)
{
    size_t commas = 0;

    for (take_space(syntax); view_take(&syntax->rest, VIEW(",")); take_space(syntax))
        commas++;
    if (next_is(syntax, syntax->close)) {
        syntax->rest = view_skip(syntax->rest, 1);
        if (commas > 1)
            find_fault_at(syntax, entry->text.at, "the entry has two commas in a row");
        return true;
    }
    if (syntax->rest.len == 0 || at_next_entry(syntax)) {
        find_fault_at(syntax, entry->text.at, "the entry is not closed");
        return true;
    }
    if (commas != 1)
        find_fault_at(syntax, entry->text.at,
                      commas == 0 ? "the entry lacks a comma"
                                  : "the entry has two commas in a row");
    return false;
}

static void read_field(struct bib_syntax *syntax, struct bib_entry *entry)
{
    struct bib_field field = { .name = take_bib_word(&syntax->rest, syntax->close) };
    bool closed;

    syntax->rest = view_trim_start(syntax->rest);
    if (field.name.len > 0 && view_take(&syntax->rest, VIEW("="))) {
        field.value = take_bib_value(syntax, entry->text.at);
        entry->fields = memory_grow_array(entry->fields, entry->count, &entry->cap, sizeof field);
        entry->fields[entry->count++] = field;
        return;
    }
    find_fault_at(syntax, entry->text.at, "the entry has something that is not a field");
    if (is_delimiter(syntax->rest))
        take_delimited(&syntax->rest, &closed);
    else if (field.name.len == 0)
        syntax->rest = view_skip(syntax->rest, 1);
}

/* Reads the citation key. An entry without one begins with a field. */
static void read_key(struct bib_syntax *syntax, struct bib_entry *entry)
{
    struct view before;

    syntax->rest = view_trim_start(syntax->rest);
    before = syntax->rest;
    entry->key = (struct view){ 0 };
    if (!at_next_entry(syntax))
        entry->key = take_bib_word(&syntax->rest, syntax->close);
    syntax->rest = view_trim_start(syntax->rest);
    if (next_is(syntax, '=')) {
        find_fault_at(syntax, entry->text.at, "the entry has no citation key");
        entry->key.len = 0;
        syntax->rest = before;
    }
}

static void read_entry(struct bib_syntax *syntax, struct bib_entry *entry)
{
    entry->count = 0;
    read_key(syntax, entry);
    while (!take_end(syntax, entry))
        read_field(syntax, entry);
    entry->text.len = (size_t)(syntax->rest.at - entry->text.at);
}

/* Reads the strings in a block, whose mistakes matter only if it has no end. */
static void read_strings(struct bib_syntax block, struct bib_strings *strings)
{
    block.fault = "";
    do {
        struct bib_field string;

        block.rest = view_trim_start(block.rest);
        string.name = take_bib_word(&block.rest, block.close);
        block.rest = view_trim_start(block.rest);
        if (string.name.len == 0 || !view_take(&block.rest, VIEW("=")))
            return;
        string.value = take_bib_value(&block, block.rest.at);
        add_string(strings, string);
    } while (view_take(&block.rest, VIEW(",")));
}

/* Skips the entries in a comment. If a comment has no end, the entries are after it, not in
 * it; the same holds for all later comments, so that nothing is read more than twice. */
static void skip_block(struct bib_syntax *syntax, bool comment, const char *at)
{
    size_t end;
    bool closed;

    if (comment && syntax->unbalanced)
        return;
    end = find_end(syntax->rest, syntax->close, !comment, &closed);
    if (comment && !closed) {
        syntax->unbalanced = true;
        return;
    }
    if (!closed)
        find_fault_at(syntax, at, "this is not closed");
    syntax->rest = view_skip(syntax->rest, end + (closed ? 1 : 0));
}

bool bib_syntax_next(struct bib_syntax *syntax, struct bib_entry *entry)
{
    while (syntax->rest.len > 0) {
        const char *at;

        syntax->rest = view_skip(syntax->rest, view_find_byte(syntax->rest, '@'));
        at = syntax->rest.at;
        if (!take_opening(&syntax->rest, &entry->type, &syntax->close)) {
            syntax->rest = view_skip(syntax->rest, 1);
        } else if (view_equal_ignoring_case(entry->type, VIEW("comment"))) {
            skip_block(syntax, true, at);
        } else if (view_equal_ignoring_case(entry->type, VIEW("string"))) {
            struct bib_syntax block = *syntax;

            skip_block(syntax, false, at);
            block.rest.len -= syntax->rest.len;
            read_strings(block, &syntax->strings);
        } else if (view_equal_ignoring_case(entry->type, VIEW("preamble"))) {
            skip_block(syntax, false, at);
        } else {
            entry->text.at = at;
            read_entry(syntax, entry);
            return true;
        }
    }
    return false;
}
