#include "tex/mathml_list.h"

#include "tex/mathml_commands.h"
#include "tex/mathml_structure.h"
#include "tex/tex.h"
#include "text/utf8.h"

/* NOLINTBEGIN(misc-no-recursion): no deeper than FORMULA_DEPTH_MAX */

static size_t put_atom(struct formula *f, bool alone);

/* ---- Lists ----------------------------------------------------------------- */

size_t mathml_put_list(struct formula *f)
{
    bool after_operand = f->after_operand;
    bool in_fraction = f->in_fraction;
    char alphabet = f->alphabet;
    size_t count = 0, list = f->list;
    bool alone = f->alone;

    f->list = f->out->len;
    f->after_operand = false;
    f->in_fraction = f->alone = false;
    for (formula_skip_spaces(f); !formula_is_at_end(f); formula_skip_spaces(f))
        count += put_atom(f, false);
    f->after_operand = after_operand;
    f->in_fraction = in_fraction;
    f->list = list;
    f->alone = alone;
    f->alphabet = alphabet;
    return count;
}

void mathml_put_row(struct formula *f)
{
    size_t start = f->out->len;

    if (mathml_put_list(f) != 1)
        formula_wrap(f, start, "<mrow>", "</mrow>");
}

void mathml_put_inner(struct formula *f, struct view inner, char alphabet)
{
    struct formula outer = *f;

    f->in = inner;
    f->at = 0;
    f->braces = f->lefts = f->tables = f->brackets = 0;
    f->depth++;
    f->alphabet = alphabet;
    mathml_put_row(f);
    outer.scratch = f->scratch;
    outer.all_known = f->all_known;
    *f = outer;
}

/* Appends a group as one element, or a group that is too deep as TeX. */
static void put_group(struct formula *f)
{
    unsigned brackets = f->brackets;
    size_t start = f->at;

    if (f->depth == FORMULA_DEPTH_MAX) {
        formula_take_raw(f);
        formula_put_source(f, formula_since(f, start));
        return;
    }
    f->at++;
    f->depth++;
    f->braces++;
    f->brackets = 0;
    mathml_put_row(f);
    f->brackets = brackets;
    f->braces--;
    f->depth--;
    if (formula_byte(f, f->at) == '}')
        f->at++;
    f->after_operand = true;
}

void mathml_put_argument(struct formula *f)
{
    bool in_fraction = f->in_fraction, alone = f->alone;
    size_t start = f->out->len;

    f->in_fraction = true; /* an argument is no list that \over could divide */
    f->alone = true;
    formula_skip_spaces(f);
    if (formula_is_at_end(f) || view_has_byte(VIEW("^_'"), formula_byte(f, f->at)))
        formula_put(f, "<mrow></mrow>");
    else if (formula_byte(f, f->at) == '{')
        put_group(f);
    else if (f->depth == FORMULA_DEPTH_MAX)
        formula_put_source(f, formula_take_raw(f));
    else {
        f->depth++;
        if (put_atom(f, true) != 1)
            formula_wrap(f, start, "<mrow>", "</mrow>");
        f->depth--;
    }
    f->in_fraction = in_fraction;
    f->alone = alone;
}

/* ---- Scripts --------------------------------------------------------------- */

static void put_primes(struct formula *f, size_t count)
{
    formula_put(f, "<mo>");
    while (count-- > 0)
        formula_put(f, "′");
    formula_put(f, "</mo>");
}

/* Appends a superscript with the primes before it. */
static void put_superscript(struct formula *f)
{
    size_t start = f->out->len, primes = 0;

    for (formula_skip_spaces(f); formula_byte(f, f->at) == '\''; formula_skip_spaces(f)) {
        primes++;
        f->at++;
    }
    if (primes > 0)
        put_primes(f, primes);
    if (formula_byte(f, f->at) != '^')
        return;
    f->at++;
    mathml_put_argument(f);
    if (primes > 0)
        formula_wrap(f, start, "<mrow>", "</mrow>");
}

static bool at_script(struct formula *f)
{
    while (formula_take_command(f, "limits") || formula_take_command(f, "nolimits"))
        continue;
    formula_skip_spaces(f);
    return view_has_byte(VIEW("^_'"), formula_byte(f, f->at));
}

