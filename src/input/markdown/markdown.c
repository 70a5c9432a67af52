/* Reader of lists of arXiv papers in Markdown, whoever wrote them: blocks, then entries, then
 * fields. */
#include <stdlib.h>

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_entry.h"
#include "record/written_date.h"
#include "input/reader.h"
#include "record/identity.h"
#include "text/clean.h"
#include "text/utf8.h"

enum {
    LEVELS = 6,
    COLUMNS_MAX = 64,
    SHOWN = 3,              /* warnings of entries, before the others are counted */
    ENTRY_MAX = 1024 * 1024 /* bytes: an entry that is longer ends there */
};

/* A heading over what is being read. */
struct heading {
    bool is_present;
    bool is_topic; /* neither a date nor the first heading of level 1 */
    struct date date;
    struct buffer text;
};

/* What the rows of a table are. */
enum table_kind {
    TABLE_OF_ENTRIES,
    TABLE_OF_VALUES,    /* of the section's paper: a label a column */
    TABLE_OF_ATTRIBUTES /* of the section's paper: a label a row */
};

struct table {
    enum table_kind kind;
    bool is_known; /* the names of its columns say that it lists papers */
    size_t columns;
    enum list_role roles[COLUMNS_MAX];
};

struct markdown {
    struct window *window;
    const struct wanted *wanted;
    struct list_blocks blocks;
    struct list_entry open; /* the entry that is being read */
    bool has_own;           /* a label or the heading of `open` links to a paper at arXiv */
    struct buffer own_id;   /* of a section, if has_own says so by a label or the heading */
    struct line below;  /* the last heading within the open section that is no label; number 0 if
                         * there is none */
    size_t below_count; /* the number of pieces before it */
    bool has_weak;      /* a line of links has one to arXiv; if `is_labelled`, it is its own */
    bool is_labelled;   /* labels say more of the paper */
    bool is_told;       /* a quotation does */
    struct list_fields fields;
    struct heading headings[LEVELS + 1];
    bool any_title;     /* a heading of level 1 has been */
    struct buffer note; /* the title of what may be a note on one paper, which links below it */
    bool is_contents;   /* the heading is that of a table of contents */
    struct table table;
    struct list_entry row;
    /* For analysing a block before it is taken: */
    struct list_probe probe;
    bool has_label; /* the block's first line begins with `label` */
    struct list_label label;
    struct arena arena;

    struct view topic; /* of the record */
    uint32_t count;    /* of records */
    size_t without_id; /* entries */
    size_t warnings;   /* of entries */
    size_t line;       /* the last that was read */
    bool may_be_empty; /* it is a list, even without papers */
    bool ended;        /* all was read and reported */
};

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct markdown *list = state;

    list->window = window;
    list->wanted = wanted;
    list_blocks_begin(&list->blocks, window);
    list->open.kind = ENTRY_NONE;
    for (size_t i = 0; i <= LEVELS; i++)
        list->headings[i].is_present = false;
    list->any_title = list->may_be_empty = list->ended = false;
    list->table = (struct table){ 0 };
    list->note.len = 0;
    list->count = 0;
    list->without_id = list->line = list->warnings = 0;
}

/* ---- Messages ------------------------------------------------------------- */

/* Warns of an entry that was read all the same. Only the first few are shown. */
static void warn_of_entry(struct markdown *list, const struct list_entry *entry, const char *format,
                          struct view id)
{
    if (++list->warnings <= SHOWN)
        diag_warn(list->window->diag,
                  window_place(list->window, entry->line, entry->line.text.at + entry->column),
                  format, (int)id.len, id.at);
}

/* ---- Headings ------------------------------------------------------------- */

/* Returns the nearest topic over an entry; over a section, the nearest of a higher level. */
static struct view topic_over(const struct markdown *list, unsigned below)
{
    for (unsigned level = below - 1; level > 0; level--) {
        const struct heading *heading = &list->headings[level];

        if (heading->is_present && heading->is_topic)
            return buffer_view(&heading->text);
    }
    return (struct view){ 0 };
}

static struct date date_over(const struct markdown *list, unsigned below)
{
    for (unsigned level = below - 1; level > 0; level--) {
        const struct heading *heading = &list->headings[level];

        if (heading->is_present && heading->date.year > 0)
            return heading->date;
    }
    return (struct date){ 0 };
}

