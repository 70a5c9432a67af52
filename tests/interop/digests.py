"""The digests, and what refmill makes of each by itself."""
import datetime
import glob
import json
import os
import re
import shutil
import subprocess

import readers
from report import none, sample, skip

ROOT = os.path.dirname(os.path.dirname(readers.HERE))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
PLACE = os.path.join(os.path.abspath(os.environ.get("BUILD", os.path.join(ROOT, "build"))), "interop")
SHARED = os.path.join(ROOT, "../shared")
DIGESTS = os.path.join(SHARED, "digests")
SOME = 16  # digests of a sample
DAY = datetime.datetime(2024, 3, 29)
OUTPUTS = ["bibtex:bibtex.bib", "biblatex:biblatex.bib", "ris:out.ris", "csl-json:out.json", "csv:out.csv",
           "atom:out.atom", "rss:out.rss", "jsonfeed:out.feed.json", "html:out.html", "jsonl:out.jsonl"]


def refmill(*arguments):
    return subprocess.run([REFMILL, "--no-merge", "--date", DAY.strftime("%Y-%m-%d"), *arguments],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


class Digest:
    """A digest, the folder of its outputs, and its records as jsonl and CSV have them."""

    def __init__(self, path, place):
        self.name = os.path.basename(path)
        if self.name == "in.md":
            self.name = os.path.basename(os.path.dirname(path))
        self.path, self.folder = path, os.path.join(place, self.name)
        self.records, self.rows = [], []

    def output(self, file):
        return os.path.join(self.folder, file)

    def convert(self):
        os.makedirs(self.folder)
        outputs = [re.sub(":", ":" + self.folder + "/", output) for output in OUTPUTS]
        status = refmill(*[word for output in outputs for word in ("-o", output)], self.path)
        if status == 0:
            status = refmill("--ascii", "-o", self.output("ascii.bib"), self.path)
        return status

    def read(self):
        self.records = [json.loads(line) for line in readers.read_text(self.output("out.jsonl")).splitlines()]
        self.rows = readers.read_csv(None, [self.output("out.csv")])[0]


def find_digests():
    """A sample of the shared ones, or all with EVERY=1; without them ordinary fixtures: most of the others have on
    purpose what some programs cannot read."""
    shared = sorted(glob.glob(os.path.join(DIGESTS, "*.md")))
    if shared:
        return sample(shared, SOME)
    skip("shared digests", "there is no ../shared/digests; fixtures are read instead")
    return [os.path.join(ROOT, "fixtures", name, "in.md")
            for name in ("abstract-cut", "brackets-in-title", "concatenated-digests", "link-old-style-id")]


def convert_all(name, paths):
    """Each digest into a folder of its own, in the folder of that name."""
    place = os.path.join(PLACE, name)
    shutil.rmtree(place, ignore_errors=True)
    digests = [Digest(path, place) for path in paths]
    none("%d digests are converted one by one" % len(digests), [d.name for d in digests if d.convert() != 0])
    for digest in digests:
        digest.read()
    none("CSV has a row a record", [d.name for d in digests if len(d.rows) != len(d.records)])
    return digests
