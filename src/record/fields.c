#include "record/fields.h"

static const char *const names[FIELDS] = {
    [FIELD_REF] = "ref",
    [FIELD_ARXIV_ID] = "arxiv_id",
    [FIELD_VERSION] = "version",
    [FIELD_PRIMARY_CATEGORY] = "primary_category",
    [FIELD_ANNOUNCE] = "announce",
    [FIELD_URL] = "url",
    [FIELD_DOI] = "doi",
    [FIELD_DATE] = "date",
    [FIELD_TITLE] = "title",
    [FIELD_TITLE_ZH] = "title_zh",
    [FIELD_TITLE_TEXT] = "title_text",
    [FIELD_AUTHORS] = "authors",
    [FIELD_SUMMARY] = "summary",
    [FIELD_SUMMARY_ZH] = "summary_zh",
    [FIELD_ABSTRACT] = "abstract",
    [FIELD_ABSTRACT_ZH] = "abstract_zh",
    [FIELD_ABSTRACT_TRUNCATED] = "abstract_truncated",
    [FIELD_ARXIV_COMMENT] = "arxiv_comment",
    [FIELD_JOURNAL_REF] = "journal_ref",
    [FIELD_PUBLISHER_DOI] = "publisher_doi",
    [FIELD_LICENSE] = "license",
    [FIELD_VERSIONS] = "versions",
    [FIELD_CHANNEL] = "channel",
    [FIELD_DIGEST_DATE] = "digest_date",
    [FIELD_DIGEST_TIME] = "digest_time",
    [FIELD_FILE] = "file",
    [FIELD_LINE] = "line",
    [FIELD_CATEGORIES] = "categories",
    [FIELD_CHANNELS] = "channels",
    [FIELD_FIRST_SEEN] = "first_seen",
    [FIELD_LAST_SEEN] = "last_seen",
    [FIELD_VERSION_SEEN] = "version_seen",
    [FIELD_PUBLISHED] = "published",
    [FIELD_UPDATED] = "updated",
    [FIELD_FILLED_FROM] = "filled_from",
};

const char *field_name(enum field field)
{
    return names[field];
}

static field_set bit_of(struct view name)
{
    for (unsigned field = 0; field < FIELDS; field++) {
        if (view_equal(name, view_of(names[field])))
            return FIELD_BIT(field);
    }
    return 0;
}

bool fields_read(struct view list, field_set *fields, struct view *unknown)
{
    for (;;) {
        struct view name = { list.at, view_find_byte(list, ',') };
        field_set bit = bit_of(view_trim(name));

        if (bit == 0) {
            *unknown = view_trim(name);
            return false;
        }
        *fields |= bit;
        if (name.len == list.len)
            return true;
        list = view_skip(list, name.len + 1);
    }
}

static void leave_out_identity(struct record *record, field_set fields)
{
    static const struct view none = { 0 };

    if (fields & FIELD_BIT(FIELD_ARXIV_ID))
        record->arxiv_id = none;
    if (fields & FIELD_BIT(FIELD_VERSION))
        record->version = 0;
    if (fields & FIELD_BIT(FIELD_PRIMARY_CATEGORY))
        record->primary_category = record->categories = none;
    if (fields & FIELD_BIT(FIELD_CATEGORIES))
        record->categories = none;
    if (fields & FIELD_BIT(FIELD_ANNOUNCE))
        record->announce = ANNOUNCE_ABSENT;
    if (fields & FIELD_BIT(FIELD_URL))
        record->url = none;
    if (fields & FIELD_BIT(FIELD_DOI)) /* the publisher's stands in its place */
        record->doi = record->publisher_doi = none;
    if (fields & FIELD_BIT(FIELD_DATE))
        record->date = (struct date){ 0 };
    if (fields & FIELD_BIT(FIELD_CHANNEL))
        record->channel = none;
    if (fields & FIELD_BIT(FIELD_CHANNELS))
        record->channels = none;
}

static void leave_out_metadata(struct record *record, field_set fields)
{
    static const struct view none = { 0 };

    if (fields & FIELD_BIT(FIELD_AUTHORS))
        record->author_count = 0;
    if (fields & FIELD_BIT(FIELD_ARXIV_COMMENT))
        record->arxiv_comment = none;
    if (fields & FIELD_BIT(FIELD_JOURNAL_REF))
        record->journal_ref = none;
    if (fields & FIELD_BIT(FIELD_PUBLISHER_DOI))
        record->publisher_doi = none;
    if (fields & FIELD_BIT(FIELD_LICENSE))
        record->license = none;
    if (fields & FIELD_BIT(FIELD_VERSIONS))
        record->version_count = 0;
}

static void leave_out_text(struct bilingual *text, bool original, bool translation, bool for_good)
{
    const bool left_out[LANGUAGES] = { [LANGUAGE_EN] = original, [LANGUAGE_ZH] = translation };

    for (int language = 0; language < LANGUAGES; language++) {
        if (left_out[language]) {
            text->in[language] = (struct view){ 0 };
            text->left_out[language] = for_good;
        }
    }
}

void fields_leave_out(struct record *record, field_set fields)
{
    if (fields == 0)
        return;
    leave_out_identity(record, fields);
    leave_out_metadata(record, fields);
    leave_out_text(&record->title, fields & FIELD_BIT(FIELD_TITLE),
                   fields & FIELD_BIT(FIELD_TITLE_ZH), false);
    leave_out_text(&record->summary, fields & FIELD_BIT(FIELD_SUMMARY),
                   fields & FIELD_BIT(FIELD_SUMMARY_ZH), true);
    leave_out_text(&record->abstract, fields & FIELD_BIT(FIELD_ABSTRACT),
                   fields & FIELD_BIT(FIELD_ABSTRACT_ZH), true);
    if (fields & (FIELD_BIT(FIELD_ABSTRACT_TRUNCATED) | FIELD_BIT(FIELD_ABSTRACT)))
        record->abstract_truncated = false;
}
