/* How far the helper is, as a line on a terminal's standard error. */
#ifndef REFMILL_FETCH_PROGRESS_LINE_H
#define REFMILL_FETCH_PROGRESS_LINE_H

#include "system/diag.h"
#include "text/text.h"

struct progress_line {
    bool active;
    struct diag *diag;
    int64_t start; /* milliseconds */
};

/* Not active without a terminal. */
void progress_line_start(struct progress_line *meter, bool wanted, struct diag *diag);

/* "fetching: 300 of 1200 papers, 0:36 left" */
void progress_line_show(struct progress_line *meter, size_t settled, size_t total);

/* "waiting for Zotero, which takes 25 papers" */
void progress_line_show_zotero(struct progress_line *meter, size_t papers);

#endif
