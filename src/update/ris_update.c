/* Libraries in RIS. They have no places for eprint, archive and primary class. */
#include "input/library/library.h"
#include "input/library/stated_id.h"
#include "update/update_plan.h"

enum { TAG_LENGTH = 2 };

/* A line with a tag, and the lines that continue it. */
struct ris_line {
    struct view text;  /* without the line end after it */
    struct view value; /* trimmed at both ends */
};

struct ris_update {
    struct view rest;
    struct view entry;
    struct buffer text;
};

/* ---- Lines --------------------------------------------------------------- */

/* Takes a line and those without a tag after it. Returns false at the end of the text. */
static bool take_ris_lines(struct view *text, struct ris_line *line)
{
    struct view part, rest = *text;

    if (!library_take_line(&rest, &part))
        return false;
    line->text = part;
    line->value = view_trim(library_ris_value(part));
    *text = rest;
    while (library_take_line(&rest, &part) && !library_ris_has_tag(part)) {
        line->text.len = (size_t)(part.at + part.len - line->text.at);
        line->value = view_trim(
            (struct view){ line->value.at, (size_t)(part.at + part.len - line->value.at) });
        *text = rest;
    }
    return true;
}

static bool has_tag(const struct ris_line *line, const char *tags)
{
    struct view all = view_of(tags), tag = { line->text.at, TAG_LENGTH };

    return library_ris_has_tag(line->text) && view_find(all, tag) < all.len;
}

/* The tags of each field, the one that is added first. */
static const char *tags_of(enum update_field field)
{
    static const char *const tags[UPDATE_FIELDS] = {
        [UPDATE_AUTHOR] = "AU A1", [UPDATE_TITLE] = "TI T1", [UPDATE_YEAR] = "PY Y1 DA",
        [UPDATE_DOI] = "DO",       [UPDATE_NOTE] = "N1",     [UPDATE_JOURNAL] = "JO JF T2 JA J1 J2",
        [UPDATE_VOLUME] = "VL",    [UPDATE_NUMBER] = "IS",   [UPDATE_PAGES] = "SP EP",
    };

    return tags[field];
}

/* ---- What an entry has --------------------------------------------------- */

static enum stated stated_of_tag(const struct ris_line *line)
{
    if (has_tag(line, "UR L1 L2 LK DO JO JF T2 JA J1 J2 VL IS SP AN C7 M1 M2 M3 N1 PB"))
        return STATED_NAMED;
    return STATED_NEVER;
}

/* Of several titles or notes, some may be the user's. */
static void add_presence(enum presence *presence, int field, struct view value)
{
    if ((field == UPDATE_NOTE || field == UPDATE_TITLE || field == UPDATE_DOI) &&
        *presence != FIELD_LACKING)
        *presence = FIELD_LOCKED;
    else if (*presence != FIELD_PRESENT)
        *presence = value.len > 0 ? FIELD_PRESENT : FIELD_EMPTY;
}

/* Returns a value without the lines that continue it. */
static struct view first_line_of(struct view value)
{
    return view_trim((struct view){ value.at, view_find_byte(value, '\n') });
}

/* True for the types of entries that may be preprints. */
static bool may_be_preprint_type(struct view type)
{
    static const char *const types[] = { "GEN",  "JOUR", "EJOUR", "UNPB",    "UNPD", "RPRT",
                                         "ELEC", "INPR", "ICOMM", "MANSCPT", "WEB",  "JFULL" };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (view_equal_ignoring_case(type, view_of(types[i])))
            return true;
    }
    return false;
}

static void read_ris_line(struct update_entry *entry, const struct ris_line *line)
{
    struct arxiv_id id = { 0 };
    struct view value = line->value;

    if (has_tag(line, "ID") || (has_tag(line, "TI T1") && entry->name.len == 0))
        entry->name = value;
    if (has_tag(line, "M2")) /* a line of Zotero's Extra, as refmill writes it */
        view_take(&value, VIEW("Archive ID:\t"));
    update_entry_state_id(entry, stated_id_read(stated_of_tag(line), value, entry->arena, &id), id);
    for (int field = 0; field < UPDATE_FIELDS; field++) {
        const char *tags = tags_of((enum update_field)field);

        if (tags && has_tag(line, tags))
            add_presence(&entry->has[field], field, value);
    }
    if (has_tag(line, "AU A1") && update_others_length(value) > 0)
        entry->authors_incomplete = true;
    if (has_tag(line, tags_of(UPDATE_JOURNAL)) && value.len > 0 && !stated_is_arxiv(value) &&
        entry->place == PLACE_NONE)
        entry->place = PLACE_JOURNAL;
    if ((has_tag(line, "TY") && !may_be_preprint_type(first_line_of(value))) ||
        (has_tag(line, "BT CT") && value.len > 0))
        entry->place = PLACE_OTHER;
}

