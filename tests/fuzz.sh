#!/bin/bash
# Runs the fuzz TARGETS, two at a time, TIME seconds each: first on the corpus and the seeds, then with
# new inputs made from them and from those of earlier runs. TIME=0 runs only the corpus and the seeds.
# ACCEPT=1 adds inputs to tests/fuzz/corpus that reach code which the seeds do not. Figures go to
# fuzz.md in the build directory.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build/fuzz}
seconds=${TIME:-60}
read -ra targets <<<"${TARGETS:?names the targets, as make fuzz does}"
# Longer inputs are slower, and find nothing more.
declare -A longest=([arxiv]=256 [encodings]=256 [escapes]=256 [library]=768 [markdown]=256 [names]=512
    [options]=512 [readback]=384 [source]=384 [tex]=256 [update]=512 [write]=384)
declare -A dictionary=([convert]=tex [json_values]=json [lists]=markdown [markdown_link]=tex [read_api]=xml [read_digest]=tex [read_feed]=xml
    [read_ids]=arxiv [read_jsonl]=json [read_library]=library [read_mail]=mail [read_markdown]=markdown [read_oai]=xml
    [read_snapshot]=json [readback]=tex [source]=tex [source_markdown]=markdown [update]=library [write]=tex)
# A freed block is kept from use until 8 MB are: with 256 MB, runs take a sixth more time.
export ASAN_OPTIONS=quarantine_size_mb=8${ASAN_OPTIONS:+:$ASAN_OPTIONS}
# The schedule by entropy would take more than half of the time.
options=(-entropic=0 -close_fd_mask=3 -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=256)

# Puts the non-empty lines of standard input in files, each or a few together.
# shellcheck disable=SC2317 # called by those that are called by the target's name
lines_to_files() { # lines_to_files FOLDER [LINES-A-FILE]
    LC_ALL=C sort -u | sed '/^$/d' | split -l "${2:-1}" -a 5 - "$1/"
}

