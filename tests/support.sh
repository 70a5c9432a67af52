# shellcheck shell=bash disable=SC1003,SC2034
# Functions for the test scripts, which source it. Changes to an empty temporary directory, which is
# removed at the end, and writes invented digests.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
refmill=$(realpath "${REFMILL:-$root/build/refmill}")
[ -x "$refmill" ] || { echo "not ok - $0: there is no program $refmill"; exit 1; }
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
mkdir "$place/work" "$place/seen"
cd "$place/work" || exit 1
out=$place/seen/out err=$place/seen/err
failures=0
unset SOURCE_DATE_EPOCH
exec </dev/null

# ---- Reports

ok() { echo "ok - $1"; }
skip() { echo "ok - $1 # SKIP $2"; }
not_ok() { # not_ok NAME WHAT-WAS-EXPECTED-AND-WHAT-CAME
    echo "not ok - $1: $(tr '\n' ' ' <<<"$2" | cut -c 1-400)"
    failures=$((failures + 1))
}
equal() { # equal NAME EXPECTED CAME
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected '$2', came '$3'"; fi
}
matches() { # matches NAME REGEX TEXT
    if [[ $3 =~ $2 ]]; then ok "$1"; else not_ok "$1" "expected /$2/, came '$3'"; fi
}
same_file() { # same_file NAME EXPECTED-FILE FILE
    local difference
    if difference=$(cmp "$2" "$3" 2>&1); then ok "$1"; else not_ok "$1" "$difference"; fi
}
finish() { [ "$failures" -eq 0 ]; exit; }

# ---- Runs

