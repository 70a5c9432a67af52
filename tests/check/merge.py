#!/usr/bin/python3
"""Merging: whatever the order of the inputs, and whatever parts were merged apart
before and put through jsonl, the bytes are the same. Digests and lists of other kinds are
invented, so that every rule of merging is needed: few papers, many announcements,
fields that only some of them have, times and channels that tie.

With ../shared/digests, the same for those: 2,531 records in every format. With EVERY=1
more digests are invented."""
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

from report import EVERY, check, failed, sample

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "digests")
RECORDS = 2531


def refmill(*arguments, folder, data=None, quiet=False):
    done = subprocess.run([REFMILL, *(["-q"] if quiet else []), *arguments], cwd=folder,
                          input=data, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments[:4]}: status {done.returncode}: {done.stderr[:200]}")
    return done.stdout


def formats():
    listed = subprocess.run([REFMILL, "--list-formats"], capture_output=True, text=True, check=True)
    return [line.split()[0] for line in listed.stdout.split("\n\n")[0].splitlines()]


# ---- Invented digests

PAPERS = [f"2403.9{number:04}" for number in range(6)] + ["hep-th/9901901"]
LINKS = ["https://example.org/paper"]
DAYS = ["2024-03-28", "2024-03-29", "2024-04-02"]
CHANNELS = ["cs.AI", "cs.CL", "stat.ML"]
LONG = "Lanterns are bright, and kites are light. " * 24


def some(dice, text):
    return text if dice.random() < 0.6 else ""


def announcement(dice, ref):
    """A row and its note; nearly every field may be missing."""
    paper = dice.choice(PAPERS + LINKS)
    link = paper if paper in LINKS else f"https://arxiv.org/abs/{paper}"
    mark = dice.randrange(4)  # few different texts, so that announcements tie
    title, suffix, prefix = f"Title {mark}", "", ""
    abstract = LONG if dice.random() < 0.3 else f"Abstract {mark}."  # the long one is cut
    if paper in PAPERS and dice.random() < 0.5:
        version = dice.choice(["", "v1", "v2", "v3"])
        kind = dice.choice(["", " UPDATED", " CROSS LISTED"])
        suffix = f". (arXiv:{paper}{version} [{dice.choice(['cs.AI', 'cs.LG', 'hep-th'])}]{kind})"
    elif paper in PAPERS and dice.random() < 0.5:
        kind = dice.choice(["new", "cross", "replace", "replace-cross"])
        prefix = f"arXiv:{paper}v{dice.randrange(1, 4)} Announce Type: {kind}  Abstract: "
    row = f"| [^{ref}] | [{title}]({link}) | {some(dice, f'总结{mark}')} |"
    note = "\n\n".join([
        f"[^{ref}]: {some(dice, f'题目{mark}')}",
        f"    {title}{suffix}",
        f"    [{link}]({link})",
        f"    {some(dice, f'总结{mark}')}",
        "    ",
        f"    {some(dice, f'摘要{mark}')}",
        f"    {prefix}{abstract}"[:1004] if prefix or dice.random() < 0.7 else "    ",
    ])
    return row, note + "\n    "


def digest(dice):
    pairs = [announcement(dice, ref) for ref in range(1, dice.randrange(2, 7))]
    return "\n".join(["# 摘要\n", "| Ref | Title | Summary |", "| --- | --- | --- |",
                      *(row for row, _ in pairs), "\n# 详细\n", *(note + "\n" for _, note in pairs)])


# ---- Invented answers, mails and lists

AUTHORS = ["Ada Tide", "Bea Kite", "Cleo van der Berg"]
CATEGORIES = ["stat.ML cs.AI", "cs.LG stat.ML cs.AI", "hep-th", "cs.AI cs.LG hep-th"]


def answer(dice):
    """An answer of the API: authors, categories in an order of their own, days of versions."""
    entries = []
    for paper in dice.sample(PAPERS, dice.randrange(1, 4)):
        mark, version = dice.randrange(4), dice.randrange(1, 4)
        first, *others = dice.choice(CATEGORIES).split()
        entries.append(
            f"<entry><id>http://arxiv.org/abs/{paper}v{version}</id><title>Title {mark}</title>"
            f"<published>2024-03-0{mark + 1}T00:00:00Z</published><updated>2024-03-1{version}T00:00:00Z</updated>"
            + some(dice, f"<summary>{LONG}{mark}</summary>")
            + "".join(f"<author><name>{name}</name></author>" for name in AUTHORS[:dice.randrange(4)])
            + some(dice, f"<arxiv:comment>{mark} pages</arxiv:comment>")
            + f'<arxiv:primary_category term="{first}"/>'
            + "".join(f'<category term="{name}"/>' for name in [first, *others]) + "</entry>")
    return ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
            "<id>http://arxiv.org/api/1</id>" + "".join(entries) + "</feed>")


