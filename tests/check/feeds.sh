#!/bin/bash
# What the options of feeds do to Atom, RSS and JSON Feed, as xmllint, feedparser
# and jq read them. fixtures/feed-options shows them all at once; tests/unit/feed.c
# has the archive pages.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
schema=$root/../shared/schemas/atom.rng
python=${PYTHON:-/usr/bin/python3}

# at PATH: the text there in the output, names without their prefixes; all PATH:
# every one of them.
local_names() { sed -E "s|/([a-zA-Z]+)|/*[local-name()='\1']|g" <<<"$1"; }
at() { xmllint --xpath "string($(local_names "$1"))" "$out" 2>&1; }
all() { xmllint --xpath "$(local_names "$1")/text()" "$out" 2>&1 | paste -sd ' '; }
link() { at "/*/link[@rel='$1']/@href"; } # of Atom
rss_link() { at "/rss/channel/link[@rel='$1']/@href"; }
# feed FORMAT ARGUMENT...
feed() {
    run -t "$@"
    [ "$status" -eq 0 ] || not_ok "$* converts" "$(seen)"
}
valid() { # valid NAME: the output is Atom by its schema
    if [ ! -f "$schema" ]; then
        return
    elif xmllint --noout --relaxng "$schema" "$out" 2>"$err"; then
        ok "$1"
    else
        not_ok "$1" "$(head -n 2 "$err")"
    fi
}

# keeps NAME FILE [ATOM]: the file is a JSON Feed by its specification, and says what
# that Atom does. All are judged at once at the end, since Python is slow to begin.
keeps() {
    local IFS=$'\t'
    echo "$*" >>"$place/seen/feeds"
}
specified() { # specified NAME [ATOM]: so is the output
    number=$((${number:-0} + 1))
    cp "$out" "$place/seen/$number.json"
    [ $# -eq 1 ] || cp "$2" "$place/seen/$number.atom"
    keeps "$1" "$place/seen/$number.json" ${2:+"$place/seen/$number.atom"}
}
judge_feeds() {
    "$python" -B "$root/tests/check/jsonfeed.py" <"$place/seen/feeds" || failures=$((failures + 1))
}

start() {
    empty_folder
    digest 2 >2024-03-29-cs.AI.md
    digest 2 >d.md
    touch -d 2024-03-29T09:07:51Z d.md
}

test_defaults() {
    local format
    start
    for format in atom rss jsonfeed; do
        feed $format 2024-03-29-cs.AI.md
        cp "$out" "expected.$format"
        feed $format --feed-title "arXiv cs.AI" --feed-home https://arxiv.org/list/cs.AI/new 2024-03-29-cs.AI.md
        same_file "$format: title and home of a channel are the defaults" "expected.$format" "$out"
        feed $format d.md
        cp "$out" "expected.$format"
        feed $format --feed-title arXiv --feed-home https://arxiv.org/ d.md
        same_file "$format: title and home without a channel are the defaults" "expected.$format" "$out"
        equal "$format: no link to itself without --feed-url" 0 "$(grep -c 'rel="self"\|xmlns:atom\|xmlns:fh\|feed_url\|next_url' "$out")"
    done
}

test_other_formats_do_not_care() {
    local format plain=() other=()
    start
    mkdir plain other
    for format in $(formats | grep -vx 'atom\|rss\|jsonfeed\|html'); do
        plain+=(-o "$format:plain/$format")
        other+=(-o "$format:other/$format")
    done
    "$refmill" "${plain[@]}" d.md
    run "${other[@]}" --feed-title x --feed-home http://x/ --feed-url http://x/ --feed-author x --feed-description x --feed-id x:y --id-version d.md
    equal "other formats take a feed's options" 0 "$status"
    for format in plain/*; do
        same_file "${format#*/} has nothing of a feed's options" "$format" "other/${format#*/}"
    done
}

