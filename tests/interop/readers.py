"""The readers: each is a program or a module that is not ours, and gives the records of many files.

What it calls a field is put under our name for it; nothing else is done to what it read."""
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import feedparser

HERE = os.path.dirname(os.path.abspath(__file__))
MODS = "{http://www.loc.gov/mods/v3}"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


class Unreadable(Exception):
    """A reader refused a file."""


# ---- Programs of Node

def node(place, script, *arguments):
    """What a reader in `place`, where its modules are, prints: the records of each file."""
    return answers_of("node", os.path.join(place, script + ".mjs"), *arguments)


def answers_of(*command):
    """The records of each file, of which the command prints a line of JSON."""
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        raise Unreadable(answer.stderr.decode()[-500:])
    answers = [json.loads(line) for line in answer.stdout.splitlines()]
    for one in answers:
        if "error" in one:
            raise Unreadable("%s: %s" % (one["file"], one["error"]))
    return [one["records"] for one in answers]


def sort_words(words):
    """Keywords are a list or one text; their order means nothing, and some readers change it."""
    return ", ".join(sorted(words if isinstance(words, list) else re.split(", ?", words or ""))) or None


def of_bibtex(fields):
    """BibTeX's and biblatex's fields: the date is that of either."""
    date = fields.get("date")
    if not date and "year" in fields:
        date = "-".join([fields["year"]] + ["%02d" % int(fields["month"])] * ("month" in fields))
    return {"key": fields["key"], "type": fields["type"], "title": fields.get("title"), "date": date,
            "abstract": fields.get("abstract"), "note": fields.get("comment"), "arxiv_id": fields.get("eprint"),
            "doi": fields.get("doi"), "url": fields.get("url"), "version": fields.get("version"),
            "category": fields.get("primaryclass", fields.get("eprintclass")),
            "keywords": sort_words(fields.get("keywords"))}


def of_csl(item):
    """CSL's variables; arXiv's id is the number without its prefix."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return {"key": item["id"], "type": item["type"], "title": item.get("title"), "abstract": item.get("abstract"),
            "note": item.get("note"), "date": "-".join("%02d" % part for part in parts) or None,
            "arxiv_id": re.sub("^arXiv:", "", item.get("number", "")) or None, "doi": item.get("DOI"),
            "url": item.get("URL"), "version": item.get("version"), "keywords": sort_words(item.get("keyword"))}


def retorquere(place, paths):
    return [[of_bibtex(entry) for entry in entries] for entries in node(place, "retorquere", *paths)]


def citation_js(place, paths):
    return [[of_csl(item) for item in items] for items in node(place, "citation-js", *paths)]


def of_zotero(item):
    """An item of Zotero's API. Extra has lines for what a type has no field for."""
    extra = item.get("extra", "")
    numbers = re.search(r"^arXiv: ?(\S+)(?: \[(.*)\])?$", extra, re.M)
    doi, version = (re.search("^%s: (.*)$" % name, extra, re.M) for name in ("DOI", "version"))
    return {"key": item.get("citekey"), "type": item["itemType"], "title": item.get("title"),
            "abstract": item.get("abstractNote"), "note": " ".join(note["text"] for note in item["notes"]) or None,
            "doi": item.get("DOI") or (doi and doi[1]), "url": item.get("url"), "date": item["isoDate"] or None,
            "arxiv_id": numbers and numbers[1], "category": numbers and numbers[2], "version": version and version[1],
            "keywords": sort_words([tag["tag"] for tag in item["tags"]]), "extra": extra.split("\n")}


def zotero(place, paths):
    return [[of_zotero(item) for item in items] for items in node(place, "zotero", *paths)]


def rss_parser(place, paths):
    return [[of_feed(item.get("guid") or item.get("id"), item.get("link"), item.get("title"), item.get("summary"),
                     item.get("content"), item.get("isoDate"), item.get("categories"))
             for item in items] for items in node(place, "rss-parser", *paths)]


