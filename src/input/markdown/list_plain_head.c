/* Reads heads of items in the most common forms straight from the source, without the inline text:
 * [Title](…) and [2024/03] **Title** *names* | [[paper]](…). The checks make sure that list_head.c
 * would find the same; where one fails, its rules decide. */
#include "input/inline/inline_text.h"
#include "input/markdown/list_head.h"
#include "input/markdown/list_label.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "text/scan.h"

static bool are_digits(struct view text, size_t at, size_t count)
{
    struct view digits = view_skip(text, at);

    for (size_t i = 0; i < count; i++) {
        if (i == digits.len || !ascii_is_digit(digits.at[i]))
            return false;
    }
    return true;
}

/* True at the 3 before the full stop of 2403.19588, and at the slash of hep-th/9901001. */
static bool may_be_in_id(const void *context, struct view text, size_t at)
{
    enum { YYMM = 4, NUMBER = 7 };

    (void)context;
    if (text.at[at] == '/')
        return are_digits(text, at + 1, NUMBER);
    return at + 1 >= YYMM && are_digits(text, at + 1 - YYMM, YYMM);
}

/* False if no link in the text can lead to a paper. */
static bool may_have_id(struct view text)
{
#define IN_ID(kind, half) \
    kind(0, half, PAIR, '0', '9', '.', '.') kind(1, half, PAIR, '/', '/', '0', '9')
    static const struct byte_pairs in_id = BYTE_PAIRS(IN_ID);

    return scan_pairs(text, &in_id, may_be_in_id, NULL) < text.len;
}

/* True for a title that begins with neither a mark nor anything that list_prefix.h skips. */
static bool begins_with_word(struct view title)
{
    return title.len > 0 && ascii_is_alnum(title.at[0]);
}

/* [Title](…) and **[Title](…)**. A link further on must not lead to another paper. */
static bool read_linked_title(struct view source, struct arena *arena, struct list_head *head)
{
    bool is_strong = view_take(&source, VIEW("**"));
    struct view title, address, name;
    struct arxiv_id id;

    if (!inline_link_take(&source, &title, &address) || !begins_with_word(title) ||
        (is_strong && (!view_take(&source, VIEW("**")) || view_starts_with(source, VIEW("*")))))
        return false;
    name = view_trim(title);
    if (!list_title_may_be_text(name) || list_label_link(name) != LABEL_NONE ||
        list_link_names_reference(name) || may_have_id(source))
        return false;
    id = list_link_paper(address, arena);
    *head = (struct list_head){ .title = { .kind = TITLE_IS_LINK, .text = title },
                                .id = id,
                                .by_title = true };
    return list_head_is_entry(head, false);
}

/* Takes "[2024/03] " before "**" off the start. Returns false, and takes nothing, if there is no
 * such note. */
static bool take_note_before_title(struct view *source)
{
    enum { LONGEST = 40 };
    struct view start = *source, rest;
    size_t end;

    start.len = start.len < LONGEST ? start.len : LONGEST;
    end = view_find_byte(start, ']');
    rest = view_skip(*source, end);
    if (!view_starts_with(rest, VIEW("] **")) || list_prefix_length(*source, NULL) != end + 1 ||
        inline_plain_length(view_skip(*source, 1)) != end - 1)
        return false;
    *source = view_skip(rest, 2);
    return true;
}

/* Takes "**Title**" off the start. A title of a few words may be a nickname, and one may go on
 * after a colon. */
static bool take_strong_title(struct view *source, struct view *title)
{
    enum { NICKNAME = 3 }; /* words */
    char last;

    if (!view_take(source, VIEW("**")))
        return false;
    *title = (struct view){ source->at, inline_plain_length(*source) };
    *source = view_skip(*source, title->len);
    if (title->len < LIST_TITLE_SURE || !begins_with_word(*title))
        return false;
    last = title->at[title->len - 1];
    return last != ':' && last > ' ' && list_has_more_words(*title, NICKNAME) &&
           list_prefix_length(*title, NULL) == 0 && view_take(source, VIEW("**")) &&
           !view_starts_with(*source, VIEW("*")) && !view_starts_with(*source, VIEW(":"));
}

/* Takes " *names*" off the start, or nothing. Returns false for what may be the title. */
static bool take_emphasised_names(struct view *source, struct view title)
{
    struct view rest = view_trim_start(*source), names, before;

    if (rest.len == source->len || !view_take(&rest, VIEW("*")))
        return true;
    names = (struct view){ rest.at, inline_plain_length(rest) };
    rest = view_skip(rest, names.len);
    if (!begins_with_word(names) || names.at[names.len - 1] <= ' ' ||
        !view_starts_with(rest, VIEW("* ")) ||
        list_title_follows_names(title, true, names, &before))
        return false;
    *source = view_skip(rest, 1);
    return true;
}

/* Takes the text up to a bracket. Returns false if it has a quotation, which may be the title, or
 * belongs to a picture. */
static bool take_text_before_link(struct view *source)
{
#define QUOTES(has, row) has('"', '"', row) has(0x80, 0xFF, row)
    static const struct byte_set quotes = BYTE_SET(QUOTES);
    struct view text = { source->at, inline_plain_length(*source) };

    *source = view_skip(*source, text.len);
    return scan_run(text, &quotes) == text.len && !view_ends_with(text, VIEW("!"));
}

/* Takes [paper](…), [[paper]](…) or the start of [[paper](…)]. */
static bool take_named_paper(struct view *source, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = *source, name, address;
    enum list_role role;

    if (!inline_link_take(&rest, &name, &address)) {
        rest = view_skip(*source, 1);
        if (!view_starts_with(*source, VIEW("[[")) || !inline_link_take(&rest, &name, &address))
            return false;
    }
    *source = rest;
    role = list_label_link(view_trim(name));
    if (role != LABEL_PAPER && role != LABEL_DOI)
        return false;
    *id = list_link_paper(address, arena);
    return id->id.len > 0;
}

/* [2024/03] **Title** *names* | [[paper]](…). A link further on must not lead to another paper. */
static bool read_strong_title(struct view source, struct arena *arena, struct list_head *head)
{
    struct view title;
    struct arxiv_id id;

    if (!take_strong_title(&source, &title) || !take_emphasised_names(&source, title) ||
        !take_text_before_link(&source) || !take_named_paper(&source, arena, &id) ||
        may_have_id(source))
        return false;
    *head = (struct list_head){ .title = { .kind = TITLE_IS_STRONG, .text = title },
                                .id = id,
                                .by_name = true };
    return true;
}

bool list_head_read_plain(struct view source, struct arena *arena, struct list_head *head)
{
    if (view_starts_with(source, VIEW("**[")))
        return read_linked_title(source, arena, head);
    if (view_starts_with(source, VIEW("[")) && !take_note_before_title(&source))
        return read_linked_title(source, arena, head);
    return read_strong_title(source, arena, head);
}
