#include "input/markdown/list_title.h"

#include "input/markdown/list_label.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "input/markdown/written_title.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/word_set.h"
#include "text/clean.h"
#include "text/scan.h"

bool list_title_is_lower_case(struct view text)
{
    enum { SHORT = 3 }; /* letters, as of "the" */
    size_t words = 0, lower = 0;
    bool is_lower = false;

    for (struct view word; (word = word_set_take(&text)).len > 0;) {
        is_lower = word.at[0] >= 'a' && word.at[0] <= 'z';
        words += word.len > SHORT;
        lower += word.len > SHORT && is_lower;
    }
    return is_lower || lower * 2 > words;
}

/* True for <summary> that may be the title of a paper: several words, but not those that
 * name what is hidden: "Click to See the Abstract". */
static bool is_title_summary(struct view summary)
{
    enum { WORDS = 3 };
    struct view rest = summary, word = word_set_take(&rest);

    if (!list_has_more_words(summary, WORDS) || list_title_is_lower_case(summary) ||
        view_equal(word, VIEW("Click")))
        return false;
    while (word.len > 0 && list_label_role(word) == LABEL_NONE)
        word = word_set_take(&rest);
    return word.len == 0;
}

/* Returns the bold text that begins at `at`, or before it with a number of the list; <summary>,
 * too, if it may be a title. */
static const struct inline_span *marked_title_at(const struct inline_text *text, size_t at)
{
    enum { NUMBER_MAX = 12 };

    for (size_t i = 0; i < text->span_count && text->spans[i].start <= at; i++) {
        const struct inline_span *span = &text->spans[i];

        if (at - span->start <= NUMBER_MAX && span->end > at &&
            (span->style == INLINE_STRONG ||
             (span->style == INLINE_SUMMARY &&
              is_title_summary(inline_text_part(text, span->start, span->end)))))
            return span;
    }
    return NULL;
}

/* Takes a quoted text off the start, if the text begins with a quotation mark. */
static bool take_quoted(struct view *text, struct view *quoted)
{
    enum { QUOTE_MAX = 1000 }; /* bytes: no title is longer */
    static const struct {
        struct view open, close;
    } marks[] = {
        { VIEW_ENTRY("\""), VIEW_ENTRY("\"") }, { VIEW_ENTRY("“"), VIEW_ENTRY("”") },
        { VIEW_ENTRY("「"), VIEW_ENTRY("」") }, { VIEW_ENTRY("《"), VIEW_ENTRY("》") },
        { VIEW_ENTRY("``"), VIEW_ENTRY("''") },
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct view rest = *text;
        size_t end;

        if (!view_take(&rest, marks[i].open))
            continue;
        if (rest.len > QUOTE_MAX)
            rest.len = QUOTE_MAX;
        if (view_find(rest, marks[i].close) == rest.len)
            return false;
        end = written_title_quote_end(rest, marks[i].open, marks[i].close);
        if (end == rest.len)
            end = view_find(rest, marks[i].close);
        *quoted = (struct view){ rest.at, end };
        *text = view_skip(*text, marks[i].open.len + end + marks[i].close.len);
        return true;
    }
    return false;
}

static void place_title(struct list_title *found, enum title_kind kind, struct view text,
                        size_t rest)
{
    found->kind = kind;
    found->text = text;
    found->rest = rest;
}

bool list_title_may_be_text(struct view name)
{
    return name.len >= 3 && !view_starts_with(name, VIEW("http")) && name.at[0] != '@';
}

/* True if a link's text can be a title: not the name of what it links to. */
static bool may_be_title(const struct inline_text *text, const struct inline_link *link)
{
    struct view name = view_trim(inline_text_part(text, link->start, link->end));

    if (!list_title_may_be_text(name) || list_link_is_reference(text, link))
        return false;
    return link->role == LABEL_NONE ||
           (list_label_role(name) == LABEL_NONE &&
            (list_has_more_words(name, 3) || list_label_link(name) == LABEL_NONE));
}

/* True for a short name in brackets after another link: [[paper]](…) [[Model Card]](…). */
static bool is_in_row_of_links(const struct inline_text *text, const struct inline_link *link)
{
    enum { NAME = 2 }; /* words */
    struct view name = inline_text_part(text, link->start, link->end);

    return link > text->links && view_starts_with(name, VIEW("[")) &&
           !list_has_more_words(name, NAME) &&
           list_count_letters(inline_text_part(text, link[-1].end, link->start)) == 0;
}

static bool title_is_link(const struct inline_text *text, size_t at, struct list_title *found)
{
    const struct inline_link *link = list_link_at(text, at);

    if (!link || !may_be_title(text, link) || is_in_row_of_links(text, link))
        return false;
    found->link = link;
    place_title(found, TITLE_IS_LINK, inline_text_part(text, link->start, link->end), link->end);
    return true;
}

/* True for a byte of a letter or a digit, but not of a dash or an emoji. */
static bool is_of_word(char c)
{
    return ascii_is_alnum(c) ||
           ((unsigned char)c >= 0x80 && (unsigned char)c < 0xF0 && (unsigned char)c != 0xE2);
}

