/* What must hold for any TeX. tests/tex.table says what becomes of each. */
#include "expect.h"

#include "tex.h"
#include "tex_safe.h"

/* Pieces that leave something open, close it twice or mean two things; alone,
 * cut anywhere, and one behind the other they make up most of what goes wrong. */
static const char *const pieces[] = {
    "L\\'evy",
    "P{\\O}DA",
    "\\'",
    "\\'{\\^e}",
    "\\~{}",
    "\\{a, b\\}",
    "\\{",
    "\\}",
    "{x",
    "x}",
    "} and {",
    "{1,2,3}",
    "{ResNet}s",
    "GPT-{n}",
    "a_b x^2 #1 50% A&B",
    "\\href{https://example.org}{the $a_1$ \\emph{page}}",
    "\\href{https://example.org}{cut",
    "\\url{https://example.org/~a_b%20}",
    "\\cite{a}{b} {c}",
    "\\textit{conserv",
    "$L_2$BN",
    "\\(O(n)\\)",
    "\\(x",
    "$$x^2$$",
    "$$x",
    "$50\\%$ and $a % b$",
    "$\\{x\\}$",
    "$\\{x$",
    "$\\{\\Omega_{\\theta}}_\\theta$",
    "$a{b$ and $c$",
    "$\\text{rank $r$}$",
    "$",
    "\\",
    "US$100 and A$50",
    "$\\input{/etc/passwd}$",
    "$a^^5cb$",
    "$\\def\\x{1}$",
    "\\begin{align} a & b \\end{align}",
    "\\begin{align} never ended",
    "$\\begin{filecontents}{x}a\\end{filecontents}$",
    "a\\unicode{x2013}b",
    "`one' ``two''",
    "Über ÜBER ế",
    "x\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82y",
    "基于LLM的方法",
    "\xE2\x80\xAE right to left",
    "<b> & \"q\" ~",
    "\x01\x02",
};

typedef void putter(struct buffer *, struct view, enum tex_case);
static putter *const putters[] = { tex_put_bibtex, tex_put_bibtex_ascii };

/* As BibTeX counts them: behind a backslash too. */
static bool balances(struct view value)
{
    size_t depth = 0;

    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '{')
            depth++;
        else if (value.at[i] == '}' && depth-- == 0)
            return false;
    }
    return depth == 0;
}

static void expect_balance(struct view tex)
{
    struct buffer came = { 0 };

    for (size_t i = 0; i < LENGTH(putters); i++) {
        for (int letter_case = TEX_CASE_FREE; letter_case <= TEX_CASE_KEPT; letter_case++) {
            came.len = 0;
            putters[i](&came, tex, (enum tex_case)letter_case);
            if (!balances(buffer_view(&came)))
                fail_msg("%.*s gives %.*s", (int)tex.len, tex.at, (int)came.len, came.at);
        }
    }
    buffer_free(&came);
}

static void every_value_balances(void **state)
{
    struct buffer tex = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(pieces) * LENGTH(pieces); i++) {
        tex.len = 0;
        buffer_put(&tex, view_of(pieces[i / LENGTH(pieces)]));
        buffer_put(&tex, view_of(pieces[i % LENGTH(pieces)]));
        expect_balance(buffer_view(&tex));
    }
    buffer_free(&tex);
}

static void every_value_balances_wherever_it_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(pieces); i++) {
        struct view piece = view_of(pieces[i]), cut = { piece.at, 0 };
        size_t len;

        for (; cut.len < piece.len; cut.len += len) {
            utf8_decode(view_skip(piece, cut.len), &len);
            expect_balance(cut);
        }
    }
}

/* Characters that ASCII has no exact TeX for, and is content with less. */
static bool has_no_way_back(uint32_t c)
{
    static const char *const less = "‘’­‐‑µ⟂ο²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉′″−ﬀﬁﬂ";
    struct buffer character = { 0 };
    bool found;

    buffer_put_code_point(&character, c);
    found = view_find(view_of(less), buffer_view(&character)) < view_of(less).len;
    buffer_free(&character);
    return found;
}

/* Without the dollars and braces that only bring a command into mathematics. */
static void put_command(struct buffer *out, struct view tex)
{
    for (size_t i = 0; i < tex.len; i++) {
        if (tex.at[i] != '$')
            buffer_put_byte(out, tex.at[i]);
    }
}

