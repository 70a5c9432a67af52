#include "input/markdown/written_venue.h"

#include "input/markdown/list_link.h"
#include "input/written_names.h"
#include "record/name_shape.h"
#include "record/word_set.h"

/* True for a word of a journal's abbreviated name. */
static bool is_journal_word(struct view word)
{
    static const char *const words[] = { "Phys",    "Rev",     "Lett",   "Nucl",     "Math",
                                         "Mod",     "Int",     "Eur",    "Ann",      "Proc",
                                         "Commun",  "Comput",  "Nature", "Sci",      "JHEP",
                                         "Quantum", "Science", "Astron", "Astrophys" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal(word, view_of(words[i])))
            return true;
    }
    return false;
}

/* True for a number that begins a word, or a year. Others are marks of notes: Tide1,2. */
static bool has_number(struct view part)
{
    enum { YEAR = 4 }; /* digits */

    for (size_t at = 0, end; at < part.len; at = end + 1) {
        for (end = at; end < part.len && ascii_is_digit(part.at[end]); end++)
            ;
        if (end > at &&
            (end - at >= YEAR || at == 0 || view_has_byte(VIEW(" '("), part.at[at - 1])))
            return true;
    }
    return false;
}

/* True for what may follow names: a venue, a journal, a year. */
static bool is_venue_part(struct view part)
{
    bool acronym = false;

    for (size_t i = 1; i < part.len; i++)
        acronym |= ascii_is_upper(part.at[i]) && ascii_is_upper(part.at[i - 1]);
    return (acronym && list_count_words(part) <= 2) || is_journal_word(part) ||
           view_starts_with_ignoring_case(part, VIEW("arXiv")) ||
           (has_number(part) && !written_names_omit(part));
}

/* True for what begins another part: a mark, but no comma between digits. */
static bool separates_parts(struct view text, size_t at)
{
    return view_has_byte(VIEW(".;(["), text.at[at]) ||
           (text.at[at] == ',' && (at == 0 || !ascii_is_digit(text.at[at - 1]) ||
                                   at + 1 == text.len || !ascii_is_digit(text.at[at + 1])));
}

/* Returns the length of a name at the start that only a blank divides from its venue, "Ben Reef
 * CVPR 2024", or 0. One word must follow an initial, which ended the part before. */
static size_t name_before_venue(struct view part, bool follows_initial)
{
    size_t blank = 0;

    while ((blank += view_find_byte(view_skip(part, blank), ' ')) < part.len) {
        struct view name = { part.at, blank }, venue = view_skip(part, ++blank);

        if (written_venue_is_tag(venue) || written_venue_is_name(venue))
            return written_names_seem(name) || (follows_initial && name_word_fits(name)) ? name.len
                                                                                         : 0;
    }
    return 0;
}

struct view written_venue_drop(struct view text)
{
    for (;;) {
        struct view part, before = view_trim_end(text);
        size_t at, name;

        while (before.len > 0 && view_has_byte(VIEW(" .,;(["), before.at[before.len - 1]))
            before.len--;
        for (at = before.len; at > 0 && !separates_parts(before, at - 1); at--)
            ;
        part = view_trim(view_skip(before, at));
        name = name_before_venue(part, at > 1 && ascii_is_upper(before.at[at - 2]));
        if (name > 0 && (at > 0 || written_names_are_several((struct view){ part.at, name })))
            return (struct view){ text.at, (size_t)(part.at - text.at) + name };
        if (at == 0 || !is_venue_part(part))
            return text;
        text = (struct view){ before.at, at };
    }
}

bool written_venue_is_name(struct view name)
{
    static const char *const venues[] = {
        "AAAI",        "ACCV",     "ACL",           "ACL Findings",
        "ACM MM",      "AISTATS",  "arXiv",         "arXiv preprint",
        "ASPLOS",      "BMVC",     "CIKM",          "COLING",
        "COLM",        "COLT",     "CoRL",          "CVPR",
        "EACL",        "ECAI",     "ECCV",          "ECIR",
        "ECML-PKDD",   "EMNLP",    "ICASSP",        "ICCV",
        "ICDE",        "ICDM",     "ICLR",          "ICML",
        "ICRA",        "ICSE",     "IJCAI",         "IJCV",
        "Interspeech", "IROS",     "ISSTA",         "JMLR",
        "KDD",         "MICCAI",   "MLSys",         "NAACL",
        "NDSS",        "NeurIPS",  "NIPS",          "OSDI",
        "PAMI",        "PLDI",     "RA-L",          "RecSys",
        "RSS",         "SIGGRAPH", "SIGGRAPH Asia", "SIGIR",
        "SIGKDD",      "SIGMOD",   "T-PAMI",        "TACL",
        "TMLR",        "TNNLS",    "TOIS",          "TPAMI",
        "TVCG",        "UAI",      "VLDB",          "WACV",
        "WSDM",        "WWW"
    };

    for (size_t i = 0; i < sizeof venues / sizeof *venues; i++) {
        if (view_equal_ignoring_case(name, view_of(venues[i])))
            return true;
    }
    return false;
}

