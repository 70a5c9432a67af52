/* The buffer through which an input is read. It holds one digest, returns its lines as
 * well-formed UTF-8, and is reused for the next. Spans are offsets from the start of the
 * digest, since the text moves when the window slides or grows. */
#ifndef REFMILL_INPUT_WINDOW_H
#define REFMILL_INPUT_WINDOW_H

#include "system/diag.h"
#include "input/input.h"

/* The largest digest, table and notes: 2 GiB. */
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
    struct view memory;        /* the unread part of an input in memory */
    /* Replace malformed UTF-8 by U+FFFD instead of ending the input with an error. A character
     * that is cut at the end is dropped with a warning either way. */
    bool keep_going;
    struct diag *diag;

    char *bytes;
    size_t cap;
    size_t start, next, end; /* offsets: the digest, the next line, the end of what was read */
    size_t checked;          /* the bytes before this one are well-formed UTF-8 */
    size_t next_line;        /* number of the line at `next` */
    size_t malformed;        /* replacements so far */
    bool ended;              /* the input has nothing more to read */
    int unreadable;          /* errno of a read(2) that failed, else 0 */
    bool broken;             /* malformed text or the size of a digest ended the input */
    bool cut;                /* a character was cut at the end */
};

/* Starts an open input, which must outlive the reading. All zero is a window that has had no
 * input. The memory is reused for each input until window_free. */
void window_start(struct window *window, const struct input *input, bool keep_going,
                  struct diag *diag);
void window_free(struct window *window);

/* Returns what comes next, as far as it has been read: more than white space unless the input
 * ends first. Valid until the next call. */
struct view window_peek(struct window *window);

/* Reads the next line; returns false at the end. Invalidates views into the window. Spans last
 * until window_pass. */
bool window_next_line(struct window *window, struct line *line);

/* Skips the blank lines that come next, as far as they have been read, and returns their
 * number. More may follow. */
size_t window_skip_blank_lines(struct window *window);

/* Makes window_next_line return `line`, a line of this digest, again. */
void window_return(struct window *window, struct line line);

/* Drops all lines so far. The next digest begins at the next line. */
static inline void window_pass(struct window *window)
{
    window->start = window->next;
}

static inline struct view window_text(const struct window *window, struct span span)
{
    return (struct view){ window->bytes + window->start + span.at, span.len };
}

/* Returns the span of a view of the digest. */
static inline struct span window_span(const struct window *window, struct view text)
{
    const char *start = window->bytes + window->start;
    return text.len ? (struct span){ (uint32_t)(text.at - start), (uint32_t)text.len }
                    : (struct span){ 0 };
}

/* Returns what was read and is not part of a line yet. More may follow. */
static inline struct view window_ahead(const struct window *window)
{
    return (struct view){ window->bytes + window->next, window->checked - window->next };
}

/* True if the input ends right after the span. */
static inline bool window_ends_after(const struct window *window, struct span span)
{
    return window->ended && window->start + span.at + span.len == window->end;
}

/* Returns the place of `at`, an offset like a span's, inside a line. */
struct place window_place(const struct window *window, struct line line, uint32_t at);

#endif
