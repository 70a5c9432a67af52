#include "input/markdown/list_block.h"

#include <stdlib.h>

#include "input/inline/inline_text.h"
#include "input/markdown/list_definition.h"
#include "input/markdown/list_label.h"
#include "input/markdown/list_prefix.h"
#include "text/scan.h"

/* ---- Lines ---------------------------------------------------------------- */

enum line_kind {
    LINE_BLANK,
    LINE_HEADING,
    LINE_RULE, /* of a dash, a star or an underscore */
    LINE_ITEM,
    LINE_FENCE,
    LINE_COMMENT, /* begins with <!-- */
    LINE_DEFINITION,
    LINE_TEXT
};

/* A line without its marks. */
struct marked_line {
    enum line_kind kind;
    struct view text;
    unsigned level, indent;
    bool is_quoted;
};

/* Takes the blanks off the start and returns how many columns they are wide. */
static unsigned take_indent(struct view *text)
{
    enum { TAB = 4 };
    unsigned columns = 0;
    size_t count = 0;

    for (; count < text->len && ascii_is_blank(text->at[count]); count++)
        columns += text->at[count] == '\t' ? TAB : 1;
    *text = view_skip(*text, count);
    return columns;
}

/* True for a line of at least three of its first character, and blanks. */
static bool is_thematic_break(struct view text)
{
    char mark = text.at[0];
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == mark)
            count++;
        else if (!ascii_is_blank(text.at[i]))
            return false;
    }
    return count >= 3;
}

/* Takes "[^1]:" off the start. */
static bool take_footnote_mark(struct view *text)
{
    size_t end = view_starts_with(*text, VIEW("[^")) ? view_find(*text, VIEW("]:")) : text->len;

    if (end == text->len)
        return false;
    *text = view_trim_start(view_skip(*text, end + 2));
    return true;
}

/* Returns the length of "12." or "3)" at the start, or 0. */
static size_t number_mark_length(struct view text)
{
    enum { DIGITS_MAX = 9 };
    size_t at = 0;

    while (at < text.len && at <= DIGITS_MAX && ascii_is_digit(text.at[at]))
        at++;
    return at > 0 && at <= DIGITS_MAX && at < text.len && (text.at[at] == '.' || text.at[at] == ')')
               ? at + 1
               : 0;
}

/* Takes the mark of an item of that length off the start, if a blank follows it. */
static inline bool take_item_mark(struct view *text, size_t length)
{
    if (length == 0 || (length < text->len && !ascii_is_blank(text->at[length])))
        return false;
    *text = view_trim_start(view_skip(*text, length));
    return true;
}

/* Takes "## " off the start, and a closing run of #. Returns the level, 0 if it is no heading. Bots
 * also write "##Title". */
static unsigned take_heading_mark(struct view *text)
{
    enum { LEVELS = 6 };
    size_t level = 0;
    struct view rest, before;

    while (level < text->len && text->at[level] == '#')
        level++;
    if (level == 0 || level > LEVELS ||
        (level < text->len && !ascii_is_blank(text->at[level]) && level < 2))
        return 0;
    rest = before = view_trim(view_skip(*text, level));
    while (rest.len > 0 && rest.at[rest.len - 1] == '#')
        rest.len--;
    if (rest.len == 0 || ascii_is_blank(rest.at[rest.len - 1]))
        before = view_trim_end(rest);
    *text = before;
    return (unsigned)level;
}

/* Returns the name of the tag at the start, as "<li" of "<li class=…>", or nothing. */
static struct view tag_name(struct view text)
{
    size_t end = 1;

    while (end < text.len && (ascii_is_alnum(text.at[end]) || text.at[end] == '/'))
        end++;
    return (struct view){ text.at, view_starts_with(text, VIEW("<")) ? end : 0 };
}

/* Takes the tags off "<h3>…</h3>" and returns its level, or returns 0 if this is no heading. */
static unsigned take_heading_tags(struct view *text)
{
    struct view rest = view_skip(*text, view_find_byte(*text, '>') + 1);
    unsigned level = (unsigned)(text->at[sizeof "<h" - 1] - '0');
    size_t end = view_find_last(rest, VIEW("</"));

    if (level < 1 || level > 6 || end + sizeof "</h1>" - 1 != rest.len)
        return 0;
    rest.len = end;
    *text = view_trim(rest);
    return level;
}

