/* The connector of a Zotero that runs on this machine: what Zotero's browser
 * extension talks to (zotero/connector/server_connector.js, /connector/import). */
#ifndef REFMILL_FETCH_ZOTERO_CONNECTOR_H
#define REFMILL_FETCH_ZOTERO_CONNECTOR_H

#include "system/diag.h"

/* Where it listens, unless its user says otherwise (httpServer.port). */
#define ZOTERO_URL "http://127.0.0.1:23119"

/* Gives Zotero the RIS that comes on standard input, which must come whole, and
 * reports what it took. On a terminal, `progress` shows that it is waited for.
 * False, and an error reported, when it took nothing. */
bool zotero_connector_import(const char *url, bool progress, struct diag *diag);

#endif
