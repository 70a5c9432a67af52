#include "record/author_words.h"

#include <utf8proc.h>

#include "text/scan.h"
#include "text/utf8.h"

/* ---- Words ------------------------------------------------------------- */

static size_t last_word_start(struct view text)
{
    size_t start = text.len;

    while (start > 0 && text.at[start - 1] != ' ')
        start--;
    return start;
}

struct view author_last_word(struct view text)
{
    return view_skip(text, last_word_start(text));
}

struct view author_without_last_word(struct view text)
{
    return view_trim_end((struct view){ text.at, last_word_start(text) });
}

bool author_take_words(struct view *text, struct view words)
{
    if (text->len <= words.len + 1 || text->at[words.len] != ' ' ||
        !view_equal_ignoring_case((struct view){ text->at, words.len }, words))
        return false;
    *text = view_skip(*text, words.len + 1);
    return true;
}

/* ---- Lists; each ends with NULL ---------------------------------------- */

static bool is_among(struct view word, const char *const *list)
{
    for (; *list && word.len > 0; list++) {
        if (**list == word.at[0] && view_equal(word, view_of(*list)))
            return true;
    }
    return false;
}

static bool is_among_ignoring_case(struct view word, const char *const *list)
{
    char first = word.len > 0 ? ascii_lower(word.at[0]) : '\0';

    for (; *list; list++) {
        if (ascii_lower(**list) == first && view_equal_ignoring_case(word, view_of(*list)))
            return true;
    }
    return false;
}

/* Returns the particles with a first letter, which is small; most names begin with none. Those of
 * arXiv's list are "van", "der", "de", "la", "von", "del", "della", "da", "mac", "ter", "dem", "di"
 * and "vaziri". */
static const char *const *particles_with(char letter)
{
    static const char *const none[] = { NULL }, *const a[] = { "al", NULL },
                             *const d[] = { "der",   "de",  "del",   "della", "da",    "dem",
                                            "di",    "dal", "dalla", "dalle", "degli", "delle",
                                            "dello", "den", "dos",   "du",    NULL },
                             *const e[] = { "el", NULL }, *const l[] = { "la", "le", NULL },
                             *const m[] = { "mac", "mc", NULL }, *const n[] = { "nic", "Ní", NULL },
                             *const o[] = { "op", NULL }, *const s[] = { "st", "st.", NULL },
                             *const t[] = { "ter", "ten", NULL }, *const u[] = { "Uí", NULL },
                             *const v[] = { "van",    "von",    "vaziri", "vande",
                                            "vanden", "vander", NULL },
                             *const others[] = { "'t", "’t", "Ó", NULL };
    static const char *const *const lists[] = {
        ['a' - 'a'] = a, ['d' - 'a'] = d, ['e' - 'a'] = e, ['l' - 'a'] = l,
        ['m' - 'a'] = m, ['n' - 'a'] = n, ['o' - 'a'] = o, ['s' - 'a'] = s,
        ['t' - 'a'] = t, ['u' - 'a'] = u, ['v' - 'a'] = v, ['z' - 'a'] = none
    };

    if (letter < 'a' || letter > 'z')
        return others;
    return lists[letter - 'a'] ? lists[letter - 'a'] : none;
}

bool author_is_known_particle(struct view word)
{
    enum { LONGEST = 6 };                                                 /* bytes */
    static const char *const short_ones[] = { "v.", "d.", "v.d.", NULL }; /* "D." is an initial */

    return word.len > 0 && word.len <= LONGEST &&
           (is_among_ignoring_case(word, particles_with(ascii_lower(word.at[0]))) ||
            is_among(word, short_ones));
}

bool author_is_conjunction(struct view word)
{
    static const char *const list[] = { "y", "i", "e", NULL };
    return is_among(word, list);
}

bool author_is_suffix(struct view word)
{
    enum { LONGEST = 3 }; /* bytes */
    static const char *const list[] = { "Jr", "Jr.", "jr",  "jr.", "JR.", "Sr", "Sr.",
                                        "sr", "sr.", "SR.", "II",  "III", "IV", "V",
                                        "VI", "2nd", "3rd", "4th", NULL };
    return word.len <= LONGEST && is_among(word, list);
}

/* As written, since "Md" is short for Mohammad. */
bool author_is_degree(struct view word)
{
    enum { LONGEST = 6 }; /* bytes */
    static const char *const list[] = {
        "PhD", "Ph.D.", "Ph.D", "Ph. D.", "MD", "M.D.", "M.D", NULL
    };
    return word.len <= LONGEST && is_among(word, list);
}

static const struct view groups[] = { VIEW_ENTRY("Collaboration"), VIEW_ENTRY("Collaborations"),
                                      VIEW_ENTRY("Consortium"),    VIEW_ENTRY("Team"),
                                      VIEW_ENTRY("Group"),         VIEW_ENTRY("Network"),
                                      VIEW_ENTRY("Project"),       VIEW_ENTRY("Experiment") };

bool author_is_group_word(struct view word)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (view_equal_ignoring_case(word, groups[i]))
            return true;
    }
    return false;
}

/* Looks no further back than such a word is long, since it is called at every colon of a list. */
bool author_ends_with_group(struct view text)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct view word = groups[i];
        if (text.len > word.len + 1 && text.at[text.len - word.len - 1] == ' ' &&
            view_equal_ignoring_case(view_skip(text, text.len - word.len), word))
            return true;
    }
    return false;
}

/* ---- Characters -------------------------------------------------------- */

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02BC;
}

/* Most characters are letters of ASCII, which need no look-up. */
static utf8proc_category_t category_of(uint32_t c)
{
    if (c < 0x80 && ascii_is_alpha((char)c))
        return ascii_is_upper((char)c) ? UTF8PROC_CATEGORY_LU : UTF8PROC_CATEGORY_LL;
    return utf8proc_category((utf8proc_int32_t)c);
}

bool author_is_small(struct view word)
{
    bool small = false;
    size_t len;

    for (; word.len > 0; word = view_skip(word, len)) {
        uint32_t c = utf8_decode(word, &len);
        utf8proc_category_t category = category_of(c);

        if (small && is_apostrophe(c))
            return true;
        if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT)
            return false;
        small = small || category == UTF8PROC_CATEGORY_LL;
    }
    return small;
}

bool author_is_particle(struct view word)
{
    static const char *const caseless[] = { "بن", "ابن", "בן", NULL };

    if (view_ends_with(word, VIEW(".")))
        return author_is_small(word) && author_is_known_particle(word);
    return author_is_small(word) || is_among(word, caseless);
}

/* Han with its iteration mark and zero, kana, Hangul. */
static bool is_family_first(uint32_t c)
{
    return c == 0x3005 || c == 0x3007 || (c >= 0x3041 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool author_is_family_first(struct view text)
{
    size_t len;

    for (; text.len > 0; text = view_skip(text, len)) {
        uint32_t c = utf8_decode(text, &len);
        if (c != ' ' && !is_family_first(c))
            return false;
    }
    return true;
}

bool author_shows(struct view text)
{
    size_t len;

    if (text.len > 0 && ascii_is_alnum(text.at[0])) /* as most names */
        return true;
    for (; text.len > 0; text = view_skip(text, len)) {
        switch (category_of(utf8_decode(text, &len))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
        case UTF8PROC_CATEGORY_SO:
            return true;
        default:
            break;
        }
    }
    return false;
}
