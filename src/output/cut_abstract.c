#include "output/cut_abstract.h"

#include "text/utf8.h"

static const struct view mark = VIEW_ENTRY("…");

/* Drops marks and spaces at the end. */
static struct view without_mark(struct view text)
{
    static const struct view ends[] = { VIEW_ENTRY("…"), VIEW_ENTRY("..."), VIEW_ENTRY(" ") };
    size_t before;

    do {
        before = text.len;
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            text.len -= view_ends_with(text, ends[i]) ? ends[i].len : 0;
    } while (text.len < before);
    return text;
}

/* Returns the length of the punctuation mark at the end that joins what follows, or 0. */
static size_t joint_length(struct view text)
{
    static const struct view wide[] = { VIEW_ENTRY("，"), VIEW_ENTRY("；"), VIEW_ENTRY("、"),
                                        VIEW_ENTRY("："), VIEW_ENTRY("（") };

    if (text.len == 0)
        return 0;
    if (!utf8_continues(text.at[text.len - 1]))
        return view_has_byte(VIEW(",;:(-"), text.at[text.len - 1]);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (view_ends_with(text, wide[i]))
            return wide[i].len;
    }
    return 0;
}

/* Drops punctuation marks that join what follows: "lanterns," and "灯笼，". */
static struct view without_joint(struct view text)
{
    size_t length;

    while ((length = joint_length(text)) > 0)
        text = without_mark((struct view){ text.at, text.len - length });
    return text;
}

static bool closes_sentence(struct view text)
{
    static const struct view ends[] = { VIEW_ENTRY("."),  VIEW_ENTRY("?"),  VIEW_ENTRY("!"),
                                        VIEW_ENTRY("。"), VIEW_ENTRY("？"), VIEW_ENTRY("！") };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (view_ends_with(text, ends[i]))
            return true;
    }
    return false;
}

/* Returns the number of dollars that are not escaped, and stores the last. */
static size_t count_dollars(struct view text, size_t *last)
{
    size_t count = 0;

    for (size_t at = 0; (at += view_find_byte(view_skip(text, at), '$')) < text.len; at++) {
        if (at > 0 && text.at[at - 1] == '\\')
            continue;
        *last = at;
        count++;
    }
    return count;
}

/* True for a dollar before a number and a space: $5 per run. */
static bool is_price(struct view text)
{
    size_t end = 1;

    while (end < text.len &&
           (ascii_is_digit(text.at[end]) || view_has_byte(VIEW(".,"), text.at[end])))
        end++;
    return end > 1 && (end == text.len || text.at[end] == ' ');
}

/* Returns where a formula begins that has no end, or text.len. A dollar that is far from the end is
 * money. */
static size_t open_formula(struct view text)
{
    enum { REACH = 200 };
    size_t last = text.len, count;

    if (!view_has_byte(view_skip(text, text.len > REACH ? text.len - REACH : 0), '$'))
        return text.len;
    count = count_dollars(text, &last);
    return count % 2 == 1 && text.len - last < REACH && !is_price(view_skip(text, last)) ? last
                                                                                         : text.len;
}

/* Returns the text up to its last whole word. One that is a single word stays. */
static struct view whole_words(struct view text)
{
    size_t end = open_formula(text);

    if (end == text.len && closes_sentence(text))
        return text;
    while (end > 0 && text.at[end - 1] != ' ')
        end--;
    return end > 0 ? without_joint(without_mark((struct view){ text.at, end })) : text;
}

/* Returns the length of the punctuation mark at `at` that ends a clause, or 0. */
static size_t clause_end(struct view text, size_t at)
{
    static const struct view wide[] = { VIEW_ENTRY("。"), VIEW_ENTRY("！"), VIEW_ENTRY("？"),
                                        VIEW_ENTRY("；"), VIEW_ENTRY("，"), VIEW_ENTRY("、") };
    unsigned char byte = (unsigned char)text.at[at];

    if (byte == '.' || byte == ',' || byte == ';')
        return at + 1 < text.len && text.at[at + 1] == ' ' ? 2 : 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide && (byte == 0xE3 || byte == 0xEF); i++) {
        if (view_starts_with(view_skip(text, at), wide[i]))
            return wide[i].len;
    }
    return 0;
}

/* Returns the text without its last clause, unless that is more than half of it. The marks in a
 * formula end no clause. */
static struct view whole_clauses(struct view text)
{
    struct view rest = text;
    size_t last = utf8_start(text, text.len - (text.len > 0)), ignored = 0, dollars, least;

    text.len -= text.len > 0 && clause_end(text, last) > 0 ? text.len - last : 0;
    dollars = count_dollars(text, &ignored);
    least = text.len / 2 + 1;
    for (size_t at = text.len; at-- > least;) {
        unsigned char byte;
        size_t length;

        if (at >= least + 2 && ((unsigned char)text.at[at - 2] & 0xF0) == 0xE0)
            at -= 2; /* to the start of a character of three bytes, as most are */
        byte = (unsigned char)text.at[at];
        if (byte > ';' && byte != 0xE3 && byte != 0xEF)
            continue; /* nothing that matters here: most bytes */
        length = clause_end(text, at);
        dollars -= dollars > 0 && byte == '$' && text.at[at - 1] != '\\';
        if (length > 0 && dollars % 2 == 0)
            return without_joint(without_mark((struct view){ text.at, at + length }));
    }
    return rest;
}

/* Appends the text and the mark, with a space after a full stop. */
static void put_with_mark(struct buffer *out, struct view text)
{
    buffer_put(out, text);
    if (view_ends_with(text, VIEW(".")) || view_ends_with(text, VIEW("?")) ||
        view_ends_with(text, VIEW("!")))
        buffer_put_byte(out, ' ');
    buffer_put(out, mark);
}

/* A text that has the mark already is as an output wrote it, and stays. */
void cut_abstract_mark(struct record *record, struct buffer *scratch)
{
    struct view *original = &record->abstract.in[LANGUAGE_EN];
    struct view *translation = &record->abstract.in[LANGUAGE_ZH];
    struct view text = without_mark(*original);
    bool is_whole = closes_sentence(text);
    size_t length;

    if (!record->abstract_truncated || text.len == 0)
        return;
    scratch->len = 0;
    if (view_ends_with(*original, mark))
        buffer_put(scratch, *original);
    else
        put_with_mark(scratch, whole_words(text));
    length = scratch->len;
    text = without_mark(*translation);
    if (view_ends_with(*translation, mark))
        buffer_put(scratch, *translation);
    else if (text.len > 0)
        put_with_mark(scratch, is_whole ? text : whole_clauses(text));
    *original = (struct view){ scratch->at, length };
    *translation = view_skip(buffer_view(scratch), length);
}