/* Leaves only the heading of "<details><summary><h2>…</h2></summary>", unless that is a label. */
static void take_summary_tags(struct view *text)
{
    struct view rest = *text;

    if (view_starts_with(rest, VIEW("<details")))
        rest = view_trim_start(view_skip(rest, view_find_byte(rest, '>') + 1));
    if (!view_starts_with(rest, VIEW("<summary")))
        return;
    rest = view_trim_start(view_skip(rest, view_find_byte(rest, '>') + 1));
    if (!view_starts_with(rest, VIEW("<h")) || list_label_role(rest) != LABEL_NONE)
        return;
    if (view_ends_with(rest, VIEW("</summary>")))
        rest.len -= sizeof "</summary>" - 1;
    *text = view_trim_end(rest);
}

/* Takes the mark of the kind off the start of a line that begins with a tag. */
static enum line_kind take_tag_mark(struct marked_line *line)
{
    static const struct view skipped[] = { VIEW_ENTRY("<figcaption"), VIEW_ENTRY("<caption"),
                                           VIEW_ENTRY("<ul"),         VIEW_ENTRY("</ul"),
                                           VIEW_ENTRY("<ol"),         VIEW_ENTRY("</ol"),
                                           VIEW_ENTRY("<p"),          VIEW_ENTRY("<div"),
                                           VIEW_ENTRY("<center"),     VIEW_ENTRY("<details") };
    enum { CAPTIONS = 2 }; /* are skipped with their text */
    struct view name;
    size_t tag;

    take_summary_tags(&line->text);
    name = tag_name(line->text);
    tag = view_find_byte(line->text, '>') + 1;
    if (view_equal_ignoring_case(name, VIEW("<li"))) {
        line->text = view_trim_start(view_skip(line->text, tag));
        return LINE_ITEM;
    }
    if (name.len == sizeof "<h1" - 1 && ascii_lower(name.at[1]) == 'h')
        line->level = take_heading_tags(&line->text);
    if (line->level > 0)
        return LINE_HEADING;
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
        if ((i < CAPTIONS || tag == line->text.len) && view_equal_ignoring_case(name, skipped[i]))
            return LINE_BLANK;
    }
    return view_starts_with(line->text, VIEW("<!--")) ? LINE_COMMENT : LINE_TEXT;
}

/* True for a line of MDX: import Tabs from '@theme/Tabs'; */
static bool is_module_line(struct view text)
{
    return view_starts_with(text, VIEW("import ")) &&
           view_has_byte(VIEW("'\";"), text.at[text.len - 1]) &&
           (view_find(text, VIEW(" from '")) < text.len ||
            view_find(text, VIEW(" from \"")) < text.len);
}

/* Takes the mark of the kind off the start of a line without blanks around it. */
static enum line_kind take_line_mark(struct marked_line *line)
{
    struct view text = line->text, label, address;

    if (text.len == 0)
        return LINE_BLANK;
    switch (text.at[0]) {
    case '<':
        return take_tag_mark(line);
    case '`':
    case '~':
        return view_starts_with(text, VIEW("```")) || view_starts_with(text, VIEW("~~~"))
                   ? LINE_FENCE
                   : LINE_TEXT;
    case '#':
        line->level = take_heading_mark(&line->text);
        return line->level > 0 ? LINE_HEADING : LINE_TEXT;
    case '_':
        return is_thematic_break(text) ? LINE_RULE : LINE_TEXT;
    case '-':
    case '*':
    case '+':
        if (text.at[0] != '+' && is_thematic_break(text))
            return LINE_RULE;
        if (!take_item_mark(&line->text, 1))
            return LINE_TEXT;
        if (view_starts_with(line->text, VIEW("#")))
            line->level = take_heading_mark(&line->text); /* in an item */
        return line->level > 0 ? LINE_HEADING : LINE_ITEM;
    case '[':
        return take_footnote_mark(&line->text)                ? LINE_ITEM
               : list_definition_take(text, &label, &address) ? LINE_DEFINITION
                                                              : LINE_TEXT;
    case 'i':
        return is_module_line(text) ? LINE_BLANK : LINE_TEXT;
    default:
        return take_item_mark(&line->text, number_mark_length(text)) ? LINE_ITEM : LINE_TEXT;
    }
}

