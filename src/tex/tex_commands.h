/* The TeX commands that have a meaning outside mathematics. */
#ifndef REFMILL_TEX_TEX_COMMANDS_H
#define REFMILL_TEX_TEX_COMMANDS_H

#include "text/text.h"

struct tex_command {
    const char *name; /* without the backslash */
    enum {
        ACCENT,      /* the character combines with the argument */
        LETTER,      /* becomes the character; spaces after it are dropped */
        SYMBOL,      /* becomes the character; spaces after it are kept */
        LOGO,        /* becomes its own name, that of a program */
        SPACE,       /* becomes one space, with the spaces after it */
        FONT,        /* becomes its argument, without the braces */
        SUBSCRIPT,   /* becomes its argument in such characters, else as FONT */
        SUPERSCRIPT, /* the same */
        DECLARATION, /* becomes nothing */
        URL,         /* becomes its raw argument */
        HREF,        /* becomes text (URL), or the URL alone if they are equal */
        BEGIN        /* begins an environment: mathematics up to its end */
    } kind;
    uint32_t character;
};

/* Returns the command of that name, letters only, or NULL. */
const struct tex_command *tex_find_command(struct view name);

/* Returns the combining character of the accent command whose name is `c` (\' \` \^ \" \~ \= \.),
 * or 0. */
uint32_t tex_find_accent(char c);

/* True if the environment of that name is mathematics and nothing else. The name may end in a
 * star. */
bool tex_is_math_environment(struct view name);

#endif
