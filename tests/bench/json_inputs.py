"""Reading JSON: refmill's own jsonl and arXiv's snapshot to BibTeX, streamed and merged, and the snapshot as metadata of
all its papers and of few, next to copying the file and to jq, which parses and prints it.

No paper comes twice, so that a merge keeps all. The snapshot is a synthetic one (tests/snapshot.py)."""
import os
import subprocess

from measure import Job, measure, peak, read_peak, shell
from place import MEGABYTES, REFMILL, ROOT
from report import Below, Floor, percent, with_floors
from rounds import write_rounds

MIB = 1024 * 1024
FEW = 100        # papers wanted
STREAMED = 16    # MiB that a stream may take
KEPT = 1.3       # times the file that a merge may take


def write_jsonl(work, texts):
    digests, path = os.path.join(work, "in.md"), os.path.join(work, "in.jsonl")
    write_rounds(digests, texts, MEGABYTES * 1000000)
    subprocess.run([REFMILL, "-q", "--no-merge", "-o", path, digests], check=True)
    os.remove(digests)
    return path


def write_snapshot(work):
    path = os.path.join(work, "snapshot.json")
    with open(path, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/snapshot.py"), str(MEGABYTES * 2900000)], stdin=subprocess.DEVNULL,
                       stdout=file, check=True)
    return path


def write_ids(work, snapshot):
    """The lists of all ids and of a few, spread over the snapshot."""
    every, few = os.path.join(work, "all.txt"), os.path.join(work, "few.txt")
    with open(every, "wb") as file:
        subprocess.run([REFMILL, "-q", "--no-merge", "-t", "ids", snapshot], stdout=file, check=True)
    with open(every, encoding="ascii") as file:
        ids = file.readlines()
    with open(few, "w", encoding="ascii") as file:
        file.writelines(ids[::max(1, len(ids) // FEW)][:FEW])
    return every, few


def own_floors(name, job, memory, size, jobs):
    if name.startswith("metadata, all"):
        return [Floor("150 MB/s", size / 1e6 / job.median(), 150), Below(f"{KEPT} of the file", memory, KEPT * size)]
    if name.startswith("metadata"):
        return [Floor("1/3 of cp", job.times_as_fast_as(jobs["cp"]), 1 / 3)]
    floors = [Floor("6 jq", job.times_as_fast_as(jobs["jq"]), 6),
              Floor("1/5 of cp", job.times_as_fast_as(jobs["cp"]), 1 / 5)]
    return floors + ([Below(f"{STREAMED} MiB", memory, STREAMED * MIB)] if name == "streamed" else [])


def measure_file(work, source, more):
    """Rows of one file; `more` are the commands of other jobs on it by their names."""
    out, memory = os.path.join(work, "out"), os.path.join(work, "memory")
    for folder in (out, memory):
        os.makedirs(folder, exist_ok=True)
    commands = {"streamed": ["--no-merge", source], "merged": [source], **more}
    jobs = {"cp": Job("cp", "cp", source, f"{out}/copy"), "jq": shell("jq", f"exec jq -c . {source} >{out}/jq")}
    for name, command in commands.items():
        jobs[name] = Job(name, *peak(os.path.join(memory, name), REFMILL, "-q", "-o", f"bibtex:{out}/out", *command))
    measure(list(jobs.values()), work, rounds=3, empty=out)
    size, label = os.path.getsize(source), os.path.basename(source)
    for name, job in jobs.items():
        row = [f"{label}: {job.label()}", size / 1e6 / job.median(), job.times_as_fast_as(jobs["cp"]),
               job.times_as_fast_as(jobs["jq"]), percent(job.spread())]
        if name in commands:
            used = read_peak(os.path.join(memory, name))
            yield with_floors([*row, used / MIB, used / size], *own_floors(name, job, used, size, jobs))
        else:
            yield with_floors([*row, "", ""])
    for name in commands:
        os.remove(os.path.join(memory, name))


def run(report, work, texts):
    rows = list(measure_file(work, write_jsonl(work, texts), {}))
    snapshot = write_snapshot(work)
    every, few = write_ids(work, snapshot)
    rows += measure_file(work, snapshot, {"metadata, all wanted": ["--metadata", snapshot, every],
                                          f"metadata, {FEW} wanted": ["--metadata", snapshot, few]})
    report.table("JSON", "To BibTeX. `of file`: the memory as a part of the file.",
                 ["job", "MB/s", "× cp", "× jq", "spread", "MiB", "of file", "floor", "met"], rows)
