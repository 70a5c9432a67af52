/* Reads records that refmill wrote as JSON lines (formats/jsonl.c), merged or not, to merge them
 * again or write them in another format. */
#include <stdlib.h>

#include "record/arxiv_id.h"
#include "record/fields.h"
#include "record/identity.h"
#include "input/json/json_value.h"
#include "input/json/json_members.h"
#include "input/reader.h"

enum { NUMBER_MAX = 999999999 };

struct jsonl_reader {
    struct window *window;
    const struct wanted *wanted;
    struct line line; /* of the record, and its object */
    struct json_tree tree;
    struct json_value *object;
    struct record record;
    struct filling *fillings;
    size_t filling_cap;
    struct json_members members;
    bool sound; /* the current line has no fault */
    bool found; /* this input has JSON */
    bool ended; /* the input is not JSON lines */
};

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct jsonl_reader *reader = state;

    reader->window = window;
    reader->wanted = wanted;
    reader->found = reader->ended = false;
}

static void end(void *state)
{
    struct jsonl_reader *reader = state;

    json_tree_free(&reader->tree);
    json_members_free(&reader->members);
    free(reader->fillings);
}

/* ---- Members ----------------------------------------------------------- */

static struct place line_place(const struct jsonl_reader *reader)
{
    return window_place(reader->window, reader->line, reader->line.text.at);
}

static void fault(struct jsonl_reader *reader, const char *member, const char *what)
{
    json_members_fault(&reader->members, member, what);
}

/* ---- The types of fields.def --------------------------------------------- */

static struct view take_checked(struct jsonl_reader *reader, struct json_value *object,
                                const char *name, bool (*is_sound)(struct view), const char *what)
{
    struct view text = json_members_take_text(&reader->members, object, name);

    if (text.len > 0 && !is_sound(text))
        fault(reader, name, what);
    return text;
}

static bool take_flag(struct jsonl_reader *reader, struct json_value *object, const char *name)
{
    const struct json_value *value = json_value_member(object, view_of(name));

    if (value && value->kind != JSON_IS_TRUE && value->kind != JSON_IS_FALSE)
        fault(reader, name, "is neither true nor false");
    return json_value_is(value, JSON_IS_TRUE);
}

static enum announce take_announce(struct jsonl_reader *reader, struct json_value *object,
                                   const char *name)
{
    struct view text = json_members_take_text(&reader->members, object, name);
    enum announce announce = announce_of(text);

    if (text.len > 0 && announce == ANNOUNCE_ABSENT)
        fault(reader, name, "is not new, cross, replace or replace-cross");
    return announce;
}

/* Returns the digest's time, or its day if that is all there is. */
static struct moment take_announced(struct jsonl_reader *reader, struct json_value *object)
{
    struct moment day =
        json_members_take_moment(&reader->members, object, "digest_date", (struct moment){ 0 });
    return json_members_take_moment(&reader->members, object, "digest_time", day);
}

/* Takes title_zh, or else title_ja or title_ko; after the first translation, only that language. */
static struct view take_translated(struct jsonl_reader *reader, struct json_value *object,
                                   const char *name, struct record *record)
{
    struct view stem = { name, strlen(name) - VIEW("zh").len }, text = { 0 };
    enum translation known = record->translation_language;

    if (known <= TRANSLATION_ZH)
        text = json_members_take_text(&reader->members, object, name);
    if (text.len > 0)
        record->translation_language = TRANSLATION_ZH;
    for (int other = TRANSLATION_JA; text.len == 0 && other <= TRANSLATION_KO; other++) {
        struct buffer member = { 0 };

        if (known != TRANSLATION_ABSENT && known != (enum translation)other)
            continue;
        buffer_print(&member, "%.*s%s", (int)stem.len, stem.at,
                     translation_name((enum translation)other).at);
        text = json_members_take_text(&reader->members, object, member.at);
        if (text.len > 0)
            record->translation_language = (enum translation)other;
        buffer_free(&member);
    }
    return text;
}

