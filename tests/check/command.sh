#!/bin/bash
# The command: options, inputs, outputs, dates and exit status, as DESIGN.md,
# section 5, and MAPPING.md (feeds' dates) say.
#
# shellcheck disable=SC2002,SC2094 # a pipe is not a file; formats are no files
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")

# gives NAME FORMAT FILE ARGUMENT...: status 0, no message, and FILE as -t
# FORMAT has it.
gives() {
    local name=$1 format=$2 file=$3
    shift 3
    run "$@"
    if [ "$status" -ne 0 ] || [ -s "$err" ]; then
        not_ok "$name" "expected status 0 and no message, came $(seen)"
    else
        same_file "$name" "expected.$format" "$file"
    fi
}
convert_all() { # convert_all FOLDER COMMAND...: to every format
    to_all_formats "$1"
    mkdir -p "$1"
    "${@:2}" "${all_outputs[@]}"
}

time_of_d=1711703271 # 2024-03-29T09:07:51Z
start() { # an empty folder with a digest, and what is expected of it
    empty_folder
    digest 3 >d.md
    touch -d @$time_of_d d.md
    [ $# -eq 0 ] && return
    local outputs=()
    for format in "$@"; do outputs+=(-o "$format:expected.$format"); done
    "$refmill" "${outputs[@]}" d.md
}

# ---- Which format goes where

test_formats_of_standard_output() {
    start bibtex ris
    gives "bibtex is the default" bibtex "$out" d.md
    gives "-t" ris "$out" -t ris d.md
    gives "-t with its value behind it" ris "$out" -tris d.md
    gives "--to" ris "$out" --to ris d.md
    gives "--to=" ris "$out" --to=ris d.md
    gives "options after files" ris "$out" d.md -t ris
    matches "bibtex begins with an entry" '^@misc\{arxiv2403\.00001,' "$(head -n 1 expected.bibtex)"
    fails "unknown format of -t" 2 "nope" -t nope d.md
    fails "empty format of -t" 2 "''" -t "" d.md
}

test_suffixes() {
    local suffix format listed outputs=()
    # shellcheck disable=SC2046 # names of formats
    start $(formats)
    listed=$(suffixes)
    while read -r suffix format; do outputs+=(-o "file$suffix"); done <<<"$listed"
    SOURCE_DATE_EPOCH=$time_of_d run "${outputs[@]}" d.md
    equal "-o by each suffix, and nothing on standard output" "status 0, stdout 0 bytes, stderr: " "$(seen)"
    while read -r suffix format; do
        same_file "-o by the suffix $suffix" "expected.$format" "file$suffix"
    done <<<"$listed"
    for suffix in .bib .ris .json .csv .atom .rss .xml .feed.json .jsonl .ids .html .htm .md; do
        matches "there is a format for $suffix" "(^|"$'\n'")\\$suffix " "$listed"
    done
}

test_outputs() {
    start bibtex biblatex ris csv
    gives "-o FORMAT:FILE" ris plain -o ris:plain d.md
    gives "-o FORMAT:FILE goes before the suffix" biblatex x.bib -o biblatex:x.bib d.md
    gives "--output=" ris y.ris --output=y.ris d.md
    gives "-o with its value behind it" ris z.ris -oz.ris d.md
    gives "a colon behind the format's" ris a:b.bib -o ris:a:b.bib d.md
    gives "a colon in a folder's name" ris ./c:d.ris -o ./c:d.ris d.md
    gives "-t is for a suffix that tells nothing" csv x.txt -t csv -o x.txt d.md
    gives "-t is for a file without a suffix" csv plain -t csv -o plain d.md
    gives "bibtex is the default of a file without a suffix" bibtex none -o none d.md
    gives "and of one with a stop in its folder only" bibtex ./none -o ./none d.md
    gives "-t does not override a suffix" bibtex t.bib -q -t csv -o t.bib d.md
    run -t csv -o t.bib d.md
    matches "-t that no output needs is told" "^refmill: warning: no output is in csv, .*; use -o csv:t\.bib$" \
        "$(<"$err")"
    gives "several -o" ris e.ris -o e.bib -o e.ris -o csv:e.txt d.md
    same_file "the first of several -o" expected.bibtex e.bib
    same_file "the last of several -o" expected.csv e.txt
    gives "-o - is standard output, bibtex" bibtex "$out" -o - d.md
    gives "-o - with -t" csv "$out" -t csv -o - d.md
    gives "-o FORMAT:-" ris "$out" -o ris:- d.md
    gives "-o - beside a file" bibtex "$out" -o - -o f.ris d.md
    same_file "the file beside -o -" expected.ris f.ris
    gives "two formats to a device" ris g.ris -o bibtex:/dev/null -o csv:/dev/null -o g.ris d.md
}

test_what_was_meant() {
    local said
    start
    for said in fetsh:fetch feed-titel=x:feed-title no-megre:no-merge SORTED:sort; do
        fails "--${said%:*} means --${said#*:}" 2 "; did you mean --${said#*:}\\? see refmill --help\$" "--${said%:*}" d.md
    done
    fails "a name of which a third is not wrong, but more" 2 "'--fetxxx'; see refmill --help\$" --fetxxx d.md
    fails "a word that is longer than any name" 2 "; see refmill --help\$" "--$(printf '%099d' 0)" d.md
    for said in bibtx:bibtex bib:bibtex feed.json:jsonfeed csl_json:csl-json atm:atom; do
        fails "-t ${said%:*} means ${said#*:}" 2 "; did you mean ${said#*:}\\? see refmill --list-formats\$" -t "${said%:*}" d.md
    done
    fails "-o bibtx: means bibtex:" 2 "; did you mean bibtex\\? see .*, or use -o \./bibtx:x for" -o bibtx:x d.md
    fails "no format is near" 2 "'xyz'; see refmill --list-formats\$" -t xyz d.md
}

test_names_in_any_case() {
    start
    "$refmill" -t bibtex --lang zh d.md >expected.bibtex
    gives "a format and a language in any case" bibtex "$out" -t BibTeX --lang ZH d.md
    gives "a format of -o in any case" bibtex x.txt -o BIBTEX:x.txt --lang Zh d.md
    gives "a reader in any case" bibtex "$out" --from Digest --lang zh d.md
}

test_output_mistakes() {
    start
    fails "suffix that tells no format" 2 "x\\.txt" -o x.txt d.md
    fails "unknown format of -o" 2 "nope" -o nope:x.bib d.md
    fails "-o without a file" 2 "bibtex:" -o bibtex: d.md
    fails "-o with an empty name" 2 "" -o "" d.md
    fails "-t twice" 2 "^refmill: error: --to is given twice; to write several formats, use -o a\\.ris -o a\\.bib, or --out-dir with -t ris,bibtex\$" -t ris -t bibtex d.md
    run -q -t ids --to ids d.md
    equal "but the same format may be given again" "0 $("$refmill" -q -t ids d.md)" "$status $(<"$out")"
    fails "-o - twice" 2 "standard output|<stdout>" -o - -o ris:- d.md
    fails "two outputs to one file" 2 "x\\.bib" -o x.bib -o biblatex:x.bib d.md
    fails "two outputs to one file, ./x" 2 "x\\.bib" -o x.bib -o ./x.bib d.md
    fails "two outputs to one file, its whole path" 2 "x\\.bib" -o x.bib -o "$PWD/x.bib" d.md
    fails "a good output before a bad one" 2 "x\\.txt" -o x.bib -o x.txt d.md
    ln -s x.bib link.bib
    fails "two outputs to one file, a symlink to nothing yet" 2 "link\\.bib|x\\.bib" -o x.bib -o link.bib d.md
    echo old >x.bib
    fails "two outputs to one file, a symlink" 2 "link\\.bib|x\\.bib" -o x.bib -o link.bib d.md
    ln x.bib hard.bib
    fails "two outputs to one file, a hard link" 2 "hard\\.bib|x\\.bib" -o x.bib -o hard.bib d.md
}

test_output_also_standard() {
    local before status
    start
    echo old >x.bib
    list_files before
    "$refmill" -o ris:- -o x.bib d.md 2>"$err" 1<>x.bib
    status=$?
    : >"$out"
    judge_failure "two outputs to one file, one by redirection" 2 "x\\.bib|<stdout>" "$before"
}

# ---- Options

test_options() {
    start
    fails "unknown long option" 2 "--nope" --nope d.md
    fails "unknown short option" 2 "-z" -z d.md
    fails "unknown short option behind a known one" 2 "-z" -kz d.md
    fails "-t without a value" 2 "-t" -t
    fails "--output without a value" 2 "--output" --output
    fails "--date without a value" 2 "--date" --date
    fails "a value for an option that has none" 2 "--check" --check=yes d.md
    fails "--lang with another language" 2 "fr" --lang fr d.md
    fails "--omit with a name that is no field's" 2 "unknown field 'titel'; did you mean title\\? the fields are ref, arxiv_id, .*, line, " --omit title,titel d.md
    fails "--only with no name" 2 "--only: unknown field ''" --only '' d.md
    fails "--cut-abstracts with another word" 2 "mark, keep or drop, not 'cut'" --cut-abstracts cut d.md
    fails "--braces with another word" 2 "names, title or none, not 'all'" --braces all d.md
    fails "--math with another word" 2 "tex or mathml, not 'svg'" --math svg d.md
    fails "--markdown with another word" 2 "table or sections, not 'list'" --markdown list d.md
    fails "--date with words" 2 "yesterday" --date yesterday d.md
    fails "--date with a day that is none" 2 "2023-02-29" --date 2023-02-29 d.md
    fails "--date with something behind it" 2 "2024-03-29x" --date 2024-03-29x d.md
}

# no_effect OPTIONS FORMATS ARGUMENT...: with the options, the output is the same, and a warning names the formats
# in which it would not be.
no_effect() {
    local option=$1 formats=$2 words
    shift 2
    read -ra words <<<"$option"
    "$refmill" "$@" d.md >expected
    run "${words[@]}" "$@" d.md
    equal "${words[0]} has no effect with $*" "0 refmill: warning: ${words[0]} has no effect, since no output is $formats" "$status $(<"$err")"
    same_file "${words[0]} changes nothing with $*" expected "$out"
}
test_options_without_effect() {
    local feeds="in atom, jsonfeed or rss" option
    export SOURCE_DATE_EPOCH=$time_of_d
    start
    no_effect --csv-excel "in csv" -t ris
    no_effect --ascii "in biblatex or bibtex" -t jsonl
    no_effect "--markdown sections" "in markdown" -t html
    no_effect --translation-lines "in csl-json or ris" -t bibtex
    no_effect "--key {id}" "in biblatex, bibtex, csl-json or ris" -t atom
    no_effect "--lang zh" "in atom, biblatex, bibtex, csl-json, html, jsonfeed, markdown, ris or rss" -t csv
    no_effect --if-changed "a file" -t csv
    for option in "url http://x/" "author x" "description x"; do no_effect "--feed-$option" "$feeds" -t html; done
    no_effect --id-version "$feeds" -t html
    for option in "title x" "home http://x/"; do no_effect "--feed-$option" "in atom, html, jsonfeed or rss" -t csv; done
    no_effect "--feed-id x:y" "in atom" -t rss
    run --csv-excel --csv-excel --translation-lines -o x.bib -o x.jsonl d.md
    equal "an option that is given twice has one warning" 2 "$(wc -l <"$err")"
    run --csv-excel --ascii --markdown table -o x.csv -o x.bib -o markdown:x.txt d.md
    equal "one output of several is enough" "0 " "$status $(<"$err")"
    run -q --csv-excel d.md
    equal "--quiet says nothing of options without effect" "0 " "$status $(<"$err")"
    unset SOURCE_DATE_EPOCH
}

test_information() {
    local option help names others
    help=$("$refmill" --help)
    for option in --help --version --list-formats; do
        run "$option"
        if [ "$status" -eq 0 ] && [ -s "$out" ] && [ ! -s "$err" ]; then
            ok "$option is on standard output"
        else
            not_ok "$option is on standard output" "expected status 0 and text, came $(seen)"
        fi
    done
    matches "--version begins with the name" '^refmill [0-9]+\.[0-9]' "$("$refmill" --version)"
    equal "--help is no wider than 80 columns" "" "$(grep -E '.{81}' <<<"$help")"
    equal "--list-formats is no wider than 80 columns" "" "$("$refmill" --list-formats | grep -E '.{81}')"
    for option in -t --to -o --output --lang -k --keep-going --no-merge --list-formats --help --version --check --date --key \
        --omit --only --cut-abstracts --braces --ascii --no-howpublished --pdf-links --csv-excel --markdown --translation-lines; do
        matches "--help names $option" "$option" "$help"
    done
    for option in bibtex biblatex ris csl-json csv atom rss jsonfeed jsonl ids html markdown; do
        names=" ${listed_formats[*]%% *} "
        others=${names/ $option / }
        equal "--list-formats has $option once" $((${#names} - ${#option} - 1)) ${#others}
        [[ $others != *" $option "* ]] || not_ok "--list-formats has $option once" "it is there twice"
    done
}

# What steers a terminal, ends a line or reorders text stands in no message: from a file's
# name, an option or an input.
test_controls_in_messages() {
    local controls=a others said
    start
    controls+=$'\xC2\x9Ba\xD8\x9Ca\xE2\x80\x8Ea\xE2\x80\x8Fa\xE2\x80\xA8a\xE2\x80\xA9a' # C1, U+061C, 200E, 200F, 2028, 2029,
    controls+=$'\xE2\x80\xAAa\xE2\x80\xABa\xE2\x80\xACa\xE2\x80\xADa\xE2\x80\xAEa'      # U+202A to 202E,
    controls+=$'\xE2\x81\xA6a\xE2\x81\xA7a\xE2\x81\xA8a\xE2\x81\xA9a'                  # U+2066 to 2069
    said='a(\?\?a){2}(\?\?\?a){13}'
    fails "controls in a file's name" 2 "^$said: error: " "$controls"
    fails "controls in an option" 2 "unknown format '$said';" -t "$controls" d.md
    echo "<feed xmlns='http://www.w3.org/2005/Atom'><id>http://arxiv.org/api/x</id><entry><id>$controls</id></entry></feed>" >api
    run --metadata api d.md
    matches "controls in an input" "^api:1:1: warning: the entry has '[a? ]+' instead of an arXiv id; it is left out" "$(<"$err")"
    others=$'é“←\xE2\x80\xA7\xE2\x80\x8D\xE2\x81\xA5\xE2\x81\xAA'
    fails "other characters stay" 2 "'$others'" -t "$others" d.md
}

test_formulas() {
    local cell row=0 exact guarded shown
    local formulas=("=1" +1 -1 @a ＝1 ＋1 －1 ＠a $'\xE2\x80\x8B=1' $'\xE2\x80\x8B\xE2\x81\xA0＝1')
    local others=(a=1 '1 + 1' 论=1 $'\xE2\x80\x8Ba=1' ！=1)
    start
    for cell in "${formulas[@]}" "${others[@]}"; do # none has what JSON would escape
        row=$((row + 1))
        printf '{"title":"%s","arxiv_id":"2403.%05d"}\n' "$cell" $row
    done >cells.jsonl
    "$refmill" -q -t csv --only title cells.jsonl >exact
    "$refmill" -q -t csv --csv-excel --only title cells.jsonl >guarded
    mapfile -t exact <exact
    mapfile -t guarded <guarded
    row=0
    for cell in "${formulas[@]}"; do
        row=$((row + 1))
        printf -v shown %q "$cell"
        equal "--csv-excel guards $shown" "\"'$cell\""$'\r' "${guarded[row]}"
        equal "and without it is exact" "\"$cell\""$'\r' "${exact[row]}"
    done
    for cell in "${others[@]}"; do
        row=$((row + 1))
        printf -v shown %q "$cell"
        equal "--csv-excel leaves $shown alone" "\"$cell\""$'\r' "${guarded[row]}"
    done
    equal "and has no other rows" "$((row + 1)) $((row + 1))" "${#exact[@]} ${#guarded[@]}"
}

test_languages() {
    local format
    start
    for format in csv jsonl; do
        "$refmill" -t $format --lang en d.md >en
        "$refmill" -t $format --lang zh d.md >zh
        same_file "--lang does not touch $format" en zh
    done
    matches "references lead with English" "TI  - On Invented" "$("$refmill" -t ris d.md)"
    matches "references with --lang zh" "TI  - 论虚构之物" "$("$refmill" -t ris --lang zh d.md)"
    matches "bibtex with --lang zh" "language *= \\{chinese\\}" "$("$refmill" --lang zh d.md)"
    matches "feeds lead with Chinese" "<title>论虚构之物" "$("$refmill" -t atom d.md)"
    matches "feeds with --lang en" "<title>On Invented" "$("$refmill" -t atom --lang en d.md)"
    matches "rss leads with Chinese" "<language>zh-cn" "$("$refmill" -t rss d.md)"
    matches "rss with --lang en" "<language>en<" "$("$refmill" -t rss --lang en d.md)"
}

# Goldens show each option; here is what goes for several formats or options.
test_fields() {
    local format field fields chinese before after
    start
    convert_all whole "$refmill" d.md
    convert_all omitted "$refmill" --omit title_zh,summary_zh,abstract_zh d.md
    convert_all only "$refmill" --only title,title_zh,ref,url d.md
    convert_all both "$refmill" --only title,title_zh --only ref,url,abstract --omit abstract d.md
    sed -i '/<form/,/<\/form>/d; /<h2>/d; s/<summary>[^<]*//; s/<data[^>]*>[^<]*//' omitted/all.html # the page's own
    mapfile -t chinese < <(cd omitted && grep -cP '\p{Han}' all.*)
    mapfile -t before < <(cd whole && grep -c 'abs/2403' all.*)
    mapfile -t after < <(cd only && grep -c 'abs/2403' all.*)
    equal "all formats are there" "${#listed_formats[@]}" "${#chinese[@]}"
    for format in "${!chinese[@]}"; do
        equal "without Chinese: ${chinese[format]%:*}" 0 "${chinese[format]#*:}"
        equal "its number of records stays: ${before[format]%:*}" "${before[format]}" "${after[format]}"
    done
    same_folders "--only and --omit" only both
    mapfile -t fields < <(head -n 1 whole/all.jsonl | jq -r 'keys[]')
    for field in "${fields[@]}"; do "$refmill" -t jsonl --omit "$field" d.md; done | jq -cS . >one
    jq -ncS --slurpfile whole whole/all.jsonl '$ARGS.positional[] as $field | $whole[] | del(.[$field])' --args "${fields[@]}" >without
    same_file "jsonl without each of ${#fields[@]} fields" without one
    equal "CSV has the columns that are left" '"ref","title","title_zh","url"' \
        "$(head -n 1 only/all.csv | tr -d '\r')"
    equal "keys are those of all fields" "$("$refmill" d.md | grep @)" "$("$refmill" --only title d.md | grep @)"
    "$refmill" -t bibtex --ascii d.md >ascii.bib
    equal "--ascii is ASCII, Chinese too" 0 "$(grep -cP '[^\x00-\x7F]' ascii.bib)"
}

# 1 MB in a title, in the row and in the note, comes out of every format whole.
test_long_title() {
    local format most
    start
    awk 'BEGIN { title = "x"; for (i = 0; i < 20; i++) title = title title
                 title = substr(title, 1, 1000000) }
        !rows && sub(/On [^]]*\]/, title "]") { rows++ }
        !notes && sub(/^    On .*/, "    " title) { notes++ }
        { print }' d.md >long.md
    touch -r d.md long.md
    convert_all short "$refmill" d.md
    convert_all long "$refmill" long.md
    while read -r format most; do
        equal "$format has a title of 1 MB whole" 1000000 "$most"
    done < <(cd short && grep -l 'Invented Matter' all.* | "${PYTHON:-/usr/bin/python3}" -c '
import re, sys
for name in sys.stdin.read().split(): # those that have titles
    text = open("../long/" + name, "rb").read()
    print(name, max(map(len, re.findall(b"x+", text))))')
    matches "formats have titles" '^([6-9]|1[0-9])$' "$(grep -l 'Invented Matter' short/all.* | wc -l)"
}

# ---- Inputs

test_inputs() {
    start bibtex
    gives "standard input without a FILE" bibtex "$out" <d.md
    gives "standard input as -" bibtex "$out" - <d.md
    gives "-- ends the options" bibtex "$out" -- d.md
    cat d.md | gives "standard input from a pipe" bibtex "$out"
    cp d.md ./-t
    gives "a file whose name looks like an option" bibtex "$out" -- -t
    digest 2 11 >e.md
    run -t jsonl e.md - <d.md
    read_ids
    equal "a file, then standard input" "2403.00011 2403.00012 2403.00001 2403.00002 2403.00003" "${ids[*]}"
    cat d.md e.md >both.md
    run -t jsonl both.md
    read_ids
    equal "digests put together" "2403.00001 2403.00002 2403.00003 2403.00011 2403.00012" "${ids[*]}"
}

# Who starts refmill alone sees what it waits for.
test_terminal_as_input() {
    start
    if ! script -qec true /dev/null >"$out" 2>&1; then
        skip "a terminal as standard input" "there are no terminals"
        return
    fi
    equal "a terminal as standard input is noted" \
        "<stdin>: note: is the terminal; press Ctrl-D to end the input" \
        "$(script -qec "$refmill -o d.ids" /dev/null <d.md | grep -ao '<stdin>: note:.*' | tr -d '\r')"
    equal "and read" "$("$refmill" -t ids d.md | tr '\n' ' ')" "$(tr "\n" " " <d.ids)"
}

test_unreadable_inputs() {
    start
    echo old >x.bib
    mkdir folder
    fails "missing input" 2 "missing\\.md.*No such file" -o x.bib d.md missing.md
    fails "directory as input, with a slash" 2 "^folder/: error: cannot be read: it is a directory; name the files in it\$" -o x.bib folder/
    fails "an input without a name" 2 "the name of an input is empty" -o x.bib ""
    fails "directory as input" 2 "folder: error: .* it is a directory" -o x.bib folder
    fails "empty name as input" 2 "" -o x.bib ""
    fails "input that cannot be read" 2 "/proc/self/mem.*(Input/output|I/O) error" -o x.bib /proc/self/mem
    fails "standard input that is a directory" 2 "<stdin>" -o x.bib <folder
    fails "standard input that is closed" 2 "<stdin>" -o x.bib <&-
    fails "standard input that is closed, with two outputs" 2 "<stdin>" -o y.ris -o z.csv <&-
    chmod 0 d.md
    fails_without_permission "input" 2 "d\\.md.*Permission denied" d.md
}

test_bad_inputs() {
    local format
    start
    echo old >x.bib
    echo "No list, just words." >words.md
    fails "text that is not a list" 1 "words\\.md:1:1: error: this is not a list of arXiv papers: expected Markdown with links to arXiv, .*; see refmill --list-formats\$" -o x.bib words.md
    fails "text that is not a list, on standard output" 1 "words\\.md" words.md
    fails "text that is not a list, standard input" 1 "<stdin>:1:1: error: this is not a list of arXiv papers" <words.md
    for format in bibtex ris csl-json html; do
        "$refmill" -q -t "$format" d.md >words.md
        fails "$format in place of a list; --exclude reads it" 1 \
            "words\\.md:1:1: error: this is not a list .*, but a .*library.*; use --from library to read its arXiv ids, or --exclude to " words.md
    done
    digest_with_error 3 >e.md
    fails "a record without id and link" 1 "e\\.md:[0-9]+:[0-9]+: error: " -o x.bib e.md
    fails "a record without id and link, then a good input" 1 "e\\.md" -o x.bib -o y.ris e.md d.md
    fails "a good input, then a record without id and link" 1 "e\\.md" d.md e.md
}

# not_utf8 NAME COLUMN BYTES: the bytes are in the title of row 1, after 虚x.
not_utf8() {
    local bytes
    printf -v bytes '%b' "$3"
    printf %s "${three/On Invented/虚x$bytes}" >d.md
    fails "not UTF-8: $1" 1 "^d\.md:5:$2: error: .*UTF-8" d.md
}
test_not_utf8() {
    local text three
    start
    three=$(digest 3 && echo end)
    three=${three%end}
    not_utf8 "a byte that UTF-8 never has" 13 '\xff'
    not_utf8 "a continuation without a start" 13 '\x80'
    not_utf8 "a sequence that is too short" 13 '\xe4\xb8 '
    not_utf8 "an overlong sequence" 13 '\xc0\xaf'
    not_utf8 "a surrogate" 13 '\xed\xa0\x80'
    not_utf8 "above U+10FFFF" 13 '\xf4\x90\x80\x80'
    not_utf8 "Latin-1" 14 'L\xe9vy'
    not_utf8 "twice, the first counts" 13 '\xff, \xfe'
    start
    text=$(<d.md)  # up to the four spaces of the last line
    printf '%s\xe8\xae' "$text" >cut.md
    printf '%s' "$text" >whole.md
    for option in -q -qk; do
        "$refmill" -t jsonl whole.md "$option" >"$out"
        "$refmill" -t jsonl cut.md "$option" 2>"$err" | sed 's/"file":"cut\.md"/"file":"whole.md"/' >cut.jsonl
        equal "$option: a character cut off at the end is left out" "$(<"$out")" "$(<cut.jsonl)"
    done
    run cut.md
    matches "a character cut off at the end is a warning" "^cut\.md:$(wc -l <<<"$text"):5: warning: .* is cut off .* left out$" \
        "$(head -n 1 "$err")"
    equal "a character cut off at the end is not an error" 0 "$status"
    printf '\xe8\xae' >cut.md
    echo old >library.bib
    run -q -o library.bib cut.md
    matches "an input of nothing else is not a list" "^1 cut\.md:1:1: error: this is not a list of arXiv papers" "$status $(<"$err")"
    equal "and leaves the library alone" old "$(<library.bib)"
}

# Standard output that is a pipe without a reader: other filters are killed by SIGPIPE too.
test_closed_pipe() {
    local arguments
    start
    mkfifo pipe
    exec {reader}<>pipe {writer}>pipe {reader}<&-
    for arguments in "-t bibtex d.md" "--no-merge -t jsonl -o x.ris -o - d.md" --help --list-formats; do
        # shellcheck disable=SC2086
        (exec "$refmill" $arguments 1>&"$writer" 2>"$err") 2>/dev/null
        equal "a closed pipe ends refmill $arguments" "141|" "$?|$(<"$err")"
    done
    equal "and leaves no file" "d.md pipe" "$(echo *)"
    (trap '' PIPE && exec "$refmill" d.md 1>&"$writer" 2>"$err")
    equal "unless SIGPIPE is ignored" "2|<stdout>: error: cannot be written: Broken pipe" "$?|$(<"$err")"
    exec {writer}>&-
}

# ---- Outputs in the file system

test_output_places() {
    start
    mkdir folder folder.bib
    fails "output folder missing" 2 "no/such/x\\.bib" -o no/such/x.bib d.md
    fails "output folder is a file" 2 "d\\.md/x\\.bib" -o d.md/x.bib d.md
    fails "output is a directory" 2 "^folder: error: is a directory; use --out-dir folder to write a file there for each input\$" -o bibtex:folder d.md
    fails "output is a directory without a format" 2 "^folder: error: is a directory; use --out-dir folder " -o folder d.md
    fails "output is a directory with a suffix" 2 "^folder\\.bib: error: is a directory; use --out-dir" -o folder.bib d.md
    fails "output is a directory with a slash" 2 "^folder/: error: is a directory; use --out-dir folder/ " -o bibtex:folder/ d.md
    fails "output is a directory that does not exist" 2 "^new/: error: ends in a slash, like a directory; use --out-dir new/ " -o new/ d.md
    ln -s loop.bib loop.bib
    fails "output is a symlink to itself" 2 "loop\\.bib" -o loop.bib d.md
    fails "a good output before a missing folder" 2 "no/such" -o a.ris -o no/such/x.bib d.md
    chmod 500 folder
    fails_without_permission "output folder" 2 "folder/x\\.bib" -o folder/x.bib d.md
    echo old >kept.bib && chmod 444 kept.bib
    fails_without_permission "output" 2 "kept\\.bib" -o kept.bib d.md
}

test_output_is_input() {
    local before
    start
    ln -s d.md sym.bib
    ln d.md hard.bib
    ln -s d.md sym.md
    fails "output is the input" 2 "d\\.md" -o bibtex:d.md d.md
    fails "output is a second input" 2 "d\\.md" -o bibtex:d.md sym.md
    fails "output is the input, ./x" 2 "d\\.md" -o bibtex:./d.md d.md
    fails "output is a symlink to the input" 2 "sym\\.bib" -o sym.bib d.md
    fails "output is a hard link of the input" 2 "hard\\.bib" -o hard.bib d.md
    fails "output is the file on standard input" 2 "hard\\.bib" -o hard.bib <d.md
    fails "output is an input under --no-merge" 2 "hard\\.bib" --no-merge -o hard.bib d.md
    list_files before
    : >"$out"
    "$refmill" d.md >>d.md 2>"$err"
    status=$?
    judge_failure "standard output is the input" 2 "<stdout>" "$before"
    "$refmill" - <d.md 1<>d.md 2>"$err"
    status=$?
    judge_failure "standard output is the file on standard input" 2 "<stdout>" "$before"
    run -t jsonl - </dev/null
    equal "two ends of a device are no input and output" 0 "$status"
}

test_symlinks() {
    start bibtex
    mkdir folder
    echo old >folder/real.bib
    ln -s folder/real.bib link.bib
    ln -s "$PWD/link.bib" folder/chain.bib
    ln -s folder/new.bib dangling.bib
    gives "a symlink is followed" bibtex folder/real.bib -o link.bib d.md
    equal "the symlink stays" folder/real.bib "$(readlink link.bib)"
    echo old >folder/real.bib
    gives "a chain of symlinks is followed" bibtex folder/real.bib -o folder/chain.bib d.md
    equal "the chain stays" "$PWD/link.bib folder/real.bib" "$(readlink folder/chain.bib) $(readlink link.bib)"
    gives "a symlink to nothing yet" bibtex folder/new.bib -o dangling.bib d.md
    equal "the symlink to what is new stays" folder/new.bib "$(readlink dangling.bib)"
    equal "nothing else beside them" "" "$(find . -name '.refmill-*')"
}

test_modes() {
    local mode mask
    start bibtex
    for mode in 600 640 664 755; do
        echo old >x.bib
        chmod $mode x.bib
        gives "a file with mode $mode is replaced" bibtex x.bib -o x.bib d.md
        equal "mode $mode is kept" $mode "$(stat -c %a x.bib)"
    done
    for mask in 000 022 027 077; do
        rm -f new.bib
        (umask $mask && "$refmill" -o new.bib d.md)
        equal "umask $mask is obeyed" "$(printf %o $((0666 & ~mask)))" "$(stat -c %a new.bib)"
    done
}

# set-uid and the like would be those of whoever planted the file.
test_planted_modes() {
    local mode
    start bibtex
    for mode in 6777 1644; do
        echo old >x.bib
        chmod $mode x.bib
        gives "a file with mode $mode is replaced" bibtex x.bib -o x.bib d.md
        equal "of mode $mode the permissions are kept" ${mode:1} "$(stat -c %a x.bib)"
    done
}

# A backup is somebody's file.
test_leftovers() {
    local name
    start bibtex
    mkdir folder
    for name in .refmill-abcDEF .refmill-abcDEF~ .refmill-000000; do
        touch -d '2 days ago' $name folder/$name
    done
    touch .refmill-000000
    gives "temporaries of killed runs are beside an output" bibtex x.bib -o x.bib -o ris:y.ris d.md
    equal "old ones are removed there" ".refmill-000000 .refmill-abcDEF~" "$(find . -maxdepth 1 -name '.refmill-*' -printf '%f\n' | sort | paste -sd ' ')"
    equal "and nowhere else" 3 "$(find folder -type f | wc -l)"
    run --out-dir folder -t ids d.md
    equal "--out-dir too" .refmill-abcDEF~ "$(find folder -name '.refmill-*' -printf '%f')"
}

# Nothing can be renamed to a mount point.
test_mount_point() {
    start bibtex ris
    echo old >x.bib
    echo other >y
    if ! unshare -m mount --bind y x.bib 2>"$err"; then
        skip "a mount point as output" "nothing can be mounted here"
        return
    fi
    # shellcheck disable=SC2016
    unshare -m sh -c 'mount --bind y x.bib && "$0" -o x.bib -o x.ris d.md' "$refmill" >"$out" 2>"$err"
    status=$?
    matches "a mount point as output is overwritten" "^0 x\.bib: warning: is a mount point.* overwritten in place\$" "$status $(<"$err")"
    same_file "what is mounted there is new" expected.bibtex y
    same_file "an output after it" expected.ris x.ris
    equal "what it hides is old" old "$(<x.bib)"
    equal "nothing is left beside a mount point" "" "$(find . -name '.refmill-*')"
    rm x.ris
    # shellcheck disable=SC2016
    unshare -m sh -c 'mount --bind y x.bib && exec "$0" -o x.ris -o x.bib d.md' "$refmill" >"$out" 2>"$err"
    matches "also as the last" "^0 x\.bib: warning: " "$? $(<"$err")"
    same_file "whose file is new" expected.bibtex y
}

test_written_in_place() {
    start bibtex
    gives "/dev/null as output" bibtex "$out" -o bibtex:/dev/null -o - d.md
    equal "/dev/null stays a device" "character special file" "$(stat -c %F /dev/null)"
    mkfifo pipe
    cat pipe >came &
    gives "a FIFO as output" bibtex expected.bibtex -o bibtex:pipe d.md
    wait $!
    same_file "the FIFO's reader has it all" expected.bibtex came
    equal "the FIFO stays one" fifo "$(stat -c %F pipe)"
    cat d.md >pipe &
    gives "a FIFO as input" bibtex "$out" pipe
    wait $!
}

# ---- Errors in inputs, and what becomes of the outputs

test_keep_going() {
    local err_lines
    start
    digest 2 11 >good.md
    digest_with_error 3 >bad.md
    digest 1 21 | LC_ALL=C sed "s/We invent/We \\xff invent/" >bytes.md
    echo words >words.md
    mkdir folder
    echo old >x.bib
    run -k -t jsonl -o - -o x.bib good.md missing.md bad.md words.md folder bytes.md
    equal "-k ends with 1" 1 "$status"
    read_ids
    equal "-k writes the rest" "2403.00011 2403.00012 2403.00001 2403.00003 2403.00021" "${ids[*]}"
    equal "-k writes the rest to files" 5 "$(grep -c '^@misc' x.bib)"
    matches "-k puts U+FFFD for what is not UTF-8" "We � invent" "$(tail -n 1 "$out")"
    err_lines=$(grep -c ': error: ' "$err")
    equal "-k reports each" 5 "$err_lines"
    run --keep-going -t jsonl bad.md
    equal "--keep-going" "1 2" "$status $(wc -l <"$out")"
    run --keep-going --no-merge -t jsonl good.md bad.md good.md missing.md good.md
    equal "-k under --no-merge" "1 8" "$status $(wc -l <"$out")"
    run -k -t csl-json missing.md
    equal "-k when nothing is left" "1 0" "$status $(jq length "$out")"
    run -k good.md
    equal "-k without an error ends with 0" 0 "$status"
}

test_nothing_changes_on_errors() {
    local input
    start
    digest_with_error 3 >bad.md
    echo words >words.md
    digest 1 | LC_ALL=C sed "s/We invent/We \\xff invent/" >bytes.md
    echo old >old.bib
    for input in bad.md words.md bytes.md; do
        fails "nothing changes after an error in $input" 1 "$input" -o old.bib -o new.ris d.md $input
        fails "nothing changes after an error in $input, --no-merge" 1 "$input" --no-merge \
            -o old.bib -o new.ris d.md $input
    done
    fails "nothing changes after a missing input" 2 "missing" -o old.bib -o new.ris d.md missing.md
    fails "nothing changes after a missing input, --no-merge" 2 "missing" --no-merge \
        -o old.bib -o new.ris d.md missing.md
}

# How many whole records are in each file, a line each; a word when one is not well-formed.
count_records() { # count_records FORMAT FILE...
    local file names="${*:2}"
    case $1 in
    csl-json) jq length "${@:2}" ;;
    atom) xmllint --xpath "count(//*[local-name()='entry'])" "${@:2}" ;;
    rss) xmllint --xpath "count(//item)" "${@:2}" ;;
    jsonfeed) jq '.items | length' "${@:2}" ;;
    jsonl) jq -n --arg names "$names" '[inputs | input_filename] as $seen |
        ($names | split(" "))[] as $name | [$seen[] | select(. == $name)] | length' "${@:2}" ;;
    html) grep -hc "^<article" "${@:2}" ;;
    *) for file in "${@:2}"; do count_in_one "$1" "$file"; done ;;
    esac
}
count_in_one() { # count_in_one FORMAT FILE
    case $1 in
    bibtex | biblatex) bibtool -- 'print.line.length = 1000' <"$2" | grep -c '^@' ;;
    ris) [ ! -s "$2" ] || [ "$(tail -n 1 "$2")" = $'ER  - \r' ] && grep -c '^TY  - ' "$2" ;;
    csv) tail -n +2 "$2" | grep -c $'"\r$' ;;
    ids) wc -l <"$2" ;;
    *) count_by_comparison "$@" ;;
    esac
}

