/* Reads bilingual digests in Markdown: a table and its notes. An input is any number of digests,
 * read one at a time through the window, so that the largest digest bounds the memory. */
#include <stdlib.h>
#include <string.h>

#include "input/arxiv_announcement.h"
#include "text/clean.h"
#include "record/identity.h"
#include "input/digest/digest_parts.h"
#include "input/reader.h"
#include "text/utf8.h"

struct digest_reader {
    struct window *window;
    struct diag *diag;
    const struct input *input;
    struct digest_parts parts;
    struct arena arena; /* text of this digest that was made or changed */

    struct record *records;
    size_t record_count, record_cap;
    size_t sound; /* records before this digest's first error */
    bool faulty;  /* this digest has an error */
    bool found;   /* this input has a digest */
};

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    struct digest_reader *reader = state;

    (void)wanted; /* a digest is read faster than searched */
    reader->window = window;
    reader->diag = window->diag;
    reader->input = window->input;
    reader->found = false;
    digest_parts_start(&reader->parts, window, window->diag);
}

static void end(void *state)
{
    struct digest_reader *reader = state;

    digest_parts_free(&reader->parts);
    arena_free(&reader->arena);
    free(reader->records);
}

enum {
    SLOTS = 4, /* paragraphs after a note's link: summaries, abstracts */
    ABSTRACT_CUT = 1000,
    ABSTRACT_CUT_LEAST = 985,
};

static struct place place_of_line(const struct digest_reader *reader, struct line line)
{
    return window_place(reader->window, line, line.text.at);
}

static struct view cleaned(struct digest_reader *reader, struct span span)
{
    return text_clean(window_text(reader->window, span), &reader->arena);
}

/* True if a paragraph is in the form of a link: "[http…](…", even cut off, any "[x](x)",
 * "<http…>" or a bare link. *link is its target, empty if cut off. */
static bool read_link(struct view text, struct view *link)
{
    size_t middle;
    struct view shown;

    text = view_trim(text);
    *link = (struct view){ 0 };
    if (view_starts_with(text, VIEW("["))) {
        middle = view_find(text, VIEW("]("));
        shown = (struct view){ text.at + 1, middle - 1 };
        text = view_skip(text, middle + 2);
        if (view_ends_with(text, VIEW(")")))
            *link = (struct view){ text.at, text.len - 1 };
        return view_starts_with(shown, VIEW("http")) || (shown.len > 0 && view_equal(shown, *link));
    }
    if (view_take(&text, VIEW("<")) && view_ends_with(text, VIEW(">")))
        text.len--;
    if (!view_starts_with(text, VIEW("http://")) && !view_starts_with(text, VIEW("https://")))
        return false;
    if (view_has_byte(text, ' '))
        return false;
    *link = text;
    return true;
}

/* The paragraphs of a note by meaning. */
struct note_fields {
    struct span title, summary[LANGUAGES], abstract[LANGUAGES];
    struct view link;
};

/* One or two paragraphs after the link are either the abstracts of a note without summaries,
 * or the rest of a cut note with summaries. In the latter case the first is, or begins, the
 * row's summary, and if there are two it is the last note. */
static bool are_summaries(struct digest_reader *reader, const struct note *note,
                          const struct row *row, const struct paragraph *paragraphs, unsigned count)
{
    const struct digest_parts *parts = &reader->parts;
    struct view summary;

    if (!row || row->summary.len == 0 ||
        (count == 2 && note != &parts->notes[parts->note_count - 1]))
        return false;
    summary = cleaned(reader, row->summary);
    return view_starts_with(summary, cleaned(reader, paragraphs[0].text));
}

static bool has_cjk(const struct digest_reader *reader, const struct paragraph *paragraph)
{
    return text_has_cjk(window_text(reader->window, paragraph->text));
}

/* Sets the slots of `count` paragraphs, at most SLOTS, in a note with summaries. Blank lines
 * show the slots, unless an editor added or removed some. */
