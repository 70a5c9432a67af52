#!/bin/bash
# What make static makes: a program that needs no file of the machine that it runs on, with the outputs of every other.
set -u
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "$0")/support.sh"

test_alone() {
    equal "it needs no shared library and no loader" "0 0" \
        "$(readelf -W -d "$refmill" | grep -c NEEDED) $(readelf -W -l "$refmill" | grep -c INTERP)"
    if [ "$(id -u)" -ne 0 ]; then
        skip "it runs where there is nothing else" "only root can change the root"
        return
    fi
    mkdir "$place/bare"
    cp "$refmill" "$root/fixtures/daily-digest/in.md" "$place/bare/"
    cp "$root/fixtures/metadata-oai/"*.xml "$place/bare/oai.xml"
    zstd -q "$place/bare/oai.xml"
    chroot "$place/bare" /refmill --metadata oai.xml.zst -t jsonl in.md >"$out" 2>"$err"
    equal "it runs where there is nothing else" "0 " "$? $(<"$err")"
}

test_lost() {
    digest 1 >d.md
    echo 'int here;' | "${CC:-cc}" -shared -x c -o plugin.so -
    fails "it has no plugins" 2 '^\./plugin\.so: error: cannot be loaded: a static refmill takes no plugins$' --plugin ./plugin.so -t ids d.md
    fails "and without refmill-fetch beside it, no --fetch" 2 '--fetch requires the program refmill-fetch' --fetch -t ids d.md
}

test_alone
test_lost
finish
