#include "record/author_names.h"

#include <string.h>

#include "record/author_clean.h"
#include "record/author_split.h"
#include "record/author_words.h"
#include "text/scan.h"

/* ---- Names in parts ---------------------------------------------------- */

static struct view join_names(struct view a, struct view b, struct arena *arena)
{
    char *copy;

    if (a.len == 0 || b.len == 0)
        return a.len > 0 ? a : b;
    copy = arena_take(arena, a.len + 1 + b.len);

    memcpy(copy, a.at, a.len);
    copy[a.len] = ' ';
    memcpy(copy + a.len + 1, b.at, b.len);
    return (struct view){ copy, a.len + 1 + b.len };
}

/* True for what follows the initial in "C. -P.". */
static bool is_loose_hyphen(struct view text)
{
    return text.len > 3 && view_starts_with(text, VIEW(". -")) && text.at[3] != ' ';
}

/* Turns arXiv's "C. -P." into "C.-P.", since BibTeX's styles drop what follows a loose hyphen. */
static struct view join_initials(struct view name, struct arena *arena)
{
    char *copy;
    size_t kept = 0;

    if (view_find(name, VIEW(". -")) == name.len)
        return name;
    copy = arena_take(arena, name.len);
    for (size_t i = 0; i < name.len; i++) {
        if (i == 0 || !is_loose_hyphen(view_skip(name, i - 1)))
            copy[kept++] = name.at[i];
    }
    return (struct view){ copy, kept };
}

/* A keyname without forenames. */
static struct person person_of_keyname(struct view name)
{
    struct view group = author_group_of(name);
    struct view first = { name.at, view_find_byte(name, ' ') };

    if (group.len > 0)
        return (struct person){ .literal = group };
    if (first.len == name.len || author_is_known_particle(first) || author_is_small(first))
        return (struct person){ .family = name };
    return (struct person){ .literal = name };
}

/* Makes a person of a name in parts. Any part may be empty, but not both family and given. */
static void join_parts(struct person *person, struct arena *arena)
{
    if (person->family.len == 0) {
        person->family = person->given;
        person->given = (struct view){ 0 };
    }
    if (person->suffix.len > 0)
        return;
    if (person->given.len == 0) {
        *person = person_of_keyname(person->family);
    } else if (author_is_group_word(author_last_word(person->family))) {
        struct view whole = join_names(person->given, person->family, arena);
        *person = (struct person){ .literal = author_group_of(whole) };
    }
}

/* True for "et al." or "others", however it was split. */
static bool are_others(const struct person *parts, struct arena *arena)
{
    struct view last = parts->family.len > 0 ? parts->family : parts->given, whole;

    if (last.len == 0 || !view_has_byte(VIEW("lLsS."), last.at[last.len - 1]))
        return false;
    whole = join_names(parts->given, parts->family, arena);
    return author_take_others(&whole) && whole.len == 0;
}

void author_names_add_parts(struct view family, struct view given, struct view suffix,
                            struct arena *arena, struct people *people)
{
    struct person parts = { .family = author_clean(family, arena),
                            .given = join_initials(author_clean(given, arena), arena),
                            .suffix = author_clean(suffix, arena) };

    if (are_others(&parts, arena)) {
        people->incomplete = true;
    } else if (author_shows(parts.family) || author_shows(parts.given)) {
        join_parts(&parts, arena);
        people_add(people, &parts);
    }
}

/* ---- One name ---------------------------------------------------------- */

/* Takes the text before the next comma; empty only if nothing is left. */
static struct view take_part(struct view *text)
{
    struct view part = { 0 };

    while (part.len == 0 && text->len > 0) {
        size_t end = view_find_byte(*text, ',');
        part = view_trim((struct view){ text->at, end });
        *text = view_skip(*text, end + 1);
    }
    return part;
}

/* Splits "Smith, John, Jr.". A "V" right after the family is an initial. Given names that
 * contain a comma keep it. */
static struct person parts_of(struct view text)
{
    struct person parts = { .family = take_part(&text) };
    struct view part;

    while ((part = take_part(&text)).len > 0) {
        if (author_is_degree(part))
            continue;
        if (author_is_suffix(part) && (parts.given.len > 0 || !view_equal(part, VIEW("V"))))
            parts.suffix = part;
        else if (parts.given.len > 0)
            parts.given.len = (size_t)(part.at + part.len - parts.given.at);
        else
            parts.given = part;
    }
    return parts;
}

/* "Smith Jr., John" or "Smith, John Jr.". */
static void join_inverted(struct person *person, struct arena *arena)
{
    struct view late = author_take_suffix(&person->given);
    struct view early = author_take_suffix(&person->family);

    if (person->suffix.len == 0)
        person->suffix = late.len > 0 ? late : early;
    join_parts(person, arena);
}

