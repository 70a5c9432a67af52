/* The one input parser: Markdown digests -> records.
 *
 * A digest is a table and its notes; an input is any number of them, one
 * behind the other. They are read one by one through a window that is used
 * again, so that an input of any length costs the memory of its largest
 * digest. DESIGN.md, section 3, describes the text. */
#ifndef REFMILL_DIGEST_H
#define REFMILL_DIGEST_H

#include "diag.h"
#include "record.h"

/* What there is to know of an input before it is read. */
struct digest_input {
    int file;         /* descriptor, open for reading; stays the caller's */
    const char *name; /* for diagnostics; outlives the reader */
    struct view base; /* the name without its folder; empty: standard input */
    struct view channel;
    struct moment announced;
    bool keep_going; /* repair what is not UTF-8 instead of stopping there */
};

struct digest {
    const struct record *records; /* in the order of the table, orphan notes last */
    size_t count;
    size_t sound; /* how many records come before the first error; else count */
};

struct digest_reader;

/* The reader is the caller's, who ends it with digest_close. */
struct digest_reader *digest_open(const struct digest_input *input, struct diag *diag);

/* Reads the next digest. Its records, and all text in them, live until the
 * next call. False at the end of the input, which an error may have brought
 * about: the reports in `diag` tell. */
bool digest_next(struct digest_reader *reader, struct digest *digest);

/* Whether read(2) failed, which is no fault of the digest's. */
bool digest_unreadable(const struct digest_reader *reader);

void digest_close(struct digest_reader *reader);

#endif
