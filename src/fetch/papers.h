/* The papers that are asked for. */
#ifndef REFMILL_FETCH_PAPERS_H
#define REFMILL_FETCH_PAPERS_H

#include "arena.h"
#include "diag.h"
#include "text.h"

struct paper {
    struct view id;
    bool had; /* what there is of it was written */
};

struct papers {
    struct paper *list;
    size_t count, cap;
    struct buffer text; /* that the identifiers stand in */
    struct arena arena;
};

/* Reads identifiers without version, one a line, from standard input to its
 * end; each counts once. False when that cannot be read, which is reported. A
 * line that is none is warned of and makes *all_good false. */
bool papers_read(struct papers *papers, bool *all_good, struct diag *diag);

void papers_free(struct papers *papers);

#endif
