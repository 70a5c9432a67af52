#include "harvest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harvesting.h"
#include "hash.h"
#include "utf8.h"

enum { WARNINGS_SHOWN = 10 };

void harvesting_warn(struct harvesting *harvesting, size_t line, size_t column, const char *format,
                     ...)
{
    char text[512]; /* what a file says may be of any length, and a message is a line */
    va_list values;

    if (++harvesting->warnings > WARNINGS_SHOWN)
        return;
    va_start(values, format);
    if (vsnprintf(text, sizeof text, format, values) >= (int)sizeof text)
        text[utf8_find_malformed(view_of(text))] = '\0'; /* no half of a character */
    va_end(values);
    diag_warn(harvesting->diag, (struct place){ harvesting->name, line, column }, "%s", text);
}

void harvesting_take(struct harvesting *harvesting, struct entry *entry, size_t line)
{
    const struct record *record = entry_record(entry);

    if (!metadata_add(harvesting->metadata, record))
        return;
    harvesting->taken++;
    if (entry->people.cut)
        harvesting_warn(harvesting, line, 1, "more than %d authors; the others are left out",
                        AUTHORS_MAX);
    if (entry->categories_cut)
        harvesting_warn(harvesting, line, 1, "more than %d categories; the others are left out",
                        CATEGORIES_MAX);
    if (!keyset_add(&harvesting->seen, hash_text(0, record->arxiv_id)) &&
        harvesting->repeats++ == 0)
        harvesting->first_repeat = line;
}

/* ---- Files ------------------------------------------------------------- */

/* What is of the file as a whole, once it is read. */
static void report(const struct harvesting *harvesting)
{
    struct place place = { .file = harvesting->name };

    if (harvesting->warnings > WARNINGS_SHOWN)
        diag_warn(harvesting->diag, place, "%zu more like these",
                  harvesting->warnings - WARNINGS_SHOWN);
    if (harvesting->unreadable)
        diag_error(harvesting->diag, place, "cannot be read: %s", harvesting->why);
    else if (harvesting->why)
        diag_warn(harvesting->diag, place,
                  "%s; what comes before was read, and used for %zu paper%s", harvesting->why,
                  harvesting->taken, harvesting->taken == 1 ? "" : "s");
    place.line = harvesting->first_repeat;
    place.column = 1;
    if (harvesting->repeats == 1)
        diag_warn(harvesting->diag, place,
                  "a paper stands here again; the newest of its entries holds");
    else if (harvesting->repeats > 1)
        diag_warn(harvesting->diag, place,
                  "papers stand here again, %zu times from here on; the newest of each one's "
                  "entries holds",
                  harvesting->repeats);
}

/* What a file that begins so may be in place of metadata. */
static const char *guess(struct view begin)
{
    if (view_starts_with(begin, VIEW("\xFD\x37zXZ")) || view_starts_with(begin, VIEW("BZh")))
        return "; unpack it first, gzip, Zstandard and ZIP are read as they are";
    if (view_starts_with(begin, VIEW("[")))
        return "; of a JSON array, jq -c '.[]' makes lines";
    return "";
}

static void report_useless(struct harvesting *harvesting, struct view begin)
{
    harvesting->useless = true;
    diag_error(harvesting->diag, (struct place){ .file = harvesting->name },
               "is no metadata of arXiv's: wanted is an answer of its API or of OAI-PMH (XML), or "
               "its snapshot in JSON lines%s",
               guess(begin));
}

static void read_source(struct harvesting *harvesting, bool may_be_empty)
{
    struct view begin = unpack_peek(harvesting->source, &harvesting->why);

    view_take(&begin, VIEW("\xEF\xBB\xBF"));
    begin = view_trim_start(begin);
    if (view_starts_with(begin, VIEW("{")))
        harvest_json(harvesting);
    else if (view_starts_with(begin, VIEW("<")))
        harvest_xml(harvesting);
    else if (begin.len > 0)
        report_useless(harvesting, begin);
    else if (!may_be_empty && !harvesting->why)
        harvesting_warn(harvesting, 0, 0, "is empty");
}

static bool read_descriptor(struct metadata *metadata, int file, const char *name,
                            bool may_be_empty, struct diag *diag)
{
    struct harvesting harvesting = {
        .metadata = metadata, .diag = diag, .name = name, .source = unpack_create(file)
    };
    bool good;

    read_source(&harvesting, may_be_empty);
    harvesting.unreadable = harvesting.unreadable || unpack_unreadable(harvesting.source);
    report(&harvesting);
    good = !harvesting.unreadable && !harvesting.useless;
    unpack_free(harvesting.source);
    keyset_free(&harvesting.seen);
    return good;
}

bool harvest_descriptor(struct metadata *metadata, int file, const char *name, struct diag *diag)
{
    return read_descriptor(metadata, file, name, true, diag);
}

bool harvest_file(struct metadata *metadata, const char *name, struct diag *diag)
{
    bool is_standard = strcmp(name, "-") == 0;
    int file = is_standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    bool good;

    if (is_standard)
        name = "<stdin>";
    if (file < 0) {
        diag_error(diag, (struct place){ .file = name }, "cannot be opened: %s", strerror(errno));
        return false;
    }
    good = read_descriptor(metadata, file, name, false, diag);
    if (!is_standard)
        close(file);
    return good;
}
