/* Reads arXiv's daily announcements as they are mailed
 * (https://info.arxiv.org/help/subscribe.html): sections of new papers, cross-lists and
 * replacements, each paper between lines of two backslashes. Mail programs and web mailers may
 * have changed them. */
#include "input/mail/mime.h"
#include "input/reader.h"

#include "input/entry.h"
#include "record/arxiv_id.h"
#include "record/author_names.h"

enum mail_text {
    TITLE,
    AUTHORS,
    CATEGORIES,
    COMMENTS,
    JOURNAL,
    DOI,
    LICENSE,
    UNUSED,
    ABSTRACT,
    TEXTS
};

/* How the day of a mail is known. A better source comes later. */
enum day_source { DAY_UNKNOWN, DAY_RECEIVED, DAY_IN_TEXT, DAY_SENT };

/* AT_MARK: the line of two backslashes before an entry has been read. */
enum entry_state { BETWEEN_ENTRIES, AT_MARK, IN_HEAD, IN_FIELDS, IN_ABSTRACT };

struct mail {
    struct mime mime;
    struct window *window;
    const struct wanted *wanted;
    bool again; /* the last event has still to be handled, after the entry that it ends */
    enum mime_event event;

    /* Of the mail. */
    enum { NEW_PAPERS, CROSS_LISTS, REPLACEMENTS } section;
    enum day_source day_source;
    struct moment day;
    struct buffer channel;
    bool in_subjects; /* in the list after "Submissions to:" */
    size_t subjects;

    /* Of the entry. */
    enum entry_state state;
    size_t line;      /* of the mark before it */
    size_t mark_line; /* of the last mark, which may be that of the next entry */
    uint32_t ref;
    bool skipped, cross_listed, replaced;
    bool unnumbered; /* there is a version without a number */
    struct entry entry;
    struct buffer texts[TEXTS];
    enum mail_text text; /* that a line without a name continues */
    size_t length;       /* of all texts */
};

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct mail *mail = state;

    mime_begin(&mail->mime, window);
    mail->window = window;
    mail->wanted = wanted;
    mail->again = false;
    mail->ref = 0;
    mail->state = BETWEEN_ENTRIES;
}

static void end(void *state)
{
    struct mail *mail = state;

    mime_free(&mail->mime);
    buffer_free(&mail->channel);
    entry_free(&mail->entry);
    for (size_t i = 0; i < TEXTS; i++)
        buffer_free(&mail->texts[i]);
}

/* ---- Lines --------------------------------------------------------------- */

static bool is_entry_mark(struct view line)
{
    return view_equal(view_trim_end(line), VIEW("\\\\"));
}

/* True for the line after an entry, "\\ ( https://arxiv.org/abs/... ,  757kb)", and for rules. */
static bool is_end(struct view line)
{
    enum { SHORTEST_RULE = 60 };
    size_t dashes = 0;

    while (dashes < line.len && line.at[dashes] == '-')
        dashes++;
    return view_starts_with(line, VIEW("\\\\ ")) || view_starts_with(line, VIEW("%-%-%-%-%-")) ||
           view_starts_with(line, VIEW("%%--%%--%%--")) ||
           view_starts_with(line, VIEW("%%%---%%%---")) || dashes >= SHORTEST_RULE;
}

/* Reads "arXiv:2507.07171 (*cross-listing*)", or "Paper: hep-th/9901001" from before 2007. */
static bool read_id_line(struct view line, struct view *id, bool *cross_listed)
{
    static const struct view sign = VIEW_ENTRY("(*cross-listing*)");
    size_t end = 0;

    *cross_listed = false;
    if (view_take(&line, VIEW("Paper"))) {
        line = view_trim_start(line);
        *cross_listed = view_take(&line, sign);
        if (!view_take(&line, VIEW(":")))
            return false;
    } else if (!view_take_ignoring_case(&line, VIEW("arXiv:"))) {
        return false;
    }
    line = view_trim(line);
    while (end < line.len && !ascii_is_blank(line.at[end]))
        end++;
    *id = (struct view){ line.at, end };
    line = view_trim_start(view_skip(line, end));
    *cross_listed = view_take(&line, sign) || *cross_listed;
    return end > 0 && line.len == 0;
}