bool list_title_goes_on_in_prose(struct view text)
{
    text = view_trim_start(text);
    return text.len > 1 && ascii_is_alpha(text.at[0]) && !ascii_is_upper(text.at[0]) &&
           !view_starts_with(text, VIEW("arXiv"));
}

/* True for italics in mid-sentence: text without a mark stands before, a small letter follows. */
static bool is_in_sentence(const struct inline_text *text, const struct inline_span *span)
{
    struct view plain = buffer_view(&text->text);
    struct view before = view_trim_end((struct view){ plain.at, span->start });

    return span->style == INLINE_EMPHASIS && before.len > 0 &&
           ascii_is_alpha(before.at[before.len - 1]) &&
           list_title_goes_on_in_prose(view_skip(plain, span->end));
}

/* True for code between words: "Towards `code` Laws". Code at the end is a tag. */
static bool is_code_in_title(const struct inline_text *text, const struct inline_span *span)
{
    const struct inline_span *next = span + 1;
    struct view plain = buffer_view(&text->text);
    struct view code = inline_text_part(text, span->start, span->end);
    struct view before = view_trim_end((struct view){ plain.at, span->start });
    struct view after = view_skip(plain, span->end);

    if (span->style != INLINE_CODE || before.len == 0 || after.len == 0 ||
        !is_of_word(before.at[before.len - 1]) || arxiv_is_category(code) ||
        list_link_names_reference(code))
        return false;
    after = view_skip(after, ascii_is_blank(after.at[0]) || after.at[0] == '-');
    return after.len > 0 && is_of_word(after.at[0]) && !list_link_at(text, plain.len - after.len) &&
           !(next < text->spans + text->span_count && next->start == plain.len - after.len);
}

/* True for italics that go on with the title after a colon: "Tides: *Quiet to the End*". */
static bool goes_on_in_italics(const struct inline_text *text, const struct inline_span *span)
{
    struct view title = inline_text_part(text, span->start, span->end);
    struct view before = view_trim_end((struct view){ text->text.at, span->start });

    return span->style == INLINE_EMPHASIS && view_ends_with(before, VIEW(":")) &&
           list_has_more_words(title, 1) && !written_names_seem(title);
}

/* Returns the last word after a blank if it is no longer than that, else an empty view. */
static struct view short_last_word(struct view text, size_t longest)
{
    for (size_t len = 0; len <= longest && len < text.len; len++) {
        if (text.at[text.len - 1 - len] == ' ')
            return view_skip(text, text.len - len);
    }
    return (struct view){ 0 };
}

/* True if the text ends in a word that ends neither titles nor sentences. */
static bool ends_in_small_word(struct view text)
{
    static const struct view ends[] = {
        VIEW_ENTRY("on"),  VIEW_ENTRY("at"),   VIEW_ENTRY("in"),   VIEW_ENTRY("the"),
        VIEW_ENTRY("our"), VIEW_ENTRY("from"), VIEW_ENTRY("see"),  VIEW_ENTRY("of"),
        VIEW_ENTRY("by"),  VIEW_ENTRY("a"),    VIEW_ENTRY("this"), VIEW_ENTRY("and"),
        VIEW_ENTRY("to"),  VIEW_ENTRY("with"), VIEW_ENTRY("is"),   VIEW_ENTRY("are"),
    };
    enum { LONGEST = 4 }; /* of those words: most titles end in a longer one */
    struct view last = short_last_word(text, LONGEST);

    for (size_t i = 0; i < sizeof ends / sizeof *ends && last.len > 0; i++) {
        if (view_equal(last, ends[i]))
            return true;
    }
    return false;
}

/* True if a line of a title that ends at `at` goes on in the next: it ends in a word that ends no
 * title. */
static bool goes_on_in_next_line(struct view plain, size_t at)
{
    static const struct view ends[] = { VIEW_ENTRY(" for"), VIEW_ENTRY(" over"), VIEW_ENTRY(" via"),
                                        VIEW_ENTRY(" an"), VIEW_ENTRY(" using") };
    struct view line = view_trim_end((struct view){ plain.at, at });

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (view_ends_with(line, ends[i]))
            return true;
    }
    return ends_in_small_word(line);
}

/* True for a title in italics that a bracket or a wide comma ends: "*Deep Tides of the
 * Moon*（2024）".
 */
static bool is_title_in_italics(const struct inline_text *text, const struct inline_span *span)
{
    enum { WORDS = 3 };
    struct view rest = view_trim_start(view_skip(buffer_view(&text->text), span->end));

    return span->style == INLINE_EMPHASIS &&
           list_has_more_words(inline_text_part(text, span->start, span->end), WORDS) &&
           (view_starts_with(rest, VIEW("(")) || view_starts_with(rest, VIEW("（")) ||
            view_starts_with(rest, VIEW("，")));
}

/* Returns the offset of the end of plain text that begins at `at`: a link, italics, code that is a
 * tag, a line break or |; or the end of italics that begin there. */
