/* Splits a file of concatenated XML documents for a parser that takes one at a time. Only tags and
 * XML declarations tell where a document ends, so it need not be well-formed. Input for which
 * libxml2 takes more than linear time or which it refuses is filtered out: comments become white
 * space, a text stops after 8 MB, and a tag that is too long or a DOCTYPE ends the document. */
#ifndef REFMILL_SYSTEM_XML_DOCUMENTS_H
#define REFMILL_SYSTEM_XML_DOCUMENTS_H

#include "text/text.h"

enum { XML_DOCUMENTS_WINDOW = 64 * 1024 };

/* Reads up to `size` bytes, at least one, and returns how many; 0 at the end, also after an error.
 */
typedef size_t xml_documents_source(void *context, char *bytes, size_t size);

struct xml_documents {
    xml_documents_source *source;
    void *context; /* of the source */
    char bytes[XML_DOCUMENTS_WINDOW];
    size_t at, end; /* the bytes in the window that come after `taken` */
    bool ended;     /* the source is at its end */

    enum xml_documents_place {
        IN_TEXT,
        IN_OPENING,
        IN_CLOSING,
        IN_DECLARATION, /* <!DOCTYPE or a declaration in it */
        IN_QUOTES,
        IN_COMMENT,
        IN_CDATA,
        IN_INSTRUCTION
    } in;
    char quote;        /* the character that ends IN_QUOTES */
    size_t tag_size;   /* bytes of the current tag so far */
    size_t text_size;  /* bytes of the text after the last tag so far */
    bool shortened;    /* the rest of a text was left out; the caller may set it to false */
    size_t left_out;   /* lines left out of this document with such texts */
    size_t depth;      /* of open elements */
    bool begun;        /* bytes of this document were passed on */
    bool has_root;     /* its root element has begun, and is over if depth is 0 */
    const char *fault; /* what ended the document early; always NULL for arXiv's */
    bool skipping;     /* the rest of the document is passed over */
    struct view taken; /* bytes of the document to pass on next */
    size_t given;      /* bytes passed on, of all documents */
    size_t line;       /* of the next byte, from 1 */
};

void xml_documents_begin(struct xml_documents *documents, xml_documents_source *source,
                         void *context);

/* Skips the rest of this document and goes to the next, which begins at `line`. Returns false at
 * the end of the file. */
bool xml_documents_next(struct xml_documents *documents);

/* Reads up to `size` bytes of the document, at least one, and returns how many; 0 at its end. */
size_t xml_documents_read(struct xml_documents *documents, char *bytes, size_t size);

#endif
