/* Flushes written files to disk, so that a rename cannot get there before their bytes. */
#ifndef REFMILL_SYSTEM_DISK_H
#define REFMILL_SYSTEM_DISK_H

#include <stdbool.h>

/* Flushes an open file. Where the file system knows no flushing, nothing is done. False, with
 * the reason in errno, when bytes may be lost. */
bool disk_flush_file(int file);

/* Flushes all of the file system that the open file is on; false when that fails, or the
 * system cannot: then its files may be flushed one by one. */
bool disk_flush_file_system(int file);

#endif