def mail(dice):
    """The mail of a day, where an author list may be incomplete."""
    parts = []
    for paper in dice.sample(PAPERS, dice.randrange(1, 4)):
        mark = dice.randrange(4)
        names = ", ".join(AUTHORS[:dice.randrange(1, 4)]) + dice.choice(["", " et al."])
        parts.append(f"\\\\\narXiv:{paper}\nDate: Fri, {mark + 1} Mar 2024 18:00:03 GMT   (7kb)\n\n"
                     f"Title: Title {mark}\nAuthors: {names}\nCategories: {dice.choice(CATEGORIES)}\n"
                     + some(dice, f"Comments: {mark} figures\n")
                     + f"\\\\\n  Abstract {mark}.\n\\\\ ( https://arxiv.org/abs/{paper} ,  7kb)\n")
    return f"Date: {dice.choice(['Thu, 28', 'Fri, 29'])} Mar 24 00:31:14 GMT\n\n" + ("-" * 78 + "\n").join(["", *parts])


def ids(dice):
    return "".join(f"{paper}{dice.choice(['', 'v1', 'v4'])}\n" for paper in dice.sample(PAPERS, 3))


TOPICS = ["Lanterns", "Kites, and more", "49.Tides", "cs.AI"]


def topics(dice):
    """Records of lists that have topics, as their reader gives them: a line for each topic, some of them alike, and
    some of an earlier version."""
    records = []
    for line in range(1, dice.randrange(3, 12)):
        mark = dice.randrange(4)
        record = {"arxiv_id": dice.choice(PAPERS), "title": f"Title {mark}", "topics": dice.sample(TOPICS, dice.randrange(3))}
        if dice.random() < 0.7:
            record.update(file="list.md", line=line)
        record.update(dice.choice([{}, {"version": 2}, {"digest_date": dice.choice(DAYS)}]))
        record.update(dice.choice([{}, {"code_url": f"https://example.org/{mark}"}, {"title_zh": f"灯{mark}"}]))
        records.append(json.dumps(record) + "\n")
    return "".join(records)


def reading(dice):
    """A list in Markdown, in one of its layouts, where an author list is incomplete."""
    entries = []
    for _ in range(dice.randrange(2, 7)):
        paper, mark = dice.choice(PAPERS), dice.randrange(4)
        link = f"[Lanterns of part {mark}](https://arxiv.org/abs/{paper}{dice.choice(['', '', 'v2'])})"
        topic, code = dice.choice(TOPICS), f"[[code](https://example.org/{mark})]"
        entries.append(dice.choice([
            f"## {topic}\n\n- {link}, Ada Tide et al. {some(dice, code)}\n",
            f"## {topic}\n\n| Date | Title | Authors |\n| --- | --- | --- |\n| 2024-03 | {link} | {some(dice, 'Ada Tide et.al.')} |\n",
            f"## {link}\n\n**Authors**: Ada Tide, Bea Kite et al.\n\n**Abstract**: {some(dice, LONG)}Abstract of a list {mark}.\n\n"
            f"**摘要**: {some(dice, '灯塔的摘要')}\n"]))
    return "# Reading\n\n" + "\n".join(entries)


def invent_lists(dice, folder):
    """Lists of other kinds, one of which has its time from its name."""
    names = []
    for name, make in (("answer-2024-03-30.atom", answer), ("mail.txt", mail), ("2024-03-28-ids.txt", ids),
                       ("topics.jsonl", topics), ("2024-03-29-topics.jsonl", topics),
                       ("reading.md", reading), ("2024-04-02-reading.md", reading)):
        if dice.random() < 0.7:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(make(dice))
            names.append(name)
    return names


def invent(dice, folder):
    """Files whose names tell day and channel, or only one of them; some are alike but
    for their folders."""
    names = invent_lists(dice, folder)
    for number in range(8):
        day = dice.choice(DAYS + ["1711703271"])
        name = dice.choice([f"{day}-{dice.choice(CHANNELS)}", day])
        path = f"{number % 3}/{name}.md"
        os.makedirs(os.path.join(folder, str(number % 3)), exist_ok=True)
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(digest(dice))
        if path not in names:
            names.append(path)
    return names


# ---- Invented metadata

