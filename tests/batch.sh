#!/bin/bash
# Many files in one run: --out-dir, --files-from, -k, --if-changed, --depfile, and
# what a terminal shows meanwhile.
set -u
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "$0")/support.sh"

start() { # three digests, one of them in a folder, alike in name with another
    empty_folder
    mkdir -p a b
    digest 2 1 >a/2024-03-29-cs.CL.md
    digest 2 3 >b/2024-03-29-cs.CL.md
    digest 2 5 >"b/two words.md"
}
made() { (cd "${1:-out}" 2>/dev/null && find . -type f | sort | sed 's|^\./||' | paste -sd ' '); }

# as_alone NAME OUTPUT FORMAT INPUT: the file is what a run for it alone gives
as_alone() {
    "$refmill" -t "$3" "$4" >expected
    same_file "$1" expected "$2"
    rm expected
}

test_out_dir() {
    start
    run --out-dir out a/*.md "b/two words.md"
    equal "a file for each" "0 2024-03-29-cs.CL.bib two words.bib" "$status $(made)"
    as_alone "as if it were alone" "out/2024-03-29-cs.CL.bib" bibtex a/2024-03-29-cs.CL.md
    run --out-dir=new/deep/ -t bibtex,ris,atom a/*.md
    equal "several formats, in folders that are made" \
        "0 2024-03-29-cs.CL.atom 2024-03-29-cs.CL.bib 2024-03-29-cs.CL.ris" "$status $(made new/deep)"
    as_alone "each as if it were alone" "new/deep/2024-03-29-cs.CL.atom" atom a/2024-03-29-cs.CL.md
    equal "nothing on standard output" 0 "$(wc -c <"$out")"
    run --out-dir out2 -t biblatex,jsonl --no-merge a/*.md
    equal "a format without a suffix has its name" "0 2024-03-29-cs.CL.biblatex 2024-03-29-cs.CL.jsonl" "$status $(made out2)"
    run --out-dir out3 -t csv out2/*.jsonl
    as_alone "jsonl, too, is converted" "out3/2024-03-29-cs.CL.csv" csv a/2024-03-29-cs.CL.md
    cp a/*.md 2024-03-29-cs.CL
    cp a/*.md 2024-03-29-cs.AI
    run --out-dir out4 2024-03-29-cs.CL 2024-03-29-cs.AI a.tar.md 2>/dev/null
    cp a/*.md a.tar.md
    cp a/*.md .md
    run --out-dir out5 2024-03-29-cs.CL 2024-03-29-cs.AI a.tar.md .md
    equal "a category is no suffix" "0 .md.bib 2024-03-29-cs.AI.bib 2024-03-29-cs.CL.bib a.tar.bib" "$status $(made out5)"
}

test_keep_dirs() {
    start
    run --out-dir out --keep-dirs a/*.md b/*.md
    equal "--keep-dirs" "0 a/2024-03-29-cs.CL.bib b/2024-03-29-cs.CL.bib b/two words.bib" "$status $(made)"
    (cd a && "$refmill" --out-dir ../up --keep-dirs ../b/*.md "$PWD"/*.md ./../a/./*.md) 2>"$err"
    equal "what leads out is left out" \
        "a/2024-03-29-cs.CL.bib b/2024-03-29-cs.CL.bib b/two words.bib ${PWD#/}/a/2024-03-29-cs.CL.bib" "$(made up)"
}

test_collisions() {
    start
    fails "two inputs with one output" 2 "^out/2024-03-29-cs\\.CL\\.bib: error: would be the output of a/2024-03-29-cs\\.CL\\.md and of b/2024-03-29-cs\\.CL\\.md; --keep-dirs" \
        --out-dir out a/*.md b/*.md
    fails "an input given twice" 2 "of a/2024-03-29-cs\\.CL\\.md and of a/2024-03-29-cs\\.CL\\.md; give it once" --out-dir out a/*.md a/*.md
    ln -s 2024-03-29-cs.CL.md a/link.md
    mkdir out
    ln -s 2024-03-29-cs.CL.bib out/link.bib
    fails "two outputs that are one file" 2 "asked for twice" --out-dir out a/*.md
    "$refmill" --out-dir records -t jsonl b/*.md
    fails "outputs that are inputs" 2 "is an input as well as an output" --out-dir records -t jsonl records/*.jsonl
    fails "standard input has no name" 2 "^<stdin>: error: has no name" --out-dir out - a/*.md
    fails "-o with --out-dir" 2 "-o names an output" --out-dir out -o x.bib a/*.md
    fails "a list of formats without --out-dir" 2 "a list is for --out-dir" -t bibtex,ris a/*.md
    fails "a format twice" 2 "-t names ris twice" --out-dir out -t ris,bibtex,ris a/*.md
    fails "a format that there is not" 2 "no format 'nope'" --out-dir out -t ris,nope a/*.md
    fails "--keep-dirs alone" 2 "--keep-dirs is for --out-dir" --keep-dirs a/*.md
    echo file >plain
    fails "a file where the folder should be" 2 "plain/.*: error: cannot be written: a file stands where its folder should" --out-dir plain a/2*.md
}

test_errors() {
    start
    digest_with_error 3 >b/bad.md
    echo "no digest" >b/none.md
    mkdir old
    echo old >old/bad.bib
    run --out-dir old a/*.md b/*.md --keep-dirs missing.md
    equal "without -k nothing is written" "2 bad.bib" "$status $(made old)"
    equal "all that is wrong is said" "b/bad.md b/none.md missing.md" "$(grep -o '^[^:]*' "$err" | sort -u | paste -sd ' ')"
    run --out-dir out b/*.md
    equal "and no folder is left behind" "1 no" "$status $([ -d out ] || echo no)"
    run -k --out-dir out --keep-dirs a/*.md b/*.md missing.md
    equal "with -k the others are" "1 a/2024-03-29-cs.CL.bib b/2024-03-29-cs.CL.bib b/bad.bib b/two words.bib" "$status $(made)"
    equal "and what is in error is left out" 2 "$(grep -c '^@' out/b/bad.bib)"
    equal "and said" "b/bad.md b/none.md missing.md" "$(grep -o '^[^:]*' "$err" | sort -u | paste -sd ' ')"
    run -k --no-merge --out-dir out6 b/*.md
    equal "with -k in streaming, too" "1 2024-03-29-cs.CL.bib bad.bib two words.bib" "$status $(made out6)"
    mkdir -p full/two\ words.bib
    run --out-dir full b/2*.md "b/two words.md"
    equal "an output that cannot be written" "2 " "$status $(made full)"
    run -k --out-dir full b/2*.md "b/two words.md"
    equal "with -k the others are written" "2 2024-03-29-cs.CL.bib" "$status $(made full)"
}

test_files_from() {
    start
    printf '%s\n' "a/2024-03-29-cs.CL.md" "" "b/two words.md" >list
    run --files-from list --out-dir out
    equal "--files-from" "0 2024-03-29-cs.CL.bib two words.bib" "$status $(made)"
    run --files-from list -t jsonl
    equal "--files-from to one output" 4 "$(wc -l <"$out")"
    run --files-from - -t jsonl b/2*.md <list
    equal "--files-from a pipe, behind the files named" "2403.00003 2403.00004 2403.00001 2403.00002 2403.00005 2403.00006" \
        "$(jq -r .arxiv_id "$out" | paste -sd ' ')"
    cp "b/two words.md" $'b/two\nlines.md'
    find b -name 'two*' -print0 | sort -z >list
    run -0 --files-from list --out-dir out7
    equal "-0: any name" $'0 two\nlines.bib two words.bib' "$status $(cd out7 && printf '%s ' * | sed 's/ $//')"
    head -c -1 list >cut
    run --null --files-from=cut -t jsonl
    equal "the last name without its NUL" 2 "$(wc -l <"$out")"
    : >list
    run --files-from list -o empty.bib
    equal "an empty list is a good list, with a warning" "0 list: warning: names no file 0" "$status $(cat "$err") $(wc -c <empty.bib)"
    fails "a list that there is not" 2 "^nope: error: cannot be read: No such file" --files-from nope -o x.bib
    fails "-0 alone" 2 "-0 is for --files-from" -0 a/2*.md
    fails "list and input from one pipe" 2 "standard input is to be read twice" --files-from - -
}

test_if_changed() {
    start
    run -o x.bib -o x.ris a/*.md
    touch -d 2020-01-01 x.bib x.ris
    run --if-changed -o x.bib -o x.ris a/*.md
    equal "--if-changed leaves what is the same" "0 2020 2020" "$status $(date -r x.bib +%Y) $(date -r x.ris +%Y)"
    run --if-changed -o x.bib -o x.ris --omit abstract a/*.md
    equal "and replaces what is not" "0 no no" "$status $([ "$(date -r x.bib +%Y)" = 2020 ] || echo no) $([ "$(date -r x.ris +%Y)" = 2020 ] || echo no)"
    run --out-dir out a/*.md
    touch -d 2020-01-01 out/*
    run --if-changed --out-dir out a/*.md "b/two words.md"
    equal "in a folder, too" "0 2020" "$status $(date -r out/2024-03-29-cs.CL.bib +%Y)"
    equal "nothing is left behind" "2024-03-29-cs.CL.bib two words.bib" "$(made)"
    run -o y.bib a/*.md
    touch -d 2020-01-01 y.bib
    run -o y.bib a/*.md
    equal "without it the time is new" no "$([ "$(date -r y.bib +%Y)" = 2020 ] || echo no)"
}

# Make itself must read the names: "x" is remade when and only when they change.
test_depfile() {
    local names=("two words.md" 'dollar$.md' 'hash#.md' 'colon:.md' 'back\slash.md' 'percent%.md' 'back\ slash.md') name before
    start
    rm -r b
    for name in "${names[@]}"; do digest 1 >"a/$name"; done
    echo 2403.00009 >known.txt
    run --depfile x.d --exclude known.txt -o x.bib a/*.md
    equal "--depfile" "0" "$status"
    printf 'x.bib: ; touch $@ remade\n-include x.d\n' >Makefile
    env -u MAKEFLAGS make -q 2>"$err"
    equal "make finds nothing to do" "0 " "$? $(cat "$err")"
    touch -d '-1 hour' a/* known.txt
    touch -d '-30 minutes' x.bib
    for name in "${names[@]/#/a/}" known.txt; do
        touch "$name"
        env -u MAKEFLAGS make -q 2>/dev/null
        equal "make knows $name" 1 $?
        touch -d '-1 hour' "$name"
    done
    rm "a/two words.md"
    env -u MAKEFLAGS make >/dev/null 2>"$err"
    equal "a file that is gone does not stop make" "0 " "$? $(cat "$err")"
    run --depfile y.d --out-dir out -t bibtex,ris a/2*.md a/colon:.md
    equal "a rule for each input" $'out/2024-03-29-cs.CL.bib out/2024-03-29-cs.CL.ris:\nout/colon\\:.bib out/colon\\:.ris:' \
        "$(grep -o '^out.*:' y.d)"
    digest_with_error 2 >a/bad.md
    before=$(md5sum x.d)
    run --depfile x.d -o x.bib a/bad.md
    equal "an error leaves the old one" "1 $before" "$status $(md5sum x.d)"
    fails "no target" 2 "--depfile wants a target" --depfile z.d a/2*.md
}

# ---- Words to the user

test_quiet() {
    start
    : >empty.md
    run -q -t jsonl empty.md
    equal "--quiet: no warning" "0 " "$status $(cat "$err")"
    digest_with_error 2 >bad.md
    run --quiet bad.md
    matches "but errors" "^bad\\.md:.*error" "$(cat "$err")"
    run --quiet --check a/*.md
    equal "--check --quiet is its status" "0 " "$status $(cat "$err")"
}

# on_terminal ARGUMENT...: standard error on a terminal, while the second input
# keeps the program waiting for more than a second. What the terminal got.
on_terminal() {
    mkfifo slow.md
    { sleep 1.3; cat b/2*.md; sleep 0.3; } >slow.md &
    "${PYTHON:-/usr/bin/python3}" -c '
import os, pty, sys
sys.stdout.flush()
pid, terminal = pty.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
try:
    while True:
        piece = os.read(terminal, 4096)
        if not piece:
            break
        shown += piece
except OSError:
    pass
os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
' "$refmill" "$@" a/*.md slow.md "b/two words.md" | tr '\r' '\n' | sed 's/\x1b\[K/<clear>/g'
    wait
    rm slow.md
}

test_progress() {
    local shown
    start
    shown=$(on_terminal -t jsonl)
    matches "progress on a terminal" "<clear>1 of 3 files, [0-9]+ records, [0-9]+ a second, 0:0[0-9] left" "$shown"
    equal "and its line is cleared" "<clear>" "$(tail -c 8 <<<"$shown")"
    equal "--no-progress" "" "$(on_terminal -t jsonl --no-progress)"
    equal "--quiet" "" "$(on_terminal -t jsonl --quiet)"
    mkfifo slow.md
    { sleep 1.2; cat a/*.md; } >slow.md &
    run -t jsonl slow.md
    wait
    equal "nothing in a pipe" "" "$(cat "$err")"
}

test_out_dir
test_keep_dirs
test_collisions
test_errors
test_files_from
test_if_changed
test_depfile
test_quiet
test_progress
finish
