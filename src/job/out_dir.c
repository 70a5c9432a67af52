#include "job/out_dir.h"

#include <stdlib.h>
#include <string.h>

#include "record/arxiv_id.h"
#include "text/hash.h"
#include "text/iri.h"
#include "text/hash_table.h"

struct view out_dir_stem(struct view base)
{
    struct view category = arxiv_find_category(base), stem = base;

    while (category.len > 0 && category.at + category.len < base.at + base.len) {
        struct view rest = view_skip(base, (size_t)(category.at + category.len - base.at));
        category = arxiv_find_category(rest);
    }
    if (category.len > 0)
        return base;
    while (stem.len > 0 && stem.at[stem.len - 1] != '.')
        stem.len--;
    return stem.len > 1 ? (struct view){ stem.at, stem.len - 1 } : base;
}

/* The folders of a path as they are mirrored: without a slash at the start, and
 * without all that leads out, up to the last "..". */
static struct view mirrored_folders(struct view path)
{
    struct view folders = path, rest;

    while (folders.len > 0 && folders.at[folders.len - 1] != '/')
        folders.len--;
    rest = folders;
    for (size_t at = 0; at < folders.len;) {
        struct view part = { folders.at + at, view_find_byte(view_skip(folders, at), '/') };
        at += part.len + 1;
        if (view_equal(part, VIEW("..")))
            rest = view_skip(folders, at);
    }
    while (view_take(&rest, VIEW("/")) || view_take(&rest, VIEW("./")))
        continue;
    return rest;
}

static struct view base_of(struct view path)
{
    size_t start = path.len;

    while (start > 0 && path.at[start - 1] != '/')
        start--;
    return view_skip(path, start);
}

/* The text in the arena. */
static const char *copy_name(struct buffer *text, struct arena *arena)
{
    buffer_put_byte(text, '\0');
    return arena_copy(arena, buffer_view(text)).at;
}

/* Puts the folder, with its slash; gives the length of that. */
static size_t put_folder(struct buffer *out, const char *folder)
{
    out->len = 0;
    buffer_put(out, view_of(folder));
    if (!view_ends_with(buffer_view(out), VIEW("/")))
        buffer_put_byte(out, '/');
    return out->len;
}

/* FOLDER/stem.bib, in the arena. */
static const char *make_name(const struct out_dir *directory, struct view input,
                             const struct writer *writer, struct arena *arena,
                             struct buffer *scratch)
{
    put_folder(scratch, directory->path);
    if (directory->keep_dirs)
        buffer_put(scratch, mirrored_folders(input));
    buffer_put(scratch, out_dir_stem(base_of(input)));
    if (writer->suffixes[0]) {
        buffer_put(scratch, view_of(writer->suffixes[0]));
    } else {
        buffer_put_byte(scratch, '.');
        buffer_put(scratch, view_of(writer->name));
    }
    return copy_name(scratch, arena);
}

/* The feed's address, in the arena: the folder's, and its name in there. */
static const char *make_url(const struct out_dir *directory, const struct output *output,
                            struct arena *arena, struct buffer *scratch)
{
    size_t folder = put_folder(scratch, directory->path);

    if (!output->writer->is_feed || !directory->url)
        return NULL;
    scratch->len = 0;
    buffer_put(scratch, view_of(directory->url));
    iri_put_path(scratch, view_skip(view_of(output->path), folder));
    return copy_name(scratch, arena);
}

/* What to do about two inputs whose outputs would have the same name. */
static const char *advice_for(const struct out_dir *directory, const char *a, const char *b)
{
    bool same_directory = view_equal(mirrored_folders(view_of(a)), mirrored_folders(view_of(b)));

    if (strcmp(a, b) == 0)
        return "give it once";
    return directory->keep_dirs || same_directory ? "convert them apart"
                                                  : "--keep-dirs keeps their folders apart";
}

static bool is_new(const struct out_dir *directory, struct hash_table *names,
                   const struct input_list *inputs, size_t input, const struct output *output,
                   struct diag *diag)
{
    uint64_t hash = hash_text(0, view_of(output->path));
    const char *name = inputs->names[input].name, *other;

    if (hash_table_add(names, hash)) {
        hash_table_set_number(names, hash, (uint32_t)input);
        return true;
    }
    other = inputs->names[hash_table_number(names, hash)].name;
    diag_error(diag, (struct place){ .file = output->path },
               "would be the output of %s and of %s; %s", other, name,
               advice_for(directory, other, name));
    return false;
}

struct output *out_dir_outputs(const struct out_dir *directory, const struct output *formats,
                               size_t format_count, const struct input_list *inputs,
                               struct arena *arena, struct diag *diag)
{
    struct output *outputs =
        memory_resize_array(NULL, inputs->count * format_count, sizeof *outputs);
    struct hash_table names = { 0 };
    struct buffer scratch = { 0 };
    bool good = true;

    for (size_t i = 0; i < inputs->count && good; i++) {
        struct view input = view_of(inputs->names[i].name);
        for (size_t f = 0; f < format_count && good; f++) {
            struct output *output = &outputs[i * format_count + f];
            const struct writer *writer = formats[f].writer;
            if (view_equal(input, VIEW("-"))) {
                diag_error(diag, (struct place){ .file = "<stdin>" },
                           "has no name to make those in --out-dir of; give files");
                good = false;
                break;
            }
            *output = (struct output){ .path = make_name(directory, input, writer, arena, &scratch),
                                       .writer = writer };
            output->url = make_url(directory, output, arena, &scratch);
            good = is_new(directory, &names, inputs, i, output, diag);
        }
    }
    hash_table_free(&names);
    buffer_free(&scratch);
    if (!good) {
        free(outputs);
        return NULL;
    }
    return outputs;
}
