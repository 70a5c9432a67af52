/* Reports messages, each as a line on standard error in the form that compilers use,
 * file:line:column: severity: text, or as data to a callback. */
#ifndef REFMILL_SYSTEM_DIAG_H
#define REFMILL_SYSTEM_DIAG_H

#include <stdbool.h>
#include <stddef.h>

/* What a message is about. Line and column count from 1, columns in characters; both are 0 for
 * the file as a whole. Without a file the message is about the program. */
struct place {
    const char *file;
    size_t line, column;
};

/* The place of a message about the program. */
#define PROGRAM ((struct place){ 0 })

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* Counts the messages and holds settings; starts as all zero. */
struct diag {
    size_t warnings, errors;
    bool quiet;     /* errors only */
    bool verbose;   /* also report low-priority warnings (-v) */
    bool silent;    /* report nothing, only count */
    bool line_open; /* a progress line has to be cleared before the next message */

    /* If not NULL, gets each message instead of standard error. `text` is valid only during
     * the call. */
    void (*receive)(void *context, enum severity severity, struct place place, const char *text);
    void *context;
};

/* Reports a message. Each byte of a control character, including those that reorder text, becomes
 * '?', so that a message stays one line and an input cannot control the terminal. A note reports
 * what is nobody's fault. */
void diag_report(struct diag *diag, enum severity severity, struct place place, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));
#define diag_note(diag, ...) diag_report(diag, SEVERITY_NOTE, __VA_ARGS__)
#define diag_warn(diag, ...) diag_report(diag, SEVERITY_WARNING, __VA_ARGS__)
#define diag_error(diag, ...) diag_report(diag, SEVERITY_ERROR, __VA_ARGS__)

/* Counts an error without a message. */
void diag_count_error(struct diag *diag);

/* Reports errors that diag_count_error counted, in one message. */
void diag_sum_up_errors(struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Reports that the file cannot be `what`, such as "opened", with the reason in errno. */
void diag_cannot_be(struct diag *diag, const char *file, const char *what);

/* Reports that an input cannot be read to its end; `reason` is a value of errno. */
void diag_unreadable(struct diag *diag, const char *file, int reason);

/* Reports the counts of a run as a line without severity, or to a callback as a note. */
void diag_sum_up(struct diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Clears the progress line, if one is open. */
void diag_clear_line(struct diag *diag);

#endif
