#include "input/markdown/list_group.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_front_matter.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "record/identity.h"
#include "record/name_shape.h"

/* Returns the level of headings that end in the id of their paper: of at least two. A single one
 * may be over a list. */
static unsigned find_level_of_ids(struct view start, struct arena *arena)
{
    size_t counts[LIST_LEVELS + 1] = { 0 };

    while (start.len > 0) {
        struct view line = { start.at, view_find_byte(start, '\n') }, heading = line, mention;
        unsigned level = 0;

        start = view_skip(start, line.len + 1);
        while (view_take(&heading, VIEW("#")))
            level++;
        if (level > 0 && level <= LIST_LEVELS &&
            list_head_take_id_at_end(&heading, arena, &mention) && ++counts[level] > 1)
            return level;
    }
    return 0;
}

void list_group_begin(struct list_group *group, struct window *window, bool ids_only)
{
    group->window = window;
    list_probe_begin(&group->probe, window_peek(window));
    group->id_level = find_level_of_ids(window_peek(window), &group->probe.arena);
    group->ids_only = ids_only;
    list_blocks_begin(&group->blocks, window);
    group->open.kind = ENTRY_NONE;
    list_headings_begin(&group->headings);
    group->table = (struct list_table){ 0 };
    group->note.len = 0;
    group->has_own = group->has_plain_entries = false;
    group->warnings = group->news = 0;
    group->may_be_empty = false;
}

void list_group_free(struct list_group *group)
{
    list_blocks_free(&group->blocks);
    list_entry_free(&group->open);
    list_entry_free(&group->row);
    list_headings_free(&group->headings);
    list_probe_free(&group->probe);
    buffer_free(&group->note);
    buffer_free(&group->own_id);
    buffer_free(&group->other_id);
}

