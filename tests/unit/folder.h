/* A folder of its own for each test, gone when the test is over. */
#ifndef REFMILL_TESTS_FOLDER_H
#define REFMILL_TESTS_FOLDER_H

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "expect.h"

struct path {
    char at[128];
};

struct folder {
    char path[64];
};

static inline int folder_create(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);

    *state = folder;
    if (!folder)
        return -1;
    *folder = (struct folder){ "/tmp/refmill-unit-XXXXXX" };
    return mkdtemp(folder->path) ? 0 : -1;
}

static inline int folder_remove_one(const char *path, const struct stat *status, int kind,
                                    struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static inline int folder_remove(void **state)
{
    struct folder *folder = *state;
    int result = nftw(folder->path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);

    free(folder);
    return result;
}

static inline struct path folder_path(const struct folder *folder, const char *name)
{
    struct path path;

    snprintf(path.at, sizeof path.at, "%s/%s", folder->path, name);
    return path;
}

static inline void folder_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    expect(file != NULL, path);
    expect(fputs(text, file) >= 0, path);
    expect(fclose(file) == 0, path);
}

static inline void folder_expect(const char *name, const char *path, const char *wanted)
{
    char text[4096];
    FILE *file = fopen(path, "r");

    expect(file != NULL, name);
    expect_view(name, (struct view){ text, fread(text, 1, sizeof text, file) }, view_of(wanted));
    fclose(file);
}

/* How many files there are, hidden ones too. */
static inline void folder_expect_count(const char *name, const struct folder *folder, int wanted)
{
    DIR *entries = opendir(folder->path);
    int count = 0;

    expect(entries != NULL, name);
    for (const struct dirent *entry; (entry = readdir(entries));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(entries);
    expect_number(name, count, wanted);
}

#endif
