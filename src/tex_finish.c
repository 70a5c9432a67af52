#include "tex_finish.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Whether bytes stand there that NFC may change: combining characters, and
 * the blocks that have singletons and compositions. Everything else that a
 * digest is made of (Latin, Greek, Cyrillic, CJK) is NFC as it is. */
static bool may_need_nfc(struct view text)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i], next = (unsigned char)text.at[i + 1];
        if (c < 0xCC)
            continue;
        if (c == 0xCC || c == 0xCD || (c >= 0xD6 && c <= 0xE1) || c >= 0xF0)
            return true;
        if (c == 0xCE && next == 0x87) /* U+0387, the one in Greek */
            return true;
        if ((c == 0xE2 && next != 0x80) || (c == 0xEF && (next < 0xBC || next > 0xBF)))
            return true;
        if (c == 0xE3 && (next == 0x82 || next == 0x80) && i + 2 < text.len &&
            (unsigned char)text.at[i + 2] >= (next == 0x82 ? 0x99 : 0xAA))
            return true;
    }
    return false;
}

static void map(struct buffer *out, size_t from, int options)
{
    struct view text = view_skip(buffer_view(out), from);
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.at,
                                           (utf8proc_ssize_t)text.len, &mapped,
                                           (utf8proc_option_t)(options | UTF8PROC_STABLE));

    if (length >= 0) { /* negative only without memory, or for malformed text */
        out->len = from;
        buffer_put(out, (struct view){ (const char *)mapped, (size_t)length });
    }
    free(mapped);
}

static void normalise(struct buffer *out, size_t from)
{
    struct view text = view_skip(buffer_view(out), from);

    if (text.len > 0 && may_need_nfc(text))
        map(out, from, UTF8PROC_COMPOSE);
}

void tex_fold(struct buffer *out, size_t from)
{
    if (out->len > from)
        map(out, from, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
}

/* Embeddings, overrides and isolates (UAX #9, 3.1) that are open at the end are
 * closed, so that they turn round nothing outside of the text. */
static void close_directions(struct buffer *out, size_t from)
{
    enum { EMBEDDING = 'e', ISOLATE = 'i' };
    static const struct view pop_embedding = { "\xE2\x80\xAC", 3 };
    static const struct view pop_isolate = { "\xE2\x81\xA9", 3 };
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

/* Takes off the spaces that commands have left at the ends. */
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

void tex_finish(struct buffer *out, size_t from)
{
    normalise(out, from);
    trim(out, from);
    close_directions(out, from);
}
