#include "shells.h"
#include "completion.h"

static void put_action(struct buffer *out, const struct usage *option)
{
    switch (completion_of(option)) {
    case COMPLETES_FILES:
        buffer_put(out, VIEW(" -r -F"));
        break;
    case COMPLETES_FOLDERS:
        buffer_put(out, VIEW(" -x -a '(__fish_complete_directories)'"));
        break;
    case COMPLETES_WORD:
        buffer_put(out, VIEW(" -x -a '"));
        completion_put_words(out, option);
        buffer_put(out, VIEW("'"));
        break;
    case COMPLETES_LIST:
        buffer_put(out, VIEW(" -x -a '(__fish_append ,"));
        completion_put_words(out, option);
        buffer_put(out, VIEW(")'"));
        break;
    case COMPLETES_NONE:
        buffer_put(out, option->value ? VIEW(" -x") : VIEW(""));
        break;
    }
}

void completion_put_fish(struct buffer *out)
{
    buffer_put(out, VIEW("# fish completion for refmill, made from its table of options\n"));
    for (const struct usage *option = usage_table; option->name; option++) {
        if (!option->code)
            continue;
        buffer_put(out, VIEW("complete -c refmill"));
        if (option->code < 256) {
            buffer_put(out, VIEW(" -s "));
            buffer_put_byte(out, (char)option->code);
        }
        buffer_put(out, VIEW(" -l "));
        buffer_put(out, view_of(option->name));
        put_action(out, option);
        buffer_put(out, VIEW(" -d '"));
        completion_put_help(out, option, "\\'", "\\\\");
        buffer_put(out, VIEW("'\n"));
    }
}
