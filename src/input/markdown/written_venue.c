#include "input/markdown/written_venue.h"

#include "input/markdown/list_link.h"
#include "input/markdown/written_names.h"

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

/* True for a number that begins a word, or a year. Others are marks of notes: Tide1,2. */
static bool has_number(struct view part)
{
    enum { YEAR = 4 }; /* digits */

    for (size_t at = 0, end; at < part.len; at = end + 1) {
        for (end = at; end < part.len && ascii_is_digit(part.at[end]); end++)
            ;
        if (end > at &&
            (end - at >= YEAR || at == 0 || view_has_byte(VIEW(" '("), part.at[at - 1])))
            return true;
    }
    return false;
}

/* True for what may follow names: a venue, a journal, a year. */
static bool is_venue_part(struct view part)
{
    bool acronym = false;

    for (size_t i = 1; i < part.len; i++)
        acronym |= ascii_is_upper(part.at[i]) && ascii_is_upper(part.at[i - 1]);
    return (acronym && list_count_words(part) <= 2) || is_journal_word(part) ||
           view_starts_with_ignoring_case(part, VIEW("arXiv")) ||
           (has_number(part) && !written_names_omit(part));
}

/* True for what begins another part: a mark, but no comma between digits. */
static bool separates_parts(struct view text, size_t at)
{
    return view_has_byte(VIEW(".;(["), text.at[at]) ||
           (text.at[at] == ',' && (at == 0 || !ascii_is_digit(text.at[at - 1]) ||
                                   at + 1 == text.len || !ascii_is_digit(text.at[at + 1])));
}

struct view written_venue_drop(struct view text)
{
    for (;;) {
        struct view part, before = view_trim_end(text);
        size_t at;

        while (before.len > 0 && view_has_byte(VIEW(" .,;(["), before.at[before.len - 1]))
            before.len--;
        for (at = before.len; at > 0 && !separates_parts(before, at - 1); at--)
            ;
        part = view_trim(view_skip(before, at));
        if (at == 0 || !is_venue_part(part))
            return text;
        text = (struct view){ before.at, at };
    }
}
