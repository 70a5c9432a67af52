/* Records and what goes with them, made for the fuzz targets: the one place
 * here that knows what struct record and struct output_head have. */
#ifndef REFMILL_FUZZ_RECORDS_H
#define REFMILL_FUZZ_RECORDS_H

#include "output/writer.h"

/* What an input's flags ask for. */
enum {
    FLAG_LEADS = 1,      /* a language for all formats, and not each one's own */
    FLAG_LEADS_ZH = 2,   /* which one */
    FLAG_MATHML = 4,     /* formulas in feeds as MathML, and in pages as TeX */
    FLAG_LINK = 8,       /* no arXiv ids, but links */
    FLAG_BARE = 16,      /* nothing is known but the texts and which paper it is */
    FLAG_ASCII = 32,     /* BibTeX in ASCII */
    FLAG_EXCEL = 64,     /* CSV for spreadsheets */
    FLAG_LINES = 128,    /* translations in lines of their own */
    FLAG_SECTIONS = 256, /* Markdown in sections */
    FLAG_BRACES = 512,   /* BibTeX: titles in braces */
    FLAG_PDF = 1024,     /* PDFs as attached links */
    FLAG_CUT = 2048,     /* abstracts are cut, and authors incomplete */
    FLAG_JA = 4096,      /* translations are Japanese */
    FLAG_UNDATED = 8192, /* no time is known */
    FLAG_TITLED = 16384, /* a feed of the user's own title, links and author */
    FLAG_PARTS = 32768   /* authors are "family|given|suffix; ...", as JSON has them */
};

enum { RECORDS_MAX = 3 };

/* Any bytes as the text that a window gives, with U+FFFD for what is not UTF-8; a copy in the
 * arena. */
struct view records_repair(struct view text, struct arena *arena);

/* Any bytes as the text that a reader would give; a copy in the arena. */
struct view records_clean(struct view bytes, struct arena *arena);

/* Reads two bytes of flags, and the rest by records_of_lines. */
size_t records_read(struct view bytes, unsigned *flags, struct arena *arena,
                    struct record records[RECORDS_MAX]);

/* Reads any bytes as lines, the six texts of a record, comment, journal reference, topic and names
 * of authors each on its own, until there are no more lines or RECORDS_MAX records. Gives how many;
 * their text is in the arena. */
size_t records_of_lines(struct view bytes, unsigned flags, struct arena *arena,
                        struct record records[RECORDS_MAX]);

struct output_head records_head(const struct writer *writer, unsigned flags);

/* The language that leads a format with these flags. */
enum language records_leads(const struct writer *writer, unsigned flags);

/* True if a format with these flags has formulas as MathML. */
bool records_have_mathml(const struct writer *writer, unsigned flags);

#endif
