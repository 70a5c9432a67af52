/* Reads the front matter of a file about one paper: YAML between two --- at its start. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_FRONT_MATTER_H
#define REFMILL_INPUT_MARKDOWN_LIST_FRONT_MATTER_H

#include "input/markdown/list_entry.h"

/* Adds what the block of front matter says of the paper to its entry. */
void list_front_matter_add(struct list_entry *entry, const struct window *window,
                           const struct list_block *block);

#endif
