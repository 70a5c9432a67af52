/* An entry of a library that is kept up to date, what it has, what changes, and the interface of
 * the formats in which libraries are changed. */
#ifndef REFMILL_UPDATE_UPDATER_H
#define REFMILL_UPDATE_UPDATER_H

#include "record/arxiv_id.h"
#include "record/record.h"
#include "output/output_head.h"
#include "update/edits.h"
#include "update/journal_reference.h"
#include "update/same_paper.h"

/* What an update may change, in the order in which fields are added. */
enum update_field {
    UPDATE_AUTHOR,
    UPDATE_TITLE,
    UPDATE_YEAR,
    UPDATE_EPRINT,
    UPDATE_ARCHIVEPREFIX,
    UPDATE_PRIMARYCLASS,
    UPDATE_DOI,
    UPDATE_NOTE,
    UPDATE_JOURNAL, /* this and what follows with --published only */
    UPDATE_VOLUME,
    UPDATE_NUMBER,
    UPDATE_PAGES,
    UPDATE_MONTH,
    UPDATE_FIELDS
};

enum { UPDATE_REFRESHED = UPDATE_NOTE + 1 }; /* how many, the first ones, --refresh may name */

/* The names of those in BibTeX, which are used for all formats. */
extern const char *const update_field_names[UPDATE_FIELDS];

/* What a note with a journal reference begins with in RIS and CSL-JSON, as in refmill's other
 * outputs. */
#define UPDATE_NOTE_START "Journal reference: "

enum presence {
    FIELD_LACKING,
    FIELD_PRESENT,
    FIELD_EMPTY,
    FIELD_LOCKED /* not to be added or changed: it is there twice, inherited, or the format has no
                    place for it */
};

/* An entry of a library. */
struct update_entry {
    struct view text;     /* of the library, from its first to its last byte */
    struct view name;     /* its citation key, for messages; may be empty */
    struct arxiv_id id;   /* empty if it has none that is certain; lives as long as the arena */
    struct view other_id; /* another that its fields state, so that it has none; or empty */
    enum publication {
        PLACE_NONE,
        PLACE_JOURNAL,
        PLACE_OTHER
    } place;                   /* where it is published, other than arXiv */
    bool authors_incomplete;   /* "and others" */
    struct view collaboration; /* "ATLAS", of which the authors are members; or empty */
    enum presence has[UPDATE_FIELDS];
    struct arena *arena; /* set by the caller, reset after each entry */
};

/* What an entry gets. */
struct update_plan {
    enum { UPDATE_KEEP, UPDATE_ADD, UPDATE_REPLACE, UPDATE_REMOVE } actions[UPDATE_FIELDS];
    bool publishes;      /* the entry becomes an article in a journal */
    bool authors_differ; /* its incomplete list is not replaced: arXiv's has not all its authors,
                            and is not that of its collaboration */
    struct missing_author missing; /* the first author that arXiv's list lacks; set if
                                      authors_differ */
    struct journal_reference reference;
};

/* What the user asked for. */
struct update_settings {
    unsigned refresh; /* a bit for each update_field */
    field_set omitted;
    bool published, ascii;
    enum braces braces;
};

struct updater {
    const char *name; /* of the format, for messages */
    bool needs_utf8;
    size_t state_size; /* in bytes */

    /* Calls come in this order: `begin` for a text, which lives until `end`, and with `state` all
     * zero; `next` until it returns false; `read` and those after it; `end`. */
    void (*begin)(void *state, struct view text, const struct update_settings *settings);
    /* Finds the next entry and what it has. Returns false at the end, and at the first entry that
     * cannot be read: then *fault says what is wrong with it, and entry->text begins there. */
    bool (*next)(void *state, struct update_entry *entry, const char **fault);
    /* Reads again what an entry has that `next` has found, but not its identifier. entry->text is
     * set. */
    void (*read)(void *state, struct update_entry *entry);
    /* Of the entry that was read last, appends the value of a field as Unicode; of authors, a line
     * for each, in natural order. */
    void (*put)(void *state, enum update_field field, struct buffer *out);
    /* Make edits in the entry that was read last: its type becomes that of an article in a journal,
     * and what says that it is a preprint goes, but a link to arXiv stays or is added; and a field
     * is added, replaced or removed, as the plan says. */
    void (*publish)(void *state, const struct update_plan *plan, const struct record *record,
                    struct edits *edits);
    void (*change)(void *state, enum update_field field, const struct update_plan *plan,
                   const struct record *record, struct edits *edits);
    void (*end)(void *state);
};

extern const struct updater updater_bibtex, updater_csl_json, updater_ris;

/* Notes an identifier that a field of the entry states, if `found`. */
void update_entry_state_id(struct update_entry *entry, bool found, struct arxiv_id id);

/* Puts text as a reader would give it: clean (text_clean), and UTF-8, for which bytes that are not
 * are taken for ISO 8859-1. */
void update_put_clean(struct buffer *out, struct view text);

/* Puts a name in natural order: "First Last Jr". */
void update_put_name(struct buffer *out, struct view family, struct view given, struct view suffix);

/* Returns the length of the end of a list of names, or of a name, that stands for authors that are
 * left out, "others", "3 others" or "et al."; 0 if it has none. */
size_t update_others_length(struct view names);

/* True for what a field says of preprints only: arXiv as publisher or its ISSN, "preprint". */
bool update_is_of_preprint(struct view value);

#endif
