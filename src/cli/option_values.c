#include "cli/option_values.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/options.h"
#include "record/arxiv_id.h"
#include "record/citation_key.h"
#include "text/iri.h"
#include "text/suggestion.h"
#include "update/updater.h"
#include "text/utf8.h"

/* ---- Flags, text and files ----------------------------------------------- */

bool option_read_flag(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    (void)option;
    (void)value;
    (void)diag;
    *(bool *)place = true;
    return true;
}

bool option_read_action(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    (void)value;
    (void)diag;
    *(enum action *)place = (enum action)option->choice;
    return true;
}

bool option_read_text(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    (void)option;
    (void)diag;
    *(const char **)place = value;
    return true;
}

/* A second format more likely asks for a second output than replaces the first. */
bool option_read_formats(const struct option *option, void *place, const char *value,
                         struct diag *diag)
{
    const char **formats = place;

    if (*formats && strcmp(*formats, value) != 0) {
        diag_error(diag, PROGRAM,
                   "--%s is given twice; to write several formats, use -o a.ris -o a.bib, or "
                   "--out-dir with -t ris,bibtex",
                   option->name);
        return false;
    }
    *formats = value;
    return true;
}

/* Of two files, the first would be lost without a word. */
bool option_read_file(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    const char **file = place;

    if (value[0] == '\0') {
        diag_error(diag, PROGRAM, "--%s requires the name of a %s", option->name,
                   strcmp(option->value, "DIR") == 0 ? "directory" : "file");
        return false;
    }
    if (*file && strcmp(*file, value) != 0) {
        diag_error(diag, PROGRAM, "--%s is given twice, with '%s' and '%s'", option->name, *file,
                   value);
        return false;
    }
    *file = value;
    return true;
}

bool option_read_files(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    struct name_list *list = place;

    list->names = memory_grow_array(list->names, list->count, &list->cap, sizeof *list->names);
    list->names[list->count] = NULL;
    return option_read_file(option, &list->names[list->count++], value, diag);
}

bool option_read_output(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    struct output_requests *requests = place;

    (void)option;
    (void)diag;
    output_requests_add(requests, (struct output_request){ .argument = value });
    return true;
}

/* ---- One of several words ------------------------------------------------ */

/* Returns the index of the value among the words that the table names, as in "mark|keep|drop" or
 * "[-]ref|id", where each word may have a sign; or reports an error and returns the number of
 * words. The enumeration that is read must have its values in the order of the words. */
static int find_word(const struct option *option, const char *value, struct diag *diag)
{
    struct view words = view_of(option->value), rest;
    bool has_sign = view_take(&words, VIEW("[-]"));
    struct view word = view_of(value + (has_sign && value[0] == '-'));
    struct buffer names = { 0 };
    int place = 0;

    for (rest = words; rest.len > 0; place++) {
        if (view_equal_ignoring_case(option_take_word(&rest), word))
            return place;
    }
    option_put_words(&names, words);
    diag_error(diag, PROGRAM, "--%s: expected %.*s%s, not '%s'", option->name, (int)names.len,
               names.at, has_sign ? ", with or without a leading -" : "", value);
    buffer_free(&names);
    return place;
}

bool option_read_language(const struct option *option, void *place, const char *value,
                          struct diag *diag)
{
    enum language language = (enum language)find_word(option, value, diag);

    *(struct language_choice *)place = (struct language_choice){ true, language };
    return language < LANGUAGES;
}

bool option_read_cut(const struct option *option, void *place, const char *value, struct diag *diag)
{
    enum cut cut = (enum cut)find_word(option, value, diag);

    *(enum cut *)place = cut;
    return cut <= CUT_DROP;
}

bool option_read_markdown(const struct option *option, void *place, const char *value,
                          struct diag *diag)
{
    enum markdown_layout layout = (enum markdown_layout)find_word(option, value, diag);

    *(enum markdown_layout *)place = layout;
    return layout <= MARKDOWN_SECTIONS;
}

bool option_read_braces(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    enum braces braces = (enum braces)find_word(option, value, diag);

    *(enum braces *)place = braces;
    return braces <= BRACES_NONE;
}

bool option_read_formulas(const struct option *option, void *place, const char *value,
                          struct diag *diag)
{
    enum formulas formulas = (enum formulas)find_word(option, value, diag) + FORMULAS_TEX;

    *(enum formulas *)place = formulas;
    return formulas <= FORMULAS_MATHML;
}

