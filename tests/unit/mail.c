#include "expect.h"

#include <stdlib.h>

#include "input/mail/mail_decoding.h"
#include "input/reader.h"

extern const struct reader reader_mail;

#define RULE "------------------------------------------------------------------------------\n"
#define CROSS "%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-\n"
#define REPLACE "%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%\n"
#define END "%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---\n"
#define DATE "Date: Wed, 27 Mar 2024 18:00:03 GMT   (7kb)\n"
#define PAPER(id, date)                                                                        \
    "\\\\\narXiv:" id "\n" date "\nTitle: T\n\\\\\n  Text.\n\\\\ ( https://arxiv.org/abs/ ,  " \
    "7kb)\n"
#define SENT "Message-ID: <1@example.org>\nDate: Thu, 28 Mar 2024 20:31:14 -0400\n"

/* ---- Decoding ------------------------------------------------------------ */

static void transfer_encodings_are_decoded(void **state)
{
    static const struct {
        void (*put)(struct buffer *out, struct view text);
        const char *text, *decoded;
    } cases[] = {
        { mail_put_quoted_printable, "a=3D=\nb \t\nc", "a=b\nc" },
        { mail_put_quoted_printable, "wor=\r\nd=\r\n", "word" },
        { mail_put_quoted_printable, "=c3=A9 =C", "\xC3\xA9 =C" },
        { mail_put_quoted_printable, "caf=C3=A9\n=41", "caf\xC3\xA9\nA" },
        { mail_put_quoted_printable, "= \n=zz", "=zz" },
        { mail_put_quoted_printable, "", "" },
        { mail_put_base64, "YWJj", "abc" },
        { mail_put_base64, "Y W\r\nJ!j", "abc" },
        { mail_put_base64, "YQ==YmM=", "abc" },
        { mail_put_base64, "YWJ", "ab" },
        { mail_put_base64, "+/8", "\xFB\xFF" },
    };
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        out.len = 0;
        cases[i].put(&out, view_of(cases[i].text));
        expect_text(cases[i].text, buffer_view(&out), cases[i].decoded);
    }
    buffer_free(&out);
}

static void charsets_become_utf8(void **state)
{
    static const struct {
        const char *text, *converted;
        bool latin, sound;
    } cases[] = {
        { "caf\xC3\xA9\xC2\xA0x", "café x", false, true },
        { "caf\xE9\ncaf\xC3\xA9", "café\ncafé", false, false },
        { "caf\xE9\xA0\x93", "café “", true, true },
        { "\xC3\xA9", "Ã©", true, true },
        { "\xC3", "Ã", false, false },
    };
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        bool sound;

        out.len = 0;
        sound = mail_put_utf8(&out, view_of(cases[i].text), cases[i].latin);
        expect_text(cases[i].converted, buffer_view(&out), cases[i].converted);
        expect_number(cases[i].converted, sound, cases[i].sound);
    }
    buffer_free(&out);
}

static void html_becomes_lines(void **state)
{
    static const struct {
        const char *html, *lines;
    } cases[] = {
        { "<pre>a\n  b</pre>c", "a\n  b\nc" },
        { "a\n  b", "a\n  b" },
        { "a<br>\nb<BR/>c\nd", "a\nb\nc d" },
        { "<div>a</div><div><br></div><div>b</div>", "a\n\nb\n" },
        { "<br><pre>a\r\nb</pre>", "\na\nb\n" },
        { "1 < 2 &lt;b&gt; &amp;lt; &#233;&#xE9; &nope; &#0;", "1 < 2 <b> &lt; éé &nope; &#0;" },
        { "<style>p</style><!-- <br> > -->a<b>b</b>&nbsp;c", "ab c" },
        { "a<br", "a\n" },
        { "a<!-- b", "a" },
        { "<script>a", "" },
    };
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        out.len = 0;
        mail_put_html_lines(&out, view_of(cases[i].html));
        expect_text(cases[i].html, buffer_view(&out), cases[i].lines);
    }
    buffer_free(&out);
}

