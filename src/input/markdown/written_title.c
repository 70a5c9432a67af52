#include "input/markdown/written_title.h"

#include "record/written_date.h"
#include "input/markdown/list_link.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/arxiv_id.h"
#include "text/clean.h"
#include "text/scan.h"
#include "text/utf8.h"

/* ---- Emoji --------------------------------------------------------------- */

/* True for emoji, pictographs, and what joins or varies them; not for letters, TeX or arrows. */
static bool is_emoji(uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B05 && c <= 0x2B55) || (c >= 0x231A && c <= 0x23FF) || c == 0x200D ||
           c == 0x20E3 || c == 0xFE0F || c == 0x25B6 || c == 0x25C0 || c == 0x25CF || c == 0x25AA ||
           c == 0x2022 || c == 0x2B50;
}

/* Takes a digit in a keycap: 1️⃣. */
static bool take_keycap(struct view *text)
{
    struct view rest = view_skip(*text, 1);

    if (text->len == 0 || (!ascii_is_digit(text->at[0]) && text->at[0] != '#'))
        return false;
    view_take(&rest, VIEW("\uFE0F"));
    if (!view_take(&rest, VIEW("\u20E3")))
        return false;
    *text = rest;
    return true;
}

/* Takes a code such as ":star:" off the start. */
static bool take_code(struct view *text)
{
    size_t len = 1;

    if (!view_starts_with(*text, VIEW(":")))
        return false;
    while (len < text->len && (ascii_is_alnum(text->at[len]) || text->at[len] == '_' ||
                               text->at[len] == '-' || text->at[len] == '+'))
        len++;
    if (len < 3 || len == text->len || text->at[len] != ':')
        return false;
    *text = view_skip(*text, len + 1);
    return true;
}

static bool drop_emoji_at_start(struct view *text)
{
    size_t len;

    uint32_t c;

    if (text->len == 0 || take_keycap(text) || take_code(text))
        return text->len > 0;
    c = utf8_decode(*text, &len);
    if (!is_emoji(c) && (c < 0x2460 || c > 0x249B)) /* ①, ⑴ and ⒈ */
        return false;
    *text = view_skip(*text, len);
    return true;
}

static bool drop_emoji_at_end(struct view *text)
{
    size_t last, len;
    struct view code;

    if (text->len == 0)
        return false;
    last = utf8_start(*text, text->len - 1);
    if ((unsigned char)text->at[last] >= 0x80 &&
        is_emoji(utf8_decode(view_skip(*text, last), &len))) {
        text->len = last;
        return true;
    }
    if (text->at[last] != ':')
        return false;
    last = view_find_last((struct view){ text->at, last }, VIEW(":"));
    code = view_skip(*text, last);
    if (!take_code(&code) || code.len > 0)
        return false;
    text->len = last;
    return true;
}

/* ---- Labels and venues --------------------------------------------------- */

/* True for the text of a link beside a title. */
static bool is_label(struct view text)
{
    static const char *const labels[] = {
        "abs",    "arxiv", "arxiv.org", "blog",    "code",           "dataset",      "demo",
        "github", "hf",    "homepage",  "html",    "huggingface.co", "link",         "links",
        "new",    "page",  "paper",     "pdf",     "project",        "project page", "repo",
        "video",  "web",   "webpage",   "website", "weights",        "代码",         "链接",
        "论文",   "项目",  "项目主页",  "主页",    "开源",           "源码",         "数据",
        "数据集", "解读",  "新"
    };

    text = view_trim(text);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (view_equal_ignoring_case(text, view_of(labels[i])))
            return true;
    }
    return false;
}

/* True for a month or a day. */
static bool is_date(struct view text)
{
    struct date date;

    return written_date_take(&text, &date) && text.len == 0;
}

static bool is_year(struct view text)
{
    uint32_t year;

    return view_take_number(&text, 2099, &year) && year >= 1950 && text.len == 0;
}

/* True for "论文笔记", "LLM 论文分析" and "논문리뷰": notes on a paper are called so. */
static bool is_kind_of_note(struct view text)
{
    enum { LONGEST = 40 };

    return text.len <= LONGEST &&
           (view_find(text, VIEW("论文")) < text.len || view_find(text, VIEW("論文")) < text.len ||
            view_find(text, VIEW("논문")) < text.len);
}

