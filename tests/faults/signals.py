#!/usr/bin/python3
"""Signals at random moments of runs that write several outputs: all of them are new and whole or all of them are
the old ones, and nothing else is left. SEED=N repeats the moments of a run that failed."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from invented import REFMILL, write
from inputs import inputs
from report import EVERY, Report

MOMENTS = 200 if EVERY else 60  # of the digest; and of the small inputs together
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
OUTPUTS = ["all.bib", "all.ris", "all.json", "all.atom", "all.csv", "new.bib", "new.rss", "new.feed.json"]
WAYS = {"merged": [], "streaming": ["--no-merge"]}
COPIES = 200  # of a small input of a reader, one after the other
REPEAT = 5
SMALL = inputs()
NAMES = {way: f"signals, {way}" for way in [*WAYS, *SMALL]}
BOTH = "signals: some runs were ended and some were over"


def arguments(way):
    """With the digest, or by the name of a reader with its input."""
    source = ["d.md"] if way in WAYS else ["--from", way, "many"]
    return [REFMILL, "-q", *WAYS.get(way, []), *[word for name in OUTPUTS for word in ("-o", name)], *source]


def contents(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


def start(folder, way):
    """The input, and old files where the first of the outputs go."""
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    write(os.path.join(folder, "d.md"), [(f"2403.{number:05}", 1, "new") for number in range(1, 400)])
    with open(os.path.join(folder, "many"), "wb") as file:
        file.write(SMALL.get(way, b"") * COPIES)
    for name in ("d.md", "many"):
        os.utime(os.path.join(folder, name), (1711700000, 1711700000))
    for name in OUTPUTS:
        if name.startswith("all"):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("old\n")
    return contents(folder)


def measure(way, folder):
    """What a run writes, and how long it takes."""
    times = []
    for _ in range(REPEAT):
        start(folder, way)
        began = time.monotonic()
        subprocess.run(arguments(way), cwd=folder, check=True)
        times.append(time.monotonic() - began)
    return contents(folder), sorted(times)[REPEAT // 2]


def interrupt(way, folder, after, number):
    with subprocess.Popen(arguments(way), cwd=folder, stderr=subprocess.PIPE) as program:
        time.sleep(after)
        program.send_signal(number)
        said = program.communicate(timeout=60)[1]
    return program.returncode, said


def judge(status, said, number, before, after, new):
    """What is wrong with how a run ended. A signal may still come when all outputs are in their places."""
    if status not in (0, -number) or said:
        return f"status {status}, {said[:200]}"
    if after == new or (after == before and status != 0):
        return None
    return f"status {status}, and there are " + ", ".join(
        f"{name} ({'new' if text == new.get(name) else 'old' if text == before.get(name) else 'neither old nor new'})"
        for name, text in sorted(after.items()))


def main():
    seed = int(os.environ.get("SEED") or random.randrange(10 ** 6))
    dice = random.Random(seed)
    report = Report(*NAMES.values(), BOTH)
    ended = moments = 0
    for number in SIGNALS:  # they may be ignored here, and a program would inherit that
        signal.signal(number, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, "work")
        for way, name in NAMES.items():
            new, duration = measure(way, folder)
            for moment in range(MOMENTS // (len(WAYS) if way in WAYS else len(SMALL))):
                before = start(folder, way)
                number, after = dice.choice(SIGNALS), dice.uniform(0, 1.2 * duration)
                status, said = interrupt(way, folder, after, number)
                fault = judge(status, said, number, before, contents(folder), new)
                report.expect(name, not fault, f"SEED={seed}, moment {moment}, {number.name} after {after:.6f} s: {fault}")
                ended += status != 0
                moments += 1
    report.expect(BOTH, 0 < ended < moments, f"SEED={seed}: {ended} of {moments} were ended")
    return report.end()


sys.exit(main())
