#include "text/encoding_guess.h"

#include "text/utf8.h"

struct range {
    unsigned char first, last;
};

/* Encodings with one or two bytes a character, in the order in which they are tried. Text in one of
 * them consists of its pairs, and a share of them, in percent, is usual: kana, Hangul, the
 * punctuation and frequent characters of GB 2312, the frequent characters of Big5. Of Thai read as
 * GB 18030, three quarters are. */
static const struct encoding {
    const char *name;
    size_t share, pairs_min;
    bool has_fours; /* characters of four bytes, of which the second and fourth are digits */
    struct range leads[2], trails[2], usual_leads[2], usual_trails;
} encodings[] = {
    { "EUC-JP",
      25,
      4,
      false,
      { { 0xA1, 0xFE } },
      { { 0xA1, 0xFE } },
      { { 0xA4, 0xA5 } },
      { 0xA1, 0xFE } },
    { "SHIFT_JIS",
      25,
      4,
      false,
      { { 0x81, 0x9F }, { 0xE0, 0xFC } },
      { { 0x40, 0x7E }, { 0x80, 0xFC } },
      { { 0x82, 0x83 } },
      { 0x40, 0xFC } },
    { "EUC-KR",
      90,
      6,
      false,
      { { 0xA1, 0xFD } },
      { { 0xA1, 0xFE } },
      { { 0xB0, 0xC8 } },
      { 0xA1, 0xFE } },
    { "GB18030",
      85,
      1,
      true,
      { { 0x81, 0xFE } },
      { { 0x40, 0x7E }, { 0x80, 0xFE } },
      { { 0xA1, 0xA3 }, { 0xB0, 0xD7 } },
      { 0xA1, 0xFE } },
    { "BIG5",
      75,
      1,
      false,
      { { 0xA1, 0xF9 } },
      { { 0x40, 0x7E }, { 0xA1, 0xFE } },
      { { 0xA4, 0xC6 } },
      { 0x40, 0xFE } },
};

static bool is_in(char byte, struct range range)
{
    return (unsigned char)byte >= range.first && (unsigned char)byte <= range.last;
}

static bool is_in_either(char byte, const struct range ranges[2])
{
    return is_in(byte, ranges[0]) || is_in(byte, ranges[1]);
}

static bool is_high(char byte)
{
    return (unsigned char)byte > 0x7F;
}

static bool begins_four(struct view text, size_t at)
{
    return at + 3 < text.len && is_high(text.at[at]) && ascii_is_digit(text.at[at + 1]) &&
           is_high(text.at[at + 2]) && ascii_is_digit(text.at[at + 3]);
}

/* At most one character in twenty is not a pair: the text may be damaged or cut. */
static bool may_be_in(struct view text, const struct encoding *encoding)
{
    size_t pairs = 0, usual = 0, others = 0, at = 0;

    while (at + 1 < text.len) {
        char lead = text.at[at], trail = text.at[at + 1];
        bool is_pair = is_in_either(lead, encoding->leads) && is_in_either(trail, encoding->trails);

        if (encoding->has_fours && begins_four(text, at)) { /* an emoji, say */
            at += 4;
            continue;
        }
        pairs += is_pair;
        usual += is_pair && is_in_either(lead, encoding->usual_leads) &&
                 is_in(trail, encoding->usual_trails);
        others += is_high(lead) && !is_pair;
        at += is_pair ? 2 : 1;
    }
    return pairs >= encoding->pairs_min && others * 20 <= pairs &&
           usual * 100 >= encoding->share * pairs;
}

static bool is_letter_of_1252(char byte)
{
    return is_high(byte) && byte != '\xA0'; /* a no-break space */
}

/* True if letters beyond ASCII stand alone between those of ASCII, as in European languages. */
static bool may_be_windows_1252(struct view text)
{
    size_t letters = 0, alone = 0;

    for (size_t at = 0; at < text.len; at++) {
        if (!is_letter_of_1252(text.at[at]))
            continue;
        if (strchr("\x81\x8D\x8F\x90\x9D\xFE\xFF", text.at[at])) /* undefined or very rare */
            return false;
        letters++;
        alone += (at == 0 || !is_letter_of_1252(text.at[at - 1])) &&
                 (at + 1 == text.len || !is_letter_of_1252(text.at[at + 1]));
    }
    return alone > 0 && alone * 10 >= letters * 8;
}

/* True if most characters beyond ASCII are well-formed. Of text in GB 2312, every tenth is. */
static bool is_mostly_utf8(struct view text)
{
    size_t good = 0, bad = 0;
    bool cut;

    while (text.len > 0) {
        struct view sound = { text.at, utf8_find_malformed(text) };

        for (size_t i = 0; i < sound.len; i++)
            good += is_high(sound.at[i]) && !utf8_continues(sound.at[i]);
        text = view_skip(text, sound.len);
        if (text.len > 0) {
            text = view_skip(text, utf8_malformed_length(text, &cut));
            bad++;
        }
    }
    return good >= bad;
}

/* By its byte order mark, or by its spaces and newlines, one character in 200 or more: with the
 * bytes in the other order, they would be U+2000 and U+0A00, which are rare. Zero bytes do not
 * tell, as frequent Chinese characters have them: U+4E00. */
static const char *guess_utf_16(struct view text)
{
    size_t little = 0, big = 0;

    if (view_starts_with(text, VIEW("\xFF\xFE")) || view_starts_with(text, VIEW("\xFE\xFF")))
        return "UTF-16";
    for (size_t at = 0; at + 1 < text.len; at += 2) {
        char first = text.at[at], second = text.at[at + 1];

        little += second == '\0' && (first == ' ' || first == '\n');
        big += first == '\0' && (second == ' ' || second == '\n');
    }
    if (little > text.len / 400 && little / 20 >= big)
        return "UTF-16LE";
    return big > text.len / 400 && big / 20 >= little ? "UTF-16BE" : NULL;
}

const char *encoding_guess(struct view text)
{
    const char *utf_16 = guess_utf_16(text);

    if (utf_16 || is_mostly_utf8(text))
        return utf_16;
    if (may_be_windows_1252(text))
        return "WINDOWS-1252";
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (may_be_in(text, &encodings[i]))
            return encodings[i].name;
    }
    return NULL;
}
