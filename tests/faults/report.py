"""What the tests in Python have in common: a line for each test, as tests/run wants them, and samples."""
import os

failures = 0


def ok(name):
    print("ok - " + name, flush=True)


def not_ok(name, what):
    global failures
    failures += 1
    print("not ok - %s: %s" % (name, " ".join(str(what).split())[:600]), flush=True)


def skip(name, why):
    print("ok - %s # SKIP %s" % (name, why), flush=True)


def check(name, fault):
    """`fault` says what is wrong, if anything."""
    if fault:
        not_ok(name, fault)
    else:
        ok(name)


def equal(name, expected, came):
    check(name, None if expected == came else "expected %r, came %r" % (expected, came))


def none(name, found):
    """`found` is a list of what is wrong."""
    check(name, "%d wrong: %s" % (len(found), "; ".join(str(item) for item in found[:3])) if found else None)


def failed():
    return failures > 0


class Report:
    """Properties, each of which holds if no fault of it is noted."""

    def __init__(self, *names):
        self.faults = {name: [] for name in names}

    def expect(self, name, holds, fault):
        faults = self.faults.setdefault(name, [])
        if not holds:
            faults.append(fault)

    def end(self):
        for name, faults in self.faults.items():
            check(name, "%s (%d faults)" % (faults[0], len(faults)) if faults else None)
        return failed()


EVERY = bool(os.environ.get("EVERY"))


def sample(items, count):
    """As many of the items, spread over them from the first to the last; with EVERY=1 all of them."""
    items = list(items)
    if EVERY or len(items) <= count:
        return items
    return [items[number * (len(items) - 1) // (count - 1)] for number in range(count)]
