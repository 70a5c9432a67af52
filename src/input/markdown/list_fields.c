#include "input/markdown/list_fields.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_choice.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_remark.h"
#include "input/markdown/written_title.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/author_names.h"
#include "record/identity.h"
#include "record/written_date.h"
#include "text/scan.h"

/* ---- Text without a label --------------------------------------------------- */

/* Takes the links named "paper" or the like: two papers in one entry are worth a warning. */
static void take_named_links(struct list_fields *fields)
{
    for (size_t i = 0; i < fields->text->link_count; i++) {
        const struct inline_link *link = &fields->text->links[i];

        if (link->role == LABEL_PAPER && list_link_is_paper(link))
            list_choice_take_id(fields, link->paper, SURE_LABEL);
    }
}

/* Notes links to other papers beside the title or an address: "[Ferries](…), [Piers](…)". */
static void look_for_other_papers(struct list_fields *fields, const struct list_head *head)
{
    bool by_address = head->own && head->own->is_bare;

    for (size_t i = 0; i < fields->text->link_count && (head->by_title || by_address); i++) {
        const struct inline_link *link = &fields->text->links[i];

        if (link->role == LABEL_NONE && list_link_is_paper(link) &&
            !view_equal(link->paper.id, head->id.id) &&
            ((by_address && link->is_bare) || list_link_is_among_links(fields->text, link)))
            fields->several = true;
    }
}

/* Takes the id of a head, which is an entry's. */
static void take_id_of_head(struct list_fields *fields, const struct list_head *head)
{
    list_choice_take_id(fields, head->id,
                        head->by_title  ? SURE_TITLE
                        : head->by_name ? SURE_LABEL
                                        : SURE_SHORT);
}

/* Takes the first lines of an item or a paragraph, or the cell with the title or the name. */
static void take_head(struct list_fields *fields, enum entry_kind kind, enum list_role role)
{
    bool is_cell = role == LABEL_TITLE || role == LABEL_NAME;
    struct list_head head;
    const struct inline_text *text = fields->text;
    struct view quoted = { 0 };
    struct date date;

    if (text == &fields->probe->text && fields->probe->has_head && !is_cell)
        head = fields->probe->head;
    else
        list_head_read(text, &fields->entry.arena, is_cell, &head);
    list_choice_take_links(fields, LABEL_NONE, SURE_NOT);
    if (head.id.id.len > 0 && (is_cell || list_head_is_entry(&head, kind == ENTRY_PARAGRAPH)))
        take_id_of_head(fields, &head);
    if (!is_cell && head.by_name)
        take_named_links(fields);
    look_for_other_papers(fields, &head);
    if (head.title.link && head.id.id.len == 0)
        fields->has_link = fields->has_link || identity_is_link(head.title.link->address);
    if (fields->ids_only)
        return;
    if (head.title.date.year > 0)
        list_choice_note_day(fields, head.title.date);
    if (head.own && !head.by_title &&
        list_link_names_date(inline_text_part(text, head.own->start, head.own->end), &date))
        list_choice_note_day(fields, date);
    if (head.title.byline.text.len == 0 && (head.title.link || head.title.kind == TITLE_IS_STRONG))
        written_byline_take(&head.title.byline, &head.title.text, is_cell || !head.title.link);
    if (head.title.byline.is_sure)
        list_remark_add_names(fields, head.title.byline.text);
    else if (head.title.byline.text.len > 0 &&
             !list_remark_take_names(fields, head.title.byline.text))
        list_remark_take(fields, head.title.byline.text);
    if (is_cell && head.title.kind == TITLE_IS_PLAIN && head.title.rest < text->text.len)
        head.title.text.len = view_find_byte(head.title.text, '\n');
    if (!is_cell && !head.title.link && head.title.kind != TITLE_IS_QUOTED)
        quoted = written_title_quoted(head.title.text);
    list_choice_take_title(fields, quoted.len > 0 ? quoted : head.title.text,
                           role == LABEL_TITLE ? RANK_LABEL : RANK_PLACE);
    list_remark_take_rest(fields, head.title.rest);
}

/* True for text in another script that is neither a word or two nor a sentence. */
static bool may_be_translated_title(struct view text)
{
    enum { SHORTEST = 24, LONGEST = 300 }; /* bytes */

    return text.len >= SHORTEST && text.len <= LONGEST && text_is_mostly_translation(text) &&
           !view_ends_with(text, VIEW("。"));
}

/* True for a cell whose one link tells where the text before it is from: 0.9 ([ref](…)). */
static bool cites_source(const struct inline_text *text)
{
    struct view before;
    size_t newline;

    if (text->link_count != 1 || text->links[0].role != LABEL_NONE)
        return false;
    before = inline_text_part(text, 0, text->links[0].start);
    newline = view_find_last(before, VIEW("\n"));
    return list_count_words(view_skip(before, newline < before.len ? newline : 0)) > 0;
}

