/* Fuzz target: any text as JSON, by our own reader of plain objects and by jansson. */
#include "../unit/same_values.h"

#include "check.h"
#include "target.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    struct json_tree plain = { 0 }, parsed = { 0 };

    if (utf8_find_malformed(text) < size)
        return 0;
    check(compare_ways(&plain, &parsed, text) != PLAIN_OTHER, "json",
          "what is read as plain is what jansson reads", text);
    json_tree_free(&plain);
    json_tree_free(&parsed);
    return 0;
}
