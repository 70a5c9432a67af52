#include "input/markdown/list_label.h"

#include "input/markdown/list_link.h"
#include "input/markdown/list_title.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"
#include "text/clean.h"
#include "text/scan.h"
#include "text/utf8.h"

/* ---- Names ---------------------------------------------------------------- */

enum { NAME_MAX = 64 }; /* bytes of the longest label */

/* The names in lower case and without blanks, with their role as a label and as a column, as a
 * trie: the Makefile makes it of list_label.def. Node 0 is none. */
static const struct name_node {
    unsigned char byte;
    uint8_t as_label, as_column; /* of the name that ends here, or LABEL_NONE */
    uint16_t child, next;        /* the first node after this, the next beside it */
} name_nodes[] = {
    { 0 },
#define ROOT(byte, node)
#define NODE(byte, label, column, child, next) { byte, LABEL_##label, LABEL_##column, child, next },
#include "list_labels.def"
#undef ROOT
#undef NODE
};

/* The nodes of the first bytes. */
static const uint16_t name_roots[256] = {
#define ROOT(byte, node) [byte] = (node),
#define NODE(byte, label, column, child, next)
#include "list_labels.def"
};

/* Returns the node of the next byte of a name after `node`, or after none, or 0. */
static size_t next_name_node(size_t node, char c)
{
    unsigned char byte = (unsigned char)ascii_lower(c);

    if (node == 0)
        return name_roots[byte];
    /* cppcheck-suppress arrayIndexOutOfBoundsCond ; nodes are those of the table */
    for (node = name_nodes[node].child; node > 0 && name_nodes[node].byte != byte;)
        node = name_nodes[node].next; /* cppcheck-suppress arrayIndexOutOfBoundsCond ; the same */
    return node;
}

/* True for what names have beyond ASCII: letters, also Cyrillic and CJK, and full-width brackets,
 * but no emoji, marks or blanks. */
static bool is_wide_name_part(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7AF) ||
           code == 0xFF08 || code == 0xFF09 || (code >= 0xC0 && code < 0x250) ||
           (code >= 0x400 && code < 0x530);
}

/* Returns the length of the character, tag or reference at the start of the name, which is not an
 * ASCII letter or digit. Sets *counts if names are told apart by it. */
static size_t name_part_length(struct view name, bool *counts)
{
    char c = name.at[0];
    size_t width = 1;

    *counts = c == '(' || c == ')' || c == '&';
    if (c == '<')
        return view_find_byte(name, '>') + 1;
    if ((unsigned char)c >= 0x80) {
        *counts = is_wide_name_part(utf8_decode(name, &width));
    } else if (c == '&' && view_starts_with(name, VIEW("&nbsp;"))) {
        *counts = false;
        width = sizeof "&nbsp;" - 1;
    }
    return width;
}

/* Returns the node at which the name ends; node 0 has no roles. Most texts are none after two
 * letters. */
static const struct name_node *find_name(struct view name)
{
    size_t node = 0, width;
    bool counts;

    if (name.len > (size_t)4 * NAME_MAX)
        return name_nodes;
    for (; name.len > 0; name = view_skip(name, width)) {
        while (name.len > 0 && ascii_is_alnum(name.at[0])) {
            node = next_name_node(node, name.at[0]);
            if (node == 0)
                return name_nodes;
            name = view_skip(name, 1);
        }
        if (name.len == 0)
            break;
        width = name_part_length(name, &counts);
        for (size_t i = 0; counts && i < width; i++) {
            node = next_name_node(node, name.at[i]);
            if (node == 0)
                return name_nodes;
        }
    }
    return &name_nodes[node];
}

enum list_role list_label_role(struct view name)
{
    return (enum list_role)find_name(name)->as_label;
}

/* Returns the role of a name, or of several that are all known, "DOI/arXiv ID": that of the paper
 * or else the first that records have. "Data/Model" has none, since a title may begin so. */
static enum list_role role_of_several(struct view name)
{
    enum list_role role = list_label_role(name);

    if (role != LABEL_NONE || !view_has_byte(name, '/') || name.len > NAME_MAX ||
        view_find(name, VIEW("://")) < name.len)
        return role;
    while (name.len > 0) {
        struct view part = { name.at, view_find_byte(name, '/') };
        enum list_role next = list_label_role(part);

        if (next == LABEL_NONE)
            return LABEL_NONE;
        if (role == LABEL_NONE || role == LABEL_OTHER || next == LABEL_PAPER)
            role = next;
        name = view_skip(name, part.len + 1);
    }
    return role == LABEL_OTHER ? LABEL_NONE : role;
}

