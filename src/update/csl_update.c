/* Libraries in CSL-JSON. They have no places for eprint, archive and primary class. */
#include "input/json/json_objects.h"
#include "output/json_writer.h"
#include "input/library/stated_id.h"
#include "update/update_plan.h"

/* A member of an object, as it is written: with the quotes of its name. */
struct csl_member {
    struct view name, value;
};

struct csl_update {
    struct view text;
    struct json_objects objects;
    struct json_tree tree;
    struct json_value *item;
    struct view entry;
    struct buffer put;
};

/* ---- Members as they are written ----------------------------------------- */

/* Returns the length of the string that begins the text, with its quotes. */
static size_t string_length(struct view text)
{
    size_t at = 1;

    while (at < text.len && text.at[at] != '"')
        at += text.at[at] == '\\' ? 2 : 1;
    return at < text.len ? at + 1 : text.len;
}

/* Returns the length of the JSON value that begins the text. */
static size_t value_length(struct view text)
{
    size_t at = 0, depth = 0;

    do {
        char c = at < text.len ? text.at[at] : '}';

        if (c == '"') {
            at += string_length(view_skip(text, at));
            continue;
        }
        if (depth == 0 && (ascii_is_blank(c) || c == ',' || c == '}' || c == ']'))
            break;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        at++;
    } while (at < text.len &&
             (depth > 0 || (text.at[0] != '{' && text.at[0] != '[' && text.at[0] != '"')));
    return at;
}

/* Takes the next member off what follows the brace of a valid object, or a member. */
static bool take_csl_member(struct view *rest, struct csl_member *member)
{
    *rest = view_trim_start(*rest);
    if (view_take(rest, VIEW(",")))
        *rest = view_trim_start(*rest);
    if (rest->len == 0 || rest->at[0] != '"')
        return false;
    member->name = (struct view){ rest->at, string_length(*rest) };
    *rest = view_trim_start(view_skip(*rest, member->name.len));
    *rest = view_trim_start(view_skip(*rest, 1));
    member->value = (struct view){ rest->at, value_length(*rest) };
    *rest = view_skip(*rest, member->value.len);
    return true;
}

static bool find_csl_member(const struct csl_update *csl, const char *name,
                            struct csl_member *member)
{
    struct view rest = view_skip(csl->entry, 1);

    while (take_csl_member(&rest, member)) {
        struct view bare = { member->name.at + 1, member->name.len - 2 };

        if (view_equal(bare, view_of(name)))
            return true;
    }
    return false;
}

/* ---- What an item has ---------------------------------------------------- */

/* Returns CSL's name for a field, or NULL. */
static const char *csl_name(enum update_field field)
{
    static const char *const names[UPDATE_FIELDS] = {
        [UPDATE_AUTHOR] = "author", [UPDATE_TITLE] = "title",  [UPDATE_YEAR] = "issued",
        [UPDATE_DOI] = "DOI",       [UPDATE_NOTE] = "note",    [UPDATE_JOURNAL] = "container-title",
        [UPDATE_VOLUME] = "volume", [UPDATE_NUMBER] = "issue", [UPDATE_PAGES] = "page",
    };

    return names[field];
}

static struct view csl_text(const struct csl_update *csl, const char *name)
{
    return json_value_string(json_value_member(csl->item, view_of(name)));
}

static void state_ids(const struct csl_update *csl, struct update_entry *entry)
{
    static const char *const members[] = {
        "DOI", "URL", "number", "container-title", "archive_location", "archive-location", "volume"
    };
    struct view note = csl_text(csl, "note");
    struct arxiv_id id = { 0 };

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        update_entry_state_id(
            entry, stated_id_read(STATED_NAMED, csl_text(csl, members[i]), entry->arena, &id), id);
    for (size_t end; note.len > 0; note = view_skip(note, end + 1)) { /* a line of Zotero's Extra */
        end = view_find_byte(note, '\n');
        update_entry_state_id(
            entry, stated_id_read(STATED_NAMED, (struct view){ note.at, end }, entry->arena, &id),
            id);
    }
}

