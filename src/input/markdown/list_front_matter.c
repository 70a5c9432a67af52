#include "input/markdown/list_front_matter.h"

/* Returns the text without the quotation marks or brackets around it. */
static struct view unquote(struct view value)
{
    static const struct view open = VIEW_ENTRY("\"'["), close = VIEW_ENTRY("\"']");
    size_t mark = value.len > 1 ? view_find_byte(open, value.at[0]) : open.len;

    if (mark < open.len && value.at[value.len - 1] == close.at[mark])
        return (struct view){ value.at + 1, value.len - 2 };
    return value;
}

/* True for what YAML writes before a text on the next lines: ">", "|-", ">2". */
static bool is_block_mark(struct view value)
{
    enum { LONGEST = 3 };

    if (value.len == 0 || value.len > LONGEST || !view_has_byte(VIEW(">|"), value.at[0]))
        return false;
    for (size_t i = 1; i < value.len; i++) {
        if (!view_has_byte(VIEW("+-123456789"), value.at[i]))
            return false;
    }
    return true;
}

/* Returns the value of a key with the lines that are indented below it, or go on with a list, and
 * skips them. A key without a value has items or keys of its own there. */
static struct view take_front_value(struct view value, const struct window *window,
                                    const struct list_block *block, size_t *next)
{
    bool is_block = is_block_mark(value);

    while (value.len > 0 && *next < block->count) {
        struct view line = window_text(window, block->lines[*next]);

        if (!ascii_is_blank(line.at[0]) &&
            !(view_starts_with(value, VIEW("[")) && view_starts_with(line, VIEW("]"))))
            break;
        if (is_block)
            value = line;
        is_block = false;
        value.len = (size_t)(line.at + line.len - value.at);
        ++*next;
    }
    return is_block ? (struct view){ value.at, 0 } : value;
}

/* True for {name: "Paper", url: https://…}. */
static bool is_named_paper(struct view item)
{
    struct view name;

    if (!view_take(&item, VIEW("{")) || !view_take(&item, VIEW("name:")))
        return false;
    name = view_trim((struct view){ item.at, view_find_byte(item, ',') });
    return list_label_role(unquote(name)) == LABEL_PAPER;
}

/* ---- Authors --------------------------------------------------------------- */

/* A person as maps name one: {name: Ada Tide}, or {given: Ada, family: Tide}. */
struct front_author {
    struct view whole, given, family;
};

struct front_authors {
    struct list_entry *entry;
    const struct window *window;
    bool begins; /* none has been added yet that others may continue */
};

static void add_author_piece(struct front_authors *to, enum piece_place place, struct view text)
{
    list_entry_add(to->entry, LABEL_AUTHORS, place, window_span(to->window, text), to->begins);
    to->begins = false;
}

static void add_front_author(struct front_authors *to, const struct front_author *author)
{
    const struct view *whole = author->whole.len > 0    ? &author->whole
                               : author->family.len > 0 ? &author->family
                                                        : &author->given;

    if (author->family.len > 0 && author->given.len > 0) {
        add_author_piece(to, PLACE_FAMILY, author->family);
        add_author_piece(to, PLACE_GIVEN, author->given);
    } else if (whole->len > 0) {
        add_author_piece(to, PLACE_FRONT, *whole);
    }
}

/* True for the key of a part of a name, such as "first", "firstname" or "first_name". */
static bool is_part_key(struct view key, struct view part)
{
    if (!view_take_ignoring_case(&key, part))
        return false;
    if (key.len > 0 && view_has_byte(VIEW("-_"), key.at[0]))
        key = view_skip(key, 1);
    return key.len == 0 || view_equal_ignoring_case(key, VIEW("name")) ||
           view_equal_ignoring_case(key, VIEW("names"));
}

/* Takes "key: value" of an author's map, or of a map in it, as of `name` or of an affiliation. The
 * first value of a key counts. */
static void take_author_key(struct front_author *author, struct view text, bool is_inner)
{
    size_t colon = view_find_byte(text, ':');
    struct view key = unquote(view_trim((struct view){ text.at, colon }));
    struct view value = unquote(view_trim(view_skip(text, colon + 1))), *part = NULL;

    if (!is_inner && (view_equal(key, VIEW("name")) || view_equal(key, VIEW("literal"))))
        part = &author->whole;
    else if (is_part_key(key, VIEW("given")) || is_part_key(key, VIEW("first")))
        part = &author->given;
    else if (is_part_key(key, VIEW("family")) || is_part_key(key, VIEW("last")))
        part = &author->family;
    if (part && part->len == 0)
        *part = value;
}

static struct view without_comment(struct view text)
{
    return (struct view){ text.at, view_find(text, VIEW(" #")) };
}

/* Adds an author on lines of which the first, perhaps after "- ", begins at that column. */
static void add_author_of_lines(struct front_authors *to, struct view text, size_t column)
{
    struct view first = without_comment((struct view){ text.at, view_find_byte(text, '\n') });
    struct front_author author = { 0 };
    size_t own = SIZE_MAX; /* column of the map's keys */

    if (!view_has_byte(first, ':'))
        author.whole = unquote(view_trim(first));
    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') };
        struct view inside = view_trim_start(line);

        column += line.len - inside.len;
        if (own == SIZE_MAX && inside.len > 0)
            own = column;
        take_author_key(&author, without_comment(inside), column > own);
        text = view_skip(text, line.len + 1);
        column = 0;
    }
    add_front_author(to, &author);
}

