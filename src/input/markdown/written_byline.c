#include "input/markdown/written_byline.h"

#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "text/clean.h"
#include "text/scan.h"

/* Drops a mark that is not ASCII: a dash, or a bracket before a link. */
static bool drop_wide_mark(struct view *title)
{
    static const struct view marks[] = { VIEW_ENTRY("—"),  VIEW_ENTRY("–"),  VIEW_ENTRY("（"),
                                         VIEW_ENTRY("【"), VIEW_ENTRY("「"), VIEW_ENTRY("『"),
                                         VIEW_ENTRY("《"), VIEW_ENTRY("，"), VIEW_ENTRY("：") };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (view_ends_with(*title, marks[i])) {
            title->len -= marks[i].len;
            return true;
        }
    }
    return false;
}

/* Drops a symbol, such as an emoji or ":star:", after a blank. */
static bool drop_symbol_at_end(struct view *title)
{
    enum { LONGEST = 64 }; /* bytes; a run of marks is long */
    struct view end = view_skip(*title, title->len > LONGEST ? title->len - LONGEST : 0);

    end = view_skip(end, view_find_last(end, VIEW(" ")) + 1);
    if (end.len == 0 || title->len < end.len + 2 || list_prefix_symbol(end) != end.len)
        return false;
    title->len -= end.len;
    return true;
}

/* Returns the text without the punctuation that stands between a title and what follows it. */
struct view written_byline_trim(struct view title)
{
    do {
        do {
            title = view_trim_end(title);
        } while (drop_symbol_at_end(&title));
        while (title.len > 0 && view_has_byte(VIEW("[(-:,. \n"), title.at[title.len - 1]))
            title.len--;
    } while (title.len > 0 && (unsigned char)title.at[title.len - 1] >= 0x80 &&
             drop_wide_mark(&title));
    return title;
}

/* Returns the text without a year in brackets, and punctuation, at its end. */
struct view written_byline_drop_year(struct view text)
{
    enum { BRACKET_MAX = 12 };
    size_t open;

    text = written_byline_trim(text);
    if (!view_ends_with(text, VIEW(")")))
        return text;
    open = view_find_last(text, VIEW("("));
    if (open < text.len && text.len - open <= BRACKET_MAX)
        text = view_trim_end((struct view){ text.at, open });
    text.len -= view_ends_with(text, VIEW(","));
    return text;
}

/* True at the full stop of a sentence, not of an initial. */
static bool is_full_stop(struct view text, size_t at)
{
    return text.at[at] == '.' && at > 1 && at + 1 < text.len && text.at[at + 1] == ' ' &&
           (view_has_byte(VIEW("?!)"), text.at[at - 1]) ||
            (list_is_word_byte(text.at[at - 1]) && list_is_word_byte(text.at[at - 2])));
}

/* True for what may be a name in a list of names, or half of an inverted one: so few words may. */
static bool may_be_in_names(struct view part, size_t few)
{
    part = view_trim(part);
    return !list_has_more_words(part, few) || written_names_seem(part) ||
           written_names_is_long_name(part);
}

/* True for "Tide A, Reef BC", where a full stop ends the names: no initial has one. */
static bool ends_in_bare_initials(struct view names)
{
    enum { INITIALS = 3 };
    size_t blank = view_find_last(names, VIEW(" "));
    struct view last = view_skip(names, blank < names.len ? blank + 1 : names.len);

    for (size_t i = 0; i < last.len; i++) {
        if (!ascii_is_upper(last.at[i]))
            return false;
    }
    return last.len > 0 && last.len <= INITIALS && view_has_byte(names, ',') &&
           !view_has_byte(names, '.');
}

/* Takes names off the start of "Jason Weston, Antoine Bordes, Memory Networks", of "A. Tide and
 * B. Reef, Memory Networks", or of "Tide et al. Memory Networks", but nothing off "Galois Groups
 * and Riemann Surfaces, Old and New". The last part may look like a name, too. */
