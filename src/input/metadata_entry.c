#include "input/metadata_entry.h"

#include <stdlib.h>
#include <string.h>

#include "record/arxiv_id.h"
#include "text/clean.h"
#include "record/identity.h"
#include "record/word_set.h"

void metadata_entry_begin(struct metadata_entry *entry)
{
    arena_reset(&entry->arena);
    entry->people.count = entry->category_count = 0;
    entry->people.cut = entry->categories_cut = false;
    entry->record = (struct record){ 0 };
}

void metadata_entry_free(struct metadata_entry *entry)
{
    people_free(&entry->people);
    free(entry->versions);
    arena_free(&entry->arena);
    buffer_free(&entry->scratch);
}

struct view metadata_entry_text(struct metadata_entry *entry, struct view text)
{
    return text_clean(arena_copy(&entry->arena, text), &entry->arena);
}

bool metadata_entry_set_id(struct metadata_entry *entry, struct view text)
{
    struct view rest = view_trim(text);
    struct arxiv_id id;

    if (!arxiv_read_link(rest, &entry->arena, &id) &&
        (!arxiv_take_id(&rest, &entry->arena, &id) || rest.len > 0))
        return false;
    entry->record.arxiv_id = arena_copy(&entry->arena, id.id);
    if (id.version > 0)
        entry->record.version = id.version;
    return true;
}

void metadata_entry_add_categories(struct metadata_entry *entry, struct view list)
{
    struct record *record = &entry->record;

    for (list = metadata_entry_text(entry, list); list.len > 0;) {
        struct view category = word_set_take(&list);

        if (category.len == 0 || !view_equal(arxiv_find_category(category), category))
            continue;
        if (!word_set_have(record->categories, category)) {
            entry->categories_cut = entry->category_count == CATEGORIES_MAX;
            if (entry->categories_cut)
                continue;
            entry->category_count++;
            entry->scratch.len = 0;
            word_set_put_union(&entry->scratch, record->categories, category);
            record->categories = arena_copy(&entry->arena, buffer_view(&entry->scratch));
        }
        if (record->primary_category.len == 0)
            record->primary_category = arena_copy(&entry->arena, category);
    }
}

bool metadata_entry_set_doi(struct metadata_entry *entry, struct view text)
{
    static const char *const prefixes[] = { "https://doi.org/", "http://doi.org/",
                                            "doi:", "https://dx.doi.org/", "http://dx.doi.org/" };
    struct view words = metadata_entry_text(entry, text);

    while (words.len > 0) {
        struct view word = word_set_take(&words);
        size_t i = 0;

        while (i < sizeof prefixes / sizeof *prefixes &&
               !view_take_ignoring_case(&word, view_of(prefixes[i])))
            i++;
        while (view_ends_with(word, VIEW(",")) || view_ends_with(word, VIEW(";")))
            word.len--;
        if (identity_is_doi(word)) {
            entry->record.publisher_doi = word;
            return true;
        }
    }
    return false;
}

void metadata_entry_set_license(struct metadata_entry *entry, struct view text)
{
    struct view license = metadata_entry_text(entry, text);

    if (identity_is_link(license))
        entry->record.license = license;
}

void metadata_entry_add_version(struct metadata_entry *entry, unsigned number,
                                struct moment submitted)
{
    struct record *record = &entry->record;

    if (number == 0 || submitted.origin != MOMENT_KNOWN ||
        record->version_count >= ARXIV_VERSION_MAX)
        return;
    entry->versions = memory_grow_array(entry->versions, record->version_count, &entry->version_cap,
                                        sizeof *entry->versions);
    entry->versions[record->version_count++] = (struct version){ number, submitted };
    if (number >= record->version) {
        record->version = number;
        record->updated = submitted;
    }
}

unsigned metadata_entry_version_number(struct view text)
{
    uint32_t number;

    text = view_trim(text);
    return view_take(&text, VIEW("v")) && view_take_number(&text, ARXIV_VERSION_MAX, &number) &&
                   text.len == 0
               ? number
               : 0;
}

const struct record *metadata_entry_record(struct metadata_entry *entry)
{
    entry->record.versions = entry->versions;
    entry->record.authors = entry->people.list;
    entry->record.author_count = entry->people.count;
    return &entry->record;
}
