#!/usr/bin/python3
"""What every reader does with inputs that are hostile or endless: it ends soon, within its memory, and says why in messages that
a terminal can show. The table has a small input of each kind; tests/unit/cut_inputs.c cuts them at every byte."""
import concurrent.futures
import gzip
import os
import subprocess
import sys
import tempfile
import zipfile

from report import EVERY, Report

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
REFMILL = os.path.realpath(os.environ.get("REFMILL", os.path.join(ROOT, "build/refmill")))
SEEDS = os.path.join(ROOT, "tests/fuzz/seeds")
SANITIZED = "sanitize" in REFMILL
SECONDS = 600
MEGABYTE = 1 << 20
MEMORY = 512 * MEGABYTE  # of any run here, with room for what it maps

# The reader of each small input.
INPUTS = {"api.xml": "api", "arxiv.xml": "oai", "daily.json": "snapshot", "digest.md": "digest", "dublin-core.xml": "oai",
          "feed.atom": "feed", "feed.rdf": "feed", "feed.rss": "feed", "ids.txt": "ids", "library.bib": "library",
          "list.md": "markdown", "mail.eml": "mail", "mails.mbox": "mail", "raw.xml": "oai", "records.jsonl": "jsonl", "rows.json": "snapshot",
          "snapshot.jsonl": "snapshot"}
WRITTEN = ("ris", "csv", "csl-json", "atom", "html")  # libraries, in refmill's own formats

# What comes before text without end in an input of each reader, so that it is within a field.
ENDLESS = {"api": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2403.90001v1</id><title>",
           "digest": b"| Ref | Title | Summary |\n| --- | --- | --- |\n| [^1] | [A](https://arxiv.org/abs/2403.90001) | ",
           "feed": b"<rss><channel><title>cs.CL updates on arXiv.org</title><item><guid>oai:arXiv.org:2403.90001v1</guid><title>",
           "ids": b"2403.90001 ", "jsonl": b'{"arxiv_id":"2403.90001","title":"', "library": b"@misc{a, eprint = {2403.90001}, title = {",
           "mail": b"From: no-reply@arXiv.org\nSubject: cs daily\n\n\\\\\narXiv:2403.90001\nTitle: ",
           "markdown": b"- [A](https://arxiv.org/abs/2403.90001) ",
           "oai": b"<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>2403.90001</id><title>",
           "snapshot": b'{"id":"2403.90001","authors_parsed":[["A","B",""]],"title":"'}

# A document in which a few entities stand for many gigabytes.
ENTITIES = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 20}">' for number in range(1, 9))
BOMB = f'<!DOCTYPE feed [<!ENTITY e0 "2403.90001 ">{ENTITIES}]>\n'

CONTROLS = b"\x1b]0;x\x07\x1b[31m\x7f\xc2\x9b"

report = Report("no message has a control character of the input or of its name", "an entity bomb is refused or read as it stands, at once",
                "a packed bomb ends within its memory", "text without end ends within its memory")


# A shell sets the limit, since for Python to do it in the child means to copy itself for each run.
LIMITED = [] if SANITIZED else ["sh", "-c", f'ulimit -v {MEMORY // 1024} && exec "$@"', "sh"]


def run(reader, name, folder, stdin=None):
    """Reads a file as that reader's, and writes its records."""
    return subprocess.run([*LIMITED, REFMILL, "-k", "--from", reader, "-t", "jsonl", name], cwd=folder, capture_output=True,
                          check=False, timeout=SECONDS, stdin=stdin or subprocess.DEVNULL)


def fault_of(done):
    """What is wrong with how a run ended and with what it said."""
    if done.returncode not in (0, 1, 2):
        return f"status {done.returncode}: {done.stderr[-200:]}"
    said = done.stderr.decode("utf-8", "backslashreplace")
    bad = [line for line in said.splitlines() if not any(f": {kind}: " in line for kind in ("error", "warning", "note"))]
    if done.returncode and ": error: " not in said:
        bad.append(f"status {done.returncode} without an error")
    return bad and f"{bad[0]!r}"


