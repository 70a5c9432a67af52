#include "tex/mathml.h"

#include <string.h>
#include <utf8proc.h>

#include "tex/mathml_commands.h"
#include "tex/tex.h"
#include "text/clean.h"
#include "text/markup.h"
#include "text/utf8.h"

/* Groups, arguments and tables that stand in one another. Deeper ones stay TeX. */
enum { DEPTH_MAX = 60 };

struct converter {
    struct view in;
    size_t at;
    struct buffer *out;
    char alphabet;      /* math_letter, or 0: italic letters, upright digits */
    bool after_operand; /* the element before, in this list, is no operator: n in n log n */
    bool alone;         /* the element is an argument without braces */
    bool in_fraction;   /* no \over may divide: one did in this list, or it is an argument */
    size_t list;        /* where this list begins in the output */
    unsigned depth;
    unsigned braces, lefts, tables, brackets; /* open constructs whose end also ends a list */
    bool all_known;
    struct buffer scratch;
};

static char math_byte(const struct converter *c, size_t at)
{
    return at < c->in.len ? c->in.at[at] : '\0';
}

static struct view math_rest(const struct converter *c)
{
    return view_skip(c->in, c->at);
}

static void skip_math_spaces(struct converter *c)
{
    while (math_byte(c, c->at) == ' ')
        c->at++;
}

/* ---- Elements ---------------------------------------------------------- */

static void put(struct converter *c, const char *markup)
{
    buffer_put(c->out, view_of(markup));
}

static void insert(struct converter *c, size_t at, const char *markup)
{
    size_t length = strlen(markup), tail = c->out->len - at;

    buffer_reserve(c->out, length);
    memmove(c->out->at + at + length, c->out->at + at, tail);
    memcpy(c->out->at + at, markup, length);
    c->out->len += length;
}

/* Puts what was written from `start` on into an element: "mrow", or with attributes. */
static void wrap(struct converter *c, size_t start, const char *open, const char *close)
{
    insert(c, start, open);
    put(c, close);
}

static void put_escaped(struct converter *c, struct view text)
{
    markup_put(c->out, text, MARKUP_PAGE);
}

static void put_element(struct converter *c, const char *open, struct view text, const char *close)
{
    put(c, open);
    put_escaped(c, text);
    put(c, close);
}

static void put_operator(struct converter *c, struct view text)
{
    put_element(c, "<mo>", text, "</mo>");
    c->after_operand = false;
}

/* Puts a fence in its own size; MathML would stretch it. */
static void put_fence(struct converter *c, struct view text, bool closes)
{
    bool is_bar = view_equal(text, VIEW("|")) ||
                  view_equal(text, VIEW("‖")); /* an operator to MathML */

    put_element(
        c, is_bar ? "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">" : "<mo stretchy=\"false\">",
        text, "</mo>");
    c->after_operand = closes;
}

static void put_math_identifier(struct converter *c, struct view text)
{
    size_t length;
    uint32_t first = utf8_decode(text, &length);
    bool is_upright = first >= 0x391 && first <= 0x3A9 &&
                      length == text.len; /* as TeX has Γ to Ω */

    put_element(c, is_upright ? "<mi mathvariant=\"normal\">" : "<mi>", text, "</mi>");
    c->after_operand = true;
}

static void put_source(struct converter *c, struct view tex)
{
    put_element(c, "<mtext><code>", tex, "</code></mtext>");
    c->after_operand = true;
    c->all_known = false;
}

/* ---- Lists ------------------------------------------------------------- */

/* NOLINTBEGIN(misc-no-recursion): no deeper than DEPTH_MAX */

static size_t put_atom(struct converter *c, bool alone);
static void put_math_argument(struct converter *c);

/* Returns the name of the command at a backslash: letters, or one other character. */
static struct view command_name(const struct converter *c, size_t at)
{
    struct view name = view_skip(c->in, at + 1);
    size_t letters = 0;

    while (letters < name.len && ascii_is_alpha(name.at[letters]))
        letters++;
    if (letters == 0 && name.len > 0)
        utf8_decode(name, &letters);
    name.len = letters;
    return name;
}

static bool takes_command(struct converter *c, const char *name)
{
    struct view command;

    if (math_byte(c, c->at) != '\\')
        return false;
    command = command_name(c, c->at);
    if (!view_equal(command, view_of(name)))
        return false;
    c->at += 1 + command.len;
    return true;
}

/* True if the list ends here, for one of the constructs that are open. */
static bool at_end(const struct converter *c)
{
    struct view name;

    switch (math_byte(c, c->at)) {
    case '\0':
        return c->at >= c->in.len;
    case '}':
        return c->braces > 0;
    case ']':
        return c->brackets > 0;
    case '&':
        return c->tables > 0;
    case '\\':
        name = command_name(c, c->at);
        return (c->lefts > 0 && view_equal(name, VIEW("right"))) ||
               (c->tables > 0 && (view_equal(name, VIEW("\\")) || view_equal(name, VIEW("end")) ||
                                  view_equal(name, VIEW("cr"))));
    default:
        return false;
    }
}

