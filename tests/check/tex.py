#!/usr/bin/python3
"""tests/check/tex.table, row by row and format by format: each row's TeX is the title
of a paper in a digest that is converted to all formats."""
import csv
import html
import io
import json
import os
import re
import resource
import subprocess
import xml.etree.ElementTree as ElementTree

from report import check, equal, failed, none, sample

HERE = os.path.dirname(os.path.abspath(__file__))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(HERE, "../../build/refmill")))
LEAST_ROWS = 150
ATOM = "{http://www.w3.org/2005/Atom}"


class Row:
    """A row of the table; `special` is what its indented lines say."""

    def __init__(self, line):
        cells = re.split(r"  +", line) + ["=", "=", "="]
        for i in range(1, 4):
            if cells[i] == "=":
                cells[i] = cells[i - 1]
        self.tex, self.text, self.bibtex, self.ascii = cells[:4]
        self.special = {}


def read_table():
    rows = []
    with open(os.path.join(HERE, "tex.table"), encoding="utf-8") as file:
        lines = file.read().split("\n#", 1)[1].split("\n")[1:]
    for line in lines:
        if line.startswith("    "):
            name, value = line.split(None, 1)
            rows[-1].special[name] = value
        elif line and not line.startswith("# "):
            rows.append(Row(line))
    return rows


def digest(rows):
    lines = ["| Ref | Title | Summary |", "| --- | --- | --- |"]
    link = "https://arxiv.org/abs/2401.%05d"
    lines += ["| [^%d] | [Row](%s) | 句 |" % (i, link % i) for i in range(1, len(rows) + 1)]
    for i, row in enumerate(rows, 1):
        paragraphs = ["[^%d]: 题" % i, row.tex, "[%s](%s)" % (link % i, link % i), "句", "", "译", "Text."]
        lines += [""] + "\n\n    ".join(paragraphs).split("\n")
    return "\n".join(lines) + "\n"


def convert(rows, form, *options):
    command = [REFMILL, "--date", "2024-01-01", "--no-merge", "-t", form, *options]
    done = subprocess.run(command, input=digest(rows).encode(),
                          stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def bibtex_titles(text):
    return re.findall(r"^  title += \{(.*)\},$", text, re.M)


def ris_titles(text):
    return re.findall(r"^TI  - (.*)\r$", text, re.M)


def feed_titles(text, entry, title):
    """Behind the translated one, which is 题 in all rows."""
    return [item.findtext(title).removeprefix("题 | ") for item in ElementTree.fromstring(text).iter(entry)]


def feed_html(text, entry, content):
    """Titles as they stand in the HTML of a feed."""
    return [re.search("<em>(.*)</em>", item.findtext(content))[1]
            for item in ElementTree.fromstring(text).iter(entry)]


def compare(name, rows, came, expected):
    wrong = ["%s: expected %s, came %s" % (row.tex, expected(row), title)
             for row, title in zip(rows, came) if title != expected(row)]
    equal("%s has a title a row" % name, len(rows), len(came))
    none("%s has %d titles as the table says" % (name, len(rows)), wrong)


# What leaves something open, or makes the program look far ahead, over and over again.
OPENINGS = ("` `a $ $$ \\( \\[ { } \\' \\begin{align} \\href{a}{ \\url{ ' `` ~ $a{ \\text{ {\\em \\textsc "
            "\u202e \u2066\u202b\u2069 é x\u0302 \\unicode{x2013} <b ^^ \\mathcal{ A-1 \\cite[x "
            "{$ {$} https://a_ www._ $[ &a").split() + ["$5 { "]
LONG = 300000  # bytes of a title
FACTOR, HARD = 3, 5  # how much longer twice the text may take, if it takes so much longer than plain text
HOPELESS = 100  # how much longer it may take at all


def seconds(text, length):
    """Of the processor's: other tests run beside this one."""
    rows = [Row(text * (length // len(text.encode())))]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for options in (["bibtex"], ["bibtex", "--ascii"], ["ris"], ["markdown"]):
        convert(rows, *options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_slow(text, plain):
    """Twice the text takes twice the time when that grows with the text, four times when with its square. A search
    that ends far off takes as much for each place, and grows with the text too."""
    twice = seconds(text, 2 * LONG)
    return twice >= HOPELESS * plain or (twice >= HARD * plain and twice >= FACTOR * seconds(text, LONG))


def check_linear():
    plain = max(seconds("word ", 2 * LONG) for _ in range(3))
    slow = [text for text in sample(OPENINGS, 4) if is_slow(text, plain) and is_slow(text, plain)]
    none("twice the text takes twice the time, however hard it is", slow)


def main():
    rows = read_table()
    records = [json.loads(line) for line in convert(rows, "jsonl").splitlines()]
    atom, rss = convert(rows, "atom"), convert(rows, "rss")
    table = list(csv.DictReader(io.StringIO(convert(rows, "csv"), newline="")))
    check("the table has %d rows" % len(rows), None if len(rows) >= LEAST_ROWS else "expected more")

    def text(row):
        return row.text

    compare("jsonl", rows, [record["title"] for record in records], lambda row: row.tex)
    compare("jsonl's title_text", rows, [record["title_text"] for record in records], text)
    compare("csl-json", rows, [item["title"] for item in json.loads(convert(rows, "csl-json"))], text)
    compare("csv", rows, [line["title"] for line in table], text)
    compare("ris", rows, ris_titles(convert(rows, "ris")), lambda row: row.special.get("ris", row.text))
    compare("atom", rows, feed_titles(atom, ATOM + "entry", ATOM + "title"), text)
    compare("rss", rows, feed_titles(rss, "item", "title"), text)
    compare("atom's HTML", rows, feed_html(atom, ATOM + "entry", ATOM + "content"),
            lambda row: row.special.get("html", html.escape(row.text, quote=False).replace('"', "&quot;")))
    compare("rss's HTML", rows, [html.unescape(title) for title in feed_html(rss, "item", "description")], text)
    compare("bibtex", rows, bibtex_titles(convert(rows, "bibtex")), lambda row: row.bibtex)
    compare("biblatex", rows, bibtex_titles(convert(rows, "biblatex")), lambda row: row.bibtex)
    compare("bibtex --ascii", rows, bibtex_titles(convert(rows, "bibtex", "--ascii")), lambda row: row.ascii)
    compare("biblatex --ascii", rows, bibtex_titles(convert(rows, "biblatex", "--ascii")), lambda row: row.ascii)
    check_linear()
    return failed()


if __name__ == "__main__":
    raise SystemExit(main())
