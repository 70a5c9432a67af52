#include "tex/tex_math_safe.h"

#include "text/scan.h"
#include "tex/tex_commands.h"
#include "tex/tex_unsafe_commands.h"

static struct view take_letters(struct view *text)
{
    struct view letters = { text->at, 0 };

    while (letters.len < text->len && ascii_is_alpha(text->at[letters.len]))
        letters.len++;
    *text = view_skip(*text, letters.len);
    return letters;
}

static bool is_command(struct view text, struct view wanted)
{
    return view_take(&text, VIEW("\\")) && view_equal(take_letters(&text), wanted);
}

bool tex_begins_environment(struct view text)
{
    return is_command(text, VIEW("begin"));
}

bool tex_ends_environment(struct view text)
{
    return is_command(text, VIEW("end"));
}

/* Counts a brace. Returns false if it closes nothing. */
static bool count_brace(char c, size_t *depth)
{
    if (c == '{')
        ++*depth;
    else if (c == '}' && (*depth)-- == 0)
        return false;
    return true;
}

/* The formula without its delimiters. Those of an environment stay. */
static struct view inside_of(struct view math)
{
    size_t ends = view_starts_with(math, VIEW("$$")) ? 2 : view_starts_with(math, VIEW("$"));

    if (view_starts_with(math, VIEW("\\(")) || view_starts_with(math, VIEW("\\[")))
        ends = 2;
    return (struct view){ math.at + ends, math.len - 2 * ends };
}

enum { ENVIRONMENTS_MAX = 16 };

/* The open braces and environments of a formula. */
struct balance {
    size_t bibtex_depth; /* open braces; BibTeX also counts those after a backslash */
    size_t tex_depth;    /* open braces as TeX counts them */
    size_t dollars;
    size_t formulas;                            /* that \( or \[ began in braces */
    struct view environments[ENVIRONMENTS_MAX]; /* the open ones */
    size_t environment_count;
};

/* Checks what follows \begin or \end: optional spaces, then the name of a mathematics
 * environment. */
static bool count_environment(bool begins, struct view behind, struct balance *balance)
{
    struct view name;

    behind = view_trim_start(behind);
    if (!view_take(&behind, VIEW("{")))
        return false;
    name = (struct view){ behind.at, view_find_byte(behind, '}') };
    if (name.len == behind.len || !tex_is_math_environment(name))
        return false;
    if (!begins)
        return balance->environment_count > 0 &&
               view_equal(balance->environments[--balance->environment_count], name);
    if (balance->environment_count == ENVIRONMENTS_MAX)
        return false;
    balance->environments[balance->environment_count++] = name;
    return true;
}

/* True if the letters after \\, a line break, would be a forbidden command. They become one
 * after a command that reads its argument verbatim, such as \url, if that takes the first
 * backslash for its end. */
static bool hides_command(struct view behind)
{
    struct view name;

    if (!view_take(&behind, VIEW("\\")))
        return false;
    name = take_letters(&behind);
    return tex_is_unsafe_command(name) || view_equal(name, VIEW("begin"));
}

/* Counts a backslash and the next character. Returns false for what must not take effect: a
 * forbidden command or, outside \text{…}, \( \) \[ \]. */
static bool count_escaped(struct view behind, struct balance *balance)
{
    static const struct view openings = VIEW_ENTRY("(["), closings = VIEW_ENTRY(")]");
    struct view rest = behind, name = take_letters(&rest);
    bool begins = view_equal(name, VIEW("begin"));

    if (behind.len == 0)
        return false;
    if (begins || view_equal(name, VIEW("end")))
        return count_environment(begins, rest, balance);
    if (tex_is_unsafe_command(name) || hides_command(behind))
        return false;
    if (view_has_byte(openings, behind.at[0])) {
        balance->formulas++;
        return balance->tex_depth > 0;
    }
    if (view_has_byte(closings, behind.at[0]))
        return balance->tex_depth > 0 && balance->formulas-- > 0;
    return count_brace(behind.at[0], &balance->bibtex_depth);
}

/* Counts any other character. Only \text{if $x$} may contain a dollar. */
static bool count_plain(struct view text, struct balance *balance)
{
    if (view_starts_with(text, VIEW("^^")) || (text.at[0] == '$' && balance->tex_depth == 0))
        return false;
    balance->dollars += text.at[0] == '$';
    return count_brace(text.at[0], &balance->bibtex_depth) &&
           count_brace(text.at[0], &balance->tex_depth);
}

#define COUNTED(has, row) \
    has('\\', '\\', row) has('{', '{', row) has('}', '}', row) has('$', '$', row) has('^', '^', row)
static const struct byte_set counted = BYTE_SET(COUNTED);

bool tex_math_is_safe(struct view math)
{
    struct balance balance;

    balance.bibtex_depth = balance.tex_depth = balance.dollars = 0;
    balance.formulas = balance.environment_count = 0;
    for (struct view rest = inside_of(math); rest.len > 0;) {
        bool escaped;

        rest = view_skip(rest, scan_run(rest, &counted));
        if (rest.len == 0)
            break;
        escaped = rest.at[0] == '\\';
        if (!(escaped ? count_escaped(view_skip(rest, 1), &balance) : count_plain(rest, &balance)))
            return false;
        rest = view_skip(rest, escaped ? 2 : 1);
    }
    return balance.bibtex_depth == 0 && balance.tex_depth == 0 && balance.dollars % 2 == 0 &&
           balance.formulas == 0 && balance.environment_count == 0;
}
