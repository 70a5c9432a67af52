#include "completion/completion.h"

static const struct completion_action actions[COMPLETIONS] = {
    [COMPLETES_NONE] = { "", NULL },
    [COMPLETES_FILES] = { "_files", NULL },
    [COMPLETES_FOLDERS] = { "_files -/", NULL },
    [COMPLETES_WORD] = { "(", " )" },
    [COMPLETES_LIST] = { "_values -s , words", "" },
};

/* "-t+" or "--to=": a value may follow in the same word; or "-q", "--quiet". */
static void put_option_names(struct buffer *out, const struct option *option)
{
    bool short_too = option->letter != 0;

    if (short_too) {
        buffer_put(out, VIEW("{-"));
        buffer_put_byte(out, option->letter);
        buffer_put(out, option->value ? VIEW("+,") : VIEW(","));
    }
    buffer_put(out, VIEW("--"));
    buffer_put(out, view_of(option->name));
    buffer_put(out, option->value ? VIEW("=") : VIEW(""));
    buffer_put(out, short_too ? VIEW("}") : VIEW(""));
}

/* Which options this one leaves no room for: itself, by either name. */
static void put_excluded(struct buffer *out, const struct option *option)
{
    if (completion_repeats(option)) {
        buffer_put(out, VIEW("'*'"));
    } else if (option->letter) {
        buffer_put(out, VIEW("'(-"));
        buffer_put_byte(out, option->letter);
        buffer_put(out, VIEW(" --"));
        buffer_put(out, view_of(option->name));
        buffer_put(out, VIEW(")'"));
    }
}

/* The value's name as a message: it has no colon and no bracket. */
static void put_value_name(struct buffer *out, const struct option *option)
{
    for (const char *at = option->value; *at; at++) {
        if (*at != '[' && *at != ']' && *at != ':')
            buffer_put_byte(out, *at);
    }
}

static void put_argument(struct buffer *out, const struct option *option)
{
    buffer_put(out, VIEW("    "));
    put_excluded(out, option);
    put_option_names(out, option);
    buffer_put(out, VIEW("'["));
    completion_put_help(out, option, "'\\''", "\\\\");
    buffer_put(out, VIEW("]"));
    if (option->value) {
        buffer_put_byte(out, ':');
        put_value_name(out, option);
        buffer_put_byte(out, ':');
        completion_put_action(out, option, actions);
    }
    buffer_put(out, VIEW("' \\\n"));
}

void completion_put_zsh(struct buffer *out)
{
    buffer_put(out, VIEW("#compdef refmill\n"
                         "# zsh completion for refmill, made from its table of options\n"
                         "\n"
                         "_arguments -s -S : \\\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->read)
            put_argument(out, option);
    }
    buffer_put(out, VIEW("    '*:digest:_files'\n"));
}
