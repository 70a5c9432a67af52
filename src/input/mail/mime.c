#include "input/mail/mime.h"

#include <stdlib.h>
#include <string.h>

#include "input/mail/mail_decoding.h"

enum { RAW_SIZE = 64 * 1024, FIELD_MAX = 64 * 1024, NESTED_MAX = 8, PARTS_MAX = 10000 };

void mime_begin(struct mime *mime, struct window *window)
{
    struct mime kept = *mime;

    arena_reset(&kept.arena);
    kept.raw.len = 0;
    *mime = (struct mime){ .window = window,
                           .raw = kept.raw,
                           .arena = kept.arena,
                           .field = kept.field,
                           .held = kept.held,
                           .parts = kept.parts,
                           .part_cap = kept.part_cap,
                           .decoded = kept.decoded,
                           .shown = kept.shown,
                           .converted = kept.converted };
}

void mime_free(struct mime *mime)
{
    buffer_free(&mime->raw);
    arena_free(&mime->arena);
    buffer_free(&mime->field);
    buffer_free(&mime->held);
    free(mime->parts);
    buffer_free(&mime->decoded);
    buffer_free(&mime->shown);
    buffer_free(&mime->converted);
}

/* ---- Lines of the input -------------------------------------------------- */

static struct view without_carriage_return(struct view line)
{
    line.len -= view_ends_with(line, VIEW("\r"));
    return line;
}

/* True for a line that begins a message in an mbox (RFC 4155): "From ", and a time later on. */
static bool is_separator(struct view line)
{
    if (!view_take(&line, VIEW("From ")))
        return false;
    for (size_t at = 0; at + 4 < line.len; at++) {
        if (ascii_is_digit(line.at[at]) && ascii_is_digit(line.at[at + 1]) &&
            line.at[at + 2] == ':' && ascii_is_digit(line.at[at + 3]))
            return true;
    }
    return false;
}

static void read_raw(struct mime *mime)
{
    size_t got;

    mime->raw.len -= mime->at;
    if (mime->at > 0 && mime->raw.len > 0)
        memmove(mime->raw.at, mime->raw.at + mime->at, mime->raw.len);
    mime->at = 0;
    got = window_read(mime->window, buffer_reserve(&mime->raw, RAW_SIZE), RAW_SIZE);
    mime->raw.len += got;
    mime->ended = got == 0;
}

/* Takes the next line of the input. A longer one than WINDOW_ENTRY_MAX becomes several. Returns
 * false at the end. */
static bool take_raw_line(struct mime *mime, struct view *line)
{
    struct view rest = { 0 };
    size_t searched = 0, end, quotes = 0;

    for (;;) {
        rest = view_skip(buffer_view(&mime->raw), mime->at);
        end = searched + view_find_byte(view_skip(rest, searched), '\n');
        if (end < rest.len || mime->ended || rest.len > WINDOW_ENTRY_MAX)
            break;
        searched = rest.len;
        read_raw(mime);
    }
    mime->separates = false;
    if (rest.len == 0)
        return false;
    mime->last = mime->at;
    mime->at += end < rest.len ? end + 1 : end;
    mime->number++;
    *line = without_carriage_return((struct view){ rest.at, end });
    mime->separates = is_separator(*line);
    while (quotes < line->len && line->at[quotes] == '>')
        quotes++;
    if (mime->mbox && quotes > 0 && view_starts_with(view_skip(*line, quotes), VIEW("From ")))
        *line = view_skip(*line, 1);
    return true;
}

/* Makes take_raw_line return the last line again. */
static void return_raw_line(struct mime *mime)
{
    mime->at = mime->last;
    mime->number--;
}

/* ---- Heads --------------------------------------------------------------- */

enum head_field { OTHER_FIELD, TYPE_FIELD, ENCODING_FIELD, DATE_FIELD, SUBJECT_FIELD };

