#!/usr/bin/python3
"""--update on invented libraries in BibTeX and biblatex. Their maker knows each piece of them, so that what may change
is known without a reader: values that are replaced, and what is added after an entry's last one. All else is compared
byte for byte.

update.py [SEED [LIBRARIES]]; EVERY=1 makes four times as many libraries."""
import os
import random
import re
import shutil
import sys
import tempfile

from report import EVERY, Report
from update_papers import FORMER_YEAR, PAPERS, PLACE, apply_diff, read, run_update, write_metadata

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 27
LIBRARIES = int(sys.argv[2]) if len(sys.argv) > 2 else 20000 if EVERY else 5000
TOGETHER = 250  # in one run

# What a run may be asked for: its options, and what they mean here.
MODES = [
    ([], {}),
    (["--refresh", "title,author,year,doi"], {"refresh": {"title", "author", "year", "doi"}}),
    (["--published"], {"published": True}),
    (["--omit", "journal_ref,doi"], {"omit": {"note", "doi"}}),
    (["--published", "--ascii"], {"published": True, "ascii": True}),
]

BIBLATEX = {"year": "date", "journal": "journaltitle", "archiveprefix": "eprinttype", "primaryclass": "eprintclass"}
CANONICAL = {name: field for field, name in BIBLATEX.items()}
CAMEL = {"archiveprefix": "archivePrefix", "primaryclass": "primaryClass", "eprinttype": "eprinttype"}
ADDED = ["author", "title", "year", "eprint", "archiveprefix", "primaryclass", "doi", "note"]


# ---- Values

class Field:
    """A field as it is written; `sense` says what its value is: same, other, empty, arxiv; and of authors
    incomplete, or stranger if arXiv does not have them all."""

    def __init__(self, name, value, sense="other"):
        self.name, self.value, self.sense = name, value, sense
        self.written = self.name_written = self.before = self.equals = ""

    @property
    def canonical(self):
        return CANONICAL.get(self.name, self.name)


def balanced_outside_quotes(text):
    """False if a quote is outside braces, so that the text cannot stand in quotes."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if char == '"' and depth == 0:
            return False
    return True


def delimited(text, delimiter):
    return f'"{text}"' if delimiter == '"' and balanced_outside_quotes(text) else "{" + text + "}"


def joined(dice, text, delimiter, macros):
    """The text in parts that # joins, of which one may be a macro."""
    cut = text.find(" ", dice.randrange(len(text)))
    if cut <= 0 or text[:cut].count("{") != text[:cut].count("}") or text[:cut].count("$") % 2:
        return delimited(text, delimiter)
    joint = dice.choice([" # ", "#", " #\n    "])
    parts = [delimited(text[:cut + 1], delimiter), delimited(text[cut + 1:], dice.choice('{"'))]
    if macros and dice.random() < 0.3:
        parts.insert(1, "macro")
    return joint.join(parts)


MAY_HAVE_MACROS = ("abstract", "annote", "keywords")


def written_value(dice, field, delimiter, layout):
    text = field.value
    if text.isdigit() and dice.random() < layout["bare"]:
        return text
    if text.isalpha() and text.islower() and len(text) == 3:  # a month
        return text
    if layout["joins"] and len(text) > 8 and dice.random() < 0.15:
        return joined(dice, text, delimiter, field.sense != "same" and field.name in MAY_HAVE_MACROS)
    return delimited(text, delimiter)


# ---- What an entry states

def statements(dice, paper):
    """Fields from which the identifier is certain."""
    number = paper.number
    version = dice.choice(["", "", "v1", "v3"])
    forms = [
        [Field("eprint", number, "same")], [Field("eprint", number, "same")],
        [Field("eprint", "arXiv:" + number)], [Field("eprint", number + "v2")],
        [Field("eprint", f"http://arxiv.org/abs/{number}")],
        [Field("url", f"https://arxiv.org/abs/{number}{version}")],
        [Field("url", f"http://arxiv.org/pdf/{number}{version}.pdf")],
        [Field("doi", f"10.48550/arXiv.{number}", "arxiv")],
        [Field("doi", f"https://doi.org/10.48550/ARXIV.{number}", "arxiv")],
        [Field("journal", f"arXiv preprint arXiv:{number}")],
        [Field("journal", f"arXiv e-prints, arXiv:{number} [cs.CL], 2024")],
        [Field("journal", "CoRR"), Field("volume", f"abs/{number}")],
        [Field("journal", "arXiv e-prints"), Field("eid", f"arXiv:{number}"), Field("pages", f"arXiv:{number}")],
        [Field("howpublished", f"\\url{{https://arxiv.org/abs/{number}}}")],
        [Field("note", f"arXiv:{number}")], [Field("note", f"arXiv:{number}{version} [hep-th]")],
        [Field("arxiv", number)], [Field("arxivId", number)],
        [Field("publisher", f"arXiv:{number}")],
        [Field("number", f"arXiv:{number}")],
    ]
    chosen = dice.choice(forms)
    names = {field.name for field in chosen}
    if dice.random() < 0.3:
        chosen = chosen + [field for field in dice.choice(forms) if field.name not in names]
    return chosen


