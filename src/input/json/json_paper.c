#include "input/json/json_paper.h"

#include "input/arxiv_announcement.h"
#include "input/failure.h"
#include "input/ids/arxiv_mention.h"
#include "input/json/json_authors.h"
#include "input/json/json_rows.h"
#include "input/library/library.h"
#include "record/arxiv_id.h"
#include "record/fields.h"
#include "record/identity.h"
#include "record/written_date.h"
#include "text/clean.h"
#include "text/scan.h"

/* ---- Members ------------------------------------------------------------- */

/* Names of a member, most usual first, up to one without a bit. */
typedef const struct json_name
    json_names[14]; /* as many as the longest list has, and an empty one at its end */
#define NAME JSON_NAME

/* Where programs put the identifier, or a link with it. */
static json_names id_names = { NAME("id"),        NAME("arxiv_id"), NAME("arxivId"), NAME("arxiv"),
                               NAME("paper_id"),  NAME("entry_id"), NAME("abs"),     NAME("paper"),
                               NAME("arxiv_url"), NAME("url"),      NAME("pdf") };
static json_names abstract_names = { NAME("abstract"), NAME("summary") };
static json_names comment_names = { NAME("comments"), NAME("comment"), NAME("arxiv_comment") };
static json_names journal_names = { NAME("journal-ref"), NAME("journal_ref") };
static json_names tldr_names = { NAME("tldr"), NAME("TLDR"), NAME("tl;dr"), NAME("ai_summary"),
                                 NAME("one_sentence_summary") };
static json_names code_names = { NAME("code_url"), NAME("githubRepo"), NAME("github_url"),
                                 NAME("github"),   NAME("code"),       NAME("code_link"),
                                 NAME("repo_url") };
static json_names day_names = { NAME("published"),       NAME("published_date"),
                                NAME("publish_date"),    NAME("date"),
                                NAME("submitted"),       NAME("published_at"),
                                NAME("publicationDate"), NAME("submitted_date"),
                                NAME("created") };
static json_names updated_names = { NAME("updated"), NAME("updated_date") };
static json_names announce_names = { NAME("announce_type"), NAME("arxiv_announce_type") };

/* The language of a translation is that of its text. */
static json_names title_names = { NAME("title_zh"),         NAME("title_cn"),
                                  NAME("title_ja"),         NAME("title_ko"),
                                  NAME("translated_title"), NAME("title_translated") };
static json_names translated_abstract_names = {
    NAME("abstract_zh"), NAME("abstract_cn"),         NAME("abstract_ja"),
    NAME("abstract_ko"), NAME("translated_abstract"), NAME("abstract_translated")
};
static json_names translated_summary_names = { NAME("summary_zh"), NAME("summary_cn"),
                                               NAME("summary_ja"), NAME("summary_ko"),
                                               NAME("translated_summary") };
static json_names translated_tldr_names = { NAME("tldr_zh"), NAME("tldr_cn"), NAME("tldr_ja"),
                                            NAME("tldr_ko") };

/* The longest name that may begin with a capital. */
enum { NAME_LENGTH = 24 };

static bool is_one_of(struct view name, json_names names)
{
    for (size_t i = 0; names[i].bit; i++) {
        if (view_equal(name, names[i].text))
            return true;
    }
    return false;
}

/* Returns the name as the lists have it if it begins with a capital, "Title" or "Entry ID", or is
 * "paper_title" or the like, else as it is. */
static struct view usual_name(struct view name, char copy[NAME_LENGTH])
{
    static json_names of_paper = { NAME("title"), NAME("authors"), NAME("abstract"), NAME("date") };
    bool has_capital = name.len > 0 && ascii_lower(name.at[0]) != name.at[0];
    struct view field = name;

    if (view_take(&field, VIEW("paper_")) && is_one_of(field, of_paper))
        return field;
    if (!has_capital || name.len > NAME_LENGTH || view_equal(name, VIEW("AI")) ||
        view_equal(name, VIEW("TLDR")))
        return name;
    for (size_t i = 0; i < name.len; i++)
        copy[i] = view_has_byte(VIEW(" -"), name.at[i]) ? '_' : ascii_lower(name.at[i]);
    return (struct view){ copy, name.len };
}

