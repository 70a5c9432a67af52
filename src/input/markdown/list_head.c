#include "input/markdown/list_head.h"

#include "input/ids/arxiv_mention.h"
#include "input/markdown/list_label.h"
#include "input/markdown/list_link.h"
#include "input/markdown/list_prefix.h"
#include "input/markdown/written_venue.h"
#include "input/written_names.h"

enum { PLAIN_TITLE = 30 }; /* words of the longest title without marks */

/* ---- The entry's own link ------------------------------------------------- */

static bool take_own(struct list_head *head, const struct inline_link *link, bool by_title)
{
    if (!list_link_is_paper(link))
        return false;
    head->id = link->paper;
    head->own = link;
    head->by_title = by_title;
    head->by_name = !by_title;
    return true;
}

/* arXiv:2403.19588 in code or in brackets. */
static bool find_id_in_code(const struct inline_text *text, struct arena *arena,
                            struct list_head *head)
{
    for (size_t i = 0; i < text->span_count; i++) {
        const struct inline_span *span = &text->spans[i];

        if (span->style == INLINE_CODE &&
            arxiv_mention_read_value(inline_text_part(text, span->start, span->end), arena,
                                     &head->id))
            return true;
    }
    return false;
}

/* "arXiv preprint arXiv:1502.04623 (2015)" after the title. */
static bool find_id_in_text(const struct inline_text *text, struct arena *arena,
                            struct list_head *head)
{
    struct view rest = view_skip(buffer_view(&text->text), head->title.rest);
    size_t at = 0;

    while (at < rest.len && !view_starts_with_ignoring_case(view_skip(rest, at), VIEW("arxiv:")))
        at++;
    rest = view_skip(rest, at + sizeof "arxiv:" - 1);
    rest = view_trim_start(rest);
    return rest.len > 0 && arxiv_take_id(&rest, arena, &head->id);
}

/* True for nothing but emoji or the like: [📄](…). */
static bool is_of_symbols(struct view name)
{
    struct view rest = name;
    size_t length;

    while ((length = list_prefix_symbol(rest)) > 0)
        rest = view_skip(rest, length);
    return name.len > 0 && rest.len == 0;
}

/* True for a link whose name says where the paper came out or is shown, which lists use for the
 * paper. */
static bool is_named_by_place(const struct inline_text *text, const struct inline_link *link)
{
    static const struct view places[] = { VIEW_ENTRY("conference"), VIEW_ENTRY("website"),
                                          VIEW_ENTRY("webpage"),    VIEW_ENTRY("homepage"),
                                          VIEW_ENTRY("project"),    VIEW_ENTRY("project page") };
    struct view name =
        list_link_unbracket(view_trim(inline_text_part(text, link->start, link->end)));

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (view_equal_ignoring_case(name, places[i]))
            return true;
    }
    return link->role == LABEL_JOURNAL;
}

static void find_own_link(const struct inline_text *text, struct arena *arena,
                          struct list_head *head)
{
    head->id = (struct arxiv_id){ 0 };
    if (head->title.link && take_own(head, head->title.link, true))
        return;
    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];

        if ((link->role == LABEL_PAPER ||
             (list_link_stands_apart(text, link) && list_link_is_reference(text, link))) &&
            take_own(head, link, false))
            return;
    }
    if (find_id_in_code(text, arena, head)) {
        head->by_name = true;
        return;
    }
    if (find_id_in_text(text, arena, head)) {
        head->by_name = true;
        return;
    }
    for (size_t i = 0; i < text->link_count; i++) {
        const struct inline_link *link = &text->links[i];
        struct view name = inline_text_part(text, link->start, link->end);

        bool by_place = is_named_by_place(text, link) && list_link_stands_apart(text, link);

        if ((link->role == LABEL_NONE || by_place) &&
            (list_link_is_short(name) || link->start == link->end ||
             (list_link_is_reference(text, link) && list_link_is_among_links(text, link))) &&
            take_own(head, link, false)) {
            head->by_name = link->is_bare || is_of_symbols(name) || by_place;
            return;
        }
    }
    head->id = (struct arxiv_id){ 0 };
}

