"""What readers are known to make of right output: each one's own defect, by name and by a rule that foretells it.

A rule takes a text outside mathematics (or a field without any) and gives what the reader makes of it, None when it
loses the field. What holds for a reader holds for what is added to its name too, but not the other way round. Whatever
differs and is not foretold here fails. `seen` counts the texts that a rule changed: a rule that nothing needs any more
should go."""

import re

TEXTS = ("title", "abstract", "note")
MATHEMATICS = "mathematics"  # the letters of a text that has some, as expected and as seen
WORDS = "words"  # such a text, as expected, without the names of commands
VALUE = "value"  # of BibTeX, as it stands; None for one that is read as another text


class Habit:
    def __init__(self, reader, fields, defect, rule):
        self.reader, self.fields, self.defect, self.rule = reader, fields, defect, rule
        self.seen = 0

    def foretell(self, text):
        made = self.rule(text)
        self.seen += made != text
        return made


def lose(_):
    return None


def year(date):
    return date[:4]


def subtitle_after_question(title):
    """Its title ends at a colon, else at the first question mark before a space; we join the parts by a colon."""
    return title if ": " in title else title.replace("? ", "?: ", 1)


def replace(pairs):
    def rule(text):
        for old, new in pairs.items():
            text = text.replace(old, new)
        return text
    return rule


RETORQUERE = "@retorquere/bibtex-parser 9.0.29"
CITATION_BIBTEX = "@citation-js/plugin-bibtex 0.7.21"
CITATION_RIS = "@citation-js/plugin-ris 0.7.21"
BIBUTILS = "bibutils 7.2"
JABREF = "JabRef 3.8.2"
# Zotero's translators, by the day of their last change; the utilities that they use are of 2022. They are older than
# the item type preprint: of BibTeX's misc they make a book, where Zotero of today makes a document, and of RIS an
# article with `Type: preprint` in Extra, of which the client, when it saves, makes a preprint.
ZOTERO_BIBTEX = "Zotero's BibTeX 2019-02-03"
ZOTERO_RIS = "Zotero's RIS 2017-10-28"
ZOTERO_CSL = "Zotero's CSL JSON 2019-01-31"
ZOTERO_COINS = "Zotero's COinS 2015-06-04"
RSS_PARSER = "rss-parser 3.13.0"
RUBY = "Ruby's rss"
FEEDSMITH = "feedsmith 3.0.1"

# What Zotero's BibTeX makes HTML of: from any dollar on, over what stands between.
MARKUP = re.compile(r"\$[^{$]*_\{[^}]+\}\$|\$[^{]*_\{\\textrm\{[^}]+\}\}|\$[^{]*\^\{[^}]+\}\$|"
                    r"\$[^{]*\^\{\\textrm\{[^}]+\}\}")


def lose_where(pattern):
    """Not to be foretold: whatever comes of such a text."""
    return lambda text: None if pattern.search(text) else text


IN_ASCII = " in ASCII"  # of BibTeX by --ascii
# What --ascii writes by its number: most Greek capitals look like Latin ones, and TeX has no command for them.
WITHOUT_COMMAND = re.compile("[\u021a\u02bf\u0391\u039a\u03cc\u03ce\u0400-\u0dff\u200b\u2215\u2223\u2e80-\U0010ffff]")


def number(text):
    return WITHOUT_COMMAND.sub(lambda match: r"\char%d" % ord(match[0]), text)


