#include "records.h"

#include "text/clean.h"
#include "record/author_names.h"
#include "text/utf8.h"

#include <string.h>

enum language records_leads(const struct writer *writer, unsigned flags)
{
    if (!(flags & FLAG_LEADS))
        return writer->leads;
    return flags & FLAG_LEADS_ZH ? LANGUAGE_ZH : LANGUAGE_EN;
}

enum language records_leads_of(const struct writer *writer, unsigned flags, bool is_translated)
{
    return !(flags & FLAG_LEADS) && !is_translated ? LANGUAGE_EN : records_leads(writer, flags);
}

struct output_head records_head(const struct writer *writer, unsigned flags)
{
    return (struct output_head){
        .writer = writer,
        .by_day = true,
        .leads = records_leads(writer, flags),
        .settings.ascii = (flags & FLAG_ASCII) != 0,
        .settings.excel = (flags & FLAG_EXCEL) != 0,
        .settings.markdown = flags & FLAG_SECTIONS ? MARKDOWN_SECTIONS : MARKDOWN_TABLE,
        .settings.translation_lines = (flags & FLAG_LINES) != 0,
        .channel = VIEW("cs.CL"),
        .newest = { 1711670400, MOMENT_KNOWN },
    };
}

/* ---- Lines ------------------------------------------------------------- */

/* U+FFFD for what is not UTF-8, as the window does it. */
static struct view repaired(struct view text, struct arena *arena)
{
    char *copy = arena_take(arena, 3 * text.len + 1);
    size_t len = 0;
    bool cut;

    while (text.len > 0) {
        size_t good = utf8_find_malformed(text);
        memcpy(copy + len, text.at, good);
        len += good;
        text = view_skip(text, good);
        if (text.len == 0)
            break;
        memcpy(copy + len, "\xEF\xBF\xBD", 3);
        len += 3;
        text = view_skip(text, utf8_malformed_length(text, &cut));
    }
    return (struct view){ copy, len };
}

struct view records_clean(struct view bytes, struct arena *arena)
{
    return text_clean(repaired(bytes, arena), arena);
}

static struct record blank_record(size_t index, unsigned flags)
{
    struct record record = {
        .source = { .file = VIEW("in.md"), .line = index + 1, .ref = (uint32_t)(index + 1) },
        .published = { 1711670400, MOMENT_KNOWN },
        .updated = { 1711670400, MOMENT_KNOWN },
        .url = VIEW("https://arxiv.org/abs/2403.19588"),
        .key = VIEW("key"),
    };

    if (flags & FLAG_LINK) {
        record.url = VIEW("https://example.org/?a=b&c='d'");
    } else {
        record.arxiv_id = VIEW("2403.19588");
        record.version = 2;
        record.primary_category = VIEW("cs.CL");
        record.announce = ANNOUNCE_CROSS;
        record.date = (struct date){ 2024, 3, 0 };
    }
    return record;
}

/* People of a list of names, in the arena. */
static void set_authors(struct record *record, struct view names, struct arena *arena)
{
    struct people people = { 0 };
    struct person *authors;

    author_names_split_list(names, arena, &people);
    authors = arena_take(arena, people.count * sizeof *authors);
    if (people.count > 0)
        memcpy(authors, people.list, people.count * sizeof *authors);
    record->authors = authors;
    record->author_count = people.count;
    people_free(&people);
}

enum { TEXTS = 3 * LANGUAGES, COMMENT = TEXTS, JOURNAL, AUTHORS, LINES };

static void set_text(struct record *record, size_t place, struct view text, struct arena *arena)
{
    struct bilingual *const texts[] = { &record->title, &record->summary, &record->abstract };

    if (place == COMMENT)
        record->arxiv_comment = text;
    else if (place == JOURNAL)
        record->journal_ref = text;
    else if (place == AUTHORS)
        set_authors(record, text, arena);
    else
        texts[place / LANGUAGES]->in[place % LANGUAGES] = text;
}

size_t records_of_lines(struct view bytes, unsigned flags, struct arena *arena,
                        struct record records[RECORDS_MAX])
{
    size_t line = 0;

    for (; bytes.len > 0 && line < RECORDS_MAX * LINES; line++) {
        struct view text = { bytes.at, view_find_byte(bytes, '\n') };
        struct record *record = &records[line / LINES];
        if (line % LINES == 0)
            *record = blank_record(line / LINES, flags);
        set_text(record, line % LINES, records_clean(text, arena), arena);
        bytes = view_skip(bytes, text.len + 1);
    }
    return (line + LINES - 1) / LINES;
}

/* ---- jsonl ------------------------------------------------------------- */

static struct view member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return (struct view){ json_string_value(value), json_string_length(value) };
}

struct record records_of_json(const json_t *object)
{
    return (struct record){
        .arxiv_id = member(object, "arxiv_id"),
        .url = member(object, "url"),
        .title.in = { member(object, "title"), member(object, "title_zh") },
        .summary.in = { member(object, "summary"), member(object, "summary_zh") },
        .abstract.in = { member(object, "abstract"), member(object, "abstract_zh") },
        .arxiv_comment = member(object, "arxiv_comment"),
        .journal_ref = member(object, "journal_ref"),
    };
}
