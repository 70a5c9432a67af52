#include "input/reader.h"

#include <stdlib.h>

#include "input/jsonl.h"

struct reader {
    struct window window;
    struct diag *diag;
    enum input_kind kind;
    bool keep_going;
    struct digest_reader *digests;
    struct jsonl_reader *records;
    bool is_jsonl; /* the current input */
};

struct reader *reader_create(enum input_kind kind, bool keep_going, struct diag *diag)
{
    struct reader *reader = memory_resize(NULL, sizeof *reader);

    *reader = (struct reader){ .diag = diag, .kind = kind, .keep_going = keep_going };
    reader->digests = digest_create(&reader->window, diag);
    reader->records = jsonl_create(&reader->window, diag);
    return reader;
}

void reader_free(struct reader *reader)
{
    digest_free(reader->digests);
    jsonl_free(reader->records);
    window_free(&reader->window);
    free(reader);
}

void reader_start(struct reader *reader, const struct input *input)
{
    struct view begin;

    window_start(&reader->window, input, reader->keep_going, reader->diag);
    reader->is_jsonl = reader->kind == INPUT_JSONL;
    if (reader->kind == INPUT_ANY) { /* only JSON begins with a brace */
        begin = window_peek(&reader->window);
        view_take(&begin, VIEW("\xEF\xBB\xBF"));
        reader->is_jsonl = view_starts_with(view_trim_start(begin), VIEW("{"));
    }
    if (reader->is_jsonl)
        jsonl_start(reader->records, input);
    else
        digest_start(reader->digests, input);
}

bool reader_next(struct reader *reader, struct digest *digest)
{
    return reader->is_jsonl ? jsonl_next(reader->records, digest)
                            : digest_next(reader->digests, digest);
}

int reader_unreadable(const struct reader *reader)
{
    return reader->window.unreadable;
}
