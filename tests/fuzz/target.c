#include "target.h"

#include <string.h>

#include "check.h"

static const char *name;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *slash = strrchr((*argv)[0], '/'), *program = slash ? slash + 1 : (*argv)[0];
    const char *underscore = strchr(program, '_');

    (void)argc;
    name = underscore ? underscore + 1 : program;
    check_open();
    return 0;
}

const char *target_name(void)
{
    return name;
}
