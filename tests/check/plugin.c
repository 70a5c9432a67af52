/* Plugins with one thing that is odd each, as -DPLUGIN_... says; tests/check/plugin.sh
 * builds them. */
#include <refmill.h>

#ifndef NAME
#define NAME "odd"
#endif
#ifndef SUFFIXES
#define SUFFIXES NULL
#endif
#ifndef INTERFACE
#define INTERFACE REFMILL_INTERFACE
#endif
#ifndef FLAGS
#define FLAGS 0
#endif
#ifdef NO_RECORD
#define RECORD 0
#else
#define RECORD put_record
#endif

static void put_text(refmill_output *output, const char *name, struct refmill_text text)
{
    refmill_put_string(output, name);
    refmill_put(output, text.at, text.length);
    refmill_put_string(output, "\n");
}

static void begin(void *state, refmill_output *output, const struct refmill_head *head)
{
    put_text(output, "channel ", head->channel);
    put_text(output, "newest ", head->newest);
    refmill_put_string(output, head->leads == REFMILL_CHINESE ? "Chinese\n" : "English\n");
    refmill_put_string(output, head->title ? head->title : "no title");
    refmill_put_string(output, "\n");
    ++*(int *)state;
}

#ifndef NO_RECORD
static void put_record(void *state, refmill_output *output, const refmill_record *record)
{
    struct refmill_text title = refmill_record_text(record, REFMILL_FIELD_TITLE);

    ++*(int *)state;
    put_text(output, "key ", refmill_record_text(record, REFMILL_FIELD_KEY));
    put_text(output, "abstract ", refmill_record_text(record, REFMILL_FIELD_ABSTRACT));
#ifdef OMITTED
    put_text(output, "url ", refmill_record_text(record, REFMILL_FIELD_URL));
    put_text(output, "updated ", refmill_record_text(record, REFMILL_FIELD_UPDATED));
    put_text(output, "line ", refmill_record_text(record, REFMILL_FIELD_LINE));
#endif
    refmill_put_plain(output, title);
    refmill_put_string(output, "\n");
    refmill_put_bibtex(output, title, 1);
    refmill_put_string(output, "\n");
    refmill_put_bibtex(output, title, 0);
    refmill_put_string(output, "\n");
#ifdef FAIL
    refmill_fail(output, "it is Sunday");
#endif
}
#endif

static void end(void *state, refmill_output *output)
{
    static const char digits[] = "0123456789";
    refmill_put(output, &digits[*(int *)state % 10], 1);
    refmill_put_string(output, " calls\n");
}

REFMILL_API const struct refmill_format refmill_format = {
    .interface_version = INTERFACE,
    .name = NAME,
    .suffixes = { SUFFIXES },
    .description = "a plugin of the tests",
    .leads = REFMILL_CHINESE,
    .flags = FLAGS,
    .state_size = sizeof(int),
    .begin = begin,
    .record = RECORD,
    .end = end,
};
