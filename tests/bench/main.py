#!/usr/bin/python3
"""How fast refmill is, as ratios to other programs in the same run, in memory and on one core.

main.py [PART]...: the parts named, else all; peers and cores only when PEERS is set. RUNS says how many rounds, BENCH_MB
how long the stream is, CORE on which core, DIGESTS in which folder the digests are. A floor that is missed is shown;
the status is 1 only when a job failed, since the clock decides no test."""
import datetime
import os
import platform
import subprocess
import sys
import tempfile

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import cores
import files
import growth
import json_inputs
import markdown_lists
import metadata
import peers
import place
import readers
import single
import streams
import update
from measure import CORE, ROUNDS, Job
from report import Report

PARTS = {"streams": streams, "single": single, "growth": growth, "files": files, "json": json_inputs,
         "markdown": markdown_lists, "readers": readers, "metadata": metadata, "update": update, "cores": cores,
         "peers": peers}


def first_line(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]


def describe_machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    compiler = first_line(*os.environ.get("CC", "cc").split(), "--version")
    return (f"{model}, {os.cpu_count()} cores (core {CORE} used), {memory:.0f} GiB; {platform.system()}"
            f" {platform.release()}; {compiler}; {datetime.date.today()}. {first_line(place.REFMILL, '--version')}."
            f" Medians of {ROUNDS} rounds; `spread` is how far the middle half of them lies apart.")


def describe_digests(paths, texts):
    """Short records cost more by the byte."""
    records = sum(place.count_records(path) or 0 for path in paths)
    size = sum(map(len, texts))
    return (f"{len(paths)} digests, again and again, of {records} records of {size / max(records, 1) / 1000:.1f} KB."
            " Those that the floors were set with have 2.4 KB; DIGESTS names a folder of others.")


def main():
    names = sys.argv[1:] or [name for name in PARTS if name not in ("cores", "peers") or os.environ.get("PEERS")]
    if not set(names) <= set(PARTS):
        print("bench: the parts are", *PARTS, file=sys.stderr)
        return 2
    paths = place.find_digests()
    texts = place.read_all(paths)
    report = Report(os.path.join(place.BUILD, "bench.md"))
    report.add("# Speed", "", describe_machine(), "", describe_digests(paths, texts))
    for name in names:
        with tempfile.TemporaryDirectory(dir=place.MEMORY) as work:
            PARTS[name].run(report, work, texts)
    report.write()
    if Job.failed:
        print("bench: failed:", ", ".join(Job.failed), file=sys.stderr)
    return 1 if Job.failed else 0


sys.exit(main())
