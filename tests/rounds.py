"""Repeats digests up to a number of bytes, with new identifiers in each round: unchanged, they would have the same few
papers, with which neither citation keys nor a merge grow."""
import itertools
import re

# Old identifiers, hep-th/9901001, stay as they are.
PAPER = re.compile(rb"((?:arxiv\.org/abs/|arXiv:))(\d{4}\.\d{4,5})", re.IGNORECASE)
MONTHS = [f"{year:02}{month:02}" for year in range(15, 26) for month in range(1, 13)]


def _identifier(number):
    """Returns identifier `number` of those possible in the months since 2015."""
    return f"{MONTHS[number % len(MONTHS)]}.{number // len(MONTHS) + 1:05}".encode()


def rounds(texts):
    """The texts in a row, without end; a paper has one identifier in all of a round, and another in the next."""
    pieces = PAPER.split(b"".join(texts)) # text, what leads to an identifier, identifier, text, ...
    papers = {paper: number for number, paper in enumerate(dict.fromkeys(pieces[2::3]))}
    numbers = [papers[paper] for paper in pieces[2::3]]
    for again in itertools.count():
        pieces[2::3] = [_identifier(again * len(papers) + number) for number in numbers]
        yield b"".join(pieces)


def write_rounds(path, texts, size):
    """Whole rounds, until there are that many bytes."""
    with open(path, "wb") as file:
        for text in rounds(texts):
            file.write(text)
            if file.tell() >= size:
                break
