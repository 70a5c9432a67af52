#include "cli/option_table.h"

#include <stddef.h>

#include "cli/options.h"
#include "record/citation_key.h"
#include "text/iri.h"
#include "text/suggestion.h"

/* The offset of a member of struct options; fails to compile unless it has that type. */
#define MEMBER(type, member)            \
    (offsetof(struct options, member) + \
     _Generic(((struct options *)0)->member, type : 0)) /* NOLINT(bugprone-macro-parentheses) */

/* The columns of a row that say how the value is read, and into which member. */
#define CHOICE(kind, type, member, value) \
    .read = option_read_##kind, .place = MEMBER(type, member), .choice = (value)
#define VALUE(kind, type, member) CHOICE(kind, type, member, 0)
#define FLAG(member) VALUE(flag, bool, member)
#define UPDATES .for_update = true
#define KEYED "@keyed"
#define FEEDS "@feeds"
#define CHECKED(fault, member) VALUE(checked, const char *, member), .find_fault = fault##_fault

const struct option option_table[] = {
    { .name = "Output" },
    { 'o', "output", "[FORMAT:]FILE",
      "write to FILE, in the format of its suffix; may be\n"
      "repeated; - is standard output",
      VALUE(output, struct output_requests, requests) },
    { 't', "to", "FORMAT",
      "output format (default: bibtex), unless the suffix of -o\n"
      "decides; with --out-dir, a list separated by commas",
      VALUE(formats, const char *, formats) },
    { 0, "lang", "en|zh",
      "put this language first (default: en in references, zh in\n"
      "feeds and pages with translations)",
      VALUE(language, struct language_choice, settings.leads),
      .formats = KEYED "|" FEEDS "|html|markdown" },
    { 0, "key", "PATTERN",
      "pattern of citation keys: text, {id}, {year}, {month},\n"
      "{auth}, {word}, {words}, {class}, and modifiers as in\n"
      "{auth:lower}, {words:3} (default: " KEY_DEFAULT ")",
      VALUE(key, struct view, settings.key), .formats = KEYED },
    { 0, "omit", "FIELDS",
      "leave out fields by their names in jsonl, such as\n"
      "abstract,title_zh",
      VALUE(fields, field_set, omit), UPDATES },
    { 0, "only", "FIELDS", "leave out all other fields", VALUE(fields, field_set, only) },
    { 0, "cut-abstracts", "mark|keep|drop",
      "abstracts that are cut: end them with a whole word and an\n"
      "ellipsis (mark, the default), keep them, or drop them",
      VALUE(cut, enum cut, settings.cut_abstracts),
      .formats = KEYED "|" FEEDS "|csv|html|markdown" },
    { 0, "braces", "names|title|none",
      "BibTeX: put braces around the names in titles (names, the\n"
      "default), around whole titles, or around formulas only",
      VALUE(braces, enum braces, settings.format.braces), .formats = "bibtex|biblatex", UPDATES },
    { 0, "ascii", NULL,
      "BibTeX: write ASCII alone, {\\'e} and {\\char20013}; labels\n"
      "are English",
      FLAG(settings.format.ascii), .formats = "bibtex|biblatex", UPDATES },
    { 0, "no-howpublished", NULL,
      "BibTeX: leave out howpublished = {arXiv:ID}, for styles\n"
      "that print eprint",
      FLAG(settings.format.no_howpublished), .formats = "bibtex" },
    { 0, "pdf-links", NULL, "BibTeX, RIS: add the PDF as an attached link",
      FLAG(settings.format.pdf_links), .formats = "bibtex|biblatex|ris" },
    { 0, "csv-excel", NULL, "CSV: add a byte order mark, and disarm formulas",
      FLAG(settings.format.excel), .formats = "csv" },
    { 0, "markdown", "table|sections",
      "Markdown: write papers in tables (table, the default) or\na section for each",
      VALUE(markdown, enum markdown_layout, settings.format.markdown), .formats = "markdown" },
    { 0, "translation-lines", NULL,
      "RIS, CSL-JSON: add title and abstract in the other\n"
      "language, for Zotero's translation plugins",
      FLAG(settings.format.translation_lines), .formats = "ris|csl-json" },
    { 0, "math", "tex|mathml",
      "pages and feeds: write formulas as TeX or as MathML\n"
      "(default: mathml in pages, tex in feeds)",
      VALUE(formulas, enum formulas, settings.format.formulas), .formats = FEEDS "|html" },
    { 0, "plugin", "FILE", "load a format from a shared object; may be repeated",
      VALUE(files, struct name_list, plugins) },
    { .name = "Metadata (authors, whole abstracts, categories, dates, journals)" },
    { 0, "fetch", NULL,
      "ask arXiv's API about papers that lack authors or the\n"
      "whole abstract, and cache the answers",
      FLAG(fetch.wanted), UPDATES },
    { 0, "metadata", "FILE",
      "read metadata of the papers from a list, such as an API\n"
      "answer or the JSON snapshot; may be repeated",
      VALUE(files, struct name_list, metadata), UPDATES },
    { 0, "require-authors", NULL, "report papers without authors as errors",
      FLAG(require_authors) },
    { 0, "offline", NULL, "with --fetch: use only the cache, whatever its age", FLAG(fetch.offline),
      UPDATES },
    { 0, "fetch-max-age", "DAYS", "how long cached answers are valid (default: 30)",
      VALUE(days, const char *, fetch.max_age), UPDATES },
    { 0, "fetch-url", "URL", "address of another server with the same API",
      CHECKED(iri_find_web, fetch.url), .advice = "the full address of the API", UPDATES },
    { 0, "fetch-pause", "SECONDS", "wait between requests (default: 3, as arXiv asks)",
      VALUE(seconds, const char *, fetch.pause), UPDATES },
    { .name = "Libraries" },
    { 0, "update", "LIBRARY",
      "complete the arXiv entries of a library in BibTeX, RIS or\n"
      "CSL-JSON, and change nothing else; may be repeated;\n"
      "FILEs are read for metadata",
      VALUE(files, struct name_list, libraries), UPDATES },
    { 0, "refresh", "FIELDS",
      "with --update: also replace these fields if arXiv's are\n"
      "other, such as title,author",
      VALUE(refresh, unsigned, refresh), UPDATES },
    { 0, "published", NULL,
      "with --update: make preprints articles where arXiv's\n"
      "journal reference can be read without doubt",
      FLAG(published), UPDATES },
    { 0, "dry-run", NULL, "with --update: only print what would change, as a diff", FLAG(dry_run),
      UPDATES },
    { 0, "backup", "SUFFIX",
      "with --update: keep the old library under its name and\n"
      "SUFFIX",
      VALUE(text, const char *, backup), UPDATES },
    { .name = "Selection" },
    { 0, "since", "DAY",
      "only papers announced on DAY or later: YYYY-MM-DD,\n"
      "YYYY-MM, YYYY, today, yesterday, or 7d for 7 days ago",
      CHOICE(filter, struct selection *, selection, FILTER_SINCE) },
    { 0, "until", "DAY", "only papers announced on DAY or earlier",
      CHOICE(filter, struct selection *, selection, FILTER_UNTIL) },
    { 0, "category", "NAMES",
      "only papers in these categories, such as cs.LG,stat.*;\n"
      "if no category is known, its channels are compared",
      CHOICE(filter, struct selection *, selection, FILTER_CATEGORY) },
    { 0, "channel", "NAMES",
      "only papers announced in these channels, such as cs.CL for\n"
      "the digest 2024-03-29-cs.CL.md",
      CHOICE(filter, struct selection *, selection, FILTER_CHANNEL) },
    { 0, "announce", "KINDS",
      "only announcements of these kinds: new, cross, replace,\n"
      "replace-cross",
      CHOICE(filter, struct selection *, selection, FILTER_ANNOUNCE) },
    { 0, "match", "REGEX",
      "only papers whose title or summary in either language\n"
      "matches (POSIX extended expression, case ignored)",
      CHOICE(filter, struct selection *, selection, FILTER_MATCH) },
    { 0, "exclude", "FILE",
      "leave out papers that FILE (a library, a feed or a list)\n"
      "contains; may be repeated",
      VALUE(files, struct name_list, excludes) },
    { 0, "sort", "[-]ref|id|date|title|announced",
      "order of the output, reversed by - (default: input\n"
      "order; feeds and pages: -announced)",
      VALUE(order, struct order, order) },
    { 0, "limit", "N", "write only the first N records", VALUE(limit, size_t, limit) },
    { .name = "Zotero" },
    { 0, "to-zotero", NULL, "send the papers to Zotero, which must be running", FLAG(to_zotero) },
    { 0, "zotero-url", "URL", "address of Zotero (default: http://127.0.0.1:23119)",
      CHECKED(option_find_zotero, zotero_url),
      .advice = "host and port, such as http://127.0.0.1:23119" },
    { .name = "Feeds and pages" },
    { 0, "feed-title", "TEXT", "title of a feed or page (default: arXiv and the channel)",
      CHECKED(option_find_line, settings.feed.title), .advice = "one line of text in UTF-8",
      .formats = FEEDS "|html" },
    { 0, "feed-home", "URL",
      "web page that feeds and pages link to (default: that of\n"
      "the channel on arXiv)",
      CHECKED(iri_find_web, settings.feed.home),
      .advice = "the full address of a page, such as https://example.org/papers",
      .formats = FEEDS "|html" },
    { 0, "feed-url", "URL",
      "address of the feed itself; with --out-dir, that of the\n"
      "directory, ending in /",
      CHECKED(iri_find_web, settings.feed.url),
      .advice = "the full address of the feed, such as https://example.org/feed.atom",
      .formats = FEEDS },
    { 0, "feed-author", "NAME",
      "author of the feed, not of its papers (default: arXiv,\n"
      "but none in RSS)",
      CHECKED(option_find_line, settings.feed.author), .advice = "a name in UTF-8",
      .formats = FEEDS },
    { 0, "feed-description", "TEXT", "one line about the feed",
      CHECKED(option_find_line, settings.feed.description), .advice = "one line of text in UTF-8",
      .formats = FEEDS },
    { 0, "feed-id", "IRI", "Atom: id of the feed (default: --feed-url, or the home)",
      CHECKED(iri_find, settings.feed.id),
      .advice = "an absolute IRI, such as https://example.org/feed or tag:example.org,2024:feed",
      .formats = "atom" },
    { 0, "id-version", NULL, "make each version of a paper an entry of its own",
      FLAG(settings.feed.id_version), .formats = FEEDS },
    { 0, "feed-archive", "DIR",
      "move entries from before the newest month to archive\n"
      "pages in DIR, one per month; requires --feed-url",
      VALUE(file, const char *, feed_archive) },
    { 0, "page-archive", "DIR",
      "keep the newest month in a page, and write a page for\n"
      "each older month in DIR",
      VALUE(file, const char *, page_archive) },
    { 0, "opml", "FILE",
      "with --out-dir, list its feeds so that a feed reader can\n"
      "subscribe to all of them; - is standard output",
      VALUE(file, const char *, opml) },
    { .name = "Many files" },
    { 0, "out-dir", "DIR",
      "write DIR/STEM.SUFFIX for each FILE and each format of\n"
      "-t, such as -t bibtex,ris",
      VALUE(file, const char *, out_dir) },
    { 0, "keep-dirs", NULL, "recreate below DIR the directories of each FILE", FLAG(keep_dirs) },
    { 0, "files-from", "LIST", "also read the files that LIST names, one per line",
      VALUE(file, const char *, files_from) },
    { '0', "null", NULL, "names in LIST end with a NUL instead of a newline", FLAG(nul) },
    { 0, "if-changed", NULL, "do not touch files whose content would not change",
      FLAG(if_changed) },
    { 0, "depfile", "FILE", "write make rules that list what each output depends on",
      VALUE(file, const char *, depfile) },
    { 0, "depfile-target", "FILE", "in those rules, name FILE in place of the outputs",
      VALUE(file, const char *, depfile_target) },
    { .name = "Input" },
    { 0, "date", "DATE",
      "date of the announcements, YYYY-MM-DD or Unix time\n"
      "(default: that in a feed, mail or JSON list, or from the\n"
      "file name, SOURCE_DATE_EPOCH, or the file's last change)",
      VALUE(date, struct moment, date) },
    { 0, "id", "ID",
      "also read the paper with this arXiv id; may be repeated,\n"
      "or a list separated by commas; --fetch gets its data",
      VALUE(ids, struct buffer, ids) },
    { 0, "from", "READER",
      "what the inputs are, such as digest or mail (default:\n"
      "their content tells); see --list-formats",
      VALUE(reader, const struct reader *, from) },
    { 0, "no-merge", NULL,
      "write every announcement, in input order, instead of one\n"
      "record per paper",
      FLAG(no_merge) },
    { 'k', "keep-going", NULL, "leave out what has errors, write the rest, exit with 1",
      FLAG(keep_going) },
    { 0, "check", NULL, "only read and report problems, with totals at the end",
      CHOICE(action, enum action, action, CHECK) },
    { .name = "Messages" },
    { 'q', "quiet", NULL, "report only errors", FLAG(quiet), UPDATES },
    { 'v', "verbose", NULL, "also warn where a title or abstract differs from arXiv's",
      FLAG(verbose), UPDATES },
    { 0, "no-progress", NULL, "do not show progress on a terminal", FLAG(no_progress), UPDATES },
    { .name = "Information" },
    { 0, "list-formats", NULL, "list what can be written and read, with descriptions",
      CHOICE(action, enum action, action, LIST_FORMATS), UPDATES },
    { 'h', "help", NULL, "print this help", CHOICE(action, enum action, action, HELP), UPDATES },
    { 0, "version", NULL, "print the version", CHOICE(action, enum action, action, VERSION),
      UPDATES },
    { .name = NULL },
};

