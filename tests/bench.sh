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
taskset -c 0 hyperfine --style none --warmup 1 --runs 5 --export-json "$work/times.json" \
    --ignore-failure "${jobs[@]}" >/dev/null 2>&1
size=$(stat -c %s "$work/in.md")
printf '%9s %8s  %s\n' MB/s 'x md4c' job
jq -r --argjson size "$size" '.results[1].median as $md4c | .results[] |
    [$size / .median / 1e6, $md4c / .median, .command] | @tsv' "$work/times.json" |
    sed "s|$work/||g; s|$refmill|refmill|" |
    while IFS=$'\t' read -r speed ratio job; do printf '%9.0f %8.2f  %s\n' "$speed" "$ratio" "$job"; done