test_title() {
    local title='<b>R&D</b> "论文" &amp; ]]>'
    start
    feed atom --feed-title "$title" 2024-03-29-cs.AI.md
    equal "atom: --feed-title" "$title" "$(at /feed/title)"
    valid "atom with --feed-title passes the schema"
    feed rss --feed-title="$title" 2024-03-29-cs.AI.md
    equal "rss: --feed-title" "$title" "$(at /rss/channel/title)"
    equal "rss: & and < are numbers" 1 "$(grep -c '<title>&#x3C;b&#x3E;R&#x26;D' "$out")"
    feed rss --feed-title one --feed-title two d.md
    equal "of two titles the last counts" two "$(at /rss/channel/title)"
}

test_home() {
    local home='https://example.org/papers?a=1&b=2'
    start
    feed atom --feed-home "$home" 2024-03-29-cs.AI.md
    equal "atom: --feed-home is the link" "$home" "$(link alternate)"
    equal "atom: and the id" "$home" "$(at /feed/id)"
    valid "atom with --feed-home passes the schema"
    feed rss --feed-home "$home" 2024-03-29-cs.AI.md
    equal "rss: --feed-home is the link" "$home" "$(at '/rss/channel/link[not(@rel)]')"
}

test_url() {
    local url="https://example.org/feed?a='1'&b=2"
    start
    feed atom --feed-url "$url" d.md
    equal "atom: --feed-url" "$url" "$(link self)"
    equal "atom: its type" application/atom+xml "$(at "/feed/link[@rel='self']/@type")"
    equal "atom: it is the id, too" "$url" "$(at /feed/id)"
    valid "atom with --feed-url passes the schema"
    feed rss --feed-url "$url" d.md
    equal "rss: --feed-url" "$url" "$(rss_link self)"
    equal "rss: its type" application/rss+xml "$(at "/rss/channel/link[@rel='self']/@type")"
    equal "rss: in Atom's namespace" 1 \
        "$(xmllint --xpath "count(//*[namespace-uri()='http://www.w3.org/2005/Atom'])" "$out")"
    run --feed-url "$url" -o a.atom -o a.rss d.md
    matches "one address of two feeds is a warning" "^0 refmill: warning: --feed-url .* 2 outputs" "$status $(<"$err")"
    digest 1 >e.md
    run --feed-url "$url" --out-dir out -t atom,ris d.md e.md
    matches "one address of many feeds, too" "^0 refmill: warning: --feed-url .*--out-dir writes one for each" "$status $(<"$err")"
    run --date 2024-03-29 --feed-url "$url" --out-dir out -t atom,ris d.md
    equal "but not of a folder's one" "0 " "$status $(<"$err")"
    run --feed-url "$url" --out-dir out -t bibtex,ris d.md e.md
    matches "without a feed, another" "^0 refmill: warning: --feed-url has no effect, since no output is in atom, jsonfeed or rss$" "$status $(<"$err")"
    run --date 2024-03-29 --feed-url "$url" -o a.atom -o a.bib d.md
    equal "one address of one feed is none" "0 " "$status $(<"$err")"
}

test_id() {
    local id
    start
    for id in https://example.org/论文 urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6 tag:example.org,2024:a; do
        feed atom --feed-id "$id" --feed-home https://example.org/ d.md
        equal "atom: --feed-id $id" "$id https://example.org/" "$(at /feed/id) $(link alternate)"
        valid "atom with --feed-id $id passes the schema"
    done
    feed atom --feed-id "$id" --feed-url https://example.org/feed d.md
    equal "atom: --feed-id comes before --feed-url" "$id https://example.org/feed" "$(at /feed/id) $(link self)"
    feed rss d.md
    cp "$out" expected
    feed rss --feed-id urn:a-b:c d.md
    same_file "rss has no such element" expected "$out"
}

# The author of a feed is not that of a paper, for which readers would take it.
test_author_and_description() {
    local about='论文 <& more>' format
    empty_folder
    printf '%s\n' '{"arxiv_id":"2403.00001","title":"One","authors":["Ann Lee"]}' \
        '{"arxiv_id":"2403.00002","title":"Two"}' >d.jsonl
    for format in atom rss jsonfeed; do
        "$refmill" --date 2024-03-29 -t $format --feed-author 'R&D <a@b>' --feed-description "$about" d.jsonl >"$place/seen/d.$format"
        "$refmill" --date 2024-03-29 -t $format d.jsonl >"$place/seen/plain.$format"
    done
    equal "feedparser reads author and description" "$(printf '%s\n' \
        "d.atom|R&D <a@b>|$about|Ann Lee|arXiv" "plain.atom|arXiv|Papers announced on arXiv|Ann Lee|" \
        "d.rss|R&D <a@b>|$about|Ann Lee|" "plain.rss||Papers announced on arXiv|Ann Lee|")" \
        "$("$python" - "$place"/seen/{d,plain}.{atom,rss} <<'PYTHON'
import html, os, sys, feedparser
for path in sorted(sys.argv[1:], key=lambda path: path.split(".")[-1]):
    feed = feedparser.parse(path, sanitize_html=False)
    print(os.path.basename(path), *(html.unescape(text) for text in (feed.feed.get("author", ""), feed.feed.subtitle)),
          *(entry.get("author", "") for entry in feed.entries), sep="|")
PYTHON
)"
    cp "$place/seen/d.atom" "$out"
    valid "atom with --feed-author passes the schema"
    cp "$place/seen/d.jsonfeed" "$out"
    specified "jsonfeed with --feed-author keeps to the specification"
    equal "jsonfeed: author and description" "R&D <a@b>|$about|Ann Lee|arXiv" \
        "$(jq -r '[.authors[0].name, .description, .items[].authors[0].name] | join("|")' "$out")"
}

