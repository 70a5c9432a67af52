#include "collection/exclusion.h"

#include <stdlib.h>

#include "input/reading.h"
#include "text/keyed_hash.h"

struct exclusion {
    struct buffer names; /* identifiers without version, and links, one after the other */
    size_t *ends;        /* of the names */
    size_t name_count, name_cap;
    struct hash_table index; /* of the names */
    struct hash_table keys;
    size_t count; /* of papers */
};

struct exclusion *exclusion_create(void)
{
    struct exclusion *exclusion = memory_resize(NULL, sizeof *exclusion);
    *exclusion = (struct exclusion){ 0 };
    return exclusion;
}

void exclusion_free(struct exclusion *exclusion)
{
    buffer_free(&exclusion->names);
    free(exclusion->ends);
    hash_table_free(&exclusion->index);
    hash_table_free(&exclusion->keys);
    free(exclusion);
}

static struct view name_at(const void *owner, uint32_t number)
{
    const struct exclusion *exclusion = owner;
    size_t start = number > 0 ? exclusion->ends[number - 1] : 0;

    return (struct view){ exclusion->names.at + start, exclusion->ends[number] - start };
}

/* Returns false if the name is there already. */
static bool add_name(struct exclusion *exclusion, struct view name)
{
    if (hash_table_add_text(&exclusion->index, name, name_at, exclusion) < exclusion->name_count)
        return false;
    buffer_put(&exclusion->names, name);
    exclusion->ends = memory_grow_array(exclusion->ends, exclusion->name_count,
                                        &exclusion->name_cap, sizeof *exclusion->ends);
    exclusion->ends[exclusion->name_count++] = exclusion->names.len;
    return true;
}

/* Adds the records of an entry; all its links count as one paper. Returns false if it names no
 * paper. */
static bool add_entry(struct exclusion *exclusion, const struct record *records, size_t count)
{
    bool has_id = false, has_link = false, is_new = false;

    for (size_t i = 0; i < count; i++) {
        const struct record *record = &records[i];

        if (record->arxiv_id.len > 0) {
            exclusion->count += add_name(exclusion, record->arxiv_id);
            has_id = true;
        } else if (record->url.len > 0) {
            is_new = add_name(exclusion, record->url) || is_new;
            has_link = true;
        }
        if (record->citation_key.len > 0)
            hash_table_add(&exclusion->keys, keyed_hash_folded(record->citation_key));
    }
    exclusion->count += is_new && !has_id;
    return has_id || has_link;
}

/* Adds what was read at once: an entry of a library, or else a paper for each record. */
static bool add_batch(struct exclusion *exclusion, const struct batch *batch, bool is_entry)
{
    size_t step = is_entry ? batch->count : 1;
    bool found = false;

    for (size_t i = 0; i < batch->count; i += step)
        found = add_entry(exclusion, batch->records + i, step) || found;
    return found;
}

/* The messages about a file that is being read. */
struct passing {
    struct diag *diag;
    bool begun; /* a reader was found for the file */
};

/* Passes messages on, since what is not read excludes nothing. Errors become warnings,
 * except those about the whole file, such as that it cannot be unpacked. */
static void pass_on(void *context, enum severity severity, struct place place, const char *text)
{
    const struct passing *passing = context;

    if (severity == SEVERITY_ERROR && place.line > 0 && passing->begun)
        severity = SEVERITY_WARNING;
    diag_report(passing->diag, severity, place, "%s", text);
}

bool exclusion_read(struct exclusion *exclusion, const char *name, struct diag *diag)
{
    const struct input_name input_name = { .name = name };
    const struct moment unknown = { 0 };
    struct input input = input_describe(&input_name, unknown, unknown);
    struct passing passing = { .diag = diag };
    struct diag whole = { .receive = pass_on, .context = &passing };
    struct reading *reading;
    struct batch batch;
    bool found = false, is_empty;
    int unreadable;

    if (!input_open(&input, diag))
        return false;
    input.may_be_empty = true; /* as is a library before the first run that appends to it */
    reading = reading_create(NULL, READ_TO_EXCLUDE, FAULT_WARNS_ONLY,
                             (struct wanted){ .without_id = true, .ids_only = true }, &whole);
    reading_start(reading, &input);
    passing.begun = true;
    is_empty = reading_is_empty(reading);
    while (reading_next(reading, &batch))
        found = add_batch(exclusion, &batch, reading_gives_ids(reading)) || found;
    unreadable = reading_unreadable(reading) || reading_is_unknown(reading);
    reading_free(reading);
    input_close(&input);
    if (!unreadable && !found && !is_empty && whole.warnings == 0)
        diag_warn(diag, (struct place){ .file = input.name },
                  "has neither an arXiv id nor a link; it excludes nothing");
    return !unreadable;
}

bool exclusion_has(const struct exclusion *exclusion, const struct record *record)
{
    struct view name = record->arxiv_id.len > 0 ? record->arxiv_id : record->url;
    return hash_table_find_text(&exclusion->index, name, name_at, exclusion) <
           exclusion->name_count;
}

size_t exclusion_count(const struct exclusion *exclusion)
{
    return exclusion->count;
}

const struct hash_table *exclusion_keys(const struct exclusion *exclusion)
{
    return &exclusion->keys;
}
