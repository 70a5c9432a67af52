#include "system/xml_documents.h"

#include <string.h>

#include "text/scan.h"

void xml_documents_begin(struct xml_documents *documents, xml_documents_source *source,
                         void *context)
{
    documents->source = source;
    documents->context = context;
    documents->fault = NULL;
    documents->at = documents->end = documents->given = 0;
    documents->ended = documents->begun = false;
    documents->tag_size = 0;
    documents->taken = (struct view){ 0 };
    documents->line = 1;
}

/* Returns the next bytes, at least `count` unless the file ends before. */
static struct view look_ahead(struct xml_documents *documents, size_t count)
{
    while (!documents->ended && documents->end - documents->at < count) {
        size_t got;

        memmove(documents->bytes, documents->bytes + documents->at, documents->end - documents->at);
        documents->end -= documents->at;
        documents->at = 0;
        got = documents->source(documents->context, documents->bytes + documents->end,
                                XML_DOCUMENTS_WINDOW - documents->end);
        documents->end += got;
        documents->ended = got == 0;
    }
    return (struct view){ documents->bytes + documents->at, documents->end - documents->at };
}

enum { MARKUP_MAX = 9 }; /* the longest start of markup: <![CDATA[ */

/* Unlike a processing instruction, <?xml may not be inside a document. */
static bool begins_declaration(struct view text)
{
    return text.len > 5 && view_starts_with(text, VIEW("<?xml")) && ascii_is_blank(text.at[5]);
}

/* True if the document ends before `next`, which is text or markup. */
static bool ends_here(struct xml_documents *documents, struct view next)
{
    bool over = documents->has_root && documents->depth == 0;
    bool is_misc = ascii_is_blank(next.at[0]) || view_starts_with(next, VIEW("<!--")) ||
                   (view_starts_with(next, VIEW("<?")) && !begins_declaration(next));

    if (!documents->skipping && !over && view_starts_with(next, VIEW("<!DOCTYPE")))
        documents->fault = "a DOCTYPE";
    if (!documents->begun)
        return documents->fault;
    return begins_declaration(next) || (over && !is_misc) || documents->fault;
}

/* Returns how many of the next bytes belong to the present construct: those up to `end` and `end`
 * itself, or all. */
static size_t pass_to(struct xml_documents *documents, struct view next, struct view end)
{
    size_t found = view_find(next, end);

    if (found == next.len) /* the window may cut `end` in two */
        return next.len >= end.len ? next.len - end.len + 1 : next.len;
    documents->in = IN_TEXT;
    return found + end.len;
}

#define TAG_MARKS(has, row) \
    has('>', '>', row) has('<', '<', row) has('"', '"', row) has('\'', '\'', row)
static const struct byte_set tag_marks = BYTE_SET(TAG_MARKS);

/* A `<` may not be in a tag or in the value of an attribute (XML 1.0, 3.1): the document was cut
 * there, and another may begin. */
static size_t pass_tag(struct xml_documents *documents, struct view next)
{
    size_t run = scan_run(next, &tag_marks);

    if (run == next.len)
        return run > 1 ? run - 1 : run; /* keep a byte, as it may be the slash of "/>" */
    if (next.at[run] == '<') {
        documents->in = IN_TEXT;
        return run;
    }
    if (next.at[run] == '>') {
        if (documents->in == IN_OPENING) {
            documents->has_root = true;
            documents->depth += run == 0 || next.at[run - 1] != '/';
        } else if (documents->in == IN_CLOSING && documents->depth > 0) {
            documents->depth--;
        }
        documents->in = IN_TEXT;
    } else if (documents->in == IN_OPENING) {
        documents->quote = next.at[run];
        documents->in = IN_QUOTES;
    }
    return run + 1;
}

static size_t pass_quotes(struct xml_documents *documents, struct view next)
{
    size_t end = view_find_byte(next, documents->quote);
    size_t cut = view_find_byte((struct view){ next.at, end }, '<');

    if (cut < end)
        documents->in = IN_TEXT;
    else if (end < next.len)
        documents->in = IN_OPENING;
    return cut < end || end == next.len ? cut : end + 1;
}

static size_t pass_text(struct xml_documents *documents, struct view next)
{
    size_t run = view_find_byte(next, '<');

    if (run > 0) {
        size_t spaces = 0;
        while (spaces < run && ascii_is_blank(next.at[spaces]))
            spaces++;
        return documents->has_root && documents->depth == 0 && spaces > 0 ? spaces : run;
    }
    if (view_starts_with(next, VIEW("<!--")))
        documents->in = IN_COMMENT;
    else if (view_starts_with(next, VIEW("<![CDATA[")))
        documents->in = IN_CDATA;
    else if (view_starts_with(next, VIEW("<?")))
        documents->in = IN_INSTRUCTION;
    else if (view_starts_with(next, VIEW("<!")))
        documents->in = IN_DECLARATION;
    else
        documents->in = view_starts_with(next, VIEW("</")) ? IN_CLOSING : IN_OPENING;
    return 1;
}

static bool is_in_tag(const struct xml_documents *documents)
{
    return documents->in == IN_OPENING || documents->in == IN_CLOSING || documents->in == IN_QUOTES;
}

/* libxml2 compares each attribute of a tag with all others, which takes quadratic time. */
static bool is_tag_too_long(struct xml_documents *documents)
{
    enum { TAG_MAX = 16 * 1024 };
    bool too_long = is_in_tag(documents) && documents->tag_size > TAG_MAX && !documents->skipping;

    if (too_long)
        documents->fault = "a tag longer than 16 KB";
    return too_long;
}

