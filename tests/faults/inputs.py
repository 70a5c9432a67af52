"""A small input of each reader, which reads it without an error."""
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
SEEDS = {"api": "api.xml", "digest": "digest.md", "feed": "feed.atom", "jsonl": "records.jsonl", "library": "library.bib",
         "mail": "mails.mbox", "markdown": "list.md", "oai": "raw.xml", "snapshot": "snapshot.jsonl"}
IDS = b"2403.90001\nhep-th/9909901v2\n"


def inputs():
    """The content of an input of each reader."""
    found = {"ids": IDS}
    for reader, name in SEEDS.items():
        with open(os.path.join(ROOT, "tests/fuzz/seeds", name), "rb") as file:
            found[reader] = file.read()
    return found
