/* What the feeds share: their own id and links, an entry's id, title and HTML, and
 * the names of arXiv's elements. */
#ifndef REFMILL_FORMATS_FEED_H
#define REFMILL_FORMATS_FEED_H

#include "output/writer.h"
#include "output/xml_writer.h"

#define FEED_ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define FEED_HISTORY_NAMESPACE "http://purl.org/syndication/history/1.0" /* RFC 5005 */
#define FEED_DESCRIPTION "Papers announced on arXiv, with Chinese translations"

/* Atom's id: as the option says, else the home; a page's is where it is. */
void feed_put_id(struct buffer *out, const struct output_head *head);

/* Whether feed_put_links puts any. */
bool feed_has_links(const struct output_head *head);

/* Links to the document itself, to the current one and to the pages before and
 * after it, in an Atom link element of that name, with the feed's media type;
 * and the mark of an archive page, in the prefix fh (RFC 5005, section 4). */
void feed_put_links(struct xml_writer *xml, const struct output_head *head, const char *element,
                    const char *type);

/* What readers know an entry by: the paper's URL, with the version behind it
 * where each version is an entry of its own; arXiv has a page at both. */
void feed_put_entry_id(struct buffer *out, const struct record *record, bool id_version);

/* When the entry of that id was first shown. */
int64_t feed_published(const struct record *record, bool id_version);

/* "arXiv:2403.19588", or else the link: what a paper without a title is called. */
void feed_put_name(struct buffer *out, const struct record *record);

/* Both titles, the leading one first: plain text; without any, the name. */
void feed_put_entry_title(struct buffer *out, const struct record *record, enum language leads);

/* Summary and abstract in the leading language, then title, summary and
 * abstract in the other, and behind the English ones what arXiv's metadata
 * adds: HTML in which nothing of the digest is markup. */
void feed_put_content(struct buffer *out, const struct record *record, enum language leads);

/* The value of xml:lang and HTML's lang. */
const char *feed_language_tag(enum language language);

#endif
