#include "input/written_names.h"

#include "input/failure.h"
#include "record/name_shape.h"
#include "record/author_clean.h"
#include "record/author_names.h"
#include "record/author_words.h"
#include "record/word_set.h"
#include "text/scan.h"
#include "text/utf8.h"

/* ---- One name ------------------------------------------------------------ */

static bool is_one_word(struct view text)
{
    return text.len > 0 && !view_has_byte(text, ' ');
}

/* True if the full stop at the end is that of "Jr." or "J.R.", and not of a sentence. */
static bool is_abbreviated(struct view name)
{
    struct view word;

    if (name.len < 2 || !ascii_is_alpha(name.at[name.len - 2]))
        return false;
    word = author_last_word(name);
    return word.len < 4 || view_find_byte(word, '.') < word.len - 1;
}

/* Returns the name without what is no letter at its ends: marks and numbers of notes, bullets,
 * colons, a full stop after a word. */
static struct view trim_name(struct view name)
{
    size_t len;

    while (name.len > 0 && !name_is_letter(utf8_decode(name, &len))) {
        if (name.at[0] == '\'' && name.len > 1 && ascii_is_alpha(name.at[1])) /* 't Hooft */
            break;
        name = view_skip(name, len);
    }
    while (name.len > 0) {
        size_t last = utf8_start(name, name.len - 1);
        uint32_t c = utf8_decode(view_skip(name, last), &len);

        if (name_is_letter(c) || (c == '.' && is_abbreviated(name)))
            break;
        name.len = last;
    }
    return name;
}

/* ---- Names that are nobody's --------------------------------------------- */

/* True for a name on a web site: "songdj", "bys0318", "@someone". */
static bool is_user_name(struct view name)
{
    bool capital = false, small = false;
    size_t digits = 0;

    if (view_has_byte(name, ' '))
        return false;
    if (view_take(&name, VIEW("@")))
        return name.len > 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        if (ascii_is_digit(c))
            digits++;
        else if (!ascii_is_alpha(c) && c != '-' && c != '_')
            return false;
        capital = capital || ascii_is_upper(c);
        small = small || (ascii_is_alpha(c) && !ascii_is_upper(c));
    }
    return name.len > 1 && small && (!capital || digits > 1);
}

/* True if a word with letters may end before the text: no letter follows. */
static bool follows_word(struct view text)
{
    return text.len == 0 || ((unsigned char)text.at[0] < 0x80 && !ascii_is_alpha(text.at[0]));
}

/* True for a word that means others in Japanese or Korean. */
static bool begins_wide_others(struct view text)
{
    static const struct view words[] = { VIEW_ENTRY("他"), VIEW_ENTRY("外"), VIEW_ENTRY("외"),
                                         VIEW_ENTRY("등"), VIEW_ENTRY("ら") };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct view rest = text;
        if (view_take(&rest, words[i]))
            return follows_word(rest);
    }
    return false;
}

/* True for what stands for people that are left out: "et al", "12 more", "等", "外3名". */
static bool begins_others(struct view text)
{
    static const struct view starts[] = {
        VIEW_ENTRY("et al"), VIEW_ENTRY("et. al"), VIEW_ENTRY("et.al"), VIEW_ENTRY("etal"),
        VIEW_ENTRY("Et al"), VIEW_ENTRY("others"), VIEW_ENTRY("more"),  VIEW_ENTRY("etc"),
        VIEW_ENTRY("等"),    VIEW_ENTRY("ほか"),
    };
    uint32_t number;
    bool plus;

    if (text.len > 0 && ascii_is_alpha(text.at[0]) && !view_has_byte(VIEW("eEaom"), text.at[0]))
        return false; /* most words, and this is called for every one */
    plus = view_take(&text, VIEW("+"));
    text = view_trim_start(text);
    if (view_take(&text, VIEW("and ")))
        text = view_trim_start(text);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct view rest = text;
        if (view_take(&rest, starts[i]) &&
            (rest.len == 0 || (!ascii_is_alpha(rest.at[0]) && rest.at[0] != '-')))
            return true;
    }
    if (begins_wide_others(text))
        return true;
    if (!view_take_number(&text, UINT32_MAX, &number))
        return false;
    view_take(&text, VIEW("+"));
    text = view_trim_start(text);
    return (plus && (text.len == 0 || view_starts_with_ignoring_case(text, VIEW("author")))) ||
           view_starts_with_ignoring_case(text, VIEW("more")) ||
           view_starts_with_ignoring_case(text, VIEW("other")) ||
           view_starts_with_ignoring_case(text, VIEW("additional"));
}

/* ---- The end of a list --------------------------------------------------- */

/* True if a sentence of clean text ends at this full stop: "Gail Weiss. ICLR 2024", not "J. Doe".
 */
