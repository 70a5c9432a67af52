/* Reads arXiv's snapshot, one JSON object a line. Few of its millions of papers are wanted, so
 * a line is parsed only if its identifier is. */
#include <string.h>

#include "record/arxiv_id.h"
#include "input/metadata_source.h"
#include "input/json_value.h"
#include "input/json_members.h"
#include "record/author_names.h"

enum { WINDOW = 256 * 1024 };

struct lines {
    struct metadata_source *source;
    struct buffer window; /* what was read, from `at` on the current line */
    size_t at;            /* start of the current line */
    size_t searched;      /* bytes of it that have no line end */
    size_t judge_at;      /* its length when its start is judged */
    bool skipping;        /* ignoring the rest of it */
    size_t number;        /* its number, from 1 */
    size_t strange;       /* lines that are not papers */
    size_t first_strange;
    struct metadata_entry entry;
    struct json_members members;
};

/* ---- A paper ----------------------------------------------------------- */

static struct view take_member(struct lines *lines, const json_t *paper, const char *name)
{
    return json_members_take_text(&lines->members, paper, name);
}

/* [["Balázs","C.",""],["Berger","E. L.",""]]; returns false if there are no authors. */
static bool take_parsed_authors(struct lines *lines, const json_t *paper)
{
    const json_t *list = json_object_get(paper, "authors_parsed");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *name = json_array_get(list, i);
        struct view parts[3];

        for (size_t part = 0; part < 3; part++)
            parts[part] =
                json_members_text(&lines->members, json_array_get(name, part), "authors_parsed");
        author_names_add_parts(parts[0], parts[1], parts[2], &lines->entry.arena,
                               &lines->entry.people);
    }
    return lines->entry.people.count > 0;
}

/* [{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}] */
static void take_submissions(struct lines *lines, const json_t *paper)
{
    const json_t *list = json_object_get(paper, "versions");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *version = json_array_get(list, i);
        struct view created = take_member(lines, version, "created");
        struct moment moment = { 0, MOMENT_ABSENT };

        if (created.len > 0 && !moment_read_rfc5322(created, &moment))
            json_members_fault(&lines->members, "created", "is not a date and time of RFC 5322");
        metadata_entry_add_version(
            &lines->entry, metadata_entry_version_number(take_member(lines, version, "version")),
            moment);
    }
}

static void take_paper(struct lines *lines, const json_t *paper)
{
    struct metadata_entry *entry = &lines->entry;
    struct record *record = &entry->record;
    struct view doi = take_member(lines, paper, "doi");

    record->title.in[LANGUAGE_EN] = take_member(lines, paper, "title");
    record->abstract.in[LANGUAGE_EN] = take_member(lines, paper, "abstract");
    record->arxiv_comment = take_member(lines, paper, "comments");
    record->journal_ref = take_member(lines, paper, "journal-ref");
    metadata_entry_set_license(entry, take_member(lines, paper, "license"));
    metadata_entry_add_categories(entry, take_member(lines, paper, "categories"));
    take_submissions(lines, paper);
    if (!take_parsed_authors(lines, paper))
        author_names_split_list(take_member(lines, paper, "authors"), &entry->arena,
                                &entry->people);
    if (doi.len > 0 && !metadata_entry_set_doi(entry, doi))
        json_members_fault(&lines->members, "doi", "is not a DOI");
}

static void read_paper(struct lines *lines, struct view line)
{
    struct metadata_source *source = lines->source;
    json_error_t error;
    json_t *paper = json_value_read(line, &error);
    struct view id;

    json_members_reset(&lines->members);
    metadata_entry_begin(&lines->entry);
    id = take_member(lines, paper, "id");
    if (!paper) {
        metadata_source_warn(source, lines->number, (size_t)(error.column > 0 ? error.column : 1),
                             "not JSON: %s; the line is skipped", error.text);
    } else if (metadata_entry_set_id(&lines->entry, id) &&
               metadata_wants(source->metadata, lines->entry.record.arxiv_id)) {
        take_paper(lines, paper);
        if (lines->members.fault)
            metadata_source_warn(source, lines->number, 1, "%s of %.*s %s; it is skipped",
                                 lines->members.faulty, (int)id.len, id.at, lines->members.fault);
        metadata_source_take(source, &lines->entry, lines->number);
    }
    json_decref(paper);
}

/* ---- Lines ------------------------------------------------------------- */

/* Takes the text up to the identifier: from the brace through the first `"id":"`, with any
 * white space in it. */
