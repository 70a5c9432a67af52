#!/usr/bin/python3
"""Every record of the digests read back from every format by programs that are not ours.

Each digest is converted by itself, with all announcements. What Python reads from the CSV is the text that every
other reader must have read, to the letter: first it is held against the digests' own TeX, as pylatexenc reads it, then
each reader against it. What a reader is known to get wrong is in habits.py; any other difference fails."""
import datetime
import html
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../check"))

import cut_abstract
import readers
import tex
from compare import shows, untagged
from digests import DAY, DIGESTS, PLACE, SHARED, convert_all, find_digests, refmill
from habits import (BIBUTILS, CITATION_BIBTEX, CITATION_RIS, FEEDSMITH, HABITS, IN_ASCII, JABREF, RETORQUERE,
                    RSS_PARSER, RUBY, ZOTERO_BIBTEX, ZOTERO_COINS, ZOTERO_CSL, ZOTERO_RIS, foretell)
from report import EVERY, failed, none, not_ok, skip

FIELDS = "key title abstract note doi url date arxiv_id version category keywords".split()
COLUMNS = ("title", "abstract", "summary", "title_zh", "abstract_zh", "summary_zh")


def around(one, other):
    """Where two texts begin to differ, with what stands there."""
    one, other = one or "", other or ""
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return "expected …%r, came …%r" % (one[max(0, at - 20):at + 30], other[max(0, at - 20):at + 30])


# ---- The CSV, against the digests' own TeX

def raw_records(digests):
    """Pairs of a record as it must be before any dress, and its row. expected.jsonl is an independent reading."""
    path = os.path.join(DIGESTS, "expected.jsonl")
    if not os.path.exists(path):
        return [pair for digest in digests for pair in zip(digest.records, digest.rows)]
    expected = {}
    for line in readers.read_text(path).splitlines():
        record = json.loads(line)
        expected.setdefault(record["file"], []).append(record)
    none("CSV has as many rows as there are records in expected.jsonl",
         [d.name for d in digests if len(d.rows) != len(expected.get(d.name, []))])
    return [pair for digest in digests for pair in zip(expected.get(digest.name, []), digest.rows)]


def check_csv(digests):
    pairs = raw_records(digests)
    for name in ("ref", "arxiv_id", "version", "primary_category", "announce", "url"):
        none("CSV, Python's reader: %s of %d records" % (name, len(pairs)), [
            (raw.get("arxiv_id"), raw.get(name), row[name]) for raw, row in pairs
            if str(raw.get(name, "")) != row[name]])
    if not os.path.isdir(DIGESTS):
        skip("CSV says what %s reads in the TeX" % tex.PYLATEXENC, "the fixtures have TeX that is broken on purpose")
        return
    for name in COLUMNS:
        none("CSV says what %s reads in the TeX: %s" % (tex.PYLATEXENC, name),
             [(raw.get("arxiv_id"), around(tex.to_unicode(raw.get(name, "")), row[name]))
              for raw, row in pairs if not same_as_raw(raw, name, row[name])])


def check_title_text(digests):
    none("jsonl has the titles of CSV", [(digest.name, around(row["title"], record.get("title_text")))
                                         for digest in digests for record, row in zip(digest.records, digest.rows)
                                         if record.get("title_text", "") != row["title"]])


def same_as_raw(raw, name, text):
    cut = raw.get("abstract_truncated", False) and bool(raw.get("abstract"))
    texts = cut_abstract.mark(raw["abstract"], raw.get("abstract_zh", "")) if cut else ()
    return tex.says(dict(raw, **dict(zip(("abstract", "abstract_zh"), texts))).get(name, ""), text, cut)


# ---- What a record has to say in each format

LABELS = {"title": ("【Title】", "【标题】"), "summary": ("【Summary】", "【一句话总结】"),
          "abstract": ("【Abstract】", "【摘要】")}
IN_ASCII_LABELS = {"【Title】": "[Title] ", "【Summary】": "[Summary] ", "【标题】": "[Chinese title] ",
                   "【一句话总结】": "[Chinese summary] ", "【摘要】": "[Chinese abstract] "}
CHINESE = re.compile("[\u3400-\u9fff]")


def notes(row):
    """The texts that stand beside the leading ones, each with the label of its script. A translation that leads is none
    of them, nor is one that repeats the title."""
    title = "" if row["title_zh"] == row["title"] else row["title"] and row["title_zh"]
    beside = [("summary", row["summary"]), ("title", title), ("summary", row["summary_zh"]),
              ("abstract", row["abstract"] and row["abstract_zh"])]
    return [LABELS[name][CHINESE.search(text) is not None] + text for name, text in beside if text]


