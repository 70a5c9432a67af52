#!/usr/bin/python3
"""Which fields of a paper arrive in which reader: a table, build/interop.md, and fields.txt, which it is held to.

Two invented papers, one with all that metadata and lists add, are written in every format and read by every reader. A field
arrives whole if the reader has its text, under whatever name; changed if it has the letters of it, or a part. Less than
fields.txt says fails; more asks for ACCEPT=1, which rewrites it. How readers change rarer texts is readback.py's."""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

import feedparser

import citeproc
import latex
import name_readers
import people
import readers
from compare import letters
from digests import OUTPUTS, PLACE, refmill
from habits import (BIBUTILS, CITATION_BIBTEX, CITATION_RIS, FEEDSMITH, HABITS, JABREF, RETORQUERE, RSS_PARSER, RUBY,
                    ZOTERO_BIBTEX, ZOTERO_COINS, ZOTERO_CSL, ZOTERO_RIS, lose)
from name_habits import BIBER, CITATION_CSL, FEEDPARSER, PANDOC
from report import equal, failed, none, not_ok, ok, skip

FOLDER = os.path.join(PLACE, "fields")
RECORD = os.path.join(readers.HERE, "fields.txt")
TABLE = os.path.join(os.path.dirname(PLACE), "interop.md")

DIGEST = r"""# 摘要

| Ref | Title | Summary |
| --- | --- | --- |
| [^1] | [Slim Networks: Pruning L\'evy's Attention](https://arxiv.org/abs/2403.01234) | 提出瘦身网络。 |
| [^2] | [On the Plain](https://arxiv.org/abs/2403.05678) | 论平常之物。 |

# 详细

[^1]: 瘦身网络：剪枝注意力

    Slim Networks: Pruning L\'evy's Attention

    [https://arxiv.org/abs/2403.01234](https://arxiv.org/abs/2403.01234)

    提出瘦身网络。

    Half of a network goes.

    本文剪去一半。

    arXiv:2403.01234v7 Announce Type: replace-cross  Abstract: We prune half of it and show why.

[^2]: 论平常

    On the Plain

    [https://arxiv.org/abs/2403.05678](https://arxiv.org/abs/2403.05678)

    论平常之物。

    

    第一版。

    arXiv:2403.05678v1 Announce Type: new  Abstract: A first version.

"""
METADATA = {"doi": "10.1103/JInv.76.0139", "journal-ref": "J. Inv. Phys. 03 (2024) 001",
            "comments": "12 pages, 3 figures", "categories": "stat.ML cs.LG"}
# What only lists have: of the first paper, and of the second, whose authors are not all named.
OF_LISTS = ({"code_url": "https://example.org:8443/slim?a=1;b", "topics": ["Sawn Branches"]},
            {"authors": [{"family": "Tide", "given": "Ada"}], "authors_incomplete": True})
AUTHORS = [people.Person("García", "Ana"), people.Person("van der Berg", "Jan", "Jr.")]

# Texts that can stand nowhere else in a record, of the first paper but for arXiv's own DOI.
TEXTS = {"title": "Slim Networks: Pruning Lévy's Attention", "title_zh": "瘦身网络：剪枝注意力",
         "abstract": "We prune half of it and show why.", "abstract_zh": "本文剪去一半。",
         "summary": "Half of a network goes.", "summary_zh": "提出瘦身网络。",
         "publisher_doi": METADATA["doi"], "arxiv_doi": "10.48550/arXiv.2403.05678",
         "url": "https://arxiv.org/abs/2403.01234", "announce": "replace-cross",
         "comment": METADATA["comments"], "journal_ref": METADATA["journal-ref"],
         "code_url": OF_LISTS[0]["code_url"], "topics": OF_LISTS[0]["topics"][0]}
FIELDS = ("title title_zh authors abstract abstract_zh summary summary_zh date arxiv_doi publisher_doi url arxiv_id "
          "version categories announce comment journal_ref language code_url topics authors_incomplete").split()
# Under which name of habits.py a field's loss may be explained.
PLACES = dict({"arxiv_doi": "doi", "publisher_doi": "doi", "categories": "category", "topics": "category"},
              **dict.fromkeys(("title_zh", "abstract_zh", "summary", "summary_zh", "comment"), "note"))
