#!/bin/bash
# How fast refmill is, as ratios to other programs in the same run: 100 MB of
# digests (those of ../shared/digests, else the fixtures), in memory, one core.
set -eu

cd "$(dirname "$0")/.."
refmill=$(realpath "${REFMILL:-build/refmill}")
work=$(mktemp -d -p "$([ -d /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$work"' EXIT

digests=(../shared/digests/2*.md)
[ -e "${digests[0]}" ] || digests=(fixtures/*/in.md)
while [ "$(stat -c %s "$work/in.md" 2>/dev/null || echo 0)" -lt 100000000 ]; do
    cat "${digests[@]}" >>"$work/in.md" # never less than one whole round
done
${CC:-cc} -O2 -o "$work/md4c" tests/bench_md4c.c -lmd4c-html -lmd4c

jobs=("cp $work/in.md $work/out.copy" "$work/md4c $work/in.md $work/out.html"
    "$refmill --check $work/in.md" "$refmill -o $work/out.merged.bib $work/in.md")
for format in bibtex ris csv atom rss csl-json jsonl; do
    jobs+=("$refmill --no-merge -o $format:$work/out.$format $work/in.md")
done
# measure COMMAND...: the median of each, in one run
measure() {
    taskset -c 0 hyperfine --style none --warmup 1 --runs "${RUNS:-5}" --export-json "$work/times.json" \
        --ignore-failure "$@" >/dev/null 2>&1
}
# table AMOUNT BASE: what was measured, as amount a second and as ratio to the
# base, a number of a command from 0
table() {
    jq -r --argjson amount "$1" --argjson base "$2" '.results[$base].median as $base | .results[] |
        [$amount / .median, $base / .median, .command] | @tsv' "$work/times.json" |
        sed "s|$work/||g; s|$refmill|refmill|" |
        while IFS=$'\t' read -r speed ratio job; do printf '%9.0f %8.2f  %s\n' "$speed" "$ratio" "$job"; done
}

measure "${jobs[@]}"
printf '%9s %8s  %s\n' MB/s 'x md4c' job
table "$(stat -c %s "$work/in.md")e-6" 1

# Small files, each to its own: 20,000 of some 5 KB.
mkdir "$work/in" "$work/copies" "$work/out"
cat fixtures/{daily-digest,layout-both-summaries,layout-no-summaries,layout-translated-summary}/in.md >"$work/small.md"
seq -f "$work/in/%05g.md" 20000 >"$work/list"
xargs -a "$work/list" sh -c 'for name; do cp "$0" "$name"; done' "$work/small.md"
measure "xargs -a $work/list cp -t $work/copies" \
    "$refmill -q --files-from $work/list --out-dir $work/out" \
    "$refmill -q --files-from $work/list --out-dir $work/out --if-changed" \
    "$refmill -q --files-from $work/list --out-dir $work/out -t bibtex,ris"
printf '%9s %8s  %s\n' files/s 'x cp' job
table 20000 0
/usr/bin/python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB at most for the last")' \
    "$refmill" -q --files-from "$work/list" --out-dir "$work/out" -t bibtex,ris

# A snapshot of a gigabyte, of which the digests' papers are wanted, next to other
# ways to find lines in it: all of them, or one.
rm -r "$work/in" "$work/copies" "$work/out" "$work/out".*
cat "${digests[@]}" >"$work/digests.md"
"$refmill" -q -t ids "$work/digests.md" >"$work/ids"
tests/snapshot.py 1000000000 <"$work/ids" >"$work/snapshot.json"
RUNS=3 measure "cat $work/snapshot.json" \
    "$refmill -q --metadata $work/snapshot.json -o $work/joined.bib $work/digests.md" \
    "grep -F -f $work/ids $work/snapshot.json >$work/found" \
    "jq -c 'select(.id==\"$(head -n 1 "$work/ids")\")' $work/snapshot.json >$work/found"
printf '%9s %8s  %s\n' MB/s 'x cat' job
table "$(stat -c %s "$work/snapshot.json")e-6" 0
