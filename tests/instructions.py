#!/usr/bin/python3
"""Compares the instructions that a small input takes, as callgrind counts them, with the recorded figures, to notice a
loss of speed. No test uses the clock, since machines are shared; the count of instructions is the same each time.

That holds for one compiler, C library and kind of processor, which tests/instructions.txt names; elsewhere the tests
are skipped. Prints its own summary, since tests/run would hide which figures to update. ACCEPT=1 updates that file."""
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile

from rounds import write_rounds

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REFMILL = os.path.realpath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
RECORD = os.path.join(ROOT, "tests/instructions.txt")
LIMIT = 10  # percent, either way
SIZE = 1000000
CASES = ["abstract-cut", "brackets-in-title", "daily-digest", "prefix-translated-variants", "tex-accents",
         "tex-mathematics", "translated-title-label"]
FORMATS = ["bibtex", "ris", "csv", "atom", "rss", "csl-json", "html", "jsonl", "markdown"]
HEAD = """\
# Instructions for about a megabyte of fixtures, counted by callgrind; rewritten by make instructions ACCEPT=1.
# They hold where these are the same:
"""


def make_input(path):
    texts = []
    for case in CASES:
        with open(os.path.join(ROOT, "fixtures", case, "in.md"), "rb") as file:
            texts.append(file.read())
    write_rounds(path, texts, SIZE)


def first_line(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]


def describe_machine():
    """What the figures depend on, but for refmill."""
    compiler = first_line(*os.environ.get("CC", "cc").split(), "--version").split(" ", 1)[1]
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        vectors = "AVX2" if re.search(r"\bavx2\b", file.read()) else "no AVX2"
    return {"compiler": compiler, "flags": os.environ.get("CFLAGS", "-O2 -g"),
            "libc": " ".join(platform.libc_ver()), "machine": f"{platform.machine()}, {vectors}",
            "valgrind": first_line("valgrind", "--version")}


def describe_input(path):
    with open(path, "rb") as file:
        text = file.read()
    return f"{len(text)} bytes, {hashlib.md5(text).hexdigest()}"


def count(*arguments):
    """The instructions of a run. Its environment is empty, since to pass one on costs some too."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", REFMILL, *arguments],
                          env={"PATH": os.environ["PATH"]}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        raise RuntimeError(f"status {done.returncode}: {done.stderr[-300:]!r}")
    return int(found.group(1))


def jobs(source):
    """Each with its arguments. The date is given, or it would be the file's."""
    yield "--version", ["--version"]
    yield "--check", ["--check", "--date", "2024-03-29", source]
    for format in FORMATS:
        yield format, ["-q", "--no-merge", "--date", "2024-03-29", "-t", format, source]


def read_record():
    """What is told about the machine and the input, and the figures."""
    about, figures = {}, {}
    with open(RECORD, encoding="utf-8") as file:
        for line in file:
            if told := re.match(r"#   (\w+): (.*)", line):
                about[told.group(1)] = told.group(2)
            elif not line.startswith("#"):
                job, instructions = line.split()
                figures[job] = int(instructions)
    return about, figures


def write_record(about, source):
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(f"#   {name}: {value}\n" for name, value in about.items())
        for job, arguments in jobs(source):
            line = f"{job:<10} {count(*arguments):>12}"
            print(line, flush=True)
            file.write(line + "\n")


def compare(job, instructions, recorded):
    """The test's line."""
    percent = (instructions / recorded - 1) * 100
    what = f"instructions, {job}: {instructions}, {percent:+.1f} % to the recorded {recorded}"
    if percent > LIMIT:
        return f"not ok - {what}; if that must be, make instructions ACCEPT=1"
    return f"ok - {what}" + ("; renew the record, make instructions ACCEPT=1" if percent < -LIMIT else "")


def check_job(job, arguments, recorded):
    if job not in recorded:
        return f"not ok - instructions, {job}: none recorded; make instructions ACCEPT=1"
    try:
        return compare(job, count(*arguments), recorded[job])
    except RuntimeError as error:
        return f"not ok - instructions, {job}: {error}"


def check(source, about):
    """The tests' lines."""
    told, recorded = read_record()
    other = [f"{name} is '{value}', recorded is '{told.get(name)}'" for name, value in about.items()
             if value != told.get(name)]
    if other:
        yield f"ok - instructions # SKIP not the recorded machine: {'; '.join(other)}"
    elif describe_input(source) != told.get("input"):
        yield "not ok - instructions: the fixtures have changed; make instructions ACCEPT=1"
    else:
        for job, arguments in jobs(source):
            yield check_job(job, arguments, recorded)


def main():
    with tempfile.TemporaryDirectory() as work:
        source = os.path.join(work, "in.md")
        make_input(source)
        about = describe_machine()
        if os.environ.get("ACCEPT"):
            write_record(about | {"input": describe_input(source)}, source)
            return 0
        lines = []
        for line in check(source, about):
            print(line, flush=True)
            lines.append(line)
    skipped, failed = (sum(part in line for line in lines) for part in ("# SKIP", "not ok - "))
    print(f"{len(lines) - skipped - failed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


sys.exit(main())
