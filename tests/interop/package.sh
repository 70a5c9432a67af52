#!/bin/bash
# The archive of the source is the same from each clone. Lintian finds no error in the Debian packages and no
# warning, and in a root of their own they can be installed, used and removed, and nothing is left. That root is this
# system's with a layer above it, which goes with the test.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
cd "$root" || exit 1

# What happens in the layer, in the folder $1: before, between and after are the files of the system.
# shellcheck disable=SC2016 # bash -c expands it
inside='
    cd "$1" && mount -t tmpfs none layer && mkdir layer/{up,work,root} &&
        mount -t overlay none -o lowerdir=/,upperdir=layer/up,workdir=layer/work layer/root &&
        cp packages/*.deb in.md example.c layer/root/tmp || exit 1
    inside() { chroot layer/root sh -c "cd /tmp && $1"; }
    files() { (cd layer/root && find usr etc opt -xdev ! -type d | sort); }
    files >before
    inside "dpkg -i *.deb" && files >between &&
        inside "refmill -q -t ris --date 2024-03-29 in.md" >made.ris &&
        inside "echo 2403.01234 | /usr/libexec/refmill/refmill-fetch --offline" &&
        inside "cc -o example example.c \$(pkg-config --cflags --libs refmill) && ./example in.md" >made.txt &&
        inside "dpkg --purge refmill librefmill-dev librefmill0" && files >after'

new_files() { comm -13 "$place/before" "$place/between" | sed 's|^usr/||; s|^lib/[^/]*-linux-[^/]*|lib|' | grep -v '^share/doc/' | LC_ALL=C sort | paste -sd ' '; }

# archive_of DIRECTORY MASK COMMAND...: a clone there, whose files the mask, the configuration and the command's user make
# differ from others; prints the archive's hash.
archive_of() {
    local directory=$1/refmill
    mkdir -p "$1/home"
    printf '[tar]\n\tumask = %s\n[core]\n\tautocrlf = true\n\tattributesFile = %s\n' "$2" "$1/attributes" >"$1/home/.gitconfig"
    echo '*.c export-ignore' >"$1/attributes"
    (umask "$2" && git clone -q "$root" "$directory" && find "$directory" -exec touch -h -d "@$RANDOM" {} +)
    if [ "$3" != env ]; then chown -R nobody "$1"; fi
    HOME=$1/home XZ_OPT=-0 TZ=Asia/Tokyo "${@:3}" make -s -C "$directory" dist >"$out" 2>"$err" || cat "$err"
    sha256sum <"$(echo "$directory"/build/*.tar.xz)"
}

test_archive() {
    local other=env
    [ "$(id -u)" -ne 0 ] || other="setpriv --reuid=nobody --clear-groups"
    chmod 755 "$place"
    git -c tar.umask=0 archive HEAD >"$place/whole.tar"
    # shellcheck disable=SC2086 # words
    equal "make dist gives the same bytes in each clone" "$(archive_of "$place/one" 022 env)" "$(archive_of "$place/two" 077 $other)"
    equal "they are all that was committed" "$(tar -tf "$place/whole.tar" | sort)" \
        "$(tar -tf "$place"/one/refmill/build/*.tar.xz | cut -d / -f 2- | grep . | sort)"
}

test_packages() {
    local before
    before=$(git status --porcelain --ignored)
    make -s deb >"$out" 2>"$err" || { not_ok "the packages are built" "$(cat "$err")"; return; }
    equal "the top of the tree stays as it is" "$before" "$(git status --porcelain --ignored)"
    mkdir "$place/packages" "$place/layer"
    grep '\.deb$' "$out" | grep -v -- '-dbgsym_' | xargs cp -t "$place/packages"
    equal "lintian finds no error and no warning, in the source neither" "" \
        "$(lintian --allow-root --tag-display-limit 0 build/deb/refmill_*.changes 2>&1)"
    cp fixtures/daily-digest/in.md fixtures/example.c "$place"
    if ! unshare -m mount -t tmpfs none "$place/layer" 2>/dev/null; then
        skip "they are installed, used and removed" "this user may mount nothing"
        return
    fi
    unshare -m bash -c "$inside" - "$place" >"$out" 2>"$err"
    equal "they are installed, used and removed" 0 "$?"
    same_file "the program is as what is built here" <("$refmill" -q -t ris --date 2024-03-29 "$place/in.md") "$place/made.ris"
    equal "a program is compiled with the library" "$("$refmill" -q --sort id -t ids "$place/in.md")" "$(cut -d ' ' -f 1 "$place/made.txt")"
    equal "they bring their files" "bin/refmill include/refmill.h lib/librefmill.a lib/librefmill.so lib/librefmill.so.0 lib/pkgconfig/refmill.pc \
libexec/refmill/refmill-fetch share/bash-completion/completions/refmill share/fish/vendor_completions.d/refmill.fish share/man/man1/refmill.1.gz \
share/man/man3/refmill.3.gz share/man/man7/refmill-recipes.7.gz share/zsh/vendor-completions/_refmill" "$(new_files)"
    equal "nothing is left" "" "$(diff "$place/before" "$place/after")"
}

test_archive
test_packages
finish
