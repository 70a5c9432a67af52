#include "collection/selection.h"

#include <stdlib.h>

#include "collection/expression.h"
#include "tex/tex.h"
#include "record/word_set.h"

enum { SECONDS_A_DAY = 86400, MAX_DAYS_BACK = 36525 };

struct selection {
    bool has[FILTERS];
    struct view value[FILTERS];
    int64_t today;        /* a second of the day that `today` names */
    int64_t since, until; /* the first second of the day, and the first after it */
    struct expression *match;
    size_t judged, admitted, unjudged[FILTERS];
    size_t of_other_days; /* those that --since and --until leave out */
    struct buffer scratch;
};

static const struct {
    const char *option, *lack;
} filters[FILTERS] = {
    [FILTER_SINCE] = { "--since", "no date" },
    [FILTER_UNTIL] = { "--until", "no date" },
    [FILTER_CATEGORY] = { "--category", "neither a category nor a channel" },
    [FILTER_CHANNEL] = { "--channel", "no channel" },
    [FILTER_ANNOUNCE] = { "--announce", "no kind of announcement" },
    [FILTER_MATCH] = { "--match", "neither title nor summary" },
};

struct selection *selection_create(int64_t today)
{
    struct selection *selection = memory_resize(NULL, sizeof *selection);

    *selection = (struct selection){ .today = today };
    return selection;
}

void selection_free(struct selection *selection)
{
    expression_free(selection->match);
    buffer_free(&selection->scratch);
    free(selection);
}

/* ---- Setting ----------------------------------------------------------- */

/* Reads the name of a day or a number of days before today: "7d". */
static bool read_recent_day(struct view text, int64_t today, struct date *date)
{
    uint32_t days;

    if (view_equal_ignoring_case(text, VIEW("today")))
        text = VIEW("0d");
    else if (view_equal_ignoring_case(text, VIEW("yesterday")))
        text = VIEW("1d");
    if (!view_take_number(&text, MAX_DAYS_BACK, &days) ||
        !view_equal_ignoring_case(text, VIEW("d")))
        return false;
    *date = date_of((struct moment){ today - (int64_t)days * SECONDS_A_DAY, MOMENT_KNOWN });
    return true;
}

/* Reads a day, or the first or last day of a month or a year. */
static bool read_calendar_day(struct view text, bool last, struct date *date)
{
    char whole[] = "0000-01-01";
    struct view rest = { whole, sizeof whole - 1 };

    if (text.len != 4 && text.len != 7 && text.len != 10)
        return false;
    memcpy(whole, text.at, text.len);
    if (!date_take_day(&rest, date))
        return false;
    if (last && text.len < 7)
        date->month = 12;
    if (last && text.len < 10)
        date->day = 31;
    while (!date_is_valid(*date))
        date->day--;
    return true;
}

static bool set_day(struct selection *selection, enum selection_filter filter, struct diag *diag)
{
    struct view text = selection->value[filter];
    struct date date;

    if (!read_calendar_day(text, filter == FILTER_UNTIL, &date) &&
        !read_recent_day(text, selection->today, &date)) {
        diag_error(diag, PROGRAM,
                   "%s takes YYYY-MM-DD, YYYY-MM, YYYY, today, yesterday or a number of days back, "
                   "such as 7d, not '%s'",
                   filters[filter].option, text.at);
        return false;
    }
    if (filter == FILTER_SINCE)
        selection->since = seconds_of(date);
    else
        selection->until = seconds_of(date) + SECONDS_A_DAY;
    if (selection->has[FILTER_SINCE] && selection->has[FILTER_UNTIL] &&
        selection->until <= selection->since) {
        diag_error(diag, PROGRAM, "--until %s is before --since %s",
                   selection->value[FILTER_UNTIL].at, selection->value[FILTER_SINCE].at);
        return false;
    }
    return true;
}

