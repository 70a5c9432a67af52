"""Invented people, and what arXiv would say of papers that they have written.

A person is a line: "family|given|suffix", or "=literal". What stands before a capital in the family are particles."""
import collections
import itertools
import json
import re
from xml.sax.saxutils import escape

from pylatexenc.latexencode import unicode_to_latex

Person = collections.namedtuple("Person", "family given suffix literal", defaults=("", "", "", ""))

# Particles: before the family, in its middle, with capitals, with an apostrophe, stuck to it.
PARTICLES = """
van der Berg|Jan
van den Broek-Altenburg|Miriam
van de Ven|M. J. P.|III
von Hohenfels|Ottilie
von und zu Aufsess|Hans Max
von der Leyden zu Sandau|Karl
zu Rhein|Friedrich
zur Nieden|Heinz
de la Cruz|María
de las Casas|Bartolomé
de la Cierva y Codorníu|Juan
de La Fontaine|Jean
de La Vallée Poussin|Charles-Jean
du Bellay|Joachim
da Silva|Maria
da Silva Santos|João
dos Santos|Ana
das Neves|Celso
do Carmo|Manfredo
d' Albret|Jeanne
del Carmen Ruiz|Íñigo
della Torre|Paolo|Jr.
degli Albizzi|Niccolò
dell'Acqua|Andrea
de' Medici|Lorenzo
di Lorenzo|Renato
af Klint|Fabian
ten Cate|Bram
ter Haar Romeny|B.
in 't Veld|Maarten
't Hooft|Gerrit
’t Hooft|Gerarda
's Gravesande|Willem
op den Camp|Jan
v. Neumann|J.
v. d. Berg|M.
v.d. Berg|M.
ap Gwilym|Dafydd
ab Owain|Llŷr
bin Rashid|Omar
ibn Yunus|Ali
al-Sufi|Abd
el-Hadi|Nour
al Farabi|Abu
ud-Din Khan|Nasir
d'Alembert|Jean
d’Alembert|Jeanne
d'Alembert de Paris|Jean
l'Huillier|Simon
de Boyd hooks|Anna
van and Smith|A.
bell and howell Smith|Ada
García de la Torre|Luis
Ramón y Cajal|Santi
Ortega y Gasset|Josefa
Puig i Cadafalch|Josefina
Costa e Silva|Artur
López de Mendoza|Íñigo
Le Rond d'Alembert|Jean
Giscard d'Estaing|Valérie
de Jong-van Dijk|Johan
Jansen van Dijk|Maria
Smith de Groot|R.
Smith genannt Weber|Otto
Smith née Jones|Alice
Van Gogh|Willemina
Van Den Bossche|Jan
Van de Sompel|Harriet
Vanden Berghe|Guido
Von Neumann|Joan
De Giorgi|Ennia
De la Cruz|Oscar
De La Hoya|Oskar
Du Bois|Antoine
Le Clézio|J. M. G.
La Rocca|Rosa
Dal Maso|Guido
D'Annunzio|Gabriela
El Ghaoui|Laura
Al-Khalili|Jamal
Al Khalili|Jamila
Abd al-Rahman|Salih
Abd-al-Rahman|Saliha
Abu-l-Fath Umar|G.
Ben-ami Levi|Dov
Ibn al-Haytham|H.
Op den Camp|Johanna
"""

