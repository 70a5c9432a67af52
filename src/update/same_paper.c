#include "update/same_paper.h"

#include "tex/tex.h"
#include "update/updater.h"

void same_paper_free(struct same_paper *scratch)
{
    buffer_free(&scratch->ours);
    buffer_free(&scratch->theirs);
}

/* ---- Words --------------------------------------------------------------- */

/* Returns the length of a command with an argument at the start, such as \mathrm{ or \frac{. */
static size_t command_length(struct view text)
{
    size_t at = 1;

    if (!view_starts_with(text, VIEW("\\")))
        return 0;
    while (at < text.len && ascii_is_alpha(text.at[at]))
        at++;
    return at < text.len && text.at[at] == '{' ? at + 1 : 0;
}

/* Puts the words of a text, in lower case and without accents, each between blanks. A formula has
 * the words that one would write without TeX: $D^0$ D0, $\mathrm{CO}_2$ CO2, $\frac{1}{2}$ 1/2. */
static void put_spaced_words(struct buffer *out, struct view text)
{
    struct buffer folded = { 0 };
    struct view rest;

    tex_put_folded(&folded, text);
    out->len = 0;
    buffer_put_byte(out, ' ');
    for (rest = buffer_view(&folded); rest.len > 0; rest = view_skip(rest, 1)) {
        size_t command = command_length(rest);
        char c = rest.at[0];
        bool is_letter = ascii_is_alnum(c) || (unsigned char)c >= 0x80;
        bool is_joint = view_has_byte(VIEW("{}$^_"), c) && !view_starts_with(rest, VIEW("}{"));

        if (command > 0)
            rest = view_skip(rest, command - 1);
        else if (is_letter || (!is_joint && out->at[out->len - 1] != ' '))
            buffer_put_byte(out, is_letter ? c : ' ');
    }
    if (out->at[out->len - 1] != ' ')
        buffer_put_byte(out, ' ');
    buffer_free(&folded);
}

/* Takes a word with the blanks around it: " word ". Returns false after the last. */
static bool take_spaced_word(struct view *words, struct view *word)
{
    size_t end = view_find_byte(view_skip(*words, 1), ' ');

    if (words->len < 2)
        return false;
    *word = (struct view){ words->at, end + 2 };
    *words = view_skip(*words, end + 1);
    return true;
}

/* True for words that tell nothing of a subject. */
static bool tells_nothing(struct view word)
{
    static const char *const fillers[] = { "a",   "an",   "and", "are", "as",  "at", "by",
                                           "for", "from", "in",  "is",  "its", "of", "on",
                                           "or",  "the",  "to",  "via", "with" };

    word = view_trim(word);
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        if (view_equal(word, view_of(fillers[i])))
            return true;
    }
    return false;
}

static bool has_word(struct view words, struct view word)
{
    return view_find(words, word) < words.len;
}

/* ---- Titles -------------------------------------------------------------- */

/* How alike titles must be, in hundredths, if the paper's first author is that of the entry; if
 * that is a group, which has many papers, or if an author is not known; and if it is another. */
enum { ENOUGH_WITH_PERSON = 25, ENOUGH = 60, ENOUGH_WITHOUT = 80 };

/* True for a word with a digit: 2015, GPT2. */
static bool counts_something(struct view word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (ascii_is_digit(word.at[i]))
            return true;
    }
    return false;
}

/* Counts the words of `a`, and those that `b` has too. *numbers is set to false if a word with a
 * digit is not among these. */
static size_t count_shared(struct view a, struct view b, size_t *count, bool *numbers)
{
    size_t shared = 0;
    struct view word;

    *count = 0;
    while (take_spaced_word(&a, &word)) {
        bool has = has_word(b, word);

        if (tells_nothing(word))
            continue;
        ++*count;
        shared += has;
        *numbers = *numbers && (has || !counts_something(word));
    }
    return shared;
}

static bool begins_other(const struct same_paper *scratch)
{
    struct view ours = buffer_view(&scratch->ours), theirs = buffer_view(&scratch->theirs);

    return view_starts_with(ours, theirs) || view_starts_with(theirs, ours);
}

/* Returns how much of the longer title the other has, in hundredths of its words; at least ENOUGH
 * if it only lacks the end. Numbers that both have and that differ, as those of parts and years do,
 * leave nothing. */
static size_t likeness_of_titles(struct same_paper *scratch, struct view a, struct view b)
{
    bool ours = true, theirs = true, begins;
    size_t our_count, their_count, shared, likeness;

    put_spaced_words(&scratch->ours, a);
    put_spaced_words(&scratch->theirs, b);
    shared =
        count_shared(buffer_view(&scratch->ours), buffer_view(&scratch->theirs), &our_count, &ours);
    count_shared(buffer_view(&scratch->theirs), buffer_view(&scratch->ours), &their_count, &theirs);
    if (our_count == 0 || their_count == 0)
        return 100;
    if (!ours && !theirs)
        return 0;
    likeness = shared * 100 / (our_count > their_count ? our_count : their_count);
    begins = our_count > 1 && their_count > 1 && begins_other(scratch);
    return begins && likeness < ENOUGH ? ENOUGH : likeness;
}

/* ---- Authors ------------------------------------------------------------- */

/* Takes the next name that is somebody's off the lines. */
static bool take_name_line(struct view *authors, struct view *name)
{
    while (authors->len > 0) {
        *name = (struct view){ authors->at, view_find_byte(*authors, '\n') };
        *authors = view_skip(*authors, name->len + 1);
        *name = view_trim(*name);
        name->len -= update_others_length(*name);
        if (view_trim(*name).len > 0)
            return true;
    }
    return false;
}

