/* Loads the functions of libxml2 that refmill uses, but only when XML is to be read. Linking the
 * library, which brings ICU and C++, would double the time of a small run. */
#ifndef REFMILL_SYSTEM_LIBXML_H
#define REFMILL_SYSTEM_LIBXML_H

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

/* FUNCTION(result, name, parameters); libxml.c compares them with libxml2's headers. */
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
    FUNCTION(int, xmlTextReaderMoveToElement, (xmlTextReaderPtr))                                 \
    FUNCTION(const htmlEntityDesc *, htmlEntityLookup, (const xmlChar *))

/* A pointer to each function, under its name. */
struct libxml {
/* NOLINTNEXTLINE(bugprone-macro-parentheses): a type, and parameters already in parentheses */
#define LIBXML_MEMBER(result, name, parameters) result(*name) parameters;
    LIBXML_FUNCTIONS(LIBXML_MEMBER)
#undef LIBXML_MEMBER
};

/* Returns false if the library cannot be loaded; *why then tells what to install. */
bool libxml_load(struct libxml *libxml, const char **why);

#endif
