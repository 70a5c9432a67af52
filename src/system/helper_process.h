/* Finds, starts and waits for refmill-fetch (src/fetch/), the program that uses the
 * network. */
#ifndef REFMILL_SYSTEM_HELPER_PROCESS_H
#define REFMILL_SYSTEM_HELPER_PROCESS_H

#include <sys/types.h>

#include "system/diag.h"

#define HELPER "refmill-fetch"

struct helper {
    pid_t process;
    int from; /* its standard output; it ends when nobody reads that */
};

/* Starts it with these arguments, its name first and NULL last, and with `input` as its
 * standard input. False, with an error reported, on failure: `option` needs the helper,
 * and `instead` is what the user may do without it. */
bool helper_start(struct helper *helper, const char *const *arguments, int input,
                  const char *option, const char *instead, struct diag *diag);

/* Makes a pipe that other programs do not inherit; false on error, with the reason in
 * errno. */
bool helper_make_pipe(int ends[2]);

/* Closes its output and waits for it to end; waitpid(2)'s status. */
int helper_wait(struct helper *helper);

/* False if that status means failure. Reports the failures that the helper cannot have
 * reported itself. */
bool helper_judge(int status, struct diag *diag);

#endif
