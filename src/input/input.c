#include "input/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/arxiv_id.h"
#include "system/decompress.h"
#include "record/written_date.h"
#include "system/file.h"
#include "system/temporary.h"

static bool take_day_or_seconds(struct view *text, struct moment *moment)
{
    enum { UNIX_TIME_DIGITS = 10 };
    struct date date;
    int64_t seconds = 0;
    size_t digits = 0;

    if (date_take_day(text, &date)) {
        *moment = (struct moment){ seconds_of(date), MOMENT_KNOWN };
        return true;
    }
    for (; digits < text->len && ascii_is_digit(text->at[digits]); digits++) {
        if (digits == UNIX_TIME_DIGITS)
            return false;
        seconds = seconds * 10 + (text->at[digits] - '0');
    }
    if (digits < UNIX_TIME_DIGITS)
        return false;
    *moment = (struct moment){ seconds, MOMENT_KNOWN };
    *text = view_skip(*text, digits);
    return true;
}

bool input_read_moment(struct view text, struct moment *moment)
{
    return take_day_or_seconds(&text, moment) && text.len == 0;
}

struct moment input_moment_of_name(struct view base)
{
    for (size_t at = 0; at < base.len; at++) {
        struct view rest = view_skip(base, at);
        struct moment moment;
        if ((at == 0 || !ascii_is_digit(base.at[at - 1])) && take_day_or_seconds(&rest, &moment))
            return moment;
    }
    for (size_t at = 0; at < base.len; at++) {
        struct view rest = view_skip(base, at);
        struct date date;
        if ((at == 0 || !ascii_is_alnum(base.at[at - 1])) && written_date_take(&rest, &date) &&
            date.day > 0)
            return (struct moment){ seconds_of(date), MOMENT_KNOWN };
    }
    return (struct moment){ 0, MOMENT_ABSENT };
}

/* Returns true, and stores the status, if it is a regular file. */
static bool find_regular(const char *name, struct stat *status)
{
    int result = file_is_standard(name) ? fstat(STDIN_FILENO, status) : stat(name, status);

    return result == 0 && S_ISREG(status->st_mode);
}

/* Returns the day in 2025/10/14.md or 2025/10/14/list.md, else an absent moment. */
static struct moment moment_of_directories(struct view path)
{
    enum { DEPTH = 4 };
    size_t depth = 0;

    for (size_t at = path.len; at-- > 0 && depth < DEPTH;) {
        struct view rest = view_skip(path, at + (path.at[at] == '/'));
        struct date date;

        if (path.at[at] != '/' && at > 0)
            continue;
        depth++;
        if (depth > 2 && view_find_byte(rest, '/') < sizeof "YYYY" &&
            written_date_take(&rest, &date) && date.day > 0)
            return (struct moment){ seconds_of(date), MOMENT_KNOWN };
    }
    return (struct moment){ 0, MOMENT_ABSENT };
}

/* Returns the time in the name of the file or else of its directories. */
static struct moment moment_of_path(struct view path)
{
    size_t slash = view_find_last(path, VIEW("/"));
    struct view directory = { path.at, slash < path.len ? slash : 0 };
    struct moment moment;

    moment = input_moment_of_name(view_skip(path, slash < path.len ? slash + 1 : 0));
    slash = view_find_last(directory, VIEW("/"));
    if (moment.origin == MOMENT_ABSENT)
        moment = input_moment_of_name(view_skip(directory, slash < directory.len ? slash + 1 : 0));
    return moment.origin == MOMENT_ABSENT ? moment_of_directories(path) : moment;
}

struct input input_describe(const struct input_name *name, struct moment date, struct moment epoch)
{
    struct input input = { .name = "<stdin>",
                           .reader = name->reader,
                           .date = date,
                           .is_standard = input_name_is_standard(name),
                           .file = STDIN_FILENO,
                           .in_memory = name->in_memory,
                           .memory = name->bytes };
    struct moment named = { 0, MOMENT_ABSENT };
    struct stat status;

