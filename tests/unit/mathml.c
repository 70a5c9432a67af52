/* Formulas as MathML: what becomes of each, and what holds for any. */
#include "expect.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "tex/mathml.h"

static const struct {
    const char *tex, *mathml; /* within <math> */
} formulas[] = {
    { "$x$", "<mi>x</mi>" },
    { "$3.14$", "<mn>3.14</mn>" },
    { "$a-b$", "<mi>a</mi><mo>−</mo><mi>b</mi>" },
    { "$x_i^2$", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>" },
    { "$x^2_i$", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>" },
    { "$x^10$", "<msup><mi>x</mi><mn>1</mn></msup><mn>0</mn>" },
    { "$f''$", "<msup><mi>f</mi><mo>′′</mo></msup>" },
    { "$f'^2$", "<msup><mi>f</mi><mrow><mo>′</mo><mn>2</mn></mrow></msup>" },
    { "$^{13}C$", "<msup><mrow></mrow><mn>13</mn></msup><mi>C</mi>" },
    { "$x^a^b$", "<msup><mi>x</mi><mi>a</mi></msup><msup><mrow></mrow><mi>b</mi></msup>" },
    { "$\\frac{1}{n}$", "<mfrac><mn>1</mn><mi>n</mi></mfrac>" },
    { "$\\frac12$", "<mfrac><mn>1</mn><mn>2</mn></mfrac>" },
    { "$a \\over b$", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" },
    { "$\\sqrt[3]{x}$", "<mroot><mi>x</mi><mn>3</mn></mroot>" },
    { "$\\sum_{i=1}^n$",
      "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>" },
    { "$\\int_0^1$", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>" },
    { "$n\\log n$", "<mi>n</mi><mrow><mspace width=\"0.1667em\"></mspace><mi>log</mi>"
                    "<mspace width=\"0.1667em\"></mspace></mrow><mi>n</mi>" },
    { "$\\lambda_\\max$", "<msub><mi>λ</mi><mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">max"
                          "</mo></msub>" },
    { "$x^\\log n$", "<msup><mi>x</mi><mi>log</mi></msup><mi>n</mi>" },
    { "$\\operatorname{\\mathbb{E}}$", "<mi>𝔼</mi>" },
    { "$\\not\\exists$", "<mi>∃\xCC\xB8</mi>" },
    { "$a\\kern-.1em b$", "<mi>a</mi><mi>b</mi>" },
    { "$\\color[rgb]{1,0,0}x$", "<mi>x</mi>" },
    { "$\\Omega/2$",
      "<mi mathvariant=\"normal\">Ω</mi><mo lspace=\"0\" rspace=\"0\">/</mo><mn>2</mn>" },
    { "$\\log(n)$",
      "<mi>log</mi><mo stretchy=\"false\">(</mo><mi>n</mi><mo stretchy=\"false\">)</mo>" },
    { "$\\mathcal{O}$", "<mi>𝒪</mi>" },
    { "$\\mathbb R$", "<mi>ℝ</mi>" },
    { "$\\cal L$", "<mi>ℒ</mi>" },
    { "$\\boldsymbol\\beta$", "<mi>𝜷</mi>" },
    { "$\\mathrm{max}$", "<mi>max</mi>" },
    { "${\\rm d}x$", "<mi mathvariant=\"normal\">d</mi><mi>x</mi>" },
    { "$\\cO$", "<mi>𝒪</mi>" },
    { "$\\text{if } x$", "<mtext>if\xC2\xA0</mtext><mi>x</mi>" },
    { "$\\text{rank $r$}$", "<mrow><mtext>rank\xC2\xA0</mtext><mi>r</mi></mrow>" },
    { "$\\textbf{LLM}$", "<mtext>𝐋𝐋𝐌</mtext>" },
    { "$\\hat x$", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">ˆ</mo></mover>" },
    { "$\\left(x\\right)$", "<mrow><mo fence=\"true\" form=\"prefix\">(</mo><mi>x</mi>"
                            "<mo fence=\"true\" form=\"postfix\">)</mo></mrow>" },
    { "$\\left.x\\right|$", "<mrow><mi>x</mi><mo fence=\"true\" form=\"postfix\">|</mo></mrow>" },
    { "$a<b$", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" },
    { "$37.5%$", "<mn>37.5</mn><mi>%</mi>" },
    { "$\\operatorname{rank} A$",
      "<mrow><mi>rank</mi><mspace width=\"0.1667em\"></mspace></mrow><mi>A</mi>" },
    { "$\\not\\in$", "<mo>∈\xCC\xB8</mo>" },
    { "\\begin{cases} a & b \\\\ c \\end{cases}",
      "<mrow><mo fence=\"true\" form=\"prefix\">{</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd>"
      "<mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable></mrow>" },
    { "$中$", "<mtext>中</mtext>" },
    { "$\\XQM_2$", "<msub><mtext><code>\\XQM</code></mtext><mn>2</mn></msub>" },
    { "$\\mathbf{<script>}$", "<mrow><mo>&lt;</mo><mi>𝐬𝐜𝐫𝐢𝐩𝐭</mi><mo>&gt;</mo></mrow>" },
    { "$$$$", "" },
};

static void each_formula_becomes_what_tex_would_show(void **state)
{
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(formulas); i++) {
        struct view tex = view_of(formulas[i].tex), inside;

        out.len = 0;
        expect(tex_put_mathml(&out, tex) == (view_find(tex, VIEW("\\XQM")) == tex.len),
               formulas[i].tex);
        inside = buffer_view(&out);
        expect(view_take(&inside, VIEW("<math>")) ||
                   view_take(&inside, VIEW("<math display=\"block\">")),
               formulas[i].tex);
        expect(view_ends_with(inside, VIEW("</math>")), formulas[i].tex);
        inside.len -= VIEW("</math>").len;
        expect_text(formulas[i].tex, inside, formulas[i].mathml);
    }
    buffer_free(&out);
}

/* Pieces of which one leaves open what another closes. */
static const char *const pieces[] = {
    "{",
    "}",
    "[",
    "]",
    "^",
    "_",
    "'",
    "&",
    "\\\\",
    "\\frac",
    "\\sqrt",
    "\\left(",
    "\\left",
    "\\right",
    "\\right)",
    "\\over",
    "\\choose",
    "\\text",
    "\\text{",
    "$",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin",
    "\\end",
    "\\hat",
    "\\not",
    "\\substack{",
    "\\sum",
    "\\log",
    "\\mathbf",
    "\\rm",
    "\\XQM",
    "x",
    "12.5",
    "<",
    "\"",
    "中",
    "é",
    "\\",
    " ",
    "\\overset",
    "\\xrightarrow",
    "\\char64",
    "\\unicode{x2013}",
    "\\operatorname*",
    "\\limits",
    "\\middle",
    "~",
    "\\sqrt[",
    "\\binom",
    "\\pmod",
    "\\color",
    "\x01",
    "\\textbf{a $b$",
    "\\atop",
    "\\cr",
};

/* True if each element that needs a certain number of children has it. */
static bool has_right_children(const xmlNode *node)
{
    static const struct {
        const char *name;
        unsigned long count;
    } parents[] = { { "msub", 2 },  { "msup", 2 },  { "msubsup", 3 },    { "munder", 2 },
                    { "mover", 2 }, { "mfrac", 2 }, { "munderover", 3 }, { "mroot", 2 } };

    for (; node; node = node->next) {
        for (size_t i = 0; i < LENGTH(parents); i++) {
            if (strcmp((const char *)node->name, parents[i].name) == 0 &&
                xmlChildElementCount((xmlNode *)(uintptr_t)node) != parents[i].count)
                return false;
        }
        if (!has_right_children(node->children))
            return false;
    }
    return true;
}

static bool is_sound(struct view xml)
{
    xmlDocPtr document = xmlReadMemory(xml.at, (int)xml.len, "formula", "UTF-8",
                                       XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
    bool good = document && has_right_children(document->children);

    xmlFreeDoc(document);
    return good;
}

static void whatever_is_open_is_closed(void **state)
{
    enum { FORMULAS = 20000, PIECES = 12 };
    struct buffer tex = { 0 }, out = { 0 };
    uint32_t seed = 1;

    (void)state;
    for (int i = 0; i < FORMULAS; i++) {
        tex.len = out.len = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            seed = seed * 1664525 + 1013904223;
            buffer_put(&tex, view_of(pieces[(seed >> 16) % LENGTH(pieces)]));
        }
        tex_put_mathml(&out, buffer_view(&tex));
        buffer_put_byte(&tex, '\0');
        expect(is_sound(buffer_view(&out)), tex.at);
    }
    buffer_free(&tex);
    buffer_free(&out);
}

/* What is too deep stays TeX, and what moves the text before it does so a limited number of times:
 * the output stays in proportion. */
static void long_and_deep_formulas_are_converted(void **state)
{
    enum { COUNT = 100000, RATIO = 60 };
    static const char *const repeated[] = {
        "{",      "x^",     "^1",      "\\hat",   "a\\over b",      "\\left(",
        "\\frac", "{x}^2_", "\\text{", "\\sqrt[", "\\begin{cases}", "'"
    };
    struct buffer tex = { 0 }, out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(repeated); i++) {
        tex.len = out.len = 0;
        while (tex.len < COUNT)
            buffer_put(&tex, view_of(repeated[i]));
        tex_put_mathml(&out, buffer_view(&tex));
        expect(out.len < RATIO * tex.len, repeated[i]);
        expect(view_ends_with(buffer_view(&out), VIEW("</math>")), repeated[i]);
    }
    buffer_free(&tex);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_formula_becomes_what_tex_would_show),
        cmocka_unit_test(whatever_is_open_is_closed),
        cmocka_unit_test(long_and_deep_formulas_are_converted),
    };

    return cmocka_run_group_tests_name("mathml", tests, NULL, NULL);
}