/* True if what follows the title up to the line's end has no prose: at most a few words outside of
 * links and brackets. */
static bool tail_is_short(const struct list_head *head)
{
    enum { WORDS = 6 };
    const struct inline_text *text = head->text;
    struct view plain = buffer_view(&text->text);
    size_t words = 0, depth = 0, next = 0;

    if (list_title_goes_on_in_prose(view_skip(plain, head->title.rest)))
        return false;
    for (size_t at = head->title.rest; at < plain.len && plain.at[at] != '\n'; at++) {
        char c = plain.at[at];

        while (next < text->link_count &&
               (text->links[next].start < at || text->links[next].end == text->links[next].start))
            next++;
        if (next < text->link_count && text->links[next].start == at) {
            at = text->links[next].end - 1;
            c = ' ';
        }
        depth += c == '(' || c == '[';
        depth -= depth > 0 && (c == ')' || c == ']');
        if (depth == 0 && ascii_is_alpha(c) && !ascii_is_alnum(plain.at[at - (at > 0)]))
            words++;
        if (depth == 0 && (unsigned char)c >= 0xE3)
            words++;
    }
    return words <= WORDS;
}

/* Returns the number of words between the title and the link, on the link's line. */
static size_t words_before_link(const struct list_head *head)
{
    const struct inline_text *text = head->text;
    size_t start;

    if (!head->own || head->own->start <= head->title.rest)
        return 0;
    start = head->own->start;
    while (start > head->title.rest && text->text.at[start - 1] != '\n')
        start--;
    return list_count_words(inline_text_part(text, start, head->own->start));
}

/* True for what news say of a name, as "is out"; titles go on with a capital, or otherwise. */
static bool begins_news(struct view text)
{
    static const struct view verbs[] = { VIEW_ENTRY("are "), VIEW_ENTRY("has "), VIEW_ENTRY("is "),
                                         VIEW_ENTRY("was ") };
    static const struct view words[] = {
        VIEW_ENTRY("accepted"), VIEW_ENTRY("now"), VIEW_ENTRY("released"), VIEW_ENTRY("available"),
        VIEW_ENTRY("been"),     VIEW_ENTRY("new"), VIEW_ENTRY("open"),     VIEW_ENTRY("out"),
        VIEW_ENTRY("a"),        VIEW_ENTRY("an"),  VIEW_ENTRY("the")
    };
    enum { WITHOUT_VERB = 3, BEFORE_ARTICLES = 8 };
    size_t count = WITHOUT_VERB;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && count == WITHOUT_VERB; i++) {
        if (view_take(&text, verbs[i]))
            count = sizeof words / sizeof *words;
    }
    for (size_t i = 0; i < count; i++) {
        struct view rest = text;

        if (!view_take(&rest, words[i]) || (rest.len > 0 && ascii_is_alnum(rest.at[0])))
            continue;
        rest = view_trim_start(rest);
        if (i < BEFORE_ARTICLES || (rest.len > 0 && rest.at[0] >= 'a' && rest.at[0] <= 'z'))
            return true;
    }
    return false;
}

/* True for news of a day about something with a short name: "2024-06-01: **Tides** is out". */
static bool is_news_of_day(const struct list_head *head)
{
    enum { NAME = 2 }; /* words */

    return head->title.date.day > 0 && !list_has_more_words(head->title.text, NAME) &&
           begins_news(
               view_trim_start(view_skip(buffer_view(&head->text->text), head->title.rest)));
}

void list_head_read(const struct inline_text *text, struct arena *arena, bool is_cell,
                    struct list_head *head)
{
    *head = (struct list_head){ .text = text };
    list_title_find(text, is_cell, &head->title);
    if (!is_news_of_day(head))
        find_own_link(text, arena, head);
}

/* True if the text begins like a title, and is no label. */
static bool may_name_paper(struct view text)
{
    return text.len > 2 &&
           (ascii_is_upper(text.at[0]) || ascii_is_digit(text.at[0]) ||
            (unsigned char)text.at[0] >= 0xC3 || list_count_words(text) > 2) &&
           list_label_link(text) == LABEL_NONE;
}

