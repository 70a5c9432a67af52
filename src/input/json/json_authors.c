#include "input/json/json_authors.h"

#include "input/written_names.h"
#include "record/author_names.h"

/* [["Balázs","C.",""],["Berger","E. L.",""]] */
static void take_parsed_authors(struct json_members *members, struct json_value *list,
                                struct entry *entry)
{
    struct json_value *name = json_list_first(list);

    for (; name; name = json_list_next(list, name)) {
        struct json_value *part = json_list_first(name);
        struct view parts[3] = { { 0 } };

        for (size_t i = 0; part && i < 3; i++, part = json_list_next(name, part))
            parts[i] = json_members_text(members, part, "authors_parsed");
        author_names_add_parts(parts[0], parts[1], parts[2], &entry->arena, &entry->people);
    }
}

/* Returns the name of {"name":"Ada Tide"}, or an empty view. */
static struct view whole_name(struct json_members *members, struct json_value *author)
{
    static const char *const names[] = { "name", "literal", "fullname", "full_name" };
    struct view name = { 0 };

    for (size_t i = 0; i < sizeof names / sizeof *names && name.len == 0; i++)
        name = json_members_take_text(members, author, names[i]);
    return name;
}

/* Takes "Ada Tide", {"name":"Ada Tide"} or {"family":"Tide","given":"Ada"}. The only name of a list
 * may be that of two people in an object, where feedparser puts all that arXiv's feed has, rather
 * than "García Márquez, Gabriel José". */
static void take_listed_author(struct json_members *members, struct json_value *author, bool only,
                               struct entry *entry)
{
    bool alone = only && author->kind == JSON_IS_OBJECT;
    struct view name = author->kind == JSON_IS_OBJECT
                           ? whole_name(members, author)
                           : json_members_text(members, author, "authors");

    if (author->kind != JSON_IS_OBJECT || name.len > 0)
        written_names_add_element(name, alone, &entry->arena, &entry->people);
    else
        author_names_add_parts(json_members_take_text(members, author, "family"),
                               json_members_take_text(members, author, "given"),
                               json_members_take_text(members, author, "suffix"), &entry->arena,
                               &entry->people);
}

/* Takes a text in quotation marks off a list that Python has printed: ['Ada Tide', "Bo O'Neil"]. */
static bool take_python_text(struct view *list, struct view *text)
{
    char quote;

    view_take(list, VIEW(","));
    *list = view_trim_start(*list);
    if (list->len == 0 || !view_has_byte(VIEW("'\""), list->at[0]))
        return false;
    quote = list->at[0];
    *list = view_skip(*list, 1);
    *text = (struct view){ list->at, view_find_byte(*list, quote) };
    while (text->len > 0 && text->len < list->len && list->at[text->len - 1] == '\\')
        text->len += 1 + view_find_byte(view_skip(*list, text->len + 1), quote);
    *list = view_trim_start(view_skip(*list, text->len + 1));
    return true;
}

static void take_authors_text(struct view text, struct entry *entry)
{
    struct view rest = view_trim_start(text), name;

    if (!view_take(&rest, VIEW("[")) || !take_python_text(&rest, &name)) {
        written_names_add(text, &entry->arena, &entry->people);
        return;
    }
    do {
        written_names_add_element(name, false, &entry->arena, &entry->people);
    } while (take_python_text(&rest, &name));
    entry->people.incomplete |= !view_equal(rest, VIEW("]"));
}

void json_authors_take(struct json_members *members, struct json_value *object, struct entry *entry)
{
    struct json_value *list, *author;

    take_parsed_authors(members, json_value_member(object, VIEW("authors_parsed")), entry);
    if (entry->people.count > 0)
        return;
    list = json_value_member(object, VIEW("authors"));
    if (!list)
        list = json_value_member(object, VIEW("author"));
    for (author = json_list_first(list); author; author = json_list_next(list, author))
        take_listed_author(members, author, json_list_count(list) == 1, entry);
    if (!json_value_is(list, JSON_IS_LIST))
        take_authors_text(json_members_text(members, list, "authors"), entry);
}
