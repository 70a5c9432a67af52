/* Fuzz targets: any bytes as TeX, to Unicode, to BibTeX or to MathML. */
#include "tex/mathml.h"
#include "tex/tex.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "check.h"
#include "mathml.h"
#include "records.h"
#include "target.h"
#include "text/utf8.h"

static void check_nfc(const char *what, struct view text)
{
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.at,
                                           (utf8proc_ssize_t)text.len, &nfc,
                                           UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    check(length >= 0, what, "utf8proc reads it", text);
    check_equal(what, "it is NFC", text, (struct view){ (const char *)nfc, (size_t)length });
    free(nfc);
}

/* ---- Unicode ----------------------------------------------------------- */

/* Formulas are between marks, each of which is closed before the next. */
static void check_marks(struct view marked)
{
    bool inside = false;

    for (size_t i = 0; i < marked.len; i++) {
        check(marked.at[i] != TEX_MATH_START || !inside, "marked", "none begins in another",
              marked);
        check(marked.at[i] != TEX_MATH_END || inside, "marked", "none ends twice", marked);
        inside = marked.at[i] == TEX_MATH_START || (inside && marked.at[i] != TEX_MATH_END);
    }
    check(!inside, "marked", "each ends", marked);
}

static void check_unicode(struct view tex)
{
    struct buffer text = { 0 }, folded = { 0 }, marked = { 0 };

    tex_put_text(&text, tex);
    tex_put_folded(&folded, tex);
    tex_put_marked(&marked, tex);
    check_characters("text", buffer_view(&text));
    check_nfc("text", buffer_view(&text));
    check(tex_shows(tex) == (text.len > 0), "text", "what shows is there", tex);
    if (tex_is_plain(tex))
        check_equal("text", "what is plain stays", buffer_view(&text), tex);
    check_characters("folded", buffer_view(&folded));
    check(utf8_find_malformed(buffer_view(&marked)) == marked.len, "marked", "it is UTF-8",
          buffer_view(&marked));
    check_marks(buffer_view(&marked));
    buffer_free(&text);
    buffer_free(&folded);
    buffer_free(&marked);
}

/* ---- BibTeX ------------------------------------------------------------ */

/* In one of the combinations of settings, with and without memory that another value has used, and
 * with names that the text itself tells. */
static void check_bibtex_values(struct view tex, size_t settings)
{
    struct tex_bibtex bibtex = { .ascii = settings % 2 != 0, .abstract = tex };
    enum tex_case letter_case = (enum tex_case)(settings / 2);
    struct buffer value = { 0 }, again = { 0 };

    tex_put_bibtex(&bibtex, &value, tex, letter_case);
    tex_put_bibtex(&bibtex, &again, tex, letter_case);
    tex_bibtex_free(&bibtex);
    check_equal("bibtex", "it is the same the next time", buffer_view(&again), buffer_view(&value));
    check_characters("bibtex", buffer_view(&value));
    check_bibtex_value("bibtex", buffer_view(&value));
    buffer_free(&value);
    buffer_free(&again);
}

/* ---- MathML ------------------------------------------------------------ */

/* Whatever is taken for a formula: the output is well-formed, and its markup is our own. */
static void check_mathml(struct view tex)
{
    struct buffer xml = { 0 };
    xmlDocPtr document;

    buffer_put(&xml, VIEW("<p>"));
    tex_put_mathml(&xml, tex);
    tex_put_markup(&xml, tex, true, MARKUP_PAGE);
    buffer_put(&xml, VIEW("</p>"));
    document = mathml_parse("mathml", "it is well-formed", buffer_view(&xml));
    for (xmlNode *node = xmlDocGetRootElement(document)->children; node; node = node->next)
        mathml_check("mathml", node, buffer_view(&xml));
    xmlFreeDoc(document);
    buffer_free(&xml);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = { 0 };
    struct view tex = records_clean((struct view){ (const char *)bytes, size }, &arena);
    char way = target_name()[0];

    if (way == 'u')
        check_unicode(tex);
    else if (way == 'b')
        check_bibtex_values(tex, size % (2 * TEX_CASE_KEPT + 2));
    else
        check_mathml(tex);
    arena_free(&arena);
    return 0;
}
