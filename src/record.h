/* The record model: what a digest says of one paper, once, in one place. What
 * is absent is empty or zero, never invented. Text stands as in the digest,
 * TeX and all, cleaned (text_clean); a writer gives it its own dress. */
#ifndef REFMILL_RECORD_H
#define REFMILL_RECORD_H

#include "text.h"

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGES };

/* English for Chinese, and the other way round. */
enum language language_other(enum language language);

/* The same text in the original language and in translation. */
struct bilingual {
    struct view in[LANGUAGES];
    bool left_out[LANGUAGES]; /* by an option: the other takes no place of its */
};

enum announce {
    ANNOUNCE_ABSENT,
    ANNOUNCE_NEW,
    ANNOUNCE_CROSS,
    ANNOUNCE_REPLACE,
    ANNOUNCE_REPLACE_CROSS
};

/* A date with its precision: day 0 is a month, month 0 a year, year 0 none. */
struct date {
    unsigned year, month, day;
};

/* The date as far as it is known: 2024-03-28, 2024-03, 2024 or nothing. */
void date_put(struct date date, struct buffer *out);

/* Seconds since 1970-01-01 UTC, and how they are known: not at all; from the
 * newest identifier's month, good enough to date a feed and for nothing else;
 * from an option, a name or a file. */
struct moment {
    int64_t seconds;
    enum { MOMENT_ABSENT, MOMENT_GUESSED, MOMENT_KNOWN } origin;
};

/* Where a record was read, for diagnostics and for choosing among repeats. */
struct source {
    struct view file; /* base name; empty for standard input */
    size_t line;      /* of the note, or of the row without one; from 1 */
    uint32_t ref;     /* the number in [^1] */
};

struct record {
    struct source source;
    struct view arxiv_id; /* without version */
    unsigned version;     /* 0: not said */
    struct view primary_category;
    enum announce announce;
    struct bilingual title, summary, abstract;
    bool abstract_truncated; /* the English one was cut at 1,000 characters */
    struct view url;         /* https, without version, by the arXiv id; else the link */
    struct view doi;         /* that arXiv registers for the id */
    struct date date;        /* of the paper */
    struct view channel;     /* the arXiv list that the digest covers */
    struct moment announced; /* the digest's time */
    /* Feeds: when the paper, and its highest version, was first shown, and how
     * many seconds that digest's order adds (MAPPING: published, updated). */
    struct moment published, updated;
    struct view key; /* for citing, unique in an output, which gives it */
};

/* "new", "cross", "replace", "replace-cross", or empty. */
struct view announce_name(enum announce announce);

/* The kind of announcement so called; ANNOUNCE_ABSENT for any other name. */
enum announce announce_of(struct view name);

/* The text in the language that leads, or in the other where that is empty and
 * was not left out. */
struct view bilingual_leading(const struct bilingual *text, enum language leads);

/* The text in the other language, unless it stands in for the leading one. */
struct view bilingual_other(const struct bilingual *text, enum language leads);

/* The language that bilingual_leading gave; `leads` where there is no text. */
enum language bilingual_language(const struct bilingual *text, enum language leads);

/* A copy in one block that owns its text; free(3) gives it back. */
struct record *record_copy(const struct record *record);

/* Which of the fields that another announcement may fill are there, a bit
 * each; records of one version of this program only. */
unsigned record_fields(const struct record *record);

/* Fills the absent fields of `record` with views of those in `other`. */
void record_fill(struct record *record, const struct record *other);

/* All text of the two records, field by field: 0 only when it is the same. */
int record_compare_text(const struct record *a, const struct record *b);

/* A moment as year to second, UTC, in the Gregorian calendar; weekday 0 is
 * Sunday. Any time of the years 0 to 9999. */
struct calendar {
    unsigned year, month, day, hour, minute, second, weekday;
};
struct calendar calendar_of(int64_t seconds);

/* The day of a moment that is known; else no date. */
struct date date_of(struct moment moment);

/* Midnight UTC at the start of that day. */
int64_t seconds_of(struct date date);

/* A day that the calendar has, in the years 1 to 9999. */
bool date_is_valid(struct date date);

#endif
