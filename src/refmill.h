/* refmill as a library: bilingual arXiv digests in, references, feeds and records
 * out. refmill(3) describes these declarations, refmill(1) the options, which are
 * the library's too. C89 or later, or C++. */
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

/* "0.1.0". */
REFMILL_API const char *refmill_version(void);

/* ---- Text --------------------------------------------------------------- */

/* UTF-8 without a NUL at its end; what is absent has length 0. */
struct refmill_text {
    const char *at;
    size_t length;
};

enum refmill_language { REFMILL_ENGLISH = 0, REFMILL_CHINESE = 1 };

/* ---- Records ------------------------------------------------------------ */

/* What jsonl has under these names. */
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
    REFMILL_FIELD_FILE = 24, /* any bytes, as the file system has them */
    REFMILL_FIELD_LINE = 25,
    REFMILL_FIELD_CATEGORIES = 26, /* words with a space between */
    REFMILL_FIELD_CHANNELS = 27,   /* the same */
    REFMILL_FIELD_FIRST_SEEN = 28,
    REFMILL_FIELD_LAST_SEEN = 29,
    REFMILL_FIELD_VERSION_SEEN = 30,
    REFMILL_FIELD_PUBLISHED = 31,
    REFMILL_FIELD_UPDATED = 32,
    REFMILL_FIELD_KEY = 64 /* the citation key, which jsonl does not have */
};

/* A paper, or with no-merge an announcement of one. It, and all text that comes of
 * it, is valid until the callback that it was given to returns. */
typedef struct refmill_record refmill_record;

/* A field as text; a number in decimal, a date as jsonl writes it. */
REFMILL_API struct refmill_text refmill_record_text(const refmill_record *record,
                                                    enum refmill_field field);

/* A title, a summary or an abstract with its TeX as Unicode, but for mathematics. */
REFMILL_API struct refmill_text refmill_record_plain(const refmill_record *record,
                                                     enum refmill_field field);

/* The text of REFMILL_FIELD_TITLE, REFMILL_FIELD_SUMMARY or REFMILL_FIELD_ABSTRACT in that
 * language, or in the other where it has none. */
REFMILL_API struct refmill_text refmill_record_leading(const refmill_record *record,
                                                       enum refmill_field field,
                                                       enum refmill_language leads);

/* REFMILL_FIELD_REF, _VERSION or _LINE; REFMILL_FIELD_ABSTRACT_TRUNCATED as 0 or 1. What is
 * absent, or no number, is 0. */
REFMILL_API unsigned long refmill_record_number(const refmill_record *record,
                                                enum refmill_field field);

/* A name in parts; or a whole one, as a collaboration's (literal). */
struct refmill_person {
    struct refmill_text family, given, suffix, literal;
};

/* A version of the paper and when it was submitted, which may be not known. */
struct refmill_submission {
    unsigned long number;
    struct refmill_text date;
};

/* The author, or version, of that index from 0; 0 when there is none, else 1. Only
 * metadata has them. */
REFMILL_API int refmill_record_author(const refmill_record *record, size_t index,
                                      struct refmill_person *author);
REFMILL_API int refmill_record_submission(const refmill_record *record, size_t index,
                                          struct refmill_submission *submission);

/* ---- Jobs --------------------------------------------------------------- */

/* Inputs, outputs and options, to be run once. Strings are copied. Whatever is
 * wrong is reported when it is noticed, and makes refmill_job_run fail: what these
 * functions return need not be looked at each time. A job belongs to one thread at
 * a time. */
typedef struct refmill_job refmill_job;

enum refmill_status {
    REFMILL_OK = 0,     /* warnings included */
    REFMILL_ERRORS = 1, /* in the input */
    REFMILL_FAILED = 2, /* a use, an input that cannot be read, an output that cannot be written */
    REFMILL_STOPPED = 3 /* by a record's callback */
};

REFMILL_API refmill_job *refmill_job_create(void);

/* NULL is no job. */
REFMILL_API void refmill_job_free(refmill_job *job);

/* An option by its long name; NULL is the value of one that takes none. */
REFMILL_API enum refmill_status refmill_job_option(refmill_job *job, const char *name,
                                                   const char *value);

/* A whole command line, the program's name first. The job then is as the command:
 * without an input it reads standard input, without an output it writes to standard
 * output, and on a terminal it shows how far it is. */
REFMILL_API enum refmill_status refmill_job_arguments(refmill_job *job, int argc,
                                                      const char *const *argv);

/* A file that is read; "-" is standard input. */
REFMILL_API enum refmill_status refmill_job_input_file(refmill_job *job, const char *path);

/* Bytes that are read as a file of that name would be, which tells channel and date
 * and stands in messages. They are not copied, and outlive the run. */
REFMILL_API enum refmill_status refmill_job_input_memory(refmill_job *job, const char *name,
                                                         const void *bytes, size_t size);