static bool ends_sentence(struct view text, size_t stop)
{
    struct view word;
    size_t letters = 0, len;
    bool is_first;

    if (stop + 1 >= text.len || text.at[stop + 1] != ' ')
        return false;
    word = author_last_word((struct view){ text.at, stop });
    is_first = word.at < text.at + 2 || word.at[-2] == ',';
    if (view_equal(word, VIEW("Prof")))
        return false;
    for (; word.len > 0; word = view_skip(word, len)) {
        uint32_t c = utf8_decode(word, &len);
        if (!name_is_letter(c) && c != '-' && c != '\'' && c != 0x2019)
            return false;
        letters++;
    }
    return letters > (is_first ? 3 : 2);
}

/* True if a full name follows, up to a comma or the end. */
static bool begins_full_name(struct view text)
{
    enum { LONGEST = 100 };

    if (text.len > LONGEST)
        text.len = utf8_start(text, LONGEST);
    return name_is_full(view_trim((struct view){ text.at, view_find_byte(text, ',') }));
}

/* True if Han before the offset goes on in a word for others: "张三等", "鈴木花子ら", "外3名". The
 * names of people also end in 外 and 他, as in "张海外, 李四". */
static bool has_stuck_others(struct view text, size_t at)
{
    struct view rest = view_skip(text, at), next;
    uint32_t before;
    size_t len;

    if (view_starts_with(rest, VIEW("等")) || view_starts_with(rest, VIEW("ほか")))
        return true;
    before = utf8_decode(view_skip(text, utf8_start(text, at - 1)), &len);
    utf8_decode(rest, &len);
    next = view_trim_start(view_skip(rest, len));
    return before >= 0x4E00 && before < 0xA000 && begins_wide_others(rest) &&
           (next.len == 0 || ascii_is_digit(next.at[0]) || view_has_byte(VIEW(".(["), next.at[0]));
}

/* Returns the offset of the first word for others that nothing separates from a name, or the length
 * of the text. */
static size_t find_stuck_others(struct view text)
{
#define STUCK_STARTS(has, row) has(0xE3, 0xE5, row) has(0xE7, 0xE7, row)
    static const struct byte_set starts = BYTE_SET(STUCK_STARTS);

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &starts)) < text.len; at++) {
        if (at > 0 && has_stuck_others(text, at))
            return at;
    }
    return text.len;
}

/* Returns where the names of clean text end: before "et al." and what follows it, or at the end of
 * the sentence. Sets *others if more people are meant. */
static size_t find_names_end(struct view text, bool *others)
{
    size_t stuck = find_stuck_others(text);

    for (size_t at = 0; at < text.len;) {
        struct view rest = view_skip(text, at);
        struct view word = { rest.at, view_find_byte(rest, ' ') };

        *others = begins_others(rest);
        if (*others)
            return at;
        at += word.len;
        if (stuck < at) {
            *others = true;
            return stuck;
        }
        if (view_ends_with(word, VIEW(".")) && ends_sentence(text, at - 1))
            return at;
        at++;
    }
    return text.len;
}

bool written_names_omit(struct view text)
{
    bool others = false;

    find_names_end(text, &others);
    return others;
}

bool written_names_are_several(struct view text)
{
    return view_has_byte(text, ',') || view_has_byte(text, ';') ||
           view_find(text, VIEW(" and ")) < text.len || view_find(text, VIEW(" & ")) < text.len ||
           view_find(text, VIEW("、")) < text.len || written_names_omit(text);
}

/* ---- Order of the names -------------------------------------------------- */

enum order { NATURAL, FIRST_INVERTED, ALL_INVERTED };

/* True for a family name alone: "Rao", "Van Hasselt", "van den Oord". */
static bool may_be_family(struct view name)
{
    struct view word = word_set_take(&name);

    while (name.len > 0 && author_is_known_particle(word))
        word = word_set_take(&name);
    return name.len == 0 && word.len > 1 && !view_ends_with(word, VIEW(".")) &&
           !name_is_small_letter(name_first_character(word)) && !author_is_family_first(word) &&
           name_word_fits(word);
}

/* True for given names alone: "Jiyong", "Geoffrey E.", "J. R.", "Aaron van den". */
static bool may_be_given(struct view name)
{
    struct view word = word_set_take(&name);

    if (word.len == 0 || name_is_small_letter(name_first_character(word)) ||
        author_is_family_first(word) || !name_word_fits(word))
        return false;
    while ((word = word_set_take(&name)).len > 0) {
        if (!name_word_is_initial(word) && !author_is_small(word))
            return false;
    }
    return true;
}

/* Takes the next name of a list, or an empty view at its end. */
static struct view take_name(struct view *list)
{
    while (list->len > 0) {
        struct view name = author_names_take(list), trimmed = trim_name(name);

        if (is_user_name(name))
            return name;
        if (trimmed.len > 0)
            return trimmed;
    }
    return (struct view){ 0 };
}

