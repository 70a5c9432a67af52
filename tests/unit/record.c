#include "expect.h"

#include <stdlib.h>
#include <string.h>

#include "record/identity.h"
#include "record/packed_record.h"

static const struct {
    const char *name;
    int64_t seconds;
    struct calendar calendar; /* year, month, day, hour, minute, second, weekday */
} moments[] = {
    { "1970-01-01", 0, { 1970, 1, 1, 0, 0, 0, 4 } },
    { "the last second of 1969", -1, { 1969, 12, 31, 23, 59, 59, 3 } },
    { "2000-02-29", 951782400, { 2000, 2, 29, 0, 0, 0, 2 } },
    { "2000-03-01", 951868800, { 2000, 3, 1, 0, 0, 0, 3 } },
    { "2024-03-29T09:07:51Z", 1711703271, { 2024, 3, 29, 9, 7, 51, 5 } },
    { "2024-12-31T23:59:59Z", 1735689599, { 2024, 12, 31, 23, 59, 59, 2 } },
    { "2038-01-19T03:14:08Z", INT64_C(2147483648), { 2038, 1, 19, 3, 14, 8, 2 } },
    { "2100-02-28", INT64_C(4107456000), { 2100, 2, 28, 0, 0, 0, 0 } },
    { "2100-03-01", INT64_C(4107542400), { 2100, 3, 1, 0, 0, 0, 1 } },
    { "1900-03-01", INT64_C(-2203891200), { 1900, 3, 1, 0, 0, 0, 4 } },
    { "0001-01-01", INT64_C(-62135596800), { 1, 1, 1, 0, 0, 0, 1 } },
    { "9999-12-31T23:59:59Z", INT64_C(253402300799), { 9999, 12, 31, 23, 59, 59, 5 } },
};

static void seconds_become_the_known_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(moments); i++) {
        struct calendar got = calendar_of(moments[i].seconds), wanted = moments[i].calendar;

        expect_number(moments[i].name, got.year, wanted.year);
        expect_number(moments[i].name, got.month, wanted.month);
        expect_number(moments[i].name, got.day, wanted.day);
        expect_number(moments[i].name, got.hour, wanted.hour);
        expect_number(moments[i].name, got.minute, wanted.minute);
        expect_number(moments[i].name, got.second, wanted.second);
        expect_number(moments[i].name, got.weekday, wanted.weekday);
    }
}

static void days_become_their_midnights(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(moments); i++) {
        struct calendar day = moments[i].calendar;
        int64_t of_day = day.hour * 3600 + day.minute * 60 + day.second;
        expect_number(moments[i].name, seconds_of((struct date){ day.year, day.month, day.day }),
                      moments[i].seconds - of_day);
    }
}

/* Every day of four centuries, the whole cycle of the calendar, follows the
 * one before it. */
static void days_follow_each_other(void **state)
{
    enum { DAYS = 146097, A_DAY = 86400 };
    int64_t start = seconds_of((struct date){ 1900, 1, 1 });
    struct calendar before = calendar_of(start - A_DAY);

    (void)state;
    for (int64_t i = 0; i < DAYS; i++) {
        struct calendar day = calendar_of(start + i * A_DAY);
        struct date date = { day.year, day.month, day.day };
        bool next = day.day == before.day + 1 || (day.day == 1 && before.day >= 28);

        expect(next && day.weekday == (before.weekday + 1) % 7, "the day after another");
        expect(date_is_valid(date), "a day of the calendar");
        expect_number("there and back", seconds_of(date), start + i * A_DAY);
        before = day;
    }
    expect_number("four centuries later", before.year, 2299);
}

static void dates_are_checked(void **state)
{
    static const struct {
        const char *name;
        struct date date;
        bool valid;
    } cases[] = {
        { "2024-02-29", { 2024, 2, 29 }, true },  { "2023-02-29", { 2023, 2, 29 }, false },
        { "2000-02-29", { 2000, 2, 29 }, true },  { "2100-02-29", { 2100, 2, 29 }, false },
        { "2024-04-30", { 2024, 4, 30 }, true },  { "2024-04-31", { 2024, 4, 31 }, false },
        { "2024-12-31", { 2024, 12, 31 }, true }, { "2024-13-01", { 2024, 13, 1 }, false },
        { "2024-00-01", { 2024, 0, 1 }, false },  { "2024-01-00", { 2024, 1, 0 }, false },
        { "0000-01-01", { 0, 1, 1 }, false },     { "0001-01-01", { 1, 1, 1 }, true },
        { "9999-12-31", { 9999, 12, 31 }, true }, { "10000-01-01", { 10000, 1, 1 }, false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].name, date_is_valid(cases[i].date), cases[i].valid);
}

