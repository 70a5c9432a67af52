#!/bin/bash
# --metadata: the same from a file, a packed file and a pipe; read once for all
# inputs; kept through jsonl, merging and parts; what is missing is said, and an
# error if so asked. What each form of metadata gives, fixtures/metadata-* show.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
export SOURCE_DATE_EPOCH=1711703271

# snapshot FIRST COUNT: lines for the invented papers, each with two authors and
# the second category cs.DL
snapshot() {
    local number
    for ((number = $1; number < $1 + $2; number++)); do
        # shellcheck disable=SC2016 # TeX
        printf '{"id":"2403.%05d","title":"On Invented Matter %d and $x^%d$ of L\\u00e9vy","comments":"%d pages",' \
            "$number" "$number" $((number - $1 + 1)) "$number"
        printf '"journal-ref":"J. Invent. %d","doi":"10.1000/%d","categories":"cs.CL cs.DL",' "$number" "$number"
        printf '"license":"http://creativecommons.org/licenses/by/4.0/","abstract":"  We invent.\\n",'
        printf '"versions":[{"version":"v1","created":"Fri, 1 Mar 2024 12:00:%02d GMT"}],' $((number % 60))
        printf '"authors_parsed":[["Author%d","Ada",""],["van Else","Bob","Jr."]]}\n' "$number"
    done
}

start() {
    empty_folder
    digest 3 >2024-03-29-cs.CL.md
    snapshot 1 3 >all.json
    [ -e "$place/alone" ] || alone_in_all_formats --metadata all.json 2024-03-29-cs.CL.md # always the same
}

names() { jq -r '[.authors[]?.family] | join(" ")' | paste -sd ','; }

# ---- Files

