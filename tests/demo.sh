#!/bin/bash
# Converts a digest into every format in one run, and shows the outputs.
set -eu

digest=$1 into=$2
refmill=${REFMILL:-build/refmill}
mkdir -p "$into"
outputs=()
while read -r format suffix _; do
    case $suffix in
    .*) outputs+=("$format:$into/digest$suffix") ;;
    *) outputs+=("$format:$into/digest.$format.bib") ;; # biblatex has no suffix of its own
    esac
done < <("$refmill" --list-formats | sed "/^$/Q")

"$refmill" "${outputs[@]/#/-o}" --date 2024-03-29 "$digest"
echo "From $digest:"
for output in "${outputs[@]}"; do
    file=${output#*:}
    printf '\n%s (%s bytes)\n' "$file" "$(wc -c <"$file")"
    head -n 5 "$file" | cut -c 1-100 | iconv -c -f UTF-8 -t UTF-8 | sed 's/^/    /'
done
