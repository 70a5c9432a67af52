#include "fetch/arguments.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "fetch/http.h"
#include "fetch/zotero_connector.h"
#include "system/file.h"
#include "text/iri.h"

#define API "https://export.arxiv.org/api/query"

enum {
    DAY = 86400,
    PAUSE = 3000,             /* milliseconds; the least that arXiv allows */
    PAUSE_MAX_SECONDS = 3600, /* five tries, with doubled pauses, take most of a day */
    MAX_AGE_DAYS = 30,
    MAX_AGE_MAX_DAYS = 36500,
};

/* Reads seconds as milliseconds; decimals after the third are ignored. */
static bool read_pause(struct view text, int64_t *pause)
{
    uint32_t number;

    if (!view_take_number(&text, PAUSE_MAX_SECONDS, &number))
        return false;
    *pause = (int64_t)number * 1000;
    if (!view_take(&text, VIEW(".")))
        return text.len == 0;
    for (int unit = 100; text.len > 0 && ascii_is_digit(text.at[0]); unit /= 10) {
        *pause += (int64_t)(text.at[0] - '0') * unit;
        text = view_skip(text, 1);
    }
    return text.len == 0;
}

static bool take_option(int option, struct arguments *arguments, struct diag *diag)
{
    struct view value = view_of(optarg ? optarg : "");
    uint32_t days;

    switch (option) {
    case 'u':
        arguments->url = optarg;
        return true;
    case 'p':
        if (read_pause(value, &arguments->pause))
            return true;
        diag_error(diag, PROGRAM, "the pause must be a number of seconds up to %d, not '%s'",
                   PAUSE_MAX_SECONDS, optarg);
        return false;
    case 'a':
        if (view_take_number(&value, MAX_AGE_MAX_DAYS, &days) && value.len == 0) {
            arguments->max_age = (int64_t)days * DAY;
            return true;
        }
        diag_error(diag, PROGRAM, "the maximum age must be a number of days up to %d, not '%s'",
                   MAX_AGE_MAX_DAYS, optarg);
        return false;
    case 'o':
        return arguments->offline = true;
    case 'z':
        return arguments->to_zotero = true;
    case 'i':
        return arguments->ping = true;
    case 'r':
        return arguments->progress = true;
    default:
        return diag->quiet = true;
    }
}

static bool read_options(int argc, char **argv, struct arguments *arguments, struct diag *diag)
{
    static const struct option options[] = {
        { "url", required_argument, NULL, 'u' },
        { "pause", required_argument, NULL, 'p' },
        { "max-age", required_argument, NULL, 'a' },
        { "offline", no_argument, NULL, 'o' },
        { "progress", no_argument, NULL, 'r' },
        { "to-zotero", no_argument, NULL, 'z' },
        { "quiet", no_argument, NULL, 'q' },
        { "ping", no_argument, NULL, 'i' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == ':')
            diag_error(diag, PROGRAM, "refmill-fetch %s requires a value", argv[optind - 1]);
        else if (option == '?')
            diag_error(diag, PROGRAM,
                       "unknown option '%s' of refmill-fetch; use --url URL, --pause SECONDS, "
                       "--max-age DAYS, --offline, --progress, --to-zotero, --ping or --quiet",
                       argv[optind - 1]);
        if (option == ':' || option == '?' || !take_option(option, arguments, diag))
            return false;
    }
    if (optind < argc)
        diag_error(diag, PROGRAM, "refmill-fetch reads from standard input, not from '%s'",
                   argv[optind]);
    return optind == argc;
}

/* Reads byte by byte, to leave the rest of standard input to others. */
static void read_url_line(struct arguments *arguments)
{
    char byte;

    while (file_read_some(STDIN_FILENO, &byte, 1) > 0 && byte != '\n')
        buffer_put_byte(&arguments->line, byte);
    buffer_put_byte(&arguments->line, '\0');
    arguments->url = arguments->line.at;
}

/* Returns false, and reports an error, if the URL cannot be requested. */
static bool check_url(const char *url, struct diag *diag)
{
    const char *fault = http_find_fault(url);
    struct buffer shown = { 0 };

    if (fault) {
        iri_put_shown(&shown, view_of(url));
        diag_error(diag, PROGRAM, "the address '%.*s' %s; use http://... or https://...",
                   (int)shown.len, shown.at, fault);
    }
    buffer_free(&shown);
    return !fault;
}

bool arguments_read(int argc, char **argv, struct arguments *arguments, struct diag *diag)
{
    *arguments = (struct arguments){ .pause = PAUSE, .max_age = (int64_t)MAX_AGE_DAYS * DAY };
    if (!read_options(argc, argv, arguments, diag))
        return false;
    if (!arguments->url)
        arguments->url = arguments->to_zotero ? ZOTERO_URL : API;
    if (file_is_standard(arguments->url))
        read_url_line(arguments);
    arguments->is_arxiv = strcmp(arguments->url, API) == 0;
    if (!check_url(arguments->url, diag))
        return false;
    if (arguments->pause < PAUSE && http_is_arxiv(arguments->url)) {
        diag_error(diag, PROGRAM,
                   "the pause for arxiv.org must be at least 3 seconds, since arXiv allows one "
                   "request every three seconds");
        return false;
    }
    return true;
}

void arguments_free(struct arguments *arguments)
{
    buffer_free(&arguments->line);
}
