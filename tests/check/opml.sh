#!/bin/bash
# --opml: the list of the feeds in --out-dir, as Python's XML reads it, and those feeds' own words.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
python=${PYTHON:-/usr/bin/python3}

start() {
    empty_folder
    mkdir in
    digest 2 1 >in/2024-03-29-cs.CL.md
    digest 2 3 >"in/2024-03-28 a&b %#汉.md"
}

# listed FILE [ATTRIBUTE]: an attribute of every outline, a line each.
listed() { listed_in "${2:-xmlUrl}" "$1"; }
listed_in() { # listed_in ATTRIBUTE FILE...
    "$python" - "$@" <<'PYTHON'
import sys, xml.etree.ElementTree
for file in sys.argv[2:]:
    root = xml.etree.ElementTree.parse(file).getroot()
    assert root.tag == "opml" and root.get("version") == "2.0" and [child.tag for child in root] == ["head", "body"]
    for outline in root.find("body"):
        assert outline.tag == "outline" and outline.get("type") == "rss" and outline.get("text") == outline.get("title")
        print(outline.get(sys.argv[1]))
PYTHON
}

# of_feeds FILE: title, page and address of each feed that is listed, in the feed's
# own words; the address is what the list says, since not every feed has its own.
of_feeds() {
    "$python" - "$1" <<'PYTHON'
import json, os, sys, urllib.parse, xml.etree.ElementTree
ATOM = "{http://www.w3.org/2005/Atom}"
for outline in xml.etree.ElementTree.parse(sys.argv[1]).getroot().find("body"):
    way = urllib.parse.unquote(outline.get("xmlUrl"))
    path = os.path.join(os.path.dirname(sys.argv[1]), way)
    if path.endswith(".json"):
        feed = json.load(open(path, encoding="utf-8"))
        words = feed["title"], feed["home_page_url"]
    else:
        root = xml.etree.ElementTree.parse(path).getroot()
        words = ((root.findtext("channel/title"), root.findtext("channel/link")) if root.tag == "rss" else
                 (root.findtext(ATOM + "title"), root.find(ATOM + "link[@rel='alternate']").get("href")))
    print(words == (outline.get("title"), outline.get("htmlUrl")), way)
PYTHON
}

