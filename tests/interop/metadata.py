#!/usr/bin/python3
"""What metadata adds to a record beside its authors comes back by programs that are not ours: where it was published,
the authors' comments, the publisher's DOI, the exact date, all categories. names.py has the authors.

Papers are invented."""
import os
import re
import shutil
import sys

import invented
import people
import readers
from digests import OUTPUTS, PLACE, refmill
from habits import BIBUTILS, CITATION_BIBTEX, CITATION_RIS, FEEDSMITH, RETORQUERE, RSS_PARSER
from report import failed, none, not_ok


FOLDER = os.path.join(PLACE, "metadata")
NOT_IN_SNAPSHOT = "2403.00005"
# What the snapshot says of the others; the primary category is not the first in the alphabet.
PAPERS = {
    "2403.00001": {"journal-ref": "J. Inv. Phys. 03 (2024) 001, Erratum & Add. 100%", "doi": "10.1103/JInvPhys.76.0139",
                   "comments": "12 pages, 3 figures; code: https://example.org/a_b#c",
                   "categories": "stat.ML cs.AI cs.LG"},
    "2403.00002": {"journal-ref": "Acta Inventa {\\bf 12}, 1--9 (1996)", "categories": "math.AG",
                   "doi": "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1"},
    "2403.00003": {"comments": "Accepted to Inv'24, \\'Ecole d'\\'et\\'e. Type: preprint; 50\\%",
                   "categories": "cs.CL cs.LG"},
    "2403.00004": {"categories": "hep-th", "versions": []},
}
# Their TeX as readers show it.
SHOWN = {
    "Acta Inventa {\\bf 12}, 1--9 (1996)": "Acta Inventa 12, 1–9 (1996)",
    "Accepted to Inv'24, \\'Ecole d'\\'et\\'e. Type: preprint; 50\\%":
        "Accepted to Inv'24, École d'été. Type: preprint; 50%",
}


def path(file):
    return os.path.join(FOLDER, file)


def convert():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    invented.write(path("in.md"), [(paper, 1, "new") for paper in [*PAPERS, NOT_IN_SNAPSHOT]])
    with open(path("snapshot.json"), "w", encoding="utf-8") as file:
        for paper, fields in PAPERS.items():
            file.write(people.snapshot(paper, people.PEOPLE[:2], **fields) + "\n")
    outputs = [word for output in OUTPUTS for word in ("-o", output.replace(":", ":" + FOLDER + "/"))]
    none("records are joined to metadata",
         ["refmill fails"] * (refmill("--metadata", path("snapshot.json"), *outputs, path("in.md")) != 0))


# ---- What must come back

def said(paper, name):
    text = PAPERS.get(paper, {}).get(name, "")
    return SHOWN.get(text, text)


def wanted(paper):
    dated = paper in PAPERS and "versions" not in PAPERS[paper]
    return {"journal": said(paper, "journal-ref"), "comment": said(paper, "comments"),
            "doi": said(paper, "doi") or "10.48550/arXiv." + paper, "date": "2024-03-02" if dated else "2024-03",
            "keywords": sorted(said(paper, "categories").split())}


def labelled(text, label):
    """What stands behind the label in a note, up to the next one."""
    found = re.search(r"(?:【%s】 ?|^%s: )(.*?)(?: ?【|$)" % (label, label), text or "", re.M)
    return found[1] if found else ""


def words(keywords):
    return sorted(keywords if isinstance(keywords, list) else re.split(", ?", keywords) if keywords else [])


def of_bibtex(fields):
    read = readers.of_bibtex(fields)
    return {"journal": fields.get("note", ""), "comment": labelled(fields.get("comment"), "Comments"),
            "doi": read["doi"], "date": read["date"], "keywords": words(fields.get("keywords"))}


def of_csl_of_bibtex(item):
    """A note is the note; there is no variable for the comment."""
    return dict(of_csl(item), journal=item.get("note", ""))


def of_csl(item):
    read = readers.of_csl(item)
    return {"journal": labelled(read["note"], "Journal reference"), "comment": labelled(read["note"], "Comments"),
            "doi": read["doi"], "date": read["date"], "keywords": words(item.get("keyword"))}


def of_mods(read):
    return {"journal": labelled(read["note"], "Journal reference"), "comment": labelled(read["note"], "Comments"),
            "doi": read["doi"], "date": read["date"], "keywords": words(read["keywords"])}


def of_feed(entry):
    text = readers.paragraphs(entry["content"]) and re.sub("<[^>]*>", "\n", readers.html.unescape(entry["content"]))
    return {"journal": labelled(text, "Journal reference"), "comment": labelled(text, "Comments")}


def cut_date(length):
    return lambda fields, field: fields[field][:length] if field == "date" else fields[field]


def without_arxiv_dois(fields, field):
    return "" if field == "doi" and fields[field].startswith("10.48550/") else fields[field]


def as_it_is(fields, field):
    return fields[field]


def check(name, reader, read, of_record, lost="", less=as_it_is):
    """`lost` is the field that the reader drops, `less` makes of what is wanted what it keeps."""
    try:
        found = [of_record(record) for record in read()]
    except readers.Unreadable as error:
        not_ok("%s is read by %s" % (name, reader), error)
        return
    papers = [*PAPERS, NOT_IN_SNAPSHOT]
    none("%s, %s: has every record with metadata" % (name, reader), [len(found)] * (len(found) != len(papers)))
    for field in [field for field in found[0] if field != lost]:
        pairs = [(less(wanted(paper), field) or "", record[field] or "")
                 for paper, record in zip(papers, found)]
        none("%s, %s: %s of metadata" % (name, reader, field), [pair for pair in pairs if pair[0] != pair[1]])


def node(script, file):
    return lambda: readers.node(PLACE, script, path(file))[0]


def main():
    convert()
    # BibTeX has no field for a day. Citation.js takes RIS's PY, the year, and bibutils drops arXiv's DOIs: habits.py.
    for file, name, less in (("bibtex.bib", "BibTeX", cut_date(7)), ("biblatex.bib", "biblatex", as_it_is)):
        check(name, RETORQUERE, node("retorquere", file), of_bibtex, less=less)
        check(name, CITATION_BIBTEX, node("citation-js", file), of_csl_of_bibtex, "comment", less)
    check("RIS", CITATION_RIS, node("citation-js", "out.ris"), of_csl, less=cut_date(4))
    check("RIS", BIBUTILS, lambda: readers.bibutils(None, [path("out.ris")])[0], of_mods, less=without_arxiv_dois)
    check("CSL-JSON", "@citation-js/core 0.7.21", node("citation-js", "out.json"), of_csl)
    for file, kind in (("out.atom", "Atom"), ("out.rss", "RSS")):
        check(kind, RSS_PARSER, lambda file=file: readers.rss_parser(PLACE, [path(file)])[0], of_feed)
        check(kind, "feedparser 6.0.10", lambda file=file: readers.feed_parser(None, [path(file)])[0], of_feed)
    check("JSON Feed", FEEDSMITH, lambda: readers.feedsmith(PLACE, [path("out.feed.json")])[0], of_feed)
    return failed()


sys.exit(main())
