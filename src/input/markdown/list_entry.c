#include "input/markdown/list_entry.h"

#include "input/markdown/list_link.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/record.h"
#include "text/scan.h"
#include "text/utf8.h"

#include <stdlib.h>

static size_t utf8_length(struct view text)
{
    size_t length;

    utf8_decode(text, &length);
    return length;
}

void list_entry_begin(struct list_entry *entry, enum entry_kind kind, struct line line,
                      uint32_t column)
{
    entry->kind = kind;
    entry->line = line;
    entry->column = column;
    entry->is_plain_row = entry->is_strange_row = false;
    entry->count = 0;
    entry->role = LABEL_NONE;
    entry->is_sticky = entry->is_awaiting = entry->has_foreign_links = entry->after_rule = false;
}

void list_entry_free(struct list_entry *entry)
{
    free(entry->pieces);
}

void list_entry_add(struct list_entry *entry, enum list_role role, enum piece_place place,
                    struct span text, bool begins)
{
    entry->pieces =
        memory_grow_array(entry->pieces, entry->count, &entry->cap, sizeof *entry->pieces);
    entry->pieces[entry->count++] = (struct list_piece){ text, role, place, begins };
}

/* Takes the text before a " | " or " • " that a label or a link follows off the start, with the
 * mark, or the whole line and returns false. Other bars are part of the text: P(obs | D). */
static bool take_before_bar(struct view *line, struct view *part)
{
#define BARS(has, row) has('|', '|', row) has(0xE2, 0xE2, row)
    static const struct byte_set bars = BYTE_SET(BARS);
    enum { LABEL_MAX = 256 }; /* bytes, with marks */

    for (size_t at = 0; (at += scan_run(view_skip(*line, at), &bars)) < line->len; at++) {
        struct view next = view_skip(*line, at), start;
        struct list_label label;

        if (at == 0 || line->at[at - 1] != ' ' ||
            (!view_take(&next, VIEW("| ")) && !view_take(&next, VIEW("• "))))
            continue;
        start = view_trim_start(next);
        start.len = start.len < LABEL_MAX ? start.len : LABEL_MAX;
        if (view_starts_with(start, VIEW("[")) || list_label_take(start, &label)) {
            *part = (struct view){ line->at, at - 1 };
            *line = next;
            return true;
        }
    }
    *part = *line;
    *line = view_skip(*line, line->len);
    return false;
}

/* True for a venue with marks around it, as a label's value: links after it are the entry's own. */
static bool is_venue(struct view value)
{
    value.len = view_find_byte(value, '(');
    while (value.len > 0 && view_has_byte(VIEW(" *_`\\"), value.at[0]))
        value = view_skip(value, 1);
    while (value.len > 0 && view_has_byte(VIEW(" *_`\\,."), value.at[value.len - 1]))
        value.len--;
    return written_venue_is_tag(value) || written_venue_is_name(value);
}

/* Returns the offset of a link to the paper after a value that is a number or a date, which has no
 * link of its own: "2024-03-28 [pdf](…)", "9.2/10** | [arxiv](…)"; else the length of the value. */
static size_t find_link_after_number(struct view value)
{
    enum { WORDS = 3, LONGEST = 40 }; /* of the number, with its unit and marks */
    size_t at = view_find_byte(value, '[');
    struct view name = view_skip(value, at + 1);

    view_take(&name, VIEW("["));
    name.len = view_find_byte(name, ']');
    return at > 0 && at < value.len && at <= LONGEST && ascii_is_digit(value.at[0]) &&
                   !list_has_more_words((struct view){ value.at, at }, WORDS) &&
                   list_label_link(name) == LABEL_PAPER
               ? at
               : value.len;
}

/* Adds "**Date** 2024-03-28 | **PDF** https://…", a part at a time. */
static void add_labelled(struct list_entry *entry, const struct window *window,
                         struct list_label label, enum piece_place place)
{
    for (;;) {
        size_t link = label.role == LABEL_DATE || label.role == LABEL_SCORE
                          ? find_link_after_number(label.value)
                          : label.value.len;

        if (link < label.value.len) {
            list_entry_add(entry, label.role, place,
                           window_span(window, view_trim((struct view){ label.value.at, link })),
                           true);
            label =
                (struct list_label){ .role = LABEL_PAPER, .value = view_skip(label.value, link) };
        }
        struct view value, next = label.value, part;
        bool has_more = take_before_bar(&next, &value);

        entry->role = label.role == LABEL_DETAILS ? LABEL_NONE : label.role;
        entry->is_sticky = entry->is_awaiting = value.len == 0;
        entry->has_foreign_links = label.role == LABEL_OTHER && !is_venue(value);
        list_entry_add(entry, entry->role, place, window_span(window, view_trim(value)), true);
        if (!has_more)
            return;
        if (!list_label_take(next, &label)) {
            label.value = next;
            take_before_bar(&next, &part);
            label.role = view_find(part, VIEW("://")) < part.len ? LABEL_NONE : LABEL_OTHER;
        }
    }
}

