"""What readers are known to make of right names, as habits.py has it for texts.

A rule takes a name as it must be, or those of a paper, and gives what the reader makes of it."""
import re

from habits import CITATION_BIBTEX, IN_ASCII, RETORQUERE, ZOTERO_BIBTEX, ZOTERO_CSL, Habit, number
from name_readers import Name

BIBTEX = "BibTeX 0.99d"
BIBER = "biber 2.18"
CITATION_CSL = "@citation-js/core 0.7.21"
PANDOC = "pandoc 2.17"
FEEDPARSER = "feedparser 6.0.10"


def replace(pairs):
    def rule(name):
        for old, new in pairs.items():
            name = Name(*(part.replace(old, new) for part in name))
        return name
    return rule


def apostrophes_in_family(name):
    words = name.von.split()
    at = next((at for at, word in enumerate(words) if word.startswith("'")), len(words))
    return name._replace(von=" ".join(words[:at]), family=" ".join(words[at:] + [name.family]))


def apart(particles):
    def rule(name):
        found = re.match("(%s)(.+)" % particles, name.family)
        return name._replace(von=found[1].strip(), family=found[2]) if found and not name.von else name
    return rule


def joined_behind_percent(names):
    """The first becomes family and suffix of the second."""
    at = next((at for at, name in enumerate(names[:-1]) if name.given.endswith("%")), None)
    if at is None:
        return names
    one, other = names[at:at + 2]
    both = Name(family=one.family, given=other.given, suffix=one.given + " and " + other.family)
    return names[:at] + [both] + names[at + 2:]


def lose_equals(name):
    return Name() if "=" in name.family else name


IN_FORMULAS = replace({"$\\Xi$": "Ξ", "{": "", "}": ""})
AS_FORMULAS = replace({"<": "$<$", ">": "$>$", "\\": "$\\backslash$"})


def formulas_of_zotero(name):
    return IN_FORMULAS(name) if "$\\" in "".join(name) else AS_FORMULAS(name)


def lose_suffix(name):
    name = name._replace(suffix="")
    return Name(literal=name.family) if name.family and not name.given else name


def particles_of_given(name):
    found = re.fullmatch(r"(\w+) ([a-z]+(?: [a-z]+)*)", name.given)
    if not found or found[1].islower():
        return name
    return name._replace(given=found[1], family=found[2].replace(" ", "") + name.family)


def suffix_of_given(name):
    given, _, suffix = name.given.partition(", ")
    return name._replace(given=given, suffix=suffix) if suffix else name


def by_number(name):
    return Name(*map(number, name))


DOTLESS = {"ī": "ı\u0304"}

NAMES, LISTS = ("name",), ("list",)  # what a rule takes: a name, or those of a paper
HABITS = [
    Habit(BIBER, NAMES, "takes a particle with an apostrophe in front for the family's", apostrophes_in_family),
    Habit(BIBER + IN_ASCII, NAMES, "does not know an accent on an accent", replace({"ễ": " ê"})),
    Habit(BIBER + IN_ASCII, NAMES, "leaves the dotless i under a macron", replace(DOTLESS)),
    Habit(RETORQUERE, NAMES, "takes small words for particles, also in braces", apart("(?:'?[a-z]+ )+")),
    Habit(RETORQUERE, NAMES, r"puts the accent of \^{} over a space", replace({"^": " \u0302"})),
    Habit(RETORQUERE + IN_ASCII, NAMES, "takes small words for particles, also in braces", apart("’[a-z]+ ")),
    Habit(RETORQUERE + IN_ASCII, NAMES, r"does not know \char", by_number),
    Habit(RETORQUERE + IN_ASCII, NAMES, "leaves the dotless i under a macron", replace(DOTLESS)),
    Habit(CITATION_BIBTEX, NAMES, r"puts the accent of \^{} over the word undefined",
          replace({"^": "undefined\u0302"})),
    Habit(CITATION_BIBTEX, NAMES, r"does not know $\backslash$", replace({"\\": "\\backslash"})),
    Habit(CITATION_BIBTEX, NAMES, r"does not know $\bar{}$", replace({"P\u0305": "\\barP"})),
    Habit(CITATION_BIBTEX, NAMES, "takes any name with = for biblatex's extended form, and loses it", lose_equals),
    Habit(CITATION_BIBTEX, LISTS, r"loses the space behind \%, and so the end of a name", joined_behind_percent),
    Habit(CITATION_BIBTEX + IN_ASCII, NAMES, r"does not know \char", by_number),
    Habit(CITATION_BIBTEX + IN_ASCII, NAMES, "leaves the dotless i under a macron", replace(DOTLESS)),
    Habit(CITATION_BIBTEX + IN_ASCII, NAMES, "leaves TeX's quotes as they are", replace({"“": "``", "”": "''"})),
    Habit(ZOTERO_BIBTEX, NAMES, r"leaves $<$, $>$ and $\backslash$ as formulas, of which it drops braces",
          formulas_of_zotero),
    Habit(ZOTERO_CSL, NAMES, "drops suffixes", lose_suffix),
    Habit(PANDOC, NAMES, "takes small words behind a given name for particles", particles_of_given),
    Habit(PANDOC, NAMES, "takes what stands behind a comma in a given name for a suffix", suffix_of_given),
    Habit(PANDOC, NAMES, "drops quotes round a whole part", replace({'"Q"': "Q"})),
]


def foretell(reader, names):
    for habit in HABITS:
        if reader.startswith(habit.reader):
            names = habit.foretell(names) if habit.fields == LISTS else list(map(habit.foretell, names))
    return names
