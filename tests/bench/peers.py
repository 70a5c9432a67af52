"""What a user would take instead, to BibTeX, next to refmill: programs from refmill's own outputs, when refmill reads
the digests of the same records, and Python scripts from what refmill reads too. Each has as many records as take it
some seconds; the whole process is measured."""
import os
import shutil
import subprocess
import sys

from measure import Job, measure, shell
from place import BUILD, HERE, REFMILL, ROOT, count_records
from readers import write_input, write_snapshot
from report import Floor, percent, with_floors
from rounds import write_rounds

# Format, records, times as fast as it refmill must be, and the command.
PEERS = {
    "pandoc, CSL-JSON": ("csl-json", 5000, 50, "exec pandoc -f csljson -t bibtex {source} -o {out}"),
    "bibutils, RIS": ("ris", 5000, 60, "ris2xml {source} | xml2bib >{out}"),
    "citation.js, CSL-JSON": ("csl-json", 20000, 10, "exec node {build}/interop/to-bibtex.mjs {source} >{out}"),
    "bibclean, BibTeX": ("bibtex", 30000, 5, "exec bibclean {source} >{out}"),
    "feedparser, arXiv's answers": ("api", 10000, 15, "exec {python} {here}/feed_to_bibtex.py {source} >{out}"),
    "markdown-it-py, a list": ("markdown", 10000, 50, "exec {python} {here}/list_to_bibtex.py {source} >{out}"),
}


def place_script():
    """Next to the modules that tests/interop/prepare.sh has fetched, where Node looks for them."""
    place = os.path.join(BUILD, "interop")
    shutil.copy(os.path.join(HERE, "to-bibtex.mjs"), place)
    return place


def write_digests(work, texts, format, wanted):
    """Digests, and the same records in the format."""
    digests, source = os.path.join(work, f"{format}.{wanted}.md"), os.path.join(work, f"{format}.{wanted}")
    write_rounds(digests, texts, 1)
    records_a_round = count_records(digests)
    write_rounds(digests, texts, -(-wanted // records_a_round) * os.path.getsize(digests))
    subprocess.run([REFMILL, "-q", "--no-merge", "-o", f"{format}:{source}", digests], check=True)
    return digests, source


def write_list(work, papers):
    path = os.path.join(work, "list.md")
    with open(path, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/lists.py"), "items", str(papers * 175)], stdout=file, check=True)
    return path


def prepare(work, texts, peer, folder):
    """The two jobs, and how many records each of them has."""
    format, wanted, _, command = PEERS[peer]
    if format == "api":
        ours = theirs = write_input(work, write_snapshot(work, wanted * 2000), format, wanted)
    elif format == "markdown":
        ours = theirs = write_list(work, wanted)
    else:
        ours, theirs = write_digests(work, texts, format, wanted)
    command = command.format(source=theirs, out=f"{folder}/peer.bib", build=BUILD, here=HERE, python=sys.executable)
    job = Job(f"refmill for {peer}", REFMILL, "-q", "--no-merge", "-o", f"bibtex:{folder}/refmill.bib", ours)
    return job, shell(peer, command), count_records(ours)


def run(report, work, texts):
    folder = os.path.join(work, "out")
    os.mkdir(folder)
    place_script()
    pairs = [(peer, *prepare(work, texts, peer, folder)) for peer in PEERS]
    measure([job for _, *jobs, _ in pairs for job in jobs], work, rounds=5, empty=folder)

    rows = []
    for peer, ours, theirs, records in pairs:
        ratio, wanted = ours.times_as_fast_as(theirs), PEERS[peer][2]
        row = [theirs.label(), str(records), theirs.median(), records / theirs.median(), percent(theirs.spread()),
               records / ours.median(), ratio]
        rows.append(with_floors(row, Floor(str(wanted), ratio, wanted)))
    head = ["program", "records", "s", "records/s", "spread", "refmill's records/s", "refmill ×", "floor", "met"]
    report.table("Other programs",
                 "Each from the format that is named to BibTeX, on one core as the rest; bibutils is"
                 " `ris2xml | xml2bib`. refmill goes to BibTeX from digests of the same records, or, as the scripts in"
                 " Python do, from arXiv's answers and from a list.", head, rows)