def decoys(dice, paper):
    """Fields that say nothing of the entry's own identifier, though some look like it."""
    other = dice.choice(PAPERS).number
    return [
        Field("abstract", f"We go on from arXiv:{other} and\n  {{from}} https://arxiv.org/abs/{other}, of 50\\%."),
        Field("keywords", "tides, {Kites}, lanterns"),
        Field("month", "mar", "other"),
        Field("annote", f"See https://arxiv.org/abs/{other}"),
        Field("file", ":home/me/x.pdf:PDF"),
        Field("eprintnote", other),
        Field("note", dice.choice([f"An answer to arXiv:{other}", "Best paper {{Award}}", "To appear, see " + other])),
        Field("number", "7" if "/" in paper.number else paper.number),
        Field("urldate", "2024-03-28"),
    ]


def facts(dice, paper, ascii_only):
    """Fields that arXiv knows too, as people have them."""
    found = []
    authors = dice.choice([
        None, (paper.authors(ascii_only), "same"), (paper.authors(True), "same"), ("Tide, A. and Kite, B.", "other"),
        (paper.first_author() + " and others", "incomplete"), (paper.first_author() + " and et al.", "incomplete"),
        (paper.first_author() + ", et~al.".replace("~", " "), "incomplete"),
        (paper.first_author() + " and\n          others", "incomplete"), ("", "empty"), (" ", "empty"),
        (paper.first_author() + " and Nobody, Nora and others", "stranger"),
    ])
    title = dice.choice([
        None, (paper.title(ascii_only), "same"), (paper.title(True), "same"), (paper.title(True), "same"),
        ("{" + paper.title(True) + "}", "same"), (paper.title(True) + ", revisited", "other"), ("", "empty"),
    ])
    year = dice.choice([
        None, (str(paper.year), "same"), (str(paper.year), "same"), (str(FORMER_YEAR), "other"), ("", "empty")])
    doi = dice.choice([
        None, None, None, ("10.1000/old.doi", "other"), ("", "empty"), (f"10.48550/arXiv.{paper.number}", "arxiv"),
        (paper.doi.lower(), "same") if paper.doi else None,
    ])
    for name, chosen in (("author", authors), ("title", title), ("year", year), ("doi", doi)):
        if chosen:
            found.append(Field(name, *chosen))
    if dice.random() < 0.4:
        found.append(Field("archiveprefix", *dice.choice([("arXiv", "same"), ("arxiv", "same"), ("", "empty")])))
    if dice.random() < 0.4:
        found.append(Field("primaryclass", *dice.choice([
            (paper.primary, "same"), ("math.XX", "other"), ("", "empty")])))
    if dice.random() < 0.15:
        found.append(Field(*dice.choice([
            ("journal", "Annals of Tides"), ("booktitle", "Proc.\\ of the {Kite} Days"), ("school", "Tide Institute"),
            ("journal", "arXiv"), ("journal", "CoRR"), ("journal", ""), ("journal", "\\aap"),
            ("pubstate", "preprint")])))
    if dice.random() < 0.06:
        found.append(Field(*dice.choice([("editor", "Kite, Bea"), ("crossref", "whole"), ("xdata", "whole")])))
    if dice.random() < 0.1:
        found.append(Field("note", *dice.choice([
            ("", "empty"), (paper.reference, "same") if paper.reference else ("", "empty")])))
    return found


def other_paper(kind):
    """Title and authors that are not those of any paper here."""
    return [Field("title", "Zirconium quasars"), Field("author", "Xu, Qi and others" if kind else "Xu, Qi")]


# ---- Entries

class Entry:
    def __init__(self):
        self.fields, self.paper, self.key, self.kind = [], None, "", ""
        self.type = self.tail = self.close = ""
        self.head, self.layout = ("@", "{"), {}

    def text(self):
        return "".join([self.head[0], self.type, self.head[1], self.key,
                        *(field.before + field.name_written + field.equals + field.written for field in self.fields),
                        self.tail, self.close])

    def of(self, canonical):
        return [field for field in self.fields if field.canonical == canonical]

    def has(self, *names):
        return any(field.canonical in names for field in self.fields)


def unique(dice, fields):
    """At most one field of a name, in any order; seldom one of them twice."""
    chosen = {}
    for field in fields:
        chosen.setdefault(field.canonical.lower(), field)
    fields = list(chosen.values())
    dice.shuffle(fields)
    if fields and dice.random() < 0.04:
        twin = dice.choice(fields)
        if twin.name not in ("archiveprefix", "month"):
            fields.insert(dice.randrange(len(fields) + 1), Field(twin.name, twin.value, twin.sense))
    return fields


