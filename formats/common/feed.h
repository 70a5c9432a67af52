/* Writes the parts that all feed formats share: ids, links, titles and HTML. */
#ifndef REFMILL_FORMATS_FEED_H
#define REFMILL_FORMATS_FEED_H

#include "output/language_terms.h"
#include "output/writer.h"
#include "output/xml_writer.h"

#define FEED_ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define FEED_HISTORY_NAMESPACE "http://purl.org/syndication/history/1.0" /* RFC 5005 */

/* Returns one line about the content of a feed: the option's, or ours. */
struct view feed_description(const struct output_head *head);

/* Returns the author of the feed: the option's, or arXiv. Readers take it for that of an entry
 * without authors, so such an entry must name arXiv if the option names somebody else. */
struct view feed_author(const struct output_head *head);
extern const struct view feed_papers_author;

/* Puts the id of an Atom feed: the option's, else the URL, else the home; for an archive page its
 * URL. */
void feed_put_id(struct buffer *out, const struct output_head *head);

/* True if feed_put_links puts any links. */
bool feed_has_links(const struct output_head *head);

/* Puts links to the document itself, to the current feed and to the older and newer archive page,
 * as Atom link elements called `element` with the media type `type`; and the mark of an archive
 * page, with the prefix fh (RFC 5005, section 4). */
void feed_put_links(struct xml_writer *xml, const struct output_head *head, const char *element,
                    const char *type);

/* Puts the id of an entry: the URL of the paper or, with `id_version`, of its version. arXiv has a
 * page at both. */
void feed_put_entry_id(struct buffer *out, const struct record *record, bool id_version);

/* Returns when the entry with that id was first published, in seconds since 1970. */
int64_t feed_published(const struct record *record, bool id_version);

/* Puts the name of a paper without a title: "arXiv:2403.19588", or its URL. */
void feed_put_name(struct buffer *out, const struct record *record);

/* Puts both titles as plain text, the leading one first. Without titles, puts the name. */
void feed_put_entry_title(struct buffer *out, const struct record *record, enum language leads);

/* Puts HTML: summary and abstract in the leading language, then title, summary and abstract in the
 * other; the journal reference and comment from arXiv's metadata, and a link to the code, follow
 * the English texts. `around` is the language of what the HTML is in, the entry or the feed.
 * Escapes all text, so that it cannot contain markup. */
void feed_put_content(struct buffer *out, const struct output_head *head,
                      const struct record *record, const struct language_terms *around);

#endif
