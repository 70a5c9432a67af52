/* Fuzz target: any bytes in each of the transfer encodings of mails (RFC 2045, section 6), and read
 * again. The first byte tells how long lines are, and where the text is divided. */
#include "check.h"
#include "input/mail/mail_decoding.h"
#include "target.h"

enum { LONGEST = 76 }; /* characters of an encoded line */

/* A byte at a time, of lines of that length. */
struct lines {
    struct buffer out;
    size_t length, column;
};

static void put_base64_character(struct lines *lines, char c)
{
    if (lines->column++ == lines->length) {
        buffer_put(&lines->out, VIEW("\r\n"));
        lines->column = 1;
    }
    buffer_put_byte(&lines->out, c);
}

/* Four characters for each three bytes, with padding for those that lack. */
static void put_base64(struct lines *lines, struct view text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (; text.len > 0; text = view_skip(text, 3)) {
        unsigned bits = 0;

        for (size_t i = 0; i < 3; i++)
            bits = bits << 8 | (i < text.len ? (unsigned char)text.at[i] : 0);
        for (size_t i = 0; i < 4; i++)
            put_base64_character(lines, i <= text.len ? digits[bits >> (18 - 6 * i) & 63] : '=');
    }
}

/* A text in two parts, each with its padding, as when programs join them. */
static void check_base64(struct view text, size_t length, size_t at)
{
    struct lines lines = { .length = length };
    struct buffer decoded = { 0 };

    put_base64(&lines, (struct view){ text.at, at });
    put_base64(&lines, view_skip(text, at));
    mail_put_base64(&decoded, buffer_view(&lines.out));
    check_equal("base64", "it is the text again", buffer_view(&decoded), text);
    buffer_free(&decoded);
    buffer_free(&lines.out);
}

/* Blanks at the end of a line, and "=", must be escaped; others may be. */
static bool must_escape(struct view rest)
{
    return rest.at[0] == '=' || rest.at[0] == '\r' ||
           (ascii_is_blank(rest.at[0]) && (rest.len == 1 || rest.at[1] == '\n'));
}

static void put_quoted_byte(struct lines *lines, struct view rest, bool all)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)rest.at[0];

    if (!all && byte < 0x80 && !must_escape(rest)) {
        buffer_put_byte(&lines->out, rest.at[0]);
        lines->column++;
        return;
    }
    buffer_put_byte(&lines->out, '=');
    buffer_put_byte(&lines->out, digits[byte >> 4]);
    buffer_put_byte(&lines->out, digits[byte & 15]);
    lines->column += 3;
}

/* All bytes are escaped in the part before `at`. */
static void check_quoted_printable(struct view text, size_t length, size_t at)
{
    struct lines lines = { .length = length };
    struct buffer decoded = { 0 };

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') {
            buffer_put(&lines.out, VIEW("\r\n"));
            lines.column = 0;
            continue;
        }
        if (lines.column >= length) {
            buffer_put(&lines.out, VIEW("=\r\n"));
            lines.column = 0;
        }
        put_quoted_byte(&lines, view_skip(text, i), i < at);
    }
    mail_put_quoted_printable(&decoded, buffer_view(&lines.out));
    check_equal("quoted-printable", "it is the text again", buffer_view(&decoded), text);
    buffer_free(&decoded);
    buffer_free(&lines.out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = view_skip((struct view){ (const char *)bytes, size }, 1);
    size_t length = size > 0 ? bytes[0] % LONGEST + 1 : 1;
    size_t at = size > 0 ? bytes[0] % (text.len + 1) : 0;

    check_base64(text, length, at);
    check_quoted_printable(text, length, at);
    return 0;
}
