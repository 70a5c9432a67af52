#include "update/edits.h"

#include <stdlib.h>

void edits_free(struct edits *edits)
{
    free(edits->list);
    arena_free(&edits->arena);
}

void edits_add(struct edits *edits, struct view old, struct view put)
{
    struct edit edit = { (size_t)(old.at - edits->text.at), old.len,
                         arena_copy(&edits->arena, put) };

    if (view_equal(old, put))
        return;
    edits->list = memory_grow_array(edits->list, edits->count, &edits->cap, sizeof edit);
    edits->list[edits->count++] = edit;
}

void edits_settle(struct edits *edits)
{
    struct edit *const list = edits->list;

    for (size_t i = edits->settled; i < edits->count; i++) { /* a few of one entry */
        struct edit edit = list[i];
        size_t place = i;

        for (; place > edits->settled && list[place - 1].at > edit.at; place--)
            list[place] = list[place - 1];
        list[place] = edit;
    }
    edits->settled = edits->count;
}

/* Puts the text between two offsets as it is. */
static void put_unchanged(struct view text, size_t from, size_t to, struct buffer *out)
{
    text = view_skip(text, from);
    text.len = to - from;
    buffer_put(out, text);
}

void edits_put(const struct edits *edits, size_t first, size_t last, size_t from, size_t to,
               struct buffer *out)
{
    for (; first < last; first++) {
        const struct edit *edit = &edits->list[first];

        put_unchanged(edits->text, from, edit->at, out);
        buffer_put(out, edit->put);
        from = edit->at + edit->len;
    }
    put_unchanged(edits->text, from, to, out);
}