void author_names_add(struct view name, struct arena *arena, struct people *people)
{
    struct view text = join_initials(author_clean_unbracketed(name, arena), arena);
    bool more = author_take_others(&text);

    if (author_shows(text)) {
        struct person person = parts_of(text);

        if (person.given.len > 0) {
            join_inverted(&person, arena);
        } else { /* "Smith, Jr." or "John Smith, Jr." */
            struct view suffix = person.suffix;

            person = author_split(person.family);
            if (person.literal.len == 0 && suffix.len > 0)
                person.suffix = suffix;
        }
        people_add(people, &person);
    }
    people->incomplete = people->incomplete || more;
}

/* ---- Lists of names ---------------------------------------------------- */

/* Returns the length of "and", "AND" or "&" as a word here, or 0. "And" is a family name. */
static size_t conjunction_length(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    if (at > 0 && text.at[at - 1] != ' ')
        return 0;
    if (!view_take(&rest, VIEW("and")) && !view_take(&rest, VIEW("AND")) &&
        !view_take(&rest, VIEW("&")))
        return 0;
    return rest.len == 0 || view_find_byte(VIEW(" ,;&"), rest.at[0]) < 4 ? text.len - at - rest.len
                                                                         : 0;
}

/* Returns the length of a comma or semicolon here, Chinese ones too, or 0. */
static size_t mark_length(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    if (text.at[at] == ',' || text.at[at] == ';')
        return 1;
    return view_starts_with(rest, VIEW("，")) || view_starts_with(rest, VIEW("；")) ||
                   view_starts_with(rest, VIEW("、"))
               ? strlen("，")
               : 0;
}

/* True if the "and" before this text joins two collaborations that share one word: "CMS and
 * TOTEM Collaborations". */
static bool shares_word(struct view rest)
{
    size_t end = 0;

    while (end < rest.len && !mark_length(rest, end) && !conjunction_length(rest, end))
        end++;
    rest = view_trim((struct view){ rest.at, end });
    return view_equal_ignoring_case(author_last_word(rest), VIEW("Collaborations")) &&
           !author_take_words(&rest, VIEW("the"));
}

/* Returns the length of a separator between names here, or 0. */
static size_t separator_length(struct view text, size_t at)
{
    size_t length = mark_length(text, at);

    if (length > 0)
        return length;
    if (text.at[at] == ':')
        return author_ends_with_group(view_trim_end((struct view){ text.at, at }));
    length = conjunction_length(text, at);
    return length > 0 && at > 0 && shares_word(view_skip(text, at + length)) ? 0 : length;
}

/* True if a collaboration begins here that the previous person speaks for. */
static bool begins_group(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    return at > 0 && text.at[at - 1] == ' ' &&
           (author_take_words(&rest, VIEW("on behalf of")) ||
            view_starts_with(rest, VIEW("for the ")));
}

/* Returns the offset of the next place after `at` where a separator or a collaboration may begin:
 * at a mark, or after a space. */
static size_t next_place(struct view text, size_t at)
{
#define PLACES(has, row)                                                          \
    has(' ', ' ', row) has(',', ',', row) has(':', ';', row) has(0xE3, 0xE3, row) \
        has(0xEF, 0xEF, row)
    static const struct byte_set places = BYTE_SET(PLACES);

    if (text.at[at++] == ' ')
        return at;
    return at + scan_run(view_skip(text, at), &places);
}

struct view author_names_take(struct view *text)
{
    size_t end = 0, separator = 0;
    struct view name;

    while (end < text->len && !begins_group(*text, end) &&
           (separator = separator_length(*text, end)) == 0)
        end = next_place(*text, end);
    name = view_trim((struct view){ text->at, end });
    *text = view_trim_start(view_skip(*text, end + separator));
    return name;
}

/* Gives a suffix after a comma to the last person, if that one can have it. */
static bool take_late_suffix(struct person *last, struct view name)
{
    if (!author_is_suffix(name) || last->family.len == 0 || last->suffix.len > 0 ||
        (last->given.len == 0 && view_equal(name, VIEW("V"))))
        return false;
    last->suffix = name;
    return true;
}

void author_names_add_listed(struct view name, size_t first, struct people *people)
{
    struct person person;

    people->incomplete = author_take_others(&name) || people->incomplete;
    if (!author_shows(name) || author_is_degree(name))
        return;
    if (people->count > first && take_late_suffix(&people->list[people->count - 1], name))
        return;
    person = author_split(name);
    people_add(people, &person);
}

void author_names_split_list(struct view text, struct arena *arena, struct people *people)
{
    size_t first = people->count;
    struct view rest = author_clean_unbracketed(text, arena);

    while (rest.len > 0)
        author_names_add_listed(author_names_take(&rest), first, people);
}
