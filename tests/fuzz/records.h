/* Records and what goes with them, made for the fuzz targets: the one place
 * here that knows what struct record and struct output_head have. */
#ifndef REFMILL_FUZZ_RECORDS_H
#define REFMILL_FUZZ_RECORDS_H

#include <jansson.h>

#include "output/writer.h"

/* What an input's flags ask for. */
enum {
    FLAG_LEADS = 1,       /* a language for all formats, and not each one's own */
    FLAG_LEADS_ZH = 2,    /* which one */
    FLAG_KEY = 4,         /* digest: keys of words, not of ids */
    FLAG_LINK = 8,        /* text: no arXiv ids, but links */
    FLAG_NO_MERGE = 8,    /* digest */
    FLAG_STOP = 16,       /* digest: without --keep-going */
    FLAG_ASCII = 32,      /* BibTeX in ASCII */
    FLAG_EXCEL = 64,      /* CSV for spreadsheets */
    FLAG_LINES = 128,     /* translations in lines of their own */
    FLAG_OMIT = 256,      /* digest: without some fields */
    FLAG_DROP = 512,      /* digest: without abstracts that are cut */
    FLAG_SECTIONS = 1024, /* Markdown in sections */
    FLAGS = 2048
};

/* The pattern of FLAG_KEY. */
#define RECORDS_KEY "{year}{word}"

enum { RECORDS_MAX = 4 };

/* Any bytes as the text that a reader would give; a copy in the arena. */
struct view records_clean(struct view bytes, struct arena *arena);

/* Reads any bytes as lines, the six texts of a record, comment, journal reference
 * and names of authors each on its own, until there are no more lines or RECORDS_MAX records. Gives
 * how many; their text is in the arena. */
size_t records_of_lines(struct view bytes, unsigned flags, struct arena *arena,
                        struct record records[RECORDS_MAX]);

/* The record in a line of jsonl, as far as the checks need it; its text is the
 * object's. */
struct record records_of_json(const json_t *object);

struct output_head records_head(const struct writer *writer, unsigned flags);

/* The language that leads a format with these flags. */
enum language records_leads(const struct writer *writer, unsigned flags);

/* The same for an output whose records have translations or not. */
enum language records_leads_of(const struct writer *writer, unsigned flags, bool is_translated);

#endif