/* Returns a name's text that is whole: its literal, else its family name. */
static struct view last_part(struct json_value *person)
{
    struct view literal = json_value_string(json_value_member(person, VIEW("literal")));

    return literal.len > 0 ? literal : json_value_string(json_value_member(person, VIEW("family")));
}

static bool has_incomplete_authors(const struct csl_update *csl)
{
    struct json_value *authors = json_value_member(csl->item, VIEW("author"));
    struct view last = { 0 };

    for (struct json_value *person = json_list_first(authors); person;
         person = json_list_next(authors, person))
        last = last_part(person);
    return update_others_length(last) > 0;
}

static enum presence presence_of(const struct json_value *value)
{
    if (!value)
        return FIELD_LACKING;
    return (value->kind == JSON_IS_STRING && value->text.len == 0) ||
                   (value->kind == JSON_IS_LIST && value->count == 0) || value->kind == JSON_IS_NULL
               ? FIELD_EMPTY
               : FIELD_PRESENT;
}

/* True for the types of items that may be preprints. */
static bool may_be_preprint_item(const struct csl_update *csl)
{
    static const char *const types[] = {
        "article",     "article-journal", "document", "manuscript", "post",
        "post-weblog", "preprint",        "report",   "webpage",    ""
    };
    struct view type = csl_text(csl, "type");

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (view_equal(type, view_of(types[i])))
            return true;
    }
    return false;
}

/* True if a name is written with an escape, by which it would not be found. */
static bool has_escaped_name(struct view item)
{
    struct view rest = view_skip(item, 1);
    struct csl_member member;

    while (take_csl_member(&rest, &member)) {
        if (view_has_byte(member.name, '\\'))
            return true;
    }
    return false;
}

/* Reads the item in csl->entry. Returns false if it is not JSON. */
static bool read_item(struct csl_update *csl, struct update_entry *entry)
{
    struct view place;

    csl->entry = entry->text;
    csl->item = json_tree_read(&csl->tree, entry->text, NULL);
    entry->name = (struct view){ 0 };
    entry->id = (struct arxiv_id){ 0 };
    entry->other_id = (struct view){ 0 };
    entry->authors_incomplete = false;
    if (!csl->item)
        return false;
    entry->name = csl_text(csl, "id");
    place = csl_text(csl, "container-title");
    entry->place = !may_be_preprint_item(csl)                 ? PLACE_OTHER
                   : place.len == 0 || stated_is_arxiv(place) ? PLACE_NONE
                                                              : PLACE_JOURNAL;
    entry->authors_incomplete = has_incomplete_authors(csl);
    for (int i = 0; i < UPDATE_FIELDS; i++) {
        const char *name = csl_name((enum update_field)i);

        if (!name)
            entry->has[i] = FIELD_LOCKED;
        else
            entry->has[i] = presence_of(json_value_member(csl->item, view_of(name)));
    }
    /* what has neither a type nor a DOI is not an item of CSL */
    if ((json_value_member(csl->item, VIEW("type")) || json_value_member(csl->item, VIEW("DOI"))) &&
        !has_escaped_name(entry->text))
        state_ids(csl, entry);
    return true;
}

/* ---- The calls of an updater --------------------------------------------- */

static enum json_role role_in_csl(struct view name)
{
    if (view_equal(name, VIEW("items")))
        return JSON_ROLE_HOLDER;
    return view_equal(name, VIEW("id")) || view_equal(name, VIEW("title")) ||
                   view_equal(name, VIEW("type"))
               ? JSON_ROLE_ENTRY
               : JSON_ROLE_NONE;
}

static void begin(void *state, struct view text, const struct update_settings *settings)
{
    struct csl_update *csl = state;

    (void)settings;
    csl->text = text;
    json_objects_start_text(&csl->objects, text, role_in_csl);
}