/* True for a family name of China, Korea or Vietnam that is hardly ever a given name. */
static bool is_common_family(struct view name)
{
    static const char *const families[] = {
        "Cao",  "Chen",  "Choi",   "Deng", "Dong",  "Feng", "Gao",   "Guo",  "He",
        "Hu",   "Huang", "Jiang",  "Kim",  "Lee",   "Li",   "Liang", "Lin",  "Liu",
        "Luo",  "Ma",    "Nguyen", "Pan",  "Park",  "Peng", "Qiu",   "Shen", "Song",
        "Sun",  "Tang",  "Tian",   "Tran", "Wang",  "Wu",   "Xiao",  "Xie",  "Xu",
        "Yang", "Yao",   "Yuan",   "Zeng", "Zhang", "Zhao", "Zheng", "Zhou", "Zhu",
    };

    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (view_equal(name, view_of(families[i])))
            return true;
    }
    return false;
}

/* What tells pairs of a family and a given name, "Rao, Jiyong, Qiu, Yicheng", from families alone,
 * "Kim, Park, Choi, Lee". */
struct pairs {
    size_t count, given; /* names, and those of them in the second place that may be given */
    size_t families[2];  /* common ones in the first place and in the second */
    bool alternate;      /* families may be in each first place */
    bool are_marked;     /* a name has an initial or two words, or "and" is between pairs */
};

/* Counts a name that `gap` separates from the one before it. */
static void count_of_pairs(struct pairs *pairs, struct view name, struct view gap)
{
    size_t second = pairs->count++ % 2;

    if (second == 0)
        pairs->alternate = pairs->alternate && may_be_family(name);
    else
        pairs->given += may_be_given(name);
    pairs->families[second] += is_common_family(name);
    pairs->are_marked |=
        !is_one_word(name) || name_word_is_initial(name) ||
        (second == 0 && (view_has_byte(gap, '&') || view_find(gap, VIEW("and")) < gap.len));
}

/* True if the names are pairs. Without a mark, families that are common must tell. */
static bool are_pairs(const struct pairs *pairs)
{
    size_t count = pairs->count, first = pairs->families[0], second = pairs->families[1];

    return pairs->alternate && count % 2 == 0 && pairs->given * 4 >= count &&
           (pairs->are_marked || (count == 2 && second == 0) ||
            (first * 4 >= count && first > second * 2));
}

/* Tells whether families stand before given names, with a comma between them: "Rao, Jiyong, Qiu,
 * Yicheng", "LeCun, Yann, Yoshua Bengio". Where semicolons separate people, a comma stands within a
 * name: "Song, Chang Eun; Xu, Weihong". */
static enum order find_order(struct view list, bool has_semicolons)
{
    struct pairs pairs = { .alternate = true };
    bool others_full = true;
    struct view name, before;

    if (!view_has_byte(list, ',') && view_find(list, VIEW("，")) == list.len)
        return NATURAL;
    name = take_name(&list);
    if (!may_be_family(name) || is_user_name(name))
        return NATURAL;
    count_of_pairs(&pairs, name, (struct view){ 0 });
    name = take_name(&list);
    if (has_semicolons && list.len == 0 && name.len > 0 && !is_user_name(name))
        return ALL_INVERTED;
    if (!may_be_given(name) || is_user_name(name))
        return NATURAL;
    count_of_pairs(&pairs, name, (struct view){ 0 });
    for (before = name; (name = take_name(&list)).len > 0; before = name) {
        const char *end = before.at + before.len;

        if (is_user_name(name))
            return NATURAL;
        others_full = others_full && !is_one_word(name) && !may_be_given(name);
        count_of_pairs(&pairs, name, (struct view){ end, (size_t)(name.at - end) });
        if (!pairs.alternate && !others_full)
            return NATURAL;
    }
    if (are_pairs(&pairs))
        return ALL_INVERTED;
    return others_full && pairs.count != 2 ? FIRST_INVERTED : NATURAL;
}

/* Takes the text before the next comma. */
static struct view take_comma_part(struct view *text)
{
    struct view part = { text->at, view_find_byte(*text, ',') };

    *text = view_skip(*text, part.len + 1);
    return view_trim(part);
}

/* True for "Tide, Ada" and "García Márquez, Gabriel", perhaps with a suffix or a degree; not for
 * "Ada Tide, Bob Reef". */
static bool is_inverted_name(struct view name)
{
    struct view family = take_comma_part(&name), given = { 0 };

    while (name.len > 0) {
        struct view part = take_comma_part(&name);

        if (part.len == 0 || author_is_suffix(part) || author_is_degree(part))
            continue;
        if (given.len > 0)
            return false;
        given = part;
    }
    return given.len > 0 && (may_be_family(family) || may_be_given(given));
}

/* Takes the text before the next " and " or " & ", as BibTeX separates people. */
static struct view take_joined(struct view *list)
{
    struct view part = *list;

    for (size_t at = 0; (at += view_find_byte(view_skip(part, at), ' ')) < part.len; at++) {
        *list = view_skip(part, at);
        if (view_take(list, VIEW(" and ")) || view_take(list, VIEW(" & ")))
            return view_trim((struct view){ part.at, at });
    }
    *list = view_skip(part, part.len);
    return view_trim(part);
}

