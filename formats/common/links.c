#include "common/links.h"

#include "arxiv.h"

void links_put_url(struct buffer *out, const struct record *record)
{
    if (record->arxiv_id.len > 0)
        arxiv_put_url(out, record->arxiv_id);
    else
        buffer_put(out, record->link);
}

void links_put_doi(struct buffer *out, const struct record *record)
{
    if (record->arxiv_id.len > 0)
        arxiv_put_doi(out, record->arxiv_id);
}
