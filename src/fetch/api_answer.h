/* Reads the API's answers (https://info.arxiv.org/help/api/user-manual.html, 3.3): an Atom feed
 * with an entry for each paper, or with a single one that reports an error. Only this module of
 * refmill-fetch uses libxml2, which may not access the network or load entities, and gets only what
 * system/xml_documents.h lets through. */
#ifndef REFMILL_FETCH_API_ANSWER_H
#define REFMILL_FETCH_API_ANSWER_H

#include "record/arxiv_id.h"
#include "text/text.h"

enum api_answer_kind { ANSWER_NONE, ANSWER_PAPERS, ANSWER_ERROR };

struct api_answer {
    const char *fault;         /* with ANSWER_NONE: the refused content, or NULL */
    struct _xmlDoc *document;  /* only the feed's root, without attributes and children */
    struct _xmlNode **entries; /* which were taken out of the root */
    size_t count, cap, next;
    struct buffer text; /* of the element that was read last */
    struct arena arena; /* of the identifier that was read last */
};

/* Reads an answer, which must be freed whatever the result. Returns ANSWER_NONE if `body` is not a
 * well-formed Atom feed. */
enum api_answer_kind api_answer_read(struct api_answer *answer, struct view body);

/* Goes to the next entry with the identifier of a paper, which is valid until the next call.
 * Returns false if there is none left. */
bool api_answer_next(struct api_answer *answer, struct arxiv_id *id);

/* Appends a document with the feed's root element and this entry only. */
void api_answer_put_entry(const struct api_answer *answer, struct buffer *document);

/* Returns the error of an ANSWER_ERROR as one short line, valid until the next call. */
struct view api_answer_error(struct api_answer *answer);

void api_answer_free(struct api_answer *answer);

#endif