static struct marked_line mark_line(struct view text)
{
    struct marked_line line = { 0 };

    line.indent = take_indent(&text);
    while (text.len > 0 && text.at[0] == '>') {
        text = view_skip(text, 1);
        line.is_quoted = true;
        line.indent = take_indent(&text);
    }
    line.text = view_trim_end(text);
    line.kind = take_line_mark(&line);
    return line;
}

/* True for a line that git leaves where two versions of a file differ: a mark seven times, then
 * nothing or a name. */
static bool has_conflict_mark(struct view text, struct view mark)
{
    return view_take(&text, mark) && (text.len == 0 || ascii_is_blank(text.at[0]));
}

/* True for a line that begins, divides or ends a merge conflict, which is reported. The other marks
 * are ordinary text outside of one, such as an underline. A line may be read again. */
static bool is_conflict_line(struct list_blocks *blocks, const struct line *line)
{
    struct view text = window_text(blocks->window, line->text);
    struct list_conflict *conflict = &blocks->conflict;

    if (has_conflict_mark(text, VIEW("<<<<<<<"))) {
        if (line->number > conflict->reported) {
            diag_warn(
                blocks->window->diag,
                (struct place){ blocks->window->input->name, line->number, 1 },
                "the merge conflict that begins here is not resolved; all its sides are read");
            conflict->reported = line->number;
        }
        conflict->begin = line->number;
        return true;
    }
    if (conflict->begin == 0 || (conflict->end > conflict->begin && line->number > conflict->end))
        return false;
    if (has_conflict_mark(text, VIEW(">>>>>>>"))) {
        conflict->end = line->number;
        return true;
    }
    return has_conflict_mark(text, VIEW("=======")) || has_conflict_mark(text, VIEW("|||||||"));
}

static void add_block_line(struct list_blocks *blocks, struct view text)
{
    struct list_block *block = &blocks->block;

    block->lines = memory_grow_array(block->lines, block->count, &block->cap, sizeof *block->lines);
    block->lines[block->count++] = window_span(blocks->window, text);
}

/* ---- Tables --------------------------------------------------------------- */

#define ROW_MARKS(has, row) \
    has('|', '|', row) has('\\', '\\', row) has('`', '`', row) has('$', '$', row) has('[', ']', row)
static const struct byte_set row_marks = BYTE_SET(ROW_MARKS);

/* Returns the length of the cell at the start of the row; \| is part of it. */
static size_t cell_length_by_bars(struct view row)
{
    size_t at = 0;

    for (;;) {
        size_t backslashes = 0;

        at += view_find_byte(view_skip(row, at), '|');
        while (backslashes < at && at < row.len && row.at[at - 1 - backslashes] == '\\')
            backslashes++;
        if (at == row.len || backslashes % 2 == 0)
            return at;
        at++;
    }
}

/* Returns the length of a cell at the start of the row that is all bold, or 0. */
static size_t bold_cell_length(struct view row)
{
    struct view rest = view_trim_start(row);
    size_t end;

    if (!view_take(&rest, VIEW("**")) || (end = view_find(rest, VIEW("**"))) == rest.len)
        return 0;
    rest = view_trim_start(view_skip(rest, end + 2));
    return rest.len == 0 || rest.at[0] == '|' ? row.len - rest.len : 0;
}

/* Returns the length of the cell at the start of the row. */
static size_t cell_length_lenient(struct view row)
{
    size_t depth = 0;
    char inside = 0; /* the mark that closes code or mathematics */

    for (size_t at = bold_cell_length(row);; at++) {
        char c;

        at += scan_run(view_skip(row, at), &row_marks);
        if (at >= row.len)
            return row.len;
        c = row.at[at];
        if (c == '\\')
            at++;
        else if (c == '|' && !inside && depth == 0)
            return at;
        else if ((c == '`' || c == '$') && (!inside || inside == c))
            inside = inside ? 0 : c;
        else if (c == '[')
            depth++;
        else if (c == ']' && depth > 0)
            depth--;
    }
}

