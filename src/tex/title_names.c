#include "tex/title_names.h"

#include "text/scan.h"
#include "text/utf8.h"

/* ---- Letters ------------------------------------------------------------- */

/* Letters of other alphabets count as letters, and in words as small ones. */
static bool is_letter(char c)
{
    return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool is_small_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* True for a capital with small letters after it: a word whose capital may come from its place. */
static bool is_capitalised(struct view word)
{
    if (word.len < 2 || !ascii_is_upper(word.at[0]))
        return false;
    for (size_t i = 1; i < word.len; i++) {
        if (!is_small_letter(word.at[i]))
            return false;
    }
    return true;
}

/* The word without the s of a plural, unless that leaves too little to recognise it by. */
static struct view without_s(struct view word)
{
    if (word.len > 4 && word.at[word.len - 1] == 's')
        word.len--;
    return word;
}

/* ---- The tables ---------------------------------------------------------- */

enum { WORD_SIZE = 16 };

/* Each word is filled with NULs, so that two numbers can be compared instead of texts. */
static const char known_names[][WORD_SIZE] = {
#include "tex/title_names.def"
};
static const char ordinary_words[][WORD_SIZE] = {
#include "tex/title_ordinary.def"
};

/* Returns eight bytes as a number that has their order. */
static uint64_t number_of(const char *bytes)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Returns a number above, equal to or below 0, as the entry is above, equal to or below the key. */
static int compare_entry(const char *entry, const uint64_t key[2])
{
    uint64_t start = number_of(entry), end;

    if (start != key[0])
        return start > key[0] ? 1 : -1;
    end = number_of(entry + 8);
    return (end > key[1]) - (end < key[1]);
}

static bool table_has(const char table[][WORD_SIZE], size_t size, struct view word)
{
    char text[WORD_SIZE] = { 0 };
    size_t low = 0, high = size / WORD_SIZE;
    uint64_t key[2];

    if (word.len >= WORD_SIZE)
        return false;
    for (size_t i = 0; i < word.len; i++)
        text[i] = ascii_lower(word.at[i]);
    key[0] = number_of(text);
    key[1] = number_of(text + 8);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_entry(table[middle], key);

        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_known(struct view word)
{
    struct view stem = without_s(word);

    return table_has(known_names, sizeof known_names, word) ||
           (stem.len < word.len && table_has(known_names, sizeof known_names, stem));
}

/* True for words that abstracts and titles in sentence case capitalise without being names. */
static bool is_ordinary(struct view word)
{
    static const struct view ends[] = {
        VIEW_ENTRY("able"), VIEW_ENTRY("al"),   VIEW_ENTRY("ance"), VIEW_ENTRY("ary"),
        VIEW_ENTRY("ed"),   VIEW_ENTRY("ence"), VIEW_ENTRY("ency"), VIEW_ENTRY("ful"),
        VIEW_ENTRY("ible"), VIEW_ENTRY("ic"),   VIEW_ENTRY("ing"),  VIEW_ENTRY("ion"),
        VIEW_ENTRY("ise"),  VIEW_ENTRY("ism"),  VIEW_ENTRY("ist"),  VIEW_ENTRY("ity"),
        VIEW_ENTRY("ive"),  VIEW_ENTRY("ize"),  VIEW_ENTRY("less"), VIEW_ENTRY("ly"),
        VIEW_ENTRY("ment"), VIEW_ENTRY("ness"), VIEW_ENTRY("ogy"),  VIEW_ENTRY("ory"),
        VIEW_ENTRY("ous"),
    };
    struct view stem = without_s(word);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (stem.len > ends[i].len + 1 &&
            (view_ends_with(stem, ends[i]) || view_ends_with(word, ends[i])))
            return true;
    }
    return table_has(ordinary_words, sizeof ordinary_words, stem) ||
           table_has(ordinary_words, sizeof ordinary_words, word);
}

/* ---- The abstract -------------------------------------------------------- */

/* A space or hyphen and a capital. */
#define CAPITALS(kind, half) \
    kind(0, half, PAIR, ' ', ' ', 'A', 'Z') kind(1, half, PAIR, '-', '-', 'A', 'Z')
static const struct byte_pairs capitals = BYTE_PAIRS(CAPITALS);

/* True for a capital after a small letter or comma and a space or hyphen: inside a sentence. */
static bool is_inside_sentence(const void *context, struct view text, size_t at)
{
    (void)context;
    return at > 0 && at + 1 < text.len && ascii_is_upper(text.at[at + 1]) &&
           (text.at[at] == ' ' || text.at[at] == '-') &&
           (is_small_letter(text.at[at - 1]) || (text.at[at - 1] == ',' && text.at[at] == ' '));
}

/* Returns the length of the word at the start, hyphens included. */
static size_t compound_length(struct view text)
{
    size_t length = 0;

    while (length < text.len && (is_letter(text.at[length]) || ascii_is_digit(text.at[length]) ||
                                 (text.at[length] == '-' && length > 0)))
        length++;
    return length;
}

/* Returns the length of the words with capitals at the start, with small words between them:
 * "Internet of Things". */
static size_t phrase_length(struct view text)
{
    static const struct view joints[] = {
        VIEW_ENTRY("of "), VIEW_ENTRY("for "),  VIEW_ENTRY("in "),
        VIEW_ENTRY("to "), VIEW_ENTRY("with "), VIEW_ENTRY("the ")
    };
    size_t length = 0, next = 0;

    while (next < text.len && ascii_is_upper(text.at[next])) {
        length = next + compound_length(view_skip(text, next));
        if (length == text.len || text.at[length] != ' ')
            break;
        next = length + 1;
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
            if (view_starts_with(view_skip(text, next), joints[i])) {
                next += joints[i].len;
                break;
            }
        }
    }
    return length;
}

