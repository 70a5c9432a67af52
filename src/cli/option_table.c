#include "cli/option_table.h"

#include <stddef.h>

#include "cli/options.h"
#include "record/citation_key.h"
#include "text/iri.h"
#include "text/suggestion.h"

/* A member of struct options, which must be of that type. */
#define MEMBER(type, member)            \
    (offsetof(struct options, member) + \
     _Generic(((struct options *)0)->member, type : 0)) /* NOLINT(bugprone-macro-parentheses) */

/* How an option's value is read, and into which member. */
#define CHOICE(kind, type, member, value) \
    .read = option_read_##kind, .place = MEMBER(type, member), .choice = (value)
#define VALUE(kind, type, member) CHOICE(kind, type, member, 0)
#define FLAG(member) VALUE(flag, bool, member)
#define CHECKED(fault, member) VALUE(checked, const char *, member), .find_fault = fault##_fault

const struct option option_table[] = {
    { .name = "Output" },
    { 't', "to", "FORMAT",
      "format of standard output (default: bibtex), and of each\n"
      "-o whose suffix tells none; a list for --out-dir",
      VALUE(text, const char *, formats) },
    { 'o', "output", "[FORMAT:]FILE",
      "write FILE, in the format that its suffix tells; may be\n"
      "repeated; - is standard output",
      VALUE(output, struct output_requests, requests) },
    { 0, "lang", "en|zh",
      "which language leads (default: en in references, zh in\n"
      "feeds and pages)",
      VALUE(language, struct language_choice, settings.leads) },
    { 0, "key", "PATTERN",
      "citation keys, of text and {id}, {year}, {month}, {auth},\n"
      "{word}, {class} (default: " KEY_DEFAULT ")",
      VALUE(key, struct view, settings.key) },
    { 0, "omit", "FIELDS", "leave out fields by jsonl's names: abstract,title_zh",
      VALUE(fields, field_set, omit) },
    { 0, "only", "FIELDS", "leave out all fields but these", VALUE(fields, field_set, only) },
    { 0, "cut-abstracts", "mark|keep|drop",
      "what the digest cut ends in an ellipsis (mark, the\n"
      "default), stands as it is, or is left out",
      VALUE(cut, enum cut, settings.cut_abstracts) },
    { 0, "ascii", NULL, "BibTeX: accents and symbols as TeX, {\\'e}", FLAG(settings.format.ascii) },
    { 0, "csv-excel", NULL, "CSV: a byte order mark, and no cell that is a formula",
      FLAG(settings.format.excel) },
    { 0, "translation-lines", NULL,
      "RIS, CSL-JSON: title and abstract in the other language\n"
      "where Zotero's translation plugins look for them",
      FLAG(settings.format.translation_lines) },
    { 0, "plugin", "FILE", "load another format, of a shared object; may be repeated",
      VALUE(files, struct name_list, plugins) },
    { .name = "Straight into Zotero" },
    { 0, "to-zotero", NULL, "give the papers to the Zotero that runs here", FLAG(to_zotero) },
    { 0, "zotero-url", "URL", "where it listens (default: http://127.0.0.1:23119)",
      CHECKED(option_find_zotero, zotero_url), .advice = "http://127.0.0.1:23119, or its port" },
    { .name = "Feeds, and pages (title and home)" },
    { 0, "feed-title", "TEXT", "title (default: arXiv and the channel)",
      CHECKED(option_find_line, settings.feed.title), .advice = "one line of text, in UTF-8" },
    { 0, "feed-home", "URL",
      "the page that the feed belongs to (default: the\n"
      "channel's on arXiv)",
      CHECKED(iri_find_web, settings.feed.home),
      .advice = "the whole address of a page, as https://example.org/papers" },
    { 0, "feed-url", "URL",
      "where the feed itself is published; with --out-dir and\n"
      "a slash at the end, where the folder is",
      CHECKED(iri_find_web, settings.feed.url),
      .advice = "the whole address of the feed, as https://example.org/feed.atom" },
    { 0, "feed-id", "IRI", "Atom: the feed's id (default: its home)",
      CHECKED(iri_find, settings.feed.id),
      .advice = "an absolute IRI, as https://example.org/feed or tag:example.org,2024:feed" },
    { 0, "id-version", NULL, "each version of a paper is an entry of its own",
      FLAG(settings.feed.id_version) },
    { 0, "feed-archive", "DIR",
      "put what is older than the newest month into pages, one\n"
      "a month, to which the feed leads; wants --feed-url",
      VALUE(file, const char *, feed_archive) },
    { 0, "opml", "FILE",
      "with --out-dir, list its feeds for readers to subscribe\n"
      "to at once; - is standard output",
      VALUE(file, const char *, opml) },
    { .name = "Many files" },
    { 0, "out-dir", "DIR",
      "write DIR/STEM.SUFFIX for each FILE and each format of\n"
      "-t bibtex,ris",
      VALUE(file, const char *, out_dir) },
    { 0, "keep-dirs", NULL, "with FILE's folders under DIR", FLAG(keep_dirs) },
    { 0, "files-from", "LIST", "read also the files that LIST names, one a line",
      VALUE(file, const char *, files_from) },
    { '0', "null", NULL, "names in LIST end in a NUL, not in a line's end", FLAG(nul) },
    { 0, "if-changed", NULL, "leave files alone whose bytes would be the same", FLAG(if_changed) },
    { 0, "depfile", "FILE", "write rules for make: what each output is made of",
      VALUE(file, const char *, depfile) },
    { .name = "Input" },
    { 0, "date", "DATE",
      "when the digests were announced, YYYY-MM-DD or Unix time\n"
      "(default: from the file's name, else its time)",
      VALUE(date, struct moment, date) },
    { 0, "from", "digest|jsonl", "what the inputs are (default: told by their content)",
      VALUE(kind, enum input_kind, kind) },
    { 0, "no-merge", NULL, "every announcement, in order, not one record a paper", FLAG(no_merge) },
    { 'k', "keep-going", NULL, "leave out what is in error, write the rest, exit with 1",
      FLAG(keep_going) },
    { 0, "check", NULL, "read and report only, and count at the end",
      CHOICE(action, enum action, action, CHECK) },
    { .name = "Metadata: authors, whole abstracts, categories, dates, journals" },
    { 0, "metadata", "FILE",
      "arXiv's own: answers of its API, OAI-PMH records, the\n"
      "snapshot in JSON lines (also packed); may be repeated",
      VALUE(files, struct name_list, metadata) },
    { 0, "fetch", NULL, "ask arXiv's API for papers that no FILE has; cached", FLAG(fetch.wanted) },
    { 0, "offline", NULL, "with --fetch: what the cache has, of any age", FLAG(fetch.offline) },
    { 0, "fetch-max-age", "DAYS", "how long the cache holds (default: 30)",
      VALUE(days, const char *, fetch.max_age) },
    { 0, "fetch-url", "URL", "another server with the API's interface",
      CHECKED(iri_find_web, fetch.url), .advice = "the whole address of the API" },
    { 0, "fetch-pause", "SECONDS", "between requests to it (default: 3, as arXiv asks)",
      VALUE(seconds, const char *, fetch.pause) },
    { 0, "require-authors", NULL, "a paper without authors is an error", FLAG(require_authors) },
    { .name = "Selection" },
    { 0, "since", "DAY", "announced on that day, YYYY-MM-DD, or later",
      CHOICE(filter, struct selection *, selection, FILTER_SINCE) },
    { 0, "until", "DAY", "announced on that day or before",
      CHOICE(filter, struct selection *, selection, FILTER_UNTIL) },
    { 0, "category", "NAMES",
      "of these categories, as cs.LG,stat.*, or, where none is\n"
      "known, announced in these channels",
      CHOICE(filter, struct selection *, selection, FILTER_CATEGORY) },
    { 0, "channel", "NAMES", "announced in these channels",
      CHOICE(filter, struct selection *, selection, FILTER_CHANNEL) },
    { 0, "announce", "KINDS", "new, cross, replace, replace-cross",
      CHOICE(filter, struct selection *, selection, FILTER_ANNOUNCE) },
    { 0, "match", "REGEX",
      "whose title or summary, in either language, has a match\n"
      "of the POSIX extended expression, whatever the case",
      CHOICE(filter, struct selection *, selection, FILTER_MATCH) },
    { 0, "exclude", "FILE",
      "which FILE does not have: a library, a feed, a list; may\n"
      "be repeated",
      VALUE(files, struct name_list, excludes) },
    { 0, "sort", "[-]ref|id|date|title",
      "their order; with - from the last to the first\n"
      "(default: as they come; feeds: -date)",
      VALUE(order, struct order, order) },
    { 0, "limit", "N", "the first N of them", VALUE(limit, size_t, limit) },
    { .name = "Messages" },
    { 'q', "quiet", NULL, "say nothing but errors", FLAG(quiet) },
    { 'v', "verbose", NULL, "warn also of titles and abstracts that arXiv has otherwise",
      FLAG(verbose) },
    { 0, "no-progress", NULL, "on a terminal, do not show how far a long run is",
      FLAG(no_progress) },
    { .name = "Information" },
    { 0, "list-formats", NULL, "the formats, their suffixes and what they are",
      CHOICE(action, enum action, action, LIST_FORMATS) },
    { 'h', "help", NULL, "this text", CHOICE(action, enum action, action, HELP) },
    { 0, "version", NULL, "the version", CHOICE(action, enum action, action, VERSION) },
    { .name = NULL },
};

