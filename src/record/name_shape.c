#include "record/name_shape.h"

#include <string.h>
#include <utf8proc.h>

#include "record/author_words.h"
#include "record/word_set.h"
#include "text/utf8.h"

/* ---- Characters ---------------------------------------------------------- */

/* True for letters and their marks, but not for letters that serve as superscripts. */
bool name_is_letter(uint32_t c)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c);
    if ((c >= 0x1D2C && c <= 0x1D6A) || (c >= 0x2070 && c <= 0x209C) || c == 0xAA || c == 0xBA)
        return false;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return true;
    default:
        return false;
    }
}

bool name_is_small_letter(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z'
                    : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

uint32_t name_first_character(struct view text)
{
    size_t len;

    return text.len > 0 ? utf8_decode(text, &len) : 0;
}

/* ---- Words --------------------------------------------------------------- */

bool name_word_is_initial(struct view word)
{
    return word.len == 1 || (word.len <= 5 && view_ends_with(word, VIEW("."))) ||
           (word.len == 2 && ascii_is_upper(word.at[0]) && ascii_is_upper(word.at[1]));
}

/* Words of institutions, venues, titles and labels that are hardly ever part of a name, sorted by
 * their bytes. Those in capitals count only so: "AI", not "Ai". */
/* clang-format off */
static const char *const common_words[] = {
    "AAAI", "ACL", "ACM", "AI", "ARXIV", "CMU", "CORR", "CV", "CVF", "CVPR", "ECCV", "EMNLP",
    "ETH", "GAN", "GPT", "ICASSP", "ICCV", "ICLR", "ICML", "ICRA", "IEEE", "IJCAI", "INC",
    "IROS", "KAIST", "KDD", "LLM", "LLMS", "LTD", "MIT", "ML", "MLLM", "NAACL", "NEURIPS",
    "NIPS", "NLP", "PDF", "RAG", "RL", "SIGGRAPH", "SIGIR", "TLDR", "UC", "UCLA", "WACV", "WWW",
    "abstract", "academy", "accelerating", "accuracy", "accurate", "acknowledgement",
    "acknowledgements", "acknowledgments", "action", "adaptation", "adaptive", "adobe",
    "advances", "adversarial", "agent", "agentic", "agents", "algebraic", "algorithm",
    "algorithms", "alibaba", "amazon", "analysis", "annotation", "answering", "anthropic",
    "appendix", "application", "applications", "applied", "approach", "architecture", "are",
    "artificial", "arxiv", "asia", "association", "asynchronous", "attention", "audio",
    "augmented", "autoencoder", "automatic", "automation", "autonomous", "autoregressive",
    "aware", "awesome", "baidu", "based", "batch", "bayesian", "beijing", "benchmark",
    "benchmarking", "benchmarks", "berkeley", "beyond", "bias", "bilingual", "biology", "blog",
    "books", "building", "bytedance", "calibration", "caltech", "captioning", "carnegie",
    "categories", "category", "causal", "center", "centre", "chain", "challenge", "challenges",
    "changelog", "character", "checkpoint", "checkpoints", "chinese", "citation",
    "classification", "cloud", "clustering", "code", "coherent", "collaborative", "collection",
    "collections", "college", "combining", "comment", "comments", "commercial", "common",
    "communication", "community", "company", "competition", "completion", "complexity",
    "compositional", "compression", "computational", "computer", "computing", "conditional",
    "conference", "constrained", "contact", "contents", "context", "continual", "continuous",
    "contrastive", "contributing", "contribution", "contributions", "control", "conversational",
    "convolutional", "copyright", "corporation", "corr", "correlation", "crawl", "cross", "cvpr",
    "data", "dataset", "datasets", "deblurring", "decision", "decoding", "deep", "deepmind",
    "deepseek", "demo", "demos", "denoising", "dense", "department", "deployment", "design",
    "detection", "dialogue", "diarization", "differential", "diffusion", "digests", "digital",
    "directions", "discord", "discovery", "distillation", "distributed", "distribution",
    "document", "domain", "driving", "duration", "dynamic", "dynamical", "dynamics", "eccv",
    "economics", "editing", "eess", "effective", "effects", "efficient", "electronic",
    "embedding", "embodied", "encoder", "encoding", "energy", "engineering", "enhancing",
    "environment", "error", "estimation", "evaluating", "evaluation", "events", "everything",
    "evidence", "example", "examples", "experiments", "experts", "explainable", "exploring",
    "extraction", "facebook", "faculty", "fashion", "fast", "feature", "features", "federated",
    "fields", "figure", "figures", "findings", "fine", "flow", "for", "forecasting",
    "foundation", "framework", "from", "fudan", "full", "function", "functions", "further",
    "fusion", "gated", "gaussian", "general", "generating", "generation", "generative",
    "geometry", "github", "global", "google", "gradient", "graph", "grasping", "grounding",
    "group", "guide", "guided", "harbin", "hardware", "harvard", "health", "heterogeneous",
    "hierarchical", "high", "highlights", "homepage", "hot", "huawei", "hub", "hugging",
    "huggingface", "human", "hybrid", "iccv", "iclr", "icml", "identification", "image", "images",
    "implicit",
    "improving", "inc", "incremental", "inference", "information", "innovation", "innovations",
    "inpainting", "inria", "installation", "institute", "institution", "institutions",
    "instruction", "integration", "intel", "intelligence", "intelligent", "interaction",
    "interactions", "interactive", "interpretable", "interspeech", "introduction", "inverse",
    "is", "japan", "japanese", "join", "joint", "journal", "knowledge", "korea", "korean",
    "kuaishou", "lab", "label", "labeling", "labels", "laboratories", "laboratory", "labs",
    "language", "large", "latent", "layer", "leaderboard", "learning", "lecture", "lectures",
    "letter", "letters", "library", "license", "limited", "linear", "link", "lists",
    "literature", "llm", "llms", "localization", "logic", "ltd", "machine", "manipulation",
    "mapping", "market", "masked", "matching", "mathematics", "matting", "mechanism", "media",
    "medical", "medicine", "megvii", "memorization", "memory", "message", "meta", "metaai",
    "method", "methods", "metric", "microsoft", "mining", "misc", "miscellaneous", "mistral",
    "mixture", "mobile", "model", "modeling", "modelling", "models", "motion", "multi",
    "multimodal", "multiple", "nanyang", "national", "natural", "nature", "navigation", "need",
    "network", "networks", "neural", "neurips", "new", "news", "noise", "notable", "notes",
    "novel", "numerical", "nvidia", "object", "observatory", "of", "online", "ontology", "open",
    "openai", "optimal", "optimization", "optimized", "optimizing", "oral", "others", "overview",
    "oxford", "paper", "papers", "parallel", "parameter", "particle", "patch", "pattern", "pdf",
    "perception", "performance", "person", "personalized", "physics", "pixel", "planner",
    "planning", "playing", "policy", "poster", "posts", "practical", "predicting", "prediction",
    "predictive", "preprint", "preprints", "pretraining", "princeton", "principles", "prior",
    "privacy", "private", "probabilistic", "proceedings", "processing", "product", "products",
    "progressive", "project", "prompt", "prompting", "proof", "publication", "publications",
    "publish", "purdue", "puzzles", "quality", "quantum", "question", "quick", "random",
    "ranking", "rate", "reading", "readme", "reality", "reasoning", "recent", "recognition",
    "recommendation", "reconstruction", "recurrent", "reference", "references", "referring",
    "regularization", "reinforcement", "related", "remote", "rendering", "report",
    "representation", "representations", "requirement", "requirements", "research", "resolution",
    "resource", "results", "rethinking", "retrieval", "review", "reward", "roadmap", "robot",
    "robotics", "robots", "robust", "robustness", "role", "safety", "salesforce", "samples",
    "sampling", "samsung", "scalable", "scaling", "scene", "schedule", "school", "science",
    "sciences", "search", "section", "security", "segmentation", "semantic", "semi", "sensetime",
    "sensing", "sequence", "shanghai", "shot", "siggraph", "signal", "similarity", "simulation",
    "singapore", "size", "slides", "social", "society", "software", "sony", "sparse", "spatial",
    "speaker", "speech", "splatting", "spotlight", "springer", "stable", "stanford", "stars",
    "state", "statistics", "strategy", "structure", "structured", "studies", "study", "style",
    "submitted", "summary", "super", "superposition", "supervised", "supplementary", "support",
    "survey", "symposium", "synthesis", "system", "systems", "tables", "tagging", "talk",
    "talks", "task", "tasks", "team", "tech", "technical", "technique", "technologies",
    "technology", "temporal", "tencent", "tensor", "test", "text", "the", "theorem", "theory",
    "theses", "thesis", "this", "time", "token", "tokens", "tokyo", "tool", "tools", "topic",
    "topics", "toward", "towards", "toyota", "tracking", "training", "transactions", "transfer",
    "transformer", "transformers", "translation", "tsinghua", "tuning", "tutorial", "tutorials",
    "uncertainty", "understanding", "unified", "unifying", "univ", "univ.", "universal",
    "universidad", "universit", "universitat", "universite", "universities", "university",
    "unlocking", "unsupervised", "updated", "usage", "using", "utility", "value", "via", "video",
    "videos", "view", "virtual", "vision", "visual", "web", "website", "weekly", "weights", "what",
    "when", "why", "with", "without", "workshop", "workshops", "world", "york", "your", "zero",
    "zhejiang", "zhipu"
};
/* clang-format on */

static bool is_in_common_words(const char *word)
{
    size_t low = 0, high = sizeof common_words / sizeof *common_words;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = common_words[middle];
        int order = *word != *other ? *word - *other : strcmp(word, other);

        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static bool is_common_part(struct view word)
{
    enum { LONGEST = 16 };
    char exact[LONGEST + 1] = "", small[LONGEST + 1] = "";
    bool has_small = false;

    if (word.len == 0 || word.len > LONGEST)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.at[i] >= 0x80)
            return false;
        exact[i] = word.at[i];
        small[i] = ascii_lower(word.at[i]);
        has_small = has_small || ascii_is_alpha(word.at[i]) != ascii_is_upper(word.at[i]);
    }
    return is_in_common_words(small) || (!has_small && is_in_common_words(exact));
}

