#include "input/markdown/list_heading.h"

#include "input/markdown/list_link.h"
#include "record/written_date.h"
#include "text/clean.h"

void list_headings_begin(struct list_headings *headings)
{
    for (size_t level = 0; level <= LIST_LEVELS; level++)
        headings->levels[level].is_present = false;
    headings->any_title = headings->is_contents = false;
}

void list_headings_free(struct list_headings *headings)
{
    for (size_t level = 0; level <= LIST_LEVELS; level++)
        buffer_free(&headings->levels[level].text);
}

struct view list_headings_topic(const struct list_headings *headings, unsigned level)
{
    while (--level > 0) {
        const struct list_heading *heading = &headings->levels[level];

        if (heading->is_present && heading->is_topic)
            return buffer_view(&heading->text);
    }
    return (struct view){ 0 };
}

struct date list_headings_date(const struct list_headings *headings, unsigned level)
{
    while (--level > 0) {
        const struct list_heading *heading = &headings->levels[level];

        if (heading->is_present && heading->date.year > 0)
            return heading->date;
    }
    return (struct date){ 0 };
}

/* Removes a link within the page from the end: "cs.CV [[Back]](#toc)", "Dataset ([back](#x))". */
static struct view without_back_link(const struct inline_text *text)
{
    struct view plain = buffer_view(&text->text);

    for (size_t i = text->link_count; i-- > 0;) {
        const struct inline_link *link = &text->links[i];

        if (view_starts_with(link->address, VIEW("#")) &&
            list_count_letters((struct view){ plain.at, link->start }) > 1)
            plain.len = link->start;
    }
    plain = view_trim_end(plain);
    while (plain.len > 0 && view_has_byte(VIEW("[("), plain.at[plain.len - 1]))
        plain = view_trim_end((struct view){ plain.at, plain.len - 1 });
    return plain;
}

static bool is_year_alone(struct view text)
{
    uint32_t year;

    return view_take_number(&text, 2100, &year) && year >= 1900 && text.len <= sizeof "年" - 1 &&
           (text.len == 0 || !ascii_is_alnum(text.at[0]));
}

/* True for the heading of a list that only repeats what follows. */
static bool is_contents(struct view heading)
{
    static const struct view names[] = {
        VIEW_ENTRY("目录"),     VIEW_ENTRY("概览"),
        VIEW_ENTRY("目次"),     VIEW_ENTRY("Table of Contents"),
        VIEW_ENTRY("Contents"),
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_ends_with(heading, names[i]))
            return true;
    }
    return false;
}

void list_headings_drop(struct list_headings *headings, unsigned level)
{
    while (++level <= LIST_LEVELS)
        headings->levels[level].is_present = false;
}

const struct list_heading *list_headings_set(struct list_headings *headings, unsigned level,
                                             const struct inline_text *text)
{
    struct list_heading *heading = &headings->levels[level];
    struct view plain = without_back_link(text);
    struct arena arena = { 0 };
    bool alone = false;

    list_headings_drop(headings, level - 1);
    heading->is_present = true;
    heading->date = (struct date){ 0 };
    written_date_of_heading(plain, &heading->date, &alone);
    headings->is_contents = is_contents(plain);
    heading->text.len = 0;
    buffer_put(&heading->text, text_clean(plain, &arena));
    arena_free(&arena);
    heading->is_topic = !alone && !is_year_alone(plain) && heading->text.len > 0 &&
                        (level > 1 || headings->any_title);
    headings->any_title = headings->any_title || level == 1;
    return heading;
}
