#include "output/language_terms.h"

#include <string.h>

/* English is in the place of no translation. */
static const struct language_terms terms[] = {
    [TRANSLATION_ABSENT] = {
        .markup = "en",
        .reference = VIEW_ENTRY("en"),
        .rss = VIEW_ENTRY("en"),
        .babel = VIEW_ENTRY("english"),
        .feed = VIEW_ENTRY("Papers announced on arXiv"),
        .title_note = { VIEW_ENTRY("【Title】"), VIEW_ENTRY("[Title] ") },
        .summary_note = { VIEW_ENTRY("【Summary】"), VIEW_ENTRY("[Summary] ") },
        .abstract_note = { VIEW_ENTRY("【Abstract】"), VIEW_ENTRY("[Abstract] ") },
        .abstract = VIEW_ENTRY("Abstract"),
        .kinds = { [ANNOUNCE_NEW] = VIEW_ENTRY("new"), [ANNOUNCE_CROSS] = VIEW_ENTRY("cross-list"),
                   [ANNOUNCE_REPLACE] = VIEW_ENTRY("replacement"),
                   [ANNOUNCE_REPLACE_CROSS] = VIEW_ENTRY("replacement, cross-list") },
        .more_authors = { VIEW_ENTRY("and "), VIEW_ENTRY(" more") },
        .paper = VIEW_ENTRY("paper"),
        .papers = VIEW_ENTRY("papers"),
        .undated = VIEW_ENTRY("Without a day"),
        .one_day = VIEW_ENTRY("day"),
        .days = VIEW_ENTRY("days"),
        .search = VIEW_ENTRY("Search"),
        .filters = VIEW_ENTRY("Filters"),
        .day = VIEW_ENTRY("Day"),
        .months = VIEW_ENTRY("Months"),
        .category = VIEW_ENTRY("Category"),
        .topic = VIEW_ENTRY("Topic"),
        .kind = VIEW_ENTRY("Announced as"),
        .all = VIEW_ENTRY("all"),
        .abstracts = VIEW_ENTRY("All abstracts"),
        .next = VIEW_ENTRY("next paper"),
        .previous = VIEW_ENTRY("previous paper"),
        .comments = VIEW_ENTRY("Comments:"),
        .journal = VIEW_ENTRY("Journal reference:"),
        .code = VIEW_ENTRY("Code"),
        .cut = VIEW_ENTRY("Cut off in the digest."),
        .none = VIEW_ENTRY("There are no papers."),
        .none_match = VIEW_ENTRY("No paper matches."),
    },
    [TRANSLATION_ZH] = {
        .markup = "zh-Hans",
        .reference = VIEW_ENTRY("zh-CN"),
        .rss = VIEW_ENTRY("zh-cn"),
        .babel = VIEW_ENTRY("chinese"),
        .feed = VIEW_ENTRY("Papers announced on arXiv, with Chinese translations"),
        .title_note = { VIEW_ENTRY("【标题】"), VIEW_ENTRY("[Chinese title] ") },
        .summary_note = { VIEW_ENTRY("【一句话总结】"), VIEW_ENTRY("[Chinese summary] ") },
        .abstract_note = { VIEW_ENTRY("【摘要】"), VIEW_ENTRY("[Chinese abstract] ") },
        .abstract = VIEW_ENTRY("摘要"),
        .kinds = { [ANNOUNCE_NEW] = VIEW_ENTRY("新论文"), [ANNOUNCE_CROSS] = VIEW_ENTRY("交叉列表"),
                   [ANNOUNCE_REPLACE] = VIEW_ENTRY("新版本"),
                   [ANNOUNCE_REPLACE_CROSS] = VIEW_ENTRY("新版本（交叉列表）") },
        .more_authors = { VIEW_ENTRY("及另外 "), VIEW_ENTRY(" 位作者") },
        .paper = VIEW_ENTRY("篇论文"),
        .papers = VIEW_ENTRY("篇论文"),
        .undated = VIEW_ENTRY("日期不详"),
        .one_day = VIEW_ENTRY("天"),
        .days = VIEW_ENTRY("天"),
        .search = VIEW_ENTRY("搜索"),
        .filters = VIEW_ENTRY("筛选"),
        .day = VIEW_ENTRY("日期"),
        .months = VIEW_ENTRY("月份"),
        .category = VIEW_ENTRY("类别"),
        .topic = VIEW_ENTRY("主题"),
        .kind = VIEW_ENTRY("公告类型"),
        .all = VIEW_ENTRY("全部"),
        .abstracts = VIEW_ENTRY("全部摘要"),
        .next = VIEW_ENTRY("下一篇"),
        .previous = VIEW_ENTRY("上一篇"),
        .comments = VIEW_ENTRY("备注："),
        .journal = VIEW_ENTRY("期刊："),
        .code = VIEW_ENTRY("代码"),
        .cut = VIEW_ENTRY("摘要在日报中被截断。"),
        .none = VIEW_ENTRY("没有论文。"),
        .none_match = VIEW_ENTRY("没有符合条件的论文。"),
        .year = VIEW_ENTRY("年"),
        .month = VIEW_ENTRY("月"),
        .date = VIEW_ENTRY("日"),
        .weekdays = VIEW_ENTRY("周日周一周二周三周四周五周六"),
    },
    [TRANSLATION_JA] = {
        .markup = "ja",
        .reference = VIEW_ENTRY("ja-JP"),
        .rss = VIEW_ENTRY("ja"),
        .babel = VIEW_ENTRY("japanese"),
        .feed = VIEW_ENTRY("Papers announced on arXiv, with Japanese translations"),
        .title_note = { VIEW_ENTRY("【タイトル】"), VIEW_ENTRY("[Japanese title] ") },
        .summary_note = { VIEW_ENTRY("【一文要約】"), VIEW_ENTRY("[Japanese summary] ") },
        .abstract_note = { VIEW_ENTRY("【要旨】"), VIEW_ENTRY("[Japanese abstract] ") },
        .abstract = VIEW_ENTRY("要旨"),
        .kinds = { [ANNOUNCE_NEW] = VIEW_ENTRY("新着"), [ANNOUNCE_CROSS] = VIEW_ENTRY("クロスリスト"),
                   [ANNOUNCE_REPLACE] = VIEW_ENTRY("改訂版"),
                   [ANNOUNCE_REPLACE_CROSS] = VIEW_ENTRY("改訂版（クロスリスト）") },
        .more_authors = { VIEW_ENTRY("ほか"), VIEW_ENTRY("名") },
        .paper = VIEW_ENTRY("件の論文"),
        .papers = VIEW_ENTRY("件の論文"),
        .undated = VIEW_ENTRY("日付不明"),
        .one_day = VIEW_ENTRY("日分"),
        .days = VIEW_ENTRY("日分"),
        .search = VIEW_ENTRY("検索"),
        .filters = VIEW_ENTRY("絞り込み"),
        .day = VIEW_ENTRY("日付"),
        .months = VIEW_ENTRY("月"),
        .category = VIEW_ENTRY("カテゴリ"),
        .topic = VIEW_ENTRY("トピック"),
        .kind = VIEW_ENTRY("告知の種類"),
        .all = VIEW_ENTRY("すべて"),
        .abstracts = VIEW_ENTRY("要旨をすべて表示"),
        .next = VIEW_ENTRY("次の論文"),
        .previous = VIEW_ENTRY("前の論文"),
        .comments = VIEW_ENTRY("コメント："),
        .journal = VIEW_ENTRY("掲載誌："),
        .code = VIEW_ENTRY("コード"),
        .cut = VIEW_ENTRY("要旨は途中で切れています。"),
        .none = VIEW_ENTRY("論文はありません。"),
        .none_match = VIEW_ENTRY("該当する論文はありません。"),
        .year = VIEW_ENTRY("年"),
        .month = VIEW_ENTRY("月"),
        .date = VIEW_ENTRY("日"),
        .weekdays = VIEW_ENTRY("日曜日月曜日火曜日水曜日木曜日金曜日土曜日"),
    },
    [TRANSLATION_KO] = {
        .markup = "ko",
        .reference = VIEW_ENTRY("ko-KR"),
        .rss = VIEW_ENTRY("ko"),
        .babel = VIEW_ENTRY("korean"),
        .feed = VIEW_ENTRY("Papers announced on arXiv, with Korean translations"),
        .title_note = { VIEW_ENTRY("[제목] "), VIEW_ENTRY("[Korean title] ") },
        .summary_note = { VIEW_ENTRY("[한 줄 요약] "), VIEW_ENTRY("[Korean summary] ") },
        .abstract_note = { VIEW_ENTRY("[초록] "), VIEW_ENTRY("[Korean abstract] ") },
        .abstract = VIEW_ENTRY("초록"),
        .kinds = { [ANNOUNCE_NEW] = VIEW_ENTRY("신규"), [ANNOUNCE_CROSS] = VIEW_ENTRY("교차 목록"),
                   [ANNOUNCE_REPLACE] = VIEW_ENTRY("개정판"),
                   [ANNOUNCE_REPLACE_CROSS] = VIEW_ENTRY("개정판(교차 목록)") },
        .more_authors = { VIEW_ENTRY("외 "), VIEW_ENTRY("명") },
        .paper = VIEW_ENTRY("편의 논문"),
        .papers = VIEW_ENTRY("편의 논문"),
        .undated = VIEW_ENTRY("날짜 미상"),
        .one_day = VIEW_ENTRY("일"),
        .days = VIEW_ENTRY("일"),
        .search = VIEW_ENTRY("검색"),
        .filters = VIEW_ENTRY("필터"),
        .day = VIEW_ENTRY("날짜"),
        .months = VIEW_ENTRY("월"),
        .category = VIEW_ENTRY("분류"),
        .topic = VIEW_ENTRY("주제"),
        .kind = VIEW_ENTRY("공지 유형"),
        .all = VIEW_ENTRY("전체"),
        .abstracts = VIEW_ENTRY("모든 초록"),
        .next = VIEW_ENTRY("다음 논문"),
        .previous = VIEW_ENTRY("이전 논문"),
        .comments = VIEW_ENTRY("비고:"),
        .journal = VIEW_ENTRY("게재지:"),
        .code = VIEW_ENTRY("코드"),
        .cut = VIEW_ENTRY("초록이 잘려 있습니다."),
        .none = VIEW_ENTRY("논문이 없습니다."),
        .none_match = VIEW_ENTRY("일치하는 논문이 없습니다."),
        .year = VIEW_ENTRY("년 "),
        .month = VIEW_ENTRY("월 "),
        .date = VIEW_ENTRY("일"),
        .weekdays = VIEW_ENTRY("일요일월요일화요일수요일목요일금요일토요일"),
    },
};

