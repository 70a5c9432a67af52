#!/usr/bin/python3
"""refmill-fetch, and refmill that waits for it, while one call fails, each in turn: allocations, reads, writes, closes and
renames; a disk that is full; signals at random moments. Who fails says why and has a status; the cache has old files or
whole new ones, and nothing else; the outputs of refmill are new and whole or the old ones. With EVERY=1 every
call fails in turn, else some that are spread. SEED=N repeats the moments of the signals."""
import errno
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from arxiv_api import Server, cache_name, normal
from invented import REFMILL, digest
from report import EVERY, Report, sample, skip

FETCH = os.path.join(os.path.dirname(REFMILL), "refmill-fetch")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
PAPERS = ["2403.00001", "2403.00002", "2403.00003"]  # the first is too old in the cache, the last is not there
MANY = PAPERS + [f"2403.{number:05}" for number in range(101, 200)]
AGE = 40 * 86400
SOME = 10
MESSAGE = 4  # allocations
MOMENTS = 60 if EVERY else 20
SECONDS = 60
PAUSE = "0.01"
ENDED_BY_LOADER = (127, b"out of memory\n")  # as in every_fault.py
KEPT = re.compile(r"2403\.\d{5}\.xml|api\.lock")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def contents(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            found[os.path.relpath(os.path.join(place, name), folder)] = read(os.path.join(place, name))
    return found


def documents(out):
    """In any order, since what the cache has comes first."""
    return sorted(re.split(rb"(?=<\?xml )", out))


class Fetch:
    """Runs of the helper, each from the same cache."""

    def __init__(self, place, library):
        self.folder, self.first, self.library = os.path.join(place, "cache"), os.path.join(place, "first"), library
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.lower().endswith("_proxy") and not name.startswith("XDG_")}
        self.environment |= {"XDG_CACHE_HOME": self.folder, "HOME": place, "XDG_RUNTIME_DIR": place}
        self.url = "http://127.0.0.1:1/"

    def prepare(self, server):
        """The cache that runs begin with, what is in it, and what a run without a fault makes of it."""
        self.url = server.url
        os.mkdir(self.first)
        self.restore()
        self.run(papers=PAPERS[:2])
        then = time.time() - AGE
        old = os.path.join(self.folder, "refmill", cache_name(self.url), "2403", PAPERS[0] + ".xml")
        with open(old, "r+b") as file:
            text = file.read().replace(b"We invent", b"We invented")
            file.seek(0)
            file.write(text)
        os.utime(old, (then, then))
        os.rename(self.folder, self.first + "/cache")
        self.first += "/cache"
        self.restore()
        self.before = contents(self.folder)
        self.run(papers=MANY)
        self.after = contents(self.folder)
        self.restore()
        self.expected = self.run()
        self.restore()
        assert self.expected.returncode == 0 and not self.expected.stderr, self.expected

    def restore(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.first, self.folder)

    def faulty(self, call, number=0, error=0, **more):
        return {"LD_PRELOAD": self.library, "FAIL_CALL": call, "FAIL_NUMBER": str(number), "FAIL_ERRNO": str(error), **more}

    def words(self, *options):
        return [FETCH, "--url", self.url, "--pause", PAUSE, *options]

    def run(self, *options, papers=PAPERS, limit=None, **environment):
        return subprocess.run(self.words(*options), input="\n".join(papers).encode(), capture_output=True, check=False,
                              env={**self.environment, **environment}, timeout=SECONDS, preexec_fn=limit)

    def count(self, call, *options):
        path = self.folder + "-count"
        self.run(*options, **self.faulty(call, FAIL_COUNT=path))
        self.restore()
        return int(read(path))

    def find_rest(self):
        """What is wrong with what a run left in the cache, which is as before then."""
        now = contents(self.folder)
        self.restore()
        others = [name for name in now if not KEPT.fullmatch(os.path.basename(name))]
        broken = [name for name, text in now.items()
                  if name.endswith(".xml") and text not in (self.before.get(name), self.after[name])]
        return f"leaves {others}, breaks {broken}" if others or broken else None

    def find_fault(self, done):
        """The same of its end."""
        rest = self.find_rest()
        if rest:
            return f"{rest}: {done.returncode}, {done.stderr[:200]}"
        if done.returncode == 0:
            good = documents(done.stdout) == documents(self.expected.stdout)
            return None if good else f"has not all, and status 0: {done.stderr[:200]}"
        if done.returncode not in (1, 2) or not re.search(rb"(error|warning): .", done.stderr):
            return f"status {done.returncode}, {done.stderr[:200]}"
        return None