static size_t plain_end(const struct inline_text *text, size_t at)
{
#define PLAIN_ENDS(has, row) has('|', '|', row) has('\n', '\n', row)
    static const struct byte_set ends = BYTE_SET(PLAIN_ENDS);
    struct view plain = buffer_view(&text->text);
    size_t end = at + scan_run(view_skip(plain, at), &ends);

    if (end < plain.len && plain.at[end] == '\n' && goes_on_in_next_line(plain, end))
        end += 1 + scan_run(view_skip(plain, end + 1), &ends);
    for (size_t i = 0; i < text->link_count; i++) {
        if (text->links[i].start >= at && text->links[i].start < end)
            end = text->links[i].start;
    }
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];
        if (span->start == at && span->end < end && is_title_in_italics(text, span))
            end = span->end;
        if (span->start > at && span->start < end && span->style != INLINE_STRONG &&
            !is_in_sentence(text, span) && !is_code_in_title(text, span) &&
            !goes_on_in_italics(text, span))
            end = span->start;
    }
    return end;
}

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
    size_t at = view_find_last(*title, VIEW(" ")) + 1;

    if (at >= title->len || at == 1 || list_prefix_symbol(view_skip(*title, at)) != title->len - at)
        return false;
    title->len = at;
    return true;
}

/* Returns the text without the punctuation that stands between a title and what follows it. */
static struct view trim_title_end(struct view title)
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

/* True for a name of a few words in bold, after which the title may stand. */
static bool is_nickname(const struct inline_text *text, const struct inline_span *span)
{
    enum { WORDS = 3 };

    return !list_has_more_words(inline_text_part(text, span->start, span->end), WORDS);
}

/* True if the text ends in a link that is a picture, and so without text. */
static bool ends_in_picture(const struct inline_text *text)
{
    return text->link_count > 0 &&
           text->links[text->link_count - 1].start >= view_trim_end(buffer_view(&text->text)).len;
}

/* True for words after a title that are not another: where, by whom or how it came out. */
static bool names_publication(struct view text)
{
    static const struct view words[] = {
        VIEW_ENTRY("Conference"),     VIEW_ENTRY("Proceedings"),       VIEW_ENTRY("Journal"),
        VIEW_ENTRY("Transactions"),   VIEW_ENTRY("Workshop"),          VIEW_ENTRY("Advances in"),
        VIEW_ENTRY("Award"),          VIEW_ENTRY("Universi"),          VIEW_ENTRY("Academy"),
        VIEW_ENTRY("Institute"),      VIEW_ENTRY("Symposium"),         VIEW_ENTRY("Letters"),
        VIEW_ENTRY("Annual Meeting"), VIEW_ENTRY("Processing Systems")
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_find(text, words[i]) < text.len)
            return true;
    }
    return false;
}

