/* Reads arXiv's journal references, which authors write as they like. */
#ifndef REFMILL_UPDATE_JOURNAL_REFERENCE_H
#define REFMILL_UPDATE_JOURNAL_REFERENCE_H

#include "text/text.h"

/* The parts of "Phys. Rev. D 102, 123456 (2020)", as views of it; number and pages may be empty. */
struct journal_reference {
    struct view journal, volume, number, pages;
    uint32_t year;
};

/* Returns false if the text can be read in more ways than one, or is not that of an article in a
 * journal: proceedings, several references, no volume or no year. */
bool journal_reference_read(struct view text, struct journal_reference *reference);

#endif
