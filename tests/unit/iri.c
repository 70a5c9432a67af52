#include "expect.h"

#include "text/iri.h"

static void expect_fault(const char *iri, const char *fault, const char *wanted)
{
    expect_text(iri, view_of(fault ? fault : "none"), wanted ? wanted : "none");
}

/* What is wrong with each as an IRI and as an address on the web. */
static void expect_faults(const char *iri, const char *as_iri, const char *as_address)
{
    expect_fault(iri, iri_find_fault(view_of(iri)), as_iri);
    expect_fault(iri, iri_find_web_fault(view_of(iri)), as_address);
}

static void web_addresses_are_iris(void **state)
{
    static const char *const addresses[] = {
        "https://example.org/feed.atom",
        "http://example.org",
        "HTTPS://EXAMPLE.org:8080/",
        "https://example.org?a=1&b=2#top",
        "https://xn--fiqs8s.example/%E8%AE%BA/~me/a;b,c",
        "http://[2001:db8::1]:80/feed",
        "http://[::1]",
        "http://127.0.0.1:/",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(addresses); i++)
        expect_faults(addresses[i], NULL, NULL);
}

static void other_schemes_are_no_addresses(void **state)
{
    static const char *const iris[] = {
        "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
        "URN:isbn:0451450523",
        "tag:example.org,2024:feeds/cs.CL",
        "tag:me@example.org,2024-03-29:",
        "tag:example.org,2024-03:论文",
        "ftp://example.org/",
        "doi:10.48550/arXiv",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(iris); i++)
        expect_faults(iris[i], NULL, "does not begin with http:// or https://");
}

static void only_iris_go_beyond_ascii(void **state)
{
    static const char encode[] = "has a character that must be percent-encoded";

    (void)state;
    expect_faults("https://example.org/论文", NULL, encode);
    expect_faults("https://例子.example/", NULL, encode);
    expect_faults("https://example.org/\xF0\xA0\x80\x80", NULL, encode);
}

static const struct {
    const char *text, *as_iri, *as_address;
} faults[] = {
    { "", "is empty", "is empty" },
    { "feed.atom", "has no scheme", "does not begin with http:// or https://" },
    { "//example.org/feed", "has no scheme", "does not begin with http:// or https://" },
    { "/feed.atom", "has no scheme", "does not begin with http:// or https://" },
    { "1a:b", "has no scheme", "does not begin with http:// or https://" },
    { ":b", "has no scheme", "does not begin with http:// or https://" },
    { "论:b", "has no scheme", "does not begin with http:// or https://" },
};

static void what_is_relative_has_no_scheme(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(faults); i++)
        expect_faults(faults[i].text, faults[i].as_iri, faults[i].as_address);
}

static const struct {
    const char *text, *fault;
} bad[] = {
    { "https:example.org", "has no // after its scheme" },
    { "https:/example.org", "has no // after its scheme" },
    { "https://", "has no host" },
    { "https:///feed", "has no host" },
    { "https://:80/feed", "has no host" },
    { "https://?a", "has no host" },
    { "https://me:secret@example.org/", "has a user name in it" },
    { "https://exa mple.org/", "has a character that must be percent-encoded" },
    { "https://example.org/a b", "has a character that must be percent-encoded" },
    { "https://example.org/a\nb", "has a character that must be percent-encoded" },
    { "https://example.org/\x7F", "has a character that must be percent-encoded" },
    { "https://example.org/<b>", "has a character that must be percent-encoded" },
    { "https://example.org/\"", "has a character that must be percent-encoded" },
    { "https://example.org/%", "has a % that is not followed by two hexadecimal digits" },
    { "https://example.org/%4", "has a % that is not followed by two hexadecimal digits" },
    { "https://example.org/%4g", "has a % that is not followed by two hexadecimal digits" },
    { "https://example.org/\xFF", "is not UTF-8" },
};

static void what_is_no_web_address_says_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(bad); i++)
        expect_faults(bad[i].text, bad[i].fault, bad[i].fault);
}

static const struct {
    const char *text, *fault;
} bad_iris[] = {
    { "urn:", "has nothing after its scheme" },
    { "x:\xE2\x80\xAE", "has a character that an IRI must not have" }, /* U+202E */
    { "x:\xEE\x80\x80", "has a character that an IRI must not have" }, /* U+E000 */
    { "x:\xEF\xBF\xBF", "has a character that an IRI must not have" }, /* U+FFFF */
    { "x:\xC2\x85", "has a character that an IRI must not have" },     /* U+0085 */
    { "x:a b", "has a character that must be percent-encoded" },
};

static void what_is_no_iri_says_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(bad_iris); i++)
        expect_fault(bad_iris[i].text, iri_find_fault(view_of(bad_iris[i].text)),
                     bad_iris[i].fault);
}

static void a_path_of_any_bytes_is_encoded(void **state)
{
    struct buffer out = { 0 };

    (void)state;
    iri_put_path(&out, VIEW("../a-b_c.~/9 %?#&+:\"\x01\xE6\xB1\x89\xFF"));
    expect_text("a path", buffer_view(&out), "../a-b_c.~/9%20%25%3F%23%26%2B%3A%22%01%E6%B1%89%FF");
    buffer_free(&out);
}

static const struct {
    const char *address, *shown;
} shown[] = {
    { "", "" },
    { "https://example.org/@me", "https://...@me" },
    { "https://example.org/", "https://example.org/" },
    { "https://me:secret@example.org/", "https://...@example.org/" },
    { "https://me:se/cr@et@example.org", "https://...@example.org" },
    { "https://@example.org", "https://...@example.org" },
    { "tag:me@example.org", "tag:me@example.org" },
};

static void no_password_is_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(shown); i++) {
        struct buffer out = { 0 };

        iri_put_shown(&out, view_of(shown[i].address));
        expect_text(shown[i].address, buffer_view(&out), shown[i].shown);
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(web_addresses_are_iris),
        cmocka_unit_test(other_schemes_are_no_addresses),
        cmocka_unit_test(only_iris_go_beyond_ascii),
        cmocka_unit_test(what_is_relative_has_no_scheme),
        cmocka_unit_test(what_is_no_web_address_says_why),
        cmocka_unit_test(what_is_no_iri_says_why),
        cmocka_unit_test(a_path_of_any_bytes_is_encoded),
        cmocka_unit_test(no_password_is_shown),
    };
    return cmocka_run_group_tests_name("iri", tests, NULL, NULL);
}