/* Appends a script of each kind at most, and puts the element from `start` on under them. */
static void put_scripts(struct formula *f, size_t start, bool has_limits)
{
    static const char *const open[2][4] = { { "", "<msub>", "<msup>", "<msubsup>" },
                                            { "", "<munder>", "<mover>", "<munderover>" } };
    static const char *const close[2][4] = { { "", "</msub>", "</msup>", "</msubsup>" },
                                             { "", "</munder>", "</mover>", "</munderover>" } };
    size_t sub = 0, sup = 0;
    bool is_operand = f->after_operand;

    while (at_script(f)) {
        if (formula_byte(f, f->at) == '_' && !sub) {
            sub = f->out->len;
            f->at++;
            mathml_put_argument(f);
        } else if (formula_byte(f, f->at) != '_' && !sup) {
            sup = f->out->len;
            put_superscript(f);
        } else {
            break;
        }
    }
    if (sub && sup && sup < sub)
        formula_exchange(f, sup, sub);
    formula_wrap(f, start, open[has_limits][(sub > 0) + 2 * (sup > 0)],
                 close[has_limits][(sub > 0) + 2 * (sup > 0)]);
    f->after_operand = is_operand;
}

/* ---- Functions ------------------------------------------------------------- */

/* True if what follows stands beside a function: not a fence, an operator or the end. */
static bool operand_follows(struct formula *f)
{
    struct math_command command;
    struct buffer scratch = { 0 };
    bool is_operand;

    formula_skip_spaces(f);
    if (formula_is_at_end(f))
        return false;
    if (formula_byte(f, f->at) != '\\')
        return ascii_is_alnum(formula_byte(f, f->at)) ||
               (unsigned char)formula_byte(f, f->at) >= 0x80;
    is_operand = !math_find_command(formula_command_name(f, f->at), &command, &scratch) ||
                 command.kind == MATH_IDENTIFIER || command.kind == MATH_BIG ||
                 (command.kind >= MATH_FRACTION && command.kind <= MATH_SWITCH &&
                  command.kind != MATH_OVER) ||
                 command.kind == MATH_ACCENT || command.kind == MATH_WIDE;
    buffer_free(&scratch);
    return is_operand;
}

/* Puts a function with its scripts, and thin spaces between it and its neighbours. */
static void put_function(struct formula *f, struct view name, bool has_limits)
{
    size_t start = f->out->len, function = start;
    bool has_gap = !f->alone && f->after_operand;

    if (has_gap) {
        formula_put_gap(f, VIEW("0.1667em"));
        function = f->out->len;
    }
    if (view_has_byte(name, '\\') && f->depth < FORMULA_DEPTH_MAX)
        mathml_put_inner(f, name, 'r');
    else if (has_limits)
        formula_put_element(f, "<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">", name,
                            "</mo>");
    else
        formula_put_element(f, "<mi>", name, "</mi>");
    if (!f->alone && at_script(f))
        put_scripts(f, function, has_limits);
    f->after_operand = false;
    if (!f->alone && operand_follows(f)) {
        formula_put_gap(f, VIEW("0.1667em"));
        has_gap = true;
    }
    if (has_gap)
        formula_wrap(f, start, "<mrow>", "</mrow>");
}

static void put_named_function(struct formula *f)
{
    bool has_limits = formula_byte(f, f->at) == '*';

    f->at += has_limits;
    put_function(f, formula_take_raw(f), has_limits);
}

/* ---- Commands -------------------------------------------------------------- */

/* \over: what was written of the list is the numerator, what follows is the denominator. A second
 * one in a list, which TeX refuses, is a slash. */
static void put_over(struct formula *f, struct view fence)
{
    static const char *const open[] = { "<mrow><mo>(</mo>", "<mrow><mo>[</mo>",
                                        "<mrow><mo>{</mo>" };
    static const char *const close[] = { "<mo>)</mo></mrow>", "<mo>]</mo></mrow>",
                                         "<mo>}</mo></mrow>" };
    size_t kind = fence.len > 0 ? view_find_byte(VIEW("([{"), fence.at[0]) : 3;

    if (f->in_fraction || f->depth == FORMULA_DEPTH_MAX) {
        formula_put_operator(f, VIEW("/"));
        return;
    }
    formula_wrap(f, f->list, fence.len > 0 ? "<mfrac linethickness=\"0\"><mrow>" : "<mfrac><mrow>",
                 "</mrow><mrow>");
    f->in_fraction = true;
    f->depth++;
    for (formula_skip_spaces(f); !formula_is_at_end(f); formula_skip_spaces(f))
        put_atom(f, false);
    f->depth--;
    formula_put(f, "</mrow></mfrac>");
    if (kind < sizeof open / sizeof *open)
        formula_wrap(f, f->list, open[kind], close[kind]);
}

