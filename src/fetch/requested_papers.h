/* Reads the list of papers to fetch. */
#ifndef REFMILL_FETCH_REQUESTED_PAPERS_H
#define REFMILL_FETCH_REQUESTED_PAPERS_H

#include "text/memory.h"
#include "system/diag.h"
#include "text/text.h"

struct requested_paper {
    struct view id;
    bool had; /* its entry was received */
};

struct requested_papers {
    struct requested_paper *list;
    size_t count, cap;
    struct buffer text; /* standard input; identifiers point into it or the arena */
    struct arena arena;
};

/* Reads identifiers without versions from standard input, one a line, and drops repeated ones.
 * Returns false, and reports an error, if that cannot be read. A line that is not an identifier
 * causes a warning and sets *all_good to false. */
bool requested_papers_read(struct requested_papers *papers, bool *all_good, struct diag *diag);

void requested_papers_free(struct requested_papers *papers);

#endif
