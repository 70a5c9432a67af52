#!/bin/bash
# jsonl as an input: told by its content, read as it was written, and what is
# wrong in it said with its line and left out with -k.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

start() {
    empty_folder
    digest 3 >2024-03-29-cs.CL.md
    "$refmill" -t jsonl -o r.jsonl 2024-03-29-cs.CL.md
    alone_in_all_formats 2024-03-29-cs.CL.md
}

test_kinds() {
    start
    same_in_all_formats "jsonl gives what its digest gives" r.jsonl
    mv r.jsonl r.md
    same_in_all_formats "jsonl is told by its content" r.md
    same_in_all_formats "--from jsonl" --from jsonl r.md
    { printf '\xEF\xBB\xBF\n  '; cat r.md; } >marked
    same_in_all_formats "a byte order mark and white space before it" marked
    sed 's/$/\r/' r.md >crlf
    same_in_all_formats "lines that end in CR LF" crlf
    head -c -1 r.md >./cut
    same_in_all_formats "a last line without its end" cut
    sed 's/$/\n/' r.md >blank
    same_in_all_formats "blank lines between records" blank
    jq -c 'del(.arxiv_id)' r.md >linked
    same_in_all_formats "an id that only the link has" linked
    jq -c '.' r.md >jqd
    same_in_all_formats "what jq has written" jqd
    jq -c '. + {mine: [1, {"a": null}]}' r.md >./more
    same_in_all_formats "other members are ignored" more
    echo '{"arxiv_id":"2403.00001","title":"T","authors":[{"family":"Wick"}],"authors_incomplete":true,"topics":["A"]}' >few
    run -t jsonl few
    equal "a record with few members is not other JSON of papers" "true A" "$(jq -r '"\(.authors_incomplete) \(.topics[0])"' "$out")"
    echo '{"arxiv_id":"2403.00001","title":"T","abstract_truncated":true,"authors_incomplete":true}' >none
    run -t jsonl none
    equal "what is not there is neither cut nor incomplete" "null null" \
        "$(jq -r '"\(.abstract_truncated) \(.authors_incomplete)"' "$out")"
    echo '{"arxiv_id":"2403.00001","title":"R","abstract":"C"}' >short
    run -t ris short
    equal "texts of one character" "TI  - R AB  - C" "$(grep -E '^(TI|AB)' "$out" | tr -d '\r' | paste -sd ' ')"
    # shellcheck disable=SC2016
    printf '%s\n' '{"arxiv_id":"2403.00001","title":"a\\textbackslash$x$ b","authors":[{"literal":"R, S,T"}]}' >marks
    run -o markdown:marks.md -o marks.html marks
    # shellcheck disable=SC2016
    equal "a backslash before a formula" 1 "$(grep -cF '[a\\$x$ b]' marks.md)"
    equal "commas of a name in COinS" 'rft.creator=R%20S%20T%2C' "$(grep -o 'rft.creator=[^&"]*' marks.html)"
    echo '{"ref":1,"url":"https://example.org/a","title":"On https://jsonfeed.org/version/1.1","file":"a.md"}' >named
    run -t jsonl named
    equal "nor is a record that names a feed a feed" "https://example.org/a" "$(jq -r .url "$out")"
    jq -c '{arxiv_id, version: 2, title, authors: [{family: "Wick"}]}' r.md >people
    run -t jsonl people
    equal "nor is one of which only the authors are in our form" 2 "$(jq -r .version "$out" | sort -u)"
    "$refmill" --no-merge -t jsonl 2024-03-29-cs.CL.md >plain
    same_in_all_formats "records that were not merged" plain
    head -n 1 2024-03-29-cs.CL.md >heading.md
    fails "a digest is not jsonl" 1 "^heading\.md:1:2: error: the line is not JSON: " --from jsonl heading.md
    fails "jsonl is not a digest" 1 "this is not a digest" --from digest r.md
    fails "--from with another word" 2 "^refmill: error: --from: unknown reader 'bib'; see refmill --list-formats\$" --from bib r.md
}

# wrong NAME LINE REGEX: a line that is not a record is an error with its place. -k leaves
# out that line only.
wrong() {
    local name=$1 line=$2 regex=$3 before='{"arxiv_id":"2403.00001"}' behind='{"arxiv_id":"2403.00003"}'
    empty_folder
    printf '%s\n' "$before" "$line" "$behind" >r.jsonl
    fails "$name" 1 "^r\.jsonl:2:$regex.*; use -k to leave it out\$" r.jsonl
    run -k -t jsonl r.jsonl
    read_ids
    equal "$name, with -k" "1 2403.00001 2403.00003" "$status ${ids[*]}"
}

