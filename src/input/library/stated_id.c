#include "input/library/stated_id.h"

#include "input/ids/arxiv_mention.h"
#include "text/scan.h"

/* Takes a word up to white space or a comma. */
static struct view take_stated_word(struct view *text)
{
    struct view word;

    while (text->len > 0 && (ascii_is_blank(text->at[0]) || text->at[0] == ','))
        *text = view_skip(*text, 1);
    word = (struct view){ text->at, 0 };
    while (word.len < text->len && !ascii_is_blank(text->at[word.len]) && text->at[word.len] != ',')
        word.len++;
    *text = view_skip(*text, word.len);
    return word;
}

/* True for a word that may stand before an identifier and says nothing else. */
static bool is_name_of_arxiv(struct view word)
{
    static const char *const names[] = { "arxiv",     "arxiv.org", "corr",      "preprint",
                                         "preprints", "e-print",   "e-prints",  "eprint",
                                         "eprints",   "abs",       "pre-print", "at",
                                         "available" };

    if (view_ends_with(word, VIEW(":")) || view_ends_with(word, VIEW(".")))
        word.len--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_ignoring_case(word, view_of(names[i])))
            return true;
    }
    return false;
}

/* True for "[cs.CL]", "(2024)" and "2024" after an identifier. */
static bool may_follow_id(struct view word)
{
    enum { YEAR = 4 };
    struct view number = arxiv_mention_strip(word);

    if (view_starts_with(word, VIEW("[")) && view_ends_with(word, VIEW("]")))
        return true;
    for (size_t i = 0; i < number.len; i++) {
        if (!ascii_is_digit(number.at[i]))
            return false;
    }
    return number.len == YEAR;
}

static bool read_named(struct view value, struct arena *arena, struct arxiv_id *id)
{
    bool named = false, found = false;

    for (struct view word = take_stated_word(&value); word.len > 0;
         word = take_stated_word(&value)) {
        struct view rest = word;

        if (found && !may_follow_id(word))
            return false;
        if (!found && is_name_of_arxiv(word))
            named = true;
        if (found || is_name_of_arxiv(word))
            continue;
        named = named || view_has_byte(word, '/') || view_has_byte(word, ':');
        view_take(&rest, VIEW("abs/"));
        if (!named || (rest.len == word.len && !arxiv_mention_read_word(word, arena, id)) ||
            (rest.len < word.len && !arxiv_mention_read_word(rest, arena, id)))
            return false;
        found = true;
    }
    return found;
}

bool stated_may_be(enum stated stated, struct view value)
{
#define IN_STATEMENTS(has, row) \
    has('X', 'X', row) has('x', 'x', row) has('/', '/', row) has('.', '.', row)
    static const struct byte_set in_statements = BYTE_SET(IN_STATEMENTS);

    if (stated == STATED_DOI)
        return view_find(value, VIEW("48550")) < value.len;
    return stated == STATED_BARE || ((stated == STATED_NAMED || stated == STATED_IN_ARXIV) &&
                                     scan_run(value, &in_statements) < value.len);
}

bool stated_id_read(enum stated stated, struct view value, struct arena *arena, struct arxiv_id *id)
{
    return stated != STATED_NEVER &&
           ((stated == STATED_BARE && arxiv_mention_read_value(value, arena, id)) ||
            read_named(value, arena, id));
}

bool stated_is_arxiv(struct view journal)
{
    journal = view_trim(journal);
    if (view_equal_ignoring_case(journal, VIEW("corr")))
        return true;
    for (; journal.len > 0; journal = view_skip(journal, 1)) {
        if (view_starts_with_ignoring_case(journal, VIEW("arxiv")))
            return true;
    }
    return false;
}
