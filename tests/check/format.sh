#!/bin/bash
# The format and the reader that src/README.md adds in its guides, as they stand there: built as
# make builds what is in formats/ and input/, and put together with all else that is built already.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")

guide() { # guide HEADING: the code below it
    awk -v heading="## $1" '$0 == heading { here = 1 } here && /^```$/ { exit } inside; here && /^```c$/ { inside = 1 }' "$root/src/README.md"
}

build_refmill() { # as the Makefile does, but for the tables; urls and tsv may be in the tree too
    local flags objects libraries table
    eval "flags=($(<"$build/flags"))" # the compiler first
    mapfile -t objects < <(cd "$root" && grep -v '/format_registry\|/formats/urls\.o\|/reader_registry\|/tsv\.o' "$build/modules" |
        xargs realpath "$build/src/main.o")
    read -ra libraries < <(pkg-config --libs jansson libutf8proc zlib)
    { grep -v '(urls)' "$build/formats.def" && echo 'FORMAT(urls)'; } >formats.def
    { grep -v '(tsv)' "$build/readers.def" && echo 'READER(tsv)'; } >readers.def
    guide 'Adding a format' >urls.c
    guide 'Adding a reader' >tsv.c
    (
        cd "$root" || exit
        for table in "$OLDPWD/urls" "$OLDPWD/tsv"; do
            "${flags[0]}" "-I$OLDPWD" "${flags[@]:1}" -Werror -c -o "$table.o" "$table.c" || exit
        done
        for table in output/format_registry input/reader_registry; do
            "${flags[0]}" "-I$OLDPWD" "${flags[@]:1}" -c -o "$OLDPWD/${table#*/}.o" "src/$table.c" || exit
        done
    ) && "${flags[@]}" -rdynamic -o with-guides "${objects[@]}" urls.o tsv.o format_registry.o reader_registry.o \
        "${libraries[@]}" -lcsv -ldl -pthread
}

if build_refmill 2>"$err"; then ok "what the guides add is built"; else not_ok "what the guides add is built" "$(<"$err")"; fi
refmill=$PWD/with-guides
mkdir used && cd used || exit 1 # beside the objects, where a build that counts coverage writes
digest 2 >d.md
run --list-formats
matches "it is listed" $'\nurls +\\.urls +links, one a line' "$(<"$out")"
run -t urls d.md
equal "it is written" "0 https://arxiv.org/abs/2403.00001 https://arxiv.org/abs/2403.00002" "$status $(paste -sd ' ' "$out")"
cp "$out" expected
run -o list.urls d.md
same_file "its suffix tells it" expected list.urls

run --list-formats
matches "the reader is listed" $'\ntsv        tables: an arXiv id, a tab and a title per line' "$(<"$out")"
printf '2403.00001\tFerries\nhep-th/9901001v2\tTides\n' >papers.txt
run -t urls papers.txt
equal "the content chooses it" "0 https://arxiv.org/abs/2403.00001 https://arxiv.org/abs/hep-th/9901001" "$status $(paste -sd ' ' "$out")"
run --only title -t csv papers.txt
equal "and it reads titles" "0 title Ferries Tides" "$status $(tr -d '"\r' <"$out" | paste -sd ' ')"
printf 'Ferries\n' >>papers.txt
fails "a line without an id is an error" 1 "papers.txt:3:1: error: the line does not begin with an arXiv id; use -k to leave it out" --from tsv -t urls papers.txt
run -k --from tsv -t urls papers.txt
equal "which -k leaves out" "1 https://arxiv.org/abs/2403.00001 https://arxiv.org/abs/hep-th/9901001" "$status $(paste -sd ' ' "$out")"
finish
