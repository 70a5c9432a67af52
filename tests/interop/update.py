#!/usr/bin/python3
"""What --update does to a library changes its bibliography only by the fields that it adds or replaces: by BibTeX and
biber, before and after, entry by entry; BibTool says which fields these are. The same of RIS by Zotero's translator,
and of CSL-JSON by citeproc.

The libraries have the forms in which people keep arXiv papers, each in several layouts; those of ../shared/listings/bib
are read too. A table is written to build/update.md."""
import collections
import difflib
import glob
import json
import os
import re
import shutil
import subprocess
import sys

import citeproc
import people
import readers
from digests import PLACE, REFMILL, SHARED
from report import check, equal, failed, none, not_ok, skip

FOLDER = os.path.join(PLACE, "update")
TABLE = os.path.join(os.path.dirname(PLACE), "update.md")
STYLES = ("plain", "IEEEtran", "plainnat")
WAYS = {"plain": [], "refresh": ["--refresh", "author,title,year,primaryclass"], "published": ["--published"],
        "years": ["--refresh", "author,year"]}
USUAL = ("plain", "refresh", "published")
WITH_TITLES = ("plain", "years", "published")  # where the title tells which item it is

# ---- What arXiv knows

Paper = collections.namedtuple("Paper", "id title authors fields")
PAPERS = [
    Paper("2403.19588", "DenseNets Reloaded: Paradigm Shift Beyond ResNets and ViTs",
          ["Kim|Donghyun", "Heo|Byeongho", "Han|Dongyoon"], {"categories": "cs.CV cs.LG"}),
    Paper("2001.00001", "Bounds on $\\alpha$-decay in 3d N=4 theories",
          ["Müller-Lüdenscheid|Jürgen", "van der Berg|Jan|Jr.", "Erdős|Paula"],
          {"categories": "hep-th", "journal-ref": "Phys. Rev. D 102, 123456 (2020)", "doi": "10.1103/PhysRevD.102.1"}),
    Paper("hep-th/9901001", "A note on \"strings\" & branes: 100% of it", ["Smith|Olive", "de la Cruz|María"],
          {"categories": "hep-th", "journal-ref": "Nucl. Phys. B 12 (1999) 101-110"}),
    Paper("1706.03762", "Attention is All You Need", ["Vaswani|Ashish", "Shazeer|Noam", "=Brain Collaboration"],
          {"categories": "cs.CL", "journal-ref": "Proc. of NIPS 2017, pp. 1-11", "doi": "10.5555/3295222_3349"}),
]

# ---- Libraries in BibTeX


def names(paper, count=None):
    """The authors as BibTeX has them; with `count`, that many and others."""
    made = []
    for person in map(people.person_of, paper.authors[:count]):
        made.append("{%s}" % person.literal if person.literal else
                    ", ".join(filter(None, (person.family, person.suffix, person.given))))
    return " and ".join(made + ["others"] * (count is not None))


def title_of(paper):
    return re.sub(r"([&%])", r"\\\1", re.sub('"(.*?)"', "``\\1''", paper.title))


def forms(paper):
    """The ways to keep a paper: a name, the type of the entry, its fields, and whether it should change."""
    who, what = ("author", names(paper)), ("title", title_of(paper))
    short, year = ("author", names(paper, 1)), ("year", "2021")
    yield "scholar", "article", [what, short, ("journal", "arXiv preprint arXiv:" + paper.id), year], True
    yield "dblp", "article", [who, what, ("journal", "CoRR"), ("volume", "abs/" + paper.id), year,
                             ("eprinttype", "arXiv"), ("eprint", paper.id)], True
    yield "export", "misc", [what, who, year, ("eprint", paper.id), ("archivePrefix", "arXiv"),
                             ("url", "https://arxiv.org/abs/" + paper.id)], True
    yield "link", "misc", [who, what, ("howpublished", "\\url{https://arxiv.org/abs/%s}" % paper.id),
                           ("month", "jun"), year], True
    yield "talk", "inproceedings", [short, what, ("booktitle", "Proc. of the 3rd Conference on Nets"), year,
                                    ("doi", "10.48550/arXiv." + paper.id)], True
    yield "printed", "article", [who, what, ("journal", "Annals of Nets"), ("volume", "7"), ("pages", "1--9"), year,
                                 ("eprint", paper.id)], True
    yield "bare", "unpublished", [("eprint", "arXiv:" + paper.id), what, ("note", "Submitted to a journal")], True
    yield "none", "article", [who, what, ("journal", "Annals of Nets"), year], False
    yield "pubmed", "article", [who, what, ("journal", "Annals of Nets"), year, ("eprint", "24019588"),
                                ("archivePrefix", "pubmed")], False
    yield "about", "article", [who, what, ("journal", "Annals of Nets"), year,
                               ("note", "A comment on arXiv:%s by others" % paper.id),
                               ("abstract", "We follow arXiv:%s." % paper.id)], False


