#!/usr/bin/python3
"""Tests memory: a merge grows with the papers that it keeps, not with the digests that it reads; streaming
does not grow; and a run with thousands of files stays small."""
import os
import subprocess
import sys
import tempfile
import threading

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "check"))
from invented import REFMILL, digest, write  # noqa: E402
from report import Report, skip  # noqa: E402

SANITIZED = "sanitize" in REFMILL
MEGABYTE = 1024  # ru_maxrss counts kilobytes
FILES = 20000
report = Report("a merge grows with its papers, not with its digests",
                "streaming does not grow with its input",
                "nor does streaming jsonl",
                "nor does streaming the snapshot",
                "nor does streaming a list in Markdown",
                "20,000 files in one run, under 128 MB",
                "metadata costs what is wanted, not what there is",
                "nor does a line, a text or an entry without end",
                "nor a line of a gigabyte, wanted or not",
                "a line of a million ids costs 8 times its size",
                "names of strings do not cost their text each time")


def peak(*arguments, folder):
    """The most memory that a run has, in kilobytes."""
    with subprocess.Popen([REFMILL, "-q", *arguments], cwd=folder) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{arguments[:3]}: status {process.returncode}")
    return usage.ru_maxrss


def papers(count, first=0):
    return [(f"2403.{number:05}", 1, "new") for number in range(first, first + count)]


def check_merge(folder):
    write(os.path.join(folder, "one.md"), papers(500))
    once = peak("-o", "x.bib", "one.md", folder=folder)
    often = peak("-o", "x.bib", *["one.md"] * 200, folder=folder)
    report.expect("a merge grows with its papers, not with its digests", often < once * 1.2,
                  f"{once} KB for one digest, {often} KB for it 200 times")


def check_streaming(folder):
    with open(os.path.join(folder, "long.md"), "w", encoding="utf-8") as file:
        for number in range(100):
            file.write(digest(papers(500, number * 500)))
    write(os.path.join(folder, "short.md"), papers(500))
    short = peak("--no-merge", "-o", "x.ris", "short.md", folder=folder)
    long = peak("--no-merge", "-o", "x.ris", "long.md", folder=folder)
    # 16 bytes a record for the keys, 50,000 records
    report.expect("streaming does not grow with its input", long < short + 4 * MEGABYTE,
                  f"{short} KB for one digest, {long} KB for 100")


def compare_streams(name, short, long, folder):
    small, large = (peak("--no-merge", "-o", "x.ris", file, folder=folder) for file in (short, long))
    report.expect(name, large < small + 4 * MEGABYTE, f"{small} KB for the short one, {large} KB for 100 times that")


def check_json_streams(folder):
    """After check_streaming, whose digests become jsonl."""
    for name in ("short", "long"):
        peak("--no-merge", "-o", f"{name}.jsonl", f"{name}.md", folder=folder)
    compare_streams("nor does streaming jsonl", "short.jsonl", "long.jsonl", folder)
    for name, size in (("short", 300000), ("long", 30000000)):
        with open(os.path.join(folder, f"{name}.json"), "wb") as file:
            subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), "snapshot.py"), str(size)],
                           stdin=subprocess.DEVNULL, stdout=file, check=True)
    compare_streams("nor does streaming the snapshot", "short.json", "long.json", folder)


def check_list_streams(folder):
    """16 bytes a record for citation keys: ids has none."""
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lists.py")
    for layout in "table", "items", "sections":
        most = []
        for size in 300000, 30000000:
            with open(os.path.join(folder, "list.md"), "wb") as file:
                subprocess.run([program, layout, str(size)], stdout=file, check=True)
            most.append(peak("--no-merge", "--from", "markdown", "-o", "ids:x.ids", "list.md", folder=folder))
        report.expect("nor does streaming a list in Markdown", most[1] < most[0] + 4 * MEGABYTE,
                      f"{layout}: {most[0]} KB for the short one, {most[1]} KB for 100 times that")


def check_batch(folder):
    os.mkdir(os.path.join(folder, "in"))
    source = os.path.join(folder, "source.md")
    write(source, papers(6))
    for number in range(FILES):
        os.link(source, os.path.join(folder, "in", f"{number}.md"))
    with open(os.path.join(folder, "list"), "w", encoding="utf-8") as file:
        file.writelines(f"in/{number}.md\n" for number in range(FILES))
    most = peak("--files-from", "list", "--out-dir", "out", "-t", "bibtex,ris", folder=folder)
    made = len(os.listdir(os.path.join(folder, "out")))
    report.expect("20,000 files in one run, under 128 MB",
                  made == 2 * FILES and most < 128 * MEGABYTE, f"{most} KB, {made} files")


