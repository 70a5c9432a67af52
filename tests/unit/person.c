#include "expect.h"

#include "record/person.h"

static const struct row {
    const char *family, *given, *suffix, *literal;
    const char *said, *sorted;
    bool is_sound;
} rows[] = {
    { "King", "Martin Luther", "Jr.", "", "Martin Luther King Jr.", "King, Martin Luther, Jr.",
      true },
    { "van der Berg", "J.", "", "", "J. van der Berg", "van der Berg, J.", true },
    { "Prince", "", "", "", "Prince", "Prince", true },
    { "", "Ada", "", "", "Ada", "Ada", true },
    { "King", "", "III", "", "King III", "King, III", true },
    { "", "", "Jr.", "", "Jr.", "Jr.", true },
    { "", "", "", "ATLAS Collaboration", "ATLAS Collaboration", "ATLAS Collaboration", true },
    { "others", "", "", "", "others", "others", true },
    { "", "", "", "Others", "Others", "Others", true },
    { "", "", "", "", "", "", false },
    { "Tide", "", "", "Tide Group", NULL, NULL, false },
    { "", "A.", "", "Tide Group", NULL, NULL, false },
    { "", "", "Jr.", "Tide Group", NULL, NULL, false },
};

static struct person person_of(const struct row *row)
{
    return (struct person){ view_of(row->family), view_of(row->given), view_of(row->suffix),
                            view_of(row->literal) };
}

static void names_are_said_and_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct person person = person_of(&rows[i]);
        struct buffer out = { 0 };

        if (!rows[i].said)
            continue;
        buffer_put(&out, VIEW("by "));
        person_put(&out, &person);
        expect_text(rows[i].said, view_skip(buffer_view(&out), 3), rows[i].said);
        out.len = 3;
        person_put_inverted(&out, &person);
        expect_text(rows[i].said, view_skip(buffer_view(&out), 3), rows[i].sorted);
        expect(view_starts_with(buffer_view(&out), VIEW("by ")), "what stood before");
        buffer_free(&out);
    }
}

static void a_person_has_parts_or_a_literal_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct person person = person_of(&rows[i]);
        expect_number(rows[i].family, person_is_sound(&person), rows[i].is_sound);
    }
}

static void people_are_added_up_to_a_bound(void **state)
{
    struct people people = { 0 };

    (void)state;
    for (int i = 0; i < AUTHORS_MAX + 10; i++)
        people_add(&people,
                   &(struct person){ .family = i == AUTHORS_MAX - 1 ? VIEW("Last") : VIEW("A") });
    expect_number("count", (int64_t)people.count, AUTHORS_MAX);
    expect_text("the last that was taken", people.list[AUTHORS_MAX - 1].family, "Last");
    people_free(&people);
    expect(people.count == 0 && !people.list, "nobody is left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_said_and_sorted),
        cmocka_unit_test(a_person_has_parts_or_a_literal_name),
        cmocka_unit_test(people_are_added_up_to_a_bound),
    };

    return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