#define TAKE_text(name, value) json_members_take_text(&reader->members, object, name)
#define TAKE_translated(name, value) take_translated(reader, object, name, record)
#define TAKE_file TAKE_text
#define TAKE_category(name, value) \
    take_checked(reader, object, name, identity_is_category, "is not a category")
#define TAKE_words(name, value) json_members_take_words(&reader->members, object, name)
#define TAKE_doi(name, value) take_checked(reader, object, name, identity_is_doi, "is not a DOI")
#define TAKE_link(name, value) \
    take_checked(reader, object, name, identity_is_link, "is not an http(s) link")
#define TAKE_position(name, value) \
    json_members_take_number(&reader->members, object, name, NUMBER_MAX)
#define TAKE_version(name, value) \
    json_members_take_number(&reader->members, object, name, ARXIV_VERSION_MAX)
#define TAKE_flag(name, value) take_flag(reader, object, name)
#define TAKE_announce(name, value) take_announce(reader, object, name)
#define TAKE_moment(name, value) \
    json_members_take_moment(&reader->members, object, name, (struct moment){ 0 })
#define TAKE_time TAKE_moment
/* take_announced reads these two members as one time. */
#define TAKE_day(name, value) (value)
#define TAKE_day_time(name, value) (value)
/* These follow from other members. */
#define TAKE_arxiv_doi(name, value) (value)
#define TAKE_date(name, value) (value)
#define TAKE_unicode(name, value) (value)
#define TAKE_translation(name, value) (value)

