/* Tells which words of a title are names, which keep their capital where a style lowers those of
 * other words: from a list of words, from the paper's abstract, and from the title as a whole.
 * Words with a capital inside, such as acronyms, are for the caller. */
#ifndef REFMILL_TEX_TITLE_NAMES_H
#define REFMILL_TEX_TITLE_NAMES_H

#include "text/text.h"

/* All zero is a title without words. */
struct title_names {
    struct view title, abstract;
    size_t searches; /* words that were looked for in the abstract */
};

/* Begins a title, in Unicode, of a paper with that English abstract, in TeX. The abstract may be
 * cut or empty. Both must outlive the words asked for. */
void title_names_begin(struct title_names *names, struct view title, struct view abstract);

/* True if the word, or part of a word between hyphens, is a name. It must be part of the title's
 * text, and begin with a capital. All words of a title take time linear in both texts. */
bool title_names_has(struct title_names *names, struct view word);

/* True if the abstract has the word, hyphens included, inside a sentence or after a bracket. */
bool title_names_show(struct title_names *names, struct view compound);

#endif
