#include "input/markdown/list_head.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_label.h"
#include "input/markdown/written_names.h"
#include "record/written_date.h"
#include "text/utf8.h"

/* ---- Links ---------------------------------------------------------------- */

bool list_link_is_paper(const struct inline_link *link, struct arena *arena, struct arxiv_id *id)
{
    struct view address = link->address;
    size_t len = 0;

    if (address.len == 0 ||
        view_starts_with(address, VIEW("https://github.com/"))) /* most others */
        return false;
    if (arxiv_read_link(address, arena, id) || arxiv_mention_read_word(address, arena, id))
        return true;
    while (len < address.len &&
           (ascii_is_alnum(address.at[len]) || view_has_byte(VIEW(".:/_-"), address.at[len])))
        len++;
    address.len = len; /* something stray may follow: /pdf/1112.6209.pdf&embed */
    return len < link->address.len && arxiv_read_link(address, arena, id);
}

size_t list_count_letters(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ascii_is_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0xC3;
    return count;
}

/* Returns the index of the first link that starts at `at` or later. */
static size_t first_link_from(const struct inline_text *text, size_t at)
{
    size_t low = 0, high = text->link_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (text->links[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Looks only so far, since a line may have a hundred thousand links. */
bool list_link_is_among_links(const struct inline_text *text, const struct inline_link *link)
{
    enum { LETTERS = 8, BESIDE_BRACKETS = 40, FAR = 1000, LINKS = 100 };
    struct view plain = buffer_view(&text->text);
    bool bracketed = link->start > 0 && plain.at[link->start - 1] == '[';
    size_t start = link->start, end = link->end, letters, first;

    while (start > 0 && link->start - start < FAR && plain.at[start - 1] != '\n' &&
           plain.at[start - 1] != '|')
        start--;
    while (end < plain.len && end - link->end < FAR && plain.at[end] != '\n' &&
           plain.at[end] != '|')
        end++;
    letters = list_count_letters(inline_text_part(text, start, end));
    first = first_link_from(text, start);
    for (size_t i = first; i < text->link_count && i - first < LINKS; i++) {
        const struct inline_link *other = &text->links[i];
        if (other->start >= end)
            break;
        if (other->end <= end)
            letters -= list_count_letters(inline_text_part(text, other->start, other->end));
    }
    return letters < (bracketed ? BESIDE_BRACKETS : LETTERS);
}

/* Returns the words before a link, back to a separator: the label in "Paper: https://…". */
static struct view label_before(struct view text, size_t at)
{
    enum { LABEL_MAX = 40 };
    struct view before = view_trim_end((struct view){ text.at, at });
    size_t start;

    while (before.len > 0 && view_has_byte(VIEW("[(<*"), before.at[before.len - 1]))
        before = view_trim_end((struct view){ before.at, before.len - 1 });
    if (view_ends_with(before, VIEW("：")))
        before.len -= 3;
    else if (view_ends_with(before, VIEW(":")))
        before.len--;
    else
        return (struct view){ 0 };
    for (start = before.len; start > 0 && before.len - start < LABEL_MAX; start--) {
        if (view_has_byte(VIEW(",.;|()[]\n"), before.at[start - 1]))
            break;
    }
    return view_skip(before, start);
}

static enum list_role role_of_link(const struct inline_text *text, const struct inline_link *link)
{
    struct view plain = buffer_view(&text->text);
    struct view name = inline_text_part(text, link->start, link->end);
    enum list_role role = ROLE_NONE;

    if (!link->is_bare)
        role = list_label_link(name);
    if (role == ROLE_NONE && link->alt.len > 0)
        role = list_label_link(link->alt);
    if (role == ROLE_NONE)
        role = list_label_link(label_before(plain, link->start));
    return role == ROLE_DOI ? ROLE_PAPER : role;
}

void list_head_name_links(struct inline_text *text)
{
    for (size_t i = 0; i < text->link_count; i++)
        text->links[i].role = role_of_link(text, &text->links[i]);
}

size_t list_count_words(struct view text)
{
    size_t count = 0;
    bool after_blank = true;

    for (size_t i = 0; i < text.len; i++) {
        bool blank = ascii_is_blank(text.at[i]);
        count += after_blank && !blank;
        after_blank = blank;
    }
    return count;
}

/* True for the short text of a link that is no prose: [paper], [arXiv'23], [2403.19588]. */
static bool is_short_name(struct view name)
{
    static const struct view prose[] = {
        VIEW_ENTRY("this"), VIEW_ENTRY("the "), VIEW_ENTRY("here"),
        VIEW_ENTRY("our "), VIEW_ENTRY("a "),   VIEW_ENTRY("an ")
    };

    enum { WORDS = 2, BYTES = 40 };
    name = view_trim(name);
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
        if (view_starts_with_ignoring_case(name, prose[i]))
            return false;
    }
    return name.len > 0 && name.len <= BYTES && list_count_words(name) <= WORDS;
}

/* ---- Before the title ----------------------------------------------------- */

static const struct inline_link *link_at(const struct inline_text *text, size_t at)
{
    for (size_t i = first_link_from(text, at); i < text->link_count && text->links[i].start == at;
         i++) {
        if (text->links[i].end > at)
            return &text->links[i];
    }
    return NULL;
}

/* Returns the length of an emoji, a symbol or a :code: at the start, else 0. */
static size_t symbol_length(struct view text)
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
    return (code >= 0x2190 && code < 0x2C00) || (code >= 0x1F000 && code < 0x20000) ||
                   (code >= 0xFE00 && code <= 0xFE0F) || code == 0x200D || code == 0x20E3
               ? width
               : 0;
}

/* Returns the length of a number of the list at the start: "1. ", "[4] ", "(3)". */
static size_t list_number_length(struct view text)
{
    bool bracket = text.len > 0 && (text.at[0] == '[' || text.at[0] == '(');
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

/* Returns the length of a short note in brackets at the start, such as [2022/06], (ICLR 2024) or
 * [ ], which may be a date. */
static size_t note_length(struct view text, struct date *date)
{
    enum { NOTE_MAX = 40 };
    struct view inside, where;
    size_t end;

    if (text.len == 0 || (text.at[0] != '[' && text.at[0] != '('))
        return 0;
    end = view_find_byte(text, text.at[0] == '[' ? ']' : ')');
    if (end == text.len || end > NOTE_MAX)
        return 0;
    inside = (struct view){ text.at, end + 1 };
    if (date->year == 0)
        written_date_find(inside, date, &where);
    return end + 1;
}

/* Returns the length of a venue and its year at the start, with the comma or colon after them:
 * "CVPR 2023, ", "arXiv 2023.10: ", else 0. */
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
    if (rest.len == 0 || !view_has_byte(VIEW(",:-"), rest.at[0]))
        return 0;
    if (date->year == 0)
        *date = (struct date){ year, month, 0 };
    return text.len - rest.len + 1;
}

/* True for the text of a link that names a venue, an id or a citation, but no title: "AAAI2022",
 * "CVPR 2021", "2112.09210", "Smith et al., 2026". */
static bool names_no_title(struct view name)
{
    enum { VENUE = 3, CITATION = 6 }; /* words */
    struct view digits = name;
    size_t words = list_count_words(name), capitals = 0;
    bool year = false;

    if (view_take_ignoring_case(&digits, VIEW("arXiv:")))
        digits = view_trim_start(digits);
    while (digits.len > 0 &&
           (ascii_is_digit(digits.at[0]) || view_has_byte(VIEW(".v'/ "), digits.at[0])))
        digits = view_skip(digits, 1);
    if (digits.len > 0 && words > CITATION)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        capitals += ascii_is_upper(name.at[i]);
        year |= ascii_is_digit(name.at[i]) && i + 1 < name.len && ascii_is_digit(name.at[i + 1]);
    }
    if (digits.len == 0 || (words < VENUE && year && capitals > 1))
        return true;
    return words <= CITATION && (view_find(name, VIEW("et al")) < name.len ||
                                 (year && words <= VENUE + 1 && view_has_byte(name, '(')));
}

