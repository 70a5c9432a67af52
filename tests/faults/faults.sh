#!/bin/bash
# Outputs that fail: every write, close, rename and link of a small conversion in
# turn, full devices and disks, closed pipes, and signals. What was there before
# stays. Allocations and reads are in every_fault.py, signals at random in signals.py.
#
# shellcheck disable=SC2094
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

library=$place/fail_call.so
if ! ${CC:-cc} -shared -fPIC -O1 -o "$library" "$root/tests/faults/fail_call.c" -ldl 2>"$err"; then
    not_ok "fail_call.c compiles" "$(<"$err")"
    finish
fi
# The library comes before the sanitizers' own.
export SOURCE_DATE_EPOCH=1711703271 # so that no note tells the date of a file
export ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}

enospc=28 eio=5 eintr=4 eperm=1 einval=22 ebusy=16

# Every other one is new; the first and the last are not.
mixed_outputs=(-o bibtex:all.bibtex -o ris:all.new-ris -o csv:all.csv -o csv:all.new-csv -o ris:all.ris)

start() { # old files in every format, and a digest
    local format
    empty_folder
    digest 3 >d.md
    touch -d 2024-03-29 d.md
    for format in $(formats); do echo "old $format" >"all.$format"; done
}

# fail CALL NUMBER ERRNO ARGUMENT...
fail() {
    FAIL_CALL=$1 FAIL_NUMBER=$2 FAIL_ERRNO=$3 LD_PRELOAD=$library "$refmill" "${@:4}" >"$out" 2>"$err"
    status=$?
}

# A failure that should have changed nothing, but what standard output has already.
check() { # check NAME BEFORE REGEX
    find_faults 2 "$3" "$2"
    report_faults "$1"
}

# ---- The N-th call

# every NAME CALL ERRNO WORDS ARGUMENT...: for N from 1 on, until the run
# succeeds, the N-th call fails; every fourth, but with EVERY=1. The message names an
# output and the reason.
every() {
    local name=$1 call=$2 errno=$3 words=$4 number before step=4
    [ -z "${EVERY-}" ] || step=1
    shift 4
    start
    list_files before
    for ((number = 1; number < 1000; number += step)); do
        fail "$call" $number "$errno" "$@"
        [ $status -ne 0 ] || break
        check "$name: $call $number" "$before" "^(all\\.[a-z-]+|<stdout>): error: .*$words"
        if [ -n "$changed" ]; then
            start
            list_files before
        fi
    done
    if [ $number -gt 1 ]; then
        ok "$name: a $call that fails, the last was $((number - step))"
    elif nm "$refmill" 2>/dev/null | grep -q ' T __asan_init'; then
        skip "$name: a $call that fails" "sanitizers inside the program come before the library"
    else
        not_ok "$name: a $call that fails" "expected the first to fail, came $(seen)"
    fi
}

test_every_call() {
    to_all_formats .
    all_outputs=("${all_outputs[@]/:.\//:}")
    every "to files" write $enospc "No space left on device" "${all_outputs[@]}" d.md
    every "to files" close $eio "Input/output error" "${all_outputs[@]}" d.md
    every "to files" rename $eio "Input/output error" "${all_outputs[@]}" d.md
    every "to files" flush $eio "Input/output error" "${mixed_outputs[@]}" d.md
    every "to files" link $enospc "No space left on device" "${all_outputs[@]}" d.md
    every "to old files and new" rename $eio "Input/output error" "${mixed_outputs[@]}" d.md
    every "to old files and new" link $eio "Input/output error" "${mixed_outputs[@]}" d.md
    every "streaming to files" write $enospc "No space left on device" --no-merge "${all_outputs[@]}" d.md
    every "streaming to files" close $eio "Input/output error" --no-merge "${all_outputs[@]}" d.md
    every "to standard output" write $eio "Input/output error" -t csl-json d.md
    every "to standard output" close $enospc "No space left on device" -t csl-json d.md
    every "to files and standard output" write $eio "Input/output error" "${all_outputs[@]}" -o - d.md
}

