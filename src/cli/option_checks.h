/* What can only be said once all options are read: which outputs there are, in
 * which formats, and whether the options go together. */
#ifndef REFMILL_CLI_OPTION_CHECKS_H
#define REFMILL_CLI_OPTION_CHECKS_H

#include "cli/options.h"

/* False, and an error reported, when the options are none. */
bool options_settle(struct options *options, struct diag *diag);

#endif