/* Returns the offset of a tag that begins with these bytes, in any case, or text.len. */
static size_t find_tag(struct view text, struct view tag)
{
    for (size_t at = 0; at < text.len; at++) {
        at += view_find_byte(view_skip(text, at), '<');
        if (view_starts_with_ignoring_case(view_skip(text, at), tag))
            return at;
    }
    return text.len;
}

/* Returns the offset of the first of two tags. */
static size_t find_either_tag(struct view text, struct view tag, struct view other)
{
    size_t at = find_tag(text, tag);

    text.len = at + (at < text.len);
    return view_find_byte(text, '<') < at && find_tag(text, other) < at ? find_tag(text, other)
                                                                        : at;
}

static bool take_html_cell(struct view *row, struct view *cell)
{
    *row = view_skip(*row, find_either_tag(*row, VIEW("<td"), VIEW("<th")));
    *row = view_skip(*row, view_find_byte(*row, '>') + 1);
    if (row->len == 0)
        return false;
    *cell = (struct view){ row->at, find_either_tag(*row, VIEW("</t"), VIEW("<td")) };
    *row = view_skip(*row, cell->len);
    *cell = view_trim(*cell);
    return true;
}

bool list_block_take_cell(struct view *row, struct view *cell, enum cell_marks marks)
{
    if (row->len == 0)
        return false;
    if (marks == CELLS_OF_HTML)
        return take_html_cell(row, cell);
    *cell = (struct view){ row->at, marks == CELLS_LENIENT ? cell_length_lenient(*row)
                                                           : cell_length_by_bars(*row) };
    *row = view_skip(*row, cell->len + 1);
    *cell = view_trim(*cell);
    return true;
}

/* Returns the number of cells between bars. */
static size_t count_cells(struct view row)
{
    size_t count = 0;

    for (; row.len > 0; row = view_skip(row, cell_length_by_bars(row) + 1))
        count++;
    return count;
}

/* Returns the row without the | at its ends. */
static struct view trim_row(struct view row)
{
    view_take(&row, VIEW("|"));
    if (view_ends_with(row, VIEW("|")) && !view_ends_with(row, VIEW("\\|")))
        row.len--;
    return row;
}

/* True if the text that comes next is the line under a table's head: | --- | :-: |. */
static bool is_rule_of_table(struct view text)
{
    bool dash = false, bar = false;
    size_t at = 0;

    for (; at < text.len && text.at[at] != '\n'; at++) {
        dash |= text.at[at] == '-';
        bar |= text.at[at] == '|' || text.at[at] == ':';
        if (!view_has_byte(VIEW("-|: \t\r>"), text.at[at]))
            return false;
    }
    return dash && bar;
}

/* Returns the next line, or an empty view if it is longer than any rule of a table. */
static struct view ahead(struct list_blocks *blocks)
{
    enum { LONGEST = 4096 };
    struct window *window = blocks->window;
    bool more = true;

    for (;;) {
        struct view line = window_ahead(window);
        size_t read = line.len;

        line.len = line.len < LONGEST ? line.len : LONGEST;
        line.len = view_find_byte(line, '\n');
        if (line.len == LONGEST)
            return (struct view){ 0 };
        if (line.len < read || !more)
            return line;
        more = window_extend(window); /* moves what was read */
    }
}

/* Skips blank lines inside a cell, if the line after them ends the row, and reads that line. */
static bool skip_blanks_in_row(struct list_blocks *blocks, struct line blank,
                               struct marked_line *next)
{
    enum { BLANKS_MAX = 8 };
    struct window *window = blocks->window;
    struct line line;

    for (size_t i = 0; i < BLANKS_MAX && window_next_line(window, &line); i++) {
        *next = mark_line(window_text(window, line.text));
        if (next->kind == LINE_TEXT && !view_starts_with(next->text, VIEW("|")) &&
            view_ends_with(next->text, VIEW("|")))
            return true;
        if (next->kind != LINE_BLANK)
            break;
    }
    window_return(window, blank);
    return false;
}