/* Returns the length of a link at the start that is named by what it leads to, with the brackets
 * and marks around it: [[AAAI2022](…)], [pdf](…), <https://…>. */
static size_t leading_link_length(const struct inline_text *text, size_t at)
{
    struct view plain = buffer_view(&text->text), name;
    const struct inline_link *link;
    size_t start = at, end;

    while (start < plain.len && view_has_byte(VIEW("[(<"), plain.at[start]))
        start++;
    link = link_at(text, start);
    if (!link)
        return 0;
    name = view_trim(inline_text_part(text, link->start, link->end));
    if (!link->is_bare && list_label_link(name) == ROLE_NONE && !names_no_title(name))
        return 0;
    for (end = link->end; end < plain.len && view_has_byte(VIEW("])>/:"), plain.at[end]); end++)
        ;
    return end < plain.len && plain.at[end] != '\n' ? end - at : 0;
}

/* Returns the offset of what may be the title, after numbers, symbols and dates. */
static size_t skip_before_title(const struct inline_text *text, struct list_head *head)
{
    struct view plain = buffer_view(&text->text), rest = plain;

    for (;;) {
        size_t at = plain.len - rest.len, len;
        struct date date;
        struct view day;

        while (rest.len > 0 && !link_at(text, plain.len - rest.len) &&
               (ascii_is_blank(rest.at[0]) || view_has_byte(VIEW(",-|<"), rest.at[0])))
            rest = view_skip(rest, 1);
        at = plain.len - rest.len;
        len = leading_link_length(text, at);
        if (len == 0 && link_at(text, at))
            return at;
        if (len > 0) {
            rest = view_skip(rest, len);
            continue;
        }
        day = rest;
        if ((len = symbol_length(rest)) > 0 || (len = list_number_length(rest)) > 0) {
            rest = view_skip(rest, len);
        } else if (written_date_take(&day, &date)) {
            head->date = date;
            rest = day;
            view_take(&rest, VIEW(":"));
        } else if ((len = venue_length(rest, &head->date)) > 0) {
            rest = view_skip(rest, len);
        } else if ((len = note_length(rest, &head->date)) > 0 && len < rest.len) {
            rest = view_skip(rest, len);
            view_take(&rest, VIEW(":"));
        } else {
            return at;
        }
    }
}

