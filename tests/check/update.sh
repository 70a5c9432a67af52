#!/bin/bash
# --update as a command: its messages, the identifiers that it takes and leaves, and what becomes of files.
# update.py and update_others.py compare what it makes of libraries.
set -u
# shellcheck source-path=SCRIPTDIR source=../support.sh
source "$(dirname "$0")/../support.sh"

papers=$place/papers.jsonl
cat >"$papers" <<'END'
{"id":"1706.03762","authors_parsed":[["Tide","Ada",""],["Kite","Bea",""]],"title":"Lanterns and kites on the tide","categories":"cs.CL cs.LG","journal-ref":"Phys. Rev. D 102, 123456 (2020)","doi":"10.1103/PhysRevD.102.123456","versions":[{"version":"v1","created":"Mon, 12 Jun 2017 17:57:34 GMT"}],"update_date":"2023-08-03"}
{"id":"2403.19588","authors_parsed":[["Berg","Cleo",""]],"title":"Zithers","categories":"cs.SD","journal-ref":"Proc. of the Zither Days 2024","doi":null,"versions":[{"version":"v1","created":"Thu, 28 Mar 2024 17:59:59 GMT"}],"update_date":"2024-04-02"}
{"id":"hep-th/9901001","authors_parsed":[["Kite","Bea",""]],"title":"Strings of kites","categories":"hep-th","journal-ref":null,"doi":null,"versions":[{"version":"v1","created":"Fri, 1 Jan 1999 00:00:00 GMT"}],"update_date":"2007-05-23"}
END
known='@misc{tide, eprint = {1706.03762}}'
full='@misc{tide, eprint = {1706.03762}, author = {Tide, Ada and Kite, Bea}, title = {Lanterns and kites on the tide}, year = {2017}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, doi = {10.1103/PhysRevD.102.123456}, note = {Phys. Rev. D 102, 123456 (2020)}}'

update() { run --metadata "$papers" --update "$@"; }

# says NAME TEXT: that status 0 came, and these messages, all of them.
says() { equal "$1" "0 $2" "$status $(<"$err")"; }

# ---- Identifiers

