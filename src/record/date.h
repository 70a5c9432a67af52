/* Dates and moments in UTC and the Gregorian calendar, independent of the C library's time
 * functions, locale and time zone. */
#ifndef REFMILL_RECORD_DATE_H
#define REFMILL_RECORD_DATE_H

#include "text/text.h"

/* A date with its precision: a month if day is 0, a year if month is 0, absent if year is 0. */
struct date {
    unsigned year, month, day;
};

bool date_equal(struct date a, struct date b);

/* True for a day that exists, in the years 1 to 9999. */
bool date_is_valid(struct date date);

/* Takes YYYY-MM-DD, a day that exists, off the start of the text. */
bool date_take_day(struct view *text, struct date *date);

/* Takes the English name of a month, its first three letters or "Sept" off the start of the text,
 * ignoring case. Returns false and takes nothing if there is none or a letter follows. */
bool date_take_month(struct view *text, unsigned *month);

/* Appends the date as far as it is known: 2024-03-28, 2024-03, 2024 or nothing. */
void date_put(struct date date, struct buffer *out);

/* Seconds since 1970-01-01 UTC, and how they are known: not at all; guessed from the month of an
 * arXiv id, good enough only to date a feed; or known, as from --date or a file's name. */
struct moment {
    int64_t seconds;
    enum { MOMENT_ABSENT, MOMENT_GUESSED, MOMENT_KNOWN } origin;
};

/* Returns the day of a known moment, else an absent date. */
struct date date_of(struct moment moment);

/* Returns midnight UTC at the start of that day, which must be valid. */
int64_t seconds_of(struct date date);

/* Negative if `a` is before `b`. Known times sort before guessed ones, and those before absent
 * ones. */
int moment_compare(struct moment a, struct moment b);

/* Appends a moment in ISO 8601, as precisely as it is known: 2024-03 if guessed, 2024-03-29 at
 * midnight, else 2024-03-29T09:07:51Z; nothing if absent. */
void moment_put(struct moment moment, struct buffer *out);

/* Reads what moment_put writes, and other times of RFC 3339. Returns false and leaves *moment
 * unchanged unless the whole text is one. */
bool moment_read(struct view text, struct moment *moment);

/* Reads a date in the form used in XML (RFC 3339): a day, alone or with a time in UTC or another
 * zone, 2024-03-29T09:07:51-04:00. Returns false and leaves *moment unchanged unless the whole text
 * is one. */
bool moment_read_rfc3339(struct view text, struct moment *moment);

/* Reads a date and time of RFC 5322, section 3.3, in UTC: Fri, 29 Mar 2024 09:07:51 GMT. Does
 * not check the day of the week. Returns false and leaves *moment unchanged unless the whole
 * text is one. */
bool moment_read_rfc5322(struct view text, struct moment *moment);

/* Takes the date and time of a mail off the start of the text: those of RFC 5322, section 3.3, and
 * the obsolete ones of 4.3, with a year of two digits, any blanks and a zone in letters. The comma
 * and the zone may be missing. Returns false and takes nothing if there is none. */
bool moment_take_mail_date(struct view *text, struct moment *moment);

/* Appends 2024-03-29T09:07:51Z (RFC 3339). */
void seconds_put_rfc3339(int64_t seconds, struct buffer *out);

/* Appends Fri, 29 Mar 2024 09:07:51 +0000 (RFC 822 with four-digit years). */
void seconds_put_rfc822(int64_t seconds, struct buffer *out);

/* A time in UTC, split into its parts; weekday 0 is Sunday. Its year is 0 to 9999. */
struct calendar {
    unsigned year, month, day, hour, minute, second, weekday;
};
struct calendar calendar_of(int64_t seconds);

#endif
