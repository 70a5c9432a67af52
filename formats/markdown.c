/* The list itself in GitHub Flavored Markdown, for a README or a notebook: tables with a row for
 * each paper or, with --markdown sections, a section for each.
 *
 * Headings group the papers that follow each other: "## 2024-03-29" is above those of a day, and
 * below it "### TOPIC", or without a day "## TOPIC", is above those with that first topic. */
#include "common/feed.h"
#include "common/markdown_text.h"
#include "common/reference.h"
#include "output/writer.h"
#include "tex/tex.h"

struct markdown_list {
    struct buffer *out;
    enum language leads;
    struct format_settings settings;
    struct buffer text; /* scratch */
    bool has_blocks;    /* a block, which a blank line separates from the next, is written */

    /* What the headings above the last paper say. */
    struct date day;
    struct buffer topic;
};

static bool shows(const struct markdown_list *list, enum field field)
{
    return !(list->settings.omitted & FIELD_BIT(field));
}

/* Puts the start of a block: a heading, a table or a paragraph. */
static void begin_block(struct markdown_list *list, struct view start)
{
    buffer_put(list->out, list->has_blocks ? VIEW("\n") : VIEW(""));
    buffer_put(list->out, start);
    list->has_blocks = true;
}

/* ---- Text ------------------------------------------------------------------ */

static void put_markdown_tex(struct markdown_list *list, struct view tex, enum markdown_place place)
{
    if (tex_is_plain(tex)) {
        markdown_put(list->out, tex, place);
        return;
    }
    list->text.len = 0;
    tex_put_marked(&list->text, tex);
    markdown_put(list->out, view_trim(buffer_view(&list->text)), place);
}

/* Puts the title as a link to the paper, or to its version if that is known. */
static void put_title_link(struct markdown_list *list, const struct record *record,
                           enum markdown_place place)
{
    struct view title = bilingual_leading(&record->title, list->leads);

    buffer_put_byte(list->out, '[');
    if (tex_shows(title)) {
        put_markdown_tex(list, title, place);
    } else {
        list->text.len = 0;
        feed_put_name(&list->text, record);
        markdown_put(list->out, buffer_view(&list->text), place);
    }
    buffer_put(list->out, VIEW("]("));
    list->text.len = 0;
    feed_put_entry_id(&list->text, record, true);
    markdown_put_address(list->out, buffer_view(&list->text));
    buffer_put_byte(list->out, ')');
}

static bool is_family_alone(const struct person *person)
{
    return person->family.len > 0 && person->given.len == 0;
}

/* True if a comma between the authors would make them one: "Tide, Reef". */
static bool are_two_families(const struct record *record)
{
    return record->author_count == 2 && !record->authors_incomplete &&
           is_family_alone(&record->authors[0]) && is_family_alone(&record->authors[1]);
}

/* Puts at most that many authors. */
static void put_names(struct markdown_list *list, const struct record *record, size_t most,
                      enum markdown_place place)
{
    list->text.len = 0;
    for (size_t i = 0; i < record->author_count && i < most; i++) {
        if (i > 0)
            buffer_put(&list->text, are_two_families(record) ? VIEW("; ") : VIEW(", "));
        person_put(&list->text, &record->authors[i]);
    }
    if (record->author_count > most || (record->author_count > 0 && record->authors_incomplete))
        buffer_put(&list->text, VIEW(", et al."));
    markdown_put(list->out, buffer_view(&list->text), place);
}

/* ---- Headings -------------------------------------------------------------- */

/* Begins a heading below `above` others. A title of level 1 is the user's to write. */
static void begin_heading(struct markdown_list *list, size_t above)
{
    begin_block(list, VIEW("##"));
    while (above-- > 0)
        buffer_put_byte(list->out, '#');
}

/* Puts headings if the day or the topic is not the last paper's, and then returns true. If neither
 * is known, an empty heading ends the group. */
