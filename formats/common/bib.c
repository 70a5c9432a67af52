#include "common/bib.h"

#include "words.h"

enum { NAME_WIDTH = 13 };

void bib_begin(void *state, struct sink *sink, const struct head *head)
{
    struct bib *bib = state;
    bib->sink = sink;
    bib->leads = head->leads;
    bib->ascii = head->dress.ascii;
}

void bib_end(void *state)
{
    struct bib *bib = state;
    buffer_free(&bib->entry);
    buffer_free(&bib->value);
}

void bib_open(struct bib *bib, const struct record *record)
{
    bib->entry.len = 0;
    buffer_put(&bib->entry, VIEW("@misc{"));
    buffer_put(&bib->entry, record->key);
    buffer_put(&bib->entry, VIEW(",\n"));
}

static void put_name(struct bib *bib, const char *name)
{
    size_t start = bib->entry.len + 2;

    buffer_put(&bib->entry, VIEW("  "));
    buffer_put(&bib->entry, view_of(name));
    while (bib->entry.len - start < NAME_WIDTH)
        buffer_put_byte(&bib->entry, ' ');
    buffer_put(&bib->entry, VIEW(" = "));
}

void bib_put(struct bib *bib, const char *name, struct view value)
{
    if (value.len == 0)
        return;
    put_name(bib, name);
    buffer_put_byte(&bib->entry, '{');
    buffer_put(&bib->entry, value);
    buffer_put(&bib->entry, VIEW("},\n"));
}

void bib_put_number(struct bib *bib, const char *name, uint64_t number)
{
    if (number == 0)
        return;
    bib->value.len = 0;
    buffer_put_number(&bib->value, number);
    bib_put(bib, name, buffer_view(&bib->value));
}

void bib_put_macro(struct bib *bib, const char *name, struct view value)
{
    put_name(bib, name);
    buffer_put(&bib->entry, value);
    buffer_put(&bib->entry, VIEW(",\n"));
}

static void put_value(const struct bib *bib, struct buffer *out, struct view tex,
                      enum tex_case letter_case)
{
    if (bib->ascii)
        tex_put_bibtex_ascii(out, tex, letter_case);
    else
        tex_put_bibtex(out, tex, letter_case);
}

void bib_put_tex(struct bib *bib, const char *name, struct view tex, enum tex_case letter_case)
{
    bib->value.len = 0;
    put_value(bib, &bib->value, tex, letter_case);
    bib_put(bib, name, buffer_view(&bib->value));
}

void bib_put_title(struct bib *bib, const struct record *record)
{
    bib_put_tex(bib, "title", bilingual_leading(&record->title, bib->leads), TEX_CASE_KEPT);
}

/* ---- People ------------------------------------------------------------ */

/* What would end a name or a part of one. */
static bool has_separator(struct view text)
{
    if (view_find_byte(text, ',') < text.len)
        return true;
    while (text.len > 0) {
        if (view_equal_ignoring_case(words_take(&text), VIEW("and")))
            return true;
    }
    return false;
}

/* A word that BibTeX and biber both take for a particle: "van", "'t". */
static bool is_particle(struct view word)
{
    size_t at = word.len > 0 && word.at[0] == '\'' ? 1 : 0;
    bool lower = at < word.len;

    for (; at < word.len; at++)
        lower = lower && ((word.at[at] >= 'a' && word.at[at] <= 'z') || word.at[at] == '\'');
    return lower;
}

/* How far the particles reach at the start of a family name, which is more
 * than them. */
static size_t particles_length(struct view family)
{
    struct view rest = family;
    size_t length = 0;

    while (rest.len > 0 && is_particle(words_take(&rest)) && rest.len > 0)
        length = family.len - rest.len;
    return length;
}

/* BibTeX looks for particles behind the first word too, and knows ASCII only:
 * a word before the last that does not begin with A to Z may be one to it, as
 * in García de la Torre and Álvarez Ruiz. */
static bool looks_like_particles(struct view words)
{
    while (words.len > 0) {
        struct view word = words_take(&words);
        if (words.len > 0 && !ascii_is_upper(word.at[0]))
            return true;
    }
    return false;
}

