#!/usr/bin/python3
"""Invented authors, of people.py, come back right from every format by programs that are not ours.

They are joined to an invented digest from a snapshot, and from OAI-PMH with TeX's accents. What a reader is known to
read wrong is in name_habits.py; any other difference fails."""
import os
import re
import shutil
import sys
import unicodedata

from pylatexenc.latex2text import LatexNodes2Text

import invented
import name_readers
import people
import readers
from compare import letters, untagged
from digests import OUTPUTS, PLACE, SHARED, refmill
from habits import (BIBUTILS, CITATION_BIBTEX, CITATION_RIS, FEEDSMITH, IN_ASCII, RETORQUERE, RSS_PARSER, ZOTERO_BIBTEX,
                    ZOTERO_COINS, ZOTERO_CSL, ZOTERO_RIS)
from name_habits import BIBER, BIBTEX, CITATION_CSL, FEEDPARSER, HABITS, PANDOC, foretell
from name_readers import Name
from report import failed, none, not_ok, skip


FOLDER = os.path.join(PLACE, "names")


# ---- The papers

def paper_ids():
    return ["2403.%05d" % number for number, _ in enumerate(people.papers(), 1)]


def convert():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    papers = list(zip(paper_ids(), people.papers()))
    write("in.md", invented.digest([(paper, 1, "new") for paper, _ in papers]))
    write("snapshot.json", "".join(people.snapshot(paper, authors) + "\n" for paper, authors in papers))
    write("oai.xml", people.OAI % "".join(people.oai(paper, authors) for paper, authors in papers))
    outputs = [word for output in OUTPUTS for word in ("-o", output.replace(":", ":" + FOLDER + "/"))]
    runs = [("snapshot.json", outputs), ("snapshot.json", ["--ascii", "-o", path("ascii.bib")]),
            ("oai.xml", ["-o", path("oai.jsonl")])]
    none("%d people are joined to %d papers" % (len(people.PEOPLE), len(papers)), [
        (file, where) for file, where in runs if refmill("--metadata", path(file), *where, path("in.md")) != 0])


def path(file):
    return os.path.join(FOLDER, file)


def write(file, text):
    with open(path(file), "w", encoding="utf-8") as made:
        made.write(text)


# ---- Names as they must be

def whole(person):
    """As it is said."""
    parts = ["et al." if person == people.OTHERS else person.literal, person.given, person.family, person.suffix]
    return " ".join(part for part in parts if part)


def inverted(person):
    parts = ["et al." if person == people.OTHERS else person.literal, person.family, person.given, person.suffix]
    return ", ".join(part for part in parts if part)


PARTICLES = re.compile(r"(?:'?[a-z][a-z'.]* )+(?=.)")


def of_bibtex(person):
    """Particles are ASCII's small letters in front, and stay in the family if a part has a comma, for biber's sake, or
    "and" is one. Who has no given name is one word."""
    if person == people.OTHERS:
        return Name(family="others")
    if not person.given:
        return Name(family=shown(whole(person)))
    von = PARTICLES.match(person.family)
    von = von[0] if von and "and" not in von[0].split() and "," not in "".join(person) else ""
    return Name(von.strip(), shown(person.family[len(von):]), shown(person.given), shown(person.suffix))


def of_retorquere(person):
    """A name in braces is a literal."""
    name = of_bibtex(person)
    return name if person.given or person == people.OTHERS else Name(literal=name.family)


def of_csl(person):
    """A suffix stands behind the given name: MAPPING, CSL-JSON. That there are others has no mark here, in RIS and in
    COinS: a reader would take it for an author."""
    if person == people.OTHERS:
        return None
    if not person.given:
        return Name("", *person)
    return Name("", person.family, ", ".join(part for part in (person.given, person.suffix) if part))


def of_pandoc(person):
    return joined(of_csl(person)) if person != people.OTHERS else None


def of_ris(person):
    """RIS parts a name at commas, and knows no other way to write one; words that none parts are no person's. No `<`
    stands before a letter: MAPPING, RIS."""
    parts = untagged(inverted(person)).split(",")
    if person == people.OTHERS:
        return None
    if len(parts) > 3 or (len(parts) == 1 and " " in parts[0]):
        return Name(literal=untagged(inverted(person)))
    return Name("", *(part.strip() for part in parts))


