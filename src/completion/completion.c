#include "completion/completion.h"

#include <string.h>

#include "cli/option_values.h"
#include "record/fields.h"
#include "input/reader_registry.h"
#include "output/format_registry.h"
#include "update/updater.h"

static bool is_called(const struct option *option, const char *name)
{
    return strcmp(option->value, name) == 0;
}

static enum completion completion_of(const struct option *option)
{
    if (is_called(option, "FILE") || is_called(option, "LIST") || is_called(option, "LIBRARY") ||
        is_called(option, "[FORMAT:]FILE"))
        return COMPLETES_FILES;
    if (is_called(option, "DIR"))
        return COMPLETES_FOLDERS;
    if (is_called(option, "FORMAT") || is_called(option, "FIELDS") || is_called(option, "KINDS"))
        return COMPLETES_LIST;
    if (is_called(option, "READER"))
        return COMPLETES_WORD;
    return strchr(option->value, '|') ? COMPLETES_WORD : COMPLETES_NONE;
}

static void put_choices(struct buffer *out, const struct option *option)
{
    struct view words = view_of(option->value);

    if (is_called(option, "FORMAT")) {
        for (size_t i = 0; format_registry_at(i); i++)
            buffer_print(out, " %s", format_registry_at(i)->name);
    } else if (is_called(option, "READER")) {
        for (size_t i = 0; reader_registry_at(i); i++)
            buffer_print(out, " %s", reader_registry_at(i)->name);
    } else if (option->read == option_read_refresh) {
        for (int field = 0; field < UPDATE_REFRESHED; field++)
            buffer_print(out, " %s", update_field_names[field]);
    } else if (is_called(option, "FIELDS")) {
        for (int field = 0; field < FIELDS; field++)
            buffer_print(out, " %s", field_name((enum field)field));
    } else if (is_called(option, "KINDS")) {
        for (int kind = ANNOUNCE_NEW; kind <= ANNOUNCE_REPLACE_CROSS; kind++)
            buffer_print(out, " %s", announce_name((enum announce)kind).at);
    } else { /* "en|zh"; after "[-]" each word may have a sign */
        bool sign = view_take(&words, VIEW("[-]"));

        while (words.len > 0) {
            int length = (int)view_find_byte(words, '|');

            buffer_print(out, " %.*s", length, words.at);
            if (sign)
                buffer_print(out, " -%.*s", length, words.at);
            words = view_skip(words, (size_t)length + 1);
        }
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

void completion_put_help(struct buffer *out, const struct option *option, const char *apostrophe)
{
    for (const char *at = option->help; *at; at++) {
        if (*at == '\'')
            buffer_put(out, view_of(apostrophe));
        else if (*at == '\\')
            buffer_put(out, VIEW("\\\\"));
        else
            buffer_put_byte(out, *at == '\n' ? ' ' : *at);
    }
}
