/* Reads the arXiv identifier that a field of a library states as that of its entry. A field that
 * may speak of another paper states none. */
#ifndef REFMILL_INPUT_LIBRARY_STATED_ID_H
#define REFMILL_INPUT_LIBRARY_STATED_ID_H

#include "record/arxiv_id.h"

/* What a field may state. */
enum stated {
    STATED_NEVER,
    STATED_BARE,     /* an identifier, with or without a prefix: eprint */
    STATED_DOI,      /* arXiv's DOI */
    STATED_IN_ARXIV, /* as STATED_NAMED, but as STATED_BARE if the entry is in arXiv: volume */
    STATED_NAMED,    /* nothing but an identifier after "arXiv:", a link, or arXiv's DOI; also
                        "arXiv preprint arXiv:2403.19588 [cs.CL], 2024" */
};

/* True if the value of a field, with its TeX, may state an identifier; quick to tell for most that
 * do not. */
bool stated_may_be(enum stated stated, struct view value);

/* Reads plain text, without TeX. `id` may be in the arena. */
bool stated_id_read(enum stated stated, struct view value, struct arena *arena,
                    struct arxiv_id *id);

/* True for a journal that is arXiv: "arXiv e-prints", "CoRR". */
bool stated_is_arxiv(struct view journal);

#endif
