/* Libraries in BibTeX and biblatex. */
#include <stdlib.h>

#include "output/bibtex_values.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "update/bib_style.h"
#include "input/library/stated_id.h"
#include "update/update_plan.h"

/* A field that may state an identifier. */
struct statement {
    const struct bib_field *field;
    enum stated stated;
};

/* How many fields have a name of only one dialect. */
struct dialects {
    size_t biblatex, bibtex;
};

struct bib_update {
    const struct update_settings *settings;
    struct bib_syntax syntax;
    struct bib_entry entry;
    const struct bib_field *fields[UPDATE_FIELDS]; /* of the entry, or NULL */
    struct bib_style style;                        /* of the entry, once a change needs it */
    bool style_read;
    struct statement *statements;
    size_t statement_count, statement_cap;
    struct dialects dialects;     /* in the entry */
    struct dialects all_dialects; /* in all entries that `next` has found */
    struct tex_bibtex tex;
    struct buffer joined, value, text;
    struct bibtex_values values;
};

/* ---- Fields -------------------------------------------------------------- */

enum dialect { DIALECT_BOTH, DIALECT_BIBTEX, DIALECT_BIBLATEX };

struct known_field {
    struct view name;
    enum update_field field; /* UPDATE_FIELDS: none */
    enum stated stated;
    enum dialect dialect;
};

