#include "record/word_set.h"

struct view word_set_take(struct view *words)
{
    struct view word = { words->at, 0 };

    while (word.len < words->len && words->at[word.len] != ' ')
        word.len++;
    *words = view_skip(*words, word.len + 1);
    return word;
}

struct view word_set_take_other(struct view *words, struct view but)
{
    struct view word = word_set_take(words);
    return view_equal(word, but) ? word_set_take(words) : word;
}

bool word_set_have(struct view words, struct view word)
{
    while (words.len > 0) {
        if (view_equal(word_set_take(&words), word))
            return true;
    }
    return false;
}

struct view word_set_only(struct view words)
{
    return view_find_byte(words, ' ') < words.len ? VIEW("") : words;
}

/* Appends the union of two sorted sets. */
static void put_sorted_union(struct buffer *out, struct view a, struct view b)
{
    size_t start = out->len;

    while (a.len > 0 || b.len > 0) {
        struct view rest_a = a, rest_b = b;
        struct view first = word_set_take(&rest_a), second = word_set_take(&rest_b);
        int order = a.len == 0 ? 1 : b.len == 0 ? -1 : view_compare(first, second);

        if (out->len > start)
            buffer_put_byte(out, ' ');
        buffer_put(out, order <= 0 ? first : second);
        if (order <= 0)
            a = rest_a;
        if (order >= 0)
            b = rest_b;
    }
}

static bool is_sorted(struct view words)
{
    struct view before = word_set_take(&words);

    while (words.len > 0) {
        struct view word = word_set_take(&words);

        if (view_compare(before, word) >= 0)
            return false;
        before = word;
    }
    return true;
}

void word_set_put_union(struct buffer *out, struct view a, struct view b)
{
    struct buffer sorted = { 0 }, more = { 0 };

    if (is_sorted(b)) {
        put_sorted_union(out, a, b);
        return;
    }
    while (b.len > 0) { /* one by one: a record has few */
        more.len = 0;
        put_sorted_union(&more, buffer_view(&sorted), word_set_take(&b));
        sorted.len = 0;
        buffer_put(&sorted, buffer_view(&more));
    }
    put_sorted_union(out, a, buffer_view(&sorted));
    buffer_free(&sorted);
    buffer_free(&more);
}

size_t word_set_put_missing(struct buffer *out, struct view more)
{
    size_t count = 0;

    while (more.len > 0) {
        struct view word = word_set_take(&more);

        if (word_set_have(buffer_view(out), word))
            continue;
        if (out->len > 0)
            buffer_put_byte(out, ' ');
        buffer_put(out, word);
        count++;
    }
    return count;
}

struct view word_set_without_last(struct view words, size_t count)
{
    for (; count > 0 && words.len > 0; count--) {
        size_t space = view_find_last(words, VIEW(" "));
        words.len = space < words.len ? space : 0;
    }
    return words;
}