static void find_places(const struct digest_reader *reader, const struct paragraph *paragraphs,
                        unsigned count, uint32_t places[SLOTS])
{
    bool in_order = count > 0 && paragraphs[count - 1].slot >= SLOTS;

    for (unsigned i = 0; i < count; i++)
        places[i] = in_order ? i : paragraphs[i].slot;
    if (count == 3 && places[2] == 2 && !has_cjk(reader, &paragraphs[2])) {
        /* An empty line is missing: three in a row, ending in the abstract. */
        places[2] = 3;
        places[1] = has_cjk(reader, &paragraphs[1]) ? 2 : 1;
    }
}

/* Assigns the paragraphs after the link to the four slots: translated and original summary,
 * translated and original abstract. A note without summaries has only the last two. */
static void assign_slots(struct digest_reader *reader, const struct note *note,
                         const struct row *row, struct paragraph *paragraphs, unsigned count,
                         struct note_fields *fields)
{
    struct span *const slots[SLOTS] = { &fields->summary[LANGUAGE_ZH],
                                        &fields->summary[LANGUAGE_EN],
                                        &fields->abstract[LANGUAGE_ZH],
                                        &fields->abstract[LANGUAGE_EN] };
    uint32_t places[SLOTS];
    unsigned last = SLOTS - 1;

    for (unsigned i = 0; i < count && i < last; i++) {
        if (paragraphs[i].slot == SLOTS - 1)
            last = i;
    }
    if (count > last + 1) { /* all from the last slot on is one abstract */
        struct span *abstract = &paragraphs[last].text, more = paragraphs[count - 1].text;
        diag_warn(reader->diag, place_of_line(reader, note->line),
                  "[^%u] has too many paragraphs; the rest are added to its abstract",
                  (unsigned)note->ref);
        abstract->len = more.at + more.len - abstract->at;
        count = last + 1;
    }
    find_places(reader, paragraphs, count, places);
    if (count > 0 && places[count - 1] < 2 &&
        !are_summaries(reader, note, row, paragraphs, count)) {
        for (unsigned i = 0; i < count; i++)
            places[i] += 2;
        if (count == 1 && places[0] == 2 && !has_cjk(reader, &paragraphs[0]))
            places[0] = 3;
    }
    for (unsigned i = 0; i < count; i++)
        *slots[places[i]] = paragraphs[i].text;
}

static struct note_fields fields_of_note(struct digest_reader *reader, const struct note *note,
                                         const struct row *row)
{
    const struct paragraph *paragraphs = note->paragraphs;
    struct note_fields fields = { 0 };
    struct paragraph behind[PARAGRAPHS_MAX];
    unsigned link = 0, next;
    uint32_t base;

    while (link < note->count &&
           !read_link(window_text(reader->window, paragraphs[link].text), &fields.link))
        link++;
    next = link < note->count ? link + 1 : 1;
    if (link > 0 && note->count > 0) {
        const struct span *last = &paragraphs[link < note->count ? link - 1 : 0].text;
        fields.title = paragraphs[0].text;
        fields.title.len = last->at + last->len - fields.title.at;
    }
    if (next >= note->count)
        return fields;
    base = paragraphs[next - 1].slot + 1;
    if (link == note->count && paragraphs[next].slot > base)
        base++; /* an empty paragraph in place of the link */
    for (unsigned i = next; i < note->count; i++)
        behind[i - next] = (struct paragraph){ paragraphs[i].text, paragraphs[i].slot - base };
    assign_slots(reader, note, row, behind, note->count - next, &fields);
    return fields;
}

/* In digests, abstracts are cut after 1,000 characters. */
static bool is_cut(struct view abstract)
{
    static const char *const ends[] = { ".", "!", "?", ")", "]", "}", "'", "\"", "”", "…" };
    size_t length;

    abstract = view_trim(abstract); /* an editor may have trimmed it already */
    if (abstract.len < ABSTRACT_CUT_LEAST)
        return false;
    length = utf8_count(abstract);
    if (length == ABSTRACT_CUT)
        return true;
    if (length < ABSTRACT_CUT_LEAST || length > ABSTRACT_CUT)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (view_ends_with(abstract, view_of(ends[i])))
            return false;
    }
    return true;
}

