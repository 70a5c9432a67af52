/* Sends papers to the Zotero running on this machine, through the connector that its
 * browser extension uses (zotero/connector/server_connector.js, /connector/import). */
#ifndef REFMILL_FETCH_ZOTERO_CONNECTOR_H
#define REFMILL_FETCH_ZOTERO_CONNECTOR_H

#include "system/diag.h"

/* Where it listens, unless its user says otherwise (httpServer.port). */
#define ZOTERO_URL "http://127.0.0.1:23119"

/* Sends Zotero the RIS from standard input, which must come whole, and reports what it
 * took. With `progress` a line on the terminal says that it is waiting. False, with an
 * error reported, if Zotero took nothing. */
bool zotero_connector_import(const char *url, bool progress, struct diag *diag);

#endif
