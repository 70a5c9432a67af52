#!/usr/bin/python3
"""Pages as html5lib reads them, a strict parser of HTML: every fixture's, to which tests/check/golden.sh holds the program,
and what options do. What Zotero would save is compared with jsonl. The style sheet is read by tinycss2; tests/analyse.sh
has node read the script, and tests/interop/page.py shows pages in a browser."""
import base64
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import html5lib
import tinycss2

import cut_abstract
from invented import REFMILL, refmill, write
from report import Report

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELEMENTS = set("a article bdi body data details div form h1 h2 h3 h4 head header html input kbd label li link main meta nav option output "
               "p script section select span style summary time title ul".split())
MATHML = {"{http://www.w3.org/1998/Math/MathML}" + name for name in
          "math mrow mi mo mn mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot mtable mtr mtd".split()}
MATHML_ATTRIBUTES = set("accent accentunder display fence form linethickness lspace mathvariant maxsize minsize movablelimits "
                        "rspace stretchy width".split())
ATTRIBUTES = set("aria-label autocomplete charset class content data-none data-papers datetime dir hidden href http-equiv id itemid "
                 "itemprop itemscope itemtype lang name open placeholder rel role title type value".split())
TEXTS = "title_zh summary summary_zh abstract abstract_zh arxiv_comment journal_ref".split()
WHOLE = "daily-digest"  # whose golden has the style sheet and the script, for which dots stand in the others
LARGEST = 12000  # bytes of style sheet and script, which each page has
CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
CUT = ("Cut off in the digest.", "摘要在日报中被截断。", "要旨は途中で切れています。", "초록이 잘려 있습니다.")
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{.*\\end\{[^}]*\}")  # which becomes MathML
FORBIDDEN = re.compile("[\x80-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff]")
TEX = re.compile("[\\\\$~{}^`'\"\u0300-\u036f\u202a-\u202e\u2066-\u2069\U00010000-\U0010ffff-]")
report = Report("html5lib reads every page without an error", "a page has its own elements and attributes only",
                "ids are there once, and links within the page lead to them", "other links lead to the web",
                "nothing runs or loads but the style sheet and the script", "style sheet and script are small",
                "tinycss2 reads the style sheet without an error",
                "style sheet and script know elements, classes and colours that are there",
                "a page has an article for each record", "titles and texts are the record's",
                "Zotero reads the record", "abstracts are there in their languages", "an abstract that was cut says so",
                "a page without papers says so", "--lang turns the languages round",
                "--feed-title and --feed-home are the page's, and other options of feeds are not",
                "a repeat has no id", "a paper without categories has its channels in their place",
                "but not where categories or channels are left out",
                "a page tells its day, or the first and the last", "a title that both languages share is there once",
                "days are newest first, with their papers", "a list leads to the days if there are several",
                "--sort keeps days together only if it is by date", "--no-merge has a heading where the day changes",
                "a day has its categories together, under headings if they have several papers",
                "--page-archive writes a page a month, and links that lead to them",
                "a page tells of feeds of the same run whose addresses are known",
                "a large page is warned of, but not with --page-archive", "--page-archive needs one page in a file",
                "many authors are folded, all of them there", "abstracts are folded if the papers are many")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def parse(page):
    """The root element; an error is an exception."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page, transport_encoding="utf-8")


def text_of(element):
    return "".join(element.itertext())


def find(element, tag, **attributes):
    return [one for one in element.iter(tag)
            if all(one.get(name.strip("_")) == value for name, value in attributes.items())]


def shown(text):
    return FORBIDDEN.sub("", text)


def plain(text):
    """Whether it is the same as Unicode, for sure."""
    return not TEX.search(text)


def as_marked(record, drops):
    """The record with the abstract, unless that is dropped, and its translation as they are when the abstract was cut."""
    if record.get("abstract_truncated"):
        record["abstract"], record["abstract_zh"] = cut_abstract.mark(record["abstract"], record.get("abstract_zh", ""))
        record["abstract"] = "" if drops else record["abstract"]
    return record


# ---- Pages

def check_elements(case, root):
    for element in root.iter():
        in_formula = element.tag in MATHML or element.tag == "code"  # which has TeX that is not known
        attributes = MATHML_ATTRIBUTES if in_formula else ATTRIBUTES
        report.expect("a page has its own elements and attributes only",
                      (in_formula or element.tag in ELEMENTS) and set(element.keys()) <= attributes,
                      f"{case}: {element.tag} {element.keys()}")
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    links = [element.get("href") for element in root.iter("a")]
    within = {urllib.parse.unquote(link[1:]) for link in links if link.startswith("#")}
    report.expect("ids are there once, and links within the page lead to them",
                  len(ids) == len(set(ids)) and within == set(ids), f"{case}: {ids} {within}")
    for link in links:
        report.expect("other links lead to the web", re.match("#|https?://", link, re.I), f"{case}: {link}")


def hash_of(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def check_policy(case, root):
    """Of the one page whose golden has style sheet and script; tests/check/golden.sh finds the same in all others."""
    style, script = [[text_of(element) for element in root.iter(tag)] for tag in ("style", "script")]
    policy = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    wanted = (f"default-src 'none'; style-src '{hash_of(style[0])}'; script-src '{hash_of(script[0])}'; "
              "base-uri 'none'; form-action 'none'")
    report.expect("nothing runs or loads but the style sheet and the script",
                  len(style) == len(script) == 1 and policy == [wanted], f"{case}: expected {wanted}, came {policy}")
    report.expect("style sheet and script are small", len(style[0]) + len(script[0]) < LARGEST,
                  f"{len(style[0])} + {len(script[0])} bytes")


# ---- Style sheet and script

def declarations_of(rules):
    """The rules' selectors and declarations, those within @media too."""
    for rule in rules:
        if rule.type == "at-rule":
            yield from declarations_of(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            yield (tinycss2.serialize(rule.prelude),
                   tinycss2.parse_declaration_list(rule.content, skip_whitespace=True, skip_comments=True))
        else:
            report.expect("tinycss2 reads the style sheet without an error", False, f"{rule.type}: {rule}")


def check_style(style, script, pages):
    """What is named in one place is there in the other."""
    name = "style sheet and script know elements, classes and colours that are there"
    defined, used, selectors = set(), set(), " ".join(re.findall(r'querySelector(?:All)?\("([^"]*)', script))
    for selector, declarations in declarations_of(tinycss2.parse_stylesheet(style, skip_whitespace=True)):
        selectors += " " + selector
        for one in declarations:
            report.expect("tinycss2 reads the style sheet without an error", one.type == "declaration",
                          f"{selector}: {getattr(one, 'message', one.type)}")
            if one.type == "declaration":
                defined |= {one.name} if one.name.startswith("--") else set()
                used |= set(re.findall(r"var\((--[a-z-]+)\)", tinycss2.serialize(one.value)))
    report.expect(name, defined == used, f"defined {defined}, used {used}")
    selectors = re.sub(r":[a-z:-]+(\([a-z]+\))?|\[[^]]*\]", "", selectors)
    elements, classes = set(re.findall(r"(?<![.\w-])[a-z]\w*", selectors)), set(re.findall(r"\.([a-z]+)", selectors))
    there = {word for page in pages for element in page.iter() for word in (element.get("class") or "").split()}
    report.expect(name, elements <= ELEMENTS and classes <= there, f"{elements - ELEMENTS} {classes - there}")


# ---- Records

def zotero(title):
    """A ContextObject as Zotero's openurl.js takes it apart, plus signs and all."""
    item = {"itemType": None, "creators": [], "tags": [], "description": ""}
    for part in title.split("&"):
        key, value = part.split("=")
        value = urllib.parse.unquote(re.sub(r"\+|%2[bB]", " ", value), errors="strict")
        if key == "rft_id" and value.startswith("info:doi/"):
            item["DOI"] = value[9:]
        elif key == "rft_id" and re.match("https?://", value, re.I):
            item["url"] = value
        elif key == "rft.creator":
            item["creators"].append(value)
        elif key == "rft.subject":
            item["tags"].append(value)
        elif key == "rft_val_fmt":
            item["itemType"] = item["itemType"] or {"info:ofi/fmt:kev:mtx:dc": "webpage"}[value]
        elif key == "rft.type":
            item["itemType"] = value
        elif key.startswith("rft."):
            item[key[4:]] = value
    return item


def creator(person):
    """One comma only, as Zotero takes names apart at each."""
    person = {part: re.sub(",(?=[^ ])", " ", text).replace(",", "") for part, text in person.items()}
    if "literal" in person:
        return person["literal"] + ","
    given = " ".join(person[part] for part in ("given", "suffix") if part in person)
    return person.get("family", "") + "," + (" " + given if given else "")


def without_plus(value):
    return value.replace("+", " ") if isinstance(value, str) else value


def wanted_item(record):
    primary = record.get("primary_category")
    tags = [primary, *(one for one in record.get("categories", []) if one != primary)]
    tags += [topic.replace("\\textit{Tides}", "Tides") for topic in record.get("topics", []) if topic not in tags]
    if "announce" in record:
        tags.append("arXiv-" + record["announce"])
    return {"itemType": "preprint" if "arxiv_id" in record else "webpage",
            "publisher": "arXiv" if "arxiv_id" in record else None,
            "DOI": record.get("publisher_doi", record.get("doi")), "url": record.get("url"),
            "date": record.get("date"), "tags": [tag for tag in tags if tag],
            "creators": [creator(one) for one in record.get("authors", []) if one.get("literal") != "others"] or [" "],
            **({"title": record["title_text"], "language": "en"} if record.get("title_text") else {})}


def check_item(case, article, record):
    name = "Zotero reads the record"
    item = zotero(find(article, "span", class_="Z3988")[0].get("title"))
    for field, value in wanted_item(record).items():
        value = [without_plus(one) for one in value] if isinstance(value, list) else without_plus(value)
        report.expect(name, item.get(field) == value, f"{case}: {field}: expected {value}, came {item.get(field)}")
    for field in ("abstract", "summary", "summary_zh"):
        text = record.get(field, "")
        report.expect(name, not plain(text) or without_plus(text) in item["description"],
                      f"{case}: {field} is not in {item['description'][:80]}")


def check_texts(case, article, record):
    came = text_of(article)
    texts = [text for text in (record.get(field, "") for field in TEXTS) if plain(text)]
    for text in [record.get("title_text", ""), *texts]:
        missing = [piece for piece in FORMULA.split(shown(text)) if piece.strip() not in came]
        report.expect("titles and texts are the record's", not missing, f"{case}: {text[:80]} is not there")
    texts = {"abstract": "en", "abstract_zh": "zh-Hans" if CJK.search(record.get("abstract_zh", "")) else "en"}
    for lang in ("en", "zh-Hans"):
        count, fields = len([div for div in find(article, "div", lang=lang) if find(div, "p", itemprop="abstract")]), [field for field in texts if texts[field] == lang]
        wanted = [record[field] for field in fields if record.get(field)]
        report.expect("abstracts are there in their languages", count == len(wanted) or not all(map(plain, wanted)),
                      f"{case}: {count} of {lang}")
    cut = bool(record.get("abstract_truncated") and record.get("abstract"))
    report.expect("an abstract that was cut says so", any(words in came for words in CUT) == cut, case)


def options_of(folder):
    path = folder + "/options"
    return read(path) if os.path.exists(path) else b""


def leaves_out(folder):
    """Whether the records are not all that jsonl has."""
    return re.search(b"--(omit|only)", options_of(folder))


def check_fixture(folder):
    case = os.path.basename(folder)
    try:
        root = parse(read(folder + "/out.html"))
    except html5lib.html5parser.ParseError as error:
        report.expect("html5lib reads every page without an error", False, f"{case}: {error!r}")
        return None
    check_elements(case, root)
    if case == WHOLE:
        check_policy(case, root)
    records = [json.loads(line) for line in read(folder + "/out.jsonl").splitlines()]
    if b"keep" not in options_of(folder):
        records = [as_marked(record, b"drop" in options_of(folder)) for record in records]
    articles = find(root, "article")
    report.expect("a page has an article for each record", len(articles) == len(records), case)
    report.expect("a page without papers says so",
                  bool(re.search("没有论文。|There are no papers.", text_of(root))) != bool(records), case)
    for article in [] if leaves_out(folder) else articles:
        record = next(one for one in records if one["url"] == article.get("itemid"))
        records.remove(record)
        check_item(case, article, record)
        check_texts(case, article, record)
    return root


# ---- Options

def check_options(folder):
    def page(*arguments):
        return refmill("-t", "html", "--date", "2024-03-29", *arguments, "d.md", folder=folder)
    write(os.path.join(folder, "d.md"), [("2403.00001", 1, "new"), ("2403.00002", 2, "cross")])
    for lang, wanted, label in (("zh", ("zh-Hans", "论2403.00001"), "搜索"), ("en", ("en", "On 2403.00001"), "Search")):
        root = parse(page("--lang", lang))
        first = [one for one in root.iter() if one.get("itemprop") == "headline"][0]
        came = (first.get("lang"), text_of(first))
        report.expect("--lang turns the languages round",
                      came == wanted and root.get("lang") == wanted[0] and label in text_of(root), str(came))
    report.expect("--lang turns the languages round", page() == page("--lang", "zh"), "Chinese leads by itself")
    title, home = "<b>R&D</b> \"论文\" </title>", "https://example.org/?a='1'&b=2"
    root = parse(page("--feed-title", title, "--feed-home", home))
    came = [text_of(find(root, tag)[0]) for tag in ("title", "h1")] + [find(root, "a")[0].get("href")]
    name = "--feed-title and --feed-home are the page's, and other options of feeds are not"
    report.expect(name, came == [title, title, home], str(came))
    report.expect(name, page() == page("--feed-url", "https://x.example/", "--feed-id", "urn:a-b:c", "--id-version"),
                  "they change the page")
    root = parse(refmill("-t", "html", "--no-merge", "d.md", "d.md", folder=folder))
    ids = [article.get("id") for article in find(root, "article")]
    report.expect("a repeat has no id", ids == ["2403.00001", "2403.00002", None, None], str(ids))

    same = read(os.path.join(folder, "d.md")).replace("论2403.00001".encode(), b"On 2403.00001")
    with open(os.path.join(folder, "same.md"), "wb") as file:
        file.write(same)
    came = [len(find(article, "p", class_="title"))
            for article in find(parse(refmill("-t", "html", "same.md", folder=folder)), "article")]
    report.expect("a title that both languages share is there once", came == [0, 1], str(came))


def check_days(folder):
    days = ["2024-03-28-cs.AI.md", "2024-03-29-cs.LG.md"]
    write(os.path.join(folder, days[0]), [("2403.00001", 1, "new")])
    write(os.path.join(folder, days[1]), [("2403.00001", 1, "cross"), ("2403.00002", 1, "new")])
    for inputs, title, times in ((days, "arXiv, 2024-03-28 – 2024-03-29", ["2024-03-28", "2024-03-29"]),
                                 (days[1:], "arXiv cs.LG, 2024-03-29", ["2024-03-29"])):
        root = parse(refmill("-t", "html", *inputs, folder=folder))
        came = text_of(find(root, "title")[0]), [text_of(time) for time in find(find(root, "header")[0], "time")]
        report.expect("a page tells its day, or the first and the last", came == (title, times), str(came))
    root = parse(refmill("-t", "html", *days, folder=folder))
    came = [[(text_of(one), one.get("itemprop")) for one in find(article, "bdi", class_="category")]
            for article in find(root, "article")]
    report.expect("a paper without categories has its channels in their place",
                  came == [[("cs.LG", None)], [("cs.AI", None), ("cs.LG", None)]], str(came))
    for options in (("--only", "title"), ("--omit", "primary_category"), ("--omit", "channels")):
        root = parse(refmill("-t", "html", *options, *days, folder=folder))
        report.expect("but not where categories or channels are left out",
                      find(root, "article") and not find(root, "bdi", class_="category"), " ".join(options))


def outline(root):
    """The headings and the papers, by their ids."""
    return [one.get("id") if one.tag == "article" else "".join(one.itertext()).strip()
            for one in root.iter() if one.tag == "article" or one.tag in ("h2", "h3") and not one.get("itemprop")]


def check_order(folder):
    days = ["2024-03-28-cs.AI.md", "2024-03-29-cs.LG.md", "2024-04-01-cs.AI.md"]
    for day, papers in zip(days, ([1, 2], [3], [4, 5])):
        write(os.path.join(folder, day), [(f"2403.0000{number}", 1, "new") for number in papers])

    def page(*options, inputs=tuple(days)):
        return parse(refmill("-t", "html", "--lang", "en", *options, *inputs, folder=folder))
    newest_first = ["Mon, 01 Apr 2024 2 papers", "2403.00004", "2403.00005", "Fri, 29 Mar 2024 1 paper", "2403.00003",
                    "Thu, 28 Mar 2024 2 papers", "2403.00001", "2403.00002"]
    name = "days are newest first, with their papers"
    report.expect(name, outline(page()) == newest_first, str(outline(page())))
    report.expect(name, outline(page(inputs=days[::-1])) == newest_first, "in whatever order they are read")
    report.expect(name, [one for one in outline(page("--lang", "zh", inputs=days[1:2])) if "2024" in one] ==
                  ["2024年3月29日 周五 1 篇论文"], "in Chinese")
    name = "a list leads to the days if there are several"
    links = [link.get("href") for nav in page().iter("nav") for link in nav.iter("a")]
    report.expect(name, links == ["#2024-04-01", "#2024-03-29", "#2024-03-28"], str(links))
    report.expect(name, not find(page(inputs=days[:1]), "nav"), "but not of one day")
    name = "--sort keeps days together only if it is by date"
    report.expect(name, outline(page("--sort", "-id")) == [f"2403.0000{number}" for number in (5, 4, 3, 2, 1)], "-id")
    report.expect(name, outline(page("--sort", "date")) == [*newest_first[5:], *newest_first[3:5], *newest_first[:3]], "date")
    report.expect(name, outline(page("--sort", "-date")) == newest_first, "-date")
    came = outline(page("--no-merge", inputs=days[:2] + days[:1]))
    report.expect("--no-merge has a heading where the day changes",
                  came == ["Thu, 28 Mar 2024", "2403.00001", "2403.00002", "Fri, 29 Mar 2024", "2403.00003",
                           "Thu, 28 Mar 2024", None, None], str(came))
    many = [f"2024-03-28-{channel}.md" for channel in ("cs.LG", "cs.AI")]
    write(os.path.join(folder, many[0]), [(f"2403.0001{number}", 1, "new") for number in (1, 2, 3)])
    write(os.path.join(folder, many[1]), [(f"2403.0002{number}", 1, "new") for number in (1, 2, 3)])
    name = "a day has its categories together, under headings if they have several papers"
    came = outline(page(inputs=many))
    report.expect(name, came == ["Thu, 28 Mar 2024 6 papers", "cs.AI", "2403.00021", "2403.00022", "2403.00023",
                                 "cs.LG", "2403.00011", "2403.00012", "2403.00013"], str(came))
    opened = [[one.get("open") is not None for one in find(page(inputs=inputs), "details", class_="abstract")]
              for inputs in (days[1:], many)]
    report.expect("abstracts are folded if the papers are many", opened == [[True] * 3, [False] * 6], str(opened))
    check_authors(folder)


def run(folder, *arguments):
    done = subprocess.run([REFMILL, *arguments], cwd=folder, capture_output=True, check=False, text=True)
    return done.returncode, done.stderr


def check_archive(folder):
    os.makedirs(os.path.join(folder, "out"))
    names = ["2024-02-28-cs.AI.md", "2024-03-01-cs.AI.md", "2024-03-29-cs.AI.md", "2024-04-02-cs.AI.md", "undated.jsonl"]
    for number, name in enumerate(names[:-1], 1):
        write(os.path.join(folder, name), [(f"2402.0000{number}", 1, "new")])
    write(os.path.join(folder, "2024-04-01-cs.LG.md"), [("2402.00001", 2, "replace")])
    with open(os.path.join(folder, "undated.jsonl"), "w", encoding="utf-8") as file:
        file.write(json.dumps({"arxiv_id": "2401.00009", "title": "Undated"}) + "\n")
    name = "--page-archive writes a page a month, and links that lead to them"
    for place, above, below in (("out/old months", "../", "old%20months/"), ("out", "", ""), ("beside", "../out/", "../beside/")):
        came = run(folder, "-q", "-o", "out/my page.html", "--page-archive", place, *names)
        pages = {month: parse(read(os.path.join(folder, place, f"my page-{month}.html"))) for month in ("2024-02", "2024-03")}
        index = parse(read(os.path.join(folder, "out/my page.html")))
        papers = [[one.get("id") for one in find(page, "article")] for page in (index, *pages.values())]
        report.expect(name, came == (0, "") and papers == [["2402.00004", "2401.00009"], ["2402.00001"], ["2402.00003", "2402.00002"]],
                      f"{place}: {came} {papers}")
        navs = [list(page.iter("nav"))[0] for page in (index, *pages.values())]
        links = [[link.get("href") for link in nav.iter("a") if link.get("href")] for nav in navs]
        current = [[link.text for link in nav.iter("a") if link.get("aria-current") == "page"] for nav in navs]
        report.expect(name, current == [[], ["2024-02"], ["2024-03"]], f"{place}: {current}")
        report.expect(name, links == [[below + "my%20page-2024-03.html", below + "my%20page-2024-02.html"],
                                      [above + "my%20page.html", "my%20page-2024-03.html"],
                                      [above + "my%20page.html", "my%20page-2024-02.html"]], f"{place}: {links}")
    run(folder, "-q", "-o", "out/my page.html", "--page-archive", "out/moved", *names, "2024-04-01-cs.LG.md")
    came = sorted(os.listdir(os.path.join(folder, "out/moved")))
    report.expect(name, came == ["my page-2024-03.html"], f"a paper is where its version is: {came}")

    with open(os.path.join(folder, "many.jsonl"), "w", encoding="utf-8") as file:
        for number in range(1001):
            file.write(json.dumps({"arxiv_id": f"2403.{number:05}", "title": "Many", "digest_date": "2024-03-29"}) + "\n")
    warning = "has 1001 papers and 1 MB, which is much for a browser; use --page-archive DIR for a page per month"
    for expected, *options in (("many.html: warning: " + warning + "\n",), ("many.html: warning: " + warning + "\n", "--no-merge"),
                               ("", "--limit", "1000"), ("", "--page-archive", "out")):
        came = run(folder, "-o", "many.html", *options, "many.jsonl")
        report.expect("a large page is warned of, but not with --page-archive", came == (0, expected), f"{options}: {came}")
    check_feeds(folder, names[0])
    for options, message in ((("-t", "html"), "requires exactly one page in a file"),
                             (("-o", "a.html", "-o", "b.html"), "requires exactly one page in a file"),
                             (("-o", "a.html", "--no-merge"), "--no-merge cannot be used together"),
                             (("-t", "html", "--out-dir", "c"), "--out-dir cannot be used together")):
        status, came = run(folder, *options, "--page-archive", "out", "many.jsonl")
        report.expect("--page-archive needs one page in a file", status == 2 and message in came, f"{options}: {came}")


def check_feeds(folder, digest):
    name, address = "a page tells of feeds of the same run whose addresses are known", "https://example.org/a?b=1&c"
    for options, wanted in ((("-o", "a.atom", "--feed-url", address), [("application/atom+xml", address)]),
                            (("-o", "a.feed.json", "--feed-url", address), [("application/feed+json", address)]),
                            (("-o", "a.atom"), []), (("-o", "a.ris"), [])):
        run(folder, "-q", "-o", "a.html", *options, digest)
        links = find(parse(read(os.path.join(folder, "a.html"))), "link", rel="alternate")
        report.expect(name, [(one.get("type"), one.get("href")) for one in links] == wanted, str(options))
    run(folder, "-q", "--out-dir", "dir", "-t", "html,rss", "--feed-url", "https://example.org/f/", digest)
    links = find(parse(read(os.path.join(folder, "dir", digest.replace(".md", ".html")))), "link", rel="alternate")
    wanted = "https://example.org/f/" + digest.replace(".md", ".rss")
    report.expect(name, [one.get("href") for one in links] == [wanted], "--out-dir")


def check_authors(folder):
    for count, folded in ((10, []), (12, ["and 4 more"])):
        record = {"arxiv_id": "2403.00031", "title": "Many", "authors": [{"family": f"Person{i}"} for i in range(count)]}
        with open(os.path.join(folder, "many.jsonl"), "w", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        root = parse(refmill("-t", "html", "--lang", "en", "many.jsonl", folder=folder))
        authors = find(root, "div", class_="authors")[0]
        came = [text_of(one) for one in authors.iter("summary")], len(find(authors, "bdi", itemprop="name"))
        report.expect("many authors are folded, all of them there", came == (folded, count), str(came))


pages = [page for fixture in sorted(glob.glob(os.path.join(ROOT, "fixtures/*/out.html")))
         if (page := check_fixture(os.path.dirname(fixture))) is not None]
check_style(*(read(os.path.join(ROOT, "formats/common/html_page." + kind)).decode() for kind in ("css", "js")), pages)
with tempfile.TemporaryDirectory() as place:
    check_options(place)
    check_days(place)
    check_order(place)
with tempfile.TemporaryDirectory() as place:
    check_archive(place)
sys.exit(report.end())
