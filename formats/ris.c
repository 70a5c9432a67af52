/* RIS in UTF-8 with CRLF and one line per tag. ../shared/MAPPING.md says which tags Zotero and
 * JabRef read, and how. Of the instructions of a run, three fifths read the digest; half of
 * those in the writer scan for text that is not plain. */
#include "common/reference.h"
#include "record/arxiv_id.h"
#include "tex/tex.h"
#include "text/scan.h"
#include "record/word_set.h"
#include "output/writer.h"

struct ris {
    struct buffer *out;
    const struct output_head *head;
    struct buffer value;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct ris *ris = state;
    ris->out = sink_buffer(sink);
    ris->head = head;
}

static void end(void *state)
{
    struct ris *ris = state;
    buffer_free(&ris->value);
}

/* Puts `TI  - ` and returns where the value starts. */
static size_t begin_line(struct ris *ris, const char tag[3])
{
    buffer_put(ris->out, (struct view){ tag, 2 });
    buffer_put(ris->out, VIEW("  - "));
    return ris->out->len;
}

/* Ends the line, or removes it if its value is empty. */
static void end_line(struct ris *ris, size_t start)
{
    if (ris->out->len > start)
        buffer_put(ris->out, VIEW("\r\n"));
    else
        ris->out->len = start - VIEW("TI  - ").len;
}

/* Puts a line whose value has two parts, or nothing if the second is empty. */
static void put_ris_parts(struct ris *ris, const char tag[3], struct view first, struct view value)
{
    static const struct view dash = VIEW_ENTRY("  - "), line_end = VIEW_ENTRY("\r\n");
    size_t start = 2 + dash.len, size = start + first.len + value.len + line_end.len;
    char *at;

    if (value.len == 0)
        return;
    at = buffer_reserve(ris->out, size);
    memcpy(at, tag, 2);
    memcpy(at + 2, dash.at, dash.len);
    memcpy(at + start, first.at, first.len);
    memcpy(at + start + first.len, value.at, value.len);
    memcpy(at + size - line_end.len, line_end.at, line_end.len);
    ris->out->len += size;
}

static void put_ris(struct ris *ris, const char tag[3], struct view value)
{
    put_ris_parts(ris, tag, VIEW(""), value);
}

/* True for text that Zotero would read as a tag: it takes all text but the abstract for HTML. */
static bool begins_tag(struct view text)
{
    return text.len >= 2 && text.at[0] == '<' &&
           (ascii_is_alpha(text.at[1]) || text.at[1] == '/' || text.at[1] == '!' ||
            text.at[1] == '?');
}

/* Ends the line like end_line, and adds a space after each '<' that would begin a tag. */
static void end_html(struct ris *ris, size_t start)
{
    struct view text = view_skip(buffer_view(ris->out), start);
    size_t at = view_find_byte(text, '<');

    ris->value.len = 0;
    buffer_put(&ris->value, view_skip(text, at));
    ris->out->len = start + at;
    for (text = buffer_view(&ris->value); text.len > 0; text = view_skip(text, at)) {
        buffer_put(ris->out, begins_tag(text) ? VIEW("< ") : VIEW("<"));
        text = view_skip(text, 1);
        at = view_find_byte(text, '<');
        buffer_put(ris->out, (struct view){ text.at, at });
    }
    end_line(ris, start);
}

/* Puts the year in PY, and in Y1, which JabRef prefers, also the month: 2024/03//. */
static void put_ris_date(struct ris *ris, struct date date)
{
    struct buffer *value = &ris->value;

    if (date.year == 0)
        return;
    value->len = 0;
    buffer_put_padded(value, date.year, 4);
    put_ris(ris, "PY", buffer_view(value));
    buffer_put_byte(value, '/');
    if (date.month)
        buffer_put_padded(value, date.month, 2);
    buffer_put_byte(value, '/');
    if (date.day)
        buffer_put_padded(value, date.day, 2);
    buffer_put_byte(value, '/');
    put_ris(ris, "Y1", buffer_view(value));
}

/* M2 goes into Zotero's Extra, from which Zotero takes lines of the form `Name: value` into the
 * fields of that name; `Type: preprint` makes the item a preprint. It splits a line at its last
 * colon, unless a tab follows the first, which it trims off. */
static void put_ris_arxiv(struct ris *ris, const struct record *record)
{
    struct buffer *value = &ris->value;

    if (record->arxiv_id.len == 0)
        return;
    put_ris_parts(ris, "M2", VIEW("Type: "), VIEW("preprint"));
    put_ris_parts(ris, "M2", VIEW("Archive ID:\tarXiv:"), record->arxiv_id);
    put_ris_parts(ris, "M2", VIEW("Genre: "), VIEW("preprint"));
    put_ris_parts(ris, "M2",
                  view_has_byte(record->key, ':') ? VIEW("Citation Key:\t")
                                                  : VIEW("Citation Key: "),
                  record->key);
    value->len = 0;
    reference_put_arxiv(value, record);
    put_ris(ris, "M2", buffer_view(value));
    if (record->version == 0)
        return;
    value->len = 0;
    buffer_put_number(value, record->version);
    put_ris_parts(ris, "M2", VIEW("version: "), buffer_view(value));
}

/* Puts the translations for Zotero's Extra, one per line. */
static void put_ris_translations(struct ris *ris, const struct record *record)
{
    struct labelled lines[REFERENCE_TRANSLATIONS];
    size_t count = reference_translations(record, ris->head->leads, lines);

    for (size_t i = 0; i < count; i++) {
        size_t start = begin_line(ris, "M2");

        buffer_put(ris->out, lines[i].label.native);
        tex_put_text(ris->out, lines[i].text);
        end_html(ris, start);
    }
}