/* True for what may be a title after a nickname and a comma: "**Tides**, A Study of Gauges". */
static bool may_follow_nickname(struct view rest)
{
    enum { WORDS = 4 };

    return list_has_more_words(rest, WORDS) && !view_has_byte(rest, ',') &&
           !written_names_seem(rest) && !written_venue_is_tag(rest) &&
           !written_venue_is_name(rest) && !names_publication(rest);
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

/* Takes names and a year off the start: "Tide, A., & Reef, B. (2023). Memory Networks". */
static bool take_citation(struct list_title *found, struct view *title)
{
    enum { NAMES_MAX = 1000, YEAR = 4 };
#define DIGITS(has, row) has('0', '9', row)
    static const struct byte_set digits = BYTE_SET(DIGITS);
    struct view start = { title->at, title->len < NAMES_MAX ? title->len : NAMES_MAX }, names, rest;
    size_t digit = scan_run(start, &digits);
    bool bracket;

    if (digit < YEAR)
        return false;
    bracket = title->at[digit - 1] == '(';
    digit -= bracket;
    names = view_trim_end((struct view){ title->at, digit });
    rest = view_skip(*title, digit);
    if (names.len == digit || !take_year_of_citation(&rest) || rest.len < YEAR)
        return false;
    names.len -= view_ends_with(names, VIEW(","));
    found->has_names = bracket && rest.at[-2] == '.' && /* "Past, Present (2022): A Survey" */
                       list_has_more_words(rest, 2) && written_names_may_be_families(names);
    if (!written_names_are_several(names) || !(found->has_names || written_names_seem(names)))
        return found->has_names = false;
    found->before = names;
    *title = rest;
    return true;
}

/* **SparseDFF**: Sparse-View Feature Distillation, [arXiv](…): the bold nickname is the first word
 * of the title, unless that repeats it, or a comma or a citation follows it. */
static bool title_goes_on(const struct inline_text *text, const struct inline_span *span,
                          size_t next, bool is_cell, struct list_title *found)
{
    enum { WORDS_MIN = 2, WORDS_MAX = 25 };
    struct view plain = buffer_view(&text->text), title = { plain.at + span->start, 0 }, rest,
                again;
    struct view name = trim_title_end(inline_text_part(text, span->start, span->end));
    bool comma = next < plain.len && plain.at[next] == ',', repeated;
    size_t end;

    if ((!comma && !view_has_byte(
                       inline_text_part(text, span->end - (span->end > span->start), next), ':')) ||
        !is_nickname(text, span))
        return false;
    end = plain_end(text, next);
    again = rest = trim_title_end(view_trim_start(inline_text_part(text, next + comma, end)));
    if (!comma && take_citation(found, &rest)) {
        place_title(found, TITLE_IS_STRONG, rest, end);
        return true;
    }
    repeated = view_take_ignoring_case(&again, name) && view_starts_with(again, VIEW(":"));
    if ((!is_cell && (end == plain.len ? !ends_in_picture(text) : plain.at[end] == '\n')) ||
        list_count_words(rest) < WORDS_MIN || list_count_words(rest) > WORDS_MAX ||
        (!repeated && list_title_goes_on_in_prose(rest)) || (comma && !may_follow_nickname(rest)))
        return false;
    title = repeated || comma ? rest
                              : (struct view){ title.at, (size_t)(rest.at + rest.len - title.at) };
    place_title(found, TITLE_IS_STRONG, title, end);
    return true;
}

/* Names, then a quoted title: LeCun, Yann, and Geoffrey Hinton. "Deep learning." Nature (2015). */
static bool title_is_quoted_later(const struct inline_text *text, size_t at, bool is_cell,
                                  struct list_title *found)
{
    struct view plain = buffer_view(&text->text);
    size_t limit = text->link_count > 0 ? text->links[0].start : plain.len;

    for (size_t i = at; i < limit; i++) {
        struct view rest = view_skip(plain, i), quoted;
        char c = plain.at[i];

        if ((c == '"' || (unsigned char)c >= 0xE2) && (i == 0 || ascii_is_blank(plain.at[i - 1])) &&
            take_quoted(&rest, &quoted) && list_count_words(quoted) > 1) {
            if (is_cell &&
                !written_names_seem(trim_title_end((struct view){ plain.at + at, i - at })))
                return false;
            found->before = view_trim((struct view){ plain.at + at, i - at });
            place_title(found, TITLE_IS_QUOTED, quoted, plain.len - rest.len);
            return true;
        }
    }
    return false;
}

/* Skips a short note in brackets and a comma after a nickname: "**Tides** (15B): …". */
static void skip_nickname_note(struct view *rest)
{
    enum { NOTE_MAX = 40 };
    size_t close = view_find_byte(*rest, ')');

    if (view_starts_with(*rest, VIEW("(")) && close < NOTE_MAX && close < rest->len)
        *rest = view_skip(*rest, close + 1);
    while (rest->len > 0 && view_has_byte(VIEW(" :,-"), rest->at[0]))
        *rest = view_skip(*rest, 1);
}

/* Bold text, and what may follow a nickname in bold: a quoted or linked title. */
static bool title_is_strong(const struct inline_text *text, size_t at, bool is_cell,
                            struct list_title *found)
{
    struct view plain = buffer_view(&text->text), rest, quoted;
    const struct inline_span *span = marked_title_at(text, at);
    size_t next;

    if (!span || span->end == span->start ||
        (list_link_at(text, span->start) &&
         list_label_link(inline_text_part(text, span->start, span->end)) != LABEL_NONE))
        return false; /* [**paper**](…) */
    rest = view_skip(plain, span->end);
    while (rest.len > 0 && (ascii_is_blank(rest.at[0]) || view_has_byte(VIEW(":-"), rest.at[0])))
        rest = view_skip(rest, 1);
    next = plain.len - rest.len;
    if (view_ends_with(view_trim(inline_text_part(text, span->start, span->end)), VIEW(":")) &&
        title_is_quoted_later(text, span->end, true, found))
        return true;
    if (rest.len > 0 && view_has_byte(VIEW("(,"), rest.at[0]) && is_nickname(text, span))
        skip_nickname_note(&rest);
    if (take_quoted(&rest, &quoted) && list_count_words(quoted) > 1) {
        found->before = inline_text_part(text, span->start, span->end);
        place_title(found, TITLE_IS_QUOTED, quoted, plain.len - rest.len);
        return true;
    }
    if (list_link_at(text, next) && is_nickname(text, span) &&
        list_count_words(inline_text_part(text, list_link_at(text, next)->start,
                                          list_link_at(text, next)->end)) > 3 &&
        title_is_link(text, next, found))
        return true;
    if (title_goes_on(text, span, next, is_cell, found))
        return true;
    place_title(found, TITLE_IS_STRONG, inline_text_part(text, span->start, span->end), span->end);
    return true;
}

/* Returns the text without a year in brackets, and punctuation, at its end. */
static struct view without_year(struct view text)
{
    enum { BRACKET_MAX = 12 };
    size_t open;

    text = trim_title_end(text);
    if (!view_ends_with(text, VIEW(")")))
        return text;
    open = view_find_last(text, VIEW("("));
    if (open < text.len && text.len - open <= BRACKET_MAX)
        text = view_trim_end((struct view){ text.at, open });
    text.len -= view_ends_with(text, VIEW(","));
    return text;
}

/* True for names of which one has an initial: hardly a title. */
static bool has_initial(struct view names)
{
    for (size_t i = 1; i < names.len; i++) {
        if (names.at[i] == '.' && ascii_is_upper(names.at[i - 1]) &&
            (i == 1 || view_has_byte(VIEW(" -."), names.at[i - 2])))
            return true;
    }
    return false;
}

/* True for "A. Tide and B. Reef". */
static bool begins_with_initial(struct view names)
{
    return names.len > 1 && ascii_is_upper(names.at[0]) && names.at[1] == '.';
}

bool list_title_follows_names(struct view before, bool is_after_strong, struct view title,
                              struct view *names)
{
    bool comma = view_ends_with(view_trim_end(before), VIEW(",")),
         stop = view_ends_with(view_trim_end(before), VIEW("."));
    size_t dash = view_find(before, VIEW(" — "));

    before = without_year(before);
    if (view_ends_with(before, VIEW(" of"))) /* ", p. 15 of" */
        before.len = view_find_last(before, VIEW(","));
    if (is_after_strong && dash < before.len)
        before = without_year(view_skip(before, dash + sizeof " — " - 1));
    if (is_after_strong && view_has_byte(before, ':'))
        before = without_year(view_trim(view_skip(before, view_find_byte(before, ':') + 1)));
    else if (is_after_strong && !list_has_et_al(before) && !begins_with_initial(before))
        return false; /* a title in bold may look like a name */
    *names = before;
    if (!is_after_strong && (comma || (stop && written_names_are_several(before))) &&
        !list_title_is_lower_case(title) && list_has_more_words(title, 2) &&
        !written_names_seem(title) && !names_publication(title) && before.len > 0 &&
        written_names_may_be_families(before))
        return true; /* Tide, Reef, *Deep Tides of the Moon* */
    return list_has_more_words(title, 1) && written_names_seem(before) &&
           (!written_names_seem(title) || ((has_initial(before) || list_has_et_al(before)) &&
                                           !has_initial(title) && !view_has_byte(title, ',')));
}

/* Names, then a title in italics or in bold: "Vaswani et al. (2017). *Attention Is All You Need.*"
 */
static bool title_is_span_after_names(const struct inline_text *text, size_t at,
                                      struct list_title *found)
{
    struct view plain = buffer_view(&text->text), before, name;
    const struct inline_span *own = marked_title_at(text, at);
    size_t limit = text->link_count > 0 && text->links[0].start > at ? text->links[0].start
                                                                     : plain.len;

    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->start <= at || span->start >= limit || span->style > INLINE_EMPHASIS ||
            (own && span->end <= own->end))
            continue;
        name = view_trim(inline_text_part(text, span->start, span->end));
        before = (struct view){ plain.at + at, span->start - at };
        if (!list_title_follows_names(before, own != NULL, name, &before))
            return false;
        found->before = before;
        place_title(found, TITLE_IS_STRONG, name, span->end);
        return true;
    }
    return false;
}