/* True for a line that is a link, perhaps after a symbol: it continues no text. */
static bool is_link_line(struct view line)
{
    while (line.len > 0 && (unsigned char)line.at[0] >= 0xE2)
        line = view_trim_start(view_skip(line, utf8_length(line)));
    line.len -= view_ends_with(line, VIEW(")]"));
    return view_starts_with(line, VIEW("[")) && view_ends_with(line, VIEW(")")) &&
           view_find(line, VIEW("](")) < line.len;
}

/* True for "[paper](…) | [code](…)" and the like, which are the entry's own links. */
static bool begins_with_named_link(struct view line)
{
    while (line.len > 0 && !ascii_is_alnum(line.at[0]))
        line = view_skip(line, 1);
    line.len = view_find_byte(line, ']');
    return list_label_link(view_trim(line)) != LABEL_NONE;
}

/* True for a line that only renderers read: {: #id .class }. */
static bool is_attribute_line(struct view line)
{
    line = view_trim(line);
    return view_starts_with(line, VIEW("{:")) && view_ends_with(line, VIEW("}"));
}

/* True for a line that is one tag of layout. Of <details>, <p> and <div>, only those after the mark
 * of an item get here: other lines of such a tag are blank. */
static bool is_tag(struct view line)
{
    return line.len > 2 && line.at[0] == '<' && view_find_byte(line, '>') + 1 == line.len &&
           (line.at[1] == '/' || view_starts_with(line, VIEW("<details")) ||
            view_starts_with(line, VIEW("<p")) || view_starts_with(line, VIEW("<br")) ||
            view_starts_with(line, VIEW("<div")) || view_starts_with(line, VIEW("<a ")));
}

/* True for a line about an institution. */
static bool names_institution(struct view line)
{
    static const struct view parts[] = { VIEW_ENTRY("Universi"), VIEW_ENTRY("Institut"),
                                         VIEW_ENTRY("Department"), VIEW_ENTRY("Laborator") };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (view_find(line, parts[i]) < line.len)
            return true;
    }
    return false;
}

static bool ends_in_full_stop(struct view text)
{
    return view_ends_with(text, VIEW(".")) || view_ends_with(text, VIEW("。"));
}

/* Ends the label for names at a line without a label, or with one that is not known. It is about
 * the paper if it is a sentence: if it or the last line of the block ends in a full stop. Other
 * text is about the people. */
static void end_names(struct list_entry *entry, struct view line, struct view last_line)
{
    bool is_sentence = ends_in_full_stop(line) || ends_in_full_stop(last_line);

    if (list_is_prose(line) && !written_names_seem(line))
        entry->role = is_sentence && !names_institution(line) ? LABEL_NONE : LABEL_OTHER;
    else if (view_find(line, VIEW(": ")) < line.len)
        entry->role = LABEL_OTHER; /* another field: "Created: January 5, 2024" */
}

/* True if a paragraph goes on with the abstract below a label or a heading of its own. A quotation
 * in another script is its translation. */
static bool continues_abstract(const struct list_entry *entry, const struct window *window,
                               const struct list_block *block, struct view line)
{
    const struct list_piece *last;

    if (entry->count == 0)
        return false;
    last = &entry->pieces[entry->count - 1];
    return entry->is_sticky && !entry->is_awaiting && entry->role == LABEL_ABSTRACT &&
           block->kind == BLOCK_PARAGRAPH && last->role == LABEL_ABSTRACT &&
           !(block->is_quoted && list_is_prose(line) &&
             text_is_translation(line) != text_is_translation(window_text(window, last->text)));
}

/* True for a line of links that are the entry's, whatever label comes before it. */
static bool leaves_label(const struct list_entry *entry, const struct list_block *block,
                         struct view line)
{
    if (entry->is_sticky)
        return is_link_line(line);
    return entry->role != LABEL_NONE && !entry->has_foreign_links && !entry->after_rule &&
           !block->is_quoted && is_link_line(line) && begins_with_named_link(line);
}

