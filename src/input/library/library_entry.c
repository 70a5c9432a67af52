#include "input/library/library_entry.h"

#include <stdlib.h>

#include "input/ids/arxiv_mention.h"
#include "input/library/stated_id.h"
#include "record/identity.h"
#include "text/utf8.h"

void library_entry_begin(struct library_entry *entry, const char *at)
{
    arena_reset(&entry->arena);
    entry->count = 0;
    entry->is_list = entry->in_other = false;
    entry->at = at;
}

void library_entry_free(struct library_entry *entry)
{
    free(entry->found);
    arena_free(&entry->arena);
}

static void add_found(struct library_entry *entry, struct library_found found)
{
    entry->found = memory_grow_array(entry->found, entry->count, &entry->cap, sizeof *entry->found);
    entry->found[entry->count++] = found;
}

static void add_id(struct library_entry *entry, enum library_kind kind, struct arxiv_id id)
{
    id.id = arena_copy(&entry->arena, id.id);
    add_found(entry, (struct library_found){ .kind = kind, .id = id });
}

static void add_text(struct library_entry *entry, enum library_kind kind, struct view text)
{
    if (utf8_find_malformed(text) == text.len)
        add_found(entry,
                  (struct library_found){ .kind = kind, .text = arena_copy(&entry->arena, text) });
}

void library_entry_add(struct library_entry *entry, struct view value, unsigned meaning)
{
    struct arxiv_id id;

    value = view_trim(value);
    if (value.len == 0)
        return;
    if (meaning & LIBRARY_CITATION_KEY)
        add_text(entry, LIBRARY_FOUND_CITATION_KEY, value);
    if (meaning & LIBRARY_ARCHIVE)
        entry->in_other = !view_starts_with_ignoring_case(value, VIEW("arxiv"));
    if (meaning & LIBRARY_KEY && arxiv_mention_read_key(value, &entry->arena, &id))
        add_id(entry, LIBRARY_ID_IN_KEY, id);
    if (meaning & (LIBRARY_EPRINT | LIBRARY_WHOLE | LIBRARY_LINK) &&
        arxiv_mention_read_value(value, &entry->arena, &id)) {
        add_id(entry, meaning & LIBRARY_EPRINT ? LIBRARY_ID_IN_EPRINT : LIBRARY_ID_IN_VALUE, id);
        return;
    }
    if (meaning & LIBRARY_STATED && stated_id_read(STATED_NAMED, value, &entry->arena, &id))
        add_id(entry, LIBRARY_ID_IN_TEXT, id);
    if (meaning & LIBRARY_LINK && identity_is_link(value))
        add_text(entry, LIBRARY_FOUND_LINK, value);
    while (meaning & LIBRARY_ANYWHERE && arxiv_mention_take(&value, &entry->arena, &id))
        add_id(entry, LIBRARY_ID_IN_TEXT, id);
}

static bool is_id(const struct library_entry *entry, const struct library_found *found)
{
    return found->kind <= LIBRARY_ID_IN_KEY &&
           !(found->kind == LIBRARY_ID_IN_EPRINT && entry->in_other);
}

bool library_entry_settle(struct library_entry *entry)
{
    struct library_found *const found = entry->found;
    size_t surest = entry->count, count = 0;
    bool has_id;

    for (size_t i = 0; i < entry->count; i++) {
        if (is_id(entry, &found[i]) &&
            (surest == entry->count || found[i].kind < found[surest].kind))
            surest = i;
    }
    for (size_t i = 0; i < entry->count; i++) {
        if (found[i].kind > LIBRARY_ID_IN_KEY || i == surest ||
            (entry->is_list && is_id(entry, &found[i])))
            found[count++] = found[i];
    }
    has_id = surest < entry->count;
    entry->count = count;
    return has_id;
}