def fill(folder, name, start, piece, size):
    """A file that starts so, and goes on with pieces. Little of it is in this process, whose
    own memory would count as that of the programs it starts."""
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(start)
        block = piece * (100000 // len(piece) + 1)
        for _ in range(size // len(block) + 1):
            file.write(block)


def check_metadata(folder):
    write(os.path.join(folder, "wanted.md"), papers(500))
    line = '{"id":"2403.%05d","authors_parsed":[["Kim","D.",""]],"abstract":"%s"}\n'
    with open(os.path.join(folder, "snapshot.json"), "w", encoding="utf-8") as file:
        for number in range(100000):
            file.write(line % (number, "We fly. " * 150))
    fill(folder, "often.json", "", "".join(line % (number, "We fly. " * 150) for number in range(500)), 50000000)
    few = peak("--metadata", "snapshot.json", "-o", "x.bib", "wanted.md", folder=folder)
    often = peak("--metadata", "often.json", "-o", "x.bib", "wanted.md", folder=folder)
    report.expect("metadata costs what is wanted, not what there is", max(few, often) < 32 * MEGABYTE,
                  f"{few} KB of a file of 120 MB, {often} KB when each paper is there 80 times")


def check_endless_metadata(folder):
    """Each is a paper that is wanted, and 60 MB of something."""
    for name, start, piece in (("line", '{"id":"2403.00001","title":"', "kites "),
                               ("text", API + "<title>", "kites "),
                               ("attribute", API + '<category term="', "kites "),
                               ("titles", API, "<title>kites</title>"),
                               ("authors", API, "<author><name>D. Kim</name></author>"),
                               ("elements", API, "<a>"),
                               ("categories", API, '<category term="cs.CL"/>'),
                               ("lists", '{"id":"2403.00001","authors_parsed":[', '["Kim","D.",""],'),
                               ("identifier", '{"id":"2403.00001","title":"T"}\n{"id":"', "2403")):
        fill(folder, name, start, piece, 60000000)
        most = peak("--metadata", name, "-o", "x.bib", "wanted.md", folder=folder)
        os.remove(os.path.join(folder, name))
        report.expect("nor does a line, a text or an entry without end", most < 64 * MEGABYTE, f"{name}: {most} KB")


def pour(path, start):
    """A gigabyte into a FIFO, as long as somebody reads it."""
    block = b"kites " * 200000
    try:
        with open(path, "wb", buffering=0) as pipe:
            pipe.write(start)
            for _ in range(1000000000 // len(block)):
                pipe.write(block)
    except BrokenPipeError:
        pass


def check_gigabyte(folder):
    path = os.path.join(folder, "pipe")
    os.mkfifo(path)
    for paper in "2403.00001", "2403.99999":
        start = f'{{"id":"{paper}","title":"'.encode()
        writer = threading.Thread(target=pour, args=(path, start))
        writer.start()
        most = peak("--metadata", "pipe", "-o", "x.bib", "wanted.md", folder=folder)
        writer.join()
        report.expect("nor a line of a gigabyte, wanted or not", most < 64 * MEGABYTE, f"{paper}: {most} KB")


def check_ids(folder):
    fill(folder, "ids", "", "2403.00001;", 11000000)
    most = peak("--from", "library", "-o", "x.bib", "ids", folder=folder)
    report.expect("a line of a million ids costs 8 times its size", most < 96 * MEGABYTE, f"{most} KB")


def check_strings(folder):
    open(os.path.join(folder, "empty.jsonl"), "w", encoding="utf-8").close()
    fill(folder, "names.bib", "@string{a={%s}}\n@misc{b, journal = a" % ("kites " * 32), " # a", 4000000)
    with open(os.path.join(folder, "names.bib"), "a", encoding="utf-8") as file:
        file.write("}\n")
    most = peak("--metadata", "empty.jsonl", "--update", "names.bib", "--dry-run", folder=folder)
    report.expect("names of strings do not cost their text each time", most < 64 * MEGABYTE, f"{most} KB")


API = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2403.00001v1</id>'


def main():
    if SANITIZED:
        for name in report.faults:
            skip(name, "the sanitizers' own memory")
        return
    place = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        check_merge(folder)
        check_streaming(folder)
        check_json_streams(folder)
        check_list_streams(folder)
        check_batch(folder)
        check_metadata(folder)
        check_endless_metadata(folder)
        check_gigabyte(folder)
        check_ids(folder)
        check_strings(folder)
    sys.exit(report.end())


main()
