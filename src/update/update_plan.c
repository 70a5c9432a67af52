#include "update/update_plan.h"

#include "record/fields.h"
#include "tex/tex.h"
#include "text/utf8.h"

const char *const update_field_names[UPDATE_FIELDS] = {
    "author", "title",   "year",   "eprint", "archiveprefix", "primaryclass", "doi",
    "note",   "journal", "volume", "number", "pages",         "month",
};

void update_planner_free(struct update_planner *planner)
{
    buffer_free(&planner->ours);
    buffer_free(&planner->theirs);
}

void update_entry_state_id(struct update_entry *entry, bool found, struct arxiv_id id)
{
    if (!found)
        return;
    if (entry->id.id.len > 0 && !view_equal(entry->id.id, id.id))
        entry->disagrees = true;
    else if (entry->id.id.len == 0)
        entry->id = (struct arxiv_id){ arena_copy(entry->arena, id.id), id.version };
}

bool update_ends_incomplete(struct view authors)
{
    static const char *const ends[] = {
        "others", "et al.", "et al", "et. al.", "et. al", "…", "..."
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct view end = view_of(ends[i]), before;

        if (authors.len < end.len)
            continue;
        before = (struct view){ authors.at, authors.len - end.len };
        if (view_equal_ignoring_case(view_skip(authors, before.len), end) &&
            (before.len == 0 || !ascii_is_alnum(before.at[before.len - 1])))
            return true;
    }
    return false;
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

/* Puts the words of a text, in lower case and without accents, each between blanks. */
static void put_spaced_words(struct buffer *out, struct view text)
{
    struct buffer folded = { 0 };

    tex_put_folded(&folded, text);
    out->len = 0;
    buffer_put_byte(out, ' ');
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        bool is_letter = ascii_is_alnum(c) || (unsigned char)c >= 0x80;

        if (is_letter || (c != '{' && c != '}' && out->at[out->len - 1] != ' '))
            buffer_put_byte(out, is_letter ? c : ' ');
    }
    if (out->at[out->len - 1] != ' ')
        buffer_put_byte(out, ' ');
    buffer_free(&folded);
}

/* Takes a word with the blanks around it: " word ". Returns false after the last. */
static bool take_spaced_word(struct view *words, struct view *word)
{
    size_t end = view_find_byte(view_skip(*words, 1), ' ');

    if (words->len < 2)
        return false;
    *word = (struct view){ words->at, end + 2 };
    *words = view_skip(*words, end + 1);
    return true;
}

/* Returns the share of the words of the shorter text that the other has, in hundredths; 100 if one
 * has none. `least` is the length of the shortest word that counts. */
static size_t shared_words(struct view a, struct view b, size_t least)
{
    struct view shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a, word;
    size_t count = 0, shared = 0;

    while (take_spaced_word(&shorter, &word)) {
        if (word.len < least + 2)
            continue;
        count++;
        shared += view_find(longer, word) < longer.len;
    }
    return count > 0 ? shared * 100 / count : 100;
}

/* Puts the words of both sides' values of a field. Returns false if one side has none. */
static bool put_both(struct update_planner *planner, const struct updater *updater, void *state,
                     enum update_field field, const struct record *record)
{
    struct buffer text = { 0 };
    bool have = false;

    updater->put(state, field, &text);
    if (text.len > 0) {
        put_spaced_words(&planner->ours, buffer_view(&text));
        text.len = 0;
        update_plan_put_value(field, record, NULL, &text);
        have = text.len > 0;
        put_spaced_words(&planner->theirs, buffer_view(&text));
    }
    buffer_free(&text);
    return have;
}

bool update_plan_fits(struct update_planner *planner, const struct updater *updater, void *state,
                      const struct update_entry *entry, const struct record *record)
{
    enum { ENOUGH = 50, SOME = 1, LEAST = 2 };

    if (entry->has[UPDATE_TITLE] == FIELD_LACKING ||
        !put_both(planner, updater, state, UPDATE_TITLE, record) ||
        shared_words(buffer_view(&planner->ours), buffer_view(&planner->theirs), 1) >= ENOUGH)
        return true;
    return entry->has[UPDATE_AUTHOR] != FIELD_LACKING &&
           put_both(planner, updater, state, UPDATE_AUTHOR, record) &&
           shared_words(buffer_view(&planner->ours), buffer_view(&planner->theirs), LEAST) >= SOME;
}

/* ---- The plan ------------------------------------------------------------ */

/* True if the record has a value for the field that may be used. */
static bool has_value(enum update_field field, const struct record *record)
{
    switch (field) {
    case UPDATE_AUTHOR:
        return record->author_count > 0;
    case UPDATE_TITLE:
        return tex_shows(record->title.in[LANGUAGE_EN]);
    case UPDATE_YEAR:
        return record->date.year > 0;
    case UPDATE_PRIMARYCLASS:
        return record->primary_category.len > 0;
    case UPDATE_DOI:
        return record_doi(record).len > 0;
    case UPDATE_NOTE:
        return tex_shows(record->journal_ref);
    default:
        return field <= UPDATE_ARCHIVEPREFIX;
    }
}

