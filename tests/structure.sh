#!/bin/bash
# The tree and the include rules of DESIGN.md, section 1.
set -u
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "$0")/support.sh"
build=${BUILD:+$(cd "$OLDPWD" && realpath "$BUILD")}
cd "$root" || exit 1

# What a module of src/ may include; includes point one way, down this list.
# window, parts, announcement and input are the digest's and convert's own.
declare -A may_include=(
    [main]="refmill"
    [job]="convert file observer settle usage sink diag arena refmill"
    [observer]="access outputs refmill"
    [access]="fields tex refmill"
    [refmill]=""
    [convert]="conversion opml batch gather inputs input depfile options exclusion delivery progress reader keyset diag arena"
    [conversion]="archive opml join stream delivery exclusion options progress reader collection input words hash diag arena"
    [batch]="options inputs iri keyset arxiv hash arena diag"
    [opml]="iri way xml head sink arena"
    [delivery]="folders catalogue outputs sink keyset diag text arena"
    [archive]="way collection text arena"
    [way]="text arena"
    [progress]="diag"
    [depfile]="keyset hash text"
    [inputs]="file diag text arena"
    [file]="diag text"
    [stream]="options key keyset sink arena"
    [settle]="options input"
    [nearest]="text"
    [options]="catalogue command fetch inputs key outputs selection usage values zotero"
    [command]="usage diag"
    [values]="catalogue utf8 collection digest fetch writer input iri key nearest usage"
    [iri]="utf8 text"
    [usage]="catalogue key nearest text"
    [selection]="tex words record diag text arena"
    [folders]="temporary text arena"
    [gather]="options exclusion fetch harvest input reader metadata diag"
    [fetch]="file harvest helper metadata diag text"
    [helper]="installed diag text"
    [zotero]="helper outputs diag arena"
    [harvest]="utf8 harvesting metadata hash diag text"
    [harvest_xml]="utf8 elements documents libxml"
    [elements]="harvesting names"
    [libxml]="arena"
    [libjson]="text arena"
    [harvest_json]="libjson harvesting members names arxiv"
    [harvesting]="entry keyset metadata unpack diag"
    [documents]="scan unpack"
    [unpack]="text arena"
    [entry]="clean identity arxiv words record arena"
    [join]="utf8 metadata tex words diag text"
    [metadata]="record text arena"
    [exclusion]="library unpack file arxiv keyset record hash diag text arena"
    [library]="text"
    [library_bibtex]="scan library text"
    [library_xml]="scan library text"
    [library_json]="libjson library text"
    [library_cells]="library text arena"
    [input]="digest inputs arxiv calendar file sink diag"
    [reader]="records digest window diag arena"
    [records]="libjson members digest identity fields arxiv window diag record text arena"
    [digest]="clean utf8 parts announcement identity record arxiv window diag text arena"
    [identity]="clean arxiv record text arena"
    [parts]="window diag text arena"
    [window]="unpack utf8 diag text arena"
    [announcement]="scan utf8 identity arxiv record text arena"
    [collection]="record tex words hash text arena"
    [outputs]="writer"
    [catalogue]="installed nearest plugin registry writer diag"
    [installed]="text"
    [plugin]="access tex writer"
    [registry]="writer text"
    [writer]="head sink"
    [xml]="libxml scan sink"
    [head]="fields text"
    [fields]="record text"
    [words]="text"
    [keyset]="text arena"
    [sink]="temporary text hash arena"
    [temporary]=""
    [tex]="tex_plain utf8 scan tex_commands tex_finish tex_math text arena"
    [tex_plain]="scan tex_finish"
    [tex_finish]="utf8 scan text arena"
    [tex_math]="clean text arena"
    [tex_bibtex]="tex_plain utf8 scan tex tex_ascii tex_safe text arena"
    [tex_safe]="scan tex_commands tex_live text"
    [tex_live]="text"
    [tex_ascii]="utf8 text arena"
    [tex_commands]="text arena"
    [key]="utf8 tex keyset record hash text arena"
    [members]="clean arxiv fields identity words record"
    [record]="calendar person text arena"
    [names]="names_clean names_split names_words person text arena"
    [names_list]="names names_clean names_split names_words person text arena"
    [names_clean]="clean utf8 tex tex_finish text arena"
    [names_split]="utf8 names_words person words text arena"
    [names_words]="utf8 text"
    [person]="text arena"
    [calendar]="text"
    [arxiv]="text arena"
    [diag]="text arena"
    [clean]="scan utf8 text arena"
    [scan]="vector text"
    [utf8]="vector text"
    [vector]=""
    [banned]=""
    [hash]="text"
    [text]="arena"
    [arena]=""
)
# What reads other programs' files may have a library for it, as a format may.
# libxml2 is loaded, not linked: libxml alone includes it, and xml writes with it, for formats too.
readers="records members libjson library_json library_cells harvest_json harvest_xml libxml xml"
# Of these, clean to xml are below writer.
format_may_include="writer record person tex words hash keyset arxiv clean scan utf8 text arena sink xml"
# src/fetch/ is a program of its own; these modules of src/ it has in common with
# refmill, and each of its libraries is for one of its modules.
fetch_may_include="arena clean scan utf8 text arxiv diag hash keyset folders temporary file"
# So is src/completion/, which the build runs.
completion_may_include="usage registry fields text"
declare -A fetch_may_call=([http]=libcurl [answer]=libxml2 [connector]=jansson)