/* True for a venue and a year, and more: "arXiv 2106; an old version is at …". */
static bool begins_with_venue(struct view text)
{
    size_t end = 0;

    while (end < text.len && !view_has_byte(VIEW(";,.\n"), text.at[end]))
        end++;
    return written_venue_is_known((struct view){ text.at, end });
}

/* Takes a day that stands on a line of its own in a quotation. */
static void take_days_of_quotation(struct list_fields *fields, struct view quotation)
{
    for (size_t newline; quotation.len > 0; quotation = view_skip(quotation, newline + 1)) {
        newline = view_find_byte(quotation, '\n');
        list_remark_take_day(fields, (struct view){ quotation.at, newline });
    }
}

/* Takes the names on the line of a link that is the paper's id, and returns what is below it. */
static struct view take_names_after_id(struct list_fields *fields, size_t after_id)
{
    struct view rest = view_skip(buffer_view(&fields->text->text), after_id);
    size_t newline = view_find_byte(rest, '\n');
    struct view names = list_remark_trim((struct view){ rest.at, newline });

    /* "Reef, Tide" are two families, no inverted name */
    if (view_has_byte((struct view){ names.at, view_find_byte(names, ',') }, ' ') ||
        list_has_et_al(names))
        list_remark_take_names(fields, names);
    return view_trim(view_skip(rest, newline));
}

/* Takes names from the start of the text. Returns true if it is nothing else. */
static bool take_unlabelled_names(struct list_fields *fields, struct view *text)
{
    size_t newline = view_find_byte(*text, '\n');

    if (list_remark_take_names(fields, list_remark_start_in_italics(fields->text, *text)) ||
        list_remark_take_names(fields, *text))
        return true;
    if (fields->entry.people.count == 0 && newline < text->len &&
        list_remark_take_names(fields, (struct view){ text->at, newline }))
        *text = view_skip(*text, newline + 1);
    return false;
}

/* True for lines that all have a label, if not known ones: "📅 Read: 2024-06-20", or two of "Source:
 * arXiv". One alone may be a title or a sentence. */
static bool are_labelled_lines(struct view text)
{
    enum { NAME_MAX = 40, WORDS = 2 }; /* bytes, words; more begin a sentence */
    size_t lines = 0;

    if (list_label_is_after_symbol(text))
        return true;
    for (; text.len > 0; lines++) {
        struct view line = { text.at, view_find_byte(text, '\n') };
        size_t colon = view_find_byte(line, ':'), wide = view_find(line, VIEW("："));
        struct view name = { line.at, colon < wide ? colon : wide };

        if (name.len >= (line.len < NAME_MAX ? line.len : NAME_MAX) ||
            list_has_more_words(name, WORDS))
            return false;
        text = view_skip(text, line.len + 1);
    }
    return lines > 1;
}

/* Takes a section's title in the other language. Returns false if the text is not one. */
static bool take_other_language(struct list_fields *fields, struct view text, bool emphasised,
                                bool quoted)
{
    enum { TITLE_MAX = 300 }; /* bytes */
    struct record *record = &fields->entry.record;

    if ((emphasised || quoted) && record->title.in[LANGUAGE_ZH].len == 0 &&
        fields->text->link_count == 0 && may_be_translated_title(text)) {
        list_choice_set_text(fields, &record->title, list_choice_clean(fields, text));
        return true;
    }
    if (quoted && text.len < TITLE_MAX &&
        text_is_mostly_translation(record->title.in[LANGUAGE_EN]) &&
        !text_is_mostly_translation(text)) {
        list_choice_take_title(fields, text, RANK_PLACE);
        return true;
    }
    return false;
}

/* Takes prose without a label: of a section its abstract, elsewhere a summary. */
static void take_prose(struct list_fields *fields, bool is_section, enum piece_place place,
                       struct view text)
{
    if (is_section && place != PLACE_ITEM) {
        if (list_is_prose(text) && !begins_with_venue(text))
            list_choice_set_text(fields, &fields->unlabelled, list_choice_clean(fields, text));
    } else if (place != PLACE_ITEM) {
        list_choice_set_text(fields, &fields->entry.record.summary,
                             list_choice_clean(fields, text));
    } else if (!is_section || fields->bullets.len == 0) { /* notes, of which the first is enough */
        buffer_put_byte(&fields->bullets, ' ');
        buffer_put(&fields->bullets, text);
    }
}

/* Takes an item that is nothing but a quoted title, below a name of a few words. */
static bool take_quoted_item(struct list_fields *fields, struct view text)
{
    enum { NAME = 3 }; /* words */
    struct view quoted;

    if (fields->title_rank != RANK_PLACE || !list_title_is_in_quotes(text) ||
        list_has_more_words(fields->entry.record.title.in[LANGUAGE_EN], NAME))
        return false;
    quoted = written_title_quoted(text);
    if (!list_has_more_words(quoted, NAME) || list_title_is_lower_case(quoted) ||
        list_remark_trim(view_skip(text, (size_t)(quoted.at + quoted.len - text.at) + 1)).len > 2)
        return false;
    list_choice_take_title(fields, quoted, RANK_PAPER);
    return true;
}

