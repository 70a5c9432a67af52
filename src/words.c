#include "words.h"

struct view words_take(struct view *words)
{
    struct view word = { words->at, 0 };

    while (word.len < words->len && words->at[word.len] != ' ')
        word.len++;
    *words = view_skip(*words, word.len + 1);
    return word;
}

struct view words_take_other(struct view *words, struct view but)
{
    struct view word = words_take(words);
    return view_equal(word, but) ? words_take(words) : word;
}

bool words_have(struct view words, struct view word)
{
    while (words.len > 0) {
        if (view_equal(words_take(&words), word))
            return true;
    }
    return false;
}

struct view words_only(struct view words)
{
    return view_find_byte(words, ' ') < words.len ? VIEW("") : words;
}

void words_put_union(struct buffer *out, struct view a, struct view b)
{
    size_t start = out->len;

    while (a.len > 0 || b.len > 0) {
        struct view rest_a = a, rest_b = b;
        struct view first = words_take(&rest_a), second = words_take(&rest_b);
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