/* ---- The title ------------------------------------------------------------ */

/* Returns the bold text that begins at `at`, or before it with a number of the list. */
static const struct inline_span *strong_at(const struct inline_text *text, size_t at)
{
    enum { NUMBER_MAX = 12 };

    for (size_t i = 0; i < text->span_count && text->spans[i].start <= at; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->style == INLINE_STRONG && at - span->start <= NUMBER_MAX && span->end > at)
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
        end = view_find(rest, marks[i].close);
        if (end == rest.len)
            return false;
        *quoted = (struct view){ rest.at, end };
        *text = view_skip(*text, marks[i].open.len + end + marks[i].close.len);
        return true;
    }
    return false;
}

static void place_title(struct list_head *head, enum head_kind kind, struct view plain,
                        struct view title, size_t rest)
{
    (void)plain;
    head->kind = kind;
    head->title = title;
    head->rest = rest;
}

/* True if a link's text can be a title: not the name of what it links to. */
static bool may_be_title(const struct inline_text *text, const struct inline_link *link)
{
    struct view name = view_trim(inline_text_part(text, link->start, link->end));

    if (link->is_bare || name.len < 3 || view_starts_with(name, VIEW("http")) || name.at[0] == '@')
        return false;
    if (list_label_role(name) != ROLE_NONE || names_no_title(name))
        return false;
    return list_count_words(name) > 3 || list_label_link(name) == ROLE_NONE;
}

static bool title_is_link(const struct inline_text *text, size_t at, struct list_head *head)
{
    const struct inline_link *link = link_at(text, at);

    if (!link || !may_be_title(text, link))
        return false;
    head->title_link = link;
    place_title(head, HEAD_LINK, buffer_view(&text->text),
                inline_text_part(text, link->start, link->end), link->end);
    return true;
}

/* True if text begins with a word in lower case: the sentence goes on. */
static bool follows_prose(struct view text)
{
    text = view_trim_start(text);
    return text.len > 1 && ascii_is_alpha(text.at[0]) && !ascii_is_upper(text.at[0]);
}

