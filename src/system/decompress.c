#include "system/decompress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "system/file.h"
#include "system/shared_library.h"

enum { PACKED_SIZE = 256 * 1024 };

/* zlib counts the bytes of a call in 32 bits. */
enum { PIECE_MAX = 1 << 30 };

static size_t piece_of(size_t size)
{
    return size < PIECE_MAX ? size : PIECE_MAX;
}

/* A file that unpacks to more than RATIO_FREE bytes may not unpack to more than RATIO times its
 * size. For arXiv's metadata the ratio is 4 to 30, for zeros packed by gzip 1030. */
enum { RATIO_FREE = 1 << 26, RATIO = 200 };

/* The functions of libzstd that are used. It is loaded when a file needs it, since linking it would
 * slow the start of every run. */
struct zstd {
    void *library;
    ZSTD_DStream *(*create)(void);
    size_t (*destroy)(ZSTD_DStream *);
    size_t (*decompress)(ZSTD_DStream *, ZSTD_outBuffer *, ZSTD_inBuffer *);
    unsigned (*is_error)(size_t);
    ZSTD_ErrorCode (*error_code)(size_t);
    ZSTD_DStream *stream;
};

enum packing { UNKNOWN, PLAIN, GZIP, ZIP, ZSTD };

/* The checksum and sizes of a file in a ZIP archive. */
struct zip_sums {
    uint32_t checksum; /* CRC-32 */
    uint64_t packed, unpacked;
};

struct decompressor {
    int file;
    enum packing packing;
    const char *why; /* why it cannot go on, or NULL */
    bool unreadable; /* the file cannot be used at all */
    bool damaged;    /* its data is not what was packed */
    struct buffer packed;
    size_t taken;         /* bytes of `packed` that were used */
    struct zip_sums sums; /* of the bytes read and unpacked so far; the checksum only for ZIP */
    struct zip_sums said; /* in the header */
    bool has_descriptor;  /* the sums follow the file, as the header lacks them */
    bool in_member;       /* within a gzip member or a Zstandard frame */
    bool any_member;      /* at least one has ended */
    bool stored;          /* the first file of a ZIP archive is not compressed */
    bool over;            /* the first file of a ZIP archive has ended */
    z_stream zlib;
    struct zstd zstd;
};

struct decompressor *decompress_create(int file, struct view begin)
{
    struct decompressor *unpack = memory_take(sizeof *unpack);

    *unpack = (struct decompressor){ .file = file };
    buffer_put(&unpack->packed, begin);
    return unpack;
}

void decompress_free(struct decompressor *unpack)
{
    if (unpack->packing == GZIP || unpack->packing == ZIP)
        inflateEnd(&unpack->zlib);
    if (unpack->zstd.stream)
        unpack->zstd.destroy(unpack->zstd.stream);
    shared_library_close(unpack->zstd.library);
    buffer_free(&unpack->packed);
    free(unpack);
}

static void set_unreadable(struct decompressor *unpack, const char *why)
{
    unpack->why = why;
    unpack->unreadable = true;
}

static void set_damaged(struct decompressor *unpack, const char *why)
{
    unpack->why = why;
    unpack->damaged = true;
}

/* Returns 0 at the end or on failure. */
static size_t read_some(struct decompressor *unpack, char *bytes, size_t size)
{
    ssize_t got = unpack->file >= 0 ? file_read_some(unpack->file, bytes, size) : 0;

    if (got < 0)
        set_unreadable(unpack, strerror(errno));
    return got > 0 ? (size_t)got : 0;
}

/* Makes sure that there are unused packed bytes. Returns false at the end of the file. */
static bool have_packed(struct decompressor *unpack)
{
    struct buffer *packed = &unpack->packed;

    if (unpack->taken < packed->len)
        return true;
    unpack->taken = packed->len = 0;
    packed->len = read_some(unpack, buffer_reserve(packed, PACKED_SIZE), PACKED_SIZE);
    return packed->len > 0;
}

/* ---- gzip -------------------------------------------------------------- */