static void dates_of_mails_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* -1: none */
        const char *rest;
    } cases[] = {
        { "Fri, 29 Mar 2024 09:07:51 GMT", 1711703271, "" },
        { "Fri,  29 Mar 24 09:07:51 GMT   (7kb,D)", 1711703271, "   (7kb,D)" },
        { " Fri 29 Mar 24 09:07:51 GMT  to  Sat", 1711703271, "  to  Sat" },
        { "29 Mar 2024 05:07:51 -0400 (EDT)", 1711703271, " (EDT)" },
        { "29 Mar 2024 05:07:51 EDT", 1711703271, "" },
        { "29 Mar 2024 01:07:51 PST", 1711703271, "" },
        { "29 Mar 2024 14:37:51 +0530", 1711703271, "" },
        { "29 Mar 2024 9:07", 1711703220, "" },
        { "Fri, 29 Mar 124 09:07:51", 1711703271, "" },
        { "Fri, 1 Jan 99 00:00:00 GMT", 915148800, "" },
        { "Thu, Jul 10, 2025 at 10:38 PM", -1, NULL },
        { "30 Feb 2024 09:07:51 GMT", -1, NULL },
        { "29 March 2024 09:07:51 GMT", -1, NULL },
        { "29 Mar 4 09:07:51 GMT", -1, NULL },
        { "29 Mar 2024 25:07:51 GMT", -1, NULL },
        { "29 Mar 2024", -1, NULL },
        { "", -1, NULL },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct view text = view_of(cases[i].text);
        struct moment moment = { 0 };
        bool taken = moment_take_mail_date(&text, &moment);

        expect_number(cases[i].text, taken ? moment.seconds : -1, cases[i].seconds);
        expect_text(cases[i].text, text, taken ? cases[i].rest : cases[i].text);
    }
}

/* ---- Reading ------------------------------------------------------------- */

/* Appends each message as a line. */
static void receive(void *context, enum severity severity, struct place place, const char *text)
{
    struct buffer *got = context;

    buffer_print(got, "%zu: %s: %s\n", place.line, severity == SEVERITY_ERROR ? "error" : "warning",
                 text);
}

/* Appends id, version, kind, day and channel of each record, and the messages. */
static void read_mail(struct view text, struct wanted wanted, enum on_fault on_fault,
                      struct buffer *got)
{
    struct input input = { .name = "m", .in_memory = true, .memory = text };
    struct diag diag = { .receive = receive, .context = got };
    struct window window = { 0 };
    void *state = calloc(1, reader_mail.state_size);
    struct batch batch;

    got->len = 0;
    window_start(&window, &input, on_fault, &diag);
    reader_mail.begin(state, &window, &wanted);
    while (reader_mail.next(state, &batch)) {
        if (batch.erred)
            buffer_put(got, VIEW("erred\n"));
        for (size_t i = 0; i < batch.count; i++) {
            const struct record *record = &batch.records[i];

            buffer_print(got, "%.*sv%u ", (int)record->arxiv_id.len, record->arxiv_id.at,
                         record->version);
            buffer_put(got, announce_name(record->announce));
            buffer_put_byte(got, ' ');
            date_put(date_of(record->announced), got);
            buffer_print(got, " %.*s%s\n", (int)record->channel.len,
                         record->channel.len ? record->channel.at : "",
                         record->abstract_truncated ? " cut" : "");
        }
    }
    reader_mail.end(state);
    window_free(&window);
    free(state);
}