/* Takes a paragraph, a quotation or items without a label. */
static void take_unlabelled(struct list_fields *fields, const struct list_entry *entry,
                            enum piece_place place)
{
    enum { PROSE = 30 }; /* letters */
    const struct inline_text *text = fields->text;
    struct record *record = &fields->entry.record;
    bool is_section = entry->kind == ENTRY_SECTION, is_quoted = place == PLACE_QUOTE, emphasised;
    struct view plain = view_trim(buffer_view(&text->text));
    size_t after_id;

    list_choice_take_links(fields, LABEL_NONE,
                           entry->is_strange_row && cites_source(text) ? SURE_NOT : SURE_ONLY);
    if (plain.len == 0 || fields->ids_only)
        return;
    if (entry->kind == ENTRY_PARAGRAPH && is_quoted)
        take_days_of_quotation(fields, plain);
    if (place == PLACE_CELL && record->title.in[LANGUAGE_EN].len == 0)
        return; /* it may be the title */
    emphasised = list_remark_is_in_italics(text, plain);
    after_id = list_link_length_of_id(text);
    if (after_id > 0)
        plain = take_names_after_id(fields, after_id);
    if (plain.len == 0 || take_unlabelled_names(fields, &plain) ||
        (place == PLACE_ITEM && take_quoted_item(fields, plain)))
        return;
    if (emphasised)
        list_remark_take_name_in_italics(fields, plain);
    if (emphasised && (!text_is_mostly_translation(plain) || record->title.in[LANGUAGE_ZH].len > 0))
        return;
    if (is_section && place != PLACE_ITEM && are_labelled_lines(plain))
        return;
    if (is_section && take_other_language(fields, plain, emphasised, is_quoted))
        return;
    for (size_t i = 0; i < text->span_count; i++) {
        if (text->spans[i].style == INLINE_CODE)
            entry_add_categories(&fields->entry,
                                 inline_text_part(text, text->spans[i].start, text->spans[i].end));
    }
    if (list_count_letters(list_remark_without_links(fields)) >= PROSE)
        take_prose(fields, is_section, place, plain);
}

/* ---- Labelled text -------------------------------------------------------- */

/* Returns the inline text without what is in <summary>. */
static struct view text_without_summary(struct list_fields *fields)
{
    const struct inline_text *text = fields->text;
    struct view plain = buffer_view(&text->text);
    size_t at = 0;

    fields->rest.len = 0;
    for (size_t i = 0; i < text->span_count; i++) {
        if (text->spans[i].style != INLINE_SUMMARY || text->spans[i].start < at)
            continue;
        buffer_put(&fields->rest, inline_text_part(text, at, text->spans[i].start));
        buffer_put_byte(&fields->rest, '\n');
        at = text->spans[i].end;
    }
    if (at == 0)
        return plain;
    buffer_put(&fields->rest, view_skip(plain, at));
    return buffer_view(&fields->rest);
}

/* Takes the title of "Paper: [Title](…)" and "Paper: "Title"". */
static void take_title_of_paper(struct list_fields *fields)
{
    enum { WORDS = 3 };
    struct view plain = buffer_view(&fields->text->text);
    struct list_head head;

    if (fields->ids_only || list_count_words(plain) < WORDS)
        return;
    list_head_read(fields->text, &fields->entry.arena, false, &head);
    if ((head.title.kind == TITLE_IS_QUOTED ||
         (head.title.kind == TITLE_IS_LINK && head.by_title)) &&
        list_count_words(head.title.text) >= WORDS)
        list_choice_take_title(fields, head.title.text,
                               head.title.link && head.title.link->is_bare /* on the next line */
                                   ? RANK_OTHER
                                   : RANK_PAPER);
}

static void take_paper(struct list_fields *fields, enum list_role role)
{
    struct view plain = buffer_view(&fields->text->text);
    struct arxiv_id id;

    if (role == LABEL_DOI && view_find(plain, VIEW("10.48550/")) == plain.len) {
        if (!fields->ids_only)
            entry_set_doi(&fields->entry, plain);
        return;
    }
    list_choice_take_links(fields, LABEL_PAPER, SURE_LABEL);
    take_title_of_paper(fields);
    while (plain.len > 0) { /* items that are labelled so stand on a line each */
        struct view line = { plain.at, view_find_byte(plain, '\n') };

        plain = view_skip(plain, line.len + 1);
        if (fields->sureness >= SURE_LABEL && view_equal(line, fields->entry.record.arxiv_id))
            continue; /* as a bot's [2403.19588](…) says it */
        if (!arxiv_mention_read_value(line, &fields->entry.arena, &id))
            line.len = view_find(line, VIEW(" (")); /* 2403.19588 (CVPR 2024) */
        if (arxiv_mention_read_value(line, &fields->entry.arena, &id))
            list_choice_take_id(fields, id, SURE_LABEL);
    }
}