/* The text in braces, which keep it in one piece, if they are needed. */
static void put_part(struct bib *bib, struct view text, bool braces)
{
    if (braces)
        buffer_put_byte(&bib->value, '{');
    put_value(bib, &bib->value, text, TEX_CASE_FREE);
    if (braces)
        buffer_put_byte(&bib->value, '}');
}

/* von Last; alone when no other part follows, so that nothing tells its words
 * from given names. */
static void put_family(struct bib *bib, struct view family, bool alone)
{
    struct view von = { family.at, particles_length(family) };
    struct view last = view_skip(family, von.len);
    bool many = view_find_byte(last, ' ') < last.len;

    put_part(bib, view_trim_end(von), false);
    if (von.len > 0)
        buffer_put_byte(&bib->value, ' ');
    put_part(bib, last, (many && alone) || looks_like_particles(last) || has_separator(last));
}

/* "von Last, Jr, First", the form that leaves no doubt (BibTeXing, 4); a person
 * with a suffix and no given name is one word. */
static void put_person(struct bib *bib, const struct person *person)
{
    bool has_given = person->given.len > 0;

    if (person->literal.len > 0) {
        put_part(bib, person->literal, !view_equal(person->literal, VIEW(PERSON_OTHERS)));
    } else if (person->family.len == 0 || (!has_given && person->suffix.len > 0)) {
        buffer_put_byte(&bib->value, '{');
        put_part(bib, person->given, false);
        put_part(bib, person->family, false);
        buffer_put(&bib->value, person->suffix.len > 0 ? VIEW(" ") : VIEW(""));
        put_part(bib, person->suffix, false);
        buffer_put_byte(&bib->value, '}');
    } else {
        put_family(bib, person->family, !has_given);
        if (person->suffix.len > 0)
            buffer_put(&bib->value, VIEW(", "));
        put_part(bib, person->suffix, has_separator(person->suffix));
        if (has_given)
            buffer_put(&bib->value, VIEW(", "));
        put_part(bib, person->given, has_separator(person->given));
    }
}

void bib_put_authors(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(&bib->value, i > 0 ? VIEW(" and ") : VIEW(""));
        put_person(bib, &record->authors[i]);
    }
    bib_put(bib, "author", buffer_view(&bib->value));
}

/* ---- The rest ---------------------------------------------------------- */

void bib_put_links(struct bib *bib, const struct record *record)
{
    bib_put(bib, "doi", record_doi(record));
    bib_put(bib, "url", record->url);
}

struct view bib_language(const struct bib *bib, const struct record *record)
{
    return bilingual_language(&record->title, bib->leads) == LANGUAGE_ZH ? VIEW("chinese")
                                                                         : VIEW("english");
}

static void put_keywords(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    reference_put_keywords(&bib->value, record);
    bib_put(bib, "keywords", buffer_view(&bib->value));
}

static void put_comment(struct bib *bib, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES + 1];
    size_t count = reference_notes(record, bib->leads, notes);

    count += reference_comment(record, &notes[count]);
    if (count == 0)
        return;
    put_name(bib, "comment");
    for (size_t i = 0; i < count; i++) {
        buffer_put(&bib->entry, i == 0 ? VIEW("{") : VIEW(" "));
        buffer_put(&bib->entry, notes[i].label);
        put_value(bib, &bib->entry, notes[i].text, TEX_CASE_FREE);
    }
    buffer_put(&bib->entry, VIEW("},\n"));
}

void bib_put_texts(struct bib *bib, const struct record *record)
{
    bib_put_tex(bib, "note", record->journal_ref, TEX_CASE_FREE);
    put_keywords(bib, record);
    bib_put_tex(bib, "abstract", bilingual_leading(&record->abstract, bib->leads), TEX_CASE_FREE);
    put_comment(bib, record);
}

void bib_close(struct bib *bib)
{
    buffer_put(&bib->entry, VIEW("}\n\n"));
    sink_put(bib->sink, buffer_view(&bib->entry));
}
