#!/usr/bin/python3
"""refmill-fetch, its cache and its pace against a server on 127.0.0.1 (arxiv_api.py)
that answers, refuses, breaks off, and means ill."""
import concurrent.futures
import contextlib
import email.utils
import fcntl
import gzip
import os
import re
import shutil
import socket
import ssl
import stat as modes
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as tree

import terminal
from arxiv_api import (HTML, LAUGHS, Server, cache_name, chunked, endless, entry, feed, normal,
                       of_length, plain, raw, refusing, reversed_with_others, silent, stalled, without, zipped)
from report import EVERY, Report, failed, sample, skip

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
FETCH = os.path.join(os.path.dirname(REFMILL), "refmill-fetch")
HERE = os.path.dirname(os.path.realpath(__file__))
ATOM = "{http://www.w3.org/2005/Atom}"
PAUSE = 0.1
EARLY = 0.06 # what a busy machine may take off a pause: the server notes a request late
DAY = 86400

# ---- Runs


def papers(count, first=1):
    return [f"2403.{number:05}" for number in range(first, first + count)]


class Run:
    """What came of one run."""

    def __init__(self, status, out, err):
        self.status, self.err = status, err.decode()
        lines = self.err.splitlines()
        self.notes = [line for line in lines if ": note: " in line]
        self.warnings = [line for line in lines if line not in self.notes]
        self.documents = re.split(rb"(?=<\?xml )", out)[1:]
        self.entries = {}
        for document in self.documents:
            for node in tree.fromstring(document).iter(ATOM + "entry"):
                link = node.find(ATOM + "id").text
                self.entries.setdefault(re.fullmatch(r"http://arxiv\.org/abs/(.*)v2", link)[1],
                                        []).append(node)

    def has(self, ids):
        """These papers, each once."""
        return (sorted(self.entries) == sorted(ids) and
                all(len(found) == 1 for found in self.entries.values()))

    def __str__(self):
        return f"status {self.status}, {len(self.entries)} papers, {self.err[:400]!r}"


class Case(Report):
    """A test with a folder of its own for the cache."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.server = folder, "api"
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.lower().endswith("_proxy") and not name.startswith("XDG_")}
        self.environment |= {"XDG_CACHE_HOME": folder, "HOME": folder + "/home",
                             "XDG_RUNTIME_DIR": folder}

    def expect(self, name, holds, came=""):
        super().expect(name, holds, came)

    def at(self, url):
        """The server whose directory in the cache stands for "api" from now on."""
        self.server = cache_name(url)

    def path(self, *names):
        if names[:1] == ("api",):
            names = (self.server, *names[1:])
        return os.path.join(self.folder, "refmill", *names)

    def start(self, url, *options, pause=PAUSE, **changed):
        self.at(url)
        words = [FETCH, "--url", url, *([] if pause is None else ["--pause", str(pause)]), *options]
        return subprocess.Popen(words, **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE,
                                          "stderr": subprocess.PIPE, "env": self.environment,
                                          **changed})

    def fetch(self, url, ids, *options, pause=PAUSE):
        with self.start(url, *options, pause=pause) as process:
            try:
                out, err = process.communicate("".join(f"{paper}\n" for paper in ids).encode(), 30)
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
        return Run(process.returncode, out, err)

    def preload(self, **environment):
        """fetch_calls.c"""
        library = self.folder + "/fetch_calls.so"
        if not os.path.exists(library):
            subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-o", library,
                            os.path.join(HERE, "fetch_calls.c"), "-ldl"], check=True)
        self.environment |= {"LD_PRELOAD": library, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") +
                             ":verify_asan_link_order=0", **environment}

    def age(self, name, days):
        then = time.time() - days * DAY
        os.utime(self.path("api", "2403", name + ".xml"), (then, then))


# ---- Cases

cases = []


def case(function):
    cases.append(function)
    return function


def same(node, text):
    """The entry has what arXiv's text has."""
    return (tree.canonicalize(tree.tostring(node, encoding="unicode"), strip_text=True) ==
            tree.canonicalize(tree.tostring(tree.fromstring(feed([text])).find(ATOM + "entry"),
                                            encoding="unicode"), strip_text=True))


@case
def batches(test):
    ids = papers(250)
    with Server(normal) as server:
        came = test.fetch(server.url, ids)
        test.expect("250 papers come", came.status == 0 and came.has(ids) and not came.err, came)
        sizes = [len(request[2]) for request in server.requests]
        test.expect("in batches of 100", sizes == [100, 100, 50], sizes)
        asked = sorted(paper for request in server.requests for paper in request[2])
        test.expect("each asked once", asked == ids, asked)
        test.expect("max_results is 100",
                    all(request[1].endswith("&max_results=100") and
                        request[1].startswith("/api/query?id_list=2403.")
                        for request in server.requests), server.requests[0][1])
        agents = {request[3]["User-Agent"] for request in server.requests}
        test.expect("the user agent", re.fullmatch(r"refmill/\d+\.\d+\.\d+", " ".join(agents)), agents)
        test.expect("a pause between requests", min(server.gaps()) >= PAUSE - EARLY, server.gaps())
        test.expect("each document has a declaration and one entry",
                    len(came.documents) == 250, len(came.documents))
        changed = [paper for paper in sample(ids, 9) if not same(came.entries[paper][0], entry(paper))]
        test.expect("entries are as arXiv gave them", not changed, changed)
        again = test.fetch(server.url, ids)
        test.expect("the second run asks nothing and gives the same",
                    server.count() == 3 and sorted(again.documents) == sorted(came.documents) and
                    again.status == 0, again)
        more = test.fetch(server.url, ids + papers(1, 900))
        test.expect("only what is not in the cache is asked for",
                    server.requests[3][2] == ["2403.00900"] and len(more.entries) == 251, more)
        left = [name for _, _, names in os.walk(test.folder) for name in names
                if not re.fullmatch(r"2403\.\d{5}\.xml|api\.lock", name)]
        test.expect("nothing else lies in the cache", not left, left)


