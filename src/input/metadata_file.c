#include "input/metadata_file.h"

#include <stdarg.h>
#include <stdio.h>

#include "input/metadata_source.h"
#include "system/file.h"
#include "text/keyed_hash.h"
#include "text/utf8.h"

enum { WARNINGS_SHOWN = 10 };

void metadata_source_warn(struct metadata_source *source, size_t line, size_t column,
                          const char *format, ...)
{
    char text[512]; /* the file's text may be of any length; a message is one line */
    va_list values;

    if (++source->warnings > WARNINGS_SHOWN)
        return;
    va_start(values, format);
    if (vsnprintf(text, sizeof text, format, values) >= (int)sizeof text)
        text[utf8_find_malformed(view_of(text))] = '\0'; /* drop a partial character */
    va_end(values);
    diag_warn(source->diag, (struct place){ source->name, line, column }, "%s", text);
}

void metadata_source_take(struct metadata_source *source, struct metadata_entry *entry, size_t line)
{
    const struct record *record = metadata_entry_record(entry);

    if (!metadata_add(source->metadata, record))
        return;
    source->taken++;
    if (entry->people.cut)
        metadata_source_warn(source, line, 1, "more than %d authors; the others are left out",
                             AUTHORS_MAX);
    if (entry->categories_cut)
        metadata_source_warn(source, line, 1, "more than %d categories; the others are left out",
                             CATEGORIES_MAX);
    if (!hash_table_add(&source->seen, keyed_hash_text(record->arxiv_id)) && source->repeats++ == 0)
        source->first_repeat = line;
}

/* ---- Files ------------------------------------------------------------- */

/* Reports problems that concern the whole file. */
static void report_file(const struct metadata_source *source)
{
    struct place place = { .file = source->name };

    if (source->warnings > WARNINGS_SHOWN)
        diag_warn(source->diag, place, "%zu more like these", source->warnings - WARNINGS_SHOWN);
    if (source->unreadable)
        diag_error(source->diag, place, "cannot be read: %s", source->why);
    else if (source->why)
        diag_warn(source->diag, place, "%s; what comes before was read, and used for %zu paper%s",
                  source->why, source->taken, source->taken == 1 ? "" : "s");
    place.line = source->first_repeat;
    place.column = 1;
    if (source->repeats == 1)
        diag_warn(source->diag, place, "a paper appears again; its newest entry is used");
    else if (source->repeats > 1)
        diag_warn(source->diag, place,
                  "papers appear again, %zu times from here on; the newest entry of each is used",
                  source->repeats);
}

static bool read_descriptor(struct metadata *metadata, int file, const char *name,
                            bool may_be_empty, struct diag *diag)
{
    struct metadata_source source = {
        .metadata = metadata, .diag = diag, .name = name, .source = decompress_create(file)
    };
    struct view begin = decompress_peek(source.source, &source.why);
    const char *advice = "";

    view_take(&begin, VIEW("\xEF\xBB\xBF"));
    begin = view_trim_start(begin);
    if (view_starts_with(begin, VIEW("{"))) {
        snapshot_read(&source);
    } else if (view_starts_with(begin, VIEW("<"))) {
        arxiv_xml_read(&source);
    } else if (begin.len > 0) {
        if (view_starts_with(begin, VIEW("\xFD\x37zXZ")) || view_starts_with(begin, VIEW("BZh")))
            advice = "; unpack it first, or use gzip, Zstandard or ZIP";
        else if (view_starts_with(begin, VIEW("[")))
            advice = "; use jq -c '.[]' to turn a JSON array into lines";
        diag_error(diag, (struct place){ .file = name },
                   "is not arXiv metadata: expected an answer of its API or of OAI-PMH (XML), "
                   "or its snapshot in JSON lines%s",
                   advice);
        source.useless = true;
    } else if (!may_be_empty && !source.why) {
        metadata_source_warn(&source, 0, 0, "is empty");
    }
    source.unreadable = source.unreadable || decompress_unreadable(source.source);
    report_file(&source);
    decompress_free(source.source);
    hash_table_free(&source.seen);
    return !source.unreadable && !source.useless;
}

bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag)
{
    return read_descriptor(metadata, file, name, true, diag);
}

bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag)
{
    int file = file_open(name, diag);
    bool good;

    if (file < 0)
        return false;
    good = read_descriptor(metadata, file, file_shown_name(name), false, diag);
    file_close(file);
    return good;
}
