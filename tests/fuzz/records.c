#include "records.h"

#include "text/clean.h"
#include "record/author_names.h"
#include "record/identity.h"
#include "text/utf8.h"

#include <string.h>

enum language records_leads(const struct writer *writer, unsigned flags)
{
    if (!(flags & FLAG_LEADS))
        return writer->leads;
    return flags & FLAG_LEADS_ZH ? LANGUAGE_ZH : LANGUAGE_EN;
}

bool records_have_mathml(const struct writer *writer, unsigned flags)
{
    return writer->is_feed == ((flags & FLAG_MATHML) != 0);
}

static struct feed titled_feed(void)
{
    return (struct feed){ .title = "A & B <c> \"d\" $x$",
                          .home = "https://example.org/?a=b&c='d'",
                          .url = "https://example.org/feed?a&b",
                          .id = "tag:example.org,2024:a&b",
                          .author = "A & B <c>",
                          .description = "]]> & <b>" };
}

struct output_head records_head(const struct writer *writer, unsigned flags)
{
    struct output_head head = {
        .writer = writer,
        .by_day = true,
        .leads = records_leads(writer, flags),
        .settings.ascii = (flags & FLAG_ASCII) != 0,
        .settings.excel = (flags & FLAG_EXCEL) != 0,
        .settings.markdown = flags & FLAG_SECTIONS ? MARKDOWN_SECTIONS : MARKDOWN_TABLE,
        .settings.braces = flags & FLAG_BRACES ? BRACES_TITLE : BRACES_NAMES,
        .settings.pdf_links = (flags & FLAG_PDF) != 0,
        .settings.formulas = records_have_mathml(writer, flags) ? FORMULAS_MATHML : FORMULAS_TEX,
        .settings.translation_lines = (flags & FLAG_LINES) != 0,
        .channel = VIEW("cs.CL"),
        .newest = { 1711670400, MOMENT_KNOWN },
    };

    if (flags & FLAG_TITLED)
        head.feed = titled_feed();
    return head;
}

/* ---- Lines ------------------------------------------------------------- */

struct view records_repair(struct view text, struct arena *arena)
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
    return text_clean(records_repair(bytes, arena), arena);
}

/* Two versions, of which the first is of one of the days before the second. */
static void set_versions(struct record *record, unsigned flags, struct arena *arena)
{
    enum { DAY = 86400, DAYS = 9973 };
    struct version *versions = arena_take(arena, 2 * sizeof *versions);

    versions[0] =
        (struct version){ 1, { 1711580871 - (int64_t)(flags % DAYS) * DAY, MOMENT_KNOWN } };
    versions[1] = (struct version){ 2, { 1711670400, MOMENT_KNOWN } };
    record->versions = versions;
    record->version_count = 2;
    record_set_exact_date(record);
}

/* What a list and arXiv say of a paper. */
static void set_facts(struct record *record, unsigned flags, struct arena *arena)
{
    record->primary_category = VIEW("cs.CL");
    record->categories = VIEW("cs.CL cs.LG math.ST");
    record->channel = record->channels = VIEW("cs.CL");
    record->announce = ANNOUNCE_CROSS;
    record->code_url = VIEW("https://example.org/code?a&b");
    record->license = VIEW("https://example.org/license");
    record->publisher_doi = VIEW("10.1000/a<b>&c");
    set_versions(record, flags, arena);
    if (!(flags & FLAG_UNDATED))
        record->announced = (struct moment){ 1711670400, MOMENT_KNOWN };
}

static struct record blank_record(size_t index, unsigned flags, struct arena *arena)
{
    static const struct view link = VIEW_ENTRY("https://example.org/?a=b&c='d'");
    struct record record = {
        .source = { .file = VIEW("in.md"), .line = index + 1, .ref = (uint32_t)(index + 1) },
        .published = { 1711670400, MOMENT_KNOWN },
        .updated = { 1711670400, MOMENT_KNOWN },
        .key = VIEW("key"),
    };