/* ---- What is said of the mail -------------------------------------------- */

static void set_mail_day(struct mail *mail, enum day_source source, struct view text)
{
    struct moment moment;

    if (source >= mail->day_source && moment_take_mail_date(&text, &moment)) {
        mail->day_source = source;
        mail->day = (struct moment){ seconds_of(date_of(moment)), MOMENT_KNOWN };
    }
}

static void set_channel(struct mail *mail, struct view name)
{
    mail->channel.len = 0;
    buffer_put(&mail->channel, name);
}

/* Takes the channel from a subject, "math.OA daily Subj-class mailing". Numbers after that are
 * those of the chosen categories. With several, or with one after "physics", which also lists other
 * archives, the channel is not known. */
static void read_subject(struct mail *mail, struct view subject)
{
    struct view name = { subject.at, view_find(subject, VIEW(" daily")) };
    struct view rest = view_skip(subject, view_find(subject, VIEW("mailing")) + strlen("mailing"));
    size_t numbers = 0, blank = view_find_last(name, VIEW(" "));
    uint32_t number;

    if (name.len == subject.len)
        return;
    if (blank < name.len)
        name = view_skip(name, blank + 1);
    for (rest = view_trim(rest); view_take_number(&rest, UINT32_MAX, &number);
         rest = view_trim_start(rest))
        numbers++;
    if (arxiv_is_category(name) && numbers < (view_equal(name, VIEW("physics")) ? 1 : 2))
        set_channel(mail, name);
}

/* "To unsubscribe, e-mail To: math@arxiv.org, Subject: cancel" names the list. That of physics also
 * has the other archives of physics. */
static void read_list_name(struct mail *mail, struct view line)
{
    struct view name = view_skip(line, view_find(line, VIEW("To: ")) + strlen("To: "));

    name.len = view_find_byte(name, '@');
    if (mail->channel.len == 0 && arxiv_is_category(name) && !view_equal(name, VIEW("physics")))
        set_channel(mail, name);
}

static void end_subjects(struct mail *mail)
{
    if (mail->in_subjects && mail->subjects > 1)
        mail->channel.len = 0;
    mail->in_subjects = false;
}

static void begin_mail(struct mail *mail)
{
    const struct mime_head *head = &mail->mime.head;

    mail->section = NEW_PAPERS;
    mail->state = BETWEEN_ENTRIES;
    mail->day = (struct moment){ 0 };
    mail->day_source = DAY_UNKNOWN;
    mail->channel.len = 0;
    mail->in_subjects = false;
    read_subject(mail, head->subject);
    if (head->date.origin == MOMENT_KNOWN) {
        mail->day = (struct moment){ seconds_of(date_of(head->date)), MOMENT_KNOWN };
        mail->day_source = head->sent ? DAY_SENT : DAY_IN_TEXT;
    }
}

/* After the text of a mail, another may follow in the same file. */
static void end_mail_text(struct mail *mail)
{
    mail->section = NEW_PAPERS;
    if (mail->day_source == DAY_SENT)
        return;
    mail->day_source = DAY_UNKNOWN;
    mail->day = (struct moment){ 0 };
    mail->channel.len = 0;
}

