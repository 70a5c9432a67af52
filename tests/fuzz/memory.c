#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 8 };

/* The bytes of a file that is forgotten stay, for the next. */
static struct {
    char path[32];
    struct buffer bytes;
} files[FILES_MAX];

static int file_count;

void memory_reset(void)
{
    file_count = 0;
}

struct view memory_written(const char *path)
{
    for (int i = 0; i < file_count; i++) {
        if (strcmp(files[i].path, path) == 0)
            return buffer_view(&files[i].bytes);
    }
    return VIEW("");
}

bool sink_open_path(struct sink *sink, const char *path)
{
    if (file_count == FILES_MAX || strlen(path) >= sizeof files->path)
        abort();
    *sink = (struct sink){ .file = file_count };
    files[file_count].bytes.len = 0;
    snprintf(files[file_count++].path, sizeof files->path, "%s", path);
    return true;
}

bool sink_open_standard(struct sink *sink)
{
    return sink_open_path(sink, "<stdout>");
}

void sink_open_receiver(struct sink *sink, const struct receiver *receiver)
{
    (void)receiver;
    sink_open_path(sink, "<receiver>");
}

void sink_stop(struct sink *sink)
{
    sink_fail(sink, "stopped");
}

void sink_settle(struct sink *sink)
{
    if (!sink->why)
        buffer_put(&files[sink->file].bytes, buffer_view(&sink->buffer));
    sink->buffer.len = 0;
}

void sink_fail(struct sink *sink, const char *why)
{
    if (!sink->why)
        sink->why = why;
}

bool sink_close(struct sink *sink)
{
    sink_settle(sink);
    return !sink->why;
}

void sink_report(const struct sink *sink, const char *name, struct diag *diag)
{
    if (sink->why)
        diag_report(diag, SEVERITY_ERROR, (struct place){ .file = name }, "%s", sink->why);
}

size_t sink_identities(const struct sink *sink, uint64_t identities[SINK_IDENTITIES])
{
    (void)sink;
    (void)identities;
    return 0;
}

void sink_remove_leftovers(const struct sink *sink, struct hash_table *directories)
{
    (void)sink;
    (void)directories;
}

void sink_prepare_all(struct sink *const *sinks, size_t count)
{
    (void)sinks;
    (void)count;
}

struct sink *sink_commit_all(struct sink *const *sinks, size_t count)
{
    (void)sinks;
    (void)count;
    return NULL;
}

void sink_discard(struct sink *sink)
{
    buffer_free(&sink->buffer);
}

void sink_catch_signals(void)
{
}
