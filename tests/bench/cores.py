"""What a second core gives: the commands of refmill-recipes(7) with GNU parallel next to one process, for many files
and for one large file, each converted and merged. The cores are the first two, whatever CORE says."""
import os
import shlex

from measure import Job, measure
from place import MEGABYTES, REFMILL
from readers import write_snapshot
from report import number, percent
from rounds import rounds

DIGESTS = 100 * MEGABYTES
PAPERS = 10 * MEGABYTES  # MB of the snapshot


def write_digests(folder, texts):
    """Of papers that are in no other; returns the list of the files."""
    os.mkdir(folder)
    names = f"{folder}.list"
    digests = (text for several in rounds([text + b"\0" for text in texts]) for text in several.split(b"\0")[:-1])
    with open(names, "w", encoding="utf-8") as every:
        for day, text in zip(range(DIGESTS), digests):
            path = f"{folder}/{2000 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}-cs.CL.md"
            with open(path, "wb") as file:
                file.write(text)
            every.write(path + "\n")
    return names


def one(*words):
    return Job("one process", "taskset", "-c", "0", REFMILL, "-q", *words)


def two(command):
    return Job("two cores", "taskset", "-c", "0,1", "bash", "-c", "set -o pipefail; " + command)


def make_pairs(digests, names, snapshot, out):
    """One process and two, by what they do."""
    refmill, files = f"{shlex.quote(REFMILL)} -q", ["--files-from", names]
    many = f"find {digests} -name '*.md' -print0 | parallel -j 2 -0 -m {refmill}"
    large = f"parallel -j 2 --pipepart -a {snapshot} --block -1"
    merge = f">{out}/parts.jsonl && {refmill} --sort id -o bibtex:{out}/two {out}/parts.jsonl"
    to_one, merged = ["-o", f"bibtex:{out}/one"], ["--sort", "id", "-o", f"bibtex:{out}/one"]
    return {
        "digests, converted": (one("--out-dir", out, "-t", "bibtex", *files), two(f"{many} --out-dir {out} -t bibtex")),
        "digests, merged": (one(*merged, *files), two(f"{many} -t jsonl {merge}")),
        "snapshot, converted": (one("--no-merge", *to_one, snapshot),
                                two(f"{large} -k {refmill} --no-merge -t bibtex >{out}/two")),
        "snapshot, merged": (one(*merged, snapshot), two(f"{large} {refmill} --no-merge -t jsonl {merge}")),
    }


def run(report, work, texts):
    if os.cpu_count() < 2:
        return
    out, digests = os.path.join(work, "out"), os.path.join(work, "digests")
    os.mkdir(out)
    names = write_digests(digests, texts)
    snapshot = write_snapshot(work, PAPERS * 1000000)
    pairs = make_pairs(digests, names, snapshot, out)
    measure([job for pair in pairs.values() for job in pair], work, rounds=3, empty=out)
    rows = []
    for name, (alone, both) in pairs.items():
        ratios = sorted(before / after for before, after in zip(alone.times, both.times))
        rows.append([name, alone.median(), both.median(), both.times_as_fast_as(alone),
                     f"{number(ratios[0])} to {number(ratios[-1])}", percent(both.spread())])
    size = sum(os.path.getsize(os.path.join(digests, name)) for name in os.listdir(digests)) / 1e6
    report.table("A second core",
                 f"{DIGESTS} digests of {size:.0f} MB and {os.path.getsize(snapshot) / 1e6:.0f} MB of a snapshot to"
                 " BibTeX: one process, and GNU parallel on two cores as in refmill-recipes(7).",
                 ["job", "s", "s with two", "× one", "lowest to highest", "spread"], rows)
