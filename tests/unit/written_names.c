#include "expect.h"

#include "record/name_shape.h"
#include "input/written_names.h"

static void expect_people(const char *name, const struct people *people, const char *wanted)
{
    struct buffer got = { 0 };

    for (size_t i = 0; i < people->count; i++) {
        buffer_put(&got, i > 0 ? VIEW("; ") : VIEW(""));
        person_put_inverted(&got, &people->list[i]);
    }
    if (people->incomplete)
        buffer_put(&got, people->count > 0 ? VIEW("; more") : VIEW("more"));
    expect_text(name, buffer_view(&got), wanted);
    buffer_free(&got);
}

static const struct {
    const char *text, *people; /* inverted; "more" if incomplete */
} lists[] = {
    { "Ada Tide", "Tide, Ada" },
    { "Ada Tide, Bo Moon, Cy van der Berg", "Tide, Ada; Moon, Bo; van der Berg, Cy" },
    { "Ada van Tide, Bo Ada de la Moon", "van Tide, Ada; de la Moon, Bo Ada" },
    { "Ada van der Tide Moon, Bo Sun", "van der Tide Moon, Ada; Sun, Bo" },
    { "Ada of Tide, Bo van Team", "of Tide, Ada; Bo van Team" },
    { "Ada van der, Bo Van Moon", "van der, Ada; Van Moon, Bo" },
    { "Ada van der Tide et al.", "van der Tide, Ada; more" },
    { "Ada Tide,Bo Moon,Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Ada Tide and Bo Moon", "Tide, Ada; Moon, Bo" },
    { "Ada Tide, Bo Moon, and Cy Sun.", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Ada Tide & Bo Moon", "Tide, Ada; Moon, Bo" },
    { "Ada Tide; Bo Moon; Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Ada Tide · Bo Moon | Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Ada Tide\nBo Moon\n", "Tide, Ada; Moon, Bo" },
    { "Ada\nTide, Bo Moon", "Tide, Ada; Moon, Bo" },
    { "张三、李四", "张三; 李四" },
    { "张三，李四；王五", "张三; 李四; 王五" },
    { "Martin Tide, Jr., Bo Moon", "Tide, Martin, Jr.; Moon, Bo" },
    /* with the family in front, as BibTeX and RIS have them */
    { "Tide, Ada and Moon, Bo", "Tide, Ada; Moon, Bo" },
    { "Tide, Ada and Moon, Jr., Bo and others", "Tide, Ada; Moon, Bo, Jr.; more" },
    { "García Tide, Gabriel; Moon, Bo; van der Sun, Cy",
      "García Tide, Gabriel; Moon, Bo; van der Sun, Cy" },
    { "Tide, Ada and Moon, Bo and the Sun Collaboration",
      "Tide, Ada; Moon, Bo; Sun Collaboration" },
    { "Ada Tide, Bo Moon and Cy Sun, Di Reef", "Tide, Ada; Moon, Bo; Sun, Cy; Reef, Di" },
    /* labels and marks */
    { "Authors: Ada Tide, Bo Moon", "Tide, Ada; Moon, Bo" },
    { "作者：Ada Tide, Bo Moon", "Tide, Ada; Moon, Bo" },
    { ": Ada Tide, Bo Moon", "Tide, Ada; Moon, Bo" },
    { "by Ada Tide", "Tide, Ada" },
    { "Ada Tide1,2, Bo Moon*, Cy Sun†‡", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Ada Tide¹, Bo Moon² ³, Cy Sun ✉", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "* Ada Tide, # Bo Moon", "Tide, Ada; Moon, Bo" },
    { "Jan 't Hooft, José Ñu", "'t Hooft, Jan; Ñu, José" },
    { "A. B. Tide, J.-P. Moon", "Tide, A. B.; Moon, J.-P." },
    /* affiliations */
    { "Ada Tide (Bay, Inc.), Bo Moon（湾）", "Tide, Ada; Moon, Bo" },
    { "Ada Tide [1], Bo Moon [2]", "Tide, Ada; Moon, Bo" },
    { "Ada Tide, Bo Moon | Main category: cs.CR", "Tide, Ada; Moon, Bo" },
    { "the TIDE Collaboration: Ada Moon, Bo Sun", "TIDE Collaboration; Moon, Ada; Sun, Bo" },
    /* others */
    { "Ada Tide et al.", "Tide, Ada; more" },
    { "Ada Tide et.al.", "Tide, Ada; more" },
    { "Ada Tide, et. al", "Tide, Ada; more" },
    { "Ada Tide, Bo Moon, et al.", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon et al.", "Tide, Ada; Moon, Bo; more" },
    { "By Ada Tide et al.", "Tide, Ada; more" },
    { "Ada Tide, Bo Moon, Ada Tide", "Tide, Ada; Moon, Bo" },
    { "Ada Tide, Bo Moon Jr, Cy Sun Group", "Tide, Ada; Moon, Bo, Jr; Cy Sun Group" },
    { "Ada Tide, Bo De Moon, Cy", "Tide, Ada; De Moon, Bo; Cy" },
    { "Ada Tide et al. TIDES.", "Tide, Ada; more" },
    { "Ada Tide et al., TIDES, 2023", "Tide, Ada; more" },
    { "Ada Tide (Bay) et al. arXiv", "Tide, Ada; more" },
    { "Ada Tide, Bo Moon 等 12 位作者", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide等5人", "Tide, Ada; more" },
    { "张三等", "张三; more" },
    { "Ada Tide（等5人）", "Tide, Ada; more" },
    { "Ada Tide, ..., Bo Moon", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon, …", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide ... Bo Moon", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon (12 more)", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon (+3 others)", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon, +7 more", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, Bo Moon and 7 others", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide and others", "Tide, Ada; more" },
    { "Ada Tide, 他3名", "Tide, Ada; more" },
    { "Ada Tide (+ 3 authors)", "Tide, Ada; more" },
    { "Ada Tide etc.", "Tide, Ada; more" },
    { "鈴木花子 他", "鈴木花子; more" },
    { "鈴木花子他3名", "鈴木花子; more" },
    { "鈴木花子、山田太郎ら", "鈴木花子; 山田太郎; more" },
    { "山田太郎ほか", "山田太郎; more" },
    { "鈴木さくら、外山太郎", "鈴木さくら; 外山太郎" },
    { "张海外, 李四", "张海外; 李四" },
    { "山田太郎、外山花子外 2名", "山田太郎; 外山花子; more" },
    { "김철수, 이영희 외", "김철수; 이영희; more" },
    { "김철수 외 3명", "김철수; more" },
    { "김철수 등", "김철수; more" },
    { "et al.", "more" },
    { "Alan Etal, Otto Others-Smith", "Etal, Alan; Others-Smith, Otto" },
    /* what comes after the names */
    { "Ada Tide, Bo Moon, Cy Sunny. TIDES.", "Tide, Ada; Moon, Bo; Sunny, Cy" },
    { "H Tide. Systems for Advanced Harbours.", "Tide, H" },
    { "Ada Tide, Bo Moony. Cy Sun, Di Star", "Tide, Ada; Moony, Bo; Sun, Cy; Star, Di" },
    /* first and corresponding authors */
    { "Ada Tide [一作], Bo Moon [通讯]", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide [一作] (Bay), Bo Moon （通讯作者） (Bay)", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide [一作] [通讯] (Bay), Ada Tide (Bay)", "Tide, Ada" },
    { "Ada Tide [一作], Bo Moon, Cy Sun [通讯]", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { " [一作] [通讯], ", "" },
    { "Ada Tide, Bo Moon, Ada Tide", "Tide, Ada; Moon, Bo" },
    /* families first */
    { "Rao, Jiyong, Qiu, Yicheng, Zhang, Chi", "Rao, Jiyong; Qiu, Yicheng; Zhang, Chi" },
    { "Kim, Tide, Park, Moon, Lee, Reef", "Kim, Tide; Park, Moon; Lee, Reef" },
    { "Tide, Ada, and Moon, Bo", "Tide, Ada; Moon, Bo" },
    { "Van Hasselt, Hado, Moon, Bo", "Van Hasselt, Hado; Moon, Bo" },
    /* families alone */
    { "Tide, Moon, Reef, Wave", "Tide; Moon; Reef; Wave" },
    { "Kim, Park, Choi, Tide", "Kim; Park; Choi; Tide" },
    { "Kim, Park", "Kim; Park" },
    { "Kim, Park, Lee, Lee", "Kim; Park; Lee; Lee" },
    { "Various Authors", "more" },
    { "Tide, Moon, Reef & Wave", "Tide; Moon; Reef; Wave" },
    { "Tide, A., Moon, B. C., and Sun, D.", "Tide, A.; Moon, B. C.; Sun, D." },
    { "Tide, Ada; Moon, Bo", "Tide, Ada; Moon, Bo" },
    { "Tide, Ada Eve; Moon, Bo", "Tide, Ada Eve; Moon, Bo" },
    { "Moon, Bo; van der Tide, Ada Eve; Sun, Cy F.",
      "Moon, Bo; van der Tide, Ada Eve; Sun, Cy F." },
    { "Ada Tide, Bo Moon; Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Tide, Ada", "Tide, Ada" },
    { "Tide, Ada, Bo Moon, and Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy" },
    { "Tide, Ada E., Bo Moon, and Cy F. Sun", "Tide, Ada E.; Moon, Bo; Sun, Cy F." },
    { "Berg, Ada van den, Bo Moon, and Cy Sun", "Berg, Ada van den; Moon, Bo; Sun, Cy" },
    { "Van Hasselt, Hado, Bo Moon, and Cy Sun", "Van Hasselt, Hado; Moon, Bo; Sun, Cy" },
    { "Tide, Ada, et al.", "Tide, Ada; more" },
    { "Tide, Ada, and Bo Moon", "Tide, Ada; Moon, Bo" },
    /* user names */
    { "Ada Tide, Bo Moon, tidy99", "Tide, Ada; Moon, Bo; more" },
    { "Ada Tide, WAVES, seafarer", "Tide, Ada; more" },
    { "seafarer, NeoTide123, wave-rider", "more" },
    { "@seafarer, Ada Tide", "Tide, Ada; more" },
    { "", "" },
    { "-", "" },
    { "Tide A., van Moon B. C., Sun D", "Tide, A.; van Moon, B. C.; Sun, D" },
    { "Tide A, Moon JR, et al.", "Tide, A; Moon, JR; more" },
    { "Ada Tide II, J. Tide", "Tide, Ada, II; Tide, J." },
    { "Kipper, Thomas N and Wells, Max", "Kipper, Thomas N; Wells, Max" },
    { "Meta AI", "AI, Meta" },
    { "김철수, 이영희", "김철수; 이영희" },
    { "Ada Tide, +5", "Tide, Ada; more" },
    { "Tide, Ada B and Moon, Bo and others", "Tide, Ada B; Moon, Bo; more" },
    { "BAY, :, Ada Tide", "BAY; Tide, Ada" },
    { "Team Tide", "Tide, Team" },
    { "N/A", "" },
    { "TBD", "" },
    { "Google, Harbour", "Google; Harbour" },
    { "Ada Tide.*.*.*", "Tide, Ada" },
    { "Ada Tide, J. R., Bo Moon Jr.", "Tide, Ada; R., J.; Moon, Bo, Jr." },
};

static void names_are_added(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(lists); i++) {
        struct people people = { 0 };

        written_names_add(view_of(lists[i].text), &arena, &people);
        expect_people(lists[i].text, &people, lists[i].people);
        people_free(&people);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

/* One element of a list of authors, and whether it is the only one. */
static const struct {
    const char *text, *people;
    bool alone;
} elements[] = {
    { "Ada Tide", "Tide, Ada", false },
    { "Ada Tide, Jr.", "Tide, Ada, Jr.", false },
    { "Tide, Jr., Ada", "Tide, Ada, Jr.", false },
    { "Tide, Ada, III, PhD", "Tide, Ada, III", false },
    { "García Moon, Gabriel José", "García Moon, Gabriel José", false },
    { "de Tide Moon, S. Ada", "de Tide Moon, S. Ada", true },
    { "Ada Tide (Bay; Sea, and Shore)", "Tide, Ada", false },
    { "Tide Collaboration and Moon Collaboration", "Tide Collaboration and Moon Collaboration",
      false },
    { "Institute of Tide and Moon", "of Tide and Moon, Institute", true },
    { "Hai Tide 0001", "Tide, Hai", false },
    { "Ada Tide, Bo Moon", "Ada Tide, Bo Moon", false }, /* "García Moon, Bo Ada" looks the same */
    { "Ada Tide, Bo Moon", "Tide, Ada; Moon, Bo", true },
    { "A. Tide, Bo Moon", "Tide, A.; Moon, Bo", false },
    { "Ada Tide, Bo Moon, Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy", false },
    { "Ada Tide, Jr., Bo Moon, Cy Sun", "Tide, Ada, Jr.; Moon, Bo; Sun, Cy", false },
    { "Tide Collaboration, Bo Moon, Cy Sun", "Tide Collaboration; Moon, Bo; Sun, Cy", false },
    { "Ada Tide and Bo Moon", "Tide, Ada; Moon, Bo", false },
    { "Tide, Ada and Moon, Bo", "Tide, Ada; Moon, Bo", false },
    { "Tide, Ada; Moon, Bo", "Tide, Ada; Moon, Bo", false },
    { "Tide, A., Moon, B.", "Tide, A.; Moon, B.", false },
    { "Tide, Ada, Bo Moon, Cy Sun", "Tide, Ada; Moon, Bo; Sun, Cy", false },
    { "Ada Tide et al.", "Tide, Ada; more", false },
    { "Ada Tide and 5 others", "Tide, Ada; more", false },
    { "+5 more", "more", false },
    { "...", "more", false },
    { "nan", "", false },
    { "", "", false },
};

static void elements_are_one_name_or_several(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(elements); i++) {
        struct people people = { 0 };
        struct arena arena = { 0 };

        written_names_add_element(view_of(elements[i].text), elements[i].alone, &arena, &people);
        expect_people(elements[i].text, &people, elements[i].people);
        people_free(&people);
        arena_free(&arena);
    }
}

static void lists_add_to_each_other(void **state)
{
    struct arena arena = { 0 };
    struct people people = { 0 };

    (void)state;
    written_names_add(VIEW("Plato, seafarer"), &arena, &people);
    written_names_add(VIEW("Ada Tide"), &arena, &people);
    written_names_add(VIEW("seafarer, Ada Tide"), &arena, &people);
    expect_people("three lists", &people, "Tide, Ada; Tide, Ada; more");
    people_free(&people);
    arena_free(&arena);
}

static const struct {
    const char *text;
    bool seem;
} lines[] = {
    { "John Smith, A. Tide, and the Harbour Collaboration", true },
    { "Harbour Univ.", false },
    { "Simple Design for Harbours, Ada Tide et al.", false },
    { "John Smith", true },
    { "John Smith, Ada Tide", true },
    { "John Smith,Ada Tide,Bo Moon", true },
    { "John Smith and Ada Tide", true },
    { "J. R. Smith, Ada de la Tide, Jan van der Berg", true },
    { "John Smith et al.", true },
    { "Smith et al.", true },
    { "John Smith et al. arXiv.", true },
    { "John Smith, Ada Tide, ..., Bo Moon", true },
    { "John Smith, Ada Tide, … · (a-project)", true },
    { "John Smith (Google) et al. TIDES.", true },
    { "John Smith, Ada Tide, Bo Mooney. TIDES.", true },
    { "Rao, Jiyong, Qiu, Yicheng", true },
    { "LeCun, Yann, Yoshua Bengio, and Geoffrey Hinton", true },
    { "He, Kaiming, et al.", true },
    { "Doe, J.", true },
    { "张三、李四", true },
    { "王小明，李四，赵六", true },
    { "Ye Tao, Can Wang", true },
    { "Di Kong et.al.", true },
    { "Yang Ai, Zhenye Gan", true },
    { "John Smith, kayhan Tide, Bo Moon, Cy Sun", true },
    { "John Smith, Ada Tide | Category: cs.AI", true },
    { "Seán O'Brien, Renée L'Étoile", true },
    { "Authors: John Smith, Ada Tide", true },
    { "DeepSeek-AI, John Smith, et al.", true },
    { "Zhou Z., Wang Q.", true },
    { "김철수, 이영희", true },
    { "김철수 외 3명", true },
    { "John Smith - MIT", false },
    { "Hugging Face", false },
    { "Honorable Mention", false },
    { "Coming Soon", false },
    { "My Tran", true },
    /* institutions */
    { "Purdue", false },
    { "Harbour Explorer (What is the Explorer?)", false },
    { "Google", false },
    { "Tsinghua University, China", false },
    { "Microsoft Research Asia", false },
    { "Google DeepMind", false },
    { "Meta AI", false },
    /* venues and dates */
    { "CVPR 2024", false },
    { "ICLR", false },
    { "arXiv 2023", false },
    { "Computational Visual Media", false },
    { "ACM Computing Surveys", false },
    { "13 Feb 2023", false },
    { "2024-05-06", false },
    { "May 2024", false },
    /* titles and sentences */
    { "Deep Learning", false },
    { "Attention Is All You Need", false },
    { "A Survey of Tides", false },
    { "Direct Multipath SLAM", false },
    { "Perception and Planning", false },
    { "Reasoning, Planning, and Acting", false },
    { "We show that tides, moons and suns move.", false },
    { "Trace and Pace: Tides", false },
    { "Daily Digest:", false },
    { "Is This a Tide?", false },
    { "\"Tides\"", false },
    { "检测、分割、跟踪", false },
    { "最新论文", false },
    { "方向", false },
    { "高票/有代码", false },
    { "tides, moons", false },
    { "seafarer99, NeoTide123", false },
    { "cs.CV, cs.AI", false },
    { "https://example.org/tides", false },
    { "", false },
    { "...", false },
};

static void lists_of_names_are_told_from_other_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(lines); i++)
        expect_number(lines[i].text, written_names_seem(view_of(lines[i].text)), lines[i].seem);
}

static const struct {
    const char *text;
    bool several;
} counts[] = {
    { "Ada Tide, Bo Moon", true },
    { "Ada Tide and Bo Moon", true },
    { "Ada Tide & Bo Moon", true },
    { "Ada Tide; Bo Moon", true },
    { "张三、李四", true },
    { "Ada Tide et al.", true },
    { "Ada Tide 等 3 人", true },
    { "Ada Tide", false },
    { "Ada Sandy", false },
    { "Ada B. Tide", false },
    { "", false },
};

static void several_names_are_told_from_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(counts); i++)
        expect_number(counts[i].text, written_names_are_several(view_of(counts[i].text)),
                      counts[i].several);
}

static const struct {
    const char *text;
    bool is_name;
} long_names[] = {
    { "Tran Thi Minh Chau", true },
    { "Maria del Carmen Garcia Lopez", true },
    { "Trần Thị Minh Châu", true },
    { "Ada B. van der Tide", true },
    { "Ada Tide", false }, /* written_names_seem */
    { "Best Student Award Finalist", false },
    { "Coming Soon To Print", false },
    { "Physical Review Letters Volume", false },
    { "Max Planck Institut Informatik", false },
    { "Direct Multipath SLAM Tides", false },
    { "Hearing the tides of fog", false },
    { "Tran Thi Minh Chau, Ada Tide", false },
    { "", false },
};

static void long_names_are_told_from_remarks(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(long_names); i++)
        expect_number(long_names[i].text, written_names_is_long_name(view_of(long_names[i].text)),
                      long_names[i].is_name);
}

static const struct {
    const char *word;
    bool fits;
} words[] = {
    { "AAAI", false }, /* the first of the common words and the last */
    { "zhipu", false },    { "Zero", false },        { "zero-shot", false },
    { "Abstract", false }, { "Learning", false },    { "University", false },
    { "AI", false },       { "Ai", true },           { "GAN", false },
    { "Gan", true },       { "Agent-Based", false }, { "Jean-Paul", true },
    { "O'Neil", true },    { "LeCun", true },        { "J.-P.", true },
    { "van", true },       { "bin", true },          { "tide", false },
    { "Tide2", false },    { "潮汐", false },        { "Расторгуев", true },
    { "TideSLAM", false }, { "ÅseSLAM", false },     { "ÅSE", true },
};

static void words_fit_into_names_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(words); i++)
        expect_number(words[i].word, name_word_fits(view_of(words[i].word)), words[i].fits);
}

/* Lists that would take hours if each name looked at all that are before or after it. */
static void hostile_lists_take_linear_time(void **state)
{
    static const char *const parts[] = {
        "Ada Tide, ", "Abcde. ", "A. ", "Tide, ", "(",       "and ", "[一作",          "; ",
        "等",         "... ",    "1 ",  "·",      "Ada. B ", "a\n",  "Tide, Ada and ", "Tide, Ada; "
    };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(parts); i++) {
        struct people people = { 0 };
        struct buffer text = { 0 };

        while (text.len < 1 << 20)
            buffer_put(&text, view_of(parts[i]));
        written_names_add(buffer_view(&text), &arena, &people);
        written_names_add_element(buffer_view(&text), true, &arena, &people);
        written_names_seem(buffer_view(&text));
        people_free(&people);
        buffer_free(&text);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_added),
        cmocka_unit_test(elements_are_one_name_or_several),
        cmocka_unit_test(lists_add_to_each_other),
        cmocka_unit_test(lists_of_names_are_told_from_other_text),
        cmocka_unit_test(several_names_are_told_from_one),
        cmocka_unit_test(long_names_are_told_from_remarks),
        cmocka_unit_test(words_fit_into_names_or_not),
        cmocka_unit_test(hostile_lists_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
