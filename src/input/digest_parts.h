/* Splits a digest into the rows of its table and its notes, line by line. What they say
 * is read later (digest.c), when all of them are known; here they are spans of the
 * window. */
#ifndef REFMILL_INPUT_DIGEST_PARTS_H
#define REFMILL_INPUT_DIGEST_PARTS_H

#include "input/window.h"

struct row {
    uint32_t ref;
    struct line line;
    struct span title, link, summary;
};

/* A paragraph of a note; `slot` counts its place with the empty ones, the
 * line of the label being slot 0. */
struct paragraph {
    struct span text;
    uint32_t slot;
};

enum { PARAGRAPHS_MAX = 6 }; /* title, link, two summaries, two abstracts */

struct note {
    uint32_t ref;
    struct line line;
    struct span title; /* the translated one, behind [^1]: */
    struct paragraph paragraphs[PARAGRAPHS_MAX];
    unsigned count;
    bool taken; /* by a row */
};

struct digest_parts {
    struct row *rows;
    struct note *notes;
    size_t row_count, row_cap, note_count, note_cap;
    size_t sound_rows, sound_notes; /* before the first one in error; else SIZE_MAX */
    bool broken;                    /* malformed text ended the input inside this digest */
    bool text;                      /* the input has more than white space */

    /* For digest_parts.c alone: */
    struct window *window;
    struct diag *diag;
    enum { OUTSIDE, IN_TABLE, IN_NOTE } in;
    bool header;           /* this digest has a table's header */
    uint32_t blanks;       /* blank lines since the last one with text */
    struct line candidate; /* a line that is a header if a rule comes next */
    bool has_candidate;
    bool next_found;       /* the candidate begins the next digest */
    bool outside_reported; /* the stretch of foreign text that goes on */
    struct line preamble;  /* foreign text before any part; number 0: none */
};

/* Begins with what the window begins with, and keeps the memory of before. The window
 * and `diag` are the caller's. */
void digest_parts_start(struct digest_parts *parts, struct window *window, struct diag *diag);
void digest_parts_free(struct digest_parts *parts);

/* Reads the rows and notes of the next digest, but not a note in which malformed text
 * ended the input; false when there is no digest before the end of the input. Spans are
 * valid until the next call. */
bool digest_parts_read(struct digest_parts *parts);

#endif