/* Appends elements up to the end of the list. Returns their number. */
static size_t put_list(struct converter *c)
{
    bool after_operand = c->after_operand;
    bool in_fraction = c->in_fraction;
    char alphabet = c->alphabet;
    size_t count = 0, list = c->list;
    bool alone = c->alone;

    c->list = c->out->len;
    c->after_operand = false;
    c->in_fraction = c->alone = false;
    for (skip_math_spaces(c); !at_end(c); skip_math_spaces(c)) {
        count += put_atom(c, false);
    }
    c->after_operand = after_operand;
    c->in_fraction = in_fraction;
    c->list = list;
    c->alone = alone;
    c->alphabet = alphabet;
    return count;
}

/* Appends a list as one element. */
static void put_math_row(struct converter *c)
{
    size_t start = c->out->len;

    if (put_list(c) != 1)
        wrap(c, start, "<mrow>", "</mrow>");
}

/* Takes the raw text of an argument in braces, which may be cut. Without a brace it is one
 * character. */
static struct view take_raw(struct converter *c)
{
    struct view rest, raw;
    size_t depth = 0, length = 0;

    skip_math_spaces(c);
    rest = math_rest(c);
    if (math_byte(c, c->at) != '{') {
        if (rest.len > 0)
            utf8_decode(rest, &length);
        c->at += length;
        return (struct view){ rest.at, length };
    }
    do {
        if (rest.at[length] == '\\' && length + 1 < rest.len)
            length++;
        else if (rest.at[length] == '{')
            depth++;
        else if (rest.at[length] == '}')
            depth--;
        length++;
    } while (length < rest.len && depth > 0);
    c->at += length;
    raw = (struct view){ rest.at + 1, length - 1 - (depth == 0) };
    return raw;
}

/* Appends a group as one element, or a group that is too deep as TeX. */
static void put_group(struct converter *c)
{
    unsigned brackets = c->brackets;
    size_t start = c->at;

    if (c->depth == DEPTH_MAX) {
        take_raw(c);
        put_source(c, (struct view){ c->in.at + start, c->at - start });
        return;
    }
    c->at++;
    c->depth++;
    c->braces++;
    c->brackets = 0;
    put_math_row(c);
    c->brackets = brackets;
    c->braces--;
    c->depth--;
    if (math_byte(c, c->at) == '}')
        c->at++;
    c->after_operand = true;
}

/* ---- Scripts ----------------------------------------------------------- */

static void put_primes(struct converter *c, size_t count)
{
    put(c, "<mo>");
    while (count-- > 0)
        put(c, "′");
    put(c, "</mo>");
}

/* Exchanges the two neighbouring parts that end with the output. */
static void exchange(struct converter *c, size_t first, size_t second)
{
    struct view part = { c->out->at + first, second - first };
    size_t tail = c->out->len - second;

    c->scratch.len = 0;
    buffer_put(&c->scratch, part);
    memmove(c->out->at + first, c->out->at + second, tail);
    memcpy(c->out->at + first + tail, c->scratch.at, c->scratch.len);
}

/* Appends a superscript with the primes before it. */
static void put_superscript(struct converter *c)
{
    size_t start = c->out->len, primes = 0;

    for (skip_math_spaces(c); math_byte(c, c->at) == '\''; skip_math_spaces(c)) {
        primes++;
        c->at++;
    }
    if (primes > 0)
        put_primes(c, primes);
    if (math_byte(c, c->at) != '^')
        return;
    c->at++;
    put_math_argument(c);
    if (primes > 0)
        wrap(c, start, "<mrow>", "</mrow>");
}

static bool at_script(struct converter *c)
{
    while (takes_command(c, "limits") || takes_command(c, "nolimits"))
        continue;
    skip_math_spaces(c);
    return view_has_byte(VIEW("^_'"), math_byte(c, c->at));
}

/* Appends a script of each kind at most, and puts the element from `start` on under them. */
static void put_scripts(struct converter *c, size_t start, bool has_limits)
{
    static const char *const open[2][4] = { { "", "<msub>", "<msup>", "<msubsup>" },
                                            { "", "<munder>", "<mover>", "<munderover>" } };
    static const char *const close[2][4] = { { "", "</msub>", "</msup>", "</msubsup>" },
                                             { "", "</munder>", "</mover>", "</munderover>" } };
    size_t sub = 0, sup = 0;
    bool is_operand = c->after_operand;

    while (at_script(c)) {
        if (math_byte(c, c->at) == '_' && !sub) {
            sub = c->out->len;
            c->at++;
            put_math_argument(c);
        } else if (math_byte(c, c->at) != '_' && !sup) {
            sup = c->out->len;
            put_superscript(c);
        } else {
            break;
        }
    }
    if (sub && sup && sup < sub)
        exchange(c, sup, sub);
    wrap(c, start, open[has_limits][(sub > 0) + 2 * (sup > 0)],
         close[has_limits][(sub > 0) + 2 * (sup > 0)]);
    c->after_operand = is_operand;
}

