#include "input/markdown/list_link.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_label.h"
#include "input/markdown/written_venue.h"
#include "record/written_date.h"
#include "text/scan.h"
#include "text/utf8.h"

size_t list_count_letters(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ascii_is_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0xC3;
    return count;
}

/* Returns 1 for a byte of a word; blanks and control characters are between words. */
static inline uint8_t is_dark(char c)
{
    return (unsigned char)c > ' ';
}

/* Returns how many words begin in so many bytes, at most 255, after the first. Has no branch for a
 * byte, since where words end cannot be foreseen. */
static inline uint8_t count_word_starts(const char *at, size_t count)
{
    uint8_t starts = 0;

    for (size_t i = 1; i <= count; i++)
        starts = (uint8_t)(starts + (is_dark(at[i]) & ~is_dark(at[i - 1])));
    return starts;
}

/* Returns the number of words, but stops at so many. */
static size_t count_words_up_to(struct view text, size_t most)
{
    enum { PIECE = 32 };
    size_t count = text.len > 0 ? is_dark(text.at[0]) : 0;

    for (; count < most && text.len > PIECE; text = view_skip(text, PIECE))
        count += count_word_starts(text.at, PIECE);
    return count < most && text.len > 1 ? count + count_word_starts(text.at, text.len - 1) : count;
}

size_t list_count_words(struct view text)
{
    return count_words_up_to(text, SIZE_MAX);
}

bool list_has_more_words(struct view text, size_t count)
{
    return count_words_up_to(text, count + 1) > count;
}