static void dates_are_put_with_their_precision(void **state)
{
    static const struct {
        struct date date;
        const char *text;
    } cases[] = {
        { { 2024, 3, 28 }, "2024-03-28" }, { { 2024, 3, 0 }, "2024-03" },
        { { 2024, 0, 0 }, "2024" },        { { 0, 0, 0 }, "" },
        { { 987, 12, 1 }, "0987-12-01" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer out = { 0 };
        date_put(cases[i].date, &out);
        expect_text(cases[i].text, buffer_view(&out), cases[i].text);
        buffer_free(&out);
    }
}

static void only_a_known_moment_has_a_day(void **state)
{
    struct date day = date_of((struct moment){ 1711703271, MOMENT_KNOWN });

    (void)state;
    expect(day.year == 2024 && day.month == 3 && day.day == 29, "known");
    expect(date_of((struct moment){ 1711703271, MOMENT_GUESSED }).year == 0, "guessed");
    expect(date_of((struct moment){ 1711703271, MOMENT_ABSENT }).year == 0, "absent");
}

static void announcements_have_their_names(void **state)
{
    static const char *const names[] = { "", "new", "cross", "replace", "replace-cross" };

    (void)state;
    for (int i = ANNOUNCE_ABSENT; i <= ANNOUNCE_REPLACE_CROSS; i++) {
        expect_text(names[i], announce_name((enum announce)i), names[i]);
        expect_number(names[i], announce_of(view_of(names[i])), i);
    }
    expect_number("another word", announce_of(VIEW("News")), ANNOUNCE_ABSENT);
    expect_number("longer", announce_of(VIEW("replace-cross ")), ANNOUNCE_ABSENT);
}

static void the_leading_language_gives_way_to_the_other(void **state)
{
    static const struct {
        const char *name;
        struct bilingual text;
        enum language leads;
        const char *leading, *other;
        enum language language;
    } cases[] = {
        { "both, en",
          { .in = { { "tide", 4 }, { "潮", 3 } } },
          LANGUAGE_EN,
          "tide",
          "潮",
          LANGUAGE_EN },
        { "both, zh",
          { .in = { { "tide", 4 }, { "潮", 3 } } },
          LANGUAGE_ZH,
          "潮",
          "tide",
          LANGUAGE_ZH },
        { "only en, en",
          { .in = { { "tide", 4 }, { "", 0 } } },
          LANGUAGE_EN,
          "tide",
          "",
          LANGUAGE_EN },
        { "only en, zh",
          { .in = { { "tide", 4 }, { "", 0 } } },
          LANGUAGE_ZH,
          "tide",
          "",
          LANGUAGE_EN },
        { "only zh, en", { .in = { { "", 0 }, { "潮", 3 } } }, LANGUAGE_EN, "潮", "", LANGUAGE_ZH },
        { "only zh, zh", { .in = { { "", 0 }, { "潮", 3 } } }, LANGUAGE_ZH, "潮", "", LANGUAGE_ZH },
        { "neither, en", { .in = { { "", 0 }, { "", 0 } } }, LANGUAGE_EN, "", "", LANGUAGE_EN },
        { "neither, zh", { .in = { { "", 0 }, { "", 0 } } }, LANGUAGE_ZH, "", "", LANGUAGE_ZH },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct bilingual *text = &cases[i].text;
        expect_text(cases[i].name, bilingual_leading(text, cases[i].leads), cases[i].leading);
        expect_text(cases[i].name, bilingual_other(text, cases[i].leads), cases[i].other);
        expect_number(cases[i].name, bilingual_language(text, cases[i].leads), cases[i].language);
    }
}

static struct record full_record(void)
{
    return (struct record){
        .source = { VIEW("2024-03-29-cs.CL.md"), 12, 3 },
        .arxiv_id = VIEW("2403.90001"),
        .version = 2,
        .primary_category = VIEW("cs.CL"),
        .announce = ANNOUNCE_REPLACE,
        .title = { { VIEW("Lantern"), VIEW("灯笼") } },
        .summary = { { VIEW("A lamp."), VIEW("一盏灯。") } },
        .abstract = { { VIEW("We light it."), VIEW("我们点亮它。") } },
        .abstract_truncated = true,
        .date = { 2024, 3, 0 },
        .channel = VIEW("cs.CL"),
        .announced = { 1711703271, MOMENT_KNOWN },
        .published = { 1711703272, MOMENT_KNOWN },
        .updated = { 1711703273, MOMENT_KNOWN },
    };
}

/* A record that was packed. */
struct unpacked {
    struct buffer packed;
    struct arena lists;
    struct record record;
};

static struct unpacked pack_and_unpack(const struct record *record)
{
    struct unpacked unpacked = { 0 };

    record_pack(record, &unpacked.packed);
    record_unpack(unpacked.packed.at, &unpacked.lists, &unpacked.record);
    return unpacked;
}

static void free_unpacked(struct unpacked *unpacked)
{
    buffer_free(&unpacked->packed);
    arena_free(&unpacked->lists);
}

static void a_packed_record_has_its_text(void **state)
{
    char title[] = "Lantern";
    struct record record = full_record(), *copy;
    struct unpacked unpacked;

    (void)state;
    record.title.in[LANGUAGE_EN] = view_of(title);
    unpacked = pack_and_unpack(&record);
    copy = &unpacked.record;
    memset(title, 'x', sizeof title - 1);
    expect_text("title", copy->title.in[LANGUAGE_EN], "Lantern");
    record = full_record();
    expect(record_hash(copy) == record_hash(&record), "all text is the same");
    expect_number("version", copy->version, 2);
    expect_number("line", (int64_t)copy->source.line, 12);
    expect_number("ref", copy->source.ref, 3);
    expect(copy->abstract_truncated, "truncated");
    expect_number("updated", copy->updated.seconds, record.updated.seconds);
    free_unpacked(&unpacked);
}

static void fill(struct record *record, const struct record *other)
{
    record_set(record, other, record_missing(record_fields(record), record_fields(other)));
}

static void absent_fields_are_filled_and_others_kept(void **state)
{
    struct record record = { .arxiv_id = VIEW("2403.90001"),
                             .version = 3,
                             .title = { { VIEW("Lantern, Revisited"), { 0 } } } };
    struct record other = full_record();

    (void)state;
    fill(&record, &other);
    expect_text("a title that is there stays", record.title.in[LANGUAGE_EN], "Lantern, Revisited");
    expect_text("the translated title", record.title.in[LANGUAGE_ZH], "灯笼");
    expect_text("the class", record.primary_category, "cs.CL");
    expect_text("the summary", record.summary.in[LANGUAGE_EN], "A lamp.");
    expect_text("the translated abstract", record.abstract.in[LANGUAGE_ZH], "我们点亮它。");
    expect_text("the channel", record.channel, "cs.CL");
    expect_number("announce", record.announce, ANNOUNCE_REPLACE);
    expect(record.abstract_truncated, "the cut comes with its abstract");
    expect_number("the digest's time", record.announced.seconds, 1711703271);
    expect_number("the version stays", record.version, 3);
    expect_text("the file stays", record.source.file, "");
}

static void a_cut_is_not_filled_without_its_abstract(void **state)
{
    struct record record = { .abstract = { { VIEW("Whole."), { 0 } } } };
    struct record other = full_record();

    (void)state;
    fill(&record, &other);
    expect(!record.abstract_truncated, "the abstract that is there is whole");
}

static void fields_are_counted_as_they_are_filled(void **state)
{
    struct record empty = { .arxiv_id = VIEW("2403.90001"), .version = 3 };
    struct record full = full_record();

    (void)state;
    expect_number("identity is no field to fill", (int64_t)record_fields(&empty), 0);
    expect(record_fields(&full) != 0, "fields that are there");
    fill(&empty, &full);
    expect_number("filled", (int64_t)record_fields(&empty), (int64_t)record_fields(&full));
}

/* One field of text changed at a time: each must make a difference. */
static void every_field_of_text_makes_another_hash(void **state)
{
    static const char *const names[] = { "class",      "title",    "title zh",    "summary",
                                         "summary zh", "abstract", "abstract zh", "channel" };

    (void)state;
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct record a = full_record(), b = full_record();
        struct view *const fields[] = {
            &b.primary_category,         &b.title.in[LANGUAGE_EN],
            &b.title.in[LANGUAGE_ZH],    &b.summary.in[LANGUAGE_EN],
            &b.summary.in[LANGUAGE_ZH],  &b.abstract.in[LANGUAGE_EN],
            &b.abstract.in[LANGUAGE_ZH], &b.channel,
        };
        *fields[i] = VIEW("another");
        expect(record_hash(&a) != record_hash(&b), names[i]);
    }
}

