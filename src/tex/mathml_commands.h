/* The commands that have a meaning in mathematics, and the letters of its alphabets. */
#ifndef REFMILL_TEX_MATHML_COMMANDS_H
#define REFMILL_TEX_MATHML_COMMANDS_H

#include "text/text.h"

enum math_kind {
    /* The text is what is shown. */
    MATH_IDENTIFIER, /* a letter, or what stands like one: ∞ */
    MATH_OPERATOR,   /* a relation, a binary operator, an arrow, a punctuation mark */
    MATH_BIG,        /* an operator with limits: ∑ */
    MATH_OPEN,       /* a fence, which has its size only after \left and \big */
    MATH_CLOSE,
    MATH_FENCE,    /* one that opens and closes: ‖ */
    MATH_FUNCTION, /* log */
    MATH_LIMITS,   /* a function with limits: max */

    /* The text is a character over or under the argument, or over an arrow's argument. */
    MATH_ACCENT,
    MATH_WIDE,  /* the same, as wide as the argument */
    MATH_BELOW, /* under it */
    MATH_ARROW, /* under the argument and as wide: \xrightarrow[below]{above} */

    MATH_FRACTION, /* with two arguments, as the next */
    MATH_BINOMIAL,
    MATH_STACK, /* the text is "^" if the first argument goes over the second, "_" if under */
    MATH_OVER,  /* \over, between two; the text is the fence, "0" for no line, or empty */
    MATH_ROOT,
    MATH_TEXT,     /* the argument is text */
    MATH_NAMED,    /* the argument is the name of a function */
    MATH_FONT,     /* the text is a letter for the alphabet of the argument (math_letter) */
    MATH_SWITCH,   /* the same, up to the end of the group */
    MATH_GAP,      /* the text is the width */
    MATH_NOTHING,  /* left out, since it concerns layout only */
    MATH_DROPPED,  /* the same, with its argument */
    MATH_KERN,     /* the same, with the length after it */
    MATH_STRUCK,   /* the argument stays, without the line through it */
    MATH_COLOURED, /* the second argument stays, without the colour */
    MATH_SIZED,    /* \big, before a fence */
    MATH_LEFT,
    MATH_MIDDLE,
    MATH_RIGHT,
    MATH_BEGIN,
    MATH_END,
    MATH_SUBSTACK, /* lines, one over the other */
    MATH_NOT,      /* strikes what follows */
    MATH_MODULO,   /* the text is the fence around mod and the argument */
    MATH_NUMBERED  /* a character by its number */
};

struct math_command {
    const char *name; /* without the backslash */
    enum math_kind kind;
    const char *text;
};

/* Finds the command of that name, letters or one other character. Stores it, or returns false if it
 * is not known. `scratch` is memory for its text. */
bool math_find_command(struct view name, struct math_command *command, struct buffer *scratch);

/* Returns the letter or digit in an alphabet: r upright, i italic, b bold, B bold italic, c
 * calligraphic, d double-struck, f Fraktur, s sans serif, t typewriter; c itself where that
 * alphabet does not have it. */
uint32_t math_letter(uint32_t c, char alphabet);

#endif
