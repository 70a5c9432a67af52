/* Every row of fields.def at once: a record that has a value in each field is written as
 * jsonl and read again; each is left out; and each is shown through refmill.h. */
#include "expect.h"

#include <jansson.h>

#include "output/record_access.h"
#include "output/writer.h"
#include "record/identity.h"

extern const struct writer writer_jsonl;

/* ---- The record ---------------------------------------------------------- */

static const struct person full_authors[] = {
    { VIEW_ENTRY("Tide"), VIEW_ENTRY("Ada"), VIEW_ENTRY("Jr."), { 0 } },
    { .literal = VIEW_ENTRY("ATLAS Collaboration") }
};
static const struct version full_versions[] = { { 1, { 1711703271, MOMENT_KNOWN } },
                                                { 2, { 1711789671, MOMENT_KNOWN } } };
static const struct view full_topics[] = { VIEW_ENTRY("Tides"), VIEW_ENTRY("49.Lanterns") };
static const struct filling full_fillings[] = {
    { .source = { .file = VIEW_ENTRY("other.md"), .line = 5, .ref = 3 },
      .version = 1,
      .announced = { 1711700000, MOMENT_KNOWN },
      .channel = VIEW_ENTRY("cs.CL"),
      .hash = 7,
      .fields = FIELD_BIT(FIELD_ABSTRACT_ZH),
      .topic_count = 1 },
};

/* A value of each type that no other field has; `value` is what is there. */
#define FULL_text(name, number, value) VIEW("the $x$ of " name)
#define FULL_file(name, number, value) VIEW(name ".md")
#define FULL_category(name, number, value) VIEW("cs.LG")
#define FULL_words(name, number, value) VIEW("cs.AI cs.LG")
#define FULL_doi(name, number, value) VIEW("10.1103/" name)
#define FULL_link(name, number, value) VIEW("https://example.org/" name)
#define FULL_position(name, number, value) (number)
#define FULL_version(name, number, value) 2
#define FULL_flag(name, number, value) true
#define FULL_announce(name, number, value) ANNOUNCE_CROSS
#define FULL_moment(name, number, value) ((struct moment){ 1711800000 + (number), MOMENT_KNOWN })
#define FULL_time FULL_moment
#define FULL_day FULL_moment
#define FULL_day_time(name, number, value) (value)
#define FULL_arxiv_doi(name, number, value) (value)
#define FULL_date(name, number, value) (value)
#define FULL_unicode(name, number, value) (value)
#define FULL_translated FULL_text
#define FULL_translation(name, number, value) TRANSLATION_ZH

static struct record full_record(struct arena *arena)
{
    struct record record = { .fillings = full_fillings,
                             .filling_count = LENGTH(full_fillings),
                             .hash = 9 };

#define FIELD(number, NAME, name, type, member, role) \
    record.member = FULL_##type(#name, number, record.member);
#define LIST(NAME, name, member, count, role) \
    record.member = full_##name;              \
    record.count = LENGTH(full_##name);
#include "record/fields.def"
    record.categories = VIEW("cs.LG cs.AI"); /* the primary one first */
    identity_set(&record, VIEW("2403.19588"), VIEW(""), arena);
    record_set_exact_date(&record);
    return record;
}

/* ---- Writing, and reading by the program's own way ------------------------ */

static int put_bytes(void *context, const char *bytes, size_t count)
{
    buffer_put(context, (struct view){ bytes, count });
    return 0;
}

static void write_jsonl(const struct record *record, struct buffer *out)
{
    const struct output_head head = { .writer = &writer_jsonl };
    struct receiver receiver = { put_bytes, out };
    struct sink sink;
    void *state = memory_take(writer_jsonl.state_size);

    memset(state, 0, writer_jsonl.state_size);
    sink_open_receiver(&sink, &receiver);
    writer_jsonl.begin(state, &sink, &head);
    writer_jsonl.record(state, record);
    writer_jsonl.end(state);
    expect(sink_close(&sink), "it is written");
    free(state);
}

/* What refmill makes of the jsonl, as jsonl and for `see`. */
static void convert(struct view jsonl, const char *option, const char *value, struct buffer *out,
                    refmill_see see, void *context)
{
    refmill_job *job = refmill_job_create();

    out->len = 0;
    refmill_job_input_memory(job, "full.jsonl", jsonl.at, jsonl.len);
    refmill_job_output(job, "jsonl", put_bytes, out);
    if (option)
        refmill_job_option(job, option, value);
    if (see)
        refmill_job_on_record(job, see, context);
    expect_number("it is read", refmill_job_run(job), REFMILL_OK);
    refmill_job_free(job);
}

struct full {
    struct arena arena;
    struct record record;
    struct buffer jsonl, again;
};

static struct full start(void)
{
    struct full full = { 0 };

    full.record = full_record(&full.arena);
    write_jsonl(&full.record, &full.jsonl);
    return full;
}

static void end(struct full *full)
{
    buffer_free(&full->jsonl);
    buffer_free(&full->again);
    arena_free(&full->arena);
}

/* ---- Tests ---------------------------------------------------------------- */

static void expect_same_field(const struct record *got, const struct record *wanted,
                              enum field field)
{
    struct buffer got_text = { 0 }, wanted_text = { 0 };

