#include "common/feed.h"

#include "tex.h"

void feed_put_title(struct buffer *out, const struct head *head)
{
    buffer_put(out, VIEW("arXiv"));
    if (head->channel.len > 0) {
        buffer_put_byte(out, ' ');
        buffer_put(out, head->channel);
    }
}

void feed_put_home(struct buffer *out, const struct head *head)
{
    buffer_put(out, VIEW("https://arxiv.org/"));
    if (head->channel.len > 0) {
        buffer_put(out, VIEW("list/"));
        buffer_put(out, head->channel);
        buffer_put(out, VIEW("/new"));
    }
}

struct view feed_language_tag(enum language language)
{
    return language == LANGUAGE_ZH ? VIEW("zh-Hans") : VIEW("en");
}

/* A feed's entry must have a title: the id or link stands in for one. */
static void put_name(struct buffer *out, const struct record *record)
{
    if (record->arxiv_id.len > 0) {
        buffer_put(out, VIEW("arXiv:"));
        buffer_put(out, record->arxiv_id);
    } else {
        buffer_put(out, record->url);
    }
}

void feed_put_entry_title(struct buffer *out, const struct record *record, enum language leads)
{
    struct view leading = bilingual_leading(&record->title, leads);
    struct view other = bilingual_other(&record->title, leads);
    size_t start = out->len, end;

    tex_put_text(out, leading);
    end = out->len;
    if (other.len > 0 && !view_equal(leading, other)) {
        if (end > start)
            buffer_put(out, VIEW(" | "));
        tex_put_text(out, other);
    }
    if (out->len == start)
        put_name(out, record);
}

void feed_put_summary(struct buffer *out, const struct record *record, enum language leads)
{
    tex_put_text(out, bilingual_leading(&record->summary, leads));
}

/* HTML's markup in text (HTML, section 13.1.4) and what stands for it. */
static const bool html_specials[256] = { ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true };

static struct view html_reference(char c)
{
    switch (c) {
    case '&':
        return VIEW("&amp;");
    case '<':
        return VIEW("&lt;");
    case '>':
        return VIEW("&gt;");
    default:
        return VIEW("&quot;");
    }
}

static void put_html(struct buffer *out, struct view tex)
{
    struct buffer text = { 0 };
    struct view rest;

    tex_put_text(&text, tex);
    for (rest = buffer_view(&text); rest.len > 0; rest = view_skip(rest, 1)) {
        size_t run = view_run(rest, html_specials);
        buffer_put(out, (struct view){ rest.at, run });
        rest = view_skip(rest, run);
        if (rest.len == 0)
            break;
        buffer_put(out, html_reference(rest.at[0]));
    }
    buffer_free(&text);
}

static void put_paragraph(struct buffer *out, struct view tex, const char *before,
                          const char *after)
{
    if (!tex_shows(tex))
        return;
    buffer_put(out, VIEW("<p>"));
    buffer_put(out, view_of(before));
    put_html(out, tex);
    buffer_put(out, view_of(after));
    buffer_put(out, VIEW("</p>"));
}

static void put_texts(struct buffer *out, const struct record *record, enum language language)
{
    put_paragraph(out, record->summary.in[language], "<strong>", "</strong>");
    put_paragraph(out, record->abstract.in[language], "", "");
}

void feed_put_content(struct buffer *out, const struct record *record, enum language leads)
{
    enum language other = language_other(leads);
    size_t start;

    put_texts(out, record, leads);
    buffer_put(out, VIEW("<div lang=\""));
    buffer_put(out, feed_language_tag(other));
    buffer_put(out, VIEW("\">"));
    start = out->len;
    put_paragraph(out, record->title.in[other], "<em>", "</em>");
    put_texts(out, record, other);
    if (out->len == start) /* nothing in that language: no element for it */
        out->len -= VIEW("<div lang=\"").len + feed_language_tag(other).len + VIEW("\">").len;
    else
        buffer_put(out, VIEW("</div>"));
}

static void put_time(struct buffer *out, const struct calendar *time)
{
    buffer_put_padded(out, time->hour, 2);
    buffer_put_byte(out, ':');
    buffer_put_padded(out, time->minute, 2);
    buffer_put_byte(out, ':');
    buffer_put_padded(out, time->second, 2);
}

void feed_put_rfc3339(struct buffer *out, int64_t seconds)
{
    struct calendar time = calendar_of(seconds);

    date_put((struct date){ time.year, time.month, time.day }, out);
    buffer_put_byte(out, 'T');
    put_time(out, &time);
    buffer_put_byte(out, 'Z');
}

void feed_put_rfc822(struct buffer *out, int64_t seconds)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct calendar time = calendar_of(seconds);

    buffer_put(out, view_of(days[time.weekday]));
    buffer_put(out, VIEW(", "));
    buffer_put_padded(out, time.day, 2);
    buffer_put_byte(out, ' ');
    buffer_put(out, view_of(months[time.month - 1]));
    buffer_put_byte(out, ' ');
    buffer_put_padded(out, time.year, 4);
    buffer_put_byte(out, ' ');
    put_time(out, &time);
    buffer_put(out, VIEW(" +0000"));
}
