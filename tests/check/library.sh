#!/bin/bash
# The library as somebody has it who builds against it: installed, found by
# pkg-config, shared and static, from C and from C++. tests/check/library.c asks.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")
unset MAKEFLAGS MAKELEVEL # of the make that runs this

prefix=$place/prefix
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig LD_LIBRARY_PATH=$prefix/lib
# What refmill was built with that its users must have too.
read -ra variant < <(grep -oE -- '(-fsanitize=|-fno-sanitize-recover=)[^ ]+|--coverage' "$build/flags" | sort -u | paste -sd ' ')
read -ra cc <<<"${CC:-cc}"
case ${cc[0]} in *clang*) cxx=clang++ ;; *) cxx=${CXX:-g++} ;; esac
warnings=(-Wall -Wextra -Wpedantic -Werror)

install_in() { # install_in PREFIX [TARGET]: what is built
    make -s -C "$root" -o all "${2:-install}" BUILD="$build" PREFIX="$1" >"$out" 2>"$err"
}
files_in() { (cd "$1" && find . ! -type d | sort); }

test_install() {
    if install_in "$prefix"; then ok "make install"; else not_ok "make install" "$(<"$err")"; fi
    matches "it tells how programs find the library" "find it after: echo $prefix/lib \\| sudo tee /etc/ld.so.conf.d/refmill.conf && sudo ldconfig" "$(<"$out")"
    equal "what is installed" "./bin/refmill ./include/refmill.h ./lib/librefmill.a ./lib/librefmill.so \
./lib/librefmill.so.0 ./lib/pkgconfig/refmill.pc ./libexec/refmill/refmill-fetch \
./share/bash-completion/completions/refmill ./share/fish/vendor_completions.d/refmill.fish ./share/man/man1/refmill.1 ./share/man/man3/refmill.3 ./share/man/man7/refmill-recipes.7 ./share/zsh/site-functions/_refmill" "$(files_in "$prefix" | paste -sd ' ')"
    equal "the version that pkg-config has" "refmill $(pkg-config --modversion refmill)" "$("$refmill" --version)"
    equal "the first version in src/CHANGES.md" "refmill $(awk '/^## / { print $2; exit }' "$root/src/CHANGES.md")" "$("$refmill" --version)"
    mkdir "$place/other" && cp -r "$prefix/." "$place/other/"
    touch "$place/other/lib/somebody's"
    install_in "$place/other" uninstall
    equal "make uninstall removes that and no more" "./lib/somebody's" "$(files_in "$place/other")"
}

# What is said for a loader that has these directories, and these libraries in its cache.
test_loader_hint() {
    local hint="Programs that use librefmill.so.0 find it after:"
    mkdir "$place/bin"
    printf '#!/bin/sh\n[ "$1" = -p ] && echo "$CACHED" || printf "/a/lib: (from x)\\n\\tlibx.so\\n"\n' >"$place/bin/ldconfig"
    chmod +x "$place/bin/ldconfig"
    hint_for() { PATH=$place/bin:$PATH CACHED=$2 "$root/src/package/loader_hint.sh" "$1" librefmill.so.0; }
    equal "a directory that the loader knows needs ldconfig" "$hint sudo ldconfig" "$(hint_for /a/lib "")"
    equal "and nothing once it is in the cache" "" "$(hint_for /a/lib $'\tlibrefmill.so.0 (libc6,x86-64) => /a/lib/librefmill.so.0')"
    equal "another directory must be made known" "$hint echo /b/lib | sudo tee /etc/ld.so.conf.d/refmill.conf && sudo ldconfig
or, for you alone: export LD_LIBRARY_PATH=/b/lib" "$(hint_for /b/lib $'\tlibrefmill.so.0 (libc6,x86-64) => /a/lib/librefmill.so.0')"
    make -s -C "$root" -o all install BUILD="$build" PREFIX=/usr DESTDIR="$place/staged" >"$out" 2>"$err"
    equal "nothing is said of a package that is being built" "0 0" "$(grep -c 'find it after' "$out") $(wc -c <"$err")"
}

