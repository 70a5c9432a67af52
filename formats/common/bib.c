#include "common/bib.h"

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

void bib_put_links(struct bib *bib, const struct record *record)
{
    bib_put(bib, "doi", record->doi);
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
    struct labelled notes[REFERENCE_NOTES];
    size_t count = reference_notes(record, bib->leads, notes);

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
    put_keywords(bib, record);
    bib_put_tex(bib, "abstract", bilingual_leading(&record->abstract, bib->leads), TEX_CASE_FREE);
    put_comment(bib, record);
}

void bib_close(struct bib *bib)
{
    buffer_put(&bib->entry, VIEW("}\n\n"));
    sink_put(bib->sink, buffer_view(&bib->entry));
}