# entries LINE...: a library of an entry for each line of fields
entries() {
    local number=0 fields
    for fields in "$@"; do
        number=$((number + 1))
        printf '@misc{e%d, %s}\n' "$number" "$fields"
    done
}
# counts NAME FOUND LINE...: that so many of the entries have an identifier
counts() {
    local name=$1 found=$2 entries
    shift 2
    entries "$@" >library.bib
    update library.bib --dry-run
    entries=$([ $# -eq 1 ] && echo "1 entry" || echo "$# entries")
    matches "$name" "library.bib: $entries, $found with an arXiv id, .* $(($# - found)) without an id" "$(tail -n 1 "$err")"
}

test_stated_ids() {
    local stated=(
        'eprint = {1706.03762}' 'eprint = "1706.03762"' 'eprint = {1706.03762v5}' 'EPRINT = {arXiv:1706.03762}'
        'eprint = {hep-th/9901001}' 'eprint = {1706.03762}, archivePrefix = {arXiv}' 'eprint = {1706.03762}, eprinttype = {arxiv}'
        'arxiv = {1706.03762}' 'arxivId = {1706.03762}' 'eprint = {1706.} # "03762"'
        'url = {https://arxiv.org/abs/1706.03762}' 'url = {http://arxiv.org/pdf/1706.03762v2.pdf}' 'url = {\url{https://arxiv.org/abs/1706.03762}}'
        'ee = {https://arxiv.org/abs/1706.03762}' 'pdf = {https://arxiv.org/pdf/1706.03762}'
        'doi = {10.48550/arXiv.1706.03762}' 'doi = {https://doi.org/10.48550/ARXIV.1706.03762}'
        'journal = {arXiv preprint arXiv:1706.03762}' 'journal = {arXiv preprint arXiv:1706.03762, 2017}'
        'journal = {CoRR}, volume = {abs/1706.03762}' 'journal = {arXiv e-prints}, eid = {arXiv:1706.03762}, pages = {arXiv:1706.03762}'
        'journal = {arXiv}, volume = {1706.03762}' 'journaltitle = {arXiv:1706.03762 [cs]}'
        'howpublished = {arXiv:1706.03762}' 'howpublished = {\url{https://arxiv.org/abs/1706.03762}}'
        'note = {arXiv:1706.03762}' 'note = {arXiv:1706.03762 [cs.CL]}' 'publisher = {arXiv:1706.03762}' 'institution = {arXiv:1706.03762}'
        'number = {arXiv:1706.03762}' 'url = {https://arxiv.org/abs/1706.03762}, eprint = {12345678}, eprinttype = {pubmed}'
    )
    counts "ids that are taken" ${#stated[@]} "${stated[@]}"
    printf '@string{%s}\n' 'Ax = {arXiv}' 'pre = "arXiv " # "preprint"' >library.bib
    entries 'eprint = {1706.03762}, archiveprefix = AX' 'eprint = {1706.03762}, journal = pre' >>library.bib
    update library.bib --published
    matches "with strings" "2 with an arXiv id, 2 changed" "$(tail -n 1 "$err")"
    equal "the second string is that of a preprint" "2" "$(grep -c 'volume = {102}' library.bib)"
}

test_other_ids() {
    local others=(
        'abstract = {As in arXiv:1706.03762, https://arxiv.org/abs/1706.03762}' 'title = {On arXiv:1706.03762}'
        'annote = {arXiv:1706.03762}' 'keywords = {arXiv:1706.03762}' 'author = {arXiv:1706.03762}' 'addendum = {See arXiv:1706.03762}'
        'note = {In reply to arXiv:1706.03762}' 'note = {arXiv:1706.03762 says otherwise}' 'note = {arXiv:1706.03762, arXiv:2403.19588}'
        'note = {Earlier: \url{https://arxiv.org/abs/1706.03762}}' 'howpublished = {Code of arXiv:1706.03762}'
        'eprint = {12345678}, archiveprefix = {PubMed}' 'eprint = {1706.03762}, eprinttype = {jstor}' 'eprint = {12345678}'
        'number = {1706.03762}' 'volume = {1706.03762}' 'journal = {Nature}, pages = {1706.03762}' 'url = {https://example.org/1706.03762}'
        'doi = {10.1103/1706.03762}' 'eprint = tide' 'crossref = {1706.03762}' 'year = 2017'
        'url = {https://example.org/?from=https://arxiv.org/abs/1706.03762}'
    )
    counts "ids that are left" 0 "${others[@]}"
    {
        printf '@comment{%s}\n' "$known"
        echo '@string{eprint = "1706.03762"} @preamble{"eprint = 1706.03762"}'
    } >library.bib
    update library.bib
    says "nor those in a comment, a string or a preamble" "library.bib: 0 entries, 0 with an arXiv id, 0 changed, 0 without an id"
}

# ---- Messages

test_summaries() {
    echo "$known" >one.bib
    entries 'eprint = {1706.03762}' 'year = 1999' 'eprint = {2403.19588}' >three.bib
    update one.bib --update three.bib --dry-run
    says "a line for each library" "one.bib: 1 entry, 1 with an arXiv id, 1 to change, 0 without an id
three.bib: 3 entries, 2 with an arXiv id, 2 to change, 1 without an id"
    update one.bib --update three.bib
    says "and what was changed" "one.bib: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id
three.bib: 3 entries, 2 with an arXiv id, 2 changed, 1 without an id"
    equal "what was added" "$full" "$(<one.bib)"
    update one.bib --update three.bib -q
    says "nothing with --quiet" ""
    : >empty.bib
    update empty.bib
    says "an empty library" "empty.bib: 0 entries, 0 with an arXiv id, 0 changed, 0 without an id"
    empty_folder
}

# warns NAME MESSAGE TEXT: that a library with this text is left as it is, with the message
warns() {
    printf '%s\n' "$3" >library.bib
    cp library.bib before
    update library.bib
    equal "$1: message" "0 $2" "$status $(head -n -1 "$err")"
    same_file "$1: left as it is" before library.bib
    empty_folder
}

test_doubts() {
    warns "two ids" "library.bib:2:3: warning: tide has two arXiv ids, 1706.03762 and 2403.19588; it is left as it is" \
        $'\n  @misc{tide, eprint = {1706.03762}, url = {https://arxiv.org/abs/2403.19588}}'
    warns "another paper's id" "library.bib:2:9: warning: tide seems to have the arXiv id of another paper, 2403.19588, 'Zithers'; it is left as it is" \
        $'@comment{a}\né text: @misc{tide, eprint = {2403.19588}, title = {Lanterns and kites}, author = {Tide, Ada}}'
    warns "no metadata" "refmill: warning: there is no metadata for 1 of 1 papers: 1901.00001" '@misc{tide, eprint = {1901.00001}}'
    warns "a mention" "library.bib: note: has 1 entry that mentions arXiv, but no field of it states an id; -v names it" \
        '@misc{tide, note = {After arXiv:1706.03762}}'
    printf '%s\n' '@misc{tide, note = {After arXiv:1706.03762}}' "$known" >library.bib
    update library.bib -v --dry-run
    says "with -v" "library.bib:1:1: note: tide mentions arXiv, but no field of it states an id
library.bib:2:1: note: tide: author added, title added, year added, archiveprefix added, primaryclass added, doi added, note added
library.bib: 2 entries, 1 with an arXiv id, 1 to change, 1 without an id"
    entries 'eprint = {1706.03762}, author = {Tide, Ada and Nobody, Nora and others}' >library.bib
    update library.bib
    matches "authors whom arXiv does not have" "^library.bib:1:1: warning: e1 keeps its authors, since arXiv's list \(1706.03762\) does not have Nora Nobody; use --refresh author to replace them" "$(<"$err")"
    matches "they stay" 'author = \{Tide, Ada and Nobody, Nora and others\}, title' "$(<library.bib)"
    empty_folder
}

test_preprints() {
    entries 'eprint = {1706.03762}, version = {2}, day = 12, issn = {2331-8422}, howpublished = {\url{https://arxiv.org/abs/1706.03762}}, publisher = {Cornell University Library}, type = {Preprint}, note = {arXiv:1706.03762 [cs.CL]}, title = {Lanterns and kites on the tide}' >library.bib
    update library.bib --published --omit authors,doi
    equal "an article has nothing of a preprint" '@article{e1, eprint = {1706.03762}, title = {Lanterns and kites on the tide}, year = 2020, archiveprefix = {arXiv}, primaryclass = {cs.CL}, journal = {Phys. Rev. D}, volume = 102, pages = 123456}' "$(<library.bib)"
    empty_folder
}

test_items() {
    local members rest='"author":[{"family":"Tide","given":"Ada"},{"family":"Kite","given":"Bea"}],"title":"Lanterns and kites on the tide","issued":{"date-parts":[[2017]]},"note":"Journal reference: Phys. Rev. D 102, 123456 (2020)"}]'
    for members in '"type":"article","DOI":"10.48550/arXiv.1706.03762","x":12345678901234567890' '"DOI":"10.48550/arXiv.1706.03762"'; do
        printf '[{"id":"a",%s}]\n' "$members" >library.json
        update library.json
        says "an item with $members" "library.json: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id"
        equal "what becomes of it" "[{\"id\":\"a\",${members/10.48550\/arXiv.1706.03762/10.1103/PhysRevD.102.123456},$rest" "$(<library.json)"
    done
    empty_folder
}

# authors NAME TYPED WHAT: what becomes of an incomplete list: the authors, or the reason for which it stays
authors() {
    entries "eprint = {1706.03762}, title = {Lanterns and kites on the tide}, author = {$2 and others}" >library.bib
    update library.bib
    matches "$1" "$3" "$(<library.bib) $(<"$err")"
    empty_folder
}

test_given_names() {
    authors "initials are completed" "A. Tide" "author = \{Tide, Ada and Kite, Bea\}"
    authors "more names stay" "Tide, Ada Mary and Kite, B." "author = \{Tide, Ada Mary and Kite, Bea\}"
    authors "initials with more names stay" "Tide, A. M." "author = \{Tide, A. M. and Kite, Bea\}"
    authors "another given name" "Tide, Ann" "others.*\(1706.03762\) does not have Ann Tide; use"
    authors "another author first" "Kite, B." "others.*\(1706.03762\) does not begin with B. Kite; use"
}

test_counted_others() {
    entries 'eprint = {1706.03762}, title = {Lanterns and kites on the tide}, author = {Ada Tide and 3 others}' >library.bib
    update library.bib
    matches "a number of others" "author = \{Tide, Ada and Kite, Bea\}" "$(<library.bib)"
    empty_folder
}

test_collaborations() {
    local group
    echo '{"id":"2001.00004","authors_parsed":[["The Kite Collaboration","",""]],"title":"Kites","categories":"hep-ex","versions":[{"version":"v1","created":"Wed, 1 Jan 2020 00:00:00 GMT"}],"update_date":"2020-01-02"}' >kites.jsonl
    for group in Kite 'the KITE collaboration'; do
        entries "eprint = {2001.00004}, title = {Kites}, author = {Tide, Ada and others}, collaboration = {$group}" >library.bib
        run --metadata kites.jsonl --update library.bib
        says "its members stay for $group" "library.bib: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id"
    done
    for group in '' 'Lantern' 'Kite, Lantern'; do
        entries "eprint = {2001.00004}, title = {Kites}, author = {Tide, Ada and others}, collaboration = {$group}" >library.bib
        run --metadata kites.jsonl --update library.bib
        matches "but not those of '$group'" "does not have Ada Tide" "$(<"$err")"
    done
    empty_folder
}

# wangs NAME PAPER TYPED WHAT: as authors(), of a paper whose authors have one family name
wangs() {
    entries "eprint = {$2}, author = {$3 and others}" >library.bib
    run --metadata wangs.jsonl --update library.bib
    matches "$1" "$4" "$(<library.bib) $(<"$err")"
}

test_names_that_begin_alike() {
    local number=0 pair pairs=()
    for pair in '["Wang","Yu",""],["Wang","Yuan",""]' '["Wang","Yuan",""],["Wang","Yu",""]' '["Wang","Yuan",""],["Wang","Yuan",""]'; do
        number=$((number + 1))
        printf '{"id":"2001.0000%d","authors_parsed":[%s,["Kite","Bea","Jr."]],"title":"Kites","categories":"hep-ex","versions":[{"version":"v1","created":"Wed, 1 Jan 2020 00:00:00 GMT"}],"update_date":"2020-01-02"}\n' $number "$pair"
    done >wangs.jsonl
    wangs "another author of that family is the first" 2001.00001 "Wang, Yuan" "others.*does not begin with Yuan Wang;"
    wangs "both in another order" 2001.00002 "Wang, Yuan and Wang, Yu" "author = \{Wang, Yuan and Wang, Yu and Kite, Jr., Bea\}"
    wangs "an initial is not that of an author who is named in full" 2001.00001 "Wang, Y. and Wang, Yuan" "author = \{Wang, Yu and Wang, Yuan and Kite"
    wangs "nor of one whom the list has already" 2001.00002 "Wang, Yuan and Kite, B. and Wang, Y. and Wang, Y." "others.*does not have Y. Wang;"
    wangs "nobody is twice in the list" 2001.00002 "Wang, Yuan and Wang, Yuan" "others.*does not have Yuan Wang;"
    wangs "but two may have one name" 2001.00003 "Wang, Yuan and Wang, Yuan" "author = \{Wang, Yuan and Wang, Yuan and Kite"
    wangs "a longer name is another" 2001.00002 "Wang, Yuanli" "others.*does not have Yuanli Wang;"
    wangs "the suffix may be lacking" 2001.00001 "Wang, Y. and Kite, B. Clara" "author = \{Wang, Yu and Wang, Yuan and Kite, Jr., B. Clara\}"
    wangs "or not" 2001.00001 "Wang, Y. and Kite, Jr, Bea Clara" "author = \{Wang, Yu and Wang, Yuan and Kite, Jr., Bea Clara\}"
    entries "eprint = {2001.00001}, author = {Wang $(printf 'x y %.0s' {1..8000}) and others}" >library.bib
    timeout 5 "$refmill" --metadata wangs.jsonl --update library.bib >"$out" 2>"$err"
    matches "a long name" "^0 .*does not have Wang x y" "$? $(<"$err")"
    empty_folder
}

# A formula is often spelled out in one of the two titles.
test_formulas_in_titles() {
    cat >formulas.jsonl <<'END'
{"id":"2001.00001","authors_parsed":[["Tide","Ada",""]],"title":"Kites in D0 --> K- e+ nue drifts","categories":"hep-ex","versions":[{"version":"v1","created":"Wed, 1 Jan 2020 00:00:00 GMT"}],"update_date":"2020-01-02"}
{"id":"2001.00002","authors_parsed":[["Tide","Ada",""]],"title":"YBa2Cu3O7, CO2 and spin 1/2","categories":"hep-ex","versions":[{"version":"v1","created":"Wed, 1 Jan 2020 00:00:00 GMT"}],"update_date":"2020-01-02"}
{"id":"2001.00003","authors_parsed":[["Tide","Ada",""]],"title":"Kites in $D^0$ drifts at 7 TeV","categories":"hep-ex","versions":[{"version":"v1","created":"Wed, 1 Jan 2020 00:00:00 GMT"}],"update_date":"2020-01-02"}
END
    entries 'eprint = {2001.00001}, author = {Tide, Ada}, title = {Kites in {$D^0 \to K^- e^+ \nu_e$} drifts}' \
        'eprint = {2001.00002}, author = {Tide, Ada}, title = {{YBa$_2$Cu$_3$O$_7$}, $\mathrm{CO}_2$ and spin $\frac{1}{2}$}' \
        'eprint = {2001.00003}, author = {Tide, Ada}, title = {Kites in D0 drifts at 8 TeV}' >library.bib
    run --metadata formulas.jsonl --update library.bib
    says "formulas in titles" "library.bib:3:1: warning: e3 seems to have the arXiv id of another paper, 2001.00003, 'Kites in \$D^0\$ drifts at 7 TeV'; it is left as it is
library.bib: 3 entries, 3 with an arXiv id, 2 changed, 0 without an id"
    empty_folder
}

# broken NAME FAULT BROKEN-ENTRY: that the entry before it is changed, and nothing from it on
broken() {
    printf '%s\n\n  %s\n%s\n' "$known" "$3" "$known" >library.bib
    printf '%s\n\n  %s\n%s\n' "$full" "$3" "$known" >expected
    update library.bib
    says "$1: message" "library.bib:3:3: warning: $2; from here on the library is left as it is; mend it first
library.bib: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id"
    same_file "$1: left from there on" expected library.bib
    empty_folder
}

test_broken_libraries() {
    broken "an open brace" "a value of the entry is not closed" '@misc{a, title = {A {{B}, eprint = {2403.19588}}'
    broken "an open quote" "a value of the entry is not closed" '@misc{a, title = "A, eprint = {2403.19588}}'
    broken "an open entry" "the entry is not closed" '@misc{a, eprint = {2403.19588}'
    broken "no comma" "the entry lacks a comma" '@misc{a, year = 2024 eprint = {2403.19588}}'
    broken "two commas" "the entry has two commas in a row" '@misc{a, year = 2024,, eprint = {2403.19588}}'
    broken "no value" "a field of the entry has no value" '@misc{a, year = , eprint = {2403.19588}}'
    broken "no equals sign" "the entry has something that is not a field" '@misc{a, year 2024, eprint = {2403.19588}}'
    broken "no key" "the entry has no citation key" '@misc{eprint = {2403.19588}}'
    broken "an open string" "this is not closed" '@string{a = {b}'
    printf '%s\n' 'TY  - GEN' 'UR  - https://arxiv.org/abs/1706.03762' 'TY  - GEN' 'ER  - ' >library.ris
    cp library.ris before
    update library.ris
    says "an open entry in RIS" "library.ris:1:1: warning: the entry has no line ER; from here on the library is left as it is; mend it first
library.ris: 0 entries, 0 with an arXiv id, 0 changed, 0 without an id"
    same_file "it stays" before library.ris
    printf '%s\n' '[{"id": "a", "type": "article", "URL": "https://arxiv.org/abs/1706.03762" "title": "b"}]' >library.json
    cp library.json before
    update library.json
    says "no comma in CSL-JSON" "library.json:1:2: warning: this is not JSON; from here on the library is left as it is; mend it first
library.json: 0 entries, 0 with an arXiv id, 0 changed, 0 without an id"
    same_file "it stays, too" before library.json
    empty_folder
}

test_published() {
    entries 'eprint = {1706.03762}, month = jun' 'eprint = {2403.19588}' 'eprint = {hep-th/9901001}' \
        'eprint = {1706.03762}, journal = {Nature}' >library.bib
    update library.bib --published
    says "--published tells of each paper with a journal reference" "library.bib:1:1: note: e1 becomes an article: Phys. Rev. D 102, 123456 (2020)
library.bib:2:1: note: e2 keeps its type, since it is not certain which article it became: Proc. of the Zither Days 2024
library.bib: 4 entries, 4 with an arXiv id, 4 changed, 0 without an id"
    equal "an article" "@article{e1, eprint = {1706.03762}, author = {Tide, Ada and Kite, Bea}, title = {Lanterns and kites on the tide}, year = {2020}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, doi = {10.1103/PhysRevD.102.123456}, journal = {Phys. Rev. D}, volume = {102}, pages = {123456}}" \
        "$(head -n 1 library.bib)"
    matches "others keep their type" '^@misc.*@misc.*@misc' "$(tail -n +2 library.bib | tr '\n' ' ')"
    echo "${full/2017\}/2020\}}" >library.bib
    update library.bib --published -v
    says "-v does not name the year if it stays" "library.bib:1:1: note: tide becomes an article: Phys. Rev. D 102, 123456 (2020)
library.bib:1:1: note: tide: note removed, journal added, volume added, pages added
library.bib: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id"
    empty_folder
}

# becomes NAME OPTIONS ENTRY EXPECTED: what an entry becomes with these options
becomes() {
    echo "$3" >library.bib
    # shellcheck disable=SC2086
    update library.bib -q $2
    equal "$1" "0 $4" "$status $(<library.bib)"
}

test_what_is_not_arxivs() {
    local url='url = {https://arxiv.org/abs/1706.03762}' title='title = {Lanterns and kites on the tide}'
    local people='author = {Tide, Ada and Kite, Bea}' entry omitted
    for entry in 'eprint = {12345678}' 'eprint = {https://example.org/a.pdf}' 'eprint = foo'; do
        becomes "$entry is another archive's" --omit=doi,date,journal_ref "@misc{e, $title, $people, $url, $entry}" "@misc{e, $title, $people, $url, $entry}"
    done
    for entry in '@book{e, publisher = {Springer}' '@phdthesis{e, institution = {MIT}' '@inproceedings{e, publisher = {ACM}' '@incollection{e'; do
        becomes "${entry%%,*} stays one" --published "$entry, $title, $people, $url, eprint = {1706.03762}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}" \
            "$entry, $title, $people, $url, eprint = {1706.03762}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}"
    done
    entry="@misc{e, $title, $people, eprint = {1706.03762}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, doi = {10.1000/1}, note = {mine}, year = 2017"
    becomes "an entry with two years is not published" --published "$entry, date = {2017-06-12}}" "$entry, date = {2017-06-12}}"
    for omitted in date journal_ref; do
        becomes "--published obeys --omit $omitted" "--published --omit $omitted" "$entry}" "$entry}"
    done
    becomes "a comment in an entry stays" --published "$entry,
% checked by hand
publisher = {arXiv}}" "$(sed 's/misc/article/; s/= 2017/= 2020/' <<<"$entry"),
% checked by hand
publisher = {arXiv}, journal = {Phys. Rev. D}, volume = 102, pages = 123456}"
    empty_folder
}

test_strings() {
    becomes "the name of a string is not its text" --omit=date,doi,journal_ref "@misc{e, eprint = {1706.03762}, title = lt # { x}, author = tide # { and others}, archiveprefix = {arXiv}}" \
        "@misc{e, eprint = {1706.03762}, title = lt # { x}, author = tide # { and others}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}"
    empty_folder
}

test_conference_in_ris() {
    printf 'TY  - CONF\nTI  - Lanterns and kites on the tide\nAU  - Tide, Ada\nAU  - Kite, Bea\nT2  - Tidal Days\nUR  - https://arxiv.org/abs/1706.03762\nER  - \n' >library.ris
    cp library.ris before
    update library.ris --published
    same_file "a paper of a conference gets no DOI of a journal" before library.ris
    empty_folder
}

# ---- Errors

test_options() {
    echo "$known" >library.bib
    cp library.bib other.bib
    local update=(--metadata "$papers" --update library.bib)
    fails "no metadata" 2 '^refmill: error: --update requires metadata; use --fetch, or name files that have it$' --update library.bib
    fails "no library" 2 '^refmill: error: --update requires a value; see refmill --help$' --update
    local option
    for option in --dry-run --published "--refresh title" "--backup .orig"; do
        # shellcheck disable=SC2086
        fails "${option%% *} alone" 2 "^refmill: error: ${option%% *} requires --update LIBRARY\$" $option "$papers"
    done
    fails "a format" 2 '^refmill: error: --to and --update cannot be used together$' "${update[@]}" -t ris
    fails "an output" 2 '^refmill: error: --output and --update cannot be used together$' "${update[@]}" -o out.bib
    fails "a selection" 2 '^refmill: error: --limit and --update cannot be used together$' "${update[@]}" --limit 1
    fails "an unknown field" 2 "^refmill: error: --refresh: unknown field 'titel'; the fields are author, title, " "${update[@]}" --refresh author,titel
    fails "a field that is not refreshed" 2 "unknown field 'journal'" "${update[@]}" --refresh journal
    fails "no suffix" 2 "^refmill: error: --backup takes the end of a file's name, such as .orig\$" "${update[@]}" --backup ''
    fails "a directory for a suffix" 2 "such as .orig\$" "${update[@]}" --backup /old
    fails "a backup of standard input" 2 '^refmill: error: --backup and --update - cannot be used together$' --update - --metadata "$papers" --backup .orig
    fails "standard input twice" 2 '^refmill: error: standard input can be read only once; use files for the rest$' --update - --metadata -
    fails "a library for metadata" 2 '^other.bib: error: is a library, not metadata; use --update other.bib to update it too$' "${update[@]}" other.bib
    empty_folder
}

test_files_that_cannot_be_updated() {
    echo "$known" >library.bib
    mkdir folder
    fails "no file" 2 '^none.bib: error: cannot be opened: No such file or directory$' --metadata "$papers" --update library.bib --update none.bib
    fails "a directory" 2 '^folder: error: cannot be read: Is a directory$' --metadata "$papers" --update folder
    echo 'words' >words.bib
    fails "another format" 2 '^words.bib: error: is not a library in BibTeX, RIS or CSL-JSON, which --update can change$' --metadata "$papers" --update words.bib
    fails "the same library twice" 2 '^library.bib: error: is given twice to --update' --metadata "$papers" --update library.bib --update library.bib
    ln -s library.bib link.bib
    fails "and by another name" 2 'error: is given twice to --update' --metadata "$papers" --update library.bib --update link.bib
    printf '\xff\xfe@\0' >wide.bib
    fails "UTF-16" 2 '^wide.bib: error: is UTF-16; convert it with iconv$' --metadata "$papers" --update wide.bib
    fails "a device" 2 '^/dev/null: error: is not a regular file; use --update - for standard input$' --metadata "$papers" --update /dev/null
    cp "$papers" library.bib.jsonl
    fails "the metadata as a backup" 2 '^library.bib.jsonl: error: is an input as well as an output$' --metadata library.bib.jsonl --update library.bib --backup .jsonl
    rm library.bib.jsonl
    gzip -k library.bib
    fails "a packed library" 2 '^library.bib.gz: error: is packed by gzip; unpack it first$' --metadata "$papers" --update library.bib.gz
    printf 'TY  - GEN\nTI  - Caf\xe9\nER  - \n' >library.ris
    fails "RIS that is not UTF-8" 2 '^library.ris: error: is not UTF-8 at byte 20, as RIS must be; convert it with iconv$' --metadata "$papers" --update library.bib --update library.ris
    empty_folder
}

# ---- Files

properties() { stat -c '%a %i %y' "$@"; }

test_dry_run() {
    local before
    mkdir 'my papers'
    printf '%s\n%s' '@misc{é}' "$known" >'my papers/library.bib'
    list_files before
    update 'my papers/library.bib' --dry-run
    find_changes "$before"
    equal "--dry-run changes no file" "" "$changed"
    cp -r 'my papers' copy
    (cd copy && mkdir 'my papers' && mv library.bib 'my papers' && patch -s -p0 <"$out")
    update 'my papers/library.bib'
    same_file "patch makes the same, whatever the name" 'my papers/library.bib' 'copy/my papers/library.bib'
    update 'my papers/library.bib' --dry-run
    equal "and there is no diff then" "" "$(<"$out")"
    empty_folder
}

test_mode_and_links() {
    local before
    mkdir shelf
    echo "$known" >shelf/library.bib
    chmod 640 shelf/library.bib
    ln -s shelf/library.bib link.bib
    update link.bib
    equal "a link is followed" "shelf/library.bib 640 $full" "$(readlink link.bib) $(stat -c %a shelf/library.bib) $(<shelf/library.bib)"
    before=$(properties shelf/library.bib)
    update link.bib
    equal "a library that does not change is not written" "$before" "$(properties shelf/library.bib)"
    equal "and nothing is left over" "library.bib" "$(ls -A shelf)"
    empty_folder
}

test_backup() {
    echo "$known" >library.bib
    echo '@misc{tide, year = 1999}' >same.bib
    cp library.bib before
    chmod 600 library.bib
    update library.bib --update same.bib --backup .orig
    same_file "--backup keeps the old library" before library.bib.orig
    equal "for whom it was for" 600 "$(stat -c %a library.bib.orig)"
    equal "and makes the new one" "$full" "$(<library.bib)"
    equal "but none of one that does not change" "before library.bib library.bib.orig same.bib" "$(echo *)"
    update library.bib --backup .orig
    same_file "an older backup stays if nothing changes" before library.bib.orig
    empty_folder
}

# Nothing is written if one of several libraries cannot be.
test_all_or_none() {
    mkdir shelf library.bib.orig
    echo "$known" | tee library.bib other.bib >shelf/library.bib
    fails "a backup that cannot be written" 2 '^library.bib.orig: error: ' --metadata "$papers" --update other.bib --update library.bib --backup .orig
    chmod 500 shelf
    fails_without_permission "a library in a directory" 2 '^shelf/library.bib: error: ' --metadata "$papers" --update other.bib --update shelf/library.bib
    chmod 700 shelf
    chmod 200 shelf/library.bib
    fails_without_permission "a library" 2 '^shelf/library.bib: error: cannot be opened: Permission denied$' --metadata "$papers" --update other.bib --update shelf/library.bib
    empty_folder
}

test_standard_input() {
    "$refmill" --metadata "$papers" --update - <<<"$known" >"$out" 2>"$err"
    status=$?
    says "a library from standard input" "<stdin>: 1 entry, 1 with an arXiv id, 1 changed, 0 without an id"
    equal "goes to standard output" "$full" "$(<"$out")"
    "$refmill" --metadata "$papers" --update - -q <<<"$full" >"$out" 2>"$err"
    equal "also if it does not change" "$full" "$(<"$out")"
    echo "$known" | tee one.bib >two.bib
    "$refmill" --metadata - --update one.bib -q <"$papers" >"$out" 2>"$err"
    "$refmill" --update two.bib -q - <"$papers" >>"$out" 2>>"$err"
    equal "metadata from standard input, as an option and as an input" "$full $full" "$(<one.bib) $(<two.bib)$(cat "$out" "$err")"
    empty_folder
}

# A line that is replaced keeps the entry's own tag.
test_tags() {
    printf 'TY  - JOUR\nT1  - Lanterns and kites on the tide\nA1  - Tide, Ada\nA1  - et al.\nUR  - https://arxiv.org/abs/1706.03762\nER  - \n' >library.ris
    update library.ris
    equal "a tag of RIS stays what it is" "T1 A1 A1" "$(grep -oE '^(TI|T1|AU|A1)' library.ris | paste -sd ' ')"
    empty_folder
}

test_fields() {
    entries 'eprint = {1706.03762}, title = {Old lanterns and kites}, author = {Tide, Ada}, year = 2016, doi = {10.1000/1}' >library.bib
    cp library.bib before
    update library.bib -q --omit authors,title,date,arxiv_id,primary_category,doi,journal_ref
    same_file "--omit leaves all of them alone" before library.bib
    update library.bib -q --omit journal_ref --refresh title,doi
    equal "--refresh replaces those that differ" \
        "@misc{e1, eprint = {1706.03762}, title = {Lanterns and kites on the tide}, author = {Tide, Ada}, year = 2016, doi = {10.1103/PhysRevD.102.123456}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}" \
        "$(<library.bib)"
    update library.bib -q --omit journal_ref --refresh authors,date
    matches "by its names in jsonl, too" 'author = \{Tide, Ada and Kite, Bea\}, year = 2017,' "$(<library.bib)"
    empty_folder
}

test_stated_ids
test_other_ids
test_summaries
test_doubts
test_preprints
test_items
test_given_names
test_counted_others
test_collaborations
test_names_that_begin_alike
test_formulas_in_titles
test_broken_libraries
test_published
test_what_is_not_arxivs
test_strings
test_conference_in_ris
test_options
test_files_that_cannot_be_updated
test_dry_run
test_mode_and_links
test_backup
test_all_or_none
test_standard_input
test_tags
test_fields
finish
