#!/usr/bin/python3
"""--to-zotero against a server on 127.0.0.1 that does what Zotero's connector does."""
import contextlib
import http.server
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import terminal
from report import equal, failed, skip

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
with open(REFMILL, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
DIGEST = os.path.join(ROOT, "fixtures/daily-digest/in.md")

# ---- Zotero

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):  # pylint: disable=invalid-name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/connector/ping":
            self.server.pings += 1
            self.server.answer_ping(self)
            return
        self.server.requests.append((self.path, self.headers, body))
        self.server.act(self, body)

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def take(handler, body, but=0):
    """As Zotero: what it made of each entry, and no session twice."""
    url = urllib.parse.urlsplit(handler.path)
    session = urllib.parse.parse_qs(url.query).get("session")
    if url.path != "/connector/import":
        handler.answer(404, b"No endpoint found")
    elif not session or session in handler.server.sessions:
        handler.answer(409, b'{"error":"SESSION_EXISTS"}')
    else:
        handler.server.sessions.append(session)
        titles = [line[6:] for line in body.decode().split("\r\n") if line.startswith("TI  - ")]
        items = [{"itemType": "preprint", "title": title, "tags": [{"tag": "a"}]} for title in titles]
        handler.answer(201, json.dumps(items[but:], ensure_ascii=False).encode())


def refuse(status, body=b""):
    return lambda handler, _: handler.answer(status, body)


def hang_up(handler, _):
    handler.close_connection = True


@contextlib.contextmanager
def zotero(act, ping=lambda handler: handler.answer(200, b'{"prefs":{}}')):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.act, server.requests, server.sessions = act, [], []
    server.answer_ping, server.pings = ping, 0
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


# ---- Runs

def run(*arguments, stdin=b"", **environment):
    quiet = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run([REFMILL, *arguments], input=stdin, capture_output=True, check=False,
                          env=quiet | environment)


def lines(answer):
    return answer.returncode, answer.stdout, answer.stderr.decode().splitlines()


def test_takes(work):
    ris = run("-q", "-t", "ris", DIGEST).stdout
    count = ris.count(b"TY  - ")
    with zotero(take) as server:
        answer = run("--to-zotero", "--zotero-url", server.url, DIGEST)
        equal("Zotero takes a digest", (0, b"", [f"refmill: note: Zotero imported {count} papers"]), lines(answer))
        path, headers, body = server.requests[0]
        equal("it gets the RIS that a file would have", ris, body)
        equal("as RIS in UTF-8", "application/x-research-info-systems; charset=utf-8", headers["Content-Type"])
        equal("with the version of the interface", "3", headers["X-Zotero-Connector-API-Version"])
        equal("in a session", True, "/connector/import?session=refmill-" in path)

        file = os.path.join(work, "today.bib")
        answer = run("-q", "--to-zotero", "--zotero-url", server.url + "/", "-o", file, "--limit", "1", DIGEST)
        equal("beside a file", (0, b"", []), lines(answer))
        equal("with the same selection", (1, 1), (server.requests[1][2].count(b"TY  - "), read(file).count(b"@misc{")))
        equal("in a session of its own", 2, len(server.sessions))

        answer = run("-q", "--to-zotero", "--zotero-url", server.url, "-t", "ids", DIGEST)
        equal("beside standard output, if that has a format", count, answer.stdout.count(b"\n"))

        answer = run("--to-zotero", "--zotero-url", server.url, "--match", "no such thing", DIGEST)
        equal("no paper is no request", (0, 3), (answer.returncode, len(server.requests)))
        equal("and is told", True, b"note: there are no papers to send to Zotero" in answer.stderr)

        proxied = run("-q", "--to-zotero", "--zotero-url", server.url, DIGEST, http_proxy="http://127.0.0.1:1")
        equal("by no proxy", 0, proxied.returncode)
        equal("it is asked first by each", 5, server.pings)
    with zotero(refuse(201, b' [ {"a": "]"} ,\n{"b":[{}]}, {} ]\n')) as server:
        answer = run("--to-zotero", "--zotero-url", server.url, DIGEST)
        equal("however the list is written", (0, b"", [f"refmill: note: Zotero imported {count} papers"]), lines(answer))
    with zotero(lambda handler, body: take(handler, body, but=1)) as server:
        answer = run("--to-zotero", "--zotero-url", server.url, DIGEST)
        equal("less than all is a warning",
               (0, b"", [f"refmill: warning: Zotero imported {count - 1} of {count} papers"]), lines(answer))


