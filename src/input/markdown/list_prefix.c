#include "input/markdown/list_prefix.h"

#include "input/markdown/list_label.h"
#include "input/markdown/list_link.h"
#include "input/markdown/written_venue.h"
#include "record/written_date.h"
#include "text/utf8.h"

/* True for a sign of mathematics with which a title may begin, "∆-DiT", "∞-Brush"; others serve as
 * bullets, such as ⋆ and ∙. */
static bool stands_in_words(uint32_t code)
{
    return (code >= 0x2200 && code <= 0x2211) || (code >= 0x221A && code <= 0x222F);
}

size_t list_prefix_symbol(struct view text)
{
    enum { CODE_MAX = 32 };
    size_t width = 1;
    uint32_t code;

    if (text.len == 0)
        return 0;
    if (text.at[0] == ':') {
        while (width < text.len && width < CODE_MAX &&
               (ascii_is_alnum(text.at[width]) || view_has_byte(VIEW("_-+"), text.at[width])))
            width++;
        return width > 1 && width < text.len && text.at[width] == ':' ? width + 1 : 0;
    }
    if ((unsigned char)text.at[0] < 0x80)
        return 0;
    code = utf8_decode(text, &width);
    return (code >= 0x2190 && code < 0x2C00 && !stands_in_words(code)) ||
                   (code >= 0x1F000 && code < 0x20000) || (code >= 0xFE00 && code <= 0xFE0F) ||
                   code == 0x200D || code == 0x20E3
               ? width
               : 0;
}

static bool begins_with_bracket(struct view text)
{
    return text.len > 0 && (text.at[0] == '[' || text.at[0] == '(');
}

size_t list_prefix_number(struct view text)
{
    bool bracket = begins_with_bracket(text);
    size_t at = bracket, digits;

    while (at < text.len && ascii_is_digit(text.at[at]))
        at++;
    digits = at - bracket;
    if (digits == 0 || digits > 4 || at == text.len)
        return 0;
    if (bracket ? !view_has_byte(VIEW("])"), text.at[at]) : !view_has_byte(VIEW(".)"), text.at[at]))
        return 0;
    at++;
    return at == text.len || ascii_is_blank(text.at[at]) ? at : 0;
}

/* Returns the length of a short note in brackets at the start of a text that begins with one, such
 * as [2022/06], (ICLR 2024) or [ ], which may be a date. */
static size_t note_length(struct view text, struct date *date)
{
    enum { NOTE_MAX = 40 };
    struct view inside, where;
    size_t end = view_find_byte(text, text.at[0] == '[' ? ']' : ')');

    if (end == text.len || end > NOTE_MAX)
        return 0;
    inside = (struct view){ text.at, end + 1 };
    if (date && date->year == 0)
        written_date_of_remark(inside, date, &where);
    return end + 1;
}

/* Returns the length of a venue, its year and a rank at the start, with the comma or colon after
 * them: "CVPR 2023, ", "arXiv 2023.10: ", "ICML 2023 oral, ", else 0. */
static size_t venue_length(struct view text, struct date *date)
{
    enum { WORD_MAX = 16, YEAR = 4 };
    size_t at = 0, capitals = 0;
    struct view rest;
    uint32_t year, month = 0;

    while (at < text.len && at < WORD_MAX && (ascii_is_alpha(text.at[at]) || text.at[at] == '-'))
        capitals += ascii_is_upper(text.at[at++]);
    if (capitals < 2 && !view_equal_ignoring_case((struct view){ text.at, at }, VIEW("arXiv")))
        return 0;
    rest = view_trim_start(view_skip(text, at));
    if (view_take(&rest, VIEW("'")))
        return 0;
    if (!view_take_number(&rest, 2100, &year) || year < 1900)
        return 0;
    if (view_take(&rest, VIEW(".")) && !view_take_number(&rest, 12, &month))
        return 0;
    rest = view_trim_start(rest);
    if (written_venue_take_rank(&rest))
        rest = view_trim_start(rest);
    if (rest.len == 0 || !view_has_byte(VIEW(",:-"), rest.at[0]))
        return 0;
    if (date && date->year == 0)
        *date = (struct date){ year, month, 0 };
    return text.len - rest.len + 1;
}

/* Returns the length of a link at the start that is named by what it leads to, with the brackets
 * and marks around it: [[AAAI2022](…)], [pdf](…), <https://…>. */
