/* Links and pictures in brackets, and bare addresses. */
#include "input/inline/inline_reading.h"
#include "text/scan.h"

/* ---- Addresses of [text](address "title") */

/* An address may nest so many parentheses. The limit also keeps text of only unclosed links from
 * being searched to its end for each. */
enum { NESTED_MAX = 8 };

#define ADDRESS_STOPS(has, row) has('\0', ' ', row) has('(', ')', row) has('\\', '\\', row)
static const struct byte_set address_stops = BYTE_SET(ADDRESS_STOPS);

/* With blanks, as people write them into addresses, up to the end of the line. */
#define LINE_STOPS(has, row) has('\n', '\n', row) has('(', ')', row) has('\\', '\\', row)
static const struct byte_set line_stops = BYTE_SET(LINE_STOPS);

/* Returns the length of the text before the first stop that is neither escaped nor a parenthesis of
 * a pair. */
static size_t balanced_length(struct view text, const struct byte_set *stops)
{
    size_t depth = 0, at = 0;

    for (;; at++) {
        at += scan_run(view_skip(text, at), stops);
        if (at >= text.len)
            return text.len;
        if (text.at[at] == '\\')
            at += at + 1 < text.len && text.at[at + 1] != '\n';
        else if (text.at[at] == '(' && depth < NESTED_MAX)
            depth++;
        else if (text.at[at] == ')' && depth > 0)
            depth--;
        else
            return at;
    }
}

/* Takes <address> or an address without blanks. */
static bool take_address(struct view *text, struct view *address)
{
    size_t length;

    if (view_take(text, VIEW("<"))) {
        length = 0;
        while (length < text->len && !view_has_byte(VIEW("<>\n"), text->at[length]))
            length++;
        if (length == text->len || text->at[length] != '>')
            return false;
        *address = (struct view){ text->at, length };
        *text = view_skip(*text, length + 1);
        return true;
    }
    length = balanced_length(*text, &address_stops);
    *address = (struct view){ text->at, length };
    *text = view_skip(*text, length);
    return true;
}

/* Takes "title", 'title' or (title), if there is one. */
static bool take_title(struct view *text)
{
    char open = text->len > 0 ? text->at[0] : '\0', close = open == '(' ? ')' : open;
    size_t at = 1;

    if (open != '"' && open != '\'' && open != '(')
        return true;
    while (at < text->len && text->at[at] != close && (open != '(' || text->at[at] != '('))
        at += text->at[at] == '\\' ? 2 : 1;
    if (at >= text->len || text->at[at] != close)
        return false;
    *text = view_skip(*text, at + 1);
    return true;
}

static bool starts_with_http(struct view text)
{
    return view_take_ignoring_case(&text, VIEW("http")) &&
           (view_starts_with(text, VIEW("://")) ||
            view_starts_with_ignoring_case(text, VIEW("s://")));
}

/* Takes an address with blanks in it, and what follows it in quotes, up to its parenthesis. */
static bool take_address_with_blanks(struct view *text, struct view *address)
{
    size_t length = balanced_length(*text, &line_stops), quotes;

    if (!starts_with_http(*text) || length == text->len || text->at[length] != ')')
        return false;
    *address = (struct view){ text->at, length };
    quotes = view_find(*address, VIEW(" \""));
    *address = view_trim_end((struct view){ text->at, quotes });
    *text = view_skip(*text, length + 1);
    return true;
}

/* Takes an address without blanks, a title, and the parenthesis. */
static bool take_address_and_title(struct view *text, struct view *address)
{
    if (!take_address(text, address))
        return false;
    *text = view_trim_start(*text);
    if (!take_title(text))
        return false;
    *text = view_trim_start(*text);
    return view_take(text, VIEW(")"));
}

/* Takes (address "title"). Returns false, and takes nothing, if there is none. */
static bool take_target(struct view *text, struct view *address)
{
    struct view rest = *text, start;

    if (!view_take(&rest, VIEW("(")))
        return false;
    start = rest = view_trim_start(rest);
    if (!take_address_and_title(&rest, address)) {
        if (!take_address_with_blanks(&start, address))
            return false;
        rest = start;
    }
    *text = rest;
    return true;
}

/* ---- Brackets */

size_t inline_bracket_open(struct inline_reading *reading, size_t at)
{
    bool is_picture = at > reading->plain && reading->source.at[at - 1] == '!';
    size_t mark = inline_mark_add(reading, at - is_picture, at + 1);

    reading->marks[mark].kept = 1 + (size_t)is_picture;
    reading->brackets = memory_grow_array(reading->brackets, reading->bracket_count,
                                          &reading->bracket_cap, sizeof *reading->brackets);
    reading->brackets[reading->bracket_count++] = (struct inline_bracket){
        .mark = mark,
        .runs = reading->run_count,
        .links = reading->out->link_count,
        .spans = reading->out->span_count,
        .in_link = reading->in_link,
        .open_anchor = reading->open_anchor,
        .is_picture = is_picture,
    };
    return at + 1;
}

