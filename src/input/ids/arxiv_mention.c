#include "input/ids/arxiv_mention.h"

#include "text/scan.h"

static const struct view arxiv = VIEW_ENTRY("arxiv");

struct view arxiv_mention_strip(struct view word)
{
    static const struct view before = VIEW_ENTRY("<([{\"'`*_"),
                             after = VIEW_ENTRY(">]}\"'`*_.,;:!\\");
    bool closes = !view_has_byte(view_skip(word, 1), '(');

    while (word.len > 0 && view_has_byte(before, word.at[0]))
        word = view_skip(word, 1);
    while (word.len > 0 && (view_has_byte(after, word.at[word.len - 1]) ||
                            (closes && word.at[word.len - 1] == ')')))
        word.len--;
    return word;
}

/* True for what may follow the id of a file or a page. */
static bool ends_word(struct view rest)
{
    view_take_ignoring_case(&rest, VIEW(".pdf"));
    return rest.len == 0 || rest.at[0] == '?' || rest.at[0] == '#';
}

bool arxiv_mention_read_word(struct view word, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = word = arxiv_mention_strip(word);
    bool is_bare = word.len > 0 && ascii_is_digit(word.at[0]) && arxiv_take_id(&rest, arena, id);

    if (is_bare)
        return ends_word(rest);
    if (arxiv_read_link(word, arena, id) || arxiv_read_address(word, arena, id))
        return true;
    if (!view_take_ignoring_case(&rest, VIEW("oai:arXiv.org:"))) {
        if (view_take_ignoring_case(&rest, VIEW("doi:")))
            rest = view_trim_start(rest);
        if (!view_take_ignoring_case(&rest, VIEW("10.48550/arXiv.")) &&
            view_take_ignoring_case(&rest, VIEW("arXiv:")))
            rest = view_trim_start(rest);
    }
    return arxiv_take_id(&rest, arena, id) && ends_word(rest);
}

/* Returns the last part of a link or of what has a prefix: 1802.0774 of arXiv:1802.0774v2. */
static struct view last_number(struct view word)
{
    enum { DOT = 4 };
    size_t start = 0, len = 0;

    for (size_t at = 0; at < word.len && word.at[at] != '?' && word.at[at] != '#'; at++) {
        if (word.at[at] == '/' || word.at[at] == ':')
            start = at + 1;
    }
    word = view_skip(word, start);
    view_take_ignoring_case(&word, VIEW("arXiv."));
    while (len < word.len && (ascii_is_digit(word.at[len]) || len == DOT))
        len++;
    return (struct view){ word.at, len };
}

bool arxiv_mention_lost_digit(struct view word, struct view *number)
{
    enum { WHOLE = 10 }; /* the length of 1802.07740 */
    struct buffer whole = { 0 };
    struct arena arena = { 0 };
    struct arxiv_id id;
    size_t end;
    bool lost;

    word = arxiv_mention_strip(word);
    *number = last_number(word);
    if (!arxiv_lost_digit(*number))
        return false;
    end = (size_t)(number->at - word.at) + number->len;
    buffer_put(&whole, (struct view){ word.at, end });
    for (size_t len = number->len; len < WHOLE; len++)
        buffer_put_byte(&whole, '0');
    buffer_put(&whole, view_skip(word, end));
    lost = arxiv_mention_read_word(buffer_view(&whole), &arena, &id);
    buffer_free(&whole);
    arena_free(&arena);
    return lost;
}

bool arxiv_mention_read_value(struct view value, struct arena *arena, struct arxiv_id *id)
{
    size_t class;

    value = view_trim(value);
    class = view_find_last(value, VIEW("["));
    if (class > 0 && class < value.len && view_ends_with(value, VIEW("]")))
        value = view_trim_end((struct view){ value.at, class });
    return arxiv_mention_read_word(value, arena, id);
}

/* ---- Citation keys ------------------------------------------------------- */

static bool read_whole(struct view text, struct arena *arena, struct arxiv_id *id)
{
    return arxiv_take_id(&text, arena, id) && text.len == 0;
}

/* hep-th/9901001 may have the key arxivhepth.9901001, without hyphen and slash. Tries each place
 * for the hyphen. */
static bool read_key_without_hyphen(struct view key, struct arena *arena, struct arxiv_id *id)
{
    enum { ARCHIVE_MAX = 8, NUMBER = 7 };
    size_t dot = view_find_byte(key, '.');
    struct buffer text = { 0 };
    bool found = false;

    if (dot > ARCHIVE_MAX || key.len != dot + 1 + NUMBER)
        return false;
    for (size_t hyphen = 0; hyphen < dot && !found; hyphen++) {
        text.len = 0;
        buffer_put(&text, (struct view){ key.at, hyphen });
        if (hyphen > 0)
            buffer_put_byte(&text, '-');
        buffer_put(&text, (struct view){ key.at + hyphen, dot - hyphen });
        buffer_put_byte(&text, '/');
        buffer_put(&text, view_skip(key, dot + 1));
        found = read_whole(buffer_view(&text), arena, id);
    }
    if (found)
        id->id = arena_copy(arena, id->id);
    buffer_free(&text);
    return found;
}

