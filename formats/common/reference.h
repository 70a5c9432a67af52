/* Makes the texts that the reference formats share: keywords, language tags and notes. */
#ifndef REFMILL_FORMATS_REFERENCE_H
#define REFMILL_FORMATS_REFERENCE_H

#include "output/language_terms.h"
#include "tex/tex.h"
#include "record/record.h"

/* A text and its label. */
struct labelled {
    struct label label;
    struct view text;
};

enum { REFERENCE_NOTES = 4 };

/* Stores the texts for which a reference in the language `leads` has no field: the summary in that
 * language, and title, summary and abstract in the other. Returns their number. */
size_t reference_notes(const struct record *record, enum language leads,
                       struct labelled notes[REFERENCE_NOTES]);

/* Store the comment, or the journal reference, from arXiv's metadata. Return 1, or 0 if it is
 * absent. */
size_t reference_comment(const struct record *record, struct labelled *note);
size_t reference_journal(const struct record *record, struct labelled *note);

enum { REFERENCE_TRANSLATIONS = 2 };

/* Stores title and abstract in the other language, labelled as Zotero's translation plugins expect
 * them in Zotero's field Extra. Returns their number. */
size_t reference_translations(const struct record *record, enum language leads,
                              struct labelled lines[REFERENCE_TRANSLATIONS]);

/* Puts the categories, the primary first: "cs.CV, cs.LG". */
void reference_put_categories(struct buffer *out, const struct record *record);

/* Puts categories, the primary first, and topics as keywords: "cs.CV, cs.LG, Lanterns". Topics are
 * put as BibTeX, or as Unicode if `bibtex` is NULL. The kind of announcement is not among them: it
 * tells of a day and not of the paper. */
void reference_put_keywords(struct buffer *out, const struct record *record,
                            struct tex_bibtex *bibtex);

/* Puts the arXiv id, if known, in the form that arXiv asks for: "arXiv:2403.19588 [cs.CV]". */
void reference_put_arxiv(struct buffer *out, const struct record *record);

/* Returns the terms of the language of the title or, without one, of the abstract; NULL for a
 * record without either, about whose language nothing is known. */
const struct language_terms *reference_terms(const struct record *record, enum language leads);

/* Returns the tag in those terms: en or zh-CN; empty if the language is not known. */
struct view reference_language(const struct record *record, enum language leads);

#endif
