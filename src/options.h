/* The command line, and nothing but the command line. */
#ifndef REFMILL_OPTIONS_H
#define REFMILL_OPTIONS_H

#include "fetch.h"
#include "selection.h"
#include "values.h"

/* -o: a file, or standard output (path NULL), and its format. */
struct output {
    const char *path;
    const struct writer *writer;
};

struct options {
    enum { CONVERT, CHECK, LIST_FORMATS, HELP, VERSION } action;
    const char *const *inputs; /* file names, "-" for standard input */
    size_t input_count;
    const char *files_from; /* a file with more names, each ended by a NUL if `nul` */
    bool nul;
    enum input_kind kind;
    const char **excludes; /* files with papers that are left out */
    size_t exclude_count;
    struct selection *selection; /* NULL: all */
    const char **metadata;       /* files of arXiv's metadata */
    size_t metadata_count;
    struct fetch fetch;
    bool require_authors;
    bool keep_going, no_merge;
    struct order order;
    size_t limit; /* records an output; 0: all */

    struct output *outputs; /* with out_dir, only their formats */
    size_t output_count;
    const char *out_dir, *feed_archive, *depfile;
    bool keep_dirs, if_changed, no_progress;
    bool has_language;
    enum language language;
    struct view key; /* the pattern of citation keys */
    enum cut cut_abstracts;
    struct dress dress;
    struct feed feed;
    struct moment date, epoch; /* --date, SOURCE_DATE_EPOCH */
};

/* Reads the command line; false, and an error reported, when it is not one.
 * Strings are those of argv. */
bool options_read(int argc, char **argv, struct options *options, struct diag *diag);

void options_free(struct options *options);

#endif
