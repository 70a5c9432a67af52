#include "update/update_plan.h"

#include "input/library/stated_id.h"
#include "record/fields.h"
#include "tex/tex.h"
#include "text/clean.h"
#include "text/utf8.h"

const char *const update_field_names[UPDATE_FIELDS] = {
    "author", "title",   "year",   "eprint", "archiveprefix", "primaryclass", "doi",
    "note",   "journal", "volume", "number", "pages",         "month",
};

void update_planner_free(struct update_planner *planner)
{
    buffer_free(&planner->ours);
    buffer_free(&planner->theirs);
    same_paper_free(&planner->same);
}

void update_entry_state_id(struct update_entry *entry, bool found, struct arxiv_id id)
{
    if (!found)
        return;
    if (entry->id.id.len > 0 && !view_equal(entry->id.id, id.id))
        entry->other_id = arena_copy(entry->arena, id.id);
    else if (entry->id.id.len == 0)
        entry->id = (struct arxiv_id){ arena_copy(entry->arena, id.id), id.version };
}

/* Returns the length of the number before "others", with the blanks around it: "3 " of "3 others".
 */
static size_t number_length(struct view before)
{
    struct view rest = view_trim_end(before);

    if (rest.len == before.len)
        return 0;
    while (rest.len > 0 && ascii_is_digit(rest.at[rest.len - 1]))
        rest.len--;
    return rest.len == 0 || ascii_is_blank(rest.at[rest.len - 1]) ? before.len - rest.len : 0;
}

size_t update_others_length(struct view names)
{
    static const char *const ends[] = { "others",  "et al.", "et al", "et~al.", "et~al",
                                        "et. al.", "et. al", "…",     "..." };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct view end = view_of(ends[i]), before;

        if (names.len < end.len)
            continue;
        before = (struct view){ names.at, names.len - end.len };
        if (view_equal_ignoring_case(view_skip(names, before.len), end) &&
            (before.len == 0 || !ascii_is_alnum(before.at[before.len - 1])))
            return end.len + (i == 0 ? number_length(before) : 0);
    }
    return 0;
}

bool update_is_of_preprint(struct view value)
{
    static const char *const others[] = { "preprint", "2331-8422", "Cornell University",
                                          "Cornell University Library" };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (view_equal_ignoring_case(view_trim(value), view_of(others[i])))
            return true;
    }
    return stated_is_arxiv(value);
}

void update_put_clean(struct buffer *out, struct view text)
{
    struct arena arena = { 0 };
    struct buffer decoded = { 0 };
    size_t length = utf8_find_malformed(text);

    if (length < text.len) {
        for (; text.len > 0; length = utf8_find_malformed(text)) {
            buffer_put(&decoded, (struct view){ text.at, length });
            text = view_skip(text, length);
            if (text.len > 0)
                buffer_put_code_point(&decoded, (unsigned char)text.at[0]);
            text = view_skip(text, 1);
        }
        text = buffer_view(&decoded);
    }
    buffer_put(out, text_clean(text, &arena));
    buffer_free(&decoded);
    arena_free(&arena);
}

void update_put_name(struct buffer *out, struct view family, struct view given, struct view suffix)
{
    buffer_put(out, given);
    buffer_put(out, given.len > 0 && family.len > 0 ? VIEW(" ") : VIEW(""));
    buffer_put(out, family);
    buffer_put(out, suffix.len > 0 ? VIEW(" ") : VIEW(""));
    buffer_put(out, suffix);
}

/* ---- Values -------------------------------------------------------------- */

static void put_year(struct buffer *out, unsigned year)
{
    if (year > 0)
        buffer_put_number(out, year);
}

static void put_author_lines(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(out, i > 0 ? VIEW("\n") : VIEW(""));
        person_put(out, &record->authors[i]);
    }
}

