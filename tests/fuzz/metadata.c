/* Fuzz target: any bytes as a file of arXiv's metadata, XML or JSON lines,
 * plain or packed; and as the names of authors. */
#include "record/arxiv_id.h"
#include "check.h"
#include "text/clean.h"
#include "input/metadata_file.h"
#include "record/identity.h"
#include "collection/metadata_join.h"
#include "record/author_names.h"
#include "target.h"
#include "unnamed.h"
#include "text/utf8.h"
#include "record/word_set.h"

/* The papers that the seeds have. */
static const char *const wanted[] = { "2403.90001", "0704.9001", "hep-th/9909901", "math/0309901" };

enum { WANTED = sizeof wanted / sizeof *wanted };

static int file; /* the metadata's */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    check_open();
    file = unnamed_open();
    return 0;
}

/* ---- What was read ----------------------------------------------------- */

static void check_text(const char *what, struct view text)
{
    struct arena arena = { 0 };

    check(utf8_find_malformed(text) == text.len, what, "text is UTF-8", text);
    check(view_equal(text_clean(text, &arena), text), what, "text is clean", text);
    arena_free(&arena);
}

static void check_people(const char *what, const struct person *people, size_t count)
{
    check(count <= AUTHORS_MAX, what, "there are not too many people", VIEW(""));
    for (size_t i = 0; i < count; i++) {
        const struct view parts[] = { people[i].family, people[i].given, people[i].suffix,
                                      people[i].literal };

        check(person_is_sound(&people[i]), what, "a person is sound", parts[0]);
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
            check_text(what, parts[part]);
    }
}

static void check_category(struct view category)
{
    check(category.len > 0 && view_equal(arxiv_find_category(category), category), "categories",
          "a category is arXiv's", category);
}

static void check_categories(const struct record *record)
{
    struct view words = record->categories, before = { 0 };
    size_t count = 0;

    while (words.len > 0) {
        struct view word = word_set_take(&words);
        check_category(word);
        check(view_compare(before, word) < 0, "categories", "they are a set", record->categories);
        before = word;
        count++;
    }
    check(count <= CATEGORIES_MAX, "categories", "there are not too many", record->categories);
    if (record->primary_category.len > 0 || record->categories.len > 0) {
        check_category(record->primary_category);
        check(word_set_have(record->categories, record->primary_category), "categories",
              "the primary one is of them", record->primary_category);
    }
}

static void check_versions(const struct record *record)
{
    check(record->version <= ARXIV_VERSION_MAX, "version", "it is within bounds", VIEW(""));
    check(record->version_count <= ARXIV_VERSION_MAX, "versions", "there are not too many",
          VIEW(""));
    for (size_t i = 0; i < record->version_count; i++) {
        const struct version *version = &record->versions[i];
        check(version->number >= 1 && version->number <= ARXIV_VERSION_MAX, "versions",
              "a number is within bounds", VIEW(""));
        check(date_is_valid(date_of(version->submitted)), "versions", "a day is of the calendar",
              VIEW(""));
    }
}

static void check_record(const struct record *record, struct view id)
{
    const struct view texts[] = {
        record->title.in[LANGUAGE_EN], record->abstract.in[LANGUAGE_EN],
        record->arxiv_comment,         record->journal_ref,
        record->publisher_doi,         record->license,
    };

    check(view_equal(record->arxiv_id, id), "id", "it is the one that was asked for",
          record->arxiv_id);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_text("record", texts[i]);
    check(record->publisher_doi.len == 0 || identity_is_doi(record->publisher_doi), "doi",
          "it is one", record->publisher_doi);
    check(record->license.len == 0 || identity_is_link(record->license), "license", "it is a link",
          record->license);
    check_people("authors", record->authors, record->author_count);
    check_categories(record);
    check_versions(record);
}

/* A digest's record with the start of the abstract, which joining makes whole. */
static void check_join(const struct metadata *metadata, const struct record *known)
{
    struct record record = { .arxiv_id = known->arxiv_id, .abstract_truncated = true };
    struct view whole = known->abstract.in[LANGUAGE_EN];
    struct join join = { .metadata = metadata };
    struct diag silent = { .silent = true, .verbose = true };

    record.abstract.in[LANGUAGE_EN] = (struct view){ whole.at, whole.len / 2 };
    while (record.abstract.in[LANGUAGE_EN].len > 0 &&
           utf8_find_malformed(record.abstract.in[LANGUAGE_EN]) <
               record.abstract.in[LANGUAGE_EN].len)
        record.abstract.in[LANGUAGE_EN].len--;
    join_record(&join, &record, (struct place){ 0 }, &silent);
    check_record(&record, known->arxiv_id);
    join_free(&join);
}

static void read_file(void)
{
    struct metadata *metadata = metadata_create();
    struct diag silent = { .silent = true };
    bool good;

    for (size_t i = 0; i < WANTED; i++)
        metadata_want(metadata, view_of(wanted[i]));
    good = metadata_file_read_descriptor(metadata, file, "metadata", &silent);
    check(silent.errors == !good, "metadata", "what cannot be read is one error", VIEW(""));
    for (size_t i = 0; i < WANTED; i++) {
        const struct record *record = metadata_find(metadata, view_of(wanted[i]));
        if (record) {
            check_record(record, view_of(wanted[i]));
            check_join(metadata, record);
        }
    }
    metadata_free(metadata);
}

/* ---- Names -------------------------------------------------------------- */

/* The text as one list, as one name, and a line a part. */
static void read_names(struct view text)
{
    struct people people = { 0 };
    struct arena arena = { 0 };
    struct view parts[3] = { { 0 } }, rest;

    text.len = utf8_find_malformed(text);
    rest = text;
    for (size_t i = 0; i < 3; i++) {
        parts[i] = text_clean((struct view){ rest.at, view_find_byte(rest, '\n') }, &arena);
        rest = view_skip(rest, view_find_byte(rest, '\n') + 1);
    }
    text = text_clean(text, &arena);
    author_names_split_list(text, &arena, &people);
    check_people("author_names_split_list", people.list, people.count);
    people.count = 0;
    author_names_add(text, &arena, &people);
    check_people("author_names_add", people.list, people.count);
    people.count = 0;
    author_names_add_parts(parts[0], parts[1], parts[2], &arena, &people);
    check_people("author_names_add_parts", people.list, people.count);
    people_free(&people);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };

    unnamed_write(text);
    read_file();
    read_names(text);
    return 0;
}
