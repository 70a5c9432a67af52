#!/bin/sh
# html_page.sh STYLE SCRIPT: prints both files as lists of C strings, each in the macro LINE, with
# their hashes for the page's Content-Security-Policy. The text of each element begins with a newline.
set -eu

lines() { # lines NAME FILE
    echo "#define $1(LINE) \\"
    sed 's/[\\"]/\\&/g; s/.*/    LINE("&\\n") \\/; $s/ \\$//' "$2"
}

# By the program of Linux, of macOS or of the BSDs.
sum() {
    if command -v sha256sum >/dev/null; then
        sha256sum
    elif command -v shasum >/dev/null; then
        shasum -a 256
    else
        sha256
    fi
}

# Converts its digits to base64: three digits make two characters.
hash() { # hash NAME FILE
    { echo && cat "$2"; } | sum | awk -v name="$1" '{
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (digits = substr($1, 1, 64) "00"; digits != ""; digits = substr(digits, 4)) {
            bits = 0
            for (i = 1; i <= 3; i++)
                bits = bits * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
            hash = hash substr(letters, int(bits / 64) + 1, 1) substr(letters, bits % 64 + 1, 1)
        }
        print "#define " name " \"sha256-" substr(hash, 1, 43) "=\""
    }'
}

[ "$(echo | sum | wc -c)" -ge 64 ] || { echo "$0: sha256sum is missing" >&2; exit 1; }
lines HTML_PAGE_STYLE "$1"
hash HTML_PAGE_STYLE_HASH "$1"
lines HTML_PAGE_SCRIPT "$2"
hash HTML_PAGE_SCRIPT_HASH "$2"
