#include "output/record_access.h"

#include "tex/tex.h"

void made_free(struct made *made)
{
    arena_free(&made->texts);
    buffer_free(&made->scratch);
}

struct refmill_text record_access_text(struct view view)
{
    return (struct refmill_text){ view.at, view.len };
}

/* What was put into the scratch buffer, which is then empty. */
static struct view keep(struct made *made)
{
    struct view text = arena_copy(&made->texts, buffer_view(&made->scratch));

    made->scratch.len = 0;
    return text;
}

/* ---- Fields as text ----------------------------------------------------- */

/* Where the record has the field, and as what: text, or a moment as text, with its
 * time of day where that says more or always. */
static const struct {
    enum { MADE, TEXT, MOMENT, TIME } kind;
    size_t offset;
} places[] = {
    [REFMILL_FIELD_ARXIV_ID] = { TEXT, offsetof(struct record, arxiv_id) },
    [REFMILL_FIELD_PRIMARY_CATEGORY] = { TEXT, offsetof(struct record, primary_category) },
    [REFMILL_FIELD_URL] = { TEXT, offsetof(struct record, url) },
    [REFMILL_FIELD_DOI] = { TEXT, offsetof(struct record, doi) },
    [REFMILL_FIELD_TITLE] = { TEXT, offsetof(struct record, title.in[LANGUAGE_EN]) },
    [REFMILL_FIELD_TITLE_ZH] = { TEXT, offsetof(struct record, title.in[LANGUAGE_ZH]) },
    [REFMILL_FIELD_SUMMARY] = { TEXT, offsetof(struct record, summary.in[LANGUAGE_EN]) },
    [REFMILL_FIELD_SUMMARY_ZH] = { TEXT, offsetof(struct record, summary.in[LANGUAGE_ZH]) },
    [REFMILL_FIELD_ABSTRACT] = { TEXT, offsetof(struct record, abstract.in[LANGUAGE_EN]) },
    [REFMILL_FIELD_ABSTRACT_ZH] = { TEXT, offsetof(struct record, abstract.in[LANGUAGE_ZH]) },
    [REFMILL_FIELD_ARXIV_COMMENT] = { TEXT, offsetof(struct record, arxiv_comment) },
    [REFMILL_FIELD_JOURNAL_REF] = { TEXT, offsetof(struct record, journal_ref) },
    [REFMILL_FIELD_PUBLISHER_DOI] = { TEXT, offsetof(struct record, publisher_doi) },
    [REFMILL_FIELD_LICENSE] = { TEXT, offsetof(struct record, license) },
    [REFMILL_FIELD_CHANNEL] = { TEXT, offsetof(struct record, channel) },
    [REFMILL_FIELD_FILE] = { TEXT, offsetof(struct record, source.file) },
    [REFMILL_FIELD_CATEGORIES] = { TEXT, offsetof(struct record, categories) },
    [REFMILL_FIELD_CHANNELS] = { TEXT, offsetof(struct record, channels) },
    [REFMILL_FIELD_FIRST_SEEN] = { MOMENT, offsetof(struct record, first_seen) },
    [REFMILL_FIELD_LAST_SEEN] = { MOMENT, offsetof(struct record, last_seen) },
    [REFMILL_FIELD_VERSION_SEEN] = { MOMENT, offsetof(struct record, version_seen) },
    [REFMILL_FIELD_PUBLISHED] = { TIME, offsetof(struct record, published) },
    [REFMILL_FIELD_UPDATED] = { TIME, offsetof(struct record, updated) },
    [REFMILL_FIELD_KEY] = { TEXT, offsetof(struct record, key) },
};

enum { PLACES = sizeof places / sizeof *places };

static void put_time(struct moment moment, struct buffer *out)
{
    if (moment.origin != MOMENT_ABSENT)
        seconds_put_rfc3339(moment.seconds, out);
}

/* The time of the digest, where that says more than its day. */
static void put_digest_time(struct moment announced, struct buffer *out)
{
    if (announced.origin != MOMENT_KNOWN || announced.seconds != seconds_of(date_of(announced)))
        moment_put(announced, out);
}

/* What the record has in no such place. */
static void put_made(const struct refmill_record *shown, enum refmill_field field,
                     struct buffer *out)
{
    const struct record *record = shown->record;
    unsigned long number = refmill_record_number(shown, field);

    switch (field) {
    case REFMILL_FIELD_ANNOUNCE:
        buffer_put(out, announce_name(record->announce));
        break;
    case REFMILL_FIELD_DATE:
        date_put(record->date, out);
        break;
    case REFMILL_FIELD_TITLE_TEXT:
        tex_put_text(out, record->title.in[LANGUAGE_EN]);
        break;
    case REFMILL_FIELD_DIGEST_DATE:
        date_put(date_of(record->announced), out);
        break;
    case REFMILL_FIELD_DIGEST_TIME:
        put_digest_time(record->announced, out);
        break;
    default:
        if (number > 0)
            buffer_put_number(out, number);
    }
}