/* Removes a link within the page from the end: "cs.CV [[Back]](#toc)", "Dataset ([back](#x))". */
static struct view without_back_link(const struct inline_text *text)
{
    struct view plain = buffer_view(&text->text);

    for (size_t i = text->link_count; i-- > 0;) {
        const struct inline_link *link = &text->links[i];

        if (view_starts_with(link->address, VIEW("#")) &&
            list_count_letters((struct view){ plain.at, link->start }) > 1)
            plain.len = link->start;
    }
    plain = view_trim_end(plain);
    while (plain.len > 0 && view_has_byte(VIEW("[("), plain.at[plain.len - 1]))
        plain = view_trim_end((struct view){ plain.at, plain.len - 1 });
    return plain;
}

static bool is_year_alone(struct view text)
{
    uint32_t year;

    return view_take_number(&text, 2100, &year) && year >= 1900 && text.len <= sizeof "年" - 1 &&
           (text.len == 0 || !ascii_is_alnum(text.at[0]));
}

/* True for the heading of a list that only repeats what follows. */
static bool is_contents(struct view heading)
{
    static const struct view names[] = {
        VIEW_ENTRY("目录"),     VIEW_ENTRY("概览"),
        VIEW_ENTRY("目次"),     VIEW_ENTRY("Table of Contents"),
        VIEW_ENTRY("Contents"),
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_ends_with(heading, names[i]))
            return true;
    }
    return false;
}

/* Puts the probed heading in its place. */
static struct heading *set_heading(struct markdown *list, unsigned level)
{
    struct heading *heading = &list->headings[level];
    struct view text = without_back_link(&list->probe.text);
    bool alone = false;

    for (unsigned below = level; below <= LEVELS; below++)
        list->headings[below].is_present = false;
    heading->is_present = true;
    heading->date = (struct date){ 0 };
    written_date_of_heading(text, &heading->date, &alone);
    heading->is_topic = !alone && !is_year_alone(text) && (level > 1 || list->any_title);
    if (level == 1)
        list->any_title = true;
    if (heading->date.day > 0)
        list->may_be_empty = true;
    list->is_contents = is_contents(text);
    heading->text.len = 0;
    text = text_clean(text, &list->arena);
    buffer_put(&heading->text, text);
    heading->is_topic = heading->is_topic && text.len > 0;
    return heading;
}

/* ---- Probing -------------------------------------------------------------- */

static void read_probe(struct markdown *list, struct view source)
{
    inline_text_read(&list->probe.text, source);
    list_head_name_links(&list->probe.text);
    list->probe.has_head = false;
}

/* The same for a text that is not the block's. */
static void read_other(struct markdown *list, struct view source)
{
    list->probe.source.len = 0;
    read_probe(list, source);
}

/* Reads the inline text of the block's lines up to the first with a label. */
static void probe_block(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    struct list_label label;

    list->probe.source.len = 0;
    arena_reset(&list->arena);
    for (size_t i = 0; i < block->count; i++) {
        struct view line = window_text(list->window, block->lines[i].text);

        if (i > 0 && list_label_take(line, &label))
            break;
        if (i > 0)
            buffer_put_byte(&list->probe.source, '\n');
        buffer_put(&list->probe.source, line);
    }
    read_probe(list, buffer_view(&list->probe.source));
}

/* Returns the head of the probed block. */
static const struct list_head *probed_head(struct markdown *list)
{
    struct list_probe *probe = &list->probe;

    if (!probe->has_head)
        list_head_read(&probe->text, &list->arena, false, &probe->head);
    probe->has_head = true;
    return &probe->head;
}

/* Looks for a label at the start of the block. */
static void find_label(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;

    list->has_label =
        (block->kind == BLOCK_ITEM || block->kind == BLOCK_PARAGRAPH) &&
        list_label_take(window_text(list->window, block->lines[0].text), &list->label);
}

/* True if the first line of the block begins with a label that is known. */
static bool is_labelled(const struct markdown *list)
{
    return list->has_label && list->label.is_known;
}

