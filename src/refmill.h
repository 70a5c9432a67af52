/* refmill as a C library: reads lists of arXiv papers, writes references and feeds, and delivers
 * records to callbacks. See refmill(3); the options are those of refmill(1). Compiles as C89 or
 * later, or as C++. */
#ifndef REFMILL_H
#define REFMILL_H

#include <stddef.h>

#ifdef __GNUC__
#define REFMILL_API __attribute__((visibility("default")))
#else
#define REFMILL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version as a string constant, such as "0.1.0". */
REFMILL_API const char *refmill_version(void);

/* ---- Text --------------------------------------------------------------- */

/* UTF-8 text, not terminated by a NUL. Length 0 means absent, whatever `at` is. */
struct refmill_text {
    const char *at;
    size_t length;
};

enum refmill_language { REFMILL_ENGLISH = 0, REFMILL_CHINESE = 1 };

/* ---- Records ------------------------------------------------------------ */

/* The fields of a record, under the names that the format jsonl gives them. */
enum refmill_field {
    REFMILL_FIELD_REF = 1,
    REFMILL_FIELD_ARXIV_ID = 2,
    REFMILL_FIELD_VERSION = 3,
    REFMILL_FIELD_PRIMARY_CATEGORY = 4,
    REFMILL_FIELD_ANNOUNCE = 5,
    REFMILL_FIELD_URL = 6,
    REFMILL_FIELD_DOI = 7,
    REFMILL_FIELD_DATE = 8,
    REFMILL_FIELD_TITLE = 9,
    REFMILL_FIELD_TITLE_ZH = 10,
    REFMILL_FIELD_TITLE_TEXT = 11,
    REFMILL_FIELD_SUMMARY = 12,
    REFMILL_FIELD_SUMMARY_ZH = 13,
    REFMILL_FIELD_ABSTRACT = 14,
    REFMILL_FIELD_ABSTRACT_ZH = 15,
    REFMILL_FIELD_ABSTRACT_TRUNCATED = 16,
    REFMILL_FIELD_ARXIV_COMMENT = 17,
    REFMILL_FIELD_JOURNAL_REF = 18,
    REFMILL_FIELD_PUBLISHER_DOI = 19,
    REFMILL_FIELD_LICENSE = 20,
    REFMILL_FIELD_CHANNEL = 21,
    REFMILL_FIELD_DIGEST_DATE = 22,
    REFMILL_FIELD_DIGEST_TIME = 23,
    REFMILL_FIELD_FILE = 24, /* a file name, perhaps not in UTF-8 */
    REFMILL_FIELD_LINE = 25,
    REFMILL_FIELD_CATEGORIES = 26, /* separated by spaces */
    REFMILL_FIELD_CHANNELS = 27,   /* separated by spaces */
    REFMILL_FIELD_FIRST_SEEN = 28,
    REFMILL_FIELD_LAST_SEEN = 29,
    REFMILL_FIELD_VERSION_SEEN = 30,
    REFMILL_FIELD_PUBLISHED = 31,
    REFMILL_FIELD_UPDATED = 32,
    REFMILL_FIELD_AUTHORS_INCOMPLETE = 33,   /* 1: the source names only some of the authors */
    REFMILL_FIELD_TRANSLATION_LANGUAGE = 34, /* zh, ja or ko */
    REFMILL_FIELD_CODE_URL = 35,
    REFMILL_FIELD_CITATION_KEY = 36, /* of the library that the record was read from */
    REFMILL_FIELD_KEY = 64           /* the citation key, not part of jsonl */
};

/* A paper or, with the option no-merge, one announcement of a paper. The record and all text
 * obtained from it are valid until the callback that received it returns. */
typedef struct refmill_record refmill_record;

/* Returns a field as text: titles, summaries and abstracts with their TeX, numbers in decimal,
 * dates as in jsonl. */
REFMILL_API struct refmill_text refmill_record_text(const refmill_record *record,
                                                    enum refmill_field field);

/* Returns a title, summary or abstract with TeX converted to Unicode, except in mathematics. */
REFMILL_API struct refmill_text refmill_record_plain(const refmill_record *record,
                                                     enum refmill_field field);

/* Returns REFMILL_FIELD_TITLE, _SUMMARY or _ABSTRACT in the language `leads` or, if it is absent in
 * that language, in the other; returns any other field as refmill_record_text does. */
REFMILL_API struct refmill_text refmill_record_leading(const refmill_record *record,
                                                       enum refmill_field field,
                                                       enum refmill_language leads);

