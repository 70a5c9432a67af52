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
        !list_is_word_byte(before.at[before.len - 1]) || arxiv_is_category(code) ||
        list_link_names_reference(code))
        return false;
    after = view_skip(after, ascii_is_blank(after.at[0]) || after.at[0] == '-');
    return after.len > 0 && list_is_word_byte(after.at[0]) &&
           !list_link_at(text, plain.len - after.len) &&
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

/* True for what may be a title after a nickname and a comma: "**Tides**, A Study of Gauges". */
static bool may_follow_nickname(struct view rest, size_t few)
{
    return list_has_more_words(rest, few) && !view_has_byte(rest, ',') &&
           !written_names_seem(rest) && !written_venue_is_tag(rest) &&
           !written_venue_is_name(rest) && !written_venue_names_publication(rest);
}

/* True if every longer word begins with a capital, and no word is a number: "Oral at ICLR 2024" is
 * a remark. */
static bool is_in_title_case(struct view text)
{
    enum { SHORT = 4 }; /* letters, as of "with" */

    for (struct view word; (word = word_set_take(&text)).len > 0;) {
        if (ascii_is_digit(word.at[0]) ||
            (word.len > SHORT && word.at[0] >= 'a' && word.at[0] <= 'z'))
            return false;
    }
    return true;
}

/* True for what may go on with a title of which more than a nickname is in bold. */
static bool goes_on_after_bold(struct view plain, const struct inline_span *span, struct view rest)
{
    enum { FEW = 3 }; /* words */

    return view_starts_with(view_skip(plain, span->end), VIEW(":")) &&
           may_follow_nickname(rest, FEW) && is_in_title_case(rest);
}

/* **SparseDFF**: Sparse-View Feature Distillation, [arXiv](…): the bold nickname is the first word
 * of the title, unless that repeats it, or a comma or a citation follows it. */
static bool title_goes_on(const struct inline_text *text, const struct inline_span *span,
                          size_t next, bool is_cell, struct list_title *found)
{
    enum { WORDS_MIN = 2, WORDS_MAX = 25, COMMA_MIN = 4 };
    struct view plain = buffer_view(&text->text), title = { plain.at + span->start, 0 }, rest,
                again;
    struct view name = written_byline_trim(inline_text_part(text, span->start, span->end));
    bool comma = next < plain.len && plain.at[next] == ',', repeated;
    size_t end;

    if (!comma &&
        !view_has_byte(inline_text_part(text, span->end - (span->end > span->start), next), ':'))
        return false;
    end = plain_end(text, next);
    again = rest = written_byline_trim(view_trim_start(inline_text_part(text, next + comma, end)));
    if (!is_nickname(text, span) && (comma || !goes_on_after_bold(plain, span, rest)))
        return false;
    if (!comma && written_byline_take_citation(&found->byline, &rest)) {
        place_title(found, TITLE_IS_STRONG, rest, end);
        return true;
    }
    repeated = view_take_ignoring_case(&again, name) && view_starts_with(again, VIEW(":"));
    if ((!is_cell && (end == plain.len ? !ends_in_picture(text) : plain.at[end] == '\n')) ||
        list_count_words(rest) < WORDS_MIN || list_count_words(rest) > WORDS_MAX ||
        (!repeated && list_title_goes_on_in_prose(rest)) ||
        (comma && !may_follow_nickname(rest, COMMA_MIN)))
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
                !written_names_seem(written_byline_trim((struct view){ plain.at + at, i - at })))
                return false;
            found->byline.text = view_trim((struct view){ plain.at + at, i - at });
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
        found->byline.text = inline_text_part(text, span->start, span->end);
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

    before = written_byline_drop_year(before);
    if (view_ends_with(before, VIEW(" of"))) /* ", p. 15 of" */
        before.len = view_find_last(before, VIEW(","));
    if (is_after_strong && dash < before.len)
        before = written_byline_drop_year(view_skip(before, dash + sizeof " — " - 1));
    if (is_after_strong && view_has_byte(before, ':'))
        before =
            written_byline_drop_year(view_trim(view_skip(before, view_find_byte(before, ':') + 1)));
    else if (is_after_strong && !list_has_et_al(before) && !begins_with_initial(before))
        return false; /* a title in bold may look like a name */
    *names = before;
    if (!is_after_strong && (comma || (stop && written_names_are_several(before))) &&
        !list_title_is_lower_case(title) && list_has_more_words(title, 2) &&
        !written_names_seem(title) && !written_venue_names_publication(title) && before.len > 0 &&
        written_names_may_be_families(before))
        return true; /* Tide, Reef, *Deep Tides of the Moon* */
    return list_has_more_words(title, 1) && written_names_seem(before) &&
           (!written_names_seem(title) ||
            ((written_names_have_initial(before) || list_has_et_al(before)) &&
             !written_names_have_initial(title) && !view_has_byte(title, ',')));
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
        found->byline.text = before;
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
    title = written_byline_trim(inline_text_part(text, at, end));
    rest =
        written_byline_trim(written_venue_drop(inline_text_part(text, end, plain_end(text, end))));
    while (rest.len > 0 && view_has_byte(VIEW(" ,.("), rest.at[0]))
        rest = view_skip(rest, 1);
    if (!view_take(&rest, VIEW("by ")) && !written_names_have_initial(rest) &&
        !written_names_are_several(rest))
        return false;
    if (!list_has_more_words(title, 1) || view_has_byte(title, '\n') || !written_names_seem(rest) ||
        (written_names_seem(title) &&
         (written_names_have_initial(title) || view_has_byte(title, ','))))
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
    before = written_byline_trim(before);
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
        found->byline.text = before;
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
            title = written_byline_trim((struct view){ title.at, at });
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
            return written_byline_trim(before);
    }
    return title;
}

/* True for what a list says of a paper whose link names only its authors: "[Tide et al.](…) — the
 * first of them", but not "iFerry: a ship". */
static bool is_remark_on_reference(const struct inline_text *text, size_t at, struct view title)
{
    const struct inline_link *link = text->links;
    struct view word = { title.at, view_find_byte(title, ' ') };

    return text->link_count > 0 && link->end <= at &&
           list_has_et_al(inline_text_part(text, link->start, link->end)) &&
           ((list_title_goes_on_in_prose(title) && !view_ends_with(word, VIEW(":"))) ||
            view_starts_with(title, VIEW("——")));
}

/* The text up to the first link, line break or |. */
static bool title_is_plain(const struct inline_text *text, size_t at, bool is_cell,
                           struct list_title *found)
{
    static const struct view books[] = { VIEW_ENTRY(". In "), VIEW_ENTRY(". In: "),
                                         VIEW_ENTRY(". En: ") };
    struct view title = inline_text_part(text, at, plain_end(text, at));
    struct view whole = written_byline_trim(title);

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
        title = written_byline_trim((struct view){ title.at, title.len - 2 });
    written_byline_take_plain(&found->byline, &title, is_cell);
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
           !view_starts_with(rest, VIEW("by ")) && !written_venue_is_tag(written_byline_trim(rest));
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
    if (strong && strong->start >= link->start && written_byline_drop_year(rest).len == 0 &&
        (view_trim(rest).len > 0 || !is_nickname(text, strong)))
        place_title(found, TITLE_IS_LINK, inline_text_part(text, strong->start, strong->end),
                    strong->end);
    else if (written_names_seem(view_trim(view_skip(name, title.len))))
        place_title(found, TITLE_IS_LINK, written_byline_drop_year(title), link->start + title.len);
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