/* True for an item whose text is a link or picture named by what it leads to: [code](…). */
static bool is_named_link(const struct markdown *list)
{
    const struct inline_text *text = &list->probe.text;
    struct view plain = view_trim(buffer_view(&text->text));

    return text->link_count > 0 && text->links[0].role != ROLE_NONE && text->links[0].start <= 4 &&
           (text->links[0].end - text->links[0].start) + 24 >= plain.len;
}

/* True if hardly any text stands beside the first link. */
static bool is_line_of_links(const struct markdown *list)
{
    return list->probe.text.link_count > 0 &&
           list_link_is_among_links(&list->probe.text, &list->probe.text.links[0]);
}

static bool starts_entry(struct markdown *list, enum entry_kind kind)
{
    return list_head_is_entry(probed_head(list), kind == ENTRY_PARAGRAPH);
}

/* True for a paragraph that is nothing but bold text or a link: the title of what follows. */
static bool is_bare_title(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    const struct list_head *head;
    struct view line = window_text(list->window, block->lines[0].text);

    if (view_ends_with(line, VIEW(":")) || view_ends_with(line, VIEW("：")))
        return false;
    head = probed_head(list);
    return head->kind == HEAD_STRONG &&
           head->title.len + 4 >= view_trim(buffer_view(&list->probe.text.text)).len;
}

/* True for an item with a title whose link may be in the items below it. */
static bool is_candidate(struct markdown *list)
{
    enum head_kind kind;

    if (list->has_label || is_named_link(list))
        return false;
    kind = probed_head(list)->kind;
    return kind == HEAD_LINK || kind == HEAD_STRONG || kind == HEAD_QUOTED;
}

/* What to do with a block. */
enum step {
    STEP_TAKEN,
    STEP_CLOSE, /* end the open entry, then look at the block again */
    STEP_DROP,  /* the same, but it was no entry */
    STEP_SPLIT, /* the open entry ends before the last heading in it, under which another begins */
    STEP_RECORD /* a row has become a record */
};

/* ---- Entries -------------------------------------------------------------- */

/* Returns the offset in its first line at which the block's text begins. The span of an empty text,
 * as of a heading without one, tells no place. */
static uint32_t column_of_block(const struct list_blocks *blocks)
{
    const struct list_block *block = &blocks->block;

    return block->count > 0 && block->lines[0].text.len > 0
               ? block->lines[0].text.at - blocks->first.text.at
               : 0;
}

static void open_entry(struct markdown *list, enum entry_kind kind)
{
    const struct list_block *block = &list->blocks.block;

    list_entry_begin(&list->open, kind, list->blocks.first, column_of_block(&list->blocks));
    list->open.level = block->level;
    list->open.indent = block->indent;
    list->has_own = list->has_weak = list->is_labelled = list->is_told = false;
    list->own_id.len = 0;
    list->below.number = 0;
}

static void set_own_id(struct markdown *list, struct arxiv_id id)
{
    list->has_own = true;
    list->own_id.len = 0;
    buffer_put(&list->own_id, id.id);
}

/* True for a line of links, of which one is named "paper" or the like. */
static bool has_named_link(struct markdown *list, struct view text)
{
    struct arxiv_id id;

    if (view_find(text, VIEW("arxiv")) == text.len)
        return false;
    read_other(list, text);
    for (size_t i = 0; i < list->probe.text.link_count; i++) {
        const struct inline_link *link = &list->probe.text.links[i];

        if (link->role == ROLE_PAPER && list_link_is_among_links(&list->probe.text, link) &&
            list_link_is_paper(link, &list->arena, &id))
            return true;
    }
    return false;
}

static bool tells_of_paper(enum list_role role)
{
    return role == ROLE_AUTHORS || role == ROLE_FIRST_AUTHOR || role == ROLE_ABSTRACT ||
           role == ROLE_DATE || role == ROLE_CATEGORIES || role == ROLE_TITLE;
}

/* Takes the id of a labelled piece. Returns false if there is none. */
static bool find_labelled_id(struct markdown *list, const struct list_piece *piece,
                             struct arxiv_id *id)
{
    struct view text = window_text(list->window, piece->text);

    return (piece->role == ROLE_PAPER || piece->role == ROLE_DOI) &&
           (arxiv_mention_take(&text, &list->arena, id) || arxiv_take_id(&text, &list->arena, id));
}

