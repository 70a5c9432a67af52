#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arxiv.h"
#include "sink.h"

enum { UNIX_TIME_DIGITS = 10 };

static bool take_unix_time(struct view *text, struct moment *moment)
{
    struct view rest = *text;
    int64_t seconds = 0;

    for (int i = 0; i < UNIX_TIME_DIGITS; i++) {
        if (rest.len == 0 || !ascii_is_digit(rest.at[0]))
            return false;
        seconds = seconds * 10 + (rest.at[0] - '0');
        rest = view_skip(rest, 1);
    }
    if (rest.len > 0 && ascii_is_digit(rest.at[0]))
        return false;
    *moment = (struct moment){ seconds, MOMENT_KNOWN };
    *text = rest;
    return true;
}

static bool take_moment(struct view *text, struct moment *moment)
{
    struct date date;

    if (date_take_day(text, &date)) {
        *moment = (struct moment){ seconds_of(date), MOMENT_KNOWN };
        return true;
    }
    return take_unix_time(text, moment);
}

bool input_read_moment(struct view text, struct moment *moment)
{
    return take_moment(&text, moment) && text.len == 0;
}

struct moment input_moment_of_name(struct view base)
{
    for (size_t at = 0; at < base.len; at++) {
        struct view rest = view_skip(base, at);
        struct moment moment;
        if ((at == 0 || !ascii_is_digit(base.at[at - 1])) && take_moment(&rest, &moment))
            return moment;
    }
    return (struct moment){ 0, MOMENT_ABSENT };
}

static struct view base_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return view_of(slash ? slash + 1 : name);
}

static bool is_standard(const struct digest_input *input)
{
    return input->file == STDIN_FILENO;
}

static bool take_status(const struct digest_input *input, struct stat *status)
{
    return (is_standard(input) ? fstat(STDIN_FILENO, status) : stat(input->name, status)) == 0;
}

struct digest_input input_describe(const char *name, struct moment date, struct moment epoch)
{
    struct digest_input input = { .file = STDIN_FILENO, .name = "<stdin>", .date = date };
    struct moment named;
    struct stat status;

    if (!input_is_standard(name)) {
        input.file = -1;
        input.name = name;
        input.base = base_of(name);
    }
    input.channel = arxiv_find_category(input.base);
    named = input_moment_of_name(input.base);
    if (date.origin == MOMENT_KNOWN)
        input.announced = date;
    else if (named.origin == MOMENT_KNOWN)
        input.announced = named;
    else if (epoch.origin == MOMENT_KNOWN)
        input.announced = epoch;
    else if (take_status(&input, &status) && S_ISREG(status.st_mode))
        input.announced = (struct moment){ status.st_mtime, MOMENT_KNOWN };
    return input;
}

bool input_open(struct digest_input *input, struct diag *diag)
{
    if (!is_standard(input))
        input->file = open(input->name, O_RDONLY);
    if (input->file >= 0)
        return true;
    diag_error(diag, (struct place){ .file = input->name }, "cannot be opened: %s",
               strerror(errno));
    return false;
}

void input_close(const struct digest_input *input)
{
    if (!is_standard(input))
        close(input->file);
}

bool input_is_standard(const char *name)
{
    return strcmp(name, "-") == 0;
}

uint64_t input_identity(const char *name)
{
    struct stat status;
    int result = input_is_standard(name) ? fstat(STDIN_FILENO, &status) : stat(name, &status);

    return result == 0 && S_ISREG(status.st_mode) ? sink_file_identity(status.st_dev, status.st_ino)
                                                  : 0;
}

bool input_ends_line(const char *name)
{
    int file = input_is_standard(name) ? -1 : open(name, O_RDONLY);
    char last = '\n';

    if (file >= 0) {
        off_t size = lseek(file, 0, SEEK_END);
        if (size > 0 && pread(file, &last, 1, size - 1) != 1)
            last = '\n';
        close(file);
    }
    return last == '\n';
}
