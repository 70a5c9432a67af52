#include "system/disk.h"

#include <errno.h>
#include <unistd.h>

bool disk_flush_file(int file)
{
    int result;

    do
        result = fsync(file);
    while (result < 0 && errno == EINTR);
    return result == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP || errno == ENOSYS;
}

bool disk_flush_file_system(int file)
{
#ifdef __linux__
    return syncfs(file) == 0;
#else
    (void)file;
    return false;
#endif
}
