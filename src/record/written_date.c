#include "record/written_date.h"

#include "record/name_shape.h"
#include "text/scan.h"
#include "text/utf8.h"

/* Numbers outside are not the year of a date in a list of papers. */
enum { YEAR_MIN = 1950, YEAR_MAX = 2099 };

/* ---- Parts of dates ------------------------------------------------------ */

/* Takes a number of so many digits, and no fewer or more. */
static bool take_digits(struct view *text, size_t least, size_t most, unsigned *number)
{
    unsigned value = 0;
    size_t digits = 0;

    for (; digits < text->len && ascii_is_digit(text->at[digits]); digits++) {
        if (digits == most)
            return false;
        value = value * 10 + (unsigned)(text->at[digits] - '0');
    }
    if (digits < least)
        return false;
    *number = value;
    *text = view_skip(*text, digits);
    return true;
}

static bool take_year(struct view *text, unsigned *year)
{
    return take_digits(text, 4, 4, year) && *year >= YEAR_MIN && *year <= YEAR_MAX;
}

/* Takes '24 or, if it may be bare, 24. */
static bool take_short_year(struct view *text, bool bare, unsigned *year)
{
    struct view rest = *text;

    if (!view_take(&rest, VIEW("'")) && !view_take(&rest, VIEW("’")) && !bare)
        return false;
    if (!take_digits(&rest, 2, 2, year) || (rest.len > 0 && rest.at[0] == ':'))
        return false;
    *year += 2000;
    *text = rest;
    return true;
}

/* Takes the day of a month: 3, 03, 3rd. */
static bool take_day(struct view *text, unsigned *day)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th" };

    if (!take_digits(text, 1, 2, day) || *day == 0 || *day > 31)
        return false;
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        if (view_take_ignoring_case(text, view_of(ordinals[i])))
            break;
    }
    return true;
}

/* Takes the few blanks and marks between a name of a month and a number. */
static void skip_separator(struct view *text)
{
    enum { LONGEST = 3 };

    for (int i = 0; i < LONGEST && text->len > 0; i++) {
        if (!view_has_byte(VIEW(" ,.-/_\n\t"), text->at[0]))
            return;
        *text = view_skip(*text, 1);
    }
}

/* ---- Forms of dates ------------------------------------------------------ */

/* After "2024": "-03-28", "/3", ".12". A number after the same mark is a day or spoils the date. */
static bool take_numbers_after_year(struct view *text, struct date *date)
{
    struct view mark = { text->at, 1 }, rest;

    if (text->len < 2 || !view_has_byte(VIEW("-/._"), text->at[0]))
        return false;
    *text = view_skip(*text, 1);
    if (!take_digits(text, 1, 2, &date->month) || date->month < 1 || date->month > 12)
        return false;
    date->day = 0;
    rest = *text;
    if (!view_take(&rest, mark) || rest.len == 0 || !ascii_is_digit(rest.at[0]))
        return true;
    *text = rest;
    return take_digits(text, 1, 2, &date->day) && date_is_valid(*date);
}

/* Takes a number, and the unit after it, in Chinese, Japanese or Korean. */
static bool take_unit(struct view *text, struct view unit, struct view other, unsigned *number)
{
    struct view rest = view_trim_start(*text);

    if (!take_digits(&rest, 1, 2, number))
        return false;
    rest = view_trim_start(rest);
    if (!view_take(&rest, unit) && !view_take(&rest, other))
        return false;
    *text = rest;
    return true;
}

/* After "2026": "年04月15日", "年4月", "년 4월 15일". */
static bool take_eastern_after_year(struct view *text, struct date *date)
{
    struct view rest;
    bool korean;

    *text = view_trim_start(*text);
    korean = view_take(text, VIEW("년"));
    if (!korean && !view_take(text, VIEW("年")))
        return false;
    if (!take_unit(text, korean ? VIEW("월") : VIEW("月"), VIEW("月"), &date->month) ||
        date->month < 1 || date->month > 12)
        return false;
    rest = *text;
    if (take_unit(&rest, korean ? VIEW("일") : VIEW("日"), VIEW("号"), &date->day) &&
        date_is_valid(*date))
        *text = rest;
    else
        date->day = 0;
    return true;
}

