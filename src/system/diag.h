/* Diagnostics: one line each on standard error, as compilers write them,
 * file:line:column: severity: text; or data for a callback. */
#ifndef REFMILL_SYSTEM_DIAG_H
#define REFMILL_SYSTEM_DIAG_H

#include <stdbool.h>
#include <stddef.h>

/* Where: line and column count from 1, columns in characters; both are 0 when the
 * message concerns the file as a whole. Without a file it concerns the program. */
struct place {
    const char *file;
    size_t line, column;
};

/* The place of a message that concerns no input. */
#define PROGRAM ((struct place){ 0 })

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* What was reported so far; all zero at the start. */
struct diag {
    size_t warnings, errors;
    bool quiet;     /* errors only */
    bool verbose;   /* also report low-priority warnings (-v) */
    bool silent;    /* report nothing, only count */
    bool line_open; /* a progress line must be cleared before the next message */

    /* Gets each message in place of standard error, unless it is NULL. */
    void (*receive)(void *context, enum severity severity, struct place place, const char *text);
    void *context;
};

/* The bytes of control characters in the text, those that reorder it too, become '?', so that a
 * message is one line that reads as it is, and a digest cannot steer a terminal. A note is something worth knowing that is nobody's fault. */
void diag_report(struct diag *diag, enum severity severity, struct place place, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));
#define diag_note(diag, ...) diag_report(diag, SEVERITY_NOTE, __VA_ARGS__)
#define diag_warn(diag, ...) diag_report(diag, SEVERITY_WARNING, __VA_ARGS__)
#define diag_error(diag, ...) diag_report(diag, SEVERITY_ERROR, __VA_ARGS__)

/* Reports that the file cannot be `what`, opened or the like, with errno's reason. */
void diag_cannot_be(struct diag *diag, const char *file, const char *what);

/* Reports that an input could not be read to its end; `reason` is errno's. */
void diag_unreadable(struct diag *diag, const char *file, int reason);

/* Reports that an input is packed, and by which program. */
void diag_packed(struct diag *diag, const char *file, const char *packing);

/* The last line of a run that only counts, of no severity; as data a note. */
void diag_sum_up(struct diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Clears the open line, if there is one. */
void diag_clear_line(struct diag *diag);

#endif
