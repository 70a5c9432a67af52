#include "tex/mathml.h"

#include "tex/mathml_list.h"
#include "tex/tex.h"

bool tex_put_mathml(struct buffer *out, struct view formula)
{
    struct formula f = { .in = formula_without_delimiters(formula), .out = out, .all_known = true };
    bool is_display = view_starts_with(formula, VIEW("$$")) ||
                      view_starts_with(formula, VIEW("\\["));

    formula_put(&f, is_display ? "<math display=\"block\">" : "<math>");
    mathml_put_list(&f);
    formula_put(&f, "</math>");
    buffer_free(&f.scratch);
    return f.all_known;
}

void tex_put_markup(struct buffer *out, struct view tex, bool mathml, enum markup place)
{
    struct buffer unicode = { 0 };
    struct view rest = tex;

    if (!tex_is_plain(tex)) {
        if (mathml)
            tex_put_marked(&unicode, tex);
        else
            tex_put_text(&unicode, tex);
        rest = buffer_view(&unicode);
    }
    while (rest.len > 0) {
        struct view text = { rest.at, view_find_byte(rest, TEX_MATH_START) }, formula;

        markup_put(out, text, place);
        rest = view_skip(rest, text.len + 1);
        formula = (struct view){ rest.at, view_find_byte(rest, TEX_MATH_END) };
        if (formula.len > 0)
            tex_put_mathml(out, formula);
        rest = view_skip(rest, formula.len + 1);
    }
    buffer_free(&unicode);
}
