#include "tex/tex_ascii.h"

#include <utf8proc.h>

#include "text/utf8.h"

static const char *find_tex(uint32_t character)
{
#define WRITE(code_point, tex) \
    case code_point:           \
        return tex;
#define WRITE_NONE(name, character)
#define WRITE_TEXT(name, character) WRITE(character, "{\\" #name "}")
#define WRITE_MATH(name, character) WRITE(character, "$\\" #name "$")
#define WRITE_BRACED(name, character) WRITE(character, "{$\\" #name "$}")
#define COMMAND(name, kind, character, ascii) WRITE_##ascii(name, character)
#define ALSO WRITE
    switch (character) {
#include "tex/tex_commands.def"
    default:
        return NULL;
    }
}

/* Returns the accent command for a combining character, or "". */
static const char *accent_of(uint32_t mark)
{
    static const struct {
        uint32_t mark;
        const char *command;
    } accents[] = {
        { 0x300, "`" }, { 0x301, "'" }, { 0x302, "^" },  { 0x303, "~" }, { 0x304, "=" },
        { 0x306, "u" }, { 0x307, "." }, { 0x308, "\"" }, { 0x30A, "r" }, { 0x30B, "H" },
        { 0x30C, "v" }, { 0x323, "d" }, { 0x327, "c" },  { 0x328, "k" }, { 0x331, "b" },
    };

    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (accents[i].mark == mark)
            return accents[i].command;
    }
    return "";
}

/* A letter and its accents, the innermost first. */
enum { MARKS_MAX = 4 };
struct cluster {
    uint32_t base;
    uint32_t marks[MARKS_MAX];
    size_t count;
};

/* Reads the cluster at the start of the text. Returns its length, or 0 if it has too many marks. */
static size_t read_cluster(struct view text, struct cluster *cluster)
{
    utf8proc_int32_t parts[MARKS_MAX + 1];
    size_t length, next;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)utf8_decode(text, &length),
                                                     parts, MARKS_MAX + 1, UTF8PROC_DECOMPOSE,
                                                     NULL);

    if (count < 1 || count > MARKS_MAX + 1)
        return 0;
    *cluster = (struct cluster){ .base = (uint32_t)parts[0] };
    for (utf8proc_ssize_t i = 1; i < count; i++)
        cluster->marks[cluster->count++] = (uint32_t)parts[i];
    while (length < text.len) {
        uint32_t mark = utf8_decode(view_skip(text, length), &next);
        if (utf8proc_category((utf8proc_int32_t)mark) != UTF8PROC_CATEGORY_MN)
            break;
        if (cluster->count == MARKS_MAX)
            return 0;
        cluster->marks[cluster->count++] = mark;
        length += next;
    }
    return length;
}

static bool has_commands(const struct cluster *cluster)
{
    for (size_t i = 0; i < cluster->count; i++) {
        if (accent_of(cluster->marks[i])[0] == '\0')
            return false;
    }
    return cluster->count > 0 && cluster->base < 0x80 && ascii_is_alpha((char)cluster->base);
}

static bool loses_dot(const struct cluster *cluster)
{
    static const struct view above = VIEW_ENTRY("~=.urHv`'^\"");
    size_t innermost = view_find_byte(above, accent_of(cluster->marks[0])[0]);

    return innermost < above.len &&
           (cluster->base == 'j' || (cluster->base == 'i' && innermost < 7));
}

/* {\'e}, {\v{s}}, {\'{\^e}}. Also {\'i}, but {\u{\i}}: under the accents of Western Europe
 * LaTeX removes the dot itself, and readers know those letters in that form. */
static void put_cluster(struct buffer *out, const struct cluster *cluster)
{
    bool dotless = loses_dot(cluster);
    size_t depth = 0;

    buffer_put_byte(out, '{');
    for (size_t i = cluster->count; i-- > 0;) {
        const char *command = accent_of(cluster->marks[i]);
        buffer_put_byte(out, '\\');
        buffer_put(out, view_of(command));
        if (i > 0 || dotless || ascii_is_alpha(command[0])) {
            buffer_put_byte(out, '{');
            depth++;
        }
    }
    if (dotless)
        buffer_put_byte(out, '\\');
    buffer_put_byte(out, (char)cluster->base);
    for (; depth > 0; depth--)
        buffer_put_byte(out, '}');
    buffer_put_byte(out, '}');
}

size_t tex_put_ascii(struct buffer *out, struct view text)
{
    struct cluster cluster;
    const char *tex;
    size_t first, length = read_cluster(text, &cluster);

    if (length == 0)
        return 0;
    if (has_commands(&cluster)) {
        put_cluster(out, &cluster);
        return length;
    }
    tex = find_tex(utf8_decode(text, &first));
    if (!tex || length != first)
        return 0;
    buffer_put(out, view_of(tex));
    return length;
}

struct view tex_find_math(uint32_t character)
{
    const char *tex = find_tex(character);
    struct view math = tex ? view_of(tex) : (struct view){ 0 };

    view_take(&math, VIEW("{"));
    if (!view_take(&math, VIEW("$")))
        return (struct view){ 0 };
    return (struct view){ math.at, view_find_byte(math, '$') };
}