test_faults() {
    wrong "a line that is not JSON" '{"arxiv_id": 2403.' '[0-9]+: error: the line is not JSON: '
    wrong "a cut line" '{"arxiv_id":"2403.00002","title":"A' '[0-9]+: error: the line is not JSON: '
    wrong "the column in a line that is not JSON" '{"题":"题" nonsense}' '1?[0-9]: error: the line is not JSON: '
    wrong "a cut escape before a character of two bytes" '{"title":"\u5c0é"}' "[0-9]+: error: the line is not JSON: .*u5c0[?]'"
    wrong "a line that is not an object" '["arxiv_id"]' '1: error: the line is not a JSON object'
    wrong "a line without end" "$(printf '{"title":"%017000000d"}' 0)" '1: error: the line is longer than 16 MB'
    wrong "a malformed id" '{"arxiv_id":"24.1"}' "1: error: the field arxiv_id is not an arXiv id"
    wrong "an id with its version" '{"arxiv_id":"2403.00002v1"}' "1: error: the field arxiv_id is not an arXiv id"
    wrong "neither an id nor a link" '{"title":"A"}' "1: error: the field url is not an http"
    wrong "a malformed link" '{"url":"javascript:alert(1)"}' "1: error: the field url is not an http"
    local id='{"arxiv_id":"2403.00002",'
    wrong "a title that is not a string" "$id"'"title":5}' "1: error: the field title is not a string"
    wrong "a version that is not a number" "$id"'"version":"2"}' "1: error: the field version is not a whole number"
    wrong "a version that is too high" "$id"'"version":10000}' "1: error: the field version is not a whole number"
    wrong "a negative number" "$id"'"ref":-1}' "1: error: the field ref is not a whole number"
    wrong "a day that does not exist" "$id"'"digest_date":"2024-02-30"}' "1: error: the field digest_date is not a date"
    wrong "a time without its zone" "$id"'"first_seen":"2024-02-01T00:00:00"}' "1: error: the field first_seen is not a date"
    wrong "an unknown announcement" "$id"'"announce":"old"}' "1: error: the field announce is not new"
    wrong "a malformed category" "$id"'"primary_category":"<b>"}' "1: error: the field primary_category is not a category"
    wrong "channels that are not a list" "$id"'"channels":"cs.AI"}' "1: error: the field channels is not a list"
    wrong "channels with a space" "$id"'"channels":["cs.AI cs.LG"]}' "1: error: the field channels is not a list"
    wrong "truncated that is not a boolean" "$id"'"abstract_truncated":1}' "1: error: the field abstract_truncated is neither"
    wrong "a filling of an unknown field" "$id"'"filled_from":[{"fields":["x"],"hash":"1"}]}' "1: error: the field filled_from names an unknown field"
    wrong "more topics from fillings than there are" "$id"'"topics":["A"],"filled_from":[{"fields":[],"topics_added":2,"hash":"1"}]}' "1: error: the field filled_from adds more topics than the record has"
    wrong "topics that are not texts" "$id"'"topics":[1]}' "1: error: the field topics is not a string"
    wrong "topics that are not a list" "$id"'"topics":"A"}' "1: error: the field topics is not a list of strings"
    wrong "a filling without its hash" "$id"'"filled_from":[{"fields":["title"]}]}' "1: error: the field filled_from has a filling without a hash"
}

# CSL-JSON has a suffix beside the given name, since Zotero drops it else; without one, there is no other place.
test_suffix_alone() {
    start
    echo '{"arxiv_id":"2403.00001","title":"T","authors":[{"family":"Tide","suffix":"III"}]}' >suffix.jsonl
    run -t csl-json suffix.jsonl
    equal "a suffix without a given name" '[{"family":"Tide","suffix":"III"}]' "$(jq -c '.[0].author' "$out")"
}