bool list_group_split(struct list_group *group)
{
    const struct list_start *start = &group->starts[group->split];

    group->open.count = start->count;
    group->blocks.first = start->line;
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

/* ---- What a block is ------------------------------------------------------- */

static struct view first_line(const struct list_group *group)
{
    return window_text(group->window, group->blocks.block.lines[0]);
}

static void probe_block(struct list_group *group)
{
    list_probe_read_block(&group->probe, group->window, &group->blocks.block);
}

static const struct list_head *probed_head(struct list_group *group)
{
    return list_probe_head(&group->probe);
}

/* Reads the head of an item from its line, if only the id is wanted and the line is plain. Returns
 * false if the block must be probed, as below a heading of news. */
static bool probe_plain_item(struct list_group *group)
{
    return group->ids_only && !group->has_label && group->probe.definitions.count == 0 &&
           !group->headings.is_news && group->blocks.block.count == 1 &&
           list_probe_read_plain_item(&group->probe, first_line(group), group->blocks.first.number);
}

/* Takes an unknown name of few words before an id alone for a label, in an entry without one that
 * has labelled authors. The id is the paper's own only if the name says so: "Page/arXiv ID", but
 * not "Follow-up". */
static void label_id(struct list_group *group)
{
    enum { WORDS = 2 };
    struct list_label *label = &group->label;
    struct arxiv_id id;

    if (group->open.kind == ENTRY_NONE || group->has_own || !group->has_authors ||
        label->is_known || !label->has_colon || list_has_more_words(label->name, WORDS) ||
        !arxiv_mention_read_value(label->value, &group->probe.arena, &id))
        return;
    label->role = list_label_names_paper(label->name) ? LABEL_PAPER : LABEL_OTHER;
    group->has_label = label->is_known = true;
}

/* True for an item of the open entry that is nothing but a name of what the items below it say:
 * "- Authors", then one on each line. */
static bool labels_items_below(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    enum list_role role = LABEL_NONE;

    if (block->kind == BLOCK_ITEM && block->count == 1 && group->open.kind != ENTRY_NONE)
        role = list_label_role(first_line(group));
    if (role != LABEL_AUTHORS && (role != LABEL_OTHER || group->open.role != LABEL_AUTHORS))
        return false;
    group->label = (struct list_label){ .role = role, .is_known = true, .has_colon = true };
    group->items_below = block->indent + 1;
    return true;
}

/* Ends what such an item says at the next one that is not below it. */
static void end_items_below(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    if (group->items_below == 0 || block->kind != BLOCK_ITEM || block->indent >= group->items_below)
        return;
    group->items_below = 0;
    group->open.is_sticky = false;
}

/* Looks for a label at the start of the block. */
static void find_label(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    end_items_below(group);
    group->label = (struct list_label){ 0 };
    group->has_label = (block->kind == BLOCK_ITEM || block->kind == BLOCK_PARAGRAPH) &&
                       list_label_take(first_line(group), &group->label);
    if (!group->has_label)
        group->has_label = labels_items_below(group);
    else
        group->items_below = 0;
    label_id(group);
}

/* True if the first line of the block begins with a label that is known. */
static bool is_labelled(const struct list_group *group)
{
    return group->has_label && group->label.is_known;
}

/* True for the probed block of a label, or of a link that is named like one: no title. */
static bool has_no_title(const struct list_group *group)
{
    return is_labelled(group) || list_probe_is_named_link(&group->probe);
}

/* True for text that a colon ends: a label or the like, perhaps not a known one. */
static bool ends_in_colon(struct view text)
{
    return view_ends_with(text, VIEW(":")) || view_ends_with(text, VIEW("："));
}

static bool starts_entry(struct list_group *group, enum entry_kind kind)
{
    if (group->headings.is_news)
        return list_head_is_entry_of_news(probed_head(group));
    return list_head_is_entry(probed_head(group), kind == ENTRY_PARAGRAPH);
}

/* True if nothing but names or a venue follows a title in bold, and no link. */
static bool has_title_and_names(const struct list_probe *probe)
{
    const struct list_title *title = &probe->head.title;
    struct view rest = view_trim(view_skip(buffer_view(&probe->text.text), title->rest));

    while (rest.len > 0 && view_has_byte(VIEW(" .,"), rest.at[0]))
        rest = view_skip(rest, 1);
    while (rest.len > 0 && view_has_byte(VIEW(" .,"), rest.at[rest.len - 1]))
        rest.len--;
    return title->kind == TITLE_IS_STRONG && title->text.at == probe->text.text.at &&
           probe->text.link_count == 0 && list_has_more_words(title->text, 1) &&
           !written_names_seem(title->text) &&
           (written_venue_is_tag(rest) || written_names_seem(written_venue_drop(rest)));
}

/* True for a paragraph that is nothing but bold text, perhaps with names after it, or a link to
 * elsewhere: the title of what follows. */
static bool is_bare_title(struct list_group *group)
{
    enum { MARKS = 4 }; /* bytes around it */
    const struct list_title *title;

    if (ends_in_colon(first_line(group)))
        return false;
    title = &probed_head(group)->title;
    if (title->text.len + MARKS < view_trim(buffer_view(&group->probe.text.text)).len)
        return has_title_and_names(&group->probe);
    return title->kind == TITLE_IS_STRONG ||
           (title->kind == TITLE_IS_LINK && identity_is_link(title->link->address));
}

/* True for an item of names and links, as below the title that they belong to. */
static bool is_names_and_links(struct list_group *group)
{
    return group->blocks.block.count == 1 && probed_head(group)->id.id.len > 0 &&
           list_head_has_only_names(probed_head(group));
}

/* True for an item with a title whose link may be in the items below it. */
static bool is_candidate(struct list_group *group)
{
    enum title_kind kind;

    if (group->has_label || list_probe_is_named_link(&group->probe))
        return false;
    kind = probed_head(group)->title.kind;
    return kind == TITLE_IS_LINK || kind == TITLE_IS_STRONG || kind == TITLE_IS_QUOTED;
}

/* ---- Where another entry may begin ----------------------------------------- */

static bool has_start(const struct list_group *group, enum start_kind kind)
{
    return group->starts[kind].line.number > 0;
}

static bool starts_at_block(const struct list_group *group, enum start_kind kind)
{
    return group->starts[kind].line.number == group->blocks.first.number;
}

static void drop_start(struct list_group *group, enum start_kind kind)
{
    group->starts[kind].line.number = 0;
}

/* Notes that another entry may begin at the block, unless the open one does. */
static void note_start(struct list_group *group, enum start_kind kind)
{
    if (group->blocks.first.number != group->open.line.number)
        group->starts[kind] = (struct list_start){ group->blocks.first, group->open.count,
                                                   group->blocks.block.indent };
}

/* Cuts the open entry there. */
static enum list_step split_at(struct list_group *group, enum start_kind kind)
{
    group->split = kind;
    return STEP_SPLIT;
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

static void set_copy(struct buffer *copy, struct view text)
{
    copy->len = 0;
    buffer_put(copy, text);
}

static void open_entry(struct list_group *group, enum entry_kind kind)
{
    const struct list_block *block = &group->blocks.block;

    list_entry_begin(&group->open, kind, group->blocks.first, column_of_block(&group->blocks));
    group->open.level = block->level;
    group->open.indent = block->indent;
    group->has_own = group->has_link_line = group->has_labels = group->has_quotation = false;
    group->is_address = group->has_authors = false;
    group->items_below = 0;
    group->is_under_label = group->is_news = group->has_mention = false;
    group->own_id.len = group->other_id.len = 0;
    group->seen = 0;
    for (size_t i = 0; i < START_KINDS; i++)
        group->starts[i].line.number = 0;
}

/* Opens an entry that begins with the probed block. */
static void open_probed(struct list_group *group, enum entry_kind kind)
{
    open_entry(group, kind);
    group->has_own = starts_entry(group, kind);
    if (kind == ENTRY_PARAGRAPH && group->has_own)
        set_copy(&group->own_id, probed_head(group)->id.id);
    group->is_news = group->headings.is_news && !group->has_own;
    group->has_mention = group->is_news && list_probe_has_paper(&group->probe);
}

static void set_own_id(struct list_group *group, struct arxiv_id id)
{
    group->has_own = true;
    set_copy(&group->own_id, id.id);
    drop_start(group, START_TITLE);
    drop_start(group, START_PLAIN);
}

/* Finds the link to arXiv that is named "paper" or the like, among links. */
static bool find_named_paper(struct list_group *group, struct view text, struct arxiv_id *id)
{
    if (view_find(text, VIEW("arxiv")) == text.len)
        return false;
    list_probe_read(&group->probe, text);
    return list_probe_has_named_paper(&group->probe, id);
}

/* True for a name and a year before the first link: "Tide 2023 · [paper](…)". */
static bool begins_with_citation(const struct inline_text *text)
{
    enum { YEAR = 4, WORDS = 5 };
    struct view before = { text->text.at, text->links[0].start }, year;

    while (before.len > 0 && !ascii_is_alnum(before.at[before.len - 1]))
        before.len--;
    if (before.len <= YEAR || list_has_more_words(before, WORDS) || written_venue_is_tag(before))
        return false;
    year = view_skip(before, before.len - YEAR);
    before = view_trim_end((struct view){ before.at, before.len - YEAR });
    return written_venue_is_tag(year) &&
           (view_has_byte(before, ' ') ? written_names_seem(before) : name_word_fits(before));
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
           (arxiv_mention_take(&text, &group->probe.arena, id) ||
            arxiv_take_id(&text, &group->probe.arena, id));
}

/* Notes whether the pieces that have not been looked at yet have a link to the paper under a label.
 * Most items end before that matters. */
static void look_for_own_link(struct list_group *group)
{
    for (size_t i = group->seen; i < group->open.count && !group->has_own; i++) {
        const struct list_piece *piece = &group->open.pieces[i];
        struct view text = window_text(group->window, piece->text);
        struct arxiv_id id;

        group->has_authors |= piece->role == LABEL_AUTHORS;
        if (find_labelled_id(group, piece->role, text, &id))
            set_own_id(group, id);
        else if (piece->role == LABEL_NONE && find_named_paper(group, text, &id)) {
            group->has_link_line = true;
            if (i == 1 && piece->place == PLACE_QUOTE && begins_with_citation(&group->probe.text))
                set_own_id(group, id); /* right below a heading */
        } else if (piece->role != LABEL_NONE)
            group->has_labels = group->has_labels || tells_of_paper(piece->role);
    }
    if (!group->has_own && group->has_link_line && group->has_labels) {
        group->has_own = true;
        drop_start(group, START_NAME);
        drop_start(group, START_PLAIN);
    }
    group->seen = group->open.count;
}

/* True for a line in bold: the title of another paper, perhaps. */
static bool is_all_bold(struct view line)
{
    return view_starts_with(line, VIEW("**")) && view_ends_with(line, VIEW("**"));
}

/* Notes that an item below START_NAME, or that item itself, links to a paper. The second such name
 * shows that the open item is but a topic: the first is the next entry. */
static enum list_step note_name_with_link(struct list_group *group, struct view id)
{
    const struct list_start *name = &group->starts[START_NAME];

    if (!has_start(group, START_OTHER)) {
        group->starts[START_OTHER] = *name;
        set_copy(&group->other_id, id);
        return STEP_TAKEN;
    }
    if (name->line.number == group->starts[START_OTHER].line.number ||
        view_equal(id, buffer_view(&group->other_id)))
        return STEP_TAKEN;
    return split_at(group, START_OTHER);
}

/* Splits the open entry if its pieces from `first` on link to a paper of their own. After a title
 * within an entry with its own link, this is another paper than the entry's. In a section without
 * one, the block's first item is the paper's title; within an item, there must be two such titles.
 */
static enum list_step split_at_another(struct list_group *group, size_t first)
{
    bool is_name = starts_at_block(group, START_NAME);
    bool is_title = starts_at_block(group, START_TITLE) ||
                    (has_start(group, START_TITLE) && group->own_id.len > 0);
    enum list_step step = STEP_TAKEN;
    struct arxiv_id id;

    for (size_t i = first; i < group->open.count && (is_title || is_name) && step == STEP_TAKEN;
         i++) {
        const struct list_piece *piece = &group->open.pieces[i];

        if (!find_labelled_id(group, piece->role, window_text(group->window, piece->text), &id))
            continue;
        if (!is_title)
            step = note_name_with_link(group, id.id);
        else if (!view_equal(id.id, buffer_view(&group->own_id)))
            step = split_at(group, START_TITLE);
    }
    return step;
}

static enum list_step add_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    size_t first = group->open.count;

    if (group->own_id.len > 0 && is_all_bold(first_line(group)))
        note_start(group, START_TITLE);
    group->has_quotation = group->has_quotation || block->is_quoted;
    list_entry_add_block(&group->open, group->window, block,
                         group->has_label ? &group->label : NULL);
    return split_at_another(group, first);
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

        if (piece->role == LABEL_TITLE || piece->place == PLACE_HEAD)
            set_copy(&group->note, window_text(group->window, piece->text));
    }
}