# No name may lead to bytes that a power loss could take: all are on the disk before the
# first rename, few files one by one, many by their file system.
flushes() { # flushes NAME FLUSH COUNT ARGUMENT...: that many of these flushes before the renames
    local calls
    rm -f "$place/seen/trace"
    FAIL_TRACE=$place/seen/trace fail none 0 0 "${@:4}"
    calls=$(cut -d ' ' -f 1 "$place/seen/trace" | uniq -c | awk '{ print $1, $2 }' | paste -sd ' ')
    if [ ! -s "$place/seen/trace" ]; then
        skip "$1" "sanitizers inside the program come before the library"
        return
    fi
    matches "$1" "^0 $3 $2 [0-9]+ rename\$" "$status $calls"
    if [ "$2" = fsync ]; then
        equal "$1: the files that are renamed" "$(sed -n 's/^fsync //p' "$place/seen/trace" | sort)" \
            "$(sed -n 's/^rename //p' "$place/seen/trace" | sort)"
    fi
}

test_flushes() {
    local number
    start
    cp d.md e.md
    flushes "one output is flushed before it is renamed" fsync 1 -o all.ris d.md
    flushes "several outputs are, before the first" fsync 5 "${mixed_outputs[@]}" d.md
    flushes "outputs that stream are too" fsync 2 --no-merge -o all.ris -o all.csv d.md
    flushes "many are flushed together" syncfs 1 --out-dir many -t "$(formats | paste -sd ,)" d.md e.md
    flushes "and so are groups of -k" syncfs 1 -k --out-dir many -t "$(formats | paste -sd ,)" d.md e.md
    : >"$place/seen/trace"
    FAIL_TRACE=$place/seen/trace fail none 0 0 --if-changed "${mixed_outputs[@]}" d.md
    FAIL_TRACE=$place/seen/trace fail none 0 0 -t ris -o /dev/null d.md
    equal "nothing is flushed that does not change, nor a device" "" "$(sed 's/^fsync .*refmill-.*//; /^$/d' "$place/seen/trace" | grep -v rename)"
    for number in 1 3; do
        FAIL_ON=1 fail flush $number $einval "${mixed_outputs[@]}" d.md
        equal "a file system that cannot flush is no error, from flush $number" "0 " "$status $(<"$err")"
    done
}

# When a whole file system cannot be flushed, its files are, one by one.
test_flush_of_each() {
    rm -rf many "$place/seen/trace"
    FAIL_TRACE=$place/seen/trace fail flush 1 $eio --out-dir many -t "$(formats | paste -sd ,)" d.md e.md
    if [ ! -s "$place/seen/trace" ]; then
        skip "each file is flushed" "sanitizers inside the program come before the library"
        return
    fi
    equal "each file is flushed instead" "0 syncfs fsync syncfs rename" \
        "$status $(cut -d ' ' -f 1 "$place/seen/trace" | uniq | paste -sd ' ')"
    rm -r many
    FAIL_ON=1 fail flush 1 $eio --out-dir many -t ris,csv,ids,bibtex,jsonl d.md e.md
    equal "and tells its error, in the name of the first" "2 many/d.ris: error: cannot be written: Input/output error" \
        "$status $(<"$err")"
    equal "nothing is left" "" "$(ls -d many 2>/dev/null)"
}

# As on a mount point; with a mount in tests/check/command.sh.
test_overwriting() {
    start
    "$refmill" -t bibtex d.md >expected
    fail rename 1 $ebusy "${mixed_outputs[@]}" d.md
    if [ ! -s "$err" ]; then
        skip "a file that is overwritten" "sanitizers inside the program come before the library"
        return
    fi
    matches "a file that cannot be replaced is overwritten, with a warning" \
        "^0 all.bibtex: warning: is a mount point.* overwritten in place\$" "$status $(<"$err")"
    same_file "a file that is overwritten" expected all.bibtex
    equal "nothing is left beside it" "" "$(find . -name '.refmill-*')"
    start
    FAIL_ON=1 fail rename 1 $ebusy -o bibtex:all.bibtex -o ris:no-old.ris d.md
    equal "what was overwritten is taken back when a later output fails" "2 old bibtex" "$status $(<all.bibtex)"
    equal "nothing is left then" "" "$(find . -name '.refmill-*' -o -name 'no-old*')"
}

