#include "tex/title_names.h"

/* ---- Words --------------------------------------------------------------- */

static bool is_small_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Characters of other alphabets count as letters. */
static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
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

/* ---- The list of words --------------------------------------------------- */

enum kind { UNKNOWN, ORDINARY, NAME };

/* The list as the build makes it of title_words.def: the words in the order of their hashes, and
 * the numbers of the first word of each hash. */
enum { WORD_SIZE = 16, HASHES = 4096 };
static const char words[][WORD_SIZE] = {
#include "title_hashes.def"
};
static const uint16_t starts[HASHES + 1] = {
#include "title_starts.def"
};

/* The hash of a word of at least two letters. It has some of the letters in it, which takes less
 * time than all and tells the listed words apart as well. */
static uint32_t hash_of(struct view word)
{
    enum { SMALL = 0x20 }; /* makes a capital small */
    const unsigned char *letters = (const unsigned char *)word.at, *end = letters + word.len;

    return ((letters[0] | SMALL) * 423U + letters[1] * 687U + letters[word.len / 2] * 643U +
            (end[-2] | SMALL) * 135U + end[-1] * 463U + (uint32_t)word.len * 233U) %
           HASHES;
}

/* The bytes of a listed word, or of one that is looked for: its letters, of which the first is
 * small, and NULs after them. Two numbers take one comparison each. */
struct spelling {
    uint64_t start, end;
};

static inline struct spelling spelling_of(const char bytes[WORD_SIZE])
{
    static const char small[sizeof(uint64_t)] = { 0x20 }; /* makes a capital small */
    struct spelling spelling;
    uint64_t initial;

    memcpy(&spelling.start, bytes, sizeof spelling.start);
    memcpy(&spelling.end, bytes + sizeof spelling.start, sizeof spelling.end);
    memcpy(&initial, small, sizeof initial);
    spelling.start |= initial;
    return spelling;
}

/* Reads the word of that length, below WORD_SIZE, at the start of the text. Most texts go on for
 * long enough to load the word and what follows it at once; to copy just the word takes longer,
 * since a processor cannot predict its length. */
static inline struct spelling read_spelling(struct view text, size_t length)
{
    static const unsigned char kept[2 * WORD_SIZE] = { 255, 255, 255, 255, 255, 255, 255, 255,
                                                       255, 255, 255, 255, 255, 255, 255, 255 };
    char bytes[WORD_SIZE] = { 0 };
    struct spelling spelling;
    uint64_t mask[2];

    if (text.len < WORD_SIZE) {
        memcpy(bytes, text.at, length);
        return spelling_of(bytes);
    }
    spelling = spelling_of(text.at);
    memcpy(mask, kept + WORD_SIZE - length, sizeof mask);
    return (struct spelling){ spelling.start & mask[0], spelling.end & mask[1] };
}

/* Looks for the word of that length at the start of the text. Its initial may be a capital. */
static enum kind look_up(struct view text, size_t length)
{
    struct spelling wanted;
    uint32_t hash;

    if (length < 2 || length >= WORD_SIZE)
        return UNKNOWN;
    wanted = read_spelling(text, length);
    hash = hash_of((struct view){ text.at, length });
    for (size_t i = starts[hash]; i < starts[hash + 1]; i++) {
        struct spelling listed = spelling_of(words[i]);

        if (((listed.start ^ wanted.start) | (listed.end ^ wanted.end)) == 0)
            return ascii_is_upper(words[i][0]) ? NAME : ORDINARY;
    }
    return UNKNOWN;
}

/* How ordinary words end. */
/* clang-format off */
#define ORDINARY_ENDS(end) \
    end(0, 0, 'a', 'l') end(0, 0, 'e', 'd') end(0, 0, 'i', 'c') end(0, 0, 'l', 'y') \
    end(0, 'a', 'r', 'y') end(0, 'f', 'u', 'l') end(0, 'i', 'n', 'g') end(0, 'i', 'o', 'n') \
    end(0, 'i', 's', 'e') end(0, 'i', 's', 'm') end(0, 'i', 's', 't') end(0, 'i', 't', 'y') \
    end(0, 'i', 'v', 'e') end(0, 'i', 'z', 'e') end(0, 'o', 'g', 'y') end(0, 'o', 'r', 'y') \
    end(0, 'o', 'u', 's') end('a', 'b', 'l', 'e') end('a', 'n', 'c', 'e') \
    end('e', 'n', 'c', 'e') end('e', 'n', 'c', 'y') end('i', 'b', 'l', 'e') \
    end('l', 'e', 's', 's') end('m', 'e', 'n', 't') end('n', 'e', 's', 's')
