#include "expect.h"

#include <stdio.h>

#include "input/reading.h"
#include "input/reader_registry.h"

#define API_HEAD                                                                           \
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>http://arxiv.org/api/invented</id>\n" \
    "<title>x</title>\n"
#define API_ENTRY(id) "<entry>\n<id>http://arxiv.org/abs/" id "</id><title>T</title>\n</entry>\n"
#define API_END "</feed>\n"

/* The messages of a reading: how many, and the last. */
struct heard {
    int count;
    enum severity severity;
    size_t line;
    char text[300];
};

static void hear(void *context, enum severity severity, struct place place, const char *text)
{
    struct heard *heard = context;

    heard->count++;
    heard->severity = severity;
    heard->line = place.line;
    snprintf(heard->text, sizeof heard->text, "%s", text);
}

/* Appends the id of each record and a blank. */
static void read_ids(struct reading *reading, struct view text, struct buffer *ids)
{
    struct input input = { .name = "test.xml", .in_memory = true, .memory = text };
    struct batch batch;

    ids->len = 0;
    reading_start(reading, &input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++) {
            buffer_put(ids, batch.records[i].arxiv_id);
            buffer_put_byte(ids, ' ');
        }
    }
}

struct setting {
    struct heard heard;
    struct diag diag;
    struct buffer text, ids;
    struct reading *reading;
};

static void set_up(struct setting *setting, struct wanted wanted)
{
    *setting = (struct setting){ .diag = { .receive = hear, .context = &setting->heard } };
    setting->reading =
        reading_create(NULL, READ_TO_CONVERT, FAULT_LEFT_OUT, wanted, &setting->diag);
}

static void tear_down(struct setting *setting)
{
    reading_free(setting->reading);
    buffer_free(&setting->text);
    buffer_free(&setting->ids);
}

/* libxml2's nodes count lines up to 65,535. */
static void lines_are_right_in_long_inputs(void **state)
{
    enum { LINES = 100000 };
    struct setting setting;

    (void)state;
    set_up(&setting, (struct wanted){ 0 });
    buffer_put(&setting.text, VIEW(API_HEAD));
    for (int i = 0; i < LINES; i++)
        buffer_put_byte(&setting.text, '\n');
    buffer_put(&setting.text, VIEW(API_ENTRY("2403.01234v1") API_ENTRY("nonsense") API_END));
    read_ids(setting.reading, buffer_view(&setting.text), &setting.ids);
    expect_text("the others", buffer_view(&setting.ids), "2403.01234 ");
    expect_number("messages", setting.heard.count, 1);
    expect_number("the entry's line", (int64_t)setting.heard.line, LINES + 6);
    tear_down(&setting);
}

/* Text longer than libxml2 accepts, and short text in very many elements. */
static void an_entry_that_is_too_long_is_left_out(void **state)
{
    enum { TIMES = 20 * 1024 * 1024 / 8 };
    static const char *const parts[] = { "a line\n ", "<b>x</b>" };

    (void)state;
    for (size_t i = 0; i < LENGTH(parts); i++) {
        struct setting setting;
        size_t lines = i == 0 ? TIMES : 0;

        set_up(&setting, (struct wanted){ 0 });
        buffer_put(
            &setting.text,
            VIEW(API_HEAD API_ENTRY(
                "2403.01234v1") "<entry>\n<id>http://arxiv.org/abs/2403.01235v1</id><summary>"));
        for (int times = 0; times < TIMES; times++)
            buffer_put(&setting.text, view_of(parts[i]));
        buffer_put(&setting.text, VIEW("</summary></entry>\n" API_ENTRY("2403.01236v1")));
        read_ids(setting.reading, buffer_view(&setting.text), &setting.ids);
        expect_text("the others", buffer_view(&setting.ids), "2403.01234 2403.01236 ");
        expect_number("messages", setting.heard.count, 2);
        expect_text("the last", view_of(setting.heard.text),
                    "the document is cut off; what comes before was read");
        expect_number("where", (int64_t)setting.heard.line, (int64_t)lines + 10);
        tear_down(&setting);
    }
}

