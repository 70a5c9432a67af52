/* The state of inline_text_read, which its parts share: what of the source is left out or replaced
 * is marked first, and the text is written at the end, when it is known which marks count. */
#ifndef REFMILL_INPUT_INLINE_INLINE_READING_H
#define REFMILL_INPUT_INLINE_INLINE_READING_H

#include "input/inline/inline_text.h"
#include "tex/tex_math.h"

/* A part of the source that is not copied as it stands. Its first `kept` bytes are, and then what
 * `put` says. */
struct inline_mark {
    size_t start, end; /* offsets in the source */
    size_t kept;
    size_t out; /* where it is in the text, once that is written */
    enum inline_put { PUT_NOTHING, PUT_LINE_BREAK, PUT_REFERENCE } put;
};

/* A run of *, _ or ~ that may open or close emphasis. What is left of it is `kept` of its mark. */
struct inline_run {
    size_t mark;
    char sign;
    bool can_open, can_close, is_inside; /* of a word, or seems so */
};

/* A [ or ![ that has no ] yet, and the counts when it was met. */
struct inline_bracket {
    size_t mark, runs, links, spans, in_link, open_anchor;
    struct view alt; /* of a picture in it */
    bool is_picture;
};

enum { INLINE_STYLES = INLINE_SUMMARY + 1, INLINE_TICKS_MAX = 32 };

struct inline_reading {
    struct inline_text *out;
    struct view source;
    size_t first, last; /* where the source begins and ends without blanks */
    size_t plain;       /* the offset from which on nothing is marked yet */

    struct inline_mark *marks;
    size_t mark_count, mark_cap;
    struct inline_run *runs;
    size_t run_count, run_cap;
    struct inline_bracket *brackets;
    size_t bracket_count, bracket_cap;
    size_t in_link; /* the first so many brackets, unless of pictures, have a link inside */

    size_t open_tag[INLINE_STYLES]; /* the mark of a tag whose content is a span, plus 1, or 0 */
    size_t open_anchor;             /* the link of <a href>, plus 1, or 0 */

    /* From these offsets on there is none left, so that no failed search is repeated. */
    size_t no_comment_end, no_raw_end;
    bool ticks_are_known;
    size_t last_ticks[INLINE_TICKS_MAX + 1]; /* after the last run of so many backquotes, or 0 */
    struct tex_math math;
};

static inline char inline_byte_at(const struct inline_reading *reading, size_t at)
{
    return at < reading->source.len ? reading->source.at[at] : '\0';
}

static inline struct view inline_source_part(const struct inline_reading *reading, size_t start,
                                             size_t end)
{
    return (struct view){ reading->source.at + start, end - start };
}

/* True for the punctuation of ASCII, which a backslash escapes. */
static inline bool inline_is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_alnum(c);
}

/* Adds a mark that keeps nothing, and returns its number. Marks are added in order. */
size_t inline_mark_add(struct inline_reading *reading, size_t start, size_t end);

/* Forgets the marks from this one on, and the tags that opened there. */
void inline_mark_drop(struct inline_reading *reading, size_t mark);

/* Adds a link or a span between two marks, whose numbers become offsets at the end. */
struct inline_link *inline_link_add(struct inline_reading *reading, size_t start, size_t end);
void inline_span_add(struct inline_reading *reading, enum inline_style style, size_t start,
                     size_t end);

/* Adds a link whose text is its address, within a margin that is left out. */
void inline_link_add_bare(struct inline_reading *reading, size_t start, size_t end, size_t margin);

/* Notes the alternative text of a picture for the link around it. */
void inline_link_note_alt(struct inline_reading *reading, struct view alt);

/* Each takes what begins at `at`, a character that it is for, and returns the offset after it. */
size_t inline_emphasis_take(struct inline_reading *reading, size_t at);
size_t inline_bracket_open(struct inline_reading *reading, size_t at);
size_t inline_bracket_close(struct inline_reading *reading, size_t at);
size_t inline_address_take(struct inline_reading *reading, size_t at); /* the : of https:// */
size_t inline_html_take(struct inline_reading *reading, size_t at);

/* Reads a source that has only the most common marks, which needs no state. Returns false for any
 * other; `out` is then undefined. */
bool inline_usual_read(struct inline_text *out, struct view source);

/* Pairs the runs from this one on with each other, and forgets them. */
void inline_emphasis_pair(struct inline_reading *reading, size_t from);

#endif
