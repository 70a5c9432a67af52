/* Fuzz targets of the readers of libraries: any bytes as a library in one format, since a reader
 * may be sent what is not its own; before an entry, and as the title of one. */
#include <stdlib.h>

#include "input/library/library.h"

#include "check.h"
#include "output/json_writer.h"
#include "records.h"
#include "text/markup.h"
#include "text/utf8.h"
#include "target.h"

/* Checks what a format's reader found in an entry, and reads every byte of it. */
static void check_found(const struct library_entry *entry, struct view text)
{
    check(entry->at >= text.at && entry->at <= text.at + text.len, "library",
          "an entry begins in the text", text);
    for (size_t i = 0; i < entry->count; i++) {
        const struct library_found *found = &entry->found[i];
        struct view name = found->kind <= LIBRARY_ID_IN_KEY ? found->id.id : found->text;

        check(name.len > 0 && utf8_find_malformed(name) == name.len, "library",
              "what is found is UTF-8", text);
    }
}

/* ---- Reading ------------------------------------------------------------- */

struct form {
    const char *name;
    const struct library_format *format;
    /* Entries with the paper of `paper` that follow any text, or, if NULL, that cannot. */
    const char *entry;
    /* True for a text that may leave something open in which an entry is not one; NULL: none. */
    bool (*may_stay_open)(struct view text);
    /* An entry with that paper is a title between these. */
    const char *before_title, *after_title;
    /* Puts the text as the title. Returns false if it cannot be one. */
    bool (*put_title)(struct buffer *out, struct view text);
};

static const struct view paper = VIEW_ENTRY("2403.19588");

/* What the entries of a library have: that paper, and any other. */
struct papers {
    bool paper, other;
};

static void add_papers(struct papers *papers, const struct library_entry *entry)
{
    for (size_t i = 0; i < entry->count; i++) {
        const struct library_found *found = &entry->found[i];
        bool is_paper = view_equal(found->id.id, paper);

        papers->paper = papers->paper || (found->kind <= LIBRARY_ID_IN_KEY && is_paper);
        papers->other = papers->other || (found->kind <= LIBRARY_ID_IN_KEY && !is_paper);
    }
}

/* Reads a library. Returns what the entries have that begin at `from` or after it. */
static struct papers read_library(const struct form *form, struct view text, const char *from)
{
    void *state = memory_take(form->format->state_size);
    struct library_entry entry = { 0 };
    struct papers papers = { 0 };
    const char *last = text.at;

    memset(state, 0, form->format->state_size);
    form->format->begin(state, text);
    while (form->format->next(state, &entry)) {
        check_found(&entry, text);
        check(entry.at >= last, "library", "entries are in order", text);
        last = entry.at;
        if (last >= from)
            add_papers(&papers, &entry);
    }
    form->format->end(state);
    free(state);
    library_entry_free(&entry);
    return papers;
}

/* Whatever is before an entry, the entry is read. */
static void check_followed(const struct form *form, struct view text)
{
    struct buffer library = { 0 };

    if (!form->entry || (form->may_stay_open && form->may_stay_open(text)))
        return;
    buffer_put(&library, text);
    buffer_put_byte(&library, '\n');
    buffer_put(&library, view_of(form->entry));
    check(read_library(form, buffer_view(&library), library.at + text.len).paper, form->name,
          "an entry after any others is read", buffer_view(&library));
    buffer_free(&library);
}

/* Whatever the title of an entry is, the paper is found, and none that the title is about. */
static void check_titled(const struct form *form, struct view text)
{
    struct buffer library = { 0 };
    struct papers papers;

    buffer_put(&library, view_of(form->before_title));
    if (form->put_title(&library, text)) {
        buffer_put(&library, view_of(form->after_title));
        papers = read_library(form, buffer_view(&library), library.at);
        check(papers.paper, form->name, "an entry with any title is read", buffer_view(&library));
        check(!papers.other, form->name, "a title names no paper", buffer_view(&library));
    }
    buffer_free(&library);
}

