#include "update/same_paper.h"

#include "tex/tex.h"
#include "text/utf8.h"
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

static bool has_words(struct view words, struct view wanted)
{
    struct view word;

    while (take_spaced_word(&wanted, &word)) {
        if (!has_word(words, word))
            return false;
    }
    return true;
}

/* True if the words of a name have all of the person's family name, or of a group's name. */
static bool is_named(struct same_paper *scratch, struct view words, const struct person *person)
{
    put_spaced_words(&scratch->theirs, person->family.len > 0 ? person->family : person->literal);
    return scratch->theirs.len > 1 && has_words(words, buffer_view(&scratch->theirs));
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

/* The words of an author's names, each between blanks. */
struct author_words {
    struct view family;   /* or the group's name */
    struct view suffixed; /* the family name with the suffix */
    struct view given;
    bool is_group, taken;
};

static struct view copy_words(struct same_paper *scratch, struct view text, struct arena *arena)
{
    put_spaced_words(&scratch->theirs, text);
    return arena_copy(arena, buffer_view(&scratch->theirs));
}

static struct author_words *copy_author_words(struct same_paper *scratch,
                                              const struct record *record, struct arena *arena)
{
    struct author_words *words = arena_take(arena, record->author_count * sizeof *words);

    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *person = &record->authors[i];
        bool is_group = person->family.len == 0;

        scratch->ours.len = 0;
        update_put_name(&scratch->ours, person->family, VIEW(""), person->suffix);
        words[i] = (struct author_words){
            .family = copy_words(scratch, is_group ? person->literal : person->family, arena),
            .suffixed = copy_words(scratch, buffer_view(&scratch->ours), arena),
            .given = copy_words(scratch, person->given, arena),
            .is_group = is_group
        };
    }
    return words;
}

/* How the given names of an entry relate to those that arXiv has. */
enum likeness {
    OTHER,
    SHORTER, /* initials or fewer names */
    FULLER,  /* at least one name that is an initial there, or more names */
    EQUAL
};

static bool is_initial_of(struct view initial, struct view word)
{
    return utf8_count(initial) == 1 && view_starts_with(word, initial);
}

/* Compares given names word by word; a word may be an initial of the other. */
static enum likeness compare_given(struct view ours, struct view theirs)
{
    enum likeness likeness = view_equal(ours, theirs) ? EQUAL : SHORTER;
    struct view word, other;

    while (likeness != EQUAL && take_spaced_word(&ours, &word)) {
        if (!take_spaced_word(&theirs, &other))
            return FULLER;
        word = view_trim(word);
        other = view_trim(other);
        if (!view_equal(word, other) && !is_initial_of(word, other) && !is_initial_of(other, word))
            return OTHER;
        if (word.len > other.len)
            likeness = FULLER;
    }
    return likeness;
}

/* Compares the words of a name with those of an author, and sets *family to those at the end of the
 * name that are the author's family name, with or without the suffix. */
static enum likeness compare_author_words(struct view name, const struct author_words *author,
                                          struct view *family)
{
    if (author->taken || author->family.len < 2)
        return OTHER;
    if (author->is_group)
        return has_words(name, author->family) ? EQUAL : OTHER;
    *family = view_ends_with(name, author->family) ? author->family : author->suffixed;
    if (!view_ends_with(name, *family))
        return OTHER;
    name.len -= family->len - 1; /* the blank between them belongs to both */
    return compare_given(name, author->given);
}

/* Finds the author of a name: one who is called just so, or else the first one from `index` on, in
 * a circle, who may be. Sets *index to the author's, and *family as compare_author_words does. */
static enum likeness find_same_author(struct view name, const struct author_words *authors,
                                      size_t count, size_t *index, struct view *family)
{
    const size_t start = *index;
    enum likeness found = OTHER;

    for (size_t i = 0; i < count && found != EQUAL; i++) {
        size_t at = (start + i) % count;
        struct view end = { 0 };
        enum likeness likeness = compare_author_words(name, &authors[at], &end);

        if (likeness == EQUAL || (likeness != OTHER && found == OTHER)) {
            found = likeness;
            *index = at;
            *family = end;
        }
    }
    return found;
}

/* Returns the name without these words of its end. */
static struct view cut_words(struct same_paper *scratch, struct view name, struct view end)
{
    while (end.len > 1) {
        struct view piece;

        name = view_trim(name);
        piece = name;
        while (name.len > 0 && !ascii_is_blank(name.at[name.len - 1]))
            name.len--;
        piece = view_skip(piece, name.len);
        put_spaced_words(&scratch->theirs, piece);
        if (piece.len == 0 || !view_ends_with(end, buffer_view(&scratch->theirs)))
            return (struct view){ 0 }; /* its words are not divided by blanks */
        end.len -= scratch->theirs.len - 1;
    }
    return view_trim(name);
}

bool same_paper_merge_authors(struct same_paper *scratch, struct view authors,
                              const struct record *record, struct person *merged,
                              struct arena *arena, struct missing_author *missing)
{
    const size_t count = record->author_count;
    struct author_words *words = copy_author_words(scratch, record, arena);
    size_t index = 0;
    struct view name;

    for (size_t i = 0; i < count; i++)
        merged[i] = record->authors[i];
    for (bool first = true; take_name_line(&authors, &name); first = false) {
        struct view family = { 0 }, given;
        enum likeness likeness;

        put_spaced_words(&scratch->ours, name);
        likeness = find_same_author(buffer_view(&scratch->ours), words, count, &index, &family);
        if (likeness == OTHER || (first && !is_first_author(index, record))) {
            *missing = (struct missing_author){ arena_copy(arena, name), likeness != OTHER };
            return false;
        }
        given = likeness == FULLER ? cut_words(scratch, name, family) : (struct view){ 0 };
        if (given.len > 0)
            merged[index].given = arena_copy(arena, given);
        words[index].taken = true;
        index = (index + 1) % count;
    }
    return true;
}

bool same_paper_is_by_group(struct same_paper *scratch, struct view collaboration,
                            const struct record *record)
{
    struct view word;

    put_spaced_words(&scratch->ours, collaboration);
    for (size_t i = 0; i < record->author_count; i++) {
        if (record->authors[i].literal.len == 0)
            return false;
    }
    for (struct view words = buffer_view(&scratch->ours); take_spaced_word(&words, &word);) {
        bool found = tells_nothing(word);

        for (size_t i = 0; i < record->author_count && !found; i++) {
            put_spaced_words(&scratch->theirs, record->authors[i].literal);
            found = has_word(buffer_view(&scratch->theirs), word);
        }
        if (!found)
            return false;
    }
    return collaboration.len > 0;
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