def choose_fields(dice, entry, ascii_only):
    roll = dice.random()
    paper = dice.choice(PAPERS)
    known = facts(dice, paper, ascii_only)
    few = dice.sample(decoys(dice, paper), dice.randrange(4))
    if roll < 0.66:
        entry.kind, entry.paper = "known", paper
        entry.fields = unique(dice, [*statements(dice, paper), *known, *few])
    elif roll < 0.70:
        entry.kind, entry.paper = "known", paper  # PubMed's number beside a link to arXiv
        entry.fields = unique(dice, [
            Field("url", "https://arxiv.org/abs/" + paper.number), Field("eprint", "12345678"),
            Field("archiveprefix", dice.choice(["pubmed", "jstor", "PMID"])),
            *(field for field in known if field.name != "archiveprefix")])
    elif roll < 0.74:
        entry.kind, entry.paper = "other", paper
        entry.fields = unique(dice, [*other_paper(dice.random() < 0.5), Field("eprint", paper.number, "same"), *few])
    elif roll < 0.78:
        second = dice.choice([other for other in PAPERS if other is not paper])
        entry.kind = "contradicts"
        entry.fields = unique(dice, [
            Field("eprint", paper.number), Field("url", "http://arxiv.org/abs/" + second.number), *few])
    elif roll < 0.81:
        entry.kind = "unknown"
        entry.fields = unique(dice, [Field("eprint", f"1301.{dice.randrange(1, 9999):04}"), *few])
    else:
        entry.kind = "none"
        entry.fields = unique(dice, [*dice.choice([
            [], [Field("eprint", "12345678"), Field("archiveprefix", "pubmed")],
            [Field("eprint", paper.number), Field("archiveprefix", "jstor")],
        ]), *(field for field in [*few, *known] if field.sense != "arxiv" and field.name != "number")])


SEPARATORS = {
    "lines": (",\n  ", ",\n  ", " = "), "tabs": (",\n\t", ",\n\t", " = "), "tight": (",\n    ", ",\n    ", "="),
    "one line": (", ", ", ", " = "), "compact": (",", ",", "="), "leading": ("\n  , ", "\n  , ", " = "),
    "beside the key": (", ", ",\n  ", " = "), "blank lines": (",\n\n  ", ",\n\n  ", "  =  "),
    "aligned": (",\n  ", ",\n  ", " = "), "values": (",\n ", ",\n ", " = "), "right": (",\n", ",\n", " = "),
    "mixed": None,
}


def choose_layout(dice):
    kind = dice.choice(list(SEPARATORS))
    return {
        "kind": kind, "letters": dice.choice(["lower", "lower", "capital", "upper", "camel", "mixed"]),
        "delimiter": dice.choice(["{", "{", '"', "mixed"]), "bare": dice.choice([0, 0, 1, 0.5]),
        "joins": dice.random() < 0.2, "close": dice.choice("}}}}})"), "width": dice.choice([12, 16]),
        "biblatex": dice.random() < 0.3, "trailing": dice.random() < 0.4,
    }


def cased(dice, name, letters):
    if letters == "upper":
        return name.upper()
    if letters == "capital":
        return name.capitalize()
    if letters == "camel":
        return CAMEL.get(name, name)
    if letters == "mixed":
        return dice.choice([name, name.upper(), name.capitalize(), CAMEL.get(name, name)])
    return name.lower()


def parts_around(layout, name, width):
    """What stands before the name, and between it and the value."""
    _, before, equals = SEPARATORS[layout["kind"]]
    if layout["kind"] == "aligned":
        return before, " " * max(width - len(name), 0) + equals
    if layout["kind"] == "values":
        return before, " =" + " " * max(width + 1 - len(name), 1)
    if layout["kind"] == "right":
        return before + " " * max(16 - len(name), 0), equals
    return before, equals


def lay_out(dice, entry, layout):
    width = max([layout["width"], *(len(field.name) for field in entry.fields)])
    entry.layout = dict(layout, width=width)
    for number, field in enumerate(entry.fields):
        name = BIBLATEX.get(field.name, field.name) if layout["biblatex"] else field.name
        if name == "date" and field.value.isdigit() and dice.random() < 0.5:
            field.value += "-03"
        field.name = name
        field.name_written = cased(dice, name, layout["letters"])
        if layout["kind"] == "mixed":
            field.before = dice.choice([",", ", ", ",\n ", "\n,\t", ",\n  % a = {comment}, or two\n  ", " ,  "])
            field.equals = dice.choice(["=", " = ", "\t=\n\t", " ="])
        else:
            field.before, field.equals = parts_around(layout, name, width)
            if number == 0 and layout["kind"] != "right":
                field.before = SEPARATORS[layout["kind"]][0]
        delimiter = layout["delimiter"] if layout["delimiter"] != "mixed" else dice.choice('{"')
        field.written = written_value(dice, field, delimiter, layout)
    inline = layout["kind"] in ("one line", "compact")
    comma = "," if layout["trailing"] else ""
    entry.tail = comma + ("" if inline else dice.choice(["\n", "\n", "", "\n  ", "\n% end,\n"]))
    if entry.tail.startswith("\n%") and not layout["trailing"]:
        entry.tail = "\n"
    entry.close = layout["close"]


