#include "tex/mathml_structure.h"

#include "tex/mathml_list.h"
#include "tex/tex.h"
#include "text/markup.h"
#include "text/utf8.h"

/* ---- Text ------------------------------------------------------------------ */

/* Appends text with its ASCII letters and digits from an alphabet. */
static void put_text_letters(struct formula *f, struct view text, char alphabet)
{
    for (size_t length; text.len > 0; text = view_skip(text, length)) {
        uint32_t character = utf8_decode(text, &length);

        if (alphabet && ascii_is_alnum((char)text.at[0]))
            buffer_put_code_point(f->out, math_letter(character, alphabet));
        else
            markup_put(f->out, (struct view){ text.at, length }, MARKUP_PAGE);
    }
}

/* Puts text, with no-break spaces at its ends, which MathML would drop. */
static void put_text(struct formula *f, struct view text, char alphabet)
{
    struct view inside = view_trim(text);

    if (text.len == 0)
        return;
    formula_put(f, "<mtext>");
    formula_put(f, inside.at > text.at || inside.len == 0 ? "\xC2\xA0" : "");
    put_text_letters(f, inside, alphabet);
    formula_put(f, inside.len > 0 && inside.at + inside.len < text.at + text.len ? "\xC2\xA0" : "");
    formula_put(f, "</mtext>");
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
static void put_text_argument(struct formula *f, char alphabet)
{
    struct buffer marked = { 0 };
    struct view raw = formula_take_raw(f), rest;
    size_t start = f->out->len, count = 0;

    while (is_group(raw))
        raw = (struct view){ raw.at + 1, raw.len - 2 };
    if (raw.len > 0 && raw.at[0] == ' ')
        buffer_put_byte(&marked, ' ');
    tex_put_marked(&marked, raw);
    if (raw.len > 1 && raw.at[raw.len - 1] == ' ')
        buffer_put_byte(&marked, ' ');
    for (rest = buffer_view(&marked); rest.len > 0; count++) {
        struct view text = { rest.at, view_find_byte(rest, TEX_MATH_START) }, formula;

        put_text(f, text, alphabet);
        count += text.len > 0;
        rest = view_skip(rest, text.len + 1);
        formula = (struct view){ rest.at, view_find_byte(rest, TEX_MATH_END) };
        rest = view_skip(rest, formula.len + 1);
        if (formula.len == 0)
            count--;
        else if (f->depth < FORMULA_DEPTH_MAX)
            mathml_put_inner(f, formula_without_delimiters(formula), 0);
        else
            formula_put_source(f, formula);
    }
    if (count != 1)
        formula_wrap(f, start, "<mrow>", "</mrow>");
    buffer_free(&marked);
    f->after_operand = true;
}

/* ---- Fractions, roots and accents ------------------------------------------ */

/* Takes [an optional argument] and appends it as one element. Returns false if there is none. */
static bool put_optional(struct formula *f)
{
    formula_skip_spaces(f);
    if (formula_byte(f, f->at) != '[' || f->depth == FORMULA_DEPTH_MAX)
        return false;
    f->at++;
    f->depth++;
    f->brackets++;
    mathml_put_row(f);
    f->brackets--;
    f->depth--;
    if (formula_byte(f, f->at) == ']')
        f->at++;
    return true;
}

static void put_fraction(struct formula *f, bool is_binomial)
{
    if (is_binomial)
        formula_put(f, "<mrow><mo>(</mo>");
    else
        formula_skip_optional(f); /* of \cfrac */
    formula_put(f, is_binomial ? "<mfrac linethickness=\"0\">" : "<mfrac>");
    mathml_put_argument(f);
    mathml_put_argument(f);
    formula_put(f, is_binomial ? "</mfrac><mo>)</mo></mrow>" : "</mfrac>");
    f->after_operand = true;
}

/* \sqrt[3]{x}: the index follows the radicand. */
static void put_root(struct formula *f)
{
    size_t start = f->out->len, radicand;
    bool has_index = put_optional(f);

    radicand = f->out->len;
    mathml_put_argument(f);
    if (has_index)
        formula_exchange(f, start, radicand);
    formula_wrap(f, start, has_index ? "<mroot>" : "<msqrt>", has_index ? "</mroot>" : "</msqrt>");
    f->after_operand = true;
}

static void put_accented(struct formula *f, const struct math_command *command)
{
    bool below = command->kind == MATH_BELOW;

    formula_put(f, below ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">");
    mathml_put_argument(f);
    formula_put_element(
        f, command->kind == MATH_ACCENT ? "<mo stretchy=\"false\">" : "<mo stretchy=\"true\">",
        view_of(command->text), "</mo>");
    formula_put(f, below ? "</munder>" : "</mover>");
    f->after_operand = true;
}

static void put_arrow(struct formula *f, struct view arrow)
{
    size_t start = f->out->len;
    bool has_below;

    formula_put_element(f, "<mo stretchy=\"true\">", arrow, "</mo>");
    has_below = put_optional(f);
    mathml_put_argument(f);
    formula_wrap(f, start, has_below ? "<munderover>" : "<mover>",
                 has_below ? "</munderover>" : "</mover>");
    f->after_operand = false;
}

/* \overset{over}{base}: the base comes first in MathML. */
static void put_stack(struct formula *f, bool below)
{
    size_t start = f->out->len, base;

    mathml_put_argument(f);
    base = f->out->len;
    mathml_put_argument(f);
    formula_exchange(f, start, base);
    formula_wrap(f, start, below ? "<munder>" : "<mover>", below ? "</munder>" : "</mover>");
}

/* ---- Fences ---------------------------------------------------------------- */

/* Takes the fence after \left, \middle, \right or \big; "." is none. */
static struct view take_fence(struct formula *f)
{
    struct view name, sign;
    struct math_command command;
    size_t length;

    formula_skip_spaces(f);
    if (formula_is_at_end(f) && formula_byte(f, f->at) != ']')
        return VIEW("");
    if (formula_byte(f, f->at) == '\\') {
        name = formula_command_name(f, f->at);
        f->at += 1 + name.len;
        return math_find_command(name, &command, &f->scratch) && command.kind <= MATH_FENCE
                   ? view_of(command.text)
                   : VIEW("");
    }
    utf8_decode(formula_rest(f), &length);
    sign = (struct view){ f->in.at + f->at, length };
    f->at += length;
    return view_equal(sign, VIEW("<"))   ? VIEW("⟨")
           : view_equal(sign, VIEW(">")) ? VIEW("⟩")
           : view_equal(sign, VIEW(".")) ? VIEW("")
                                         : sign;
}

static void put_stretched(struct formula *f, const char *open)
{
    struct view fence = take_fence(f);

    if (fence.len > 0)
        formula_put_element(f, open, fence, "</mo>");
}

static void put_left(struct formula *f)
{
    formula_put(f, "<mrow>");
    put_stretched(f, "<mo fence=\"true\" form=\"prefix\">");
    if (f->depth < FORMULA_DEPTH_MAX) {
        f->depth++;
        f->lefts++;
        mathml_put_list(f);
        f->lefts--;
        f->depth--;
        if (formula_take_command(f, "right"))
            put_stretched(f, "<mo fence=\"true\" form=\"postfix\">");
    }
    formula_put(f, "</mrow>");
    f->after_operand = true;
}

/* The same size for all: these fences stand in lines of text. */
static void put_sized(struct formula *f)
{
    put_stretched(f, "<mo stretchy=\"true\" minsize=\"1.2em\" maxsize=\"1.2em\" lspace=\"0\" "
                     "rspace=\"0\">");
    f->after_operand = false;
}

/* ---- Tables ---------------------------------------------------------------- */

/* Appends rows up to the end of the environment or group. */
static void put_rows(struct formula *f)
{
    formula_put(f, "<mtable><mtr><mtd>");
    f->depth++;
    f->tables++;
    for (;;) {
        mathml_put_list(f);
        if (formula_byte(f, f->at) == '&') {
            f->at++;
            formula_put(f, "</mtd><mtd>");
        } else if (formula_take_command(f, "\\") || formula_take_command(f, "cr")) {
            if (formula_byte(f, f->at) == '*')
                f->at++;
            formula_skip_optional(f);
            formula_put(f, "</mtd></mtr><mtr><mtd>");
        } else {
            break;
        }
    }
    f->tables--;
    f->depth--;
    formula_put(f, "</mtd></mtr></mtable>");
}

static void put_math_environment(struct formula *f)
{
    static const struct {
        const char *name, *open, *close;
    } fences[] = { { "pmatrix", "(", ")" }, { "bmatrix", "[", "]" }, { "Bmatrix", "{", "}" },
                   { "vmatrix", "|", "|" }, { "Vmatrix", "‖", "‖" }, { "cases", "{", "" },
                   { "dcases", "{", "" },   { "rcases", "", "}" },   { "drcases", "", "}" } };
    const char *open = "", *close = "";
    size_t start = f->at;
    struct view name = formula_take_raw(f);

    if (f->depth == FORMULA_DEPTH_MAX) {
        formula_put_source(f, formula_since(f, start));
        return;
    }
    if (view_ends_with(name, VIEW("*")))
        name.len--;
    if (view_equal(name, VIEW("array")) || view_starts_with(name, VIEW("alignat"))) {
        formula_skip_optional(f);
        formula_take_raw(f);
    }
    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++) {
        if (view_equal(name, view_of(fences[i].name))) {
            open = fences[i].open;
            close = fences[i].close;
        }
    }
    formula_put(f, "<mrow>");
    if (*open)
        formula_put_element(f, "<mo fence=\"true\" form=\"prefix\">", view_of(open), "</mo>");
    put_rows(f);
    if (*close)
        formula_put_element(f, "<mo fence=\"true\" form=\"postfix\">", view_of(close), "</mo>");
    formula_put(f, "</mrow>");
    if (formula_take_command(f, "end"))
        formula_take_raw(f);
    f->after_operand = true;
}

