/* Reads the authors of a paper as lists write them. */
#ifndef REFMILL_INPUT_WRITTEN_NAMES_H
#define REFMILL_INPUT_WRITTEN_NAMES_H

#include "record/person.h"

/* Adds the people of plain text (inline_text.h), separated by commas, semicolons, 、, "and" or "&",
 * or each on a line; "Authors:" may be in front. Names may be inverted: all ("Doe, Jane, and Roe,
 * Rob"; "Doe, J. and Roe, R."; "Doe, J.; Roe, R."; "Doe J., Roe R.") or the first ("Doe, Jane, Rob
 * Roe, and Al Poe"). "Doe, Roe, Poe, Coe" are four families, unless the first of each pair is
 * common as one.
 *
 * "et al.", "et.al.", "等 12 位作者", "等5人", "...", "…", "(12 more)" make the list incomplete and
 * are nobody; a venue after them, or in a sentence of its own, is nobody either. Affiliations in
 * brackets, [一作], （通讯作者）, superscripts and stray colons go. If all names are marked as the
 * first or the corresponding author (一作, 通讯), and both marks occur, the list of several is
 * incomplete. A name printed twice counts once. User names (one word without a capital or with
 * digits, "songdj") are no authors: a list that has some keeps the names of several words and is
 * incomplete. Adds nobody for text_is_failure (input/failure.h). */
void written_names_add(struct view text, struct arena *arena, struct people *people);

/* Adds the person that a program gives as one element of a list of authors, or the people if the
 * text is surely several names: "Ada Tide, Bob Reef, Cy Foam"; "Tide, Ada; Reef, Bob"; "Ada Tide
 * and 5 others". If it is the only element, two full names are, too: "Ada Tide, Bob Reef". */
void written_names_add_element(struct view text, bool alone, struct arena *arena,
                               struct people *people);

/* True if words of clean text stand for people who are left out: "Ada Tide and 5 others". */
bool written_names_omit(struct view text);

/* True if clean text that may be names is not a single one: a separator is in it, or words for
 * people who are left out. A single name may also be an institution, a title or a speaker. */
bool written_names_are_several(struct view text);

/* True if unlabelled text, such as a line in italics after a title, is a list of names: capitalised
 * words of a few letters or Han names, between separators, perhaps with "et al."; not a sentence, a
 * venue, a title or a date. A single name has two or three words, "Jane Doe", since one word may be
 * an institution; words that are common in institutions and titles are no names. */
bool written_names_seem(struct view text);

/* True for names of which one has an initial: hardly a title. */
bool written_names_have_initial(struct view names);

/* True for nothing but words that may be family names: a mark beside them must tell that they are.
 */
bool written_names_may_be_families(struct view text);

/* True for two or three family names, of a word each and with "and", where a venue shows that names
 * stand before it: "Tide and Reef". */
bool written_names_are_families(struct view text);

/* True for what may be a single name of four words or more, "Tran Thi Minh Chau", where nothing but
 * authors is expected: elsewhere it could be a title. */
bool written_names_is_long_name(struct view text);

#endif
