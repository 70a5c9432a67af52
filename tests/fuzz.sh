#!/bin/bash
# Runs the fuzz targets, all at once, FUZZ_SECONDS each: first over the seeds,
# then from them and from what earlier runs found. FUZZ_SECONDS=0: seeds only.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build/fuzz}
seconds=${FUZZ_SECONDS:-60}
# Longer inputs are slower, and say no more.
declare -A longest=([digest]=4096 [metadata]=4096 [text]=1024)
declare -A dictionary=([digest]=tex [metadata]=metadata [text]=tex)
options=(-close_fd_mask=3 -timeout=10 -rss_limit_mb=2048)
failed=0

# An input is a digest or jsonl, whole; or a byte of flags and a text a line, from the
# lines of all digests without what makes them rows and notes, two records each;
# or a file of metadata, of each form a small one, and packed.
# shellcheck disable=SC2317 # called by the target's name
seeds_of_digest() {
    local fixture
    for fixture in fixtures/*/in.md; do
        cp "$fixture" "$1/$(basename "$(dirname "$fixture")")"
        [ ! -f "${fixture%/in.md}/out.jsonl" ] || cp "${fixture%/in.md}/out.jsonl" "$1/$(basename "$(dirname "$fixture")").jsonl"
    done
}
# shellcheck disable=SC2317
seeds_of_text() {
    sed -E 's/^ +//; s/^\[\^[0-9]+\]: *//; s/^\| *\[\^[0-9]+\] *\| *//; s/ *\| *$//; /^$/d' \
        fixtures/*/in.md | LC_ALL=C sort -u | LC_ALL=C awk -v folder="$1" '
        function put(texts, flags) {
            printf "%c%s", flags, texts >(folder "/" NR)
            close(folder "/" NR)
        }
        { texts = texts $0 "\n" }
        NR % 12 == 0 { put(texts, int(NR / 12) * 5 % 256); texts = "" }
        END { if (texts) put(texts, 0) }'
}

# shellcheck disable=SC2317
seeds_of_metadata() {
    local seed
    for seed in tests/fuzz/metadata/*; do
        cp "$seed" "$1/"
        gzip -cn "$seed" >"$1/$(basename "$seed").gz"
    done
}

judge() { # judge NAME STATUS LOG
    local crash
    if [ "$2" -eq 0 ]; then
        echo "ok - $1"
        return
    fi
    failed=1
    crash=$(sed -n 's/.*Test unit written to //p; s/^Running: //p' "$3" | tail -n 1)
    echo "not ok - $1: $(grep -aE '^PROPERTY|ERROR:|runtime error' "$3" | head -n 1)" \
        "- reproduce with: ${program[*]} $crash"
    grep -aA 2 '^PROPERTY' "$3" | cut -c 1-1000 >&2
    grep -aE '^ +#[0-9]+ .* in ' "$3" | head -n 12 >&2
}

fuzz() { # fuzz TARGET
    local seeds=$build/seeds/$1 corpus=$build/corpus/$1 log=$build/$1.log program runs status
    program=("$build/tests/fuzz/$1" "-dict=tests/fuzz/${dictionary[$1]}.dict")
    rm -rf "$seeds"
    mkdir -p "$seeds" "$corpus"
    "seeds_of_$1" "$seeds"
    "${program[@]}" "${options[@]}" -runs=0 -artifact_prefix="$build/$1-" "$seeds"/* >"$log" 2>&1
    status=$?
    judge "fuzz target $1 on its $(find "$seeds" -type f | wc -l) seeds" "$status" "$log"
    [ "$seconds" -gt 0 ] || return
    "${program[@]}" "${options[@]}" -max_len="${longest[$1]}" -max_total_time="$seconds" \
        -print_final_stats=1 -artifact_prefix="$build/$1-" "$corpus" "$seeds" >"$log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
    judge "fuzz target $1 for $seconds s, ${runs:-some} inputs" "$status" "$log"
}

results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
for target in digest metadata text; do
    (fuzz "$target"; exit "$failed") >"$results/$target" &
    jobs+=($!)
done
for job in "${jobs[@]}"; do
    wait "$job" || failed=1
done
cat "$results"/*
exit "$failed"