test_list() {
    start
    run --out-dir out -t atom,rss,jsonfeed,bibtex --opml subs.opml in/*.md
    equal "--opml writes a list beside the feeds" "0 " "$status $(cat "$err" "$out")"
    equal "xmllint reads it without a word" "" "$(xmllint --noout subs.opml 2>&1)"
    equal "every feed is in it once, in the words of the feed, and the way leads there" \
        "True out/2024-03-28 a&b %#汉.atom True out/2024-03-28 a&b %#汉.feed.json True out/2024-03-28 a&b %#汉.rss True out/2024-03-29-cs.CL.atom True out/2024-03-29-cs.CL.feed.json True out/2024-03-29-cs.CL.rss" \
        "$(of_feeds subs.opml 2>&1 | LC_ALL=C sort | paste -sd ' ')"
    equal "and they stand in the order of the inputs" \
        "out/2024-03-28%20a%26b%20%25%23%E6%B1%89.atom out/2024-03-28%20a%26b%20%25%23%E6%B1%89.rss" \
        "$(listed subs.opml | head -n 2 | paste -sd ' ')"
    equal "the language is as in RSS" "zh-cn" "$(listed subs.opml language | sort -u)"
    equal "the list has a title and the newest time in the feeds" "arXiv Fri, 29 Mar 2024 00:00:01 +0000" \
        "$(xmllint --xpath 'concat(/opml/head/title, " ", /opml/head/dateCreated)' subs.opml)"
    cp subs.opml expected
    run --out-dir out -t atom,rss,jsonfeed,bibtex --opml - in/*.md
    same_file "- is standard output" expected "$out"
    run --no-merge --out-dir out -t atom,rss,jsonfeed,bibtex --opml subs.opml in/*.md
    same_file "the same but for its time when streaming" <(grep -v dateCreated expected) <(grep -v dateCreated subs.opml)
    equal "which is that of the inputs" "Fri, 29 Mar 2024 00:00:00 +0000" "$(xmllint --xpath 'string(//dateCreated)' subs.opml)"
    run --out-dir out -t atom --lang en --feed-title $'R&D <"论文">' --feed-home 'https://example.org/?a=1&b="' --opml subs.opml in/*.md
    equal "an address with a quote is none" 2 "$status"
    run --out-dir out -t atom --lang en --feed-title $'R&D <"论文">' --feed-home 'https://example.org/?a=1&b=2' --opml subs.opml in/2*.md
    equal "the options of feeds count" 'True True|R&D <"论文">|en' \
        "$(of_feeds subs.opml | cut -d ' ' -f 1 | paste -sd ' ')|$(xmllint --xpath 'string(//head/title)' subs.opml)|$(listed subs.opml language | sort -u)"
    : >in/empty.md
    run -q --out-dir out -t rss --opml subs.opml in/empty.md
    equal "a feed without papers is one" "0 out/empty.rss" "$status $(listed subs.opml)"
}

test_ways() {
    local names=() expected=() lists=() came i
    start
    cp in/2024-03-29-cs.CL.md a.md
    mkdir -p lists/deep real
    ln -s ../real lists/link
    for case in "out lists/x.opml ../out/a.atom" "out out/x.opml a.atom" "out/sub out/x.opml sub/a.atom" \
        ". lists/deep/x.opml ../../a.atom" "out lists/link/x.opml ../out/a.atom" "lists/link lists/x.opml ../real/a.atom" \
        "out new/x.opml ../out/a.atom" "$PWD/out x.opml out/a.atom"; do
        read -r folder list way <<<"$case"
        run --out-dir "$folder" -t atom --opml "$list" a.md
        equal "a list in $list, of $folder" 0 "$status"
        names+=("the way from $list to $folder")
        expected+=("$way")
        cp "$list" "kept${#names[@]}.opml"
        lists+=("kept${#names[@]}.opml")
    done
    run --out-dir out --keep-dirs -t atom --opml x.opml in/2024-03-29-cs.CL.md
    names+=("with --keep-dirs")
    expected+=("out/in/2024-03-29-cs.CL.atom")
    mapfile -t came < <(listed_in xmlUrl "${lists[@]}" x.opml 2>&1)
    for i in "${!names[@]}"; do equal "${names[i]}" "${expected[i]}" "${came[i]-}"; done
    equal "each list has one feed" "0 ${#names[@]}" "$status ${#came[@]}"
}

test_url() {
    local url=https://example.org/f/
    start
    run --out-dir out -t atom,jsonfeed --feed-url $url --opml x.opml in/*.md
    equal "a --feed-url that ends in a slash is the folder's" "0 " "$status $(<"$err")"
    equal "below it each feed has its own" \
        "${url}2024-03-28%20a%26b%20%25%23%E6%B1%89.atom ${url}2024-03-28%20a%26b%20%25%23%E6%B1%89.feed.json ${url}2024-03-29-cs.CL.atom ${url}2024-03-29-cs.CL.feed.json" \
        "$(listed x.opml | paste -sd ' ')"
    equal "and says so itself" "$(listed x.opml)" \
        "$(for file in out/*; do
            case $file in
            *.json) jq -r .feed_url "$file" ;;
            *) xmllint --xpath "string(//*[local-name()='link'][@rel='self']/@href)" "$file" ;;
            esac
        done)"
    run --out-dir "out//" --keep-dirs -t rss,bibtex --feed-url $url in/2024-03-29-cs.CL.md
    equal "without a list, too" "0 ${url}in/2024-03-29-cs.CL.rss" \
        "$status $(xmllint --xpath "string(//*[local-name()='link'][@rel='self']/@href)" out/in/*.rss)"
    run --out-dir out -t atom --feed-url 'https://example.org/?f=/' in/*.md
    matches "nor is one of a folder with a query" "^0 refmill: warning: --feed-url is the address of one feed" "$status $(<"$err")"
    run -t atom --feed-url $url in/2024-03-29-cs.CL.md
    equal "without --out-dir it is the feed's" $url \
        "$(xmllint --xpath "string(//*[local-name()='link'][@rel='self']/@href)" "$out")"
}

test_makefile() {
    start
    mv in/*汉.md in/b.md
    run --out-dir out -t atom --opml x.opml --depfile x.d in/*.md
    equal "--depfile: the list is made of all" $'x.opml: \\\n in/2024-03-29-cs.CL.md \\\n in/b.md' "$(sed -n '/^x.opml/,/b.md$/p' x.d)"
    touch -d 2020-01-01 x.opml
    run --if-changed --out-dir out -t atom --opml x.opml in/*.md
    equal "--if-changed leaves it" "0 2020" "$status $(date -r x.opml +%Y)"
    run --if-changed --out-dir out -t atom --opml x.opml in/b.md
    equal "unless it changes" "0 out/b.atom" "$status $(listed x.opml)"
}

test_errors() {
    start
    echo old >x.opml
    fails "--opml without --out-dir" 2 "^refmill: error: --opml requires --out-dir, whose feeds it lists\$" -o x.atom --opml x.opml in/*.md
    fails "--opml without a feed" 2 "^refmill: error: --opml lists feeds, but no format of -t is a feed; use -t atom\$" --out-dir out -t bibtex,ris --opml x.opml in/*.md
    fails "--opml with the address of one feed" 2 "^refmill: error: --feed-url .*--opml .*ending in /\$" \
        --out-dir out -t atom --feed-url https://example.org/x.atom --opml x.opml in/*.md
    fails "--opml without a name" 2 "--opml requires the name of a file" --out-dir out -t atom --opml '' in/*.md
    fails "a list that is a feed" 2 "^out/2024-03-29-cs.CL.atom: error: would be written twice, as atom and as opml\$" \
        --out-dir out -t atom --opml out/2024-03-29-cs.CL.atom in/*.md
    fails "a list that is an input" 2 "is an input as well as an output" --out-dir out -t atom --opml in/2024-03-29-cs.CL.md in/*.md
    fails "a list that cannot be written" 2 "^in: error: cannot be written: " --out-dir out -t atom --opml in in/*.md
    fails "a list behind a file" 2 "^x.opml/y: error: cannot be written: a file is where" --out-dir out -t atom --opml x.opml/y in/*.md
    digest_with_error 2 >in/bad.md
    fails "an error leaves the old list" 1 "^in/bad\\.md:" --date 2024-03-29 --out-dir out -t atom --opml x.opml in/*.md
    echo words >in/words.md
    run -k --out-dir out -t atom --opml x.opml in/*.md none.md
    equal "-k: what was written is listed" "1 True True True" "$status $(of_feeds x.opml | cut -d ' ' -f 1 | paste -sd ' ')"
    equal "and nothing else" "2024-03-28 a&b %#汉.atom 2024-03-29-cs.CL.atom bad.atom" "$(cd out && echo *)"
    rm -r out
    run -k --out-dir out -t atom --opml x.opml in/words.md none.md
    equal "-k: of nothing there is an empty list without a time" "1  0" "$status $(listed x.opml) $(grep -c '<outline\|dateCreated' x.opml)"
    echo 2403.00009 >known
    # shellcheck disable=SC2094 # that is what is tried
    "$refmill" -q --exclude known --out-dir out -t atom --opml - in/2024*.md >>known 2>"$err"
    matches "a list cannot be appended to a file" '^2 <stdout>: error: opml cannot be appended to a file; these can: .*\bbibtex\b' \
        "$? $(<"$err")"
    run --check --out-dir out --opml x.opml in/2024*.md
    equal "--check writes none" "0" "$status"
}

test_list
test_ways
test_url
test_makefile
test_errors
finish
