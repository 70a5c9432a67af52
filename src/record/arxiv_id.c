#include "record/arxiv_id.h"

#include <string.h>

/* Names by their first letter, a to z; each row ends with NULL. */
typedef const char *const names[26][7];
#define NAMES(letter, ...) [(letter) - 'a'] = { __VA_ARGS__ }

/* All archives, past and present (https://arxiv.org/archive). */
static const names archives = {
    NAMES('a', "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph"),
    NAMES('b', "bayes-an"),
    NAMES('c', "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs"),
    NAMES('d', "dg-ga"),
    NAMES('e', "econ", "eess"),
    NAMES('f', "funct-an"),
    NAMES('g', "gr-qc"),
    NAMES('h', "hep-ex", "hep-lat", "hep-ph", "hep-th"),
    NAMES('m', "math", "math-ph", "mtrl-th"),
    NAMES('n', "nlin", "nucl-ex", "nucl-th"),
    NAMES('p', "patt-sol", "physics", "plasm-ph"),
    NAMES('q', "q-alg", "q-bio", "q-fin", "quant-ph"),
    NAMES('s', "solv-int", "stat", "supr-con"),
};

/* The subject classes of physics and cond-mat. All others are two capitals
 * (https://arxiv.org/category_taxonomy). */
static const names classes = {
    NAMES('a', "acc-ph", "ao-ph", "app-ph", "atm-clus", "atom-ph"),
    NAMES('b', "bio-ph"),
    NAMES('c', "chem-ph", "class-ph", "comp-ph"),
    NAMES('d', "data-an", "dis-nn"),
    NAMES('e', "ed-ph"),
    NAMES('f', "flu-dyn"),
    NAMES('g', "gen-ph", "geo-ph"),
    NAMES('h', "hist-ph"),
    NAMES('i', "ins-det"),
    NAMES('m', "med-ph", "mes-hall", "mtrl-sci"),
    NAMES('o', "optics", "other"),
    NAMES('p', "plasm-ph", "pop-ph"),
    NAMES('q', "quant-gas"),
    NAMES('s', "soc-ph", "soft", "space-ph", "stat-mech", "str-el", "supr-con"),
};

/* Returns the length of the longest of the names that `text` starts with, or 0. */
static size_t name_length(struct view text, names listed)
{
    char first = text.len > 0 ? text.at[0] : '\0';
    size_t longest = 0;

    if (first < 'a' || first > 'z')
        return 0;
    for (const char *const *name = listed[first - 'a']; *name; name++) {
        size_t same = 1;

        while (same < text.len && (*name)[same] == text.at[same] && (*name)[same] != '\0')
            same++;
        if ((*name)[same] == '\0' && same > longest)
            longest = same;
    }
    return longest;
}

/* Returns the length of a subject class with its full stop (".AI", ".data-an", ".optics"), or 0. */
static size_t class_length(struct view text)
{
    size_t lower;

    if (text.len < 3 || text.at[0] != '.')
        return 0;
    if (ascii_is_upper(text.at[1]) && ascii_is_upper(text.at[2]))
        return 3;
    lower = name_length(view_skip(text, 1), classes);
    return lower ? 1 + lower : 0;
}

/* Returns the number of the four digits at the start. */
static unsigned four_digits(struct view text)
{
    unsigned number = 0;

    for (size_t i = 0; i < 4; i++)
        number = number * 10 + (unsigned)(text.at[i] - '0');
    return number;
}

static bool is_month(struct view yymm)
{
    unsigned month = four_digits(yymm) % 100;

    return month >= 1 && month <= 12;
}

static size_t digits_length(struct view text)
{
    size_t len = 0;
    while (len < text.len && ascii_is_digit(text.at[len]))
        len++;
    return len;
}

enum { YYMM = 4 };

/* True if the text starts with so many digits, whatever follows. */
static inline bool starts_with_digits(struct view text, size_t count)
{
    bool are_digits = true;

    for (size_t i = 0; i < count; i++)
        are_digits &= ascii_is_digit(text.at[i]);
    return are_digits;
}

/* Returns how many digits follow YYMM and a full stop at the start, 5 from 1501 on, or 0 if the
 * text does not start with those, or no identifiers of that kind are from that month. */
static inline size_t new_style_digits(struct view text)
{
    unsigned yymm;

    if (text.len <= YYMM || text.at[YYMM] != '.' || !starts_with_digits(text, YYMM))
        return 0;
    yymm = four_digits(text);
    if (yymm < 704 || yymm % 100 < 1 || yymm % 100 > 12)
        return 0;
    return yymm >= 1501 ? 5 : 4;
}

