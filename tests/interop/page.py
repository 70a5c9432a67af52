#!/usr/bin/python3
"""Pages in a browser, headless Chromium: it shows them without an error and asks nobody for anything, search, filters and
folding work, axe finds nothing that keeps anybody out, and a hostile digest runs nothing.

Pictures of all that was looked at are in build/interop/pages; ACCEPT=1 renews the README's, fixtures/page.png."""
import http.server
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import threading

import readers
from digests import PLACE, REFMILL, ROOT
from report import equal, failed, none, not_ok, ok

FOLDER = os.path.join(PLACE, "pages")
PICTURE = os.path.join(ROOT, "fixtures/page.png")
DAILY = "daily.html"
HOSTILE = {"hostile-text.html": "hostile-text", "hostile-links.html": "hostile-links",
           "metadata-hostile.html": "metadata-hostile", "overrides.html": "bidirectional-overrides"}
OTHERS = {"names.html": "metadata-names", "empty.html": "empty-digest", "cut.html": "abstract-cut",
          "labels.html": "metadata-duplicates"}
MANY = "many.html"
SMUGGLED = "smuggled.html"
# What no digest may bring in, should one find a way: nothing of it runs or loads all the same.
SMUGGLE = ("<script>alert(1)</script><img src=\"%s/x.png\" onerror=\"alert(2)\">"
           "<p onclick=\"alert(3)\" style=\"background: url(%s/y.png)\">x</p><script src=\"%s/a.js\"></script>"
           "<iframe src=\"%s/\"></iframe><link rel=\"stylesheet\" href=\"%s/z.css\">"
           "<input autofocus onfocus=\"alert(4)\"><main>")


class Counter(http.server.BaseHTTPRequestHandler):
    """The server that what is smuggled in would ask."""
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


def path_of(page):
    return os.path.join(FOLDER, page)


def refmill(*arguments):
    subprocess.run([REFMILL, "-q", "--date", "2024-03-29", *arguments], stdout=subprocess.DEVNULL, check=False)


def make_many():
    """A thousand invented papers of thirty days, with abstracts as long as a digest's and six formulas each, ten times as
    many as digests have."""
    chance = random.Random(1)
    words = "ferries tides of a harbour measure slowly many lanterns with \\emph{paper} and 渡轮 潮汐".split(" ")
    words = words * 9 + ["$x^2$", "$O(n\\log n)$"]
    papers = path_of("many.jsonl")
    with open(papers, "w", encoding="utf-8") as file:
        for number in range(1000):
            text = [" ".join(chance.choices(words, k=size)) for size in (9, 9, 20, 150, 150)]
            file.write(json.dumps({
                "arxiv_id": "2403.%05d" % number, "digest_date": "2024-03-%02d" % (number % 30 + 1), "announce": "new",
                "primary_category": chance.choice(["cs.CL", "cs.LG", "math.PR"]), "title": text[0], "title_zh": "论" + text[1],
                "summary_zh": "论" + text[2], "abstract": text[3], "abstract_zh": "论" + text[4]}) + "\n")
    refmill("-o", path_of(MANY), papers)


def make_pages(server):
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    for page, case in {DAILY: "daily-digest", **HOSTILE, **OTHERS}.items():
        snapshot = os.path.join(ROOT, "fixtures", case, "snapshot.json")
        metadata = ["--metadata", snapshot] if os.path.exists(snapshot) else []
        refmill("-k", *metadata, "-o", path_of(page), os.path.join(ROOT, "fixtures", case, "in.md"))
    make_many()
    text = readers.read_text(path_of(DAILY))
    with open(path_of(SMUGGLED), "w", encoding="utf-8") as file:
        file.write(text.replace("<main>", SMUGGLE.replace("%s", "http://127.0.0.1:%d" % server.server_port)))


