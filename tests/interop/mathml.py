#!/usr/bin/python3
"""The formulas of all lists as MathML, and as Temml makes it.

Every input is made into two pages, with formulas as MathML and as TeX, which are the same but for the formulas. At
least 99 in 100 formulas must have no command that is not known, and the text of 98 in 100 must be Temml's, which
build/mathml.md shows of the others. Without ../shared the fixtures are read, and nothing is counted."""
import glob
import html
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter

from digests import PLACE, ROOT, SHARED, refmill
from report import check, failed, none, skip

BLOCK = re.compile(r"<(?:h2|p)[ >].*?</(?:h2|p)>", re.S)
MATH = re.compile(r"<math.*?</math>", re.S)
DELIMITERS = [("$$", "$$", True), ("$", "$", False), ("\\(", "\\)", False), ("\\[", "\\]", True)]
INVISIBLE = re.compile("[\\s\u00a0\u200b\u2061-\u2064\ufe00-\ufe0f]")
CONVERTED, AGREED = 0.99, 0.98


def find_inputs():
    found = [path for folder in ("digests", "lists", "listings")
             for path in glob.glob(os.path.join(SHARED, folder, "**"), recursive=True) if os.path.isfile(path)]
    if found:
        return sorted(found)
    skip("shared lists", "there is no ../shared; the fixtures are read instead")
    return sorted(glob.glob(os.path.join(ROOT, "fixtures", "*", "in.*")))


def pages(path):
    """The blocks of both pages."""
    names = [os.path.join(PLACE, "formulas.%s.html" % form) for form in ("mathml", "tex")]
    texts = []
    for form, name in zip(("mathml", "tex"), names):
        if os.path.exists(name):
            os.remove(name)
        refmill("-k", "--quiet", "--date", "2024-03-29", "--math", form, "-o", name, path)
        if not os.path.exists(name):
            return [], []
        with open(name, encoding="utf-8") as file:
            texts.append(BLOCK.findall(file.read()))
    return texts


def formulas(path):
    """Pairs of MathML and the TeX that it is made of."""
    found, unlike = [], []
    for mathml, tex in zip(*pages(path)):
        maths = MATH.findall(mathml)
        if not maths:
            if mathml != tex:
                unlike.append(mathml[:200])
            continue
        around = "(.*?)".join(map(re.escape, MATH.split(mathml)))
        match = re.fullmatch(around, tex, re.S)
        if match:
            found += zip(maths, map(html.unescape, match.groups()))
        else:
            unlike.append(mathml[:200])
    return found, unlike


def without_dollars(tex):
    for opening, closing, display in DELIMITERS:
        if tex.startswith(opening) and tex.endswith(closing) and len(tex) >= len(opening + closing):
            return {"tex": tex[len(opening):-len(closing)], "displayMode": display}
    return {"tex": tex, "displayMode": True}


def temml(texts):
    path = os.path.join(PLACE, "formulas.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(list(map(without_dollars, texts)), file)
    done = subprocess.run(["node", os.path.join(PLACE, "temml.mjs"), path], stdout=subprocess.PIPE, encoding="utf-8",
                          check=True)
    return json.loads(done.stdout)


def text_of(mathml):
    text = html.unescape(re.sub(r"<[^>]*>", "", mathml))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def report(rows, counts):
    with open(os.path.join(ROOT, "build", "mathml.md"), "w", encoding="utf-8") as file:
        file.write("# Formulas as MathML\n\n%s\n\n| times | TeX | ours | Temml |\n| ---: | --- | --- | --- |\n" % counts)
        for (tex, ours, theirs), times in rows.most_common():
            cells = [cell.replace("|", "\\|") for cell in (tex, ours, theirs or "refused")]
            file.write("| %d | `%s` | %s | %s |\n" % (times, *cells))


def main():
    pairs, unlike = [], []
    for path in find_inputs():
        found, wrong = formulas(path)
        pairs += found
        unlike += wrong
    none("pages with MathML and with TeX differ in formulas only", unlike)
    theirs = temml([tex for _, tex in pairs])
    known = sum("<code>" not in mathml for mathml, _ in pairs)
    read = [(mathml, tex, other) for (mathml, tex), other in zip(pairs, theirs) if other]
    same = sum(text_of(mathml) == text_of(other) for mathml, _, other in read)
    counts = "%d formulas, %d without a command that is not known; Temml reads %d, %d with the same text" % (
        len(pairs), known, len(read), same)
    report(Counter((tex, text_of(mathml), other and text_of(other)) for (mathml, tex), other in zip(pairs, theirs)
                   if not other or text_of(mathml) != text_of(other) or "<code>" in mathml), counts)
    print("# " + counts)
    if os.path.exists(SHARED):
        check("of 100 formulas, 99 have no command that is not known",
              None if known >= CONVERTED * len(pairs) else counts)
    check("of 100 formulas, 98 have the text of Temml's", None if same >= AGREED * len(read) else counts)
    return failed()


if __name__ == "__main__":
    sys.exit(main())
