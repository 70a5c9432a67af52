/* Pairs runs of *, _ and ~~, as CommonMark 6.2 does where writers keep to it. */
#include "input/inline/inline_reading.h"
#include "text/utf8.h"

/* Longer runs are rules or ornaments. */
enum { RUN_MAX = 8 };

/* What is beside a run of * or _. CJK punctuation counts as such, but next to CJK text a run opens
 * and closes regardless of it, since writers put no blank there. */
struct neighbour {
    bool is_blank, is_punctuation, is_cjk;
};

static bool is_wide_punctuation(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x206F) || (c >= 0x3001 && c <= 0x303F) ||
           (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
           (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0xA1 || c == 0xA7 ||
           c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF;
}

/* Describes the character that has the byte at `at`. The ends of the source are blank. */
static struct neighbour neighbour_at(struct view source, size_t at)
{
    size_t len;
    uint32_t c;

    if (at >= source.len)
        return (struct neighbour){ .is_blank = true };
    if ((unsigned char)source.at[at] < 0x80) {
        char ascii = source.at[at];
        return (struct neighbour){ .is_blank = ascii_is_blank(ascii),
                                   .is_punctuation = inline_is_punctuation(ascii) };
    }
    c = utf8_decode(view_skip(source, utf8_start(source, at)), &len);
    return (struct neighbour){ .is_blank = c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000,
                               .is_punctuation = is_wide_punctuation(c),
                               .is_cjk = c >= 0x2E80 };
}

/* True if a run with these neighbours is flanking on the side of `inner`. */
static bool is_flanking(struct neighbour inner, struct neighbour outer)
{
    return !inner.is_blank &&
           (!inner.is_punctuation || outer.is_blank || outer.is_punctuation || outer.is_cjk);
}

/* Describes _ or a single *. A star between letters or digits does not open: a*b is a product. */
static struct inline_run flanking_run(struct view source, size_t start, size_t end)
{
    struct neighbour before = neighbour_at(source, start - 1), after = neighbour_at(source, end);
    bool left = is_flanking(after, before), right = is_flanking(before, after);
    struct inline_run run = { .is_inside = left && right, .can_open = left, .can_close = right };

    if (source.at[start] == '_') {
        run.can_open = left && (!right || before.is_punctuation);
        run.can_close = right && (!left || after.is_punctuation);
    } else if (run.is_inside) {
        run.can_open = !ascii_is_alnum(source.at[start - 1]) || !ascii_is_alnum(source.at[end]);
    }
    return run;
}

/* Describes ** or ~~, which have no other meaning, so that only blanks matter: **Title:**text. */
static struct inline_run doubled_run(struct view source, size_t start, size_t end)
{
    bool opens = !neighbour_at(source, end).is_blank;
    bool closes = !neighbour_at(source, start - 1).is_blank;

    return (
        struct inline_run){ .is_inside = opens && closes, .can_open = opens, .can_close = closes };
}

static struct inline_run describe_run(const struct inline_reading *reading, size_t start,
                                      size_t end)
{
    bool is_double = end - start > 1;
    struct inline_run run = is_double && reading->source.at[start] != '_'
                                ? doubled_run(reading->source, start, end)
                                : flanking_run(reading->source, start, end);

    if (is_double) { /* ** Title ** */
        run.can_open = run.can_open || start == reading->first;
        run.can_close = run.can_close || end == reading->last;
    }
    run.sign = reading->source.at[start];
    return run;
}

size_t inline_emphasis_take(struct inline_reading *reading, size_t at)
{
    size_t end = at + 1;
    struct inline_run run;

    while (inline_byte_at(reading, end) == reading->source.at[at])
        end++;
    if (end - at > RUN_MAX || (reading->source.at[at] == '~' && end - at != 2))
        return end;
    run = describe_run(reading, at, end);
    if (!run.can_open && !run.can_close)
        return end;
    run.mark = inline_mark_add(reading, at, end);
    reading->marks[run.mark].kept = end - at;
    reading->runs = memory_grow_array(reading->runs, reading->run_count, &reading->run_cap,
                                      sizeof *reading->runs);
    reading->runs[reading->run_count++] = run;
    return end;
}

/* ---- Pairs */

enum { SIGNS = 3, LENGTHS = 3 };

/* The runs that may open, a stack in place; below `bottoms` none fits a closing
 * run of that sign, length modulo 3 and nature, so that no failed search is repeated. */
struct openers {
    size_t from, count;
    bool have_bottoms;
    size_t bottoms[SIGNS][LENGTHS][2];
};

static size_t run_length(const struct inline_reading *reading, const struct inline_run *run)
{
    return reading->marks[run->mark].end - reading->marks[run->mark].start;
}

static size_t *bottom_of(struct openers *openers, const struct inline_reading *reading,
                         const struct inline_run *run)
{
    size_t sign = run->sign == '*' ? 0 : run->sign == '_' ? 1 : 2;

    return &openers->bottoms[sign][run_length(reading, run) % LENGTHS][run->is_inside];
}

/* CommonMark's rule of 3: ** does not pair with the * in **a*b**. */
static bool runs_fit(const struct inline_reading *reading, const struct inline_run *open,
                     const struct inline_run *close)
{
    size_t first, second;

    if (open->sign != close->sign)
        return false;
    if (!open->is_inside && !close->is_inside)
        return true;
    first = run_length(reading, open);
    second = run_length(reading, close);
    return (first + second) % 3 != 0 || (first % 3 == 0 && second % 3 == 0);
}

static void init_bottoms(struct openers *openers)
{
    size_t *bottom = &openers->bottoms[0][0][0];

    for (size_t i = 0; i < sizeof openers->bottoms / sizeof *bottom; i++)
        bottom[i] = openers->from;
    openers->have_bottoms = true;
}

/* Leaves the nearest opener that fits on top of the stack. Returns false if there is none. */
static bool find_opener(struct inline_reading *reading, struct openers *openers,
                        const struct inline_run *close)
{
    size_t last = openers->have_bottoms ? *bottom_of(openers, reading, close) : openers->from;

    for (size_t i = openers->count; i > last; i--) {
        if (runs_fit(reading, &reading->runs[i - 1], close)) {
            openers->count = i;
            return true;
        }
    }
    if (openers->count > last) {
        if (!openers->have_bottoms)
            init_bottoms(openers);
        *bottom_of(openers, reading, close) = openers->count;
    }
    return false;
}

/* The stack is shorter now; what will be pushed has not been searched. */
static void lower_bottoms(struct openers *openers)
{
    size_t *bottom = &openers->bottoms[0][0][0];

    for (size_t i = 0; i < sizeof openers->bottoms / sizeof *bottom; i++) {
        if (bottom[i] > openers->count)
            bottom[i] = openers->count;
    }
}

static void close_run(struct inline_reading *reading, struct openers *openers,
                      const struct inline_run *close)
{
    size_t *left = &reading->marks[close->mark].kept;

    while (*left > 0 && find_opener(reading, openers, close)) {
        const struct inline_run *open = &reading->runs[openers->count - 1];
        size_t *open_left = &reading->marks[open->mark].kept;
        size_t signs = *left >= 2 && *open_left >= 2 ? 2 : 1;

        *left -= signs;
        *open_left -= signs;
        if (close->sign != '~')
            inline_span_add(reading, signs == 2 ? INLINE_STRONG : INLINE_EMPHASIS, open->mark,
                            close->mark);
        if (*open_left == 0)
            openers->count--;
        if (openers->have_bottoms)
            lower_bottoms(openers);
    }
}

void inline_emphasis_pair(struct inline_reading *reading, size_t from)
{
    struct openers openers;

    openers.from = openers.count = from;
    openers.have_bottoms = false;
    for (size_t i = from; i < reading->run_count; i++) {
        struct inline_run run = reading->runs[i];

        if (run.can_close)
            close_run(reading, &openers, &run);
        if (run.can_open && reading->marks[run.mark].kept > 0)
            reading->runs[openers.count++] = run;
    }
    reading->run_count = from;
}
