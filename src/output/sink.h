/* Writes output through a buffer to a file, which replaces the old one whole or not at all, or to a
 * callback. The first error sticks. */
#ifndef REFMILL_OUTPUT_SINK_H
#define REFMILL_OUTPUT_SINK_H

#include <sys/stat.h>
#include <sys/types.h>

#include "system/diag.h"
#include "system/temporary.h"
#include "text/hash_table.h"
#include "text/text.h"

/* A callback that gets the bytes instead of a file; any value but 0 makes the sink fail. */
struct receiver {
    int (*write)(void *context, const char *bytes, size_t count);
    void *context;
};

/* Must not move in memory while it has a temporary file. A closed sink holds only its names, as
 * thousands may wait to be committed. */
struct sink {
    struct buffer buffer; /* bytes that are not written yet */
    uint64_t size;        /* of those before */
    int file;             /* -1: closed, or there is a receiver */
    const struct receiver *receiver;
    bool stopped;     /* a callback asked to stop, which is not an error */
    bool is_standard; /* standard output */
    bool lost_reader; /* standard output is a pipe, which its reader closed */
    bool if_changed;  /* set by the caller: keep a target that has the same bytes */
    bool backed_up;   /* while committing: `backup` exists */
    bool fresh;       /* while committing: there was no old file */
    bool in_place;    /* committed: the target, a mount point, was overwritten */
    bool has_old;     /* set by the caller: `old` is the target's status, which a commit */
    struct stat old;  /* fails to find if another program has changed it */
    const char *why;  /* the first failure, or NULL */
    char *target;     /* what `temporary` is renamed to; NULL: written in place */
    struct temporary temporary; /* its path is NULL if there is none */
    char *backup;               /* the name of the target's old file while committing */
};

/* Opens standard output, which stays open when the sink is closed. Returns false on failure, with
 * the reason in sink->why. */
bool sink_open_standard(struct sink *sink);

/* Opens a sink for a receiver, which must outlive the sink. */
void sink_open_receiver(struct sink *sink, const struct receiver *receiver);

/* Opens `path`, following symbolic links. A regular or new file is written to a temporary file in
 * the same directory, a device or FIFO directly. Returns false if it cannot be written, with the
 * reason in sink->why; the sink is then closed. */
bool sink_open_path(struct sink *sink, const char *path);

/* Stores hashes that identify the output, and returns how many. Two outputs, or an output and an
 * input, are one file if they share a hash. One hash is of the target's directory and its name
 * there, however the path is written; one is the file_identity (file.h) of the regular file that is
 * the target or standard output. A device or FIFO, which outputs may share, has none. No hash is 0.
 * The sink must be open, since a commit replaces the file. */
enum { SINK_IDENTITIES = 2 };
size_t sink_identities(const struct sink *sink, uint64_t hashes[SINK_IDENTITIES]);

/* Returns the buffer to which output is appended. */
static inline struct buffer *sink_buffer(struct sink *sink)
{
    return &sink->buffer;
}

/* Writes the buffer if it is nearly full. Call it often, such as after each record. After a failure
 * the buffer is only emptied. */
void sink_settle(struct sink *sink);

/* Makes the sink fail for a reason that the writer gives. `why` is not copied. */
void sink_fail(struct sink *sink, const char *why);

/* Makes the sink fail without an error, since a callback asked to stop. */
void sink_stop(struct sink *sink);

/* Writes the buffer, copies the permissions of the file that is replaced, and closes the sink.
 * Returns false after any failure. */
bool sink_close(struct sink *sink);

/* Reports the failure of a sink, unless a callback asked to stop. If the reader of standard output
 * has closed it, as head(1) does, ends the program by SIGPIPE instead, without a message: so do
 * other programs, and only sink_catch_signals keeps it from happening at once. */
void sink_report(const struct sink *sink, const char *name, struct diag *diag);

/* Prepares closed sinks for a commit: flushes their files to disk, and makes a sink fail if that
 * fails. A target that sink->if_changed keeps is not touched. */
void sink_prepare_all(struct sink *const *sinks, size_t count);

/* Renames the files of prepared sinks into their places, all or none. If a sink fails, the old
 * files of those before it are restored, provided that the file system has hard links. A mount
 * point, to which nothing can be renamed, is overwritten. Returns the sink that failed, or NULL.
 * Blocks signals meanwhile. */
struct sink *sink_commit_all(struct sink *const *sinks, size_t count);

/* Removes temporary files that killed runs left in the target's directory, unless the directory is
 * in `directories`, to which it is added. */
void sink_remove_leftovers(const struct sink *sink, struct hash_table *directories);

/* Frees the sink. If it was not committed, closes it without writing, removes the temporary file
 * and leaves the target as it was. Must be called for each sink. */
void sink_discard(struct sink *sink);

/* Call it when the program starts. From then on fatal signals remove temporary files (temporary.h),
 * and a closed pipe or a file above the size limit is an ordinary write error; but see
 * sink_report. */
void sink_catch_signals(void);

#endif