/* Gives the members their usual names, unless others have these. */
static void set_usual_names(struct json_value *object, struct arena *arena)
{
    enum { MEMBERS_MAX = 256 }; /* of a paper; to look for more of them takes long */
    const struct json_value *end = object + object->size;

    if (object->count > MEMBERS_MAX)
        return;
    for (struct json_value *member = object + 1; member < end; member += member->size) {
        char copy[NAME_LENGTH];
        struct view name = usual_name(member->name, copy);

        if (name.at == member->name.at || json_value_member(object, name))
            continue;
        member->name = arena_copy(arena, name);
        object->hashes |= json_name_bit(name);
    }
}

/* Returns the string of a member, empty if it is none. */
static struct view string_in(struct json_value *object, struct view name)
{
    return json_value_string(json_value_member(object, name));
}

/* Returns the next name, from this one on, that is perhaps a member's: its bit is in `hashes`. */
static const struct json_name *next_likely_name(const struct json_name *name, uint64_t hashes)
{
    while (name->bit && !(name->bit & hashes)) /* as for most names */
        name++;
    return name;
}

/* Returns the first of these members that has text, whatever the others are. */
static struct view find_string(struct json_value *object, json_names names)
{
    uint64_t hashes = json_value_is(object, JSON_IS_OBJECT) ? object->hashes : 0;
    const struct json_name *name = names;

    while ((name = next_likely_name(name, hashes))->bit) {
        struct view text = view_trim(json_value_string(json_value_named(object, name++)));

        if (text.len > 0)
            return text;
    }
    return (struct view){ 0 };
}

/* Returns the clean text of the first of these members that has one. */
static struct view take_first(struct json_paper *paper, json_names names)
{
    struct view text = { 0 };

    for (size_t i = 0; names[i].bit && text.len == 0; i++) {
        text = json_members_text(&paper->members, json_value_named(paper->object, &names[i]),
                                 names[i].text.at);
        if (text_is_nothing(text))
            text.len = 0;
    }
    return text;
}

/* ---- The identifier ------------------------------------------------------ */

static bool set_id(struct entry *entry, struct view text)
{
    text = view_trim(text);
    if (view_take_ignoring_case(&text, VIEW("oai:arXiv.org:")) ||
        view_take_ignoring_case(&text, VIEW("10.48550/arXiv.")) ||
        view_take_ignoring_case(&text, VIEW("arXiv:")))
        text = view_trim_start(text);
    return text.len > 0 && entry_set_id(entry, text);
}

/* Reads a text that is nothing but a link to a paper at arXiv, its DOI there, or arXiv:2401.00001.
 * A bare number may be anything. */
static bool read_reference(struct view text, struct arena *arena, struct arxiv_id *id)
{
    return (view_has_byte(text, '/') || view_has_byte(text, ':')) &&
           arxiv_mention_read_value(text, arena, id);
}

/* Sets the identifier that the members state, whatever their names. Prose does not count, since it
 * may speak of other papers. Returns false if no paper is named, or more than one. */
static bool find_reference(struct entry *entry, const struct json_value *object)
{
    bool is_object = json_value_is(object, JSON_IS_OBJECT);
    const struct json_value *member = is_object ? object + 1 : NULL;
    const struct json_value *end = is_object ? object + object->size : NULL;
    struct arxiv_id found = { 0 }, id;

    for (; member < end; member += member->size) {
        if (member->kind != JSON_IS_STRING || library_is_prose(member->name) ||
            !read_reference(member->text, &entry->arena, &id))
            continue;
        if (found.id.len > 0 && !view_equal(found.id, id.id))
            return false;
        if (found.id.len == 0 || id.version > found.version)
            found = (struct arxiv_id){ arena_copy(&entry->arena, id.id), id.version };
    }
    if (found.id.len == 0)
        return false;
    entry->record.arxiv_id = found.id;
    entry->record.version = found.version;
    return true;
}

bool json_paper_begin(struct json_paper *paper, struct json_value *object, struct view name)
{
    struct json_value *inner = json_value_member(object, VIEW("paper"));
    struct entry *entry = &paper->entry;
    bool found = false;

    entry_begin(entry);
    json_members_reset(&paper->members);
    paper->object = json_value_is(inner, JSON_IS_OBJECT) ? inner : object;
    set_usual_names(paper->object, &paper->members.arena);
    for (size_t i = 0; id_names[i].bit && !found; i++)
        found = set_id(entry, json_value_string(json_value_named(paper->object, &id_names[i])));
    inner = json_value_member(paper->object, VIEW("externalIds")); /* Semantic Scholar */
    return found || set_id(entry, string_in(inner, VIEW("ArXiv"))) || set_id(entry, name) ||
           find_reference(entry, paper->object) || find_reference(entry, inner);
}

