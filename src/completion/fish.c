#include "completion/completion.h"

static const struct completion_action actions[COMPLETIONS] = {
    [COMPLETES_NONE] = { " -x", NULL },
    [COMPLETES_FILES] = { " -r -F", NULL },
    [COMPLETES_FOLDERS] = { " -x -a '(__fish_complete_directories)'", NULL },
    [COMPLETES_WORD] = { " -x -a '", "'" },
    [COMPLETES_LIST] = { " -x -a '(__fish_append ,", ")'" },
};

void completion_put_fish(struct buffer *out)
{
    buffer_put(out, VIEW("# fish completion for refmill, generated from its table of options\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (!option->read)
            continue;
        buffer_put(out, VIEW("complete -c refmill"));
        if (option->letter)
            buffer_print(out, " -s %c", option->letter);
        buffer_print(out, " -l %s", option->name);
        if (option->value)
            completion_put_action(out, option, actions);
        buffer_put(out, VIEW(" -d '"));
        completion_put_help(out, option, "\\'");
        buffer_put(out, VIEW("'\n"));
    }
}