    if (!input.is_standard) {
        const char *slash = strrchr(name->name, '/');
        input.file = -1;
        input.name = name->name;
        input.base = view_of(slash ? slash + 1 : name->name);
        named = moment_of_path(view_of(name->name));
    }
    input.channel = arxiv_find_category(input.base);
    if (date.origin == MOMENT_KNOWN)
        input.announced = date;
    else if (named.origin == MOMENT_KNOWN)
        input.announced = named;
    else if (epoch.origin == MOMENT_KNOWN)
        input.announced = epoch;
    else if (!input.in_memory && find_regular(name->name, &status)) {
        input.announced = (struct moment){ status.st_mtime, MOMENT_KNOWN };
        input.dated_by_file = true;
    }
    return input;
}

/* Reports the id of a paper or an address in place of a file. Returns false if the name is neither,
 * or if there is such a file. */
static bool names_paper(const char *name, struct diag *diag)
{
    struct view text = view_of(name), rest = text;
    struct arena arena = { 0 };
    struct arxiv_id id;
    bool is_address = view_starts_with(text, VIEW("http://")) ||
                      view_starts_with(text, VIEW("https://"));
    bool is_id = (arxiv_take_id(&rest, &arena, &id) && rest.len == 0) ||
                 arxiv_read_link(text, &arena, &id);
    bool is_file = access(name, F_OK) == 0;

    arena_free(&arena);
    if (is_file || (!is_id && !is_address))
        return false;
    if (is_id)
        diag_error(diag, (struct place){ .file = name },
                   "is not a file; use --fetch --id %s for the paper", name);
    else
        diag_error(diag, (struct place){ .file = name },
                   "is not a file; use curl to get it, and refmill to read it from a pipe");
    errno = ENOENT;
    return true;
}

bool input_open(struct input *input, struct diag *diag)
{
    if (input->kept) {
        if (lseek(input->file, 0, SEEK_SET) == 0)
            return true;
        diag_cannot_be(diag, input->name, "read again");
        return false;
    }
    if (input->is_standard) {
        if (isatty(STDIN_FILENO))
            diag_note(diag, (struct place){ .file = input->name },
                      "is the terminal; press Ctrl-D to end the input");
    } else if (!input->in_memory) {
        if (names_paper(input->name, diag))
            return false;
        input->file = file_open(input->name, diag);
        return input->file >= 0;
    }
    return true;
}

void input_close(const struct input *input)
{
    if (!input->kept && !input->in_memory)
        file_close(input->file);
}

static bool copy_file(int from, int to)
{
    char bytes[64 * 1024];
    ssize_t got;

    while ((got = file_read_some(from, bytes, sizeof bytes)) > 0) {
        if (!file_write(to, (struct view){ bytes, (size_t)got }))
            return false;
    }
    return got == 0;
}

bool input_keep(struct input *input, struct diag *diag)
{
    struct stat status;
    int copy;

    if (input->in_memory)
        return true;
    if (!input->is_standard &&
        (stat(input->name, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)))
        return true; /* a failure is reported when it is opened */
    if (!input_open(input, diag))
        return false;
    copy = temporary_open_unnamed();
    input->kept = copy >= 0 && copy_file(input->file, copy);
    if (!input->kept)
        diag_error(diag, (struct place){ .file = input->name },
                   "cannot be copied to %s to be read twice, as metadata requires: %s",
                   temporary_directory(), strerror(errno));
    file_close(input->file);
    if (input->kept)
        input->file = copy;
    else if (copy >= 0)
        close(copy);
    return input->kept;
}

void input_forget(const struct input *input)
{
    if (input->kept)
        close(input->file);
}

bool input_name_is_standard(const struct input_name *name)
{
    return !name->in_memory && file_is_standard(name->name);
}

uint64_t input_identity(const char *name)
{
    struct stat status;

    return find_regular(name, &status) ? file_identity(status.st_dev, status.st_ino) : 0;
}

bool input_ends_line(const char *name)
{
    int file = file_is_standard(name) ? -1 : open(name, O_RDONLY | O_CLOEXEC);
    char last = '\n';

    if (file >= 0) {
        off_t size = lseek(file, 0, SEEK_END);
        if (size > 0 && pread(file, &last, 1, size - 1) != 1)
            last = '\0'; /* an extra newline does no harm */
        close(file);
    }
    return last == '\n';
}

const char *input_packing(const char *name)
{
    int file = file_is_standard(name) ? -1 : open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char first[4];
    ssize_t got = file >= 0 ? pread(file, first, sizeof first, 0) : 0;

    if (file >= 0)
        close(file);
    return got > 0 ? decompress_packing((struct view){ first, (size_t)got }) : NULL;
}