/* ---- Letters, numbers and signs ---------------------------------------- */

/* Puts a run of letters or digits in an alphabet as one identifier or number. */
static void put_in_alphabet(struct converter *c, bool alone)
{
    bool is_number = ascii_is_digit(math_byte(c, c->at));
    size_t count = 0;

    c->scratch.len = 0;
    do {
        char letter = math_byte(c, c->at + count);

        buffer_put_code_point(&c->scratch, math_letter((unsigned char)letter, c->alphabet));
        count++;
    } while (!alone && (is_number ? ascii_is_digit(math_byte(c, c->at + count))
                                  : ascii_is_alpha(math_byte(c, c->at + count))));
    put(c, is_number                          ? "<mn>"
           : count == 1 && c->alphabet == 'r' ? "<mi mathvariant=\"normal\">"
                                              : "<mi>");
    buffer_put(c->out, buffer_view(&c->scratch));
    put(c, is_number ? "</mn>" : "</mi>");
    c->at += count;
    c->after_operand = true;
}

/* Puts digits with the marks between them: 1.5 and 10,000. */
static void put_math_number(struct converter *c, bool alone)
{
    size_t end = c->at + 1;

    while (!alone &&
           (ascii_is_digit(math_byte(c, end)) || (view_has_byte(VIEW(".,"), math_byte(c, end)) &&
                                                  ascii_is_digit(math_byte(c, end + 1)))))
        end++;
    put_element(c, "<mn>", (struct view){ c->in.at + c->at, end - c->at }, "</mn>");
    c->at = end;
    c->after_operand = true;
}

/* Puts a character that is not ASCII by what it is. */
static void put_character(struct converter *c)
{
    size_t length;
    uint32_t character = utf8_decode(math_rest(c), &length);
    struct view text = { c->in.at + c->at, length };
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);

    c->at += length;
    if (text_has_cjk(text))
        put_element(c, "<mtext>", text, "</mtext>");
    else if (category <= UTF8PROC_CATEGORY_ME)
        put_math_identifier(c, text);
    else if (category <= UTF8PROC_CATEGORY_NO)
        put_element(c, "<mn>", text, "</mn>");
    else
        put_operator(c, text);
}

static void put_sign(struct converter *c)
{
    char sign = c->in.at[c->at++];
    struct view text = { c->in.at + c->at - 1, 1 };

    if (view_has_byte(VIEW("([{|)]}"), sign))
        put_fence(c, text, view_has_byte(VIEW(")]}"), sign));
    else if (sign == '/')
        put_element(c, "<mo lspace=\"0\" rspace=\"0\">", text, "</mo>");
    else if (view_has_byte(VIEW("%#$?!\""), sign))
        put_math_identifier(c, text);
    else
        put_operator(c, sign == '-' ? VIEW("−") : sign == '*' ? VIEW("∗") : text);
}

/* ---- Text -------------------------------------------------------------- */

/* Appends text with its ASCII letters and digits from an alphabet. */
static void put_text_letters(struct converter *c, struct view text, char alphabet)
{
    for (size_t length; text.len > 0; text = view_skip(text, length)) {
        uint32_t character = utf8_decode(text, &length);

        if (alphabet && ascii_is_alnum((char)text.at[0]))
            buffer_put_code_point(c->out, math_letter(character, alphabet));
        else
            put_escaped(c, (struct view){ text.at, length });
    }
}

/* Puts text, with no-break spaces at its ends, which MathML would drop. */
static void put_text(struct converter *c, struct view text, char alphabet)
{
    struct view inside = view_trim(text);

    if (text.len == 0)
        return;
    put(c, "<mtext>");
    put(c, inside.at > text.at || inside.len == 0 ? "\xC2\xA0" : "");
    put_text_letters(c, inside, alphabet);
    put(c, inside.len > 0 && inside.at + inside.len < text.at + text.len ? "\xC2\xA0" : "");
    put(c, "</mtext>");
}

/* Converts a formula within text, in place of what is converted. */
static void put_inner(struct converter *c, struct view formula, char alphabet)
{
    struct converter outer = *c;

    c->in = formula;
    c->at = 0;
    c->braces = c->lefts = c->tables = c->brackets = 0;
    c->depth++;
    c->alphabet = alphabet;
    put_math_row(c);
    outer.scratch = c->scratch;
    outer.all_known = c->all_known;
    *c = outer;
}

static struct view without_delimiters(struct view formula)
{
    static const struct view pairs[][2] = { { VIEW_ENTRY("$$"), VIEW_ENTRY("$$") },
                                            { VIEW_ENTRY("$"), VIEW_ENTRY("$") },
                                            { VIEW_ENTRY("\\("), VIEW_ENTRY("\\)") },
                                            { VIEW_ENTRY("\\["), VIEW_ENTRY("\\]") } };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (formula.len >= 2 * pairs[i][0].len && view_starts_with(formula, pairs[i][0]) &&
            view_ends_with(formula, pairs[i][1]))
            return (struct view){ formula.at + pairs[i][0].len, formula.len - 2 * pairs[i][0].len };
    }
    return formula;
}