/* The usable part of a link: an arXiv id, else the http(s) link. */
struct target {
    struct arxiv_id id;
    struct view link;
};

static struct target read_target(struct digest_reader *reader, struct view link)
{
    struct target target = { 0 };

    if (!arxiv_read_link(link, &reader->arena, &target.id)) {
        target.id = (struct arxiv_id){ 0 };
        if (identity_is_link(link))
            target.link = link;
    }
    return target;
}

static bool same_target(const struct target *a, const struct target *b)
{
    return view_equal(a->id.id, b->id.id) && view_equal(a->link, b->link);
}

static bool is_target(const struct target *target)
{
    return target->id.id.len > 0 || target->link.len > 0;
}

/* Returns the note's link, else the row's. */
static struct target read_links(struct digest_reader *reader, const struct row *row,
                                struct view in_note)
{
    struct view in_row = row ? window_text(reader->window, row->link) : (struct view){ 0 };
    struct view shown = window_shown(in_note);
    struct target of_row = read_target(reader, in_row);
    struct target of_note = view_equal(in_note, in_row) ? of_row : read_target(reader, in_note);

    if (!is_target(&of_note) || (same_target(&of_note, &of_row) && of_note.id.version == 0))
        return of_row;
    if (row && in_row.len > 0 && !same_target(&of_note, &of_row))
        diag_warn(reader->diag, window_place(reader->window, row->line, row->link.at),
                  "[^%u]: row and note have different links; the note's, %.*s, is used",
                  (unsigned)row->ref, (int)shown.len, shown.at);
    return of_note;
}

/* Sets the category, version and kind of announcement. A prefix overrides a suffix, and that
 * overrides the link. Ignores statements about other papers. */
static void read_announcements(struct record *record, const struct announcement *suffix,
                               const struct announcement *prefix)
{
    const struct announcement *const sources[] = { suffix, prefix };

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (!view_equal(sources[i]->id.id, record->arxiv_id))
            continue;
        if (sources[i]->id.version)
            record->version = sources[i]->id.version;
        if (sources[i]->announce != ANNOUNCE_ABSENT)
            record->announce = sources[i]->announce;
        if (sources[i]->category.len > 0)
            record->primary_category = sources[i]->category;
    }
}

/* Warns of what the row or the note lacks. */
static void warn_of_lacks(const struct digest_reader *reader, const struct row *row,
                          const struct note *note, const struct record *record, struct place place)
{
    unsigned ref = record->source.ref;
    struct view url = window_shown(record->url);

    if (!note)
        diag_warn(reader->diag, place, "[^%u] has a row but no note; only the row is used", ref);
    if (!row)
        diag_warn(reader->diag, place, "[^%u] has a note but no row; only the note is used", ref);
    if (note && record->abstract.in[LANGUAGE_EN].len == 0)
        diag_warn(reader->diag, place, "[^%u] has no abstract; its note may have been cut", ref);
    if (record->arxiv_id.len == 0 && (view_starts_with(url, VIEW("https://arxiv.org/")) ||
                                      view_starts_with(url, VIEW("http://arxiv.org/"))))
        diag_warn(reader->diag, place, "[^%u]: %.*s has no valid arXiv id; it is kept as a link",
                  ref, (int)url.len, url.at);
}

static void mark_fault(struct digest_reader *reader)
{
    if (!reader->faulty)
        reader->sound = reader->record_count;
    reader->faulty = true;
}

/* Reads titles, abstracts and summaries, without what announcements added. */
static void read_texts(struct digest_reader *reader, const struct row *row, const struct note *note,
                       const struct note_fields *fields, struct record *record,
                       struct announcement *suffix, struct announcement *prefix)
{
    struct view *titles = record->title.in, *summaries = record->summary.in;
    struct view *abstracts = record->abstract.in;