/* True for italics in mid-sentence: text without a mark stands before, a small letter follows. */
static bool is_in_sentence(const struct inline_text *text, const struct inline_span *span)
{
    struct view plain = buffer_view(&text->text);
    struct view before = view_trim_end((struct view){ plain.at, span->start });

    return span->style == INLINE_EMPHASIS && before.len > 0 &&
           ascii_is_alpha(before.at[before.len - 1]) && follows_prose(view_skip(plain, span->end));
}

/* Returns the offset of the end of plain text that begins at `at`: a link, italics, code, a line
 * break or |. */
static size_t plain_end(const struct inline_text *text, size_t at)
{
    size_t end = at;

    while (end < text->text.len && text->text.at[end] != '|' && text->text.at[end] != '\n')
        end++;
    for (size_t i = 0; i < text->link_count; i++) {
        if (text->links[i].start >= at && text->links[i].start < end)
            end = text->links[i].start;
    }
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];
        if (span->start > at && span->start < end && span->style != INLINE_STRONG &&
            !is_in_sentence(text, span))
            end = span->start;
    }
    return end;
}

/* Returns the text without the punctuation that stands between a title and what follows it. */
static struct view trim_title_end(struct view title)
{
    title = view_trim_end(title);
    while (title.len > 0 && view_has_byte(VIEW("[(-:,. \n"), title.at[title.len - 1]))
        title.len--;
    return title;
}

/* **SparseDFF**: Sparse-View Feature Distillation, [arXiv](…): the bold nickname is the first word
 * of the title. */
static bool title_goes_on(const struct inline_text *text, const struct inline_span *span,
                          size_t next, bool is_cell, struct list_head *head)
{
    enum { NICKNAME = 3, WORDS_MIN = 2, WORDS_MAX = 25 };
    struct view plain = buffer_view(&text->text), rest;
    size_t end = plain_end(text, next);

    rest = trim_title_end((struct view){ plain.at + next, end - next });
    if (!view_has_byte(inline_text_part(text, span->end - (span->end > span->start), next), ':') ||
        list_count_words(inline_text_part(text, span->start, span->end)) > NICKNAME ||
        (!is_cell && (end == plain.len || plain.at[end] == '\n')) ||
        list_count_words(rest) < WORDS_MIN || list_count_words(rest) > WORDS_MAX ||
        follows_prose(rest))
        return false;
    place_title(head, HEAD_STRONG, plain,
                (struct view){ plain.at + span->start,
                               (size_t)(rest.at - plain.at) + rest.len - span->start },
                end);
    return true;
}

/* Names, then a quoted title: LeCun, Yann, and Geoffrey Hinton. "Deep learning." Nature (2015). */
static bool title_is_quoted_later(const struct inline_text *text, size_t at, bool is_cell,
                                  struct list_head *head)
{
    struct view plain = buffer_view(&text->text);
    size_t limit = text->link_count > 0 ? text->links[0].start : plain.len;

    for (size_t i = at; i < limit; i++) {
        struct view rest = view_skip(plain, i), quoted;
        char c = plain.at[i];

        if ((c == '"' || (unsigned char)c >= 0xE2) && (i == 0 || ascii_is_blank(plain.at[i - 1])) &&
            take_quoted(&rest, &quoted) && list_count_words(quoted) > 1 &&
            (!is_cell ||
             written_names_seem(trim_title_end((struct view){ plain.at + at, i - at })))) {
            head->before = view_trim((struct view){ plain.at + at, i - at });
            place_title(head, HEAD_QUOTED, plain, quoted, plain.len - rest.len);
            return true;
        }
    }
    return false;
}

/* Bold text, and what may follow a nickname in bold: a quoted or linked title. */
static bool title_is_strong(const struct inline_text *text, size_t at, bool is_cell,
                            struct list_head *head)
{
    struct view plain = buffer_view(&text->text), rest, quoted;
    const struct inline_span *span = strong_at(text, at);
    size_t next;