/* Compares the other identifiers and links of the paper with the one it has: the highest version
 * counts. Links of other names than these may be to other papers. */
static void take_other_ids(struct json_paper *paper)
{
    enum { LONGEST = 128 }; /* bytes */
    const struct json_value *member = paper->object + 1, *end = paper->object + paper->object->size;
    struct entry *entry = &paper->entry;
    struct record *record = &entry->record;
    const struct view id = record->arxiv_id;
    unsigned version = record->version;

    paper->several = false;
    for (; member < end; member += member->size) {
        record->version = 0;
        if (member->kind != JSON_IS_STRING || member->text.len > LONGEST ||
            !set_id(entry, member->text))
            continue;
        if (!view_equal(record->arxiv_id, id))
            paper->several |= is_one_of(member->name, id_names);
        else if (record->version > version)
            version = record->version;
    }
    record->arxiv_id = id;
    record->version = version;
}

void json_paper_free(struct json_paper *paper)
{
    entry_free(&paper->entry);
    json_members_free(&paper->members);
}

/* ---- Categories ---------------------------------------------------------- */

/* Adds the categories of "cs.LG stat.ML" or {"term":"cs.LG"}. */
static void add_category_text(struct json_paper *paper, struct json_value *category)
{
    struct json_value *term = json_value_member(category, VIEW("term"));

    entry_add_categories(&paper->entry,
                         json_members_raw(&paper->members, term ? term : category, "categories"));
}

/* The same for a list of them. */
static void add_category_list(struct json_paper *paper, struct json_value *list)
{
    struct json_value *category = json_list_first(list);

    for (; category; category = json_list_next(list, category))
        add_category_text(paper, category);
    if (!json_value_is(list, JSON_IS_LIST))
        add_category_text(paper, list);
}

/* Adds those tags that are categories: ["cs.LG","diffusion"]. */
static void add_category_tags(struct json_paper *paper, struct json_value *list)
{
    struct json_value *tag = json_list_first(list);

    for (; tag; tag = json_list_next(list, tag)) {
        struct json_value *term = json_value_member(tag, VIEW("term"));
        struct view category = view_trim(json_value_string(term ? term : tag));

        if (arxiv_is_category(category))
            entry_add_categories(&paper->entry, category);
    }
}

static void take_paper_categories(struct json_paper *paper)
{
    static json_names names = { NAME("primary_category"), NAME("arxiv_primary_category"),
                                NAME("categories"), NAME("category") };
    static const struct json_name tags = NAME("tags");

    for (size_t i = 0; names[i].bit; i++)
        add_category_list(paper, json_value_named(paper->object, &names[i]));
    add_category_tags(paper, json_value_named(paper->object, &tags));
}

/* ---- Versions and days --------------------------------------------------- */

/* [{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}]; returns false if there is none. */
static bool take_submissions(struct json_paper *paper)
{
    struct json_value *list = json_value_member(paper->object, VIEW("versions")), *version;
    struct json_members *members = &paper->members;

    for (version = json_list_first(list); version; version = json_list_next(list, version)) {
        struct view number = json_members_take_text(members, version, "version");
        struct view created = json_members_take_text(members, version, "created");
        struct moment moment = { 0, MOMENT_ABSENT };

        if (created.len > 0 && !moment_read_rfc5322(created, &moment))
            json_members_fault(members, "created", "is not a date and time of RFC 5322");
        entry_add_version(&paper->entry, entry_version_number(number), moment);
    }
    return json_list_count(list) > 0;
}

/* Reads 2024-03-28T17:59:59.000Z, 2024-03-28 17:59:59+00:00 or an RFC 5322 date; if only the day at
 * the start can be read, that: also 2024/03/28 and 28 Mar 2024. */
