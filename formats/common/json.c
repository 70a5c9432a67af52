/* jansson decodes every character of a string to write it, which was two thirds
 * of all instructions, and the objects a tenth. So text is copied in runs, and
 * jansson gets only what JSON escapes; the scan for that and the making of the
 * text are what bounds the two formats now, a quarter each. */
#include "common/json.h"

#include <jansson.h>

#include "text/scan.h"

void json_begin(struct json *json, struct sink *sink)
{
    json->sink = sink;
}

void json_end(struct json *json)
{
    buffer_free(&json->out);
}

/* A comma where another value stands before, and the name. */
static void begin_value(struct json *json, const char *name)
{
    struct buffer *out = &json->out;
    char last = '[';

    if (out->len > 0)
        last = out->at[out->len - 1];
    if (last != '[' && last != '{')
        buffer_put_byte(out, ',');
    if (!name)
        return;
    buffer_put_byte(out, '"');
    buffer_put(out, view_of(name));
    buffer_put(out, VIEW("\":"));
}

void json_open_object(struct json *json, const char *name)
{
    begin_value(json, name);
    buffer_put_byte(&json->out, '{');
}

void json_close_object(struct json *json)
{
    buffer_put_byte(&json->out, '}');
}

void json_open_list(struct json *json, const char *name)
{
    begin_value(json, name);
    buffer_put_byte(&json->out, '[');
}

void json_close_list(struct json *json)
{
    buffer_put_byte(&json->out, ']');
}

/* What a string must escape: RFC 8259, section 7. */
#define SPECIALS(has, row) has(0x00, 0x1F, row) has('"', '"', row) has('\\', '\\', row)
static const struct byte_set specials = BYTE_SET(SPECIALS);

/* The string of this character as jansson has it, without its quotes. */
static void put_escaped(struct json *json, char c)
{
    json_t *string = json_stringn_nocheck(&c, 1);
    char escaped[16];
    size_t length = string ? json_dumpb(string, escaped, sizeof escaped, JSON_ENCODE_ANY) : 0;

    if (length > 2 && length <= sizeof escaped)
        buffer_put(&json->out, (struct view){ escaped + 1, length - 2 });
    else
        sink_fail(json->sink, "jansson has no memory");
    json_decref(string);
}

void json_put_text(struct json *json, const char *name, struct view text)
{
    if (text.len > 0)
        json_put_string(json, name, text);
}

void json_put_string(struct json *json, const char *name, struct view text)
{
    begin_value(json, name);
    buffer_put_byte(&json->out, '"');
    for (; text.len > 0; text = view_skip(text, 1)) {
        size_t run = scan_run(text, &specials);

        buffer_put(&json->out, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        put_escaped(json, text.at[0]);
    }
    buffer_put_byte(&json->out, '"');
}

void json_put_number(struct json *json, const char *name, uint64_t number)
{
    begin_value(json, name);
    buffer_put_number(&json->out, number);
}

void json_put_true(struct json *json, const char *name)
{
    begin_value(json, name);
    buffer_put(&json->out, VIEW("true"));
}

void json_put_people(struct json *json, const char *name, const struct person *people, size_t count)
{
    if (count == 0)
        return;
    json_open_list(json, name);
    for (size_t i = 0; i < count; i++) {
        json_open_object(json, NULL);
        json_put_text(json, "family", people[i].family);
        json_put_text(json, "given", people[i].given);
        json_put_text(json, "suffix", people[i].suffix);
        json_put_text(json, "literal", people[i].literal);
        json_close_object(json);
    }
    json_close_list(json);
}

void json_write(struct json *json)
{
    sink_put(json->sink, buffer_view(&json->out));
    json->out.len = 0;
}
