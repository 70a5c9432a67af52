#!/bin/bash
# Runs valgrind's memcheck on every fixture in every format, and on runs that end in an error, to find
# leaks and invalid reads and writes. Takes a minute or two.
set -u
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "$0")/support.sh"

unclean=99 # the status of a run that memcheck complains of

# memcheck NAME STATUS ARGUMENT...: expects that status.
memcheck() {
    local name=$1 expected=$2
    shift 2
    valgrind -q --error-exitcode=$unclean --log-file="$place/seen/memcheck" --leak-check=full \
        --errors-for-leak-kinds=definite,indirect,possible --show-leak-kinds=definite,indirect,possible \
        "$refmill" "$@" >"$out" 2>"$err"
    status=$?
    if [ $status -eq "$expected" ]; then ok "$name"; else
        not_ok "$name" "expected status $expected, came $(seen) $(head -n 20 "$place/seen/memcheck")"
    fi
}

test_fixtures() {
    local folder options plain=() everything
    everything=$(formats | paste -sd ,)
    to_all_formats "$place/seen"
    cp -r "$root"/fixtures .
    for folder in fixtures/*/; do
        if [ -e "$folder/options" ] || [ -e "$folder/status" ]; then
            cd "$folder" || exit
            options=()
            [ ! -e options ] || read -ra options < <(cat options)
            memcheck "${folder%/}" "$(cat status 2>/dev/null || echo 0)" "${options[@]}" "${all_outputs[@]}" in.*
            cd "$OLDPWD" || exit
        else
            plain+=("$folder"in.*)
        fi
    done
    memcheck "the other ${#plain[@]} fixtures" 0 --out-dir new --keep-dirs -t "$everything" "${plain[@]}"
    memcheck "the other fixtures, streaming" 0 --no-merge "${all_outputs[@]}" "${plain[@]}"
}

test_libraries() {
    local format
    digest 3 >d.md
    for format in $(formats); do
        run -o "$format:library.$format" d.md
        memcheck "--exclude $format" 0 --exclude "library.$format" -t ris d.md
    done
    memcheck "jsonl as input" 0 -t bibtex library.jsonl
    memcheck "--match, --category" 0 --match 'pruning|剪枝' --category 'cs.*' -t ris d.md
    memcheck "--feed-archive" 0 --feed-archive pages --feed-url https://example.org/a.atom -o a.atom d.md
    memcheck "--opml" 0 --out-dir feeds -t atom,jsonfeed --opml feeds/all.opml d.md
    memcheck "--files-from, --depfile, --if-changed" 0 --files-from <(echo d.md) --depfile a.d --if-changed -o a.bib
    memcheck "--check" 0 --check d.md
    memcheck "--help" 0 --help
}

test_errors() {
    local format
    mkdir folder
    head -c 40 library.csl-json >cut.json
    digest_with_error 3 >erring.md
    for format in $(formats); do
        memcheck "$format of a digest with an error" 1 -o "$format:a.$format" erring.md
        memcheck "$format streaming of a digest with an error" 1 --no-merge -t "$format" erring.md
        memcheck "$format on a full device" 2 -o "$format:/dev/full" d.md
    done
    memcheck "an input that is not there" 2 -t ris none.md
    memcheck "an input that is a folder" 2 -t ris folder
    memcheck "metadata that is a folder" 2 --metadata folder -t ris d.md
    echo "No list." >prose.txt
    memcheck "metadata that is none" 2 --metadata prose.txt -t ris d.md
    memcheck "--exclude of what is cut off" 0 --exclude cut.json -t ris d.md
    memcheck "--exclude of a file that is not there" 2 --exclude none.bib -t ris d.md
    memcheck "an output in no folder" 2 -o none/a.ris d.md
    memcheck "an output that is an input" 2 -t ris -o d.md d.md
    memcheck "two outputs for one input name" 2 --out-dir new2 -t ris d.md d.md
    memcheck "an unknown option" 2 --unknown d.md
    memcheck "an unknown format" 2 -t unknown d.md
    memcheck "a bad expression" 2 --match '(' d.md
}

test_fixtures
test_libraries
test_errors
finish