    titles[LANGUAGE_EN] = cleaned(reader, fields->title);
    if (titles[LANGUAGE_EN].len == 0 && row)
        titles[LANGUAGE_EN] = cleaned(reader, row->title);
    *suffix = announcement_take_suffix(&titles[LANGUAGE_EN], &reader->arena);
    if (note)
        titles[LANGUAGE_ZH] =
            announcement_clean_title(cleaned(reader, note->title), &reader->arena);

    for (int language = 0; language < LANGUAGES; language++) {
        summaries[language] = cleaned(reader, fields->summary[language]);
        abstracts[language] = cleaned(reader, fields->abstract[language]);
    }
    if (summaries[LANGUAGE_ZH].len == 0 && row)
        summaries[LANGUAGE_ZH] = cleaned(reader, row->summary);
    *prefix = announcement_take_prefix(&abstracts[LANGUAGE_EN], &reader->arena);
    abstracts[LANGUAGE_ZH] = announcement_clean_abstract(abstracts[LANGUAGE_ZH], &reader->arena);
    record->abstract_truncated = abstracts[LANGUAGE_EN].len > 0 &&
                                 is_cut(window_text(reader->window, fields->abstract[LANGUAGE_EN]));
}

/* Only the paper at the cut is left out with a warning: its text ends the input before a link.
 * For any other this is an error. */
static void report_no_target(struct digest_reader *reader, const struct row *row,
                             const struct note *note, unsigned ref, struct place place)
{
    struct span last = note ? note->title : row->line.text;

    if (note && note->count > 0)
        last = note->paragraphs[note->count - 1].text;
    if (window_ends_after(reader->window, last)) {
        diag_warn(reader->diag, place,
                  "[^%u] is cut off before its link by the end of the input; it is left out", ref);
        return;
    }
    window_fault(reader->window, place, "[^%u] has neither an arXiv id nor an http(s) link", ref);
    mark_fault(reader);
}

/* Adds a paper from its row and its note, one of which may be NULL, or reports that it has
 * neither an arXiv id nor a link. */
static void add_record(struct digest_reader *reader, const struct row *row, const struct note *note)
{
    /* cppcheck-suppress nullPointer ; a record has a row or a note */
    struct place place = place_of_line(reader, note ? note->line : row->line);
    /* cppcheck-suppress nullPointer ; the same */
    unsigned ref = note ? note->ref : row->ref;
    struct note_fields fields = { 0 };
    struct announcement suffix, prefix;
    struct target target;
    struct record *record;

    reader->records = memory_grow_array(reader->records, reader->record_count, &reader->record_cap,
                                        sizeof *reader->records);
    record = &reader->records[reader->record_count];
    *record = (struct record){ .source = { reader->input->base, place.line, ref, false,
                                           reader->input->name },
                               .translation_language = TRANSLATION_ZH,
                               .channel = reader->input->channel,
                               .announced = reader->input->announced };
    if (note)
        fields = fields_of_note(reader, note, row);
    read_texts(reader, row, note, &fields, record, &suffix, &prefix);
    target = read_links(reader, row, fields.link);
    if (!is_target(&target)) { /* use the id that the announcement gave */
        target.id = suffix.id.id.len > 0 ? suffix.id : prefix.id;
        if (is_target(&target))
            diag_warn(reader->diag, place, "[^%u] has no link; the arXiv id in its %s is used", ref,
                      suffix.id.id.len > 0 ? "title" : "abstract");
    }
    if (!is_target(&target)) {
        report_no_target(reader, row, note, ref, place);
        return;
    }
    record->version = target.id.version;
    identity_set(record, target.id.id, target.link, &reader->arena);
    read_announcements(record, &suffix, &prefix);
    warn_of_lacks(reader, row, note, record, place);
    reader->record_count++;
}

static int compare_notes(const void *left, const void *right)
{
    const struct note *const *a = left, *const *b = right;
    if ((*a)->ref != (*b)->ref)
        return (*a)->ref < (*b)->ref ? -1 : 1;
    return *a < *b ? -1 : *a > *b; /* in the order of the text */
}

