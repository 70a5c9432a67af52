#!/usr/bin/python3
"""--update on invented libraries in RIS and CSL-JSON. In RIS each line is foreseen; in CSL-JSON Python's reader tells
which members have changed, and the bytes of all others are looked for.

update_others.py [SEED [LIBRARIES]]"""
import json
import os
import random
import sys
import tempfile

from report import Report
from update_papers import FORMER_YEAR, PAPERS, PLACE, apply_diff, read, run_update, write_metadata

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 27
LIBRARIES = int(sys.argv[2]) if len(sys.argv) > 2 else 400  # of each format
MODES = [
    ([], {}),
    (["--refresh", "title,year"], {"refresh": ("title", "year")}),
    (["--published"], {"published": True}),
]
FIELDS = ["author", "title", "year", "doi", "note", "journal", "volume", "number", "pages"]


class Entry:
    """`has` tells how each field is there: same, other, empty, incomplete or arxiv."""

    def __init__(self, paper, known):
        self.paper, self.known = paper, known
        self.has, self.published = {}, False
        self.extra = []


def choose(dice, entry):
    """Fills the entry, and returns the form in which it states its identifier."""
    for field, senses in (
            ("author", ["same", "other", "incomplete", "empty"]), ("title", ["same", "other", "same", "empty"]),
            ("year", ["same", "other", "empty"]), ("doi", ["other", "arxiv", "empty"]),
            ("note", ["other", "same", "empty"])):
        if dice.random() < 0.6:
            entry.has[field] = dice.choice(senses)
    if entry.has.get("note") == "same" and not entry.paper.reference:
        entry.has["note"] = "other"
    if not entry.known and entry.has.get("doi") == "arxiv":
        entry.has["doi"] = "other"
    entry.published = dice.random() < 0.2
    return dice.choice(["url", "pdf", "doi", "journal", "note"]) if entry.known else "none"


def plan(entry, mode):
    """What becomes of each field: None removes it."""
    paper, found = entry.paper, {}
    if not entry.known:
        return found
    for field in FIELDS[:5]:
        value, sense = paper.values(False).get(field), entry.has.get(field)
        if field == "doi" and (sense == "arxiv" or entry.published):
            value = paper.doi
        if not value or (field in ("note", "year") and entry.published):
            continue
        if sense in (None, "empty", "incomplete") or (field == "doi" and sense == "arxiv") or \
                (sense == "other" and field in mode.get("refresh", ())):
            found[field] = value
    if mode.get("published") and paper.parts and not entry.published:
        publish(entry, found)
    return found


def publish(entry, found):
    parts = entry.paper.parts
    for field in ("journal", "volume", "number", "pages"):
        if parts.get(field) or field in entry.has:
            found[field] = parts.get(field)
    found["year"] = parts["year"]
    if not entry.paper.doi and "doi" not in entry.has:
        found.pop("doi", None)
    found.pop("note", None)
    if entry.has.get("note") == "same":
        found["note"] = None
    found["type"] = "article"
    found["link"] = "https://arxiv.org/abs/" + entry.paper.number  # unless it has one
    if "stated" in entry.has:
        found["stated"] = None


def old_value(entry, field):
    """The value that the entry has of a field, as text."""
    paper, sense = entry.paper, entry.has[field]
    if sense == "empty":
        return ""
    return {
        "title": paper.text if sense == "same" else paper.text + ", revisited",
        "year": str(paper.year if sense == "same" else FORMER_YEAR),
        "doi": "10.1000/old" if sense == "other" else f"10.48550/arXiv.{paper.number}",
        "note": f"Journal reference: {paper.reference}" if sense == "same" else "An answer to arXiv:2403.00001",
    }[field]


def new_text(entry, field, value):
    """A value from the metadata as RIS and CSL-JSON have it, but for authors."""
    if field == "title":
        return entry.paper.text
    if field == "note":
        return "Journal reference: " + value
    return value.replace("--", "-") if field == "pages" else value


# ---- RIS

TAGS = {"author": "AU", "title": "TI", "year": "PY", "doi": "DO", "note": "N1", "journal": "JO", "volume": "VL",
        "number": "IS", "pages": "SP"}