static bool has_letters(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len && count < 2; i++)
        count += ascii_is_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0xC3;
    return count > 1;
}

bool list_head_take_id(struct view *heading, struct arena *arena, struct arxiv_id *id)
{
    struct view rest = view_trim_start(*heading);

    rest = view_trim_start(view_skip(rest, list_prefix_number(rest)));
    if (!view_take(&rest, VIEW("[")))
        view_take(&rest, VIEW("("));
    if (view_take_ignoring_case(&rest, VIEW("arXiv:")))
        rest = view_trim_start(rest);
    if (!arxiv_take_id(&rest, arena, id) || rest.len == 0 ||
        !view_has_byte(VIEW("]):- "), rest.at[0]))
        return false;
    while (rest.len > 0 && view_has_byte(VIEW("]):- "), rest.at[0]))
        rest = view_skip(rest, 1);
    if (rest.len == 0 || view_starts_with(rest, VIEW("(")))
        return false;
    *heading = rest;
    return true;
}

bool list_head_take_id_at_end(struct view *heading, struct arena *arena, struct view *mention)
{
    enum { WORDS = 4 }; /* after the id */
    size_t at = 1;
    struct view rest, title;
    struct arxiv_id id;

    while (at < heading->len &&
           !(view_has_byte(VIEW("(["), heading->at[at - 1]) &&
             view_starts_with_ignoring_case(view_skip(*heading, at), VIEW("arXiv:"))))
        at++;
    *mention = rest = view_skip(*heading, at);
    if (!view_take_ignoring_case(&rest, VIEW("arXiv:")))
        return false;
    rest = view_trim_start(rest);
    if (!arxiv_take_id(&rest, arena, &id) || rest.len == 0 ||
        !view_has_byte(VIEW(")]"), rest.at[0]))
        return false;
    mention->len -= rest.len;
    heading->len = at - 1;
    *heading = view_trim(*heading);
    title = view_trim_start(view_skip(*heading, list_prefix_number(*heading)));
    return list_has_more_words(*heading, 1) && !list_has_more_words(view_skip(rest, 1), WORDS) &&
           !written_byline_is_about_paper(title);
}

bool list_head_has_only_names(const struct list_head *head)
{
    const struct inline_text *text = head->text;
    struct view names = { text->text.at, text->link_count > 0 ? text->links[0].start : 0 };

    while (names.len > 0 && view_has_byte(VIEW("[(., "), names.at[names.len - 1]))
        names.len--;
    names = view_trim_end(written_venue_drop(names));
    return written_names_are_several(names) && written_names_seem(names);
}

bool list_head_is_address(const struct list_head *head)
{
    enum { MARKS = 2, BOX = 3 }; /* <https://…>, [x] */
    struct view plain;

    if (!head->own || !head->own->is_bare)
        return false;
    plain = view_trim(buffer_view(&head->text->text));
    if (plain.len > BOX && plain.at[0] == '[' && plain.at[BOX - 1] == ']')
        plain = view_trim_start(view_skip(plain, BOX));
    return head->own->end - head->own->start + MARKS >= plain.len;
}

bool list_head_may_be_title(const struct list_head *head, bool may_be_short)
{
    enum { SHORT_TITLE = 2, LETTERS = 24 }; /* words, bytes */
    struct view title = head->title.text;

    return head->title.kind != TITLE_IS_ABSENT && may_name_paper(title) &&
           !list_has_more_words(title, PLAIN_TITLE) && !list_title_begins_sentence(title) &&
           !view_ends_with(title, VIEW(":")) && !view_ends_with(title, VIEW("：")) &&
           (may_be_short || list_has_more_words(title, SHORT_TITLE) ||
            list_count_letters(title) >= LETTERS);
}

/* True for the text of a link that is a number in a list of references: 12 or [12]. */
static bool is_cited_number(struct view name)
{
    enum { DIGITS_MAX = 3 };
    size_t digits = 0;

    name = list_link_unbracket(name);
    while (digits < name.len && ascii_is_digit(name.at[digits]))
        digits++;
    return digits > 0 && digits == name.len && digits <= DIGITS_MAX;
}