/* Returns the value of REFMILL_FIELD_REF, _VERSION or _LINE, or REFMILL_FIELD_ABSTRACT_TRUNCATED
 * or _AUTHORS_INCOMPLETE as 0 or 1. Returns 0 if the field is absent or not a number. */
REFMILL_API unsigned long refmill_record_number(const refmill_record *record,
                                                enum refmill_field field);

/* A name, in parts or, like that of a collaboration, whole in `literal`. */
struct refmill_person {
    struct refmill_text family, given, suffix, literal;
};

/* The number of a version of a paper, 0 if it is not known, and the date of its submission, which
 * may be absent. */
struct refmill_submission {
    unsigned long number;
    struct refmill_text date;
};

/* Stores the author, the version, or the topic (a heading under which a list has the paper) at
 * `index`, counted from 0, and returns 1; returns 0 if there is none. Digests have none of them:
 * authors and versions come from other inputs and from arXiv's metadata. */
REFMILL_API int refmill_record_author(const refmill_record *record, size_t index,
                                      struct refmill_person *author);
REFMILL_API int refmill_record_submission(const refmill_record *record, size_t index,
                                          struct refmill_submission *submission);
REFMILL_API int refmill_record_topic(const refmill_record *record, size_t index,
                                     struct refmill_text *topic);

/* ---- Jobs --------------------------------------------------------------- */

/* Inputs, outputs and options for one run. The functions that set up a job copy their strings and
 * return REFMILL_OK or REFMILL_FAILED. They report errors at once, and any error makes
 * refmill_job_run fail, so their return values may be ignored. Callbacks receive the `context` that
 * was given with them, and must not call functions of their own job. Use a job in one thread at a
 * time. */
typedef struct refmill_job refmill_job;

enum refmill_status {
    REFMILL_OK = 0,     /* no errors; there may be warnings */
    REFMILL_ERRORS = 1, /* errors in the input */
    REFMILL_FAILED = 2, /* wrong usage, or an input or output that cannot be read or written */
    REFMILL_STOPPED = 3 /* a record callback stopped the run */
};

/* Returns a new job, never NULL; release it with refmill_job_free. */
REFMILL_API refmill_job *refmill_job_create(void);

/* Does nothing if `job` is NULL. */
REFMILL_API void refmill_job_free(refmill_job *job);

/* Sets an option by its long name without dashes; `value` is NULL if the option takes none. */
REFMILL_API enum refmill_status refmill_job_option(refmill_job *job, const char *name,
                                                   const char *value);

/* Adds a whole command line, starting with the program's name. The job then behaves like the
 * command: it reads standard input if it has no input, writes to standard output if it has no
 * output, and shows its progress on a terminal. */
REFMILL_API enum refmill_status refmill_job_arguments(refmill_job *job, int argc,
                                                      const char *const *argv);

/* Adds an input file; "-" is standard input. */
REFMILL_API enum refmill_status refmill_job_input_file(refmill_job *job, const char *path);

/* Adds an input in memory, read like a file called `name`: the name gives channel and date, and
 * appears in messages. The bytes are not copied and must outlive the run. */
REFMILL_API enum refmill_status refmill_job_input_memory(refmill_job *job, const char *name,
                                                         const void *bytes, size_t size);

/* Adds an output file; "-" is standard output. If `format` is NULL, the suffix of the path
 * determines the format, or else the option "to". */
REFMILL_API enum refmill_status refmill_job_output_file(refmill_job *job, const char *format,
                                                        const char *path);

/* Receives the next bytes of an output, valid until it returns. Returns 0, or any other value to
 * make the run fail. */
typedef int (*refmill_write)(void *context, const char *bytes, size_t count);

/* Adds an output whose bytes `write` receives. If `format` is NULL, the option "to" determines the
 * format. */
REFMILL_API enum refmill_status refmill_job_output(refmill_job *job, const char *format,
                                                   refmill_write write, void *context);

/* Receives each record as an output would: selected, merged, joined with metadata and sorted.
 * Returns 0, or any other value to stop the run; no output file then changes. */
typedef int (*refmill_see)(void *context, const refmill_record *record);

/* Sets the record callback. A job has at most one, and needs no other output. */
REFMILL_API enum refmill_status refmill_job_on_record(refmill_job *job, refmill_see see,
                                                      void *context);

enum refmill_severity { REFMILL_NOTE = 0, REFMILL_WARNING = 1, REFMILL_ERROR = 2 };