# Those of the sanitizers and of gcov are there with them.
foreign_symbols() { grep -vE '^refmill_|^__(odr_)?asan|^__gcov|^mangle_path$'; }

test_symbols() {
    equal "the shared library shows only what begins with refmill_" "" \
        "$(nm -D --defined-only "$prefix/lib/librefmill.so" | awk '$2 != "A" { print $3 }' | foreign_symbols)"
    equal "and the static one" "" \
        "$(nm -g --defined-only "$prefix/lib/librefmill.a" | awk 'NF == 3 { print $3 }' | foreign_symbols)"
    equal "they show what the header declares" \
        "$(grep -oE '^ *REFMILL_API .*' "$root/src/refmill.h" | grep -oE 'refmill_[a-z_]+\(' | tr -d '(' | sort | paste -sd ' ')" \
        "$(nm -D --defined-only "$prefix/lib/librefmill.so" | grep -oE 'refmill_.*' | sort | paste -sd ' ')"
    matches "the library's name" 'SONAME.*librefmill\.so\.0\]' "$(readelf -W -d "$prefix/lib/librefmill.so")"
}

# compile OUTPUT COMPILER-AND-FLAGS...: and -x LANGUAGE FILE; then what to link with.
compile() {
    local name=$1 output=$2
    shift 2
    if "$@" "${warnings[@]}" "${variant[@]}" -pthread -o "$output" 2>"$err"; then ok "$name"; else not_ok "$name" "$(<"$err")"; fi
}

