/* The record model: what a digest says of one paper, once, in one place. What
 * is absent is empty or zero, never invented. Text stands as in the digest,
 * TeX and all, cleaned (text_clean); a writer gives it its own dress. */
#ifndef REFMILL_RECORD_H
#define REFMILL_RECORD_H

#include "calendar.h"

/* What there is to know of a paper, in the order of jsonl (fields.h has the
 * names). */
enum field {
    FIELD_REF,
    FIELD_ARXIV_ID,
    FIELD_VERSION,
    FIELD_PRIMARY_CATEGORY,
    FIELD_ANNOUNCE,
    FIELD_URL,
    FIELD_DOI,
    FIELD_DATE,
    FIELD_TITLE,
    FIELD_TITLE_ZH,
    FIELD_TITLE_TEXT, /* jsonl's own: the title as Unicode */
    FIELD_AUTHORS,
    FIELD_SUMMARY,
    FIELD_SUMMARY_ZH,
    FIELD_ABSTRACT,
    FIELD_ABSTRACT_ZH,
    FIELD_ABSTRACT_TRUNCATED,
    FIELD_CHANNEL,
    FIELD_DIGEST_DATE,
    FIELD_DIGEST_TIME,
    FIELD_FILE,
    FIELD_LINE,
    FIELD_CATEGORIES,
    FIELD_CHANNELS,
    FIELD_FIRST_SEEN,
    FIELD_LAST_SEEN,
    FIELD_VERSION_SEEN,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_FILLED_FROM, /* jsonl's own: the announcements that filled what the winner lacks */
    FIELDS
};

/* A set of fields has a bit for each. */
#define FIELD_BIT(field) (UINT32_C(1) << (field))
enum { ALL_FIELDS = FIELD_BIT(FIELDS) - 1 };

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
    /* What the announcements of a paper add up to; of one announcement, what
     * it says itself. Sets of words (words.h). */
    struct view categories, channels;
    /* The times of the first and the last digest that showed the paper, and of
     * the first with its highest version. */
    struct moment first_seen, last_seen, version_seen;
    /* Feeds: first_seen and version_seen, and as many seconds as the paper's
     * place in that digest adds (MAPPING: published, updated). */
    struct moment published, updated;
    const struct filling *fillings; /* of a merged record; best first */
    size_t filling_count;
    uint64_t hash;   /* of all text that the announcement had; 0: of the text that is here */
    struct view key; /* for citing, unique in an output, which gives it */
};

/* A worse announcement of the paper, and what a merged record has from it: all
 * that it takes to merge the record again, with others. */
struct filling {
    struct source source;
    unsigned version;
    struct moment announced;
    struct view channel;
    uint64_t hash;   /* as record_hash has it */
    uint32_t fields; /* a bit each */
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

/* A copy in one block that owns its text; free(3) gives it back. It has
 * neither the sets of words nor the fillings. */
struct record *record_copy(const struct record *record);

/* Which of the fields that another announcement may fill are there, a bit
 * each. */
uint32_t record_fields(const struct record *record);

/* Puts views of these fields of `other`, which may be filled, in the place of
 * the record's. */
void record_set(struct record *record, const struct record *other, uint32_t fields);

/* A hash of all text, by which to choose among announcements that differ in
 * nothing else. */
uint64_t record_hash(const struct record *record);

/* The same text in both, without asking for hashes. */
bool record_same_text(const struct record *a, const struct record *b);

#endif
