#!/usr/bin/python3
"""refmill --fetch: what refmill-fetch brings is joined; what it cannot bring is a warning, and the records go out. What the
helper itself does with servers is in fetch.py."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from arxiv_api import Server, normal, plain, without
from invented import digest
from report import Report

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
PAPERS = [("2403.00001", 1, "new"), ("2403.00002", 2, "replace"), ("2403.00003", 1, "cross")]
report = Report("authors come", "from the cache without a request", "--offline has the same", "--offline has nothing new",
                "one request for all files", "only what no file has is asked for", "what has authors and an abstract is not asked for",
                "what has only some of them is",
                "only what is selected is asked for", "what arXiv does not know is said once", "a server that fails is a warning",
                "--require-authors makes it an error", "which -k leaves out", "-q is quiet", "the installed place of the helper",
                "no helper is an error", "the helper's command line has no address", "nor has a message a password", "options that want --fetch", "bad values", "arXiv's own pace", "nothing is asked for nothing")


class Place:
    """A folder with a digest, and a cache of its own."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "2024-03-29-cs.CL.md"), "w", encoding="utf-8") as file:
            file.write(digest(PAPERS))

    def run(self, *options, program=REFMILL, cache="cache", files=("2024-03-29-cs.CL.md",)):
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment["XDG_CACHE_HOME"] = os.path.join(self.folder, cache)
        came = subprocess.run([program, "-t", "jsonl", *options, *files], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60)
        self.status, self.err = came.returncode, came.stderr.decode()
        self.out = came.stdout
        records = [json.loads(line) for line in came.stdout.splitlines()] if came.stdout[:1] == b"{" else []
        self.authors = {record["arxiv_id"]: [author["family"] for author in record.get("authors", [])]
                        for record in records}
        return self

    def fetch(self, server, *options, **more):
        return self.run("--fetch", "--fetch-url", server.url, "--fetch-pause", "0.05", *options, **more)

    def has(self, *ids):
        """Status 0, and these papers have authors."""
        return (self.status == 0 and
                all((names == ["Müller", "Lovelace"]) == (paper in ids) for paper, names in self.authors.items()))

    def __str__(self):
        return f"status {self.status}, {self.authors}, {self.err!r}"


ALL = [paper for paper, _, _ in PAPERS]


def check_cache(place):
    with Server(normal) as server:
        first = place.fetch(server)
        report.expect("authors come", place.has(*ALL) and not place.err, str(place))
        whole = first.out
        place.fetch(server)
        report.expect("from the cache without a request", place.out == whole and server.count() == 1, str(place))
        place.fetch(server, "--offline")
        report.expect("--offline has the same", place.out == whole and server.count() == 1, str(place))
        place.fetch(server, "--offline", cache="other")
        report.expect("--offline has nothing new", place.has() and server.count() == 1 and
                      "no metadata for 3 of 3 papers" in place.err, str(place))


