#include "system/temporary.h"

#include <stdlib.h>
#include <unistd.h>

/* The signal handler must find them: the one mutable global. It changes only while
 * the signals are blocked, and only once they are caught: else the files of several
 * threads know nothing of each other. */
static struct temporary *volatile newest;
static bool catching;

void temporary_block_signals(sigset_t *before)
{
    sigset_t all;

    if (!catching)
        return;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

void temporary_let_signals(const sigset_t *before)
{
    if (catching)
        sigprocmask(SIG_SETMASK, before, NULL);
}

void temporary_remember(struct temporary *temporary)
{
    if (!catching)
        return;
    temporary->remembered = true;
    temporary->newer = NULL;
    temporary->older = newest;
    if (newest)
        newest->newer = temporary;
    newest = temporary;
}

void temporary_forget(struct temporary *temporary)
{
    if (!temporary->remembered)
        return;
    temporary->remembered = false;
    if (temporary->newer)
        temporary->newer->older = temporary->older;
    else
        newest = temporary->older;
    if (temporary->older)
        temporary->older->newer = temporary->newer;
}

static void remove_all(void)
{
    for (const struct temporary *temporary = newest; temporary; temporary = temporary->older) {
        if (temporary->is_folder)
            rmdir(temporary->path);
        else
            unlink(temporary->path);
    }
}

static void end_by_signal(int signal_number)
{
    remove_all();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void temporary_catch_signals(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    struct sigaction action = { .sa_handler = end_by_signal };

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup stays in force */
            sigaction(signals[i], &action, NULL);
    }
    catching = true;
    atexit(remove_all); /* without memory the program ends by exit(3) */
}
