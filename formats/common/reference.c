#include "common/reference.h"

#include "output/language_terms.h"
#include "record/word_set.h"

static void add_note(struct labelled *notes, size_t *count, struct view label, struct view text)
{
    if (text.len > 0 && tex_shows(text))
        notes[(*count)++] = (struct labelled){ label, text };
}

size_t reference_notes(const struct record *record, enum language leads,
                       struct labelled notes[REFERENCE_NOTES])
{
    enum language other = language_other(leads);
    const struct language_terms *ours = language_terms_of(record, leads);
    const struct language_terms *others = language_terms_of(record, other);
    size_t count = 0;

    add_note(notes, &count, ours->summary_note, record->summary.in[leads]);
    add_note(notes, &count, others->title_note, bilingual_other(&record->title, leads));
    add_note(notes, &count, others->summary_note, record->summary.in[other]);
    add_note(notes, &count, others->abstract_note, bilingual_other(&record->abstract, leads));
    return count;
}

size_t reference_comment(const struct record *record, struct labelled *note)
{
    size_t count = 0;
    add_note(note, &count, VIEW("【Comments】"), record->arxiv_comment);
    return count;
}

size_t reference_journal(const struct record *record, struct labelled *note)
{
    size_t count = 0;
    add_note(note, &count, VIEW("【Journal reference】"), record->journal_ref);
    return count;
}

size_t reference_translations(const struct record *record, enum language leads,
                              struct labelled lines[REFERENCE_TRANSLATIONS])
{
    size_t count = 0;

    add_note(lines, &count, VIEW("titleTranslation: "), bilingual_other(&record->title, leads));
    add_note(lines, &count, VIEW("abstractTranslation: "),
             bilingual_other(&record->abstract, leads));
    return count;
}

void reference_put_announce(struct buffer *out, const struct record *record)
{
    if (record->announce == ANNOUNCE_ABSENT)
        return;
    buffer_put(out, VIEW("arXiv-"));
    buffer_put(out, announce_name(record->announce));
}

void reference_put_categories(struct buffer *out, const struct record *record)
{
    size_t start = out->len;
    struct view rest = record->categories, other;

    buffer_put(out, record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0) {
        buffer_put(out, out->len > start ? VIEW(", ") : VIEW(""));
        buffer_put(out, other);
    }
}

void reference_put_keywords(struct buffer *out, const struct record *record,
                            struct tex_bibtex *bibtex)
{
    size_t start = out->len, next = 0;
    struct view other;

    reference_put_categories(out, record);
    while ((other = record_next_topic(record, &next)).len > 0) {
        buffer_put(out, out->len > start ? VIEW(", ") : VIEW(""));
        if (bibtex)
            tex_put_bibtex(bibtex, out, other, TEX_CASE_FREE);
        else
            tex_put_text(out, other);
    }
    if (out->len > start && record->announce != ANNOUNCE_ABSENT)
        buffer_put(out, VIEW(", "));
    reference_put_announce(out, record);
}

void reference_put_arxiv(struct buffer *out, const struct record *record)
{
    if (record->arxiv_id.len == 0)
        return;
    buffer_put(out, VIEW("arXiv:"));
    buffer_put(out, record->arxiv_id);
    if (record->primary_category.len > 0) {
        buffer_put(out, VIEW(" ["));
        buffer_put(out, record->primary_category);
        buffer_put(out, VIEW("]"));
    }
}

const struct language_terms *reference_terms(const struct record *record, enum language leads)
{
    if (bilingual_leading(&record->title, leads).len == 0 &&
        bilingual_leading(&record->abstract, leads).len == 0)
        return NULL;
    return language_terms_of(record, bilingual_language(&record->title, leads));
}

struct view reference_language(const struct record *record, enum language leads)
{
    const struct language_terms *terms = reference_terms(record, leads);

    return terms ? terms->reference : VIEW("");
}