bool option_read_ids(const struct option *option, void *place, const char *value, struct diag *diag)
{
    struct view list = view_of(value);
    struct arena arena = { 0 };
    bool good = true;

    do {
        struct view item = { list.at, view_find_byte(list, ',') }, text = view_trim(item);
        struct view rest = text;
        struct arxiv_id id;

        view_take_ignoring_case(&rest, VIEW("arXiv:"));
        good = (arxiv_take_id(&rest, &arena, &id) && rest.len == 0) ||
               arxiv_read_link(text, &arena, &id);
        if (!good) {
            diag_error(diag, PROGRAM,
                       "--%s takes arXiv ids like 2403.19588 or hep-th/9901001v2, separated by "
                       "commas, not '%.*s'",
                       option->name, (int)text.len, text.at);
            break;
        }
        buffer_print(place, "%.*s\n", (int)text.len, text.at);
        list = view_skip(list, item.len + 1);
    } while (list.len > 0);
    arena_free(&arena);
    return good;
}

bool option_read_reader(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    const struct reader *reader = reader_registry_find(view_of(value));
    struct suggestion suggestion = { .word = view_of(value) };
    struct buffer question = { 0 };

    *(const struct reader **)place = reader;
    if (reader)
        return true;
    for (size_t i = 0; reader_registry_at(i); i++)
        suggestion_offer(&suggestion, reader_registry_at(i)->name);
    suggestion_put_question(&suggestion, "", &question);
    diag_error(diag, PROGRAM, "--%s: unknown reader '%s'; %ssee refmill --list-formats",
               option->name, value, question.at);
    buffer_free(&question);
    return false;
}

bool option_read_order(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    enum sort_key key = (enum sort_key)(SORT_REF + find_word(option, value, diag));

    *(struct order *)place = (struct order){ key, value[0] == '-' };
    return key <= SORT_ANNOUNCED;
}

/* ---- Patterns, fields, dates and numbers --------------------------------- */

bool option_read_key(const struct option *option, void *place, const char *value, struct diag *diag)
{
    const char *fault = citation_key_find_fault(view_of(value));

    *(struct view *)place = view_of(value);
    if (fault)
        diag_error(diag, PROGRAM, "--%s '%s' is not a pattern: %s", option->name, value, fault);
    return !fault;
}

/* Returns the field of that name in BibTeX, or in jsonl; else UPDATE_REFRESHED. */
static unsigned find_refreshed(struct view name)
{
    static const char *const in_jsonl[UPDATE_REFRESHED] = { [UPDATE_AUTHOR] = "authors",
                                                            [UPDATE_YEAR] = "date",
                                                            [UPDATE_EPRINT] = "arxiv_id",
                                                            [UPDATE_PRIMARYCLASS] =
                                                                "primary_category",
                                                            [UPDATE_NOTE] = "journal_ref" };
    unsigned field = 0;

    while (field < UPDATE_REFRESHED &&
           !view_equal_ignoring_case(view_of(update_field_names[field]), name) &&
           !(in_jsonl[field] && view_equal(view_of(in_jsonl[field]), name)))
        field++;
    return field;
}

bool option_read_refresh(const struct option *option, void *place, const char *value,
                         struct diag *diag)
{
    struct view rest = view_of(value);
    struct buffer names = { 0 };

    do {
        struct view name = { rest.at, view_find_byte(rest, ',') };
        unsigned field = find_refreshed(view_trim(name));

        if (field < UPDATE_REFRESHED) {
            *(unsigned *)place |= 1U << field;
            rest = view_skip(rest, name.len + 1);
            continue;
        }
        for (field = 0; field < UPDATE_REFRESHED; field++)
            buffer_print(&names, "%s%s", field == 0 ? "" : ", ", update_field_names[field]);
        diag_error(diag, PROGRAM, "--%s: unknown field '%.*s'; the fields are %s", option->name,
                   (int)name.len, name.at, names.at);
        buffer_free(&names);
        return false;
    } while (rest.len > 0);
    return true;
}

