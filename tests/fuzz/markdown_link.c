/* Fuzz target: any text as that of a link in Markdown, and with its bytes in the address, read
 * again by the reader of lists. The size tells where the link stands. */
#include "common/markdown_text.h"

#include "check.h"
#include "input/inline/inline_text.h"
#include "record/identity.h"
#include "records.h"
#include "target.h"
#include "tex/tex.h"

/* Puts the bytes that a link may have. */
static void put_address(struct buffer *out, struct view bytes)
{
    buffer_put(out, VIEW("https://example.org/"));
    for (size_t i = 0; i < bytes.len; i++) {
        if (ascii_is_alnum(bytes.at[i]) || view_has_byte(VIEW("-._~/?#@!$&'()*+,;=%"), bytes.at[i]))
            buffer_put_byte(out, bytes.at[i]);
    }
}

/* Puts the address without the percent-encoding that Markdown may ask for. */
static void put_decoded(struct buffer *out, struct view address)
{
    while (address.len > 0) {
        if (view_take(&address, VIEW("%28"))) {
            buffer_put_byte(out, '(');
        } else if (view_take(&address, VIEW("%29"))) {
            buffer_put_byte(out, ')');
        } else if (view_take(&address, VIEW("%3B"))) {
            buffer_put_byte(out, ';');
        } else {
            buffer_put_byte(out, address.at[0]);
            address = view_skip(address, 1);
        }
    }
}

static void check_address(struct view came, struct view wanted)
{
    struct buffer decoded = { 0 }, address = { 0 };

    put_decoded(&decoded, came);
    put_decoded(&address, wanted);
    check_equal("markdown", "an address is the link's", buffer_view(&decoded),
                buffer_view(&address));
    buffer_free(&decoded);
    buffer_free(&address);
}

static void check_link(struct view marked, struct view address, enum markdown_place place)
{
    static struct inline_text text; /* kept for its memory */
    struct buffer source = { 0 };

    buffer_put_byte(&source, '[');
    markdown_put(&source, marked, place);
    buffer_put(&source, VIEW("]("));
    markdown_put_address(&source, address);
    buffer_put_byte(&source, ')');
    inline_text_read(&text, buffer_view(&source));
    check(text.link_count == 1, "markdown", "there is one link", buffer_view(&source));
    check_equal("markdown", "all text is the link's",
                inline_text_part(&text, text.links[0].start, text.links[0].end),
                buffer_view(&text.text));
    check_address(text.links[0].address, address);
    buffer_free(&source);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum markdown_place place = size % 2 ? MARKDOWN_HEADING : MARKDOWN_CELL;
    struct view text = { (const char *)bytes, size };
    struct arena arena = { 0 };
    struct buffer marked = { 0 }, address = { 0 };

    put_address(&address, text);
    tex_put_marked(&marked, records_clean(text, &arena));
    if (marked.len > 0 && identity_is_link(buffer_view(&address)))
        check_link(view_trim(buffer_view(&marked)), buffer_view(&address), place);
    buffer_free(&marked);
    buffer_free(&address);
    arena_free(&arena);
    return 0;
}
