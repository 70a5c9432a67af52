#include "completion/completion.h"

static const struct completion_action actions[COMPLETIONS] = {
    [COMPLETES_NONE] = { ":", NULL },
    [COMPLETES_FILES] = { "_filedir", NULL },
    [COMPLETES_FOLDERS] = { "_filedir -d", NULL },
    [COMPLETES_WORD] = { "COMPREPLY=($(compgen -W '", "' -- \"$cur\"))" },
    [COMPLETES_LIST] = { "_refmill_list '", "'" },
};

void completion_put_bash(struct buffer *out)
{
    const struct option *option;

    buffer_put(
        out, VIEW("# bash completion for refmill, generated from its table of options\n"
                  "\n"
                  "_refmill_list() { # completes the last word of a list with commas\n"
                  "    local before=''\n"
                  "    [[ $cur != *,* ]] || before=${cur%,*},\n"
                  "    COMPREPLY=($(compgen -P \"$before\" -W \"$1\" -- \"${cur##*,}\"))\n"
                  "    compopt -o nospace\n"
                  "}\n"
                  "\n"
                  "_refmill() {\n"
                  "    local cur prev words cword split\n"
                  "    declare -F _init_completion >/dev/null || return # bash then offers files\n"
                  "    _init_completion -s -n : || return\n"
                  "    case $prev in\n"));
    for (option = option_table; option->name; option++) { /* a case for the value of each */
        if (!option->value)
            continue;
        buffer_put(out, VIEW("    "));
        if (option->letter)
            buffer_print(out, "-%c|", option->letter);
        buffer_print(out, "--%s) ", option->name);
        completion_put_action(out, option, actions);
        buffer_put(out, VIEW("; return ;;\n"));
    }
    buffer_put(out, VIEW("    esac\n"
                         "    if [[ $cur == -* ]]; then\n"
                         "        COMPREPLY=($(compgen -W '"));
    for (option = option_table; option->name; option++) {
        if (option->read)
            buffer_print(out, " --%s", option->name);
    }
    buffer_put(out, VIEW("' -- \"$cur\"))\n"
                         "    else\n"
                         "        _filedir\n"
                         "    fi\n"
                         "} && complete -o bashdefault -o default -F _refmill refmill\n"));
}