static void text_that_moves_to_another_field_makes_another_hash(void **state)
{
    struct record a = { .title = { { VIEW("Lantern"), { 0 } } } };
    struct record b = { .title = { { { 0 }, VIEW("Lantern") } } };

    (void)state;
    expect(record_hash(&a) != record_hash(&b), "another language");
    b = a;
    b.hash = 7;
    expect_number("a hash that is given", (int64_t)record_hash(&b), 7);
}

/* ---- Authors, versions and the rest of what metadata has ------------------ */

/* Every field of text, and people and versions, as text of the test's own. */
struct owned {
    char file[8], id[12], url[28], doi[28], category[8], title[12], translated[12], summary[12];
    char translated_summary[12], abstract[16], translated_abstract[16], channel[8], comment[12];
    char journal[12], publisher_doi[12], license[16], categories[12];
    char family[8], given[8], suffix[8], literal[24];
    struct person people[2];
    struct version versions[2];
    struct record record;
};

static void own_all(struct owned *owned)
{
    *owned = (struct owned){
        .file = "in.md",
        .id = "2403.90001",
        .url = "https://a.b/c",
        .doi = "10.48550/x",
        .category = "cs.CL",
        .title = "Lantern",
        .translated = "灯笼",
        .summary = "A lamp.",
        .translated_summary = "灯。",
        .abstract = "We light it.",
        .translated_abstract = "点亮。",
        .channel = "cs.CL",
        .comment = "9 pages",
        .journal = "J. 1",
        .publisher_doi = "10.1/a",
        .license = "http://a.b",
        .categories = "cs.AI cs.CL",
        .family = "Tide",
        .given = "Ada",
        .suffix = "Jr.",
        .literal = "ATLAS Collaboration",
    };
    owned->people[0] = (struct person){
        view_of(owned->family), view_of(owned->given), view_of(owned->suffix), { 0 }
    };
    owned->people[1] = (struct person){ .literal = view_of(owned->literal) };
    owned->versions[0] = (struct version){ 1, { 1711588800, MOMENT_KNOWN } };
    owned->versions[1] = (struct version){ 2, { 1711675200, MOMENT_KNOWN } };
    owned->record = (struct record){
        .source = { view_of(owned->file), 12, 3 },
        .arxiv_id = view_of(owned->id),
        .url = view_of(owned->url),
        .doi = view_of(owned->doi),
        .primary_category = view_of(owned->category),
        .title = { .in = { view_of(owned->title), view_of(owned->translated) } },
        .summary = { .in = { view_of(owned->summary), view_of(owned->translated_summary) } },
        .abstract = { .in = { view_of(owned->abstract), view_of(owned->translated_abstract) } },
        .channel = view_of(owned->channel),
        .authors = owned->people,
        .author_count = 2,
        .arxiv_comment = view_of(owned->comment),
        .journal_ref = view_of(owned->journal),
        .publisher_doi = view_of(owned->publisher_doi),
        .license = view_of(owned->license),
        .versions = owned->versions,
        .version_count = 2,
        .categories = view_of(owned->categories),
    };
}

