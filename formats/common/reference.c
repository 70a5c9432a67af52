#include "common/reference.h"

#include "record/word_set.h"

/* Returns the title in the other language, or an empty view if it only repeats the leading one. */
static struct view other_title(const struct record *record, enum language leads)
{
    struct view title = bilingual_other(&record->title, leads);

    return view_equal(title, bilingual_leading(&record->title, leads)) ? VIEW("") : title;
}

static void add_note(struct labelled *notes, size_t *count, struct label label, struct view text)
{
    if (text.len > 0 && tex_shows(text))
        notes[(*count)++] = (struct labelled){ label, text };
}

size_t reference_notes(const struct record *record, enum language leads,
                       struct labelled notes[REFERENCE_NOTES])
{
    enum language other = language_other(leads);
    struct view our_summary = record->summary.in[leads], summary = record->summary.in[other];
    struct view title = other_title(record, leads);
    struct view abstract = bilingual_other(&record->abstract, leads);
    size_t count = 0;

    if (our_summary.len + title.len + summary.len + abstract.len == 0)
        return 0; /* most records */
    add_note(notes, &count, language_terms_of_text(record, leads, our_summary)->summary_note,
             our_summary);
    add_note(notes, &count, language_terms_of_text(record, other, title)->title_note, title);
    add_note(notes, &count, language_terms_of_text(record, other, summary)->summary_note, summary);
    add_note(notes, &count, language_terms_of_text(record, other, abstract)->abstract_note,
             abstract);
    return count;
}

size_t reference_comment(const struct record *record, struct labelled *note)
{
    size_t count = 0;
    add_note(note, &count, (struct label){ VIEW("【Comments】"), VIEW("[Comments] ") },
             record->arxiv_comment);
    return count;
}

size_t reference_journal(const struct record *record, struct labelled *note)
{
    size_t count = 0;
    add_note(note, &count,
             (struct label){ VIEW("【Journal reference】"), VIEW("[Journal reference] ") },
             record->journal_ref);
    return count;
}

size_t reference_translations(const struct record *record, enum language leads,
                              struct labelled lines[REFERENCE_TRANSLATIONS])
{
    size_t count = 0;

    add_note(lines, &count, (struct label){ VIEW("titleTranslation: "), VIEW("") },
             other_title(record, leads));
    add_note(lines, &count, (struct label){ VIEW("abstractTranslation: "), VIEW("") },
             bilingual_other(&record->abstract, leads));
    return count;
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
    const struct bilingual *texts[] = { &record->title, &record->abstract };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct view text = bilingual_leading(texts[i], leads);

        if (text.len > 0)
            return language_terms_of_text(record, bilingual_language(texts[i], leads), text);
    }
    return NULL;
}

struct view reference_language(const struct record *record, enum language leads)
{
    const struct language_terms *terms = reference_terms(record, leads);

    return terms ? terms->reference : VIEW("");
}
