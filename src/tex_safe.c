#include "tex_safe.h"

#include <stdlib.h>
#include <string.h>

#include "tex_commands.h"

/* Primitives of TeX and its successors, and commands of LaTeX, that read,
 * write, define, loop, test or end; in the order of strcmp(3). */
static const char *const live_names[] = {
    "advance",
    "afterassignment",
    "aftergroup",
    "batchmode",
    "bibliography",
    "bibliographystyle",
    "bye",
    "catcode",
    "chardef",
    "closein",
    "closeout",
    "count",
    "countdef",
    "creationdate",
    "csname",
    "def",
    "delcode",
    "dimen",
    "dimendef",
    "directlua",
    "divide",
    "documentclass",
    "dump",
    "edef",
    "elapsedtime",
    "endinput",
    "errhelp",
    "errmessage",
    "errorstopmode",
    "escapechar",
    "expandafter",
    "expanded",
    "fi",
    "filedump",
    "filemoddate",
    "filesize",
    "font",
    "fontdimen",
    "fontname",
    "futurelet",
    "gdef",
    "global",
    "globaldefs",
    "graphicspath",
    "halign",
    "hyphenation",
    "if",
    "ifcase",
    "ifcat",
    "ifcsname",
    "ifdefined",
    "ifdim",
    "ifeof",
    "iffalse",
    "ifhbox",
    "ifhmode",
    "ifinner",
    "ifmmode",
    "ifnum",
    "ifodd",
    "iftrue",
    "ifvbox",
    "ifvmode",
    "ifvoid",
    "ifx",
    "immediate",
    "includegraphics",
    "insert",
    "interactionmode",
    "iterate",
    "jobname",
    "latelua",
    "lccode",
    "let",
    "letcharcode",
    "long",
    "loop",
    "lowercase",
    "lstinputlisting",
    "luafunction",
    "makeatletter",
    "makeatother",
    "mathchardef",
    "mathcode",
    "mdfivesum",
    "meaning",
    "message",
    "multiply",
    "muskipdef",
    "newlinechar",
    "noexpand",
    "nonstopmode",
    "openin",
    "openout",
    "outer",
    "output",
    "par",
    "patterns",
    "protected",
    "read",
    "readline",
    "repeat",
    "resettimer",
    "savinghyphcodes",
    "scantextokens",
    "scantokens",
    "scrollmode",
    "setbox",
    "setcounter",
    "setlength",
    "sfcode",
    "shellescape",
    "shipout",
    "skipdef",
    "special",
    "stop",
    "strcmp",
    "string",
    "the",
    "toks",
    "toksdef",
    "typein",
    "typeout",
    "uccode",
    "unexpanded",
    "unless",
    "uppercase",
    "usebox",
    "usepackage",
    "valign",
    "verb",
    "verbatiminput",
    "vsplit",
    "write",
    "xdef",
    "xspaceaddexceptions",
};

/* What begins like this is one of many such: \newcommand, \pdffilesize. */
static const char *const live_prefixes[] = {
    "AtBegin", "AtEnd",       "Declare",      "Expl",        "Input",   "PassOptions",    "Provide",
    "Require", "XeTeX",       "addtocounter", "addtolength", "end",     "every",          "include",
    "input",   "lua",         "new",          "pdf",         "provide", "refstepcounter", "renew",
    "show",    "stepcounter", "tracing",      "usetikz",
};

/* Which are harmless all the same. */
static const char *const exceptions[] = { "newline", "pdf" };

enum {
    LIVE_NAMES = sizeof live_names / sizeof *live_names,
    LIVE_PREFIXES = sizeof live_prefixes / sizeof *live_prefixes,
    EXCEPTIONS = sizeof exceptions / sizeof *exceptions
};

static int compare_name(const void *key, const void *element)
{
    const struct view *name = key;
    const char *const *other = element;
    return view_compare(*name, view_of(*other));
}

bool tex_is_live(struct view name)
{
    for (size_t i = 0; i < EXCEPTIONS; i++) {
        if (view_equal(name, view_of(exceptions[i])))
            return false;
    }
    for (size_t i = 0; i < LIVE_PREFIXES; i++) {
        if (view_starts_with(name, view_of(live_prefixes[i])))
            return true;
    }
    return bsearch(&name, live_names, LIVE_NAMES, sizeof *live_names, compare_name) != NULL;
}

/* ---- A formula --------------------------------------------------------- */

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

/* Counts a brace; false when it closes what is not open. */
static bool count_brace(char c, size_t *depth)
{
    if (c == '{')
        ++*depth;
    else if (c == '}' && (*depth)-- == 0)
        return false;
    return true;
}

/* The formula without its delimiters; an environment's stay. */
static struct view inside_of(struct view math)
{
    size_t ends = view_starts_with(math, VIEW("$$")) ? 2 : view_starts_with(math, VIEW("$"));

    if (view_starts_with(math, VIEW("\\(")) || view_starts_with(math, VIEW("\\[")))
        ends = 2;
    return (struct view){ math.at + ends, math.len - 2 * ends };
}

enum { ENVIRONMENTS_MAX = 16 };

/* What has been seen of a formula. */
struct balance {
    size_t bibtex_depth; /* of braces: BibTeX counts those behind a backslash too, */
    size_t tex_depth;    /* and TeX does not */
    size_t dollars;
    struct view environments[ENVIRONMENTS_MAX]; /* that are open */
    size_t environment_count;
};

/* What stands behind \begin or \end, which may be spaces and then must be the
 * name of a mathematics environment. */
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

/* A backslash and the character behind it. False for what must not be live: a
 * command, or \( \) \[ \] of another formula than one in \text{…}. */
static bool count_escaped(struct view behind, struct balance *balance)
{
    static const struct view delimiters = { "()[]", 4 };
    struct view rest = behind, name = take_letters(&rest);
    bool begins = view_equal(name, VIEW("begin"));

    if (behind.len == 0)
        return false;
    if (begins || view_equal(name, VIEW("end")))
        return count_environment(begins, rest, balance);
    if (tex_is_live(name))
        return false;
    if (balance->tex_depth == 0 && view_find_byte(delimiters, behind.at[0]) < delimiters.len)
        return false;
    return count_brace(behind.at[0], &balance->bibtex_depth);
}

/* Any other character. A dollar stands in \text{if $x$} only. */
static bool count_plain(struct view text, struct balance *balance)
{
    if (view_starts_with(text, VIEW("^^")) || (text.at[0] == '$' && balance->tex_depth == 0))
        return false;
    balance->dollars += text.at[0] == '$';
    return count_brace(text.at[0], &balance->bibtex_depth) &&
           count_brace(text.at[0], &balance->tex_depth);
}

bool tex_is_safe(struct view math)
{
    struct balance balance = { 0 };

    for (struct view rest = inside_of(math); rest.len > 0;) {
        bool escaped = rest.at[0] == '\\';

        if (!(escaped ? count_escaped(view_skip(rest, 1), &balance) : count_plain(rest, &balance)))
            return false;
        rest = view_skip(rest, escaped ? 2 : 1);
    }
    return balance.bibtex_depth == 0 && balance.tex_depth == 0 && balance.dollars % 2 == 0 &&
           balance.environment_count == 0;
}
