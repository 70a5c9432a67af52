#!/usr/bin/python3
"""What BibTeX's styles print of the id, DOI and URL of a paper: classic styles know none of these fields and print
howpublished; styles that know one of them print it without howpublished too.

The table is written to build/styles.md."""
import os
import re
import shutil
import subprocess
import sys

import invented
import people
import readers
from digests import PLACE, refmill
from report import failed, none, not_ok

FOLDER = os.path.join(PLACE, "styles")
TABLE = os.path.join(os.path.dirname(PLACE), "styles.md")
PAPERS = {"2403.01234": ("Garcia2024", {"categories": "stat.ML cs.LG"}),
          "2403.05678": ("Tide2024", {"categories": "hep-th", "doi": "10.1103/JInv.76.0139",
                                      "journal-ref": "J. Inv. Phys. 03 (2024) 001"}),
          "hep-th/9901001": ("Smith1999", {"categories": "hep-th", "versions": []})}
AUTHORS = {"2403.01234": [people.Person("García", "Ana"), people.Person("van der Berg", "Jan", "Jr.")],
           "2403.05678": [people.Person("Tide", "Ada")], "hep-th/9901001": [people.Person("Smith", "Olive")]}

# What is printed of each paper, with howpublished and without.
CLASSIC = ("id", "")
STYLES = {
    "plain": CLASSIC, "abbrv": CLASSIC, "alpha": CLASSIC, "unsrt": CLASSIC, "acm": CLASSIC, "ieeetr": CLASSIC,
    "apalike": CLASSIC, "siam": CLASSIC, "amsplain": CLASSIC,
    "IEEEtran": ("id URL", "URL"), "plainnat": ("id URL", "URL"), "abbrvnat": ("id URL", "URL"),
    "splncs04": ("id DOI URL", "DOI URL"), "aasjournal": ("id DOI", "DOI"),
    "plainurl": ("id id DOI URL", "id DOI URL"), "unsrturl": ("id id DOI URL", "id DOI URL"),
    "elsarticle-num": ("id id DOI URL", "id DOI URL"), "ACM-Reference-Format": ("id id DOI", "id DOI"),
    "apsrev4-2": ("id id", "id"),
}
WAYS = {"with": [], "without": ["--no-howpublished"]}


def path(file):
    return os.path.join(FOLDER, file)


def convert():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    invented.write(path("in.md"), [(paper, 1, "new") for paper in PAPERS])
    with open(path("snapshot.json"), "w", encoding="utf-8") as file:
        for paper, (_, fields) in PAPERS.items():
            file.write(people.snapshot(paper, AUTHORS[paper], **fields) + "\n")
    none("papers are written with howpublished and without", [
        way for way, options in WAYS.items()
        if refmill("--metadata", path("snapshot.json"), "--key", "{auth}{year}", *options,
                   "-o", "bibtex:" + path(way + ".bib"), path("in.md")) != 0])


def entries(style, way):
    """The text after each \\bibitem, by its key, as one line."""
    name = "%s-%s" % (style, way)
    with open(path(name + ".aux"), "w", encoding="utf-8") as file:
        file.write("\\citation{*}\n\\bibstyle{%s}\n\\bibdata{%s}\n" % (style, way))
    answer = subprocess.run(["bibtex", name], cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if answer.returncode != 0:
        raise readers.Unreadable("%s: %s" % (style, answer.stdout.decode(errors="replace")[-400:]))
    text = re.sub(r"%?\n\s*", " ", readers.read_text(path(name + ".bbl")))
    items = re.split(r"\\bibitem ?(?:\[.*?\])? ?(?=\{\w+\})", text.partition(r"\end{thebibliography}")[0])[1:]
    return dict(re.match(r"\{(\w+)\} ?(.*)", item).groups() for item in items)


def printed(paper, entry):
    """What the entry prints, as often as it does; a link that is not shown is not printed."""
    shown = re.sub(r"\\(?:href|Eprint) ?\{[^{}]*\}", "", entry)
    doi = PAPERS[paper][1].get("doi", "10.48550/arXiv." + paper)
    names = {"id": r"(?:arXiv:|\\showeprint\[arxiv\]\{)%s(?!\w)" % re.escape(paper), "DOI": re.escape(doi) + r"(?!\w)",
             "URL": r"https://arxiv\.org/abs/%s(?!\w)" % re.escape(paper)}
    return " ".join(name for name, pattern in names.items() for _ in re.findall(pattern, shown))


def check(style):
    """What is printed of every paper, in each way."""
    seen = {}
    for way, wanted in zip(WAYS, STYLES[style]):
        try:
            found = entries(style, way)
        except readers.Unreadable as error:
            not_ok("%s, %s howpublished" % (style, way), error)
            continue
        prints = {paper: printed(paper, found.get(key, "")) for paper, (key, _) in PAPERS.items()}
        none("%s, %s howpublished: prints %s" % (style, way, wanted or "nothing"),
             [(paper, words) for paper, words in prints.items() if words != wanted])
        seen[way] = "; ".join(dict.fromkeys(prints.values()))
    return seen


def main():
    convert()
    lines = ["| style | with howpublished | without |", "| --- | --- | --- |"]
    for style in STYLES:
        seen = check(style)
        lines.append("| %s | %s |" % (style, " | ".join(seen.get(way) or "–" for way in WAYS)))
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return failed()


sys.exit(main())
