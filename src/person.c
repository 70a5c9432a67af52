#include "person.h"

#include <stdlib.h>

void people_add(struct people *people, struct person person)
{
    people->list =
        memory_grow_array(people->list, people->count, &people->cap, sizeof *people->list);
    people->list[people->count++] = person;
}

void people_free(struct people *people)
{
    free(people->list);
    *people = (struct people){ 0 };
}