@case
def identifiers(test):
    lines = ["hep-th/9901001", "2403.00001", "", "nonsense \x1b[1m", "2403.00002v3", "2403.00001",
             "1412.0001\r", "2403.1", "../2403.00001", "2403.00001%0d%0a", "2403.00001,2403.00002"]
    with Server(normal) as server:
        came = test.fetch(server.url + "?a=b", lines)
        test.expect("old and new identifiers", came.has(["hep-th/9901001", "2403.00001", "1412.0001"]), came)
        test.expect("others are warned of, and status 1", came.status == 1 and
                    len(came.warnings) == 6 and "\x1b" not in came.err, came)
        test.expect("a query is appended to one", server.requests[0][1] ==
                    "/api/query?a=b&id_list=hep-th/9901001,2403.00001,1412.0001&max_results=100",
                    server.requests[0][1])
        test.expect("safe names in the cache",
                    os.path.isfile(test.path("api", "9901", "hep-th_9901001.xml")), "not there")
        again = test.fetch(server.url + "?a=b", ["hep-th/9901001"])
        test.expect("an old identifier is found there",
                    server.count() == 1 and again.has(["hep-th/9901001"]), again)
        none = test.fetch(server.url, [])
        test.expect("nothing asked, nothing done", none.status == 0 and not none.documents and
                    not none.err and server.count() == 1, none)


@case
def unknown(test):
    ids = papers(3)
    with Server(without(ids[1])) as server:
        came = test.fetch(server.url, ids)
        test.expect("what arXiv has not is absent", came.status == 0 and not came.err and
                    came.has([ids[0], ids[2]]), came)
        test.expect("and remembered", os.path.getsize(test.path("api", "2403", ids[1] + ".xml")) == 0)
        test.fetch(server.url, ids)
        test.expect("for now", server.count() == 1, server.count())
        for paper in ids:
            test.age(paper, 2)
        test.fetch(server.url, ids)
        test.expect("and for no more than a day", server.count() == 2 and
                    server.requests[1][2] == [ids[1]], server.requests[1:])


@case
def ages(test):
    ids = papers(2)
    with Server(normal) as server:
        test.fetch(server.url, ids)
        test.age(ids[0], 31)
        test.age(ids[1], 29)
        test.fetch(server.url, ids, "--max-age", "40")
        test.expect("--max-age 40 takes what is 31 days old", server.count() == 1, server.count())
        test.fetch(server.url, ids)
        test.expect("the default does not, but 29 days", server.requests[1:] and
                    server.requests[1][2] == ids[:1], server.requests[1:])
        test.fetch(server.url, ids, "--max-age", "0")
        test.expect("--max-age 0 always asks", server.count() == 3, server.count())
        test.age(ids[0], 500)
        came = test.fetch(server.url, ids + papers(5, 100), "--offline", "--max-age", "1")
        test.expect("--offline takes any age and never asks", server.count() == 3 and
                    came.status == 0 and came.has(ids) and not came.err, came)


@case
def offline_without_cache(test):
    came = test.fetch("http://127.0.0.1:1/", papers(3), "--offline")
    test.expect("--offline without a cache gives nothing", came.status == 0 and
                not came.documents and not came.err, came)
    test.expect("and makes no folder", os.listdir(test.folder) == [], os.listdir(test.folder))


@case
def malformed_cache(test):
    ids = papers(6)
    with Server(normal) as server:
        test.fetch(server.url, ids)
        names = [test.path("api", "2403", paper + ".xml") for paper in ids]
        good = open(names[0], "rb").read()
        for name, text in zip(names, [b"garbage", good[:-20], feed([entry(ids[0])]), LAUGHS,
                                      feed([entry(ids[4]), entry(ids[0])])]):
            with open(name, "wb") as file:
                file.write(text)
        os.unlink(names[5])
        os.mkdir(names[5])
        came = test.fetch(server.url, ids)
        test.expect("malformed files of the cache are asked for again", came.has(ids) and
                    server.requests[1][2] == ids, came)
        test.expect("what cannot be kept is warned of once", len(came.warnings) == 1 and
                    "cache" in came.err and came.status == 0, came)
        os.rmdir(names[5])
        test.fetch(server.url, ids[:5])
        test.expect("and put right", server.count() == 2, server.count())


@case
def hostile_cache(test):
    """What others may put into a cache that they can write."""
    ids = papers(6)
    with Server(normal) as server:
        test.at(server.url)
        names = [test.path("api", "2403", paper + ".xml") for paper in ids]
        os.makedirs(test.path("api", "2403"))
        os.symlink("/dev/zero", names[0])
        os.symlink("/etc/passwd", names[1])
        os.mkfifo(names[2])
        with open(names[3], "wb") as file:
            file.truncate(10 << 30)
        with open(names[4], "wb") as file:
            file.write(feed([entry(ids[0])]))
        with open(names[5], "wb") as file:
            file.write(feed([entry(ids[5])]).replace(b"<feed ", b"<feed " + b" ".join(b'a%d=""' % at for at in range(40000)) + b" "))
        came = test.fetch(server.url, ids)
        test.expect("files of the cache that are none are asked for", came.has(ids) and came.status == 0 and
                    not came.err and server.requests[0][2] == ids, came)
        test.expect("and replaced", all(modes.S_ISREG(os.lstat(name).st_mode) and os.path.getsize(name) < 10000
                                        for name in names))
        os.unlink(test.path("api.lock"))
        os.symlink(test.folder + "/elsewhere", test.path("api.lock"))
        came = test.fetch(server.url, papers(1, 10))
        test.expect("a lock that is a link is not followed", came.has(papers(1, 10)) and
                    not os.path.exists(test.folder + "/elsewhere"), came)


