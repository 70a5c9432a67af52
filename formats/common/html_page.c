/* The Content-Security-Policy in the head allows only our own style sheet and script, by their
 * hashes, so nothing that a hostile digest might smuggle in can load or run. */
#include "common/html_page.h"

#include "html_page.inc"

/* Compilers need not support a string as long as these. */
#define LINE(line) VIEW_ENTRY(line),
static const struct view style[] = { HTML_PAGE_STYLE(LINE) };
static const struct view script[] = { HTML_PAGE_SCRIPT(LINE) };

static void put_lines(struct html_text *html, const struct view *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        html_put_own(html, lines[i]);
}

/* no-referrer keeps linked sites from learning where the page is. */
static void put_meta(struct html_text *html)
{
    html_put_own(
        html, VIEW("<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src '" HTML_PAGE_STYLE_HASH "'; script-src '" HTML_PAGE_SCRIPT_HASH "'; "
                   "base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"generator\" content=\"refmill " REFMILL_VERSION "\">\n"));
}

static void put_page_title(struct html_text *html, const struct output_head *head)
{
    html->unicode.len = 0;
    output_head_put_title(&html->unicode, head);
    html_put(html, buffer_view(&html->unicode));
}

/* Puts the day, or the first and the last day, each between `start` and `end`. */
static void put_days(struct html_text *html, const struct output_head *head, struct view start,
                     struct view end)
{
    struct date first = date_of(head->oldest), last = date_of(head->newest);

    html_put_own(html, start);
    if (first.year && seconds_of(first) != seconds_of(last)) {
        date_put(first, html->out);
        html_put_own(html, end);
        html_put_own(html, VIEW(" – "));
        html_put_own(html, start);
    }
    date_put(last, html->out);
    html_put_own(html, end);
}

/* Puts the days, if they are known, and a link to the home. */
static void put_origin(struct html_text *html, const struct output_head *head)
{
    html_put_own(html, VIEW("<p class=\"facts\">"));
    if (date_of(head->newest).year) {
        html_put_own(html, VIEW("<span>"));
        put_days(html, head, VIEW("<time>"), VIEW("</time>"));
        html_put_own(html, VIEW("</span> "));
    }
    html->unicode.len = 0;
    output_head_put_home(&html->unicode, head);
    html_put_own(html, VIEW("<a href=\""));
    html_put(html, buffer_view(&html->unicode));
    html_put_own(html, VIEW("\">"));
    html_put(html, buffer_view(&html->unicode));
    html_put_own(html, VIEW("</a></p>\n"));
}

static void put_filter(struct html_text *html, struct view label, struct view name, struct view all)
{
    html_put_own(html, VIEW("<label>"));
    html_put_own(html, label);
    html_put_own(html, VIEW(" <select name=\""));
    html_put_own(html, name);
    html_put_own(html, VIEW("\"><option value=\"\">"));
    html_put_own(html, all);
    html_put_own(html, VIEW("</option></select></label>\n"));
}

static void put_filters(struct html_text *html, const struct language_terms *terms)
{
    html_put_own(html, VIEW("<details class=\"filters\"><summary>"));
    html_put_own(html, terms->filters);
    html_put_own(html, VIEW("</summary>\n"));
    put_filter(html, terms->day, VIEW("d"), terms->all);
    put_filter(html, terms->category, VIEW("c"), terms->all);
    put_filter(html, terms->topic, VIEW("t"), terms->all);
    put_filter(html, terms->kind, VIEW("k"), terms->all);
    html_put_own(html, VIEW("<label>"));
    html_put_own(html, terms->abstracts);
    html_put_own(html, VIEW(" <input type=\"checkbox\" name=\"open\"></label>\n</details>\n"));
}

static void put_key(struct html_text *html, struct view key, struct view does)
{
    html_put_own(html, VIEW(" <kbd>"));
    html_put_own(html, key);
    html_put_own(html, VIEW("</kbd> "));
    html_put_own(html, does);
}

/* Puts the form hidden; the script shows it. */
static void put_form(struct html_text *html, const struct language_terms *terms)
{
    html_put_own(html, VIEW("<form role=\"search\" autocomplete=\"off\" hidden>\n<label>"));
    html_put_own(html, terms->search);
    html_put_own(html, VIEW(" <input type=\"search\" name=\"q\" "
                            "placeholder=\"/\"></label>\n<output data-papers=\""));
    html_put_own(html, terms->papers);
    html_put_own(html, VIEW("\" data-none=\""));
    html_put_own(html, terms->none_match);
    html_put_own(html, VIEW("\"></output>\n"));
    html_put_own(html, VIEW("<p class=\"keys\">"));
    put_key(html, VIEW("j"), terms->next);
    put_key(html, VIEW("k"), terms->previous);
    html_put_own(html, VIEW("</p>\n"));
    put_filters(html, terms);
    html_put_own(html, VIEW("</form>\n"));
}

/* Puts links by which browsers and feed readers find the feeds of the same run. */
static void put_feeds(struct html_text *html, const struct feed *feed)
{
    for (size_t i = 0; i < feed->feed_count; i++) {
        html_put_own(html, VIEW("<link rel=\"alternate\" type=\""));
        html_put(html, view_of(feed->feeds[i].media_type));
        html_put_own(html, VIEW("\" href=\""));
        html_put(html, view_of(feed->feeds[i].url));
        html_put_own(html, VIEW("\">\n"));
    }
}

void html_put_head(struct html_text *html, const struct output_head *head)
{
    const struct language_terms *terms = language_terms_of_head(head);

    html_put_own(html, VIEW("<!DOCTYPE html>\n<html lang=\""));
    html_put_own(html, view_of(terms->markup));
    html_put_own(html, VIEW("\">\n<head>\n"));
    put_meta(html);
    html_put_own(html, VIEW("<title>"));
    put_page_title(html, head);
    if (!head->feed.title && date_of(head->newest).year) { /* for tabs and bookmarks */
        html_put_own(html, VIEW(", "));
        put_days(html, head, VIEW(""), VIEW(""));
    }
    html_put_own(html, VIEW("</title>\n"));
    put_feeds(html, &head->feed);
    html_put_own(html, VIEW("<style>\n"));
    put_lines(html, style, sizeof style / sizeof *style);
    html_put_own(html, VIEW("</style>\n</head>\n<body>\n<header>\n<h1>"));
    put_page_title(html, head);
    html_put_own(html, VIEW("</h1>\n"));
    put_origin(html, head);
    html_put_own(html, VIEW("</header>\n"));
    put_form(html, terms);
}

void html_put_foot(struct html_text *html, const struct language_terms *terms, bool has_papers)
{
    if (!has_papers) {
        html_put_own(html, VIEW("<p>"));
        html_put_own(html, terms->none);
        html_put_own(html, VIEW("</p>\n"));
    }
    html_put_own(html, VIEW("</main>\n<script>\n"));
    put_lines(html, script, sizeof script / sizeof *script);
    html_put_own(html, VIEW("</script>\n</body>\n</html>\n"));
}
