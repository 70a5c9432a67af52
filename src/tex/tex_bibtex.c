/* Writes Unicode and mathematics as safe BibTeX values. */
#include <string.h>
#if defined(__SSE2__) && !defined(WITHOUT_VECTORS)
#include <emmintrin.h>
#endif
#include <utf8proc.h>

#include "text/scan.h"
#include "tex/tex.h"
#include "tex/tex_ascii.h"
#include "tex/tex_plain.h"
#include "tex/tex_math_safe.h"
#include "text/utf8.h"

struct value {
    struct buffer *out;
    enum tex_case letter_case;
    bool ascii;
    bool verbatim; /* nothing needs an escape */
    struct title_names *names;
    struct buffer *open; /* offsets in `out` of each "\{" that is not closed yet */
};

/* ---- Mathematics ------------------------------------------------------- */

/* BibTeX styles put titles into lower case, formulas included. In ASCII, Δ is \Delta. */
static bool has_capital(const struct value *value, struct view math)
{
    size_t length;

    for (; math.len > 0; math = view_skip(math, length)) {
        uint32_t c = utf8_decode(math, &length);
        struct view command = { 0 };

        if (c >= 0x80 && value->ascii)
            command = tex_find_math(c);
        if (c < 0x80 ? ascii_is_upper((char)c) : command.len > 1 && ascii_is_upper(command.at[1]))
            return true;
    }
    return false;
}

#define FORMULA_ESCAPED(has, row) has('%', '%', row) has('#', '#', row) has('&', '&', row)
#define FORMULA_SPECIALS(has, row) FORMULA_ESCAPED(has, row) has('\\', '\\', row)
static const struct byte_set formula_escaped = BYTE_SET(FORMULA_ESCAPED);
static const struct byte_set formula_specials = BYTE_SET(FORMULA_SPECIALS);

/* Appends a character by its number, for XeTeX and LuaTeX, which know all of Unicode. Returns its
 * length. */
static size_t put_number(struct buffer *out, struct view text)
{
    size_t length;

    buffer_put(out, VIEW("{\\char"));
    buffer_put_number(out, utf8_decode(text, &length));
    buffer_put_byte(out, '}');
    return length;
}

/* True if part of the formula may be set as text, where \sigma is an error. */
static bool formula_has_text(struct view math)
{
    return view_find(math, VIEW("\\text")) < math.len || view_find(math, VIEW("box")) < math.len ||
           view_find(math, VIEW("\\emph")) < math.len || view_find(math, VIEW("\\tag")) < math.len;
}

/* Appends how a formula has a character, of which `rest` is what follows. */
static void put_character_command(struct buffer *out, struct view command, struct view rest,
                                  bool has_text)
{
    bool is_script = view_has_byte(VIEW("^_'"), command.at[0]); /* x^a² has no second one */

    if (has_text)
        buffer_put(out, VIEW("{\\ensuremath"));
    if (has_text || is_script)
        buffer_put_byte(out, '{');
    buffer_put(out, command);
    if (has_text)
        buffer_put(out, VIEW("}}"));
    else if (is_script)
        buffer_put_byte(out, '}');
    else if (command.at[0] == '\\' && rest.len > 0 &&
             (ascii_is_alpha(rest.at[0]) || (unsigned char)rest.at[0] >= 0x80))
        buffer_put_byte(out, ' ');
}

/* Appends the first character of part of a formula in ASCII. Returns its length. */
static size_t put_formula_character(struct buffer *out, struct view run, bool has_text)
{
    size_t length, start;
    struct view command = tex_find_math(utf8_decode(run, &length));

    if (command.len > 0) {
        put_character_command(out, command, view_skip(run, length), has_text);
        return length;
    }
    buffer_put(out, VIEW("\\mbox"));
    start = out->len;
    buffer_put_byte(out, '{');
    length = tex_put_ascii(out, run);
    if (length > 0) {
        buffer_put_byte(out, '}');
        return length;
    }
    out->len = start;
    return put_number(out, run);
}

