/* How far the helper is, as a line on a terminal's standard error. */
#ifndef REFMILL_FETCH_METER_H
#define REFMILL_FETCH_METER_H

#include "diag.h"
#include "text.h"

struct meter {
    bool active;
    struct diag *diag;
    int64_t start; /* milliseconds */
};

/* Not active without a terminal. */
void meter_start(struct meter *meter, bool wanted, struct diag *diag);

/* "fetching: 300 of 1200 papers, 0:36 left" */
void meter_show(struct meter *meter, size_t settled, size_t total);

/* "waiting for Zotero, which takes 25 papers" */
void meter_show_zotero(struct meter *meter, size_t papers);

#endif
