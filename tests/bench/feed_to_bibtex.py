"""An answer of arXiv's API to BibTeX by feedparser, as scripts do it; for peers.py."""
import sys

import feedparser

for entry in feedparser.parse(sys.argv[1]).entries:
    authors = " and ".join(author.name for author in entry.authors)
    paper = entry.id.rsplit("/abs/", 1)[1]
    print(f"@misc{{{paper},\n  title = {{{' '.join(entry.title.split())}}},\n  author = {{{authors}}},\n"
          f"  year = {{{entry.published[:4]}}},\n  eprint = {{{paper}}},\n  archiveprefix = {{arXiv}},\n"
          f"  url = {{{entry.link if 'link' in entry else entry.id}}},\n"
          f"  abstract = {{{' '.join(entry.summary.split())}}},\n}}\n")
