#include <jansson.h>
#include <stdio.h>

#include "check.h"
#include "records.h"
#include "tex/tex.h"

static struct view string_of(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return (struct view){ json_string_value(value), json_string_length(value) };
}

static json_t *load(const char *format, struct view text)
{
    json_error_t error;
    json_t *value = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);

    check(value != NULL, format, "jansson loads it", text);
    return value;
}

static void check_part(const char *format, const json_t *author, const char *name,
                       struct view wanted)
{
    check_equal(format, "a part of a name is the author's", string_of(author, name), wanted);
}

/* `joins`: a suffix is with the given name, if there is one. */
static void check_author(const char *format, const json_t *author, const struct person *person,
                         bool joins)
{
    struct buffer given = { 0 };

    joins = joins && person->given.len > 0 && person->suffix.len > 0;
    buffer_put(&given, person->given);
    buffer_put(&given, joins ? VIEW(", ") : VIEW(""));
    buffer_put(&given, joins ? person->suffix : VIEW(""));
    check_part(format, author, "family", person->family);
    check_part(format, author, "given", buffer_view(&given));
    check_part(format, author, "suffix", joins ? VIEW("") : person->suffix);
    check_part(format, author, "literal", person->literal);
    buffer_free(&given);
}

static void check_authors(const char *format, const json_t *authors, const struct record *record,
                          bool joins)
{
    check(json_array_size(authors) == record->author_count, format, "there are as many authors",
          record->url);
    for (size_t i = 0; i < record->author_count; i++)
        check_author(format, json_array_get(authors, i), &record->authors[i], joins);
}

static void check_date(const char *format, struct view date, const struct record *record)
{
    struct buffer wanted = { 0 };

    check_put_date(&wanted, record->date, '-');
    check_equal(format, "the date is the record's", date, buffer_view(&wanted));
    buffer_free(&wanted);
}

/* ---- CSL-JSON ---------------------------------------------------------- */

/* The date is a list of one list of numbers. */
static void check_issued(const char *format, const json_t *item, const struct record *record)
{
    const json_t *parts = json_object_get(json_object_get(item, "issued"), "date-parts");
    const json_t *numbers = json_array_get(parts, 0);
    const struct date date = { (unsigned)json_integer_value(json_array_get(numbers, 0)),
                               (unsigned)json_integer_value(json_array_get(numbers, 1)),
                               (unsigned)json_integer_value(json_array_get(numbers, 2)) };
    struct buffer came = { 0 };

    check_put_date(&came, date, '-');
    check_date(format, buffer_view(&came), record);
    buffer_free(&came);
}

static void check_item(const char *format, const json_t *item, const struct record *record,
                       enum language leads)
{
    struct buffer text = { 0 };

    tex_put_text(&text, bilingual_leading(&record->title, leads));
    check_equal(format, "a title is the text of the record's", string_of(item, "title"),
                buffer_view(&text));
    check_equal(format, "the URL is the record's", string_of(item, "URL"), record->url);
    text.len = 0;
    if (record->version > 0)
        buffer_put_number(&text, record->version);
    check_equal(format, "the version is the record's", string_of(item, "version"),
                buffer_view(&text));
    check(string_of(item, "id").len > 0, format, "an item has an id", string_of(item, "title"));
    check_authors(format, json_object_get(item, "author"), record, true);
    check_issued(format, item, record);
    buffer_free(&text);
}

void check_csl_json(const char *format, struct view output, const struct expected *expected)
{
    json_t *items = load(format, output);

    check(json_is_array(items), format, "an array", output);
    check(json_array_size(items) == expected->count, format, "an item a record", output);
    for (size_t i = 0; i < expected->count; i++)
        check_item(format, json_array_get(items, i), &expected->records[i], expected->leads);
    json_decref(items);
}

/* ---- JSON Feed --------------------------------------------------------- */

static void check_feed_item(const char *format, const json_t *item, const struct expected *expected,
                            size_t place)
{
    const json_t *authors = json_object_get(item, "authors");
    struct buffer names = { 0 };
    struct check_entry entry = { string_of(item, "title"), string_of(item, "id"),
                                 string_of(item, "content_html"), VIEW("") };

    check(json_is_string(json_object_get(item, "content_html")), format, "an item has a content",
          entry.title);
    for (size_t i = 0; i < json_array_size(authors); i++) {
        buffer_put(&names, i > 0 ? VIEW(", ") : VIEW(""));
        buffer_put(&names, string_of(json_array_get(authors, i), "name"));
    }
    entry.names = buffer_view(&names);
    check_entry(format, &entry, expected, place);
    buffer_free(&names);
}

void check_jsonfeed(const char *format, struct view output, const struct expected *expected)
{
    json_t *feed = load(format, output);
    const json_t *items = json_object_get(feed, "items");

    check(string_of(feed, "title").len > 0, format, "a feed has a title", output);
    check(json_is_array(items), format, "an array of items", output);
    check(json_array_size(items) == expected->count, format, "an item a record", output);
    for (size_t i = 0; i < expected->count; i++)
        check_feed_item(format, json_array_get(items, i), expected, i);
    json_decref(feed);
}

/* ---- jsonl ------------------------------------------------------------- */

static void check_texts(const char *format, const json_t *object, const struct record *record)
{
    static const char *const names[] = { "title", "summary", "abstract" };
    const struct bilingual *const texts[] = { &record->title, &record->summary, &record->abstract };
    struct view language = translation_name(record_translation(record));
    char translated[16];

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(translated, sizeof translated, "%s_%.*s", names[i], (int)language.len,
                 language.len ? language.at : "");
        check_equal(format, "text is the record's, byte by byte", string_of(object, names[i]),
                    texts[i]->in[LANGUAGE_EN]);
        check_equal(format, "text is the record's, byte by byte", string_of(object, translated),
                    texts[i]->in[LANGUAGE_ZH]);
    }
}

void check_jsonl(const char *format, struct view output, const struct expected *expected)
{
    size_t lines = 0;

    for (struct view rest = output; rest.len > 0; lines++) {
        struct view line = { rest.at, view_find_byte(rest, '\n') };
        json_t *object = load(format, line);

        check(line.len < rest.len, format, "the last line ends", line);
        check(lines < expected->count, format, "a line a record", output);
        check_texts(format, object, &expected->records[lines]);
        check_date(format, string_of(object, "date"), &expected->records[lines]);
        check_authors(format, json_object_get(object, "authors"), &expected->records[lines], false);
        json_decref(object);
        rest = view_skip(rest, line.len + 1);
    }
    check(lines == expected->count, format, "a line a record", output);
}