# ---- The helper


def check_memory(fetch, report):
    """Those before main are the libraries' own: about as many as a run has that ends with a message at once."""
    name = "the helper: no memory"
    first, count = fetch.count("malloc", "--nonsense") - MESSAGE, fetch.count("malloc")
    failed = 0
    for number in sample(range(first + 1, count + 1), SOME):
        done = fetch.run(**fetch.faulty("malloc", number))
        fault = fetch.find_fault(done)
        failed += done.returncode != 0
        report.expect(name, not fault, f"allocation {number} of {count}: {fault}")
    report.expect(name, failed > 0, "expected some to end the program")


def check_calls(fetch, report):
    for call, error in (("read", errno.EIO), ("write", errno.ENOSPC), ("close", errno.EIO), ("rename", errno.EIO)):
        name = f"the helper: every {call} fails"
        count = fetch.count(call)
        report.expect(name, count > 0, "there are none")
        for number in sample(range(1, count + 1), SOME):
            done = fetch.run(**fetch.faulty(call, number, error))
            fault = fetch.find_fault(done)
            report.expect(name, not fault, f"{call} {number} of {count}: {fault}")
            report.expect(name, call == "close" or done.stderr, f"{call} {number} of {count}: without a word")


def check_interrupted(fetch, report):
    for call in ("read", "write"):
        name = f"the helper: every {call} interrupted or short"
        for number in sample(range(1, fetch.count(call) + 1), SOME):
            for error in (errno.EINTR, 0):
                done = fetch.run(**fetch.faulty(call, number, error))
                fault = fetch.find_fault(done)
                report.expect(name, not fault and done.returncode == 0 and not done.stderr,
                              f"{call} {number}, error {error}: {fault or done.stderr[:200]}")
    for number in sample(range(1, fetch.count("read", "--offline") + 1), SOME):
        done = fetch.run("--offline", **fetch.faulty("read", number, errno.EINTR))
        fetch.restore()
        report.expect("the helper: every read interrupted or short", done.stdout.count(b"<entry>") == 2,
                      f"read {number} with --offline: {done}")


