#!/bin/bash
# Every fixture in every format, byte for byte: fixtures/<case>/in.* is
# converted with the words in `options`, must end with the status in `status`
# (0 without that file), and give exactly out.<format> and err. An output
# without its golden fails as a golden without its output does. The style sheet,
# the script and their hashes stand in one page only, daily-digest's: in the
# others three dots stand for them, if they are the same. ACCEPT=1 rewrites the
# goldens; git diff is the review.
set -u

refmill=$(realpath "${REFMILL:-build/refmill}")
cd "$(dirname "$0")/../../fixtures" || exit 1
fixtures=$PWD
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
export SOURCE_DATE_EPOCH=1711703271 # 2024-03-29T09:07:51Z

mapfile -t formats < <("$refmill" --list-formats | sed "/^$/Q" | cut -d ' ' -f 1)

convert() { # convert CASE: everything into $made/CASE
    local into=$made/$1 options=() outputs=()
    [ -f "$1/options" ] && read -ra options <"$1/options"
    for format in "${formats[@]}"; do
        outputs+=(-o "$format:$into/out.$format")
    done
    cd "$1" && "$refmill" "${options[@]}" "${outputs[@]}" in.* 2>"$into/err"
    local status=$?
    cd "$fixtures" || exit 1
    [ $status -eq 0 ] || echo $status >"$into/status"
}

hide_shared_parts() { # hide_shared_parts PAGE...: those of the first, in the others
    LC_ALL=C awk '
    BEGIN { RS = "\1" } # which is in no page
    function between(start, end, rest) {
        rest = substr($0, index($0, start))
        return substr(rest, 1, index(rest, end) + length(end) - 1)
    }
    function hide(part, start, end, at) {
        at = index(page, part)
        if (at > 0)
            page = substr(page, 1, at - 1) start "..." end substr(page, at + length(part))
    }
    FILENAME == ARGV[1] {
        style = between("<style>", "</style>")
        script = between("<script>", "</script>")
        policy = between("style-src", "base-uri")
        next
    }
    {
        page = $0
        hide(style, "<style>", "</style>")
        hide(script, "<script>", "</script>")
        hide(policy, "", "base-uri")
        printf "%s", page >FILENAME
        close(FILENAME)
    }' "$@"
}

# Lines "SUM CASE/FILE" of all that may be compared.
sums() { # sums FOLDER
    (cd "$1" && find . -type f \( -name 'out.*' -o -name err -o -name status \) -exec sha256sum {} +) | sed 's|  \./| |'
}

compare() { # compare CASE/FILE
    if [ -z "${made_sums[$1]-}" ]; then
        difference="nothing was written"
    elif [ -z "${golden_sums[$1]-}" ]; then
        difference="there is no such golden, see make accept"
    else
        [ "${golden_sums[$1]}" = "${made_sums[$1]}" ] || difference="differs: $(cmp "$1" "$made/$1" 2>&1)"
    fi
}

inputs=(*/in.*)
cases=("${inputs[@]%/in.*}")
mkdir "${cases[@]/#/$made/}"
for case in "${cases[@]}"; do convert "$case"; done
find "$made" -name err -empty -delete
hide_shared_parts "$made/daily-digest/out.html" "$made"/*/out.html
if [ -n "${ACCEPT:-}" ]; then
    for case in "${cases[@]}"; do
        rm -f "$case"/out.* "$case/err" "$case/status"
        cp "$made/$case"/* "$case"
    done
    exit
fi

# All at once, since a process for each file takes longer than refmill does.
declare -A golden_sums made_sums
while read -r sum file; do golden_sums[$file]=$sum; done < <(sums .)
while read -r sum file; do made_sums[$file]=$sum; done < <(sums "$made")
failures=0
for case in "${cases[@]}"; do
    for file in "${formats[@]/#/$case/out.}" "$case/err" "$case/status"; do
        [ -f "$file" ] || [ -f "$made/$file" ] || continue
        difference=''
        compare "$file"
        if [ -z "$difference" ]; then
            echo "ok - $file"
        else
            echo "not ok - $file: $difference"
            failures=$((failures + 1))
        fi
    done
done
[ $failures -eq 0 ]
