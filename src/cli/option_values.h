/* Readers of option values, one for each type of value (option_table.h). The comments give the type
 * of the member at `place`, and its value. */
#ifndef REFMILL_CLI_OPTION_VALUES_H
#define REFMILL_CLI_OPTION_VALUES_H

#include "cli/option_table.h"

/* Names in the order in which they were given, not copied. */
struct name_list {
    const char **names;
    size_t count, cap;
};

option_reader option_read_flag;    /* bool: set to true */
option_reader option_read_action;  /* enum action: set to the option's choice */
option_reader option_read_text;    /* const char *: any text */
option_reader option_read_formats; /* const char *: any text; another one is an error */
option_reader option_read_file;    /* const char *: a name that is not empty */
option_reader option_read_files;   /* struct name_list: the name is added */
option_reader option_read_output;  /* struct output_requests: the output is added */

option_reader option_read_language; /* struct language_choice */
option_reader option_read_key;      /* struct view: a pattern of citation keys */
option_reader option_read_fields;   /* field_set: the named fields are added */
option_reader option_read_refresh;  /* unsigned: the named fields are added (updater.h) */
option_reader option_read_cut;      /* enum cut */
option_reader option_read_markdown; /* enum markdown_layout */
option_reader option_read_braces;   /* enum braces */
option_reader option_read_formulas; /* enum formulas */
option_reader option_read_date;     /* struct moment */
option_reader option_read_ids;      /* struct buffer: the ids are added, one a line */
option_reader option_read_reader;   /* const struct reader *: the reader of that name */
option_reader option_read_order;    /* struct order */
option_reader option_read_limit;    /* size_t: at least 1 */
option_reader option_read_filter;   /* struct selection *: the option's filter is set */
option_reader option_read_checked;  /* const char *: text in which find_fault finds no fault */
option_reader option_read_seconds;  /* const char *: a number, which may have a fraction */
option_reader option_read_days;     /* const char *: a whole number */

/* Reads SOURCE_DATE_EPOCH; leaves *epoch unchanged if it is not set. Returns false if *value, that
 * of the variable, is not a number of seconds. */
bool option_read_epoch(struct moment *epoch, const char **value);

/* Find faults for option_read_checked, like the functions of iri.h. Return NULL for one line of
 * UTF-8, or for a URL without query and fragment; else the fault, in words for a message. */
const char *option_find_line_fault(struct view text);
const char *option_find_zotero_fault(struct view text);
#endif
