/* RIS: CRLF, UTF-8, a physical line a tag. MAPPING: which tags Zotero and
 * JabRef read, and how. */
#include "common/reference.h"
#include "tex.h"
#include "words.h"
#include "writer.h"

struct ris {
    struct sink *sink;
    enum language leads;
    bool translation_lines;
    struct buffer line, value;
};

static void begin(void *state, struct sink *sink, const struct head *head)
{
    struct ris *ris = state;
    ris->sink = sink;
    ris->leads = head->leads;
    ris->translation_lines = head->dress.translation_lines;
}

static void end(void *state)
{
    struct ris *ris = state;
    buffer_free(&ris->line);
    buffer_free(&ris->value);
}

/* `TI  - value`; nothing for an empty value. */
static void put(struct ris *ris, const char *tag, struct view value)
{
    if (value.len == 0)
        return;
    sink_put(ris->sink, view_of(tag));
    sink_put(ris->sink, VIEW("  - "));
    sink_put(ris->sink, value);
    sink_put(ris->sink, VIEW("\r\n"));
}

static void put_text(struct ris *ris, const char *tag, struct view tex)
{
    ris->value.len = 0;
    tex_put_text(&ris->value, tex);
    put(ris, tag, buffer_view(&ris->value));
}

/* What Zotero, which takes titles and notes for HTML, would read as a tag. */
static bool begins_tag(struct view text)
{
    return text.len >= 2 && text.at[0] == '<' &&
           (ascii_is_alpha(text.at[1]) || text.at[1] == '/' || text.at[1] == '!' ||
            text.at[1] == '?');
}

/* The text with a space in what would begin a tag. */
static void put_untagged(struct ris *ris, const char *tag, struct view text)
{
    ris->line.len = 0;
    while (text.len > 0) {
        struct view before = { text.at, view_find_byte(text, '<') };

        buffer_put(&ris->line, before);
        text = view_skip(text, before.len);
        if (text.len > 0)
            buffer_put(&ris->line, begins_tag(text) ? VIEW("< ") : VIEW("<"));
        text = view_skip(text, 1);
    }
    put(ris, tag, buffer_view(&ris->line));
}

static void put_title(struct ris *ris, struct view tex)
{
    ris->value.len = 0;
    tex_put_text(&ris->value, tex);
    put_untagged(ris, "TI", buffer_view(&ris->value));
}

static void put_authors(struct ris *ris, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        ris->value.len = 0;
        person_put_inverted(&ris->value, &record->authors[i]);
        put(ris, "AU", buffer_view(&ris->value));
    }
}

/* PY is the year; Y1, which JabRef reads first, has the month: 2024/03//. */
static void put_date(struct ris *ris, struct date date)
{
    struct buffer *value = &ris->value;

    if (date.year == 0)
        return;
    value->len = 0;
    buffer_put_padded(value, date.year, 4);
    put(ris, "PY", buffer_view(value));
    buffer_put_byte(value, '/');
    if (date.month)
        buffer_put_padded(value, date.month, 2);
    buffer_put_byte(value, '/');
    if (date.day)
        buffer_put_padded(value, date.day, 2);
    buffer_put_byte(value, '/');
    put(ris, "Y1", buffer_view(value));
}

/* M2 goes to Extra in Zotero, and `Type: preprint` there makes the item one. */
static void put_arxiv(struct ris *ris, const struct record *record)
{
    struct buffer *value = &ris->value;

    if (record->arxiv_id.len == 0)
        return;
    put(ris, "M2", VIEW("Type: preprint"));
    value->len = 0;
    reference_put_arxiv(value, record);
    put(ris, "M2", buffer_view(value));
    if (record->version == 0)
        return;
    value->len = 0;
    buffer_put(value, VIEW("version: "));
    buffer_put_number(value, record->version);
    put(ris, "M2", buffer_view(value));
}

/* A line each, for Zotero's Extra. */
static void put_translations(struct ris *ris, const struct record *record)
{
    struct labelled lines[REFERENCE_TRANSLATIONS];
    size_t count = reference_translations(record, ris->leads, lines);

    for (size_t i = 0; i < count; i++) {
        ris->value.len = 0;
        buffer_put(&ris->value, lines[i].label);
        tex_put_text(&ris->value, lines[i].text);
        put(ris, "M2", buffer_view(&ris->value));
    }
}

static void put_note(struct ris *ris, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES + 2];
    size_t count = reference_notes(record, ris->leads, notes);

    count += reference_comment(record, &notes[count]);
    count += reference_journal(record, &notes[count]);
    ris->value.len = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_byte(&ris->value, ' ');
        buffer_put(&ris->value, notes[i].label);
        tex_put_text(&ris->value, notes[i].text);
    }
    put_untagged(ris, "N1", buffer_view(&ris->value));
}

static void put_keywords_and_links(struct ris *ris, const struct record *record)
{
    struct buffer *value = &ris->value;
    struct view rest = record->categories, other;

    put(ris, "KW", record->primary_category);
    while ((other = words_take_other(&rest, record->primary_category)).len > 0)
        put(ris, "KW", other);
    value->len = 0;
    reference_put_announce(value, record);
    put(ris, "KW", buffer_view(value));
    put(ris, "DO", record_doi(record));
    put(ris, "UR", record->url);
    if (record->arxiv_id.len > 0) {
        put(ris, "PB", VIEW("arXiv"));
        put(ris, "DP", VIEW("arXiv.org"));
    }
}

static void put_record(void *state, const struct record *record)
{
    struct ris *ris = state;

    put(ris, "TY", VIEW("GEN"));
    put_title(ris, bilingual_leading(&record->title, ris->leads));
    put_authors(ris, record);
    put_date(ris, record->date);
    put_text(ris, "AB", bilingual_leading(&record->abstract, ris->leads));
    put_keywords_and_links(ris, record);
    put(ris, "LA", reference_language(record, ris->leads));
    put_arxiv(ris, record);
    if (ris->translation_lines)
        put_translations(ris, record);
    put_note(ris, record);
    put(ris, "ID", record->key);
    sink_put(ris->sink, VIEW("ER  - \r\n"));
}

const struct writer writer_ris = {
    .name = "ris",
    .suffixes = { ".ris" },
    .description = "RIS, for Zotero, EndNote and Mendeley",
    .leads = LANGUAGE_EN,
    .can_append = true,
    .has_keys = true,
    .state_size = sizeof(struct ris),
    .begin = begin,
    .record = put_record,
    .end = end,
};
