/* Reads JSON in which programs publish arXiv's papers: arXiv's own snapshot, daily lists, and the
 * like (json_paper.h). Of the millions of lines of a snapshot few may be wanted, so a line is
 * parsed only if its identifier is. */
#include "input/json/json_paper.h"
#include "input/json/json_rows.h"
#include "input/json/json_value.h"
#include "input/reader.h"
#include "record/arxiv_id.h"

enum { ODD_SHOWN = 10 };

struct snapshot {
    struct window *window;
    const struct wanted *wanted;
    struct json_objects objects;
    struct json_tree tree; /* of the record */
    struct json_paper paper;
    struct json_rows rows;
    struct moment day;          /* of the list, absent if it has none */
    uint32_t papers;            /* read or passed over */
    size_t strange;             /* objects that are not papers */
    struct place first_strange; /* the first of them */
    size_t odd;                 /* members of a wrong type, and papers with several ids */
    bool faulty;
    bool has_rows;
};

/* ---- Lines that are not wanted ------------------------------------------- */

/* Takes the text up to the identifier: from the brace through the first `"id":"`, with any white
 * space in it. Returns false if there is none, or if it may be that of an inner object. */
static bool take_id_name(struct view *text)
{
    struct view rest = view_skip(*text, 1), before = rest;

    do {
        rest = view_skip(rest, view_find(rest, VIEW("\"id\"")));
        before.len = (size_t)(rest.at - before.at);
        if (!view_take(&rest, VIEW("\"id\"")))
            return false;
        rest = view_trim_start(rest);
    } while (!view_take(&rest, VIEW(":"))); /* "id" was a value */
    *text = view_trim_start(rest);
    return !view_has_byte(before, '{') && !view_has_byte(before, '[') &&
           view_take(text, VIEW("\""));
}

/* True if the identifier as written may have to be rewritten for the look-up: it has an escape
 * (hep-th\/9901001), a version or a subject class. */
static bool may_mean_another(struct view id)
{
    size_t slash = view_find_byte(id, '/');
    struct view number = slash < id.len ? view_skip(id, slash) : id;

    return view_has_byte(id, '\\') || view_has_byte(number, 'v') ||
           (slash < id.len && view_has_byte(id, '.'));
}

/* True if the object's first identifier is arXiv's, and not wanted. */
static bool is_unwanted(void *context, struct view text)
{
    struct snapshot *snapshot = context;
    struct view id = text, rest;
    struct arxiv_id read;

    if (!take_id_name(&id))
        return false;
    id.len = view_find_byte(id, '"');
    rest = id;
    if (may_mean_another(id) || !arxiv_take_id(&rest, &snapshot->paper.entry.arena, &read) ||
        rest.len > 0 || wanted_has(snapshot->wanted, id))
        return false;
    snapshot->papers++;
    return true;
}

/* ---- Faults -------------------------------------------------------------- */

static void report_cut(struct snapshot *snapshot, bool in_object)
{
    snapshot->faulty = true;
    if (!snapshot->window->broken && !snapshot->window->unreadable)
        diag_warn(snapshot->window->diag, json_objects_place(&snapshot->objects, 0),
                  in_object ? "the object that begins here is cut off; it is left out"
                            : "the input is cut off before its list ends");
}

/* Reports an object that is not JSON, unless nobody wants it. */
static void report_bad_object(struct snapshot *snapshot, const struct json_object *object,
                              const struct json_fault *fault)
{
    size_t length = view_trim_end(object->text).len;

    if (object->form == JSON_FORM_CUT && (fault->at >= length || fault->cut)) {
        report_cut(snapshot, true);
        return;
    }
    if (snapshot->wanted->has && is_unwanted(snapshot, object->text))
        return;
    snapshot->faulty = true;
    window_fault(snapshot->window,
                 json_objects_place(&snapshot->objects, fault->at < length ? fault->at : length),
                 "the object is not JSON: %s", fault->text);
}

/* Reports what the reader of objects found wrong. Returns false if that is nothing. */
static bool report_form(struct snapshot *snapshot, const struct json_object *object)
{
    struct place place = { 0 };

    if (object->form == JSON_FORM_TOO_LONG || object->form == JSON_FORM_STRAY) {
        place = json_objects_place(&snapshot->objects, 0);
        snapshot->faulty = true;
    }
    if (object->form == JSON_FORM_TOO_LONG)
        window_fault(snapshot->window, place, "the object is longer than %d MB",
                     WINDOW_ENTRY_MAX / 1024 / 1024);
    else if (object->form == JSON_FORM_STRAY)
        window_fault(snapshot->window, place,
                     "the text that begins here is neither a JSON object nor a list");
    else if (object->form == JSON_FORM_CUT && object->text.len == 0)
        report_cut(snapshot, false);
    else
        return false;
    return true;
}

static void count_strange(struct snapshot *snapshot)
{
    if (snapshot->strange++ == 0)
        snapshot->first_strange = json_objects_place(&snapshot->objects, 0);
}

/* Reports that the members name several papers, and a member of a wrong type, which was ignored. */
static void report_odd(struct snapshot *snapshot)
{
    const struct json_members *members = &snapshot->paper.members;
    struct view id = snapshot->paper.entry.record.arxiv_id;

    if (snapshot->paper.several && snapshot->odd++ < ODD_SHOWN)
        diag_warn(snapshot->window->diag, json_objects_place(&snapshot->objects, 0),
                  "the entry links to more than one paper at arXiv; %.*s is used", (int)id.len,
                  id.at);
    if (members->fault && snapshot->odd++ < ODD_SHOWN)
        diag_warn(snapshot->window->diag, json_objects_place(&snapshot->objects, 0),
                  "the field %s of %.*s %s; it is ignored", members->faulty, (int)id.len, id.at,
                  members->fault);
}