BIBLIOGRAPHIES = ("BibTeX", "biblatex", "RIS", "CSL-JSON")
# What only this table shows: of a reader, of it with a format, or of a format.
OF_FIELDS = [
    (BIBER, ("note",), "has no field comment"),
    *[(kind, ("announce",), "tells of a day, not of a paper, and is not written") for kind in BIBLIOGRAPHIES],
    (BIBER, ("category",), "keeps keywords to itself"),
    (BIBER + " of BibTeX", ("language",), "does not write language"),
    (PANDOC + " of BibTeX", ("title",), "puts titles in sentence case, but for what braces hold"),
    (PANDOC + " of biblatex", ("title",), "puts titles in sentence case, but for what braces hold"),
    (PANDOC, ("note", "arxiv_id"), "has no variable for eprint and comment"),
    (PANDOC, ("language",), "has no variable for language of BibTeX"),
    (RETORQUERE, ("code_url",), "leaves the backslashes of JabRef's linked files"),
    (CITATION_BIBTEX, ("code_url",), "has no variable for file"),
    (PANDOC, ("code_url",), "has no variable for file"),
    (JABREF + " of RIS", ("code_url",), "does not know L4"),
    (CITATION_RIS, ("code_url",), "drops L4"),
    ("RIS", ("authors_incomplete",), "has no mark for it that would not be an author"),
    ("CSL-JSON", ("authors_incomplete",), "has no mark for it that would not be an author"),
    ("COinS", ("authors_incomplete",), "has no mark for it that would not be an author"),
    (JABREF + " of RIS", ("date",), "keeps month and year only"),
    (ZOTERO_BIBTEX + " of biblatex", ("language",), "does not know langid"),
    (ZOTERO_CSL, ("category",), "drops keyword"),
    (ZOTERO_COINS, ("authors",), "drops full stops behind names, but for initials"),
    ("COinS", ("note", "journal_ref", "code_url"), "leaves them to the page"),
    (RSS_PARSER, ("authors", "authors_incomplete"), "gives one author"),
    (RSS_PARSER, ("announce",), "drops elements of other namespaces"),
    (RUBY, ("announce",), "drops elements of other namespaces"),
    (FEEDSMITH, ("arxiv_id", "version", "announce"), "drops extensions"),
    ("Atom", ("doi", "arxiv_id", "version"), "has no place for them but the addresses"),
    ("RSS", ("doi", "arxiv_id", "version"), "has no place for them but the addresses"),
    ("JSON Feed", ("doi",), "has no place for them"),
]
# What sets bibliographies prints what its style has.
PLAIN, NUMERIC = "BibTeX's plain", "biblatex's numeric"
PRINTERS = [PLAIN, NUMERIC, *["%s, %s" % (PANDOC, style) for style in citeproc.NAMES]]
OF_FIELDS += [(printer, tuple(FIELDS) + tuple(PLACES.values()), "the style does not print it, or not whole")
              for printer in PRINTERS]
STATES = ("lost", "changed", "whole")


def path(file):
    return os.path.join(FOLDER, file)