# In a format that the tests do not know: as many as stand in an output that nothing stopped.
count_by_comparison() { # count_by_comparison FORMAT FILE
    local inputs
    for inputs in "0 none.md" "3 d.md" "4 d.md one.md"; do
        # shellcheck disable=SC2086 # names of files
        if "$refmill" -q --no-merge -t "$1" ${inputs#* } | cmp -s - "$2"; then
            echo "${inputs%% *}"
            return
        fi
    done
    echo "another number"
}

test_streaming() {
    local format statuses some=("${listed_formats[@]%% *}")
    [ -n "${EVERY-}" ] || some=(bibtex csl-json rss jsonfeed html) # the others end alike, or have no end
    start
    digest_with_error 3 >bad.md
    digest 1 >one.md
    digest 0 >none.md
    touch -r bad.md one.md
    for format in "${some[@]}"; do
        "$refmill" --no-merge -t "$format" d.md bad.md d.md >error 2>"$err"
        statuses=$?
        "$refmill" --no-merge -t "$format" d.md missing.md >missing 2>"$err"
        statuses+=" $?"
        "$refmill" --no-merge -t "$format" missing.md >nothing 2>"$err"
        statuses+=" $?"
        equal "--no-merge closes $format before the error, before a missing input, and when nothing could be read" \
            $'1 2 2\n4\n3\n0' "$statuses"$'\n'"$(count_records "$format" error missing nothing 2>&1)"
        run -t "$format" d.md bad.md
        equal "merged, $format is empty after an error" "1 empty" "$status $([ -s "$out" ] || echo empty)"
    done
    digest 40 101 | LC_ALL=C sed '/^\[^31\]/s/$/\xff/' >late.md
    run --no-merge -t csl-json late.md
    matches "--no-merge closes csl-json before what is not UTF-8" "^1 (30|[12]?[0-9])$" \
        "$status $(jq length "$out")"
}

test_merging() {
    empty_folder
    digest 2 1 1 >2024-03-28-cs.AI.md
    digest 2 2 2 >2024-03-30-cs.LG.md
    run -t jsonl ./*.md
    read_ids
    equal "one record a paper" "2403.00001 2403.00002 2403.00003" "${ids[*]}"
    equal "the highest version wins" "1 2 2 " "$(jq .version "$out" | tr '\n' ' ')"
    run --no-merge -t jsonl ./*.md
    read_ids
    equal "--no-merge: every announcement in order" "2403.00001 2403.00002 2403.00002 2403.00003" "${ids[*]}"
    digest 1 2 1 >2024-04-01-cs.AI.md
    run -t jsonl ./*.md
    equal "a newer digest does not win over a version" 2024-03-30-cs.LG.md "$(jq -r 'select(.ref == 1 and .version == 2).file' "$out")"
    digest 1 2 2 >2024-04-02-cs.CV.md
    digest 1 2 2 >2024-04-02-cs.AI.md
    digest 1 2 2 >2024-04-02-cs.AI-b.md
    run -t jsonl ./*.md
    equal "then the newest digest, channel, name" 2024-04-02-cs.AI-b.md \
        "$(jq -r 'select(.arxiv_id == "2403.00002").file' "$out")"
}

# ---- Counting

test_check() {
    start
    digest 1 11 >one.md
    digest_with_error 3 >bad.md
    digest 2 | sed '/^\[^2\]/,$d' >cut.md
    check_counts "--check counts" 0 "1 file, 3 records, 0 warnings, 0 errors" d.md
    check_counts "--check counts one of each" 0 "1 file, 1 record, 0 warnings, 0 errors" one.md
    check_counts "--check of two files" 0 "2 files, 4 records, 0 warnings, 0 errors" d.md one.md
    check_counts "--check counts repeats" 0 "2 files, 6 records, 0 warnings, 0 errors" d.md d.md
    check_counts "--check with a warning" 0 "1 file, 2 records, 1 warning, 0 errors" cut.md
    check_counts "--check with an error" 1 "1 file, 2 records, 0 warnings, 1 error" bad.md
    check_counts "--check goes on after an error" 1 "2 files, 5 records, 0 warnings, 1 error" bad.md d.md
    check_counts "--check of a missing file" 2 "1 file, 3 records, 0 warnings, 1 error" missing.md d.md
    check_counts "--check of standard input" 0 "1 file, 3 records, 0 warnings, 0 errors" <d.md
    check_counts "--check --no-merge" 0 "1 file, 3 records, 0 warnings, 0 errors" --no-merge d.md
    check_counts "--check writes no output" 0 "1 file, 3 records, 0 warnings, 0 errors" -o new.bib d.md
    matches "--check tells that -o is idle" "note: -o has no effect with --check, which writes nothing" "$(<"$err")"
    check_counts "--check leaves no trace on an input" 0 "1 file, 3 records, 0 warnings, 0 errors" -t bibtex -o d.md d.md
    matches "nor -t" "-o has no effect.*note: -t has no effect with --check, which writes nothing" "$(<"$err")"
}
check_counts() { # check_counts NAME STATUS LAST-LINE ARGUMENT...
    local name=$1 expected="$2, $3" before lines
    shift 3
    list_files before
    run --check "$@"
    mapfile -t lines <"$err"
    equal "$name" "$expected" "$status, ${lines[-1]}$(<"$out")"
    find_changes "$before"
    [ -z "$changed" ] || not_ok "$name: changes nothing" "files changed: $changed"
}

# ---- Same input, same bytes

same_folders() { # same_folders NAME EXPECTED-FOLDER FOLDER: a test for each format
    local format difference
    difference=$(diff -rq "$2" "$3" 2>&1)
    [ $? -le 1 ] || not_ok "$1" "$difference"
    for format in $(formats); do
        if [ -f "$2/all.$format" ] && [ -f "$3/all.$format" ] && [[ $difference != *"/all.$format "* ]]; then
            ok "$1: $format"
        else
            not_ok "$1: $format" "$difference"
        fi
    done
}

# Turkish has its own lower case of I. Debian's base system has no such locales, but
# mostly what it takes to make them, which is kept with what is built: it takes seconds.
has_locale() { # has_locale tr_TR
    local locales=$build/locales new=$build/locales/$1.$$
    if locale -a | grep -qi "^$1\.utf"; then return; fi
    if [ ! -d "$locales/$1.UTF-8" ]; then
        mkdir -p "$locales" && localedef -i "$1" -f UTF-8 "$new" 2>/dev/null && mv -T "$new" "$locales/$1.UTF-8" || return
    fi
    export LOCPATH="$locales"
}

test_environment_does_not_matter() {
    local setting settings=(LC_ALL=C TZ=America/St_Johns -i LC_ALL=tr_TR.UTF-8)
    [ -z "${EVERY-}" ] || settings+=(LC_ALL=C.UTF-8 TZ=Asia/Shanghai TZ=:no/such TZ= LC_ALL=zh_CN.UTF-8)
    start
    convert_all plain "$refmill" d.md
    for setting in "${settings[@]}"; do
        if [[ $setting = LC_ALL=*_* ]] && ! has_locale "${setting:7:5}"; then
            skip "same bytes with $setting" "there is no such locale"
            continue
        fi
        convert_all other env $setting "$refmill" d.md
        same_folders "same bytes with $setting" plain other
    done
    unset LOCPATH
    convert_all other "$refmill" d.md
    equal "same bytes in a second run" "" "$(diff -rq plain other)"
    "$refmill" --help >en
    LC_ALL=C.UTF-8 LANGUAGE=zh "$refmill" --help >zh
    same_file "same help with LANGUAGE=zh" en zh
}

# Where nothing may be written, or nothing is any more, the output may go elsewhere.
test_odd_folders() {
    start jsonl
    mkdir closed gone
    cp -p d.md closed
    chmod 500 closed
    (cd closed && umask 077 && "$refmill" -o ../made.jsonl d.md) >"$out" 2>"$err"
    equal "in a folder that may not be written" "0 600 " "$? $(stat -c %a made.jsonl) $(cmp expected.jsonl made.jsonl 2>&1)"
    chmod 700 closed
    (cd gone && rmdir ../gone && "$refmill" -t jsonl <"$OLDPWD/d.md") >"$out" 2>"$err"
    equal "in a folder that is gone" "0 3" "$? $(wc -l <"$out")"
}

# while_reading COMMAND...: changes large.md, 200 digests of 100 records, once the first
# records of it are there; how the program ended goes to status.
while_reading() {
    cp whole.md large.md
    "$refmill" -q --no-merge -t jsonl large.md >pipe 2>"$err" &
    { head -c 10 >/dev/null; "$@"; cat; } <pipe >"$out"
    wait $!
    status=$?
}
test_inputs_that_change() {
    start
    mkfifo pipe
    digest 100 >hundred.md
    printf 'hundred.md\n%.0s' {1..200} | xargs cat >whole.md
    while_reading truncate -s 2000000 large.md
    [ "$status" -lt 128 ] && [ "$(wc -l <"$out")" -lt 20000 ] && tail -n +2 "$out" | jq -e .arxiv_id >/dev/null
    equal "a file that is cut while it is read ends there" 0 $?
    while_reading rm large.md
    equal "a file that is removed while it is read is read on" "0 20000" "$status $(wc -l <"$out")"
    digest 2 30001 >more.md
    while_reading dd status=none oflag=append conv=notrunc if=more.md of=large.md
    equal "what is added to a file while it is read is read too" "0 20002" "$status $(wc -l <"$out")"
}

test_pipe_and_file_give_the_same() {
    local format
    start
    convert_all file "$refmill" --date 2024-03-29 d.md
    cat d.md | convert_all pipe "$refmill" --date 2024-03-29
    sed -i 's/,"file":"d\.md"//' file/all.jsonl # provenance
    same_folders "same bytes from a file and a pipe" file pipe
}

test_order_of_inputs() {
    local format files reversed
    empty_folder
    digest 5 1 1 >2024-03-28-cs.AI.md
    digest 6 3 2 >2024-03-29-cs.AI.md
    digest 6 3 2 | sed 's/We invent/We also invent/' >2024-03-29-cs.LG.md
    digest 4 3 2 | sed '/^    虚构的总结/s/.*/    /' >2024-03-29-cs.AI-b.md
    digest 3 8 >more.md
    files=(*.md)
    for file in "${files[@]}"; do reversed=("$file" "${reversed[@]-}"); done
    convert_all forth "$refmill" "${files[@]}"
    convert_all back "$refmill" "${reversed[@]:0:${#files[@]}}"
    equal "10 papers in each order" "10 10" "$(wc -l <forth/all.jsonl) $(wc -l <back/all.jsonl)"
    sort forth/all.jsonl >forth/sorted
    sort back/all.jsonl >back/sorted
    same_file "the same set of jsonl lines in reverse order" forth/sorted back/sorted
    for format in atom rss jsonfeed; do
        same_file "same bytes in reverse order, since feeds are sorted: $format" \
            forth/all.$format back/all.$format
    done
}

# ---- Dates of feeds

# The times of the entries of a digest's feed, which has only one.
published() {
    local line
    run -t atom "$@"
    while read -r line; do
        [[ $line =~ \<published\>(.*)\< ]] && echo "${BASH_REMATCH[1]}"
    done <"$out"
}

test_dates() {
    local date=2022-01-02T00:00:00Z name=2023-04-05T00:00:00Z epoch=2021-06-07T08:09:10Z time=2020-02-29T23:59:59Z
    empty_folder
    for file in d.md 2023-04-05-cs.AI.md cs.LG-2023-04-05.md 1680652800.md in-1680652800-cs.AI.md 16806528001.md; do
        digest 1 >"$file"
        touch -d $time "$file"
    done
    equal "date: day in the name" $name "$(published 2023-04-05-cs.AI.md)"
    equal "date: day at the end of the name" $name "$(published cs.LG-2023-04-05.md)"
    equal "date: Unix time as the name" $name "$(published 1680652800.md)"
    equal "date: Unix time in the name" $name "$(published in-1680652800-cs.AI.md)"
    equal "date: eleven digits are no Unix time" $time "$(published 16806528001.md)"
    equal "date: the file's time" $time "$(published d.md)"
    equal "date: of which a note tells" "d.md: note: is dated 2020-02-29, when the file was last changed; use --date for another day" "$(<"$err")"
    run -q -t atom d.md
    equal "date: unless it is quiet" "" "$(<"$err")"
    run -t ris -o a.jsonl -o b.ris d.md
    equal "date: or no feed is written" "" "$(<"$err")"
    mkdir 2023-04-05 2023-04-05/sub && cp -p d.md cs.LG-2023-04-05.md 2023-04-05 && cp -p d.md 2023-04-05/sub
    equal "date: day in the folder's name" $name "$(published 2023-04-05/d.md)"
    equal "date: about which there is nothing to say" "" "$(<"$err")"
    equal "date: of its folder only" $time "$(published 2023-04-05/sub/d.md)"
    mkdir 2024-01-01 && cp -p 2023-04-05-cs.AI.md 2024-01-01
    equal "date: the file's name goes before the folder's" $name "$(published 2024-01-01/2023-04-05-cs.AI.md)"
    equal "date: --date" $date "$(published --date 2022-01-02 d.md)"
    equal "date: --date as Unix time" $epoch "$(published --date 1623053350 d.md)"
    equal "date: --date goes before the name" $date "$(published --date 2022-01-02 2023-04-05-cs.AI.md)"
    equal "date: --date of a pipe" $date "$(cat d.md | published --date 2022-01-02)"
    equal "date: no warning with --date" "" "$(<"$err")"
    export SOURCE_DATE_EPOCH=1623053350
    equal "date: SOURCE_DATE_EPOCH goes before the file's time" $epoch "$(published d.md)"
    equal "date: and is no reason for a note" "" "$(<"$err")"
    equal "date: the folder's name goes before SOURCE_DATE_EPOCH" $name "$(published 2023-04-05/d.md)"
    equal "date: the name goes before SOURCE_DATE_EPOCH" $name "$(published 2023-04-05-cs.AI.md)"
    equal "date: --date goes before SOURCE_DATE_EPOCH" $date "$(published --date 2022-01-02 d.md)"
    equal "date: SOURCE_DATE_EPOCH of a pipe" $epoch "$(cat d.md | published)"
    export SOURCE_DATE_EPOCH=tomorrow
    fails "date: SOURCE_DATE_EPOCH that is no number" 2 "SOURCE_DATE_EPOCH" d.md
    unset SOURCE_DATE_EPOCH
    equal "date: in jsonl" 2023-04-05 "$("$refmill" -t jsonl 2023-04-05-cs.AI.md | jq -r .digest_date)"
    matches "date: RFC 822 in rss" "<pubDate>Wed, 05 Apr 2023 00:00:00 \\+0000</pubDate>" \
        "$("$refmill" -t rss 2023-04-05-cs.AI.md)"
}

test_dates_of_pipes() {
    empty_folder
    digest 2 | sed 's/2403\.00001/2311.00001/g' >d.md
    cat d.md | "$refmill" -t atom >"$out" 2>"$err"
    equal "date: a pipe's feed takes the newest id's month" "2024-03-01T00:00:01Z 2024-03-01T00:00:00Z" \
        "$(sed -n 's/.*<published>\(.*\)<.*/\1/p' "$out" | paste -sd ' ')"
    matches "date: and says so" "^<stdin>: warning: [^
]*$" "$(<"$err")"
    cat d.md | run -t rss
    cat d.md | "$refmill" -t bibtex 2>"$err" >"$out"
    equal "date: no warning without a feed" "" "$(<"$err")"
    equal "date: jsonl invents none" null "$(cat d.md | "$refmill" -t jsonl 2>"$err" | jq -s '.[0].digest_date')"
}