static const struct known_field *find_known_field(struct view name)
{
    static const struct known_field known[] = {
        { VIEW_ENTRY("author"), UPDATE_AUTHOR, STATED_NEVER, DIALECT_BOTH },
        { VIEW_ENTRY("title"), UPDATE_TITLE, STATED_NEVER, DIALECT_BOTH },
        { VIEW_ENTRY("year"), UPDATE_YEAR, STATED_NEVER, DIALECT_BIBTEX },
        { VIEW_ENTRY("date"), UPDATE_YEAR, STATED_NEVER, DIALECT_BIBLATEX },
        { VIEW_ENTRY("eprint"), UPDATE_EPRINT, STATED_BARE, DIALECT_BOTH },
        { VIEW_ENTRY("archiveprefix"), UPDATE_ARCHIVEPREFIX, STATED_NEVER, DIALECT_BIBTEX },
        { VIEW_ENTRY("eprinttype"), UPDATE_ARCHIVEPREFIX, STATED_NEVER, DIALECT_BIBLATEX },
        { VIEW_ENTRY("primaryclass"), UPDATE_PRIMARYCLASS, STATED_NEVER, DIALECT_BIBTEX },
        { VIEW_ENTRY("eprintclass"), UPDATE_PRIMARYCLASS, STATED_NEVER, DIALECT_BIBLATEX },
        { VIEW_ENTRY("doi"), UPDATE_DOI, STATED_DOI, DIALECT_BOTH },
        { VIEW_ENTRY("note"), UPDATE_NOTE, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("journal"), UPDATE_JOURNAL, STATED_NAMED, DIALECT_BIBTEX },
        { VIEW_ENTRY("journaltitle"), UPDATE_JOURNAL, STATED_NAMED, DIALECT_BIBLATEX },
        { VIEW_ENTRY("volume"), UPDATE_VOLUME, STATED_IN_ARXIV, DIALECT_BOTH },
        { VIEW_ENTRY("number"), UPDATE_NUMBER, STATED_IN_ARXIV, DIALECT_BOTH },
        { VIEW_ENTRY("pages"), UPDATE_PAGES, STATED_IN_ARXIV, DIALECT_BOTH },
        { VIEW_ENTRY("month"), UPDATE_MONTH, STATED_NEVER, DIALECT_BOTH },
        { VIEW_ENTRY("arxiv"), UPDATE_FIELDS, STATED_BARE, DIALECT_BOTH },
        { VIEW_ENTRY("arxivid"), UPDATE_FIELDS, STATED_BARE, DIALECT_BOTH },
        { VIEW_ENTRY("url"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("ee"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("link"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("pdf"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("eid"), UPDATE_FIELDS, STATED_IN_ARXIV, DIALECT_BOTH },
        { VIEW_ENTRY("howpublished"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("institution"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
        { VIEW_ENTRY("publisher"), UPDATE_FIELDS, STATED_NAMED, DIALECT_BOTH },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(name, known[i].name))
            return &known[i];
    }
    return NULL;
}

static const struct bib_field *find_field(const struct bib_update *bib, const char *name)
{
    for (size_t i = 0; i < bib->entry.count; i++) {
        if (view_equal_ignoring_case(bib->entry.fields[i].name, view_of(name)))
            return &bib->entry.fields[i];
    }
    return NULL;
}

/* Returns roughly what TeX would show of a value, valid until the next call. */
static struct view shown(struct bib_update *bib, struct view value)
{
    bib->value.len = 0;
    bib_value_put_shown(value, &bib->syntax.strings, &bib->value);
    return view_trim(buffer_view(&bib->value));
}

/* True if the entry names another archive, such as PubMed, to which its eprint belongs. */
static bool is_in_other_archive(struct bib_update *bib)
{
    const struct bib_field *archive = bib->fields[UPDATE_ARCHIVEPREFIX];
    struct view name = archive ? shown(bib, archive->value) : VIEW("");

    return name.len > 0 && !view_starts_with_ignoring_case(name, VIEW("arxiv"));
}

/* True if the entry says that it is in arXiv, so that other fields need not: volume = {1706.03762}.
 */
static bool is_in_arxiv(struct bib_update *bib)
{
    const struct bib_field *journal = bib->fields[UPDATE_JOURNAL];

    if (!journal)
        journal = find_field(bib, "howpublished");
    return journal && stated_is_arxiv(shown(bib, journal->value));
}

static void find_id(struct bib_update *bib, struct update_entry *entry)
{
    bool other = is_in_other_archive(bib), in_arxiv = is_in_arxiv(bib);

    for (size_t i = 0; i < bib->statement_count; i++) {
        const struct statement *statement = &bib->statements[i];
        enum stated stated = statement->stated;
        struct arxiv_id id = { 0 };

        if (other && view_equal_ignoring_case(statement->field->name, VIEW("eprint")))
            continue;
        if (in_arxiv && stated == STATED_IN_ARXIV)
            stated = STATED_BARE;
        update_entry_state_id(
            entry, stated_id_read(stated, shown(bib, statement->field->value), entry->arena, &id),
            id);
    }
}

/* ---- What an entry has --------------------------------------------------- */

static void lock(struct update_entry *entry, enum update_field field)
{
    if (entry->has[field] == FIELD_LACKING)
        entry->has[field] = FIELD_LOCKED;
}

/* True if the eprint is not an arXiv identifier, so that it belongs to an archive that is not
 * named. */
static bool has_strange_eprint(struct bib_update *bib, const struct update_entry *entry)
{
    const struct bib_field *eprint = bib->fields[UPDATE_EPRINT];
    struct arxiv_id id;

    return eprint && entry->has[UPDATE_EPRINT] != FIELD_EMPTY &&
           !stated_id_read(STATED_BARE, shown(bib, eprint->value), entry->arena, &id);
}

/* Fields that the entry may have from elsewhere are not added, nor the archive of an eprint that is
 * not arXiv's. */
static void lock_fields(struct bib_update *bib, struct update_entry *entry)
{
    if (find_field(bib, "crossref") || find_field(bib, "xdata")) {
        lock(entry, UPDATE_YEAR);
        lock(entry, UPDATE_TITLE);
        lock(entry, UPDATE_AUTHOR);
        lock(entry, UPDATE_DOI);
    }
    if (find_field(bib, "editor"))
        lock(entry, UPDATE_AUTHOR);
    if (is_in_other_archive(bib) || has_strange_eprint(bib, entry)) {
        entry->has[UPDATE_EPRINT] = entry->has[UPDATE_ARCHIVEPREFIX] = FIELD_LOCKED;
        entry->has[UPDATE_PRIMARYCLASS] = FIELD_LOCKED;
    }
}

/* True for "{}" and quotes around nothing. */
static bool is_empty_value(struct view value)
{
    char first = value.at[0];

    return value.len >= 2 && (first == '{' || first == '"') &&
           view_trim((struct view){ value.at + 1, value.len - 2 }).len == 0;
}

static void add_statement(struct bib_update *bib, const struct bib_field *field, enum stated stated)
{
    if (!stated_may_be(stated, field->value))
        return;
    bib->statements = memory_grow_array(bib->statements, bib->statement_count, &bib->statement_cap,
                                        sizeof *bib->statements);
    bib->statements[bib->statement_count++] = (struct statement){ field, stated };
}

/* True if the field names a journal or a book, not arXiv. */
static bool names_place(struct bib_update *bib, const struct bib_field *field)
{
    struct view place = field ? shown(bib, field->value) : VIEW("");

    if (field && place.len == 0)
        return !is_empty_value(field->value); /* a command: \aap */
    return place.len > 0 && !stated_is_arxiv(place);
}

static bool names_journal(struct bib_update *bib)
{
    return names_place(bib, find_field(bib, "journal")) ||
           names_place(bib, find_field(bib, "journaltitle"));
}

/* Entries of these types may be preprints; reports are, unless they name an institution. */
static bool may_be_preprint(struct bib_update *bib)
{
    static const char *const types[] = { "article",    "misc",  "unpublished", "online",
                                         "electronic", "www",   "preprint",    "techreport",
                                         "report",     "manual" };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (view_equal_ignoring_case(bib->entry.type, view_of(types[i])))
            return !names_place(bib, find_field(bib, "institution"));
    }
    return false;
}

static enum publication find_place(struct bib_update *bib)
{
    if (!may_be_preprint(bib) || names_place(bib, find_field(bib, "booktitle")) ||
        find_field(bib, "school"))
        return PLACE_OTHER;
    return names_journal(bib) ? PLACE_JOURNAL : PLACE_NONE;
}

static void find_fields(struct bib_update *bib, struct update_entry *entry)
{
    bib->statement_count = 0;
    bib->dialects = (struct dialects){ 0 };
    memset(bib->fields, 0, sizeof bib->fields);
    memset(entry->has, 0, sizeof entry->has);
    for (size_t i = 0; i < bib->entry.count; i++) {
        const struct bib_field *field = &bib->entry.fields[i];
        const struct known_field *known = find_known_field(field->name);

        if (known)
            add_statement(bib, field, known->stated);
        if (!known || known->field == UPDATE_FIELDS)
            continue;
        bib->dialects.biblatex += known->dialect == DIALECT_BIBLATEX;
        bib->dialects.bibtex += known->dialect == DIALECT_BIBTEX;
        /* refmill's own entries name the archive in both dialects */
        if (bib->fields[known->field] && known->field != UPDATE_ARCHIVEPREFIX)
            entry->has[known->field] = FIELD_LOCKED;
        else
            entry->has[known->field] = is_empty_value(field->value) ? FIELD_EMPTY : FIELD_PRESENT;
        if (!bib->fields[known->field])
            bib->fields[known->field] = field;
    }
}

static void read_facts(struct bib_update *bib, struct update_entry *entry)
{
    entry->name = bib->entry.key;
    find_fields(bib, entry);
}

static bool is_digits(struct view text)
{
    uint32_t number;

    return view_take_number(&text, UINT32_MAX, &number) && text.len == 0;
}

/* Joins the parts of a value. Returns false if one is the name of a string, whose text is not
 * known. */
static bool join_value(struct bib_update *bib, struct view value)
{
    struct view part;
    char delimiter;

    bib->joined.len = bib->value.len = 0;
    while (bib_value_take(&value, &part, &delimiter)) {
        if (!delimiter && !is_digits(part))
            return false;
        buffer_put(&bib->joined, part);
    }
    update_put_clean(&bib->value, buffer_view(&bib->joined));
    return true;
}

/* Reads what only a change needs to know. */
static void read_more_facts(struct bib_update *bib, struct update_entry *entry)
{
    const struct bib_field *group = find_field(bib, "collaboration");

    entry->collaboration = group ? arena_copy(entry->arena, shown(bib, group->value))
                                 : (struct view){ 0 };
    entry->authors_incomplete =
        bib->fields[UPDATE_AUTHOR] && join_value(bib, bib->fields[UPDATE_AUTHOR]->value) &&
        update_others_length(shown(bib, bib->fields[UPDATE_AUTHOR]->value)) > 0;
    entry->place = find_place(bib);
    lock_fields(bib, entry);
}

/* ---- The calls of an updater --------------------------------------------- */

#define HIGH_BYTES(has, row) has(0x80, 0xFF, row)
static const struct byte_set high_bytes = BYTE_SET(HIGH_BYTES);

/* What is added to a library in ASCII, or in an older encoding, is ASCII too. */
static void begin(void *state, struct view text, const struct update_settings *settings)
{
    struct bib_update *bib = state;

    bib->syntax = (struct bib_syntax){ .text = text, .rest = text };
    bib->settings = settings;
    bib->tex.ascii = settings->ascii || scan_run(text, &high_bytes) == text.len ||
                     utf8_find_malformed(text) < text.len;
    bib->values.tex = &bib->tex;
}

static bool next(void *state, struct update_entry *entry, const char **fault)
{
    struct bib_update *bib = state;
    bool found = bib_syntax_next(&bib->syntax, &bib->entry);

    if (bib->syntax.fault) {
        *fault = bib->syntax.fault;
        entry->text = (struct view){ bib->syntax.fault_at, 0 };
        return false;
    }
    entry->text = bib->entry.text;
    if (!found)
        return false;
    entry->id = (struct arxiv_id){ 0 };
    entry->other_id = (struct view){ 0 };
    read_facts(bib, entry);
    bib->all_dialects.biblatex += bib->dialects.biblatex;
    bib->all_dialects.bibtex += bib->dialects.bibtex;
    find_id(bib, entry);
    return true;
}

static void read_again(void *state, struct update_entry *entry)
{
    struct bib_update *bib = state;
    struct bib_syntax syntax = { .text = entry->text, .rest = entry->text };

    bib_syntax_next(&syntax, &bib->entry);
    bib->style_read = false;
    read_facts(bib, entry);
    read_more_facts(bib, entry);
}

/* Puts a name as "First Last Jr" from any of BibTeX's forms. */
static void put_name_naturally(struct view name, struct buffer *out)
{
    size_t comma = view_find_byte(name, ',');
    struct view family = view_trim((struct view){ name.at, comma });
    struct view given = view_trim(view_skip(name, comma + 1)), suffix = { 0 };

    comma = view_find_byte(given, ',');
    if (comma < given.len) {
        suffix = view_trim((struct view){ given.at, comma });
        given = view_trim(view_skip(given, comma + 1));
    }
    update_put_name(out, family, given, suffix);
}

/* Returns the offset of the next "and" between names, or text.len. */
static size_t find_and(struct view text)
{
    size_t depth = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '{')
            depth++;
        else if (text.at[i] == '}')
            depth -= depth > 0;
        else if (depth == 0 && ascii_is_blank(text.at[i]) &&
                 view_starts_with_ignoring_case(view_skip(text, i + 1), VIEW("and")) &&
                 (i + 4 == text.len || ascii_is_blank(text.at[i + 4])))
            return i + 1;
    }
    return text.len;
}

static void put_name_lines(struct bib_update *bib, struct view names, struct buffer *out)
{
    for (bool first = true; names.len > 0; first = false) {
        struct view name = { names.at, find_and(names) };
        size_t others;

        names = view_skip(names, name.len + 3);
        if (!first)
            buffer_put_byte(out, '\n');
        bib->text.len = 0;
        tex_put_text(&bib->text, view_trim(name));
        name = buffer_view(&bib->text);
        others = update_others_length(name);
        name.len -= others;
        if (others > 0 && view_ends_with(view_trim(name), VIEW(",")))
            name.len = view_find_last(name, VIEW(",")); /* "Last, First, et al." */
        put_name_naturally(name, out);
        buffer_put(out, others == 0 ? VIEW("") : name.len > 0 ? VIEW("\nothers") : VIEW("others"));
    }
}

static void put_field(void *state, enum update_field field, struct buffer *out)
{
    struct bib_update *bib = state;
    struct view text;

    if (!bib->fields[field] || !join_value(bib, bib->fields[field]->value))
        return;
    text = buffer_view(&bib->value);
    if (field == UPDATE_AUTHOR)
        put_name_lines(bib, text, out);
    else if (field == UPDATE_YEAR) /* of a date */
        buffer_put(out, (struct view){ text.at, view_find_byte(text, '-') });
    else
        tex_put_text(out, text);
}

static void end(void *state)
{
    struct bib_update *bib = state;

    bib_entry_free(&bib->entry);
    bib_strings_free(&bib->syntax.strings);
    free(bib->statements);
    tex_bibtex_free(&bib->tex);
    buffer_free(&bib->joined);
    buffer_free(&bib->value);
    buffer_free(&bib->text);
    buffer_free(&bib->values.part);
}

/* ---- Changing ------------------------------------------------------------ */

/* True if the entry, or if it does not tell the library, is for biblatex. */
static bool is_biblatex(const struct bib_update *bib)
{
    const struct dialects *own = &bib->dialects, *all = &bib->all_dialects;

    return own->biblatex != own->bibtex ? own->biblatex > own->bibtex
                                        : all->biblatex > 2 * all->bibtex;
}

/* True if a field that is added has the name that biblatex gives it. The class goes with the
 * archive, which DBLP names so in entries that are BibTeX's otherwise. */
static bool has_biblatex_name(const struct bib_update *bib, enum update_field field)
{
    bool type = find_field(bib, "eprinttype") != NULL;
    bool prefix = find_field(bib, "archiveprefix") != NULL;

    return field == UPDATE_PRIMARYCLASS && type != prefix ? type : is_biblatex(bib);
}

/* Returns the name of a field that is added, in lower case. */
static struct view name_to_add(const struct bib_update *bib, enum update_field field)
{
    static const char *const names[UPDATE_FIELDS] = {
        [UPDATE_YEAR] = "date",
        [UPDATE_ARCHIVEPREFIX] = "eprinttype",
        [UPDATE_PRIMARYCLASS] = "eprintclass",
        [UPDATE_JOURNAL] = "journaltitle",
    };

    return view_of(names[field] && has_biblatex_name(bib, field) ? names[field]
                                                                 : update_field_names[field]);
}

/* Puts "123--130" for one hyphen. */
static void put_pages(struct view pages, struct buffer *out)
{
    size_t hyphen = view_find_byte(pages, '-');

    buffer_put(out, (struct view){ pages.at, hyphen });
    if (hyphen == pages.len)
        return;
    buffer_put(out, VIEW("--"));
    for (pages = view_skip(pages, hyphen); view_take(&pages, VIEW("-"));)
        ;
    buffer_put(out, pages);
}

/* Puts a value as BibTeX, without delimiters. */
static void put_bib_value(struct bib_update *bib, enum update_field field,
                          const struct record *record, const struct update_plan *plan,
                          struct buffer *out)
{
    bib->values.out = out;
    switch (field) {
    case UPDATE_AUTHOR:
        bibtex_values_put_names(&bib->values, record);
        break;
    case UPDATE_TITLE:
        bibtex_values_put_title(&bib->values, record, LANGUAGE_EN, bib->settings->braces);
        break;
    case UPDATE_NOTE:
        tex_put_bibtex(&bib->tex, out, record->journal_ref, TEX_CASE_FREE);
        break;
    case UPDATE_JOURNAL:
        tex_put_bibtex(&bib->tex, out, plan->reference.journal, TEX_CASE_FREE);
        break;
    case UPDATE_PAGES:
        put_pages(plan->reference.pages, out);
        break;
    default:
        update_plan_put_value(field, record, plan, out);
    }
}

/* Returns what delimits the value of a field that is replaced: its own, if it has one. */
static char delimiter_of(const struct bib_style *style, const struct bib_field *field)
{
    char own = field ? field->value.at[0] : '\0';

    if (own == '{' || own == '"')
        return own;
    return style->quotes ? '"' : '{';
}

static void add_or_replace(struct bib_update *bib, const struct bib_style *style,
                           enum update_field field, struct view value, struct edits *edits)
{
    const struct bib_field *old = bib->fields[field];
    struct buffer text = { 0 };
    bool bare = is_digits(value) && (old ? ascii_is_digit(old->value.at[0]) : style->bare_numbers);
    const struct bib_field *last = &bib->entry.fields[bib->entry.count - 1];
    const char *end = last->value.at + last->value.len; /* the id is in a field, so there is one */

    if (!old)
        bib_style_put_name(style, name_to_add(bib, field), &text);
    if (bare)
        buffer_put(&text, value);
    else
        bib_style_put_value(value, delimiter_of(style, old), &text);
    edits_add(edits, old ? old->value : (struct view){ end, 0 }, buffer_view(&text));
    buffer_free(&text);
}

/* Removes a field with what is between it and the one before, unless that has a comment. */
static void remove_field(const struct bib_update *bib, const struct bib_field *field,
                         struct edits *edits)
{
    const char *start = field == bib->entry.fields ? bib->entry.key.at + bib->entry.key.len
                                                   : field[-1].value.at + field[-1].value.len;
    const char *end = field->value.at + field->value.len;

    if (bib_style_is_separator((struct view){ start, (size_t)(field->name.at - start) }))
        edits_add(edits, (struct view){ start, (size_t)(end - start) }, VIEW(""));
}

/* Makes @misc an @article, in the case of its letters. */
static void change_type(const struct bib_update *bib, struct edits *edits)
{
    static const struct view article = VIEW_ENTRY("article");
    struct view type = bib->entry.type;
    struct buffer text = { 0 };
    bool all = type.len > 1 && ascii_is_upper(type.at[1]);

    for (size_t i = 0; i < article.len; i++)
        buffer_put_byte(&text, all || (i == 0 && ascii_is_upper(type.at[0]))
                                   ? ascii_upper(article.at[i])
                                   : article.at[i]);
    if (!view_equal_ignoring_case(type, article))
        edits_add(edits, type, buffer_view(&text));
    buffer_free(&text);
}

static size_t count_fields(const struct bib_update *bib, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < bib->entry.count; i++)
        count += view_equal_ignoring_case(bib->entry.fields[i].name, view_of(name));
    return count;
}

/* True if the only note has only the identifier that an eprint has, too. */
static bool note_repeats_eprint(struct bib_update *bib, const struct update_plan *plan)
{
    const struct bib_field *note = count_fields(bib, "note") == 1 ? bib->fields[UPDATE_NOTE] : NULL;
    const struct bib_field *eprint = bib->fields[UPDATE_EPRINT];
    struct arena arena = { 0 };
    struct arxiv_id id;
    bool repeats =
        note && stated_id_read(STATED_NAMED, shown(bib, note->value), &arena, &id) &&
        (plan->actions[UPDATE_EPRINT] != UPDATE_KEEP ||
         (eprint && stated_id_read(STATED_BARE, shown(bib, eprint->value), &arena, &id)));

    arena_free(&arena);
    return repeats;
}

static void publish_bib(void *state, const struct update_plan *plan, const struct record *record,
                        struct edits *edits)
{
    static const struct {
        const char *name;
        bool always; /* else if the value is a preprint's */
    } fields[] = { { "pubstate", true },      { "version", true },    { "day", true },
                   { "eid", false },          { "issn", false },      { "type", false },
                   { "howpublished", false }, { "publisher", false }, { "institution", false } };
    struct bib_update *bib = state;

    (void)record;
    change_type(bib, edits);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct bib_field *field = find_field(bib, fields[i].name);

        if (field && (fields[i].always || update_is_of_preprint(shown(bib, field->value))))
            remove_field(bib, field, edits);
    }
    if (plan->actions[UPDATE_NOTE] == UPDATE_KEEP && note_repeats_eprint(bib, plan))
        remove_field(bib, bib->fields[UPDATE_NOTE], edits);
}

static void change_bib(void *state, enum update_field field, const struct update_plan *plan,
                       const struct record *record, struct edits *edits)
{
    struct bib_update *bib = state;
    struct buffer value = { 0 };

    if (plan->actions[field] == UPDATE_REMOVE) {
        remove_field(bib, bib->fields[field], edits);
        return;
    }
    if (!bib->style_read)
        bib->style = bib_style_of(&bib->entry);
    bib->style_read = true;
    put_bib_value(bib, field, record, plan, &value);
    add_or_replace(bib, &bib->style, field, buffer_view(&value), edits);
    buffer_free(&value);
}

const struct updater updater_bibtex = {
    .name = "BibTeX",
    .state_size = sizeof(struct bib_update),
    .begin = begin,
    .next = next,
    .read = read_again,
    .put = put_field,
    .publish = publish_bib,
    .change = change_bib,
    .end = end,
};