/* A title in italics, then names: "*Deep Tides*, A. Tide, B. Reef. ICML 2022". */
static bool title_is_span_before_names(const struct inline_text *text, size_t at,
                                       struct list_title *found)
{
    struct view title, rest;
    size_t i = 0, end;

    while (i < text->span_count && text->spans[i].start < at)
        i++;
    if (i == text->span_count || text->spans[i].start > at ||
        text->spans[i].style != INLINE_EMPHASIS)
        return false;
    end = text->spans[i].end;
    title = trim_title_end(inline_text_part(text, at, end));
    rest = trim_title_end(written_venue_drop(inline_text_part(text, end, plain_end(text, end))));
    while (rest.len > 0 && view_has_byte(VIEW(" ,.("), rest.at[0]))
        rest = view_skip(rest, 1);
    if (!view_take(&rest, VIEW("by ")) && !has_initial(rest) && !written_names_are_several(rest))
        return false;
    if (!list_has_more_words(title, 1) || view_has_byte(title, '\n') || !written_names_seem(rest) ||
        (written_names_seem(title) && (has_initial(title) || view_has_byte(title, ','))))
        return false;
    place_title(found, TITLE_IS_STRONG, title, end);
    return true;
}

bool list_title_begins_sentence(struct view text)
{
    static const struct view starts[] = { VIEW_ENTRY("Published "), VIEW_ENTRY("Accepted "),
                                          VIEW_ENTRY("Presented "), VIEW_ENTRY("We "),
                                          VIEW_ENTRY("Our "),       VIEW_ENTRY("This ") };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with(text, starts[i]))
            return true;
    }
    return ends_in_small_word(text);
}

bool list_title_is_in_quotes(struct view text)
{
    return view_starts_with(text, VIEW("\"")) || view_starts_with(text, VIEW("“"));
}

/* True if a linked title may be as short as a word or two: after names or a venue. */
static bool precedes_short_title(struct view before)
{
    before = trim_title_end(before);
    return list_has_et_al(before) || written_venue_is_tag(before) ||
           (written_names_are_several(before) && written_names_seem(before));
}

/* "GAN - [Generative Adversarial Networks](…)", "Zachary C. Lipton, [A Critical Review of RNN](…)":
 * the title is a link after a nickname, a venue or names. */
