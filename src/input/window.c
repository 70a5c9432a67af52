#include "input/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "system/decompress.h"
#include "system/file.h"
#include "text/utf8.h"

enum { FIRST_SIZE = 1 << 18, READ_SIZE = 1 << 16 };

void window_start(struct window *window, const struct input *input, bool keep_going,
                  struct diag *diag)
{
    *window = (struct window){ .input = input,
                               .memory = input->memory,
                               .keep_going = keep_going,
                               .diag = diag,
                               .bytes = window->bytes,
                               .cap = window->cap,
                               .next_line = 1 };
}

void window_free(struct window *window)
{
    free(window->bytes);
}

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
    window->ended = window->broken = true;
}

/* Reports the first malformed byte of an input. */
static void report_malformed(struct window *window, struct view text)
{
    struct view begin = { window->bytes + window->start, window->end - window->start };
    const char *packing = window->next_line > 1 ? NULL : decompress_packing(begin);

    if (window->malformed++ > 0)
        return;
    if (packing)
        diag_packed(window->diag, window->input->name, packing);
    else
        diag_error(window->diag, place_of_byte(window, window->checked),
                   "byte 0x%02X is not UTF-8%s", (unsigned)(unsigned char)text.at[0],
                   window->keep_going ? "; it is replaced by U+FFFD"
                                      : "; convert the file, or use -k to replace it by U+FFFD");
}

/* Appends checked text. */
static void append(struct window *window, struct view text)
{
    if (window->cap - window->end < text.len) {
        window->cap = (window->end + text.len) * 2;
        window->bytes = memory_resize(window->bytes, window->cap);
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
        report_malformed(window, tail);
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

    window->checked += utf8_find_malformed(rest);
    if (window->checked == window->end)
        return;
    rest = (struct view){ window->bytes + window->checked, window->end - window->checked };
    utf8_malformed_length(rest, &cut);
    if (!cut && !window->keep_going) {
        report_malformed(window, rest);
        end_broken(window, window->checked);
        return;
    }
    if (!cut)
        repair(window);
    if (window->ended && window->checked < window->end) { /* two in three cuts of Chinese text */
        diag_warn(window->diag, place_of_byte(window, window->checked),
                  "the input is cut off in the middle of a character; that is left out");
        window->end = window->checked;
        window->cut = true;
    }
}

static void fill_window(struct window *window)
{
    size_t room = window->cap - window->end;
    ssize_t got;

    if (room < READ_SIZE && window->start > 0) {
        memmove(window->bytes, window->bytes + window->start, window->end - window->start);
        window->next -= window->start;
        window->end -= window->start;
        window->checked -= window->start;
        window->start = 0;
    }
    if (window->cap - window->end < READ_SIZE) {
        window->cap = window->cap ? window->cap * 2 : FIRST_SIZE;
        window->bytes = memory_resize(window->bytes, window->cap);
    }
    room = window->cap - window->end;
    if (window->input->in_memory) {
        got = (ssize_t)(window->memory.len < room ? window->memory.len : room);
        if (got > 0)
            memcpy(window->bytes + window->end, window->memory.at, (size_t)got);
        window->memory = view_skip(window->memory, (size_t)got);
    } else {
        got = file_read_some(window->input->file, window->bytes + window->end, room);
    }
    if (got < 0) {
        window->unreadable = errno;
        diag_unreadable(window->diag, window->input->name, window->unreadable);
    }
    if (got <= 0)
        window->ended = true;
    else
        window->end += (size_t)got;
    check_utf8(window);
    if (window->end - window->start > DIGEST_SIZE_MAX) {
        diag_error(window->diag, (struct place){ .file = window->input->name },
                   "a digest is larger than 2 GiB; the rest of the input is not read");
        end_broken(window, window->next);
    }
}

bool window_next_line(struct window *window, struct line *line)
{
    size_t searched = window->next, end;
    const char *newline;

    for (;;) {
        newline = window->checked > searched
                      ? memchr(window->bytes + searched, '\n', window->checked - searched)
                      : NULL;
        if (newline || window->ended)
            break;
        searched = window->checked - window->start;
        fill_window(window);
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

struct view window_peek(struct window *window)
{
    struct view text = { 0 };

    while (view_trim(text).len == 0 && !window->ended) {
        fill_window(window);
        text = window_ahead(window);
    }
    return text;
}