/* True if the text is {a group} and nothing else. */
static bool is_group(struct view text)
{
    size_t depth = 0;

    if (text.len < 2 || text.at[0] != '{' || text.at[text.len - 1] != '}')
        return false;
    for (size_t i = 0; i + 1 < text.len; i++) {
        depth += text.at[i] == '{';
        depth -= text.at[i] == '}' && depth > 0;
        if (depth == 0)
            return false;
    }
    return true;
}

/* Puts an argument that is text, which may have formulas, as one element. */
static void put_text_argument(struct converter *c, char alphabet)
{
    struct buffer marked = { 0 };
    struct view raw = take_raw(c), rest;
    size_t start = c->out->len, count = 0;

    while (is_group(raw))
        raw = (struct view){ raw.at + 1, raw.len - 2 };
    if (raw.len > 0 && raw.at[0] == ' ')
        buffer_put_byte(&marked, ' ');
    tex_put_marked(&marked, raw);
    if (raw.len > 1 && raw.at[raw.len - 1] == ' ')
        buffer_put_byte(&marked, ' ');
    for (rest = buffer_view(&marked); rest.len > 0; count++) {
        struct view text = { rest.at, view_find_byte(rest, TEX_MATH_START) }, formula;

        put_text(c, text, alphabet);
        count += text.len > 0;
        rest = view_skip(rest, text.len + 1);
        formula = (struct view){ rest.at, view_find_byte(rest, TEX_MATH_END) };
        rest = view_skip(rest, formula.len + 1);
        if (formula.len == 0)
            count--;
        else if (c->depth < DEPTH_MAX)
            put_inner(c, without_delimiters(formula), 0);
        else
            put_source(c, formula);
    }
    if (count != 1)
        wrap(c, start, "<mrow>", "</mrow>");
    buffer_free(&marked);
    c->after_operand = true;
}

/* ---- Commands with arguments ------------------------------------------- */

/* Appends one element: a group, or a single atom. */
static void put_math_argument(struct converter *c)
{
    bool in_fraction = c->in_fraction, alone = c->alone;
    size_t start = c->out->len;

    c->in_fraction = true; /* an argument is no list that \over could divide */
    c->alone = true;
    skip_math_spaces(c);
    if (at_end(c) || view_has_byte(VIEW("^_'"), math_byte(c, c->at)))
        put(c, "<mrow></mrow>");
    else if (math_byte(c, c->at) == '{')
        put_group(c);
    else if (c->depth == DEPTH_MAX)
        put_source(c, take_raw(c));
    else {
        c->depth++;
        if (put_atom(c, true) != 1)
            wrap(c, start, "<mrow>", "</mrow>");
        c->depth--;
    }
    c->in_fraction = in_fraction;
    c->alone = alone;
}

/* Takes [an optional argument] and appends it as one element. Returns false if there is none. */
static bool put_optional(struct converter *c)
{
    skip_math_spaces(c);
    if (math_byte(c, c->at) != '[' || c->depth == DEPTH_MAX)
        return false;
    c->at++;
    c->depth++;
    c->brackets++;
    put_math_row(c);
    c->brackets--;
    c->depth--;
    if (math_byte(c, c->at) == ']')
        c->at++;
    return true;
}

static void skip_optional(struct converter *c)
{
    struct view rest = math_rest(c);

    if (math_byte(c, c->at) == '[')
        c->at += view_find_byte(rest, ']') + (view_has_byte(rest, ']') ? 1 : 0);
}

/* Skips a length: -.1em, 3 pt. */
static void skip_dimension(struct converter *c)
{
    enum { UNIT = 2 };

    skip_math_spaces(c);
    while (ascii_is_digit(math_byte(c, c->at)) || view_has_byte(VIEW("+-.,"), math_byte(c, c->at)))
        c->at++;
    skip_math_spaces(c);
    for (int i = 0; i < UNIT && ascii_is_alpha(math_byte(c, c->at)); i++)
        c->at++;
}

static void put_two(struct converter *c, const char *open, const char *close)
{
    put(c, open);
    put_math_argument(c);
    put_math_argument(c);
    put(c, close);
    c->after_operand = true;
}

static void put_fraction(struct converter *c, bool is_binomial)
{
    if (is_binomial)
        put(c, "<mrow><mo>(</mo>");
    else
        skip_optional(c); /* of \cfrac */
    put_two(c, is_binomial ? "<mfrac linethickness=\"0\">" : "<mfrac>", "</mfrac>");
    if (is_binomial)
        put(c, "<mo>)</mo></mrow>");
}

/* \sqrt[3]{x}: the index follows the radicand. */
static void put_root(struct converter *c)
{
    size_t start = c->out->len, radicand;
    bool has_index = put_optional(c);

    radicand = c->out->len;
    put_math_argument(c);
    if (has_index)
        exchange(c, start, radicand);
    wrap(c, start, has_index ? "<mroot>" : "<msqrt>", has_index ? "</mroot>" : "</msqrt>");
    c->after_operand = true;
}

