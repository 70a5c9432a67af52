/* Fuzz target: any text as a list of papers in Markdown, and changed so that its papers stay the
 * same. */
#include <stdlib.h>

#include "check.h"
#include "input/markdown/list_label.h"
#include "input/reader_registry.h"
#include "input/window.h"
#include "target.h"
#include "text/utf8.h"

static const struct reader *reader;
static struct window window; /* kept, since its buffer is larger than any input here */

/* The papers of a list: their identifiers, a line each, and a hash of all that is known. */
struct papers {
    struct buffer ids;
    uint64_t hash;
};

static void add_paper(struct papers *papers, const struct record *record)
{
    buffer_put(&papers->ids, record->arxiv_id);
    buffer_put(&papers->ids, VIEW("\n"));
    papers->hash = (papers->hash ^ record_hash(record)) * UINT64_C(0x9E3779B97F4A7C15);
    papers->hash = (papers->hash ^ record->version) * UINT64_C(0x9E3779B97F4A7C15);
}

static struct papers read_wanted(struct view list, struct wanted wanted)
{
    const struct input input = { .name = "input",
                                 .base = VIEW("input"),
                                 .announced = { 1711670400, MOMENT_KNOWN },
                                 .in_memory = true,
                                 .memory = list };
    struct diag silent = { .silent = true };
    struct papers papers = { 0 };
    void *state = memory_take(reader->state_size);
    struct batch batch;

    memset(state, 0, reader->state_size);
    window_start(&window, &input, FAULT_LEFT_OUT, &silent);
    window_peek(&window);
    reader->begin(state, &window, &wanted);
    while (reader->next(state, &batch)) {
        for (size_t i = 0; i < batch.count; i++)
            add_paper(&papers, &batch.records[i]);
    }
    reader->end(state);
    free(state);
    return papers;
}

static struct papers read_list(struct view list)
{
    return read_wanted(list, (struct wanted){ 0 });
}

/* ---- Identifiers --------------------------------------------------------- */

static void check_ids_only(struct view list, struct view ids)
{
    struct papers papers = read_wanted(list, (struct wanted){ .ids_only = true });

    check(view_equal(buffer_view(&papers.ids), ids), "lists",
          "the papers are the same if only their identifiers are wanted", list);
    buffer_free(&papers.ids);
}

static void put_letters_and_digits(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (ascii_is_alnum(text.at[i]))
            buffer_put_byte(out, text.at[i]);
    }
}

/* Escapes, emphasis and code may stand in an identifier, and so may tags and references, of which
 * this leaves letters. */
static void check_ids(struct view list, struct view ids)
{
    struct buffer text = { 0 };

    put_letters_and_digits(&text, list);
    while (ids.len > 0 && !view_has_byte(list, '<') && !view_has_byte(list, '&')) {
        struct view id = { ids.at, view_find_byte(ids, '\n') }, number = id;
        struct buffer digits = { 0 };

        ids = view_skip(ids, id.len + 1);
        if (view_has_byte(id, '/')) /* math.GT/0309136 is math/0309136 */
            number = view_skip(id, view_find_byte(id, '/') + 1);
        put_letters_and_digits(&digits, number);
        check(view_find(buffer_view(&text), buffer_view(&digits)) < text.len, "lists",
              "the list has the identifier of each paper", id);
        buffer_free(&digits);
    }
    buffer_free(&text);
}

/* ---- What changes nothing ------------------------------------------------ */

static void check_same(const struct papers *papers, struct buffer *changed, const char *property)
{
    struct papers others = read_list(buffer_view(changed));

    check(view_equal(buffer_view(&papers->ids), buffer_view(&others.ids)) &&
              papers->hash == others.hash,
          "lists", property, buffer_view(changed));
    buffer_free(&others.ids);
    changed->len = 0;
}

/* Puts the list with other ends of lines. */
static void put_with_ends(struct buffer *out, struct view list, struct view end)
{
    while (list.len > 0) {
        size_t len = view_find_byte(list, '\n');

        buffer_put(out, (struct view){ list.at, len });
        buffer_put(out, len < list.len ? end : VIEW(""));
        list = view_skip(list, len + 1);
    }
}

static void check_ends_of_lines(struct view list, const struct papers *papers)
{
    struct buffer changed = { 0 };

    if (!view_starts_with(list, VIEW("\xEF\xBB\xBF"))) {
        buffer_put(&changed, VIEW("\xEF\xBB\xBF"));
        buffer_put(&changed, list);
        check_same(papers, &changed, "a byte order mark changes nothing");
    }
    if (!view_has_byte(list, '\r')) {
        put_with_ends(&changed, list, VIEW("\r\n"));
        check_same(papers, &changed, "ends of lines with CR change nothing");
    }
    if (view_find(list, VIEW("\\\n")) == list.len && /* else the blank is escaped */
        view_find(list, VIEW("\\\r")) == list.len) {
        put_with_ends(&changed, list, VIEW("  \n"));
        check_same(papers, &changed, "blanks at the ends of lines change nothing");
    }
    buffer_free(&changed);
}

/* ---- Two lists ----------------------------------------------------------- */

/* True for a list that may end within something: code, a comment, a table of HTML, front matter. */
static bool may_stay_open(struct view list)
{
    return view_find(list, VIEW("```")) < list.len || view_find(list, VIEW("~~~")) < list.len ||
           view_has_byte(list, '<') || view_starts_with(view_trim_start(list), VIEW("--"));
}

/* Reads a list after a title: the first heading of level 1 is no topic. */
static struct papers read_titled(struct view list)
{
    struct buffer titled = { 0 };
    struct papers papers;

    buffer_put(&titled, VIEW("# Title\n\n"));
    buffer_put(&titled, list);
    papers = read_list(buffer_view(&titled));
    buffer_free(&titled);
    return papers;
}

/* A list, and another that begins with a heading of the first level, have the papers of both,
 * unless both may have tables: a row without a head has the columns of the last table. Definitions
 * of links serve both, and a heading that is a label belongs to the section before it. */
static void check_two(struct view list)
{
    size_t at = view_find(list, VIEW("\n\n# "));
    struct view first = { list.at, at }, second = view_skip(list, at + 2);
    struct view title = { second.at, view_find_byte(second, '\n') };
    struct papers papers[3];

    if (at == list.len || may_stay_open(first) || view_find(list, VIEW("]:")) < list.len ||
        list_label_role(view_skip(title, sizeof "# " - 1)) != LABEL_NONE ||
        (view_has_byte(first, '|') &&
         (view_has_byte(second, '|') || view_find(second, VIEW("<t")) < second.len)))
        return;
    papers[0] = read_titled(first);
    papers[1] = read_titled(second);
    papers[2] = read_titled(list);
    buffer_put(&papers[0].ids, buffer_view(&papers[1].ids));
    check(view_equal(buffer_view(&papers[0].ids), buffer_view(&papers[2].ids)), "lists",
          "two lists have the papers of both", list);
    for (size_t i = 0; i < 3; i++)
        buffer_free(&papers[i].ids);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view list = { (const char *)bytes, size };
    struct papers papers;

    if (!reader)
        reader = reader_registry_find(VIEW("markdown"));
    if (utf8_find_malformed(list) < size)
        return 0;
    papers = read_list(list);
    check_ids(list, buffer_view(&papers.ids));
    check_ids_only(list, buffer_view(&papers.ids));
    check_ends_of_lines(list, &papers);
    check_two(list);
    buffer_free(&papers.ids);
    return 0;
}