void inline_link_note_alt(struct inline_reading *reading, struct view alt)
{
    struct inline_bracket *bracket =
        reading->bracket_count ? &reading->brackets[reading->bracket_count - 1] : NULL;
    struct inline_link *anchor =
        reading->open_anchor ? &reading->out->links[reading->open_anchor - 1] : NULL;

    if (bracket && bracket->alt.len == 0)
        bracket->alt = alt;
    if (anchor && anchor->alt.len == 0)
        anchor->alt = alt;
}

/* Forgets the links from this one on. */
static void drop_links(struct inline_reading *reading, size_t link)
{
    reading->out->link_count = link;
    if (reading->open_anchor > link)
        reading->open_anchor = 0;
}

/* Removes a picture, with all that its alternative text seemed to be. */
static void end_picture(struct inline_reading *reading, const struct inline_bracket *bracket,
                        size_t at, size_t end)
{
    size_t start = reading->marks[bracket->mark].start;

    drop_links(reading, bracket->links);
    reading->out->span_count = bracket->spans;
    reading->run_count = bracket->runs;
    reading->in_link = bracket->in_link;
    inline_mark_drop(reading, bracket->mark);
    inline_mark_add(reading, start, end);
    if (bracket->open_anchor && !reading->open_anchor) /* </a> was in it */
        reading->out->links[bracket->open_anchor - 1].end = bracket->mark;
    inline_link_note_alt(reading, inline_source_part(reading, start + 2, at));
}

/* A link in brackets replaces bare ones in its text. */
static void end_link(struct inline_reading *reading, const struct inline_bracket *bracket,
                     size_t at, size_t end, struct view address, struct view label)
{
    struct inline_link *link;

    inline_emphasis_pair(reading, bracket->runs);
    drop_links(reading, bracket->links);
    reading->marks[bracket->mark].kept = 0;
    link = inline_link_add(reading, bracket->mark, inline_mark_add(reading, at, end));
    link->address = address;
    link->label = label;
    link->alt = bracket->alt;
    reading->in_link = reading->bracket_count;
}

/* Takes the [label] that follows a text in brackets. [1][2] are two citations, [^1] is the mark of
 * a footnote, and a label with a blank is more often text: [CVPR 2024][LLM Agents]. */
static bool take_link_label(struct view *text, struct view content, struct view *label)
{
    struct view rest = *text, digits = content;
    size_t length = 0;
    uint32_t number;

    if (!view_take(&rest, VIEW("[")))
        return false;
    while (length < rest.len && !view_has_byte(VIEW("[] \n"), rest.at[length]))
        length += rest.at[length] == '\\' ? 2 : 1;
    if (length >= rest.len || rest.at[length] != ']' || rest.at[0] == '^' ||
        view_starts_with(content, VIEW("^")) ||
        (view_take_number(&digits, UINT32_MAX, &number) && digits.len == 0))
        return false;
    *label = length ? (struct view){ rest.at, length } : content;
    *text = view_skip(rest, length + 1);
    return true;
}

/* True if ]] ends [[target|text]] or [[text]], with nothing else marked in it, and no address after
 * it. `inner` is off the stack already. */
static bool is_wikilink(const struct inline_reading *reading, const struct inline_bracket *inner,
                        size_t at)
{
    size_t start = reading->marks[inner->mark].start;
    char after = inline_byte_at(reading, at + 2);

    return !inner->is_picture && reading->mark_count == inner->mark + 1 &&
           reading->bracket_count > 0 &&
           reading->brackets[reading->bracket_count - 1].mark + 1 == inner->mark &&
           reading->source.at[start - 1] == '[' && inline_byte_at(reading, at + 1) == ']' &&
           after != '(' && after != '[' && at > start + 1;
}

static void end_wikilink(struct inline_reading *reading, const struct inline_bracket *inner,
                         size_t at)
{
    struct inline_mark *mark = &reading->marks[inner->mark];
    size_t start = mark->end;
    size_t bar = view_find_last(inline_source_part(reading, start, at), VIEW("|"));

    reading->bracket_count--;
    mark[0].kept = mark[-1].kept = 0;
    if (start + bar < at)
        mark->end = start + bar + 1;
    inline_mark_add(reading, at, at + 2);
}

