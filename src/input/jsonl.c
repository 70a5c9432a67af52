#include "input/jsonl.h"

#include <stdlib.h>

#include "record/arxiv_id.h"
#include "record/fields.h"
#include "record/identity.h"
#include "input/json_value.h"
#include "input/json_members.h"

enum { NUMBER_MAX = 999999999 };

struct jsonl_reader {
    struct window *window;
    struct diag *diag;
    struct input input;
    struct line line; /* the record's, and the object in it */
    json_t *object;
    struct record record;
    struct filling *fillings;
    size_t filling_cap;
    struct json_members members;
    bool sound; /* nothing wrong with the present line */
    bool found; /* any JSON in this input */
    bool ended; /* it is no jsonl */
};

struct jsonl_reader *jsonl_create(struct window *window, struct diag *diag)
{
    struct jsonl_reader *reader = memory_resize(NULL, sizeof *reader);
    *reader = (struct jsonl_reader){ .window = window, .diag = diag };
    return reader;
}

void jsonl_free(struct jsonl_reader *reader)
{
    json_decref(reader->object);
    json_members_free(&reader->members);
    free(reader->fillings);
    free(reader);
}

void jsonl_start(struct jsonl_reader *reader, const struct input *input)
{
    reader->input = *input;
    reader->found = reader->ended = false;
}

/* ---- Members ----------------------------------------------------------- */

static struct place line_place(const struct jsonl_reader *reader)
{
    return window_place(reader->window, reader->line, reader->line.text.at);
}

static const char *advice(const struct jsonl_reader *reader)
{
    return reader->window->keep_going ? "it is left out" : "-k leaves it out";
}

/* The first fault of a line is reported; it is no record then. */
static void report_fault(struct jsonl_reader *reader)
{
    const struct json_members *members = &reader->members;

    if (members->fault)
        diag_error(reader->diag, line_place(reader), "the record's %s is %s; %s", members->faulty,
                   members->fault, advice(reader));
    reader->sound = !members->fault;
}

static void fault(struct jsonl_reader *reader, const char *member, const char *what)
{
    json_members_fault(&reader->members, member, what);
}

static struct view take_text(struct jsonl_reader *reader, const json_t *object, const char *member)
{
    return json_members_take_text(&reader->members, object, member);
}

/* The time of a digest: the day, or what says more. */
static struct moment take_announced(struct jsonl_reader *reader, const json_t *object)
{
    struct moment none = { 0, MOMENT_ABSENT };
    return json_members_take_moment(
        &reader->members, object, "digest_time",
        json_members_take_moment(&reader->members, object, "digest_date", none));
}

static struct source take_source(struct jsonl_reader *reader, const json_t *object)
{
    return (struct source){ take_text(reader, object, "file"),
                            json_members_take_number(&reader->members, object, "line", NUMBER_MAX),
                            json_members_take_number(&reader->members, object, "ref", NUMBER_MAX),
                            false };
}

/* ---- A record ---------------------------------------------------------- */

/* Without its id a paper goes by its link, as in a digest: two records of one must not
 * pass for two. */
static struct arxiv_id id_of_link(struct jsonl_reader *reader, struct view link)
{
    struct arxiv_id id;

    return arxiv_read_link(link, &reader->members.arena, &id) ? id : (struct arxiv_id){ 0 };
}

static void read_identity(struct jsonl_reader *reader, struct record *record)
{
    struct view text = take_text(reader, reader->object, "arxiv_id");
    struct view link = take_text(reader, reader->object, "url");
    struct view rest = text;
    struct arxiv_id id = { 0 };

    if (text.len > 0 &&
        (!arxiv_take_id(&rest, &reader->members.arena, &id) || rest.len > 0 || id.version))
        fault(reader, "arxiv_id", "no arXiv id");
    else if (text.len == 0 && !identity_is_link(link))
        fault(reader, "url", "no http(s) link, and there is no arxiv_id");
    else if (text.len == 0)
        id = id_of_link(reader, link);
    identity_set(record, id.id, link, &reader->members.arena);
    record->version =
        json_members_take_number(&reader->members, reader->object, "version", ARXIV_VERSION_MAX);
    if (text.len == 0 && record->version == 0)
        record->version = id.version;
    record->primary_category =
        json_members_take_category(&reader->members, reader->object, "primary_category");
}

