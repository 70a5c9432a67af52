#!/bin/bash
# Every command of refmill-recipes(7) and of the README, as it stands there, with invented
# papers; a server on this machine stands for arXiv, and scripts for Zotero and JabRef.
# tests/check/make.sh runs the rules for make, tests/interop/hosts.sh GNU parallel. And the
# rest of the README that can be asked: what it shows, its formats, its length.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

page=$root/src/man/refmill-recipes.7
elsewhere='|The references of a paper|A library beside a list|A list on GitHub|MAKE|One machine, with make|One machine, with GNU parallel|One large file, with GNU parallel|Other machines|'

# ---- Programs and files that the recipes name

mkfifo "$place/arxiv-in" "$place/arxiv-out"
/usr/bin/python3 "$root/tests/check/arxiv_local.py" <"$place/arxiv-in" >"$place/arxiv-out" &
disown
# shellcheck disable=SC2034
exec {arxiv_in}>"$place/arxiv-in" # its end ends the server
read -r port <"$place/arxiv-out"
arxiv=http://127.0.0.1:$port

mkdir "$place/bin" digests www
cp "$refmill" "$place/bin/refmill" # refmill-fetch is looked for beside it
cat >"$place/bin/refmill-fetch" <<END
#!/bin/bash
if [[ \$* == *--ping* ]]; then
    true # Zotero runs
elif [[ \$* == *--to-zotero* ]]; then
    grep -q '^TY  - ' # papers have come
else
    exec "$(dirname "$refmill")/refmill-fetch" "\$@" --url "$arxiv/api/query" --pause 0