def ruby(*paths):
    return answers_of("ruby", os.path.join(HERE, "feed.rb"), *paths)


def ruby_rss(_, paths):
    return [[of_feed(item["id"], item["url"], item["title"], item.get("summary"), item["content"], item["published"],
                     item["categories"]) for item in items] for items in ruby(*paths)]


def feedsmith(place, paths):
    return [[of_feed(item.get("id"), item.get("url"), item.get("title"), item.get("summary"),
                     item.get("content_html"), item.get("date_published"), item.get("tags"))
             for item in items] for items in node(place, "feedsmith", *paths)]


def feedsmith_list(place, path):
    """Title, page and address of each feed in a list."""
    return [(outline.get("text"), outline.get("htmlUrl"), outline.get("xmlUrl"))
            for outline in node(place, "feedsmith", path)[0]]


def ajv(place, schema, paths):
    return node(place, "ajv", schema, *paths)


# ---- Feeds

def of_feed(identity, link, title, summary, content, published, categories):
    """An entry; a category is text, or an element that xml2js gives with its attributes."""
    terms = [term if isinstance(term, str) else term.get("_", term.get("$", {}).get("term"))
             for term in categories or []]
    return {"key": identity, "url": link, "title": title, "summary": summary, "content": content,
            "published": (published or "")[:19], "category": terms[0] if terms else None}


def read_feed(path):
    feed = feedparser.parse(path)
    if feed.bozo:
        raise Unreadable("%s: %s" % (path, feed.bozo_exception))
    return [of_feed(entry.get("id"), entry.get("link"), entry.get("title"), entry.get("summary"),
                    entry.content[0].value if "content" in entry else entry.get("summary"),
                    "%04d-%02d-%02dT%02d:%02d:%02d" % entry.published_parsed[:6],
                    [tag["term"] for tag in entry.get("tags", [])]) for entry in feed.entries]


def feed_parser(_, paths):
    # What it sanitises it may change; a reader's own habit, and one that can be turned off.
    feedparser.SANITIZE_HTML = False
    feedparser.RESOLVE_RELATIVE_URIS = False
    return [read_feed(path) for path in paths]


BLOCK = re.compile(r'<div lang="([^"]+)">(.*?)</div>', re.S)


def paragraphs(content):
    """The paragraphs of an entry's HTML by the language they are in and their element: None for a plain one."""
    sections = [(None, BLOCK.sub("", content))] + BLOCK.findall(content)
    return {(language, element or None): html.unescape(text) for language, section in sections
            for element, text in re.findall(r"<p>(?:<(strong|em)>)?(.*?)(?:</\1>)?</p>", section, re.S)}


# ---- RIS by bibutils

FOR_ZOTERO = re.compile(r"Type: preprint$|Archive ID:\tarXiv:\S+$|Genre: preprint$|Citation Key:[ \t]\S+$")


def of_mods(mods):
    def text(path):
        found = mods.find("/".join(MODS + step for step in path.split("/")))
        return None if found is None else found.text

    def texts(path):
        return [found.text for found in mods.findall("/".join(MODS + step for step in path.split("/")))]

    identifiers = {element.get("type"): element.text for element in mods.findall(MODS + "identifier")}
    arxiv_id, _, category = (identifiers.get("arXiv") or "").partition(" ")
    notes = [note for note in texts("note") if not FOR_ZOTERO.match(note)]
    versions = [note for note in notes if re.match(r"version: \d+$", note)]
    title = ": ".join(part for part in (text("titleInfo/title"), text("titleInfo/subTitle")) if part)
    return {"key": identifiers.get("citekey"), "title": title or None, "abstract": text("abstract"),
            "note": " ".join(note for note in notes if note not in versions) or None,
            "version": versions[0].partition(" ")[2] if versions else None, "date": text("originInfo/dateIssued"),
            "arxiv_id": arxiv_id or None, "category": category.strip("[]") or None, "doi": identifiers.get("doi"),
            "url": text("location/url"), "keywords": sort_words(texts("subject/topic"))}


