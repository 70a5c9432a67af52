#include "unnamed.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int file = -1;
static char path[32];

static void open_file(void)
{
    if (file >= 0)
        return;
    snprintf(path, sizeof path, "/refmill-fuzz-%ld", (long)getpid());
    file = shm_open(path, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    if (file < 0 || shm_unlink(path) != 0)
        abort();
    snprintf(path, sizeof path, "/dev/fd/%d", file);
}

const char *unnamed_path(void)
{
    open_file();
    return path;
}

void unnamed_write(struct view text)
{
    open_file();
    if (ftruncate(file, 0) < 0 || pwrite(file, text.at, text.len, 0) != (ssize_t)text.len ||
        lseek(file, 0, SEEK_SET) != 0)
        abort();
}