def make_entry(dice, layout, encoding, number):
    entry = Entry()
    choose_fields(dice, entry, encoding != "utf-8")
    kite = "kite" if encoding == "ascii" else "kité"
    entry.key = dice.choice(["key", "Tide:2024", "a+b/c", kite, "x.y_z"]) + str(number)
    if encoding != "ascii" and dice.random() < 0.2:
        entry.fields.append(Field("address", "Zürich"))
    entry.type = dice.choice(["misc", "article", "Article", "ONLINE", "unpublished", "inproceedings"])
    lay_out(dice, entry, dict(layout, **({} if dice.random() < 0.8 else choose_layout(dice))))
    entry.head = ("@", dice.choice(["", "", " "]) + ("{" if entry.close == "}" else "(") + dice.choice(["", "", " "]))
    return entry


# ---- Libraries

BETWEEN = [
    "\n", "\n\n", "\n\n", "\n% A comment of {mine, with = and \" in it\n", "\nWrite to me@example.org, or not\n",
    "\n@comment{jabref-meta: databaseType:bibtex;}\n", "\n@Comment{@misc{inside, eprint = {2403.19588}}}\n",
    '\n@preamble{ "\\newcommand{\\noop}[1]{} " }\n', "\n@string{macro = \"{A} # tide\"}\n",
    "\n@STRING(kite = {Kite})\n", " ", "\n@ alone\n", "\ntext after it: ", "\n\t\n",
]
BREAKS = [
    ("a value of the entry is not closed", "@misc{{{key}, eprint = {{{number}}}, title = {{no {{end}}\n"),
    ("the entry lacks a comma", "@misc{{{key},\n  eprint = {{{number}}}\n  year = 2024\n}}\n"),
    ("a field of the entry has no value", "@misc{{{key},\n  title = ,\n  eprint = {{{number}}}\n}}\n"),
    ("the entry has something that is not a field", "@misc{{{key},\n  eprint = {{{number}}},\n  title\n}}\n"),
    ("the entry has no citation key", "@misc{{eprint = {{{number}}}, year = 2024}}\n"),
    ("the entry is not closed", "@misc{{{key}, eprint = {{{number}}}\n"),
    ("the entry has two commas in a row", "@misc{{{key},, eprint = {{{number}}}}}\n"),
]


class Library:
    """Pieces: texts, and entries up to the first that is broken."""

    def __init__(self, dice, name):
        self.name = name
        self.newline = dice.choice(["\n", "\n", "\n", "\r\n"])
        self.encoding = dice.choice(["utf-8", "utf-8", "ascii", "latin-1"])
        self.mark = b"\xef\xbb\xbf" if self.encoding != "latin-1" and dice.random() < 0.1 else b""
        self.pieces, self.fault = [], None
        layout = choose_layout(dice)
        self.pieces.append(dice.choice(["", "", "% é, of this encoding\n", "\n", *BETWEEN[3:10]]))
        for number in range(dice.randrange(1, 6)):
            self.pieces.append(make_entry(dice, layout, self.encoding, number))
            self.pieces.append(dice.choice(BETWEEN))
        if dice.random() < 0.06:
            self.break_off(dice)
        if dice.random() < 0.2 and isinstance(self.pieces[-1], str):
            self.pieces[-1] = self.pieces[-1].rstrip()
        if self.encoding == "ascii":
            self.pieces = [piece.replace("é", "e") if isinstance(piece, str) else piece for piece in self.pieces]

    def break_off(self, dice):
        fault, text = dice.choice(BREAKS)
        self.pieces.append("\n")
        before = len(self.pieces)
        self.pieces.append(text.format(key="broken", number=PAPERS[0].number))
        self.pieces.append("@misc{after, eprint = {" + PAPERS[0].number + "}}\n")
        self.fault = (fault, before)

    def entries(self):
        return [piece for piece in self.pieces if isinstance(piece, Entry)]

    def encode(self, text):
        return self.mark + text.replace("\n", self.newline).encode(self.encoding, "replace")

    def bytes(self):
        return self.encode("".join(piece if isinstance(piece, str) else piece.text() for piece in self.pieces))

    def is_ascii(self, given):
        """True if what is added must be."""
        return given or self.encoding == "latin-1" or all(byte < 128 for byte in self.bytes()[len(self.mark):])

    def about(self, entry, severity):
        """The start of a message."""
        try:
            key = entry.key.encode(self.encoding).decode("utf-8")
        except UnicodeDecodeError:
            key = "the entry"
        return f"{self.place_of(entry)}: {severity}: {key}"

    def place_of(self, wanted):
        text = ""
        for piece in self.pieces:
            if piece is wanted:
                break
            text += piece if isinstance(piece, str) else piece.text()
        line = text.rpartition("\n")[2]
        return f"{self.name}:{text.count(chr(10)) + 1}:{len(line) + 1}"


