#include "update/library_update.h"

#include <stdlib.h>

#include "input/input.h"
#include "input/json/json_objects.h"
#include "input/library/bib_syntax.h"
#include "input/library/library.h"
#include "system/file.h"
#include "text/scan.h"
#include "text/utf8.h"

/* An entry with the paper that it is about. */
struct found_paper {
    struct view text;
    struct view id;
};

/* ---- Reading ------------------------------------------------------------- */

static void ignore_member(void *context, struct view name, struct view value)
{
    (void)context;
    (void)name;
    (void)value;
}

/* True for JSON without objects, too. */
static bool is_csl_json(struct view text)
{
    return !json_start_visit(text, ignore_member, NULL) || json_start_has(text, VIEW("type")) ||
           json_start_has(text, VIEW("DOI")) || json_start_has(text, VIEW("items"));
}

/* Returns the updater for the format of a text, or NULL. An empty one is taken for BibTeX. */
static const struct updater *updater_for(struct view text)
{
    struct view start = view_trim_start(text), line;

    if (start.len == 0)
        return &updater_bibtex;
    if (start.at[0] == '{' || start.at[0] == '[')
        return is_csl_json(text) ? &updater_csl_json : NULL;
    while (library_take_line(&text, &line)) {
        if (library_ris_begins(line))
            return &updater_ris;
        if (bib_syntax_begins(view_trim_start(line)))
            return &updater_bibtex;
    }
    return NULL;
}

static void report_unknown(const struct library_update *update, const char *name, struct view text)
{
    struct place place = { .file = update->name };
    const char *packing = input_packing(name);

    if (packing)
        diag_error(update->diag, place, "is packed by %s; unpack it first", packing);
    else if (view_starts_with(text, VIEW("\xFF\xFE")) || view_starts_with(text, VIEW("\xFE\xFF")))
        diag_error(update->diag, place, "is UTF-16; convert it with iconv");
    else
        diag_error(update->diag, place,
                   "is not a library in BibTeX, RIS or CSL-JSON, which --update can change");
}

/* Returns false, and reports an error, if the text must be UTF-8 and is not. */
static bool has_encoding(const struct library_update *update, struct view text)
{
    struct place place = { .file = update->name };
    size_t malformed = update->updater->needs_utf8 ? utf8_find_malformed(text) : text.len;

    if (malformed < text.len)
        diag_error(update->diag, place,
                   "is not UTF-8 at byte %zu, as %s must be; convert it with iconv", malformed + 1,
                   update->updater->name);
    return malformed == text.len;
}

/* Returns the text after a byte order mark. */
static struct view text_after_mark(const struct library_update *update)
{
    struct view text = buffer_view(&update->bytes);

    view_take(&text, VIEW("\xEF\xBB\xBF"));
    return text;
}

/* Starts on update->bytes. */
static bool begin_update(struct library_update *update, const char *name)
{
    struct view text = text_after_mark(update);

    update->updater = updater_for(text);
    if (!update->updater)
        report_unknown(update, name, text);
    if (!update->updater || !has_encoding(update, text))
        return false;
    update->edits.text = buffer_view(&update->bytes);
    update->counted = text;
    update->state = memory_take(update->updater->state_size);
    memset(update->state, 0, update->updater->state_size);
    update->planner.updater = update->updater;
    update->planner.state = update->state;
    update->planner.settings = update->settings;
    update->updater->begin(update->state, text, update->settings);
    return true;
}

bool library_update_read(struct library_update *update, int file, const char *name,
                         const struct update_settings *settings, struct diag *diag)
{
    *update = (struct library_update){
        .name = file_shown_name(name), .settings = settings, .diag = diag, .line = 1
    };
    if (!file_read_rest(file, &update->bytes)) {
        diag_cannot_be(diag, update->name, "read");
        return false;
    }
    return begin_update(update, name);
}

bool library_update_read_text(struct library_update *update, const char *name, struct view text,
                              const struct update_settings *settings, struct diag *diag)
{
    *update =
        (struct library_update){ .name = name, .settings = settings, .diag = diag, .line = 1 };
    buffer_put(&update->bytes, text);
    return begin_update(update, name);
}