static void take_names_before(struct byline *byline, struct view *title)
{
    enum { MARKS_MAX = 40, NAMES_MAX = 1000, FEW = 2 }; /* each mark costs a look; words */
    struct view names = { 0 }, start, next, rest;
    size_t marks = 0, part = 0;

    for (size_t at = 0; at < title->len && at < NAMES_MAX && marks < MARKS_MAX; at++) {
        bool stop = is_full_stop(*title, at);

        start = (struct view){ title->at, at };
        if (title->at[at] == '.' && names.len > 0 && ends_in_bare_initials(start))
            stop = true;
        if (title->at[at] != ',' && !stop)
            continue;
        marks++;
        rest = view_skip(*title, at + 1);
        next = view_skip(start, part);
        if (!may_be_in_names(next, FEW) || (view_has_byte(next, '(') && !view_has_byte(next, ')')))
            break; /* "Gauges of Moons", "Tides (Ada Tide et al" */
        if (list_has_more_words(rest, 1) && written_names_are_several(start) &&
            (part > 0 || written_names_have_initial(start) || list_has_et_al(start)) &&
            written_names_seem(start))
            names = start;
        else if (names.len > 0)
            break;
        if (stop && names.len == at && list_has_more_words(rest, FEW))
            break;
        part = at + 1;
    }
    rest = view_skip(*title, names.len);
    while (rest.len > 0 && view_has_byte(VIEW(" ,."), rest.at[0]))
        rest = view_skip(rest, 1);
    if (names.len == 0 || written_venue_is_name(rest) || written_venue_is_tag(rest))
        return;
    byline->text = names;
    *title = rest;
}

/* Takes a year off the start, as in "2020. ", "2020a, ", "(2023). " or "(2023, June). ", with the
 * mark and the blank after it. */
static bool take_year_of_citation(struct view *text)
{
    enum { LONGEST = 20 }; /* bytes, in brackets */
    struct view rest = *text;
    bool bracket = view_take(&rest, VIEW("("));
    uint32_t year;
    size_t end;

    if (!view_take_number(&rest, 2099, &year) || year < 1900)
        return false;
    end = bracket ? view_find_byte(rest, ')') + 1 : rest.len > 0 && ascii_is_alpha(rest.at[0]);
    rest = view_skip(rest, end < LONGEST ? end : rest.len);
    if (rest.len == 0 || (!view_has_byte(VIEW(".,:"), rest.at[0]) && !bracket))
        return false;
    rest = view_skip(rest, rest.at[0] != ' ');
    if (!view_take(&rest, VIEW(" ")))
        return false;
    *text = view_trim_start(rest);
    return true;
}

/* Takes " - 2023 - ", as in names of files, off the start of what follows the names. */
static bool take_year_between_dashes(struct view *names, struct view *text)
{
    struct view rest = *text;
    uint32_t year;

    if (!view_ends_with(*names, VIEW(" -")) || !view_take_number(&rest, 2099, &year) ||
        year < 1900 || !view_take(&rest, VIEW(" - ")))
        return false;
    names->len -= sizeof " -" - 1;
    *text = rest;
    return true;
}

/* Takes names and a year off the start: "Tide, A., & Reef, B. (2023). Memory Networks", "Tide et
 * al. - 2023 - Memory Networks". */
bool written_byline_take_citation(struct byline *byline, struct view *title)
{
    enum { NAMES_MAX = 1000, YEAR = 4 };
#define DIGITS(has, row) has('0', '9', row)
    static const struct byte_set digits = BYTE_SET(DIGITS);
    struct view start = { title->at, title->len < NAMES_MAX ? title->len : NAMES_MAX }, names, rest;
    size_t digit = scan_run(start, &digits);
    bool bracket, is_dashed;

    if (digit < YEAR)
        return false;
    bracket = title->at[digit - 1] == '(';
    digit -= bracket;
    names = view_trim_end((struct view){ title->at, digit });
    rest = view_skip(*title, digit);
    is_dashed = take_year_between_dashes(&names, &rest);
    if (names.len == digit || !(is_dashed || take_year_of_citation(&rest)) || rest.len < YEAR)
        return false;
    names.len -= view_ends_with(names, VIEW(","));
    byline->is_sure = is_dashed
                          ? written_names_are_families(names)
                          : bracket && rest.at[-2] == '.' && /* "Past, Now (2022): A Survey" */
                                list_has_more_words(rest, 2) &&
                                written_names_may_be_families(names);
    if (!written_names_are_several(names) || !(byline->is_sure || written_names_seem(names)))
        return byline->is_sure = false;
    byline->text = names;
    *title = rest;
    return true;
}

/* Takes "— Ada Tide, Ben Reef" off the end of a title, or "，张三，李四" of one in another script.
 */
static void take_names_after_dash(struct byline *byline, struct view *title)
{
    static const struct view marks[] = { VIEW_ENTRY(" — "), VIEW_ENTRY(" – "), VIEW_ENTRY("，") };
    enum { DASHES = 2 };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = i < DASHES ? view_find_last(*title, marks[i]) : view_find(*title, marks[i]);
        struct view names = view_trim(view_skip(*title, at + marks[i].len));

        if (at == title->len || at == 0 || !written_names_seem(names) ||
            (i == DASHES && text_has_cjk((struct view){ title->at, at })))
            continue;
        byline->text = names;
        title->len = at;
        return;
    }
}

/* True for a single name, such as "Ada B. Tide", but not for "U. Net Revisited". */
static bool ends_in_initial_and_word(struct view name)
{
    size_t blank = view_find_last(name, VIEW(" "));

    return blank > 0 && name.at[blank - 1] == '.';
}