/* Takes the number of a chapter off a heading: "## 1. 摘要", "一、摘要". */
static struct view without_chapter(struct view heading)
{
    enum { CHARACTER = 3 }; /* bytes of one that is not Latin */
    struct view rest;
    uint32_t number;
    size_t mark;

    while (heading.len > 0 && view_has_byte(VIEW("# *"), heading.at[0]))
        heading = view_skip(heading, 1);
    rest = heading = view_trim_end(heading);
    mark = view_find(rest, VIEW("、"));
    if (mark > 0 && mark <= CHARACTER)
        return view_skip(rest, mark + CHARACTER);
    while (view_take_number(&rest, 99, &number) && view_take(&rest, VIEW(".")))
        heading = rest;
    return view_take(&rest, VIEW(" ")) ? rest : heading;
}

/* Returns the role that two names have, one of them in brackets: "摘要 (Abstract)". */
static enum list_role role_in_two_languages(struct view text)
{
    struct view inside = text;
    size_t bracket = view_find_byte(text, '(');

    if (bracket == text.len || !view_ends_with(text, VIEW(")")))
        return LABEL_NONE;
    inside = (struct view){ text.at + bracket + 1, text.len - bracket - 2 };
    text.len = bracket;
    return list_label_role(text) == list_label_role(inside) ? list_label_role(text) : LABEL_NONE;
}

enum list_role list_label_heading(struct view heading)
{
    enum list_role role = list_label_role(heading);
    struct view rest = without_chapter(heading);

    if (role == LABEL_NONE)
        role = role_in_two_languages(rest);
    if (role != LABEL_NONE || rest.len == heading.len)
        return role;
    role = list_label_role(rest);
    return role == LABEL_ABSTRACT || role == LABEL_ABSTRACT_TRANSLATION ||
                   (role == LABEL_DETAILS && text_has_cjk(rest)) /* "5. References" is a chapter */
               ? role
               : LABEL_NONE;
}

bool list_label_names_paper(struct view name)
{
    while (name.len > 0) {
        struct view part = { name.at, view_find_byte(name, '/') };

        if (list_label_role(part) == LABEL_PAPER)
            return true;
        name = view_skip(name, part.len + 1);
    }
    return false;
}

enum list_role list_label_column(struct view name)
{
    enum list_role role = (enum list_role)find_name(name)->as_column;

    if (role != LABEL_NONE || !view_has_byte(name, '/'))
        return role;
    /* "Model/Paper" may be anything, and "Authors/Affiliation" has both in its cells */
    return role_of_several(name) == LABEL_TITLE ? LABEL_TITLE : LABEL_NONE;
}

/* Takes the next word of a link's text. */
static struct view take_link_word(struct view *text)
{
#define WORD_ENDS(has, row)                                                         \
    has('\t', '\n', row) has(' ', ' ', row) has('\'', '*', row) has(',', '/', row)  \
        has(':', ':', row) has('[', '[', row) has(']', ']', row) has('_', '`', row) \
            has('{', '}', row)
    static const struct byte_set ends = BYTE_SET(WORD_ENDS);
    struct view word;

    while (text->len > 0 && byte_set_has(&ends, text->at[0]))
        *text = view_skip(*text, 1);
    word = (struct view){ text->at, 0 };
    while (word.len < text->len && !byte_set_has(&ends, text->at[word.len]))
        word.len++;
    *text = view_skip(*text, word.len);
    return word;
}

/* True for a word that says nothing of what a link leads to, but is no prose. */
static bool is_filler(struct view word)
{
    static const struct view words[] = {
        VIEW_ENTRY("page"),     VIEW_ENTRY("download"), VIEW_ENTRY("version"), VIEW_ENTRY("full"),
        VIEW_ENTRY("official"), VIEW_ENTRY("read"),     VIEW_ENTRY("view"),    VIEW_ENTRY("on"),
        VIEW_ENTRY("badge"),    VIEW_ENTRY("static"),   VIEW_ENTRY("open"),    VIEW_ENTRY("in"),
        VIEW_ENTRY("보기"),     VIEW_ENTRY("열기")
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal_ignoring_case(word, words[i]))
            return true;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (ascii_is_alpha(word.at[i]) || (unsigned char)word.at[i] == 0xC3)
            return false;
    }
    return true; /* numbers, emoji */
}

