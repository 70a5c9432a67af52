/* Reader of lists of arXiv papers in Markdown, whoever wrote them: blocks, then entries, then
 * fields. */
#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_fields.h"
#include "input/markdown/list_group.h"
#include "input/markdown/list_link.h"
#include "input/reader.h"
#include "input/unknown_input.h"
#include "record/written_date.h"
#include "text/utf8.h"

enum { HELD_MAX = 4 * 1024 * 1024 }; /* bytes: an entry that is longer ends there */

struct markdown {
    struct window *window;
    const struct wanted *wanted;
    struct list_group group;
    struct list_fields fields;
    struct view topic; /* of the record */
    uint32_t count;    /* of records */
    bool any;          /* an entry links to arXiv, wanted or not */
    size_t without_id; /* entries */
    size_t line;       /* the last that was read */
    size_t passed;     /* lines that link to arXiv and belong to no entry */
    struct place first_passed;
    size_t cut; /* the line on which the input ends within a row or a link, or 0 */
    bool ended; /* all was read and reported */
};

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct markdown *list = state;

    list->window = window;
    list->wanted = wanted;
    list_group_begin(&list->group, window, wanted->ids_only);
    list->count = 0;
    list->without_id = list->line = list->passed = list->cut = 0;
    list->any = list->ended = false;
    list->fields.ids_only = wanted->ids_only;
}

/* ---- Lines that are left out ---------------------------------------------- */

/* Finds the first paper at arXiv to which the text links, also by a reference link. */
static bool find_linked_paper(struct markdown *list, struct view text, struct arxiv_id *id)
{
    struct list_probe *probe = &list->group.probe;
    struct view rest = text;

    if (arxiv_mention_take(&rest, &probe->arena, id))
        return true;
    if (probe->definitions.count == 0 || !view_has_byte(text, '['))
        return false;
    list_probe_read(probe, text);
    *id = list_probe_paper(probe);
    return id->id.len > 0;
}

/* Counts the text if it links to arXiv, but not if it does so to the paper `own` first. It begins
 * at the line or after it. */
static void pass_over(struct markdown *list, struct line line, struct span span, struct view own)
{
    struct view before;
    size_t newline;
    struct arxiv_id id;

    if (!find_linked_paper(list, window_text(list->window, span), &id) || view_equal(id.id, own) ||
        list->passed++ > 0)
        return;
    before = window_text(list->window, (struct span){ line.text.at, span.at - line.text.at });
    while ((newline = view_find_byte(before, '\n')) < before.len) {
        before = view_skip(before, newline + 1);
        line.number++;
    }
    line.text.at = span.at - (uint32_t)before.len;
    list->first_passed = window_place(list->window, line, span.at);
}

/* Counts what links to arXiv in a block that belongs to no entry. */
static void pass_over_block(struct markdown *list)
{
    const struct list_blocks *blocks = &list->group.blocks;

    for (size_t i = 0; i < blocks->block.count; i++)
        pass_over(list, blocks->first, blocks->block.lines[i], (struct view){ 0 });
}

/* The same for what has turned out not to be an entry. */
static void pass_over_entry(struct markdown *list, const struct list_entry *entry)
{
    for (size_t i = 0; i < entry->count; i++)
        pass_over(list, entry->line, entry->pieces[i].text, (struct view){ 0 });
}

/* The same for the lines of an entry that speak of other papers than its own: related ones, or
 * mentions. The first line, labels and cells are the entry's own, with all that they cite. */
static void pass_over_others(struct markdown *list, const struct list_entry *entry, struct view own)
{
    for (size_t i = 1; i < entry->count; i++) {
        const struct list_piece *piece = &entry->pieces[i];

        if ((piece->role == LABEL_NONE || piece->role == LABEL_OTHER) && piece->place != PLACE_CELL)
            pass_over(list, entry->line, piece->text, own);
    }
}