/* Takes the paper's id off the end of the heading, if those of its level end so. */
static bool take_id_at_end(struct list_group *group, struct view *line, struct view *mention)
{
    return group->blocks.block.level == group->id_level &&
           list_head_take_id_at_end(line, &group->probe.arena, mention);
}

/* Finds the paper to which the probed heading links, or whose id it begins or ends with. */
static bool find_heading_id(struct list_group *group, struct arxiv_id *id)
{
    const struct inline_text *text = &group->probe.text;
    struct view line = first_line(group), rest = line, mention;

    if (take_id_at_end(group, &rest, &mention))
        return arxiv_mention_take(&mention, &group->probe.arena, id);

    for (size_t i = 0; i < text->link_count; i++) {
        *id = text->links[i].paper;
        if (id->id.len > 0)
            return true;
    }
    return list_head_take_id(&line, &group->probe.arena, id);
}

/* True for the first heading after front matter that names the paper: its title, too. */
static bool is_title_of_front_matter(const struct list_group *group)
{
    return group->open.kind == ENTRY_SECTION && group->open.level == 0 && group->has_own &&
           !group->headings.any_title && group->blocks.block.level == 1;
}

/* Adds the probed heading to the section: a label, or a part of it. */
static enum list_step add_heading(struct list_group *group, enum list_role role)
{
    group->is_under_label = role != LABEL_NONE;
    group->open.role = role == LABEL_NONE ? LABEL_OTHER : role == LABEL_DETAILS ? LABEL_NONE : role;
    group->open.is_sticky = group->open.is_awaiting = true;
    group->open.after_rule = false;
    list_headings_set(&group->headings, group->blocks.block.level, &group->probe.text);
    if (role == LABEL_NONE) {
        note_start(group, START_TITLE);
        note_start(group, START_HEADING);
    }
    return STEP_TAKEN;
}

