/* Which records of the inputs are converted: not those that --exclude files have, or that
 * the filters do not select. */
#ifndef REFMILL_JOB_ADMISSION_H
#define REFMILL_JOB_ADMISSION_H

#include "job/run.h"

enum admission {
    ADMITTED,
    EXCLUDED_BY_FILE, /* an --exclude file has the paper; counted in the run */
    NOT_SELECTED      /* counts only for when the paper was seen */
};

/* Judges the record, after joining to it what the run's metadata has; what was added lives
 * until the next call. `place` is where it was read, for warnings. */
enum admission admission_of(struct run *run, struct record *record, struct place place);

/* Whether the record has the authors that --require-authors asks for; else an error is
 * reported. */
bool admission_has_authors(const struct run *run, const struct record *record, struct place place);

#endif
