#include "input/window.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/file.h"
#include "text/encoding_guess.h"
#include "text/utf8.h"

enum { FIRST_SIZE = 1 << 18, READ_SIZE = 1 << 17 };

static void end_packed(struct window *window)
{
    if (window->packed)
        decompress_free(window->packed);
    window->packed = NULL;
}

void window_start(struct window *window, const struct input *input, enum on_fault on_fault,
                  struct diag *diag)
{
    end_packed(window);
    *window = (struct window){ .input = input,
                               .memory = input->memory,
                               .on_fault = on_fault,
                               .diag = diag,
                               .bytes = window->bytes,
                               .cap = window->cap,
                               .next_line = 1 };
}

void window_free(struct window *window)
{
    end_packed(window);
    free(window->bytes);
}

/* ---- Faults -------------------------------------------------------------- */

enum { FAULTS_SHOWN = 10 };

void window_fault(struct window *window, struct place place, const char *format, ...)
{
    static const char *const fates[] = { [FAULT_STOPS] = "use -k to leave it out",
                                         [FAULT_LEFT_OUT] = "it is left out",
                                         [FAULT_WARNS_ONLY] = "it is left out" };
    char text[512]; /* the input's text may be of any length; a message is one line */
    va_list values;

    if (++window->faults > FAULTS_SHOWN && window->on_fault == FAULT_WARNS_ONLY)
        return;
    va_start(values, format);
    if (vsnprintf(text, sizeof text, format, values) >= (int)sizeof text)
        text[utf8_find_malformed(view_of(text))] = '\0'; /* drop a partial character */
    va_end(values);
    diag_report(window->diag,
                window->on_fault == FAULT_WARNS_ONLY ? SEVERITY_WARNING : SEVERITY_ERROR, place,
                "%s; %s", text, fates[window->on_fault]);
    window->erred = window->erred || window->on_fault != FAULT_WARNS_ONLY;
}

struct view window_shown(struct view text)
{
    enum { SHOWN_MAX = 200 }; /* bytes */

    return (struct view){ text.at, text.len > SHOWN_MAX ? utf8_start(text, SHOWN_MAX) : text.len };
}

bool window_take_error(struct window *window)
{
    bool erred = window->erred;

    window->erred = false;
    return erred;
}

void window_report_more(const struct window *window)
{
    if (window->faults > FAULTS_SHOWN && window->on_fault == FAULT_WARNS_ONLY)
        diag_warn(window->diag, (struct place){ .file = window->input->name },
                  "%zu more like these", window->faults - FAULTS_SHOWN);
}

/* ---- UTF-8 --------------------------------------------------------------- */

struct place window_place(const struct window *window, struct line line, uint32_t at)
{
    struct span before = { line.text.at, at - line.text.at };
    return (struct place){ window->input->name, line.number,
                           utf8_count(window_text(window, before)) + 1 };
}

/* Returns line and column of a byte that was read but may not have been returned as part of a
 * line. */
static struct place place_of_byte(const struct window *window, size_t at)
{
    struct view before = { window->bytes + window->next, at - window->next };
    size_t line = window->next_line, newline;

    while ((newline = view_find_byte(before, '\n')) < before.len) {
        before = view_skip(before, newline + 1);
        line++;
    }
    return (struct place){ window->input->name, line, utf8_count(before) + 1 };
}

static void end_broken(struct window *window, size_t at)
{
    window->end = at;
    if (window->checked > at)
        window->checked = at;
    window->seen = at;
    window->ended = window->broken = true;
}

/* Reports the first malformed byte of an input, which is in `around`. */
static void report_malformed(struct window *window, char byte, struct view around)
{
    static const char *const fates[] = {
        [FAULT_STOPS] = ", or use -k to replace such bytes by U+FFFD",
        [FAULT_LEFT_OUT] = "; such bytes are replaced by U+FFFD",
        [FAULT_WARNS_ONLY] = "; such bytes are replaced by U+FFFD",
    };
    bool warns = window->on_fault == FAULT_WARNS_ONLY;
    struct buffer advice = { 0 };
    const char *encoding;

    if (window->malformed++ > 0)
        return;
    encoding = encoding_guess(around);
    if (encoding)
        buffer_print(&advice, "; the text seems to be in %s: use iconv -f %s -t UTF-8 FILE%s",
                     encoding, encoding, warns ? "" : " | refmill");
    else if (window->on_fault == FAULT_STOPS)
        buffer_print(&advice, "; convert the file");
    diag_report(window->diag, warns ? SEVERITY_WARNING : SEVERITY_ERROR,
                place_of_byte(window, window->checked), "byte 0x%02X is not UTF-8%.*s%s",
                (unsigned)(unsigned char)byte, (int)advice.len, advice.len ? advice.at : "",
                fates[window->on_fault]);
    buffer_free(&advice);
}