def of_reference(row):
    """The fields of a reference as a reader should give them, before its habits."""
    wanted = {name: row[name] for name in ("doi", "url", "date", "arxiv_id", "version")}
    return dict(wanted, category=row["primary_category"], keywords=row["primary_category"], note=" ".join(notes(row)),
                title=row["title"] or row["title_zh"], abstract=row["abstract"] or row["abstract_zh"])


def of_ascii(row):
    note = of_reference(row)["note"]
    for label, english in IN_ASCII_LABELS.items():
        note = note.replace(label, english)
    return dict(of_reference(row), note=note)


def of_ris(row):
    """Zotero takes what follows a 】 at once for a field, hence the space: MAPPING, RIS."""
    wanted = of_reference(row)
    note = re.sub("】(?! |$)", "】 ", wanted["note"])
    return dict(wanted, title=untagged(wanted["title"]), note=untagged(note))


def of_csl_json(row):
    """The other language stands behind the abstract; the note has id, class and version."""
    wanted = of_reference(row)
    numbers = [row["arxiv_id"] and "arXiv:" + row["arxiv_id"] + (" [%s]" % row["primary_category"]
                                                               if row["primary_category"] else ""),
               row["version"] and "version: " + row["version"]]
    return dict(wanted, abstract="\n\n".join(part for part in (wanted["abstract"], "\n".join(notes(row))) if part),
                note="\n".join(line for line in numbers if line), category=None)


def of_zotero_csl(row):
    """The note is Extra, a line a field."""
    return dict(of_csl_json(row), note=None, category=row["primary_category"])


def of_coins(row):
    """The description has abstract and notes, but for the other abstract, which is on the page; the announcement is a
    keyword, as it is on the page."""
    wanted = of_reference(row)
    beside = [note for note in notes(row) if not note.startswith("【摘要】")]
    words = [row["primary_category"], row["announce"] and "arXiv-" + row["announce"]]
    return dict(wanted, abstract="\n".join(part for part in (wanted["abstract"], *beside) if part), note=None,
                keywords=", ".join(sorted(word for word in words if word)))


def key_of(row):
    return "arxiv" + re.sub("[-/]", lambda match: "." if match[0] == "/" else "", row["arxiv_id"])


# ---- References

def bibtex_values(path):
    """The values of each entry as they stand, to tell where mathematics is in a text."""
    entries = re.findall(r"^@misc\{.*?^\}$", readers.read_text(path), re.M | re.S)
    return [dict(re.findall(r"^  (\w+) *= \{(.*)\},$", entry, re.M)) for entry in entries]


def check_references(digests, file, name, reader, read, wanted_of):
    """All fields of all records; `read` gives the records of the files."""
    try:
        found = read(PLACE, [digest.output(file) for digest in digests])
    except readers.Unreadable as error:
        not_ok("%s is read by %s" % (name, reader), error)
        return
    none("%s, %s: has every record" % (name, reader),
         [(d.name, len(d.rows), len(seen)) for d, seen in zip(digests, found) if len(seen) != len(d.rows)])
    wrong = {}
    for digest, seen in zip(digests, found):
        values = bibtex_values(digest.output(file)) if file.endswith(".bib") else [{}] * len(seen)
        for row, value, record in zip(digest.rows, values, seen):
            compare(reader, wanted_of(row), dict(value, note=value.get("comment")), record, digest.name, wrong)
            key = foretell(reader, "key", key_of(row))
            if row["arxiv_id"] and not (re.fullmatch(re.escape(key) + "[a-z]*", record["key"]) if key and record["key"]
                                        else key == record["key"]):
                wrong.setdefault("key", []).append((digest.name, key, record["key"]))
    for field in FIELDS:
        none("%s, %s: %s" % (name, reader, field), wrong.get(field, []))


def compare(reader, wanted, value, seen, where, wrong):
    for field, text in wanted.items():
        try:
            same = shows(reader, field, text, value.get(field), seen.get(field))
        except ValueError as error:
            wrong.setdefault(field, []).append((where, error))
            continue
        if not same:
            wrong.setdefault(field, []).append((where, around(text, seen.get(field))))


def check_jabref(digests):
    """JabRef opens our BibTeX and writes it again: what it has of an entry are our values, and keys of its own."""
    if not readers.has_jabref():
        skip("JabRef", "it is not installed")
        return
    writable = [digest for digest in digests if readers.can_jabref_write(digest.output("out.ris"))]
    check_references(writable, "out.ris", "RIS", JABREF, readers.jabref_of_ris, of_ris)
    for file in ("bibtex.bib", "ascii.bib"):
        try:
            found = readers.jabref(PLACE, [digest.output(file) for digest in digests])
        except readers.Unreadable as error:
            not_ok("%s is read by %s" % (file, JABREF), error)
            continue
        pairs = [(digest.name, value, dict(fields, key=None)) for digest, seen in zip(digests, found)
                 for value, fields in zip(readers.bib_entries(digest.output(file)), seen)]
        none("%s, %s: every value of %d entries" % (file, JABREF, len(pairs)), [
            (name, field, around(value.get(field), fields.get(field))) for name, value, fields in pairs
            for field in {*value, *fields} - {"key"} if value.get(field) != fields.get(field)])