/* True for plain text that cites papers by their numbers: "It works well [[1]](…)". A title stands
 * alone before the number of its paper. */
static bool cites_by_number(const struct list_head *head)
{
    const struct inline_text *text = head->text;

    if (!head->own || !is_cited_number(inline_text_part(text, head->own->start, head->own->end)))
        return false;
    for (size_t i = 0; i < text->link_count; i++) {
        if (list_link_is_paper(&text->links[i]) &&
            !view_equal(text->links[i].paper.id, head->id.id))
            return true;
    }
    return list_title_is_lower_case(head->title.text) ||
           list_title_goes_on_in_prose(view_skip(buffer_view(&text->text), head->own->end));
}

/* True for prose that a colon and a citation end: "Tides are rare: [Smith et al.](…)". */
static bool is_cited_after_colon(const struct list_head *head)
{
    const struct inline_link *own = head->own;
    struct view before;

    if (!own || head->title.kind != TITLE_IS_PLAIN || own->start < head->title.rest)
        return false;
    before = view_trim_end((struct view){ head->text->text.at, own->start });
    return (view_ends_with(before, VIEW(":")) || view_ends_with(before, VIEW("："))) &&
           list_has_et_al(inline_text_part(head->text, own->start, own->end));
}

bool list_head_is_entry(const struct list_head *head, bool in_paragraph)
{
    enum { SHORT_TITLE = 2, PROSE = 30 }; /* words */
    struct view title = head->title.text;

    if (head->id.id.len > 0 && list_head_is_address(head))
        return !in_paragraph;
    if (head->id.id.len == 0 || head->title.kind == TITLE_IS_ABSENT || !has_letters(title))
        return false;
    if (head->by_title && !in_paragraph)
        return true;
    if (head->by_title)
        return (head->title.byline.text.len == 0 || list_title_is_in_quotes(title) ||
                list_has_more_words(title, SHORT_TITLE)) &&
               tail_is_short(head);
    if (head->title.kind == TITLE_IS_STRONG && list_title_begins_sentence(title))
        return false;
    if (head->title.kind == TITLE_IS_PLAIN)
        return head->by_name && !in_paragraph && !list_has_more_words(title, PLAIN_TITLE) &&
               may_name_paper(title) && !cites_by_number(head) && !is_cited_after_colon(head);
    if (in_paragraph && words_before_link(head) > PROSE)
        return false;
    return head->by_name || list_has_more_words(title, SHORT_TITLE) ||
           (!in_paragraph && tail_is_short(head));
}

bool list_head_is_plain_entry(const struct list_head *head)
{
    enum { MARKS = 2 }; /* bytes after the last link */
    const struct inline_text *text = head->text;
    struct view plain = view_trim_end(buffer_view(&text->text));
    struct view rest = view_skip(plain, head->title.rest);
    size_t line = view_find_byte(rest, '\n');

    return head->title.kind == TITLE_IS_PLAIN && head->by_name && head->own && line < rest.len &&
           view_trim((struct view){ rest.at, line }).len == 0 &&
           text->links[text->link_count - 1].end + MARKS >= plain.len &&
           !view_ends_with(plain, VIEW(".")) && /* of a sentence */
           list_head_may_be_title(head, true) &&
           !(view_has_byte(head->title.text, ',') && written_names_seem(head->title.text));
}

bool list_head_is_entry_of_news(const struct list_head *head)
{
    enum { SHORT_TITLE = 2, LETTERS = 24, QUOTE = 3 }; /* words, bytes, and those of a mark */
    struct view title = head->title.text;
    struct date date = { 0 };

    if (head->id.id.len == 0 || head->title.kind == TITLE_IS_ABSENT ||
        head->title.kind == TITLE_IS_PLAIN || head->title.byline.text.len > 0 ||
        (!list_has_more_words(title, SHORT_TITLE) && list_count_letters(title) < LETTERS))
        return false;
    return (size_t)(title.at - head->text->text.at) <=
               list_prefix_skip(head->text, &date) + QUOTE &&
           (head->by_title || tail_is_short(head));
}

