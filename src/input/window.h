/* The buffer through which an input is read, unpacked if it is packed (decompress.h). It holds what
 * a reader needs at once, such as a digest, and is reused for what follows. Readers of text take
 * lines of well-formed UTF-8 from it, others bytes as they are. Spans are offsets from the start of
 * what is held, since the text moves when the window slides or grows. */
#ifndef REFMILL_INPUT_WINDOW_H
#define REFMILL_INPUT_WINDOW_H

#include "system/decompress.h"
#include "system/diag.h"
#include "input/input.h"

enum {
    WINDOW_HELD_MAX = 0x7FFFFFFF,        /* the largest digest, held as a whole: 2 GiB */
    WINDOW_ENTRY_MAX = 16 * 1024 * 1024, /* the longest entry of XML or JSON: 100 times the
                                          * longest known */
    WINDOW_PEEKED = 64 * 1024            /* the first bytes, which tell the kind of an input */
};

/* What becomes of a faulty part of an input. */
enum on_fault {
    FAULT_STOPS,     /* it is an error; no output changes */
    FAULT_LEFT_OUT,  /* it is an error, but the rest is used (--keep-going) */
    FAULT_WARNS_ONLY /* it is a warning, and the rest is used (metadata) */
};

struct span {
    uint32_t at, len;
};

struct line {
    struct span text; /* without its end, LF or CR LF */
    size_t number;    /* in the input, from 1 */
};

struct window {
    const struct input *input; /* the caller's */
    enum on_fault on_fault;    /* unless it is FAULT_STOPS, malformed UTF-8 becomes U+FFFD */
    struct diag *diag;

    /* Private to window.c, except for what the functions below read. */
    struct view memory;          /* the unread part of an input in memory */
    struct decompressor *packed; /* NULL if the input is not packed */
    bool begun;                  /* the first bytes were read */
    char *bytes;
    size_t cap;
    size_t start, next, end; /* offsets: what is held, the next line, the end of what was read */
    size_t seen;             /* the bytes before this one have been through the check of UTF-8 */
    size_t checked;          /* those before this one are well-formed */
    size_t next_line;        /* number of the line at `next` */
    size_t malformed;        /* replacements so far */
    size_t faults;           /* reported or counted so far */
    bool erred;              /* one was an error, and nobody has taken it */
    bool ended;              /* the input has nothing more to read */
    int unreadable;          /* errno of a read(2) that failed, EIO if unpacking did, EFBIG if
                              * window_read_all did, else 0 */
    bool broken;             /* malformed text or the size of what is held ended the input */
    bool cut;                /* a character was cut at the end */
    bool damaged;            /* packed data is cut off or damaged; that was reported */
};

/* Starts an open input, which must outlive the reading. All zero is a window that has had no
 * input. The memory is reused for each input until window_free. */
void window_start(struct window *window, const struct input *input, enum on_fault on_fault,
                  struct diag *diag);
void window_free(struct window *window);

/* Returns the first bytes of the input: WINDOW_PEEKED, or all if there are fewer. Takes nothing.
 * Call it before anything else is read; valid until then. */
struct view window_peek(struct window *window);

/* Reports a fault of a part that can be left out, and adds what becomes of it: "; use -k to leave
 * it out", "; it is left out". After ten warnings of one input, only counts. */
void window_fault(struct window *window, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Returns true if window_fault has reported an error since the last call: the batch that is read
 * has erred. */
bool window_take_error(struct window *window);

/* Returns the start of well-formed text of the input: as much as a message shows. */
struct view window_shown(struct view text);

/* Reports how many more faults there were than were shown. Call it at the end of an input. */
void window_report_more(const struct window *window);

/* ---- Lines --------------------------------------------------------------- */

/* Reads the next line; returns false at the end. Invalidates views into the window. Spans last
 * until window_pass. */
bool window_next_line(struct window *window, struct line *line);

/* Skips the blank lines that come next, as far as they have been read, and returns their
 * number. More may follow. */
size_t window_skip_blank_lines(struct window *window);

/* Makes window_next_line return `line`, a line that is still held, again. */
void window_return(struct window *window, struct line line);

/* Drops all lines so far. What is held begins at the next line. */
static inline void window_pass(struct window *window)
{
    window->start = window->next;
}

/* Drops the lines before this one, which is still held: what is held begins with it. Spans of what
 * stays are to be reduced by line.text.at. */
static inline void window_pass_until(struct window *window, struct line line)
{
    window->start += line.text.at;
}

static inline struct view window_text(const struct window *window, struct span span)
{
    return (struct view){ window->bytes + window->start + span.at, span.len };
}

/* Returns the span of a view of the window's text. */
static inline struct span window_span(const struct window *window, struct view text)
{
    size_t at = text.len ? (size_t)(text.at - window->bytes) - window->start : 0;
    return (struct span){ (uint32_t)at, (uint32_t)text.len };
}

/* Returns the text after the last line, as far as it has been read. */
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

/* ---- Text in other pieces ------------------------------------------------ */

/* Reads more, so that window_ahead returns more. Returns false at the end. Invalidates views into
 * the window. */
bool window_extend(struct window *window);

/* Takes `count` bytes of window_ahead. What is held begins after them. */
void window_take(struct window *window, size_t count);

/* The same if one of these bytes, and only one, ends a line. */
void window_take_line(struct window *window, size_t count);

/* Returns the place of a byte of window_ahead. */
struct place window_place_ahead(const struct window *window, size_t at);

/* ---- Bytes --------------------------------------------------------------- */

/* Reads up to `size` bytes, at least one, unchecked, and returns how many; 0 at the end, also after
 * an error, which is reported. */
size_t window_read(struct window *window, char *bytes, size_t size);

/* Reads all that is left, unchecked. Valid until the window is started again. Empty if it is more
 * than WINDOW_HELD_MAX, which is reported. */
struct view window_read_all(struct window *window);

#endif
