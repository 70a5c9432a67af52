/* Temporary files and directories, removed on exit or on a fatal signal, and by a later run
 * after a crash. */
#ifndef REFMILL_SYSTEM_TEMPORARY_H
#define REFMILL_SYSTEM_TEMPORARY_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "text/text.h"

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

/* Creates a file of a new name, `prefix` and random letters, and remembers it. It is open for
 * reading and writing, and locked until it is closed; the kernel applies the umask to `mode`.
 * On failure -1, with the reason in errno. */
int temporary_create(struct temporary *temporary, struct view prefix, mode_t mode);

/* Renames the file to `target`, and forgets it and frees its path. False, with the reason in
 * errno, if it cannot be renamed: it is still there then, and remembered. */
bool temporary_rename(struct temporary *temporary, const char *target);

/* Removes the file, forgets it and frees its path; does nothing if the path is NULL. */
void temporary_remove(struct temporary *temporary);

/* Removes what temporary_create left in the directory, with that prefix of the name, in runs
 * that were killed: regular files of this user, a day old, that no process has locked. A large
 * directory is read in one of several runs only. */
void temporary_remove_leftovers(const char *directory, struct view name_prefix);

/* To be called when the program starts. From then on SIGINT, SIGTERM, SIGHUP and SIGQUIT
 * remove what is remembered, newest first, before they end the program; so does exit(3). */
void temporary_catch_signals(void);

#endif
