#include "cli/command_line.h"

/* Returns the option of that name or unambiguous abbreviation, or NULL after reporting an error. */
static const struct option *find_long(const char *word, struct view name, struct diag *diag)
{
    const struct option *found = option_find(name);
    size_t count = found != NULL;

    for (const struct option *option = option_table; option->name && !count; option++) {
        if (!option->read || !view_starts_with(view_of(option->name), name))
            continue;
        if (found) {
            diag_error(diag, PROGRAM, "'%s' is ambiguous; did you mean --%s or --%s?", word,
                       found->name, option->name);
            return NULL;
        }
        found = option;
    }
    if (!found)
        option_report_unknown(name, diag);
    return found;
}

/* Takes `value`, the rest of the option's own word, or if that is NULL the next word. */
static bool take_value(struct command_line *command, const char *word, const char *value,
                       struct argument *argument, struct diag *diag)
{
    argument->value = value;
    if (value || !argument->option->value)
        return true;
    if (command->next < command->count) {
        argument->value = command->words[command->next++];
        return true;
    }
    diag_error(diag, PROGRAM, "%s requires a value; see refmill --help", word);
    return false;
}

/* Takes --name, --name=value, or --name and the next word. */
static bool take_long(struct command_line *command, const char *word, struct argument *argument,
                      struct diag *diag)
{
    struct view name = { word + 2, strcspn(word + 2, "=") };
    bool has_value = name.at[name.len] == '=';

    argument->option = find_long(word, name, diag);
    if (!argument->option)
        return false;
    if (has_value && !argument->option->value) {
        diag_error(diag, PROGRAM, "--%s takes no value", argument->option->name);
        return false;
    }
    return take_value(command, word, has_value ? name.at + name.len + 1 : NULL, argument, diag);
}

/* Takes one letter of -k or -kq; or -oFILE, or -o and the next word. */
static bool take_letter(struct command_line *command, struct argument *argument, struct diag *diag)
{
    char letter = *command->letters++;
    const char *rest = command->letters;

    argument->option = option_find_letter(letter);
    if (!argument->option) {
        diag_error(diag, PROGRAM, "unknown option '-%c'; see refmill --help", letter);
        return false;
    }
    if (!argument->option->value)
        return true;
    command->letters = NULL;
    return take_value(command, (const char[]){ '-', letter, '\0' }, *rest ? rest : NULL, argument,
                      diag);
}

bool command_line_next(struct command_line *command, struct argument *argument, struct diag *diag)
{
    const char *word;

    *argument = (struct argument){ 0 };
    if (command->letters && command->letters[0] != '\0')
        return take_letter(command, argument, diag);
    if (!command->ended && command->next < command->count &&
        strcmp(command->words[command->next], "--") == 0) {
        command->ended = true;
        command->next++;
    }
    if (command->next == command->count)
        return false;
    word = command->words[command->next++];
    if (command->ended || word[0] != '-' || word[1] == '\0') {
        argument->value = word;
        return true;
    }
    if (word[1] == '-')
        return take_long(command, word, argument, diag);
    command->letters = word + 1;
    return take_letter(command, argument, diag);
}
