/* The TeX commands that have a meaning outside mathematics. */
#ifndef REFMILL_TEX_TEX_COMMANDS_H
#define REFMILL_TEX_TEX_COMMANDS_H

#include "text/text.h"

struct tex_command {
    const char *name; /* without the backslash */
    enum {
        ACCENT,      /* the character combines with its argument */
        LETTER,      /* the character stands for it; spaces behind it end the name */
        SYMBOL,      /* the character stands for it; spaces behind it are kept */
        LOGO,        /* the name of a program, which is that of the command */
        SPACE,       /* one space stands for it and those behind it */
        FONT,        /* its argument in braces stands for it */
        DECLARATION, /* nothing stands for it */
        URL,         /* its argument, untouched */
        HREF,        /* two arguments: a URL and the text that is read */
        BEGIN        /* begins an environment: mathematics up to its end */
    } kind;
    uint32_t character;
};

/* The command of that name, letters only; or NULL. */
const struct tex_command *tex_find_command(struct view name);

/* The combining character of the accent that a backslash and this character
 * make (\' \` \^ \" \~ \= \.), or 0. */
uint32_t tex_find_accent(char c);

/* Whether \begin{name} begins mathematics and nothing else; a final star is
 * part of the name or not. */
bool tex_is_math_environment(struct view name);

#endif
