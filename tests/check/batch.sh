#!/bin/bash
# Many files in one run: --out-dir, --files-from, -k, --if-changed, --depfile, and
# what a terminal shows meanwhile.
#
# shellcheck disable=SC2016 # dollars in names
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS # of the make that runs this

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

# Whatever a file is called, its output stays in the folder.
test_odd_names() {
    local name
    start
    mkdir odd outside
    for name in .md ..md ...md -.md --help.md $'a\nb.md' $'a\e[31m.md' $'\xff.md' 'a:b.md' '$(id).md' 'a;b.md' x; do
        cp a/*.md "odd/$name"
    done
    run --out-dir out odd/* odd/.*md
    equal "a file of an odd name gives one in the folder, of its own" "0 12" "$status $(find out -type f -printf x | wc -c)"
    (cd odd && "$refmill" -q --out-dir ../out2 -- * .*md)
    equal "also where it looks like an option" 12 "$(find out2 -type f -printf x | wc -c)"
    run --keep-dirs --out-dir out3 odd/../../"$(basename "$PWD")"/odd/x "$PWD/odd/-.md"
    equal "with --keep-dirs too" "0 2" "$status $(find out3 -type f -printf x | wc -c)"
    run --out-dir out -t nope odd/$'a\e[31m.md'
    equal "no name of a file gets at the terminal" "" "$(grep -aP '\e' "$err")"
    fails "an input that is missing is said in plain text" 2 '^odd/\?\[31m' -o x.bib odd/$'\e[31m'
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
    run --depfile x.d --out-dir out/ --keep-dirs ./a/../b/2*.md "$PWD"/a/2*.md
    equal "and there is no slash too many" "0 out/b/2024-03-29-cs.CL.bib: out${PWD}/a/2024-03-29-cs.CL.bib:" \
        "$status $(grep -o '^out.*:' x.d | paste -sd ' ')" # as depfiles name them
}

test_collisions() {
    local option
    start
    fails "two inputs with one output" 2 "^out/2024-03-29-cs\\.CL\\.bib: error: would be the output of both a/2024-03-29-cs\\.CL\\.md and b/2024-03-29-cs\\.CL\\.md; use --keep-dirs" \
        --out-dir out a/*.md b/*.md
    fails "an input given twice" 2 "both a/2024-03-29-cs\\.CL\\.md and a/2024-03-29-cs\\.CL\\.md; name it only once" --out-dir out a/*.md a/*.md
    cp a/2*.md a/2024-03-29-cs.CL.txt
    fails "two inputs with one output, in spite of --keep-dirs" 2 "would be the output of both \\./a/2024-03-29-cs\\.CL\\.txt and a/2024-03-29-cs\\.CL\\.md; convert them in separate runs" \
        --keep-dirs --out-dir out ./a/*.txt a/*.md
    fails "two inputs in one folder with one output" 2 "both \\./a/2024-03-29-cs\\.CL\\.txt and a/2024-03-29-cs\\.CL\\.md; convert them in separate runs" \
        --out-dir out ./a/*.txt a/*.md
    rm a/*.txt
    ln -s 2024-03-29-cs.CL.md a/link.md
    mkdir out
    ln -s 2024-03-29-cs.CL.bib out/link.bib
    fails "two outputs that are one file" 2 "would be written twice" --out-dir out a/*.md
    "$refmill" --out-dir records -t jsonl b/*.md
    fails "outputs that are inputs" 2 "is an input as well as an output" --out-dir records -t jsonl records/*.jsonl
    fails "standard input has no name" 2 "^<stdin>: error: has no name" --out-dir out - a/*.md
    fails "an empty name for --out-dir" 2 "--out-dir requires the name of a directory" --out-dir "" a/*.md
    for option in --files-from --depfile --exclude; do
        fails "an empty name for $option" 2 "$option requires the name of a file" $option '' -o x.bib a/*.md
    done
    fails "-o with --out-dir" 2 "-o and --out-dir cannot be used together" --out-dir out -o x.bib a/*.md
    fails "a list of formats without --out-dir" 2 "-t takes one format; to write several, use -o a\.ris -o a\.bib, or --out-dir\$" -t bibtex,ris a/*.md
    fails "a format twice" 2 "-t names ris twice" --out-dir out -t ris,bibtex,ris a/*.md
    fails "a format that there is not" 2 "unknown format 'nope'" --out-dir out -t ris,nope a/*.md
    fails "--keep-dirs alone" 2 "--keep-dirs requires --out-dir" --keep-dirs a/*.md
    echo file >plain
    fails "a file where the folder should be" 2 "plain/.*: error: cannot be written: a file is where its directory should be" --out-dir plain a/2*.md
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
    head -c -1 list >short
    run --null --files-from=short -t jsonl
    equal "the last name without its NUL" 2 "$(wc -l <"$out")"
    : >list
    run --files-from list -o empty.bib
    equal "an empty list is a good list, with a warning" "0 list: warning: lists no files 0" "$status $(<"$err") $(wc -c <empty.bib)"
    fails "a list that there is not" 2 "^nope: error: cannot be opened: No such file" --files-from nope -o x.bib
    fails "-0 alone" 2 "-0 requires --files-from" -0 a/2*.md
    fails "list and input from one pipe" 2 "standard input can be read only once" --files-from - -
}

test_if_changed() {
    start
    run -o x.bib -o x.ris a/*.md
    touch -d 2020-01-01 x.bib x.ris
    run --if-changed -o x.bib -o x.ris a/*.md
    equal "--if-changed leaves what is the same" "0 2020 2020" "$status $(date -r x.bib +%Y) $(date -r x.ris +%Y)"
    run --if-changed -o x.bib -o x.ris --omit abstract a/*.md
    equal "and replaces what is not" "0 no no" "$status $([ "$(date -r x.bib +%Y)" = 2020 ] || echo no) $([ "$(date -r x.ris +%Y)" = 2020 ] || echo no)"
    run -o x.bib a/*.md
    touch -d 2020-01-01 x.bib
    sed 's/We invent/We insert/' a/2*.md >2024-03-29-cs.CL.md
    run --if-changed -o x.bib 2024-03-29-cs.CL.md
    equal "also by something as long" "0 no 2" "$status $([ "$(date -r x.bib +%Y)" = 2020 ] || echo no) $(grep -c 'We insert' x.bib)"
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

# make's verdict: 0 all is new, 1 something is
# to be made, 2 the makefile is wrong.
quick_make() { # quick_make [GOAL]
    make -q "$@" >"$out" 2>"$err"
    verdict=$?
}

# Make itself must read the names, of inputs and of outputs.
# Two papers of a day that are in the same place of their digests.
test_order_of_inputs() {
    empty_folder
    digest 1 >2024-03-29-a.md
    digest 1 2 >2024-03-29-b.md
    run -o x.html 2024-03-29-a.md 2024-03-29-b.md
    run -o y.html 2024-03-29-b.md 2024-03-29-a.md
    equal "a page has both papers" 2 "$(grep -c '<article' x.html)"
    equal "the order of the inputs does not change a page" "$(<x.html)" "$(<y.html)"
}

test_depfile_names() {
    local names=("two words" 'dollar$' 'two$$dollars' 'hash#' 'colon:' 'back\slash' 'back\ slash' 'back\\ slashes' 'back\:colon' 'back\#hash' 'percent%'
        'per%cent%' 'back\%percent' 'equals=' 'back\=equals' 'bar|' 'back\|bar' 'star*' 'bracket[a]' "quote'" 'comma,(a)' 'tilde~' '汉字 é') name goal
    # Without EVERY=1, a name of each kind of character.
    [ -n "${EVERY-}" ] || names=("two words" 'two$$dollars' 'back\\ slashes' 'back\#hash' 'back\%percent' 'back\=equals' '汉字 é')
    for name in "${names[@]}"; do
        empty_folder
        mkdir in
        digest 1 >"in/$name.md"
        goal=("out/$name.bib") # the first of x.d if it would be a variable, not a target
        [[ $name != *=* ]] || goal=()
        run --depfile x.d --out-dir out in/*
        printf 'include x.d\nout/%%.bib: ; @false\n' >Makefile
        quick_make "${goal[@]}"
        equal "make, $name: nothing to do" "0 0 " "$status $verdict $(<"$err")"
        echo >>"in/$name.md"
        quick_make "${goal[@]}"
        equal "make, $name: a newer input" "1 " "$verdict $(<"$err")"
        rm -- in/*
        quick_make "${goal[@]}"
        equal "make, $name: an input that is gone" "1 " "$verdict $(<"$err")"
    done
    empty_folder
    echo 2403.00009 >known
    for name in $'new\nline' 'semi;colon' plain; do digest 1 >"$name.md"; done
    run --depfile x.d --out-dir out ./*.md --exclude known
    equal "what make cannot read is left out, with a warning" \
        "0 x.d: warning: leaves out names with a newline or a semicolon, which make cannot read" "$status $(grep warning "$err")"
    printf 'include x.d\nout/%%.bib: ; @false\n' >Makefile
    equal "and what it can read is there" $'out/plain.bib: \\\n ./plain.md \\\n known\n./plain.md:\nknown:' "$(<x.d)"
    quick_make
    equal "make reads it" "0 " "$verdict $(<"$err")"
    run --depfile x.d --exclude ./plain.md -o 'x;y.bib' -o z.bib './semi;colon.md'
    equal "the other names of a rule stay" $'z.bib: \\\n ./plain.md\n./plain.md:' "$(<x.d)"
}

test_depfile_target() {
    start
    echo 2403.00009 >known.txt
    cat >Makefile <<'EOF'
papers.stamp: a.md
	"$(REFMILL)" -q --if-changed --exclude known.txt --depfile papers.d --depfile-target $@ -o x.bib -o x.ris $<
	touch $@
-include papers.d
EOF
    digest 1 >a.md
    make REFMILL="$refmill" >"$out" 2>"$err"
    equal "a stamp is the target of the rules" "0 papers.stamp: \\" "$? $(head -n 1 papers.d)"
    equal "and depends on all that was read" "papers.stamp:  a.md  known.txt" "$(sed '/^ .*[^\\]$/q' papers.d | tr -d '\\\n')"
    touch -d '1 hour ago' a.md known.txt papers.stamp x.*
    touch known.txt
    make REFMILL="$refmill" >"$out" 2>"$err"
    equal "make brings it up to date once" "1 1" \
        "$(grep -c '^touch' "$out") $(make REFMILL="$refmill" 2>"$err" | grep -c 'up to date')"
    fails "--depfile-target alone" 2 "^refmill: error: --depfile-target requires --depfile\$" --depfile-target x -o y.bib a.md
}

test_depfile() {
    local before
    start
    echo 2403.00009 >known.txt
    printf '%s\n' a/*.md >list
    run --depfile x.d --exclude known.txt --files-from list -o x.bib -o x.ris "b/two words.md"
    equal "--depfile: one rule for all outputs, with all that was read" \
        $'x.bib x.ris: \\\n b/two\\ words.md \\\n a/2024-03-29-cs.CL.md \\\n known.txt \\\n list' "$(sed '/^[^ ].*:$/d' x.d)"
    equal "and an empty rule for each of these" "a/2024-03-29-cs.CL.md: b/two\\ words.md: known.txt: list:" \
        "$(grep '^[^ ].*:$' x.d | sort | paste -sd ' ')"
    run --depfile y.d --out-dir out -t bibtex,ris --exclude known.txt a/2*.md b/two*.md
    equal "--out-dir: a rule for each input" \
        $'out/2024-03-29-cs.CL.bib out/2024-03-29-cs.CL.ris: \\\n a/2024-03-29-cs.CL.md \\\n known.txt\nout/two\\ words.bib out/two\\ words.ris: \\\n b/two\\ words.md \\\n known.txt' \
        "$(sed '/^[^ ].*:$/d' y.d)"
    equal "and one empty rule for what several are made of" "a/2024-03-29-cs.CL.md: b/two\\ words.md: known.txt:" \
        "$(grep '^[^ o].*:$' y.d | sort | paste -sd ' ')"
    run --depfile z.d --files-from - -o z.bib <list
    equal "a list from a pipe is none" $'z.bib: \\\n a/2024-03-29-cs.CL.md' "$(head -n 2 z.d)"
    run --depfile z.d -o z.bib <a/2*.md
    equal "standard input is no file" "0 z.bib:" "$status $(<z.d)"
    digest_with_error 2 >a/bad.md
    before=$(<x.d)
    run --depfile x.d -o new.bib a/bad.md
    equal "an error leaves the old one" "1 $before" "$status $(<x.d)"
    run -k --depfile k.d --out-dir kept a/*.md none.md
    equal "-k: what could be read has a rule" "1 a/2024-03-29-cs.CL.md: a/bad.md:" \
        "$status $(grep '^[^ ].*:$' k.d | sort | paste -sd ' ')"
    fails "no target" 2 "--depfile requires an output file" --depfile new.d a/2*.md
    fails "no file" 2 "--depfile requires the name of a file" --depfile - -o new.bib a/2*.md
    fails "nothing is written" 2 "--depfile and --check, which writes nothing, cannot" --check --depfile new.d -o new.bib a/2*.md
    fails "two depfiles" 2 "--depfile is given twice, with 'x.d' and 'y.d'" --depfile x.d --depfile y.d -o new.bib a/2*.md
    fails "a depfile that cannot be written" 2 "^no/x\\.d: error: cannot be written" --depfile no/x.d -o new.bib a/2*.md
    fails "a depfile that is an input" 2 "is an input as well" --depfile "b/two words.md" -o new.bib b/*.md
}

# ---- Words to the user

test_quiet() {
    start
    : >empty.md
    run -q -t jsonl empty.md
    equal "--quiet: no warning" "0 " "$status $(<"$err")"
    digest_with_error 2 >bad.md
    run --quiet bad.md
    matches "but errors" "^bad\\.md:.*error" "$(<"$err")"
    run --quiet --check a/*.md
    equal "--check --quiet is its status" "0 " "$status $(<"$err")"
}

# on_terminal NAME ARGUMENT...: standard error on a terminal, while the second of its
# inputs keeps the program waiting, for more than a second without $seconds; $last is one
# more. What the terminal got, a line
# whenever the cursor goes back, is in the file NAME.
on_terminal() {
    local began=${EPOCHREALTIME//[.,]/}
    mkfifo "$1.md"
    { sleep "${seconds:-1.3}"; cat b/2*.md; } >"$1.md" & # once the program has opened it
    "${PYTHON:-/usr/bin/python3}" -c '
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
try:
    while piece := os.read(terminal, 4096):
        shown += piece
except OSError:
    pass
os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
' "$refmill" "${@:2}" a/*.md "$1.md" "b/two words.md" ${last:+"$last"} | tr '\r' '\n' | sed 's/\x1b\[K/<clear>/g' >"$1"
    [ $((${EPOCHREALTIME//[.,]/} - began)) -lt 1000000 ] || touch "$1.took-a-second"
}

# All wait at once.
test_progress() {
    local line='<clear>[1-3] of 3 files, [0-9]+ records, [0-9]+ a second, 0:0[0-9] left' nl=$'\n' i
    if ! "${PYTHON:-/usr/bin/python3}" -c 'import os; os.openpty()' 2>/dev/null; then
        skip "progress on a terminal" "there are no terminals"
        return
    fi
    start
    digest_with_error 2 >b/bad.md
    on_terminal shown -t jsonl &
    [ -z "${EVERY-}" ] || on_terminal folder --out-dir out &
    [ -z "${EVERY-}" ] || on_terminal check --check &
    last=b/bad.md on_terminal message -k -t jsonl &
    seconds=0.3 on_terminal short -t jsonl &
    if [ -n "${EVERY-}" ]; then
        for ((i = 0; i < 300; i++)); do echo a/2*.md; done >list
        on_terminal often -t jsonl --files-from list &
        on_terminal no-progress -t jsonl --no-progress &
    fi
    on_terminal quiet -t jsonl --quiet &
    mkfifo pipe.md
    { sleep 1.2; cat a/*.md; } >pipe.md &
    run -t jsonl pipe.md
    wait
    equal "no progress in a pipe" "" "$(<"$err")"
    matches "progress on a terminal, cleared at the end" "^($nl$line)+$nl<clear>\$" "$(<shown)"
    equal "of files that are done and records that are read" "1 of 3 files, 4 records" "$(grep -om 1 '[0-9]* of .* records' shown)"
    matches "and before a message" "^($nl${line/3 files/4 files})+$nl<clear>b/bad\\.md:[0-9:]+ error: " "$(<message)"
    [ -e short.took-a-second ] || equal "none within a second" "" "$(<short)" # a busy machine may take longer
    equal "none with --quiet" "" "$(<quiet)"
    [ -n "${EVERY-}" ] || return 0
    matches "with --out-dir" "^($nl$line)+$nl<clear>\$" "$(<folder)"
    matches "with --check, it is cleared before the count" "^($nl$line)+$nl<clear>3 files, 6 records" "$(<check)"
    equal "not for each of many files" yes "$(grep -q 'of 303 files' often && [ "$(wc -l <often)" -lt 30 ] && echo yes)"
    equal "none with --no-progress" "" "$(<no-progress)"
}

test_odd_names
test_out_dir
test_keep_dirs
test_collisions
test_errors
test_files_from
test_if_changed
test_order_of_inputs
test_depfile_names
test_depfile
test_depfile_target
test_quiet
test_progress
finish
