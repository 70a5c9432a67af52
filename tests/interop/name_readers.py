"""Authors as programs that are not ours read them: of each file, the people of each entry, in parts.

`von` is what a program has put apart from a family; what it calls a part is put under our name for it."""
import collections
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import feedparser

import readers

BLTX = "{http://biblatex-biber.sourceforge.net/biblatexml}"
STYLE = """ENTRY { author } {} {}
INTEGERS { count i }
FUNCTION {misc}
{ "@" cite$ * write$ newline$
  author empty$ 'skip$
  { author num.names$ 'count :=
    #1 'i :=
    { i count #1 + < }
    { author i "<{ff}>" format.name$ write$ newline$
      author i "<{vv}>" format.name$ write$ newline$
      author i "<{ll}>" format.name$ write$ newline$
      author i "<{jj}>" format.name$ write$ newline$
      i #1 + 'i :=
    } while$
  } if$
}
READ
ITERATE {misc}
"""

Name = collections.namedtuple("Name", "von family given suffix literal", defaults=("",) * 5)


def run(folder, *command):
    answer = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = answer.stdout.decode(errors="replace")
    if answer.returncode != 0:
        raise readers.Unreadable("%s: %s" % (" ".join(command), said[-500:]))
    return said


# ---- BibTeX

def bibtex(path):
    """By a style that prints the parts. BibTeX breaks lines at spaces, and puts ties for some."""
    folder, file = os.path.split(path)
    name = "names-" + file[:-len(".bib")]
    for suffix, text in ((".bst", STYLE), (".aux", "\\citation{*}\n\\bibstyle{%s}\n\\bibdata{%s}\n" % (
            name, file[:-len(".bib")]))):
        with open(os.path.join(folder, name + suffix), "w", encoding="utf-8") as made:
            made.write(text)
    said = run(folder, "bibtex", name)
    if "Warning--" in said:
        raise readers.Unreadable("BibTeX says " + said[:500])
    printed = re.sub(r"\n  ", " ", readers.read_text(os.path.join(folder, name + ".bbl")))
    entries = [re.findall(r"^<(.*)>$", entry, re.M) for entry in re.split(r"^@.*$", printed, flags=re.M)[1:]]
    return [[Name(given=parts[at], von=parts[at + 1], family=parts[at + 2], suffix=parts[at + 3])
             for at in range(0, len(parts), 4)] for parts in entries]


# ---- biber

def name_of_bltx(element):
    parts = {}
    for part in element.findall(BLTX + "namepart"):
        words = [word.text for word in part.findall(BLTX + "namepart")] or [part.text]
        parts[part.get("type")] = " ".join(words)
    return Name(parts.get("prefix", ""), parts.get("family", ""), parts.get("given", ""), parts.get("suffix", ""))


def biber(path):
    """In BibLaTeXML; "others" are an attribute there."""
    folder, file = os.path.split(path)
    made = os.path.join(folder, "names-" + file + ".xml")
    said = run(folder, "biber", "--tool", "--output-format=biblatexml", "--output-file", made, file)
    if re.search("^(WARN|ERROR)", said, re.M):
        raise readers.Unreadable("biber says " + " ".join(re.findall("^(?:WARN|ERROR).*", said, re.M)[:3]))
    entries = []
    for entry in ElementTree.parse(made).iter(BLTX + "entry"):
        names = entry.find(BLTX + "names")
        people = [] if names is None else [name_of_bltx(name) for name in names.findall(BLTX + "name")]
        others = names is not None and names.get("morenames")
        entries.append(people + [Name(family="others")] * bool(others))
    return entries


# ---- CSL's names, in which most programs give them

def name_of_csl(name):
    particles = [name.get("dropping-particle", ""), name.get("non-dropping-particle", "")]
    return Name(" ".join(particle for particle in particles if particle), name.get("family", ""),
                name.get("given", ""), name.get("suffix", ""), name.get("literal", ""))


def of_csl(items):
    return [[name_of_csl(name) for name in item.get("author", [])] for item in items]


def citation_js(path):
    return of_csl(readers.node(readers_place(path), "citation-js", path)[0])


def zotero(path):
    """A name is in two parts or in one."""
    return [[Name("", creator.get("lastName", ""), creator.get("firstName", ""), "", creator.get("name", ""))
             for creator in item["creators"]] for item in readers.node(readers_place(path), "zotero", path)[0]]


def readers_place(path):
    return os.path.dirname(os.path.dirname(path))


def pandoc(form):
    def read(path):
        return of_csl(json.loads(run(None, "pandoc", "-f", form, "-t", "csljson", path)))
    return read


def retorquere(path):
    entries = readers.node(readers_place(path), "retorquere", path)[0]
    return [[Name(name.get("prefix", ""), name.get("lastName", ""), name.get("firstName", ""),
                  name.get("suffix", ""), name.get("name", "")) for name in entry.get("author", [])]
            for entry in entries]


# ---- RIS by bibutils

def name_of_mods(element):
    parts = {}
    for part in element.findall(readers.MODS + "namePart"):
        parts.setdefault(part.get("type", "literal"), []).append(part.text or "")
    parts = {kind: " ".join(texts) for kind, texts in parts.items()}
    return Name("", parts.get("family", ""), parts.get("given", ""),
                parts.get("suffix", parts.get("termsOfAddress", "")), parts.get("literal", ""))


def bibutils(path):
    said = subprocess.run(["ris2xml", "-un", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    collection = ElementTree.fromstring(said.stdout.decode("utf-8-sig"))
    return [[name_of_mods(name) for name in mods.findall(readers.MODS + "name")]
            for mods in collection.iter(readers.MODS + "mods")]


# ---- Feeds: names as they are said

def feed_parser(path):
    feed = feedparser.parse(path)
    return [[author.get("name") for author in entry.get("authors", [])] for entry in feed.entries]


def feedsmith(path):
    return [[author.get("name") for author in item.get("authors", [])] for item in
            readers.node(readers_place(path), "feedsmith", path)[0]]


def rss_parser(path):
    return [[item.get("creator") or item.get("author")] for item in
            readers.node(readers_place(path), "rss-parser", path)[0]]