test_files() {
    local digest=2024-03-29-cs.CL.md
    start
    equal "authors are there" "Author1 van Else,Author2 van Else,Author3 van Else" \
        "$("$refmill" -t jsonl --metadata all.json $digest | names)"
    gzip -k all.json
    same_in_all_formats "gzip" --metadata all.json.gz $digest
    { head -n 1 all.json | gzip && tail -n +2 all.json | gzip; } >members
    same_in_all_formats "gzip of two members, whatever its name" --metadata members $digest
    if command -v zstd >/dev/null; then
        zstd -q all.json
        same_in_all_formats "Zstandard" --metadata all.json.zst $digest
        { head -n 1 all.json | zstd -q && tail -n +2 all.json | zstd -q; } >frames
        same_in_all_formats "Zstandard of two frames" --metadata frames $digest
        zstd -q --long=30 -o long.zst all.json
        same_in_all_formats "Zstandard with a long window" --metadata long.zst $digest
        head -c 100 all.json.zst >cut.zst
        run --metadata cut.zst $digest
        matches "Zstandard that is cut off" "^0 cut\.zst: warning: its packed data is cut off" "$status $(<"$err")"
    else
        skip "Zstandard" "there is no zstd"
    fi
    split -n l/3 all.json part-
    same_in_all_formats "a file for each paper" --metadata part-aa --metadata part-ab --metadata part-ac $digest
    same_in_all_formats "the same paper in two files" --metadata all.json --metadata part-aa $digest
    head -c -60 all.json.gz >cut.gz
    run --metadata cut.gz $digest
    matches "gzip that is cut off" "^0 cut\.gz: warning: its packed data is cut off" "$status $(<"$err")"
    jq -s . all.json >array.json
    same_in_all_formats "an array" --metadata array.json $digest
    "$refmill" -t jsonl -o all.jsonl all.json
    same_in_all_formats "records of refmill" --metadata all.jsonl $digest
    echo 2403.00002 >ids
    run -t jsonl --metadata $digest ids
    equal "a digest, but not its translations" "0 On Invented Matter 2 and \$x^2\$ of L\\'evy|none" \
        "$status $(jq -r '.title + "|" + (.title_zh // "none")' "$out")$(<"$err")"
    run -t jsonl all.json
    equal "metadata as an input" "0 Author1 van Else,Author2 van Else,Author3 van Else" "$status $(names <"$out")$(<"$err")"
    "$refmill" -t ris -o x.ris all.json
    "$refmill" -t ris -o y.ris all.json.gz
    same_file "and packed" x.ris y.ris
    mkdir packed && gzip -c $digest >packed/$digest
    same_in_all_formats "a packed digest" --metadata all.json packed/$digest
    echo "nothing of the kind" >prose
    fails "what no reader knows" 2 "^prose:1:1: error: this is not a list of arXiv papers: expected .*; see refmill --list-formats$" --metadata prose -o x.bib $digest
    "$refmill" -o library.bib $digest
    fails "a library, which has only ids" 2 "^library\.bib:1:1: error: this is not a list of arXiv papers, but a BibTeX library; it has no metadata from arXiv" --metadata library.bib -o x.bib $digest
    echo '<feed xmlns="http://www.w3.org/2005/Atom"></feed>' >a.atom
    fails "a feed that is not arXiv's, as an input" 1 "^a\.atom:1:1: error: this is not a list of arXiv papers, but a library or a page; use --from library" -o x.bib a.atom
    fails "and as metadata" 2 "^a\.atom:1:1: error: this is not a list of arXiv papers, but" --metadata a.atom -o x.bib $digest
    "${PYTHON:-/usr/bin/python3}" -c 'import zipfile
for names in ["all"], ["all", "array"]:
    with zipfile.ZipFile(names[-1] + ".zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(name + ".json")
data = bytearray(open("all.zip", "rb").read())
data[14] ^= 1
open("sum.zip", "wb").write(data)'
    same_in_all_formats "ZIP, as the snapshot is published" --metadata all.zip $digest
    run --metadata array.zip $digest
    matches "a second file in a ZIP archive is told of" "^0 array\.zip: warning: has a second file, which unzip -p can unpack; what" "$status $(<"$err")"
    run --metadata sum.zip $digest
    matches "and a checksum that is wrong" "^0 sum\.zip: warning: its ZIP data is damaged: its checksum differs; what comes before" "$status $(<"$err")"
    { cat all.json.gz && head -c 512 /dev/zero; } >padded.gz
    same_in_all_formats "gzip with zeros behind it" --metadata padded.gz $digest
    run -k -t ids --metadata all.json . $digest
    equal "-k passes over a folder" "1 3" "$status $(wc -l <"$out")"
    fails "a file that is not there" 2 "^none\.json: error: cannot be opened: " --metadata none.json -o x.bib $digest
    fails "a folder" 2 "^\.: error: cannot be read: " --metadata . -o x.bib $digest
    fails "an output that is the metadata" 2 "^all\.json: error: is an input as well as an output$" --metadata all.json -o bibtex:all.json $digest
    fails "and with --no-merge" 2 "^all\.json: error: is an input as well as an output$" --no-merge --metadata all.json -o bibtex:all.json $digest
    fails "standard input for two" 2 "standard input can be read only once" --metadata - -o x.bib
    fails "no name" 2 "--metadata requires the name of a file" --metadata '' -o x.bib $digest
}

test_pipes() {
    local digest=2024-03-29-cs.CL.md
    start
    gives_piped "metadata from standard input" --metadata - $digest < <(cat all.json)
    "$refmill" -t bibtex --metadata <(cat all.json) $digest >x.bib
    "$refmill" -t bibtex --metadata all.json $digest >y.bib
    same_file "metadata from a pipe with a name" y.bib x.bib
    "$refmill" -t bibtex --metadata all.json <$digest >x.bib
    "$refmill" -t bibtex --metadata all.json - < <(cat $digest) >y.bib
    equal "digests from a file and a pipe on standard input have authors" "3 3" \
        "$(grep -c author x.bib) $(grep -c author y.bib)"
    "$refmill" -t bibtex --metadata all.json <(head -n 400 $digest) >z.bib
    equal "a digest from a pipe with a name" 3 "$(grep -c author z.bib)"
    equal "nothing is left in TMPDIR" "" "$(mkdir tmp && cat $digest |
        TMPDIR=$PWD/tmp "$refmill" --no-merge -t ids --metadata all.json >x.ids; ls tmp)"
    TMPDIR=$PWD/none run --no-merge -o x.bib --metadata all.json < <(cat $digest)
    matches "no room for the copy" "^2 <stdin>: error: cannot be copied to .*/none to be read twice" "$status $(<"$err")"
    # A second opening would find nobody who writes, and a copy no room.
    mkdir fifo && mkfifo fifo/$digest
    cat $digest >fifo/$digest &
    TMPDIR=$PWD/none timeout 20 "$refmill" -t jsonl --metadata all.json fifo/$digest >x.jsonl 2>"$err"
    equal "a FIFO is read once, without a copy, in a merged run" "0 " "$? $(<"$err")"
    "$refmill" -t jsonl --metadata all.json -o y.jsonl $digest
    same_file "and gives the same" y.jsonl x.jsonl
    cat $digest >fifo/$digest &
    timeout 20 "$refmill" -t jsonl --no-merge --metadata all.json fifo/$digest >x.jsonl 2>"$err"
    equal "and with --no-merge by a copy" "0 3" "$? $(names <x.jsonl | grep -o Author | wc -l)$(<"$err")"
    wait
}
gives_piped() { # the metadata comes on standard input, once
    local name=$1
    shift
    "$refmill" --metadata all.json 2024-03-29-cs.CL.md >"$place/expected"
    run "$@"
    same_file "$name" "$place/expected" "$out"
}

