#include "expect.h"

#include "input/inline/inline_text.h"

/* A source, and what it is: the text, then each link as <text|address>, with |label or !alt if it
 * has one and = if it is bare, then each span with a letter for its style, as B(text). */
struct example {
    const char *source, *wanted;
};

static void put_link(struct buffer *out, const struct inline_text *text,
                     const struct inline_link *link)
{
    buffer_put(out, VIEW(" <"));
    buffer_put(out, link->is_bare ? VIEW("=") : inline_text_part(text, link->start, link->end));
    buffer_put(out, VIEW("|"));
    buffer_put(out, link->address);
    if (link->label.len > 0) {
        buffer_put(out, VIEW("|"));
        buffer_put(out, link->label);
    }
    if (link->alt.len > 0) {
        buffer_put(out, VIEW("!"));
        buffer_put(out, link->alt);
    }
    buffer_put(out, VIEW(">"));
}

static void describe(struct buffer *out, const struct inline_text *text)
{
    static const char letters[] = {
        [INLINE_STRONG] = 'B', [INLINE_EMPHASIS] = 'I', [INLINE_CODE] = 'C', [INLINE_SUMMARY] = 'S'
    };

    buffer_put(out, buffer_view(&text->text));
    for (size_t i = 0; i < text->link_count; i++)
        put_link(out, text, &text->links[i]);
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        buffer_put_byte(out, ' ');
        buffer_put_byte(out, letters[span->style]);
        buffer_put_byte(out, '(');
        buffer_put(out, inline_text_part(text, span->start, span->end));
        buffer_put_byte(out, ')');
    }
}

static void expect_examples(const struct example *examples, size_t count)
{
    struct inline_text text = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct buffer out = { 0 };

        inline_text_read(&text, view_of(examples[i].source));
        describe(&out, &text);
        expect_text(examples[i].source, buffer_view(&out), examples[i].wanted);
        buffer_free(&out);
    }
    inline_text_free(&text);
}

#define EXPECT_EXAMPLES(examples) expect_examples(examples, LENGTH(examples))