/* Adds the probed heading, and the id at its end, to the section that it begins. */
static void add_title_of_section(struct list_group *group)
{
    struct view line = first_line(group), mention;
    bool has_id = take_id_at_end(group, &line, &mention);

    list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD,
                   has_id ? window_span(group->window, line) : group->blocks.block.lines[0], true);
    if (has_id)
        list_entry_add(&group->open, LABEL_PAPER, PLACE_TEXT, window_span(group->window, mention),
                       true);
}

/* Opens a section at the probed heading, unless that is surely over more than one entry. */
static enum list_step open_section(struct list_group *group, const struct arxiv_id *own)
{
    const struct list_block *block = &group->blocks.block;
    const struct list_heading *heading =
        list_headings_set(&group->headings, block->level, &group->probe.text);

    group->has_plain_entries = false;
    group->may_be_empty = group->may_be_empty || heading->date.day > 0;
    if (!own && ((heading->date.year > 0 && !heading->is_topic) || heading->is_news ||
                 group->headings.is_thanks || group->headings.is_citation))
        return STEP_TAKEN;
    open_entry(group, ENTRY_SECTION);
    add_title_of_section(group);
    if (own)
        set_own_id(group, *own);
    return STEP_TAKEN;
}

static enum list_step take_heading_block(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    enum list_role role = list_label_heading(first_line(group));
    bool is_section = group->open.kind == ENTRY_SECTION, is_linked;
    bool is_abstract = role == LABEL_ABSTRACT || role == LABEL_ABSTRACT_TRANSLATION;
    /* A section's abstract may be at its own level. */
    bool is_below = is_section && (block->level > group->open.level ||
                                   (block->level == group->open.level && is_abstract));
    struct arxiv_id id;

    if (group->open.kind != ENTRY_NONE && !is_section)
        return STEP_CLOSE;
    probe_block(group);
    if (is_title_of_front_matter(group)) {
        group->headings.any_title = true;
        list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD, block->lines[0], true);
        return STEP_TAKEN;
    }
    is_linked = find_heading_id(group, &id);
    if (is_below && is_linked && group->has_own && view_equal(id.id, buffer_view(&group->own_id))) {
        /* "[Abstract](…)" links to the section's paper. */
        role = list_label_role(buffer_view(&group->probe.text.text));
        is_linked = role == LABEL_NONE;
    }
    if (is_below && !is_linked && (role != LABEL_NONE || group->has_own))
        return add_heading(group, role);
    if (is_below && !group->has_own && group->open.level <= 1) {
        keep_note_title(group);
        return STEP_DROP;
    }
    if (is_section)
        return STEP_CLOSE;
    return open_section(group, is_linked ? &id : NULL);
}

/* A file about one paper may name it before its heading. */
static void take_front_matter(struct list_group *group)
{
    open_entry(group, ENTRY_SECTION);
    group->open.level = 0;
    list_front_matter_add(&group->open, group->window, &group->blocks.block);
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
    if (has_start(group, START_OTHER))
        return split_at(group, START_OTHER);
    if (has_start(group, START_HEADING))
        group->starts[START_OTHER] = group->starts[START_HEADING];
    else
        note_start(group, START_OTHER);
    return add_block(group);
}

/* True for a paragraph that is worth a look: one that begins with a link or in bold. */
static bool may_start_entry(const struct list_group *group)
{
    struct view line = first_line(group);

    return !group->has_label &&
           (view_starts_with(line, VIEW("[")) || view_starts_with(line, VIEW("**")));
}

/* Notes that the probed item, in an entry without a link, may be the title of a paper to which an
 * item below it links. In an entry that tells of a paper before, it is not. A name of a word or two
 * within an item may be one if it is not the only one. */
