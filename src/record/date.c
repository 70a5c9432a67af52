#include "record/date.h"

#include <string.h>

#include "text/scan.h"

enum { SECONDS_A_DAY = 86400 };

/* After Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes
 * last, and eras of 400 years have 146,097 days. */
int64_t seconds_of(struct date date)
{
    int64_t march_year = (int64_t)date.year - (date.month <= 2);
    int64_t march_month = date.month > 2 ? date.month - 3 : date.month + 9;
    int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    int64_t year_of_era = march_year - era * 400;
    int64_t day_of_year = (153 * march_month + 2) / 5 + date.day - 1;

    return (era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
            719468) *
           SECONDS_A_DAY;
}

struct calendar calendar_of(int64_t seconds)
{
    int64_t second = ((seconds % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY;
    int64_t days = (seconds - second) / SECONDS_A_DAY;
    int64_t shifted = days + 719468; /* days from the first of March of year 0 */
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;

    return (struct calendar){
        .year = (unsigned)(year_of_era + era * 400 + (month <= 2)),
        .month = (unsigned)month,
        .day = (unsigned)(day_of_year - (153 * march_month + 2) / 5 + 1),
        .hour = (unsigned)(second / 3600),
        .minute = (unsigned)(second / 60 % 60),
        .second = (unsigned)(second % 60),
        .weekday = (unsigned)(((days + 4) % 7 + 7) % 7),
    };
}

struct date date_of(struct moment moment)
{
    struct calendar day = calendar_of(moment.seconds);
    return moment.origin == MOMENT_KNOWN ? (struct date){ day.year, day.month, day.day }
                                         : (struct date){ 0 };
}

bool date_equal(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

void date_put(struct date date, struct buffer *out)
{
    if (date.year)
        buffer_put_padded(out, date.year, 4);
    if (date.year && date.month) {
        buffer_put_byte(out, '-');
        buffer_put_padded(out, date.month, 2);
    }
    if (date.year && date.month && date.day) {
        buffer_put_byte(out, '-');
        buffer_put_padded(out, date.day, 2);
    }
}

bool date_is_valid(struct date date)
{
    static const unsigned days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);

    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= days[date.month - 1] + (date.month == 2 && is_leap);
}

/* Reads a number of `count` digits. */
static bool read_digits(const char *at, size_t count, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!ascii_is_digit(at[i]))
            return false;
        *number = *number * 10 + (unsigned)(at[i] - '0');
    }
    return true;
}

bool date_take_day(struct view *text, struct date *date)
{
    const char *at = text->at;

    if (text->len < 10 || at[4] != '-' || at[7] != '-' || !read_digits(at, 4, &date->year) ||
        !read_digits(at + 5, 2, &date->month) || !read_digits(at + 8, 2, &date->day) ||
        (text->len > 10 && ascii_is_digit(at[10])) || !date_is_valid(*date))
        return false;
    *text = view_skip(*text, 10);
    return true;
}

int moment_compare(struct moment a, struct moment b)
{
    if (a.origin != b.origin)
        return a.origin > b.origin ? -1 : 1;
    return (a.seconds > b.seconds) - (a.seconds < b.seconds);
}

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static struct view short_month(unsigned month)
{
    return (struct view){ months[month - 1], 3 };
}

static void put_time(struct buffer *out, unsigned number, char after)
{
    buffer_put_padded(out, number, 2);
    buffer_put_byte(out, after);
}

void seconds_put_rfc3339(int64_t seconds, struct buffer *out)
{
    struct calendar time = calendar_of(seconds);

    date_put((struct date){ time.year, time.month, time.day }, out);
    buffer_put_byte(out, 'T');
    put_time(out, time.hour, ':');
    put_time(out, time.minute, ':');
    put_time(out, time.second, 'Z');
}

void seconds_put_rfc822(int64_t seconds, struct buffer *out)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    struct calendar time = calendar_of(seconds);

    buffer_put(out, view_of(days[time.weekday]));
    buffer_put(out, VIEW(", "));
    buffer_put_padded(out, time.day, 2);
    buffer_put_byte(out, ' ');
    buffer_put(out, short_month(time.month));
    buffer_put_byte(out, ' ');
    buffer_put_padded(out, time.year, 4);
    buffer_put_byte(out, ' ');
    put_time(out, time.hour, ':');
    put_time(out, time.minute, ':');
    put_time(out, time.second, ' ');
    buffer_put(out, VIEW("+0000"));
}

