/* The interface of a reader, which turns inputs of one kind into records. A reader is a constant of
 * type struct reader at the end of one file below input/: json/jsonl.c defines reader_jsonl. The
 * Makefile generates the table of readers from these constants. */
#ifndef REFMILL_INPUT_READER_H
#define REFMILL_INPUT_READER_H

#include "input/window.h"
#include "record/record.h"

/* The records that a reader yields at once: those of a digest, or of an entry. */
struct batch {
    const struct record *records;
    size_t count;
    size_t sound; /* the number of records before the first fault, else count */
    bool erred;   /* a fault was reported as an error: window_take_error */
};

/* What the records are for. All zero: every paper is wanted. */
struct wanted {
    /* Returns true if the paper with that arXiv id (without version) is wanted. NULL: all are. A
     * reader calls it to skip others early, and may yield them all the same. */
    bool (*has)(void *context, struct view id);
    /* Told the arXiv id of a record that follows at once, to prepare for it. NULL: nobody is. A
     * reader may call it as soon as it knows the id, or never. */
    void (*expect)(void *context, struct view id);
    void *context;
    /* Also yield entries without an arXiv id: with their link, their citation key, or both. */
    bool without_id;
    /* The user named the reader (--from): an input without papers is a list all the same. */
    bool is_list;
    /* Only what identifies papers is used: ids, links and citation keys. A reader may leave all
     * else out of the records, and need not warn of what is wrong with it. */
    bool ids_only;
};

/* How sure a reader is that an input is for it. If two are equally sure, the one that gives whole
 * records reads it, else the one whose name comes first. */
enum sureness {
    NOT_RECOGNISED,
    RECOGNISED_MAYBE,  /* nothing rules it out */
    RECOGNISED_LIKELY, /* most of the text has the form */
    RECOGNISED_SURELY  /* there is a mark that no other kind has */
};

struct reader {
    const char *name;        /* for --from, in lower case */
    const char *description; /* a few words, for --list-formats */

    /* Judges the first bytes of an input: at most WINDOW_PEEKED, without a byte order mark and
     * blanks before them. They need not be UTF-8, and may end anywhere. */
    enum sureness (*recognises)(struct view start);

    /* Reads identifiers and citation keys only. Content chooses it only with READ_TO_EXCLUDE. */
    bool gives_ids;
    bool is_bilingual; /* its inputs have texts in Chinese, even those without papers */
    size_t state_size; /* in bytes */

    /* Calls come in this order: `begin` for an input, `next` until it returns false or until the
     * reading is given up, then `begin` for another input or `end`. `state` has state_size bytes,
     * zero before the first `begin`; `end` frees what it owns. The window has been started with the
     * input; it and `wanted` are the caller's, and outlive the reading of the input.
     *
     * `next` reads the next batch. Its records and their text live until the next call. It returns
     * false at the end of the input, also after an error. Faults are reported by window_fault. */
    void (*begin)(void *state, struct window *window, const struct wanted *wanted);
    bool (*next)(void *state, struct batch *batch);
    void (*end)(void *state);
};

/* True if the paper with that arXiv id is wanted. */
static inline bool wanted_has(const struct wanted *wanted, struct view id)
{
    return !wanted->has || wanted->has(wanted->context, id);
}

static inline void wanted_expect(const struct wanted *wanted, struct view id)
{
    if (wanted->expect)
        wanted->expect(wanted->context, id);
}

#endif
