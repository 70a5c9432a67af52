"""Invented digests for the tests that need many days of them, laid out as
DESIGN.md, section 3, says; and the program."""
import os
import subprocess

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))


def digest(papers):
    """Of (id, version, kind of announcement)."""
    rows, notes = [], []
    for ref, (paper, version, kind) in enumerate(papers, 1):
        link = f"https://arxiv.org/abs/{paper}"
        rows.append(f"| [^{ref}] | [On {paper}]({link}) | 关于{paper}。 |")
        notes.append(f"[^{ref}]: 论{paper}\n\n    On {paper}\n\n    [{link}]({link})\n\n"
                     f"    关于{paper}。\n\n    \n\n    第{version}版。\n\n"
                     f"    arXiv:{paper}v{version} Announce Type: {kind}  Abstract: "
                     f"As of version {version}.\n    \n")
    return "\n".join(["# 摘要\n", "| Ref | Title | Summary |", "| --- | --- | --- |", *rows,
                      "\n# 详细\n", *notes])


def write(path, papers):
    with open(path, "w", encoding="utf-8") as file:
        file.write(digest(papers))


def refmill(*arguments, folder):
    """Standard output; a status other than 0 is an exception."""
    done = subprocess.run([REFMILL, "-q", *arguments], cwd=folder, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: status {done.returncode}: {done.stderr[:300]}")
    return done.stdout
