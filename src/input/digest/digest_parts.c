#include "input/digest/digest_parts.h"

#include <stdlib.h>

enum { REF_MAX = 999999999 };

void digest_parts_start(struct digest_parts *parts, struct window *window, struct diag *diag)
{
    *parts = (struct digest_parts){ .rows = parts->rows,
                                    .notes = parts->notes,
                                    .row_cap = parts->row_cap,
                                    .note_cap = parts->note_cap,
                                    .window = window,
                                    .diag = diag };
}

void digest_parts_free(struct digest_parts *parts)
{
    free(parts->rows);
    free(parts->notes);
}

static bool is_rule(struct view text)
{
    if (text.len == 0 || text.at[0] != '|' || !view_has_byte(text, '-'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '|' && text.at[i] != '-' && text.at[i] != ':' && text.at[i] != ' ')
            return false;
    }
    return true;
}

static bool is_heading(struct view text)
{
    size_t level = 0;
    while (level < text.len && text.at[level] == '#')
        level++;
    return level >= 1 && level <= 6 && (level == text.len || text.at[level] == ' ');
}

/* Takes the "[^12]" of a row or a note. *too_large is true if the number exceeds REF_MAX. */
static bool take_label(struct view *text, uint32_t *ref, bool *too_large)
{
    struct view rest = *text;

    *too_large = false;
    if (!view_take(&rest, VIEW("[^")))
        return false;
    if (!view_take_number(&rest, REF_MAX, ref)) {
        *too_large = rest.len > 0 && ascii_is_digit(rest.at[0]);
        return false;
    }
    if (!view_take(&rest, VIEW("]")))
        return false;
    *text = rest;
    return true;
}

/* True if the next lines are a table's header, "| Ref | …" and a rule, after optional blank
 * lines. */
static bool table_follows(struct digest_parts *parts)
{
    struct line line, first = { { 0 }, 0 };
    struct view text = { 0 };
    bool header = false;

    while (text.len == 0 && window_next_line(parts->window, &line)) {
        if (first.number == 0)
            first = line;
        text = view_trim(window_text(parts->window, line.text));
    }
    if (text.len > 0 && text.at[0] == '|' && window_next_line(parts->window, &line))
        header = is_rule(view_trim(window_text(parts->window, line.text)));
    if (first.number)
        window_return(parts->window, first);
    return header;
}

/* A digest that was cut within a line, with another one appended, ends in "…# 摘要", the heading
 * of the other. Takes that off the line. */
static void cut_glued_heading(struct digest_parts *parts, struct line *line)
{
    enum { REACH = 64 }; /* bytes that are searched for a heading */
    struct view text, tail;
    size_t mark;
    uint32_t cut;

    text = view_trim_start(window_ahead(parts->window));
    if (text.len > 0 && text.at[0] != '|') /* usually no table follows */
        return;
    text = view_trim_end(window_text(parts->window, line->text));
    tail = view_skip(text, text.len > REACH ? text.len - REACH : 0);
    if (!view_has_byte(tail, '#'))
        return;
    mark = view_find_last(tail, VIEW("# "));
    if (mark == tail.len || is_heading(text) || !table_follows(parts))
        return;
    text = window_text(parts->window, line->text);
    cut = (uint32_t)(view_trim_end(text).len - tail.len + mark);
    while (cut > 0 && text.at[cut - 1] == '#')
        cut--;
    line->text.len = cut;
    diag_warn(parts->diag, window_place(parts->window, *line, line->text.at + cut),
              "a heading is in the middle of a line; the digest before it was cut off");
}

/* Finds the link in a row's title cell: the first "](http" whose ")" ends a cell, since titles
 * may contain brackets and bars. *title is before it, *rest is after the cell. */
static bool find_link(struct view cells, struct view *title, struct view *link, struct view *rest)
{
    size_t close = 0;

    for (size_t at = 1; at < cells.len; at++) {
        at += view_find(view_skip(cells, at), VIEW("](http"));
        if (close < at)
            close = at + view_find_byte(view_skip(cells, at), ')');
        if (at == cells.len || close >= cells.len)
            return false;
        *rest = view_trim_start(view_skip(cells, close + 1));
        if (rest->len == 0 || view_take(rest, VIEW("|"))) {
            *title = (struct view){ cells.at + 1, at - 1 };
            *link = (struct view){ cells.at + at + 2, close - at - 2 };
            return true;
        }
        at = close; /* no earlier "](http" ends a cell */
    }
    return false;
}

/* Reads the cells after the label, "[title](link) | summary |". Without a link the title ends
 * at the first bar. */
