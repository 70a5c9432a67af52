#include "cli/option_table.h"

#include <stddef.h>

#include "record/citation_key.h"
#include "text/suggestion.h"

const struct option option_table[] = {
    { 0, "Output", NULL, NULL },
    { 't', "to", "FORMAT",
      "format of standard output (default: bibtex), and of each\n"
      "-o whose suffix tells none; a list for --out-dir" },
    { 'o', "output", "[FORMAT:]FILE",
      "write FILE, in the format that its suffix tells; may be\n"
      "repeated; - is standard output" },
    { OPTION_LANG, "lang", "en|zh",
      "which language leads (default: en in references, zh in\n"
      "feeds and pages)" },
    { OPTION_KEY, "key", "PATTERN",
      "citation keys, of text and {id}, {year}, {month}, {auth},\n"
      "{word}, {class} (default: " KEY_DEFAULT ")" },
    { OPTION_OMIT, "omit", "FIELDS", "leave out fields by jsonl's names: abstract,title_zh" },
    { OPTION_ONLY, "only", "FIELDS", "leave out all fields but these" },
    { OPTION_CUT, "cut-abstracts", "mark|keep|drop",
      "what the digest cut ends in an ellipsis (mark, the\n"
      "default), stands as it is, or is left out" },
    { OPTION_ASCII, "ascii", NULL, "BibTeX: accents and symbols as TeX, {\\'e}" },
    { OPTION_EXCEL, "csv-excel", NULL, "CSV: a byte order mark, and no cell that is a formula" },
    { OPTION_TRANSLATION_LINES, "translation-lines", NULL,
      "RIS, CSL-JSON: title and abstract in the other language\n"
      "where Zotero's translation plugins look for them" },
    { OPTION_PLUGIN, "plugin", "FILE", "load another format, of a shared object; may be repeated" },
    { 0, "Straight into Zotero", NULL, NULL },
    { OPTION_TO_ZOTERO, "to-zotero", NULL, "give the papers to the Zotero that runs here" },
    { OPTION_ZOTERO_URL, "zotero-url", "URL",
      "where it listens (default: http://127.0.0.1:23119)" },
    { 0, "Feeds, and pages (title and home)", NULL, NULL },
    { OPTION_FEED_TITLE, "feed-title", "TEXT", "title (default: arXiv and the channel)" },
    { OPTION_FEED_HOME, "feed-home", "URL",
      "the page that the feed belongs to (default: the\n"
      "channel's on arXiv)" },
    { OPTION_FEED_URL, "feed-url", "URL",
      "where the feed itself is published; with --out-dir and\n"
      "a slash at the end, where the folder is" },
    { OPTION_FEED_ID, "feed-id", "IRI", "Atom: the feed's id (default: its home)" },
    { OPTION_ID_VERSION, "id-version", NULL, "each version of a paper is an entry of its own" },
    { OPTION_FEED_ARCHIVE, "feed-archive", "DIR",
      "put what is older than the newest month into pages, one\n"
      "a month, to which the feed leads; wants --feed-url" },
    { OPTION_OPML, "opml", "FILE",
      "with --out-dir, list its feeds for readers to subscribe\n"
      "to at once; - is standard output" },
    { 0, "Many files", NULL, NULL },
    { OPTION_OUT_DIR, "out-dir", "DIR",
      "write DIR/STEM.SUFFIX for each FILE and each format of\n"
      "-t bibtex,ris" },
    { OPTION_KEEP_DIRS, "keep-dirs", NULL, "with FILE's folders under DIR" },
    { OPTION_FILES_FROM, "files-from", "LIST", "read also the files that LIST names, one a line" },
    { '0', "null", NULL, "names in LIST end in a NUL, not in a line's end" },
    { OPTION_IF_CHANGED, "if-changed", NULL, "leave files alone whose bytes would be the same" },
    { OPTION_DEPFILE, "depfile", "FILE", "write rules for make: what each output is made of" },
    { 0, "Input", NULL, NULL },
    { OPTION_DATE, "date", "DATE",
      "when the digests were announced, YYYY-MM-DD or Unix time\n"
      "(default: from the file's name, else its time)" },
    { OPTION_FROM, "from", "digest|jsonl", "what the inputs are (default: told by their content)" },
    { OPTION_NO_MERGE, "no-merge", NULL, "every announcement, in order, not one record a paper" },
    { 'k', "keep-going", NULL, "leave out what is in error, write the rest, exit with 1" },
    { OPTION_CHECK, "check", NULL, "read and report only, and count at the end" },
    { 0, "Metadata: authors, whole abstracts, categories, dates, journals", NULL, NULL },
    { OPTION_METADATA, "metadata", "FILE",
      "arXiv's own: answers of its API, OAI-PMH records, the\n"
      "snapshot in JSON lines (also packed); may be repeated" },
    { OPTION_FETCH, "fetch", NULL, "ask arXiv's API for papers that no FILE has; cached" },
    { OPTION_OFFLINE, "offline", NULL, "with --fetch: what the cache has, of any age" },
    { OPTION_FETCH_MAX_AGE, "fetch-max-age", "DAYS", "how long the cache holds (default: 30)" },
    { OPTION_FETCH_URL, "fetch-url", "URL", "another server with the API's interface" },
    { OPTION_FETCH_PAUSE, "fetch-pause", "SECONDS",
      "between requests to it (default: 3, as arXiv asks)" },
    { OPTION_REQUIRE_AUTHORS, "require-authors", NULL, "a paper without authors is an error" },
    { 0, "Selection", NULL, NULL },
    { OPTION_SINCE, "since", "DAY", "announced on that day, YYYY-MM-DD, or later" },
    { OPTION_UNTIL, "until", "DAY", "announced on that day or before" },
    { OPTION_CATEGORY, "category", "NAMES",
      "of these categories, as cs.LG,stat.*, or, where none is\n"
      "known, announced in these channels" },
    { OPTION_CHANNEL, "channel", "NAMES", "announced in these channels" },
    { OPTION_ANNOUNCE, "announce", "KINDS", "new, cross, replace, replace-cross" },
    { OPTION_MATCH, "match", "REGEX",
      "whose title or summary, in either language, has a match\n"
      "of the POSIX extended expression, whatever the case" },
    { OPTION_EXCLUDE, "exclude", "FILE",
      "which FILE does not have: a library, a feed, a list; may\n"
      "be repeated" },
    { OPTION_SORT, "sort", "[-]ref|id|date|title",
      "their order; with - from the last to the first\n"
      "(default: as they come; feeds: -date)" },
    { OPTION_LIMIT, "limit", "N", "the first N of them" },
    { 0, "Messages", NULL, NULL },
    { 'q', "quiet", NULL, "say nothing but errors" },
    { 'v', "verbose", NULL, "warn also of titles and abstracts that arXiv has otherwise" },
    { OPTION_NO_PROGRESS, "no-progress", NULL, "on a terminal, do not show how far a long run is" },
    { 0, "Information", NULL, NULL },
    { OPTION_LIST, "list-formats", NULL, "the formats, their suffixes and what they are" },
    { 'h', "help", NULL, "this text" },
    { OPTION_VERSION, "version", NULL, "the version" },
    { 0, NULL, NULL, NULL },
};

