#include "tex/tex_unsafe_commands.h"

/* Commands that act, of TeX and its successors, LaTeX and common packages: they read, write,
 * define, loop, test, end, or change how TeX reads or what is outside the formula. A star
 * matches any letters: \newcommand and \newwrite, \pdffilesize, \ifx. Sorted by the bytes
 * before the star. */
/* clang-format off */
static const char *const acting[] = {
    "ActivateGenericHook", "AddBabelHook", "AddToHook", "AddToHookNext", "AfterEndEnvironment",
    "AtBegin*", "AtEnd*", "BVerb*", "BeforeBeginEnvironment", "CatchFileBetweenTags",
    "CatchFileDef", "CatchFileEdef", "CheckCommand", "ClassError*", "ClassInfo*", "ClassNote*",
    "ClassWarning*", "ClearHook", "ClearHookNext", "ClearHookRule", "Debug*", "Declare*",
    "DefineShortVerb", "DefineVerbatimEnvironment", "DeleteFile", "DisableGenericHook",
    "DisableHook", "DiscardShipoutBox", "DocumentMetadata", "EndInclude*", "EndModule*",
    "EveryShipout*", "ExecuteOptions", "ExpandArgs", "ExplSyntax*", "FancyVerb*", "GenericError",
    "GenericInfo", "GenericWarning", "GlobalLetLtxMacro", "GraphicsRead", "If*", "IncludeInRelease",
    "InputIfFileExists", "InsertMark", "LVerb*", "LetLtxMacro", "LoadClass", "LoadClassWithOptions",
    "LoadFontDefinitionFile", "LogHook", "MHInternal*", "MakeAboxedCommand", "MakeRobust",
    "MintedPygmentize", "NeedsTeX*", "New*", "OptionNotUsed", "Package*", "PassOptions*",
    "PopDefault*", "ProcessKeyOptions", "ProcessKeyvalOptions", "ProcessOptions", "Provide*",
    "PushDefault*", "RawShipout", "Recustom*", "RemoveFromHook", "Renew*", "Require*", "SaveVerb",
    "SaveVerbatim", "SetCase", "SetDefaultHookLabel", "SetKeys", "SetMathAlphabet", "SetString",
    "SetStringLoop", "SetSymbolFont", "ShellEscape", "Show*", "StartBabelCommands", "Ucharcat",
    "Udelcode", "Udelcodenum", "Umath*", "UndeclareTextCommand", "UndefineShortVerb", "UseHook",
    "UseLegacyTextSymbols", "UseName", "UseOneTimeHook", "UseRawInputEncoding", "UseVerb",
    "UseVerbatim", "Ustart*", "Ustop*", "Verb*", "XeTeX*", "addcontents*", "adddialect",
    "addlanguage", "addto*", "advance", "afterassignment", "aftergroup", "aftergroupdef",
    "aftergroupedef", "appto", "apptocmd", "attributedef", "babel*", "batchmode", "begincsname",
    "begingroup", "bgroup", "bibcite*", "bibdata*", "bibitem*", "bibliograph*", "bibstyle*",
    "bmdefine", "bye", "catcode", "catcodetable", "chardef", "closein", "closeout", "comment",
    "copyfont", "count", "countdef", "counterwith*", "creationdate", "csdef", "csedef", "csgdef",
    "cslet", "csletcs", "csname", "csuse", "csvautolongtable", "csvautotabular", "csvloop",
    "csvreader", "csxdef", "currfile", "deadcycles", "def", "define*", "delcode", "dimdef", "dimen",
    "dimendef", "directlua", "divide", "docsvlist", "document*", "dolistloop", "dospecials", "dump",
    "dviextension", "dvifeedback", "dvivariable", "eappto", "edef", "efcode", "egroup",
    "elapsedtime", "end*", "epstopdfcall", "errhelp", "errmessage", "errorstopmode", "escapechar",
    "etoksapp", "etokspre", "every*", "expandafter", "expanded", "expandonce", "fi",
    "filecontents*", "filedump", "filemoddate", "filesize", "font", "fontdimen", "fontname",
    "forcsvlist", "foreach", "forlistloop", "futurelet", "gappto", "gdef", "glet", "global",
    "globaldefs", "glossary", "graphicspath", "gtoksapp", "gtokspre", "gundef", "halign", "hjcode",
    "hyphen*", "if*", "immediate*", "import", "include*", "index", "initcatcodetable", "input*",
    "insert", "interactionmode", "iterate", "jobname", "kcatcode", "kchardef", "latelua*", "lccode",
    "let", "letcharcode", "letcs", "letterspacefont", "listfiles", "listoffigures", "listoftables",
    "loccount", "loctoks", "loggingall", "loggingoutput", "long", "loop", "lowercase", "lpcode",
    "lrbox", "lst*", "lua*", "makeatletter", "makeatother", "makeglossary", "makeindex",
    "mathchardef", "mathcode", "mathversion", "mdfivesum", "meaning", "message", "minted",
    "mintinline", "multido", "multiply", "multiput", "multispan", "muskipdef", "new*", "nobib*",
    "nocite", "noexpand", "nofiles", "nonstopmode", "numberwithin", "obey*", "odelcode",
    "omathchardef", "omathcode", "openin", "openout", "outer", "output", "outputbox", "outputmode",
    "outputpenalty", "pagegoal", "pagenumbering", "par", "partokenname", "patchcmd", "patterns",
    "pausing", "pdf*", "pgf*", "preto", "pretocmd", "protected", "provide*", "read", "readline",
    "refstepcounter", "renew*", "repeat", "resettimer", "robustify", "romannumeral", "rpcode",
    "savebox*", "savecatcodetable", "saveimage*", "savinghyphcodes", "sbox", "scantextokens",
    "scantokens", "scrollmode", "selectlanguage", "setattribute", "setbox", "setcounter",
    "setfontid", "setkeys", "setlanguage", "setlength", "setrandomseed", "setrangecatcode",
    "settodepth", "settoheight", "settototalheight", "settowidth", "sfcode", "shellescape",
    "shipout", "show*", "skewchar", "skipdef", "special", "stepcounter", "stop", "strcmp", "string",
    "subimport", "subincludefrom", "subinputfrom", "suppressfloats", "synctex", "tableofcontents",
    "tagcode", "the", "tikz*", "tokenize", "toks", "toksapp", "toksdef", "tokspre", "tracing*",
    "typein", "typeout", "uccode", "undef", "unexpanded", "unhbox", "unhcopy", "unless", "unvbox",
    "unvcopy", "uppercase", "urldef", "usebox", "useboxresource", "useimageresource", "usepackage*",
    "usepgf*", "usetagform", "usetikz*", "valign", "verb*", "vsplit", "whileboolexpr", "whiledo",
    "wlog", "write", "writefile", "wtype", "xappto", "xdef", "xglobal", "xpreto",
    "xspaceaddexceptions", "xspaceremoveexception", "xtoksapp", "xtokspre",
};
/* clang-format on */

/* Names that match above but are harmless. */
static const char *const harmless[] = { "iff", "newline", "pdf" };

/* Returns 0 if the entry matches the name, which is not empty, or the order of the two. No other
 * entry begins like one with a star. */
static int compare_unsafe_name(struct view name, const char *entry)
{
    size_t same = 0;

    if (*entry != name.at[0]) /* as most do */
        return name.at[0] - *entry;
    while (same < name.len && entry[same] == name.at[same])
        same++;
    if (entry[same] == '*')
        return 0;
    return (same < name.len ? name.at[same] : '\0') - entry[same];
}

bool tex_is_unsafe_command(struct view name)
{
    size_t low = 0, high = name.len > 0 ? sizeof acting / sizeof *acting : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_unsafe_name(name, acting[middle]);

        if (order == 0)
            break;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == high)
        return false;
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        if (view_equal(name, view_of(harmless[i])))
            return false;
    }
    return true;
}
