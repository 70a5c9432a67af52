/* Creates temporary files. Removes temporary files and directories at exit and on a fatal signal;
 * a later run removes the files of a killed one. */
#ifndef REFMILL_SYSTEM_TEMPORARY_H
#define REFMILL_SYSTEM_TEMPORARY_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "text/text.h"

/* Must not move in memory while it is remembered. */
struct temporary {
    char *path;
    bool is_folder;                  /* a directory, removed only if it is empty */
    bool remembered;                 /* in the list of what is removed at exit and on signals */
    struct temporary *newer, *older; /* its neighbours in that list */
};

/* The first two block and unblock signals around creating and remembering a file, or removing and
 * forgetting it. All four do nothing, and so may be called in any thread, unless the program has
 * called temporary_catch_signals. */
void temporary_block_signals(sigset_t *before);
void temporary_let_signals(const sigset_t *before);
void temporary_remember(struct temporary *temporary);
void temporary_forget(struct temporary *temporary);

/* Creates a file named `prefix` and random letters, and remembers it. It is open for reading and
 * writing, and locked until it is closed. The umask applies to `mode`. Returns -1 on failure, with
 * the reason in errno. */
int temporary_create(struct temporary *temporary, struct view prefix, mode_t mode);

/* The directory for files without a name: $TMPDIR or /tmp. */
const char *temporary_directory(void);

/* Creates a file without a name there, open for reading and writing. Returns -1 on failure, with
 * the reason in errno. */
int temporary_open_unnamed(void);

/* Renames the file to `target`, forgets it and frees its path. Returns false on failure, with the
 * reason in errno; the file then stays and is still remembered. */
bool temporary_rename(struct temporary *temporary, const char *target);

/* Removes the file, forgets it and frees its path; does nothing if the path is NULL. */
void temporary_remove(struct temporary *temporary);

/* Removes the files with that prefix that killed runs left in the directory: regular files of this
 * user that are a day old and not locked. To save time, only some runs read a large directory. */
void temporary_remove_leftovers(const char *directory, struct view name_prefix);

/* Call it when the program starts. From then on SIGINT, SIGTERM, SIGHUP, SIGQUIT and exit(3) remove
 * the remembered files and directories, newest first, before the program ends. */
void temporary_catch_signals(void);

/* Does the same as such a signal. Returns if the signal is blocked. */
void temporary_end_by_signal(int signal_number);

#endif
