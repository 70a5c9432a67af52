#include "job/feed_archive.h"

#include <stdlib.h>
#include <string.h>

#include "text/iri.h"
#include "text/relative_path.h"

static int64_t date_of_entry(const struct record *record, enum sort_key date)
{
    return date != SORT_ANNOUNCED ? record->updated.seconds : record->published.seconds;
}

/* Puts the relative path from one directory down to another, such as "archive/2024/"; "" if they
 * are the same, and the last name of the other if it is not below the first. */
static void put_way(struct buffer *out, struct view from, const char *to)
{
    char *above = relative_path_resolve(from), *below = relative_path_resolve(view_of(to));
    struct view rest = view_of(below ? below : to), inside;
    size_t slash;

    while (view_ends_with(rest, VIEW("/")))
        rest.len--;
    inside = rest;
    slash = view_find_last(rest, VIEW("/"));
    if (above && below && view_take(&inside, view_of(above)) &&
        (inside.len == 0 || inside.at[0] == '/' || strcmp(above, "/") == 0))
        rest = inside;
    else if (slash < rest.len)
        rest = view_skip(rest, slash);
    view_take(&rest, VIEW("/"));
    buffer_put(out, rest);
    if (rest.len > 0)
        buffer_put_byte(out, '/');
    free(above);
    free(below);
}

/* A page keeps the papers without a day, which come last. */
static bool is_undated(const struct record *record, enum sort_key date)
{
    return date == SORT_DAY && !date_of(record->updated).year;
}

/* Adds a page for each month of the sorted places from `start` on. */
static void add_pages(struct feed_archive *archive, struct collection *collection,
                      enum sort_key date, size_t start)
{
    struct buffer month = { 0 };

    for (size_t i = start; i < collection_count(collection); i++) {
        struct feed_archive_page *page = archive->pages + archive->page_count;
        struct record record = collection_get(collection, archive->places[i]);
        struct calendar day = calendar_of(date_of_entry(&record, date));

        if (is_undated(&record, date))
            break;
        month.len = 0;
        date_put((struct date){ day.year, day.month, 0 }, &month); /* "2024-03" */
        if (archive->page_count > 0 && view_equal(buffer_view(&month), view_of(page[-1].month))) {
            page[-1].count++;
            continue;
        }
        archive->pages = memory_grow_array(archive->pages, archive->page_count, &archive->page_cap,
                                           sizeof *archive->pages);
        page = archive->pages + archive->page_count++;
        *page = (struct feed_archive_page){ .first = i, .count = 1 };
        memcpy(page->month, month.at, month.len < 7 ? month.len : 7);
    }
    buffer_free(&month);
}

/* Returns the part of a URL before its query and fragment, which may have slashes too. */
static struct view without_query(struct view url)
{
    url.len = view_find_byte(url, '?');
    url.len = view_find_byte(url, '#');
    return url;
}

/* Returns the length of a URL up to its last slash, with that, or all of one that ends with its
 * host. */
static size_t folder_length(struct view url)
{
    size_t host = view_find(url, VIEW("://")) + VIEW("://").len;

    for (size_t at = url.len; at > host; at--) {
        if (url.at[at - 1] == '/')
            return at;
    }
    return url.len;
}

/* Returns the name of a feed without the suffix of the format or, if it has another suffix, without
 * that. It names the pages, since feeds may share a directory. */
static struct view stem_of(struct view name, struct view suffix)
{
    if (name.len > suffix.len && view_ends_with(name, suffix))
        return (struct view){ name.at, name.len - suffix.len };
    for (size_t at = name.len; at-- > 1;) {
        if (name.at[at] == '.')
            return (struct view){ name.at, at };
    }
    return name;
}

static void name_pages(struct feed_archive *archive, const char *folder, const char *suffix,
                       const char *feed_url, const char *feed_path)
{
    struct view place = relative_path_folder(feed_path), feed, stem;
    struct buffer address = { 0 }; /* URL of the directory of the pages */

    if (feed_url) {
        struct view url = without_query(view_of(feed_url));
        size_t length = folder_length(url);
        struct buffer way = { 0 };

        feed = view_skip(url, length);
        buffer_put(&address, (struct view){ url.at, length });
        buffer_put(&address,
                   view_ends_with(buffer_view(&address), VIEW("/")) ? VIEW("") : VIEW("/"));
        put_way(&way, place, folder);
        iri_put_path(&address, buffer_view(&way));
        buffer_free(&way);
    } else {
        feed = view_skip(view_of(feed_path), strrchr(feed_path, '/') ? place.len : 0);
        relative_path_put(&address, place, view_of(folder));
    }
    stem = stem_of(feed, view_of(suffix));
    for (size_t i = 0; i < archive->page_count; i++) {
        struct feed_archive_page *page = &archive->pages[i];
        const struct view starts[] = { view_of(folder), buffer_view(&address) };

        for (int which = 0; which < 2; which++) {
            struct view start = starts[which];
            struct buffer name = { 0 };

            buffer_print(&name, "%.*s%s%.*s%s%s%s", (int)start.len, start.at,
                         start.len == 0 || view_ends_with(start, VIEW("/")) ? "" : "/",
                         (int)stem.len, stem.at, stem.len > 0 ? "-" : "", page->month, suffix);
            *(which == 0 ? &page->path : &page->url) = name.at;
        }
    }
    buffer_free(&address);
}

/* Returns the first second of the month of the latest update. */
static int64_t start_of_newest_month(struct collection *collection, enum sort_key date)
{
    int64_t newest = 0;
    struct calendar day;

    for (size_t i = 0; i < collection_count(collection); i++) {
        struct record record = collection_get(collection, i);
        if (!is_undated(&record, date) && (newest == 0 || record.updated.seconds > newest))
            newest = record.updated.seconds;
    }
    day = calendar_of(newest);
    return seconds_of((struct date){ day.year, day.month, 1 });
}

struct feed_archive feed_archive_make(struct collection *collection, enum sort_key date,
                                      const char *folder, const char *suffix, const char *feed_url,
                                      const char *feed_path, size_t limit)
{
    size_t count = collection_count(collection), open = 0;
    struct feed_archive archive = { .places =
                                        collection_sort(collection, (struct order){ date, true }) };
    int64_t start = start_of_newest_month(collection, date);

    archive.feed = memory_resize_array(NULL, count, sizeof *archive.feed);
    for (size_t i = 0; i < count; i++) {
        struct record record = collection_get(collection, archive.places[i]);
        bool undated = is_undated(&record, date);
        if (!undated && date_of_entry(&record, date) >= start)
            open++;
        if (!undated && date_of_entry(&record, date) < start && record.updated.seconds < start)
            continue;
        if (limit == 0 || archive.feed_count < limit)
            archive.feed[archive.feed_count++] = archive.places[i];
    }
    add_pages(&archive, collection, date, limit > 0 && open > limit ? 0 : open);
    name_pages(&archive, folder, suffix, feed_url, feed_path);
    return archive;
}

void feed_archive_free(struct feed_archive *archive)
{
    for (size_t i = 0; i < archive->page_count; i++) {
        free(archive->pages[i].path);
        free(archive->pages[i].url);
    }
    free(archive->pages);
    free(archive->places);
    free(archive->feed);
}
