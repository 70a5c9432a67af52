/* An input: what its name, the file and the environment tell of it before it is read,
 * and where its bytes come from. */
#ifndef REFMILL_INPUT_INPUT_H
#define REFMILL_INPUT_INPUT_H

#include "record/date.h"
#include "input/input_list.h"

struct input {
    const char *name;        /* for messages */
    struct view base;        /* the name without its directory; empty: standard input */
    struct view channel;     /* the category in that, or empty */
    struct moment announced; /* as far as the name, the file and the options tell */
    struct moment date;      /* what --date says, which holds for records of any kind */

    bool is_standard;
    int file;       /* descriptor, from input_open to input_close */
    bool in_memory; /* there is no file, but these bytes: */
    struct view memory;

    /* Of a run with metadata, which reads inputs twice (gather_metadata.h): */
    bool kept;  /* `file` is a copy, open until input_forget */
    int unread; /* errno of a first reading that failed, or 0 */
};

/* Describes the input of that name without opening it. The digest's time is, in this order: `date`
 * if known, a date or Unix time in the name, `epoch` (SOURCE_DATE_EPOCH) if known, the time of a
 * regular file. The name must outlive the input. */
struct input input_describe(const struct input_name *name, struct moment date, struct moment epoch);

/* Opens it; false, with an error reported, on failure. */
bool input_open(struct input *input, struct diag *diag);
void input_close(const struct input *input);

/* Makes sure that the input can be opened twice: if it is not a regular file, it is
 * copied to a temporary one until input_forget. False, with an error reported, on
 * failure. */
bool input_keep(struct input *input, struct diag *diag);
void input_forget(const struct input *input);

/* True for the name of standard input. */
bool input_name_is_standard(const struct input_name *name);

/* Identifies the file of that name (file_identity in file.h); 0 if it is not a regular
 * file. */
uint64_t input_identity(const char *name);

/* The time in a file name: the first date or Unix time in it. */
struct moment input_moment_of_name(struct view base);

/* Reads YYYY-MM-DD or a Unix time of ten digits, the whole text. */
bool input_read_moment(struct view text, struct moment *moment);

/* True if a regular file is empty or ends with a line end; false if it cannot be read,
 * true for anything that is not a regular file. */
bool input_ends_line(const char *name);

#endif