/* Ends the innermost bracket as plain text. Returns the offset after it. */
static size_t end_plain(struct inline_reading *reading, const struct inline_bracket *bracket,
                        size_t at)
{
    if (is_wikilink(reading, bracket, at)) {
        end_wikilink(reading, bracket, at);
        return at + 2;
    }
    if (bracket->alt.len > 0 && reading->bracket_count > 0)
        inline_link_note_alt(reading, bracket->alt);
    return at + 1;
}

size_t inline_bracket_close(struct inline_reading *reading, size_t at)
{
    struct view rest = view_skip(reading->source, at + 1), content;
    struct view address = { 0 }, label = { 0 };
    const struct inline_bracket *bracket;
    bool has_link;
    size_t end;

    if (reading->bracket_count == 0)
        return at + 1;
    bracket = &reading->brackets[--reading->bracket_count]; /* until the next that opens */
    has_link = reading->bracket_count < reading->in_link;
    if (has_link)
        reading->in_link = reading->bracket_count;
    content = inline_source_part(reading, reading->marks[bracket->mark].end, at);
    if ((has_link && !bracket->is_picture) ||
        (!take_target(&rest, &address) && !take_link_label(&rest, content, &label)))
        return end_plain(reading, bracket, at);
    end = reading->source.len - rest.len;
    if (bracket->is_picture)
        end_picture(reading, bracket, at, end);
    else
        end_link(reading, bracket, at, end, address, label);
    return end;
}

/* ---- Bare addresses */

/* Besides white space and what ends an address in Markdown and HTML: full-width and CJK characters,
 * typographic quotes, arrows and emoji, that is U+0080-00BF and from U+2000 on. */
#define BARE_STOPS(has, row)                                                        \
    has('\0', ' ', row) has('"', '"', row) has('(', '*', row) has('<', '<', row)    \
        has('>', '>', row) has('[', ']', row) has('`', '`', row) has('|', '|', row) \
            has(0x7F, 0x7F, row) has(0xC2, 0xC2, row) has(0xE2, 0xFF, row)
static const struct byte_set bare_stops = BYTE_SET(BARE_STOPS);

/* Takes &name; off the end of an address. */
static bool drop_reference(struct view *address)
{
    size_t at = address->len - 1;

    while (at > 0 && ascii_is_alnum(address->at[at - 1]))
        at--;
    if (at == 0 || at == address->len - 1 || address->at[at - 1] != '&')
        return false;
    address->len = at - 1;
    return true;
}

/* Punctuation at the end belongs to the sentence (GitHub Flavored Markdown, 6.9). */
static struct view trim_punctuation(struct view address)
{
    while (address.len > 0) {
        char last = address.at[address.len - 1];

        if (last == ';' ? !drop_reference(&address) : !view_has_byte(VIEW("?!.,:*_~'"), last))
            break;
        if (last != ';')
            address.len--;
    }
    return address;
}

/* Returns the length of an address that nothing marks as such. A parenthesis that it does not open
 * ends it; so does a backslash, except before what people escape in addresses. */
static size_t bare_length(struct view text)
{
    size_t depth = 0, at = 0;

    for (;; at++) {
        at += scan_run(view_skip(text, at), &bare_stops);
        if (at == text.len)
            break;
        if (text.at[at] == '(')
            depth++;
        else if (text.at[at] == ')' && depth > 0)
            depth--;
        else if (text.at[at] != '\\' || at + 1 == text.len ||
                 !view_has_byte(VIEW("_-&#%~="), text.at[at + 1]))
            break;
    }
    return trim_punctuation((struct view){ text.at, at }).len;
}

void inline_link_add_bare(struct inline_reading *reading, size_t start, size_t end, size_t margin)
{
    size_t open = inline_mark_add(reading, start - margin, start);
    size_t close = inline_mark_add(reading, end, end + margin);
    struct inline_link *link = inline_link_add(reading, open, close);

    link->address = inline_source_part(reading, start, end);
    link->is_bare = true;
}

size_t inline_address_take(struct inline_reading *reading, size_t at)
{
    struct view before = inline_source_part(reading, reading->plain, at), text;
    size_t scheme = 0, length;

    if (inline_byte_at(reading, at + 1) != '/' || inline_byte_at(reading, at + 2) != '/')
        return at + 1;
    while (scheme < before.len && ascii_is_alnum(before.at[before.len - 1 - scheme]))
        scheme++;
    text = view_skip(reading->source, at - scheme);
    if ((scheme != 4 && scheme != 5) || !starts_with_http(text))
        return at + 1;
    length = bare_length(text);
    if (length <= scheme + 3)
        return at + 1;
    if (!reading->open_anchor)
        inline_link_add_bare(reading, at - scheme, at - scheme + length, 0);
    return at - scheme + length;
}
