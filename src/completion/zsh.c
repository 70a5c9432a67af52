#include "completion/completion.h"

static const struct completion_action actions[COMPLETIONS] = {
    [COMPLETES_NONE] = { "", NULL },
    [COMPLETES_FILES] = { "_files", NULL },
    [COMPLETES_FOLDERS] = { "_files -/", NULL },
    [COMPLETES_WORD] = { "(", " )" },
    [COMPLETES_LIST] = { "_values -s , words", "" },
};

static void put_argument(struct buffer *out, const struct option *option)
{
    buffer_put(out, VIEW("    "));
    if (completion_repeats(option)) /* else it excludes itself, by either name */
        buffer_put(out, VIEW("'*'"));
    else if (option->letter)
        buffer_print(out, "'(-%c --%s)'", option->letter, option->name);
    if (option->letter)
        buffer_print(out, "{-%c%s,", option->letter, option->value ? "+" : "");
    buffer_print(out, "--%s%s%s'[", option->name, option->value ? "=" : "",
                 option->letter ? "}" : "");
    completion_put_help(out, option, "'\\''");
    buffer_put(out, VIEW("]"));
    if (option->value) {
        buffer_put_byte(out, ':');
        for (const char *at = option->value; *at; at++) { /* colons and brackets are special */
            if (*at != '[' && *at != ']' && *at != ':')
                buffer_put_byte(out, *at);
        }
        buffer_put_byte(out, ':');
        completion_put_action(out, option, actions);
    }
    buffer_put(out, VIEW("' \\\n"));
}

void completion_put_zsh(struct buffer *out)
{
    buffer_put(out, VIEW("#compdef refmill\n"
                         "# zsh completion for refmill, generated from its table of options\n"
                         "\n"
                         "_arguments -s -S : \\\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->read)
            put_argument(out, option);
    }
    buffer_put(out, VIEW("    '*:digest:_files'\n"));
}
