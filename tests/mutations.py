#!/usr/bin/python3
"""Faults put into readers and writers on purpose, one at a time, in a copy of the tree: how many do the tests find?

Each fault is built and tried by the tests that are named with it, then by all other quick tests, up to the first that fails.
The fuzz target named with it has TIME seconds if no test has found the fault, with EVERY=1 in any case; with ONLY_FUZZ=1 no
quick test is run. Words are parts of the names of faults to try, else all are. The table goes to mutations.md in the build
directory, whose subdirectory mutations has the copy. The status is 1 if a fault is not found."""
import collections
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
COPY = os.path.join(BUILD, "mutations")
TIME = int(os.environ.get("TIME") or 60)
ONLY_FUZZ = bool(os.environ.get("ONLY_FUZZ"))
FUZZ_ALL = ONLY_FUZZ or bool(os.environ.get("EVERY"))
# Of the tree as a whole and of its history, or of what is installed: nothing that a fault in the program changes.
NOT_TRIED = {"structure.sh", "hardening.sh", "make.sh", "manual.sh"}

Fault = collections.namedtuple("Fault", "name file old new tests target")
FAULTS = [
    # Readers
    Fault("digest: a number too large is no fault", "src/input/digest/digest_parts.c",
          "*too_large = rest.len > 0 && ascii_is_digit(rest.at[0]);", "*too_large = false;", "digest", "source_digest"),
    Fault("digest: titles of rows lack their end", "src/input/digest/digest_parts.c", "{ cells.at + 1, at - 1 }",
          "{ cells.at + 1, at - 2 }", "golden.sh", "read_digest"),
    Fault("ids: one word less before an id", "src/input/ids/id_list.c", "before <= WORDS_BEFORE", "before < WORDS_BEFORE",
          "inputs.sh", "source_ids"),
    Fault("json: the last surrogate is a character", "src/input/json/json_plain.c", "unit >= 0xD800 && unit <= 0xDFFF",
          "unit >= 0xD800 && unit < 0xDFFF", "json_plain", "json_values"),
    Fault("jsonl: incomplete without authors", "src/input/json/jsonl.c", "        record->authors_incomplete = false;\n",
          "        record->authors_incomplete = true;\n", "records.sh", "read_jsonl"),
    Fault("jsonl: no longer cut without an abstract", "src/input/json/jsonl.c",
          "    if (record->abstract.in[LANGUAGE_EN].len == 0)\n        record->abstract_truncated = false;\n", "",
          "records.sh", "read_jsonl"),
    Fault("BibTeX: a brace closes twice", "src/input/library/bib_syntax.c", "else if (c == '}' && depth > 0)",
          "else if (c == '}')", "exclusion", "library_bibtex"),
    Fault("RIS: abstracts name papers", "src/input/library/library_ris.c", "CT AU A1 AB N2", "CT AU A1 N2", "exclusion",
          "readback_ris"),
    Fault("XML libraries: a tag goes over the next", "src/input/library/library_xml.c",
          "at < text.len && text.at[at] != '<'; at++", "at < text.len; at++", "exclusion", "library_xml"),
    Fault("mail: padding does not end base64", "src/input/mail/mail_decoding.c", "            count = 0; /* padding",
          "            count += 0; /* padding", "mail", "encodings"),
    Fault("mail: a quoted byte at the end is lost", "src/input/mail/mail_decoding.c", "at + 2 < line.len", "at + 3 < line.len",
          "mail", "encodings"),
    Fault("Markdown: two signs are a rule", "src/input/markdown/list_block.c", "    return count >= 3;", "    return count >= 2;",
          "inputs.sh", "source_markdown"),
    Fault("Markdown: a plain head hides other papers", "src/input/markdown/list_plain_head.c",
          "take_named_paper(&source, arena, &id) ||\n        may_have_id(source))",
          "take_named_paper(&source, arena, &id))", "list_head", "lists"),
    Fault("Markdown: parentheses do not pair in addresses", "src/input/inline/inline_link.c",
          "')' && depth > 0)\n            depth--;\n        else\n            return at;",
          "')' && depth > 1)\n            depth--;\n        else\n            return at;", "inline_text",
          "markdown_link"),
    Fault("OAI-PMH: deleted records are like others", "src/input/xml/oai.c", 'VIEW("deleted")', 'VIEW("delete")', "metadata_file",
          "source_oai"),
    Fault("feed: the version of the title is lost", "src/input/xml/feed.c", "record->version = announcement.id.version;",
          "record->version = 0;", "golden.sh", "source_feed"),
    Fault("ids: five digits a month late", "src/record/arxiv_id.c", "yymm >= 1501 ? 5 : 4", "yymm > 1501 ? 5 : 4", "arxiv_id", "source_ids"),
    Fault("versions: the first counts", "src/input/entry.c", "if (number > record->version)", "if (record->version == 0)",
          "golden.sh", "source_oai"),
    Fault("API: no journal", "src/input/xml/arxiv_xml_fields.c", '{ FORM_API, 1, ATOM_ARXIV, "journal_ref"',
          '{ FORM_API, 1, ATOM_ARXIV, "journal-ref"', "metadata_file", "source_api"),
    Fault("mail: soft line ends are hard", "src/input/mail/mail_decoding.c",
          "(at + 1 == line.len) {\n            return false;", "(at + 1 == line.len) {\n            return true;", "mail",
          "encodings"),
    Fault("JSON libraries: prose names papers", "src/input/library/library_json.c", " || library_is_prose(object.name)", "",
          "exclusion", "readback_jsonfeed"),
    # Writers
    Fault("XML: a carriage return stays", "src/text/markup.c", '"\\t", "\\n", "&#13;"', '"\\t", "\\n", "\\r"', "escapes",
          "escapes"),
    Fault("pages: the last noncharacter stays", "src/text/markup.c", "c >= 0xFDD0 && c <= 0xFDEF", "c >= 0xFDD0 && c < 0xFDEF",
          "escapes", "escapes"),
    Fault("MathML: text is not escaped", "src/tex/mathml_formula.c",
          "markup_put(f->out, text, MARKUP_PAGE);", "buffer_put(f->out, text);", "mathml", "tex_mathml"),
    Fault("CSV: quotes are not doubled", "formats/csv.c", 'run < text.len ? VIEW("\\"\\"")', 'run < text.len ? VIEW("\\"")',
          "escapes", "write_csv"),
    Fault("RIS: end tags stay", "formats/ris.c", "ascii_is_alpha(text.at[1]) || text.at[1] == '/'",
          "ascii_is_alpha(text.at[1])", "golden.sh", "write_ris"),
    Fault("RIS: a value of one character is lost", "formats/ris.c", "if (ris->out->len > start)",
          "if (ris->out->len > start + 1)", "records.sh", "write_ris"),
    Fault("JSON: the last control is not escaped", "src/output/json_writer.c", "has(0x00, 0x1F, row)",
          "has(0x00, 0x1E, row)", "escapes", "escapes"),
    Fault("RSS: et al. is lost", "formats/rss.c", "record->authors_incomplete && record->author_count > 0",
          "record->authors_incomplete && record->author_count > 1", "golden.sh", "write_rss"),
    Fault("CSL-JSON: no version", "formats/csl-json.c", '        put_csl_value(csl, "version");\n',
          "        csl->value.len = 0;\n", "golden.sh", "write_csl-json"),
    Fault("BibTeX: a sign in a formula ends the line", "src/tex/tex_bibtex.c", "else if (c == '%' || c == '#'",
          "else if (c == '#'", "tex.py", "tex_bibtex"),
    Fault("BibTeX: the underscore is not escaped", "src/tex/tex_bibtex.c", "['_'] = \"\\\\_\"", "['_'] = \"_\"", "tex.py",
          "tex_bibtex"),
    Fault("Markdown: a backslash before a mark stays", "formats/common/markdown_text.c",
          "return after == '\\0' || after == TEX_MATH_START || is_punctuation(after);",
          "return after == '\\0' || is_punctuation(after);", "records.sh", "write_markdown"),
    Fault("page: a comma in a name splits it", "formats/common/html_coins.c", "at + 1 < text.len && text.at[at + 1] != ' '",
          "at + 1 < text.len", "records.sh", "write_html"),
    Fault("BibTeX: the month is the next", "formats/bibtex.c", "months[record->date.month - 1]",
          "months[record->date.month % 12]", "golden.sh", "write_bibtex"),
    Fault("BibTeX: no others", "src/output/bibtex_values.c", 'VIEW(" and others")', 'VIEW("")', "golden.sh", "write_bibtex"),
    Fault("CSL-JSON: a suffix alone is lost", "formats/csl-json.c", 'joins ? VIEW("") : person->suffix', 'VIEW("")', "records.sh",
          "write_csl-json"),
    Fault("RIS: no link", "formats/ris.c", '    put_ris(ris, "UR", record->url);\n', "", "golden.sh", "write_ris"),
    Fault("RIS: no topics", "formats/ris.c", "record_next_topic(record, &next)", "(struct view){ .len = next }", "golden.sh",
          "write_ris"),
    Fault("Atom: entries share a time", "formats/atom.c", "found += 1 + (int64_t)hash_table_number(&atom->written, hash);",
          "break;", "feeds.sh", "write_atom"),
    Fault("CSV: the DOI is the URL", "formats/csv.c", "buffer_put(cell, record_doi(record));", "buffer_put(cell, record->url);",
          "golden.sh", "write_csv"),
    Fault("Markdown: names are not counted", "formats/markdown.c", "record->author_count > most ||",
          "record->author_count > most + 1 ||", "golden.sh", "write_markdown"),
    Fault("feeds: no comments", "formats/common/feed.c",
          '    put_paragraph(out, head, record->arxiv_comment, "Comments: ", "");\n', "", "golden.sh", "write_rss"),
]


