#include "inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 16 };

void inputs_add(struct inputs *inputs, const char *name)
{
    inputs->names =
        memory_grow_array(inputs->names, inputs->count, &inputs->cap, sizeof *inputs->names);
    inputs->names[inputs->count++] = name;
}

void inputs_free(struct inputs *inputs)
{
    free(inputs->names);
    buffer_free(&inputs->list);
}

static bool read_all(int file, struct buffer *out)
{
    ssize_t got;

    do {
        got = read(file, buffer_reserve(out, READ_SIZE), READ_SIZE);
        if (got > 0)
            out->len += (size_t)got;
    } while (got > 0 || (got < 0 && errno == EINTR));
    return got == 0;
}

bool inputs_read_list(struct inputs *inputs, const char *file, bool nul, struct diag *diag)
{
    bool standard = strcmp(file, "-") == 0;
    int opened = standard ? STDIN_FILENO : open(file, O_RDONLY);
    struct place place = { .file = standard ? "<stdin>" : file };
    bool good = opened >= 0 && read_all(opened, &inputs->list);
    size_t before = inputs->count;
    char *at, *end;

    if (!good)
        diag_error(diag, place, "cannot be read: %s", strerror(errno));
    if (opened >= 0 && !standard)
        close(opened);
    if (!good)
        return false;
    if (!nul && memchr(inputs->list.at, '\0', inputs->list.len)) {
        diag_error(diag, place, "has a NUL in it; if the names end in those, say -0");
        return false;
    }
    buffer_put_byte(&inputs->list, nul ? '\0' : '\n'); /* behind a last name without */
    end = inputs->list.at + inputs->list.len;
    for (at = inputs->list.at; at < end;) {
        char *stop = memchr(at, nul ? '\0' : '\n', (size_t)(end - at)), *next = stop + 1;
        *stop = '\0';
        if (!nul && stop > at && stop[-1] == '\r')
            *--stop = '\0';
        if (*at)
            inputs_add(inputs, at);
        at = next;
    }
    if (inputs->count == before)
        diag_warn(diag, place, "names no file");
    return true;
}
