/* Reads libraries in BibTeX or biblatex, more leniently than either program does. */
#include <stdlib.h>

#include "input/library/library.h"
#include "text/scan.h"

struct library_bibtex {
    struct view text, rest; /* the file, and its unread part */
    struct library_entry *entry;
    struct buffer value; /* of the current field */
    char close;          /* closes the entry */
    bool unbalanced;     /* a comment without an end was found */
};

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

bool library_bibtex_begins(struct view text)
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
        else if (c == '\n' && bounded && library_bibtex_begins(view_skip(text, at + 1)))
            return at + 1;
    }
    return text.len;
}

/* Takes a value in braces or quotes, with its delimiters. */
static struct view take_delimited(struct library_bibtex *bib)
{
    char close = bib->rest.at[0] == '{' ? '}' : '"';
    struct view inside = view_skip(bib->rest, 1);
    bool closed;

    inside.len = find_end(inside, close, true, &closed);
    bib->rest = view_skip(bib->rest, 1 + inside.len + (closed ? 1 : 0));
    return inside;
}

/* True at a line that begins the next entry; this one has no end. */
static bool at_next_entry(const struct library_bibtex *bib)
{
    return bib->rest.at > bib->text.at && bib->rest.at[-1] == '\n' &&
           library_bibtex_begins(bib->rest);
}

#define MEANINGS(has, row)                                                                         \
    has(',', ',', row) has('=', '=', row) has('{', '{', row) has('}', '}', row) has('"', '"', row) \
        has('#', '#', row) has(' ', ' ', row) has('\t', '\t', row) has(')', ')', row)              \
            has('\r', '\r', row) has('\n', '\n', row) has('\0', '\0', row)
static const struct byte_set meanings = BYTE_SET(MEANINGS);

/* Takes the text up to the next special character. */
static struct view take_bib_word(struct library_bibtex *bib)
{
    struct view name;

    bib->rest = view_trim_start(bib->rest);
    if (at_next_entry(bib))
        return (struct view){ 0 };
    name = (struct view){ bib->rest.at, scan_run(bib->rest, &meanings) };
    while (bib->close == '}' && name.len < bib->rest.len && bib->rest.at[name.len] == ')')
        name.len += 1 + scan_run(view_skip(bib->rest, name.len + 1), &meanings);
    bib->rest = view_skip(bib->rest, name.len);
    return name;
}

static bool next_is(const struct library_bibtex *bib, char c)
{
    return bib->rest.len > 0 && bib->rest.at[0] == c;
}

#define COMMANDS(has, row) has('{', '{', row) has('}', '}', row) has('\\', '\\', row)
static const struct byte_set commands = BYTE_SET(COMMANDS);

/* Appends roughly what TeX would show: no braces, backslashes and command names. */
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

static unsigned meaning_of_field(struct view field)
{
    static const struct {
        struct view name;
        unsigned meaning;
    } known[] = {
        { VIEW_ENTRY("eprint"), LIBRARY_EPRINT | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("arxiv"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("arxivid"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("number"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("key"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("doi"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("url"), LIBRARY_LINK | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("ids"), LIBRARY_KEY | LIBRARY_CITATION_KEY },
        { VIEW_ENTRY("eprinttype"), LIBRARY_ARCHIVE },
        { VIEW_ENTRY("archiveprefix"), LIBRARY_ARCHIVE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(field, known[i].name))
            return known[i].meaning;
    }
    return library_is_prose(field) ? 0 : LIBRARY_ANYWHERE;
}

/* Reads the value after "=" and joins its parts. */
static void read_field_value(struct library_bibtex *bib, struct view field)
{
    unsigned meaning = meaning_of_field(field);
    struct view value;

    bib->value.len = 0;
    do {
        struct view part;
        bib->rest = view_trim_start(bib->rest);
        part = next_is(bib, '{') || next_is(bib, '"') ? take_delimited(bib) : take_bib_word(bib);
        if (meaning)
            put_shown(&bib->value, part);
        bib->rest = view_trim_start(bib->rest);
    } while (view_take(&bib->rest, VIEW("#")));
    value = buffer_view(&bib->value);
    /* biblatex's ids: other keys of the same entry, separated by commas. */
    while (meaning & LIBRARY_CITATION_KEY && value.len > 0) {
        struct view key = { value.at, view_find_byte(value, ',') };
        library_entry_add(bib->entry, key, meaning);
        value = view_skip(value, key.len + 1);
    }
    if (meaning)
        library_entry_add(bib->entry, value, meaning);
}

/* Takes the end of the entry, or what there is of it. */
static bool take_end(struct library_bibtex *bib)
{
    do
        bib->rest = view_trim_start(bib->rest);
    while (view_take(&bib->rest, VIEW(",")));
    if (next_is(bib, bib->close)) {
        bib->rest = view_skip(bib->rest, 1);
        return true;
    }
    return bib->rest.len == 0 || at_next_entry(bib);
}

static void read_field(struct library_bibtex *bib)
{
    struct view name = take_bib_word(bib);

    bib->rest = view_trim_start(bib->rest);
    if (name.len > 0 && view_take(&bib->rest, VIEW("=")))
        read_field_value(bib, name);
    else if (next_is(bib, '{') || next_is(bib, '"'))
        take_delimited(bib);
    else if (name.len == 0)
        bib->rest = view_skip(bib->rest, 1);
}

static void read_entry(struct library_bibtex *bib)
{
    struct view before = bib->rest;
    struct view key = take_bib_word(bib);

    bib->rest = view_trim_start(bib->rest);
    if (next_is(bib, '='))
        bib->rest = before; /* an entry without a key begins with a field */
    else if (key.len > 0)
        library_entry_add(bib->entry, key, LIBRARY_KEY | LIBRARY_CITATION_KEY);
    while (!take_end(bib))
        read_field(bib);
}

/* Skips the entries in a comment. If a comment has no end, the entries are after it, not in
 * it; the same holds for all later comments, so that nothing is read more than twice. */
static void skip_block(struct library_bibtex *bib, bool comment)
{
    size_t end;
    bool closed;

    if (comment && bib->unbalanced)
        return;
    end = find_end(bib->rest, bib->close, !comment, &closed);
    if (comment && !closed)
        bib->unbalanced = true;
    else
        bib->rest = view_skip(bib->rest, end + (closed ? 1 : 0));
}

static void begin(void *state, struct view text)
{
    *(struct library_bibtex *)state = (struct library_bibtex){ .text = text, .rest = text };
}

static bool next(void *state, struct library_entry *entry)
{
    struct library_bibtex *bib = state;

    bib->entry = entry;
    while (bib->rest.len > 0) {
        struct view type;
        const char *at;

        bib->rest = view_skip(bib->rest, view_find_byte(bib->rest, '@'));
        at = bib->rest.at;
        if (!take_opening(&bib->rest, &type, &bib->close)) {
            bib->rest = view_skip(bib->rest, 1);
        } else if (view_equal_ignoring_case(type, VIEW("comment"))) {
            skip_block(bib, true);
        } else if (view_equal_ignoring_case(type, VIEW("string")) ||
                   view_equal_ignoring_case(type, VIEW("preamble"))) {
            skip_block(bib, false);
        } else {
            library_entry_begin(entry, at);
            read_entry(bib);
            return true;
        }
    }
    return false;
}

static void end(void *state)
{
    buffer_free(&((struct library_bibtex *)state)->value);
}

const struct library_format library_bibtex = {
    .state_size = sizeof(struct library_bibtex),
    .begin = begin,
    .next = next,
    .end = end,
};