# ---- What should become of them

class Change:
    """What is expected of an entry."""

    def __init__(self):
        self.replaced, self.removed, self.added, self.publishes = {}, set(), [], False

    def any(self):
        return bool(self.replaced or self.removed or self.added or self.publishes)


PREPRINTS = ("article", "misc", "unpublished", "online", "electronic", "www", "preprint", "techreport", "report", "manual")


def elsewhere(field):
    return bool(field.value) and not field.value.startswith(("arXiv", "CoRR"))


def place(entry):
    """Where it is published: in a journal, in other ways, or not but by arXiv."""
    if entry.has("booktitle", "school") or entry.type.lower() not in PREPRINTS or \
            any(map(elsewhere, entry.of("institution"))):
        return "other"
    return "journal" if any(map(elsewhere, entry.of("journal"))) else None


def locked(entry, field):
    foreign = any(archive.value.lower() in ("pubmed", "jstor", "pmid") for archive in entry.of("archiveprefix"))
    eprint = entry.of("eprint")
    if eprint and eprint[0].value and entry.paper and entry.paper.number not in eprint[0].value:
        foreign = True
    if foreign and field in ("eprint", "archiveprefix", "primaryclass"):
        return True
    present = entry.of(field)
    if present:
        return len(present) > 1 and field != "archiveprefix"
    return (entry.has("crossref", "xdata") and field in ("year", "title", "author", "doi")) or \
        (entry.has("editor") and field == "author")


def may_be_added(entry, field):
    """True unless an entry that is published elsewhere has another."""
    where = place(entry)
    if field == "doi":
        return not where or (where == "journal" and bool(entry.paper.doi))
    return field not in ("year", "note") or not where


def is_replaced(entry, field, present, refresh):
    if present.sense == "empty":
        return True
    if field == "author" and present.sense == "incomplete":
        return True
    if field == "doi":
        return bool(entry.paper.doi) and (present.sense == "arxiv" or ("doi" in refresh and present.sense == "other"))
    if field == "eprint":
        return not present.value.startswith(entry.paper.number) and not entry.of("archiveprefix")
    return field in refresh and present.sense in ("other", "stranger")


def is_anothers(entry):
    """True if the paper is not that of the entry, as its title and first author tell."""
    title, authors = entry.of("title"), entry.of("author")
    first = entry.paper.names[0][0][0] if entry.paper else ""
    if entry.kind != "known" or not authors or authors[0].sense != "other" or first == "Tide":
        return entry.kind == "other"
    # another first author: the title must be there, and nearly the same
    words = [word for word in re.findall(r"\w+", entry.paper.tex) if word not in ("and", "for", "in", "of", "on", "the")]
    return not title or not title[0].value or (title[0].sense == "other" and len(words) < 4)


def keeps_authors(entry, mode):
    authors = entry.of("author")
    return entry.kind == "known" and not is_anothers(entry) and len(authors) == 1 and authors[0].sense == "stranger" and \
        "author" not in mode.get("refresh", ())


def publish(entry, paper, change, plan):
    """Makes the entry an article; `plan` has the values that are put."""
    def put(field, value):
        if locked(entry, field):
            return
        plan.pop(field, None)
        change.removed.discard(field)
        if value:
            plan[field] = value
        elif entry.of(field):
            change.removed.add(field)

    reference = paper.parts
    change.publishes = True
    for name in ("eid", "howpublished", "publisher", "pubstate"):
        if entry.of(name) and (name == "pubstate" or "arxiv" in entry.of(name)[0].value.lower()):
            change.removed.add(name)
    for field in ("journal", "volume", "number", "pages"):
        put(field, reference.get(field))
    put("year", reference["year"])
    put("month", None)
    plan.pop("note", None)
    if not paper.doi and not entry.of("doi"):
        plan.pop("doi", None)
    note = entry.of("note")
    if len(note) == 1 and (note[0].sense == "same" or (
            note[0].value.startswith("arXiv:") and ("eprint" in plan or entry.of("eprint")))):
        change.removed.add("note")


