#include "input/markdown/list_group.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/written_names.h"
#include "record/identity.h"

void list_group_begin(struct list_group *group, struct window *window, bool ids_only)
{
    group->window = window;
    list_definitions_read(&group->probe.definitions, window_peek(window));
    group->ids_only = ids_only;
    list_blocks_begin(&group->blocks, window);
    group->open.kind = ENTRY_NONE;
    list_headings_begin(&group->headings);
    group->table = (struct list_table){ 0 };
    group->note.len = 0;
    group->has_own = group->has_plain_entries = false;
    group->warnings = group->news = group->passed = 0;
    group->may_be_empty = false;
}

void list_group_free(struct list_group *group)
{
    list_blocks_free(&group->blocks);
    list_entry_free(&group->open);
    list_entry_free(&group->row);
    list_headings_free(&group->headings);
    inline_text_free(&group->probe.text);
    list_definitions_free(&group->probe.definitions);
    buffer_free(&group->probe.source);
    buffer_free(&group->note);
    buffer_free(&group->own_id);
    arena_free(&group->arena);
}

bool list_group_split(struct list_group *group)
{
    group->open.count = group->below_count;
    group->blocks.first = group->below;
    if (group->open.kind == ENTRY_SECTION)
        list_headings_drop(&group->headings, group->open.level);
    return group->has_own;
}

void list_group_warn(struct list_group *group, const struct list_entry *entry, const char *format,
                     struct view id)
{
    if (++group->warnings <= LIST_WARNINGS_SHOWN)
        diag_warn(group->window->diag,
                  window_place(group->window, entry->line, entry->line.text.at + entry->column),
                  format, (int)id.len, id.at);
}

static void read_other(struct list_group *group, struct view source);
static bool has_paper_link(const struct list_group *group);

/* True if a reference link in the text leads to arXiv. */
static bool has_reference(struct list_group *group, struct view text)
{
    if (group->probe.definitions.count == 0 || !view_has_byte(text, '['))
        return false;
    read_other(group, text);
    return has_paper_link(group);
}

/* Counts the text if it links to arXiv. It begins at the line or after it. */
static void pass_over(struct list_group *group, struct line line, struct span span)
{
    struct view text = window_text(group->window, span), before;
    size_t newline;
    struct arxiv_id id;

    if (!(arxiv_mention_take(&text, &group->arena, &id) || has_reference(group, text)) ||
        group->passed++ > 0)
        return;
    before = window_text(group->window, (struct span){ line.text.at, span.at - line.text.at });
    while ((newline = view_find_byte(before, '\n')) < before.len) {
        before = view_skip(before, newline + 1);
        line.number++;
    }
    line.text.at = span.at - (uint32_t)before.len;
    group->first_passed = window_place(group->window, line, span.at);
}

void list_group_pass_over(struct list_group *group, const struct list_entry *entry)
{
    for (size_t i = 0; i < entry->count; i++)
        pass_over(group, entry->line, entry->pieces[i].text);
}

void list_group_pass_over_definitions(struct list_group *group)
{
    const struct list_definitions *definitions = &group->probe.definitions;

    for (size_t i = 0; i < definitions->count; i++) {
        const struct list_definition *definition = &definitions->items[i];

        if (definition->is_used || list_label_role(definition->label) != LABEL_NONE ||
            list_link_paper(definition->address, &group->arena).id.len == 0)
            continue;
        if (group->passed++ == 0)
            group->first_passed = (struct place){ group->window->input->name, definition->line, 1 };
    }
}

/* Counts the lines of the block that link to arXiv; it is left out. */
static enum list_step pass_over_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    for (size_t i = 0; i < block->count; i++)
        pass_over(group, group->blocks.first, block->lines[i]);
    return STEP_TAKEN;
}

/* ---- Probing --------------------------------------------------------------- */

static void read_probe(struct list_group *group, struct view source)
{
    inline_text_read(&group->probe.text, source);
    list_definitions_resolve(&group->probe.definitions, &group->probe.text);
    list_link_resolve_all(&group->probe.text, &group->arena);
    group->probe.has_head = false;
    group->probe.plain_line = 0;
}

/* The same for a text that need not be the block's. */
static void read_other(struct list_group *group, struct view source)
{
    if (list_probe_has(&group->probe, source))
        return;
    group->probe.source.len = 0;
    read_probe(group, source);
}

/* Reads the inline text of the block's lines up to the first with a label. */
static void probe_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct list_label label;

    group->probe.source.len = 0;
    arena_reset(&group->arena);
    for (size_t i = 0; i < block->count; i++) {
        struct view line = window_text(group->window, block->lines[i]);

        if (i > 0 && list_label_take(line, &label))
            break;
        if (i > 0)
            buffer_put_byte(&group->probe.source, '\n');
        buffer_put(&group->probe.source, line);
    }
    read_probe(group, buffer_view(&group->probe.source));
}

/* Reads the head of an item from its line, if only the id is wanted and the line is plain. Returns
 * false if the block must be probed, as below a heading of news. */