/* Returns the length of YYMM.NNNN, or of YYMM.NNNNN from 1501 on, or 0. */
static inline size_t new_style_length(struct view text)
{
    size_t wanted = new_style_digits(text);

    return wanted > 0 && digits_length(view_skip(text, YYMM + 1)) == wanted ? YYMM + 1 + wanted : 0;
}

bool arxiv_lost_digit(struct view text)
{
    size_t digits;

    if (new_style_digits(text) != 5)
        return false;
    digits = digits_length(view_skip(text, YYMM + 1));
    return YYMM + 1 + digits == text.len && digits >= 3 && digits < 5;
}

/* Returns the length of archive/YYMMNNN, or 0. *subject is the length of its class. */
static size_t old_style_length(struct view text, size_t *archive, size_t *subject)
{
    struct view number;

    *archive = name_length(text, archives);
    *subject = class_length(view_skip(text, *archive));
    number = view_skip(text, *archive + *subject);
    if (*archive == 0 || number.len == 0 || number.at[0] != '/')
        return 0;
    number = view_skip(number, 1);
    return digits_length(number) == 7 && is_month(number) ? *archive + *subject + 8 : 0;
}

static inline struct view joined(struct view prefix, struct view rest, struct arena *arena)
{
    char *copy = arena_take(arena, prefix.len + rest.len);

    memcpy(copy, prefix.at, prefix.len);
    memcpy(copy + prefix.len, rest.at, rest.len);
    return (struct view){ copy, prefix.len + rest.len };
}

/* Takes vN off the start, if there is one. Returns false if the number is too high. */
static inline bool take_id_version(struct view *text, unsigned *version)
{
    size_t at = 1;

    *version = 0;
    if (text->len < 2 || text->at[0] != 'v' || !ascii_is_digit(text->at[1]))
        return true;
    for (; at < text->len && ascii_is_digit(text->at[at]); at++) {
        *version = *version * 10 + (unsigned)(text->at[at] - '0');
        if (*version > ARXIV_VERSION_MAX)
            return false;
    }
    *text = view_skip(*text, at);
    return true;
}

/* Takes an identifier of that length, with its version, off the start. Returns false if a letter or
 * digit follows. */
static inline bool take_id_of_length(struct view *text, size_t length, struct arxiv_id *id)
{
    struct view rest = view_skip(*text, length);

    if (!take_id_version(&rest, &id->version) || (rest.len > 0 && ascii_is_alnum(rest.at[0])))
        return false;
    id->id = (struct view){ text->at, length };
    *text = rest;
    return true;
}

/* Not inlined, so that arxiv_take_id need not save registers for most identifiers. */
__attribute__((noinline)) static bool take_old_style(struct view *text, struct arena *arena,
                                                     struct arxiv_id *id)
{
    size_t archive, subject, length = old_style_length(*text, &archive, &subject);

    if (length == 0 || !take_id_of_length(text, length, id))
        return false;
    if (subject > 0)
        id->id = joined((struct view){ id->id.at, archive }, view_skip(id->id, archive + subject),
                        arena);
    return true;
}

static inline bool take_new_style(struct view *text, struct arxiv_id *id)
{
    size_t length = new_style_length(*text);

    return length > 0 && take_id_of_length(text, length, id);
}

bool arxiv_take_id(struct view *text, struct arena *arena, struct arxiv_id *id)
{
    return take_new_style(text, id) || take_old_style(text, arena, id);
}

/* Sites with a page for each paper, and the starts of its path. */
static const struct site {
    struct view host; /* or a subdomain of it */
    const char *paths;
} sites[] = {
    { VIEW_ENTRY("arxiv.org"), "/abs/ /pdf/ /html/ /format/ /src/ /ps/ /e-print/" },
    { VIEW_ENTRY("ar5iv.org"), "/abs/ /html/" },
    { VIEW_ENTRY("doi.org"), "/10.48550/arXiv." },
    { VIEW_ENTRY("huggingface.co"), "/papers/" },
    { VIEW_ENTRY("alphaxiv.org"), "/abs/ /pdf/ /overview/" },
    { VIEW_ENTRY("papers.cool"), "/arxiv/" },
};

static bool is_host(struct view name, struct view host)
{
    struct view end;

    if (name.len < host.len)
        return false;
    end = view_skip(name, name.len - host.len);
    return view_equal_ignoring_case(end, host) &&
           (name.len == host.len || name.at[name.len - host.len - 1] == '.');
}

