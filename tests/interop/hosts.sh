#!/bin/bash
# The README's recipes for GNU parallel, as they stand there: on this machine, and
# on two hosts, which are two servers of ssh on addresses of their own. What they
# make must be what one process makes, and each host must have had its share.
set -u
# shellcheck source-path=SCRIPTDIR/.. source=../support.sh
source "$(dirname "$0")/../support.sh"

# recipe N: the README's N-th block of commands
recipe() { awk -v wanted="$1" '/^```sh$/ { inside = ++n == wanted; next } /^```/ { inside = 0 } inside' "$root/README.md"; }

mkdir "$place/bin" "$place/ssh" "$place/home"
ln -s "$refmill" "$place/bin/refmill"
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; wait; rm -rf "$place"' EXIT

# As parallel is run here: no citation notice, and no files of the user's.
run_recipe() {
    (
        export PATH="$place/bin:$PATH" HOME="$place/home" PARALLEL_HOME="$place/home/.parallel"
        mkdir -p "$PARALLEL_HOME"
        touch "$PARALLEL_HOME/will-cite"
        recipe "$1" | sed "$2" >commands
        timeout 60 bash commands
    ) >"$out" 2>"$err"
    status=$?
}

make_digests() { # make_digests FIRST: up to the 30th, papers again with a version in another channel
    local day
    empty_folder
    mkdir digests
    for day in $(seq "$1" 30); do
        digest 6 "$((day * 4))" >"digests/2024-03-$day-cs.CL.md"
        digest 6 "$((day * 4 - 3))" 2 >"digests/2024-03-$day-cs.LG.md"
    done
}

judge() { # judge NAME
    if [ "$status" -ne 0 ]; then not_ok "$1" "expected status 0, came $(seen)"; fi
    same_file "$1" whole.bib library.bib
}

test_one_machine() {
    make_digests 10
    [ ! -d "$root/../shared/digests" ] || cp "$root"/../shared/digests/2*.md digests
    "$refmill" --quiet --sort id -o whole.bib digests/*.md
    run_recipe 1 's/-N 50/--joblog log -N 7/'
    judge "GNU parallel on this machine gives what one process gives"
    equal "in several jobs" yes "$([ "$(tail -n +2 log | wc -l)" -ge 6 ] && echo yes)"
}

# ---- Hosts

start_host() { # start_host ADDRESS
    local port=2222 folder=$place/ssh/$1
    mkdir "$folder"
    ssh-keygen -q -t ed25519 -N '' -f "$folder/key"
    cat >"$folder/config" <<CONFIG
ListenAddress $1:$port
HostKey $folder/key
PidFile $folder/pid
AuthorizedKeysFile $place/ssh/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100
MaxSessions 100
SetEnv REFMILL_HOST=$1 PATH=$place/bin:$PATH
CONFIG
    "$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$folder/config" 2>"$folder/log" &
    servers+=($!)
    echo "$1 $(cut -d ' ' -f 1-2 "$folder/key.pub")" |
        sed "s/^$1/[$1]:$port/" >>"$place/ssh/known_hosts"
    echo "8/ssh -p $port -i $place/ssh/user -o UserKnownHostsFile=$place/ssh/known_hosts -o BatchMode=yes $(id -un)@$1" >>hosts
}

wait_for_hosts() {
    local address tries=0
    for address in "$@"; do
        until (exec 3<>"/dev/tcp/$address/2222") 2>/dev/null; do
            tries=$((tries + 1))
            [ $tries -lt 50 ] || return 1
            sleep 0.1
        done
    done
}

test_two_hosts() {
    local name="GNU parallel on two hosts gives what one process gives" address
    make_digests 22
    "$refmill" --quiet --sort id -o whole.bib digests/*.md
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd # where it goes without privileges, as Debian has it
    ssh-keygen -q -t ed25519 -N '' -f "$place/ssh/user"
    for address in 127.0.0.2 127.0.0.3; do start_host "$address"; done
    if ! wait_for_hosts 127.0.0.2 127.0.0.3; then
        skip "$name" "no ssh server: $(cat "$place"/ssh/*/log | tail -n 1)"
        return
    fi
    # The hosts find the program of this build, and count what they do.
    rm "$place/bin/refmill"
    printf '#!/bin/sh\nif [ -n "${REFMILL_HOST:-}" ]; then echo $# >>"%s/did-$REFMILL_HOST"; fi\nexec "%s" "$@"\n' \
        "$place" "$refmill" >"$place/bin/refmill"
    chmod +x "$place/bin/refmill"
    run_recipe 2 's/-N 50/-N 3/'
    judge "$name"
    for address in 127.0.0.2 127.0.0.3; do
        matches "host $address had its share" '^[1-9]' "$(grep -c . "$place/did-$address" 2>&1)"
    done
}

test_one_machine
test_two_hosts
finish