/* Drops the authors of what only looks like names, since a label is surer. Returns false if they
 * have a label, too. */
static bool begin_labelled_authors(struct list_fields *fields)
{
    struct people *people = &fields->entry.people;

    if (fields->has_labelled_authors)
        return false;
    people->count = 0;
    people->incomplete = people->cut = false;
    return true;
}

static void take_labelled_authors(struct list_fields *fields, struct view names, bool first_only)
{
    struct people *people = &fields->entry.people;

    if (!begin_labelled_authors(fields))
        return;
    written_names_add(names, &fields->entry.arena, people);
    people->incomplete = people->incomplete || first_only;
    fields->has_labelled_authors = people->count > 0;
}

static void take_labelled(struct list_fields *fields, enum list_role role)
{
    struct record *record = &fields->entry.record;
    struct entry *entry = &fields->entry;
    struct view plain = buffer_view(&fields->text->text);

    switch (role) {
    case LABEL_TITLE_TRANSLATION:
        plain = list_choice_clean(fields, plain);
        if (plain.len > 0) /* surer than the heading of a part */
            record->title.in[LANGUAGE_ZH] = (struct view){ 0 };
        entry_set_translation(entry, &record->title, plain);
        break;
    case LABEL_ABSTRACT_TRANSLATION:
    case LABEL_SUMMARY_TRANSLATION:
        entry_set_translation(
            entry, role == LABEL_ABSTRACT_TRANSLATION ? &record->abstract : &record->summary,
            list_choice_clean(fields, text_without_summary(fields)));
        break;
    case LABEL_JOURNAL:
        if (record->journal_ref.len == 0 && !view_equal_ignoring_case(plain, VIEW("arXiv")))
            record->journal_ref = list_choice_clean(fields, plain);
        break;
    case LABEL_AUTHORS:
    case LABEL_FIRST_AUTHOR:
        take_labelled_authors(fields, plain, role == LABEL_FIRST_AUTHOR);
        break;
    case LABEL_CODE:
        list_choice_take_links(fields, LABEL_CODE, SURE_NOT);
        break;
    case LABEL_DATE:
        list_choice_take_date(fields, plain);
        break;
    case LABEL_ABSTRACT:
    case LABEL_SUMMARY:
        list_choice_set_text(fields, role == LABEL_ABSTRACT ? &record->abstract : &record->summary,
                             list_choice_clean(fields, text_without_summary(fields)));
        break;
    case LABEL_CATEGORIES:
        entry_add_categories(entry, plain);
        break;
    case LABEL_COMMENT:
        if (record->arxiv_comment.len == 0)
            record->arxiv_comment = list_choice_clean(fields, text_without_summary(fields));
        break;
    default:
        break;
    }
}

/* ---- The entry ------------------------------------------------------------ */

/* Returns the length of an end of a line at the start of the text, with the backslash that makes a
 * break of it, or 0. */
static size_t line_end_length(struct view text)
{
    struct view rest = text;

    view_take(&rest, VIEW("\\"));
    view_take(&rest, VIEW("\r"));
    return view_take(&rest, VIEW("\n")) ? text.len - rest.len : 0;
}

/* Returns a cell that is broken over lines in one line, and \| as |, also in mathematics. */
static struct view in_one_line(struct list_fields *fields, struct view cell)
{
#define IN_ENDS(has, row) has('\n', '\n', row) has('\r', '\r', row) has('\\', '\\', row)
    static const struct byte_set marks = BYTE_SET(IN_ENDS);

    fields->joined.len = 0;
    while (cell.len > 0) {
        size_t plain = scan_run(cell, &marks), end;

        buffer_put(&fields->joined, (struct view){ cell.at, plain });
        cell = view_skip(cell, plain);
        if (cell.len == 0)
            break;
        end = line_end_length(cell);
        if (end > 0)
            buffer_put_byte(&fields->joined, ' ');
        else if (!view_starts_with(cell, VIEW("\\|")))
            buffer_put_byte(&fields->joined, cell.at[0]);
        cell = view_skip(cell, end > 0 ? end : 1);
    }
    return buffer_view(&fields->joined);
}

/* Reads the inline text of the source, unless it was probed. */
static void read_inline(struct list_fields *fields, struct view source)
{
    struct list_probe *probe = fields->probe;

    if (list_probe_has(probe, source)) {
        fields->text = &probe->text;
        return;
    }
    inline_text_read(&fields->inline_text, source);
    list_definitions_resolve(&probe->definitions, &fields->inline_text);
    if (fields->inline_text.link_count > 0)
        list_link_resolve_all(&fields->inline_text, &fields->entry.arena);
    fields->text = &fields->inline_text;
}