/* Takes "Ada Tide, Ben Reef. ICLR 2024" off the end of a title, after a full stop; the venue may be
 * missing. */
static bool take_names_and_venue(struct byline *byline, struct view *title)
{
    enum { NAMES_MAX = 1000 };
    size_t venue = view_find_last(*title, VIEW(". ")), start;
    struct view names, before;

    if (venue == title->len)
        return false;
    start = view_find_last((struct view){ title->at, venue }, VIEW(". "));
    if (start < venue && written_venue_is_tag(view_skip(*title, start + 2)))
        venue = start; /* ". ESWC. 2021" */
    start = venue;
    if (!written_venue_is_tag(view_skip(*title, venue + 2)))
        start = venue = title->len;
    while (start > 0 && venue - start < NAMES_MAX && !is_full_stop(*title, start - 1))
        start--;
    names = view_trim((struct view){ title->at + start, venue - start });
    if (start == 0 || venue - start == NAMES_MAX)
        return false;
    before = (struct view){ title->at, start - 1 };
    if (!written_names_are_several(names) || !written_names_seem(names) ||
        (view_has_byte(before, ',') && written_names_seem(before))) /* this is the title */
        return false;
    byline->text = names;
    *title = before;
    return true;
}

bool written_byline_is_about_paper(struct view title)
{
    static const struct view starts[] = { VIEW_ENTRY("Comment"),     VIEW_ENTRY("Reply"),
                                          VIEW_ENTRY("Rebuttal to"), VIEW_ENTRY("Response to"),
                                          VIEW_ENTRY("Erratum"),     VIEW_ENTRY("Note on"),
                                          VIEW_ENTRY("Corrigendum"), VIEW_ENTRY("Critique of") };

    if (!view_take(&title, VIEW("A ")))
        view_take(&title, VIEW("An "));
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with(title, starts[i]))
            return true;
    }
    return false;
}

/* True if a title may end in names from `start` to `end`: if no more than a venue and a bracket
 * follow. */
static bool may_end_in_names(struct view title, size_t start, size_t end)
{
    struct view venue = view_skip(title, end);

    if (title.at[start - 1] == '(' &&
        (!view_ends_with(title, VIEW(")")) || written_byline_is_about_paper(title)))
        return false;
    while (venue.len > 0 && view_has_byte(VIEW(" .,;("), venue.at[0]))
        venue = view_skip(venue, 1);
    venue.len -= view_ends_with(venue, VIEW(")"));
    return venue.len == 0 || written_venue_is_tag(venue) || written_venue_is_name(venue);
}

/* True at the end of a dash that a blank follows. */
static bool ends_dash(struct view text, char next)
{
    return next == ' ' && (view_ends_with(text, VIEW("-")) || view_ends_with(text, VIEW("—")) ||
                           view_ends_with(text, VIEW("–")));
}

/* Takes ", Ada Tide et al.", ". Tide et al. ICLR 2024" or " (Tide et al., 2024)" off the end of a
 * title: as much as may be names. */
static void take_names_after(struct byline *byline, struct view *title)
{
    enum { COMMAS_MAX = 20, NAMES_MAX = 1000 }; /* each comma costs a look */
    size_t et_al = view_find(*title, VIEW("et al")), start = 0, commas = 0;
    size_t end = et_al + sizeof "et al" - 1, next = et_al;
    struct view names = { 0 }, part;

    if (et_al == title->len)
        return;
    for (size_t at = et_al; at > 1 && et_al - at < NAMES_MAX && commas < COMMAS_MAX; at--) {
        char mark = title->at[at - 1];

        if (mark != ',' && mark != '(' && mark != ':' && !is_full_stop(*title, at - 1) &&
            !ends_dash((struct view){ title->at, at }, title->at[at]))
            continue;
        if (!may_be_in_names((struct view){ title->at + at, next - at }, 1))
            break;
        next = at - 1;
        part = view_trim((struct view){ title->at + at, end - at });
        if (written_names_seem(part)) {
            start = at;
            names = part;
        }
        if (mark != ',')
            break;
        commas++;
    }
    if (start == 0 || !may_end_in_names(*title, start, end))
        return;
    byline->text = names;
    *title = written_byline_trim((struct view){ title->at, start });
}

/* Returns the offset of the comma before "Tide & Reef, 2024" at the end of a title, or its length.
 * "and" may as well join the last words of the title, "Moons, Tides and Reefs, 2024". */