/* After "2024": " May 12", "-May", ", June"; "2024 may be" is no date. */
static bool take_name_after_year(struct view *text, struct date *date)
{
    struct view rest;

    skip_separator(text);
    if (text->len == 0 || !ascii_is_upper(text->at[0]) || !date_take_month(text, &date->month))
        return false;
    date->day = 0;
    rest = *text;
    skip_separator(&rest);
    if (rest.at != text->at && take_day(&rest, &date->day) && date_is_valid(*date))
        *text = rest;
    else
        date->day = 0;
    return true;
}

/* 20260605, 202606 */
static bool take_compact(struct view *text, struct date *date)
{
    struct view digits = *text;
    uint32_t number;
    size_t count;

    if (!view_take_number(text, YEAR_MAX * 10000u + 1231, &number))
        return false;
    count = digits.len - text->len;
    if (count == 6)
        *date = (struct date){ number / 100, number % 100, 0 };
    else
        *date = (struct date){ number / 10000, number / 100 % 100, number % 100 };
    return (count == 8 || count == 6) && date->year >= YEAR_MIN && date->year <= YEAR_MAX &&
           date->month >= 1 && date->month <= 12 && (count == 6 || date_is_valid(*date));
}

/* 29 Sep 2023, 15th of June 2026, 12-May-2026, 22 Nov 22 */
static bool take_day_first(struct view *text, struct date *date)
{
    struct view day_end, month_end;
    bool close;

    if (!take_day(text, &date->day))
        return false;
    day_end = *text;
    skip_separator(text);
    close = day_end.len - text->len == 1; /* and not a range: "15 - January 21" */
    if (view_take(text, VIEW("of ")))
        *text = view_trim_start(*text);
    if (!date_take_month(text, &date->month))
        return false;
    month_end = *text;
    skip_separator(text);
    close = close && month_end.len - text->len == 1 && month_end.at[0] == day_end.at[0];
    return (take_year(text, &date->year) || take_short_year(text, close, &date->year)) &&
           date_is_valid(*date);
}

/* 13.05.2026, 28-07-2025, 5/28/2025. 4/5/2024 and 4-5-2024 may be either of two days. */
static bool take_year_last(struct view *text, struct date *date)
{
    struct view mark;
    unsigned first, second;

    if (!take_digits(text, 1, 2, &first) || text->len == 0 ||
        !view_has_byte(VIEW("-/."), text->at[0]))
        return false;
    mark = (struct view){ text->at, 1 };
    *text = view_skip(*text, 1);
    if (!take_digits(text, 1, 2, &second) || !view_take(text, mark) ||
        !take_year(text, &date->year) ||
        (mark.at[0] != '.' && first <= 12 && second <= 12 && first != second))
        return false;
    date->day = second > 12 ? second : first;
    date->month = second > 12 ? first : second;
    return date_is_valid(*date);
}

/* 05/2024, 05.2024 */
static bool take_number_and_year(struct view *text, struct date *date)
{
    if (!take_digits(text, 2, 2, &date->month) || date->month < 1 || date->month > 12 ||
        text->len == 0 || !view_has_byte(VIEW("-/."), text->at[0]))
        return false;
    *text = view_skip(*text, 1);
    return take_year(text, &date->year);
}

/* Sep 29, 2023; Sep., 2025; May '24 */
static bool take_month_first(struct view *text, struct date *date)
{
    struct view rest;

    if (!date_take_month(text, &date->month))
        return false;
    skip_separator(text);
    rest = *text;
    date->day = 0;
    if (take_year(&rest, &date->year) || take_short_year(&rest, false, &date->year)) {
        *text = rest;
        return true;
    }
    if (!take_day(text, &date->day))
        return false;
    skip_separator(text);
    return take_year(text, &date->year) && date_is_valid(*date);
}