/* clang-format on */
#define FOUR_BYTES(a, b, c, d) \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* True if a word of at least four letters ends as ordinary words do. All ends are compared at once,
 * since a processor cannot predict which it is. */
static bool has_ordinary_end(struct view word)
{
#define END_LETTERS(a, b, c, d) FOUR_BYTES(a, b, c, d),
#define END_MASK(a, b, c, d) FOUR_BYTES((a) != 0 ? 0xFF : 0, (b) != 0 ? 0xFF : 0, 0xFF, 0xFF),
    static const uint32_t ends[] = { ORDINARY_ENDS(END_LETTERS) };
    static const uint32_t masks[] = { ORDINARY_ENDS(END_MASK) };
    const unsigned char *last = (const unsigned char *)word.at + word.len - 4;
    uint32_t letters = FOUR_BYTES(last[0], last[1], last[2], last[3]);
    uint32_t found = 0; /* as wide as the ends, for the compiler to use vectors */

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        found |= (letters & masks[i]) == ends[i];
    return found > 0 && !view_ends_with(word, VIEW("Galactic")); /* of our galaxy */
}

/* Tells the kind of the word of that length at the start of the text, with small letters after its
 * initial, or of it without the s of a plural. */
static enum kind kind_of_word(struct view text, size_t length)
{
    struct view word = { text.at, length }, stem = without_s(word);
    enum kind kind = look_up(text, length);

    if (kind == UNKNOWN && stem.len < length)
        kind = look_up(text, stem.len);
    if (kind == UNKNOWN && length > 4 && (has_ordinary_end(word) || has_ordinary_end(stem)))
        kind = ORDINARY;
    return kind;
}

/* ---- The abstract -------------------------------------------------------- */

/* No more words of a title than this are looked for, nor more words of a phrase looked at, which
 * keeps the time linear. */
enum { SEARCHES_MAX = 64, PHRASE_MAX = 8 };

/* Returns the length of the word at the start. */
static size_t run_of_letters(struct view text)
{
    size_t length = 0;

    while (length < text.len && is_word_byte(text.at[length]))
        length++;
    return length;
}

/* Returns where the capitalised phrase around the word at `at` begins. */
static size_t find_phrase(struct view text, size_t at)
{
    for (int i = 0; i < PHRASE_MAX && at > 0 && view_has_byte(VIEW(" -"), text.at[at - 1]); i++) {
        size_t before = at - 1;

        while (before > 0 && is_word_byte(text.at[before - 1]))
            before--;
        if (!ascii_is_upper(text.at[before]))
            break;
        at = before;
    }
    return at;
}

/* True if a word is before that place in the same sentence. */
static bool is_inside_sentence(struct view text, size_t at)
{
    return at > 1 && view_has_byte(VIEW(" -"), text.at[at - 1]) &&
           (is_small_letter(text.at[at - 2]) || text.at[at - 2] == ',');
}

/* True if an abbreviation follows the phrase in capitals at the start, as in "Internet of Things
 * (IoT)". */
static bool precedes_abbreviation(struct view text)
{
    static const struct view joints[] = {
        VIEW_ENTRY("of "), VIEW_ENTRY("for "),  VIEW_ENTRY("in "),
        VIEW_ENTRY("to "), VIEW_ENTRY("with "), VIEW_ENTRY("the ")
    };

    for (int i = 0; i < PHRASE_MAX && text.len > 0 && ascii_is_upper(text.at[0]); i++) {
        text = view_skip(text, run_of_letters(text));
        if (view_starts_with(text, VIEW(" (")))
            return true;
        if (text.len == 0 || !view_has_byte(VIEW(" -"), text.at[0]))
            return false;
        text = view_skip(text, 1);
        for (size_t j = 0; j < sizeof joints / sizeof *joints; j++) {
            if (view_take(&text, joints[j]))
                break;
        }
    }
    return false;
}

