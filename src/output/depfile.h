/* What make needs to know: which outputs are made of which files, as rules of
 * a makefile (--depfile), as a compiler's -MD -MP writes them. */
#ifndef REFMILL_OUTPUT_DEPFILE_H
#define REFMILL_OUTPUT_DEPFILE_H

#include "text/hash_table.h"
#include "text/text.h"

struct depfile {
    struct buffer rules, empty_rules;
    struct hash_table known; /* files with an empty rule already */
    bool behind_colon;       /* of the rule that is being added */
    bool lacks;              /* names that make cannot read */
};

/* A rule is targets, one or more, then prerequisites, and its end. A file that
 * is a prerequisite also gets an empty rule, so that make goes on when it is
 * gone. A name with a newline or a semicolon is left out, for make cannot read
 * it. */
void depfile_add_target(struct depfile *depfile, const char *name);
void depfile_add_prerequisite(struct depfile *depfile, const char *name);
void depfile_end_rule(struct depfile *depfile);

/* Puts all rules, which are then gone. */
void depfile_put(struct depfile *depfile, struct buffer *out);

void depfile_free(struct depfile *depfile);

#endif