/* Returns the offset of a comma or a bracket that is not in quotes, or the length of the text. */
static size_t find_flow_mark(struct view text)
{
    char quote = '\0';

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (quote)
            quote = c == quote ? '\0' : quote;
        else if ((c == '"' || c == '\'') && (i == 0 || ascii_is_blank(text.at[i - 1])))
            quote = c;
        else if (view_has_byte(VIEW(",{}[]"), c))
            return i;
    }
    return text.len;
}

/* Adds the authors of "{given: Ada, family: Tide}" or of a list of such and of names. */
static void add_flow_authors(struct front_authors *to, struct view text)
{
    struct front_author author = { 0 };
    unsigned depth = 0;

    for (text = without_comment(text); text.len > 0;) {
        size_t length = find_flow_mark(text);
        struct view part = view_trim((struct view){ text.at, length });

        if (depth > 0)
            take_author_key(&author, part, depth > 1);
        else
            author.whole = unquote(part);
        text = view_skip(text, length);
        depth += view_starts_with(text, VIEW("{"));
        depth -= depth > 0 && view_starts_with(text, VIEW("}"));
        text = view_skip(text, 1);
        if (depth > 0)
            continue;
        add_front_author(to, &author);
        author = (struct front_author){ 0 };
    }
}

/* Adds the author of an item, or of a map without "- ", and skips the lines that are indented as
 * deep as its text. */
static void add_front_item(struct front_authors *to, const struct list_block *block, size_t *next,
                           struct view text)
{
    size_t column = (size_t)(text.at - window_text(to->window, block->lines[*next - 1]).at);

    for (; *next < block->count; ++*next) {
        struct view line = window_text(to->window, block->lines[*next]);

        if (line.len - view_trim_start(line).len < column)
            break;
        text.len = (size_t)(line.at + line.len - text.at);
    }
    if (view_starts_with(text, VIEW("{")))
        add_flow_authors(to, text);
    else
        add_author_of_lines(to, text, column);
}

/* ---- Lines ----------------------------------------------------------------- */

static void add_front_value(struct list_entry *entry, const struct window *window,
                            enum list_role role, struct view value, bool begins)
{
    value = unquote(view_trim(value));
    if (role != LABEL_NONE && role != LABEL_OTHER && value.len > 0)
        list_entry_add(entry, role, PLACE_FRONT, window_span(window, value), begins);
}

static bool is_front_item(struct view line)
{
    return view_starts_with(line, VIEW("- ")) || view_equal(line, VIEW("-"));
}

/* Adds "arxiv: https://…" or "code: https://…" below "links:". */
static void add_front_link(struct list_entry *entry, const struct window *window, struct view text)
{
    size_t colon = view_find_byte(text, ':');
    struct view name = { text.at, colon }, value = view_skip(text, colon + 1);
    enum list_role role = list_label_role(name);

    if (role == LABEL_CODE ||
        (role == LABEL_PAPER && view_find(value, VIEW("arxiv.org/")) < value.len))
        add_front_value(entry, window, role, value, true);
}

/* Adds an item of a list under a key, or the first line of a map there. */
static void add_line_below_key(struct list_entry *entry, const struct window *window,
                               const struct list_block *block, size_t *next, struct view line)
{
    struct view text = view_trim_start(line);
    bool is_item = is_front_item(text);

    if (is_item)
        text = view_trim_start(view_skip(text, 1));
    if (entry->role == LABEL_AUTHORS)
        add_front_item(&(struct front_authors){ entry, window, false }, block, next, text);
    else if (is_item)
        add_front_value(entry, window, is_named_paper(text) ? LABEL_PAPER : entry->role, text,
                        false);
    else if (entry->role == LABEL_PAPER)
        add_front_link(entry, window, text);
}

/* Returns the offset of the colon after a key, or of the sign after one of TOML: key = "value". */
static size_t find_key_end(struct view line)
{
    size_t at = 0;

    while (at < line.len &&
           (ascii_is_alnum(line.at[at]) || view_has_byte(VIEW("-_ "), line.at[at])))
        at++;
    return at < line.len && line.at[at] == '=' ? at : view_find_byte(line, ':');
}

/* Adds "key: value" of front matter, or what is below a key. Skips the lines on which the value
 * goes on. */
static void add_front_line(struct list_entry *entry, const struct window *window,
                           const struct list_block *block, size_t *next)
{
    struct view line = window_text(window, block->lines[(*next)++]);
    size_t end = find_key_end(line);
    struct view name = { line.at, end }, value = view_trim(view_skip(line, end + 1));

    if (ascii_is_blank(line.at[0]) || is_front_item(line)) {
        add_line_below_key(entry, window, block, next, line);
        return;
    }
    value = take_front_value(value, window, block, next);
    entry->role = list_label_role(name);
    if (entry->role == LABEL_NONE && view_find(value, VIEW("arxiv.org/")) < value.len)
        entry->role = LABEL_PAPER;
    if (entry->role == LABEL_AUTHORS && view_has_byte(value, '{'))
        add_flow_authors(&(struct front_authors){ entry, window, true }, value);
    else
        add_front_value(entry, window, entry->role, value, true);
}

void list_front_matter_add(struct list_entry *entry, const struct window *window,
                           const struct list_block *block)
{
    for (size_t next = 0; next < block->count;)
        add_front_line(entry, window, block, &next);
    entry->role = LABEL_NONE;
}