/* Each character of the scripts that TeX knows: what is ASCII comes back. */
static void ascii_is_resolved_to_the_character_again(void **state)
{
    struct buffer character = { 0 }, normal = { 0 }, ascii = { 0 }, command = { 0 };
    size_t count = 0;

    (void)state;
    for (uint32_t c = 0xA1; c < 0x2B00; c++) {
        character.len = normal.len = ascii.len = command.len = 0;
        buffer_put_code_point(&character, c);
        tex_put_text(&normal, buffer_view(&character));
        if (has_no_way_back(c) || !view_equal(buffer_view(&normal), buffer_view(&character)))
            continue; /* less in ASCII, or not NFC */
        tex_put_bibtex_ascii(&ascii, buffer_view(&character), TEX_CASE_FREE);
        put_command(&command, buffer_view(&ascii));
        normal.len = 0;
        tex_put_text(&normal, buffer_view(&command));
        buffer_put_byte(&ascii, '\0');
        expect_view(ascii.at, buffer_view(&normal), buffer_view(&character));
        count += ascii.at[0] == '{' || ascii.at[0] == '$';
    }
    expect(count > 400, "hundreds of characters have a command");
    buffer_free(&character);
    buffer_free(&normal);
    buffer_free(&ascii);
    buffer_free(&command);
}

static void expect_put(const char *tex, const char *wanted)
{
    struct buffer came = { 0 };

    tex_put_marked(&came, view_of(tex));
    expect_text(tex, buffer_view(&came), wanted);
    buffer_free(&came);
}

static void marks_stand_around_mathematics_only(void **state)
{
    (void)state;
    expect_put("a $x$ b", "a \x01$x$\x02 b");
    expect_put("\\(x\\)", "\x01\\(x\\)\x02");
    expect_put("$5 or $6", "$5 or $6");
    expect_put("\x01$x\x02", "$x");
}

/* UAX #9: what is open at the end is closed, in the order of nesting. */
static void directions_are_closed(void **state)
{
    static const struct {
        const char *tex, *text;
    } rows[] = {
        { "\u202Ea", "\u202Ea\u202C" },
        { "\u202Ea\u202C", "\u202Ea\u202C" },
        { "\u2067a\u202Db", "\u2067a\u202Db\u202C\u2069" },
        { "\u2067a\u202Db\u2069", "\u2067a\u202Db\u2069" },
        { "\u202Da\u2067b\u202Cc", "\u202Da\u2067b\u202Cc\u2069\u202C" },
        { "a\u2069b\u202C", "a\u2069b\u202C" },
        { "\u2018a\u2019 \u200Fb", "\u2018a\u2019 \u200Fb" },
    };
    struct buffer came = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        came.len = 0;
        tex_put_text(&came, view_of(rows[i].tex));
        expect_text(rows[i].tex, buffer_view(&came), rows[i].text);
    }
    buffer_free(&came);
}

/* By families: TeX's, its successors', LaTeX's; and what only looks like it. */
static void commands_that_act_are_live(void **state)
{
    static const char *const live[] = {
        "input",
        "include",
        "InputIfFileExists",
        "inputlineno",
        "endinput",
        "openin",
        "openout",
        "closein",
        "closeout",
        "read",
        "readline",
        "write",
        "immediate",
        "special",
        "shipout",
        "def",
        "edef",
        "gdef",
        "xdef",
        "let",
        "futurelet",
        "chardef",
        "mathchardef",
        "countdef",
        "toksdef",
        "csname",
        "expandafter",
        "noexpand",
        "catcode",
        "lccode",
        "uppercase",
        "global",
        "long",
        "outer",
        "loop",
        "repeat",
        "iftrue",
        "ifx",
        "fi",
        "everypar",
        "scantokens",
        "directlua",
        "latelua",
        "luafunction",
        "pdffilesize",
        "pdfobj",
        "filedump",
        "XeTeXpicfile",
        "shellescape",
        "newcommand",
        "renewcommand",
        "newcounter",
        "newenvironment",
        "newwrite",
        "providecommand",
        "DeclareRobustCommand",
        "AtBeginDocument",
        "AtEndDocument",
        "usepackage",
        "RequirePackage",
        "documentclass",
        "enddocument",
        "bye",
        "stop",
        "verbatiminput",
        "lstinputlisting",
        "includegraphics",
        "includepdf",
        "setcounter",
        "addtocounter",
        "addtolength",
        "typeout",
        "showthe",
        "makeatletter",
        "ExplSyntaxOn",
        "batchmode",
        "tracingall",
        "jobname",
    };
    static const char *const harmless[] = {
        "alpha", "iff",      "infty", "in",  "int", "left",       "le",    "leq", "lesssim", "to",
        "top",   "text",     "frac",  "R",   "eps", "eqdef",      "defeq", "pdf", "newline", "ne",
        "neq",   "emptyset", "big",   "sup", "inv", "ensuremath", "else",  "nu",  "deg",     "det",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(live); i++)
        expect(tex_is_live(view_of(live[i])), live[i]);
    for (size_t i = 0; i < LENGTH(harmless); i++)
        expect(!tex_is_live(view_of(harmless[i])), harmless[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_balances),
        cmocka_unit_test(every_value_balances_wherever_it_is_cut),
        cmocka_unit_test(ascii_is_resolved_to_the_character_again),
        cmocka_unit_test(marks_stand_around_mathematics_only),
        cmocka_unit_test(directions_are_closed),
        cmocka_unit_test(commands_that_act_are_live),
    };
    return cmocka_run_group_tests_name("tex", tests, NULL, NULL);
}
