/* Reads dates as people and bots write them in lists: 2024-03-28, 2024.12, 29 Sep 2023, 15th June
 * 2026, 2026年04月15日, 12-May-2026, 20260605. */
#ifndef REFMILL_RECORD_WRITTEN_DATE_H
#define REFMILL_RECORD_WRITTEN_DATE_H

#include "record/date.h"

/* Takes a date with at least a month off the start of the text; a digit or letter must not follow.
 * A weekday may be in front, and a time after a T. Two-digit years (22 Nov 22) count as 20YY.
 * 5/28/2025 is a date, but 4/5/2024 may be either of two and is none. Returns false and takes
 * nothing if there is none. */
bool written_date_take(struct view *text, struct date *date);

/* Finds the first date in the text, anywhere: a day first of all, else a month, else a year in
 * round or square brackets or alone as the whole text. *where is its part of the text. Returns
 * false if there is none. Numbers in an arXiv id, a DOI or a URL are no date. */
bool written_date_find(struct view text, struct date *date, struct view *where);

/* As written_date_find, for a remark on a paper. Finds no date after a word such as "added", "due"
 * or "read": that is when somebody did or has to do something. */
bool written_date_of_remark(struct view remark, struct date *date, struct view *where);

/* Finds the day or month of a heading that is about a date: "15th June 2026", "Papers for
 * 2024-09-05", "arXiv Daily Digest — 2026-06-23", "New submissions for Tue, 22 Nov 22", "2024-07".
 * Returns false for other headings, and where the date is when something was updated ("Updated on
 * 2026.06.29", "Last checked on", "更新时间"). *alone is true if the heading says nothing but the
 * date, with weekday, emoji, or words such as "Papers for", "(今日最新)". */
bool written_date_of_heading(struct view heading, struct date *date, bool *alone);

/* Takes a day without a year, 07-29 or 7/29, that is the whole text. */
bool written_date_day_of_year(struct view text, unsigned *month, unsigned *day);

#endif
