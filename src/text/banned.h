/* The build includes this file before everything else. It forbids functions of the C
 * library that are easily misused, and names what we use instead. The headers that declare
 * them come first, since the names cannot be used afterwards. */
#ifndef REFMILL_TEXT_BANNED_H
#define REFMILL_TEXT_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef sprintf /* clang's, when the C library is fortified */
#undef alloca  /* glibc's, with _GNU_SOURCE */

/* Write past the end, or leave the end off: a buffer (text.h), or snprintf. */
#pragma GCC poison strcpy strcat strncpy strncat stpcpy stpncpy sprintf vsprintf gets

/* Cannot tell an error, or that a number is too large: view_take_number (text.h). */
#pragma GCC poison atoi atol atoll atof scanf fscanf sscanf vscanf vfscanf vsscanf

/* Keep what they return in one place for all callers, and read the time zone:
 * date.h; text is cut in views (text.h). */
#pragma GCC poison gmtime localtime asctime asctime_r ctime ctime_r mktime strtok

/* Names that another process may take first: mkstemp. */
#pragma GCC poison tmpnam tempnam mktemp

/* Room on the stack without a bound: an arena (memory.h). A shell in between:
 * posix_spawn (helper_process.c). */
#pragma GCC poison alloca system popen

#endif
