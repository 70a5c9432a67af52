#include "input/failure.h"

#include "text/scan.h"

bool text_is_nothing(struct view text)
{
    enum { LONGEST = sizeof "Processing failed" - 1 }; /* bytes */
    static const struct view whole[] = {
        VIEW_ENTRY("N/A"),   VIEW_ENTRY("None"),       VIEW_ENTRY("null"),
        VIEW_ENTRY("Error"), VIEW_ENTRY("Failed"),     VIEW_ENTRY("Processing failed"),
        VIEW_ENTRY("NaN"),   VIEW_ENTRY("-"),          VIEW_ENTRY("--"),
        VIEW_ENTRY("无"),    VIEW_ENTRY("暂无"),       VIEW_ENTRY("TBD"),
        VIEW_ENTRY("TBA"),   VIEW_ENTRY("No comment"), VIEW_ENTRY("No comments")
    };

    for (size_t i = 0; i < sizeof whole / sizeof *whole && text.len <= LONGEST; i++) {
        if (view_equal_ignoring_case(text, whole[i]))
            return true;
    }
    return false;
}

bool text_is_failure(struct view text)
{
    enum { MESSAGE_MAX = 120 }; /* bytes */
    static const struct view starts[] = {
        VIEW_ENTRY("Error:"),
        VIEW_ENTRY("错误："),
        VIEW_ENTRY("错误:"),
        VIEW_ENTRY("Summary generation failed"),
        VIEW_ENTRY("Summary unavailable"),
        VIEW_ENTRY("Translation failed"),
        VIEW_ENTRY("AI analysis failed"),
        VIEW_ENTRY("AI分析失败"),
        VIEW_ENTRY("摘要生成失败"),
        VIEW_ENTRY("总结失败"),
        VIEW_ENTRY("翻译失败"),
        VIEW_ENTRY("处理失败"),
        VIEW_ENTRY("生成失败"),
    };

#define FIRST_BYTES(has, row)                                                                      \
    has('A', 'A', row) has('E', 'E', row) has('S', 'T', row) has('a', 'a', row) has('e', 'e', row) \
        has('s', 't', row) has(0xE5, 0xE9, row)
    static const struct byte_set bytes = BYTE_SET(FIRST_BYTES); /* of `starts`, in any case */

    if (text.len == 0)
        return false;
    if (text_is_nothing(text))
        return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts && byte_set_has(&bytes, text.at[0]);
         i++) {
        if (view_starts_with_ignoring_case(text, starts[i]))
            return true;
    }
    return text.len <= MESSAGE_MAX && view_find(text, VIEW("API")) < text.len &&
           (view_find(text, VIEW("配额")) < text.len || view_find(text, VIEW("quota")) < text.len);
}
