#include "expect.h"

#include <stdlib.h>

#include "collection/collection.h"

enum { DAY = 86400, FIRST_DAY = 1711670400 /* 2024-03-29 */ };

static struct moment known(int64_t seconds)
{
    return (struct moment){ seconds, MOMENT_KNOWN };
}

/* An announcement of one paper, with the least that tells it from others. */
static struct record announcement(unsigned version, int day, const char *file, uint32_t ref)
{
    struct record record = { .source = { view_of(file), 9 + ref, ref },
                             .arxiv_id = VIEW("2403.90001"),
                             .version = version,
                             .title = { { VIEW("Lantern"), { 0 } } },
                             .date = { 2024, 3, 0 } };
    if (day >= 0) {
        record.announced = known(FIRST_DAY + (int64_t)day * DAY);
        record.published = record.updated = known(record.announced.seconds + 10 - (int64_t)ref);
    }
    return record;
}

/* As a digest's record is: what it adds up to is what it says. */
static void add(struct collection *collection, struct record record)
{
    record.first_seen = record.last_seen = record.version_seen = record.announced;
    record.categories = record.primary_category;
    record.channels = record.channel;
    collection_add(collection, &record);
}

static struct record collect(const struct record *records, const size_t *order, size_t count,
                             struct collection **collection)
{
    *collection = collection_create(true);
    for (size_t i = 0; i < count; i++)
        add(*collection, records[order ? order[i] : i]);
    expect_number("one paper", (int64_t)collection_count(*collection), 1);
    return collection_get(*collection, 0);
}

static void expect_same_record(const char *name, const struct record *got,
                               const struct record *wanted)
{
    expect_number(name, record_hash(got) != record_hash(wanted), 0);
    expect_number(name, got->version, wanted->version);
    expect_number(name, got->source.ref, wanted->source.ref);
    expect_number(name, (int64_t)got->source.line, (int64_t)wanted->source.line);
    expect_number(name, got->announce, wanted->announce);
    expect_number(name, got->abstract_truncated, wanted->abstract_truncated);
    expect_number(name, got->announced.origin, wanted->announced.origin);
    expect_number(name, got->announced.seconds, wanted->announced.seconds);
    expect_number(name, got->published.origin, wanted->published.origin);
    expect_number(name, got->published.seconds, wanted->published.seconds);
    expect_number(name, got->updated.origin, wanted->updated.origin);
    expect_number(name, got->updated.seconds, wanted->updated.seconds);
}

/* Heap's algorithm: the next order of the `count` places; false after all. */
static bool next_order(size_t *order, size_t *counters, size_t count)
{
    size_t at = 1, other, kept;

    while (at < count && counters[at] == at)
        counters[at++] = 0;
    if (at == count)
        return false;
    other = at % 2 ? counters[at] : 0;
    kept = order[other];
    order[other] = order[at];
    order[at] = kept;
    counters[at]++;
    return true;
}

enum { SIX = 6 };

/* Six announcements that between them need every rule: versions, times known,
 * guessed and absent, channels, names, and fields that only one of them has. */
static void make_six(struct record six[SIX])
{
    six[0] = announcement(2, 3, "b.md", 1);
    six[0].channel = VIEW("cs.LG");
    six[1] = announcement(2, 3, "a.md", 2);
    six[1].channel = VIEW("cs.CL");
    six[1].summary.in[LANGUAGE_ZH] = VIEW("一盏灯。");
    six[2] = announcement(1, 0, "a.md", 1);
    six[2].title.in[LANGUAGE_ZH] = VIEW("灯笼");
    six[2].primary_category = VIEW("cs.CL");
    six[3] = announcement(0, 9, "c.md", 7);
    six[3].abstract.in[LANGUAGE_EN] = VIEW("We light");
    six[3].abstract_truncated = true;
    six[3].announce = ANNOUNCE_CROSS;
    six[4] = announcement(2, -1, "", 4);
    six[4].announced = six[4].published = six[4].updated =
        (struct moment){ FIRST_DAY - 28 * DAY, MOMENT_GUESSED };
    six[4].title.in[LANGUAGE_ZH] = VIEW("灯");
    six[4].abstract.in[LANGUAGE_ZH] = VIEW("我们点灯。");
    six[5] = announcement(1, -1, "", 5);
    six[5].summary.in[LANGUAGE_EN] = VIEW("A lamp.");
    six[5].abstract.in[LANGUAGE_EN] = VIEW("We light lamps.");
}