/* True for ASCII without a letter, such as an id: most links of tables. */
static bool is_number(struct view name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (ascii_is_alpha(name.at[i]) || (unsigned char)name.at[i] >= 0x80)
            return false;
    }
    return true;
}

enum list_role list_label_link(struct view name)
{
    enum list_role role;

    if (is_number(name))
        return LABEL_NONE;
    role = list_label_role(name);
    if (role != LABEL_NONE || name.len > NAME_MAX)
        return role;
    for (struct view word = take_link_word(&name); word.len > 0; word = take_link_word(&name)) {
        enum list_role next;

        while (word.len > 1 && ascii_is_digit(word.at[word.len - 1]))
            word.len--; /* arxiv1 */
        next = list_label_role(word);
        if (next == LABEL_NONE && !is_filler(word))
            return LABEL_NONE;
        if (role == LABEL_NONE)
            role = next;
    }
    return role;
}

/* ---- Labels --------------------------------------------------------------- */

/* Takes blanks, bullets of text, tags and emoji off the start. *bold becomes true if a mark of bold
 * text was among them, *summary for <summary>. */
static void take_marks(struct view *text, bool *bold, bool *summary)
{
    while (text->len > 0) {
        unsigned char c = (unsigned char)text->at[0];
        size_t width = 1;

        if (view_starts_with(*text, VIEW("**")) || view_starts_with(*text, VIEW("__"))) {
            *bold = true;
            width = 2;
        } else if (c == '<') {
            width = view_find_byte(*text, '>') + 1;
            *bold |= view_starts_with(*text, VIEW("<b>")) ||
                     view_starts_with(*text, VIEW("<strong"));
            *summary |= view_starts_with(*text, VIEW("<summary"));
        } else if (c >= 0x80) {
            uint32_t code = utf8_decode(*text, &width);
            bool is_letter = (code >= 0xC0 && code < 0x250) || (code >= 0x370 && code < 0x2000) ||
                             (code >= 0x3040 && code <= 0xFAFF) || code >= 0x20000;
            if ((is_letter && code < 0x1F000) || code == 0x201C)
                return;
        } else if (!ascii_is_blank((char)c) && c != '*' && c != '_' && c != '>' && c != '#') {
            return;
        }
        *text = view_skip(*text, width);
    }
}

/* Takes what closes a label off the start: marks, tags, one colon, or two as in Logseq. Returns
 * true if there was a colon. */
static bool take_label_end(struct view *text)
{
    bool colon = false;

    for (;;) {
        if (!colon && (view_take(text, VIEW("::")) || view_take(text, VIEW(":")) ||
                       view_take(text, VIEW("："))))
            colon = true;
        else if (view_starts_with(*text, VIEW("**")) || view_starts_with(*text, VIEW("__")))
            *text = view_skip(*text, 2);
        else if (view_starts_with(*text, VIEW("</")) || view_starts_with(*text, VIEW("<br")))
            *text = view_skip(*text, view_find_byte(*text, '>') + 1);
        else if (text->len > 0 && (ascii_is_blank(text->at[0]) ||
                                   ((text->at[0] == '*' || text->at[0] == '_') && !colon)))
            *text = view_skip(*text, 1);
        else
            return colon;
    }
}

/* True if bold text or a tag ends here, perhaps after a colon. */
static bool closes_bold(struct view text)
{
    if (!view_take(&text, VIEW(":")))
        view_take(&text, VIEW("："));
    text = view_trim_start(text);
    return view_starts_with(text, VIEW("**")) || view_starts_with(text, VIEW("__")) ||
           view_starts_with(text, VIEW("</"));
}

/* Returns the length of the name at the start: up to a colon, the end of bold text or a tag. */
static size_t label_length(struct view text, bool marked)
{
    size_t at = 0, limit = text.len < (size_t)3 * NAME_MAX ? text.len : (size_t)3 * NAME_MAX;

    for (; at < limit; at++) {
        struct view rest = view_skip(text, at);

        if (ascii_is_alnum(text.at[at]) || text.at[at] == ' ')
            continue;
        if (text.at[at] == ':' || text.at[at] == '<' || view_starts_with(rest, VIEW("：")))
            return at;
        if (marked && (view_starts_with(rest, VIEW("**")) || view_starts_with(rest, VIEW("__"))))
            return at;
        if (text.at[at] == '[' || text.at[at] == '|' || text.at[at] == '\n')
            break;
    }
    return at == text.len ? at : 0;
}

