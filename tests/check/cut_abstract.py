"""What outputs have for an abstract that was cut and for its translation: a model of our own, by
regular expressions, of src/output/cut_abstract.c."""
import re

CLAUSE = re.compile("[。！？；，、]|[.,;] ")
JOINTS = ",;:(-，；、：（"


def without_mark(text):
    return re.sub(r"(?:…|\.\.\.| )+$", "", text)


def without_joint(text):
    shorter = without_mark(text[:-1]) if text and text[-1] in JOINTS else text
    return text if shorter == text else without_joint(shorter)


def marked(text):
    return text + (" …" if text[-1:] in tuple(".?!") else "…")


def formula_start(text):
    dollars = [match.start() for match in re.finditer(r"(?<!\\)\$", text)]
    is_open = (len(dollars) % 2 == 1 and len(text[dollars[-1]:].encode()) < 200 and
               not re.match(r"\$[0-9.,]+( |$)", text[dollars[-1]:]))
    return dollars[-1] if is_open else len(text)


def whole_words(text):
    end = formula_start(text)
    if end == len(text) and text[-1:] in tuple(".?!。？！"):
        return text
    words = re.match(r"(?s)(.* )?", text[:end]).group()
    return without_joint(without_mark(words)) if words else text


def whole_clauses(text):
    rest = re.sub("[。！？；，、]$", "", text)
    for match in reversed(list(CLAUSE.finditer(rest))):
        before = rest[:match.start()]
        if len(before.encode()) <= len(rest.encode()) // 2:
            break
        if len(re.findall(r"(?<!\\)\$", before)) % 2 == 0:
            return without_joint(without_mark(rest[:match.end()]))
    return text


def mark(abstract, translation):
    """The two as the outputs have them. What has the mark already stays."""
    text, other = without_mark(abstract), without_mark(translation)
    if not text:
        return abstract, translation
    if text[-1] not in ".?!。？！":
        other = whole_clauses(other)
    return (abstract if abstract.endswith("…") else marked(whole_words(text)),
            translation if translation.endswith("…") else other and marked(other))