def of_zotero(person):
    """Zotero has a name in two parts or in one."""
    name = of_csl(person)
    return Name(literal=name.literal or name.family) if name and not name.given and not name.suffix else name


def of_zotero_bibtex(person):
    """A suffix stands behind the given name; who has none is one word."""
    if person == people.OTHERS:
        return Name(literal="others")
    if not person.given:
        return Name(literal=whole(person))
    return Name("", person.family, ", ".join(part for part in (person.given, person.suffix) if part))


def of_zotero_ris(person):
    """What stands behind the first comma is the given name."""
    if person == people.OTHERS:
        return None
    family, comma, given = untagged(inverted(person)).partition(",")
    return Name("", family, given.strip()) if comma else Name(literal=family)


def of_coins(person):
    """Only letters: Zotero cleans names, which adds and drops full stops."""
    if person == people.OTHERS:
        return None
    family, given = person.literal or person.family, person.given + person.suffix
    return only_letters(Name("", family, given) if given else Name(literal=family))


# ---- Names as they are read

# What pylatexenc would take for an accent or a command, through which it is carried.
CARRIED = {r"\^{}": "\ue000", "$\\backslash$": "\ue001"}
CHARACTERS = str.maketrans({"\ue000": "^", "\ue001": "\\", "\xa0": " "})
# Told by no TeX, which has one for both.
FOLDED = str.maketrans("’‘‑ο", "'`-o")
READER = LatexNodes2Text(math_mode="text")


def from_tex(text):
    """A value of BibTeX without its TeX."""
    text = re.sub(r"\\char(\d+)", lambda match: chr(int(match[1])), text)
    for tex, character in CARRIED.items():
        text = text.replace(tex, character)
    text = READER.latex_to_text(text).translate(CHARACTERS)
    return unicodedata.normalize("NFC", re.sub("[{}]", "", text))


def shown(part):
    """A part of a person, which may have a formula."""
    return from_tex(part) if "$\\" in part else part


def without_tex(name):
    return name._replace(**{part: from_tex(text) for part, text in name._asdict().items()})


def folded(name):
    return Name(*(text.translate(FOLDED) for text in name))


def joined(name):
    """The family with what was put apart of it; pandoc makes apostrophes typographic."""
    family = (name.von + name.family).replace(" ", "").replace("'", "’")
    return name._replace(von="", family=family)


def only_letters(name):
    return Name(*map(letters, name))


def composed(name):
    """Some readers put accents behind their letters, which is the same text for Unicode."""
    return Name(*(unicodedata.normalize("NFC", text) for text in name))


# ---- Each format

def check_records(file, name):
    """What the record says, which is what arXiv says; of others, that the list is incomplete."""
    wanted = [([{part: text for part, text in person._asdict().items() if text} for person in authors
                if person != people.OTHERS], people.OTHERS in authors) for authors in people.papers()]
    found = [(record["authors"], record.get("authors_incomplete", False))
             for record in map(readers.json.loads, readers.read_text(path(file)).splitlines())]
    none(name, [(want, got) for want, got in zip(wanted, found) if want != got] or
         ["%d records" % len(found)] * (len(found) != len(wanted)))


def check_csv():
    rows = readers.read_csv(None, [path("out.csv")])[0]
    none("CSV, Python's reader: authors", [
        (row["authors"], authors) for row, authors in zip(rows, people.papers())
        if row["authors"] != "; ".join(map(inverted, authors))])


def first_difference(wanted, seen):
    if len(wanted) != len(seen):
        return "%d people came of %d" % (len(seen), len(wanted))
    return next("expected %s, came %s" % (tuple(one), tuple(other)) for one, other in zip(wanted, seen) if one != other)


def check(file, name, reader, read, wanted_of, dress):
    """Every person of every paper, in order; `dress` makes what is read comparable."""
    try:
        found = [list(map(dress, names)) for names in read(path(file))]
    except readers.Unreadable as error:
        not_ok("%s is read by %s" % (name, reader), error)
        return
    wanted = [foretell(reader, [name for name in map(wanted_of, authors) if name]) for authors in people.papers()]
    if name == "ASCII":
        wanted, found = [list(map(folded, names)) for names in wanted], [list(map(folded, names)) for names in found]
    none("%s, %s: has every paper" % (name, reader), [len(found)] * (len(found) != len(wanted)))
    none("%s, %s: authors" % (name, reader),
         [first_difference(want, seen) for want, seen in zip(wanted, found) if want != seen])


