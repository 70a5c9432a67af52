#include "expect.h"

#include <iconv.h>
#include <string.h>

#include "text/encoding_guess.h"

static const char chinese[] = "我们提出一种按词选择专家的路由方法，并在三个数据集上评估它。\n";
static const char traditional[] = "我們提出一種按詞選擇專家的路由方法，並在三個資料集上評估它。\n";
static const char japanese[] =
    "単語ごとに専門家を選ぶ経路制御の方法を提案し、三つのデータで評価する。\n";
static const char korean[] =
    "단어마다 전문가를 고르는 경로 선택 방법을 제안하고 세 자료에서 평가한다.\n";
static const char french[] =
    "Nous proposons une méthode « légère », évaluée à l'aide de trois jeux de données.\n";
static const char german[] = "Wir schlagen ein Verfahren für das Wählen geübter Fachleute vor.\n";
static const char thai[] =
    "บทความนี้นำเสนอแบบจำลองภาษาขนาดใหญ่สำหรับการแปลภาษาไทยและการประมวลผลภาษาธรรมชาติ\n";
static const char english[] =
    "- [Lantern](https://arxiv.org/abs/2405.90001), a router for small models\n";

/* Appends the text in that encoding. */
static void put_in(struct buffer *out, const char *text, const char *encoding)
{
    iconv_t conversion = iconv_open(encoding, "UTF-8");
    size_t left = strlen(text), room = left * 4 + 4, before = room;
    char *from = memory_copy(text), *start = from, *to = buffer_reserve(out, room);

    expect(conversion != (iconv_t)-1, encoding);
    expect_number(encoding, (int64_t)iconv(conversion, &from, &left, &to, &room), 0);
    out->len += before - room;
    iconv_close(conversion);
    free(start);
}

static void encodings_are_told_apart(void **state)
{
    static const struct {
        const char *text, *encoding, *guess;
    } cases[] = {
        { chinese, "GB18030", "GB18030" },
        { chinese, "GB2312", "GB18030" },
        { traditional, "BIG5", "BIG5" },
        { japanese, "SHIFT_JIS", "SHIFT_JIS" },
        { japanese, "EUC-JP", "EUC-JP" },
        { korean, "EUC-KR", "EUC-KR" },
        { french, "WINDOWS-1252", "WINDOWS-1252" },
        { german, "ISO-8859-1", "WINDOWS-1252" },
        { chinese, "UTF-16", "UTF-16" },
        { german, "UTF-16LE", "UTF-16LE" },
        { chinese, "UTF-16LE", "UTF-16LE" },
        { chinese, "UTF-16BE", "UTF-16BE" },
        { thai, "TIS-620", "none" },
        { french, "UTF-16BE", "UTF-16BE" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        for (int lines = 0; lines < 2; lines++) { /* alone, and among lines in English */
            struct buffer text = { 0 };
            const char *guess;

            if (lines)
                put_in(&text, english, cases[i].encoding);
            put_in(&text, cases[i].text,
                   lines && strcmp(cases[i].encoding, "UTF-16") == 0 ? "UTF-16LE"
                                                                     : cases[i].encoding);
            guess = encoding_guess(buffer_view(&text));
            expect_text(cases[i].encoding, view_of(guess ? guess : "none"), cases[i].guess);
            buffer_free(&text);
        }
    }
}

static void utf8_is_none_of_them(void **state)
{
    static const char *const texts[] = {
        "", english, chinese, japanese, korean, french, "虚构之物\xFF\n", "虚构之物\xE8\n", "\xFF",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++)
        expect(!encoding_guess(view_of(texts[i])), texts[i]);
}

static void damaged_text_is_guessed(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (int i = 0; i < 2; i++)
        put_in(&text, chinese, "GB18030");
    text.at[11] = '\xFF';
    text.len -= 2; /* the newline, and half a character */
    expect_text("a wrong byte", view_of(encoding_guess(buffer_view(&text))), "GB18030");
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(utf8_is_none_of_them),
        cmocka_unit_test(damaged_text_is_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
