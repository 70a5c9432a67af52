#!/bin/sh
# missing.sh [NEED...]: tells which of these needs of a build, or of all in the table, this machine lacks, and
# the packages that have them; status 1 if there are any. Only names the packages of SYSTEM if that is set, one a line. CC and
# PKG_CONFIG are the programs to ask, and CPPFLAGS and LDFLAGS where to look for headers and libraries.
table=$(dirname "$0")/packages
compiler=${CC:-cc} pkg_config=${PKG_CONFIG:-pkg-config}

# shellcheck disable=SC2086 # a command and its arguments
compiles() { # compiles HEADER FLAG...: two lines, compiled and linked
    header=$1
    shift
    printf '#include <stdlib.h>\n#include <%s>\nint main(void) { return 0; }\n' "$header" |
        $compiler ${CPPFLAGS-} ${LDFLAGS-} -x c -o /dev/null - "$@" >/dev/null 2>&1
}

# shellcheck disable=SC2086
has() {
    case $1 in
    cc) command -v ${compiler%% *} >/dev/null 2>&1 ;;
    pkg-config) $pkg_config --version >/dev/null 2>&1 ;;
    stdio.h) compiles "$1" -lc ;;
    csv.h) compiles "$1" -lcsv ;;
    *) $pkg_config --exists "$1" 2>/dev/null ;;
    esac
}

names() { # names SYSTEM NEED...: the packages of that system
    system=$1
    shift
    awk -v wanted="$system" -v needs=" $* " '
        /^# +Debian/ { for (i = 2; i <= NF; i++) if ($i == wanted) column = i; next }
        !/^#/ && index(needs, " " $1 " ") && $column != "-" && !seen[$column]++ { print $column }' "$table"
}

show() { # show SYSTEM COMMAND: the command that installs what is missing there
    # shellcheck disable=SC2086
    packages=$(names "$1" $missing | paste -s -d ' ' -)
    [ -z "$packages" ] || printf '    %-9s %s %s\n' "$1" "$2" "$packages"
}

# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(sed -n '/^#/!s/ .*//p' "$table")
missing=
for need; do has "$need" || missing="$missing $need"; done
[ -n "$missing" ] || exit 0
if [ -n "${SYSTEM-}" ]; then
    # shellcheck disable=SC2086
    names "$SYSTEM" $missing
    exit 1
fi
echo "refmill cannot be built here without:$missing; packages that have them:"
show Debian 'apt-get install'
show Fedora 'dnf install'
show Alpine 'apk add'
show Arch 'pacman -S'
show openSUSE 'zypper install'
show Homebrew 'brew install'
show nixpkgs 'nix-shell -p'
case $missing in
*csv.h*) echo "For Alpine, Arch and nixpkgs there is no package of libcsv: https://sourceforge.net/projects/libcsv/" ;;
esac
exit 1
