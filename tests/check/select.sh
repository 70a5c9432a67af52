#!/bin/bash
# Which papers, in which order: filters, --exclude, --sort and --limit.
#
# shellcheck disable=SC2016,SC2094 # dollars are TeX; the library is appended to
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

# paper REF ID TITLE SUMMARY SUFFIX PREFIX: a row into $rows, a note into $notes
rows='' notes=''
paper() {
    local row note
    printf -v row '| [^%s] | [%s](https://arxiv.org/abs/%s) | %s |\n' "$1" "$3" "$2" "$4"
    printf -v note '[^%s]: 题目%s\n\n    %s%s\n\n    [https://arxiv.org/abs/%s](https://arxiv.org/abs/%s)\n\n    %s\n\n    \n\n    摘要。\n\n    %sAn abstract.\n    \n\n' \
        "$1" "$1" "$3" "$5" "$2" "$2" "$4" "$6"
    rows+=$row notes+=$note
}
papers() { # papers FILE: what was told to paper becomes a digest
    printf '# 摘要\n\n| Ref | Title | Summary |\n| --- | --- | --- |\n%s\n# 详细\n\n%s' "$rows" "$notes" >"$1"
    rows='' notes=''
}

start() {
    empty_folder
    paper 1 2403.00001 'Diffusion of Things' '一种方法。' '. (arXiv:2403.00001v1 [cs.LG])' ''
    paper 2 2403.00002 "L\\'evy Flights" '大语言模型。' '. (arXiv:2403.00002v1 [stat.ML] CROSS LISTED)' ''
    papers 2024-03-27-cs.LG.md
    paper 1 2403.00003 'All About $x^2$' '扩散模型。' '' 'arXiv:2403.00003v1 Announce Type: new  Abstract: '
    paper 2 2403.00001 'Diffusion of Things, Revisited' '另一种方法。' '' 'arXiv:2403.00001v2 Announce Type: replace  Abstract: '
    paper 3 2403.00004 'Untold' '什么都没有。' '' ''
    papers 2024-03-28-cs.CL.md
    paper 1 2403.00005 'Zebras' '斑马。' '' 'arXiv:2403.00005v1 Announce Type: cross  Abstract: '
    papers 2024-03-29-stat.ML.md
}

