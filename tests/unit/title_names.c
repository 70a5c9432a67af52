#include "expect.h"

#include <strings.h>

#include "tex/tex.h"

/* ---- The list of words --------------------------------------------------- */

static const char *const words[] = {
#include "tex/title_words.def"
};

static bool is_name_before(const char *rest, const char *word, const char *plural, const char *text)
{
    struct buffer title = { 0 }, abstract = { 0 };
    struct title_names names;
    size_t length = strlen(word) + strlen(plural);
    bool is;

    buffer_print(&title, "%s%s%s", word, plural, rest);
    title.at[0] = (char)(title.at[0] & ~0x20);
    buffer_print(&abstract, text, (int)length, title.at);
    title_names_begin(&names, buffer_view(&title), buffer_view(&abstract));
    is = title_names_has(&names, (struct view){ title.at, length });
    buffer_free(&title);
    buffer_free(&abstract);
    return is;
}

static bool is_name(const char *word, const char *plural, const char *text)
{
    return is_name_before("", word, plural, text);
}

/* Each is found where the list has it, at the end of a title and before others, and an abstract
 * changes nothing. */
static void words_are_found(void **state)
{
    const char *text = "We use %.*s here.";

    (void)state;
    for (size_t i = 0; i < LENGTH(words); i++) {
        bool name = ascii_is_upper(words[i][0]);

        expect(strlen(words[i]) < 16, words[i]);
        expect(i == 0 || strcasecmp(words[i - 1], words[i]) < 0, words[i]);
        expect(is_name(words[i], "", text) == name, words[i]);
        expect(is_name_before(": a long title", words[i], "", text) == name, words[i]);
    }
    expect(!is_name("model", "s", text), "a plural with another word before it");
    expect(is_name("gauss", "ian", text) && is_name("gaussian", "s", text), "a plural of a name");
    expect(is_name("zorb", "", text) && is_name("zorb", "s", text), "a word that the list lacks");
}

/* ---- Titles -------------------------------------------------------------- */

/* Titles, what the abstract has, and what BibTeX has. */
static const struct {
    const char *title, *abstract, *expected;
} cases[] = {
    /* From the list, whatever its place, by parts. */
    { "Bayesian Learning", "", "{Bayesian} Learning" },
    { "The Kullback-Leibler Divergence", "", "The {Kullback-Leibler} Divergence" },
    { "A Lipschitz-Continuous Map", "", "A {Lipschitz}-Continuous Map" },
    { "Non-Gaussian Noise: Hessians", "", "Non-{Gaussian} Noise: {Hessians}" },
    { "Rabin's Test", "gaussian and rabin", "{Rabin}'s Test" },
    { "On Matérn, Naïve and Čech Kernels", "", "On {Matérn}, Naïve and {Čech} Kernels" },
    /* From the abstract: inside a sentence, and never in lower case. */
    { "Routing with Zorbs", "We use Zorb.", "Routing with {Zorbs}" },
    { "Zorb Routing", "We use the Zorb-like way.", "{Zorb} Routing" },
    { "Routing with Zorbs", "We use Zorb, as a zorb is fast.", "Routing with Zorbs" },
    { "Routing with Zorbs", "Zorbs route. Zorbs do.", "Routing with Zorbs" },
    { "Routing with Zorbs", "We: Zorbs route.", "Routing with Zorbs" },
    { "Zorbs: Zorbs for All", "Zorbs route.", "{Zorbs}: Zorbs for All" },
    /* Not from what is abbreviated, or a phrase that is capitalised for emphasis. */
    { "Zorb Fruns", "We use Zorb Frun (ZF).", "Zorb Fruns" },
    { "Zorb of Fruns", "We use Zorb of Frun (ZF).", "Zorb of Fruns" },
    { "Zorb Fruns", "We use Zorb Frun data.", "{Zorb} {Fruns}" },
    { "Zorb Fruns", "We use Large Zorb Frun data.", "Zorb Fruns" },
    { "Efficient Transformers", "We use Transformers, as Efficient ones do.",
      "Efficient Transformers" },
    /* Compounds with a part that is cased. */
    { "OAG-Bench: A Test", "We present OAG-Bench here.", "{OAG-Bench}: A Test" },
    { "OAG-Bench: A Test", "We present OAG-Benches.", "{OAG}-Bench: A Test" },
    { "LLM-Based Agents", "We use LLM-based agents.", "{LLM}-Based Agents" },
    /* From the case of the title. */
    { "Quiet spectra in the Zorb limit", "", "Quiet spectra in the {Zorb} limit" },
    { "Quiet spectra in the Zorb limit", "the zorb limit", "Quiet spectra in the Zorb limit" },
    { "Quiet spectra: Zorbs of quiet matter", "", "Quiet spectra: Zorbs of quiet matter" },
    { "Quiet Spectra in the Zorb limit", "", "Quiet Spectra in the Zorb limit" },
    { "Quiet spectra with Learning models", "", "Quiet spectra with Learning models" },
    /* Symbols, alone and in one piece with formulas and signs. */
    { "A Plan B, and I", "", "A Plan {B}, and {I}" },
    { "C++ and C# for F_1 in R^3", "", "{C++} and {C\\#} for {F\\_1} in {R\\^{}3}" },
    { "H$_2$O, F$_1$ and Gd$_2$O$_3$", "", "{H$_2$O}, {F$_1$} and {Gd$_2$O$_3$}" },
    { "The $k$NN and $\\ell_1$-Norm", "", "The {$k$NN} and $\\ell_1$-Norm" },
    { "Learning$^2$ in $L^2$ and \\(H\\)", "", "Learning$^2$ in {$L^2$} and {{\\(H\\)}}" },
};