/* Takes the citation key, which has a year, off "@tide2024moons Tides and Moons": it was a link
 * between notes. */
static bool take_citation_key(struct view *text)
{
    struct view key = { text->at, view_find_byte(*text, ' ') }, digits = key;
    uint32_t year;

    if (!view_starts_with(key, VIEW("@")) || key.len + 1 >= text->len || view_has_byte(key, ':'))
        return false;
    while (digits.len > 0 && !ascii_is_digit(digits.at[0]))
        digits = view_skip(digits, 1);
    if (!view_take_number(&digits, 2099, &year) || year < 1950)
        return false;
    *text = view_skip(*text, key.len + 1);
    return true;
}

/* Takes "论文笔记：" off the start. */
static bool take_kind_of_note(struct view *text)
{
    enum { LONGEST = 64 }; /* bytes */
    struct view start = { text->at, text->len < LONGEST ? text->len : LONGEST };
    size_t colon = view_find(start, VIEW("：")), width = sizeof "：" - 1;

    if (colon == start.len) {
        colon = view_find_byte(start, ':');
        width = 1;
    }
    if (colon == start.len || colon + width >= text->len ||
        !is_kind_of_note((struct view){ text->at, colon }))
        return false;
    *text = view_skip(*text, colon + width);
    return true;
}

/* ---- Numbers, dates and tags in front ------------------------------------ */

/* Takes a number off the start, and what shows that it counts the entries. */
static bool take_list_number(struct view *text)
{
    static const char *const ends[] = { ".", ")", "、", "．", "）" };
    struct view rest = *text;
    uint32_t number;

    if (!view_take_number(&rest, 9999, &number))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!view_take(&rest, view_of(ends[i])))
            continue;
        if (rest.len < 2 || (rest.at[0] != ' ' && i < 2 &&
                             (!ascii_is_upper(rest.at[0]) || !ascii_is_alpha(rest.at[1]) ||
                              ascii_is_upper(rest.at[1]))))
            return false;
        *text = rest;
        return true;
    }
    return false;
}

/* Takes "Paper 1:", "Paper 1 |", "论文 1：", "#1:" and "No. 1:". */
static bool take_labelled_number(struct view *text)
{
    static const char *const labels[] = { "paper", "论文", "論文", "no.", "#" };
    uint32_t number;

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct view rest = *text;

        if (!view_take_ignoring_case(&rest, view_of(labels[i])))
            continue;
        rest = view_trim_start(rest);
        view_take(&rest, VIEW("#"));
        if (!view_take_number(&rest, 9999, &number))
            return false;
        rest = view_trim_start(rest);
        if (!view_take(&rest, VIEW(":")) && !view_take(&rest, VIEW("：")) &&
            !view_take(&rest, VIEW(".")) && !view_take(&rest, VIEW("、")) &&
            !view_take(&rest, VIEW("| ")) && !view_take(&rest, VIEW("— ")))
            return false;
        *text = rest;
        return rest.len > 0;
    }
    return false;
}

static bool take_title_label(struct view *text)
{
    static const char *const labels[] = {
        "title", "标题", "題名", "题目", "paper", "论文", "論文"
    };
    struct view page = *text;

    if (view_take(&page, VIEW("Paper page - "))) { /* Hugging Face's */
        *text = page;
        return true;
    }

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct view rest = *text;

        if (view_take_ignoring_case(&rest, view_of(labels[i])) &&
            (view_take(&rest, VIEW("：")) || view_take(&rest, VIEW(":"))) && rest.len > 0) {
            *text = rest;
            return true;
        }
    }
    return false;
}

static const struct {
    struct view opening, closing;
} bracket_kinds[] = {
    { VIEW_ENTRY("["), VIEW_ENTRY("]") },
    { VIEW_ENTRY("("), VIEW_ENTRY(")") },
    { VIEW_ENTRY("【"), VIEW_ENTRY("】") },
    { VIEW_ENTRY("（"), VIEW_ENTRY("）") },
};

/* True for an id, as in "[2403.19588] Title", which browsers copy from arXiv's pages. */
static bool is_arxiv_id(struct view text)
{
    struct arena arena = { 0 };
    struct arxiv_id id;
    bool is_id;

    view_take_ignoring_case(&text, VIEW("arXiv:"));
    is_id = arxiv_take_id(&text, &arena, &id) && text.len == 0;
    arena_free(&arena);
    return is_id;
}

