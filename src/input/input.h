/* Describes an input by its name, its file and the environment, and opens it. */
#ifndef REFMILL_INPUT_INPUT_H
#define REFMILL_INPUT_INPUT_H

#include "record/date.h"
#include "input/input_list.h"

struct input {
    const char *name;            /* for messages */
    const struct reader *reader; /* of this input alone, or NULL */
    struct view base;            /* the name without its directory; empty: standard input */
    struct view channel;         /* the category in `base`, or empty */
    struct moment announced;     /* its time, as input_describe finds it */
    bool dated_by_file;          /* that is the time of the file's last change */
    struct moment date;          /* the value of --date, which holds for all records */

    bool is_standard;
    int file;          /* descriptor, from input_open to input_close */
    bool may_be_empty; /* do not warn if it is */
    bool in_memory;    /* the input is `memory`, not a file */
    struct view memory;

    /* For a run with metadata, which reads inputs twice (gather_metadata.h): */
    bool kept;  /* `file` is a copy, open until input_forget */
    int unread; /* errno of a first reading that failed, or 0 */
};

/* Describes the input with that name without opening it. Its time is, in this order: `date` if
 * known, a date or Unix time in the name, one in the name of its directory, `epoch`
 * (SOURCE_DATE_EPOCH) if known, the modification time of a regular file. The name must outlive the
 * input. */
struct input input_describe(const struct input_name *name, struct moment date, struct moment epoch);

/* Opens the input. Returns false on failure, and reports an error. */
bool input_open(struct input *input, struct diag *diag);
void input_close(const struct input *input);

/* Makes sure that the input can be opened twice: unless it is a regular file, copies it to a
 * temporary one, for input_forget to remove. Returns false on failure, and reports an error. */
bool input_keep(struct input *input, struct diag *diag);
void input_forget(const struct input *input);

/* True for the name of standard input. */
bool input_name_is_standard(const struct input_name *name);

/* Returns the file_identity (file.h) of the file, or 0 if it is not a regular file. */
uint64_t input_identity(const char *name);

/* Returns the first date or Unix time in the name of a file or directory; absent if there is
 * none. */
struct moment input_moment_of_name(struct view base);

/* Reads YYYY-MM-DD or a Unix time of ten digits; returns false if the text is neither. */
bool input_read_moment(struct view text, struct moment *moment);

/* Returns the name of the format in which a file is packed, or NULL, also if it cannot be read. */
const char *input_packing(const char *name);

/* True if the file is empty, ends with a newline or is not a regular file. False if it cannot be
 * read. */
bool input_ends_line(const char *name);

#endif