def expect_change(entry, mode, ascii_only):
    change, plan, paper = Change(), {}, entry.paper
    if entry.kind not in ("known", "other"):
        return change
    values = paper.values(ascii_only)
    for field in ADDED:
        present = entry.of(field)
        if not values.get(field) or field in mode.get("omit", ()) or locked(entry, field):
            continue
        if not may_be_added(entry, field):
            continue
        if not present or is_replaced(entry, field, present[0], mode.get("refresh", ())):
            plan[field] = values[field]
    if "year" in plan and entry.of("year") and not locked(entry, "month") and entry.of("month"):
        change.removed.add("month")
    if mode.get("published") and not place(entry) and paper.parts and \
            not any(locked(entry, field) for field in ("journal", "volume", "number", "pages", "year")):
        publish(entry, paper, change, plan)
    for field in [*ADDED, "journal", "volume", "number", "pages"]:
        if field in plan and entry.of(field):
            change.replaced[field] = plan[field]
        elif field in plan:
            change.added.append((field, plan[field]))
    return change


def quotes_prevail(entry):
    firsts = [field.written[0] for field in entry.fields]
    return firsts.count('"') > firsts.count("{")


def written_new(entry, value, old=None):
    """A value that is put: in the delimiters of the old one, or those of most in the entry."""
    bare = old.written[0].isdigit() if old else any(field.written[0].isdigit() for field in entry.fields)
    if value.isdigit() and bare:
        return value
    own = old.written[0] if old else ""
    return delimited(value, own if own in ('{', '"') else '"' if quotes_prevail(entry) else "{")


def is_biblatex(entry, library_is):
    biblatex = sum(field.name in CANONICAL for field in entry.fields)
    bibtex = sum(field.name in BIBLATEX for field in entry.fields)
    return biblatex > bibtex if biblatex != bibtex else library_is


def published_type(kind):
    if kind[1].isupper():
        return "ARTICLE"
    return "Article" if kind[0].isupper() else "article"


def beginning(entry, change):
    """The entry up to its last value, with the values that are replaced."""
    parts = [entry.head[0], published_type(entry.type) if change.publishes else entry.type, entry.head[1], entry.key]
    seen = set()
    for field in entry.fields:
        first = field.canonical not in seen
        seen.add(field.canonical)
        if first and field.canonical in change.removed and "%" not in field.before:  # else the comment would go too
            continue
        parts += [field.before, field.name_written, field.equals]
        replaced = change.replaced.get(field.canonical) if first else None
        parts.append(written_new(entry, replaced, field) if replaced else field.written)
    return "".join(parts)


def is_uniform(entry):
    """True if the style of what is added has no alternative."""
    lengths = {len(field.name) for field in entry.fields}
    return entry.layout["kind"] != "mixed" and entry.layout["letters"] != "mixed" and len(entry.fields) > 1 and \
        len(lengths) > 1


def addition(entry, change, library_is):
    """All bytes that are added to an entry whose style is uniform."""
    letters, parts = entry.layout["letters"], []
    names = [field.name_written for field in entry.fields]
    if letters == "camel" and all(name.islower() for name in names):
        letters = "lower"
    for field, value in change.added:
        name = BIBLATEX.get(field, field) if is_biblatex(entry, library_is) else field
        before, equals = parts_around(entry.layout, name, entry.layout["width"])
        parts += [before, cased(None, name, letters), equals, written_new(entry, value)]
    return "".join(parts)


# ---- What has become of them

NAME = re.compile(r"\s*,\s*([A-Za-z]+)\s*=\s*")


def read_added(text, at):
    """Reads a field at `at`, as the separator before it begins: its name, its value as written, and its end."""
    match = NAME.match(text, at)
    if not match:
        return None
    start = end = match.end()
    if text[start] not in '{"':
        while text[end].isdigit():
            end += 1
        return match[1], text[start:end], end
    depth, close = 0, "}" if text[start] == "{" else '"'
    for end in range(start + 1, len(text)):
        if text[end] == close and depth == 0:
            return match[1], text[start:end + 1], end + 1
        depth += (text[end] == "{") - (text[end] == "}")
    return None


def follow_entry(entry, change, new, at, library_is):
    """Follows an entry in the new text. Returns a fault, if there is one, and the end of the entry."""
    begins = beginning(entry, change)
    if not new.startswith(begins, at):
        return f"expected {begins!r}, came {new[at:at + len(begins)]!r}", at
    at += len(begins)
    start = at
    for field, value in change.added:
        came = read_added(new, at)
        name = BIBLATEX.get(field, field) if is_biblatex(entry, library_is) else field
        if not came or (came[0].lower(), came[1]) != (name, written_new(entry, value)):
            return f"expected {name} {value!r}, came {new[at:at + 80]!r} in {entry.text()!r}", at
        at = came[2]
    if change.added and is_uniform(entry) and new[start:at] != addition(entry, change, library_is):
        return f"expected {addition(entry, change, library_is)!r}, came {new[start:at]!r}", at
    ends = entry.tail + entry.close
    if not new.startswith(ends, at):
        return f"expected {ends!r}, came {new[at:at + 80]!r} after {new[start:at]!r} of {entry.text()!r}", at
    return None, at + len(ends)


