#!/usr/bin/python3
"""--feed-archive: three years of digests, without EVERY=1 some months of two, behind a feed of the newest month (RFC 5005,
section 4). A reader that has only the feed's address walks back through all of them,
and a page of a month that is over keeps its entries."""
import glob
import os
import random
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import feedparser
import jsonfeed
from invented import refmill, write
from report import EVERY, Report

BASE = "https://example.org/feeds/"
HISTORY = "{http://purl.org/syndication/history/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
YEARS = (2022, 2023, 2024) if EVERY else (2022, 2024)
MONTHS = [(year, month) for year in YEARS for month in (range(1, 13) if EVERY else (1, 2, 6, 11, 12))]
PAPERS = 6  # a month
FORMS = {"atom": ".atom", "rss": ".rss", "jsonfeed": ".feed.json"}
report = Report("every paper is reached", "a page a month", "the feed has the newest month",
                "a page has fh:archive, the feed has not", "ids differ, as addresses do",
                "current, prev-archive and next-archive lead on", "entries are of their month",
                "a month that is over keeps its entries", "a version shows in the feed",
                "a limit loses nothing", "--if-changed leaves pages alone",
                "pages beside the feed, and elsewhere", "a JSON Feed keeps to its specification")


def write_digests(folder):
    """A digest a month, and in the last one also new versions of old papers."""
    dice = random.Random(7)
    papers = []
    for year, month in MONTHS:
        new = [f"{year % 100:02}{month:02}.{number:05}" for number in range(PAPERS)]
        old = dice.sample(papers, 2) if papers else []
        write(os.path.join(folder, f"{year}-{month:02}-15-cs.CL.md"),
              [(paper, 1, "new") for paper in new] + [(paper, 2, "replace") for paper in old])
        papers += new
    return papers, old


class Document:
    """A feed or a page, as feedparser and an XML parser see it."""

    def __init__(self, path):
        parsed = feedparser.parse(path)
        self.path = path
        self.papers = {entry.id.rsplit("/", 1)[1] for entry in parsed.entries}
        self.months = {entry.published_parsed[:2] for entry in parsed.entries}
        self.id = parsed.feed.get("id")
        root = ElementTree.parse(path).getroot()
        head = root if root.tag == ATOM + "feed" else root.find("channel")
        self.is_archive = head.find(HISTORY + "archive") is not None
        self.links = {link.get("rel"): link.get("href") for link in head.findall(ATOM + "link")}


class JsonDocument:
    """The same of a JSON Feed, whose older items are next. An archive page says so in its title only."""

    def __init__(self, path):
        feed = jsonfeed.load(path)
        faults = jsonfeed.find_faults(feed)
        report.expect("a JSON Feed keeps to its specification", not faults, f"{path}: {faults}")
        self.path = path
        self.papers = {item["id"].rsplit("/", 1)[1] for item in feed["items"]}
        self.months = {tuple(int(part) for part in item["date_published"].split("-")[:2]) for item in feed["items"]}
        self.is_archive = re.search(r", \d{4}-\d\d$", feed["title"]) is not None
        links = {"self": feed["feed_url"], "prev-archive": feed.get("next_url")}
        self.links = {rel: href for rel, href in links.items() if href}


def read(path):
    return (JsonDocument if path.endswith(".json") else Document)(path)


def build(folder, form, *options):
    """The feed and its pages by address; their folder is made by the program."""
    feed = f"cs.CL{FORMS[form]}"
    refmill("-o", feed, "--feed-url", BASE + feed, "--feed-archive", "old/pages", *options,
            *sorted(name for name in os.listdir(folder) if name.endswith(".md")), folder=folder)
    paths = [os.path.join(folder, feed), *glob.glob(os.path.join(folder, "old/pages/*"))]
    return BASE + feed, {BASE + os.path.relpath(path, folder): read(path) for path in paths}


def walk(start, documents):
    """Back from the feed, as a reader does; the addresses on the way."""
    way = [start]
    while "prev-archive" in documents[way[-1]].links and len(way) <= len(documents):
        way.append(documents[way[-1]].links["prev-archive"])
        if way[-1] not in documents:
            break
    return way