static bool take_id_name(struct view *text)
{
    struct view rest = view_trim_start(*text);

    if (!view_take(&rest, VIEW("{")))
        return false;
    do {
        rest = view_skip(rest, view_find(rest, VIEW("\"id\"")));
        if (!view_take(&rest, VIEW("\"id\"")))
            return false;
        rest = view_trim_start(rest);
    } while (!view_take(&rest, VIEW(":"))); /* "id" was a value */
    *text = view_trim_start(rest);
    return view_take(text, VIEW("\""));
}

/* True if the identifier as written may have to be rewritten for the lookup: it has an escape
 * (hep-th\/9901001), a version or a subject class. */
static bool may_mean_another(struct view id)
{
    size_t slash = view_find_byte(id, '/');
    struct view number = slash < id.len ? view_skip(id, slash) : id;

    return view_find_byte(id, '\\') < id.len || view_find_byte(number, 'v') < number.len ||
           (slash < id.len && view_find_byte(id, '.') < id.len);
}

enum look { UNWANTED, WANTED, STRANGE };

/* Judges a line by its start. A WANTED line may turn out not to be. */
static enum look look_at(const struct lines *lines, struct view line)
{
    struct view id = line;

    if (!take_id_name(&id))
        return view_trim(line).len == 0 ? UNWANTED : STRANGE;
    id.len = view_find_byte(id, '"');
    return metadata_wants(lines->source->metadata, id) || may_mean_another(id) ? WANTED : UNWANTED;
}

/* The current line, as far as it is in the window, without a byte order mark. */
static struct view without_mark(const struct lines *lines, struct view line)
{
    if (lines->number == 1)
        view_take(&line, VIEW("\xEF\xBB\xBF"));
    return line;
}

static void take_line(struct lines *lines, struct view line)
{
    enum look look = look_at(lines, line);

    if (look != UNWANTED && line.len > METADATA_ENTRY_MAX_SIZE)
        metadata_source_warn(lines->source, lines->number, 1,
                             "the line is longer than %d MB; it is skipped",
                             METADATA_ENTRY_MAX_SIZE / 1024 / 1024);
    else if (look == WANTED)
        read_paper(lines, line);
    else if (look == STRANGE && lines->strange++ == 0)
        lines->first_strange = lines->number;
}

/* Reads more into the window. Returns false at the end of the source. */
static bool read_more(struct lines *lines)
{
    struct buffer *window = &lines->window;
    size_t got;

    if (lines->at > 0) {
        window->len -= lines->at;
        memmove(window->at, window->at + lines->at, window->len);
        lines->at = 0;
    }
    got = decompress_read(lines->source->source, buffer_reserve(window, WINDOW), WINDOW,
                          &lines->source->why);
    window->len += got;
    return got > 0;
}

static void begin_paper_line(struct lines *lines, size_t at)
{
    lines->at = at;
    lines->searched = 0;
    lines->judge_at = WINDOW;
    lines->skipping = false;
    lines->number++;
}

static void take_lines(struct lines *lines)
{
    struct view rest = view_skip(buffer_view(&lines->window), lines->at);
    size_t end;

    while ((end = view_find_byte(view_skip(rest, lines->searched), '\n') + lines->searched) <
           rest.len) {
        if (!lines->skipping)
            take_line(lines, without_mark(lines, (struct view){ rest.at, end }));
        begin_paper_line(lines, lines->at + end + 1);
        rest = view_skip(rest, end + 1);
    }
    lines->searched = rest.len;
    /* Only the start of the line is in the window. Skips the rest if the line is not wanted or
     * too long. */
    if (!lines->skipping && rest.len >= lines->judge_at) {
        struct view start = without_mark(lines, rest);
        bool too_long = start.len > METADATA_ENTRY_MAX_SIZE;

        if (too_long)
            take_line(lines, start);
        lines->skipping = too_long || look_at(lines, start) == UNWANTED;
        lines->judge_at = METADATA_ENTRY_MAX_SIZE + 1;
    }
    if (lines->skipping) {
        lines->at = lines->window.len;
        lines->searched = 0;
    }
}

void snapshot_read(struct metadata_source *source)
{
    struct lines lines = { .source = source };
    struct view rest;

    begin_paper_line(&lines, 0);
    while (read_more(&lines))
        take_lines(&lines);
    rest = view_skip(buffer_view(&lines.window), lines.at);
    if (rest.len > 0 && !lines.skipping && !source->why)
        take_line(&lines, without_mark(&lines, rest));
    if (lines.strange > 0)
        metadata_source_warn(
            source, lines.first_strange, 1,
            "not a paper: there is no \"id\" with a string; %zu such line%s skipped", lines.strange,
            lines.strange == 1 ? " is" : "s are");
    buffer_free(&lines.window);
    json_members_free(&lines.members);
    metadata_entry_free(&lines.entry);
}