def metadata(dice, path):
    """Of most papers, in the snapshot's form; some of it contradicts the digests."""
    with open(path, "w", encoding="utf-8") as file:
        for paper in dice.sample(PAPERS, len(PAPERS) - 2):
            mark = dice.randrange(4)
            entry = {"id": paper, "title": some(dice, f"Title {mark}"), "categories": dice.choice(["cs.AI stat.ML", "hep-th"]),
                     "abstract": some(dice, dice.choice([f"Abstract {mark}. And more.", f"  {LONG}{mark}. And more.\n"])),
                     "comments": some(dice, f"{mark} pages"), "doi": some(dice, f"10.1000/{mark}"),
                     "authors_parsed": [["Kim", f"D{mark}", ""]] if dice.random() < 0.8 else [],
                     "versions": [{"version": "v1", "created": f"Fri, {mark + 1} Mar 2024 12:00:00 GMT"}]}
            file.write(json.dumps(entry) + "\n")


def joined(folder, names, *options):
    return refmill("--sort", "id", *options, *names, folder=folder, quiet=True)


def check_metadata(dice, folder, names):
    """Joined at once, or to parts, merged or not, before or at the end: the same bytes."""
    metadata(dice, os.path.join(folder, "snapshot.json"))
    join = ["--metadata", "snapshot.json"]
    for form in ("jsonl", "bibtex", "atom") if EVERY else ("jsonl",):
        whole = joined(folder, names, *join, "-t", form)
        cut = dice.randrange(1, len(names)) if len(names) > 1 else 1
        parts = [part for part in (names[:cut], names[cut:]) if part]
        for early in (join, []):
            for merging in ([], ["--no-merge"]):
                files = []
                for number, part in enumerate(parts):
                    files.append(f"joined{number}.jsonl")
                    with open(os.path.join(folder, files[-1]), "wb") as file:
                        file.write(refmill("-t", "jsonl", *early, *merging, *part, folder=folder, quiet=True))
                for late in ([join] if not early else [[], join]):
                    for order in (files, files[::-1]):
                        if joined(folder, order, *late, "-t", form) != whole:
                            return f"{form} of parts with {early} {merging}, then {late}, differs: {parts}"
    whole = joined(folder, names, *join, "-t", "jsonl")
    for cut in sample(range(1, len(names)), 2):
        files = ["front.jsonl", "back.jsonl"]
        for name, part in zip(files, (names[:cut], names[cut:])):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(refmill("-t", "jsonl", *part, folder=folder, quiet=True))
        if joined(folder, files, *join, "-t", "jsonl") != whole:
            return f"jsonl of {names} cut at {cut} and joined at the end differs"
    return None


def check_different_metadata(dice, folder, names):
    """Each part with metadata of its own, or none: the order of the parts is no matter."""
    files = []
    for number, name in enumerate(names):
        metadata(dice, os.path.join(folder, "own.json"))
        join = ["--metadata", "own.json"] if dice.random() < 0.7 else []
        files.append(f"own{number}.jsonl")
        with open(os.path.join(folder, files[-1]), "wb") as file:
            file.write(refmill("-t", "jsonl", *join, name, folder=folder, quiet=True))
    twice = files + [files[0]]
    first = joined(folder, twice, "-t", "jsonl")
    for _ in range(3):
        if joined(folder, dice.sample(twice, len(twice)), "-t", "jsonl") != first:
            return f"another order of {twice}"
    half = joined(folder, files[1:], "-t", "jsonl")
    with open(os.path.join(folder, "half.jsonl"), "wb") as file:
        file.write(half)
    return None if joined(folder, ["half.jsonl", files[0]], "-t", "jsonl") == first else "merged before, it differs"


# ---- Properties

def check_orders(dice, folder, names):
    first = refmill("--sort", "id", "-t", "jsonl", *names, folder=folder, quiet=True)
    for _ in range(4):
        shuffled = dice.sample(names, len(names))
        if refmill("--sort", "id", "-t", "jsonl", *shuffled, folder=folder, quiet=True) != first:
            return f"another order, another output: {shuffled}"
    return None


FORMS = ("jsonl", "bibtex", "atom")


def in_forms(folder, *arguments):
    """The bytes in each of the forms, of one run."""
    refmill(*(word for form in FORMS for word in ("-o", f"{form}:in.{form}")), *arguments, folder=folder, quiet=True)
    came = {}
    for form in FORMS:
        path = os.path.join(folder, f"in.{form}")
        with open(path, "rb") as file:
            came[form] = file.read()
        os.unlink(path)
    return came


