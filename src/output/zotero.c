#include "output/zotero.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/memory.h"
#include "system/file.h"
#include "system/helper_process.h"
#include "system/temporary.h"

struct zotero {
    const char *url;
    bool progress;
    struct receiver receiver;
    int papers; /* a file, or -1 before the first bytes */
};

struct zotero *zotero_create(const char *url, bool progress)
{
    struct zotero *zotero = memory_take(sizeof *zotero);

    *zotero = (struct zotero){ .url = url, .progress = progress, .papers = -1 };
    return zotero;
}

void zotero_free(struct zotero *zotero)
{
    if (zotero->papers >= 0)
        close(zotero->papers);
    free(zotero);
}

static int keep_papers(void *context, const char *bytes, size_t count)
{
    struct zotero *zotero = context;

    if (zotero->papers < 0)
        zotero->papers = temporary_open_unnamed();
    return zotero->papers >= 0 && file_write(zotero->papers, (struct view){ bytes, count }) ? 0 : 1;
}

struct output zotero_output(struct zotero *zotero, const struct writer *ris)
{
    zotero->receiver = (struct receiver){ keep_papers, zotero };
    return (struct output){ .writer = ris, .receiver = &zotero->receiver };
}

/* Runs the helper with `input` as its standard input. */
static bool run_helper(const struct zotero *zotero, bool ping, int input, struct diag *diag)
{
    const char *arguments[] = { HELPER, "--to-zotero", NULL, NULL, NULL, NULL, NULL };
    struct helper helper;
    size_t count = 2;
    char byte;

    if (ping)
        arguments[count++] = "--ping";
    if (diag->quiet)
        arguments[count++] = "--quiet";
    if (zotero->progress && !ping)
        arguments[count++] = "--progress";
    if (zotero->url) {
        arguments[count++] = "--url";
        arguments[count] = zotero->url;
    }
    if (!helper_start(&helper, arguments, input, "--to-zotero",
                      "write a file with -o FILE.ris and import that", diag))
        return false;
    while (file_read_some(helper.from, &byte, 1) > 0) /* returns 0 when the helper ends */
        continue;
    return helper_judge(helper_wait(&helper), diag);
}

bool zotero_ping(const struct zotero *zotero, struct diag *diag)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC); /* standard input may be an input */
    bool good = run_helper(zotero, true, nothing, diag);

    close(nothing);
    return good;
}

bool zotero_send(struct zotero *zotero, struct diag *diag)
{
    if (zotero->papers < 0)
        zotero->papers = temporary_open_unnamed();
    if (zotero->papers < 0 || lseek(zotero->papers, 0, SEEK_SET) != 0) {
        diag_error(diag, PROGRAM, "the papers for Zotero cannot be kept: %s", strerror(errno));
        return false;
    }
    return run_helper(zotero, false, zotero->papers, diag);
}