# ---- Feeds

def feed_title(row):
    titles = dict.fromkeys(title for title in (row["title_zh"], row["title"]) if title)
    return " | ".join(titles) or (row["arxiv_id"] and "arXiv:" + row["arxiv_id"]) or row["url"]


def feed_paragraphs(row, kind):
    """The content: summary and abstract in Chinese, then title, summary and abstract in English. A leading title that is
    English makes the entry English, except in RSS, where only the feed has a language."""
    is_english = kind != "RSS" and row["title_zh"] and not CHINESE.search(row["title_zh"])
    chinese = "zh-Hans" if is_english else None
    second = row["title"] if row["title_zh"] and row["title_zh"] != row["title"] else ""
    wanted = {(chinese, "strong"): row["summary_zh"], (chinese, None): row["abstract_zh"], ("en", "em"): second,
              ("en", "strong"): row["summary"], ("en", None): row["abstract"]}
    return {place: text for place, text in wanted.items() if text}


def is_time(published, row, digest):
    """The day of the digest and a second for each row that follows, so that readers, who sort, keep the order. A
    fixture may be several digests; then its rows are counted in each."""
    seconds = (datetime.datetime.fromisoformat(published) - DAY).total_seconds()
    refs = [other["ref"] for other in digest.rows]
    if len(set(refs)) < len(refs):
        return 0 <= seconds < len(refs)
    return seconds == len(refs) - int(row["ref"])


def check_feed(digests, file, kind, reader, read):
    try:
        found = read(PLACE, [digest.output(file) for digest in digests])
    except readers.Unreadable as error:
        not_ok("%s is read by %s" % (kind, reader), error)
        return
    none("%s, %s: has every record" % (kind, reader),
         [(d.name, len(d.rows), len(seen)) for d, seen in zip(digests, found) if len(seen) != len(d.rows)])
    rows = [(digest, row, entry) for digest, seen in zip(digests, found) for row, entry in zip(digest.rows, seen)]
    for field, wanted in (("key", row_url), ("url", row_url), ("title", feed_title),
                          ("category", lambda row: row["primary_category"])):
        known = reader + (" of Atom" if field == "category" and kind == "Atom" else "")
        none("%s, %s: %s" % (kind, reader, field), [
            (digest.name, around(wanted(row), entry[field])) for digest, row, entry in rows
            if not shows(known, field, wanted(row), None, entry[field])])
    none("%s, %s: summaries, titles and abstracts in the content" % (kind, reader), [
        (digest.name, row["arxiv_id"], feed_paragraphs(row, kind), readers.paragraphs(entry["content"] or ""))
        for digest, row, entry in rows if feed_paragraphs(row, kind) != readers.paragraphs(entry["content"] or "")])
    none("%s, %s: times" % (kind, reader), [
        (digest.name, row["ref"], entry["published"]) for digest, row, entry in rows
        if not is_time(entry["published"], row, digest)])


def row_url(row):
    return row["url"]


# ---- A list of feeds

def of_file(path):
    """Title and page of a feed, as feedparser reads them."""
    feed = readers.feedparser.parse(path).feed
    return html.unescape(feed.title), feed.link


def check_list(digests):
    """Of all digests, with their folders, as their names may repeat."""
    folder, address = os.path.join(PLACE, "feeds"), "https://example.org/a%20b/"
    shutil.rmtree(folder, ignore_errors=True)
    made = os.path.join(folder, "made")
    status = refmill("--out-dir", made, "--keep-dirs", "-t", "rss,jsonfeed", "--feed-url", address,
                     "--opml", os.path.join(folder, "all.opml"), *[digest.path for digest in digests])
    none("a list of feeds is written", [status] * (status != 0))
    wanted = set()
    for place, _, names in os.walk(made):
        for name in names:
            path = os.path.join(place, name)
            # A JSON Feed has the words of the RSS of the same digest.
            words = of_file(re.sub(r"\.feed\.json$", ".rss", path))
            wanted.add((*words, address + urllib.parse.quote(os.path.relpath(path, made))))
    found = readers.feedsmith_list(PLACE, os.path.join(folder, "all.opml"))
    none("OPML, %s: has every feed once" % FEEDSMITH, [len(found)] * (len(found) != 2 * len(digests)))
    none("OPML, %s: titles, pages and addresses" % FEEDSMITH, sorted(wanted ^ set(found)))


# ---- Atom's schema, and what it does not know

ATOM = "{http://www.w3.org/2005/Atom}"


