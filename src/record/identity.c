#include "record/identity.h"

#include <string.h>

#include "record/arxiv_id.h"
#include "text/clean.h"
#include "text/scan.h"

bool identity_is_link(struct view link)
{
#define NOT_IN_TEXT(has, row)                                                      \
    has(0x00, ' ', row) has(0x7F, 0x7F, row) has('"', '"', row) has('{', '}', row) \
        has('\\', '\\', row) has('^', '^', row) has('`', '`', row)
#define NOT_IN_LINKS(has, row) NOT_IN_TEXT(has, row) has('<', '<', row) has('>', '>', row)
#define NOT_ASCII(has, row) has(0x80, 0xFF, row)
    static const struct byte_set not_in_links = BYTE_SET(NOT_IN_LINKS);
    struct view rest = link;

    if (!view_take(&rest, VIEW("http://")) && !view_take(&rest, VIEW("https://")))
        return false;
    if (rest.len == 0 || scan_run(rest, &not_in_links) < rest.len)
        return false;
    if (scan_ascii(rest) == rest.len)
        return true;
    return !text_has_wide_control(rest) &&
           view_find(rest, VIEW("\xEF\xBF\xBE")) == rest.len && /* U+FFFE and U+FFFF, */
           view_find(rest, VIEW("\xEF\xBF\xBF")) == rest.len;   /* which XML forbids */
}

/* The DOI Handbook, 2.2: a prefix "10." and digits, a slash, and printable characters.
 * Excludes characters that no publisher uses and BibTeX would choke on. */
bool identity_is_doi(struct view text)
{
#define NOT_IN_DOIS(has, row) NOT_IN_TEXT(has, row) NOT_ASCII(has, row)
    static const struct byte_set not_in_dois = BYTE_SET(NOT_IN_DOIS);
    struct view rest = text;
    uint32_t registrant;

    if (!view_take(&rest, VIEW("10.")) || !view_take_number(&rest, UINT32_MAX, &registrant))
        return false;
    while (view_take(&rest, VIEW("."))) {
        if (!view_take_number(&rest, UINT32_MAX, &registrant))
            return false;
    }
    if (!view_take(&rest, VIEW("/")))
        return false;
    return rest.len > 0 && scan_run(rest, &not_in_dois) == rest.len;
}

bool identity_is_category(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!ascii_is_alpha(c) && c != '.' && c != '-')
            return false;
    }
    return text.len > 0 && text.len <= 32;
}

void identity_set(struct record *record, struct view arxiv_id, struct view link,
                  struct arena *arena)
{
    record->arxiv_id = arxiv_id;
    record->url = link;
    if (arxiv_id.len == 0)
        return;
    record->url = arxiv_url(arxiv_id, arena);
    record->doi = arxiv_doi(arxiv_id, arena);
    arxiv_date(arxiv_id, &record->date.year, &record->date.month);
}

struct moment identity_guess_moment(const struct record *record)
{
    struct date first = { record->date.year, record->date.month, 1 };

    if (record->date.year == 0)
        return (struct moment){ 0, MOMENT_ABSENT };
    return (struct moment){ seconds_of(first), MOMENT_GUESSED };
}