/* The same for definitions of links that no link has used. */
static void pass_over_definitions(struct markdown *list)
{
    struct list_probe *probe = &list->group.probe;

    for (size_t i = 0; i < probe->definitions.count; i++) {
        const struct list_definition *definition = &probe->definitions.items[i];

        if (definition->is_used || list_label_role(definition->label) != LABEL_NONE ||
            list_link_paper(definition->address, &probe->arena).id.len == 0)
            continue;
        if (list->passed++ == 0)
            list->first_passed = (struct place){ list->window->input->name, definition->line, 1 };
    }
}

/* ---- Records -------------------------------------------------------------- */

/* True for a section whose heading is the name of what it has. */
static bool is_named_by_label(const struct markdown *list, const struct list_entry *entry)
{
    return entry->kind == ENTRY_SECTION && entry->count > 0 && list->group.note.len > 0 &&
           list_label_role(window_text(list->window, entry->pieces[0].text)) != LABEL_NONE;
}

/* Adds what the headings over an entry say. */
static void add_headings(struct markdown *list, unsigned below, struct date day,
                         struct entry_origin *origin)
{
    struct record *record = &list->fields.entry.record;

    list->topic = list_headings_topic(&list->group.headings, below);
    if (list->topic.len > 0) {
        record->topics = &list->topic;
        record->topic_count = 1;
    }
    if (day.day > 0)
        origin->announced = (struct moment){ seconds_of(day), MOMENT_KNOWN };
}

/* Drops the number of a section that goes on with that of the heading above it: "1.2 Ferries in
 * Fog" below "1. Ferries". Other titles may begin so: "2.5 Years in Class". */
static void drop_section_number(struct view topic, struct view *title)
{
    struct view number = topic, rest = *title;
    uint32_t last;

    while (topic.len > 0 && (ascii_is_digit(topic.at[0]) || topic.at[0] == '.'))
        topic = view_skip(topic, 1);
    number.len -= topic.len;
    number.len -= view_ends_with(number, VIEW("."));
    if (number.len == 0 || (topic.len > 0 && ascii_is_alpha(topic.at[0])) || /* "3D" */
        !view_take(&rest, number) || !view_take(&rest, VIEW(".")) ||
        !view_take_number(&rest, 999, &last))
        return;
    view_take(&rest, VIEW("."));
    if (view_take(&rest, VIEW(" ")))
        *title = rest;
}

/* Completes the record of an entry whose fields are wanted. */
static const struct record *finish_record(struct markdown *list, const struct list_entry *entry,
                                          unsigned below, struct date day)
{
    struct record *record = &list->fields.entry.record;
    struct entry_origin origin = { .line = entry->line.number, .ref = list->count };

    add_headings(list, below, day, &origin);
    for (size_t i = 0; i < LANGUAGES && entry->kind == ENTRY_SECTION; i++)
        drop_section_number(list->topic, &record->title.in[i]);
    if (record->title.in[LANGUAGE_EN].len == 0 && record->title.in[LANGUAGE_ZH].len == 0)
        list_group_warn(&list->group, entry, "no title was found for %.*s", record->arxiv_id);
    return entry_finish(&list->fields.entry, list->window, origin);
}

/* Makes the record of an entry. Returns false if it has none. */
static bool read_list_entry(struct markdown *list, const struct list_entry *entry,
                            struct batch *batch)
{
    const struct record *record = &list->fields.entry.record;
    unsigned below = entry->kind != ENTRY_SECTION ? LIST_LEVELS + 1
                     : entry->level > 0           ? entry->level
                                                  : 1;
    struct date day = { 0 };
    bool has_id;

    if (!list->wanted->ids_only)
        day = list_headings_date(&list->group.headings, below);
    list->fields.note = is_named_by_label(list, entry) ? buffer_view(&list->group.note)
                                                       : (struct view){ 0 };
    has_id = list_fields_read(&list->fields, entry, list->window, &list->group.probe, day);
    if (entry == &list->group.open && list->group.is_news) {
        list->group.news += has_id || list->group.has_mention;
        return false;
    }
    if (!has_id) {
        pass_over_entry(list, entry);
        list->without_id += list->fields.has_link;
        return false;
    }
    list->any = true;
    if (!list->fields.several)
        pass_over_others(list, entry, record->arxiv_id);
    if (!wanted_has(list->wanted, record->arxiv_id))
        return false;
    list->count++;
    if (list->fields.several)
        list_group_warn(&list->group, entry,
                        "the entry links to more than one paper at arXiv; %.*s is used",
                        record->arxiv_id);
    list->group.note.len = 0;
    batch->records = list->wanted->ids_only ? entry_finish_id(&list->fields.entry, list->window,
                                                              entry->line.number, list->count)
                                            : finish_record(list, entry, below, day);
    batch->count = batch->sound = 1;
    return true;
}

