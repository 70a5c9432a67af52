/* md4c's HTML renderer over a file, for streams.py: no package has it as a
 * program. */
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>

static void put(const MD_CHAR *text, MD_SIZE size, void *out)
{
    fwrite(text, 1, size, out);
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    FILE *out = in ? fopen(argv[2], "wb") : NULL;
    long size = 0;
    char *text;

    if (!out || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0)
        return 1;
    rewind(in);
    text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, in) != (size_t)size ||
        md_html(text, (MD_SIZE)size, put, out, MD_FLAG_TABLES, 0) != 0)
        return 1;
    free(text);
    return fclose(out) == 0 && fclose(in) == 0 ? 0 : 1;
}