static bool next(void *state, struct update_entry *entry, const char **fault)
{
    struct csl_update *csl = state;
    struct json_object object;

    while (json_objects_next(&csl->objects, &object)) {
        if (object.form == JSON_FORM_STRAY && view_trim(object.text).len == 0)
            continue;
        entry->text =
            (struct view){ csl->text.at + json_objects_offset(&csl->objects), object.text.len };
        if (object.form == JSON_FORM_WHOLE && read_item(csl, entry))
            return true;
        *fault = "this is not JSON";
        return false;
    }
    return false;
}

static void read_csl(void *state, struct update_entry *entry)
{
    read_item(state, entry);
}

static void put_csl_name(struct json_value *person, struct buffer *out)
{
    struct view given = json_value_string(json_value_member(person, VIEW("given")));
    struct view suffix = view_skip(given, view_find_byte(given, ','));
    struct buffer text = { 0 };

    given.len -= suffix.len; /* "Martin L., Jr.", as put_csl_author writes it */
    update_put_name(&text, last_part(person), given, view_trim(view_skip(suffix, 1)));
    update_put_clean(out, buffer_view(&text));
    buffer_free(&text);
}

/* Puts the year of {"date-parts": [[2024, 3]]} or of a date as text. */
static void put_csl_year(struct json_value *issued, struct buffer *out)
{
    struct json_value *parts = json_value_member(issued, VIEW("date-parts"));
    struct json_value *year = json_list_first(json_list_first(parts));
    struct view raw = json_value_string(json_value_member(issued, VIEW("raw")));

    if (json_value_is(year, JSON_IS_INTEGER) && year->number > 0)
        buffer_put_number(out, (uint64_t)year->number);
    else if (json_value_string(year).len > 0)
        buffer_put(out, json_value_string(year));
    else
        buffer_put(out, (struct view){ raw.at, view_find_byte(raw, '-') });
}

static void put_csl_field(void *state, enum update_field field, struct buffer *out)
{
    struct csl_update *csl = state;
    const char *name = csl_name(field);
    struct json_value *value = name ? json_value_member(csl->item, view_of(name)) : NULL;

    if (field == UPDATE_AUTHOR) {
        for (struct json_value *person = json_list_first(value); person;
             person = json_list_next(value, person)) {
            buffer_put(out, out->len > 0 ? VIEW("\n") : VIEW(""));
            put_csl_name(person, out);
        }
    } else if (field == UPDATE_YEAR) {
        put_csl_year(value, out);
    } else {
        struct view text = json_value_string(value);

        if (field == UPDATE_NOTE)
            view_take(&text, VIEW(UPDATE_NOTE_START));
        update_put_clean(out, text);
    }
}

static void end(void *state)
{
    struct csl_update *csl = state;

    json_objects_free(&csl->objects);
    json_tree_free(&csl->tree);
    buffer_free(&csl->put);
}

/* ---- Changing ------------------------------------------------------------ */

/* How an object is laid out. */
struct csl_style {
    struct view separator; /* between two members, with the comma: ",\n    " */
    struct view colon;     /* between name and value: ": " */
    struct view line_end;
    struct view indent; /* of a member, after its line end; empty if members share lines */
    struct view step;   /* what indent has more than the object's brace */
    bool lines;
};

/* Returns the white space after the last line end of a text. */
static struct view last_indent(struct view text)
{
    return view_skip(text, view_find_last(text, VIEW("\n")) + 1);
}

static struct csl_style style_of_item(const struct csl_update *csl)
{
    struct csl_style style = { .separator = VIEW(","), .colon = VIEW(":") };
    struct view rest = view_skip(csl->entry, 1);
    struct csl_member member, before;
    const char *line = csl->entry.at, *value_end;

    if (!take_csl_member(&rest, &member))
        return style;
    value_end = member.name.at + member.name.len;
    style.colon = (struct view){ value_end, (size_t)(member.value.at - value_end) };
    before = member;
    if (take_csl_member(&rest, &member)) {
        value_end = before.value.at + before.value.len;
        style.separator = (struct view){ value_end, (size_t)(member.name.at - value_end) };
    }
    style.lines = view_has_byte(style.separator, '\n');
    if (!style.lines)
        return style;
    style.line_end = view_has_byte(style.separator, '\r') ? VIEW("\r\n") : VIEW("\n");
    style.indent = last_indent(style.separator);
    while (line > csl->text.at && line[-1] != '\n' && ascii_is_blank(line[-1]))
        line--;
    style.step = view_skip(style.indent, (size_t)(csl->entry.at - line));
    return style;
}