/* Appends part of a formula that needs no escape. */
static void put_formula_run(struct value *value, struct view run, bool has_text)
{
    while (run.len > 0) {
        size_t plain = value->ascii ? 0 : run.len;

        while (plain < run.len && (unsigned char)run.at[plain] < 0x80)
            plain++;
        buffer_put(value->out, (struct view){ run.at, plain });
        run = view_skip(run, plain);
        if (run.len > 0)
            run = view_skip(run, put_formula_character(value->out, run, has_text));
    }
}

/* Appends the formula with `%` and `#` escaped, and `&` outside an environment. */
static void put_formula(struct value *value, struct view math)
{
    bool has_text = value->ascii && formula_has_text(math);
    size_t environments = 0;

    if (scan_run(math, &formula_escaped) == math.len) { /* as most formulas */
        put_formula_run(value, math, has_text);
        return;
    }
    for (size_t i = 0; i < math.len; i++) {
        size_t run = scan_run(view_skip(math, i), &formula_specials);
        char c;

        put_formula_run(value, (struct view){ math.at + i, run }, has_text);
        i += run;
        if (i == math.len)
            break;
        c = math.at[i];
        if (c == '\\') {
            environments += tex_begins_environment(view_skip(math, i));
            environments -= tex_ends_environment(view_skip(math, i));
        }
        if (c == '\\' && i + 1 < math.len && (unsigned char)math.at[i + 1] < 0x80)
            buffer_put_byte(value->out, math.at[i++]);
        else if (c == '%' || c == '#' || (c == '&' && environments == 0))
            buffer_put_byte(value->out, '\\');
        buffer_put_byte(value->out, math.at[i]);
    }
}

/* ---- Text -------------------------------------------------------------- */

/* BibTeX escapes. Braces are not among them, since they must pair. Zotero and LaTeX both show
 * each escape as the character. Zotero shows {\textbackslash} and the like as they are. */
static const char *const escapes[256] = {
    ['%'] = "\\%", ['&'] = "\\&",   ['#'] = "\\#",         ['_'] = "\\_",
    ['$'] = "\\$", ['~'] = "\\~{}", ['^'] = "\\^{}",       ['\\'] = "$\\backslash$",
    ['<'] = "$<$", ['>'] = "$>$",   [TEX_MATH_START] = "", [TEX_MATH_END] = "",
};

/* Bytes that cannot be copied: those above, braces, and the first byte of the no-break space. */
#define SPECIALS(has, row)                                                                         \
    has('%', '%', row) has('&', '&', row) has('#', '#', row) has('_', '_', row) has('$', '$', row) \
        has('~', '~', row) has('^', '^', row) has('\\', '\\', row) has('<', '<', row)              \
            has('>', '>', row) has('{', '{', row) has('}', '}', row) has(0xC2, 0xC2, row)          \
                has(TEX_MATH_START, TEX_MATH_START, row) has(TEX_MATH_END, TEX_MATH_END, row)
static const struct byte_set specials = BYTE_SET(SPECIALS);

static bool begins_combining(struct view text)
{
    size_t length;
    uint32_t c = text.len > 0 ? utf8_decode(text, &length) : 0;
    return c >= 0x300 && c <= 0x36F;
}

/* Returns the length of the text that can be copied. If `ascii` is set, that excludes
 * non-ASCII text and a letter before a combining character. */
static size_t copied_length(const struct value *value, struct view text)
{
    size_t at = 0;

    if (!value->ascii)
        return scan_run(text, &specials);
    while (at < text.len && (unsigned char)text.at[at] < 0x80 &&
           !byte_set_has(&specials, text.at[at]))
        at++;
    return at - (at > 0 && begins_combining(view_skip(text, at)));
}

/* Appends a character that cannot be copied. Returns its length. */
static size_t put_value_special(struct value *value, struct view text)
{
    const char *escape = escapes[(unsigned char)text.at[0]];
    size_t length = value->ascii ? tex_put_ascii(value->out, text) : 0;

    if (length > 0)
        return length;
    if (view_starts_with(text, VIEW("\xC2\xA0"))) {
        buffer_put_byte(value->out, '~');
        return 2;
    }
    if (value->ascii && (unsigned char)text.at[0] >= 0x80)
        return put_number(value->out, text);
    utf8_decode(text, &length);
    if (text.at[0] == '{') {
        buffer_put(value->open, (struct view){ (const char *)&value->out->len, sizeof(size_t) });
        buffer_put(value->out, VIEW("\\{"));
    } else if (text.at[0] == '}' && value->open->len > 0) {
        value->open->len -= sizeof(size_t);
        buffer_put(value->out, VIEW("\\}"));
    } else if (text.at[0] == '}') {
        buffer_put(value->out, VIEW("\\textbraceright{}"));
    } else {
        buffer_put(value->out, escape ? view_of(escape) : (struct view){ text.at, length });
    }
    return length;
}

