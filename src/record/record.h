/* The record: one announcement of a paper, or several merged. A field that is not known is
 * empty or zero, never invented. Text is as in the input, TeX included, and clean
 * (text_clean); writers convert it. */
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

/* A set of fields, a bit for each. */
typedef uint64_t field_set;
#define FIELD_BIT(field) (UINT64_C(1) << (field))
#define ALL_FIELDS (FIELD_BIT(FIELDS) - 1)

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGES };

/* Returns the other of the two languages. */
enum language language_other(enum language language);

/* The same text in the original language and in translation. */
struct bilingual {
    struct view in[LANGUAGES];
    bool left_out[LANGUAGES]; /* by an option; the other language must not stand in */
};

/* The language of the translation, whose text is always in[LANGUAGE_ZH]. */
enum translation { TRANSLATION_ABSENT, TRANSLATION_ZH, TRANSLATION_JA, TRANSLATION_KO };

enum announce {
    ANNOUNCE_ABSENT,
    ANNOUNCE_NEW,
    ANNOUNCE_CROSS,
    ANNOUNCE_REPLACE,
    ANNOUNCE_REPLACE_CROSS
};

/* Where a record was read from, for messages and to choose among announcements of a paper. */
struct source {
    struct view file;  /* base name; empty for standard input */
    size_t line;       /* of the note, else of the row or entry; from 1 */
    uint32_t ref;      /* the number in [^1] or of the entry */
    bool is_metadata;  /* from arXiv's metadata, not from an announcement */
    const char *input; /* name of the input with that line, for messages; NULL: not an input */
};

/* More categories than arXiv has, and more topics than a paper has. */
enum { CATEGORIES_MAX = 256, TOPICS_MAX = 256 };

/* A version of a paper and when it was submitted: a day, or a day and time. */
struct version {
    unsigned number; /* 0 if not known */
    struct moment submitted;
};

struct record {
    struct source source;
    struct view arxiv_id; /* without version */
    unsigned version;     /* 0 if not known */
    struct view primary_category;
    enum announce announce;
    struct bilingual title, summary, abstract;
    enum translation translation_language;
    bool abstract_truncated; /* the English one was cut, as by a digest */
    struct view url;         /* https, without version, made from the arXiv id; else the link */
    struct view doi;         /* registered by arXiv for the id */
    struct date date;    /* of the paper: the month of its identifier, or the day of version 1 */
    struct view channel; /* of the list: an arXiv archive or category */
    struct moment announced; /* the time of the list */
    /* Digests do not have these. They are in the original language. */
    const struct person *authors;
    size_t author_count;
    bool authors_incomplete; /* there are more: "et al." */
    struct view arxiv_comment, journal_ref;
    struct view publisher_doi; /* the published paper's, not arXiv's */
    struct view license;       /* a URL */
    const struct version *versions;
    size_t version_count;
    struct view code_url;
    /* The headings under which lists have the paper, each once, at most TOPICS_MAX: those of the
     * best announcement, then those that each filling added. */
    const struct view *topics;
    size_t topic_count;
    struct view citation_key; /* in the library that it was read from */
    /* Sets of words (word_set.h), the union of all merged announcements. The primary category comes
     * first, then the others in the order of the source, and last, sorted, those that other
     * announcements added: `categories_added` of them. */
    struct view categories, channels;
    size_t categories_added;
    /* The times of the first and the last list that has the paper, and of the first that has
     * its highest version. */
    struct moment first_seen, last_seen, version_seen;
    /* For feeds: first_seen and version_seen, plus seconds that keep the papers in the order of
     * their digest. */
    struct moment published, updated;
    const struct filling *fillings; /* best first */
    size_t filling_count;
    uint64_t hash;   /* record_hash before a cut abstract was replaced, or 0 */
    struct view key; /* the citation key; each output sets it, unique in that output */
};

/* An announcement that is not the best of its paper, or metadata, and the fields that it filled in
 * the record and the topics that it added: enough to merge the record again. */
struct filling {
    struct source source;
    unsigned version;
    struct moment announced;
    struct view channel;
    uint64_t hash; /* from record_hash */
    field_set fields;
    size_t topic_count; /* of those that it added, which are in the record */
};