/* ---- A date at the start -------------------------------------------------- */

typedef bool date_form(struct view *text, struct date *date);

static bool take_year_first(struct view *text, struct date *date)
{
    static date_form *const forms[] = { take_numbers_after_year, take_eastern_after_year,
                                        take_name_after_year };

    if (!take_year(text, &date->year))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct view rest = *text;
        if (forms[i](&rest, date)) {
            *text = rest;
            return true;
        }
    }
    return false;
}

/* Takes "Tue, " or "Tuesday ". */
static void skip_weekday(struct view *text)
{
    static const struct view days[] = {
        VIEW_ENTRY("Mon"),  VIEW_ENTRY("Tue"),   VIEW_ENTRY("Wed"),    VIEW_ENTRY("Thu"),
        VIEW_ENTRY("Fri"),  VIEW_ENTRY("Sat"),   VIEW_ENTRY("Sun"),    VIEW_ENTRY("Tues"),
        VIEW_ENTRY("Thur"), VIEW_ENTRY("Thurs"), VIEW_ENTRY("Wednes"), VIEW_ENTRY("Satur")
    };
    struct view rest = *text;
    size_t len = 0;

    while (len < rest.len && ascii_is_alpha(rest.at[len]))
        len++;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct view word = { rest.at, len };
        if (view_take_ignoring_case(&word, days[i]) &&
            (word.len == 0 || view_equal_ignoring_case(word, VIEW("day")))) {
            *text = view_skip(rest, len);
            skip_separator(text);
            return;
        }
    }
}

/* True if the text begins as the names of months and weekdays do. Most words do not. */
static bool begins_like_name(struct view text)
{
    /* The second and third letters of the names, by the first. */
    static const char *const names['z' - 'a' + 1] = {
        ['a' - 'a'] = "prug",   ['d' - 'a'] = "ec", ['f' - 'a'] = "ebri", ['j' - 'a'] = "anunul",
        ['m' - 'a'] = "arayon", ['n' - 'a'] = "ov", ['o' - 'a'] = "ct",   ['s' - 'a'] = "epatun",
        ['t' - 'a'] = "uehu",   ['w' - 'a'] = "ed"
    };
    char first, second, third;

    if (text.len < 3 || !ascii_is_alpha(text.at[0]))
        return false;
    first = ascii_lower(text.at[0]);
    second = ascii_lower(text.at[1]);
    third = ascii_lower(text.at[2]);
    for (const char *name = names[first - 'a']; name && *name; name += 2) {
        if (name[0] == second && name[1] == third)
            return true;
    }
    return false;
}

/* Takes the time of 2026-05-13T17:59:59Z. */
static void skip_time(struct view *text)
{
    size_t len = 1;

    if (text->len < 2 || text->at[0] != 'T' || !ascii_is_digit(text->at[1]))
        return;
    while (len < text->len &&
           (ascii_is_digit(text->at[len]) || view_has_byte(VIEW(":.+-Z"), text->at[len])))
        len++;
    *text = view_skip(*text, len);
}

bool written_date_take(struct view *text, struct date *date)
{
    enum { MONTH_FIRST = 5, FORMS };
    static date_form *const forms[FORMS] = {
        take_year_first, take_compact,         take_day_first,
        take_year_last,  take_number_and_year, [MONTH_FIRST] = take_month_first
    };
    struct view start = *text;

    if (start.len > 0 && ascii_is_alpha(start.at[0])) {
        if (!begins_like_name(start))
            return false;
        skip_weekday(&start);
    }
    if (start.len == 0 || !ascii_is_alnum(start.at[0]))
        return false;
    for (size_t i = ascii_is_digit(start.at[0]) ? 0 : MONTH_FIRST; i < FORMS; i++) {
        struct view rest = start;
        struct date found = { 0 };

        if (!forms[i](&rest, &found))
            continue;
        if (found.day > 0)
            skip_time(&rest);
        if (rest.len > 0 && ascii_is_alnum(rest.at[0]))
            continue;
        *text = rest;
        *date = found;
        return true;
    }
    return false;
}

