#include "input/markdown/list_remark.h"

#include "input/markdown/list_choice.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/written_date.h"
#include "text/utf8.h"

struct view list_remark_start_in_italics(const struct inline_text *text, struct view part)
{
    size_t start = (size_t)(part.at - text->text.at);

    for (size_t i = 0; i < text->span_count && text->spans[i].start <= start; i++) {
        if (text->spans[i].style == INLINE_EMPHASIS && text->spans[i].start == start)
            return view_trim(inline_text_part(text, start, text->spans[i].end));
    }
    return (struct view){ 0 };
}

bool list_remark_is_in_italics(const struct inline_text *text, struct view part)
{
    size_t start = (size_t)(part.at - text->text.at);

    for (size_t i = 0; i < text->span_count; i++) {
        if (text->spans[i].style == INLINE_EMPHASIS && text->spans[i].start <= start + 1 &&
            text->spans[i].end + 1 >= start + part.len)
            return true;
    }
    return false;
}

/* Returns the names before "et al.", with it, or the whole text. */
static struct view until_et_al(struct view text)
{
    size_t at = view_find(text, VIEW("et al")), end = at + sizeof "et al" - 1;

    if (at == text.len || at == 0)
        return text;
    return (struct view){ text.at, end < text.len && text.at[end] == '.' ? end + 1 : end };
}

static bool view_has_digit(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): text of a length is in memory */
        if (ascii_is_digit(text.at[i]))
            return true;
    }
    return false;
}

/* Removes the full stop after "Justin Fu.", but not after "et al.", "Jr." or an initial. */
static struct view without_full_stop(struct view text)
{
    if (text.len > 2 && view_ends_with(text, VIEW(".")) && !view_ends_with(text, VIEW("al.")) &&
        !view_ends_with(text, VIEW("r.")) && ascii_is_alpha(text.at[text.len - 2]) &&
        !ascii_is_upper(text.at[text.len - 2]))
        text.len--;
    return text;
}

/* True if the first link is to a place in the same page, as in a table of contents. */
static bool leads_within_page(const struct list_fields *fields)
{
    return fields->text->link_count > 0 &&
           view_starts_with(fields->text->links[0].address, VIEW("#"));
}

void list_remark_add_names(struct list_fields *fields, struct view names)
{
    if (fields->entry.people.count > 0)
        return;
    written_names_add(names, &fields->entry.arena, &fields->entry.people);
    if (fields->entry.people.count > 0)
        fields->names = arena_copy(&fields->entry.arena, names);
}

bool list_remark_take_names(struct list_fields *fields, struct view text)
{
    size_t len;
    bool has_venue;

    if (leads_within_page(fields))
        return false;
    text = until_et_al(text);
    len = text.len;
    if (view_has_digit(text))
        text = written_venue_drop(text);
    has_venue = text.len < len;
    text.len -= has_venue && view_ends_with(text, VIEW(","));
    text = without_full_stop(text);
    if (view_equal(text, fields->entry.record.title.in[LANGUAGE_EN]))
        return false;
    if (fields->entry.people.count > 0 && text.len > 0 && view_equal(text, fields->names))
        return true;
    if (!written_names_seem(text) && !(has_venue && written_names_are_families(text))) {
        struct view names = written_venue_drop(text);

        if (names.len == text.len || !written_names_seem(names))
            return false;
        text = names;
    }
    list_remark_add_names(fields, text);
    return fields->entry.people.count > 0;
}

void list_remark_take_name_in_italics(struct list_fields *fields, struct view line)
{
    if (fields->entry.people.count == 0 && fields->entry.record.title.in[LANGUAGE_EN].len > 0 &&
        written_names_is_long_name(line)) {
        written_names_add(line, &fields->entry.arena, &fields->entry.people);
        fields->names = arena_copy(&fields->entry.arena, line);
    }
}

/* True if the text is a line of the inline text. */
static bool is_whole_line(const struct inline_text *text, struct view part)
{
    struct view plain = buffer_view(&text->text);
    size_t start = (size_t)(part.at - plain.at), end = start + part.len;

    return (start == 0 || plain.at[start - 1] == '\n') &&
           (end == plain.len || plain.at[end] == '\n');
}

/* True if the text ends in a word in lower case, after which a sentence goes on. */
static bool ends_in_mid_sentence(struct view before)
{
    size_t start;

    before = view_trim_end(before);
    before.len -= view_ends_with(before, VIEW(" cf."));
    start = before.len;
    while (start > 0 && before.at[start - 1] >= 'a' && before.at[start - 1] <= 'z')
        start--;
    return start < before.len && start > 0 && ascii_is_blank(before.at[start - 1]) &&
           !view_equal(view_skip(before, start), VIEW("al"));
}