/* Keeps what was appended from `at` on apart from the text before it if they would form a TeX
 * ligature, as the quotes of ’” would: TeX reads three in a row as ”’. */
static void keep_apart(struct value *value, size_t at)
{
    const char *joint;

    if (!value->ascii || at == 0 || at == value->out->len)
        return;
    joint = value->out->at + at;
    if (!(joint[0] == joint[-1] && (joint[0] == '\'' || joint[0] == '`' || joint[0] == '-')) &&
        !(joint[0] == '`' && (joint[-1] == '?' || joint[-1] == '!')))
        return;
    buffer_reserve(value->out, 2);
    memmove(value->out->at + at + 2, value->out->at + at, value->out->len - at);
    memcpy(value->out->at + at, "{}", 2);
    value->out->len += 2;
}

static void put_value_escaped(struct value *value, struct view text)
{
    if (value->verbatim) {
        buffer_put(value->out, text);
        return;
    }
    while (text.len > 0) {
        size_t plain = copied_length(value, text), joint = value->out->len;

        buffer_put(value->out, (struct view){ text.at, plain });
        keep_apart(value, joint);
        text = view_skip(text, plain);
        joint = value->out->len;
        if (text.len > 0)
            text = view_skip(text, put_value_special(value, text));
        keep_apart(value, joint);
    }
}

/* Replaces each unclosed "\{" by "\textbraceleft{}". */
static void close_all(struct value *value)
{
    static const struct view lonely = VIEW_ENTRY("\\textbraceleft{}");
    size_t count = value->open->len / sizeof(size_t), end = value->out->len;
    char *at;

    if (count == 0)
        return;
    buffer_reserve(value->out, count * (lonely.len - 2));
    value->out->len += count * (lonely.len - 2);
    for (at = value->out->at + value->out->len; count > 0; count--) {
        size_t place, tail;
        memcpy(&place, value->open->at + (count - 1) * sizeof place, sizeof place);
        tail = end - (place + 2);
        at -= tail;
        memmove(at, value->out->at + place + 2, tail);
        at -= lonely.len;
        memcpy(at, lonely.at, lonely.len);
        end = place;
    }
}

/* ---- Capitals ---------------------------------------------------------- */

/* True if the word can go on: with a letter, a digit, a hyphen, or a two-byte character (Latin,
 * Greek, Cyrillic) except the no-break space; with `_` or `^` inside it; or, after a capital, with
 * the ends of C++, C# and Na+. */
static bool in_word(struct view text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];

    if (c >= 0xC3 && c <= 0xDF)
        return true;
    if (c >= 0x80 && c <= 0xBF)
        return at > 0 && (unsigned char)text.at[at - 1] >= 0xC3 &&
               (unsigned char)text.at[at - 1] <= 0xDF;
    if (c == '\'') /* O'Brien, not Bayes' */
        return at > 0 && at + 1 < text.len && ascii_is_upper(text.at[at - 1]) &&
               ascii_is_upper(text.at[at + 1]);
    if (c == '_' || c == '^')
        return at > 0 && at + 1 < text.len && ascii_is_alnum(text.at[at - 1]) &&
               ascii_is_alnum(text.at[at + 1]);
    if (c == '+' || c == '#')
        return at > 0 && (ascii_is_upper(text.at[at - 1]) || text.at[at - 1] == '+') &&
               (at + 1 == text.len || !ascii_is_alnum(text.at[at + 1]));
    return ascii_is_alnum(text.at[at]) || c == '-';
}

/* The part of a word before a hyphen: its length in bytes, and its characters; signs count as
 * digits. */
