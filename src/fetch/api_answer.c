#include "fetch/api_answer.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "system/xml_documents.h"
#include "text/clean.h"
#include "text/utf8.h"

#define ATOM "http://www.w3.org/2005/Atom"

enum { ERROR_TEXT_MAX = 200 };

/* The internalSubset of SAX2. */
static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system_id)
{
    xmlParserCtxt *parser = context;

    (void)name, (void)external, (void)system_id;
    parser->wellFormed = 0;
    xmlStopParser(parser);
}

/* Enough for a hundred papers of 3000 authors each; a node takes about 130 bytes. */
enum { NODES_MAX = 1000 * 1000 };

/* The startElementNs of SAX2; also counts nodes. */
static void begin_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespaces, const xmlChar **declared,
                          int attributes, int defaulted, const xmlChar **values)
{
    xmlParserCtxt *parser = context;
    long *nodes = parser->_private;

    *nodes += 1 + namespaces + attributes;
    if (*nodes <= NODES_MAX) {
        xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, attributes,
                              defaulted, values);
        return;
    }
    parser->wellFormed = 0;
    xmlStopParser(parser);
}

static size_t read_body(void *context, char *bytes, size_t size)
{
    struct view *rest = context;

    if (size > rest->len)
        size = rest->len;
    if (size > 0) /* an empty body may be NULL, which memcpy does not allow */
        memcpy(bytes, rest->at, size);
    *rest = view_skip(*rest, size);
    return size;
}

/* Returns as many bytes as it can: libxml2 is slow with the short stretches between tags. */
static int feed_parser(void *context, char *bytes, int size)
{
    size_t wanted = (size_t)size, got, all = 0;

    do {
        got = xml_documents_read(context, bytes + all, wanted - all);
        all += got;
    } while (got > 0 && all < wanted);
    return (int)all;
}

/* Gives libxml2 refmill's allocator, which ends the program when memory runs out. Otherwise an
 * entry could be cut or missing, and the cache would record that arXiv does not have the paper. */
static xmlDoc *parse(struct view body, const char **fault)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    struct xml_documents documents;
    xmlParserCtxt *parser;
    xmlDoc *document = NULL;
    long nodes = 0;

    xmlMemSetup(free, memory_take, memory_resize, memory_copy);
    parser = xmlNewParserCtxt();
    xml_documents_begin(&documents, read_body, &body);
    if (parser && xml_documents_next(&documents)) {
        parser->_private = &nodes;
        parser->sax->internalSubset = refuse_doctype;
        parser->sax->startElementNs = begin_element;
        parser->sax->processingInstruction = NULL; /* not needed, and they take memory */
        parser->sax->cdataBlock = NULL;            /* CDATA is then text */
        document = xmlCtxtReadIO(parser, feed_parser, NULL, &documents, NULL, NULL, options);
        *fault = nodes > NODES_MAX ? "too many elements" : documents.fault;
        if (document && xml_documents_next(&documents)) { /* more than one document */
            xmlFreeDoc(document);
            document = NULL;
        }
    }
    xmlFreeParserCtxt(parser);
    return document;
}

static bool is_atom(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
           node->ns && strcmp((const char *)node->ns->href, ATOM) == 0;
}

/* Returns the text of an entry's child, or none if there is no such child; valid until the next
 * call. */
static struct view child_text(struct api_answer *answer, xmlNode *entry, const char *name)
{
    xmlNode *child = entry->children;
    xmlChar *content;

    while (child && !is_atom(child, name))
        child = child->next;
    content = child ? xmlNodeGetContent(child) : NULL;
    answer->text.len = 0;
    buffer_put(&answer->text, view_of(content ? (const char *)content : ""));
    xmlFree(content);
    return view_trim(buffer_view(&answer->text));
}

static bool is_api_error(struct api_answer *answer, xmlNode *entry)
{
    struct view id = child_text(answer, entry, "id");

    return view_find(id, VIEW("/api/errors")) < id.len &&
           view_equal(child_text(answer, entry, "title"), VIEW("Error"));
}

/* Takes the entries out of the root. Since the root is written with each entry, removes its
 * attributes, its other children, and the comments and processing instructions next to it. */
static void keep_entries(struct api_answer *answer, xmlNode *root)
{
    xmlNode *next;

    xmlFreePropList(root->properties);
    root->properties = NULL;
    while (root->children) {
        xmlNode *child = root->children;
        xmlUnlinkNode(child);
        if (!is_atom(child, "entry")) {
            xmlFreeNode(child);
            continue;
        }
        answer->entries = memory_grow_array(answer->entries, answer->count, &answer->cap,
                                            sizeof *answer->entries);
        answer->entries[answer->count++] = child;
    }
    for (xmlNode *node = answer->document->children; node; node = next) {
        next = node->next;
        if (node == root)
            continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

enum api_answer_kind api_answer_read(struct api_answer *answer, struct view body)
{
    xmlNode *root;

    *answer = (struct api_answer){ 0 };
    answer->document = parse(body, &answer->fault);
    root = answer->document ? xmlDocGetRootElement(answer->document) : NULL;
    if (!root || !is_atom(root, "feed"))
        return ANSWER_NONE;
    keep_entries(answer, root);
    return answer->count == 1 && is_api_error(answer, answer->entries[0]) ? ANSWER_ERROR
                                                                          : ANSWER_PAPERS;
}

bool api_answer_next(struct api_answer *answer, struct arxiv_id *id)
{
    while (answer->next < answer->count) {
        xmlNode *entry = answer->entries[answer->next++];

        arena_reset(&answer->arena);
        if (arxiv_read_link(child_text(answer, entry, "id"), &answer->arena, id))
            return true;
    }
    return false;
}

void api_answer_put_entry(const struct api_answer *answer, struct buffer *document)
{
    xmlNode *entry = answer->entries[answer->next - 1];
    xmlChar *bytes = NULL;
    int size = 0;

    xmlAddChild(xmlDocGetRootElement(answer->document), entry); /* for the namespaces */
    xmlDocDumpMemoryEnc(answer->document, &bytes, &size, "UTF-8");
    xmlUnlinkNode(entry);
    buffer_put(document, (struct view){ (const char *)bytes, bytes ? (size_t)size : 0 });
    xmlFree(bytes);
}

struct view api_answer_error(struct api_answer *answer)
{
    struct view text = child_text(answer, answer->entries[0], "summary");

    arena_reset(&answer->arena);
    text = text_clean(text, &answer->arena);
    if (text.len > ERROR_TEXT_MAX) { /* cuts no character in two */
        text.len = ERROR_TEXT_MAX;
        text.len = utf8_find_malformed(text);
    }
    return text;
}

void api_answer_free(struct api_answer *answer)
{
    for (size_t i = 0; i < answer->count; i++)
        xmlFreeNode(answer->entries[i]);
    free(answer->entries);
    xmlFreeDoc(answer->document);
    buffer_free(&answer->text);
    arena_free(&answer->arena);
    *answer = (struct api_answer){ 0 };
}