static bool probe_plain_item(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct list_probe *probe = &group->probe;

    if (!group->ids_only || group->has_label || probe->definitions.count > 0 ||
        group->headings.is_news || block->count > 1)
        return false;
    probe->source.len = 0;
    probe->plain_line = group->blocks.first.number;
    arena_reset(&group->arena);
    probe->has_head = list_head_read_plain(window_text(group->window, block->lines[0]),
                                           &group->arena, &probe->head);
    if (probe->has_head)
        probe->head.id.id = arena_copy(&group->arena, probe->head.id.id);
    return probe->has_head;
}

/* Returns the head of the probed block. */
static const struct list_head *probed_head(struct list_group *group)
{
    struct list_probe *probe = &group->probe;

    if (!probe->has_head)
        list_head_read(&probe->text, &group->arena, false, &probe->head);
    probe->has_head = true;
    return &probe->head;
}

/* Looks for a label at the start of the block. */
static void find_label(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    group->has_label = (block->kind == BLOCK_ITEM || block->kind == BLOCK_PARAGRAPH) &&
                       list_label_take(window_text(group->window, block->lines[0]), &group->label);
}

/* True if the first line of the block begins with a label that is known. */
static bool is_labelled(const struct list_group *group)
{
    return group->has_label && group->label.is_known;
}

/* True for an item whose text is a link or picture named by what it leads to: [code](…). A symbol
 * or a mark may be before it. */
static bool is_named_link(const struct list_group *group)
{
    enum { BEFORE_MAX = 4, BESIDE_MAX = 24 };
    const struct inline_text *text = &group->probe.text;
    const struct inline_link *link = text->links;

    return text->link_count > 0 && link->role != LABEL_NONE && link->start <= BEFORE_MAX &&
           list_count_words(inline_text_part(text, 0, link->start)) == 0 &&
           (link->end - link->start) + BESIDE_MAX >= view_trim(buffer_view(&text->text)).len;
}

/* True if hardly any text stands beside the first link. */
static bool is_line_of_links(const struct list_group *group)
{
    return group->probe.text.link_count > 0 &&
           list_link_is_among_links(&group->probe.text, &group->probe.text.links[0]);
}

static bool starts_entry(struct list_group *group, enum entry_kind kind)
{
    if (group->headings.is_news)
        return list_head_is_entry_of_news(probed_head(group));
    return list_head_is_entry(probed_head(group), kind == ENTRY_PARAGRAPH);
}

/* True for a paragraph that is nothing but bold text, or a link to elsewhere: the title of what
 * follows. */
static bool is_bare_title(struct list_group *group)
{
    enum { MARKS = 4 }; /* bytes around it */
    const struct list_block *block = &group->blocks.block;
    const struct list_title *title;
    struct view line = window_text(group->window, block->lines[0]);

    if (view_ends_with(line, VIEW(":")) || view_ends_with(line, VIEW("：")))
        return false;
    title = &probed_head(group)->title;
    if (title->text.len + MARKS < view_trim(buffer_view(&group->probe.text.text)).len)
        return false;
    return title->kind == TITLE_IS_STRONG ||
           (title->kind == TITLE_IS_LINK && identity_is_link(title->link->address));
}

/* True for an item with a title whose link may be in the items below it. */
static bool is_candidate(struct list_group *group)
{
    enum title_kind kind;

    if (group->has_label || is_named_link(group))
        return false;
    kind = probed_head(group)->title.kind;
    return kind == TITLE_IS_LINK || kind == TITLE_IS_STRONG || kind == TITLE_IS_QUOTED;
}

/* ---- Entries --------------------------------------------------------------- */

/* Returns the offset in its first line at which the block's text begins. The span of an empty text,
 * as of a heading without one, tells no place. */
static uint32_t column_of_block(const struct list_blocks *blocks)
{
    const struct list_block *block = &blocks->block;

    return block->count > 0 && block->lines[0].len > 0 ? block->lines[0].at - blocks->first.text.at
                                                       : 0;
}

static void open_entry(struct list_group *group, enum entry_kind kind)
{
    const struct list_block *block = &group->blocks.block;

    list_entry_begin(&group->open, kind, group->blocks.first, column_of_block(&group->blocks));
    group->open.level = block->level;
    group->open.indent = block->indent;
    group->has_own = group->has_weak = group->is_labelled = group->is_told = false;
    group->is_address = false;
    group->is_under_label = group->is_news = group->has_mention = false;
    group->own_id.len = 0;
    group->seen = 0;
    group->below.number = group->inner.number = group->other.number = 0;
    group->others = 0;
}

/* True if the probed text links to a paper at arXiv. */
static bool has_paper_link(const struct list_group *group)
{
    for (size_t i = 0; i < group->probe.text.link_count; i++) {
        if (list_link_is_paper(&group->probe.text.links[i]))
            return true;
    }
    return false;
}

/* Opens an entry that begins with the probed block. */
static void open_probed(struct list_group *group, enum entry_kind kind)
{
    open_entry(group, kind);
    group->has_own = starts_entry(group, kind);
    if (kind == ENTRY_PARAGRAPH && group->has_own)
        buffer_put(&group->own_id, probed_head(group)->id.id);
    group->is_news = group->headings.is_news && !group->has_own;
    group->has_mention = group->is_news && has_paper_link(group);
}