    if (!span || span->end == span->start)
        return false;
    rest = view_skip(plain, span->end);
    while (rest.len > 0 && (ascii_is_blank(rest.at[0]) || view_has_byte(VIEW(":-"), rest.at[0])))
        rest = view_skip(rest, 1);
    next = plain.len - rest.len;
    if (view_ends_with(view_trim(inline_text_part(text, span->start, span->end)), VIEW(":")) &&
        title_is_quoted_later(text, span->end, true, head))
        return true;
    if (take_quoted(&rest, &quoted) && list_count_words(quoted) > 1) {
        head->before = inline_text_part(text, span->start, span->end);
        place_title(head, HEAD_QUOTED, plain, quoted, plain.len - rest.len);
        return true;
    }
    if (list_count_words(inline_text_part(text, span->start, span->end)) <= 3 &&
        link_at(text, next) &&
        list_count_words(
            inline_text_part(text, link_at(text, next)->start, link_at(text, next)->end)) > 3 &&
        title_is_link(text, next, head))
        return true;
    if (title_goes_on(text, span, next, is_cell, head))
        return true;
    place_title(head, HEAD_STRONG, plain, inline_text_part(text, span->start, span->end),
                span->end);
    return true;
}

/* Bold or linked text may be within quotation marks: "**Title**", and quoted text in bold. */
static bool title_is_quoted(const struct inline_text *text, size_t at, struct list_head *head)
{
    struct view plain = buffer_view(&text->text), rest = view_skip(plain, at), quoted;

    if (!take_quoted(&rest, &quoted))
        return false;
    place_title(head, HEAD_QUOTED, plain, quoted, plain.len - rest.len);
    return true;
}

/* Returns the text without a year in brackets, and punctuation, at its end. */
static struct view without_year(struct view text)
{
    enum { BRACKET_MAX = 12 };
    size_t open;

    text = trim_title_end(text);
    open = view_find_last(text, VIEW("("));
    if (view_ends_with(text, VIEW(")")) && open < text.len && text.len - open <= BRACKET_MAX)
        text = trim_title_end((struct view){ text.at, open });
    return text;
}

/* Names, then a title in italics or in bold: "Vaswani et al. (2017). *Attention Is All You Need.*"
 */
static bool title_is_span_after_names(const struct inline_text *text, size_t at,
                                      struct list_head *head)
{
    struct view plain = buffer_view(&text->text), before, name;
    const struct inline_span *own = strong_at(text, at);
    size_t limit = text->link_count > 0 && text->links[0].start > at ? text->links[0].start
                                                                     : plain.len;

    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->start <= at || span->start >= limit || span->style > INLINE_EMPHASIS ||
            (own && span->end <= own->end))
            continue;
        name = view_trim(inline_text_part(text, span->start, span->end));
        before = without_year((struct view){ plain.at + at, span->start - at });
        if (own && view_has_byte(before, ':'))
            before = without_year(view_trim(view_skip(before, view_find_byte(before, ':') + 1)));
        else if (own && view_find(before, VIEW("et al")) == before.len)
            return false; /* a title in bold may look like a name */
        if (list_count_words(name) < 2 || !written_names_seem(before) || written_names_seem(name))
            return false;
        head->before = before;
        place_title(head, HEAD_STRONG, plain, name, span->end);
        return true;
    }
    return false;
}

/* True if the text is the beginning of a sentence that ends in a link: "The paper is available on",
 * "Published at ICLR 2026". */
static bool begins_sentence(struct view text)
{
    static const struct view starts[] = { VIEW_ENTRY("Published "), VIEW_ENTRY("Accepted "),
                                          VIEW_ENTRY("Presented "), VIEW_ENTRY("We "),
                                          VIEW_ENTRY("Our "),       VIEW_ENTRY("This ") };
    static const struct view ends[] = {
        VIEW_ENTRY(" on"),  VIEW_ENTRY(" at"),   VIEW_ENTRY(" in"),   VIEW_ENTRY(" the"),
        VIEW_ENTRY(" our"), VIEW_ENTRY(" from"), VIEW_ENTRY(" see"),  VIEW_ENTRY(" of"),
        VIEW_ENTRY(" by"),  VIEW_ENTRY(" a"),    VIEW_ENTRY(" this"), VIEW_ENTRY(" and"),
        VIEW_ENTRY(" to"),  VIEW_ENTRY(" with"), VIEW_ENTRY(" is"),   VIEW_ENTRY(" are"),
    };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with(text, starts[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (view_ends_with(text, ends[i]))
            return true;
    }
    return false;
}

/* "GAN - [Generative Adversarial Networks](…)", "Zachary C. Lipton, [A Critical Review of RNN](…)":
 * the title is a link after a nickname, a venue or names. */
static bool title_is_later_link(const struct inline_text *text, size_t at, struct list_head *head)
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
        if (view_has_byte(before, '\n') || list_count_words(name) < WORDS || follows_prose(name) ||
            !may_be_title(text, link) || words > BEFORE || begins_sentence(before) ||
            before.len == 0 ||
            (words > WORDS && !view_has_byte(VIEW("-:,.|"), before.at[before.len - 1])))
            return false;
        head->before = before;
        head->title_link = link;
        place_title(head, HEAD_LINK, plain, name, link->end);
        return true;
    }
    return false;
}