void library_update_free(struct library_update *update)
{
    if (update->state)
        update->updater->end(update->state);
    free(update->state);
    free(update->papers);
    buffer_free(&update->bytes);
    edits_free(&update->edits);
    arena_free(&update->ids);
    update_planner_free(&update->planner);
}

/* ---- Finding the papers -------------------------------------------------- */

/* Returns the place of an entry, which is not before that of the last call. */
static struct place place_in_library(struct library_update *update, const char *at)
{
    struct view between = { update->counted.at, (size_t)(at - update->counted.at) };

    update->counted = view_skip(update->counted, between.len);
    for (size_t newline; (newline = view_find_byte(between, '\n')) < between.len;) {
        between = view_skip(between, newline + 1);
        update->line++;
        update->column = 0;
    }
    update->column += utf8_count(between);
    return (struct place){ update->name, update->line, update->column + 1 };
}

static void name_for_messages(struct update_entry *entry)
{
    if (entry->name.len == 0 || utf8_find_malformed(entry->name) < entry->name.len)
        entry->name = VIEW("the entry");
}

static void add_paper(struct library_update *update, const struct update_entry *entry)
{
    update->papers = memory_grow_array(update->papers, update->paper_count, &update->paper_cap,
                                       sizeof *update->papers);
    update->papers[update->paper_count++] =
        (struct found_paper){ entry->text, arena_copy(&update->ids, entry->id.id) };
}

static bool mentions_arxiv(struct view text)
{
#define IN_NAME_OF_ARXIV(has, row) has('X', 'X', row) has('x', 'x', row)
    static const struct byte_set in_name = BYTE_SET(IN_NAME_OF_ARXIV);
    const size_t before = 2; /* "ar" */

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &in_name)) < text.len; at++) {
        if (at >= before &&
            view_starts_with_ignoring_case(view_skip(text, at - before), VIEW("arxiv")))
            return true;
    }
    return false;
}

static void note_mention(struct library_update *update, const struct update_entry *entry)
{
    update->mentions++;
    if (update->diag->verbose)
        diag_note(update->diag, place_in_library(update, entry->text.at),
                  "%.*s mentions arXiv, but no field of it states an id", (int)entry->name.len,
                  entry->name.at);
}

static void sum_up_mentions(const struct library_update *update)
{
    struct place place = { .file = update->name };

    if (update->mentions > 0 && !update->diag->verbose)
        diag_note(update->diag, place,
                  "has %zu entr%s arXiv, but no field of %s an id; -v names %s", update->mentions,
                  update->mentions == 1 ? "y that mentions" : "ies that mention",
                  update->mentions == 1 ? "it states" : "which states",
                  update->mentions == 1 ? "it" : "them");
}

void library_update_find(struct library_update *update, struct metadata *metadata)
{
    struct arena arena = { 0 };
    struct update_entry entry = { .arena = &arena };
    const char *fault = NULL;

    for (; update->updater->next(update->state, &entry, &fault); arena_reset(&arena)) {
        update->entries++;
        name_for_messages(&entry);
        if (entry.other_id.len > 0)
            diag_warn(update->diag, place_in_library(update, entry.text.at),
                      "%.*s has two arXiv ids, %.*s and %.*s; it is left as it is",
                      (int)entry.name.len, entry.name.at, (int)entry.id.id.len, entry.id.id.at,
                      (int)entry.other_id.len, entry.other_id.at);
        else if (entry.id.id.len > 0) {
            metadata_want(metadata, entry.id.id);
            add_paper(update, &entry);
        } else if (mentions_arxiv(entry.text)) {
            note_mention(update, &entry);
        }
    }
    sum_up_mentions(update);
    if (fault)
        diag_warn(update->diag, place_in_library(update, entry.text.at),
                  "%s; from here on the library is left as it is; mend it first", fault);
    arena_free(&arena);
    update->counted = text_after_mark(update);
    update->line = 1;
    update->column = 0;
}

/* ---- Changing them ------------------------------------------------------- */

static void tell_of_publication(struct library_update *update, const struct update_entry *entry,
                                const struct record *record, const struct update_plan *plan)
{
    struct place place = place_in_library(update, entry->text.at);

    if (plan->publishes)
        diag_note(update->diag, place, "%.*s becomes an article: %.*s", (int)entry->name.len,
                  entry->name.at, (int)record->journal_ref.len, record->journal_ref.at);
    else if (record->journal_ref.len > 0 && entry->place == PLACE_NONE)
        diag_note(update->diag, place,
                  "%.*s keeps its type, since it is not certain which article it became: %.*s",
                  (int)entry->name.len, entry->name.at, (int)record->journal_ref.len,
                  record->journal_ref.at);
}

