#include "cli/option_values.h"

#include <string.h>

#include "input/reader.h"
#include "input/input.h"
#include "text/iri.h"
#include "record/citation_key.h"
#include "text/suggestion.h"
#include "cli/option_table.h"
#include "text/utf8.h"

bool option_read_language(enum language *language, const char *name, struct diag *diag)
{
    *language = strcmp(name, "zh") == 0 ? LANGUAGE_ZH : LANGUAGE_EN;
    if (strcmp(name, "en") == 0 || strcmp(name, "zh") == 0)
        return true;
    diag_error(diag, PROGRAM, "--lang is en or zh, not '%s'", name);
    return false;
}

bool option_read_key(struct view *key, const char *pattern, struct diag *diag)
{
    const char *fault = citation_key_find_fault(view_of(pattern));

    *key = view_of(pattern);
    if (fault)
        diag_error(diag, PROGRAM, "--key '%s' is no pattern: %s", pattern, fault);
    return !fault;
}

bool option_read_fields(field_set *fields, const char *option, const char *list, struct diag *diag)
{
    struct buffer names = { 0 }, question = { 0 };
    struct suggestion nearest = { 0 };
    struct view unknown;

    if (fields_read(view_of(list), fields, &unknown))
        return true;
    nearest.word = unknown;
    for (unsigned field = 0; field < FIELDS; field++) {
        suggestion_offer(&nearest, field_name(field));
        buffer_put(&names, field == 0 ? VIEW("") : VIEW(", "));
        buffer_put(&names, view_of(field_name(field)));
    }
    suggestion_put_question(&nearest, "", &question);
    diag_error(diag, PROGRAM, "%s: there is no field '%.*s'; %sthere are %.*s", option,
               (int)unknown.len, unknown.at, question.at, (int)names.len, names.at);
    buffer_free(&question);
    buffer_free(&names);
    return false;
}

bool option_read_cut(enum cut *cut, const char *name, struct diag *diag)
{
    static const char *const names[] = { "mark", "keep", "drop" };

    for (int i = CUT_MARK; i <= CUT_DROP; i++) {
        if (strcmp(name, names[i]) == 0) {
            *cut = (enum cut)i;
            return true;
        }
    }
    diag_error(diag, PROGRAM, "--cut-abstracts is mark, keep or drop, not '%s'", name);
    return false;
}

bool option_read_date(struct moment *moment, const char *date, struct diag *diag)
{
    if (input_read_moment(view_of(date), moment))
        return true;
    diag_error(
        diag, PROGRAM,
        "--date wants a day that there is, YYYY-MM-DD, or a Unix time of ten digits, not '%s'",
        date);
    return false;
}

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

/* Takes the value of an option that says something of the feed. */
bool option_read_feed(int option, struct feed *feed, const char *value, struct diag *diag)
{
    const struct {
        int option;
        const char **place, *name;
        const char *(*find_fault)(struct view);
        const char *advice;
    } values[] = {
        { OPTION_FEED_TITLE, &feed->title, "--feed-title", find_text_fault,
          "say one line of text, in UTF-8" },
        { OPTION_FEED_HOME, &feed->home, "--feed-home", iri_find_web_fault,
          "say the whole address of a page, as https://example.org/papers" },
        { OPTION_FEED_URL, &feed->url, "--feed-url", iri_find_web_fault,
          "say the whole address of the feed, as https://example.org/feed.atom" },
        { OPTION_FEED_ID, &feed->id, "--feed-id", iri_find_fault,
          "say an absolute IRI, as https://example.org/feed or tag:example.org,2024:feed" },
    };
    const char *fault;
    size_t i = 0;

    while (values[i].option != option)
        i++;
    *values[i].place = value;
    fault = values[i].find_fault(view_of(value));
    if (fault) /* the value as far as it is text */
        diag_error(diag, PROGRAM, "%s '%.*s' %s; %s", values[i].name,
                   (int)utf8_find_malformed(view_of(value)), value, fault, values[i].advice);
    return !fault;
}