/* An address alone on the first line, and the title on the second. */
static bool title_is_next_line(const struct inline_text *text, size_t at, struct list_head *head)
{
    struct view plain = buffer_view(&text->text), rest;
    const struct inline_link *link = link_at(text, at);

    if (!link || !link->is_bare || link->end >= plain.len || plain.at[link->end] != '\n')
        return false;
    rest = view_skip(plain, link->end + 1);
    rest.len = view_find_byte(rest, '\n');
    if (list_count_words(rest) < 2 || view_starts_with(rest, VIEW("http")))
        return false;
    head->title_link = link;
    place_title(head, HEAD_LINK, plain, rest, link->end + 1 + rest.len);
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

/* Takes names off the start of "Jason Weston, Antoine Bordes, Memory Networks", or of "Ada Tide,
 * Ben Reef. Memory Networks". The last part may look like a name, too. */
static void take_names_before(struct list_head *head, struct view *title)
{
    enum { COMMAS_MIN = 2, NAMES_MAX = 1000 }; /* bytes: each comma costs a look at all before it */
    struct view names = { 0 };
    size_t commas = 0;

    for (size_t at = 0; at < title->len && at < NAMES_MAX; at++) {
        bool stop = title->at[at] == '.' && commas > 0;

        if (title->at[at] != ',' && !stop)
            continue;
        commas++;
        if (commas >= COMMAS_MIN && list_count_words(view_skip(*title, at + 1)) > 1 &&
            written_names_seem((struct view){ title->at, at }))
            names = (struct view){ title->at, at };
        else if (names.len > 0)
            break;
        if (stop && names.len == at && list_count_words(view_skip(*title, at + 1)) > COMMAS_MIN)
            break;
    }
    if (names.len == 0)
        return;
    head->before = names;
    *title = view_skip(*title, names.len + 1);
    while (title->len > 0 && view_has_byte(VIEW(" ,."), title->at[0]))
        *title = view_skip(*title, 1);
}

/* Takes ", Ada Tide et al." off the end of a title. */
static void take_names_after(struct list_head *head, struct view *title)
{
    struct view names;
    size_t comma = view_find(*title, VIEW("et al"));

    if (comma == title->len)
        return;
    while (comma > 0 && title->at[comma - 1] != ',')
        comma--;
    names = view_trim(view_skip(*title, comma));
    if (comma > 1 && written_names_seem(names)) {
        head->before = names;
        title->len = comma - 1;
    }
}

/* The text up to the first link, line break or |. */
static bool title_is_plain(const struct inline_text *text, size_t at, bool is_cell,
                           struct list_head *head)
{
    struct view plain = buffer_view(&text->text),
                title = inline_text_part(text, at, plain_end(text, at));

    head->rest = at + title.len;
    title = without_arxiv_mention(trim_title_end(title));
    if (view_find(title, VIEW(". In ")) < title.len)
        title.len = view_find(title, VIEW(". In "));
    if (view_ends_with(title, VIEW(". In")) || view_ends_with(title, VIEW(", in")) ||
        view_ends_with(title, VIEW(", In")))
        title = trim_title_end((struct view){ title.at, title.len - 2 });
    if (!is_cell) {
        take_names_before(head, &title);
        take_names_after(head, &title);
    }
    if (!is_cell && begins_sentence(title))
        return false;
    if (title.len < 3)
        return false;
    place_title(head, HEAD_PLAIN, plain, title, head->rest);
    return true;
}

/* ---- The entry's own link ------------------------------------------------- */

static bool take_own(struct list_head *head, const struct inline_link *link, struct arena *arena,
                     bool by_title)
{
    if (!list_link_is_paper(link, arena, &head->id))
        return false;
    head->own = link;
    head->by_title = by_title;
    head->by_name = !by_title;
    return true;
}

/* arXiv:2403.19588 in code or in brackets. */
static bool find_id_in_code(const struct inline_text *text, struct arena *arena,
                            struct list_head *head)
{
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->style == INLINE_CODE &&
            arxiv_mention_read_value(inline_text_part(text, span->start, span->end), arena,
                                     &head->id))
            return true;
    }
    return false;
}

