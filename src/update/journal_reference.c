#include "update/journal_reference.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2099, YEAR_DIGITS = 4, VOLUME_DIGITS = 4 };

/* A word of the text after the journal's name: 102, (2020), pp. */
struct reference_part {
    struct view text; /* without parentheses */
    bool enclosed;
};

/* Returns a year that the text consists of, else 0. */
static uint32_t year_of(struct view text)
{
    uint32_t year = 0;

    return text.len == YEAR_DIGITS && view_take_number(&text, LAST_YEAR, &year) && text.len == 0 &&
                   year >= FIRST_YEAR
               ? year
               : 0;
}

static bool has_digit(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (ascii_is_digit(text.at[i]))
            return true;
    }
    return false;
}

static bool is_reference_number(struct view text)
{
    uint32_t number;

    return view_take_number(&text, UINT32_MAX, &number) && text.len == 0;
}

static bool is_word_of(struct view word, const char *const *words)
{
    for (; *words; words++) {
        if (view_equal_ignoring_case(word, view_of(*words)))
            return true;
    }
    return false;
}

/* Takes a word, or what is in parentheses; commas, colons and full stops after it go too. */
static bool take_reference_part(struct view *text, struct reference_part *part)
{
    static const struct view between = VIEW_ENTRY(" \t,:");
    size_t end;

    while (text->len > 0 && view_has_byte(between, text->at[0]))
        *text = view_skip(*text, 1);
    if (text->len == 0)
        return false;
    part->enclosed = view_take(text, VIEW("("));
    if (part->enclosed) {
        end = view_find_byte(*text, ')');
        part->text = view_trim((struct view){ text->at, end });
        *text = view_skip(*text, end + 1);
        return true;
    }
    for (end = 0; end < text->len && !view_has_byte(VIEW(" \t,:("), text->at[end]);)
        end++;
    part->text = (struct view){ text->at, end };
    *text = view_skip(*text, end);
    return true;
}

/* Returns the length of a journal's end that its volume follows without a space, as in
 * "Phys.Rev.D103", "Phys. Rev. D103" and "JHEP05"; else 0. */
static size_t joined_journal(struct view word, bool first)
{
    size_t len = 0, dots = 0, small = 0;

    while (len < word.len && !ascii_is_digit(word.at[len])) {
        dots += word.at[len] == '.';
        small += word.at[len] >= 'a' && word.at[len] <= 'z';
        len++;
    }
    if (len == 0 || !is_reference_number(view_skip(word, len)))
        return 0;
    if (first)
        return dots > 0 || (len >= 2 && small == 0) ? len : 0;
    return len == 1 && ascii_is_upper(word.at[0]) ? len : 0;
}

/* Takes the words before the first one with a digit: the journal's name, and "vol." after it. */
static bool take_journal(struct view *text, struct view *journal)
{
    static const char *const volume[] = { "vol.", "vol", "volume", NULL };
    static const char *const not_journals[] = {
        "in:",          "proc.",     "proc",     "proceedings", "conference",  "conf.",
        "workshop",     "symposium", "lecture",  "thesis",      "accepted",    "submitted",
        "appear",       "published", "chapter",  "book",        "erratum",     "pages",
        "arxiv",        "neurips",   "nips",     "iclr",        "icml",        "cvpr",
        "pmlr",         "lncs",      "conf",     "talk",        "seminar",     "handbook",
        "encyclopedia", "be",        "eccv",     "iccv",        "emnlp",       "naacl",
        "acl",          "aaai",      "ijcai",    "aistats",     "interspeech", "icassp",
        "kdd",          "osdi",      "ceur-ws",  "notes",       "lect.",       "part",
        "meeting",      "school",    "lectures", NULL
    };
    struct view rest = *text;
    struct reference_part part;

    *journal = (struct view){ text->at, 0 };
    while (take_reference_part(&rest, &part)) {
        if (part.enclosed || is_word_of(part.text, not_journals) ||
            (journal->len == 0 && view_equal_ignoring_case(part.text, VIEW("in"))))
            return false;
        if (has_digit(part.text)) {
            size_t joined = joined_journal(part.text, journal->len == 0);

            if (joined > 0) {
                journal->len = (size_t)(part.text.at + joined - journal->at);
                *text = view_skip(*text, (size_t)(part.text.at + joined - text->at));
            }
            return journal->len > 0;
        }
        *text = rest;
        if (!is_word_of(part.text, volume))
            journal->len = (size_t)(part.text.at + part.text.len - journal->at);
    }
    return false;
}

/* True for "123456", "L12", "123-130": digits, with a letter before or after and one hyphen or
 * dash between. */
static bool is_pages(struct view text)
{
    size_t digits = 0, letters = 0, dashes = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (ascii_is_digit(text.at[i]))
            digits++;
        else if (ascii_is_alpha(text.at[i]))
            letters++;
        else if (text.at[i] == '-' && i > 0 && i + 1 < text.len)
            dashes += text.at[i - 1] != '-';
        else
            return false;
    }
    return digits > 0 && letters <= 2 && dashes <= 1;
}

/* Says what a part after the volume is. `label` is the word before it, `last` tells that it ends
 * the text. */
static bool place_part(struct journal_reference *reference, const struct reference_part *part,
                       struct view label, bool last)
{
    static const char *const numbers[] = { "no.", "no", "number", "issue", "num.", NULL };
    uint32_t year = year_of(part->text);

    if (label.len == 0 && year > 0 && reference->year == 0 &&
        (part->enclosed || (last && reference->pages.len > 0))) {
        reference->year = year;
        return true;
    }
    if (is_word_of(label, numbers) || part->enclosed) {
        if (reference->number.len > 0 || reference->pages.len > 0 ||
            !is_reference_number(part->text))
            return false;
        reference->number = part->text;
        return true;
    }
    if (reference->pages.len > 0 || !is_pages(part->text))
        return false;
    reference->pages = part->text;
    return true;
}

bool journal_reference_read(struct view text, struct journal_reference *reference)
{
    static const char *const labels[] = { "no.", "no",   "number", "issue",   "num.", "pp.", "pp",
                                          "p.",  "page", "pages",  "article", "art.", "id",  NULL };
    static const char *const months[] = {
        "jan.",  "feb.",   "mar.",      "apr.",    "may",      "jun.",     "jul.",  "aug.",  "sep.",
        "sept.", "oct.",   "nov.",      "dec.",    "january",  "february", "march", "april", "june",
        "july",  "august", "september", "october", "november", "december", NULL
    };
    struct view label = { 0 };
    struct reference_part part;

    *reference = (struct journal_reference){ 0 };
    text = view_trim(text);
    if (view_ends_with(text, VIEW(".")))
        text.len--;
    if (view_has_byte(text, ';') || view_find(text, VIEW("Information Processing")) < text.len ||
        !take_journal(&text, &reference->journal) || !take_reference_part(&text, &part) ||
        !is_reference_number(part.text) || part.text.len > VOLUME_DIGITS || year_of(part.text))
        return false;
    reference->volume = part.text;
    while (take_reference_part(&text, &part)) {
        if (!part.enclosed && reference->pages.len > 0 && is_word_of(part.text, months))
            continue; /* before a number, it would be that of a day */
        if (label.len == 0 && !part.enclosed && is_word_of(part.text, labels)) {
            label = part.text;
            continue;
        }
        if (!place_part(reference, &part, label, text.len == 0))
            return false;
        label.len = 0;
    }
    return reference->year > 0 && label.len == 0 && !view_has_byte(reference->journal, ',');
}