/* Takes the next name of a list separated by commas. */
static struct view take_listed(struct view *list)
{
    struct view name = { list->at, view_find_byte(*list, ',') };
    *list = view_skip(*list, name.len + 1);
    return view_trim(name);
}

static bool is_pattern(struct view name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!ascii_is_alpha(c) && c != '.' && c != '-' && c != '*')
            return false;
    }
    return name.len > 0;
}

static bool check_names(const struct selection *selection, enum selection_filter filter,
                        struct diag *diag)
{
    struct view list = selection->value[filter];

    do {
        struct view name = take_listed(&list);
        bool good = filter == FILTER_ANNOUNCE ? announce_of(name) != ANNOUNCE_ABSENT
                                              : is_pattern(name);
        if (!good) {
            diag_error(diag, PROGRAM, "%s takes %s, separated by commas, not '%.*s'",
                       filters[filter].option,
                       filter == FILTER_ANNOUNCE ? "new, cross, replace or replace-cross"
                                                 : "names like cs.LG or stat.*",
                       (int)name.len, name.at);
            return false;
        }
    } while (list.len > 0);
    return true;
}

static bool set_expression(struct selection *selection, struct diag *diag)
{
    const char *source = selection->value[FILTER_MATCH].at;
    struct buffer why = { 0 };

    selection->match = expression_create(source, &why);
    if (!selection->match)
        diag_error(diag, PROGRAM, "--match '%s' %s", source, why.at);
    buffer_free(&why);
    return selection->match != NULL;
}

bool selection_set(struct selection *selection, enum selection_filter filter, const char *value,
                   struct diag *diag)
{
    if (selection->has[filter]) {
        diag_error(diag, PROGRAM, "%s is given twice%s", filters[filter].option,
                   filter == FILTER_MATCH      ? "; use --match 'this|that'"
                   : filter >= FILTER_CATEGORY ? "; separate its names by commas"
                                               : "");
        return false;
    }
    if (value[0] == '\0' && filter == FILTER_MATCH) {
        diag_error(diag, PROGRAM, "--match requires an expression");
        return false;
    }
    selection->value[filter] = view_of(value);
    if (filter == FILTER_MATCH) {
        selection->has[filter] = set_expression(selection, diag);
        return selection->has[filter];
    }
    selection->has[filter] = true;
    return filter == FILTER_SINCE || filter == FILTER_UNTIL ? set_day(selection, filter, diag)
                                                            : check_names(selection, filter, diag);
}

/* ---- Judging ----------------------------------------------------------- */

enum verdict { OUT, UNJUDGED, IN };

/* True if the name matches the pattern, ignoring case; * stands for any characters. */
static bool is_like(struct view name, struct view pattern)
{
    size_t at = 0, star = pattern.len, tried = 0, i = 0;

    while (at < name.len) {
        if (i < pattern.len && pattern.at[i] == '*') {
            star = i++;
            tried = at;
        } else if (i < pattern.len && ascii_lower(pattern.at[i]) == ascii_lower(name.at[at])) {
            i++;
            at++;
        } else if (star < pattern.len) {
            i = star + 1;
            at = ++tried;
        } else {
            return false;
        }
    }
    while (i < pattern.len && pattern.at[i] == '*')
        i++;
    return i == pattern.len;
}

static enum verdict judge_names(struct view words, struct view patterns)
{
    if (words.len == 0)
        return UNJUDGED;
    while (words.len > 0) {
        struct view word = word_set_take(&words), rest = patterns;
        while (rest.len > 0) {
            if (is_like(word, take_listed(&rest)))
                return IN;
        }
    }
    return OUT;
}

static bool matches(struct selection *selection, struct view tex)
{
    struct buffer *text = &selection->scratch;

    text->len = 0;
    tex_put_text(text, tex);
    return expression_matches(selection->match, buffer_view(text));
}

static enum verdict judge_text(struct selection *selection, const struct record *record)
{
    const struct bilingual *const texts[] = { &record->title, &record->summary };
    enum verdict verdict = UNJUDGED;

