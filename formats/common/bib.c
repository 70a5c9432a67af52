/* Of the instructions of a run, half read the digest. The rest scan for characters that need
 * escaping (a third), and put words of titles, names of fields, keys and numbers. */
#include "common/bib.h"

#include "record/arxiv_id.h"
#include "output/bibtex_values.h"
#include "output/language_terms.h"

void bib_begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct bib *bib = state;
    bib->out = sink_buffer(sink);
    bib->head = head;
    bib->tex.ascii = head->settings.ascii;
    bib->values.tex = &bib->tex;
}

void bib_end(void *state)
{
    struct bib *bib = state;
    tex_bibtex_free(&bib->tex);
    buffer_free(&bib->value);
    buffer_free(&bib->part);
    buffer_free(&bib->values.part);
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

/* Ends a field whose name begins at `before` and whose value at `start`, or removes it if the value
 * is empty. */
static void end_tex(struct bib *bib, size_t before, size_t start)
{
    if (bib->out->len > start)
        buffer_put(bib->out, VIEW("},\n"));
    else
        bib->out->len = before;
}

static void put_bib_tex(struct bib *bib, struct view name, struct view tex)
{
    size_t before = bib->out->len, start;

    put_field_name(bib, name);
    buffer_put_byte(bib->out, '{');
    start = bib->out->len;
    tex_put_bibtex(&bib->tex, bib->out, tex, TEX_CASE_FREE);
    end_tex(bib, before, start);
}

void bib_put_title(struct bib *bib, const struct record *record)
{
    size_t before = bib->out->len, start;

    put_field_name(bib, BIB_NAME("title"));
    buffer_put_byte(bib->out, '{');
    start = bib->out->len;
    bib->values.out = bib->out;
    bibtex_values_put_title(&bib->values, record, bib->head->leads, bib->head->settings.braces);
    end_tex(bib, before, start);
}

void bib_put_authors(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    bib->values.out = &bib->value;
    bibtex_values_put_names(&bib->values, record);
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
    put_bib_tex(bib, BIB_NAME("note"), record->journal_ref);
    bib->value.len = 0;
    reference_put_keywords(&bib->value, record, &bib->tex);
    bib_put(bib, BIB_NAME("keywords"), buffer_view(&bib->value));
    put_linked_files(bib, record);
    put_bib_tex(bib, BIB_NAME("abstract"), bilingual_leading(&record->abstract, bib->head->leads));
    put_comment(bib, record);
}
