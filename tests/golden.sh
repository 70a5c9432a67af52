#!/bin/bash
# Every fixture in every format, byte for byte: fixtures/<case>/in.md is
# converted with the words in `options`, must end with the status in `status`
# (0 without that file), and give exactly out.<format> and err. An output
# without its golden fails as a golden without its output does. ACCEPT=1
# rewrites the goldens; git diff is the review.
set -u

refmill=$(realpath "${REFMILL:-build/refmill}")
cd "$(dirname "$0")/../fixtures" || exit 1
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
export SOURCE_DATE_EPOCH=1711703271 # 2024-03-29T09:07:51Z

mapfile -t formats < <("$refmill" --list-formats | cut -d ' ' -f 1)

convert() { # convert CASE: everything into $made/CASE
    local into=$made/$1 options=() outputs=()
    mkdir "$into"
    [ -f "$1/options" ] && read -ra options <"$1/options"
    for format in "${formats[@]}"; do
        outputs+=(-o "$format:$into/out.$format")
    done
    (cd "$1" && "$refmill" "${options[@]}" "${outputs[@]}" in.md 2>"$into/err")
    local status=$?
    [ $status -eq 0 ] || echo $status >"$into/status"
    [ -s "$into/err" ] || rm "$into/err"
}

compare() { # compare CASE FILE
    if [ -f "$1/$2" ] && [ -f "$made/$1/$2" ]; then
        cmp "$1/$2" "$made/$1/$2" >"$made/difference" 2>&1
    elif [ -f "$1/$2" ]; then
        echo "nothing was written" >"$made/difference" && return 1
    elif [ -f "$made/$1/$2" ]; then
        echo "there is no such golden, see make accept" >"$made/difference" && return 1
    fi
}

failures=0
for input in */in.md; do
    case=${input%/in.md}
    convert "$case"
    if [ -n "${ACCEPT:-}" ]; then
        rm -f "$case"/out.* "$case/err" "$case/status"
        cp "$made/$case"/* "$case"
        continue
    fi
    for file in "${formats[@]/#/out.}" err status; do
        [ -f "$case/$file" ] || [ -f "$made/$case/$file" ] || continue
        if compare "$case" "$file"; then
            echo "ok - $case/$file"
        else
            echo "not ok - $case/$file: $(<"$made/difference")"
            failures=$((failures + 1))
        fi
    done
done
[ $failures -eq 0 ]