/* Begins a line at a depth below the member, if lines are used. */
static void put_csl_line_end(struct csl_update *csl, const struct csl_style *style, size_t depth)
{
    if (!style->lines)
        return;
    buffer_put(&csl->put, style->line_end);
    buffer_put(&csl->put, style->indent);
    for (size_t i = 0; i < depth; i++)
        buffer_put(&csl->put, style->step);
}

static void put_csl_string(struct csl_update *csl, struct view text)
{
    struct buffer string = { 0 };
    struct json json = { &string };

    json_put_string(&json, NULL, text);
    buffer_put(&csl->put, buffer_view(&string));
    buffer_free(&string);
}

/* Puts a comma unless it is the first, and a member on a line of its own at depth 2. */
static void put_csl_part(struct csl_update *csl, const struct csl_style *style, const char *name,
                         struct view text, bool *first)
{
    if (text.len == 0)
        return;
    buffer_put(&csl->put, *first ? VIEW("") : style->lines ? VIEW(",") : style->separator);
    put_csl_line_end(csl, style, 2);
    put_csl_string(csl, view_of(name));
    buffer_put(&csl->put, style->colon);
    put_csl_string(csl, text);
    *first = false;
}

/* Puts a name whose suffix, if any, follows the given name, since Zotero drops the variable
 * suffix. */
static void put_csl_author(struct csl_update *csl, const struct csl_style *style,
                           const struct person *person)
{
    struct buffer given = { 0 };
    bool first = true;

    buffer_put(&given, person->given);
    if (person->given.len > 0 && person->suffix.len > 0)
        buffer_print(&given, ", %.*s", (int)person->suffix.len, person->suffix.at);
    buffer_put_byte(&csl->put, '{');
    put_csl_part(csl, style, "family", person->family, &first);
    put_csl_part(csl, style, "given", buffer_view(&given), &first);
    put_csl_part(csl, style, "literal", person->literal, &first);
    put_csl_line_end(csl, style, 1);
    buffer_put_byte(&csl->put, '}');
    buffer_free(&given);
}

static void put_csl_list(struct csl_update *csl, const struct csl_style *style,
                         const struct record *record)
{
    buffer_put_byte(&csl->put, '[');
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(&csl->put, i == 0 ? VIEW("") : style->lines ? VIEW(",") : style->separator);
        put_csl_line_end(csl, style, 1);
        put_csl_author(csl, style, &record->authors[i]);
    }
    put_csl_line_end(csl, style, 0);
    buffer_put_byte(&csl->put, ']');
}

/* Makes "371--397" "371-397". */
static void join_hyphens(struct buffer *pages)
{
    size_t kept = 0;

    for (size_t i = 0; i < pages->len; i++) {
        if (i == 0 || pages->at[i] != '-' || pages->at[i - 1] != '-')
            pages->at[kept++] = pages->at[i];
    }
    pages->len = kept;
}

static void put_csl_update(struct csl_update *csl, const struct csl_style *style,
                           enum update_field field, const struct record *record,
                           const struct update_plan *plan)
{
    struct buffer text = { 0 };

    if (field == UPDATE_AUTHOR) {
        put_csl_list(csl, style, record);
        return;
    }
    if (field == UPDATE_NOTE)
        buffer_put(&text, VIEW(UPDATE_NOTE_START));
    update_plan_put_value(field, record, plan, &text);
    if (field == UPDATE_PAGES)
        join_hyphens(&text);
    if (field == UPDATE_YEAR)
        buffer_print(&csl->put, "{\"date-parts\"%.*s[[%.*s]]}", (int)style->colon.len,
                     style->colon.at, (int)text.len, text.at);
    else
        put_csl_string(csl, buffer_view(&text));
    buffer_free(&text);
}

