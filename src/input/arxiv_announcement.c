#include "input/arxiv_announcement.h"

#include <string.h>

#include "record/identity.h"
#include "text/scan.h"
#include "text/utf8.h"

/* Takes a half- or full-width colon. */
static bool take_colon(struct view *text)
{
    return view_take(text, VIEW(":")) || view_take(text, VIEW("："));
}

/* Takes "arXiv:2401.08119v2", with either colon and optional spaces after it. */
static bool take_arxiv_id(struct view *text, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = *text;

    if (!view_take(&rest, VIEW("arXiv")) || !take_colon(&rest))
        return false;
    rest = view_trim_start(rest);
    if (!arxiv_take_id(&rest, arena, id))
        return false;
    *text = rest;
    return true;
}

/* The word in a suffix, in arXiv's wording and translated. */
static enum announce announce_of_suffix(struct view word)
{
    static const struct {
        struct view word;
        enum announce announce;
    } words[] = {
        { VIEW_ENTRY(""), ANNOUNCE_NEW },
        { VIEW_ENTRY("UPDATED"), ANNOUNCE_REPLACE },
        { VIEW_ENTRY("CROSS LISTED"), ANNOUNCE_CROSS },
        { VIEW_ENTRY("更新"), ANNOUNCE_REPLACE },
        { VIEW_ENTRY("已更新"), ANNOUNCE_REPLACE },
        { VIEW_ENTRY("修订版"), ANNOUNCE_REPLACE },
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal(word, words[i].word))
            return words[i].announce;
    }
    return ANNOUNCE_ABSENT;
}

struct announcement announcement_take_suffix(struct view *title, struct arena *arena)
{
    struct announcement found = { 0 };
    struct view inside;
    size_t open;

    if (!view_ends_with(*title, VIEW(")")))
        return found;
    open = view_find_last(*title, VIEW("(arXiv:"));
    if (open == title->len)
        return found;
    inside = (struct view){ title->at + open + 1, title->len - open - 2 };
    if (!take_arxiv_id(&inside, arena, &found.id) || view_has_byte(inside, ')'))
        return (struct announcement){ 0 };
    inside = view_trim(inside);
    if (view_starts_with(inside, VIEW("["))) { /* "[cs.LG] UPDATED" */
        size_t close = view_find_byte(inside, ']');
        struct view category = view_trim((struct view){ inside.at + 1, close - 1 });
        if (identity_is_category(category))
            found.category = category;
        inside = view_trim_start(view_skip(inside, close + 1));
    }
    found.announce = announce_of_suffix(inside);
    *title = view_trim_end((struct view){ title->at, open });
    if (view_ends_with(*title, VIEW(".")) && !view_ends_with(*title, VIEW("..")))
        *title = view_trim_end((struct view){ title->at, title->len - 1 });
    return found;
}

struct announcement announcement_take_prefix(struct view *abstract, struct arena *arena)
{
    struct announcement found = { 0 };
    struct view rest = *abstract, word;

    if (!take_arxiv_id(&rest, arena, &found.id))
        return found;
    rest = view_trim_start(rest);
    if (!view_take(&rest, VIEW("Announce Type:")))
        return (struct announcement){ 0 };
    rest = view_trim_start(rest);
    word = (struct view){ rest.at, view_find_byte(rest, ' ') };
    rest = view_trim_start(view_skip(rest, word.len));
    if (!view_take(&rest, VIEW("Abstract:")))
        return (struct announcement){ 0 };
    found.announce = announce_of(word);
    *abstract = view_trim_start(rest);
    return found;
}

/* Takes everything through a closing bracket of either width. */
static bool take_through_bracket(struct view *text)
{
    for (size_t at = 0; at < text->len; at++) {
        struct view rest = view_skip(*text, at);
        if (view_take(&rest, VIEW(")")) || view_take(&rest, VIEW("）"))) {
            *text = rest;
            return true;
        }
    }
    return false;
}

#define BRACKETS(has, row) has('(', '(', row) has(0xEF, 0xEF, row) /* U+FF08 begins with 0xEF */
static const struct byte_set brackets = BYTE_SET(BRACKETS);

