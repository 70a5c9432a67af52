#!/bin/bash
# The recipes of refmill-recipes(7) for GNU parallel, as they stand there: on this machine,
# and on two hosts, which are two servers of ssh on addresses of their own. What they
# make must be what one process makes, and each host must have had its share.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

mkdir "$place/bin" "$place/ssh" "$place/home" "$place/tmp"
ln -s "$refmill" "$place/bin/refmill"
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; wait; rm -rf "$place"' EXIT

# run_recipe HEADING CHANGES: as parallel is run here, without its notice and without files of the user's
run_recipe() {
    (
        export PATH="$place/bin:$PATH" HOME="$place/home" PARALLEL_HOME="$place/home/.parallel" TMPDIR="$place/tmp"
        mkdir -p "$PARALLEL_HOME"
        touch "$PARALLEL_HOME/will-cite"
        recipe "$1" | sed "s/^\( *\)parallel\|| parallel/& --joblog log/; $2" >commands
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
    if [ "$status" -ne 0 ]; then
        not_ok "$1" "expected status 0, came $(seen)"
    else
        same_file "$1" whole.bib library.bib
    fi
}

test_one_machine() {
    make_digests 10
    [ ! -d "$root/../shared/digests" ] || cp "$root"/../shared/digests/2*.md digests
    "$refmill" --quiet --sort id -o whole.bib digests/*.md
    run_recipe 'One machine, with GNU parallel' ''
    judge "GNU parallel with as many digests in each job gives what one process gives"
    run_recipe 'One machine, with GNU parallel' 's/-0 -m/-0 -N 12/'
    judge "GNU parallel on this machine gives what one process gives"
    equal "in several jobs" yes "$([ "$(tail -n +2 log | wc -l)" -ge 4 ] && echo yes)"

    digest_with_error 3 >digests/2024-03-29-cs.CL.md
    run_recipe 'One machine, with GNU parallel' 's/-0 -m/-0 -N 12/'
    equal "a job that fails leaves the old library" "1 same" "$status $(cmp whole.bib library.bib && echo same)"
    matches "and says why" $'(^|\n)digests/2024-03-29-cs\.CL\.md:[0-9]+:[0-9]+: error: ' "$(cat "$err")"
}

# Lines of the snapshot, each paper once, in shares of a few lines; and the same as jsonl.
test_one_file() {
    local recipe='One large file, with GNU parallel' kind
    empty_folder
    "$root/tests/snapshot.py" 400000 </dev/null >arxiv-metadata-oai-snapshot.json
    for kind in "the snapshot" jsonl; do
        "$refmill" --quiet --no-merge -o whole.bib arxiv-metadata-oai-snapshot.json
        "$refmill" --quiet --sort id -o merged.bib arxiv-metadata-oai-snapshot.json
        run_recipe "$recipe" 's/--block -1/--block 50k/'
        [ "$status" -eq 0 ] || not_ok "shares of $kind" "expected status 0, came $(seen)"
        same_file "shares of $kind give what one process gives" whole.bib all.bib
        same_file "merged shares of $kind give what one process gives" merged.bib library.bib
        equal "in several jobs, $kind" yes "$([ "$(tail -n +2 log | wc -l)" -ge 4 ] && echo yes)"
        "$refmill" --quiet --no-merge -o lines.jsonl arxiv-metadata-oai-snapshot.json
        mv lines.jsonl arxiv-metadata-oai-snapshot.json
    done
}

# What the manual says of filters: in all formats, with parts of several digests.
test_selection() {
    local list format filters bad=''
    make_digests 22
    digest 6 89 3 >digests/2024-03-31-cs.CL.md # the first day's papers once more
    printf "%s\n" digests/*.md | split -l 5 - list.
    for list in list.*; do "$refmill" --no-merge --files-from "$list" -o "part-$list.jsonl"; done
    for filters in "--since 2024-03-29" "--channel cs.CL" "--category cs.LG --limit 9" "--match matter.10" \
        "--exclude digests/2024-03-25-cs.CL.md"; do
        for format in $(formats); do
            # shellcheck disable=SC2086
            "$refmill" -q --sort id $filters -t "$format" digests/*.md >whole
            # shellcheck disable=SC2086
            "$refmill" -q --sort id $filters -t "$format" part-*.jsonl >merged
            cmp -s whole merged && [ -s whole ] || bad+="$filters -t $format; "
        done
    done
    equal "what the last step selects of --no-merge is what one process selects" "" "$bad"
}

# ---- Hosts

# A host is a server of ssh on an address of its own, whose users come into a folder of its own and find there the
# program of this build, which counts its runs.
start_host() { # start_host ADDRESS
    local folder=$place/ssh/$1 port
    mkdir -p "$folder/home/digests" "$folder/bin"
    echo "the host's own" >"$folder/home/digests/2024-03-30-cs.CL.md"
    ssh-keygen -q -t ed25519 -N '' -f "$folder/key" || return 1
    cat >"$folder/enter" <<ENTER
#!/bin/bash
cd "$folder/home" || exit 1
export HOME=\$PWD PATH="$folder/bin:$PATH" SHELL=/bin/bash
eval "\$SSH_ORIGINAL_COMMAND"
ENTER
    printf '#!/bin/sh\necho $# >>"%s/did"\nexec "%s" "$@"\n' "$folder" "$refmill" >"$folder/bin/refmill"
    chmod +x "$folder/enter" "$folder/bin/refmill"
    # A port that is taken ends the server, and another is tried.
    for _ in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 10000))
        cat >"$folder/config" <<CONFIG
ListenAddress $1:$port
HostKey $folder/key
PidFile none
AuthorizedKeysFile $place/ssh/user.pub
ForceCommand $folder/enter
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100
MaxSessions 100
CONFIG
        : >"$folder/log"
        "$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$folder/config" 2>>"$folder/log" &
        if listens $! "$folder/log"; then
            servers+=($!)
            echo "[$1]:$port $(cut -d ' ' -f 1-2 "$folder/key.pub")" >>"$place/ssh/known_hosts"
            echo "8/ssh -F none -p $port -i $place/ssh/user -o UserKnownHostsFile=$place/ssh/known_hosts" \
                "-o GlobalKnownHostsFile=none -o BatchMode=yes $(id -un)@$1" >>hosts
            return
        fi
    done
    return 1
}
listens() { # listens PID LOG
    while kill -0 "$1" 2>/dev/null; do
        ! grep -q '^Server listening' "$2" || return 0
        sleep 0.05
    done
    return 1
}

test_two_hosts() {
    local name="GNU parallel on two hosts gives what one process gives" address
    make_digests 28
    "$refmill" --quiet --sort id -o whole.bib digests/*.md
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd # where it goes without privileges, as Debian has it
    ssh-keygen -q -t ed25519 -N '' -f "$place/ssh/user"
    for address in 127.0.0.2 127.0.0.3; do
        if ! start_host "$address"; then
            skip "$name" "no ssh server: $(cat "$place"/ssh/*/log | tail -n 1)"
            return
        fi
    done

    run_recipe 'Other machines' 's/-N 50/-N 2/'
    judge "$name"
    shares "sent there"
    equal "nothing stays on the hosts, and what they had does" "the host's own the host's own" \
        "$(find "$place"/ssh/*/home -type f -exec cat {} + | paste -sd ' ')"

    rm library.bib "$place"/ssh/*/did
    run_recipe 'Other machines' 's/-N 50/-N 2/; s/--workdir.*--cleanup/--workdir ./'
    judge "$name, from a file system that they share"
    shares "shared"
}
shares() { # shares NAME: of three jobs, which parallel deals out in turn
    matches "each host had its share, $1" '^[12] [12]$' \
        "$(wc -l "$place"/ssh/*/did 2>&1 | awk '!/total/ { print $1 }' | paste -sd ' ')"
}

test_one_machine
test_one_file
test_selection
test_two_hosts
finish