# A file system without hard links takes the outputs all the same.
test_without_links() {
    start
    "$refmill" -t ris d.md >expected
    FAIL_ON=1 fail link 1 $eperm "${mixed_outputs[@]}" d.md
    equal "without links: an old file" "0 " "$status $(cmp expected all.ris 2>&1)"
    equal "without links: a new file" "" "$(cmp expected all.new-ris 2>&1)"
}

# When even the way back fails, what was there is kept under another name.
test_no_way_back() {
    start
    FAIL_ON=1 fail rename 2 $eio "${mixed_outputs[@]}" d.md
    if [ $status -eq 0 ]; then
        skip "no way back" "sanitizers inside the program come before the library"
    else
        equal "no way back: the old file is not lost" "old bibtex" "$(cat .refmill-*~)"
        equal "no way back: the others" "old csv old ris" "$(cat all.csv all.ris | paste -sd ' ')"
    fi
}

# With -k each input's outputs go to their places alone: what fails for one is told by
# the status, and the others are there.
test_keep_going() {
    local number
    if nm "$refmill" 2>/dev/null | grep -q ' T __asan_init'; then
        skip "-k --out-dir: failing renames" "sanitizers inside the program come before the library"
        return
    fi
    for number in 1 2; do
        start
        cp d.md e.md
        fail rename $number $eio -k --out-dir new d.md e.md
        equal "-k --out-dir: rename $number" "2 $([ $number -eq 1 ] && echo e.bib || echo d.bib)" "$status $(ls new)"
        matches "-k --out-dir: rename $number is told" "^new/[de]\.bib: error: .*Input/output error" "$(<"$err")"
    done
}

# What only the first reading, for metadata, could not read is told, as its papers may
# lack some; what the second could read is written.
test_keep_going_with_metadata() {
    local number what names
    if nm "$refmill" 2>/dev/null | grep -q ' T __asan_init'; then
        skip "-k --metadata: failing reads" "sanitizers inside the program come before the library"
        return
    fi
    for ((number = 1; number < 100; number++)); do
        start
        printf '{"id":"2403.0000%d","authors_parsed":[["Invented","A.",""]]}\n' 1 2 3 >papers.json
        fail read $number $eio -k --metadata papers.json -o all.ris d.md
        [ $status -ne 0 ] || break
        what="$(grep -c 'error: .*Input/output error' "$err") of $(grep -c 'error: ' "$err")"
        equal "-k --metadata: read $number is told once" "1 of 1" "$what"
        names="$(grep -c '^TI' all.ris) titles, $(grep -c '^AU' all.ris) authors"
        case $number in
        1) equal "-k --metadata: without the first read, which is of the input" "1 0 titles, 0 authors" "$status $names" ;;
        *) [ $status -eq 1 ] || equal "-k --metadata: read $number changes nothing" "2 old ris" "$status $(<all.ris)" ;;
        esac
    done
    equal "-k --metadata: no read more" "3 titles, 3 authors" "$(grep -c '^TI' all.ris) titles, $(grep -c '^AU' all.ris) authors"
    [ $number -gt 4 ] || not_ok "-k --metadata: every read" "expected more than $((number - 1))"
}

# ---- A large output, in many writes

test_every_write_of_a_large_output() {
    start
    digest 1500 >large.md
    touch -d 2024-03-29 large.md
    large_outputs=(-o all.bibtex.bib -o atom:all.atom)
    for number in 1 2 3 5 8 13; do
        list_files before
        fail write $number $enospc "${large_outputs[@]}" large.md
        if [ $status -eq 0 ]; then break; fi
        check "large output: write $number" "$before" "^all\\.(bibtex\\.bib|atom): error: .*No space left"
    done
}

# Writes that are interrupted or short are no failures.
test_writes_that_go_on() {
    local errno name number
    start
    for errno in $eintr 0; do
        name=interrupted
        if [ "$errno" -eq 0 ]; then name=short; fi
        "$refmill" -t csl-json d.md >expected
        for number in 1 2; do
            fail write $number "$errno" -t csl-json d.md
            equal "$name write $number of standard output is gone on with" "0 " "$status $(cmp expected "$out" 2>&1)"
        done
        for number in 1 2 3; do
            fail write $number "$errno" -o bibtex:all.bibtex -o csl-json:all.csl-json d.md
            equal "$name write $number to a file is gone on with" "0 " "$status $(cmp expected all.csl-json 2>&1)"
        done
    done
}

