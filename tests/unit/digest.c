#include "expect.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/reading.h"

#define HEAD "# 摘要\n\n| Ref | Title | Summary |\n| --- | --- | --- |\n"
#define ROW(ref, title, link, summary) "| [^" ref "] | [" title "](" link ") | " summary " |\n"
#define MIDDLE "\n# 详细\n\n"
#define NOTE(ref, title_zh, title, link, summary, abstract_zh, abstract)                    \
    "[^" ref "]: " title_zh "\n\n    " title "\n\n    [" link "](" link ")\n\n    " summary \
    "\n\n    \n\n    " abstract_zh "\n\n    " abstract "\n    \n"

#define LANTERN "https://arxiv.org/abs/2405.90001"
#define TIDES "http://arxiv.org/abs/2405.90002"
#define BEES "https://example.org/bees"

#define LANTERN_NOTE(ref)                                                           \
    NOTE(ref, "灯笼：稀疏路由", "Lantern: Sparse Routing", LANTERN, "提出了灯笼。", \
         "arXiv:2405.90001v2 公告类型：替换 摘要：我们点灯。",                      \
         "arXiv:2405.90001v2 Announce Type: replace  Abstract: We light \xF0\x9F\x8F\xAE lamps.")
#define TIDES_NOTE(ref)                                                                        \
    NOTE(ref, "统计潮汐", "Counting Tides. (arXiv:2405.90002v1 [cs.CV])", TIDES, "统计潮汐。", \
         "潮位站稀少。", "Tide\tgauges  are few.")
#define BEES_NOTE(ref) \
    NOTE(ref, "蜜蜂", "How Bees Share", BEES, "蜜蜂排队。", "蜂群竞争。", "Colonies compete.")

static const char two_papers[] = HEAD ROW("1", "Lantern: Sparse Routing", LANTERN, "提出了灯笼。")
    ROW("2", "Counting Tides.", TIDES, "统计潮汐。") MIDDLE LANTERN_NOTE("1") TIDES_NOTE("2") "\n";
static const char one_paper[] = HEAD ROW("1", "How Bees Share", BEES, "蜜蜂排队。")
    MIDDLE BEES_NOTE("1") "\n";
static const char no_paper[] = HEAD "\n" MIDDLE "\n\n";

/* What a digest was read from: a child that sends the text in messages of
 * `chunk` bytes. Messages keep their boundaries, as writes to a pipe do not,
 * so each read(2) gives one. */
struct feed {
    int file;
    pid_t child;
};

static void send_all(int file, struct view text, size_t chunk)
{
    while (text.len > 0) {
        size_t count = text.len < chunk ? text.len : chunk;
        if (send(file, text.at, count, MSG_NOSIGNAL) != (ssize_t)count)
            _exit(1);
        text = view_skip(text, count);
    }
    _exit(0);
}

static struct feed feed_open(struct view text, size_t chunk)
{
    struct feed feed;
    int ends[2];

    expect(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0, "socketpair");
    feed = (struct feed){ ends[0], fork() };
    expect(feed.child >= 0, "fork");
    if (feed.child == 0) {
        close(ends[0]);
        send_all(ends[1], text, chunk);
    }
    close(ends[1]);
    return feed;
}

static void feed_close(struct feed feed)
{
    close(feed.file);
    expect(waitpid(feed.child, NULL, 0) == feed.child, "waitpid");
}

static void put_field(struct buffer *out, const char *name, struct view text)
{
    buffer_put(out, view_of(name));
    buffer_put(out, text);
    buffer_put_byte(out, '\n');
}

static void put_number(struct buffer *out, const char *name, uint64_t number)
{
    buffer_put(out, view_of(name));
    buffer_put_number(out, number);
    buffer_put_byte(out, '\n');
}

