#!/usr/bin/python3
"""A digest in Zotero's own web interface, imported by Zotero's translator: title, people, abstract, numbers, tags and the
note in Chinese are where a reader looks for them.

The picture of it is in build/interop/library; ACCEPT=1 renews the README's, fixtures/zotero.png."""
import json
import os
import shutil
import subprocess
import sys

import page
from digests import PLACE, ROOT, refmill
from report import equal, failed, none, not_ok, skip

FOLDER = os.path.join(PLACE, "library")
PICTURE = os.path.join(ROOT, "fixtures/zotero.png")
DIGEST = os.path.join(ROOT, "fixtures/daily-digest/in.md")
METADATA = os.path.join(ROOT, "fixtures/metadata-snapshot/snapshot.json")
TITLE = "Counting Ferries by Ear"
# What stands where; fields are lines, a name its value.
LIST = ["A Lévy Walk through Erdős–Rényi Graphs", TITLE, "SlimBERT: Pruning Attention Heads for LLMs on Phones"]
INFO = {"Item Type": "Preprint", "Title": TITLE, "Date": "February 23, 2024", "DOI": "10.48550/arXiv.2402.15150",
        "URL": "https://arxiv.org/abs/2402.15150", "Language": "en", "Library Catalog": "arXiv.org",
        "Genre": "preprint", "Repository": "arXiv", "Archive ID": "arXiv:2402.15150", "Citation Key": "arxiv2402.15150",
        "Extra": "arXiv:2402.15150 [eess.AS]\nversion: 2",
        "Abstract": "One microphone is enough to count the ferries of a port, whatever the weather."}
AUTHORS = "Author\nMüller-Lüdenscheidt\nJürgen\nAuthor\n王\n小明\nAuthor\nNguyễn\nVăn An\n"
NOTE = "【标题】 用耳朵数渡轮 【一句话总结】 用一支麦克风统计港口的渡轮。 【摘要】 一支麦克风就能统计渡轮。"
TAGS = ["eess.AS", "cs.SD", "eess.SP"]


def path(file):
    return os.path.join(FOLDER, file)


def visit():
    """What the library shows of the digest."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    none("a digest becomes RIS", ["refmill fails"] * (
        refmill("--metadata", METADATA, "-o", path("daily.ris"), DIGEST) != 0))
    answer = subprocess.run(["node", os.path.join(PLACE, "zotero-library.mjs"), path("daily.ris"), path("zotero.png"),
                             TITLE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        not_ok("Zotero's library shows the digest", answer.stderr.decode()[-600:])
        return None
    return json.loads(answer.stdout)


def check_picture():
    """Fonts may be others here; but a library that is laid out in another way has another size."""
    seen = path("zotero.png")
    if os.environ.get("ACCEPT"):
        shutil.copy(seen, PICTURE)
    (width, height), (wide, high) = page.size(PICTURE), page.size(seen)
    equal("the README's picture is of the library (or ACCEPT=1)", (width, True), (wide, abs(high - height) < height / 10))
    none("the README's picture is small", [os.path.getsize(PICTURE)] * (os.path.getsize(PICTURE) > 250000))


def main():
    if shutil.which("chromium") is None:
        skip("Zotero's library", "there is no chromium")
        return failed()
    seen = visit()
    if failed():
        return 1
    none("the library asks for what it knows only", seen["unanswered"])
    none("the library has no error", seen["errors"])
    equal("one paper is one line", LIST, [line.split("\t")[0] for line in seen["list"].splitlines() if "\t2024\t" in line])
    none("every field is in its place", [
        (name, text) for name, text in INFO.items() if "\n%s\n%s" % (name, text) not in seen["info"]])
    none("people are in order and in two parts", [seen["info"]] * (AUTHORS not in seen["info"]))
    none("the note is in Chinese", [seen["notes"]] * (NOTE not in seen["notes"].splitlines()))
    equal("categories are tags", TAGS, seen["tags"].splitlines()[-len(TAGS):])
    check_picture()
    return failed()


sys.exit(main())
