"""The readers that have no table of their own: the papers of a synthetic snapshot (tests/snapshot.py) as each input
has them, to BibTeX, next to copying the file and, if it is XML, to xmllint, which only parses it."""
import itertools
import json
import os
import subprocess
from html import escape

from measure import Job, measure, shell
from place import MEGABYTES, REFMILL, ROOT
from report import Floor, percent, with_floors

TIMES_XMLLINT = 0.4
TIMES_CP = {"mail": 0.1, "library": 0.1, "ids": 0.04}
DAY = "2024-03-29"


def names(paper):
    return [f"{given} {family}" for family, given, _ in paper["authors_parsed"]]


def api(paper):
    authors = "".join(f"<author><name>{escape(name)}</name></author>\n" for name in names(paper))
    categories = "".join(f'<category term="{name}"/>' for name in paper["categories"].split())
    return (f"  <entry>\n    <id>http://arxiv.org/abs/{paper['id']}v1</id>\n    <updated>{DAY}T10:11:12Z</updated>\n"
            f"    <published>{DAY}T10:11:12Z</published>\n    <title>{escape(paper['title'])}</title>\n"
            f"    <summary>{escape(paper['abstract'])}</summary>\n{authors}{categories}</entry>\n")


def feed(paper):
    return (f"<item>\n<title>{escape(paper['title'])}</title>\n<link>https://arxiv.org/abs/{paper['id']}</link>\n"
            f"<description>arXiv:{paper['id']}v1 Announce Type: new \n"
            f"Abstract: {escape(paper['abstract'])}</description>\n"
            f"<guid isPermaLink=\"false\">oai:arXiv.org:{paper['id']}v1</guid>\n<category>cs.CL</category>\n"
            "<arxiv:announce_type>new</arxiv:announce_type>\n"
            f"<dc:creator>{escape(', '.join(names(paper)))}</dc:creator>\n</item>\n")


def mail(paper):
    return (f"\\\\\narXiv:{paper['id']}\nDate: Wed, 27 Mar 2024 18:00:03 GMT   (757kb)\n\nTitle: {paper['title']}\n"
            f"Authors: {', '.join(names(paper))}\nCategories: {paper['categories']}\n\\\\\n{paper['abstract']}"
            f"\\\\ ( https://arxiv.org/abs/{paper['id']} ,  757kb)\n{'%-' * 39}\n")


def oai(paper):
    authors = "".join(f"<author><keyname>{escape(family)}</keyname><forenames>{escape(given)}</forenames></author>"
                      for family, given, _ in paper["authors_parsed"])
    return ("<record><metadata>\n<arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\">"
            f"<id>{paper['id']}</id><created>{DAY}</created><authors>{authors}</authors>\n"
            f"<title>{escape(paper['title'])}</title>\n<categories>{paper['categories']}</categories>"
            f"<abstract>{escape(paper['abstract'])}</abstract></arXiv>\n</metadata></record>\n")


def ids(paper):
    return paper["id"] + "\n"


RSS = ('<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">'
       "<channel>\n<title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>\n"
       "<pubDate>Fri, 29 Mar 2024 00:00:00 -0400</pubDate>\n")
MAIL = ("From: no-reply@arXiv.org (send mail ONLY to cs)\nSubject: cs daily Subj-class mailing 100069 1\n"
        "Date: Fri, 29 Mar 2024 03:00:00 GMT\nContent-Type: text/plain\n\n" + "-" * 78 + "\n")
# What is before the papers, a paper, and what is after them.
INPUTS = {
    "api": ('<feed xmlns="http://www.w3.org/2005/Atom">\n<title>ArXiv Query</title>\n', api, "</feed>\n"),
    "feed": (RSS, feed, "</channel></rss>\n"),
    "mail": (MAIL, mail, ""),
    "oai": ('<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n', oai, "</ListRecords></OAI-PMH>\n"),
    "ids": ("", ids, ""),
}
XML = ["api", "feed", "oai"]


def write_snapshot(work, size):
    path = os.path.join(work, "snapshot.json")
    with open(path, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/snapshot.py"), str(size)], stdin=subprocess.DEVNULL, stdout=file,
                       check=True)
    return path


def write_input(work, snapshot, reader, papers=None):
    """The path of a file of the first papers, or of all."""
    path, (start, piece, end) = os.path.join(work, f"in.{reader}"), INPUTS[reader]
    with open(snapshot, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as file:
        file.write(start)
        file.writelines(piece(json.loads(line)) for line in itertools.islice(lines, papers))
        file.write(end)
    return path


def count(reader, source):
    done = subprocess.run([REFMILL, "-q", "--no-merge", "--from", reader, "-t", "ids", source], stdout=subprocess.PIPE,
                          check=True)
    return done.stdout.count(b"\n")


def measure_reader(out, reader, source):
    """A row; of the library, refmill reads ids and citation keys alone."""
    cp = Job("cp", "cp", source, f"{out}/copy")
    job = Job(f"{reader} to bibtex", REFMILL, "-q", "--no-merge", "--from", reader, "-o", f"bibtex:{out}/out", source)
    others = [shell("xmllint", f"exec xmllint --huge --noout {source}")] if reader in XML else []
    measure([cp, job, *others], os.path.dirname(out), rounds=5, empty=out)
    times_cp, times_others = job.times_as_fast_as(cp), [job.times_as_fast_as(other) for other in others]
    floors = [Floor(f"{TIMES_XMLLINT} xmllint", ratio, TIMES_XMLLINT) for ratio in times_others] or [
        Floor(f"{TIMES_CP[reader]} of cp", times_cp, TIMES_CP[reader])]
    return with_floors([job.label(), os.path.getsize(source) / 1e6 / job.median(),
                        count(reader, source) / 1000 / job.median(), times_cp, *(times_others or [""]),
                        percent(job.spread())], *floors)


def run(report, work, _):
    out = os.path.join(work, "out")
    os.mkdir(out)
    snapshot = write_snapshot(work, MEGABYTES * 500000)
    sources = {reader: write_input(work, snapshot, reader) for reader in INPUTS}
    sources["library"] = os.path.join(work, "library.bib")
    subprocess.run([REFMILL, "-q", "--no-merge", "-o", sources["library"], snapshot], check=True)
    rows = [measure_reader(out, reader, source) for reader, source in sources.items()]
    report.table("Other inputs", f"The papers of {os.path.getsize(snapshot) / 1e6:.0f} MB of a snapshot, `--no-merge`,"
                 " next to `xmllint --noout` where the input is XML.",
                 ["job", "MB/s", "1000 papers/s", "× cp", "× xmllint", "spread", "floor", "met"], rows)