/* True for a link in mid-sentence, after a word in lower case: "better than [X](…)". */
static bool is_link_in_sentence(const struct inline_text *text, const struct inline_link *link,
                                struct view before)
{
    return link->role == LABEL_NONE && !link->is_bare && ends_in_mid_sentence(before) &&
           !list_link_is_reference(text, link);
}

/* True for code in mid-sentence, "as in `tides.c`" or "there (`tides.c`)", but for a category. */
static bool is_code_in_sentence(const struct inline_text *text, const struct inline_span *span)
{
    struct view before = inline_text_part(text, 0, span->start);

    before.len -= view_ends_with(before, VIEW("("));
    return ends_in_mid_sentence(before) &&
           !arxiv_is_category(inline_text_part(text, span->start, span->end));
}

/* True for a named link that is not known to be the paper's. */
static bool is_other_link(const struct inline_link *link)
{
    return link->role == LABEL_NONE && !link->is_bare && !list_link_is_paper(link);
}

static bool has_other_link(const struct inline_text *text, size_t at)
{
    for (size_t i = text->link_count; i > 0 && text->links[i - 1].start >= at; i--) {
        if (is_other_link(&text->links[i - 1]))
            return true;
    }
    return false;
}

/* True for a link whose text may be somebody's name after a mark: ", [Ada Tide](…)". */
static bool is_linked_name(const struct inline_text *text, const struct inline_link *link,
                           struct view before)
{
    before = view_trim_end(before);
    return is_other_link(link) &&
           (before.len == 0 || !ascii_is_alnum(before.at[before.len - 1]) ||
            view_ends_with(before, VIEW(" and")) || view_ends_with(before, VIEW(" by"))) &&
           written_names_seem(inline_text_part(text, link->start, link->end));
}

/* Tells whether a link is part of the text around it, which begins with `before`. */
typedef bool link_test(const struct inline_text *text, const struct inline_link *link,
                       struct view before);

/* Writes the inline text from `at` on without code, pictures and links, but for the links for which
 * `stays` is true; it may be NULL. */
static struct view text_without_links(struct list_fields *fields, size_t at, link_test *stays)
{
    const struct inline_text *text = fields->text;
    size_t link = 0, span = 0;

    fields->rest.len = 0;
    while (at < text->text.len) {
        size_t next = text->text.len, end = next;

        for (; link < text->link_count && text->links[link].start < at; link++)
            ;
        for (; span < text->span_count &&
               (text->spans[span].start < at || text->spans[span].style != INLINE_CODE ||
                (stays && is_code_in_sentence(text, &text->spans[span])));
             span++)
            ;
        if (link < text->link_count) {
            next = text->links[link].start;
            end = text->links[link].end;
            if (stays && stays(text, &text->links[link], inline_text_part(text, at, next)))
                next = end;
        }
        if (span < text->span_count && text->spans[span].start < next) {
            next = text->spans[span].start;
            end = text->spans[span].end;
        }
        buffer_put(&fields->rest, inline_text_part(text, at, next));
        link += link < text->link_count && text->links[link].start == next;
        at = end;
    }
    return buffer_view(&fields->rest);
}

struct view list_remark_without_links(struct list_fields *fields)
{
    return text_without_links(fields, 0, NULL);
}

struct view list_remark_trim(struct view text)
{
    size_t last = view_find_last(text, VIEW(")"));
    const char *closing = last < text.len ? text.at + last : NULL;

    text = view_trim(text);
    for (;;) {
        if (view_starts_with(text, VIEW("(")) && closing && text.at < closing)
            text = view_skip(text, view_find_byte(text, ')') + 1);
        else if (text.len > 0 && view_has_byte(VIEW(",.;:-|()[]<> "), text.at[0]))
            text = view_skip(text, 1);
        else if (!view_take(&text, VIEW("—")) && !view_take(&text, VIEW("–")) &&
                 !view_take(&text, VIEW("by ")))
            break;
    }
    for (;;) {
        if (text.len > 0 && view_has_byte(VIEW(",;:-|([] "), text.at[text.len - 1]))
            text.len--;
        else if (view_ends_with(text, VIEW("—")) || view_ends_with(text, VIEW("–")))
            text.len -= sizeof "—" - 1;
        else
            return text;
    }
}

