#!/bin/bash
# Inputs of every kind: their readers by name and by content, packed ones, ids of the command line, what
# is said of files that are no lists, and papers that come from several kinds. What each reader makes of
# its inputs is shown in fixtures.
set -u
# shellcheck disable=SC2094 # ids is a file and a format
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
fixtures=$root/fixtures
export SOURCE_DATE_EPOCH=1711703271 # 2024-03-29T09:07:51Z

declare -A examples=(
    [api]=$fixtures/api-answers/in.atom
    [digest]=$fixtures/daily-digest/in.md
    [feed]=$fixtures/feed-rss/in.xml
    [ids]=$fixtures/ids-in-many-forms/in.txt
    [jsonl]=$fixtures/api-answers/out.jsonl
    [library]=$fixtures/library-of-bibtex/in.bib
    [mail]=$fixtures/mail/in.txt
    [markdown]=$fixtures/list-items/in.md
    [oai]=$fixtures/oai-raw-and-dublin-core/in.xml
    [snapshot]=$fixtures/snapshot-lines/in.json
)
mapfile -t readers < <("$refmill" --list-formats | sed '1,/^Inputs/d; s/ .*//')

start() { # an empty folder with an input for each reader, whose name tells nothing
    local reader
    empty_folder
    for reader in "${readers[@]}"; do cp "${examples[$reader]}" "$reader"; done
}

# ---- Readers

test_readers() {
    local reader suffix
    equal "each reader has an example here" "${readers[*]}" "$(printf '%s\n' "${!examples[@]}" | sort | paste -sd ' ')"
    start
    for reader in "${readers[@]}"; do
        run -q --from "$reader" -t jsonl "$reader"
        cp "$out" named
        matches "--from $reader" "^0 [1-9]" "$status $(wc -l <named)"
        [ "$reader" != library ] || continue
        run -q -t jsonl "$reader"
        same_file "content tells that it is $reader" named "$out"
        run -q -t ids - <"$reader"
        equal "and on standard input" "$("$refmill" -q -t ids --from "$reader" "$reader")" "$(<"$out")"
        for suffix in md bib xml json pdf gz; do
            cp "$reader" "x.$suffix"
            run -q -t jsonl "x.$suffix"
            same_file "$reader in a file .$suffix" <(sed "s/\"file\":\"$reader\"/\"file\":\"x.$suffix\"/g" named) "$out"
            rm "x.$suffix"
        done
    done
    run -q -t ids api digest feed ids jsonl mail markdown oai snapshot
    equal "all kinds in one run" "0 $(for reader in "${readers[@]}"; do
        [ "$reader" = library ] || "$refmill" -q -t ids "$reader"
    done | sort -u | paste -sd ' ')" "$status $(sort "$out" | paste -sd ' ')"
    printf '\xEF\xBB\xBF\n\n  ' | cat - api >marked
    run -q -t ids marked
    equal "after a byte order mark and blanks" "0 $("$refmill" -q -t ids api)" "$status $(<"$out")"
}

test_wrong_readers() {
    start
    echo old >x.bib
    fails "--from with a name that is no reader's" 2 "^refmill: error: --from: unknown reader 'atom'; see refmill --list-formats\$" --from atom api
    fails "--from with a name that is nearly one" 2 "unknown reader 'digests'; did you mean digest\\?" --from digests digest
    fails "--from digest of ids" 1 "^ids:1:1: error: this is not a digest: " --from digest -o x.bib ids
    fails "--from api of a feed" 1 "^feed:1:1: error: the document is not an answer of arXiv's API; use -k" --from api -o x.bib feed
    fails "--from feed of a digest" 1 "^digest:1:1: error: .* is broken XML: " --from feed -o x.bib digest
    fails "--from jsonl of a digest" 1 "^digest:1:[0-9]+: error: the line is not JSON: " --from jsonl -o x.bib digest
    fails "--from snapshot of ids" 1 "^ids:[0-9]+:[0-9]+: error: the text that begins here is neither a JSON object nor a list; " --from snapshot -o x.bib ids
    fails "an output that is metadata" 2 "^snapshot: error: is an input as well as an output\$" --metadata snapshot -o bibtex:snapshot digest
    run --from mail -t ids digest
    equal "--from mail of a digest is a list without papers" "0 digest: warning: has no papers" "$status $(<"$err")$(<"$out")"
}

# ---- Files that are no lists

