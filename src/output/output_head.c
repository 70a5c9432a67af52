#include "output/output_head.h"

bool output_head_is_page(const struct output_head *head)
{
    return head->feed.month.len > 0;
}

void output_head_put_name(struct buffer *out, const struct output_head *head)
{
    buffer_put(out, head->feed.title ? view_of(head->feed.title) : VIEW("arXiv"));
    if (!head->feed.title && head->channel.len > 0)
        buffer_print(out, " %.*s", (int)head->channel.len, head->channel.at);
}

void output_head_put_title(struct buffer *out, const struct output_head *head)
{
    output_head_put_name(out, head);
    if (output_head_is_page(head))
        buffer_print(out, ", %.*s", (int)head->feed.month.len, head->feed.month.at);
}

void output_head_put_home(struct buffer *out, const struct output_head *head)
{
    if (head->feed.home)
        buffer_put(out, view_of(head->feed.home));
    else if (head->channel.len > 0)
        buffer_print(out, "https://arxiv.org/list/%.*s/new", (int)head->channel.len,
                     head->channel.at);
    else
        buffer_put(out, VIEW("https://arxiv.org/"));
}