    for (size_t i = 0; i < sizeof texts / sizeof *texts && verdict != IN; i++) {
        for (int language = 0; language < LANGUAGES && verdict != IN; language++) {
            struct view text = texts[i]->in[language];
            if (text.len > 0)
                verdict = matches(selection, text) ? IN : OUT;
        }
    }
    return verdict;
}

static enum verdict judge_filter(struct selection *selection, enum selection_filter filter,
                                 const struct record *record)
{
    struct view value = selection->value[filter];

    switch (filter) {
    case FILTER_SINCE:
        if (record->last_seen.origin != MOMENT_KNOWN)
            return UNJUDGED;
        return record->last_seen.seconds >= selection->since ? IN : OUT;
    case FILTER_UNTIL:
        if (record->first_seen.origin != MOMENT_KNOWN)
            return UNJUDGED;
        return record->first_seen.seconds < selection->until ? IN : OUT;
    case FILTER_CATEGORY:
        return judge_names(record->categories.len > 0 ? record->categories : record->channels,
                           value);
    case FILTER_CHANNEL:
        return judge_names(record->channels, value);
    case FILTER_ANNOUNCE:
        return judge_names(announce_name(record->announce), value);
    default:
        return judge_text(selection, record);
    }
}

bool selection_is_by_day(const struct selection *selection)
{
    return selection->has[FILTER_SINCE] || selection->has[FILTER_UNTIL];
}

bool selection_admits(struct selection *selection, const struct record *record)
{
    int unjudged = FILTERS;

    selection->judged++;
    for (int filter = 0; filter < FILTERS; filter++) {
        enum verdict verdict;
        if (!selection->has[filter])
            continue;
        verdict = judge_filter(selection, (enum selection_filter)filter, record);
        if (verdict == OUT) {
            selection->of_other_days += filter == FILTER_SINCE || filter == FILTER_UNTIL;
            return false;
        }
        if (verdict == UNJUDGED && unjudged == FILTERS)
            unjudged = filter;
    }
    if (unjudged < FILTERS)
        selection->unjudged[unjudged]++;
    else
        selection->admitted++;
    return unjudged == FILTERS;
}

bool selection_may_admit(struct selection *selection, const struct record *record)
{
    bool has_title = record->title.in[LANGUAGE_EN].len > 0;

    for (int filter = 0; filter < FILTERS; filter++) {
        bool may_change = filter == FILTER_CATEGORY || (filter == FILTER_MATCH && !has_title);

        if (selection->has[filter] && !may_change &&
            judge_filter(selection, (enum selection_filter)filter, record) == OUT)
            return false;
    }
    return true;
}

void selection_report(const struct selection *selection, const char *guess, struct diag *diag)
{
    size_t undated = selection->unjudged[FILTER_SINCE] + selection->unjudged[FILTER_UNTIL];
    struct buffer list = { 0 };
    size_t total = 0;

    for (int filter = 0; filter < FILTERS; filter++) {
        size_t count = selection->unjudged[filter];
        if (count == 0)
            continue;
        buffer_put(&list, total ? VIEW(", ") : VIEW(""));
        buffer_put_number(&list, count);
        buffer_put(&list, VIEW(" with "));
        buffer_put(&list, view_of(filters[filter].lack));
        buffer_put(&list, VIEW(" ("));
        buffer_put(&list, view_of(filters[filter].option));
        buffer_put_byte(&list, ')');
        total += count;
    }
    if (total > 0)
        diag_warn(diag, PROGRAM, "%zu announcement%s %s left out for lack of data: %.*s", total,
                  total == 1 ? "" : "s", total == 1 ? "was" : "were", (int)list.len, list.at);
    if (selection->admitted == 0 && selection->judged > 0)
        diag_note(diag, PROGRAM, "no announcement was selected, out of %zu%s", selection->judged,
                  undated > 0                    ? "; use --date to tell their day"
                  : selection->of_other_days > 0 ? guess
                                                 : "");
    buffer_free(&list);
}
