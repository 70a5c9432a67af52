/* What a word in a name is. Words are clean text without a space. */
#ifndef REFMILL_RECORD_AUTHOR_WORDS_H
#define REFMILL_RECORD_AUTHOR_WORDS_H

#include "text/text.h"

/* The last word of the text, and the text before it, trimmed. */
struct view author_last_word(struct view text);
struct view author_without_last_word(struct view text);

/* The text without its first words when they are these, whatever their case
 * (ASCII); false, and the text unchanged, when they are not, or nothing is left. */
bool author_take_words(struct view *text, struct view words);

/* Written in small letters, except after an apostrophe: "van", "d'Arc". */
bool author_is_small(struct view word);

/* A particle in the middle of a name that begins with a capital: any word in
 * small letters that is no initial, and those of scripts without case. */
bool author_is_particle(struct view word);

/* A particle wherever it stands, in any case: "Van", "De". arXiv's list (the
 * prefixes of arxiv-base, arxiv/util/authors.py) and some more. */
bool author_is_known_particle(struct view word);

/* Joins two family names: "y", "i", "e". */
bool author_is_conjunction(struct view word);

/* A suffix: "Jr.", "III"; "V" is one too, but also an initial. */
bool author_is_suffix(struct view word);
bool author_is_degree(struct view word);

/* Ends with what a group of people calls itself: "Collaboration", "Team". Alone
 * that is no name of one. */
bool author_ends_with_group(struct view text);
bool author_is_group_word(struct view word);

/* Whether every word is in Han, kana or Hangul, where the family stands first. */
bool author_is_family_first(struct view text);

/* Whether there is a letter, a digit or a symbol of a script in the text. */
bool author_shows(struct view text);

#endif
