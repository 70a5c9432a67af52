#include "shells.h"
#include "completion.h"

/* "-t|--to", the same as patterns of a case. */
static void put_patterns(struct buffer *out, const struct usage *option)
{
    if (option->code < 256) {
        buffer_put_byte(out, '-');
        buffer_put_byte(out, (char)option->code);
        buffer_put_byte(out, '|');
    }
    buffer_put(out, VIEW("--"));
    buffer_put(out, view_of(option->name));
}

/* Completes what stands behind the option. */
static void put_case(struct buffer *out, const struct usage *option)
{
    buffer_put(out, VIEW("    "));
    put_patterns(out, option);
    buffer_put(out, VIEW(") "));
    switch (completion_of(option)) {
    case COMPLETES_FILES:
        buffer_put(out, VIEW("_filedir"));
        break;
    case COMPLETES_FOLDERS:
        buffer_put(out, VIEW("_filedir -d"));
        break;
    case COMPLETES_WORD:
        buffer_put(out, VIEW("COMPREPLY=($(compgen -W '"));
        completion_put_words(out, option);
        buffer_put(out, VIEW("' -- \"$cur\"))"));
        break;
    case COMPLETES_LIST:
        buffer_put(out, VIEW("_refmill_list '"));
        completion_put_words(out, option);
        buffer_put(out, VIEW("'"));
        break;
    case COMPLETES_NONE:
        buffer_put(out, VIEW(":"));
        break;
    }
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
    for (const struct usage *option = usage_table; option->name; option++) {
        if (option->value)
            put_case(out, option);
    }
    buffer_put(out, VIEW("    esac\n"
                         "    if [[ $cur == -* ]]; then\n"
                         "        COMPREPLY=($(compgen -W '"));
    for (const struct usage *option = usage_table; option->name; option++) {
        if (!option->code)
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
