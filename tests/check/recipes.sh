#!/bin/bash
# Every command of refmill-recipes(7) and of the README, as it stands there, with invented
# digests; scripts stand for refmill-fetch, which has the network, and for JabRef.
# tests/check/make.sh runs the rules for make, tests/interop/hosts.sh GNU parallel. And the
# rest of the README that can be asked: what it shows, its formats, its length.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

page=$root/src/man/refmill-recipes.7
elsewhere='|MAKE|One machine, with make|One machine, with GNU parallel|Other machines|'

# ---- Programs and files that the recipes name

mkdir "$place/bin" digests www
cp "$refmill" "$place/bin/refmill" # refmill-fetch is looked for beside it
cat >"$place/bin/refmill-fetch" <<'END'
#!/bin/bash
if [[ $* == *--to-zotero* ]]; then
    grep -q '^TY  - ' # papers have come
else
    echo '<feed xmlns="http://www.w3.org/2005/Atom">'
    while read -r id; do
        echo "<entry><id>http://arxiv.org/abs/${id}v1</id><title>T</title><author><name>Ada Lovelace</name></author></entry>"
    done
    echo '</feed>'
fi
END
cat >"$place/bin/jabref" <<'END'
#!/bin/bash
[ "$1" = --importToOpen ] && [ -s "$2" ]
END
chmod +x "$place/bin/refmill-fetch" "$place/bin/jabref"

digest 3 | sed 's/Invented Matter/LLM Matter/' >today.md
cp today.md digests/2024-03-29-cs.CL.md
digest 4 3 >digests/2024-03-28-cs.CL.md
digest 2 5 2 >digests/2024-03-29-cs.LG.md
digest 1 1 | "$refmill" -o library.bib -o library.ris
"$refmill" -o cs.CL.jsonl digests/*-cs.CL.md
"$refmill" -o cs.LG.jsonl digests/*-cs.LG.md
cp "$root/fixtures/metadata-oai/oai.xml" oai-1.xml
cp oai-1.xml oai-2.xml
echo 2403.00001 | "$place/bin/refmill-fetch" >api.atom
echo '{"id":"2403.00001","authors_parsed":[["Lovelace","Ada",""]]}' >arxiv-metadata-oai-snapshot.json

# ---- Trials

# try NAME COMMANDS: status 0, no error, and something in each output; the library, to which one command appends, stays
try() {
    local outputs=() file word before='' missing='' said
    for word in $2; do
        case $before in -o | --opml | --out-dir | --feed-archive) outputs+=("${word#biblatex:}") ;; esac
        before=$word
    done
    [ ${#outputs[@]} -eq 0 ] || rm -rf "${outputs[@]}"
    (set -e -o pipefail; eval "$2") >"$out" 2>"$err"
    status=$?
    read -r -d '' said <"$err"
    for file in "${outputs[@]}"; do [ -s "$file" ] || [ -d "$file" ] || missing+="$file "; done
    if [ $status -eq 0 ] && [ -z "$missing" ] && [[ $said != *': error: '* ]]; then ok "$1"; else
        not_ok "$1" "expected status 0 and outputs, came $(seen); nothing in '$missing'"
    fi
}

# All blocks of commands in the page, each of them between NULs, its heading first.
blocks() {
    awk '
        /^\.S[hs] / { heading = substr($0, 5) }
        /^\.Ed$/ { inside = 0; printf "%c", 0 }
        inside
        /^\.Bd / { inside = 1; print heading }' "$page" | sed 's/\\e/\\/g'
}
test_recipes() {
    local block heading line shown lost='' tried=''
    shown=$(mandoc -T utf8 "$page" | sed 's/.\x08//g')
    while IFS= read -r -d '' block; do
        heading=${block%%$'\n'*}
        block=${block#*$'\n'}
        while read -r line; do
            [[ $shown == *"$line"* ]] || lost+="$line; "
        done <<<"$block"
        if [[ $elsewhere == *"|$heading|"* ]]; then
            matches "refmill-recipes(7), $heading: is tried elsewhere" 'refmill ' "$(recipe "$heading")"
        else
            try "refmill-recipes(7), $heading: ${block%%$'\n'*}" "$block"
        fi
        tried+=$block
    done < <(blocks)
    equal "the page shows all commands as they are written" "" "$lost"
    equal "all that begin with refmill were tried" "$(grep -c '^ *refmill ' "$page")" "$(grep -c '^ *refmill ' <<<"$tried")"
}

# The table's names and suffixes, as the program lists them.
formats_of_readme() {
    # shellcheck disable=SC2016 # the table's own marks
    sed -n 's/^| `\([a-z-]*\)` | \([^|]*\)|.*/\1 \2/p' "$root/README.md" | tr -d '`' | sed 's/ *$//' | sort
}
listed() {
    printf '%s\n' "${listed_formats[@]}" | grep -oE '^[a-z-]+( +\.[a-z.]+)*' | tr -s ' ' | sort
}

test_readme() {
    local line
    while read -r line; do
        try "README.md: $line" "$line"
    done < <(fenced sh | sed -n '/^refmill /{s/ *# .*//;p}' | sort -u)
    fenced markdown >today.md
    run today.md
    equal "README.md shows what becomes of its digest" "0 $(fenced bibtex)" "$status $(<"$out")"
    equal "without a message" "" "$(<"$err")"
    equal "README.md has the formats and their suffixes" "$(listed)" "$(formats_of_readme)"
    equal "README.md has at most 200 lines in English" yes \
        "$([ "$(sed '/^## 简体中文$/,$d' "$root/README.md" | wc -l)" -le 200 ] && echo yes)"
    equal "of at most 100 columns" "" "$(LC_ALL=C.UTF-8 grep -nE '^.{101}' "$root/README.md")"
}

PATH=$place/bin:$PATH
test_recipes
test_readme
finish
