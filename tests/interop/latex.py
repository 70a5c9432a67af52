#!/usr/bin/python3
"""A document that cites every entry compiles without an error, by pdflatex and BibTeX's plain and by lualatex and
biber, and its text has every title: the letters outside mathematics, since a style may change their case. With --ascii
lualatex prints the characters that have a number only."""
import json
import os
import re
import subprocess
import sys
import unicodedata

import readers
from compare import letters, pieces_of
from digests import DIGESTS, PLACE, ROOT, convert_all, refmill
from report import equal, failed, none, not_ok, ok, skip

BIBTEX = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb,url}
\pagestyle{empty}
\begin{document}
%s
\bibliographystyle{plain}
\bibliography{bibtex}
\end{document}
"""
BIBLATEX = r"""\documentclass{article}
\usepackage{fontspec}
\usepackage{amsmath,amssymb}
\usepackage[backend=biber]{biblatex}
\addbibresource{biblatex.bib}
\pagestyle{empty}
\begin{document}
%s
\printbibliography
\end{document}
"""
BIBTEX_STEPS = ["pdflatex", "bibtex", "pdflatex", "pdflatex"]
BIBLATEX_STEPS = ["lualatex", "biber", "lualatex", "lualatex"]
# Digests have no authors, and plain sorts by them.
EXPECTED = re.compile(r"Warning--to sort, need author or key in |\(There (was|were) \d+ warnings?\)")
REACH = 80  # letters that a formula may have when it is set


def run(folder, *command):
    answer = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return answer.returncode, answer.stdout.decode(errors="replace")


def compile_document(folder, name, source, steps):
    """The first step that fails with the end of what it says, None if all is well."""
    with open(os.path.join(folder, name + ".tex"), "w", encoding="utf-8") as file:
        file.write(source)
    for step in steps:
        options = ["-interaction=nonstopmode", "-halt-on-error"] if "latex" in step else []
        status, said = run(folder, step, *options, name)
        if status != 0:
            return "%s: %s" % (step, said[-400:])
    return None


def complaints(folder, name):
    """Of the log: characters that no font has, citations that nothing answers, what BibTeX or biber warn of."""
    log = readers.read_text(os.path.join(folder, name + ".log"))
    found = re.findall(r"Missing character: .*|.*(?:Citation|Reference) .* undefined.*|.*multiply defined.*", log)
    blg = readers.read_text(os.path.join(folder, name + ".blg"))
    return found + [line for line in re.findall(r"^.*(?:Warning--|WARN|ERROR).*", blg, re.M)
                    if not EXPECTED.match(line)]


def has_title(text, title, value):
    """Whether the letters of the title's pieces stand in the text, formulas between them."""
    pieces = [re.escape(letters(piece)) for piece in pieces_of(title, value)]
    return re.search((".{0,%d}" % REACH).join(pieces), text) is not None


def check(digest, name, source, file, steps):
    keys = re.findall(r"^@misc\{(.*),", readers.read_text(digest.output(file)), re.M)
    values = re.findall(r"^  title *= \{(.*)\},$", readers.read_text(digest.output(file)), re.M)
    what = "%d entries, %s" % (len(keys), " and ".join(dict.fromkeys(steps)))
    error = compile_document(digest.folder, name, source % "\n".join("\\cite{%s}" % key for key in keys), steps)
    if error:
        not_ok(what + " compile without an error", error)
        return
    ok(what + " compile without an error")
    none(what + " have nothing to say", complaints(digest.folder, name))
    text = letters(unicodedata.normalize("NFKC", run(digest.folder, "pdftotext", "-raw", name + ".pdf", "-")[1]))
    titles = [row["title"] or row["title_zh"] for row in digest.rows]
    none(what + ": the PDF has every title",
         [title for title, value in zip(titles, values) if not has_title(text, title, value)])


UNICODE = BIBTEX.replace("\\usepackage[T1]{fontenc}\n\\usepackage{lmodern}", "\\usepackage{fontspec}")
IN_ASCII = [("bibtex", UNICODE, ["lualatex", "bibtex", "lualatex", "lualatex"]), ("biblatex", BIBLATEX, BIBLATEX_STEPS)]
TITLE = "论中江"
BY_NUMBER = {"ref": 1, "arxiv_id": "2403.01234", "title": "On Rivers", "title_zh": TITLE,
             "authors": [{"family": "Țiriac", "given": "Ioana"}]}


def check_ascii():
    """Latin Modern has the Romanian letter and no Chinese, of which it says that TeX has asked for it."""
    folder = os.path.join(PLACE, "latex", "ascii")
    os.makedirs(folder)
    with open(os.path.join(folder, "in.jsonl"), "w", encoding="utf-8") as file:
        file.write(json.dumps(BY_NUMBER) + "\n")
    for name, source, steps in IN_ASCII:
        written = os.path.join(folder, name + ".bib")
        refmill("--ascii", "--lang", "zh", "-o", "%s:%s" % (name, written), os.path.join(folder, "in.jsonl"))
        what = "%s in ASCII, %s" % (name, steps[1])
        none(what + ": a character stands by its number", [
            character for character in TITLE if "{\\char%d}" % ord(character) not in readers.read_text(written)])
        error = compile_document(folder, "in-" + name, source % "\\nocite{*}", steps)
        if error:
            not_ok(what + " and lualatex compile without an error", error)
            continue
        text = run(folder, "pdftotext", "-raw", "in-%s.pdf" % name, "-")[1]
        none(what + " and lualatex print the character", [text] * ("Ioana Țiriac" not in text))
        asked = re.findall(r"Missing character: There is no (.) ", "\n".join(complaints(folder, "in-" + name)))
        equal(what + " and lualatex look for it in the font", TITLE, "".join(asked))


def main():
    path = os.path.join(DIGESTS, "seed.md")
    if not os.path.exists(path):
        skip("the seed digest in LaTeX", "there is no ../shared/digests; a fixture is set instead")
        path = os.path.join(ROOT, "fixtures/daily-digest/in.md")
    digest = convert_all("latex", [path])[0]
    check(digest, "plain", BIBTEX, "bibtex.bib", BIBTEX_STEPS)
    check(digest, "biblatex", BIBLATEX, "biblatex.bib", BIBLATEX_STEPS)
    check_ascii()
    return failed()


if __name__ == "__main__":
    sys.exit(main())
