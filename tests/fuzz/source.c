/* Fuzz targets of readers: any bytes as the texts of papers, which are written as arXiv or a digest
 * would, and read again. Two bytes of flags, then a text a line (records.h). */
#include "check.h"
#include "input/reading.h"
#include "record/identity.h"
#include "records.h"
#include "target.h"
#include "text/markup.h"

/* What an input has of a paper, and what a reader must say of it. */
struct paper {
    struct record record; /* identifier, version and texts */
    unsigned flags;       /* which form it has, of those that its kind has */
    bool left_out;        /* the reader has no record of it */
    struct arena *arena;
};

struct kind {
    const char *name;
    const char *begin, *end;
    /* Puts a paper, and takes off its record what an input of this kind does not have. */
    void (*put)(struct buffer *out, struct paper *paper);
    /* True for texts that mean something to the reader, which drops it. */
    bool (*may_change)(const struct record *record);
    size_t errors; /* for each paper that is left out */
};

static void put_id(struct buffer *out, const struct record *record, bool versioned)
{
    buffer_put(out, record->arxiv_id);
    if (versioned) {
        buffer_put_byte(out, 'v');
        buffer_put_number(out, record->version);
    }
}

static void put_around(struct buffer *out, struct view before, struct view text, struct view after)
{
    buffer_put(out, before);
    markup_put(out, text, MARKUP_XML_TEXT);
    buffer_put(out, after);
}

/* ---- arXiv's API ------------------------------------------------------- */

static bool has(struct view text, struct view part)
{
    return view_find(text, part) < text.len;
}

/* XML has no room for them. */
static bool has_noncharacters(const struct record *record)
{
    const struct view texts[] = { record->title.in[LANGUAGE_EN], record->abstract.in[LANGUAGE_EN],
                                  record->arxiv_comment, record->journal_ref };
    bool found = false;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        found = found || has(texts[i], VIEW("\xEF\xBF\xBE")) || has(texts[i], VIEW("\xEF\xBF\xBF"));
    return found;
}

static void put_api(struct buffer *out, struct paper *paper)
{
    const struct record *record = &paper->record;

    buffer_put(out, VIEW("<entry><id>http://arxiv.org/abs/"));
    put_id(out, record, true);
    buffer_put(out, VIEW("</id><updated>2024-04-02T10:11:12Z</updated>"
                         "<published>2024-03-28T17:59:59Z</published>"));
    put_around(out, VIEW("<title>"), record->title.in[LANGUAGE_EN], VIEW("</title>\n"));
    put_around(out, VIEW("<summary>"), record->abstract.in[LANGUAGE_EN], VIEW("</summary>"));
    put_around(out, VIEW("<arxiv:comment>"), record->arxiv_comment, VIEW("</arxiv:comment>"));
    put_around(out, VIEW("<arxiv:journal_ref>"), record->journal_ref,
               VIEW("</arxiv:journal_ref>\n"));
    buffer_put(out, VIEW("<category term=\"cs.CV\"/></entry>\n"));
}

/* ---- arXiv's daily feeds ----------------------------------------------- */

static bool may_item_change(const struct record *record)
{
    struct view title = record->title.in[LANGUAGE_EN], abstract = record->abstract.in[LANGUAGE_EN];

    return has_noncharacters(record) || has(title, VIEW("(arXiv:")) ||
           view_ends_with(title, VIEW(".")) || has(abstract, VIEW("DONATE to arXiv"));
}

/* Before 2024: the title has the identifier, and texts are HTML. */
static void put_old_item(struct buffer *out, struct paper *paper)
{
    struct record *record = &paper->record;
    struct buffer html = { 0 };

    markup_put(&html, record->title.in[LANGUAGE_EN], MARKUP_FRAGMENT);
    buffer_put(&html, VIEW(". (arXiv:"));
    put_id(&html, record, true);
    buffer_put(&html, VIEW(" [cs.CL] UPDATED)"));
    buffer_put(out, VIEW("<item><link>http://arxiv.org/abs/"));
    put_id(out, record, false);
    put_around(out, VIEW("</link><title>"), buffer_view(&html), VIEW("</title>\n"));
    html.len = 0;
    buffer_put(&html, VIEW("<p>"));
    markup_put(&html, record->abstract.in[LANGUAGE_EN], MARKUP_FRAGMENT);
    buffer_put(&html, VIEW("</p>"));
    put_around(out, VIEW("<description>"), buffer_view(&html), VIEW("</description></item>\n"));
    buffer_free(&html);
}

