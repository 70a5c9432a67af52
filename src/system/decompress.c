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

/* What is used of libzstd, which is loaded when a file needs it: linked, it
 * would cost every run its time to start. */
struct zstd {
    void *library;
    ZSTD_DStream *(*create)(void);
    size_t (*destroy)(ZSTD_DStream *);
    size_t (*decompress)(ZSTD_DStream *, ZSTD_outBuffer *, ZSTD_inBuffer *);
    unsigned (*is_error)(size_t);
    ZSTD_ErrorCode (*error_code)(size_t);
    size_t (*set_parameter)(ZSTD_DStream *, ZSTD_dParameter, int);
    ZSTD_DStream *stream;
};

enum packing { UNKNOWN, PLAIN, GZIP, ZIP, ZSTD };

struct decompressor {
    int file;
    enum packing packing;
    const char *why; /* it cannot go on */
    bool unreadable; /* at all, for that reason */
    struct buffer packed;
    size_t taken;        /* of what is packed */
    struct buffer ahead; /* unpacked, and looked at before it was asked for */
    size_t given;        /* of that */
    bool in_member;      /* a gzip member or a Zstandard frame that is not over */
    bool any_member;     /* is over */
    bool over;           /* the one file of a ZIP archive that is read */
    z_stream zlib;
    struct zstd zstd;
};

struct decompressor *decompress_create(int file)
{
    struct decompressor *unpack = memory_take(sizeof *unpack);

    *unpack = (struct decompressor){ .file = file };
    return unpack;
}

void decompress_free(struct decompressor *unpack)
{
    if (unpack->packing == GZIP || unpack->packing == ZIP)
        inflateEnd(&unpack->zlib);
    if (unpack->zstd.stream)
        unpack->zstd.destroy(unpack->zstd.stream);
    if (unpack->zstd.library)
        dlclose(unpack->zstd.library);
    buffer_free(&unpack->packed);
    buffer_free(&unpack->ahead);
    free(unpack);
}

static void set_unreadable(struct decompressor *unpack, const char *why)
{
    unpack->why = why;
    unpack->unreadable = true;
}

/* 0 at the end or after a failure. */
static size_t read_some(struct decompressor *unpack, char *bytes, size_t size)
{
    ssize_t got = file_read_some(unpack->file, bytes, size);

    if (got < 0)
        set_unreadable(unpack, strerror(errno));
    return got > 0 ? (size_t)got : 0;
}

/* Makes sure that there are packed bytes that were not taken; false at the
 * end of the file. */
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

/* A file may have any number of members, one behind the other (RFC 1952,
 * 2.2). */
static size_t inflate_some(struct decompressor *unpack, char *bytes, size_t size)
{
    z_stream *zlib = &unpack->zlib;
    int result;

    zlib->next_in = (Bytef *)unpack->packed.at + unpack->taken;
    zlib->avail_in = (uInt)(unpack->packed.len - unpack->taken);
    zlib->next_out = (Bytef *)bytes;
    zlib->avail_out = (uInt)size;
    result = inflate(zlib, Z_NO_FLUSH);
    unpack->taken = unpack->packed.len - zlib->avail_in;
    unpack->in_member = result != Z_STREAM_END;
    unpack->over = unpack->packing == ZIP && result == Z_STREAM_END;
    unpack->any_member = unpack->any_member || result == Z_STREAM_END;
    if (result == Z_STREAM_END)
        inflateReset(zlib);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        unpack->why = unpack->packing == ZIP ? "its ZIP data is damaged"
                                             : "its gzip data is damaged";
    return size - zlib->avail_out;
}

/* ---- ZIP --------------------------------------------------------------- */

/* Reads until so many packed bytes are there, or the file ends. */
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

static size_t little_endian(struct view bytes, size_t at)
{
    return (unsigned char)bytes.at[at] | (size_t)(unsigned char)bytes.at[at + 1] << 8;
}

/* Passes the header of the first file in the archive (APPNOTE, 4.3.7), whose
 * compressed data ends by itself: so the snapshot comes from where it is
 * published. */