static void a_packed_record_has_people_versions_and_all_text(void **state)
{
    struct owned owned, again;
    struct unpacked unpacked;
    struct record *copy;

    (void)state;
    own_all(&owned);
    own_all(&again);
    unpacked = pack_and_unpack(&owned.record);
    copy = &unpacked.record;
    memset(&owned, 'x', sizeof owned);
    expect(record_hash(copy) == record_hash(&again.record), "what is hashed");
    expect_text("file", copy->source.file, "in.md");
    expect_text("id", copy->arxiv_id, "2403.90001");
    expect_text("url", copy->url, "https://a.b/c");
    expect_text("doi", copy->doi, "10.48550/x");
    expect_text("primary", copy->primary_category, "cs.CL");
    expect_text("title", copy->title.in[LANGUAGE_EN], "Lantern");
    expect_text("title zh", copy->title.in[LANGUAGE_ZH], "灯笼");
    expect_text("summary", copy->summary.in[LANGUAGE_EN], "A lamp.");
    expect_text("summary zh", copy->summary.in[LANGUAGE_ZH], "灯。");
    expect_text("abstract", copy->abstract.in[LANGUAGE_EN], "We light it.");
    expect_text("abstract zh", copy->abstract.in[LANGUAGE_ZH], "点亮。");
    expect_text("channel", copy->channel, "cs.CL");
    expect_text("comment", copy->arxiv_comment, "9 pages");
    expect_text("journal", copy->journal_ref, "J. 1");
    expect_text("publisher's DOI", copy->publisher_doi, "10.1/a");
    expect_text("license", copy->license, "http://a.b");
    expect_text("categories", copy->categories, "cs.AI cs.CL");
    expect_number("authors", (int64_t)copy->author_count, 2);
    expect_text("family", copy->authors[0].family, "Tide");
    expect_text("given", copy->authors[0].given, "Ada");
    expect_text("suffix", copy->authors[0].suffix, "Jr.");
    expect_text("literal", copy->authors[1].literal, "ATLAS Collaboration");
    expect_number("versions", (int64_t)copy->version_count, 2);
    expect_number("version", copy->versions[1].number, 2);
    expect_number("its time", copy->versions[1].submitted.seconds, 1711675200);
    free_unpacked(&unpacked);
}