static void note_title_above(struct list_group *group)
{
    enum { DEEPEST = 24 }; /* columns; what is deeper would be read again for each level */
    bool is_section = group->open.kind == ENTRY_SECTION;
    /* right below a section's heading, which is then a topic */
    bool is_first = is_section && group->open.count == 1;
    bool is_told = group->has_link_line || (group->has_labels && !has_start(group, START_TITLE));
    unsigned indent = group->blocks.block.indent;
    bool is_barred = indent > DEEPEST || has_no_title(group) ||
                     (is_section && group->open.level == 0);

    if (!is_barred && !is_section && (!is_told || has_start(group, START_OTHER)) &&
        list_head_may_be_title(probed_head(group), true))
        note_start(group, START_NAME);
    if (has_start(group, START_TITLE) && indent > group->starts[START_TITLE].indent)
        return;
    drop_start(group, START_TITLE);
    if (!is_barred && !is_told && !group->has_own &&
        list_head_may_be_title(probed_head(group), is_first))
        note_start(group, START_TITLE);
}

/* Finds the paper to which the block links by a label or by a link's name. Returns false if there
 * is none. Only items and paragraphs that are indented deeper than the title are looked at. */
static bool find_id_below(struct list_group *group, enum start_kind title, struct arxiv_id *id)
{
    const struct list_block *block = &group->blocks.block;

    if (!has_start(group, title) || block->indent <= group->starts[title].indent ||
        (block->kind != BLOCK_ITEM && block->kind != BLOCK_PARAGRAPH))
        return false;
    if (is_labelled(group))
        return find_labelled_id(group, group->label.role, group->label.value, id);
    probe_block(group);
    if (list_probe_begins_with_link(&group->probe) && list_probe_has_named_paper(&group->probe, id))
        return true;
    *id = probed_head(group)->id;
    return list_head_is_address(probed_head(group)) || is_names_and_links(group);
}

/* Splits the open entry at a title that note_title_above has noted, if the block links to its
 * paper. Of names, there must be two. */
static enum list_step split_at_title_above(struct list_group *group)
{
    struct arxiv_id id;

    if (group->open.kind == ENTRY_NONE)
        return STEP_TAKEN;
    if (!group->has_own && find_id_below(group, START_TITLE, &id))
        return split_at(group, START_TITLE);
    if (find_id_below(group, START_NAME, &id))
        return note_name_with_link(group, id.id);
    return STEP_TAKEN;
}

/* Adds a related paper to the open item, from which its record takes nothing. */
static enum list_step add_related(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    for (size_t i = 0; i < block->count; i++)
        list_entry_add(&group->open, LABEL_OTHER, PLACE_ITEM, block->lines[i], true);
    return STEP_TAKEN;
}

/* Takes an entry within an open item. An address alone leads to the item's paper, unless there are
 * two. */
static enum list_step take_entry_below_item(struct list_group *group)
{
    const struct list_entry *open = &group->open;
    struct view title = window_text(group->window, open->pieces[0].text);
    bool is_marked = title.len == 0 || view_has_byte(VIEW("*_[<"), title.at[0]);

    if (has_start(group, START_OTHER) && (!group->has_own || !is_marked))
        return split_at(group, START_OTHER);
    if (group->has_own)
        return add_related(group);
    if (!list_head_is_address(probed_head(group)) || open->pieces[0].role != LABEL_NONE ||
        list_label_role(title) != LABEL_NONE || ends_in_colon(title))
        return STEP_DROP;
    note_start(group, START_OTHER);
    return add_block(group);
}

/* True for an item whose label a linked title follows: "Paper: [Tides of the Moon](…)". */
static bool is_labelled_paper(struct list_group *group)
{
    enum { SHORT_TITLE = 2 }; /* words */
    const struct list_title *title;

    if (!group->has_label || group->label.role != LABEL_PAPER ||
        !view_starts_with(group->label.value, VIEW("[")))
        return false;
    title = &probed_head(group)->title;
    return title->kind == TITLE_IS_LINK && list_has_more_words(title->text, SHORT_TITLE);
}

/* True if a label since START_LABEL tells of a paper, which then is one with the item. */
static bool tells_since_label(const struct list_group *group)
{
    for (size_t i = group->starts[START_LABEL].count; i < group->open.count; i++) {
        if (tells_of_paper(group->open.pieces[i].role))
            return true;
    }
    return false;
}

/* Takes a labelled paper below an item that does not link to one itself. The next with the same
 * label shows that the item is but a topic or a day. */
static enum list_step take_labelled_paper(struct list_group *group)
{
    enum { LABEL_MAX = 256 }; /* bytes, with marks */
    struct view line = first_line(group), first = { 0 };
    struct view label = { line.at, (size_t)(group->label.value.at - line.at) };

    if (has_start(group, START_LABEL)) {
        group->has_labels = tells_since_label(group);
        if (group->has_labels)
            return add_block(group);
        first = window_text(group->window, group->starts[START_LABEL].line.text);
        first.len = first.len < LABEL_MAX ? first.len : LABEL_MAX;
    }
    if (view_find(first, label) == first.len) {
        note_start(group, START_LABEL);
        return add_block(group);
    }
    group->has_own = false;
    return split_at(group, START_LABEL);
}