struct part {
    size_t len, letters, capitals, digits;
    bool capital_inside;
};

static struct part first_part(struct view word)
{
    struct part part = { 0 };

    for (size_t length; part.len < word.len && word.at[part.len] != '-'; part.len += length) {
        bool digit = !ascii_is_alpha(word.at[part.len]) && (unsigned char)word.at[part.len] < 0x80;
        uint32_t c = utf8_decode(view_skip(word, part.len), &length);
        bool capital = c < 0x80 ? ascii_is_upper((char)c) : utf8proc_isupper((utf8proc_int32_t)c);

        part.digits += digit;
        part.letters += !digit;
        part.capitals += capital;
        part.capital_inside = part.capital_inside || (capital && part.len > 0);
    }
    return part;
}

/* True if the part's case matters wherever it stands: a capital inside, or one with digits (T5). */
static bool is_cased(const struct part *part)
{
    return part->capital_inside || (part->capitals > 0 && part->digits > 0);
}

/* True for a letter such as Ø, of two bytes below those of Greek. */
static bool is_latin(struct view letter)
{
    return letter.at[0] >= '\xC3' && letter.at[0] <= '\xC9';
}

/* True for what is_cased says, a single capital (X-ray, K-means, but not the article), and a
 * name. `rest` is the word from the part on. */
static bool needs_case(struct value *value, const struct part *part, struct view rest,
                       struct view word)
{
    if (part->capitals == 0)
        return false;
    if (is_cased(part))
        return true;
    if (part->letters == 1 && part->len > 1)
        return !value->ascii || is_latin(rest); /* ASCII has {$\Sigma$} anyway */
    if (part->letters == 1)
        return rest.at[0] != 'A' || view_find_byte(word, '-') < word.len;
    return title_names_has(value->names, (struct view){ rest.at, part->len });
}

/* Returns the length of the parts at the start of `rest` that must keep their case, with the
 * numbers after them, or 0. *first is the first part. *plural is true if the last part is an
 * acronym with the s of the plural, which stays outside the braces: LLMs. */
static size_t cased_length(struct value *value, struct view rest, struct view word,
                           struct part *first, bool *plural)
{
    struct part part = *first = first_part(rest);
    size_t length = 0;

    *plural = false;
    while (part.len > 0 &&
           ((length > 0 && part.letters == 0) ||
            needs_case(value, &part, view_skip(rest, length + (length > 0)), word))) {
        length += part.len + (length > 0); /* with the hyphen before it */
        *plural = part.capitals >= 2 && part.letters == part.capitals + 1 &&
                  rest.at[length - 1] == 's';
        part = first_part(view_skip(rest, length + 1));
    }
    return length;
}

/* True for the name of a program or method that the abstract has too, in which parts with ordinary
 * capitals are joined to others: LLaMA-Adapter. */
static bool is_compound_name(const struct value *value, struct view word)
{
    bool cased = false, capitalised = false;

    if (!view_has_byte(word, '-'))
        return false;
    for (struct view rest = word; rest.len > 0;) {
        struct part part = first_part(rest);

        cased |= is_cased(&part);
        capitalised |= part.capitals == 1 && part.letters > 1 && !is_cased(&part);
        rest = view_skip(rest, part.len + 1);
    }
    return cased && capitalised && title_names_show(value->names, word);
}

/* Appends a word. Parts that must keep their case, and the numbers after them, share braces:
 * {GPT-4} and {LLM}-based. */
static void put_word(struct value *value, struct view word)
{
    struct view rest = word;

    if (is_compound_name(value, word)) {
        buffer_put_byte(value->out, '{');
        put_value_escaped(value, word);
        buffer_put_byte(value->out, '}');
        return;
    }
    while (rest.len > 0) {
        struct part first;
        bool plural;
        size_t length = cased_length(value, rest, word, &first, &plural), joint;

        if (length == 0) {
            length = first.len;
            put_value_escaped(value, (struct view){ rest.at, length });
        } else {
            buffer_put_byte(value->out, '{');
            put_value_escaped(value, (struct view){ rest.at, length - plural });
            buffer_put_byte(value->out, '}');
            if (plural)
                buffer_put_byte(value->out, 's');
        }
        rest = view_skip(rest, length);
        joint = value->out->len;
        while (rest.len > 0 && rest.at[0] == '-') {
            buffer_put_byte(value->out, '-');
            rest = view_skip(rest, 1);
        }
        keep_apart(value, joint);
    }
}

