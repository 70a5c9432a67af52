/* Reader of libraries, files of references in any format. It finds which papers they have, and
 * their citation keys. */
#include "input/library/library.h"

#include <stdlib.h>

#include "input/entry.h"
#include "input/ids/arxiv_mention.h"
#include "input/json/json_objects.h"
#include "input/library/bib_syntax.h"
#include "input/reader.h"

/* ---- What the formats share ---------------------------------------------- */

bool library_is_prose(struct view name)
{
    static const char *const names[] = {
        "addendum", "arxiv_comment", "booktitle", "categories",     "category",  "citations",
        "cited",    "cites",         "crossref",  "encoded",        "entryset",  "file",
        "files",    "issuetitle",    "maintitle", "original-title", "origtitle", "related",
        "rights",   "shorttitle",    "subtitle",  "tags",           "xdata",     "xref",
    };
    static const char *const starts[] = {
        "abstract",    "annot",        "author",        "comment", "content",   "creator",
        "custom",      "description",  "keyword",       "note",    "reference", "relatedid",
        "relateditem", "related_work", "research-note", "review",  "summary",   "title",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_ignoring_case(name, view_of(names[i])))
            return true;
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with_ignoring_case(name, view_of(starts[i])))
            return true;
    }
    return false;
}

bool library_take_line(struct view *text, struct view *line)
{
    while (text->len > 0 && (text->at[0] == '\n' || text->at[0] == '\r'))
        *text = view_skip(*text, 1);
    if (text->len == 0)
        return false;
    *line = (struct view){ text->at, view_find_byte(*text, '\n') };
    *text = view_skip(*text, line->len + 1);
    if (view_ends_with(*line, VIEW("\r")))
        line->len--;
    return true;
}

/* ---- Telling formats apart ----------------------------------------------- */

/* True for a brace, or a bracket before one or another. "[1] " begins an entry in a plain list of
 * references, and a list of strings is read as cells. */
static bool begins_json(struct view text)
{
    if (text.len > 0 && text.at[0] == '{')
        return true;
    if (!view_take(&text, VIEW("[")))
        return false;
    text = view_trim_start(text);
    return text.len == 0 || view_has_byte(VIEW("{[]"), text.at[0]);
}

/* Tells the format by the first characters, or by the first line that only one format has. */
static const struct library_format *format_of(struct view text)
{
    struct view line, start = view_trim_start(text);

    if (view_starts_with(start, VIEW("<")))
        return &library_xml;
    if (begins_json(start))
        return &library_json;
    while (library_take_line(&text, &line)) {
        if (library_ris_begins(line))
            return &library_ris;
        if (bib_syntax_begins(view_trim_start(line)))
            return &library_bibtex;
    }
    return &library_cells;
}

static bool has_any(struct view text, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (view_find(text, view_of(marks[i])) < text.len)
            return true;
    }
    return false;
}

/* True for a document of XML or HTML; a list in Markdown may begin with a tag, too. */
static bool is_document(struct view start)
{
    static const struct view starts[] = { VIEW_ENTRY("<?xml"), VIEW_ENTRY("<!DOCTYPE"),
                                          VIEW_ENTRY("<html"), VIEW_ENTRY("<feed"),
                                          VIEW_ENTRY("<rss"),  VIEW_ENTRY("<rdf:RDF") };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (view_starts_with_ignoring_case(start, starts[i]))
            return true;
    }
    return false;
}

/* Tells refmill's own feeds and pages, and HTML, from arXiv's XML, which other readers know. */
static enum sureness recognises_xml(struct view start)
{
    static const char *const of_arxiv[] = { "OAI-PMH", "http://arxiv.org/OAI/",
                                            "<id>http://arxiv.org/" };
    static const char *const own[] = { ">refmill" };

    if (view_starts_with_ignoring_case(start, VIEW("<!DOCTYPE html")) ||
        view_starts_with_ignoring_case(start, VIEW("<html")) ||
        has_any(start, own, sizeof own / sizeof *own))
        return RECOGNISED_SURELY;
    return is_document(start) && !has_any(start, of_arxiv, sizeof of_arxiv / sizeof *of_arxiv)
               ? RECOGNISED_SURELY
               : RECOGNISED_MAYBE;
}

/* CSL-JSON, JSON Feed, and Zotero's answers. */
static enum sureness recognises_json(struct view start)
{
    static const char *const zotero[] = { "\"itemType\"" };
    bool is_csl = json_start_has(start, VIEW("type")) && json_start_has(start, VIEW("title"));