/* Returns the notes sorted by number, in the arena. */
static struct note **sort_notes(struct digest_reader *reader)
{
    struct note **sorted = arena_take(&reader->arena, reader->parts.note_count * sizeof *sorted);
    bool in_order = true;

    for (size_t i = 0; i < reader->parts.note_count; i++) {
        sorted[i] = &reader->parts.notes[i];
        in_order = in_order && (i == 0 || sorted[i - 1]->ref <= sorted[i]->ref);
    }
    if (!in_order)
        qsort(sorted, reader->parts.note_count, sizeof *sorted, compare_notes);
    for (size_t i = 1; i < reader->parts.note_count; i++) {
        if (sorted[i]->ref == sorted[i - 1]->ref)
            diag_warn(
                reader->diag, place_of_line(reader, sorted[i]->line),
                "[^%u] is the number of more than one note; rows and notes are paired in order",
                (unsigned)sorted[i]->ref);
    }
    return sorted;
}

/* Returns the first note of that number that is not paired with a row, or NULL. */
static struct note *take_note(const struct digest_reader *reader, struct note *const *sorted,
                              uint32_t ref)
{
    size_t low = 0, high = reader->parts.note_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct note *note = sorted[middle];
        if (note->ref < ref || (note->ref == ref && note->taken))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == reader->parts.note_count || sorted[low]->ref != ref)
        return NULL;
    sorted[low]->taken = true;
    return sorted[low];
}

/* True for a note after the first error. */
static bool is_unsound(const struct digest_reader *reader, const struct note *note)
{
    return (size_t)(note - reader->parts.notes) >= reader->parts.sound_notes;
}

/* If malformed text ends the input, leaves out rows whose notes are missing. */
static void read_records(struct digest_reader *reader)
{
    struct note **sorted = sort_notes(reader);

    for (size_t i = 0; i < reader->parts.row_count; i++) {
        const struct row *row = &reader->parts.rows[i];
        const struct note *note = take_note(reader, sorted, row->ref);
        if (i >= reader->parts.sound_rows || (note && is_unsound(reader, note)))
            mark_fault(reader);
        if (note || !reader->parts.broken)
            add_record(reader, row, note);
    }
    for (size_t i = 0; i < reader->parts.note_count; i++) {
        const struct note *note = &reader->parts.notes[i];
        if (is_unsound(reader, note))
            mark_fault(reader);
        if (!note->taken)
            add_record(reader, NULL, note);
    }
}

/* Adds seconds according to the place in the digest, so that feed readers, which sort by date,
 * keep the digest's order. */