run() { # run ARGUMENT...: into $out, $err and $status
    "$refmill" "$@" >"$out" 2>"$err"
    status=$?
}
seen() { echo "status $status, stdout $(wc -c <"$out") bytes, stderr: $(<"$err")"; }
# Sets the list $ids to the arXiv ids of the records in $out, without jq, which takes 20 ms to start.
read_ids() {
    local line
    ids=()
    while read -r line; do
        [[ $line =~ \"arxiv_id\":\"([^\"]*) ]] && ids+=("${BASH_REMATCH[1]}")
    done <"$out"
}
is_one_line() { # is_one_line FILE
    local lines
    mapfile lines <"$1"
    [[ ${#lines[@]} -eq 1 && ${lines[0]} = *$'\n' ]]
}

# Sets the variable to a listing of all properties of the files here that a program could change.
list_files() { # list_files VARIABLE
    [ -n "${lister_in-}" ] || start_lister
    echo "$PWD" >&"$lister_in"
    IFS= read -r -d '' "$1" <&"$lister_out"
}
start_lister() {
    mkfifo "$place/lister-in" "$place/lister-out"
    "$root/tests/lister.py" <"$place/lister-in" >"$place/lister-out" &
    disown
    exec {lister_in}>"$place/lister-in" {lister_out}<"$place/lister-out"
}
# Sets $changed to what differs now from that listing.
find_changes() { # find_changes BEFORE
    local now
    list_files now
    changed=''
    [ "$now" = "$1" ] || changed=$(diff <(echo "$1") <(echo "$now") | grep '^[<>]')
}

# fails NAME STATUS REGEX ARGUMENT...: expects that status, one matching line on standard error,
# nothing on standard output, and no file changed or left over.
fails() {
    local name=$1 expected=$2 regex=$3 before
    shift 3
    list_files before
    run "$@"
    judge_failure "$name" "$expected" "$regex" "$before"
}
judge_failure() { # judge_failure NAME STATUS REGEX BEFORE
    find_faults "$2" "$3" "$4"
    [ ! -s "$out" ] || faults+="expected nothing on standard output; "
    report_faults "$1"
}
# Sets $faults to what is wrong with a failure, except for what is on standard output.
find_faults() { # find_faults STATUS REGEX BEFORE
    local said
    faults=''
    read -r -d '' said <"$err"
    [ "$status" -eq "$1" ] || faults+="expected status $1; "
    is_one_line "$err" || faults+="expected one line of message; "
    [[ $said =~ $2 ]] || faults+="expected /$2/ in the message; "
    find_changes "$3"
    [ -z "$changed" ] || faults+="files changed: $changed; "
}
report_faults() { # report_faults NAME
    if [ -z "$faults" ]; then ok "$1"; else not_ok "$1" "$faults$(seen)"; fi
}

# Permissions do not count for root, unless it gives up the capabilities that override them.
fails_without_permission() { # fails_without_permission WHAT STATUS REGEX ARGUMENT...
    local refmill=$refmill
    if [ "$(id -u)" -eq 0 ]; then
        printf '#!/bin/sh\nexec setpriv --bounding-set -dac_override,-dac_read_search "%s" "$@"\n' "$refmill" >"$place/without-capabilities"
        chmod +x "$place/without-capabilities"
        refmill=$place/without-capabilities
    fi
    fails "$1 without permission" "${@:2}"
}

empty_folder() { find . -mindepth 1 -delete; }

# ---- Digests

# digest COUNT [FIRST [VERSION]]: writes a digest of invented papers, from 2403.FIRST on, in the layout of
# DESIGN.md, section 3.
make_digest() {
    awk -v count="$1" -v first="${2:-1}" -v version="${3:-1}" '
    function id(i) { return sprintf("2403.%05d", first + i - 1) }
    function title(i) { return "On Invented Matter " first + i - 1 " and $x^" i "$ of L\\'"'"'evy" }
    BEGIN {
        print "# 摘要\n\n| Ref | Title | Summary |\n| --- | --- | --- |"
        for (i = 1; i <= count; i++)
            printf "| [^%d] | [%s](https://arxiv.org/abs/%s) | 虚构的总结 %d。 |\n", i, title(i), id(i), i
        print "\n# 详细\n"
        for (i = 1; i <= count; i++) {
            printf "[^%d]: 论虚构之物 %d\n\n    %s\n\n", i, first + i - 1, title(i)
            printf "    [https://arxiv.org/abs/%s](https://arxiv.org/abs/%s)\n\n", id(i), id(i)
            printf "    虚构的总结 %d。\n\n    \n\n    虚构的摘要 %d，第 %d 版。\n\n", i, i, version
            printf "    arXiv:%sv%d Announce Type: new  Abstract: We invent %d%% & <b>more</b>.\n    \n", \
                id(i), version, i
        }
        print ""
    }'
}
# A small one is made once for the same words.
declare -A digests
digest() {
    if [ "$1" -gt 10 ]; then
        make_digest "$@"
        return
    fi
    [ -n "${digests[$*]-}" ] || digests[$*]=$(make_digest "$@" && echo end)
    printf %s "${digests[$*]%end}"
}

# The same, but the second paper has neither a link nor an id, which is an error.
digest_with_error() { # digest_with_error COUNT
    digest "$1" | sed -e '/^| \[^2\]/s/(https[^)]*)/(nowhere)/' \
        -e '/^\[^2\]/,/^\[^3\]/s/^    \[https.*$/    /' \
        -e '/^\[^2\]/,/^\[^3\]/s/arXiv:.*Abstract: //'
}

# ---- Documentation

# recipe HEADING: prints the commands under it in refmill-recipes(7)
recipe() {
    awk -v heading="$1" '
        /^\.S[hs] / { here = substr($0, 5) == heading }
        /^\.Ed$/ { inside = 0 }
        inside
        here && /^\.Bd / { inside = 1 }' "$root/src/man/refmill-recipes.7" | sed 's/\\e/\\/g'
}
# fenced LANGUAGE: prints the README's code blocks of that language
fenced() {
    awk -v fence="\`\`\`$1" '/^```/ { inside = !inside && $0 == fence; next } inside' "$root/README.md"
}

# ---- Formats

# The names of all formats, and a line "SUFFIX FORMAT" for each suffix. The program is
# asked once.
mapfile -t listed_formats < <("$refmill" --list-formats | sed "/^$/Q")
formats() { printf '%s\n' "${listed_formats[@]%% *}"; }
suffixes() {
    local name words word
    while read -r name words; do
        for word in $words; do
            case $word in .[a-z]*) echo "$word $name" ;; *) break ;; esac
        done
    done < <(printf '%s\n' "${listed_formats[@]}")
}

# Options that write every format: FOLDER/all.FORMAT
to_all_formats() {
    all_outputs=()
    local format
    for format in "${listed_formats[@]%% *}"; do all_outputs+=(-o "$format:$1/all.$format"); done
}

# What alone_in_all_formats had of its arguments, byte for byte, comes again from others,
# which are given to one run, without a word.
alone_in_all_formats() { # alone_in_all_formats ARGUMENT...: a run for each format
    local format
    mkdir -p "$place/alone" "$place/together"
    for format in $(formats); do "$refmill" -t "$format" "$@" >"$place/alone/all.$format"; done
}
same_in_all_formats() { # same_in_all_formats NAME ARGUMENT...
    local difference
    to_all_formats "$place/together"
    rm -f "$place"/together/*
    run "${all_outputs[@]}" "${@:2}"
    difference=$(diff -rq "$place/alone" "$place/together" 2>&1)
    if [ "$status" -eq 0 ] && [ ! -s "$err" ] && [ -z "$difference" ]; then
        ok "$1"
    else
        not_ok "$1" "expected the same bytes, came $(seen) $difference"
    fi
}