static void the_record_does_not_depend_on_the_order(void **state)
{
    size_t order[SIX] = { 0, 1, 2, 3, 4, 5 }, counters[SIX] = { 0 }, orders = 0;
    struct record six[SIX], first;
    struct collection *reference;

    (void)state;
    make_six(six);
    first = collect(six, order, SIX, &reference);
    do {
        char name[SIX + 1] = "";
        struct collection *collection;
        struct record record;
        for (size_t i = 0; i < SIX; i++)
            name[i] = (char)('0' + order[i]);
        record = collect(six, order, SIX, &collection);
        expect_same_record(name, &record, &first);
        collection_free(collection);
        orders++;
    } while (next_order(order, counters, SIX));
    expect_number("all orders", (int64_t)orders, 720);
    collection_free(reference);
}

static void absent_fields_come_from_the_best_that_has_them(void **state)
{
    struct collection *collection;
    struct record six[SIX], record;

    (void)state;
    make_six(six);
    record = collect(six, NULL, SIX, &collection);
    expect_number("winner", record.source.ref, 2);
    expect_text("its channel", record.channel, "cs.CL");
    expect_text("its summary", record.summary.in[LANGUAGE_ZH], "一盏灯。");
    expect_text("of version 2, not of version 1", record.title.in[LANGUAGE_ZH], "灯");
    expect_text("the translated abstract", record.abstract.in[LANGUAGE_ZH], "我们点灯。");
    expect_text("the class", record.primary_category, "cs.CL");
    expect_text("the summary", record.summary.in[LANGUAGE_EN], "A lamp.");
    expect_text("of version 1, not of none", record.abstract.in[LANGUAGE_EN], "We light lamps.");
    expect(!record.abstract_truncated, "the abstract that came is whole");
    expect_number("announce", record.announce, ANNOUNCE_CROSS);
    collection_free(collection);
}

static void translations_are_in_the_language_of_the_best(void **state)
{
    static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                        { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
    struct record three[3];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        three[i] = announcement(3 - (unsigned)i, 3 - (int)i, "a.jsonl", (uint32_t)i);
        three[i].translation_language = i == 1 ? TRANSLATION_JA : TRANSLATION_ZH;
    }
    three[0].title.in[LANGUAGE_ZH] = VIEW("灯");
    three[1].abstract.in[LANGUAGE_ZH] = VIEW("ランプを灯す。");
    three[2].abstract.in[LANGUAGE_ZH] = VIEW("我们点灯。");
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct collection *collection;
        struct record record = collect(three, orders[i], 3, &collection);

        expect_number("language", record.translation_language, TRANSLATION_ZH);
        expect_text("abstract", record.abstract.in[LANGUAGE_ZH], "我们点灯。");
        expect_number("fillings", (int64_t)record.filling_count, 1);
        collection_free(collection);
    }
}

