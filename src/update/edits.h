/* Changes to a text: what is put in place of some of its bytes. */
#ifndef REFMILL_UPDATE_EDITS_H
#define REFMILL_UPDATE_EDITS_H

#include "text/text.h"

/* `len` bytes at offset `at` are replaced by `put`. */
struct edit {
    size_t at, len;
    struct view put;
};

/* All zero at first. Those in `list` lie in the order of the text and do not overlap. */
struct edits {
    struct view text; /* what they change, set by the caller */
    struct edit *list;
    size_t count, cap;
    size_t settled; /* the edits that edits_settle has put in order */
    struct arena arena;
};

void edits_free(struct edits *edits);

/* Replaces `old`, a part of the text, by a copy of `put`. Several that are put at one place stay in
 * the order of the calls. */
void edits_add(struct edits *edits, struct view old, struct view put);

/* Puts the edits since the last call in the order of the text. They must be after those before. */
void edits_settle(struct edits *edits);

/* Puts the text from offset `from` to `to` with the edits from `first` up to `last`, not included,
 * all of which are between the two. */
void edits_put(const struct edits *edits, size_t first, size_t last, size_t from, size_t to,
               struct buffer *out);

#endif
