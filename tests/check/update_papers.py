"""What the tests of --update have in common: papers, with their metadata and what refmill should write of them, spelled
out by hand; and runs."""
import json
import os
import subprocess

REFMILL = os.path.realpath(os.environ.get("REFMILL", "build/refmill"))
PLACE = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # in memory, since each run waits for the disk
FORMER_YEAR = 2013  # of no paper here


class Paper:
    """`names` and `title` have what arXiv has, that as BibTeX in Unicode, and in ASCII; titles also as text. `parts`
    are those of the journal reference, None if it cannot be read."""

    def __init__(self, number, names, title, year, primary, doi=None, reference=None, parts=None):
        self.number, self.names, self.year, self.primary = number, names, year, primary
        self.tex, *self.titles, self.text = title
        self.doi, self.reference, self.parts = doi, reference, parts

    def authors(self, ascii_only):
        return " and ".join(name[1 + ascii_only] for name in self.names)

    def first_author(self):
        return self.names[0][2]

    def title(self, ascii_only):
        return self.titles[ascii_only]

    def values(self, ascii_only):
        return {
            "author": self.authors(ascii_only), "title": self.title(ascii_only), "year": str(self.year),
            "eprint": self.number, "archiveprefix": "arXiv", "primaryclass": self.primary,
            "doi": self.doi or f"10.48550/arXiv.{self.number}", "note": self.reference,
        }

    def metadata(self):
        """A line of arXiv's snapshot."""
        return {
            "id": self.number, "authors_parsed": [list(name[0]) for name in self.names], "title": self.tex,
            "categories": f"{self.primary} stat.ML", "journal-ref": self.reference, "doi": self.doi,
            "versions": [{"version": "v1", "created": f"Wed, 15 May {self.year} 17:00:00 GMT"}],
            "update_date": f"{self.year + 1}-06-01",
        }


TIDE = (("Tide", "Ada", ""), "Tide, Ada", "Tide, Ada")
KITE = (("Kite", "Bea C.", ""), "Kite, Bea C.", "Kite, Bea C.")
BERG = (("van der Berg", "Cleo", "Jr."), "van der Berg, Jr., Cleo", "van der Berg, Jr., Cleo")
LEVY = (("Lévy", "Zoë", ""), "Lévy, Zoë", "L{\\'e}vy, Zo{\\\"e}")
JOSE = (("García Márquez", "José", ""), "García Márquez, José", "Garc{\\'i}a M{\\'a}rquez, Jos{\\'e}")
CMS = (("CMS Collaboration", "", ""), "{CMS Collaboration}", "{CMS Collaboration}")
PLAIN = ("Lanterns and kites on the tide",) * 4
BERT = ("BERT for the \"big\" $L^2$ caf\\'e of Gauss", "{BERT} for the \"big\" {$L^2$} café of {Gauss}",
        "{BERT} for the \"big\" {$L^2$} caf{\\'e} of {Gauss}", "BERT for the \"big\" $L^2$ café of Gauss")
ALPHA = ("Tides & waves: 50% of $\\alpha$-decay", "Tides \\& waves: 50\\% of $\\alpha$-decay",
         "Tides \\& waves: 50\\% of $\\alpha$-decay", "Tides & waves: 50% of $\\alpha$-decay")
SHORT = ("Kites in spring",) * 4

PAPERS = [
    Paper("2403.19588", [LEVY, BERG, CMS], BERT, 2024, "cs.CL", "10.1103/PhysRevD.102.123456",
          "Phys. Rev. D 102, 123456 (2025)",
          {"journal": "Phys. Rev. D", "volume": "102", "pages": "123456", "year": "2025"}),
    Paper("1706.03762", [TIDE, KITE], PLAIN, 2017, "cs.LG"),
    Paper("0704.0001", [TIDE], SHORT, 2007, "hep-ph", "10.1000/kites(07)1"),
    Paper("hep-th/9901001", [JOSE, TIDE], ALPHA, 1999, "hep-th", None,
          "J. Phys. A 32, no. 5, 101-120 (1999)",
          {"journal": "J. Phys. A", "volume": "32", "number": "5", "pages": "101--120", "year": "1999"}),
    Paper("math/0309136", [KITE, JOSE, LEVY, TIDE], PLAIN, 2003, "math.GT", "10.1000/ab_cd",
          "Proc. of the Kite Days, 2004"),
    Paper("2105.12345", [CMS], BERT, 2021, "physics.ins-det", None, "Tides 7 (2022), 11; Kites 8 (2023), 12"),
    Paper("1501.00001", [BERG], PLAIN, 2015, "astro-ph.CO", "10.1093/mnras/stv001", "MNRAS 448 (2015) L11-L15",
          {"journal": "MNRAS", "volume": "448", "pages": "L11--L15", "year": "2015"}),
]


def write_metadata(path):
    with open(path, "w", encoding="utf-8") as file:
        for paper in PAPERS:
            file.write(json.dumps(paper.metadata(), ensure_ascii=False) + "\n")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def run_update(place, *arguments):
    """Runs refmill with the metadata there. Returns its output, and its messages as lines."""
    done = subprocess.run([REFMILL, "--metadata", "metadata.jsonl", *arguments], cwd=place, stdin=subprocess.DEVNULL,
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"status {done.returncode}: {done.stderr[:300]}")
    return done.stdout, done.stderr.decode("utf-8", "surrogateescape").splitlines()


def apply_diff(report, place, diff):
    done = subprocess.run(["patch", "-s", "-p0"], cwd=place, input=diff, capture_output=True, check=False)
    report.expect("patch applies what --dry-run prints", done.returncode == 0 and not done.stdout, done.stdout[:300])
