#include "collection/exclusion.h"

#include <stdlib.h>
#include <string.h>

#include "record/arxiv_id.h"
#include "system/file.h"
#include "text/keyed_hash.h"
#include "input/library/library.h"
#include "system/decompress.h"

struct exclusion {
    struct buffer names; /* identifiers without version, and links, one after the other */
    size_t *ends;        /* of the names */
    size_t name_count, name_cap;
    struct hash_table index; /* of the names */
    struct hash_table keys;
    size_t count;              /* of papers */
    bool has_id, has_new_link; /* of the present entry */
    bool found;                /* an identifier or a link in the present file */
    struct arena arena;        /* of the identifiers of one value */
};

struct exclusion *exclusion_create(void)
{
    struct exclusion *exclusion = memory_resize(NULL, sizeof *exclusion);
    *exclusion = (struct exclusion){ 0 };
    return exclusion;
}

void exclusion_free(struct exclusion *exclusion)
{
    buffer_free(&exclusion->names);
    free(exclusion->ends);
    hash_table_free(&exclusion->index);
    hash_table_free(&exclusion->keys);
    arena_free(&exclusion->arena);
    free(exclusion);
}

static struct view name_at(const void *owner, uint32_t number)
{
    const struct exclusion *exclusion = owner;
    size_t start = number > 0 ? exclusion->ends[number - 1] : 0;

    return (struct view){ exclusion->names.at + start, exclusion->ends[number] - start };
}

/* Returns false if the name is there already. */
static bool add_name(struct exclusion *exclusion, struct view name)
{
    if (hash_table_add_text(&exclusion->index, name, name_at, exclusion) < exclusion->name_count)
        return false;
    buffer_put(&exclusion->names, name);
    exclusion->ends = memory_grow_array(exclusion->ends, exclusion->name_count,
                                        &exclusion->name_cap, sizeof *exclusion->ends);
    exclusion->ends[exclusion->name_count++] = exclusion->names.len;
    return true;
}

static void add_id(struct exclusion *exclusion, struct view id)
{
    if (add_name(exclusion, id))
        exclusion->count++;
    exclusion->has_id = exclusion->found = true;
}

/* ---- Identifiers in a value ---------------------------------------------- */

/* True for "[cs.CL]", with which arXiv's own citations end. */
static bool is_class(struct view text)
{
    text = view_trim(text);
    return text.len > 0 && text.at[0] == '[' && view_find_byte(text, ']') == text.len - 1;
}

static bool has_blank(struct view text)
{
    size_t at = 0;
    while (at < text.len && !ascii_is_blank(text.at[at]))
        at++;
    return at < text.len;
}

static const struct view arxiv = VIEW_ENTRY("arxiv");

/* Returns where "arXiv" begins in the text, from `at` on and not after a letter or digit; or
 * text.len. */
static size_t find_arxiv(struct view text, size_t at)
{
    for (; at < text.len; at++) {
        if ((text.at[at] == 'a' || text.at[at] == 'A') &&
            (at == 0 || !ascii_is_alnum(text.at[at - 1])) &&
            view_starts_with_ignoring_case(view_skip(text, at), arxiv))
            break;
    }
    return at;
}

/* Takes the text between "arXiv", which is at `at`, and an identifier: arXiv:2403.19588,
 * 10.48550/arXiv.2403.19588, arxiv.org/abs/2403.19588, oai:arXiv.org:2403.19588. */
static bool take_prefix(struct view text, size_t at, struct view *rest)
{
    struct view before = { text.at, at };

    *rest = view_skip(text, at + arxiv.len);
    if (view_take(rest, VIEW(":"))) {
        *rest = view_trim_start(*rest);
        return true;
    }
    if (view_ends_with(before, VIEW("10.48550/")))
        return view_take(rest, VIEW("."));
    return view_take_ignoring_case(rest, VIEW(".org")) &&
           (view_take(rest, VIEW("/abs/")) || view_take(rest, VIEW("/pdf/")) ||
            view_take(rest, VIEW("/html/")) || view_take(rest, VIEW(":")));
}

/* Adds all identifiers after a prefix, or if `whole` one that is the whole value, apart from the
 * end of a link. */
static void take_prefixed(struct exclusion *exclusion, struct view text, bool whole)
{
    struct arxiv_id id;
    struct view rest;

    for (size_t at = find_arxiv(text, 0); at < text.len; at = find_arxiv(text, at + arxiv.len)) {
        if (whole && has_blank((struct view){ text.at, at }))
            return;
        if (take_prefix(text, at, &rest) && arxiv_take_id(&rest, &exclusion->arena, &id) &&
            (!whole || rest.len == 0 || view_equal_ignoring_case(rest, VIEW(".pdf")) ||
             view_has_byte(VIEW("?#/"), rest.at[0]) || is_class(rest)))
            add_id(exclusion, id.id);
        if (whole)
            return;
    }
}