/* A file that is written, "-" being standard output. Without a format (NULL) its
 * suffix tells, or the option "to". */
REFMILL_API enum refmill_status refmill_job_output_file(refmill_job *job, const char *format,
                                                        const char *path);

/* Gets the bytes of an output one behind the other; any value but 0 refuses them,
 * and the run fails. */
typedef int (*refmill_write)(void *context, const char *bytes, size_t count);
REFMILL_API enum refmill_status refmill_job_output(refmill_job *job, const char *format,
                                                   refmill_write write, void *context);

/* Gets each record as outputs would, which need not be there; any value but 0 stops
 * the run, and no output file changes. */
typedef int (*refmill_see)(void *context, const refmill_record *record);
REFMILL_API enum refmill_status refmill_job_on_record(refmill_job *job, refmill_see see,
                                                      void *context);

enum refmill_severity { REFMILL_NOTE = 0, REFMILL_WARNING = 1, REFMILL_ERROR = 2 };

/* Line and column count from 1, columns in characters; 0: the file as a whole. */
struct refmill_diagnostic {
    enum refmill_severity severity;
    const char *file; /* NULL: no file is meant */
    size_t line, column;
    const char *message; /* one line, without a control character */
};

/* Gets each message; without it they go to standard error. To be asked for first,
 * since options are read as they come. */
typedef void (*refmill_report)(void *context, const struct refmill_diagnostic *diagnostic);
REFMILL_API void refmill_job_on_diagnostic(refmill_job *job, refmill_report report, void *context);

/* Output files are replaced whole, all of them or none. */
REFMILL_API enum refmill_status refmill_job_run(refmill_job *job);

/* ---- The process -------------------------------------------------------- */

/* For a program that is refmill and little else, at its start: signals that end it
 * then remove temporary files first, a closed pipe is an error like others, and no
 * file is opened in place of a standard one that the caller closed. Nothing else here
 * touches signals. */
REFMILL_API void refmill_program_start(void);

/* Without memory a message is printed and the process ends with status 2; first
 * this is called, which need not return. For all threads; NULL: nothing. */
REFMILL_API void refmill_on_out_of_memory(void (*handler)(void));

/* ---- Formats of plugins ------------------------------------------------- */

/* A plugin is a shared object that defines
 *
 *     REFMILL_API const struct refmill_format refmill_format = { ... };
 *
 * (in C++ inside extern "C"), and calls what is here. */
#define REFMILL_INTERFACE 1

/* An output in the making. After a failure nothing more is put. */
typedef struct refmill_output refmill_output;

REFMILL_API void refmill_put(refmill_output *output, const char *bytes, size_t count);
REFMILL_API void refmill_put_string(refmill_output *output, const char *string);
REFMILL_API void refmill_put_text(refmill_output *output, struct refmill_text text);

/* TeX of the record as Unicode, but for mathematics; or as the value of a BibTeX
 * field, in a title with braces that keep the case of acronyms. */
REFMILL_API void refmill_put_plain(refmill_output *output, struct refmill_text tex);
REFMILL_API void refmill_put_bibtex(refmill_output *output, struct refmill_text tex, int is_title);

/* Makes the output fail; the reason is not copied, and outlives the run. */
REFMILL_API void refmill_fail(refmill_output *output, const char *why);

/* What is known of the whole, until the format's end. */
struct refmill_head {
    enum refmill_language leads;
    struct refmill_text channel;         /* the one that all inputs share */
    struct refmill_text newest;          /* 2024-03-29T09:07:51Z, of what is shown */
    const char *title, *home, *url, *id; /* what options say of a feed; or NULL */
};

/* What a format is; the flags of one that is many things are added. */
enum refmill_format_flag {
    REFMILL_FEED = 1,    /* newest first, and records should have a time */
    REFMILL_KEYS = 2,    /* wants REFMILL_FIELD_KEY */
    REFMILL_APPENDS = 4, /* may stand behind an output of its own */
    REFMILL_RAW = 8      /* shows abstracts that were cut as they are, without an ellipsis */
};

struct refmill_format {
    unsigned interface_version; /* REFMILL_INTERFACE */
    const char *name;           /* lower-case letters, digits and hyphens */
    const char *suffixes[3];    /* of files, with the full stop; NULL ends them */
    const char *description;    /* a few words, for --list-formats */
    enum refmill_language leads;
    unsigned flags;
    size_t state_size;

    /* First `begin`, then `record` for each, then `end` exactly once, also after a
     * failure. The state is state_size bytes, zero at first. `begin` and `end` may be
     * NULL. */
    void (*begin)(void *state, refmill_output *output, const struct refmill_head *head);
    void (*record)(void *state, refmill_output *output, const refmill_record *record);
    void (*end)(void *state, refmill_output *output);
};

#ifdef __cplusplus
}
#endif

#endif
