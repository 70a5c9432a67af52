#!/usr/bin/python3
"""Writes BYTES bytes of lines like those of arXiv's public snapshot, with invented papers and, spread over the file,
the identifiers on standard input.

    tests/snapshot.py BYTES <ids >snapshot.json"""
import json
import random
import sys

WORDS = ("we show that the of a model with learning for and in is on data by this an can from to be which are method "
         "results between two-dimensional networks $\\\\alpha$ systems large states quantum new field under").split()
NAMES = ["Balázs", "Berger", "Nadolsky", "Yuan", "van der Berg", "Müller", "García", "Kim", "Okafor", "Nguyen"]
BODIES = 2000


def text(dice, words):
    return " ".join(dice.choice(WORDS) for _ in range(words))


def body(dice):
    """All but the identifier; about 1.5 KB, as in the snapshot."""
    authors = [[dice.choice(NAMES), dice.choice("ABCDEFG") + ".", ""] for _ in range(dice.randint(1, 8))]
    paper = {
        "submitter": "A. Nobody",
        "authors": ", ".join(given + " " + family for family, given, _ in authors),
        "title": text(dice, 10),
        "comments": "%d pages" % dice.randint(4, 60),
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.LG stat.ML",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": "  " + text(dice, dice.randint(100, 220)) + "\n",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
        "update_date": "2008-11-26",
        "authors_parsed": authors,
    }
    return json.dumps(paper, ensure_ascii=True)[1:]


def main():
    size, wanted = int(sys.argv[1]), sys.stdin.read().split()
    dice = random.Random(1)
    bodies = [body(dice) for _ in range(BODIES)]
    every = max(1, size // 1500 // (len(wanted) + 1))  # lines between two of them
    written = number = 0
    out = sys.stdout
    while written < size or wanted:
        if number % every == every - 1 and wanted:
            paper = wanted.pop()
        else:
            paper = "%02d%02d.%05d" % (15 + number // 1200000 % 10, number // 100000 % 12 + 1, number % 100000)
        line = '{"id":"%s",%s\n' % (paper, bodies[number % BODIES])
        out.write(line)
        written += len(line)
        number += 1


main()
