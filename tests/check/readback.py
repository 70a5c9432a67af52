#!/usr/bin/python3
"""Every output read back by programs that are not ours.

Digests are converted to all formats in one run; pybtex, bibtool, pandoc,
bibutils, jq, jsonschema, Python's csv, xmllint and feedparser read what came,
and counts and fields are compared with the records, which jsonl gives. Of the digests in
../shared they read some, with EVERY=1 all."""
import concurrent.futures
import csv
import datetime
import functools
import glob
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

import feedparser
import jsonfeed
import jsonschema
import pybtex.database
import cut_abstract
from report import EVERY, equal, failed, none, not_ok, sample

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
SHARED = os.path.join(ROOT, "../shared")
DIGESTS = os.path.join(SHARED, "digests")
FILES = {"bibtex": "a.bib", "biblatex": "biblatex:a.biblatex.bib", "ris": "a.ris", "csl-json": "a.json",
         "csv": "a.csv", "atom": "a.atom", "rss": "a.rss", "jsonfeed": "a.feed.json", "jsonl": "a.jsonl"}
CSV_COLUMNS = ("ref arxiv_id version date primary_category announce title title_zh authors summary_zh "
               "summary abstract abstract_zh doi url channel digest_date categories arxiv_comment journal_ref "
               "code_url topics authors_incomplete translation_language").split()
TEXTS = {"title", "title_zh", "summary", "summary_zh", "abstract", "abstract_zh"}
SOME = 4
MONTHS = ("January February March April May June July August September October November "
          "December").split()


# ---- Text, compared without its dress

