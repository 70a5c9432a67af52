#include "expect.h"

#include <stdio.h>

#include "cli/command_line.h"
#include "output/format_registry.h"

enum { WORDS_MAX = 8 };

/* The words as they are read: "--name" or "--name=value" for an option, the word itself
 * for what is none, with a space between; then what is wrong, if it is. */
static void read_all(const char *const *words, struct buffer *out)
{
    struct command_line command = { .words = words };
    struct diag silent = { .silent = true };
    struct argument argument;

    while (words[command.count])
        command.count++;
    while (command_line_next(&command, &argument, &silent)) {
        buffer_put(out, out->len > 0 ? VIEW(" ") : VIEW(""));
        buffer_put(out, argument.option ? VIEW("--") : VIEW(""));
        buffer_put(out, view_of(argument.option ? argument.option->name : ""));
        buffer_put(out, argument.option && argument.value ? VIEW("=") : VIEW(""));
        buffer_put(out, view_of(argument.value ? argument.value : ""));
    }
    if (silent.errors > 0)
        buffer_put(out, VIEW(" !"));
}

static void words_are_read_as_getopt_long_reads_them(void **state)
{
    static const struct {
        const char *words[WORDS_MAX], *read;
    } cases[] = {
        { { NULL }, "" },
        { { "a", "b" }, "a b" },
        { { "-k" }, "--keep-going" },
        { { "-kq" }, "--keep-going --quiet" },
        { { "-to", "x" }, "--to=o x" },
        { { "-kt", "ris" }, "--keep-going --to=ris" },
        { { "-t", "-k" }, "--to=-k" },
        { { "-t", "" }, "--to=" },
        { { "--to", "ris", "a" }, "--to=ris a" },
        { { "--to=ris" }, "--to=ris" },
        { { "--to=" }, "--to=" },
        { { "--key=a=b" }, "--key=a=b" },
        { { "a", "--ascii", "b" }, "a --ascii b" },
        { { "-" }, "-" },
        { { "-o", "-", "-" }, "--output=- -" },
        { { "--", "-k", "--" }, "-k --" },
        { { "-k", "--", "-k" }, "--keep-going -k" },
        { { "--asc" }, "--ascii" },
        { { "--translation" }, "--translation-lines" },
        { { "--feed-h", "x" }, "--feed-home=x" },
        { { "--fetch" }, "--fetch" }, /* the beginning of others, and one itself */
        { { "--feed", "x" }, " !" },  /* of several */
        { { "--", "x", "" }, "x " },  /* an empty word is one */
        { { "--unheard" }, " !" },
        { { "--ascii=yes" }, " !" },
        { { "--asc=yes" }, " !" },
        { { "--to" }, " !" },
        { { "-t" }, " !" },
        { { "-kt" }, "--keep-going !" },
        { { "-kx" }, "--keep-going !" },
        { { "-\xC3\xA9" }, " !" },
        { { "--=x" }, " !" },
        { { "--Output" }, " !" },
        { { "a", "--no-such", "b" }, "a !" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer out = { 0 };
        char name[16];

        snprintf(name, sizeof name, "case %zu", i);
        read_all(cases[i].words, &out);
        expect_text(name, buffer_view(&out), cases[i].read);
        buffer_free(&out);
    }
}

static void a_reader_keeps_nothing_outside(void **state)
{
    static const char *const words[] = { "-kq", "a" }, *const others[] = { "-v" };
    struct command_line one = { .words = words, .count = 2 },
                        other = { .words = others, .count = 1 };
    struct diag silent = { .silent = true };
    struct argument argument;

    (void)state;
    expect(command_line_next(&one, &argument, &silent) && argument.option->letter == 'k',
           "the first");
    expect(command_line_next(&other, &argument, &silent) && argument.option->letter == 'v',
           "another's");
    expect(command_line_next(&one, &argument, &silent) && argument.option->letter == 'q',
           "its second");
    expect(!command_line_next(&other, &argument, &silent), "another's end");
    expect(command_line_next(&one, &argument, &silent) && !argument.option, "a word");
    expect(!command_line_next(&one, &argument, &silent) && silent.errors == 0, "the end");
}

/* The table names formats by hand. */
static void options_name_their_formats(void **state)
{
    (void)state;
    for (const struct option *option = option_table; option->name; option++) {
        struct view words = view_of(option->formats ? option->formats : "");

        while (words.len > 0) {
            struct view word = option_take_word(&words);
            bool known = view_starts_with(word, VIEW("@"));

            for (size_t i = 0; i < format_registry_count(); i++)
                known = known || view_equal(word, view_of(format_registry_at(i)->name));
            expect(known, option->name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_as_getopt_long_reads_them),
        cmocka_unit_test(a_reader_keeps_nothing_outside),
        cmocka_unit_test(options_name_their_formats),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
