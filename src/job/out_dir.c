#include "job/out_dir.h"

#include <stdlib.h>
#include <string.h>

#include "record/arxiv_id.h"
#include "text/keyed_hash.h"
#include "text/iri.h"
#include "text/hash_table.h"

/* Returns the name of a file without its last suffix: "2024-03-29-cs.CL" for "2024-03-29-cs.CL.md".
 * A category at the end is not a suffix. */
static struct view stem_of_base(struct view base)
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

static struct view base_of(struct view path)
{
    size_t slash = view_find_last(path, VIEW("/"));

    return view_skip(path, slash < path.len ? slash + 1 : 0);
}

/* Returns the directories of a path to mirror: without a slash at the start, and without all up to
 * the last "..". */
static struct view mirrored_folders(struct view path)
{
    struct view folders = path, rest;

    folders.len -= base_of(path).len;
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

/* Puts DIR/stem.bib into the arena and, for a feed, its address: the directory's, then the name. */
static struct output name_output(const struct out_dir *directory, struct view input,
                                 const struct writer *writer, struct arena *arena,
                                 struct buffer *scratch)
{
    struct view folders = mirrored_folders(input), stem = stem_of_base(base_of(input)), name;
    const char *suffix = writer->suffixes[0];
    struct output output = { .writer = writer };
    size_t folder;

    scratch->len = 0;
    buffer_print(scratch, view_ends_with(view_of(directory->path), VIEW("/")) ? "%s" : "%s/",
                 directory->path);
    folder = scratch->len;
    buffer_print(scratch, "%.*s%.*s%s%s", directory->keep_dirs ? (int)folders.len : 0, folders.at,
                 (int)stem.len, stem.at, suffix ? suffix : ".", suffix ? "" : writer->name);
    name = arena_copy(arena, (struct view){ scratch->at, scratch->len + 1 });
    output.path = name.at;
    if (!writer->is_feed || !directory->url)
        return output;
    scratch->len = 0;
    buffer_put(scratch, view_of(directory->url));
    iri_put_path(scratch, view_skip((struct view){ name.at, name.len - 1 }, folder));
    buffer_put_byte(scratch, '\0');
    output.url = arena_copy(arena, buffer_view(scratch)).at;
    return output;
}

static bool is_new(const struct out_dir *directory, struct hash_table *names,
                   const struct input_list *inputs, size_t input, const struct output *output,
                   struct diag *diag)
{
    uint64_t hash = keyed_hash_text(view_of(output->path));
    const char *name = inputs->names[input].name, *other;
    const char *advice = "use --keep-dirs";

    if (hash_table_add(names, hash)) {
        hash_table_set_number(names, hash, (uint32_t)input);
        return true;
    }
    other = inputs->names[hash_table_number(names, hash)].name;
    if (strcmp(other, name) == 0)
        advice = "name it only once";
    else if (directory->keep_dirs ||
             view_equal(mirrored_folders(view_of(other)), mirrored_folders(view_of(name))))
        advice = "convert them in separate runs";
    diag_error(diag, (struct place){ .file = output->path },
               "would be the output of both %s and %s; %s", other, name, advice);
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
            if (view_equal(input, VIEW("-"))) {
                diag_error(diag, (struct place){ .file = "<stdin>" },
                           "has no name for the outputs in --out-dir; use files");
                good = false;
                break;
            }
            *output = name_output(directory, input, formats[f].writer, arena, &scratch);
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