/* ---- Titles -------------------------------------------------------------- */

/* In quotes, and without what begins an entry or a group. */
static bool put_bibtex_title(struct buffer *out, struct view text)
{
    buffer_put(out, text);
    return !view_has_byte(text, '"') && !view_has_byte(text, '{') && !view_has_byte(text, '@');
}

static bool put_cell_title(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        buffer_put(out, text.at[i] == '"' ? VIEW("\"") : VIEW(""));
        buffer_put_byte(out, text.at[i]);
    }
    return true;
}

/* jansson, which reads JSON that is not plain, takes no NUL. */
static bool put_json_title(struct buffer *out, struct view text)
{
    struct buffer string = { 0 };
    struct json json = { &string };

    json_put_string(&json, NULL, text);
    buffer_put(out, buffer_view(&string));
    buffer_free(&string);
    return !view_has_byte(text, '\0');
}

static bool put_ris_title(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_put_byte(out, text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
    return true;
}

static bool put_xml_title(struct buffer *out, struct view text)
{
    markup_put(out, text, MARKUP_XML_TEXT);
    return true;
}

/* Comments and the like, and other elements that are entries, may have the entry in them. */
static bool may_xml_stay_open(struct view text)
{
    static const struct view marks[] = { VIEW_ENTRY("<!"),     VIEW_ENTRY("<?"),
                                         VIEW_ENTRY("item"),   VIEW_ENTRY("mods"),
                                         VIEW_ENTRY("record"), VIEW_ENTRY("article") };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (view_find(text, marks[i]) < text.len)
            return true;
    }
    return false;
}

/* ---- The target ---------------------------------------------------------- */

static const struct form *form_of(struct view name)
{
    static const struct form forms[] = {
        { .name = "bibtex",
          .format = &library_bibtex,
          .entry = "@misc{key, archiveprefix = {arXiv}, eprint = {2403.19588}}\n",
          .before_title = "@misc{key,\n title = \"",
          .after_title = "\",\n archiveprefix = {arXiv},\n eprint = {2403.19588}\n}\n",
          .put_title = put_bibtex_title },
        { .name = "cells",
          .format = &library_cells,
          .before_title = "title,url\r\n\"",
          .after_title = "\",https://arxiv.org/abs/2403.19588\r\n",
          .put_title = put_cell_title },
        { .name = "json",
          .format = &library_json,
          .before_title = "[{\"type\":\"article\",\"title\":",
          .after_title = ",\"URL\":\"https://arxiv.org/abs/2403.19588\"}]",
          .put_title = put_json_title },
        { .name = "ris",
          .format = &library_ris,
          .entry = "TY  - GEN\r\nUR  - https://arxiv.org/abs/2403.19588\r\nER  - \r\n",
          .before_title = "TY  - GEN\r\nTI  - ",
          .after_title = "\r\nUR  - https://arxiv.org/abs/2403.19588\r\nER  - \r\n",
          .put_title = put_ris_title },
        { .name = "xml",
          .format = &library_xml,
          .entry = "<entry><id>http://arxiv.org/abs/2403.19588</id></entry>",
          .may_stay_open = may_xml_stay_open,
          .before_title = "<feed><entry><title>",
          .after_title = "</title><id>http://arxiv.org/abs/2403.19588</id></entry></feed>",
          .put_title = put_xml_title },
    };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (view_equal(name, view_of(forms[i].name)))
            return &forms[i];
    }
    check_fail("library", "there is such a format", name);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct form *form;
    struct arena arena = { 0 };
    struct view text = records_repair((struct view){ (const char *)bytes, size }, &arena);

    if (!form)
        form = form_of(view_of(target_name()));
    read_library(form, text, text.at);
    check_followed(form, text);
    check_titled(form, text);
    arena_free(&arena);
    return 0;
}