static bool title_is_later_link(const struct inline_text *text, size_t at, struct list_title *found)
{
    enum { WORDS = 3, BEFORE = 14 };
    struct view plain = buffer_view(&text->text);

    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        struct view name = inline_text_part(text, link->start, link->end);
        struct view before;
        size_t words;

        if (link->start <= at || link->start == link->end)
            continue;
        before = view_trim_end((struct view){ plain.at + at, link->start - at });
        words = list_count_words(before);
        if (view_has_byte(before, '\n') ||
            (list_count_words(name) < WORDS && !list_title_is_in_quotes(name) &&
             !precedes_short_title(before)) ||
            list_title_goes_on_in_prose(name) || !may_be_title(text, link) || words > BEFORE ||
            list_title_begins_sentence(before) || before.len == 0 ||
            (words > WORDS && !view_has_byte(VIEW("-:,.|"), before.at[before.len - 1])))
            return false;
        found->before = before;
        found->link = link;
        place_title(found, TITLE_IS_LINK, name, link->end);
        return true;
    }
    return false;
}

/* An address alone on the first line, and the title on the second. */
static bool title_is_next_line(const struct inline_text *text, size_t at, struct list_title *found)
{
    struct view plain = buffer_view(&text->text), rest;
    const struct inline_link *link = list_link_at(text, at);

    if (!link || !link->is_bare || link->end >= plain.len || plain.at[link->end] != '\n')
        return false;
    rest = view_skip(plain, link->end + 1);
    rest.len = view_find_byte(rest, '\n');
    if (list_count_words(rest) < 2 || view_starts_with(rest, VIEW("http")))
        return false;
    found->link = link;
    place_title(found, TITLE_IS_LINK, rest, link->end + 1 + rest.len);
    return true;
}

/* Removes "(arXiv:2403.19588)" and ", arXiv preprint arXiv:…" from the end. */
static struct view without_arxiv_mention(struct view title)
{
    static const struct view marks[] = { VIEW_ENTRY("arXiv preprint"), VIEW_ENTRY("arXiv:"),
                                         VIEW_ENTRY("arxiv:") };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = view_find(title, marks[i]);

        if (at > 0 && at < title.len)
            title = trim_title_end((struct view){ title.at, at });
    }
    return title;
}

/* Removes ". Available at", which introduces an address, from the end. */
static struct view without_introduction(struct view title)
{
    static const struct view ends[] = {
        VIEW_ENTRY("Available at"),   VIEW_ENTRY("Available from"), VIEW_ENTRY("Available online"),
        VIEW_ENTRY("Retrieved from"), VIEW_ENTRY("Disponible en"),  VIEW_ENTRY("Disponible sur"),
        VIEW_ENTRY("Disponível em"),  VIEW_ENTRY("Verfügbar unter")
    };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct view before = { title.at, title.len - ends[i].len };

        if (view_ends_with(title, ends[i]) &&
            (view_ends_with(before, VIEW(". ")) || view_ends_with(before, VIEW(", "))))
            return trim_title_end(before);
    }
    return title;
}

/* True at the full stop of a sentence, not of an initial. */
static bool is_full_stop(struct view text, size_t at)
{
    return text.at[at] == '.' && at > 1 && at + 1 < text.len && text.at[at + 1] == ' ' &&
           (view_has_byte(VIEW("?!)"), text.at[at - 1]) ||
            (is_of_word(text.at[at - 1]) && is_of_word(text.at[at - 2])));
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
    struct view last = short_last_word(names, INITIALS);

    for (size_t i = 0; i < last.len; i++) {
        if (!ascii_is_upper(last.at[i]))
            return false;
    }
    return last.len > 0 && view_has_byte(names, ',') && !view_has_byte(names, '.');
}

/* Takes names off the start of "Jason Weston, Antoine Bordes, Memory Networks", of "A. Tide and
 * B. Reef, Memory Networks", or of "Tide et al. Memory Networks", but nothing off "Galois Groups
 * and Riemann Surfaces, Old and New". The last part may look like a name, too. */
static void take_names_before(struct list_title *found, struct view *title)
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
            (part > 0 || has_initial(start) || list_has_et_al(start)) && written_names_seem(start))
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
    found->before = names;
    *title = rest;
}

/* Takes "— Ada Tide, Ben Reef" off the end of a title, or "，张三，李四" of one in another script.
 */
static void take_names_after_dash(struct list_title *found, struct view *title)
{
    static const struct view marks[] = { VIEW_ENTRY(" — "), VIEW_ENTRY(" – "), VIEW_ENTRY("，") };
    enum { DASHES = 2 };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = i < DASHES ? view_find_last(*title, marks[i]) : view_find(*title, marks[i]);
        struct view names = view_trim(view_skip(*title, at + marks[i].len));

        if (at == title->len || at == 0 || !written_names_seem(names) ||
            (i == DASHES && text_has_cjk((struct view){ title->at, at })))
            continue;
        found->before = names;
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
static bool take_names_and_venue(struct list_title *found, struct view *title)
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
    found->before = names;
    *title = before;
    return true;
}

/* True for the title of a paper about another one: names in brackets are of that. */
static bool is_about_paper(struct view title)
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

    if (title.at[start - 1] == '(' && (!view_ends_with(title, VIEW(")")) || is_about_paper(title)))
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
static void take_names_after(struct list_title *found, struct view *title)
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
    found->before = names;
    *title = trim_title_end((struct view){ title->at, start });
}