/* Finds "(arXiv:ID…)", with brackets and colon of either width. *end is after it. */
static bool find_arxiv_suffix(struct view title, struct arena *arena, size_t *start, size_t *end)
{
    for (size_t at = 0; (at += scan_run(view_skip(title, at), &brackets)) < title.len; at++) {
        struct view rest = view_skip(title, at);
        struct arxiv_id id;

        if (!view_take(&rest, VIEW("(")) && !view_take(&rest, VIEW("（")))
            continue;
        rest = view_trim_start(rest);
        if (!take_arxiv_id(&rest, arena, &id))
            continue;
        if (!take_through_bracket(&rest))
            return false;
        *start = at;
        *end = title.len - rest.len;
        return true;
    }
    return false;
}

/* Replaces each suffix by a space. */
static struct view without_suffixes(struct view title, struct arena *arena)
{
    struct view rest = title, copy = { 0 };
    size_t start, end;
    char *at;

    if (!find_arxiv_suffix(title, arena, &start, &end))
        return title;
    at = arena_take(arena, title.len);
    copy.at = at;
    do {
        struct view before = view_trim_end((struct view){ rest.at, start });
        memcpy(at + copy.len, before.at, before.len);
        copy.len += before.len;
        if (copy.len > 0 && at[copy.len - 1] != ' ')
            at[copy.len++] = ' ';
        rest = view_trim_start(view_skip(rest, end));
    } while (find_arxiv_suffix(rest, arena, &start, &end));
    memcpy(at + copy.len, rest.at, rest.len);
    copy.len += rest.len;
    return view_trim(copy);
}

static struct view without_label(struct view title)
{
    static const char *const labels[] = { "论文标题", "标题", "题目" };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct view rest = title;
        if (!view_take(&rest, view_of(labels[i])))
            continue;
        rest = view_trim_start(rest);
        return take_colon(&rest) ? view_trim_start(rest) : title;
    }
    return title;
}

/* True if the bracket before `inside` is closed only at its end. */
static bool encloses(struct view inside, struct view open, struct view close)
{
    size_t depth = 1;

    for (size_t at = 0; at < inside.len; at++) {
        struct view rest = view_skip(inside, at);
        if (view_starts_with(rest, close))
            depth--;
        else if (view_starts_with(rest, open))
            depth++;
        if (depth == 0)
            return false;
    }
    return depth == 1;
}

static struct view without_enclosing_pair(struct view title)
{
    static const char *const pairs[][2] = { { "《", "》" }, { "“", "”" }, { "\"", "\"" } };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct view open = view_of(pairs[i][0]), close = view_of(pairs[i][1]);
        struct view inside = title;
        if (title.len < open.len + close.len || !view_take(&inside, open) ||
            !view_ends_with(inside, close))
            continue;
        inside.len -= close.len;
        return encloses(inside, open, close) ? view_trim(inside) : title;
    }
    return title;
}

struct view announcement_clean_title(struct view title, struct arena *arena)
{
    title = without_label(without_suffixes(title, arena));
    if (view_ends_with(title, VIEW("。")))
        title = view_trim_end((struct view){ title.at, title.len - VIEW("。").len });
    return without_enclosing_pair(title);
}

struct view announcement_clean_abstract(struct view abstract, struct arena *arena)
{
    static const char *const words[] = { "摘要", "抽象", "Abstract" };
    enum { REACH = 40 }; /* characters from the id to the word */
    struct view rest = abstract;
    struct arxiv_id id;
    size_t reach = 0, first, length, word_length = 0;

    if (!take_arxiv_id(&rest, arena, &id))
        return abstract;
    for (int i = 0; i < REACH && reach < rest.len; i++, reach += length)
        utf8_decode(view_skip(rest, reach), &length);
    first = reach + 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct view word = view_of(words[i]);
        struct view within = { rest.at, reach + word.len < rest.len ? reach + word.len : rest.len };
        size_t at = view_find(within, word);
        if (at < within.len && at < first) {
            first = at;
            word_length = word.len;
        }
    }
    if (word_length == 0)
        return abstract;
    rest = view_skip(rest, first + word_length);
    if (!take_colon(&rest) && !view_take(&rest, VIEW("。")))
        view_take(&rest, VIEW("."));
    return view_trim_start(rest);
}
