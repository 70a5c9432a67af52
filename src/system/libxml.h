/* The functions of libxml2 that refmill uses. The library is loaded only when XML is read:
 * linked, it would double the time of a small run, as ICU and C++ come with it. */
#ifndef REFMILL_SYSTEM_LIBXML_H
#define REFMILL_SYSTEM_LIBXML_H

#include <libxml/xmlreader.h>
#include <stdbool.h>

/* FUNCTION(result, name, parameters); libxml.c holds them to the headers. */
#define LIBXML_FUNCTIONS(FUNCTION)                                                                \
    FUNCTION(int, xmlMemGet, (xmlFreeFunc *, xmlMallocFunc *, xmlReallocFunc *, xmlStrdupFunc *)) \
    FUNCTION(int, xmlMemSetup, (xmlFreeFunc, xmlMallocFunc, xmlReallocFunc, xmlStrdupFunc))       \
    FUNCTION(void, xmlInitParser, (void))                                                         \
    FUNCTION(                                                                                     \
        xmlTextReaderPtr, xmlReaderForIO,                                                         \
        (xmlInputReadCallback, xmlInputCloseCallback, void *, const char *, const char *, int))   \
    FUNCTION(void, xmlFreeTextReader, (xmlTextReaderPtr))                                         \
    FUNCTION(void, xmlTextReaderSetStructuredErrorHandler,                                        \
             (xmlTextReaderPtr, xmlStructuredErrorFunc, void *))                                  \
    FUNCTION(int, xmlTextReaderRead, (xmlTextReaderPtr))                                          \
    FUNCTION(int, xmlTextReaderNodeType, (xmlTextReaderPtr))                                      \
    FUNCTION(int, xmlTextReaderDepth, (xmlTextReaderPtr))                                         \
    FUNCTION(int, xmlTextReaderIsEmptyElement, (xmlTextReaderPtr))                                \
    FUNCTION(int, xmlTextReaderGetParserLineNumber, (xmlTextReaderPtr))                           \
    FUNCTION(const xmlChar *, xmlTextReaderConstLocalName, (xmlTextReaderPtr))                    \
    FUNCTION(const xmlChar *, xmlTextReaderConstNamespaceUri, (xmlTextReaderPtr))                 \
    FUNCTION(const xmlChar *, xmlTextReaderConstValue, (xmlTextReaderPtr))                        \
    FUNCTION(int, xmlTextReaderMoveToAttribute, (xmlTextReaderPtr, const xmlChar *))              \
    FUNCTION(int, xmlTextReaderMoveToElement, (xmlTextReaderPtr))

/* Each function under its own name. */
struct libxml {
/* NOLINTNEXTLINE(bugprone-macro-parentheses): a type, and parameters with theirs */
#define LIBXML_MEMBER(result, name, parameters) result(*name) parameters;
    LIBXML_FUNCTIONS(LIBXML_MEMBER)
#undef LIBXML_MEMBER
};

/* False if there is no library; *why then says what to install. */
bool libxml_load(struct libxml *libxml, const char **why);

#endif