@case
def unwritable_cache(test):
    with open(test.folder + "/file", "w", encoding="utf-8"):
        pass
    test.environment["XDG_CACHE_HOME"] = test.folder + "/file/below"
    with Server(normal) as server:
        came = test.fetch(server.url, papers(150))
        test.expect("without a cache papers come all the same", came.has(papers(150)) and
                    came.status == 0, came)
        test.expect("with one warning and advice", len(came.warnings) == 1 and
                    "set XDG_CACHE_HOME" in came.err, came)
        test.expect("and with the pace kept", server.gaps()[0] >= PAUSE - EARLY and
                    os.path.getsize(test.folder + "/refmill.lock") > 0, server.gaps())
        del test.environment["XDG_CACHE_HOME"], test.environment["HOME"]
        came = test.fetch(server.url, papers(1))
        test.expect("no HOME: the same", came.has(papers(1)) and came.status == 0 and
                    len(came.warnings) == 1 and "set XDG_CACHE_HOME" in came.err, came)
        test.environment |= {"XDG_CACHE_HOME": "relative", "HOME": test.folder}
        came = test.fetch(server.url, papers(1))
        test.expect("a relative XDG_CACHE_HOME does not count", not came.err and
                    os.path.isdir(f"{test.folder}/.cache/refmill/{test.server}/2403"), came)


@case
def errors(test):
    for status, first in (400, 1), (200, 101):
        ids = papers(16, first)
        with Server(refusing({ids[5]}, status)) as server:
            came = test.fetch(server.url, ids, pause=0.01)
            test.expect(f"the wrong identifier is found (status {status})", came.status == 1 and
                        len(came.warnings) == 1 and
                        f"{ids[5]}: incorrect id format for {ids[5]}" in came.err, came)
            test.expect(f"and all others come (status {status})",
                        came.has(ids[:5] + ids[6:]), came)
            test.expect(f"by halving (status {status})", server.count() == 9, server.count())
    with Server(refusing({"2403.00201", "2403.00203"}, 400)) as server:
        came = test.fetch(server.url, papers(3, 201), pause=0.01)
        test.expect("two wrong ones of three", came.has(["2403.00202"]) and
                    len(came.warnings) == 2 and came.status == 1, came)


ONCE = {
    "429": plain(429, b"slow"),
    "503": plain(503, HTML),
    "500 with a feed": plain(500, feed([])),
    "Rate exceeded": plain(200, b"Rate exceeded."),
    "Rate exceeded with 403": plain(403, b"Rate exceeded.\n"),
    "no answer": raw(),
    "broken off in the header": raw(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "broken off in the body": raw(b"HTTP/1.1 200 OK\r\n\r\n", feed([entry("2403.00001")])[:-30]),
    "broken off between chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<feed\r\n"),
    "Content-Length too long": of_length(7),
    "Content-Length too short": of_length(-7),
    "empty": plain(200, b""),
    "garbage": plain(200, bytes(range(256)) * 8),
    "not HTTP": raw(b"\0\1\2\3" * 64),
    "bad gzip": plain(200, b"no gzip", Content_Encoding="gzip"),
    "HTML": plain(200, HTML),
    "HTML that is XML": plain(200, b"<html><body/></html>"),
    "a feed of no namespace": plain(200, b"<feed><entry/></feed>"),
    "invalid UTF-8": plain(200, feed([entry("2403.00001")]).replace(b"invent", b"\xff\xc3\xa9")),
    "billion laughs": plain(200, LAUGHS),
    "a DOCTYPE in UTF-7": plain(200, b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE feed+AD4-" + feed([])[38:]),
    "two feeds": plain(200, feed([entry("2403.00001")]) * 2),
    "an empty DOCTYPE": plain(200, feed([]).replace(b"<feed", b"<!DOCTYPE feed><feed", 1)),
}


def trouble_once(name):
    def try_again(test):
        with Server(ONCE[name], normal) as server:
            came = test.fetch(server.url, papers(1))
            test.expect(f"{name}: asked again", came.status == 0 and came.has(papers(1)) and
                        server.count() == 2, f"{came}, {server.count()} requests")
            host = urllib.parse.urlsplit(server.url).netloc
            test.expect(f"{name}: one note tells why", re.fullmatch(
                f"refmill: note: {host} gave no papers: [^;]+(; it has an? [^;]+)?; trying again\n", came.err), came)
            test.expect(f"{name}: after the pause", server.gaps() and
                        server.gaps()[0] >= PAUSE - EARLY, server.gaps())
    return try_again


cases.extend(trouble_once(name) for name in sample(ONCE, 8))


@case
def encodings(test):
    for number, (name, act) in enumerate({"chunked": chunked, "gzip": zipped,
                                          "no length": raw(b"HTTP/1.1 200 OK\r\n\r\n", feed(
                                              [entry("2403.00003")]))}.items(), 1):
        with Server(act) as server:
            came = test.fetch(server.url, papers(1, number))
            test.expect(f"{name}", came.status == 0 and came.has(papers(1, number)), came)
            if act is zipped:
                test.expect("gzip is asked for",
                            "gzip" in server.requests[0][3]["Accept-Encoding"])


@case
def redirections(test):
    with Server(plain(302, b"", Location="/elsewhere?id_list=2403.00001"), normal) as server:
        came = test.fetch(server.url, papers(1))
        test.expect("a redirection is followed", came.has(papers(1)) and came.status == 0, came)
        test.expect("after the pause", server.gaps()[0] >= PAUSE - EARLY, server.gaps())
    with Server(plain(301, b"", Location="/round")) as server:
        came = test.fetch(server.url, papers(1, 2))
        test.expect("up to five", server.count() == 6 and came.status == 1 and
                    len(came.warnings) == 1, f"{came}, {server.count()} requests")
    for location in sample(("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/", "javascript:a"), 2):
        with Server(plain(302, b"", Location=location)) as server:
            came = test.fetch(server.url, papers(1, 3))
            test.expect(f"but to {location.split(':')[0]}", came.status == 1 and server.count() == 1 and
                        len(came.warnings) == 1 and not came.documents, came)


def make_certificate(folder):
    """One of 127.0.0.1, with its key; None without openssl."""
    path = folder + "/certificate.pem"
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                        "-subj", "/CN=invented", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out",
                        folder + "/public.pem"], check=True, capture_output=True)
        with open(path, "a", encoding="ascii") as both, open(folder + "/public.pem", encoding="ascii") as public:
            both.write(public.read())
        return path
    return None


