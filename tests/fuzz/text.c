/* Fuzz target: any bytes as the texts of records, straight to the writers. The
 * first byte is flags, then comes a text a line (records.h). */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "outputs.h"
#include "records.h"
#include "registry.h"
#include "target.h"

static void write_all(const struct writer *writer, const struct record *records, size_t count,
                      unsigned flags)
{
    struct head head = records_head(writer, flags);
    void *state = memory_resize(NULL, writer->state_size);
    struct sink sink;

    memset(state, 0, writer->state_size);
    sink_open_path(&sink, writer->name);
    writer->begin(state, &sink, &head);
    for (size_t i = 0; i < count; i++)
        writer->record(state, &records[i]);
    writer->end(state);
    check(!sink.why, writer->name, "nothing fails", view_of(sink.why ? sink.why : ""));
    sink_discard(&sink);
    free(state);
}

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
    for (size_t i = 0; registry_at(i); i++) {
        const struct writer *writer = registry_at(i);
        struct expected expected = { records, count, records_leads(writer, flags), true,
                                     (flags & FLAG_EXCEL) != 0 };
        write_all(writer, records, count, flags);
        outputs_check(writer, &expected);
    }
    arena_free(&arena);
    return 0;
}
