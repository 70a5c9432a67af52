#include "collection/expression.h"

#include <errno.h>
#include <locale.h>
#include <regex.h>
#include <stdlib.h>

#include "text/utf8.h"

/* With glibc 2.36, compiling takes time and memory that grow with the square of the size of an
 * expression with its repetitions written out, and a compiled expression may grow by some KB for
 * each byte that it searches. */
enum { EXPANSION_MAX = 250, SEARCHED_TEXT_MAX = 16 * 1024, SEARCHED_MAX = 128 * 1024 };

struct expression {
    struct buffer source; /* to be compiled again, or empty */
    regex_t compiled;
    bool is_compiled;
    size_t searched; /* bytes since it was compiled */
    locale_t utf8;
    struct buffer text;
};

/* ---- Bounding the cost ------------------------------------------------- */

/* Skips the rest of a bracket expression after its opening bracket. */
static void pass_bracket(struct view *rest)
{
    view_take(rest, VIEW("^"));
    view_take(rest, VIEW("]")); /* if first, it is a member */
    while (rest->len > 0 && !view_take(rest, VIEW("]"))) {
        bool is_class = rest->len > 1 && rest->at[0] == '[' &&
                        view_has_byte(VIEW(":.="), rest->at[1]);

        if (is_class) {
            char end[] = { rest->at[1], ']' };
            *rest = view_skip(*rest, 2);
            *rest = view_skip(*rest, view_find(*rest, (struct view){ end, sizeof end }) + 1);
        }
        *rest = view_skip(*rest, 1);
    }
}

/* Properties of an expression. */
struct traits {
    bool refers_back, is_endless; /* has a back-reference; has a repetition without limit */
};

/* Takes a repetition after its first byte, and returns how many copies of an atom it makes. */
static size_t take_copies(struct view *rest, char first, struct traits *traits)
{
    uint32_t least = 0, most = 0;

    traits->is_endless = traits->is_endless || first == '*' || first == '+';
    if (first != '{')
        return first == '+' ? 2 : 1; /* a+ is aa* */
    view_take_number(rest, EXPANSION_MAX, &least);
    if (view_take(rest, VIEW(",")) && !view_take_number(rest, EXPANSION_MAX, &most)) {
        most = least + 1;
        traits->is_endless = true;
    }
    if (rest->len > 0 && ascii_is_digit(rest->at[0])) /* the number is above that */
        return EXPANSION_MAX + 1;
    view_take(rest, VIEW("}"));
    most = most > least ? most : least;
    return most > 0 ? most : 1;
}

static size_t at_most_too_large(size_t size)
{
    return size < EXPANSION_MAX + 1 ? size : EXPANSION_MAX + 1;
}

/* The size of an atom other than a group, whose first byte was taken. */
static size_t take_atom(struct view *rest, char first, struct traits *traits)
{
    if (first == '[') {
        pass_bracket(rest);
    } else if (first == '\\' && rest->len > 0) {
        traits->refers_back = traits->refers_back ||
                              (ascii_is_digit(rest->at[0]) && rest->at[0] != '0');
        *rest = view_skip(*rest, 1);
    }
    return 1;
}

/* Returns the size of the expression, which has at most EXPANSION_MAX bytes, with its
 * repetitions written out, but no more than EXPANSION_MAX + 1. Leaves in `rest` what follows a
 * ) without its (. */
static size_t measure(struct view *rest, struct traits *traits)
{
    size_t sizes[EXPANSION_MAX + 1] = { 0 }; /* of the open groups, the innermost last */
    size_t depth = 0, atom = 0;

    while (rest->len > 0 && (rest->at[0] != ')' || depth > 0)) {
        char byte = rest->at[0];

        *rest = view_skip(*rest, 1);
        if (byte == '(') {
            sizes[++depth] = atom = 0;
            continue;
        }
        if (view_has_byte(VIEW("*+?{"), byte)) {
            size_t copies = take_copies(rest, byte, traits);
            sizes[depth] += atom * (copies - 1);
            atom *= copies;
        } else {
            atom = byte == ')' ? 1 + sizes[depth--] : take_atom(rest, byte, traits);
            sizes[depth] += atom;
        }
        sizes[depth] = at_most_too_large(sizes[depth]);
        atom = at_most_too_large(atom);
    }
    for (; depth > 0; depth--) /* open groups: regcomp works on them too before it reports them */
        sizes[depth - 1] = at_most_too_large(sizes[depth - 1] + 1 + sizes[depth]);
    return sizes[0];
}