static void plain_text_is_copied(void **state)
{
    static const struct example examples[] = {
        { "", "" },
        { "Attention, as it stands (2017)!", "Attention, as it stands (2017)!" },
        { "  two  blanks  ", "  two  blanks  " },
        { "论文：注意力", "论文：注意力" },
        { "a: b ~ c_d e * f # g", "a: b ~ c_d e * f # g" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void emphasis_is_paired(void **state)
{
    static const struct example examples[] = {
        { "**2026-05-13**", "2026-05-13 B(2026-05-13)" },
        { "*a* _b_ __c__", "a b c I(a) I(b) B(c)" },
        { "***a***", "a B(a) I(a)" },
        { "**a *b* c**", "a b c B(a b c) I(b)" },
        { "*a **b** c*", "a b c I(a b c) B(b)" },
        { "**a*b**", "a*b B(a*b)" },
        { "~~old~~ new", "old new" },
        { "~a~ ~~~b~~~", "~a~ ~~~b~~~" },
        { "snake_case_name", "snake_case_name" },
        { "k*n*m", "k*n*m" },
        { "A*-search and B*-trees", "A*-search and B*-trees" },
        { "* a * b", "* a * b" },
        { "*a **b", "*a **b" },
        { "a **b _c** d_", "a b _c d_ B(b _c)" },
        { "**标题：**内容", "标题：内容 B(标题：)" },
        { "中文**“引用”**中文", "中文“引用”中文 B(“引用”)" },
        { "**Authors:**Ada", "Authors:Ada B(Authors:)" },
        { "*********", "*********" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void bold_around_the_whole_may_have_blanks(void **state)
{
    static const struct example examples[] = {
        { "** Title **", " Title  B( Title )" },
        { " **Title ** ", " Title   B(Title )" },
        { "a ** b ** c", "a ** b ** c" },
        { "**Title", "Title" },
        { "Title**", "Title" },
        { "a **b c", "a **b c" },
        { "**", "" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void backslashes_escape_punctuation(void **state)
{
    static const struct example examples[] = {
        { "\\*a\\* \\_b\\_ \\[c\\](d)", "*a* _b_ [c](d)" },
        { "\\\\ \\! \\a \\", "\\ ! \\a \\" },
        { "\\mbox{a_b} 5\\%", "\\mbox{a_b} 5%" },
        { "\\$5 or \\$6", "\\$5 or \\$6" },
        { "Schr\\\"odinger, H\\\"{o}lder, Wi\\'sniewski, vis-\\`a-vis",
          "Schr\\\"odinger, H\\\"{o}lder, Wi\\'sniewski, vis-\\`a-vis" },
        { "\\\"quoted\\\", it\\'s, don\\'t", "\"quoted\", it's, don't" },
        { "a\\\nb", "a\nb" },
        { "\\![a](b)", "!a <a|b>" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void mathematics_stays(void **state)
{
    static const struct example examples[] = {
        { "$a_1 * b_2 * c$ *d*", "$a_1 * b_2 * c$ d I(d)" },
        { "$$\\{_x_\\}$$ $<b>$", "$$\\{_x_\\}$$ $<b>$" },
        { "\\(_a_ [b](c)\\)", "\\(_a_ [b](c)\\)" },
        { "$5 for *a* and $6", "$5 for a and $6 I(a)" },
        { "from $3 *to* x", "from $3 to x I(to)" },
        { "*x$", "*x$" },
        { "[Why $?](http://a) [Why $](v)", "Why $? Why $ <Why $?|http://a> <Why $|v>" },
        { "[$[0,1]$ \\& b](u)", "$[0,1]$ & b <$[0,1]$ & b|u>" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void code_is_verbatim(void **state)
{
    static const struct example examples[] = {
        { "`arXiv:2401.00001`", "arXiv:2401.00001 C(arXiv:2401.00001)" },
        { "`*a* [b](c) <d>`", "*a* [b](c) <d> C(*a* [b](c) <d>)" },
        { "`` a`b ``", "a`b C(a`b)" },
        { "`a", "`a" },
        { "``a` `b", "``a b C( )" },
        { "*a`*`", "*a* C(*)" },
        { "``one'' and ``two''", "``one'' and ``two''" },
        { "`one' and `two'", "`one' and `two'" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void links_have_text_and_address(void **state)
{
    static const struct example examples[] = {
        { "[T](http://a.b/c)", "T <T|http://a.b/c>" },
        { "**[T *i*](u)**", "T i <T i|u> B(T i) I(i)" },
        { "[T]( <a b> \"title\" )", "T <T|a b>" },
        { "[T](a 'b') [U](c (d))", "T U <T|a> <U|c>" },
        { "[T](a(b)c) [U](a\\)b)", "T U <T|a(b)c> <U|a\\)b>" },
        { "[T](https://a.b/my file.pdf)", "T <T|https://a.b/my file.pdf>" },
        { "[T](https://a.b/c \"my \"own\" title\")", "T <T|https://a.b/c>" },
        { "[T](see below)", "[T](see below)" },
        { "[](u)[PDF]()", "PDF <|u> <PDF|>" },
        { "[[Paper](u)], [[Code](v)]", "[Paper], [Code] <Paper|u> <Code|v>" },
        { "[[paper]](u)", "[paper] <[paper]|u>" },
        { "[[a](u)](v)", "[a](v) <a|u>" },
        { "[two\nlines](u)", "two\nlines <two\nlines|u>" },
        { "[a](u", "[a](u" },
        { "[a [b](u)", "[a b <b|u>" },
        { "[https://a.b/c](https://a.b/d)", "https://a.b/c <https://a.b/c|https://a.b/d>" },
        { "**[a** b](u)", "a** b <a** b|u>" },
        { "[text][ref] [text][]", "text text <text||ref> <text||text>" },
        { "[1][2] [a][^1] [^1][a]", "[1][2] [a][^1] [^1][a]" },
        { "[CVPR 2024][LLM Agents]", "[CVPR 2024][LLM Agents]" },
        { "note[^1] [x] ]", "note[^1] [x] ]" },
        { "[[target|text]] [[page]]", "text page" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void pictures_leave_their_text_to_links(void **state)
{
    static const struct example examples[] = {
        { "a ![b](c) d", "a  d" },
        { "[![arXiv](i.svg)](u)", " <|u!arXiv>" },
        { "[![*a* [b](v)](i.svg) c](u)", " c < c|u!*a* [b](v)>" },
        { "[![](i)![x](j)![y](k)](u)", " <|u!x>" },
        { "![a][b] ![c]", " ![c]" },
        { "<a href='u'>![x](i)</a>", " <|u!x>" },
        { "[<img src=i alt=\"x y\">](u)", " <|u!x y>" },
        { "<a href=u>a![</a>](b)c", "ac <a|u>" },
        { "![**a](b)c**", "c" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void addresses_are_links(void **state)
{
    static const struct example examples[] = {
        { "<https://a.b/c>", "https://a.b/c <=|https://a.b/c>" },
        { "see https://a.b/c.", "see https://a.b/c. <=|https://a.b/c>" },
        { "(http://a.b/c_(d)), e", "(http://a.b/c_(d)), e <=|http://a.b/c_(d)>" },
        { "链接：https://a.b/c，见", "链接：https://a.b/c，见 <=|https://a.b/c>" },
        { "https://a.b/c论文", "https://a.b/c论文 <=|https://a.b/c>" },
        { "**https://a.b/c_d**", "https://a.b/c_d <=|https://a.b/c_d> B(https://a.b/c_d)" },
        { "https://a.b|c https://d.e<br>",
          "https://a.b|c https://d.e\n <=|https://a.b> <=|https://d.e>" },
        { "HTTP://a.b/?c=1&amp;d&lt;", "HTTP://a.b/?c=1&amp;d< <=|HTTP://a.b/?c=1&amp;d>" },
        { "https://a.b/c\\_d\\", "https://a.b/c\\_d\\ <=|https://a.b/c\\_d>" },
        { "xhttp://a.b http://", "xhttp://a.b http://" },
        { "https://a.b/#!x!", "https://a.b/#!x! <=|https://a.b/#!x>" },
        { "<https://a.b", "<https://a.b <=|https://a.b>" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void tags_are_removed(void **state)
{
    static const struct example examples[] = {
        { "a<br>b<br />c<BR/>d", "a\nb\nc\nd" },
        { "<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>", "a b c d B(a) B(b) I(c) I(d)" },
        { "<code>a</code> H<sub>2</sub>O", "a H2O C(a)" },
        { "<details><summary>Show</summary><p>a</p></details>", "Show\na\n S(Show)" },
        { "<font color=#1a73e8>作者：</font>", "作者：" },
        { "<span title=\"a > b\" x>c</span>", "c" },
        { "<a href=\"u?v=1\" target=_blank>t</a>", "t <t|u?v=1>" },
        { "<a name=x></a>t <a href=u>v", "t v <v|u>" },
        { "<a href=\"https://a.b\">https://a.b</a>", "https://a.b <https://a.b|https://a.b>" },
        { "<ul><li>a</li></ul>", "\na\n\n" },
        { "a<!-- b <i> -->c<script>d</script>e", "ace" },
        { "a < b, x<5, <think> a<b and c>d", "a < b, x<5, <think> a<b and c>d" },
        { "<!-- a", "<!-- a" },
        { "<b>a", "a" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void references_are_resolved(void **state)
{
    static const struct example examples[] = {
        { "a&amp;b &lt;i&gt; &#233; &#x4E2D;", "a&b <i> é 中" },
        { "Andr&eacute; 1&ndash;2 &hellip; a&nbsp;b", "André 1–2 … a b" },
        { "R&D &unknown; & &; &#; &eacute", "R&D &unknown; & &; &#; &eacute" },
        { "*&lt;a&gt;*", "<a> I(<a>)" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void line_breaks_lose_the_blanks_before_them(void **state)
{
    static const struct example examples[] = {
        { "a  \nb\r\nc\n d", "a\nb\nc\n d" },
        { "**a** \nb", "a\nb B(a)" },
        { "a\\\nb\\\r\nc\\\rd", "a\nb\nc\\\rd" },
    };

    (void)state;
    EXPECT_EXAMPLES(examples);
}

static void put_repeated(struct buffer *out, struct view unit, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_put(out, unit);
}

static void deep_brackets_have_one_link(void **state)
{
    enum { DEPTH = 10000 };
    struct buffer source = { 0 };
    struct inline_text text = { 0 };

    (void)state;
    put_repeated(&source, VIEW("["), DEPTH);
    put_repeated(&source, VIEW("a](u)"), DEPTH);
    inline_text_read(&text, buffer_view(&source));
    expect_number("links", (int64_t)text.link_count, 1);
    expect_number("length", (int64_t)text.text.len, (int64_t)source.len - 5);
    expect_text("its text", inline_text_part(&text, text.links[0].start, text.links[0].end), "a");
    inline_text_free(&text);
    buffer_free(&source);
}

static void text_with_too_many_marks_is_plain_from_there_on(void **state)
{
    enum { WORDS = 700000 };
    struct buffer source = { 0 };
    struct inline_text text = { 0 };
    struct view read;

    (void)state;
    put_repeated(&source, VIEW("*a* "), WORDS);
    inline_text_read(&text, buffer_view(&source));
    read = buffer_view(&text.text);
    expect(view_starts_with(read, VIEW("a a a ")), "the start is read");
    expect(view_ends_with(read, VIEW("*a* *a* ")), "the end is plain");
    expect(text.span_count > WORDS / 2 && text.span_count < WORDS, "most are spans");
    inline_text_free(&text);
    buffer_free(&source);
}

/* Usual sources are read without marks, to the same. */
static void usual_sources_are_read_as_others_are(void **state)
{
    enum { SOURCES = 300000, PIECES_MAX = 8 };
    static const char *const pieces[] = { "*",     "**",
                                          "***",   "[",
                                          "]",     "(",
                                          ")",     "](https://a.org)",
                                          "[a](",  "[[a]]",
                                          "a",     "b c",
                                          " ",     " ",
                                          "|",     "[a](https://a.org/b)",
                                          "<br>",  "\\\r\n",
                                          "\r\n",  "\n",
                                          "  ",    "!",
                                          "_",     "a_b",
                                          "a: b",  "[[b]](https://a.org)",
                                          "$x$",   "$",
                                          "\\",    "\\'e",
                                          "`",     "&amp;",
                                          "~~",    "https://a.org",
                                          "潮汐",  "\u00A0",
                                          "“",     ".",
                                          "\"",    "é",
                                          "**b**", "[c](https://a.org) *d*",
                                          " *a* ", "[[c](https://a.org)]",
                                          "[1]",   "<b>" };
    struct inline_text text = { 0 }, marked = { 0 };
    struct buffer source = { 0 }, got = { 0 }, wanted = { 0 };
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < SOURCES; i++) {
        source.len = got.len = wanted.len = 0;
        for (size_t count = 1 + i % PIECES_MAX; count > 0; count--) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
            buffer_put(&source, view_of(pieces[(seed >> 33) % LENGTH(pieces)]));
        }
        inline_text_read(&text, buffer_view(&source));
        inline_text_read_marked(&marked, buffer_view(&source));
        describe(&got, &text);
        describe(&wanted, &marked);
        buffer_put_byte(&source, '\0'); /* for the name of the case */
        expect_view(source.at, buffer_view(&got), buffer_view(&wanted));
    }
    buffer_free(&source);
    buffer_free(&got);
    buffer_free(&wanted);
    inline_text_free(&text);
    inline_text_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_copied),
        cmocka_unit_test(emphasis_is_paired),
        cmocka_unit_test(bold_around_the_whole_may_have_blanks),
        cmocka_unit_test(backslashes_escape_punctuation),
        cmocka_unit_test(mathematics_stays),
        cmocka_unit_test(code_is_verbatim),
        cmocka_unit_test(links_have_text_and_address),
        cmocka_unit_test(pictures_leave_their_text_to_links),
        cmocka_unit_test(addresses_are_links),
        cmocka_unit_test(tags_are_removed),
        cmocka_unit_test(references_are_resolved),
        cmocka_unit_test(line_breaks_lose_the_blanks_before_them),
        cmocka_unit_test(deep_brackets_have_one_link),
        cmocka_unit_test(usual_sources_are_read_as_others_are),
        cmocka_unit_test(text_with_too_many_marks_is_plain_from_there_on),
    };

    return cmocka_run_group_tests_name("inline_text", tests, NULL, NULL);
}
