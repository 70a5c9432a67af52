"""TeX read by pylatexenc: what a text of a digest says in Unicode, mathematics left as it is."""
import re
import unicodedata

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

PYLATEXENC = "pylatexenc 2.10"

# Commands that pylatexenc drops or shows in a way of its own, and what LaTeX makes of them.
COMMANDS = {"deg": "°", "texttt": "%s", "mbox": "%s", "url": "%s"}
# A digest is no document: these are text in it, and pylatexenc would take them for a comment and a tabulator.
BARE = re.compile(r"(?<!\\)([%&])")
# MathJax's command for a character, which arXiv's abstracts have.
UNICODE = re.compile(r"\$\\unicode\{x([0-9a-fA-F]+)\}\$")
# A space behind a symbol that stands alone in text is the author's, though TeX would eat it.
SYMBOL_SPACE = re.compile(r"(\\Sigma) ")


def as_it_stands(node, **_):
    return node.latex_verbatim()


def make_reader():
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=shown) for name, shown in COMMANDS.items()]
    # Citations refer to what a digest does not have.
    macros += [MacroTextSpec(name, simplify_repl=as_it_stands) for name in ("citep", "citet")]
    context.add_context_category("digest", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim", strict_latex_spaces=True)


READER = make_reader()


def to_unicode(tex):
    tex = UNICODE.sub(lambda match: chr(int(match[1], 16)), tex)
    tex = SYMBOL_SPACE.sub(r"\1{} ", tex)
    if "\\begin{" not in tex:
        tex = BARE.sub(r"\\\1", tex)
    text = READER.latex_to_text(tex)
    return unicodedata.normalize("NFC", re.sub(r"\s*\n\s*", " ", text)).strip(" ")


def symbol(formula):
    """What a formula of one command is in Unicode."""
    return LatexNodes2Text(math_mode="text").latex_to_text(formula)


def without_braces(text):
    return re.sub(" +", " ", re.sub(r"[{}]", "", text))


def is_open(tex):
    """Whether a cut fell into a formula or a command, which no reader can tell the end of."""
    return tex.count("$") % 2 == 1 or re.search(r"\\[A-Za-z]*$", tex) is not None


def before_the_cut(text):
    return re.sub(r"\$[^$]*$|\\[A-Za-z]*$", "", text).rstrip()


# pylatexenc knows TeX's double quotes, but leaves single ones as they are, where refmill may make them Unicode's.
SINGLE_QUOTES = str.maketrans("‘’", "`'")


def same(read, text, is_cut_open):
    return text.startswith(before_the_cut(read)) if is_cut_open else text == read


def says(tex, text, cut):
    """Whether the text says what the TeX does. A brace that is not paired, or has a space behind it, may be text."""
    if unicodedata.normalize("NFC", tex) == text:
        return True
    read, text = to_unicode(tex).translate(SINGLE_QUOTES), text.translate(SINGLE_QUOTES)
    is_cut_open = cut and is_open(tex)
    return same(read, text, is_cut_open) or same(without_braces(read), without_braces(text), is_cut_open)