/* Notes whether the pieces from `first` on have a link to the paper under a label. */
static void look_for_own_link(struct markdown *list, size_t first)
{
    for (size_t i = first; i < list->open.count && !list->has_own; i++) {
        const struct list_piece *piece = &list->open.pieces[i];
        struct arxiv_id id;

        if (find_labelled_id(list, piece, &id))
            set_own_id(list, id);
        else if (piece->role == ROLE_NONE)
            list->has_weak = list->has_weak ||
                             has_named_link(list, window_text(list->window, piece->text));
        else
            list->is_labelled = list->is_labelled || tells_of_paper(piece->role);
    }
    list->has_own = list->has_own || (list->has_weak && list->is_labelled);
}

/* True for a line in bold: the title of another paper, perhaps. */
static bool is_bold(struct view line)
{
    return view_starts_with(line, VIEW("**")) && view_ends_with(line, VIEW("**"));
}

/* Notes that another entry may begin at the block. */
static void set_below(struct markdown *list)
{
    list->below = list->blocks.first;
    list->below_count = list->open.count;
}

/* True if the pieces from `first` on, under a heading within the open section, link to another
 * paper than the section: that heading is an entry of its own. */
static bool begins_another(struct markdown *list, size_t first)
{
    struct arxiv_id id;

    if (list->below.number == 0 || list->own_id.len == 0)
        return false;
    for (size_t i = first; i < list->open.count; i++) {
        if (find_labelled_id(list, &list->open.pieces[i], &id) &&
            !view_equal(id.id, buffer_view(&list->own_id)))
            return true;
    }
    return false;
}

static enum step add_block(struct markdown *list)
{
    size_t first = list->open.count;

    if (list->own_id.len > 0 &&
        is_bold(window_text(list->window, list->blocks.block.lines[0].text)))
        set_below(list);

    list->is_told = list->is_told || list->blocks.block.is_quoted;
    list_entry_add_block(&list->open, list->window, &list->blocks.block);
    if (begins_another(list, first))
        return STEP_SPLIT;
    look_for_own_link(list, first);
    return STEP_TAKEN;
}

/* Ends the open entry since another begins. A section without a link of its own was but a topic. */
static enum step end_open(const struct markdown *list)
{
    return list->open.kind == ENTRY_SECTION && !list->has_own ? STEP_DROP : STEP_CLOSE;
}

/* Keeps the title of a section of level 1, or of the front matter, whose link may be in a section
 * below it that is named "Links" or the like. */
static void keep_note_title(struct markdown *list)
{
    list->note.len = 0;
    for (size_t i = 0; i < list->open.count; i++) {
        const struct list_piece *piece = &list->open.pieces[i];

        if (piece->role == ROLE_TITLE || piece->place == PLACE_HEAD) {
            list->note.len = 0;
            buffer_put(&list->note, window_text(list->window, piece->text));
        }
    }
}

static enum step take_heading_block(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    struct view line = window_text(list->window, block->lines[0].text);
    enum list_role role = list_label_role(line);
    bool is_section = list->open.kind == ENTRY_SECTION;
    bool is_below = is_section && block->level > list->open.level;
    struct heading *heading;
    struct arxiv_id id;
    bool linked = false;

    probe_block(list);
    if (is_section && list->has_own && list->open.level == 0 && !list->any_title &&
        block->level == 1) {
        list->any_title = true;
        list_entry_add(&list->open, ROLE_NONE, PLACE_HEAD, block->lines[0].text, true);
        return STEP_TAKEN;
    }
    for (size_t i = 0; i < list->probe.text.link_count && !linked; i++)
        linked = list_link_is_paper(&list->probe.text.links[i], &list->arena, &id);
    linked = linked || list_head_take_id(&line, &list->arena, &id);
    if (is_below && !linked && (role != ROLE_NONE || list->has_own)) {
        list->open.role = role == ROLE_NONE ? ROLE_OTHER : role == ROLE_DETAILS ? ROLE_NONE : role;
        list->open.is_sticky = list->open.is_awaiting = true;
        list->open.after_rule = false;
        set_heading(list, block->level);
        if (role == ROLE_NONE)
            set_below(list);
        return STEP_TAKEN;
    }
    if (is_below && !list->has_own && list->open.level <= 1) {
        keep_note_title(list);
        return STEP_DROP;
    }
    if (list->open.kind != ENTRY_NONE)
        return STEP_CLOSE;
    heading = set_heading(list, block->level);
    list->table.columns = 0;
    if (heading->date.year > 0 && !linked && !heading->is_topic)
        return STEP_TAKEN;
    open_entry(list, ENTRY_SECTION);
    list_entry_add(&list->open, ROLE_NONE, PLACE_HEAD, block->lines[0].text, true);
    if (linked)
        set_own_id(list, id);
    return STEP_TAKEN;
}