static void read_line_between(struct mail *mail, struct view line)
{
    struct view text = view_trim(line);

    if (view_take(&text, VIEW("Date:"))) {
        set_mail_day(mail, DAY_IN_TEXT, text);
    } else if (view_take(&text, VIEW("received from"))) {
        end_subjects(mail);
        set_mail_day(mail, DAY_RECEIVED,
                     view_skip(text, view_find(text, VIEW(" to ")) + strlen(" to ")));
    } else if (view_take(&text, VIEW("Subject:")) ||
               view_find(text, VIEW(" daily Subj-class mailing")) < text.len) {
        read_subject(mail, text);
    } else if (view_starts_with(text, VIEW("To unsubscribe"))) {
        read_list_name(mail, text);
    } else if (view_starts_with(text, VIEW("Submissions to:"))) {
        mail->in_subjects = true;
        mail->subjects = 0;
    } else if (is_end(line)) {
        end_subjects(mail);
        if (view_starts_with(line, VIEW("%-%-")))
            mail->section = CROSS_LISTS;
        else if (view_starts_with(line, VIEW("%%--")))
            mail->section = REPLACEMENTS;
        else if (view_starts_with(line, VIEW("%%%---")))
            end_mail_text(mail);
    } else if (text.len > 0) {
        mail->subjects++;
    }
}

/* ---- An entry ------------------------------------------------------------ */

static struct place place_of_entry(const struct mail *mail)
{
    return (struct place){ mail->window->input->name, mail->line, 1 };
}

static void begin_mail_entry(struct mail *mail, struct view id)
{
    mail->ref++;
    mail->state = IN_HEAD;
    mail->replaced = mail->unnumbered = false;
    mail->text = UNUSED;
    mail->length = 0;
    for (size_t i = 0; i < TEXTS; i++)
        mail->texts[i].len = 0;
    entry_begin(&mail->entry);
    mail->skipped = !entry_set_id(&mail->entry, id);
    if (mail->skipped) {
        id = window_shown(id);
        window_fault(mail->window, place_of_entry(mail), "'%.*s' is not an arXiv id", (int)id.len,
                     id.at);
        return;
    }
    mail->skipped = !wanted_has(mail->wanted, mail->entry.record.arxiv_id);
}

/* Adds a line to a text. */
static void add_line(struct mail *mail, struct view line)
{
    mail->length += line.len + 1;
    if (mail->skipped || mail->text == UNUSED || mail->length > WINDOW_ENTRY_MAX)
        return;
    buffer_put_byte(&mail->texts[mail->text], ' ');
    buffer_put(&mail->texts[mail->text], line);
}

/* Reads the number in " (revised v2):" or ":". Returns false if the text does not continue a
 * "Date" in this way. */
static bool take_date_label(struct view *text, uint32_t *number)
{
    size_t end = view_find_byte(*text, ':');
    struct view label = view_trim((struct view){ text->at, end });

    if (end == text->len || (label.len > 0 && label.at[0] != '('))
        return false;
    *text = view_skip(*text, end + 1);
    *number = label.len == 0;
    for (; label.len > 0 && *number == 0; label = view_skip(label, 1)) {
        if (ascii_is_digit(label.at[0]) && !view_take_number(&label, ARXIV_VERSION_MAX, number))
            break;
    }
    return true;
}

/* Reads a line of dates: "Date: Wed, 9 Jul 2025 18:00:03 GMT   (757kb)". */
static void read_version(struct mail *mail, struct view line)
{
    struct moment submitted;
    uint32_t number = 0;

    line = view_trim(line);
    if (view_take(&line, VIEW("replaced with revised version")))
        mail->replaced = true;
    else if (!view_take(&line, VIEW("Date")) || !take_date_label(&line, &number))
        return;
    mail->unnumbered = mail->unnumbered || number == 0;
    if (moment_take_mail_date(&line, &submitted))
        entry_add_version(&mail->entry, number, submitted);
}