test_id_version() {
    local abs=https://arxiv.org/abs/2403.0000 second="/feed/entry[contains(*[1], '2403.00002')]"
    empty_folder
    digest 2 1 1 >2024-03-28.md
    digest 2 2 2 >2024-03-30.md
    digest 1 4 1 | sed 's/2403.00004v1 Announce Type: new  Abstract: //; s/arXiv:We/We/' >2024-03-27.md
    feed atom --id-version ./*.md
    equal "atom: ids have the version, if there is one" "${abs}1v1 ${abs}2v2 ${abs}3v2 ${abs}4" \
        "$(all /feed/entry/id | tr ' ' '\n' | sort | paste -sd ' ')"
    equal "atom: links have none" "${abs}2" "$(at "$second/link[@rel='alternate']/@href")"
    equal "atom: an entry is published with its version" "2024-03-30T00:00:01Z 2024-03-30T00:00:01Z" \
        "$(at "$second/published") $(at "$second/updated")"
    valid "atom with --id-version passes the schema"
    second="/rss/channel/item[contains(*[3], '2403.00002')]"
    feed rss --id-version ./*.md
    equal "rss: guids have the version, if there is one" "${abs}1v1 ${abs}2v2 ${abs}3v2 ${abs}4" \
        "$(all /rss/channel/item/guid | tr ' ' '\n' | sort | paste -sd ' ')"
    equal "rss: a guid is a permalink" true "$(at "$second/guid/@isPermaLink")"
    equal "rss: links have none, and a date is the version's" "${abs}2 Sat, 30 Mar 2024 00:00:01 +0000" \
        "$(at "$second/link") $(at "$second/pubDate")"
    feed rss ./*.md
    equal "rss: without the option a date is the paper's" "Thu, 28 Mar 2024 00:00:00 +0000" \
        "$(at "$second/pubDate")"
    feed atom --id-version ./*.md
    cp "$out" expected.atom
    feed jsonfeed --id-version ./*.md
    specified "jsonfeed with --id-version has Atom's ids and dates" expected.atom
    equal "jsonfeed: ids have the version, if there is one" "${abs}1v1 ${abs}2v2 ${abs}3v2 ${abs}4" \
        "$(jq -r '.items[].id' "$out" | sort | paste -sd ' ')"
    feed atom --id-version --only title,url 2024-03-28.md
    equal "an id stays what it is, whatever is left out" "${abs}1v1 ${abs}2v1" "$(all /feed/entry/id)"
}

# RFC 4287 4.1.1: what shares an id differs in `updated`; what does not need not.
test_repeats() {
    empty_folder
    { digest 1 1 1; digest 1 1 2; digest 1 1 2; } >d.md
    feed atom --date 2024-03-28 --no-merge --id-version d.md
    equal "versions are entries of their own" \
        "https://arxiv.org/abs/2403.00001v1 https://arxiv.org/abs/2403.00001v2 https://arxiv.org/abs/2403.00001v2" \
        "$(all /feed/entry/id)"
    equal "only repeats of a version are put off" \
        "2024-03-28T00:00:00Z 2024-03-28T00:00:00Z 2024-03-28T00:00:01Z" "$(all /feed/entry/updated)"
    feed atom --date 2024-03-28 --no-merge d.md
    equal "without versions all repeats are" \
        "2024-03-28T00:00:00Z 2024-03-28T00:00:01Z 2024-03-28T00:00:02Z" "$(all /feed/entry/updated)"
    # Each repeat begins one second later, and all seconds after it are taken. To try each of
    # them took 20 seconds of processor time.
    [ -z "${EVERY-}" ] || awk 'BEGIN { for (i = 0; i < 60000; i++) { s = i % 30000
        printf "{\"url\":\"https://e.org/\",\"title\":\"T\",\"updated\":\"2024-03-28T%02d:%02d:%02dZ\"}\n", \
            s / 3600, s / 60 % 60, s % 60 } }' >repeats.jsonl
    [ -z "${EVERY-}" ] || equal "many repeats take little time" "60000" \
        "$(ulimit -t 6; "$refmill" -q --no-merge -t atom repeats.jsonl | grep -o '^    <updated>.*' | sort -u | wc -l)"
}

# ---- JSON Feed

test_jsonfeed_options() {
    local home='https://example.org/papers?a=1&b=2' url="https://example.org/feed?a='1'&b=2" title='<b>R&D</b> "论文" \n &amp;'
    start
    feed jsonfeed --feed-title "$title" --feed-home "$home" --feed-url "$url" --feed-id urn:a-b:c 2024-03-29-cs.AI.md
    specified "jsonfeed with a feed's options keeps to the specification"
    equal "jsonfeed: title, home and address" "$title $home $url" "$(jq -r '"\(.title) \(.home_page_url) \(.feed_url)"' "$out")"
    equal "jsonfeed: the language of the feed" zh-Hans "$(jq -r .language "$out")"
    feed jsonfeed --lang en d.md
    equal "jsonfeed with --lang en" en "$(jq -r .language "$out")"
    matches "jsonfeed with --lang en has English first" "^On Invented Matter 1 .* \\| 论虚构之物 1$" "$(jq -r '.items[0].title' "$out")"
    specified "jsonfeed with --lang en keeps to the specification"
    feed jsonfeed --limit 1 d.md
    equal "jsonfeed: --limit is of the newest" "1 https://arxiv.org/abs/2403.00001" "$(jq -r '"\(.items | length) \(.items[0].id)"' "$out")"
    feed jsonfeed --only url d.md
    specified "jsonfeed of addresses only keeps to the specification"
    equal "jsonfeed: a content is there, if empty" "https://arxiv.org/abs/2403.00001||true" \
        "$(jq -r '.items[0] | "\(.title)|\(.content_html)|\(has("content_html"))"' "$out")"
    echo '- [Ferries in Fog](https://arxiv.org/abs/2403.00001)' >list.md
    equal "without papers, a feed has the language of what was left out" "zh-Hans" "$("$refmill" -q -t jsonfeed --match zebras d.md | jq -r .language)"
    equal "which is English in a list" "en" "$("$refmill" -q -t jsonfeed --match zebras list.md | jq -r .language)"
    equal "and its time" "<updated>2024-03-01T00:00:00Z<" "$("$refmill" -q -t atom --since 2024 < <(cat list.md) | grep -o '<updated>.*<')"
    equal "unless --lang asks for another" "zh-Hans" "$("$refmill" -q -t jsonfeed --lang zh --match zebras list.md | jq -r .language)"
    : >empty.md
    feed jsonfeed empty.md
    specified "jsonfeed of no papers keeps to the specification"
    equal "jsonfeed: no papers, no items" 0 "$(jq '.items | length' "$out")"
}

# The goldens of every fixture, with its options: the same as Atom, and text that
# means harm stays text.
test_jsonfeed_fixtures() {
    local fixture folder
    empty_folder
    for fixture in "$root"/fixtures/*/out.jsonfeed; do
        folder=${fixture%/*}
        [ ! -e "$folder/status" ] || continue
        if [ -f "$folder/options" ] && [[ $(<"$folder/options") = *--no-merge* ]]; then continue; fi
        keeps "jsonfeed says what Atom does: ${folder##*/}" "$fixture" "$folder/out.atom"
    done
    cp "$root/fixtures/hostile-text/out.jsonfeed" "$out"
    equal "jsonfeed: only our own elements are markup" "</div> </em> </p> </strong> <div <em> <p> <strong>" \
        "$(jq -r '.items[].content_html' "$out" | grep -oE '<[^ >]*>?' | LC_ALL=C sort -u | paste -sd ' ')"
}