/* Returns the index after the pieces from `first` on that belong together. */
static size_t find_pieces_end(const struct list_entry *entry, size_t first)
{
    const struct list_piece *piece = &entry->pieces[first];
    size_t next = first + 1;

    while (
        next < entry->count && entry->pieces[next].role == piece->role &&
        (!entry->pieces[next].begins || (piece->role != LABEL_NONE && piece->place == PLACE_ITEM &&
                                         entry->pieces[next].place == PLACE_ITEM)))
        next++;
    return next;
}

/* Reads the inline text of some pieces, one after the other. */
static void read_pieces(struct list_fields *fields, const struct list_entry *entry,
                        const struct window *window, size_t first, size_t next)
{
    const struct list_piece *piece = &entry->pieces[first];

    if (next == first + 1) {
        read_inline(fields, piece->place == PLACE_CELL && !entry->is_plain_row
                                ? in_one_line(fields, window_text(window, piece->text))
                                : window_text(window, piece->text));
        return;
    }
    fields->joined.len = 0;
    for (size_t i = first; i < next; i++) {
        if (i > first)
            buffer_put(&fields->joined, piece->role == LABEL_AUTHORS ? VIEW(", ") : VIEW("\n"));
        buffer_put(&fields->joined, window_text(window, entry->pieces[i].text));
    }
    read_inline(fields, buffer_view(&fields->joined));
}

/* Takes the authors of front matter, where each has pieces of their own. */
static void take_front_authors(struct list_fields *fields, const struct list_entry *entry,
                               const struct window *window, size_t first, size_t next)
{
    struct people *people = &fields->entry.people;
    struct view family = { 0 };

    if (!begin_labelled_authors(fields))
        return;
    for (size_t i = first; i < next; i++) {
        struct view plain;

        read_pieces(fields, entry, window, i, i + 1);
        plain = buffer_view(&fields->text->text);
        if (entry->pieces[i].place == PLACE_FAMILY)
            family = entry_text(&fields->entry, plain);
        else if (entry->pieces[i].place == PLACE_GIVEN)
            author_names_add_parts(family, entry_text(&fields->entry, plain), (struct view){ 0 },
                                   &fields->entry.arena, people);
        else
            written_names_add(plain, &fields->entry.arena, people);
    }
    fields->has_labelled_authors = people->count > 0;
}

/* True for what may be the title in brackets after one in another script: not names, nor what
 * became of the paper. */
static bool may_be_english_title(struct view text)
{
    struct view start = { text.at, view_find_byte(text, ' ') };

    start.len += view_find_byte(view_skip(text, start.len + 1), ' ') + 1; /* two words */
    return !written_names_seem(text) && !list_title_begins_sentence(text) &&
           !list_title_is_lower_case(text) && !written_venue_is_tag(start);
}

/* True for the heading of what a page has to read, whatever that is. */
static bool is_part_of_page(struct view heading)
{
    static const struct view names[] = { VIEW_ENTRY("Reading"), VIEW_ENTRY("Readings"),
                                         VIEW_ENTRY("Content"), VIEW_ENTRY("内容") };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_ignoring_case(heading, names[i]))
            return true;
    }
    return false;
}

/* Takes "(Tide et al., 2024)" off a heading. */
static struct view take_names_of_heading(struct list_fields *fields, struct view title)
{
    struct byline byline = { 0 };
    struct view rest = title;

    written_byline_take(&byline, &rest, true);
    if (byline.is_sure)
        list_remark_add_names(fields, byline.text);
    else if (byline.text.len == 0 || !list_remark_take_names(fields, byline.text))
        return title;
    return rest;
}

/* Takes the heading of a section for the title, unless it is the name of what the section has. A
 * score in brackets is not part of it, nor is the English title after one in another script:
 * 雾中渡轮 (Ferries in the Winter Fog). */
static void take_heading(struct list_fields *fields, struct view title, unsigned rank)
{
    enum { WORDS = 3 };
    size_t open = view_find_last(title, VIEW("("));
    struct view before = { title.at, open }, inside = view_skip(title, open + 1);
    struct view quoted = written_title_quoted(title);
    struct list_label label;

    if (list_label_role(title) != LABEL_NONE || is_part_of_page(title))
        return;
    if (list_has_more_words(quoted, WORDS) &&
        !view_has_byte((struct view){ title.at, (size_t)(quoted.at - title.at) }, ':'))
        title = quoted; /* not Ferries: "Who Is in the Fog?" */
    if (view_ends_with(inside, VIEW(")")) && open > 0) {
        inside.len--;
        if (list_label_take(inside, &label) && label.role == LABEL_SCORE) {
            title = before;
        } else if (text_is_mostly_translation(before) && !text_is_mostly_translation(inside) &&
                   list_has_more_words(inside, WORDS) && may_be_english_title(inside)) {
            list_choice_take_title(fields, inside, rank);
            title = before;
        }
    }
    list_choice_take_title(fields, take_names_of_heading(fields, title), rank);
}