/* Returns where the next capital begins, or what may be one that is not ASCII. */
static size_t find_capital(struct view text, size_t at)
{
#define CAPITALS(has, row) has('A', 'Z', row) has(0xC3, 0xDF, row)
    static const struct byte_set capitals = BYTE_SET(CAPITALS);

    if (at < text.len && text.at[at] == ' ') /* after most words of a title, a capital follows */
        at++;
    if (at < text.len && ascii_is_upper(text.at[at]))
        return at;
    return at + scan_run(view_skip(text, at), &capitals);
}

static bool is_gap(char c)
{
    return c == ' ' || c == '-';
}

/* Returns where the small letters from `at` on end. */
static inline size_t small_end(struct view text, size_t at)
{
#if defined(__SSE2__) && !defined(WITHOUT_VECTORS)
    for (; text.len - at >= sizeof(__m128i); at += sizeof(__m128i)) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.at + at));
        __m128i others = _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8('a')),
                                      _mm_cmpgt_epi8(bytes, _mm_set1_epi8('z')));
        unsigned found = (unsigned)_mm_movemask_epi8(others);

        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
#endif
    while (at < text.len && text.at[at] >= 'a' && text.at[at] <= 'z')
        at++;
    return at;
}

/* Returns the end of the word at `at` if it is a capital and small letters, perhaps between
 * hyphens; else 0. Most words of titles are, so that this saves time. */
static size_t plain_word_end(struct view text, size_t at)
{
    size_t end = small_end(text, at + 1);

    if (!ascii_is_upper(text.at[at]) || end < at + 2 ||
        (at > 0 && !is_gap(text.at[at - 1]) && in_word(text, at - 1)) ||
        (end < text.len && !is_gap(text.at[end]) && in_word(text, end)))
        return 0;
    return end;
}

/* Appends text, and looks only at words with a capital. */
static void put_words(struct value *value, struct view text)
{
    size_t at = 0, done = 0;

    while ((at = find_capital(text, at)) < text.len) {
        size_t start = at, end = plain_word_end(text, at);

        if (end > 0 && !title_names_has(value->names, (struct view){ text.at + at, end - at })) {
            at = end;
            continue;
        }
        for (end = at; start > done && in_word(text, start - 1);)
            start--;
        while (end < text.len && in_word(text, end))
            end++;
        put_value_escaped(value, (struct view){ text.at + done, start - done });
        put_word(value, (struct view){ text.at + start, end - start });
        at = done = end;
    }
    put_value_escaped(value, view_skip(text, done));
}

/* ---- The whole --------------------------------------------------------- */

static void put_value_text(struct value *value, struct view text)
{
    if (value->letter_case == TEX_CASE_KEPT)
        put_words(value, text);
    else
        put_value_escaped(value, text);
}

/* Returns the length of the formula at the start, with its marks, or 0 if there is none that is
 * safe. */
static size_t formula_length(struct view marked)
{
    struct view math = view_skip(marked, 1);

    if (marked.len == 0 || marked.at[0] != TEX_MATH_START)
        return 0;
    math.len = view_find_byte(math, TEX_MATH_END);
    return tex_math_is_safe(math) ? math.len + 2 : 0;
}

/* Returns the length of what joins a formula before or after it: a symbol or acronym, as in
 * H$_2$O. It is at the end of the text if `before` is true, else at its start. */
static size_t joined_length(struct view text, bool before)
{
    struct view run = { text.at, 0 };
    struct part part;

    while (run.len < text.len) {
        size_t at = before ? text.len - 1 - run.len : run.len;
        if (text.at[at] == '-' || !in_word(text, at))
            break;
        run.len++;
    }
    if (before)
        run.at += text.len - run.len;
    part = first_part(run);
    return part.letters <= 2 || is_cased(&part) ? run.len : 0;
}