def small_inputs(folder):
    """Copies the inputs, and yields the name and the reader of each."""
    for name, reader in INPUTS.items():
        with open(os.path.join(SEEDS, name), "rb") as file:
            content = file.read()
        yield name, reader, content
    for kind in WRITTEN:
        done = subprocess.run([REFMILL, "-t", kind, os.path.join(SEEDS, "list.md")], cwd=folder, capture_output=True, check=True)
        content = done.stdout
        if kind == "html":  # its style and script would be most of the bytes
            content = content[:content.index(b"<style>")] + content[content.index(b"<main>"):content.index(b"<script")]
        yield "library." + kind, "library", content


def write(folder, name, content):
    with open(os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else os.fsencode(name)), "wb") as file:
        file.write(content)


def check_small(name, reader, content):
    with tempfile.TemporaryDirectory() as folder:
        check_controls(folder, name, reader, content)
        check_entities(folder, name, reader, content)


def check_controls(folder, name, reader, content):
    """Control characters in the name of the file, and before each quarter of what is in it."""
    strange = b"a" + CONTROLS + b"\n.x"
    for quarter in range(4):
        at = len(content) * quarter // 4
        write(folder, strange, content[:at] + CONTROLS + content[at:])
        done = run(reader, strange, folder)
        bad = [byte for byte in done.stderr.decode("utf-8", "backslashreplace") if byte != "\n" and not byte.isprintable()]
        fault = fault_of(done) or bad
        report.expect("no message has a control character of the input or of its name", not fault,
                      f"{name}, after {at} bytes: {fault} {done.stderr[:200]}")


def check_entities(folder, name, reader, content):
    """The entity in the place of the first text, in inputs in XML."""
    text = content.decode("utf-8", "replace")
    if not text.lstrip().startswith("<") or ">" not in text:
        return
    after = text.index("?>") + 2 if text.startswith("<?xml") else 0
    bomb = text[:after] + BOMB + text[after:].replace("</", "&e8;</")
    write(folder, name, bomb.encode())
    done = run(reader, name, folder)
    fault = fault_of(done)
    report.expect("an entity bomb is refused or read as it stands, at once", not fault, f"{name}: {fault}")


def check_endless(folder, reader, start):
    """A field without end: of a gigabyte with EVERY=1."""
    size = (1024 if EVERY else 20) * MEGABYTE
    with subprocess.Popen(["sh", "-c", f'cat start && head -c {size} /dev/zero | tr "\\0" a'], cwd=folder,
                          stdout=subprocess.PIPE) as source:
        write(folder, "start", start)
        done = run(reader, "-", folder, stdin=source.stdout)
        source.stdout.close()
    fault = fault_of(done)
    report.expect("text without end ends within its memory", not fault, f"{reader}: {fault}")


def check_packed(folder, reader, start):
    """The same, of which a megabyte takes a kilobyte."""
    size = (1024 if EVERY else 20) * MEGABYTE
    with gzip.open(os.path.join(folder, "bomb.gz"), "wb", compresslevel=1) as file:
        file.write(start)
        for _ in range(size // MEGABYTE):
            file.write(b"a" * MEGABYTE)
    with gzip.open(os.path.join(folder, "bomb.gz"), "rb") as source, \
            zipfile.ZipFile(os.path.join(folder, "bomb.zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("bomb", "w", force_zip64=True) as file:
            while piece := source.read(MEGABYTE):
                file.write(piece)
    for name in "bomb.gz", "bomb.zip":
        fault = fault_of(run(reader, name, folder))
        report.expect("a packed bomb ends within its memory", not fault, f"{reader}, {name}: {fault}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as at_once:
            for done in [at_once.submit(check_small, *small) for small in small_inputs(folder)]:
                done.result()
        for reader, start in ENDLESS.items():
            check_endless(folder, reader, start)
            check_packed(folder, reader, start)
    return report.end()


sys.exit(main())