fi
END
cat >"$place/bin/curl" <<END
#!/bin/bash
exec "$(type -P curl)" -q --connect-to "::${arxiv#http://}" "\${@/#https:/http:}"
END
cat >"$place/bin/jabref" <<'END'
#!/bin/bash
[ "$1" = --importToOpen ] && [ -s "$2" ]
END
chmod +x "$place"/bin/*
export XDG_CACHE_HOME=$place/cache no_proxy='*'

digest 3 | sed 's/Invented Matter/LLM Matter/' >today.md
cp today.md digests/2024-03-29-cs.CL.md
digest 4 3 >digests/2024-03-28-cs.CL.md
digest 2 5 2 >digests/2024-03-29-cs.LG.md
digest 1 1 | "$refmill" -o library.bib -o library.ris
sed -i 's/^  title .*/  title         = {On 2403.00001, Matter},\n  author        = {Müller, Jürgen and others},/' library.bib
"$refmill" -o cs.CL.jsonl digests/*-cs.CL.md
"$refmill" -o cs.LG.jsonl digests/*-cs.LG.md
cp "$root/fixtures/metadata-oai/oai.xml" oai-1.xml
cp oai-1.xml oai-2.xml
echo 2403.00001 | "$place/bin/refmill-fetch" >api.atom
cat "$root/fixtures/snapshot-lines/in.json" - >arxiv-metadata-oai-snapshot.json <<'END'
{"id":"2403.00001","title":"On Invented\n  Matter","authors_parsed":[["Lovelace","Ada",""]],"categories":"cs.CL cs.LG","abstract":"  We invent.\n","versions":[{"version":"v1","created":"Fri, 1 Mar 2024 18:00:00 GMT"}]}
{"id":"2403.00002","title":"Across","authors_parsed":[["Marsh","Bo",""]],"categories":"stat.ML cs.CL","abstract":"  We cross.\n","versions":[{"version":"v1","created":"Sat, 2 Mar 2024 18:00:00 GMT"}]}
END
printf '%s\n' '# To read' '2403.00001 # first' 'https://arxiv.org/abs/2403.00002' 'arXiv:hep-th/9901001' >ids.txt
cp "$root/fixtures/library-of-bibtex/in.bib" old.bib
cat >awesome-list.md <<'END'
# Awesome Ponds

## Reeds

- [On Invented Reeds](https://arxiv.org/abs/2403.00002), Jürgen Müller et al.

## Fish

- **Fish of Ponds** [[paper](https://arxiv.org/abs/2403.00011)] [[code](https://github.com/example/fish)]
- [On Invented Reeds](https://arxiv.org/abs/2403.00002)
END
mkdir bot other-bot
bot_page() { # bot_page ID TITLE ...: a table with these papers
    printf '|Publish Date|Title|Authors|PDF|\n|---|---|---|---|\n'
    for ((; $# > 0; )); do
        printf '|**2024-03-22**|**%s**|Ada Reed et.al.|[%s](http://arxiv.org/abs/%s)|\n' "$2" "$1" "$1"
        shift 2
    done
}
bot_page 2403.00002 Reeds 2403.00005 Ponds >bot/2024-03-25.md
bot_page 2403.00006 Fish >bot/2024-03-28.md
bot_page 2403.00006 Fish 2403.00007 Frogs >bot/2024-04-01.md
bot_page 2403.00005 Ponds 2403.00008 Newts >other-bot/2024-03-26.md
bot_page 2403.00002 Reeds >page.md
touch -d 2024-03-25 page.md
cat "$root/fixtures/mail-mbox/in.mbox" - >march.mbox <<'END'

From no-reply@arXiv.org Sat Mar 30 00:31:14 2024
Date: Fri, 29 Mar 2024 20:31:14 -0400
From: send mail ONLY to cs <no-reply@arXiv.org>
Subject: cs daily Subj-class mailing

------------------------------------------------------------------------------
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--
------------------------------------------------------------------------------
\\
arXiv:2403.19588
replaced with revised version Fri, 29 Mar 2024 08:00:00 GMT   (8kb)

Title: Ponds
Authors: Ada Nobody, Bo Marsh
Categories: cs.LG cs.CL
\\ ( https://arxiv.org/abs/2403.19588 ,  8kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---

END

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

# records_are NAME EXPECTED FILE FIELD|FIELD...: the file has these records, one on each line, with these fields
records_are() {
    local start='^@misc\{(.*),' field="^  ($4) += \{(.*)\},"
    case $3 in
    *.ris) start='^TY  - (.*)' field="^($4)  - (.*)" ;;
    *.atom) start='^  <(entry)' field="^ +<($4)>(.*)</.*" ;;
    esac
    equal "$1" "$2" "$(tr -d '\r' <"$3" | sed -nE "s/$start.*/=\1/p; s;$field;\2;p" | awk '
        /^=/ { printf "%s%s", count++ ? "\n" : "", substr($0, 2); next }
        count { printf " | %s", $0 }')"
}
# What the commands of the section ARXIV have just written, and said.
# shellcheck disable=SC2016 # the dollars of TeX
look_at_outputs() { # look_at_outputs COMMANDS
    local said='' number
    case $1 in
    *'search_query=ti:pond'*)
        records_are "a search gives 10 papers, with all that arXiv has of them" "$(for number in {01..10}; do
            echo "arxiv2403.000$number | On 2403.000$number, \$x < y\$ \\& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | 2024 | 2 | cs.CL | J. 1 (2024) 2"
        done)" x.bib 'title|author|year|version|primaryclass|note' ;;
    *'search_query=cat:'*)
        records_are "or as many as it asks for, in its order" "$(for number in {12..01}; do
            echo "GEN | On 2403.000$number, \$x < y\$ & 虚构 Matter | 2024/03/28/ | arxiv2403.000$number"
        done)" ponds.ris 'TI|Y1|ID' ;;
    *rss.arxiv.org*)
        records_are "a day's feed gives its new papers" \
'GEN | Ponds of $L_2$ Water | Reed, Renée | Marsh, Bo | 2024/03// | We invent 2403.19001. | cs.CL | cs.LG | arxiv2403.19001
GEN | Rivers & Rain | STREAM Collaboration | 2024/03// | We invent 2403.19003. | cs.CL | arxiv2403.19003' \
            today.ris 'TI|AU|Y1|AB|KW|ID' ;;
    *march.mbox*)
        records_are "a mailbox gives each paper once, with the day of its first mail" \
'entry | https://arxiv.org/abs/2403.19001 | Reeds | 2024-04-01T00:00:00Z | Dora Reed | POND Collaboration
entry | https://arxiv.org/abs/2403.19588 | Ponds | 2024-03-29T00:00:00Z | Ada Nobody' \
            march.atom 'id|title|published|name' ;;
    *ids.txt*)
        records_are "a list of ids gets everything from arXiv" \