static size_t leading_link_length(const struct inline_text *text, size_t at)
{
    struct view plain = buffer_view(&text->text), name;
    const struct inline_link *link;
    size_t start = at, end;

    while (!list_link_at(text, start) && start < plain.len &&
           view_has_byte(VIEW("[(<"), plain.at[start]))
        start++;
    link = list_link_at(text, start);
    if (!link)
        return 0;
    name = view_trim(inline_text_part(text, link->start, link->end));
    if ((link->role == LABEL_NONE || list_label_link(name) == LABEL_NONE) &&
        !list_link_is_reference(text, link))
        return 0;
    for (end = link->end; end < plain.len && view_has_byte(VIEW("])>/:."), plain.at[end]); end++)
        ;
    return end < plain.len && plain.at[end] != '\n' ? end - at : 0;
}

/* True if what ends at `at` may be a nickname: a colon follows, or, unless it is code, small
 * letters or a link by name. */
static bool ends_nickname(const struct inline_text *text, size_t at, bool is_code)
{
    struct view plain = buffer_view(&text->text);

    while (at < plain.len && plain.at[at] == ' ')
        at++;
    if (at == plain.len || plain.at[at] == ':')
        return at < plain.len;
    return !is_code && ((ascii_is_alpha(plain.at[at]) && !ascii_is_upper(plain.at[at])) ||
                        leading_link_length(text, at) > 0);
}

/* True for a venue, a year or "New"; a category only in code. Nicknames may be those of venues. */
static bool names_tag(const struct inline_text *text, size_t start, size_t end, bool is_code)
{
    struct view name = inline_text_part(text, start, end);
    bool has_colon = false;

    while (name.len > 0 && view_has_byte(VIEW(":! "), name.at[name.len - 1]))
        has_colon |= name.at[--name.len] == ':';
    if (name.len >= LIST_TITLE_SURE)
        return false;
    return written_venue_is_tag(name) ||
           (!has_colon && written_venue_is_name(name) && !ends_nickname(text, end, is_code)) ||
           view_equal_ignoring_case(name, VIEW("new")) || (is_code && arxiv_is_category(name));
}

/* True at the end of a line if the next begins in bold: "`ICLR 2024`", then the title. */
static bool strong_line_follows(const struct inline_text *text, size_t at)
{
    for (size_t i = 0; i < text->span_count && text->spans[i].start <= at + 1; i++) {
        if (text->spans[i].start == at + 1 && text->spans[i].style == INLINE_STRONG)
            return true;
    }
    return false;
}

/* True if something follows that is no link by name: what stands before it is not the title. */
static bool more_follows(const struct inline_text *text, size_t at)
{
    struct view plain = buffer_view(&text->text);
    size_t len;

    do {
        while (at < plain.len && view_has_byte(VIEW(" .,:-|"), plain.at[at]))
            at++;
        len = leading_link_length(text, at);
        at += len;
    } while (len > 0);
    while (at < plain.len && view_has_byte(VIEW("[(<"), plain.at[at]))
        at++;
    return at < plain.len && (plain.at[at] != '\n' || strong_line_follows(text, at)) &&
           (!list_link_at(text, at) || list_link_at(text, at)->role == LABEL_NONE);
}

/* Returns the length of tags that begin at `at`, or 0: one in bold, in code or before a bar, or any
 * code beside that. `*next` is the first span that may begin there; it is moved on. */
static size_t tags_length(const struct inline_text *text, size_t at, size_t *next)
{
    enum { LONGEST = 40 }; /* bytes, before a bar */
    struct view plain = buffer_view(&text->text), start = view_skip(plain, at);
    size_t end = at, codes = 0;
    bool has_tag = false;

    while (*next < text->span_count && text->spans[*next].start < at)
        ++*next;
    for (size_t i = *next, from = at; i < text->span_count && text->spans[i].start == from; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->style == INLINE_CODE) {
            codes++;
            has_tag |= names_tag(text, span->start, span->end, true);
        } else if (span->style != INLINE_STRONG || codes > 0) {
            break;
        }
        end = span->end;
        for (from = codes > 0 ? end : at; from < plain.len && plain.at[from] == ' '; from++)
            ;
    }
    if (end == at) {
        start.len = start.len < LONGEST ? start.len : LONGEST;
        end = at + view_find_byte(start, '|');
        if (end == at + start.len)
            return 0;
    }
    if (end == plain.len || !(codes > 0 ? has_tag : names_tag(text, at, end, false)) ||
        !more_follows(text, end))
        return 0;
    return end + (plain.at[end] == ':') - at;
}

/* True for a note of several words that only links by name follow: "[Tides of Moons]. [paper](…)".
 */