test_dates_of_entries() {
    local files
    empty_folder
    digest 3 1 1 >2024-03-28.md
    digest 2 3 2 >2024-03-29.md
    dates() { xmllint --xpath "//*[local-name()='entry']/*[local-name()='$1']/text()" "$out" | sort | paste -sd ' '; }
    for files in "2024-03-28.md 2024-03-29.md" "2024-03-29.md 2024-03-28.md"; do
        # shellcheck disable=SC2086
        run -t atom $files
        equal "published is the first digest's time and place ($files)" \
            "2024-03-28T00:00:00Z 2024-03-28T00:00:01Z 2024-03-28T00:00:02Z 2024-03-29T00:00:00Z" "$(dates published)"
        equal "updated is that of the highest version ($files)" \
            "2024-03-28T00:00:01Z 2024-03-28T00:00:02Z 2024-03-29T00:00:00Z 2024-03-29T00:00:01Z" "$(dates updated)"
        equal "feeds have the newest first ($files)" "2403.00004 2403.00001 2403.00002 2403.00003" \
            "$(xmllint --xpath "//*[local-name()='entry']/*[local-name()='id']/text()" "$out" | grep -o '[0-9.]*$' | paste -sd ' ')"
    done
}

# ---- libxml2, which would double the time of a small run

