/* What must hold for any TeX. tests/check/tex.table says what becomes of each. */
#include "expect.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "tex/tex.h"
#include "tex/tex_unsafe_commands.h"
#include "tex/tex_math_safe.h"
#include "text/utf8.h"

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
    "$\\index\\\\input{x}$",
    "a\\unicode{x2013}b",
    "`one' ``two''",
    "Über ÜBER ế",
    "x\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82y",
    "基于LLM的方法",
    "\xE2\x80\xAE right to left",
    "<b> & \"q\" ~",
    "\\textit{ }y",
    "\x01\x02",
};

static void put_bibtex(struct buffer *out, struct view tex, enum tex_case letter_case, bool ascii)
{
    struct tex_bibtex bibtex = { .ascii = ascii };

    tex_put_bibtex(&bibtex, out, tex, letter_case);
    tex_bibtex_free(&bibtex);
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

static void expect_balance(struct view tex)
{
    struct buffer came = { 0 };

    for (int ascii = 0; ascii < 2; ascii++) {
        for (int letter_case = TEX_CASE_FREE; letter_case <= TEX_CASE_KEPT; letter_case++) {
            came.len = 0;
            put_bibtex(&came, tex, (enum tex_case)letter_case, ascii);
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

/* tex_put_text copies the words before TeX, which tex_put_marked resolves like the rest. */
static void words_before_tex_are_only_copied(void **state)
{
    struct buffer tex = { 0 }, came = { 0 }, marked = { 0 }, wanted = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(pieces) * LENGTH(pieces); i++) {
        tex.len = came.len = marked.len = wanted.len = 0;
        buffer_put(&tex, VIEW("Ice melts "));
        buffer_put(&tex, view_of(pieces[i / LENGTH(pieces)]));
        buffer_put(&tex, view_of(pieces[i % LENGTH(pieces)]));
        tex_put_text(&came, buffer_view(&tex));
        tex_put_marked(&marked, buffer_view(&tex));
        for (size_t at = 0; at < marked.len; at++) {
            if (marked.at[at] != TEX_MATH_START && marked.at[at] != TEX_MATH_END)
                buffer_put_byte(&wanted, marked.at[at]);
        }
        expect_view("after words", buffer_view(&came), buffer_view(&wanted));
    }
    buffer_free(&tex);
    buffer_free(&came);
    buffer_free(&marked);
    buffer_free(&wanted);
}

/* Characters that ASCII has no exact TeX for, and is content with less. */
static bool has_no_way_back(uint32_t c)
{
    static const char *const less = "‘’­‐‑µ⟂ο²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋′″−ﬀﬁﬂ";
    struct buffer character = { 0 };
    bool found;

    buffer_put_code_point(&character, c);
    found = view_find(view_of(less), buffer_view(&character)) < view_of(less).len;
    buffer_free(&character);
    return found || utf8proc_category((utf8proc_int32_t)c) >= UTF8PROC_CATEGORY_ZS; /* spaces */
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
        put_bibtex(&ascii, buffer_view(&character), TEX_CASE_FREE, true);
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

/* As TeX reads it: the longest ligature first, and none over braces. */
static void put_ligatures(struct buffer *out, struct view tex)
{
    static const struct {
        const char *tex, *text;
    } ligatures[] = {
        { "---", "—" }, { "--", "–" }, { "''", "”" }, { "``", "“" }, { "?`", "¿" },
        { "!`", "¡" },  { "'", "’" },  { "`", "‘" },  { "{}", "" },
    };

    while (tex.len > 0) {
        size_t i = 0;

        while (i < LENGTH(ligatures) && !view_take(&tex, view_of(ligatures[i].tex)))
            i++;
        if (i < LENGTH(ligatures)) {
            buffer_put(out, view_of(ligatures[i].text));
        } else {
            buffer_put_byte(out, tex.at[0]);
            tex = view_skip(tex, 1);
        }
    }
}

/* Any three of what makes ligatures, one behind the other. */
static void ascii_makes_no_ligature_of_neighbours(void **state)
{
    static const char *const marks[] = { "’", "”", "‘", "“", "–", "—", "-", "?", "!", "a" };
    enum { MARKS = LENGTH(marks) };
    struct buffer text = { 0 }, ascii = { 0 }, came = { 0 };

    (void)state;
    for (size_t i = 0; i < MARKS * MARKS * MARKS; i++) {
        const char *const three[] = { marks[i / MARKS / MARKS], marks[i / MARKS % MARKS],
                                      marks[i % MARKS] };

        text.len = ascii.len = came.len = 0;
        for (size_t j = 0; j < LENGTH(three); j++)
            buffer_put(&text, view_of(three[j]));
        if (view_find(buffer_view(&text), VIEW("--")) < text.len)
            continue; /* a dash already, and none as it stands */
        put_bibtex(&ascii, buffer_view(&text), TEX_CASE_KEPT, true);
        put_ligatures(&came, buffer_view(&ascii));
        buffer_put_byte(&text, '\0');
        text.len--;
        expect_text(text.at, buffer_view(&came), text.at);
    }
    buffer_free(&text);
    buffer_free(&ascii);
    buffer_free(&came);
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

/* However many have no end before it. */
static void an_environment_that_ends_is_mathematics(void **state)
{
    struct buffer tex = { 0 }, came = { 0 };
    static const char ended[] = "\x01\\begin{cases}a\\end{cases}\x02";

    (void)state;
    for (size_t i = 0; i < 200; i++)
        buffer_put(&tex, VIEW("\\begin{align}x "));
    buffer_put(&tex, VIEW("\\begin{cases}a\\end{cases}"));
    tex_put_marked(&came, buffer_view(&tex));
    expect(view_ends_with(buffer_view(&came), view_of(ended)), "cases end");
    buffer_free(&tex);
    buffer_free(&came);
}

static void formulas_in_text_pair(void **state)
{
    static const struct {
        const char *math;
        bool safe;
    } rows[] = {
        { "$v \\text{if \\(x\\) holds}$", true },
        { "$v \\text{if \\[x\\] holds}$", true },
        { "$v^{a \\(x b}$", false },
        { "$v^{a x\\) b}$", false },
        { "\\[v^{a \\[x b}\\]", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(tex_math_is_safe(view_of(rows[i].math)) == rows[i].safe, rows[i].math);
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

/* A name for each entry of the table. */
static const char *const live_names[] = {
    "ActivateGenericHook AddBabelHook AddToHook AddToHookNext AfterEndEnvironment "
    "AtBeginDocument AtEndDocument BVerbatimInput BeforeBeginEnvironment CatchFileBetweenTags "
    "CatchFileDef CatchFileEdef CheckCommand ClassError ClassInfo ClassNote ClassWarning "
    "ClearHook ClearHookNext ClearHookRule DebugHooksOn DeclareRobustCommand DefineShortVerb "
    "DefineVerbatimEnvironment DeleteFile DisableGenericHook DisableHook DiscardShipoutBox "
    "DocumentMetadata EndIncludeRelease EndModuleRelease EveryShipout ExecuteOptions ExpandArgs "
    "ExplSyntaxOn FancyVerbGetLine GenericError GenericInfo GenericWarning GlobalLetLtxMacro "
    "GraphicsRead IfFileExists IncludeInRelease InputIfFileExists InsertMark LVerbatimInput "
    "LetLtxMacro LoadClass LoadClassWithOptions LoadFontDefinitionFile LogHook "
    "MHInternalSyntaxOn MakeAboxedCommand MakeRobust MintedPygmentize NeedsTeXFormat "
    "NewDocumentCommand OptionNotUsed PackageError PassOptionsToPackage PopDefaultHookLabel "
    "ProcessKeyOptions ProcessKeyvalOptions ProcessOptions ProvideDocumentCommand "
    "PushDefaultHookLabel RawShipout RecustomVerbatimCommand RemoveFromHook "
    "RenewDocumentCommand RequirePackage SaveVerb SaveVerbatim SetCase SetDefaultHookLabel "
    "SetKeys SetMathAlphabet SetString SetStringLoop SetSymbolFont ShellEscape ShowCommand "
    "StartBabelCommands Ucharcat Udelcode Udelcodenum Umathchardef UndeclareTextCommand "
    "UndefineShortVerb UseHook UseLegacyTextSymbols UseName UseOneTimeHook UseRawInputEncoding "
    "UseVerb UseVerbatim Ustartmath Ustopmath VerbatimOut XeTeXpicfile",
    "addcontentsline adddialect addlanguage addtocontents advance afterassignment aftergroup "
    "aftergroupdef aftergroupedef appto apptocmd attributedef babelprovide batchmode "
    "begincsname begingroup bgroup bibcite bibdata bibitem bibliography bibstyle bmdefine bye "
    "catcode catcodetable chardef closein closeout comment copyfont count countdef "
    "counterwithin creationdate csdef csedef csgdef cslet csletcs csname csuse csvautolongtable "
    "csvautotabular csvloop csvreader csxdef currfile deadcycles def definecolor delcode dimdef "
    "dimen dimendef directlua divide docsvlist documentclass dolistloop dospecials dump "
    "dviextension dvifeedback dvivariable eappto edef efcode egroup elapsedtime enddocument "
    "endinput epstopdfcall errhelp errmessage errorstopmode escapechar etoksapp etokspre "
    "everypar expandafter expanded expandonce fi filecontents filedump filemoddate filesize "
    "font fontdimen fontname forcsvlist foreach forlistloop futurelet gappto gdef glet global "
    "globaldefs glossary graphicspath gtoksapp gtokspre gundef halign hjcode hyphenation "
    "hyphenchar ifcase iffalse iftrue ifx immediateassignment import include includegraphics "
    "includepdf index initcatcodetable input inputlineno insert interactionmode iterate jobname "
    "kcatcode kchardef lateluafunction lccode let letcharcode letcs letterspacefont listfiles "
    "listoffigures listoftables loccount loctoks loggingall loggingoutput long loop lowercase "
    "lpcode lrbox",
    "lstinputlisting luafunction makeatletter makeatother makeglossary makeindex mathchardef "
    "mathcode mathversion mdfivesum meaning message minted mintinline multido multiply multiput "
    "multispan muskipdef newcommand newcounter newenvironment newwrite nobibliography nocite "
    "noexpand nofiles nonstopmode numberwithin obeylines odelcode omathchardef omathcode openin "
    "openout outer output outputbox outputmode outputpenalty pagegoal pagenumbering par "
    "partokenname patchcmd patterns pausing pdffilesize pdfobj pgfforeach preto pretocmd "
    "protected providecommand read readline refstepcounter renewcommand repeat resettimer "
    "robustify romannumeral rpcode savebox savecatcodetable saveimageresource savinghyphcodes "
    "sbox scantextokens scantokens scrollmode selectlanguage setattribute setbox setcounter "
    "setfontid setkeys setlanguage setlength setrandomseed setrangecatcode settodepth "
    "settoheight settototalheight settowidth sfcode shellescape shipout showthe skewchar "
    "skipdef special stepcounter stop strcmp string subimport subincludefrom subinputfrom "
    "suppressfloats synctex tableofcontents tagcode the tikzset tokenize toks toksapp toksdef "
    "tokspre tracingall typein typeout uccode undef unexpanded unhbox unhcopy unless unvbox "
    "unvcopy uppercase urldef usebox useboxresource useimageresource usepackage usepgflibrary "
    "usetagform usetikzlibrary valign verbatiminput vsplit whileboolexpr whiledo wlog write "
    "writefile wtype xappto xdef xglobal xpreto xspaceaddexceptions xspaceremoveexception "
    "xtoksapp xtokspre",
};

/* Whether each of the words is a command that acts, or none is. */
static void expect_live(const char *names, bool wanted)
{
    struct view rest = view_of(names);

    while (rest.len > 0) {
        struct view name = { rest.at, view_find_byte(rest, ' ') };

        if (tex_is_unsafe_command(name) != wanted)
            fail_msg("\\%.*s is %s", (int)name.len, name.at, wanted ? "not live" : "live");
        rest = view_skip(rest, name.len + 1);
    }
}

static void commands_that_act_are_live(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(live_names); i++)
        expect_live(live_names[i], true);
}

/* Mathematics, what begins or ends as something that acts, and authors' macros. */
static void other_commands_are_not_live(void **state)
{
    static const char names[] =
        "alpha iff infty in int inf left right le leq lesssim to top text textbf mbox frac dfrac "
        "R eps eqdef defeq pdf newline ne neq emptyset big Box box sup inv ensuremath else nu "
        "deg det ell tag label ref eqref limits nolimits relax mathchoice cr hskip mkern kern "
        "xspace color textcolor operatorname Delta Re Im Pr Set Use encode user set settle E EE "
        "Log log loss cap x Var val Loss verts lset";

    (void)state;
    expect_live(names, false);
}

/* Only what NFC may change is normalised, so every character there is, behind a
 * letter and before one or two accents, must come out as it does of the whole. */
static void every_character_is_normalised(void **state)
{
    static const char *const around[][2] = { { "a", "b" },
                                             { "", "\xCC\x81" },
                                             { "\u304B", "" },
                                             { "e", "\xCC\xA7" },
                                             { "e", "\xCC\xA7\xCC\x81" } };
    struct buffer text = { 0 }, came = { 0 };

    (void)state;
    for (uint32_t c = 0xA1; c <= 0x10FFFF; c++) {
        if ((c >= 0xD800 && c <= 0xDFFF) || (c >= 0x202A && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069))
            continue;
        for (size_t i = 0; i < LENGTH(around); i++) {
            utf8proc_uint8_t *whole;

            text.len = came.len = 0;
            buffer_put(&text, view_of(around[i][0]));
            buffer_put_code_point(&text, c);
            buffer_put(&text, view_of(around[i][1]));
            tex_put_text(&came, buffer_view(&text));
            buffer_put_byte(&text, '\0');
            whole = utf8proc_NFC((const utf8proc_uint8_t *)text.at);
            expect_text(text.at, buffer_view(&came), (const char *)whole);
            free(whole);
        }
    }
    buffer_free(&text);
    buffer_free(&came);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_balances),
        cmocka_unit_test(every_value_balances_wherever_it_is_cut),
        cmocka_unit_test(words_before_tex_are_only_copied),
        cmocka_unit_test(ascii_is_resolved_to_the_character_again),
        cmocka_unit_test(ascii_makes_no_ligature_of_neighbours),
        cmocka_unit_test(marks_stand_around_mathematics_only),
        cmocka_unit_test(an_environment_that_ends_is_mathematics),
        cmocka_unit_test(directions_are_closed),
        cmocka_unit_test(formulas_in_text_pair),
        cmocka_unit_test(commands_that_act_are_live),
        cmocka_unit_test(other_commands_are_not_live),
        cmocka_unit_test(every_character_is_normalised),
    };
    return cmocka_run_group_tests_name("tex", tests, NULL, NULL);
}
