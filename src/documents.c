#include "documents.h"

#include <string.h>

void documents_begin(struct documents *documents, struct unpack *source)
{
    documents->source = source;
    documents->why = NULL;
    documents->at = documents->end = 0;
    documents->ended = documents->begun = false;
    documents->taken = (struct view){ 0 };
    documents->line = 1;
}

static struct view window(const struct documents *documents)
{
    return (struct view){ documents->bytes + documents->at, documents->end - documents->at };
}

/* The bytes that come next, `count` of them unless the file ends before. */
static struct view look_ahead(struct documents *documents, size_t count)
{
    while (!documents->ended && documents->end - documents->at < count) {
        size_t got;

        memmove(documents->bytes, documents->bytes + documents->at, documents->end - documents->at);
        documents->end -= documents->at;
        documents->at = 0;
        got = unpack_read(documents->source, documents->bytes + documents->end,
                          DOCUMENTS_WINDOW - documents->end, &documents->why);
        documents->end += got;
        documents->ended = got == 0;
    }
    return window(documents);
}

enum { MARKUP_MAX = 9 }; /* the longest that tells what markup is: <![CDATA[ */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* <?xml is no instruction that may stand inside a document. */
static bool begins_declaration(struct view text)
{
    return text.len > 5 && view_starts_with(text, VIEW("<?xml")) && is_space(text.at[5]);
}

/* Whether the document is over before what comes next, which is text of it or
 * markup. */
static bool ends_here(struct documents *documents, struct view next)
{
    bool over = documents->has_root && documents->depth == 0;
    bool is_misc = is_space(next.at[0]) || view_starts_with(next, VIEW("<!--")) ||
                   (view_starts_with(next, VIEW("<?")) && !begins_declaration(next));

    if (!documents->begun)
        return false;
    if (!documents->skipping && !over)
        documents->has_doctype = view_starts_with(next, VIEW("<!DOCTYPE"));
    return begins_declaration(next) || (over && !is_misc) || documents->has_doctype;
}

/* What a `<` begins. */
static void begin_markup(struct documents *documents, struct view next)
{
    if (view_starts_with(next, VIEW("<!--")))
        documents->in = IN_COMMENT;
    else if (view_starts_with(next, VIEW("<![CDATA[")))
        documents->in = IN_CDATA;
    else if (view_starts_with(next, VIEW("<?")))
        documents->in = IN_INSTRUCTION;
    else
        documents->in = view_starts_with(next, VIEW("</")) ? IN_CLOSING : IN_OPENING;
}

/* A tag is over with its `>`. */
static void end_tag(struct documents *documents, bool is_empty)
{
    if (documents->in == IN_OPENING) {
        documents->has_root = true;
        documents->depth += !is_empty;
    } else if (documents->depth > 0) {
        documents->depth--;
    }
    documents->in = IN_TEXT;
}

/* How much of what comes next belongs to the construct that it is in: up to
 * its end, which is passed, or all. */
static size_t pass_to(struct documents *documents, struct view next, struct view end)
{
    size_t found = view_find(next, end);

    if (found == next.len) /* the end itself may be cut by the window */
        return next.len >= end.len ? next.len - end.len + 1 : next.len;
    documents->in = IN_TEXT;
    return found + end.len;
}

static size_t pass_tag(struct documents *documents, struct view next)
{
    static const bool stops[256] = { ['>'] = true, ['"'] = true, ['\''] = true };
    size_t run = view_run(next, stops);

    if (run == next.len)
        return run > 1 ? run - 1 : run; /* a slash may stand before the `>` */
    if (next.at[run] == '>') {
        end_tag(documents, run > 0 && next.at[run - 1] == '/');
    } else if (documents->in == IN_OPENING) {
        documents->quote = next.at[run];
        documents->in = IN_QUOTES;
    }
    return run + 1;
}

static size_t pass_quotes(struct documents *documents, struct view next)
{
    size_t found = view_find_byte(next, documents->quote);

    if (found == next.len)
        return found;
    documents->in = IN_OPENING;
    return found + 1;
}

static size_t pass_text(struct documents *documents, struct view next)
{
    size_t run = view_find_byte(next, '<');

    if (run > 0) {
        size_t spaces = 0;
        while (spaces < run && is_space(next.at[spaces]))
            spaces++;
        return documents->has_root && documents->depth == 0 && spaces > 0 ? spaces : run;
    }
    begin_markup(documents, next);
    return 1;
}

static size_t pass(struct documents *documents, struct view next)
{
    switch (documents->in) {
    case IN_COMMENT:
        return pass_to(documents, next, VIEW("-->"));
    case IN_CDATA:
        return pass_to(documents, next, VIEW("]]>"));
    case IN_INSTRUCTION:
        return pass_to(documents, next, VIEW("?>"));
    case IN_QUOTES:
        return pass_quotes(documents, next);
    case IN_TEXT:
        return pass_text(documents, next);
    default:
        return pass_tag(documents, next);
    }
}

static void count_lines(struct documents *documents, struct view text)
{
    for (size_t at = view_find_byte(text, '\n'); at < text.len; at = view_find_byte(text, '\n')) {
        documents->line++;
        text = view_skip(text, at + 1);
    }
}

/* Takes the next stretch of the document; false at its end. */
static bool take(struct documents *documents)
{
    struct view next = look_ahead(documents, MARKUP_MAX);

    if (next.len == 0 || (documents->in == IN_TEXT && ends_here(documents, next)))
        return false;
    next.len = pass(documents, next);
    documents->begun = true;
    documents->at += next.len;
    documents->taken = next;
    count_lines(documents, next);
    return true;
}

static void skip_document(struct documents *documents)
{
    documents->skipping = true;
    documents->has_doctype = false;
    while (documents->begun && take(documents))
        continue;
    documents->skipping = false;
    documents->taken = (struct view){ 0 };
    documents->in = IN_TEXT;
    documents->depth = 0;
    documents->begun = documents->has_root = documents->has_doctype = false;
}

/* White space and byte order marks. */
static size_t gap_length(struct view text)
{
    if (view_starts_with(text, VIEW("\xEF\xBB\xBF")))
        return 3;
    return is_space(text.at[0]);
}

bool documents_next(struct documents *documents)
{
    struct view next;

    skip_document(documents);
    while ((next = look_ahead(documents, MARKUP_MAX)).len > 0 && gap_length(next) > 0) {
        next.len = gap_length(next);
        count_lines(documents, next);
        documents->at += next.len;
    }
    return next.len > 0;
}

size_t documents_read(struct documents *documents, char *bytes, size_t size)
{
    if (documents->taken.len == 0 && !take(documents))
        return 0;
    if (size > documents->taken.len)
        size = documents->taken.len;
    memcpy(bytes, documents->taken.at, size);
    documents->taken = view_skip(documents->taken, size);
    return size;
}
