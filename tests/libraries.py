#!/usr/bin/python3
"""Writes a library in BibTeX with COUNT invented entries, every second one of an arXiv paper, or what arXiv knows of
those papers, as lines of its snapshot.

    tests/libraries.py bare|complete|metadata COUNT

An entry has 0.7 KB on average. In `complete` the entries of arXiv papers have all that refmill --update adds; in `bare`
they are as Google Scholar writes them. No paper comes twice."""
import json
import random
import sys

import lists
from snapshot import body, text

BODIES = 5000


def fields_of(paper):
    """What all entries of a body have."""
    authors = " and ".join("%s, %s" % (family, given) for family, given, _ in paper["authors_parsed"])
    return "  author = {%s},\n  title = {%s}" % (authors, " ".join(paper["title"].split()))


def published(dice, fields):
    """An entry without an identifier of arXiv."""
    return ("@inproceedings{key%%(number)d,\n%s,\n  booktitle = {Proceedings of the %dth Conference on %s},\n"
            "  pages = {%d--%d},\n  year = {%d},\n  abstract = {%s}\n}\n\n" % (
                fields, dice.randint(4, 40), text(dice, 30), dice.randint(1, 99), dice.randint(100, 999),
                dice.randint(1990, 2025), text(dice, max(100, dice.gauss(420, 150)))))


def preprint(dice, fields):
    """An entry that names an arXiv paper, and has what %(more)s adds."""
    return ("@article{key%%(number)d,\n%s,\n  journal = {arXiv preprint arXiv:%%(id)s},\n  year = {2007},\n"
            "  abstract = {%s}%%(more)s\n}\n\n" % (fields, text(dice, max(100, dice.gauss(420, 150)))))


def more_of(paper):
    """The fields that an update adds to an entry of the paper."""
    doi, note = paper["doi"] or "10.48550/arXiv.%(id)s", paper["journal-ref"]
    fields = {"eprint": "%(id)s", "archiveprefix": "arXiv", "primaryclass": paper["categories"].split()[0], "doi": doi}
    if note:
        fields["note"] = note
    return "".join(",\n  %s = {%s}" % field for field in fields.items())


class Paper:
    """One that is written again and again under other identifiers."""

    def __init__(self, dice):
        paper = json.loads("{" + body(dice))
        fields = fields_of(paper)
        self.metadata = json.dumps(paper)[1:]
        self.published, self.preprint = published(dice, fields), preprint(dice, fields)
        self.more = more_of(paper)


def main():
    what, count = sys.argv[1], int(sys.argv[2])
    dice = random.Random(1)
    papers = [Paper(dice) for _ in range(BODIES)]
    for number in range(count):
        paper, names = papers[number % BODIES], {"id": lists.paper(number)["id"], "number": number}
        is_preprint = number % 2 == 0
        if what == "metadata" and is_preprint:
            sys.stdout.write('{"id": "%s", %s\n' % (names["id"], paper.metadata))
        elif what != "metadata" and is_preprint:
            more = paper.more % names if what == "complete" else ""
            sys.stdout.write(paper.preprint % dict(names, more=more))
        elif what != "metadata":
            sys.stdout.write(paper.published % names)


if __name__ == "__main__":
    main()
