#include "expect.h"

#include "record/written_date.h"

static void expect_date(const char *name, bool found, struct date date, const char *wanted)
{
    struct buffer got = { 0 };

    if (found)
        date_put(date, &got);
    expect_text(name, buffer_view(&got), wanted);
    buffer_free(&got);
}

/* ---- At the start -------------------------------------------------------- */

static const struct {
    const char *text, *date, *left;
} taken[] = {
    { "2024-03-28", "2024-03-28", "" },
    { "2024-3-8 and more", "2024-03-08", " and more" },
    { "2024/03/28, a tide", "2024-03-28", ", a tide" },
    { "2024.12", "2024-12", "" },
    { "2024.12.", "2024-12", "." },
    { "2023/05]", "2023-05", "]" },
    { "2026-05-13T17:59:59Z end", "2026-05-13", " end" },
    { "2026-05-13T17:59:59+08:00", "2026-05-13", "" },
    { "2026-05-13 17:59", "2026-05-13", " 17:59" },
    { "29 Sep 2023", "2023-09-29", "" },
    { "9 September 2023.", "2023-09-09", "." },
    { "15th June 2026", "2026-06-15", "" },
    { "1st of March 2021", "2021-03-01", "" },
    { "22 Nov 22", "2022-11-22", "" },
    { "Tue, 22 Nov 22", "2022-11-22", "" },
    { "Thursday, May 2, 2024", "2024-05-02", "" },
    { "12-May-2026", "2026-05-12", "" },
    { "May 12th, 2026", "2026-05-12", "" },
    { "SEPT 2023", "2023-09", "" },
    { "Sep., 2025)", "2025-09", ")" },
    { "June 2026", "2026-06", "" },
    { "May '24", "2024-05", "" },
    { "2024 May 12", "2024-05-12", "" },
    { "2024-May", "2024-05", "" },
    { "2026年04月15日更新", "2026-04-15", "更新" },
    { "2026 年 4 月 5 日", "2026-04-05", "" },
    { "2026年4月", "2026-04", "" },
    { "2026年4月第1周", "2026-04", "第1周" },
    { "20260605", "2026-06-05", "" },
    { "20260605.md", "2026-06-05", ".md" },
    { "202606", "2026-06", "" },
    { "05/2024", "2024-05", "" },
    { "2026년 4월 15일", "2026-04-15", "" },
    { "13.05.2026", "2026-05-13", "" },
    { "28-07-2025", "2025-07-28", "" },
    { "5/28/2025", "2025-05-28", "" },
    { "29.02.2024", "2024-02-29", "" },
    /* no dates */
    { "4/5/2024", "", "4/5/2024" },
    { "04-05-2024", "", "04-05-2024" },
    { "2024", "", "2024" },
    { "2024-13", "", "2024-13" },
    { "2023-02-30", "", "2023-02-30" },
    { "2024-03-281", "", "2024-03-281" },
    { "2405.01234", "", "2405.01234" },
    { "2012.12345", "", "2012.12345" },
    { "20261305", "", "20261305" },
    { "202613", "", "202613" },
    { "5/2024", "", "5/2024" },
    { "202606051", "", "202606051" },
    { "15 - January 21) - 2024", "", "15 - January 21) - 2024" },
    { "22 Nov 22:10", "", "22 Nov 22:10" },
    { "31 June 2024", "", "31 June 2024" },
    { "Mayor 2024", "", "Mayor 2024" },
    { "May I ask", "", "May I ask" },
    { "2024 may be", "", "2024 may be" },
    { "9 may 2024", "2024-05-09", "" },
    { "3024-05-01", "", "3024-05-01" },
    { "2024-05a", "", "2024-05a" },
    { "", "", "" },
};

static void dates_are_taken_off_the_start(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(taken); i++) {
        struct view text = view_of(taken[i].text);
        struct date date = { 0 };
        bool found = written_date_take(&text, &date);

        expect_date(taken[i].text, found, date, taken[i].date);
        expect_text(taken[i].text, text, taken[i].left);
    }
}

/* ---- Anywhere ------------------------------------------------------------ */

static const struct {
    const char *text, *date, *where;
} found[] = {
    { "* [Jan 2026] A Tide", "2026-01", "Jan 2026" },
    { "published 2024-03 and again 29 Sep 2023", "2023-09-29", "29 Sep 2023" },
    { "2024-03 or 2025-04", "2024-03", "2024-03" },
    { "storage_2022-08-03.md", "2022-08-03", "2022-08-03" },
    { "notes/2025/10/14.md", "2025-10-14", "2025/10/14" },
    { "name99-2025-10-14", "2025-10-14", "2025-10-14" },
    { "Session 4 (04-05-2024)", "", "" },
    { "12-May-2026-AI.md", "2026-05-12", "12-May-2026" },
    { "tides_20260605.md", "2026-06-05", "20260605" },
    { "TIDES preprint (2014).", "2014", "2014" },
    { "[2021]", "2021", "2021" },
    { "2023", "2023", "2023" },
    { "2023年", "2023", "2023" },
    { "（2026年1月）", "2026-01", "2026年1月" },
    { "arXiv:2012.12345 of 2012", "", "" },
    { "2012.12345", "", "" },
    { "https://example.org/2024/03/28/tide 2023-05-06", "2023-05-06", "2023-05-06" },
    { "https://example.org/2024/03/28/tide", "", "" },
    { "doi 10.1016/j.tide.2024.03.05", "", "" },
    { "version 1.2024.05", "", "" },
    { "v2024.05", "", "" },
    { "TIDES 2023", "", "" },
    { "(TIDES 2023)", "", "" },
    { "(12345)", "", "" },
    { "a survey of 2023 tides", "", "" },
    { "", "", "" },
};