/* Remembers the capitalised words of a phrase. */
static void add_seen(struct title_names *names, struct view phrase)
{
    struct view rest = phrase, first = { 0 };

    while (rest.len > 0 && names->seen_count < TITLE_NAMES_SEEN) {
        struct view part = { rest.at, 0 };

        while (part.len < rest.len && rest.at[part.len] != ' ' && rest.at[part.len] != '-')
            part.len++;
        if (rest.at == phrase.at)
            first = part;
        if (is_capitalised(part)) {
            names->seen[names->seen_count++] = (struct seen_word){ part, first };
            names->initials |= UINT32_C(1) << (part.at[0] - 'A');
        }
        rest = view_skip(rest, part.len + 1);
    }
}

/* Collects what is capitalised inside sentences. What an abbreviation follows, "Large Language
 * Models (LLMs)", shows nothing. */
static void read_abstract(struct title_names *names)
{
    struct view rest = names->abstract;

    names->abstract_read = true;
    while (rest.len > 0) {
        struct view phrase =
            view_skip(rest, scan_pairs(rest, &capitals, is_inside_sentence, NULL) + 1);

        phrase.len = phrase_length(phrase);
        rest = view_skip(rest, (size_t)(phrase.at + phrase.len - rest.at));
        if (!view_starts_with(rest, VIEW(" (")))
            add_seen(names, phrase);
    }
}

/* True if the abstract has the word capitalised in a phrase that begins with a name, rather than
 * with a word that is capitalised for emphasis. */
static bool is_seen(const struct title_names *names, struct view word)
{
    word = without_s(word);
    if (!(names->initials >> (word.at[0] - 'A') & 1))
        return false;
    for (size_t i = 0; i < names->seen_count; i++) {
        if (view_equal(without_s(names->seen[i].word), word) && !is_ordinary(names->seen[i].first))
            return true;
    }
    return false;
}

/* True if a word of the text begins with this one, in lower case. */
static bool has_small(struct view text, struct view word)
{
    char initial = ascii_lower(word.at[0]);
    struct view tail = view_skip(without_s(word), 1);

    for (size_t at = 0; (at += view_find(view_skip(text, at), tail)) < text.len; at++) {
        if (at > 0 && text.at[at - 1] == initial && (at == 1 || !is_letter(text.at[at - 2])))
            return true;
    }
    return false;
}

/* ---- The title ----------------------------------------------------------- */

/* True if the word begins the title, or a part of it after a colon and the like, or a quotation. */
static bool begins_part(struct view title, struct view word)
{
    size_t at = (size_t)(word.at - title.at);

    if (at > 0 && title.at[at - 1] == '-')
        return at > 1 && title.at[at - 2] == '-';
    while (at > 0 && view_has_byte(VIEW(" ([{"), title.at[at - 1]))
        at--;
    return at == 0 || !(is_letter(title.at[at - 1]) || ascii_is_digit(title.at[at - 1]) ||
                        view_has_byte(VIEW(",)&/"), title.at[at - 1]));
}

