/* Reports an input that no reader recognises: what it seems to be, and what to do about it. */
#ifndef REFMILL_INPUT_UNKNOWN_INPUT_H
#define REFMILL_INPUT_UNKNOWN_INPUT_H

#include "system/diag.h"
#include "text/text.h"

/* Reports an error at the start of the input of that name, which begins with `start`. `is_library`:
 * a reader with gives_ids recognised it. `is_metadata`: it was to be joined, not converted. */
void unknown_input_report(const char *name, struct view start, bool is_library, bool is_metadata,
                          struct diag *diag);

/* True if the content is plainly not text in UTF-8 that a reader could read, such as UTF-16. */
bool unknown_input_is_certain(struct view start);

/* True for text with links as Org mode writes them, [[https://…][Title]], and none of Markdown. */
bool unknown_input_is_org(struct view start);

#endif