# ---- Full devices and closed pipes

test_file_size_limit() {
    local before
    start
    list_files before
    : >"$out"
    (ulimit -f 0 && exec "$refmill" -o all.ris d.md) 2>&1 | cat >"$err"
    status=${PIPESTATUS[0]}
    check "a limit on the size of files" "$before" "^all\.ris: error: .*File too large"
}

test_full_device() {
    local option before
    start
    list_files before
    "$refmill" d.md >/dev/full 2>"$err"
    status=$?
    check "standard output on a full device" "$before" "^<stdout>: error: .*No space left on device"
    "$refmill" --no-merge -t jsonl d.md >/dev/full 2>"$err"
    status=$?
    check "standard output on a full device, streaming" "$before" "^<stdout>: error: .*No space left on device"
    run -o bibtex:/dev/full d.md
    check "-o on a full device" "$before" "^/dev/full: error: .*No space left on device"
    run -o all.ris -o bibtex:/dev/full -o csv:all.csv d.md
    check "-o on a full device between two files" "$before" "^/dev/full: error: .*No space left on device"
    "$refmill" -o all.ris -o - d.md >/dev/full 2>"$err"
    status=$?
    check "standard output on a full device beside a file" "$before" "^<stdout>: error: .*No space left on device"
    for option in --help --version --list-formats; do
        "$refmill" $option >/dev/full 2>"$err"
        status=$?
        check "$option on a full device" "$before" "error: .*No space left on device"
    done
}

# Each output that did not fit has a message of its own.
check_full() { # check_full NAME BEFORE REGEX
    local others
    others=$(grep -v -E "$3" "$err")
    head -n 1 "$err" >"$err.first" && mv "$err.first" "$err"
    check "$1" "$2" "$3"
    equal "$1: no other message" "" "$others"
}

# A disk of some size, on which the old outputs fit, and not the new ones too.
test_full_disk() {
    local size before
    start
    digest 300 >large.md
    touch -d 2024-03-29 large.md
    mkdir disk
    if ! unshare -m mount -t tmpfs -o size=16k none disk 2>/dev/null; then
        skip "a disk that fills" "no file system can be mounted here"
        return
    fi
    for size in 16 64 128 256 512; do
        : >"$out"
        # shellcheck disable=SC2016
        unshare -m bash -c '
            size=$1 refmill=$2 lister=$3
            mount -t tmpfs -o "size=${size}k" none disk && cp all.bibtex all.atom all.csv disk && cd disk || exit
            "$lister" <<<"$PWD" >../before
            "$refmill" -o bibtex:all.bibtex -o atom:all.atom -o csv:all.csv ../large.md
            status=$?
            "$lister" <<<"$PWD" >../after
            exit $status' - $size "$refmill" "$root/tests/lister.py" 2>"$err"
        status=$?
        equal "a disk of $size KB: nothing is changed" "" "$(cmp before after 2>&1)"
        rm before after
        list_files before
        check_full "a disk of $size KB" "$before" "^all\.[a-z]+: error: .*No space left on device"
    done
}

test_file_size_limits() {
    local size before
    start
    digest 300 >large.md
    touch -d 2024-03-29 large.md
    list_files before
    for size in 1 8 64 128; do
        : >"$out"
        (ulimit -f $size && exec "$refmill" -o bibtex:all.bibtex -o atom:all.atom large.md) 2>"$err"
        status=$?
        check_full "files of no more than $size KB" "$before" "^all\.[a-z]+: error: .*File too large"
    done
}

ended() { # ended NAME STATUS BEFORE: by SIGPIPE
    find_changes "$3"
    equal "$1: ended by SIGPIPE, without a message or a change" "141||" "$2|$(<"$err")|$changed"
}

