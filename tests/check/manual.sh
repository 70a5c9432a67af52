#!/bin/bash
# The manual pages: mandoc finds nothing in them; refmill(1) has every option of --help and
# no other, every format and every field, and refmill-recipes(7) uses no option besides.
set -u

refmill=$(realpath "${REFMILL:-build/refmill}")
cd "$(dirname "$0")/../.." || exit 1
failures=0

report() { # report NAME WHAT-IS-WRONG (empty: nothing)
    if [ -z "$2" ]; then
        echo "ok - $1"
    else
        echo "not ok - $1: $2"
        failures=$((failures + 1))
    fi
}

long_options() { grep -oE -- '--[a-z][a-z-]+' | sort -u; }

# Headings, by their first word, and options, as they follow each other.
in_help() {
    "$refmill" --help | sed -nE '/^Exit status/q; s/^([A-Z][a-z]+)[^.]*:$/= \1/p; s/^ +(-., )?--([a-z-]+).*/\2/p'
}
in_manual() {
    sed -nE '/^\.Sh INPUTS/q; s/^\.Ss ([A-Z][a-z]+).*/= \1/p; /^\.It Fl/s/Fl Fl/\n/gp' src/man/refmill.1 |
        sed -nE '/^=/p; s/^ ([a-z-]+).*/\1/p'
}

page=$(mandoc -T utf8 src/man/refmill.1 | sed 's/.\x08//g') # without overstrikes
for file in src/man/*; do
    report "mandoc lints $file" "$(mandoc -T lint -W warning "$file" 2>&1)"
done
report "the manual page has the options of --help" \
    "$(comm -3 <("$refmill" --help | long_options) <(sed 's/‐/-/g' <<<"$page" | long_options) | tr '\n\t' '  ')"
report "the recipes name options of --help" "$(comm -13 <("$refmill" --help | long_options) \
    <(grep -oE 'Fl Fl [a-z-]+' src/man/refmill-recipes.7 | sed 's/Fl Fl /--/' | sort -u) | paste -sd ' ')"
report "options follow each other as in --help, under the same headings" \
    "$(diff <(in_help) <(in_manual) | tr '\n' ' ')"
while read -r format _; do
    grep -qw -- "$format" <<<"$page"
    report "the manual page has the format $format" "$([ $? -eq 0 ] || echo "it is not there")"
done < <("$refmill" --list-formats | sed "/^$/Q")
while read -r reader _; do
    grep -qx -- "\.It Cm $reader" src/man/refmill.1
    report "the manual page has the reader $reader" "$([ $? -eq 0 ] || echo "it is not there")"
done < <("$refmill" --list-formats | sed "1,/^Inputs/d")
report "the manual page has the fields of --omit" "$(comm -23 \
    <("$refmill" --omit=nosuch 2>&1 | sed 's/.*the fields are //; s/, /\n/g' | sort) \
    <(sed -n '/^\.It Fl Fl omit/,/^\.It Fl Fl only/s/^\.Cm //p' src/man/refmill.1 | tr ' ' '\n' | sort) | paste -sd ' ')"
[ $failures -eq 0 ]