test_wrong_values() {
    local option value control=0 controls=($'http://x/\a' $'http://x/\n' $'http://x/\x7f' $'http://x/\xc2\x9b')
    local relative=(feed.atom /feed.atom //example.org/feed.atom example.org/feed.atom ftp://example.org/
        urn:isbn:0451450523 javascript:alert'(1)') some
    start
    echo old >x.atom
    for option in --feed-title --feed-home --feed-url --feed-author --feed-description --feed-id; do
        fails "$option without a value" 2 "$option requires a value" d.md $option
        fails "$option, empty" 2 "^refmill: error: $option '' is empty; use " -o x.atom $option '' d.md
        fails "$option, not UTF-8" 2 "$option .* is not UTF-8; use " -o x.atom $option=$'http://x/\xe8\xae' d.md
        some=("${controls[@]}")
        [ -n "${EVERY-}" ] || some=("${controls[control++ % 4]}") # each with another option
        for value in "${some[@]}"; do
            fails "$option with a control character $(printf %q "$value")" 2 "$option .*character.*; use " -o x.atom $option "$value" d.md
        done
    done
    fails "--feed-title of blanks" 2 "is empty" -o x.atom --feed-title '  ' d.md
    fails "--feed-title with U+FFFF" 2 "XML" -o x.atom --feed-title $'\xef\xbf\xbf' d.md
    for option in --feed-home --feed-url; do
        some=("${relative[@]}")
        [ -n "${EVERY-}" ] || [ $option = --feed-home ] || some=(/feed.atom javascript:alert'(1)')
        for value in "${some[@]}"; do
            fails "$option that is relative, or not on the web: $value" 2 \
                "$option '.*' does not begin with http:// or https://; use the full address" -o x.atom $option "$value" d.md
        done
        fails "$option without a host" 2 "has no host" -o x.atom $option https:///feed d.md
        fails "$option with a blank" 2 "must be percent-encoded" -o x.atom $option "https://example.org/a b" d.md
        fails "$option beyond ASCII" 2 "must be percent-encoded" -o x.atom $option "https://example.org/论文" d.md
    done
    for value in feed example.org/feed "a b:c"; do
        fails "--feed-id without a scheme: $value" 2 "has no scheme; use an absolute IRI" -o x.atom --feed-id "$value" d.md
    done
    fails "--id-version with a value" 2 "takes no value" -o x.atom --id-version=2 d.md
    fails "--feed-archive of many feeds" 2 "--feed-archive and --out-dir cannot be used together" --out-dir x -t atom --feed-archive y \
        --feed-url https://example.org/ d.md
    fails "--feed-archive of none" 2 "requires exactly one feed; use -t atom" -o x.ris --feed-archive y --feed-url https://example.org/x d.md
}

