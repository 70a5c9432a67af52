/* The parts of a digest, the rows of its table and its notes, told apart line
 * by line. What they say is read later (digest.c), when all are there: here
 * they are spans of the window. */
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
    struct window *window;
    struct diag *diag;

    struct row *rows;
    struct note *notes;
    size_t row_count, row_cap, note_count, note_cap;
    bool header;                    /* this digest has a table's header */
    bool text;                      /* the input has more than white space */
    size_t sound_rows, sound_notes; /* before the first one in error; else SIZE_MAX */

    enum { OUTSIDE, IN_TABLE, IN_NOTE } in;
    uint32_t blanks;       /* blank lines since the last one with text */
    struct line candidate; /* a line that is a header if a rule comes next */
    bool has_candidate;
    bool next_found;       /* the candidate begins the next digest */
    bool outside_reported; /* the stretch of foreign text that goes on */
    struct line preamble;  /* foreign text before any part; number 0: none */
};

/* Begins with what the window begins with, and keeps the memory of before. */
void digest_parts_start(struct digest_parts *parts);
void digest_parts_free(struct digest_parts *parts);

/* Reads the rows and notes of the next digest; false at the end of the input.
 * Spans are valid until the next call. */
bool digest_parts_read(struct digest_parts *parts);

/* Whether a digest was there: a header, a row or a note. */
bool digest_parts_any(const struct digest_parts *parts);

/* Malformed text ended the input inside this digest. */
bool digest_parts_broken(const struct digest_parts *parts);

static inline struct view digest_parts_text(const struct digest_parts *parts, struct span span)
{
    return window_text(parts->window, span);
}
struct place digest_parts_place(const struct digest_parts *parts, struct line line, uint32_t at);

#endif
