/* TeX in titles, summaries and abstracts: to Unicode, and on to BibTeX.
 *
 * Outside mathematics, accents, letters, symbols and font commands are
 * resolved; a command that is not known stays as written. Mathematics ($…$,
 * $$…$$, \(…\), \[…\], \begin…\end) stays TeX, delimiters included. A dollar
 * that begins no mathematics is money, or what a cut left, and stays one. What
 * turns the direction of text round is closed at the end. */
#ifndef REFMILL_TEX_TEX_H
#define REFMILL_TEX_TEX_H

#include "text/text.h"

/* Puts the text as Unicode, NFC. */
void tex_put_text(struct buffer *out, struct view tex);

/* The same with case and accents folded, to sort by. */
void tex_put_folded(struct buffer *out, struct view tex);

/* Whether anything is left of the text as Unicode: nothing is of \textit{}. */
bool tex_shows(struct view tex);

/* Whether tex_put_text would put the text just as it is; no for some that it
 * would. */
bool tex_is_plain(struct view tex);

/* tex_put_text with every formula between U+0001 and U+0002, which text otherwise
 * does not have, for those who settings the two differently. */
enum { TEX_MATH_START = 1, TEX_MATH_END = 2 };
void tex_put_marked(struct buffer *out, struct view tex);

/* Whether braces keep the case of words with a capital inside, or acronyms. */
enum tex_case { TEX_CASE_FREE, TEX_CASE_KEPT };

/* How BibTeX values are to be, and memory that is used again. All zero but for
 * what is asked is a good one; tex_bibtex_free frees its memory. */
struct tex_bibtex {
    /* For programs that read ASCII: accented letters, letters, dashes, quotes
     * and symbols as TeX, {\'e} and $\alpha$. What TeX has no command for, as
     * Chinese, stays UTF-8. */
    bool ascii;
    struct buffer marked, open;
};

/* Puts the text as the value of a BibTeX field, without its delimiters. What
 * is not mathematics is escaped; mathematics whose braces do not balance, or
 * with a command that reads, writes or defines, is text. Braces balance,
 * also for a reader that knows no escapes. */
void tex_put_bibtex(struct tex_bibtex *bibtex, struct buffer *out, struct view tex,
                    enum tex_case letter_case);
void tex_bibtex_free(struct tex_bibtex *bibtex);

#endif
