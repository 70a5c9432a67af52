/* Flushes written files to disk, so that a rename cannot reach the disk before their content. */
#ifndef REFMILL_SYSTEM_DISK_H
#define REFMILL_SYSTEM_DISK_H

#include <stdbool.h>

/* Flushes an open file. Does nothing if the file system does not support that. Returns false,
 * with the reason in errno, if bytes may be lost. */
bool disk_flush_file(int file);

/* Flushes the whole file system that the open file is on. Returns false if that fails or is not
 * supported; its files can then be flushed one by one. */
bool disk_flush_file_system(int file);

#endif