/* Returns the text in the bracket at the start, which extends to the first closing one, and sets
 * *after to the text after it. Empty if there is none. */
static struct view bracket_at_start(struct view text, struct view *after)
{
    for (size_t i = 0; i < sizeof bracket_kinds / sizeof *bracket_kinds; i++) {
        struct view inner = text;
        size_t end;

        if (!view_take(&inner, bracket_kinds[i].opening))
            continue;
        end = view_find(inner, bracket_kinds[i].closing);
        if (end == inner.len)
            break;
        *after = view_skip(inner, end + bracket_kinds[i].closing.len);
        inner.len = end;
        return view_trim(inner);
    }
    return (struct view){ 0 };
}

/* True for a label and a number, as bots count the entries of a day: "new 001". */
static bool is_numbered_label(struct view text)
{
    size_t blank = view_find_byte(text, ' ');
    struct view digits = view_skip(text, blank + 1);
    uint32_t number;

    return is_label((struct view){ text.at, blank }) && view_take_number(&digits, 99999, &number) &&
           digits.len == 0;
}

/* Takes "[4]", "(4)", "【4】", "[2023/05]", "[CVPR 2024]", "[2403.19588]", "[paper]", and a tag
 * that the title repeats. A bracket that a letter follows at once, [18F]FDG, is part of the title.
 */
static bool take_bracket_in_front(struct view *text)
{
    struct view after, inner = bracket_at_start(*text, &after), rest = inner;
    bool apart;
    uint32_t number;

    if (inner.len == 0 || after.len == 0)
        return false;
    apart = after.at[0] == ' ' || (unsigned char)text->at[0] >= 0x80;
    if (apart && ((view_take_number(&rest, 99999, &number) && rest.len == 0) ||
                  written_venue_is_tag(inner) || is_arxiv_id(inner) || is_date(inner) ||
                  is_label(inner) || is_numbered_label(inner) || is_kind_of_note(inner))) {
        *text = after;
        return true;
    }
    rest = view_trim_start(after);
    if (!view_take_ignoring_case(&rest, inner) || (rest.len > 0 && ascii_is_alnum(rest.at[0])))
        return false;
    *text = after;
    return true;
}

static bool drop_at_start(struct view *text)
{
    struct view before = *text, trimmed = view_trim_start(*text);
    bool is_letter = trimmed.len > 0 && ascii_is_alpha(trimmed.at[0]) &&
                     !view_has_byte(VIEW("NnPpTt"), trimmed.at[0]); /* and begins no label */

    if (is_letter ? take_kind_of_note(&trimmed)
                  : view_take(&trimmed, VIEW("- ")) || drop_emoji_at_start(&trimmed) ||
                        take_list_number(&trimmed) || take_labelled_number(&trimmed) ||
                        take_title_label(&trimmed) || take_kind_of_note(&trimmed) ||
                        take_bracket_in_front(&trimmed) || take_citation_key(&trimmed))
        *text = view_trim_start(trimmed);
    else
        *text = trimmed;
    return text->len < before.len;
}

/* ---- Labels at the end --------------------------------------------------- */

/* Drops a label after an emoji: "📦代码". */
static bool drop_pictured_label(struct view *text)
{
    enum { LONGEST = 16 };
    size_t len;

    for (size_t at = text->len; at > 0 && text->len - at <= LONGEST;) {
        at = utf8_start(*text, at - 1);
        if ((unsigned char)text->at[at] < 0x80 ||
            !is_emoji(utf8_decode(view_skip(*text, at), &len)))
            continue;
        if (!is_label(view_skip(*text, at + len)))
            return false;
        text->len = at;
        return true;
    }
    return false;
}

/* Drops "[code]", "(CVPR 2024)", "[2024-04]" and "(@someone)". */
static bool drop_bracket_at_end(struct view *text)
{
    if (text->len == 0 || ascii_is_alnum(text->at[text->len - 1]))
        return false;
    for (size_t i = 0; i < sizeof bracket_kinds / sizeof *bracket_kinds; i++) {
        struct view opening = bracket_kinds[i].opening, closing = bracket_kinds[i].closing, inner;
        size_t start = view_ends_with(*text, closing) ? view_find_last(*text, opening) : text->len;

        if (start == text->len || start == 0)
            continue;
        inner = view_skip(*text, start + opening.len);
        inner.len -= closing.len;
        if (!is_label(inner) && !written_venue_is_known(inner) && !written_venue_is_event(inner) &&
            !is_date(inner) && !is_year(inner) && !view_starts_with(inner, VIEW("@")))
            return false;
        text->len = start;
        return true;
    }
    return false;
}