/* Takes the names in brackets after a title. One name alone may be an institution's. */
static void take_names_in_brackets(struct list_fields *fields, struct view part)
{
    struct view inside = view_trim_start(part);

    if (!view_take(&inside, VIEW("(")))
        return;
    inside.len = view_find_byte(inside, ')');
    if (written_names_are_several(list_remark_trim(written_venue_drop(inside))))
        list_remark_take_names(fields, inside);
}

/* Takes what stands up to a line break or a bar off the start, and the mark. */
static struct view take_line_part(struct view *text)
{
    struct view part = { text->at, 0 };

    while (part.len < text->len && !view_has_byte(VIEW("\n|"), text->at[part.len]))
        part.len++;
    *text = view_skip(*text, part.len + 1);
    return part;
}

/* Takes names that are links after a title: "— [Ada Tide](…), [Ben Reef](…)". One alone may be
 * somebody who speaks about the paper. */
static void take_linked_names(struct list_fields *fields, size_t at)
{
    struct view rest = text_without_links(fields, at, is_linked_name);

    while (rest.len > 0 && fields->entry.people.count == 0) {
        struct view part = take_line_part(&rest), trimmed = list_remark_trim(part);

        take_names_in_brackets(fields, part);
        if (written_names_are_several(trimmed))
            list_remark_take_names(fields, trimmed);
    }
}

/* True if the text is a task, "[ ] …", and a symbol stands before the date, as in "📅 2024-06-20":
 * that is when the task is due or was done. */
static bool is_date_of_task(const struct inline_text *text, struct view before)
{
    struct view plain = buffer_view(&text->text);

    before = view_trim_end(before);
    return before.len > 0 && plain.len > 2 && plain.at[0] == '[' &&
           view_has_byte(VIEW(" xX-/"), plain.at[1]) && plain.at[2] == ']' &&
           list_prefix_symbol(view_skip(before, utf8_start(before, before.len - 1))) > 0;
}

bool list_remark_take_day(struct list_fields *fields, struct view part)
{
    enum { SHORT = 40 }; /* bytes */
    struct view where;
    struct date date;

    if (part.len >= SHORT && view_starts_with(part, VIEW("["))) /* "[12 Oct 2023] [Tides of …]" */
        part.len = view_find_byte(part, ']');
    if (list_remark_trim(part).len >= SHORT || !written_date_of_remark(part, &date, &where) ||
        is_date_of_task(fields->text, (struct view){ part.at, (size_t)(where.at - part.at) }))
        return false;
    list_choice_note_day(fields, date);
    return true;
}

/* Returns the text without a venue and a year at the start, and the dash after them: "ICLR 2024 —
 * ", "Tidal Surv. 2022 - ". What is not surely a venue is one only before names: "Code of 2022 —
 * slow". */
static struct view after_venue_and_dash(struct view text)
{
    enum { LONGEST = 40, YEAR = 4 }; /* bytes, digits */
    static const struct view dashes[] = { VIEW_ENTRY(" — "), VIEW_ENTRY(" – "), VIEW_ENTRY(" - ") };

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        struct view venue = { text.at, view_find(text, dashes[i]) }, year = venue, rest, names;
        uint32_t number;

        if (venue.len == text.len || venue.len > LONGEST || venue.len <= YEAR ||
            view_has_byte(venue, ','))
            continue;
        year = view_skip(venue, venue.len - YEAR);
        rest = view_skip(text, venue.len + dashes[i].len);
        names = (struct view){ rest.at, view_find(rest, dashes[i]) };
        if (view_take_number(&year, 2099, &number) && number >= 1900 && year.len == 0 &&
            (written_venue_is_tag(venue) || written_names_seem(names)))
            return rest;
    }
    return text;
}

/* Takes "Ada Tide, Bo Reef — ICLR 2024 — " off the start, and returns what follows. Families alone
 * are names only before a venue. */
static struct view take_names_before_dash(struct list_fields *fields, struct view text)
{
    static const struct view dash = VIEW_ENTRY(" — ");
    size_t end = view_find(text, dash);
    struct view names = { text.at, end }, rest = view_skip(text, end + dash.len);
    struct view venue = { rest.at, view_find(rest, dash) };
    bool has_venue = written_venue_is_tag(venue);

    if (end == text.len || !written_names_are_several(names) ||
        !(written_names_seem(names) || (has_venue && written_names_may_be_families(names))))
        return text;
    list_remark_add_names(fields, names);
    return has_venue ? view_skip(rest, venue.len + dash.len) : rest;
}

