"""Reading lists in Markdown (tests/lists.py): a table, a list and sections to ids and to BibTeX, next to copying the
file and to md4c, which only parses it. No paper comes twice."""
import os
import subprocess

from measure import Job, measure, peak, read_peak
from place import HERE, MEGABYTES, REFMILL, ROOT
from report import Below, Floor, percent, with_floors

MIB = 1024 * 1024
TIMES_MD4C = {"table": 2, "items": 2, "sections": 0.5}
TIMES_CP = 0.18
GROWTH = 4 * MIB  # what ten times the file may add to a stream, apart from 16 bytes a record for citation keys
A_RECORD = 16     # bytes
FORMATS = ["ids", "bibtex"]


def build_md4c(work):
    program = os.path.join(work, "md4c_parse")
    subprocess.run([*os.environ.get("CC", "cc").split(), "-O2", "-o", program, os.path.join(HERE, "md4c_parse.c"),
                    "-lmd4c"], check=True)
    return program


def write_list(path, layout, size):
    with open(path, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/lists.py"), layout, str(size)], stdout=file, check=True)


def stream(format, source, out):
    return [REFMILL, "-q", "--no-merge", "--from", "markdown", "-o", f"{format}:{out}/out", source]


def peak_of(work, format, source, out):
    """The memory of one run, in bytes."""
    memory = os.path.join(work, "memory")
    subprocess.run(peak(memory, *stream(format, source, out)), check=True)
    used = read_peak(memory)
    os.remove(memory)
    return used


def count_papers(source, out):
    subprocess.run(stream("ids", source, out), check=True)
    with open(os.path.join(out, "out"), "rb") as file:
        return sum(1 for _ in file)


def measure_layout(work, md4c, layout):
    source, tenth, out = (os.path.join(work, name) for name in ("in.md", "tenth.md", "out"))
    os.makedirs(out, exist_ok=True)
    write_list(source, layout, MEGABYTES * 1000000)
    write_list(tenth, layout, MEGABYTES * 100000)
    size, papers = os.path.getsize(source), count_papers(source, out)
    jobs = {"cp": Job("cp", "cp", source, f"{out}/copy"), "md4c": Job("md4c", md4c, source)}
    jobs.update({format: Job(format, *stream(format, source, out)) for format in FORMATS})
    measure(list(jobs.values()), work, empty=out)
    for name, job in jobs.items():
        row = [f"{layout}: {job.label()}", size / 1e6 / job.median(), papers / job.median() / 1000,
               job.times_as_fast_as(jobs["cp"]), job.times_as_fast_as(jobs["md4c"]), percent(job.spread())]
        if name not in FORMATS:
            yield with_floors([*row, "", ""])
            continue
        wanted = TIMES_MD4C[layout]
        small, large = peak_of(work, name, tenth, out), peak_of(work, name, source, out)
        yield with_floors([*row, small / MIB, large / MIB],
                          Floor(f"{wanted} md4c", job.times_as_fast_as(jobs["md4c"]), wanted),
                          Floor(f"{TIMES_CP} of cp", job.times_as_fast_as(jobs["cp"]), TIMES_CP),
                          Below("4 MiB more", large - small - A_RECORD * papers, GROWTH))


def run(report, work, _):
    md4c = build_md4c(work)
    rows = [row for layout in TIMES_MD4C for row in measure_layout(work, md4c, layout)]
    report.table("Lists in Markdown",
                 f"{MEGABYTES} MB each, `--no-merge`. `MiB at 1/10`: the memory for a file of a tenth of the size."
                 f" Citation keys take {A_RECORD} bytes a record, which are not counted as growth.",
                 ["job", "MB/s", "1000 papers/s", "× cp", "× md4c", "spread", "MiB at 1/10", "MiB", "floor", "met"],
                 rows)
