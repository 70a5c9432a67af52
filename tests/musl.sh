#!/bin/bash
# musl.sh: builds refmill with musl's C library, shared and static, and tests it. The libraries are built from
# Debian's sources in build/musl; refmill-fetch is left out, since libcurl would need a TLS library.
set -eu
unset MAKEFLAGS MAKELEVEL # of the make that runs this: not this one's jobs
cd "$(dirname "$0")/.."

build=$PWD/build/musl
libraries=$build/libraries
scripts=(metadata.sh weeks.py archive.py records.sh select.sh batch.sh make.sh golden.sh feeds.sh manual.sh command.sh plugin.sh
    readers.py merge.py inputs.sh markdown.py update.sh update.py opml.sh)
sources=(jansson libcsv utf8proc zlib libxml2 libzstd cmocka)

sources_apt() { # apt-get for sources only, beside this system's lists
    apt-get -q -o Dir::Etc::SourceList="$build/sources.list" -o Dir::Etc::SourceParts=- \
        -o Dir::State::Lists="$build/apt" -o Dir::Cache="$build/apt" -o APT::Sandbox::User=root "$@"
}

fetch() {
    mkdir -p "$build/apt/partial" "$build/apt/archives/partial" "$build/sources"
    # shellcheck source=/dev/null
    echo "deb-src http://deb.debian.org/debian $(. /etc/os-release && echo "$VERSION_CODENAME") main" >"$build/sources.list"
    sources_apt update
    (cd "$build/sources" && sources_apt source "${sources[@]}")
}

# by_cmake SOURCE OPTION...: installs it for $libraries, below $build/staged, as a shared library and as an archive
by_cmake() {
    local source shared
    source=$(echo "$build/sources/${1%%/*}"-*/)${1#"${1%%/*}"}
    for shared in OFF ON; do
        cmake -S "$source" -B "$build/objects/$1-$shared" -DCMAKE_C_COMPILER=musl-gcc -DCMAKE_BUILD_TYPE=Release \
            -DCMAKE_INSTALL_PREFIX="$libraries" -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
            -DBUILD_SHARED_LIBS=$shared -DJANSSON_BUILD_SHARED_LIBS=$shared "${@:2}"
        cmake --build "$build/objects/$1-$shared" -j 2
        DESTDIR=$build/staged cmake --install "$build/objects/$1-$shared"
    done
}

zlib() { # whose rules for CMake need a file that Debian leaves out
    (cd "$build/sources/zlib"-*/ && CC=musl-gcc ./configure --prefix="$libraries" && make -j2 install DESTDIR="$build/staged")
}

csv() { # one file, without rules for CMake
    local source staged=$build/staged$libraries
    source=$(echo "$build/sources/libcsv"-*)
    musl-gcc -O2 -fPIC -c -o "$build/objects/csv.o" "$source/libcsv.c"
    musl-gcc -shared -Wl,-soname,libcsv.so.3 -o "$staged/lib/libcsv.so.3" "$build/objects/csv.o"
    ln -sf libcsv.so.3 "$staged/lib/libcsv.so"
    ar rcs "$staged/lib/libcsv.a" "$build/objects/csv.o"
    cp "$source/csv.h" "$staged/include/"
}

prepare() {
    rm -rf "$build"
    fetch
    by_cmake jansson -DJANSSON_EXAMPLES=OFF -DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON
    by_cmake utf8proc
    zlib
    by_cmake libxml2 -DLIBXML2_WITH_{C14N,DOCB,FTP,HTTP,LEGACY,LZMA,PROGRAMS,PYTHON,SCHEMATRON,TESTS,XINCLUDE,XPTR,ZLIB}=OFF
    by_cmake libzstd/build/cmake -DZSTD_BUILD_PROGRAMS=OFF -DZSTD_LEGACY_SUPPORT=OFF
    by_cmake cmocka -DWITH_EXAMPLES=OFF
    csv
    ln -s libxml2.so.2.9.14 "$build/staged$libraries/lib/libxml2.so.2" # as it is named where CMake does not build it
    mv "$build/staged$libraries" "$libraries"
    rm -r "$build/apt" "$build/sources" "$build/objects" "$build/staged"
}

musl_make() {
    PKG_CONFIG_LIBDIR=$libraries/lib/pkgconfig make --no-print-directory -j2 CC=musl-gcc FETCH_LIBRARIES= \
        CPPFLAGS="-Werror -isystem $libraries/include" LDFLAGS="-L$libraries/lib -Wl,-rpath,$libraries/lib" "$@"
}

build() {
    musl_make BUILD=build/musl build/musl/refmill "${units[@]}" &&
        musl_make STATIC=-static BUILD=build/musl/static all
}

# musl's iconv, which this test takes its texts from, does not write Chinese or Japanese.
mapfile -t units < <(basename -s .c tests/unit/*.c | grep -vx encoding_guess | sed 's|^|build/musl/tests/unit/|')
mkdir -p build
[ -d "$libraries" ] || prepare >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
build >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
status=0
REFMILL=build/musl/static/refmill PYTHON=/usr/bin/python3 tests/run tests/static.sh tests/check/golden.sh || status=1
REFMILL=build/musl/refmill BUILD=build/musl PYTHON=/usr/bin/python3 CC=musl-gcc tests/run "${units[@]}" \
    "${scripts[@]/#/tests/check/}" || status=1
exit $status