/* The fields that identify the announcement of a filling. */
#define FILLING_FIELDS                                                                     \
    (FIELD_BIT(FIELD_REF) | FIELD_BIT(FIELD_VERSION) | FIELD_BIT(FIELD_CHANNEL) |          \
     FIELD_BIT(FIELD_DIGEST_DATE) | FIELD_BIT(FIELD_DIGEST_TIME) | FIELD_BIT(FIELD_FILE) | \
     FIELD_BIT(FIELD_LINE))

/* Returns "new", "cross", "replace", "replace-cross" or an empty view. */
struct view announce_name(enum announce announce);

/* Returns the kind of that name, or ANNOUNCE_ABSENT if it is unknown. */
enum announce announce_of(struct view name);

/* Returns the text in the leading language, or in the other one if the leading text is empty
 * and was not left out. */
struct view bilingual_leading(const struct bilingual *text, enum language leads);

/* Returns the text in the other language, or an empty view if it stands in for the leading text. */
struct view bilingual_other(const struct bilingual *text, enum language leads);

/* Returns the language of bilingual_leading's text, or `leads` if there is no text. */
enum language bilingual_language(const struct bilingual *text, enum language leads);

/* Returns the publisher's DOI of the paper, else arXiv's. */
struct view record_doi(const struct record *record);

/* Sets the date to the day on which version 1 was submitted, if that is known. */
void record_set_exact_date(struct record *record);

/* Returns the fields present, of those that can be filled: COMMON, ANNOUNCED and METADATA fields
 * (fields.def) and the digest's date. For a cut abstract and an incomplete list of authors it
 * returns abstract_truncated and authors_incomplete instead. */
field_set record_fields(const struct record *record);

/* Returns the fields of `other` that `have` lacks, both as record_fields returns them. A whole
 * abstract or list of authors is missing if `have` has only a cut or incomplete one. */
field_set record_missing(field_set have, field_set other);

/* The fields whose text is in one language, record->translation_language. */
#define TRANSLATED_FIELDS \
    (FIELD_BIT(FIELD_TITLE_ZH) | FIELD_BIT(FIELD_SUMMARY_ZH) | FIELD_BIT(FIELD_ABSTRACT_ZH))

/* Returns how many of the topics, the first ones, are not from fillings. */
size_t record_own_topics(const struct record *record);

/* Returns the next topic that is worth showing beside the categories, being neither one of them nor
 * invisible, or an empty view after the last. *next begins at 0. */
struct view record_next_topic(const struct record *record, size_t *next);

/* Returns the part of a day's papers to which the record belongs: its first topic that is worth
 * showing, else its primary category, else its channel. */
struct view record_group(const struct record *record);

/* Puts the primary category first among the categories; new text is in the arena. */
void record_order_categories(struct record *record, struct arena *arena);

/* Returns "zh", "ja", "ko" or an empty view. */
struct view translation_name(enum translation translation);

/* Returns the language of the title, summary or abstract in translation, or TRANSLATION_ABSENT if
 * there is none. */
enum translation record_translation(const struct record *record);

/* Returns the language of a translation by its script: ja if it has kana, ko if Hangul, else zh. */
enum translation translation_of(struct view text);

/* True for text in Chinese, Japanese or Korean. */
bool text_is_translation(struct view text);

/* Returns how many characters of the text are Chinese, Japanese or Korean. */
size_t text_count_translated(struct view text);

/* True if the text is mostly in Chinese, Japanese or Korean: a name or a term in an English text
 * does not make it a translation. */
bool text_is_mostly_translation(struct view text);

/* Replaces these fields by those of `other`, whose text it shares. Ignores fields that cannot be
 * filled. */
void record_set(struct record *record, const struct record *other, field_set fields);

/* Empties these fields, abstract_truncated with the abstract, and authors_incomplete with the
 * authors. */
void record_clear(struct record *record, field_set fields);

/* Returns a hash of the COMMON and ANNOUNCED fields (fields.def) and the topics, which breaks ties
 * between announcements. In a merged record, what fillings filled or added counts as absent. JSON
 * lines contain it, so it is the same in every run and version and can be made to collide: tables
 * use keyed_hash.h instead. */
uint64_t record_hash(const struct record *record);

/* Returns a hash of the METADATA fields (fields.def) and the abstract. */
uint64_t record_metadata_hash(const struct record *record);

/* True only if both have the same text, compared without hashes. Always false for records that
 * have authors, versions or topics. */
bool record_same_text(const struct record *a, const struct record *b);

#endif
