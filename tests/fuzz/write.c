/* Fuzz targets of the writers: any bytes as the texts of records, written in one format. Two bytes
 * of flags, then a text a line (records.h). */
#include "outputs.h"
#include "records.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct writer *writer;
    struct record records[RECORDS_MAX];
    struct arena arena = { 0 };
    struct expected expected = { .records = records, .in_order = true };
    unsigned flags;

    if (!writer)
        writer = outputs_writer(target_name());
    expected.count =
        records_read((struct view){ (const char *)bytes, size }, &flags, &arena, records);
    expected.leads = records_leads(writer, flags);
    expected.excel = (flags & FLAG_EXCEL) != 0;
    expected.mathml = records_have_mathml(writer, flags);
    expected.sections = (flags & FLAG_SECTIONS) != 0;
    outputs_write(writer, records, expected.count, flags);
    outputs_check(writer, &expected);
    arena_free(&arena);
    return 0;
}
