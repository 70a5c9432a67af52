#!/usr/bin/python3
"""What Zotero has of a paper that comes by RIS, BibTeX or a page: the items as its translators complete them, and the
items as the desktop saves them, where what it does with Extra is imitated. The links that are attached are links only,
in Zotero and in JabRef, which asks no server for them.

The items are written to build/zotero-items.json."""
import http.server
import json
import os
import re
import shutil
import sys
import threading

import name_readers
import page
import readers
from digests import PLACE, refmill
from report import equal, failed, none, skip

FOLDER = os.path.join(PLACE, "zotero-items")
ITEMS = os.path.join(os.path.dirname(PLACE), "zotero-items.json")
# What would be labels of ProCite after a bracket, of which RIS.js makes fields.
NOTE = "缆】Language: x 和【】Notes: y，终"
PAPER = {"ref": 1, "arxiv_id": "2403.19588", "version": 1, "title": "DenseNets Reloaded", "title_zh": NOTE,
         "summary_zh": NOTE, "abstract": "Old nets are revived.", "abstract_zh": NOTE,
         "authors": [{"family": "Kim", "given": "Donghyun", "suffix": "Jr."}], "primary_category": "cs.CV",
         "categories": ["cs.CV", "cs.LG"], "announce": "new", "code_url": "https://github.com/a/b",
         "url": "https://arxiv.org/abs/2403.19588", "doi": "10.48550/arXiv.2403.19588"}
CODE, PDF = "https://github.com/a/b", "https://arxiv.org/pdf/2403.19588v1"

COMMON = {"title": "DenseNets Reloaded", "abstractNote": "Old nets are revived.",
          "url": "https://arxiv.org/abs/2403.19588",
          "creators": [{"firstName": "Donghyun, Jr.", "lastName": "Kim", "creatorType": "author"}],
          "tags": [{"tag": "cs.CV", "type": 1}, {"tag": "cs.LG", "type": 1}]}
OF_RIS = dict(COMMON, DOI="10.48550/arXiv.2403.19588", libraryCatalog="arXiv.org", language="en", date="March 2024")
EXTRA = "arXiv:2403.19588 [cs.CV]\nversion: 1"
COMPLETED = dict(OF_RIS, itemType="journalArticle", extra="Type: preprint\nArchive ID:\tarXiv:2403.19588\n"
                 "Genre: preprint\nCitation Key: arxiv2403.19588\n" + EXTRA)
SAVED = dict(OF_RIS, itemType="preprint", repository="arXiv", archiveID="arXiv:2403.19588", genre="preprint",
             citationKey="arxiv2403.19588", extra=EXTRA)
# The translator of 2019 makes a book, where that of 2026 makes a document.
OF_BIBTEX = dict(COMMON, itemType="book", publisher="arXiv", language="english", date="March 2024",
                 extra="arXiv: 2403.19588\nDOI: 10.48550/arXiv.2403.19588\nPublished: arXiv:2403.19588 [cs.CV]")
UNKNOWN_AUTHORS = {"2403.19588": [], "2403.19589": [{"literal": "others"}]}
LINKS = {"ris": [("b", CODE + ".git"), ("2403.19588v1", PDF + ".pdf")], "bib": [("Code", CODE), ("PDF", PDF)]}

LAYOUT = r"\format[WrapFileLinks(<\d|\f|\p>)]{\file}"
PREFERENCES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE preferences SYSTEM "http://java.sun.com/dtd/preferences.dtd">
<preferences EXTERNAL_XML_VERSION="1.0"><root type="user"><map/><node name="net"><map/><node name="sf"><map/>
<node name="jabref"><map><entry key="customExportFormat0" value="links;%s;.txt"/></map></node>
</node></node></root></preferences>
"""


def path(file):
    return os.path.join(FOLDER, file)


def write(file, text):
    with open(path(file), "w", encoding="utf-8") as made:
        made.write(text)


def convert():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    write("in.jsonl", json.dumps(PAPER) + "\n")
    write("plain.jsonl", json.dumps(dict(PAPER, citation_key="Kim:2024")) + "\n")
    write("unknown.jsonl", "".join(json.dumps(dict(PAPER, arxiv_id=arxiv_id, authors=authors)) + "\n"
                                   for arxiv_id, authors in UNKNOWN_AUTHORS.items()))
    runs = [["--pdf-links", "-o", path("out.ris"), "-o", "bibtex:" + path("out.bib"), path("in.jsonl")],
            ["-o", path("plain.ris"), path("plain.jsonl")], ["-o", path("unknown.html"), path("unknown.jsonl")]]
    none("a paper is written with and without the PDF", [run for run in runs if refmill(*run) != 0])


# ---- Zotero

def fields(item):
    """Without what is not the paper's, and what is compared apart."""
    apart = ("key", "version", "isoDate", "citekey", "notes", "links", "imitated")
    return {name: value for name, value in item.items() if name not in apart}