/* "arXiv preprint arXiv:1502.04623 (2015)" after the title. */
static bool find_id_in_text(const struct inline_text *text, struct arena *arena,
                            struct list_head *head)
{
    struct view rest = view_skip(buffer_view(&text->text), head->rest);
    size_t at = 0;

    while (at < rest.len && !view_starts_with_ignoring_case(view_skip(rest, at), VIEW("arxiv:")))
        at++;
    rest = view_skip(rest, at + sizeof "arxiv:" - 1);
    rest = view_trim_start(rest);
    return rest.len > 0 && arxiv_take_id(&rest, arena, &head->id);
}

/* True for a link to a venue, an id or a citation that stands apart from the text: in brackets,
 * after a mark, first or last. */
static bool is_citation_apart(const struct inline_text *text, const struct inline_link *link)
{
    struct view plain = buffer_view(&text->text);
    struct view before = view_trim_end((struct view){ plain.at, link->start });

    return link->end > link->start &&
           (link->is_bare || names_no_title(inline_text_part(text, link->start, link->end))) &&
           (before.len == 0 || view_has_byte(VIEW("[(<|,.:-"), before.at[before.len - 1]) ||
            view_trim(view_skip(plain, link->end)).len <= 1);
}

static void find_own_link(const struct inline_text *text, struct arena *arena,
                          struct list_head *head)
{
    head->id = (struct arxiv_id){ 0 };
    if (head->title_link && take_own(head, head->title_link, arena, true))
        return;
    for (size_t i = 0; i < text->link_count; i++) {
        if ((text->links[i].role == ROLE_PAPER || is_citation_apart(text, &text->links[i])) &&
            take_own(head, &text->links[i], arena, false))
            return;
    }
    if (find_id_in_code(text, arena, head)) {
        head->by_name = true;
        return;
    }
    if (find_id_in_text(text, arena, head)) {
        head->by_name = true;
        return;
    }
    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        struct view name = inline_text_part(text, link->start, link->end);

        if (link->role == ROLE_NONE && (is_short_name(name) || link->start == link->end) &&
            take_own(head, link, arena, false)) {
            head->by_name = link->is_bare;
            return;
        }
    }
    head->id = (struct arxiv_id){ 0 };
}

/* True if what follows the title up to the line's end has no prose: at most a few words outside of
 * links and brackets. */
static bool tail_is_short(const struct inline_text *text, const struct list_head *head)
{
    enum { WORDS = 6 };
    struct view plain = buffer_view(&text->text);
    size_t words = 0, depth = 0;

    if (follows_prose(view_skip(plain, head->rest)))
        return false;
    for (size_t at = head->rest; at < plain.len && plain.at[at] != '\n'; at++) {
        char c = plain.at[at];

        const struct inline_link *link = link_at(text, at);

        if (link) {
            at = link->end - 1;
            c = ' ';
        }
        depth += c == '(' || c == '[';
        depth -= depth > 0 && (c == ')' || c == ']');
        if (depth == 0 && ascii_is_alpha(c) && !ascii_is_alnum(plain.at[at - (at > 0)]))
            words++;
        if (depth == 0 && (unsigned char)c >= 0xE3)
            words++;
    }
    return words <= WORDS;
}

/* Returns the number of words between the title and the link, on the link's line. */
static size_t words_before_link(const struct inline_text *text, const struct list_head *head)
{
    size_t start;

    if (!head->own || head->own->start <= head->rest)
        return 0;
    start = head->own->start;
    while (start > head->rest && text->text.at[start - 1] != '\n')
        start--;
    return list_count_words(inline_text_part(text, start, head->own->start));
}