test_without_libxml2() {
    if readelf -d "$refmill" | grep -q '(RPATH)'; then # as tests/foreign.sh builds it
        skip "without libxml2" "this program finds its libraries before any others"
        return
    fi
    local missing='libxml2\.so\.[0-9]+ cannot be loaded; install libxml2$'
    start
    convert_all with "$refmill" d.md
    mkdir broken
    echo "no library" | tee broken/libxml2.so.2 >broken/libxml2.so.16
    local -x LD_LIBRARY_PATH=$PWD/broken${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    SOURCE_DATE_EPOCH=$time_of_d convert_all without run d.md
    equal "no format wants libxml2" "0 " "$status $(<"$err")"
    same_folders "without libxml2" with without
    run --check d.md
    equal "--check does without libxml2" 0 "$status"
    echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>' >papers.xml
    fails "an input in XML without libxml2" 2 "^papers\.xml: error: cannot be read: $missing" -o x.bib papers.xml
    fails "metadata in XML without libxml2" 2 "^papers\.xml: error: cannot be read: $missing" \
        --metadata papers.xml -o x.bib d.md
}

test_formats_of_standard_output
test_suffixes
test_outputs
test_what_was_meant
test_names_in_any_case
test_output_mistakes
test_output_also_standard
test_options
test_options_without_effect
test_information
test_controls_in_messages
test_closed_pipe
test_formulas
test_languages
test_fields
test_long_title
test_inputs
test_terminal_as_input
test_unreadable_inputs
test_bad_inputs
test_not_utf8
test_output_places
test_output_is_input
test_symlinks
test_modes
test_planted_modes
test_leftovers
test_mount_point
test_written_in_place
test_keep_going
test_nothing_changes_on_errors
test_streaming
test_merging
test_check
test_environment_does_not_matter
test_odd_folders
test_inputs_that_change
test_pipe_and_file_give_the_same
test_order_of_inputs
test_dates
test_dates_of_pipes
test_dates_of_entries
test_without_libxml2
finish
