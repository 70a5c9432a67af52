#include "output/language_terms.h"

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
        .search = VIEW_ENTRY("Search"),
        .category = VIEW_ENTRY("Category"),
        .kind = VIEW_ENTRY("Announced as"),
        .all = VIEW_ENTRY("all"),
        .both = VIEW_ENTRY("Both abstracts"),
        .papers = VIEW_ENTRY("papers"),
        .none = VIEW_ENTRY("There are no papers."),
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
        .search = VIEW_ENTRY("搜索"),
        .category = VIEW_ENTRY("类别"),
        .kind = VIEW_ENTRY("公告类型"),
        .all = VIEW_ENTRY("全部"),
        .both = VIEW_ENTRY("双语摘要"),
        .papers = VIEW_ENTRY("篇论文"),
        .none = VIEW_ENTRY("没有论文。"),
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
        .search = VIEW_ENTRY("検索"),
        .category = VIEW_ENTRY("カテゴリ"),
        .kind = VIEW_ENTRY("告知の種類"),
        .all = VIEW_ENTRY("すべて"),
        .both = VIEW_ENTRY("要旨を両方表示"),
        .papers = VIEW_ENTRY("件の論文"),
        .none = VIEW_ENTRY("論文はありません。"),
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
        .search = VIEW_ENTRY("검색"),
        .category = VIEW_ENTRY("분류"),
        .kind = VIEW_ENTRY("공지 유형"),
        .all = VIEW_ENTRY("전체"),
        .both = VIEW_ENTRY("두 언어의 초록"),
        .papers = VIEW_ENTRY("편의 논문"),
        .none = VIEW_ENTRY("논문이 없습니다."),
    },
};

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
