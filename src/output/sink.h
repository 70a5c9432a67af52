/* Where output goes: a buffer before a file descriptor, with an error that
 * sticks, and files that are replaced whole or not at all. */
#ifndef REFMILL_OUTPUT_SINK_H
#define REFMILL_OUTPUT_SINK_H

#include <sys/types.h>

#include "system/temporary.h"
#include "text/hash_table.h"
#include "text/text.h"

/* Who gets the bytes instead of a file; any value but 0 refuses them. */
struct receiver {
    int (*write)(void *context, const char *bytes, size_t count);
    void *context;
};

/* Thousands may wait closed to be committed: such a sink has its names only.
 * It stays where it is in memory as long as it has a temporary. */
struct sink {
    struct buffer buffer; /* what is not written yet */
    int file;             /* -1: closed, or a receiver's: */
    const struct receiver *receiver;
    bool stopped;               /* it failed because somebody wanted no more */
    bool if_changed;            /* the caller's: leave a target that has these bytes already */
    bool backed_up;             /* while committing: `backup` is there */
    bool fresh;                 /* while committing: there was no old file */
    bool in_place;              /* committed: the target was overwritten, being a mount point */
    const char *why;            /* the first failure; NULL while all is well */
    char *target;               /* what `temporary` is renamed to; NULL: written in place */
    struct temporary temporary; /* its path is NULL once it is gone */
    char *backup;               /* the name for the target's old file while committing */
};

/* Opens standard output, which stays open when the sink is closed. False when it
 * cannot be, with the reason in sink->why. */
bool sink_open_standard(struct sink *sink);

/* Opens the way to a receiver, who outlives the sink. */
void sink_open_receiver(struct sink *sink, const struct receiver *receiver);

/* Opens `path`. A regular file, or none, is written beside its place under a
 * name of its own; a symbolic link is followed first; a device or FIFO is
 * written in place. False when it cannot be written, with the reason in
 * sink->why; the sink is then closed. */
bool sink_open_path(struct sink *sink, const char *path);

/* What tells whether two outputs, or an output and an input, are one file:
 * they are if they have a hash in common. Of the target's name (by its folder
 * and its name in there, whatever path leads to it), and of the regular file
 * that is there now or that standard output is; of a device or FIFO none, as
 * two ends may share it. Gives how many there are. To be asked of an open
 * sink, since a commit makes another file of its target. The hash of
 * a file is its file_identity (file.h). No hash is 0. */
enum { SINK_IDENTITIES = 2 };
size_t sink_identities(const struct sink *sink, uint64_t hashes[SINK_IDENTITIES]);

/* Where output is put (text.h has how). */
static inline struct buffer *sink_buffer(struct sink *sink)
{
    return &sink->buffer;
}

/* Writes out what has been put, if it is much; to be called now and then, as after each
 * record. After a failure it is dropped. */
void sink_settle(struct sink *sink);

/* Makes the sink failed for a reason of the writer's; `why` is not copied. */
void sink_fail(struct sink *sink, const char *why);

/* Makes the sink failed, and says that it is no error. */
void sink_stop(struct sink *sink);

/* Writes out what is buffered, takes over the permissions of a file that is replaced, and
 * closes; false after any failure. */
bool sink_close(struct sink *sink);

/* To be called for closed sinks before they are committed. Flushes their files to disk; where
 * that fails, the sink has failed. A target that sink->if_changed spares keeps its inode,
 * times and mode. */
void sink_prepare_all(struct sink *const *sinks, size_t count);

/* Puts the files of prepared sinks in their places, all or none: when one cannot be, or has
 * failed, those before it get their old files back, as far as the file system has hard links.
 * A mount point, to which nothing can be renamed, is overwritten. Gives the sink that failed,
 * or NULL. Signals wait meanwhile. */
struct sink *sink_commit_all(struct sink *const *sinks, size_t count);

/* Removes the temporaries that killed runs left beside the target, unless its directory is
 * among these, to which it is added. */
void sink_remove_leftovers(const struct sink *sink, struct hash_table *directories);

/* Closes without writing and removes the temporary; the target stays as it
 * was. Also frees what the sink holds, and is called at the end of each. */
void sink_discard(struct sink *sink);

/* For a program's start. From now on no temporary outlives the program (temporary.h), and a closed
 * pipe or a file size limit is a write error like any other. */
void sink_catch_signals(void);

#endif