/* Adds an identifier without a prefix that is the whole value. */
static bool take_bare(struct exclusion *exclusion, struct view text)
{
    struct arxiv_id id;

    if (!arxiv_take_id(&text, &exclusion->arena, &id) || (text.len > 0 && !is_class(text)))
        return false;
    add_id(exclusion, id.id);
    return true;
}

/* hep-th/9901001 may have the key arxivhepth.9901001, without hyphen and slash. Tries each place
 * for the hyphen. */
static void take_key_without_hyphen(struct exclusion *exclusion, struct view key)
{
    enum { ARCHIVE_MAX = 8, NUMBER = 7 };
    size_t dot = view_find_byte(key, '.');
    struct buffer id = { 0 };
    bool found = false;

    if (dot > ARCHIVE_MAX || key.len != dot + 1 + NUMBER)
        return;
    for (size_t hyphen = 0; hyphen < dot && !found; hyphen++) {
        id.len = 0;
        buffer_put(&id, (struct view){ key.at, hyphen });
        if (hyphen > 0)
            buffer_put_byte(&id, '-');
        buffer_put(&id, (struct view){ key.at + hyphen, dot - hyphen });
        buffer_put_byte(&id, '/');
        buffer_put(&id, view_skip(key, dot + 1));
        found = take_bare(exclusion, buffer_view(&id));
    }
    buffer_free(&id);
}

/* Adds the identifier of a key like 2403.19588, arxiv2403.19588 or arXiv:2403.19588. */
static void take_key(struct exclusion *exclusion, struct view key)
{
    bool named = view_take_ignoring_case(&key, arxiv);

    if (named && key.len > 0 && view_has_byte(VIEW(":-_."), key.at[0]))
        key = view_skip(key, 1);
    if (!take_bare(exclusion, key) && named)
        take_key_without_hyphen(exclusion, key);
}

/* Adds a link, or the identifier if it leads to arXiv. */
static void take_link(struct exclusion *exclusion, struct view link)
{
    struct view rest = link;
    struct arxiv_id id;

    if ((!view_take(&rest, VIEW("https://")) && !view_take(&rest, VIEW("http://"))) ||
        has_blank(link))
        return;
    exclusion->found = true;
    if (arxiv_read_link(link, &exclusion->arena, &id))
        add_id(exclusion, id.id);
    else if (add_name(exclusion, link))
        exclusion->has_new_link = true;
}

static void take_library_value(void *context, struct view value, unsigned meaning)
{
    struct exclusion *exclusion = context;

    value = view_trim(value);
    if (value.len == 0)
        return;
    if (meaning & LIBRARY_TAKEN)
        hash_table_add(&exclusion->keys, keyed_hash_folded(value));
    if (meaning & LIBRARY_KEY)
        take_key(exclusion, value);
    if (meaning & LIBRARY_LINK)
        take_link(exclusion, value);
    if (meaning & LIBRARY_WHOLE)
        take_bare(exclusion, value);
    if (meaning & (LIBRARY_WHOLE | LIBRARY_ANYWHERE))
        take_prefixed(exclusion, value, !(meaning & LIBRARY_ANYWHERE));
    arena_reset(&exclusion->arena);
}

/* Counts all links of an entry as one paper. */
static void end_entry(void *context)
{
    struct exclusion *exclusion = context;

    if (exclusion->has_new_link && !exclusion->has_id)
        exclusion->count++;
    exclusion->has_id = exclusion->has_new_link = false;
}

/* ---- The set ------------------------------------------------------------- */

bool exclusion_read(struct exclusion *exclusion, const char *name, struct diag *diag)
{
    const struct library_visitor visitor = { take_library_value, end_entry, exclusion };
    const char *file = file_shown_name(name);
    struct buffer text = { 0 };
    bool good = file_read(name, &text, diag);
    const char *packing = good ? decompress_packing(buffer_view(&text)) : NULL;

    if (packing) {
        diag_packed(diag, file, packing);
        good = false;
    }
    exclusion->found = false;
    if (good)
        library_read(buffer_view(&text), &visitor);
    if (good && !exclusion->found && view_trim(buffer_view(&text)).len > 0)
        diag_warn(diag, (struct place){ .file = file },
                  "has neither an arXiv id nor a link; it excludes nothing");
    buffer_free(&text);
    return good;
}

bool exclusion_has(const struct exclusion *exclusion, const struct record *record)
{
    struct view name = record->arxiv_id.len > 0 ? record->arxiv_id : record->url;
    return hash_table_find_text(&exclusion->index, name, name_at, exclusion) <
           exclusion->name_count;
}

size_t exclusion_count(const struct exclusion *exclusion)
{
    return exclusion->count;
}

const struct hash_table *exclusion_keys(const struct exclusion *exclusion)
{
    return &exclusion->keys;
}