static bool put_group_headings(struct markdown_list *list, const struct record *record)
{
    struct date none = { 0 };
    struct date day = shows(list, FIELD_DIGEST_DATE) ? date_of(record->announced) : none;
    struct view topic = record->topic_count > 0 ? record->topics[0] : VIEW("");
    bool same_day = date_equal(day, list->day);

    if (same_day && view_equal(topic, buffer_view(&list->topic)))
        return false;
    if (topic.len == 0 || (day.year > 0 && !same_day)) {
        begin_heading(list, 0);
        buffer_put(list->out, day.year > 0 ? VIEW(" ") : VIEW(""));
        date_put(day, list->out);
        buffer_put_byte(list->out, '\n');
    }
    if (topic.len > 0) {
        begin_heading(list, day.year > 0);
        buffer_put_byte(list->out, ' ');
        put_markdown_tex(list, topic, MARKDOWN_HEADING);
        buffer_put_byte(list->out, '\n');
    }
    list->day = day;
    list->topic.len = 0;
    buffer_put(&list->topic, topic);
    return true;
}

/* ---- Tables ---------------------------------------------------------------- */

enum column { COLUMN_DATE, COLUMN_TITLE, COLUMN_AUTHORS, COLUMN_CODE, COLUMNS };

static const struct {
    enum field field; /* that is omitted with the column; FIELDS: none */
    struct view head;
} columns[COLUMNS] = {
    [COLUMN_DATE] = { FIELD_DATE, VIEW_ENTRY(" Date |") },
    [COLUMN_TITLE] = { FIELDS, VIEW_ENTRY(" Title |") },
    [COLUMN_AUTHORS] = { FIELD_AUTHORS, VIEW_ENTRY(" Authors |") },
    [COLUMN_CODE] = { FIELD_CODE_URL, VIEW_ENTRY(" Code |") },
};

static void begin_table(struct markdown_list *list)
{
    begin_block(list, VIEW("|"));
    for (enum column column = 0; column < COLUMNS; column++)
        buffer_put(list->out, shows(list, columns[column].field) ? columns[column].head : VIEW(""));
    buffer_put(list->out, VIEW("\n|"));
    for (enum column column = 0; column < COLUMNS; column++)
        buffer_put(list->out, shows(list, columns[column].field) ? VIEW(" --- |") : VIEW(""));
    buffer_put_byte(list->out, '\n');
}

static void put_markdown_cell(struct markdown_list *list, const struct record *record,
                              enum column column)
{
    enum { AUTHORS_SHOWN = 3 };

    switch (column) {
    case COLUMN_DATE:
        date_put(record->date, list->out);
        break;
    case COLUMN_TITLE:
        put_title_link(list, record, MARKDOWN_CELL);
        break;
    case COLUMN_AUTHORS:
        put_names(list, record, AUTHORS_SHOWN, MARKDOWN_CELL);
        break;
    default:
        if (record->code_url.len == 0)
            break;
        buffer_put(list->out, VIEW("[code]("));
        markdown_put_address(list->out, record->code_url);
        buffer_put_byte(list->out, ')');
        break;
    }
}

static void put_table_row(struct markdown_list *list, const struct record *record)
{
    buffer_put_byte(list->out, '|');
    for (enum column column = 0; column < COLUMNS; column++) {
        size_t start = list->out->len + 1;

        if (!shows(list, columns[column].field))
            continue;
        buffer_put_byte(list->out, ' ');
        put_markdown_cell(list, record, column);
        buffer_put(list->out, list->out->len > start ? VIEW(" |") : VIEW("|"));
    }
    buffer_put_byte(list->out, '\n');
}

/* ---- Sections -------------------------------------------------------------- */

/* Begins a paragraph with a label, such as **Title (ZH)**: for a label and a language. */
static void begin_labelled(struct markdown_list *list, struct view label, struct view language)
{
    begin_block(list, VIEW("**"));
    buffer_put(list->out, label);
    buffer_put(list->out, language);
    buffer_put(list->out, VIEW("**: "));
}

static void put_labelled_tex(struct markdown_list *list, struct view label, struct view language,
                             struct view tex)
{
    if (!tex_shows(tex))
        return;
    begin_labelled(list, label, language);
    put_markdown_tex(list, tex, MARKDOWN_PARAGRAPH);
    buffer_put_byte(list->out, '\n');
}