static const struct head_field_name {
    struct view name;
    enum head_field field;
    bool sent;  /* only mails that have been sent have it */
    bool names; /* it may name the list or its owner */
} head_fields[] = {
    { VIEW_ENTRY("Content-Type"), TYPE_FIELD, true, false },
    { VIEW_ENTRY("Content-Transfer-Encoding"), ENCODING_FIELD, true, false },
    { VIEW_ENTRY("Date"), DATE_FIELD, false, false },
    { VIEW_ENTRY("Subject"), SUBJECT_FIELD, false, true },
    { VIEW_ENTRY("Message-ID"), OTHER_FIELD, true, false },
    { VIEW_ENTRY("MIME-Version"), OTHER_FIELD, true, false },
    { VIEW_ENTRY("Received"), OTHER_FIELD, true, false },
    { VIEW_ENTRY("Return-Path"), OTHER_FIELD, true, false },
    { VIEW_ENTRY("List-Id"), OTHER_FIELD, true, true },
    { VIEW_ENTRY("From"), OTHER_FIELD, false, true },
    { VIEW_ENTRY("To"), OTHER_FIELD, false, true },
    { VIEW_ENTRY("Reply-To"), OTHER_FIELD, false, true },
    { VIEW_ENTRY("Sender"), OTHER_FIELD, false, true },
};

/* Returns the length of the name that begins a field, or 0. */
static size_t field_name_length(struct view line)
{
    size_t len = 0;

    while (len < line.len && (ascii_is_alnum(line.at[len]) || line.at[len] == '-'))
        len++;
    return len < line.len && line.at[len] == ':' ? len : 0;
}

/* Returns what is known of the field that the line begins; NULL for others. */
static const struct head_field_name *find_head_field(struct view line)
{
    struct view name = { line.at, field_name_length(line) };

    for (size_t i = 0; i < sizeof head_fields / sizeof *head_fields; i++) {
        if (view_equal_ignoring_case(name, head_fields[i].name))
            return &head_fields[i];
    }
    return NULL;
}

/* Takes "; name=value" off the start of the text. Returns false if there is none. */
static bool take_parameter(struct view *text, struct view *name, struct view *value)
{
    size_t at = view_find_byte(*text, ';'), end = 0;
    struct view rest = view_trim_start(view_skip(*text, at + 1));

    *name = view_trim_end((struct view){ rest.at, view_find_byte(rest, '=') });
    rest = view_trim_start(view_skip(rest, view_find_byte(rest, '=') + 1));
    if (view_take(&rest, VIEW("\""))) {
        end = view_find_byte(rest, '"');
    } else {
        while (end < rest.len && rest.at[end] != ';' && !ascii_is_blank(rest.at[end]))
            end++;
    }
    *value = (struct view){ rest.at, end };
    *text = view_skip(rest, end);
    return name->len > 0;
}

static void read_content_type(struct mime_head *head, struct view text, struct arena *arena)
{
    static const struct view latin[] = { VIEW_ENTRY("iso-8859-1"), VIEW_ENTRY("latin1"),
                                         VIEW_ENTRY("iso-8859-15"), VIEW_ENTRY("windows-1252") };
    struct view name, value;

    if (view_starts_with_ignoring_case(text, VIEW("text/html")))
        head->type = MIME_HTML;
    else if (view_starts_with_ignoring_case(text, VIEW("multipart/")))
        head->type = MIME_MULTIPART;
    else if (view_starts_with_ignoring_case(text, VIEW("message/rfc822")))
        head->type = MIME_MESSAGE;
    else if (!view_starts_with_ignoring_case(text, VIEW("text")) && view_has_byte(text, '/'))
        head->type = MIME_OTHER;
    while (take_parameter(&text, &name, &value)) {
        if (head->boundary.len == 0 && view_equal_ignoring_case(name, VIEW("boundary")))
            head->boundary = arena_copy(arena, value);
        for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
            head->latin = head->latin || (view_equal_ignoring_case(name, VIEW("charset")) &&
                                          view_equal_ignoring_case(value, latin[i]));
    }
}

/* Reads the field that has been unfolded. Of several subjects or boundaries the first counts, so
 * that what is kept of a head does not grow with its length. */
static void end_head_field(struct mime *mime, struct mime_head *head)
{
    struct view text = buffer_view(&mime->field);
    const struct head_field_name *found = find_head_field(text);

    text = view_trim(view_skip(text, view_find_byte(text, ':') + 1));
    mime->field.len = 0;
    if (!found)
        return;
    head->sent = head->sent || found->sent;
    if (found->field == TYPE_FIELD)
        read_content_type(head, text, &mime->arena);
    else if (found->field == DATE_FIELD)
        moment_take_mail_date(&text, &head->date);
    else if (found->field == SUBJECT_FIELD && head->subject.len == 0)
        head->subject = arena_copy(&mime->arena, text);
    else if (found->field == ENCODING_FIELD)
        head->encoding = view_starts_with_ignoring_case(text, VIEW("base64")) ? MIME_BASE64
                         : view_starts_with_ignoring_case(text, VIEW("quoted-printable"))
                             ? MIME_QUOTED_PRINTABLE
                             : MIME_IDENTITY;
}