/* Adds the following lines of a row that is broken over lines. */
static void join_row(struct list_blocks *blocks, struct view row)
{
    enum { LINES_MAX = 32 };
    struct window *window = blocks->window;
    struct span span = window_span(window, row);
    struct line line;

    for (size_t i = 0; i < LINES_MAX && row.len > 0 && row.at[0] == '|'; i++) {
        struct marked_line next;
        bool is_full;

        if (view_starts_with(window_ahead(window), VIEW("|")))
            break; /* the next row */
        is_full = count_cells(trim_row(row)) >= blocks->columns;

        if (is_full && view_ends_with(row, VIEW("|")))
            break;
        if (!window_next_line(window, &line))
            break;
        if (is_conflict_line(blocks, &line)) {
            window_return(window, line);
            break;
        }
        next = mark_line(window_text(window, line.text));
        row = window_text(window, span);
        if (next.kind == LINE_BLANK && !view_ends_with(row, VIEW("|"))) {
            if (!skip_blanks_in_row(blocks, line, &next))
                break;
            row = window_text(window, span);
        }
        if ((next.kind != LINE_TEXT && next.kind != LINE_ITEM) ||
            view_starts_with(next.text, VIEW("|")) ||
            (is_full && !view_ends_with(next.text, VIEW("|"))) ||
            (view_ends_with(row, VIEW("|")) && !view_has_byte(next.text, '|'))) {
            window_return(window, line);
            break;
        }
        span.len = (uint32_t)(next.text.at + next.text.len - row.at); /* next.text may be empty */
        row = window_text(window, span);
    }
    add_block_line(blocks, trim_row(window_text(window, span)));
}

/* True for a row after a blank line or a remark in the table. Without a bar at its start, it must
 * have as many cells as the head. */
static bool continues_table(const struct list_blocks *blocks, struct view text)
{
    return blocks->columns > 1 &&
           (view_starts_with(text, VIEW("|")) ||
            (blocks->is_bare && blocks->columns > 2 && count_cells(text) == blocks->columns));
}

/* Reads a row or a table's head. Returns false if the line is neither. */
static bool read_table_row(struct list_blocks *blocks, struct view row)
{
    struct window *window = blocks->window;
    struct span span = window_span(window, row);

    if (!view_has_byte(row, '|'))
        return false;
    if (is_rule_of_table(ahead(blocks))) {
        struct line rule;

        row = trim_row(window_text(window, span));
        blocks->block.kind = BLOCK_TABLE;
        blocks->columns = count_cells(row);
        blocks->in_table = true;
        blocks->is_bare = !view_starts_with(window_text(window, span), VIEW("|"));
        add_block_line(blocks, row);
        window_next_line(window, &rule);
        return true;
    }
    row = window_text(window, span);
    if (!blocks->in_table && !continues_table(blocks, row))
        return false;
    blocks->block.kind = BLOCK_ROW;
    blocks->block.is_framed = row.at[0] == '|';
    join_row(blocks, row);
    return true;
}

/* Reads <tr>…</tr>, which may go on over lines. What follows it on its last line is read next.
 * Returns false if the line has no row. */
static bool read_html_row(struct list_blocks *blocks, struct view first, struct line line)
{
    enum { LINES_MAX = 200, LENGTH_MAX = 64 * 1024 }; /* a longer line is no table */
    struct window *window = blocks->window;
    size_t start = first.at[0] == '<' ? find_tag(first, VIEW("<tr")) : first.len, end;
    struct span span = window_span(window, view_skip(first, start));
    struct view row;

    if (first.len > LENGTH_MAX || start == first.len)
        return false;
    line.text = span;
    for (size_t i = 0;; i++) {
        row = window_text(window, span);
        end = find_tag(row, VIEW("</tr"));
        if (end < row.len || i == LINES_MAX || !window_next_line(window, &line))
            break;
        span.len = line.text.at + line.text.len - span.at;
    }
    if (end + sizeof "</tr>" - 1 < row.len) {
        line.text.at = span.at + (uint32_t)(end + sizeof "</tr>" - 1);
        window_return(window, line);
    }
    row.len = end;
    blocks->block.is_html = true;
    blocks->block.kind = find_tag(row, VIEW("<td")) < row.len ? BLOCK_ROW : BLOCK_TABLE;
    add_block_line(blocks, row);
    return true;
}

/* ---- Other blocks --------------------------------------------------------- */

/* Returns how many of that mark stand at the start. */
static size_t marks_at(struct view text, char mark)
{
    size_t count = 0;

    while (count < text.len && text.at[count] == mark)
        count++;
    return count;
}

/* True if a line that can end the code stands in what follows, as far as anybody looks. People
 * forget it, and all that follows would be lost. */
