#!/usr/bin/python3
"""Writes at least BYTES bytes of lines like those of arXiv's public snapshot, with invented papers and, spread over the
file, the identifiers on standard input.

    tests/snapshot.py BYTES <ids >snapshot.json

The members, their order, their lengths and how often text has a line end, a backslash or \\uXXXX are those of the first
lines of the real snapshot: a line has 1.45 KB on average, the abstract 0.8 KB with a line end every 75 characters, and
one name in sixteen is not ASCII."""
import json
import random
import sys

WORDS = ("we show that the of a model with learning for and in is on data by this an can from to be which are method"
         " results between two-dimensional networks systems large states quantum new field under theory observed"
         " spectra equation galaxies find using these group from energy phase at it with").split()
TEX = ["$\\alpha$", "$(k,\\ell)$", "G\\\"odel"]  # one word in eighty
NAMES = ["Berger", "Nadolsky", "Yuan", "van der Berg", "Theran", "Kim", "Okafor", "Nguyen", "Streinu", "Pan", "Callan",
         "Chiang", "Torre", "Tolos", "Kotschi", "Kaul", "Mohapatra", "Sasaki", "Cohen", "Li", "Rossi", "Novak", "Smith",
         "Jones", "Weber", "Ito", "Petrov", "Balázs", "García"]
CATEGORIES = ["hep-ph", "math.CO cs.CG", "physics.gen-ph", "math.CA math.FA", "cond-mat.mes-hall", "cs.LG stat.ML",
              "astro-ph", "gr-qc", "quant-ph cond-mat.stat-mech cs.IT math.IT"]
LICENSES = [None, None, "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"]
BODIES = 5000


def text(dice, length, width=75):
    """Words of that many characters in all, in lines."""
    lines, line = [], ""
    while length > 0:
        word = dice.choice(WORDS if dice.random() < 79 / 80 else TEX)
        length -= len(word) + 1
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += " " + word if line else word
    return "\n".join(lines + [line])


def versions(dice):
    count = dice.choices([1, 2, 3, 4, 5], [52, 28, 13, 5, 2])[0]
    return [{"version": f"v{number + 1}", "created": f"Mon, {dice.randint(1, 28)} Apr {2007 + number} 19:18:42 GMT"}
            for number in range(count)]


def body(dice):
    """All but the identifier."""
    authors = [[dice.choice(NAMES), dice.choice("ABCDEFG") + ".", ""] for _ in range(min(14, int(dice.expovariate(0.55)) + 1))]
    published = dice.random() < 0.5
    paper = {
        "submitter": "A. Nobody",
        "authors": ", ".join(given + " " + family for family, given, _ in authors),
        "title": text(dice, max(20, dice.gauss(70, 25))).replace("\n", "\n  "),
        "comments": f"{dice.randint(4, 60)} pages, {dice.randint(1, 20)} figures" if dice.random() < 0.8 else None,
        "journal-ref": f"Phys.Rev.D76:{dice.randint(1, 99999):06},2007" if published else None,
        "doi": f"10.1103/PhysRevD.76.{dice.randint(1, 99999):06}" if published else None,
        "report-no": "ANL-HEP-PR-07-12" if dice.random() < 0.2 else None,
        "categories": dice.choice(CATEGORIES),
        "license": dice.choice(LICENSES),
        "abstract": "  " + text(dice, min(2000, max(150, dice.gauss(850, 430)))) + "\n",
        "versions": versions(dice),
        "update_date": "2008-11-26",
        "authors_parsed": authors,
    }
    return json.dumps(paper, ensure_ascii=True, separators=(",", ":"))[1:]


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


if __name__ == "__main__":
    main()
