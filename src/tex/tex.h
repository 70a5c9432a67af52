/* Converts TeX in titles, summaries and abstracts to Unicode and to BibTeX.
 *
 * Outside mathematics, accents, letters, symbols and font commands are resolved. Unknown
 * commands stay as they are. Mathematics ($…$, $$…$$, \(…\), \[…\], \begin…\end) stays TeX,
 * with its delimiters. A dollar that does not begin mathematics stays a dollar: money, or the
 * rest of a cut formula. Controls of text direction are closed at the end. */
#ifndef REFMILL_TEX_TEX_H
#define REFMILL_TEX_TEX_H

#include "tex/title_names.h"

/* Appends the text as Unicode, NFC. */
void tex_put_text(struct buffer *out, struct view tex);

/* The same with case and accents folded, as a sort key. */
void tex_put_folded(struct buffer *out, struct view tex);

/* True if the text is not empty in Unicode: false for \textit{}. */
bool tex_shows(struct view tex);

/* True only if tex_put_text would copy the text unchanged; may be false even then. */
bool tex_is_plain(struct view tex);

/* Like tex_put_text, with each formula between U+0001 and U+0002, which do not occur otherwise, for
 * callers that treat text and formulas differently. */
enum { TEX_MATH_START = 1, TEX_MATH_END = 2 };
void tex_put_marked(struct buffer *out, struct view tex);

/* What to put braces around, so that it keeps its case: nothing, formulas with a capital, or also
 * acronyms, words with a capital inside and names. */
enum tex_case { TEX_CASE_FREE, TEX_CASE_FORMULAS, TEX_CASE_KEPT };

/* How to write BibTeX values, and memory that is reused. All zero is valid, with the defaults.
 * tex_bibtex_free frees the memory. */
struct tex_bibtex {
    /* Write ASCII alone: letters, dashes, quotes and symbols as TeX, such as {\'e} and $\alpha$,
     * and characters that TeX has no command for by their number, {\char20013}. */
    bool ascii;
    struct view abstract; /* of the paper whose title is written, in English; tells names */
    struct title_names names;
    struct buffer marked, open;
};

/* Appends the text as the value of a BibTeX field, without its delimiters. Text is escaped. A
 * formula is treated as text if its braces do not balance or it has a command that reads,
 * writes or defines. Braces balance even for readers that ignore escapes. */
void tex_put_bibtex(struct tex_bibtex *bibtex, struct buffer *out, struct view tex,
                    enum tex_case letter_case);
void tex_bibtex_free(struct tex_bibtex *bibtex);

#endif