'arxiv2403.00001 | On 2403.00001, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | cs.CL
arxiv2403.00002 | On 2403.00002, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | cs.CL
arxivhepth.9901001 | On hep-th/9901001, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | cs.CL' \
            x.bib 'title|author|primaryclass' ;;
    *'--id 1706'*)
        records_are "and so do the ids of --id" \
'arxiv1706.03762 | On 1706.03762, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada
arxiv2403.19588 | On 2403.19588, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada' \
            papers.bib 'title|author' ;;
    *'--no-merge -o all.bib'*)
        records_are "the snapshot gives all papers" \
'arxiv2405.90001 | Lantern: Sparse Routing of Lamps | Tide, A. and López, Jr., María and {LANTERN Collaboration} | 2024 | cs.LG, cs.AI, stat.ML
arxivhepth.9901001 | Counting Tides | Marsh, Bo | 1999 | hep-th
arxiv2403.00001 | On Invented Matter | Lovelace, Ada | 2024 | cs.CL, cs.LG
arxiv2403.00002 | Across | Marsh, Bo | 2024 | stat.ML, cs.CL' \
            all.bib 'title|author|year|keywords' ;;
    *'-o cs.CL.bib'*)
        records_are "or those of a category" \
'arxiv2403.00001 | On Invented Matter | Lovelace, Ada | 2024 | cs.CL, cs.LG
arxiv2403.00002 | Across | Marsh, Bo | 2024 | stat.ML, cs.CL' \
            cs.CL.bib 'title|author|year|keywords' ;;
    *--dry-run*)
        said='library.bib: 1 entry, 1 with an arXiv id, 0 to change, 0 without an id' ;;
    *--update*)
        said='library.bib: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id'
        records_are "a library gets what arXiv knows" \
'arxiv2403.00001 | Müller, Jürgen and Lovelace, Ada | 2403.00001 | cs.CL' \
            library.bib 'author|eprint|primaryclass' ;;
    *old.bib*)
        records_are "an old library keeps its citation keys, and gets the rest from arXiv" \
'lantern2024 | On 2406.90001, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | 2024 | 2406.90001
candle:2024 | On 2406.90002, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | 2024 | 2406.90002
DBLP:journals/corr/abs-2406-90003 | On 2406.90003, $x < y$ \& 虚构 Matter | Müller, Jürgen and Lovelace, Ada | 2024 | 2406.90003' \
            fresh.bib 'title|author|year|eprint'
        said='old.bib: note: 2 of 5 entries have no arXiv id' ;;
    *'-o papers.bib -o papers.ris awesome-list.md')
        records_are "a list gets all authors from arXiv, and keeps its titles and headings" \
'arxiv2403.00002 | On Invented Reeds | Müller, Jürgen and Lovelace, Ada | cs.CL, Reeds, Fish
arxiv2403.00011 | Fish of Ponds | Müller, Jürgen and Lovelace, Ada | cs.CL, Fish' \
            papers.bib 'title|author|keywords' ;;
    *'-o complete.md awesome-list.md')
        equal "or as one table" \
'| Date | Title | Authors | Code |
| --- | --- | --- | --- |
| 2024-03-28 | [Fish of Ponds](https://arxiv.org/abs/2403.00011) | Jürgen Müller, Ada Lovelace | [code](https://github.com/example/fish) |
| 2024-03-28 | [On Invented Reeds](https://arxiv.org/abs/2403.00002) | Jürgen Müller, Ada Lovelace | |' "$(<complete.md)" ;;
    *'-o bot.atom bot/'*)
        records_are "a bot's pages make a feed" \
'entry | Fish | 2024-03-28T00:00:00Z
entry | Reeds | 2024-03-25T00:00:00Z
entry | Ponds | 2024-03-25T00:00:00Z' bot.atom 'title|published' ;;
    *'old.jsonl page.md')
        said='old.jsonl: warning: is empty'
        bot_page 2403.00005 Ponds 2403.00002 Reeds >page.md
        touch -d 2024-03-26 page.md
        (eval "$1") 2>&1
        records_are "each paper of a page keeps the day on which it was seen first" \