@case
def encrypted(test):
    certificate = make_certificate(test.folder)
    if not certificate:
        skip("https", "there is no openssl")
        return
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with Server(normal, tls=tls) as server:
        came = test.fetch(server.url, papers(1), pause=0.01)
        test.expect("https: a certificate that nobody has signed is refused", came.status == 1 and not came.documents and
                    server.count() == 0 and "certificate" in came.err, came)
        test.preload(TRUSTED=test.folder + "/none.pem")
        came = test.fetch(server.url, papers(1), pause=0.01)
        test.expect("https: that no certificates are installed is told at once", came.status == 1 and
                    "trying again" not in came.err and "no trusted certificates are installed; install the package ca-certificates" in came.err,
                    came)
        test.preload(TRUSTED=certificate)
        came = test.fetch(server.url.replace("127.0.0.1", "localhost"), papers(1), pause=0.01)
        test.expect("https: so is that of another host", came.status == 1 and server.count() == 0 and
                    "certificate" in came.err, came)
    moved = plain(302, b"", Location="/elsewhere?id_list=2403.00001")
    with Server(moved, normal, tls=tls) as server:
        came = test.fetch(server.url, papers(1), pause=0.01)
        test.expect("https: a redirection to https is followed", came.has(papers(1)) and came.status == 0, came)
    with Server(normal) as other, Server(plain(302, b"", Location=other.url + "?id_list=2403.00002"), tls=tls) as server:
        came = test.fetch(server.url, papers(1, 2), pause=0.01)
        test.expect("https: one to http is not", came.status == 1 and not came.documents and other.count() == 0 and
                    len(came.warnings) == 1 and server.count() == 1, came)
    with Server(normal, tls=tls) as other, Server(plain(302, b"", Location=other.url + "?id_list=2403.00003")) as server:
        came = test.fetch(server.url, papers(1, 3), pause=0.01)
        test.expect("https: from http it may", came.has(papers(1, 3)) and came.status == 0, came)


@case
def modes_of_the_cache(test):
    os.mkdir(test.path(), 0o755)
    os.chmod(test.path(), 0o755)
    with Server(normal) as server:
        test.fetch(server.url, papers(1))
    found = {name: modes.S_IMODE(os.stat(test.path(*name)).st_mode) for name in
             ((), ("api",), ("api", "2403"), ("api", "2403", "2403.00001.xml"))}
    test.expect("folders and files of the cache are for the user alone, but for a folder that was there",
                list(found.values()) == [0o755, 0o700, 0o700, 0o600], found)


@case
def flushed(test):
    test.preload(CALLS=test.folder + "/calls")
    with Server(without("2403.00002")) as server:
        came = test.fetch(server.url, papers(2))
    with open(test.folder + "/calls", encoding="ascii") as file:
        calls = file.read().split()
    test.expect("files of the cache are on the disk before they have their names",
                came.status == 0 and calls == ["fsync", "rename"] * 2, calls)


@case
def leftovers(test):
    names = {"new-OlDone": 2, "new-recent": 0.5, "new-isHeld": 2, "new-notOurs": 2, "2403.00001.xml": 2}
    with Server(normal) as server:
        test.at(server.url)
        os.makedirs(test.path("api"))
        for name, days in names.items():
            with open(test.path("api", name), "w", encoding="ascii") as file:
                file.write("<feed")
            os.utime(test.path("api", name), (time.time() - days * DAY,) * 2)
        with open(test.path("api", "new-isHeld"), "r+", encoding="ascii") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            came = test.fetch(server.url, papers(1))
    left = sorted(set(os.listdir(test.path("api"))) - {"2403"})
    test.expect("what killed runs have left is removed when it is a day old and not held",
                came.status == 0 and left == sorted(set(names) - {"new-OlDone"}), left)