static void put_spaces(struct buffer *out, size_t line, size_t column)
{
    while (out->len - line < column)
        buffer_put_byte(out, ' ');
}

/* "  -o, --output FILE   text", each further line of the text below its first;
 * a name too long for that has a line of its own. */
static void put_option(struct buffer *out, const struct option *option)
{
    enum { NAME_COLUMN = 6, HELP_COLUMN = 22 };
    struct view help = view_of(option->help);
    size_t line = out->len;

    if (option->code < 256) {
        buffer_put(out, VIEW("  -"));
        buffer_put_byte(out, (char)option->code);
        buffer_put_byte(out, ',');
    }
    put_spaces(out, line, NAME_COLUMN);
    buffer_put(out, VIEW("--"));
    buffer_put(out, view_of(option->name));
    if (option->value) {
        buffer_put_byte(out, ' ');
        buffer_put(out, view_of(option->value));
    }
    if (out->len - line >= HELP_COLUMN) {
        buffer_put_byte(out, '\n');
        line = out->len;
    }
    while (help.len > 0) {
        size_t end = view_find_byte(help, '\n');
        put_spaces(out, line, HELP_COLUMN);
        buffer_put(out, (struct view){ help.at, end });
        buffer_put_byte(out, '\n');
        line = out->len;
        help = view_skip(help, end + 1);
    }
}

const struct option *option_find(struct view name)
{
    for (const struct option *option = option_table; option->name; option++) {
        if (option->code && view_equal(view_of(option->name), name))
            return option;
    }
    return NULL;
}

void option_report_unknown(struct view name, struct diag *diag)
{
    struct suggestion nearest = { .word = name };
    struct buffer question = { 0 };

    for (const struct option *option = option_table; option->name; option++) {
        if (option->code)
            suggestion_offer(&nearest, option->name);
    }
    suggestion_put_question(&nearest, "--", &question);
    diag_error(diag, PROGRAM, "there is no option '--%.*s'; %ssee refmill --help", (int)name.len,
               name.at, question.at);
    buffer_free(&question);
}

static const struct option *find_code(int code)
{
    const struct option *option = option_table;

    while (option->code != code && option->name)
        option++;
    return option;
}

const struct option *option_find_letter(char letter)
{
    const struct option *option = letter ? find_code((unsigned char)letter) : NULL;
    return option && option->name ? option : NULL;
}

const char *option_name(int code)
{
    return find_code(code)->name;
}

void option_table_put_help(struct buffer *out)
{
    buffer_put(out, VIEW("Usage: refmill [OPTION]... [FILE]...\n"
                         "Convert bilingual arXiv digests to references and feeds.\n"
                         "Without FILE, or when FILE is -, read standard input.\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->code) {
            put_option(out, option);
            continue;
        }
        buffer_put_byte(out, '\n');
        buffer_put(out, view_of(option->name));
        buffer_put(out, VIEW(":\n"));
    }
    buffer_put(out, VIEW("\n"
                         "Exit status: 0 all well; 1 the input had errors; 2 usage, unreadable "
                         "input,\nor output that could not be written. With 1 or 2 no file is "
                         "changed (but for\n1 with -k).\n"));
}

void option_table_put_version(struct buffer *out)
{
    buffer_put(out, VIEW("refmill " REFMILL_VERSION "\n"));
}

void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue)
{
    enum { SUFFIX_COLUMN = 11, DESCRIPTION_COLUMN = 25 };

    for (size_t i = 0; format_catalogue_at(catalogue, i); i++) {
        const struct writer *writer = format_catalogue_at(catalogue, i);
        size_t line = out->len;

        buffer_put(out, view_of(writer->name));
        put_spaces(out, line, SUFFIX_COLUMN);
        for (size_t s = 0; writer->suffixes[s]; s++) {
            buffer_put(out, view_of(writer->suffixes[s]));
            buffer_put_byte(out, ' ');
        }
        put_spaces(out, line, DESCRIPTION_COLUMN);
        buffer_put(out, view_of(writer->description));
        buffer_put_byte(out, '\n');
    }
}