test_readers() {
    local format
    start
    for format in atom rss; do
        feed $format --feed-title 'R&D <论文>' --feed-home https://example.org/ \
            --feed-url "https://example.org/feed.$format?a=1&b=2" --id-version d.md
        equal "feedparser reads the options in $format" \
            "False|R&D <论文>|https://example.org/|https://example.org/feed.$format?a=1&b=2 application/$format+xml|https://arxiv.org/abs/2403.00002v1" \
            "$("$python" - "$out" <<'PYTHON'
import html, sys, feedparser
feed = feedparser.parse(sys.argv[1], sanitize_html=False)
own = [link["href"] + " " + link["type"] for link in feed.feed.links if link["rel"] == "self"]
print(bool(feed.bozo), html.unescape(feed.feed.title), feed.feed.link, *own, feed.entries[1].id, sep="|")
PYTHON
)"
    done
}

test_help() {
    local option
    "$refmill" --help >"$out"
    for option in --feed-title --feed-home --feed-url --feed-author --feed-description --feed-id --id-version; do
        matches "--help names $option under Feeds" "$option" "$(sed -n '/^Feeds/,/^$/p' "$out")"
    done
}

# languages ARGUMENT...: of the feed, its description and its entries
languages() {
    feed jsonfeed --date 2024-03-29 "$@"
    jq -r '[.language, .description, (.items[] | .language // "-")] | join("|")' "$out"
}