/* True if the input ends within the block, without a newline: in a row that is not closed, or in
 * the address of a link. */
static bool ends_cut(const struct markdown *list)
{
    const struct list_block *block = &list->group.blocks.block;
    struct view last;
    size_t link;

    if (block->count == 0 || !window_ends_after(list->window, block->lines[block->count - 1]))
        return false;
    last = window_text(list->window, block->lines[block->count - 1]);
    link = view_find_last(last, VIEW("]("));
    return (block->kind == BLOCK_ROW && !block->is_html && block->is_framed) ||
           (link < last.len && !view_has_byte(view_skip(last, link), ')'));
}

/* Ends the open entry. Returns true if it has become a record. */
static bool close_entry(struct markdown *list, bool drop, struct batch *batch)
{
    struct list_entry *open = &list->group.open;
    bool has_record = !drop && open->kind != ENTRY_NONE && read_list_entry(list, open, batch);

    if (drop && open->kind != ENTRY_NONE)
        pass_over_entry(list, open);
    open->kind = ENTRY_NONE;
    return has_record;
}

static void report(const struct markdown *list)
{
    struct place place = { .file = list->window->input->name };
    struct place start = { list->window->input->name, 1, 1 };

    if (list->group.blocks.code.line > 0)
        diag_warn(list->window->diag, (struct place){ place.file, list->group.blocks.code.line, 1 },
                  list->group.blocks.code.mark == '<'
                      ? "the comment that begins here never ends; all after it is left out"
                      : "the code that begins here never ends; all after it is left out");
    if (list->cut > 0)
        diag_warn(list->window->diag, (struct place){ place.file, list->cut, 1 },
                  "the list is cut off here; its last entry may lack something");
    if (list->group.warnings > LIST_WARNINGS_SHOWN)
        diag_warn(list->window->diag, place, "has %zu more like these",
                  list->group.warnings - LIST_WARNINGS_SHOWN);
    if (list->group.news > 0)
        diag_note(list->window->diag, place, "has %zu %s of news that link%s to arXiv, left out",
                  list->group.news, list->group.news == 1 ? "item" : "items",
                  list->group.news == 1 ? "s" : "");
    if (!list->any && (!list->group.may_be_empty || list->without_id > 0) &&
        !list->wanted->is_list) {
        if (list->passed > 0)
            window_fault(
                list->window, list->first_passed,
                "this line links to arXiv, but no entry of the list does; --from library reads "
                "all arXiv ids in it");
        else
            window_fault(list->window, start,
                         "no entry of this list links to a paper at arXiv; %zu line%s read",
                         list->line, list->line == 1 ? " was" : "s were");
        return;
    }
    if (list->passed > 1)
        diag_note(list->window->diag, list->first_passed,
                  "this line and %zu more link to arXiv but are not entries; they are left out",
                  list->passed - 1);
    else if (list->passed > 0)
        diag_note(list->window->diag, list->first_passed,
                  "this line links to arXiv but is not an entry; it is left out");
    if (!list->any)
        diag_warn(list->window->diag, place, "has no papers");
    else if (list->without_id > 0)
        diag_note(list->window->diag, place, "has %zu %s without a link to arXiv, left out",
                  list->without_id, list->without_id == 1 ? "entry" : "entries");
}

/* True if so much is held for the open entry that it must end. */
static bool holds_too_much(const struct markdown *list)
{
    return list->group.open.kind != ENTRY_NONE &&
           list->window->next - list->window->start > HELD_MAX;
}

