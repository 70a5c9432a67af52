#!/usr/bin/python3
"""What programs and plugins that were built with an older refmill.h rely on: the functions, the sizes of structs and
the offsets of their members, and the values of constants. tests/check/binary_interface.txt records them as 64-bit
machines have them. What is recorded may not change or go without another soname; what is new is added by ACCEPT=1."""
import os
import re
import shlex
import subprocess
import sys
import tempfile

import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORD = os.path.join(HERE, "binary_interface.txt")
SYMBOLS = os.path.join(ROOT, "src/package/debian/librefmill0.symbols")
BUILD = os.environ.get("BUILD", "build")
IS_64_BIT = sys.maxsize > 2**32
CC = shlex.split(os.environ.get("CC", "cc"))


def output_of(*command, text=None):
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def header():
    """The declarations on one line, without comments and macros."""
    with open(os.path.join(ROOT, "src/refmill.h"), encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"^ *#.*$", "", text, flags=re.M))


def functions(text):
    """The types alone: names of parameters may change."""
    for kind, name, parameters in re.findall(r"REFMILL_API ([^;()]*?)(refmill_\w+)\((.*?)\);", text):
        types = parameters.replace("(void)", "()")
        yield f"function {name}: {kind.strip()} ({re.sub(r' ?[a-z_]+(?=,|$)', '', types) or 'void'})"


def callbacks(text):
    yield from re.findall(r"(?<=[;{] )((?:typedef )?\w+ \(\*\w+\)\([^()]*\));", text)


def members(body):
    """Their names, in order: of pointers to functions, arrays, and several of one type too."""
    for declared in filter(None, map(str.strip, body.split(";"))):
        pointer = re.search(r"\(\*(\w+)\)", declared)
        yield from [pointer[1]] if pointer else re.findall(r"(\w+)(?:\[\d+\])?(?=,|$)", declared)


def numbers(text):
    """The beginnings of lines, and what the compiler shall put at their ends."""
    for name, body in re.findall(r"struct (refmill_\w+) \{(.*?)\} ?;", text):
        yield f"struct {name}, size", f"sizeof(struct {name})"
        for member in members(body):
            yield f"struct {name}, offset of {member}", f"offsetof(struct {name}, {member})"
            yield f"struct {name}, size of {member}", f"sizeof(((struct {name} *)0)->{member})"
    for body in re.findall(r"enum refmill_\w+ \{(.*?)\}", text):
        for constant in re.findall(r"REFMILL_\w+", body):
            yield constant, constant
    yield "REFMILL_INTERFACE", "REFMILL_INTERFACE"


def interface(text):
    wanted = list(numbers(text))
    program = "#include <refmill.h>\n#include <stdio.h>\nint main(void) {\n" + "".join(
        f'printf("{line} %lu\\n", (unsigned long)({value}));\n' for line, value in wanted) + "return 0; }\n"
    with tempfile.TemporaryDirectory() as work:
        built = os.path.join(work, "numbers")
        output_of(*CC, "-I", os.path.join(ROOT, "src"), "-x", "c", "-o", built, "-", text=program)
        found = output_of(built).splitlines()
    return [*functions(text), *callbacks(text), *found]


def recorded(path):
    """The lines of a file."""
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def main():
    with open(os.path.join(ROOT, "Makefile"), encoding="utf-8") as file:
        soname = re.search(r"^SONAME = (\S+)", file.read(), flags=re.M)[1]
    found = interface(header())
    if os.environ.get("ACCEPT"):
        with open(RECORD, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in found)
    kept, found = ({line for line in lines if IS_64_BIT or not line.startswith("struct ")}
                   for lines in (recorded(RECORD), found))
    gone, new = sorted(kept - found), sorted(found - kept)
    report.check("the binary interface is the recorded one", gone and
                 f"'{gone[0]}' is not so any more ({len(gone)} such lines): programs that are built break, so give"
                 f" {soname} its next number in the Makefile and in src/package/debian, count up REFMILL_INTERFACE,"
                 " and record it by ACCEPT=1 tests/check/binary_interface.py")
    report.check("the record has all of it", new and
                 f"'{new[0]}' is new ({len(new)} such lines): record it by ACCEPT=1 tests/check/binary_interface.py")

    exported = {line.split()[-1] for line in output_of("nm", "-D", "--defined-only", f"{BUILD}/{soname}").splitlines()}
    listed = {line.split("@")[0].strip() for line in recorded(SYMBOLS) if line.startswith(" ")}
    report.equal("Debian's list of symbols has those of the library", sorted(listed),
                 sorted(name for name in exported if name.startswith("refmill_")))
    report.equal("and its soname", soname, recorded(SYMBOLS)[0].split()[0])
    return report.failed()


sys.exit(main())
