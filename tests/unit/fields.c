#include "expect.h"

#include "record/fields.h"

static void every_field_is_found_by_its_name(void **state)
{
    (void)state;
    for (unsigned field = 0; field < FIELDS; field++) {
        struct view unknown;
        field_set fields = 0;

        expect(fields_read(view_of(field_name(field)), &fields, &unknown), field_name(field));
        expect_number(field_name(field), (int64_t)fields, (int64_t)FIELD_BIT(field));
    }
}

#define TITLES (FIELD_BIT(FIELD_TITLE) | FIELD_BIT(FIELD_TITLE_ZH))

static const struct {
    const char *list;
    field_set fields;    /* 0: no list */
    const char *unknown; /* then */
} lists[] = {
    { "title,title_zh", TITLES, "" },
    { " title , title_zh ", TITLES, "" },
    { "url,url", FIELD_BIT(FIELD_URL), "" },
    { "", 0, "" },
    { "title,", 0, "" },
    { ",title", 0, "" },
    { "title,titel", 0, "titel" },
    { "TITLE,Title_Zh", TITLES, "" },
    { "title_z", 0, "title_z" },
};

static void lists_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(lists); i++) {
        struct view unknown = { 0 };
        field_set fields = 0;
        bool good = fields_read(view_of(lists[i].list), &fields, &unknown);

        expect_number(lists[i].list, good, lists[i].fields != 0);
        if (good)
            expect_number(lists[i].list, (int64_t)fields, (int64_t)lists[i].fields);
        else
            expect_text(lists[i].list, unknown, lists[i].unknown);
    }
}

static struct record full_record(void)
{
    return (struct record){ .arxiv_id = VIEW("2403.19588"),
                            .version = 2,
                            .primary_category = VIEW("cs.CV"),
                            .announce = ANNOUNCE_NEW,
                            .title.in = { VIEW("Kites"), VIEW("风筝") },
                            .summary.in = { VIEW("They fly."), VIEW("会飞。") },
                            .abstract.in = { VIEW("Kites fly."), VIEW("风筝会飞。") },
                            .abstract_truncated = true,
                            .url = VIEW("https://arxiv.org/abs/2403.19588"),
                            .doi = VIEW("10.48550/arXiv.2403.19588"),
                            .date = { 2024, 3, 0 },
                            .channel = VIEW("cs") };
}

static void all_that_is_left_out_is_empty(void **state)
{
    struct record record = full_record();

    (void)state;
    fields_leave_out(&record, ALL_FIELDS);
    expect_text("id", record.arxiv_id, "");
    expect_number("version", record.version, 0);
    expect_text("class", record.primary_category, "");
    expect_number("announce", record.announce, ANNOUNCE_ABSENT);
    expect_text("url", record.url, "");
    expect_text("doi", record.doi, "");
    expect_number("date", record.date.year, 0);
    expect_text("channel", record.channel, "");
    expect_number("cut", record.abstract_truncated, false);
    for (int language = 0; language < LANGUAGES; language++) {
        expect_text("title", record.title.in[language], "");
        expect_text("summary", record.summary.in[language], "");
        expect_text("abstract", record.abstract.in[language], "");
    }
}

static void only_what_is_named_is_left_out(void **state)
{
    struct record record = full_record(), whole = full_record();

    (void)state;
    fields_leave_out(&record, 0);
    expect(record_hash(&record) == record_hash(&whole), "nothing");
    fields_leave_out(&record, FIELD_BIT(FIELD_SUMMARY_ZH));
    expect_text("the summary in translation", record.summary.in[LANGUAGE_ZH], "");
    whole.summary.in[LANGUAGE_ZH] = (struct view){ 0 };
    expect(record_hash(&record) == record_hash(&whole), "and nothing else");
}

/* An entry without a title is none, so the other title leads; an abstract that
 * was left out does not come back in the other language. */
static void a_title_stands_in_and_an_abstract_does_not(void **state)
{
    struct record record = full_record();

    (void)state;
    fields_leave_out(&record, FIELD_BIT(FIELD_TITLE) | FIELD_BIT(FIELD_ABSTRACT));
    expect_text("title", bilingual_leading(&record.title, LANGUAGE_EN), "风筝");
    expect_text("other title", bilingual_other(&record.title, LANGUAGE_EN), "");
    expect_text("abstract", bilingual_leading(&record.abstract, LANGUAGE_EN), "");
    expect_text("other abstract", bilingual_other(&record.abstract, LANGUAGE_EN), "风筝会飞。");
    record = full_record();
    fields_leave_out(&record, TITLES);
    expect_text("no title", bilingual_leading(&record.title, LANGUAGE_EN), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_found_by_its_name),
        cmocka_unit_test(lists_are_read),
        cmocka_unit_test(all_that_is_left_out_is_empty),
        cmocka_unit_test(only_what_is_named_is_left_out),
        cmocka_unit_test(a_title_stands_in_and_an_abstract_does_not),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