void update_plan_put_value(enum update_field field, const struct record *record,
                           const struct update_plan *plan, struct buffer *out)
{
    switch (field) {
    case UPDATE_AUTHOR:
        put_author_lines(out, record);
        break;
    case UPDATE_TITLE:
        tex_put_text(out, record->title.in[LANGUAGE_EN]);
        break;
    case UPDATE_YEAR:
        put_year(out, plan->publishes ? plan->reference.year : record->date.year);
        break;
    case UPDATE_EPRINT:
        buffer_put(out, record->arxiv_id);
        break;
    case UPDATE_ARCHIVEPREFIX:
        buffer_put(out, VIEW("arXiv"));
        break;
    case UPDATE_PRIMARYCLASS:
        buffer_put(out, record->primary_category);
        break;
    case UPDATE_DOI:
        buffer_put(out, record_doi(record));
        break;
    case UPDATE_NOTE:
        tex_put_text(out, record->journal_ref);
        break;
    case UPDATE_JOURNAL:
        tex_put_text(out, plan->reference.journal);
        break;
    case UPDATE_VOLUME:
        buffer_put(out, plan->reference.volume);
        break;
    case UPDATE_NUMBER:
        buffer_put(out, plan->reference.number);
        break;
    case UPDATE_PAGES:
        buffer_put(out, plan->reference.pages);
        break;
    case UPDATE_MONTH:
    case UPDATE_FIELDS:
        break;
    }
}

/* ---- Is it the paper? ---------------------------------------------------- */

/* Returns the value of a field of the entry, valid until the next call with that buffer. */
static struct view value_of_entry(struct update_planner *planner, enum update_field field,
                                  struct buffer *buffer)
{
    buffer->len = 0;
    planner->updater->put(planner->state, field, buffer);
    return view_trim(buffer_view(buffer));
}

bool update_plan_fits(struct update_planner *planner)
{
    struct view title = value_of_entry(planner, UPDATE_TITLE, &planner->ours);
    struct view authors = value_of_entry(planner, UPDATE_AUTHOR, &planner->theirs);

    return same_paper_likely(&planner->same, title, authors, planner->record);
}

/* ---- The plan ------------------------------------------------------------ */

/* True if the record has a value that the entry may get in place of none. What is arXiv's is not
 * added to an entry that is published elsewhere: its year and DOI are others. */
static bool may_be_added(enum update_field field, const struct record *record,
                         const struct update_entry *entry)
{
    switch (field) {
    case UPDATE_AUTHOR:
        return record->author_count > 0;
    case UPDATE_TITLE:
        return tex_shows(record->title.in[LANGUAGE_EN]);
    case UPDATE_YEAR:
        return record->date.year > 0 && entry->place == PLACE_NONE;
    case UPDATE_PRIMARYCLASS:
        return record->primary_category.len > 0;
    case UPDATE_DOI:
        return entry->place == PLACE_NONE
                   ? record_doi(record).len > 0
                   : entry->place == PLACE_JOURNAL && record->publisher_doi.len > 0;
    case UPDATE_NOTE:
        return tex_shows(record->journal_ref) && entry->place == PLACE_NONE;
    default:
        return field <= UPDATE_ARCHIVEPREFIX;
    }
}

/* Returns the length of a quote, straight or curly, of which TeX, arXiv and people have several. */
static size_t quote_length(struct view text)
{
    static const struct view quotes[] = { VIEW_ENTRY("\""), VIEW_ENTRY("'"), VIEW_ENTRY("`"),
                                          VIEW_ENTRY("“"),  VIEW_ENTRY("”"), VIEW_ENTRY("‘"),
                                          VIEW_ENTRY("’") };

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (view_starts_with(text, quotes[i]))
            return quotes[i].len;
    }
    return 0;
}

/* Puts text without what makes no difference: braces, quotes, and white space beyond one space. */
static void put_bare(struct buffer *out, struct view text)
{
    out->len = 0;
    for (size_t quote; text.len > 0; text = view_skip(text, quote > 0 ? quote : 1)) {
        char c = text.at[0];
        bool blank = ascii_is_blank(c) && c != '\n';

        quote = quote_length(text);
        if (quote > 0 || c == '{' || c == '}' ||
            (blank && (out->len == 0 || ascii_is_blank(out->at[out->len - 1]))))
            continue;
        buffer_put_byte(out, blank ? ' ' : c);
    }
    while (out->len > 0 && ascii_is_blank(out->at[out->len - 1]))
        out->len--;
}