static void put_accented(struct converter *c, const struct math_command *command)
{
    bool below = command->kind == MATH_BELOW;

    put(c, below ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">");
    put_math_argument(c);
    put_element(c,
                command->kind == MATH_ACCENT ? "<mo stretchy=\"false\">" : "<mo stretchy=\"true\">",
                view_of(command->text), "</mo>");
    put(c, below ? "</munder>" : "</mover>");
    c->after_operand = true;
}

static void put_arrow(struct converter *c, struct view arrow)
{
    size_t start = c->out->len;
    bool has_below;

    put_element(c, "<mo stretchy=\"true\">", arrow, "</mo>");
    has_below = put_optional(c);
    put_math_argument(c);
    wrap(c, start, has_below ? "<munderover>" : "<mover>",
         has_below ? "</munderover>" : "</mover>");
    c->after_operand = false;
}

/* \overset{over}{base}: the base comes first in MathML. */
static void put_stack(struct converter *c, bool below)
{
    size_t start = c->out->len, base;

    put_math_argument(c);
    base = c->out->len;
    put_math_argument(c);
    exchange(c, start, base);
    wrap(c, start, below ? "<munder>" : "<mover>", below ? "</munder>" : "</mover>");
}

/* \over: what was written of the list is the numerator, what follows is the denominator. A second
 * one in a list, which TeX refuses, is a slash. */
static void put_over(struct converter *c, size_t list_start, struct view fence)
{
    bool has_line = fence.len == 0, has_fence = fence.len > 0 && fence.at[0] != '0';

    if (c->in_fraction || c->depth == DEPTH_MAX) {
        put_operator(c, VIEW("/"));
        return;
    }
    wrap(c, list_start, has_line ? "<mfrac><mrow>" : "<mfrac linethickness=\"0\"><mrow>",
         "</mrow><mrow>");
    c->in_fraction = true;
    c->depth++;
    for (skip_math_spaces(c); !at_end(c); skip_math_spaces(c))
        put_atom(c, false);
    c->depth--;
    put(c, "</mrow></mfrac>");
    if (has_fence)
        wrap(c, list_start,
             fence.at[0] == '('   ? "<mrow><mo>(</mo>"
             : fence.at[0] == '[' ? "<mrow><mo>[</mo>"
                                  : "<mrow><mo>{</mo>",
             fence.at[0] == '('   ? "<mo>)</mo></mrow>"
             : fence.at[0] == '[' ? "<mo>]</mo></mrow>"
                                  : "<mo>}</mo></mrow>");
}

/* Takes the fence after \left, \middle, \right or \big; "." is none. */
static struct view take_fence(struct converter *c)
{
    struct view name, sign;
    struct math_command command;
    size_t length;

    skip_math_spaces(c);
    if (at_end(c) && math_byte(c, c->at) != ']')
        return VIEW("");
    if (math_byte(c, c->at) == '\\') {
        name = command_name(c, c->at);
        c->at += 1 + name.len;
        return math_find_command(name, &command, &c->scratch) && command.kind <= MATH_FENCE
                   ? view_of(command.text)
                   : VIEW("");
    }
    utf8_decode(math_rest(c), &length);
    sign = (struct view){ c->in.at + c->at, length };
    c->at += length;
    return view_equal(sign, VIEW("<"))   ? VIEW("⟨")
           : view_equal(sign, VIEW(">")) ? VIEW("⟩")
           : view_equal(sign, VIEW(".")) ? VIEW("")
                                         : sign;
}

static void put_stretched(struct converter *c, const char *open)
{
    struct view fence = take_fence(c);

    if (fence.len > 0)
        put_element(c, open, fence, "</mo>");
}

static void put_left(struct converter *c)
{
    put(c, "<mrow>");
    put_stretched(c, "<mo fence=\"true\" form=\"prefix\">");
    if (c->depth < DEPTH_MAX) {
        c->depth++;
        c->lefts++;
        put_list(c);
        c->lefts--;
        c->depth--;
        if (takes_command(c, "right"))
            put_stretched(c, "<mo fence=\"true\" form=\"postfix\">");
    }
    put(c, "</mrow>");
    c->after_operand = true;
}

/* The same size for all: these fences stand in lines of text. */
static void put_sized(struct converter *c)
{
    put_stretched(c, "<mo stretchy=\"true\" minsize=\"1.2em\" maxsize=\"1.2em\" lspace=\"0\" "
                     "rspace=\"0\">");
    c->after_operand = false;
}

/* ---- Tables ------------------------------------------------------------ */