def check_parts(dice, folder, names, ways=(["-t", "jsonl"], ["--no-merge", "-t", "jsonl"])):
    whole = in_forms(folder, *names)
    cuts = sorted(dice.sample(range(1, len(names)), 2)) if len(names) > 2 else [1]
    parts = [names[a:b] for a, b in zip([0, *cuts], [*cuts, len(names)])]
    for way in ways:
        lines = b""
        for number, part in enumerate(parts):
            made = refmill(*way, *part, folder=folder, quiet=True)
            lines += made
            with open(os.path.join(folder, f"part{number}.jsonl"), "wb") as file:
                file.write(made)
        files = [f"part{number}.jsonl" for number in range(len(parts))]
        came = in_forms(folder, *files)
        if came != whole:
            different = [form for form in FORMS if came[form] != whole[form]]
            return f"{different} of parts made with {way} differ: {parts}"
        if refmill("-t", "jsonl", folder=folder, data=lines, quiet=True) != whole["jsonl"]:
            return f"parts through a pipe differ: {parts}"
        mixed = [*parts[0], *files[1:]]
        if refmill("-t", "jsonl", *mixed, folder=folder, quiet=True) != whole["jsonl"]:
            return f"digests and parts together differ: {mixed}"
    return None


def check_again(folder, names):
    once = refmill("-t", "jsonl", *names, folder=folder, quiet=True)
    if refmill("-t", "jsonl", folder=folder, data=once) != once:
        return "merged again it differs"
    plain = refmill("--no-merge", "-t", "jsonl", *names, folder=folder, quiet=True)
    if refmill("--no-merge", "-t", "jsonl", folder=folder, data=plain) != plain:
        return "announcements written again differ"
    return None


def check_invented():
    orders = parts = again = once = apart = None
    filled = 0
    seeds = sample(range(25), 3)
    for seed in seeds:
        dice = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            names = invent(dice, folder)
            orders = orders or check_orders(dice, folder, names)
            parts = parts or check_parts(dice, folder, names)
            again = again or check_again(folder, names)
            if seed < 12:  # records that are whole are not joined, so only those that lack something
                lacking = [name for name in names if name.endswith(("md", "ids.txt", "topics.jsonl"))]
                once = once or check_metadata(dice, folder, lacking)
                apart = apart or check_different_metadata(dice, folder, lacking)
            filled += refmill("-t", "jsonl", *names, folder=folder, quiet=True).count(b"filled_from")
    check("any order of the inputs gives the same bytes", orders)
    check("parts through jsonl give the bytes of one run", parts)
    check("merging again gives the same bytes", again)
    check("metadata joined at once, to parts or at the end gives the same bytes", once)
    check("parts with different metadata merge in any order", apart)
    check("the invented lists fill fields from each other",
          f"{filled} times only" if filled < 2 * len(seeds) else None)


# What begins each record; of other formats the order of the inputs alone is looked at.
STARTS = {"bibtex": b"@misc{", "biblatex": b"  eprinttype", "ris": b"TY  - ", "atom": b"<entry",
          "rss": b"<item>", "csl-json": b'"citation-key"', "jsonfeed": b'"content_html"',
          "jsonl": b'{"ref"', "csv": b"\r\n", "ids": b"\n", "html": b"<article"}


def check_shared():
    names = sorted(os.path.basename(path) for path in glob.glob(os.path.join(SHARED, "2*.md")))
    if not names:
        return
    names.append("seed.md")
    dice = random.Random(1)
    outputs = {}
    orders = 3 if EVERY else 2
    for number in range(orders):
        with tempfile.TemporaryDirectory() as folder:
            shuffled = dice.sample(names, len(names)) if number else names
            options = [word for name in formats() for word in ("-o", f"{name}:{folder}/{name}")]
            refmill("--date", "2024-03-29", "--sort", "id", *options, *shuffled, folder=SHARED,
                    quiet=True)
            for name in formats():
                with open(os.path.join(folder, name), "rb") as file:
                    outputs.setdefault(name, set()).add(file.read())
    for name in formats():
        text = next(iter(outputs[name]))
        count = text.count(STARTS[name]) - (name == "csv") if name in STARTS else RECORDS
        check(f"real digests merged to {name}",
              f"{len(outputs[name])} outputs in {orders} orders" if len(outputs[name]) > 1
              else f"{count} records" if count != RECORDS else None)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            os.symlink(os.path.join(SHARED, name), os.path.join(folder, name))
        check("real digests in parts through jsonl", check_parts(dice, folder, names))


def main():
    check_invented()
    check_shared()
    sys.exit(failed())


main()
