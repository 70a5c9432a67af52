/* Fuzz target: any bytes as the texts of records, straight to the writers. The
 * first byte is flags, then comes a text a line (records.h). */
#include "memory.h"
#include "outputs.h"
#include "records.h"
#include "output/format_registry.h"
#include "target.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    check_open();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = view_skip((struct view){ (const char *)bytes, size }, 1);
    unsigned flags = size ? bytes[0] : 0;
    struct record records[RECORDS_MAX];
    struct arena arena = { 0 };
    size_t count = records_of_lines(text, flags, &arena, records);

    memory_reset();
    for (size_t i = 0; format_registry_at(i); i++) {
        const struct writer *writer = format_registry_at(i);
        struct expected expected = { records,
                                     count,
                                     records_leads(writer, flags),
                                     true,
                                     (flags & FLAG_EXCEL) != 0,
                                     (flags & FLAG_SECTIONS) != 0 };
        outputs_write(writer, records, count, flags);
        outputs_check(writer, &expected);
    }
    arena_free(&arena);
    return 0;
}
