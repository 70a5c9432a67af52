#include "expect.h"

#include "update/journal_reference.h"

/* References as arXiv has them, and their parts; no journal: they are not to be read. */
static const struct {
    const char *text, *journal, *volume, *number, *pages;
    uint32_t year;
} references[] = {
    { "Phys. Rev. D 102, 123456 (2020)", "Phys. Rev. D", "102", "", "123456", 2020 },
    { "Phys.Rev.D102:123456,2020", "Phys.Rev.D", "102", "", "123456", 2020 },
    { "Phys.Rev. D76 (2007) 013009", "Phys.Rev. D", "76", "", "013009", 2007 },
    { "Phys. Rev. D76b (2007) 013009", "", "", "", "", 0 },
    { "JHEP05(2020)123", "JHEP", "05", "", "123", 2020 },
    { "Physica12 (2020) 123", "", "", "", "", 0 },
    { "Advances in Mathematics 300 (2016) 1-20", "Advances in Mathematics", "300", "", "1-20",
      2016 },
    { "Phys. Rev. Lett. 98, 010505 (2007)", "Phys. Rev. Lett.", "98", "", "010505", 2007 },
    { "Phys. Rev. Lett. 116 (2016) 6, 061102", "", "", "", "", 0 },
    { "Physical Review Letters 129, 010401 (2022)", "Physical Review Letters", "129", "", "010401",
      2022 },
    { "JHEP 0801:009,2008", "JHEP", "0801", "", "009", 2008 },
    { "JHEP 09 (2012) 020", "JHEP", "09", "", "020", 2012 },
    { "J. High Energ. Phys. 2020, 123 (2020)", "", "", "", "", 0 }, /* a year for a volume */
    { "Astrophys.J. 654 (2007) 1021-1035", "Astrophys.J.", "654", "", "1021-1035", 2007 },
    { "Astrophysical Journal, 654, 1021 (2007)", "Astrophysical Journal", "654", "", "1021", 2007 },
    { "The Astrophysical Journal, Volume 820, Issue 2, 102, 2016", "The Astrophysical Journal",
      "820", "2", "102", 2016 },
    { "The Astrophysical Journal, Volume 820, 2016", "", "", "", "", 0 }, /* or a page */
    { "ApJ 820 L12 (2016)", "ApJ", "820", "", "L12", 2016 },
    { "A&A 594, A13 (2016)", "A&A", "594", "", "A13", 2016 },
    { "MNRAS 448 (2015) L11-L15", "MNRAS", "448", "", "L11-L15", 2015 },
    { "MNRAS, 448, 11--15, 2015", "MNRAS", "448", "", "11--15", 2015 },
    { "Mon. Not. R. Astron. Soc. 375, 1 (2007)", "Mon. Not. R. Astron. Soc.", "375", "", "1",
      2007 },
    { "Nature 521, 436-444 (2015)", "Nature", "521", "", "436-444", 2015 },
    { "Nature 521 (2015) 436\xE2\x80\x93"
      "444",
      "", "", "", "", 0 },
    { "Nature, vol. 521, pp. 436-444, 2015.", "Nature", "521", "", "436-444", 2015 },
    { "Nat. Commun. 9, Article 1234 (2018)", "Nat. Commun.", "9", "", "1234", 2018 },
    { "Science 365, no. 6456, 885-890 (2019)", "Science", "365", "6456", "885-890", 2019 },
    { "J. Phys. A: Math. Gen. 32 (1999) 101-120", "J. Phys. A: Math. Gen.", "32", "", "101-120",
      1999 },
    { "J. Phys. A 40 (2007) F1", "J. Phys. A", "40", "", "F1", 2007 },
    { "Ann. of Math. (2) 158 (2003), no. 1, 115-165", "", "", "", "", 0 }, /* a series */
    { "Comm. Math. Phys. 270 (2007), no. 1, 69--108", "Comm. Math. Phys.", "270", "1", "69--108",
      2007 },
    { "Invent. Math. 170(2), 243-295 (2007)", "Invent. Math.", "170", "2", "243-295", 2007 },
    { "Algebr. Geom. Topol. 7 (2007) 1-29", "Algebr. Geom. Topol.", "7", "", "1-29", 2007 },
    { "Journal of Machine Learning Research 18(1) (2017) 1-43",
      "Journal of Machine Learning Research", "18", "1", "1-43", 2017 },
    { "Journal of Machine Learning Research, 21(140):1-67, 2020",
      "Journal of Machine Learning Research", "21", "140", "1-67", 2020 },
    { "IEEE Transactions on Information Theory, vol. 53, no. 2, pp. 572-578, 2007",
      "IEEE Transactions on Information Theory", "53", "2", "572-578", 2007 },
    { "IEEE Trans. Inf. Theory, vol. 53, no. 2, pp. 572-578, Feb. 2007", "IEEE Trans. Inf. Theory",
      "53", "2", "572-578", 2007 },
    { "Nucl. Phys. B 762 (2007) 1", "Nucl. Phys. B", "762", "", "1", 2007 },
    { "Nucl.Phys.B762:1-54,2007", "Nucl.Phys.B", "762", "", "1-54", 2007 },
    { "Eur. Phys. J. C 50, 299 (2007)", "Eur. Phys. J. C", "50", "", "299", 2007 },
    { "Eur.Phys.J. C50 (2007) 299-314", "Eur.Phys.J. C", "50", "", "299-314", 2007 },
    { "SIGMA 3 (2007), 001", "SIGMA", "3", "", "001", 2007 },
    { "Electronic Journal of Probability 12, 1-20 (2007)", "Electronic Journal of Probability",
      "12", "", "1-20", 2007 },
    { "PLoS ONE 2(1): e123 (2007)", "PLoS ONE", "2", "1", "e123", 2007 },
    { "Quantum 4, 226 (2020)", "Quantum", "4", "", "226", 2020 },
    { "New J. Phys. 9 (2007) 1", "New J. Phys.", "9", "", "1", 2007 },
    { "SciPost Phys. 7, 024 (2019)", "SciPost Phys.", "7", "", "024", 2019 },
    { "Living Rev. Relativity 9, 2006, 1", "", "", "", "", 0 },
    { "Transactions of the Association for Computational Linguistics 8 (2020) 842-866",
      "Transactions of the Association for Computational Linguistics", "8", "", "842-866", 2020 },
    /* not articles, several, or too little */
    { "", "", "", "", "", 0 },
    { "2020", "", "", "", "", 0 },
    { "Phys. Rev. D", "", "", "", "", 0 },
    { "Phys. Rev. D 102", "", "", "", "", 0 },
    { "Phys. Rev. D 102, 123456", "", "", "", "", 0 },
    { "Phys. Rev. D 102 (2020) 123456; Erratum-ibid. D 103 (2021) 1", "", "", "", "", 0 },
    { "Phys.Rev.D76:013009,2007; Phys.Rev.D77:1,2008", "", "", "", "", 0 },
    { "Phys. Rev. D 76, 013009 (2007), Phys. Rev. D 77, 1 (2008)", "", "", "", "", 0 },
    { "Proc. of ICML 37 (2015) 448-456", "", "", "", "", 0 },
    { "Proceedings of the 37th International Conference on Machine Learning, PMLR 119, 2020", "",
      "", "", "", 0 },
    { "In: Lecture Notes in Computer Science 4393 (2007) 1-12", "", "", "", "", 0 },
    { "Lecture Notes in Computer Science, vol. 4393, pp. 1-12, 2007", "", "", "", "", 0 },
    { "Science 323, 1987", "", "", "", "", 0 },
    { "Talk at Geneva, 5 May 2010", "", "", "", "", 0 },
    { "ICHEP, Philadelphia 30 July 2008", "", "", "", "", 0 },
    { "to be in Phys Rev 5 (2010)", "", "", "", "", 0 },
    { "Handbook of Foo 3 (2010) 5-6", "", "", "", "", 0 },
    { "AAAI 34(04), 2020", "", "", "", "", 0 },
    { "Lect. Notes Comput. Sci. 1234 (2010) 5-6", "", "", "", "", 0 },
    { "Foo Conf on AI 3 (2010) 5", "", "", "", "", 0 },
    { "NeurIPS 2020", "", "", "", "", 0 },
    { "NeurIPS 34 (2021) 100-110", "", "", "", "", 0 },
    { "Advances in Neural Information Processing Systems 30 (2017) 5998-6008", "", "", "", "", 0 },
    { "ACL 2020, pages 1-12", "", "", "", "", 0 },
    { "CVPR (2016) 770-778", "", "", "", "", 0 },
    { "34th AAAI Conference 34 (2020) 1", "", "", "", "", 0 },
    { "To appear in Phys. Rev. D 102 (2020)", "", "", "", "", 0 },
    { "Accepted by Nature 521 (2015)", "", "", "", "", 0 },
    { "PhD thesis, Tide University 12 (2007)", "", "", "", "", 0 },
    { "Phys. Rev. D 102 (1820) 1", "", "", "", "", 0 },
    { "Phys. Rev. D 123456, 1 (2020)", "", "", "", "", 0 },
    { "doi:10.1103/PhysRevD.102.123456 (2020)", "", "", "", "", 0 },
    { "https://example.org/7/12 (2020)", "", "", "", "", 0 },
};

static void references_are_read_or_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(references); i++) {
        const char *text = references[i].text;
        struct journal_reference came;
        bool read = journal_reference_read(view_of(text), &came);

        expect_number(text, read, references[i].year > 0);
        if (!read)
            continue;
        expect_text(text, came.journal, references[i].journal);
        expect_text(text, came.volume, references[i].volume);
        expect_text(text, came.number, references[i].number);
        expect_text(text, came.pages, references[i].pages);
        expect_number(text, came.year, references[i].year);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_are_read_or_left),
    };
    return cmocka_run_group_tests_name("journal_reference", tests, NULL, NULL);
}