# A feed has the language of most translations, in any order; an entry says its own if it is another.
test_languages() {
    local about='Papers announced on arXiv' line
    empty_folder
    for line in 1_ja_灯 2_ko_등 3_ja_凧 4_en_-; do
        IFS=_ read -r number language title <<<"$line"
        echo "{\"arxiv_id\":\"2403.0000$number\",\"title\":\"T\",\"title_$language\":\"$title\"}" >"$number.jsonl"
    done
    equal "a feed in Japanese" "ja|$about, with Japanese translations|-|-" "$(languages 1.jsonl 3.jsonl)"
    equal "a feed mostly in Japanese" "ja|$about, with translations|-|ko|-|en" "$(languages 1.jsonl 2.jsonl 3.jsonl 4.jsonl)"
    equal "a feed mostly in Japanese, from files that begin with Korean" "ja|$about, with translations|-|ko|-|en" "$(languages 2.jsonl 4.jsonl 1.jsonl 3.jsonl)"
    equal "a feed in Korean" "ko|$about, with Korean translations|-|en" "$(languages 2.jsonl 4.jsonl)"
    equal "a feed without translations" "en|$about|-" "$(languages 4.jsonl)"
    equal "with --lang en the entries are in English" "en|$about|-|-" "$(languages --lang en 1.jsonl 2.jsonl)"
    digest 2 >d.md
    feed atom --date 2024-03-29 --lang en d.md
    equal "atom: an English feed says nothing Chinese about itself" "en|$about" "$(at "/feed/@*[local-name()='lang']")|$(at /feed/subtitle)"
    feed rss --date 2024-03-29 --lang en d.md
    equal "rss: neither" "en|$about" "$(at /rss/channel/language)|$(at /rss/channel/description)"
    feed rss --date 2024-03-29 2.jsonl
    equal "rss: the language of a feed in Korean" ko "$(at /rss/channel/language)"
    equal "references say no language of a paper of which nothing is known" "0 0 0" "$(echo 2403.00001 | "$refmill" -q -o out.bib -o out.ris -o out.json &&
        grep -c 'language *=\|^LA  -\|"language"' out.bib out.ris out.json | cut -d : -f 2 | paste -sd ' ')"
}

test_defaults
test_other_formats_do_not_care
test_title
test_home
test_url
test_id
test_author_and_description
test_id_version
test_repeats
test_languages
test_jsonfeed_options
test_jsonfeed_fixtures
judge_feeds
test_wrong_values
test_readers
test_help
finish
