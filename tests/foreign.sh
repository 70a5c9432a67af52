#!/bin/bash
# foreign.sh i386|s390x|arm64: builds refmill for another machine, and tests it. The libraries are
# unpacked in build/ and not installed, since Debian requires the same version for all machines and some
# lack it. The programs run under qemu, or for i386 directly if the kernel can run them.
set -eu
unset MAKEFLAGS MAKELEVEL # of the make that runs this: not this one's jobs
cd "$(dirname "$0")/.."

arch=${1-}
case $arch in # the compiler's name, the libraries' directory, the loader, and qemu if it is needed
i386) triple=i686-linux-gnu folder=i386-linux-gnu loader=ld-linux.so.2 qemu=qemu-i386 ;;
s390x) triple=s390x-linux-gnu folder=$triple loader=ld64.so.1 qemu=qemu-s390x ;;
arm64) triple=aarch64-linux-gnu folder=$triple loader=ld-linux-aarch64.so.1 qemu=qemu-aarch64 ;;
*)
    echo "tests/foreign.sh: give ARCH=i386, ARCH=s390x or ARCH=arm64" >&2
    exit 2
    ;;
esac
build=build/foreign/$arch
mkdir -p "$build"
libraries=$PWD/$build/libraries
cc="$triple-gcc --sysroot=$libraries"

foreign_apt() { # apt-get for that machine, with nothing installed, and beside this system's
    apt-get -q -y --no-install-recommends -o APT::Architecture="$arch" -o APT::Architectures="$arch" \
        -o Dir::State="$PWD/$build/apt" -o Dir::State::status="$PWD/$build/apt/status" \
        -o Dir::Cache="$PWD/$build/apt" "$@"
}

prepare() {
    local file
    rm -rf "$libraries.new"
    mkdir -p "$build/apt/lists/partial" "$build/apt/archives/partial" "$libraries.new"
    : >"$build/apt/status"
    foreign_apt update || true # not every machine is in every part of the archive
    foreign_apt install --download-only libc6-dev libjansson-dev libutf8proc-dev zlib1g-dev \
        libzstd-dev libcsv-dev libxml2-dev libcurl4-openssl-dev libcmocka-dev libc-bin
    for file in "$build"/apt/archives/*.deb; do dpkg-deb -x "$file" "$libraries.new"; done
    find "$libraries.new" -type l -lname '/*' | while read -r file; do
        ln -sfn "$libraries$(readlink "$file")" "$file"
    done
    mv "$libraries.new" "$libraries"
    rm -r "$build/apt"
}

build() { # without completions, which the build makes by running what it has built
    PKG_CONFIG_SYSROOT_DIR=$libraries \
        PKG_CONFIG_LIBDIR=$libraries/usr/lib/$folder/pkgconfig:$libraries/usr/share/pkgconfig \
        make --no-print-directory -j2 BUILD="$build" CC="$cc" CPPFLAGS=-Werror SHELLS= \
        LDFLAGS="-Wl,--dynamic-linker=$libraries/lib/$loader -Wl,--disable-new-dtags -Wl,-rpath,$libraries/lib/$folder:$libraries/usr/lib/$folder" \
        all "${units[@]/#/$build/tests/unit/}"
}

# runnable PROGRAM: a program of its name that runs it, with that machine's locales and encodings, which qemu itself
# must not load
runnable() {
    local path=$build/runnable/${1##*/} locales=LOCPATH=$libraries/usr/lib/locale
    local encodings=GCONV_PATH=$libraries/usr/lib/$folder/gconv
    mkdir -p "$build/runnable"
    printf '#!/bin/sh\nexec %s %s "$@"\n' "${qemu:-env} ${qemu:+-E }$locales ${qemu:+-E }$encodings" "$PWD/$1" >"$path"
    chmod +x "$path"
    echo "$path"
}

mapfile -t units < <(basename -s .c tests/unit/*.c)
[ -d "$libraries" ] || prepare >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
build >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }

refmill=$build/refmill
status=0
"$refmill" --version >/dev/null 2>&1 || status=$?
[ "$arch" != i386 ] || [ $status -eq 126 ] || qemu='' # 126: the kernel does not run it
mapfile -t programs < <(for unit in "${units[@]}"; do runnable "$build/tests/unit/$unit"; done)
scripts=(metadata.sh weeks.py archive.py records.sh select.sh batch.sh make.sh golden.sh feeds.sh manual.sh)
if [ -n "$qemu" ]; then
    refmill=$(runnable "$refmill")
else # refmill's own child, and a library loaded before others, do not come under qemu
    scripts+=(fetch.py fetched.py command.sh ../faults/faults.sh)
fi
REFMILL=$refmill BUILD=$build PYTHON=/usr/bin/python3 CC="$cc" tests/run "${programs[@]}" "${scripts[@]/#/tests/check/}"
