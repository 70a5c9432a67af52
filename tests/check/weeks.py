#!/usr/bin/python3
"""Three weeks of a reader's life, without EVERY=1 two of them: each day two channels' digests come in, the feeds
are written anew from all that are kept, and what is new is appended to a .bib that
somebody edits by hand. feedparser must see each paper once, with one id and one
published date, whatever versions and channels follow."""
import datetime
import os
import random
import re
import sys
import tempfile

import feedparser
from invented import refmill, write
from report import EVERY, Report

FIRST = datetime.date(2024, 3, 4)
DAYS = [day for day in (FIRST + datetime.timedelta(n) for n in range(21 if EVERY else 12)) if day.weekday() < 5]
CHANNELS = ["cs.CL", "cs.LG"]
NEW = 6
EDITED = "  note          = {Read this again, 重要},\n"

FEEDS = {"atom": "feed.atom", "rss": "feed.rss"}
report = Report("a paper has one entry", "every paper has an entry", "an id stays for ever",
                "published stays for ever", "updated moves with a version, and never else",
                "the newest stands first", "a repeat changes no byte",
                "the library has every paper once", "a hand edit stays",
                "what was appended before stays")


class Life:
    """What has come so far."""

    def __init__(self):
        self.dice = random.Random(4)
        self.versions = {}   # highest, of each paper
        self.published = {}  # of each format and paper
        self.updated = {}
        self.titles = {}     # the ids under which each title was seen

    def announce(self, day, channel, number):
        """New papers, papers of the other channel, and versions: up, repeated, or late."""
        papers = []
        for count in range(NEW):
            paper = f"{day:%y%m}.{number * 100 + count:05}"
            papers.append((paper, 1, "new"))
        old = sorted(self.versions)
        for paper in self.dice.sample(old, min(4, len(old))):
            step = self.dice.choice([-1, 0, 0, 1])
            version = max(1, self.versions[paper] + step)
            kind = "replace" if step > 0 else self.dice.choice(["cross", "replace-cross"])
            papers.append((paper, version, kind))
        changed = set()
        for paper, version, _ in papers:
            if version > self.versions.get(paper, 0):
                self.versions[paper] = version
                changed.add(paper)
        self.dice.shuffle(papers)
        return papers, changed


def paper_of(entry):
    return entry.id.rsplit("/", 1)[1]


def check_feed(life, form, path, changed):
    entries = feedparser.parse(path).entries
    papers = [paper_of(entry) for entry in entries]
    report.expect("a paper has one entry", len(set(papers)) == len(papers), f"{form}: {papers}")
    report.expect("every paper has an entry", set(papers) == set(life.versions), form)
    dates = [entry.published_parsed for entry in entries]
    report.expect("the newest stands first", dates == sorted(dates, reverse=True), form)
    for entry in entries:
        key = form, paper_of(entry)
        first = life.published.setdefault(key, entry.published)
        report.expect("published stays for ever", entry.published == first, f"{key}: {first}")
        ids = life.titles.setdefault((form, entry.title), {entry.id})
        report.expect("an id stays for ever", ids == {entry.id}, f"{entry.title}: {ids}")
        if form != "atom":
            continue
        before = life.updated.get(key)
        report.expect("updated moves with a version, and never else",
                      (before != entry.updated) == (key[1] in changed),
                      f"{key}: {before}, {entry.updated}")
        life.updated[key] = entry.updated


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def append_new(folder, digests):
    library = os.path.join(folder, "library.bib")
    before = read(library)
    made = refmill("--exclude", "library.bib", "-t", "bibtex", *digests, folder=folder)
    with open(library, "ab") as file:
        file.write(made)
    report.expect("what was appended before stays", read(library).startswith(before), digests)


def edit(folder):
    """A reader's hand: a note in the first entry, and another key for the second."""
    library = os.path.join(folder, "library.bib")
    text = read(library)
    keys = re.findall(r"^@misc\{(.*),$", text, re.M)
    text = text.replace(f"@misc{{{keys[0]},\n", f"@misc{{{keys[0]},\n{EDITED}", 1)
    text = text.replace(f"@misc{{{keys[1]},", "@article{Mine2024,", 1)
    with open(library, "w", encoding="utf-8") as file:
        file.write(text)


def check_library(life, folder):
    text = read(os.path.join(folder, "library.bib"))
    eprints = re.findall(r"^  eprint +=? \{(.*)\},$", text, re.M)
    keys = re.findall(r"^@\w+\{(.*),$", text, re.M)
    report.expect("the library has every paper once",
                  sorted(eprints) == sorted(life.versions) and len(set(keys)) == len(keys),
                  f"{len(eprints)} entries, {len(set(eprints))} papers of {len(life.versions)}")


def live(folder):
    life = Life()
    digests, library = [], os.path.join(folder, "library.bib")
    with open(library, "w", encoding="utf-8"):
        pass
    outputs = [word for name in FEEDS.values() for word in ("-o", name)]
    for number, day in enumerate(DAYS):
        changed, today = set(), []
        for index, channel in enumerate(CHANNELS):
            papers, news = life.announce(day, channel, number * 2 + index)
            changed |= news
            today.append(f"{day}-{channel}.md")
            write(os.path.join(folder, today[-1]), papers)
        digests += today
        refmill(*outputs, *digests, folder=folder)
        for form, name in FEEDS.items():
            check_feed(life, form, os.path.join(folder, name), changed)
        append_new(folder, today)
        if number == 4:
            edit(folder)
        check_library(life, folder)
    text = read(library)
    report.expect("a hand edit stays", EDITED in text and "@article{Mine2024," in text, text[:200])
    feeds = [read(os.path.join(folder, name)) for name in FEEDS.values()]
    refmill(*outputs, *digests, *digests[-4:], folder=folder)
    report.expect("a repeat changes no byte",
                  feeds == [read(os.path.join(folder, name)) for name in FEEDS.values()], "differs")


with tempfile.TemporaryDirectory() as place:
    live(place)
sys.exit(report.end())