static size_t find_families_after_comma(struct view title)
{
    enum { SHORT_TITLE = 2 }; /* words */
    struct view before = { title.at, view_find_last(title, VIEW(", ")) };
    size_t start = view_find_last(before, VIEW(", "));

    before.len = start;
    return view_find(view_skip(title, start), VIEW(" & ")) < title.len - start &&
                   list_has_more_words(before, SHORT_TITLE)
               ? start
               : title.len;
}

/* Takes " (Tide & Reef, 2024)" or ", Tide & Reef, 2024" off the end of a title.
 * An earlier year than arXiv's first, 1991, is part of the title. */
static void take_families(struct byline *byline, struct view *title)
{
    enum { YEAR = 4 };
    bool bracket = view_ends_with(*title, VIEW(")"));
    size_t open = bracket ? view_find_last(*title, VIEW("(")) : find_families_after_comma(*title);
    struct view names = view_skip(*title, open + 1), year;
    uint32_t number;

    if (open == 0 || names.len <= YEAR || written_byline_is_about_paper(*title))
        return;
    names.len -= bracket;
    year = (struct view){ names.at + names.len - YEAR, YEAR };
    names = view_trim(written_byline_trim((struct view){ names.at, names.len - YEAR }));
    if (!view_take_number(&year, 2099, &number) || number < 1991 ||
        !written_names_are_families(names))
        return;
    byline->text = names;
    byline->is_sure = true;
    *title = written_byline_trim((struct view){ title->at, open });
}

/* Takes ", A. Tide, B. Reef, CVPR 2024" off the end of a title. Only an initial in each tells that
 * they are names. */
static void take_initialled_names(struct byline *byline, struct view *title)
{
    enum { COMMAS_MAX = 20 };
    struct view before = written_byline_trim(written_venue_drop(*title)), whole = before, part;

    for (size_t i = 0, comma; i < COMMAS_MAX; i++) {
        comma = view_find_last(before, VIEW(","));
        part = view_trim(view_skip(before, comma < before.len ? comma + 1 : 0));
        if (comma == before.len || !written_names_have_initial(part) || !written_names_seem(part))
            break;
        before.len = comma;
    }
    whole = view_trim(view_skip(whole, before.len + 1));
    if (!written_names_are_several(whole) || written_names_seem(part))
        return;
    byline->text = whole;
    *title = before;
}

/* Takes the title out of the marks of Chinese ones after names or a mark: "Tide 等(2024),
 * 《月亮的潮汐》". That of a book is part of a title: 论《红楼梦》. */
static void take_title_in_marks(struct byline *byline, struct view *title)
{
    enum { MARK = sizeof "《" - 1 };
    struct view text = view_trim(*title), before, names;
    size_t open = view_find(text, VIEW("《"));
    bool is_named;

    if (open == 0 || open == text.len || !view_ends_with(text, VIEW("》")))
        return;
    before = view_trim_end((struct view){ text.at, open });
    text = (struct view){ text.at + open + MARK, text.len - open - (size_t)2 * MARK };
    names = written_byline_drop_year(before);
    is_named = written_names_seem(names);
    if (text.len == 0 || view_find(text, VIEW("》")) < text.len ||
        (!is_named && written_byline_trim(before).len == before.len))
        return;
    if (is_named)
        byline->text = names;
    *title = text;
}

void written_byline_take(struct byline *byline, struct view *title, bool is_part)
{
    enum { NAMES_MAX = 1000 };
    struct view text = *title, names;
    size_t stop = 0;

    take_title_in_marks(byline, title);
    take_names_after(byline, title);
    if (byline->text.len > 0 || written_byline_take_citation(byline, title))
        return;
    take_families(byline, title);
    if (byline->text.len > 0 || is_part)
        return;
    if (list_has_et_al(text)) {
        take_names_before(byline, title);
        return;
    }
    while ((stop += view_find_byte(view_skip(text, stop), '.')) < text.len &&
           !is_full_stop(text, stop))
        stop++;
    names = (struct view){ text.at, stop };
    if (stop + 2 >= text.len || stop > NAMES_MAX || !written_names_have_initial(names) ||
        (!written_names_are_several(names) && !ends_in_initial_and_word(names)) ||
        !written_names_seem(names))
        return;
    byline->text = names;
    *title = view_skip(text, stop + 2);
}

void written_byline_take_plain(struct byline *byline, struct view *title, bool is_cell)
{
    if (is_cell) { /* only with "et al." or a year: a comma separates nothing there */
        if (!written_byline_take_citation(byline, title))
            take_names_after(byline, title);
    } else {
        if (!written_byline_take_citation(byline, title) && !take_names_and_venue(byline, title))
            take_names_before(byline, title);
        take_names_after_dash(byline, title);
        take_names_after(byline, title);
        if (byline->text.len == 0)
            take_initialled_names(byline, title);
    }
    if (byline->text.len == 0)
        take_families(byline, title);
}