static void put_item(struct buffer *out, struct paper *paper)
{
    struct record *record = &paper->record;

    record->arxiv_comment = record->journal_ref = VIEW("");
    if (paper->flags & 1) {
        put_old_item(out, paper);
        return;
    }
    buffer_put(out, VIEW("<item><link>https://arxiv.org/abs/"));
    put_id(out, record, false);
    buffer_put(out, VIEW("</link><description>arXiv:"));
    put_id(out, record, true);
    put_around(out, VIEW(" Announce Type: new\nAbstract: "), record->abstract.in[LANGUAGE_EN],
               VIEW("</description>\n"));
    put_around(out, VIEW("<title>"), record->title.in[LANGUAGE_EN], VIEW("</title></item>\n"));
}

/* ---- OAI-PMH ----------------------------------------------------------- */

/* The versions are each an element: the last has the number of the paper's. */
static void put_versions(struct buffer *out, const struct record *record)
{
    for (unsigned version = 1; version <= record->version; version++) {
        buffer_put(out, VIEW("<version version=\"v"));
        buffer_put_number(out, version);
        buffer_put(out, VIEW("\"><date>Mon, 2 Apr 2007 19:18:42 GMT</date></version>\n"));
    }
}

/* In the form arXivRaw, which has versions, or arXiv. */
static void put_metadata(struct buffer *out, const struct record *record, bool raw)
{
    buffer_put(out, raw ? VIEW("<metadata><arXivRaw xmlns=\"http://arxiv.org/OAI/arXivRaw/\"><id>")
                        : VIEW("<metadata><arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>"));
    put_id(out, record, false);
    buffer_put(out, VIEW("</id>"));
    put_versions(out, record);
    put_around(out, VIEW("<title>"), record->title.in[LANGUAGE_EN], VIEW("</title>\n"));
    put_around(out, VIEW("<comments>"), record->arxiv_comment, VIEW("</comments>"));
    put_around(out, VIEW("<journal-ref>"), record->journal_ref, VIEW("</journal-ref>"));
    put_around(out, VIEW("<abstract>"), record->abstract.in[LANGUAGE_EN], VIEW("</abstract>"));
    buffer_put(out, raw ? VIEW("</arXivRaw></metadata>") : VIEW("</arXiv></metadata>"));
}

static void put_oai(struct buffer *out, struct paper *paper)
{
    struct record *record = &paper->record;
    bool raw = (paper->flags & 2) != 0;

    paper->left_out = paper->flags & 1;
    record->version = raw ? record->version : 0;
    buffer_put(out, VIEW("<record><header"));
    buffer_put(out, paper->left_out ? VIEW(" status=\"deleted\"") : VIEW(""));
    buffer_put(out, VIEW("><identifier>oai:arXiv.org:"));
    put_id(out, record, false);
    buffer_put(out, VIEW("</identifier></header>"));
    if (!paper->left_out)
        put_metadata(out, record, raw);
    buffer_put(out, VIEW("</record>\n"));
}

/* ---- Digests ----------------------------------------------------------- */

static bool may_row_change(const struct record *record)
{
    struct view title = record->title.in[LANGUAGE_EN];

    return has(title, VIEW("](http")) || has(title, VIEW("(arXiv:"));
}

/* A row, whose number may be larger than any, which is an error. */
static void put_row(struct buffer *out, struct paper *paper)
{
    static const unsigned numbers[] = { 1,         2,         10,         65536,
                                        999999998, 999999999, 1000000000, 4294967295 };
    unsigned number = numbers[paper->flags % (sizeof numbers / sizeof *numbers)];
    struct record *record = &paper->record;

    paper->left_out = number > 999999999;
    record->abstract = (struct bilingual){ 0 };
    record->arxiv_comment = record->journal_ref = VIEW("");
    buffer_put(out, VIEW("| [^"));
    buffer_put_number(out, number);
    buffer_put(out, VIEW("] | ["));
    buffer_put(out, record->title.in[LANGUAGE_EN]);
    buffer_put(out, VIEW("](https://arxiv.org/abs/"));
    put_id(out, record, true);
    buffer_put(out, VIEW(") | "));
    buffer_put(out, record->summary.in[LANGUAGE_ZH]);
    buffer_put(out, VIEW(" |\n"));
}

/* ---- Lists of identifiers ---------------------------------------------- */

