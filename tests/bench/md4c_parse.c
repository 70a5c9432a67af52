/* md4c's parser over a file, for markdown_lists.py: it counts what it is told and writes nothing.
 */
#include <md4c.h>
#include <stdio.h>
#include <stdlib.h>

struct counts {
    size_t blocks, spans, texts, bytes;
};

static int enter_block(MD_BLOCKTYPE type, void *detail, void *counts)
{
    (void)type;
    (void)detail;
    ((struct counts *)counts)->blocks++;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *counts)
{
    (void)type;
    (void)detail;
    ((struct counts *)counts)->spans++;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *counts)
{
    (void)type;
    (void)detail;
    (void)counts;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *counts)
{
    (void)type;
    (void)detail;
    (void)counts;
    return 0;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *counts)
{
    struct counts *all = counts;

    (void)type;
    (void)text;
    all->texts++;
    all->bytes += size;
    return 0;
}

int main(int argc, char **argv)
{
    static const MD_PARSER parser = { .flags = MD_FLAG_TABLES,
                                      .enter_block = enter_block,
                                      .leave_block = leave_block,
                                      .enter_span = enter_span,
                                      .leave_span = leave_span,
                                      .text = take_text };
    FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
    struct counts counts = { 0 };
    long size = 0;
    char *text;

    if (!in || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0)
        return 1;
    rewind(in);
    text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, in) != (size_t)size ||
        md_parse(text, (MD_SIZE)size, &parser, &counts) != 0)
        return 1;
    free(text);
    printf("%zu blocks, %zu spans, %zu texts of %zu bytes\n", counts.blocks, counts.spans,
           counts.texts, counts.bytes);
    return fclose(in) == 0 ? 0 : 1;
}
