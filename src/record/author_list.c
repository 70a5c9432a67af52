#include "record/author_names.h"

#include "record/author_clean.h"
#include "record/author_split.h"
#include "record/author_words.h"

struct list {
    struct people *people;
    size_t first; /* how many people there were before */
    bool others;
};

static bool ends_word(struct view rest)
{
    return rest.len == 0 || view_find_byte(VIEW(" ,;&"), rest.at[0]) < 4;
}

/* The length of "and" or "&" when that is a word here; or 0. In capitals too,
 * but not "And", who is a family. */
static size_t conjunction_length(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    if (at > 0 && text.at[at - 1] != ' ')
        return 0;
    if (!view_take(&rest, VIEW("and")) && !view_take(&rest, VIEW("AND")) &&
        !view_take(&rest, VIEW("&")))
        return 0;
    return ends_word(rest) ? text.len - at - rest.len : 0;
}

/* The length of a comma or semicolon, also one of Chinese; or 0. */
static size_t mark_length(struct view text, size_t at)
{
    static const char *const marks[] = { ",", ";", "，", "；", "、" };
    struct view rest = view_skip(text, at);

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct view mark = view_of(marks[i]);
        if (view_starts_with(rest, mark))
            return mark.len;
    }
    return 0;
}

/* Whether the "and" before this text joins two collaborations that share one
 * word: "CMS and TOTEM Collaborations". */
static bool shares_word(struct view rest)
{
    size_t end = 0;

    while (end < rest.len && !mark_length(rest, end) && !conjunction_length(rest, end))
        end++;
    rest = view_trim((struct view){ rest.at, end });
    return view_equal_ignoring_case(author_last_word(rest), VIEW("Collaborations")) &&
           !author_take_words(&rest, VIEW("the"));
}

/* The length of what separates two names here; or 0. */
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

/* Whether a collaboration begins here for which the person before speaks. */
static bool begins_group(struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    return at > 0 && text.at[at - 1] == ' ' &&
           (author_take_words(&rest, VIEW("on behalf of")) ||
            view_starts_with(rest, VIEW("for the ")));
}

/* Takes a name off the list, and the separator behind it. */
static struct view take_name(struct view *text)
{
    size_t end = 0, separator = 0;
    struct view name;

    while (end < text->len && !begins_group(*text, end) &&
           (separator = separator_length(*text, end)) == 0)
        end++;
    name = view_trim((struct view){ text->at, end });
    *text = view_trim_start(view_skip(*text, end + separator));
    return name;
}

/* A suffix behind a comma is the last person's, if that one can have it. */
static bool take_late_suffix(struct list *list, struct view name)
{
    struct person *last;

    if (list->people->count == list->first || !author_is_suffix(name))
        return false;
    last = &list->people->list[list->people->count - 1];
    if (last->family.len == 0 || last->suffix.len > 0 ||
        (last->given.len == 0 && view_equal(name, VIEW("V"))))
        return false;
    last->suffix = name;
    return true;
}

static void add_to_list(struct list *list, struct view name)
{
    list->others = author_take_others(&name) || list->others;
    if (author_shows(name) && !author_is_degree(name) && !take_late_suffix(list, name))
        people_add(list->people, author_split(name));
}

void author_names_split_list(struct view text, struct arena *arena, struct people *people)
{
    struct list list = { .people = people, .first = people->count };
    struct view rest = author_clean_unbracketed(text, arena);

    while (rest.len > 0)
        add_to_list(&list, take_name(&rest));
    if (list.others)
        people_add(people, names_others);
}