/* True if a comma stands within the names, and something stronger between them: "Tide, Ada and
 * Reef, Bob". A semicolon may be the stronger mark; then this is the text between two of them. */
static bool are_inverted_names(struct view list, bool has_semicolons)
{
    bool several = has_semicolons || view_find(list, VIEW(" and ")) < list.len ||
                   view_find(list, VIEW(" & ")) < list.len;
    bool any = false;

    if (!several || !view_has_byte(list, ','))
        return false;
    while (list.len > 0) {
        struct view name = take_joined(&list);
        bool inverted = is_inverted_name(name);

        if (!inverted && !name_is_full(name) && !author_ends_with_group(name))
            return false;
        any |= inverted;
    }
    return any;
}

/* ---- Adding -------------------------------------------------------------- */

struct listing {
    struct arena *arena;
    struct people *people;
    size_t first;   /* where the list begins in people */
    bool has_users; /* user names were among the names */
    bool has_semicolons;
};

static bool is_same_person(const struct person *a, const struct person *b)
{
    return view_equal(a->family, b->family) && view_equal(a->given, b->given) &&
           view_equal(a->suffix, b->suffix) && view_equal(a->literal, b->literal);
}

/* Drops the last person if one shortly before has the same name, but not of two families alone. It
 * looks no further back, since a list may have a hundred thousand names. */
static void drop_repeated(struct people *people, size_t first)
{
    enum { LOOK_BACK = 64 };
    size_t last = people->count - 1;
    size_t from = last - first > LOOK_BACK ? last - LOOK_BACK : first;
    const struct person *person = &people->list[last];

    if (person->family.len > 0 && person->given.len == 0 && !author_is_family_first(person->family))
        return;
    for (size_t i = from; i < last; i++) {
        if (is_same_person(&people->list[i], &people->list[last])) {
            people->count--;
            return;
        }
    }
}

/* Adds a name; "Doe J." and "van Doe J. R." have the family in front, since no name ends with an
 * initial. */
static void add_natural_name(struct listing *to, struct view name)
{
    struct view rest = name, word = word_set_take(&rest);
    size_t families = 0;

    while (word.len > 0 && !name_word_is_initial(word)) {
        families = (size_t)(word.at + word.len - name.at);
        word = word_set_take(&rest);
    }
    while (families > 0 && word.len > 0 && name_word_is_initial(word) && name_word_fits(word) &&
           !author_is_suffix(word))
        word = word_set_take(&rest);
    if (word.len > 0 || families == 0 || families == name.len)
        author_names_add_listed(name, to->first, to->people);
    else
        author_names_add_parts((struct view){ name.at, families },
                               view_trim_start(view_skip(name, families)), (struct view){ 0 },
                               to->arena, to->people);
}

static void add_inverted_names(struct listing *to, struct view list)
{
    while (list.len > 0) {
        size_t count = to->people->count;

        author_names_add(trim_name(take_joined(&list)), to->arena, to->people);
        if (to->people->count > count)
            drop_repeated(to->people, to->first);
    }
}

/* Adds the names of clean text without brackets, among which are commas but no stronger marks. */
static void add_names(struct listing *to, struct view list)
{
    enum order order;
    bool others = false;
    struct view name;

    list.len = find_names_end(list, &others);
    to->people->incomplete = to->people->incomplete || others;
    if (are_inverted_names(list, to->has_semicolons)) {
        add_inverted_names(to, list);
        return;
    }
    order = find_order(list, to->has_semicolons);
    while ((name = take_name(&list)).len > 0) {
        size_t count = to->people->count;

        if (is_user_name(name)) {
            to->has_users = true;
            continue;
        }
        if (view_equal_ignoring_case(author_last_word(name), VIEW("authors"))) /* Various Authors */
            to->people->incomplete = true;
        else if (order == NATURAL)
            add_natural_name(to, name);
        else
            author_names_add_parts(name, take_name(&list), (struct view){ 0 }, to->arena,
                                   to->people);
        if (order == FIRST_INVERTED)
            order = NATURAL;
        if (to->people->count > count)
            drop_repeated(to->people, to->first);
    }
}

/* Returns the length of a mark here that separates more strongly than a comma, or 0; sets *others
 * if it stands for names that are left out. */
static size_t strong_mark(struct view text, size_t at, bool *others)
{
    static const struct view spaced[] = { VIEW_ENTRY("·"), VIEW_ENTRY("•"), VIEW_ENTRY("|"),
                                          VIEW_ENTRY("/"), VIEW_ENTRY("∙"), VIEW_ENTRY("●") };
    struct view rest = view_skip(text, at);

    *others = view_starts_with(rest, VIEW("...")) || view_starts_with(rest, VIEW("…"));
    if (*others || view_starts_with(rest, VIEW("；")))
        return 3;
    if (text.at[at] == ';' || (text.at[at] == '.' && ends_sentence(text, at) &&
                               begins_full_name(view_skip(text, at + 1))))
        return 1;
    for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
        struct view mark = spaced[i];
        if (view_starts_with(rest, mark) && at > 0 && text.at[at - 1] == ' ' &&
            (rest.len == mark.len || rest.at[mark.len] == ' '))
            return mark.len;
    }
    return 0;
}

