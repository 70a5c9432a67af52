#include "output/opml.h"

#include <stdlib.h>

#include "text/iri.h"
#include "text/relative_path.h"
#include "output/language_terms.h"
#include "output/xml_writer.h"

struct outline {
    struct buffer title, home, url; /* url is empty if the feed has none */
    struct view language;
    char *path;
};

void opml_add(struct opml *opml, const char *path, const struct output_head *head)
{
    struct outline *outline;

    opml->outlines =
        memory_grow_array(opml->outlines, opml->count, &opml->cap, sizeof *opml->outlines);
    outline = &opml->outlines[opml->count++];
    *outline = (struct outline){ .language = language_terms_of_head(head)->rss,
                                 .path = memory_copy(path) };
    output_head_put_title(&outline->title, head);
    output_head_put_home(&outline->home, head);
    if (head->feed.url)
        buffer_put(&outline->url, view_of(head->feed.url));
    if (opml->newest.origin == MOMENT_ABSENT || head->newest.seconds > opml->newest.seconds)
        opml->newest = head->newest;
}

/* Puts the feed with its URL, or else the relative path to its file. The type is rss for every
 * kind of feed, since feed readers look for that. */
static void put_outline(struct xml_writer *xml, const struct outline *outline, const char *from)
{
    struct view folder = relative_path_folder(outline->path), path = view_of(outline->path);
    struct view title = buffer_view(&outline->title);
    struct buffer way = { 0 }, address = { 0 };

    if (outline->url.len > 0) {
        buffer_put(&address, buffer_view(&outline->url));
    } else {
        relative_path_put(&way, relative_path_folder(from), folder);
        buffer_put(&way, view_starts_with(path, folder) ? view_skip(path, folder.len) : path);
        iri_put_path(&address, buffer_view(&way));
    }
    xml_leaf(xml, "outline",
             (const struct xml_attribute[]){ { "text", title, false },
                                             { "title", title, false },
                                             { "type", VIEW("rss"), true },
                                             { "xmlUrl", buffer_view(&address), false },
                                             { "htmlUrl", buffer_view(&outline->home), false },
                                             { "language", outline->language, true } },
             6, VIEW(""));
    buffer_free(&way);
    buffer_free(&address);
}

void opml_write(const struct opml *opml, struct sink *sink, const char *path, const char *title)
{
    struct buffer time = { 0 };
    struct xml_writer xml = { 0 };

    if (opml->newest.origin != MOMENT_ABSENT)
        seconds_put_rfc822(opml->newest.seconds, &time);
    xml_begin(&xml, sink_buffer(sink));
    xml_open(&xml, "opml");
    xml_attribute(&xml, "version", "2.0");
    xml_open(&xml, "head");
    xml_element(&xml, "title", title ? view_of(title) : VIEW("arXiv"));
    xml_element(&xml, "dateCreated", buffer_view(&time));
    xml_close(&xml);
    xml_open(&xml, "body");
    for (size_t i = 0; i < opml->count; i++)
        put_outline(&xml, &opml->outlines[i], path);
    xml_end(&xml);
    buffer_free(&time);
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