/* Adds a line to the head. Returns false if it is not part of it: then the head has ended. */
static bool take_head_line(struct mime *mime, struct mime_head *head, struct view line)
{
    bool folded = line.len > 0 && (line.at[0] == ' ' || line.at[0] == '\t');

    line = view_trim(line);
    if (line.len > 0 && folded && mime->field.len > 0) {
        if (mime->field.len + line.len < FIELD_MAX) {
            buffer_put_byte(&mime->field, ' ');
            buffer_put(&mime->field, line);
        }
        return true;
    }
    if (mime->field.len > 0)
        end_head_field(mime, head);
    if (line.len == 0 || folded || field_name_length(line) == 0)
        return false;
    buffer_put(&mime->field, (struct view){ line.at, line.len < FIELD_MAX ? line.len : FIELD_MAX });
    return true;
}

/* Reads the head of a message. What does not look like one is text. */
static void read_head(struct mime *mime)
{
    struct view line;

    mime->head = (struct mime_head){ 0 };
    mime->field.len = 0;
    while (take_raw_line(mime, &line)) {
        bool escaped = mime->mbox && view_starts_with(line, VIEW("From "));

        if (mime->mbox && mime->separates) {
            return_raw_line(mime);
            break;
        }
        if (!escaped && !take_head_line(mime, &mime->head, line)) {
            if (view_trim(line).len > 0)
                return_raw_line(mime);
            return;
        }
    }
    if (mime->field.len > 0)
        end_head_field(mime, &mime->head);
}

/* ---- Parts --------------------------------------------------------------- */

/* Where split_parts is in a message. */
struct mime_walk {
    struct view boundaries[NESTED_MAX];
    size_t depth;
    enum { BETWEEN_PARTS, IN_PART_HEAD, IN_PART } state;
    struct mime_head head;    /* of the part */
    struct mime_head message; /* of the forwarded message around it */
    bool begins_message;
    size_t start, line; /* of the part's content */
    bool cut;           /* there were more than PARTS_MAX */
};

/* Returns the number of boundaries up to the one that the line is, or 0. */
static size_t find_boundary(const struct mime_walk *walk, struct view line, bool *closes)
{
    line = view_trim_end(line);
    if (!view_take(&line, VIEW("--")))
        return 0;
    for (size_t depth = walk->depth; depth > 0; depth--) {
        struct view rest = line;

        *closes = view_take(&rest, walk->boundaries[depth - 1]) && view_equal(rest, VIEW("--"));
        if (*closes || view_equal(line, walk->boundaries[depth - 1]))
            return depth;
    }
    return 0;
}

static void end_part(struct mime *mime, struct mime_walk *walk, size_t end)
{
    struct mime_part part = { walk->head,
                              view_skip((struct view){ mime->held.at, end }, walk->start),
                              walk->line, walk->begins_message };

    if (part.begins_message) {
        part.head.date = walk->message.date;
        part.head.subject = walk->message.subject;
        part.head.sent = true;
    }
    walk->begins_message = false;
    walk->state = BETWEEN_PARTS;
    if (mime->part_count == PARTS_MAX) {
        walk->cut = true;
        return;
    }
    mime->parts =
        memory_grow_array(mime->parts, mime->part_count, &mime->part_cap, sizeof *mime->parts);
    mime->parts[mime->part_count++] = part;
}

/* Goes on after the head of a message or part, at the content. */
static void enter_part(struct mime_walk *walk, size_t start, size_t line)
{
    walk->start = start;
    walk->line = line;
    walk->state = BETWEEN_PARTS;
    if (walk->head.type == MIME_MULTIPART && walk->head.boundary.len > 0 &&
        walk->depth < NESTED_MAX) {
        walk->boundaries[walk->depth++] = walk->head.boundary;
    } else if (walk->head.type == MIME_MESSAGE) {
        walk->begins_message = true;
        walk->message = walk->head = (struct mime_head){ 0 };
        walk->state = IN_PART_HEAD;
    } else if (walk->head.type == MIME_PLAIN || walk->head.type == MIME_HTML) {
        walk->state = IN_PART;
    }
}