/* Takes the text up to the next strong mark off clean text, and the mark. */
static struct view take_segment(struct view *text, bool *others)
{
#define MARK_STARTS(has, row)                                                     \
    has('.', '/', row) has(';', ';', row) has('|', '|', row) has(0xC2, 0xC2, row) \
        has(0xE2, 0xE2, row) has(0xEF, 0xEF, row)
    static const struct byte_set starts = BYTE_SET(MARK_STARTS);
    struct view segment = *text;

    for (size_t at = 0; (at += scan_run(view_skip(*text, at), &starts)) < text->len; at++) {
        bool omits;
        size_t mark = strong_mark(*text, at, &omits);

        if (mark > 0) {
            segment.len = at;
            *others = *others || omits;
            *text = view_trim_start(view_skip(*text, at + mark));
            return view_trim_end(segment);
        }
    }
    *text = view_skip(*text, text->len);
    return segment;
}

/* Adds the names of a line. */
static void add_names_of_line(struct listing *to, struct view text)
{
    struct view rest = author_clean_unbracketed(text, to->arena);
    bool is_first = true;

    to->has_semicolons = view_has_byte(rest, ';');
    while (rest.len > 0) {
        struct view segment = take_segment(&rest, &to->people->incomplete);

        if (is_first || !view_has_byte(segment, ':')) /* a label, as in "| Category: cs.CR" */
            add_names(to, segment);
        is_first = false;
    }
}

/* Drops the names of one word from a list that has user names: they are such, too. */
static void drop_single_words(struct people *people, size_t first)
{
    size_t kept = first;

    for (size_t i = first; i < people->count; i++) {
        const struct person *person = &people->list[i];
        if (person->given.len > 0 || !is_one_word(person->family) ||
            author_is_family_first(person->family))
            people->list[kept++] = *person;
    }
    people->count = kept;
    people->incomplete = true;
}

/* ---- What brackets say --------------------------------------------------- */

/* Counts the marks of a first or corresponding author in brackets, and sees whether others are
 * meant in them: "(12 more)", "（等5人）". */
static size_t read_brackets(struct view text, bool *others, bool *both)
{
#define OPENING(has, row) has('(', '(', row) has('[', '[', row) has(0xEF, 0xEF, row)
    static const struct byte_set opening = BYTE_SET(OPENING);
    size_t marks = 0;
    bool first = false, corresponding = false;

    while ((text = view_skip(text, scan_run(text, &opening))).len > 0) {
        struct view inner;

        if (!view_take(&text, VIEW("（")))
            text = view_skip(text, 1);
        inner = view_trim_start(text);
        if (begins_others(inner) || view_starts_with(inner, VIEW("...")))
            *others = true;
        if (view_starts_with(inner, VIEW("一作")) || view_starts_with(inner, VIEW("第一作者"))) {
            first = true;
            marks++;
        } else if (view_starts_with(inner, VIEW("通讯"))) {
            corresponding = true;
            marks++;
        }
    }
    *both = first && corresponding;
    return marks;
}

/* ---- Whole lists --------------------------------------------------------- */

static struct view without_authors_label(struct view text)
{
    static const char *const labels[] = { "authors", "author", "作者" };
    struct view rest;

    text = view_trim(text);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        rest = text;
        if (!view_take_ignoring_case(&rest, view_of(labels[i])))
            continue;
        if (i == 2 && view_starts_with(rest, VIEW(" ")))
            return rest;
        rest = view_trim_start(rest);
        if (view_take(&rest, VIEW(":")) || view_take(&rest, VIEW("：")))
            return view_trim_start(rest);
    }
    view_take_ignoring_case(&text, VIEW("by "));
    return text;
}

/* True if each line of the text is a name, since nothing else separates them. */
static bool has_line_each(struct view text)
{
    return view_has_byte(text, '\n') && !view_has_byte(text, ',') && !view_has_byte(text, ';') &&
           view_find(text, VIEW("、")) == text.len && view_find(text, VIEW("，")) == text.len &&
           view_find(text, VIEW(" and ")) == text.len;
}

/* Returns the offset after the small letters from `at` on, of ASCII or from ß to ÿ. */
static size_t skip_small_letters(struct view text, size_t at)
{
    for (;; at += 2) {
        while (at < text.len && text.at[at] >= 'a' && text.at[at] <= 'z')
            at++;
        if (at + 1 >= text.len || (unsigned char)text.at[at] != 0xC3 ||
            (unsigned char)text.at[at + 1] < 0x9F || (unsigned char)text.at[at + 1] == 0xB7)
            return at;
    }
}

