/* Sends the papers of a run to the Zotero that runs on this machine: an output in RIS, kept in an
 * unnamed temporary file until the run has succeeded. */
#ifndef REFMILL_OUTPUT_ZOTERO_H
#define REFMILL_OUTPUT_ZOTERO_H

#include "system/diag.h"
#include "output/output.h"

struct zotero;

/* A `url` of NULL means Zotero's default address; any other must outlive the struct. With
 * `progress`, a line on the terminal shows that refmill waits for Zotero. */
struct zotero *zotero_create(const char *url, bool progress);
void zotero_free(struct zotero *zotero);

/* Returns the output that collects the papers, written by `ris`. */
struct output zotero_output(struct zotero *zotero, const struct writer *ris);

/* Finds out whether Zotero runs. Returns false after reporting an error if it does not. */
bool zotero_ping(const struct zotero *zotero, struct diag *diag);

/* Sends the collected papers and reports what Zotero took. Returns false after reporting an error
 * if it took nothing. */
bool zotero_send(struct zotero *zotero, struct diag *diag);

#endif
