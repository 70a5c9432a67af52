#include "unnamed.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int file = -1;
static char path[32];

int unnamed_open(void)
{
    FILE *made = tmpfile();

    if (!made)
        abort();
    file = fileno(made);
    snprintf(path, sizeof path, "/dev/fd/%d", file);
    return file;
}

const char *unnamed_path(void)
{
    return path;
}

void unnamed_write(struct view text)
{
    if (ftruncate(file, 0) < 0 || pwrite(file, text.at, text.len, 0) != (ssize_t)text.len ||
        lseek(file, 0, SEEK_SET) != 0)
        abort();
}
