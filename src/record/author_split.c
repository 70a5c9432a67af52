#include "record/author_split.h"

#include "record/author_words.h"
#include "text/utf8.h"
#include "record/word_set.h"

/* ---- Collaborations ---------------------------------------------------- */

struct view author_group_of(struct view name)
{
    bool led = author_take_words(&name, VIEW("on behalf of")) ||
               view_starts_with(name, VIEW("for the "));
    struct view bare;

    if (!led && !author_ends_with_group(name))
        return (struct view){ 0 };
    author_take_words(&name, VIEW("for"));
    bare = name;
    if (author_take_words(&bare, VIEW("the")) && (led || author_ends_with_group(bare)))
        return bare;
    return name;
}

/* ---- Suffixes ---------------------------------------------------------- */

static bool has_two_words(struct view name)
{
    return author_without_last_word(name).len > 0;
}

struct view author_take_suffix(struct view *name)
{
    struct view suffix = { 0 };

    for (;;) {
        struct view word = author_last_word(*name), before = author_without_last_word(*name);
        bool two = has_two_words(before);

        if (suffix.len == 0 && before.len > 0 && author_is_suffix(word) &&
            (two || !view_equal(word, VIEW("V"))))
            suffix = word;
        else if (!two || !author_is_degree(word))
            return suffix;
        *name = before;
    }
}

/* ---- People ------------------------------------------------------------ */

/* How many bytes of a word are initials to which the name is stuck, "J.R." of
 * "J.R.Tolkien": but not "J." of "J.R." or of "J.-Peter". */
static size_t stuck_initials(struct view word)
{
    size_t stop = view_find_last(word, VIEW(".")), len;
    struct view rest = view_skip(word, stop + 1);

    if (rest.len == 0 || rest.at[0] == '-')
        return 0;
    utf8_decode(rest, &len);
    return len < rest.len ? stop + 1 : 0;
}

/* Takes the next word of a name, or the initials stuck before it. */
static struct view take_word(struct view *name)
{
    struct view rest = *name, word = word_set_take(&rest);
    size_t initials = stuck_initials(word);

    if (initials > 0) {
        word.len = initials;
        rest = view_skip(*name, initials);
    }
    *name = rest;
    return word;
}

/* Looks for the family word by word. */
struct search {
    bool capital;    /* the name begins with no small letter */
    size_t previous; /* where the word before begins */
    size_t run;      /* where the known particles directly before begin; 0: none */
};

/* A word that is neither first nor last; true, and *start where the family
 * begins, when it tells. */
static bool try_word(struct search *search, struct view word, size_t *start)
{
    if (search->capital && author_is_particle(word)) {
        if (author_is_conjunction(word))
            *start = search->previous;
        else if (search->run > 0)
            *start = search->run;
        return true;
    }
    if (!author_is_known_particle(word))
        search->run = 0;
    else if (search->run == 0)
        search->run = *start;
    search->previous = *start;
    return false;
}

/* "van Gogh", but neither "van nguyen" nor "Van Nguyen". */
static bool begins_with_particle(struct view name, struct view first)
{
    return author_is_small(first) && author_is_known_particle(first) &&
           !author_is_small(author_last_word(name));
}

/* Offset of the family; 0 when it is the whole name. */
static size_t find_family(struct view name)
{
    struct view rest = name, first = take_word(&rest);
    struct search search = { .capital = !author_is_small(first) };

    if (rest.len == 0 || begins_with_particle(name, first))
        return 0;
    for (;;) {
        size_t start = name.len - rest.len;
        struct view word = take_word(&rest);

        if (rest.len == 0)
            return search.run > 0 ? search.run : start;
        if (try_word(&search, word, &start))
            return start;
    }
}

static struct person split_family_first(struct view name)
{
    struct view given = name, family = word_set_take(&given);
    return (struct person){ .family = family, .given = given };
}

static struct person split_person(struct view name)
{
    struct person person = { 0 };
    size_t start;

    if (author_is_family_first(name))
        return split_family_first(name);
    person.suffix = author_take_suffix(&name);
    start = find_family(name);
    person.given = view_trim_end((struct view){ name.at, start });
    person.family = view_skip(name, start);
    return person;
}

struct person author_split(struct view name)
{
    struct view group = author_group_of(name);

    if (group.len > 0)
        return (struct person){ .literal = group };
    return split_person(name);
}

/* ---- Others ------------------------------------------------------------ */

const struct person author_others = { .literal = VIEW_ENTRY("others") };

static bool is_et_al(struct view et, struct view al)
{
    return (view_equal_ignoring_case(et, VIEW("et")) ||
            view_equal_ignoring_case(et, VIEW("et."))) &&
           (view_equal_ignoring_case(al, VIEW("al")) || view_equal_ignoring_case(al, VIEW("al.")));
}

static bool take_et_al(struct view *name)
{
    struct view before = author_without_last_word(*name);

    if (!is_et_al(author_last_word(before), author_last_word(*name)))
        return false;
    *name = author_without_last_word(before);
    return true;
}

bool author_take_others(struct view *name)
{
    struct view rest = *name;
    uint32_t number;

    if (take_et_al(name))
        return true;
    view_take_number(&rest, UINT32_MAX, &number);
    if (!view_equal_ignoring_case(view_trim_start(rest), VIEW("others")))
        return false;
    *name = (struct view){ 0 };
    return true;
}
