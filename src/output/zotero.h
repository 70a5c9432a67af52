/* A Zotero that runs on this machine, and takes a run's papers: an output in RIS, which
 * waits in a file without a name until the run is known to be good. */
#ifndef REFMILL_OUTPUT_ZOTERO_H
#define REFMILL_OUTPUT_ZOTERO_H

#include "system/diag.h"
#include "output/output.h"

struct zotero;

/* NULL for the url: where it listens by itself; else the url outlives the struct. On a
 * terminal, `progress` shows that Zotero is waited for. */
struct zotero *zotero_create(const char *url, bool progress);
void zotero_free(struct zotero *zotero);

/* The output in that format. */
struct output zotero_output(struct zotero *zotero, const struct writer *ris);

/* Gives Zotero what the output has, and reports what it took. False, and an error
 * reported, when it took nothing. */
bool zotero_send(struct zotero *zotero, struct diag *diag);

#endif
