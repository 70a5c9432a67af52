#include "tex/mathml_formula.h"

#include <utf8proc.h>

#include "tex/mathml_commands.h"
#include "text/clean.h"
#include "text/markup.h"
#include "text/utf8.h"

/* ---- Source ---------------------------------------------------------------- */

struct view formula_without_delimiters(struct view formula)
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

struct view formula_command_name(const struct formula *f, size_t at)
{
    struct view name = view_skip(f->in, at + 1);
    size_t letters = 0;

    while (letters < name.len && ascii_is_alpha(name.at[letters]))
        letters++;
    if (letters == 0 && name.len > 0)
        utf8_decode(name, &letters);
    name.len = letters;
    return name;
}

bool formula_take_command(struct formula *f, const char *name)
{
    struct view command;

    if (formula_byte(f, f->at) != '\\')
        return false;
    command = formula_command_name(f, f->at);
    if (!view_equal(command, view_of(name)))
        return false;
    f->at += 1 + command.len;
    return true;
}

bool formula_is_at_end(const struct formula *f)
{
    struct view name;

    switch (formula_byte(f, f->at)) {
    case '\0':
        return f->at >= f->in.len;
    case '}':
        return f->braces > 0;
    case ']':
        return f->brackets > 0;
    case '&':
        return f->tables > 0;
    case '\\':
        name = formula_command_name(f, f->at);
        return (f->lefts > 0 && view_equal(name, VIEW("right"))) ||
               (f->tables > 0 && (view_equal(name, VIEW("\\")) || view_equal(name, VIEW("end")) ||
                                  view_equal(name, VIEW("cr"))));
    default:
        return false;
    }
}

struct view formula_take_raw(struct formula *f)
{
    struct view rest, raw;
    size_t depth = 0, length = 0;