/* Appends rows up to the end of the environment or group. */
static void put_rows(struct converter *c)
{
    put(c, "<mtable><mtr><mtd>");
    c->depth++;
    c->tables++;
    for (;;) {
        put_list(c);
        if (math_byte(c, c->at) == '&') {
            c->at++;
            put(c, "</mtd><mtd>");
        } else if (takes_command(c, "\\") || takes_command(c, "cr")) {
            if (math_byte(c, c->at) == '*')
                c->at++;
            skip_optional(c);
            put(c, "</mtd></mtr><mtr><mtd>");
        } else {
            break;
        }
    }
    c->tables--;
    c->depth--;
    put(c, "</mtd></mtr></mtable>");
}

static void put_math_environment(struct converter *c)
{
    static const struct {
        const char *name, *open, *close;
    } fences[] = { { "pmatrix", "(", ")" }, { "bmatrix", "[", "]" }, { "Bmatrix", "{", "}" },
                   { "vmatrix", "|", "|" }, { "Vmatrix", "‖", "‖" }, { "cases", "{", "" },
                   { "dcases", "{", "" },   { "rcases", "", "}" },   { "drcases", "", "}" } };
    const char *open = "", *close = "";
    size_t start = c->at;
    struct view name = take_raw(c);

    if (c->depth == DEPTH_MAX) {
        put_source(c, (struct view){ c->in.at + start, c->at - start });
        return;
    }
    if (view_ends_with(name, VIEW("*")))
        name.len--;
    if (view_equal(name, VIEW("array")) || view_starts_with(name, VIEW("alignat"))) {
        skip_optional(c);
        take_raw(c);
    }
    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++) {
        if (view_equal(name, view_of(fences[i].name))) {
            open = fences[i].open;
            close = fences[i].close;
        }
    }
    put(c, "<mrow>");
    if (*open)
        put_element(c, "<mo fence=\"true\" form=\"prefix\">", view_of(open), "</mo>");
    put_rows(c);
    if (*close)
        put_element(c, "<mo fence=\"true\" form=\"postfix\">", view_of(close), "</mo>");
    put(c, "</mrow>");
    if (takes_command(c, "end"))
        take_raw(c);
    c->after_operand = true;
}

static void put_substack(struct converter *c)
{
    skip_math_spaces(c);
    if (math_byte(c, c->at) != '{' || c->depth == DEPTH_MAX) {
        put_math_argument(c);
        return;
    }
    c->at++;
    c->braces++;
    put_rows(c);
    c->braces--;
    if (math_byte(c, c->at) == '}')
        c->at++;
}

/* ---- Commands ---------------------------------------------------------- */

static void put_gap(struct converter *c, struct view width)
{
    put_element(c, "<mspace width=\"", width, "\"></mspace>");
}

static void put_tie(struct converter *c)
{
    put_gap(c, VIEW("0.25em"));
    c->at++;
}

/* True if what follows stands beside a function: not a fence, an operator or the end. */
static bool operand_follows(struct converter *c)
{
    struct math_command command;
    struct buffer scratch = { 0 };
    bool is_operand;

    skip_math_spaces(c);
    if (at_end(c))
        return false;
    if (math_byte(c, c->at) != '\\')
        return ascii_is_alnum(math_byte(c, c->at)) || (unsigned char)math_byte(c, c->at) >= 0x80;
    is_operand = !math_find_command(command_name(c, c->at), &command, &scratch) ||
                 command.kind == MATH_IDENTIFIER || command.kind == MATH_BIG ||
                 (command.kind >= MATH_FRACTION && command.kind <= MATH_SWITCH &&
                  command.kind != MATH_OVER) ||
                 command.kind == MATH_ACCENT || command.kind == MATH_WIDE;
    buffer_free(&scratch);
    return is_operand;
}

/* Puts a function with its scripts, and thin spaces between it and its neighbours. */
static void put_function(struct converter *c, struct view name, bool has_limits)
{
    size_t start = c->out->len, function = start;
    bool has_gap = !c->alone && c->after_operand;

    if (has_gap) {
        put_gap(c, VIEW("0.1667em"));
        function = c->out->len;
    }
    if (view_has_byte(name, '\\') && c->depth < DEPTH_MAX)
        put_inner(c, name, 'r');
    else if (has_limits)
        put_element(c, "<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">", name, "</mo>");
    else
        put_element(c, "<mi>", name, "</mi>");
    if (!c->alone && at_script(c))
        put_scripts(c, function, has_limits);
    c->after_operand = false;
    if (!c->alone && operand_follows(c)) {
        put_gap(c, VIEW("0.1667em"));
        has_gap = true;
    }
    if (has_gap)
        wrap(c, start, "<mrow>", "</mrow>");
}

static void put_named_function(struct converter *c)
{
    bool has_limits = math_byte(c, c->at) == '*';

    c->at += has_limits;
    put_function(c, take_raw(c), has_limits);
}

/* Puts an identifier in the alphabet that is set: bold β. */
static void put_math_symbol(struct converter *c, struct view text)
{
    size_t length;
    uint32_t character = utf8_decode(text, &length);
    char alphabet = c->alphabet == 'b' ? 'B' : c->alphabet; /* Greek stays slanted in \boldsymbol */

    if (length < text.len || c->alphabet == 0 || math_letter(character, alphabet) == character) {
        put_math_identifier(c, text);
        return;
    }
    c->scratch.len = 0;
    buffer_put_code_point(&c->scratch, math_letter(character, c->alphabet));
    put_math_identifier(c, buffer_view(&c->scratch));
}

static void put_in_font(struct converter *c, char alphabet)
{
    char before = c->alphabet;

    c->alphabet = alphabet;
    put_math_argument(c);
    c->alphabet = before;
}

/* Puts \not\in as one sign with a stroke. */
static void put_negated(struct converter *c)
{
    static const struct view signs[] = { VIEW_ENTRY("</mo>"), VIEW_ENTRY("</mi>") };
    size_t start = c->out->len;

    while (takes_command(c, "!"))
        continue;
    put_math_argument(c);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (view_ends_with(buffer_view(c->out), signs[i])) {
            insert(c, c->out->len - signs[i].len, "\xCC\xB8");
            return;
        }
    }
    wrap(c, start, "<mrow><mtext><code>\\not</code></mtext>", "</mrow>");
    c->all_known = false;
}