/* Each pair differs in one thing, and the first should win. */
static void the_better_of_two_wins(void **state)
{
    struct record newer = announcement(0, 5, "z.md", 9), older = announcement(0, 4, "a.md", 1);
    struct record high = announcement(2, 0, "z.md", 9), low = announcement(1, 5, "a.md", 1);
    struct record said = announcement(1, 0, "z.md", 9), unsaid = announcement(0, 5, "a.md", 1);
    struct record dated = announcement(1, 0, "z.md", 9), undated = announcement(1, -1, "a.md", 1);
    struct record first = announcement(1, 0, "z.md", 9), second = announcement(1, 0, "a.md", 1);
    struct record some = announcement(1, 0, "z.md", 9), none = announcement(1, 0, "a.md", 1);
    struct record early = announcement(1, 0, "a.md", 9), late = announcement(1, 0, "b.md", 1);
    struct record upper = announcement(1, 0, "a.md", 2), lower = announcement(1, 0, "a.md", 10);
    const struct {
        const char *name;
        const struct record *better, *worse;
    } cases[] = {
        { "version over time", &high, &low },      { "a version over none", &said, &unsaid },
        { "the newest digest", &newer, &older },   { "a time over none", &dated, &undated },
        { "the lowest channel", &first, &second }, { "a channel over none", &some, &none },
        { "the lowest name", &early, &late },      { "the lowest number", &upper, &lower },
    };

    (void)state;
    first.channel = some.channel = VIEW("cs.AI");
    second.channel = VIEW("cs.LG");
    for (size_t i = 0; i < LENGTH(cases); i++) {
        for (int swapped = 0; swapped < 2; swapped++) {
            struct record pair[2] = { swapped ? *cases[i].worse : *cases[i].better,
                                      swapped ? *cases[i].better : *cases[i].worse };
            struct collection *collection;
            struct record record = collect(pair, NULL, 2, &collection);
            expect_number(cases[i].name, record.source.ref, cases[i].better->source.ref);
            expect_view(cases[i].name, record.source.file, cases[i].better->source.file);
            expect_view(cases[i].name, record.title.in[LANGUAGE_EN],
                        cases[i].better->title.in[LANGUAGE_EN]);
            collection_free(collection);
        }
    }
}

/* The same file, number and day, and another text: one of them wins, always the
 * same. */
static void text_decides_among_the_like(void **state)
{
    struct record pair[2] = { announcement(1, 0, "a.md", 1), announcement(1, 0, "a.md", 1) };
    static const size_t swapped[] = { 1, 0 };
    struct collection *one, *other;
    struct record first, second;

    (void)state;
    pair[1].title.in[LANGUAGE_EN] = VIEW("Lanterns");
    first = collect(pair, NULL, 2, &one);
    second = collect(pair, swapped, 2, &other);
    expect_view("title", first.title.in[LANGUAGE_EN], second.title.in[LANGUAGE_EN]);
    collection_free(one);
    collection_free(other);
}

/* Any two groups merged apart, and then together, give the same as at once:
 * all that is needed for that is in the records. */
static void merging_in_parts_is_the_same(void **state)
{
    struct record six[SIX], whole;
    struct collection *reference;

    (void)state;
    make_six(six);
    whole = collect(six, NULL, SIX, &reference);
    for (unsigned group = 1; group < (1U << SIX) - 1; group++) {
        struct collection *parts[2] = { collection_create(true), collection_create(true) };
        struct collection *both = collection_create(true);
        struct record record;

        for (unsigned i = 0; i < SIX; i++)
            add(parts[group >> i & 1], six[i]);
        for (int part = 0; part < 2; part++) {
            record = collection_get(parts[part], 0);
            collection_add(both, &record);
        }
        record = collection_get(both, 0);
        expect_same_record("merged in two parts", &record, &whole);
        expect_number("fillings", (int64_t)record.filling_count, (int64_t)whole.filling_count);
        for (size_t i = 0; i < whole.filling_count; i++) {
            expect_number("fields", (int64_t)record.fillings[i].fields,
                          (int64_t)whole.fillings[i].fields);
            expect(record.fillings[i].hash == whole.fillings[i].hash, "hash");
        }
        expect_view("channels", record.channels, whole.channels);
        collection_free(parts[0]);
        collection_free(parts[1]);
        collection_free(both);
    }
    collection_free(reference);
}