/* "  -o, --output FILE   text", each further line of the text below its first;
 * a name too long for that has a line of its own. */
static void put_option(struct buffer *out, const struct option *option)
{
    enum { HELP_COLUMN = 22 };
    size_t start = out->len, column;

    if (option->letter)
        buffer_print(out, "  -%c, ", option->letter);
    else
        buffer_put(out, VIEW("      "));
    buffer_print(out, "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
    column = out->len - start;
    if (column >= HELP_COLUMN) {
        buffer_put_byte(out, '\n');
        column = 0;
    }
    for (struct view help = view_of(option->help); help.len > 0; column = 0) {
        int end = (int)view_find_byte(help, '\n');

        buffer_print(out, "%*s%.*s\n", HELP_COLUMN - (int)column, "", end, help.at);
        help = view_skip(help, (size_t)end + 1);
    }
}

const struct option *option_find(struct view name)
{
    for (const struct option *option = option_table; option->name; option++) {
        if (option->read && view_equal(view_of(option->name), name))
            return option;
    }
    return NULL;
}

void option_report_unknown(struct view name, struct diag *diag)
{
    struct suggestion suggestion = { .word = name };
    struct buffer question = { 0 };

    for (const struct option *option = option_table; option->name; option++) {
        if (option->read)
            suggestion_offer(&suggestion, option->name);
    }
    suggestion_put_question(&suggestion, "--", &question);
    diag_error(diag, PROGRAM, "there is no option '--%.*s'; %ssee refmill --help", (int)name.len,
               name.at, question.at);
    buffer_free(&question);
}

const struct option *option_find_letter(char letter)
{
    for (const struct option *option = option_table; letter && option->name; option++) {
        if (option->letter == letter)
            return option;
    }
    return NULL;
}

void option_table_put_help(struct buffer *out)
{
    buffer_put(out, VIEW("Usage: refmill [OPTION]... [FILE]...\n"
                         "Convert bilingual arXiv digests to references and feeds.\n"
                         "Without FILE, or when FILE is -, read standard input.\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->read) {
            put_option(out, option);
            continue;
        }
        buffer_print(out, "\n%s:\n", option->name);
    }
    buffer_put(out, VIEW("\n"
                         "Exit status: 0 all well; 1 the input had errors; 2 usage, unreadable "
                         "input,\nor output that could not be written. With 1 or 2 no file is "
                         "changed (but for\n1 with -k).\n"));
}

void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue)
{
    const struct writer *writer;

    for (size_t i = 0; (writer = format_catalogue_at(catalogue, i)); i++) {
        const char *const *suffixes = writer->suffixes;
        size_t start = out->len;

        buffer_print(out, "%-11s", writer->name);
        for (size_t s = 0; suffixes[s]; s++)
            buffer_print(out, "%s ", suffixes[s]);
        while (out->len - start < 25)
            buffer_put_byte(out, ' ');
        buffer_print(out, "%s\n", writer->description);
    }
}
