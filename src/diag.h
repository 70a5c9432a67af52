/* Diagnostics: one line each on standard error, as compilers write them:
 * file:line:column: severity: text. */
#ifndef REFMILL_DIAG_H
#define REFMILL_DIAG_H

#include <stdbool.h>
#include <stddef.h>

/* Where: line and column count from 1, columns in characters; 0 when the
 * message is about the file as a whole. Without a file, the program. */
struct place {
    const char *file;
    size_t line, column;
};

/* What was reported so far; all zero at the start. */
struct diag {
    size_t warnings, errors;
    bool quiet;     /* errors only */
    bool verbose;   /* also what is only worth knowing to those who ask */
    bool silent;    /* nothing; all is counted */
    bool line_open; /* a line that goes before the next message (progress.h) */
};

/* Control characters in the text become '?', so that a message is one line
 * and a digest cannot steer a terminal. */
void diag_warn(struct diag *diag, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_error(struct diag *diag, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What is worth knowing and no fault of anything. */
void diag_note(struct diag *diag, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Clears the open line, if there is one. */
void diag_clear_line(struct diag *diag);

#endif