@case
def killed(test):
    """What a killed run leaves is where later ones look for it."""
    test.preload(CALLS=test.folder + "/pipe")
    os.mkfifo(test.folder + "/pipe")
    with Server(normal) as server:
        with test.start(server.url) as process:
            process.stdin.write(b"2403.00001\n")
            process.stdin.close()
            while process.poll() is None and not (os.path.isdir(test.path("api")) and
                                                  any(name != "2403" for name in os.listdir(test.path("api")))):
                time.sleep(0.01)
            process.kill() # it waits for a reader of the pipe
        left = [name for name in os.listdir(test.path("api")) if name != "2403"]
        test.expect("a run that is killed leaves a file", len(left) == 1 and left[0].startswith("new-"), left)
        os.utime(test.path("api", *left), (0, 0))
        del test.environment["LD_PRELOAD"]
        came = test.fetch(server.url, papers(1))
        test.expect("and the next removes it", came.has(papers(1)) and os.listdir(test.path("api")) == ["2403"], came)


@case
def retry_after(test):
    with Server(plain(503, b"", Retry_After=1), normal) as server:
        came = test.fetch(server.url, papers(1))
        test.expect("Retry-After in seconds", came.has(papers(1)) and
                    1 - 5 * EARLY <= server.gaps()[0] < 4, server.gaps())
    date = lambda: email.utils.formatdate(time.time() + 2, usegmt=True)
    with Server(plain(429, b"", Retry_After=date), normal) as server:
        came = test.fetch(server.url, papers(1, 2))
        test.expect("Retry-After as a date", came.has(papers(1, 2)) and
                    0.9 <= server.gaps()[0] < 6, server.gaps())
    with Server(plain(503, b"", Retry_After=3600)) as server:
        came = test.fetch(server.url, papers(150, 3))
        test.expect("an hour is too long", server.count() == 1 and came.status == 1 and
                    len(came.warnings) == 1 and " 150 papers" in came.err and
                    "60 minutes" in came.err, came)
    past = email.utils.formatdate(0, usegmt=True)
    with Server(plain(503, b"", Retry_After=past), normal) as server:
        came = test.fetch(server.url, papers(1, 200))
        test.expect("a date that is past is none", came.has(papers(1, 200)) and
                    PAUSE - EARLY <= server.gaps()[0] < 5, server.gaps())


@case
def giving_up(test):
    with Server(*[plain(500, b"")] * 5, normal) as server:
        came = test.fetch(server.url, papers(130))
        waits = [PAUSE * 2 ** number for number in range(4)]
        test.expect("five tries, each after twice the time",
                    all(gap >= wait - EARLY for gap, wait in zip(server.gaps(), waits)) and
                    server.gaps()[3] < 5, server.gaps())
        test.expect("then the batch is given up with one warning", came.status == 1 and
                    len(came.warnings) == 1 and came.err.endswith("gave no papers: HTTP status 500; trying again\nrefmill: warning: 100 papers were not "
                                       "fetched, 2403.00001 and those after it, in 5 tries; run refmill --fetch again later\n"), came)
        test.expect("and the next is asked for", came.has(papers(30, 101)) and
                    server.count() == 6, came)
    for name, act in {"503": plain(503, b""), "Rate exceeded.": plain(200, b"Rate exceeded.\n")}.items():
        with Server(act) as server:
            came = test.fetch(server.url, papers(130, 1300), pause=0.01)
            test.expect(f"{name}, five times, ends all asking", server.count() == 5 and
                        came.status == 1 and len(came.warnings) == 1 and "130 papers" in came.err, came)
    with Server(plain(200, feed([])), normal) as server:
        came = test.fetch(server.url, papers(4, 1700), pause=0.01)
        test.expect("an empty answer for several papers is asked again", server.count() == 2 and
                    came.status == 0 and came.has(papers(4, 1700)), came)
    with Server(plain(200, feed([]))) as server:
        came = test.fetch(server.url, papers(4, 1710), pause=0.01)
        again = test.fetch(server.url, papers(4, 1710), "--offline", pause=0.01)
        test.expect("and is not remembered", came.status == 1 and server.count() == 5 and
                    "the answer is empty" in came.err and not os.path.exists(
                        test.path("api", "2403", "2403.01710.xml")), f"{came}, {again}")
        came = test.fetch(server.url, papers(1, 1720), pause=0.01)
        test.expect("for one paper it says that there is none", came.status == 0 and not came.err and
                    server.count() == 6, came)
    with Server(plain(200, HTML)) as server:
        came = test.fetch(server.url, papers(1, 500), "--quiet", pause=0.01)
        test.expect("--quiet says nothing of it", came.status == 1 and not came.err and
                    server.count() == 5, came)
    with Server(plain(400, HTML), plain(414, HTML), normal) as server:
        came = test.fetch(server.url, papers(201, 600), pause=0.01)
        test.expect("a bad request is not tried again", server.count() == 3 and came.status == 1 and
                    came.has(papers(1, 800)) and len(came.warnings) == 2 and
                    "HTTP status 414" in came.err, came)
    for status, body in ((404, HTML), (403, feed([]))):
        with Server(plain(status, body)) as server:
            came = test.fetch(server.url, papers(201, 900), pause=0.01)
            test.expect(f"after a {status} nothing more is asked for", server.count() == 1 and
                        came.status == 1 and not came.entries and len(came.warnings) == 1 and
                        f"gave no papers: HTTP status {status}; 201 papers were not fetched, 2403.00900 and those after it; run refmill --fetch again later" in came.err, came)


