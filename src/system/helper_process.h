/* The program refmill-fetch (src/fetch/), which has the network: where it is, starting
 * it, and how it ended. */
#ifndef REFMILL_SYSTEM_HELPER_PROCESS_H
#define REFMILL_SYSTEM_HELPER_PROCESS_H

#include <sys/types.h>

#include "system/diag.h"

#define HELPER "refmill-fetch"

struct helper {
    pid_t process;
    int from; /* its standard output, which tells it that refmill is there */
};

/* Starts it with these arguments, its name first and NULL last, and with the file as
 * its standard input. False, and an error reported, when it cannot be: `option` wants
 * it, and `instead` is what may be done without it. */
bool helper_start(struct helper *helper, const char *const *arguments, int input,
                  const char *option, const char *instead, struct diag *diag);

/* A pipe whose ends no other program gets; false, with the reason in errno. */
bool helper_make_pipe(int ends[2]);

/* Closes what comes from it and waits for its end: waitpid's status. */
int helper_wait(struct helper *helper);

/* False when that status is a failure's, which it has reported itself, or else is
 * reported here. */
bool helper_judge(int status, struct diag *diag);

#endif
