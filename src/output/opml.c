#include "output/opml.h"

#include <stdlib.h>

#include "text/iri.h"
#include "text/relative_path.h"
#include "output/xml_writer.h"

struct outline {
    struct buffer title, home, url; /* url: empty when none was said */
    struct view language;
    char *path;
};

void opml_add(struct opml *opml, const char *path, const struct output_head *head)
{
    struct outline *outline;

    opml->outlines =
        memory_grow_array(opml->outlines, opml->count, &opml->cap, sizeof *opml->outlines);
    outline = &opml->outlines[opml->count++];
    *outline =
        (struct outline){ .language = output_head_rss_language(head), .path = memory_copy(path) };
    output_head_put_title(&outline->title, head);
    output_head_put_home(&outline->home, head);
    if (head->feed.url)
        buffer_put(&outline->url, view_of(head->feed.url));
    if (opml->newest.origin == MOMENT_ABSENT || head->newest.seconds > opml->newest.seconds)
        opml->newest = head->newest;
}

/* The address of the feed, or else the way to its file. */
static void put_outline_address(struct buffer *out, const struct outline *outline, const char *from)
{
    struct view folder = relative_path_folder(outline->path), path = view_of(outline->path);
    struct buffer way = { 0 };

    if (outline->url.len > 0) {
        buffer_put(out, buffer_view(&outline->url));
        return;
    }
    relative_path_put(&way, relative_path_folder(from), folder);
    buffer_put(&way, view_starts_with(path, folder) ? view_skip(path, folder.len) : path);
    iri_put_path(out, buffer_view(&way));
    buffer_free(&way);
}

/* Readers of all kinds of feeds look for the type rss. */
static void put_outline(struct xml_writer *xml, const struct outline *outline, struct view address)
{
    struct view title = buffer_view(&outline->title);
    const struct xml_attribute attributes[] = { { "text", title, false },
                                                { "title", title, false },
                                                { "type", VIEW("rss"), true },
                                                { "xmlUrl", address, false },
                                                { "htmlUrl", buffer_view(&outline->home), false },
                                                { "language", outline->language, true } };

    xml_leaf(xml, "outline", attributes, sizeof attributes / sizeof *attributes, VIEW(""));
}

static void put_opml_head(struct xml_writer *xml, const struct opml *opml, const char *title)
{
    struct buffer time = { 0 };

    if (opml->newest.origin != MOMENT_ABSENT)
        seconds_put_rfc822(opml->newest.seconds, &time);
    xml_open(xml, "head");
    xml_element(xml, "title", title ? view_of(title) : VIEW("arXiv"));
    xml_element(xml, "dateCreated", buffer_view(&time));
    xml_close(xml);
    buffer_free(&time);
}

void opml_write(const struct opml *opml, struct sink *sink, const char *path, const char *title)
{
    struct buffer address = { 0 };
    struct xml_writer xml = { 0 };

    xml_begin(&xml, sink_buffer(sink));
    xml_open(&xml, "opml");
    xml_attribute(&xml, "version", "2.0");
    put_opml_head(&xml, opml, title);
    xml_open(&xml, "body");
    for (size_t i = 0; i < opml->count; i++) {
        address.len = 0;
        put_outline_address(&address, &opml->outlines[i], path);
        put_outline(&xml, &opml->outlines[i], buffer_view(&address));
    }
    xml_end(&xml);
    buffer_free(&address);
}

void opml_free(struct opml *opml)
{
    for (size_t i = 0; i < opml->count; i++) {
        buffer_free(&opml->outlines[i].title);
        buffer_free(&opml->outlines[i].home);
        buffer_free(&opml->outlines[i].url);
        free(opml->outlines[i].path);
    }
    free(opml->outlines);
    *opml = (struct opml){ 0 };
}