/* Appends checked text. */
static void append(struct window *window, struct view text)
{
    if (window->cap - window->end < text.len) {
        window->bytes = memory_resize_array(window->bytes, window->end + text.len, 2);
        window->cap = (window->end + text.len) * 2;
    }
    memcpy(window->bytes + window->end, text.at, text.len);
    window->end += text.len;
}

/* Replaces malformed text after window->checked by U+FFFD: takes the rest out and appends it
 * piece by piece. A sequence that is cut at the end stays unchecked. */
static void repair(struct window *window)
{
    struct view tail = { window->bytes + window->checked, window->end - window->checked };
    struct buffer copy = { 0 };
    bool cut = false;

    buffer_put(&copy, tail);
    window->end = window->checked;
    for (tail = buffer_view(&copy); tail.len > 0;) {
        struct view good = { tail.at, utf8_find_malformed(tail) };
        size_t length;

        append(window, good);
        window->checked = window->end;
        tail = view_skip(tail, good.len);
        if (tail.len == 0)
            break;
        length = utf8_malformed_length(tail, &cut);
        if (cut) {
            append(window, tail);
            break;
        }
        report_malformed(window, tail.at[0], buffer_view(&copy));
        append(window, VIEW("\xEF\xBF\xBD"));
        window->checked = window->end;
        tail = view_skip(tail, length);
    }
    buffer_free(&copy);
}

/* Checks what was read since the last call. A sequence that is cut at the end waits for more,
 * unless the input has ended. */
static void check_utf8(struct window *window)
{
    struct view rest = { window->bytes + window->checked, window->end - window->checked };
    bool cut;

    window->seen = window->end;
    window->checked += utf8_find_malformed(rest);
    if (window->checked == window->end)
        return;
    rest = (struct view){ window->bytes + window->checked, window->end - window->checked };
    utf8_malformed_length(rest, &cut);
    if (!cut && window->on_fault == FAULT_STOPS) {
        report_malformed(
            window, rest.at[0],
            (struct view){ window->bytes + window->start, window->end - window->start });
        end_broken(window, window->checked);
        return;
    }
    if (!cut)
        repair(window);
    window->seen = window->end;
    if (window->ended && window->checked < window->end) { /* two in three cuts of Chinese text */
        diag_warn(window->diag, place_of_byte(window, window->checked),
                  "the input is cut off in the middle of a character; that is left out");
        window->end = window->seen = window->checked;
        window->cut = true;
    }
}

/* ---- Reading ------------------------------------------------------------- */

/* Makes room for READ_SIZE bytes at the end of the window. Moves what is held to its start once as
 * much was taken, so that the same memory, which is in a cache, is used again. */
static void make_room(struct window *window)
{
    size_t held = window->end - window->start;

    if (window->start > 0 && (window->start >= held || window->cap - window->end < READ_SIZE)) {
        memmove(window->bytes, window->bytes + window->start, held);
        window->next -= window->start;
        window->end -= window->start;
        window->seen -= window->start;
        window->checked -= window->start;
        window->start = 0;
    }
    if (window->cap - window->end < READ_SIZE) {
        window->cap = window->cap ? window->cap : FIRST_SIZE / 2;
        window->bytes = memory_resize_array(window->bytes, window->cap, 2);
        window->cap *= 2;
    }
}

/* Reads up to `size` bytes of the input as they are. Returns 0 at the end or on failure. */
static size_t read_plain(struct window *window, char *bytes, size_t size)
{
    ssize_t got;

    if (window->input->in_memory) {
        size = window->memory.len < size ? window->memory.len : size;
        if (size > 0)
            memcpy(bytes, window->memory.at, size);
        window->memory = view_skip(window->memory, size);
        return size;
    }
    got = file_read_some(window->input->file, bytes, size);
    if (got < 0) {
        window->unreadable = errno;
        diag_unreadable(window->diag, window->input->name, window->unreadable);
    }
    return got > 0 ? (size_t)got : 0;
}

/* Damaged data is an error, since its checksum comes after what was read. */
static size_t read_unpacked(struct window *window, char *bytes, size_t size)
{
    struct place place = { .file = window->input->name };
    const char *why;
    size_t got = decompress_read(window->packed, bytes, size, &why);

    if (why && decompress_unreadable(window->packed)) {
        diag_error(window->diag, place, "cannot be read: %s", why);
        window->unreadable = EIO;
    } else if (why) {
        bool erred = decompress_damaged(window->packed) && window->on_fault != FAULT_WARNS_ONLY;

        diag_report(window->diag, erred ? SEVERITY_ERROR : SEVERITY_WARNING, place, "%s; %s", why,
                    erred && window->on_fault == FAULT_STOPS ? "use -k to use what comes before"
                                                             : "what comes before was read");
        window->damaged = true;
    }
    return got;
}

