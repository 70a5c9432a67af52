/* Loads plugins, which refmill.h describes, and makes a writer of each. */
#ifndef REFMILL_OUTPUT_PLUGIN_H
#define REFMILL_OUTPUT_PLUGIN_H

#include "output/writer.h"

struct plugin {
    struct writer writer; /* must be first: a pointer to it is cast to its plugin */
    const struct refmill_format *format;
};

/* Loads the shared object at that path, which must contain a slash; a plugin stays loaded until the
 * process ends. Returns false if it is not a plugin, with a message in `why`. */
bool plugin_load(const char *path, struct plugin *plugin, struct buffer *why);

#endif