/* Returns the index of the first link that starts at `at` or later. */
static size_t first_link_from(const struct inline_text *text, size_t at)
{
    size_t low = 0, high = text->link_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (text->links[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct inline_link *list_link_find(const struct inline_text *text, size_t at)
{
    for (size_t i = first_link_from(text, at); i < text->link_count && text->links[i].start == at;
         i++) {
        if (text->links[i].end > at)
            return &text->links[i];
    }
    return NULL;
}

/* Looks only so far, since a line may have a hundred thousand links. */
bool list_link_is_among_links(const struct inline_text *text, const struct inline_link *link)
{
    enum { LETTERS = 8, BESIDE_BRACKETS = 40, FAR = 1000, LINKS = 100 };
    struct view plain = buffer_view(&text->text);
    bool bracketed = link->start > 0 && plain.at[link->start - 1] == '[';
    size_t start = link->start, end = link->end, letters, linked = 0, first;

    while (start > 0 && link->start - start < FAR && plain.at[start - 1] != '\n' &&
           plain.at[start - 1] != '|')
        start--;
    while (end < plain.len && end - link->end < FAR && plain.at[end] != '\n' &&
           plain.at[end] != '|')
        end++;
    letters = list_count_letters(inline_text_part(text, start, end));
    first = first_link_from(text, start);
    for (size_t i = first; i < text->link_count && i - first < LINKS; i++) {
        const struct inline_link *other = &text->links[i];
        if (other->start >= end)
            break;
        if (other->end <= end)
            linked += list_count_letters(inline_text_part(text, other->start, other->end));
    }
    letters = linked < letters ? letters - linked : 0; /* links may be within links */
    return letters < (bracketed ? BESIDE_BRACKETS : LETTERS);
}

size_t list_link_length_of_id(const struct inline_text *text)
{
    enum { LETTERS = sizeof "arXiv" - 1 };
    static const struct view marks[] = { VIEW_ENTRY("—"),  VIEW_ENTRY("–"),  VIEW_ENTRY("·"),
                                         VIEW_ENTRY("- "), VIEW_ENTRY("| "), VIEW_ENTRY("(") };
    const struct inline_link *link = list_link_at(text, 0);
    struct view name, rest;

    if (!link || !list_link_is_paper(link))
        return 0;
    name = inline_text_part(text, 0, link->end);
    rest = view_trim_start(view_skip(buffer_view(&text->text), link->end));
    rest.len = view_find_byte(rest, '\n');
    if (view_find(name, link->paper.id) == name.len || list_count_letters(name) > LETTERS ||
        list_is_prose(rest))
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (view_take(&rest, marks[i])) {
            rest = view_trim_start(rest);
            return rest.len > 0 && (rest.at[0] < 'a' || rest.at[0] > 'z') ? link->end : 0;
        }
    }
    return 0;
}

/* Returns the words before a link, back to a separator: the label in "Paper: https://…". */
static struct view label_before(struct view text, size_t at)
{
    enum { LABEL_MAX = 40 };
    struct view before = view_trim_end((struct view){ text.at, at });
    size_t start;

    while (before.len > 0 && view_has_byte(VIEW("[(<*"), before.at[before.len - 1]))
        before = view_trim_end((struct view){ before.at, before.len - 1 });
    if (view_ends_with(before, VIEW("：")))
        before.len -= 3;
    else if (view_ends_with(before, VIEW(":")))
        before.len--;
    else
        return (struct view){ 0 };
    for (start = before.len; start > 0 && before.len - start < LABEL_MAX; start--) {
        if (view_has_byte(VIEW(",.;|()[]\n"), before.at[start - 1]))
            break;
    }
    start = start < before.len ? utf8_start(before, start) : start;
    return view_skip(before, start);
}

static struct view name_of(const struct inline_text *text, const struct inline_link *link)
{
    return view_trim(inline_text_part(text, link->start, link->end));
}

static enum list_role role_of_link(const struct inline_text *text, const struct inline_link *link)
{
    struct view plain = buffer_view(&text->text);
    enum list_role role = LABEL_NONE;

    if (!link->is_bare)
        role = list_label_link(name_of(text, link));
    if (role == LABEL_NONE && link->alt.len > 0)
        role = list_label_link(link->alt);
    if (role == LABEL_NONE)
        role = list_label_link(label_before(plain, link->start));
    if (role == LABEL_NONE && link->start == link->end && link->alt.len == 0 &&
        list_link_is_paper(link))
        role = LABEL_PAPER; /* a badge without a text */
    return role == LABEL_DOI ? LABEL_PAPER : role;
}

/* Reads an address that something stray may follow: /pdf/1112.6209.pdf&embed. Not inlined, so that
 * list_link_paper need not save registers for most addresses. */
__attribute__((noinline)) static struct arxiv_id read_stray_address(struct view address,
                                                                    struct arena *arena)
{
    struct arxiv_id id;
    struct view start = { address.at, 0 };

    if (arxiv_mention_read_word(address, arena, &id))
        return id;
    while (start.len < address.len && (ascii_is_alnum(address.at[start.len]) ||
                                       view_has_byte(VIEW(".:/_-"), address.at[start.len])))
        start.len++;
    return start.len < address.len && arxiv_read_link(start, arena, &id) ? id
                                                                         : (struct arxiv_id){ 0 };
}

struct arxiv_id list_link_paper(struct view address, struct arena *arena)
{
    struct arxiv_id id;

    if (address.len == 0 ||
        view_starts_with(address, VIEW("https://github.com/"))) /* most others */
        return (struct arxiv_id){ 0 };
    return arxiv_read_link(address, arena, &id) ? id : read_stray_address(address, arena);
}

static bool is_et_al(const void *context, struct view text, size_t at)
{
    (void)context;
    return view_starts_with(view_skip(text, at), VIEW("et al"));
}

bool list_has_et_al(struct view text)
{
#define IN_ET_AL(kind, half) kind(0, half, PAIR, 'e', 'e', 't', 't')
    static const struct byte_pairs in_et_al = BYTE_PAIRS(IN_ET_AL);

    return scan_pairs(text, &in_et_al, is_et_al, NULL) < text.len;
}

bool list_is_prose(struct view text)
{
    enum { WORDS = 4, WIDE = 36 }; /* bytes of other scripts */
    size_t words = 0, wide = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool starts = i == 0 || ascii_is_blank(text.at[i - 1]);
        words += starts && text.at[i] >= 'a' && text.at[i] <= 'z';
        wide += (unsigned char)text.at[i] >= 0x80;
    }
    return words >= WORDS || wide >= WIDE;
}

static bool is_year_or_et_al(const void *context, struct view text, size_t at)
{
    return ascii_is_digit(text.at[at]) || is_et_al(context, text, at);
}

bool list_link_names_date(struct view name, struct date *date)
{
    while (name.len > 0 && view_has_byte(VIEW("[( "), name.at[0]))
        name = view_skip(name, 1);
    if (view_take_ignoring_case(&name, VIEW("arXiv")))
        view_take(&name, VIEW(","));
    name = view_trim_start(name);
    return written_date_take(&name, date) &&
           (name.len == 0 || view_has_byte(VIEW(")]"), name.at[0]));
}

struct view list_link_unbracket(struct view name)
{
    return view_starts_with(name, VIEW("[")) && view_ends_with(name, VIEW("]"))
               ? (struct view){ name.at + 1, name.len - 2 }
               : name;
}

/* True if a dash stands between a title and names: "Tides — Tide et al. (2024)", but not between
 * names and a venue: "Tide et al. – ICLR 2024". */
static bool divides_title(struct view name)
{
    enum { DASH = 5, VENUE = 2 }; /* bytes, words */
    size_t dash = view_find(name, VIEW(" — "));

    if (dash == name.len)
        dash = view_find(name, VIEW(" – "));
    return dash < name.len && (!list_has_et_al((struct view){ name.at, dash }) ||
                               list_has_more_words(view_skip(name, dash + DASH), VENUE));
}

bool list_link_names_reference(struct view name)
{
#define IN_REFERENCES(kind, half) \
    kind(0, half, TWICE, '0', '9') kind(1, half, PAIR, 'e', 'e', 't', 't')
    static const struct byte_pairs in_references = BYTE_PAIRS(IN_REFERENCES);
    enum { VENUE = 3, CITATION = 6 }; /* words */
    struct view digits;
    size_t words, capitals = 0;
    struct date date;
    bool year = false;

    digits = name = list_link_unbracket(name);
    if (view_ends_with(name, VIEW("》")))
        return false; /* Tide 等(2024),《月亮的潮汐》 */
    if (view_take_ignoring_case(&digits, VIEW("arXiv:")))
        digits = view_trim_start(digits);
    while (digits.len > 0 &&
           (ascii_is_digit(digits.at[0]) || view_has_byte(VIEW(".v'/ "), digits.at[0])))
        digits = view_skip(digits, 1);
    if (digits.len == 0)
        return true;
    if ((list_has_more_words(name, CITATION) && /* as most titles have */
         !view_starts_with(name, VIEW("Workshop "))) ||
        scan_pairs(name, &in_references, is_year_or_et_al, NULL) == name.len)
        return false;
    if (written_venue_is_event(name))
        return true;
    words = list_count_words(name);
    for (size_t i = 0; i < name.len; i++) {
        capitals += ascii_is_upper(name.at[i]);
        year |= ascii_is_digit(name.at[i]) && i + 1 < name.len && ascii_is_digit(name.at[i + 1]);
    }
    if (words < VENUE && year && capitals > 1)
        return true;
    return (list_has_et_al(name) && !divides_title(name)) ||
           (year && list_link_names_date(name, &date)) ||
           (year && words <= VENUE + 1 && view_has_byte(name, '('));
}

void list_link_resolve_all(struct inline_text *text, struct arena *arena)
{
    for (size_t i = 0; i < text->link_count; i++) {
        struct inline_link *link = &text->links[i];

        link->is_bare = link->is_bare || view_equal(name_of(text, link), link->address);
        link->paper = list_link_paper(link->address, arena);
        link->role = (int)role_of_link(text, link);
    }
}

bool list_link_is_reference(const struct inline_text *text, const struct inline_link *link)
{
    struct inline_link *known = &text->links[link - text->links];

    if (known->reference == REFERENCE_UNKNOWN)
        known->reference = link->is_bare || list_link_names_reference(name_of(text, link))
                               ? REFERENCE_YES
                               : REFERENCE_NO;
    return known->reference == REFERENCE_YES;
}

bool list_link_is_short(struct view name)
{
    static const struct view prose[] = {
        VIEW_ENTRY("this"), VIEW_ENTRY("the "), VIEW_ENTRY("here"),
        VIEW_ENTRY("our "), VIEW_ENTRY("a "),   VIEW_ENTRY("an ")
    };

    enum { WORDS = 2, BYTES = 40 };
    name = view_trim(name);
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
        if (view_starts_with_ignoring_case(name, prose[i]))
            return false;
    }
    return name.len > 0 && name.len <= BYTES && list_count_words(name) <= WORDS;
}

bool list_link_stands_apart(const struct inline_text *text, const struct inline_link *link)
{
    struct view plain = buffer_view(&text->text);
    struct view before = view_trim_end((struct view){ plain.at, link->start });

    return link->end > link->start &&
           (before.len == 0 || view_has_byte(VIEW("[(<|,.:-"), before.at[before.len - 1]) ||
            plain.at[link->start] == '[' || view_trim(view_skip(plain, link->end)).len <= 1);
}
