/* What becomes of TeX: as Unicode, and as the value of a BibTeX field that
 * keeps the case of names. SAME: as in the column before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tex.h"

#define SAME NULL
#define NBSP "\xC2\xA0"

static const struct {
    const char *tex, *text, *bibtex;
} rows[] = {
    /* accents, with and without braces */
    { "L\\'evy", "Lévy", SAME },
    { "P\\'{o}lya", "Pólya", SAME },
    { "Fran\\c{c}ois", "François", SAME },
    { "\\c cedilla", "çedilla", SAME },
    { "G\\\"odel", "Gödel", SAME },
    { "na\\\"{\\i}ve", "naïve", SAME },
    { "\\'{\\i}", "í", SAME },
    { "\\u{g}", "ğ", SAME },
    { "\\v{S}koda", "Škoda", SAME },
    { "Erd\\H{o}s", "Erdős", SAME },
    { "\\d{s}", "ṣ", SAME },
    { "\\b{d}", "ḏ", SAME },
    { "\\k{a}", "ą", SAME },
    { "\\r{a}", "å", SAME },
    { "\\t{oo}", "o͡o", SAME },
    { "\\=a", "ā", SAME },
    { "\\.z", "ż", SAME },
    { "\\~n", "ñ", SAME },
    { "\\^{e}", "ê", SAME },
    { "\\`a", "à", SAME },
    { "\\'{\\^e}", "ế", SAME },
    { "\\'{ea}", "éa", SAME },
    { "{\\'e}", "é", SAME },
    /* an accent with nothing to stand on */
    { "\\'", SAME, "$\\backslash$'" },
    { "\\\"", SAME, "$\\backslash$\"" },
    { "\\\"5", SAME, "$\\backslash$\"5" },
    { "\\^{}", "^", "\\^{}" },
    { "\\~{}", "~", "\\~{}" },
    /* letters */
    { "P{\\O}DA", "PØDA", "{PØDA}" },
    { "\\L{}ukasz", "Łukasz", SAME },
    { "\\L ukasz", "Łukasz", SAME },
    { "Gau\\ss", "Gauß", SAME },
    { "\\aa ngstr\\\"om", "ångström", SAME },
    { "\\AE on", "Æon", SAME },
    { "\\oe uvre", "œuvre", SAME },
    { "\\dh \\th \\dj \\ng", "ðþđŋ", SAME },
    /* escaped characters */
    { "5\\% \\& \\_x \\#1 \\$7", "5% & _x #1 $7", "5\\% \\& \\_x \\#1 \\$7" },
    { "\\{a, b\\}", "{a, b}", "\\{a, b\\}" },
    { "a_b x^2 #1 50% A&B", SAME, "a\\_b x\\^{}2 \\#1 50\\% A\\&B" },
    /* dashes and quotes */
    { "1--2", "1–2", SAME },
    { "yes---no", "yes—no", SAME },
    { "``quoted''", "“quoted”", SAME },
    { "don't `tick`", SAME, SAME },
    { "-------", SAME, SAME },
    /* ties, and tildes that are none */
    { "Fig.~1", "Fig." NBSP "1", "Fig.~1" },
    { "by~\\cite{x}", "by" NBSP "\\cite{x}", "by~$\\backslash$cite\\{x\\}" },
    { "~5 ms", SAME, "\\~{}5 ms" },
    { "3~5", SAME, "3\\~{}5" },
    { "/~name", SAME, "/\\~{}name" },
    { "约~5", SAME, "约\\~{}5" },
    /* spaces */
    { "10\\,000", "10 000", SAME },
    { "a\\ b", "a b", SAME },
    { "tasks. \\\\In this", "tasks. In this", SAME },
    /* fonts */
    { "\\emph{both} and \\textbf{\\textit{nested}}", "both and nested", SAME },
    { "{\\em Old} way", "Old way", SAME },
    { "\\textsc{NFS}", "NFS", "{NFS}" },
    { "\\textit{conserv", "conserv", SAME },
    /* links */
    { "\\url{https://example.org/~a_b%20}", "https://example.org/~a_b%20",
      "https://example.org/\\~{}a\\_b\\%20" },
    { "\\href{https://example.org}{the page}", "the page (https://example.org)", SAME },
    { "\\href{https://example.org}{https://example.org}", "https://example.org", SAME },
    { "\\href{https://example.org}{P\\'olya $a_1$ \\emph{here}} end",
      "Pólya $a_1$ here (https://example.org) end", SAME },
    { "\\href{https://example.org}{cut", "cut", SAME },
    /* symbols */
    { "{\\mu}m", "μm", SAME },
    { "360{\\deg}", "360°", SAME },
    { "\\times \\infty \\alpha-stable", "× ∞ α-stable", SAME },
    /* unknown commands stay */
    { "\\ac{EBM} models", SAME, "$\\backslash$ac\\{{EBM}\\} models" },
    { "\\cite{a}{b} {c}", SAME, "$\\backslash$cite\\{a\\}\\{b\\} \\{c\\}" },
    { "\\tool, a system", SAME, "$\\backslash$tool, a system" },
    { "\\textb", SAME, "$\\backslash$textb" },
    /* braces */
    { "{ResNet}s", "ResNets", "{ResNets}" },
    { "{Deep Learning}", "Deep Learning", SAME },
    { "GPT-{n}", SAME, "{GPT}-\\{n\\}" },
    { "{1,2,3}", SAME, "\\{1,2,3\\}" },
    { "{x", SAME, "\\textbraceleft{}x" },
    { "x}", SAME, "x\\textbraceright{}" },
    { "} and {", SAME, "\\textbraceright{} and \\textbraceleft{}" },
    /* mathematics */
    { "$L_2$BN", SAME, "{$L_2$}{BN}" },
    { "$\\textit{X}$", SAME, "{$\\textit{X}$}" },
    { "\\(O(n)\\)", SAME, "{{\\(O(n)\\)}}" },
    { "\\[y = x\\]", SAME, SAME },
    { "$$x^2$$", SAME, SAME },
    { "$50\\%$ and $a % b$", SAME, "$50\\%$ and $a \\% b$" },
    { "$a & b$", SAME, "$a \\& b$" },
    { "$\\begin{matrix}a & b\\end{matrix}$", SAME, SAME },
    { "\\begin{align} a & b \\end{align}", SAME, SAME },
    { "$\\{x\\}$", SAME, SAME },
    { "$\\{x$", SAME, "\\$$\\backslash$\\textbraceleft{}x\\$" },
    { "$\\{\\Omega_{\\theta}}_\\theta$", SAME,
      "\\$$\\backslash$\\{$\\backslash$Omega\\_\\{$\\backslash$theta\\}\\}\\_$\\backslash$"
      "theta\\$" },
    { "$O(\\bet", SAME, "\\$O($\\backslash$bet" },
    { "$", SAME, "\\$" },
    { "$ x $", SAME, SAME },
    { "$\\text{rank $r$}$ and $x$", SAME, SAME },
    { "$x=\\begin{cases}1&\\text{if $a<b$}\\\\0\\end{cases}$", SAME, SAME },
    { "$a{b$ and $c$", SAME, "\\$a\\textbraceleft{}b\\$ and $c$" },
    /* money */
    { "$0.42 each, around $200,000", SAME, "\\$0.42 each, around \\$200,000" },
    { "$5-$10", SAME, "\\$5-\\$10" },
    { "US$100 and A$50", SAME, "{US}\\$100 and A\\$50" },
    { "$3 \\times 4$", SAME, SAME },
    { "$HOME and $PATH are words", SAME, "\\${HOME} and \\${PATH} are words" },
    /* never live */
    { "$\\input{/etc/passwd}$", SAME, "\\$$\\backslash$input\\{/etc/passwd\\}\\$" },
    { "\\input{x}", SAME, "$\\backslash$input\\{x\\}" },
    { "$a^^5cb$", SAME, "\\$a\\^{}\\^{}5cb\\$" },
    { "$\\def\\x{1}$", SAME, "\\$$\\backslash$def$\\backslash$x\\{1\\}\\$" },
    { "\\write18{rm}", SAME, "$\\backslash$write18\\{rm\\}" },
    /* capitals */
    { "DenseNets Reloaded: ViTs", SAME, "{DenseNets} Reloaded: {ViTs}" },
    { "LLMs and LLM's", SAME, "{LLM}s and {LLM}'s" },
    { "GPT-4 on ImageNet-1K", SAME, "{GPT-4} on {ImageNet-1K}" },
    { "Vision-Language X-ray T5", SAME, "Vision-Language {X}-ray {T5}" },
    { "LLM-based 3D", SAME, "{LLM}-based {3D}" },
    { "A Type B Title", SAME, SAME },
    { "基于LLM的方法", SAME, "基于{LLM}的方法" },
    { "Über ÜBER Éa", SAME, "Über {ÜBER} Éa" },
    /* characters of BibTeX and HTML */
    { "C:\\foo", SAME, "C:$\\backslash$foo" },
    { "<b> & \"q\" ~", SAME, "$<$b$>$ \\& \"q\" \\~{}" },
    { "a<b>c", SAME, "a$<$b$>$c" },
    /* environments */
    { "\\begin{filecontents}{x}a\\end{filecontents}", SAME,
      "$\\backslash$begin\\{filecontents\\}\\{x\\}a$\\backslash$end\\{filecontents\\}" },
    { "$\\begin{filecontents}{x}a\\end{filecontents}$", SAME,
      "\\$$\\backslash$begin\\{filecontents\\}\\{x\\}a$\\backslash$end\\{filecontents\\}\\$" },
    { "\\begin{align*} a^2 \\end{align*} done", SAME, SAME },
    { "\\begin{align} never ended", SAME, "$\\backslash$begin\\{align\\} never ended" },
    /* characters by number */
    { "2010$\\unicode{x2013}$2020", "2010–2020", SAME },
    { "a\\unicode{x2013}b", "a–b", SAME },
    { "\\unicode{x2028}", SAME, "$\\backslash$unicode\\{x2028\\}" },
    { "$\\unicode{xD800}$", SAME, "{$\\unicode{xD800}$}" },
    { "$\\unicode{x2013} x$", SAME, SAME },
    /* capitals in formulas */
    { "Sparsity with $L_1$ and $k$-NN", SAME, "Sparsity with {$L_1$} and $k$-{NN}" },
    /* nothing is left */
    { "\\textit{}", "", SAME },
    { "{\\em}", "", SAME },
    /* canonical equivalents */
    { "· Å é", "· Å é", SAME },
};