/* The same for text without TeX. */
static void put_labelled_text(struct markdown_list *list, struct view label, struct view text)
{
    if (text.len == 0)
        return;
    begin_labelled(list, label, VIEW(""));
    markdown_put(list->out, text, MARKDOWN_PARAGRAPH);
    buffer_put_byte(list->out, '\n');
}

static void put_section_facts(struct markdown_list *list, const struct record *record)
{
    if (record->author_count > 0) {
        begin_labelled(list, VIEW("Authors"), VIEW(""));
        put_names(list, record, record->author_count, MARKDOWN_PARAGRAPH);
        buffer_put_byte(list->out, '\n');
    }
    list->text.len = 0;
    date_put(record->date, &list->text);
    put_labelled_text(list, VIEW("Date"), buffer_view(&list->text));
    list->text.len = 0;
    reference_put_categories(&list->text, record);
    put_labelled_text(list, VIEW("Categories"), buffer_view(&list->text));
    put_labelled_tex(list, VIEW("Comment"), VIEW(""), record->arxiv_comment);
    put_labelled_tex(list, VIEW("Journal"), VIEW(""), record->journal_ref);
    put_labelled_text(list, VIEW("DOI"), record->publisher_doi);
    if (record->code_url.len > 0) {
        begin_labelled(list, VIEW("Code"), VIEW(""));
        buffer_put_byte(list->out, '<');
        markdown_put_address(list->out, record->code_url);
        buffer_put(list->out, VIEW(">\n"));
    }
}

static void put_section(struct markdown_list *list, const struct record *record)
{
    static const struct view translations[] = { [TRANSLATION_ABSENT] = VIEW_ENTRY(" (ZH)"),
                                                [TRANSLATION_ZH] = VIEW_ENTRY(" (ZH)"),
                                                [TRANSLATION_JA] = VIEW_ENTRY(" (JA)"),
                                                [TRANSLATION_KO] = VIEW_ENTRY(" (KO)") };
    const struct view languages[LANGUAGES] = {
        [LANGUAGE_EN] = VIEW(""), [LANGUAGE_ZH] = translations[record->translation_language]
    };
    enum language leads = list->leads, other = language_other(leads);

    begin_heading(list, (size_t)(list->day.year > 0) + (list->topic.len > 0));
    buffer_put_byte(list->out, ' ');
    put_title_link(list, record, MARKDOWN_HEADING);
    buffer_put_byte(list->out, '\n');
    put_labelled_tex(list, VIEW("Title"), languages[other], bilingual_other(&record->title, leads));
    put_section_facts(list, record);
    put_labelled_tex(list, VIEW("Summary"), languages[leads], record->summary.in[leads]);
    put_labelled_tex(list, VIEW("Summary"), languages[other], record->summary.in[other]);
    put_labelled_tex(list, VIEW("Abstract"), languages[leads], record->abstract.in[leads]);
    put_labelled_tex(list, VIEW("Abstract"), languages[other], record->abstract.in[other]);
}

/* ---- The whole ------------------------------------------------------------- */

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct markdown_list *list = state;

    list->out = sink_buffer(sink);
    list->leads = head->leads;
    list->settings = head->settings;
}

static void put_record(void *state, const struct record *record)
{
    struct markdown_list *list = state;
    bool begins = put_group_headings(list, record) || !list->has_blocks;

    if (list->settings.markdown == MARKDOWN_SECTIONS) {
        if (!begins)
            begin_block(list, VIEW("---\n"));
        put_section(list, record);
        return;
    }
    if (begins)
        begin_table(list);
    put_table_row(list, record);
}

/* A table without papers is a list without papers. */
static void end(void *state)
{
    struct markdown_list *list = state;

    if (!list->has_blocks && list->settings.markdown == MARKDOWN_TABLE)
        begin_table(list);
    buffer_free(&list->text);
    buffer_free(&list->topic);
}

const struct writer writer_markdown = {
    .name = "markdown",
    .suffixes = { ".md" },
    .description = "the list in Markdown: tables or sections",
    .leads = LANGUAGE_EN,
    .needs = FIELD_BIT(FIELD_URL),
    .state_size = sizeof(struct markdown_list),
    .begin = begin,
    .record = put_record,
    .end = end,
};
