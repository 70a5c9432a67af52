#include "tex/tex_normalize.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/scan.h"
#include "text/utf8.h"

static const struct byte_pairs suspects = BYTE_PAIRS(TEX_SUSPECTS);

bool tex_is_suspect(struct view text, size_t at, size_t *end)
{
#define RANGE(kind, half, how, first, last) { first, last },
    static const struct {
        uint32_t first, last;
    } ranges[] = { TEX_SUSPECTS(RANGE, 0) };
#undef RANGE
    size_t start = utf8_start(text, at), length, i = 0;
    uint32_t c = utf8_decode(view_skip(text, start), &length);

    *end = start + length;
    if (c > 0x309A && c < 0xA66F) /* Han, the most frequent */
        return false;
    while (i < sizeof ranges / sizeof *ranges && c > ranges[i].last)
        i++;
    return i < sizeof ranges / sizeof *ranges && c >= ranges[i].first;
}

static bool is_suspect(const void *context, struct view text, size_t at)
{
    size_t end;

    (void)context;
    return tex_is_suspect(text, at, &end);
}

/* Returns the first character from `at` on that needs more than copying, and its end, or
 * text.len. */
static size_t find_suspect(struct view text, size_t at, size_t *end)
{
    at += scan_ascii(view_skip(text, at)); /* takes a third as long */
    at += scan_pairs(view_skip(text, at), &suspects, is_suspect, NULL);
    if (at == text.len)
        return at;
    tex_is_suspect(text, at, end);
    return utf8_start(text, at);
}

static void map(struct buffer *out, size_t from, int options)
{
    struct view text = view_skip(buffer_view(out), from);
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.at,
                                           (utf8proc_ssize_t)text.len, &mapped,
                                           (utf8proc_option_t)(options | UTF8PROC_STABLE));

    if (length == UTF8PROC_ERROR_NOMEM)
        memory_end();
    if (length >= 0) { /* negative for malformed text */
        out->len = from;
        buffer_put(out, (struct view){ (const char *)mapped, (size_t)length });
    }
    free(mapped);
}

/* NFC never looks across a character that is not a suspect. So only suspects and the character
 * before them need normalizing: a long abstract has few accents that TeX made. `at` and `end`
 * are the first suspect's. */
static void normalise(struct buffer *out, size_t from, size_t at, size_t end)
{
    struct buffer copy = { 0 };
    struct view text;
    size_t done = 0;

    buffer_put(&copy, view_skip(buffer_view(out), from));
    text = buffer_view(&copy);
    out->len = from;
    for (at -= from, end -= from; at < text.len; at = find_suspect(text, done, &end)) {
        size_t next, start;

        while (end < text.len && tex_is_suspect(text, end, &next))
            end = next;
        if (at > done)
            at = utf8_start(text, at - 1);
        buffer_put(out, (struct view){ text.at + done, at - done });
        start = out->len;
        buffer_put(out, (struct view){ text.at + at, end - at });
        map(out, start, UTF8PROC_COMPOSE);
        done = end;
    }
    buffer_put(out, view_skip(text, done));
    buffer_free(&copy);
}

void tex_fold(struct buffer *out, size_t from)
{
    if (out->len > from)
        map(out, from, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
}

/* Closes the embeddings, overrides and isolates (UAX #9, 3.1) that are open at the end, so
 * that they do not affect the text that follows. */
static void close_directions(struct buffer *out, size_t from)
{
    enum { EMBEDDING = 'e', ISOLATE = 'i' };
    static const struct view pop_embedding = VIEW_ENTRY("\xE2\x80\xAC");
    static const struct view pop_isolate = VIEW_ENTRY("\xE2\x81\xA9");
    struct buffer open = { 0 };
    size_t isolates = 0;

    for (size_t at = from;
         (at += view_find_byte(view_skip(buffer_view(out), at), '\xE2')) < out->len; at += 3) {
        size_t length;
        uint32_t c = utf8_decode(view_skip(buffer_view(out), at), &length);

        if (c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E) {
            buffer_put_byte(&open, EMBEDDING);
        } else if (c >= 0x2066 && c <= 0x2068) {
            buffer_put_byte(&open, ISOLATE);
            isolates++;
        } else if (c == 0x202C && open.len > 0 && open.at[open.len - 1] == EMBEDDING) {
            open.len--;
        } else if (c == 0x2069 && isolates > 0) {
            while (open.at[--open.len] != ISOLATE)
                continue;
            isolates--;
        }
    }
    while (open.len > 0)
        buffer_put(out, open.at[--open.len] == ISOLATE ? pop_isolate : pop_embedding);
    buffer_free(&open);
}

/* Removes the spaces that commands left at the ends. */
static void trim(struct buffer *out, size_t from)
{
    size_t spaces = 0;

    while (out->len > from && out->at[out->len - 1] == ' ')
        out->len--;
    while (from + spaces < out->len && out->at[from + spaces] == ' ')
        spaces++;
    if (spaces > 0)
        memmove(out->at + from, out->at + from + spaces, out->len - from - spaces);
    out->len -= spaces;
}

void tex_normalize(struct buffer *out, size_t from)
{
    size_t end = 0, suspect = find_suspect(buffer_view(out), from, &end);
    bool any = suspect < out->len;

    if (any)
        normalise(out, from, suspect, end);
    trim(out, from);
    if (any)
        close_directions(out, from);
}