static bool is_other(struct update_planner *planner, enum update_field field,
                     const struct update_plan *plan)
{
    struct buffer text = { 0 };

    planner->updater->put(planner->state, field, &text);
    put_bare(&planner->ours, buffer_view(&text));
    text.len = 0;
    update_plan_put_value(field, planner->record, plan, &text);
    put_bare(&planner->theirs, buffer_view(&text));
    buffer_free(&text);
    if (field == UPDATE_DOI || field == UPDATE_ARCHIVEPREFIX)
        return !view_equal_ignoring_case(buffer_view(&planner->ours),
                                         buffer_view(&planner->theirs));
    return !view_equal(buffer_view(&planner->ours), buffer_view(&planner->theirs));
}

/* True if the entry's DOI is arXiv's. */
static bool has_arxiv_doi(struct update_planner *planner)
{
    static const struct view prefix = VIEW_ENTRY("10.48550/");
    struct view doi = value_of_entry(planner, UPDATE_DOI, &planner->ours);

    return view_find(doi, prefix) < doi.len;
}

/* True if "arXiv:" or a link is before the identifier, which styles would print after the archive
 * that is added: "arXiv:arXiv:1706.03762". */
static bool has_prefixed_eprint(struct update_planner *planner)
{
    struct view eprint = value_of_entry(planner, UPDATE_EPRINT, &planner->ours);

    return planner->entry->has[UPDATE_ARCHIVEPREFIX] == FIELD_LACKING &&
           !view_starts_with(eprint, planner->record->arxiv_id);
}

/* Decides about a list of authors that ends in "others". */
static bool replaces_incomplete(struct update_planner *planner, struct update_plan *plan)
{
    struct view authors = value_of_entry(planner, UPDATE_AUTHOR, &planner->ours);
    const struct record *record = planner->record;
    struct arena *arena = planner->entry->arena;
    struct person *merged = arena_take(arena, record->author_count * sizeof *merged);

    plan->authors_differ =
        !same_paper_merge_authors(&planner->same, authors, record, merged, arena, &plan->missing);
    if (plan->authors_differ) {
        plan->authors_differ =
            !same_paper_is_by_group(&planner->same, planner->entry->collaboration, record);
        return false;
    }
    planner->completed = *record;
    planner->completed.authors = merged;
    planner->record = &planner->completed;
    return true;
}

/* True if what the entry has is replaced. */
static bool is_replaced(struct update_planner *planner, enum update_field field,
                        struct update_plan *plan)
{
    const struct update_entry *entry = planner->entry;
    const struct record *record = planner->record;
    bool refresh = planner->settings->refresh >> field & 1;

    switch (field) {
    case UPDATE_AUTHOR:
        if (record->author_count == 0 || record->authors_incomplete)
            return false;
        if (entry->authors_incomplete && !refresh)
            return replaces_incomplete(planner, plan);
        break;
    case UPDATE_DOI:
        if (record->publisher_doi.len == 0)
            return false; /* nothing better than what is there */
        refresh = refresh || has_arxiv_doi(planner);
        break;
    case UPDATE_EPRINT:
        refresh = refresh || has_prefixed_eprint(planner);
        break;
    case UPDATE_TITLE:
    case UPDATE_ARCHIVEPREFIX:
    case UPDATE_PRIMARYCLASS:
        break;
    default: /* year and note of a published entry are its own */
        refresh = refresh && entry->place == PLACE_NONE;
    }
    return refresh && may_be_added(field, record, entry) &&
           is_other(planner, field, &(struct update_plan){ 0 });
}

/* True if the user does not want the field, by its names in jsonl. */
static bool is_omitted(enum update_field field, field_set omitted)
{
    static const field_set names[UPDATE_FIELDS] = {
        [UPDATE_AUTHOR] = FIELD_BIT(FIELD_AUTHORS),
        [UPDATE_TITLE] = FIELD_BIT(FIELD_TITLE),
        [UPDATE_YEAR] = FIELD_BIT(FIELD_DATE),
        [UPDATE_EPRINT] = FIELD_BIT(FIELD_ARXIV_ID),
        [UPDATE_ARCHIVEPREFIX] = FIELD_BIT(FIELD_ARXIV_ID),
        [UPDATE_PRIMARYCLASS] = FIELD_BIT(FIELD_PRIMARY_CATEGORY) | FIELD_BIT(FIELD_ARXIV_ID),
        [UPDATE_DOI] = FIELD_BIT(FIELD_DOI),
        [UPDATE_NOTE] = FIELD_BIT(FIELD_JOURNAL_REF),
    };

    return (names[field] & omitted) != 0;
}