def visit():
    pages = [path_of(page) for page in (DAILY, MANY, *HOSTILE, *OTHERS, SMUGGLED)]
    answer = subprocess.run(["node", os.path.join(PLACE, "page.mjs"), FOLDER, *pages],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        not_ok("Chromium shows pages", answer.stderr.decode()[-600:])
    return [json.loads(line) for line in answer.stdout.splitlines()]


def wrong(visits, *names):
    return ["%s, %s: %s %s" % (one["page"], one["name"], name, one[name])
            for one in visits for name in names if one.get(name)]


LEVY = ["Lévy"] * 4 + ["Le\u0301vy"] * 2


def check_use(used):
    equal("search finds words in both languages, whatever their case and accents, but no labels, by the keyboard alone",
          {"ferries": "1: 1 / 3 篇论文", "渡轮": "1: 1 / 3 篇论文", "LÉVY": "1: 1 / 3 篇论文",
           "levy": "1: 1 / 3 篇论文", "Le\u0301vy": "1: 1 / 3 篇论文",
           "港口 microphone": "1: 1 / 3 篇论文", "nowhere": "0: 没有符合条件的论文。", "pdf": "0: 没有符合条件的论文。",
           "摘要": "0: 没有符合条件的论文。"}, used["found"])
    equal("filters have what the papers have",
          {"k ": "3: 3 / 3 篇论文", "k new": "1: 1 / 3 篇论文", "k replace": "1: 1 / 3 篇论文",
           "k replace-cross": "1: 1 / 3 篇论文"}, used["left"])
    equal("abstracts fold and unfold", [0, 3, 0], used["folds"])
    equal("what was searched for is marked, in formulas too",
          {"LÉVY": LEVY, "levy": LEVY, "f1": [], "nowhere": []}, used["marked"])
    equal("every field has its label", 0, used["unlabelled"])


def check_print():
    text = subprocess.run(["pdftotext", path_of("daily.pdf"), "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    none("what is folded is printed", [words for words in ("One microphone is enough", "一支麦克风就能统计渡轮")
                                       if words not in text])
    none("what cannot be used on paper is not", [words for words in ("搜索", "全部摘要") if words in text])


def size(picture):
    with open(picture, "rb") as file:
        return struct.unpack(">II", file.read(24)[16:])


def check_picture():
    """Fonts may be others here; but a page that is laid out in another way has another size."""
    seen = path_of("daily-1280-light.png")
    if os.environ.get("ACCEPT"):
        shutil.copy(seen, PICTURE)
    (width, height), (wide, high) = size(PICTURE), size(seen)
    equal("the README's picture is of the page (or ACCEPT=1)", (width, True), (wide, abs(high - height) < height / 10))


def main():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        make_pages(server)
        visits = visit()
        server.shutdown()
    if failed():
        return 1
    named = {one["name"]: one for one in visits if one["page"] == DAILY}
    smuggled = [one for one in visits if one["page"] == SMUGGLED]
    ours = [one for one in visits if one["page"] != SMUGGLED]
    none("no page asks for anything", wrong(ours, "requests"))
    none("no page has an error", wrong(ours, "console"))
    none("a hostile digest runs nothing and brings nothing in", wrong(ours, "dialogs", "foreign"))
    none("what is smuggled in neither runs nor loads",
         wrong(smuggled, "dialogs") + Counter.asked + ["the policy said nothing"] * (not wrong(smuggled, "console")))
    none("axe finds nothing at 400 and 1280 pixels, light and dark", wrong(ours, "violations"))
    none("no page is wider than the window", wrong(ours, "overflow"))
    check_use(named["use"])
    equal("j, k and / lead from paper to paper, and to the search",
          ["2403.01234", "2402.15150", "2403.01234", "2402.15150", "2401.07070", "2401.07070", "q"], named["keys"]["focused"])
    equal("the address has the search, and a link to a paper that it hides ends it",
          ["q=ferries", "1: 1 / 3 篇论文", "1: 1 / 3 篇论文", "3: 3 / 3 篇论文"], named["address"]["kept"])
    many = next(one for one in visits if one["name"] == "many")
    equal("abstracts of many papers are folded", (1000, 1000), (many["papers"], many["folded"]))
    ok("1,000 papers load in %.0f ms, and a key takes up to %.0f ms" % (many["load"], max(many["keys"])))
    labels = {label: count for one in ours for label, count in one.get("labels", {}).items()}
    equal("search does not look at what the page itself says of a paper",
          {"摘要在日报中被截断。": 0, "备注：": 0, "期刊：": 0}, labels)
    check_print()
    check_picture()
    plain = named["no script"]
    equal("without scripts all is shown, and nothing that wants them", (0, 3, 0),
          (plain["forms"], plain["shown"], plain["folded"]))
    return failed()


if __name__ == "__main__":
    sys.exit(main())