def inverted(name):
    family, given, suffix = name[0]
    return ", ".join(part for part in (family, given, suffix) if part)


def ris_authors(entry):
    first = inverted(entry.paper.names[0])
    return {"same": [inverted(name) for name in entry.paper.names], "other": [first, "Kite, B."],
            "incomplete": [first, "others"], "empty": [""]}[entry.has["author"]]


def ris_statement(entry, form):
    number = entry.paper.number
    if form == "doi":
        entry.has["doi"] = "arxiv"
        return []
    if form == "note":
        entry.has["stated"] = "arxiv"
    if form == "journal":
        entry.has["journal"], entry.published = "arxiv", False
        return [("journal", "JO", "arXiv preprint arXiv:" + number)]
    return {
        "url": [("", "UR", "https://arxiv.org/abs/" + number)],
        "pdf": [("", "L1", f"http://arxiv.org/pdf/{number}v2.pdf")],
        "note": [("stated", "M1", f"arXiv:{number} [cs.CL]")], "none": [],
    }[form]


def make_ris(dice, known):
    """An entry, and its lines: the field, the tag and the value, which may go on in a line without a tag."""
    entry = Entry(dice.choice(PAPERS), known)
    form = choose(dice, entry)
    groups = [[line] for line in ris_statement(entry, form)]
    for field in entry.has:
        if field == "author":
            groups.append([("author", "AU", name) for name in ris_authors(entry)])
        elif field in TAGS and field != "journal":
            groups.append([(field, TAGS[field], old_value(entry, field))])
    if entry.published:
        groups.append([("", dice.choice(["JF", "T2", "JA"]), "Annals of Tides")])
    groups += dice.sample([
        [("", "AB", "After arXiv:2403.00001 we\n  go on https://arxiv.org/abs/2403.00001")], [("", "KW", "tides")],
        [("", "ID", "tide2024")], [("", "A2", "Kite, Bea")], [("", "ZZ", "own - tag")]], dice.randrange(4))
    dice.shuffle(groups)
    return entry, [line for group in groups for line in group]


def ris_new(entry, field, value):
    if field == "author":
        return "".join(f"AU  - {inverted(name)}\n" for name in entry.paper.names)
    if field == "pages":
        first, _, last = value.partition("--")
        return f"SP  - {first}\n" + (f"EP  - {last}\n" if last else "")
    return f"{TAGS[field]}  - {new_text(entry, field, value)}\n"


def ris_text(entry, lines, changes, last, kind):
    """The text of an entry with the changes."""
    parts, done = [f"TY  - {'JOUR' if 'type' in changes else kind}\n"], {"type"}
    for field, tag, value in lines:
        if field in changes:
            if field not in done and changes[field]:
                parts.append(ris_new(entry, field, changes[field]))
            done.add(field)
        else:
            parts.append(f"{tag}  - {value}\n")
    if "link" in changes and not any(tag == "UR" for _, tag, _ in lines):
        parts.append(f"UR  - {changes['link']}\n")
    parts += [ris_new(entry, field, changes[field]) for field in FIELDS
              if field in changes and field not in done and changes[field]]
    return "".join(parts) + last


class Ris:
    def __init__(self, dice, name):
        self.name, self.newline = name + ".ris", dice.choice(["\n", "\n", "\r\n"])
        self.mark = dice.choice(["", "", "\ufeff"])
        self.last, self.end = dice.choice(["ER  - ", "ER  -"]), dice.choice(["\n", ""])
        self.entries = [(*make_ris(dice, dice.random() < 0.8), dice.choice(["GEN", "JOUR", "UNPB"]))
                        for _ in range(dice.randrange(1, 5))]

    def text(self, mode):
        texts = [ris_text(entry, lines, plan(entry, mode) if mode is not None else {}, self.last, kind)
                 for entry, lines, kind in self.entries]
        return (self.mark + "\n\n".join(texts) + self.end).replace("\n", self.newline).encode()

    def judge(self, report, new, mode):
        wanted = self.text(mode)
        report.expect("each line of RIS is foreseen", new == wanted,
                      f"{self.name}: expected {wanted.decode()!r}, came {new.decode()!r}")

    def changed(self, mode):
        """How many entries change."""
        return sum(ris_text(entry, lines, plan(entry, mode), self.last, kind) !=
                   ris_text(entry, lines, {}, self.last, kind) for entry, lines, kind in self.entries)

    def known(self):
        return sum(entry.known for entry, *_ in self.entries)