def convert():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    with open(path("in.md"), "w", encoding="utf-8") as file:
        file.write(DIGEST)
    with open(path("snapshot.json"), "w", encoding="utf-8") as file:
        file.write(people.snapshot("2403.01234", AUTHORS, **METADATA) + "\n")
    outputs = [word for output in OUTPUTS for word in ("-o", output.replace(":", ":" + FOLDER + "/"))]
    failed_runs = refmill("--metadata", path("snapshot.json"), "-o", path("in.jsonl"), path("in.md"))
    records = [dict(json.loads(line), **more) for line, more in zip(readers.read_text(path("in.jsonl")).splitlines(), OF_LISTS)]
    with open(path("in.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    failed_runs += refmill(*outputs, path("in.jsonl"))
    none("two papers are written in every format", ["refmill fails"] * (failed_runs != 0 or len(records) != 2))


# ---- What readers have of a record: pairs of a name and a text

def pairs_of(value, name=""):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from pairs_of(part, key)
    elif isinstance(value, (list, tuple)) and name == "date-parts":
        yield "date", "-".join("%02d" % part for part in value[0])
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from pairs_of(part, name)
    elif value is not None:
        yield name, str(value)


def pairs_of_element(element):
    for part in element.iter():
        name = part.tag.partition("}")[2]
        yield name, (part.text or "").strip()
        yield from ((name + " " + key, text) for key, text in part.attrib.items())


def from_tex(pairs):
    """BibTeX's values without braces and escapes, for those who write BibTeX themselves."""
    return [(name, re.sub(r"[{}]|\\(?=[%&#_$:;])", "", text)) for name, text in pairs]


def node(script):
    return lambda file: [list(pairs_of(item)) for item in readers.node(PLACE, script, path(file))[0]]


def citation_js(file):
    return [list(pairs_of(item)) for item in readers.node(PLACE, "citation-js", path(file))[0]]


def zotero(file):
    """Items as the translator completes them, with what Zotero takes a date to be in place of its words."""
    return [list(pairs_of(dict(item, date=item["isoDate"], imitated=None)))
            for item in readers.node(PLACE, "zotero", path(file))[0]]


def jabref(file):
    return [from_tex(pairs_of(fields)) for fields in readers.jabref(FOLDER, [path(file)])[0]]


def biber(file):
    name_readers.run(FOLDER, "biber", "--tool", "--output-format=biblatexml", "--output-file", file + ".xml", file)
    entries = ElementTree.parse(path(file + ".xml")).iter(name_readers.BLTX + "entry")
    return [from_tex(pairs_of_element(entry)) for entry in entries]


def bibutils(file):
    said = subprocess.run(["ris2xml", "-un", path(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    collection = ElementTree.fromstring(said.stdout.decode("utf-8-sig"))
    return [[*pairs_of_element(mods), ("title", readers.of_mods(mods)["title"])]
            for mods in collection.iter(readers.MODS + "mods")]


def pandoc(form):
    def read(file):
        items = json.loads(name_readers.run(None, "pandoc", "-f", form, "-t", "csljson", path(file)))
        return [list(pairs_of(item)) for item in items]
    return read


def pairs_of_reference(text):
    """What a bibliography prints of a paper: all of it as one text, and the facts in it under names."""
    yield "text", text
    for month, day, year in re.findall(r"(?:\b([A-Z][a-z]{2})[a-z]*\.? (?:(\d\d?), )?)?\b(2024)\b", text):
        month = readers.MONTHS.index(month.lower()) + 1 if month.lower() in readers.MONTHS else 0
        yield "issued", year + "-%02d" % month * bool(month) + "-%02d" % int(day or 0) * bool(day)
    for name, pattern in (("version", r"(?i)version:? (\d+)"), ("eprint", r"(?i)arXiv: ?([\d.]+\d)")):
        yield from ((name, fact) for fact in re.findall(pattern, text))


def references(entries):
    """The first paper first, whatever the order of the style."""
    return [list(pairs_of_reference(entry)) for entry in sorted(entries, key=lambda entry: "Plain" in entry.title())]


def set_by_citeproc(form, style):
    def read(file):
        entries, said = citeproc.bibliography(form, file, style, FOLDER)
        if said:
            raise readers.Unreadable(said)
        return references(entries)
    return read


def set_by_latex(source, steps):
    def read(file):
        name = "set-" + file.removesuffix(".bib")
        keys = "".join("\\nocite{%s}" % key for key in ("arxiv2403.01234", "arxiv2403.05678"))
        error = latex.compile_document(FOLDER, name, source % ("." + keys), steps)
        if error:
            raise readers.Unreadable(error)
        text = name_readers.run(FOLDER, "pdftotext", "-raw", name + ".pdf", "-")
        text = re.sub(r"-\n(?=[a-z])|(?<=/)\n|(?<=\w\.)\n(?=\d)", "", text)  # broken words and addresses
        return references([" ".join(entry.split()) for entry in re.split(r"\n\[\d\] ", text)[1:]])
    return read


def ruby(file):
    return [list(pairs_of(item)) for item in readers.ruby(path(file))[0]]


def feed_parser(file):
    return [[*pairs_of(entry), ("published", "%04d-%02d-%02d" % entry.published_parsed[:3])]
            for entry in feedparser.parse(path(file)).entries]


def read_csv(file):
    return [list(pairs_of(row)) for row in readers.read_csv(None, [path(file)])[0]]


REFERENCES = [
    *[(name, file, *reader) for name, file in (("BibTeX", "bibtex.bib"), ("biblatex", "biblatex.bib")) for reader in (
        (RETORQUERE, node("retorquere"), "node"), (CITATION_BIBTEX, citation_js, "node"), (JABREF, jabref, "jabref"),
        (BIBER, biber, "biber"), (PANDOC, pandoc(name.lower()), "pandoc"), (ZOTERO_BIBTEX, zotero, "chromium"))],
    ("RIS", "out.ris", JABREF, jabref, "jabref"),
    ("RIS", "out.ris", CITATION_RIS, citation_js, "node"),
    ("RIS", "out.ris", BIBUTILS, bibutils, "ris2xml"),
    ("RIS", "out.ris", ZOTERO_RIS, zotero, "chromium"),
    ("CSL-JSON", "out.json", CITATION_CSL, citation_js, "node"),
    ("CSL-JSON", "out.json", PANDOC, pandoc("csljson"), "pandoc"),
    ("CSL-JSON", "out.json", ZOTERO_CSL, zotero, "chromium"),
    ("COinS", "out.html", ZOTERO_COINS, zotero, "chromium"),
    ("CSV", "out.csv", "Python's csv", read_csv, "python3"),
]
# What is printed of a paper.
PRINTED = [
    *[(name, file, "%s, %s" % (PANDOC, style), set_by_citeproc(form, style), "pandoc")
      for name, form, file in (("CSL-JSON", "csljson", "out.json"), ("BibTeX", "bibtex", "bibtex.bib"))
      for style in citeproc.NAMES],
    ("BibTeX", "bibtex.bib", PLAIN, set_by_latex(latex.BIBTEX, latex.BIBTEX_STEPS), "pdflatex"),
    ("biblatex", "biblatex.bib", NUMERIC, set_by_latex(latex.BIBLATEX, latex.BIBLATEX_STEPS), "lualatex"),
]
FEEDS = [
    *[(name, file, *reader) for name, file in (("Atom", "out.atom"), ("RSS", "out.rss")) for reader in (
        (FEEDPARSER, feed_parser, "python3"), (RSS_PARSER, node("rss-parser"), "node"), (RUBY, ruby, "ruby"))],
    ("JSON Feed", "out.feed.json", FEEDSMITH, node("feedsmith"), "node"),
]


# ---- What has arrived

def normal(text):
    return unicodedata.normalize("NFC", html.unescape(text)).replace("’", "'")


def of_text(wanted, pairs):
    if any(wanted in text for _, text in pairs):
        return "whole"
    return "changed" if any(letters(wanted) in letters(text) for _, text in pairs) else "lost"


def of_parts(wanted, pairs):
    """All of several words, or some."""
    found = [any(re.search(r"(?<!\w)%s(?!\w)" % re.escape(word), text) for _, text in pairs) for word in wanted]
    return "whole" if all(found) else "changed" if any(found) else "lost"


def of_lines(pattern, pairs):
    """A line of its own, `name: text` as a reader has it, or as our formats write it in a note."""
    lines = [line for name, text in pairs for line in (name + ": " + text, *text.split("\n"))]
    return "whole" if any(re.fullmatch(pattern, line) for line in lines) else "lost"


DATE = re.compile(r"(\d{4})(?:[-/](\d\d))?(?:[-/](\d\d))?(?!\d)")


def of_date(kind, pairs):
    """arXiv's, which in BibTeX has no day; of a feed the digest's."""
    wanted = "2024-03-29" if kind in ("Atom", "RSS", "JSON Feed") else "2024-03" if kind == "BibTeX" else "2024-03-02"
    found = [text for name, text in pairs if re.search("(?i)date|issued|publish", name)]
    of_bibtex = dict(pairs)
    if "year" in of_bibtex and "month" in of_bibtex:
        month = of_bibtex["month"].lower()
        found.append("%s-%02d" % (of_bibtex["year"], readers.MONTHS.index(month) + 1 if month in readers.MONTHS
                                  else int(month)))
    seen = ["-".join(part for part in match.groups() if part) for match in map(DATE.match, found) if match]
    return "whole" if wanted in seen else "changed" if any(wanted.startswith(date) for date in seen) else "lost"


def of_others(pairs):
    """A mark that there are more authors, as text or as a flag, which is biber's or our CSV's."""
    return any(re.search(r"\b(?:others|et\.? ?al)\b", text) for _, text in pairs) or any(
        flag in pairs for flag in (("names morenames", "1"), ("authors_incomplete", "1")))


def state_of(field, kind, records):
    pairs = records[1 if field in ("arxiv_doi", "authors_incomplete") else 0]
    if field in TEXTS:
        return of_text(TEXTS[field], pairs)
    if field == "authors":
        return of_parts(" ".join(part for person in AUTHORS for part in person).split(), pairs)
    if field == "categories":
        return of_parts(METADATA["categories"].split(), pairs)
    if field == "date":
        return of_date(kind, pairs)
    if field == "authors_incomplete":
        return of_parts(["Tide"], pairs) if of_others(pairs) else "lost"
    return of_lines({"arxiv_id": r"(?:\w+: )?(?:arXiv:)?2403\.01234(?: \[.*\])?", "version": r"\w*version: 7",
                     "language": r"(?i)[\w ]*lang\w*: (?:en|eng|english|american|zh\S*)|.*lang=\"en\".*"}[field], pairs)


def why(kind, reader, field):
    """The habit that explains it."""
    names = (reader, reader + " of " + kind, kind)
    known = [(habit.reader, habit.fields, habit.defect) for habit in HABITS if habit.rule is lose or field == "date"]
    return next((defect for name, fields, defect in known + OF_FIELDS
                 if name in names and (field in fields or PLACES.get(field) in fields)), "")


def read_all():
    """For each format and reader the state of each field; without one the reader is not here."""
    found = {}
    for kind, file, reader, read, program in REFERENCES + PRINTED + FEEDS:
        if shutil.which(program) is None:
            skip("%s, %s: fields" % (kind, reader), "there is no %s" % program)
            found[kind, reader] = None
            continue
        try:
            records = [[(name, normal(text)) for name, text in pairs] for pairs in read(file)]
        except readers.Unreadable as error:
            not_ok("%s is read by %s" % (kind, reader), error)
            records = []
        records += [[]] * (2 - len(records))
        found[kind, reader] = {field: state_of(field, kind, records) for field in FIELDS}
    return found


def check_types():
    """Zotero has an item type for preprints since version 6; of RIS and its Extra the client makes one when it saves."""
    if shutil.which("chromium") is None:
        skip("Zotero has preprints", "there is no chromium")
        return
    for kind, file in (("RIS", "out.ris"), ("CSL-JSON", "out.json"), ("COinS", "out.html")):
        types = [item["imitated"]["itemType"] for item in readers.node(PLACE, "zotero", path(file))[0]]
        equal("%s, Zotero, saving imitated: preprints" % kind, ["preprint"] * 2, types)


# ---- The record and the table

def write_record(found):
    lines = ["# What arrives whole, changed or not at all, by format and reader: written by fields.py, ACCEPT=1."]
    for (kind, reader), states in found.items():
        parts = [state + ": " + " ".join(field for field in FIELDS if states[field] == state)
                 for state in reversed(STATES) if state in states.values()]
        lines.append("%s | %s | %s" % (kind, reader, "; ".join(parts)))
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def read_record():
    recorded = {}
    for line in readers.read_text(RECORD).splitlines()[1:]:
        kind, reader, said = line.split(" | ")
        parts = [part.split(": ") for part in said.split("; ")]
        recorded[kind, reader] = {field: state for state, fields in parts for field in fields.split()}
    return recorded


def hold(found, recorded):
    """What arrives less than it did fails; what arrives more is to be recorded."""
    none("every reader of fields.txt reads", sorted(set(recorded) - set(found)))
    more = sorted(set(found) - set(recorded))
    for (kind, reader), states in found.items():
        if states is None or (kind, reader) in more:
            continue
        was = recorded[kind, reader]
        rank = {field: STATES.index(states[field]) - STATES.index(was.get(field, "lost")) for field in FIELDS}
        none("%s, %s: all arrives that arrived" % (kind, reader), [
            "%s was %s and is %s" % (field, was[field], states[field]) for field in FIELDS if rank[field] < 0])
        more += [(kind, reader, field) for field in FIELDS if rank[field] > 0]
    if more:
        skip("fields.txt says all that arrives", "ACCEPT=1 would record %s" % more)
    else:
        ok("fields.txt says all that arrives")


def write_table(found):
    found = {place: states for place, states in found.items() if states}
    reasons = []
    lines = ["# Which fields arrive", "",
             "A field arrives whole (+), changed (~) or not at all (–); a number tells why, below.", "",
             "| format | reader | %s |" % " | ".join(FIELDS), "| --- | --- |" + " --- |" * len(FIELDS)]
    for (kind, reader), states in found.items():
        cells = []
        for field in FIELDS:
            reason = why(kind, reader, field) if states[field] != "whole" else ""
            if reason and reason not in reasons:
                reasons.append(reason)
            number = " %d" % (reasons.index(reason) + 1) if reason else ""
            cells.append({"whole": "+", "changed": "~", "lost": "–"}[states[field]] + number)
        lines.append("| %s | %s | %s |" % (kind, reader, " | ".join(cells)))
    lines += [""] + ["%d. %s" % reason for reason in enumerate(reasons, 1)]
    lines += ["", "What they make of rarer texts:", ""]
    lines += ["- %s, %s: %s" % (habit.reader, " ".join(habit.fields), habit.defect) for habit in HABITS
              if habit.defect not in reasons]
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    convert()
    found = read_all()
    write_table(found)
    if os.environ.get("ACCEPT"):
        none("fields.txt is of every reader", [place for place, states in found.items() if states is None])
        if not failed():
            write_record(found)
    hold(found, read_record())
    check_types()
    return failed()


sys.exit(main())
