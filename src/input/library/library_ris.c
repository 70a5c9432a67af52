/* Reads libraries in RIS (https://en.wikipedia.org/wiki/RIS_(file_format)). */
#include "input/library/library.h"

struct library_ris {
    struct view rest;
};

enum { TAG = 2 }; /* characters of a tag */

/* Takes "UR  - " off the line. */
static bool take_ris_tag(struct view *line, struct view *tag)
{
    static const struct view rule = VIEW_ENTRY("  -");

    if (line->len < TAG + rule.len || !ascii_is_upper(line->at[0]) ||
        !(ascii_is_upper(line->at[1]) || ascii_is_digit(line->at[1])) ||
        !view_starts_with(view_skip(*line, TAG), rule))
        return false;
    *tag = (struct view){ line->at, TAG };
    *line = view_skip(*line, TAG + rule.len);
    return true;
}

static bool is_tag_among(struct view tag, const char *tags)
{
    return view_find(view_of(tags), tag) < view_of(tags).len;
}

bool library_ris_begins(struct view line)
{
    struct view tag;

    return take_ris_tag(&line, &tag) && is_tag_among(tag, "TY");
}

bool library_ris_has_tag(struct view line)
{
    struct view tag;

    return take_ris_tag(&line, &tag);
}

struct view library_ris_value(struct view line)
{
    struct view tag;

    take_ris_tag(&line, &tag);
    return line;
}

static unsigned meaning_of_tag(struct view tag, struct view value)
{
    unsigned meaning = LIBRARY_ANYWHERE;

    if (is_tag_among(tag, "N1"))
        return LIBRARY_STATED;
    if (is_tag_among(tag, "TI T1 T2 ST TT BT CT AU A1 AB N2 RN KW"))
        return 0;
    /* Lines of Zotero's field Extra, which its plugins write. */
    if (view_starts_with(value, VIEW("titleTranslation:")) ||
        view_starts_with(value, VIEW("abstractTranslation:")))
        return 0;
    if (is_tag_among(tag, "AN C7 DO ID IS M1 M2"))
        meaning |= LIBRARY_WHOLE;
    if (is_tag_among(tag, "ID"))
        meaning |= LIBRARY_KEY;
    if (is_tag_among(tag, "UR"))
        meaning |= LIBRARY_LINK;
    return meaning;
}

static void begin(void *state, struct view text)
{
    ((struct library_ris *)state)->rest = text;
}

/* True if the next line continues the value. */
static bool is_continued(struct view rest)
{
    struct view line;

    return library_take_line(&rest, &line) && !library_ris_has_tag(line);
}

/* An entry ends at ER, or where the next begins. A line without a tag continues the last value. */
static bool next(void *state, struct library_entry *entry)
{
    struct library_ris *ris = state;
    struct view line, tag;
    unsigned meaning = 0;
    bool begun = false;

    for (struct view rest = ris->rest; library_take_line(&rest, &line); ris->rest = rest) {
        bool begins = library_ris_begins(line);

        if (begins && begun)
            return true;
        if (begins) {
            library_entry_begin(entry, line.at);
            begun = true;
        }
        if (take_ris_tag(&line, &tag))
            meaning = meaning_of_tag(tag, view_trim_start(line));
        if (meaning == LIBRARY_STATED && is_continued(rest))
            meaning = 0; /* the note says more */
        if (begun && meaning)
            library_entry_add(entry, line, meaning);
    }
    ris->rest.len = 0;
    return begun;
}

static void end(void *state)
{
    (void)state;
}

const struct library_format library_ris = {
    .state_size = sizeof(struct library_ris),
    .begin = begin,
    .next = next,
    .end = end,
};
