#include "common/html_days.h"

enum { DAYS_UNFOLDED = 14 }; /* more are folded, as they would fill the window */

static void put_count(struct html_text *html, const struct language_terms *terms, size_t papers)
{
    html_put_own(html, VIEW(" <span class=\"count\">"));
    buffer_put_number(html->out, papers);
    html_put_own(html, VIEW(" "));
    html_put_own(html, papers == 1 ? terms->paper : terms->papers);
    html_put_own(html, VIEW("</span>"));
}

static bool has_list(const struct output_head *head)
{
    return head->day_count > 1;
}

/* Puts the id of a day's section, which only the list of days uses. */
static void put_id(struct html_text *html, struct date day)
{
    if (day.year)
        date_put(day, html->out);
    else
        html_put_own(html, VIEW("undated"));
}

static void put_day_link(struct html_days *days, struct html_text *html, struct date day)
{
    html_put_own(html, VIEW(" <a href=\"#"));
    put_id(html, day);
    if (!day.year) {
        html_put_own(html, VIEW("\">"));
        html_put_own(html, days->terms->undated);
    } else {
        html_put_own(html, VIEW("\" aria-label=\""));
        date_put(day, html->out);
        html_put_own(html, VIEW("\">"));
        buffer_put_padded(html->out, day.day, 2);
    }
    html_put_own(html, VIEW("</a>"));
}

/* Puts the days, those of a month together. */
static void put_day_list(struct html_days *days, struct html_text *html)
{
    const struct output_head *head = days->head;
    size_t count = 0;
    struct date month = { 0 };

    for (size_t i = 0; i < head->day_count; i++)
        count += head->days[i].date.year > 0;

    html_put_own(html, VIEW("<nav aria-label=\""));
    html_put_own(html, days->terms->day);
    html_put_own(html, VIEW("\"><details"));
    html_put_own(html, head->day_count > DAYS_UNFOLDED ? VIEW("") : VIEW(" open"));
    html_put_own(html, VIEW("><summary>"));
    buffer_put_number(html->out, count);
    html_put_own(html, VIEW(" "));
    html_put_own(html, count == 1 ? days->terms->one_day : days->terms->days);
    html_put_own(html, VIEW("</summary>\n<ul>\n"));
    for (size_t i = 0; i < head->day_count; i++) {
        struct date day = head->days[i].date, its = { day.year, day.month, 0 };

        if (i == 0 || !date_equal(its, month)) {
            html_put_own(html, i > 0 ? VIEW("</li>\n<li>") : VIEW("<li>"));
            date_put(its, html->out);
        }
        put_day_link(days, html, day);
        month = its;
    }
    html_put_own(html, VIEW("</li>\n</ul>\n</details></nav>\n"));
}

static void put_page_link(struct html_text *html, const char *path, struct view text)
{
    html_put_own(html, VIEW("<a href=\""));
    html_put_percent(html, view_of(path));
    html_put_own(html, VIEW("\">"));
    html_put(html, text);
    html_put_own(html, VIEW("</a>"));
}

/* Puts the months of an archived page, those that are not this page as links. */
static void put_months(struct html_text *html, const struct output_head *head,
                       const struct language_terms *terms)
{
    const struct feed *feed = &head->feed;

    html_put_own(html, VIEW("<nav aria-label=\""));
    html_put_own(html, terms->months);
    html_put_own(html, VIEW("\">\n<ul>\n"));
    if (feed->current) {
        html_put_own(html, VIEW("<li>"));
        html->unicode.len = 0;
        output_head_put_name(&html->unicode, head);
        put_page_link(html, feed->current, buffer_view(&html->unicode));
        html_put_own(html, VIEW("</li>\n"));
    }
    for (size_t i = 0; i < feed->archive_count; i++) {
        const struct archive_link *link = &feed->archive[i];
        struct view month = view_of(link->month);

        html_put_own(html, VIEW("<li>"));
        if (view_equal(month, feed->month)) {
            html_put_own(html, VIEW("<a aria-current=\"page\">"));
            html_put_own(html, month);
            html_put_own(html, VIEW("</a>"));
        } else {
            put_page_link(html, link->path, month);
        }
        html_put_own(html, VIEW(" ("));
        buffer_put_number(html->out, link->papers);
        html_put_own(html, VIEW(")</li>\n"));
    }
    html_put_own(html, VIEW("</ul>\n</nav>\n"));
}

