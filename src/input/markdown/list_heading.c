#include "input/markdown/list_heading.h"

#include "input/markdown/list_link.h"
#include "record/name_shape.h"
#include "record/written_date.h"
#include "text/clean.h"
#include "text/utf8.h"

void list_headings_begin(struct list_headings *headings)
{
    for (size_t level = 0; level <= LIST_LEVELS; level++)
        headings->levels[level].is_present = false;
    headings->any_title = headings->is_contents = headings->is_news = false;
    headings->is_thanks = headings->is_citation = false;
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

/* Takes an emoji or another mark off the start: all that is neither letter nor digit. */
static struct view skip_marks(struct view text)
{
    size_t len;

    while (text.len > 0) {
        uint32_t c = utf8_decode(text, &len);

        if (name_is_letter(c) || (c < 0x80 && ascii_is_digit((char)c)))
            break;
        text = view_skip(text, len);
    }
    return text;
}

/* True for the heading of what has happened to the list or to its authors: "🔥 Latest News". */
static bool is_news(struct view heading)
{
    static const char *const adjectives[] = { "Latest ", "Recent ", "最新", "近期" };
    static const struct view names[] = { VIEW_ENTRY("News"),
                                         VIEW_ENTRY("Updates"),
                                         VIEW_ENTRY("Update"),
                                         VIEW_ENTRY("Announcements"),
                                         VIEW_ENTRY("Changelog"),
                                         VIEW_ENTRY("Change Log"),
                                         VIEW_ENTRY("Release Notes"),
                                         VIEW_ENTRY("What's New"),
                                         VIEW_ENTRY("What’s New"),
                                         VIEW_ENTRY("News & Updates"),
                                         VIEW_ENTRY("News and Updates"),
                                         VIEW_ENTRY("更新日志"),
                                         VIEW_ENTRY("更新记录"),
                                         VIEW_ENTRY("更新履歴"),
                                         VIEW_ENTRY("更新"),
                                         VIEW_ENTRY("新闻"),
                                         VIEW_ENTRY("动态"),
                                         VIEW_ENTRY("消息"),
                                         VIEW_ENTRY("お知らせ") };
    struct view rest = skip_marks(heading);

    for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
        view_take_ignoring_case(&rest, view_of(adjectives[i]));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct view after = rest;

        if (view_take_ignoring_case(&after, names[i]) && skip_marks(after).len == 0)
            return true;
    }
    return false;
}

/* True for a heading that is one of the names, but for emoji: "🙏 Acknowledgements". */
static bool is_named_heading(struct view heading, const struct view *names, size_t count)
{
    enum { LONGEST = 32 }; /* bytes, with emoji */
    struct view rest;

    if (heading.len > LONGEST)
        return false;
    rest = skip_marks(heading);
    for (size_t i = 0; i < count; i++) {
        struct view after = rest;

        if (view_take_ignoring_case(&after, names[i]) && skip_marks(after).len == 0)
            return true;
    }
    return false;
}

static bool is_thanks(struct view heading)
{
    static const struct view names[] = { VIEW_ENTRY("Acknowledgements"),
                                         VIEW_ENTRY("Acknowledgments"),
                                         VIEW_ENTRY("Acknowledgement"),
                                         VIEW_ENTRY("Acknowledgment"),
                                         VIEW_ENTRY("Credits"),
                                         VIEW_ENTRY("致谢"),
                                         VIEW_ENTRY("謝辞") };

    return is_named_heading(heading, names, sizeof names / sizeof *names);
}

/* True for the heading of how to cite the list, or of what it cites. */
static bool is_citation(struct view heading)
{
    static const struct view names[] = { VIEW_ENTRY("Citation"), VIEW_ENTRY("Citing"),
                                         VIEW_ENTRY("引用") };

    return is_named_heading(heading, names, sizeof names / sizeof *names);
}

/* True if a heading above that level is_news. */
static bool is_under_news(const struct list_headings *headings, unsigned level)
{
    while (--level > 0) {
        if (headings->levels[level].is_present)
            return headings->levels[level].is_news;
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
    heading->is_news = (level > 1 || headings->any_title) &&
                       (is_news(plain) || ((alone || list_count_letters(plain) < 2) &&
                                           is_under_news(headings, level)));
    headings->is_news = heading->is_news;
    headings->is_thanks = is_thanks(plain);
    headings->is_citation = is_citation(plain);
    headings->any_title = headings->any_title || level == 1;
    return heading;
}
