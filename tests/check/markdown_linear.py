#!/usr/bin/python3
"""Hostile lists in Markdown take time that grows with their size, not with its square.

    tests/check/markdown_linear.py [SIZE]   with SIZE: prints the time of each list of SIZE bytes and of a quarter"""
import os
import resource
import subprocess
import sys
import tempfile

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from report import Report  # noqa: E402

REFMILL = os.environ.get("REFMILL", "build/refmill")
PAPER = "https://arxiv.org/abs/2403.%05d"
LONG = 400000  # bytes
FACTOR = 8     # four times as long takes so much more time only when it grows with the square
EASY = 0.25    # seconds: shorter times say nothing
NAME = "hostile lists take time that grows with their size"


def repeated(unit, start="", end="\n"):
    """A list of one piece again and again; %(id)s in it is a paper, another one each time."""
    def make(size):
        if "%" not in unit:
            return start + unit * (size // len(unit.encode())) + end
        return start + "".join(unit % {"id": f"2403.{number % 100000:05}", "n": number}
                               for number in range(size // len(unit))) + end
    return make


def nested(opening, middle, closing):
    def make(size):
        depth = size // len(opening + closing)
        return "- " + opening * depth + middle + closing * depth + "\n"
    return make


ITEM = "- [A Title of Some Length](https://arxiv.org/abs/2403.00001) "
SECTION = "# A Title of Some Length\n\n**Link**: https://arxiv.org/abs/2403.00001\n\n"
TABLE = "|Title|PDF|Code|\n|---|---|---|\n"
LISTS = {
    "brackets": nested("[", "a", "](https://arxiv.org/abs/2403.00001)"),
    "brackets that never close": repeated("[", ITEM),
    "pictures that never close": repeated("![", ITEM),
    "brackets that never open": repeated("](", ITEM),
    "a long line": repeated("kites ", ITEM),
    "a long line of a section": repeated("kites ", SECTION),
    "a long title": repeated("kites ", "- [", "](https://arxiv.org/abs/2403.00001)\n"),
    "a long title in bold": repeated("Kites ", "- **", "** [paper](https://arxiv.org/abs/2403.00001)\n"),
    "emphasis that never closes": repeated("*a **b _c ", ITEM),
    "backquotes that never close": repeated("`a ``b ", ITEM),
    "dollars": repeated("$a ", ITEM),
    "tags that never close": repeated("<b><a href='x'>", ITEM),
    "tags without an end": repeated("<", ITEM),
    "comments that never close": repeated("<!-- ", ITEM),
    "blocks of comments that never close": repeated("<!-- a\n\n"),
    "fences that never close": repeated("```\n~~~~\n"),
    "fences of many lengths": lambda size: "".join("`" * (3 + number % 60) + "\n" for number in range(size // 34)),
    "a row of many cells": repeated("|a", TABLE),
    "a row of many cells in brackets": repeated("|[a", TABLE),
    "a head of many cells": lambda size: "|a" * (size // 8) + "\n" + "|--" * (size // 8) + "\n" + "|b" * (size // 8) + "\n",
    "rows of one bar": repeated("|\n", TABLE),
    "rows over lines": repeated("|A Title\nof Two Lines|[%(id)s](https://arxiv.org/abs/%(id)s)|\nb|\n", TABLE),
    "rows that never end": repeated("|a\nb\n", TABLE),
    "cells of HTML": repeated("<td>a", "<table><tr>"),
    "rows of HTML": repeated("<tr><td>", "<table>"),
    "headings": repeated("# a\n"),
    "headings with papers": repeated("## [A Title](https://arxiv.org/abs/%(id)s)\n"),
    "underlined headings": repeated("a\n===\n\n"),
    "dates in a heading": repeated("2024 May 1, ", "# "),
    "labels in a line": repeated("**a**: b | ", ITEM + "\n  "),
    "labels of a section": repeated("**Authors**: ", SECTION),
    "lines with labels": repeated("**Date**: 2024\n", SECTION),
    "links of an item": repeated("[a](https://arxiv.org/abs/%(id)s) ", "- "),
    "named links of an item": repeated("[paper](https://arxiv.org/abs/%(id)s) ", "- "),
    "links between bars": repeated("[code](https://x.org/%(n)d) | ", ITEM),
    "links without a text": repeated("[](https://arxiv.org/abs/%(id)s)", "- "),
    "links in a paragraph": repeated("[a](https://arxiv.org/abs/%(id)s)\n", "**A Title of Some Length**\n"),
    "links in a section": repeated("[a](https://arxiv.org/abs/%(id)s) ", SECTION),
    "links in a heading": repeated("[a](https://arxiv.org/abs/%(id)s) ", "# "),
    "links in a cell": repeated("[a](https://arxiv.org/abs/%(id)s) ", TABLE + "|"),
    "lines of links": repeated("[arxiv](https://x.org/arxiv/%(n)d)\n", "# A Title of Some Length\n\n"),
    "links before the title": repeated("[pdf](https://x.org/%(n)d) ", "- "),
    "items below an item": repeated("  - a\n", ITEM + "\n"),
    "items in a section": repeated("- [a](https://x.org/%(n)d)\n", SECTION),
    "items without a paper": repeated("- **A Title** a\n"),
    "numbers before the title": repeated("1. ", "- "),
    "dates before the title": repeated("[2024] ", "- "),
    "numbers in brackets before the title": repeated("(1) ", "# ", "A Title of Some Length\n\n[paper](https://arxiv.org/abs/2403.00001)\n"),
    "names before the title": repeated("A. Smith, ", "- "),
    "quotes": repeated("\"a ", "- A. Smith "),
    "quotes that never close": repeated("“a ", "- A. Smith "),
    "emphasis in emphasis": nested("*a ", "b", " a*"),
    "notes before the title": repeated("(a) ", ITEM),
    "parentheses that never close": repeated("(a ", ITEM),
    "quotes in bold": repeated("**\"a** ", "- "),
    "spans of an item": repeated("*a* ", ITEM),
    "spans before the link": repeated("*a b* ", "- ", "[paper](https://arxiv.org/abs/2403.00001)\n"),
    "code of an item": repeated("`cs.CL` ", ITEM),
    "summaries": repeated("<summary>a</summary>", SECTION + "**Abstract**: "),
    "quotations": repeated(">", "", " a\n"),
    "blanks": repeated(" ", "- ", "a\n"),
    "blank lines": repeated("\n", ITEM),
    "rules": repeated("---\n"),
    "front matter": repeated("---\na: b\n"),
    "ids": repeated("arXiv:2403.00001 ", "- "),
    "colons": repeated(":", ITEM),
    "bars": repeated(" | ", ITEM),
    "emoji": repeated("🌊", "- "),
    "categories": repeated("cs.CL, ", SECTION + "**Categories**: "),
}


def seconds(text):
    """Of the processor's: other tests run beside this one."""
    with tempfile.NamedTemporaryFile(suffix=".md") as file:
        file.write(text.encode())
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([REFMILL, "-q", "-k", "--from", "markdown", "--no-merge", "-t", "jsonl", file.name],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_slow(make):
    """Measured again before it counts, since the machine may be busy."""
    for _ in range(2):
        long = seconds(make(LONG))
        if long < EASY or long < FACTOR * seconds(make(LONG // 4)):
            return False
    return True


def main():
    if len(sys.argv) > 1:
        size = int(sys.argv[1])
        for name, make in LISTS.items():
            if len(sys.argv) < 3 or sys.argv[2] in name:
                print(f"{seconds(make(size // 4)):8.2f} {seconds(make(size)):8.2f} s  {name}", flush=True)
        return 0
    report = Report(NAME)
    slow = [name for name, make in LISTS.items() if is_slow(make)]
    report.expect(NAME, not slow, ", ".join(slow))
    return report.end()


sys.exit(main())