static void numbers_of_any_size_are_packed(void **state)
{
    static const int64_t seconds[] = {
        0, 1, -1, 63, 64, -64, -65, 1711675200, INT64_MAX, INT64_MIN
    };
    static const uint64_t hashes[] = { 0, 1, 0x7F, 0x80, UINT32_MAX, UINT64_MAX };

    (void)state;
    for (size_t i = 0; i < LENGTH(seconds); i++) {
        struct record record = { .announced = { seconds[i], MOMENT_KNOWN },
                                 .published = { seconds[i], MOMENT_GUESSED },
                                 .hash = hashes[i % LENGTH(hashes)] };
        struct unpacked unpacked = pack_and_unpack(&record);

        expect(unpacked.record.announced.seconds == seconds[i], "seconds");
        expect(unpacked.record.announced.origin == MOMENT_KNOWN, "known");
        expect(unpacked.record.published.origin == MOMENT_GUESSED, "guessed");
        expect(unpacked.record.updated.origin == MOMENT_ABSENT, "absent");
        expect(unpacked.record.hash == record.hash, "hash");
        free_unpacked(&unpacked);
    }
}

static void what_is_absent_takes_a_byte(void **state)
{
    struct record empty = { 0 };
    struct unpacked unpacked = pack_and_unpack(&empty);

    (void)state;
    expect(unpacked.record.authors == NULL && unpacked.record.versions == NULL, "no lists");
    expect(unpacked.packed.len < 64, "short");
    free_unpacked(&unpacked);
}

enum { PARTS = 14 };

static void swap_people(struct person people[2])
{
    struct person first = people[0];

    people[0] = people[1];
    people[1] = first;
}