static bool ends_bracket(const void *context, struct view text, size_t at)
{
    (void)context;
    return at > 0 && text.at[at - 1] == '\xE3';
}

/* Returns the offset after the first 】, or text.len. Each of its bytes is frequent in Chinese, but
 * not the last two together. */
static size_t after_bracket(struct view text)
{
#define BRACKETS(kind, half) kind(0, half, END, 0x3011, 0x3011)
    static const struct byte_pairs brackets = BYTE_PAIRS(BRACKETS);
    size_t at = scan_pairs(text, &brackets, ends_bracket, NULL);

    return at < text.len ? at + 2 : at;
}

/* Puts text with a space after each 】: Zotero takes what follows it, such as "Language: x", for a
 * field of ProCite. */
static void put_note_text(struct ris *ris, struct view tex)
{
    size_t start = ris->out->len;
    struct view rest;

    tex_put_text(ris->out, tex);
    rest = view_skip(buffer_view(ris->out), start);
    if (after_bracket(rest) == rest.len)
        return;
    ris->value.len = 0;
    buffer_put(&ris->value, rest);
    ris->out->len = start;
    for (rest = buffer_view(&ris->value); rest.len > 0;) {
        size_t end = after_bracket(rest);

        buffer_put(ris->out, (struct view){ rest.at, end });
        rest = view_skip(rest, end);
        if (rest.len > 0 && rest.at[0] != ' ')
            buffer_put_byte(ris->out, ' ');
    }
}

static void put_ris_note(struct ris *ris, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES + 2];
    size_t count = reference_notes(record, ris->head->leads, notes), start = begin_line(ris, "N1");

    count += reference_comment(record, &notes[count]);
    count += reference_journal(record, &notes[count]);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_byte(ris->out, ' ');
        buffer_put(ris->out, notes[i].label.native);
        if (!view_ends_with(notes[i].label.native, VIEW(" ")))
            buffer_put_byte(ris->out, ' ');
        put_note_text(ris, notes[i].text);
    }
    end_html(ris, start);
}

/* True for https://github.com/owner/name, without a suffix or more. */
static bool is_bare_repository(struct view url)
{
    size_t owner;

    if (!view_take(&url, VIEW("https://github.com/")))
        return false;
    owner = view_find_byte(url, '/');
    url = view_skip(url, owner + 1);
    for (size_t i = 0; i < url.len; i++) {
        if (view_has_byte(VIEW("/.?#"), url.at[i]))
            return false;
    }
    return owner > 0 && url.len > 0;
}

/* Puts the code as an attached link. Zotero names it by the last part of its address, if that
 * has a suffix, and else "Attachment"; GitHub leads .git to the same page. */
static void put_ris_code(struct ris *ris, struct view url)
{
    size_t start = begin_line(ris, "L4");

    buffer_put(ris->out, url);
    if (is_bare_repository(url))
        buffer_put(ris->out, VIEW(".git"));
    end_line(ris, start);
}

static void put_keywords_and_links(struct ris *ris, const struct record *record)
{
    struct view rest = record->categories, other;
    size_t next = 0, start;

    put_ris(ris, "KW", record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0)
        put_ris(ris, "KW", other);
    while ((other = record_next_topic(record, &next)).len > 0) {
        start = begin_line(ris, "KW");
        tex_put_text(ris->out, other);
        end_html(ris, start);
    }
    put_ris(ris, "DO", record_doi(record));
    put_ris(ris, "UR", record->url);
    put_ris_code(ris, record->code_url);
    if (ris->head->settings.pdf_links && record->arxiv_id.len > 0) {
        start = begin_line(ris, "L1"); /* without .pdf Zotero would name it "2403" */
        arxiv_put_pdf_url(ris->out, record->arxiv_id, record->version);
        buffer_put(ris->out, VIEW(".pdf"));
        end_line(ris, start);
    }
    if (record->arxiv_id.len > 0) {
        put_ris(ris, "PB", VIEW("arXiv"));
        put_ris(ris, "DP", VIEW("arXiv.org"));
    }
}

static void put_record(void *state, const struct record *record)
{
    struct ris *ris = state;
    size_t start;

    put_ris(ris, "TY", VIEW("GEN"));
    start = begin_line(ris, "TI");
    tex_put_text(ris->out, bilingual_leading(&record->title, ris->head->leads));
    end_html(ris, start);
    for (size_t i = 0; i < record->author_count; i++) {
        start = begin_line(ris, "AU");
        person_put_inverted(ris->out, &record->authors[i]);
        end_html(ris, start);
    }
    put_ris_date(ris, record->date);
    start = begin_line(ris, "AB");
    tex_put_text(ris->out, bilingual_leading(&record->abstract, ris->head->leads));
    end_line(ris, start);
    put_keywords_and_links(ris, record);
    put_ris(ris, "LA", reference_language(record, ris->head->leads));
    put_ris_arxiv(ris, record);
    if (ris->head->settings.translation_lines)
        put_ris_translations(ris, record);
    put_ris_note(ris, record);
    put_ris(ris, "ID", record->key);
    buffer_put(ris->out, VIEW("ER  - \r\n"));
}

const struct writer writer_ris = {
    .name = "ris",
    .suffixes = { ".ris" },
    .description = "RIS, for Zotero, EndNote and Mendeley",
    .leads = LANGUAGE_EN,
    .headless = true,
    .can_append = true,
    .has_keys = true,
    .state_size = sizeof(struct ris),
    .begin = begin,
    .record = put_record,
    .end = end,
};
