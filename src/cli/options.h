/* The options of a run, read from a command line or set one by one. */
#ifndef REFMILL_CLI_OPTIONS_H
#define REFMILL_CLI_OPTIONS_H

#include "collection/collection.h"
#include "collection/selection.h"
#include "input/input.h"
#include "input/input_list.h"
#include "input/metadata_fetch.h"
#include "input/reader_registry.h"
#include "output/format_catalogue.h"
#include "output/output_stream.h"
#include "output/zotero.h"
#include "cli/option_values.h"

/* An output as the user asked for it. options_settle makes a struct output of it. */
struct output_request {
    const char *argument; /* of -o, [FORMAT:]FILE; or NULL if `format` and `output` are set */
    const char *format;   /* name of the format; NULL: from the suffix, or -t */
    struct output output; /* path or receiver; complete if it has a writer */
};

struct output_requests {
    struct output_request *items;
    size_t count, cap;
};

enum action { CONVERT, CHECK, LIST_FORMATS, HELP, VERSION };

struct options {
    enum action action;
    bool is_command; /* use standard input and output if no others are named */
    bool keep_going, no_progress, quiet, verbose;

    /* Input. */
    struct input_list inputs; /* those named one by one */
    const char *files_from;   /* a file with more names, ended by NULs if `nul`, else newlines */
    bool nul;
    struct buffer ids;         /* of --id, one a line */
    const struct reader *from; /* --from; NULL: the content tells */
    struct moment date, epoch; /* --date, SOURCE_DATE_EPOCH */

    /* Selection, metadata and order of the records. */
    struct name_list excludes;
    struct selection *selection; /* NULL: all records */
    struct name_list metadata;   /* files with arXiv's metadata */
    struct fetch fetch;
    bool require_authors, no_merge;
    struct order order;
    size_t limit; /* records per output; 0: no limit */

    /* Output. */
    const char *formats; /* the value of -t, or NULL */
    struct output_requests requests;
    struct output_settings settings;
    field_set omit, only;
    const char *out_dir, *feed_archive, *page_archive, *opml, *depfile, *depfile_target;
    const struct option **format_options; /* those given that have an effect in some formats only */
    size_t format_options_count, format_options_cap;
    bool keep_dirs, if_changed;
    bool to_zotero;
    const char *zotero_url; /* NULL: the default */
    struct name_list plugins;
    struct format_catalogue catalogue; /* the known formats */

    /* A library that is updated. */
    struct name_list libraries; /* of --update; if there are any, nothing is converted */
    unsigned refresh;           /* a bit for each update_field (updater.h) */
    bool published, dry_run;
    const char *backup;                  /* a suffix, or NULL */
    const struct option *not_for_update; /* the first one given that --update does not take */

    /* Set by options_settle from the members above. */
    struct output *outputs; /* with out_dir, one for each format, without paths */
    size_t output_count;
    const char *out_url;   /* the address of out_dir, ending in a slash, or NULL */
    struct zotero *zotero; /* NULL without --to-zotero */
};

/* Sets the defaults. */
void options_start(struct options *options);
void options_free(struct options *options);

/* Read a command line, including the program's name, or one option. Strings are not copied. Return
 * false after reporting an error. */
bool options_read(struct options *options, const char *const *words, size_t count,
                  struct diag *diag);
bool options_set(struct options *options, const struct option *option, const char *value,
                 struct diag *diag);

/* Determines the outputs and their formats once all options are read, and checks that the options
 * go together. Returns false after reporting an error. */
bool options_settle(struct options *options, struct diag *diag);

void output_requests_add(struct output_requests *requests, struct output_request request);

#endif