/* Returns the end of the last member. */
static const char *end_of_members(const struct csl_update *csl)
{
    struct view rest = view_skip(csl->entry, 1);
    const char *at = rest.at;
    struct csl_member member = { 0 };

    while (take_csl_member(&rest, &member))
        at = member.value.at + member.value.len;
    return at;
}

/* True for a member that says that the item is a preprint, or that the plan removes. */
static bool is_to_be_removed(const struct csl_update *csl, const struct csl_member *member,
                             const struct update_plan *plan)
{
    static const char *const of_preprints[] = { "publisher", "number", "genre", "ISSN" };
    struct view name = { member->name.at + 1, member->name.len - 2 };

    for (int field = 0; field < UPDATE_FIELDS; field++) {
        if (plan->actions[field] == UPDATE_REMOVE &&
            view_equal(name, view_of(csl_name((enum update_field)field))))
            return true;
    }
    for (size_t i = 0; i < sizeof of_preprints / sizeof *of_preprints; i++) {
        if (view_equal(name, view_of(of_preprints[i])))
            return update_is_of_preprint(csl_text(csl, of_preprints[i]));
    }
    return view_equal(name, VIEW("version"));
}

/* Removes members with what is between them and the next one or, at the end, the one before. */
static void remove_members(const struct csl_update *csl, const struct update_plan *plan,
                           struct edits *edits)
{
    const char *kept = csl->entry.at + 1, *removed = NULL; /* its end; where a run of them begins */
    struct view rest = view_skip(csl->entry, 1);
    struct csl_member member = { 0 };

    while (take_csl_member(&rest, &member)) {
        if (is_to_be_removed(csl, &member, plan)) {
            removed = removed ? removed : member.name.at;
            continue;
        }
        if (removed)
            edits_add(edits, (struct view){ removed, (size_t)(member.name.at - removed) },
                      VIEW(""));
        kept = member.value.at + member.value.len;
        removed = NULL;
    }
    if (removed)
        edits_add(edits, (struct view){ kept, (size_t)(member.value.at + member.value.len - kept) },
                  VIEW(""));
}

/* Begins the text of a member that is added at the end. */
static void put_csl_start(struct csl_update *csl, const struct csl_style *style, const char *name)
{
    buffer_put(&csl->put, style->separator);
    put_csl_string(csl, view_of(name));
    buffer_put(&csl->put, style->colon);
}

static void publish_csl(void *state, const struct update_plan *plan, const struct record *record,
                        struct edits *edits)
{
    struct csl_update *csl = state;
    struct csl_style style = style_of_item(csl);
    struct csl_member member = { 0 };

    if (find_csl_member(csl, "type", &member))
        edits_add(edits, member.value, VIEW("\"article-journal\""));
    remove_members(csl, plan, edits);
    if (find_csl_member(csl, "URL", &member))
        return;
    csl->put.len = 0;
    put_csl_start(csl, &style, "URL");
    put_csl_string(csl, record->url);
    edits_add(edits, (struct view){ end_of_members(csl), 0 }, buffer_view(&csl->put));
}

static void change_csl(void *state, enum update_field field, const struct update_plan *plan,
                       const struct record *record, struct edits *edits)
{
    struct csl_update *csl = state;
    struct csl_style style = style_of_item(csl);
    struct csl_member member = { 0 };
    bool found = find_csl_member(csl, csl_name(field), &member);

    if (plan->actions[field] == UPDATE_REMOVE) /* done by publish_csl */
        return;
    csl->put.len = 0;
    if (!found)
        put_csl_start(csl, &style, csl_name(field));
    put_csl_update(csl, &style, field, record, plan);
    edits_add(edits, found ? member.value : (struct view){ end_of_members(csl), 0 },
              buffer_view(&csl->put));
}

const struct updater updater_csl_json = {
    .name = "CSL-JSON",
    .needs_utf8 = true,
    .state_size = sizeof(struct csl_update),
    .begin = begin,
    .next = next,
    .read = read_csl,
    .put = put_csl_field,
    .publish = publish_csl,
    .change = change_csl,
    .end = end,
};