/* A file about one paper may name it before its heading. */
static void take_front_matter(struct markdown *list)
{
    open_entry(list, ENTRY_SECTION);
    list->open.level = 0;
    list_entry_add_front_matter(&list->open, list->window, &list->blocks.block);
    look_for_own_link(list, 0);
    if (list->open.count == 0)
        list->open.kind = ENTRY_NONE;
}

static enum step take_item_block(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    bool labelled = is_labelled(list);

    switch (list->open.kind) {
    case ENTRY_ITEM:
        if (block->indent <= list->open.indent)
            return STEP_CLOSE;
        probe_block(list);
        if (labelled || is_named_link(list) || !starts_entry(list, ENTRY_ITEM)) {
            return add_block(list);
        }
        if (list->has_own)
            return STEP_TAKEN; /* a related paper */
        return STEP_DROP;
    case ENTRY_SECTION:
    case ENTRY_PARAGRAPH:
        probe_block(list);
        if (list->open.kind == ENTRY_SECTION && !list->has_own && is_candidate(list))
            return STEP_DROP;
        if (labelled || list->has_own || is_named_link(list) || !starts_entry(list, ENTRY_ITEM)) {
            if (!labelled && !is_named_link(list) && list->has_own &&
                list->open.kind == ENTRY_PARAGRAPH && starts_entry(list, ENTRY_ITEM))
                return STEP_CLOSE;
            return add_block(list);
        }
        return end_open(list);
    default:
        open_entry(list, ENTRY_ITEM);
        probe_block(list);
        list->has_own = starts_entry(list, ENTRY_ITEM);
        return add_block(list);
    }
}

static enum step take_paragraph_block(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    bool is_section = list->open.kind == ENTRY_SECTION;

    if (list->open.kind == ENTRY_ITEM) {
        if (block->after_blank && block->indent <= list->open.indent)
            return STEP_CLOSE;
        return add_block(list);
    }
    if ((is_section && list->has_own) || (list->open.kind != ENTRY_NONE && is_labelled(list))) {
        return add_block(list);
    }
    probe_block(list);
    if (is_section && list->is_labelled && is_line_of_links(list)) {
        return add_block(list);
    }
    if (starts_entry(list, ENTRY_PARAGRAPH) ||
        (is_bare_title(list) && (!is_section || !list->is_told))) {
        if (list->open.kind != ENTRY_NONE)
            return end_open(list);
        open_entry(list, ENTRY_PARAGRAPH);
        list->has_own = starts_entry(list, ENTRY_PARAGRAPH);
    }
    return list->open.kind == ENTRY_NONE ? STEP_TAKEN : add_block(list);
}

/* ---- Tables --------------------------------------------------------------- */

static void read_columns(struct table *table, struct view row, enum cell_marks marks)
{
    struct view cell, copy = row;
    bool has_title = false;

    *table = (struct table){ .kind = TABLE_OF_ENTRIES };
    for (; table->columns < COLUMNS_MAX && list_block_take_cell(&row, &cell, marks);
         table->columns++) {
        enum list_role role = list_label_column(cell);

        table->roles[table->columns] = role;
        has_title |= list_label_role(cell) == ROLE_TITLE;
        table->is_known |= role == ROLE_TITLE || role == ROLE_PAPER;
    }
    for (size_t i = 0; i < table->columns && list_block_take_cell(&copy, &cell, marks); i++) {
        if (has_title && table->roles[i] == ROLE_TITLE)
            table->roles[i] = list_label_role(cell);
    }
}

static bool has_role(const struct table *table, enum list_role role)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (table->roles[i] == role)
            return true;
    }
    return false;
}

