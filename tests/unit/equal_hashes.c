/* Texts decide which papers are one, and no hash does: here all have the same. */
#include "folder.h"

#include "collection/collection.h"
#include "collection/exclusion.h"
#include "input/metadata.h"
#include "text/keyed_hash.h"

/* They stand for keyed_hash.c's. */
uint64_t keyed_hash_text(struct view text)
{
    (void)text;
    return 1;
}

uint64_t keyed_hash_folded(struct view text)
{
    (void)text;
    return 1;
}

uint64_t keyed_hash_pair(uint64_t first, uint64_t second)
{
    (void)first;
    (void)second;
    return 1;
}

static void exclusion_compares_texts(void **state)
{
    struct path path = folder_path(*state, "library");
    struct exclusion *exclusion = exclusion_create();
    const struct record known = { .arxiv_id = VIEW("2403.19588") };
    const struct record other = { .arxiv_id = VIEW("2403.19587") };
    const struct record known_link = { .url = VIEW("https://example.org/a") };
    const struct record other_link = { .url = VIEW("https://example.org/b") };
    struct diag diag = { 0 };

    folder_write(path.at,
                 "@misc{a, eprint = {2403.19588}}\n@misc{b, url = {https://example.org/a}}\n"
                 "@misc{c, eprint = {2403.19586}}\n");
    expect(!exclusion_has(exclusion, &known), "nothing is in an empty set");
    expect(exclusion_read(exclusion, path.at, &diag), "read");
    expect_number("papers", (int64_t)exclusion_count(exclusion), 3);
    expect(exclusion_has(exclusion, &known), "the identifier");
    expect(exclusion_has(exclusion, &known_link), "the link");
    expect(!exclusion_has(exclusion, &other), "another identifier");
    expect(!exclusion_has(exclusion, &other_link), "another link");
    exclusion_free(exclusion);
}

static void merging_compares_texts(void **state)
{
    struct collection *collection = collection_create(true);
    const struct record records[] = { { .arxiv_id = VIEW("2403.19588") },
                                      { .arxiv_id = VIEW("2403.19587") },
                                      { .url = VIEW("https://example.org/a") },
                                      { .arxiv_id = VIEW("2403.19588") } };

    (void)state;
    for (size_t i = 0; i < LENGTH(records); i++)
        collection_add(collection, &records[i]);
    expect_number("papers", (int64_t)collection_count(collection), 3);
    collection_free(collection);
}

static void metadata_compares_texts(void **state)
{
    struct metadata *metadata = metadata_create();
    const struct record second = { .arxiv_id = VIEW("2403.19587"), .version = 2 };
    const struct record unwanted = { .arxiv_id = VIEW("2403.19586") };

    (void)state;
    metadata_want(metadata, VIEW("2403.19588"));
    metadata_want(metadata, VIEW("2403.19587"));
    expect_number("wanted", (int64_t)metadata_count(metadata), 2);
    expect(metadata_add(metadata, &second), "the second");
    expect(!metadata_add(metadata, &unwanted), "one that is not wanted");
    expect(!metadata_find(metadata, VIEW("2403.19588")), "nothing is known of the first");
    expect_number("the second's", metadata_find(metadata, VIEW("2403.19587"))->version, 2);
    metadata_free(metadata);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(exclusion_compares_texts, folder_create, folder_remove),
        cmocka_unit_test(merging_compares_texts),
        cmocka_unit_test(metadata_compares_texts),
    };
    return cmocka_run_group_tests_name("equal_hashes", tests, NULL, NULL);
}
