#!/bin/bash
# bare_root.sh [TARGET...]: makes a root of Debian that has what every Debian has, make and no more, and makes the
# targets there, demo and check if none is named, from the source as last committed. What they install is missing
# nowhere in tests/setup then. Needs mmdebstrap, the right to make namespaces, and some minutes.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- demo check
suite=${SUITE:-$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git archive --prefix=refmill/ HEAD >"$work/source.tar"
# shellcheck disable=SC2016 # mmdebstrap's shell expands it
run='chroot "$1" sh -c "cd /root/refmill && for target in $TARGETS; do make -j2 \$target </dev/null || exit; done"'
TARGETS=$* mmdebstrap --variant=minbase --include=make --customize-hook="tar-in $work/source.tar /root" \
    --customize-hook="$run" "$suite" /dev/null
