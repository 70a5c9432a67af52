#include "common/bib.h"

#include "common/links.h"

enum { NAME_WIDTH = 13 };

void bib_begin(void *state, struct sink *sink, const struct head *head)
{
    struct bib *bib = state;
    bib->sink = sink;
    bib->leads = head->leads;
    bib->key = head->key;
}

void bib_end(void *state)
{
    struct bib *bib = state;
    buffer_free(&bib->entry);
    buffer_free(&bib->value);
    keyset_free(&bib->keys);
}

void bib_open(struct bib *bib, const struct record *record)
{
    bib->entry.len = 0;
    buffer_put(&bib->entry, VIEW("@misc{"));
    reference_put_key(&bib->entry, record, bib->key, &bib->keys);
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

void bib_put_tex(struct bib *bib, const char *name, struct view tex, enum tex_case letter_case)
{
    bib->value.len = 0;
    tex_put_bibtex(&bib->value, tex, letter_case);
    bib_put(bib, name, buffer_view(&bib->value));
}

void bib_put_title(struct bib *bib, const struct record *record)
{
    bib_put_tex(bib, "title", bilingual_leading(&record->title, bib->leads), TEX_CASE_KEPT);
}

void bib_put_links(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    links_put_doi(&bib->value, record);
    bib_put(bib, "doi", buffer_view(&bib->value));
    bib->value.len = 0;
    links_put_url(&bib->value, record);
    bib_put(bib, "url", buffer_view(&bib->value));
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
        tex_put_bibtex(&bib->entry, notes[i].text, TEX_CASE_FREE);
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
