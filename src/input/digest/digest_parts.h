/* Splits a digest into the rows of its table and its notes, line by line, as spans of the
 * window. digest.c reads their content once all are known. */
#ifndef REFMILL_INPUT_DIGEST_PARTS_H
#define REFMILL_INPUT_DIGEST_PARTS_H

#include "input/window.h"

struct row {
    uint32_t ref;
    struct line line;
    struct span title, link, summary;
};

/* A paragraph of a note. `slot` is its position, counting empty paragraphs; the line of the
 * label is slot 0. */
struct paragraph {
    struct span text;
    uint32_t slot;
};

enum { PARAGRAPHS_MAX = 6 }; /* title, link, two summaries, two abstracts */

struct note {
    uint32_t ref;
    struct line line;
    struct span title; /* the translated one, after [^1]: */
    struct paragraph paragraphs[PARAGRAPHS_MAX];
    unsigned count;
    bool taken; /* paired with a row */
};

struct digest_parts {
    struct row *rows;
    struct note *notes;
    size_t row_count, row_cap, note_count, note_cap;
    size_t sound_rows, sound_notes; /* before the first error; SIZE_MAX if none */
    bool broken;                    /* malformed text ended the input within this digest */
    bool text;                      /* the input is not only white space */

    /* Private to digest_parts.c. */
    struct window *window;
    struct diag *diag;
    enum { OUTSIDE, IN_TABLE, IN_NOTE } in;
    bool header;           /* this digest has a table header */
    uint32_t blanks;       /* blank lines since the last text */
    struct line candidate; /* a header if the next line is a rule */
    bool has_candidate;
    bool next_found;       /* the candidate begins the next digest */
    bool outside_reported; /* the current stretch of foreign text was reported */
    struct line preamble;  /* foreign text before the first part; number 0 if none */
};

/* Starts a new input and reuses the memory. The window and `diag` must outlive the reading. */
void digest_parts_start(struct digest_parts *parts, struct window *window, struct diag *diag);
void digest_parts_free(struct digest_parts *parts);

/* Reads the rows and notes of the next digest, except a note in which malformed text ended the
 * input. Returns false if the input has no more digests. Spans are valid until the next call. */
bool digest_parts_read(struct digest_parts *parts);

#endif