/* ---- A date anywhere ------------------------------------------------------ */

/* Returns the length of a URL or a DOI from here on, else 0; a DOI begins at its 10. */
static size_t address_length(struct view text)
{
    struct view rest = text;
    uint32_t registrant;
    size_t len = 0;

    if (!view_take(&rest, VIEW("://")) &&
        (!view_take(&rest, VIEW("10.")) || !view_take_number(&rest, UINT32_MAX, &registrant) ||
         !view_take(&rest, VIEW("/"))))
        return 0;
    while (len < text.len && !ascii_is_blank(text.at[len]) &&
           !view_has_byte(VIEW(")]>\"|"), text.at[len]))
        len++;
    return len;
}

/* True after one or two digits alone and a mark: in the month of 10-07-2024. */
static bool follows_day(struct view text, size_t at)
{
    size_t digits = 0, mark = at - (at > 0);

    while (digits < mark && digits < 3 && ascii_is_digit(text.at[mark - 1 - digits]))
        digits++;
    return digits > 0 && digits < 3 && view_has_byte(VIEW("-/"), text.at[mark]) &&
           (digits == mark || !ascii_is_alpha(text.at[mark - 1 - digits]));
}

/* True inside a word or a number: "v2024-03", the second part of "1.2024-03". */
static bool is_inside(struct view text, size_t at)
{
    char before = at > 0 ? text.at[at - 1] : ' ';

    return ascii_is_alnum(before) || follows_day(text, at) ||
           (view_has_byte(VIEW(".:"), before) && at > 1 && ascii_is_digit(text.at[at - 2]));
}

static size_t word_length(struct view text)
{
    size_t len = 1;

    while (len < text.len && ascii_is_alnum(text.at[len]))
        len++;
    return len;
}

static bool find_month_or_day(struct view text, struct date *date, struct view *where)
{
#define DATE_STARTS(has, row)                                                                      \
    has('0', '9', row) has('A', 'A', row) has('D', 'D', row) has('F', 'F', row) has('J', 'J', row) \
        has('M', 'O', row) has('S', 'S', row) has(':', ':', row)
    static const struct byte_set starts = BYTE_SET(DATE_STARTS);
    bool found = false;

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &starts)) < text.len;) {
        struct view rest = view_skip(text, at), start = rest;
        struct date here;
        size_t address = address_length(rest);

        if (address > 0) {
            at += address;
        } else if (!is_inside(text, at) && written_date_take(&rest, &here)) {
            if (here.day > 0 || !found) {
                *date = here;
                *where = (struct view){ start.at, start.len - rest.len };
            }
            if (here.day > 0)
                return true;
            found = true;
            at += start.len - rest.len;
        } else {
            at += word_length(rest);
        }
    }
    return found;
}

/* Reads a text that is a year alone. */
static bool read_lone_year(struct view text, struct date *date, struct view *where)
{
    struct view rest = view_trim(text);
    unsigned year;

    if (!take_year(&rest, &year))
        return false;
    *where = (struct view){ view_trim(text).at, 4 };
    *date = (struct date){ .year = year };
    view_take(&rest, VIEW("年"));
    return rest.len == 0;
}

static bool find_year(struct view text, struct date *date, struct view *where)
{
#define BRACKETS(has, row) has('(', '(', row) has('[', '[', row)
    static const struct byte_set brackets = BYTE_SET(BRACKETS);

    if (read_lone_year(text, date, where))
        return true;
    for (size_t at = 0; (at += scan_run(view_skip(text, at), &brackets)) < text.len; at++) {
        struct view inner = view_skip(text, at + 1);
        char end = text.at[at] == '(' ? ')' : ']';
        enum { LONGEST = 12 };

        inner.len = view_find_byte(
            (struct view){ inner.at, inner.len < LONGEST ? inner.len : LONGEST }, end);
        if (read_lone_year(inner, date, where))
            return true;
    }
    return false;
}