    return is_csl || json_start_is_feed(start) || has_any(start, zotero, 1) ? RECOGNISED_SURELY
                                                                            : RECOGNISED_MAYBE;
}

/* BibTeX, unless it is in a text on something else, such as how to cite a program. */
static enum sureness recognises_bibtex(struct view start)
{
    struct view line;

    while (library_take_line(&start, &line)) {
        line = view_trim_start(line);
        if (bib_syntax_begins(line))
            return RECOGNISED_SURELY;
        if (line.len > 0 && line.at[0] != '%')
            break;
    }
    return RECOGNISED_MAYBE;
}

/* True for the names of columns in CSV, which prose with commas is not. */
static bool is_table_head(struct view line)
{
    static const struct view separators = VIEW_ENTRY(",;\t");
    bool any = false;

    for (size_t i = 0; i + 1 < line.len; i++) {
        if (!view_has_byte(separators, line.at[i]))
            continue;
        if (ascii_is_blank(line.at[i + 1]))
            return false;
        any = true;
    }
    return any && line.at[0] != '|' && view_find(line, VIEW("](")) == line.len;
}

/* True for the head of a table whose columns have the usual names. */
static bool names_columns(struct view text)
{
    static const char *const names[] = { "arxiv",   "arxiv_id", "arxiv id", "author",
                                         "authors", "doi",      "id",       "link",
                                         "title",   "url",      "pdf" };
    struct view line, head;
    size_t known = 0;

    if (!library_take_line(&text, &line) || !is_table_head(line))
        return false;
    for (head = line; head.len > 0;) {
        struct view cell = { head.at, 0 };

        while (cell.len < head.len && !view_has_byte(VIEW(",;\t"), head.at[cell.len]))
            cell.len++;
        head = view_skip(head, cell.len + 1);
        cell = arxiv_mention_strip(view_trim(cell));
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            known += view_equal_ignoring_case(cell, view_of(names[i]));
    }
    return known > 0;
}

/* True for links and blocks of Markdown. The reader of lists in Markdown takes such text. */
static bool is_markdown(struct view text)
{
    static const struct view starts[] = { VIEW_ENTRY("|"),  VIEW_ENTRY("##"), VIEW_ENTRY("- "),
                                          VIEW_ENTRY("* "), VIEW_ENTRY("**"), VIEW_ENTRY("> ") };
    bool is_first = true;
    struct view line;

    while (library_take_line(&text, &line)) {
        line = view_trim(line);
        if (line.len == 0)
            continue;
        if (is_first && is_table_head(line))
            return false;
        is_first = false;
        if (view_find(line, VIEW("](")) < line.len)
            return true;
        for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
            if (view_starts_with(line, starts[i]))
                return true;
        }
    }
    return false;
}

static enum sureness recognises_form(struct view start)
{
    const struct library_format *format = format_of(start);

    if (format == &library_xml)
        return recognises_xml(start);
    if (format == &library_json)
        return recognises_json(start);
    if (format == &library_bibtex)
        return recognises_bibtex(start);
    if (format == &library_cells)
        return names_columns(start) ? RECOGNISED_SURELY : RECOGNISED_MAYBE;
    return RECOGNISED_SURELY;
}

static enum sureness recognises(struct view start)
{
    enum sureness sureness = recognises_form(start);

    return sureness == RECOGNISED_MAYBE && !begins_json(start) && is_markdown(start)
               ? NOT_RECOGNISED
               : sureness;
}

/* ---- Reading ------------------------------------------------------------- */

struct library {
    struct window *window;
    const struct wanted *wanted;
    const struct library_format *format; /* of the current input, or NULL */
    void *state;                         /* of the format */
    struct library_entry found;
    size_t taken;        /* of what was found, by the batches so far */
    struct view counted; /* the text whose lines are not in `line` yet */
    size_t line;
    size_t entries, without_id;
    struct entry entry;
    struct record *records;
    size_t count, cap;
};

static void end_format(struct library *library)
{
    if (library->format)
        library->format->end(library->state);
    free(library->state);
    library->format = NULL;
    library->state = NULL;
}

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct library *library = state;
    struct view text = window_read_all(window);

    end_format(library);
    library->window = window;
    library->wanted = wanted;
    library->counted = text;
    library->line = 1;
    library->entries = library->without_id = 0;
    library->found.count = library->taken = 0;
    view_take(&text, VIEW("\xEF\xBB\xBF"));
    library->format = format_of(text);
    library->state = memory_take(library->format->state_size);
    memset(library->state, 0, library->format->state_size);
    library->format->begin(library->state, text);
}