def to_biblatex(fields):
    """The date has a month, as that of a field of its own is for BibTeX."""
    other = {"year": "date", "journal": "journaltitle", "archivePrefix": "eprinttype"}
    return [(other.get(name, name), "2021-06" if name == "year" else value) for name, value in fields
            if name != "month"]


def layout(before, name, equals, value, between, after, opening="{", closing="}"):
    """The text of an entry: the parts that differ between layouts, where %s is a field's."""
    def write(kind, key, fields):
        parts = [name(field) + equals(field) + (text if text == "jun" else value % text) for field, text in fields]
        return "@" + kind + opening + key + before + between.join(parts) + after + closing
    return write


def same(name):
    return name


def aligned(name):
    return " " * (14 - len(name)) + "= "


LAYOUTS = {
    "wide": layout(",\n  ", same, lambda _: " = ", "{%s}", ",\n  ", "\n"),
    "comma": layout(",\n\t", same, lambda _: " = ", "{%s}", ",\n\t", ",\n"),
    "tight": layout(",\n  ", same, lambda _: "=", "{%s}", ",\n  ", "\n"),
    "upper": layout(",\n    ", str.upper, lambda _: " = ", "{%s}", ",\n    ", "\n"),
    "capital": layout(",\n  ", str.capitalize, aligned, "{%s}", ",\n  ", "\n"),
    "line": layout(", ", same, lambda _: "=", "{%s}", ", ", " "),
    "crlf": layout(",\r\n  ", same, aligned, "{%s}", ",\r\n  ", ",\r\n"),
    "parens": layout(",\n  ", same, lambda _: " = ", "{%s}", ",\n  ", "\n", "(", ")"),
    "first": layout("\n  , ", same, lambda _: " = ", "{%s}", "\n  , ", "\n  "),
    "doubled": layout(",\n  ", same, lambda _: " = ", "{%s} # {}", ",\n  ", "\n"),
    "quotes": layout(",\n  ", same, lambda _: " = ", '"%s"', ",\n  ", "\n"),
}
HEAD = """This library is invented.
@string{nets = "Annals of Nets"}
@preamble{"\\providecommand{\\url}[1]{#1}"}
@comment{ein Kommentar}
"""


def path(file):
    return os.path.join(FOLDER, file)


def write(file, text):
    with open(path(file), "w", encoding="utf-8", newline="") as made:
        made.write(text)


def write_invented():
    """A library for BibTeX and one for biber. Returns the keys of the entries that should stay as they are."""
    stays = set()
    for dialect, convert in (("bibtex", list), ("biblatex", to_biblatex)):
        text = HEAD
        for name, put in LAYOUTS.items():
            for number, paper in enumerate(PAPERS):
                for form, kind, fields, changes in forms(paper):
                    key = "%s%s%d" % (name, form, number)
                    text += put(kind, key, convert(fields)) + "\n\n"
                    stays |= set() if changes else {key}
        write(dialect + ".bib", text)
    return stays


def write_metadata(papers, file):
    with open(path(file), "w", encoding="utf-8") as made:
        for paper in papers:
            title = re.sub(r"([&%])", r"\\\1", paper.title)
            made.write(people.snapshot(paper.id, [people.person_of(line) for line in paper.authors],
                                       **dict(paper.fields, title=title)) + "\n")


def update(library, metadata, *options):
    return subprocess.run([REFMILL, "-q", "--update", path(library), "--metadata", path(metadata), *options],
                          stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)