def spaced(text):
    return re.sub("】(?! |$)", "】 ", text)


def check_zotero():
    found = readers.node(PLACE, "zotero", path("out.ris"), path("out.bib"), path("plain.ris"))
    [ris], [bib], [plain] = found
    write_items(ris, bib)
    equal("RIS: Zotero's translator completes an article with all of it", COMPLETED, fields(ris))
    equal("RIS, saving imitated: a preprint as Zotero's own arXiv translator makes it, and a short Extra",
          SAVED, fields(ris["imitated"]))
    equal("RIS, saving imitated: a citation key with a colon is kept", ("Kim:2024", EXTRA),
          (plain["imitated"].get("citationKey"), plain["imitated"]["extra"]))
    equal("BibTeX: Zotero's translator completes a book with all of it", OF_BIBTEX, fields(bib))
    equal("BibTeX, saving imitated: nothing of Extra is a field", OF_BIBTEX, fields(bib["imitated"]))
    note = "【标题】%s 【一句话总结】%s 【摘要】%s" % (NOTE, NOTE, NOTE)
    equal("RIS: the note is one, and whole", [spaced(note)], [one["text"] for one in ris["notes"]])
    equal("BibTeX: the note is one, and whole", [note], [one["text"] for one in bib["notes"]])
    for item, suffix in ((ris, "ris"), (bib, "bib")):
        equal("%s, Zotero: code and PDF are paths, of which the client makes links" % suffix,
              [(title, link, True) for title, link in LINKS[suffix]],
              [(one["title"], one["link"], one["isPath"]) for one in item["links"]])
    equal("RIS, Zotero: the PDF is linked only if it is wanted", LINKS["ris"][:1],
          [(one["title"], one["link"]) for one in plain["links"]])


def check_unknown_authors():
    """Of an item without a creator the translator keeps the whole query string."""
    [items] = readers.node(PLACE, "zotero", path("unknown.html"))
    equal("COinS, Zotero: a paper whose authors are unknown has no creator, and leaves no query string",
          [([], None)] * len(UNKNOWN_AUTHORS), [(item["creators"], item.get("contextObject")) for item in items])


def write_items(ris, bib):
    items = {name: {"real": {key: value for key, value in item.items() if key != "imitated"},
                    "imitated": item["imitated"]} for name, item in (("RIS", ris), ("BibTeX", bib))}
    with open(ITEMS, "w", encoding="utf-8") as file:
        json.dump(items, file, ensure_ascii=False, indent=2)


# ---- JabRef

class Proxy(page.Counter):
    """Counts all that a program would have from the network."""
    do_CONNECT = do_HEAD = page.Counter.do_GET


def check_jabref():
    """By an export of its own, which parts the files of an entry as the window does."""
    if not readers.has_jabref():
        skip("JabRef shows two links", "it is not installed")
        return
    write("links.layout", LAYOUT)
    write("preferences.xml", PREFERENCES % path("links.layout"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.environ["JAVA_TOOL_OPTIONS"] = " ".join(
            ["-Djava.util.prefs.userRoot=" + path("home"), "-Duser.home=" + path("home")] +
            ["-D%s.proxy%s=%s" % (scheme, name, value) for scheme in ("http", "https")
             for name, value in (("Host", "127.0.0.1"), ("Port", server.server_port))])
        name_readers.run(FOLDER, "timeout", "120", "jabref", "--nogui", "-p", "preferences.xml", "out.bib",
                         "--output", "links.txt,links")
        server.shutdown()
    types = ["text/html", "application/pdf"]
    equal("bib, JabRef: code and PDF are two linked files",
          ["%s|%s|%s" % (title, kind, link) for (title, link), kind in zip(LINKS["bib"], types)],
          re.findall("<(.*?)>", readers.read_text(path("links.txt"))))
    none("bib, JabRef: nothing is downloaded", Proxy.asked + [
        name for _, _, names in os.walk(FOLDER) for name in names if name.endswith(".pdf")])


def main():
    convert()
    if shutil.which("chromium") is None:
        skip("Zotero's items", "there is no chromium")
    else:
        check_zotero()
        check_unknown_authors()
    check_jabref()
    return failed()


sys.exit(main())
