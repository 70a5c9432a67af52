/* Dates and moments, in UTC and the Gregorian calendar, without the C
 * library's time functions, their locale and their zone. */
#ifndef REFMILL_RECORD_DATE_H
#define REFMILL_RECORD_DATE_H

#include "text/text.h"

/* A date with its precision: day 0 is a month, month 0 a year, year 0 none. */
struct date {
    unsigned year, month, day;
};

/* A day that the calendar has, in the years 1 to 9999. */
bool date_is_valid(struct date date);

/* Takes YYYY-MM-DD, a day that there is, off the start of the text. */
bool date_take_day(struct view *text, struct date *date);

/* The date as far as it is known: 2024-03-28, 2024-03, 2024 or nothing. */
void date_put(struct date date, struct buffer *out);

/* Seconds since 1970-01-01 UTC, and how they are known: not at all; from the
 * newest identifier's month, good enough to date a feed and for nothing else;
 * from an option, a name or a file. */
struct moment {
    int64_t seconds;
    enum { MOMENT_ABSENT, MOMENT_GUESSED, MOMENT_KNOWN } origin;
};

/* The day of a moment that is known; else no date. */
struct date date_of(struct moment moment);

/* Midnight UTC at the start of that day. */
int64_t seconds_of(struct date date);

/* Negative when `a` was before `b`. A time that is known goes before one that
 * is guessed, and that before none. */
int moment_compare(struct moment a, struct moment b);

/* A moment as text of ISO 8601 that is as precise as what is known of it:
 * 2024-03 when it is guessed, 2024-03-29 at midnight, else
 * 2024-03-29T09:07:51Z; nothing when it is absent. */
void moment_put(struct moment moment, struct buffer *out);

/* Reads what moment_put puts, and other times of RFC 3339. False, and *moment unchanged,
 * unless the whole text is one. */
bool moment_read(struct view text, struct moment *moment);

/* Reads a date of XML (RFC 3339): a day alone, or with a time in UTC or another zone,
 * 2024-03-29T09:07:51-04:00. False, and *moment unchanged, unless the whole text is
 * one. */
bool moment_read_rfc3339(struct view text, struct moment *moment);

/* Reads a date and time of RFC 5322, section 3.3, in UTC: Fri, 29 Mar 2024 09:07:51 GMT;
 * the day of the week is not compared with the date. False, and *moment unchanged,
 * unless the whole text is one. */
bool moment_read_rfc5322(struct view text, struct moment *moment);

/* 2024-03-29T09:07:51Z (RFC 3339). */
void seconds_put_rfc3339(int64_t seconds, struct buffer *out);

/* Fri, 29 Mar 2024 09:07:51 +0000 (RFC 822 with four-digit years). */
void seconds_put_rfc822(int64_t seconds, struct buffer *out);

/* A moment as year to second; weekday 0 is Sunday. Any time of the years 0 to
 * 9999. */
struct calendar {
    unsigned year, month, day, hour, minute, second, weekday;
};
struct calendar calendar_of(int64_t seconds);

#endif