    field_put(got, field, &got_text);
    field_put(wanted, field, &wanted_text);
    expect_view(field_name(field), buffer_view(&got_text), buffer_view(&wanted_text));
    buffer_free(&got_text);
    buffer_free(&wanted_text);
}

static int expect_same_record(void *context, const refmill_record *shown)
{
    for (unsigned field = 0; field < FIELDS; field++)
        expect_same_field(shown->record, context, field);
    return 0;
}

static void every_field_comes_back_from_jsonl(void **state)
{
    struct full full = start();

    (void)state;
    convert(buffer_view(&full.jsonl), NULL, NULL, &full.again, expect_same_record, &full.record);
    expect_view("written again", buffer_view(&full.again), buffer_view(&full.jsonl));
    convert(buffer_view(&full.jsonl), "no-merge", NULL, &full.again, expect_same_record,
            &full.record);
    expect_view("without merging", buffer_view(&full.again), buffer_view(&full.jsonl));
    end(&full);
}

/* Those of the names that jsonl has, and how many members there are that have none. */
static field_set fields_in(struct view jsonl, size_t *others)
{
    json_t *object = json_loadb(jsonl.at, jsonl.len, 0, NULL);
    field_set fields = 0;

    expect(object != NULL, "jsonl is an object");
    *others = json_object_size(object);
    for (unsigned field = 0; field < FIELDS; field++) {
        if (json_object_get(object, field_name(field))) {
            fields |= FIELD_BIT(field);
            --*others;
        }
    }
    json_decref(object);
    return fields;
}

static void expect_fields(const char *option, const char *value, field_set got, field_set wanted)
{
    for (unsigned field = 0; field < FIELDS; field++) {
        if ((got ^ wanted) & FIELD_BIT(field))
            fail_msg("%s %s: %s is %s", option, value, field_name(field),
                     got & FIELD_BIT(field) ? "there" : "missing");
    }
}

/* The language of a translation is in the names of its members. */
#define JSONL_FIELDS (ALL_FIELDS & ~FIELD_BIT(FIELD_TRANSLATION_LANGUAGE))

static void jsonl_has_every_field_and_no_other(void **state)
{
    struct full full = start();
    size_t others;

    (void)state;
    expect_fields("all", "fields", fields_in(buffer_view(&full.jsonl), &others), JSONL_FIELDS);
    expect_number("members beside the fields: the hash", (int64_t)others, 1);
    end(&full);
}

static void jsonl_is_without_what_is_omitted(void **state)
{
    struct full full = start();
    size_t others;

    (void)state;
    for (unsigned field = 0; field < FIELDS; field++) {
        const char *name = field_name(field);

        convert(buffer_view(&full.jsonl), "omit", name, &full.again, NULL, NULL);
        expect_fields("--omit", name, fields_in(buffer_view(&full.again), &others),
                      JSONL_FIELDS & ~FIELD_BIT(field));
        convert(buffer_view(&full.jsonl), "only", name, &full.again, NULL, NULL);
        expect_fields("--only", name, fields_in(buffer_view(&full.again), &others),
                      JSONL_FIELDS & FIELD_BIT(field));
    }
    end(&full);
}

/* The fields of refmill.h, those of fields.def with a number. */
static const struct {
    enum refmill_field number;
    enum field field;
} numbered[] = {
#define FIELD(number, NAME, name, type, member, role) { REFMILL_FIELD_##NAME, FIELD_##NAME },
#include "record/fields.def"
};

static int expect_all_but(void *context, const refmill_record *shown)
{
    enum field omitted = *(const enum field *)context;

    for (size_t i = 0; i < LENGTH(numbered); i++) {
        struct refmill_text text = refmill_record_text(shown, numbered[i].number);

        if (numbered[i].field == omitted)
            expect_view(field_name(omitted), (struct view){ text.at, text.length }, VIEW(""));
        else if (omitted == FIELDS)
            expect(text.length > 0, field_name(numbered[i].field));
    }
    return 0;
}

static void refmill_h_shows_every_field_but_what_is_omitted(void **state)
{
    struct full full = start();
    enum field none = FIELDS;

    (void)state;
    convert(buffer_view(&full.jsonl), NULL, NULL, &full.again, expect_all_but, &none);
    for (size_t i = 0; i < LENGTH(numbered); i++) {
        enum field field = numbered[i].field;

        convert(buffer_view(&full.jsonl), "omit", field_name(field), &full.again, expect_all_but,
                &field);
    }
    end(&full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_comes_back_from_jsonl),
        cmocka_unit_test(jsonl_has_every_field_and_no_other),
        cmocka_unit_test(jsonl_is_without_what_is_omitted),
        cmocka_unit_test(refmill_h_shows_every_field_but_what_is_omitted),
    };
    return cmocka_run_group_tests_name("field_table", tests, NULL, NULL);
}
