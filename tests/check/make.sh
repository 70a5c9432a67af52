#!/bin/bash
# The rules of refmill-recipes(7) and of the README, as they stand there, under make:
# what is up to date is left alone, what changed is done again and nothing else, and a
# broken digest stops make and leaves the old outputs.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

# make's own variables would reach these makefiles, and -j their output
run_make() {
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS PATH="$place/bin:$PATH" make "$@" >"$out" 2>"$err"
    status=$?
}
outputs() { find . -name '*.bib' -o -name '*.stamp' -o -name '*.atom' -o -name '*.jsonl' | sort; }
# Times apart: what is older than a second ago can be told from what is new.
age() { find . -exec touch -d '-1 hour' {} +; }
renewed() { find . -type f -mmin -30 | grep -E '\.(bib|stamp|atom|jsonl)$' | sort | paste -sd ' '; }

mkdir "$place/bin"
ln -s "$refmill" "$place/bin/refmill"

start() { # start RULES [TARGET]: three days of digests, all made
    empty_folder
    mkdir digests
    digest 2 1 >digests/2024-03-27-cs.CL.md
    digest 2 3 >digests/2024-03-28-cs.LG.md
    digest 2 4 >digests/2024-03-29-cs.CL.md
    echo 2403.00002 >read.txt
    echo "$1" >Makefile
    run_make "${@:2}"
}

test_libraries() {
    local before
    start "$(recipe MAKE)"
    equal "the manual's rules make everything" "0 ./bib/2024-03-27-cs.CL.bib ./bib/2024-03-28-cs.LG.bib ./bib/2024-03-29-cs.CL.bib ./cs.CL.atom ./library.bib ./library.stamp" \
        "$status $(outputs | paste -sd ' ')"
    equal "each with its papers" "1 2 2 5 4" "$(for file in bib/*.bib library.bib; do grep -c '^@' "$file"; done | paste -sd ' ') $(grep -c '<entry' cs.CL.atom)"
    list_files before
    run_make
    find_changes "$before"
    equal "the second make does nothing" "0 " "$status $changed"
    matches "and says so" "Nothing to be done" "$(<"$out")"

    age
    digest 3 4 >digests/2024-03-29-cs.CL.md
    run_make
    equal "a digest that changed: only what depends on it" \
        "0 ./bib/2024-03-29-cs.CL.bib ./cs.CL.atom ./library.bib ./library.stamp" "$status $(renewed)"
    age
    touch digests/2024-03-28-cs.LG.md
    run_make
    equal "a digest that was only touched: its library, and the stamp of the one that is the same" \
        "0 ./bib/2024-03-28-cs.LG.bib ./library.stamp" "$status $(renewed)"
    run_make
    matches "and then nothing" "Nothing to be done" "$(<"$out")"
    age
    echo 2403.00003 >>read.txt
    run_make
    equal "a file of --exclude, which only the depfiles tell of" \
        "0 ./bib/2024-03-27-cs.CL.bib ./bib/2024-03-28-cs.LG.bib ./bib/2024-03-29-cs.CL.bib" "$status $(renewed)"
    equal "what it has is left out" "1" "$(grep -c '^@' bib/2024-03-28-cs.LG.bib)"
    age
    rm digests/2024-03-28-cs.LG.md
    run_make
    equal "a digest that is gone stops nothing, and goes from the merged ones" \
        "0 ./cs.CL.atom ./library.bib ./library.stamp 5" "$status $(renewed) $(grep -c '^@' library.bib)"
    age
    rm digests/*
    run_make </dev/null
    equal "without any the merged ones stay, and nothing is read in their place" \
        "0 ./library.stamp 5 5" "$status $(renewed) $(grep -c '^@' library.bib) $(grep -c '<entry' cs.CL.atom)"
}

test_broken_digest() {
    local before
    start "$(recipe MAKE)"
    age
    digest_with_error 3 >digests/2024-03-29-cs.CL.md
    before=$(find . -type f ! -name '*.md' -exec md5sum {} + | sort)
    run_make -k
    equal "a broken digest stops make, and every old output stays" "2 $before" \
        "$status $(find . -type f ! -name '*.md' -exec md5sum {} + | sort)"
    matches "with file and line" $'(^|\n)digests/2024-03-29-cs\.CL\.md:[0-9]+:[0-9]+: error: ' "$(<"$err")"
    digest 2 4 >digests/2024-03-29-cs.CL.md
    run_make
    equal "mended, make goes on" 0 "$status"
}

test_parts() {
    start "$(recipe 'One machine, with make')"
    equal "records in parts" 0 "$status"
    digest 1 9 >digests/2024-03-26-cs.CL.md # by its id it is the last
    run_make -j4 library.bib
    "$refmill" --sort id -o whole.bib digests/*.md
    same_file "make -j gives what one process gives" whole.bib library.bib
    age
    digest 3 4 >digests/2024-03-29-cs.CL.md
    run_make -j4 library.bib
    equal "only the part of the digest that changed is made again" \
        "./library.bib ./parts/2024-03-29-cs.CL.jsonl" "$(renewed)"
}

test_list() {
    local rule
    empty_folder
    rule=$(recipe 'A library beside a list')
    equal "the rule for a list is one" 2 "$(wc -l <<<"$rule")"
    echo "$rule" >Makefile
    printf '# Ponds\n\n- [Reeds](https://arxiv.org/abs/2403.00001)\n' >list.md
    run_make list.bib
    equal "a list gets a library" "0 1" "$status $(grep -c '^@' list.bib)"
    age
    printf -- '- [Fish](https://arxiv.org/abs/2403.00002)\n' >>list.md
    run_make list.bib
    equal "which follows it" "0 2 ./list.bib" "$status $(grep -c '^@' list.bib) $(renewed)"
    age
    run_make list.bib
    matches "and stays as long as it does" "is up to date" "$(<"$out")"
    echo 'No list.' >list.md
    run_make list.bib
    equal "what is no list any more stops make, and the library stays" "2 2 " \
        "$status $(grep -c '^@' list.bib) $(renewed)"
    matches "with the reason" $'(^|\n)list\\.md:1:1: error: this is not a list of arXiv papers' "$(<"$err")"
}

test_readme() {
    start "$(fenced make)" bib/2024-03-29-cs.CL.bib
    equal "the README's rule makes a library" "0 ./bib/2024-03-29-cs.CL.bib" "$status $(outputs)"
    run_make bib/2024-03-29-cs.CL.bib
    matches "once" "is up to date" "$(<"$out")"
}

test_libraries
test_broken_digest
test_parts
test_list
test_readme
finish