/* True if the word at `at` shows that it is a name: in a phrase inside a sentence that begins with
 * a name, rather than with a word that is capitalised for emphasis, and is not abbreviated. */
static bool shows_name(struct view text, size_t at)
{
    size_t phrase = find_phrase(text, at);
    struct view first = view_skip(text, phrase);

    if (!is_inside_sentence(text, phrase))
        return false;
    return (phrase == at || kind_of_word(first, run_of_letters(first)) != ORDINARY) &&
           !precedes_abbreviation(view_skip(text, at));
}

/* True if the abstract shows that the word, or its plural or singular, is a name. */
static bool is_shown(struct view abstract, struct view word)
{
    struct view stem = without_s(word);

    for (size_t at = 0; (at += view_find_byte(view_skip(abstract, at), stem.at[0])) < abstract.len;
         at++) {
        struct view rest = view_skip(abstract, at);

        if (view_take(&rest, stem)) {
            view_take(&rest, VIEW("s"));
            if (run_of_letters(rest) == 0 && shows_name(abstract, at))
                return true;
        }
    }
    return false;
}

/* True if a word of the text begins with this one, in lower case, or if this one is very long. */
static bool has_small(struct view text, struct view word)
{
    char bytes[32];
    struct view small = { bytes, without_s(word).len };

    if (small.len > sizeof bytes)
        return true;
    memcpy(bytes, word.at, small.len);
    bytes[0] = ascii_lower(bytes[0]);
    for (size_t at = 0; (at += view_find(view_skip(text, at), small)) < text.len; at++) {
        if (at == 0 || !is_word_byte(text.at[at - 1]))
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
    return at == 0 ||
           !(is_word_byte(title.at[at - 1]) || view_has_byte(VIEW(",)&/"), title.at[at - 1]));
}

/* Words with small initials in any title. */
static bool is_particle_of_titles(struct view word)
{
    static const struct view particles[] = {
        VIEW_ENTRY("about"),   VIEW_ENTRY("above"),   VIEW_ENTRY("across"),  VIEW_ENTRY("after"),
        VIEW_ENTRY("against"), VIEW_ENTRY("among"),   VIEW_ENTRY("based"),   VIEW_ENTRY("before"),
        VIEW_ENTRY("below"),   VIEW_ENTRY("between"), VIEW_ENTRY("beyond"),  VIEW_ENTRY("during"),
        VIEW_ENTRY("inside"),  VIEW_ENTRY("their"),   VIEW_ENTRY("through"), VIEW_ENTRY("toward"),
        VIEW_ENTRY("towards"), VIEW_ENTRY("under"),   VIEW_ENTRY("using"),   VIEW_ENTRY("versus"),
        VIEW_ENTRY("where"),   VIEW_ENTRY("which"),   VIEW_ENTRY("while"),   VIEW_ENTRY("within"),
        VIEW_ENTRY("without"),
    };

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (view_equal(word, particles[i]))
            return true;
    }
    return false;
}

/* True if the part of the title that has the word, between colons and the like, is in sentence
 * case: most of its long words begin small. */
static bool is_sentence_case(struct view title, struct view word)
{
    size_t small = 0, capital = 0;
    bool first = true;

    for (struct view rest = title; rest.len > 0;) {
        struct view next = { rest.at, view_find_byte(rest, ' ') };

        rest = view_skip(rest, next.len + 1);
        if (next.len >= 5 && is_small_letter(next.at[0]))
            small += !is_particle_of_titles(next);
        else if (next.len >= 5 && is_small_letter(next.at[1]) && !first)
            capital++;
        first = next.len > 0 && view_has_byte(VIEW(":.?!;"), next.at[next.len - 1]);
        if (first && next.at + next.len > word.at)
            break;
        if (first)
            small = capital = 0;
    }
    return small >= 2 && small >= 2 * capital;
}

/* True if the title begins with the word and a colon, as with the name of what the paper presents,
 * and the abstract has the word. */