/* Lines and columns count from 1, columns in characters; 0 means the whole file. */
struct refmill_diagnostic {
    enum refmill_severity severity;
    const char *file; /* NULL if the message does not concern a file */
    size_t line, column;
    const char *message; /* one line without control characters */
};

/* Receives a message, which is valid until the callback returns. */
typedef void (*refmill_report)(void *context, const struct refmill_diagnostic *diagnostic);

/* Sends all further messages to `report`, or to standard error if it is NULL, the default. Call it
 * before the functions that set up the job, which report errors at once. */
REFMILL_API void refmill_job_on_diagnostic(refmill_job *job, refmill_report report, void *context);

/* Runs the job. Replaces all output files or none: none unless it returns REFMILL_OK, or
 * REFMILL_ERRORS with the option keep-going. With keep-going and out-dir, replaces all it can. */
REFMILL_API enum refmill_status refmill_job_run(refmill_job *job);

/* ---- The process -------------------------------------------------------- */

/* Call this at the start of a program that is little more than refmill: fatal signals then remove
 * temporary files, a closed pipe is an ordinary write error, and no file is opened in place of a
 * standard stream that was closed. No other function here touches signals. */
REFMILL_API void refmill_program_start(void);

/* When memory runs out, refmill prints a message and exits with status 2. Sets a function to call
 * before that, in the thread that ran out; it need not return. NULL, the default, means none. */
REFMILL_API void refmill_on_out_of_memory(void (*handler)(void));

/* ---- Formats of plugins ------------------------------------------------- */

/* A plugin is a shared object that defines
 *
 *     REFMILL_API const struct refmill_format refmill_format = { ... };
 *
 * (in C++ inside extern "C") and calls the functions declared here. It is loaded only if it was
 * built for the same REFMILL_INTERFACE. */
#define REFMILL_INTERFACE 1

/* An output that is being written. */
typedef struct refmill_output refmill_output;

/* Append bytes, a string ended by a NUL, or text, unchanged. After a failure they do nothing. */

REFMILL_API void refmill_put(refmill_output *output, const char *bytes, size_t count);
REFMILL_API void refmill_put_string(refmill_output *output, const char *string);
REFMILL_API void refmill_put_text(refmill_output *output, struct refmill_text text);

/* Append TeX text of a record, converted to Unicode except in mathematics, or as the value of a
 * BibTeX field. If `is_title`, the latter puts acronyms and names in braces, which keep their case.
 */
REFMILL_API void refmill_put_plain(refmill_output *output, struct refmill_text tex);
REFMILL_API void refmill_put_bibtex(refmill_output *output, struct refmill_text tex, int is_title);

/* Makes the output fail. The reason `why` is not copied and must outlive the run. */
REFMILL_API void refmill_fail(refmill_output *output, const char *why);

/* Properties of a whole output, valid until `end` returns. */
struct refmill_head {
    enum refmill_language leads;
    struct refmill_text channel;         /* of all records; absent if they may differ */
    struct refmill_text newest;          /* the newest time of a record: 2024-03-29T09:07:51Z */
    const char *title, *home, *url, *id; /* of a feed, as options set them, or NULL */
};

/* Flags of a format, combined with |. */
enum refmill_format_flag {
    REFMILL_FEED = 1,    /* a feed: newest first; refmill warns of records without a date */
    REFMILL_KEYS = 2,    /* needs REFMILL_FIELD_KEY */
    REFMILL_APPENDS = 4, /* may be appended to a file of the same format */
    REFMILL_RAW = 8      /* shows cut abstracts without an ellipsis */
};

struct refmill_format {
    unsigned interface_version;  /* REFMILL_INTERFACE */
    const char *name;            /* unique; lower-case letters, digits and hyphens */
    const char *suffixes[3];     /* with their full stop; at most two, then NULL */
    const char *description;     /* a few words, for --list-formats */
    enum refmill_language leads; /* the default language */
    unsigned flags;              /* enum refmill_format_flag */
    size_t state_size;           /* bytes of state for each output */

    /* Calls come in this order: `begin`, `record` for each record, `end` exactly once, even after a
     * failure. The state is zero before the first call. `begin` and `end` may be NULL. */
    void (*begin)(void *state, refmill_output *output, const struct refmill_head *head);
    void (*record)(void *state, refmill_output *output, const refmill_record *record);
    void (*end)(void *state, refmill_output *output);
};

#ifdef __cplusplus
}
#endif

#endif