# ---- What becomes of it

test_records() {
    local digest=2024-03-29-cs.CL.md field format fields=(authors arxiv_comment journal_ref publisher_doi license versions)
    start
    "$refmill" -t jsonl --metadata all.json -o r.jsonl $digest
    same_in_all_formats "records that have it already" r.jsonl
    same_in_all_formats "and it again" --metadata all.json r.jsonl
    run --check --metadata all.json $digest
    equal "--check" "1 file, 3 records, 0 warnings, 0 errors" "$(<"$err")"
    for field in "${fields[@]}"; do "$refmill" -t jsonl --metadata all.json --omit "$field" $digest; done | jq -cS . >one
    "$refmill" -t jsonl --metadata all.json $digest >whole.jsonl
    jq -ncS --slurpfile whole whole.jsonl '$ARGS.positional[] as $field | $whole[] | del(.[$field])' --args "${fields[@]}" >without
    same_file "jsonl without each of ${fields[*]}" without one
    run --metadata all.json --omit authors,journal_ref,arxiv_comment,publisher_doi,categories -t bibtex $digest
    equal "nothing of it where it is omitted" 0 "$(grep -cE 'author|Invent\. |pages|10\.1000|cs\.DL' "$out")"
    run --metadata all.json --omit doi -t bibtex $digest
    equal "no DOI where that is omitted" 0 "$(grep -c ' doi ' "$out")"
    run --metadata all.json --omit publisher_doi -t bibtex $digest
    equal "arXiv's DOI where the publisher's is omitted" 3 "$(grep -c 'doi .*10\.48550' "$out")"
    for format in bibtex biblatex ris csl-json csv atom rss jsonfeed html; do
        "$refmill" -t "$format" --metadata all.json -o library $digest
        run -t ids --exclude library $digest
        equal "--exclude finds every paper of $format with metadata" "" "$(<"$out")"
    done
    run --key '{auth}{year}' -o keys.bib -o keys.ris $digest
    equal "papers without a field of their key get the default, with one warning" \
        'refmill: warning: 3 papers lack a field of --key, so the default citation key is used; try --fetch' "$(<"$err")"
    run --metadata all.json --key '{auth}{year}' $digest
    equal "keys of authors" "Author2024 Author2024a Author2024b" \
        "$(sed -n 's/^@misc{\(.*\),/\1/p' "$out" | paste -sd ' ')"
    equal "--only leaves nothing else" '["authors"]' \
        "$("$refmill" -t jsonl --only authors --metadata "$root/fixtures/metadata-cut-abstract/snapshot.json" \
            "$root/fixtures/metadata-cut-abstract/in.md" | head -n 1 | jq -c keys)"
    # published and updated are the digests', whatever the metadata says
    "$refmill" -t atom $digest | grep -E '<(published|updated|id)>' >without
    "$refmill" -t atom --metadata all.json $digest | grep -E '<(published|updated|id)>' >with
    same_file "times and ids of a feed stay" without with
}