static const struct {
    const char *name, *text, *got;
} mails[] = {
    { "sections",
      RULE PAPER("2403.00001", DATE) CROSS RULE PAPER("2403.00002", DATE) REPLACE RULE PAPER(
          "2403.00003", "replaced with revised version Wed, 27 Mar 2024 12:00:00 GMT\n")
          PAPER("2403.00004 (*cross-listing*)", "replaced with revised version x\n")
              END PAPER("2403.00005", ""),
      "2403.00001v1 new  \n2403.00002v1 cross  \n2403.00003v0 replace  \n"
      "2403.00004v0 replace-cross  \n2403.00005v0 new  \n" },
    { "dates with labels",
      PAPER("2403.00001", DATE "Date (revised v3): Thu, 28 Mar 2024 1:00 GMT\n")
          PAPER("2403.00002", "Date (v2): Thu, 28 Mar 2024 1:00 GMT\n")
              PAPER("2403.00003", DATE "Date (revised): Thu, 28 Mar 2024 1:00 GMT\n"),
      "2403.00001v3 new  \n2403.00002v2 new  \n2403.00003v0 new  \n" },
    { "before 2007", "\\\\\nPaper (*cross-listing*): math.GT/0309136\n" DATE "\nTitle: T\n\\\\\n",
      "1: warning: the mail is cut off in the entry of math/0309136; what comes before was read\n"
      "math/0309136v1 cross  \n" },
    { "no end lines",
      "\\\\\narXiv:2403.00001\n\nTitle: T\n\\\\\narXiv:2403.00002\n\\\\\nText\n" RULE
      "\\\\\narXiv:2403.00003\n\n\\\\\nText\n\\\\\narXiv:2403.00004\n\n\\\\ ( x )\n",
      "2403.00001v0 new  \n2403.00002v0 new  \n2403.00003v0 new  \n2403.00004v0 new  \n" },
    { "marks without an id",
      "\\\\\n\\\\\narXiv: a b\n\\\\\nPaper 2403.00001\n" PAPER("2403.00001", ""),
      "2403.00001v0 new  \n" },
    { "the day of the mails in a row",
      "Date: Fri, 29 Mar 24 00:31:14 GMT\nSubject: math daily\n\n received from  Wed 27 Mar 24 "
      "18:00:00 GMT  to  Thu 28 Mar 24 18:00:00 GMT\n" PAPER("2403.00001", "") END
      "received from  Thu 28 Mar 24 18:00:00 GMT  to  Sat 30 Mar 24 18:00:00 GMT\n" PAPER(
          "2403.00002", ""),
      "2403.00001v0 new 2024-03-29 math\n2403.00002v0 new 2024-03-30 \n" },
    { "the day of a mail that was sent",
      SENT "Subject: Fwd: daily\n\nDate: Mon, 1 Apr 24 0:31 GMT\n"
           "Subject: math.OC daily Subj-class mailing\n" PAPER("2403.00001", "")
               END PAPER("2403.00002", ""),
      "2403.00001v0 new 2024-03-29 math.OC\n2403.00002v0 new 2024-03-29 math.OC\n" },
    { "several subjects",
      "Subject: cs daily\n\nSubmissions to:\nRobotics\nOptics\n"
      "received from x\n" PAPER("2403.00001", ""),
      "2403.00001v0 new  \n" },
    { "the list of physics",
      "Subject: physics daily Subj-class mailing 14\n\nTo unsubscribe, e-mail "
      "To: physics@arXiv.org, Subject: cancel\n" PAPER("2403.00001", ""),
      "2403.00001v0 new  \n" },
    { "the name of the list",
      "Fish\n\nTo unsubscribe, e-mail To: math@arXiv.org, Subject: cancel\n" PAPER("2403.00001",
                                                                                   ""),
      "2403.00001v0 new  math\n" },
    { "mails as attachments",
      SENT
      "Content-Type: multipart/mixed; boundary=x\n\n"
      "--x\nContent-Type: message/rfc822\n\nDate: Mon, 1 Apr 2024 10:00:00 GMT\nSubject: cs.LG "
      "daily\n\n" PAPER("2403.00001", "") "--x\nContent-Type: message/rfc822\n\n"
                                          "Date: Tue, 2 Apr 2024 10:00:00 GMT\nSubject: cs.AI "
                                          "daily\nContent-Type: text/html\n\n<pre>" PAPER(
                                              "2403.00002", "") "</pre>--x--\n--x--\n",
      "2403.00001v0 new 2024-04-01 cs.LG\n2403.00002v0 new 2024-04-02 cs.AI\n" },
    { "HTML if the plain text has nothing",
      SENT "Content-Type: multipart/alternative; boundary=x\n\n"
           "--x\n\nSee the page.\n--x\nContent-Type: text/html\n\n<pre>" PAPER(
               "2403.00001", "") "</pre>\n--x--\n",
      "2403.00001v0 new 2024-03-29 \n" },
    { "a cut in base64",
      SENT "Content-Transfer-Encoding: base64\n\n"
           "XFwKYXJYaXY6MjQwMy4wMDAwMQoKVGl0bGU6IFQKXFwKICBUZXh0\n",
      "5: warning: the mail is cut off in the entry of 2403.00001; what comes before was read\n"
      "2403.00001v0 new 2024-03-29  cut\n" },
    { "an mbox, cut where a mail begins",
      "From a Fri Mar 29 00:31:14 2024\n" SENT "\n>From b\n"
      "\\\\\narXiv:2403.00001\n\\\\\nText\nFrom a Fri Mar 29 00:31:14 2024\n",
      "6: warning: the mail is cut off in the entry of 2403.00001; what comes before was read\n"
      "2403.00001v0 new 2024-03-29  cut\n" },
    { "no papers", SENT "\nLunch?\n", "0: warning: has no papers\n" },
    { "nothing", "", "0: warning: has no papers\n" },
};