/* Words with small initials in any title. */
static bool is_particle_of_titles(struct view word)
{
    static const struct view words[] = {
        VIEW_ENTRY("about"),   VIEW_ENTRY("above"),   VIEW_ENTRY("across"),  VIEW_ENTRY("after"),
        VIEW_ENTRY("against"), VIEW_ENTRY("among"),   VIEW_ENTRY("based"),   VIEW_ENTRY("before"),
        VIEW_ENTRY("below"),   VIEW_ENTRY("between"), VIEW_ENTRY("beyond"),  VIEW_ENTRY("during"),
        VIEW_ENTRY("inside"),  VIEW_ENTRY("their"),   VIEW_ENTRY("through"), VIEW_ENTRY("toward"),
        VIEW_ENTRY("towards"), VIEW_ENTRY("under"),   VIEW_ENTRY("using"),   VIEW_ENTRY("versus"),
        VIEW_ENTRY("where"),   VIEW_ENTRY("which"),   VIEW_ENTRY("while"),   VIEW_ENTRY("within"),
        VIEW_ENTRY("without"),
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal(word, words[i]))
            return true;
    }
    return false;
}

/* Finds out whether the title is in sentence case: most of its long words begin small. */
static void read_title(struct title_names *names)
{
    struct view title = names->title;
    size_t small = 0, capital = 0;

    names->title_read = true;
    for (size_t at = 0, length; at < title.len; at += length + 1) {
        struct view word = view_skip(title, at);

        word.len = length = view_find_byte(word, ' ');
        if (length >= 5 && is_small_letter(word.at[0]))
            small += !is_particle_of_titles(word);
        else if (is_capitalised(word) && !begins_part(title, word) && !is_known(word))
            capital++;
    }
    names->sentence_case = small >= 2 && small >= 2 * capital;
}

/* ---- Names --------------------------------------------------------------- */

void title_names_begin(struct title_names *names, struct view title, struct view abstract)
{
    names->title = title;
    names->abstract = abstract;
    names->abstract_read = names->title_read = names->sentence_case = false;
    names->seen_count = names->sought = 0;
    names->initials = 0;
}

/* True if the title begins with the word and a colon, as with the name of what the paper presents,
 * and the abstract has the word. */
static bool is_presented(const struct title_names *names, struct view word)
{
    struct view title = names->title, abstract = names->abstract;

    return word.at == title.at && title.len > word.len && title.at[word.len] == ':' &&
           view_find(abstract, word) < abstract.len;
}

static bool has_evidence(struct title_names *names, struct view word)
{
    if (!names->abstract_read)
        read_abstract(names);
    if (is_seen(names, word))
        return true;
    if (begins_part(names->title, word))
        return is_presented(names, word);
    if (!names->title_read)
        read_title(names);
    return names->sentence_case;
}

/* True for a Latin word with an accent after its initial or an initial like Č and Ł: nearly
 * always a person or place. */
static bool is_accented(struct view word)
{
    static const struct view ordinary[] = { VIEW_ENTRY("Caf\u00E9"), VIEW_ENTRY("D\u00E9j\u00E0"),
                                            VIEW_ENTRY("Fa\u00E7ade"), VIEW_ENTRY("Na\u00EFve"),
                                            VIEW_ENTRY("R\u00E9sum\u00E9") };
    size_t at = 1;

    if (word.at[0] >= '\xC4' && word.at[0] <= '\xC9')
        return true;
    while (at < word.len && !(word.at[at] >= '\xC3' && word.at[at] <= '\xC9'))
        at++;
    if (at >= word.len || !ascii_is_upper(word.at[0]))
        return false;
    for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++) {
        if (view_starts_with(word, ordinary[i]))
            return false;
    }
    return true;
}

bool title_names_has(struct title_names *names, struct view word)
{
    if (is_known(word) || is_accented(word))
        return true;
    if (!is_capitalised(word) || !has_evidence(names, word) || is_ordinary(word) ||
        names->sought++ >= TITLE_NAMES_SOUGHT)
        return false;
    return !has_small(names->abstract, word) && !has_small(names->title, word);
}
