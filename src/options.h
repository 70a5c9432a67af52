/* The command line, and nothing but the command line. */
#ifndef REFMILL_OPTIONS_H
#define REFMILL_OPTIONS_H

#include "diag.h"
#include "writer.h"

/* -o: a file, or standard output (path NULL), and its format. */
struct output {
    const char *path;
    const struct writer *writer;
};

struct options {
    enum { CONVERT, CHECK, LIST_FORMATS, HELP, VERSION } action;
    const char *const *inputs; /* file names, "-" for standard input */
    size_t input_count;
    struct output *outputs;
    size_t output_count;
    bool keep_going, no_merge;
    bool has_language;
    enum language language;
    struct view key; /* the pattern of citation keys */
    enum cut { CUT_MARK, CUT_KEEP, CUT_DROP } cut_abstracts;
    struct dress dress;
    struct feed feed;
    struct moment date, epoch; /* --date, SOURCE_DATE_EPOCH */
};

/* Reads the command line; false, and an error reported, when it is not one.
 * Strings are those of argv. */
bool options_read(int argc, char **argv, struct options *options, struct diag *diag);

void options_free(struct options *options);

#endif
