/* Reader of lists of arXiv identifiers, one or a link a line, with at most a short comment. */
#include "input/entry.h"
#include "input/ids/arxiv_mention.h"
#include "input/reader.h"
#include "record/identity.h"

/* ---- Words --------------------------------------------------------------- */

/* Removes "# …" from the line, at its start or after a blank. */
static struct view strip_comment(struct view line)
{
    for (size_t at = 0; at < line.len; at++) {
        if (line.at[at] == '#' && (at == 0 || ascii_is_blank(line.at[at - 1])))
            line.len = at;
    }
    return view_trim(line);
}

/* Takes the next word. The two parts of [text](link) are words too. */
static bool take_id_word(struct view *line, struct view *word)
{
    size_t len = 0;

    *line = view_trim_start(*line);
    while (len < line->len && !ascii_is_blank(line->at[len]) &&
           !view_has_byte(VIEW(",;"), line->at[len]) &&
           !view_starts_with(view_skip(*line, len), VIEW("](")))
        len++;
    *word = (struct view){ line->at, len };
    *line = view_skip(*line, len);
    if (!view_take(line, VIEW("](")) && !view_take(line, VIEW(",")))
        view_take(line, VIEW(";"));
    return word->len > 0 || line->len > 0;
}

/* ---- Recognition --------------------------------------------------------- */

/* True if a line is one identifier with at most a short comment, or several. More than a few words
 * before it are a title, and text in bold is a label: those are for the reader `markdown`. */
static bool is_id_line(struct view line, struct arena *arena)
{
    enum { COMMENT_MAX = 80, WORDS_BEFORE = 3 };
    struct view word, first = { 0 };
    struct arxiv_id id;
    size_t others = 0, before = 0;
    bool several = false;

    if (view_has_byte(line, '{') || view_has_byte(line, '|') ||
        view_find(line, VIEW("**")) < line.len)
        return false; /* JSON, BibTeX, a table */
    while (take_id_word(&line, &word)) {
        if (!arxiv_mention_lost_digit(word, &id.id) && !arxiv_mention_read_word(word, arena, &id))
            id.id.len = 0;
        before += first.len == 0 && id.id.len == 0;
        if (id.id.len == 0)
            others += word.len + 1;
        else if (first.len == 0)
            first = id.id;
        else if (!view_equal(first, id.id))
            several = true;
    }
    return first.len > 0 && before <= WORDS_BEFORE && others <= (several ? 0 : COMMENT_MAX);
}

/* True for [title](link), of which a list in Markdown consists. */
static bool has_titled_link(struct view line, struct arena *arena)
{
    struct view text = { line.at, view_find(line, VIEW("](")) };
    struct arxiv_id id;

    if (text.len == line.len)
        return false;
    text = view_skip(text, view_find_last(text, VIEW("[")));
    return !arxiv_mention_lost_digit(text, &id.id) && !arxiv_mention_read_word(text, arena, &id);
}

/* True for a heading of Markdown, "## …", and for one below it if a link follows: elsewhere it may
 * be a comment. */
static bool is_heading_of_markdown(struct view line, struct view next)
{
    size_t level = 0;

    while (level < line.len && line.at[level] == '#')
        level++;
    return level > 1 && level < line.len && line.at[level] == ' ' &&
           (level == 2 || view_starts_with(view_trim_start(next), VIEW("http")));
}

static enum sureness recognises(struct view start)
{
    enum { LINES = 100, LENGTH = 300 }; /* enough to judge by; more than an id and its comment */
    size_t lines = 0, bare = 0;
    struct arena arena = { 0 };

    while (start.len > 0 && lines < LINES) {
        struct view line = { start.at, view_find_byte(start, '\n') };

        start = view_skip(start, line.len + 1);
        if (is_heading_of_markdown(line, start)) {
            bare = 0;
            break;
        }
        line = strip_comment(line);
        lines += line.len > 0;
        if (line.len > 0 && line.len <= LENGTH && is_id_line(line, &arena) &&
            !has_titled_link(line, &arena))
            bare++;
    }
    arena_free(&arena);
    return bare * 2 > lines ? RECOGNISED_LIKELY : NOT_RECOGNISED;
}

/* ---- Reading ------------------------------------------------------------- */

struct id_list {
    struct window *window;
    const struct wanted *wanted;
    struct line line;
    struct span rest; /* of the line, from the next word on */
    struct span lost; /* the last number of the line that has lost a digit */
    bool line_used;   /* the line had an identifier, a link or a fault */
    bool line_begun;
    bool has_comment;  /* a line has words after a link of Markdown */
    size_t without_id; /* lines */
    uint32_t count;    /* of records */
    struct entry entry;
};