/* Takes "Title:" off the line. Returns TEXTS if it begins no field. */
static enum mail_text take_field_name(struct view *line)
{
    static const struct {
        struct view name;
        enum mail_text text;
    } names[] = {
        { VIEW_ENTRY("Title:"), TITLE },       { VIEW_ENTRY("Authors:"), AUTHORS },
        { VIEW_ENTRY("Author:"), AUTHORS },    { VIEW_ENTRY("Categories:"), CATEGORIES },
        { VIEW_ENTRY("Comments:"), COMMENTS }, { VIEW_ENTRY("Journal-ref:"), JOURNAL },
        { VIEW_ENTRY("DOI:"), DOI },           { VIEW_ENTRY("License:"), LICENSE },
        { VIEW_ENTRY("Report-no:"), UNUSED },  { VIEW_ENTRY("MSC-class:"), UNUSED },
        { VIEW_ENTRY("ACM-class:"), UNUSED },  { VIEW_ENTRY("Proxy:"), UNUSED },
        { VIEW_ENTRY("Subj-class:"), UNUSED }, { VIEW_ENTRY("Notes:"), UNUSED },
        { VIEW_ENTRY("Note:"), UNUSED },
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_take_ignoring_case(line, names[i].name))
            return names[i].text;
    }
    return TEXTS;
}

/* Reads a line between the id and the abstract. */
static void read_entry_line(struct mail *mail, struct view line)
{
    enum mail_text field = take_field_name(&line);

    if (is_entry_mark(line)) {
        mail->mark_line = mail->mime.line;
        mail->state = IN_ABSTRACT;
        mail->text = ABSTRACT;
    } else if (field != TEXTS) {
        mail->state = IN_FIELDS;
        mail->text = field;
        mail->texts[field].len = 0;
        add_line(mail, line);
    } else if (mail->state == IN_FIELDS) {
        add_line(mail, line);
    } else if (view_trim(line).len == 0) {
        mail->state = IN_FIELDS;
    } else {
        read_version(mail, line);
    }
}

static struct view text_of(struct mail *mail, enum mail_text text)
{
    return entry_text(&mail->entry, buffer_view(&mail->texts[text]));
}

static enum announce announcement_of(const struct mail *mail)
{
    if (mail->replaced || mail->section == REPLACEMENTS)
        return mail->cross_listed ? ANNOUNCE_REPLACE_CROSS : ANNOUNCE_REPLACE;
    return mail->cross_listed || mail->section == CROSS_LISTS ? ANNOUNCE_CROSS : ANNOUNCE_NEW;
}

/* Ends the entry. Returns its record, or NULL if there is none. `cut` is true if the mail has ended
 * in it. */
static const struct record *finish_mail_entry(struct mail *mail, bool cut)
{
    struct entry *entry = &mail->entry;
    struct record *record = &entry->record;
    bool abstract_cut = cut && mail->state == IN_ABSTRACT && mail->texts[ABSTRACT].len > 0;

    if (mail->skipped)
        return NULL;
    if (mail->length > WINDOW_ENTRY_MAX) {
        window_fault(mail->window, place_of_entry(mail), "the entry is longer than %d MB",
                     WINDOW_ENTRY_MAX / 1024 / 1024);
        return NULL;
    }
    record->title.in[LANGUAGE_EN] = text_of(mail, TITLE);
    record->abstract.in[LANGUAGE_EN] = text_of(mail, ABSTRACT);
    record->abstract_truncated = abstract_cut && record->abstract.in[LANGUAGE_EN].len > 0;
    record->arxiv_comment = text_of(mail, COMMENTS);
    record->journal_ref = text_of(mail, JOURNAL);
    record->announce = announcement_of(mail);
    if (mail->unnumbered)
        record->version = 0;
    author_names_split_list(buffer_view(&mail->texts[AUTHORS]), &entry->arena, &entry->people);
    entry_add_categories(entry, buffer_view(&mail->texts[CATEGORIES]));
    entry_set_doi(entry, buffer_view(&mail->texts[DOI]));
    entry_set_license(entry, buffer_view(&mail->texts[LICENSE]));
    if (cut)
        diag_warn(mail->window->diag, place_of_entry(mail),
                  "the mail is cut off in the entry of %.*s; what comes before was read",
                  (int)record->arxiv_id.len, record->arxiv_id.at);
    return entry_finish(
        entry, mail->window,
        (struct entry_origin){ mail->line, mail->ref, buffer_view(&mail->channel), mail->day });
}

