/* Forbids C library functions that are easily misused, and names the replacements. The build
 * includes this file first. The headers that declare the functions come before the ban, since
 * their names cannot be used afterwards. */
#ifndef REFMILL_TEXT_BANNED_H
#define REFMILL_TEXT_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef sprintf /* clang's macro, when the C library is fortified */
#undef alloca  /* glibc's macro, with _GNU_SOURCE */

/* Write past the end or omit the terminator; use a buffer (text.h) or snprintf. */
#pragma GCC poison strcpy strcat strncpy strncat stpcpy stpncpy sprintf vsprintf gets

/* Cannot report an error or overflow; use view_take_number (text.h). */
#pragma GCC poison atoi atol atoll atof scanf fscanf sscanf vscanf vfscanf vsscanf

/* Return static storage or depend on the time zone; use date.h, and views (text.h) to split. */
#pragma GCC poison gmtime localtime asctime asctime_r ctime ctime_r mktime strtok

/* Return names that another process may take first; use mkstemp. */
#pragma GCC poison tmpnam tempnam mktemp

/* alloca takes unbounded room on the stack; use an arena (memory.h). The others start a shell; use
 * posix_spawn (helper_process.c). */
#pragma GCC poison alloca system popen

#endif
