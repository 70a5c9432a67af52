/* Reads the API's answers (https://info.arxiv.org/help/api/user-manual.html, 3.3): an
 * Atom feed with an entry for each paper, or with one that reports an error. libxml2,
 * which only this module of the helper uses, gets neither the network nor entities, and
 * only what system/xml_documents.h lets through. */
#ifndef REFMILL_FETCH_API_ANSWER_H
#define REFMILL_FETCH_API_ANSWER_H

#include "record/arxiv_id.h"
#include "text/text.h"

enum api_answer_kind { ANSWER_NONE, ANSWER_PAPERS, ANSWER_ERROR };

struct api_answer {
    const char *fault;         /* why there is nothing: it has this; NULL: it is no feed */
    struct _xmlDoc *document;  /* the feed's root, without attributes and children */
    struct _xmlNode **entries; /* taken out of it */
    size_t count, cap, next;
    struct buffer text; /* of the element that was read last */
    struct arena arena; /* of the identifier that was read last */
};

/* Reads an answer, which must be freed whatever it is. ANSWER_NONE: not a well-formed
 * Atom feed. */
enum api_answer_kind api_answer_read(struct api_answer *answer, struct view body);

/* Goes to the next entry that has a paper's identifier, which is valid until the next
 * call. False when there is none left. */
bool api_answer_next(struct api_answer *answer, struct arxiv_id *id);

/* Appends a document that has only this entry, in the feed's element. */
void api_answer_put_entry(const struct api_answer *answer, struct buffer *document);

/* What an ANSWER_ERROR says, as one short line; valid until the next call. */
struct view api_answer_error(struct api_answer *answer);

void api_answer_free(struct api_answer *answer);

#endif
