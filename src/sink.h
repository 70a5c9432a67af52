/* Where output goes: a buffer before a file descriptor, with an error that
 * sticks, and files that are replaced whole or not at all. */
#ifndef REFMILL_SINK_H
#define REFMILL_SINK_H

#include <sys/types.h>

#include "text.h"

struct sink {
    char *bytes; /* `size` of them, until it is closed */
    size_t used, size;
    int file;        /* -1: closed */
    const char *why; /* the first failure; NULL while all is well */
    char *target;    /* what `temporary` is renamed to; NULL: written in place */
    char *temporary;
    char *backup;    /* another name of the target's old file, while committing */
    bool fresh;      /* there was no old file */
    bool if_changed; /* the caller's: leave the target alone if it has the same bytes */
    struct sink *next, *previous; /* among those with a temporary */
};

/* Opens standard output. */
void sink_open_standard(struct sink *sink);

/* Opens `path`. A regular file, or none, is written beside its place under a
 * name of its own; a symbolic link is followed first; a device or FIFO is
 * written in place. False when it cannot be written, with the reason in
 * sink->why; the sink is then closed. */
bool sink_open_path(struct sink *sink, const char *path);

/* What the sink will replace or writes to, as hashes: two sinks that share one
 * have the same target. They are of its path, and of the regular file that it is
 * now; a device or FIFO has none, since two ends may share one. Gives how many. */
enum { SINK_IDENTITIES = 2 };
size_t sink_identities(const struct sink *sink, uint64_t identities[SINK_IDENTITIES]);

/* The latter of a file that is read. */
uint64_t file_identity(dev_t device, ino_t inode);

/* After a failure these do nothing. */
void sink_put(struct sink *sink, struct view text);
void sink_put_bytes(struct sink *sink, const char *bytes, size_t count);

/* Makes the sink failed for a reason of the writer's; `why` is not copied. */
void sink_fail(struct sink *sink, const char *why);

/* Writes out what is buffered, and closes; false after any failure. What is left
 * is small: thousands may wait to be committed. */
bool sink_close(struct sink *sink);

/* Puts the files of closed sinks in their places, all or none: when one cannot
 * be, those before it get their old files back. Gives the sink that failed, or
 * NULL. */
struct sink *sink_commit_all(struct sink *const *sinks, size_t count);

/* Closes without writing and removes the temporary; the target stays as it
 * was. Also frees what the sink holds, and is called at the end of each. */
void sink_discard(struct sink *sink);

/* From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the temporaries
 * before they end the program, as does exit(3), and a closed pipe or a file
 * size limit is a write error like any other. */
void sink_catch_signals(void);

#endif