static void put_substack(struct formula *f)
{
    formula_skip_spaces(f);
    if (formula_byte(f, f->at) != '{' || f->depth == FORMULA_DEPTH_MAX) {
        mathml_put_argument(f);
        return;
    }
    f->at++;
    f->braces++;
    put_rows(f);
    f->braces--;
    if (formula_byte(f, f->at) == '}')
        f->at++;
}

/* ---- All structures -------------------------------------------------------- */

void mathml_put_structure(struct formula *f, const struct math_command *command)
{
    switch (command->kind) {
    case MATH_ACCENT:
    case MATH_WIDE:
    case MATH_BELOW:
        put_accented(f, command);
        break;
    case MATH_ARROW:
        put_arrow(f, view_of(command->text));
        break;
    case MATH_FRACTION:
    case MATH_BINOMIAL:
        put_fraction(f, command->kind == MATH_BINOMIAL);
        break;
    case MATH_STACK:
        put_stack(f, command->text[0] == '_');
        break;
    case MATH_ROOT:
        put_root(f);
        break;
    case MATH_TEXT:
        put_text_argument(f, command->text[0]);
        break;
    case MATH_LEFT:
        put_left(f);
        break;
    case MATH_BEGIN:
        put_math_environment(f);
        break;
    case MATH_SUBSTACK:
        put_substack(f);
        break;
    default: /* \big, or \middle and \right that are out of place */
        put_sized(f);
        break;
    }
}