/* The same for a word or a part of it: "Agent-Based". */
static bool is_common_word(struct view word)
{
    if (is_common_part(word))
        return true;
    while (view_has_byte(word, '-')) {
        size_t end = view_find_byte(word, '-');
        if (is_common_part((struct view){ word.at, end }))
            return true;
        word = view_skip(word, end + 1);
        if (is_common_part(word))
            return true;
    }
    return false;
}

/* ---- Names --------------------------------------------------------------- */

/* Family names of most Chinese people; of two characters at the end. */
static bool has_chinese_family(struct view name)
{
    static const char families[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭"
                                   "曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
                                   "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
                                   "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
                                   "向汤康易乔赖文施洪季柯欧游葛翁齐申倪温庞樊殷兰俞章聂鲁岳翟牛耿"
                                   "柴毕穆裴盛甘童詹鲍祝纪柳娄卓楼连凌"
                                   "房宁解应阮左谷管梅庄蓝车尚舒焦华路冉阎涂成霍靳苗鹿骆戚费景卞滕"
                                   "司徒欧阳上官诸葛皇甫陳張劉趙吳孫馬許鄭";
    size_t len;

    utf8_decode(name, &len);
    for (size_t at = 0; at + len <= sizeof families - 1; at += 3) {
        if (len == 3 && memcmp(families + at, name.at, len) == 0)
            return true;
    }
    return false;
}

/* True for two to four characters of Chinese or Korean that may be a name. */
bool name_is_eastern(struct view name)
{
    size_t count = utf8_count(name);
    uint32_t first = name_first_character(name);
    bool hangul = first >= 0xAC00 && first <= 0xD7A3;

    return author_is_family_first(name) && count >= 2 && count <= 4 &&
           (hangul || (count <= 3 && has_chinese_family(name)));
}

/* True for what may be in lower case inside a name. */
bool name_word_may_be_small(struct view word)
{
    static const char *const words[] = { "abu", "af", "ap",  "av", "ben", "bin", "bint", "das",
                                         "dit", "do", "ibn", "ul", "ur",  "zu",  "zum" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (word.len > 0 && *words[i] == *word.at && view_equal(word, view_of(words[i])))
            return true;
    }
    return author_is_known_particle(word) || author_is_conjunction(word);
}

/* True for a word as names have it: "Yann", "J.-P.", "O'Neil", "McCallum", "van". */
bool name_word_fits(struct view word)
{
    enum { LONGEST = 20 };
    size_t letters = 0, capitals = 0, len;
    struct view rest = word;

    for (; rest.len > 0; rest = view_skip(rest, len)) {
        uint32_t c = utf8_decode(rest, &len);
        if (c > 0x3000 && c < 0xAC00) /* Han and kana: name_is_eastern */
            return false;
        if (name_is_letter(c)) {
            letters++;
            capitals += !name_is_small_letter(c);
        } else if (c != '.' && c != '-' && c != '\'' && c != 0x2019 && c != 0x2010) {
            return false;
        }
    }
    if (letters == 0 || letters > LONGEST || is_common_word(word))
        return false;
    if (capitals == 0)
        return name_word_may_be_small(word);
    utf8_decode(word, &len);
    return capitals <= 2 || !name_is_small_letter(name_first_character(view_skip(word, len)));
}

/* True for a name of two to five words, or a name in Chinese or Korean. */
bool name_is_full(struct view name)
{
    enum { LONGEST = 5 };
    struct view word, last = { 0 };
    unsigned words = 0, initials = 0;

    if (name_is_eastern(name))
        return true;
    while ((word = word_set_take(&name)).len > 0) {
        if (words > LONGEST || !name_word_fits(word))
            return false;
        last = word;
        if (name_word_is_initial(word))
            initials++;
        else
            words++;
    }
    return words > 0 && words + initials >= 2 && words <= LONGEST &&
           (!name_is_small_letter(name_first_character(last)) || words == 2);
}