bool written_date_find(struct view text, struct date *date, struct view *where)
{
    return find_month_or_day(text, date, where) || find_year(text, date, where);
}

/* True for a word before a day that is not the paper's. */
static bool is_word_of_reader(struct view word)
{
    static const struct view words[] = {
        VIEW_ENTRY("accessed"), VIEW_ENTRY("added"),     VIEW_ENTRY("checked"),
        VIEW_ENTRY("created"),  VIEW_ENTRY("deadline"),  VIEW_ENTRY("done"),
        VIEW_ENTRY("due"),      VIEW_ENTRY("finished"),  VIEW_ENTRY("read"),
        VIEW_ENTRY("reading"),  VIEW_ENTRY("retrieved"), VIEW_ENTRY("scheduled"),
        VIEW_ENTRY("started"),  VIEW_ENTRY("updated"),   VIEW_ENTRY("visited")
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal_ignoring_case(word, words[i]))
            return true;
    }
    return false;
}

bool written_date_of_remark(struct view remark, struct date *date, struct view *where)
{
    enum { SHORTEST = 3 }; /* of those words */
    struct view rest = remark;
    struct date first;

    if (!written_date_find(remark, &first, where))
        return false;
    rest.len = (size_t)(where->at - rest.at);
    for (size_t len; rest.len > 0; rest = view_skip(rest, len)) {
        len = ascii_is_alnum(rest.at[0]) ? word_length(rest) : 1;
        if (len >= SHORTEST && is_word_of_reader((struct view){ rest.at, len }))
            return written_date_find((struct view){ remark.at, (size_t)(rest.at - remark.at) },
                                     date, where);
    }
    *date = first;
    return true;
}

/* ---- Headings ------------------------------------------------------------ */

/* True if the heading says when something was updated. */
static bool is_about_update(struct view heading)
{
#define UPDATE_STARTS(has, row)                                                                    \
    has('C', 'C', row) has('c', 'c', row) has('L', 'L', row) has('l', 'l', row) has('U', 'U', row) \
        has('u', 'u', row) has(0xE6, 0xE6, row)
    static const struct byte_set starts = BYTE_SET(UPDATE_STARTS);
    static const struct view words[] = { VIEW_ENTRY("updated"),    VIEW_ENTRY("last update"),
                                         VIEW_ENTRY("last check"), VIEW_ENTRY("last modif"),
                                         VIEW_ENTRY("checked on"), VIEW_ENTRY("last run"),
                                         VIEW_ENTRY("更新时间"),   VIEW_ENTRY("更新日期"),
                                         VIEW_ENTRY("更新于"),     VIEW_ENTRY("最后更新"),
                                         VIEW_ENTRY("最近更新"),   VIEW_ENTRY("最終更新") };

    for (; (heading = view_skip(heading, scan_run(heading, &starts))).len > 0;
         heading = view_skip(heading, 1)) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (view_starts_with_ignoring_case(heading, words[i]))
                return true;
        }
    }
    return false;
}

/* Words that headings over a day's papers have besides the date. */
static bool is_heading_word(struct view word)
{
    static const char words[] =
        " a added all an and announced announcement announcements archive article articles arxiv "
        "at "
        "best brief briefing by collection daily date day digest digests edition feed for from "
        "highlights in issue latest list lists log mon monthly new news newsletter of on paper "
        "papers posted preprint preprints publication publications published reading readings "
        "recap recent released report reports roundup selected st submission submissions "
        "submitted summaries summary th the to today top update updates vol volume week weekly "
        "with monday tuesday wednesday thursday friday saturday sunday tue wed thu fri sat sun "
        "jan feb mar apr may jun jul aug sep oct nov dec ";
    char padded[16];

    if (word.len + 2 > sizeof padded)
        return false;
    padded[0] = padded[word.len + 1] = ' ';
    for (size_t i = 0; i < word.len; i++)
        padded[i + 1] = ascii_lower(word.at[i]);
    return view_find(view_of(words), (struct view){ padded, word.len + 2 }) < sizeof words - 1;
}

