/* The options of a run, from the command line or one by one. */
#ifndef REFMILL_CLI_OPTIONS_H
#define REFMILL_CLI_OPTIONS_H

#include "output/format_catalogue.h"
#include "input/metadata_fetch.h"
#include "input/input_list.h"
#include "output/output.h"
#include "collection/selection.h"
#include "cli/option_table.h"
#include "cli/option_values.h"
#include "output/zotero.h"

/* An output as it is asked for, which makes sense once all options are read. */
struct wish {
    const char *argument; /* of -o, [FORMAT:]FILE; or NULL, and: */
    const char *format;   /* its name; NULL: what the suffix or -t tells */
    struct output output; /* the rest; with a writer it is whole */
};

struct options {
    enum { CONVERT, CHECK, LIST_FORMATS, HELP, VERSION } action;
    bool is_command;          /* with standard input and output where none is named */
    struct input_list inputs; /* those that are named */
    const char *files_from;   /* a file with more names, each ended by a NUL if `nul` */
    bool nul;
    enum input_kind kind;
    const char **excludes; /* files with papers that are left out */
    size_t exclude_count, exclude_cap;
    struct selection *selection; /* NULL: all */
    const char **metadata;       /* files of arXiv's metadata */
    size_t metadata_count, metadata_cap;
    struct fetch fetch;
    bool require_authors;
    bool keep_going, no_merge;
    struct order order;
    size_t limit; /* records an output; 0: all */

    bool to_zotero;
    const char *zotero_url; /* NULL: the default */

    struct zotero *zotero;  /* once settled; NULL: none is wanted */
    struct output *outputs; /* the same; with out_dir, only their formats */
    size_t output_count;
    const char *out_dir, *feed_archive, *opml, *depfile;
    const char *out_url; /* the address of out_dir, with its slash; NULL: none was said */
    bool keep_dirs, if_changed, no_progress;
    bool has_language;
    enum language language;
    struct view key; /* the pattern of citation keys */
    enum cut cut_abstracts;
    struct format_settings settings;
    struct feed feed;
    struct moment date, epoch; /* --date, SOURCE_DATE_EPOCH */

    struct format_catalogue catalogue; /* the formats there are */
    const char **plugins;              /* files with more */
    size_t plugin_count, plugin_cap;
    /* What is settled at the end. */
    const char *formats; /* -t; NULL without */
    field_set omit, only;
    struct wish *wishes;
    size_t wish_count, wish_cap;
};

/* No option at all. */
void options_start(struct options *options);
void options_free(struct options *options);

/* Strings are the caller's, and outlive the options. Each reads what it is given;
 * false, and an error reported, when it is wrong. */
bool options_read(struct options *options, const char *const *words, size_t count,
                  struct diag *diag);
bool options_set(struct options *options, const struct option *option, const char *value,
                 struct diag *diag);

void options_add_wish(struct options *options, struct wish wish);

#endif
