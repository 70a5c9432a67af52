#!/bin/bash
# bare_root.sh [COMMAND...]: makes a root of Debian with what every Debian has, make and git, and runs the commands in a
# clone there, 'make demo' and 'make check' if none is given: tests/setup has to install all that they need. Takes some
# minutes, mmdebstrap, and the right to make namespaces. SUITE names another release than this machine's.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- 'make -j2 demo' 'make -j2 check'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q --depth 1 "file://$PWD" "$work/refmill"
{ echo 'set -ex; cd /root/refmill' && printf '%s </dev/null\n' "$@"; } >"$work/commands"
# shellcheck disable=SC2016 # mmdebstrap's shell expands it
mmdebstrap --variant=minbase --include=make,git \
    --customize-hook="copy-in $work/refmill /root" --customize-hook="upload $work/commands /root/commands" \
    --customize-hook='chroot "$1" sh /root/commands' \
    "${SUITE:-$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)}" /dev/null