/* A cell that is nothing but a link, whatever its text. */
static bool title_is_cell(const struct inline_text *text, struct list_head *head)
{
    struct view plain = view_trim(buffer_view(&text->text));
    const struct inline_link *link = text->links;

    if (text->link_count != 1 || link->is_bare || link->role == ROLE_PAPER ||
        view_trim(inline_text_part(text, link->start, link->end)).len < plain.len || plain.len == 0)
        return false;
    head->title_link = link;
    place_title(head, HEAD_LINK, plain, inline_text_part(text, link->start, link->end), link->end);
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

void list_head_read(const struct inline_text *text, struct arena *arena, bool is_cell,
                    struct list_head *head)
{
    size_t at;

    *head = (struct list_head){ 0 };
    if (is_cell && is_bold_cell(text)) {
        place_title(head, HEAD_STRONG, buffer_view(&text->text), buffer_view(&text->text),
                    text->text.len);
        return;
    }
    at = skip_before_title(text, head);
    if (!(is_cell && title_is_cell(text, head)) && !title_is_link(text, at, head) &&
        !title_is_next_line(text, at, head) && !title_is_span_after_names(text, at, head) &&
        !title_is_strong(text, at, is_cell, head) && !title_is_quoted(text, at, head) &&
        !title_is_quoted_later(text, at, is_cell, head) && !title_is_later_link(text, at, head))
        title_is_plain(text, at, is_cell, head);
    if (!head->title_link && head->kind != HEAD_NONE) {
        /* **[Title](…)**, "[Title](…)" */
        size_t start = (size_t)(head->title.at - text->text.at);

        for (size_t i = 0; i < text->link_count && !head->title_link; i++) {
            const struct inline_link *link = &text->links[i];
            if (link->start >= start && link->end <= start + head->title.len &&
                link->end - link->start + 4 >= head->title.len)
                head->title_link = link;
        }
    }
    find_own_link(text, arena, head);
    head->words_to_link = words_before_link(text, head);
    head->is_whole = tail_is_short(text, head);
}

/* True if the text begins like a title, and is no label. */
static bool may_name_paper(struct view text)
{
    return text.len > 2 &&
           (ascii_is_upper(text.at[0]) || ascii_is_digit(text.at[0]) ||
            (unsigned char)text.at[0] >= 0xC3 || list_count_words(text) > 2) &&
           list_label_link(text) == ROLE_NONE;
}

static bool has_letters(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len && count < 2; i++)
        count += ascii_is_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0xC3;
    return count > 1;
}

bool list_head_take_id(struct view *heading, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = view_trim_start(*heading);

    rest = view_trim_start(view_skip(rest, list_number_length(rest)));
    if (!view_take(&rest, VIEW("[")))
        view_take(&rest, VIEW("("));
    if (view_take_ignoring_case(&rest, VIEW("arXiv:")))
        rest = view_trim_start(rest);
    if (!arxiv_take_id(&rest, arena, id) || rest.len == 0 ||
        !view_has_byte(VIEW("]):- "), rest.at[0]))
        return false;
    while (rest.len > 0 && view_has_byte(VIEW("]):- "), rest.at[0]))
        rest = view_skip(rest, 1);
    if (rest.len == 0 || view_starts_with(rest, VIEW("(")))
        return false;
    *heading = rest;
    return true;
}

bool list_head_is_entry(const struct list_head *head, bool in_paragraph)
{
    enum { SHORT_TITLE = 2, PLAIN_TITLE = 30, PROSE = 30 }; /* words */
    size_t words;

    if (head->id.id.len == 0 || head->kind == HEAD_NONE || !has_letters(head->title))
        return false;
    if (head->by_title && !in_paragraph)
        return true;
    words = list_count_words(head->title);
    if (head->by_title)
        return head->is_whole && (head->before.len == 0 || words > SHORT_TITLE);
    if (head->kind == HEAD_STRONG && begins_sentence(head->title))
        return false;
    if (head->kind == HEAD_PLAIN)
        return head->by_name && !in_paragraph && words <= PLAIN_TITLE &&
               may_name_paper(head->title);
    if (in_paragraph && head->words_to_link > PROSE)
        return false;
    return head->by_name || words > SHORT_TITLE || (head->is_whole && !in_paragraph);
}
