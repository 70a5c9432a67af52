/* The options by name, and the texts that tell of them: one table for the
 * command line's reader and for --help. */
#ifndef REFMILL_CLI_OPTION_TABLE_H
#define REFMILL_CLI_OPTION_TABLE_H

#include "output/format_catalogue.h"

/* An option's code: its letter, or one of these. */
enum {
    OPTION_LANG = 256,
    OPTION_KEY,
    OPTION_OMIT,
    OPTION_ONLY,
    OPTION_CUT,
    OPTION_ASCII,
    OPTION_EXCEL,
    OPTION_TRANSLATION_LINES,
    OPTION_TO_ZOTERO,
    OPTION_ZOTERO_URL,
    OPTION_PLUGIN,
    OPTION_FEED_TITLE,
    OPTION_FEED_HOME,
    OPTION_FEED_URL,
    OPTION_FEED_ID,
    OPTION_ID_VERSION,
    OPTION_FEED_ARCHIVE,
    OPTION_OPML,
    OPTION_DATE,
    OPTION_FROM,
    OPTION_FILES_FROM,
    OPTION_METADATA,
    OPTION_FETCH,
    OPTION_OFFLINE,
    OPTION_FETCH_URL,
    OPTION_FETCH_PAUSE,
    OPTION_FETCH_MAX_AGE,
    OPTION_REQUIRE_AUTHORS,
    OPTION_SINCE, /* and the other filters, in the order of selection.h */
    OPTION_UNTIL,
    OPTION_CATEGORY,
    OPTION_CHANNEL,
    OPTION_ANNOUNCE,
    OPTION_MATCH,
    OPTION_EXCLUDE,
    OPTION_SORT,
    OPTION_LIMIT,
    OPTION_NO_MERGE,
    OPTION_OUT_DIR,
    OPTION_KEEP_DIRS,
    OPTION_IF_CHANGED,
    OPTION_DEPFILE,
    OPTION_NO_PROGRESS,
    OPTION_CHECK,
    OPTION_LIST,
    OPTION_VERSION
};

struct option {
    int code;          /* 0: a heading */
    const char *name;  /* without its dashes; or the heading */
    const char *value; /* as --help calls it; NULL when the option takes none */
    const char *help;  /* lines, with '\n' between */
};

/* The options in the order of --help, with a line of NULL at the end. */
extern const struct option option_table[];

/* The option of that name, without its dashes, or of that letter; or NULL. */
const struct option *option_find(struct view name);

/* Reports that there is no option of that name, and which may have been meant. */
void option_report_unknown(struct view name, struct diag *diag);
const struct option *option_find_letter(char letter);

/* The option's name, without its dashes. */
const char *option_name(int code);

/* What --help, --version and --list-formats print. */
void option_table_put_help(struct buffer *out);
void option_table_put_version(struct buffer *out);
void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue);

#endif