struct view option_take_word(struct view *words)
{
    struct view word = { words->at, view_find_byte(*words, '|') };

    *words = view_skip(*words, word.len + 1);
    return word;
}

void option_put_words(struct buffer *out, struct view words)
{
    for (size_t count = 0; words.len > 0; count++) {
        struct view word = option_take_word(&words);

        buffer_print(out, "%s%.*s",
                     count == 0      ? ""
                     : words.len > 0 ? ", "
                                     : " or ",
                     (int)word.len, word.at);
    }
}

/* Puts "  -o, --output FILE   help", further lines of the help below the first. A name too long
 * for its column has a line of its own. */
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
    diag_error(diag, PROGRAM, "unknown option '--%.*s'; %ssee refmill --help", (int)name.len,
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
    buffer_put(
        out,
        VIEW("Usage: refmill [OPTION]... [FILE]...\n"
             "Convert lists of arXiv papers to references and feeds, or complete a library.\n"
             "Without FILE, --id and --files-from, or when FILE is -, read standard input.\n"));
    for (const struct option *option = option_table; option->name; option++) {
        if (option->read) {
            put_option(out, option);
            continue;
        }
        buffer_print(out, "\n%s:\n", option->name);
    }
    buffer_put(
        out,
        VIEW("\n"
             "Exit status: 0 success; 1 errors in the input; 2 wrong usage, unreadable input\n"
             "or unwritable output. With 1 or 2 the output files are unchanged, but -k\n"
             "writes what has no errors.\n"
             "\n"
             "Examples:\n"
             "  refmill --fetch -o today.ris today.md             # for Zotero, with authors\n"
             "  refmill -o cs.CL.atom -o cs.CL.html digests/*.md  # a feed and a page\n"
             "  refmill --exclude library.bib -t bibtex today.md >>library.bib\n"
             "                                                    # add only new papers\n"
             "  refmill --update library.bib --fetch              # complete its arXiv entries\n"
             "  refmill --out-dir bib -t bibtex,ris digests/*.md  # two files for each digest\n"));
}

void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue)
{
    const struct writer *writer;
    const struct reader *reader;

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
    buffer_put(out, VIEW("\nInputs (--from):\n"));
    for (size_t i = 0; (reader = reader_registry_at(i)); i++)
        buffer_print(out, "%-11s%s\n", reader->name, reader->description);
}
