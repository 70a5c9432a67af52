/* Writes make rules that tell which outputs depend on which files (--depfile), like a compiler's
 * -MD -MP. */
#ifndef REFMILL_OUTPUT_DEPFILE_H
#define REFMILL_OUTPUT_DEPFILE_H

#include "text/hash_table.h"
#include "text/text.h"

struct depfile {
    struct buffer rules, empty_rules;
    struct hash_table known; /* files that already have an empty rule */
    bool behind_colon;       /* the unfinished rule has its colon */
    bool lacks;              /* make cannot read a name, which was left out */
};

/* Add a rule: one or more targets, then any prerequisites, then its end. Each prerequisite also
 * gets an empty rule, so that make does not fail when the file is gone. Names with a newline or a
 * semicolon are left out, since make cannot read them. */
void depfile_add_target(struct depfile *depfile, const char *name);
void depfile_add_prerequisite(struct depfile *depfile, const char *name);
void depfile_end_rule(struct depfile *depfile);

/* Puts all rules and resets the depfile. */
void depfile_put(struct depfile *depfile, struct buffer *out);

void depfile_free(struct depfile *depfile);

#endif
