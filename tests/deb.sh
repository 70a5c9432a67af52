#!/bin/bash
# deb.sh NAME-VERSION: builds Debian packages, binary and source, from the archive of make dist, in build/deb.
# Debian's files are in src/package/debian; the changelog has one entry, with the items that src/CHANGES.md has for the
# version and the date of the last commit.
set -eu
cd "$(dirname "$0")/.."

name=$1
version=${1##*-}
place=build/deb
rm -rf "$place"
mkdir -p "$place"
tar -xf "build/$name.tar.xz" -C "$place"
mv "$place/$name/src/package/debian" "$place/$name/debian"
cat >"$place/$name/debian/changelog" <<END
refmill ($version) unstable; urgency=medium

$(awk -v version="$version" '/^## / { here = $2 == version } here && /^(- |  )/ { gsub(/`/, ""); sub(/^-/, "*"); print "  " $0 }' src/CHANGES.md)

 -- The refmill developers <noreply@refmill.invalid>  $(git log -1 --format=%cD)
END
if ! (cd "$place/$name" && dpkg-buildpackage -us -uc) >"$place/log" 2>&1; then
    tail -n 40 "$place/log" >&2
    exit 1
fi
ls "$place"/*.deb