'entry | Ponds | 2024-03-26T00:00:00Z
entry | Reeds | 2024-03-25T00:00:00Z' bot.atom 'title|published' ;;
    *'-o week.md '*)
        equal "the papers of two bots are a list with each of them once" \
'| 2024-03-22 | [Fish](https://arxiv.org/abs/2403.00006) | Ada Reed, et al. | |
| 2024-03-22 | [Newts](https://arxiv.org/abs/2403.00008) | Ada Reed, et al. | |
| 2024-03-22 | [Reeds](https://arxiv.org/abs/2403.00002) | Ada Reed, et al. | |
| 2024-03-22 | [Ponds](https://arxiv.org/abs/2403.00005) | Ada Reed, et al. | |' "$(grep '^#\|^| 2' week.md)"
        equal "which is read again" "2403.00006 2403.00008 2403.00002 2403.00005" \
            "$("$refmill" -q -t ids week.md | paste -sd ' ')" ;;
    *'-o missing.md today.md')
        equal "what a list lacks is a list" "2403.00001 2403.00003" \
            "$(grep -o 'abs/[0-9.]*' missing.md | cut -c 5- | paste -sd ' ')"
        said='refmill: note: --exclude left out 1 paper' ;;
    *) return ;;
    esac
    equal "${1%%$'\n'*} says ${said:-nothing}" "$said" "$(<"$err")"
}
# What arXiv sends instead of a list leaves the old output alone.
test_refusals() {
    local command
    cp today.ris old.ris
    for command in 'curl -sS https://rss.arxiv.org/atom/cs.XX | refmill -o today.ris' \
        'curl -fsS -o today.atom https://rss.arxiv.org/atom/cs.XX && refmill -o today.ris today.atom'; do
        (set -o pipefail; eval "$command") >"$out" 2>"$err"
        status=$?
        matches "$command: arXiv is busy" '^[1-9].*(a web page; |503)' "$status $(<"$err")"
        same_file "$command: the old output stays" old.ris today.ris
    done
}

# The rule that completes the references of a paper, under make.
test_references() {
    recipe 'The references of a paper' >refs.mk
    printf '@misc{reed,\n  title = {On 2403.00001, Matter},\n  author = {M{\\"u}ller and others},\n  eprint = {2403.00001}\n}\n' >refs.bib
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -f refs.mk refs >"$out" 2>"$err"
    status=$?
    equal "the references of a paper are completed, and preprints become articles" \
        "0 @article{reed, | M{\\\"u}ller, J{\\\"u}rgen and Lovelace, Ada" \
        "$status $(head -1 refs.bib) | $(sed -n 's/  author = {\(.*\)},/\1/p' refs.bib)"
}

# The steps of the workflow for GitHub after the one that installs refmill, as they stand, in a clone
# of a repository with a list: `bash -e` runs them, as GitHub does.
test_workflow() {
    local workflow steps
    workflow=$(recipe 'A list on GitHub')
    steps=$(awk '/- name: Write the library/ { here = 1 } here && /^          / { print substr($0, 11) }' <<<"$workflow")
    git init -q --bare -b main remote.git
    git clone -q remote.git repository 2>/dev/null
    git -C repository checkout -q -b main
    cp awesome-list.md repository/README.md
    (
        cd repository && export HOME=$place GIT_CONFIG_NOSYSTEM=1
        git -c user.name=a -c user.email=a@example.org add README.md &&
            git -c user.name=a -c user.email=a@example.org commit -qm 'Add a list' && git push -q -u origin main &&
            bash -e -c "$steps" && bash -e -c "$steps"
    ) >"$out" 2>"$err"
    status=$?
    equal "the workflow commits the library, and only when it changes" "0 Update papers.bib|Add a list" \
        "$status $(git -C remote.git log --format=%s main | paste -sd '|')"
    equal "with the papers of the list" "2" "$(git -C remote.git show main:papers.bib | grep -c '^  author .*Lovelace, Ada')"
    equal "the workflow is YAML" "4" "$("${PYTHON:-/usr/bin/python3}" -c '
import sys, yaml
print(len(yaml.safe_load(sys.stdin)["jobs"]["papers"]["steps"]))' <<<"$workflow")"
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
            look_at_outputs "$block"
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
test_refusals
test_references
test_workflow
test_readme
finish