test_other_files() {
    local seems
    start
    echo old >x.bib
    is_no_list() { # is_no_list WHAT-IT-SEEMS ADVICE FILE
        fails "$1 is no list" 1 "^$3:1:1: error: this is not a list of arXiv papers, but $1; $2\$" -o x.bib "$3"
    }
    printf '%%PDF-1.7\n%%\xE2\xE3\xCF\xD3\n1 0 obj\n' >2403.19588v1.pdf
    is_no_list "a PDF file" "use --fetch --id ID for the paper" 2403.19588v1.pdf
    printf '<!DOCTYPE html>\n<html><head><meta name="citation_arxiv_id" content="2403.19588"/></head></html>\n' >page
    is_no_list "a page of arxiv\\.org" "use --fetch --id ID for a paper, or a feed such as https://rss\\.arxiv\\.org/atom/cs\\.CL for a day" page
    printf '<html><head><link rel="stylesheet" href="https://static.arxiv.org/x.css"/></head></html>\n' >listing
    is_no_list "a page of arxiv\\.org" "use --fetch .*" listing
    iconv -f UTF-8 -t UTF-16 digest >utf16
    is_no_list "text in UTF-16" "use iconv -f UTF-16 -t UTF-8 FILE \\| refmill" utf16
    { printf '\xFE\xFF' && iconv -f UTF-8 -t UTF-16BE digest; } >utf16be
    is_no_list "text in UTF-16" "use iconv -f UTF-16 -t UTF-8 FILE \\| refmill" utf16be
    echo "一份没有编号的论文列表" | iconv -f UTF-8 -t GB18030 >words
    is_no_list "text that seems to be in GB18030" "use iconv -f GB18030 -t UTF-8 FILE \\| refmill" words
    iconv -f UTF-8 -t GB18030 digest >gb
    fails "a digest in GB18030" 1 "^gb:[0-9]+:[0-9]+: error: byte 0x[0-9A-F]+ is not UTF-8; the text seems to be in GB18030: use iconv -f GB18030 -t UTF-8 FILE \| refmill, or use -k to replace such bytes by U\+FFFD\$" -o x.bib gb
    printf '2403.00001 # 第一篇论文\n' | iconv -f UTF-8 -t GB18030 >gb
    fails "ids with comments in GB18030" 1 "^gb:1:14: error: .*; the text seems to be in GB18030: use iconv -f GB18030 -t UTF-8 FILE \| refmill, or use -k to replace such bytes by U\+FFFD\$" -o x.bib gb
    printf '2403.00001 # L\xE9vy\n' >latin1
    fails "ids with comments in Latin-1" 1 "^latin1:1:15: error: byte 0xE9 is not UTF-8; the text seems to be in WINDOWS-1252: use iconv -f WINDOWS-1252 -t UTF-8 FILE \\| refmill, or use -k to replace such bytes by U\+FFFD\$" -o x.bib latin1
    printf '2403.00001 # \xFF\n' >unknown
    fails "ids with a byte that tells nothing" 1 "^unknown:1:14: error: byte 0xFF is not UTF-8; convert the file, or use -k to" -o x.bib unknown
    iconv -f UTF-8 -t UTF-16LE digest >utf16le
    is_no_list "text that seems to be in UTF-16LE" "use iconv -f UTF-16LE -t UTF-8 FILE \\| refmill" utf16le
    run -t ids < <(iconv -f GB18030 -t UTF-8 gb)
    equal "what the message says is what helps" "0 2403.00001" "$status $(<"$out")"
    printf '\xFD7zXZ\0\0\4' >packed.xz
    is_no_list "packed by xz" "unpack it with xz -d" packed.xz
    printf 'BZh91AY&SY' >packed.bz2
    is_no_list "packed by bzip2" "unpack it with bzip2 -d" packed.bz2
    printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' >sheet.xls
    is_no_list "an office document" "save it as text or CSV" sheet.xls
    printf '* Tides\n- [[https://arxiv.org/abs/2403.00001][Moons]]\n' >list.org
    is_no_list "a file of Org mode" "use pandoc -f org -t gfm FILE \\| refmill" list.org
    is_no_list "a library or a page" "use --from library to read its arXiv ids, or --exclude to leave out its papers" library
    printf 'Words.\n\nMore words.\n' >prose
    fails "prose is no list" 1 "^prose:1:1: error: this is not a list of arXiv papers: expected Markdown with links to arXiv, an answer of arXiv's API, a feed, a mail, JSON or ids; see refmill --list-formats\$" \
        -o x.bib prose
    iconv -t UTF-16 library >library16
    fails "a library in UTF-16" 1 "^library16:1:1: error: .* text in UTF-16; use iconv" --from library -o x.bib library16
    fails "and of --exclude" 2 "^library16:1:1: error: .* text in UTF-16; use iconv" --exclude library16 -o x.bib ids
    tar cf list.tar ids
    is_no_list "a tar archive" "extract its files first" list.tar
    tar cf posix.tar --format=posix ids
    is_no_list "a tar archive" "extract its files first" posix.tar
    printf '# %255sustar\n2403.00001\n' '' >words
    run -t ids words
    equal "nor is a text with the word that a tar archive has in its head" "0 2403.00001" "$status $(<"$out")"
    run -q -t jsonl mail && head -c -30 "$out" >cut.jsonl
    run -t ids cut.jsonl
    matches "the last record of a jsonl that is cut is left out" "^0 cut\\.jsonl:[0-9]+:1: warning: the record that begins here is cut off; it is left out\$" "$status $(<"$err")"
    for seems in 2403.19588v1.pdf utf16 packed.xz prose; do
        fails "nor is $seems metadata" 2 "^$seems:1:1: error: this is not a list of arXiv papers" --metadata "$seems" -o x.bib digest
    done
    run -k -t ids prose page ids
    equal "-k reads the others" "1 2 4" "$status $(grep -c 'error: this is not a list' "$err") $(wc -l <"$out")"
    : >empty
    run -t ids empty
    equal "a file of nothing is an empty list" "0 empty: warning: is empty" "$status $(<"$err")$(<"$out")"
}

# ---- Lists in Markdown

# says NAME STATUS MESSAGES IDS FILE: these messages, and these papers
says() {
    run -t ids "$5"
    equal "$1" "$2 $3|$4" "$status $(<"$err")|$(paste -sd ' ' "$out")"
}