static void put_record(struct buffer *out, const struct record *record)
{
    put_number(out, "ref ", record->source.ref);
    put_number(out, "line ", record->source.line);
    put_field(out, "id ", record->arxiv_id);
    put_number(out, "version ", record->version);
    put_field(out, "class ", record->primary_category);
    put_field(out, "announce ", announce_name(record->announce));
    put_field(out, "url ", record->url);
    put_field(out, "doi ", record->doi);
    put_field(out, "title ", record->title.in[LANGUAGE_EN]);
    put_field(out, "title zh ", record->title.in[LANGUAGE_ZH]);
    put_field(out, "summary ", record->summary.in[LANGUAGE_EN]);
    put_field(out, "summary zh ", record->summary.in[LANGUAGE_ZH]);
    put_field(out, "abstract ", record->abstract.in[LANGUAGE_EN]);
    put_field(out, "abstract zh ", record->abstract.in[LANGUAGE_ZH]);
    put_number(out, "published ", (uint64_t)record->published.seconds);
}

/* All that is read from a text, as text; `counts` gets "records/sound " for
 * each digest. */
static void read_all(struct view text, size_t chunk, bool keep_going, struct buffer *out,
                     struct buffer *counts, struct diag *diag)
{
    struct feed feed = feed_open(text, chunk);
    struct input input = { .file = feed.file,
                           .name = "unit.md",
                           .announced = { 1711703271, MOMENT_KNOWN } };
    struct reading *reading = reading_create(NULL, READ_TO_CONVERT,
                                             keep_going ? FAULT_LEFT_OUT : FAULT_STOPS,
                                             (struct wanted){ 0 }, diag);
    struct batch batch;

    reading_start(reading, &input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++)
            put_record(out, &batch.records[i]);
        buffer_put_number(counts, batch.count);
        buffer_put_byte(counts, '/');
        buffer_put_number(counts, batch.sound);
        buffer_put_byte(counts, ' ');
    }
    expect(!reading_unreadable(reading), "read(2) did not fail");
    reading_free(reading);
    feed_close(feed);
}

static void expect_read(const char *name, struct view text, const char *records, const char *counts)
{
    static const size_t chunks[] = { 1, 2, 3, 7, 4096 };

    for (size_t i = 0; i < LENGTH(chunks); i++) {
        struct buffer got = { 0 }, got_counts = { 0 };
        struct diag diag = { 0 };

        read_all(text, chunks[i], false, &got, &got_counts, &diag);
        expect_text(name, buffer_view(&got), records);
        expect_text(name, buffer_view(&got_counts), counts);
        expect_number(name, (int64_t)(diag.warnings + diag.errors), 0);
        buffer_free(&got);
        buffer_free(&got_counts);
    }
}

#define LANTERN_READ(line, published)                                                              \
    "ref 1\nline " line                                                                            \
    "\nid 2405.90001\nversion 2\nclass \nannounce replace\nurl https://arxiv.org/abs/2405.90001\n" \
    "doi 10.48550/arXiv.2405.90001\n"                                                              \
    "title Lantern: Sparse Routing\ntitle zh 灯笼：稀疏路由\nsummary \n"                    \
    "summary zh 提出了灯笼。\nabstract We light \xF0\x9F\x8F\xAE lamps.\n"                   \
    "abstract zh 我们点灯。\npublished " published "\n"
#define TIDES_READ(line, published)                                                       \
    "ref 2\nline " line "\nid 2405.90002\nversion 1\nclass cs.CV\nannounce new\nurl "     \
    "https://arxiv.org/abs/2405.90002\n"                                                  \
    "doi 10.48550/arXiv.2405.90002\n"                                                     \
    "title Counting Tides\ntitle zh 统计潮汐\nsummary \nsummary zh 统计潮汐。\n" \
    "abstract Tide gauges are few.\nabstract zh 潮位站稀少。\npublished " published "\n"
#define BEES_READ(line, published)                                                            \
    "ref 1\nline " line "\nid \nversion 0\nclass \nannounce \nurl https://example.org/bees\n" \
    "doi \n"                                                                                  \
    "title How Bees Share\ntitle zh 蜜蜂\nsummary \nsummary zh 蜜蜂排队。\n"           \
    "abstract Colonies compete.\nabstract zh 蜂群竞争。\npublished " published "\n"

