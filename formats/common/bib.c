/* Of the instructions of a run, half read the digest. The rest scan for characters that need
 * escaping (a third), and put words of titles, names of fields, keys and numbers. */
#include "common/bib.h"

#include <utf8proc.h>

#include "text/utf8.h"
#include "record/arxiv_id.h"
#include "record/word_set.h"
#include "output/language_terms.h"

void bib_begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct bib *bib = state;
    bib->out = sink_buffer(sink);
    bib->head = head;
    bib->tex.ascii = head->settings.ascii;
}

void bib_end(void *state)
{
    struct bib *bib = state;
    tex_bibtex_free(&bib->tex);
    buffer_free(&bib->value);
    buffer_free(&bib->part);
}

void bib_open(struct bib *bib, const struct record *record)
{
    buffer_put(bib->out, VIEW("@misc{"));
    buffer_put(bib->out, record->key);
    buffer_put(bib->out, VIEW(",\n"));
}

static void put_field_name(struct bib *bib, struct view name)
{
    buffer_put(bib->out, (struct view){ name.at, BIB_COLUMN });
    buffer_put(bib->out, VIEW(" = "));
}

void bib_put(struct bib *bib, struct view name, struct view value)
{
    struct view open = VIEW(" = {"), close = VIEW("},\n");
    size_t size = BIB_COLUMN + open.len + value.len + close.len;
    char *at;

    if (value.len == 0)
        return;
    at = buffer_reserve(bib->out, size);
    memcpy(at, name.at, BIB_COLUMN);
    memcpy(at + BIB_COLUMN, open.at, open.len);
    memcpy(at + BIB_COLUMN + open.len, value.at, value.len);
    memcpy(at + size - close.len, close.at, close.len);
    bib->out->len += size;
}

/* Appends a link, with a backslash before the bytes in `escaped`; in ASCII, other bytes are
 * percent-encoded (RFC 3986, section 2.1). */
static void put_bib_link(const struct bib *bib, struct buffer *out, struct view link,
                         struct view escaped)
{
    for (size_t i = 0; i < link.len; i++) {
        if (bib->tex.ascii && (unsigned char)link.at[i] >= 0x80) {
            buffer_print(out, "%%%02X", (unsigned char)link.at[i]);
            continue;
        }
        if (view_has_byte(escaped, link.at[i]))
            buffer_put_byte(out, '\\');
        buffer_put_byte(out, link.at[i]);
    }
}

void bib_put_number(struct bib *bib, struct view name, uint64_t number)
{
    if (number == 0)
        return;
    bib->value.len = 0;
    buffer_put_number(&bib->value, number);
    bib_put(bib, name, buffer_view(&bib->value));
}

void bib_put_macro(struct bib *bib, struct view name, struct view value)
{
    put_field_name(bib, name);
    buffer_put(bib->out, value);
    buffer_put(bib->out, VIEW(",\n"));
}

void bib_put_link(struct bib *bib, struct view name, struct view link)
{
    if (!bib->tex.ascii) {
        bib_put(bib, name, link);
        return;
    }
    bib->value.len = 0;
    put_bib_link(bib, &bib->value, link, VIEW(""));
    bib_put(bib, name, buffer_view(&bib->value));
}

static void put_tex(struct bib *bib, struct view name, struct view tex, enum tex_case letter_case)
{
    size_t before = bib->out->len, start;

    put_field_name(bib, name);
    buffer_put_byte(bib->out, '{');
    start = bib->out->len;
    tex_put_bibtex(&bib->tex, bib->out, tex, letter_case);
    if (bib->out->len > start)
        buffer_put(bib->out, VIEW("},\n"));
    else
        bib->out->len = before; /* the value is empty */
}

void bib_put_tex(struct bib *bib, struct view name, struct view tex)
{
    put_tex(bib, name, tex, TEX_CASE_FREE);
}

/* Puts the title in one more pair of braces, or in two if it begins with a command, since a brace
 * before a backslash would begin a BibTeX special character. */
static void put_whole_title(struct bib *bib, struct view title)
{
    size_t depth;

    bib->part.len = bib->value.len = 0;
    tex_put_bibtex(&bib->tex, &bib->part, title, TEX_CASE_FREE);
    if (bib->part.len == 0)
        return;
    depth = bib->part.at[0] == '\\' ? 2 : 1;
    for (size_t i = 0; i < depth; i++)
        buffer_put_byte(&bib->value, '{');
    buffer_put(&bib->value, buffer_view(&bib->part));
    for (size_t i = 0; i < depth; i++)
        buffer_put_byte(&bib->value, '}');
    bib_put(bib, BIB_NAME("title"), buffer_view(&bib->value));
}

void bib_put_title(struct bib *bib, const struct record *record)
{
    struct view title = bilingual_leading(&record->title, bib->head->leads);
    enum braces braces = bib->head->settings.braces;

    bib->tex.abstract = record->abstract.in[LANGUAGE_EN];
    if (braces == BRACES_TITLE)
        put_whole_title(bib, title);
    else
        put_tex(bib, BIB_NAME("title"), title,
                braces == BRACES_NONE ? TEX_CASE_FORMULAS : TEX_CASE_KEPT);
}

