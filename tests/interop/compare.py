"""Texts compared outside mathematics to the letter, and inside it loosely, since a reader may render it."""
import re
import unicodedata

import tex
from habits import MATHEMATICS, VALUE, WORDS, foretell

# In BibTeX a character of text can stand as a formula, which every reader shows as the character; in ASCII other
# symbols can too, which are compared as mathematics is: those of one command, and these.
CHARACTERS = {"$<$": "<", "$>$": ">", "$\\backslash$": "\\"}
SYMBOLS = {"$-$": "−", "$^1$": "¹", "$^2$": "²", "$^3$": "³", "$\\cdot$": "⋅"}
SYMBOL = re.compile(r"\$\\[A-Za-z]+\$")
ENVIRONMENT = re.compile(r"\\begin\{([^}]*)\}.*?\\end\{\1\}", re.S)
CLOSINGS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}


def dollar_end(text, at):
    """Where the formula that opens at a dollar ends: at the next dollar outside braces."""
    depth, at = 0, at + 1
    while at < len(text) and (text[at] != "$" or depth > 0):
        depth += (text[at] == "{") - (text[at] == "}")
        at += 2 if text[at] == "\\" else 1
    return at + 1


def formula_end(text, at):
    """Where the formula that begins here ends, 0 if none begins."""
    opening = text[at:at + 2]
    if opening in CLOSINGS:
        return text.find(CLOSINGS[opening], at + 2) + 2
    if text[at] == "$":
        return dollar_end(text, at)
    environment = ENVIRONMENT.match(text, at)
    return environment.end() if environment else 0


def formulas(value):
    """The formulas of a BibTeX value, in order."""
    found, at = [], 0
    while at < len(value):
        end = formula_end(value, at)
        if end > at:
            found.append(value[at:end])
        at = end if end > at else at + (2 if value[at] == "\\" else 1)
    return found


def characters_of(formula, text, value):
    """What the formula may stand for: a symbol only if the text has it, and the value does not as it is."""
    if formula in CHARACTERS:
        return [CHARACTERS[formula]]
    symbols = [SYMBOLS.get(formula, ""), tex.symbol(formula) if SYMBOL.fullmatch(formula) else ""]
    return [symbol for symbol in symbols if symbol and symbol in text and symbol not in value]


def first_of(text, at, candidates):
    """The first place of any of the candidates, and the longest that stands there."""
    places = [(text.find(one, at), -len(one), one) for one in candidates if text.find(one, at) >= 0]
    place, _, one = min(places, default=(-1, 0, ""))
    return place, one


def bare(formula):
    """As the text has it, without escapes and, in ASCII, numbers of characters."""
    formula = re.sub(r"\\mbox\{\\char(\d+)\}", lambda match: chr(int(match[1])), formula)
    return re.sub(r"\\([%#&])", r"\1", formula)


def in_unicode(formula):
    """The same with the commands for which the text had characters, as --ascii writes them."""
    formula = re.sub(r"\{\\ensuremath\{(.*?)\}\}", r"\1", formula)
    formula = re.sub(r"\\[A-Za-z]+", lambda match: tex.symbol("$%s$" % match[0]), formula)
    return re.sub(r"\{([\^_'].)\}", lambda match: tex.symbol("$%s$" % match[1]), formula)


def pieces_of(text, value):
    """The text outside mathematics, in pieces, told from a BibTeX value that says the same. A formula that stands for a
    character is it, as readers see it."""
    pieces, at, start = [], 0, ""
    for formula in formulas(value or ""):
        place, one = first_of(text, at, [formula, bare(formula), in_unicode(formula)] + characters_of(formula, text, value))
        if place < 0:
            raise ValueError("%r has not the formula %r" % (text, formula))
        start += text[at:place]
        at = place + len(one)
        if formula in CHARACTERS:
            start += CHARACTERS[formula]
        else:
            pieces.append(start)
            start = ""
    return pieces + [start + text[at:]]


def in_order(pieces, seen):
    """Whether `seen` is the pieces in order, with something of any length between two."""
    if len(pieces) == 1:
        return seen == pieces[0]
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = seen.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return seen.startswith(pieces[0]) and seen.endswith(pieces[-1]) and at <= len(seen) - len(pieces[-1])


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if unicodedata.category(c)[0] in "LN")


def untagged(text):
    """No `<` stands before a letter, lest Zotero reads a tag: MAPPING, RIS."""
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", text)


def plain(tex):
    """TeX without the names of commands and environments."""
    return re.sub(r"\\(begin|end)\{[^}]*\}|\\[A-Za-z]+", " ", tex)


def is_subsequence(few, many):
    rest = iter(many)
    return all(c in rest for c in few)


def shows(reader, field, text, value, seen):
    """Whether what the reader has seen is the text, as far as its habits let it. Inside mathematics the letters and
    digits that are not names of commands must be there. Some readers put accents behind their letters, which is the
    same text for Unicode."""
    if not text or seen is None:
        return (foretell(reader, field, text) or None) == (seen or None)
    if value and foretell(reader, VALUE, value) is None:
        return True
    seen = unicodedata.normalize("NFC", seen)
    pieces = [unicodedata.normalize("NFC", foretell(reader, field, piece)) for piece in pieces_of(text, value)]
    few, many = (foretell(reader, MATHEMATICS, letters(one))
                 for one in (foretell(reader, WORDS, plain(text)), seen))
    return in_order(pieces, seen) and (len(pieces) == 1 or is_subsequence(few, many))