/* The same in Chinese and Japanese, which have no spaces: takes the longest that is there. */
static bool take_heading_word(struct view *text)
{
    static const char *const words[] = {
        "今日最新", "每日论文", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
        "星期日",   "星期天",   "论文",   "論文",   "日报",   "周报",   "月报",   "速递",
        "每日",     "最新",     "精选",   "推荐",   "更新",   "今日",   "本日",   "日期",
        "发布",     "周一",     "周二",   "周三",   "周四",   "周五",   "周六",   "周日",
        "简报",     "快报",     "汇总",   "总结",   "列表",   "合集",   "学术",   "前沿",
        "新着",     "まとめ",   "月",     "日",     "期",     "第",     "号",     "的",
        "新",       "篇",       "共",     "の",     "年",     "周"
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_take(text, view_of(words[i])))
            return true;
    }
    return false;
}

/* Takes the letters up to the next word of a heading or other character. */
static void skip_letters(struct view *text)
{
    struct view rest;
    size_t len;

    for (; text->len > 0 && !ascii_is_alnum(text->at[0]); *text = view_skip(*text, len)) {
        rest = *text;
        if (take_heading_word(&rest) || !name_is_letter(utf8_decode(*text, &len)))
            return;
    }
}

/* Takes a word that is none of a date's heading, without numbers. Returns false at the end. */
static bool take_foreign_word(struct view *text, bool *known)
{
    while (text->len > 0) {
        size_t len = word_length(*text);
        struct view word = { text->at, len };

        if (ascii_is_alnum(text->at[0])) {
            *text = view_skip(*text, len);
            if (ascii_is_digit(word.at[0]))
                continue;
            if (!is_heading_word(word))
                return true;
            *known = true;
        } else if (take_heading_word(text)) {
            *known = true;
        } else {
            bool letter = name_is_letter(utf8_decode(*text, &len));
            *text = view_skip(*text, len);
            if (letter) {
                skip_letters(text);
                return true;
            }
        }
    }
    return false;
}

bool written_date_of_heading(struct view heading, struct date *date, bool *alone)
{
    enum { BESIDE = 3, BESIDE_KNOWN = 6 };
    struct view where, parts[2];
    struct date found;
    unsigned foreign = 0;
    bool known = false;

    if (!find_month_or_day(heading, &found, &where) || is_about_update(heading))
        return false;
    *date = found;
    parts[0] = (struct view){ heading.at, (size_t)(where.at - heading.at) };
    parts[1] = view_skip(heading, parts[0].len + where.len);
    for (size_t i = 0; i < 2; i++) {
        while (foreign <= BESIDE_KNOWN && take_foreign_word(&parts[i], &known))
            foreign++;
    }
    *alone = foreign == 0;
    return foreign <= (known ? BESIDE_KNOWN : BESIDE);
}

/* ---- Days without a year ------------------------------------------------- */

bool written_date_day_of_year(struct view text, unsigned *month, unsigned *day)
{
    struct view rest = view_trim(text);
    bool is_eastern;

    if (!take_digits(&rest, 1, 2, month) || rest.len == 0)
        return false;
    is_eastern = view_take(&rest, VIEW("月"));
    if (!is_eastern && !view_has_byte(VIEW("-/."), rest.at[0]))
        return false;
    if (!is_eastern)
        rest = view_skip(rest, 1);
    if (!take_digits(&rest, 1, 2, day))
        return false;
    if (is_eastern)
        view_take(&rest, VIEW("日"));
    return rest.len == 0 && date_is_valid((struct date){ 2000, *month, *day });
}