static bool read_time(struct view text, struct moment *moment)
{
    char copy[40];
    struct date day;

    if (moment_read_rfc5322(text, moment))
        return true;
    if (text.len > 10 && text.len < sizeof copy && text.at[10] == ' ') {
        for (size_t i = 0; i < text.len; i++)
            copy[i] = i == 10 ? 'T' : text.at[i];
        text.at = copy;
    }
    if (moment_read_rfc3339(text, moment))
        return true;
    if (!date_take_day(&text, &day) && (!written_date_take(&text, &day) || day.day == 0))
        return false;
    *moment = (struct moment){ seconds_of(day), MOMENT_KNOWN };
    return true;
}

static void take_days(struct json_paper *paper)
{
    struct entry *entry = &paper->entry;
    const unsigned known = entry->record.version;
    struct view first = string_in(paper->object, VIEW("publishedAt"));
    struct view day = find_string(paper->object, day_names);
    bool announced = entry->record.announce != ANNOUNCE_ABSENT; /* a feed's day is of that */
    struct view updated = find_string(paper->object, updated_names);
    struct moment moment;

    if (read_time(first, &moment) || (!announced && read_time(day, &moment) &&
                                      entry_may_be_first(entry->record.arxiv_id, date_of(moment))))
        entry_add_version(entry, 1, moment);
    if (known > 1 && read_time(updated, &moment))
        entry_add_version(entry, known, moment);
    entry->record.version = known; /* the day of version 1 does not say that there is no other */
}

/* ---- Text ---------------------------------------------------------------- */

/* Returns the first of these members that is a text, and not a failure. */
static struct view find_written(struct json_paper *paper, struct json_value *object,
                                json_names names)
{
    struct view text = find_string(object, names);

    if (text.len == 0)
        return text;
    text = text_clean(text, &paper->entry.arena);
    if (text_is_failure(text))
        text.len = 0;
    return text;
}

static void set_translation(struct json_paper *paper, struct bilingual *field, struct view text)
{
    if (text.len > 0 && text_is_translation(text))
        entry_set_translation(&paper->entry, field, text);
}

static void set_summary(struct json_paper *paper, struct view text)
{
    struct record *record = &paper->entry.record;

    if (text.len == 0)
        return;
    if (text_is_translation(text))
        entry_set_translation(&paper->entry, &record->summary, text);
    else if (record->summary.in[LANGUAGE_EN].len == 0)
        record->summary.in[LANGUAGE_EN] = text;
}

/* Takes what a model wrote: translations and summaries, in the paper's object or in its `AI`. A
 * `summary` without an `abstract` is the abstract, and so are its translations. */
static void take_written(struct json_paper *paper, struct json_value *object,
                         bool summary_is_abstract)
{
    struct record *record = &paper->entry.record;

    set_translation(paper, &record->title, find_written(paper, object, title_names));
    set_translation(paper, &record->abstract,
                    find_written(paper, object, translated_abstract_names));
    set_translation(paper, summary_is_abstract ? &record->abstract : &record->summary,
                    find_written(paper, object, translated_summary_names));
    set_translation(paper, &record->summary, find_written(paper, object, translated_tldr_names));
    set_summary(paper, find_written(paper, object, tldr_names));
}

static void take_doi(struct json_paper *paper)
{
    struct entry *entry = &paper->entry;
    struct record *record = &entry->record;
    struct view doi = json_members_take_text(&paper->members, paper->object, "doi");

    if (doi.len == 0 || text_is_nothing(doi))
        return;
    if (!entry_set_doi(entry, doi))
        json_members_fault(&paper->members, "doi", "is not a DOI");
    else if (view_equal_ignoring_case(record->publisher_doi,
                                      arxiv_doi(record->arxiv_id, &entry->arena)))
        record->publisher_doi = (struct view){ 0 };
}

/* Takes the title, or sets it as a translation if that is what it is. */
static void take_paper_title(struct json_paper *paper)
{
    static json_names names = { NAME("title") };
    struct bilingual *title = &paper->entry.record.title;
    struct view text = take_first(paper, names);

    if (text_is_mostly_translation(text))
        entry_set_translation(&paper->entry, title, text);
    else
        title->in[LANGUAGE_EN] = text;
}

/* Sets the abstract without what arXiv's feed puts before it, of which it takes the version and the
 * kind of the announcement. */
static void set_abstract(struct json_paper *paper, struct view text)
{
    struct record *record = &paper->entry.record;
    struct announcement found = announcement_take_prefix(&text, &paper->entry.arena);

    record->abstract.in[LANGUAGE_EN] = text;
    record->announce = found.announce;
    if (view_equal(found.id.id, record->arxiv_id) && found.id.version > record->version)
        record->version = found.id.version;
}

