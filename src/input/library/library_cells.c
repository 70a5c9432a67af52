/* Reads libraries of lines or cells: lists of identifiers, CSV, TSV. */
#include <csv.h>

#include "input/library/library.h"

/* Names of later columns are ignored. */
enum { COLUMNS_MAX = 256 };

struct library_cells {
    struct view rest;
    char delimiter; /* of cells; 0: the text is a list of lines */
    struct csv_parser parser;
    struct library_entry *entry;
    bool in_header, has_header, in_row, finished;
    bool row_ended;          /* by the last line */
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
    struct library_cells *cells = context;
    struct view cell = { bytes, size };
    bool named = cells->column < COLUMNS_MAX;

    if (cells->in_header && named)
        cells->prose[cells->column] = library_is_prose(cell);
    if (!named || !cells->prose[cells->column])
        library_entry_add(cells->entry, cell, LIBRARY_WHOLE | LIBRARY_LINK);
    cells->column++;
}

static void end_table_row(int last, void *context)
{
    struct library_cells *cells = context;

    (void)last;
    if (cells->row_ended)
        cells->entry->is_list = true; /* CR alone ended rows in this line */
    cells->row_ended = true;
    cells->in_row = false;
    cells->column = 0;
}

static struct view take_with_end(struct view *text)
{
    struct view line = { text->at, view_find_byte(*text, '\n') };

    line.len += line.len < text->len;
    *text = view_skip(*text, line.len);
    return line;
}

/* Reads lines up to the end of a row, since cells may contain line ends. Returns false at the end
 * of the text. */
static bool next_row(struct library_cells *cells)
{
    cells->row_ended = false;
    while (cells->rest.len > 0 && !cells->row_ended) {
        struct view line = take_with_end(&cells->rest);

        if (!cells->in_row && is_comment(line))
            continue;
        if (!cells->in_row) {
            library_entry_begin(cells->entry, line.at);
            cells->entry->is_list = !cells->in_header && !cells->has_header;
            cells->in_row = view_trim(line).len > 0;
        }
        if (csv_parse(&cells->parser, line.at, line.len, take_cell, end_table_row, cells) !=
            line.len)
            cells->rest.len = 0;
    }
    if (!cells->row_ended && !cells->finished) {
        cells->finished = true;
        csv_fini(&cells->parser, take_cell, end_table_row, cells);
    }
    return cells->row_ended;
}

static bool next_line(struct library_cells *cells)
{
    struct view line;

    do {
        if (!library_take_line(&cells->rest, &line))
            return false;
    } while (is_comment(line) || view_trim(line).len == 0);
    library_entry_begin(cells->entry, line.at);
    cells->entry->is_list = true;
    library_entry_add(cells->entry, line, LIBRARY_WHOLE | LIBRARY_ANYWHERE | LIBRARY_LINK);
    return true;
}

static void begin(void *state, struct view text)
{
    enum { BLOCK = 64 * 1024 }; /* libcsv's buffer grows by this size */
    struct library_cells *cells = state;

    cells->rest = text;
    cells->in_header = true;
    cells->delimiter = find_delimiter(text);
    if (!cells->delimiter)
        return;
    csv_init(&cells->parser, 0);
    csv_set_delim(&cells->parser, (unsigned char)cells->delimiter);
    csv_set_realloc_func(&cells->parser, memory_resize);
    csv_set_blk_size(&cells->parser, BLOCK);
}

/* A header is not an entry. */
static bool next(void *state, struct library_entry *entry)
{
    struct library_cells *cells = state;

    cells->entry = entry;
    if (!cells->delimiter)
        return next_line(cells);
    if (!next_row(cells))
        return false;
    if (!cells->in_header)
        return true;
    cells->in_header = false;
    cells->has_header = entry->count == 0;
    entry->is_list = !cells->has_header;
    return !cells->has_header || next_row(cells);
}

static void end(void *state)
{
    struct library_cells *cells = state;

    if (cells->delimiter)
        csv_free(&cells->parser);
}

const struct library_format library_cells = {
    .state_size = sizeof(struct library_cells),
    .begin = begin,
    .next = next,
    .end = end,
};
