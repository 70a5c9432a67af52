/* Temporary files and directories, removed on exit or on a fatal signal. */
#ifndef REFMILL_SYSTEM_TEMPORARY_H
#define REFMILL_SYSTEM_TEMPORARY_H

#include <signal.h>
#include <stdbool.h>

/* Stays where it is in memory as long as it is remembered. */
struct temporary {
    char *path;
    bool is_folder;                  /* removed only if it is empty */
    bool remembered;                 /* and then: */
    struct temporary *newer, *older; /* among those remembered */
};

/* Block signals while a file is created and remembered, or removed and forgotten. These
 * work only in a program that has called temporary_catch_signals; elsewhere they do
 * nothing, and several threads may call them. */
void temporary_block_signals(sigset_t *before);
void temporary_let_signals(const sigset_t *before);
void temporary_remember(struct temporary *temporary);
void temporary_forget(struct temporary *temporary);

/* To be called when the program starts. From then on SIGINT, SIGTERM, SIGHUP and SIGQUIT
 * remove what is remembered, newest first, before they end the program; so does exit(3). */
void temporary_catch_signals(void);

#endif
