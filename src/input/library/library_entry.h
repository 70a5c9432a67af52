/* Collects the identifiers, links and citation keys that the values of an entry contain. */
#ifndef REFMILL_INPUT_LIBRARY_LIBRARY_ENTRY_H
#define REFMILL_INPUT_LIBRARY_LIBRARY_ENTRY_H

#include "record/arxiv_id.h"

/* What a value may be; a meaning is a set of these. */
enum library_meaning {
    LIBRARY_EPRINT = 1,        /* the whole value is the paper's number in an archive */
    LIBRARY_WHOLE = 2,         /* the whole value is an arXiv identifier */
    LIBRARY_ANYWHERE = 4,      /* the value contains one after "arXiv:" or the like */
    LIBRARY_LINK = 8,          /* the whole value is a link to the paper */
    LIBRARY_KEY = 16,          /* a name of the entry, perhaps made from an identifier */
    LIBRARY_CITATION_KEY = 32, /* a citation key of the entry */
    LIBRARY_ARCHIVE = 64,      /* the archive of the LIBRARY_EPRINT */
    LIBRARY_STATED = 128       /* it is prose, unless it says nothing but "arXiv:2403.19588" */
};

/* What was found, the surest identifier first. */
enum library_kind {
    LIBRARY_ID_IN_EPRINT,
    LIBRARY_ID_IN_VALUE, /* it is a whole value */
    LIBRARY_ID_IN_TEXT,
    LIBRARY_ID_IN_KEY,
    LIBRARY_FOUND_LINK,
    LIBRARY_FOUND_CITATION_KEY
};

struct library_found {
    enum library_kind kind;
    struct arxiv_id id;
    struct view text; /* of a link or a citation key */
};

struct library_entry {
    struct library_found *found;
    size_t count, cap;
    bool is_list;       /* each identifier names a paper of its own */
    bool in_other;      /* its number is that of another archive */
    const char *at;     /* where it begins in the text of the library */
    struct arena arena; /* all that was found */
};

/* All zero before the first call. */
void library_entry_begin(struct library_entry *entry, const char *at);
void library_entry_free(struct library_entry *entry);

/* Adds what the value contains; the value need not outlive the call. */
void library_entry_add(struct library_entry *entry, struct view value, unsigned meaning);

/* Drops identifiers that do not name a paper of their own: all but the surest, unless the entry is
 * a list. Returns true if one is left. */
bool library_entry_settle(struct library_entry *entry);

#endif