/* Skips a length: -.1em, 3 pt. */
static void skip_dimension(struct formula *f)
{
    enum { UNIT = 2 };

    formula_skip_spaces(f);
    while (ascii_is_digit(formula_byte(f, f->at)) ||
           view_has_byte(VIEW("+-.,"), formula_byte(f, f->at)))
        f->at++;
    formula_skip_spaces(f);
    for (int i = 0; i < UNIT && ascii_is_alpha(formula_byte(f, f->at)); i++)
        f->at++;
}

/* Puts an identifier in the alphabet that is set: bold β. */
static void put_math_symbol(struct formula *f, struct view text)
{
    size_t length;
    uint32_t character = utf8_decode(text, &length), letter = math_letter(character, f->alphabet);

    if (length < text.len || letter == character) {
        formula_put_identifier(f, text);
        return;
    }
    f->scratch.len = 0;
    buffer_put_code_point(&f->scratch, letter);
    formula_put_identifier(f, buffer_view(&f->scratch));
}

static void put_in_font(struct formula *f, char alphabet)
{
    char before = f->alphabet;

    f->alphabet = alphabet;
    mathml_put_argument(f);
    f->alphabet = before;
}

/* Puts \not\in as one sign with a stroke. */
static void put_negated(struct formula *f)
{
    static const struct view signs[] = { VIEW_ENTRY("</mo>"), VIEW_ENTRY("</mi>") };
    size_t start = f->out->len;

    while (formula_take_command(f, "!"))
        continue;
    mathml_put_argument(f);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (view_ends_with(buffer_view(f->out), signs[i])) {
            formula_insert(f, f->out->len - signs[i].len, "\xCC\xB8");
            return;
        }
    }
    formula_wrap(f, start, "<mrow><mtext><code>\\not</code></mtext>", "</mrow>");
    f->all_known = false;
}

static void put_modulo(struct formula *f, bool brackets)
{
    formula_put(f, "<mrow>");
    formula_put_gap(f, VIEW("0.5em"));
    formula_put(f, brackets ? "<mo stretchy=\"false\">[</mo>"
                            : "<mo stretchy=\"false\">(</mo><mi>mod</mi>");
    formula_put_gap(f, VIEW("0.3em"));
    mathml_put_argument(f);
    formula_put(f, brackets ? "<mo stretchy=\"false\">]</mo>" : "<mo stretchy=\"false\">)</mo>");
    formula_put(f, "</mrow>");
}

/* Puts the character of \unicode{x2013} or \char8211, which tex_put_text reads. */
static void put_numbered(struct formula *f, size_t start)
{
    struct buffer text = { 0 };
    struct view source;

    if (formula_byte(f, f->at) == '{')
        formula_take_raw(f);
    while (ascii_is_digit(formula_byte(f, f->at)))
        f->at++;
    source = formula_since(f, start);
    tex_put_text(&text, source);
    if (text.len > 0 && (unsigned char)text.at[0] >= 0x80)
        formula_put_element(f, "<mtext>", buffer_view(&text), "</mtext>");
    else
        formula_put_source(f, source);
    buffer_free(&text);
    f->after_operand = true;
}

/* Puts a command that stands for a sign, a letter or a function. */
static void put_shown_command(struct formula *f, const struct math_command *command)
{
    struct view text = view_of(command->text);

    switch (command->kind) {
    case MATH_IDENTIFIER:
        put_math_symbol(f, text);
        break;
    case MATH_OPEN:
    case MATH_CLOSE:
    case MATH_FENCE:
        formula_put_fence(f, text, command->kind == MATH_CLOSE);
        break;
    case MATH_FUNCTION:
    case MATH_LIMITS:
        put_function(f, text, command->kind == MATH_LIMITS);
        break;
    default:
        formula_put_operator(f, text);
        break;
    }
}