static bool is_second(void *context, struct view id)
{
    (void)context;
    return view_equal(id, VIEW("2403.01235"));
}

static void papers_that_are_not_wanted_are_skipped(void **state)
{
    static const char *const texts[] = {
        API_HEAD API_ENTRY("2403.01234v1") API_ENTRY("2403.01235v1") API_END,
        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/' "
        "xmlns:a='http://arxiv.org/OAI/arXiv/'>"
        "<record><header><identifier>oai:arXiv.org:2403.01234</identifier></header>"
        "<metadata><a:arXiv><a:doi>nonsense</a:doi></a:arXiv></metadata></record>"
        "<record><header><identifier>oai:arXiv.org:2403.01235</identifier></header>"
        "<metadata><a:arXiv><a:title>T</a:title></a:arXiv></metadata></record></OAI-PMH>",
        "<rss><channel><item><title>A. (arXiv:2403.01234v1 [cs.DC])</title></item>"
        "<item><link>http://arxiv.org/abs/2403.01235</link><title>T</title></item>"
        "<link>http://rss.arxiv.org/</link></channel></rss>",
    };
    struct setting setting;

    (void)state;
    set_up(&setting, (struct wanted){ .has = is_second });
    for (size_t i = 0; i < LENGTH(texts); i++) {
        read_ids(setting.reading, view_of(texts[i]), &setting.ids);
        expect_text(texts[i], buffer_view(&setting.ids), "2403.01235 ");
        expect_number(texts[i], setting.heard.count, 0);
    }
    tear_down(&setting);
}

/* The parser's reason is given, wherever the pieces in which the text is read end. */
static void characters_in_two_pieces_are_sound(void **state)
{
    struct setting setting;

    (void)state;
    set_up(&setting, (struct wanted){ 0 });
    buffer_put(&setting.text, VIEW(API_HEAD "<x>"));
    for (int i = 0; i < 100000; i++)
        buffer_put(&setting.text, VIEW("中"));
    buffer_put(&setting.text, VIEW("\x01</x>" API_END));
    read_ids(setting.reading, buffer_view(&setting.text), &setting.ids);
    expect_number("messages", setting.heard.count, 1);
    expect(!strstr(setting.heard.text, "UTF-8"), "the message");
    tear_down(&setting);
}

/* What is shown of it does not end in the middle of a character. */
static void a_long_value_is_not_shown_whole(void **state)
{
    struct setting setting;
    struct buffer expected = { 0 };

    (void)state;
    set_up(&setting, (struct wanted){ 0 });
    buffer_put(&setting.text, VIEW(API_HEAD "<entry><id>http://arxiv.org/abs/2403.01234v1</id>"
                                            "<published>x"));
    buffer_put_byte(&expected, '\'');
    buffer_put_byte(&expected, 'x');
    for (int i = 0; i < 1000; i++)
        buffer_put(&setting.text, VIEW("é"));
    for (int i = 0; i < 99; i++)
        buffer_put(&expected, VIEW("é"));
    buffer_put(&setting.text, VIEW("</published></entry>" API_END));
    buffer_put(&expected, VIEW("' is not a date; it is ignored"));
    read_ids(setting.reading, buffer_view(&setting.text), &setting.ids);
    expect_view("the message", view_of(setting.heard.text), buffer_view(&expected));
    buffer_free(&expected);
    tear_down(&setting);
}

/* Of what is not a category, nothing becomes the primary one. */
static void the_primary_category_is_a_category(void **state)
{
    static const char *const values[] = { "math.CO", "60J10", "" };
    static const char *const primary[] = { "math.CO", "math.PR", "math.PR" };

    (void)state;
    for (size_t i = 0; i < LENGTH(values); i++) {
        struct input input = { .name = "test.xml", .in_memory = true };
        struct setting setting;
        struct batch batch;

        set_up(&setting, (struct wanted){ 0 });
        buffer_print(&setting.text,
                     API_HEAD "<entry><id>http://arxiv.org/abs/2403.01234v1</id>"
                              "<category term='math.PR'/>"
                              "<primary_category xmlns='http://arxiv.org/schemas/atom' "
                              "term='%s'/></entry>" API_END,
                     values[i]);
        input.memory = buffer_view(&setting.text);
        reading_start(setting.reading, &input);
        expect(reading_next(setting.reading, &batch) && batch.count == 1, values[i]);
        expect_text(values[i], batch.records[0].primary_category, primary[i]);
        tear_down(&setting);
    }
}