static bool next(void *state, struct batch *batch)
{
    struct markdown *list = state;
    bool has_record = false;

    *batch = (struct batch){ 0 };
    while (!has_record && list_blocks_next(&list->group.blocks)) {
        enum list_step step;
        bool is_entry;

        list->cut = ends_cut(list) ? list->group.blocks.first.number : 0;
        step = list_group_take(&list->group);
        if (step == STEP_PASS) {
            pass_over_block(list);
            step = STEP_TAKEN;
        }
        list->line = list->window->next_line - 1;
        if (step == STEP_RECORD) {
            has_record = read_list_entry(list, &list->group.row, batch);
        } else if (step != STEP_TAKEN || holds_too_much(list)) {
            if (step == STEP_TAKEN)
                list_group_warn(&list->group, &list->group.open,
                                "the entry is too long; it ends here", (struct view){ 0 });
            is_entry = step == STEP_SPLIT ? list_group_split(&list->group) : step != STEP_DROP;
            has_record = close_entry(list, !is_entry, batch);
            if (step == STEP_SPLIT)
                list_blocks_return(&list->group.blocks);
            else if (step != STEP_TAKEN)
                list_blocks_keep(&list->group.blocks);
        } else if (list_group_is_item_over(&list->group)) {
            has_record = close_entry(list, false, batch); /* as nearly all items end */
        }
        if (list->group.open.kind == ENTRY_NONE && !list->group.blocks.is_kept)
            window_pass(list->window);
    }
    if (!has_record)
        has_record = close_entry(list, false, batch);
    batch->erred = window_take_error(list->window);
    if (has_record || list->ended)
        return has_record;
    list->ended = true;
    pass_over_definitions(list);
    report(list);
    batch->erred = window_take_error(list->window);
    return batch->erred;
}

static void end(void *state)
{
    struct markdown *list = state;

    list_group_free(&list->group);
    list_fields_free(&list->fields);
}

/* ---- Recognition ---------------------------------------------------------- */

/* True if the text has these words, in any case. */
static bool mentions(struct view text, struct view words)
{
    for (size_t at = 0; at + words.len <= text.len; at++) {
        if (ascii_lower(text.at[at]) == words.at[0] &&
            view_starts_with_ignoring_case(view_skip(text, at), words))
            return true;
    }
    return false;
}

/* True if a line names the columns of a list, or a heading is a day: a bot's empty day. */
static bool has_list_head(struct view text)
{
    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') }, heading = line;
        struct list_table table;
        struct date date;
        bool alone;

        text = view_skip(text, line.len + 1);
        if (view_take(&line, VIEW("|"))) {
            list_table_read(&table, line, CELLS_BY_BARS);
            if (table.is_known && list_table_has(&table, LABEL_TITLE) && table.columns > 2)
                return true;
        } else if (view_take(&heading, VIEW("#")) &&
                   written_date_of_heading(heading, &date, &alone) && date.day > 0) {
            return true;
        }
    }
    return false;
}

/* Any text that speaks of arXiv may be a list, and so may one whose end cannot be seen yet. JSON
 * and Org mode are not Markdown. */
static enum sureness recognises(struct view start)
{
    bool is_tagged = view_starts_with(start, VIEW("<")) && !view_starts_with(start, VIEW("<?"));
    struct view inside = start;

    if (start.len == 0 || view_has_byte(start, '\0') || view_has_byte(VIEW("{@"), start.at[0]) ||
        (start.at[0] == '<' && !is_tagged) ||
        (view_take(&inside, VIEW("[")) && view_starts_with(view_trim_start(inside), VIEW("{"))) ||
        unknown_input_is_org(start))
        return NOT_RECOGNISED;
    return start.len + 64 >= WINDOW_PEEKED || mentions(start, VIEW("arxiv")) ||
                   mentions(start, VIEW("huggingface.co/papers/")) ||
                   has_list_head((struct view){ start.at, utf8_find_malformed(start) })
               ? RECOGNISED_MAYBE
               : NOT_RECOGNISED;
}

const struct reader reader_markdown = {
    .name = "markdown",
    .description = "lists of papers in Markdown: tables, sections, items, paragraphs",
    .recognises = recognises,
    .state_size = sizeof(struct markdown),
    .begin = begin,
    .next = next,
    .end = end,
};