/* True below a heading or a label of the abstract, if its text is in items. */
static bool has_items_of_abstract(const struct list_entry *entry)
{
    return entry->is_sticky && entry->role == LABEL_ABSTRACT && entry->count > 0 &&
           (entry->is_awaiting || entry->pieces[entry->count - 1].place == PLACE_ITEM);
}

/* Adds an item of those: "Original: …", "Translation: …". */
static void add_abstract(struct list_entry *entry, const struct window *window,
                         struct list_label label)
{
    label.role = text_is_translation(label.value) ? LABEL_ABSTRACT_TRANSLATION : LABEL_ABSTRACT;
    add_labelled(entry, window, label, PLACE_ITEM);
    entry->role = LABEL_ABSTRACT;
    entry->is_sticky = true;
}

/* True for the first line of a callout: > [!note]. */
static bool is_callout(struct view line)
{
    return view_starts_with(line, VIEW("[!")) && !view_starts_with(line, VIEW("[!["));
}

/* Adds "text | **Label** value". Returns false for another line. */
static bool add_text_and_label(struct list_entry *entry, const struct window *window,
                               struct view line, enum piece_place place)
{
    struct view part;
    struct list_label label;

    if (!take_before_bar(&line, &part) || !list_label_take(line, &label))
        return false;
    list_entry_add(entry, LABEL_NONE, place, window_span(window, part), true);
    add_labelled(entry, window, label, place);
    return true;
}

/* Takes a line that is no text but ends the label: the start of a callout, a field after a symbol,
 * the end of a tag. Returns false for another line. */
static bool take_mark(struct list_entry *entry, const struct list_block *block, struct view line,
                      bool head)
{
    if (block->is_quoted && is_callout(line)) {
        entry->role = LABEL_OTHER;
        entry->is_sticky = entry->is_awaiting = false;
    } else if (!head && entry->role != LABEL_NONE && !entry->is_sticky &&
               list_label_is_after_symbol(line)) {
        entry->role = LABEL_OTHER;
        entry->has_foreign_links = true;
    } else if (!is_tag(line)) {
        return false;
    } else if (line.at[1] == '/') {
        entry->role = LABEL_NONE;
        entry->is_sticky = false;
    }
    return true;
}

/* Adds a line without a label to what comes before it. */
static void add_text_line(struct list_entry *entry, const struct window *window,
                          const struct list_block *block, struct span text, enum piece_place place,
                          bool begins)
{
    struct view line = window_text(window, text);

    if (entry->role == LABEL_AUTHORS && !entry->is_awaiting)
        end_names(entry, line, window_text(window, block->lines[block->count - 1]));
    entry->has_foreign_links |= entry->role != LABEL_NONE && view_has_byte(line, ':');
    list_entry_add(entry, entry->role, place, text,
                   begins && !continues_abstract(entry, window, block, line));
    entry->is_awaiting = false;
}

void list_entry_add_block(struct list_entry *entry, const struct window *window,
                          const struct list_block *block, const struct list_label *first)
{
    enum piece_place place = block->kind == BLOCK_ITEM ? PLACE_ITEM
                             : block->is_quoted        ? PLACE_QUOTE
                                                       : PLACE_TEXT;
    bool head = entry->count == 0, begins = true;
    bool is_in_abstract = has_items_of_abstract(entry);

    if (!entry->is_sticky &&
        ((block->after_blank && entry->role != LABEL_NONE) || (block->kind == BLOCK_ITEM && !head)))
        entry->role = entry->after_rule ? LABEL_OTHER : LABEL_NONE;
    for (size_t i = 0; i < block->count; i++) {
        struct view line = window_text(window, block->lines[i]);
        struct list_label label = i == 0 && first ? *first : (struct list_label){ 0 };
        bool labelled = i == 0 ? first != NULL : list_label_take(line, &label);

        if (labelled && !label.is_known && (head || (entry->is_awaiting && !label.has_colon)))
            labelled = false;
        if (!labelled && leaves_label(entry, block, line)) {
            entry->role = LABEL_NONE;
            entry->is_sticky = false;
        }
        if (labelled && !label.is_known && place == PLACE_ITEM && is_in_abstract) {
            add_abstract(entry, window, label);
        } else if (labelled) {
            add_labelled(entry, window, label, place);
            head = false;
        } else if (!head && is_attribute_line(line)) {
            begins = true;
            continue;
        } else if ((head || !add_text_and_label(entry, window, line, place)) &&
                   !take_mark(entry, block, line, head)) {
            add_text_line(entry, window, block, block->lines[i], head ? PLACE_HEAD : place, begins);
        }
        begins = false;
    }
}