static void set_own_id(struct list_group *group, struct arxiv_id id)
{
    group->has_own = true;
    group->below.number = 0;
    if (group->open.kind == ENTRY_SECTION)
        group->inner.number = 0;
    group->own_id.len = 0;
    buffer_put(&group->own_id, id.id);
}

/* True for a line of links, of which one is named "paper" or the like. */
static bool has_named_link(struct list_group *group, struct view text)
{
    if (view_find(text, VIEW("arxiv")) == text.len)
        return false;
    read_other(group, text);
    for (size_t i = 0; i < group->probe.text.link_count; i++) {
        const struct inline_link *link = &group->probe.text.links[i];

        if (link->role == LABEL_PAPER && list_link_is_paper(link) &&
            list_link_is_among_links(&group->probe.text, link))
            return true;
    }
    return false;
}

static bool tells_of_paper(enum list_role role)
{
    return role == LABEL_AUTHORS || role == LABEL_FIRST_AUTHOR || role == LABEL_ABSTRACT ||
           role == LABEL_DATE || role == LABEL_CATEGORIES || role == LABEL_TITLE;
}

/* Takes the id of a label's value. Returns false if there is none. */
static bool find_labelled_id(struct list_group *group, enum list_role role, struct view text,
                             struct arxiv_id *id)
{
    return (role == LABEL_PAPER || role == LABEL_DOI) &&
           (arxiv_mention_take(&text, &group->arena, id) ||
            arxiv_take_id(&text, &group->arena, id));
}

/* Notes whether the pieces that have not been looked at yet have a link to the paper under a label.
 * Most items end before that matters. */
static void look_for_own_link(struct list_group *group)
{
    for (size_t i = group->seen; i < group->open.count && !group->has_own; i++) {
        const struct list_piece *piece = &group->open.pieces[i];
        struct view text = window_text(group->window, piece->text);
        struct arxiv_id id;

        if (find_labelled_id(group, piece->role, text, &id))
            set_own_id(group, id);
        else if (piece->role == LABEL_NONE)
            group->has_weak = group->has_weak || has_named_link(group, text);
        else
            group->is_labelled = group->is_labelled || tells_of_paper(piece->role);
    }
    if (!group->has_own && group->has_weak && group->is_labelled) {
        group->has_own = true;
        group->inner.number = group->own_id.len = 0;
    }
    group->seen = group->open.count;
}

/* True for a line in bold: the title of another paper, perhaps. */
static bool is_bold(struct view line)
{
    return view_starts_with(line, VIEW("**")) && view_ends_with(line, VIEW("**"));
}

/* Notes that another entry may begin at the block, unless the open one begins there. */
static void set_below(struct list_group *group)
{
    if (group->open.count == 0)
        return;
    group->below = group->blocks.first;
    group->below_count = group->open.count;
}

/* Makes the first of the entries within the open one the next. */
static enum list_step split_at_other(struct list_group *group)
{
    group->below = group->other;
    group->below_count = group->other_count;
    return STEP_SPLIT;
}

/* Notes that an item below the name at `inner`, or that item itself, links to a paper. If it is the
 * second such name, the open item is but a topic: makes the first name the next entry and returns
 * true. */
static bool note_name_with_link(struct list_group *group, struct view id)
{
    if (group->others++ == 0) {
        group->other = group->inner;
        group->other_count = group->inner_count;
        group->own_id.len = 0;
        buffer_put(&group->own_id, id);
        return false;
    }
    if (group->inner.number == group->other.number || view_equal(id, buffer_view(&group->own_id)))
        return false;
    split_at_other(group);
    return true;
}

/* True if the pieces from `first` on link to a paper of their own. Below a heading within the open
 * section, this is another paper than the section's. In a section without a link, the block's first
 * item is the paper's title; within an item, there must be two such titles. */
static bool begins_another(struct list_group *group, size_t first)
{
    bool is_name = group->open.kind == ENTRY_ITEM &&
                   group->inner.number == group->blocks.first.number;
    bool is_title = group->below.number > 0 && ((group->has_own && group->own_id.len > 0) ||
                                                group->below.number == group->blocks.first.number);
    struct arxiv_id id;

    for (size_t i = first; i < group->open.count && (is_title || is_name); i++) {
        const struct list_piece *piece = &group->open.pieces[i];

        if (!find_labelled_id(group, piece->role, window_text(group->window, piece->text), &id))
            continue;
        if (is_title ? !view_equal(id.id, buffer_view(&group->own_id))
                     : note_name_with_link(group, id.id))
            return true;
    }
    return false;
}

static enum list_step add_block(struct list_group *group)
{
    size_t first = group->open.count;

    if (group->own_id.len > 0 && group->has_own &&
        is_bold(window_text(group->window, group->blocks.block.lines[0])))
        set_below(group);

    group->is_told = group->is_told || group->blocks.block.is_quoted;
    list_entry_add_block(&group->open, group->window, &group->blocks.block,
                         group->has_label ? &group->label : NULL);
    if (group->below.number == 0 && group->inner.number == 0)
        return STEP_TAKEN;
    return begins_another(group, first) ? STEP_SPLIT : STEP_TAKEN;
}