/* Takes the abstract from the member of that name, or from `summary` if there is none. arXiv's are
 * in English: others are translations, and a `summary` in another language is somebody else's.
 * Returns true if `summary` is not the abstract. */
static bool take_abstract(struct json_paper *paper)
{
    static json_names abstract = { NAME("abstract") }, summary = { NAME("summary") };
    struct entry *entry = &paper->entry;
    struct view text = take_first(paper, abstract), other = take_first(paper, summary);
    bool has_abstract = text.len > 0;

    if (text_is_mostly_translation(text))
        entry_set_translation(entry, &entry->record.abstract,
                              announcement_clean_abstract(text, &entry->arena));
    else if (has_abstract)
        set_abstract(paper, text);
    else if (!text_is_mostly_translation(other))
        set_abstract(paper, other);
    return has_abstract || text_is_mostly_translation(other);
}

/* The members are searched for in the order that they have in the snapshot, which is quick. */
void json_paper_take(struct json_paper *paper)
{
    static json_names summary = { NAME("summary") };
    struct entry *entry = &paper->entry;
    struct record *record = &entry->record;
    struct json_value *object = paper->object, *inner = json_value_member(object, VIEW("AI"));
    bool has_summary;

    take_other_ids(paper);
    take_paper_title(paper);
    record->arxiv_comment = take_first(paper, comment_names);
    record->journal_ref = take_first(paper, journal_names);
    take_doi(paper);
    take_paper_categories(paper);
    entry_set_license(
        entry,
        json_members_raw(&paper->members, json_value_member(object, VIEW("license")), "license"));
    has_summary = take_abstract(paper);
    if (record->announce == ANNOUNCE_ABSENT)
        record->announce = announce_of(view_trim(find_string(object, announce_names)));
    if (!take_submissions(paper))
        take_days(paper);
    json_authors_take(&paper->members, object, entry);
    if (inner)
        take_written(paper, inner, !has_summary);
    take_written(paper, object, !has_summary);
    if (has_summary)
        set_summary(paper, find_written(paper, object, summary));
    record->code_url = entry_text(entry, find_string(object, code_names));
    if (!identity_is_link(record->code_url))
        record->code_url = (struct view){ 0 };
}

/* ---- Roles --------------------------------------------------------------- */

/* Returns the day if the text is one, YYYY-MM-DD. */
struct moment json_paper_day(struct view text)
{
    struct date day;

    if (!date_take_day(&text, &day) || text.len > 0)
        return (struct moment){ 0, MOMENT_ABSENT };
    return (struct moment){ seconds_of(day), MOMENT_KNOWN };
}

/* True for an arXiv id, a category or a day, under which a program may have papers. */
static bool groups_papers(struct view name)
{
    struct arena arena = { 0 };
    struct view rest = name;
    struct arxiv_id id;
    bool is_id = (ascii_is_digit(name.len > 0 ? name.at[0] : '\0') || view_has_byte(name, '/')) &&
                 arxiv_take_id(&rest, &arena, &id) && rest.len == 0;

    arena_free(&arena);
    return is_id || json_paper_day(name).origin == MOMENT_KNOWN || arxiv_is_category(name);
}

enum json_role json_paper_role(struct view name)
{
    char copy[NAME_LENGTH];
    static json_names holders = { NAME("papers"),   NAME("articles"), NAME("items"),
                                  NAME("entries"),  NAME("data"),     NAME("feed"),
                                  NAME("response"), NAME("results") };
    static json_names others = {
        NAME("title"),    NAME("authors"),    NAME("author"),   NAME("authors_parsed"),
        NAME("versions"), NAME("categories"), NAME("AI"),       NAME("externalIds"),
        NAME("paperId"),  NAME("references"), NAME("citations")
    };

    name = usual_name(name, copy);
    if (is_one_of(name, others) || is_one_of(name, id_names) || is_one_of(name, abstract_names))
        return JSON_ROLE_ENTRY;
    return is_one_of(name, holders) || groups_papers(name) ? JSON_ROLE_HOLDER : JSON_ROLE_NONE;
}

/* ---- The day of a list ----------------------------------------------------- */

/* What the first object of a text tells of the list in it. */
struct json_list_head {
    bool has_papers;
    struct moment day;
};

