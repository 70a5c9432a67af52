#include "output/output_head.h"

bool output_head_is_page(const struct output_head *head)
{
    return head->feed.month.len > 0;
}

void output_head_put_title(struct buffer *out, const struct output_head *head)
{
    buffer_put(out, head->feed.title ? view_of(head->feed.title) : VIEW("arXiv"));
    if (!head->feed.title && head->channel.len > 0) {
        buffer_put_byte(out, ' ');
        buffer_put(out, head->channel);
    }
    if (output_head_is_page(head)) {
        buffer_put(out, VIEW(", "));
        buffer_put(out, head->feed.month);
    }
}

void output_head_put_home(struct buffer *out, const struct output_head *head)
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

struct view output_head_rss_language(const struct output_head *head)
{
    return head->leads == LANGUAGE_ZH ? VIEW("zh-cn") : VIEW("en");
}