/* Returns the length of the formulas, symbols and acronyms at the start that stand together. */
static size_t piece_length(const struct value *value, struct view marked, size_t joined)
{
    size_t length = joined, more;

    while ((more = formula_length(view_skip(marked, length))) > 0) {
        struct view text = view_skip(marked, length += more);

        text.len = view_find_byte(text, TEX_MATH_START);
        if (value->letter_case == TEX_CASE_KEPT)
            length += joined_length(text, false);
    }
    return length;
}

/* Appends a piece, in braces if it has a capital. */
static void put_piece(struct value *value, struct view piece)
{
    bool braces = has_capital(value, piece);
    /* A brace before a backslash would begin a BibTeX special character. */
    bool twice = piece.len > 1 && piece.at[0] == TEX_MATH_START && piece.at[1] == '\\';

    if (braces)
        buffer_put(value->out, twice ? VIEW("{{") : VIEW("{"));
    while (piece.len > 0) {
        struct view text = { piece.at, view_find_byte(piece, TEX_MATH_START) };
        size_t length = formula_length(view_skip(piece, text.len));

        put_value_escaped(value, text);
        piece = view_skip(piece, text.len);
        if (length > 0)
            put_formula(value, (struct view){ piece.at + 1, length - 2 });
        piece = view_skip(piece, length);
    }
    if (braces)
        buffer_put(value->out, twice ? VIEW("}}") : VIEW("}"));
}

/* Appends text in which formulas are marked. Formulas that are not safe are text. */
static void put_marked(struct value *value, struct view rest)
{
    while (rest.len > 0) {
        struct view text = { rest.at, view_find_byte(rest, TEX_MATH_START) };
        size_t formula = formula_length(view_skip(rest, text.len)), piece = formula;
        struct view math;

        if (formula > 0 && value->letter_case != TEX_CASE_FREE) {
            size_t joined = value->letter_case == TEX_CASE_KEPT ? joined_length(text, true) : 0;
            text.len -= joined;
            piece = piece_length(value, view_skip(rest, text.len), joined);
        }
        put_value_text(value, text);
        if (text.len == rest.len)
            return;
        rest = view_skip(rest, text.len);
        math = view_skip(rest, 1);
        if (formula == 0) {
            math.len = view_find_byte(math, TEX_MATH_END);
            put_value_text(value, math);
            piece = math.len + 2;
        } else if (value->letter_case == TEX_CASE_FREE) {
            put_formula(value, (struct view){ math.at, formula - 2 });
        } else {
            put_piece(value, (struct view){ rest.at, piece });
        }
        rest = view_skip(rest, piece);
    }
}

#define ESCAPED(has, row) TEX_SPECIALS(has, row) SPECIALS(has, row)
static const struct byte_set escaped = BYTE_SET(ESCAPED);

void tex_put_bibtex(struct tex_bibtex *bibtex, struct buffer *out, struct view tex,
                    enum tex_case letter_case)
{
    size_t plain = bibtex->ascii ? 0 : tex_plain_length(tex, &escaped), copied = 0;
    struct value value = { .out = out,
                           .letter_case = letter_case,
                           .ascii = bibtex->ascii,
                           .verbatim = true,
                           .names = &bibtex->names,
                           .open = &bibtex->open };
    bool is_marked;

    bibtex->open.len = 0;
    if (letter_case == TEX_CASE_FREE && plain < tex.len)
        copied = tex_plain_words(tex, plain);
    put_value_text(&value, (struct view){ tex.at, copied });
    value.verbatim = plain == tex.len;
    is_marked = !value.verbatim && !tex_is_plain(view_skip(tex, plain));
    tex = view_skip(tex, copied);
    if (is_marked) {
        bibtex->marked.len = 0;
        tex_put_marked(&bibtex->marked, tex);
        tex = buffer_view(&bibtex->marked);
    }
    if (letter_case == TEX_CASE_KEPT)
        title_names_begin(value.names, tex, bibtex->abstract);
    if (is_marked)
        put_marked(&value, tex);
    else
        put_value_text(&value, tex);
    close_all(&value);
}

void tex_bibtex_free(struct tex_bibtex *bibtex)
{
    buffer_free(&bibtex->marked);
    buffer_free(&bibtex->open);
}