    if (flags & FLAG_LINK) {
        identity_set(&record, VIEW(""), link, arena);
    } else {
        identity_set(&record, VIEW("2403.19588"), link, arena);
        record.version = 2;
    }
    record.announced = identity_guess_moment(&record);
    if (!(flags & FLAG_BARE))
        set_facts(&record, flags, arena);
    record.first_seen = record.last_seen = record.version_seen = record.announced;
    return record;
}

/* Takes what is before the next separator off the text. */
static struct view take_before(struct view *text, char separator)
{
    struct view before = { text->at, view_find_byte(*text, separator) };

    *text = view_skip(*text, before.len + 1);
    return view_trim(before);
}

/* Their text may have anything in it: a comma, or a word that means more than one name. */
static void add_parts(struct view names, struct arena *arena, struct people *people)
{
    while (names.len > 0) {
        struct view name = take_before(&names, ';');
        struct view family = take_before(&name, '|'), given = take_before(&name, '|');

        author_names_add_parts(family, given, view_trim(name), arena, people);
    }
}

/* People of a list of names, in the arena. */
static void set_authors(struct record *record, struct view names, unsigned flags,
                        struct arena *arena)
{
    struct people people = { 0 };
    struct person *authors;

    if (flags & FLAG_PARTS)
        add_parts(names, arena, &people);
    else
        author_names_split_list(names, arena, &people);
    authors = arena_take(arena, people.count * sizeof *authors);
    if (people.count > 0)
        memcpy(authors, people.list, people.count * sizeof *authors);
    record->authors = authors;
    record->author_count = people.count;
    people_free(&people);
}

enum { TEXTS = 3 * LANGUAGES, COMMENT = TEXTS, JOURNAL, TOPIC, AUTHORS, LINES };

static void set_topic(struct record *record, struct view topic, struct arena *arena)
{
    struct view *topics = arena_take(arena, sizeof *topics);

    *topics = topic;
    record->topics = topics;
    record->topic_count = topic.len > 0;
}

static void set_text(struct record *record, size_t place, struct view text, unsigned flags,
                     struct arena *arena)
{
    struct bilingual *const texts[] = { &record->title, &record->summary, &record->abstract };

    if (place == COMMENT)
        record->arxiv_comment = text;
    else if (place == JOURNAL)
        record->journal_ref = text;
    else if (place == TOPIC)
        set_topic(record, text, arena);
    else if (place == AUTHORS)
        set_authors(record, text, flags, arena);
    else
        texts[place / LANGUAGES]->in[place % LANGUAGES] = text;
}

/* Sets what is known only with the texts. */
static void complete(struct record *record, unsigned flags)
{
    if (record_translation(record) != TRANSLATION_ABSENT)
        record->translation_language = flags & FLAG_JA ? TRANSLATION_JA : TRANSLATION_ZH;
    record->abstract_truncated = flags & FLAG_CUT && record->abstract.in[LANGUAGE_EN].len > 0;
    record->authors_incomplete = flags & FLAG_CUT && record->author_count > 0;
}

size_t records_of_lines(struct view bytes, unsigned flags, struct arena *arena,
                        struct record records[RECORDS_MAX])
{
    size_t line = 0, count;

    for (; bytes.len > 0 && line < RECORDS_MAX * LINES; line++) {
        struct view text = { bytes.at, view_find_byte(bytes, '\n') };
        struct record *record = &records[line / LINES];
        if (line % LINES == 0)
            *record = blank_record(line / LINES, flags, arena);
        set_text(record, line % LINES, records_clean(text, arena), flags, arena);
        bytes = view_skip(bytes, text.len + 1);
    }
    count = (line + LINES - 1) / LINES;
    for (size_t i = 0; i < count; i++)
        complete(&records[i], flags);
    return count;
}

size_t records_read(struct view bytes, unsigned *flags, struct arena *arena,
                    struct record records[RECORDS_MAX])
{
    const unsigned char *at = (const unsigned char *)bytes.at;

    *flags = bytes.len < 2 ? 0 : at[0] + 256U * at[1];
    return records_of_lines(view_skip(bytes, 2), *flags, arena, records);
}