def lacks_author(path):
    """RFC 4287, 4.1.1: the feed must have one, unless every entry has."""
    feed = ElementTree.parse(path).getroot()
    return not all(place.findtext(ATOM + "author/" + ATOM + "name")
                   for place in ([feed] if feed.find(ATOM + "author") is not None else feed.findall(ATOM + "entry")))


def check_atom(digests):
    none("Atom has an author", [digest.name for digest in digests if lacks_author(digest.output("out.atom"))])
    schema = os.path.join(SHARED, "schemas/atom.rng")
    if not os.path.exists(schema) or not shutil.which("xmllint"):
        skip("Atom passes the schema", "there is no ../shared/schemas/atom.rng, or no xmllint")
        return
    said = subprocess.run(["xmllint", "--noout", "--relaxng", schema, *[digest.output("out.atom") for digest in digests]],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False).stderr.decode().splitlines()
    none("Atom, xmllint: passes the schema of RFC 4287", [line for line in said if not line.endswith(" validates")])


# ---- CSL-JSON's schema

def check_schema(digests):
    schema = os.path.join(SHARED, "schemas/csl-data.json")
    if not os.path.exists(schema):
        skip("CSL-JSON passes the schema", "there is no ../shared/schemas/csl-data.json")
        return
    found = readers.ajv(PLACE, schema, [digest.output("out.json") for digest in digests])
    none("CSL-JSON, ajv: passes the CSL project's schema", [error for errors in found for error in errors])


# ---- What translation plugins read in Zotero's Extra

def translations(row):
    lines = [("titleTranslation", row["title"] and row["title_zh"] != row["title"] and row["title_zh"]),
             ("abstractTranslation", row["abstract"] and row["abstract_zh"])]
    return ["%s: %s" % (name, untagged(text)) for name, text in lines if text]


def check_translation_lines(digests):
    for digest in digests:
        refmill("--translation-lines", "-o", digest.output("lines.ris"), digest.path)
    try:
        found = readers.zotero(PLACE, [digest.output("lines.ris") for digest in digests])
    except readers.Unreadable as error:
        not_ok("translation lines are read by %s" % ZOTERO_RIS, error)
        return
    pairs = [(digest.name, row, item["extra"]) for digest, items in zip(digests, found)
             for row, item in zip(digest.rows, items)]
    none("RIS, %s: translations of %d records in Extra" % (ZOTERO_RIS, len(pairs)), [
        (name, around("\n".join(translations(row)), "\n".join(extra[-2:]))) for name, row, extra in pairs
        if [line for line in extra if "Translation: " in line] != translations(row)])


# ---- All of them

def references():
    bib = (("bibtex.bib", "BibTeX", "", of_reference), ("biblatex.bib", "biblatex", "", of_reference),
           ("ascii.bib", "BibTeX", IN_ASCII, of_ascii))
    for file, name, how, wanted_of in bib:
        yield file, name, RETORQUERE + how, readers.retorquere, wanted_of
        yield file, name, CITATION_BIBTEX + how, readers.citation_js, wanted_of
    yield "out.ris", "RIS", CITATION_RIS, readers.citation_js, of_ris
    yield "out.ris", "RIS", BIBUTILS, readers.bibutils, of_ris
    yield "out.json", "CSL-JSON", "@citation-js/core 0.7.21", readers.citation_js, of_csl_json
    for file, name, how, wanted_of in bib:
        yield file, name, ZOTERO_BIBTEX + how, readers.zotero, wanted_of
    yield "out.ris", "RIS", ZOTERO_RIS, readers.zotero, of_ris
    yield "out.json", "CSL-JSON", ZOTERO_CSL, readers.zotero, of_zotero_csl
    yield "out.html", "COinS", ZOTERO_COINS, readers.zotero, of_coins


def main():
    digests = convert_all("readback", find_digests())
    check_csv(digests)
    check_title_text(digests)
    for arguments in references():
        check_references(digests, *arguments)
    check_translation_lines(digests)
    check_jabref(digests)
    check_schema(digests)
    for file, kind in (("out.atom", "Atom"), ("out.rss", "RSS")):
        check_feed(digests, file, kind, RSS_PARSER, readers.rss_parser)
        check_feed(digests, file, kind, "feedparser 6.0.10", readers.feed_parser)
        if shutil.which("ruby"):
            check_feed(digests, file, kind, RUBY, readers.ruby_rss)
        else:
            skip("%s, %s" % (kind, RUBY), "it is not installed")
    check_feed(digests, "out.feed.json", "JSON Feed", FEEDSMITH, readers.feedsmith)
    check_atom(digests)
    check_list(digests)
    if EVERY and os.path.isdir(DIGESTS):
        asked = [habit for habit in HABITS if habit.reader != JABREF or readers.has_jabref()]
        none("every habit of a reader is seen", [(habit.reader, habit.defect) for habit in asked if not habit.seen])
    return failed()


sys.exit(main())
