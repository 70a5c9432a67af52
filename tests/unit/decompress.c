#include "bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <zlib.h>

#include "system/decompress.h"
#include "system/file.h"

/* ---- Packing ----------------------------------------------------------- */

static void put_deflated(struct buffer *out, struct view text, int window)
{
    enum { ROOM = 1 << 16, MEMORY = 8 };
    z_stream zlib = { 0 };

    expect(deflateInit2(&zlib, 9, Z_DEFLATED, window, MEMORY, Z_DEFAULT_STRATEGY) == Z_OK,
           "zlib begins");
    zlib.next_in = (Bytef *)text.at;
    zlib.avail_in = (uInt)text.len;
    zlib.next_out = (Bytef *)buffer_reserve(out, ROOM);
    zlib.avail_out = ROOM;
    expect(deflate(&zlib, Z_FINISH) == Z_STREAM_END, "zlib ends");
    out->len += ROOM - zlib.avail_out;
    deflateEnd(&zlib);
}

static void put_gzip(struct buffer *out, struct view text)
{
    put_deflated(out, text, MAX_WBITS + 16);
}

static void put_little_endian(struct buffer *out, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_put_byte(out, (char)(number >> 8 * i & 0xFF));
}

/* Where a ZIP archive says the checksum and the sizes of a file; STORED, which is not deflated,
 * says them in its header. */
enum zip { STORED, IN_HEADER, IN_EXTRA, BEHIND, BEHIND_SIGNED, BEHIND_64, ZIPS };

/* A file of a ZIP archive, called a, whose checksum and unpacked size are off by that. */
static void put_zip(struct buffer *out, enum zip zip, struct view text, uint32_t checksum_off,
                    uint32_t size_off)
{
    uint32_t checksum = (uint32_t)crc32(0, (const Bytef *)text.at, (uInt)text.len) + checksum_off;
    size_t size = text.len + size_off;
    struct buffer packed = { 0 };

    if (zip == STORED)
        buffer_put(&packed, text);
    else
        put_deflated(&packed, text, -MAX_WBITS);
    buffer_put(out, VIEW("PK\3\4\x14\0"));
    put_little_endian(out, zip >= BEHIND ? 8 : 0, 2);
    put_little_endian(out, zip == STORED ? 0 : 8, 2);
    buffer_put(out, VIEW("\0\0\0\0"));
    put_little_endian(out, zip >= BEHIND ? 0 : checksum, 4);
    put_little_endian(out, zip >= BEHIND ? 0 : zip == IN_EXTRA ? UINT32_MAX : packed.len, 4);
    put_little_endian(out, zip >= BEHIND ? 0 : zip == IN_EXTRA ? UINT32_MAX : size, 4);
    put_little_endian(out, 1, 2);
    put_little_endian(out, zip == IN_EXTRA ? 25 : 0, 2);
    buffer_put(out, VIEW("a"));
    if (zip == IN_EXTRA) {
        buffer_put(out, VIEW("\x55\x54\x01\0\0\x01\0\x10\0"));
        put_little_endian(out, size, 8);
        put_little_endian(out, packed.len, 8);
    }
    buffer_put(out, buffer_view(&packed));
    if (zip >= BEHIND) {
        buffer_put(out, zip == BEHIND_SIGNED ? VIEW("PK\x07\x08") : VIEW(""));
        put_little_endian(out, checksum, 4);
        put_little_endian(out, packed.len, zip == BEHIND_64 ? 8 : 4);
        put_little_endian(out, size, zip == BEHIND_64 ? 8 : 4);
    }
    buffer_free(&packed);
}

enum block { RAW_BLOCK = 0, REPEATED_BLOCK = 1 };

/* A Zstandard frame of one block (RFC 8878, 3.1.1): one segment, whose size
 * stands in four bytes, without a checksum. */
static void put_zstd_block(struct buffer *out, enum block block, struct view text, size_t size)
{
    enum { DESCRIPTOR = 2 << 6 | 1 << 5, LAST = 1 };

    buffer_put(out, VIEW("\x28\xB5\x2F\xFD"));
    buffer_put_byte(out, (char)DESCRIPTOR);
    put_little_endian(out, size, 4);
    put_little_endian(out, size << 3 | (size_t)block << 1 | LAST, 3);
    buffer_put(out, text);
}

static void put_zstd(struct buffer *out, struct view text)
{
    put_zstd_block(out, RAW_BLOCK, text, text.len);
}

static void put_plain(struct buffer *out, struct view text)
{
    buffer_put(out, text);
}

/* ---- Reading ----------------------------------------------------------- */

