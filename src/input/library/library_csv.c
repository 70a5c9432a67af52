/* Reads libraries of lines or cells: lists of identifiers, CSV, TSV. */
#include <csv.h>

#include "input/library/library.h"

/* Names of later columns are ignored. */
enum { COLUMNS_MAX = 256 };

struct cells {
    const struct library_visitor *visitor;
    bool in_header, in_row;
    bool prose[COLUMNS_MAX]; /* according to the header */
    size_t column;
};

static bool is_comment(struct view line)
{
    return view_starts_with(view_trim_start(line), VIEW("#"));
}

static size_t count_byte(struct view text, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == byte;
    return count;
}

/* Returns what separates cells; 0 for a list, a text without quotes and commas. */
static char find_delimiter(struct view text)
{
    char delimiter = 0;
    bool first = true;
    struct view line;

    while (!delimiter && library_take_line(&text, &line)) {
        if (is_comment(line) || view_trim(line).len == 0)
            continue;
        if (first && count_byte(line, '\t') > 0)
            delimiter = '\t';
        else if (first && count_byte(line, ';') > count_byte(line, ','))
            delimiter = ';';
        else if (count_byte(line, ',') > 0 || count_byte(line, '"') > 0)
            delimiter = ',';
        first = false;
    }
    return delimiter;
}

static void take_cell(void *bytes, size_t size, void *context)
{
    struct cells *cells = context;
    struct view cell = { bytes, size };
    bool named = cells->column < COLUMNS_MAX;

    if (cells->in_header && named)
        cells->prose[cells->column] = library_is_prose(cell);
    if (!named || !cells->prose[cells->column])
        cells->visitor->value(cells->visitor->context, cell, LIBRARY_WHOLE | LIBRARY_LINK);
    cells->column++;
}

static void end_table_row(int last, void *context)
{
    struct cells *cells = context;

    (void)last;
    cells->visitor->end(cells->visitor->context);
    cells->in_header = cells->in_row = false;
    cells->column = 0;
}

static void read_table(struct view text, char delimiter, const struct library_visitor *visitor)
{
    enum { BLOCK = 64 * 1024 }; /* libcsv's buffer grows by this size */
    struct cells cells = { .visitor = visitor, .in_header = true };
    struct csv_parser parser;

    csv_init(&parser, 0);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_realloc_func(&parser, memory_resize);
    csv_set_blk_size(&parser, BLOCK);
    while (text.len > 0) {
        struct view line = { text.at, view_find_byte(text, '\n') };
        line.len += line.len < text.len;
        text = view_skip(text, line.len);
        if (!cells.in_row && is_comment(line))
            continue;
        if (view_trim(line).len > 0)
            cells.in_row = true; /* until end_table_row, since cells may contain line breaks */
        if (csv_parse(&parser, line.at, line.len, take_cell, end_table_row, &cells) != line.len)
            break;
    }
    csv_fini(&parser, take_cell, end_table_row, &cells);
    csv_free(&parser);
}

void library_read_cells(struct view text, const struct library_visitor *visitor)
{
    char delimiter = find_delimiter(text);
    struct view line;

    if (delimiter) {
        read_table(text, delimiter, visitor);
        return;
    }
    while (library_take_line(&text, &line)) {
        if (is_comment(line))
            continue;
        visitor->value(visitor->context, line, LIBRARY_WHOLE | LIBRARY_ANYWHERE | LIBRARY_LINK);
        visitor->end(visitor->context);
    }
}