/* Tells with -v what is added, replaced and removed: "author replaced, doi added". */
static void tell_of_change(struct library_update *update, const struct update_entry *entry,
                           const struct update_plan *plan)
{
    static const char *const words[] = {
        [UPDATE_ADD] = "added", [UPDATE_REPLACE] = "replaced", [UPDATE_REMOVE] = "removed"
    };
    struct buffer what = { 0 };

    for (size_t i = 0; i < UPDATE_FIELDS; i++) {
        if (plan->actions[i] != UPDATE_KEEP)
            buffer_print(&what, "%s%s %s", what.len > 0 ? ", " : "", update_field_names[i],
                         words[plan->actions[i]]);
    }
    diag_note(update->diag, place_in_library(update, entry->text.at), "%.*s: %.*s",
              (int)entry->name.len, entry->name.at, (int)what.len, what.at);
    buffer_free(&what);
}

static void report_other_paper(struct library_update *update, const struct update_entry *entry,
                               const struct record *record)
{
    struct view title = record->title.in[LANGUAGE_EN];

    diag_warn(update->diag, place_in_library(update, entry->text.at),
              "%.*s seems to have the arXiv id of another paper, %.*s, '%.*s'; it is left as it is",
              (int)entry->name.len, entry->name.at, (int)record->arxiv_id.len, record->arxiv_id.at,
              (int)title.len, title.at);
}

static void report_other_authors(struct library_update *update, const struct update_entry *entry,
                                 const struct record *record, const struct missing_author *missing)
{
    diag_warn(update->diag, place_in_library(update, entry->text.at),
              "%.*s keeps its authors, since arXiv's list (%.*s) does not %s %.*s; use "
              "--refresh author to replace them",
              (int)entry->name.len, entry->name.at, (int)record->arxiv_id.len, record->arxiv_id.at,
              missing->not_first ? "begin with" : "have", (int)missing->name.len, missing->name.at);
}

/* Makes the edits. A field whose new value is the old one counts as kept. */
static void make_edits(struct library_update *update, struct update_plan *plan)
{
    const struct updater *updater = update->updater;

    if (plan->publishes)
        updater->publish(update->state, plan, update->planner.record, &update->edits);
    for (int field = 0; field < UPDATE_FIELDS; field++) {
        size_t before = update->edits.count;

        if (plan->actions[field] != UPDATE_KEEP)
            updater->change(update->state, (enum update_field)field, plan, update->planner.record,
                            &update->edits);
        if (plan->actions[field] == UPDATE_REPLACE && update->edits.count == before)
            plan->actions[field] = UPDATE_KEEP;
    }
    edits_settle(&update->edits);
}

static void change_entry(struct library_update *update, const struct update_entry *entry,
                         const struct record *record)
{
    size_t edits = update->edits.count;
    struct update_plan plan;

    update->planner.entry = entry;
    update->planner.record = record;
    if (update_plan_make(&update->planner, &plan)) {
        if (!update_plan_fits(&update->planner)) {
            report_other_paper(update, entry, record);
            return;
        }
        make_edits(update, &plan);
    }
    if (plan.authors_differ)
        report_other_authors(update, entry, record, &plan.missing);
    if (update->settings->published)
        tell_of_publication(update, entry, record, &plan);
    if (update->edits.count == edits)
        return;
    update->changed++;
    if (update->diag->verbose)
        tell_of_change(update, entry, &plan);
}

void library_update_make(struct library_update *update, struct metadata *metadata)
{
    struct arena arena = { 0 };

    for (size_t i = 0; i < update->paper_count; i++) {
        struct update_entry entry = { .text = update->papers[i].text, .arena = &arena };
        const struct record *record = metadata_find(metadata, update->papers[i].id);

        if (!record)
            continue;
        update->updater->read(update->state, &entry);
        name_for_messages(&entry);
        change_entry(update, &entry, record);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

void library_update_put(const struct library_update *update, struct buffer *out)
{
    edits_put(&update->edits, 0, update->edits.count, 0, update->edits.text.len, out);
}