/* Takes a day off the start of a heading: "2024-06-01 - Ferries in Fog". */
static void take_day_before(struct list_fields *fields, struct view *title)
{
    struct view rest = view_trim_start(*title);
    struct date date;

    if (!written_date_take(&rest, &date) || date.day == 0)
        return;
    rest = view_trim_start(rest);
    if (!view_take(&rest, VIEW("- ")) && !view_take(&rest, VIEW(": ")) &&
        !view_take(&rest, VIEW("| ")) && !view_take(&rest, VIEW("— ")) &&
        !view_take(&rest, VIEW("– ")))
        return;
    list_choice_note_day(fields, date);
    *title = rest;
}

static void take_section_title(struct list_fields *fields)
{
    unsigned rank = RANK_HEADING;
    const struct inline_text *text = fields->text;
    struct view plain = buffer_view(&text->text);
    struct arxiv_id id;

    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        bool long_enough = (link->end - link->start) * 2 > plain.len;

        if (list_link_is_paper(link)) {
            list_choice_take_id(fields, link->paper, SURE_TITLE);
            rank = RANK_LINK;
        }
        if (link->is_bare ? long_enough || link->start > 0
                          : long_enough && arxiv_mention_read_value(
                                               inline_text_part(text, link->start, link->end),
                                               &fields->entry.arena, &id)) {
            /* the title ends before an address or an id */
            plain = view_trim_end((struct view){ plain.at, link->start });
            while (plain.len > 0 && view_has_byte(VIEW("([ "), plain.at[plain.len - 1]))
                plain.len--;
            break;
        }
        if (long_enough)
            plain = inline_text_part(text, link->start, link->end);
    }
    if (rank == RANK_HEADING && list_head_take_id(&plain, &fields->entry.arena, &id))
        list_choice_take_id(fields, id, SURE_LABEL);
    take_day_before(fields, &plain);
    take_heading(fields, plain, rank);
}

static void set_truncated(struct record *record)
{
    struct view abstract = record->abstract.in[LANGUAGE_EN];

    record->abstract_truncated = view_ends_with(abstract, VIEW("...")) ||
                                 view_ends_with(abstract, VIEW("…"));
}

/* True for text that may be the name of a paper: neither a number or a date nor the name of a link.
 */
static bool may_be_name(struct view text)
{
    struct view where;
    struct date date;

    text = view_trim(text);
    return list_count_letters(text) > 0 && text.len > 1 && list_label_link(text) == LABEL_NONE &&
           !(written_date_find(text, &date, &where) && where.len == text.len);
}

/* Without a heading the title of the front matter serves, without a column for titles the first
 * cell with text. */
static void take_other_title(struct list_fields *fields, const struct list_entry *entry,
                             const struct window *window)
{
    struct record *record = &fields->entry.record;

    for (size_t i = 0; i < entry->count && record->title.in[LANGUAGE_EN].len == 0; i++) {
        const struct list_piece *piece = &entry->pieces[i];

        if (piece->place == PLACE_CELL && piece->role == LABEL_TITLE &&
            list_label_role(window_text(window, piece->text)) != LABEL_NONE)
            return; /* the row is a label and its value */
        if (piece->place == PLACE_FRONT && piece->role == LABEL_TITLE) {
            list_choice_take_title(fields, window_text(window, piece->text), RANK_OTHER);
        } else if (piece->place == PLACE_CELL &&
                   (piece->role == LABEL_NONE || (piece->role == LABEL_OTHER && i == 0))) {
            read_inline(fields, window_text(window, piece->text));
            if (may_be_name(buffer_view(&fields->text->text)))
                list_choice_take_title(fields, buffer_view(&fields->text->text), RANK_OTHER);
        }
    }
}

/* Takes the title of the front matter where a heading has only its first words: "Tides" of "Tides:
 * A Study of Gauges". */
static void take_fuller_title(struct list_fields *fields, const struct list_entry *entry,
                              const struct window *window)
{
    for (size_t i = 0; i < entry->count && fields->title_rank == RANK_HEADING; i++) {
        struct view text = window_text(window, entry->pieces[i].text), rest = text;

        if (entry->pieces[i].place == PLACE_FRONT && entry->pieces[i].role == LABEL_TITLE &&
            view_take(&rest, fields->entry.record.title.in[LANGUAGE_EN]) &&
            view_starts_with(rest, VIEW(": ")))
            list_choice_take_title(fields, text, RANK_PLACE);
    }
}