static void mails_are_read(void **state)
{
    struct buffer got = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(mails); i++) {
        read_mail(view_of(mails[i].text), (struct wanted){ 0 }, FAULT_STOPS, &got);
        expect_text(mails[i].name, buffer_view(&got), mails[i].got);
    }
    buffer_free(&got);
}

static void ids_that_are_none_are_faults(void **state)
{
    struct view text = VIEW(PAPER("2403.00001", "") PAPER("2403.2", "") PAPER("2403.00003", ""));
    struct buffer got = { 0 };

    (void)state;
    read_mail(text, (struct wanted){ 0 }, FAULT_STOPS, &got);
    expect_text(
        "stops", buffer_view(&got),
        "2403.00001v0 new  \n8: error: '2403.2' is not an arXiv id; use -k to leave it out\n"
        "erred\n2403.00003v0 new  \n");
    read_mail(text, (struct wanted){ 0 }, FAULT_LEFT_OUT, &got);
    expect_text("is left out", buffer_view(&got),
                "2403.00001v0 new  \n8: error: '2403.2' is not an arXiv id; it is left out\n"
                "erred\n2403.00003v0 new  \n");
    buffer_free(&got);
}

/* A replacement has no abstract, and the line after it may be missing. */
static void the_line_is_that_of_the_mark_before(void **state)
{
    struct view text = VIEW("\\\\\narXiv:2403.00001\n\nTitle: T\n\\\\\narXiv:2403.2\n\\\\\n"
                            "arXiv:2403.3\n\\\\ ( x )\n");
    struct buffer got = { 0 };

    (void)state;
    read_mail(text, (struct wanted){ 0 }, FAULT_LEFT_OUT, &got);
    expect_text("lines", buffer_view(&got),
                "2403.00001v0 new  \n5: error: '2403.2' is not an arXiv id; it is left out\nerred\n"
                "7: error: '2403.3' is not an arXiv id; it is left out\nerred\n");
    buffer_free(&got);
}