static bool is_code_closed(struct list_blocks *blocks, char mark, size_t length)
{
    enum { FAR = 256 * 1024 };
    struct window *window = blocks->window;
    struct list_unclosed *unclosed = &blocks->unclosed[mark == '~'];
    struct view ahead;
    size_t lines = 0;

    if (unclosed->until > window->next_line && length >= unclosed->length)
        return false;
    do
        ahead = window_ahead(window);
    while (ahead.len < FAR && window_extend(window));
    ahead = window_ahead(window);
    ahead.len = ahead.len < FAR ? ahead.len : FAR;
    while (ahead.len > 0) {
        struct view line = { ahead.at, view_find_byte(ahead, '\n') };
        struct view text = mark_line(line).text;

        if (text.len >= length && marks_at(text, mark) == text.len)
            return true;
        ahead = view_skip(ahead, line.len + 1);
        lines++;
    }
    *unclosed = (struct list_unclosed){ window->next_line + lines, length };
    return false;
}

struct list_code list_code_at(struct view line, size_t number)
{
    struct marked_line marked = mark_line(line);
    struct view text = marked.text;

    if (marked.kind != LINE_FENCE &&
        (marked.kind != LINE_COMMENT || view_find(text, VIEW("-->")) < text.len))
        return (struct list_code){ 0 };
    return (struct list_code){ .line = number,
                               .mark = text.at[0],
                               .length = marks_at(text, text.at[0]) };
}

bool list_code_ends(const struct list_code *code, struct view line)
{
    if (code->mark == '<')
        return view_find(line, VIEW("-->")) < line.len;
    line = mark_line(line).text;
    return line.len >= code->length && marks_at(line, code->mark) == line.len;
}

/* A fence that somebody forgot to close takes entries for code up to the next. */
static void report_links_in_code(const struct list_blocks *blocks)
{
    const struct list_code *code = &blocks->code;

    if (code->links > 0 && code->mark != '<')
        diag_warn(blocks->window->diag,
                  (struct place){ blocks->window->input->name, code->line, 1 },
                  "the code that begins here has %zu line%s with links to arXiv; code is not read",
                  code->links, code->links == 1 ? "" : "s");
}

/* Skips lines of code or of a comment, but not too many at once. Returns false at the end of the
 * input. */
static bool skip_code(struct list_blocks *blocks)
{
    enum { LINES_MAX = 256 };
    struct line line;

    blocks->block.kind = BLOCK_CODE;
    for (size_t i = 0; i < LINES_MAX; i++) {
        struct view text;

        if (!window_next_line(blocks->window, &line))
            return false;
        text = window_text(blocks->window, line.text);
        if (list_code_ends(&blocks->code, text)) {
            report_links_in_code(blocks);
            blocks->code.line = 0;
            return true;
        }
        blocks->code.links += view_find(text, VIEW("](http")) < text.len &&
                              view_find(text, VIEW("arxiv.org/")) < text.len;
    }
    return true;
}

/* True for the line of = under a heading. */
static bool is_underline(struct view text, char mark)
{
    size_t count = marks_at(text, mark);

    return count >= 3 && (count == text.len || text.at[count] == '\n' || text.at[count] == '\r');
}

/* True if the text begins with the mark of an item that is not indented. It may be a rule. */
static bool begins_with_item_mark(struct view text)
{
    return text.len > 1 && text.at[1] == ' ' && view_has_byte(VIEW("-*+"), text.at[0]);
}

/* True if a blank line, an item or a rule comes next, which is not worth reading twice. */
static bool ends_before_next(const struct window *window)
{
    struct view next = window_ahead(window);

    return (next.len > 0 && next.at[0] == '\n') || begins_with_item_mark(next);
}

/* Takes the links before bold text off the start: [[code]](…) [[paper]](…) **Title**. Returns true
 * if there are any. May cut the end of the line off. */
static bool take_leading_links(struct view *line)
{
    enum { FAR = 1000 }; /* bytes; a paragraph's first line is looked at for each of its lines */
    struct view text, address;
    bool any = false;

    line->len = line->len < FAR ? line->len : FAR;
    for (; inline_link_take(line, &text, &address); any = true)
        *line = view_trim_start(*line);
    return any;
}