static void names_are_in_braces(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct tex_bibtex bibtex = { .abstract = view_of(cases[i].abstract) };
        struct buffer value = { 0 };

        tex_put_bibtex(&bibtex, &value, view_of(cases[i].title), TEX_CASE_KEPT);
        expect_text(cases[i].title, buffer_view(&value), cases[i].expected);
        buffer_free(&value);
        tex_bibtex_free(&bibtex);
    }
}

/* So that the time is linear in both, only 64 words of a title are looked for in the abstract. */
static void searches_are_limited(void **state)
{
    struct buffer title = { 0 }, value = { 0 };
    struct tex_bibtex bibtex = { .abstract = VIEW("We use Zorb, and the OAG-Bench.") };

    (void)state;
    for (int i = 0; i < 100; i++)
        buffer_put(&title, i < 50 ? VIEW("Frun ") : VIEW("OAG-Bench "));
    buffer_put(&title, VIEW("Zorb"));
    tex_put_bibtex(&bibtex, &value, buffer_view(&title), TEX_CASE_KEPT);
    expect(view_find(buffer_view(&value), VIEW("{OAG-Bench}")) < value.len, "the first");
    expect(view_ends_with(buffer_view(&value), VIEW(" {OAG}-Bench Zorb")), "the last");
    buffer_free(&title);
    buffer_free(&value);
    tex_bibtex_free(&bibtex);
}

static void other_cases_have_no_names(void **state)
{
    static const struct {
        enum tex_case letter_case;
        const char *expected;
    } kinds[] = {
        { TEX_CASE_FREE, "GPT-4 of Bayes in H$_2$O and $L^2$" },
        { TEX_CASE_FORMULAS, "GPT-4 of Bayes in H$_2$O and {$L^2$}" },
        { TEX_CASE_KEPT, "{GPT-4} of {Bayes} in {H$_2$O} and {$L^2$}" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        struct tex_bibtex bibtex = { 0 };
        struct buffer value = { 0 };

        tex_put_bibtex(&bibtex, &value, VIEW("GPT-4 of Bayes in H$_2$O and $L^2$"),
                       kinds[i].letter_case);
        expect_text(kinds[i].expected, buffer_view(&value), kinds[i].expected);
        buffer_free(&value);
        tex_bibtex_free(&bibtex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(names_are_in_braces),
        cmocka_unit_test(searches_are_limited),
        cmocka_unit_test(other_cases_have_no_names),
    };

    return cmocka_run_group_tests_name("title_names", tests, NULL, NULL);
}
