#include "mathml.h"

#include <libxml/parser.h>

#include "check.h"
#include "tex/tex.h"

static void on_error(void *complaint, xmlErrorPtr error)
{
    buffer_put(complaint, view_of(error->message ? error->message : "error"));
}

xmlDocPtr mathml_parse(const char *format, const char *property, struct view text)
{
    static xmlParserCtxtPtr parser; /* kept, since making one takes longer than most documents */
    struct buffer complaint = { 0 };
    xmlDocPtr document;

    if (!parser)
        parser = xmlNewParserCtxt();
    xmlSetStructuredErrorFunc(&complaint, on_error);
    document = xmlCtxtReadMemory(parser, text.at, (int)text.len, NULL, NULL,
                                 XML_PARSE_NONET | XML_PARSE_HUGE);
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (complaint.len > 0)
        check_equal(format, property, buffer_view(&complaint), text);
    check(document != NULL, format, property, text);
    buffer_free(&complaint);
    return document;
}

static const char *const elements[] = { "math",  "mfrac",   "mi",     "mn",         "mo",
                                        "mover", "mroot",   "mrow",   "mspace",     "msqrt",
                                        "msub",  "msubsup", "msup",   "mtable",     "mtd",
                                        "mtext", "mtr",     "munder", "munderover", "code" };

/* Attributes with their value; NULL: a length. */
static const struct {
    const char *name, *value;
} attributes[] = {
    { "accent", "true" },        { "accentunder", "true" }, { "display", "block" },
    { "fence", "true" },         { "form", "postfix" },     { "form", "prefix" },
    { "maxsize", NULL },         { "minsize", NULL },       { "linethickness", "0" },
    { "lspace", "0" },           { "rspace", "0" },         { "mathvariant", "normal" },
    { "movablelimits", "true" }, { "stretchy", "false" },   { "stretchy", "true" },
    { "width", NULL },
};

static bool is_length(struct view value)
{
    while (value.len > 0 && (ascii_is_digit(value.at[0]) || view_has_byte(VIEW("-."), value.at[0])))
        value = view_skip(value, 1);
    return view_equal(value, VIEW("em"));
}

static bool is_known_attribute(struct view name, struct view value)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const char *known = attributes[i].value;

        if (view_equal(name, view_of(attributes[i].name)) &&
            (known ? view_equal(value, view_of(known)) : is_length(value)))
            return true;
    }
    return false;
}

static bool is_known_element(struct view name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (view_equal(name, view_of(elements[i])))
            return true;
    }
    return false;
}

/* NOLINTNEXTLINE(misc-no-recursion): mathml_formula.h bounds the depth */
void mathml_check(const char *format, const xmlNode *math, struct view markup)
{
    if (math->type != XML_ELEMENT_NODE) {
        check(math->type == XML_TEXT_NODE, format, "a formula has elements and text only", markup);
        return;
    }
    check(is_known_element(view_of((const char *)math->name)), format,
          "an element of a formula is known", markup);
    for (const xmlAttr *attribute = math->properties; attribute; attribute = attribute->next) {
        xmlChar *value = xmlNodeGetContent((const xmlNode *)attribute);

        check(is_known_attribute(view_of((const char *)attribute->name),
                                 view_of((const char *)value)),
              format, "an attribute of a formula is known", markup);
        xmlFree(value);
    }
    for (const xmlNode *child = math->children; child; child = child->next)
        mathml_check(format, child, markup);
}

void mathml_put_rest(struct buffer *out, struct view tex, bool mathml)
{
    struct buffer marked = { 0 };
    bool inside = false;

    if (mathml)
        tex_put_marked(&marked, tex);
    else
        tex_put_text(&marked, tex);
    for (size_t i = 0; i < marked.len; i++) {
        inside = inside || marked.at[i] == TEX_MATH_START;
        if (!inside)
            buffer_put_byte(out, marked.at[i]);
        inside = inside && marked.at[i] != TEX_MATH_END;
    }
    buffer_free(&marked);
}
