/* The papers that are asked for. */
#ifndef REFMILL_FETCH_REQUESTED_PAPERS_H
#define REFMILL_FETCH_REQUESTED_PAPERS_H

#include "text/memory.h"
#include "system/diag.h"
#include "text/text.h"

struct requested_paper {
    struct view id;
    bool had; /* its entry came */
};

struct requested_papers {
    struct requested_paper *list;
    size_t count, cap;
    struct buffer text; /* that the identifiers stand in */
    struct arena arena;
};

/* Reads identifiers without version, one a line, from standard input to its
 * end; each counts once. False when that cannot be read, which is reported. A
 * line that is none is warned of and makes *all_good false. */
bool requested_papers_read(struct requested_papers *papers, bool *all_good, struct diag *diag);

void requested_papers_free(struct requested_papers *papers);

#endif