void moment_put(struct moment moment, struct buffer *out)
{
    struct calendar time = calendar_of(moment.seconds);

    if (moment.origin == MOMENT_GUESSED)
        date_put((struct date){ time.year, time.month, 0 }, out);
    else if (moment.origin == MOMENT_KNOWN && moment.seconds % SECONDS_A_DAY == 0)
        date_put((struct date){ time.year, time.month, time.day }, out);
    else if (moment.origin == MOMENT_KNOWN)
        seconds_put_rfc3339(moment.seconds, out);
}

/* Takes "09" and the character after it. */
static bool take_time(struct view *text, unsigned limit, char after, unsigned *number)
{
    if (text->len < 3 || !read_digits(text->at, 2, number) || *number > limit ||
        text->at[2] != after)
        return false;
    *text = view_skip(*text, 3);
    return true;
}

/* Takes "09:07:51" and the character after it. */
static bool take_clock(struct view *text, char after, int64_t *seconds)
{
    unsigned hour, minute, second;

    if (!take_time(text, 23, ':', &hour) || !take_time(text, 59, ':', &minute) ||
        !take_time(text, 59, after, &second))
        return false;
    *seconds = hour * INT64_C(3600) + minute * INT64_C(60) + second;
    return true;
}

/* Takes a time with its zone, "09:07:51Z" or "09:07:51-04:00", as seconds of the UTC day. */
static bool take_zoned_clock(struct view *text, int64_t *seconds)
{
    struct view rest = *text;
    unsigned hour, minute;
    bool east;

    if (take_clock(text, 'Z', seconds))
        return true;
    *text = rest;
    east = take_clock(text, '+', seconds);
    if (!east) {
        *text = rest;
        if (!take_clock(text, '-', seconds))
            return false;
    }
    if (!take_time(text, 23, ':', &hour) || !view_take_number(text, 59, &minute))
        return false;
    *seconds += (east ? -1 : 1) * (hour * INT64_C(3600) + minute * INT64_C(60));
    return true;
}

bool moment_read_rfc3339(struct view text, struct moment *moment)
{
    struct date date;
    int64_t seconds = 0;

    if (!date_take_day(&text, &date) ||
        (text.len > 0 && (!view_take(&text, VIEW("T")) || !take_zoned_clock(&text, &seconds))) ||
        text.len > 0)
        return false;
    *moment = (struct moment){ seconds_of(date) + seconds, MOMENT_KNOWN };
    return true;
}

static bool take_short_month(struct view *text, unsigned *month)
{
    for (unsigned i = 1; i <= 12; i++) {
        if (view_take(text, short_month(i))) {
            *month = i;
            return true;
        }
    }
    return false;
}

bool date_take_month(struct view *text, unsigned *month)
{
#define MONTH_STARTS(has, row)                                                                     \
    has('A', 'A', row) has('D', 'D', row) has('F', 'F', row) has('J', 'J', row) has('M', 'O', row) \
        has('S', 'S', row) has('a', 'a', row) has('d', 'd', row) has('f', 'f', row)                \
            has('j', 'j', row) has('m', 'o', row) has('s', 's', row)
    static const struct byte_set starts = BYTE_SET(MONTH_STARTS);

    if (text->len == 0 || !byte_set_has(&starts, text->at[0]))
        return false;
    for (unsigned i = 1; i <= 12; i++) {
        struct view rest = *text;

        if (!view_take_ignoring_case(&rest, short_month(i)))
            continue;
        if (!view_take_ignoring_case(&rest, view_of(months[i - 1] + 3)) && i == 9)
            view_take_ignoring_case(&rest, VIEW("t"));
        if (rest.len > 0 && ascii_is_alpha(rest.at[0]))
            return false;
        *text = rest;
        *month = i;
        return true;
    }
    return false;
}

bool moment_read_rfc5322(struct view text, struct moment *moment)
{
    size_t comma = view_find_byte(text, ',');
    struct date date;
    int64_t seconds;

    if (comma < text.len) /* the day of the week is optional */
        text = view_skip(text, comma + 1);
    text = view_trim_start(text);
    if (!view_take_number(&text, 31, &date.day) || !view_take(&text, VIEW(" ")) ||
        !take_short_month(&text, &date.month) || !view_take(&text, VIEW(" ")) ||
        !view_take_number(&text, 9999, &date.year) || !view_take(&text, VIEW(" ")) ||
        !take_clock(&text, ' ', &seconds) || date.year < 1900 || !date_is_valid(date))
        return false;
    if (!view_equal(text, VIEW("GMT")) && !view_equal(text, VIEW("UTC")) &&
        !view_equal(text, VIEW("+0000")))
        return false;
    *moment = (struct moment){ seconds_of(date) + seconds, MOMENT_KNOWN };
    return true;
}