def read_bibutils(path):
    answer = subprocess.run(["ris2xml", "-un", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if answer.returncode != 0:
        raise Unreadable("%s: ris2xml ended with status %d" % (path, answer.returncode))
    return [of_mods(mods) for mods in ElementTree.fromstring(answer.stdout.decode("utf-8-sig")).iter(MODS + "mods")]


def bibutils(_, paths):
    return [read_bibutils(path) for path in paths]


# ---- JabRef, which writes BibTeX of what it reads

def has_jabref():
    return shutil.which("jabref") is not None


def bib_entries(path):
    """The fields of each entry as they stand, with the key; a macro, as of months, without braces."""
    entries = re.findall(r"^@(?!Comment)\w+\{(.*?),$(.*?)^\}$", read_text(path).replace("\r", ""), re.M | re.S)
    return [dict([(name, braced or macro) for name, braced, macro in
                  re.findall(r"^  ([\w-]+) *= (?:\{(.*?)\}|(\w+)),?$", fields, re.M | re.S)], key=key)
            for key, fields in entries]


def run_jabref(place, source, form):
    """What JabRef makes of a file; it copies an entry of BibTeX as it stands unless something in it changes, so that
    keys are made anew. Whoever runs this may use JabRef too: the preferences are in `place`."""
    made = source + ".jabref.bib"
    if os.path.exists(made):
        os.remove(made)
    home = os.path.join(place, "jabref-home")
    options = "-Dfile.encoding=UTF-8 -Djava.util.prefs.userRoot=%s -Duser.home=%s" % (home, home)
    how = ["--import", source + ",ris"] if form == "ris" else [source, "-g"]
    said = subprocess.run(["timeout", "120", "jabref", "--nogui", *how, "--output", made], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, env=dict(os.environ, JAVA_TOOL_OPTIONS=options)).stdout
    if not os.path.exists(made):
        raise Unreadable("JabRef wrote nothing: %s" % re.findall(r"\S+Exception: .*", said.decode())[:1])
    return bib_entries(made)


def is_paired(text):
    """Whether every brace has its partner."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\[{}]", "", text)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def can_jabref_write(path):
    """Of RIS. A text in which a brace is alone it cannot write as BibTeX: it writes nothing at all, and does not end."""
    return all(map(is_paired, read_text(path).splitlines()))


def jabref(place, paths):
    """The fields of each file's entries. All are read in one run, since one takes seconds."""
    form = os.path.splitext(paths[0])[1][1:]
    source = os.path.join(place, "jabref-" + os.path.basename(paths[0]))
    texts = [read_text(path) for path in paths]
    with open(source, "w", encoding="utf-8", newline="") as file:
        file.write("".join(texts))
    entries = run_jabref(place, source, form)
    counts = [len(re.findall("^TY  - " if form == "ris" else r"^@misc\{", text, re.M)) for text in texts]
    if len(entries) != sum(counts):
        raise Unreadable("JabRef has %d entries of %d" % (len(entries), sum(counts)))
    return [[entries.pop(0) for _ in range(count)] for count in counts]


def of_jabref(fields):
    """From RIS: the key is refid, and a date has names of months."""
    month = "-%02d" % (MONTHS.index(fields["month"]) + 1) if "month" in fields else ""
    return {"key": fields.get("refid"), "title": fields.get("title"), "abstract": fields.get("abstract"),
            "note": fields.get("comment"), "date": fields["year"] + month if "year" in fields else None,
            "doi": fields.get("doi"), "url": fields.get("url"), "arxiv_id": fields.get("eprint"),
            "version": fields.get("version"), "category": fields.get("primaryclass"),
            "keywords": sort_words(fields.get("keywords"))}


def jabref_of_ris(place, paths):
    return [[of_jabref(fields) for fields in entries] for entries in jabref(place, paths)]


# ---- CSV

def read_csv(_, paths):
    return [list(csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)) for path in paths]
