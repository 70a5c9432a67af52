/* Files and folders that nobody wants before their time: when a signal or exit(3)
 * ends the program they go. */
#ifndef REFMILL_SYSTEM_TEMPORARY_H
#define REFMILL_SYSTEM_TEMPORARY_H

#include <signal.h>
#include <stdbool.h>

/* Stays where it is in memory as long as it is remembered. */
struct temporary {
    char *path;
    bool is_folder;                  /* goes only if it is empty */
    bool remembered;                 /* and then: */
    struct temporary *newer, *older; /* among those remembered */
};

/* What is there must be remembered, and what is not there forgotten: signals are
 * blocked while either changes. Only in a program that catches them; elsewhere these
 * do nothing, and several threads may call them. */
void temporary_block_signals(sigset_t *before);
void temporary_let_signals(const sigset_t *before);
void temporary_remember(struct temporary *temporary);
void temporary_forget(struct temporary *temporary);

/* For a program's start. From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove what is
 * remembered, the newest first, before they end the program, as does exit(3). */
void temporary_catch_signals(void);

#endif
