#include "update/unified_diff.h"

enum { CONTEXT = 3 }; /* lines before and after a change */

/* Lines of the old text that change, by their offsets, and what comes in their place. */
struct block {
    size_t from, to;
    struct buffer put;
};

/* The parts of a diff: of the whole, how far it is; of a hunk, its lines so far. */
struct diff {
    const struct edits *edits;
    size_t next;               /* edit */
    size_t at;                 /* the end of the lines that were put or passed */
    size_t old_line, new_line; /* the number of lines before that */
    struct buffer lines;       /* of the hunk */
    size_t old_first, new_first, old_count, new_count;
    struct buffer *out;
};

/* Returns the line that begins at the offset, with its line end. */
static struct view diff_line_at(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);
    size_t newline = view_find_byte(rest, '\n');

    return (struct view){ rest.at, newline < rest.len ? newline + 1 : rest.len };
}

static size_t start_of_line(struct view text, size_t at)
{
    while (at > 0 && text.at[at - 1] != '\n')
        at--;
    return at;
}

static void put_diff_line(struct diff *diff, char sign, struct view line)
{
    buffer_put_byte(&diff->lines, sign);
    buffer_put(&diff->lines, line);
    if (!view_ends_with(line, VIEW("\n")))
        buffer_put(&diff->lines, VIEW("\n\\ No newline at end of file\n"));
    diff->old_count += sign != '+';
    diff->new_count += sign != '-';
    diff->old_line += sign != '+';
    diff->new_line += sign != '-';
}

/* Takes the next changed lines, those of all edits that share lines. Returns false after the last
 * edit. */
static bool take_changed_block(struct diff *diff, struct block *block)
{
    const struct edits *edits = diff->edits;
    const struct edit *edit = &edits->list[diff->next];
    size_t end, next = diff->next;

    if (next == edits->count)
        return false;
    block->from = start_of_line(edits->text, edit->at);
    end = edit->at + edit->len;
    block->to = block->from;
    do {
        if (end >= block->to) /* else it ends in a line that is in the block already */
            block->to = end + diff_line_at(edits->text, end).len;
        edit = &edits->list[++next];
        end = next < edits->count ? edit->at + edit->len : 0;
    } while (next < edits->count && edit->at <= block->to);
    block->put.len = 0;
    edits_put(edits, diff->next, next, block->from, block->to, &block->put);
    diff->next = next;
    return true;
}

/* Leaves out lines at both ends of the block that do not change. */
static struct view trim_block(struct view text, struct block *block)
{
    struct view put = buffer_view(&block->put), line;

    while (block->from < block->to && put.len > 0) {
        line = diff_line_at(text, block->from);
        if (!view_equal(line, diff_line_at(put, 0)))
            break;
        block->from += line.len;
        put = view_skip(put, line.len);
    }
    while (block->from < block->to && put.len > 0) {
        size_t old = start_of_line(text, block->to - 1), new = start_of_line(put, put.len - 1);

        line = (struct view){ text.at + old, block->to - old };
        if (!view_equal(line, view_skip(put, new)))
            break;
        block->to = old;
        put.len = new;
    }
    return put;
}

/* Passes over lines up to an offset, and puts the last three as context. */
static void begin_hunk(struct diff *diff, size_t to)
{
    struct view text = diff->edits->text;
    size_t from = to;

    for (size_t i = 0; i < CONTEXT && from > diff->at; i++)
        from = start_of_line(text, from - 1);
    while (diff->at < from) {
        diff->at += diff_line_at(text, diff->at).len;
        diff->old_line++;
        diff->new_line++;
    }
    diff->old_first = diff->old_line;
    diff->new_first = diff->new_line;
    diff->old_count = diff->new_count = diff->lines.len = 0;
}

/* Puts unchanged lines up to an offset, at most `most`. */
static void put_context(struct diff *diff, size_t to, size_t most)
{
    for (; diff->at < to && most > 0; most--) {
        struct view line = diff_line_at(diff->edits->text, diff->at);

        put_diff_line(diff, ' ', line);
        diff->at += line.len;
    }
}

static void end_hunk(struct diff *diff)
{
    put_context(diff, diff->edits->text.len, CONTEXT);
    buffer_print(diff->out, "@@ -%zu,%zu +%zu,%zu @@\n", diff->old_first + (diff->old_count > 0),
                 diff->old_count, diff->new_first + (diff->new_count > 0), diff->new_count);
    buffer_put(diff->out, buffer_view(&diff->lines));
    diff->lines.len = 0;
}

/* True if more than six unchanged lines are between what was put and the offset. */
static bool is_far(const struct diff *diff, size_t to)
{
    size_t at = diff->at, lines = 0;

    for (; at < to && lines <= (size_t)2 * CONTEXT; lines++)
        at += diff_line_at(diff->edits->text, at).len;
    return lines > (size_t)2 * CONTEXT;
}

static void put_block(struct diff *diff, const struct block *block, struct view put)
{
    while (diff->at < block->to) {
        struct view line = diff_line_at(diff->edits->text, diff->at);

        put_diff_line(diff, '-', line);
        diff->at += line.len;
    }
    for (struct view line; put.len > 0; put = view_skip(put, line.len)) {
        line = diff_line_at(put, 0);
        put_diff_line(diff, '+', line);
    }
}

void unified_diff_put(const struct edits *edits, const char *name, struct buffer *out)
{
    struct diff diff = { .edits = edits, .out = out };
    const char *end = view_has_byte(view_of(name), ' ') ? "\t" : ""; /* as GNU diff has it */
    struct block block = { 0 };
    bool is_open = false;

    if (edits->count > 0)
        buffer_print(out, "--- %s%s\n+++ %s%s\n", name, end, name, end);
    while (take_changed_block(&diff, &block)) {
        struct view put = trim_block(edits->text, &block);

        if (is_open && is_far(&diff, block.from)) {
            end_hunk(&diff);
            is_open = false;
        }
        if (!is_open)
            begin_hunk(&diff, block.from);
        is_open = true;
        put_context(&diff, block.from, SIZE_MAX);
        put_block(&diff, &block, put);
    }
    if (is_open)
        end_hunk(&diff);
    buffer_free(&block.put);
    buffer_free(&diff.lines);
}
