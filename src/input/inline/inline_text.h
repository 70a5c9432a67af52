/* Resolves the inline constructs of Markdown and HTML in a piece of text, such as a table's cell, a
 * heading or a line of a paragraph: to plain text, and to what it links to. */
#ifndef REFMILL_INPUT_INLINE_INLINE_TEXT_H
#define REFMILL_INPUT_INLINE_INLINE_TEXT_H

#include "record/arxiv_id.h"

/* A link: [text](address), [text][label], <address>, a bare https://address, or <a
 * href="address">text</a>. A picture is not a link. The views are of the source, as it stands. */
struct inline_link {
    struct view address; /* "" for [text][label] */
    struct view label;   /* of [text][label] and [text][], whose definition is elsewhere */
    struct view alt;   /* the alternative text of the first picture in it that has one (a badge) */
    size_t start, end; /* its text: offsets in inline_text.text */
    bool is_bare;      /* the text is the address itself; of [address](address), set by
                          list_link_resolve_all */
    /* Set by list_link_resolve_all: what it leads to by its name, and the paper at arXiv by its
     * address, or an empty id. */
    int role;
    struct arxiv_id paper;
    enum { REFERENCE_UNKNOWN, REFERENCE_NO, REFERENCE_YES } reference; /* list_link_is_reference */
};

enum inline_style { INLINE_STRONG, INLINE_EMPHASIS, INLINE_CODE, INLINE_SUMMARY };

/* A part of the text in bold, in italics, in backquotes, or in <summary>, by Markdown or by a tag.
 */
struct inline_span {
    enum inline_style style;
    size_t start, end; /* offsets in inline_text.text */
};

/* All zero is empty. Reused for each text until inline_text_free. */
struct inline_text {
    struct buffer text; /* plain; a line break of the source, <br>, <p>, </p> or <li> is '\n' */
    struct inline_link *links; /* in the order of their starts */
    size_t link_count, link_cap;
    struct inline_span *spans; /* in the order of their starts, outer before inner */
    size_t span_count, span_cap;
    struct inline_reading *reading; /* memory that inline_text_read reuses; private */
};

/* Replaces the contents by those of well-formed UTF-8 text. Takes linear time, whatever it is. */
void inline_text_read(struct inline_text *out, struct view source);
void inline_text_free(struct inline_text *out);

/* Does the same as inline_text_read, in the way that any source can be read. Only inline_text_read
 * and tests call it. */
void inline_text_read_marked(struct inline_text *out, struct view source);

/* Returns the length of the text at the start in which nothing is marked: it means itself. */
size_t inline_plain_length(struct view text);

/* Takes [text](https://…) or [[text]](https://…) off the start, if nothing is marked in the text
 * and the first ) ends the address. *text has the inner brackets. Whether it is a link also depends
 * on what stands before it, which the caller checks. */
bool inline_link_take(struct view *source, struct view *text, struct view *address);

/* Returns the text of a link or a span. */
static inline struct view inline_text_part(const struct inline_text *text, size_t start, size_t end)
{
    struct view part = view_skip(buffer_view(&text->text), start);

    part.len = end - start;
    return part;
}

#endif