/* Everything, by reads of that size, after a few bytes that were read before if `begun`; what went
 * wrong at the end. */
static const char *read_all(int file, struct buffer *out, size_t size, bool begun)
{
    char first[7];
    ssize_t count = begun ? file_read_some(file, first, sizeof first) : 0;
    struct decompressor *unpack = decompress_create(file, (struct view){ first, (size_t)count });
    const char *why = NULL;
    size_t got;

    do {
        got = decompress_read(unpack, buffer_reserve(out, size), size, &why);
        expect(got == 0 || !why, "there is no reason while there are bytes");
        expect(got <= size, "no more than asked for");
        out->len += got;
    } while (got > 0);
    expect(!decompress_unreadable(unpack), "it can be read");
    decompress_free(unpack);
    return why;
}

static void expect_why(const char *name, const char *why, const char *wanted)
{
    expect_text(name, view_of(why ? why : "nothing"), wanted);
}

/* The same however it is read: at once, by bytes, from a file or a trickle. */
static void expect_unpacked(const char *name, struct view packed, struct view wanted,
                            const char *why)
{
    static const size_t sizes[] = { 65536, 1, 7 };

    for (size_t i = 0; i < LENGTH(sizes) * 2; i++) {
        struct buffer out = { 0 };
        int file = bytes_in_file(packed);

        expect_why(name, read_all(file, &out, sizes[i / 2], i % 2), why);
        expect_view(name, buffer_view(&out), wanted);
        buffer_free(&out);
        close(file);
    }
    for (size_t step = 1; step <= 3; step++) {
        struct trickle trickle = trickle_begin(packed, step);
        struct buffer out = { 0 };

        expect_why(name, read_all(trickle.file, &out, 5, step == 2), why);
        expect_view(name, buffer_view(&out), wanted);
        buffer_free(&out);
        trickle_end(&trickle);
    }
}

/* ---- Tests ------------------------------------------------------------- */

static const struct packing {
    const char *name;
    void (*put)(struct buffer *, struct view);
    const char *cut, *damaged;
} packings[] = {
    { "plain", put_plain, "nothing", "nothing" },
    { "gzip", put_gzip, "its packed data is cut off", "its gzip data is damaged" },
    { "Zstandard", put_zstd, "its packed data is cut off", "its Zstandard data is damaged" },
};

static void text_comes_out_as_it_went_in(void **state)
{
    static const struct view texts[] = {
        { "lantern", 7 }, { "a", 1 },          { "abc", 3 },
        { "abcd", 4 },    { "a\0b\0\n\n", 6 }, { "\x28\xB5\x2F lantern", 11 },
        { "\x1F", 1 },    { "\x1F\x8C", 2 },   { "\x28\xB5\x2F", 3 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(packings); i++) {
        for (size_t k = 0; k < LENGTH(texts); k++) {
            struct buffer packed = { 0 };
            packings[i].put(&packed, texts[k]);
            expect_unpacked(packings[i].name, buffer_view(&packed), texts[k], "nothing");
            buffer_free(&packed);
        }
    }
}

static void members_and_frames_are_joined(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(packings); i++) {
        struct buffer packed = { 0 };

        packings[i].put(&packed, VIEW("lan"));
        packings[i].put(&packed, VIEW(""));
        packings[i].put(&packed, VIEW("t"));
        packings[i].put(&packed, VIEW("ern"));
        expect_unpacked(packings[i].name, buffer_view(&packed), VIEW("lantern"), "nothing");
        buffer_free(&packed);
    }
}

/* Every cut gives what came before it and says so, but between two. */
static void what_is_cut_off_is_told(void **state)
{
    (void)state;
    for (size_t i = 1; i < LENGTH(packings); i++) {
        struct buffer packed = { 0 };
        size_t first;

        packings[i].put(&packed, VIEW("lantern"));
        first = packed.len;
        packings[i].put(&packed, VIEW("tide"));
        for (size_t len = 4; len < packed.len; len++) {
            struct buffer out = { 0 };
            int file = bytes_in_file((struct view){ packed.at, len });

            expect_why(packings[i].name, read_all(file, &out, 64, len % 2),
                       len == first ? "nothing" : packings[i].cut);
            expect(view_starts_with(VIEW("lanterntide"), buffer_view(&out)), "what came before");
            expect(len < first || out.len >= 7, "all of the first");
            buffer_free(&out);
            close(file);
        }
        buffer_free(&packed);
    }
}

