#include "collection/metadata_join.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "tex/tex.h"
#include "text/utf8.h"
#include "record/fields.h"
#include "record/word_set.h"

void join_free(struct join *join)
{
    buffer_free(&join->categories);
    free(join->fillings);
    buffer_free(&join->ours);
    buffer_free(&join->theirs);
}

/* ---- Comparing texts ----------------------------------------------------- */

static bool is_letter_or_digit(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* Puts only the letters and digits of the text, without case and accents. */
static struct view put_letters(struct buffer *out, struct view tex)
{
    struct view rest;
    size_t length, kept = 0;

    out->len = 0;
    tex_put_folded(out, tex);
    for (rest = buffer_view(out); rest.len > 0; rest = view_skip(rest, length)) {
        if (is_letter_or_digit(utf8_decode(rest, &length))) {
            for (size_t i = 0; i < length; i++)
                out->at[kept++] = rest.at[i];
        }
    }
    out->len = kept;
    return buffer_view(out);
}

/* A cut may leave a formula, a command or a group without its end, which then reads differently. So
 * the text before the last of them is compared too. */
bool join_is_beginning(struct join *join, struct view cut, struct view whole)
{
    static const struct view openings[] = { VIEW_ENTRY("$"), VIEW_ENTRY("\\"), VIEW_ENTRY("{") };
    struct view letters = put_letters(&join->theirs, whole);

    if (view_starts_with(letters, put_letters(&join->ours, cut)))
        return join->ours.len > 0;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        struct view before = { cut.at, view_find_last(cut, openings[i]) };

        if (before.len > cut.len / 2 && before.len < cut.len &&
            view_starts_with(letters, put_letters(&join->ours, before)))
            return join->ours.len > 0;
    }
    return false;
}

/* ---- Joining ------------------------------------------------------------- */

/* Returns the field of the abstract if arXiv's replaces a cut one. Keeps the hash of the
 * announcement as it was, since merging compares that. */
static field_set replace_abstract(struct join *join, struct record *record,
                                  const struct record *known, struct place place, struct diag *diag)
{
    struct view cut = record->abstract.in[LANGUAGE_EN], whole = known->abstract.in[LANGUAGE_EN];
    field_set filled = 0; /* the fields from other announcements */

    if (whole.len == 0 || known->abstract_truncated)
        return 0;
    if (!join_is_beginning(join, cut, whole)) {
        if (diag->verbose)
            diag_warn(diag, place,
                      "the abstract of %.*s stays cut: arXiv's abstract does not begin with it",
                      (int)record->arxiv_id.len, record->arxiv_id.at);
        return 0;
    }
    for (size_t i = 0; i < record->filling_count; i++)
        filled |= record->fillings[i].fields;
    if (!(filled & FIELD_BIT(FIELD_ABSTRACT_TRUNCATED)))
        record->hash = record_hash(record);
    return FIELD_BIT(FIELD_ABSTRACT);
}

/* Fills COMMON fields that the record lacks, as from an announcement that loses to all others. */
static void join_common(struct join *join, struct record *record, const struct record *known,
                        struct place place, struct diag *diag)
{
    field_set have = record_fields(record), fields;
    size_t count = 0;

    if (have & FIELD_BIT(FIELD_ABSTRACT_TRUNCATED)) /* a cut one is never filled, only replaced */
        have |= FIELD_BIT(FIELD_ABSTRACT);
    fields = fields_of(ROLE_COMMON) & record_missing(have, record_fields(known));
    if (record->abstract_truncated && record->abstract.in[LANGUAGE_EN].len > 0)
        fields |= replace_abstract(join, record, known, place, diag);
    if (fields == 0)
        return;
    join->fillings =
        memory_resize_array(join->fillings, record->filling_count + 1, sizeof *join->fillings);
    for (size_t i = 0; i < record->filling_count; i++) {
        struct filling filling = record->fillings[i];

        if (fields & FIELD_BIT(FIELD_ABSTRACT))
            filling.fields &= ~FIELD_BIT(FIELD_ABSTRACT_TRUNCATED);
        if (filling.fields || filling.topic_count > 0)
            join->fillings[count++] = filling;
    }
    join->fillings[count++] = (struct filling){ .source.is_metadata = true,
                                                .hash = join->hashless ? 1 : record_hash(known),
                                                .fields = fields };
    record_set(record, known, fields);
    record->fillings = join->fillings;
    record->filling_count = count;
}

/* Adds categories in the order of the metadata, before those that other announcements added. */
static void join_categories(struct join *join, struct record *record, const struct record *known)
{
    struct view own = word_set_without_last(record->categories, record->categories_added);

    join->categories.len = 0;
    if (word_set_have(own, record->primary_category) ||
        word_set_have(known->categories, record->primary_category))
        buffer_put(&join->categories, record->primary_category);
    word_set_put_missing(&join->categories, own);
    word_set_put_missing(&join->categories, known->categories);
    record->categories_added = word_set_put_missing(&join->categories, record->categories);
    record->categories = buffer_view(&join->categories);
}

void join_record(struct join *join, struct record *record, struct place place, struct diag *diag)
{
    const struct record *known = metadata_find(join->metadata, record->arxiv_id);
    struct view ours = record->title.in[LANGUAGE_EN], theirs;

    if (!known)
        return;
    theirs = known->title.in[LANGUAGE_EN];
    if (diag->verbose && ours.len > 0 && theirs.len > 0 &&
        !view_equal(put_letters(&join->ours, ours), put_letters(&join->theirs, theirs)))
        diag_warn(diag, place, "the title of %.*s is '%.*s' here, and '%.*s' on arXiv",
                  (int)record->arxiv_id.len, record->arxiv_id.at, (int)ours.len, ours.at,
                  (int)theirs.len, theirs.at);
    join_common(join, record, known, place, diag);
    join_categories(join, record, known);
    record_set(record, known,
               (fields_of(ROLE_METADATA) | FIELD_BIT(FIELD_AUTHORS_INCOMPLETE)) &
                   record_missing(record_fields(record), record_fields(known)));
    record_set_exact_date(record);
}