static enum step take_table_head(struct markdown *list)
{
    struct view row = window_text(list->window, list->blocks.block.lines[0].text);
    struct table table;

    read_columns(&table, row, list->blocks.block.is_html ? CELLS_OF_HTML : CELLS_BY_BARS);
    if (list->open.kind == ENTRY_SECTION && has_role(&table, ROLE_ATTRIBUTE))
        table.kind = TABLE_OF_ATTRIBUTES;
    else if (list->open.kind == ENTRY_SECTION && !has_role(&table, ROLE_TITLE) &&
             (list->has_own || has_role(&table, ROLE_AUTHORS)))
        table.kind = TABLE_OF_VALUES;
    else if (list->open.kind != ENTRY_NONE)
        return end_open(list);
    if (table.kind == TABLE_OF_ENTRIES && table.is_known)
        list->may_be_empty = true;
    list->table = table;
    return STEP_TAKEN;
}

/* Adds a cell to an entry. */
static void add_cell(struct list_entry *entry, const struct window *window, enum list_role role,
                     struct view cell)
{
    list_entry_add(entry, role, PLACE_CELL, window_span(window, cell), true);
}

/* Takes a row that tells more of the section's paper. */
static void take_value_row(struct markdown *list, struct view row)
{
    struct view cell, value;

    if (list->table.kind == TABLE_OF_ATTRIBUTES) {
        enum list_role role;

        if (list_block_take_cell(&row, &cell, CELLS_BY_BARS) &&
            list_block_take_cell(&row, &value, CELLS_BY_BARS) &&
            (role = list_label_role(cell)) != ROLE_NONE)
            add_cell(&list->open, list->window, role, value);
    }
    for (size_t i = 0; list->table.kind == TABLE_OF_VALUES && i < list->table.columns &&
                       list_block_take_cell(&row, &cell, CELLS_BY_BARS);
         i++) {
        if (list->table.roles[i] != ROLE_NONE)
            add_cell(&list->open, list->window, list->table.roles[i], cell);
    }
    look_for_own_link(list, 0);
}

/* True if a link in the cell is the title of a paper at arXiv. */
static bool has_linked_title(struct markdown *list, struct view cell)
{
    struct list_head head;

    read_other(list, cell);
    list_head_read(&list->probe.text, &list->arena, true, &head);
    return head.by_title;
}

/* Adds the cells of a row to its entry, by the columns. Without a column of titles, a cell with a
 * linked title is one. */
static void add_cells(struct markdown *list, struct view row, enum cell_marks marks)
{
    struct table *table = &list->table;
    bool has_title = has_role(table, ROLE_TITLE);
    struct view cell;

    for (size_t i = 0; i < table->columns && list_block_take_cell(&row, &cell, marks); i++) {
        enum list_role role = table->roles[i];

        if (!has_title && role == ROLE_NONE && has_linked_title(list, cell)) {
            role = ROLE_TITLE;
            has_title = true;
        }
        if (cell.len > 0)
            add_cell(&list->row, list->window, role, cell);
    }
    if (marks == CELLS_LENIENT && row.len > 0)
        warn_of_entry(list, &list->row,
                      "the row has more cells than the table has columns; '%.*s' is ignored",
                      window_shown(view_trim(row)));
}

static enum step take_table_row(struct markdown *list)
{
    const struct list_block *block = &list->blocks.block;
    struct view row = window_text(list->window, block->lines[0].text);
    enum cell_marks marks = block->is_html ? CELLS_OF_HTML : CELLS_BY_BARS;

    if (block->is_html && list->table.columns == 0 && !list->has_own)
        list->table = (struct table){ .columns = COLUMNS_MAX };
    if (list->table.columns == 0 || list->is_contents)
        return STEP_TAKEN;
    if (list->table.kind != TABLE_OF_ENTRIES) {
        take_value_row(list, row);
        return STEP_TAKEN;
    }
    if (list->open.kind != ENTRY_NONE)
        return end_open(list);
    if (marks == CELLS_BY_BARS && list_block_count_cells(row, marks) > list->table.columns)
        marks = CELLS_LENIENT;
    list_entry_begin(&list->row, ENTRY_ROW, list->blocks.first, column_of_block(&list->blocks));
    add_cells(list, row, marks);
    return STEP_RECORD;
}