bool list_group_is_item_over(const struct list_group *group)
{
    return group->open.kind == ENTRY_ITEM && list_blocks_item_is_next(&group->blocks);
}

/* Ends the open entry since another begins. A section without a link of its own was but a topic. */
static enum list_step end_open(const struct list_group *group)
{
    return group->open.kind == ENTRY_SECTION && !group->has_own ? STEP_DROP : STEP_CLOSE;
}

/* ---- Headings -------------------------------------------------------------- */

/* Keeps the title of a section of level 1, or of the front matter, whose link may be in a section
 * below it that is named "Links" or the like. */
static void keep_note_title(struct list_group *group)
{
    group->note.len = 0;
    for (size_t i = 0; i < group->open.count; i++) {
        const struct list_piece *piece = &group->open.pieces[i];

        if (piece->role == LABEL_TITLE || piece->place == PLACE_HEAD) {
            group->note.len = 0;
            buffer_put(&group->note, window_text(group->window, piece->text));
        }
    }
}

static enum list_step take_heading_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view line = window_text(group->window, block->lines[0]);
    enum list_role role = list_label_role(line);
    bool is_section = group->open.kind == ENTRY_SECTION;
    /* a section's abstract may be at its own level */
    bool is_below = is_section &&
                    (block->level > group->open.level ||
                     (block->level == group->open.level &&
                      (role == LABEL_ABSTRACT || role == LABEL_ABSTRACT_TRANSLATION)));
    const struct list_heading *heading;
    struct arxiv_id id;
    bool linked = false;

    if (group->open.kind != ENTRY_NONE && !is_section)
        return STEP_CLOSE;
    probe_block(group);
    if (is_section && group->has_own && group->open.level == 0 && !group->headings.any_title &&
        block->level == 1) {
        group->headings.any_title = true;
        list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD, block->lines[0], true);
        return STEP_TAKEN;
    }
    for (size_t i = 0; i < group->probe.text.link_count && !linked; i++) {
        id = group->probe.text.links[i].paper;
        linked = id.id.len > 0;
    }
    linked = linked || list_head_take_id(&line, &group->arena, &id);
    if (is_below && linked && group->has_own && view_equal(id.id, buffer_view(&group->own_id))) {
        /* "[Abstract](…)" links to the section's paper */
        role = list_label_role(buffer_view(&group->probe.text.text));
        linked = role == LABEL_NONE;
    }
    if (is_below && !linked && (role != LABEL_NONE || group->has_own)) {
        group->open.role = role == LABEL_NONE      ? LABEL_OTHER
                           : role == LABEL_DETAILS ? LABEL_NONE
                                                   : role;
        group->open.is_sticky = group->open.is_awaiting = true;
        group->open.after_rule = false;
        list_headings_set(&group->headings, block->level, &group->probe.text);
        group->is_under_label = role != LABEL_NONE;
        if (role == LABEL_NONE) {
            set_below(group);
            group->inner = group->below;
            group->inner_count = group->below_count;
        }
        return STEP_TAKEN;
    }
    if (is_below && !group->has_own && group->open.level <= 1) {
        keep_note_title(group);
        return STEP_DROP;
    }
    if (group->open.kind != ENTRY_NONE)
        return STEP_CLOSE;
    heading = list_headings_set(&group->headings, block->level, &group->probe.text);
    group->has_plain_entries = false;
    group->may_be_empty = group->may_be_empty || heading->date.day > 0;
    if (!linked && ((heading->date.year > 0 && !heading->is_topic) || heading->is_news ||
                    group->headings.is_thanks || group->headings.is_citation))
        return STEP_TAKEN;
    open_entry(group, ENTRY_SECTION);
    list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD, block->lines[0], true);
    if (linked)
        set_own_id(group, id);
    return STEP_TAKEN;
}

/* A file about one paper may name it before its heading. */
static void take_front_matter(struct list_group *group)
{
    open_entry(group, ENTRY_SECTION);
    group->open.level = 0;
    list_entry_add_front_matter(&group->open, group->window, &group->blocks.block);
    if (group->open.count == 0)
        group->open.kind = ENTRY_NONE;
}

/* ---- Items and paragraphs -------------------------------------------------- */

/* Takes what seems to be an entry within a section that has a link of its own. One is a paper that
 * the section speaks of; two make it a list, under a heading that cites a paper. After a rule, what
 * follows is not the section's. */
static enum list_step take_other_paper(struct list_group *group)
{
    bool is_own = view_equal(probed_head(group)->id.id, buffer_view(&group->own_id));

    if (is_own || group->open.level == 0 || group->is_under_label)
        return add_block(group);
    if (group->open.after_rule)
        return STEP_CLOSE;
    if (group->others++ == 0) {
        bool is_under_heading = group->inner.number > 0;

        group->other = is_under_heading ? group->inner : group->blocks.first;
        group->other_count = is_under_heading ? group->inner_count : group->open.count;
        return add_block(group);
    }
    return split_at_other(group);
}