static const struct site *find_site(struct view host)
{
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        if (is_host(host, sites[i].host))
            return &sites[i];
    }
    return NULL;
}

static bool take_path(struct view *path, const struct site *site)
{
    for (struct view paths = view_of(site->paths); paths.len > 0;) {
        struct view start = { paths.at, view_find_byte(paths, ' ') };

        if (view_take_ignoring_case(path, start))
            return true;
        paths = view_skip(paths, start.len + 1);
    }
    return false;
}

/* True for what may follow an identifier in a link: a query, a fragment, or punctuation that a
 * careless copy took along. */
static bool is_end_of_link(struct view text)
{
    view_take_ignoring_case(&text, VIEW(".pdf"));
    if (text.len > 0 && view_has_byte(VIEW("?#/"), text.at[0]))
        return true;
    while (text.len > 0 && view_has_byte(VIEW(".,;:!)]}>'\"*"), text.at[0]))
        text = view_skip(text, 1);
    return text.len == 0;
}

/* Not inlined, as take_old_style. */
__attribute__((noinline)) static bool read_address_of_site(struct view address, struct arena *arena,
                                                           struct arxiv_id *id)
{
    struct view host = { address.at, view_find_byte(address, '/') };
    const struct site *site = find_site(host);

    address = view_skip(address, host.len);
    if (!site || !take_path(&address, site))
        return false;
    view_take(&address, VIEW("/")); /* arXiv answers abs//2403.19588, too */
    view_take_ignoring_case(&address, VIEW("arXiv:"));
    return arxiv_take_id(&address, arena, id) && is_end_of_link(address);
}

bool arxiv_read_address(struct view address, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = address;

    /* Most addresses are of these forms, and a run may read millions. */
    if ((view_take(&rest, VIEW("arxiv.org/abs/")) || view_take(&rest, VIEW("arxiv.org/pdf/"))) &&
        take_new_style(&rest, id) && rest.len == 0)
        return true;
    return read_address_of_site(address, arena, id);
}

bool arxiv_read_link(struct view link, struct arena *arena, struct arxiv_id *id)
{
    return (view_take(&link, VIEW("https://")) || view_take(&link, VIEW("http://")) ||
            view_take_ignoring_case(&link, VIEW("https://")) ||
            view_take_ignoring_case(&link, VIEW("http://"))) &&
           arxiv_read_address(link, arena, id);
}

void arxiv_date(struct view id, unsigned *year, unsigned *month)
{
    bool is_new_style = ascii_is_digit(id.at[0]);
    const char *digit = is_new_style ? id.at : id.at + view_find_byte(id, '/') + 1;
    unsigned short_year = (unsigned)(digit[0] - '0') * 10 + (unsigned)(digit[1] - '0');

    *year = short_year >= 91 ? 1900 + short_year : 2000 + short_year; /* arXiv began in 1991 */
    *month = (unsigned)(digit[2] - '0') * 10 + (unsigned)(digit[3] - '0');
}

struct view arxiv_url(struct view id, struct arena *arena)
{
    return joined(VIEW("https://arxiv.org/abs/"), id, arena);
}

struct view arxiv_doi(struct view id, struct arena *arena)
{
    return joined(VIEW("10.48550/arXiv."), id, arena);
}

void arxiv_put_pdf_url(struct buffer *out, struct view id, unsigned version)
{
    buffer_put(out, VIEW("https://arxiv.org/pdf/"));
    buffer_put(out, id);
    if (version) {
        buffer_put_byte(out, 'v');
        buffer_put_number(out, version);
    }
}

/* Returns the length of the longest category at the start of the text, or 0. */
static size_t category_length(struct view text)
{
    size_t length = name_length(text, archives);

    return length > 0 ? length + class_length(view_skip(text, length)) : 0;
}

bool arxiv_is_category(struct view text)
{
    return text.len > 0 && category_length(text) == text.len;
}

struct view arxiv_find_category(struct view name)
{
    for (size_t at = 0; at < name.len; at++) {
        struct view rest = view_skip(name, at);
        size_t length;

        if (at > 0 && ascii_is_alnum(name.at[at - 1]))
            continue;
        length = category_length(rest);
        if (length > 0 && (length == rest.len || !ascii_is_alnum(rest.at[length])))
            return (struct view){ rest.at, length };
    }
    return (struct view){ 0 };
}
