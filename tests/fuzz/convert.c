/* Fuzz target: any bytes as the file that refmill is given, with options that follow from their
 * number. What jsonl says of it, refmill reads and writes once more. */
#include "job/convert.h"

#include "check.h"
#include "cli/options.h"
#include "memory.h"
#include "system/decompress.h"
#include "target.h"
#include "unnamed.h"

/* Options that change the records, which an input chooses by its size. */
static const char *const chosen[] = {
    "--no-merge",           "--omit=doi,line",    "--sort=title",
    "--cut-abstracts=drop", "--since=2024-03-01", "--keep-going"
};

enum { CHOSEN = sizeof chosen / sizeof *chosen, OTHERS = 5 };

/* Converts what unnamed_path has to jsonl. */
static int run(unsigned flags)
{
    const char *arguments[CHOSEN + OTHERS] = { "refmill", "-ojsonl:jsonl", "--date=2024-03-29",
                                               unnamed_path() };
    struct diag silent = { .silent = true };
    struct options options;
    size_t count = 4;
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
    if (first.len > 0) {
        unnamed_write(buffer_view(&first));
        check(run(flags) == STATUS_OK, "convert", "jsonl is read", buffer_view(&first));
        check_equal("convert", "jsonl says the same once more", memory_written("jsonl"),
                    buffer_view(&first));
    }
    buffer_free(&first);
    return 0;
}