/* Returns the line of a place in the text, which is not before that of the last call. */
static size_t line_at(struct library *library, const char *at)
{
    size_t newline;

    for (;;) {
        struct view before = { library->counted.at, (size_t)(at - library->counted.at) };
        newline = view_find_byte(before, '\n');
        if (newline == before.len)
            break;
        library->counted = view_skip(library->counted, newline + 1);
        library->line++;
    }
    library->counted = view_skip(library->counted, (size_t)(at - library->counted.at));
    return library->line;
}

/* Adds the record that library->entry has. */
static void keep_record(struct library *library, size_t line)
{
    struct entry_origin origin = { .line = line, .ref = (uint32_t)library->entries };
    const struct record *record = entry_finish(&library->entry, library->window, origin);

    library->records =
        memory_grow_array(library->records, library->count, &library->cap, sizeof *record);
    library->records[library->count++] = *record;
}

/* Adds the records for papers: those with an identifier, and if they are wanted those with only a
 * link. A list may have a million in a line, so they are yielded by the hundred. */
static void add_papers(struct library *library, size_t line)
{
    enum { BATCH_MAX = 100 };
    const size_t most = library->found.is_list ? BATCH_MAX : SIZE_MAX;

    while (library->taken < library->found.count && library->count < most) {
        const struct library_found *found = &library->found.found[library->taken++];
        struct record *record = &library->entry.record;

        *record = (struct record){ 0 };
        if (found->kind <= LIBRARY_ID_IN_KEY && wanted_has(library->wanted, found->id.id)) {
            record->arxiv_id = found->id.id;
            record->version = found->id.version;
        } else if (found->kind == LIBRARY_FOUND_LINK && library->wanted->without_id) {
            record->url = entry_text(&library->entry, found->text);
        } else {
            continue;
        }
        keep_record(library, line);
    }
}

/* Gives the first record the citation key of the entry. The others that it is known by, and the
 * first if there is no paper, become records of their own. */
static void add_citation_keys(struct library *library, size_t line)
{
    bool given = false;

    for (size_t i = 0; i < library->found.count; i++) {
        const struct library_found *found = &library->found.found[i];

        if (found->kind != LIBRARY_FOUND_CITATION_KEY)
            continue;
        library->entry.record =
            (struct record){ .citation_key = entry_text(&library->entry, found->text) };
        if (!given && library->count > 0)
            library->records[0].citation_key = library->entry.record.citation_key;
        else if (library->wanted->without_id && library->entry.record.citation_key.len > 0)
            keep_record(library, line);
        given = true;
    }
}

static void report_without_id(const struct library *library)
{
    struct place place = { .file = library->window->input->name };

    if (library->entries == 0 && !library->window->unreadable)
        diag_warn(library->window->diag, place, "has no entries");
    if (library->without_id == 0 || library->wanted->without_id)
        return;
    diag_report(library->window->diag,
                library->without_id == library->entries ? SEVERITY_WARNING : SEVERITY_NOTE, place,
                "%zu of %zu entr%s ha%s no arXiv id", library->without_id, library->entries,
                library->entries == 1 ? "y" : "ies", library->without_id == 1 ? "s" : "ve");
}

static bool next(void *state, struct batch *batch)
{
    struct library *library = state;

    library->count = 0;
    while (library->count == 0) {
        bool begins = library->taken == library->found.count;
        size_t line;

        if (begins && !library->format->next(library->state, &library->found)) {
            report_without_id(library);
            return false;
        }
        line = line_at(library, library->found.at);
        entry_begin(&library->entry);
        if (begins) {
            library->entries++;
            library->without_id += !library_entry_settle(&library->found);
            library->taken = 0;
        }
        add_papers(library, line);
        if (begins)
            add_citation_keys(library, line);
    }
    *batch = (struct batch){ library->records, library->count, library->count, false };
    return true;
}

static void end(void *state)
{
    struct library *library = state;

    end_format(library);
    library_entry_free(&library->found);
    entry_free(&library->entry);
    free(library->records);
}

const struct reader reader_library = {
    .name = "library",
    .description = "ids and citation keys in BibTeX, RIS, CSL-JSON, CSV, feeds and pages",
    .recognises = recognises,
    .gives_ids = true,
    .state_size = sizeof(struct library),
    .begin = begin,
    .next = next,
    .end = end,
};
