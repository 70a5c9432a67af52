/* Fuzz target: any bytes as the file that refmill is given, with options that follow from their
 * number. What jsonl says of it, refmill reads and writes once more. */
#include "job/convert.h"

#include <jansson.h>

#include "check.h"
#include "cli/options.h"
#include "memory.h"
#include "system/decompress.h"
#include "target.h"
#include "tex/tex.h"
#include "unnamed.h"

/* Options that change the records, which an input chooses by its size. */
static const char *const chosen[] = {
    "--no-merge",           "--omit=doi,line",    "--sort=title",
    "--cut-abstracts=drop", "--since=2024-03-01", "--keep-going"
};

enum { CHOSEN = sizeof chosen / sizeof *chosen, OTHERS = 7, BY_TITLE = 1 << 2 };

/* Converts what unnamed_path has to jsonl and two other formats. */
static int run(unsigned flags)
{
    const char *arguments[CHOSEN + OTHERS] = { "refmill",   "-ojsonl:jsonl",     "-oris:ris",
                                               "-oids:ids", "--date=2024-03-29", unnamed_path() };
    struct diag silent = { .silent = true };
    struct options options;
    size_t count = 6;
    int status = STATUS_FAILED;

    for (size_t i = 0; i < CHOSEN; i++) {
        if (flags & 1U << i)
            arguments[count++] = chosen[i];
    }
    memory_reset();
    options_start(&options);
    if (options_read(&options, arguments, count, &silent) && options_settle(&options, &silent))
        status = convert(&options, &silent);
    options_free(&options);
    return status;
}

/* Returns how many lines of the text begin with `start` and have `part`, unless that is empty. */
static size_t count_lines(struct view text, struct view start, struct view part)
{
    size_t count = 0;

    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') };

        count += view_starts_with(line, start) &&
                 (part.len == 0 || view_find(line, part) < line.len);
        text = view_skip(text, line.len + 1);
    }
    return count;
}

/* All formats have the same papers. */
static void check_counts(struct view jsonl)
{
    size_t records = count_lines(jsonl, VIEW("{"), VIEW(""));
    size_t ids = count_lines(jsonl, VIEW("{"), VIEW("\"arxiv_id\":\""));
    struct view written = memory_written("ids");

    check(count_lines(memory_written("ris"), VIEW("TY  - "), VIEW("")) == records, "convert",
          "RIS has as many records as jsonl", memory_written("ris"));
    check(count_lines(written, VIEW(""), VIEW("")) == ids, "convert",
          "there are as many ids as jsonl has", written);
}

/* Puts the title in the line as it is sorted. */
static void put_sorted_title(struct buffer *out, struct view line)
{
    json_t *record = json_loadb(line.at, line.len, 0, NULL);
    const char *title = json_string_value(json_object_get(record, "title"));

    out->len = 0;
    check(record != NULL, "jsonl", "jansson loads it", line);
    tex_put_folded(out, view_of(title ? title : ""));
    json_decref(record);
}

static void check_order(struct view jsonl)
{
    struct buffer last = { 0 }, title = { 0 };

    for (struct view rest = jsonl; rest.len > 0;) {
        struct view line = { rest.at, view_find_byte(rest, '\n') };
        struct buffer before = last;

        put_sorted_title(&title, line);
        check(title.len == 0 || view_compare(buffer_view(&last), buffer_view(&title)) <= 0,
              "convert", "papers are sorted by title", jsonl);
        last = title;
        title = before;
        rest = view_skip(rest, line.len + 1);
    }
    buffer_free(&last);
    buffer_free(&title);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    unsigned flags = (unsigned)(size % (1U << CHOSEN));
    struct buffer first = { 0 };
    int status;

    unnamed_write(text);
    status = run(flags);
    check(status != STATUS_FAILED || decompress_packing(text), "convert",
          "any bytes can be read, unless they cannot be unpacked", text);
    buffer_put(&first, memory_written("jsonl"));
    check_characters("jsonl", buffer_view(&first));
    check_counts(buffer_view(&first));
    if (flags & BY_TITLE)
        check_order(buffer_view(&first));
    if (first.len > 0) {
        unnamed_write(buffer_view(&first));
        check(run(flags) == STATUS_OK, "convert", "jsonl is read", buffer_view(&first));
        check_equal("convert", "jsonl says the same once more", memory_written("jsonl"),
                    buffer_view(&first));
    }
    buffer_free(&first);
    return 0;
}