static void date_records(struct digest_reader *reader)
{
    /* 0001-01-01 to 9999-12-31; large numbers may put a record far before its digest. */
    enum { DAY = 86400, FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* days from 1970-01-01 */
    const int64_t first = FIRST_DAY * (int64_t)DAY, last = LAST_DAY * (int64_t)DAY;
    bool timeless = reader->input->announced.origin == MOMENT_ABSENT;
    struct moment newest = { 0, MOMENT_ABSENT }; /* of the identifiers, since feeds need a time */

    for (size_t i = 0; timeless && i < reader->record_count; i++) {
        struct moment moment = identity_guess_moment(&reader->records[i]);
        if (moment.origin > newest.origin ||
            (moment.origin == newest.origin && moment.seconds > newest.seconds))
            newest = moment;
    }
    for (size_t i = 0; i < reader->record_count; i++) {
        struct record *record = &reader->records[i];
        int64_t before = (int64_t)reader->record_count - (int64_t)record->source.ref;

        if (timeless)
            record->announced = newest;
        record->published = record->announced;
        if (record->published.origin != MOMENT_ABSENT) {
            int64_t seconds = record->published.seconds + before;
            record->published.seconds = seconds < first ? first : seconds > last ? last : seconds;
        }
        record->updated = record->published;
        record->first_seen = record->last_seen = record->version_seen = record->announced;
        record->categories = record->primary_category;
        record->channels = record->channel;
    }
}

/* Reports an input that is not a digest, although --from says so. */
static void report_no_digest(const struct digest_reader *reader)
{
    diag_report(reader->diag,
                reader->window->on_fault == FAULT_WARNS_ONLY ? SEVERITY_WARNING : SEVERITY_ERROR,
                (struct place){ reader->input->name, 1, 1 },
                "this is not a digest: there is no table \"| Ref | Title | Summary |\", no row "
                "\"| [^1] | …\" and no note \"[^1]: …\"");
}

static bool next(void *state, struct batch *batch)
{
    struct digest_reader *reader = state;
    const struct window *window = reader->window;

    arena_reset(&reader->arena);
    reader->record_count = 0;
    reader->faulty = false;
    if (!digest_parts_read(&reader->parts)) {
        if (!reader->found && !window->broken && !window->unreadable && !window->cut)
            report_no_digest(reader);
        return false;
    }
    reader->found = true;
    read_records(reader);
    if (reader->parts.sound_rows != SIZE_MAX || reader->parts.sound_notes != SIZE_MAX)
        mark_fault(reader);
    date_records(reader);
    *batch = (struct batch){ reader->records, reader->record_count,
                             reader->faulty ? reader->sound : reader->record_count,
                             window_take_error(reader->window) };
    return true;
}

/* Judges a line: only digests have the header and the rows of their table; Markdown of any kind may
 * have notes. */
static enum sureness judge_line(struct view line)
{
    struct view rest = line;
    uint32_t number;
    bool in_table = view_take(&rest, VIEW("|"));

    rest = in_table ? view_trim_start(rest) : rest;
    if (in_table && view_take(&rest, VIEW("Ref")) &&
        view_starts_with(view_trim_start(rest), VIEW("|")))
        return RECOGNISED_SURELY;
    if (!view_take(&rest, VIEW("[^")) || !view_take_number(&rest, UINT32_MAX, &number) ||
        !view_take(&rest, VIEW("]")))
        return NOT_RECOGNISED;
    if (in_table)
        return RECOGNISED_SURELY;
    return view_starts_with(rest, VIEW(":")) ? RECOGNISED_MAYBE : NOT_RECOGNISED;
}

/* True if the next line that is not blank is indented, as the paragraphs of a note are. */
static bool is_indented_next(struct view text)
{
    struct view trimmed = view_trim_start(text);

    return trimmed.len > 0 && trimmed.at > text.at && trimmed.at[-1] != '\n';
}

/* A list may have notes, too: it has items, or other text before the first note. An input that is
 * cut may begin within a digest, so its first line does not count. */
static enum sureness recognises(struct view start)
{
    bool is_first = true, has_text = false, has_note = false, is_list = false;

    while (start.len > 0) {
        struct view line = { start.at, view_find_byte(start, '\n') };
        enum sureness sureness = judge_line(view_trim_start(line));

        if (sureness == RECOGNISED_SURELY)
            return sureness;
        start = view_skip(start, line.len + 1);
        if (sureness == RECOGNISED_MAYBE) {
            is_list |= !has_note && has_text && !is_indented_next(start);
            has_note = true;
        } else if (!is_first && line.len > 0 && !view_has_byte(VIEW("# \t\r"), line.at[0])) {
            is_list |= line.len > 1 && view_has_byte(VIEW("-*+"), line.at[0]) && line.at[1] == ' ';
            has_text = true;
        }
        is_first = false;
    }
    return has_note && !is_list ? RECOGNISED_MAYBE : NOT_RECOGNISED;
}

const struct reader reader_digest = {
    .name = "digest",
    .description = "bilingual digests in Markdown: a table and notes",
    .recognises = recognises,
    .is_bilingual = true,
    .state_size = sizeof(struct digest_reader),
    .begin = begin,
    .next = next,
    .end = end,
};
