#!/usr/bin/python3
"""Small runs in which one call fails, each in turn: allocations, and every read with an error, interrupted or short. A
run that fails says why in one error and changes nothing; one that goes on has the outputs that it has without the fault.
With EVERY=1 every allocation and read fails in turn, else some that are spread. `every_fault.py WORD` takes only the runs whose
name has the word."""
import errno
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

from inputs import inputs
from report import Report, sample, skip

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
FORMATS = [line.split()[0] for line in
           subprocess.run([REFMILL, "--list-formats"], capture_output=True, check=True, text=True).stdout.split("\n\n")[0].splitlines()]
TIME = 1711700000  # of all files
SOME = 4
SECONDS = 60  # a run takes milliseconds
# dlopen(3) tells no reasons apart, and at a few places ends the program itself, with status 127.
NO_MEMORY = ("refmill: error: out of memory\n", "libxml2.so.2 cannot be loaded", "install libzstd")
ENDED_BY_LOADER = (127, b"out of memory\n")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def fixture(*names):
    return read(os.path.join(ROOT, "fixtures", *names))


def run(*arguments, folder, stdin=None, **environment):
    with open(os.path.join(folder, stdin) if stdin else os.devnull, "rb") as file:
        return subprocess.run([REFMILL, *arguments], cwd=folder, env={**os.environ, **environment}, stdin=file, capture_output=True,
                              check=False, timeout=SECONDS)