/* ---- Records -------------------------------------------------------------- */

/* True for a section whose heading is the name of what it has. */
static bool is_named_by_label(const struct markdown *list, const struct list_entry *entry)
{
    return entry->kind == ENTRY_SECTION && entry->count > 0 && list->note.len > 0 &&
           list_label_role(window_text(list->window, entry->pieces[0].text)) != ROLE_NONE;
}

/* Makes the record of an entry. Returns false if it has none. */
static bool read_list_entry(struct markdown *list, const struct list_entry *entry,
                            struct batch *batch)
{
    struct record *record = &list->fields.entry.record;
    unsigned below = entry->kind != ENTRY_SECTION ? LEVELS + 1
                     : entry->level > 0           ? entry->level
                                                  : 1;
    struct date day = date_over(list, below);
    struct entry_origin origin = { .line = entry->line.number };

    list->fields.note = is_named_by_label(list, entry) ? buffer_view(&list->note)
                                                       : (struct view){ 0 };
    if (!list_fields_read(&list->fields, entry, list->window, &list->probe, day)) {
        list->without_id += list->fields.has_link;
        return false;
    }
    if (!wanted_has(list->wanted, record->arxiv_id))
        return false;
    list->topic = topic_over(list, below);
    if (list->topic.len > 0) {
        record->topics = &list->topic;
        record->topic_count = 1;
    }
    if (day.day > 0)
        origin.announced = (struct moment){ seconds_of(day), MOMENT_KNOWN };
    origin.ref = ++list->count;
    if (list->fields.several)
        warn_of_entry(list, entry, "the entry links to more than one paper at arXiv; %.*s is used",
                      record->arxiv_id);
    if (record->title.in[LANGUAGE_EN].len == 0 && record->title.in[LANGUAGE_ZH].len == 0)
        warn_of_entry(list, entry, "no title was found for %.*s", record->arxiv_id);
    batch->records = entry_finish(&list->fields.entry, list->window, origin);
    batch->count = batch->sound = 1;
    return true;
}

/* True for a block that begins with the label of a title. If the open entry has a title under a
 * label, this one is another's. */
static bool begins_with_title(const struct markdown *list)
{
    return list->has_label && list->label.role == ROLE_TITLE;
}

static bool has_labelled_title(const struct list_entry *entry)
{
    for (size_t i = 0; i < entry->count; i++) {
        if (entry->pieces[i].role == ROLE_TITLE && entry->pieces[i].place != PLACE_FRONT)
            return true;
    }
    return false;
}

/* "Title: …", "Authors: …", "URL: …": labels alone make an entry, too. */
static enum step take_labelled_title(struct markdown *list)
{
    if (list->open.kind != ENTRY_NONE && has_labelled_title(&list->open))
        return end_open(list);
    if (list->open.kind == ENTRY_ITEM && list->blocks.block.indent <= list->open.indent)
        return STEP_CLOSE;
    if (list->open.kind == ENTRY_NONE)
        open_entry(list, ENTRY_PARAGRAPH);
    return add_block(list);
}

static enum step take_block(struct markdown *list)
{
    find_label(list);
    if (begins_with_title(list))
        return take_labelled_title(list);
    switch (list->blocks.block.kind) {
    case BLOCK_FRONT_MATTER:
        take_front_matter(list);
        return STEP_TAKEN;
    case BLOCK_HEADING:
        return take_heading_block(list);
    case BLOCK_ITEM:
        return take_item_block(list);
    case BLOCK_PARAGRAPH:
        return take_paragraph_block(list);
    case BLOCK_TABLE:
        return take_table_head(list);
    case BLOCK_ROW:
        return take_table_row(list);
    case BLOCK_RULE:
        if (list->open.kind == ENTRY_SECTION) {
            list->open.after_rule = true;
            list->open.role = ROLE_OTHER;
            list->open.is_sticky = false;
            return STEP_TAKEN;
        }
        return list->open.kind == ENTRY_NONE ? STEP_TAKEN : STEP_CLOSE;
    default:
        return STEP_TAKEN;
    }
}