void list_remark_take(struct list_fields *fields, struct view part)
{
    struct view trimmed =
        take_names_before_dash(fields, after_venue_and_dash(list_remark_trim(part)));
    struct list_label label;

    if (view_has_byte(part, '('))
        take_names_in_brackets(fields, part);
    else if (trimmed.len == 0)
        return;
    if (trimmed.len > 0 &&
        (list_label_take(trimmed, &label) || list_remark_take_names(fields, trimmed)))
        return;
    if (!list_remark_take_day(fields, part) && list_is_prose(trimmed) &&
        !view_starts_with(trimmed, VIEW("Advances in ")) &&
        !view_starts_with(trimmed, VIEW("Proceedings of ")))
        list_choice_set_text(fields, &fields->entry.record.summary,
                             list_choice_clean(fields, trimmed));
}

/* True for one name in brackets, which may be an institution's: (*UT Austin*). */
static bool is_one_in_brackets(const struct inline_text *text, const struct inline_span *span)
{
    struct view plain = buffer_view(&text->text), name = view_skip(plain, span->start);

    name.len = span->end - span->start;
    return span->start > 0 && plain.at[span->start - 1] == '(' &&
           view_starts_with(view_skip(plain, span->end), VIEW(")")) &&
           !written_names_are_several(name);
}

/* Returns the text up to a line break or a bar. */
static struct view first_line_part(struct view text)
{
    return take_line_part(&text);
}

/* True for a line that may begin with a label. */
static bool has_colon_early(struct view line)
{
    enum { NAME = 24 }; /* bytes of a label */

    return view_has_byte((struct view){ line.at, line.len < NAME ? line.len : NAME }, ':');
}

/* True for a line that begins with a category: "cs.LG, cs.AI". */
static bool begins_with_category(struct view line)
{
    size_t comma = view_find_byte(line, ','), blank = view_find_byte(line, ' ');

    return arxiv_is_category((struct view){ line.at, comma < blank ? comma : blank });
}

/* True if a line goes on in the next: that begins in lower case, or both are prose, or the first
 * is and ends in mid-sentence, and the next is in lower case but for names or ends in a full
 * stop. Names and a venue do not go on in prose. */
static bool goes_on(struct view line, bool is_prose, struct view next)
{
    bool is_end = view_ends_with(view_trim_end(next), VIEW("."));

    line = view_trim_end(line);
    next = list_remark_trim(next);
    if (line.len == 0 || next.len == 0 || has_colon_early(next) || begins_with_category(next) ||
        (!is_prose && list_is_prose(next) &&
         (written_names_seem(list_remark_trim(line)) || written_venue_is_tag(line))))
        return false;
    return list_title_goes_on_in_prose(next) ||
           (is_prose &&
            (list_is_prose(next) || ((is_end || list_title_is_lower_case(next)) &&
                                     !view_has_byte(VIEW(".!?;)"), line.at[line.len - 1]) &&
                                     !written_venue_is_tag(next) && !written_names_seem(next))));
}

/* Joins the lines that somebody has wrapped. */
static void join_lines(struct buffer *text)
{
    bool is_prose = false;

    for (size_t start = 0, end; start < text->len; start = end + 1) {
        struct view line = first_line_part(view_skip(buffer_view(text), start));

        end = start + line.len;
        is_prose = is_prose || (list_is_prose(line) && !has_colon_early(list_remark_trim(line)));
        if (end < text->len && text->at[end] == '\n' &&
            goes_on(line, is_prose, first_line_part(view_skip(buffer_view(text), end + 1))))
            text->at[end] = ' ';
        else
            is_prose = false;
    }
}

void list_remark_take_rest(struct list_fields *fields, size_t at)
{
    const struct inline_text *text = fields->text;
    size_t italics = 0;
    struct view rest;

    at -= at > 0 && text->text.at[at - 1] == '('; /* the title ends before: "Tides (*Ada Tide*)" */
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];
        struct view part = inline_text_part(text, span->start, span->end);

        if (span->style == INLINE_CODE)
            entry_add_categories(&fields->entry, part);
        if (span->start < at)
            continue;
        if (span->style == INLINE_EMPHASIS && span->start >= italics &&
            !is_one_in_brackets(text, span) && !list_remark_take_names(fields, view_trim(part)) &&
            is_whole_line(text, part))
            list_remark_take_name_in_italics(fields, part);
        if (span->style == INLINE_EMPHASIS)
            italics = span->end > italics ? span->end
                                          : italics; /* those within are not looked at */
    }
    if (has_other_link(text, at))
        take_linked_names(fields, at);
    text_without_links(fields, at, is_link_in_sentence);
    join_lines(&fields->rest);
    rest = buffer_view(&fields->rest);
    while (rest.len > 0)
        list_remark_take(fields, take_line_part(&rest));
}