test_selection() {
    local digest=2024-03-29-cs.CL.md
    start
    snapshot 1 1 | sed 's/cs.CL cs.DL/cs.IR cs.CL/' >one.json
    run -t ids --metadata one.json --category cs.IR $digest
    equal "--category knows the categories" 2403.00001 "$(<"$out")"
    run -t ids --metadata one.json --match 'Matter 1' $digest
    equal "what is not selected is not missed" "2403.00001 " "$(<"$out") $(<"$err")"
    echo 2403.00002 >read.txt
    run -t ids --metadata one.json --exclude read.txt $digest
    matches "nor what is excluded" "no metadata for 1 of 2 papers: 2403\.00003$" "$(grep metadata "$err")"
    run -t ids --metadata one.json $digest
    equal "what is missing is said once" "refmill: warning: there is no metadata for 2 of 3 papers: 2403.00002, 2403.00003" \
        "$(<"$err")"
    snapshot 10 1 >other.json
    digest 12 >long.md
    run -q -t ids --metadata other.json long.md
    equal "-q does not say it" 0 "$(wc -c <"$err")"
    run -t ids --metadata other.json long.md
    matches "a long list is cut" "11 of 12 papers: 2403.00001, 2403.00002, 2403.00003, 2403.00004, 2403.00005 …$" "$(<"$err")"
    sed 's/Matter 1/Antimatter 1/' all.json >title.json
    run -t ids --metadata title.json $digest
    equal "titles that differ are no matter" 0 "$(wc -c <"$err")"
    run -v -t ids --metadata title.json $digest
    matches "but with -v" "^2024-03-29-cs\.CL\.md:[0-9]+:1: warning: the title of 2403\.00001 is 'On Invented Matter 1 .*' here, and 'On Invented Antimatter 1 .*' on arXiv$" \
        "$(<"$err")"
    mkdir first second && digest 1 2 >first/d.md && digest 1 >second/d.md
    run -v -t ids --metadata title.json first/d.md second/d.md
    matches "at its place, even if another input has the same name" "^second/d\.md:[0-9]+:1: warning: " "$(grep 'title of 2403\.00001' "$err")"
}

test_required() {
    local digest=2024-03-29-cs.CL.md
    start
    snapshot 1 2 >two.json
    same_in_all_formats "--require-authors when all are there" --require-authors --metadata all.json $digest
    fails "--require-authors" 1 "^$digest:[0-9]+:1: error: 2403\.00003 has no authors; use -k to leave it out" \
        --require-authors --metadata two.json -o x.bib $digest
    run --require-authors -o x.bib <(digest 8)
    equal "one cause is reported a few times and counted" "1 4 refmill: error: 5 more papers have no authors" \
        "$status $(wc -l <"$err") $(tail -n 1 "$err")"
    fails "without metadata none are there" 1 "2403\.00001 has no authors; try --metadata or --fetch; use -k" --require-authors -o x.bib <(digest 1)
    run -k -t ids --require-authors --metadata two.json $digest
    equal "-k leaves them out" "1 2403.00001 2403.00002" "$status $(paste -sd ' ' "$out")"
    snapshot 3 1 >last.json
    run --no-merge -t ids --require-authors --metadata two.json --metadata last.json $digest
    equal "--no-merge, all there" "0 3" "$status $(wc -l <"$out")"
    snapshot 1 1 >first.json
    run --no-merge -t ids --require-authors --metadata first.json $digest
    equal "--no-merge ends before the first without" "1 2403.00001" "$status $(paste -sd ' ' "$out")"
    "$refmill" -t jsonl --metadata all.json -o r.jsonl $digest
    run -t ids --require-authors r.jsonl $digest
    equal "an announcement without authors is no matter where another has them" "0 3 " \
        "$status $(wc -l <"$out") $(<"$err")"
    run --check --require-authors --metadata two.json $digest
    matches "--check counts them" "1 error$" "$status $(tail -n 1 "$err")"
}

# In a merged run metadata is read when the inputs have been.
test_order() {
    local digest=2024-03-29-cs.CL.md row=':[0-9]+:1: warning: .*' bad='bad\.json:1:[0-9]+: warning: the object is not JSON: .*'
    start
    sed -i '/^\[^3\]/,$d' $digest
    { head -n 1 all.json | head -c 30 && echo && cat all.json; } >bad.json
    run -t ids --metadata bad.json $digest
    matches "inputs come first" "^0 $digest$row"$'\n'"$bad$" "$status $(<"$err")"
    run --no-merge -t ids --metadata bad.json $digest
    matches "with --no-merge metadata does" "^0 $bad"$'\n'"$digest$row$" "$status $(<"$err")"
    digest_with_error 3 >$digest
    fails "after an error in an input none is read" 1 "^$digest:[0-9]+:[0-9]+: error: .*; use -k to leave it out$" --metadata none.json -o x.bib $digest
    fails "except with --no-merge" 2 "^none\.json: error: cannot be opened: " --no-merge --metadata none.json -o x.bib $digest
}