static void channels_and_categories_add_up(void **state)
{
    struct collection *collection;
    struct record records[3] = { announcement(1, 0, "a", 1), announcement(1, 1, "b", 1),
                                 announcement(2, 2, "c", 1) };
    struct record record;

    (void)state;
    records[0].channel = VIEW("cs.LG");
    records[0].primary_category = VIEW("stat.ML");
    records[1].channel = VIEW("cs.AI");
    records[2].channel = VIEW("cs.LG");
    records[2].primary_category = VIEW("cs.LG");
    record = collect(records, NULL, 3, &collection);
    expect_text("channels", record.channels, "cs.AI cs.LG");
    expect_text("categories", record.categories, "cs.LG stat.ML");
    expect_text("the winner's category", record.primary_category, "cs.LG");
    expect_number("first seen", record.first_seen.seconds, FIRST_DAY);
    expect_number("last seen", record.last_seen.seconds, FIRST_DAY + 2 * DAY);
    expect_number("version seen", record.version_seen.seconds, FIRST_DAY + 2 * DAY);
    collection_free(collection);
}

/* The topics of a list's entries, in the order of its lines; an older entry adds nothing new. */
static void make_topics(struct record entries[4])
{
    static const struct view first[] = { VIEW_ENTRY("Lamps"), VIEW_ENTRY("Art") };
    static const struct view second[] = { VIEW_ENTRY("Kites"), VIEW_ENTRY("Lamps") };
    static const struct view third[] = { VIEW_ENTRY("Boats") };

    for (uint32_t i = 0; i < 4; i++)
        entries[i] = announcement(1, i == 3 ? 0 : 1, "list.md", i + 1);
    entries[0].topics = first;
    entries[0].topic_count = LENGTH(first);
    entries[1].topics = second;
    entries[1].topic_count = LENGTH(second);
    entries[2].topics = third;
    entries[2].topic_count = LENGTH(third);
    entries[3].topics = first + 1;
    entries[3].topic_count = 1;
}

static void expect_topics(const char *name, const struct record *record)
{
    static const char *const topics[] = { "Lamps", "Art", "Kites", "Boats" };

    expect_number(name, (int64_t)record->topic_count, LENGTH(topics));
    for (size_t i = 0; i < LENGTH(topics); i++)
        expect_text(name, record->topics[i], topics[i]);
    expect_number(name, (int64_t)record->filling_count, 2);
    expect_number(name, (int64_t)record_own_topics(record), 2);
}

static void topics_add_up_in_the_order_of_the_announcements(void **state)
{
    size_t order[4] = { 0, 1, 2, 3 }, counters[4] = { 0 };
    struct record entries[4];

    (void)state;
    make_topics(entries);
    do {
        struct collection *collection, *again = collection_create(true);
        struct record record = collect(entries, order, 4, &collection);

        expect_topics("merged", &record);
        collection_add(again, &record);
        add(again, entries[order[0]]);
        record = collection_get(again, 0);
        expect_topics("merged again with one of them", &record);
        collection_free(collection);
        collection_free(again);
    } while (next_order(order, counters, 4));
}

/* The first announcements keep theirs, whatever the order, and so do parts that are merged apart.
 */
static void only_so_many_topics_are_kept(void **state)
{
    struct collection *down = collection_create(true), *up = collection_create(true);
    struct record got[2];
    struct buffer names = { 0 };
    struct view topic[2 * TOPICS_MAX];

    (void)state;
    buffer_reserve(&names, 3 * LENGTH(topic));
    for (uint32_t i = 0; i < LENGTH(topic); i++) {
        topic[i] = (struct view){ names.at + names.len, 3 };
        buffer_put_padded(&names, i, 3);
    }
    for (uint32_t i = 0; i < LENGTH(topic); i++) {
        uint32_t last = LENGTH(topic) - 1 - i;
        struct record record = announcement(1, 1, "list.md", i);

        record.topics = &topic[i];
        record.topic_count = 1;
        add(up, record);
        record = announcement(1, 1, "list.md", last);
        record.topics = &topic[last];
        record.topic_count = 1;
        add(down, record);
    }
    got[0] = collection_get(up, 0);
    got[1] = collection_get(down, 0);
    for (size_t i = 0; i < LENGTH(got); i++) {
        expect_number("topics", (int64_t)got[i].topic_count, TOPICS_MAX);
        expect_text("the first", got[i].topics[0], "000");
        expect_text("the last", got[i].topics[TOPICS_MAX - 1], "255");
    }
    buffer_free(&names);
    collection_free(up);
    collection_free(down);
}