build_programs() {
    local cflags shared static
    read -ra cflags < <(pkg-config --cflags refmill)
    read -ra shared < <(pkg-config --libs refmill)
    cp -r "$prefix/." "$place/static" # where there is no shared one
    rm "$place/static/lib/"*.so*
    sed -i "s|$prefix|$place/static|" "$place/static/lib/pkgconfig/refmill.pc"
    read -ra static < <(PKG_CONFIG_PATH=$place/static/lib/pkgconfig pkg-config --static --libs refmill)
    equal "programs get no flags but the header's directory" "-I$prefix/include" "${cflags[*]}"
    printf '#include <refmill.h>\nint main(void) { return refmill_version() == NULL; }\n' >use.c
    compile "the header is C89" "$place/c89" "${cc[@]}" -std=c89 "${cflags[@]}" use.c "${shared[@]}"
    for program in "$root/fixtures/example" "$root/tests/check/library"; do
        name=$(basename "$program")
        compile "$name as C, shared" "$place/$name-shared" "${cc[@]}" -std=c11 "${cflags[@]}" "$program.c" "${shared[@]}"
        [ -z "${EVERY-}" ] && [ "$name" = library ] && continue # the example is enough of these
        compile "$name as C, static" "$place/$name-static" "${cc[@]}" -std=c11 "${cflags[@]}" "$program.c" "${static[@]}"
        compile "$name as C++" "$place/$name-c++" "$cxx" "${cflags[@]}" -x c++ "$program.c" -x none "${shared[@]}"
    done
    if [ ${#variant[@]} -eq 0 ]; then # a sanitizer is not static
        read -ra static < <(pkg-config --static --libs refmill)
        compile "a program that is all static" "$place/all-static" "${cc[@]}" -std=c11 -static "${cflags[@]}" "$root/fixtures/example.c" "${static[@]}"
        (mkdir "$place/all" && cd "$place/all" && "$place/all-static" "$root/fixtures/daily-digest/in.md" >"$out" 2>"$err")
        equal "and runs" "0 " "$? $(<"$err")"
    fi
    matches "the shared one is shared" 'librefmill\.so\.0' "$(readelf -W -d "$place/library-shared")"
    equal "the static one is not" "" "$(readelf -W -d "$place/example-static" | grep librefmill)"
}

# ask NAME STATUS TASK WORD...: into $out and $err.
ask() {
    local name=$1 expected=$2
    shift 2
    "$library" "$@" >"$out" 2>"$err"
    status=$?
    equal "$variety: $name" "$expected" "$status"
}
said() { # said NAME LINES: those diagnostics, and nothing else
    equal "$variety: $1" "$2" "$(<"$err")"
}

test_example() {
    mkdir "example-$variety" && cd "example-$variety" || exit
    "$place/example-$variety" "$root/fixtures/daily-digest/in.md" >"$out" 2>"$err"
    equal "$variety: the example ends well" 0 $?
    "$refmill" --sort id -o expected.bib "$root/fixtures/daily-digest/in.md"
    same_file "$variety: the example writes papers.bib" expected.bib papers.bib
    "$refmill" --sort id -t jsonl "$root/fixtures/daily-digest/in.md" |
        jq -r '"\(.arxiv_id) \(.title_text)"' >expected
    same_file "$variety: the example prints titles" expected "$out"
    "$place/example-$variety" "$root/fixtures/no-link/in.md" >"$out" 2>"$err"
    equal "$variety: the example ends with status 1 after an error" 1 $?
    matches "$variety: and tells its line" 'no-link/in\.md:10: \[\^[0-9]+\] has neither' "$(<"$err")"
    "$place/example-$variety" no-such.md >"$out" 2>"$err"
    matches "$variety: and no line where there is none" '^no-such\.md: cannot be opened: ' "$(<"$err")"
    cd .. || exit
}

test_outputs() {
    local format some=("${listed_formats[@]%% *}")
    cp "$root/fixtures/daily-digest/in.md" 2024-03-29-cs.CL.md
    [ -n "${EVERY-}" ] || some=(bibtex csv atom jsonl html)
    for format in "${some[@]}"; do
        ask "$format from memory" 0 memory 2024-03-29-cs.CL.md "$format"
        "$refmill" -t "$format" 2024-03-29-cs.CL.md >expected
        same_file "$variety: as the command has it, $format" expected "$out"
    done
    ask "no bytes" 0 no-bytes name.md
    said "that is a warning, with the file's name" "name.md|0|0|warning|$("$refmill" /dev/null 2>&1 | sed 's/.*warning: //')"
    ask "a format that is not there" 2 memory 2024-03-29-cs.CL.md unheard-of
    said "and says so" "|0|0|error|unknown format 'unheard-of'; see refmill --list-formats"
}

test_records() {
    local texts='to_entries[] | select(.key | test("^(authors|versions|filled_from|hash)$") | not) |
        "\(.key)=\(if .value == true then 1 elif .value | type == "array" then .value | join(" ") else .value end)"'
    # jsonl has the language in the names of the members.
    local language='(if has("title_zh") then "translation_language=zh" else empty end)'
    local lists='(.authors[]? | to_entries[] | "\(.key)=\(.value)"),
        (.versions[]? | "submission=\(.version)", "submitted=\(.date)")'
    cd "$root/fixtures/metadata-snapshot" || exit
    ask "records with metadata" 0 records in.md metadata=snapshot.json date=2024-03-29 sort=-id
    "$refmill" --metadata snapshot.json --date 2024-03-29 --sort -id -t jsonl in.md 2>"$place/seen/quiet" |
        jq -r "($lists), $language, ($texts)" | sort >"$place/work/expected"
    cd "$place/work" || exit
    sort -o "$out" "$out"
    same_file "$variety: their fields are jsonl's" expected "$out"
    ask "records without what is omitted" 0 records "$root/fixtures/daily-digest/in.md" only=title,ref no-merge
    equal "$variety: so they are" "ref title" "$(cut -d = -f 1 "$out" | sort -u | paste -sd ' ')"
    # shellcheck disable=SC2016 # jq's
    jq -nc '{arxiv_id: "2403.00001", title: "T", title_ja: "題", authors: [{family: "Wick"}], authors_incomplete: true,
        code_url: "https://example.org/code", citation_key: "wick2024", topics: ["First topic", "Second"],
        versions: [{date: "2024-03-01"}]}' >new.jsonl
    ask "records of lists" 0 records new.jsonl only=title,title_zh,authors,authors_incomplete,code_url,citation_key,topics,versions,translation_language
    equal "$variety: topics and what else only lists have" \
        "authors_incomplete=1 citation_key=wick2024 code_url=https://example.org/code family=Wick submission=0 submitted=2024-03-01 title=T title_zh=題 topic=First topic topic=Second translation_language=ja" \
        "$(sort "$out" | paste -sd ' ')"
    digest 1 >d.md
    ask "what jsonl does not have" 0 others d.md
    equal "$variety: key, Unicode and the language that leads" \
        "key=arxiv2403.00001 plain=We invent 1% & <b>more</b>. title=论虚构之物 1 summary=虚构的总结 1。 version=1 truncated=0 line=9 title=0" \
        "$(paste -sd ' ' "$out")"
}

test_diagnostics() {
    local folder
    for folder in no-link not-utf8 row-without-note; do
        ask "diagnostics of $folder" "$(cat "$root/fixtures/$folder/status" 2>/dev/null || echo 0)" \
            memory "$root/fixtures/$folder/in.md" ris
        "$refmill" -t ris "$root/fixtures/$folder/in.md" 2>&1 >/dev/null |
            sed -E 's/^([^:]*): ([a-z]+): /\1|0|0|\2|/; s/^([^:]*):([0-9]+):([0-9]+): ([a-z]+): /\1|\2|\3|\4|/' >expected
        equal "$variety: there are some in $folder" 1 "$([ -s expected ] && echo 1)"
        same_file "$variety: they are the command's" expected "$err"
    done
    ask "what is wrong with options" 2 wrong none
    equal "$variety: is told at once" 14 "$(<"$out")"
    said "in words" "|0|0|error|unknown option '--unheard-of'; see refmill --help
|0|0|error|--lang requires a value; see refmill --help
|0|0|error|--ascii takes no value
|0|0|error|--lang: expected en or zh, not 'eo'
|0|0|error|the job already has a record callback
|0|0|error|the name of an option is NULL
|0|0|error|the path of an input is NULL
|0|0|error|the name of an input is NULL
|0|0|error|the path of an output is NULL
|0|0|error|the callback of an output is NULL
|0|0|error|the record callback is NULL
|0|0|error|the command line is NULL"
    ask "a job without input" 2 no-input none
    said "says so" "|0|0|error|the job has no input"
    ask "a job without output" 2 no-output d.md
    said "says that" "|0|0|error|the job has no output"
    ask "records beside a folder for all outputs" 2 two-ways d.md
    said "are one too many" "|0|0|error|--out-dir cannot be used with other outputs or a record callback"
}

test_stops() {
    digest 5 >d.md
    ask "a record's function stops the run" 3 stop d.md 2 out.ris
    equal "$variety: at once, and nothing is written" "0 left " "$(<"$out") $(cat out.ris "$err" 2>/dev/null)"
    ask "a record's function stops a run that streams" 3 stop d.md 2 out.ris no-merge
    equal "$variety: that too" "0 left " "$(<"$out") $(cat out.ris "$err" 2>/dev/null)"
    ask "one that does not" 0 stop d.md 9 out.ris
    equal "$variety: sees all" "4 left 5" "$(<"$out") $(grep -c '^TY' out.ris)"
    rm out.ris
    ask "a write that is refused" 2 refused d.md out.ris
    said "is an error" "csv|0|0|error|cannot be written: the callback refused it"
    equal "$variety: and nothing is written" "some given " "$(<"$out") $(cat out.ris 2>/dev/null)"
}

test_manners() {
    digest 2 >d.md
    ask "two jobs" 0 two-jobs d.md
    said "a job runs once, and is told nothing more" "$(yes '|0|0|error|the job has already run; create another' | head -n 3)"
    { "$refmill" --lang zh -t ris d.md && echo second && "$refmill" -t ris d.md; } >expected
    same_file "$variety: each has its own options" expected "$out"
    ask "standard output and signals" 0 alone d.md
    equal "$variety: stay as they are" "2403.00001 2403.00002 still here" "$(paste -sd ' ' "$out")"
    ask "the version" 0 about version
    equal "$variety: goes to the job's output" "$("$refmill" --version)" "$(<"$out")"
    ask "a command line" 0 arguments refmill -qtris d.md
    "$refmill" -t ris d.md >expected
    same_file "$variety: does what the command does" expected "$out"
    if [ ${#variant[@]} -gt 0 ]; then
        skip "$variety: without memory" "not with ${variant[*]}"
    else
        digest 40000 >many.md
        ask "without memory" 7 without-memory many.md
    fi
}

test_threads() {
    digest 50 >d.md
    ask "four threads with jobs of their own" 0 threads d.md 1.ris 2.ris 3.ris 4.ris
    "$refmill" --lang zh -t ris d.md >expected
    same_file "$variety: each with its own output" expected 4.ris
    "$refmill" -t ris d.md >expected
    same_file "$variety: and its own options" expected 1.ris
    digest 1 >d.md
    ask "jobs while another thread makes files" 0 masks d.md job.ids made
    equal "$variety: the umask is never another" "0 files with another mode, umask 077" "$(<"$out")"
    ask "descriptors while a job runs" 0 descriptors d.md 1.ris 2.csv
    matches "$variety: none is for the programs that are started then" '^[3-9] were open$' "$(<"$out")"
}

# on_terminal PROGRAM WORD...: what it writes to a terminal; status 1 where there is none
on_terminal() {
    PYTHONPATH=$root/tests/check PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-/usr/bin/python3}" -c 'import subprocess, sys, terminal
terminal.is_there() or sys.exit(1)
print(terminal.watch(lambda stderr: subprocess.Popen(sys.argv[1:], stderr=stderr))[1])' "$@"
}

# The helper is asked in vain, at a port where nobody listens.
test_terminal() {
    local fetch=(fetch-url=http://127.0.0.1:9/ fetch-pause=0.01)
    digest 1 >d.md
    if ! on_terminal true >"$out"; then
        skip "a job of the library says nothing of its own on a terminal" "there are no terminals"
        return
    fi
    XDG_CACHE_HOME=$PWD on_terminal "$refmill" --fetch "${fetch[@]/#/--}" -o out.ris d.md >"$out"
    matches "a command shows how far its helper is" 'fetching: 0 of 1' "$(<"$out")"
    XDG_CACHE_HOME=$PWD on_terminal "$library" records d.md fetch "${fetch[@]}" >"$out"
    equal "a job of the library does not" 0 "$(grep -c 'fetching:' "$out")"
    matches "though it asks" '127\.0\.0\.1' "$(<"$out")"
}

# The library is built without ThreadSanitizer, which sees the calls to the C library then.
test_races() {
    local race=(-std=c11 -fsanitize=thread -pthread "-I$prefix/include")
    echo 'int main(void) { return 0; }' >empty.c
    if [ ${#variant[@]} -gt 0 ] || ! "${cc[@]}" "${race[@]}" -o empty empty.c 2>"$err" || ! ./empty 2>"$err"; then
        skip "threads have no races" "no ThreadSanitizer, or not with ${variant[*]}"
        return
    fi
    digest 50 >d.md
    "${cc[@]}" "${race[@]}" -o races "$root/tests/check/library.c" -L"$prefix/lib" -lrefmill
    # What glibc itself frees, as of a locale, it guards by locks that ThreadSanitizer does not see.
    echo called_from_lib:libc.so.6 >glibc
    TSAN_OPTIONS="suppressions=$PWD/glibc" ./races threads d.md 1.ris 2.ris 3.ris 4.ris >"$out" 2>"$err"
    equal "threads have no races" "0 " "$? $(grep -m 1 SUMMARY "$err")"
}

# What is found from where the library is.
test_installed() {
    digest 1 >d.md
    "${cc[@]}" -std=c11 "-I$prefix/include" "${variant[@]}" -shared -fPIC -o tsv.so "$root/fixtures/plugin.c"
    "$refmill" --plugin ./tsv.so -t tsv d.md >expected
    mkdir -p "$prefix/lib/refmill"
    cp tsv.so "$prefix/lib/refmill/"
    if [ "$variety" = static ]; then # a plugin finds nothing in a program that shows nothing
        ask "a plugin in a program that is static" 2 arguments refmill --plugin tsv.so -t tsv d.md
        matches "$variety: cannot be loaded" 'tsv\.so\|0\|0\|error\|cannot be loaded: .*refmill_' "$(<"$err")"
        ask "and has no helper" 2 arguments refmill --fetch --offline -t ids d.md
        matches "$variety: which is said" 'error\|--fetch requires the program refmill-fetch' "$(<"$err")"
    else
        ask "a plugin" 0 arguments refmill --plugin tsv.so -t tsv d.md
        same_file "$variety: does what it does in the program" expected "$out"
        ask "a plugin that is installed" 0 arguments refmill -t tsv d.md
        same_file "$variety: does too" expected "$out"
        XDG_CACHE_HOME=$PWD ask "the helper is found" 0 arguments refmill --fetch --offline -t ids d.md
        matches "$variety: and asked" 'warning\|there is no metadata for 1 of 1 papers' "$(<"$err")"
    fi
    rm -r "$prefix/lib/refmill"
}

leaks() { # leaks WORD...: whether memcheck finds something, or a signal ends it
    local status
    valgrind -q --error-exitcode=99 --leak-check=full --log-file="$place/seen/valgrind" \
        "$place/library-shared" "$@" >"$out" 2>"$err"
    status=$?
    [ $status -eq 99 ] || [ $status -gt 128 ]
}

# All in one process, since valgrind takes a second to begin; each alone when there is
# something to be found.
test_leaks() {
    local tasks=("memory d.md atom" "records d.md" "stop d.md 1 out.ris" "two-jobs d.md" "wrong" "refused d.md out.ris")
    local task words before=$failures
    if ! command -v valgrind >"$out" || [ ${#variant[@]} -gt 0 ]; then
        skip "the library leaks nothing" "no valgrind, or not with ${variant[*]}"
        return
    fi
    read -ra words < <(printf '%s + ' "${tasks[@]}")
    if ! leaks "${words[@]::${#words[@]}-1}"; then
        for task in "${tasks[@]}"; do ok "no leaks: $task"; done
        return
    fi
    for task in "${tasks[@]}"; do
        read -ra words <<<"$task"
        if leaks "${words[@]}"; then not_ok "no leaks: $task" "$(head -n 12 "$place/seen/valgrind")"; else ok "no leaks: $task"; fi
    done
    [ "$failures" -gt "$before" ] || not_ok "no leaks: all in one process" "expected none, as of each alone"
}

test_documents() {
    local page name
    page=$(sed -n '/^\.Bd -literal$/,/^\.Ed$/p' "$root/src/man/refmill.3" | sed 's/\\e/\\/g')
    if [[ $page == *"$(<"$root/fixtures/example.c")"* ]]; then ok "the manual page has the example"; else
        not_ok "the manual page has the example" "it is not there, or another"
    fi
    for name in $(grep -oE 'refmill_[a-z_]+\(' "$root/src/refmill.h" | tr -d '(' | sort -u) \
        $(grep -oE 'struct refmill_[a-z]+ \{' "$root/src/refmill.h" | cut -d ' ' -f 2); do
        matches "the manual page has $name" "$name" "$(<"$root/src/man/refmill.3")"
    done
}

test_install
test_loader_hint
test_symbols
build_programs
# They differ in what they link; with EVERY=1 all are run.
varieties=(shared)
[ -z "${EVERY-}" ] || varieties=(shared static c++)
for variety in "${varieties[@]}"; do
    library=$place/library-$variety
    test_example
    test_outputs
    test_records
    test_diagnostics
    test_stops
    test_manners
    test_threads
    test_installed
done
library=$place/library-shared
test_terminal
[ -z "${EVERY-}" ] || test_races
test_leaks
test_documents
finish