static void read_list_member(void *context, struct view name, struct view value)
{
    struct json_list_head *head = context;

    head->has_papers |= json_paper_role(name) == JSON_ROLE_HOLDER;
    if (!view_equal(name, VIEW("date")) || !view_take(&value, VIEW("\"")))
        return;
    value.len = view_find_byte(value, '"');
    head->day = json_paper_day(value);
}

struct moment json_paper_list_day(struct view start)
{
    struct json_list_head head = { .day = { 0, MOMENT_ABSENT } };

    json_start_visit(start, read_list_member, &head);
    return head.has_papers ? head.day : (struct moment){ 0, MOMENT_ABSENT };
}

/* ---- Recognition --------------------------------------------------------- */

/* What the members of an object say. */
struct json_marks {
    bool has_id; /* one is an arXiv id */
    bool has_arxiv_id;
    bool describes;     /* one describes a paper */
    bool only_snapshot; /* no other kind has it */
    bool is_foreign;    /* refmill's records do not have one so */
    bool only_record;   /* only refmill's own records have it, or else programs that are foreign */
    bool has_url, has_position, has_type, has_title;
};

/* True if the text, a string as it is written, is an identifier, or may be one when its escapes are
 * resolved. */
static bool is_written_id(struct view text)
{
    struct entry entry = { 0 };
    bool is_id = view_has_byte(text, '\\') || set_id(&entry, text);

    entry_free(&entry);
    return is_id;
}

/* True if the text, a string as it is written, is a reference to a paper when its slashes, which
 * may have escapes, are resolved. */
static bool is_written_reference(struct view text)
{
    struct arena arena = { 0 };
    struct buffer copy = { 0 };
    struct arxiv_id id;
    bool is_reference;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '\\')
            buffer_put_byte(&copy, text.at[i]);
    }
    is_reference = read_reference(buffer_view(&copy), &arena, &id);
    buffer_free(&copy);
    arena_free(&arena);
    return is_reference;
}

/* Returns the string that the value is, as it is written, or an empty one. */
static struct view written_string(struct view value)
{
    size_t end = 0;

    if (!view_take(&value, VIEW("\"")))
        return VIEW("");
    while (end < value.len && value.at[end] != '"')
        end += value.at[end] == '\\' ? 2 : 1;
    value.len = end < value.len ? end : value.len;
    return value;
}

/* True for a list of names that are strings. */
static bool is_names(struct view value)
{
    return view_take(&value, VIEW("[")) && view_starts_with(view_trim_start(value), VIEW("\""));
}

/* True for a list of names in parts, which other programs call otherwise: [{"family":"Kim", …}]. */
static bool is_people(struct view value)
{
    static const char *const parts[] = { "\"family\"", "\"given\"", "\"literal\"" };

    if (!view_take(&value, VIEW("[")))
        return false;
    value = view_trim_start(value);
    if (!view_take(&value, VIEW("{")))
        return false;
    value = view_trim_start(value);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (view_starts_with(value, view_of(parts[i])))
            return true;
    }
    return false;
}

/* Notes what a member of the paper says. */
static void mark_member(void *context, struct view name, struct view value)
{
    static json_names describing = {
        NAME("authors_parsed"), NAME("versions"),   NAME("pdf"), NAME("abs"),    NAME("summary"),
        NAME("abstract"),       NAME("categories"), NAME("AI"),  NAME("authors")
    };
    static json_names only_snapshot = { NAME("authors_parsed"), NAME("abs"), NAME("AI"),
                                        NAME("submitter") };
    static json_names only_record = { NAME("title_text"),         NAME("authors_incomplete"),
                                      NAME("abstract_truncated"), NAME("citation_key"),
                                      NAME("digest_date"),        NAME("digest_time"),
                                      NAME("first_seen"),         NAME("last_seen"),
                                      NAME("version_seen"),       NAME("channels"),
                                      NAME("filled_from"),        NAME("translation_language") };
    static json_names positions = { NAME("ref"), NAME("file"), NAME("line") };
    struct json_marks *marks = context;
    struct view text = written_string(value), unknown;
    char copy[NAME_LENGTH];
    bool is_id, is_authors;
    field_set field = 0;

    name = usual_name(name, copy);
    is_id = is_one_of(name, id_names) ? is_written_id(text)
                                      : !library_is_prose(name) && is_written_reference(text);
    is_authors = view_equal(name, VIEW("authors"));
    marks->has_id |= is_id;
    marks->has_arxiv_id |= view_equal(name, VIEW("arxiv_id")) && is_id;
    marks->describes |= is_one_of(name, describing);
    marks->only_snapshot |= is_one_of(name, only_snapshot);
    marks->is_foreign |= (is_id && !fields_read(name, &field, &unknown)) ||
                         (is_authors && is_names(value));
    marks->only_record |= is_one_of(name, only_record) || (is_authors && is_people(value));
    marks->has_url |= view_equal(name, VIEW("url"));
    marks->has_position |= is_one_of(name, positions);
    marks->has_type |= view_equal(name, VIEW("type")) || view_equal(name, VIEW("itemType"));
    marks->has_title |= view_equal(name, VIEW("title"));
}