/* An announcement whose first topics others have keeps as many of its own as there is room for. */
static void repeated_topics_take_no_room(void **state)
{
    enum { HAVE = 100, ROOM = TOPICS_MAX - 2 * HAVE };
    struct collection *collection;
    struct record records[3], record;
    struct buffer names = { 0 };
    struct view topic[2 * TOPICS_MAX];

    (void)state;
    buffer_reserve(&names, 3 * LENGTH(topic));
    for (uint32_t i = 0; i < LENGTH(topic); i++) {
        topic[i] = (struct view){ names.at + names.len, 3 };
        buffer_put_padded(&names, i, 3);
    }
    for (uint32_t i = 0; i < 3; i++) {
        records[i] = announcement(1, 1, "list.md", i);
        records[i].topics = &topic[i * HAVE];
        records[i].topic_count = HAVE;
    }
    records[2].topics = &topic[HAVE];
    records[2].topic_count = HAVE + ROOM;
    record = collect(records, NULL, 3, &collection);
    expect_number("topics", (int64_t)record.topic_count, TOPICS_MAX);
    expect_text("the last", record.topics[record.topic_count - 1], "255");
    buffer_free(&names);
    collection_free(collection);
}

/* A digest that a filter left out still was the first to show the paper. */
static void what_was_only_noted_counts_for_the_times(void **state)
{
    struct collection *collection = collection_create(true);
    struct record early = announcement(1, 0, "a", 1), late = announcement(1, 5, "b", 1), record;

    (void)state;
    early.first_seen = early.last_seen = early.version_seen = early.announced;
    collection_note(collection, &early);
    expect_number("no text", (int64_t)collection_count(collection), 0);
    add(collection, late);
    record = collection_get(collection, 0);
    expect_number("one paper", (int64_t)collection_count(collection), 1);
    expect_text("the text", record.source.file, "b");
    expect_number("published", record.published.seconds, early.published.seconds);
    expect_number("updated", record.updated.seconds, early.published.seconds);
    expect_number("last seen", record.last_seen.seconds, late.announced.seconds);
    collection_free(collection);
}

static void without_merging_every_announcement_is_one(void **state)
{
    struct collection *collection = collection_create(false);

    (void)state;
    for (int i = 0; i < 3; i++)
        add(collection, announcement(1, i, "a", 1));
    expect_number("three", (int64_t)collection_count(collection), 3);
    collection_free(collection);
}

static void expect_order(const char *name, struct collection *collection, enum sort_key key,
                         bool descending, const char *wanted)
{
    size_t *places = collection_sort(collection, (struct order){ key, descending });
    struct buffer refs = { 0 };

    for (size_t i = 0; i < collection_count(collection); i++)
        buffer_put_number(&refs, collection_get(collection, places[i]).source.ref);
    expect_view(name, buffer_view(&refs), view_of(wanted));
    buffer_free(&refs);
    free(places);
}

