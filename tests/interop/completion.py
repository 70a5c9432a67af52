#!/usr/bin/python3
"""What bash, zsh and fish make of a command line when its user presses the tabulator."""
import os
import pty
import re
import select
import shutil
import sys
import tempfile

from digests import ROOT
from report import equal, failed, skip

COMPLETIONS = os.path.join(ROOT, os.environ.get("BUILD", "build"), "completions")
QUIET = 0.4  # seconds without a word: the shell waits
BASH = "source /usr/share/bash-completion/bash_completion; source refmill.bash"
ZSH = "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -d dump"
FISH = "source refmill.fish"
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], BASH),
    "zsh": (["zsh", "-f", "-i"], ZSH),
    "fish": (["fish", "--no-config", "-i"], FISH),
}
CASES = {
    "an option": ("--out-d", "--out-dir"),
    "a format": ("-t csl", "-t csl-json"),
    "a format behind =": ("--to=bibl", "--to=biblatex"),
    "one of a few words": ("--lang z", "--lang zh"),
    "a word with a sign": ("--sort=-d", "--sort=-date"),
    "the last field of a list": ("--only title,abstract_t", "--only title,abstract_truncated"),
    "the last kind of a list": ("--announce new,replace-", "--announce new,replace-cross"),
    "a folder": ("--out-dir sub", "--out-dir subfolder"),
    "a file behind an option": ("-o lib", "-o library.bib"),
    "an input": ("dig", "digest.md"),
}


def read(terminal, until="\0"):
    """What comes until the shell waits, or at the latest behind that text."""
    text = b""
    while until not in text.decode(errors="replace") and select.select([terminal], [], [], QUIET)[0]:
        try:
            text += os.read(terminal, 65536)
        except OSError:  # the shell has gone
            break
    return text.decode(errors="replace")


def start(arguments, folder):
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update(TERM="dumb", PS1="", HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, LC_ALL="C.UTF-8")
        os.execvp(arguments[0], arguments)
    read(terminal)
    return process, terminal


def complete(terminal, typed):
    """The line after the tabulator, which the shell itself prints: it goes to the start, and `echo` before it."""
    os.write(terminal, ("refmill " + typed + "\t").encode())
    read(terminal)
    os.write(terminal, b"\x01echo '<' \x05 '>'\r")
    found = re.findall(r"< refmill (.*?) *>", read(terminal))
    return found[-1].rstrip(" =/")  # zsh takes a slash back if found else "nothing"


def run(shell, folder):
    arguments, set_up = SHELLS[shell]
    process, terminal = start(arguments, folder)
    os.write(terminal, (set_up + "; echo re''ady\r").encode())
    while "ready" not in read(terminal, "ready"):
        continue
    for name, (typed, wanted) in CASES.items():
        equal(f"{shell} completes {name}", wanted, complete(terminal, typed))
    os.write(terminal, b"exit\r")
    read(terminal)
    os.close(terminal)
    os.waitpid(process, 0)


with tempfile.TemporaryDirectory() as place:
    os.mkdir(os.path.join(place, "subfolder"))
    for name in ("digest.md", "library.bib"):
        open(os.path.join(place, name), "w", encoding="utf-8").close()
    for suffix in SHELLS:
        shutil.copy(os.path.join(COMPLETIONS, "refmill." + suffix), place)
    os.rename(os.path.join(place, "refmill.zsh"), os.path.join(place, "_refmill"))
    for shell in SHELLS:
        if shutil.which(shell):
            run(shell, place)
        else:
            skip(f"{shell} completes", "it is not there")
sys.exit(failed())
