#!/bin/bash
# The format that src/README.md adds in its guide, as it stands there: built as make builds what
# is in formats/, and put together with all else that is built already.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")

guide() { awk '/^## Adding a format$/ { here = 1 } here && /^```$/ { exit } inside; here && /^```c$/ { inside = 1 }' "$root/src/README.md"; }

build_refmill() { # as the Makefile does, but for what does not know formats.def; urls may be in formats/ too
    local flags objects libraries
    eval "flags=($(<"$build/flags"))" # the compiler first
    mapfile -t objects < <(cd "$root" && grep -v '/format_registry\|/formats/urls\.o' "$build/modules" | xargs realpath "$build/src/main.o")
    read -ra libraries < <(pkg-config --libs jansson libutf8proc zlib)
    { grep -v '(urls)' "$build/formats.def" && echo 'FORMAT(urls)'; } >formats.def
    guide >urls.c
    (
        cd "$root" &&
            "${flags[0]}" "-I$OLDPWD" "${flags[@]:1}" -Werror -c -o "$OLDPWD/urls.o" "$OLDPWD/urls.c" &&
            "${flags[0]}" "-I$OLDPWD" "${flags[@]:1}" -c -o "$OLDPWD/format_registry.o" src/output/format_registry.c
    ) && "${flags[@]}" -rdynamic -o with-urls "${objects[@]}" urls.o format_registry.o "${libraries[@]}" -lcsv -ldl -pthread
}

digest 2 >d.md
if build_refmill 2>"$err"; then ok "the guide's format is built"; else not_ok "the guide's format is built" "$(<"$err")"; fi
refmill=$PWD/with-urls
run --list-formats
matches "it is listed" $'\nurls +\\.urls +links, one a line' "$(<"$out")"
run -t urls d.md
equal "it is written" "0 https://arxiv.org/abs/2403.00001 https://arxiv.org/abs/2403.00002" "$status $(paste -sd ' ' "$out")"
cp "$out" expected
run -o list.urls d.md
same_file "its suffix tells it" expected list.urls
finish
