/* Open files that give certain bytes: at once, or few by few. */
#ifndef REFMILL_TESTS_BYTES_H
#define REFMILL_TESTS_BYTES_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "expect.h"

/* A file without a name; the caller closes it. */
static inline int bytes_in_file(struct view bytes)
{
    FILE *stream = tmpfile();
    int file = stream ? dup(fileno(stream)) : -1;

    expect(file >= 0 && pwrite(file, bytes.at, bytes.len, 0) == (ssize_t)bytes.len &&
               lseek(file, 0, SEEK_SET) == 0,
           "a file is made");
    fclose(stream);
    return file;
}

struct trickle {
    int file;
    pid_t writer;
};

/* Of which every read(2) gives `step` bytes, whatever it asks for: packets, that
 * another process sends. */
static inline struct trickle trickle_begin(struct view bytes, size_t step)
{
    struct trickle trickle = { -1, -1 };
    int ends[2];

    expect(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0, "a pair of sockets");
    trickle.file = ends[0];
    trickle.writer = fork();
    expect(trickle.writer >= 0, "a process");
    if (trickle.writer == 0) {
        close(ends[0]);
        while (bytes.len > 0 && write(ends[1], bytes.at, step < bytes.len ? step : bytes.len) > 0)
            bytes = view_skip(bytes, step);
        _exit(0);
    }
    close(ends[1]);
    return trickle;
}

static inline void trickle_end(const struct trickle *trickle)
{
    close(trickle->file);
    waitpid(trickle->writer, NULL, 0);
}

#endif
