/* Fuzz target: any bytes as an arXiv identifier, as a link to a paper, and as
 * a text with categories in it. */
#include "record/arxiv_id.h"
#include "check.h"
#include "target.h"

static bool is_letter_or_digit(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* ---- Identifiers ------------------------------------------------------- */

static void check_link(struct view link, struct arxiv_id wanted, struct arena *arena)
{
    struct arxiv_id id;

    check(arxiv_read_link(link, arena, &id), "link", "a link that was made is one", link);
    check_equal("link", "it has its id", id.id, wanted.id);
    check(id.version == wanted.version, "link", "it has its version", link);
}

/* The identifier is read again from itself and from all that is made of it. */
static void check_id(struct arxiv_id id, struct arena *arena)
{
    struct arxiv_id again, newest = { .id = id.id };
    struct view rest = id.id;
    struct buffer pdf = { 0 };
    unsigned year, month;

    check(id.version <= ARXIV_VERSION_MAX, "id", "its version is within bounds", id.id);
    check(arxiv_take_id(&rest, arena, &again) && rest.len == 0, "id", "it is one again", id.id);
    check_equal("id", "it is its own normal form", again.id, id.id);
    check(again.version == 0, "id", "it has no version", id.id);
    arxiv_date(id.id, &year, &month);
    check(year >= 1991 && year <= 2090 && month >= 1 && month <= 12, "id", "it has a month", id.id);
    check_link(arxiv_url(id.id, arena), newest, arena);
    arxiv_put_pdf_url(&pdf, id.id, id.version);
    check_link(buffer_view(&pdf), id, arena);
    check(view_ends_with(arxiv_doi(id.id, arena), id.id), "id", "its DOI ends in it", id.id);
    buffer_free(&pdf);
}

/* What is taken stood at the start, and nothing goes on with it. */
static void read_id(struct view text, struct arena *arena)
{
    struct view rest = text, taken;
    struct arxiv_id id;

    if (!arxiv_take_id(&rest, arena, &id)) {
        check(rest.at == text.at && rest.len == text.len, "id", "nothing was taken", text);
        return;
    }
    check(rest.len < text.len && rest.at + rest.len == text.at + text.len, "id",
          "what is left is the end", text);
    check(rest.len == 0 || !is_letter_or_digit(rest.at[0]), "id", "it ends where it ends", text);
    check_id(id, arena);
    taken = (struct view){ text.at, text.len - rest.len };
    check(arxiv_take_id(&taken, arena, &id) && taken.len == 0, "id", "what was taken is one alone",
          text);
}

/* ---- Categories -------------------------------------------------------- */

static void read_categories(struct view text)
{
    struct view found = arxiv_find_category(text), behind;

    if (found.len == 0)
        return;
    behind = view_skip(text, (size_t)(found.at - text.at) + found.len);
    check(found.at >= text.at && found.len <= text.len, "category", "it is of the text", text);
    check(found.at == text.at || !is_letter_or_digit(found.at[-1]), "category",
          "nothing goes before it", text);
    check(behind.len == 0 || !is_letter_or_digit(behind.at[0]), "category", "nothing goes on",
          text);
    check_equal("category", "it is found in itself", arxiv_find_category(found), found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    struct arena arena = { 0 };
    struct arxiv_id id;

    read_id(text, &arena);
    if (arxiv_read_link(text, &arena, &id))
        check_id(id, &arena);
    read_categories(text);
    arena_free(&arena);
    return 0;
}