/* ---- Events -------------------------------------------------------------- */

/* True if the event ends the entry that is being read. *next_state is the state after it. */
static bool ends_mail_entry(const struct mail *mail, enum entry_state *next_state)
{
    struct view line = mail->mime.text, id;
    bool cross_listed;

    *next_state = BETWEEN_ENTRIES;
    if (mail->state == BETWEEN_ENTRIES || mail->state == AT_MARK)
        return false;
    if (mail->event != MIME_LINE || is_end(line))
        return true;
    if (mail->state != IN_ABSTRACT || mail->texts[ABSTRACT].len > 0)
        return mail->state == IN_ABSTRACT && is_entry_mark(line);
    *next_state = AT_MARK; /* the line that ends the entry is missing */
    return read_id_line(line, &id, &cross_listed);
}

static void read_mail_line(struct mail *mail, struct view line)
{
    struct view id;

    if (mail->state == AT_MARK) {
        mail->state = BETWEEN_ENTRIES;
        if (read_id_line(line, &id, &mail->cross_listed)) {
            begin_mail_entry(mail, id);
            return;
        }
    }
    if (mail->state == IN_ABSTRACT) {
        add_line(mail, line);
    } else if (mail->state != BETWEEN_ENTRIES) {
        read_entry_line(mail, line);
    } else if (is_entry_mark(line)) {
        mail->line = mail->mime.line;
        mail->state = AT_MARK;
    } else {
        read_line_between(mail, line);
    }
}

static void warn_if_empty(const struct mail *mail)
{
    if (mail->ref == 0 && mail->window->faults == 0)
        diag_warn(mail->window->diag, (struct place){ .file = mail->window->input->name },
                  "has no papers");
}

static bool next(void *state, struct batch *batch)
{
    struct mail *mail = state;
    const struct record *record = NULL;
    bool erred = false;

    while (!record && !erred) {
        enum entry_state next_state;

        if (!mail->again)
            mail->event = mime_next(&mail->mime);
        mail->again = ends_mail_entry(mail, &next_state);
        if (mail->again) {
            record = finish_mail_entry(mail, mail->event != MIME_LINE);
            mail->state = next_state;
            mail->line = mail->mark_line;
        } else if (mail->event == MIME_END) {
            warn_if_empty(mail);
            return false;
        } else if (mail->event == MIME_BEGINS) {
            begin_mail(mail);
        } else {
            read_mail_line(mail, mail->mime.text);
        }
        erred = window_take_error(mail->window);
    }
    *batch = (struct batch){ record, record != NULL, record != NULL, erred };
    return true;
}

/* ---- Recognising --------------------------------------------------------- */

/* True for a line that only arXiv's mails have, papers or not. */
static bool is_boilerplate(struct view line)
{
    return view_starts_with(line, VIEW("%%%---%%%---%%%---")) ||
           view_starts_with(line, VIEW("Send any comments regarding submissions directly"));
}

static enum sureness recognises(struct view start)
{
    bool by_arxiv, marked = false, cross_listed;
    bool sent = mime_recognises(start, &by_arxiv);
    struct view id;

    if (sent && by_arxiv)
        return RECOGNISED_SURELY;
    while (start.len > 0) {
        struct view line = { start.at, view_find_byte(start, '\n') };

        start = view_skip(start, line.len + 1);
        if ((marked && read_id_line(line, &id, &cross_listed)) || is_boilerplate(line))
            return RECOGNISED_SURELY;
        marked = is_entry_mark(line);
    }
    return sent ? RECOGNISED_LIKELY : NOT_RECOGNISED;
}

const struct reader reader_mail = {
    .name = "mail",
    .description = "arXiv's daily mail, alone or in an mbox",
    .recognises = recognises,
    .state_size = sizeof(struct mail),
    .begin = begin,
    .next = next,
    .end = end,
};
