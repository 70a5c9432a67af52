/* Reads the head of an entry: the first lines of a list item or a paragraph, or the cell with its
 * title. It has the title, and often the link that leads to the paper. Tells what a text is, before
 * it is taken. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_HEAD_H
#define REFMILL_INPUT_MARKDOWN_LIST_HEAD_H

#include "input/markdown/list_block.h"
#include "input/markdown/list_definition.h"
#include "input/markdown/list_title.h"
#include "record/arxiv_id.h"

struct list_head {
    struct list_title title;
    const struct inline_link *own; /* the link to arXiv that is the entry's own, or NULL */
    struct arxiv_id id; /* of `own`, or of "arXiv:2403.19588" in the text; empty if there is none */
    bool by_title;      /* the title itself is the link */
    bool by_name;       /* the link is named "paper" or the like, or the id is in the text */
    const struct inline_text *text; /* that it was read from */
};

/* Reads the head from text whose links have their roles (list_link_resolve_all). Its views are of
 * the text; ids may be copied to the arena. */
void list_head_read(const struct inline_text *text, struct arena *arena, bool is_cell,
                    struct list_head *head);

/* Reads the head of an item that is an entry from its source, which must be one line, for those who
 * want no more than ids. Returns false if the inline text is needed. If it returns true,
 * list_head_read would find the same id and title, and no other link of the source leads to a
 * paper; only id, by_title, by_name and the title's kind and text are set, as views of the source.
 */
bool list_head_read_plain(struct view source, struct arena *arena, struct list_head *head);

/* True if the head is that of an entry: a title, and a link of its own. In a paragraph, prose must
 * not follow the title. */
bool list_head_is_entry(const struct list_head *head, bool in_paragraph);

/* True for a paragraph whose first line is a title without marks, and that ends in a link to a
 * paper by name on a later line: an entry if those around it are. */
bool list_head_is_plain_entry(const struct list_head *head);

/* True if the head is that of an entry among news, which speak of papers: its title stands at the
 * start and has at least three words; it links to the paper, or no prose follows. */
bool list_head_is_entry_of_news(const struct list_head *head);

/* True if the head may be the title of a paper to which what follows links. One of a word or
 * two must have many letters, unless it may be short, as the first name below a heading or names
 * within an item. */
bool list_head_may_be_title(const struct list_head *head, bool may_be_short);

/* True if nothing but names, and perhaps a venue, stands before the first link: the title is
 * elsewhere. */
bool list_head_has_only_names(const struct list_head *head);

/* True if the address of the entry's own link is the whole text, but for the box of a task. */
bool list_head_is_address(const struct list_head *head);

/* Takes "[2403.19588]" or "2403.19588: " off the start of a heading, after its number. */
bool list_head_take_id(struct view *heading, struct arena *arena, struct arxiv_id *id);

/* Takes an id in brackets, and a few words after it, off the end of a heading: "Ferries in Fog
 * (arXiv:2403.19588) — 3 votes". `mention` is then what is in the brackets. Returns false if it is
 * that of another paper: "Comment on …". */
bool list_head_take_id_at_end(struct view *heading, struct arena *arena, struct view *mention);

/* ---- Probing --------------------------------------------------------------- */

/* A text that was read to see what it is, a block, a cell or a line, with its head once that is
 * known. All zero before the first list_probe_begin. */
struct list_probe {
    struct buffer source; /* empty if the text need not be the block's, or was not read */
    struct inline_text text;
    bool has_head;
    size_t plain_line; /* the line whose head list_head_read_plain has read, of which only the id,
                        * by_title and by_name last; 0 if the text was read */
    struct list_head head;
    struct list_definitions definitions; /* for all that is read */
    struct arena arena;                  /* of ids, up to the next block */
};

void list_probe_begin(struct list_probe *probe, struct view start);
void list_probe_free(struct list_probe *probe);

/* Reads the block's lines up to the first with a label. */
void list_probe_read_block(struct list_probe *probe, const struct window *window,
                           const struct list_block *block);

/* Reads the head of an item of one line, if that is plain (list_head_read_plain). Returns false if
 * the block must be read. */
bool list_probe_read_plain_item(struct list_probe *probe, struct view source, size_t line);

/* Reads a text that need not be the block's. */
void list_probe_read(struct list_probe *probe, struct view source);

/* Returns the head of the text. */
const struct list_head *list_probe_head(struct list_probe *probe);

/* Returns the first paper at arXiv to which the text links, or none. */
struct arxiv_id list_probe_paper(const struct list_probe *probe);
static inline bool list_probe_has_paper(const struct list_probe *probe)
{
    return list_probe_paper(probe).id.len > 0;
}

/* True if a link of the text that is named "paper" or the like leads to arXiv, and stands among
 * links. Sets its id. */
bool list_probe_has_named_paper(const struct list_probe *probe, struct arxiv_id *id);

/* True for text that is a link or picture named by what it leads to: [code](…). A symbol or a mark
 * may be before it. */
bool list_probe_is_named_link(const struct list_probe *probe);

/* True for text that begins with a link, perhaps after a symbol or a mark. */
bool list_probe_begins_with_link(const struct list_probe *probe);

/* True if hardly any text stands beside the first link. */
bool list_probe_is_line_of_links(const struct list_probe *probe);

/* True if the probe's text is that of the source. */
static inline bool list_probe_has(const struct list_probe *probe, struct view source)
{
    return source.len > 0 && view_equal(source, buffer_view(&probe->source));
}

/* True if the probe has the head of this line, but not its text. */
static inline bool list_probe_has_plain_head(const struct list_probe *probe, size_t line)
{
    return probe->has_head && probe->plain_line == line;
}

#endif
