/* What the reference formats share: keywords, language tags, and the
 * text of the other language. */
#ifndef REFMILL_FORMATS_REFERENCE_H
#define REFMILL_FORMATS_REFERENCE_H

#include "record/record.h"

/* A text with its label in its own language: 【标题】. */
struct labelled {
    struct view label, text;
};

enum { REFERENCE_NOTES = 4 };

/* What a reference in one language has no field for: that language's summary,
 * and title, summary and abstract in the other. Gives how many. */
size_t reference_notes(const struct record *record, enum language leads,
                       struct labelled notes[REFERENCE_NOTES]);

/* The same for what arXiv's metadata adds: the authors' comment, and where the
 * paper was published; each gives 0 or 1. */
size_t reference_comment(const struct record *record, struct labelled *note);
size_t reference_journal(const struct record *record, struct labelled *note);

enum { REFERENCE_TRANSLATIONS = 2 };

/* Title and abstract in the other language, labelled as Zotero's translation
 * plugins read them in Extra. Gives how many. */
size_t reference_translations(const struct record *record, enum language leads,
                              struct labelled lines[REFERENCE_TRANSLATIONS]);

/* "cs.CV, cs.LG, arXiv-cross", categories, the primary first, and kind of
 * announcement as keywords; or nothing. */
void reference_put_keywords(struct buffer *out, const struct record *record);

/* "arXiv-cross", the keyword for the kind of announcement; or nothing. */
void reference_put_announce(struct buffer *out, const struct record *record);

/* "arXiv:2403.19588 [cs.CV]", as arXiv asks to be cited; or nothing. */
void reference_put_arxiv(struct buffer *out, const struct record *record);

/* The language of the title as a tag of RFC 5646: en or zh-CN. */
struct view reference_language(const struct record *record, enum language leads);

#endif