/* Puts a command that has arguments, most of which are one element. `start` is where it begins. */
static void put_command_with_arguments(struct formula *f, const struct math_command *command,
                                       size_t start)
{
    switch (command->kind) {
    case MATH_NAMED:
        put_named_function(f);
        break;
    case MATH_FONT:
        put_in_font(f, command->text[0]);
        break;
    case MATH_COLOURED:
        formula_take_raw(f);
        mathml_put_argument(f);
        break;
    case MATH_STRUCK:
        mathml_put_argument(f);
        break;
    case MATH_NOT:
        put_negated(f);
        break;
    case MATH_MODULO:
        put_modulo(f, command->text[0] == '[');
        break;
    case MATH_NUMBERED:
        put_numbered(f, start);
        break;
    default:
        mathml_put_structure(f, command);
        break;
    }
}

/* Puts a command. Returns how many elements it is. */
static size_t put_math_command(struct formula *f)
{
    struct view name = formula_command_name(f, f->at);
    struct buffer scratch = { 0 };
    struct math_command command;
    size_t start = f->at, before = f->out->len;

    f->at += 1 + name.len;
    if (!math_find_command(name, &command, &scratch)) {
        if (view_equal(name, VIEW("\\")) || name.len == 0)
            formula_put_gap(
                f, VIEW("0.5em")); /* the end of a line that is in no table, or of the text */
        else if (!ascii_is_alpha(name.at[0]) && name.at[0] != '-' && name.at[0] != '/')
            formula_put_identifier(f, name);
        else if (ascii_is_alpha(name.at[0]))
            formula_put_source(f, formula_since(f, start));
    } else if (command.kind <= MATH_LIMITS) {
        put_shown_command(f, &command);
    } else if (command.kind == MATH_OVER) {
        put_over(f, view_of(command.text));
    } else if (command.kind == MATH_SWITCH) {
        f->alphabet = command.text[0];
    } else if (command.kind == MATH_DROPPED || command.kind == MATH_END) {
        if (formula_byte(f, f->at) == '*')
            f->at++;
        formula_skip_optional(f);
        formula_take_raw(f);
    } else if (command.kind == MATH_KERN) {
        skip_dimension(f);
    } else if (command.kind == MATH_GAP) {
        formula_put_gap(f, view_of(command.text));
    } else if (command.kind != MATH_NOTHING) {
        put_command_with_arguments(f, &command, start);
    }
    buffer_free(&scratch);
    return f->out->len > before;
}

/* ---- Atoms ----------------------------------------------------------------- */

static bool is_integral(struct view sign)
{
    size_t length;
    uint32_t c = sign.len > 0 ? utf8_decode(sign, &length) : 0;

    return c >= 0x222B && c <= 0x2233;
}

/* True if the command there has its scripts over and under it: an operator such as a sum, or a
 * brace over or under its argument. */
static bool has_limits(struct formula *f)
{
    struct buffer scratch = { 0 };
    struct math_command command;
    bool found = false;

    if (formula_byte(f, f->at) == '\\' &&
        math_find_command(formula_command_name(f, f->at), &command, &scratch)) {
        struct view text = view_of(command.text);

        found = (command.kind == MATH_BIG && !is_integral(text)) || view_equal(text, VIEW("⏞")) ||
                view_equal(text, VIEW("⏟"));
    }
    buffer_free(&scratch);
    return found;
}

static void put_tie(struct formula *f)
{
    formula_put_gap(f, VIEW("0.25em"));
    f->at++;
}

/* Appends what stands before scripts. Returns how many elements that is. */
static size_t put_nucleus(struct formula *f, bool alone)
{
    char byte = formula_byte(f, f->at);

    if (byte == '\\')
        return put_math_command(f);
    if (byte == '{')
        put_group(f);
    else if (byte == '~')
        put_tie(f);
    else if (view_has_byte(VIEW("^_'"), byte))
        formula_put(f, "<mrow></mrow>");
    else
        formula_put_symbol(f, alone);
    return 1;
}

/* Appends an atom with its scripts, or `alone` without them. Returns how many elements it is. */
static size_t put_atom(struct formula *f, bool alone)
{
    bool limits = !alone && has_limits(f);
    size_t start = f->out->len, count = put_nucleus(f, alone);

    if (alone || count == 0 || !at_script(f))
        return count;
    if (count != 1)
        formula_wrap(f, start, "<mrow>", "</mrow>");
    put_scripts(f, start, limits);
    while (at_script(f)) { /* a second superscript, which TeX refuses: on an empty base, so that
                              what it stands on is not moved again and again */
        start = f->out->len;
        formula_put(f, "<mrow></mrow>");
        put_scripts(f, start, false);
        count++;
    }
    return count;
}

/* NOLINTEND(misc-no-recursion) */