static void dates_are_found_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(found); i++) {
        struct view where = { 0 };
        struct date date = { 0 };
        bool is_found = written_date_find(view_of(found[i].text), &date, &where);

        expect_date(found[i].text, is_found, date, found[i].date);
        if (is_found)
            expect_text(found[i].text, where, found[i].where);
    }
}

/* ---- Headings ------------------------------------------------------------ */

static const struct {
    const char *text, *date;
} remarks[] = {
    { "2024-03-28", "2024-03-28" },
    { "(arXiv, Mar 2024; read 2024-04-01)", "2024-03" },
    { "published: 2024-03-28", "2024-03-28" },
    { "Reader, 2024-03-28", "2024-03-28" },
    { "(due:: 2024-03-28)", "" },
    { "Added on 2024-03-28", "" },
    { "tides", "" },
};

static void dates_of_remarks_are_of_papers(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(remarks); i++) {
        struct date date = { 0 };
        struct view where;
        bool is_found = written_date_of_remark(view_of(remarks[i].text), &date, &where);

        expect_date(remarks[i].text, is_found, date, remarks[i].date);
        expect(is_found || date.year == 0, remarks[i].text); /* the date is untouched */
    }
}

static const struct {
    const char *heading, *date;
    bool alone;
} headings[] = {
    { "15th June 2026", "2026-06-15", true },
    { "2024-07", "2024-07", true },
    { "📅 2026-03-23 (今日最新)", "2026-03-23", true },
    { "Papers for 2024-09-05", "2024-09-05", true },
    { "arXiv Daily Digest — 2026-06-23", "2026-06-23", true },
    { "New submissions for Tue, 22 Nov 22", "2022-11-22", true },
    { "📄 论文日报 | 2026-07-10（周五）", "2026-07-10", true },
    { "2026-07-10 星期五 (12 papers)", "2026-07-10", true },
    { "Friday, July 10, 2026", "2026-07-10", true },
    { "Tide Papers · 2026-08-21", "2026-08-21", false },
    { "🌊 潮汐模型相关研究 | 2026年04月15日", "2026-04-15", false },
    { "Enhanced arXiv Daily 2025-06-10", "2025-06-10", false },
    { "每日潮汐预测速递: 2025-10-07", "2025-10-07", false },
    { "Updated on 2026.06.29", "", false },
    { "Last checked on 2026.08.22", "", false },
    { "更新时间：2026-08-22", "", false },
    { "Last Update: June 2024", "", false },
    { "TIDES 2024", "", false },
    { "(2024)", "", false },
    { "Tides", "", false },
    { "What We Learned about Tides in the Bay since 2024-05-06 from Buoys", "", false },
    { "Top Papers of the Week (May 19 - May 25) - 2025", "", false },
    { "", "", false },
};

static void headings_about_dates_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(headings); i++) {
        struct date date = { 0 };
        bool alone = false;
        bool is_found = written_date_of_heading(view_of(headings[i].heading), &date, &alone);

        expect_date(headings[i].heading, is_found, date, headings[i].date);
        if (is_found)
            expect_number(headings[i].heading, alone, headings[i].alone);
    }
}

/* ---- Days without a year ------------------------------------------------- */

static const struct {
    const char *text;
    unsigned month, day; /* 0: none */
} days[] = {
    { "07-29", 7, 29 }, { " 7/29 ", 7, 29 }, { "07.29", 7, 29 },  { "7月29日", 7, 29 },
    { "02-29", 2, 29 }, { "13-01", 0, 0 },   { "02-30", 0, 0 },   { "07-29-2024", 0, 0 },
    { "07", 0, 0 },     { "7-", 0, 0 },      { "2024-07", 0, 0 }, { "07-29 tide", 0, 0 },
    { "", 0, 0 },       { "7月", 0, 0 },     { "7-29日", 0, 0 },
};

static void days_without_a_year_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(days); i++) {
        unsigned month = 0, day = 0;
        bool is_found = written_date_day_of_year(view_of(days[i].text), &month, &day);

        expect_number(days[i].text, is_found, days[i].month > 0);
        if (is_found) {
            expect_number(days[i].text, month, days[i].month);
            expect_number(days[i].text, day, days[i].day);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_taken_off_the_start),
        cmocka_unit_test(dates_are_found_anywhere),
        cmocka_unit_test(dates_of_remarks_are_of_papers),
        cmocka_unit_test(headings_about_dates_are_known),
        cmocka_unit_test(days_without_a_year_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