/* Adds text, then the links after it up to a full stop without a link after it, as if those stood
 * on lines of their own. */
static enum list_step add_text_and_links(struct list_group *group, enum piece_place place,
                                         enum list_role role)
{
    struct span text = group->blocks.block.lines[0], links = text;
    struct view rest;
    size_t stop;

    text.len = (uint32_t)view_find_byte(first_line(group), '[');
    links.at += text.len;
    links.len -= text.len;
    rest = window_text(group->window, links);
    stop = view_find(rest, VIEW(". "));
    if (view_find(view_skip(rest, stop), VIEW("](")) == rest.len - stop)
        links.len = (uint32_t)stop;
    list_entry_add(&group->open, role, place, text, true);
    list_entry_add(&group->open, LABEL_NONE, place, links, true);
    return STEP_TAKEN;
}

/* True for a quoted title without a link below a name: the name is an entry's. */
static bool is_quoted_below_title(struct list_group *group)
{
    return has_start(group, START_TITLE) &&
           group->blocks.block.indent > group->starts[START_TITLE].indent &&
           probed_head(group)->title.kind == TITLE_IS_QUOTED && group->probe.text.link_count == 0;
}

static enum list_step take_item_block(struct list_group *group)
{
    bool is_section = group->open.kind == ENTRY_SECTION;
    bool is_item = group->open.kind == ENTRY_ITEM;
    bool may_be_topic = is_section && !group->has_own;

    if (group->open.kind == ENTRY_PARAGRAPH && group->blocks.block.indent + 1 < group->open.indent)
        return STEP_CLOSE; /* the paragraph was within an item, not after a stray blank */
    if (group->open.kind == ENTRY_NONE) {
        if (!probe_plain_item(group))
            probe_block(group);
        open_probed(group, ENTRY_ITEM);
        return add_block(group);
    }
    if (may_be_topic && probe_plain_item(group))
        return STEP_DROP; /* is_candidate would say so */
    probe_block(group);
    if (may_be_topic && is_candidate(group) && !is_quoted_below_title(group))
        return STEP_DROP;
    if (may_be_topic || (is_item && (!group->has_own || has_start(group, START_OTHER))))
        note_title_above(group);
    if (is_item && !group->has_labels && (!group->has_own || group->own_id.len > 0) &&
        is_labelled_paper(group))
        return take_labelled_paper(group);
    if (has_no_title(group) || !starts_entry(group, ENTRY_ITEM))
        return add_block(group);
    if (is_item && !group->has_own && is_names_and_links(group))
        return add_text_and_links(group, PLACE_ITEM, LABEL_NONE);
    if (is_item)
        return take_entry_below_item(group);
    return is_section && group->has_own ? take_other_paper(group) : end_open(group);
}

/* True if the probed title has more than two words, and a venue or a day in brackets before it:
 * "[ICLR 2024] Tides of the Moon", but not "[ICLR 2024] Oral". */
static bool has_note_before_title(struct list_group *group)
{
    enum { WORDS = 2 };
    struct view plain = buffer_view(&group->probe.text.text);
    struct view title = probed_head(group)->title.text;

    return view_starts_with(plain, VIEW("[")) && list_prefix_number(plain) == 0 &&
           title.at > plain.at + 1 && list_has_more_words(title, WORDS);
}

/* Takes a paragraph that begins with a title without marks and links to a paper. One is prose, or
 * tells of the section's paper, unless a note is before the title; another, or an entry before it,
 * makes it one of a list. */
static enum list_step take_plain_entry(struct list_group *group)
{
    struct view id = probed_head(group)->id.id, own = buffer_view(&group->own_id);

    if (group->open.kind == ENTRY_SECTION && !group->has_own && has_note_before_title(group))
        return STEP_DROP;
    if (group->open.kind == ENTRY_PARAGRAPH && own.len > 0 && !view_equal(id, own)) {
        group->has_plain_entries = true;
        return STEP_CLOSE;
    }
    if (group->open.kind == ENTRY_SECTION && !has_start(group, START_PLAIN)) {
        note_start(group, START_PLAIN);
        set_copy(&group->other_id, id);
    } else if (group->open.kind == ENTRY_SECTION &&
               !view_equal(id, buffer_view(&group->other_id))) {
        group->has_plain_entries = true;
        return split_at(group, START_PLAIN);
    }
    if (group->open.kind == ENTRY_NONE)
        open_probed(group, ENTRY_ITEM); /* without a mark */
    return add_block(group);
}

/* True if a title in bold begins the text, or is a line of it. */
static bool has_title_in_bold(const struct inline_text *text, const struct list_title *title)
{
    enum { SHORT_TITLE = 2 }; /* words */
    const char *plain = text->text.at;

    if (title->kind == TITLE_IS_STRONG && title->text.at == plain &&
        list_has_more_words(title->text, SHORT_TITLE))
        return true;
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->style == INLINE_STRONG && span->start > 0 && plain[span->start - 1] == '\n' &&
            span->end < text->text.len && plain[span->end] == '\n' &&
            list_has_more_words(inline_text_part(text, span->start, span->end), SHORT_TITLE))
            return true;
    }
    return false;
}

