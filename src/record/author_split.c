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

struct view author_take_suffix(struct view *name)
{
    struct view suffix = { 0 };

    for (;;) {
        struct view word = author_last_word(*name), before = author_without_last_word(*name);
        bool two = author_without_last_word(before).len > 0;

        if (suffix.len == 0 && before.len > 0 && author_is_suffix(word) &&
            (two || !view_equal(word, VIEW("V"))))
            suffix = word;
        else if (!two || !author_is_degree(word))
            return suffix;
        *name = before;
    }
}

/* Returns the name without the number by which DBLP tells namesakes apart: "Hai Jin 0001". */
static struct view without_namesake_number(struct view name)
{
    struct view word = author_last_word(name), rest = word, before = author_without_last_word(name);
    uint32_t number;

    return before.len > 0 && word.len == 4 && word.at[0] == '0' &&
                   view_take_number(&rest, UINT32_MAX, &number) && rest.len == 0
               ? before
               : name;
}

/* ---- People ------------------------------------------------------------ */

/* Takes the next word of a name, or the initials attached to it ("J.R." of "J.R.Tolkien"), but
 * not "J." of "J.R." or of "J.-Peter". */
static struct view take_word(struct view *name)
{
    struct view rest = *name, word = word_set_take(&rest);
    size_t stop = view_find_last(word, VIEW(".")), len;
    struct view stuck = view_skip(word, stop + 1);

    if (stuck.len > 0 && stuck.at[0] != '-') {
        utf8_decode(stuck, &len);
        if (len < stuck.len) {
            word.len = stop + 1;
            rest = view_skip(*name, word.len);
        }
    }
    *name = rest;
    return word;
}

/* Returns the offset of the family, 0 if it is the whole name. */
static size_t find_family(struct view name)
{
    struct view rest = name, first = take_word(&rest);
    bool capital = !author_is_small(first);
    size_t previous = 0; /* the start of the word before */
    size_t run = 0;      /* the start of the known particles right before; 0 if none */

    if (rest.len == 0)
        return 0;
    if (!capital && author_is_known_particle(first) && !author_is_small(author_last_word(name)))
        return 0; /* "van Gogh", but neither "van nguyen" nor "Van Nguyen" */
    for (;;) {
        size_t start = name.len - rest.len;
        struct view word = take_word(&rest);

        if (rest.len == 0)
            return run > 0 ? run : start;
        if (capital && author_is_particle(word)) {
            if (author_is_conjunction(word))
                return previous;
            return run > 0 ? run : start;
        }
        if (!author_is_known_particle(word))
            run = 0;
        else if (run == 0)
            run = start;
        previous = start;
    }
}

struct person author_split(struct view name)
{
    struct person person = { .literal = author_group_of(name) };
    size_t start;

    if (person.literal.len > 0)
        return person;
    name = without_namesake_number(name);
    if (author_is_family_first(name)) {
        person.family = word_set_take(&name);
        person.given = name;
        return person;
    }
    person.suffix = author_take_suffix(&name);
    start = find_family(name);
    person.given = view_trim_end((struct view){ name.at, start });
    person.family = view_skip(name, start);
    return person;
}

/* ---- Others ------------------------------------------------------------ */

/* Takes "et al.", and "et.al." as one word, off the end. */
static bool take_et_al(struct view *name)
{
    static const char *const joined[] = { "et.al.", "et.al", "etal.", "etal" };
    struct view before = author_without_last_word(*name);
    struct view et = author_last_word(before), al = author_last_word(*name);

    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        if (view_equal(al, view_of(joined[i]))) {
            *name = before;
            return true;
        }
    }
    if ((!view_equal_ignoring_case(et, VIEW("et")) && !view_equal_ignoring_case(et, VIEW("et."))) ||
        (!view_equal_ignoring_case(al, VIEW("al")) && !view_equal_ignoring_case(al, VIEW("al."))))
        return false;
    *name = author_without_last_word(before);
    return true;
}

/* Takes an ellipsis, as a word of its own, off the end. */
static bool take_dots(struct view *name)
{
    struct view last = author_last_word(*name);

    if (!view_equal(last, VIEW("...")) && !view_equal(last, VIEW("…")))
        return false;
    *name = author_without_last_word(*name);
    return true;
}

bool author_take_others(struct view *name)
{
    struct view rest = *name;
    uint32_t number;

    if (take_et_al(name) || take_dots(name))
        return true;
    view_take_number(&rest, UINT32_MAX, &number);
    if (!view_equal_ignoring_case(view_trim_start(rest), VIEW("others")))
        return false;
    *name = (struct view){ 0 };
    return true;
}
