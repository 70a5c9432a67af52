#include "input/markdown/list_choice.h"

#include "input/failure.h"
#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_link.h"
#include "input/markdown/written_title.h"
#include "record/identity.h"
#include "record/written_date.h"

/* ---- Links ---------------------------------------------------------------- */

/* Takes the version of an id that the entry also names. */
static void take_version(struct list_fields *fields, struct arxiv_id id)
{
    struct record *record = &fields->entry.record;

    if (view_equal(record->arxiv_id, id.id) && id.version > record->version)
        record->version = id.version;
}

void list_choice_take_id(struct list_fields *fields, struct arxiv_id id, unsigned sureness)
{
    struct record *record = &fields->entry.record;
    bool same = view_equal(record->arxiv_id, id.id);

    take_version(fields, id);
    if (!same && sureness == fields->sureness && sureness > SURE_ONLY)
        fields->several = true;
    if (sureness <= fields->sureness)
        return;
    fields->sureness = sureness;
    fields->several = false;
    if (same)
        return;
    record->arxiv_id = arena_copy(&fields->entry.arena, id.id);
    record->version = id.version;
}

/* True for https://github.com/OWNER/NAME, and the like at other hosts of repositories. */
static bool is_repository(struct view address)
{
    static const struct view hosts[] = { VIEW_ENTRY("github.com"), VIEW_ENTRY("gitee.com"),
                                         VIEW_ENTRY("bitbucket.org"), VIEW_ENTRY("codeberg.org") };
    struct view host = address, path;

    if (!view_take(&host, VIEW("https://")) && !view_take_ignoring_case(&host, VIEW("https://")) &&
        !view_take_ignoring_case(&host, VIEW("http://")))
        return false;
    view_take_ignoring_case(&host, VIEW("www."));
    path = view_skip(host, view_find_byte(host, '/') + 1);
    host.len = view_find_byte(host, '/');
    if (view_find_byte(path, '/') == 0 || view_find_byte(path, '/') + 1 >= path.len)
        return false;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (view_equal_ignoring_case(host, hosts[i]))
            return true;
    }
    return view_starts_with_ignoring_case(host, VIEW("gitlab."));
}

static void take_code_link(struct list_fields *fields, struct view address, bool labelled)
{
    unsigned sureness = labelled ? CODE_LABEL : CODE_NOT;

    if (fields->ids_only)
        return;
    if (is_repository(address))
        sureness += CODE_REPOSITORY;
    if (sureness <= fields->code_sureness || !identity_is_link(address) ||
        view_ends_with(address, VIEW(".bib")) || view_ends_with(address, VIEW(".txt")) ||
        view_ends_with(address, VIEW(".pdf")))
        return;
    fields->code_sureness = sureness;
    fields->code = entry_text(&fields->entry, address);
}

void list_choice_take_links(struct list_fields *fields, enum list_role role, unsigned sureness)
{
    const struct inline_text *text = fields->text;

    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        enum list_role own = (enum list_role)link->role;
        struct view name = inline_text_part(text, link->start, link->end);
        struct arxiv_id id = link->paper;

        if (!list_link_is_paper(link)) {
            fields->has_link = fields->has_link || own == LABEL_PAPER || role == LABEL_PAPER;
            take_code_link(fields, link->address, own == LABEL_CODE || role == LABEL_CODE);
            continue;
        }
        if (sureness > SURE_NOT && (role != LABEL_NONE || list_link_is_among_links(text, link))) {
            if (own == LABEL_PAPER)
                list_choice_take_id(fields, id, SURE_LABEL);
            else if (own == LABEL_NONE)
                list_choice_take_id(fields, id, sureness);
        } else if (sureness > SURE_NOT && i == 0 && list_link_length_of_id(text) > 0) {
            list_choice_take_id(fields, id, SURE_SHORT);
        }
        if (!fields->ids_only && arxiv_mention_take(&name, &fields->entry.arena, &id))
            take_version(fields, id);
    }
}

/* ---- Text ----------------------------------------------------------------- */

struct view list_choice_clean(struct list_fields *fields, struct view text)
{
    text = view_trim(entry_text(&fields->entry, text));
    if (text_is_failure(text))
        text.len = 0;
    return text;
}

void list_choice_set_text(struct list_fields *fields, struct bilingual *field, struct view text)
{
    if (text_is_mostly_translation(text))
        entry_set_translation(&fields->entry, field, text);
    else if (field->in[LANGUAGE_EN].len == 0)
        field->in[LANGUAGE_EN] = text;
}

/* True for "[2024.03.28]", over what was read on that day. A year may be a title. */
static bool is_date_alone(struct view text)
{
    struct date date;

    text = list_link_unbracket(text);
    return written_date_take(&text, &date) && text.len == 0 && date.month > 0;
}

/* True for a heading with a name and a few characters in another script, such as "Tides 项目": no
 * translation. */
static bool is_name_in_heading(struct view title, unsigned rank)
{
    enum { CHARACTERS = 5 };
    bool has_letter = false;

    for (size_t i = 0; i < title.len; i++)
        has_letter |= ascii_is_alpha(title.at[i]);
    return rank == RANK_HEADING && has_letter && text_count_translated(title) < CHARACTERS;
}

void list_choice_take_title(struct list_fields *fields, struct view title, unsigned rank)
{
    struct arena *arena = &fields->entry.arena;
    struct bilingual *field = &fields->entry.record.title;
    struct view before = field->in[LANGUAGE_EN];
    unsigned rank_before = fields->title_rank;

    if (fields->ids_only)
        return;
    title = written_title_clean(arena_copy(arena, title), arena);
    if (title.len == 0 || is_date_alone(title) || list_label_link(title) != LABEL_NONE ||
        (view_starts_with(title, VIEW("http")) && !view_has_byte(title, ' ')))
        return;
    if (rank <= fields->title_rank || (before.len > 0 && !text_is_mostly_translation(before) &&
                                       text_is_mostly_translation(title))) {
        if (before.len == 0 || !is_name_in_heading(title, rank))
            list_choice_set_text(fields, field, title);
        return;
    }
    fields->title_rank = rank;
    field->in[LANGUAGE_EN] = title;
    if (text_is_mostly_translation(before) && !text_is_mostly_translation(title) &&
        !is_name_in_heading(before, rank_before))
        entry_set_translation(&fields->entry, field, before);
}

/* ---- Dates ---------------------------------------------------------------- */

void list_choice_note_day(struct list_fields *fields, struct date date)
{
    if (fields->day.day == 0)
        fields->day = date;
}

void list_choice_take_date(struct list_fields *fields, struct view text)
{
    struct date date;
    struct view where;
    unsigned month, day;

    text = view_trim(text);
    if (text.len == sizeof "2024-03-28" - 1 && date_take_day(&text, &date)) {
        list_choice_note_day(fields, date);
        return;
    }
    if (fields->year > 0 && written_date_day_of_year(text, &month, &day))
        date = (struct date){ fields->year, month, day };
    else if (!written_date_find(text, &date, &where))
        return;
    list_choice_note_day(fields, date);
}
