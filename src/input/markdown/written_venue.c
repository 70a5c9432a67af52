#include "input/markdown/written_venue.h"

#include "input/markdown/list_link.h"

/* True for a word of a journal's abbreviated name. */
static bool is_journal_word(struct view word)
{
    static const char *const words[] = { "Phys",    "Rev",     "Lett",   "Nucl",     "Math",
                                         "Mod",     "Int",     "Eur",    "Ann",      "Proc",
                                         "Commun",  "Comput",  "Nature", "Sci",      "JHEP",
                                         "Quantum", "Science", "Astron", "Astrophys" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal(word, view_of(words[i])))
            return true;
    }
    return false;
}

/* True for what may follow names: a venue, a journal, a year. */
static bool is_venue_part(struct view part)
{
    bool acronym = false, digit = false;

    for (size_t i = 0; i < part.len; i++) {
        acronym |= i > 0 && ascii_is_upper(part.at[i]) && ascii_is_upper(part.at[i - 1]);
        digit |= ascii_is_digit(part.at[i]);
    }
    return (acronym && list_count_words(part) <= 2) || digit || is_journal_word(part) ||
           view_starts_with_ignoring_case(part, VIEW("arXiv"));
}

struct view written_venue_drop(struct view text)
{
    for (;;) {
        struct view part, before = view_trim_end(text);
        size_t at;

        while (before.len > 0 && view_has_byte(VIEW(".,;"), before.at[before.len - 1]))
            before.len--;
        for (at = before.len; at > 0 && !view_has_byte(VIEW(",."), before.at[at - 1]); at--)
            ;
        part = view_trim(view_skip(before, at));
        if (at == 0 || !is_venue_part(part))
            return text;
        text = (struct view){ before.at, at };
    }
}
