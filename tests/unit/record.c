#include "expect.h"

#include <stdlib.h>
#include <string.h>

#include "record.h"

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

static void a_copy_owns_its_text(void **state)
{
    char title[] = "Lantern";
    struct record record = full_record(), *copy;

    (void)state;
    record.title.in[LANGUAGE_EN] = view_of(title);
    copy = record_copy(&record);
    memset(title, 'x', sizeof title - 1);
    expect_text("title", copy->title.in[LANGUAGE_EN], "Lantern");
    record = full_record();
    expect(record_hash(copy) == record_hash(&record), "all text is the same");
    expect_number("version", copy->version, 2);
    expect_number("line", (int64_t)copy->source.line, 12);
    expect_number("ref", copy->source.ref, 3);
    expect(copy->abstract_truncated, "truncated");
    expect_number("updated", copy->updated.seconds, record.updated.seconds);
    free(copy);
}

static void fill(struct record *record, const struct record *other)
{
    record_set(record, other, record_fields(other) & ~record_fields(record));
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
        cmocka_unit_test(a_copy_owns_its_text),
        cmocka_unit_test(absent_fields_are_filled_and_others_kept),
        cmocka_unit_test(a_cut_is_not_filled_without_its_abstract),
        cmocka_unit_test(fields_are_counted_as_they_are_filled),
        cmocka_unit_test(every_field_of_text_makes_another_hash),
        cmocka_unit_test(text_that_moves_to_another_field_makes_another_hash),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
