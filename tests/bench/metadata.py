"""A snapshot of a gigabyte, of which the digests' papers are wanted, next to other ways to find lines in it: all of
them, or one."""
import os
import subprocess

from measure import Job, measure, shell
from place import MEGABYTES, REFMILL, ROOT
from report import percent


def write_snapshot(work, digests):
    """The snapshot, and the list of ids whose papers are wanted of it."""
    ids, snapshot = os.path.join(work, "ids"), os.path.join(work, "snapshot.json")
    with open(ids, "wb") as file:
        subprocess.run([REFMILL, "-q", "-t", "ids", digests], stdout=file, check=True)
    with open(ids, "rb") as source, open(snapshot, "wb") as file:
        subprocess.run([os.path.join(ROOT, "tests/snapshot.py"), str(MEGABYTES * 10000000)], stdin=source, stdout=file,
                       check=True)
    return snapshot, ids


def run(report, work, texts):
    digests, found = os.path.join(work, "digests.md"), os.path.join(work, "found")
    with open(digests, "wb") as file:
        file.writelines(texts)
    snapshot, ids = write_snapshot(work, digests)
    with open(ids, encoding="ascii") as file:
        first = file.readline().strip()

    cat = Job("cat", "cat", snapshot)
    jobs = [cat, Job("join to bibtex", REFMILL, "-q", "--metadata", snapshot, "-o", f"{work}/joined.bib", digests),
            shell("grep -F, all ids", f"exec grep -F -f {ids} {snapshot} >{found}"),
            shell("jq, one id", f"exec jq -c 'select(.id==\"{first}\")' {snapshot} >{found}")]
    measure(jobs, work, rounds=3, warm=False)
    size = os.path.getsize(snapshot) / 1e6
    report.table("Metadata", f"A snapshot of {size:.0f} MB, joined with {os.path.getsize(digests) / 1e6:.0f} MB of"
                 " digests; cat writes to /dev/null.", ["job", "MB/s", "× cat", "spread"],
                 [[job.label(), size / job.median(), job.times_as_fast_as(cat), percent(job.spread())] for job in jobs])