static void read_fields(struct jsonl_reader *reader, struct json_value *object, field_set fields,
                        struct record *record)
{
#define FIELD(number, NAME, name, type, member, role) \
    if (fields & FIELD_BIT(FIELD_##NAME))             \
        record->member = TAKE_##type(#name, record->member);
#define LIST(NAME, name, member, count, role) \
    if (fields & FIELD_BIT(FIELD_##NAME))     \
        json_members_take_##name(&reader->members, object, record);
#include "record/fields.def"
}

/* ---- A record ---------------------------------------------------------- */

static void complete_identity(struct jsonl_reader *reader, struct record *record)
{
    struct view text = record->arxiv_id, rest = text;
    struct arxiv_id id = { 0 };

    if (text.len > 0 &&
        (!arxiv_take_id(&rest, &reader->members.arena, &id) || rest.len > 0 || id.version))
        fault(reader, "arxiv_id", "is not an arXiv id");
    else if (text.len == 0 && !identity_is_link(record->url))
        fault(reader, "url", "is not an http(s) link, and there is no arxiv_id");
    else if (text.len == 0) /* as in a digest, so that the two are one paper */
        id = arxiv_read_link(record->url, &reader->members.arena, &id) ? id
                                                                       : (struct arxiv_id){ 0 };
    identity_set(record, id.id, record->url, &reader->members.arena);
    if (text.len == 0 && record->version == 0)
        record->version = id.version;
}

static void set_absent(struct moment *moment, struct moment otherwise)
{
    if (moment->origin == MOMENT_ABSENT)
        *moment = otherwise;
}

/* Jsonl of earlier versions has the person "others" for the authors that a list omits. */
static void complete_authors(struct record *record)
{
    if (record->author_count == 0 ||
        !view_equal(record->authors[record->author_count - 1].literal, VIEW("others")))
        return;
    record->author_count--;
    record->authors_incomplete = record->author_count > 0;
}

/* What is not there is neither cut nor incomplete. */
static void complete_flags(struct record *record)
{
    if (record->abstract.in[LANGUAGE_EN].len == 0)
        record->abstract_truncated = false;
    if (record->author_count == 0)
        record->authors_incomplete = false;
}

/* A record without the history of earlier announcements takes it from its own announcement. Jsonl
 * of earlier versions, or of other programs, may have the categories in any order. */
static void complete_history(struct jsonl_reader *reader, struct record *record)
{
    if (record->channels.len == 0)
        record->channels = record->channel;
    if (record->categories.len == 0)
        record->categories = record->primary_category;
    record_order_categories(record, &reader->members.arena);
    record->announced = take_announced(reader, reader->object);
    set_absent(&record->announced, reader->window->input->date);
    set_absent(&record->announced, identity_guess_moment(record));
    set_absent(&record->first_seen, record->announced);
    set_absent(&record->last_seen, record->announced);
    set_absent(&record->version_seen, record->announced);
    set_absent(&record->published, record->first_seen);
    set_absent(&record->updated, record->version_seen);
    if (view_equal(record->source.file, reader->window->input->base))
        record->source.input = reader->window->input->name;
    record->published.origin = record->first_seen.origin;
    record->updated.origin = record->version_seen.origin;
}

/* Reads 64 bits in decimal, from a string, since JSON numbers may lose digits. */
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

static struct filling read_filling(struct jsonl_reader *reader, struct json_value *from)
{
    struct view hash = json_members_take_text(&reader->members, from, "hash");
    struct record announcement = { 0 };
    struct json_value *list = json_value_member(from, VIEW("fields"));
    struct json_value *element = json_list_first(list);
    struct filling filling;
    struct view unknown;

    read_fields(reader, from, FILLING_FIELDS, &announcement);
    filling = (struct filling){ .source = announcement.source,
                                .version = announcement.version,
                                .announced = take_announced(reader, from),
                                .channel = announcement.channel };
    for (; element; element = json_list_next(list, element)) {
        struct view name = json_members_text(&reader->members, element, "filled_from");
        if (!fields_read(name, &filling.fields, &unknown))
            fault(reader, "filled_from", "names an unknown field");
    }
    filling.source.is_metadata =
        json_value_is(json_value_member(from, VIEW("metadata")), JSON_IS_TRUE);
    filling.topic_count =
        json_members_take_number(&reader->members, from, "topics_added", TOPICS_MAX);
    if (!read_hash(hash, &filling.hash))
        fault(reader, "filled_from", "has a filling without a hash");
    return filling;
}

static void read_fillings(struct jsonl_reader *reader, struct record *record)
{
    struct json_value *list = json_value_member(reader->object, VIEW("filled_from"));
    struct json_value *from = json_list_first(list);
    struct view own = json_members_take_text(&reader->members, reader->object, "hash");
    size_t topics = 0;

    record->categories_added = json_members_take_number(&reader->members, reader->object,
                                                        "categories_added", CATEGORIES_MAX);
    if (own.len > 0 && !read_hash(own, &record->hash))
        fault(reader, "hash", "is not a hash");
    if (list && list->kind != JSON_IS_LIST)
        fault(reader, "filled_from", "is not a list");
    for (size_t i = 0; !reader->members.fault && from; i++) {
        reader->fillings =
            memory_grow_array(reader->fillings, i, &reader->filling_cap, sizeof *reader->fillings);
        reader->fillings[i] = read_filling(reader, from);
        from = json_list_next(list, from);
        topics += reader->fillings[i].topic_count;
        record->filling_count = i + 1;
    }
    record->fillings = reader->fillings;
    if (topics > record->topic_count)
        fault(reader, "filled_from", "adds more topics than the record has");
}

/* The line without a byte order mark. */
static struct view line_text(const struct jsonl_reader *reader)
{
    struct view text = window_text(reader->window, reader->line.text);

    view_take(&text, VIEW("\xEF\xBB\xBF"));
    return text;
}

/* Reports a line that is not JSON. If it ends the input, it was cut off, and what comes before is
 * kept. */
static void report_not_json(struct jsonl_reader *reader, struct view text,
                            const struct json_fault *fault)
{
    struct window *window = reader->window;
    const struct span line = reader->line.text;
    size_t offset = line.len - (fault->at < text.len ? text.len - fault->at : 0);
    struct place place = window_place(window, reader->line, line.at + (uint32_t)offset);

    if (window->broken && window->next >= window->end)
        return; /* malformed text was reported */
    if (reader->found && fault->cut && window_ends_after(window, line)) {
        diag_warn(window->diag, line_place(reader),
                  "the record that begins here is cut off; it is left out");
        return;
    }
    if (!reader->found && window->on_fault != FAULT_WARNS_ONLY)
        diag_error(
            window->diag, place,
            "the line is not JSON: %s; write each record as an object on one line, as jq -c%s does",
            fault->text, view_starts_with(text, VIEW("[")) ? " '.[]'" : "");
    else
        window_fault(window, place, "the line is not JSON: %s", fault->text);
}

static bool read_object(struct jsonl_reader *reader)
{
    struct view text = line_text(reader);
    struct json_fault fault;

    reader->object = NULL;
    if (text.len > WINDOW_ENTRY_MAX) { /* parsing takes several times as much memory */
        window_fault(reader->window, line_place(reader), "the line is longer than %d MB",
                     WINDOW_ENTRY_MAX / 1024 / 1024);
        reader->sound = false;
        return false;
    }
    reader->object = json_tree_read(&reader->tree, text, &fault);
    reader->sound = json_value_is(reader->object, JSON_IS_OBJECT);
    reader->ended = !reader->sound && !reader->found; /* one error, not one a line */
    if (!reader->object)
        report_not_json(reader, text, &fault);
    else if (!reader->sound)
        window_fault(reader->window, line_place(reader), "the line is not a JSON object%s",
                     view_starts_with(text, VIEW("["))
                         ? " but a list; write each object on one line, as jq -c '.[]' does"
                         : "");
    reader->found = reader->found || reader->sound;
    return reader->sound;
}

static bool next(void *state, struct batch *batch)
{
    struct jsonl_reader *reader = state;
    struct record *record = &reader->record;
    bool refused;

    json_members_reset(&reader->members);
    if (reader->ended)
        return false;
    do {
        window_pass(reader->window);
        if (!window_next_line(reader->window, &reader->line))
            return false;
    } while (view_trim(line_text(reader)).len == 0);
    *record = (struct record){ 0 };
    if (read_object(reader)) {
        read_fields(reader, reader->object, fields_of(ROLE_IDENTITY), record);
        complete_identity(reader, record);
        wanted_expect(reader->wanted, record->arxiv_id);
        read_fields(reader, reader->object, ALL_FIELDS & ~fields_of(ROLE_IDENTITY), record);
        complete_authors(record);
        complete_flags(record);
        complete_history(reader, record);
        record_set_exact_date(record);
        read_fillings(reader, record);
        reader->sound = !reader->members.fault;
        if (!reader->sound)
            window_fault(reader->window, line_place(reader), "the field %s %s",
                         reader->members.faulty, reader->members.fault);
    }
    refused = reader->ended && reader->window->on_fault != FAULT_WARNS_ONLY;
    *batch = (struct batch){ record, reader->sound, reader->sound,
                             window_take_error(reader->window) || refused };
    return true;
}

/* True for an object that may be a record, by the name of its first member. */
static enum sureness recognises(struct view start)
{
    static const char *const first[] = { "ref",      "arxiv_id", "version", "primary_category",
                                         "announce", "url",      "doi",     "date",
                                         "title_zh", "title" };

    struct view name, unknown;
    field_set field = 0;
    bool in_array = view_take(&start, VIEW("[")); /* of jq -s; the reader says what to do */

    start = in_array ? view_trim_start(start) : start;
    if (!view_take(&start, VIEW("{")))
        return NOT_RECOGNISED;
    name = view_trim_start(start);
    view_take(&name, VIEW("\""));
    name.len = view_find_byte(name, '"');
    if (in_array)
        return view_equal(name, VIEW("ref")) ? RECOGNISED_LIKELY : NOT_RECOGNISED;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (view_equal(name, view_of(first[i])))
            return RECOGNISED_LIKELY;
    }
    return fields_read(name, &field, &unknown) ? RECOGNISED_MAYBE : NOT_RECOGNISED;
}

const struct reader reader_jsonl = {
    .name = "jsonl",
    .description = "records that refmill wrote, one JSON object per line",
    .recognises = recognises,
    .state_size = sizeof(struct jsonl_reader),
    .begin = begin,
    .next = next,
    .end = end,
};
