/* Formats that are loaded, as refmill.h describes them, each as a writer. */
#ifndef REFMILL_OUTPUT_PLUGIN_H
#define REFMILL_OUTPUT_PLUGIN_H

#include "output/writer.h"

struct plugin {
    struct writer writer; /* first, so that a writer tells its plugin */
    const struct refmill_format *format;
};

/* Loads the shared object of that path, which has a slash. False when it is no
 * plugin, and then why, as text for a message. What was loaded stays. */
bool plugin_load(const char *path, struct plugin *plugin, struct buffer *why);

#endif