/* Takes " (Tide & Reef, 2024)" off the end of a title. */
static void take_families_in_brackets(struct list_title *found, struct view *title)
{
    enum { YEAR = 4 };
    size_t open = view_find_last(*title, VIEW("("));
    struct view names = view_skip(*title, open + 1), year;
    uint32_t number;

    if (open == 0 || names.len <= YEAR || !view_ends_with(names, VIEW(")")) ||
        is_about_paper(*title))
        return;
    year = (struct view){ names.at + names.len - 1 - YEAR, YEAR };
    names = trim_title_end((struct view){ names.at, names.len - 1 - YEAR });
    if (!view_take_number(&year, 2099, &number) || number < 1900 ||
        !written_names_are_families(names))
        return;
    found->before = names;
    found->has_names = true;
    *title = trim_title_end((struct view){ title->at, open });
}

/* Takes ", A. Tide, B. Reef, CVPR 2024" off the end of a title. Only an initial in each tells that
 * they are names. */
static void take_initialled_names(struct list_title *found, struct view *title)
{
    enum { COMMAS_MAX = 20 };
    struct view before = trim_title_end(written_venue_drop(*title)), whole = before, part;

    for (size_t i = 0, comma; i < COMMAS_MAX; i++) {
        comma = view_find_last(before, VIEW(","));
        part = view_trim(view_skip(before, comma < before.len ? comma + 1 : 0));
        if (comma == before.len || !has_initial(part) || !written_names_seem(part))
            break;
        before.len = comma;
    }
    whole = view_trim(view_skip(whole, before.len + 1));
    if (!written_names_are_several(whole) || written_names_seem(part))
        return;
    found->before = whole;
    *title = before;
}

/* Takes the title out of the marks of Chinese ones: "Tide 等(2024),《月亮的潮汐》". */
static void take_title_in_marks(struct list_title *found)
{
    enum { MARK = sizeof "《" - 1 };
    struct view text = view_trim(found->text), before;
    size_t open = view_find(text, VIEW("《"));

    if (open == 0 || open == text.len || !view_ends_with(text, VIEW("》")))
        return;
    before = without_year((struct view){ text.at, open });
    if (written_names_seem(before))
        found->before = before;
    found->text = (struct view){ text.at + open + MARK, text.len - open - (size_t)2 * MARK };
}

void list_title_take_names(struct list_title *found, bool is_part)
{
    enum { NAMES_MAX = 1000 };
    struct view text = found->text, names;
    size_t stop = 0;

    take_title_in_marks(found);
    take_names_after(found, &found->text);
    if (found->before.len > 0 || take_citation(found, &found->text))
        return;
    take_families_in_brackets(found, &found->text);
    if (found->before.len > 0 || is_part)
        return;
    if (list_has_et_al(text)) {
        take_names_before(found, &found->text);
        return;
    }
    while ((stop += view_find_byte(view_skip(text, stop), '.')) < text.len &&
           !is_full_stop(text, stop))
        stop++;
    names = (struct view){ text.at, stop };
    if (stop + 2 >= text.len || stop > NAMES_MAX || !has_initial(names) ||
        (!written_names_are_several(names) && !ends_in_initial_and_word(names)) ||
        !written_names_seem(names))
        return;
    found->before = names;
    found->text = view_skip(text, stop + 2);
}

/* True for what a list says of a paper whose link names but its authors: "[Tide et al.](…) — the
 * first of them". */
static bool is_remark_on_reference(const struct inline_text *text, size_t at, struct view title)
{
    const struct inline_link *link = text->links;

    return text->link_count > 0 && link->end <= at &&
           list_has_et_al(inline_text_part(text, link->start, link->end)) &&
           (list_title_goes_on_in_prose(title) || view_starts_with(title, VIEW("——")));
}

/* The text up to the first link, line break or |. */
static bool title_is_plain(const struct inline_text *text, size_t at, bool is_cell,
                           struct list_title *found)
{
    static const struct view books[] = { VIEW_ENTRY(". In "), VIEW_ENTRY(". In: "),
                                         VIEW_ENTRY(". En: ") };
    struct view title = inline_text_part(text, at, plain_end(text, at));
    struct view whole = trim_title_end(title);

    found->rest = at + title.len;
    title = without_arxiv_mention(without_introduction(whole));
    if (title.len < whole.len)
        found->rest = at + title.len;
    for (size_t i = 0; i < sizeof books / sizeof *books; i++) {
        if (view_find(title, books[i]) < title.len)
            title.len = view_find(title, books[i]);
    }
    if (view_ends_with(title, VIEW(". In")) || view_ends_with(title, VIEW(", in")) ||
        view_ends_with(title, VIEW(", In")))
        title = trim_title_end((struct view){ title.at, title.len - 2 });
    if (is_cell) { /* only with "et al." or a year: a comma separates nothing there */
        if (!take_citation(found, &title))
            take_names_after(found, &title);
    } else {
        if (!take_citation(found, &title) && !take_names_and_venue(found, &title))
            take_names_before(found, &title);
        take_names_after_dash(found, &title);
        take_names_after(found, &title);
        if (found->before.len == 0)
            take_initialled_names(found, &title);
    }
    if (found->before.len == 0)
        take_families_in_brackets(found, &title);
    if (title.len < 3 || (!is_cell && (list_title_begins_sentence(title) ||
                                       is_remark_on_reference(text, at, title))))
        return false;
    place_title(found, TITLE_IS_PLAIN, title, found->rest);
    return true;
}

