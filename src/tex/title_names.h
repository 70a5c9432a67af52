/* Tells which words of a title are names, which keep their capital where a style lowers those of
 * other words: from a table, from the paper's abstract, and from the title as a whole. Words with a
 * capital inside, such as acronyms, are for the caller. */
#ifndef REFMILL_TEX_TITLE_NAMES_H
#define REFMILL_TEX_TITLE_NAMES_H

#include "text/text.h"

/* More words than an abstract has names; further ones are ignored, to keep the time linear. */
enum { TITLE_NAMES_SEEN = 64, TITLE_NAMES_SOUGHT = 64 };

/* A capitalised word of an abstract, and the first one of the phrase in capitals that has it. */
struct seen_word {
    struct view word, first;
};

/* All zero is a title without words. */
struct title_names {
    struct view title, abstract;
    bool abstract_read, title_read;
    /* Capitalised words inside sentences of the abstract, and a bit for each of their initials. */
    struct seen_word seen[TITLE_NAMES_SEEN];
    size_t seen_count;
    uint32_t initials;
    size_t sought;      /* words that were looked for in lower case */
    bool sentence_case; /* the title has few capitals */
};

/* Begins a title, in Unicode, of a paper with that English abstract, in TeX. The abstract may be
 * cut or empty. Both must outlive the words asked for. */
void title_names_begin(struct title_names *names, struct view title, struct view abstract);

/* True if the word, or part of a word between hyphens, is a name. It must be part of the title's
 * text, and begin with a capital. Needs time linear in both texts for all words of a title. */
bool title_names_has(struct title_names *names, struct view word);

#endif
