#!/bin/bash
# Formats of plugins: by --plugin and from the folder, and everything that a plugin
# can have wrong. tests/check/plugin.c is most of them, fixtures/plugin.c the example.
#
# shellcheck disable=SC2094
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")

# As refmill was built; the sanitizers' own functions are the program's.
read -ra variant < <(grep -oE -- '(-fsanitize=|-fno-sanitize-recover=)[^ ]+' "$build/flags" | sort -u | paste -sd ' ')
read -ra cc <<<"${CC:-cc}"

plugin() { # plugin OUTPUT SOURCE FLAG...
    "${cc[@]}" -std=c11 -Wall -Wextra -Wpedantic -Werror "-I$root/src" "${variant[@]}" -shared -fPIC -o "$1" "$2" "${@:3}" \
        2>"$err" || not_ok "$1 compiles" "$(<"$err")"
}
odd() { plugin "$1" "$root/tests/check/plugin.c" "${@:2}"; }
gives() { # gives NAME EXPECTED ARGUMENT...: status 0, nothing on standard error
    run "${@:3}"
    if [ $status -eq 0 ] && [ ! -s "$err" ]; then equal "$1" "$2" "$(<"$out")"; else not_ok "$1" "$(seen)"; fi
}

table=$'id\tdate\ttitle\turl
2403.00001\t2024-03\tOn Invented Matter 1 and $x^1$ of Lévy\thttps://arxiv.org/abs/2403.00001'
chinese=$'id\tdate\ttitle\turl
2403.00001\t2024-03\t论虚构之物 1\thttps://arxiv.org/abs/2403.00001'

test_example() {
    plugin tsv.so "$root/fixtures/plugin.c"
    mkdir folder && cp tsv.so folder
    gives "a plugin's format by -t" "$table" --plugin ./tsv.so -t tsv d.md
    gives "a plugin in a folder" "$table" --plugin folder/tsv.so -t tsv d.md
    gives "a plugin by a name without a slash" "$table" --plugin tsv.so -t tsv d.md
    gives "a plugin behind the option that needs it" "$table" -t tsv d.md --plugin ./tsv.so
    gives "--lang is told to it" "$chinese" --lang zh --plugin ./tsv.so -t tsv d.md
    gives "streaming" "$table" --no-merge --plugin ./tsv.so -t tsv d.md
    gives "a plugin's suffix" "" --plugin ./tsv.so -o a.tsv d.md
    equal "leads to its format" "$table" "$(<a.tsv)"
    gives "a plugin's format before a file" "" --plugin ./tsv.so -o tsv:a.txt d.md
    equal "is that of the file" "$table" "$(<a.txt)"
    gives "--out-dir with a plugin's format" "" --plugin ./tsv.so --out-dir new -t ris,tsv d.md
    equal "has its suffix" "$table" "$(<new/d.tsv)"
    run --plugin ./tsv.so --list-formats
    sed -i '/^$/Q' "$out"
    equal "--list-formats has it at the end" "tsv        .tsv          a table with tabs between" "$(tail -n 1 "$out")"
    equal "and all the others" "$(formats | paste -sd ' ') tsv" "$(cut -d ' ' -f 1 "$out" | paste -sd ' ')"
    fails "without the plugin there is no such format" 2 "unknown format 'tsv'" -t tsv d.md
    fails "nor such a suffix" 2 "no format has the suffix of 'b\\.tsv'" -o b.tsv d.md
}

