/* The policy in the head lets nothing load and nothing run but the style sheet
 * and the script that are here, known by their hashes: not even what a hostile
 * digest might smuggle in. tests/page.py tells the hashes when one changes. */
#include "common/html_page.h"

#include "common/feed.h"

#define STYLE_HASH "sha256-GyGvyp4xbHaz8WRLM+5u9AXahMM2X2SyZUvgb3ndFJg="
#define SCRIPT_HASH "sha256-CjvZVSFey5p/zByMRtjcbWp3O3aO4cCZL81QEtvIhrY="

static const char style[] =
    ":root { color-scheme: light dark; --ink: #1a1a1a; --soft: #595959; --paper: #fff;\n"
    "  --line: #d4d4d4; --link: #0b57a4; --tag: #eef1f4 }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  :root { --ink: #e4e4e4; --soft: #a9a9a9; --paper: #16181b;\n"
    "    --line: #3b3e43; --link: #8ab8f0; --tag: #26292e }\n"
    "}\n"
    "* { box-sizing: border-box }\n"
    "[hidden] { display: none !important }\n"
    "body { margin: 0 auto; max-width: 80rem; padding: 1rem clamp(1rem, 4vw, 3rem);\n"
    "  background: var(--paper); color: var(--ink); overflow-wrap: anywhere; line-height: 1.6;\n"
    "  font-family: system-ui, \"Noto Sans CJK SC\", \"PingFang SC\", \"Microsoft YaHei\", "
    "sans-serif }\n"
    "a { color: var(--link) }\n"
    "h1 { font-size: 1.6rem; line-height: 1.3; margin: .5rem 0 0 }\n"
    "h2 { font-size: 1.2rem; line-height: 1.4; margin: 0 }\n"
    "h2 a { text-decoration: none }\n"
    "h2 a:hover, h2 a:focus { text-decoration: underline }\n"
    "p { margin: .4rem 0 }\n"
    "form { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center;\n"
    "  padding: .75rem 0; background: var(--paper) }\n"
    "input, select { font: inherit; max-width: 100%; padding: .25rem .5rem; margin-left: .25rem }\n"
    "input[type=checkbox] { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem }\n"
    "output { color: var(--soft) }\n"
    "article { border-top: 1px solid var(--line); padding: 1.25rem 0; scroll-margin-top: 4rem }\n"
    ".title { font-size: 1.05rem }\n"
    ".facts, .authors, .more { color: var(--soft); font-size: .925rem }\n"
    ".facts > * { margin-right: .75rem }\n"
    ".category, .kind { background: var(--tag); border-radius: .25rem; padding: .1rem .4rem }\n"
    ".summary { font-weight: 600 }\n"
    ".texts { display: grid; gap: 0 2.5rem; align-items: start }\n"
    "summary { color: var(--soft); cursor: pointer; padding: .2rem 0; width: fit-content }\n"
    "@media (min-width: 60em) {\n"
    "  form { position: sticky; top: 0; border-bottom: 1px solid var(--line) }\n"
    "  .texts { grid-template-columns: 1fr 1fr }\n"
    "  .texts > :only-child { grid-column: 1 / -1 }\n"
    "}\n"
    "@media print {\n"
    "  :root { --ink: #000; --soft: #333; --paper: #fff; --link: #000; --tag: #fff }\n"
    "  body { max-width: none; padding: 0; font-size: 10pt }\n"
    "  form, summary { display: none }\n"
    "  h2 { break-after: avoid }\n"
    "  details::details-content { content-visibility: visible }\n"
    "}\n";

/* What only helps: search, filters, and folding the other language's abstracts, which are
 * folded at first where there is no room beside the leading ones. */
