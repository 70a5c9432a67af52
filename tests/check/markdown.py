#!/usr/bin/python3
"""Markdown as other programs parse it. cmark-gfm finds the headings, rows and
links of the papers and nothing else; pandoc, which knows formulas, finds each
text as CSV has it: of every fixture, and of records made of what is markup."""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from hostile import HOSTILE, hostile_records
from report import failed, none

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
LABELS = {"Title (%s)": "title_zh", "Summary": "summary", "Summary (%s)": "summary_zh", "Abstract": "abstract",
          "Abstract (%s)": "abstract_zh"}


def refmill(*arguments):
    return subprocess.run((REFMILL, "-q", "-k", "--no-merge", "--cut-abstracts", "keep", *arguments),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def all_records(folder):
    """Those of the fixtures, and hostile ones, in one file."""
    path = os.path.join(folder, "all.jsonl")
    with open(path, "wb") as file:
        for source in sorted(glob.glob(os.path.join(ROOT, "fixtures/*/in.*"))):
            file.write(refmill("-t", "jsonl", "--date", "2024-03-29", source))
        file.write("".join(json.dumps(record) + "\n" for record in hostile_records()).encode())
    return path


def one_line(text):
    """Text without the spaces that are nothing in a formula."""
    return " ".join(re.sub(r"\s*\$\s*", "$", re.sub("< (?=[A-Za-z/!?])", "<", text)).split())


# ---- What there should be

def name(person):
    return person.get("literal") or " ".join(filter(None, map(person.get, ("given", "family", "suffix"))))


def authors(record, most):
    people = record.get("authors", [])
    names = [name(person) for person in people[:most]]
    if len(people) > most or (people and record.get("authors_incomplete")):
        names.append("et al.")
    families = len(people) == 2 and not record.get("authors_incomplete") and all(
        person.get("family") and not person.get("given") for person in people)
    return ("; " if families else ", ").join(names)


def address(link):
    """Parentheses in pairs, at most three within each other, may stay."""
    pairs = r"[^()]*"
    for _ in range(3):
        pairs = rf"[^()]*(\({pairs}\)[^()]*)*"
    if not re.fullmatch(pairs, link):
        link = link.replace("(", "%28").replace(")", "%29")
    return re.sub("(&[a-z]+);", r"\1%3B", link)


def expected_of(record, row):
    language = next((key[-2:].upper() for key in record if key.endswith(("_ja", "_ko"))), "ZH")
    link = record["url"] + ("v%d" % record["version"] if "version" in record else "")
    named = "arXiv:" + record["arxiv_id"] if "arxiv_id" in record else record["url"]
    return {"link": address(link),
            "title": one_line((row["title"] if "title" in record else row["title_zh"]) or named),
            "texts": {label.replace("%s", language): one_line(row[field]) for label, field in LABELS.items()
                      if row[field] and not (field == "title_zh" and "title" not in record)},
            "date": record.get("date", ""), "authors": one_line(authors(record, 3)),
            "all authors": one_line(authors(record, 100000)),
            "code": address(record.get("code_url", ""))}


def expected(path):
    """Records as CSV has their text: with TeX resolved, but for formulas."""
    records = [json.loads(line) for line in refmill("-t", "jsonl", path).splitlines()]
    rows = csv.DictReader(io.StringIO(refmill("-t", "csv", path).decode(), newline=""))
    return [expected_of(record, row) for record, row in zip(records, rows)]


# ---- cmark-gfm

def cmark(markdown):
    xml = subprocess.run(("cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-t", "xml"),
                         input=markdown, stdout=subprocess.PIPE, check=True).stdout.decode()
    tree = ElementTree.fromstring(re.sub("[\ufffe\uffff]", "", xml))
    for node in tree.iter():
        node.tag = node.tag.split("}")[1]
    return tree


def destinations(node):
    return [link.get("destination") for link in node.iter("link")]


def wrong_rows(tree, papers):
    """A title and perhaps a code link in each of the rows."""
    rows = list(tree.iter("table_row"))
    found = ["%d rows for %d papers" % (len(rows), len(papers))] if len(rows) != len(papers) else []
    for row, paper in zip(rows, papers):
        cells = [destinations(cell) for cell in row]
        wanted = [[], [paper["link"]], [], [paper["code"]] if paper["code"] else []]
        cells[2] = []  # an author may be an address
        if cells != wanted:
            found.append("%r for %r" % (cells, wanted))
    return found


def wrong_sections(tree, papers):
    """A heading for each, whose only link is the paper's."""
    headings = [node for node in tree.iter("heading") if node[0].tag == "link"]
    found = ["%d headings for %d papers" % (len(headings), len(papers))] if len(headings) != len(papers) else []
    found += ["%r for %r" % (destinations(heading), paper["link"]) for heading, paper in zip(headings, papers)
              if destinations(heading) != [paper["link"]]]
    return found


def foreign(tree, own):
    """What the program does not write, such as a tag, an image or a list; to cmark-gfm, a formula may have emphasis."""
    return sorted({node.tag for node in tree.iter()} - set(own.split()) -
                  set("document heading text link emph strong strikethrough".split()))


# ---- pandoc

def pandoc(markdown):
    return json.loads(subprocess.run(("pandoc", "-f", "gfm+tex_math_dollars-emoji", "-t", "json"), input=markdown,
                                     stdout=subprocess.PIPE, check=True).stdout)["blocks"]


def flat(node):
    """The text of inline elements, formulas between dollars."""
    if isinstance(node, list):
        return "".join(map(flat, node))
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return content
    if kind == "Math":
        dollars = "$" if content[0]["t"] == "InlineMath" else "$$"
        return dollars + content[1] + dollars
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "Link":
        return flat(content[1])
    return "<%s>" % kind  # is in no text that is expected


def rows_of(blocks):
    for block in blocks:
        if block["t"] == "Table":
            for row in block["c"][4][0][3]:
                yield [flat(cell[4][0]["c"]) if cell[4] else "" for cell in row[1]]


def wrong_cells(blocks, papers):
    found = []
    for cells, paper in zip(rows_of(blocks), papers):
        wanted = [paper["date"], paper["title"], paper["authors"], "code" if paper["code"] else ""]
        if list(map(one_line, cells)) != wanted:
            found.append("%r for %r" % (cells, wanted))
    return found


def sections_of(blocks):
    """Titles with their labelled paragraphs."""
    section = None
    for block in blocks:
        if block["t"] == "Header" and block["c"][2] and block["c"][2][0]["t"] == "Link":
            section = (one_line(flat(block["c"][2])), {})
            yield section
        elif block["t"] == "Para":
            strong, *rest = block["c"]
            section[1][flat(strong["c"])] = one_line(flat(rest).removeprefix(":"))


def wrong_texts(blocks, papers):
    found = []
    for (title, texts), paper in zip(list(sections_of(blocks)), papers):
        wanted = dict(paper["texts"])
        wanted.update({label: paper[key] for label, key in
                       (("Authors", "all authors"), ("Date", "date"), ("Code", "code")) if paper[key]})
        came = {label: text for label, text in texts.items() if label not in ("Categories", "Comment", "Journal", "DOI")}
        came["Title"] = title
        wanted["Title"] = paper["title"]
        found += ["%s %r for %r" % (label, came.get(label), wanted.get(label))
                  for label in sorted({*came, *wanted}) if came.get(label) != wanted.get(label)]
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = all_records(folder)
        papers = expected(path)
        none("there are hundreds of records", [] if len(papers) > 2 * HOSTILE else [len(papers)])
        for layout, shape, texts, own in (
                ("table", wrong_rows, wrong_cells, "table table_header table_row table_cell"),
                ("sections", wrong_sections, wrong_texts, "paragraph thematic_break")):
            markdown = refmill("--markdown", layout, "-t", "markdown", path)
            tree = cmark(markdown)
            none("cmark-gfm finds the papers of " + layout, shape(tree, papers))
            none("and nothing else", foreign(tree, own))
            none("pandoc finds the texts of " + layout, texts(pandoc(markdown), papers))
    sys.exit(failed())


main()
