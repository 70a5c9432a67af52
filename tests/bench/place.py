"""Where things are: the program, the digests, and a folder in memory."""
import glob
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.abspath(os.environ.get("BUILD", os.path.join(ROOT, "build")))
REFMILL = os.path.abspath(os.environ.get("REFMILL", os.path.join(BUILD, "refmill")))
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
MEGABYTES = int(os.environ.get("BENCH_MB", "100"))  # of the long stream; the longest is ten times that
FORMATS = ["bibtex", "ris", "csl-json", "csv", "atom", "rss"]  # those of references and feeds


def count_records(path):
    """None when there is an error in the file."""
    done = subprocess.run([REFMILL, "--check", "--no-merge", path], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+) records?\b", done.stdout + done.stderr)
    return int(found.group(1)) if done.returncode == 0 and found else None


def find_digests():
    """Those of the folder DIGESTS or of ../shared, else the fixtures in which nothing is wrong."""
    folder = os.environ.get("DIGESTS") or os.path.join(ROOT, "../shared/digests")
    found = sorted(glob.glob(os.path.join(folder, "*.md")))
    return found or [path for path in sorted(glob.glob(os.path.join(ROOT, "fixtures/*/in.md")))
                     if not os.path.exists(os.path.join(os.path.dirname(path), "err")) and count_records(path)]


def read_all(paths):
    """The text of each, to the end of a line, so that they can stand one after the other."""
    texts = []
    for path in paths:
        with open(path, "rb") as file:
            text = file.read()
        texts.append(text if text.endswith(b"\n") else text + b"\n")
    return texts