static const char script[] =
    "\"use strict\";\n"
    "{\n"
    "  const form = document.forms[0], count = form.querySelector(\"output\");\n"
    "  const papers = [...document.querySelectorAll(\"article\")];\n"
    "  const text = (paper) => {\n"
    "    const copy = paper.cloneNode(true);\n"
    "    const labels = copy.querySelectorAll(\"summary, .label, .facts a + a\");\n"
    "    labels.forEach((label) => label.remove());\n"
    "    return copy.textContent.toLowerCase();\n"
    "  };\n"
    "  const texts = papers.map(text);\n"
    "  const others = [...document.querySelectorAll(\"details + details\")];\n"
    "  const filters = [...form.querySelectorAll(\"select\")];\n"
    "  const words = (paper, name) =>\n"
    "    [...paper.getElementsByClassName(name)].map((element) => element.textContent);\n"
    "\n"
    "  const show = () => {\n"
    "    const wanted = form.words.value.normalize().toLowerCase().split(/\\s+/);\n"
    "    let shown = 0;\n"
    "    papers.forEach((paper, i) => {\n"
    "      paper.hidden = !wanted.every((word) => texts[i].includes(word)) ||\n"
    "        filters.some(({ name, value }) => value && !words(paper, name).includes(value));\n"
    "      shown += !paper.hidden;\n"
    "    });\n"
    "    count.value = `${shown} / ${papers.length} ${count.dataset.papers}`;\n"
    "  };\n"
    "  const fold = () => others.forEach((text) => { text.open = form.both.checked; });\n"
    "\n"
    "  for (const filter of filters) {\n"
    "    const all = [...new Set(papers.flatMap((paper) => words(paper, filter.name)))].sort();\n"
    "    filter.append(...all.map((word) => new Option(word, word)));\n"
    "    filter.parentNode.hidden = all.length === 0;\n"
    "  }\n"
    "  form.both.parentNode.hidden = others.length === 0;\n"
    "  form.both.checked = matchMedia(\"(min-width: 60em)\").matches;\n"
    "  form.both.addEventListener(\"change\", fold);\n"
    "  form.addEventListener(\"input\", show);\n"
    "  form.addEventListener(\"submit\", (event) => event.preventDefault());\n"
    "  form.hidden = papers.length === 0;\n"
    "  fold();\n"
    "  show();\n"
    "}\n";

static const struct {
    struct view search, category, kind, all, both, papers, none;
} labels[LANGUAGES] = {
    [LANGUAGE_EN] = { VIEW_ENTRY("Search"), VIEW_ENTRY("Category"), VIEW_ENTRY("Announced as"),
                      VIEW_ENTRY("all"), VIEW_ENTRY("Both abstracts"), VIEW_ENTRY("papers"),
                      VIEW_ENTRY("There are no papers.") },
    [LANGUAGE_ZH] = { VIEW_ENTRY("搜索"), VIEW_ENTRY("类别"), VIEW_ENTRY("公告类型"),
                      VIEW_ENTRY("全部"), VIEW_ENTRY("双语摘要"), VIEW_ENTRY("篇论文"),
                      VIEW_ENTRY("没有论文。") },
};

/* Nobody else learns from the reader's browser who has the page. */
static void put_meta(struct html_text *html)
{
    html_put_own(html,
                 VIEW("<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src '" STYLE_HASH "'; script-src '" SCRIPT_HASH "'; "
                      "base-uri 'none'; form-action 'none'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"generator\" content=\"refmill " REFMILL_VERSION "\">\n"));
}

static void put_title(struct html_text *html, const struct output_head *head)
{
    html->unicode.len = 0;
    output_head_put_title(&html->unicode, head);
    html_put(html, buffer_view(&html->unicode));
}

/* The day, or the first and the last, each behind `start` and before `end`. */
static void put_days(struct html_text *html, const struct output_head *head, struct view start,
                     struct view end)
{
    struct date first = date_of(head->oldest), last = date_of(head->newest);

    html_put_own(html, start);
    if (first.year && seconds_of(first) != seconds_of(last)) {
        date_put(first, html->out);
        html_put_own(html, end);
        html_put_own(html, VIEW(" – "));
        html_put_own(html, start);
    }
    date_put(last, html->out);
    html_put_own(html, end);
}