none() { # none NAME FOUND: nothing was found
    if [ -z "$2" ]; then ok "$1"; else not_ok "$1" "expected none, found $2"; fi
}
base_name() { # base_name FILE: without folder and suffix, into $module
    module=${1##*/}
    module=${module%.*}
}

# ---- Includes

# Of each file: the headers that are ours, the system's, and which of the libraries that
# are for some files only they are of, each once.
declare -A own_includes system_includes libraries
read_includes() {
    local file line library
    while IFS=: read -r file line; do
        if [[ $line =~ ^\ *#\ *include\ *\"(.*)\" ]]; then
            own_includes[$file]+="${BASH_REMATCH[1]} "
        elif [[ $line =~ ^\ *#\ *include\ *\<(.*)\> ]]; then
            system_includes[$file]+="${BASH_REMATCH[1]} "
            case ${BASH_REMATCH[1]} in
            libxml*) library=libxml2 ;;
            jansson*) library=jansson ;;
            csv.h*) library=libcsv ;;
            curl*) library=libcurl ;;
            *) continue ;;
            esac
            [[ " ${libraries[$file]-}" = *" $library "* ]] || libraries[$file]+="$library "
        fi
    done < <(grep -H '^ *# *include' src/*.[ch] src/*/*.[ch] formats/*.c formats/*/*.[ch])
    [ "${#own_includes[@]}" -gt 0 ] || not_ok "includes are read" "expected some, came none"
}
more_libraries() { # more_libraries FILE: into $more those behind the first; a file may have one
    more=${libraries[$1]-}
    more=${more#* }
}

test_source() { # test_source FILE
    local module header name bad=''
    base_name "$1"
    if [ -z "${may_include[$module]+known}" ]; then
        not_ok "$1 includes what is below it" "expected a line about $module in tests/structure.sh"
        return
    fi
    for header in ${own_includes[$1]-}; do
        name=${header%.h}
        [[ $header = formats.def && $module = registry ]] && continue
        [[ " $module ${may_include[$module]} " == *" $name "* ]] || bad+="$header "
    done
    none "$1 includes what is below it" "$bad"
}

test_one_way() { # the list itself has no circle: a name stands above all that it may include
    local module name order=' ' left=${#may_include[@]} before=-1
    while [ "$left" -gt 0 ] && [ "$left" -ne "$before" ]; do
        before=$left
        for module in "${!may_include[@]}"; do
            [[ $order == *" $module "* ]] && continue
            for name in ${may_include[$module]}; do [[ $order == *" $name "* ]] || continue 2; done
            order+="$module "
            left=$((left - 1))
        done
    done
    equal "includes point one way" 0 "$left"
}

test_format() { # test_format FILE: a format, or a file of formats/common
    local header bad=''
    for header in ${own_includes[$1]-}; do
        case $header in
        common/*) [ -f "formats/$header" ] || bad+="$header " ;;
        *) [[ " $format_may_include " == *" ${header%.h} "* ]] || bad+="$header " ;;
        esac
    done
    none "$1 includes writer, record, tex, arxiv and common only" "$bad"
    bad=''
    for header in ${own_includes[$1]-} ${system_includes[$1]-}; do
        case /$header in */stdio.h* | */digest.h*) bad+="$header " ;; esac
    done
    none "$1 includes no stdio.h and no digest.h" "$bad"
    bad=''
    for header in ${system_includes[$1]-}; do [[ $header != */* ]] || bad+="$header "; done
    more_libraries "$1"
    none "$1 includes its own library only" "$bad$more"
}

test_fetch() { # test_fetch FILE: of the helper program
    local header module library bad=''
    for header in ${own_includes[$1]-}; do
        [ -f "src/fetch/$header" ] || [[ " $fetch_may_include " == *" ${header%.h} "* ]] || bad+="$header "
    done
    none "$1 includes its own and what is shared only" "$bad"
    base_name "$1"
    bad=''
    for library in ${libraries[$1]-}; do
        [ "$library" = "${fetch_may_call[$module]:-none}" ] || bad+="$library "
    done
    none "$1 names its own library only" "$bad"
}

test_completion() { # test_completion FILE
    local header bad=''
    for header in ${own_includes[$1]-}; do
        [ -f "src/completion/$header" ] || [[ " $completion_may_include " == *" ${header%.h} "* ]] || bad+="$header "
    done
    none "$1 includes its own and the table of options only" "$bad"
    none "$1 names no library" "${libraries[$1]-}"
}

test_libraries() {
    local file module found bad='' others=()
    for file in src/*.[ch]; do
        base_name "$file"
        if [[ " $readers " == *" $module "* ]]; then
            more_libraries "$file"
            found=$more
        else
            others+=("$file")
            found=${libraries[$file]-}
        fi
        [ -z "$found" ] || bad+="$file: $found"
    done
    none "only formats/ and the readers include libxml2, jansson and libcsv, one each" "$bad"
    none "only formats/ and the readers call libxml2, jansson and libcsv" \
        "$(grep -HnE '\b(xml[A-Z][A-Za-z]*|json_[a-z_]+|csv_[a-z0-9_]+) *\(' "${others[@]}")"
    none "only src/libxml.[ch] and src/fetch/ include libxml2" \
        "$(grep -rlE '^ *# *include *<libxml/' --include='*.[ch]' src formats | grep -vE '^src/(libxml\.[ch]|fetch/answer\.c)$')"
    none "only src/fetch/ names libcurl" \
        "$(grep -rnE '\bcurl_[a-z_]+ *\(|<curl/' --include='*.[ch]' src formats | grep -v '^src/fetch/http\.c:')"
    none "a name in src/fetch/ is not one in src/" \
        "$(comm -12 <(cd src && ls ./*.h) <(cd src/fetch && ls ./*.h))"
}

# common/ is only for what two formats share, directly or through it, and for
# parts of a large one, which have its name: common/html_page.c of html.c.
test_common() {
    local header format users
    for header in formats/common/*.h; do
        header=${header#formats/}
        format=${header%%_*}
        format=formats/${format##*/}.c
        users=$(grep -lF "#include \"$header\"" formats/*.c formats/common/*.[ch] |
            grep -vx "formats/${header%.h}.[ch]")
        if [[ $header = *_* ]] && grep -qx "$format" <<<"$users"; then
            ok "formats/$header is a part of $format"
        elif [ "$(grep -c . <<<"$users")" -ge 2 ]; then
            ok "formats/$header has two users"
        else
            not_ok "formats/$header has two users" "expected two, found '$users'"
        fi
    done
}

# ---- Formats

test_symbols() { # test_symbols FILE: one that is not static, writer_<name>
    local object=$build/${1%.c}.o module
    base_name "$1"
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
        "$(grep -rn '\bregcomp *(' --include='*.[ch]' src formats | grep -v '^src/selection\.c:')"
}

test_top_of_the_tree() {
    local name
    # shellcheck disable=SC2010 # our own names
    none "nothing else at the top of the tree" \
        "$(ls | grep -vxE 'src|formats|tests|fixtures|Makefile|README\.md|LICENSE|build')"
    for name in src formats tests fixtures Makefile README.md LICENSE; do
        equal "$name is there" "$name" "$(ls -d "$name" 2>&1)"
    done
    none "nothing that was built is kept in git" "$(git ls-files build 2>/dev/null | head -n 3)"
}

read_includes
for source in src/*.[ch]; do test_source "$source"; done
test_one_way
for source in src/fetch/*.[ch]; do test_fetch "$source"; done
for source in src/completion/*.[ch]; do test_completion "$source"; done
for source in formats/*.c formats/common/*.[ch]; do test_format "$source"; done
for source in formats/*.c; do test_symbols "$source"; done
test_libraries
test_common
test_list_of_formats
test_functions
test_top_of_the_tree
finish