# An input is an identifier, a link or a text with categories.
# shellcheck disable=SC2317
seeds_of_arxiv() {
    grep -aohE '(https?://[^ )|]*)?arxiv(.org/|:)[^ )|]*|[a-z0-9.-]+/[0-9]{7}|[0-9]{4}\.[0-9]{4,5}(v[0-9]+)?|\[[a-z-]+\.[A-Za-z-]+\]' \
        fixtures/*/in.md | lines_to_files "$1"
}
# A digest or jsonl, whole.
# shellcheck disable=SC2317
seeds_of_convert() {
    local fixture
    for fixture in fixtures/*/in.md; do
        cp "$fixture" "$1/$(basename "$(dirname "$fixture")")"
        [ ! -f "${fixture%/in.md}/out.jsonl" ] || cp "${fixture%/in.md}/out.jsonl" "$1/$(basename "$(dirname "$fixture")").jsonl"
    done
}
# A few lines, the first byte of which tells how they are encoded.
# shellcheck disable=SC2317
seeds_of_encodings() { texts | lines_to_files "$1" 3; }
# shellcheck disable=SC2317
seeds_of_escapes() { texts | lines_to_files "$1" 3; }
# A line of jsonl or of the snapshot.
# shellcheck disable=SC2317
seeds_of_json() {
    cat fixtures/*/out.jsonl fixtures/*/metadata/*.json tests/fuzz/seeds/*json* 2>/dev/null | lines_to_files "$1"
}
# What refmill writes in the formats, and a library.
# shellcheck disable=SC2317
seeds_of_library() {
    local -A suffixes=([bibtex]='*bib*' [cells]='*csv' [json]='*json*' [ris]='*ris' [xml]='*[mstl]')
    find fixtures tests/fuzz/seeds \( -name 'out.*' -o -path '*/seeds/*' \) -name "${suffixes[$2]}" -size -4 -type f |
        while read -r file; do cp "$file" "$1/${file//\//-}"; done
}
# A list, whole, and the fixtures' lists in pairs.
# shellcheck disable=SC2317
seeds_of_lists() {
    local file last=''
    for file in fixtures/list*/in*.md fixtures/*/out.markdown; do
        [ -f "$file" ] || continue
        cp "$file" "$1/${file//\//-}"
        [ -z "$last" ] || { cat "$last" && echo && cat "$file"; } >"$1/two-${file//\//-}"
        last=$file
    done
}
# shellcheck disable=SC2317
seeds_of_markdown() { texts | lines_to_files "$1"; }
# What any reader reads, and packed: each reader is also sent what is not for it, of which little is kept.
# shellcheck disable=SC2317
seeds_of_read() {
    local file
    find tests/fuzz/seeds fixtures/*/ -type f -size -24 ! -name 'out.*' ! -name err ! -name options ! -name status |
        while read -r file; do cp "$file" "$1/${file//\//-}"; done
    for file in tests/fuzz/seeds/*; do
        gzip -cn "$file" >"$1/$(basename "$file").gz"
    done
}
# The names in the seeds of readers, and the lines of digests.
# shellcheck disable=SC2317
seeds_of_names() {
    sed -nE 's/.*(Authors?: |"authors":"|<authors>|<name>|creator>|<keyname>)([^"<]*).*/\2/p' tests/fuzz/seeds/* \
        fixtures/*/in.* fixtures/*/*.xml fixtures/*/*.json | lines_to_files "$1"
}
# An argument a line.
# shellcheck disable=SC2317
seeds_of_options() {
    cat fixtures/*/options | lines_to_files "$1"
    sed -i 's/ /\n/g' "$1"/*
}
# The lines of all digests without what makes them rows and notes, titles in JSON, and each command before a formula.
texts() {
    sed -E 's/^ +//; s/^\[\^[0-9]+\]: *//; s/^\| *\[\^[0-9]+\] *\| *//; s/ *\| *$//' fixtures/*/in.md
    sed -nE 's/.*"title":"(([^"\\]|\\.)*)".*/\1/; T; s/\\(["\\])/\1/g; p' fixtures/*/in.jsonl
    # shellcheck disable=SC2016 # dollars of TeX
    sed -nE 's/^COMMAND\(([A-Za-z]+),.*/\\\1$x$ b/p' src/tex/tex_commands.def
}
# TeX, and each command in a formula.
# shellcheck disable=SC2317
seeds_of_tex() {
    {
        texts
        sed -nE 's/^MATH\("(.*)", [A-Z_]+, .*/$\\\1{a}{b}_c^d$/p' src/tex/mathml_commands.def
    } | lines_to_files "$1"
}
# Two bytes of flags and a text a line, two records each.
# shellcheck disable=SC2317
seeds_of_write() {
    texts | sed '/^$/d' | LC_ALL=C sort -u | LC_ALL=C awk -v folder="$1" '
        function put(texts, flags) {
            printf "%c%c%s", flags % 256, flags / 256, texts >(folder "/" NR)
            close(folder "/" NR)
        }
        { texts = texts $0 "\n" }
        NR % 14 == 0 { put(texts, int(NR / 14) * 613 % 65536); texts = "" }
        END { if (texts) put(texts, 0) }'
}
# shellcheck disable=SC2317
seeds_of_readback() { seeds_of_write "$1"; }
# shellcheck disable=SC2317
seeds_of_source() { seeds_of_write "$1"; }
# A byte of options, and a small library.
# shellcheck disable=SC2317
seeds_of_update() {
    local -A suffixes=([bibtex]='*bib*' [csl-json]='*csl-json*' [ris]='*ris')
    local file flags=0
    while read -r file; do
        printf "\\x$(printf %x $((flags++ % 16)))" | cat - "$file" >"$1/${file//\//-}"
    done < <(find fixtures tests/fuzz/seeds -name "${suffixes[$2]}" -size -4 -type f)
}

judge() { # judge NAME STATUS LOG
    local crash
    if [ "$2" -eq 0 ]; then
        echo "ok - $1"
        return
    fi
    crash=$(sed -n 's/.*Test unit written to //p; s/^Running: //p' "$3" | tail -n 1)
    echo "not ok - $1: $(grep -aE '^PROPERTY|ERROR:|runtime error' "$3" | head -n 1)" \
        "- reproduce with: ${program[*]} $crash"
    grep -aA 2 '^PROPERTY' "$3" | cut -c 1-1000 >&2
    grep -aE '^ +#[0-9]+ .* in ' "$3" | head -n 12 >&2
}

