/* The properties of what refmill writes, whatever it read. Each check reads
 * one format with a reader that is not refmill's, and compares with the
 * records; one that does not hold says so and aborts. */
#ifndef REFMILL_FUZZ_CHECK_H
#define REFMILL_FUZZ_CHECK_H

#include "record/record.h"

/* What an output was made of. */
struct expected {
    const struct record *records;
    size_t count;
    enum language leads;
    bool in_order; /* else a feed or a page has the records by date */
    bool excel;    /* CSV has a byte order mark, and no cell that is a formula */
    bool mathml;   /* pages and feeds have formulas as MathML, not as TeX */
    bool sections; /* Markdown has a section, not a row, for each record */
};

/* Where failures go, since libFuzzer may close standard error; to be called
 * before it does. */
void check_open(void);

/* Aborts and tells that the property, a sentence, does not hold of `value`. */
_Noreturn void check_fail(const char *format, const char *property, struct view value);

/* The same unless it holds; inline, since most ask it of every byte. */
static inline void check(bool holds, const char *format, const char *property, struct view value)
{
    if (!holds)
        check_fail(format, property, value);
}

void check_equal(const char *format, const char *property, struct view got, struct view wanted);

/* All formats: UTF-8, no controls but line ends. */
void check_characters(const char *format, struct view output);

/* Puts the text as a page has it: without what HTML forbids (13.2.3.5), and on one line. */
void check_put_shown(struct buffer *out, struct view text);

/* A value without its delimiters: nothing acts, and braces and formulas are whole. */
void check_bibtex_value(const char *format, struct view value);

/* Puts the date as far as it is known: year, month and day with `between` between them. */
void check_put_date(struct buffer *out, struct date date, char between);

/* Puts the names of the authors as a feed has them: with commas, and "et al." if there are more. */
void check_put_names(struct buffer *out, const struct record *record);

/* An entry of a feed, its names with commas. */
struct check_entry {
    struct view title, url, html, names;
};

/* Checks that all of the entry in that place is a record's. */
void check_entry(const char *format, const struct check_entry *entry,
                 const struct expected *expected, size_t place);

void check_bibtex(const char *format, struct view output, const struct expected *expected);
void check_ris(const char *format, struct view output, const struct expected *expected);
void check_feed(const char *format, struct view output, const struct expected *expected);
void check_html(const char *format, struct view output, const struct expected *expected);
void check_jsonfeed(const char *format, struct view output, const struct expected *expected);
void check_csl_json(const char *format, struct view output, const struct expected *expected);
void check_jsonl(const char *format, struct view output, const struct expected *expected);
void check_markdown(const char *format, struct view output, const struct expected *expected);
void check_csv(const char *format, struct view output, const struct expected *expected);

#endif
