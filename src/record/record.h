/* The record: what is known of one paper. What is absent is empty or zero, never
 * invented. Text is as the input has it, TeX included, and clean (text_clean); a writer
 * converts it to its own form. */
#ifndef REFMILL_RECORD_RECORD_H
#define REFMILL_RECORD_RECORD_H

#include "record/date.h"
#include "record/person.h"

/* The fields of a record, in the order of fields.def. */
enum field {
#define FIELD(number, NAME, name, type, member, role) FIELD_##NAME,
#define LIST(NAME, name, member, count, role) FIELD_##NAME,
#define NAMED(NAME, name) FIELD_##NAME,
#include "record/fields.def"
    FIELDS
};

/* A set of fields has a bit for each. */
typedef uint64_t field_set;
#define FIELD_BIT(field) (UINT64_C(1) << (field))
#define ALL_FIELDS (FIELD_BIT(FIELDS) - 1)

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGES };

/* Chinese for English, and English for Chinese. */
enum language language_other(enum language language);

/* The same text in the original language and in translation. */
struct bilingual {
    struct view in[LANGUAGES];
    bool left_out[LANGUAGES]; /* by an option, so that the other does not replace it */
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
    bool is_metadata; /* arXiv's metadata, not an announcement */
};

/* More categories than arXiv has. */
enum { CATEGORIES_MAX = 256 };

/* When a version of a paper was submitted: a day, or a time of day too. */
struct version {
    unsigned number;
    struct moment submitted;
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
    struct date date;        /* of the paper: its identifier's month, or the day of version 1 */
    struct view channel;     /* the arXiv list that the digest covers */
    struct moment announced; /* the digest's time */
    /* Only arXiv's metadata has these, in the original language. */
    const struct person *authors;
    size_t author_count;
    struct view arxiv_comment, journal_ref;
    struct view publisher_doi; /* of the published paper, not arXiv's */
    struct view license;       /* a URL */
    const struct version *versions;
    size_t version_count;
    /* What the announcements of a paper add up to; of one announcement, what
     * it says itself. Sets of words (word_set.h). */
    struct view categories, channels;
    /* The times of the first and the last digest that showed the paper, and of
     * the first with its highest version. */
    struct moment first_seen, last_seen, version_seen;
    /* Feeds: first_seen and version_seen, and as many seconds as the paper's
     * place in that digest adds (MAPPING: published, updated). */
    struct moment published, updated;
    const struct filling *fillings; /* of a merged record; best first */
    size_t filling_count;
    uint64_t hash;   /* of all text that the announcement had; 0: the text is still that */
    struct view key; /* the citation key, unique in an output, which sets it */
};

/* A worse announcement of the paper, and the fields that a merged record has from it:
 * enough to merge the record again with others. */
struct filling {
    struct source source;
    unsigned version;
    struct moment announced;
    struct view channel;
    uint64_t hash; /* as record_hash has it */
    field_set fields;
};

/* The fields of a filling that say which announcement it is. */
#define FILLING_FIELDS                                                                     \
    (FIELD_BIT(FIELD_REF) | FIELD_BIT(FIELD_VERSION) | FIELD_BIT(FIELD_CHANNEL) |          \
     FIELD_BIT(FIELD_DIGEST_DATE) | FIELD_BIT(FIELD_DIGEST_TIME) | FIELD_BIT(FIELD_FILE) | \
     FIELD_BIT(FIELD_LINE))

/* "new", "cross", "replace", "replace-cross", or empty. */
struct view announce_name(enum announce announce);

/* The announcement of that name; ANNOUNCE_ABSENT for any other name. */
enum announce announce_of(struct view name);

/* The text in the language that leads, or in the other where that is empty and
 * was not left out. */
struct view bilingual_leading(const struct bilingual *text, enum language leads);

/* The text in the other language, unless it stands in for the leading one. */
struct view bilingual_other(const struct bilingual *text, enum language leads);

/* The language of what bilingual_leading returns; `leads` if there is no text. */
enum language bilingual_language(const struct bilingual *text, enum language leads);

/* The publisher's DOI of the paper, or else arXiv's. */
struct view record_doi(const struct record *record);

/* Sets the date to the day on which version 1 was submitted, if that is
 * known. */
void record_set_exact_date(struct record *record);

/* A copy in one block that owns its text; free(3) gives it back. It has no fillings. */
struct record *record_copy(const struct record *record);

/* Those of the fields that another announcement may fill that are there. */
field_set record_fields(const struct record *record);

/* Puts views of these fields of `other` in the place of the record's; of fields that no
 * announcement fills, nothing. */
void record_set(struct record *record, const struct record *other, field_set fields);

/* Empties these fields, whichever they are; the abstract with whether it is cut. */
void record_clear(struct record *record, field_set fields);

/* A hash of all text of an announcement, which decides between those that differ in
 * nothing else; of a merged record, of what its winner had itself. JSON lines have it, so it
 * is the same in every run and version, and can be made to collide: tables take keyed_hash.h's. */
uint64_t record_hash(const struct record *record);

/* A hash of the METADATA fields (fields.def) and the abstract. */
uint64_t record_metadata_hash(const struct record *record);

/* True only if both have the same text. Made without hashes; always false for records
 * that have authors or versions. */
bool record_same_text(const struct record *a, const struct record *b);

#endif
