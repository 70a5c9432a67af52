#include "fetch/requested_papers.h"

#include <stdlib.h>

#include "record/arxiv_id.h"
#include "system/file.h"
#include "text/keyed_hash.h"
#include "text/hash_table.h"
#include "text/utf8.h"

enum { SHOWN_MAX = 60 };

bool requested_papers_read(struct requested_papers *papers, bool *all_good, struct diag *diag)
{
    struct place place = { .file = "<stdin>", .column = 1 };
    struct hash_table seen = { 0 };
    struct view text;

    *papers = (struct requested_papers){ 0 };
    if (!file_read("-", &papers->text, diag))
        return false;
    text = buffer_view(&papers->text);
    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') }, rest;
        struct arxiv_id id;

        text = view_skip(text, line.len + 1);
        rest = line = view_trim(line);
        place.line++;
        if (line.len == 0)
            continue;
        if (!arxiv_take_id(&rest, &papers->arena, &id) || rest.len > 0 || id.version > 0) {
            line.len = line.len > SHOWN_MAX ? SHOWN_MAX : line.len;
            line.len = utf8_find_malformed(line);
            diag_warn(diag, place, "'%.*s' is not an arXiv id, or has a version; it is left out",
                      (int)line.len, line.at);
            *all_good = false;
        } else if (hash_table_add(&seen, keyed_hash_text(id.id))) {
            papers->list =
                memory_grow_array(papers->list, papers->count, &papers->cap, sizeof *papers->list);
            papers->list[papers->count++] = (struct requested_paper){ .id = id.id };
        }
    }
    hash_table_free(&seen);
    return true;
}

void requested_papers_free(struct requested_papers *papers)
{
    free(papers->list);
    buffer_free(&papers->text);
    arena_free(&papers->arena);
}
