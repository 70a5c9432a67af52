"""Small files, each to its own: 10,000 of some 5 KB, next to copying them."""
import os

from measure import Job, measure, peak, read_peak
from place import REFMILL, ROOT, read_all
from report import Floor, percent, with_floors

COUNT = 10000
TIMES_CP = 6
CASES = ["daily-digest", "layout-both-summaries", "layout-no-summaries", "layout-translated-summary"]


def write_files(folder):
    text = b"".join(read_all(os.path.join(ROOT, "fixtures", case, "in.md") for case in CASES))
    paths = [os.path.join(folder, f"{number:05}.md") for number in range(COUNT)]
    for path in paths:
        with open(path, "wb") as file:
            file.write(text)
    return paths


def run(report, work, _):
    for name in ("in", "copies", "out"):
        os.mkdir(os.path.join(work, name))
    paths, names, memory = write_files(f"{work}/in"), f"{work}/list", f"{work}/memory"
    with open(names, "w", encoding="utf-8") as file:
        file.writelines(path + "\n" for path in paths)

    # What is written is there already, but for the warm-up: --if-changed compares with it.
    many = [REFMILL, "-q", "--files-from", names, "--out-dir", f"{work}/out"]
    cp = Job("cp", "xargs", "-a", names, "cp", "-t", f"{work}/copies")
    both = Job("bibtex and ris", *peak(memory, *many, "-t", "bibtex,ris"))
    jobs = [cp, Job("bibtex", *many), Job("bibtex --if-changed", *many, "--if-changed"), both]
    measure(jobs, work, rounds=5)
    rows = []
    for job in jobs:
        ratio = job.times_as_fast_as(cp)
        floors = [] if job is cp else [Floor(f"1/{TIMES_CP} of cp", ratio, 1 / TIMES_CP)]
        rows.append(with_floors([job.label(), COUNT / job.median(), ratio, percent(job.spread())], *floors))
    report.table("Small files",
                 f"{COUNT} of {os.path.getsize(paths[0]) / 1000:.1f} KB, by `--out-dir`; at most"
                 f" {read_peak(memory) / 1024 / 1024:.0f} MiB for the last.",
                 ["job", "files/s", "× cp", "spread", "floor", "met"], rows)
