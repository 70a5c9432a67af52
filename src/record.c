#include "record.h"

#include <stddef.h>
#include <string.h>

/* Every field of text: what a copy must carry with it. */
static const size_t text_fields[] = {
    offsetof(struct record, source.file),
    offsetof(struct record, arxiv_id),
    offsetof(struct record, url),
    offsetof(struct record, doi),
    offsetof(struct record, primary_category),
    offsetof(struct record, title.in[LANGUAGE_EN]),
    offsetof(struct record, title.in[LANGUAGE_ZH]),
    offsetof(struct record, summary.in[LANGUAGE_EN]),
    offsetof(struct record, summary.in[LANGUAGE_ZH]),
    offsetof(struct record, abstract.in[LANGUAGE_EN]),
    offsetof(struct record, abstract.in[LANGUAGE_ZH]),
    offsetof(struct record, channel),
};

enum { TEXT_FIELDS = sizeof text_fields / sizeof *text_fields };

static struct view *text_field(struct record *record, size_t index)
{
    return (struct view *)(void *)((char *)record + text_fields[index]);
}

static struct view text_of(const struct record *record, size_t index)
{
    struct view text;
    memcpy(&text, (const char *)record + text_fields[index], sizeof text);
    return text;
}

static const char *const announce_names[] = { "", "new", "cross", "replace", "replace-cross" };

struct view announce_name(enum announce announce)
{
    return view_of(announce_names[announce]);
}

enum announce announce_of(struct view name)
{
    for (int i = ANNOUNCE_NEW; i <= ANNOUNCE_REPLACE_CROSS; i++) {
        if (view_equal(name, view_of(announce_names[i])))
            return (enum announce)i;
    }
    return ANNOUNCE_ABSENT;
}

enum language language_other(enum language language)
{
    return language == LANGUAGE_EN ? LANGUAGE_ZH : LANGUAGE_EN;
}

enum language bilingual_language(const struct bilingual *text, enum language leads)
{
    enum language other = language_other(leads);
    bool stands_in = text->in[leads].len == 0 && !text->left_out[leads] && text->in[other].len > 0;
    return stands_in ? other : leads;
}

struct view bilingual_leading(const struct bilingual *text, enum language leads)
{
    return text->in[bilingual_language(text, leads)];
}

struct view bilingual_other(const struct bilingual *text, enum language leads)
{
    bool stands_in = bilingual_language(text, leads) != leads;
    return stands_in ? (struct view){ 0 } : text->in[language_other(leads)];
}

struct record *record_copy(const struct record *record)
{
    size_t size = sizeof *record;
    struct record *copy;
    char *at;

    for (size_t i = 0; i < TEXT_FIELDS; i++)
        size += text_of(record, i).len;
    copy = memory_resize(NULL, size);
    *copy = *record;
    at = (char *)(copy + 1);
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        struct view *text = text_field(copy, i);
        if (text->len == 0)
            continue;
        memcpy(at, text->at, text->len);
        text->at = at;
        at += text->len;
    }
    return copy;
}

/* From here up, the fields of text that one announcement may lack and another
 * have; the ones before it say which paper and which announcement it is. */
enum { FIRST_FILLED = 4, ANNOUNCE_BIT = TEXT_FIELDS, DATE_BIT };

unsigned record_fields(const struct record *record)
{
    unsigned fields = 0;

    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++)
        fields |= (unsigned)(text_of(record, i).len > 0) << i;
    fields |= (unsigned)(record->announce != ANNOUNCE_ABSENT) << ANNOUNCE_BIT;
    fields |= (unsigned)(record->announced.origin == MOMENT_KNOWN) << DATE_BIT;
    return fields;
}

void record_fill(struct record *record, const struct record *other)
{
    if (record->abstract.in[LANGUAGE_EN].len == 0)
        record->abstract_truncated = other->abstract_truncated;
    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++) {
        struct view *text = text_field(record, i);
        if (text->len == 0)
            *text = text_of(other, i);
    }
    if (record->announce == ANNOUNCE_ABSENT)
        record->announce = other->announce;
    if (record->announced.origin != MOMENT_KNOWN)
        record->announced = other->announced;
}

int record_compare_text(const struct record *a, const struct record *b)
{
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        int order = view_compare(text_of(a, i), text_of(b, i));
        if (order)
            return order;
    }
    if (a->announce != b->announce)
        return a->announce < b->announce ? -1 : 1;
    return (int)a->abstract_truncated - (int)b->abstract_truncated;
}

enum { SECONDS_A_DAY = 86400 };

/* Days since 1970-01-01 of a day of the Gregorian calendar, after Howard
 * Hinnant's days_from_civil: years begin in March, so that the leap day is the
 * last, and eras of 400 years have 146,097 days. */
static int64_t days_of(unsigned year, unsigned month, unsigned day)
{
    int64_t march_year = (int64_t)year - (month <= 2);
    int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    int64_t year_of_era = march_year - era * 400;
    int64_t day_of_year = (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

int64_t seconds_of(struct date date)
{
    return days_of(date.year, date.month, date.day) * SECONDS_A_DAY;
}

struct calendar calendar_of(int64_t seconds)
{
    int64_t second = ((seconds % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY;
    int64_t days = (seconds - second) / SECONDS_A_DAY;
    int64_t shifted = days + 719468; /* from the first of March of year 0 */
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
    struct calendar calendar;

    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > 31)
        return false;
    calendar = calendar_of(seconds_of(date));
    return calendar.month == date.month && calendar.day == date.day;
}
