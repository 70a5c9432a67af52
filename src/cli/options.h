/* The options of a run, from the command line or one by one. */
#ifndef REFMILL_CLI_OPTIONS_H
#define REFMILL_CLI_OPTIONS_H

#include "collection/collection.h"
#include "collection/selection.h"
#include "input/input.h"
#include "input/input_list.h"
#include "input/metadata_fetch.h"
#include "input/reader.h"
#include "output/format_catalogue.h"
#include "output/output_stream.h"
#include "output/zotero.h"
#include "cli/option_values.h"

/* An output as it was asked for, which makes sense once all options are read. */
struct output_request {
    const char *argument; /* of -o, [FORMAT:]FILE; or NULL, and: */
    const char *format;   /* its name; NULL: that of the suffix, or of -t */
    struct output output; /* the rest; with a writer it is complete */
};

struct output_requests {
    struct output_request *items;
    size_t count, cap;
};

enum action { CONVERT, CHECK, LIST_FORMATS, HELP, VERSION };

struct options {
    enum action action;
    bool is_command; /* standard input and output are used where none is named */
    bool keep_going, no_progress, quiet, verbose;

    /* Input. */
    struct input_list inputs; /* as named */
    const char *files_from;   /* a file with more names, each ended by a NUL if `nul` */
    bool nul;
    enum input_kind kind;
    struct moment date, epoch; /* --date, SOURCE_DATE_EPOCH */

    /* What becomes of the records. */
    struct name_list excludes;
    struct selection *selection; /* NULL: all */
    struct name_list metadata;   /* files of arXiv's metadata */
    struct fetch fetch;
    bool require_authors, no_merge;
    struct order order;
    size_t limit; /* records an output; 0: all */

    /* Output. */
    const char *formats; /* -t; NULL without */
    struct output_requests requests;
    struct output_settings settings;
    field_set omit, only;
    const char *out_dir, *feed_archive, *opml, *depfile;
    bool keep_dirs, if_changed;
    bool to_zotero;
    const char *zotero_url; /* NULL: the default */
    struct name_list plugins;
    struct format_catalogue catalogue; /* the formats there are */

    /* Made of the above by options_settle. */
    struct output *outputs; /* with out_dir, only their formats */
    size_t output_count;
    const char *out_url;   /* the address of out_dir, with its slash; NULL: not given */
    struct zotero *zotero; /* NULL: not wanted */
};

/* Initialises to the defaults. */
void options_start(struct options *options);
void options_free(struct options *options);

/* Each reads what it is given, of which nothing is copied. False, and an error reported,
 * when it is wrong. `words` is a command line without the program's name. */
bool options_read(struct options *options, const char *const *words, size_t count,
                  struct diag *diag);
bool options_set(struct options *options, const struct option *option, const char *value,
                 struct diag *diag);

/* What can only be said once all options are read: which outputs there are, in which
 * formats, and whether the options go together. False, and an error reported, when they do
 * not. */
bool options_settle(struct options *options, struct diag *diag);

void output_requests_add(struct output_requests *requests, struct output_request request);

#endif