static void start_zip(struct decompressor *unpack)
{
    enum { HEADER = 30, FLAGS = 6, METHOD = 8, NAME = 26, EXTRA = 28, ENCRYPTED = 1, DEFLATED = 8 };
    struct view header;
    size_t length;

    start_inflating(unpack);
    if (!read_ahead(unpack, HEADER)) {
        unpack->in_member = true; /* that is cut off */
        return;
    }
    header = buffer_view(&unpack->packed);
    if ((little_endian(header, FLAGS) & ENCRYPTED) || little_endian(header, METHOD) != DEFLATED)
        set_unreadable(unpack, "it is a ZIP archive whose first file is not deflated");
    length = HEADER + little_endian(header, NAME) + little_endian(header, EXTRA);
    unpack->in_member = true;
    unpack->taken = read_ahead(unpack, length) ? length : unpack->packed.len;
}

/* ---- Zstandard --------------------------------------------------------- */

static void start_zstd(struct decompressor *unpack)
{
    enum { LONG_WINDOW = 31 }; /* the most that zstd --long packs with */
    struct zstd *zstd = &unpack->zstd;

    zstd->library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!zstd->library ||
        !shared_library_find(zstd->library, "ZSTD_createDStream", &zstd->create) ||
        !shared_library_find(zstd->library, "ZSTD_freeDStream", &zstd->destroy) ||
        !shared_library_find(zstd->library, "ZSTD_decompressStream", &zstd->decompress) ||
        !shared_library_find(zstd->library, "ZSTD_isError", &zstd->is_error) ||
        !shared_library_find(zstd->library, "ZSTD_getErrorCode", &zstd->error_code) ||
        !shared_library_find(zstd->library, "ZSTD_DCtx_setParameter", &zstd->set_parameter))
        set_unreadable(unpack, "it is packed by Zstandard, and libzstd is not installed");
    else if (!(zstd->stream = zstd->create()))
        memory_end();
    else
        zstd->set_parameter(zstd->stream, ZSTD_d_windowLogMax, LONG_WINDOW);
}

static size_t decompress_some(struct decompressor *unpack, char *bytes, size_t size)
{
    struct zstd *zstd = &unpack->zstd;
    ZSTD_inBuffer in = { unpack->packed.at, unpack->packed.len, unpack->taken };
    ZSTD_outBuffer out = { bytes, size, 0 };
    size_t result = zstd->decompress(zstd->stream, &out, &in);

    unpack->taken = in.pos;
    unpack->in_member = result != 0;
    if (zstd->error_code(result) == ZSTD_error_memory_allocation)
        memory_end();
    if (zstd->is_error(result))
        unpack->why = "its Zstandard data is damaged";
    return out.pos;
}

/* ---- Any --------------------------------------------------------------- */

/* Zstandard: a frame, or one that is skipped, with which pzstd begins (RFC 8878, 3.1). */
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

/* Bytes that were read before they were asked for. */
static size_t give(struct buffer *from, size_t *given, char *bytes, size_t size)
{
    size_t left = from->len - *given;

    size = size < left ? size : left;
    memcpy(bytes, from->at + *given, size);
    *given += size;
    return size;
}

/* What was taken may still have bytes to give when the file has no more. Zeros behind a
 * whole gzip member fill a block. */
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
                                      : inflate_some(unpack, bytes, size);
        if (got == 0 && !more && unpack->in_member && !unpack->why)
            unpack->why = "its packed data is cut off";
    }
    return got;
}

static size_t read_any(struct decompressor *unpack, char *bytes, size_t size)
{
    enum { MAGIC = 4 };

    if (unpack->packing == UNKNOWN) {
        read_ahead(unpack, MAGIC); /* a pipe may give the first bytes one by one */
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
        return give(&unpack->packed, &unpack->taken, bytes, size);
    return read_some(unpack, bytes, size);
}

struct view decompress_peek(struct decompressor *unpack, const char **why)
{
    enum { PEEKED = 4096 };
    struct buffer *ahead = &unpack->ahead;
    size_t got = 1;

    buffer_reserve(ahead, PEEKED);
    while (ahead->len < PEEKED && got > 0) {
        got = read_any(unpack, ahead->at + ahead->len, PEEKED - ahead->len);
        ahead->len += got;
    }
    *why = ahead->len == 0 ? unpack->why : NULL;
    return buffer_view(ahead);
}

size_t decompress_read(struct decompressor *unpack, char *bytes, size_t size, const char **why)
{
    size_t got;

    if (unpack->given < unpack->ahead.len)
        got = give(&unpack->ahead, &unpack->given, bytes, size);
    else
        got = read_any(unpack, bytes, size);
    *why = got == 0 ? unpack->why : NULL;
    return got;
}

bool decompress_unreadable(const struct decompressor *unpack)
{
    return unpack->unreadable;
}
