/* Fuzz target: any bytes as the names of authors. */
#include "check.h"
#include "input/written_names.h"
#include "record/author_names.h"
#include "record_checks.h"
#include "target.h"
#include "text/clean.h"
#include "text/utf8.h"

/* The text as one list, as one name, as an element of a list, and a line a part. */
static void read_names(struct view text)
{
    struct people people = { 0 };
    struct arena arena = { 0 };
    struct view parts[3] = { { 0 } }, rest;

    text.len = utf8_find_malformed(text);
    rest = text;
    for (size_t i = 0; i < 3; i++) {
        parts[i] = text_clean((struct view){ rest.at, view_find_byte(rest, '\n') }, &arena);
        rest = view_skip(rest, view_find_byte(rest, '\n') + 1);
    }
    text = text_clean(text, &arena);
    author_names_split_list(text, &arena, &people);
    record_check_people("author_names_split_list", people.list, people.count);
    people.count = 0;
    author_names_add(text, &arena, &people);
    record_check_people("author_names_add", people.list, people.count);
    people.count = 0;
    written_names_add_element(text, true, &arena, &people);
    written_names_add_element(text, false, &arena, &people);
    record_check_people("written_names_add_element", people.list, people.count);
    people.count = 0;
    author_names_add_parts(parts[0], parts[1], parts[2], &arena, &people);
    record_check_people("author_names_add_parts", people.list, people.count);
    people_free(&people);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    read_names((struct view){ (const char *)bytes, size });
    return 0;
}