/* True for a paragraph that is worth a look: one that begins with a link or in bold. */
static bool may_start_entry(const struct list_group *group)
{
    struct view line = window_text(group->window, group->blocks.block.lines[0]);

    return !group->has_label &&
           (view_starts_with(line, VIEW("[")) || view_starts_with(line, VIEW("**")));
}

/* Notes that the probed item, in an entry without a link, may be the title of a paper to which an
 * item below it links. In an entry that tells of a paper before, it is not. A name of a word or two
 * within an item may be one if it is not the only one. */
static void note_title_above(struct list_group *group)
{
    enum { DEEPEST = 24 }; /* columns; what is deeper would be read again for each level */
    /* right below a section's heading, which is then a topic */
    bool is_first = group->open.kind == ENTRY_SECTION && group->open.count == 1;
    bool is_told = group->has_weak || (group->is_labelled && group->below.number == 0);
    unsigned indent = group->blocks.block.indent;
    bool is_barred = indent > DEEPEST || is_labelled(group) || is_named_link(group) ||
                     (group->open.kind == ENTRY_SECTION && group->open.level == 0);

    if (!is_barred && (!is_told || group->others > 0) && group->open.kind == ENTRY_ITEM &&
        list_head_may_be_title(probed_head(group), true)) {
        group->inner = group->blocks.first;
        group->inner_count = group->open.count;
        group->inner_indent = indent;
    }
    if (indent > group->below_indent && group->below.number > 0)
        return;
    group->below.number = 0;
    if (is_barred || is_told || group->has_own ||
        !list_head_may_be_title(probed_head(group), is_first))
        return;
    set_below(group);
    group->below_indent = indent;
}

/* True for text that begins with a link, perhaps after a symbol or a mark. */
static bool begins_with_link(const struct inline_text *text)
{
    enum { BEFORE_MAX = 8, LETTERS = 2 }; /* bytes; a symbol counts as one or two letters */

    return text->link_count > 0 && text->links[0].start <= BEFORE_MAX &&
           list_count_letters(inline_text_part(text, 0, text->links[0].start)) <= LETTERS;
}

/* Finds the paper to which the block links by a label or by a link's name. Returns false if there
 * is none, or if the block is no item or paragraph that is indented more than `indent`. */
static bool find_id_below(struct list_group *group, unsigned indent, struct arxiv_id *id)
{
    const struct list_block *block = &group->blocks.block;
    const struct inline_text *text = &group->probe.text;

    if (block->indent <= indent || (block->kind != BLOCK_ITEM && block->kind != BLOCK_PARAGRAPH))
        return false;
    if (is_labelled(group))
        return find_labelled_id(group, group->label.role, group->label.value, id);
    probe_block(group);
    for (size_t i = 0; i < text->link_count && begins_with_link(text); i++) {
        *id = text->links[i].paper;
        if (text->links[i].role == LABEL_PAPER && list_link_is_paper(&text->links[i]) &&
            list_link_is_among_links(text, &text->links[i]))
            return true;
    }
    *id = probed_head(group)->id;
    return list_head_is_address(probed_head(group));
}

/* True if the block links to the paper of a title that note_title_above has noted. Of names, there
 * must be two. */
static bool links_title_above(struct list_group *group)
{
    struct arxiv_id id;

    if (group->open.kind == ENTRY_NONE)
        return false;
    if (group->below.number > 0 && !group->has_own &&
        find_id_below(group, group->below_indent, &id))
        return true;
    if (group->open.kind != ENTRY_ITEM || group->inner.number == 0 ||
        !find_id_below(group, group->inner_indent, &id))
        return false;
    return note_name_with_link(group, id.id);
}

/* Takes an entry within an open item. An address alone leads to the item's paper, unless there are
 * two. */
static enum list_step take_entry_below_item(struct list_group *group)
{
    const struct list_entry *open = &group->open;
    struct view title = window_text(group->window, open->pieces[0].text);
    bool is_marked = title.len == 0 || view_has_byte(VIEW("*_[<"), title.at[0]);

    if (group->others > 0 && (!group->has_own || !is_marked))
        return split_at_other(group);
    if (group->has_own)
        return STEP_TAKEN; /* a related paper */
    if (!list_head_is_address(probed_head(group)) || open->pieces[0].role != LABEL_NONE ||
        list_label_role(title) != LABEL_NONE || view_ends_with(title, VIEW(":")) ||
        view_ends_with(title, VIEW("：")))
        return STEP_DROP;
    group->others++;
    group->other = group->blocks.first;
    group->other_count = open->count;
    return add_block(group);
}

static enum list_step take_item_block(struct list_group *group)
{
    bool labelled = is_labelled(group);

