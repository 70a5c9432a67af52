#include "input/library/library.h"

bool library_is_prose(struct view name)
{
    static const char *const names[] = {
        "addendum",  "arxiv_comment",  "booktitle", "citations", "cited",  "cites",
        "crossref",  "encoded",        "entryset",  "file",      "files",  "issuetitle",
        "maintitle", "original-title", "origtitle", "related",   "rights", "shorttitle",
        "subtitle",  "tags",           "xdata",     "xref",
    };
    static const char *const starts[] = {
        "abstract",    "annot",        "author",        "comment", "content",   "creator",
        "custom",      "description",  "keyword",       "note",    "reference", "relatedid",
        "relateditem", "related_work", "research-note", "review",  "summary",   "title",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_ignoring_case(name, view_of(names[i])))
            return true;
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with_ignoring_case(name, view_of(starts[i])))
            return true;
    }
    return false;
}

bool library_take_line(struct view *text, struct view *line)
{
    while (text->len > 0 && (text->at[0] == '\n' || text->at[0] == '\r'))
        *text = view_skip(*text, 1);
    if (text->len == 0)
        return false;
    *line = (struct view){ text->at, view_find_byte(*text, '\n') };
    *text = view_skip(*text, line->len + 1);
    if (view_ends_with(*line, VIEW("\r")))
        line->len--;
    return true;
}

/* ---- RIS (https://en.wikipedia.org/wiki/RIS_(file_format)) -------------- */

enum { TAG = 2 }; /* characters of a tag */

/* Takes "UR  - " off the line. */
static bool take_ris_tag(struct view *line, struct view *tag)
{
    static const struct view rule = VIEW_ENTRY("  -");

    if (line->len < TAG + rule.len || !ascii_is_upper(line->at[0]) ||
        !(ascii_is_upper(line->at[1]) || ascii_is_digit(line->at[1])) ||
        !view_starts_with(view_skip(*line, TAG), rule))
        return false;
    *tag = (struct view){ line->at, TAG };
    *line = view_skip(*line, TAG + rule.len);
    return true;
}

static bool is_tag_among(struct view tag, const char *tags)
{
    return view_find(view_of(tags), tag) < view_of(tags).len;
}

static unsigned meaning_of_tag(struct view tag)
{
    unsigned meaning = LIBRARY_ANYWHERE;

    if (is_tag_among(tag, "TI T1 T2 ST TT BT CT AU A1 AB N1 N2 RN KW"))
        return 0;
    if (is_tag_among(tag, "AN C7 ID IS M1 M2"))
        meaning |= LIBRARY_WHOLE;
    if (is_tag_among(tag, "ID"))
        meaning |= LIBRARY_KEY;
    if (is_tag_among(tag, "UR"))
        meaning |= LIBRARY_LINK;
    return meaning;
}

/* A line without a tag continues the last value. */
static void read_ris(struct view text, const struct library_visitor *visitor)
{
    struct view line, tag;
    unsigned meaning = 0;

    while (library_take_line(&text, &line)) {
        if (take_ris_tag(&line, &tag)) {
            struct view value = view_trim_start(line);

            meaning = meaning_of_tag(tag);
            if (view_starts_with(value, VIEW("titleTranslation:")) ||
                view_starts_with(value, VIEW("abstractTranslation:")))
                meaning = 0; /* lines of Zotero's Extra field, which its plugins write */
            if (is_tag_among(tag, "TY ER"))
                visitor->end(visitor->context);
        }
        if (meaning)
            visitor->value(visitor->context, line, meaning);
    }
    visitor->end(visitor->context);
}

/* ---- Digests ------------------------------------------------------------ */

/* Takes "[^12]" off the line. */
static bool skip_label(struct view *line)
{
    struct view rest = *line;
    uint32_t number;

    if (!view_take(&rest, VIEW("[^")) || !view_take_number(&rest, UINT32_MAX, &number) ||
        !view_take(&rest, VIEW("]")))
        return false;
    *line = rest;
    return true;
}

