/* The definitions of reference links, [label]: https://…, in the first bytes of an input: they
 * often stand after the links that they define. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_DEFINITION_H
#define REFMILL_INPUT_MARKDOWN_LIST_DEFINITION_H

#include "input/inline/inline_text.h"
#include "text/hash_table.h"

struct list_definition {
    struct view label, address; /* the label is in lower case */
    size_t line;
    bool is_used;
};

/* All zero has none. */
struct list_definitions {
    struct list_definition *items;
    size_t count, cap;
    struct hash_table index; /* of `items` by label */
    size_t lines;            /* that were searched: others may have definitions, too */
    struct buffer lower;     /* a label */
    struct arena arena;
};

/* Replaces the definitions by those in the start of an input. */
void list_definitions_read(struct list_definitions *definitions, struct view start);
void list_definitions_free(struct list_definitions *definitions);

/* Called by list_definitions_resolve only. */
void list_definitions_look_up(struct list_definitions *definitions, struct inline_text *text);

/* Sets the addresses of the links that have a label. Most inputs have no definitions. */
static inline void list_definitions_resolve(struct list_definitions *definitions,
                                            struct inline_text *text)
{
    if (definitions->count > 0)
        list_definitions_look_up(definitions, text);
}

/* True if a link has used the definition of the label. */
bool list_definitions_has_used(struct list_definitions *definitions, struct view label);

/* Takes a line that is a definition apart. Returns false if it is none, or of a footnote. */
bool list_definition_take(struct view line, struct view *label, struct view *address);

#endif