@functools.lru_cache(maxsize=None)  # a text comes out of many formats
def letters(text):
    """Letters and digits without case, accents and forms."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text or "").casefold()))


def plain_words(text):
    """Words of ASCII letters outside mathematics that no TeX touches."""
    text = re.sub(r"\$[^$]*\$", " ", text)
    return [letters(word) for word in text.split() if re.fullmatch(r"[A-Za-z0-9,.:;()-]{3,}", word)]


def has_tex(text):
    return re.search(r"[\\${}^_]", text) is not None


def same_letters(text, seen):
    """Whether `seen` shows `text`; where that has TeX, its plain words in order."""
    if not has_tex(text):
        return letters(text) == letters(seen)
    seen, at = letters(seen), 0
    for word in plain_words(text):
        at = seen.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def differences(rows):
    """Of (where, expected, came, is the same)."""
    return ["%s: expected %r, came %r" % (where, expected, came)
            for where, expected, came, same in rows if not same]


# ---- Programs

def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          **options)


def convert(folder, inputs, options):
    """Converts to all formats in one run, into the folder."""
    os.makedirs(folder)
    outputs = []
    for file in FILES.values():
        outputs += ["-o", re.sub(r"^(\w+:)?", r"\g<1>" + folder + "/", file)]
    return run(REFMILL, "--date", "2024-03-29", *options, *outputs, *inputs)


@functools.lru_cache(maxsize=16)  # several checks read each output
def read(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


def read_records(path):
    return [json.loads(line) for line in read(path).splitlines()]


class Output:
    """All that one conversion wrote, with the answers of the readers that are
    programs, which run at the same time."""
    COMMANDS = {
        "bibtool": "bibtool ./a.bib",
        "pandoc bibtex": "pandoc -f bibtex -t csljson a.bib",
        "pandoc biblatex": "pandoc -f biblatex -t csljson a.biblatex.bib",
        "pandoc csl-json": "pandoc -f csljson -t csljson a.json",
        "ris2xml": "ris2xml -un a.ris",
        "jq": "jq length a.json",
        "xmllint atom": "xmllint --noout a.atom",
        "xmllint rss": "xmllint --noout a.rss",
    }

    def __init__(self, name, folder, merged):
        self.name, self.folder, self.merged = name, folder, merged
        # Repeats are for those who look at keys, ids and dates; their texts, others have read.
        self.checks = CHECKS if merged or EVERY else [check_pybtex, check_ris, check_csv, check_atom, check_jsonfeed,
                                                      lambda output: check_feed(output, "atom"),
                                                      lambda output: check_feed(output, "rss")]
        self.records = read_records(self.path("a.jsonl"))
        self.count = len(self.records)
        self.answers = {}

    def path(self, file):
        return os.path.join(self.folder, file)

    def ask(self, pool):
        self.answers = {reader: pool.submit(run, *command.split(), cwd=self.folder)
                        for reader, command in self.COMMANDS.items()
                        if self.checks is CHECKS or reader.startswith("xmllint")}

    def answer(self, reader):
        return self.answers[reader].result()

    def title(self, text):
        return "%s: %s" % (self.name, text)


# ---- BibTeX

def key_of(record):
    return "arxiv" + re.sub(r"[-/]", lambda m: "." if m[0] == "/" else "", record["arxiv_id"])


def bibtex_fields(record):
    """What an entry has to say, None for a field that may not be there."""
    year, month = (record.get("date", "-") + "-").split("-")[:2]
    version = record.get("version")
    return {"eprint": record.get("arxiv_id"), "doi": record.get("doi"), "url": record.get("url"),
            "year": year or None, "month": MONTHS[int(month) - 1] if month else None,
            "version": str(version) if version else None,
            "archiveprefix": "arXiv" if "arxiv_id" in record else None,
            "primaryclass": record.get("primary_category")}


def check_pybtex(output):
    try:
        entries = pybtex.database.parse_file(output.path("a.bib"), "bibtex").entries
    except Exception as error:  # pylint: disable=broad-except # whatever is wrong with the file
        not_ok(output.title("pybtex reads BibTeX"), error)
        return
    equal(output.title("pybtex counts, keys are unique"), output.count, len(entries))
    none(output.title("pybtex has the fields of the records"), differences(
        (key, (name, value), entry.fields.get(name), entry.fields.get(name) == value)
        for record, (key, entry) in zip(output.records, entries.items())
        for name, value in bibtex_fields(record).items()))
    none(output.title("citation keys are made of the ids"), differences(
        (record["arxiv_id"], key_of(record), key, re.fullmatch(re.escape(key_of(record)) + "[a-z]*", key))
        for record, key in zip(output.records, entries) if "arxiv_id" in record))
    none(output.title("pybtex has the titles"), differences(
        (key, record["title"], entry.fields.get("title"), same_letters(record["title"], entry.fields.get("title")))
        for record, (key, entry) in zip(output.records, entries.items()) if record.get("title")))


def braces_balance(value):
    depth = 0
    for c in re.sub("[^{}]+", "", value):
        depth += (c == "{") - (c == "}")
        if depth < 0:
            return False
    return depth == 0


def check_braces(output, file):
    """For a reader that knows no escapes, each field by itself."""
    values = re.findall(r"^  \w+ *= (\{.*\}),$", read(output.path(file)), re.M)
    none(output.title("braces balance in %s without regard to escapes" % file),
         [value for value in values if not braces_balance(value) or not braces_balance(value[1:-1])])


def check_bibtool(output):
    answer = output.answer("bibtool")
    equal(output.title("bibtool reads BibTeX without a word"), (0, ""), (answer.returncode, answer.stderr.decode()))
    equal(output.title("bibtool counts"), output.count, len(re.findall(rb"^@Misc\{", answer.stdout, re.M)))


def without_tags(text):
    return re.sub(r"</?(span|i|b|sup|sub)\b[^<>]*>", "", text, flags=re.I)


def check_pandoc(output, kind, file):
    answer = output.answer("pandoc " + kind)
    equal(output.title("pandoc reads %s without a word" % kind), (0, ""), (answer.returncode, answer.stderr.decode()))
    entries = json.loads(answer.stdout or "[]")
    equal(output.title("pandoc counts %s" % kind), output.count, len(entries))
    keys = re.findall(r"^@misc\{(.*),", read(output.path(file)), re.M)
    entries = {entry["id"]: entry for entry in entries}
    rows = [(key, record, entries.get(key, {})) for key, record in zip(keys, output.records)]
    none(output.title("pandoc has the DOIs and URLs of %s" % kind), differences(
        (key, record.get(name.lower()), entry.get(name), record.get(name.lower()) == entry.get(name))
        for key, record, entry in rows for name in ("DOI", "URL")))
    none(output.title("pandoc has the titles of %s" % kind), differences(
        (key, record["title"], entry.get("title"), same_letters(without_tags(record["title"]), without_tags(entry.get("title", ""))))
        for key, record, entry in rows if record.get("title")))
    precision = 2 if kind == "bibtex" else 3 # which has no field for the day
    none(output.title("pandoc has the dates of %s" % kind), differences(
        (key, date_parts(record, precision), issued(entry), date_parts(record, precision) == issued(entry))
        for key, record, entry in rows))


def date_parts(record, precision=3):
    return [int(part) for part in record["date"].split("-")][:precision] if "date" in record else None


def issued(entry):
    return entry["issued"]["date-parts"][0] if "issued" in entry else None


# ---- RIS

def check_ris(output):
    text = read(output.path("a.ris"))
    lines = text.split("\r\n")
    equal(output.title("RIS ends its last line"), "", lines.pop() if text else "")
    none(output.title("RIS has a tag on every line"),
         [repr(line) for line in lines if not re.match(r"[A-Z][A-Z0-9]  - ", line) or re.search(r"[\r\n]", line)])
    references = re.findall(r"TY  - GEN\r\n(.*?)\r\nER  - \r\n", text, re.S)
    equal(output.title("RIS has a TY and an ER for each record"), [output.count] * 3,
          [len(references)] + [sum(line.startswith(tag) for line in lines) for tag in ("TY  - ", "ER  - ")])
    tags = [dict(line.split("  - ", 1) for line in reference.split("\r\n")) for reference in references]
    none(output.title("RIS has the fields of the records"), differences(
        (record.get("arxiv_id"), (tag, value), seen.get(tag), seen.get(tag) == value)
        for record, seen in zip(output.records, tags) for tag, value in ris_fields(record).items()))
    none(output.title("RIS has the titles"), differences(
        (record.get("arxiv_id"), record["title"], seen.get("TI"), same_letters(record["title"], seen.get("TI")))
        for record, seen in zip(output.records, tags) if record.get("title")))
    equal(output.title("RIS has unique IDs"), output.count, len({seen.get("ID") for seen in tags}))


def ris_fields(record):
    year, month, day = (record.get("date", "") + "--").split("-")[:3]
    return {"DO": record.get("doi"), "UR": record.get("url"), "PY": year or None,
            "Y1": "%s/%s/%s/" % (year, month, day) if month else None,
            "L4": re.sub(r"^(https://github\.com/[^/]+/[^/.?#]+)$", r"\1.git", record.get("code_url", "")) or None}


MODS = "{http://www.loc.gov/mods/v3}"


def check_bibutils(output):
    answer = output.answer("ris2xml")
    equal(output.title("bibutils read RIS"), 0, answer.returncode)
    # bibutils put U+FFFE and U+FFFF into XML, which has no room for them.
    mods = re.sub("[\ufffe\uffff]", "", answer.stdout.decode("utf-8-sig"))
    references = ElementTree.fromstring(mods).findall(MODS + "mods")
    equal(output.title("bibutils count"), output.count, len(references))
    titles = [" ".join(part.text or "" for part in reference.iterfind("%stitleInfo/*" % MODS))
              for reference in references]
    none(output.title("bibutils have the titles"), differences(
        (record.get("arxiv_id"), record["title"], title, same_letters(record["title"], title))
        for record, title in zip(output.records, titles) if record.get("title")))


# ---- CSL-JSON

def check_csl_json(output):
    entries = json.loads(read(output.path("a.json")))
    equal(output.title("jq counts CSL-JSON"), "%d\n" % output.count, output.answer("jq").stdout.decode())
    equal(output.title("CSL-JSON has unique ids"), output.count, len({entry["id"] for entry in entries}))
    none(output.title("CSL-JSON has the fields of the records"), differences(
        (entry["id"], (name, value), entry.get(name), entry.get(name) == value)
        for record, entry in zip(output.records, entries) for name, value in csl_fields(record).items()))
    none(output.title("CSL-JSON has the titles"), differences(
        (entry["id"], record["title"], entry.get("title"), same_letters(record["title"], entry.get("title")))
        for record, entry in zip(output.records, entries) if record.get("title")))
    check_csl_schema(output, entries)
    answer = output.answer("pandoc csl-json")
    equal(output.title("pandoc reads CSL-JSON"), (0, ""), (answer.returncode, answer.stderr.decode()))
    equal(output.title("pandoc counts CSL-JSON"), output.count, len(json.loads(answer.stdout or "[]")))


def csl_fields(record):
    return {"type": "article", "DOI": record.get("doi"), "URL": record.get("url"),
            "version": str(record["version"]) if "version" in record else None,
            "number": "arXiv:" + record["arxiv_id"] if "arxiv_id" in record else None,
            "issued": csl_date(record["date"]) if "date" in record else None}


def csl_date(date):
    whole = {"raw": date} if len(date) == len("2024-03-02") else {}
    return {"date-parts": [[int(part) for part in date.split("-")]], **whole}


def check_csl_schema(output, entries):
    name, path = output.title("CSL-JSON passes the schema"), os.path.join(SHARED, "schemas/csl-data.json")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        validator = jsonschema.Draft7Validator(json.load(file))
    none(name, ["%s: %s" % (list(error.path), error.message[:200]) for error in validator.iter_errors(entries)])


# ---- CSV

def check_csv(output):
    text = read(output.path("a.csv"))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        not_ok(output.title("Python reads CSV"), error)
        return
    equal(output.title("CSV has the header"), CSV_COLUMNS, rows[0] if rows else [])
    equal(output.title("Python counts CSV"), output.count, len(rows) - 1)
    equal(output.title("CSV has a line a record and CR LF"), [output.count + 1] * 2, [text.count("\r\n"), text.count("\n")])
    none(output.title("CSV has the same number of columns everywhere"), [row for row in rows if len(row) != len(CSV_COLUMNS)])
    none(output.title("CSV has the fields of the records"), differences(
        (record.get("arxiv_id"), (name, shown(record, name)), cell, same_cell(name, shown(record, name), cell))
        for record, row in zip(output.records, rows[1:]) for name, cell in zip(CSV_COLUMNS, row)))


def language_of(record):
    """Of the translation."""
    return next((language for language in ("zh", "ja", "ko") for name in ("title", "summary", "abstract")
                 if f"{name}_{language}" in record), None)


def inverted(author):
    return ", ".join(author[part] for part in ("family", "suffix", "given", "literal") if part in author)


def shown(record, name):
    """The field as a person reads it."""
    if name == "translation_language":
        return language_of(record)
    if name.endswith("_zh"):
        name = name[:-2] + (language_of(record) or "zh")
    if name == "authors":
        return "; ".join([inverted(author) for author in record.get(name, [])] +
                         (["et al."] if record.get("authors_incomplete") else []))
    if name == "authors_incomplete":
        return "1" if record.get(name) else None
    if name == "topics":
        return "; ".join(record.get(name, []))
    if name == "categories":
        return " ".join(record.get(name, []))
    return as_marked(record).get(name)


def as_marked(record):
    """The record with the abstract and its translation as they are when the abstract was cut."""
    if not record.get("abstract_truncated") or not record.get("abstract"):
        return record
    translation = "abstract_" + (language_of(record) or "zh")
    texts = cut_abstract.mark(record["abstract"], record.get(translation, ""))
    return dict(record, **{name: text for name, text in zip(("abstract", translation), texts) if text})


def same_cell(name, value, cell):
    value = "" if value is None else str(value)
    if name in TEXTS and re.search("[\\\\$~{}\"'`\u202a-\u202e\u2066-\u2069]|--", value):
        return same_letters(value, cell)
    return unicodedata.normalize("NFC", value) == cell


# ---- Feeds

def check_feed(output, kind):
    lint = output.answer("xmllint " + kind)
    equal(output.title("xmllint reads %s without a word" % kind), (0, ""), (lint.returncode, lint.stderr.decode()))
    feed = feedparser.parse(output.path("a." + kind), sanitize_html=False, resolve_relative_uris=False)
    equal(output.title("feedparser reads %s" % kind), False, bool(feed.bozo))
    equal(output.title("feedparser counts %s" % kind), output.count, len(feed.entries))
    check_feed_ids(output, kind, feed.entries)
    rows = list(pair_entries(output, feed.entries))
    none(output.title("%s has the links" % kind), differences(
        (record.get("url"), record.get("url"), entry.get("link"), record.get("url") == entry.get("link"))
        for record, entry in rows))
    none(output.title("%s has both titles" % kind), differences(
        (record["url"], record.get(name), entry.get("title"), letters_within(record.get(name, ""), entry.get("title", "")))
        for record, entry in rows for name in ("title", "title_zh")))
    none(output.title("%s has both abstracts and summaries" % kind), differences(
        (record["url"], record.get(name), content_of(entry), letters_within(record.get(name, ""), content_of(entry)))
        for record, entry in ((as_marked(record), entry) for record, entry in rows)
        for name in ("abstract", "abstract_zh", "summary_zh", "title")
        if name != "title" or record.get("title_zh", record.get("title")) != record.get("title")))
    none(output.title("%s has a time for each" % kind), [
        (entry.get("id"), entry.get("published")) for _, entry in rows if not is_time_of_digest(entry, kind)])
    none(output.title("%s has categories" % kind), differences(
        (record["url"], record.get("categories", []) + record.get("topics", []), categories(entry),
         set(record.get("categories", []) + record.get("topics", [])) <= set(categories(entry)) and
         categories(entry)[:1] == (record.get("categories", []) + record.get("topics", []))[:1])
        for record, entry in rows))


def letters_within(text, seen):
    if has_tex(text):
        return same_letters(text, seen)
    return letters(text) in letters(seen)


def content_of(entry):
    markup = entry["content"][0]["value"] if "content" in entry else entry.get("summary", "")
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


def categories(entry):
    return [tag["term"] for tag in entry.get("tags", []) if tag["term"]]


def is_time_of_digest(entry, kind):
    """--date and some seconds more, or less where rows are missing."""
    times = [entry.get("published_parsed")] + ([entry.get("updated_parsed")] if kind == "atom" else [])
    day = datetime.datetime(2024, 3, 29)
    return all(time and abs(datetime.datetime(*time[:6]) - day) < datetime.timedelta(hours=1) for time in times)


def check_feed_ids(output, kind, entries):
    if output.merged:
        equal(output.title("%s has an id of its own for each" % kind), output.count, len({entry.get("id") for entry in entries}))
    elif kind == "atom":
        equal(output.title("atom has repeats with another time"), output.count,
              len({(entry.get("id"), entry.get("updated")) for entry in entries}))
    none(output.title("%s has an id that is the link" % kind),
         [entry.get("id") for entry in entries if not entry.get("id") or entry.get("id") != entry.get("link")])


def pair_entries(output, entries):
    """Records and entries; merged feeds stand in the order of their dates."""
    if not output.merged:
        return zip(output.records, entries)
    entries = {entry.get("id"): entry for entry in entries}
    return ((record, entries.get(record["url"], {})) for record in output.records)


ATOM = "{http://www.w3.org/2005/Atom}"


def check_atom(output):
    schema = os.path.join(SHARED, "schemas/atom.rng")
    if os.path.exists(schema):
        lint = run("xmllint", "--noout", "--relaxng", schema, output.path("a.atom"))
        equal(output.title("atom passes the schema"), 0, lint.returncode)
    feed = ElementTree.parse(output.path("a.atom")).getroot()
    equal(output.title("atom has an author"), ["arXiv"], [name.text for name in feed.iterfind("%sauthor/%sname" % (ATOM, ATOM))])
    equal(output.title("every entry of atom has one id"), [1],
          sorted({len(entry.findall(ATOM + "id")) for entry in feed.iterfind(ATOM + "entry")}))
    none(output.title("atom has no link but to http"),
         [link.get("href") for link in feed.iter(ATOM + "link") if not re.match("https?://", link.get("href"))])


# ---- JSON Feed

def check_jsonfeed(output):
    feed = jsonfeed.load(output.path("a.feed.json"))
    none(output.title("jsonfeed keeps to the specification"), jsonfeed.find_faults(feed, output.merged))
    none(output.title("jsonfeed says what Atom does"),
         jsonfeed.find_differences(feed, output.path("a.atom"), output.merged))
    rows = list(pair_entries(output, feed["items"]))
    none(output.title("jsonfeed has what is arXiv's"), differences(
        (record["url"], arxiv_of(record), item.get("_arxiv", {}), arxiv_of(record) == item.get("_arxiv", {}))
        for record, item in rows))


def arxiv_of(record):
    names = {"id": "arxiv_id", "version": "version", "category": "primary_category", "announce": "announce"}
    return {name: record[field] for name, field in names.items() if field in record} if "arxiv_id" in record else {}


# ---- Sets of digests

CHECKS = [
    check_pybtex,
    check_bibtool,
    lambda output: check_braces(output, "a.bib"),
    lambda output: check_braces(output, "a.biblatex.bib"),
    lambda output: check_pandoc(output, "bibtex", "a.bib"),
    lambda output: check_pandoc(output, "biblatex", "a.biblatex.bib"),
    check_ris,
    check_bibutils,
    check_csl_json,
    check_csv,
    lambda output: check_feed(output, "atom"),
    lambda output: check_feed(output, "rss"),
    check_atom,
    check_jsonfeed,
]


def check_output(output):
    for check in output.checks:
        try:
            check(output)
        except Exception as error:  # pylint: disable=broad-except # an output that cannot be read at all
            not_ok(output.title("an output can be read"), repr(error))


def count_quickly(folder):
    """Records in each format, by what costs least."""
    def count(line, file):  # not decoded, which would cost more than the search
        with open(os.path.join(folder, file), "rb") as output:
            return (b"\n" + output.read()).count(b"\n" + line)
    return {"bibtex": count(b"@misc{", "a.bib"), "biblatex": count(b"@misc{", "a.biblatex.bib"),
            "ris": count(b"ER  - \r\n", "a.ris"), "csl-json": len(json.loads(read(os.path.join(folder, "a.json")))),
            "csv": len(list(csv.reader(io.StringIO(read(os.path.join(folder, "a.csv")), newline=""), strict=True))) - 1,
            "atom": len(ElementTree.parse(os.path.join(folder, "a.atom")).findall(ATOM + "entry")),
            "rss": len(ElementTree.parse(os.path.join(folder, "a.rss")).findall("channel/item")),
            "jsonfeed": len(json.loads(read(os.path.join(folder, "a.feed.json")))["items"]),
            "jsonl": len(read_records(os.path.join(folder, "a.jsonl")))}


def prepare(place, pool, name, inputs, options=(), ask=True):
    """Converts, and lets the readers begin; None when there is nothing."""
    folder = os.path.join(place, name.replace(" ", "-"))
    answer = convert(folder, inputs, options)
    equal("%s: converts to all formats in one run" % name, 0, answer.returncode)
    if answer.returncode != 0:
        return None
    output = Output(name, folder, "--no-merge" not in options)
    if ask:
        output.ask(pool)
    return output


def good_fixtures():
    fixtures = sorted(glob.glob(os.path.join(ROOT, "fixtures/*/in.md")))
    return [path for path in fixtures if run(REFMILL, "--check", path).returncode == 0]


def check_expected(records):
    """DESIGN.md, section 3, field by field."""
    expected = read_records(os.path.join(DIGESTS, "expected.jsonl"))
    names = {name for record in expected for name in record}
    came = {}
    for record in records:
        came.setdefault(record["file"], []).append(record)
    in_order = [record for file in dict.fromkeys(r["file"] for r in expected) for record in came.get(file, [])]
    equal("expected.jsonl: 2840 records", (2840, len(expected)), (len(records), len(in_order)))
    none("expected.jsonl: every field of every record", differences(
        ((wanted["file"], wanted["ref"], name), wanted.get(name), record.get(name), wanted.get(name) == record.get(name))
        for wanted, record in zip(expected, in_order) for name in sorted(names)))


def check_seed(records):
    """What the issue says of digests/seed.md, by place."""
    seen = {place: tuple(records[place - 1].get(name) for name in ("version", "primary_category", "announce"))
            for place in (12, 15, 16)}
    equal("seed: 26 records", 26, len(records))
    equal("seed: 12 has neither version nor class", (None, None), seen[12][:2])
    equal("seed: 15 is version 3, replace-cross", (3, "replace-cross"), (seen[15][0], seen[15][2]))
    equal("seed: 16 is version 2, cs.LG, replaced", (2, "cs.LG", "replace"), seen[16])


def check_shared(place, pool):
    digests = sorted(glob.glob(os.path.join(DIGESTS, "*.md")))
    if not digests:
        return []
    seed = os.path.join(DIGESTS, "seed.md")
    outputs = [prepare(place, pool, "shared", sorted({*sample(digests, SOME), seed})),
               prepare(place, pool, "seed", [seed], ask=EVERY)]
    every = os.path.join(place, "every")
    equal("shared: converts", 0, convert(every, digests, []).returncode)
    equal("shared: 2531 papers in each format", dict.fromkeys(FILES, 2531), count_quickly(every))
    if outputs[1]:
        equal("seed: 26 records in each format", dict.fromkeys(FILES, 26), count_quickly(outputs[1].folder))
        check_seed(outputs[1].records)
        if not EVERY:
            del outputs[1]  # which is in the sample
    every = os.path.join(place, "every-announcement")
    equal("shared: converts with --no-merge", 0, convert(every, digests, ["--no-merge"]).returncode)
    equal("shared: 2840 announcements in each format", dict.fromkeys(FILES, 2840), count_quickly(every))
    check_expected(read_records(os.path.join(every, "a.jsonl")))
    return outputs


def main():
    place = tempfile.mkdtemp()
    try:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            outputs = check_shared(place, pool)
            fixtures = good_fixtures()
            outputs.append(prepare(place, pool, "fixtures", fixtures))
            outputs.append(prepare(place, pool, "fixtures not merged", fixtures, ["--no-merge"]))
            for output in outputs:
                if output:
                    check_output(output)
    finally:
        shutil.rmtree(place)
    return failed()


sys.exit(main())