# A line of the table of figures: the last that libFuzzer said of each. A run with a fault says less.
figures() { # figures TARGET STATUS LOG
    sed -nE -e 's/.*\(([0-9]+) inline 8-bit counters\).*/all \1/p' \
        -e 's/.* cov: ([0-9]+) .* corp: ([0-9]+)\/([^ ]+) .*/seen \1 \2 \3/p' \
        -e 's/^Done ([0-9]+) runs in ([0-9]+) second.*/runs \1 \2/p' "$3" |
        awk -v target="$1" -v faults="$(($2 != 0))" '
            $1 == "all" { all = $2 }
            $1 == "runs" { runs = $2; seconds = $3 }
            $1 == "seen" { edges = $2; inputs = $3; size = $4 }
            END { printf "| %s | %d | %d | %d | %d of %d | %d, %s | %d |\n", target, runs, seconds,
                  seconds ? runs / seconds : 0, edges, all, inputs, size, faults }'
}

# What fuzzing found on edges that the seeds do not reach.
keep() { # keep TARGET SEEDS CORPUS
    local kept=tests/fuzz/corpus/$1
    mkdir -p "$kept"
    "${program[@]}" "${options[@]}" -max_len="$length" -use_counters=0 -set_cover_merge=1 "$2" "$3" "$kept" &&
        rm -rf "$kept" && mkdir -p "$kept" &&
        find "$2" -regextype posix-extended -regex '.*/[0-9a-f]{40}' -exec mv -t "$kept" {} +
}

fuzz() { # fuzz TARGET
    local seeds=$build/seeds/$1 corpus=$build/corpus/$1 log=$build/$1.log program inputs=() kept status
    local family=${1%%_*} length words # json_values is a family of one
    length=${longest[$1]:-${longest[$family]:-1024}}
    words=tests/fuzz/${dictionary[$1]:-${dictionary[$family]:-$family}}.dict
    program=("$build/tests/fuzz/$1")
    [ ! -f "$words" ] || program+=("-dict=$words")
    rm -rf "$seeds"
    mkdir -p "$seeds" "$corpus"
    "seeds_of_$family" "$seeds" "${1#*_}"
    for kept in tests/fuzz/{corpus,regressions}/{"$1","$family"}; do
        [ ! -d "$kept" ] || [[ " ${inputs[*]} " == *" $kept "* ]] || inputs+=("$kept")
    done
    find "$seeds" "${inputs[@]}" -type f -print0 |
        xargs -0 "${program[@]}" "${options[@]}" -artifact_prefix="$build/$1-" >"$log" 2>&1
    status=$?
    judge "fuzz target $1 on the $(find "$seeds" "${inputs[@]}" -type f | wc -l) inputs that are kept" "$status" "$log"
    [ "$seconds" -gt 0 ] || return
    "${program[@]}" "${options[@]}" -max_len="$length" -max_total_time="$seconds" \
        -print_final_stats=1 -artifact_prefix="$build/$1-" "$corpus" "$seeds" "${inputs[@]}" >"$log" 2>&1
    status=$?
    judge "fuzz target $1 for $seconds s" "$status" "$log"
    figures "$1" "$status" "$log" >"$results/$1.md"
    [ -z "${ACCEPT:-}" ] || keep "$1" "$seeds" "$corpus" >"$log" 2>&1
}

results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
for target in "${targets[@]}"; do
    [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n
    fuzz "$target" >"$results/$target.tap" 2>"$results/$target.err" &
done
wait
[ "$seconds" -gt 0 ] || : >"$results/none.md"
cat "$results"/*.err >&2
cat "$results"/*.tap
{
    echo "| target | executions | seconds | per second | edges | inputs | faults |"
    echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    cat "$results"/*.md
    awk -F '|' '{ runs += $3; seconds += $4; faults += $8 }
        END { printf "| all | %d | %d | %d | | | %d |\n", runs, seconds, seconds ? runs / seconds : 0, faults }' "$results"/*.md
} >"$build/fuzz.md"
! grep -q '^not ok' "$results"/*.tap