test_lists() {
    empty_folder
    echo old >x.bib
    cat >rows.md <<'EOF'
# Ports

| Title | PDF |
| --- | --- |
| | [2403.00001](https://arxiv.org/abs/2403.00001) |
| Piers | [2403.00002](https://arxiv.org/abs/2403.00002), [2403.00003](https://arxiv.org/abs/2403.00003) |
| Horns | [2403.00004](https://arxiv.org/abs/2403.00004) | [code](https://github.com/example/horns) |
EOF
    says "a row with two ids, and one with too many cells" 0 \
'rows.md:6:2: warning: the entry links to more than one paper at arXiv; 2403.00002 is used
rows.md:7:2: warning: the row has more cells than the table has columns; '\''[code](https://github.com/example/horns)'\'' is ignored' \
        '2403.00001 2403.00002 2403.00004' rows.md
    run -t csv rows.md
    equal "and one without a title, if titles are written" "rows.md:5:2: warning: no title was found for 2403.00001" \
        "$(grep ^rows.md:5 "$err")"
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '' '````' '- [Piers](https://arxiv.org/abs/2403.00002)' '```' >code.md
    says "code that only a shorter fence would end is read as text" 0 "" "2403.00001 2403.00002" code.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '' '```' '- [Piers](https://arxiv.org/abs/2403.00002)' '```' >code.md
    says "code with entries" 0 \
        "code.md:3:1: warning: the code that begins here has 1 line with links to arXiv; code is not read" 2403.00001 code.md
    printf '%s\n' '# Survey' '' 'Paper: https://arxiv.org/abs/2403.00001' '' '## Ports' '- [Piers](https://arxiv.org/abs/2403.00002)' \
        '- [Horns](https://arxiv.org/abs/2403.00003)' >survey.md
    says "a list under a paper of its own" 0 "" "2403.00001 2403.00002 2403.00003" survey.md
    printf '%s\n' '# Note' '' 'Paper: https://arxiv.org/abs/2403.00001' '' '## Related papers' \
        '- [Piers](https://arxiv.org/abs/2403.00002)' '- [Horns](https://arxiv.org/abs/2403.00003)' >note.md
    says "a note with related papers" 0 \
        "note.md:6:3: note: this line and 1 more link to arXiv but are not entries; they are left out" "2403.00001" note.md
    printf '%s\n' '# Ports' '' '- [Piers](https://arxiv.org/abs/2403.00001)[^1]' '' '[^1]: The best.' '' '    Of all.' >notes.md
    says "a list with a note is no digest" 0 "" 2403.00001 notes.md
    printf '%s\n' '# Ports' '' '1. [Piers](https://arxiv.org/abs/2403.00001)[^1]' '' '[^1]: The best.' '' 'The end.' >notes.md
    says "nor is one whose notes have no paragraphs" 0 "" 2403.00001 notes.md
    printf '%s\n' 'the rest of it.' '' '[^2]: 渡轮' '' '    Ferries' '' '    [link](https://arxiv.org/abs/2403.00001)' >notes.md
    printf '%s\n\n%s' '- [Piers][p]' '[p]: https://arxiv.org/abs/2403.00001' >reference.md
    says "a definition may end the input" 0 "" 2403.00001 reference.md
    { echo '- [Piers][p]' && printf -- '- no link\n%.0s' {1..7000} && echo '[p]: https://arxiv.org/abs/2403.00001' &&
        echo '- [Horns](https://arxiv.org/abs/2403.00002)'; } >reference.md
    says "one that is too far away is told" 0 \
        "reference.md:7002:1: note: this line links to arXiv but is not an entry; it is left out" 2403.00002 reference.md
    says "a digest that begins within a note is one" 0 \
        "notes.md:1:1: warning: text outside rows and notes is left out; indent the paragraphs of a note
notes.md:3:1: warning: [^2] has a note but no row; only the note is used" 2403.00001 notes.md
    printf '%s\n' '| Title | PDF |' '| --- | --- |' '| Piers | [pdf](https://arxiv.org/abs/2403.00001) |' 'A remark.' \
        '| Horns | [pdf](https://arxiv.org/abs/2403.00002) |' '' '- an item' '| Bells | [pdf](https://arxiv.org/abs/2403.00003) |' >remark.md
    says "a table with remarks between its rows" 0 "" "2403.00001 2403.00002 2403.00003" remark.md
    cat >broken.md <<'EOF'
| Title | PDF | Authors |
| --- | --- | --- |
| Piers | [pdf](https://arxiv.org/abs/2403.00001) | Ada Marsh |

| Horns
in Fog | [pdf](https://arxiv.org/abs/2403.00002) | Ada Marsh |
A remark.
| Bells
at Sea | [pdf](https://arxiv.org/abs/2403.00003) | Ada Marsh |
| Buoys

in Ice | [pdf](https://arxiv.org/abs/2403.00004) | Ada Marsh |
EOF
    says "a table with blank lines and remarks between and in its rows, which are broken over lines" 0 "" \
        "2403.00001 2403.00002 2403.00003 2403.00004" broken.md
    run -q -t jsonl broken.md
    equal "whose fields are read all the same" "Piers Horns in Fog Bells at Sea Buoys in Ice Marsh Marsh Marsh Marsh" \
        "$(jq -r .title "$out" | paste -sd ' ') $(jq -r '.authors[].family' "$out" | paste -sd ' ')"
    printf '%s\n' 'Title | Authors | PDF' '--- | --- | ---' 'Piers | Ada Marsh | [pdf](https://arxiv.org/abs/2403.00001)' '' \
        'Horns | Ada Marsh | [pdf](https://arxiv.org/abs/2403.00002)' 'A remark.' \
        'Bells | Ada Marsh | [pdf](https://arxiv.org/abs/2403.00003)' >bare.md
    says "so is one without bars at the ends of its rows" 0 "" "2403.00001 2403.00002 2403.00003" bare.md
    cat >conflict.md <<'EOF'
Ferries
=======

Paper: [Ferries](https://arxiv.org/abs/2403.00001)
<<<<<<< HEAD
Authors: Ada Marsh
||||||| base
=======
Abstract: Ferries go.
>>>>>>> branch

| Title | PDF |
| --- | --- |
<<<<<<< HEAD
| Piers | [pdf](https://arxiv.org/abs/2403.00002) |
| Horns | [pdf](https://arxiv.org/abs/2403.00003) |
=======
| Piers | [pdf](https://arxiv.org/abs/2403.00002) |
| Bells
  at Sea | [pdf](https://arxiv.org/abs/2403.00004) |
>>>>>>> branch

Buoys
=======

- [Buoys](https://arxiv.org/abs/2403.00005)
EOF
    printf '%s\n' $'\xEF\xBB\xBF<<<<<<< HEAD' '- [Ferries](https://arxiv.org/abs/2403.00001)' '=======' '- [Piers](https://arxiv.org/abs/2403.00002)' \
        '>>>>>>> branch' >begun.md
    says "a merge conflict in the first line" 0 \
        "begun.md:1:1: warning: the merge conflict that begins here is not resolved; all its sides are read" "2403.00001 2403.00002" begun.md
    says "the papers of both sides of a merge conflict" 0 \
'conflict.md:5:1: warning: the merge conflict that begins here is not resolved; all its sides are read
conflict.md:14:1: warning: the merge conflict that begins here is not resolved; all its sides are read' \
        "2403.00001 2403.00002 2403.00003 2403.00004 2403.00005" conflict.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001), [Piers](https://arxiv.org/abs/2403.00002)' \
        '- [Horns](https://arxiv.org/abs/2403.00003)' '<<<<<<< HEAD' >order.md
    says "messages come in the order of the items" 0 \
'order.md:1:3: warning: the entry links to more than one paper at arXiv; 2403.00001 is used
order.md:3:1: warning: the merge conflict that begins here is not resolved; all its sides are read' \
        "2403.00001 2403.00003" order.md
    printf '%s\n' '**[Ferries](https://arxiv.org/abs/2403.00001)**' '**Link:** https://arxiv.org/abs/2403.00002' >bold.md
    says "an entry does not begin again at its own first line" 0 "" "2403.00001" bold.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '  <!--' '- [Bells](https://arxiv.org/abs/2403.00002)' '  -->' \
        '  - [Piers](https://arxiv.org/abs/2403.00003)' '- - -' '  - [Horns](https://arxiv.org/abs/2403.00004)' >comment.md
    says "an item goes on after a comment, and ends at a rule" 0 \
        "comment.md:5:5: note: this line links to arXiv but is not an entry; it is left out" \
        "2403.00001 2403.00004" comment.md
    run -q -t jsonl conflict.md
    equal "without its marks" '["Marsh"],"Ferries go.",null "Buoys"' \
        "$(jq -c '[.authors[]?.family], .abstract, .topics' "$out" | head -n 3 | paste -sd ,) $(jq -c '.topics[0]' "$out" | tail -n 1)"
    printf '%s\n' '<table>' '<tr><th>Title</th><th>PDF</th></tr>' '<tr><td>Ferries \' 'in Fog</td>' \
        '<td><a href="https://arxiv.org/abs/2403.00001">pdf</a></td></tr>' \
        '<tr><td><a href="https://arxiv.org/abs/2403.00002">Piers\' '**in** Fog</a></td><td></td></tr>' '</table>' >cells.md
    run -q --date 2024-04-01 -t jsonl cells.md
    equal "a backslash ends a line in a cell" "Ferries in Fog Piers in Fog" "$(jq -r .title "$out" | paste -sd ' ')"
    cp "$out" expected
    sed -i 's/$/\r/' cells.md
    run -q --date 2024-04-01 -t jsonl cells.md
    same_file "also before CR LF" expected "$out"
    cat >italics.md <<'EOF'
### [Hearing Ferries in Fog](https://arxiv.org/abs/2403.00001)
*Tran Thi Minh Chau*

### [Piers in Fog](https://arxiv.org/abs/2403.00002)
*Best Student Award Finalist*

### Bells

- [Bells in Fog](https://arxiv.org/abs/2403.00003)
  *Tran Thi Minh Chau*
- [Buoys in Fog](https://arxiv.org/abs/2403.00004), see *Ferries Bells Horns Piers*
EOF
    run -q -t jsonl italics.md
    equal "a line in italics may be a name of four words" '["Chau"] [] ["Chau"] []' \
        "$(jq -c '[.authors[]?.family]' "$out" | paste -sd ' ')"
    cat >news.md <<'EOF'
# Harbours

## 🔥 Latest News

- [2024/05/01] We released v2 of [our survey](https://arxiv.org/abs/2403.00001)
- New version on [arXiv](https://arxiv.org/abs/2403.00002)
- **Ferries in Fog** is out! [[paper]](https://arxiv.org/abs/2403.00003)
- A tool is out.
  - Paper: [A Tool for Ferries](https://arxiv.org/abs/2403.00004)

### 2024-04-01

The [paper](https://arxiv.org/abs/2403.00005) is accepted.

- [2024/04/01] [Ferries and Piers in Fog](https://arxiv.org/abs/2403.00006) is accepted
- **Horns and Bells in Fog** | [[paper]](https://arxiv.org/abs/2403.00007)

## Papers

- New Version of Ferries, [arXiv](https://arxiv.org/abs/2403.00008)
EOF
    says "what news speak of is counted, and what they list is read" 0 \
        "news.md: note: has 5 items of news that link to arXiv, left out" "2403.00006 2403.00007 2403.00008" news.md
    sed -i '/2403.0000[1-4]/d' news.md
    says "one item of news" 0 "news.md: note: has 1 item of news that links to arXiv, left out" \
        "2403.00006 2403.00007 2403.00008" news.md
    sed -i 's/Latest News/News of Harbours/' news.md
    says "a heading with more words is a topic" 0 \
        "news.md:9:1: note: this line links to arXiv but is not an entry; it is left out" \
        "2403.00006 2403.00007 2403.00008" news.md
    printf '%s\n' '# Updates' '' '- [Ferries](https://arxiv.org/abs/2403.00001)' '## News' \
        '- Our [survey](https://arxiv.org/abs/2403.00002) is out' >updates.md
    says "the title of a list is no heading of news" 0 \
        "updates.md: note: has 1 item of news that links to arXiv, left out" 2403.00001 updates.md
    sed -i 3d updates.md
    run -t ids updates.md
    equal "nothing but news" "1 updates.md: note: has 1 item of news that links to arXiv, left out" "$status $(head -n 1 "$err")"
    printf '%s\n' '## Nets' '' '- **GAN** [[paper]](https://arxiv.org/abs/2403.00001)' '- [VAE](https://arxiv.org/abs/2403.00002)' \
        '## Ferries in Fog' '- 📄 [paper](https://arxiv.org/abs/2403.00003)' >short.md
    run -q -t jsonl short.md
    equal "a title of three letters is no name of a link, and a symbol is no title" '"GAN" "VAE" "Ferries in Fog"' \
        "$(jq .title "$out" | paste -sd ' ')"
    printf '%s\n' '### Ferries in Fog' '' '🔗 Paper: https://arxiv.org/abs/2403.00001' '👥 Authors: Ada Tide, Bea Kite' \
        '📌 Remark: read on deck.' '📄 一句话：灯塔引导渡轮。' >symbols.md
    run -q -t jsonl symbols.md
    equal "a label after a symbol need not be known to end another" '[["Tide","Kite"],"灯塔引导渡轮。"]' \
        "$(jq -c '[[.authors[].family], .summary_zh]' "$out")"
    printf '%s\n' 'Date | Title | Link' '--- | --- | ---' '2024-03 | Piers | [p](https://arxiv.org/abs/2403.00001)' '' \
        '- **Ferries in Fog**' '  Ada Tide | [p](https://arxiv.org/abs/2403.00002) | [code](https://example.org/a)' >after-table.md
    run -q -t jsonl after-table.md
    equal "an item after a table without outer bars is no row" '"Piers" "Ferries in Fog"' "$(jq .title "$out" | paste -sd ' ')"
    printf '%s\n' '| Title | Date | PDF |' '| --- | --- | --- |' '| 2024-03-01 | [Piers in Fog](https://arxiv.org/abs/2403.00001) | |' >moved.md
    says "a row whose cells are in other columns" 0 "" "2403.00001" moved.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00009)' '' '## Table of Contents' >contents.md
    run -t ids contents.md remark.md
    equal "a table of contents is not over the next input" "0 2403.00009 2403.00001 2403.00002 2403.00003" \
        "$status $(paste -sd ' ' "$out")"
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '<!--' '- [Piers](https://arxiv.org/abs/2403.00002)' >comment.md
    says "a comment that never ends" 0 \
        "comment.md:2:1: warning: the comment that begins here never ends; all after it is left out" 2403.00001 comment.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '' '```' '' '- [Piers](https://arxiv.org/abs/2403.00002)' >forgotten.md
    says "a fence without any end is no code" 0 "" "2403.00001 2403.00002" forgotten.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '- **Piers** [[paper](https://example.org/piers.pdf)]' >venues.md
    says "an entry that links elsewhere is counted" 0 \
        "venues.md: note: has 1 entry without a link to arXiv, left out" 2403.00001 venues.md
    run -q -t ids venues.md
    equal "which is no warning" "0 " "$status $(<"$err")"
    printf '%s\n' '# Ferries' '' 'As [arXiv](https://arxiv.org/abs/2403.00001) has it, ferries go.' >prose.md
    fails "a list without entries that link to arXiv" 1 \
        "^prose\\.md:3:1: error: this line links to arXiv, but no entry of the list does; --from library reads all arXiv ids in it; use -k to leave it out\$" -o x.bib prose.md
    run -k -t ids prose.md venues.md
    equal "-k leaves it out" "1 2403.00001" "$status $(<"$out")"
    printf '## 2024-03-31\n\nNothing today.\n' >day.md
    printf '%s' '- [Ferries](https://arxiv.org/abs/2403.00001)
- [Piers](https://arxiv.org/ab' >cut.md
    says "a list that was cut within a link" 0 \
        "cut.md:2:1: warning: the list is cut off here; its last entry may lack something" "2403.00001" cut.md
    printf '%s' '| Title | PDF |
| --- | --- |
| Horns | [2403.00001](https://arxiv.org/abs/2403.00001) |
| Piers | [2403.00002](https://arxiv.org/abs/2403.00002)' >cut.md
    says "a list that was cut within a row" 0 \
        "cut.md:4:1: warning: the list is cut off here; its last entry may lack something" "2403.00001 2403.00002" cut.md
    printf '%s' '- [Ferries](https://arxiv.org/abs/2403.00001)' >whole.md
    says "a list without a last newline" 0 "" "2403.00001" whole.md
    printf '%s\n' '- [Ferries](https://arxiv.org/abs/2403.00001)' '' '[Piers](https://example.org/piers)' '' 'Their text.' '' \
        '### Horns' '**Authors**: Ada Nordin' '**Link**: https://example.org/horns' >elsewhere.md
    says "entries that link elsewhere are counted, also paragraphs and sections" 0 \
        "elsewhere.md: note: has 2 entries without a link to arXiv, left out" "2403.00001" elsewhere.md
    says "a day without papers" 0 "day.md: warning: has no papers" "" day.md
    printf '|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n' >rows.md
    says "a table without rows" 0 "rows.md: warning: has no papers" "" rows.md
}

# ---- Ids of the command line

test_ids() {
    local said
    start
    run --id 1706.03762v5,hep-th/9901001 --id https://arxiv.org/abs/2403.19588 -t ids
    equal "--id, with commas and repeated" "0 1706.03762 hep-th/9901001 2403.19588" "$status $(paste -sd ' ' "$out")"
    run --id 1706.03762 --id 1706.03762v5 -t jsonl
    equal "--id of one paper twice" "1706.03762 5" "$(jq -r '"\(.arxiv_id) \(.version)"' "$out")"
    equal "what has only an id gets a link, and one warning says --fetch" \
        "0 refmill: warning: 2 papers have no title, only an id; use --fetch to get the rest from arXiv 2" \
        "$(run --id 1706.03762,2403.19588 -o x.bib; echo "$status $(<"$err") $(grep -c '^  url ' x.bib)")"
    printf '{"url":"https://a.org/x"}\n{"arxiv_id":"2403.19588"}\n' >untitled
    echo 1706.03762 >more
    run --out-dir out -t bibtex,ris,ids untitled more
    equal "however many outputs there are, and not of papers that arXiv does not have" \
        "0 refmill: warning: 2 papers have no title, only an id; use --fetch to get the rest from arXiv" "$status $(<"$err")"
    run --id 2401.07070 --metadata api -t jsonl
    equal "--id with metadata has the rest" "A Lévy Walk through Erdős–Rényi Graphs 2 math.PR" \
        "$(jq -r '"\(.title_text) \(.authors | length) \(.primary_category)"' "$out")"
    equal "and no warning about --fetch" 0 "$(grep -c -- --fetch "$err")"
    run --id 1706.03762 -t ids <ids
    equal "standard input is not read" "0 1706.03762" "$status $(<"$out")"
    run --id 1706.03762 -t ids <&-
    equal "and may be closed" "0 1706.03762" "$status $(<"$out")"
    run -q --id 1706.03762 -t ids - <snapshot
    equal "unless it is named" "0 $("$refmill" -q -t ids snapshot; echo 1706.03762)" "$status $(<"$out")"
    run -q --id 1706.03762 --from digest -t ids digest
    equal "--from is about the files" "0 1706.03762" "$status $(tail -n 1 "$out")"
    run -q --id 2401.07070,1706.03762 --exclude api -t ids
    equal "--exclude counts for it" "0 1706.03762" "$status $(<"$out")"
    echo old >x.bib
    for said in 1706.0376 '' 1706.03762,,2403.19588 '1706.03762 2403.19588' 2413.00001 abs/1706.03762x; do
        fails "--id $said" 2 "^refmill: error: --id takes arXiv ids like 2403\\.19588 or hep-th/9901001v2, separated by commas, not '" \
            --id "$said" -o x.bib digest
    done
    fails "--id without a value" 2 "--id requires a value" --id
    fails "--id with --out-dir" 2 "^refmill: error: --id and --out-dir cannot be used together; use -o\$" --id 1706.03762 --out-dir out
    fails "--id with --out-dir and a file" 2 "--id and --out-dir" --id 1706.03762 --out-dir out -t bibtex digest
}

# ---- Packed inputs

zip_one() { # zip_one ARCHIVE FILE
    "${PYTHON:-/usr/bin/python3}" -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write(sys.argv[2])
    archive.writestr("other", "not read")' "$@"
}

# What was read before a checksum may be wrong, so that no output changes without -k.
test_damaged() {
    local size
    size=$(stat -c %s mail.gz)
    { head -c $((size - 8)) mail.gz && printf '\0\1\2\3' && tail -c 4 mail.gz; } >checksum.gz
    { head -c $((size / 2)) mail.gz && printf '\377\377\377\377\377\377\377\377' && tail -c +$((size / 2 + 9)) mail.gz; } >middle.gz
    fails "a wrong checksum is an error" 1 "^checksum\\.gz: error: its gzip data is damaged; use -k to use what comes before\$" \
        -q -o x.bib checksum.gz
    fails "also while streaming" 1 "^checksum\\.gz: error: its gzip data is damaged; " -q --no-merge -o x.bib checksum.gz
    fails "so is damage" 1 "^middle\\.gz: error: its gzip data is damaged; use -k to use what comes before\$" -q -o x.bib middle.gz
    run -k -q -t ids checksum.gz
    equal "-k uses what came before" "1 $("$refmill" -q -t ids mail) checksum.gz: error: its gzip data is damaged; what comes before was read" \
        "$status $(<"$out") $(<"$err")"
    run -q -t ids --metadata checksum.gz digest
    equal "of metadata it is a warning" "0 " "$status $(<"$err")"
    run -t ids --exclude middle.gz mail
    equal "and of --exclude" "0 middle.gz: warning: its gzip data is damaged; what comes before was read" "$status $(grep gzip "$err")"
    [ -z "${EVERY-}" ] || # takes 2 GiB
        fails "a library without end" 2 "^/dev/zero: error: is larger than 2 GiB; split it\$" --exclude /dev/zero -o x.bib digest
}

test_packed() {
    local reader packed
    start
    for reader in api digest mail snapshot library; do
        gzip -c $reader >$reader.gz
        zstd -qc $reader >$reader.zst
        zip_one $reader.zip $reader
        run -q --from $reader -t ids $reader
        cp "$out" plain
        for packed in $reader.gz $reader.zst $reader.zip; do
            if [ $reader != library ]; then
                run -q -t ids "$packed"
                equal "$packed is read" "0 $(<plain)" "$status $(<"$out")"
                run -q -t ids <"$packed"
                equal "$packed on standard input" "0 $(<plain)" "$status $(<"$out")"
            fi
            run -q --exclude "$packed" -t ids plain
            equal "--exclude $packed" "0 " "$status $(<"$out")"
        done
    done
    mkdir days && cp mail days/ && "${PYTHON:-/usr/bin/python3}" -c 'import zipfile
with zipfile.ZipFile("days.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("days/", "")
    archive.write("days/mail")'
    run -q -t ids mail && cp "$out" plain
    run -q -t ids days.zip
    equal "a directory before the file of an archive is skipped" "0 $(<plain)" "$status $(<"$out")"
    cp library.gz grown.gz
    "$refmill" --exclude grown.gz -t bibtex mail >>grown.gz 2>"$err"
    equal "nothing is appended to a packed --exclude file" "2 <stdout>: error: is an --exclude file that is packed by gzip; unpack it to append to it" \
        "$? $(<"$err")"
    same_file "which stays" library.gz grown.gz
    { cat api && echo '<feed></entry>'; } | gzip >broken.gz
    fails "lines are those of the unpacked text" 1 "^broken\\.gz:54:15: error: the rest of the document is broken XML: " -q -o x.bib broken.gz
    head -c -20 mail.gz >cut.gz
    run -t ids cut.gz
    matches "packed data that is cut gives what came before, and a warning" "^0 cut\\.gz: warning: its packed data is cut off; what comes before was read" \
        "$status $(<"$err")"
    equal "of which there is some" 2403.19588 "$(head -n 1 "$out")"
    head -c 5 mail.gz >cut.gz
    run -t ids cut.gz
    equal "a header that is cut is not said to be empty too" "0 cut.gz: warning: its packed data is cut off; what comes before was read" \
        "$status $(<"$err")"
    test_damaged
    printf 'PK\3\4\24\0\1\0\10\0%020d' 0 >secret.zip
    fails "an archive that cannot be read" 2 "^secret\\.zip: error: cannot be read: it is a ZIP archive .*; unpack it first\$" -o x.bib secret.zip
    fails "nor for --exclude" 2 "^secret\\.zip: error: cannot be read: it is a ZIP archive " --exclude secret.zip -o x.bib digest
}

# ---- Libraries

# Each is called a library, and --from library and --exclude read all its papers.
test_libraries() {
    local name
    empty_folder
    printf '%s\n' '"Key","Item Type","Title","Url","Abstract Note"' \
        '"A","preprint","Ferries","http://arxiv.org/abs/2403.00001","As arXiv:2403.00009 has it."' \
        '"B","preprint","Piers, and more","http://arxiv.org/abs/2403.00002",""' >quoted.csv
    printf 'title\tlink\nFerries\thttps://arxiv.org/abs/2403.00001\nPiers\thttps://arxiv.org/abs/2403.00002\n' >tabs.tsv
    printf 'arxiv_id,title\n2403.00001,Ferries\n2403.00002,Piers\n' >ids.csv
    printf '%s\n' '[{"key":"A","data":{"itemType":"attachment","title":"PDF","url":"http://arxiv.org/pdf/2403.00001v4"}},' \
        '{"key":"B","data":{"itemType":"preprint","title":"Ferries","url":"http://arxiv.org/abs/2403.00001"}},' \
        '{"key":"C","data":{"itemType":"note","title":"","extra":"arXiv:2403.00009"}},' \
        '{"key":"D","data":{"itemType":"preprint","title":"Piers","extra":"arXiv:2403.00002 [cs.CL]"}}]' >zotero.json
    printf '%s\n' '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' \
        '<bib:Article rdf:about="http://arxiv.org/abs/2403.00001"><dc:title>Ferries</dc:title></bib:Article>' \
        '<bib:Article rdf:about="http://arxiv.org/abs/2403.00002"><dc:title>Piers</dc:title></bib:Article></rdf:RDF>' >zotero.rdf
    for name in quoted.csv tabs.tsv ids.csv zotero.json zotero.rdf; do
        fails "$name is a library" 1 "^$name:1:1: error: .*, but a library or a page; use --from library to read its arXiv ids" -o x.bib "$name"
    done
    printf '{"topic":{"2403.00001":"|a|[x](http://arxiv.org/abs/2403.00001v1)|","2403.00002":"Piers"}}' >rows.json
    printf '{"Ferries":{"url":"https://arxiv.org/abs/2403.00001"},"Piers":{"url":"https://arxiv.org/abs/2403.00002"}}' >titles.json
    printf '{"result":{"hits":{"hit":[{"info":{"title":"Ferries","ee":"http://arxiv.org/abs/2403.00001"}},%s]}}}' \
        '{"info":{"title":"Piers","ee":"http://arxiv.org/abs/2403.00002"}}' >hits.json
    for name in *.csv *.tsv *.json *.rdf; do
        run -q -t ids --from library "$name"
        equal "all papers of $name are read" "0 2403.00001 2403.00002" "$status $(paste -sd ' ' "$out")"
        run -q -t ids --exclude "$name" --id 2403.00001,2403.00002,2403.00003
        equal "and left out" "0 2403.00003" "$status $(<"$out")"
    done
    printf '<rdf:RDF></rdf:RDF>\n' >empty.rdf
    run -t ids --from library empty.rdf
    equal "a library without entries" "0 empty.rdf: warning: has no entries" "$status $(<"$err")"
}

test_long_lists() {
    empty_folder
    printf '2403.%05d;' {1..250} >ids
    run -t ids --from library ids
    equal "all ids of a line are read" "0 250 2403.00250" "$status $(sort -u "$out" | wc -l) $(tail -n 1 "$out")"
    run -q -t ids --exclude ids --id 2403.00001,2403.00250,2403.00251
    equal "and left out" "0 2403.00251" "$status $(<"$out")"
}

# ---- A paper in several kinds

# A day's mail, a digest that cuts the abstract, an answer of the API and the arXiv id alone.
make_kinds() {
    local whole='Ferries sound alike to the ear, and yet they do not.' abstract='' i field
    for i in {1..24}; do abstract+="$whole "; done
    whole="${abstract}We tell $i apart."
    field="arXiv:2403.15150v1 Announce Type: new  Abstract: $whole"
    cat >2024-03-29-cs.SD.md <<EOF
# 摘要

| Ref | Title | Summary |
| --- | --- | --- |
| [^1] | [Counting Ferries by Ear](https://arxiv.org/abs/2403.15150) | 用麦克风统计渡轮。 |

# 详细

[^1]: 用耳朵数渡轮

    Counting Ferries by Ear

    [https://arxiv.org/abs/2403.15150](https://arxiv.org/abs/2403.15150)

    用麦克风统计渡轮。

    

    一支麦克风就能统计渡轮。

    ${field:0:1000}
EOF
    { sed '/^-----/,$d' "$fixtures/mail/in.txt" && cat <<EOF
------------------------------------------------------------------------------
\\\\
arXiv:2403.15150
Date: Wed, 27 Mar 2024 18:00:03 GMT   (11kb)

Title: Counting Ferries by Ear
Authors: Ada Marsh, Bo Tide and Cy Reed
Categories: cs.SD eess.AS
License: http://creativecommons.org/licenses/by/4.0/
\\\\
$(fold -s -w 76 <<<"$whole" | sed 's/^/  /; s/ *$//')
\\\\ ( https://arxiv.org/abs/2403.15150 ,  11kb)
------------------------------------------------------------------------------
EOF
    } >mail
    cat >api.atom <<EOF
<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>
<entry><id>http://arxiv.org/abs/2403.15150v1</id><title>Counting Ferries by Ear</title>
<published>2024-03-27T18:00:03Z</published><updated>2024-03-27T18:00:03Z</updated>
<summary>$whole</summary><author><name>Ada Marsh</name></author><author><name>Bo Tide</name></author><author><name>Cy Reed</name></author>
<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment>
<category term="cs.SD"/><category term="stat.AP"/></entry></feed>
EOF
    echo 2403.15150 >ids
    echo "$whole" >whole
}

test_kinds_merge() {
    local files order
    empty_folder
    make_kinds
    for order in "mail 2024-03-29-cs.SD.md api.atom ids" "ids api.atom 2024-03-29-cs.SD.md mail"; do
        read -ra files <<<"$order"
        run -t jsonl "${files[@]}"
        equal "a mail, a digest, an answer and an id are one paper ($order)" "0 1 " "$status $(wc -l <"$out") $(<"$err")"
        equal "with the whole abstract" "$(<whole)" "$(jq -r .abstract "$out")"
        equal "all authors" "Marsh Tide Reed" "$(jq -r '[.authors[].family] | join(" ")' "$out")"
        equal "the translation" "用耳朵数渡轮|用麦克风统计渡轮。|一支麦克风就能统计渡轮。" "$(jq -r '"\(.title_zh)|\(.summary_zh)|\(.abstract_zh)"' "$out")"
        equal "the kind of announcement, version, comment and licence" "new 1 9 pages http://creativecommons.org/licenses/by/4.0/" \
            "$(jq -r '"\(.announce) \(.version) \(.arxiv_comment) \(.license)"' "$out")"
        equal "and the categories of all, the primary one first" "cs.SD stat.AP eess.AS" "$(jq -r '.categories | join(" ")' "$out")"
    done
    run -t bibtex mail 2024-03-29-cs.SD.md api.atom ids
    equal "as one entry" "0 1" "$status $(grep -c '^@' "$out")"
    run -q -t jsonl --metadata mail 2024-03-29-cs.SD.md
    equal "--metadata may be a mail" "$(<whole)|3" "$(jq -r '"\(.abstract)|\(.authors | length)"' "$out")"
    run -q -t ids --exclude mail 2024-03-29-cs.SD.md
    equal "and --exclude too" "0 " "$status $(<"$out")"
}

# A list in Markdown adds its topics and code to what arXiv says, and is completed by it.
test_list_merges() {
    local order files
    empty_folder
    make_kinds
    "$refmill" -o old.jsonl ids
    cat >list.md <<'EOF'
# Harbours

## Horns

- [Counting Ferries](https://arxiv.org/abs/2403.15150v1), Ada Marsh et al. [[code](https://github.com/example/ferries)]

## Ears

- [Counting Ferries](https://arxiv.org/abs/2403.15150)
- [Quays](https://arxiv.org/abs/2403.15151), Bo Tide et al.
EOF
    sed '/Horns/,/^$/d; s/Ears/Ferries/; s/Counting/On/' list.md >other-list.md
    for order in "list.md mail 2024-03-29-cs.SD.md old.jsonl other-list.md" "other-list.md old.jsonl 2024-03-29-cs.SD.md mail list.md"; do
        read -ra files <<<"$order"
        run -t jsonl --date 2024-03-29 "${files[@]}"
        equal "lists, a mail, a digest and jsonl are one record a paper ($order)" "0 2403.15150 2403.15151" \
            "$status $(jq -r .arxiv_id "$out" | sort | paste -sd ' ')"
        jq -c 'select(.arxiv_id == "2403.15150")' "$out" >ferries
        equal "with the topics of all lists" '["Ears","Ferries","Horns"]' "$(jq -c '.topics | sort' ferries)"
        equal "the code" https://github.com/example/ferries "$(jq -r .code_url ferries)"
        equal "all authors, the whole abstract and the translation" "3 null $(<whole) 用耳朵数渡轮" \
            "$(jq -r '"\(.authors | length) \(.authors_incomplete) \(.abstract) \(.title_zh)"' ferries)"
    done
    printf '## [Quays](https://arxiv.org/abs/2403.15151)\n\n%s\n\nQuays moor, and they moor well in any weather.\n' -- >signs.md
    run -t jsonl --from markdown signs.md
    equal "two signs are not a rule, which ends the text of a section" "Quays moor, and they moor well in any weather." "$(jq -r .abstract "$out")"
    printf 'one two three 2403.15150\n' >words
    run -t ids words
    equal "three words before an id" "0 2403.15150" "$status $(<"$out")"
    printf 'one two three four 2403.15150\n' >words
    run -t ids words
    equal "four words are prose" "1 " "$status $(<"$out")"
    printf '|a|b|\n|---|---|\n  |[A](https://arxiv.org/abs/2403.15150)\n*\n|c\n' >broken.md
    run -t ids --from markdown broken.md
    equal "an item without text in a row that is broken over lines" "0 2403.15150" "$status $(<"$out")"
    cat >notes.md <<'EOF'
## [Ferries, Counted](https://arxiv.org/abs/2403.15150)

**Authors**: Ada Marsh, Bo Tide, et al.

**Abstract**: In the words of the list.
EOF
    sed 's/15150/&v3/' notes.md >newer.md
    for order in "notes.md mail" "mail notes.md"; do
        read -ra files <<<"$order"
        run -q -t jsonl --id 2403.15150 "${files[@]}"
        equal "a list without versions has arXiv's text and authors ($order)" "Counting Ferries by Ear|3|null|$(<whole)" \
            "$(jq -r '"\(.title)|\(.authors | length)|\(.authors_incomplete)|\(.abstract)"' "$out")"
        read -ra files <<<"${order/notes/newer}"
        run -q -t jsonl --id 2403.15150 "${files[@]}"
        equal "one with a newer version has arXiv's authors ($order)" "3|3|null|cs.SD eess.AS" \
            "$(jq -r '"\(.version)|\(.authors | length)|\(.authors_incomplete)|\(.categories | join(" "))"' "$out")"
    done
    run -q -t ids --exclude list.md mail ids
    equal "--exclude leaves out what a list has" "0 $("$refmill" -q -t ids mail | grep -v 2403.15150)" "$status $(<"$out")"
    run -q -t ids --exclude mail list.md
    equal "and the other way round" "0 2403.15151" "$status $(<"$out")"
    { sed 's/^# Harbours/# Ferries, quays, and more/' list.md && printf '```\n@misc{x, eprint={2403.15152}}\n```\n'; } >cite.md
    { echo '<p align="center">Harbours</p>' && echo && cat list.md; } >tagged.md
    { echo '[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)' && cat list.md; } >badge.md
    for order in cite tagged badge; do
        run -q -t ids --exclude $order.md --id 2403.15150,2403.15151,2403.15152
        equal "$order.md is no library" "0 2403.15152" "$status $(<"$out")"
    done
    printf '%s\n' 'title,notes,url' '"Ferries, Quays","- [reed](https://arxiv.org/abs/2403.15151)' '## More",https://arxiv.org/abs/2403.15150' >x.csv
    run -q -t ids --exclude x.csv --id 2403.15150,2403.15151
    equal "but a table with Markdown in its cells is" "0 2403.15151" "$status $(<"$out")"
    run -t jsonl --metadata api.atom list.md
    equal "--metadata completes the authors and abstracts of a list" "Counting Ferries|3|null|$(<whole)|cs.SD stat.AP" \
        "$(jq -r 'select(.arxiv_id == "2403.15150") | "\(.title)|\(.authors | length)|\(.authors_incomplete)|\(.abstract)|\(.categories | join(" "))"' "$out")"
    equal "and says how many it has not" "0 refmill: warning: there is no metadata for 1 of 2 papers: 2403.15151" "$status $(<"$err")"
    # shellcheck disable=SC2016 # Markdown
    printf -- '- **Counting Ferries by Ear.** [[paper](https://arxiv.org/abs/2403.15150)]\n  - [Star History](#star-history)\n' >anchor.md
    run -t jsonl anchor.md
    equal "a link within the page is nobody's name" null "$(jq -r .authors "$out")"
    printf '%s\n' '### [Hulls of Oak](https://arxiv.org/abs/2403.15150)' '' '- **DOI:** [10.1234/hulls](https://doi.org/10.1234/hulls).' >doi.md
    run -t jsonl doi.md
    equal "a full stop after a DOI is not its own" 10.1234/hulls "$(jq -r .publisher_doi "$out")"
}

test_readers
test_wrong_readers
test_other_files
test_lists
test_ids
test_packed
test_libraries
test_long_lists
test_kinds_merge
test_list_merges
finish
