/* The values of options: read, checked, and reported when they are wrong. */
#ifndef REFMILL_CLI_OPTION_VALUES_H
#define REFMILL_CLI_OPTION_VALUES_H

#include "output/format_catalogue.h"
#include "collection/collection.h"
#include "input/reader.h"
#include "input/metadata_fetch.h"
#include "output/writer.h"

/* What becomes of abstracts that the digest cut: --cut-abstracts. */
enum cut { CUT_MARK, CUT_KEEP, CUT_DROP };

/* --sort. */
struct order {
    enum sort_key key;
    bool descending;
};

/* Each takes one value; false, and an error reported, when it is none. Text is
 * kept as it stands in the value. */
bool option_read_language(enum language *language, const char *name, struct diag *diag);
bool option_read_key(struct view *key, const char *pattern, struct diag *diag);
bool option_read_cut(enum cut *cut, const char *name, struct diag *diag);
bool option_read_date(struct moment *moment, const char *date, struct diag *diag);
bool option_read_sort(struct order *order, const char *name, struct diag *diag);
bool option_read_limit(size_t *limit, const char *number, struct diag *diag);
bool option_read_kind(enum input_kind *kind, const char *name, struct diag *diag);

/* Adds a list of names to a set of fields. */
bool option_read_fields(field_set *fields, const char *option, const char *list, struct diag *diag);

/* What --feed-title and the like say; `option` is its code (usage.h). */
bool option_read_feed(int option, struct feed *feed, const char *value, struct diag *diag);

/* What --fetch-url and the like say; `option` is its code. */
bool option_read_fetch(int option, struct fetch *fetch, const char *value, struct diag *diag);

/* The address of a Zotero. */
bool option_read_zotero(const char **url, const char *value, struct diag *diag);

/* Formats by their names with commas between; gives how many, 0 after an error.
 * `formats` has room for one more than the list has commas. */
size_t option_read_formats(const char *list, struct format_catalogue *catalogue,
                           const struct writer **formats, struct diag *diag);

#endif
