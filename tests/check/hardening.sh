#!/bin/bash
# What the compiler is to guard: the programs as they were built, and src/text/banned.h.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=$(cd "$OLDPWD" && realpath "${BUILD:-build}")
cd "$root" || exit 1

# The compiler's call of this build, with its quotes.
compile=()
eval "compile=($(<"$build/flags"))"

# Other compilers and machines have less; the Makefile takes what they have.
promised() {
    [[ $("${compile[0]}" -dumpmachine) == x86_64-linux-gnu && $("${compile[0]}" --version) == *"Free Software"* ]]
}

has() { # has NAME REGEX TEXT: a guard that gcc on x86-64 must have given
    if [[ $3 =~ $2 ]] || promised; then matches "$1" "$2" "$3"; else skip "$1" "not promised by ${compile[0]}"; fi
}

test_program() {
    local program=$1 name symbols segments dynamic
    name=$(basename "$program")
    symbols=$(readelf -W --dyn-syms "$program" | awk '{ print $8 }')
    segments=$(readelf -W -l "$program")
    dynamic=$(readelf -W -d "$program")
    has "$name: the stack is protected" '__stack_chk_fail' "$symbols"
    has "$name: it runs at any address" 'FLAGS_1\)[^'$'\n'']* PIE' "$dynamic"
    has "$name: its tables are read-only" 'GNU_RELRO' "$segments"
    has "$name: and filled at once" 'FLAGS_1\)[^'$'\n'']* NOW' "$dynamic"
    if [[ " ${compile[*]} " =~ \ -fsanitize || ! " ${compile[*]} " =~ \ -O[123s] ]]; then
        skip "$name: calls of the C library are checked" "not with these flags"
    else
        has "$name: calls of the C library are checked" '__[a-z]+_chk@' "$symbols"
    fi
}

compiles() { # compiles STATEMENT: as a file of src/ would be
    printf 'void use(char *text);\nvoid use(char *text)\n{\n    %s\n}\n' "$1" >"$place/use.c"
    "${compile[@]}" -Wno-error -fsyntax-only "$place/use.c" 2>"$err"
}

test_banned() {
    local name
    if compiles 'snprintf(text, 2, "%d", 1);'; then
        ok "what is not banned compiles"
    else
        not_ok "what is not banned compiles" "$(<"$err")"
    fi
    for name in strcpy strcat sprintf vsprintf strtok gets gmtime localtime atoi; do
        if compiles "(void)text, (void)$name;"; then
            not_ok "$name does not compile" "expected an error, came none"
        else
            matches "$name does not compile" "poisoned.*$name" "$(<"$err")"
        fi
    done
}

test_program "$build/refmill"
test_program "$build/refmill-fetch"
test_banned
finish
