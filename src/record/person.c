#include "record/person.h"

#include <stdlib.h>

bool person_is_sound(const struct person *person)
{
    bool parts = person->family.len + person->given.len + person->suffix.len > 0;
    return parts != (person->literal.len > 0);
}

/* Appends the parts that are not empty, with `between` between them. */
static void put_name_parts(struct buffer *out, const struct view *parts, size_t count,
                           struct view between)
{
    size_t start = out->len;

    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0 && out->len > start)
            buffer_put(out, between);
        buffer_put(out, parts[i]);
    }
}

void person_put(struct buffer *out, const struct person *person)
{
    const struct view parts[] = { person->literal, person->given, person->family, person->suffix };

    put_name_parts(out, parts, sizeof parts / sizeof *parts, VIEW(" "));
}

void person_put_inverted(struct buffer *out, const struct person *person)
{
    const struct view parts[] = { person->literal, person->family, person->given, person->suffix };

    put_name_parts(out, parts, sizeof parts / sizeof *parts, VIEW(", "));
}

void people_add(struct people *people, const struct person *person)
{
    people->cut = people->cut || people->count == AUTHORS_MAX;
    if (people->cut)
        return;
    people->list =
        memory_grow_array(people->list, people->count, &people->cap, sizeof *people->list);
    people->list[people->count++] = *person;
}

void people_free(struct people *people)
{
    free(people->list);
    *people = (struct people){ 0 };
}