static void put_modulo(struct converter *c, bool brackets)
{
    put(c, "<mrow>");
    put_gap(c, VIEW("0.5em"));
    put(c,
        brackets ? "<mo stretchy=\"false\">[</mo>" : "<mo stretchy=\"false\">(</mo><mi>mod</mi>");
    put_gap(c, VIEW("0.3em"));
    put_math_argument(c);
    put(c, brackets ? "<mo stretchy=\"false\">]</mo>" : "<mo stretchy=\"false\">)</mo>");
    put(c, "</mrow>");
}

/* Puts the character of \unicode{x2013} or \char8211, which tex_put_text reads. */
static void put_numbered(struct converter *c, size_t start)
{
    struct buffer text = { 0 };
    struct view source;

    if (math_byte(c, c->at) == '{')
        take_raw(c);
    while (ascii_is_digit(math_byte(c, c->at)))
        c->at++;
    source = (struct view){ c->in.at + start, c->at - start };
    tex_put_text(&text, source);
    if (text.len > 0 && (unsigned char)text.at[0] >= 0x80)
        put_element(c, "<mtext>", buffer_view(&text), "</mtext>");
    else
        put_source(c, source);
    buffer_free(&text);
    c->after_operand = true;
}

/* Puts a command that stands for a sign, a letter or a function. */
static void put_shown_command(struct converter *c, const struct math_command *command)
{
    struct view text = view_of(command->text);

    switch (command->kind) {
    case MATH_IDENTIFIER:
        put_math_symbol(c, text);
        break;
    case MATH_OPEN:
    case MATH_CLOSE:
    case MATH_FENCE:
        put_fence(c, text, command->kind == MATH_CLOSE);
        break;
    case MATH_FUNCTION:
    case MATH_LIMITS:
        put_function(c, text, command->kind == MATH_LIMITS);
        break;
    default:
        put_operator(c, text);
        break;
    }
}

/* Puts a command that has arguments and is one element. */
static void put_structure(struct converter *c, const struct math_command *command, size_t start)
{
    switch (command->kind) {
    case MATH_ACCENT:
    case MATH_WIDE:
    case MATH_BELOW:
        put_accented(c, command);
        break;
    case MATH_ARROW:
        put_arrow(c, view_of(command->text));
        break;
    case MATH_FRACTION:
    case MATH_BINOMIAL:
        put_fraction(c, command->kind == MATH_BINOMIAL);
        break;
    case MATH_STACK:
        put_stack(c, command->text[0] == '_');
        break;
    case MATH_ROOT:
        put_root(c);
        break;
    case MATH_TEXT:
        put_text_argument(c, command->text[0]);
        break;
    case MATH_NAMED:
        put_named_function(c);
        break;
    case MATH_FONT:
        put_in_font(c, command->text[0]);
        break;
    case MATH_COLOURED:
        take_raw(c);
        put_math_argument(c);
        break;
    case MATH_STRUCK:
        put_math_argument(c);
        break;
    case MATH_LEFT:
        put_left(c);
        break;
    case MATH_BEGIN:
        put_math_environment(c);
        break;
    case MATH_SUBSTACK:
        put_substack(c);
        break;
    case MATH_NOT:
        put_negated(c);
        break;
    case MATH_MODULO:
        put_modulo(c, command->text[0] == '[');
        break;
    default:
        put_numbered(c, start);
        break;
    }
}