static void the_rest_of_a_message_that_is_too_long_is_a_fault(void **state)
{
    static const struct {
        const char *head, *filling;
        size_t times;
        const char *got;
    } cases[] = {
        { "Content-Transfer-Encoding: quoted-printable\n\n", "A line of 16 by.\n", 1024 * 1024,
          "2: error: the rest of the message is after its first 16 MB; use -k to leave it out\n"
          "erred\n2403.00001v0 new  \n" },
        { "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n", "--x\n\nText\n", 10000,
          "3: error: the rest of the message is after its first 10000 texts; use -k to leave it "
          "out\n"
          "erred\n2403.00001v0 new  \n" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer text = { 0 }, got = { 0 };

        buffer_put(&text, view_of(cases[i].head));
        buffer_put(&text, VIEW(PAPER("2403.00001", "")));
        for (size_t times = 0; times < cases[i].times; times++)
            buffer_put(&text, view_of(cases[i].filling));
        read_mail(buffer_view(&text), (struct wanted){ 0 }, FAULT_STOPS, &got);
        expect_text(cases[i].head, buffer_view(&got), cases[i].got);
        buffer_free(&text);
        buffer_free(&got);
    }
}

/* Each would be kept in memory. */
static void of_a_field_that_is_repeated_the_first_counts(void **state)
{
    struct view text = VIEW("Subject: math.OC daily\nSubject: cs.LG daily\n"
                            "Content-Type: multipart/mixed; boundary=x; boundary=y\n"
                            "Content-Type: multipart/mixed; boundary=z\n\n"
                            "--x\n\n" PAPER("2403.00001", "") "--x--\n");
    struct buffer got = { 0 };

    (void)state;
    read_mail(text, (struct wanted){ 0 }, FAULT_STOPS, &got);
    expect_text("channel", buffer_view(&got), "2403.00001v0 new  math.OC\n");
    buffer_free(&got);
}

static bool is_the_wanted_one(void *context, struct view id)
{
    return view_equal(id, view_of(context));
}

static void others_are_skipped(void **state)
{
    struct wanted wanted = { .has = is_the_wanted_one, .context = "2403.00002" };
    struct buffer got = { 0 };

    (void)state;
    read_mail(VIEW(PAPER("2403.00001", "") PAPER("2403.00002", "")), wanted, FAULT_STOPS, &got);
    expect_text("skipped", buffer_view(&got), "2403.00002v0 new  \n");
    buffer_free(&got);
}

/* ---- Recognising --------------------------------------------------------- */

static void mails_are_recognised(void **state)
{
    static const struct {
        const char *text;
        enum sureness sureness;
    } cases[] = {
        { "Hello\n" PAPER("2403.00001", ""), RECOGNISED_SURELY },
        { "\\\\\r\nPaper: hep-th/9901001\r\n", RECOGNISED_SURELY },
        { "x\n" END, RECOGNISED_SURELY },
        { SENT "From: <no-reply@arXiv.org>\n\nAAAA\n", RECOGNISED_SURELY },
        { SENT "To: x\n <rabble@arxiv.org>\n\nAAAA\n", RECOGNISED_SURELY },
        { "From a Fri Mar 29 00:31:14 2024\n" SENT "\n", RECOGNISED_LIKELY },
        { SENT "X-Note: arXiv\n\narXiv\n", RECOGNISED_LIKELY },
        { "Subject: arXiv\n\nText\n", NOT_RECOGNISED },
        { "\\\\\narXiv: see below\n", NOT_RECOGNISED },
        { "# Papers\n\n- https://arxiv.org/abs/2403.00001\n", NOT_RECOGNISED },
        { "", NOT_RECOGNISED },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].text, reader_mail.recognises(view_of(cases[i].text)),
                      cases[i].sureness);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfer_encodings_are_decoded),
        cmocka_unit_test(charsets_become_utf8),
        cmocka_unit_test(html_becomes_lines),
        cmocka_unit_test(dates_of_mails_are_read),
        cmocka_unit_test(mails_are_read),
        cmocka_unit_test(ids_that_are_none_are_faults),
        cmocka_unit_test(the_line_is_that_of_the_mark_before),
        cmocka_unit_test(the_rest_of_a_message_that_is_too_long_is_a_fault),
        cmocka_unit_test(of_a_field_that_is_repeated_the_first_counts),
        cmocka_unit_test(others_are_skipped),
        cmocka_unit_test(mails_are_recognised),
    };
    return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
