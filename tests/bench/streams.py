"""100 MB of digests in one stream, to every format, next to copying it and to rendering it as HTML."""
import os
import subprocess

from measure import Job, measure, shell
from place import FORMATS, HERE, MEGABYTES, REFMILL
from report import Floor, number, percent, with_floors

CP = 2000  # MB/s of the machine on which the floors in MB/s were set
MEGABYTES_A_SECOND = {"csv": 500, "atom": 350, "rss": 350, "html": 350}
# How many times the time of cp a format may take.
TIMES_CP = {"bibtex": 2.8, "ris": 2.5, "csl-json": 3.3, "jsonl": 3.2, "html": 6, "html, TeX": 4.8}
ANY_TIMES_CP = 4.5
MORE = ["biblatex", "ids", "jsonfeed", "html", "jsonl", "markdown"]


def write_stream(path, texts):
    """Never less than one whole round."""
    with open(path, "wb") as file:
        while file.tell() < MEGABYTES * 1000000:
            file.writelines(texts)


def build_md4c(work):
    program = os.path.join(work, "md4c")
    subprocess.run([*os.environ.get("CC", "cc").split(), "-O2", "-o", program, os.path.join(HERE, "md4c.c"),
                    "-lmd4c-html", "-lmd4c"], check=True)
    return program


def make_jobs(work, source, folder):
    """Peers first; one job a format, named as it is."""
    def to(*formats):
        return [word for format in formats for word in ("-o", f"{format}:{folder}/out.{format}")]

    jobs = [shell("cat in >copy", f"exec cat {source} >{folder}/copy"), Job("cp", "cp", source, f"{folder}/copy"),
            Job("md4c", build_md4c(work), source, f"{folder}/out.html"), Job("--check", REFMILL, "--check", source)]
    jobs += [Job(format, REFMILL, "-q", "--no-merge", *to(format), source) for format in [*FORMATS, *MORE]]
    jobs += [Job("html, TeX", REFMILL, "-q", "--no-merge", "--math", "tex", *to("html"), source),
             Job("all six", REFMILL, "-q", "--no-merge", *to(*FORMATS), source),
             Job("merged bibtex", REFMILL, "-q", *to("bibtex"), source)]
    return {job.name: job for job in jobs}


def floors(name, speed, jobs):
    job, cat, cp, md4c = jobs[name], jobs["cat in >copy"], jobs["cp"], jobs["md4c"]
    if name == "--check":
        return [Floor("1/1.5 of cat", job.times_as_fast_as(cat), 1 / 1.5),
                Floor("5 md4c", job.times_as_fast_as(md4c), 5)]
    if name == "all six":
        alone = [jobs[format] for format in FORMATS]
        return [Floor("60 MB/s", speed, 60), Floor("the six alone", job.times_as_fast_as(*alone), 1)]
    if name in ("cat in >copy", "cp", "md4c", "merged bibtex"):
        return []
    times = TIMES_CP.get(name, ANY_TIMES_CP)
    found = [Floor(f"1/{times} of cp", job.times_as_fast_as(cp), 1 / times)]
    if name in ("bibtex", "ris"):
        found.append(Floor("2 md4c", job.times_as_fast_as(md4c), 2))
    if name in MEGABYTES_A_SECOND:
        wanted = MEGABYTES_A_SECOND[name]
        part = wanted / CP  # of cp's speed
        found += [Floor(f"{wanted} MB/s", speed, wanted), Floor(f"{number(part)} of cp", job.times_as_fast_as(cp), part)]
    return found


def run(report, work, texts):
    source, folder = os.path.join(work, "in.md"), os.path.join(work, "out")
    os.mkdir(folder)
    write_stream(source, texts)
    jobs = make_jobs(work, source, folder)
    measure(list(jobs.values()), work, empty=folder)

    rows = []
    for name, job in jobs.items():
        speed = os.path.getsize(source) / 1e6 / job.median()
        ratios = [job.times_as_fast_as(jobs[peer]) for peer in ("cat in >copy", "cp", "md4c")]
        rows.append(with_floors([job.label(), speed, *ratios, percent(job.spread())], *floors(name, speed, jobs)))
    report.table("One long stream",
                 f"{os.path.getsize(source) / 1e6:.0f} MB, `--no-merge` but for the last. A floor in MB/s was set on a"
                 f" machine where cp copies {CP} MB/s, and stands next to it as a part of cp's speed. `all six`:"
                 f" {', '.join(FORMATS)} in one reading, to take less time than they do alone.",
                 ["job", "MB/s", "× cat", "× cp", "× md4c", "spread", "floor", "met"], rows)