/* What a venue says of a paper; of several words, those that stand last come first. */
static const struct view ranks[] = {
    VIEW_ENTRY("Honorable Mention"),
    VIEW_ENTRY("Runner-Up"),
    VIEW_ENTRY("Nominee"),
    VIEW_ENTRY("Candidate"),
    VIEW_ENTRY("Finalist"),
    VIEW_ENTRY("Award"),
    VIEW_ENTRY("Oral"),
    VIEW_ENTRY("Spotlight"),
    VIEW_ENTRY("Highlight"),
    VIEW_ENTRY("Findings"),
    VIEW_ENTRY("Poster"),
    VIEW_ENTRY("Workshops"),
    VIEW_ENTRY("Workshop"),
    VIEW_ENTRY("Best Student Paper"),
    VIEW_ENTRY("Best Paper"),
    VIEW_ENTRY("Outstanding Paper"),
    VIEW_ENTRY("Submission"),
};

/* Returns the text without ranks at its end: "Oral", ", Best Paper". */
static struct view without_ranks(struct view text)
{
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        size_t len = ranks[i].len;

        if (text.len >= len && view_equal_ignoring_case(view_skip(text, text.len - len), ranks[i]))
            text = view_trim_end((struct view){ text.at, text.len - len });
    }
    text.len -= view_ends_with(text, VIEW(","));
    return text;
}

/* Takes one rank off the start, with the blank after it. */
static bool take_rank(struct view *text)
{
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        if (view_take_ignoring_case(text, ranks[i])) {
            view_take(text, VIEW(" "));
            return true;
        }
    }
    return false;
}

bool written_venue_take_rank(struct view *text)
{
    struct view rest = *text;
    bool bracket = view_take(&rest, VIEW("(")), any = false;

    while (take_rank(&rest))
        any = true;
    if (!any || (bracket && !view_take(&rest, VIEW(")"))))
        return false;
    *text = rest;
    return true;
}

bool written_venue_is_known(struct view text)
{
    struct view whole = text;

    text = without_ranks(text);
    while (text.len > 0 && view_has_byte(VIEW(" ,.'/-0123456789"), text.at[text.len - 1]))
        text.len--;
    while (text.len > 0 && view_has_byte(VIEW(" '0123456789"), text.at[0]))
        text = view_skip(text, 1);
    if (text.len == whole.len) /* "(ACL)" may be a ligament */
        return false;
    text = without_ranks(text); /* "AAAI Workshop 2021" */
    view_take_ignoring_case(&text, VIEW("in "));
    if (text.len == 0) /* "Oral", but not "2024" */
        return ascii_is_alpha(whole.at[0]);
    return written_venue_is_name(text);
}

/* True if the text has a word that names a part of a conference. */
static bool names_event(struct view text)
{
    static const struct view events[] = { VIEW_ENTRY("Workshop"), VIEW_ENTRY("Workshops"),
                                          VIEW_ENTRY("Track"), VIEW_ENTRY("Benchmark"),
                                          VIEW_ENTRY("Benchmarks") };

    for (struct view word; (word = word_set_take(&text)).len > 0;) {
        for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
            if (view_equal_ignoring_case(word, events[i]))
                return true;
        }
    }
    return false;
}

bool written_venue_is_event(struct view text)
{
    enum { WORDS = 3 }; /* of the venue, with its year */
    size_t blank = 0;

    if (view_starts_with(text, VIEW("Workshop on ")))
        return written_venue_is_tag(view_skip(text, view_find_last(text, VIEW(" ")) + 1));
    for (size_t i = 0; i < WORDS && blank < text.len; i++, blank++) {
        blank += view_find_byte(view_skip(text, blank), ' ');
        if (written_venue_is_known((struct view){ text.at, blank }))
            return names_event(view_trim_start(view_skip(text, blank)));
    }
    return false;
}

/* Takes 2024, 2023.06, '24 or ’24 off the start. */
static bool take_venue_year(struct view *text)
{
    uint32_t year, month;
    bool is_short = view_take(text, VIEW("'")) || view_take(text, VIEW("’"));

    return view_take_number(text, is_short ? 99 : 2099, &year) && (is_short || year >= 1900) &&
           (!view_take(text, VIEW(".")) || view_take_number(text, 12, &month));
}

bool written_venue_is_tag(struct view text)
{
    size_t at = 0, capitals = 0;

    if (written_venue_is_known(text))
        return true;
    while (at < text.len && (ascii_is_alpha(text.at[at]) || view_has_byte(VIEW("-&"), text.at[at])))
        capitals += ascii_is_upper(text.at[at++]);
    text = view_skip(without_ranks(text), at);
    if (!view_take(&text, VIEW(". "))) /* "ESWC. 2021" */
        view_take(&text, VIEW(", "));
    text = view_trim_start(text);
    return (at == 0 || capitals > 1) && take_venue_year(&text) && view_trim(text).len == 0;
}

bool written_venue_names_publication(struct view text)
{
    static const struct view words[] = {
        VIEW_ENTRY("Conference"),     VIEW_ENTRY("Proceedings"),       VIEW_ENTRY("Journal"),
        VIEW_ENTRY("Transactions"),   VIEW_ENTRY("Workshop"),          VIEW_ENTRY("Advances in"),
        VIEW_ENTRY("Award"),          VIEW_ENTRY("Universi"),          VIEW_ENTRY("Academy"),
        VIEW_ENTRY("Institute"),      VIEW_ENTRY("Symposium"),         VIEW_ENTRY("Letters"),
        VIEW_ENTRY("Annual Meeting"), VIEW_ENTRY("Processing Systems")
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_find(text, words[i]) < text.len)
            return true;
    }
    return false;
}