/* Drops "(Read more on …" with all that follows. */
static void drop_read_more(struct view *text)
{
    size_t at = view_find(*text, VIEW("(Read more on"));

    if (at > 0)
        text->len = at;
}

/* Drops a single full stop, not of "etc..." or "U.S.". */
static bool drop_full_stop(struct view *text)
{
    struct view before = *text;

    if (view_ends_with(*text, VIEW("。"))) {
        text->len -= strlen("。");
        return true;
    }
    if (!view_ends_with(*text, VIEW(".")))
        return false;
    before.len--;
    if (before.len == 0 || view_ends_with(before, VIEW(".")) ||
        (before.len > 1 && before.at[before.len - 2] == '.'))
        return false;
    *text = before;
    return true;
}

/* True for "CVPR 2024" and "CVPR '24", but not for "RSS 2.0". */
static bool ends_in_year(struct view text)
{
    enum { YEAR = 4, SHORT_YEAR = 2 };
    struct view short_year = view_skip(text, text.len > SHORT_YEAR ? text.len - SHORT_YEAR : 0);
    struct view before = { text.at, text.len - short_year.len };

    return is_year(view_skip(text, text.len > YEAR ? text.len - YEAR : 0)) ||
           (ascii_is_digit(short_year.at[0]) &&
            (view_ends_with(before, VIEW("'")) || view_ends_with(before, VIEW("’"))));
}

/* True for an acronym in capitals and a year, "ESWC 2021". In brackets it may be of what a title
 * names. */
static bool is_acronym_with_year(struct view text)
{
    enum { SHORTEST = 3 };
    size_t capitals = 0;

    while (capitals < text.len && ascii_is_upper(text.at[capitals]))
        capitals++;
    return capitals >= SHORTEST && capitals < text.len && !ascii_is_alpha(text.at[capitals]) &&
           written_venue_is_tag(text);
}

/* True for a sentence of a journal's name with a year after a mark: "AI Open. 2021", but not "Part
 * 2, 2021" or "A Report, 2021". */
static bool is_journal_with_year(struct view text)
{
    enum { YEAR = 4, WORDS = 4 };
    struct view name = { text.at, text.len > YEAR ? text.len - YEAR : 0 };

    if (!is_year(view_skip(text, name.len)) || !ascii_is_upper(text.at[0]) ||
        !ascii_is_alpha(text.at[1]))
        return false;
    return (view_ends_with(name, VIEW(". ")) || view_ends_with(name, VIEW(", "))) &&
           !ascii_is_digit(name.at[name.len - 3]) && !list_has_more_words(name, WORDS);
}

/* Drops ", CVPR 2024", " @ CVPR 2024", ". AI Open. 2021", and " CVPR 2024" after a question mark.
 */
static bool drop_venue(struct view *text)
{
    enum { LONGEST = 32 };
    size_t from = text->len > LONGEST ? text->len - LONGEST : 0;

    for (size_t at = text->len; at > from + 1;) {
        bool ends_title = view_has_byte(VIEW("?!"), text->at[at - 2]);

        at--;
        if ((!ends_title && !view_has_byte(VIEW(",.|-@"), text->at[at - 1])) || text->at[at] != ' ')
            continue;
        if (ascii_is_digit(text->at[text->len - 1]) && (!ends_title || ends_in_year(*text)) &&
            (written_venue_is_known(view_skip(*text, at + 1)) ||
             is_acronym_with_year(view_skip(*text, at + 1)) ||
             (text->at[at - 1] == '.' && is_journal_with_year(view_skip(*text, at + 1))))) {
            text->len = ends_title ? at : at - 1;
            return true;
        }
    }
    return false;
}

/* Drops ", accessed July 6, 2025", which citations add to the title of a page. */
static bool drop_day_of_access(struct view *text)
{
    size_t at = view_find_last(*text, VIEW(", accessed "));
    struct view day = view_skip(*text, at + sizeof ", accessed " - 1);
    struct date date;

    view_take(&day, VIEW("on "));
    if (at == 0 || day.len == 0 ||
        (!ascii_is_digit(day.at[0]) && (!written_date_take(&day, &date) || day.len > 0)))
        return false;
    text->len = at;
    return true;
}

