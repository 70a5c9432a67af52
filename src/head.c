#include "head.h"

bool head_is_page(const struct head *head)
{
    return head->feed.month.len > 0;
}

void head_put_title(struct buffer *out, const struct head *head)
{
    buffer_put(out, head->feed.title ? view_of(head->feed.title) : VIEW("arXiv"));
    if (!head->feed.title && head->channel.len > 0) {
        buffer_put_byte(out, ' ');
        buffer_put(out, head->channel);
    }
    if (head_is_page(head)) {
        buffer_put(out, VIEW(", "));
        buffer_put(out, head->feed.month);
    }
}

void head_put_home(struct buffer *out, const struct head *head)
{
    if (head->feed.home) {
        buffer_put(out, view_of(head->feed.home));
        return;
    }
    buffer_put(out, VIEW("https://arxiv.org/"));
    if (head->channel.len > 0) {
        buffer_put(out, VIEW("list/"));
        buffer_put(out, head->channel);
        buffer_put(out, VIEW("/new"));
    }
}

struct view head_rss_language(const struct head *head)
{
    return head->leads == LANGUAGE_ZH ? VIEW("zh-cn") : VIEW("en");
}
