#!/bin/bash
# Puts the readers of package-lock.json into the folder named, with the scripts that use them: Node looks for modules
# where a script lies. What is there from the same lock file is left.
set -eu

place=$1
cd "$(dirname "$0")"
mkdir -p "$place"
cp ./*.mjs package.json "$place"
cmp -s package-lock.json "$place/package-lock.json" && exit 0
cp package-lock.json "$place"
(cd "$place" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null) || {
    rm "$place/package-lock.json"
    exit 1
}
