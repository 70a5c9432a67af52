#!/usr/bin/python3
"""pandoc and citeproc make a bibliography of CSL-JSON, BibTeX and biblatex in three styles: every paper is in it with
its authors, its title and its year, and no TeX or braces outside mathematics.

Authors are invented, as digests have none: each has a name of its own, by which its paper is found."""
import os
import re
import shutil
import subprocess
import sys
import unicodedata

import people
import readers
from compare import letters, pieces_of
from digests import PLACE, REFMILL, find_digests
from name_habits import PANDOC
from report import failed, none, not_ok, skip

FOLDER = os.path.join(PLACE, "citeproc")
STYLES = "/usr/share/citation-style-language/styles"
# pandoc's own is chicago-author-date; the others are Debian's citation-style-language-styles.
NAMES = ("chicago", "apa", "ieee")
FORMS = (("csljson", "out.json"), ("bibtex", "bibtex.bib"), ("bibtex", "ascii.bib"), ("biblatex", "biblatex.bib"))
HARD = r"[][$&%#_{}<>^~\\]|[a-z]['’]"
REACH = 80  # letters that a formula may have when it is set
MATHEMATICS = re.compile(r"\\\(.*?\\\)|\$[^$]*\$")


def path(file):
    return os.path.join(FOLDER, file)


def refmill(*arguments):
    """One record a paper, of those whose titles or summaries have what a style may trip over."""
    return subprocess.run([REFMILL, "-q", "--date", "2024-03-29", "--sort", "id", "--match", HARD, *arguments],
                          check=False).returncode


def convert(digests):
    """The rows of the digests, with the families of two authors for each paper."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    none("the ids of digests are read", ["refmill fails"] * (refmill("-o", path("in.ids"), *digests) != 0))
    ids = readers.read_text(path("in.ids")).split()
    authors = {paper: people.MANY[2 * at:2 * at + 2] for at, paper in enumerate(ids)}
    with open(path("snapshot.json"), "w", encoding="utf-8") as file:
        file.write("".join(people.snapshot(*paper) + "\n" for paper in authors.items()))
    outputs = ("csl-json:out.json", "bibtex:bibtex.bib", "biblatex:biblatex.bib", "csv:out.csv")
    how = ["--metadata", path("snapshot.json"), *digests]
    status = refmill(*[word for output in outputs for word in ("-o", output.replace(":", ":" + FOLDER + "/"))], *how)
    status += refmill("--ascii", "-o", path("ascii.bib"), *how)
    none("%d papers are converted with authors" % len(ids), ["refmill fails"] * (status != 0))
    rows = readers.read_csv(None, [path("out.csv")])[0]
    return [(row, [person.family for person in authors.get(row["arxiv_id"], ())]) for row in rows]


def bibliography(form, file, style, folder=FOLDER):
    """Its entries, and what pandoc says beside that it cannot set a formula, which then stays TeX."""
    how = [] if style == "chicago" else ["--csl", os.path.join(STYLES, style + ".csl")]
    answer = subprocess.run(["pandoc", "-f", form, "-t", "plain", "--wrap=none", "--citeproc", *how,
                             os.path.join(folder, file)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    entries = re.split(r"\n\s*\n", answer.stdout.decode().strip())
    said = re.findall(r"^\[(?:WARNING|ERROR)\] (?!Could not convert TeX math).*", answer.stderr.decode(), re.M)
    return [" ".join(entry.split()) for entry in entries], said or [answer.stderr.decode()] * (answer.returncode != 0)


def has_name(entry, name):
    return re.search(r"\b%s\b" % name, entry) is not None


def has_tex(text):
    return re.search(r"[{}]|\\[A-Za-z\W]", MATHEMATICS.sub("", text)) is not None


def has_title(entry, title, value):
    pieces = [re.escape(letters(piece)) for piece in pieces_of(title, value)]
    return re.search((".{0,%d}" % REACH).join(pieces), letters(unicodedata.normalize("NFKC", entry))) is not None


def values_of(file):
    """Titles as they stand in BibTeX, by which mathematics is found."""
    return [entry.get("title") for entry in readers.bib_entries(path(file))]


def check(papers, form, file, style):
    what = "%s in %s by %s" % (file, style, PANDOC)
    entries, said = bibliography(form, file, style)
    if said:
        not_ok(what + " is a bibliography", said)
        return
    titles = values_of(file) if file.endswith(".bib") else [row["title"] for row, _ in papers]
    papers, titles = zip(*[pair for pair in zip(papers, titles) if pair[0][1]])  # those with an id
    found = [[entry for entry in entries if has_name(entry, authors[0])] for _, authors in papers]
    none(what + " has each of %d papers once" % len(papers), [
        (row["arxiv_id"], len(seen)) for (row, _), seen in zip(papers, found) if len(seen) != 1])
    pairs = [(row, authors, value, seen[0]) for (row, authors), value, seen in zip(papers, titles, found) if seen]
    none(what + ": authors", [seen for _, authors, _, seen in pairs if not all(has_name(seen, name) for name in authors)])
    none(what + ": year", [seen for row, _, _, seen in pairs if row["date"][:4] not in seen])
    none(what + ": title", [(row["title"], seen) for row, _, value, seen in pairs
                            if not has_title(seen, row["title"] or row["title_zh"], value)])
    none(what + ": no TeX or braces outside mathematics", [
        seen for row, _, _, seen in pairs if has_tex(seen) and not has_tex(row["title"])])  # unless they are its words


def main():
    if shutil.which("pandoc") is None:
        skip("bibliographies", "there is no pandoc")
        return False
    papers = convert(find_digests())
    for style in NAMES:
        if style != "chicago" and not os.path.exists(os.path.join(STYLES, style + ".csl")):
            skip("bibliographies in " + style, "citation-style-language-styles is not installed")
            continue
        for form, file in FORMS:
            check(papers, form, file, style)
    return failed()


if __name__ == "__main__":
    sys.exit(main())