/* What tabs and bookmarks are called: a title of its own, or the list's and the days. */
static void put_document_title(struct html_text *html, const struct output_head *head)
{
    put_title(html, head);
    if (head->feed.title || !date_of(head->newest).year)
        return;
    html_put_own(html, VIEW(", "));
    put_days(html, head, VIEW(""), VIEW(""));
}

/* The days, if they are known, and the page that the papers were listed on. */
static void put_origin(struct html_text *html, const struct output_head *head)
{
    html_put_own(html, VIEW("<p class=\"facts\">"));
    if (date_of(head->newest).year) {
        html_put_own(html, VIEW("<span>"));
        put_days(html, head, VIEW("<time>"), VIEW("</time>"));
        html_put_own(html, VIEW("</span> "));
    }
    html->unicode.len = 0;
    output_head_put_home(&html->unicode, head);
    html_put_own(html, VIEW("<a href=\""));
    html_put(html, buffer_view(&html->unicode));
    html_put_own(html, VIEW("\">"));
    html_put(html, buffer_view(&html->unicode));
    html_put_own(html, VIEW("</a></p>\n"));
}

static void put_filter(struct html_text *html, struct view label, struct view name, struct view all)
{
    html_put_own(html, VIEW("<label>"));
    html_put_own(html, label);
    html_put_own(html, VIEW(" <select name=\""));
    html_put_own(html, name);
    html_put_own(html, VIEW("\"><option value=\"\">"));
    html_put_own(html, all);
    html_put_own(html, VIEW("</option></select></label>\n"));
}

/* Hidden, for the script to show. */
static void put_form(struct html_text *html, enum language leads)
{
    html_put_own(html, VIEW("<form role=\"search\" autocomplete=\"off\" hidden>\n<label>"));
    html_put_own(html, labels[leads].search);
    html_put_own(html, VIEW(" <input type=\"search\" name=\"words\"></label>\n"));
    put_filter(html, labels[leads].category, VIEW("category"), labels[leads].all);
    put_filter(html, labels[leads].kind, VIEW("kind"), labels[leads].all);
    html_put_own(html, VIEW("<label>"));
    html_put_own(html, labels[leads].both);
    html_put_own(html, VIEW(" <input type=\"checkbox\" name=\"both\"></label>\n"
                            "<output data-papers=\""));
    html_put_own(html, labels[leads].papers);
    html_put_own(html, VIEW("\"></output>\n</form>\n"));
}

void html_put_head(struct html_text *html, const struct output_head *head)
{
    html_put_own(html, VIEW("<!DOCTYPE html>\n<html lang=\""));
    html_put_own(html, view_of(feed_language_tag(head->leads)));
    html_put_own(html, VIEW("\">\n<head>\n"));
    put_meta(html);
    html_put_own(html, VIEW("<title>"));
    put_document_title(html, head);
    html_put_own(html, VIEW("</title>\n<style>\n"));
    html_put_own(html, view_of(style));
    html_put_own(html, VIEW("</style>\n</head>\n<body>\n<header>\n<h1>"));
    put_title(html, head);
    html_put_own(html, VIEW("</h1>\n"));
    put_origin(html, head);
    html_put_own(html, VIEW("</header>\n"));
    put_form(html, head->leads);
    html_put_own(html, VIEW("<main>\n"));
}

void html_put_foot(struct html_text *html, enum language leads, bool has_papers)
{
    if (!has_papers) {
        html_put_own(html, VIEW("<p>"));
        html_put_own(html, labels[leads].none);
        html_put_own(html, VIEW("</p>\n"));
    }
    html_put_own(html, VIEW("</main>\n<script>\n"));
    html_put_own(html, view_of(script));
    html_put_own(html, VIEW("</script>\n</body>\n</html>\n"));
}