# What a record has is not sought: authors, all of them, and an abstract that is whole.
test_lacking() {
    local author='"authors":[{"family":"Own"}]' abstract='"abstract":"Own."' id='"arxiv_id":"2403.00001"'
    start
    sought() { # sought NAME WHETHER RECORD...: 1 if metadata of the paper is looked for
        printf '%s\n' "${@:3}" >r.jsonl
        snapshot 2 1 >other.json
        run -t jsonl --metadata other.json r.jsonl
        equal "$1" "$2" "$(grep -c 'there is no metadata for 1 of 1 papers: 2403.00001' "$err")"
    }
    sought "whole" 0 "{$id,$author,$abstract}"
    sought "no authors" 1 "{$id,$abstract}"
    sought "only some authors" 1 "{$id,$author,\"authors_incomplete\":true,$abstract}"
    sought "the person others of old jsonl" 1 "{$id,\"authors\":[{\"family\":\"Own\"},{\"literal\":\"others\"}],$abstract}"
    sought "no abstract" 1 "{$id,$author}"
    sought "a cut abstract" 1 "{$id,$author,$abstract,\"abstract_truncated\":true}"
    sought "whole by two announcements" 0 "{$id,$author}" "{$id,$abstract,\"version\":2}"
    sought "whole by metadata, once merged" 0 \
        "{$id,\"primary_category\":\"cs.CL\",$author,$abstract,\"filled_from\":[{\"fields\":[\"primary_category\"],\"metadata\":true,\"hash\":\"1\"}]}"
    printf '%s\n' "{$id,$author,\"authors_incomplete\":true}" >r.jsonl
    run -t jsonl --metadata all.json r.jsonl
    equal "all authors replace some, and the abstract comes" "Author1 van Else null We invent." \
        "$(jq -r '([.authors[].family] | join(" ")) + " \(.authors_incomplete) \(.abstract)"' "$out")"
}

# ---- Many digests

test_many() {
    local order name
    empty_folder
    digest 3 1 1 >2024-03-27-cs.CL.md
    digest 3 2 2 >2024-03-28-cs.LG.md
    digest 3 3 1 >2024-03-29-cs.CL.md
    snapshot 1 5 >all.json
    "$refmill" -t jsonl --sort id --metadata all.json 2024-*.md >whole
    equal "a merge has authors" "5" "$(jq -c 'select(.authors)' whole | wc -l)"
    for order in "2024-03-29-cs.CL.md 2024-03-27-cs.CL.md 2024-03-28-cs.LG.md" \
        "2024-03-28-cs.LG.md 2024-03-29-cs.CL.md 2024-03-27-cs.CL.md"; do
        # shellcheck disable=SC2086 # the names are words
        same_file "in another order" whole <("$refmill" -t jsonl --sort id --metadata all.json $order)
    done
    for name in 2024-*.md; do "$refmill" -t jsonl --metadata all.json -o "$name.jsonl" "$name"; done
    same_file "in parts, each with metadata" whole <("$refmill" -t jsonl --sort id 2024-*.jsonl)
    for name in 2024-*.md; do "$refmill" -t jsonl --no-merge -o "$name.jsonl" "$name"; done
    same_file "in parts, joined at the end" whole <("$refmill" -t jsonl --sort id --metadata all.json 2024-*.jsonl)
    "$refmill" --metadata <(cat all.json) --out-dir out -t bibtex,ris 2024-*.md # a pipe is read only once
    equal "--out-dir reads it once for all" "9 18" \
        "$(cat out/*.bib | grep -c '^  author') $(cat out/*.ris | grep -c '^AU  - ')"
    "$refmill" --no-merge -t bibtex --metadata all.json 2024-*.md >each.bib
    equal "--no-merge" 9 "$(grep -c '^  author' each.bib)"
    "$refmill" --metadata all.json -o x.bib --depfile x.d 2024-03-27-cs.CL.md
    equal "--depfile names it" 2 "$(grep -c 'all\.json' x.d)"
}

# ---- Hostile files

long_line() { # long_line ID: a paper in 20 MB
    printf '{"id":"%s","x":"' "$1"
    head -c 20000000 /dev/zero | tr '\0' x
    printf '"}\n'
}

# What takes long, with EVERY=1.
test_more_hostile() {
    { long_line 2403.09999 && cat all.json; } >long.json
    same_in_all_formats "a line of 20 MB that is not wanted" --metadata long.json $digest
    { printf '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2403.00001v1</id><title>'
        head -c 20000000 /dev/zero | tr '\0' x; printf '</title></entry></feed>'; cat all.json; } >huge.xml
    run -t jsonl --metadata huge.xml $digest
    matches "a title of 20 MB" "^0 huge\.xml:1:1: warning: the entry is too long; it is left out .*no metadata for 3 of 3 papers" "$status $(paste -sd ' ' "$err")"
    { printf '{"id":"2403.00001","authors_parsed":['
        printf '["A","B",""],%.0s' {1..100002}
        printf '["C","D",""]],"title":"T"}\n'; } >crowd.json
    run -t jsonl --metadata crowd.json $digest
    equal "100,003 authors" "0 crowd.json:1:1: warning: the paper has more than 100000 authors; the others are left out" \
        "$status $(grep authors "$err")"
    equal "of whom 100,000 are kept" 100000 "$(head -n 1 "$out" | jq '.authors | length')"
}