# ---- CSL-JSON

MEMBERS = {"author": "author", "title": "title", "year": "issued", "doi": "DOI", "note": "note",
           "journal": "container-title", "volume": "volume", "number": "issue", "pages": "page", "type": "type",
           "stated": "number"}


def csl_name(name):
    family, given, suffix = name[0]
    if not given:
        return {"literal": family}
    return {"family": family, "given": given + (", " + suffix if suffix else "")}


def csl_old(dice, entry, field):
    sense = entry.has[field]
    if field == "author":
        names = [csl_name(name) for name in entry.paper.names]
        return {"same": names, "other": names[:1] + [{"family": "Kite", "given": "B."}], "empty": [],
                "incomplete": names[:1] + [dice.choice([{"literal": "others"}, {"family": "et al."}])]}[sense]
    value = old_value(entry, field)
    if field == "year":
        if sense == "empty":
            return None
        return dice.choice([{"date-parts": [[int(value), 3]]}, {"date-parts": [[value]]}, {"raw": value + "-03"}])
    return value


def csl_new(entry, field, value):
    if field == "author":
        return [csl_name(name) for name in entry.paper.names]
    if field == "year":
        return {"date-parts": [[int(value)]]}
    return "article-journal" if field == "type" else new_text(entry, field, value)


def make_csl(dice, known, number):
    """An entry and its item."""
    entry = Entry(dice.choice(PAPERS), known)
    form = choose(dice, entry)
    paper = entry.paper.number
    members = {"id": f"tide{number}", "type": dice.choice(["article", "webpage"])}
    if form == "doi":
        entry.has["doi"] = "arxiv"
    elif form == "journal":
        entry.published, entry.has["journal"] = False, "arxiv"
        members["container-title"] = "arXiv preprint arXiv:" + paper
    elif form == "note":
        members["number"], entry.has["stated"] = "arXiv:" + paper, "arxiv"
    elif form != "none":
        members["URL"] = f"https://arxiv.org/{'abs/' if form == 'url' else 'pdf/'}{paper}"
    if entry.published:
        members["container-title"] = "Annals of Tides"
    members.update({MEMBERS[field]: csl_old(dice, entry, field) for field in entry.has
                    if field not in ("journal", "stated")})
    members.update(dice.sample([
        ("abstract", "After arXiv:2403.00001, \"kites\" \\ {[é\n"), ("custom", {"a": [1, {"b": None}], "title": "no"}),
        ("language", "en"), ("accessed", {"date-parts": [[2024, 3, 28]]}), ("score", 1.5),
        ("keyword", "é, \U0001f600")], dice.randrange(4)))
    names = list(members)
    dice.shuffle(names)
    return entry, {name: members[name] for name in names}