/* The first batch of an input that is then left, and another input. */
static void an_input_may_be_left(void **state)
{
    struct input input = { .name = "left.xml", .in_memory = true };
    struct setting setting;
    struct batch batch;

    (void)state;
    set_up(&setting, (struct wanted){ 0 });
    input.memory = VIEW(API_HEAD API_ENTRY("2403.01234v1") "<entry>");
    reading_start(setting.reading, &input);
    expect(reading_next(setting.reading, &batch) && batch.count == 1, "the first batch");
    read_ids(setting.reading, VIEW(API_HEAD API_ENTRY("2403.01235v1") API_END), &setting.ids);
    expect_text("another input", buffer_view(&setting.ids), "2403.01235 ");
    expect_number("messages", setting.heard.count, 0);
    tear_down(&setting);
}

static void a_document_is_recognised_by_what_is_in_it(void **state)
{
    static const struct {
        const char *text, *reader; /* NULL: of none of the three */
    } rows[] = {
        { API_HEAD, "api" },
        { "<?xml version='1.0'?><!-- <rss> --><feed xmlns:opensearch="
          "\"http://a9.com/-/spec/opensearch/1.1/\"><id>https://arxiv.org/</id>",
          "api" },
        { "<feed><title>On http://a9.com/-/spec/opensearch/1.1/</title><id>https://arxiv.org/</id>",
          NULL },
        { "<feed><entry><id>http://arxiv.org/abs/2403.01234v1</id>", "api" },
        { "<feed><entry><id>https://arxiv.org/abs/2403.01234</id>", NULL },
        { "<feed><entry><id>oai:arXiv.org:2403.01234v1</id>", "feed" },
        { "<rss version='2.0'><channel><title>cs.PL updates on arXiv.org</title>"
          "<link>http://rss.arxiv.org/rss/cs.PL</link>",
          "feed" },
        { "<rss version='2.0'><channel><title>My updates on arXiv.org</title>"
          "<link>https://example.org/</link>",
          NULL },
        { "<rss version='2.0'><channel><title>arXiv cs.PL</title>", NULL },
        { "<rdf:RDF><channel rdf:about='http://arxiv.org/'><link>http://arxiv.org/</link>",
          "feed" },
        { "<OAI-PMH><request>http://export.arxiv.org/oai2</request>", "oai" },
        { "<oai:OAI-PMH>", "oai" },
        { "<records><arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\">", "oai" },
        { "<!DOCTYPE feed [<!ENTITY a 'b'>]>" API_HEAD, "api" },
        { "<html><title>cs.PL updates on arXiv.org</title>", NULL },
        { "<", NULL },
        { "feed", NULL },
    };
    static const char *const names[] = { "api", "feed", "oai" };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (size_t j = 0; j < LENGTH(names); j++) {
            const struct reader *reader = reader_registry_find(view_of(names[j]));
            bool is_it = rows[i].reader && strcmp(rows[i].reader, names[j]) == 0;

            expect(reader != NULL, names[j]);
            expect((reader->recognises(view_of(rows[i].text)) != NOT_RECOGNISED) == is_it,
                   rows[i].text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_right_in_long_inputs),
        cmocka_unit_test(an_entry_that_is_too_long_is_left_out),
        cmocka_unit_test(papers_that_are_not_wanted_are_skipped),
        cmocka_unit_test(characters_in_two_pieces_are_sound),
        cmocka_unit_test(a_long_value_is_not_shown_whole),
        cmocka_unit_test(the_primary_category_is_a_category),
        cmocka_unit_test(an_input_may_be_left),
        cmocka_unit_test(a_document_is_recognised_by_what_is_in_it),
    };

    return cmocka_run_group_tests_name("arxiv_xml", tests, NULL, NULL);
}