/* ---- People ------------------------------------------------------------ */

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
static struct view part_value(struct bib *bib, struct view part)
{
    if (is_bare(part))
        return part;
    bib->part.len = 0;
    tex_put_bibtex(&bib->tex, &bib->part, part, TEX_CASE_FREE);
    return buffer_view(&bib->part);
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

static void put_name_part(struct bib *bib, struct view value, bool whole)
{
    bool braces = whole || has_and(value) || has_loose_hyphen(value);

    if (braces)
        buffer_put_byte(&bib->value, '{');
    buffer_put(&bib->value, value);
    if (braces)
        buffer_put_byte(&bib->value, '}');
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
static void put_family(struct bib *bib, struct view family, struct view given)
{
    struct view von = { family.at, 0 }, rest = family, last;
    bool small;

    while (rest.len > 0 && is_particle(word_set_take(&rest)) && rest.len > 0)
        von.len = family.len - rest.len;
    if (has_and(von))
        von.len = 0;
    last = view_skip(family, von.len);
    small = is_small(last) && is_small(given);
    buffer_put(&bib->value, von);
    last = part_value(bib, last);
    put_name_part(bib, last, small || looks_like_particles(last));
}

static bool has_comma(struct view part)
{
    return view_find_byte(part, ',') < part.len;
}

/* Puts "von Last, Jr, First", the unambiguous form (BibTeXing, 4). biber skips an entry if a name
 * has more than two commas, even inside braces, unless the name begins and ends with a brace. */
static void put_parts(struct bib *bib, const struct person *person)
{
    bool commas = has_comma(person->family) || has_comma(person->given) ||
                  has_comma(person->suffix);

    if (commas)
        put_name_part(bib, part_value(bib, person->family), true);
    else
        put_family(bib, person->family, person->given);
    if (person->suffix.len > 0) {
        buffer_put(&bib->value, VIEW(", "));
        put_name_part(bib, part_value(bib, person->suffix), commas);
    }
    buffer_put(&bib->value, VIEW(", "));
    put_name_part(bib, part_value(bib, person->given), commas);
}

/* True for one word of ASCII letters and full stops that BibTeX takes as it stands. */
static bool is_bare_word(struct view part)
{
    size_t i = 0;

    while (i < part.len && (ascii_is_alpha(part.at[i]) || part.at[i] == '.'))
        i++;
    return i == part.len && !view_equal_ignoring_case(part, VIEW("and"));
}

static void put_person(struct bib *bib, const struct person *person)
{
    struct buffer name = { 0 };

    if (person->suffix.len == 0 && person->given.len > 0 && person->family.len > 0 &&
        ascii_is_upper(person->family.at[0]) && is_bare_word(person->family) &&
        is_bare_word(person->given)) { /* put_parts would put the same, but takes longer */
        buffer_put(&bib->value, person->family);
        buffer_put(&bib->value, VIEW(", "));
        buffer_put(&bib->value, person->given);
    } else if (person->family.len > 0 && person->given.len > 0) {
        put_parts(bib, person);
    } else { /* a whole name, or a family name alone: one word, in braces */
        person_put(&name, person);
        put_name_part(bib, part_value(bib, buffer_view(&name)), true);
        buffer_free(&name);
    }
}

void bib_put_authors(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(&bib->value, i > 0 ? VIEW(" and ") : VIEW(""));
        put_person(bib, &record->authors[i]);
    }
    if (record->authors_incomplete && record->author_count > 0)
        buffer_put(&bib->value, VIEW(" and others"));
    bib_put(bib, BIB_NAME("author"), buffer_view(&bib->value));
}

/* ---- Language and texts ------------------------------------------------ */

struct view bib_language(const struct bib *bib, const struct record *record)
{
    const struct language_terms *terms = reference_terms(record, bib->head->leads);

    return terms ? terms->babel : VIEW("");
}

static void put_comment(struct bib *bib, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES + 1];
    size_t count = reference_notes(record, bib->head->leads, notes);

    count += reference_comment(record, &notes[count]);
    if (count == 0)
        return;
    put_field_name(bib, BIB_NAME("comment"));
    for (size_t i = 0; i < count; i++) {
        buffer_put_byte(bib->out, i == 0 ? '{' : ' ');
        buffer_put(bib->out, bib->tex.ascii ? notes[i].label.ascii : notes[i].label.native);
        tex_put_bibtex(&bib->tex, bib->out, notes[i].text, TEX_CASE_FREE);
    }
    buffer_put(bib->out, VIEW("},\n"));
}

/* Appends a link in the form of JabRef's linked files, title:link:type, which Zotero takes for an
 * attached link. Both take a backslash before the characters that separate. */
static void add_linked_file(struct bib *bib, struct view title, struct view url, struct view type)
{
    struct buffer *files = &bib->value;

    buffer_put(files, files->len > 0 ? VIEW(";") : VIEW(""));
    buffer_put(files, title);
    buffer_put_byte(files, ':');
    put_bib_link(bib, files, url, VIEW("\\:;"));
    buffer_put_byte(files, ':');
    buffer_put(files, type);
}

static void put_linked_files(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    if (record->code_url.len > 0)
        add_linked_file(bib, VIEW("Code"), record->code_url, VIEW("text/html"));
    if (bib->head->settings.pdf_links && record->arxiv_id.len > 0) {
        bib->part.len = 0;
        arxiv_put_pdf_url(&bib->part, record->arxiv_id, record->version);
        add_linked_file(bib, VIEW("PDF"), buffer_view(&bib->part), VIEW("application/pdf"));
    }
    bib_put(bib, BIB_NAME("file"), buffer_view(&bib->value));
}

void bib_put_texts(struct bib *bib, const struct record *record)
{
    bib_put_tex(bib, BIB_NAME("note"), record->journal_ref);
    bib->value.len = 0;
    reference_put_keywords(&bib->value, record, &bib->tex);
    bib_put(bib, BIB_NAME("keywords"), buffer_view(&bib->value));
    put_linked_files(bib, record);
    bib_put_tex(bib, BIB_NAME("abstract"), bilingual_leading(&record->abstract, bib->head->leads));
    put_comment(bib, record);
}
