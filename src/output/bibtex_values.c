#include "output/bibtex_values.h"

#include <utf8proc.h>

#include "record/word_set.h"
#include "text/utf8.h"

/* True for letters, full stops and single spaces, which are the same in BibTeX: most names. */
static bool is_bare(struct view part)
{
    char before = ' ';

    for (size_t i = 0; i < part.len; i++) {
        char c = part.at[i];

        if (!ascii_is_alpha(c) && c != '.' && (c != ' ' || before == ' '))
            return false;
        before = c;
    }
    return before != ' ';
}

/* Returns part of a name as BibTeX, valid until the next call. */
static struct view part_value(struct bibtex_values *values, struct view part)
{
    if (is_bare(part))
        return part;
    values->part.len = 0;
    tex_put_bibtex(values->tex, &values->part, part, TEX_CASE_FREE);
    return buffer_view(&values->part);
}

static bool has_and(struct view value)
{
    while (value.len > 0) {
        if (view_equal_ignoring_case(word_set_take(&value), VIEW("and")))
            return true;
    }
    return false;
}

/* BibTeX remembers one hyphen or space between words, so it loses a hyphen at either end of a part
 * or next to another hyphen or a space. */
static bool has_loose_hyphen(struct view value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '-' && (i == 0 || i + 1 == value.len || value.at[i - 1] == ' ' ||
                                   value.at[i + 1] == ' ' || value.at[i + 1] == '-'))
            return true;
    }
    return false;
}

static void put_name_part(struct bibtex_values *values, struct view value, bool whole)
{
    bool braces = whole || has_and(value) || has_loose_hyphen(value);

    if (braces)
        buffer_put_byte(values->out, '{');
    buffer_put(values->out, value);
    if (braces)
        buffer_put_byte(values->out, '}');
}

/* True for a word that BibTeX takes for a particle: "van", "v.d.", "'t". */
static bool is_particle(struct view word)
{
    view_take(&word, VIEW("'"));
    if (word.len == 0 || word.at[0] < 'a' || word.at[0] > 'z')
        return false;
    for (size_t i = 1; i < word.len; i++) {
        if ((word.at[i] < 'a' || word.at[i] > 'z') && word.at[i] != '\'' && word.at[i] != '.')
            return false;
    }
    return true;
}

/* BibTeX also looks for particles after the first word, splits words at hyphens, and knows only
 * ASCII. So it may take any word but the last for a particle if it does not begin with A to Z, as
 * in García de la Torre, al-Sufi and Øst-Ågren. */
static bool looks_like_particles(struct view last)
{
    bool begins = true, small = false;

    for (size_t i = 0; i < last.len; i++) {
        bool between = last.at[i] == ' ' || last.at[i] == '-';
        if (between && small)
            return true;
        if (begins && !between)
            small = !ascii_is_upper(last.at[i]);
        begins = between;
    }
    return false;
}

/* True if the part begins with a lower-case letter. */
static bool is_small(struct view part)
{
    size_t length;

    return utf8proc_category((utf8proc_int32_t)utf8_decode(part, &length)) == UTF8PROC_CATEGORY_LL;
}

/* Puts "von Last". biber takes a name in lower case, such as danah boyd's, for particles unless it
 * is in braces. */
static void put_family(struct bibtex_values *values, struct view family, struct view given)
{
    struct view von = { family.at, 0 }, rest = family, last;
    bool small;

    while (rest.len > 0 && is_particle(word_set_take(&rest)) && rest.len > 0)
        von.len = family.len - rest.len;
    if (has_and(von))
        von.len = 0;
    last = view_skip(family, von.len);
    small = is_small(last) && is_small(given);
    buffer_put(values->out, von);
    last = part_value(values, last);
    put_name_part(values, last, small || looks_like_particles(last));
}

static bool has_comma(struct view part)
{
    return view_find_byte(part, ',') < part.len;
}

/* Puts "von Last, Jr, First", the unambiguous form (BibTeXing, 4). biber skips an entry if a name
 * has more than two commas, even inside braces, unless the name begins and ends with a brace. */
static void put_parts(struct bibtex_values *values, const struct person *person)
{
    bool commas = has_comma(person->family) || has_comma(person->given) ||
                  has_comma(person->suffix);

    if (commas)
        put_name_part(values, part_value(values, person->family), true);
    else
        put_family(values, person->family, person->given);
    if (person->suffix.len > 0) {
        buffer_put(values->out, VIEW(", "));
        put_name_part(values, part_value(values, person->suffix), commas);
    }
    buffer_put(values->out, VIEW(", "));
    put_name_part(values, part_value(values, person->given), commas);
}

/* True for one word of ASCII letters and full stops that BibTeX takes as it stands. */
static bool is_bare_word(struct view part)
{
    size_t i = 0;

    while (i < part.len && (ascii_is_alpha(part.at[i]) || part.at[i] == '.'))
        i++;
    return i == part.len && !view_equal_ignoring_case(part, VIEW("and"));
}

static void put_person(struct bibtex_values *values, const struct person *person)
{
    struct buffer name = { 0 };

    if (person->suffix.len == 0 && person->given.len > 0 && person->family.len > 0 &&
        ascii_is_upper(person->family.at[0]) && is_bare_word(person->family) &&
        is_bare_word(person->given)) { /* put_parts would put the same, but takes longer */
        buffer_put(values->out, person->family);
        buffer_put(values->out, VIEW(", "));
        buffer_put(values->out, person->given);
    } else if (person->family.len > 0 && person->given.len > 0) {
        put_parts(values, person);
    } else { /* a whole name, or a family name alone: one word, in braces */
        person_put(&name, person);
        put_name_part(values, part_value(values, buffer_view(&name)), true);
        buffer_free(&name);
    }
}

void bibtex_values_put_names(struct bibtex_values *values, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(values->out, i > 0 ? VIEW(" and ") : VIEW(""));
        put_person(values, &record->authors[i]);
    }
    if (record->authors_incomplete && record->author_count > 0)
        buffer_put(values->out, VIEW(" and others"));
}

/* ---- Titles -------------------------------------------------------------- */

/* Puts the title in one more pair of braces, or in two if it begins with a command, since a brace
 * before a backslash would begin a BibTeX special character. */
static void put_whole_title(struct bibtex_values *values, struct view title)
{
    size_t depth;

    values->part.len = 0;
    tex_put_bibtex(values->tex, &values->part, title, TEX_CASE_FREE);
    if (values->part.len == 0)
        return;
    depth = values->part.at[0] == '\\' ? 2 : 1;
    for (size_t i = 0; i < depth; i++)
        buffer_put_byte(values->out, '{');
    buffer_put(values->out, buffer_view(&values->part));
    for (size_t i = 0; i < depth; i++)
        buffer_put_byte(values->out, '}');
}

void bibtex_values_put_title(struct bibtex_values *values, const struct record *record,
                             enum language leads, enum braces braces)
{
    struct view title = bilingual_leading(&record->title, leads);

    values->tex->abstract = record->abstract.in[LANGUAGE_EN];
    if (braces == BRACES_TITLE)
        put_whole_title(values, title);
    else
        tex_put_bibtex(values->tex, values->out, title,
                       braces == BRACES_NONE ? TEX_CASE_FORMULAS : TEX_CASE_KEPT);
}
