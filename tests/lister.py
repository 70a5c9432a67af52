#!/usr/bin/python3
"""For each directory named on a line of standard input, lists its files with all properties that a program could
change, one a line, and then a NUL. The test scripts ask it before and after a run, which saves them a process."""
import hashlib
import os
import stat
import sys


def describe(path):
    about = os.lstat(path)
    line = f"{path} {about.st_mode:o}"
    if stat.S_ISREG(about.st_mode):
        line += f" {about.st_ino} {about.st_size} {about.st_mtime_ns}"
        if os.access(path, os.R_OK):
            with open(path, "rb") as file:
                line += " " + hashlib.md5(file.read()).hexdigest()
    elif stat.S_ISLNK(about.st_mode):
        line += f" {os.readlink(path)}"
    return line + "\n"


def paths(folder):
    yield folder
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from paths(entry.path)
        else:
            yield entry.path


sys.stdin.reconfigure(errors="surrogateescape")
sys.stdout.reconfigure(errors="surrogateescape")
for line in sys.stdin:
    os.chdir(line.rstrip("\n"))
    for path in paths("."):
        sys.stdout.write(describe(path))
    sys.stdout.write("\0")
    sys.stdout.flush()