static void pass_part_line(struct mime *mime, struct mime_walk *walk, struct view line, size_t next,
                           size_t number)
{
    size_t at = (size_t)(line.at - mime->held.at);
    bool closes;
    size_t depth = find_boundary(walk, line, &closes);

    if (depth > 0) {
        if (walk->state == IN_PART)
            end_part(mime, walk, at);
        walk->depth = closes ? depth - 1 : depth;
        walk->state = closes ? BETWEEN_PARTS : IN_PART_HEAD;
        walk->head = (struct mime_head){ 0 };
        mime->field.len = 0;
    } else if (walk->state == IN_PART_HEAD && !take_head_line(mime, &walk->head, line)) {
        bool blank = view_trim(line).len == 0;

        if (walk->begins_message && walk->message.date.origin == MOMENT_ABSENT)
            walk->message = walk->head;
        enter_part(walk, blank ? next : at, blank ? number + 1 : number);
    }
}

/* Finds the texts in the message that is held. */
static void split_parts(struct mime *mime)
{
    struct place place = { mime->window->input->name, mime->held_line, 1 };
    struct mime_walk walk = { .head = mime->head };
    struct view rest = buffer_view(&mime->held);
    size_t number = mime->held_line;

    mime->part_count = mime->part_next = 0;
    mime->field.len = 0;
    enter_part(&walk, 0, number);
    for (; rest.len > 0; number++) {
        struct view line = { rest.at, view_find_byte(rest, '\n') };

        rest = view_skip(rest, line.len + 1);
        pass_part_line(mime, &walk, without_carriage_return(line), mime->held.len - rest.len,
                       number);
    }
    if (walk.state == IN_PART)
        end_part(mime, &walk, mime->held.len);
    if (walk.cut)
        window_fault(mime->window, place, "the rest of the message is after its first %d texts",
                     PARTS_MAX);
}

/* Holds the rest of the message. */
static void hold_message(struct mime *mime)
{
    struct place place = { mime->window->input->name, mime->number, 1 };
    struct view line;
    bool cut = false;

    mime->held.len = 0;
    mime->held_line = mime->number + 1;
    while (take_raw_line(mime, &line)) {
        if (mime->mbox && mime->separates) {
            return_raw_line(mime);
            break;
        }
        cut = cut || mime->held.len + line.len >= WINDOW_ENTRY_MAX;
        if (cut)
            continue;
        buffer_put(&mime->held, line);
        buffer_put_byte(&mime->held, '\n');
    }
    if (cut)
        window_fault(mime->window, place, "the rest of the message is after its first %d MB",
                     WINDOW_ENTRY_MAX / 1024 / 1024);
}

/* ---- Text ---------------------------------------------------------------- */

static void convert(struct mime *mime, struct view text, bool latin)
{
    struct place place = { mime->window->input->name, mime->line, 1 };

    mime->converted.len = 0;
    if (mail_put_utf8(&mime->converted, text, latin) || mime->warned)
        return;
    mime->warned = true;
    diag_warn(mime->window->diag, place,
              "the text has a line that is not UTF-8; such lines are read as Windows-1252");
}

/* Decodes the next part. Passes it on if it may have entries, but HTML only if no plain text of the
 * message has any. */
static const struct mime_part *open_part(struct mime *mime)
{
    const struct mime_part *part = &mime->parts[mime->part_next++];
    struct view text = part->content;

    if (part->begins_message)
        mime->plain_used = false;
    mime->line = part->line;
    mime->decoded.len = mime->shown.len = 0;
    if (part->head.encoding == MIME_QUOTED_PRINTABLE)
        mail_put_quoted_printable(&mime->decoded, text);
    else if (part->head.encoding == MIME_BASE64)
        mail_put_base64(&mime->decoded, text);
    if (part->head.encoding != MIME_IDENTITY)
        text = buffer_view(&mime->decoded);
    convert(mime, text, part->head.latin);
    mime->rest = buffer_view(&mime->converted);
    if (part->head.type == MIME_HTML) {
        mail_put_html_lines(&mime->shown, mime->rest);
        mime->rest = buffer_view(&mime->shown);
    }
    if (view_find(mime->rest, VIEW("\\\\")) == mime->rest.len ||
        (part->head.type == MIME_HTML && mime->plain_used))
        mime->rest.len = 0;
    else
        mime->plain_used = part->head.type == MIME_PLAIN;
    return part;
}