void language_terms_put_day(const struct language_terms *of, struct date day, struct buffer *out)
{
    struct calendar time = calendar_of(seconds_of(day));
    size_t weekday = of->weekdays.len / 7 * time.weekday;

    if (of->weekdays.len == 0) {
        seconds_put_rfc822(seconds_of(day), out);
        out->len -= strlen(" 00:00:00 +0000");
        return;
    }
    buffer_put_number(out, day.year);
    buffer_put(out, of->year);
    buffer_put_number(out, day.month);
    buffer_put(out, of->month);
    buffer_put_number(out, day.day);
    buffer_put(out, of->date);
    buffer_put_byte(out, ' ');
    buffer_put(out, (struct view){ of->weekdays.at + weekday, of->weekdays.len / 7 });
}

const struct language_terms *language_terms_of_translation(enum translation translation)
{
    return &terms[translation];
}

static const struct language_terms *language_terms_of(const struct record *record,
                                                      enum language language)
{
    if (language == LANGUAGE_EN)
        return &terms[TRANSLATION_ABSENT];
    return &terms[record->translation_language ? record->translation_language : TRANSLATION_ZH];
}

const struct language_terms *language_terms_of_text(const struct record *record,
                                                    enum language language, struct view text)
{
    bool is_translated = language == LANGUAGE_ZH && text_is_translation(text);

    return language_terms_of(record, is_translated ? LANGUAGE_ZH : LANGUAGE_EN);
}

const struct language_terms *language_terms_of_group(const struct record *record,
                                                     enum language language)
{
    const struct view texts[] = { record->title.in[language], record->summary.in[language],
                                  record->abstract.in[language] };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (text_is_translation(texts[i]))
            return language_terms_of(record, language);
    }
    return language_terms_of(record, LANGUAGE_EN);
}

const struct language_terms *language_terms_of_head(const struct output_head *head)
{
    return language_terms_of_translation(head->leads == LANGUAGE_ZH ? head->translation
                                                                    : TRANSLATION_ABSENT);
}

const struct language_terms *language_terms_of_title(const struct record *record,
                                                     enum language leads,
                                                     const struct language_terms *otherwise)
{
    enum language language = bilingual_language(&record->title, leads);

    struct view title = record->title.in[language];

    return title.len > 0 ? language_terms_of_text(record, language, title) : otherwise;
}