    switch (group->open.kind) {
    case ENTRY_ITEM:
        probe_block(group);
        if (!group->has_own || group->others > 0)
            note_title_above(group);
        if (labelled || is_named_link(group) || !starts_entry(group, ENTRY_ITEM))
            return add_block(group);
        return take_entry_below_item(group);
    case ENTRY_SECTION:
    case ENTRY_PARAGRAPH:
        if (group->open.kind == ENTRY_SECTION && !group->has_own && probe_plain_item(group))
            return STEP_DROP; /* is_candidate would say so */
        probe_block(group);
        if (group->open.kind == ENTRY_SECTION && !group->has_own && is_candidate(group))
            return STEP_DROP;
        if (group->open.kind == ENTRY_SECTION && !group->has_own)
            note_title_above(group);
        if (labelled || is_named_link(group) || !starts_entry(group, ENTRY_ITEM))
            return add_block(group);
        if (group->open.kind == ENTRY_SECTION && group->has_own)
            return take_other_paper(group);
        return end_open(group);
    default:
        if (!probe_plain_item(group))
            probe_block(group);
        open_probed(group, ENTRY_ITEM);
        return add_block(group);
    }
}

/* Takes a paragraph that begins with a title without marks and links to a paper. One is prose, or
 * tells of the section's paper; another, or an entry before it, makes it one of a list. */
static enum list_step take_plain_entry(struct list_group *group)
{
    struct view id = probed_head(group)->id.id;
    bool is_other = group->own_id.len > 0 && !view_equal(id, buffer_view(&group->own_id));

    if (group->open.kind == ENTRY_PARAGRAPH && group->has_own && is_other) {
        group->has_plain_entries = true;
        return STEP_CLOSE;
    }
    if (group->open.kind == ENTRY_SECTION && !group->has_own && is_other) {
        group->has_plain_entries = true;
        group->below = group->inner;
        group->below_count = group->inner_count;
        return STEP_SPLIT;
    }
    if (group->open.kind == ENTRY_SECTION && group->own_id.len == 0) {
        group->inner = group->blocks.first;
        group->inner_count = group->open.count;
        buffer_put(&group->own_id, id);
    }
    if (group->open.kind == ENTRY_NONE)
        open_probed(group, ENTRY_ITEM); /* without a mark */
    return add_block(group);
}

/* True for a paragraph that is nothing but the address of a paper. */
static bool is_address_alone(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    return block->count == 1 && !block->is_quoted && probed_head(group)->id.id.len > 0 &&
           list_head_is_address(probed_head(group));
}

/* Opens an entry at the address of a paper. */
static enum list_step open_address(struct list_group *group)
{
    open_entry(group, ENTRY_PARAGRAPH);
    group->is_address = true;
    buffer_put(&group->own_id, probed_head(group)->id.id);
    return add_block(group);
}

/* Takes a paragraph below the address of a paper if it is a title with names in brackets after it:
 * "*Tides and Moons* (Ada Tide, Bo Reef)". */
static enum list_step take_title_below_address(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view line, title, names;

    if (block->kind != BLOCK_PARAGRAPH || block->is_quoted || block->count > 1)
        return STEP_DROP;
    line = window_text(group->window, block->lines[0]);
    title = (struct view){ line.at, view_find_last(line, VIEW("(")) };
    names = view_skip(line, title.len + 1);
    if (title.len == 0 || view_has_byte(line, '[') || !view_ends_with(names, VIEW(")")))
        return STEP_DROP;
    names.len--;
    if (!written_names_seem(names))
        return STEP_DROP;
    list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD,
                   window_span(group->window, view_trim_end(title)), false);
    list_entry_add(&group->open, LABEL_AUTHORS, PLACE_TEXT, window_span(group->window, names),
                   true);
    group->has_own = true;
    return STEP_TAKEN;
}

static enum list_step take_paragraph_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    bool is_section = group->open.kind == ENTRY_SECTION;

    if (group->open.kind == ENTRY_ITEM) {
        if (block->after_blank && block->indent <= group->open.indent)
            return STEP_CLOSE;
        return add_block(group);
    }
    if (is_section && group->has_own && may_start_entry(group)) {
        probe_block(group);
        if (starts_entry(group, ENTRY_PARAGRAPH))
            return take_other_paper(group);
    }
    if ((is_section && group->has_own) || (group->open.kind != ENTRY_NONE && is_labelled(group))) {
        return add_block(group);
    }
    probe_block(group);
    if (group->is_address && group->open.kind == ENTRY_PARAGRAPH && is_address_alone(group))
        return STEP_CLOSE;
    if (is_section && group->is_labelled && is_line_of_links(group)) {
        return add_block(group);
    }
    if (starts_entry(group, ENTRY_PARAGRAPH) ||
        (is_bare_title(group) && (!is_section || !group->is_told))) {
        if (group->open.kind != ENTRY_NONE)
            return end_open(group);
        open_probed(group, ENTRY_PARAGRAPH);
    }
    if (list_head_is_plain_entry(probed_head(group)) &&
        (group->open.kind != ENTRY_NONE || group->has_plain_entries))
        return take_plain_entry(group);
    if (group->open.kind == ENTRY_NONE) {
        if (group->headings.is_news) {
            group->news += has_paper_link(group);
            return STEP_TAKEN;
        }
        if (is_address_alone(group))
            return open_address(group);
        return pass_over_block(group);
    }
    return add_block(group);
}

static bool has_labelled_title(const struct list_entry *entry)
{
    for (size_t i = 0; i < entry->count; i++) {
        if (entry->pieces[i].role == LABEL_TITLE && entry->pieces[i].place != PLACE_FRONT)
            return true;
    }
    return false;
}