/* Returns the role of a name that another may follow in brackets: "论文(Paper)". */
static enum list_role role_before_brackets(struct view name)
{
    enum list_role role = role_of_several(name);

    if (role == LABEL_NONE && view_ends_with(name, VIEW(")")))
        name.len = view_find_byte(name, '(');
    else if (role == LABEL_NONE && view_ends_with(name, VIEW("）")))
        name.len = view_find(name, VIEW("（"));
    return role == LABEL_NONE ? list_label_role(name) : role;
}

/* True for the title of a paper, not its link or its id: "论文：Tides of the Moon". */
static bool is_title_of_paper(struct view name, struct view value)
{
    enum { WORDS = 3 };
    size_t word = view_find_byte(value, ' '),
           next = view_find_byte(view_skip(value, word + 1), ' ');

    return !written_venue_is_tag((struct view){ value.at, word + next + (word < value.len) }) &&
           list_label_column(name) == LABEL_TITLE && value.len > 0 &&
           !view_has_byte(VIEW(")0123456789"), value.at[value.len - 1]) && /* of a venue */
           (view_has_byte(value, '*') || !list_has_et_al(value)) &&
           view_find(value, VIEW("](")) == value.len &&
           view_find(value, VIEW("://")) == value.len && list_has_more_words(value, WORDS) &&
           !list_title_is_lower_case(value) && !list_title_begins_sentence(value) &&
           !written_names_seem(value);
}

/* True for a number or stars. "Score" before anything else may begin a title or a sentence. */
static bool is_score(struct view value)
{
    return value.len > 0 && (ascii_is_digit(value.at[0]) || view_starts_with(value, VIEW("⭐")) ||
                             view_starts_with(value, VIEW("★")));
}

/* True for a name of another link to the paper before its address: "原始链接：https://arxiv.org/…".
 */
static bool names_link_to_paper(struct view name, struct view value)
{
    static const struct view ends[] = { VIEW_ENTRY("链接"),   VIEW_ENTRY("鏈接"),
                                        VIEW_ENTRY("連結"),   VIEW_ENTRY("地址"),
                                        VIEW_ENTRY("リンク"), VIEW_ENTRY("링크") };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (view_ends_with(name, ends[i]))
            return view_find(value, VIEW("://arxiv.org/")) < value.len;
    }
    return false;
}

bool list_label_take(struct view line, struct list_label *label)
{
    struct view rest = line, name;
    bool bold = false, summary = false, colon, closed;

    if (view_starts_with(line, VIEW("[")) && !view_take(&rest, VIEW("[x] ")) &&
        !view_take(&rest, VIEW("[ ] "))) /* as most items do that link to a paper */
        return false;
    take_marks(&rest, &bold, &summary);
    name = (struct view){ rest.at, label_length(rest, bold || summary) };
    if (name.len == 0 || name.len > NAME_MAX || (name.len == rest.len && !bold && !summary))
        return false;
    rest = view_skip(rest, name.len);
    closed = closes_bold(rest);
    colon = take_label_end(&rest);
    label->role = role_before_brackets(name);
    label->name = name;
    label->value = view_trim_end(rest);
    if (label->role == LABEL_PAPER && is_title_of_paper(name, label->value))
        label->role = LABEL_TITLE;
    if (label->role == LABEL_NONE && names_link_to_paper(name, label->value))
        label->role = LABEL_PAPER;
    if (label->role == LABEL_SCORE && !is_score(label->value))
        label->role = LABEL_NONE;
    label->is_known = label->role != LABEL_NONE;
    if (label->is_known && !colon && (view_take(&rest, VIEW("— ")) || view_take(&rest, VIEW("– "))))
        label->value = view_trim(rest);
    label->has_colon = colon;
    if (!label->is_known && (bold || summary) && closed && (colon || rest.len == 0))
        label->role = LABEL_OTHER;
    return label->role != LABEL_NONE && (colon || bold || summary);
}

bool list_label_is_after_symbol(struct view line)
{
    struct view rest = view_trim_start(line);
    bool bold = false, summary = false;
    size_t width, length;

    if (rest.len == 0 || (unsigned char)rest.at[0] < 0xE2 || utf8_decode(rest, &width) < 0x2100)
        return false;
    line = rest;
    take_marks(&rest, &bold, &summary);
    length = label_length(rest, bold);
    return rest.at > line.at && length > 0 && length <= NAME_MAX && length < rest.len &&
           !view_starts_with(view_skip(rest, length), VIEW("://"));
}