def make_inputs(folder):
    """The digest, and of each kind of file that a run may read one."""
    files = {"d.md": fixture("metadata-snapshot", "in.md"), "e.md": fixture("daily-digest", "in.md"),
             "snapshot.json": fixture("metadata-snapshot", "snapshot.json"), "api.atom": fixture("metadata-api", "api.atom"),
             "oai.xml": fixture("metadata-oai", "oai.xml"), "list": b"d.md\0e.md\0"}
    files.update(("of." + reader, content) for reader, content in inputs().items())
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    with gzip.open(os.path.join(folder, "snapshot.gz"), "wb") as file:
        file.write(files["snapshot.json"])
    with zipfile.ZipFile(os.path.join(folder, "snapshot.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("snapshot.json", files["snapshot.json"])
    subprocess.run(["zstd", "-q", "snapshot.json", "-o", "snapshot.zst"], cwd=folder, check=True)
    for kind in FORMATS:
        run("-o", f"{kind}:library.{kind}", "e.md", folder=folder)
    for name in os.listdir(folder):
        os.utime(os.path.join(folder, name), (TIME, TIME))


def make_runs():
    """The arguments of each run by its name; "<" is before the file that is standard input."""
    runs = {}
    for kind in FORMATS:
        runs[kind] = ["-o", f"{kind}:all.{kind}", "d.md"]
        runs[f"--no-merge {kind}"] = ["--no-merge", "-t", kind, "d.md"]
        runs[f"--exclude {kind}"] = ["--exclude", f"library.{kind}", "-o", "all.ris", "d.md", "e.md"]
    everything = [word for kind in FORMATS for word in ("-o", f"{kind}:all.{kind}")]
    runs["every format"] = [*everything, "--metadata", "snapshot.json", "d.md", "e.md"]
    runs["jsonl as input"] = ["-o", "all.ris", "library.jsonl", "d.md"]
    for reader in inputs():
        runs[f"--from {reader}"] = ["--from", reader, "-o", "all.bibtex.bib", f"of.{reader}"]
    for name in ("snapshot.json", "snapshot.gz", "snapshot.zip", "snapshot.zst", "api.atom", "oai.xml"):
        runs[f"--metadata {name}"] = ["--metadata", name, "-o", "all.ris", "d.md"]
    runs["standard input"] = ["-o", "all.bibtex.bib", "<", "d.md"]
    runs["standard input twice"] = ["--metadata", "api.atom", "-o", "all.bibtex.bib", "-", "<", "d.md"]
    runs["names"] = ["-0", "--files-from", "list", "--depfile", "all.d", "--if-changed", "-o", "all.ris"]
    runs["--out-dir"] = ["--out-dir", "new/folder", "-t", "bibtex,ris", "d.md", "e.md"]
    runs["--opml"] = ["--out-dir", "new/folder", "-t", "jsonfeed", "--feed-url", "https://example.org/", "--opml",
                      "new/x.opml", "d.md", "e.md"]
    runs["--feed-archive"] = ["--feed-archive", "pages", "--feed-url", "https://example.org/all.atom", "-o", "all.atom",
                              "d.md", "e.md"]
    runs["selected"] = ["--match", "lévy|指数", "--category", "math.*,cs.*", "--sort", "id", "-o", "all.ris", "d.md"]
    runs["keys"] = ["--key", "{auth}{year}{word}", "--metadata", "snapshot.json", "--ascii", "-o", "all.bibtex.bib", "d.md"]
    runs["--check"] = ["--check", "-q", "d.md", "e.md"]
    runs["--help"] = ["--help"]
    return runs


def contents(folder):
    """All files and folders there."""
    found = {}
    for place, folders, files in os.walk(folder):
        found.update({os.path.join(place, name): (None, None, None) for name in folders})
        for name in files:
            path = os.path.join(place, name)
            found[path] = (os.stat(path).st_ino, os.stat(path).st_mtime_ns, read(path))
    return found


class Case:
    """A run in a folder of its own, with old files where its outputs go."""

    def __init__(self, name, arguments, inputs, library):
        self.name, self.library = name, library
        self.arguments, self.stdin = arguments, None
        if "<" in arguments:
            at = arguments.index("<")
            self.arguments, self.stdin = arguments[:at], arguments[at + 1]
        self.inputs = inputs
        self.folder = inputs + "-run"
        self.restore()
        done = self.run()
        assert done.returncode == 0, f"{name}: {done}"
        self.expected = self.outputs(done)
        self.restore()

    def restore(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.inputs, self.folder, copy_function=os.link)  # it is done hundreds of times
        for argument, value in zip(self.arguments, self.arguments[1:]):
            if argument in ("-o", "--depfile"):
                with open(os.path.join(self.folder, value.rpartition(":")[2]), "w", encoding="utf-8") as file:
                    file.write("old\n")
        self.before = contents(self.folder)

    def run(self, call=None, number=0, error=0, **more):
        environment = {"LD_PRELOAD": self.library, "FAIL_CALL": call, "FAIL_NUMBER": str(number),
                       "FAIL_ERRNO": str(error), **more} if call else {}
        return run(*self.arguments, folder=self.folder, stdin=self.stdin, **environment)

    def outputs(self, done):
        """What a run wrote, whatever its inodes and times are."""
        written = {path: what[2] for path, what in contents(self.folder).items()}
        return written, done.stdout, done.stderr

    def count(self, call):
        """How many such calls a run has."""
        path = self.inputs + "-count"
        self.run(call, FAIL_COUNT=path)
        self.restore()
        return int(read(path))

    def judge(self, done, *messages):
        """What is wrong with the end of a run with a fault; messages are of what it may say when it fails."""
        if done.returncode == 0:
            good = self.outputs(done) == self.expected
            self.restore()
            return None if good else f"goes on, and not as without the fault: {done.stderr[:200]}"
        after = contents(self.folder)
        if (done.returncode, done.stderr) == ENDED_BY_LOADER:
            # A temporary file stays, which the next run removes.
            good = {path: what for path, what in after.items()
                    if not os.path.basename(path).startswith(".refmill-")} == self.before
            self.restore()
            return None if good else "is ended by the loader with files changed"
        if after != self.before:
            changed = sorted(path for path in {*after, *self.before} if after.get(path) != self.before.get(path))
            self.restore()
            return f"changes {', '.join(os.path.relpath(path, self.folder) for path in changed)}"
        said = "".join(line for line in done.stderr.decode().splitlines(True)
                       if ": note: " not in line and ": warning: " not in line)
        streams = "--no-merge" in self.arguments  # then what came before is written
        if done.returncode != 2 or (done.stdout and not streams) or said.count("\n") != 1 or not any(text in said for text in messages):
            return f"status {done.returncode}, {len(done.stdout)} bytes, {said[:200]!r}"
        return None


def check_memory(case, report):
    count = case.count("malloc")
    name = f"{case.name}: no memory, {count} times"
    report.begin(name, count > 0)
    for number in sample(range(1, count + 1), SOME):
        fault = case.judge(case.run("malloc", number), *NO_MEMORY)
        report.expect(name, not fault, f"allocation {number}: {fault}")


def check_reads(case, report):
    count = case.count("read")
    name = f"{case.name}: reads, {count} of them"
    report.begin(name, count > 0 or case.name == "--help")
    for number in sample(range(1, count + 1), SOME):
        fault = case.judge(case.run("read", number, errno.EIO), "Input/output error")
        report.expect(name, not fault, f"read {number} with an error: {fault}")
        done = case.run("read", number, errno.EINTR)
        report.expect(name, done.returncode == 0 and not (fault := case.judge(done)),
                      f"read {number} interrupted: {fault or done}")
    done = case.run("read", 1, 0, FAIL_ON="1")
    report.expect(name, done.returncode == 0 and not (fault := case.judge(done)), f"bytes one by one: {fault or done}")


class Cases(Report):
    def begin(self, name, any_call):
        self.faults[name] = [] if any_call else ["expected calls to fail, there are none"]


def main():
    if b"__asan_init" in read(REFMILL):
        skip("every allocation and read", "sanitizers inside the program come before the library")
        return 0
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    report = Cases()
    with tempfile.TemporaryDirectory() as place:
        library = os.path.join(place, "fail_call.so")
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-DWITH_MALLOC", "-o", library,
                        os.path.join(ROOT, "tests/faults/fail_call.c"), "-ldl"], check=True)
        inputs = os.path.join(place, "work")
        os.mkdir(inputs)
        make_inputs(inputs)
        for name, arguments in make_runs().items():
            if word in name:
                case = Case(name, arguments, inputs, library)
                check_memory(case, report)
                check_reads(case, report)
    return report.end()


sys.exit(main())