/* True if the words of a name have all of the person's family name, or of a group's name. */
static bool is_named(struct same_paper *scratch, struct view words, const struct person *person)
{
    struct view family, word;

    put_spaced_words(&scratch->theirs, person->family.len > 0 ? person->family : person->literal);
    family = buffer_view(&scratch->theirs);
    while (take_spaced_word(&family, &word)) {
        if (!has_word(words, word))
            return false;
    }
    return scratch->theirs.len > 1;
}

/* Returns the index of the author of that name, or author_count. Looks at `first` and those after
 * it before the others, since lists are in one order. */
static size_t find_author(struct same_paper *scratch, struct view name, size_t first,
                          const struct record *record)
{
    const size_t count = record->author_count;

    put_spaced_words(&scratch->ours, name);
    for (size_t i = 0; i < count; i++) {
        size_t index = (first + i) % count;

        if (is_named(scratch, buffer_view(&scratch->ours), &record->authors[index]))
            return index;
    }
    return count;
}

/* True if that is the paper's first author, groups aside. */
static bool is_first_author(size_t index, const struct record *record)
{
    for (size_t i = 0; i < index && i < record->author_count; i++) {
        if (record->authors[i].family.len > 0 && record->authors[i].given.len > 0)
            return false;
    }
    return index < record->author_count;
}

/* Takes the family name off the end of a name, with a suffix that the person has. Returns false if
 * it does not end so. */
static bool take_family(struct same_paper *scratch, struct view *name, const struct person *person)
{
    struct buffer whole = { 0 };
    bool found = false;

    update_put_name(&whole, person->family, VIEW(""), person->suffix);
    for (size_t at = name->len; at > 0 && !found; at--) {
        if (at > 1 && !ascii_is_blank(name->at[at - 2]))
            continue;
        put_spaced_words(&scratch->ours, view_skip(*name, at - 1));
        put_spaced_words(&scratch->theirs, person->family);
        found = view_equal(buffer_view(&scratch->ours), buffer_view(&scratch->theirs));
        put_spaced_words(&scratch->theirs, buffer_view(&whole));
        found = found || view_equal(buffer_view(&scratch->ours), buffer_view(&scratch->theirs));
        if (found)
            name->len = at - 1;
    }
    buffer_free(&whole);
    return found;
}

/* Compares given names word by word, of which one may be short for the other. */
static enum likeness {
    OTHER,
    SHORTER,
    FULLER
} compare_given(struct same_paper *scratch, struct view given, struct view known)
{
    enum likeness likeness = SHORTER;
    struct view ours, theirs, word, other;

    put_spaced_words(&scratch->ours, given);
    put_spaced_words(&scratch->theirs, known);
    ours = buffer_view(&scratch->ours);
    theirs = buffer_view(&scratch->theirs);
    while (take_spaced_word(&ours, &word)) {
        if (!take_spaced_word(&theirs, &other))
            return FULLER;
        word.len--; /* the blank after it */
        other.len--;
        if (!view_starts_with(word, other) && !view_starts_with(other, word))
            return OTHER;
        if (word.len > other.len)
            likeness = FULLER;
    }
    return likeness;
}

/* True if the name can be that of the person, who gets the given name if that is fuller. */
static bool merge_name(struct same_paper *scratch, struct view name, struct person *person,
                       struct arena *arena)
{
    enum likeness likeness;

    put_spaced_words(&scratch->ours, name);
    if (!is_named(scratch, buffer_view(&scratch->ours), person))
        return false;
    if (person->family.len == 0) /* a group */
        return true;
    if (!take_family(scratch, &name, person))
        return false;
    likeness = compare_given(scratch, name, person->given);
    if (likeness == FULLER)
        person->given = arena_copy(arena, view_trim(name));
    return likeness != OTHER;
}

bool same_paper_merge_authors(struct same_paper *scratch, struct view authors,
                              const struct record *record, struct person *merged,
                              struct arena *arena, struct missing_author *missing)
{
    const size_t count = record->author_count;
    size_t index = 0;
    struct view name;

    memcpy(merged, record->authors, count * sizeof *merged);
    for (bool first = true; take_name_line(&authors, &name); first = false) {
        size_t tried = 0;

        while (tried < count && !merge_name(scratch, name, &merged[(index + tried) % count], arena))
            tried++;
        *missing = (struct missing_author){ arena_copy(arena, name), tried < count };
        if (tried == count || (first && !is_first_author(tried, record)))
            return false;
        index = (index + tried + 1) % count;
    }
    return true;
}

/* ---- Both ---------------------------------------------------------------- */

static size_t likeness_needed(struct same_paper *scratch, struct view authors,
                              const struct record *record)
{
    struct view name;
    size_t index;

    if (record->author_count == 0 || !take_name_line(&authors, &name))
        return ENOUGH;
    index = find_author(scratch, name, 0, record);
    if (!is_first_author(index, record))
        return ENOUGH_WITHOUT;
    return record->authors[index].given.len > 0 ? ENOUGH_WITH_PERSON : ENOUGH;
}

bool same_paper_likely(struct same_paper *scratch, struct view title, struct view authors,
                       const struct record *record)
{
    struct view theirs = record->title.in[LANGUAGE_EN];
    size_t needed = likeness_needed(scratch, authors, record);

    if (title.len == 0 || theirs.len == 0)
        return needed < ENOUGH_WITHOUT;
    return likeness_of_titles(scratch, title, theirs) >= needed;
}