/* A few words may be before an identifier; more are a title. */
static void put_line(struct buffer *out, struct paper *paper)
{
    static const char *const comments[] = { "", "see ", "see also ", "see also this " };
    static const char *const starts[] = { "", "arXiv:", "https://arxiv.org/abs/",
                                          "http://www.arxiv.org/pdf/" };
    struct record *record = &paper->record;

    buffer_put(out, view_of(comments[paper->flags % (sizeof comments / sizeof *comments)]));
    buffer_put(out, view_of(starts[paper->flags / 4 % (sizeof starts / sizeof *starts)]));
    put_id(out, record, true);
    buffer_put(out, VIEW(" # "));
    buffer_put(out, record->title.in[LANGUAGE_EN]);
    buffer_put(out, VIEW("\n"));
    record->title = record->abstract = (struct bilingual){ 0 };
    record->arxiv_comment = record->journal_ref = VIEW("");
}

/* ---- Lists in Markdown ------------------------------------------------- */

static bool is_mark(char c)
{
    return c == '*' || c == '_';
}

/* True for a word that is text wherever it stands: letters and digits or, if `marks`, what would be
 * a rule if it were longer (CommonMark, 4.1). */
static bool is_word(struct view word, bool marks)
{
    if (marks && word.len == 2 && is_mark(word.at[0]) && word.at[0] == word.at[1])
        return true;
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_alnum(word.at[i]))
            return false;
    }
    return word.len > 0;
}

/* Returns the text with only its words, between others: the reader drops marks at the ends. */
static struct view words_of(struct view first, struct view text, bool marks, struct arena *arena)
{
    struct buffer words = { 0 };
    struct view copy;

    buffer_put(&words, first);
    while (text.len > 0) {
        struct view word = { text.at, view_find_byte(text, ' ') };

        text = view_skip(text, word.len + 1);
        if (!is_word(word, marks))
            continue;
        buffer_put_byte(&words, ' ');
        buffer_put(&words, word);
    }
    buffer_put(&words, VIEW(" and Kites"));
    copy = arena_copy(arena, buffer_view(&words));
    buffer_free(&words);
    return copy;
}

/* Sections, whose paragraphs have a line for each word. */
static void put_section(struct buffer *out, struct paper *paper)
{
    struct record *record = &paper->record;
    struct view *title = &record->title.in[LANGUAGE_EN];
    struct view *abstract = &record->abstract.in[LANGUAGE_EN];

    *title = words_of(VIEW("A Small Study of Lanterns"), *title, false, paper->arena);
    *abstract = words_of(VIEW("We study lanterns"), *abstract, true, paper->arena);
    record->arxiv_comment = record->journal_ref = VIEW("");
    buffer_put(out, VIEW("\n## ["));
    buffer_put(out, *title);
    buffer_put(out, VIEW("](https://arxiv.org/abs/"));
    put_id(out, record, true);
    buffer_put(out, VIEW(")\n\n**Abstract**: "));
    for (size_t i = 0; i < abstract->len; i++)
        buffer_put_byte(out, abstract->at[i] == ' ' ? '\n' : abstract->at[i]);
    buffer_put_byte(out, '\n');
}

/* ---- Reading ----------------------------------------------------------- */

static const struct kind *kind;

static void check_paper(const struct paper *paper, const struct record *record)
{
    const struct record *wanted = &paper->record;

    check_equal(kind->name, "the paper is the one that was written", record->arxiv_id,
                wanted->arxiv_id);
    check(record->version == wanted->version, kind->name, "the version is as it was written",
          wanted->arxiv_id);
    check_equal(kind->name, "a title is as it was written", record->title.in[LANGUAGE_EN],
                wanted->title.in[LANGUAGE_EN]);
    check_equal(kind->name, "an abstract is as it was written", record->abstract.in[LANGUAGE_EN],
                wanted->abstract.in[LANGUAGE_EN]);
    check_equal(kind->name, "a comment is as it was written", record->arxiv_comment,
                wanted->arxiv_comment);
    check_equal(kind->name, "a journal is as it was written", record->journal_ref,
                wanted->journal_ref);
}

/* Returns the first of the papers from this one on that the reader must have a record of. */
static const struct paper *skip_left_out(const struct paper *paper, const struct paper *end)
{
    while (paper < end && paper->left_out)
        paper++;
    return paper;
}

/* Reads the text with the reader that recognises it, kept for the next since its buffer is larger
 * than any input here. */