# What stands on standard error; that nothing was selected is said when it is so.
said() { if [ -s "$out" ]; then echo "$(<"$err")"; else grep -v '^refmill: note: no announcement was selected, out of [0-9]*\(; use --date to tell their day\)*$' "$err"; fi; }
# Into $came, the last digits of the papers' ids.
read_digits() {
    local IFS=
    read_ids
    came="${ids[*]#2403.0000}"
}
# selects NAME LAST-DIGITS ARGUMENT...: the papers, in this order, without a word
selects() {
    local name=$1 expected=$2 came
    shift 2
    run -t jsonl "$@" ./*.md
    read_digits
    equal "$name" "0 $expected " "$status $came $(said)"
}
# unjudged NAME LAST-DIGITS WARNING ARGUMENT...: the same with one warning
unjudged() {
    local name=$1 expected=$2 warning=$3 came
    shift 3
    run -t jsonl "$@" ./*.md
    read_digits
    equal "$name" "0 $expected refmill: warning: $warning" "$status $came $(said)"
}

test_filters() {
    start
    selects "all" 12345
    selects "--since" 3145 --since 2024-03-28
    selects "--until" 1234 --until 2024-03-28
    selects "--since and --until on one day" 314 --since 2024-03-28 --until 2024-03-28
    selects "--category, by the channel where none is known" 314 --category cs.CL
    selects "--category, names and patterns" 25 --category 'stat.*,hep-th'
    selects "--category, whatever the case" 25 --category 'STAT.ml'
    selects "--category, a star for nothing" 25 --category 'stat.ML*'
    selects "--category is whole" "" --category cs
    selects "--category of any archive" 12345 --category '*.*'
    selects "--channel" 314 --channel cs.CL
    selects "--channel, two" 3145 --channel 'cs.CL,stat.ML'
    selects "filters together" 3 --channel cs.CL --match 扩散
    unjudged "--announce" 13 "1 announcement was left out for lack of data: 1 with no kind of announcement (--announce)" --announce new
    unjudged "--announce, two kinds" 25 "1 announcement was left out for lack of data: 1 with no kind of announcement (--announce)" --announce cross,replace-cross
    equal "filters see announcements: the first version is the new one" "1" \
        "$("$refmill" -q -t jsonl --announce new ./*.md | jq -r 'select(.arxiv_id == "2403.00001").version')"
}

test_match() {
    start
    selects "--match in a title" 1 --match 'diffusion'
    selects "--match in a summary" 31 --match '扩散|另'
    selects "--match in a translated title" 35 --match '^题目1$' --since 2024-03-28
    selects "--match whatever the case" 5 --match ZEBRA
    selects "--match TeX as readers see it" 2 --match 'lévy'
    selects "--match in any script's case" 2 --match 'LÉVY'
    selects "--match with anchors of the field" 1 --match '^diffusion of things$'
    selects "--match with a dot for one character" 2 --match '^大语言模型.$'
    selects "--match of an extended expression" 15 --match '^(diffusion|zebras)'
    selects "--match of nothing" "" --match 'zebras and'
    selects "--match with a star, an anchor and a group within" 1 --match '(^dif.*things|nothing)$'
    selects "--match with braces, and others in brackets" 5 --match '[[:alpha:](){9999}]{2}bras'
    selects "--match with a bracket's own bracket" 5 --match '[]{9999}z]e{1,2}bra'
}

# What an expression, or a text that it searches, may cost.
test_match_costs() {
    local expression
    start
    for expression in '((((a{1,99}){1,99}){1,99}){1,99})' '(a{16}){16}' 'a{251}' 'a{99999999999999999999}' 'a{1,}{300}' \
        '((((((((a+)+)+)+)+)+)+)+)+' "$(printf '%0251d' 0)"; do
        fails "--match that is too large: ${expression::30}" 2 "' is too large: .* may have at most 250 bytes; lower the numbers" --match "$expression" x
    done
    fails "--match with a back-reference" 2 "' has a back-reference, .*; leave it out" --match '(.*)\1\1\1b' x
    fails "--match with a closing parenthesis alone" 2 "' has a \) without a \(; write \\\\\)" --match 'a)b' x
    selects "--match that is as large as may be" "" --match 'a{250}'
    selects "--match with a backslash before a backslash and a digit" "" --match '\\1'
    jq -cn '{title: ("diffusion " * 10000), arxiv_id: "2403.00001"}, {title: ("d" * 20000 + "m"), arxiv_id: "2403.00002"}' >long.jsonl
    equal "--match takes no square of a text's length" "0 0" "$(timeout 5 "$refmill" -q -t ids --match 'diffusion.*model' long.jsonl >"$out"; echo "$? $(wc -l <"$out")")"
    equal "--match looks at the first 16 KB of a text" "2403.00002 0" "$("$refmill" -q -t ids --match 'd*$' --sort -id --limit 1 long.jsonl) $("$refmill" -q -t ids --match 'd*m$' long.jsonl | wc -l)"
}

test_days() {
    local SOURCE_DATE_EPOCH=1711756799 # the last second of 2024-03-29
    export SOURCE_DATE_EPOCH
    start
    selects "--since today" 5 --since today
    selects "--since Yesterday" 3145 --since Yesterday
    selects "--since days back" 12345 --since 2d
    selects "--until yesterday" 1234 --until yesterday
    selects "--until days back" 12 --until 2D
    selects "--since a month is since its first day" 12345 --since 2024-03
    selects "--since the next month" "" --since 2024-04
    selects "--until a month is until its last day" 12345 --until 2024-03
    selects "--until the month before" "" --until 2024-02
    selects "--since a year" 12345 --since 2024
    selects "--until a year is until its last day" 12345 --until 2024
    selects "--until the year before" "" --until 2023
    selects "--until a month of 29 days" 12345 --until 2024-02 --date 2024-02-29
    selects "--until the last day of a year" 12345 --until 2024 --date 2024-12-31
    unset SOURCE_DATE_EPOCH
    selects "--since by the clock" 12345 --since 1d --date "$(date -u +%F)"
    selects "--until by the clock" "" --until 2d --date "$(date -u +%F)"
}

# Where nothing is found because days are guesses, the note tells so.
test_guessed_days() {
    empty_folder
    digest 2 >d.md
    touch -d 2024-03-29T09:07:51Z d.md
    run -t ids --until 2024-03-28 d.md
    equal "nothing is found by the day when a file was last changed" "0  d.md: note: is dated 2024-03-29, when the file was last changed; use --date for another day
refmill: note: no announcement was selected, out of 2; their day is a guess, so use --date" "$status $(<"$out") $(<"$err")"
    cp d.md 2024-03-29-cs.CL.md
    run -t ids --until 2024-03-28 2024-03-29-cs.CL.md d.md
    matches "of two files, of which one tells its day" "the day of some is a guess, so use --date for their files$" "$(<"$err")"
    run -t ids --match zebras --until 2024-03-30 d.md
    matches "nothing is found for another reason" "no announcement was selected, out of 2$" "$(<"$err")"
    run -t ids --since 2024-03 < <(cat d.md)
    equal "nothing is found by the months of ids" "0  refmill: warning: 2 announcements were left out for lack of data: 2 with no date (--since)
refmill: note: no announcement was selected, out of 2; use --date to tell their day" "$status $(<"$out") $(<"$err")"
    run -t ids --until 2024-03-28 --date 2024-03-29 d.md
    equal "nothing is found by a known day" "refmill: note: no announcement was selected, out of 2" "$(<"$err")"
}

# --until gives the library as it stood that day; what came before --since still
# dates its papers.
test_selection_before_merging() {
    local format
    start
    for format in bibtex atom jsonl; do
        "$refmill" -q -t "$format" 2024-03-27-cs.LG.md 2024-03-28-cs.CL.md >expected
        run -q -t "$format" --until 2024-03-28 ./*.md
        same_file "--until in $format is as if later digests were not there" expected "$out"
    done
    "$refmill" -q -t jsonl ./*.md | jq -c '[.arxiv_id, .published, .first_seen]' | grep 00001 >expected
    "$refmill" -q -t jsonl --since 2024-03-28 ./*.md | jq -c '[.arxiv_id, .published, .first_seen]' | grep 00001 >"$out"
    same_file "--since moves no date" expected "$out"
    "$refmill" -q -o all.atom ./*.md
    "$refmill" -q -o new.atom --since 2024-03-28 ./*.md
    entry_dates() { tr -d '\n' <"$1" | sed 's/<entry>/\n&/g' | grep 2403.00001 | grep -o '<[pu][a-z]*ed>[^<]*' | paste -sd ' '; }
    equal "nor of its entry in a feed" "$(entry_dates all.atom)" "$(entry_dates new.atom)"
    equal "which are of its first day and of its last version" "<published>2024-03-27T00:00:01Z <updated>2024-03-28T00:00:01Z" "$(entry_dates all.atom)"
}

# A record that was merged before is one announcement, of all its days and channels.
test_selection_of_records() {
    start
    "$refmill" -o all.jsonl ./*.md
    mkdir digests
    mv ./*.md digests
    mv all.jsonl records.md
    selects "--since by the last day" 1345 --since 2024-03-28
    selects "--until by the first day" 12 --until 2024-03-27
    selects "--channel, any of its own" 134 --channel cs.CL
    selects "--category, any of its own" 1 --category cs.LG
}

test_lacks() {
    start
    "$refmill" --no-merge -t jsonl ./*.md | jq -c 'del(.channel, .channels, .categories, .primary_category)' >"$place/bare.jsonl"
    empty_folder
    cp "$place/bare.jsonl" bare.md
    unjudged "neither category nor channel" "" "6 announcements were left out for lack of data: 6 with neither a category nor a channel (--category)" --category cs.LG
    unjudged "no channel" "" "6 announcements were left out for lack of data: 6 with no channel (--channel)" --channel cs.LG
    jq -c 'del(.digest_date, .first_seen, .last_seen)' "$place/bare.jsonl" >bare.md
    unjudged "no date" "" "6 announcements were left out for lack of data: 6 with no date (--since)" --since 2024-01-01
    unjudged "no date, for what is later" "" "6 announcements were left out for lack of data: 6 with no date (--until)" --until 2025-01-01
    jq -c 'if .ref == 1 then . else del(.announce, .digest_date, .first_seen, .last_seen) end' "$place/bare.jsonl" >bare.md
    unjudged "each by the first filter that cannot judge" "" "6 announcements were left out for lack of data: 3 with no date (--since), 3 with no channel (--channel)" \
        --since 2024-01-01 --channel cs.LG
    unjudged "but none that another leaves out" "" "1 announcement was left out for lack of data: 1 with no channel (--channel)" \
        --channel cs.LG --match zebras
    run -q -t jsonl --since 2024-01-01 --channel cs.LG ./*.md
    equal "--quiet says nothing of it" "0 " "$status $(<"$err")"
    digest 1 >in
    equal "the month of an id is no date" \
        "0 0 refmill: warning: 1 announcement was left out for lack of data: 1 with no date (--until)" \
        "$(run -t jsonl --until 2025-01-01 < <(cat in); echo "$status $(wc -l <"$out") $(grep -v "no announcement was" "$err")")"
}

test_order() {
    start
    selects "--sort id" 12345 --sort id
    selects "--sort -id" 54321 --sort -id
    selects "--sort ref" 35124 --sort ref
    selects "--sort title" 31245 --sort title
    selects "--sort -title" 54213 --sort -title
    cat >dated.md <<'EOF'
- [2024-03-05] [Ferries in Fog](https://arxiv.org/abs/2403.00002)
- [2024-03-05] [Ferries in Ice](https://arxiv.org/abs/2403.00003)
- [2024-03-07] [Piers in Fog](https://arxiv.org/abs/2403.00001)
- [Horns in Fog](https://arxiv.org/abs/2403.00004)
EOF
    run -q --no-merge --date 2024-04-01 -t ids --sort -date dated.md
    equal "--sort -date is by the papers' dates, then by id" "2403.00001 2403.00003 2403.00002 2403.00004" \
        "$(paste -sd ' ' "$out")"
    run -q --date 2024-04-01 -t atom --sort date dated.md
    equal "but in feeds by announcement" "2403.00001 2403.00002 2403.00003 2403.00004" \
        "$(grep -o '<id>https://arxiv.org/abs/.*<' "$out" | grep -oE '[0-9.]{10}' | paste -sd ' ')"
    rm dated.md
    selects "--sort announced is by the first digest" 21435 --sort announced
    selects "--sort -announced" 53412 --sort -announced
    selects "--limit" 12 --limit 2
    selects "--limit after sorting" 54 --sort -id --limit 2
    selects "--limit beyond the end" 12345 --limit 100
    selects "--no-merge with --limit" 123 --no-merge --limit 3
    selects "--no-merge with --sort" 112345 --no-merge --sort id
    run -t atom --limit 2 ./*.md
    equal "a feed's --limit is of the newest" "5 3" "$(grep -o '<id>https://arxiv.org/abs/2403.0000[0-9]' "$out" | grep -o '[0-9]$' | paste -sd ' ')"
    run -t atom --no-merge --limit 2 ./*.md
    equal "and with --no-merge" "5 3" "$(grep -o '<id>https://arxiv.org/abs/2403.0000[0-9]' "$out" | grep -o '[0-9]$' | paste -sd ' ')"
    run -t rss --sort id --limit 2 ./*.md
    equal "a feed in another order" "1 2" "$(grep -o '<guid.*2403.0000[0-9]' "$out" | grep -o '[0-9]$' | paste -sd ' ')"
    run -q -t atom --id-version ./*.md
    cp "$out" expected
    run -q -t atom --id-version --sort -date ./*.md
    same_file "--sort -date is a feed's own order" expected "$out"
    equal "which is by version with --id-version" "5 3 1" "$(grep -o '<id>https://arxiv.org/abs/2403.0000[0-9]' "$out" | grep -o '[0-9]$' | head -n 3 | paste -sd ' ')"
    run -o a.jsonl -o a.atom --limit 1 ./*.md
    equal "each output has its own order" "2403.00001 2403.00005" \
        "$(jq -r .arxiv_id a.jsonl) $(grep -o '<id>https://arxiv.org/abs/.*<' a.atom | grep -oE '[0-9.]{10}')"
}

test_wrong_values() {
    local day
    start
    fails "--match twice" 2 "--match is given twice; use --match 'this\\|that'" --match diffusion --match zebras x
    fails "--channel twice" 2 "--channel is given twice; separate its names by commas" --channel cs.CL --channel cs.LG x
    fails "--match with nothing" 2 "--match requires an expression" --match '' x
    run -t jsonl --channel cs.XX ./*.md
    equal "that nothing was selected is told" "0 refmill: note: no announcement was selected, out of 6" "$status $(<"$err")"
    for day in 2024-02-30 2024-3 2024-13 24 0000 2024-02-30x tomorrow d 7 -7d 7dd 36526d ''; do
        fails "--since no day: '$day'" 2 "--since takes YYYY-MM-DD, YYYY-MM, YYYY, today, yesterday or a number of days back, such as 7d, not '$day'$" \
            --since "$day" 2024-03-27-cs.LG.md
    done
    fails "--until before --since, in months" 2 "--until 2023 is before --since 2024-01" --since 2024-01 --until 2023 x
    fails "--until before --since" 2 "--until 2024-01-01 is before --since 2024-01-02" --since 2024-01-02 --until 2024-01-01 x
    fails "--category no name" 2 "--category takes names.*'cs LG'" --category 'cs LG' x
    fails "--channel empty" 2 "--channel takes names.*''" --channel '' x
    fails "--channel with an empty name" 2 "--channel takes names.*''" --channel 'cs.AI,,cs.LG' x
    fails "--announce no kind" 2 "--announce takes new, cross, replace or replace-cross.*'old'" --announce new,old x
    fails "--match no expression" 2 "--match '\\(' is not a POSIX extended regular expression: " --match '(' x
    fails "--sort no key" 2 "--sort: expected ref, id, date, title or announced, .*'size'" --sort size x
    fails "--limit no number" 2 "--limit: expected a number from 1 to 4294967295, not '0'" --limit 0 x
    fails "--limit too large" 2 "--limit: expected a number from 1 to 4294967295, not '4294967296'" --limit 4294967296 x
    fails "--exclude no file" 2 "^nope\\.bib: error: cannot be opened" --exclude nope.bib 2024-03-27-cs.LG.md
    fails "--exclude and input from one pipe" 2 "standard input can be read only once" --exclude -
}

# ---- --exclude

test_exclude() {
    local format some=("${listed_formats[@]%% *}" list digest)
    start
    [ -n "${EVERY-}" ] || some=(bibtex ris rss list digest)
    for format in "${some[@]}"; do
        case $format in
        list) printf '2403.00001\narXiv:2403.00002v3\n' >known ;;
        digest) cp 2024-03-27-cs.LG.md known ;;
        *) "$refmill" -t "$format" -o "$format:known" 2024-03-27-cs.LG.md ;;
        esac
        run -t jsonl --exclude known ./*.md
        read_digits
        equal "--exclude $format" "345 refmill: note: 2 papers were left out, already among the 2 in the --exclude files" \
            "$came $(<"$err")"
        run -q -t jsonl --exclude known ./*.md
        equal "--exclude $format, --quiet" "" "$(<"$err")"
    done
    gzip <known >known.gz
    run -t jsonl --exclude known.gz ./*.md
    read_digits
    equal "--exclude of a packed file" "345" "$came"
    rm known.gz
    echo 2403.00003 >third
    run -t jsonl --exclude known --exclude third ./*.md
    read_digits
    equal "--exclude twice" "45" "$came"
    run -t jsonl --exclude - ./*.md <third
    read_digits
    equal "--exclude from a pipe" "1245" "$came"
    run --no-merge -t jsonl --exclude known ./*.md
    read_digits
    equal "--exclude with --no-merge" "345" "$came"
    printf '@article{x,\n  abstract = {As arXiv:2403.00001 says},\n  note = {see arxiv.org/abs/2403.00002},\n}\n' >cites.bib
    selects "papers that are only cited are not left out" 12345 -q --exclude cites.bib
    # An earlier version, which compared hashes without a key, had one hash for the two.
    paper 1 2403.01234 'Hidden' '藏。' '' ''
    papers hidden.md
    printf '@misc{x, url = {https://e.org/x/qLaaaaaaEhKQNlI2}}\n' >crafted.bib
    run -t ids --exclude crafted.bib hidden.md
    equal "a crafted link does not hide a paper" "2403.01234 " "$(<"$out") $(<"$err")"
}

# What is not read of a file excludes nothing, which has to be said.
test_exclude_in_part() {
    excludes() { # excludes NAME PAPERS MESSAGES: the file `part`; messages are about it
        run -t jsonl --exclude part ./*.md
        read_digits
        equal "$1" "$2 $3" "$came $(grep part: "$err")"
    }
    start
    printf '{"arxiv_id":"2403.00001","version":"1"}\n{"arxiv_id":"2403.00002"}\n' >part
    excludes "a record with a fault excludes nothing, and is a warning" 1345 \
        "part:1:1: warning: the field version is not a whole number in range; it is left out"
    printf '[{"id":"2403.00001","title":"A"},\n{"id":"2403.00002","ti' >part
    excludes "a cut list excludes what it has" 2345 "part:2:1: warning: the object that begins here is cut off; it is left out"
    printf 'Ada Marsh, Some Title\nhttps://a.org/1\n2403.00001\n2403.00002\n' >part
    excludes "a list may have other references" 345 ""
    : >part
    excludes "or none yet" 12345 ""
}

test_append() {
    local before
    start
    printf '@comment{mine}\n@article{Mine, title = {By hand}, eprint = {2403.00002}, eprinttype = {arxiv}}\n\n' >library.bib
    cp library.bib before
    "$refmill" -q --exclude library.bib -t bibtex 2024-03-27-cs.LG.md >>library.bib
    equal "what is new is appended, and nothing else" "0 1" \
        "$(cmp -s before <(head -c "$(stat -c %s before)" library.bib); echo $?) $(grep -c '^@misc' library.bib)"
    before=$(md5sum <library.bib)
    "$refmill" -q --exclude library.bib -t bibtex 2024-03-27-cs.LG.md >>library.bib
    equal "appending again changes nothing" "$before" "$(md5sum <library.bib)"
    printf '@misc{arxiv2403.00005, title = {Some other}}\n@misc{Arxiv2403.00004, title = {Yet another}}\n' >keys.bib
    run -q --exclude keys.bib --key 'arxiv{id}' 2024-03-29-stat.ML.md
    equal "an id in a key counts" "" "$(<"$out")"
    printf '@misc{Zebras, title = {Some other}}\n@misc{ZEBRASA, title = {Yet another}}\n' >keys.bib
    run -q --exclude keys.bib --key '{word}' 2024-03-29-stat.ML.md
    matches "keys that are taken are not given again" '^@misc\{Zebrasb,' "$(head -n 1 "$out")"
}

# A library whose last line has no end is not glued to what is appended, and only what
# may stand behind other records is appended.
test_append_to() {
    local format behind=(ris jsonl bibtex biblatex) other=(ris jsonl ids) never=(atom rss jsonfeed csl-json csv html markdown)
    [ -n "${EVERY-}" ] || behind=(ris bibtex) other=(jsonl) never=(rss csv)
    start
    for format in "${behind[@]}"; do
        "$refmill" -q -t "$format" 2024-03-27-cs.LG.md >library
        printf %s "$(tr -d '\r' <library)" >./cut # all line ends at its end go
        mv cut library
        run -q --exclude library -t "$format" 2024-03-28-cs.CL.md
        { cat library; echo; cat "$out"; } >expected
        "$refmill" -q --exclude library -t "$format" 2024-03-28-cs.CL.md >>library
        same_file "$format behind a line without its end" expected library
        cp library expected
        head -c -1 library >./cut
        cp cut expected
        "$refmill" -q --exclude cut -t "$format" 2024-03-28-cs.CL.md >>./cut
        same_file "and nothing where nothing is new: $format" expected cut
    done
    for format in "${other[@]}"; do
        "$refmill" -q -t bibtex 2024-03-27-cs.LG.md >library.bib
        cp library.bib expected
        "$refmill" --exclude library.bib -t "$format" 2024-03-28-cs.CL.md >>library.bib 2>"$err"
        matches "$format does not go behind BibTeX" "^2 <stdout>: error: $format cannot be appended to bibtex, the format of .* suffix; use -t bibtex" "$? $(<"$err")"
        same_file "and is not there: $format" expected library.bib
    done
    for format in bibtex biblatex; do
        "$refmill" -q --exclude library.bib -t "$format" 2024-03-28-cs.CL.md >>library.bib 2>"$err"
        equal "$format does" "0 " "$? $(<"$err")"
    done
    for format in "${never[@]}"; do
        "$refmill" -q -t "$format" 2024-03-27-cs.LG.md >library
        cp library expected
        "$refmill" --exclude library -t "$format" 2024-03-28-cs.CL.md >>library 2>"$err"
        matches "$format cannot be appended" "^2 <stdout>: error: $format cannot be appended to a file; these can: .*bibtex" "$? $(<"$err")"
        same_file "and is not: $format" expected library
    done
}

# The library that is read must not be lost.
test_exclude_is_output() {
    start
    "$refmill" -o library.bib 2024-03-27-cs.LG.md
    fails "-o onto the --exclude file" 2 "^library\\.bib: error: is an --exclude file.*append to it with >>$" \
        --exclude library.bib -o library.bib 2024-03-28-cs.CL.md
    ln -s library.bib link.bib
    fails "-o onto a link to it" 2 "is an --exclude file" --exclude library.bib -o link.bib 2024-03-28-cs.CL.md
    "$refmill" --exclude library.bib -t bibtex 2024-03-28-cs.CL.md >library.bib 2>"$err"
    equal "> onto it is told" "2" "$?"
    matches "with what to do" "^<stdout>: error: is an --exclude file.*append to it with >> \\(a > has emptied it already\\)$" "$(<"$err")"
}

test_filters
test_days
test_guessed_days
test_match
test_match_costs
test_selection_before_merging
test_selection_of_records
test_lacks
test_order
test_wrong_values
test_exclude
test_exclude_in_part
test_append
test_append_to
test_exclude_is_output
finish