# Letters that are not ASCII's, in front of a word: to BibTeX the next letter tells the case.
LETTERS = """
Álvarez Ruiz|Inés
Ångström Øre|Åse
Ángel-Núñez Íñigo|Óscar
Ó Briain|Séamus
Ní Chonaill|Máire
Úa Ceallaigh|É.
Ørsted|Hans Kristian
Østergård Åkesson|Æ.
Øst-Ågren|Pål
Öztürk-Demir|Şule
Çelik Çağlar|Çiğdem
Łukasiewicz|Jana
Łukasiewicz-Nowak|Ewa
Żółć Śliwa|Ż.
Škoda Černý|Žofie
Đorđević Šarić|Đurđa
Ðórsson Þór|Þórdís
Þorláksdóttir|Íris
Íslandsdóttir|Jóna
Erdős|Paula
İnönü|Işıl
ı Dağ|Ali
Țiriac|Ioana
Bērziņš|Kārla
Němcová|Božena
ñu Ruiz|Ana
østergaard Jensen|Ida
ß Weiß|Max
Éluard de Noailles|Anne
de Éluard|Paule
van Øst Ågren|Liv
van Ørsted-van Ålborg|Kaj
Müller-Lüdenscheid|Jürgen
Nguyễn Thị|Minh Khai
Œuvrard|Zoé
Ḥusayn al-Ṣūfī|ʿAbd
ʿAbd al-Raḥmān|Ṣāliḥ
Ivanov’|A.
O'Raifeartaigh|Cormaca
O’Raifeartaigh|Cormac
M'Bokolo|E.
N'Diaye|M.-L.
Mac Lane|Sandra
St. John|Olive
Smith-Jones|Mary-Ann
Smith-jones|Mary
Smith-jones Ruiz|Marian
Smith–Jones|X.–Y.
Smith—Jones|Em
Smith - Jones|A. - B.
Smith- Jones|A.- B.
Smith -Jones|A.-B.
-Smith|-A.
Smith-|A.-
Smith‑Jones|Non‑breaking
Saint-Exupéry de la Tour|Antonia
Souza-e-Silva Ruiz|E.
García Márquez|Gabriela
Lloyd Webber Rice Elton|Tim
Hernández Pérez Gómez|Juana
X|Y
B.|A.
IV|Roman
MD|Hasana
"""

# Other scripts, which have no case or their own.
SCRIPTS = """
王|小明
小明|王
欧阳|修远
司馬 遷|光
Иванов|Иван
Иванов Петров|Пётр
фон Нейман|Иван
дер Берг ван|И.
Παπαδόπουλος|Γιώργος
δε Λας|Κ.
العربي|محمد
بن سينا|علي
כהן|דוד
田中|太郎
김|민준
गुप्ता|राम
"""

# Parts that are not there.
ALONE = """
Plato
Sukarno
hooks
boyd
王小明
Østergaard
Øst-Ågren
al-Sufi
smith-jones
d'Alembert
Suharto-putra
van Gogh
van der Berg
't Hooft
De La Cruz
von Øst Ågren
d'Alembert de Paris
And
BELLE
Collaboration
X
$\\Xi$
Jr.
Smith||Jr.
van der Berg||III
Aung San||Jr.
Øst Ågren||II
hooks|bell
boyd|danah
cummings|e. e.
øye|ødel
иванов|иван
de boyd|danah
boyd|danah|Jr.
de sade|marquise
smith-jones|ann
"""

# Suffixes, given names in capitals and not, with particles.
SUFFIXES = """
King|Martina Luther|Jr.
Smith|John|Jr
Smith|John|Sr.
Smith|J. R.|III
Smith|John|3rd
García de la Torre|Luis|Jr.
de la Cruz|Juan|II
Álvarez Ruiz|Iván|Filho
Øre|Åge|Jr.
Müller|J.|d. J.
Berg|Jan van der
Berg|van der
Smith|john paul
Smith|Jean-Paul Marie
Smith|J.-P.
Smith|Øyvind de la
Smith|SM
Tolkien|J.R.R.
Li|Xiaoming (Michael)
Smith|John "Jack"
Smith|John ‘Jack’
Smith|John “Jack”
"""

# What separates names, within one.
SEPARATORS = """
And|Ann
Smith|And
Smith|and
Smith|A. and B.
Smith and Jones|A.
Smith AND Jones|A.
and Smith|A.
Smith and|A.
Sand|Brand
Andrews|Rand
Smith, Lord|John
Smith|John, Lord
Smith|John|Jr., Ph.D.
Smith,|John
,Smith|John
Smith; Jones|A.
others|Ann
Others|Bo
others and more|Cy
Smith|others
"""

