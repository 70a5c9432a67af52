#!/bin/bash
# Shows how much of src/ and formats/ the tests covered, as the build in BUILD counted: the files with the
# least coverage, and the total. Fails if that is too little.
set -u
cd "$(dirname "$0")/.." || exit 1

# gcov prints a negative count of returns for a call in an inline function, which gcovr takes for an error.
report() { # report ARGUMENT...
    gcovr --gcov-ignore-parse-errors --root . --object-directory "$BUILD" --filter src/ --filter formats/ "$@" "$BUILD/src" "$BUILD/formats"
}
worst() { grep -E '^(src|formats)/.*[0-9]%' | sort -k 4,4n | sed -n 1,10p | cut -c 1-118; }

echo "Lines, the worst files: how many there are, were run, in percent, which were not"
report | worst
echo "Branches"
report --branches | worst
report --print-summary --fail-under-line 95 --fail-under-branch 85 | grep -E '^(lines|branches):'
exit "${PIPESTATUS[0]}"
