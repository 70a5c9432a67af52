"""Time and memory as the input grows: 10 MB, 100 MB, 1 GB, no paper twice."""
import os

from measure import Job, measure, peak, read_peak
from place import MEGABYTES, REFMILL, count_records
from report import Below, percent, with_floors
from rounds import write_rounds

MIB = 1024 * 1024
WINDOW = 16 * MIB  # what a stream may take above its largest digest and its records
A_RECORD = 16      # bytes


def make_jobs(source, folder, memory):
    """Each with the file that tells its memory."""
    jobs = {}
    for name in ("bibtex", "ris", "atom", "merged bibtex"):
        report, format = os.path.join(memory, name), name.split()[-1]
        options = [] if name.startswith("merged") else ["--no-merge"]
        jobs[report] = Job(name, *peak(report, REFMILL, "-q", *options, "-o", f"{format}:{folder}/out", source))
    return jobs


def measure_size(work, texts, megabytes):
    source, folder, memory = (os.path.join(work, f"{name}{megabytes}") for name in ("in", "out", "memory"))
    os.mkdir(folder)
    os.mkdir(memory)
    write_rounds(source, texts, megabytes * 1000000)
    jobs = make_jobs(source, folder, memory)
    measure(list(jobs.values()), work, rounds=3, empty=folder)
    size, records = os.path.getsize(source) / 1e6, count_records(source) or 0
    os.remove(source)

    largest = max(map(len, texts))
    for report, job in jobs.items():
        row = [job.label(), size, records, job.median(), size / job.median(), percent(job.spread()),
               read_peak(report) / MIB]
        above = read_peak(report) - largest - A_RECORD * records
        yield with_floors([*row, above / MIB], *([] if job.name.startswith("merged") else [Below("16", above, WINDOW)]))


def run(report, work, texts):
    sizes = sorted({max(1, MEGABYTES // 10), MEGABYTES, MEGABYTES * 10})
    rows = [row for size in sizes for row in measure_size(work, texts, size)]
    rows.sort(key=lambda row: [row[0].startswith("merged"), row[0]])
    report.table("Growth",
                 f"`above`: MiB above the largest digest, {max(map(len, texts)) / MIB:.1f} MiB, and {A_RECORD} bytes a"
                 " record. No paper comes twice, so that a merge keeps all.",
                 ["job", "MB", "records", "s", "MB/s", "spread", "MiB", "above", "less than", "met"],
                 [[*row[:2], str(row[2]), *row[3:]] for row in rows])