/* True for a paragraph that neither is an entry nor belongs to the open one: a numbered reference,
 * a title in bold with a link to a paper or with links on the line below, or a line of links to
 * another paper. */
static bool is_of_another(struct list_group *group)
{
    const struct inline_text *text = &group->probe.text;
    struct view plain = buffer_view(&text->text);
    bool has_title = has_title_in_bold(text, &probed_head(group)->title);

    if (group->open.kind != ENTRY_PARAGRAPH || group->open.count == 0 || !group->has_own ||
        !group->blocks.block.after_blank)
        return false;
    if (view_starts_with(plain, VIEW("[")) && list_prefix_number(plain) > 0)
        return true;
    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        bool is_other = list_link_is_paper(link) &&
                        !view_equal(link->paper.id, buffer_view(&group->own_id));
        bool is_below = view_has_byte(inline_text_part(text, 0, link->start), '\n');

        if (is_below && (has_title || is_other) && list_link_is_among_links(text, link))
            return true;
        if (has_title && link->role == LABEL_PAPER && (is_other || !list_link_is_paper(link)))
            return true;
    }
    return false;
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
    set_copy(&group->own_id, probed_head(group)->id.id);
    return add_block(group);
}

/* True for "TideNet: a network of moons". */
static bool begins_with_short_name(struct view title)
{
    enum { WORDS = 2 };
    struct view name = { title.at, view_find(title, VIEW(": ")) };

    return name.len < title.len && !list_has_more_words(name, WORDS);
}

/* Takes a paragraph below the address of a paper if it is a title with names in brackets after it:
 * "*Tides and Moons* (Ada Tide, Bo Reef)". */
static enum list_step take_title_below_address(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view line, title, names;
    bool is_marked;

    if (block->kind != BLOCK_PARAGRAPH || block->is_quoted || block->count > 1)
        return STEP_DROP;
    line = window_text(group->window, block->lines[0]);
    title = (struct view){ line.at, view_find_last(line, VIEW("(")) };
    names = view_skip(line, title.len + 1);
    if (title.len == 0 || view_has_byte(line, '[') || !view_ends_with(names, VIEW(")")))
        return STEP_DROP;
    names.len--;
    is_marked = view_has_byte(VIEW("*_\""), title.at[0]);
    if (!written_names_seem(names) ||
        (!is_marked && list_is_prose(title) &&
         !(begins_with_short_name(title) && written_names_are_several(names))))
        return STEP_DROP;
    list_entry_add(&group->open, LABEL_NONE, PLACE_HEAD,
                   window_span(group->window, view_trim_end(title)), false);
    list_entry_add(&group->open, LABEL_AUTHORS, PLACE_TEXT, window_span(group->window, names),
                   true);
    group->has_own = true;
    return STEP_TAKEN;
}

static bool ends_in_sentence(const struct list_head *head)
{
    return view_ends_with(head->title.text, VIEW("。"));
}

/* True for a line of names or a sentence in bold, and of links to the paper, right below the
 * heading of a section, which is the title. */
static bool is_below_title(struct list_group *group)
{
    const struct list_head *head = probed_head(group);
    struct view text = head->title.text;

    return group->open.kind == ENTRY_SECTION && group->open.count == 1 &&
           group->blocks.block.count == 1 && head->title.kind == TITLE_IS_STRONG && head->by_name &&
           (ends_in_sentence(head) ||
            (written_names_are_several(text) && written_names_seem(text)));
}

/* True if the open item may be only a topic: a title would begin in bold. */
static bool may_be_topic_item(const struct list_group *group)
{
    return group->open.count > 0 &&
           !view_starts_with(window_text(group->window, group->open.pieces[0].text), VIEW("**"));
}

/* Takes a paragraph after or within an item. If it is an entry with a title in bold and the item
 * has neither a link nor such a title, the item is only a topic. */
static enum list_step take_paragraph_of_item(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;

    if (!block->after_blank)
        return add_block(group);
    if (block->indent <= group->open.indent)
        return STEP_CLOSE;
    if (group->has_own || !may_start_entry(group) || !may_be_topic_item(group))
        return add_block(group);
    probe_block(group);
    return probed_head(group)->title.kind == TITLE_IS_STRONG && starts_entry(group, ENTRY_PARAGRAPH)
               ? STEP_DROP
               : add_block(group);
}

static enum list_step take_paragraph_block(struct list_group *group)
{
    bool is_section = group->open.kind == ENTRY_SECTION;
    bool is_open = group->open.kind != ENTRY_NONE;

