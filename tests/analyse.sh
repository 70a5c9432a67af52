#!/bin/bash
# Runs static analysers on src/ and formats/: gcc's, clang-tidy and cppcheck, and node on the page's
# script. False alarms are marked in the code, with the reason; .clang-tidy tells which checks are off.
# TIDY changes the checks of clang-tidy, as its --checks does.
set -u
cd "$(dirname "$0")/.." || exit 1

# The build's own flags, without those that are for a program that runs.
eval "flags=($(sed 's/^.* -std=/-std=/' "$BUILD/flags"))"
# shellcheck disable=SC2207 # flags, a word each
flags+=(-D_GNU_SOURCE -U_FORTIFY_SOURCE -O1 -Isrc/fetch $(pkg-config --cflags jansson libxml-2.0 libcurl))
mapfile -t files < <(ls src/*.c src/*/*.c src/*/*/*.c formats/*.c formats/common/*.c)

judge() { # judge NAME COMMAND...: it finds nothing
    local found name=$1
    shift
    if found=$("$@" 2>&1); then
        echo "ok - $name"
    else
        echo "$found" >&2
        echo "not ok - $name: $(grep -m 1 -E '(error|warning):' <<<"$found")"
    fi
}

case ${1-} in
gcc) judge "gcc -fanalyzer $2" gcc "${flags[@]}" -Werror -fanalyzer -c -o /dev/null "$2" ;;
tidy) judge "clang-tidy $2" clang-tidy --quiet --checks="${TIDY-}" "$2" -- "${flags[@]}" ;;
cppcheck)
    judge "cppcheck" cppcheck --quiet -j 2 --error-exitcode=1 --inline-suppr --std=c11 \
        --enable=warning,performance,portability -Isrc -Isrc/fetch -Iformats "-I$BUILD" \
        -DREFMILL_VERSION='""' src formats
    ;;
*)
    "$0" cppcheck
    judge "node --check formats/common/html_page.js" node --check formats/common/html_page.js
    for tool in gcc tidy; do printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P 2 "$0" $tool; done
    ;;
esac