/* Changes one part of what metadata has. */
static const char *change_part(struct owned *owned, size_t part)
{
    struct view *const texts[] = {
        &owned->record.arxiv_comment, &owned->record.journal_ref, &owned->record.publisher_doi,
        &owned->record.license,       &owned->people[0].family,   &owned->people[0].given,
        &owned->people[0].suffix,     &owned->people[1].literal,
    };
    static const char *const names[PARTS] = {
        "comment",  "journal",    "DOI",   "license", "family",           "given",
        "suffix",   "literal",    "order", "count",   "version's number", "version's time",
        "versions", "no journal",
    };

    if (part < LENGTH(texts))
        texts[part]->len--;
    else if (part == 8)
        swap_people(owned->people);
    else if (part == 9)
        owned->record.author_count--;
    else if (part == 10)
        owned->versions[1].number++;
    else if (part == 11)
        owned->versions[1].submitted.seconds++;
    else if (part == 12)
        owned->record.version_count--;
    else
        owned->record.journal_ref = (struct view){ 0 };
    return names[part];
}

static uint64_t both_hashes(const struct record *record)
{
    return record_hash(record) * 31 + record_metadata_hash(record);
}

static void every_part_of_metadata_makes_another_hash(void **state)
{
    uint64_t hashes[PARTS + 1];
    struct owned owned;

    (void)state;
    own_all(&owned);
    hashes[PARTS] = both_hashes(&owned.record);
    for (size_t part = 0; part < PARTS; part++) {
        const char *name;

        own_all(&owned);
        name = change_part(&owned, part);
        hashes[part] = both_hashes(&owned.record);
        expect(hashes[part] != hashes[PARTS], name);
        for (size_t i = 0; i < part; i++)
            expect(hashes[part] != hashes[i], name);
    }
}

static void metadata_is_filled_like_other_fields(void **state)
{
    const field_set fields = FIELD_BIT(FIELD_AUTHORS) | FIELD_BIT(FIELD_VERSIONS) |
                             FIELD_BIT(FIELD_ARXIV_COMMENT) | FIELD_BIT(FIELD_JOURNAL_REF) |
                             FIELD_BIT(FIELD_PUBLISHER_DOI) | FIELD_BIT(FIELD_LICENSE);
    struct record record = { 0 };
    struct owned owned;

    (void)state;
    own_all(&owned);
    expect((record_fields(&owned.record) & fields) == fields, "they are there");
    record_set(&record, &owned.record, FIELD_BIT(FIELD_AUTHORS));
    expect(record_fields(&record) == FIELD_BIT(FIELD_AUTHORS), "authors only");
    record_set(&record, &owned.record, FIELD_BIT(FIELD_VERSIONS));
    expect(record_fields(&record) == (FIELD_BIT(FIELD_AUTHORS) | FIELD_BIT(FIELD_VERSIONS)),
           "and versions");
    record_set(&record, &owned.record, fields);
    expect(record_fields(&record) == fields, "and no more");
    expect_text("family", record.authors[0].family, "Tide");
    expect_number("versions", (int64_t)record.version_count, 2);
    expect_text("license", record.license, "http://a.b");
}

