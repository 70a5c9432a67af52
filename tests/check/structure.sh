#!/bin/bash
# The tree and the order of its folders (src/README.md): an include may lead to the same
# folder or to one that is listed beside it, so that all of them lead one way.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"
build=${BUILD:+$(cd "$OLDPWD" && realpath "$BUILD")}
cd "$root" || exit 1

folders=(
    "src/text:"
    "src/system: text"
    "src/tex: text"
    "src/record: text tex"
    "src/input: text system tex record"
    "src/output: text system record tex refmill"
    "src/collection: text system tex record input"
    "src/update: text system tex record input output"
    "src/cli: text system record input output collection update"
    "src/job: text system record input output collection update cli refmill"
    "src/main: refmill"
    "src/fetch: text system record"
    "src/completion: text record input output update cli"
    "formats: text tex record output"
)
largest=22 # modules in one folder

none() { # none NAME FOUND: nothing was found
    if [ -z "$2" ]; then ok "$1"; else not_ok "$1" "expected none, found $2"; fi
}

# ---- Includes

files_of() { # files_of FOLDER: what the compiler reads there, main.c being a folder of its own
    if [ "$1" = src/main ]; then echo src/main.c; else find "$1" -name '*.[ch]'; fi
}

test_folder() { # test_folder FOLDER ALLOWED...
    local folder=$1 file header bad=''
    shift
    while IFS=: read -r file header; do
        case $header in
        refmill.h) header=refmill/ ;;
        formats.def | readers.def | list_labels.def | title_hashes.def | title_starts.def | html_page.inc) continue ;; # the build's own
        esac
        [ "${header%%/*}" = "${folder#src/}" ] || [[ $folder/$header = formats/common/* ]] ||
            [[ " $* " == *" ${header%%/*} "* ]] || bad+="$file: $header "
    done < <(files_of "$folder" | xargs grep -HoP '^ *# *include *"\K[^"]+')
    none "$folder includes itself${*:+, $*} and nothing else" "$bad"
}

# What is before a folder in the list may not include it. refmill.h is before all.
test_one_way() {
    local entry name before=' refmill ' bad=''
    for entry in "${folders[@]}"; do
        for name in ${entry#*:}; do [[ $before == *" $name "* ]] || bad+="$entry "; done
        before+="$(basename "${entry%%:*}") "
    done
    none "includes lead one way" "$bad"
    none "every folder is in the list" \
        "$(comm -3 <(ls -d src/*/ | sed 's|src/\(.*\)/|\1|' | grep -vx 'man\|package' | sort) \
            <(printf '%s\n' "${folders[@]}" | sed -n 's|src/\([^:]*\):.*|\1|p' | grep -vx main | sort))"
    none "no folder has more than $largest modules" \
        "$(find src formats -name '*.c' -printf '%h\n' | sort | uniq -c | awk -v most=$largest '$1 > most')"
    none "a file's name is there once" \
        "$(find src -name '*.[ch]' ! -name main.c -printf '%f\n' | sort | uniq -d)"
}

# ---- Names

# grep, cscope and a debugger's breakpoints find one thing by a name. The functions of a
# writer have the names of their members.
test_names() {
    none "no two static functions share a name" \
        "$(find src formats -name '*.c' -exec grep -HoP '^(VECTOR_CODE )?static [^=;(]*\b\K\w+(?=\()' {} + |
            sort -u | cut -d : -f 2 | grep -vx 'begin\|end\|put_record\|next\|recognises' | sort | uniq -d)"
    none "no two structs share a name" \
        "$(find src formats -name '*.[ch]' -exec grep -hoP '^(static )?(const )?\Kstruct \w+(?= \{)' {} + |
            sort | uniq -d)"
}

# ---- Libraries

# Each is called where its header is included, and that is in these files only.
test_library() { # test_library HEADER FILE...
    local header=$1
    shift
    equal "<$header> is included by ${*##*/} alone" "$(printf '%s\n' "$@" | sort)" \
        "$(grep -rlE "^ *# *include *<$header" --include='*.[ch]' src formats | sort)"
}

