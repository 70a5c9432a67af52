#!/usr/bin/python3
"""Lists in Markdown with small changes that change no record: ends of lines with CR, a byte order mark, blanks at the
ends of lines. The id of each record stands in its list, and two lists in one file have the papers of both. The lists
are those of the fixtures and, where they are, of ../shared/lists; with EVERY=1 all, else a sample."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

from report import failed, none

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
EVERY = bool(os.environ.get("EVERY"))
NTH = 4  # of the shared lists
BOM = b"\xef\xbb\xbf"
# Members that tell the place of a record, not the paper.
PLACES = ("ref", "line", "file")

CHANGES = {
    "ends of lines with CR": lambda text: text.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda text: BOM + text,
    "blanks at the ends of lines": lambda text: text.replace(b"\n", b"  \n"),
}


def convert(text, place, output):
    """The lines of the output, under the same name each time, since a name may tell a day."""
    path = os.path.join(place, "list.md")
    with open(path, "wb") as file:
        file.write(text)
    done = subprocess.run([REFMILL, "-q", "-k", "--date", "2026-01-02", "--no-merge", "--from", "markdown", "-t", output,
                           path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return [line.decode() for line in done.stdout.splitlines()]


def read(text, place):
    records = [json.loads(line) for line in convert(text, place, "jsonl")]
    return [{name: value for name, value in record.items() if name not in PLACES} for record in records]


def ids(records):
    return [record["arxiv_id"] for record in records]


def generate(layout, size):
    """A list of invented papers."""
    return subprocess.run([os.path.join(ROOT, "tests/lists.py"), layout, str(size)], stdout=subprocess.PIPE,
                          check=True).stdout


def plain(text):
    """Without a byte order mark and CR, with an end to the last line."""
    return text.removeprefix(BOM).replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"


def find_lists():
    paths = [path for path in sorted(glob.glob(os.path.join(ROOT, "fixtures/*/in.md")))
             if os.path.basename(os.path.dirname(path)).startswith("list-")]
    shared = sorted(glob.glob(os.path.join(ROOT, "../shared/lists/*.md")))
    for path in paths + shared[::1 if EVERY else NTH]:
        with open(path, "rb") as file:
            yield os.path.relpath(path, ROOT), plain(file.read())


def check_changes(lists, records, place):
    for what, change in CHANGES.items():
        none(f"no record of a list changes with {what}",
             [name for name, text in lists.items()
              if (b"\\\n" not in text or "blanks" not in what) and read(change(text), place) != records[name]])


def check_ids(lists, records):
    def missing(text, papers):
        known = re.sub(rb"[^0-9A-Za-z]", b"", text)
        return [paper for paper in papers if re.sub(r"\W", "", paper.split("/")[-1]).encode() not in known]

    none("each id of a record stands in its list",
         [(name, missing(lists[name], ids(records[name]))) for name in lists if missing(lists[name], ids(records[name]))])


def check_ids_alone(lists, records, place):
    """Ids alone take less reading."""
    none("the papers are the same if only ids are wanted",
         [name for name in lists if convert(lists[name], place, "ids") != ids(records[name])])


def check_pairs(lists, records, place):
    """The second begins with a heading of the first level, which ends what the first leaves open; but code. Definitions of
    links serve both, if they are near enough. Headings that end in ids are entries only where nothing else links."""
    lists = {name: text for name, text in lists.items() if b"arXiv:" not in text or b"arxiv.org/" in text}
    second = [name for name in lists if lists[name].startswith(b"# ") and b"]:" not in lists[name]]
    first = [name for name in lists if not re.search(rb"```|~~~|<!--|<t[rd]|\]:|\A-{3}|\A\+{3}", lists[name])]
    wrong = []
    for number, name in enumerate(first):
        other = second[number % len(second)]
        both = ids(read(lists[name] + b"\n" + lists[other], place))
        if both != ids(records[name]) + ids(records[other]):
            wrong.append((name, other))
    none("two lists in one file have the papers of both", wrong)


def main():
    lists = dict(find_lists()) | {layout: generate(layout, 100000) for layout in ("table", "items", "sections")}
    with tempfile.TemporaryDirectory() as place:
        records = {name: read(text, place) for name, text in lists.items()}
        none("most lists have records", [] if sum(map(bool, records.values())) * 2 > len(lists) else ["too few have"])
        check_changes(lists, records, place)
        check_ids(lists, records)
        check_ids_alone(lists, records, place)
        check_pairs(lists, records, place)
    return failed()


sys.exit(main())
