/* The program: options in, exit status out. */
#include "convert.h"
#include "file.h"
#include "sink.h"
#include "usage.h"

static int print(void (*put)(struct buffer *), struct diag *diag)
{
    struct buffer text = { 0 };
    struct sink sink;
    bool good;

    put(&text);
    sink_open_standard(&sink);
    sink_put(&sink, buffer_view(&text));
    good = sink_close(&sink);
    if (!good)
        diag_error(diag, (struct place){ .file = "<stdout>" }, "cannot be written: %s", sink.why);
    sink_discard(&sink);
    buffer_free(&text);
    return good ? STATUS_OK : STATUS_FAILED;
}

static int run(const struct options *options, struct diag *diag)
{
    switch (options->action) {
    case LIST_FORMATS:
        return print(usage_put_formats, diag);
    case HELP:
        return print(usage_put_help, diag);
    case VERSION:
        return print(usage_put_version, diag);
    case CHECK:
        return convert_check(options, diag);
    default:
        return convert(options, diag);
    }
}

int main(int argc, char **argv)
{
    struct diag diag = { 0 };
    struct options options;
    int status = STATUS_FAILED;

    file_occupy_standard();
    sink_catch_signals();
    if (options_read(argc, argv, &options, &diag))
        status = run(&options, &diag);
    options_free(&options);
    return status;
}
