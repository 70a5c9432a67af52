/* Reads the text of mails, line by line: from an mbox, from one message (RFC 5322, MIME), or from a
 * file with the text of a mail alone. A message without an encoding is passed on as it is read; of
 * one with parts or an encoding, up to WINDOW_ENTRY_MAX bytes are held. */
#ifndef REFMILL_INPUT_MAIL_MIME_H
#define REFMILL_INPUT_MAIL_MIME_H

#include "input/window.h"
#include "record/date.h"

/* What the head of a message or part says. */
struct mime_head {
    enum { MIME_PLAIN, MIME_HTML, MIME_MULTIPART, MIME_MESSAGE, MIME_OTHER } type;
    enum { MIME_IDENTITY, MIME_QUOTED_PRINTABLE, MIME_BASE64 } encoding;
    bool latin;           /* the charset is Latin-1 or Windows-1252 */
    bool sent;            /* it has a field that mails have only when they have been sent */
    struct view boundary; /* of a multipart */
    struct view subject;
    struct moment date;
};

/* A text in a message that is held. */
struct mime_part {
    struct mime_head head;
    struct view content;
    size_t line;
    bool begins_message; /* the date and subject in `head` are those of a forwarded message */
};

enum mime_event {
    MIME_END,
    MIME_BEGINS, /* a message begins: `head` is its own */
    MIME_LINE    /* `text` is a line, without its end */
};

struct mime {
    struct mime_head head; /* until the next message */
    struct view text;      /* well-formed UTF-8 without U+00A0; valid until the next event */
    size_t line;           /* its number in the input; of encoded text, that of its first line */

    /* Private to mime.c. */
    struct window *window;
    struct buffer raw; /* what has been read of the input */
    size_t at, last;   /* in `raw`: the next line, and the one before it */
    size_t number;     /* of the line at `last` */
    bool ended;        /* there is no more to read */
    bool mbox;         /* messages begin with "From " */
    bool separates;    /* the line at `last` is a "From " line */
    bool warned;       /* of text that is not UTF-8 */
    enum { MIME_AT_MESSAGE, MIME_IN_TEXT, MIME_IN_PARTS } state;
    struct arena arena;  /* text of heads */
    struct buffer field; /* a field of a head, unfolded */
    struct buffer held;  /* the rest of a message */
    size_t held_line;    /* the number of its first line */
    struct mime_part *parts;
    size_t part_count, part_cap, part_next;
    bool plain_used; /* text/plain of this message has been passed on, so HTML is not */
    struct buffer decoded, shown, converted;
    struct view rest; /* of the part that is being passed on */
};

/* Begins to read the window's input. All zero before the first call. */
void mime_begin(struct mime *mime, struct window *window);
void mime_free(struct mime *mime);

enum mime_event mime_next(struct mime *mime);

/* True if the text begins with the head of a mail that was sent, alone or in an mbox. *by_arxiv
 * tells whether arXiv is its sender, receiver or subject. */
bool mime_recognises(struct view start, bool *by_arxiv);

#endif