/* Reads the first bytes, which tell whether the input is packed. */
static size_t read_first(struct window *window, char *bytes, size_t size)
{
    enum { MAGIC = 4 };
    size_t count = 0, got = 1;

    window->begun = true;
    while (count < MAGIC && got > 0) { /* a pipe may deliver them one by one */
        got = read_plain(window, bytes + count, size - count);
        count += got;
    }
    if (!decompress_packing((struct view){ bytes, count }))
        return count;
    window->packed = window->input->in_memory
                         ? decompress_create(-1, window->input->memory)
                         : decompress_create(window->input->file, (struct view){ bytes, count });
    return read_unpacked(window, bytes, size);
}

/* Reads more bytes into the window. Returns false at the end, also after a failure. */
static bool read_more(struct window *window)
{
    size_t room, got;
    char *at;

    if (window->ended)
        return false;
    make_room(window);
    at = window->bytes + window->end;
    room = window->cap - window->end < READ_SIZE ? window->cap - window->end : READ_SIZE;
    got = !window->begun   ? read_first(window, at, room)
          : window->packed ? read_unpacked(window, at, room)
                           : read_plain(window, at, room);
    window->end += got;
    window->ended = got == 0;
    return got > 0;
}

struct view window_peek(struct window *window)
{
    while (window->end < WINDOW_PEEKED && read_more(window))
        continue;
    return (struct view){ window->bytes,
                          window->end < WINDOW_PEEKED ? window->end : WINDOW_PEEKED };
}

bool window_extend(struct window *window)
{
    size_t ahead = window->checked - window->next;

    if (window->seen == window->end)
        read_more(window);
    check_utf8(window);
    if (window->end - window->start > WINDOW_HELD_MAX) {
        diag_error(window->diag, (struct place){ .file = window->input->name },
                   "has a part larger than 2 GiB; the rest of the input is not read");
        end_broken(window, window->next);
    }
    return window->checked - window->next > ahead || !window->ended;
}

size_t window_read(struct window *window, char *bytes, size_t size)
{
    size_t left;

    if (window->next == window->end) {
        window->start = window->next;
        read_more(window);
    }
    left = window->end - window->next;
    size = size < left ? size : left;
    if (size > 0)
        memcpy(bytes, window->bytes + window->next, size);
    window->next += size;
    return size;
}

struct view window_read_all(struct window *window)
{
    while (read_more(window)) {
        if (window->end - window->next > WINDOW_HELD_MAX) {
            diag_error(window->diag, (struct place){ .file = window->input->name },
                       "is larger than 2 GiB; split it");
            window->unreadable = EFBIG;
            end_broken(window, window->next);
        }
    }
    return (struct view){ window->bytes + window->next, window->end - window->next };
}

/* ---- Lines and other pieces ---------------------------------------------- */

bool window_next_line(struct window *window, struct line *line)
{
    size_t searched = window->next, end;
    const char *newline;

    for (;;) {
        newline = window->checked > searched
                      ? memchr(window->bytes + searched, '\n', window->checked - searched)
                      : NULL;
        if (newline || (window->ended && window->seen == window->end))
            break;
        searched = window->checked - window->start;
        window_extend(window);
        searched += window->start;
    }
    if (!newline && window->next >= window->end)
        return false;
    end = newline ? (size_t)(newline - window->bytes) : window->end;
    *line =
        (struct line){ { (uint32_t)(window->next - window->start), (uint32_t)(end - window->next) },
                       window->next_line++ };
    window->next = newline ? end + 1 : end;
    if (newline && line->text.len > 0 && window->bytes[end - 1] == '\r')
        line->text.len--;
    return true;
}

size_t window_skip_blank_lines(struct window *window)
{
    size_t at = window->next, count = 0;

    for (; at < window->checked && ascii_is_blank(window->bytes[at]); at++) {
        if (window->bytes[at] == '\n') {
            window->next = at + 1;
            count++;
        }
    }
    window->next_line += count;
    return count;
}

void window_return(struct window *window, struct line line)
{
    window->next = window->start + line.text.at;
    window->next_line = line.number;
}

void window_take(struct window *window, size_t count)
{
    struct view taken = { window->bytes + window->next, count };
    size_t newline;

    while ((newline = view_find_byte(taken, '\n')) < taken.len) {
        taken = view_skip(taken, newline + 1);
        window->next_line++;
    }
    window->next += count;
    window->start = window->next;
}

void window_take_line(struct window *window, size_t count)
{
    window->next_line++;
    window->next += count;
    window->start = window->next;
}

struct place window_place_ahead(const struct window *window, size_t at)
{
    return place_of_byte(window, window->next + at);
}