/* Sets the traits of the expression, and puts why it is refused, if it is. */
static void check(struct view source, struct traits *traits, struct buffer *why)
{
    struct view rest = source;

    if (source.len > EXPANSION_MAX || measure(&rest, traits) > EXPANSION_MAX)
        buffer_print(why,
                     "is too large: with its repetitions written out, (ab){3} as ababab, it may "
                     "have at most %d bytes; lower the numbers in braces, or shorten it",
                     EXPANSION_MAX);
    else if (traits->refers_back)
        buffer_print(why, "has a back-reference, which may make a search endless; leave it out");
    else if (rest.len > 0) /* glibc matches it as a character, but measure ends a group at it */
        buffer_print(why, "has a ) without a (; write \\) for the character");
}

/* ---- Compiling and searching -------------------------------------------- */

/* Returns the result of regcomp. */
static int compile(struct expression *expression, const char *source)
{
    locale_t before = expression->utf8 ? uselocale(expression->utf8) : (locale_t)0;
    int result = regcomp(&expression->compiled, source, REG_EXTENDED | REG_ICASE | REG_NOSUB);

    if (before)
        uselocale(before);
    if (result == REG_ESPACE)
        memory_end();
    return result;
}

/* Compiles the expression, and puts the fault that regcomp finds. Searching for an endless
 * repetition from each byte of a text takes quadratic time, so such an expression is compiled again
 * with a prefix that matches any text: a search then passes over the text once. */
static void compile_first(struct expression *expression, const char *source, bool is_endless,
                          struct buffer *why)
{
    int fault = compile(expression, source);
    char reason[200];

    if (fault == 0 && is_endless) {
        regfree(&expression->compiled);
        buffer_print(&expression->source, "^.*(%s)", source);
        fault = compile(expression, expression->source.at);
    }
    if (fault != 0) {
        regerror(fault, &expression->compiled, reason, sizeof reason);
        buffer_print(why, "is not a POSIX extended regular expression: %s", reason);
    }
    expression->is_compiled = fault == 0;
}

struct expression *expression_create(const char *source, struct buffer *why)
{
    struct expression *expression = memory_take(sizeof *expression);
    struct traits traits = { false, false };

    *expression = (struct expression){ .utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0) };
    if (!expression->utf8 && errno == ENOMEM)
        memory_end();
    check(view_of(source), &traits, why);
    if (why->len == 0)
        compile_first(expression, source, traits.is_endless, why);
    if (expression->is_compiled)
        return expression;
    expression_free(expression);
    return NULL;
}

void expression_free(struct expression *expression)
{
    if (!expression)
        return;
    if (expression->is_compiled)
        regfree(&expression->compiled);
    if (expression->utf8)
        freelocale(expression->utf8);
    buffer_free(&expression->source);
    buffer_free(&expression->text);
    free(expression);
}

/* Searches expression->text, which ends with a NUL, and returns the result of regexec. */
static int search(struct expression *expression)
{
    locale_t before = expression->utf8 ? uselocale(expression->utf8) : (locale_t)0;
    int result = regexec(&expression->compiled, expression->text.at, 0, NULL, 0);

    if (before)
        uselocale(before);
    if (result == REG_ESPACE)
        memory_end();
    return result;
}

bool expression_matches(struct expression *expression, struct view text)
{
    struct buffer *searched = &expression->text;

    text.len = text.len < SEARCHED_TEXT_MAX ? text.len : utf8_start(text, SEARCHED_TEXT_MAX);
    searched->len = 0;
    buffer_put(searched, text);
    buffer_put_byte(searched, '\0');
    expression->searched += text.len;
    if (expression->source.len > 0 && expression->searched > SEARCHED_MAX) {
        regfree(&expression->compiled);
        compile(expression, expression->source.at);
        expression->searched = text.len;
    }
    return search(expression) == 0;
}