static void papers_are_sorted(void **state)
{
    static const struct {
        const char *id, *title;
        int day;
        struct date date;
    } papers[] = {
        { "2403.90004", "On Kites", 1, { 2024, 3, 2 } },
        { "2403.90001", "\\'Etudes", 3, { 2024, 3, 0 } },
        { "2403.90003", "eels", 2, { 2023, 12, 31 } },
        { "2403.90002", "Zebras", 2, { 2023, 12, 31 } },
    };
    struct collection *collection = collection_create(true);

    (void)state;
    for (size_t i = 0; i < LENGTH(papers); i++) {
        struct record record = announcement(1, papers[i].day, "a.md", (uint32_t)(4 - i));
        record.published = record.announced;
        record.arxiv_id = view_of(papers[i].id);
        record.date = papers[i].date;
        record.title.in[LANGUAGE_EN] = view_of(papers[i].title);
        add(collection, record);
    }
    expect_order("as they came", collection, SORT_NONE, false, "4321");
    expect_order("ref", collection, SORT_REF, false, "1234");
    expect_order("-ref", collection, SORT_REF, true, "4321");
    expect_order("id", collection, SORT_ID, false, "3124");
    expect_order("-id", collection, SORT_ID, true, "4213");
    expect_order("date, a month before its days", collection, SORT_DATE, false, "1234");
    expect_order("-date, and alike by id", collection, SORT_DATE, true, "4321");
    expect_order("announced", collection, SORT_ANNOUNCED, false, "4123");
    expect_order("-announced, alike by id in ascending order", collection, SORT_ANNOUNCED, true,
                 "3124");
    expect_order("title, as readers see it", collection, SORT_TITLE, false, "2341");
    expect_order("-title", collection, SORT_TITLE, true, "1432");
    collection_free(collection);
}