enum { SHOWN = 3 }; /* lines without an id that are reported one by one */

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct id_list *list = state;

    list->window = window;
    list->wanted = wanted;
    list->line_begun = list->has_comment = false;
    list->without_id = list->count = 0;
}

/* Does not report a line without an id if records without one are wanted. */
static void end_id_line(struct id_list *list)
{
    if (list->line_begun && !list->line_used && !list->wanted->without_id &&
        ++list->without_id <= SHOWN)
        diag_warn(list->window->diag, window_place(list->window, list->line, list->line.text.at),
                  "the line has no arXiv id; it is ignored");
    list->line_begun = false;
}

/* Reports the first line with words after a link of Markdown. */
static void report_comment(struct id_list *list, struct view text)
{
    enum { WORDS = 3 };
    size_t blanks = 0;

    text = view_skip(text, view_find(text, VIEW("](")));
    text = view_trim(view_skip(text, view_find_byte(text, ')') + 1));
    for (size_t i = 0; i < text.len; i++)
        blanks += ascii_is_blank(text.at[i]);
    list->has_comment = blanks >= WORDS;
    if (list->has_comment)
        diag_note(list->window->diag, window_place(list->window, list->line, list->line.text.at),
                  "the text after the link is not read; if it is a title, use --from markdown");
}

/* Goes to the next line that is not empty. */
static bool begin_id_line(struct id_list *list)
{
    struct view text;

    do {
        window_pass(list->window);
        if (!window_next_line(list->window, &list->line))
            return false;
        text = window_text(list->window, list->line.text);
        if (list->line.number == 1)
            view_take(&text, VIEW("\xEF\xBB\xBF"));
        text = strip_comment(text);
    } while (text.len == 0);
    if (!list->has_comment && !list->wanted->ids_only)
        report_comment(list, text);
    list->rest = window_span(list->window, text);
    list->lost = (struct span){ 0 };
    list->line_begun = true;
    list->line_used = false;
    return true;
}

/* Sets the record to the paper that the word names. A link that does not lead to arXiv counts if
 * such records are wanted. Returns false if there is none. */
static bool read_word(struct id_list *list, struct view word)
{
    struct record *record = &list->entry.record;
    struct arxiv_id id;

    entry_begin(&list->entry);
    if (arxiv_mention_read_word(word, &list->entry.arena, &id)) {
        record->arxiv_id = arena_copy(&list->entry.arena, id.id);
        record->version = id.version;
        list->line_used = true;
        return wanted_has(list->wanted, id.id);
    }
    word = arxiv_mention_strip(word);
    if (!list->wanted->without_id || !identity_is_link(word))
        return false;
    record->url = entry_text(&list->entry, word);
    list->line_used = true;
    return true;
}

static void report_lost_digit(struct id_list *list, struct view number)
{
    struct view before = window_text(list->window, list->lost);
    struct place place;

    list->line_used = true;
    list->lost = window_span(list->window, number);
    if (view_equal(before, number))
        return; /* the text and the link of [1802.0774](https://arxiv.org/abs/1802.0774) */
    place = window_place(list->window, list->line, list->lost.at);
    window_fault(
        list->window, place,
        "'%.*s' is too short: arXiv ids from January 2015 on (1501) have five digits after the "
        "full stop, and spreadsheets drop a final 0",
        (int)number.len, number.at);
}

static void report_lines(const struct id_list *list)
{
    size_t more = list->without_id > SHOWN ? list->without_id - SHOWN : 0;

    if (more > 0)
        diag_warn(list->window->diag, (struct place){ .file = list->window->input->name },
                  "has %zu more line%s without an arXiv id", more, more == 1 ? "" : "s");
}

static bool next(void *state, struct batch *batch)
{
    struct id_list *list = state;
    struct view rest, word, number;

    *batch = (struct batch){ 0 };
    while (list->line_begun || begin_id_line(list)) {
        rest = window_text(list->window, list->rest);
        if (!take_id_word(&rest, &word)) {
            end_id_line(list);
            continue;
        }
        list->rest = window_span(list->window, rest);
        if (arxiv_mention_lost_digit(word, &number)) {
            report_lost_digit(list, number);
        } else if (read_word(list, word)) {
            struct entry_origin origin = { .line = list->line.number, .ref = ++list->count };

            batch->records = entry_finish(&list->entry, list->window, origin);
            batch->count = batch->sound = 1;
        }
        batch->erred = window_take_error(list->window);
        if (batch->erred || batch->count > 0)
            return true;
    }
    report_lines(list);
    return false;
}

static void end(void *state)
{
    entry_free(&((struct id_list *)state)->entry);
}

const struct reader reader_ids = {
    .name = "ids",
    .description = "arXiv ids or links, one per line",
    .recognises = recognises,
    .state_size = sizeof(struct id_list),
    .begin = begin,
    .next = next,
    .end = end,
};
