"""The links to arXiv of a list in Markdown to BibTeX by markdown-it, as scripts do it; for peers.py."""
import re
import sys

from markdown_it import MarkdownIt

PAPER = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})")

with open(sys.argv[1], encoding="utf-8") as file:
    tokens = MarkdownIt("commonmark").enable("table").parse(file.read())
for line in (token.children for token in tokens if token.type == "inline"):
    for place, token in enumerate(line):
        found = token.type == "link_open" and PAPER.search(token.attrs["href"])
        if found:
            print(f"@misc{{{found[1]},\n  title = {{{line[place + 1].content}}},\n  eprint = {{{found[1]}}},\n"
                  f"  archiveprefix = {{arXiv}},\n  url = {{https://arxiv.org/abs/{found[1]}}},\n}}\n")
