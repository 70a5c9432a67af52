"""A library of 100,000 entries, half of them of arXiv papers (tests/libraries.py), brought up to date: when nothing is
known of its papers, when nothing is new, and when every arXiv entry changes; next to cat, and to BibTool and bibclean,
which only pass over it. The time of BibTool grows faster than the library, so that it runs once with the whole."""
import os
import shutil
import subprocess

from measure import Job, measure, peak, read_peak, shell
from place import MEGABYTES, REFMILL, ROOT
from report import Below, Floor, percent, with_floors

ENTRIES = MEGABYTES * 1000
PART = 10  # the other programs get this part of the library, so that they can take turns with the rest
TIMES_CAT = 8
TIMES_BIBTOOL = 200
MIB = 1024 * 1024
IDLE = "nothing known"


def write(work, what, entries=ENTRIES):
    path = os.path.join(work, f"{what}-{entries}.bib")
    with open(path, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/libraries.py"), what, str(entries)], stdout=file, check=True)
    return path


def update(library, metadata):
    return [REFMILL, "-q", "--update", library, "--metadata", metadata]


def peak_of(work, *command):
    """The memory of a run, in MiB."""
    memory = os.path.join(work, "memory")
    subprocess.run(peak(memory, *command), stdout=subprocess.DEVNULL, check=True)
    used = read_peak(memory)
    os.remove(memory)
    return used / MIB


def bibtool(name, library, out):
    return shell(name, f"exec bibtool {library} -o {out}/bibtool.bib 2>{out}/said")


class Libraries:
    """The files, in the folder `work`, and what is run with them."""

    def __init__(self, work):
        self.out, self.nothing = os.path.join(work, "out"), os.path.join(work, "nothing.jsonl")
        os.mkdir(self.out)
        open(self.nothing, "wb").close()
        self.bare, self.complete, self.known = (write(work, what) for what in ("bare", "complete", "metadata"))
        self.part = write(work, "complete", ENTRIES // PART)

    def whole(self):
        """A library that changes goes to standard output, so that it is the same in the next round."""
        yield shell("cat", f"exec cat {self.complete} >{self.out}/copy")
        yield Job(IDLE, *update(self.complete, self.nothing))
        yield Job("nothing new", *update(self.complete, self.known))
        yield shell("each arXiv entry changes", f"exec {REFMILL} -q --update - --metadata {self.known} <{self.bare}"
                    f" >{self.out}/new")

    def parts(self):
        """The jobs with a part of the library."""
        yield Job(f"{IDLE}, 1/{PART}", *update(self.part, self.nothing))
        yield bibtool(f"bibtool, 1/{PART}", self.part, self.out)
        if shutil.which("bibclean"):
            yield shell(f"bibclean, 1/{PART}", f"exec bibclean {self.part} >{self.out}/clean.bib 2>{self.out}/said")


def row(job, size, idle, cat=None, floors=()):
    """`size` in MB; the times are compared with those of refmill for the same library, when nothing is known."""
    return with_floors([job.label(), job.median() * 1000, size / job.median(),
                        cat.times_as_fast_as(job) if cat else "", idle.times_as_fast_as(job), percent(job.spread())],
                       *floors)


def run(report, work, _):
    libraries = Libraries(work)
    whole, parts = list(libraries.whole()), list(libraries.parts())
    measure([*whole, *parts], work, rounds=5, empty=libraries.out)
    once = [Job(IDLE, *update(libraries.complete, libraries.nothing)),
            bibtool("bibtool", libraries.complete, libraries.out)]
    measure(once, work, rounds=1, empty=libraries.out, warm=False)

    size = os.path.getsize(libraries.complete) / 1e6
    cat, idle = whole[:2]
    to_cat, to_bibtool = cat.times_as_fast_as(idle), once[0].times_as_fast_as(once[1])
    floors = {idle: [Below(f"{TIMES_CAT} cat", to_cat, TIMES_CAT)]}
    rows = [row(job, size, idle, cat, floors.get(job, ())) for job in whole]
    rows += [row(job, size / PART, parts[0]) for job in parts]
    rows.append(row(once[1], size, once[0], floors=[Floor(f"{TIMES_BIBTOOL} refmill", to_bibtool, TIMES_BIBTOOL)]))
    quiet, busy = (peak_of(work, *update(library, libraries.known), "--dry-run")
                   for library in (libraries.complete, libraries.bare))
    report.table("Updating a library",
                 f"{ENTRIES} entries, {size:.0f} MB; all that arXiv knows of half of them,"
                 f" {os.path.getsize(libraries.known) / 1e6:.0f} MB, is read in the third and fourth rows, which take"
                 f" {quiet:.0f} and {busy:.0f} MiB. `× refmill`: the time, divided by that of refmill for the same"
                 " library when nothing is known. BibTool runs once with the whole library.",
                 ["job", "ms", "MB/s", "× cat", "× refmill", "spread", "floor", "met"], rows)