/* Sets a field to its new value, which may be none. */
static void publish_field(struct update_plan *plan, const struct update_entry *entry,
                          enum update_field field, bool has_value)
{
    bool present = entry->has[field] != FIELD_LACKING;

    if (entry->has[field] == FIELD_LOCKED)
        return;
    if (has_value)
        plan->actions[field] = present ? UPDATE_REPLACE : UPDATE_ADD;
    else
        plan->actions[field] = present ? UPDATE_REMOVE : UPDATE_KEEP;
}

/* Plans to make a preprint the article in a journal that it has become. The month was that of the
 * preprint. */
static void plan_publication(struct update_planner *planner, struct update_plan *plan)
{
    const struct update_entry *entry = planner->entry;

    plan->publishes = true;
    publish_field(plan, entry, UPDATE_JOURNAL, true);
    publish_field(plan, entry, UPDATE_VOLUME, true);
    publish_field(plan, entry, UPDATE_NUMBER, plan->reference.number.len > 0);
    publish_field(plan, entry, UPDATE_PAGES, plan->reference.pages.len > 0);
    publish_field(plan, entry, UPDATE_YEAR, true);
    publish_field(plan, entry, UPDATE_MONTH, false);
    plan->actions[UPDATE_NOTE] = entry->has[UPDATE_NOTE] == FIELD_PRESENT &&
                                         !is_other(planner, UPDATE_NOTE, plan)
                                     ? UPDATE_REMOVE
                                     : UPDATE_KEEP;
    if (planner->record->publisher_doi.len == 0 && plan->actions[UPDATE_DOI] == UPDATE_ADD)
        plan->actions[UPDATE_DOI] = UPDATE_KEEP;
}

/* True if the entry is a preprint that is known to have become an article, and the user omits
 * neither the journal nor the year. A paper is seldom published before it is on arXiv, or after ten
 * years. */
static bool may_be_published(struct update_planner *planner, struct update_plan *plan)
{
    enum { BEFORE = 1, AFTER = 10 };
    static const enum update_field needed[] = { UPDATE_JOURNAL, UPDATE_VOLUME, UPDATE_NUMBER,
                                                UPDATE_PAGES, UPDATE_YEAR };
    unsigned first = planner->record->date.year;
    field_set omitted = planner->settings->omitted;

    if (planner->entry->place != PLACE_NONE || is_omitted(UPDATE_NOTE, omitted) ||
        is_omitted(UPDATE_YEAR, omitted) ||
        !journal_reference_read(planner->record->journal_ref, &plan->reference) ||
        plan->reference.year + BEFORE < first || plan->reference.year > first + AFTER)
        return false;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (planner->entry->has[needed[i]] == FIELD_LOCKED)
            return false;
    }
    return true;
}

static void plan_field(struct update_planner *planner, enum update_field field,
                       struct update_plan *plan)
{
    enum presence has = planner->entry->has[field];

    if (has == FIELD_LOCKED || is_omitted(field, planner->settings->omitted))
        return;
    if (has == FIELD_PRESENT && is_replaced(planner, field, plan))
        plan->actions[field] = UPDATE_REPLACE;
    else if (has != FIELD_PRESENT && may_be_added(field, planner->record, planner->entry))
        plan->actions[field] = has == FIELD_EMPTY ? UPDATE_REPLACE : UPDATE_ADD;
}

bool update_plan_make(struct update_planner *planner, struct update_plan *plan)
{
    bool any = false;

    *plan = (struct update_plan){ 0 };
    for (int field = 0; field < UPDATE_REFRESHED; field++)
        plan_field(planner, (enum update_field)field, plan);
    if (plan->actions[UPDATE_YEAR] == UPDATE_REPLACE)
        publish_field(plan, planner->entry, UPDATE_MONTH, false); /* it belongs to the old year */
    if (planner->settings->published && may_be_published(planner, plan))
        plan_publication(planner, plan);
    for (size_t i = 0; i < UPDATE_FIELDS; i++)
        any = any || plan->actions[i] != UPDATE_KEEP;
    return any;
}