def check_letters():
    """bibutils drops full stops, and puts parts as it guesses; but it loses no letter, except the word "and", at which
    it parts names."""
    try:
        found = name_readers.bibutils(path("out.ris"))
    except readers.Unreadable as error:
        not_ok("RIS is read by " + BIBUTILS, error)
        return
    wanted = [sorted(letters(" ".join(re.sub("(?i) and( |$)", " ", inverted(person)) for person in authors
                                      if person != people.OTHERS)))
              for authors in people.papers()]
    seen = [sorted(letters(" ".join(" ".join(name) for name in names))) for names in found]
    # Of two that are the same without it, it keeps one.
    apart_from = [at for at, authors in enumerate(people.papers()) if 1 < len(authors) < len(people.MANY)]
    none("RIS, %s: letters of the authors" % BIBUTILS,
         [("".join(want)[:60], "".join(got)[:60]) for at, (want, got) in enumerate(zip(wanted, seen))
          if want != got and at not in apart_from])


def check_feed(file, kind, reader, read, wanted_of):
    found = read(path(file))
    none("%s, %s: authors" % (kind, reader), [
        (wanted_of(authors)[:3], names[:3]) for authors, names in zip(people.papers(), found)
        if wanted_of(authors) != names] or ["no entries"] * (not found))


def each(authors):
    return [whole(person) for person in authors]


def first(authors):
    """rss-parser gives one author only."""
    return each(authors)[:1]


def all_in_one(authors):
    return [", ".join(each(authors))]


def check_schema():
    schema = os.path.join(SHARED, "schemas/csl-data.json")
    if not os.path.exists(schema):
        skip("CSL-JSON with authors passes the schema", "there is no ../shared/schemas/csl-data.json")
        return
    none("CSL-JSON with authors passes the CSL project's schema", readers.ajv(PLACE, schema, [path("out.json")])[0])


def main():
    convert()
    check_records("out.jsonl", "jsonl has the names of the snapshot")
    check_records("oai.jsonl", "jsonl has the names of OAI-PMH, with TeX's accents")
    check_csv()
    for file, name in (("bibtex.bib", "BibTeX"), ("biblatex.bib", "biblatex"), ("ascii.bib", "ASCII")):
        how = IN_ASCII if name == "ASCII" else ""
        check(file, name, BIBTEX + how, name_readers.bibtex, of_bibtex, without_tex)
        check(file, name, BIBER + how, name_readers.biber, of_bibtex, without_tex)
        check(file, name, RETORQUERE + how, name_readers.retorquere, of_retorquere, composed)
        check(file, name, CITATION_BIBTEX + how, name_readers.citation_js, of_bibtex, composed)
    check("out.ris", "RIS", CITATION_RIS, name_readers.citation_js, of_ris, composed)
    check("out.json", "CSL-JSON", CITATION_CSL, name_readers.citation_js, of_csl, composed)
    for file, name in (("bibtex.bib", "BibTeX"), ("biblatex.bib", "biblatex")):
        check(file, name, ZOTERO_BIBTEX, name_readers.zotero, of_zotero_bibtex, composed)
    check("out.ris", "RIS", ZOTERO_RIS, name_readers.zotero, of_zotero_ris, composed)
    check("out.json", "CSL-JSON", ZOTERO_CSL, name_readers.zotero, of_zotero, composed)
    check("out.html", "COinS", ZOTERO_COINS, name_readers.zotero, of_coins, only_letters)
    check("out.json", "CSL-JSON", PANDOC, name_readers.pandoc("csljson"), of_pandoc, joined)
    check_letters()
    check_schema()
    check_feed("out.atom", "Atom", FEEDPARSER, name_readers.feed_parser, each)
    check_feed("out.rss", "RSS", FEEDPARSER, name_readers.feed_parser, all_in_one)
    check_feed("out.atom", "Atom", RSS_PARSER, name_readers.rss_parser, first)
    check_feed("out.rss", "RSS", RSS_PARSER, name_readers.rss_parser, all_in_one)
    check_feed("out.feed.json", "JSON Feed", FEEDSMITH, name_readers.feedsmith, each)
    none("every habit of a reader with names is seen",
         [(habit.reader, habit.defect) for habit in HABITS if not habit.seen])
    return failed()


sys.exit(main())