enum { TEXT_MAX = 8 * 1024 * 1024 }; /* libxml2 accepts 10 MB */

/* Takes the next stretch of the document, which may be empty. Returns false at its end. */
static bool take_stretch(struct xml_documents *documents)
{
    struct view next = look_ahead(documents, MARKUP_MAX);
    char *bytes = documents->bytes + documents->at;
    const enum xml_documents_place before = documents->in;
    bool in_comment = before == IN_COMMENT, too_long;
    size_t line = documents->line;

    if (next.len == 0 || (documents->in == IN_TEXT && ends_here(documents, next)) ||
        is_tag_too_long(documents))
        return false;
    if (in_comment)
        next.len = pass_to(documents, next, VIEW("-->"));
    else if (documents->in == IN_CDATA)
        next.len = pass_to(documents, next, VIEW("]]>"));
    else if (documents->in == IN_INSTRUCTION)
        next.len = pass_to(documents, next, VIEW("?>"));
    else if (documents->in == IN_QUOTES)
        next.len = pass_quotes(documents, next);
    else
        next.len = documents->in == IN_TEXT ? pass_text(documents, next)
                                            : pass_tag(documents, next);
    /* libxml2 reports each double hyphen in a comment, and copies the text before it each time. */
    for (size_t i = 0; i < next.len && (in_comment || documents->in == IN_COMMENT); i++)
        bytes[i] = bytes[i] == '\n' ? '\n' : ' ';
    documents->tag_size = is_in_tag(documents) ? documents->tag_size + next.len : 0;
    documents->begun = true;
    documents->at += next.len;
    documents->text_size = is_in_tag(documents) ? 0 : documents->text_size + next.len;
    too_long = before == documents->in && documents->text_size > TEXT_MAX;
    documents->taken = next;
    if (too_long)
        documents->taken.len = 0;
    for (size_t at; (at = view_find_byte(next, '\n')) < next.len; next = view_skip(next, at + 1))
        documents->line++;
    if (too_long) {
        documents->shortened = true;
        documents->left_out += documents->line - line;
    }
    return true;
}

/* Takes ="utf-8" or another encoding that extends ASCII. */
static bool take_encoding(struct view *text)
{
    static const struct view names[] = { VIEW_ENTRY("utf-8"),     VIEW_ENTRY("utf8"),
                                         VIEW_ENTRY("us-ascii"),  VIEW_ENTRY("ascii"),
                                         VIEW_ENTRY("iso-8859-"), VIEW_ENTRY("windows-") };
    char quote;

    *text = view_trim_start(*text);
    if (!view_take(text, VIEW("=")))
        return false;
    *text = view_trim_start(*text);
    quote = text->len > 0 ? text->at[0] : '\0';
    if (quote != '"' && quote != '\'')
        return false;
    *text = view_skip(*text, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_take_ignoring_case(text, names[i]))
            break;
    }
    while (text->len > 0 && ascii_is_digit(text->at[0]))
        *text = view_skip(*text, 1);
    return view_take(text, (struct view){ &quote, 1 });
}

enum { DECLARATION_MAX = 1024 };

/* libxml2 decodes a document as its first bytes or its declaration tell (XML 1.0, appendix F).
 * Since this module looks at undecoded bytes, it would miss long tags and a DOCTYPE in UTF-7,
 * UTF-16 and EBCDIC. */
static bool is_like_ascii(struct view begin)
{
    struct view declaration = { begin.at, view_find(begin, VIEW("?>")) };

    if (view_has_byte((struct view){ begin.at, begin.len < 4 ? begin.len : 4 }, '\0') ||
        view_starts_with(begin, VIEW("\xFE\xFF")) || view_starts_with(begin, VIEW("\xFF\xFE")) ||
        view_starts_with(begin, VIEW("\x4C\x6F\xA7\x94"))) /* <?xm */
        return false;
    if (!begins_declaration(begin))
        return true;
    if (declaration.len == begin.len && begin.len >= DECLARATION_MAX)
        return false;
    for (size_t at; (at = view_find(declaration, VIEW("encoding"))) < declaration.len;) {
        declaration = view_skip(declaration, at + VIEW("encoding").len);
        if (!take_encoding(&declaration))
            return false;
    }
    return true;
}

bool xml_documents_next(struct xml_documents *documents)
{
    bool any = documents->begun || documents->fault;
    struct view next;

    documents->skipping = true;
    documents->fault = NULL;
    while (any && take_stretch(documents))
        continue;
    documents->skipping = false;
    documents->taken = (struct view){ 0 };
    documents->in = IN_TEXT;
    documents->depth = documents->tag_size = documents->text_size = documents->left_out = 0;
    documents->shortened = false;
    documents->begun = documents->has_root = false;
    while ((next = look_ahead(documents, MARKUP_MAX)).len > 0) {
        bool is_mark = view_starts_with(next, VIEW("\xEF\xBB\xBF"));

        if (!is_mark && !ascii_is_blank(next.at[0]))
            break;
        documents->line += next.at[0] == '\n';
        documents->at += is_mark ? 3 : 1;
    }
    if (!is_like_ascii(look_ahead(documents, DECLARATION_MAX)))
        documents->fault = "an encoding incompatible with ASCII";
    return next.len > 0;
}

size_t xml_documents_read(struct xml_documents *documents, char *bytes, size_t size)
{
    while (documents->taken.len == 0) {
        if (!take_stretch(documents))
            return 0;
    }
    if (size > documents->taken.len)
        size = documents->taken.len;
    memcpy(bytes, documents->taken.at, size);
    documents->taken = view_skip(documents->taken, size);
    documents->given += size;
    return size;
}