test_hostile() {
    local digest=2024-03-29-cs.CL.md
    start
    [ -z "${EVERY-}" ] || test_more_hostile
    { long_line 2403.00002 && cat all.json; } >long.json
    run -t jsonl --metadata long.json $digest
    equal "a line of 20 MB is skipped, the next ones are read" \
        "0 long.json:1:1: warning: the object is longer than 16 MB; it is left out 3" \
        "$status $(<"$err") $(jq -c 'select(.authors)' "$out" | wc -l)"
    { printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id><entry><id>x'
        printf '%.0s文' {1..1000}
        printf '</id></entry><entry><id>'
        printf '%.0s文' {1..1000}
        printf '</id></entry></feed>'; } >long.xml
    run -t jsonl --metadata long.xml $digest
    equal "a long text is cut between characters" "2 0" \
        "$(grep -c "^long.xml:1:1: warning: the entry has 'x\?文\{66\}' instead of an arXiv id; it is left out$" "$err") $(iconv -f UTF-8 -t UTF-8 "$err" 2>&1 >/dev/null | wc -l)"
    { printf '<feed><id>http://arxiv.org/api/x</id>' && printf '%.0s<a>' {1..100000}; } >deep.xml
    run -t jsonl --metadata deep.xml $digest
    matches "100,000 elements deep" "^0 deep\.xml:1:[0-9]+: warning: the rest of the document is broken XML: " "$status $(paste -sd ' ' "$err")"
    snapshot 1 1 | sed 's/"abstract":"/"abstract": "\xff/' >bytes.json
    run -t jsonl --metadata bytes.json $digest
    matches "a byte that is not UTF-8 is replaced" \
        "^0 1 bytes\.json:1:[0-9]+: warning: byte 0xFF is not UTF-8; such bytes are replaced by U\+FFFD refmill: warning: there is no metadata for 2 of 3" \
        "$status $(jq -c 'select(.authors)' "$out" | wc -l) $(paste -sd ' ' "$err")"
    snapshot 1 1 | sed 's/"abstract":"/"abstract": /' >line.json
    for _ in {1..40}; do echo "$(<line.json)"; done >bad.json
    run -t jsonl --metadata bad.json $digest
    equal "many bad lines are counted" "0 12 bad.json: warning: 30 more like these" \
        "$status $(wc -l <"$err") $(grep more "$err")"
}

# Bytes that libxml2 decodes: a DOCTYPE in them, or a tag of any length.
test_encodings() {
    local digest=2024-03-29-cs.CL.md encoding
    local refused="the document has an encoding incompatible with ASCII, which arXiv's never have; it is left out"
    start
    for encoding in UTF-16 IBM037; do # EBCDIC
        { echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>'
            echo "<?xml version=\"1.0\" encoding=\"$encoding\"?><!DOCTYPE feed [<!ENTITY a \"b\">]><feed>&a;</feed>" |
                iconv -f UTF-8 -t "$encoding"; } >two.xml
        run -t ids --metadata two.xml $digest
        equal "a DOCTYPE in $encoding is refused" \
            "0 two.xml:2:1: warning: $refused" "$status $(head -n 1 "$err")"
    done
    [ -n "${EVERY-}" ] || return 0
    { echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>'
        echo '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE feed +AFs-'
        printf '+ADwAIQ-ATTLIST a b%d CDATA +ACI-x+ACIAPg-\n' {1..20000}
        echo '+AF0APgA8-feed xmlns+AD0AIg-http://www.w3.org/2005/Atom+ACIAPg-'
        yes '+ADw-a/+AD4-' | head -n 300000; } >defaults.xml
    timeout 20 "$refmill" -t ids --metadata defaults.xml $digest >"$out" 2>"$err"
    status=$?
    equal "1.7 MB of attributes by default in UTF-7 end at once" "0 defaults.xml:2:1: warning: $refused" \
        "$status $(head -n 1 "$err")"
}

test_files
test_pipes
test_records
test_selection
test_required
test_order
test_lacking
test_many
test_hostile
test_encodings
finish