os.environ.pop("MAKEFLAGS", None)  # they are of the build in the checkout


def run(*command, **more):
    return subprocess.run(command, cwd=COPY, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True,
                          errors="replace", **more)


def copy_tree():
    """Copies what git knows, if it has changed, so that make need not build all again. Other files go."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        source, target = os.path.join(ROOT, name), os.path.join(COPY, name)
        if not os.path.exists(source):
            continue
        with open(source, "rb") as file:
            content = file.read()
        if os.path.exists(target):
            with open(target, "rb") as file:
                if file.read() == content:
                    continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(source, target, follow_symlinks=False)


class Source:
    """A file of the copy with the fault, and without it after the with statement."""

    def __init__(self, fault):
        self.path = os.path.join(COPY, fault.file)
        with open(self.path, encoding="utf-8") as file:
            self.text = file.read()
        if self.text.count(fault.old) != 1:
            sys.exit(f"mutations.py: {fault.file} has {fault.old!r} {self.text.count(fault.old)} times")
        self.changed = self.text.replace(fault.old, fault.new)

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def __enter__(self):
        self.write(self.changed)

    def __exit__(self, *_):
        self.write(self.text)


def program_of(test):
    """A test's program: those in tests/check have a suffix."""
    return f"tests/check/{test}" if "." in test else f"build/tests/unit/{test}"