static void read_texts(struct jsonl_reader *reader, struct record *record)
{
    const json_t *truncated = json_object_get(reader->object, "abstract_truncated");
    struct view announce = take_text(reader, reader->object, "announce");

    record->title.in[LANGUAGE_EN] = take_text(reader, reader->object, "title");
    record->title.in[LANGUAGE_ZH] = take_text(reader, reader->object, "title_zh");
    record->summary.in[LANGUAGE_EN] = take_text(reader, reader->object, "summary");
    record->summary.in[LANGUAGE_ZH] = take_text(reader, reader->object, "summary_zh");
    record->abstract.in[LANGUAGE_EN] = take_text(reader, reader->object, "abstract");
    record->abstract.in[LANGUAGE_ZH] = take_text(reader, reader->object, "abstract_zh");
    if (truncated && !json_is_boolean(truncated))
        fault(reader, "abstract_truncated", "neither true nor false");
    record->abstract_truncated = json_is_true(truncated);
    record->announce = announce_of(announce);
    if (announce.len > 0 && record->announce == ANNOUNCE_ABSENT)
        fault(reader, "announce", "none of new, cross, replace and replace-cross");
}

/* Where it was announced and when, and what announcements before added up to:
 * without that, what the one that is here says. */
static void read_history(struct jsonl_reader *reader, struct record *record)
{
    const json_t *object = reader->object;

    record->channel = json_members_take_category(&reader->members, object, "channel");
    record->channels = json_members_take_words(&reader->members, object, "channels");
    record->categories = json_members_take_words(&reader->members, object, "categories");
    if (record->channels.len == 0)
        record->channels = record->channel;
    if (record->categories.len == 0)
        record->categories = record->primary_category;
    record->announced = take_announced(reader, object);
    if (record->announced.origin == MOMENT_ABSENT)
        record->announced = reader->input.date;
    if (record->announced.origin == MOMENT_ABSENT)
        record->announced = identity_guess_moment(record);
    record->first_seen =
        json_members_take_moment(&reader->members, object, "first_seen", record->announced);
    record->last_seen =
        json_members_take_moment(&reader->members, object, "last_seen", record->announced);
    record->version_seen =
        json_members_take_moment(&reader->members, object, "version_seen", record->announced);
    record->published =
        json_members_take_moment(&reader->members, object, "published", record->first_seen);
    record->updated =
        json_members_take_moment(&reader->members, object, "updated", record->version_seen);
    record->published.origin = record->first_seen.origin;
    record->updated.origin = record->version_seen.origin;
}

/* What arXiv's metadata added, when it was joined before. */
static void read_metadata(struct jsonl_reader *reader, struct record *record)
{
    struct view doi = take_text(reader, reader->object, "publisher_doi");
    struct view license = take_text(reader, reader->object, "license");

    json_members_take_authors(&reader->members, reader->object, record);
    json_members_take_versions(&reader->members, reader->object, record);
    record->arxiv_comment = take_text(reader, reader->object, "arxiv_comment");
    record->journal_ref = take_text(reader, reader->object, "journal_ref");
    if (doi.len > 0 && !identity_is_doi(doi))
        fault(reader, "publisher_doi", "no DOI");
    if (license.len > 0 && !identity_is_link(license))
        fault(reader, "license", "no http(s) link");
    record->publisher_doi = doi;
    record->license = license;
    record_set_exact_date(record);
}

static field_set take_fields(struct jsonl_reader *reader, const json_t *from)
{
    const json_t *list = json_object_get(from, "fields");
    struct view unknown;
    field_set fields = 0;

    for (size_t i = 0; i < json_array_size(list); i++) {
        struct view name =
            json_members_text(&reader->members, json_array_get(list, i), "filled_from");
        if (!fields_read(name, &fields, &unknown))
            fault(reader, "filled_from", "of a field that there is not");
    }
    return fields;
}

/* 64 bits in decimal: a string, since a number of JSON may lose some. */
static bool read_hash(struct view text, uint64_t *hash)
{
    enum { DIGITS_MAX = 20 };

    *hash = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.at[i]))
            return false;
        *hash = *hash * 10 + (uint64_t)(text.at[i] - '0');
    }
    return *hash != 0 && text.len <= DIGITS_MAX;
}

