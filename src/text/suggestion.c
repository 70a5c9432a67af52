#include "text/suggestion.h"

enum { LONGEST = 32 }; /* longer words are not corrected */

/* Returns the number of slips between two words (optimal string alignment). The table has a
 * row for each letter of `a`, of which the last three are kept. */
static size_t count_slips(struct view a, struct view b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *oldest = before;

        before = above;
        above = row;
        row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = ascii_lower(a.at[i - 1]), y = ascii_lower(b.at[j - 1]);

            row[j] = above[j - 1] + (x != y);
            if (row[j] > above[j] + 1)
                row[j] = above[j] + 1;
            if (row[j] > row[j - 1] + 1)
                row[j] = row[j - 1] + 1;
            if (i > 1 && j > 1 && x == ascii_lower(b.at[j - 2]) && y == ascii_lower(a.at[i - 2]) &&
                row[j] > before[j - 2] + 1)
                row[j] = before[j - 2] + 1;
        }
    }
    return row[b.len];
}

void suggestion_offer(struct suggestion *suggestion, const char *name)
{
    struct view word = suggestion->word, offered = view_of(name);
    size_t slips;

    if (word.len > LONGEST || offered.len > LONGEST)
        return;
    slips = count_slips(word, offered);
    if (slips > word.len / 3 || (suggestion->name && slips >= suggestion->slips))
        return;
    suggestion->name = name;
    suggestion->slips = slips;
}

void suggestion_put_question(const struct suggestion *suggestion, const char *sign,
                             struct buffer *out)
{
    if (suggestion->name)
        buffer_print(out, "did you mean %s%s? ", sign, suggestion->name);
    else
        buffer_print(out, "%s", "");
}