def check_walk(form, papers, newer, start, documents):
    way = walk(start, documents)
    feed, pages = documents[start], way[1:]
    reached = set().union(*(documents[url].papers for url in way if url in documents))
    report.expect("every paper is reached", reached == set(papers),
                  f"{form}: {len(reached)} of {len(papers)}")
    report.expect("a page a month", len(pages) == len(MONTHS) - 1 == len(documents) - 1,
                  f"{form}: {len(pages)} reached, {len(documents) - 1} written")
    report.expect("the feed has the newest month",
                  feed.papers == set(papers[-PAPERS:]) | set(newer), f"{form}: {feed.papers}")
    report.expect("a version shows in the feed", set(newer) <= feed.papers, newer)
    report.expect("a page has fh:archive, the feed has not",
                  not feed.is_archive and all(documents[url].is_archive for url in pages), form)
    for number, url in enumerate(pages):
        page = documents[url]
        report.expect("entries are of their month", page.months == {MONTHS[-2 - number]},
                      f"{url}: {page.months}")
        wanted = {"current": start, "self": url,
                  "prev-archive": pages[number + 1] if number + 1 < len(pages) else None,
                  "next-archive": pages[number - 1] if number > 0 else None}
        report.expect("current, prev-archive and next-archive lead on",
                      all(page.links.get(rel) == href for rel, href in wanted.items()
                          if form != "jsonfeed" or rel in ("self", "prev-archive")),
                      f"{url}: {page.links}")
    if form == "atom":
        ids = [documents[url].id for url in way]
        report.expect("ids differ, as addresses do", len(set(ids)) == len(way), ids)


def check_later(folder, form, documents):
    """The next month's digest: pages that were there keep their papers."""
    extra = os.path.join(folder, "2025-01-15-cs.CL.md")
    write(extra, [("2501.00001", 1, "new"), ("2201.00000", 9, "replace")])
    later = build(folder, form)[1]
    os.remove(extra)
    for url, document in documents.items():
        if document.is_archive:
            report.expect("a month that is over keeps its entries",
                          later[url].papers == document.papers, url)


def check_limit(folder, form, papers):
    start, documents = build(folder, form, "--limit", "3")
    way = walk(start, documents)
    reached = set().union(*(documents[url].papers for url in way))
    report.expect("a limit loses nothing",
                  len(documents[start].papers) == 3 and reached == set(papers),
                  f"{form}: {len(documents[start].papers)} in the feed, {len(reached)} reached")


def check_unchanged(folder, form):
    build(folder, form)
    pages = glob.glob(os.path.join(folder, "old/pages/*"))
    for page in pages:
        os.utime(page, (1, 1))
    build(folder, form, "--if-changed")
    report.expect("--if-changed leaves pages alone",
                  pages and all(os.stat(page).st_mtime == 1 for page in pages), form)


def check_addresses(folder):
    """Where the pages are, their folder is from the feed's; else its name."""
    elsewhere = os.path.join(folder, "elsewhere", "archive")
    os.makedirs(os.path.join(folder, "sub"), exist_ok=True)
    for suffix in FORMS.values():
        for place, wanted in ((".", BASE), ("./", BASE), ("a/b/", BASE + "a/b/"),
                              (elsewhere, BASE + "archive/"), ("subtle", BASE + "subtle/")):
            feed = ("sub/x" if place in (elsewhere, "subtle") else "x") + suffix
            refmill("-o", feed, "--feed-url", BASE + "x" + suffix, "--feed-archive", place,
                    "2024-11-15-cs.CL.md", "2024-12-15-cs.CL.md", folder=folder)
            link = read(os.path.join(folder, feed)).links.get("prev-archive")
            report.expect("pages beside the feed, and elsewhere",
                          link == wanted + "x-2024-11" + suffix, f"{place}: {link}")
    for address, wanted in (("https://e.org", "https://e.org/a%20r%23/2024-11"),
                            ("https://e.org/f?x=a/b", "https://e.org/a%20r%23/f-2024-11"),
                            ("https://e.org/f/y.atom#a/b", "https://e.org/f/a%20r%23/y-2024-11")):
        refmill("-o", "x.atom", "--feed-url", address, "--feed-archive", "a r#", "2024-11-15-cs.CL.md",
                "2024-12-15-cs.CL.md", folder=folder)
        link = read(os.path.join(folder, "x.atom")).links.get("prev-archive")
        report.expect("folders are escaped in addresses, after the host and before the query",
                      link == wanted + ".atom", f"{address}: {link}")


def main():
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            papers, newer = write_digests(folder)
            start, documents = build(folder, form)
            check_walk(form, papers, newer, start, documents)
            check_later(folder, form, documents)
            check_unchanged(folder, form)
            for page in glob.glob(os.path.join(folder, "old/pages/*")):
                os.remove(page)
            check_limit(folder, form, papers)
            check_addresses(folder)
    sys.exit(report.end())


main()