/* Takes the link of a row whose cells are not in their columns, if there is but one to arXiv. */
static void take_only_link(struct list_fields *fields, const struct list_entry *entry,
                           const struct window *window)
{
    for (size_t i = 0; i < entry->count; i++) {
        const struct list_piece *piece = &entry->pieces[i];
        const struct inline_link *link;

        if (piece->role == LABEL_ABSTRACT || piece->role == LABEL_SUMMARY ||
            piece->role == LABEL_COMMENT)
            continue;
        read_inline(fields, window_text(window, piece->text));
        link = fields->text->links;
        if (fields->text->link_count == 0 || !list_link_is_paper(link) ||
            (entry->is_strange_row && cites_source(fields->text)))
            continue;
        list_choice_take_id(fields, link->paper, SURE_ONLY);
        if (list_count_words(inline_text_part(fields->text, link->start, link->end)) > 1)
            list_choice_take_title(fields, inline_text_part(fields->text, link->start, link->end),
                                   RANK_LINK);
        return;
    }
}

/* True if no piece contains a link or an id in any form. */
static bool have_no_paper(const struct list_piece *pieces, size_t count,
                          const struct window *window)
{
#define IN_PAPERS(has, row) \
    has('&', '&', row) has('.', '/', row) has('<', '<', row) has('[', '[', row)
    static const struct byte_set in_papers = BYTE_SET(IN_PAPERS);

    for (size_t i = 0; i < count; i++) {
        struct view text = window_text(window, pieces[i].text);

        if (scan_run(text, &in_papers) < text.len)
            return false;
    }
    return true;
}

/* True if the record needs nothing of the piece. */
static bool skips_piece(const struct list_fields *fields, const struct list_piece *piece)
{
    switch (piece->role) {
    case LABEL_OTHER:
    case LABEL_SCORE:
        return true;
    case LABEL_TITLE:
        return piece->place == PLACE_FRONT;
    case LABEL_NONE:
    case LABEL_PAPER:
    case LABEL_DOI:
    case LABEL_CODE:
        return false;
    default:
        return fields->ids_only;
    }
}

/* Takes the paper's own id, with a version, off the start of the text: "arXiv:2403.19588v2". */
static bool take_own_id(const struct record *record, struct view *text)
{
    struct view rest = *text, version;
    uint32_t number;

    if (view_take_ignoring_case(&rest, VIEW("arXiv")))
        view_take(&rest, VIEW(":"));
    rest = view_trim_start(rest);
    if (record->arxiv_id.len == 0 || !view_take(&rest, record->arxiv_id))
        return false;
    version = rest;
    if (view_take(&version, VIEW("v")) && view_take_number(&version, ARXIV_VERSION_MAX, &number))
        rest = version;
    *text = rest;
    return true;
}

/* Drops the paper's own id, which a mark or a blank follows, from the start of the title:
 * "2403.19588 — Ferries in Fog". */
static void drop_own_id_before(struct record *record)
{
    struct view title = record->title.in[LANGUAGE_EN], rest;

    if (!take_own_id(record, &title))
        return;
    rest = title;
    while (rest.len > 0 && view_has_byte(VIEW(" :-|"), rest.at[0]))
        rest = view_skip(rest, 1);
    if (view_take(&rest, VIEW("—")) || view_take(&rest, VIEW("–")))
        rest = view_trim_start(rest);
    if (rest.len > 0 && rest.len < title.len)
        record->title.in[LANGUAGE_EN] = rest;
}

/* Drops the paper's own id in brackets from the end of the title: "Ferries in Fog
 * (arXiv:2403.19588)". That of another paper is part of it: "Comment on …". */
static void drop_own_id_after(struct record *record)
{
    struct view title = record->title.in[LANGUAGE_EN], inside;
    bool is_round = view_ends_with(title, VIEW(")"));
    size_t open = view_find_last(title, is_round ? VIEW("(") : VIEW("["));

    if ((!is_round && !view_ends_with(title, VIEW("]"))) || open == title.len || open == 0)
        return;
    inside = view_skip(title, open + 1);
    if (take_own_id(record, &inside))
        record->title.in[LANGUAGE_EN] = view_trim_end((struct view){ title.at, open });
}

/* Takes a day of the front matter, whose pieces come first. */
static void take_front_day(struct list_fields *fields)
{
    list_choice_take_date(fields, buffer_view(&fields->text->text));
    if (fields->front_day.day == 0)
        fields->front_day = fields->day;
    fields->day = (struct date){ 0 };
}

/* Returns the paper's day: that of front matter may be the day of a post, and then a day below it
 * is earlier. */
static struct date choose_day(const struct list_fields *fields)
{
    struct date front = fields->front_day, day = fields->day;
    struct view id = fields->entry.record.arxiv_id;
    bool is_earlier = day.day > 0 && front.day > 0 && seconds_of(day) < seconds_of(front) &&
                      id.len > 0 && entry_may_be_first(id, day);