/* "Title: …", "Authors: …", "URL: …": labels alone make an entry, too. */
static enum list_step take_labelled_title(struct list_group *group)
{
    if (group->open.kind != ENTRY_NONE && has_labelled_title(&group->open)) {
        enum list_step step = end_open(group);
        bool is_topic = step == STEP_DROP && group->others == 0 && group->other.number > 0;

        return is_topic ? split_at_other(group) : step;
    }
    if (group->open.kind == ENTRY_ITEM && group->blocks.block.indent <= group->open.indent)
        return STEP_CLOSE;
    if (group->open.kind == ENTRY_NONE)
        open_entry(group, ENTRY_PARAGRAPH);
    if (group->open.kind == ENTRY_SECTION && group->others == 0) { /* it may be a topic */
        group->other = group->blocks.first;
        group->other_count = group->open.count;
    }
    return add_block(group);
}

/* ---- Tables ---------------------------------------------------------------- */

/* True for a table's head that is a row, as GitHub shows no table without a head: its first words
 * are a title in bold or a link, and it links to the paper by that or by a name. A head may cite
 * the paper of a benchmark, too. */
static bool is_head_a_row(struct list_group *group, struct view row)
{
    enum { SHORT_TITLE = 2 }; /* words */
    bool has_title = false;
    struct view cell;

    while (list_block_take_cell(&row, &cell, CELLS_BY_BARS)) {
        struct list_head head;

        read_other(group, cell);
        if (has_title && is_named_link(group) && has_paper_link(group))
            return true;
        if (has_title || list_count_letters(buffer_view(&group->probe.text.text)) == 0)
            continue;
        list_head_read(&group->probe.text, &group->arena, true, &head);
        if ((head.title.kind != TITLE_IS_STRONG && head.title.kind != TITLE_IS_LINK) ||
            head.title.before.len > 0 || !list_has_more_words(head.title.text, SHORT_TITLE))
            return false;
        if (head.by_title)
            return true;
        has_title = true;
    }
    return false;
}

/* Returns STEP_RECORD for a head that is a row. */
static enum list_step take_table_head(struct list_group *group)
{
    struct view row = window_text(group->window, group->blocks.block.lines[0]);
    struct list_table table;
    struct arxiv_id id;

    list_table_read(&table, row, group->blocks.block.is_html ? CELLS_OF_HTML : CELLS_BY_BARS);
    if (group->open.kind == ENTRY_SECTION && list_table_has(&table, LABEL_ATTRIBUTE))
        table.kind = TABLE_OF_ATTRIBUTES;
    else if (group->open.kind == ENTRY_SECTION && !list_table_has(&table, LABEL_TITLE) &&
             (group->has_own ||
              (list_table_has(&table, LABEL_AUTHORS) && !list_table_has(&table, LABEL_NONE))))
        table.kind = TABLE_OF_VALUES;
    else if (group->open.kind != ENTRY_NONE)
        return end_open(group);
    if (table.kind == TABLE_OF_ENTRIES && table.is_known)
        group->may_be_empty = true;
    group->table = table;
    if (table.kind != TABLE_OF_ENTRIES)
        return !table.is_known && arxiv_mention_take(&row, &group->arena, &id) ? STEP_RECORD
                                                                               : STEP_TAKEN;
    if (!table.is_known && !group->blocks.block.is_html && is_head_a_row(group, row))
        return STEP_RECORD;
    return pass_over_block(group);
}

/* Adds a cell to an entry. */
static void add_cell(struct list_entry *entry, const struct window *window, enum list_role role,
                     struct view cell)
{
    list_entry_add(entry, role, PLACE_CELL, window_span(window, cell), true);
}

/* Takes a row that tells more of the section's paper. */
static void take_value_row(struct list_group *group, struct view row)
{
    struct view cell, value;

    if (group->table.kind == TABLE_OF_ATTRIBUTES) {
        enum list_role role;

        if (list_block_take_cell(&row, &cell, CELLS_BY_BARS) &&
            list_block_take_cell(&row, &value, CELLS_BY_BARS) &&
            (role = list_label_role(cell)) != LABEL_NONE)
            add_cell(&group->open, group->window, role, value);
    }
    for (size_t i = 0; group->table.kind == TABLE_OF_VALUES && i < group->table.columns &&
                       list_block_take_cell(&row, &cell, CELLS_BY_BARS);
         i++) {
        if (group->table.roles[i] != LABEL_NONE)
            add_cell(&group->open, group->window, group->table.roles[i], cell);
    }
}

/* True if a link in the cell is the title of a paper at arXiv. */
static bool has_linked_title(struct list_group *group, struct view cell)
{
    struct list_head head;

    read_other(group, cell);
    list_head_read(&group->probe.text, &group->arena, true, &head);
    return head.by_title && !list_link_is_reference(&group->probe.text, head.title.link);
}

/* Makes an entry of the cells of a row, by the columns. Without a column of titles, a cell with a
 * linked title is one. Returns what is left of the row. */