void html_days_begin(struct html_days *days, struct html_text *html, const struct output_head *head,
                     const struct language_terms *terms)
{
    const field_set named = FIELD_BIT(FIELD_TOPICS) | FIELD_BIT(FIELD_PRIMARY_CATEGORY) |
                            FIELD_BIT(FIELD_CHANNEL);

    days->head = head;
    days->terms = terms;
    days->by_day = head->by_day && !(head->settings.omitted & FIELD_BIT(FIELD_DIGEST_DATE));
    days->by_group = !(head->settings.omitted & named);
    if (head->feed.archive_count > 0)
        put_months(html, head, terms);
    if (days->by_day && has_list(head))
        put_day_list(days, html);
}

static void close_group(struct html_days *days, struct html_text *html)
{
    if (days->in_group)
        html_put_own(html, VIEW("</section>\n"));
    days->in_group = false;
}

static void close_day(struct html_days *days, struct html_text *html)
{
    close_group(days, html);
    if (days->in_day)
        html_put_own(html, VIEW("</section>\n"));
    days->in_day = false;
}

static void open_day(struct html_days *days, struct html_text *html, size_t papers)
{
    struct date day = days->day;

    html_put_own(html, VIEW("<section"));
    if (has_list(days->head)) {
        html_put_own(html, VIEW(" id=\""));
        put_id(html, day);
        html_put_own(html, VIEW("\""));
    }
    html_put_own(html, VIEW(">\n<h2>"));
    if (day.year) {
        html_put_own(html, VIEW("<time datetime=\""));
        date_put(day, html->out);
        html_put_own(html, VIEW("\">"));
        language_terms_put_day(days->terms, day, html->out);
        html_put_own(html, VIEW("</time>"));
    } else {
        html_put_own(html, days->terms->undated);
    }
    if (papers > 0)
        put_count(html, days->terms, papers);
    html_put_own(html, VIEW("</h2>\n"));
    days->in_day = true;
}

/* Headings help only if they are fewer than the papers. */
static bool has_groups(const struct html_days *days, const struct day_count *day)
{
    return days->by_group && day && day->groups > 1 && day->papers >= 2 * day->groups;
}

static void open_group(struct html_days *days, struct html_text *html, struct view group)
{
    html_put_own(html, VIEW("<section>\n"));
    html_put_own(html, days->in_day ? VIEW("<h3 class=\"group\">") : VIEW("<h2 class=\"group\">"));
    html_put_tex(html, group);
    html_put_own(html, days->in_day ? VIEW("</h3>\n") : VIEW("</h2>\n"));
    days->group.len = 0;
    buffer_put(&days->group, group);
    days->in_group = true;
}

char html_days_open(struct html_days *days, struct html_text *html, const struct record *record)
{
    const struct output_head *head = days->head;
    struct date day = date_of(record->updated);
    bool counted = head->day_count > 0, first = counted && days->next == 0;
    const struct day_count *here;

    if (!days->by_day)
        return '2';
    if (first || !date_equal(day, days->day)) {
        close_day(days, html);
        days->day = day;
        here = counted ? &head->days[days->next++] : NULL;
        if (day.year || has_list(head))
            open_day(days, html, here ? here->papers : 0);
    }
    here = counted ? &head->days[days->next - 1] : NULL;
    if (has_groups(days, here)) {
        struct view group = record_group(record);

        if (!days->in_group || !view_equal(group, buffer_view(&days->group))) {
            close_group(days, html);
            open_group(days, html, group);
        }
    }
    return (char)('2' + days->in_day + days->in_group);
}

void html_days_end(struct html_days *days, struct html_text *html)
{
    close_day(days, html);
    buffer_free(&days->group);
}
