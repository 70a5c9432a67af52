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

void word_set_put_union(struct buffer *out, struct view a, struct view b)
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