static bool is_bold_start(struct view line)
{
    struct list_label label;

    return view_starts_with(line, VIEW("**")) && !list_label_take(line, &label);
}

/* True for a line of a list of references: "[12] Ada Tide. …". */
static bool is_reference_line(struct view line)
{
    return view_starts_with(line, VIEW("[")) && list_prefix_number(line) > 0;
}

/* True if the line begins another entry after a line with a link: bold text in a paragraph that
 * begins in bold, too, both perhaps after links, or the next of numbered references. */
static bool begins_next_entry(const struct list_blocks *blocks, struct view line)
{
    const struct list_block *block = &blocks->block;
    struct view first = window_text(blocks->window, block->lines[0]);
    struct view last = window_text(blocks->window, block->lines[block->count - 1]);

    if (block->kind != BLOCK_PARAGRAPH)
        return false;
    if (is_reference_line(line))
        return is_reference_line(first) && view_find(last, VIEW("](http")) < last.len;
    if (view_starts_with(first, VIEW("<a ")) && block->count > 1) /* an anchor */
        first = window_text(blocks->window, block->lines[1]);
    return take_leading_links(&line) == take_leading_links(&first) && is_bold_start(line) &&
           view_find(last, VIEW("](http")) < last.len && is_bold_start(first);
}

/* Adds the lines that continue a paragraph. */
static void read_paragraph(struct list_blocks *blocks)
{
    enum { LINES_MAX = 1000 };
    struct window *window = blocks->window;
    struct list_block *block = &blocks->block;
    struct line line;

    while (block->count < LINES_MAX && !ends_before_next(window) &&
           window_next_line(window, &line)) {
        struct marked_line next = mark_line(window_text(window, line.text));
        struct span text = window_span(window, next.text);

        if (is_conflict_line(blocks, &line))
            continue;
        if (block->kind == BLOCK_PARAGRAPH && block->count == 1 && block->after_blank &&
            (is_underline(next.text, '=') || is_underline(next.text, '-'))) {
            block->kind = BLOCK_HEADING;
            block->level = next.text.at[0] == '=' ? 1 : 2;
            return;
        }
        if (next.kind == LINE_BLANK && view_starts_with(next.text, VIEW("<p")))
            next.kind = LINE_TEXT; /* which goes on */
        if (next.kind != LINE_TEXT || (next.is_quoted && !block->is_quoted) ||
            view_starts_with(next.text, VIEW("<tr")) || begins_next_entry(blocks, next.text) ||
            view_starts_with(next.text, VIEW("<details")) || continues_table(blocks, next.text) ||
            (view_has_byte(next.text, '|') && is_rule_of_table(ahead(blocks)))) {
            window_return(window, line);
            return;
        }
        add_block_line(blocks, window_text(window, text));
    }
}

/* Reads the lines up to the second --- or, of TOML, +++, if there is one near. */
static void read_front_matter(struct list_blocks *blocks, struct line first, bool is_toml)
{
    enum { LINES_MAX = 200 };
    struct window *window = blocks->window;
    struct line line;

    for (size_t i = 0; i < LINES_MAX && window_next_line(window, &line); i++) {
        struct view text = view_trim_end(window_text(window, line.text));

        if (is_toml ? view_equal(text, VIEW("+++"))
                    : view_equal(text, VIEW("---")) || view_equal(text, VIEW("..."))) {
            blocks->block.kind = BLOCK_FRONT_MATTER;
            return;
        }
        if (text.len > 0)
            add_block_line(blocks, text);
    }
    blocks->block.count = 0;
    window_return(window, first);
    window_next_line(window, &line);
}

/* Begins code or a comment at its first line. Returns false if the comment ends there and text
 * follows it. */
static bool read_code_mark(struct list_blocks *blocks, const struct marked_line *first)
{
    struct window *window = blocks->window;
    struct view text = first->text;
    struct span span = window_span(window, text);
    size_t end = view_find(text, VIEW("-->"));
    bool is_fence = first->kind == LINE_FENCE;

    blocks->block.kind = BLOCK_CODE;
    if (is_fence && !is_code_closed(blocks, text.at[0], marks_at(text, text.at[0])))
        return true; /* skips the line alone */
    text = window_text(window, span);
    blocks->code = list_code_at(text, blocks->first.number);
    return blocks->code.line > 0 || end + 3 == text.len;
}

