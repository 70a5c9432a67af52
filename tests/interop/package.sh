#!/bin/bash
# The Debian package: lintian finds no error, and in a root of its own it can be
# installed, run and removed, and nothing is left. That root is this system's with a layer
# above it, which goes with the test.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
cd "$root" || exit 1

test_package() {
    local package layer=$place/layer
    make -s deb >"$out" 2>"$err" || { not_ok "the package is built" "$(cat "$err")"; return; }
    package=$(grep -E '/refmill_[^ ]*\.deb$' "$out")
    equal "lintian finds no error" "" "$(lintian --fail-on error --tag-display-limit 0 "$package" 2>&1 | grep '^E:')"
    mkdir "$layer"
    if ! unshare -m mount -t tmpfs none "$layer" 2>/dev/null; then
        skip "it installs, runs and is removed" "this user may mount nothing"
        return
    fi
    cp "$package" "$place/refmill.deb"
    cp fixtures/daily-digest/in.md "$place/in.md"
    # shellcheck disable=SC2016 # the inner shell expands it
    unshare -m bash -c '
        cd "$1" && mount -t tmpfs none layer && mkdir layer/{up,work,root} &&
            mount -t overlay none -o lowerdir=/,upperdir=layer/up,workdir=layer/work layer/root &&
            cp refmill.deb in.md layer/root/tmp || exit 1
        inside() { chroot layer/root "$@"; }
        files() { (cd layer/root && find usr etc opt -xdev | sort); }
        files >before
        inside dpkg -i /tmp/refmill.deb && files >between &&
            inside sh -c "cd /tmp && /usr/bin/refmill -q -t ris --date 2024-03-29 in.md" >made.ris &&
            inside sh -c "echo 2403.01234 | /usr/libexec/refmill/refmill-fetch --offline" &&
            inside dpkg --purge refmill && files >after' - "$place" >"$out" 2>"$err"
    equal "it installs, runs and is removed" 0 "$?"
    same_file "it runs as what is built here" <("$refmill" -q -t ris --date 2024-03-29 "$place/in.md") "$place/made.ris"
    equal "it brings its files" "$(printf '%s ' bin/refmill libexec/refmill/refmill-fetch share/bash-completion/completions/refmill \
        share/fish/vendor_completions.d/refmill.fish share/man/man1/refmill.1.gz share/zsh/vendor-completions/_refmill)" \
        "$(comm -13 "$place/before" "$place/between" | sed -n 's|^usr/||p' | grep -E 'refmill(-fetch|\.1\.gz|\.fish)?$' | grep -v '/doc/\|^libexec/refmill$' | tr '\n' ' ')"
    equal "nothing is left" "" "$(diff "$place/before" "$place/after")"
}

test_package
finish