/* ---- Dates of mails ------------------------------------------------------ */

/* Takes a word, and a comma after it. */
static struct view take_date_word(struct view *text)
{
    struct view word = view_trim_start(*text);
    size_t len = 0;

    while (len < word.len && !ascii_is_blank(word.at[len]) && word.at[len] != ',')
        len++;
    *text = view_skip(word, len);
    view_take(text, VIEW(","));
    word.len = len;
    return word;
}

/* Reads a year. RFC 5322, section 4.3, explains those of two and three digits. */
static bool read_year(struct view word, unsigned *year)
{
    size_t digits = word.len;
    uint32_t number;

    if (!view_take_number(&word, 9999, &number) || word.len > 0 || digits == 1)
        return false;
    *year = number + (digits == 2 && number < 50 ? 2000 : digits < 4 ? 1900 : 0);
    return true;
}

/* Reads "9:07" or "09:07:51" as seconds. */
static bool read_mail_clock(struct view word, int64_t *seconds)
{
    uint32_t hour, minute, second = 0;

    if (!view_take_number(&word, 23, &hour) || !view_take(&word, VIEW(":")) ||
        !view_take_number(&word, 59, &minute) ||
        (view_take(&word, VIEW(":")) && !view_take_number(&word, 60, &second)))
        return false;
    *seconds = hour * INT64_C(3600) + minute * INT64_C(60) + second;
    return word.len == 0;
}

/* Takes a zone, if one follows, and returns its seconds east of UTC. RFC 5322, section 4.3, takes
 * unknown letters for UTC. */
static int64_t take_mail_zone(struct view *text)
{
    static const char names[] = "EDT EST CDT CST MDT MST PDT PST";
    struct view rest = *text, zone = take_date_word(&rest), digits = view_skip(zone, 1);
    uint32_t number;
    size_t at;

    if (zone.len == 5 && (zone.at[0] == '+' || zone.at[0] == '-') &&
        view_take_number(&digits, 9999, &number) && digits.len == 0) {
        int64_t seconds = (number / 100) * INT64_C(3600) + (number % 100) * INT64_C(60);
        *text = rest;
        return zone.at[0] == '-' ? -seconds : seconds;
    }
    for (at = 0; at < zone.len && ascii_is_upper(zone.at[at]); at++)
        continue;
    if (zone.len == 0 || at < zone.len)
        return 0;
    *text = rest;
    at = view_find(view_of(names), zone);
    return zone.len == 3 && at < sizeof names - 1 ? -(int64_t)(4 + (at / 4 + 1) / 2) * 3600 : 0;
}

bool moment_take_mail_date(struct view *text, struct moment *moment)
{
    struct view rest = *text, word = take_date_word(&rest);
    struct date date;
    int64_t seconds;
    uint32_t day;

    if (word.len > 0 && ascii_is_alpha(word.at[0])) /* the day of the week */
        word = take_date_word(&rest);
    if (!view_take_number(&word, 31, &day) || word.len > 0)
        return false;
    date.day = day;
    word = take_date_word(&rest);
    if (!take_short_month(&word, &date.month) || word.len > 0 ||
        !read_year(take_date_word(&rest), &date.year) || !date_is_valid(date) ||
        !read_mail_clock(take_date_word(&rest), &seconds))
        return false;
    seconds -= take_mail_zone(&rest);
    *moment = (struct moment){ seconds_of(date) + seconds, MOMENT_KNOWN };
    *text = rest;
    return true;
}

bool moment_read(struct view text, struct moment *moment)
{
    char day[] = "0000-00-01";
    struct view first = { day, sizeof day - 1 };
    struct date date;

    if (text.len != strlen("0000-00"))
        return moment_read_rfc3339(text, moment);
    memcpy(day, text.at, text.len);
    if (!date_take_day(&first, &date))
        return false;
    *moment = (struct moment){ seconds_of(date), MOMENT_GUESSED };
    return true;
}
