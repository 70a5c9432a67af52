#!/usr/bin/python3
"""Lists in Markdown, read. What `markdown` writes comes back as the same records: fixtures, hostile text, and
what is in ../shared, where that is. Of the lists there, in which people have found the papers and
their fields, the papers and fields are compared with what they found."""
import collections
import csv
import functools
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

from hostile import TEXTS, hostile_records
from report import equal, failed, none, not_ok, ok

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
SHARED = os.path.join(ROOT, "../shared")


def refmill(*arguments):
    return subprocess.run((REFMILL, "-q", "-k", *arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=False).stdout.decode()


def parse_records(text):
    return [json.loads(line) for line in text.splitlines()]


# ---- What is written comes back

LAYOUTS = ("table", "sections")
TEXTS_OF_SECTIONS = ("summary", "summary_zh", "abstract", "abstract_zh", "categories", "arxiv_comment", "journal_ref",
                     "doi")
ALL = 100000
# What is text and no TeX to the writer, such as a formula with a brace too many, may be TeX when it is read.
TEX = re.compile(r"[\\$~]")
TEX_AGAIN = re.compile(r"\\[\\$~ ]")


def as_written(text):
    """Text without the spaces that are nothing in a formula or become others."""
    if "$" in text:
        text = re.sub(r"\s*\$\s*", "$", re.sub("< (?=[A-Za-z/!?])", "<", text))
    return " ".join(text.split())


def words(text):
    """Text without TeX and what TeX makes of it."""
    return re.sub(r"\\[A-Za-z]+|[\u0370-\u03ff]|\W|_", "", unicodedata.normalize("NFKD", text))


def comes_back(expected, came):
    if expected == came:
        return True
    return isinstance(expected, str) and TEX.search(expected) and words(expected) == words(came)


def name_of(person):
    """As it is written, without the article of a collaboration."""
    parts = filter(None, map(person.get, ("given", "family", "suffix")))
    return person.get("literal", "").removeprefix("The ") or " ".join(parts)


def names(record, most):
    people = record.get("authors", [])
    shown = [name_of(person) for person in people[:most]]
    return shown + (["et al."] if len(people) > most or (people and record.get("authors_incomplete")) else [])


def facts(record, row, layout):
    """What a layout writes of a record, with text as CSV has it. A paper without a title goes by its translated title
    or its id."""
    titles = [title for title in (row["title"], row["title_zh"]) if title not in ("", "arXiv:" + record["arxiv_id"])]
    written = {name: record.get(name) for name in ("version", "date", "digest_date")}
    written["title"] = as_written(titles[0]) if titles else ""
    written["topic"] = as_written(row["topics"])
    written["code"] = record.get("code_url", "").replace("(", "%28").replace(")", "%29").replace("&lt;", "&lt%3B")
    written["authors"] = [as_written(name) for name in names(record, 3 if layout == "table" else ALL)]
    if layout == "sections":
        written.update({name: as_written(row[name]) for name in TEXTS_OF_SECTIONS})
        written["title_zh"] = as_written(titles[1]) if len(titles) > 1 else ""
        written["abstract_truncated"] = record.get("abstract_truncated")
        if any(written[name] for name in ("title_zh", "summary_zh", "abstract_zh")):
            written["translation_language"] = row["translation_language"]
    return written


def read_outputs(path, *arguments):
    """Records with their rows of CSV, of one run that may write more."""
    lines, table = path + ".out.jsonl", path + ".out.csv"
    refmill("-o", lines, "-o", table, *arguments, path)
    with open(lines, encoding="utf-8") as file, open(table, encoding="utf-8", newline="") as rows:
        return list(zip(parse_records(file.read()), csv.DictReader(rows)))


def with_first_topics(path):
    """A copy of the records, with what is written of their topics."""
    copy = path + ".first"
    with open(path, encoding="utf-8") as file, open(copy, "w", encoding="utf-8") as out:
        for record in map(json.loads, file):
            record["topics"] = record.get("topics", [])[:1]
            record.pop("filled_from", None)  # which may count the others
            out.write(json.dumps(record) + "\n")
    return copy


def check_again(name, path):
    """Of records in jsonl."""
    records = read_outputs(with_first_topics(path))
    for layout in LAYOUTS:
        once, again = path + ".1.md", path + ".2.md"
        refmill("--markdown", layout, "-o", once, path)
        expected, came = ({record["arxiv_id"]: facts(record, row, layout) for record, row in outputs} for outputs in
                          (records, read_outputs(once, "--markdown", layout, "-o", again, "--from", "markdown")))
        equal("%s: the papers of %s come back" % (name, layout), list(expected), list(came))
        none("%s: and their fields" % name,
             ["%s %s: expected %r, came %r" % (paper, field, value, came[paper].get(field))
              for paper in expected.keys() & came.keys() for field, value in expected[paper].items()
              if not comes_back(value, came[paper].get(field))])
        none("%s: %s written again are the same" % (name, layout), different_lines(once, again))


def different_lines(once, again):
    with open(once, encoding="utf-8") as one, open(again, encoding="utf-8") as two:
        lines, others = list(one), list(two)
    found = [] if len(lines) == len(others) else ["%d lines, then %d" % (len(lines), len(others))]
    return found + ["%r, then %r" % (line, other) for line, other in zip(lines, others) if line != other and
                    without_ties(line) != without_ties(other) and not TEX_AGAIN.search(without_ties(line))]


def without_ties(line):
    """With one space, where some may not be broken, which also end what would be a link."""
    return re.sub(r"\\([:.])", r"\1", re.sub("[ \u00a0]+", " ", line)).replace("The Harbour C", "Harbour C")


def write_records(path, records):
    """Merged, as far as they have an id."""
    apart = path + ".apart"
    with open(apart, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records if "arxiv_id" in record)
    refmill("-o", path, "--from", "jsonl", apart)
    return path


def fixtures():
    """But those of escapes, whose titles and names a list loses; there is other hostile text."""
    return [path for path in sorted(glob.glob(os.path.join(ROOT, "fixtures/*/in.*"))) if "escapes" not in path]


def read_all(paths):
    return parse_records(refmill("--no-merge", "-t", "jsonl", "--date", "2024-03-29", *paths))


NAMES = ("Ada M*arsh", "Bo _Tide", "Cy Ki`te", "Di O'Quay", "Ed $Pier", "Flo #Ebb", "Gus <Reed")


def hostile_papers():
    """Hostile records whose texts are of one language and begin and end with words, as a list's titles lose their
    numbers and labels, and short ones with a number and a bracket are taken for citations."""
    for number, record in enumerate(hostile_records()):
        for name in TEXTS:
            text = record[name].replace("中文", "words")
            record[name] = "关于灯塔的话 %s 完了" % text if name.endswith("zh") else "On %s and more words of this kind" % text
        record["arxiv_comment"] = "On %s and more" % record["arxiv_comment"]
        record["topics"] = ["%s and more of %d" % (topic, number) for topic in record["topics"]]
        record["authors"] = [{"literal": NAMES[(number + place) % len(NAMES)]} for place in range(number % 5)]
        yield record


def check_written(folder):
    check_again("fixtures", write_records(os.path.join(folder, "fixtures.jsonl"), read_all(fixtures())))
    check_again("hostile text", write_records(os.path.join(folder, "hostile.jsonl"), hostile_papers()))
    for kind in ("lists", "digests"):
        paths = sorted(glob.glob(os.path.join(SHARED, kind, "*.md")))
        if paths:
            records = parse_records(refmill("--no-merge", "-t", "jsonl", *paths))
            check_again("real " + kind, write_records(os.path.join(folder, kind + ".jsonl"), records))


# ---- What people found in real lists

MARKS = {"recall": .995, "precision": .995, "title": .99, "whole authors": .98, "incomplete authors": .98,
         "authors_incomplete": .98, "version": .98, "date": .99, "digest_date": .98, "abstract": .99, "summary": .95,
         "translations": .95, "categories": .98, "code_url": .95, "topics": .9}
TRANSLATIONS = ("title_zh", "summary_zh", "abstract_zh")


@functools.lru_cache(maxsize=None)  # texts are compared with several
def letters(text):
    """Letters and digits without case, accents, forms and the commands of TeX."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", re.sub(r"\\[A-Za-z]+ *", "", text)).casefold()))


def alike(expected, came, least=0.85):
    """Whether the texts are the same, or most of the one is the other."""
    short, long = sorted((letters(expected), letters(came or "")), key=len)
    return short == long or (short in long and len(short) >= least * len(long))


def is_title(found, title):
    """Of some titles, the beginning is enough."""
    titles = [letters(name) for name in (found["title"], *found.get("title_alt", []))]
    title = letters(title)
    if title in titles:
        return True
    return bool(found.get("title_soft") and title) and (title.startswith(titles[0]) or titles[0].startswith(title))


def same_people(names_found, people):
    """A name may have its family name first."""
    return len(names_found) == len(people) and all(sorted(letters(name)) == sorted(letters(name_of(person)))
                                                   for name, person in zip(names_found, people))


def month_of_id(paper):
    year, month = re.match(r"(?:.*/)?(\d\d)(\d\d)", paper).groups()
    return "%d-%s" % (int(year) + (1900 if int(year) > 90 else 2000), month)


def is_date(found, date):
    """A day long before or after the id's month is a later version's, and a month alone may be a venue's."""
    expected, month = found["date"], month_of_id(found["arxiv_id"])
    months = [int(text[:4]) * 12 + int(text[5:7] or 1) for text in (month, expected)]
    if len(expected) == 10 and months[0] - months[1] in (0, 1):
        return date == expected
    return date[:7] in ("", month, expected[:7])


def judge(found, record):
    """Which of the fields that people found are right."""
    incomplete, authors = bool(found.get("authors_incomplete")), record.get("authors", [])
    right = {"title": is_title(found, record.get("title", "")),
             "version": record.get("version") == found.get("version")}
    if "authors" in found:
        right["incomplete authors" if incomplete else "whole authors"] = same_people(found["authors"], authors)
        right["authors_incomplete"] = bool(record.get("authors_incomplete")) == incomplete
    if "date" in found:
        right["date"] = is_date(found, record.get("date", ""))
    if "digest_date" in found:
        right["digest_date"] = record.get("digest_date") == found["digest_date"]
    if "abstract" in found:
        right["abstract"] = alike(found["abstract"], record.get("abstract"))
    if "summary" in found:
        right["summary"] = alike(found["summary"], record.get("summary"), 0.4)
    if any(name in found for name in TRANSLATIONS):
        right["translations"] = all(any(alike(found[name], record.get(other), 0.4) for other in TRANSLATIONS)
                                    for name in TRANSLATIONS if name in found)
    if "categories" in found:
        categories = record.get("categories", [])
        right["categories"] = categories[:1] == found["categories"][:1] and set(found["categories"]) <= set(categories)
    if "code_url" in found:
        right["code_url"] = record.get("code_url", "").rstrip("/") == found["code_url"].rstrip("/")
    if "topics" in found:
        right["topics"] = bool({*map(letters, found["topics"])} & {*map(letters, record.get("topics", []))})
    return right


class Score:
    """Of each measure, how many were right, and which were not."""
    def __init__(self):
        self.asked, self.wrong = collections.Counter(), collections.defaultdict(list)

    def note(self, measure, right, where):
        self.asked[measure] += 1
        if not right:
            self.wrong[measure].append(where)

    def check(self, measure, mark):
        wrong, asked = self.wrong[measure], self.asked[measure]
        if asked and len(wrong) <= (1 - mark) * asked:
            ok("real lists: " + measure)
        else:
            not_ok("real lists: " + measure, "%d of %d are wrong: %s" % (len(wrong), asked, ", ".join(wrong[:5])))


def score_list(score, path, found):
    """Of one list, as a whole; returns the ids that came."""
    name, records = os.path.basename(path), parse_records(refmill("-t", "jsonl", "--from", "markdown", path))
    came = {record["arxiv_id"]: record for record in records}
    for paper in came:
        score.note("precision", paper in found, name + " " + paper)
    for paper, expected in found.items():
        if expected.get("optional"):
            continue
        score.note("recall", paper in came, name + " " + paper)
        for measure, right in judge(expected, came[paper]).items() if paper in came else ():
            score.note(measure, right, name + " " + paper)
    return set(came)


def check_lists():
    folder = os.path.join(SHARED, "lists")
    if not os.path.isdir(folder):
        return
    found, ids, score = collections.defaultdict(dict), {}, Score()
    with open(os.path.join(folder, "expected.jsonl"), encoding="utf-8") as file:
        for paper in map(json.loads, file):
            found[paper["file"]][paper["arxiv_id"]] = paper
    paths = sorted(glob.glob(os.path.join(folder, "*.md")))
    for path in paths:
        name = os.path.basename(path)
        ids[name] = score_list(score, path, found[name])
    for measure, mark in MARKS.items():
        score.check(measure, mark)
    none("real lists: no papers in what is no list",
         ["%s %s" % (name, paper) for name in ids if name.startswith("N-") for paper in ids[name] - found[name].keys()])
    recognised = collections.defaultdict(set)
    for record in parse_records(refmill("--no-merge", "-t", "jsonl", *paths)):
        recognised[record["file"]].add(record["arxiv_id"])
    none("real lists: are found to be lists", [name for name in ids if ids[name] != recognised[name]])


def main():
    check_lists()
    with tempfile.TemporaryDirectory() as folder:
        check_written(folder)
    sys.exit(failed())


main()