static void read_cells(const struct digest_parts *parts, struct row *row, struct view cells)
{
    struct view title, link = { 0 }, rest;

    cells = view_trim(cells);
    if (view_ends_with(cells, VIEW("|")))
        cells = view_trim_end((struct view){ cells.at, cells.len - 1 });
    if (!view_starts_with(cells, VIEW("[")) || !find_link(cells, &title, &link, &rest)) {
        size_t bar = view_find(cells, VIEW(" | "));
        rest = view_skip(cells, bar + VIEW(" | ").len);
        title = (struct view){ cells.at, bar };
        view_take(&title, VIEW("["));
    }
    row->title = window_span(parts->window, view_trim(title));
    row->link = window_span(parts->window, link);
    row->summary = window_span(parts->window, view_trim(rest));
}

/* Reports a row or note whose number is too large. The `before` earlier ones are sound. */
static void refuse_number(struct digest_parts *parts, struct line line, size_t before,
                          size_t *sound, const char *kind)
{
    window_fault(parts->window, window_place(parts->window, line, line.text.at),
                 "the number of the %s is above %d", kind, REF_MAX);
    if (before < *sound)
        *sound = before;
}

/* Reads "| [^1] | …". Returns false if the line is not a row. */
static bool read_row(struct digest_parts *parts, struct line line)
{
    struct row row = { .line = line };
    struct view text = view_trim(window_text(parts->window, line.text));
    bool too_large;

    if (!view_take(&text, VIEW("|")))
        return false;
    text = view_trim_start(text);
    if (!take_label(&text, &row.ref, &too_large)) {
        if (too_large)
            refuse_number(parts, line, parts->row_count, &parts->sound_rows, "row");
        return too_large;
    }
    text = view_trim_start(text);
    if (!view_take(&text, VIEW("|")))
        return false;
    read_cells(parts, &row, text);
    parts->rows = memory_grow_array(parts->rows, parts->row_count, &parts->row_cap, sizeof row);
    parts->rows[parts->row_count++] = row;
    return true;
}

static bool is_any(const struct digest_parts *parts)
{
    return parts->header || parts->row_count > 0 || parts->note_count > 0;
}

static void report_text_outside(struct digest_parts *parts, struct line line)
{
    const char *hint = "";

    if (view_starts_with(window_text(parts->window, line.text), VIEW("[^")))
        hint = "; begin a note with [^1]:";
    else if (parts->in == IN_NOTE)
        hint = "; indent the paragraphs of a note";
    diag_warn(parts->diag, window_place(parts->window, line, line.text.at),
              "text outside rows and notes is left out%s", hint);
}

/* Warns once for each stretch. Before the first part the warning waits, since this may not be
 * a digest. */
static void warn_of_text_outside(struct digest_parts *parts, struct line line)
{
    if (!parts->outside_reported && is_any(parts))
        report_text_outside(parts, line);
    else if (!parts->outside_reported)
        parts->preamble = line;
    parts->outside_reported = true;
}

static void drop_candidate(struct digest_parts *parts)
{
    if (parts->has_candidate)
        warn_of_text_outside(parts, parts->candidate);
    parts->has_candidate = false;
}

/* Reads a line that starts with a bar. A header after other parts begins the next digest. */
static void read_table_line(struct digest_parts *parts, struct line line)
{
    struct view text = view_trim(window_text(parts->window, line.text));
    struct view cell = view_trim_start(view_skip(text, 1));

    if (parts->has_candidate && is_rule(text)) {
        struct view header = view_trim(window_text(parts->window, parts->candidate.text));
        parts->has_candidate = false;
        if (is_any(parts)) {
            parts->next_found = true;
            return;
        }
        header = view_trim_start(view_skip(header, 1));
        header.len = view_find_byte(header, '|');
        parts->header = view_equal_ignoring_case(view_trim_end(header), VIEW("Ref"));
        parts->in = IN_TABLE;
        return;
    }
    drop_candidate(parts);
    parts->in = IN_TABLE;
    if (view_starts_with(cell, VIEW("[^")) && read_row(parts, line))
        return;
    parts->candidate = line;
    parts->has_candidate = true;
}

