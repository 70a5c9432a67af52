/* Fuzz targets of --update: any bytes as a library in BibTeX, RIS or CSL-JSON, of whose papers the
 * same is known each time. Only entries with an identifier change, and nothing does the second
 * time. The first byte chooses the options. */
#include <stdlib.h>

#include "check.h"
#include "target.h"
#include "text/utf8.h"
#include "update/library_update.h"

/* What is known of a paper has characters that each format must escape. */
static void know(void *context, struct view id)
{
    static const struct person authors[] = {
        { .family = VIEW_ENTRY("Lévy-\"Bruhl\""), .given = VIEW_ENTRY("A. & {B") },
        { .family = VIEW_ENTRY("van der Berg"),
          .given = VIEW_ENTRY("Jan"),
          .suffix = VIEW_ENTRY("Jr.") },
        { .literal = VIEW_ENTRY("The 100% \\ Collaboration") },
    };
    struct metadata *metadata = context;
    struct record record = {
        .arxiv_id = id,
        .title.in[LANGUAGE_EN] = VIEW("Of }{ $x_1$ & \"strings\" #1 in <b>\\emph{Hölder}</b> 50%"),
        .primary_category = VIEW("cs.CL"),
        .categories = VIEW("cs.CL"),
        .url = VIEW("https://arxiv.org/abs/1"),
        .doi = VIEW("10.48550/arXiv.1"),
        .publisher_doi = id.len % 2 ? VIEW("10.1000/a_b%c<1>") : VIEW(""),
        .journal_ref = VIEW("Ann. of {Tides & Waves 12, 3-5 (2020)"),
        .date = { .year = 2019, .month = 3 },
        .authors = authors,
        .author_count = sizeof authors / sizeof *authors,
    };

    metadata_add(metadata, &record);
}

static struct update_settings settings_of(unsigned flags)
{
    return (struct update_settings){ .refresh = flags & 1 ? (1U << UPDATE_REFRESHED) - 1 : 0,
                                     .published = flags & 2,
                                     .ascii = flags & 4,
                                     .braces = flags & 8 ? BRACES_TITLE : BRACES_NAMES };
}

/* Puts the updated text. Returns false if it is not that of a library in the target's format. */
static bool put_updated(struct view text, const struct update_settings *settings,
                        struct buffer *out, size_t *changed)
{
    struct diag silent = { .silent = true };
    struct metadata *metadata = metadata_create();
    struct library_update update;
    bool good = library_update_read_text(&update, "library", text, settings, &silent) &&
                view_equal_ignoring_case(view_of(update.updater->name), view_of(target_name()));

    if (good) {
        library_update_find(&update, metadata);
        metadata_each_missing(metadata, know, metadata);
        library_update_make(&update, metadata);
        library_update_put(&update, out);
        *changed = update.changed;
        for (size_t i = 0; i < update.edits.count; i++)
            check(i == 0 || update.edits.list[i].at >=
                                update.edits.list[i - 1].at + update.edits.list[i - 1].len,
                  target_name(), "edits do not overlap", text);
    }
    library_update_free(&update);
    metadata_free(metadata);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    struct update_settings settings = settings_of(size > 0 ? bytes[0] : 0);
    struct buffer once = { 0 }, twice = { 0 };
    size_t changed = 0;
    bool was_utf8, is_utf8;

    text = view_skip(text, 1);
    if (put_updated(text, &settings, &once, &changed)) {
        was_utf8 = utf8_find_malformed(text) == text.len;
        is_utf8 = utf8_find_malformed(buffer_view(&once)) == once.len;
        check(changed > 0 || view_equal(text, buffer_view(&once)), target_name(),
              "a library without a change stays", text);
        check(!was_utf8 || is_utf8, target_name(), "UTF-8 stays UTF-8", buffer_view(&once));
        /* If all of another encoding was replaced, no more need be ASCII. */
        if (changed > 0 && was_utf8 == is_utf8) {
            check(put_updated(buffer_view(&once), &settings, &twice, &changed), target_name(),
                  "a library stays one", buffer_view(&once));
            check(view_equal(buffer_view(&once), buffer_view(&twice)), target_name(),
                  "a second run changes nothing", buffer_view(&once));
        }
    }
    buffer_free(&once);
    buffer_free(&twice);
    return 0;
}