static void read_ris(void *state, struct update_entry *entry)
{
    struct ris_update *ris = state;
    struct view rest = entry->text;
    struct ris_line line;

    ris->entry = entry->text;
    entry->name = (struct view){ 0 };
    entry->id = (struct arxiv_id){ 0 };
    entry->other_id = (struct view){ 0 };
    entry->place = PLACE_NONE;
    entry->authors_incomplete = false;
    memset(entry->has, 0, sizeof entry->has);
    while (take_ris_lines(&rest, &line))
        read_ris_line(entry, &line);
    for (int field = 0; field < UPDATE_FIELDS; field++) {
        if (!tags_of((enum update_field)field))
            entry->has[field] = FIELD_LOCKED;
    }
}

static void begin(void *state, struct view text, const struct update_settings *settings)
{
    (void)settings;
    ((struct ris_update *)state)->rest = text;
}

static bool next(void *state, struct update_entry *entry, const char **fault)
{
    struct ris_update *ris = state;
    struct ris_line line;
    const char *at = NULL;

    for (struct view rest = ris->rest; take_ris_lines(&rest, &line); ris->rest = rest) {
        if (has_tag(&line, "TY") && at)
            break;
        if (has_tag(&line, "TY"))
            at = line.text.at;
        if (!at || !has_tag(&line, "ER"))
            continue;
        entry->text = (struct view){ at, (size_t)(line.text.at + line.text.len - at) };
        ris->rest = rest;
        read_ris(state, entry);
        return true;
    }
    if (at)
        *fault = "the entry has no line ER";
    entry->text = (struct view){ at, 0 };
    return false;
}

/* Puts "Last, First, Suffix" in natural order. */
static void put_ris_name(struct view name, struct buffer *out)
{
    struct buffer text = { 0 };
    struct view family, given;

    update_put_clean(&text, name);
    name = buffer_view(&text);
    family = (struct view){ name.at, view_find_byte(name, ',') };
    name = view_skip(name, family.len + 1);
    given = (struct view){ name.at, view_find_byte(name, ',') };
    update_put_name(out, view_trim(family), view_trim(given),
                    view_trim(view_skip(name, given.len + 1)));
    buffer_free(&text);
}

static void put_ris_field(void *state, enum update_field field, struct buffer *out)
{
    struct ris_update *ris = state;
    struct view rest = ris->entry;
    struct ris_line line;
    bool first = true;

    while (tags_of(field) && take_ris_lines(&rest, &line)) {
        if (!has_tag(&line, tags_of(field)))
            continue;
        if (field == UPDATE_AUTHOR) {
            buffer_put(out, first ? VIEW("") : VIEW("\n"));
            put_ris_name(line.value, out);
        } else if (first) {
            if (field == UPDATE_YEAR)
                line.value.len = view_find_byte(line.value, '/');
            else if (field == UPDATE_NOTE)
                view_take(&line.value, VIEW(UPDATE_NOTE_START));
            update_put_clean(out, line.value);
        }
        first = false;
    }
}

/* ---- Changing ------------------------------------------------------------ */

/* Puts "TI  - value" and the line end. The tag's spacing is that of the entry's first line. */
static void put_tagged(struct ris_update *ris, struct view tag, struct view value,
                       struct view line_end)
{
    struct view first = ris->entry;
    size_t dash = view_find_byte(first, '-');

    buffer_put(&ris->text, tag);
    buffer_put(&ris->text, (struct view){ first.at + TAG_LENGTH, dash + 1 - TAG_LENGTH });
    buffer_put_byte(&ris->text, ' ');
    buffer_put(&ris->text, value);
    buffer_put(&ris->text, line_end);
}

/* Returns the line end of the line before the last, which added lines are put before or after. */
static struct view ris_line_end(const struct ris_update *ris)
{
    size_t newline = view_find_last(ris->entry, VIEW("\n"));

    return newline > 0 && newline < ris->entry.len && ris->entry.at[newline - 1] == '\r'
               ? VIEW("\r\n")
               : VIEW("\n");
}

/* Returns the tag that the entry uses for a field: the usual one, if it has that or none. */
static struct view tag_for(const struct ris_update *ris, enum update_field field)
{
    struct view rest = ris->entry, usual = { tags_of(field), TAG_LENGTH }, found = { 0 };
    struct ris_line line;

    while (take_ris_lines(&rest, &line)) {
        struct view tag = { line.text.at, TAG_LENGTH };

        if (!has_tag(&line, tags_of(field)))
            continue;
        if (view_equal(tag, usual) || found.len == 0)
            found = tag;
    }
    return found.len > 0 ? found : usual;
}