static void *take_for_zlib(void *context, uInt count, uInt size)
{
    (void)context;
    return memory_resize_array(NULL, count, size);
}

static void free_for_zlib(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static void start_inflating(struct decompressor *unpack)
{
    enum { GZIP_WINDOW = MAX_WBITS + 16, RAW_WINDOW = -MAX_WBITS };

    unpack->zlib.zalloc = take_for_zlib;
    unpack->zlib.zfree = free_for_zlib;
    if (inflateInit2(&unpack->zlib, unpack->packing == GZIP ? GZIP_WINDOW : RAW_WINDOW) != Z_OK)
        set_unreadable(unpack, "zlib cannot unpack it");
}

/* Reads until there are `count` packed bytes. Returns false if the file ends before. */
static bool read_ahead(struct decompressor *unpack, size_t count)
{
    struct buffer *packed = &unpack->packed;
    size_t got = 1;

    while (packed->len < count && got > 0) {
        got = read_some(unpack, buffer_reserve(packed, PACKED_SIZE), PACKED_SIZE);
        packed->len += got;
    }
    return packed->len >= count;
}

static uint64_t little_endian(struct view bytes, size_t at, int count)
{
    uint64_t number = 0;

    while (count-- > 0)
        number = number << 8 | (unsigned char)bytes.at[at + (size_t)count];
    return number;
}

/* Returns the number of two bytes. */
static size_t short_number(struct view bytes, size_t at)
{
    return (size_t)little_endian(bytes, at, 2);
}

static bool sums_agree(const struct zip_sums *a, const struct zip_sums *b)
{
    return a->checksum == b->checksum && a->packed == b->packed && a->unpacked == b->unpacked;
}

/* Reads the descriptor that follows a file, with or without a signature (APPNOTE, 4.3.9). Its sizes
 * have 8 bytes in ZIP64; they are read as such if the sums are wrong with 4. */
static void take_descriptor(struct decompressor *unpack)
{
    enum { SIZE = 12, SIZE_64 = 20, SIGNATURE = 4 };
    struct view next;
    struct zip_sums sums;

    read_ahead(unpack, unpack->taken + SIGNATURE + SIZE_64);
    next = view_skip(buffer_view(&unpack->packed), unpack->taken);
    unpack->taken += view_take(&next, VIEW("PK\x07\x08")) ? SIGNATURE : 0;
    if (next.len < SIZE) {
        unpack->why = "its packed data is cut off";
        return;
    }
    sums = (struct zip_sums){ (uint32_t)little_endian(next, 0, 4), little_endian(next, 4, 4),
                              little_endian(next, 8, 4) };
    unpack->taken += SIZE;
    if (!sums_agree(&sums, &unpack->sums) && next.len >= SIZE_64) {
        sums.packed = little_endian(next, 4, 8);
        sums.unpacked = little_endian(next, 12, 8);
        unpack->taken += SIZE_64 - SIZE;
    }
    unpack->said = sums;
}

/* Checks the sums of the archive's first file, and whether there are more files. */
static void end_zip(struct decompressor *unpack)
{
    enum { SIGNATURE = 4 };

    unpack->over = true;
    if (unpack->has_descriptor)
        take_descriptor(unpack);
    if (unpack->why)
        return;
    read_ahead(unpack, unpack->taken + SIGNATURE);
    if (unpack->sums.checksum != unpack->said.checksum)
        set_damaged(unpack, "its ZIP data is damaged: its checksum differs");
    else if (!sums_agree(&unpack->sums, &unpack->said))
        set_damaged(unpack, "its ZIP data is damaged: its size differs");
    else if (view_starts_with(view_skip(buffer_view(&unpack->packed), unpack->taken),
                              VIEW("PK\x03\x04")))
        unpack->why = "has a second file, which unzip -p can unpack";
}

/* A gzip file may have several members, one after the other (RFC 1952, 2.2). */
static size_t inflate_some(struct decompressor *unpack, char *bytes, size_t size)
{
    z_stream *zlib = &unpack->zlib;
    size_t packed = piece_of(unpack->packed.len - unpack->taken);
    int result;

    size = piece_of(size);
    zlib->next_in = (Bytef *)unpack->packed.at + unpack->taken;
    zlib->avail_in = (uInt)packed;
    zlib->next_out = (Bytef *)bytes;
    zlib->avail_out = (uInt)size;
    result = inflate(zlib, Z_NO_FLUSH);
    packed -= zlib->avail_in;
    unpack->sums.packed += packed;
    unpack->sums.unpacked += size - zlib->avail_out;
    unpack->taken += packed;
    unpack->in_member = result != Z_STREAM_END;
    unpack->any_member = unpack->any_member || result == Z_STREAM_END;
    if (unpack->packing == ZIP)
        unpack->sums.checksum = (uint32_t)crc32(unpack->sums.checksum, (const Bytef *)bytes,
                                                (uInt)(size - zlib->avail_out));
    if (result == Z_STREAM_END && unpack->packing == ZIP)
        end_zip(unpack);
    else if (result == Z_STREAM_END)
        inflateReset(zlib);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        set_damaged(unpack, unpack->packing == ZIP ? "its ZIP data is damaged"
                                                   : "its gzip data is damaged");
    return size - zlib->avail_out;
}

/* ---- ZIP --------------------------------------------------------------- */

/* Sets the sizes from the extra field of ZIP64, if there is one (APPNOTE, 4.5.3). */
static void read_zip64(struct view extra, struct zip_sums *sums)
{
    enum { FIELD = 4, ZIP64 = 1, SIZES = 16 };

    while (extra.len >= FIELD) {
        size_t length = short_number(extra, 2);

        if (little_endian(extra, 0, 2) == ZIP64 && length >= SIZES && extra.len >= FIELD + SIZES) {
            sums->unpacked = little_endian(extra, FIELD, 8);
            sums->packed = little_endian(extra, FIELD + 8, 8);
        }
        extra = view_skip(extra, FIELD + length);
    }
}

/* Copies bytes of a file that is stored as it is, whose size is in its header. */
static size_t copy_stored(struct decompressor *unpack, char *bytes, size_t size)
{
    size_t left = unpack->packed.len - unpack->taken;
    uint64_t wanted = unpack->said.packed - unpack->sums.packed;

    size = piece_of(size < left ? size : left);
    size = size < wanted ? size : (size_t)wanted;
    if (size > 0)
        memcpy(bytes, unpack->packed.at + unpack->taken, size);
    unpack->taken += size;
    unpack->sums.packed += size;
    unpack->sums.unpacked += size;
    unpack->sums.checksum =
        (uint32_t)crc32(unpack->sums.checksum, (const Bytef *)bytes, (uInt)size);
    unpack->in_member = unpack->sums.packed < unpack->said.packed;
    if (!unpack->in_member)
        end_zip(unpack);
    return size;
}

enum { ZIP_HEADER = 30, ZIP_PACKED = 18, ZIP_UNPACKED = 22, ZIP_NAME = 26, ZIP_EXTRA = 28 };

/* Returns the length of the entry of a directory, which is empty, at that offset; 0 if something
 * else is there. */
static size_t directory_length(struct decompressor *unpack, size_t at)
{
    enum { NOTHING = 16 }; /* more bytes than an empty content is packed in */
    struct view header;
    size_t name, packed;

    if (!read_ahead(unpack, at + ZIP_HEADER))
        return 0;
    header = view_skip(buffer_view(&unpack->packed), at);
    name = short_number(header, ZIP_NAME);
    if (!view_starts_with(header, VIEW("PK\x03\x04")) || name == 0 ||
        little_endian(header, ZIP_UNPACKED, 4) > 0 ||
        little_endian(header, ZIP_PACKED, 4) > NOTHING ||
        !read_ahead(unpack, at + ZIP_HEADER + name))
        return 0;
    header = view_skip(buffer_view(&unpack->packed), at);
    packed = (size_t)little_endian(header, ZIP_PACKED, 4);
    return header.at[ZIP_HEADER + name - 1] == '/'
               ? ZIP_HEADER + name + short_number(header, ZIP_EXTRA) + packed
               : 0;
}

/* Skips the directories before the archive's first file, and the header of that (APPNOTE, 4.3.7).
 * Its deflated data marks its own
 * end, so the size is not needed. arXiv's snapshot is published as such an archive. */
static void start_zip(struct decompressor *unpack)
{
    enum { FLAGS = 6, METHOD = 8, CHECKSUM = 14 };
    enum { ENCRYPTED = 1, DESCRIPTOR = 8, STORED = 0, DEFLATED = 8 };
    struct view header;
    size_t extra, length, at = 0;
    uint64_t method;

    start_inflating(unpack);
    unpack->in_member = true;
    while ((length = directory_length(unpack, at)) > 0)
        at += length;
    if (!read_ahead(unpack, at + ZIP_HEADER))
        return; /* the header is cut */
    header = view_skip(buffer_view(&unpack->packed), at);
    if (!view_starts_with(header, VIEW("PK\x03\x04"))) {
        set_unreadable(unpack, "it is a ZIP archive without a file");
        return;
    }
    method = little_endian(header, METHOD, 2);
    unpack->has_descriptor = little_endian(header, FLAGS, 2) & DESCRIPTOR;
    unpack->stored = method == STORED && !unpack->has_descriptor;
    if ((little_endian(header, FLAGS, 2) & ENCRYPTED) || (method != DEFLATED && !unpack->stored))
        set_unreadable(unpack, "it is a ZIP archive whose first file is neither deflated nor "
                               "stored; unpack it first");
    unpack->said = (struct zip_sums){ (uint32_t)little_endian(header, CHECKSUM, 4),
                                      little_endian(header, CHECKSUM + 4, 4),
                                      little_endian(header, CHECKSUM + 8, 4) };
    extra = at + ZIP_HEADER + short_number(header, ZIP_NAME);
    length = extra + short_number(header, ZIP_EXTRA);
    unpack->taken = read_ahead(unpack, length) ? length : unpack->packed.len;
    if (unpack->said.unpacked == UINT32_MAX || unpack->said.packed == UINT32_MAX)
        read_zip64(view_skip((struct view){ unpack->packed.at, unpack->taken }, extra),
                   &unpack->said);
}

/* ---- Zstandard --------------------------------------------------------- */

static void start_zstd(struct decompressor *unpack)
{
    struct zstd *zstd = &unpack->zstd;

    zstd->library = LIBRARY_OPEN("libzstd.so.1");
    if (!LIBRARY_TAKE(zstd->library, ZSTD_createDStream, &zstd->create) ||
        !LIBRARY_TAKE(zstd->library, ZSTD_freeDStream, &zstd->destroy) ||
        !LIBRARY_TAKE(zstd->library, ZSTD_decompressStream, &zstd->decompress) ||
        !LIBRARY_TAKE(zstd->library, ZSTD_isError, &zstd->is_error) ||
        !LIBRARY_TAKE(zstd->library, ZSTD_getErrorCode, &zstd->error_code))
        set_unreadable(unpack, "it is packed by Zstandard; install libzstd");
    else if (!(zstd->stream = zstd->create()))
        memory_end();
}

static size_t decompress_some(struct decompressor *unpack, char *bytes, size_t size)
{
    struct zstd *zstd = &unpack->zstd;
    ZSTD_inBuffer in = { unpack->packed.at, unpack->packed.len, unpack->taken };
    ZSTD_outBuffer out = { bytes, size, 0 };
    size_t result = zstd->decompress(zstd->stream, &out, &in);

    unpack->sums.packed += in.pos - unpack->taken;
    unpack->sums.unpacked += out.pos;
    unpack->taken = in.pos;
    unpack->in_member = result != 0;
    if (zstd->error_code(result) == ZSTD_error_memory_allocation)
        memory_end();
    if (zstd->error_code(result) == ZSTD_error_frameParameter_windowTooLarge)
        set_unreadable(unpack, "its Zstandard window is larger than 128 MB; unpack it first with "
                               "zstd -d --long=31");
    else if (zstd->is_error(result))
        set_damaged(unpack, "its Zstandard data is damaged");
    return out.pos;
}

/* ---- Any --------------------------------------------------------------- */

/* Zstandard begins with a frame or, if pzstd wrote it, with a skippable frame (RFC 8878, 3.1). */
static enum packing packing_of(struct view begin)
{
    if (view_starts_with(begin, VIEW("\x1F\x8B")))
        return GZIP;
    if (view_starts_with(begin, VIEW("PK\x03\x04")))
        return ZIP;
    if (view_starts_with(begin, VIEW("\x28\xB5\x2F\xFD")) ||
        (begin.len >= 4 && ((unsigned char)begin.at[0] & 0xF0) == 0x50 &&
         view_starts_with(view_skip(begin, 1), VIEW("\x2A\x4D\x18"))))
        return ZSTD;
    return PLAIN;
}

const char *decompress_packing(struct view begin)
{
    static const char *const names[] = {
        [PLAIN] = NULL, [GZIP] = "gzip", [ZIP] = "ZIP", [ZSTD] = "Zstandard"
    };

    return names[packing_of(begin)];
}

/* Unpacking may go on after the last packed byte was read. Zeros after a whole gzip member are
 * padding, and end the file. */
static size_t read_packed(struct decompressor *unpack, char *bytes, size_t size)
{
    size_t got = 0;

    while (got == 0 && !unpack->why && !unpack->over) {
        bool more = have_packed(unpack);

        if (more && unpack->packing == GZIP && unpack->any_member && !unpack->in_member &&
            unpack->packed.at[unpack->taken] == '\0')
            break;
        if (!more && (unpack->why || !unpack->in_member))
            break;
        got = unpack->packing == ZSTD ? decompress_some(unpack, bytes, size)
              : unpack->stored        ? copy_stored(unpack, bytes, size)
                                      : inflate_some(unpack, bytes, size);
        if (unpack->sums.unpacked > RATIO_FREE &&
            unpack->sums.unpacked / RATIO > unpack->sums.packed)
            set_unreadable(unpack,
                           "it unpacks to more than 200 times its size; if that is intended, "
                           "unpack it first, into a pipe or a file");
        if (got == 0 && !more && unpack->in_member && !unpack->why)
            unpack->why = "its packed data is cut off";
    }
    return got;
}

/* Copies bytes that were read to see whether they are packed. */
static size_t give_packed(struct decompressor *unpack, char *bytes, size_t size)
{
    size_t left = unpack->packed.len - unpack->taken;

    size = size < left ? size : left;
    memcpy(bytes, unpack->packed.at + unpack->taken, size);
    unpack->taken += size;
    return size;
}

static size_t read_any(struct decompressor *unpack, char *bytes, size_t size)
{
    enum { MAGIC = 4 };

    if (unpack->packing == UNKNOWN) {
        read_ahead(unpack, MAGIC); /* a pipe may deliver the first bytes one by one */
        unpack->packing = packing_of(buffer_view(&unpack->packed));
        if (unpack->packing == GZIP)
            start_inflating(unpack);
        else if (unpack->packing == ZIP)
            start_zip(unpack);
        else if (unpack->packing == ZSTD)
            start_zstd(unpack);
    }
    if (unpack->why)
        return 0;
    if (unpack->packing != PLAIN)
        return read_packed(unpack, bytes, size);
    if (unpack->taken < unpack->packed.len)
        return give_packed(unpack, bytes, size);
    return read_some(unpack, bytes, size);
}

size_t decompress_read(struct decompressor *unpack, char *bytes, size_t size, const char **why)
{
    size_t got = read_any(unpack, bytes, size);

    *why = got == 0 ? unpack->why : NULL;
    return got;
}

bool decompress_unreadable(const struct decompressor *unpack)
{
    return unpack->unreadable;
}

bool decompress_damaged(const struct decompressor *unpack)
{
    return unpack->damaged;
}