class Csl:
    def __init__(self, dice, name):
        self.name = name + ".json"
        self.entries = [make_csl(dice, dice.random() < 0.8, number) for number in range(dice.randrange(1, 5))]
        self.indent = dice.choice([None, None, 2, 4, "\t"])
        self.separators = dice.choice([(", ", ": "), (",", ":")]) if self.indent is None else (",", ": ")
        self.ascii, self.wrapped = dice.random() < 0.3, dice.random() < 0.3
        self.between = dice.choice([",", ",\n", ", ", ",\n\n"])

    def dump(self, value):
        return json.dumps(value, indent=self.indent, separators=self.separators, ensure_ascii=self.ascii)

    def pieces(self):
        """The text before each item, and after the last."""
        begin, end = ('{"version": 1, "items": [', "],\n \"more\": {}}\n") if self.wrapped else ("[\n", "\n]\n")
        return [begin] + [self.between] * (len(self.entries) - 1) + [end]

    def text(self, _):
        pieces = self.pieces()
        return "".join(piece + self.dump(item) for piece, (_, item) in zip(pieces, self.entries)).encode() + \
            pieces[-1].encode()

    def judge(self, report, new, mode):
        text, at, pieces = new.decode(), 0, self.pieces()
        for piece, (entry, item) in zip(pieces, self.entries):
            report.expect("text between items stays", text.startswith(piece, at), f"{self.name}: {text[at:at + 80]!r}")
            at += len(piece)
            try:
                came, end = json.JSONDecoder().raw_decode(text, at)
            except ValueError as error:
                report.expect("items are JSON", False, f"{self.name}: {error}: {text[at:at + 300]!r}")
                return
            self.judge_item(report, (item, came), text[at:end], plan(entry, mode), entry)
            at = end
        report.expect("text between items stays", text[at:] == pieces[-1], f"{self.name}: {text[at:]!r}")

    def judge_item(self, report, items, text, changes, entry):
        old, came = items
        wanted = dict(old)
        if "link" in changes:
            wanted.setdefault("URL", changes["link"])
        for field in [field for field in [*FIELDS, "type", "stated"] if field in changes]:
            if changes[field]:
                wanted[MEMBERS[field]] = csl_new(entry, field, changes[field])
            else:
                del wanted[MEMBERS[field]]
        report.expect("only the members foreseen differ, in their order", list(came.items()) == list(wanted.items()),
                      f"{self.name}: expected {wanted}, came {came}")
        report.expect("unchanged items stay", old != wanted or text == self.dump(old), f"{self.name}: {text!r}")
        for name in old:
            if name in wanted and wanted[name] == old[name]:
                member = self.dump({name: old[name]})[1:-1].strip()
                report.expect("the bytes of a member that does not change", member in text, f"{member!r} in {text!r}")
        lines = [] if self.indent is None else [line for line in text.split("\n")[1:-1] if '"date-parts"' not in line]
        indent = self.indent if isinstance(self.indent, str) else " " * (self.indent or 0)
        report.expect("indentation", all(line.startswith(indent) for line in lines), text)

    def changed(self, mode):
        return sum(any(csl_new(entry, field, value) != item.get(MEMBERS[field]) if value else True
                       for field, value in plan(entry, mode).items()) for entry, item in self.entries)

    def known(self):
        return sum(entry.known for entry, _ in self.entries)


# ---- Runs

def sums(libraries, mode, what):
    found = []
    for library in libraries:
        entries, known = len(library.entries), library.known()
        found.append(f"{library.name}: {entries} {'entry' if entries == 1 else 'entries'}, {known} with an arXiv id, "
                     f"{library.changed(mode)} {what}, {entries - known} without an id")
    return found


def judge_sums(report, wanted, came):
    came = [line for line in came if " with an arXiv id" in line]
    wrong = [pair for pair in zip(wanted, came) if pair[0] != pair[1]]
    report.expect("the counts of entries", wanted == came, f"{wrong[:1]}, {len(came)} lines")


def update_together(report, place, libraries, options, mode):
    names = [library.name for library in libraries]
    arguments = [*options, *(word for name in names for word in ("--update", name))]
    for library in libraries:
        for path in (library.name, os.path.join("patched", library.name)):
            with open(os.path.join(place, path), "wb") as file:
                file.write(library.text(None))
    diff, messages = run_update(place, "--dry-run", *arguments)
    judge_sums(report, sums(libraries, mode, "to change"), messages)
    judge_sums(report, sums(libraries, mode, "changed"), run_update(place, *arguments)[1])
    apply_diff(report, os.path.join(place, "patched"), diff)
    texts = [read(os.path.join(place, name)) for name in names]
    run_update(place, *arguments)
    for library, text in zip(libraries, texts):
        library.judge(report, text, mode)
        report.expect("a patched library is the updated one",
                      read(os.path.join(place, "patched", library.name)) == text, library.name)
        report.expect("a second run changes nothing", read(os.path.join(place, library.name)) == text, library.name)


def main():
    dice, report = random.Random(SEED), Report("each line of RIS is foreseen", "items are JSON")
    with tempfile.TemporaryDirectory(dir=PLACE) as place:
        write_metadata(os.path.join(place, "metadata.jsonl"))
        os.mkdir(os.path.join(place, "patched"))
        for turn, (options, mode) in enumerate(MODES):
            count = LIBRARIES // len(MODES)
            libraries = [kind(dice, str(turn * count + number)) for number in range(count) for kind in (Ris, Csl)]
            update_together(report, place, libraries, options, mode)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