def balances(text):
    return text.count("{") == text.count("}")


class Judge:
    def __init__(self, report, mode):
        self.report, self.mode = report, mode
        self.early, self.late, self.sums, self.wanted, self.missing = [], [], [], set(), set()

    def expect_messages(self, library, changes):
        for entry, change in zip(library.entries(), changes):
            if entry.kind == "contradicts":
                one, two = dict.fromkeys(field.value.removeprefix("http://arxiv.org/abs/") for field in entry.fields
                                         if field.name in ("eprint", "url"))
                self.early.append(f"{library.about(entry, 'warning')} has two arXiv ids, {one} and {two}; "
                                  "it is left as it is")
            if is_anothers(entry) and change.any():
                self.late.append(library.about(entry, "warning") + " seems to have the arXiv id of another paper, "
                                 f"{entry.paper.number}, '{entry.paper.tex}'; it is left as it is")
                continue
            if keeps_authors(entry, self.mode):
                self.late.append(f"{library.about(entry, 'warning')} keeps its authors, since arXiv's list "
                                 f"({entry.paper.number}) does not have Nora Nobody; use --refresh author to replace them")
            if self.mode.get("published") and entry.kind in ("known", "other"):
                self.expect_note(library, entry, change)
        mentions = sum(entry.kind == "none" and "arxiv" in entry.text().lower() for entry in library.entries())
        if mentions:
            counted = f"{mentions} entries that mention arXiv, but no field of which states an id; -v names them"
            if mentions == 1:
                counted = "1 entry that mentions arXiv, but no field of it states an id; -v names it"
            self.early.append(f"{library.name}: note: has {counted}")
        if library.fault:
            fault, number = library.fault
            self.early.append(f"{library.place_of(library.pieces[number])}: warning: {fault}; "
                              "from here on the library is left as it is; mend it first")

    def expect_note(self, library, entry, change):
        reference = entry.paper.reference
        if change.publishes:
            self.late.append(f"{library.about(entry, 'note')} becomes an article: {reference}")
        elif reference and not place(entry):
            self.late.append(f"{library.about(entry, 'note')} keeps its type, since it is not certain "
                             f"which article it became: {reference}")

    def judge(self, library, new):
        ascii_only = library.is_ascii(self.mode.get("ascii"))
        changes = [expect_change(entry, self.mode, ascii_only) for entry in library.entries()]
        self.expect_messages(library, changes)
        names = [field.name for entry in library.entries() for field in entry.fields]
        library_is = sum(name in CANONICAL for name in names) > 2 * sum(name in BIBLATEX for name in names)
        self.follow(library, changes, new, library_is)

    def follow(self, library, changes, new, library_is):
        """Compares the new text with the old one and the changes."""
        fault, at, changed, found = None, 0, 0, 0
        changes = iter(changes)
        text = new[len(library.mark):].decode(library.encoding, "surrogateescape")
        if not new.startswith(library.mark):
            fault = "the byte order mark is gone"
        if library.newline == "\r\n":
            if re.search(r"(?<!\r)\n", text):
                fault = "a line end is not that of the library"
            text = text.replace("\r\n", "\n")
        for piece in library.pieces:
            if fault:
                break
            if isinstance(piece, str):
                written = piece.encode(library.encoding, "replace").decode(library.encoding)
                if not text.startswith(written, at):
                    fault = f"text between entries: expected {written!r}, came {text[at:at + len(written)]!r}"
                at += len(written)
                continue
            change, start = next(changes), at
            if is_anothers(piece):
                change = Change()
            fault, at = follow_entry(piece, change, text, at, library_is)
            changed += text[start:at] != piece.text()
            found += piece.kind in ("known", "other", "unknown")
            self.report.expect("braces balance", fault or balances(text[start:at]), text[start:at])
        if not fault and at != len(text):
            fault = f"at the end: {text[at:]!r}"
        self.report.expect("what changes is known, and all else stays", not fault, f"{library.name}: {fault}")
        self.count(library, found, changed)

    def count(self, library, found, changed):
        entries = library.entries()
        self.sums.append((library.name, len(entries), found, changed))
        for entry in entries:
            if entry.kind in ("known", "other"):
                self.wanted.add(entry.paper.number)
            elif entry.kind == "unknown":
                number = next(field.value for field in entry.fields if field.name == "eprint")
                self.wanted.add(number)
                self.missing.add(number)

    def messages(self, what):
        """All lines that a run should print, but of those about missing metadata the start."""
        lines = list(self.early)
        if self.missing:
            lines.append(f"refmill: warning: there is no metadata for {len(self.missing)} of {len(self.wanted)} "
                         "papers: ")
        return lines + self.late + [
            f"{name}: {count} {'entry' if count == 1 else 'entries'}, {found} with an arXiv id, {changed} {what}, "
            f"{count - found} without an id" for name, count, found, changed in self.sums]