def update_all(stem, suffix, metadata, ways):
    """A changed copy for each way; the second run must change nothing."""
    for way in ways:
        name = "%s-%s.%s" % (stem, way, suffix)
        shutil.copy(path("%s.%s" % (stem, suffix)), path(name))
        done = update(name, metadata, *WAYS[way])
        text = readers.read_text(path(name))
        again = update(name, metadata, *WAYS[way])
        check("%s is updated, and again without a change" % name,
              (done.stderr + again.stderr).decode() if done.returncode + again.returncode else
              "nothing changes" if text == readers.read_text(path("%s.%s" % (stem, suffix))) else
              "the second run changes it" if text != readers.read_text(path(name)) else None)


# ---- BibTool: the fields of each entry

def bibtool(file):
    """The type and the fields of each entry by its key; what it says besides."""
    options = ["print.line.length=100000", "print.align=0", "print.indent=1", "print.align.key=0",
               "pass.comments=off", "preserve.keys=on"]
    answer = subprocess.run(["bibtool", *[word for option in options for word in ("--", option)], file], cwd=FOLDER,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    entries = collections.defaultdict(list)
    for kind, key, fields in re.findall(r"^@(\w+)\{\s*([^,\s]+),\n(.*?)^\}", answer.stdout.decode("utf-8", "replace"),
                                        re.M | re.S):
        if kind.lower() not in ("string", "preamble", "comment"):
            found = re.findall(r"^ *([\w-]+)\s*= *(.*?),?$", fields, re.M)
            entries[key].append(dict([(name.lower(), value) for name, value in found], **{"@": kind}))
    return entries, answer.stderr.decode("utf-8", "replace").replace(file, "FILE")


def differing(before, after):
    """The names of the fields that differ, by the key of their entry, and the values before and after."""
    return {key: {name: (one.get(name, ""), other.get(name, "")) for name in {**one, **other}
                  if one.get(name) != other.get(name)}
            for key, entries in before.items() for one, other in zip(entries, after.get(key, []))}


# ---- The bibliographies

# IEEEtran prints a dash for the authors of the entry before, unless an entry of this kind forbids it.
CONTROL = "@IEEEtranBSTCTL{control, CTLdash_repeated_names = {no}}\n"


def bibtex_items(file, style):
    """The text after each \bibitem by its key. Labels, and letters that tell years apart, may change because another
    entry does."""
    library = file[:-len(".bib")]
    name = "%s-%s" % (library, style)
    write("control.bib", CONTROL)
    cited, libraries = ("control,*", "control," + library) if style == "IEEEtran" else ("*", library)
    write(name + ".aux", "\\citation{%s}\n\\bibstyle{%s}\n\\bibdata{%s}\n" % (cited, style, libraries))
    answer = subprocess.run(["bibtex", name], cwd=FOLDER, stdout=subprocess.PIPE, check=False)
    if answer.returncode > 2:  # 2 is for what is wrong in a library, such as a key that comes twice
        raise readers.Unreadable(answer.stdout.decode(errors="replace")[-400:])
    text = re.sub(r"%?\n\s*", " ", readers.read_text(path(name + ".bbl"))).partition(r"\end{thebibliography}")[0]
    items = re.split(r"\\bibitem ?(?:\[.*?\])? ?(?=\{[^{}\s]+\})", re.sub(r"\{\\natexlab\{.\}\}", "", text))[1:]
    return dict(re.match(r"\{(.*?)\} ?(.*)", item).groups() for item in items)


BIBLATEX = r"""\documentclass{article}
\usepackage[backend=biber,maxbibnames=99]{biblatex}
\addbibresource{%s}
\begin{document}
\nocite{*}\printbibliography
\end{document}
"""
OF_ENTRY = ("name", "list", "field", "verb")
VALUES = "|".join(OF_ENTRY + ("strng", "range", "keyw", "true", "false", "warn"))
# By these biber sorts and tells entries apart; they depend on the names, and on the other entries.
DERIVED = re.compile(r"sortinit\w*|extra\w+|label\w+")


def biber_items(file):
    """What biber gives biblatex of each entry: the text of each value by its name, by the key."""
    name = file[:-len(".bib")] + "-biber"
    write(name + ".tex", BIBLATEX % file)
    for command in (["pdflatex", "-draftmode", "-interaction=batchmode", name], ["biber", "--quiet", name]):
        done = subprocess.run(command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise readers.Unreadable("%s: %s" % (command[0], done.stdout.decode(errors="replace")[-400:]))
    items = {}
    for key, text in re.findall(r"^ *\\entry\{(.*?)\}\{(.*?)^ *\\endentry", readers.read_text(path(name + ".bbl")),
                                re.M | re.S):
        values = re.split(r"^ *\\(?=(?:%s)\{)" % VALUES, text, flags=re.M)
        named = [re.match(r"(\w+)\{(\w*)(.*)", value, re.S).groups() for value in values[1:]]
        items[key] = {field: value for kind, field, value in named if kind in OF_ENTRY and not DERIVED.fullmatch(field)}
        items[key]["@"] = values[0].partition("}")[0]
    return items


# ---- What may differ

# What styles say of a field.
SAID = set("and et al in url doi note vol no pp pages volume arxiv online available https org".split())
# Fields of BibTeX by biber's names.
OF_BIBER = {"archiveprefix": ["eprinttype"], "primaryclass": ["eprintclass"], "journal": ["journaltitle"],
            "date": ["year", "month", "dateera"]}


def words(text):
    """Letters and numbers, without TeX's commands."""
    return re.findall(r"[^\W_]+", re.sub(r"\\[a-z]+0? ?", " ", text.replace("~", " ")).lower())


def is_of(word, known):
    """Whether a word is one of those: as it stands, or as an initial, or a month by its three letters."""
    return word in known or word[:3] in known or (len(word) == 1 and any(value.startswith(word) for value in known))


def foreign_words(before, after, fields, entry):
    """The words in which BibTeX's items differ and that are not of the fields that do. An entry of another type prints
    other fields too."""
    values = [value for pair in fields.values() for value in pair] + (list(entry.values()) if "@" in fields else [])
    known, old, new = set(words(" ".join(values))), words(before), words(after)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [word for step, a, b, c, d in steps if step != "equal" for word in old[a:b] + new[c:d]]
    return [word for word in changed if word not in SAID and not is_of(word, known)]


def foreign_values(before, after, fields, _):
    """The names of biber's values that differ and that are not those of the fields that do."""
    known = {name for field in fields for name in OF_BIBER.get(field, [field])}
    return [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in known]


Row = collections.namedtuple("Row", "library way program entries changed printed")


def compare_bibliographies(stem, way, program, items, foreign, before, fields):
    """`items` gives those of a file. Returns a row of the table."""
    name = "%s-%s.bib" % (stem, way)
    try:
        old, new = items(stem + ".bib"), items(name)
    except readers.Unreadable as error:
        not_ok("%s by %s" % (name, program), error)
        return None
    equal("%s by %s: has the same entries" % (name, program), list(old), [key for key in old if key in new])
    printed = [key for key in old if old[key] != new.get(key)]
    none("%s by %s: an entry that did not change is as it was" % (name, program),
         [(old[key], new.get(key)) for key in printed if not fields.get(key)])
    none("%s by %s: another differs only by the fields that did" % (name, program),
         [(old[key], new[key], what) for key in printed if key in new and fields.get(key)
          for what in [foreign(old[key], new[key], fields[key], before[key][0])] if what])
    return Row(stem, way, program, len(old), sum(map(bool, fields.values())), len(printed))


def check_library(stem, programs, stays, ways=USUAL):
    """Yields rows of the table."""
    before, said = bibtool(stem + ".bib")
    for way in ways:
        name = "%s-%s.bib" % (stem, way)
        after, says = bibtool(name)
        check("%s by BibTool: nothing is wrong in it that was not before" % name,
              says if re.sub(r"\d+", "", says) != re.sub(r"\d+", "", said) else None)
        equal("%s by BibTool: has the same entries" % name, [(key, len(before[key])) for key in before],
              [(key, len(after[key])) for key in after])
        fields = differing(before, after)
        none("%s: entries without an id did not change" % name, [(key, fields[key]) for key in stays if fields[key]])
        none("%s: an archive that biblatex names has its class by biblatex's name too" % name,
             [key for key, changed in fields.items() if "primaryclass" in changed and after[key][0].get("eprinttype")])
        for style in programs:
            how = (biber_items, foreign_values) if style == "biber" else (
                lambda file, style=style: bibtex_items(file, style), foreign_words)
            yield compare_bibliographies(stem, way, style, *how, before, fields)


# ---- Libraries of others

ID = re.compile(r"(?:arxiv[:.]|abs/|48550/arxiv\.)\s*(?:org/abs/)?(?:arxiv:)?(\d{4}\.\d{4,5})", re.I)


def paper_of(entry):
    """What arXiv might know of an entry: what it has itself, and a journal; None if it names no paper or several."""
    ids = set(ID.findall(" ".join(value for name, value in entry.items() if name not in ("abstract", "title"))))
    if len(ids) != 1 or "author" not in entry or "title" not in entry:
        return None
    plain = [re.sub(r"[{}\"\\]", "", entry[name]) for name in ("author", "title")]
    people_of = [name.rpartition(" ") for name in re.split(r"\s+and\s+", plain[0]) if name != "others"]
    authors = ["%s|%s" % tuple((name.split(", ", 1) if ", " in name else (last, first)))
               for first, _, last in people_of for name in [" ".join(filter(None, (first, last)))]]
    return Paper(ids.pop(), plain[1], authors + ["Last|Author"],
                 {"categories": "cs.CL", "journal-ref": "J. Inv. 3 (2022) 45", "doi": "10.1000/inv.3.45"})


def update_others(library):
    """Returns rows of the table, none if the library names no paper."""
    stem = os.path.basename(library)[:-len(".bib")]
    shutil.copy(library, path(stem + ".bib"))
    papers = [paper for entries in bibtool(stem + ".bib")[0].values() for paper in map(paper_of, entries) if paper]
    if not papers:
        return []
    write_metadata(papers, stem + ".json")
    update_all(stem, "bib", stem + ".json", ["plain"])
    return check_library(stem, ("plain", "plainnat"), [], ["plain"])


# ---- RIS and CSL-JSON

MARKS = [person.family for person in people.MANY]  # a word in the title of each item, by which it is found


def ris_name(person):
    return person.literal or ", ".join(filter(None, (person.family, person.given, person.suffix)))


def ris_of(paper, mark):
    """Items of a paper in RIS."""
    what = "TI  - %s %s" % (paper.title, mark)
    who = ["AU  - " + ris_name(people.person_of(line)) for line in paper.authors]
    other = ["T2  - Annals of Nets", "VL  - 7", "SP  - 1", "EP  - 9"]
    link = "UR  - https://arxiv.org/abs/" + paper.id
    return [["TY  - JOUR", what, who[0], "AU  - others", "JO  - arXiv preprint arXiv:" + paper.id, "PY  - 2021"],
            ["TY  - GEN", what, *who, "PB  - arXiv", link, "DO  - 10.48550/arXiv." + paper.id, "AB  - Abstract."],
            ["TY  - JOUR", what, *who, *other, "PY  - 2021/06//", link, "N1  - A note"],
            ["TY  - JOUR", what, *who, *other, "PY  - 2021"]]


def write_ris():
    marks = iter(MARKS)
    entries = [lines for paper in PAPERS for lines in ris_of(paper, next(marks))]
    write("ris.ris", "\r\n".join("\r\n".join(lines + ["ER  - ", ""]) for lines in entries))


OF_ZOTERO = {"AU": ["creators"], "DO": ["DOI", "extra"], "N1": ["notes"], "PY": ["date", "isoDate"], "TI": ["title"],
             "JO": ["publicationTitle", "journalAbbreviation"], "T2": ["publicationTitle"], "VL": ["volume"],
             "SP": ["pages"], "EP": ["pages"]}


def ris_entries(file):
    """The set of lines of each entry."""
    return [set(filter(None, entry.split("\n"))) for entry in
            re.findall(r"^TY  - .*?^ER  - ?$", readers.read_text(path(file)).replace("\r\n", "\n"), re.M | re.S)]


def items_differ(before, after):
    apart = ("key", "version", "imitated", "citekey", "links")
    return {name for name in {**before, **after} if name not in apart and before.get(name) != after.get(name)}


def check_zotero(ways=USUAL):
    before = ris_entries("ris.ris")
    files = ["ris.ris"] + ["ris-%s.ris" % way for way in ways]
    old, *others = readers.node(PLACE, "zotero", *map(path, files))
    for way, file, items in zip(ways, files[1:], others):
        changes = [sorted({line[:2] for line in one ^ other}) for one, other in zip(before, ris_entries(file))]
        equal("%s by Zotero: has the same items" % file, [len(before)] * 3, [len(old), len(items), len(changes)])
        differ = [items_differ(*pair) for pair in zip(old, items)]
        none("%s by Zotero: items differ only by the fields that did" % file,
             [(tags, names, one, other) for tags, names, one, other in zip(changes, differ, old, items)
              if "TY" not in tags and names - {name for tag in tags for name in OF_ZOTERO[tag]}])
        yield Row("ris", way, "Zotero", len(old), sum(map(bool, changes)), sum(map(bool, differ)))


def csl_of(paper, mark):
    who = [{"literal": person.literal} if person.literal else
           {"family": person.family, "given": ", ".join(filter(None, (person.given, person.suffix)))}
           for person in map(people.person_of, paper.authors)]
    item = {"type": "article", "title": paper.title + " " + mark, "author": who,
            "issued": {"date-parts": [[2021]]}}
    link = {"URL": "https://arxiv.org/abs/" + paper.id}
    journal = {"type": "article-journal", "container-title": "Annals of Nets", "volume": "7", "page": "1-9"}
    return [dict(item, author=who[:1] + [{"literal": "others"}], number="arXiv:" + paper.id), dict(item, **link),
            dict(item, **link, **journal), dict(item, **journal)]


def write_csl():
    marks = iter(MARKS)
    items = [dict(item, id=mark + str(number)) for paper in PAPERS for mark in [next(marks)]
             for number, item in enumerate(csl_of(paper, mark))]
    for item in items:
        item["title"] += " " + next(marks)
    write("csl.json", json.dumps(items, ensure_ascii=False, indent=2) + "\n")


def csl_entries(file, style):
    """What citeproc prints of each item; not its number, nor what tells years apart."""
    items = json.loads(readers.read_text(path(file)))
    printed, said = citeproc.bibliography("csljson", file, style, FOLDER)
    check("%s in %s by citeproc: is a bibliography" % (file, style), said)
    found = [[entry for entry in printed if citeproc.has_name(entry, item["title"].split()[-1])] for item in items]
    none("%s in %s by citeproc: has each item once" % (file, style),
         [entries for entries in found if len(entries) != 1])
    return items, [re.sub(r"^\[\d+\]|(?<=\d{4})[a-z]\b", "", " ".join(entries)) for entries in found]


def check_citeproc(style, ways=WITH_TITLES):
    before, old = csl_entries("csl.json", style)
    for way in ways:
        file = "csl-%s.json" % way
        after, new = csl_entries(file, style)
        fields = [{name: (str(one.get(name, "")), str(other.get(name, ""))) for name in {**one, **other}
                   if one.get(name) != other.get(name)} for one, other in zip(before, after)]
        for one, changed in zip(before, fields):
            if "DOI" in changed:  # is printed in place of the URL
                changed["URL"] = (one.get("URL", ""), "")
        pairs = list(zip(old, new, fields, before))
        none("%s in %s: an item that did not change is as it was" % (file, style),
             [(one, other) for one, other, changed, _ in pairs if not changed and one != other])
        none("%s in %s: another differs only by the fields that did" % (file, style),
             [(one, other, what) for one, other, changed, _ in pairs if changed
              for what in [foreign_words(one, other, changed, {})] if what])
        yield Row("csl", way, "citeproc, " + style, len(before), sum(map(bool, fields)),
                  sum(one != other for one, other, _, _ in pairs))


# ---- All of it

def write_table(rows):
    lines = ["| library | options | program | entries | changed | of these printed otherwise |",
             "| --- | --- | --- | ---: | ---: | ---: |"]
    lines += ["| %s | %s | %s | %d | %d | %d |" % (row.library, " ".join(WAYS[row.way]) or "–", *row[2:])
              for row in rows if row]
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    stays = write_invented()
    write_metadata(PAPERS, "snapshot.json")
    write_ris()
    write_csl()
    for stem, suffix, ways in (("bibtex", "bib", USUAL), ("biblatex", "bib", USUAL), ("ris", "ris", USUAL),
                               ("csl", "json", WITH_TITLES)):
        update_all(stem, suffix, "snapshot.json", ways)
    rows = [*check_library("bibtex", (*STYLES, "biber"), stays), *check_library("biblatex", ("biber",), stays)]
    for library in sorted(glob.glob(os.path.join(SHARED, "listings/bib/*.bib"))):
        rows += update_others(library)
    rows += [row for style in ("apa", "ieee") for row in check_citeproc(style)]
    if shutil.which("chromium") is None:
        skip("RIS by Zotero", "there is no chromium")
    else:
        rows += check_zotero()
    write_table(rows)
    return failed()


if __name__ == "__main__":
    sys.exit(main())
