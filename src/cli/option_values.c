#include "cli/option_values.h"

#include <string.h>

#include "cli/options.h"
#include "record/citation_key.h"
#include "text/iri.h"
#include "text/suggestion.h"
#include "text/utf8.h"

/* ---- Anything ----------------------------------------------------------- */

bool option_read_flag(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    (void)option;
    (void)value;
    (void)diag;
    *(bool *)place = true;
    return true;
}

bool option_read_quiet(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    (void)place;
    return option_read_flag(option, &diag->quiet, value, diag);
}

bool option_read_verbose(const struct option *option, void *place, const char *value,
                         struct diag *diag)
{
    (void)place;
    return option_read_flag(option, &diag->verbose, value, diag);
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

bool option_read_file(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    *(const char **)place = value;
    if (value[0] == '\0')
        diag_error(diag, PROGRAM, "option '--%s' names no file", option->name);
    return value[0] != '\0';
}

bool option_read_files(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    struct name_list *list = place;

    list->names = memory_grow_array(list->names, list->count, &list->cap, sizeof *list->names);
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

/* ---- One of some words --------------------------------------------------- */

/* The word's place among `count` of them; `count` when it is none. */
static int find_word(const char *word, const char *const *words, int count)
{
    int i = 0;

    while (i < count && strcmp(word, words[i]) != 0)
        i++;
    return i;
}

bool option_read_language(const struct option *option, void *place, const char *value,
                          struct diag *diag)
{
    static const char *const names[LANGUAGES] = { [LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh" };
    int language = find_word(value, names, LANGUAGES);

    *(struct language_choice *)place = (struct language_choice){ true, (enum language)language };
    if (language == LANGUAGES)
        diag_error(diag, PROGRAM, "--%s is en or zh, not '%s'", option->name, value);
    return language < LANGUAGES;
}

bool option_read_cut(const struct option *option, void *place, const char *value, struct diag *diag)
{
    static const char *const names[] = {
        [CUT_MARK] = "mark", [CUT_KEEP] = "keep", [CUT_DROP] = "drop"
    };
    int cut = find_word(value, names, CUT_DROP + 1);

    *(enum cut *)place = (enum cut)cut;
    if (cut > CUT_DROP)
        diag_error(diag, PROGRAM, "--%s is mark, keep or drop, not '%s'", option->name, value);
    return cut <= CUT_DROP;
}

bool option_read_kind(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    static const char *const names[] = {
        [INPUT_ANY] = "", [INPUT_DIGEST] = "digest", [INPUT_JSONL] = "jsonl"
    };
    int kind = find_word(value, names, INPUT_JSONL + 1);

    *(enum input_kind *)place = (enum input_kind)kind;
    if (kind != INPUT_ANY && kind <= INPUT_JSONL)
        return true;
    diag_error(diag, PROGRAM, "--%s is digest or jsonl, not '%s'", option->name, value);
    return false;
}

bool option_read_order(const struct option *option, void *place, const char *value,
                       struct diag *diag)
{
    static const char *const names[] = { [SORT_NONE] = "",
                                         [SORT_REF] = "ref",
                                         [SORT_ID] = "id",
                                         [SORT_DATE] = "date",
                                         [SORT_TITLE] = "title" };
    bool descending = value[0] == '-';
    int key = find_word(value + descending, names, SORT_TITLE + 1);

    *(struct order *)place = (struct order){ (enum sort_key)key, descending };
    if (key != SORT_NONE && key <= SORT_TITLE)
        return true;
    diag_error(diag, PROGRAM,
               "--%s is ref, id, date or title, with - before it from the last to the first, "
               "not '%s'",
               option->name, value);
    return false;
}

/* ---- What has a form ------------------------------------------------------ */

bool option_read_key(const struct option *option, void *place, const char *value, struct diag *diag)
{
    const char *fault = citation_key_find_fault(view_of(value));

    *(struct view *)place = view_of(value);
    if (fault)
        diag_error(diag, PROGRAM, "--%s '%s' is no pattern: %s", option->name, value, fault);
    return !fault;
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
        buffer_put(&names, field == 0 ? VIEW("") : VIEW(", "));
        buffer_put(&names, view_of(field_name(field)));
    }
    suggestion_put_question(&suggestion, "", &question);
    diag_error(diag, PROGRAM, "--%s: there is no field '%.*s'; %sthere are %.*s", option->name,
               (int)unknown.len, unknown.at, question.at, (int)names.len, names.at);
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
               "--%s wants a day that there is, YYYY-MM-DD, or a Unix time of ten digits, not '%s'",
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
        diag_error(diag, PROGRAM, "--%s wants a number from 1 on, not '%s'", option->name, value);
    return good;
}

bool option_read_filter(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    struct selection **selection = place;

    if (!*selection)
        *selection = selection_create();
    return selection_set(*selection, (enum selection_filter)option->choice, value, diag);
}

/* Digits, and digits after a full stop if `fraction`; the helper
 * refuses what is too large. */
static bool is_number(struct view text, bool fraction)
{
    uint32_t number;

    if (!view_take_number(&text, UINT32_MAX, &number))
        return false;
    if (fraction && view_take(&text, VIEW(".")) && !view_take_number(&text, UINT32_MAX, &number))
        return false;
    return text.len == 0;
}

static bool read_number(const struct option *option, const char **place, const char *value,
                        bool fraction, const char *unit, struct diag *diag)
{
    bool good = is_number(view_of(value), fraction);

    *place = value;
    if (!good)
        diag_error(diag, PROGRAM, "--%s wants a number of %s, not '%s'", option->name, unit, value);
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

/* What keeps the text from being a line of an XML document; NULL: nothing. */
static const char *find_text_fault(struct view text)
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

/* Keeps the value, and reports the fault if there is one; as much of the value is shown as
 * is text. */
static bool take_text(const struct option *option, const char **place, const char *value,
                      const char *fault, struct diag *diag)
{
    *place = value;
    if (fault)
        diag_error(diag, PROGRAM, "--%s '%.*s' %s; say %s", option->name,
                   (int)utf8_find_malformed(view_of(value)), value, fault, option->advice);
    return !fault;
}

bool option_read_line(const struct option *option, void *place, const char *value,
                      struct diag *diag)
{
    return take_text(option, place, value, find_text_fault(view_of(value)), diag);
}

bool option_read_web_address(const struct option *option, void *place, const char *value,
                             struct diag *diag)
{
    return take_text(option, place, value, iri_find_web_fault(view_of(value)), diag);
}

bool option_read_iri(const struct option *option, void *place, const char *value, struct diag *diag)
{
    return take_text(option, place, value, iri_find_fault(view_of(value)), diag);
}

bool option_read_zotero(const struct option *option, void *place, const char *value,
                        struct diag *diag)
{
    const char *fault = iri_find_web_fault(view_of(value));

    if (!fault && strpbrk(value, "?#"))
        fault = "has more in it than an address";
    return take_text(option, place, value, fault, diag);
}