# TeX's special characters, and others that a format may trip over.
SPECIALS = """
Barnes & Noble|A & B
M&S|J
Hundred%|P%
Number#One|#1
Under_score|a_b
Dollar$|$5
Caret^Up|x^y
Less<More|a<b
Great>er|a>b
<b>Bold</b>|Eve
Back\\slash|A\\B
\\foo Smith|J.
Quote"d|"Q"
At@Home|@
Equals=|=
Plus+|+1
Bang!|?
Back`tick|`a`
Star*|*
Bar/Slash|a/b
Colon: Name|A:
[Bracket]|(Round)
"""

COLLABORATIONS = """
=ATLAS Collaboration
=LIGO Scientific and Virgo Collaborations
=LIGO Scientific Collaboration, Virgo Collaboration, and KAGRA Collaboration
=Barnes and Noble Team
=Barnes & Noble Team
=R&D_1 100% #2 Group
=$\\bar{\\rm P}$ANDA Collaboration
=D\u00d8 Collaboration
=deal.II Team
=H.E.S.S. collaboration
=de la Cruz Group
=and Team
=Team, The Other, Jr. Group
=Aung San Suu Kyi
=CERN Theory Division
=北京 合作组 Collaboration
=\u00c9quipe Pierre-Auger Collaboration
"""

TABLES = (PARTICLES, LETTERS, SCRIPTS, ALONE, SUFFIXES, SEPARATORS, SPECIALS, COLLABORATIONS)


def person_of(line):
    return Person(literal=line[1:]) if line.startswith("=") else Person(*line.split("|"))


PEOPLE = [person_of(line) for table in TABLES for line in table.strip().split("\n")]
OTHERS = Person(literal="others")
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu".split()
MANY = [Person("".join(syllables).title(), syllables[0].title() + ".") for syllables
        in itertools.islice(itertools.product(SYLLABLES, repeat=3), 3000)]


def papers():
    """The authors of each paper: each person alone, then by sevens, all of them with others, and very many."""
    yield from ([person] for person in PEOPLE)
    yield from (PEOPLE[at:at + 7] for at in range(0, len(PEOPLE), 7))
    yield PEOPLE + [OTHERS]
    yield MANY


# ---- As arXiv writes them

def to_tex(text):
    """Special characters escaped, formulas left."""
    if re.search(r"\$\\", text):
        return text
    text = text.replace("\\", "\\textbackslash{}")
    return re.sub(r"([&%#_$])", r"\\\1", text).replace("^", "\\^{}")


def to_accents(text):
    """The same with TeX's accents, of Latin letters."""
    if any(ord(c) > 0x17F for c in text) or re.search(r"[$\\^]", text):
        return to_tex(text)
    return unicode_to_latex(text, non_ascii_only=False) if text.isascii() is False else to_tex(text)


def parts_of(person, write):
    return [write(person.literal or person.family), write(person.given), write(person.suffix)]


def snapshot(paper_id, authors, **fields):
    """A line of the public snapshot."""
    return json.dumps(dict({"id": paper_id, "authors": "as parsed", "title": "On " + paper_id,
                            "authors_parsed": [parts_of(person, to_tex) for person in authors],
                            "versions": [{"version": "v1", "created": "Sat, 2 Mar 2024 19:18:42 GMT"}]}, **fields))


OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>%s
</ListRecords></OAI-PMH>
"""
RECORD = """
<record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>%s</id><created>2024-03-02</created><authors>%s</authors><title>On %s</title>
</arXiv></metadata></record>"""


def oai(paper_id, authors):
    """A record of OAI-PMH."""
    names = zip(("keyname", "forenames", "suffix"), zip(*(parts_of(person, to_accents) for person in authors)))
    columns = [["<%s>%s</%s>" % (name, escape(part), name) if part else "" for part in parts]
               for name, parts in names]
    return RECORD % (paper_id, "".join("<author>%s</author>" % "".join(parts) for parts in zip(*columns)), paper_id)
