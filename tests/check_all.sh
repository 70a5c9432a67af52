#!/bin/bash
# check_all.sh [STEP...]: runs these steps, or all. Shows the output of each, and ends with a line of
# counts.
set -u
cd "$(dirname "$0")/.." || exit 1

all=(check faults sanitizers sanitizers_faults leaks instructions interop coverage analysers clang plain static linked musl i386 s390x fuzz mutations layout)

# ---- Steps; those named _sample are for .ci/run, and are parts of others

check() { make -j2 check EVERY=1; }
check_sample() { make -j2 check; }
# To look for leaks doubles the time of each start. The unit tests, which start once, the faults and
# `leaks` do; the thousands of runs here do not.
sanitizers() { sanitized_units && ASAN_OPTIONS=detect_leaks=0 make -j2 check SANITIZE=1 EVERY=1; }
sanitizers_sample() { sanitized_units && ASAN_OPTIONS=detect_leaks=0 make -j2 check SANITIZE=1; }
sanitized_units() { tests/setup build check && make -j2 run-tests SANITIZE=1 TESTS=; }
sanitizers_faults() { make -j2 faults SANITIZE=1 EVERY=; }
faults() { make -j2 faults; }
faults_sample() { make -j2 faults EVERY=; }
leaks() { make -j2 leaks; }
instructions() { make -j2 instructions; }
interop() { make -j2 interop EVERY=1; }
interop_sample() { make -j2 interop INTEROP='readback.py fields.py page.py'; }
coverage() { make -j2 coverage; }
analysers() { make analyse; }
analysers_sample() { TIDY='-clang-analyzer-*' make analyse; } # its walk along paths takes most of the time; gcc walks, too
clang() { tests/setup build clang && make -j2 CC=clang BUILD=build/clang CPPFLAGS=-Werror; }
plain() { # what machines without AVX2 have
    tests/setup build check && make -j2 BUILD=build/plain CPPFLAGS=-DWITHOUT_VECTORS &&
        REFMILL=build/plain/refmill BUILD=build/plain tests/run tests/check/golden.sh
}
static() {
    tests/setup build check static && make -j2 static &&
        REFMILL=build/static/refmill BUILD=build PYTHON=/usr/bin/python3 tests/run tests/static.sh tests/check/{golden,metadata,feeds,records}.sh
}
linked() { # as on systems whose loader finds no library by its name
    tests/setup build check && make -j2 LOADS= BUILD=build/linked CPPFLAGS=-Werror &&
        REFMILL=build/linked/refmill BUILD=build/linked PYTHON=/usr/bin/python3 tests/run tests/check/{golden,metadata,feeds,plugin}.sh
}
musl() { tests/setup build check musl && tests/musl.sh; }
i386() { make check-foreign ARCH=i386; }
s390x() { make check-foreign ARCH=s390x; }
fuzz() { make -j2 fuzz TIME=25; }
mutations() { make mutations; }
layout() { tests/setup format && git ls-files '*.c' '*.h' | xargs clang-format --dry-run --Werror; }

# ---- Counting

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

count() { # count STATUS: adds what a step counted, or the step itself
    local counts good bad
    counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    read -r good _ bad _ <<<"${counts:-$(($1 == 0)) passed, $(($1 != 0)) failed}"
    passed=$((passed + good))
    failed=$((failed + bad))
    [ "$1" -eq 0 ] || [ "$bad" -gt 0 ] || failed=$((failed + 1))
}

[ $# -gt 0 ] || set -- "${all[@]}"
for step in "$@"; do
    [[ " ${all[*]} " == *" ${step%_sample} "* ]] || { echo "tests/check_all.sh: there is no step $step" >&2; exit 2; }
    echo "== $step"
    SECONDS=0
    "$step" 2>&1 | tee "$log"
    count "${PIPESTATUS[0]}"
    echo "== $step took $SECONDS s"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