@case
def stale(test):
    """What is too old is better than nothing."""
    with Server(normal, plain(500, b"")) as server:
        test.fetch(server.url, papers(3))
        for name in papers(2):
            test.age(name, 40)
        came = test.fetch(server.url, papers(4), pause=0.01)
    test.expect("old papers are taken when arXiv gives none", came.status == 1 and
                came.has(papers(3)) and len(came.warnings) == 1 and
                "3 papers were not fetched" in came.err and "; 2 cached copies older than --fetch-max-age are used" in came.err, came)


@case
def too_long(test):
    bomb = gzip.compress(bytes(40 << 20)) if EVERY else b""
    acts = {"an endless answer": endless, "one that says so": plain(200, b"", Content_Length=1 << 30),
            "a gzip bomb": plain(200, bomb, Content_Encoding="gzip")}
    for name, act in list(acts.items())[:3 if EVERY else 2]:
        with Server(act) as server:
            came = test.fetch(server.url, papers(1))
            test.expect(f"{name} is refused", came.status == 1 and server.count() == 1 and
                        len(came.warnings) == 1 and "longer than 32 MB" in came.err, came)


def flood(begin, part):
    """Without an end."""
    def act(handler, _ids):
        handler.close_connection = True
        handler.wfile.write(begin)
        for _ in range(1 << 16):
            handler.wfile.write(part * 1024)
    return act