# ---- Runs

def compare_messages(report, name, expected, came):
    wrong = [(want, got) for want, got in zip(expected, came)
             if got != want and not (want.endswith("papers: ") and got.startswith(want))]
    report.expect(name, len(expected) == len(came) and not wrong,
                  f"{len(expected)} expected, {len(came)} came; {wrong[:1]}; {expected[:1]} {came[:1]}")


def write_libraries(place, libraries):
    """Writes them, and again where patch is to change them."""
    for library in libraries:
        with open(os.path.join(place, library.name), "wb") as file:
            file.write(library.bytes())
        shutil.copyfile(os.path.join(place, library.name), os.path.join(place, "patched", library.name))


def update_together(report, place, libraries, options, mode):
    names = [library.name for library in libraries]
    arguments = [*options, *(word for name in names for word in ("--update", name))]
    write_libraries(place, libraries)
    diff, dry_messages = run_update(place, "--dry-run", *arguments)
    _, messages = run_update(place, *arguments)
    judge = Judge(report, mode)
    texts = [read(os.path.join(place, name)) for name in names]
    for library, text in zip(libraries, texts):
        judge.judge(library, text)
    compare_messages(report, "messages", judge.messages("changed"), messages)
    compare_messages(report, "messages of --dry-run", judge.messages("to change"), dry_messages)
    patch(report, place, diff, names, texts)
    run_again(report, place, arguments, names, texts)


def patch(report, place, diff, names, texts):
    apply_diff(report, os.path.join(place, "patched"), diff)
    for name, text in zip(names, texts):
        report.expect("a patched library is the updated one", read(os.path.join(place, "patched", name)) == text, name)


def run_again(report, place, arguments, names, texts):
    def times():
        return [os.stat(os.path.join(place, name)) for name in names]

    def kept(status):
        return status.st_ino, status.st_mtime_ns

    before = times()
    _, messages = run_update(place, *arguments)
    report.expect("a second run changes nothing", sum(", 0 changed, " in line for line in messages) == len(names),
                  [line for line in messages if "with an arXiv id" in line and ", 0 changed" not in line][:2])
    for name, text, old, new in zip(names, texts, before, times()):
        same = read(os.path.join(place, name)) == text
        report.expect("a second run touches no file", same and kept(old) == kept(new), name)


# ---- Libraries with mistakes

class Mistaken:
    """A library in which some bytes are others, so that nobody knows what is right of it."""

    def __init__(self, dice, name):
        library = Library(dice, name)
        self.name, text = name, bytearray(library.bytes())
        for _ in range(dice.randrange(1, 5)):
            at = dice.randrange(len(text) + 1)
            text[at:at + dice.choice([0, 0, 1, 5])] = dice.choice([
                b"", b"{", b"}", b'"', b",", b"\n", b"\r", b"@misc{x,", b"%", b"#", b"=", b"\\", b"\xff", b"(", b")",
                text[at // 2:at // 2 + dice.randrange(80)]])
        self.text = b"@comment{a library}\n" + bytes(text)

    def bytes(self):
        return self.text

    def untouched(self, messages):
        """What is to stay, from the first mistake that a message tells of."""
        for message in messages:
            if message.startswith(self.name + ":") and message.endswith("; from here on the library is left as it is, "
                                                                        "so mend it first"):
                line = int(message.split(":")[1])
                return b"".join(self.text.splitlines(True)[line:]) if b"\r" not in self.text else b""
        return b""


def update_mistaken(report, place, libraries, options):
    names = [library.name for library in libraries]
    arguments = [*options, *(word for name in names for word in ("--update", name))]
    write_libraries(place, libraries)
    diff, _ = run_update(place, "--dry-run", *arguments)
    _, messages = run_update(place, *arguments)
    texts = [read(os.path.join(place, name)) for name in names]
    for library, text in zip(libraries, texts):
        report.expect("nothing changes after a mistake", text.endswith(library.untouched(messages)), library.name)
    patch(report, place, diff, names, texts)
    run_again(report, place, arguments, names, texts)


def main():
    dice = random.Random(SEED)
    report = Report("messages", "messages of --dry-run", "what changes is known, and all else stays")
    with tempfile.TemporaryDirectory(dir=PLACE) as place:
        write_metadata(os.path.join(place, "metadata.jsonl"))
        os.mkdir(os.path.join(place, "patched"))
        for first in range(0, LIBRARIES, TOGETHER):
            options, mode = MODES[first // TOGETHER % len(MODES)]
            libraries = [Library(dice, f"{first + number}.bib") for number in range(min(TOGETHER, LIBRARIES - first))]
            update_together(report, place, libraries, options, mode)
        for turn, (options, _) in enumerate(MODES):
            libraries = [Mistaken(dice, f"m{turn}-{number}.bib") for number in range(LIBRARIES // 40)]
            update_mistaken(report, place, libraries, options)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