def other_tests(first):
    checks = [name for name in sorted(os.listdir(os.path.join(COPY, "tests/check")))
              if os.access(os.path.join(COPY, "tests/check", name), os.X_OK)]
    units = [name[:-2] for name in sorted(os.listdir(os.path.join(COPY, "tests/unit"))) if name.endswith(".c")]
    return [test for test in units + checks if test != first and test not in NOT_TRIED]


def build(*targets):
    done = run("make", "-j2", *targets)
    return None if done.returncode == 0 else done.stderr.splitlines()[-1]


def fails(test):
    """What the first test that fails says, or None."""
    program = program_of(test)
    if not program.startswith("tests/") and (why := build(program)):
        return why
    environment = {**os.environ, "REFMILL": "build/refmill", "BUILD": "build", "CC": "cc", "CMOCKA_MESSAGE_OUTPUT": "TAP",
                   "PYTHONDONTWRITEBYTECODE": "1", "PYTHON": sys.executable}
    try:
        done = run(program, env=environment, timeout=300)
    except subprocess.TimeoutExpired:
        return "it takes too long"
    said = [line for line in done.stdout.splitlines() if line.startswith("not ok") and "# SKIP" not in line]
    return (said + [f"status {done.returncode}"])[0] if said or done.returncode else None


def fuzz(target, seconds):
    """What the fuzz target says of a fault, or None."""
    done = run("make", "-j2", "fuzz", f"FUZZ={target}", f"TIME={seconds}", timeout=seconds + 1200)
    said = [line for line in done.stdout.splitlines() if line.startswith("not ok")]
    return (said or [done.stderr[-200:] or "make failed"])[0].partition(" - reproduce")[0] if done.returncode else None


def find(fault):
    """Returns what finds the fault: a test or None, and the same of the fuzzer, with "-" if it was not asked."""
    found = None
    with Source(fault):
        if ONLY_FUZZ:
            return None, fuzz(fault.target, TIME)
        if why := build("all"):
            sys.exit(f"mutations.py: {fault.name}: {why}")
        for test in [fault.tests, *other_tests(fault.tests)]:
            if fails(test):
                found = test
                break
        fuzzed = fuzz(fault.target, TIME) if FUZZ_ALL or not found else "-"
    return found, fuzzed


def check_without_faults(chosen):
    """Exits if a fault is in code that is no longer there, or if a test or target fails before there is a fault."""
    for fault in chosen:
        Source(fault)
    if ONLY_FUZZ:
        tried = {fault.target: fuzz(fault.target, 0) for fault in chosen}
    elif why := build("all"):
        sys.exit(f"mutations.py: {why}")
    else:
        tried = {test: fails(test) for test in sorted({fault.tests for fault in chosen})}
    for name, why in tried.items():
        if why:
            sys.exit(f"mutations.py: without a fault, {name} fails: {why}")


def main():
    chosen = [fault for fault in FAULTS if not sys.argv[1:] or any(word in fault.name for word in sys.argv[1:])]
    os.makedirs(COPY, exist_ok=True)
    copy_tree()
    check_without_faults(chosen)
    lines, missed, fuzz_missed = ["| fault | quick test | fuzz target |", "| --- | --- | --- |"], 0, 0
    for fault in chosen:
        found, fuzzed = find(fault)
        missed += not found and not fuzzed
        fuzz_missed += not fuzzed
        print(f"{'ok' if found or fuzzed else 'not ok'} - {fault.name}: "
              f"{'' if ONLY_FUZZ else found or 'no quick test'}"
              f"{'' if fuzzed == '-' else f', {fault.target}: {fuzzed}'}", flush=True)
        lines.append(f"| {fault.name} | {found or 'none'} | {fault.target if fuzzed not in ('-', None) else fuzzed or 'none'} |")
    lines.append(f"| {len(chosen)} faults, {missed} not found | | {fuzz_missed if FUZZ_ALL else '-'} not found |")
    with open(os.path.join(BUILD, "mutations.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return missed > 0


if __name__ == "__main__":
    sys.exit(main())
