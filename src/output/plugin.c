#include "output/plugin.h"

#include <stdalign.h>

#include "output/record_access.h"
#include "system/shared_library.h"
#include "tex/tex.h"

/* ---- The output of a plugin --------------------------------------------- */

struct refmill_output {
    struct sink *sink;
    struct tex_bibtex bibtex;
};

void refmill_put(refmill_output *output, const char *bytes, size_t count)
{
    buffer_put(sink_buffer(output->sink), (struct view){ bytes, count });
    sink_settle(output->sink);
}

void refmill_put_string(refmill_output *output, const char *string)
{
    refmill_put(output, string, strlen(string));
}

void refmill_put_text(refmill_output *output, struct refmill_text text)
{
    refmill_put(output, text.at, text.length);
}

void refmill_put_plain(refmill_output *output, struct refmill_text tex)
{
    tex_put_text(sink_buffer(output->sink), (struct view){ tex.at, tex.length });
    sink_settle(output->sink);
}

void refmill_put_bibtex(refmill_output *output, struct refmill_text tex, int is_title)
{
    tex_put_bibtex(&output->bibtex, sink_buffer(output->sink), (struct view){ tex.at, tex.length },
                   is_title ? TEX_CASE_KEPT : TEX_CASE_FREE);
    sink_settle(output->sink);
}

void refmill_fail(refmill_output *output, const char *why)
{
    sink_fail(output->sink, why);
}

/* ---- A plugin as a writer ----------------------------------------------- */

struct adapter {
    const struct refmill_format *format;
    struct refmill_output output;
    struct refmill_head head;
    struct buffer newest; /* the text of head.newest */
    field_set omitted;
    struct made made;
    alignas(max_align_t) char state[]; /* of the plugin */
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct adapter *adapter = state;

    if (head->newest.origin != MOMENT_ABSENT)
        seconds_put_rfc3339(head->newest.seconds, &adapter->newest);
    adapter->format = ((const struct plugin *)head->writer)->format;
    adapter->output.sink = sink;
    adapter->output.bibtex.ascii = head->settings.ascii;
    adapter->omitted = head->settings.omitted & ~head->writer->needs;
    adapter->head = (struct refmill_head){
        .leads = head->leads == LANGUAGE_ZH ? REFMILL_CHINESE : REFMILL_ENGLISH,
        .channel = record_access_text(head->channel),
        .newest = record_access_text(buffer_view(&adapter->newest)),
        .title = head->feed.title,
        .home = head->feed.home,
        .url = head->feed.url,
        .id = head->feed.id,
    };
    if (adapter->format->begin)
        adapter->format->begin(adapter->state, &adapter->output, &adapter->head);
}

static void put_record(void *state, const struct record *record)
{
    struct adapter *adapter = state;
    struct refmill_record shown = { record, &adapter->made, adapter->omitted };

    adapter->format->record(adapter->state, &adapter->output, &shown);
    arena_reset(&adapter->made.texts);
}

static void end(void *state)
{
    struct adapter *adapter = state;

    if (adapter->format->end)
        adapter->format->end(adapter->state, &adapter->output);
    made_free(&adapter->made);
    buffer_free(&adapter->newest);
    tex_bibtex_free(&adapter->output.bibtex);
}

static struct writer make_writer(const struct refmill_format *format)
{
    /* like refmill's own feeds, which have dates even if --omit names them */
    const field_set of_feeds = FIELD_BIT(FIELD_URL) | FIELD_BIT(FIELD_PUBLISHED) |
                               FIELD_BIT(FIELD_UPDATED);

    return (struct writer){
        .name = format->name,
        .suffixes = { format->suffixes[0], format->suffixes[1] },
        .description = format->description,
        .leads = format->leads == REFMILL_CHINESE ? LANGUAGE_ZH : LANGUAGE_EN,
        .is_feed = format->flags & REFMILL_FEED,
        .has_keys = format->flags & REFMILL_KEYS,
        .can_append = format->flags & REFMILL_APPENDS,
        .needs = format->flags & REFMILL_FEED ? of_feeds : 0,
        .keeps_cut = format->flags & REFMILL_RAW,
        .state_size = sizeof(struct adapter) + format->state_size,
        .begin = begin,
        .record = put_record,
        .end = end,
    };
}

/* ---- Loading ------------------------------------------------------------- */

static bool is_name(const char *name)
{
    const char *at = name;

    while (at && (ascii_is_digit(*at) || *at == '-' || (*at >= 'a' && *at <= 'z')))
        at++;
    return at && at > name && *at == '\0';
}

static bool is_suffix(const char *suffix)
{
    return !suffix || (suffix[0] == '.' && suffix[1] != '\0' && !strchr(suffix, '/'));
}

/* Puts what is wrong with the plugin, or nothing. */
static void put_fault(const struct refmill_format *format, struct buffer *why)
{
    const char *fault = NULL;

    if (!format) {
        buffer_print(why, "is not a plugin: it does not define refmill_format");
        return;
    }
    if (format->interface_version != REFMILL_INTERFACE) {
        buffer_print(
            why,
            "has interface version %u, but this refmill has version %u; build it with this "
            "refmill's refmill.h",
            format->interface_version, (unsigned)REFMILL_INTERFACE);
        return;
    }
    if (!is_name(format->name))
        fault = "its name must consist of lower-case letters, digits and hyphens";
    else if (!is_suffix(format->suffixes[0]) || !is_suffix(format->suffixes[1]))
        fault = "a suffix must be a full stop and at least one more character, without a slash";
    else if (format->suffixes[2])
        fault = "it has more than two suffixes";
    else if (!format->description || !format->record)
        fault = "it has no description or no function for records";
    if (fault)
        buffer_print(why, "is not a valid plugin: %s", fault);
}

bool plugin_load(const char *path, struct plugin *plugin, struct buffer *why)
{
    void *library = shared_library_open(path, RTLD_NOW | RTLD_LOCAL);
    const struct refmill_format *format;

    if (!library) {
        struct view text = view_of(shared_library_error());

        if (view_take(&text, view_of(path)))
            view_take(&text, VIEW(": "));
        buffer_print(why, "cannot be loaded: %s", text.at);
        return false;
    }
    format = shared_library_find(library, "refmill_format");
    put_fault(format, why);
    if (why->len > 0) {
        shared_library_close(library);
        return false;
    }
    *plugin = (struct plugin){ make_writer(format), format };
    return true;
}
