/* Tells what the links in a list lead to, and what their texts are. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_LINK_H
#define REFMILL_INPUT_MARKDOWN_LIST_LINK_H

#include "input/inline/inline_text.h"
#include "record/arxiv_id.h"
#include "record/date.h"

/* Sets what each link leads to: its role (list_label.h) by its text, by a badge in it, or by the
 * word before it, and the paper by its address, which something stray may follow. The ids may be
 * copied to the arena. */
void list_link_resolve_all(struct inline_text *text, struct arena *arena);

/* Returns the paper at arXiv to which an address leads, or none. The id may be copied to the arena.
 */
struct arxiv_id list_link_paper(struct view address, struct arena *arena);

/* True for the text of a link that is a date, perhaps in brackets: "[30 Mar 2020]", "arXiv 11 Feb
 * 2020", "arXiv, 5 Sep 2024". */
bool list_link_names_date(struct view name, struct date *date);

/* Returns the text of a link without the brackets around it: 12 for [12]. */
struct view list_link_unbracket(struct view name);

/* True for the text of a link that names a venue, an id, a date or a citation, but no title:
 * "AAAI2022", "CVPR 2021", "2112.09210", "30 Mar 2020", "Smith et al., 2026", "[12]". */
bool list_link_names_reference(struct view name);

/* Returns the link that begins at that offset of the text and is not empty, or NULL. Most calls end
 * in list_link_at; only that calls list_link_find. */
const struct inline_link *list_link_find(const struct inline_text *text, size_t at);
static inline const struct inline_link *list_link_at(const struct inline_text *text, size_t at)
{
    return text->link_count == 0 || text->links[0].start > at ? NULL : list_link_find(text, at);
}

/* True if the text of the link is no title, but an address, a venue, an id, a citation. Remembers
 * it in the link. */
bool list_link_is_reference(const struct inline_text *text, const struct inline_link *link);

/* True if the link leads to a paper at arXiv. */
static inline bool list_link_is_paper(const struct inline_link *link)
{
    return link->paper.id.len > 0;
}

/* True if hardly any text but links stands between the line breaks or bars around a link: no prose.
 * More may stand beside [[Paper](…)], which everybody writes for the paper itself. */
bool list_link_is_among_links(const struct inline_text *text, const struct inline_link *link);

/* True for a link that stands apart from the text: in brackets, after a mark, first or last. */
bool list_link_stands_apart(const struct inline_text *text, const struct inline_link *link);

/* Returns the length of a link at the start of the text whose own text is its paper's id, or 0 if a
 * sentence goes on after it: "[arXiv:2403.19588](…) — names". */
size_t list_link_length_of_id(const struct inline_text *text);

/* True for the short text of a link that is no prose: "paper", "arXiv'23", "2403.19588". */
bool list_link_is_short(struct view name);

/* Return the number of letters, of which those that are not ASCII count once, and of words. */
size_t list_count_letters(struct view text);
size_t list_count_words(struct view text);

/* True if the text has more words than that. Reads no further than it has to. */
bool list_has_more_words(struct view text, size_t count);

/* True for a byte of a letter or a digit. Most characters in UTF-8 that begin with E2 are marks,
 * and those of four bytes are emoji. */
static inline bool list_is_word_byte(char c)
{
    return ascii_is_alnum(c) ||
           ((unsigned char)c >= 0x80 && (unsigned char)c < 0xF0 && (unsigned char)c != 0xE2);
}

/* True for text that says something: at least a few words in lower case, or as much in Han. */
bool list_is_prose(struct view text);

/* True if the text has "et al". */
bool list_has_et_al(struct view text);

#endif
