/* Prints the completions for a shell: bash, zsh or fish. Used only by the build, not installed. */
#include <stdio.h>
#include <string.h>

#include "completion/completion.h"

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*put)(struct buffer *out);
    } shells[] = {
        { "bash", completion_put_bash },
        { "zsh", completion_put_zsh },
        { "fish", completion_put_fish },
    };

    for (size_t i = 0; argc == 2 && i < sizeof shells / sizeof *shells; i++) {
        struct buffer text = { 0 };
        bool good;

        if (strcmp(argv[1], shells[i].name) != 0)
            continue;
        shells[i].put(&text);
        good = fwrite(text.at, 1, text.len, stdout) == text.len && fflush(stdout) == 0;
        buffer_free(&text);
        return good ? 0 : 2;
    }
    fputs("completion: expected bash, zsh or fish\n", stderr);
    return 2;
}