static const char two_read[] = LANTERN_READ("10", "1711703272") TIDES_READ("24", "1711703271");

static void a_digest_reads_the_same_in_chunks_of_any_size(void **state)
{
    (void)state;
    expect_read("two papers", view_of(two_papers), two_read, "2/2 ");
}

/* CR LF, and the CR alone at the end of a chunk. */
static void line_ends_may_be_cr_lf(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (size_t i = 0; i + 1 < sizeof two_papers; i++) {
        if (two_papers[i] == '\n')
            buffer_put_byte(&text, '\r');
        buffer_put_byte(&text, two_papers[i]);
    }
    expect_read("CR LF", buffer_view(&text), two_read, "2/2 ");
    buffer_free(&text);
}

static void a_final_line_end_may_be_missing(void **state)
{
    struct view text = view_trim_end(view_of(two_papers));

    (void)state;
    expect_read("no final line end", text, two_read, "2/2 ");
}

static void concatenated_digests_keep_their_own_numbers(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    buffer_put(&text, view_of(two_papers));
    buffer_put(&text, view_of(no_paper));
    buffer_put(&text, view_of(one_paper));
    expect_read("three digests", buffer_view(&text),
                LANTERN_READ("10", "1711703272") TIDES_READ("24", "1711703271")
                    BEES_READ("57", "1711703271"),
                "2/2 0/0 1/1 ");
    buffer_free(&text);
}

/* More than the window holds at first, so that it slides. */
static void a_long_concatenation_is_read_to_its_end(void **state)
{
    enum { COUNT = 6000 };
    struct buffer text = { 0 }, records = { 0 }, counts = { 0 };
    struct diag diag = { 0 };
    struct view wanted = view_of("1/1 ");

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        buffer_put(&text, view_of(one_paper));
    expect(text.len > 1 << 20, "longer than the first window");
    read_all(buffer_view(&text), 4096, false, &records, &counts, &diag);
    expect_number("digests", (int64_t)counts.len, (int64_t)(COUNT * wanted.len));
    expect(view_ends_with(buffer_view(&records),
                          VIEW("abstract zh 蜂群竞争。\npublished 1711703271\n")),
           "the last one is whole");
    expect_number("reports", (int64_t)(diag.warnings + diag.errors), 0);
    buffer_free(&text);
    buffer_free(&records);
    buffer_free(&counts);
}

