#include "catalogue.h"

#include <stdlib.h>

#include "registry.h"

void catalogue_free(struct catalogue *catalogue)
{
    free(catalogue->plugins);
}

const struct writer *catalogue_at(const struct catalogue *catalogue, size_t index)
{
    (void)catalogue;
    return registry_at(index);
}

const struct writer *catalogue_find(const struct catalogue *catalogue, struct view name)
{
    (void)catalogue;
    return registry_find(name);
}

const struct writer *catalogue_find_suffix(const struct catalogue *catalogue, struct view path)
{
    (void)catalogue;
    return registry_find_suffix(path);
}

bool catalogue_look(struct catalogue *catalogue, struct diag *diag)
{
    (void)catalogue;
    (void)diag;
    return false;
}