static void what_is_damaged_is_told(void **state)
{
    (void)state;
    for (size_t i = 1; i < LENGTH(packings); i++) {
        struct buffer packed = { 0 };

        packings[i].put(&packed, VIEW("lantern"));
        buffer_put(&packed, VIEW("and then no member and no frame"));
        expect_unpacked(packings[i].name, buffer_view(&packed), VIEW("lantern"),
                        packings[i].damaged);
        buffer_free(&packed);
    }
}

static void a_checksum_is_checked(void **state)
{
    struct buffer packed = { 0 };

    (void)state;
    put_gzip(&packed, VIEW("lantern"));
    packed.at[packed.len - 8] ^= 1;
    expect_unpacked("gzip", buffer_view(&packed), VIEW("lantern"), "its gzip data is damaged");
    buffer_free(&packed);
}

static void a_zip_archive_is_checked(void **state)
{
    (void)state;
    for (enum zip zip = 0; zip < ZIPS; zip++) {
        struct buffer packed = { 0 };

        put_zip(&packed, zip, VIEW("lantern"), 0, 0);
        buffer_put(&packed, VIEW("PK\1\2and the directory"));
        expect_unpacked("ZIP", buffer_view(&packed), VIEW("lantern"), "nothing");
        packed.len = 0;
        put_zip(&packed, zip, VIEW("lantern"), 1, 0);
        expect_unpacked("ZIP", buffer_view(&packed), VIEW("lantern"),
                        "its ZIP data is damaged: its checksum differs");
        packed.len = 0;
        put_zip(&packed, zip, VIEW("lantern"), 0, 1);
        expect_unpacked("ZIP", buffer_view(&packed), VIEW("lantern"),
                        "its ZIP data is damaged: its size differs");
        packed.len = 0;
        put_zip(&packed, zip, VIEW("lantern"), 0, 0);
        if (zip >= BEHIND)
            expect_unpacked("ZIP", (struct view){ packed.at, packed.len - 9 }, VIEW("lantern"),
                            "its packed data is cut off");
        buffer_free(&packed);
    }
}

static void other_files_of_a_zip_archive_are_told(void **state)
{
    (void)state;
    for (enum zip zip = 0; zip < ZIPS; zip++) {
        struct buffer packed = { 0 };

        put_zip(&packed, zip, VIEW("lantern"), 0, 0);
        put_zip(&packed, zip, VIEW("tide"), 0, 0);
        expect_unpacked("ZIP", buffer_view(&packed), VIEW("lantern"),
                        "has a second file, which unzip -p can unpack");
        buffer_free(&packed);
    }
}

/* How many bytes come out, at most that many, and why no more. */
static size_t count_unpacked(struct view packed, size_t most, const char **why, bool *unreadable)
{
    enum { SIZE = 1 << 20 };
    char *bytes = malloc(SIZE);
    int file = bytes_in_file(packed);
    struct decompressor *unpack = decompress_create(file, VIEW(""));
    size_t count = 0, got;

    expect(bytes != NULL, "memory");
    while (count < most && (got = decompress_read(unpack, bytes, SIZE, why)) > 0)
        count += got;
    *unreadable = decompress_unreadable(unpack);
    decompress_free(unpack);
    close(file);
    free(bytes);
    return count;
}

/* zstd's own limit without --long. */
static void a_large_window_is_refused(void **state)
{
    struct buffer packed = { 0 };
    const char *why = NULL;
    bool unreadable;

    (void)state;
    buffer_put(&packed, VIEW("\x28\xB5\x2F\xFD\0\x88\x39\0\0lantern"));
    expect_unpacked("128 MB", buffer_view(&packed), VIEW("lantern"), "nothing");
    packed.at[5] = '\x90';
    expect_number("256 MB", (int64_t)count_unpacked(buffer_view(&packed), 1, &why, &unreadable), 0);
    expect_why(
        "256 MB", why,
        "its Zstandard window is larger than 128 MB; unpack it first with zstd -d --long=31");
    expect(unreadable, "it is an error");
    buffer_free(&packed);
}

/* What takes no memory takes time. */
static void a_bomb_is_refused(void **state)
{
    enum { MEMBER = 1 << 20, FREE = 64, MOST = FREE + 20, BLOCK = 1 << 17 };
    char *text = calloc(MEMBER, 1);

    (void)state;
    expect(text != NULL, "memory");
    for (size_t i = 0; i < 2; i++) {
        struct buffer member = { 0 }, packed = { 0 };
        const char *why = NULL;
        bool unreadable;
        size_t count;

        if (i == 0)
            put_gzip(&member, (struct view){ text, MEMBER });
        else
            put_zstd_block(&member, REPEATED_BLOCK, VIEW("a"), BLOCK);
        for (size_t size = 0; size < (size_t)MOST * MEMBER; size += i == 0 ? MEMBER : BLOCK)
            buffer_put(&packed, buffer_view(&member));
        count = count_unpacked(buffer_view(&packed), SIZE_MAX, &why, &unreadable);
        expect(count >= (size_t)FREE * MEMBER && count < (size_t)MOST * MEMBER, "it stops soon");
        expect_why(
            "a bomb", why,
            "it unpacks to more than 200 times its size; if that is intended, unpack it first, "
            "into a pipe or a file");
        expect(unreadable, "it is an error");
        buffer_free(&member);
        buffer_free(&packed);
    }
    free(text);
}