static void the_exact_date_is_that_of_version_1(void **state)
{
    static const struct {
        const char *name;
        struct version versions[2];
        unsigned day;
    } cases[] = {
        { "first",
          { { 1, { 1711588800, MOMENT_KNOWN } }, { 2, { 1711675200, MOMENT_KNOWN } } },
          28 },
        { "second",
          { { 2, { 1711675200, MOMENT_KNOWN } }, { 1, { 1711588800, MOMENT_KNOWN } } },
          28 },
        { "none", { { 2, { 1711675200, MOMENT_KNOWN } }, { 3, { 1711588800, MOMENT_KNOWN } } }, 0 },
        { "guessed", { { 1, { 1711588800, MOMENT_GUESSED } }, { 2, { 0, MOMENT_ABSENT } } }, 0 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct record record = { .date = { 2024, 3, 0 },
                                 .versions = cases[i].versions,
                                 .version_count = 2 };
        record_set_exact_date(&record);
        expect_number(cases[i].name, record.date.day, cases[i].day);
        expect_number(cases[i].name, record.date.month, 3);
    }
}

static void the_publishers_doi_goes_before_arxivs(void **state)
{
    struct record record = { .doi = VIEW("10.48550/arXiv.x"), .publisher_doi = VIEW("10.1/a") };

    (void)state;
    expect_text("both", record_doi(&record), "10.1/a");
    record.publisher_doi.len = 0;
    expect_text("arXiv's", record_doi(&record), "10.48550/arXiv.x");
}

/* ---- What texts may be ---------------------------------------------------- */

static void times_of_rfc_5322_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* -1: none */
    } cases[] = {
        { "Fri, 29 Mar 2024 09:07:51 GMT", 1711703271 },
        { "Fri, 29 Mar 2024 09:07:51 UTC", 1711703271 },
        { "Fri, 29 Mar 2024 09:07:51 +0000", 1711703271 },
        { "29 Mar 2024 09:07:51 GMT", 1711703271 },
        { "Mon, 2 Apr 2007 19:18:42 GMT", 1175541522 },
        { "Mon,  2 Apr 2007 19:18:42 GMT", 1175541522 },
        { "Mon, 02 Apr 2007 19:18:42 GMT", 1175541522 },
        { "Thu, 1 Jan 1970 00:00:00 GMT", 0 },
        { "Thu, 29 Feb 2024 23:59:59 GMT", 1709251199 },
        { "Tue, 31 Dec 2024 23:59:59 GMT", 1735689599 },
        { "Mon, 29 Mar 2024 09:07:51 GMT", 1711703271 }, /* the day goes by the date */
        { "Fri, 29 Mar 2024 09:07:51 EST", -1 },
        { "Fri, 29 Mar 2024 09:07:51 -0500", -1 },
        { "Fri, 29 Mar 2024 09:07:51", -1 },
        { "Fri, 29 Mar 2024 09:07:51 GMT ", -1 },
        { "Fri, 29 Mar 2024 09:07:51 GMTX", -1 },
        { "Fri, 29 Mar 2024 24:00:00 GMT", -1 },
        { "Fri, 29 Mar 2024 09:60:00 GMT", -1 },
        { "Fri, 29 Mar 2024 09:07:60 GMT", -1 },
        { "Fri, 29 Mar 2024 9:07:51 GMT", -1 },
        { "Fri, 29 Mar 2024 09:07 GMT", -1 },
        { "Fri, 29 Feb 2023 09:07:51 GMT", -1 },
        { "Fri, 31 Apr 2024 09:07:51 GMT", -1 },
        { "Fri, 0 Apr 2024 09:07:51 GMT", -1 },
        { "Fri, 32 Mar 2024 09:07:51 GMT", -1 },
        { "Fri, 29 mar 2024 09:07:51 GMT", -1 },
        { "Fri, 29 anF 2024 09:07:51 GMT", -1 },
        { "Fri, 29 Mär 2024 09:07:51 GMT", -1 },
        { "Fri, 29 March 2024 09:07:51 GMT", -1 },
        { "Fri, 29 Mar 24 09:07:51 GMT", -1 },
        { "Fri, 29 Mar 1899 09:07:51 GMT", -1 },
        { "Fri, 29 Mar 12024 09:07:51 GMT", -1 },
        { "Fri, 29-Mar-2024 09:07:51 GMT", -1 },
        { "2024-03-29T09:07:51Z", -1 },
        { "Fri,", -1 },
        { "29 Ma", -1 },
        { "", -1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct moment moment = { 7, MOMENT_GUESSED };
        bool read = moment_read_rfc5322(view_of(cases[i].text), &moment);

        expect_number(cases[i].text, read, cases[i].seconds >= 0);
        expect_number(cases[i].text, moment.seconds, read ? cases[i].seconds : 7);
        expect_number(cases[i].text, moment.origin, read ? MOMENT_KNOWN : MOMENT_GUESSED);
    }
}