static bool is_title_in_brackets(const struct inline_text *text, size_t at, size_t length)
{
    enum { NOTE = 2 }; /* words */
    struct view note = inline_text_part(text, at, at + length);

    return begins_with_bracket(note) && view_has_byte(note, ' ') &&
           list_has_more_words(note, NOTE) && !more_follows(text, at + length);
}

/* Returns the length of a note at the start that more follows, with its colon. */
static size_t note_before_length(struct view text, struct date *before)
{
    size_t len = note_length(text, before);

    if (len == 0 || len == text.len)
        return 0;
    return text.at[len] == ':' ? len + 1 : len;
}

size_t list_prefix_length(struct view text, struct date *before)
{
    struct view rest = text;
    struct date date;
    size_t len;

    if (begins_with_bracket(text))
        return (len = list_prefix_number(text)) > 0 ? len : note_before_length(text, before);
    if ((len = list_prefix_symbol(text)) > 0)
        return len;
    if (view_starts_with(text, VIEW("{#"))) /* an anchor */
        return (len = view_find_byte(text, '}')) < text.len ? len + 1 : 0;
    if (text.len > 0 && ascii_is_digit(text.at[0]) && (len = list_prefix_number(text)) > 0)
        return len;
    if (written_date_take(&rest, &date)) {
        if (before)
            *before = date;
        view_take(&rest, VIEW(":"));
        return text.len - rest.len;
    }
    return venue_length(text, before);
}

/* True for the state of a task, and for what a course says of a reading. */
static bool is_state(struct view word)
{
    static const struct view states[] = { VIEW_ENTRY("TODO"),     VIEW_ENTRY("DOING"),
                                          VIEW_ENTRY("DONE"),     VIEW_ENTRY("NOW"),
                                          VIEW_ENTRY("LATER"),    VIEW_ENTRY("Required"),
                                          VIEW_ENTRY("Optional"), VIEW_ENTRY("Recommended") };

    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (view_equal(word, states[i]))
            return true;
    }
    return false;
}

/* True for a year or for a day without one, such as 10/05. Sets *year to the year. */
static bool is_year_or_day(struct view word, uint32_t *year)
{
    uint32_t day;

    if (!view_take_number(&word, 2100, year))
        return false;
    if (word.len == 0)
        return *year >= 1900;
    return *year <= 12 && view_take(&word, VIEW("/")) && view_take_number(&word, 31, &day) &&
           word.len == 0;
}

/* Returns the length of a year, a day or a state at `at` that a link or a note follows, with
 * the marks after it, else 0: elsewhere a title may begin so. */
static size_t length_before_link(const struct inline_text *text, size_t at, struct date *date)
{
    enum { LONGEST = sizeof "Recommended" - 1 };
    struct view plain = buffer_view(&text->text), word = view_skip(plain, at);
    size_t next = at;
    uint32_t year = 0;

    while (next < plain.len && next - at <= LONGEST &&
           (ascii_is_alnum(plain.at[next]) || plain.at[next] == '/'))
        next++;
    word.len = next - at;
    while (next < plain.len && view_has_byte(VIEW(" :-"), plain.at[next]))
        next++;
    if (next == at + word.len || next == plain.len ||
        (plain.at[next] != '[' && !list_link_at(text, next)) ||
        !(is_state(word) || is_year_or_day(word, &year)))
        return 0;
    if (date->year == 0 && year >= 1900)
        date->year = year;
    return next - at;
}

size_t list_prefix_skip(const struct inline_text *text, struct date *before)
{
    struct view plain = buffer_view(&text->text), rest = plain;
    size_t span = 0;

    for (;;) {
        const struct inline_link *link;
        size_t at, len = 0;

        while (rest.len > 0 &&
               (ascii_is_blank(rest.at[0]) || view_has_byte(VIEW(",-|<"), rest.at[0])) &&
               !list_link_at(text, plain.len - rest.len))
            rest = view_skip(rest, 1);
        if (rest.len > 0 && (unsigned char)rest.at[0] == 0xE2 &&
            (view_take(&rest, VIEW("– ")) || view_take(&rest, VIEW("— "))))
            continue;
        at = plain.len - rest.len;
        link = list_link_at(text, at);
        if (link || begins_with_bracket(rest))
            len = leading_link_length(text, at);
        if (len == 0 && link)
            return at;
        if (len == 0 && !begins_with_bracket(rest))
            len = tags_length(text, at, &span);
        if (len == 0)
            len = list_prefix_length(rest, before);
        if (len == 0)
            len = length_before_link(text, at, before);
        if (len == 0 || is_title_in_brackets(text, at, len))
            return at;
        rest = view_skip(rest, len);
    }
}