def check_full(fetch, report):
    """A limit on the size of files is a disk that takes no more; a signal would come with it."""
    name = "the helper: no room in the cache"
    for size in (0, 1, 100):
        done = fetch.run(limit=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        fault = fetch.find_fault(done)
        report.expect(name, not fault and b"File too large" in done.stderr, f"{size} bytes: {fault or done}")


def check_signals(fetch, report):
    name = "the helper: signals"
    seed = int(os.environ.get("SEED") or random.randrange(10 ** 6))
    dice = random.Random(seed)
    began = time.monotonic()
    whole = fetch.run(papers=MANY)
    duration = time.monotonic() - began
    fetch.restore()
    ended = 0
    for moment in range(MOMENTS):
        number = dice.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
        after = dice.uniform(0, 1.2 * duration)
        with subprocess.Popen(fetch.words(), env=fetch.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as program:
            program.stdin.write("\n".join(MANY).encode())
            program.stdin.close()
            program.stdin = None
            time.sleep(after)
            program.send_signal(number)
            out, err = program.communicate(timeout=SECONDS)
        ended += program.returncode != 0
        fault = fetch.find_rest()
        is_over = program.returncode == 0 and documents(out) == documents(whole.stdout)
        if err or not (is_over or program.returncode == -number):
            fault = f"status {program.returncode}, {err[:200]}"
        report.expect(name, not fault, f"SEED={seed}, moment {moment}, {number.name}: {fault}")
    report.expect(name, ended > 0, f"SEED={seed}: none was ended")


# ---- refmill


class Refmill:
    """refmill --fetch with a helper in its own folder, which is a script."""

    def __init__(self, place, fetch):
        self.place, self.fetch, self.work = place, fetch, os.path.join(place, "work")
        os.mkdir(self.work)
        self.program = shutil.copy(REFMILL, os.path.join(place, "refmill"))
        with open(os.path.join(self.work, "d.md"), "w", encoding="utf-8") as file:
            file.write(digest([(paper, 1, "new") for paper in PAPERS]))
        self.helper(f'exec "{FETCH}" "$@"')
        self.run()
        self.new = self.output()

    def helper(self, *lines):
        """It has no calls that fail."""
        path = os.path.join(self.place, "refmill-fetch")
        with open(path, "w", encoding="utf-8") as file:
            print("#!/usr/bin/env -S -u LD_PRELOAD sh", *lines, sep="\n", file=file)
        os.chmod(path, 0o755)

    def output(self):
        found = contents(self.work)
        found.pop("d.md")
        return found

    def remove_empty(self):
        """The loader, which fetches libxml2 while the new output is still empty, ends a program at once."""
        for name, text in self.output().items():
            if re.fullmatch(r"\.refmill-\w{6}", name) and not text:
                os.remove(os.path.join(self.work, name))

    def run(self, *options, **environment):
        with open(os.path.join(self.work, "all.ris"), "w", encoding="utf-8") as file:
            file.write("old\n")
        done = subprocess.run([self.program, "--fetch", "--fetch-url", self.fetch.url, "--fetch-pause", PAUSE, *options,
                               "-o", "all.ris", "d.md"], cwd=self.work, capture_output=True, check=False, timeout=SECONDS,
                              stdin=subprocess.DEVNULL, env={**self.fetch.environment, **environment})
        self.fetch.restore()
        return done

    def find_fault(self, done):
        if done.returncode == 0:
            return None if self.output() == self.new and not done.stderr else f"status 0, {done.stderr[:300]}"
        if (done.returncode, done.stderr) == ENDED_BY_LOADER:
            self.remove_empty()
            return None if self.output() == {"all.ris": b"old\n"} else "is ended by the loader with files changed"
        if (done.returncode, self.output(), done.stderr.count(b"error: ")) != (2, {"all.ris": b"old\n"}, 1):
            return f"status {done.returncode}, {self.output()}"[:100] + f", {done.stderr[:300]}"
        return None


def check_helpers(refmill, report):
    name = "refmill: a helper that fails"
    for lines in (["kill -9 $$"], [f'"{FETCH}" "$@"', "kill -9 $$"], ["exit 3"], ["echo x: error: y >&2", "exit 2"],
                  ["cat >/dev/null", "echo no metadata"]):
        refmill.helper(*lines)
        done = refmill.run()
        fault = refmill.find_fault(done)
        report.expect(name, not fault and done.returncode == 2, f"{lines}: {fault or done}")
    refmill.helper(f'exec "{FETCH}" "$@"')


def check_refmill_calls(refmill, report):
    for call, error in (("read", errno.EIO), ("write", errno.EIO), ("malloc", errno.ENOMEM)):
        name = f"refmill --fetch: every {call} fails"
        path = refmill.place + "/count"
        refmill.run(**refmill.fetch.faulty(call, FAIL_COUNT=path))
        count = int(read(path))
        for number in sample(range(1, count + 1), SOME):
            done = refmill.run(**refmill.fetch.faulty(call, number, error, FAIL_COUNT=path))
            fault = refmill.find_fault(done)
            goes_on = call == "malloc" or int(read(path)) < number  # a pipe may give all at once
            report.expect(name, not fault and (done.returncode == 2 or goes_on), f"{call} {number} of {count}: {fault or done}")


def main():
    if b"__asan_init" in read(FETCH):
        skip("faults of the helper", "sanitizers inside the program come before the library")
        return 0
    report = Report()
    with tempfile.TemporaryDirectory() as place, Server(normal) as server:
        library = os.path.join(place, "fail_call.so")
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-DWITH_MALLOC", "-o", library,
                        os.path.join(ROOT, "tests/faults/fail_call.c"), "-ldl"], check=True)
        fetch = Fetch(place, library)
        fetch.prepare(server)
        for check in (check_calls, check_interrupted, check_full, check_signals, check_memory):
            check(fetch, report)
        refmill = Refmill(place, fetch)
        for check in (check_helpers, check_refmill_calls):
            check(refmill, report)
    return report.end()


sys.exit(main())