/* Of what fields_leave_out does not leave out itself. */
static bool is_left_out(const struct refmill_record *shown, enum refmill_field field)
{
    static const struct {
        enum refmill_field seen;
        enum field field;
    } left[] = {
        { REFMILL_FIELD_REF, FIELD_REF },
        { REFMILL_FIELD_TITLE_TEXT, FIELD_TITLE_TEXT },
        { REFMILL_FIELD_DIGEST_DATE, FIELD_DIGEST_DATE },
        { REFMILL_FIELD_DIGEST_TIME, FIELD_DIGEST_TIME },
        { REFMILL_FIELD_FILE, FIELD_FILE },
        { REFMILL_FIELD_LINE, FIELD_LINE },
        { REFMILL_FIELD_FIRST_SEEN, FIELD_FIRST_SEEN },
        { REFMILL_FIELD_LAST_SEEN, FIELD_LAST_SEEN },
        { REFMILL_FIELD_VERSION_SEEN, FIELD_VERSION_SEEN },
        { REFMILL_FIELD_PUBLISHED, FIELD_PUBLISHED },
        { REFMILL_FIELD_UPDATED, FIELD_UPDATED },
    };
    size_t i = 0;

    while (i < sizeof left / sizeof *left && left[i].seen != field)
        i++;
    return i < sizeof left / sizeof *left && (shown->omitted & FIELD_BIT(left[i].field));
}

static struct view text_of(const struct refmill_record *shown, enum refmill_field field)
{
    size_t index = (size_t)field;
    const void *place = (const char *)shown->record + (index < PLACES ? places[index].offset : 0);
    struct buffer *scratch = &shown->made->scratch;

    if (is_left_out(shown, field))
        return VIEW("");
    switch (index < PLACES ? places[index].kind : MADE) {
    case TEXT:
        return *(const struct view *)place;
    case MOMENT:
        moment_put(*(const struct moment *)place, scratch);
        break;
    case TIME:
        put_time(*(const struct moment *)place, scratch);
        break;
    default:
        put_made(shown, field, scratch);
    }
    return keep(shown->made);
}

struct refmill_text refmill_record_text(const refmill_record *record, enum refmill_field field)
{
    return record_access_text(text_of(record, field));
}

struct refmill_text refmill_record_plain(const refmill_record *record, enum refmill_field field)
{
    struct view text = text_of(record, field);

    tex_put_text(&record->made->scratch, text);
    return record_access_text(keep(record->made));
}

struct refmill_text refmill_record_leading(const refmill_record *record, enum refmill_field field,
                                           enum refmill_language leads)
{
    enum language language = leads == REFMILL_CHINESE ? LANGUAGE_ZH : LANGUAGE_EN;

    switch (field) {
    case REFMILL_FIELD_TITLE:
        return record_access_text(bilingual_leading(&record->record->title, language));
    case REFMILL_FIELD_SUMMARY:
        return record_access_text(bilingual_leading(&record->record->summary, language));
    case REFMILL_FIELD_ABSTRACT:
        return record_access_text(bilingual_leading(&record->record->abstract, language));
    default:
        return refmill_record_text(record, field);
    }
}

/* ---- Numbers and lists -------------------------------------------------- */

unsigned long refmill_record_number(const refmill_record *record, enum refmill_field field)
{
    if (is_left_out(record, field))
        return 0;
    switch (field) {
    case REFMILL_FIELD_REF:
        return record->record->source.ref;
    case REFMILL_FIELD_VERSION:
        return record->record->version;
    case REFMILL_FIELD_ABSTRACT_TRUNCATED:
        return record->record->abstract_truncated;
    case REFMILL_FIELD_LINE:
        return (unsigned long)record->record->source.line;
    default:
        return 0;
    }
}

int refmill_record_author(const refmill_record *record, size_t index, struct refmill_person *author)
{
    const struct person *person = record->record->authors + index;

    if (index >= record->record->author_count)
        return 0;
    *author = (struct refmill_person){ record_access_text(person->family),
                                       record_access_text(person->given),
                                       record_access_text(person->suffix),
                                       record_access_text(person->literal) };
    return 1;
}

int refmill_record_submission(const refmill_record *record, size_t index,
                              struct refmill_submission *submission)
{
    const struct version *known = record->record->versions + index;

    if (index >= record->record->version_count)
        return 0;
    moment_put(known->submitted, &record->made->scratch);
    *submission =
        (struct refmill_submission){ known->number, record_access_text(keep(record->made)) };
    return 1;
}