/* Puts text without what makes no difference: braces, and white space beyond one space. */
static void put_bare(struct buffer *out, struct view text)
{
    out->len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == '{' || c == '}' ||
            (ascii_is_blank(c) && c != '\n' &&
             (out->len == 0 || ascii_is_blank(out->at[out->len - 1]))))
            continue;
        buffer_put_byte(out, c == '\t' || c == '\r' ? ' ' : c);
    }
    while (out->len > 0 && ascii_is_blank(out->at[out->len - 1]))
        out->len--;
}

static bool is_other(struct update_planner *planner, const struct updater *updater, void *state,
                     enum update_field field, const struct record *record,
                     const struct update_plan *plan)
{
    struct buffer text = { 0 };
    bool other;

    updater->put(state, field, &text);
    put_bare(&planner->ours, buffer_view(&text));
    text.len = 0;
    update_plan_put_value(field, record, plan, &text);
    put_bare(&planner->theirs, buffer_view(&text));
    buffer_free(&text);
    other =
        field == UPDATE_DOI || field == UPDATE_ARCHIVEPREFIX
            ? !view_equal_ignoring_case(buffer_view(&planner->ours), buffer_view(&planner->theirs))
            : !view_equal(buffer_view(&planner->ours), buffer_view(&planner->theirs));
    return other;
}

/* True if the entry's DOI is arXiv's. */
static bool has_arxiv_doi(struct update_planner *planner, const struct updater *updater,
                          void *state)
{
    static const struct view prefix = VIEW_ENTRY("10.48550/");
    struct view doi;

    planner->ours.len = 0;
    updater->put(state, UPDATE_DOI, &planner->ours);
    doi = view_trim(buffer_view(&planner->ours));
    return view_find(doi, prefix) < doi.len;
}

static bool is_to_be_replaced(struct update_planner *planner, const struct updater *updater,
                              void *state, const struct update_entry *entry,
                              enum update_field field, const struct record *record,
                              const struct update_settings *settings)
{
    bool refresh = settings->refresh >> field & 1;

    if (entry->has[field] == FIELD_EMPTY)
        return true;
    if (field == UPDATE_AUTHOR && record->authors_incomplete)
        return false;
    if (field == UPDATE_AUTHOR && entry->authors_incomplete)
        return true;
    if (field == UPDATE_DOI && record->publisher_doi.len == 0)
        return false; /* nothing better than what is there */
    if (field == UPDATE_DOI && !refresh)
        return has_arxiv_doi(planner, updater, state);
    return refresh && is_other(planner, updater, state, field, record, &(struct update_plan){ 0 });
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
        [UPDATE_PRIMARYCLASS] = FIELD_BIT(FIELD_PRIMARY_CATEGORY),
        [UPDATE_DOI] = FIELD_BIT(FIELD_DOI),
        [UPDATE_NOTE] = FIELD_BIT(FIELD_JOURNAL_REF),
    };

    return (names[field] & omitted) != 0;
}

/* Sets a field to the publication's value, which may be none. */
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

/* Plans to make a preprint the article in a journal that it has become. */
static void plan_publication(struct update_planner *planner, const struct updater *updater,
                             void *state, const struct update_entry *entry,
                             const struct record *record, struct update_plan *plan)
{
    const struct journal_reference *reference = &plan->reference;
    bool moves;

    plan->publishes = true;
    publish_field(plan, entry, UPDATE_JOURNAL, true);
    publish_field(plan, entry, UPDATE_VOLUME, true);
    publish_field(plan, entry, UPDATE_NUMBER, reference->number.len > 0);
    publish_field(plan, entry, UPDATE_PAGES, reference->pages.len > 0);
    moves = entry->has[UPDATE_YEAR] != FIELD_PRESENT ||
            is_other(planner, updater, state, UPDATE_YEAR, record, plan);
    plan->actions[UPDATE_YEAR] = UPDATE_KEEP;
    if (moves) { /* the month was that of the preprint */
        publish_field(plan, entry, UPDATE_YEAR, true);
        publish_field(plan, entry, UPDATE_MONTH, false);
    }
    plan->actions[UPDATE_NOTE] =
        entry->has[UPDATE_NOTE] == FIELD_PRESENT &&
                !is_other(planner, updater, state, UPDATE_NOTE, record, plan)
            ? UPDATE_REMOVE
            : UPDATE_KEEP;
}

bool update_plan_make(struct update_planner *planner, const struct updater *updater, void *state,
                      const struct update_entry *entry, const struct record *record,
                      const struct update_settings *settings, struct update_plan *plan)
{
    bool any = false;

    *plan = (struct update_plan){ 0 };
    for (int i = 0; i < UPDATE_REFRESHED; i++) {
        enum update_field field = (enum update_field)i;

        if (!has_value(field, record) || is_omitted(field, settings->omitted) ||
            (field == UPDATE_NOTE && entry->is_published && entry->has[field] != FIELD_PRESENT))
            continue;
        if (entry->has[field] == FIELD_LACKING)
            plan->actions[field] = UPDATE_ADD;
        else if (entry->has[field] != FIELD_LOCKED &&
                 is_to_be_replaced(planner, updater, state, entry, field, record, settings))
            plan->actions[field] = UPDATE_REPLACE;
    }
    if (settings->published && !entry->is_published &&
        journal_reference_read(record->journal_ref, &plan->reference))
        plan_publication(planner, updater, state, entry, record, plan);
    for (size_t i = 0; i < UPDATE_FIELDS; i++)
        any = any || plan->actions[i] != UPDATE_KEEP;
    return any;
}
