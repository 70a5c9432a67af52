#include "tex/tex_commands.h"

#include <stdlib.h>

static const struct tex_command commands[] = {
#define COMMAND(name, kind, character, ascii) { #name, kind, character },
#include "tex/tex_commands.def"
};

static int compare_name(const void *name, const void *command)
{
    return view_compare(*(const struct view *)name,
                        view_of(((const struct tex_command *)command)->name));
}

const struct tex_command *tex_find_command(struct view name)
{
    return bsearch(&name, commands, sizeof commands / sizeof *commands, sizeof *commands,
                   compare_name);
}

uint32_t tex_find_accent(char c)
{
    static const struct view characters = VIEW_ENTRY("'`^\"~=.");
    static const uint32_t marks[] = { 0x301, 0x300, 0x302, 0x308, 0x303, 0x304, 0x307 };
    size_t at = view_find_byte(characters, c);

    return at < characters.len ? marks[at] : 0;
}

bool tex_is_math_environment(struct view name)
{
    static const char *const names[] = {
        "align",        "aligned",      "alignat",      "alignedat",    "array",
        "bmatrix",      "cases",        "dcases",       "displaymath",  "drcases",
        "eqnarray",     "equation",     "flalign",      "gather",       "gathered",
        "IEEEeqnarray", "lgathered",    "math",         "matrix",       "multline",
        "multlined",    "pmatrix",      "rcases",       "rgathered",    "smallmatrix",
        "split",        "subarray",     "subequations", "vmatrix",      "Bmatrix",
        "Vmatrix",      "bsmallmatrix", "psmallmatrix", "vsmallmatrix", "Bsmallmatrix",
        "Vsmallmatrix"
    };

    if (view_ends_with(name, VIEW("*")))
        name.len--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal(name, view_of(names[i])))
            return true;
    }
    return false;
}
