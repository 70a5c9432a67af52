/* A formula on its way from TeX to MathML: what is read of its source, and the elements that are
 * written. */
#ifndef REFMILL_TEX_MATHML_FORMULA_H
#define REFMILL_TEX_MATHML_FORMULA_H

#include "text/text.h"

/* Groups, arguments and tables that stand in one another. Deeper ones stay TeX. */
enum { FORMULA_DEPTH_MAX = 60 };

struct formula {
    struct view in;
    size_t at;
    struct buffer *out;
    char alphabet;      /* math_letter, or 0: italic letters, upright digits */
    bool after_operand; /* the element before, in this list, is no operator: n in n log n */
    bool alone;         /* the element is an argument without braces */
    bool in_fraction;   /* no \over may divide: one did in this list, or it is an argument */
    size_t list;        /* where this list begins in the output */
    unsigned depth;
    unsigned braces, lefts, tables, brackets; /* open constructs whose end also ends a list */
    bool all_known;
    struct buffer scratch;
};

/* ---- Source ---------------------------------------------------------------- */

static inline char formula_byte(const struct formula *f, size_t at)
{
    return at < f->in.len ? f->in.at[at] : '\0';
}

static inline struct view formula_rest(const struct formula *f)
{
    return view_skip(f->in, f->at);
}

/* Returns the source from the offset to here. */
static inline struct view formula_since(const struct formula *f, size_t start)
{
    return (struct view){ f->in.at + start, f->at - start };
}

static inline void formula_skip_spaces(struct formula *f)
{
    while (formula_byte(f, f->at) == ' ')
        f->at++;
}

/* Returns a formula without the $ or \( around it. */
struct view formula_without_delimiters(struct view formula);

/* Returns the name of the command at a backslash: letters, or one other character. */
struct view formula_command_name(const struct formula *f, size_t at);

/* Takes the command if it stands here. */
bool formula_take_command(struct formula *f, const char *name);

/* True if the list ends here, for one of the constructs that are open. */
bool formula_is_at_end(const struct formula *f);

/* Takes the raw text of an argument in braces, which may be cut. Without a brace it is one
 * character. */
struct view formula_take_raw(struct formula *f);

/* Skips [an optional argument]. */
void formula_skip_optional(struct formula *f);

/* ---- Elements -------------------------------------------------------------- */

static inline void formula_put(struct formula *f, const char *markup)
{
    buffer_put(f->out, view_of(markup));
}

void formula_insert(struct formula *f, size_t at, const char *markup);

/* Puts what was written from `start` on into an element. */
void formula_wrap(struct formula *f, size_t start, const char *open, const char *close);

/* Exchanges the two neighbouring parts that end with the output. */
void formula_exchange(struct formula *f, size_t first, size_t second);

/* Puts an element of text. */
void formula_put_element(struct formula *f, const char *open, struct view text, const char *close);

void formula_put_operator(struct formula *f, struct view text);
void formula_put_identifier(struct formula *f, struct view text);
void formula_put_gap(struct formula *f, struct view width);

/* Puts a fence in its own size; MathML would stretch it. */
void formula_put_fence(struct formula *f, struct view text, bool closes);

/* Puts source that stays TeX. */
void formula_put_source(struct formula *f, struct view tex);

/* Puts the letter, number or sign here; `alone`, one digit or letter of a run. */
void formula_put_symbol(struct formula *f, bool alone);

#endif