/* Fills the block that begins with `blocks->first`, which is not blank. Takes a pointer
 * to that line: a processor waits when members are stored one by one and copied as vectors. */
static void read_block(struct list_blocks *blocks, const struct marked_line *first)
{
    struct window *window = blocks->window;
    struct list_block *block = &blocks->block;
    struct span text = window_span(window, first->text);
    bool is_toml = blocks->first.number == 1 && view_equal(view_trim(first->text), VIEW("+++"));

    block->level = first->level;
    block->indent = first->indent;
    block->is_quoted = first->is_quoted;
    block->is_html = false;
    block->count = 0;
    if (first->kind == LINE_RULE || is_toml) {
        block->kind = BLOCK_RULE;
        if (blocks->first.number == 1)
            read_front_matter(blocks, blocks->first, is_toml);
        return;
    }
    if ((first->kind == LINE_FENCE || first->kind == LINE_COMMENT) && read_code_mark(blocks, first))
        return;
    if (first->kind == LINE_TEXT && (read_html_row(blocks, first->text, blocks->first) ||
                                     read_table_row(blocks, window_text(window, text))))
        return;
    blocks->in_table = false;
    blocks->is_bare = blocks->is_bare && first->kind == LINE_TEXT;
    add_block_line(blocks, window_text(window, text));
    block->kind = first->kind == LINE_HEADING      ? BLOCK_HEADING
                  : first->kind == LINE_ITEM       ? BLOCK_ITEM
                  : first->kind == LINE_DEFINITION ? BLOCK_DEFINITION
                                                   : BLOCK_PARAGRAPH;
    if (block->kind == BLOCK_ITEM || block->kind == BLOCK_PARAGRAPH)
        read_paragraph(blocks);
}

/* ---- Interface ------------------------------------------------------------ */

void list_blocks_begin(struct list_blocks *blocks, struct window *window)
{
    blocks->window = window;
    blocks->columns = 0;
    blocks->code = (struct list_code){ 0 };
    blocks->conflict = (struct list_conflict){ 0 };
    blocks->unclosed[0] = blocks->unclosed[1] = (struct list_unclosed){ 0 };
    blocks->in_table = blocks->is_bare = false;
    blocks->after_blank = true;
    blocks->is_kept = false;
}

bool list_blocks_next(struct list_blocks *blocks)
{
    struct line *line = &blocks->first;

    if (blocks->is_kept) {
        blocks->is_kept = false;
        return true;
    }
    if (blocks->code.line > 0) {
        if (skip_code(blocks))
            return true;
    }
    while (window_next_line(blocks->window, line)) {
        struct view text = window_text(blocks->window, line->text);
        struct marked_line first;

        if (line->number == 1) {
            view_take(&text, VIEW("\xEF\xBB\xBF"));
            line->text = window_span(blocks->window, text);
        }
        if (is_conflict_line(blocks, line))
            continue;
        first = mark_line(text);
        if (first.kind == LINE_BLANK) {
            blocks->after_blank = true;
            blocks->in_table = false;
            continue;
        }
        blocks->block.after_blank = blocks->after_blank;
        blocks->after_blank = false;
        read_block(blocks, &first);
        return true;
    }
    return false;
}

struct view list_blocks_next_row(struct list_blocks *blocks)
{
    return trim_row(view_trim(ahead(blocks)));
}

bool list_blocks_item_is_next(const struct list_blocks *blocks)
{
    return blocks->code.line == 0 && begins_with_item_mark(window_ahead(blocks->window));
}

void list_blocks_keep(struct list_blocks *blocks)
{
    uint32_t passed = blocks->first.text.at;

    window_pass_until(blocks->window, blocks->first);
    blocks->first.text.at = 0;
    for (size_t i = 0; i < blocks->block.count; i++) {
        struct span *text = &blocks->block.lines[i];
        text->at -= text->len > 0 ? passed : 0;
    }
    blocks->is_kept = true;
}

void list_blocks_return(struct list_blocks *blocks)
{
    window_return(blocks->window, blocks->first);
    blocks->after_blank = blocks->block.after_blank;
}

void list_blocks_free(struct list_blocks *blocks)
{
    free(blocks->block.lines);
}