    if (view_starts_with_ignoring_case(first_line(group), VIEW("<table")))
        group->table.columns = 0; /* one without a head has not that of the last */
    if (group->open.kind == ENTRY_ITEM)
        return take_paragraph_of_item(group);
    if (is_section && group->has_own) {
        if (!may_start_entry(group))
            return add_block(group);
        probe_block(group);
        return starts_entry(group, ENTRY_PARAGRAPH) ? take_other_paper(group) : add_block(group);
    }
    if (is_open && is_labelled(group))
        return add_block(group);
    probe_block(group);
    if (group->is_address && group->open.kind == ENTRY_PARAGRAPH && is_address_alone(group))
        return STEP_CLOSE;
    if (is_section && group->has_labels && list_probe_is_line_of_links(&group->probe))
        return add_block(group);
    if (is_below_title(group))
        return add_text_and_links(
            group, PLACE_TEXT, ends_in_sentence(probed_head(group)) ? LABEL_OTHER : LABEL_AUTHORS);
    if (starts_entry(group, ENTRY_PARAGRAPH) ||
        (is_bare_title(group) && (!is_section || !group->has_quotation))) {
        if (is_open)
            return end_open(group);
        open_probed(group, ENTRY_PARAGRAPH);
        is_open = true;
    }
    if (list_head_is_plain_entry(probed_head(group)) &&
        (is_open || group->has_plain_entries || has_note_before_title(group)))
        return take_plain_entry(group);
    if (is_open)
        return is_of_another(group) ? STEP_CLOSE : add_block(group);
    if (group->headings.is_news) {
        group->news += list_probe_has_paper(&group->probe);
        return STEP_TAKEN;
    }
    return is_address_alone(group) ? open_address(group) : STEP_PASS;
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

        return step == STEP_DROP && has_start(group, START_LABEL) ? split_at(group, START_LABEL)
                                                                  : step;
    }
    if (group->open.kind == ENTRY_ITEM && group->blocks.block.indent <= group->open.indent)
        return STEP_CLOSE;
    if (group->open.kind == ENTRY_NONE)
        open_entry(group, ENTRY_PARAGRAPH);
    if (group->open.kind == ENTRY_SECTION && !has_start(group, START_LABEL))
        note_start(group, START_LABEL);
    return add_block(group);
}

/* ---- Tables ---------------------------------------------------------------- */

/* Begins a table about one paper, that of the section or another. */
static enum list_step take_titled_table(struct list_group *group, struct view title)
{
    struct list_entry *open = &group->open;

    if (open->kind != ENTRY_NONE && (open->kind != ENTRY_SECTION || has_labelled_title(open)))
        return end_open(group);
    if (open->kind == ENTRY_NONE)
        open_entry(group, ENTRY_PARAGRAPH);
    list_entry_add(open, LABEL_TITLE, PLACE_CELL, window_span(group->window, title), true);
    group->table = (struct list_table){ .kind = TABLE_OF_ATTRIBUTES, .columns = 2 };
    return STEP_TAKEN;
}

/* Returns STEP_RECORD for a head that is a row. */
static enum list_step take_table_head(struct list_group *group)
{
    struct view next = list_blocks_next_row(&group->blocks), row = first_line(group), title;
    struct list_table table;
    struct arxiv_id id;

    if (list_table_take_title(row, next, &title))
        return take_titled_table(group, title);
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
        return !table.is_known && arxiv_mention_take(&row, &group->probe.arena, &id) ? STEP_RECORD
                                                                                     : STEP_TAKEN;
    if (!table.is_known && !group->blocks.block.is_html &&
        list_table_head_is_row(row, &group->probe))
        return STEP_RECORD;
    return STEP_PASS;
}

/* Makes an entry of a row's cells. Returns what is left of the row. */
static struct view read_row_cells(struct list_group *group, struct view row, enum cell_marks marks)
{
    list_entry_begin(&group->row, ENTRY_ROW, group->blocks.first, column_of_block(&group->blocks));
    return list_table_add_cells(&group->table, row, marks, group->window, &group->probe,
                                &group->row);
}

static enum list_step take_table_row(struct list_group *group)
{
    const struct list_block *block = &group->blocks.block;
    struct view row = first_line(group), rest;

    if (block->is_html && group->table.columns == 0)
        group->table = (struct list_table){ .columns = LIST_COLUMNS_MAX };
    if (group->table.columns == 0 || group->headings.is_contents)
        return STEP_TAKEN;
    if (group->table.kind != TABLE_OF_ENTRIES) {
        list_table_add_values(&group->table, row, group->window, &group->open);
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
    struct view label, address;

    return list_definition_take(first_line(group), &label, &address) &&
           list_label_role(label) != LABEL_NONE &&
           !list_definitions_has_used(&group->probe.definitions, label);
}

/* A rule ends an entry; of a section, only what has no label of its own. */
static enum list_step take_rule(struct list_group *group)
{
    if (group->open.kind != ENTRY_SECTION)
        return group->open.kind == ENTRY_NONE ? STEP_TAKEN : STEP_CLOSE;
    group->open.after_rule = true;
    group->open.role = LABEL_OTHER;
    group->open.is_sticky = false;
    return STEP_TAKEN;
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
        return STEP_PASS;
    if (group->is_address && group->open.kind == ENTRY_PARAGRAPH && !group->has_own)
        return take_title_below_address(group);
    find_label(group);
    if (group->has_label && group->label.role == LABEL_TITLE)
        return take_labelled_title(group);
    if (split_at_title_above(group) == STEP_SPLIT)
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
            return STEP_PASS;
        return STEP_TAKEN;
    case BLOCK_RULE:
        return take_rule(group);
    default:
        return STEP_TAKEN;
    }
}