/* Takes "| [^12] |" off the line. */
static bool take_row_label(struct view *line)
{
    struct view rest = view_trim_start(*line);

    if (!view_take(&rest, VIEW("|")))
        return false;
    rest = view_trim_start(rest);
    if (!skip_label(&rest))
        return false;
    rest = view_trim_start(rest);
    if (!view_take(&rest, VIEW("|")))
        return false;
    *line = rest;
    return true;
}

static bool take_note_label(struct view *line)
{
    struct view rest = *line;

    if (!skip_label(&rest) || !view_take(&rest, VIEW(":")))
        return false;
    *line = rest;
    return true;
}

/* Returns the link of "[title](link) |", whose ")" ends the cell, or an empty view. */
static struct view link_of_row(struct view cells)
{
    struct view rest;
    size_t start, end;

    cells = view_trim_start(cells);
    if (!view_starts_with(cells, VIEW("[")))
        return (struct view){ 0 };
    start = view_find(cells, VIEW("](http"));
    for (end = start; end < cells.len; end++) {
        end += view_find_byte(view_skip(cells, end), ')');
        rest = view_trim_start(view_skip(cells, end + 1));
        if (rest.len == 0 || rest.at[0] == '|')
            break;
    }
    if (end >= cells.len)
        return (struct view){ 0 };
    return (struct view){ cells.at + start + 2, end - start - 2 };
}

/* Returns the link of a line that is only "[http…](link)", "<link>" or a link, or an empty view. */
static struct view link_of_line(struct view line)
{
    line = view_trim(line);
    if (view_starts_with(line, VIEW("[http")) && view_ends_with(line, VIEW(")")))
        line = view_skip(line, view_find(line, VIEW("](")) + 2);
    else if (!view_take(&line, VIEW("<")))
        return view_starts_with(line, VIEW("http")) ? line : (struct view){ 0 };
    if (line.len > 0)
        line.len--;
    return line;
}

/* A paper is named by the link in its row, and by the first one in its note, which is before
 * the abstracts. */
static void read_digest(struct view text, const struct library_visitor *visitor)
{
    bool wanted = false; /* expecting the link of a note */
    struct view line, link;

    while (library_take_line(&text, &line)) {
        link = (struct view){ 0 };
        if (take_note_label(&line))
            wanted = true;
        else if (take_row_label(&line))
            link = link_of_row(line);
        else if (wanted)
            link = link_of_line(line);
        if (link.len == 0)
            continue;
        visitor->value(visitor->context, link, LIBRARY_WHOLE | LIBRARY_LINK);
        visitor->end(visitor->context);
        wanted = false;
    }
}

/* ---- Telling formats apart ---------------------------------------------- */

/* True for a brace, or a bracket before something that begins a JSON list item. "[^1]:" begins
 * a note, and "[1] " an entry in a plain list of references. */
static bool begins_json(struct view text)
{
    if (text.len > 0 && text.at[0] == '{')
        return true;
    if (!view_take(&text, VIEW("[")))
        return false;
    text = view_trim_start(text);
    return text.len == 0 || view_has_byte(VIEW("{[\"]"), text.at[0]);
}

typedef void read_format(struct view text, const struct library_visitor *visitor);

/* Tells the format by the first line that only one format has. */
static read_format *reader_of_lines(struct view text)
{
    struct view line, tag;

    while (library_take_line(&text, &line)) {
        struct view rest = line;
        if (take_ris_tag(&rest, &tag) && is_tag_among(tag, "TY"))
            return read_ris;
        if (library_begins_entry(view_trim_start(line)))
            return library_read_bibtex;
        if (take_note_label(&rest) || take_row_label(&rest))
            return read_digest;
    }
    return library_read_cells;
}

void library_read(struct view text, const struct library_visitor *visitor)
{
    struct view start;

    view_take(&text, VIEW("\xEF\xBB\xBF"));
    start = view_trim_start(text);
    if (view_starts_with(start, VIEW("<")))
        library_read_xml(start, visitor);
    else if (begins_json(start))
        library_read_json(start, visitor);
    else
        reader_of_lines(text)(text, visitor);
}
