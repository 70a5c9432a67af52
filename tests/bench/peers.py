"""What a user would take instead, from refmill's own outputs to BibTeX, next to refmill from the digests of the same
records. Each has as many as take it some seconds; the whole process is measured."""
import os
import shutil
import subprocess

from measure import Job, measure, shell
from place import BUILD, HERE, REFMILL, count_records
from report import Floor, percent, with_floors
from rounds import write_rounds

# Format, records, times as fast as it refmill must be, and the command from IN to OUT.
PEERS = {
    "pandoc, CSL-JSON": ("csl-json", 5000, 50, "exec pandoc -f csljson -t bibtex IN -o OUT"),
    "bibutils, RIS": ("ris", 5000, 60, "ris2xml IN | xml2bib >OUT"),
    "citation.js, CSL-JSON": ("csl-json", 20000, 10, "exec node PLACE/to-bibtex.mjs IN >OUT"),
    "bibclean, BibTeX": ("bibtex", 30000, 5, "exec bibclean IN >OUT"),
}


def place_script():
    """Next to the modules that tests/interop/prepare.sh has fetched, where Node looks for them."""
    place = os.path.join(BUILD, "interop")
    shutil.copy(os.path.join(HERE, "to-bibtex.mjs"), place)
    return place


def prepare(work, texts, peer, folder):
    """The two jobs, and how many records each of them has."""
    format, wanted, _, command = PEERS[peer]
    digests, source = os.path.join(work, f"{format}.{wanted}.md"), os.path.join(work, f"{format}.{wanted}")
    write_rounds(digests, texts, 1)
    records_a_round = count_records(digests)
    write_rounds(digests, texts, -(-wanted // records_a_round) * os.path.getsize(digests))
    subprocess.run([REFMILL, "-q", "--no-merge", "-o", f"{format}:{source}", digests], check=True)
    for name, value in (("IN", source), ("OUT", f"{folder}/peer.bib"), ("PLACE", os.path.join(BUILD, "interop"))):
        command = command.replace(name, value)
    ours = Job(f"refmill for {peer}", REFMILL, "-q", "--no-merge", "-o", f"bibtex:{folder}/refmill.bib", digests)
    return ours, shell(peer, command), count_records(digests)


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
                 " `ris2xml | xml2bib`. refmill goes from digests of the same records to BibTeX.", head, rows)