/* Digits, and digits behind a full stop if `fraction`; what is too much, the
 * helper knows. */
static bool is_number(struct view text, bool fraction)
{
    uint32_t number;

    if (!view_take_number(&text, UINT32_MAX, &number))
        return false;
    if (fraction && view_take(&text, VIEW(".")) && !view_take_number(&text, UINT32_MAX, &number))
        return false;
    return text.len == 0;
}

bool option_read_fetch(int option, struct fetch *fetch, const char *value, struct diag *diag)
{
    bool is_pause = option == OPTION_FETCH_PAUSE;
    const char *fault;

    if (option == OPTION_FETCH_URL) {
        fetch->url = value;
        fault = iri_find_web_fault(view_of(value));
        if (fault)
            diag_error(diag, PROGRAM, "--fetch-url '%s' %s; say the whole address of the API",
                       value, fault);
        return !fault;
    }
    *(is_pause ? &fetch->pause : &fetch->max_age) = value;
    if (is_number(view_of(value), is_pause))
        return true;
    diag_error(diag, PROGRAM, "--%s wants a number of %s, not '%s'", option_name(option),
               is_pause ? "seconds" : "days", value);
    return false;
}

bool option_read_zotero(const char **url, const char *value, struct diag *diag)
{
    const char *fault = iri_find_web_fault(view_of(value));

    *url = value;
    if (!fault && strpbrk(value, "?#"))
        fault = "has more in it than an address";
    if (fault)
        diag_error(diag, PROGRAM, "--zotero-url '%s' %s; say http://127.0.0.1:23119, or its port",
                   value, fault);
    return !fault;
}

bool option_read_sort(struct order *order, const char *name, struct diag *diag)
{
    static const char *const names[] = {
        [SORT_REF] = "ref", [SORT_ID] = "id", [SORT_DATE] = "date", [SORT_TITLE] = "title"
    };

    order->descending = name[0] == '-';
    for (int key = SORT_REF; key <= SORT_TITLE; key++) {
        if (strcmp(name + order->descending, names[key]) == 0) {
            order->key = (enum sort_key)key;
            return true;
        }
    }
    diag_error(diag, PROGRAM,
               "--sort is ref, id, date or title, with - before it from the last to the first, "
               "not '%s'",
               name);
    return false;
}

bool option_read_limit(size_t *limit, const char *number, struct diag *diag)
{
    struct view text = view_of(number);
    uint32_t value;

    if (!view_take_number(&text, UINT32_MAX, &value) || text.len > 0 || value == 0) {
        diag_error(diag, PROGRAM, "--limit wants a number from 1 on, not '%s'", number);
        return false;
    }
    *limit = value;
    return true;
}

bool option_read_kind(enum input_kind *kind, const char *name, struct diag *diag)
{
    *kind = strcmp(name, "jsonl") == 0 ? INPUT_JSONL : INPUT_DIGEST;
    if (*kind == INPUT_JSONL || strcmp(name, "digest") == 0)
        return true;
    diag_error(diag, PROGRAM, "--from is digest or jsonl, not '%s'", name);
    return false;
}

size_t option_read_formats(const char *list, struct format_catalogue *catalogue,
                           const struct writer **formats, struct diag *diag)
{
    struct view rest = view_of(list);
    size_t count = 0;

    do {
        struct view name = { rest.at, view_find_byte(rest, ',') };
        const struct writer *writer = format_catalogue_find(catalogue, view_trim(name));

        if (!writer && format_catalogue_look(catalogue, diag))
            writer = format_catalogue_find(catalogue, view_trim(name));
        if (!writer) {
            format_catalogue_report_unknown(catalogue, name, "", diag);
            return 0;
        }
        for (size_t i = 0; i < count; i++) {
            if (formats[i] == writer) {
                diag_error(diag, PROGRAM, "-t names %s twice", writer->name);
                return 0;
            }
        }
        formats[count++] = writer;
        rest = view_skip(rest, name.len + 1);
    } while (rest.len > 0);
    return count;
}
