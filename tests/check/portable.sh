#!/bin/bash
# What make does on other systems, as far as that can be seen without them: the commands that it would run there have no
# flags and tools that only GNU and Linux have. And what it says where packages are missing.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
unset MAKEFLAGS MAKELEVEL # of the make that runs this

would_do() { # would_do OS: the commands of a build and an installation there, into $out
    make -C "$root" -n V=1 OS="$1" CC=cc CFLAGS=-O2 CPPFLAGS= LDFLAGS= BUILD="$place/$1" PREFIX=/opt/refmill all install uninstall >"$out" 2>"$err"
    equal "$1: make knows what to do" "0 " "$? $(<"$err")"
}
lacks() { # lacks NAME WORD...: $out has none of them
    local name=$1 word found=''
    shift
    for word; do ! grep -qF -e "$word" "$out" || found+="$word "; done
    equal "$name" "" "$found"
}

gnu=(--whole-archive 'install -D' 'sed -i' -executable -D_GNU_SOURCE -D_XOPEN_SOURCE -ldl sha256sum)

test_systems() {
    would_do FreeBSD
    lacks "FreeBSD: nothing that only GNU and Linux have" "${gnu[@]}"
    matches "FreeBSD: libraries are linked, since none is loaded by its name" '-DLIBRARIES_LINKED.*--libs jansson libutf8proc zlib libxml-2\.0 libzstd|--libs jansson libutf8proc zlib libxml-2\.0 libzstd.*-DLIBRARIES_LINKED' "$(tr '\n' ' ' <"$out")"
    would_do Darwin
    lacks "macOS: nothing that only GNU, Linux and ELF have" "${gnu[@]}" -Wl,-z, -Wl,-soname -rdynamic ' -pie' -shared objcopy .so. '.so '
    matches "macOS: the shared library has its own name and form" '-dynamiclib -install_name /opt/refmill/lib/librefmill\.0\.dylib -o [^ ]*/librefmill\.0\.dylib' "$(<"$out")"
    matches "macOS: it is found by the linker" 'ln -sf librefmill\.0\.dylib /opt/refmill/lib/librefmill\.dylib' "$(<"$out")"
    matches "macOS: plugins find the program's functions" '-Wl,-export_dynamic -o [^ ]*/refmill ' "$(<"$out")"
    would_do Linux
    lacks "Linux: no tool that only GNU has" --whole-archive 'install -D' 'sed -i'
    matches "Linux: libraries are loaded when they are needed" '-D_XOPEN_SOURCE=700' "$(<"$out")"
    lacks "Linux: and not linked" -DLIBRARIES_LINKED
}

# What a machine without pkg-config is told, before anything is compiled.
test_missing() {
    make -C "$root" -j2 PKG_CONFIG=false BUILD="$place/missing" >"$out" 2>"$err"
    equal "make stops if packages are missing" 2 $?
    equal "before it compiles" "" "$(find "$place/missing" -name '*.o')$(grep -E '^(CC|LD)' "$out")"
    equal "and says which" "refmill cannot be built here without: pkg-config jansson libcurl libutf8proc libxml-2.0 libzstd zlib; packages that have them:" "$(head -n 1 "$err")"
    equal "with their names on each system" "Debian Fedora Alpine Arch openSUSE Homebrew nixpkgs" "$(sed -nE 's/^    ([A-Za-z]+) .* .*/\1/p' "$err" | paste -sd ' ')"
    matches "as they are installed" 'apt-get install pkg-config libjansson-dev [^'$'\n'']* zlib1g-dev'$'\n' "$(<"$err")"
    equal "and nothing else but make's own word" 1 "$(sed 1d "$err" | grep -vcE '^    ')"
    CC='cc -nostdinc' "$root/src/package/missing.sh" csv.h zlib >"$out"
    matches "a header that is missing" "^refmill cannot be built here without: csv\.h;.*libcsv-dev.*sourceforge" "$(<"$out")"
    equal "the table has each library of the Makefile" "" "$(sed -nE 's/^(LIBRARIES|LOADED|FETCH_LIBRARIES) = (\$\(if \$\(STATIC\),,)?([a-z0-9. -]*).*/\3/p' "$root/Makefile" | tr ' ' '\n' | while read -r library; do
        [ -z "$library" ] || grep -q "^$library " "$root/src/package/packages" || echo "$library"
    done)"
    equal "and a name or a dash for every system" "" "$(grep -v '^#' "$root/src/package/packages" | awk 'NF != 8')"
}

test_systems
test_missing
finish