/* ---- Probing --------------------------------------------------------------- */

void list_probe_begin(struct list_probe *probe, struct view start)
{
    list_definitions_read(&probe->definitions, start);
}

void list_probe_free(struct list_probe *probe)
{
    inline_text_free(&probe->text);
    list_definitions_free(&probe->definitions);
    buffer_free(&probe->source);
    arena_free(&probe->arena);
}

static void read_probed(struct list_probe *probe, struct view source)
{
    inline_text_read(&probe->text, source);
    list_definitions_resolve(&probe->definitions, &probe->text);
    list_link_resolve_all(&probe->text, &probe->arena);
    probe->has_head = false;
    probe->plain_line = 0;
}

void list_probe_read_block(struct list_probe *probe, const struct window *window,
                           const struct list_block *block)
{
    struct list_label label;

    probe->source.len = 0;
    arena_reset(&probe->arena);
    for (size_t i = 0; i < block->count; i++) {
        struct view line = window_text(window, block->lines[i]);

        if (i > 0 && list_label_take(line, &label))
            break;
        if (i > 0)
            buffer_put_byte(&probe->source, '\n');
        buffer_put(&probe->source, line);
    }
    read_probed(probe, buffer_view(&probe->source));
}

bool list_probe_read_plain_item(struct list_probe *probe, struct view source, size_t line)
{
    probe->source.len = 0;
    probe->plain_line = line;
    arena_reset(&probe->arena);
    probe->has_head = list_head_read_plain(source, &probe->arena, &probe->head);
    if (probe->has_head)
        probe->head.id.id = arena_copy(&probe->arena, probe->head.id.id);
    return probe->has_head;
}

void list_probe_read(struct list_probe *probe, struct view source)
{
    if (list_probe_has(probe, source))
        return;
    probe->source.len = 0;
    read_probed(probe, source);
}

const struct list_head *list_probe_head(struct list_probe *probe)
{
    if (!probe->has_head)
        list_head_read(&probe->text, &probe->arena, false, &probe->head);
    probe->has_head = true;
    return &probe->head;
}

struct arxiv_id list_probe_paper(const struct list_probe *probe)
{
    for (size_t i = 0; i < probe->text.link_count; i++) {
        if (list_link_is_paper(&probe->text.links[i]))
            return probe->text.links[i].paper;
    }
    return (struct arxiv_id){ 0 };
}

bool list_probe_has_named_paper(const struct list_probe *probe, struct arxiv_id *id)
{
    for (size_t i = 0; i < probe->text.link_count; i++) {
        const struct inline_link *link = &probe->text.links[i];

        *id = link->paper;
        if (link->role == LABEL_PAPER && list_link_is_paper(link) &&
            list_link_is_among_links(&probe->text, link))
            return true;
    }
    return false;
}

bool list_probe_is_named_link(const struct list_probe *probe)
{
    enum { BEFORE_MAX = 4, BESIDE_MAX = 24 };
    const struct inline_text *text = &probe->text;
    const struct inline_link *link = text->links;

    return text->link_count > 0 && link->role != LABEL_NONE && link->start <= BEFORE_MAX &&
           list_count_words(inline_text_part(text, 0, link->start)) == 0 &&
           (link->end - link->start) + BESIDE_MAX >= view_trim(buffer_view(&text->text)).len;
}

bool list_probe_begins_with_link(const struct list_probe *probe)
{
    enum { BEFORE_MAX = 8, LETTERS = 2 }; /* bytes; a symbol counts as one or two letters */
    const struct inline_text *text = &probe->text;

    return text->link_count > 0 && text->links[0].start <= BEFORE_MAX &&
           list_count_letters(inline_text_part(text, 0, text->links[0].start)) <= LETTERS;
}

bool list_probe_is_line_of_links(const struct list_probe *probe)
{
    return probe->text.link_count > 0 &&
           list_link_is_among_links(&probe->text, &probe->text.links[0]);
}
