/* Reads libraries in BibTeX or biblatex, more leniently than either program does. */
#include "input/library/bib_syntax.h"
#include "input/library/library.h"

struct library_bibtex {
    struct bib_syntax syntax;
    struct bib_entry entry;
    struct buffer value; /* of the current field */
};

static unsigned meaning_of_field(struct view field)
{
    static const struct {
        struct view name;
        unsigned meaning;
    } known[] = {
        { VIEW_ENTRY("eprint"), LIBRARY_EPRINT | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("arxiv"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("arxivid"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("number"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("key"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("doi"), LIBRARY_WHOLE | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("url"), LIBRARY_LINK | LIBRARY_ANYWHERE },
        { VIEW_ENTRY("ids"), LIBRARY_KEY | LIBRARY_CITATION_KEY },
        { VIEW_ENTRY("note"), LIBRARY_STATED },
        { VIEW_ENTRY("eprinttype"), LIBRARY_ARCHIVE },
        { VIEW_ENTRY("archiveprefix"), LIBRARY_ARCHIVE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(field, known[i].name))
            return known[i].meaning;
    }
    return library_is_prose(field) ? 0 : LIBRARY_ANYWHERE | LIBRARY_STATED;
}

/* biblatex's ids: other keys of the same entry, separated by commas. */
static void add_keys(struct library_entry *entry, struct view value, unsigned meaning)
{
    while (value.len > 0) {
        struct view key = { value.at, view_find_byte(value, ',') };
        library_entry_add(entry, key, meaning);
        value = view_skip(value, key.len + 1);
    }
}

static void add_field(struct library_bibtex *bib, struct library_entry *entry,
                      const struct bib_field *field)
{
    unsigned meaning = meaning_of_field(field->name);

    if (!meaning)
        return;
    bib->value.len = 0;
    bib_value_put_shown(field->value, &bib->syntax.strings, &bib->value);
    if (meaning & LIBRARY_CITATION_KEY)
        add_keys(entry, buffer_view(&bib->value), meaning);
    else
        library_entry_add(entry, buffer_view(&bib->value), meaning);
}

static void begin(void *state, struct view text)
{
    *(struct library_bibtex *)state =
        (struct library_bibtex){ .syntax = { .text = text, .rest = text } };
}

static bool next(void *state, struct library_entry *entry)
{
    struct library_bibtex *bib = state;

    if (!bib_syntax_next(&bib->syntax, &bib->entry))
        return false;
    library_entry_begin(entry, bib->entry.text.at);
    if (bib->entry.key.len > 0)
        library_entry_add(entry, bib->entry.key, LIBRARY_KEY | LIBRARY_CITATION_KEY);
    for (size_t i = 0; i < bib->entry.count; i++)
        add_field(bib, entry, &bib->entry.fields[i]);
    return true;
}

static void end(void *state)
{
    struct library_bibtex *bib = state;

    bib_entry_free(&bib->entry);
    bib_strings_free(&bib->syntax.strings);
    buffer_free(&bib->value);
}

const struct library_format library_bibtex = {
    .state_size = sizeof(struct library_bibtex),
    .begin = begin,
    .next = next,
    .end = end,
};
