/* Follows Zotero's reader (openurl.js in its utilities): Dublin Core with rft.type=preprint is a
 * preprint, rft_id holds DOI and URL, rft.description is the abstract, and each rft.subject is a
 * tag. Zotero reads every plus as a space, even if it is percent-encoded. */
#include "common/html_coins.h"

#include "common/reference.h"
#include "record/word_set.h"

static void put_coins_text(struct html_text *html, struct view key, struct view text)
{
    if (text.len == 0)
        return;
    html_put_own(html, key);
    html_put_percent(html, text);
}

/* Puts a part of a name without its commas, which would split the name. */
static void put_coins_part(struct html_text *html, struct view text)
{
    for (size_t at; text.len > 0; text = view_skip(text, at + 1)) {
        at = view_find_byte(text, ',');
        html_put_percent(html, (struct view){ text.at, at });
        if (at + 1 < text.len && text.at[at + 1] != ' ')
            html_put_own(html, VIEW("%20"));
    }
}

static void put_other_coins_part(struct html_text *html, struct view text)
{
    if (text.len == 0)
        return;
    html_put_own(html, VIEW("%20"));
    put_coins_part(html, text);
}

/* Puts "Family, Given Suffix". Zotero drops everything after a second comma, and splits a name
 * without a comma at its last space. */
static void put_coins_author(struct html_text *html, const struct person *person)
{
    bool whole = person->literal.len > 0;

    html_put_own(html, VIEW("&amp;rft.creator="));
    put_coins_part(html, whole ? person->literal : person->family);
    html_put_own(html, VIEW("%2C"));
    put_other_coins_part(html, person->given);
    put_other_coins_part(html, person->suffix);
}

/* An item without a creator keeps the whole title attribute in Zotero's Extra, unless a translator
 * completes it from elsewhere. A creator that is a single space prevents that, and Zotero drops it
 * before it saves the item. */
static void put_coins_authors(struct html_text *html, const struct record *record)
{
    if (record->author_count == 0)
        html_put_own(html, VIEW("&amp;rft.creator=%20"));
    for (size_t i = 0; i < record->author_count; i++)
        put_coins_author(html, &record->authors[i]);
}

/* Puts the abstract and the texts for which the reference has no other place, except for the other
 * abstract: the page has it already, and each Chinese character would take nine bytes. */
static void put_description(struct html_text *html, const struct record *record)
{
    struct view abstract = bilingual_leading(&record->abstract, LANGUAGE_EN);
    struct view other = bilingual_other(&record->abstract, LANGUAGE_EN);
    struct labelled notes[REFERENCE_NOTES];
    size_t count = reference_notes(record, LANGUAGE_EN, notes), start;

    html_put_own(html, VIEW("&amp;rft.description="));
    start = html->out->len;
    html_put_percent_tex(html, abstract);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].text.at == other.at)
            continue;
        html_put_own(html, html->out->len > start ? VIEW("%0A") : VIEW(""));
        html_put_percent(html, notes[i].label.native);
        html_put_percent_tex(html, notes[i].text);
    }
}

void html_put_coins(struct html_text *html, const struct record *record)
{
    struct view rest = record->categories, other;
    size_t next = 0;

    html_put_own(html, VIEW("<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004"
                            "&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"));
    if (record->arxiv_id.len > 0)
        html_put_own(html, VIEW("&amp;rft.type=preprint&amp;rft.publisher=arXiv"));
    put_coins_text(html, VIEW("&amp;rft_id=info%3Adoi%2F"), record_doi(record));
    put_coins_text(html, VIEW("&amp;rft_id="), record->url);
    html_put_own(html, VIEW("&amp;rft.title="));
    html_put_percent_tex(html, bilingual_leading(&record->title, LANGUAGE_EN));
    put_coins_authors(html, record);
    if (record->date.year) {
        html_put_own(html, VIEW("&amp;rft.date="));
        date_put(record->date, html->out);
    }
    put_coins_text(html, VIEW("&amp;rft.language="), reference_language(record, LANGUAGE_EN));
    put_coins_text(html, VIEW("&amp;rft.subject="), record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0)
        put_coins_text(html, VIEW("&amp;rft.subject="), other);
    while ((other = record_next_topic(record, &next)).len > 0) {
        html_put_own(html, VIEW("&amp;rft.subject="));
        html_put_percent_tex(html, other);
    }
    put_coins_text(html, VIEW("&amp;rft.subject=arXiv-"), announce_name(record->announce));
    put_description(html, record);
    html_put_own(html, VIEW("\"></span>\n"));
}