enum { ROWS = sizeof rows / sizeof *rows };

static size_t differences;

static void expect(struct buffer *came, const char *tex, const char *wanted, const char *as)
{
    if (!view_equal(buffer_view(came), view_of(wanted))) {
        print_error("%s as %s: wanted %s, came %.*s\n", tex, as, wanted, (int)came->len, came->at);
        differences++;
    }
    came->len = 0;
}

static void each_row_becomes_what_it_says(void **state)
{
    struct buffer came = { 0 };

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        const char *text = rows[i].text ? rows[i].text : rows[i].tex;
        const char *bibtex = rows[i].bibtex ? rows[i].bibtex : text;

        tex_put_text(&came, view_of(rows[i].tex));
        expect(&came, rows[i].tex, text, "Unicode");
        tex_put_bibtex(&came, view_of(rows[i].tex), TEX_CASE_KEPT);
        expect(&came, rows[i].tex, bibtex, "BibTeX");
    }
    buffer_free(&came);
    assert_int_equal(differences, 0);
}

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

/* Every row cut at every character, and every two rows one behind the other. */
static void every_value_balances(void **state)
{
    struct buffer tex = { 0 }, came = { 0 };

    (void)state;
    for (size_t i = 0; i < ROWS * ROWS; i++) {
        tex.len = came.len = 0;
        buffer_put(&tex, view_of(rows[i / ROWS].tex));
        buffer_put(&tex, view_of(rows[i % ROWS].tex));
        tex_put_bibtex(&came, buffer_view(&tex), TEX_CASE_KEPT);
        if (!balances(buffer_view(&came)))
            fail_msg("%.*s gives %.*s", (int)tex.len, tex.at, (int)came.len, came.at);
    }
    for (size_t i = 0; i < ROWS; i++) {
        struct view row = view_of(rows[i].tex), cut = { row.at, 0 };
        size_t len;

        for (; cut.len < row.len; cut.len += len) {
            utf8_decode(view_skip(row, cut.len), &len);
            came.len = 0;
            tex_put_bibtex(&came, cut, TEX_CASE_FREE);
            if (!balances(buffer_view(&came)))
                fail_msg("%.*s gives %.*s", (int)cut.len, cut.at, (int)came.len, came.at);
        }
    }
    buffer_free(&tex);
    buffer_free(&came);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_becomes_what_it_says),
        cmocka_unit_test(every_value_balances),
    };

    return cmocka_run_group_tests_name("tex", tests, NULL, NULL);
}