@case
def endless_headers(test):
    for name, act in sample({"lines": flood(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
                             "one line": flood(b"HTTP/1.1 200 OK\r\nA: ", b"bbbb"),
                             "answers to come": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n")}.items(), 2):
        with Server(act) as server:
            came = test.fetch(server.url, papers(1), pause=0.01)
            test.expect(f"endless headers: {name}", came.status == 1 and not came.documents and len(came.warnings) == 1, came)


@case
def amplified(test):
    """An answer cannot cost much more time or room than its size."""
    def with_root(attributes, count):
        return lambda handler, ids: plain(200, feed(entry(paper) for paper in ids).replace(
            b"<feed ", b"<feed " + attributes(count) + b" ", 1))(handler, ids)
    for name, act in {"many attributes": with_root(lambda count: b" ".join(b'a%d=""' % at for at in range(count)), 40000),
                      "a long attribute": with_root(lambda count: b'a="' + b"x" * count + b'"', 1000000)}.items():
        with Server(act) as server:
            start = time.monotonic()
            came = test.fetch(server.url, papers(100), pause=0.01)
            spent = time.monotonic() - start
        test.expect(f"{name} on the feed: refused", came.status == 1 and not came.documents and len(came.warnings) == 1 and
                    "the answer is not an Atom feed; it has a tag longer than 16 KB; trying again" in came.err, came)
        test.expect(f"{name} on the feed: at once", spent < 20, spent)
        test.expect(f"{name} on the feed: nothing is kept", not os.path.exists(test.path("api")))
    if EVERY:
        with Server(plain(200, feed(["<a/>"] * 1100000))) as server:
            came = test.fetch(server.url, papers(100), pause=0.01)
            test.expect("too many elements are refused", came.status == 1 and not came.documents and
                        "the answer is not an Atom feed; it has too many elements; trying again" in came.err, came)
    with Server(with_root(lambda count: b'a="' + b"x" * count + b'" b:c="" xmlns:b="b"', 15000)) as server:
        came = test.fetch(server.url, papers(100))
    size = sum(os.path.getsize(test.path("api", "2403", paper + ".xml")) for paper in papers(100))
    test.expect("the feed's attributes are not kept with each paper", came.has(papers(100)) and
                size < 2 * len(feed(map(entry, papers(100)))), f"{size}, {came}")


def long_entry(test):
    """One that is too long only when it is written."""
    ids = papers(3)
    with Server(lambda handler, asked: plain(200, feed(entry(paper).replace("We", ">" * 5000000) if paper == ids[1]
                                                       else entry(paper) for paper in asked))(handler, asked)) as server:
        came = test.fetch(server.url, ids)
        test.expect("an entry that is too long is left out", came.status == 1 and came.has([ids[0], ids[2]]) and
                    came.err == f"refmill: warning: arXiv's entry for {ids[1]} is longer than 16 MB; it is left out\n", came)
        test.expect("and not kept", not os.path.exists(test.path("api", "2403", ids[1] + ".xml")))


if EVERY:
    case(long_entry)


@case
def other_entries(test):
    ids = papers(4)
    with Server(reversed_with_others) as server:
        came = test.fetch(server.url, ids)
        test.expect("entries that nobody asked for, or twice, are left out", came.has(ids) and
                    came.status == 0 and not came.err, came)
        test.expect("and not kept", not os.path.exists(test.path("api", "2401")))
        again = test.fetch(server.url, ids)
        test.expect("the others are", again.has(ids) and server.count() == 1, again)


@case
def default_pause(test):
    with Server(normal) as server:
        came = test.fetch(server.url, papers(101), pause=None)
        test.expect("three seconds by default", came.has(papers(101)) and
                    3 - 5 * EARLY <= server.gaps()[0] < 9, server.gaps())


@case
def two_runs(test):
    spans = [] # from a request to its answer: what comes behind that, the runs do not wait for

    def slowly(handler, ids):
        start = time.monotonic()
        time.sleep(0.25)
        spans.append((start, time.monotonic()))
        normal(handler, ids)
    with Server(slowly) as server, concurrent.futures.ThreadPoolExecutor() as pool:
        runs = [pool.submit(test.fetch, server.url, papers(210, first), pause=0.2)
                for first in (1, 1001)]
        came = [run.result() for run in runs]
        test.expect("two runs at once", came[0].has(papers(210)) and
                    came[1].has(papers(210, 1001)) and server.count() == 6, came[0])
        test.expect("share the pace", min(server.gaps()) >= 0.2 - EARLY, server.gaps())
        spans.sort()
        test.expect("and one request at a time",
                    all(end <= start for (_, end), (start, _) in zip(spans, spans[1:])), spans)
        order = "".join("b" if request[2][0] >= "2403.01" else "a" for request in server.requests)
        test.expect("and both get their turn", order not in ("aaabbb", "bbbaaa"), order)


@case
def lock_file(test):
    os.makedirs(test.path())
    with Server(normal) as server:
        for name, text, least in (("the future", "99999999999999\n", 0.4), ("garbage", "nonsense", 0),
                                  ("just now", None, 0.4)):
            start = time.monotonic()
            with open(test.path("api.lock"), "w", encoding="utf-8") as file:
                file.write(text or f"{int(time.time() * 1000)}\n")
            came = test.fetch(server.url, papers(1), "--max-age", "0", pause=0.4)
            spent = server.requests[-1][0] - start
            test.expect(f"last start: {name}", came.has(papers(1)) and
                        least - EARLY <= spent < least + 3, spent)
        with open(test.path("api.lock"), encoding="utf-8") as file:
            text = file.read()
        test.expect("milliseconds are left there", re.fullmatch(r"\d{13}\n", text) and
                    abs(time.time() - int(text) / 1000) < 5, text)
        test.expect("for the user alone", os.stat(test.path("api.lock")).st_mode & 0o077 in (0, 0o044))


@case
def usage(test):
    def refused(name, url, *options, pause=None):
        came = test.fetch(url, papers(1), *options, pause=pause)
        test.expect(f"usage: {name}", came.status == 2 and len(came.warnings) == 1 and
                    came.err.startswith("refmill: error: ") and not came.documents, came)
    here = "http://127.0.0.1:1/"
    for host in sample(("arxiv.org", "export.arxiv.org", "Export.ArXiv.org.", "u:p@arxiv.org:80"), 2):
        refused(f"a short pause for {host}", f"https://{host}/api/query", pause="2.999")
    came = test.fetch("https://arxiv.org/x", papers(1), "--offline", pause="3.0")
    test.expect("3 seconds will do", came.status == 0, came)
    came = test.fetch("https://notarxiv.org/x", papers(1), "--offline", pause="0.5")
    test.expect("others may be asked faster", came.status == 0, came)
    for url in sample(("ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "", "http://", here + "#a"), 3):
        refused(f"--url '{url}'", url)
    came = test.fetch("https://me:secret@example.org/", papers(1))
    test.expect("no password in a message", came.status == 2 and "secret" not in came.err and "...@example.org" in came.err, came)
    for pause in sample(("", "x", "-1", "1e3", "1.5s", "99999"), 3):
        refused(f"--pause '{pause}'", here, pause=pause)
    for days in sample(("", "x", "-1", "1.5"), 2):
        refused(f"--max-age '{days}'", here, "--max-age", days)
    refused("an unknown option", here, "--nonsense")
    refused("a missing value", here, "--max-age")
    refused("an argument", here, "2403.00001")


@case
def reader_gone(test):
    for name, act in {"waiting": plain(503, b"", Retry_After=300), "a transfer": silent}.items():
        with Server(act) as server, test.start(server.url) as process:
            process.stdin.write(b"2403.00001\n")
            process.stdin.close()
            while not server.count():
                time.sleep(0.01)
            time.sleep(0.1)
            process.stdout.close()
            start = time.monotonic()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            spent = time.monotonic() - start
            process.kill()
            err = process.stderr.read().decode()
            test.expect(f"a reader that is gone ends {name}", spent < 5 and "warning" not in err and
                        process.returncode == 2, f"{spent} s, {process.returncode}, {err}")


@case
def output_full(test):
    if not os.path.exists("/dev/full"):
        return
    with Server(normal) as server, open("/dev/full", "wb") as full:
        with test.start(server.url, stdout=full) as process:
            err = process.communicate(b"2403.00001\n")[1].decode()
        test.expect("output that cannot be written", process.returncode == 2 and
                    err.startswith("<stdout>: error: ") and err.count("\n") == 1, err)


@case
def streaming(test):
    seen = threading.Event()

    def held(handler, ids):
        test.expect("a batch is written before the next is asked for", seen.wait(10))
        normal(handler, ids)
    with Server(normal, held) as server, test.start(server.url) as process:
        process.stdin.write("\n".join(papers(110)).encode())
        process.stdin.close()
        out = b""
        while out.count(b"</feed>") < 100:
            part = os.read(process.stdout.fileno(), 65536)
            if not part:
                break
            out += part
        seen.set()
        out += process.stdout.read()
        came = Run(process.wait(), out, process.stderr.read())
        test.expect("and all are there in the end", came.has(papers(110)), came)


@case
def progress(test):
    if not terminal.is_there():
        skip("progress", "there are no terminals")
        return

    def on_terminal(acts, count, *options):
        with Server(*acts) as server:
            return terminal.watch(lambda stderr: test.start(server.url, *options, stderr=stderr),
                                  "\n".join(papers(count)).encode())[1]
    seen = on_terminal([normal], 150, "--progress")
    test.expect("progress", re.fullmatch(
        "\r\x1b\\[Kfetching: 0 of 150 papers\r\x1b\\[Kfetching: 100 of 150 papers, 0:0. left"
        "\r\x1b\\[Kfetching: 150 of 150 papers, 0:00 left\r\x1b\\[K", seen), repr(seen))
    shutil.rmtree(test.path("api"))
    seen = on_terminal([plain(404, b"")], 5, "--progress")
    test.expect("progress makes room for messages",
                re.search("\r\x1b\\[Krefmill: warning: ", seen) and seen.endswith("\r\x1b[K"), repr(seen))
    test.expect("progress does not claim papers that did not come", set(re.findall("[0-9]+ of 5 papers", seen)) == {"0 of 5 papers"},
                repr(seen))
    seen = on_terminal([normal], 2)
    test.expect("no progress unless asked for", seen == "", repr(seen))


@case
def nobody_there(test):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    came = test.fetch(url, papers(250), pause=0.01)
    test.expect("a server that is not there: one warning of all", came.status == 1 and
                came.err == f"refmill: note: {urllib.parse.urlsplit(url).netloc} cannot be reached: Connection refused; trying "
                "again\nrefmill: warning: 250 papers were not fetched, 2403.00001 and those after it, in 2 tries; run refmill "
                "--fetch again later\n", came)
    came = test.fetch(url, papers(250), "--progress", pause=0.01)
    test.expect("no progress without a terminal", "\r" not in came.err, came)


@case
def silent_servers(test):
    """For the clocks that libcurl and refmill-fetch use, a second takes 20 milliseconds."""
    test.preload(SPEED="50")
    for name, act, why in (("nothing", silent, "no answer for 20 s"),
                           ("a part", stalled, "nothing more came for 60 s")):
        with Server(act) as server:
            came = test.fetch(server.url, papers(2), pause=0.01)
            host = urllib.parse.urlsplit(server.url).netloc
            test.expect(f"a server that sends {name}", came.status == 1 and not came.documents and server.count() == 5 and
                        came.err == f"refmill: note: {host} gave no papers: {why}; trying again\nrefmill: warning: 2 papers were "
                        "not fetched, 2403.00001 and those after it, in 5 tries; run refmill --fetch again later\n", came)
    with full_queue() as address:
        if not address:
            skip("a server that does not take connections", "the queue of this system is never full")
            return
        came = test.fetch(f"http://{address}/api", papers(1), pause=0.01)
        test.expect("a server that does not take connections", came.status == 1 and
                    came.err == f"refmill: note: {address} cannot be reached: no answer for 15 s; trying again\n"
                    "refmill: warning: 1 paper was not fetched, 2403.00001, in 2 tries; run refmill --fetch again later\n", came)
        with Server(plain(302, b"", Location=f"http://{address}/api")) as server:
            came = test.fetch(server.url, papers(1), pause=0.01)
            test.expect("a redirection to such a server", came.status == 1 and server.count() == 2 and
                        " cannot be reached: no answer for 15 s; trying again\n" in came.err and " in 2 tries; " in came.err, came)


@contextlib.contextmanager
def full_queue():
    """The address of a socket that lets connections wait for ever; None if it takes any number."""
    with contextlib.ExitStack() as sockets:
        listening = sockets.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(20):
            waiting = sockets.enter_context(socket.socket())
            waiting.settimeout(0.3)
            try:
                waiting.connect(listening.getsockname())
            except TimeoutError:
                yield "%s:%d" % listening.getsockname()
                return
        yield None


@case
def first_failure(test):
    with Server(plain(503, b"", Retry_After=300)) as server, test.start(server.url) as process:
        process.stdin.write("\n".join(papers(3)).encode())
        process.stdin.close()
        line = process.stderr.readline().decode()
        running = process.poll() is None
        process.kill()
        test.expect("the first failure is told while the run goes on", running and line.endswith(
            " gave no papers: HTTP status 503; trying again\n"), line)


@case
def other_servers(test):
    """What one server said of a paper is not what another says."""
    ids = papers(2)
    with Server(normal) as one, Server(without(ids[0])) as other:
        first, second = test.fetch(one.url, ids), test.fetch(other.url, ids)
        test.expect("each server is asked", first.has(ids) and second.has(ids[1:]) and other.count() == 1, second)
        again = test.fetch(one.url, ids, "--offline"), test.fetch(other.url, ids, "--offline")
        test.expect("and has a cache of its own", again[0].has(ids) and again[1].has(ids[1:]), again[1])
        arxiv = "https://export.arxiv.org/api/query"
        came = test.fetch(arxiv, ids, "--offline", pause=None)
        test.expect("arXiv has one too", came.has([]), came)
        os.rename(test.path(cache_name(one.url)), test.path("elsewhere"))
        os.rename(test.path("elsewhere"), os.path.join(test.folder, "refmill", "api"))
        came = test.fetch(arxiv, ids, "--offline", pause=None)
        test.expect("where it always was", came.has(ids), came)
        long = f"{one.url}/../..//{'x' * 300}?key=secret"
        came, again = test.fetch(long, ids), test.fetch(long, ids, "--offline")
        test.expect("an address is one name, however long", came.has(ids) and not came.err and again.has(ids), came)
        test.expect("without the keys in it", os.path.isdir(test.path("api")) and
                    "secret" not in "".join(os.listdir(test.path())), os.listdir(test.path()))


# ---- All of them


def run_case(function):
    with tempfile.TemporaryDirectory() as folder:
        test = Case(folder)
        try:
            function(test)
        except Exception as fault: # pylint: disable=broad-except
            test.expect(function.__name__, False, repr(fault))
        return test


with concurrent.futures.ThreadPoolExecutor(8) as workers:
    done = list(workers.map(run_case, cases))
for finished in done:
    finished.end()
sys.exit(failed())
