/* Finds, starts and waits for refmill-fetch (src/fetch/), the program that uses the
 * network. */
#ifndef REFMILL_SYSTEM_HELPER_PROCESS_H
#define REFMILL_SYSTEM_HELPER_PROCESS_H

#include <sys/types.h>

#include "system/diag.h"

#define HELPER "refmill-fetch"

struct helper {
    pid_t process;
    int from; /* to read its standard output; it exits when this is closed */
};

/* Starts the helper with these arguments, its name first and NULL last, and with `input` as its
 * standard input. Returns false on failure, and reports an error, which names the `option` that
 * requires the helper and tells what to do `instead`. */
bool helper_start(struct helper *helper, const char *const *arguments, int input,
                  const char *option, const char *instead, struct diag *diag);

/* Makes a pipe that other programs do not inherit. Returns false on error, with the reason in
 * errno. */
bool helper_make_pipe(int ends[2]);

/* Closes the helper's output, waits until it ends, and returns the status from waitpid(2). */
int helper_wait(struct helper *helper);

/* Returns false if the status of helper_wait means failure. Reports only failures that the helper
 * cannot have reported. */
bool helper_judge(int status, struct diag *diag);

#endif