static void read_fillings(struct jsonl_reader *reader, struct record *record)
{
    const json_t *list = json_object_get(reader->object, "filled_from");
    struct view own = take_text(reader, reader->object, "hash");

    if (own.len > 0 && !read_hash(own, &record->hash))
        fault(reader, "hash", "no hash");

    if (list && !json_is_array(list))
        fault(reader, "filled_from", "no list");
    for (size_t i = 0; !reader->members.fault && i < json_array_size(list); i++) {
        const json_t *from = json_array_get(list, i);
        struct view hash = take_text(reader, from, "hash");

        reader->fillings =
            memory_grow_array(reader->fillings, i, &reader->filling_cap, sizeof *reader->fillings);
        reader->fillings[i] = (struct filling){
            .source = take_source(reader, from),
            .version =
                json_members_take_number(&reader->members, from, "version", ARXIV_VERSION_MAX),
            .announced = take_announced(reader, from),
            .channel = json_members_take_category(&reader->members, from, "channel"),
            .fields = take_fields(reader, from),
        };
        reader->fillings[i].source.is_metadata = json_is_true(json_object_get(from, "metadata"));
        if (!read_hash(hash, &reader->fillings[i].hash))
            fault(reader, "filled_from", "without a hash");
        record->filling_count = i + 1;
    }
    record->fillings = reader->fillings;
}

/* A line at the end of an input that malformed text has ended, which is
 * reported already. */
static bool is_broken_off(const struct jsonl_reader *reader)
{
    return reader->window->broken && reader->window->next == reader->window->end;
}

/* `text` is the end of the line that was to be an object. */
static void report_no_json(struct jsonl_reader *reader, struct view text, const json_error_t *error)
{
    const struct span line = reader->line.text;
    size_t at = error->position > 0 ? (size_t)error->position : 0;
    uint32_t offset = line.len - (uint32_t)(at < text.len ? text.len - at : 0);

    diag_error(reader->diag, window_place(reader->window, reader->line, line.at + offset),
               "no JSON: %s; %s", error->text,
               reader->found ? advice(reader)
                             : "a record is an object on a line, as jq -c writes it");
}

/* The line without what an editor puts before the first. */
static struct view line_text(const struct jsonl_reader *reader)
{
    struct view text = window_text(reader->window, reader->line.text);

    view_take(&text, VIEW("\xEF\xBB\xBF"));
    return text;
}

/* A line of arXiv's own metadata. */
static bool is_snapshot(const json_t *object)
{
    return json_object_get(object, "id") && json_object_get(object, "authors_parsed");
}

static bool read_object(struct jsonl_reader *reader)
{
    struct view text = line_text(reader);
    json_error_t error;

    json_decref(reader->object);
    reader->object = json_value_read(text, &error);
    reader->sound = json_is_object(reader->object) && !is_snapshot(reader->object);
    reader->ended = !reader->sound && !reader->found; /* one report, not one a line */
    reader->found = reader->found || reader->sound;
    if (!reader->object && !is_broken_off(reader))
        report_no_json(reader, text, &error);
    else if (is_snapshot(reader->object))
        diag_error(reader->diag, line_place(reader),
                   "a paper of arXiv's snapshot, and no record; --metadata takes such a file");
    else if (reader->object && !reader->sound)
        diag_error(reader->diag, line_place(reader), "no JSON object; %s", advice(reader));
    return reader->sound;
}

static bool find_line(struct jsonl_reader *reader)
{
    window_pass(reader->window);
    while (window_next_line(reader->window, &reader->line)) {
        if (view_trim(line_text(reader)).len > 0)
            return true;
        window_pass(reader->window);
    }
    return false;
}

bool jsonl_next(struct jsonl_reader *reader, struct digest *digest)
{
    struct record *record = &reader->record;

    json_members_reset(&reader->members);
    if (reader->ended || !find_line(reader))
        return false;
    *record = (struct record){ 0 };
    if (read_object(reader)) {
        read_identity(reader, record);
        record->source = take_source(reader, reader->object);
        read_texts(reader, record);
        read_history(reader, record);
        read_metadata(reader, record);
        read_fillings(reader, record);
        report_fault(reader);
    }
    *digest = (struct digest){ record, reader->sound, reader->sound, !reader->sound };
    return true;
}
