#include "record/author_names.h"

#include <string.h>

#include "record/author_clean.h"
#include "record/author_split.h"
#include "record/author_words.h"

/* ---- Names in parts ---------------------------------------------------- */

static struct view join(struct view a, struct view b, struct arena *arena)
{
    char *copy = arena_take(arena, a.len + 1 + b.len);

    memcpy(copy, a.at, a.len);
    copy[a.len] = ' ';
    memcpy(copy + a.len + 1, b.at, b.len);
    return (struct view){ copy, a.len + 1 + b.len };
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

/* Some of the parts may be empty, but not the first two both. */
static struct person person_of_parts(struct person parts, struct arena *arena)
{
    struct view whole, named;

    if (parts.family.len == 0) {
        parts.family = parts.given;
        parts.given = (struct view){ 0 };
    }
    if (parts.suffix.len > 0)
        return parts;
    whole = parts.given.len > 0 ? join(parts.given, parts.family, arena) : parts.family;
    named = whole;
    if (author_take_others(&named) && named.len == 0)
        return names_others;
    if (parts.given.len == 0)
        return person_of_keyname(parts.family);
    if (author_is_group_word(author_last_word(parts.family)))
        return (struct person){ .literal = author_group_of(whole) };
    return parts;
}

void author_names_add_parts(struct view family, struct view given, struct view suffix,
                            struct arena *arena, struct people *people)
{
    struct person parts = { .family = author_clean(family, arena),
                            .given = author_clean(given, arena),
                            .suffix = author_clean(suffix, arena) };

    if (author_shows(parts.family) || author_shows(parts.given))
        people_add(people, person_of_parts(parts, arena));
}

/* ---- One name ---------------------------------------------------------- */

/* Takes what stands before the next comma; empty only when nothing is left. */
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

/* "Smith, John, Jr.". A "V" directly behind the family is an initial; given
 * names in which there is a comma keep it. */
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

/* "Smith, Jr." or "John Smith, Jr.". */
static struct person person_of_natural(struct view name, struct view suffix)
{
    struct person person = author_split(name);

    if (person.literal.len == 0 && suffix.len > 0)
        person.suffix = suffix;
    return person;
}

/* "Smith Jr., John" or "Smith, John Jr.". */
static struct person person_of_inverted(struct person parts, struct arena *arena)
{
    struct view late = author_take_suffix(&parts.given);
    struct view early = author_take_suffix(&parts.family);

    if (parts.suffix.len == 0)
        parts.suffix = late.len > 0 ? late : early;
    return person_of_parts(parts, arena);
}

void author_names_add(struct view name, struct arena *arena, struct people *people)
{
    struct view text = author_clean_unbracketed(name, arena);
    bool more = author_take_others(&text);

    if (author_shows(text)) {
        struct person parts = parts_of(text);
        people_add(people, parts.given.len > 0 ? person_of_inverted(parts, arena)
                                               : person_of_natural(parts.family, parts.suffix));
    }
    if (more)
        people_add(people, names_others);
}
