/* Splits a file of concatenated XML documents, as a parser takes one at a time. Where a
 * document ends is found by its tags, whatever else may be wrong with it. Input that
 * takes libxml2 superlinear time is filtered out: comments become white space, and a
 * document ends where a tag is too long or a DOCTYPE stands. */
#ifndef REFMILL_SYSTEM_XML_DOCUMENTS_H
#define REFMILL_SYSTEM_XML_DOCUMENTS_H

#include "text/text.h"

enum { XML_DOCUMENTS_WINDOW = 64 * 1024 };

/* Reads up to `size` bytes, at least one, and returns how many; 0 at the end, or with the
 * reason in *why. */
typedef size_t xml_documents_source(void *context, char *bytes, size_t size, const char **why);

struct xml_documents {
    xml_documents_source *source;
    void *context;   /* the source's */
    const char *why; /* it cannot be read on; NULL: it can */
    char bytes[XML_DOCUMENTS_WINDOW];
    size_t at, end; /* what is read and not given yet */
    bool ended;     /* the source */

    enum {
        IN_TEXT,
        IN_OPENING,
        IN_CLOSING,
        IN_DECLARATION, /* <!DOCTYPE and what may stand in it */
        IN_QUOTES,
        IN_COMMENT,
        IN_CDATA,
        IN_INSTRUCTION
    } in;
    char quote;        /* that ends IN_QUOTES */
    size_t tag_size;   /* so far */
    size_t depth;      /* of open elements */
    bool begun;        /* bytes of this document were given */
    bool has_root;     /* and its root element is over if depth is 0 */
    const char *fault; /* it has this, as no document of arXiv's, and was ended there */
    bool skipping;     /* what is left of it */
    struct view taken; /* of the document, to be given yet */
    size_t given;      /* bytes, of all documents */
    size_t line;       /* of the next byte, from 1 */
};

void xml_documents_begin(struct xml_documents *documents, xml_documents_source *source,
                         void *context);

/* Skips the rest of this document and goes to the next, which begins at `line`; false at
 * the end of the file. */
bool xml_documents_next(struct xml_documents *documents);

/* Reads up to `size` bytes of the document, at least one, and returns how many; 0 at
 * its end. */
size_t xml_documents_read(struct xml_documents *documents, char *bytes, size_t size);

#endif
