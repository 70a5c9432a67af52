/* What the feeds share: their own title and home, an entry's title and HTML,
 * times, and the names of arXiv's elements. */
#ifndef REFMILL_FORMATS_FEED_H
#define REFMILL_FORMATS_FEED_H

#include "writer.h"

#define FEED_ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define FEED_DESCRIPTION "Papers announced on arXiv, with Chinese translations"

/* "arXiv cs.CL", or "arXiv" when the inputs share no channel. */
void feed_put_title(struct buffer *out, const struct head *head);

/* The list's page on arXiv, or arXiv's. */
void feed_put_home(struct buffer *out, const struct head *head);

/* Both titles, the leading one first: plain text. */
void feed_put_entry_title(struct buffer *out, const struct record *record, enum language leads);

/* The leading summary: plain text, or nothing. */
void feed_put_summary(struct buffer *out, const struct record *record, enum language leads);

/* Summary and abstract in the leading language, then title, summary and
 * abstract in the other: HTML in which nothing of the digest is markup. */
void feed_put_content(struct buffer *out, const struct record *record, enum language leads);

/* 2024-03-29T09:07:51Z (RFC 3339), and Fri, 29 Mar 2024 09:07:51 +0000 (RFC
 * 822 with four-digit years). UTC. */
void feed_put_rfc3339(struct buffer *out, int64_t seconds);
void feed_put_rfc822(struct buffer *out, int64_t seconds);

/* The value of xml:lang and HTML's lang. */
struct view feed_language_tag(enum language language);

#endif
