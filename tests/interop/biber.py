#!/usr/bin/python3
"""biber reads every .bib and holds it against biblatex's data model, which knows nothing of a few fields that other
programs read; what it says of those is expected, and anything else it says fails."""
import concurrent.futures
import os
import re
import subprocess
import sys

from digests import convert_all, find_digests
from report import failed, none

# biber 2.18; MAPPING, BibTeX, tells whom the fields are for.
EXPECTED = [
    r"Invalid field 'publisher' for entrytype 'misc'",
    r"Field 'comment' invalid in data model - ignoring",
    r"Field 'archiveprefix' invalid in data model - ignoring",
]
# Of an entry that has none: no date where the digest has no arXiv id, no title where it is empty.
LACKS = r"Missing mandatory field '?(?:- one of 'date, year' must be defined|title')"
WARNING = re.compile(r"WARN - Datamodel: Entry '[^']*' \([^)]*\): (?:%s)$" % "|".join(EXPECTED + [LACKS]))


def run_biber(folder, file):
    """What biber says that is not expected, how many fields it misses, and how many entries it writes again."""
    output = os.path.join(folder, "biber-" + file)
    answer = subprocess.run(["biber", "--tool", "--validate-datamodel", "--output-file", output, file], cwd=folder,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    lines = answer.stdout.decode().splitlines()
    said = [line for line in lines if not line.startswith("INFO") and not WARNING.match(line)]
    if answer.returncode != 0:
        said.append("ended with status %d" % answer.returncode)
    with open(output, encoding="utf-8") as written:
        return said, len(re.findall(LACKS, answer.stdout.decode())), len(re.findall("^@", written.read(), re.M))


def check_file(pool, digests, file):
    digests = [digest for digest in digests if digest.rows]  # in a file without an entry biber finds nothing to do
    answers = list(pool.map(lambda digest: run_biber(digest.folder, file), digests))
    none("biber reads %d %s without a word that is not expected" % (len(digests), file),
         [(digest.name, said[:2]) for digest, (said, _, _) in zip(digests, answers) if said])
    none("biber misses no title or date in %s but those that are not there" % file,
         [(digest.name, missed) for digest, (_, missed, _) in zip(digests, answers) if missed != lacking(digest)])
    none("biber has every entry of %s" % file,
         [(digest.name, len(digest.rows), count) for digest, (_, _, count) in zip(digests, answers)
          if count != len(digest.rows)])


def lacking(digest):
    return sum((not row["date"]) + (not row["title"] and not row["title_zh"]) for row in digest.rows)


def main():
    digests = convert_all("biber", find_digests())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for file in ("bibtex.bib", "biblatex.bib", "ascii.bib"):
            check_file(pool, digests, file)
    return failed()


sys.exit(main())
