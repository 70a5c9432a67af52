#!/usr/bin/python3
"""A document that cites every entry compiles without an error, by pdflatex and BibTeX's plain and by lualatex and
biber, and its text has every title: the letters outside mathematics, since a style may change their case."""
import os
import re
import subprocess
import sys
import unicodedata

import readers
from compare import letters, pieces_of
from digests import DIGESTS, ROOT, convert_all
from report import failed, none, not_ok, ok, skip

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
    text = letters(unicodedata.normalize("NFKC", run(digest.folder, "pdftotext", name + ".pdf", "-")[1]))
    titles = [row["title"] or row["title_zh"] for row in digest.rows]
    none(what + ": the PDF has every title",
         [title for title, value in zip(titles, values) if not has_title(text, title, value)])


def main():
    path = os.path.join(DIGESTS, "seed.md")
    if not os.path.exists(path):
        skip("the seed digest in LaTeX", "there is no ../shared/digests; a fixture is set instead")
        path = os.path.join(ROOT, "fixtures/daily-digest/in.md")
    digest = convert_all("latex", [path])[0]
    check(digest, "plain", BIBTEX, "bibtex.bib", BIBTEX_STEPS)
    check(digest, "biblatex", BIBLATEX, "biblatex.bib", BIBLATEX_STEPS)
    return failed()


if __name__ == "__main__":
    sys.exit(main())
