#include "input/entry.h"

#include <stdlib.h>
#include <string.h>

#include "record/arxiv_id.h"
#include "text/clean.h"
#include "record/identity.h"
#include "record/word_set.h"
#include "text/scan.h"

void entry_begin(struct entry *entry)
{
    arena_reset(&entry->arena);
    entry->people.count = entry->category_count = 0;
    entry->people.cut = entry->people.incomplete = entry->categories_cut = false;
    entry->record = (struct record){ 0 };
}

void entry_begin_id(struct entry *entry)
{
    arena_reset(&entry->arena);
    entry->record.arxiv_id = (struct view){ 0 };
    entry->record.version = 0;
}

void entry_free(struct entry *entry)
{
    people_free(&entry->people);
    free(entry->versions);
    arena_free(&entry->arena);
    buffer_free(&entry->scratch);
}

struct view entry_text(struct entry *entry, struct view text)
{
    return text_clean(arena_copy(&entry->arena, text), &entry->arena);
}

bool entry_set_id(struct entry *entry, struct view text)
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

/* Takes a word off a list: "cs.LG stat.ML", "cs.LG, stat.ML" or "Machine Learning (cs.LG)". */
static struct view take_category_word(struct view *list)
{
#define BETWEEN(has, row) \
    has(' ', ' ', row) has(',', ',', row) has(';', ';', row) has('(', ')', row)
    static const struct byte_set between = BYTE_SET(BETWEEN);
    struct view word = { list->at, scan_run(*list, &between) };

    *list = view_skip(*list, word.len + 1);
    return word;
}

void entry_add_categories(struct entry *entry, struct view list)
{
    struct record *record = &entry->record;

    if (list.len == 0)
        return;
    entry->scratch.len = 0;
    buffer_put(&entry->scratch, record->categories);
    for (list = text_clean(list, &entry->arena); list.len > 0;) {
        struct view category = take_category_word(&list);

        if (!arxiv_is_category(category))
            continue;
        if (!word_set_have(buffer_view(&entry->scratch), category)) {
            if (entry->category_count == CATEGORIES_MAX) {
                entry->categories_cut = true;
                continue;
            }
            if (entry->scratch.len > 0)
                buffer_put_byte(&entry->scratch, ' ');
            buffer_put(&entry->scratch, category);
            entry->category_count++;
        }
        if (record->primary_category.len == 0)
            record->primary_category = arena_copy(&entry->arena, category);
    }
    record->categories = arena_copy(&entry->arena, buffer_view(&entry->scratch));
}

bool entry_set_doi(struct entry *entry, struct view text)
{
    static const char *const prefixes[] = { "https://doi.org/", "http://doi.org/",
                                            "doi:", "https://dx.doi.org/", "http://dx.doi.org/" };
    struct view words = text_clean(text, &entry->arena);

    while (words.len > 0) {
        struct view word = word_set_take(&words);
        size_t i = view_starts_with(word, VIEW("10.")) ? sizeof prefixes / sizeof *prefixes : 0;

        while (i < sizeof prefixes / sizeof *prefixes &&
               !view_take_ignoring_case(&word, view_of(prefixes[i])))
            i++;
        while (word.len > 0 && view_has_byte(VIEW(".,;"), word.at[word.len - 1]))
            word.len--;
        if (identity_is_doi(word)) {
            entry->record.publisher_doi = arena_copy(&entry->arena, word);
            return true;
        }
    }
    return false;
}

void entry_set_license(struct entry *entry, struct view text)
{
    struct view license = text_clean(text, &entry->arena);

    if (identity_is_link(license))
        entry->record.license = arena_copy(&entry->arena, license);
}

void entry_add_version(struct entry *entry, unsigned number, struct moment submitted)
{
    struct record *record = &entry->record;

    if (submitted.origin != MOMENT_KNOWN || record->version_count >= ARXIV_VERSION_MAX)
        return;
    entry->versions = memory_grow_array(entry->versions, record->version_count, &entry->version_cap,
                                        sizeof *entry->versions);
    entry->versions[record->version_count++] = (struct version){ number, submitted };
    if (number > record->version)
        record->version = number;
}

unsigned entry_version_number(struct view text)
{
    uint32_t number;

    text = view_trim(text);
    return view_take(&text, VIEW("v")) && view_take_number(&text, ARXIV_VERSION_MAX, &number) &&
                   text.len == 0
               ? number
               : 0;
}

void entry_set_translation(struct entry *entry, struct bilingual *field, struct view text)
{
    struct record *record = &entry->record;

    if (text.len == 0 || field->in[LANGUAGE_ZH].len > 0)
        return;
    field->in[LANGUAGE_ZH] = text;
    if (record->translation_language <= TRANSLATION_ZH) /* a Japanese title may be in Han alone */
        record->translation_language = translation_of(text);
}

bool entry_may_be_first(struct view id, struct date day)
{
    unsigned year, month;

    arxiv_date(id, &year, &month);
    return year * 12 + month - (day.year * 12 + day.month) <= 1;
}

void entry_add_day(struct entry *entry, struct date day)
{
    struct record *record = &entry->record;
    const unsigned known = record->version;

    if (day.day == 0 || record->arxiv_id.len == 0)
        return;
    if (entry_may_be_first(record->arxiv_id, day))
        entry_add_version(entry, 1, (struct moment){ seconds_of(day), MOMENT_KNOWN });
    else if (known > 1)
        entry_add_version(entry, known, (struct moment){ seconds_of(day), MOMENT_KNOWN });
    record->version = known; /* the day of version 1 does not say that there is no other */
}

/* Sets what other announcements would add to. */
static void set_history(struct record *record)
{
    if (record->announced.origin == MOMENT_ABSENT)
        record->announced = identity_guess_moment(record);
    record->published = record->updated = record->announced;
    record->first_seen = record->last_seen = record->version_seen = record->announced;
    record->channels = record->channel;
}

/* Sets where the record was read from. */
static void set_source(struct record *record, const struct input *input, size_t line, uint32_t ref)
{
    record->source = (struct source){ input->base, line, ref, false, input->name };
}

const struct record *entry_finish_id(struct entry *entry, const struct window *window, size_t line,
                                     uint32_t ref)
{
    struct record *record = &entry->record;

    set_source(record, window->input, line, ref);
    record->url = arxiv_url(record->arxiv_id, &entry->arena);
    return record;
}

const struct record *entry_finish(struct entry *entry, const struct window *window,
                                  struct entry_origin origin)
{
    const struct input *input = window->input;
    struct record *record = &entry->record;
    struct place place = { input->name, origin.line, 1 };

    set_source(record, input, origin.line, origin.ref);
    record->channel = origin.channel.len > 0 ? origin.channel : input->channel;
    record->announced = origin.announced.origin == MOMENT_KNOWN &&
                                input->date.origin != MOMENT_KNOWN
                            ? origin.announced
                            : input->announced;
    record->versions = entry->versions;
    record->authors = entry->people.list;
    record->author_count = entry->people.count;
    record->authors_incomplete = entry->people.incomplete && entry->people.count > 0;
    identity_set(record, record->arxiv_id, record->url, &entry->arena);
    record_set_exact_date(record);
    if (record->categories.len > 0)
        record_order_categories(record, &entry->arena);
    set_history(record);
    if (entry->people.cut)
        diag_warn(window->diag, place,
                  "the paper has more than %d authors; the others are left out", AUTHORS_MAX);
    if (entry->categories_cut)
        diag_warn(window->diag, place,
                  "the paper has more than %d categories; the others are left out", CATEGORIES_MAX);
    return record;
}