bool arxiv_mention_read_key(struct view key, struct arena *arena, struct arxiv_id *id)
{
    bool named = view_take_ignoring_case(&key, arxiv);

    if (named && key.len > 0 && view_has_byte(VIEW(":-_."), key.at[0]))
        key = view_skip(key, 1);
    return read_whole(key, arena, id) || (named && read_key_without_hyphen(key, arena, id));
}

/* ---- Text ---------------------------------------------------------------- */

/* Takes the text between "arXiv", which is at `at`, and an identifier: arXiv:2403.19588,
 * 10.48550/arXiv.2403.19588, oai:arXiv.org:2403.19588, arXiv preprint 2403.19588. */
static bool take_prefix(struct view text, size_t at, struct view *rest)
{
    static const char *const words[] = { "preprint", "e-prints", "e-print", "eprint" };
    struct view before = { text.at, at };

    *rest = view_skip(text, at + arxiv.len);
    if (view_take(rest, VIEW(":"))) {
        *rest = view_trim_start(*rest);
        return true;
    }
    if (view_ends_with(before, VIEW("10.48550/")))
        return view_take(rest, VIEW("."));
    if (view_take_ignoring_case(rest, VIEW(".org:")))
        return true;
    if (rest->len == 0 || !ascii_is_blank(rest->at[0]))
        return false;
    *rest = view_trim_start(*rest);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_take_ignoring_case(rest, view_of(words[i])))
            break;
    }
    *rest = view_trim_start(*rest);
    return true;
}

/* Returns the text up to the first byte that no link to a paper has. */
static struct view address_at(struct view text)
{
#define NOT_IN_ADDRESSES(has, row)                                                  \
    has(0x00, '"', row) has('$', '$', row) has('\'', '*', row) has(',', ',', row)   \
        has(';', '<', row) has('>', '>', row) has('@', '@', row) has('[', '^', row) \
            has('`', '`', row) has('{', '}', row) has(0x7F, 0xFF, row)
    static const struct byte_set stops = BYTE_SET(NOT_IN_ADDRESSES);
    enum { ADDRESS_MAX = 256 };

    text.len = text.len < ADDRESS_MAX ? text.len : ADDRESS_MAX;
    return (struct view){ text.at, scan_run(text, &stops) };
}

/* Takes an identifier with what is before it, which begins at `at`. */
static bool take_at(struct view *text, size_t at, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = view_skip(*text, at), address;

    if (view_starts_with_ignoring_case(rest, VIEW("http"))) {
        address = address_at(rest);
        *text = view_skip(rest, address.len);
        return arxiv_read_link(address, arena, id);
    }
    if (at == 0 || ascii_is_blank(text->at[at - 1])) {
        struct view number = rest;
        if (view_take(&number, VIEW("abs/")) && arxiv_take_id(&number, arena, id)) {
            *text = number;
            return true;
        }
    }
    if (!view_starts_with_ignoring_case(rest, arxiv))
        return false;
    address = address_at(rest);
    if (arxiv_read_address(address, arena, id)) {
        *text = view_skip(rest, address.len);
        return true;
    }
    if (!take_prefix(*text, at, &rest) || !arxiv_take_id(&rest, arena, id))
        return false;
    *text = rest;
    return true;
}

bool arxiv_mention_take(struct view *text, struct arena *arena, struct arxiv_id *id)
{
#define IN_MENTIONS(has, row) has('X', 'X', row) has('x', 'x', row) has('/', '/', row)
#define IN_IDS(kind, half) kind(0, half, TWICE, '0', '9')
    static const struct byte_set in_mentions = BYTE_SET(IN_MENTIONS);
    static const struct byte_pairs in_ids = BYTE_PAIRS(IN_IDS);

    if (scan_run(*text, &in_mentions) == text->len || /* "arxiv", "http://" or "abs/" has one */
        scan_pairs(*text, &in_ids, NULL, NULL) == text->len)
        return false;
    for (size_t at = 0; at < text->len; at++) {
        char c = ascii_lower(text->at[at]);
        struct view rest = *text;

        if ((c != 'a' && c != 'h') || (at > 0 && ascii_is_alnum(text->at[at - 1])))
            continue;
        if (take_at(&rest, at, arena, id)) {
            *text = rest;
            return true;
        }
    }
    return false;
}
