/* Tells what a word in a name is. Words are clean text without a space. */
#ifndef REFMILL_RECORD_AUTHOR_WORDS_H
#define REFMILL_RECORD_AUTHOR_WORDS_H

#include "text/text.h"

/* Return the last word of the text, and the trimmed text before it. */
struct view author_last_word(struct view text);
struct view author_without_last_word(struct view text);

/* Takes `words` off the start of the text, ignoring the case of ASCII letters. Returns false
 * and takes nothing if the text does not start with them or would be empty. */
bool author_take_words(struct view *text, struct view words);

/* True for a word in lower case; capitals may follow an apostrophe: "van", "d'Arc". */
bool author_is_small(struct view word);

/* True for a particle inside a name whose first word is not small (author_is_small): a word in
 * lower case that is not an initial, or one of a few Arabic and Hebrew words. */
bool author_is_particle(struct view word);

/* True for a word that is a particle anywhere and in any case: "Van", "De". The list is arXiv's
 * (the prefixes of arxiv-base, arxiv/util/authors.py) and some more. */
bool author_is_known_particle(struct view word);

/* True for a word that joins two family names: "y", "i", "e". */
bool author_is_conjunction(struct view word);

/* True for a suffix: "Jr.", "III", and "V", which may be an initial. True for a degree: "PhD". */
bool author_is_suffix(struct view word);
bool author_is_degree(struct view word);

/* True if the text is several words and the last means a group, such as "Collaboration" or "Team".
 * True for such a word alone. */
bool author_ends_with_group(struct view text);
bool author_is_group_word(struct view word);

/* True if every word is in Han, kana or Hangul, where the family name comes first. */
bool author_is_family_first(struct view text);

/* True if the text has a letter, a number or a symbol (Unicode's L*, N* and So). */
bool author_shows(struct view text);

#endif
