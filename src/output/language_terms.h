/* The languages of texts, English and those of translations: their tags, and the labels that
 * outputs put on texts in them. */
#ifndef REFMILL_OUTPUT_LANGUAGE_TERMS_H
#define REFMILL_OUTPUT_LANGUAGE_TERMS_H

#include "output/output_head.h"

/* The label of a note: "【标题】", and "[Chinese title] " for an output in ASCII. */
struct label {
    struct view native, ascii;
};

struct language_terms {
    const char *markup;     /* for xml:lang, HTML's lang and JSON Feed (RFC 5646) */
    struct view reference;  /* for RIS and CSL-JSON, with the region as in Zotero's locales */
    struct view rss, babel; /* RSS's language code, and babel's name */
    struct view feed;       /* a line about a feed with translations into it; English: with none */

    struct label title_note, summary_note, abstract_note; /* in references */
    struct view abstract;                                 /* the label of the abstract in a page */

    /* A page: what it says of its papers, and the labels of its form. */
    struct view kinds[ANNOUNCE_REPLACE_CROSS + 1]; /* of announcements */
    struct view more_authors[2];                   /* before and after their number */
    struct view paper, papers, undated;            /* after a number, and instead of a day */
    struct view one_day, days, search, filters, day, category, topic, kind, all, abstracts;
    struct view months;                       /* names the links to the pages of an archive */
    struct view comments, journal, code, cut; /* of a paper: labels, a link, what its digest did */
    struct view next, previous;               /* what the keys j and k do */
    struct view none, none_match; /* if there are no papers, or none that was searched for */

    /* For language_terms_put_day: what follows the numbers, and seven names of the same length. */
    struct view year, month, date, weekdays;
};

/* Puts a day in words with the day of the week: "2024年3月29日 周五", in English as in RFC 5322. */
void language_terms_put_day(const struct language_terms *of, struct date day, struct buffer *out);

/* Returns the terms of the language of a translation, or of English for none. */
const struct language_terms *language_terms_of_translation(enum translation translation);

/* Returns the terms of the language of one of the record's texts in[language], which may be in
 * English although it is in the translation's place. */
const struct language_terms *language_terms_of_text(const struct record *record,
                                                    enum language language, struct view text);

/* The same for title, summary and abstract together, of which one is enough for the translation's
 * language. */
const struct language_terms *language_terms_of_group(const struct record *record,
                                                     enum language language);

/* Returns the terms of the language of the output as a whole: the leading one, of translations that
 * of most, and English if there are none. */
const struct language_terms *language_terms_of_head(const struct output_head *head);

/* Returns the terms of the language of the title that leads, or `otherwise` if there is none. */
const struct language_terms *language_terms_of_title(const struct record *record,
                                                     enum language leads,
                                                     const struct language_terms *otherwise);

#endif
