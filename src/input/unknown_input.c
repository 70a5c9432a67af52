#include "input/unknown_input.h"

#include "input/ids/arxiv_mention.h"
#include "text/encoding_guess.h"

#define UTF_16 "text in UTF-16", "use iconv -f UTF-16 -t UTF-8 FILE | refmill"

/* What people pass by mistake, by its first bytes. */
static const struct guess {
    struct view start;
    const char *seems, *advice;
} guesses[] = {
    { VIEW_ENTRY("%PDF-"), "a PDF file", "use --fetch --id ID for the paper" },
    { VIEW_ENTRY("\xFF\xFE"), UTF_16 },
    { VIEW_ENTRY("\xFE\xFF"), UTF_16 },
    { VIEW_ENTRY("\xFD"
                 "7zXZ"),
      "packed by xz", "unpack it with xz -d" },
    { VIEW_ENTRY("BZh"), "packed by bzip2", "unpack it with bzip2 -d" },
    { VIEW_ENTRY("\xD0\xCF\x11\xE0"), "an office document", "save it as text or CSV" },
};

/* True for the header of POSIX or of GNU tar, whose NUL no text has in that place. */
static bool is_tar(struct view start)
{
    enum { MAGIC = 257 }; /* its offset */
    struct view magic = view_skip(start, MAGIC);

    return view_starts_with(magic, VIEW("ustar\0")) || view_starts_with(magic, VIEW("ustar  \0"));
}

static const struct guess *certain_guess(struct view start)
{
    static const struct guess tar = { .seems = "a tar archive",
                                      .advice = "extract its files first" };

    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        if (view_starts_with(start, guesses[i].start))
            return &guesses[i];
    }
    return is_tar(start) ? &tar : NULL;
}

bool unknown_input_is_certain(struct view start)
{
    return certain_guess(start) != NULL;
}

static bool is_html(struct view start)
{
    return view_starts_with_ignoring_case(start, VIEW("<!doctype html")) ||
           view_starts_with_ignoring_case(start, VIEW("<html"));
}

static bool is_page_of_arxiv(struct view start)
{
    return is_html(start) && (view_find(start, VIEW("static.arxiv.org")) < start.len ||
                              view_find(start, VIEW("citation_arxiv_id")) < start.len);
}

static struct guess guess_of_library(struct view start, bool is_metadata)
{
    const char *seems = "a library or a page";

    if (view_starts_with(start, VIEW("@")))
        seems = "a BibTeX library";
    else if (view_starts_with(start, VIEW("TY  - ")))
        seems = "a library in RIS";
    return (struct guess){ .seems = seems,
                           .advice = is_metadata ? "it has no metadata from arXiv"
                                                 : "use --from library to read its arXiv ids, or "
                                                   "--exclude to leave out its papers" };
}

bool unknown_input_is_org(struct view start)
{
    struct view rest = start;

    if (view_find(start, VIEW("](http")) < start.len)
        return false;
    while ((rest = view_skip(rest, view_find(rest, VIEW("[[http")))).len > 0) {
        rest = view_skip(rest, 2);
        if (view_starts_with(view_skip(rest, view_find_byte(rest, ']')), VIEW("][")))
            return true;
    }
    return false;
}

static struct guess guess_of(struct view start, bool is_library, bool is_metadata)
{
    const struct guess *certain = certain_guess(start);

    if (certain)
        return *certain;
    if (is_page_of_arxiv(start))
        return (struct guess){ .seems = "a page of arxiv.org",
                               .advice = "use --fetch --id ID for a paper, or a feed such as "
                                         "https://rss.arxiv.org/atom/cs.CL for a day" };
    if (is_html(start) && view_find(start, VIEW("arxiv.org/abs/")) == start.len)
        return (struct guess){ .seems = "a web page",
                               .advice = "read it, as it may say why a server sent no list" };
    if (unknown_input_is_org(start))
        return (struct guess){ .seems = "a file of Org mode",
                               .advice = "use pandoc -f org -t gfm FILE | refmill" };
    return is_library ? guess_of_library(start, is_metadata) : (struct guess){ 0 };
}

static bool mentions_papers(struct view text)
{
    struct arena arena = { 0 };
    struct arxiv_id id;
    bool found = arxiv_mention_take(&text, &arena, &id);

    arena_free(&arena);
    return found;
}

void unknown_input_report(const char *name, struct view start, bool is_library, bool is_metadata,
                          struct diag *diag)
{
    const struct guess guess = guess_of(start, is_library, is_metadata);
    const struct place place = { name, 1, 1 };
    const char *encoding = guess.seems ? NULL : encoding_guess(start);

    if (guess.seems)
        diag_error(diag, place, "this is not a list of arXiv papers, but %s; %s", guess.seems,
                   guess.advice);
    else if (encoding)
        diag_error(diag, place,
                   "this is not a list of arXiv papers, but text that seems to be in %s; use iconv "
                   "-f %s -t UTF-8 FILE%s",
                   encoding, encoding, is_metadata ? "" : " | refmill");
    else if (mentions_papers(start))
        diag_error(
            diag, place,
            "this is not a list of arXiv papers that refmill knows; use --from library to read the "
            "arXiv ids in it");
    else
        diag_error(diag, place,
                   "this is not a list of arXiv papers: expected Markdown with links to arXiv, an "
                   "answer of arXiv's API, a feed, a mail, JSON or ids; see refmill "
                   "--list-formats");
}
