#include "expect.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text/keyed_hash.h"

/* ---- The key ------------------------------------------------------------- */

static bool without_random;
static unsigned keys_drawn;

/* Stands for the C library's: the key is that of SipHash's published vectors. */
ssize_t getrandom(void *bytes, size_t count, unsigned flags)
{
    const uint64_t key[] = { UINT64_C(0x0706050403020100), UINT64_C(0x0F0E0D0C0B0A0908) };

    (void)flags;
    keys_drawn++;
    if (without_random || count != sizeof key) {
        errno = ENOSYS;
        return -1;
    }
    memcpy(bytes, key, count);
    return (ssize_t)count;
}

/* What another process, where getrandom fails, makes of the text. */
static uint64_t hash_without_random(struct view text)
{
    uint64_t hash = 0;
    int ends[2], status;
    pid_t child;

    expect(pipe(ends) == 0, "pipe");
    child = fork();
    expect(child >= 0, "fork");
    if (child == 0) {
        without_random = true;
        hash = keyed_hash_text(text);
        _exit(write(ends[1], &hash, sizeof hash) == (ssize_t)sizeof hash ? 0 : 1);
    }
    expect(waitpid(child, &status, 0) == child && status == 0, "the child");
    expect(read(ends[0], &hash, sizeof hash) == (ssize_t)sizeof hash, "its answer");
    close(ends[0]);
    close(ends[1]);
    return hash;
}

/* Comes first, before this process has a key. */
static void without_random_bytes_the_key_differs_too(void **state)
{
    uint64_t first = hash_without_random(VIEW("text"));
    uint64_t second = hash_without_random(VIEW("text"));

    (void)state;
    expect_number("none here yet", keys_drawn, 0);
    expect(first != second, "two processes");
    expect(first != keyed_hash_text(VIEW("text")), "one with a key");
}

static void *hash_in_thread(void *hash)
{
    *(uint64_t *)hash = keyed_hash_text(VIEW("text"));
    return NULL;
}

static void all_threads_have_one_key(void **state)
{
    pthread_t threads[8];
    uint64_t hashes[LENGTH(threads)];

    (void)state;
    for (size_t i = 0; i < LENGTH(threads); i++)
        expect(pthread_create(&threads[i], NULL, hash_in_thread, &hashes[i]) == 0, "a thread");
    for (size_t i = 0; i < LENGTH(threads); i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < LENGTH(threads); i++)
        expect(hashes[i] == keyed_hash_text(VIEW("text")), "the same hash");
    expect_number("drawn", keys_drawn, 1);
}

/* ---- The hash ------------------------------------------------------------ */

enum { SIZE = 40 };

/* As openssl mac -macopt c-rounds:1 -macopt d-rounds:3 -macopt size:8 SIPHASH has them. */
static void hashes_are_siphash(void **state)
{
    static const struct {
        size_t length;
        uint64_t hash;
    } rows[] = {
        { 0, UINT64_C(0xABAC0158050FC4DC) },  { 1, UINT64_C(0xC9F49BF37D57CA93) },
        { 7, UINT64_C(0xD3927D989BB11140) },  { 8, UINT64_C(0x369095118D299A8E) },
        { 9, UINT64_C(0x25A48EB36C063DE4) },  { 15, UINT64_C(0xD320D86D2A519956) },
        { 16, UINT64_C(0xCC4FDD1A7D908B66) }, { 17, UINT64_C(0x9CF2689063DBD80C) },
        { 63, UINT64_C(0x9D199062B7BBB3A8) },
    };
    char bytes[64];

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_number("vector", (int64_t)keyed_hash_text((struct view){ bytes, rows[i].length }),
                      (int64_t)rows[i].hash);
    expect_number(
        "of two numbers",
        (int64_t)keyed_hash_pair(UINT64_C(0x0706050403020100), UINT64_C(0x0F0E0D0C0B0A0908)),
        (int64_t)UINT64_C(0xCC4FDD1A7D908B66));
}

/* Every byte at every place of texts of every length: the same as its lower case, and
 * as nothing else. */
static void letters_of_either_case_are_one(void **state)
{
    char text[SIZE], other[SIZE];

    (void)state;
    for (size_t length = 1; length <= SIZE; length++) {
        memset(text, 'x', sizeof text);
        memset(other, 'x', sizeof other);
        for (size_t at = 0; at < length; at++) {
            for (int c = 0; c < 256; c++) {
                bool same = ascii_lower((char)c) == 'k';
                text[at] = (char)c;
                other[at] = 'k';
                if ((keyed_hash_folded((struct view){ text, length }) ==
                     keyed_hash_folded((struct view){ other, length })) != same)
                    fail_msg("0x%02X at %zu of %zu", (unsigned)c, at, length);
                if ((keyed_hash_text((struct view){ text, length }) ==
                     keyed_hash_text((struct view){ other, length })) != (c == 'k'))
                    fail_msg("exact: 0x%02X at %zu of %zu", (unsigned)c, at, length);
            }
            text[at] = other[at] = 'x';
        }
    }
}

static bool taken[1 << 16];

/* Tables look at the low bits, which must be spread as chance would: of 65536 places
 * 65536 balls take 41427 (1 - 1/e). */
static void expect_spread(const char *name, uint64_t (*hash_of)(unsigned number))
{
    size_t count = 0;

    memset(taken, 0, sizeof taken);
    for (unsigned i = 0; i < LENGTH(taken); i++) {
        bool *place = &taken[hash_of(i) % LENGTH(taken)];
        count += !*place;
        *place = true;
    }
    if (count < 41000 || count > 41900)
        fail_msg("%s: %zu places are taken", name, count);
}

static uint64_t hash_of_id(unsigned number)
{
    char id[24];

    snprintf(id, sizeof id, "arxiv%04u.%05u", 2401 + number / 20000, number % 20000);
    return keyed_hash_folded(view_of(id));
}

/* Multiplying and shifting, as earlier versions did: a second word can undo the first. */
static uint64_t multiply_and_shift(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Texts that were one to a hash without a key. */
static uint64_t hash_of_crafted(unsigned number)
{
    const uint64_t words[] = { number, multiply_and_shift(0, number) };

    return keyed_hash_text((struct view){ (const char *)words, sizeof words });
}

static uint64_t hash_of_pair(unsigned number)
{
    return keyed_hash_pair(number, multiply_and_shift(0, number));
}

static void low_bits_are_spread(void **state)
{
    (void)state;
    expect_spread("ids in order", hash_of_id);
    expect_spread("crafted texts", hash_of_crafted);
    expect_spread("crafted pairs", hash_of_pair);
}

static void a_text_is_no_other_with_zeros_or_less(void **state)
{
    (void)state;
    expect(keyed_hash_text(VIEW("a")) != keyed_hash_text(VIEW("a\0")), "a zero more");
    expect(keyed_hash_text(VIEW("")) != keyed_hash_text(VIEW("\0")), "a zero");
    expect(keyed_hash_text(VIEW("abcdefgh")) != keyed_hash_text(VIEW("abcdefghh")),
           "a letter more");
    expect(keyed_hash_pair(1, 2) != keyed_hash_pair(2, 1), "the order of two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_random_bytes_the_key_differs_too),
        cmocka_unit_test(all_threads_have_one_key),
        cmocka_unit_test(hashes_are_siphash),
        cmocka_unit_test(letters_of_either_case_are_one),
        cmocka_unit_test(low_bits_are_spread),
        cmocka_unit_test(a_text_is_no_other_with_zeros_or_less),
    };
    return cmocka_run_group_tests_name("keyed_hash", tests, NULL, NULL);
}