/* Reads "[^1]: title". Returns false if the line does not begin a note. */
static bool read_note(struct digest_parts *parts, struct line line)
{
    struct view text = window_text(parts->window, line.text);
    struct note *note;
    uint32_t ref;
    bool too_large;

    if (!take_label(&text, &ref, &too_large)) {
        if (too_large) {
            refuse_number(parts, line, parts->note_count, &parts->sound_notes, "note");
            parts->in = OUTSIDE;
            parts->outside_reported = true;
        }
        return too_large;
    }
    if (!view_take(&text, VIEW(":")))
        return false;
    parts->notes =
        memory_grow_array(parts->notes, parts->note_count, &parts->note_cap, sizeof *note);
    note = &parts->notes[parts->note_count++];
    note->ref = ref;
    note->line = line;
    note->title = window_span(parts->window, view_trim(text));
    note->count = 0;
    note->taken = false;
    parts->in = IN_NOTE;
    parts->blanks = 0;
    return true;
}

/* Extends a paragraph to the end of this line. */
static void extend(struct span *paragraph, struct span line)
{
    if (paragraph->len == 0)
        *paragraph = line;
    else
        paragraph->len = line.at + line.len - paragraph->at;
}

/* Reads a line of text in a note, which continues or begins a paragraph. Blank lines tell the
 * slot: one between neighbors, three around an empty paragraph, whether or not that kept its
 * four spaces. */
static void read_note_text(struct digest_parts *parts, struct line line)
{
    struct note *note = &parts->notes[parts->note_count - 1];
    struct paragraph *last = note->count ? &note->paragraphs[note->count - 1] : NULL;
    struct view text = window_text(parts->window, line.text);
    struct span span;

    for (size_t indent = 0; indent < 4 && text.len > 0 && text.at[0] == ' '; indent++)
        text = view_skip(text, 1);
    view_take(&text, VIEW("\t"));
    span = window_span(parts->window, text);
    if (parts->blanks == 0 && view_starts_with(text, VIEW("[http")))
        diag_warn(parts->diag, window_place(parts->window, line, span.at),
                  "a link is in the middle of a paragraph; put a blank line before it");
    if (parts->blanks == 0) {
        extend(last ? &last->text : &note->title, span);
    } else if (note->count < PARAGRAPHS_MAX) {
        note->paragraphs[note->count++] =
            (struct paragraph){ span, (last ? last->slot : 0) + (parts->blanks + 1) / 2 };
    } else {
        diag_warn(parts->diag, window_place(parts->window, line, span.at),
                  "the note has too many paragraphs; this one is added to the one before it");
        extend(&last->text, span);
    }
    parts->blanks = 0;
}

static void read_line(struct digest_parts *parts, struct line line)
{
    struct view text = window_text(parts->window, line.text);
    struct view trimmed = view_trim_start(text);

    if (trimmed.len == 0) {
        parts->blanks++;
        return;
    }
    parts->text = true;
    if (trimmed.at[0] == '|' && trimmed.at - text.at < 4) {
        read_table_line(parts, line);
        return;
    }
    drop_candidate(parts);
    if (text.at[0] == '[' && read_note(parts, line))
        parts->outside_reported = parts->in == OUTSIDE;
    else if (is_heading(text))
        parts->in = OUTSIDE;
    else if (parts->in == IN_NOTE &&
             (parts->blanks == 0 || text.at[0] == '\t' || text.at[0] == ' '))
        read_note_text(parts, line);
    else
        warn_of_text_outside(parts, line);
    if (parts->outside_reported && view_starts_with(text, VIEW("[^")))
        parts->in = OUTSIDE; /* what follows belongs to this label, not to the previous note */
}

bool digest_parts_read(struct digest_parts *parts)
{
    struct line line;

    if (parts->next_found) {
        window_return(parts->window, parts->candidate);
        window_pass(parts->window);
    }
    parts->row_count = parts->note_count = 0;
    parts->header = parts->has_candidate = parts->next_found = parts->outside_reported = false;
    parts->in = OUTSIDE;
    parts->blanks = 0;
    parts->sound_rows = parts->sound_notes = SIZE_MAX;
    parts->preamble.number = 0;
    while (!parts->next_found && window_next_line(parts->window, &line)) {
        uint32_t blanks = (uint32_t)window_skip_blank_lines(parts->window);
        struct view text = window_text(parts->window, line.text);

        if (view_take(&text, VIEW("\xEF\xBB\xBF")))
            line.text = window_span(parts->window, text);
        cut_glued_heading(parts, &line);
        read_line(parts, line);
        if (parts->preamble.number && is_any(parts)) { /* report the text before it now */
            report_text_outside(parts, parts->preamble);
            parts->preamble.number = 0;
        }
        parts->blanks += blanks;
    }
    drop_candidate(parts);
    parts->broken = parts->window->broken && !parts->next_found;
    if (!is_any(parts))
        return false;
    if (parts->broken && parts->in == IN_NOTE)
        parts->note_count--;
    return true;
}