static bool is_presented(const struct title_names *names, struct view word)
{
    struct view title = names->title, abstract = names->abstract;

    return word.at == title.at && title.len > word.len && title.at[word.len] == ':' &&
           view_find(abstract, word) < abstract.len;
}

/* ---- Names --------------------------------------------------------------- */

void title_names_begin(struct title_names *names, struct view title, struct view abstract)
{
    *names = (struct title_names){ .title = title, .abstract = abstract };
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

static bool has_evidence(struct title_names *names, struct view word)
{
    if (is_shown(names->abstract, word))
        return true;
    if (begins_part(names->title, word))
        return is_presented(names, word);
    return is_sentence_case(names->title, word);
}

/* True for the first word of a place of two words, or of a method with two names, that is an
 * ordinary word elsewhere. */
static bool begins_place(struct view title, struct view word)
{
    static const struct {
        struct view first;
        const char *seconds;
    } places[] = {
        { VIEW_ENTRY("New"), "York Zealand Jersey England Mexico Orleans Delhi Guinea Hampshire " },
        { VIEW_ENTRY("Los"), "Angeles Alamos " },
        { VIEW_ENTRY("San"), "Francisco Diego Jose Antonio Juan Salvador " },
        { VIEW_ENTRY("Santa"), "Barbara Cruz Monica Clara " },
        { VIEW_ENTRY("North"), "America American Africa African Korea Korean Carolina Dakota " },
        { VIEW_ENTRY("South"),
          "America American Africa African Korea Korean Asia Asian Carolina " },
        { VIEW_ENTRY("East"), "Africa African Asia Asian " },
        { VIEW_ENTRY("West"), "Africa African Virginia " },
        { VIEW_ENTRY("Latin"), "America American " },
        { VIEW_ENTRY("United"), "States Kingdom Nations " },
        { VIEW_ENTRY("Great"), "Britain " },
        { VIEW_ENTRY("Crank"), "Nicolson " },
    };
    enum { FIRST_MAX = 6 };
    /* Of the first words, by their length. */
    static const char initials[][FIRST_MAX] = { [3] = "LNS", [4] = "EW", [5] = "CGLNS", [6] = "U" };
    struct view next;

    if (word.len > FIRST_MAX ||
        !view_has_byte((struct view){ initials[word.len], FIRST_MAX - 1 }, word.at[0]))
        return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!view_equal(word, places[i].first))
            continue;
        next = view_skip(title, (size_t)(word.at - title.at) + word.len + 1);
        next.len = run_of_letters(next);
        for (struct view seconds = view_of(places[i].seconds), second; seconds.len > 0;
             seconds = view_skip(seconds, second.len + 1)) {
            second = (struct view){ seconds.at, view_find_byte(seconds, ' ') };
            if (view_equal(next, second))
                return true;
        }
    }
    return false;
}

/* True for a word that a name may have as its second, after United. */
static bool ends_place(struct view title, struct view word)
{
    struct view before = { title.at, (size_t)(word.at - title.at) };

    return view_ends_with(before, VIEW("United ")) &&
           begins_place(title, (struct view){ word.at - 7, 6 });
}

bool title_names_has(struct title_names *names, struct view word)
{
    struct view text = view_skip(names->title, (size_t)(word.at - names->title.at));
    enum kind kind = kind_of_word(text, word.len);

    if (kind == NAME || begins_place(names->title, word) || ends_place(names->title, word))
        return true;
    if (kind != UNKNOWN)
        return false;
    if (!is_capitalised(word))
        return is_accented(word);
    if (names->searches++ >= SEARCHES_MAX)
        return false;
    return has_evidence(names, word) && !has_small(names->title, word) &&
           !has_small(names->abstract, word);
}

bool title_names_show(struct title_names *names, struct view compound)
{
    struct view text = names->abstract;

    if (names->searches++ >= SEARCHES_MAX)
        return false;
    for (size_t at = 0; (at += view_find(view_skip(text, at), compound)) < text.len; at++) {
        bool inside = is_inside_sentence(text, at) ||
                      (at > 0 && view_has_byte(VIEW("({"), text.at[at - 1]));
        if (inside && run_of_letters(view_skip(text, at + compound.len)) == 0)
            return true;
    }
    return false;
}
