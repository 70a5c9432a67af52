/* A first reading of the inputs: which papers they have, so that metadata can
 * be looked for. */
#ifndef REFMILL_WANTED_H
#define REFMILL_WANTED_H

#include "exclusion.h"
#include "metadata.h"
#include "options.h"

/* Wants the papers that the inputs have, but for those that options or the
 * exclusion (which may be NULL) leave out for certain, and those whose records
 * have authors and a whole abstract already. What is wrong with the inputs is
 * not reported, since they are read again; what cannot be read twice is kept
 * (input_keep). False, and an error reported, when that cannot be. */
bool wanted_read(struct metadata *metadata, struct digest_input *inputs, size_t count,
                 const struct options *options, const struct exclusion *exclusion,
                 struct diag *diag);

#endif