static void published_is_of_the_first_digest_and_updated_of_the_highest_version(void **state)
{
    const struct {
        const char *name;
        struct record records[3];
        int published, updated; /* whose */
    } cases[] = {
        { "versions in order",
          { announcement(1, 0, "a", 1), announcement(2, 1, "b", 1), announcement(3, 2, "c", 1) },
          0,
          2 },
        { "the highest version shown again",
          { announcement(1, 0, "a", 1), announcement(2, 1, "b", 1), announcement(2, 5, "c", 1) },
          0,
          1 },
        { "an old version shown last",
          { announcement(2, 0, "a", 1), announcement(1, 1, "b", 1), announcement(1, 2, "c", 1) },
          0,
          0 },
        { "the first digest comes last",
          { announcement(2, 9, "a", 1), announcement(2, 8, "b", 1), announcement(1, 7, "c", 1) },
          2,
          1 },
        { "two channels of one day: the earlier second",
          { announcement(1, 0, "a", 1), announcement(1, 0, "b", 6), announcement(1, 0, "c", 3) },
          1,
          1 },
        { "a time that is known before none",
          { announcement(1, -1, "a", 1), announcement(1, 4, "b", 1), announcement(1, -1, "c", 1) },
          1,
          1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct collection *collection;
        struct record record = collect(cases[i].records, NULL, 3, &collection);
        expect_number(cases[i].name, record.published.seconds,
                      cases[i].records[cases[i].published].published.seconds);
        expect_number(cases[i].name, record.updated.seconds,
                      cases[i].records[cases[i].updated].updated.seconds);
        collection_free(collection);
    }
}

static void papers_without_an_id_are_told_by_their_link(void **state)
{
    struct collection *collection = collection_create(true);
    struct record record = { .title = { { VIEW("Lantern"), { 0 } } },
                             .url = VIEW("https://example.org/1") };

    (void)state;
    add(collection, record);
    record.title.in[LANGUAGE_ZH] = VIEW("灯笼");
    add(collection, record);
    record.url = VIEW("https://example.org/2");
    add(collection, record);
    expect_number("two papers", (int64_t)collection_count(collection), 2);
    expect_text("filled", collection_get(collection, 0).title.in[LANGUAGE_ZH], "灯笼");
    expect_text("the other", collection_get(collection, 1).url, "https://example.org/2");
    collection_free(collection);
}

static void text_is_kept_after_the_digest_is_gone(void **state)
{
    char title[] = "Lantern", id[] = "2403.90001";
    struct collection *collection = collection_create(true);
    struct record record = announcement(1, 0, "a.md", 1);

    (void)state;
    record.arxiv_id = view_of(id);
    record.title.in[LANGUAGE_EN] = view_of(title);
    add(collection, record);
    title[0] = id[0] = 'x';
    expect_text("title", collection_get(collection, 0).title.in[LANGUAGE_EN], "Lantern");
    expect_text("id", collection_get(collection, 0).arxiv_id, "2403.90001");
    collection_free(collection);
}

/* More papers than the first table of slots has room for, each twice. */
static void many_papers_keep_their_order(void **state)
{
    enum { COUNT = 3000 };
    struct collection *collection = collection_create(true);
    struct buffer id = { 0 };

    (void)state;
    for (unsigned i = 0; i < 2 * COUNT; i++) {
        struct record record = announcement(1, 0, "a.md", 1);
        id.len = 0;
        buffer_put(&id, VIEW("2403."));
        buffer_put_padded(&id, i % COUNT * 7 % COUNT + 10000, 5);
        record.arxiv_id = buffer_view(&id);
        add(collection, record);
    }
    expect_number("papers", (int64_t)collection_count(collection), COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        id.len = 0;
        buffer_put(&id, VIEW("2403."));
        buffer_put_padded(&id, i * 7 % COUNT + 10000, 5);
        expect_view("in the order of the inputs", collection_get(collection, i).arxiv_id,
                    buffer_view(&id));
    }
    buffer_free(&id);
    collection_free(collection);
}

static void by_date_is_newest_first_then_by_id(void **state)
{
    static const struct {
        const char *id;
        int day;
    } papers[] = {
        { "2403.90003", 1 }, { "2403.90001", 2 }, { "2403.90005", 0 },
        { "2403.90002", 1 }, { "2403.90004", 2 }, { "hep-th/9901901", 1 },
    };
    static const size_t wanted[] = { 1, 4, 3, 0, 5, 2 };
    struct collection *collection = collection_create(true);
    size_t *places;

    (void)state;
    for (size_t i = 0; i < LENGTH(papers); i++) {
        struct record record = announcement(1, papers[i].day, "a.md", 1);
        record.arxiv_id = view_of(papers[i].id);
        add(collection, record);
    }
    places = collection_sort(collection, (struct order){ SORT_ANNOUNCED, true });
    for (size_t i = 0; i < LENGTH(papers); i++)
        expect_number(papers[wanted[i]].id, (int64_t)places[i], (int64_t)wanted[i]);
    free(places);
    collection_free(collection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_record_does_not_depend_on_the_order),
        cmocka_unit_test(absent_fields_come_from_the_best_that_has_them),
        cmocka_unit_test(translations_are_in_the_language_of_the_best),
        cmocka_unit_test(the_better_of_two_wins),
        cmocka_unit_test(text_decides_among_the_like),
        cmocka_unit_test(merging_in_parts_is_the_same),
        cmocka_unit_test(channels_and_categories_add_up),
        cmocka_unit_test(topics_add_up_in_the_order_of_the_announcements),
        cmocka_unit_test(only_so_many_topics_are_kept),
        cmocka_unit_test(repeated_topics_take_no_room),
        cmocka_unit_test(what_was_only_noted_counts_for_the_times),
        cmocka_unit_test(without_merging_every_announcement_is_one),
        cmocka_unit_test(papers_are_sorted),
        cmocka_unit_test(published_is_of_the_first_digest_and_updated_of_the_highest_version),
        cmocka_unit_test(papers_without_an_id_are_told_by_their_link),
        cmocka_unit_test(text_is_kept_after_the_digest_is_gone),
        cmocka_unit_test(many_papers_keep_their_order),
        cmocka_unit_test(by_date_is_newest_first_then_by_id),
    };
    return cmocka_run_group_tests_name("collection", tests, NULL, NULL);
}
