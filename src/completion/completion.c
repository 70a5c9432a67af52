#include "completion/completion.h"

#include <string.h>

#include "record/fields.h"
#include "output/format_registry.h"

static bool is_called(const struct option *option, const char *name)
{
    return strcmp(option->value, name) == 0;
}

static enum completion completion_of(const struct option *option)
{
    if (is_called(option, "FILE") || is_called(option, "LIST") ||
        is_called(option, "[FORMAT:]FILE"))
        return COMPLETES_FILES;
    if (is_called(option, "DIR"))
        return COMPLETES_FOLDERS;
    if (is_called(option, "FORMAT") || is_called(option, "FIELDS") || is_called(option, "KINDS"))
        return COMPLETES_LIST;
    return strchr(option->value, '|') ? COMPLETES_WORD : COMPLETES_NONE;
}

static void put_choice(struct buffer *out, const char *sign, struct view word)
{
    buffer_put_byte(out, ' ');
    buffer_put(out, view_of(sign));
    buffer_put(out, word);
}

/* "en|zh"; with "[-]" before them each word may have that sign. */
static void put_alternatives(struct buffer *out, struct view words)
{
    bool sign = view_take(&words, VIEW("[-]"));

    while (words.len > 0) {
        struct view word = { words.at, view_find_byte(words, '|') };

        put_choice(out, "", word);
        if (sign)
            put_choice(out, "-", word);
        words = view_skip(words, word.len + 1);
    }
}

static void put_choices(struct buffer *out, const struct option *option)
{
    if (is_called(option, "FORMAT")) {
        for (size_t i = 0; format_registry_at(i); i++)
            put_choice(out, "", view_of(format_registry_at(i)->name));
    } else if (is_called(option, "FIELDS")) {
        for (int field = 0; field < FIELDS; field++)
            put_choice(out, "", view_of(field_name((enum field)field)));
    } else if (is_called(option, "KINDS")) {
        for (int kind = ANNOUNCE_NEW; kind <= ANNOUNCE_REPLACE_CROSS; kind++)
            put_choice(out, "", announce_name((enum announce)kind));
    } else {
        put_alternatives(out, view_of(option->value));
    }
}

void completion_put_action(struct buffer *out, const struct option *option,
                           const struct completion_action actions[COMPLETIONS])
{
    const struct completion_action *action = &actions[completion_of(option)];

    buffer_put(out, view_of(action->start));
    if (!action->end)
        return;
    put_choices(out, option);
    buffer_put(out, view_of(action->end));
}

bool completion_repeats(const struct option *option)
{
    return strstr(option->help, "repeated") != NULL;
}

void completion_put_help(struct buffer *out, const struct option *option, const char *apostrophe,
                         const char *backslash)
{
    for (const char *at = option->help; *at; at++) {
        if (*at == '\'')
            buffer_put(out, view_of(apostrophe));
        else if (*at == '\\')
            buffer_put(out, view_of(backslash));
        else
            buffer_put_byte(out, *at == '\n' ? ' ' : *at);
    }
}