bool option_read_fields(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    struct buffer names = { 0 }, question = { 0 };
    struct suggestion suggestion = { 0 };
    struct view unknown;

    if (fields_read(view_of(value), place, &unknown))
        return true;
    suggestion.word = unknown;
    for (unsigned field = 0; field < FIELDS; field++) {
        suggestion_offer(&suggestion, field_name(field));
        buffer_print(&names, "%s%s", field == 0 ? "" : ", ", field_name(field));
    }
    suggestion_put_question(&suggestion, "", &question);
    diag_error(diag, PROGRAM, "--%s: unknown field '%.*s'; %sthe fields are %s", option->name,
               (int)unknown.len, unknown.at, question.at, names.at);
    buffer_free(&question);
    buffer_free(&names);
    return false;
}

bool option_read_date(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    if (input_read_moment(view_of(value), place))
        return true;
    diag_error(diag, PROGRAM,
               "--%s: expected a valid date, YYYY-MM-DD, or a Unix time of ten digits, not '%s'",
               option->name, value);
    return false;
}

bool option_read_limit(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    struct view text = view_of(value);
    uint32_t limit = 0;
    bool good = view_take_number(&text, UINT32_MAX, &limit) && text.len == 0 && limit > 0;

    *(size_t *)place = limit;
    if (!good)
        diag_error(diag, PROGRAM, "--%s: expected a number from 1 to %" PRIu32 ", not '%s'",
                   option->name, UINT32_MAX, value);
    return good;
}

bool option_read_epoch(struct moment *epoch, const char **value)
{
    struct view text;
    uint32_t seconds;

    *value = getenv("SOURCE_DATE_EPOCH");
    text = view_of(*value ? *value : "");
    if (text.len == 0)
        return true;
    if (!view_take_number(&text, UINT32_MAX, &seconds) || text.len > 0)
        return false;
    *epoch = (struct moment){ seconds, MOMENT_KNOWN };
    return true;
}

/* options_settle reports a SOURCE_DATE_EPOCH that is wrong. */
static int64_t now(void)
{
    struct moment epoch = { 0 };
    const char *value;

    option_read_epoch(&epoch, &value);
    return epoch.origin == MOMENT_KNOWN ? epoch.seconds : (int64_t)time(NULL);
}

bool option_read_filter(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    struct selection **selection = place;

    if (!*selection)
        *selection = selection_create(now());
    return selection_set(*selection, (enum selection_filter)option->choice, value, diag);
}

/* Accepts digits and, if `fraction`, a point and more digits. refmill-fetch refuses numbers that
 * are too large. */
static bool read_number(const struct option *option, const char **place, const char *value,
                        bool fraction, const char *unit, struct diag *diag)
{
    struct view text = view_of(value);
    uint32_t number;
    bool good = view_take_number(&text, UINT32_MAX, &number);

    *place = value;
    if (good && fraction && view_take(&text, VIEW(".")))
        good = view_take_number(&text, UINT32_MAX, &number);
    good = good && text.len == 0;
    if (!good)
        diag_error(diag, PROGRAM, "--%s: expected a number of %s, not '%s'", option->name, unit,
                   value);
    return good;
}

bool option_read_seconds(const struct option *option, void *place, const char *value,
                         struct diag *diag)
{
    return read_number(option, place, value, true, "seconds", diag);
}

bool option_read_days(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    return read_number(option, place, value, false, "days", diag);
}

/* ---- Text and addresses --------------------------------------------------- */

const char *option_find_line_fault(struct view text)
{
    size_t length;

    if (utf8_find_malformed(text) < text.len)
        return "is not UTF-8";
    if (view_trim(text).len == 0)
        return "is empty";
    for (; text.len > 0; text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            return "has a control character";
        if (c == 0xFFFE || c == 0xFFFF)
            return "has a character that XML forbids";
    }
    return NULL;
}

const char *option_find_zotero_fault(struct view text)
{
    const char *fault = iri_find_web_fault(text);

    if (!fault && (view_has_byte(text, '?') || view_has_byte(text, '#')))
        fault = "has a query or a fragment";
    return fault;
}

/* The message shows a wrong value only up to its first malformed UTF-8. */
bool option_read_checked(const struct option *option, void *place, const char *value,
                         struct diag *diag)
{
    const char *fault = option->find_fault(view_of(value));
    struct buffer shown = { 0 };

    *(const char **)place = value;
    if (fault) {
        iri_put_shown(&shown, (struct view){ value, utf8_find_malformed(view_of(value)) });
        diag_error(diag, PROGRAM, "--%s '%.*s' %s; use %s", option->name, (int)shown.len, shown.at,
                   fault, option->advice);
    }
    buffer_free(&shown);
    return !fault;
}