    formula_skip_spaces(f);
    rest = formula_rest(f);
    if (formula_byte(f, f->at) != '{') {
        if (rest.len > 0)
            utf8_decode(rest, &length);
        f->at += length;
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
    f->at += length;
    raw = (struct view){ rest.at + 1, length - 1 - (depth == 0) };
    return raw;
}

void formula_skip_optional(struct formula *f)
{
    struct view rest = formula_rest(f);

    if (formula_byte(f, f->at) == '[')
        f->at += view_find_byte(rest, ']') + (view_has_byte(rest, ']') ? 1 : 0);
}

/* ---- Elements -------------------------------------------------------------- */

void formula_insert(struct formula *f, size_t at, const char *markup)
{
    size_t length = strlen(markup), tail = f->out->len - at;

    buffer_reserve(f->out, length);
    memmove(f->out->at + at + length, f->out->at + at, tail);
    memcpy(f->out->at + at, markup, length);
    f->out->len += length;
}

void formula_wrap(struct formula *f, size_t start, const char *open, const char *close)
{
    formula_insert(f, start, open);
    formula_put(f, close);
}

void formula_exchange(struct formula *f, size_t first, size_t second)
{
    struct view part = { f->out->at + first, second - first };
    size_t tail = f->out->len - second;

    f->scratch.len = 0;
    buffer_put(&f->scratch, part);
    memmove(f->out->at + first, f->out->at + second, tail);
    memcpy(f->out->at + first + tail, f->scratch.at, f->scratch.len);
}

void formula_put_element(struct formula *f, const char *open, struct view text, const char *close)
{
    formula_put(f, open);
    markup_put(f->out, text, MARKUP_PAGE);
    formula_put(f, close);
}

void formula_put_operator(struct formula *f, struct view text)
{
    formula_put_element(f, "<mo>", text, "</mo>");
    f->after_operand = false;
}

void formula_put_fence(struct formula *f, struct view text, bool closes)
{
    bool is_bar = view_equal(text, VIEW("|")) ||
                  view_equal(text, VIEW("‖")); /* an operator to MathML */

    formula_put_element(
        f, is_bar ? "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">" : "<mo stretchy=\"false\">",
        text, "</mo>");
    f->after_operand = closes;
}

void formula_put_identifier(struct formula *f, struct view text)
{
    size_t length;
    uint32_t first = utf8_decode(text, &length);
    bool is_upright = first >= 0x391 && first <= 0x3A9 &&
                      length == text.len; /* as TeX has Γ to Ω */

    formula_put_element(f, is_upright ? "<mi mathvariant=\"normal\">" : "<mi>", text, "</mi>");
    f->after_operand = true;
}

void formula_put_source(struct formula *f, struct view tex)
{
    formula_put_element(f, "<mtext><code>", tex, "</code></mtext>");
    f->after_operand = true;
    f->all_known = false;
}

void formula_put_gap(struct formula *f, struct view width)
{
    formula_put_element(f, "<mspace width=\"", width, "\"></mspace>");
}

/* ---- Letters, numbers and signs -------------------------------------------- */

/* Puts a run of letters or digits in an alphabet as one identifier or number. */
static void put_in_alphabet(struct formula *f, bool alone)
{
    bool is_number = ascii_is_digit(formula_byte(f, f->at));
    size_t count = 0;

    f->scratch.len = 0;
    do {
        char letter = formula_byte(f, f->at + count);

        buffer_put_code_point(&f->scratch, math_letter((unsigned char)letter, f->alphabet));
        count++;
    } while (!alone && (is_number ? ascii_is_digit(formula_byte(f, f->at + count))
                                  : ascii_is_alpha(formula_byte(f, f->at + count))));
    formula_put(f, is_number                          ? "<mn>"
                   : count == 1 && f->alphabet == 'r' ? "<mi mathvariant=\"normal\">"
                                                      : "<mi>");
    buffer_put(f->out, buffer_view(&f->scratch));
    formula_put(f, is_number ? "</mn>" : "</mi>");
    f->at += count;
    f->after_operand = true;
}

/* Puts digits with the marks between them: 1.5 and 10,000. */
static void put_math_number(struct formula *f, bool alone)
{
    size_t start = f->at++;

    while (!alone && (ascii_is_digit(formula_byte(f, f->at)) ||
                      (view_has_byte(VIEW(".,"), formula_byte(f, f->at)) &&
                       ascii_is_digit(formula_byte(f, f->at + 1)))))
        f->at++;
    formula_put_element(f, "<mn>", formula_since(f, start), "</mn>");
    f->after_operand = true;
}

/* Puts a character that is not ASCII by what it is. */
static void put_character(struct formula *f)
{
    size_t length;
    uint32_t character = utf8_decode(formula_rest(f), &length);
    struct view text = { f->in.at + f->at, length };
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);

    f->at += length;
    if (text_has_cjk(text))
        formula_put_element(f, "<mtext>", text, "</mtext>");
    else if (category <= UTF8PROC_CATEGORY_ME)
        formula_put_identifier(f, text);
    else if (category <= UTF8PROC_CATEGORY_NO)
        formula_put_element(f, "<mn>", text, "</mn>");
    else
        formula_put_operator(f, text);
}

static void put_sign(struct formula *f)
{
    char sign = f->in.at[f->at++];
    struct view text = { f->in.at + f->at - 1, 1 };

    if (view_has_byte(VIEW("([{|)]}"), sign))
        formula_put_fence(f, text, view_has_byte(VIEW(")]}"), sign));
    else if (sign == '/')
        formula_put_element(f, "<mo lspace=\"0\" rspace=\"0\">", text, "</mo>");
    else if (view_has_byte(VIEW("%#$?!\""), sign))
        formula_put_identifier(f, text);
    else
        formula_put_operator(f, sign == '-' ? VIEW("−") : sign == '*' ? VIEW("∗") : text);
}

void formula_put_symbol(struct formula *f, bool alone)
{
    char byte = formula_byte(f, f->at);

    if ((ascii_is_alpha(byte) || ascii_is_digit(byte)) && f->alphabet && f->alphabet != 'i')
        put_in_alphabet(f, alone);
    else if (ascii_is_digit(byte))
        put_math_number(f, alone);
    else if (ascii_is_alpha(byte))
        formula_put_identifier(f, (struct view){ f->in.at + f->at++, 1 });
    else if ((unsigned char)byte >= 0x80)
        put_character(f);
    else
        put_sign(f);
}