# common/ is only for what two formats share, directly or through it, and for
# parts of a large one, which have its name: common/html_page.c of html.c.
test_common() {
    local header format users file count
    local -A users_of counts
    while IFS=: read -r file header; do
        header=${header#*\"} header=${header%%\"*}
        [[ $file = "formats/${header%.h}".[ch] || ${users_of[$header]-} = *" $file "* ]] && continue
        users_of[$header]+=" $file "
        counts[$header]=$((${counts[$header]-0} + 1))
    done < <(grep -HF '#include "' formats/*.c formats/common/*.[ch])
    for header in formats/common/*.h; do
        header=${header#formats/}
        format=${header%%_*}
        format=formats/${format##*/}.c
        users=${users_of[$header]-} count=${counts[$header]-0}
        if [[ $header = *_* && $users = *" $format "* ]]; then
            ok "formats/$header is a part of $format"
        elif [ "$count" -ge 2 ]; then
            ok "formats/$header has two users"
        else
            not_ok "formats/$header has two users" "expected two, found '$users'"
        fi
    done
}

# ---- Formats

test_symbols() { # test_symbols FILE: one that is not static, writer_<name>
    local object=$build/${1%.c}.o module
    module=$(basename -s .c "$1")
    if [ -n "$build" ] && [ -f "$object" ]; then
        equal "$1 defines its writer and nothing else" "writer_${module//-/_}" \
            "$(nm -g --defined-only "$object" | cut -d ' ' -f 3 | grep -v '^__odr_asan' | paste -sd ' ')"
    else
        equal "$1 defines its writer and nothing else" "const struct writer writer_${module//-/_} = {" \
            "$(grep -E '^[a-z].*[]=){;,]$' "$1" | grep -vE '^(static|struct|enum|union|typedef) ' | paste -sd ' ')"
    fi
}

test_list_of_formats() {
    equal "--list-formats has the files of formats/" \
        "$(basename -s .c formats/*.c | sort | paste -sd ' ')" "$(formats | sort | paste -sd ' ')"
}

# ---- Everything

test_functions() {
    none "regcomp, which wants a locale, is for one module" \
        "$(grep -rn '\bregcomp *(' --include='*.[ch]' src formats | grep -v '^src/collection/expression\.c:')"
    none "umask, which is the whole process's, is for nobody" "$(grep -rn '\bumask *(' --include='*.[ch]' src formats)"
    none "mkstemp, whose files programs inherit, is not for refmill; temporary.h" \
        "$(grep -rn '\bmkstemp *(' --include='*.[ch]' src formats)"
}

test_top_of_the_tree() {
    local name
    # shellcheck disable=SC2010 # our own names
    none "nothing else at the top of the tree" \
        "$(ls | grep -vxE 'src|formats|tests|fixtures|Makefile|README\.md|LICENSE|build')"
    for name in src formats tests fixtures Makefile README.md LICENSE; do
        equal "$name is there" "$name" "$(ls -d "$name" 2>&1)"
    done
    none "nothing that was built is kept in git" "$(git ls-files build '*.pyc' 2>/dev/null | head -n 3)"
}

# tests/mutations.py takes too long to run often enough to tell.
test_faults() {
    none "the code of each fault in tests/mutations.py is there once" \
        "$("${PYTHON:-/usr/bin/python3}" -B -c '
import sys
sys.path.insert(0, "tests")
import mutations
for fault in mutations.FAULTS:
    with open(fault.file, encoding="utf-8") as file:
        if file.read().count(fault.old) != 1:
            print(fault.name)' 2>&1)"
}

test_calls() {
    none "each test of a shell program is called" \
        "$(grep -oE '\btest_\w+' tests/*/*.sh | sort | uniq -c | awk '$1 == 1 { print $2 }')"
}

for entry in "${folders[@]}"; do
    # shellcheck disable=SC2086 # words
    test_folder "${entry%%:*}" ${entry#*:}
done
test_one_way
test_names
test_library libxml/ src/system/libxml.h src/fetch/api_answer.c
test_library jansson.h src/input/json/json_value.c src/fetch/zotero_connector.c
test_library csv.h src/input/library/library_cells.c
test_library curl/ src/fetch/http.c
for source in formats/*.c; do test_symbols "$source"; done
test_common
test_list_of_formats
test_functions
test_top_of_the_tree
test_calls
test_faults
finish