/* Returns the length of a word such as "Nguyen", "Smith-Jones" or "Balázs" at the start, or 0. */
static size_t plain_word_length(struct view text)
{
    size_t at = 0;

    while (at < text.len && ascii_is_upper(text.at[at])) {
        size_t start = at;

        at = skip_small_letters(text, at + 1);
        if (at - start < 2)
            return 0;
        if (at == text.len || text.at[at] != '-')
            return at;
        at++;
    }
    return 0;
}

/* Returns the length of "van der " at the start. */
static size_t small_particles_length(struct view text)
{
    size_t at = 0, len;

    for (;; at += len + 1) {
        for (len = 0; at + len < text.len && text.at[at + len] >= 'a' && text.at[at + len] <= 'z';)
            len++;
        if (at + len >= text.len || text.at[at + len] != ' ' ||
            !author_is_known_particle((struct view){ text.at + at, len }))
            return at;
    }
}

/* Takes a name of two or three plain words off the start of a list, with particles before the last
 * of them, and the comma after it. Returns the offset of the family name, or 0 for any other text.
 */
static size_t take_plain_name(struct view *list, struct view *name)
{
    enum { WORDS_MAX = 3, PARTICLE_MAX = 5 };
    size_t start = 0, end = 0, particles = 0;

    for (size_t words = 0; words == 0 || (end < list->len && list->at[end] == ' '); words++) {
        size_t at = end + (words > 0), len;
        struct view rest = view_skip(*list, at);

        if (particles > 0)
            return 0;
        particles = words > 0 ? small_particles_length(rest) : 0;
        rest = view_skip(rest, particles);
        len = plain_word_length(rest);
        if (len == 0 || words == WORDS_MAX ||
            (len <= PARTICLE_MAX && author_is_known_particle((struct view){ rest.at, len })))
            return 0;
        start = at;
        end = at + particles + len;
    }
    *name = (struct view){ list->at, end };
    *list = view_skip(*list, end);
    return list->len == 0 || view_take(list, VIEW(", ")) ? start : 0;
}

/* Takes the end off "Kang Nguyen et.al.". */
static bool take_plain_others(struct view *list)
{
    if (!view_ends_with(*list, VIEW(" et.al.")) && !view_ends_with(*list, VIEW(" et al.")))
        return false;
    list->len -= sizeof " et al." - 1;
    return true;
}

/* Adds "Kang Nguyen et.al." or "Kang Nguyen, Ana Torre", of which most lists of bots consist.
 * Returns false for any other text. */
static bool add_plain_names(struct view text, struct arena *arena, struct people *people)
{
    bool others = take_plain_others(&text);
    bool cut = people->cut;
    size_t first = people->count;
    struct view name = { 0 };

    if (!others && text_is_failure(text))
        return false;
    for (text = arena_copy(arena, text); text.len > 0;) {
        size_t start = take_plain_name(&text, &name), count = people->count;
        struct view family = view_skip(name, start), last = author_last_word(family);

        if (start == 0 || author_is_group_word(last) || (last.len == 2 && author_is_suffix(last)) ||
            view_starts_with(name, VIEW("By ")) || view_equal(last, VIEW("Authors"))) {
            people->count = first;
            people->cut = cut;
            return false;
        }
        people_add(people, &(struct person){ .family = family, .given = { name.at, start - 1 } });
        if (people->count > count)
            drop_repeated(people, first);
    }
    people->incomplete = people->incomplete || others;
    return people->count > first;
}

void written_names_add(struct view text, struct arena *arena, struct people *people)
{
    struct listing to = { .arena = arena, .people = people, .first = people->count };
    bool both;
    size_t marks;

    if (add_plain_names(text, arena, people))
        return;
    text = without_authors_label(text);
    if (text_is_failure(view_trim(text)))
        return;
    marks = read_brackets(text, &people->incomplete, &both);
    if (has_line_each(text)) {
        while (text.len > 0) {
            size_t end = view_find_byte(text, '\n');
            add_names_of_line(&to, (struct view){ text.at, end });
            text = view_skip(text, end + 1);
        }
    } else {
        add_names_of_line(&to, text);
    }
    if (to.has_users)
        drop_single_words(people, to.first);
    if (both && people->count - to.first > 1 && people->count - to.first <= marks)
        people->incomplete = true;
}

/* ---- Recognising a list -------------------------------------------------- */

/* What the names of a list are. */
struct tally {
    unsigned full, eastern, single, odd;
    bool inverted;   /* families stand before given names */
    bool others;     /* "et al." or the like */
    bool impossible; /* it is no list */
    struct view last;
};

static unsigned count_words(struct view text)
{
    unsigned count = 0;

    while (word_set_take(&text).len > 0)
        count++;
    return count;
}

/* True for a word that is in titles, but in no name: "Design for Ducks". */
static bool has_title_word(struct view name)
{
    static const struct view words[] = { VIEW_ENTRY("for"), VIEW_ENTRY("in"),  VIEW_ENTRY("on"),
                                         VIEW_ENTRY("the"), VIEW_ENTRY("to"),  VIEW_ENTRY("using"),
                                         VIEW_ENTRY("via"), VIEW_ENTRY("with") };
    struct view word;

    while ((word = word_set_take(&name)).len > 0) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (view_equal(word, words[i]))
                return true;
        }
    }
    return false;
}

