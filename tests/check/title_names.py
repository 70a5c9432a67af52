#!/usr/bin/python3
"""Which capitals BibTeX keeps in titles. title_names.jsonl has 300 titles of papers in all fields, with
their abstracts where lists have them, and the parts of words that a copy editor would capitalise in
a sentence ("names", in their order), labelled before any program saw them. A part is what stands
between spaces, hyphens and other signs, or a formula, and has a capital."""
import json
import os
import re
import subprocess
import sys
import tempfile

from report import check, equal, failed

HERE = os.path.dirname(os.path.abspath(__file__))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(HERE, "../../build/refmill")))
PRECISION, RECALL = 99, 90  # per cent of the parts, at least


def has_capital(text):
    return text != text.lower()


def parts(title):
    """The parts of a BibTeX title that have a capital, and whether one is in braces."""
    depth, found, part, braced = 0, [], "", False
    for token in re.findall(r"\$[^$]*\$|.", title + " "):
        if token in "{}":
            depth += 1 if token == "{" else -1
        elif token.isalnum():
            part += token
            braced |= depth > 0 and has_capital(token)
        else:
            found.append((part, braced))
            part, braced = "", False
            if len(token) > 1:
                found.append((token, depth > 0))
    return [(part, braced) for part, braced in found if has_capital(part)]


def convert(papers):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for paper in papers:
            file.write(json.dumps({field: paper[field] for field in paper if field != "names"}) + "\n")
        file.flush()
        done = subprocess.run([REFMILL, "-q", "--no-merge", "-t", "bibtex", file.name],
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True)
    return re.findall(r"^  title         = \{(.*)\},$", done.stdout.decode(), re.M)


def count(papers, titles):
    """Returns how many names are in braces, and the others: (part, title) that are in braces, and that are not."""
    right, wrong, missed = 0, [], []
    for paper, title in zip(papers, titles):
        names = list(paper["names"])
        for part, braced in parts(title):
            is_name = part in names
            if is_name:
                names.remove(part)
            if is_name and braced:
                right += 1
            elif is_name or braced:
                (missed if is_name else wrong).append("%s in %s" % (part, title))
        check("the labels of '%s' are parts of it" % paper["title"][:60], names and "%s are not" % names)
    return right, wrong, missed


def main():
    with open(os.path.join(HERE, "title_names.jsonl"), encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    titles = convert(papers)
    equal("each paper has a title", len(papers), len(titles))
    right, wrong, missed = count(papers, titles)
    precision, recall = (100 * right / (right + len(other)) for other in (wrong, missed))
    check("of what is in braces, %d %% are names" % PRECISION,
          precision < PRECISION and "%.1f %%: %s" % (precision, "; ".join(wrong)))
    check("of the names, %d %% are in braces" % RECALL,
          recall < RECALL and "%.1f %%: %s" % (recall, "; ".join(missed)))


if __name__ == "__main__":
    main()
    sys.exit(failed())
