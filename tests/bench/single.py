"""One digest of some 100 KB, with the start and the end of the process, next to cat of the same file."""
import os
import subprocess

from measure import Job, measure
from place import REFMILL
from report import Below, Floor, percent, with_floors

SIZE = 100000
RUNS = 30  # of each job a round


def write_digest(path, texts):
    """The digest that is nearest to the size; of small ones, as many as it takes."""
    text = min(texts, key=lambda text: abs(len(text) - SIZE))
    with open(path, "wb") as file:
        file.write(text * max(1, round(SIZE / len(text))))


def build_empty(work):
    """A program that does nothing, linked with libxml2: what feeds cost before they begin."""
    program = os.path.join(work, "empty")
    subprocess.run([*os.environ.get("CC", "cc").split(), "-O2", "-x", "c", "-o", program, "-", "-Wl,--no-as-needed",
                    "-lxml2"], input=b"int main(void) { return 0; }", check=True)
    return program


def run(report, work, texts):
    source = os.path.join(work, "in.md")
    write_digest(source, texts)
    cat = Job("cat", "cat", source)
    jobs = [cat, Job("an empty program with libxml2", build_empty(work)), Job("--version", REFMILL, "--version")]
    without_floor = len(jobs)
    jobs += [Job("--check", REFMILL, "--check", source)]
    jobs += [Job(format, REFMILL, "-q", "-t", format, source) for format in ("bibtex", "ris", "csl-json", "atom")]
    measure(jobs, work, runs=RUNS)

    rows = []
    for job in jobs:
        slower = 1 / job.times_as_fast_as(cat)
        floors = [] if job in jobs[:without_floor] else [Below("2.5 ms", job.median() * 1000, 2.5), Floor("3 cat", 3, slower)]
        rows.append(with_floors([job.label(), job.median() * 1000, slower, percent(job.spread())], *floors))
    report.table("One digest",
                 f"{os.path.getsize(source) / 1000:.0f} KB to standard output, which is /dev/null, process included.",
                 ["job", "ms", "cat's time ×", "spread", "at most", "met"], rows)