/* Drops what browsers add to the title of a page: " - arXiv". */
static bool drop_site(struct view *text)
{
    static const struct view marks[] = { VIEW_ENTRY(" - "), VIEW_ENTRY(" | "), VIEW_ENTRY(" — "),
                                         VIEW_ENTRY(" – ") };
    static const char *const sites[] = { "arXiv", "arXiv.org", "Hugging Face" };

    if (text->len > 0 && ascii_is_digit(text->at[text->len - 1]))
        return drop_day_of_access(text);
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        struct view before = *text;

        if (!view_ends_with(*text, view_of(sites[i])))
            continue;
        before.len -= view_of(sites[i]).len;
        for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
            if (view_ends_with(before, marks[j]) && before.len > marks[j].len) {
                text->len = before.len - marks[j].len;
                return true;
            }
        }
    }
    return false;
}

/* Drops a mark that joined the title to what followed it. */
static bool drop_mark_at_end(struct view *text)
{
    if (text->len < 2 || !view_has_byte(VIEW(",;:|"), text->at[text->len - 1]))
        return false;
    text->len--;
    return true;
}

static bool drop_at_end(struct view *text)
{
    struct view before = *text, trimmed = view_trim_end(*text);

    if (!drop_emoji_at_end(&trimmed) && !drop_pictured_label(&trimmed) &&
        !drop_bracket_at_end(&trimmed) && !drop_venue(&trimmed) && !drop_site(&trimmed))
        drop_mark_at_end(&trimmed);
    *text = view_trim_end(trimmed);
    return text->len < before.len;
}

/* ---- Quotes -------------------------------------------------------------- */

enum { QUOTES_WITHIN_QUOTES = 3 };

static const struct quotes {
    struct view opening, closing;
} quote_kinds[] = {
    { VIEW_ENTRY("\""), VIEW_ENTRY("\"") }, { VIEW_ENTRY("“"), VIEW_ENTRY("”") },
    { VIEW_ENTRY("‘"), VIEW_ENTRY("’") },   { VIEW_ENTRY("«"), VIEW_ENTRY("»") },
    { VIEW_ENTRY("「"), VIEW_ENTRY("」") }, { VIEW_ENTRY("『"), VIEW_ENTRY("』") },
    { VIEW_ENTRY("《"), VIEW_ENTRY("》") }, { VIEW_ENTRY("``"), VIEW_ENTRY("''") },
    { VIEW_ENTRY("”"), VIEW_ENTRY("”") },   { VIEW_ENTRY("'"), VIEW_ENTRY("'") },
    { VIEW_ENTRY("=="), VIEW_ENTRY("==") }, { VIEW_ENTRY("++"), VIEW_ENTRY("++") },
};

size_t written_title_quote_end(struct view text, struct view opening, struct view closing)
{
    size_t depth = 1;

    for (size_t at = 0; at < text.len; at++) {
        struct view rest = view_skip(text, at);
        bool after_blank = at == 0 || view_has_byte(VIEW(" (["), text.at[at - 1]);
        bool straight = view_equal(opening, closing);

        if (view_starts_with(rest, opening) &&
            (!straight ||
             (after_blank && at > 0 && rest.len > opening.len && rest.at[opening.len] != ' '))) {
            if (++depth > QUOTES_WITHIN_QUOTES)
                break;
        } else if (view_starts_with(rest, closing)) {
            bool apostrophe = rest.len > closing.len && ascii_is_alpha(rest.at[closing.len]) &&
                              (closing.at[0] == '\'' || opening.len == 3);
            if (!apostrophe && --depth == 0)
                return at;
        }
    }
    return text.len;
}

/* Returns the kind of the quote at the start, or NULL. */
static const struct quotes *quotes_at(struct view text)
{
    for (size_t i = 0; i < sizeof quote_kinds / sizeof *quote_kinds; i++) {
        if (view_starts_with(text, quote_kinds[i].opening))
            return &quote_kinds[i];
    }
    return NULL;
}

