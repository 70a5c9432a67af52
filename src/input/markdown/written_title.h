/* Cleans the title of a paper as lists write it. */
#ifndef REFMILL_INPUT_MARKDOWN_WRITTEN_TITLE_H
#define REFMILL_INPUT_MARKDOWN_WRITTEN_TITLE_H

#include "text/text.h"

/* Returns the title in plain text (inline_text.h; may have '\n') without what is not part of it:
 * the
 * list's number (1., 6), [4], 1️⃣, Paper 1:, 论文 1:), a date in brackets in front, a tag in
 * brackets whose words begin the title again ([DeepSeek-V2] DeepSeek-V2: …), "(Read more on …)",
 * (@someone), trailing 📦代码 and [code], emoji and :star: codes at its ends, quotes around the
 * whole, and a single final full stop. What a title may have stays: digits at the start (100 Days
 * After …, 360 in the Wild, 3D …), quotes within, ids of other papers, TeX. The result is a view of
 * the text, or is in the arena; it is empty if nothing is left. */
struct view written_title_clean(struct view text, struct arena *arena);

/* Returns the length of the text after an opening quote up to the one that closes it, or text.len.
 * A straight quote opens a quotation within if it comes after a blank or a bracket. */
size_t written_title_quote_end(struct view text, struct view opening, struct view closing);

/* If the text is a quoted title after a nickname or authors, or before a venue, as in Swin: "Swin
 * Transformer: …" and "Swin Transformer: …", ICCV, 2021, returns the quoted text; else an empty
 * view. */
struct view written_title_quoted(struct view text);

#endif
