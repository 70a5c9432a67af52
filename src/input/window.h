/* The buffer through which an input is read: it holds one digest, gives its lines, and
 * is used again for the next. What it gives is well-formed UTF-8. Spans are offsets from
 * the start of the digest, since the text moves when the window slides or grows. */
#ifndef REFMILL_INPUT_WINDOW_H
#define REFMILL_INPUT_WINDOW_H

#include "system/diag.h"
#include "input/input.h"

/* The size of one digest, table and notes: no more than 2 GiB. */
enum { DIGEST_SIZE_MAX = 0x7FFFFFFF };

struct span {
    uint32_t at, len;
};

struct line {
    struct span text; /* without its end, LF or CR LF */
    size_t number;    /* in the input, from 1 */
};

struct window {
    const struct input *input; /* the caller's */
    struct view memory;        /* what is left of an input in memory */
    /* U+FFFD for what is not UTF-8; else an error ends the input. A character that is
     * cut off at the end is left out with a warning in either case. */
    bool keep_going;
    struct diag *diag;

    char *bytes;
    size_t cap;
    size_t start, next, end; /* of the digest, of the next line, of what was read */
    size_t checked;          /* up to here it is UTF-8 */
    size_t next_line;        /* number of the line at `next` */
    size_t malformed;        /* places repaired */
    bool ended;              /* nothing more to read */
    int unreadable;          /* errno of a read(2) that failed, else 0 */
    bool broken;             /* ended by malformed text or by its size */
    bool cut;                /* a character was, at the end */
};

/* Begins with an open input, which outlives the reading; all zero is a window that
 * has had none. Its memory is used for one input after the other, and freed at the
 * end. */
void window_start(struct window *window, const struct input *input, bool keep_going,
                  struct diag *diag);
void window_free(struct window *window);

/* What comes next, as far as it has been read: more than white space unless the input
 * ends first. Valid until the next call. */
struct view window_peek(struct window *window);

/* The next line, false at the end. Views into the window end here; spans
 * last until window_pass. */
bool window_next_line(struct window *window, struct line *line);

/* Skips the blank lines that come next, as far as they have been read, and returns how
 * many. There may be more. */
size_t window_skip_blank_lines(struct window *window);

/* Makes window_next_line give `line` again, a line of this digest. */
void window_return(struct window *window, struct line line);

/* Drops what was given so far: the next digest begins at the next line. */
static inline void window_pass(struct window *window)
{
    window->start = window->next;
}

static inline struct view window_text(const struct window *window, struct span span)
{
    return (struct view){ window->bytes + window->start + span.at, span.len };
}

/* The span of a view that lies in the digest. */
static inline struct span window_span(const struct window *window, struct view text)
{
    const char *start = window->bytes + window->start;
    return text.len ? (struct span){ (uint32_t)(text.at - start), (uint32_t)text.len }
                    : (struct span){ 0 };
}

/* What was read and not given yet. There may be more. */
static inline struct view window_ahead(const struct window *window)
{
    return (struct view){ window->bytes + window->next, window->checked - window->next };
}

/* True if the input ends right after the span. */
static inline bool window_ends_after(const struct window *window, struct span span)
{
    return window->ended && window->start + span.at + span.len == window->end;
}

/* Line and column of an offset inside a line that was given. */
struct place window_place(const struct window *window, struct line line, uint32_t at);

#endif