/* Drops quotes around the whole, or brackets around several words. */
static bool drop_quotes(struct view *text)
{
    struct view after = { 0 }, within, inner;
    const struct quotes *quotes;
    size_t end;

    if (text->len == 0 || ascii_is_alnum(text->at[0]))
        return false;
    within = bracket_at_start(*text, &after);
    if (view_has_byte(within, ' ') && after.len == 0) {
        *text = within;
        return true;
    }
    quotes = quotes_at(*text);
    if (!quotes)
        return false;
    inner = view_skip(*text, quotes->opening.len);
    end = written_title_quote_end(inner, quotes->opening, quotes->closing);
    if (end == inner.len || end + quotes->closing.len < inner.len)
        return false;
    *text = view_trim((struct view){ inner.at, end });
    return true;
}

/* ---- Titles -------------------------------------------------------------- */

/* True for a title that begins with a letter of no label and ends with a letter, long after any
 * emoji: nothing is to be taken off. */
static bool is_clean_title(struct view text)
{
    enum { END = 20 }; /* bytes: longer than a label after an emoji */
    size_t at = text.len > END ? text.len - END : 0;

    if (text.len == 0 || !ascii_is_alpha(text.at[0]) || !ascii_is_alpha(text.at[text.len - 1]) ||
        view_has_byte(VIEW("PpTt"), text.at[0]) || view_has_byte(text, '(') || drop_site(&text))
        return false;
    while (at < text.len && (unsigned char)text.at[at] < 0x80)
        at++;
    return at == text.len;
}

struct view written_title_clean(struct view text, struct arena *arena)
{
    text = text_clean(text, arena);
    if (is_clean_title(text))
        return text;
    drop_read_more(&text);
    for (int i = 0; i < QUOTES_WITHIN_QUOTES; i++) {
        while (drop_at_start(&text))
            continue;
        while (drop_at_end(&text) || drop_full_stop(&text))
            continue;
        if (!drop_quotes(&text))
            break;
    }
    return text;
}

/* True if a quoted title may end here: nothing more, a mark, or a venue. A colon after the first
 * words joins them to the rest. */
static bool may_follow(struct view after, struct view quoted, bool is_first)
{
    struct view rest = view_trim_start(after);

    if (is_first && view_starts_with(rest, VIEW(": ")))
        return false;
    return rest.len == 0 || !ascii_is_alnum(rest.at[0]) || ascii_is_upper(rest.at[0]) ||
           view_starts_with(rest, VIEW("arXiv")) || view_ends_with(quoted, VIEW(".")) ||
           view_ends_with(quoted, VIEW(","));
}

/* True if the text before a quote ends as a nickname or authors do, or is empty. */
static bool may_precede(struct view before)
{
    before = view_trim_end(before);
    return before.len == 0 || view_has_byte(VIEW(":.,]"), before.at[before.len - 1]) ||
           view_ends_with(before, VIEW("：")) || view_ends_with(before, VIEW(") —")) ||
           written_names_seem(before);
}

struct view written_title_quoted(struct view text)
{
#define QUOTE_STARTS(has, row)                                                      \
    has('"', '"', row) has('\'', '\'', row) has('`', '`', row) has(0xC2, 0xC2, row) \
        has(0xE2, 0xE3, row)
    static const struct byte_set starts = BYTE_SET(QUOTE_STARTS);
    enum { BEFORE_MAX = 400 }; /* a longer nickname or list of authors is neither */

    while (drop_at_start(&text))
        continue;
    for (size_t at = 0;
         (at += scan_run(view_skip(text, at), &starts)) < text.len && at < BEFORE_MAX; at++) {
        struct view rest = view_skip(text, at), quoted;
        const struct quotes *quotes = NULL;
        size_t end;

        struct view before = { text.at, at };

        if (at == 0 || view_has_byte(VIEW(" :"), text.at[at - 1]) ||
            view_ends_with(before, VIEW("：")))
            quotes = quotes_at(rest);
        if (!quotes || !may_precede(before))
            continue;
        rest = view_skip(rest, quotes->opening.len);
        end = written_title_quote_end(rest, quotes->opening, quotes->closing);
        quoted = view_trim((struct view){ rest.at, end });
        if (end == rest.len || (!view_has_byte(quoted, ' ') && !text_has_cjk(quoted)) ||
            !may_follow(view_skip(rest, end + quotes->closing.len), quoted, at == 0))
            return (struct view){ 0 };
        return quoted;
    }
    return (struct view){ 0 };
}
