/* Fuzz target: any bytes as the file that refmill is given, with options that
 * follow from their number. jsonl is what the other formats are held to. */
#include <stdio.h>
#include <stdlib.h>

#include "job/convert.h"
#include "system/decompress.h"
#include "memory.h"
#include "outputs.h"
#include "records.h"
#include "output/format_registry.h"
#include "cli/options.h"
#include "target.h"
#include "unnamed.h"

enum { ARGUMENTS_MAX = 64, PATH_SIZE = 48 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    check_open();
    unnamed_open();
    return 0;
}

/* ---- The command line -------------------------------------------------- */

struct command_line {
    const char *arguments[ARGUMENTS_MAX];
    char outputs[ARGUMENTS_MAX][PATH_SIZE];
    size_t count;
};

static void add(struct command_line *command, const char *argument)
{
    command->arguments[command->count++] = argument;
}

/* Every format, to the path of its name. */
static void add_outputs(struct command_line *command)
{
    for (size_t i = 0; format_registry_at(i); i++) {
        snprintf(command->outputs[i], PATH_SIZE, "-o%s:%s", format_registry_at(i)->name,
                 format_registry_at(i)->name);
        add(command, command->outputs[i]);
    }
}

static void add_flags(struct command_line *command, unsigned flags)
{
    if (flags & FLAG_LEADS)
        add(command, flags & FLAG_LEADS_ZH ? "--lang=zh" : "--lang=en");
    if (flags & FLAG_KEY)
        add(command, "--key=" RECORDS_KEY);
    if (flags & FLAG_ASCII)
        add(command, "--ascii");
    if (flags & FLAG_EXCEL)
        add(command, "--csv-excel");
    if (flags & FLAG_SECTIONS)
        add(command, "--markdown=sections");
    if (flags & FLAG_LINES)
        add(command, "--translation-lines");
    if (flags & FLAG_OMIT)
        add(command, "--omit=title_zh,summary,abstract,version,doi");
    /* An ellipsis is what jsonl has none of. */
    add(command, flags & FLAG_DROP ? "--cut-abstracts=drop" : "--cut-abstracts=keep");
    if (flags & FLAG_NO_MERGE)
        add(command, "--no-merge");
    if (!(flags & FLAG_STOP))
        add(command, "-k");
}

static int run(unsigned flags)
{
    struct command_line command = { 0 };
    struct diag diag = { 0 };
    struct options options;
    int status = STATUS_FAILED;

    add(&command, "refmill");
    add(&command, "--date=2024-03-29");
    add_outputs(&command);
    add_flags(&command, flags);
    add(&command, unnamed_path());
    options_start(&options);
    if (options_read(&options, command.arguments, command.count, &diag) &&
        options_settle(&options, &diag))
        status = convert(&options, &diag);
    options_free(&options);
    return status;
}

/* ---- The outputs ------------------------------------------------------- */

/* The records that jsonl says there are; *owner holds their text. */
static size_t read_jsonl(json_t **owner, struct record **records)
{
    struct view rest = memory_written("jsonl");
    size_t count = 0, cap = 0;

    *owner = json_array();
    while (rest.len > 0) {
        struct view line = { rest.at, view_find_byte(rest, '\n') };
        json_t *object = json_loadb(line.at, line.len, 0, NULL);
        check(object != NULL, "jsonl", "a line is an object", line);
        json_array_append_new(*owner, object);
        *records = memory_grow_array(*records, count, &cap, sizeof **records);
        (*records)[count++] = records_of_json(object);
        rest = view_skip(rest, line.len + 1);
    }
    return count;
}

static void check_all(unsigned flags)
{
    struct record *records = NULL;
    json_t *owner;
    size_t count = read_jsonl(&owner, &records);
    bool is_translated = count == 0;

    for (size_t i = 0; i < count; i++)
        is_translated = is_translated || record_translation(&records[i]);
    for (size_t i = 0; format_registry_at(i); i++) {
        const struct writer *writer = format_registry_at(i);
        struct expected expected = { records,
                                     count,
                                     records_leads_of(writer, flags, is_translated),
                                     (flags & FLAG_NO_MERGE) != 0,
                                     (flags & FLAG_EXCEL) != 0,
                                     (flags & FLAG_SECTIONS) != 0 };
        outputs_check(writer, &expected);
    }
    json_decref(owner);
    free(records);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    unsigned flags = (unsigned)(size % FLAGS);
    int status;

    if (flags & (FLAG_NO_MERGE | FLAG_OMIT)) /* else it follows from what may be left out */
        flags |= FLAG_LEADS;
    unnamed_write(text);
    memory_reset();
    status = run(flags);
    check(status != STATUS_FAILED || decompress_packing(text), "all",
          "any bytes can be read, unless they cannot be unpacked", text);
    if (status == STATUS_OK || (status == STATUS_ERRORS && !(flags & FLAG_STOP)))
        check_all(flags);
    return 0;
}
