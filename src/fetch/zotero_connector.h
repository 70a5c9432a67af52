/* Sends papers to the Zotero running on this machine through the interface for its browser
 * extension (/connector/import in zotero/connector/server_connector.js). */
#ifndef REFMILL_FETCH_ZOTERO_CONNECTOR_H
#define REFMILL_FETCH_ZOTERO_CONNECTOR_H

#include "system/diag.h"

/* Zotero's address, unless its user has set another port (httpServer.port). */
#define ZOTERO_URL "http://127.0.0.1:23119"

/* Finds out whether Zotero runs. Returns false if it does not, and reports an error. */
bool zotero_connector_ping(const char *url, struct diag *diag);

/* Sends all RIS from standard input to Zotero, and reports how many papers Zotero took. With
 * `progress`, shows a line on the terminal while it waits. Returns false on failure, and reports an
 * error. */
bool zotero_connector_import(const char *url, bool progress, struct diag *diag);

#endif