static void sound_records_come_before_the_first_error(void **state)
{
    static const struct {
        const char *name, *text, *counts;
        bool keep_going;
        size_t errors;
    } cases[] = {
        { "the second of three has no link",
          HEAD ROW("1", "A", LANTERN, "甲") "| [^2] | B | 乙 |\n" ROW("3", "C", TIDES, "丙")
              MIDDLE LANTERN_NOTE("1") "[^2]: 乙\n\n    B\n\n    \n\n    乙\n    \n" TIDES_NOTE(
                  "3"),
          "2/1 ", false, 1 },
        { "the first of two has no link",
          HEAD "| [^1] | B | 乙 |\n" ROW("2", "C", TIDES, "丙") MIDDLE
          "[^1]: 乙\n\n    B\n\n    \n\n    乙\n    \n" TIDES_NOTE("2"),
          "1/0 ", false, 1 },
        { "the last of two has no link",
          HEAD ROW("1", "A", LANTERN, "甲") "| [^2] | B | 乙 |\n" MIDDLE LANTERN_NOTE(
              "1") "[^2]: 乙\n\n    B\n\n    \n\n    乙\n    \n",
          "1/1 ", false, 1 },
        { "a number that is too large",
          HEAD ROW("1", "A", LANTERN, "甲") ROW("99999999999999999999", "B", TIDES, "乙")
              ROW("3", "C", BEES, "丙") MIDDLE LANTERN_NOTE("1") BEES_NOTE("3"),
          "2/1 ", false, 1 },
        { "malformed in the second note",
          HEAD ROW("1", "A", LANTERN, "甲") ROW("2", "C", TIDES, "丙")
              MIDDLE LANTERN_NOTE("1") "[^2]: 乙\xFF\n\n    C\n",
          "1/1 ", false, 1 },
        { "malformed and repaired",
          HEAD ROW("1", "A", LANTERN, "甲\xFF\xFE") MIDDLE LANTERN_NOTE("1"), "1/1 ", true, 1 },
        { "no digest", "Shopping\n\n- lamp oil\n", "", false, 1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer records = { 0 }, counts = { 0 };
        struct diag diag = { 0 };

        read_all(view_of(cases[i].text), 7, cases[i].keep_going, &records, &counts, &diag);
        expect_text(cases[i].name, buffer_view(&counts), cases[i].counts);
        expect_number(cases[i].name, (int64_t)diag.errors, (int64_t)cases[i].errors);
        buffer_free(&records);
        buffer_free(&counts);
    }
}

static void malformed_bytes_become_u_fffd_across_chunks(void **state)
{
    static const char text[] = HEAD ROW("1", "A", LANTERN, "甲\xFF乙\xE6\xB1丙\xF0\x9F\x8F") MIDDLE
        "\n";

    (void)state;
    for (size_t chunk = 1; chunk < 8; chunk++) {
        struct buffer records = { 0 }, counts = { 0 };
        struct diag diag = { 0 };
        const char *wanted = "summary zh 甲\uFFFD乙\uFFFD丙\uFFFD\n";

        read_all(view_of(text), chunk, true, &records, &counts, &diag);
        expect(view_find(buffer_view(&records), view_of(wanted)) < records.len, "three repairs");
        buffer_free(&records);
        buffer_free(&counts);
    }
}

static void nothing_is_no_digest_and_no_error(void **state)
{
    static const char *const texts[] = { "", "\n", " \t\r\n    \n", "\xEF\xBB\xBF" };

    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++) {
        struct buffer records = { 0 }, counts = { 0 };
        struct diag diag = { 0 };

        read_all(view_of(texts[i]), 1, false, &records, &counts, &diag);
        expect_text("no digest", buffer_view(&counts), "");
        expect_number("a warning", (int64_t)diag.warnings, 1);
        expect_number("no error", (int64_t)diag.errors, 0);
        buffer_free(&records);
        buffer_free(&counts);
    }
}

static void a_byte_order_mark_is_no_text(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    buffer_put_code_point(&text, 0xFEFF);
    buffer_put(&text, view_of(two_papers));
    expect_read("byte order mark", buffer_view(&text), two_read, "2/2 ");
    buffer_free(&text);
}

static void an_input_that_cannot_be_read_is_no_fault_of_the_digest(void **state)
{
    struct diag diag = { 0 };
    struct input input = { .file = -1, .name = "unit.md" };
    struct reading *reading =
        reading_create(NULL, READ_TO_CONVERT, FAULT_STOPS, (struct wanted){ 0 }, &diag);
    struct batch batch;

    (void)state;
    reading_start(reading, &input);
    expect(!reading_next(reading, &batch), "no digest");
    expect(reading_unreadable(reading), "unreadable");
    expect_number("reported once", (int64_t)diag.errors, 1);
    reading_free(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digest_reads_the_same_in_chunks_of_any_size),
        cmocka_unit_test(line_ends_may_be_cr_lf),
        cmocka_unit_test(a_final_line_end_may_be_missing),
        cmocka_unit_test(concatenated_digests_keep_their_own_numbers),
        cmocka_unit_test(a_long_concatenation_is_read_to_its_end),
        cmocka_unit_test(sound_records_come_before_the_first_error),
        cmocka_unit_test(malformed_bytes_become_u_fffd_across_chunks),
        cmocka_unit_test(nothing_is_no_digest_and_no_error),
        cmocka_unit_test(a_byte_order_mark_is_no_text),
        cmocka_unit_test(an_input_that_cannot_be_read_is_no_fault_of_the_digest),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