static void moments_are_read_or_left_alone(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds;
        int origin; /* MOMENT_ABSENT: none */
    } cases[] = {
        { "2024-03-29T09:07:51Z", 1711703271, MOMENT_KNOWN },
        { "2024-03-29", 1711670400, MOMENT_KNOWN },
        { "2024-03", 1709251200, MOMENT_GUESSED },
        { "2024-03-29T09:07:51", 0, MOMENT_ABSENT },
        { "2024-03-29T09:07:51+01:00", 1711699671, MOMENT_KNOWN },
        { "2024-03-29T09:07:51-04:30", 1711719471, MOMENT_KNOWN },
        { "2024-03-29T09:07:51+0100", 0, MOMENT_ABSENT },
        { "2024-03-29T09:07:51+01:60", 0, MOMENT_ABSENT },
        { "2024-03-29T09:07:51-04:00Z", 0, MOMENT_ABSENT },
        { "2024-03-29T09:07:51Zx", 0, MOMENT_ABSENT },
        { "2024-03-29T25:07:51Z", 0, MOMENT_ABSENT },
        { "2024-03-29 ", 0, MOMENT_ABSENT },
        { "2024-02-30", 0, MOMENT_ABSENT },
        { "2024-13", 0, MOMENT_ABSENT },
        { "2024", 0, MOMENT_ABSENT },
        { "", 0, MOMENT_ABSENT },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        bool good = cases[i].origin != MOMENT_ABSENT;
        struct moment moment = { 0, MOMENT_ABSENT };

        expect_number(cases[i].text, moment_read(view_of(cases[i].text), &moment), good);
        expect_number(cases[i].text, moment.seconds, cases[i].seconds);
        expect_number(cases[i].text, moment.origin, cases[i].origin);
    }
}

static void dois_are_told_from_other_texts(void **state)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        { "10.1103/PhysRevD.76.013009", true },
        { "10.1/a", true },
        { "10.1000.10/123456", true },
        { "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1", true },
        { "10.1016/0370-2693(92)91601-K", true },
        { "10.1/a/b?c=d&e#f%20_~'*+,;=@!", true },
        { "10.48550/arXiv.2403.90001", true },
        { "", false },
        { "10.", false },
        { "10.1", false },
        { "10.1/", false },
        { "10./a", false },
        { "10.1./a", false },
        { "10..1/a", false },
        { "11.1/a", false },
        { "10.a/b", false },
        { "10.4294967296/a", false },
        { " 10.1/a", false },
        { "10.1/a ", false },
        { "10.1/a b", false },
        { "10.1/a\tb", false },
        { "10.1/a\x7F", false },
        { "10.1/é", false },
        { "10.1/a{b", false },
        { "10.1/a}b", false },
        { "10.1/a\\b", false },
        { "10.1/a\"b", false },
        { "10.1/a^b", false },
        { "10.1/a`b", false },
        { "10.1/a|b", false },
        { "doi:10.1/a", false },
        { "https://doi.org/10.1/a", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].text, identity_is_doi(view_of(cases[i].text)), cases[i].good);
    expect(!identity_is_doi(VIEW("10.1/a\0")), "NUL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seconds_become_the_known_dates),
        cmocka_unit_test(days_become_their_midnights),
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(dates_are_checked),
        cmocka_unit_test(dates_are_put_with_their_precision),
        cmocka_unit_test(only_a_known_moment_has_a_day),
        cmocka_unit_test(announcements_have_their_names),
        cmocka_unit_test(the_leading_language_gives_way_to_the_other),
        cmocka_unit_test(a_packed_record_has_its_text),
        cmocka_unit_test(absent_fields_are_filled_and_others_kept),
        cmocka_unit_test(a_cut_is_not_filled_without_its_abstract),
        cmocka_unit_test(fields_are_counted_as_they_are_filled),
        cmocka_unit_test(every_field_of_text_makes_another_hash),
        cmocka_unit_test(text_that_moves_to_another_field_makes_another_hash),
        cmocka_unit_test(a_packed_record_has_people_versions_and_all_text),
        cmocka_unit_test(numbers_of_any_size_are_packed),
        cmocka_unit_test(what_is_absent_takes_a_byte),
        cmocka_unit_test(every_part_of_metadata_makes_another_hash),
        cmocka_unit_test(metadata_is_filled_like_other_fields),
        cmocka_unit_test(the_exact_date_is_that_of_version_1),
        cmocka_unit_test(the_publishers_doi_goes_before_arxivs),
        cmocka_unit_test(times_of_rfc_5322_are_read),
        cmocka_unit_test(moments_are_read_or_left_alone),
        cmocka_unit_test(dois_are_told_from_other_texts),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