    return front.day == 0 || is_earlier ? day : front;
}

/* Sets the fields that depend on more than one piece. */
static void complete_fields(struct list_fields *fields, const struct list_entry *entry,
                            const struct window *window)
{
    struct record *record = &fields->entry.record;

    if (fields->bullets.len > 0)
        list_choice_set_text(fields, &record->summary,
                             list_choice_clean(fields, buffer_view(&fields->bullets)));
    if (record->title.in[LANGUAGE_EN].len == 0)
        take_other_title(fields, entry, window);
    take_fuller_title(fields, entry, window);
    drop_own_id_after(record);
    drop_own_id_before(record);
    for (size_t i = 0; i < LANGUAGES; i++)
        list_choice_set_text(fields, &record->abstract, fields->unlabelled.in[i]);
    set_truncated(record);
    entry_add_day(&fields->entry, choose_day(fields));
    record->code_url = fields->code;
}

/* Takes the id of a head that the probe has read without its text. Returns false if it has not. */
static bool take_plain_head(struct list_fields *fields, const struct list_entry *entry,
                            const struct list_piece *piece)
{
    if (piece->place != PLACE_HEAD || !list_probe_has_plain_head(fields->probe, entry->line.number))
        return false;
    take_id_of_head(fields, &fields->probe->head);
    return true;
}

/* Takes the names at the start of a citation of the paper in front matter, if it has no other. */
static void take_names_of_citation(struct list_fields *fields)
{
    struct view citation = view_trim(buffer_view(&fields->text->text));
    struct byline names = { 0 };

    if (fields->entry.people.count == 0 && written_byline_take_citation(&names, &citation))
        list_remark_add_names(fields, names.text);
}

/* Takes what was read of a piece. */
static void take_piece(struct list_fields *fields, const struct list_entry *entry,
                       const struct list_piece *piece)
{
    if (piece->role == LABEL_PAPER || piece->role == LABEL_DOI)
        take_paper(fields, piece->role);
    else if (piece->place == PLACE_HEAD && entry->kind == ENTRY_SECTION) {
        if (fields->note.len > 0)
            read_inline(fields, fields->note);
        take_section_title(fields);
    } else if (piece->place == PLACE_HEAD || piece->role == LABEL_TITLE ||
               piece->role == LABEL_NAME)
        take_head(fields, entry->kind, piece->role);
    else if (piece->role == LABEL_NONE)
        take_unlabelled(fields, entry, piece->place);
    else if (piece->role == LABEL_DATE && piece->place == PLACE_FRONT)
        take_front_day(fields);
    else if (piece->role == LABEL_DETAILS && piece->place == PLACE_FRONT)
        take_names_of_citation(fields);
    else
        take_labelled(fields, piece->role);
}

bool list_fields_read(struct list_fields *fields, const struct list_entry *entry,
                      const struct window *window, struct list_probe *probe, struct date heading)
{
    if (fields->ids_only)
        entry_begin_id(&fields->entry);
    else
        entry_begin(&fields->entry);
    fields->probe = probe;
    fields->sureness = SURE_NOT;
    fields->title_rank = RANK_NOWHERE;
    fields->has_labelled_authors = false;
    fields->several = fields->has_link = false;
    fields->code_sureness = CODE_NOT;
    fields->code.len = fields->bullets.len = fields->names.len = 0;
    fields->day = fields->front_day = (struct date){ 0 };
    fields->unlabelled = (struct bilingual){ 0 };
    fields->year = heading.year;
    for (size_t at = 0, next; at < entry->count; at = next) {
        const struct list_piece *piece = &entry->pieces[at];

        next = at + 1;
        if (skips_piece(fields, piece))
            continue;
        next = find_pieces_end(entry, at);
        if (next == at + 1 && take_plain_head(fields, entry, piece))
            continue;
        if (fields->ids_only && fields->note.len == 0 && have_no_paper(piece, next - at, window))
            continue;
        if (piece->role == LABEL_AUTHORS && piece->place >= PLACE_FRONT) {
            take_front_authors(fields, entry, window, at, next);
            continue;
        }
        read_pieces(fields, entry, window, at, next);
        take_piece(fields, entry, piece);
    }
    if (entry->kind == ENTRY_ROW && fields->sureness == SURE_NOT)
        take_only_link(fields, entry, window);
    if (!fields->ids_only)
        complete_fields(fields, entry, window);
    /* a section with several papers named only by their ids tells of them all */
    return fields->sureness > SURE_NOT &&
           !(entry->kind == ENTRY_SECTION && fields->several && fields->sureness == SURE_SHORT);
}

void list_fields_free(struct list_fields *fields)
{
    entry_free(&fields->entry);
    inline_text_free(&fields->inline_text);
    buffer_free(&fields->joined);
    buffer_free(&fields->rest);
    buffer_free(&fields->bullets);
}