/* True if the title goes on after a quotation at its start: "Tidal" Ferries, "Do Tides Rise?": A
 * Survey. Names, which may follow as well, are several after a colon. */
static bool title_goes_on_after_quote(struct view quoted, struct view rest, bool is_cell)
{
    bool colon = view_take(&rest, VIEW(":"));

    rest = view_trim_start(rest);
    if (rest.len == 0 || !ascii_is_alnum(rest.at[0]))
        return false;
    if (colon)
        return !list_title_goes_on_in_prose(rest) &&
               !(written_names_are_several(rest) && written_names_seem(rest));
    return (is_cell || !view_has_byte(quoted, ' ')) && !text_has_cjk(quoted) &&
           !view_starts_with(rest, VIEW("by ")) && !written_venue_is_tag(trim_title_end(rest));
}

/* Bold or linked text may be within quotation marks: "**Title**", and quoted text in bold. */
static bool title_is_quoted(const struct inline_text *text, size_t at, bool is_cell,
                            struct list_title *found)
{
    struct view plain = buffer_view(&text->text), rest = view_skip(plain, at), quoted;

    if (!take_quoted(&rest, &quoted))
        return false;
    rest = inline_text_part(text, plain.len - rest.len, plain_end(text, plain.len - rest.len));
    if (title_goes_on_after_quote(quoted, rest, is_cell))
        return title_is_plain(text, at, is_cell, found);
    place_title(found, TITLE_IS_QUOTED, quoted, (size_t)(rest.at - plain.at));
    return true;
}

/* A cell that is nothing but a link, whatever its text. */
static bool title_is_cell(const struct inline_text *text, struct list_title *found)
{
    struct view plain = view_trim(buffer_view(&text->text));
    const struct inline_link *link = text->links;

    if (text->link_count != 1 || link->role == LABEL_PAPER || list_link_is_reference(text, link) ||
        view_trim(inline_text_part(text, link->start, link->end)).len < plain.len || plain.len == 0)
        return false;
    found->link = link;
    place_title(found, TITLE_IS_LINK, inline_text_part(text, link->start, link->end), link->end);
    return true;
}

/* True for a cell that is nothing but bold text, as bots write titles. */
static bool is_bold_cell(const struct inline_text *text)
{
    return text->link_count == 0 && text->span_count == 1 &&
           text->spans[0].style == INLINE_STRONG && text->spans[0].start == 0 &&
           text->spans[0].end == text->text.len && text->text.len > 0 &&
           ascii_is_alpha(text->text.at[0]) && !view_has_byte(buffer_view(&text->text), '\n');
}

/* Finds the link in **[Title](…)** and "[Title](…)". */
static void find_title_link(const struct inline_text *text, struct list_title *found)
{
    enum { MARKS = 4 }; /* bytes around it */
    size_t start = (size_t)(found->text.at - text->text.at);

    for (size_t i = 0; i < text->link_count && !found->link; i++) {
        const struct inline_link *link = &text->links[i];

        if (link->start >= start && link->end <= start + found->text.len &&
            link->end - link->start + MARKS >= found->text.len)
            found->link = link;
    }
}

/* Ends the title in a link that has more: [**Tides of the Moon** (2021)<br>*Ada Tide*](…). */
static void end_title_in_link(const struct inline_text *text, struct list_title *found)
{
    const struct inline_link *link = found->link;
    const struct inline_span *strong = marked_title_at(text, link->start);
    struct view name = inline_text_part(text, link->start, link->end), title = name, rest;

    title.len = view_find_byte(name, '\n');
    if (title.len == name.len)
        return;
    rest = view_skip(title, strong ? strong->end - link->start : 0);
    if (strong && strong->start >= link->start && without_year(rest).len == 0 &&
        (view_trim(rest).len > 0 || !is_nickname(text, strong)))
        place_title(found, TITLE_IS_LINK, inline_text_part(text, strong->start, strong->end),
                    strong->end);
    else if (written_names_seem(view_trim(view_skip(name, title.len))))
        place_title(found, TITLE_IS_LINK, without_year(title), link->start + title.len);
}

void list_title_find(const struct inline_text *text, bool is_cell, struct list_title *found)
{
    size_t at;

    *found = (struct list_title){ 0 };
    if (is_cell && is_bold_cell(text)) {
        place_title(found, TITLE_IS_STRONG, buffer_view(&text->text), text->text.len);
        return;
    }
    at = list_prefix_skip(text, &found->date);
    if (!(is_cell && title_is_cell(text, found)) && !title_is_link(text, at, found) &&
        !title_is_next_line(text, at, found) && !title_is_span_before_names(text, at, found) &&
        !title_is_span_after_names(text, at, found) && !title_is_strong(text, at, is_cell, found) &&
        !title_is_quoted(text, at, is_cell, found) &&
        !title_is_quoted_later(text, at, is_cell, found) && !title_is_later_link(text, at, found))
        title_is_plain(text, at, is_cell, found);
    if (!found->link && found->kind != TITLE_IS_ABSENT)
        find_title_link(text, found);
    if (found->kind == TITLE_IS_LINK)
        end_title_in_link(text, found);
}
