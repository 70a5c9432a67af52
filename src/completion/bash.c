#include "completion/completion.h"

static const struct completion_action actions[COMPLETIONS] = {
    [COMPLETES_NONE] = { ":", NULL },
    [COMPLETES_FILES] = { "_filedir", NULL },
    [COMPLETES_FOLDERS] = { "_filedir -d", NULL },
    [COMPLETES_WORD] = { "COMPREPLY=($(compgen -W '", "' -- \"$cur\"))" },
    [COMPLETES_LIST] = { "_refmill_list '", "'" },
};

/* "-t|--to", the same as patterns of a case. */
static void put_patterns(struct buffer *out, const struct option *option)
{
    if (option->letter) {
        buffer_put_byte(out, '-');
        buffer_put_byte(out, option->letter);
        buffer_put_byte(out, '|');
    }
    buffer_put(out, VIEW("--"));
    buffer_put(out, view_of(option->name));
}

/* Completes what stands behind the option. */
static void put_case(struct buffer *out, const struct option *option)
{
    buffer_put(out, VIEW("    "));
    put_patterns(out, option);
    buffer_put(out, VIEW(") "));
    completion_put_action(out, option, actions);
    buffer_put(out, VIEW("; return ;;\n"));
}

void completion_put_bash(struct buffer *out)
{
    buffer_put(out,
               VIEW("# bash completion for refmill, made from its table of options\n"
                    "\n"
                    "_refmill_list() { # the last word of a list with commas\n"
                    "    local before=''\n"
                    "    [[ $cur != *,* ]] || before=${cur%,*},\n"
                    "    COMPREPLY=($(compgen -P \"$before\" -W \"$1\" -- \"${cur##*,}\"))\n"
                    "    compopt -o nospace\n"
                    "}\n"
                    "\n"
                    "_refmill() {\n"
                    "    local cur prev words cword split\n"
                    "    declare -F _init_completion >/dev/null || return # and bash offers files\n"
                    "    _init_completion -s -n : || return\n"
                    "    case $prev in\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->value)
            put_case(out, option);
    }
    buffer_put(out, VIEW("    esac\n"
                         "    if [[ $cur == -* ]]; then\n"
                         "        COMPREPLY=($(compgen -W '"));
    for (const struct option *option = option_table; option->name; option++) {
        if (!option->read)
            continue;
        buffer_put(out, VIEW(" --"));
        buffer_put(out, view_of(option->name));
    }
    buffer_put(out, VIEW("' -- \"$cur\"))\n"
                         "    else\n"
                         "        _filedir\n"
                         "    fi\n"
                         "} && complete -o bashdefault -o default -F _refmill refmill\n"));
}