/* Puts a command. Returns how many elements it is. */
static size_t put_math_command(struct converter *c)
{
    struct view name = command_name(c, c->at);
    struct buffer scratch = { 0 };
    struct math_command command;
    size_t start = c->at, before = c->out->len;

    c->at += 1 + name.len;
    if (!math_find_command(name, &command, &scratch)) {
        if (view_equal(name, VIEW("\\")) || name.len == 0)
            put_gap(c, VIEW("0.5em")); /* the end of a line that is in no table, or of the text */
        else if (!ascii_is_alpha(name.at[0]) && name.at[0] != '-' && name.at[0] != '/')
            put_math_identifier(c, name);
        else if (ascii_is_alpha(name.at[0]))
            put_source(c, (struct view){ c->in.at + start, c->at - start });
    } else if (command.kind <= MATH_LIMITS) {
        put_shown_command(c, &command);
    } else if (command.kind == MATH_OVER) {
        put_over(c, c->list, view_of(command.text));
    } else if (command.kind == MATH_SWITCH) {
        c->alphabet = command.text[0];
    } else if (command.kind == MATH_DROPPED || command.kind == MATH_END) {
        if (math_byte(c, c->at) == '*')
            c->at++;
        skip_optional(c);
        take_raw(c);
    } else if (command.kind == MATH_KERN) {
        skip_dimension(c);
    } else if (command.kind == MATH_SIZED || command.kind == MATH_MIDDLE ||
               command.kind == MATH_RIGHT) {
        put_sized(c);
    } else if (command.kind == MATH_GAP) {
        put_gap(c, view_of(command.text));
    } else if (command.kind != MATH_NOTHING) {
        put_structure(c, &command, start);
    }
    buffer_free(&scratch);
    return c->out->len > before;
}

static bool is_integral(struct view sign)
{
    size_t length;
    uint32_t c = sign.len > 0 ? utf8_decode(sign, &length) : 0;

    return c >= 0x222B && c <= 0x2233;
}

/* True if the command there has its scripts over and under it: an operator such as a sum, or a
 * brace over or under its argument. */
static bool has_limits(struct converter *c)
{
    struct buffer scratch = { 0 };
    struct math_command command;
    bool found = false;

    if (math_byte(c, c->at) == '\\' &&
        math_find_command(command_name(c, c->at), &command, &scratch)) {
        struct view text = view_of(command.text);

        found = (command.kind == MATH_BIG && !is_integral(text)) || view_equal(text, VIEW("⏞")) ||
                view_equal(text, VIEW("⏟"));
    }
    buffer_free(&scratch);
    return found;
}

/* Appends what stands before scripts. Returns how many elements that is. */
static size_t put_nucleus(struct converter *c, bool alone)
{
    char byte = math_byte(c, c->at);

    if (byte == '\\')
        return put_math_command(c);
    if (byte == '{')
        put_group(c);
    else if (byte == '~')
        put_tie(c);
    else if (view_has_byte(VIEW("^_'"), byte))
        put(c, "<mrow></mrow>");
    else if ((ascii_is_alpha(byte) || ascii_is_digit(byte)) && c->alphabet && c->alphabet != 'i')
        put_in_alphabet(c, alone);
    else if (ascii_is_digit(byte))
        put_math_number(c, alone);
    else if (ascii_is_alpha(byte))
        put_math_identifier(c, (struct view){ c->in.at + c->at++, 1 });
    else if ((unsigned char)byte >= 0x80)
        put_character(c);
    else
        put_sign(c);
    return 1;
}

/* Appends an atom with its scripts, or `alone` without them. Returns how many elements it is. */
static size_t put_atom(struct converter *c, bool alone)
{
    bool limits = !alone && has_limits(c);
    size_t start = c->out->len, count = put_nucleus(c, alone);

    if (alone || count == 0 || !at_script(c))
        return count;
    if (count != 1)
        wrap(c, start, "<mrow>", "</mrow>");
    put_scripts(c, start, limits);
    while (at_script(c)) { /* a second superscript, which TeX refuses: on an empty base, so that
                              what it stands on is not moved again and again */
        start = c->out->len;
        put(c, "<mrow></mrow>");
        put_scripts(c, start, false);
        count++;
    }
    return count;
}

/* NOLINTEND(misc-no-recursion) */

bool tex_put_mathml(struct buffer *out, struct view formula)
{
    struct converter c = { .in = without_delimiters(formula), .out = out, .all_known = true };
    bool is_display = view_starts_with(formula, VIEW("$$")) ||
                      view_starts_with(formula, VIEW("\\["));

    put(&c, is_display ? "<math display=\"block\">" : "<math>");
    put_list(&c);
    put(&c, "</math>");
    buffer_free(&c.scratch);
    return c.all_known;
}

void tex_put_markup(struct buffer *out, struct view tex, bool mathml, enum markup place)
{
    struct buffer unicode = { 0 };
    struct view rest = tex;

    if (!tex_is_plain(tex)) {
        if (mathml)
            tex_put_marked(&unicode, tex);
        else
            tex_put_text(&unicode, tex);
        rest = buffer_view(&unicode);
    }
    while (rest.len > 0) {
        struct view text = { rest.at, view_find_byte(rest, TEX_MATH_START) }, formula;

        markup_put(out, text, place);
        rest = view_skip(rest, text.len + 1);
        formula = (struct view){ rest.at, view_find_byte(rest, TEX_MATH_END) };
        if (formula.len > 0)
            tex_put_mathml(out, formula);
        rest = view_skip(rest, formula.len + 1);
    }
    buffer_free(&unicode);
}