static void check_text(struct view text, const struct paper *paper, const struct paper *end)
{
    static struct reading *reading;
    static struct diag silent = { .silent = true };
    struct input input = { .name = "input", .in_memory = true, .memory = text };
    struct batch batch;
    size_t errors = 0;

    for (const struct paper *one = paper; one < end; one++)
        errors += one->left_out ? kind->errors : 0;
    if (!reading)
        reading =
            reading_create(NULL, READ_TO_CONVERT, FAULT_LEFT_OUT, (struct wanted){ 0 }, &silent);
    silent.errors = 0;
    reading_start(reading, &input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++) {
            paper = skip_left_out(paper, end);
            check(paper < end, kind->name, "there are no more papers", text);
            check_paper(paper++, &batch.records[i]);
        }
    }
    check(!reading_is_unknown(reading), kind->name, "a reader knows what was written", text);
    check(skip_left_out(paper, end) == end, kind->name, "all papers are read", text);
    check(silent.errors == errors, kind->name, "what is left out, and only that, is an error",
          text);
}

/* ---- The target -------------------------------------------------------- */

static const struct kind *find_kind(struct view name)
{
    static const struct kind kinds[] = {
        { .name = "api",
          .begin = "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                   "xmlns:arxiv=\"http://arxiv.org/schemas/atom\">\n"
                   "<id>http://arxiv.org/api/x</id>\n",
          .put = put_api,
          .may_change = has_noncharacters,
          .end = "</feed>\n" },
        { .name = "digest",
          .begin = "| Ref | Title | Summary |\n| --- | --- | --- |\n",
          .put = put_row,
          .may_change = may_row_change,
          .errors = 1,
          .end = "" },
        { .name = "feed",
          .begin = "<rss version=\"2.0\"><channel><title>cs.CL updates on arXiv.org</title>"
                   "<link>http://arxiv.org/</link>\n",
          .put = put_item,
          .may_change = may_item_change,
          .end = "</channel></rss>\n" },
        { .name = "ids", .begin = "", .put = put_line, .end = "" },
        { .name = "markdown", .begin = "# Papers\n", .put = put_section, .end = "" },
        { .name = "oai",
          .begin = "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>"
                   "<!-- arXiv -->\n",
          .put = put_oai,
          .may_change = has_noncharacters,
          .end = "</ListRecords></OAI-PMH>\n" },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (view_equal(name, view_of(kinds[i].name)))
            return &kinds[i];
    }
    check_fail("source", "there is such a kind of input", name);
}

/* A paper of its own identifier and version. Numbers have five digits from 2015 on. */
static struct paper make_paper(const struct record *record, size_t place, unsigned flags,
                               struct arena *arena)
{
    static const struct view ids[] = { VIEW_ENTRY("2403.19588"),      VIEW_ENTRY("math/0309136"),
                                       VIEW_ENTRY("0704.0001"),       VIEW_ENTRY("1412.6980"),
                                       VIEW_ENTRY("1501.00001"),      VIEW_ENTRY("hep-th/9909901"),
                                       VIEW_ENTRY("cond-mat/0012034") };
    struct paper paper = { .record = { .title = record->title,
                                       .summary = record->summary,
                                       .abstract = record->abstract,
                                       .arxiv_comment = record->arxiv_comment,
                                       .journal_ref = record->journal_ref,
                                       .version = 1 + flags % 12 },
                           .flags = flags >> (4 * place),
                           .arena = arena };

    identity_set(&paper.record, ids[(flags + place) % (sizeof ids / sizeof *ids)], VIEW(""), arena);
    return paper;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct record records[RECORDS_MAX];
    struct paper papers[RECORDS_MAX];
    struct buffer text = { 0 };
    struct arena arena = { 0 };
    bool may_change = false;
    unsigned flags;
    size_t count;

    if (!kind)
        kind = find_kind(view_of(target_name()));
    count = records_read((struct view){ (const char *)bytes, size }, &flags, &arena, records);
    buffer_put(&text, view_of(kind->begin));
    for (size_t i = 0; i < count; i++) {
        papers[i] = make_paper(&records[i], i, flags, &arena);
        may_change = may_change || (kind->may_change && kind->may_change(&papers[i].record));
        kind->put(&text, &papers[i]);
    }
    buffer_put(&text, view_of(kind->end));
    if (count > 0 && !may_change)
        check_text(buffer_view(&text), papers, papers + count);
    buffer_free(&text);
    arena_free(&arena);
    return 0;
}
