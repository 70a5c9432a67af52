#include "wanted.h"

#include "input.h"
#include "reader.h"

static bool is_wanted(const struct record *record, const struct options *options,
                      const struct exclusion *exclusion)
{
    bool is_whole = record->author_count > 0 && !record->abstract_truncated;

    return record->arxiv_id.len > 0 && !is_whole &&
           !(exclusion && exclusion_has(exclusion, record)) &&
           (!options->selection || selection_may_admit(options->selection, record));
}

static void read_input(struct metadata *metadata, struct reader *reader, struct digest_input *input,
                       const struct options *options, const struct exclusion *exclusion)
{
    struct digest digest;

    reader_start(reader, input);
    while (reader_next(reader, &digest)) {
        for (size_t i = 0; i < digest.count; i++) {
            if (is_wanted(&digest.records[i], options, exclusion))
                metadata_want(metadata, digest.records[i].arxiv_id);
        }
    }
}

bool wanted_read(struct metadata *metadata, struct digest_input *inputs, size_t count,
                 const struct options *options, const struct exclusion *exclusion,
                 struct diag *diag)
{
    struct diag silent = { .silent = true };
    struct reader *reader = reader_create(&silent);
    bool good = true;

    for (size_t i = 0; i < count && good; i++) {
        good = input_keep(&inputs[i], diag);
        if (!good || !input_open(&inputs[i], &silent))
            continue;
        read_input(metadata, reader, &inputs[i], options, exclusion);
        input_close(&inputs[i]);
    }
    reader_free(reader);
    return good;
}