/* Ends the open entry. Returns true if it has become a record. */
static bool close_entry(struct markdown *list, bool drop, struct batch *batch)
{
    enum entry_kind kind = list->open.kind;

    list->open.kind = ENTRY_NONE;
    if (kind == ENTRY_NONE || drop)
        return false;
    list->open.kind = kind;
    drop = !read_list_entry(list, &list->open, batch);
    list->open.kind = ENTRY_NONE;
    return !drop;
}

static void report(const struct markdown *list)
{
    struct place place = { .file = list->window->input->name };
    struct place start = { list->window->input->name, 1, 1 };

    if (list->blocks.code.line > 0)
        diag_warn(list->window->diag, (struct place){ place.file, list->blocks.code.line, 1 },
                  list->blocks.code.mark == '<'
                      ? "the comment that begins here never ends; all after it is left out"
                      : "the code that begins here never ends; all after it is left out");
    if (list->warnings > SHOWN)
        diag_warn(list->window->diag, place, "has %zu more like these", list->warnings - SHOWN);
    if (list->count > 0) {
        if (list->without_id > 0)
            diag_note(list->window->diag, place, "has %zu %s without a link to arXiv, left out",
                      list->without_id, list->without_id == 1 ? "entry" : "entries");
        return;
    }
    if ((list->may_be_empty && list->without_id == 0) || list->wanted->is_list)
        diag_warn(list->window->diag, place, "has no papers");
    else
        window_fault(list->window, start,
                     "no entry of this list links to a paper at arXiv; %zu line%s read; use --from "
                     "library to read all arXiv ids in it",
                     list->line, list->line == 1 ? " was" : "s were");
}

static bool next(void *state, struct batch *batch)
{
    struct markdown *list = state;
    bool has_record = false;

    *batch = (struct batch){ 0 };
    while (!has_record && list_blocks_next(&list->blocks)) {
        enum step step = take_block(list);

        list->line = list->window->next_line - 1;
        if (step == STEP_RECORD) {
            has_record = read_list_entry(list, &list->row, batch);
        } else if (step != STEP_TAKEN || list->open.size > ENTRY_MAX) {
            if (step == STEP_TAKEN)
                warn_of_entry(list, &list->open, "the entry is too long; what follows is ignored",
                              (struct view){ 0 });
            if (step == STEP_SPLIT) {
                list->open.count = list->below_count;
                list->blocks.first = list->below;
            }
            has_record = close_entry(list, step == STEP_DROP, batch);
            if (step != STEP_TAKEN)
                list_blocks_return(&list->blocks);
        }
        if (list->open.kind == ENTRY_NONE)
            window_pass(list->window);
    }
    if (!has_record)
        has_record = close_entry(list, false, batch);
    batch->erred = window_take_error(list->window);
    if (has_record || list->ended)
        return has_record;
    list->ended = true;
    report(list);
    batch->erred = window_take_error(list->window);
    return batch->erred;
}

static void end(void *state)
{
    struct markdown *list = state;

    list_blocks_free(&list->blocks);
    list_entry_free(&list->open);
    list_entry_free(&list->row);
    list_fields_free(&list->fields);
    for (size_t i = 0; i <= LEVELS; i++)
        buffer_free(&list->headings[i].text);
    inline_text_free(&list->probe.text);
    buffer_free(&list->probe.source);
    buffer_free(&list->note);
    buffer_free(&list->own_id);
    arena_free(&list->arena);
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
        struct table table;
        struct date date;
        bool alone;

        text = view_skip(text, line.len + 1);
        if (view_take(&line, VIEW("|"))) {
            read_columns(&table, line, CELLS_BY_BARS);
            if (table.is_known && has_role(&table, ROLE_TITLE) && table.columns > 2)
                return true;
        } else if (view_take(&heading, VIEW("#")) &&
                   written_date_of_heading(heading, &date, &alone) && date.day > 0) {
            return true;
        }
    }
    return false;
}

/* Any text that speaks of arXiv may be a list, and so may one whose end cannot be seen yet. */
static enum sureness recognises(struct view start)
{
    bool is_tagged = view_starts_with(start, VIEW("<")) && !view_starts_with(start, VIEW("<?"));

    if (start.len == 0 || view_has_byte(start, '\0') || view_has_byte(VIEW("{@"), start.at[0]) ||
        (start.at[0] == '<' && !is_tagged))
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
