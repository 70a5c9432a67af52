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

/* Opens it; false, and an error reported, when that cannot be. */
bool input_open(struct input *input, struct diag *diag);
void input_close(const struct input *input);

/* Sees to it that the input can be opened twice: what is no regular file is
 * copied to one that goes when it is closed. False, and an error reported,
 * when that cannot be. input_forget ends it. */
bool input_keep(struct input *input, struct diag *diag);
void input_forget(const struct input *input);

/* Whether the name is that of standard input. */
bool input_name_is_standard(const struct input_name *name);

/* Which file the input of that name is (file.h, file_identity); 0 for what is no
 * regular file. */
uint64_t input_identity(const char *name);

/* The time that a file name tells: the first date in it, or Unix time. */
struct moment input_moment_of_name(struct view base);

/* Reads YYYY-MM-DD or a Unix time of ten digits, the whole text. */
bool input_read_moment(struct view text, struct moment *moment);

/* Whether a regular file ends in a line's end, or is empty; false if that cannot be
 * read, true for anything else. */
bool input_ends_line(const char *name);

#endif