# Text that is not jsonl from its start is one error.
test_other_json() {
    start
    jq . r.jsonl >pretty.json
    fails "what jq writes without -c" 1 "^pretty\\.json:1:2: error: the line is not JSON: .*; write each record as an object on one line, as jq -c does$" -t jsonl pretty.json
    jq -s . r.jsonl >list.json
    fails "a list that jq wrote" 1 "^list\\.json:1:2: error: the line is not JSON: .* as jq -c '\\.\\[\\]' does$" -t jsonl list.json
    jq -cs . r.jsonl >list.json
    fails "the same in one line" 1 "^list\\.json:1:1: error: the line is not a JSON object but a list; write each .* '\\.\\[\\]' does" -t jsonl list.json
    run -k -t jsonl pretty.json 2024-03-29-cs.CL.md
    equal "with -k the rest is read" "1 3" "$status $(wc -l <"$out")"
    fails "alone it gives no output, even with -k" 1 "^pretty\.json:1:" -k -o x.bib pretty.json
}

test_hostile_text() {
    empty_folder
    printf '%s\n' '{"arxiv_id":"2403.00001","title":"a\u0000b\u0007c\nTY  - JOUR\u0085d","channels":["cs.LG","cs.AI","cs.LG"]}' >r.jsonl
    run -t jsonl r.jsonl
    equal "text is cleaned, sets are sorted" "abc TY - JOUR d cs.AI,cs.LG" \
        "$(jq -r '.title + " " + (.channels | join(","))' "$out")"
    echo '{"arxiv_id":"2403.00001","title_ko":"제목","summary_zh":"总结","abstract_ko":"초록","abstract_ja":"要旨"}' >r.jsonl
    run -t jsonl r.jsonl
    equal "translations are in one language" "abstract_ko title_ko" "$(jq -r 'keys[]' "$out" | grep '_[a-z][a-z]$' | grep -v _id | paste -sd ' ')"
    printf '{"arxiv_id":"2403.00001","title":"\xff"}\n' >r.jsonl
    printf '{"arxiv_id":"2403.00001","title":"T"}\n\xe8' >cut.jsonl
    run -t jsonl cut.jsonl
    equal "a character cut off after the last record is a warning" "0 1 cut.jsonl:2:1: warning: the input is cut off in the middle of a character; that is left out" \
        "$status $(wc -l <"$out") $(<"$err")"
    fails "bytes that are not UTF-8" 1 "^r\.jsonl:1:35: error: byte 0xFF is not UTF-8" r.jsonl
    run -k -t jsonl r.jsonl
    equal "bytes that are not UTF-8, with -k" $'\xEF\xBF\xBD' "$(jq -r .title "$out")"
    : >r.jsonl
    run --from jsonl -t jsonl r.jsonl
    equal "no record is a good part, with a warning" "0 0 r.jsonl: warning: is empty" "$status $(wc -c <"$out") $(<"$err")"
}

# What the goldens have is in the table of fields, so that it can be omitted; there, _zh stands for all translations.
test_names() {
    equal "every member of jsonl is a field, or the hash" "hash" "$(comm -23 \
        <(jq -r 'keys[] | sub("_(ja|ko)$"; "_zh")' "$root"/fixtures/*/out.jsonl | sort -u) \
        <("$refmill" --omit=nosuch 2>&1 | sed 's/.*the fields are //; s/, /\n/g' | sort))"
}

# In streaming what is before an error comes out, whole, and nothing behind it.
test_streaming() {
    empty_folder
    printf '%s\n' '{"arxiv_id":"2403.00001"}' '{"arxiv_id":"x"}' '{"arxiv_id":"2403.00003"}' >r.jsonl
    run --no-merge -t jsonl r.jsonl
    read_ids
    equal "--no-merge ends before the error" "1 2403.00001" "$status ${ids[*]}"
}

test_dates() {
    empty_folder
    echo '{"arxiv_id":"2403.00001"}' >2024-01-01.jsonl
    run -t jsonl 2024-01-01.jsonl
    equal "the file's name and time are not the record's" "null" "$(jq -r .digest_date "$out")"
    run -t jsonl --date 2024-03-30 2024-01-01.jsonl
    equal "--date is for records without one" "2024-03-30" "$(jq -r .digest_date "$out")"
    echo '{"arxiv_id":"2403.00001","digest_date":"2024-03-29"}' >r.jsonl
    run -t jsonl --date 2024-03-30 r.jsonl
    equal "a record's own date stays" "2024-03-29" "$(jq -r .digest_date "$out")"
}

test_kinds
test_faults
test_suffix_alone
test_other_json
test_hostile_text
test_names
test_streaming
test_dates
finish