def test_refuses(work):
    """Each is an error, and no file changes."""
    nobody = "http://127.0.0.1:9"
    cases = {
        "a path that is not there": (refuse(404), "the program at URL accepts no imports; check that it is Zotero"),
        "no translator": (refuse(400), "Zotero cannot read RIS; update its translators"),
        "a library that is read-only": (refuse(500, b'{"libraryEditable":false}'),
                                        "the library selected in Zotero is read-only; select another"),
        "an answer that is none of Zotero's": (refuse(201, b"<html>"), "the program at URL did not answer with a list of items; check that it is Zotero"),
        "a list that is cut": (refuse(201, b'[{"a":1},{"b":2}'), "the program at URL did not answer with a list of items; check that it is Zotero"),
        "a list of other things": (refuse(201, b'[{"a":1}, 2]'), "the program at URL did not answer with a list of items; check that it is Zotero"),
        "a list of lists of 20 MB": (refuse(201, b'[{"a":[' + b"[]," * 7000000 + b"[]]}]"),
                                     "the program at URL did not answer with a list of items; check that it is Zotero"),
        "another status": (refuse(503), "Zotero answered with HTTP status 503"),
        "a redirection": (refuse(302), "Zotero answered with HTTP status 302"),
        "an end without an answer": (hang_up, "the connection to Zotero at URL failed: it closed the connection without an answer"),
    }
    file = os.path.join(work, "old.bib")
    write(file, b"old")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for name, (act, message) in cases.items():
        with zotero(act) as server:
            answer = run("--to-zotero", "--zotero-url", server.url, "-o", file, DIGEST)
            equal(name, (2, b"", ["refmill: error: " + message.replace("URL", server.url)]), lines(answer))
    with zotero(take, ping=lambda handler: handler.answer(404)) as server:
        answer = run("--to-zotero", "--zotero-url", server.url, "-o", file, "no-such.md")
        equal("another program is found out before anything is read",
               (2, b"", [f"refmill: error: the program at {server.url} accepts no imports; check that it is Zotero"]), lines(answer))
    answer = run("--to-zotero", "--zotero-url", nobody, "--fetch", "--fetch-url", nobody, "-o", file, "no-such.md")
    equal("no Zotero", (2, b"", [f"refmill: error: Zotero does not answer at {nobody}; start it, or write a file with "
                                  "-o FILE.ris and import the file"]), lines(answer))
    equal("the file is as it was", b"old", read(file))
    most = max(most, 200 << 10) # of the 1000 MB that the list of lists could make
    equal("an answer cannot take much memory", True, SANITIZED or
          resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= most)
    with zotero(take) as server:
        answer = run("--to-zotero", "--zotero-url", server.url, stdin=b"[^1]: no digest\n\n    [^\n\xff\n")
        equal("nothing is sent of what is in error", (True, 0), (answer.returncode > 0, len(server.requests)))


def test_terminal():
    if not terminal.is_there():
        skip("on a terminal", "there are no terminals")
        return

    def on_terminal(*options):
        words = [REFMILL, "--to-zotero", "--zotero-url", server.url, *options, DIGEST]
        return terminal.watch(lambda stderr: subprocess.Popen(words, stderr=stderr))
    with zotero(take) as server:
        note = "refmill: note: Zotero imported 3 papers\r\n"
        equal("on a terminal it says for what it waits",
               (0, f"\r\x1b[Kwaiting for Zotero to import 3 papers\r\x1b[K{note}"), on_terminal())
        equal("but not with --no-progress", (0, note), on_terminal("--no-progress"))


def test_options():
    for arguments, message in {
        ("--zotero-url", "http://127.0.0.1:1"): "--zotero-url requires --to-zotero",
        ("--to-zotero", "--out-dir", "x"): "--to-zotero and --out-dir cannot be used together",
    }.items():
        equal(message, (2, b"", ["refmill: error: " + message]), lines(run(*arguments, DIGEST)))
    for address in ("ftp://x", "127.0.0.1:23119", "http://127.0.0.1:1?x=1", "http://127.0.0.1:1/#x"):
        answer = run("--to-zotero", "--zotero-url", address, DIGEST)
        equal("an address that is none of a program, " + address, (2, True), (
            answer.returncode, answer.stderr.startswith(f"refmill: error: --zotero-url '{address}'".encode())))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


with tempfile.TemporaryDirectory() as place:
    test_takes(place)
    test_refuses(place)
    test_terminal()
    test_options()
sys.exit(failed())
