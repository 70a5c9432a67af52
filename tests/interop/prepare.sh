#!/bin/bash
# Puts the readers of package-lock.json into the folder named, with the scripts that use them: Node looks for modules
# where a script lies. So are Zotero's packages, without those that they name, a few hundred that nothing here needs,
# one of them from git: npm packs each, and zotero.sha512 tells what it must be. What is there already is left.
set -eu

place=$1
cd "$(dirname "$0")"
mkdir -p "$place"
cp ./*.mjs package.json "$place"

fetch_modules() {
    cp package-lock.json "$place"
    (cd "$place" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null) || {
        rm "$place/package-lock.json"
        return 1
    }
}

fetch_packages() {
    local here=$PWD file name
    rm -rf "$place/packages" "$place/zotero.sha512"
    mkdir "$place/packages"
    (
        cd "$place/packages"
        while read -r _ file; do
            name=${file%-*}
            npm pack --loglevel=error "$name@$(basename "${file#"$name-"}" .tgz)" >/dev/null
        done
        sha512sum --quiet --check "$here/zotero.sha512"
        for file in *.tgz; do
            mkdir "${file%-*}"
            tar -xzf "$file" -C "${file%-*}" --strip-components=1
            rm "$file"
        done
    ) <zotero.sha512
    cp zotero.sha512 "$place"
}

if ! cmp -s package-lock.json "$place/package-lock.json"; then fetch_modules; fi
if ! cmp -s zotero.sha512 "$place/zotero.sha512"; then fetch_packages; fi