HABITS = [
    Habit(RETORQUERE, TEXTS, r"puts the accents of \^{} and \~{} over a space",
          replace({"^": " \u0302", "~": " \u0303"})),
    Habit(CITATION_BIBTEX, TEXTS, r"puts the accents of \^{} and \~{} over the word undefined",
          replace({"^": "undefined\u0302", "~": "undefined\u0303"})),
    Habit(CITATION_BIBTEX, TEXTS, r"does not know $\backslash$", replace({"\\": "\\backslash"})),
    Habit(CITATION_BIBTEX, (MATHEMATICS,), "has the subscripts p and s the wrong way round", replace({"p": "s"})),
    Habit(CITATION_BIBTEX, ("arxiv_id", "category", "note"), "has no variable for eprint, its class and comment", lose),
    Habit(RETORQUERE + IN_ASCII, TEXTS, "leaves TeX's single quotes as they are", replace({"‘": "`", "’": "'"})),
    Habit(RETORQUERE + IN_ASCII, TEXTS, r"takes \textperiodcentered for the dot of an accent", replace({"·": "˙"})),
    Habit(RETORQUERE + IN_ASCII, (*TEXTS, WORDS), r"does not know \char", number),
    Habit(CITATION_BIBTEX + IN_ASCII, TEXTS, "leaves TeX's single quotes as they are", replace({"‘": "`", "’": "'"})),
    Habit(CITATION_RIS, ("date",), "takes PY, which has the year only, and never Y1", year),
    Habit(CITATION_RIS, ("arxiv_id", "category", "version"), "drops M2", lose),
    Habit(BIBUTILS, ("title",), "takes what follows a question mark for a subtitle", subtitle_after_question),
    Habit(BIBUTILS, ("doi",), "drops DOIs that are arXiv's", lose),
    Habit(JABREF, TEXTS, "makes hyphens of dashes", replace({"–": "-", "—": "--"})),
    Habit(JABREF, ("title",), "escapes & in titles, and nowhere else", replace({"&": "\\&"})),
    Habit(JABREF, ("doi",), "does not know DO", lose),
    Habit(JABREF, ("arxiv_id", "category", "version"), "drops M2", lose),
    Habit(ZOTERO_BIBTEX, (VALUE,), "makes HTML of formulas with _{} or ^{}, and drops what stands before in them",
          lose_where(MARKUP)),
    Habit(ZOTERO_BIBTEX, TEXTS, r"leaves $<$, $>$ and $\backslash$ as formulas",
          replace({"<": "$<$", ">": "$>$", "\\": "$\\backslash$"})),
    Habit(ZOTERO_BIBTEX, TEXTS, "makes spaces of no-break spaces", replace({"\xa0": " "})),
    Habit(ZOTERO_BIBTEX, TEXTS, r"takes \~{} for an operator", replace({"~": "∼"})),
    Habit(ZOTERO_BIBTEX, (VALUE,), r"does not know \textbraceleft and \textbraceright",
          lose_where(re.compile(r"\\textbrace"))),
    Habit(ZOTERO_BIBTEX + IN_ASCII, TEXTS, "leaves TeX's single quotes as they are", replace({"‘": "`", "’": "'"})),
    Habit(ZOTERO_BIBTEX + IN_ASCII, (*TEXTS, WORDS), r"does not know \char", number),
    Habit(ZOTERO_BIBTEX + IN_ASCII, TEXTS, r"does not know \L", replace({"Ł": "\\L"})),
    Habit(ZOTERO_BIBTEX + IN_ASCII, (MATHEMATICS,), r"does not know \L", replace({"ł": "l"})),
    Habit(ZOTERO_BIBTEX + IN_ASCII, (MATHEMATICS,), r"takes \iota for \i", replace({"ι": "ıota"})),
    Habit(ZOTERO_BIBTEX, ("version", "category"), "has no place for version and class", lose),
    Habit(ZOTERO_RIS, ("key",), "drops ID", lose),
    Habit(ZOTERO_CSL, ("keywords",), "drops keyword", lose),
    Habit(ZOTERO_COINS, ("title", "abstract"), "makes spaces of plus signs", replace({"+": " "})),
    Habit(ZOTERO_COINS, ("key", "arxiv_id", "version", "category"), "has no place for them", lose),
    Habit(RSS_PARSER + " of Atom", ("category",), "drops categories", lose),
]


def foretell(reader, field, text):
    """What the reader makes of a field's text, or of a piece of it."""
    for habit in HABITS:
        if reader.startswith(habit.reader) and field in habit.fields and text:
            text = habit.foretell(text)
    return text