/* True for "the Tide Collaboration". */
static bool names_group(struct view name)
{
    return view_starts_with(name, VIEW("the ")) && author_is_group_word(author_last_word(name));
}

static void count_name(struct view name, bool natural, struct tally *tally)
{
    enum { LONGEST = 7 };

    if (name_is_eastern(name))
        tally->eastern++;
    else if (name_is_full(name) || names_group(name))
        tally->full++;
    else if (is_one_word(name) && name_word_fits(name))
        tally->single++;
    else if (is_user_name(name) || view_has_byte(name, ':') || count_words(name) > LONGEST ||
             has_title_word(name))
        tally->impossible = true;
    else if (natural || !may_be_given(name))
        tally->odd++;
    tally->last = name;
}

/* Counts the names of one part of a list. */
static void count_names(struct view list, struct tally *tally)
{
    enum { VENUE_WORDS = 6 };
    bool others = false;
    struct view name, tail = view_skip(list, find_names_end(list, &others));
    enum order order;
    unsigned count = 0;

    list.len -= tail.len;
    tally->impossible = tally->impossible || count_words(tail) > VENUE_WORDS;
    tally->others = tally->others || others;
    order = find_order(list, false);
    for (; (name = take_name(&list)).len > 0; count++)
        count_name(name, order == NATURAL, tally);
    /* "Vision, Language" may be anything; "Doe, J." and "Doe, Jane, and Roe, Rob" are names */
    if (order != NATURAL && (count > 2 || others || view_ends_with(tally->last, VIEW(".")))) {
        tally->inverted = true;
        tally->single = 0;
    }
}

/* True for marks that are in sentences, formulas, labels and addresses, but not in lists of names.
 */
static bool has_foreign_mark(struct view text)
{
#define FOREIGN(has, row)                                                         \
    has('!', '"', row) has('?', '?', row) has('<', '>', row) has('\\', '\\', row) \
        has('_', '_', row) has('%', '%', row) has('$', '$', row)
    static const struct byte_set foreign = BYTE_SET(FOREIGN);

    return scan_run(text, &foreign) < text.len || view_find(text, VIEW("“")) < text.len ||
           ascii_is_digit(text.at[0]) || view_ends_with(text, VIEW(":")) ||
           view_ends_with(text, VIEW("："));
}

/* True for a word of a remark such as "Best Student Award Finalist", or of an institution's name.
 * In a list of two or three words it may still be a person's. */
static bool is_remark_word(struct view word)
{
    static const char *const words[] = { "accepted", "all",         "also",          "always",
                                         "award",    "be",          "best",          "by",
                                         "chapter",  "coming",      "ecole",         "edition",
                                         "finalist", "free",        "great",         "here",
                                         "highly",   "honorable",   "how",           "institut",
                                         "it",       "less",        "made",          "mathematica",
                                         "mention",  "more",        "must",          "my",
                                         "never",    "nice",        "nominee",       "not",
                                         "now",      "our",         "outstanding",   "part",
                                         "planck",   "presented",   "presentations", "published",
                                         "read",     "recommended", "see",           "series",
                                         "simple",   "so",          "soon",          "things",
                                         "to",       "very",        "volume",        "we",
                                         "winner",   "you" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal_ignoring_case(word, view_of(words[i])))
            return true;
    }
    return false;
}

/* True for two or three words, one of which may be an initial, and not all of a remark: a name
 * alone could be a title, or "Honorable Mention". */
static bool may_stand_alone(struct view name)
{
    struct view word;
    unsigned count = 0;
    bool is_remark = true;

    while ((word = word_set_take(&name)).len > 0) {
        if (word.len > 2 && ascii_is_upper(word.at[0]) && ascii_is_upper(word.at[1]))
            return false; /* "Direct SLAM" */
        count += !name_word_is_initial(word) && !name_word_may_be_small(word);
        is_remark = is_remark && is_remark_word(word);
    }
    return count <= 3 && !is_remark;
}

/* True for letters and digits of ASCII: a single word is no list of names. */
static bool is_plain_word(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_alnum(text.at[i]))
            return false;
    }
    return true;
}