test_interface() {
    odd odd.so
    gives "what a plugin is told, and may put" "channel cs.LG
newest 2024-03-29T00:00:00Z
Chinese
no title
key 
abstract We invent 1% & <b>more</b>.
On Invented Matter 1 and \$x^1\$ of Lévy
On Invented Matter 1 and \$x^1\$ of {L{\\'e}vy}
On Invented Matter 1 and \$x^1\$ of L{\\'e}vy
2 calls" --ascii --plugin ./odd.so -t odd 2024-03-29-cs.LG.md
    run --plugin ./odd.so -t odd "$root/fixtures/daily-digest/in.md"
    equal "a title's braces keep its case, other text has none" "{SlimBERT}: SlimBERT:" \
        "$(grep -oE '^\{?SlimBERT\}?:' "$out" | sed 1d | paste -sd ' ')"
    odd feed.so -DFLAGS=REFMILL_FEED+REFMILL_KEYS+REFMILL_RAW+REFMILL_APPENDS
    run --plugin ./feed.so --feed-title Ours -t odd --cut-abstracts mark cut.md 2024-03-29-cs.LG.md
    matches "a feed has a title" '^Ours$' "$(sed -n 4p "$out")"
    matches "keys come with their flag" 'key arxiv[0-9.]+' "$(grep -m 1 ^key "$out")"
    equal "a raw format has no ellipsis" "0" "$(grep -c '^abstract.*…$' "$out")"
    run --plugin ./odd.so -t odd cut.md
    matches "and others have" '^[1-9]' "$(grep -c '^abstract.*…$' "$out")"
    run --plugin ./odd.so -t odd --omit abstract d.md
    matches "what is omitted is not there" '^abstract $' "$(grep ^abstract "$out")"
    run --plugin ./feed.so -t odd --omit abstract 2024-03-29-cs.LG.md
    matches "nor in a raw format" '^abstract $' "$(grep ^abstract "$out")"
    odd omitted.so -DOMITTED
    run --plugin ./omitted.so -t odd --only title 2024-03-29-cs.LG.md
    equal "nor is what else is" "abstract url updated line" "$(grep -oE '^(abstract|url|updated|line) .*' "$out" | paste -sd ' ' | tr -s ' ' | sed 's/ $//')"
    odd omitted-feed.so -DOMITTED -DFLAGS=REFMILL_FEED
    run --plugin ./omitted-feed.so -t odd --only title 2024-03-29-cs.LG.md
    equal "but that feeds keep links and times" "abstract url https://arxiv.org/abs/2403.00001 updated 2024-03-29T00:00:00Z line" \
        "$(grep -oE '^(abstract|url|updated|line) .*' "$out" | paste -sd ' ' | tr -s ' ' | sed 's/ $//')"
    echo 2403.00009 >read.odd
    "$refmill" --plugin ./feed.so -t odd --exclude read.odd d.md >>read.odd 2>"$err"
    equal "a format that may be appended" 0 $?
    "$refmill" --plugin ./odd.so -t odd --exclude read.odd d.md >>read.odd 2>"$err"
    matches "and one that may not" '^2 .*odd cannot be appended to a file' "$? $(<"$err")"
    odd fail.so -DFAIL
    fails "a plugin that refuses" 2 '<stdout>: error: cannot be written: it is Sunday' --no-merge --plugin ./fail.so -t odd d.md
    fails "a plugin's feed has no archive" 2 'feed-archive requires a feed in atom, rss or jsonfeed' --plugin ./feed.so -o odd:a.odd --feed-archive pages \
        --feed-url https://example.org/a.odd d.md
}

test_faults() {
    echo 'int refmill_forma;' >none.c && plugin none.so none.c
    echo 'void refmill_unheard_of(void); int refmill_format(void); int refmill_format(void) { refmill_unheard_of(); return 0; }' \
        >newer.c && plugin newer.so newer.c
    echo 'no object' >text.so
    odd new.so -DINTERFACE=2
    odd ris.so '-DNAME="ris"'
    odd bib.so '-DSUFFIXES=".odd", ".BIB"'
    if [ -n "${EVERY-}" ]; then # a compiler takes long
        odd many.so '-DSUFFIXES=".a", ".b", ".c"'
        odd dotless.so '-DSUFFIXES="odd"'
        odd folder.so '-DSUFFIXES=".o/d"'
        odd upper.so '-DNAME="Odd"'
        odd old.so -DINTERFACE=0
        fails "one of an interface before" 2 '^old\.so: error: has interface version 0, but this refmill has version 1; build it' --plugin old.so d.md
        fails "a name that is none" 2 'its name must consist of lower-case letters' --plugin upper.so d.md
        fails "more suffixes than there is room for" 2 'more than two suffixes' --plugin many.so d.md
        fails "a suffix without its full stop" 2 'a suffix must be a full stop and' --plugin dotless.so d.md
        fails "a suffix with a slash" 2 'without a slash' --plugin folder.so d.md
    fi
    odd empty.so -DNO_RECORD
    odd other.so -DFLAGS=REFMILL_KEYS
    fails "a plugin that is not there" 2 '^gone\.so: error: cannot be loaded: .*No such file' --plugin gone.so -t ris d.md
    fails "one that is no shared object" 2 '^\./text\.so: error: cannot be loaded: ' --plugin ./text.so -t ris d.md
    fails "one that calls what is not there" 2 '^newer\.so: error: cannot be loaded: .*refmill_unheard_of' --plugin newer.so d.md
    fails "one that is no plugin" 2 '^none\.so: error: is not a plugin: it does not define refmill_format$' --plugin none.so d.md
    fails "one of an interface behind" 2 '^new\.so: error: has interface version 2, but this refmill' --plugin new.so d.md
    fails "a name that is taken" 2 '^ris\.so: error: defines the format ris, which exists already' --plugin ris.so d.md
    fails "two plugins of one name" 2 'defines the format odd, which exists already' --plugin odd.so --plugin other.so d.md
    gives "one plugin that is named twice" "2403.00001" --plugin odd.so --plugin ./odd.so -t ids d.md
    fails "a suffix that is taken" 2 'has the suffix \.BIB, which bibtex has already; leave it out' --plugin bib.so d.md
    fails "no function for records" 2 'no function for records' --plugin empty.so d.md
    fails "--plugin without a name" 2 "--plugin requires the name of a file" --plugin= d.md
    run --plugin gone.so --version
    equal "--version needs no plugin" "0 " "$status $(<"$err")"
}

# PREFIX/lib/refmill, of a refmill that is somewhere else. (A link would lead back.)
test_folder() {
    umask 022
    mkdir -p prefix/bin
    cp "$refmill" prefix/bin/
    refmill=$PWD/prefix/bin/refmill
    run --list-formats
    equal "no folder is no error" "0 0" "$status $(wc -c <"$err")"
    mkdir -p prefix/lib/refmill
    cp tsv.so prefix/lib/refmill/tsv.so
    odd prefix/lib/refmill/abc.so '-DNAME="abc"'
    cp new.so prefix/lib/refmill/bad.so
    cp text.so prefix/lib/refmill/not-a-plugin.txt
    gives "what needs no plugin looks for none" "2403.00001" -t ids d.md
    run -t tsv d.md
    equal "a plugin that is installed" "0 $table" "$status $(<"$out")"
    matches "one there that cannot be had is warned of" 'lib/refmill/bad\.so: warning: has interface version 2' "$(<"$err")"
    equal "and nothing else" 1 "$(wc -l <"$err")"
    rm prefix/lib/refmill/bad.so
    gives "its suffix" "" -o b.tsv d.md
    equal "is known" "$table" "$(<b.tsv)"
    gives "named before a file" "" -o tsv:b.txt d.md
    equal "it is known too" "$table" "$(<b.txt)"
    gives "in --out-dir" "" --out-dir newer -t tsv d.md
    gives "with -t for a suffix that tells nothing" "" -t tsv -o b.text d.md
    run --list-formats
    equal "--list-formats has them by name" "abc tsv" "$(sed '/^$/Q' "$out" | tail -n 2 | cut -d ' ' -f 1 | paste -sd ' ')"
    gives "--plugin goes before the folder" "$table" --plugin ./tsv.so -t tsv d.md
    fails "and what is in neither is not there" 2 "unknown format 'xyz'" -t xyz d.md
}

# What others may write is not run unless the user names it.
test_writers() {
    local mode name=prefix/lib/refmill/tsv.so
    for mode in g+w o+w; do
        chmod $mode prefix/lib/refmill
        run -q -t tsv d.md
        equal "a folder that is $mode is not looked into" "2 refmill: error: unknown format 'tsv'; did you mean csv? see refmill --list-formats" "$status $(<"$err")"
        run --list-formats
        matches "and one warning says why" "^[^ ]*/\.\./lib/refmill/: warning: is not used, since others may write to it; run chmod [go]+-w on it$" "$(<"$err")"
        chmod $mode prefix/bin/refmill
        gives "whoever may write the program may: $mode" "$table" -t tsv d.md
        chmod go-w prefix/bin/refmill prefix/lib/refmill
        chmod $mode $name
        run -t abc d.md
        matches "a file that is $mode is not loaded" "^0 [^ ]*/tsv\.so: warning: is not used, since others may write to it; run chmod [go]+-w on it$" "$status $(<"$err")"
        gives "unless it is named" "$table" --plugin $name -t tsv d.md
        chmod go-w $name
    done
    mkdir -p prefix/libexec/refmill
    printf '#!/bin/sh\necho ran >&2\n' >prefix/libexec/refmill/refmill-fetch
    chmod 755 prefix/libexec/refmill/refmill-fetch
    run --fetch d.md
    matches "a helper that is nobody else's runs" '^ran' "$(<"$err")"
    chmod o+w prefix/libexec/refmill
    fails "one in a folder that others may write does not" 2 'libexec/refmill/: error: is not used, since others may write to it; run chmod go-w on it$' --fetch d.md
    chmod o-w prefix/libexec/refmill
    chmod g+w prefix/libexec/refmill/refmill-fetch
    fails "nor one that others may write" 2 'refmill-fetch: error: is not used, since others may write to it; run chmod g-w on it$' --fetch d.md
    chmod g-w prefix/libexec/refmill/refmill-fetch
    [ "$(id -u)" -eq 0 ] || return 0 # only root gives files away
    chown 65534 $name prefix/libexec/refmill/refmill-fetch
    run -t abc d.md
    matches "another user's file is not loaded" "^0 [^ ]*/tsv\.so: warning: is not used, since it belongs to user 65534, who is neither you nor root$" "$status $(<"$err")"
    fails "nor run" 2 'refmill-fetch: error: is not used, since it belongs to user 65534' --fetch d.md
    chown 65534 prefix/bin/refmill
    gives "but the program's owner's is" "$table" -t tsv d.md
}

test_documents() {
    local example
    example=$(<"$root/fixtures/plugin.c")
    if [[ $(sed 's/\\e/\\/g' "$root/src/man/refmill.3") == *"$example"* ]]; then ok "the manual page has the example"; else
        not_ok "the manual page has the example" "it is not there, or another"
    fi
}

digest 1 >d.md
cp d.md 2024-03-29-cs.LG.md
cp "$root/fixtures/abstract-cut/in.md" cut.md
touch -d 2024-03-29Z d.md cut.md
test_example
test_interface
test_faults
test_folder
test_writers
test_documents
finish
