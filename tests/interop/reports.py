"""A line a test, as tests/run wants them."""

failures = 0


def ok(name):
    print("ok - " + name, flush=True)


def not_ok(name, what):
    global failures
    failures += 1
    print("not ok - %s: %s" % (name, " ".join(str(what).split())[:600]), flush=True)


def skip(name, why):
    print("ok - %s # SKIP %s" % (name, why), flush=True)


def none(name, found):
    """`found` is a list of what is wrong."""
    if found:
        not_ok(name, "%d wrong: %s" % (len(found), "; ".join(str(item) for item in found[:3])))
    else:
        ok(name)


def equal(name, wanted, got):
    if got == wanted:
        ok(name)
    else:
        not_ok(name, f"expected '{wanted}', came '{got}'")


def failed():
    return failures > 0