static struct view read_row_cells(struct list_group *group, struct view row, enum cell_marks marks)
{
    struct list_table *table = &group->table;
    bool has_title = list_table_has(table, LABEL_TITLE);
    struct view cell;

    list_entry_begin(&group->row, ENTRY_ROW, group->blocks.first, column_of_block(&group->blocks));
    group->row.is_plain_row = marks == CELLS_BY_BARS && !view_has_byte(row, '\n') &&
                              view_find(row, VIEW("\\|")) == row.len;
    group->row.is_strange_row = table->is_strange;
    for (size_t i = 0; i < table->columns && list_block_take_cell(&row, &cell, marks); i++) {
        enum list_role role = table->roles[i];

        if (!has_title && role == LABEL_NONE && has_linked_title(group, cell)) {
            role = LABEL_TITLE;
            has_title = true;
        }
        if (cell.len > 0)
            add_cell(&group->row, group->window, role, cell);
    }
    return row;
}

static enum list_step take_table_row(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view row = window_text(group->window, block->lines[0]), rest;

    if (block->is_html && group->table.columns == 0)
        group->table = (struct list_table){ .columns = LIST_COLUMNS_MAX };
    if (group->table.columns == 0 || group->headings.is_contents)
        return STEP_TAKEN;
    if (group->table.kind != TABLE_OF_ENTRIES) {
        take_value_row(group, row);
        return STEP_TAKEN;
    }
    if (group->open.kind != ENTRY_NONE)
        return end_open(group);
    rest = read_row_cells(group, row, block->is_html ? CELLS_OF_HTML : CELLS_BY_BARS);
    if (rest.len > 0 && !block->is_html)
        rest = read_row_cells(group, row, CELLS_LENIENT);
    if (rest.len > 0 && !block->is_html)
        list_group_warn(group, &group->row,
                        "the row has more cells than the table has columns; '%.*s' is ignored",
                        window_shown(view_trim(rest)));
    return STEP_RECORD;
}

/* ---- All blocks ------------------------------------------------------------ */

/* True for a block of thanks, or of how to cite the list, where only rows and items with a marked
 * title are read. */
static bool is_left_out(struct list_group *group)
{
    enum block_kind kind = group->blocks.block.kind;
    enum title_kind title;

    if (kind == BLOCK_HEADING || group->headings.is_thanks)
        return kind != BLOCK_HEADING;
    if (kind != BLOCK_ITEM)
        return kind != BLOCK_TABLE && kind != BLOCK_ROW;
    probe_block(group);
    title = probed_head(group)->title.kind;
    return title == TITLE_IS_ABSENT || title == TITLE_IS_PLAIN || !starts_entry(group, ENTRY_ITEM);
}

/* True for a definition that is a labelled line, [Paper]: https://…, as no link has used it. */
static bool is_labelled_line(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view label, address;

    return list_definition_take(window_text(group->window, block->lines[0]), &label, &address) &&
           list_label_role(label) != LABEL_NONE &&
           !list_definitions_has_used(&group->probe.definitions, label);
}

enum list_step list_group_take(struct list_group *group)
{
    enum list_step step;

    if (group->blocks.block.kind == BLOCK_DEFINITION && is_labelled_line(group))
        group->blocks.block.kind = BLOCK_PARAGRAPH;
    if (group->open.kind == ENTRY_ITEM && group->blocks.block.kind == BLOCK_ITEM &&
        group->blocks.block.indent <= group->open.indent)
        return STEP_CLOSE;
    if (group->open.kind != ENTRY_NONE)
        look_for_own_link(group);
    else if ((group->headings.is_thanks || group->headings.is_citation) && is_left_out(group))
        return pass_over_block(group);
    if (group->is_address && group->open.kind == ENTRY_PARAGRAPH && !group->has_own)
        return take_title_below_address(group);
    find_label(group);
    if (group->has_label && group->label.role == LABEL_TITLE)
        return take_labelled_title(group);
    if ((group->below.number > 0 || group->inner.number > 0) && links_title_above(group))
        return STEP_SPLIT;
    switch (group->blocks.block.kind) {
    case BLOCK_FRONT_MATTER:
        take_front_matter(group);
        return STEP_TAKEN;
    case BLOCK_HEADING:
        return take_heading_block(group);
    case BLOCK_ITEM:
        return take_item_block(group);
    case BLOCK_PARAGRAPH:
        return take_paragraph_block(group);
    case BLOCK_TABLE:
        step = take_table_head(group);
        if (step != STEP_RECORD)
            return step;
        /* fall through */
    case BLOCK_ROW:
        return take_table_row(group);
    case BLOCK_DEFINITION:
        if (group->blocks.first.number > group->probe.definitions.lines)
            pass_over(group, group->blocks.first, group->blocks.block.lines[0]);
        return STEP_TAKEN;
    case BLOCK_RULE:
        if (group->open.kind == ENTRY_SECTION) {
            group->open.after_rule = true;
            group->open.role = LABEL_OTHER;
            group->open.is_sticky = false;
            return STEP_TAKEN;
        }
        return group->open.kind == ENTRY_NONE ? STEP_TAKEN : STEP_CLOSE;
    default:
        return STEP_TAKEN;
    }
}