/* Much more comes out than went in, and than any buffer has. */
static void a_little_may_be_a_lot(void **state)
{
    enum { SIZE = 100000 };
    char *text = malloc(SIZE);

    (void)state;
    expect(text != NULL, "memory");
    memset(text, 'a', SIZE);
    for (size_t i = 0; i < 2; i++) {
        struct buffer packed = { 0 }, out = { 0 };
        int file;

        if (i == 0)
            put_gzip(&packed, (struct view){ text, SIZE });
        else
            put_zstd_block(&packed, REPEATED_BLOCK, VIEW("a"), SIZE);
        expect(packed.len < 500, "packed");
        file = bytes_in_file(buffer_view(&packed));
        expect_why("a lot", read_all(file, &out, 1, true), "nothing");
        expect_view("a lot", buffer_view(&out), (struct view){ text, SIZE });
        buffer_free(&packed);
        buffer_free(&out);
        close(file);
    }
    free(text);
}

/* The window of a large input may grow to 8 GiB, but zlib counts in 32 bits. Only the pages that
 * are written take memory. */
static void there_may_be_room_for_gigabytes(void **state)
{
    const size_t size = SIZE_MAX > UINT32_MAX ? (size_t)UINT32_MAX + 1 : 1 << 20;
    char *room = malloc(size);

    (void)state;
    if (!room) /* there is a limit */
        skip();
    for (size_t i = 1; i < LENGTH(packings); i++) {
        struct buffer packed = { 0 };
        struct decompressor *unpack;
        const char *why = NULL;
        size_t got;

        packings[i].put(&packed, VIEW("lantern"));
        unpack = decompress_create(-1, buffer_view(&packed));
        got = decompress_read(unpack, room, size, &why);
        expect_view(packings[i].name, (struct view){ room, got }, VIEW("lantern"));
        expect_why(packings[i].name, why, "nothing");
        decompress_free(unpack);
        buffer_free(&packed);
    }
    free(room);
}

/* pzstd begins with a frame that is to be skipped, and others end with one. */
static void skippable_frames_are_skipped(void **state)
{
    struct buffer packed = { 0 };

    (void)state;
    buffer_put(&packed, VIEW("\x50\x2A\x4D\x18\x04\0\0\0skip"));
    put_zstd(&packed, VIEW("lantern"));
    buffer_put(&packed, VIEW("\x5E\x2A\x4D\x18\x01\0\0\0x"));
    expect_unpacked("skippable", buffer_view(&packed), VIEW("lantern"), "nothing");
    buffer_free(&packed);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    expect_unpacked("an empty file", VIEW(""), VIEW(""), "nothing");
}

static void what_cannot_be_read_is_told(void **state)
{
    struct decompressor *unpack;
    const char *why = NULL;
    int folder = open("/", O_RDONLY);
    char byte;

    (void)state;
    expect(folder >= 0, "a folder is opened");
    unpack = decompress_create(folder, VIEW(""));
    expect_number("read", (int64_t)decompress_read(unpack, &byte, 1, &why), 0);
    expect_why("read", why, strerror(EISDIR));
    expect(decompress_unreadable(unpack), "it is the file's fault");
    decompress_free(unpack);
    close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_comes_out_as_it_went_in),
        cmocka_unit_test(members_and_frames_are_joined),
        cmocka_unit_test(what_is_cut_off_is_told),
        cmocka_unit_test(what_is_damaged_is_told),
        cmocka_unit_test(a_checksum_is_checked),
        cmocka_unit_test(a_zip_archive_is_checked),
        cmocka_unit_test(other_files_of_a_zip_archive_are_told),
        cmocka_unit_test(a_large_window_is_refused),
        cmocka_unit_test(a_bomb_is_refused),
        cmocka_unit_test(a_little_may_be_a_lot),
        cmocka_unit_test(there_may_be_room_for_gigabytes),
        cmocka_unit_test(skippable_frames_are_skipped),
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(what_cannot_be_read_is_told),
    };

    return cmocka_run_group_tests_name("decompress", tests, NULL, NULL);
}
