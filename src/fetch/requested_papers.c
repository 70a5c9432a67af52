#include "fetch/requested_papers.h"

#include <stdlib.h>

#include "record/arxiv_id.h"
#include "system/file.h"
#include "text/hash.h"
#include "text/hash_table.h"
#include "text/utf8.h"

enum { SHOWN_MAX = 60 };

static bool read_id(struct view line, struct arena *arena, struct view *id)
{
    struct arxiv_id found;

    if (!arxiv_take_id(&line, arena, &found) || line.len > 0 || found.version > 0)
        return false;
    *id = found.id;
    return true;
}

static void add_requested(struct requested_papers *papers, struct hash_table *seen, struct view id)
{
    if (!hash_table_add(seen, hash_text(0, id)))
        return;
    papers->list =
        memory_grow_array(papers->list, papers->count, &papers->cap, sizeof *papers->list);
    papers->list[papers->count++] = (struct requested_paper){ .id = id };
}

static void warn_of(struct view line, size_t number, struct diag *diag)
{
    if (line.len > SHOWN_MAX)
        line.len = SHOWN_MAX;
    line.len = utf8_find_malformed(line);
    diag_warn(diag, (struct place){ .file = "<stdin>", .line = number, .column = 1 },
              "'%.*s' is no arXiv identifier without version, and is skipped", (int)line.len,
              line.at);
}

bool requested_papers_read(struct requested_papers *papers, bool *all_good, struct diag *diag)
{
    struct hash_table seen = { 0 };
    struct view text, id;
    size_t number = 0;

    *papers = (struct requested_papers){ 0 };
    if (!file_read("-", &papers->text, diag))
        return false;
    text = buffer_view(&papers->text);
    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') };
        text = view_skip(text, line.len + 1);
        line = view_trim(line);
        number++;
        if (line.len == 0)
            continue;
        if (read_id(line, &papers->arena, &id)) {
            add_requested(papers, &seen, id);
        } else {
            warn_of(line, number, diag);
            *all_good = false;
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