def check_asked(place):
    with Server(normal) as server:
        with open(os.path.join(place.folder, "2024-03-30-cs.CL.md"), "w", encoding="utf-8") as file:
            file.write(digest([("2403.00003", 2, "replace"), ("2403.00004", 1, "new")]))
        place.fetch(server, "--out-dir", "out", cache="files", files=("2024-03-29-cs.CL.md", "2024-03-30-cs.CL.md"))
        report.expect("one request for all files", server.count() == 1 and len(server.requests[0][2]) == 4, server.requests)
        with open(os.path.join(place.folder, "snapshot.json"), "w", encoding="utf-8") as file:
            file.write('{"id":"2403.00002","authors_parsed":[["Müller","J.",""],["Lovelace","A.",""]]}\n')
        place.fetch(server, "--metadata", "snapshot.json", "-o", "r.jsonl", cache="some")
        report.expect("only what no file has is asked for", server.requests[-1][2] == ["2403.00001", "2403.00003"],
                      server.requests[-1][2])
        place.fetch(server, cache="none", files=("r.jsonl",))
        report.expect("what has authors and an abstract is not asked for", place.has(*ALL) and server.count() == 2, str(place))
        with open(os.path.join(place.folder, "r.jsonl"), encoding="utf-8") as file:
            whole = [json.loads(line) for line in file]
        whole[0]["authors_incomplete"] = True
        del whole[2]["abstract"]
        with open(os.path.join(place.folder, "some.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in whole)
        place.fetch(server, cache="lacking", files=("some.jsonl",))
        report.expect("what has only some of them is", place.has(*ALL) and
                      server.requests[-1][2] == ["2403.00001", "2403.00003"], server.requests[-1][2])
        place.fetch(server, "--announce", "cross", cache="cross")
        report.expect("only what is selected is asked for", server.requests[-1][2] == ["2403.00003"], server.requests[-1][2])
        before = server.count()
        with open(os.path.join(place.folder, "empty.md"), "w", encoding="utf-8") as file:
            file.write(digest([]))
        place.fetch(server, files=("empty.md",))
        report.expect("nothing is asked for nothing", place.status == 0 and server.count() == before, str(place))


def check_failures(place):
    with Server(without("2403.00002")) as server:
        place.fetch(server, cache="unknown")
        report.expect("what arXiv does not know is said once", place.has("2403.00001", "2403.00003") and place.err ==
                      "refmill: warning: there is no metadata for 1 of 3 papers: 2403.00002\n", str(place))
    with Server(plain(404, b"<html>no</html>")) as server:
        place.fetch(server, cache="down")
        report.expect("a server that fails is a warning", place.has() and "HTTP status 404" in place.err and
                      "error" not in place.err and place.err.count("\n") == 1, str(place))
        place.fetch(server, "--require-authors", cache="down")
        report.expect("--require-authors makes it an error", place.status == 1 and not place.out and
                      place.err.splitlines()[1:] == ["refmill: error: papers that were not fetched have no authors; "
                                                     "use -k to leave them out"], str(place))
        place.fetch(server, "--require-authors", "-k", cache="down")
        report.expect("which -k leaves out", place.status == 1 and not place.authors and place.err.splitlines()[1:] ==
                      ["refmill: error: papers that were not fetched have no authors; they are left out"], str(place))
        place.fetch(server, "-q", cache="down")
        report.expect("-q is quiet", place.has() and not place.err, str(place))


def check_places(place):
    with Server(normal) as server:
        helper = os.path.join(place.folder, "usr/libexec/refmill/refmill-fetch")
        program = os.path.join(place.folder, "usr/bin/refmill")
        os.makedirs(os.path.dirname(program))
        os.makedirs(os.path.dirname(helper))
        shutil.copy(REFMILL, program)
        place.fetch(server, program=program)
        report.expect("no helper is an error", place.status == 2 and not place.out and
                      "error: --fetch requires the program refmill-fetch" in place.err, str(place))
        shutil.copy(os.path.join(os.path.dirname(REFMILL), "refmill-fetch"), helper)
        place.fetch(server, program=program, cache="installed")
        report.expect("the installed place of the helper", place.has(*ALL), str(place))


def started_by(parent):
    """The command line of each process that this one has started, by its number."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            with open(f"/proc/{name}/stat", "rb") as stat, open(f"/proc/{name}/cmdline", "rb") as line:
                if int(stat.read().rpartition(b")")[2].split()[1]) == parent:
                    found[int(name)] = line.read()
    return found


def check_secrets(place):
    helpers = []

    def look(handler, ids):
        for refmill in started_by(os.getpid()):
            helpers.extend(started_by(refmill).values())
        normal(handler, ids)
    with Server(look) as server:
        place.run("--fetch", "--fetch-url", server.url + "?key=secret", "--fetch-pause", "0.05")
        report.expect("the helper's command line has no address", place.has(*ALL) and len(helpers) == 1 and
                      b"secret" not in helpers[0] and b"refmill-fetch" in helpers[0] and
                      "?key=secret&id_list=" in server.requests[0][1], f"{helpers}, {place}")
    for option in (["--fetch", "--fetch-url"], ["--to-zotero", "--zotero-url"]):
        place.run(*option, "http://me:secret@127.0.0.1:1")
        report.expect("nor has a message a password", place.status == 2 and "http://...@127.0.0.1:1" in place.err and
                      "secret" not in place.err, str(place))


def refuses(place, said, *options):
    """A message that says so, and status 2."""
    place.run(*options)
    return place.status == 2 and not place.out and said in place.err and place.err.count("\n") == 1


def check_options(place):
    report.expect("options that want --fetch", all(
        refuses(place, "require --fetch", *option) for option in
        (["--offline"], ["--fetch-url", "http://127.0.0.1/"], ["--fetch-pause", "1"], ["--fetch-max-age", "1"])), str(place))
    report.expect("bad values", all(
        refuses(place, said, "--fetch", *option) for said, option in
        (("--fetch-url 'ftp://x/' ", ["--fetch-url", "ftp://x/"]), ("expected a number of seconds", ["--fetch-pause", "soon"]),
         ("expected a number of seconds", ["--fetch-pause", "-1"]), ("expected a number of days", ["--fetch-max-age", "1.5"]))), str(place))
    place.run("--fetch", "--fetch-pause", "1")
    report.expect("arXiv's own pace", place.status == 2 and not place.out and "arxiv.org" in place.err, str(place))


def main():
    for check in (check_cache, check_asked, check_failures, check_places, check_secrets, check_options):
        with tempfile.TemporaryDirectory() as folder:
            check(Place(folder))
    sys.exit(report.end())


main()