# Standard output that its reader closes ends refmill as it ends other filters.
test_closed_pipe() {
    local option before
    start
    digest 2000 >large.md
    list_files before
    for option in --no-merge --sort=ref; do
        "$refmill" $option -t jsonl large.md 2>"$err" | true
        ended "closed pipe with $option" "${PIPESTATUS[0]}" "$before"
        "$refmill" $option -o jsonl:all.jsonl -o - large.md 2>"$err" | head -c 1 >/dev/null
        ended "closed pipe beside a file with $option" "${PIPESTATUS[0]}" "$before"
        (trap '' PIPE && exec "$refmill" $option -o jsonl:all.jsonl -o - large.md 2>"$err") | true
        status=${PIPESTATUS[0]}
        check "closed pipe with SIGPIPE ignored, with $option" "$before" "^<stdout>: error: .*Broken pipe"
    done
    mkfifo pipe
    list_files before
    head -c 10 pipe >/dev/null &
    run -o jsonl:pipe large.md
    wait $!
    check "-o on a FIFO whose reader went" "$before" "^pipe: error: .*Broken pipe"
}

# A program that may have neither of its streams.
test_closed_descriptors() {
    local before
    start
    "$refmill" -t csl-json d.md >expected
    list_files before
    : >"$out"
    "$refmill" d.md >&- 2>"$err"
    status=$?
    check "closed standard output" "$before" "^<stdout>: error: "
    "$refmill" --help >&- 2>"$err"
    status=$?
    check "--help on closed standard output" "$before" "error: "
    : >"$err"
    "$refmill" -o csl-json:all.csl-json d.md >&-
    equal "a file while standard output is closed" "0 " "$? $(cmp expected all.csl-json 2>&1)"
    digest 3 | sed '/^| \[^2\]/d' >warned.md
    "$refmill" -t ris warned.md >expected 2>"$err"
    equal "this digest has a warning" 1 "$(wc -l <"$err")"
    "$refmill" -o all.ris warned.md 2>&-
    equal "no message gets into a file while standard error is closed" "0 " "$? $(cmp expected all.ris 2>&1)"
}

# ---- Signals

# interrupt SIGNAL FIFO ARGUMENT...: sends the signal once a temporary is there;
# prints how the program ended, as Python says it: -2 for SIGINT.
interrupt() {
    "${PYTHON:-/usr/bin/python3}" - "$refmill" "$@" <<'END'
import glob, os, signal, subprocess, sys, time
refmill, name, fifo, arguments = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
for ignored in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:  # by a shell, or by nohup
    signal.signal(ignored, signal.SIG_DFL)
if name == "nohup":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
writer = os.open(fifo, os.O_RDWR)
os.write(writer, open("d.md", "rb").read())
program = subprocess.Popen([refmill] + arguments + [fifo])
for _ in range(1000):
    if glob.glob("**/.refmill-*", recursive=True) or program.poll() is not None:
        break
    time.sleep(0.01)
if name == "nohup":
    program.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert program.poll() is None, "ended by SIGHUP"
    name = "SIGTERM"
time.sleep(0.05)
program.send_signal(getattr(signal, name))
print(program.wait())
END
}

test_signals() {
    local pair way before
    start
    mkfifo endless
    list_files before
    for way in --lang=en --no-merge; do
        for pair in SIGINT:-2 SIGTERM:-15 SIGHUP:-1 nohup:-15; do
            status=$(interrupt "${pair%:*}" endless $way -o bibtex:all.bibtex -o ris:all.ris -o new.csv 2>"$err")
            equal "${pair%:*} ends a run with $way" "${pair#*:}" "$status$(<"$err")"
            find_changes "$before"
            equal "${pair%:*} leaves nothing behind with $way" "" "$changed"
        done
    done
    status=$(interrupt SIGINT endless --out-dir new/folder 2>"$err")
    equal "SIGINT ends a run that made folders" -2 "$status$(<"$err")"
    find_changes "$before"
    equal "SIGINT leaves no folder behind" "" "$changed"
}

test_every_call
test_flushes
test_flush_of_each
test_overwriting
test_without_links
test_no_way_back
test_keep_going
test_keep_going_with_metadata
test_every_write_of_a_large_output
test_writes_that_go_on
test_full_device
test_file_size_limit
test_file_size_limits
test_full_disk
test_closed_pipe
test_closed_descriptors
test_signals
finish