static enum mime_event next_in_parts(struct mime *mime)
{
    while (mime->rest.len == 0) {
        const struct mime_part *part;

        if (mime->part_next == mime->part_count) {
            mime->state = MIME_AT_MESSAGE;
            return MIME_END;
        }
        part = open_part(mime);
        if (part->begins_message) {
            mime->head = part->head;
            return MIME_BEGINS;
        }
    }
    mime->text = (struct view){ mime->rest.at, view_find_byte(mime->rest, '\n') };
    mime->rest = view_skip(mime->rest, mime->text.len + 1);
    mime->text = without_carriage_return(mime->text);
    return MIME_LINE;
}

static enum mime_event next_in_text(struct mime *mime)
{
    struct view line;

    if (!take_raw_line(mime, &line)) {
        mime->state = MIME_AT_MESSAGE;
        return MIME_END;
    }
    if (mime->mbox && mime->separates) {
        return_raw_line(mime);
        mime->state = MIME_AT_MESSAGE;
        return MIME_END;
    }
    mime->line = mime->number;
    convert(mime, line, mime->head.latin);
    mime->text = buffer_view(&mime->converted);
    return MIME_LINE;
}

/* ---- Messages ------------------------------------------------------------ */

/* Goes to the first line of the input that is not blank, and takes it if it begins an mbox. Returns
 * false if there is none. */
static bool find_first(struct mime *mime)
{
    struct view line;

    read_raw(mime);
    if (view_starts_with(buffer_view(&mime->raw), VIEW("\xEF\xBB\xBF")))
        mime->at = strlen("\xEF\xBB\xBF");
    do {
        if (!take_raw_line(mime, &line))
            return false;
    } while (view_trim(line).len == 0);
    mime->mbox = mime->separates;
    if (!mime->mbox)
        return_raw_line(mime);
    return true;
}

/* Goes to the head of the next message. Returns false if there is none. */
static bool find_message(struct mime *mime)
{
    struct view line;

    if (mime->number == 0)
        return find_first(mime);
    return mime->mbox && take_raw_line(mime, &line);
}

static enum mime_event begin_message(struct mime *mime)
{
    arena_reset(&mime->arena);
    if (!find_message(mime))
        return MIME_END;
    read_head(mime);
    mime->line = mime->number;
    mime->state = MIME_IN_TEXT;
    if (mime->head.type == MIME_PLAIN && mime->head.encoding == MIME_IDENTITY)
        return MIME_BEGINS;
    mime->state = MIME_IN_PARTS;
    mime->plain_used = false;
    mime->rest.len = 0;
    hold_message(mime);
    split_parts(mime);
    return MIME_BEGINS;
}

enum mime_event mime_next(struct mime *mime)
{
    enum mime_event event = MIME_END;

    if (mime->state == MIME_IN_TEXT)
        event = next_in_text(mime);
    else if (mime->state == MIME_IN_PARTS)
        event = next_in_parts(mime);
    return event == MIME_END ? begin_message(mime) : event;
}

/* ---- Recognising --------------------------------------------------------- */

static bool has_arxiv(struct view line)
{
    for (; line.len > 0; line = view_skip(line, 1)) {
        if (view_starts_with_ignoring_case(line, VIEW("arxiv")))
            return true;
    }
    return false;
}

bool mime_recognises(struct view start, bool *by_arxiv)
{
    bool sent = false, names = false;
    struct view line = { start.at, view_find_byte(start, '\n') };

    *by_arxiv = false;
    if (is_separator(line))
        start = view_skip(start, line.len + 1);
    while (start.len > 0) {
        const struct head_field_name *found;

        line = (struct view){ start.at, view_find_byte(start, '\n') };
        start = view_skip(start, line.len + 1);
        if (line.len == 0 || (!ascii_is_blank(line.at[0]) && field_name_length(line) == 0))
            break;
        found = find_head_field(line);
        if (!ascii_is_blank(line.at[0]))
            names = found && found->names;
        sent = sent || (found && found->sent);
        *by_arxiv = *by_arxiv || (names && has_arxiv(line));
    }
    return sent;
}