/* Puts all lines of a field. */
static void put_ris_lines(struct ris_update *ris, enum update_field field,
                          const struct record *record, const struct update_plan *plan,
                          struct view line_end)
{
    struct buffer value = { 0 };
    struct view tag = tag_for(ris, field), pages = plan->reference.pages;
    size_t hyphen = view_find_byte(pages, '-');

    if (field == UPDATE_AUTHOR) {
        for (size_t i = 0; i < record->author_count; i++) {
            value.len = 0;
            person_put_inverted(&value, &record->authors[i]);
            put_tagged(ris, tag, buffer_view(&value), line_end);
        }
    } else if (field == UPDATE_PAGES) {
        put_tagged(ris, tag, (struct view){ pages.at, hyphen }, line_end);
        for (pages = view_skip(pages, hyphen); view_take(&pages, VIEW("-"));)
            ;
        if (pages.len > 0)
            put_tagged(ris, VIEW("EP"), pages, line_end);
    } else {
        if (field == UPDATE_NOTE)
            buffer_put(&value, VIEW(UPDATE_NOTE_START));
        update_plan_put_value(field, record, plan, &value);
        put_tagged(ris, tag, buffer_view(&value), line_end);
    }
    buffer_free(&value);
}

/* Returns the text of a line with its line end. */
static struct view whole_line(const struct ris_update *ris, const struct ris_line *line)
{
    struct view rest = view_skip(ris->entry, (size_t)(line->text.at - ris->entry.at));
    size_t newline = line->text.len + view_find_byte(view_skip(rest, line->text.len), '\n');

    return (struct view){ rest.at, newline < rest.len ? newline + 1 : rest.len };
}

/* Puts the new lines in the place of the field's first, and removes its others; or adds them
 * before ER. */
static void change_ris_field(struct ris_update *ris, enum update_field field, bool keep,
                             struct edits *edits)
{
    struct view rest = ris->entry, put = buffer_view(&ris->text);
    bool placed = !keep;
    struct ris_line line;

    while (take_ris_lines(&rest, &line)) {
        if (has_tag(&line, tags_of(field))) {
            edits_add(edits, whole_line(ris, &line), placed ? VIEW("") : put);
            placed = true;
        } else if (has_tag(&line, "ER") && !placed) {
            edits_add(edits, (struct view){ line.text.at, 0 }, put);
        }
    }
}

/* True for a line that says that the entry is a preprint; Zotero takes some for its fields. */
static bool is_of_preprint(const struct ris_line *line)
{
    return (has_tag(line, "PB M1 SN") && !view_has_byte(line->value, '\n') &&
            update_is_of_preprint(line->value)) ||
           (has_tag(line, "M2") && (view_equal(line->value, VIEW("Type: preprint")) ||
                                    view_equal(line->value, VIEW("Genre: preprint")) ||
                                    view_starts_with(line->value, VIEW("version: "))));
}

static void add_ris_link(struct ris_update *ris, const struct record *record,
                         const struct ris_line *before, struct edits *edits)
{
    ris->text.len = 0;
    put_tagged(ris, VIEW("UR"), record->url, ris_line_end(ris));
    edits_add(edits, (struct view){ before->text.at, 0 }, buffer_view(&ris->text));
}

static void publish_ris(void *state, const struct update_plan *plan, const struct record *record,
                        struct edits *edits)
{
    struct ris_update *ris = state;
    struct view rest = ris->entry;
    struct ris_line line;
    bool has_link = false;

    (void)plan;
    while (take_ris_lines(&rest, &line)) {
        has_link = has_link || has_tag(&line, "UR");
        if (has_tag(&line, "TY"))
            edits_add(edits, first_line_of(line.value), VIEW("JOUR"));
        else if (is_of_preprint(&line))
            edits_add(edits, whole_line(ris, &line), VIEW(""));
        else if (has_tag(&line, "ER") && !has_link)
            add_ris_link(ris, record, &line, edits);
    }
}

static void change_ris(void *state, enum update_field field, const struct update_plan *plan,
                       const struct record *record, struct edits *edits)
{
    struct ris_update *ris = state;
    bool keep = plan->actions[field] != UPDATE_REMOVE;

    ris->text.len = 0;
    if (keep)
        put_ris_lines(ris, field, record, plan, ris_line_end(ris));
    change_ris_field(ris, field, keep, edits);
}

static void end(void *state)
{
    buffer_free(&((struct ris_update *)state)->text);
}

const struct updater updater_ris = {
    .name = "RIS",
    .needs_utf8 = true,
    .state_size = sizeof(struct ris_update),
    .begin = begin,
    .next = next,
    .read = read_ris,
    .put = put_ris_field,
    .publish = publish_ris,
    .change = change_ris,
    .end = end,
};