/* ---- Objects ------------------------------------------------------------- */

static bool begin_paper(struct snapshot *snapshot, const struct json_object *object)
{
    struct json_fault fault;
    struct json_value *value;

    if (report_form(snapshot, object))
        return false;
    value = object->value ? object->value : json_tree_read(&snapshot->tree, object->text, &fault);
    if (!value) {
        report_bad_object(snapshot, object, &fault);
        return false;
    }
    if (json_paper_begin(&snapshot->paper, value, object->name))
        return true;
    if (json_rows_begin(&snapshot->rows, value, object->name, snapshot->window, snapshot->wanted,
                        json_objects_place(&snapshot->objects, 0)))
        snapshot->has_rows = true;
    else if (value->count > 0 || object->name.len == 0) /* a topic may be empty */
        count_strange(snapshot);
    return false;
}

/* Returns the record of an object, or NULL. */
static const struct record *read_paper(struct snapshot *snapshot, const struct json_object *object)
{
    struct json_paper *paper = &snapshot->paper;
    struct entry_origin origin = { .announced = json_paper_day(object->name) };

    if (!begin_paper(snapshot, object))
        return NULL;
    snapshot->papers++;
    if (!wanted_has(snapshot->wanted, paper->entry.record.arxiv_id))
        return NULL;
    wanted_expect(snapshot->wanted, paper->entry.record.arxiv_id);
    json_paper_take(paper);
    report_odd(snapshot);
    origin.line = json_objects_place(&snapshot->objects, 0).line;
    origin.ref = snapshot->papers;
    if (origin.announced.origin == MOMENT_ABSENT)
        origin.announced = snapshot->day;
    return entry_finish(&paper->entry, snapshot->window, origin);
}

/* Reports at the end what was not a paper, or that there was none. Returns true if that is an
 * error. */
static bool report_strange(struct snapshot *snapshot)
{
    struct window *window = snapshot->window;
    bool none = snapshot->papers == 0 && !snapshot->faulty && !snapshot->has_rows;
    size_t strange = snapshot->strange;

    snapshot->strange = 0;
    if (snapshot->odd > ODD_SHOWN)
        diag_warn(window->diag, (struct place){ .file = window->input->name },
                  "%zu more like these", snapshot->odd - ODD_SHOWN);
    snapshot->odd = 0;
    if (strange > 0 && none && window->on_fault != FAULT_WARNS_ONLY) {
        snapshot->faulty = true;
        diag_error(window->diag, snapshot->first_strange,
                   "no object has an arXiv id, or a link to a paper at arXiv");
        return true;
    }
    if (strange == 0 && none)
        diag_warn(window->diag, (struct place){ .file = window->input->name }, "has no papers");
    if (strange > 0 && !snapshot->wanted->without_id)
        diag_warn(window->diag, snapshot->first_strange,
                  "the object has no arXiv id; %zu such object%s left out", strange,
                  strange == 1 ? " is" : "s are");
    return false;
}

/* ---- The reader ---------------------------------------------------------- */

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct snapshot *snapshot = state;

    snapshot->window = window;
    snapshot->wanted = wanted;
    snapshot->day = json_paper_list_day(view_trim_start(window_peek(window)));
    snapshot->papers = 0;
    snapshot->strange = snapshot->odd = 0;
    snapshot->faulty = snapshot->has_rows = snapshot->rows.open = false;
    json_objects_start(&snapshot->objects, window, json_paper_role);
    if (wanted->has)
        snapshot->objects.passes = is_unwanted;
    snapshot->objects.context = snapshot;
    snapshot->objects.tree = &snapshot->tree;
}

/* Reads the next paper of the list in Markdown that has begun. */
static bool next_listed(struct snapshot *snapshot, struct batch *batch)
{
    if (!snapshot->rows.open || !json_rows_next(&snapshot->rows, batch))
        return false;
    snapshot->rows.record.source.ref = ++snapshot->papers;
    return true;
}

static bool next(void *state, struct batch *batch)
{
    struct snapshot *snapshot = state;
    struct json_object object;

    *batch = (struct batch){ 0 };
    while (!next_listed(snapshot, batch)) {
        if (!json_objects_next(&snapshot->objects, &object)) {
            batch->erred = report_strange(snapshot);
            return batch->erred;
        }
        batch->records = read_paper(snapshot, &object);
        batch->count = batch->sound = batch->records != NULL;
        batch->erred = window_take_error(snapshot->window);
        if (batch->records || batch->erred)
            return true;
    }
    return true;
}

static void end(void *state)
{
    struct snapshot *snapshot = state;

    json_tree_free(&snapshot->tree);
    json_paper_free(&snapshot->paper);
    json_rows_free(&snapshot->rows);
    json_objects_free(&snapshot->objects);
}

const struct reader reader_snapshot = {
    .name = "snapshot",
    .description = "JSON of papers: arXiv's snapshot, daily lists, Hugging Face",
    .recognises = json_paper_recognises,
    .state_size = sizeof(struct snapshot),
    .begin = begin,
    .next = next,
    .end = end,
};