/* True if the text, a string as it is written, has a link to a paper. */
static bool mentions_paper(struct view text)
{
    struct arena arena = { 0 };
    struct arxiv_id id;
    bool found = arxiv_mention_take(&text, &arena, &id);

    arena_free(&arena);
    return found;
}

/* Notes an identifier that Semantic Scholar gives. */
static void mark_external_id(void *context, struct view name, struct view value)
{
    struct json_marks *marks = context;
    struct view text = written_string(value);

    if (view_equal(name, VIEW("ArXiv")) ? is_written_id(text) : is_written_reference(text))
        marks->has_id = marks->only_snapshot = true;
}

/* Notes a row of a list in Markdown (json_rows.h). */
static void mark_row(void *context, struct view name, struct view value)
{
    struct json_marks *marks = context;

    (void)name;
    if (json_rows_is_one(written_string(value)) && mentions_paper(written_string(value)))
        marks->has_id = marks->only_snapshot = true;
}

/* The same for an object, which may have several topics. */
static void mark_rows(void *context, struct view name, struct view value)
{
    mark_row(context, name, value);
    if (view_starts_with(value, VIEW("{")))
        json_start_visit(value, mark_row, context);
}

/* Notes what a member says, and those of a paper in `paper`. */
static void mark_outer_member(void *context, struct view name, struct view value)
{
    mark_member(context, name, value);
    if (view_equal(name, VIEW("externalIds")))
        json_start_visit(value, mark_external_id, context);
    if (view_equal(name, VIEW("paper")) && view_starts_with(value, VIEW("{")))
        json_start_visit(value, mark_member, context);
}

static enum sureness judge_object(struct json_object object)
{
    struct json_marks marks = { .has_id = is_written_id(object.name) };
    bool is_record, is_csl;

    json_start_visit(object.text, mark_outer_member, &marks);
    if (!marks.has_id)
        json_start_visit(object.text, mark_rows, &marks);
    is_record = !marks.is_foreign &&
                (marks.only_record || (marks.has_arxiv_id && marks.has_url && marks.has_position));
    is_csl = marks.has_type && marks.has_title && !marks.has_arxiv_id;
    if (!marks.has_id || (!marks.only_snapshot && (is_record || is_csl)))
        return NOT_RECOGNISED;
    return marks.describes || marks.only_snapshot || marks.is_foreign ? RECOGNISED_SURELY
                                                                      : RECOGNISED_LIKELY;
}

/* How sure it is that a text without an object is a list of papers: of a day on which a program
 * found none. */
static enum sureness judge_empty(struct view start)
{
    if (json_start_has(start, VIEW("papers")))
        return RECOGNISED_SURELY;
    return view_take(&start, VIEW("[")) && view_equal(view_trim(start), VIEW("]"))
               ? RECOGNISED_LIKELY
               : NOT_RECOGNISED;
}

enum sureness json_paper_recognises(struct view start)
{
    struct json_objects objects = { 0 };
    enum sureness surest = NOT_RECOGNISED;
    struct json_object object;
    bool any = false;

    if ((!view_starts_with(start, VIEW("{")) && !view_starts_with(start, VIEW("["))) ||
        json_start_is_feed(start))
        return NOT_RECOGNISED;
    json_objects_start_text(&objects, start, json_paper_role);
    while (surest < RECOGNISED_SURELY && json_objects_next(&objects, &object)) {
        enum sureness sureness = judge_object(object);

        any = true;
        surest = sureness > surest ? sureness : surest;
    }
    json_objects_free(&objects);
    return any ? surest : judge_empty(start);
}
