#include "common/reference.h"

#include "tex/tex.h"
#include "record/word_set.h"

static void add_note(struct labelled *notes, size_t *count, struct view label, struct view text)
{
    if (tex_shows(text))
        notes[(*count)++] = (struct labelled){ label, text };
}

size_t reference_notes(const struct record *record, enum language leads,
                       struct labelled notes[REFERENCE_NOTES])
{
    static const struct {
        struct view title, summary, abstract;
    } labels[LANGUAGES] = {
        [LANGUAGE_EN] = { VIEW_ENTRY("【Title】"), VIEW_ENTRY("【Summary】"),
                          VIEW_ENTRY("【Abstract】") },
        [LANGUAGE_ZH] = { VIEW_ENTRY("【标题】"), VIEW_ENTRY("【一句话总结】"),
                          VIEW_ENTRY("【摘要】") },
    };
    enum language other = language_other(leads);
    size_t count = 0;

    add_note(notes, &count, labels[leads].summary, record->summary.in[leads]);
    add_note(notes, &count, labels[other].title, bilingual_other(&record->title, leads));
    add_note(notes, &count, labels[other].summary, record->summary.in[other]);
    add_note(notes, &count, labels[other].abstract, bilingual_other(&record->abstract, leads));
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

void reference_put_keywords(struct buffer *out, const struct record *record)
{
    size_t start = out->len;
    struct view rest = record->categories, other;

    buffer_put(out, record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0) {
        buffer_put(out, out->len > start ? VIEW(", ") : VIEW(""));
        buffer_put(out, other);
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

struct view reference_language(const struct record *record, enum language leads)
{
    return bilingual_language(&record->title, leads) == LANGUAGE_ZH ? VIEW("zh-CN") : VIEW("en");
}