bool written_names_seem(struct view text)
{
#define CAPITALS(has, row) has('A', 'Z', row) has(0x80, 0xFF, row)
    static const struct byte_set capitals = BYTE_SET(CAPITALS); /* and all beyond ASCII */
    enum { FEW = 3 }; /* one in four may be odd, such as "kayhan Batmanghelich" */
    struct arena arena = { 0 };
    struct tally tally = { 0 };
    struct view first = text, name;
    bool seem;

    if (is_plain_word(text) || scan_run(text, &capitals) == text.len || view_has_byte(text, '?'))
        return false; /* also with a question in brackets, as pages of arXiv's have */
    if (take_plain_others(&first) && take_plain_name(&first, &name) > 0 && first.len == 0 &&
        !view_starts_with(name, VIEW("By ")))
        return name_is_full(name);
    text = author_clean_unbracketed(without_authors_label(text), &arena);
    tally.impossible = text.len == 0 || has_foreign_mark(text);
    while (text.len > 0 && !tally.impossible) {
        struct view segment = take_segment(&text, &tally.others);

        tally.impossible = view_find(segment, VIEW("：")) < segment.len; /* a label */
        if (tally.full == 0 || !view_has_byte(segment, ':'))
            count_names(segment, &tally);
    }
    if (tally.impossible || tally.odd * (tally.others ? 1 : FEW) > tally.full)
        seem = false;
    else if (tally.inverted || tally.others || tally.eastern > 1)
        seem = tally.full + tally.eastern + tally.single > 0 || tally.inverted;
    else if (tally.full == 1 && tally.single == 0)
        seem = may_stand_alone(tally.last);
    else
        seem = tally.full > 0 && tally.single * 2 <= tally.full;
    arena_free(&arena);
    return seem;
}

bool written_names_have_initial(struct view names)
{
    for (size_t i = 1; i < names.len; i++) {
        if (names.at[i] == '.' && ascii_is_upper(names.at[i - 1]) &&
            (i == 1 || view_has_byte(VIEW(" -."), names.at[i - 2])))
            return true;
    }
    return false;
}

bool written_names_may_be_families(struct view text)
{
    struct view name;

    while ((name = take_name(&text)).len > 0) {
        if (!is_one_word(name) || !may_be_family(name) || is_user_name(name))
            return false;
    }
    return true;
}

bool written_names_are_families(struct view text)
{
    enum { MOST = 3 }; /* four may be two inverted names */
    struct view rest = text;
    size_t count = 0;

    if (view_find(text, VIEW(" and ")) == text.len && view_find(text, VIEW(" & ")) == text.len)
        return false;
    while (take_name(&rest).len > 0)
        count++;
    return count > 1 && count <= MOST && written_names_may_be_families(text);
}

bool written_names_is_long_name(struct view text)
{
    enum { WORDS_MIN = 4 };
    struct view rest = text, word;
    size_t words = 0;

    while ((word = word_set_take(&rest)).len > 0) {
        if (is_remark_word(word) ||
            (word.len > 2 && ascii_is_upper(word.at[0]) && ascii_is_upper(word.at[1])))
            return false;
        words++;
    }
    return words >= WORDS_MIN && name_is_full(text);
}

/* ---- One element of a list ----------------------------------------------- */

/* True for "de Souza Melo" and "Van Hasselt". */
static bool has_particle_first(struct view name)
{
    struct view word = word_set_take(&name);

    return author_is_small(word) || author_is_known_particle(word);
}

/* True for what no given names follow: "A. Tide", "Reef Collaboration". */
static bool is_surely_whole(struct view name)
{
    return author_ends_with_group(name) || name_word_is_initial(word_set_take(&name));
}

/* Counts the names of a list without suffixes and degrees, and finds the first. */
static size_t count_people(struct view list, struct view *first)
{
    struct view name;
    size_t count = 0;

    while ((name = take_name(&list)).len > 0) {
        if (author_is_suffix(name) || author_is_degree(name))
            continue;
        if (count++ == 0)
            *first = name;
    }
    return count;
}

/* True for names in natural order of which the first is whole. Two with a comma between them may be
 * one, "García Márquez, Gabriel José", unless the text is alone in its list. Two collaborations
 * without a comma are one. */
static bool are_natural_names(struct view text, bool alone)
{
    bool comma = view_has_byte(text, ',');
    struct view first = { 0 };
    size_t count = count_people(text, &first);

    if (!name_is_full(first) && !author_ends_with_group(first))
        return false;
    if (!comma && author_ends_with_group(first))
        return false;
    return count > 2 || (count == 2 && (!comma || is_surely_whole(first) ||
                                        view_find(text, VIEW(" and ")) < text.len ||
                                        (alone && !has_particle_first(first))));
}

/* True if clean text without brackets, which may be one name, is several. */
static bool are_several_names(struct view text, bool alone)
{
    struct view first = { 0 };

    if (written_names_omit(text) || view_find(text, VIEW("; ")) < text.len ||
        view_find(text, VIEW("；")) < text.len)
        return true;
    if (!written_names_are_several(text))
        return false;
    if (are_inverted_names(text, false))
        return true;
    if (!written_names_seem(text))
        return false;
    switch (find_order(text, false)) {
    case ALL_INVERTED:
        return count_people(text, &first) > 3;
    case FIRST_INVERTED:
        return count_people(text, &first) > 2;
    default:
        return are_natural_names(text, alone);
    }
}

void written_names_add_element(struct view text, bool alone, struct arena *arena,
                               struct people *people)
{
    if (text_is_failure(view_trim(text)))
        return;
    if (are_several_names(author_clean_unbracketed(text, arena), alone))
        written_names_add(text, arena, people);
    else
        author_names_add(text, arena, people);
}
