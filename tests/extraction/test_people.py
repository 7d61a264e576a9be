"""Every source gets the fullest name that its document gives, and no wrong one."""

from __future__ import annotations

import re
from typing import Any

import pytest

from causerie.errors import LanguageDataError
from causerie.extraction.names import find_names
from causerie.extraction.people import People, find_people
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.people import people_words
from causerie.languages.rows import available, read_rows
from causerie.model import Document, Span


def document(text: str, language: str) -> Document:
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text))
    return Document("d", "d", text, language, paragraphs=paragraphs)


def read(text: str, language: str) -> People:
    held = document(text, language)
    return find_people(parse_paragraphs(text, held.paragraphs, language=language), held)


def speaker(marked: str, language: str) -> str | None:
    """Resolve the mention between ‹ and ›."""
    start, end = marked.index("‹"), marked.index("›") - 1
    text = marked.replace("‹", "").replace("›", "")
    return read(text, language).speaker_of(Span(start, end))


CLASSES = [
    (code, row.name, row.example)
    for code in available()
    for row in {r.name: r for r in people_words(code).roles.values()}.values()
]
TITLES = [
    (code, row.example)
    for code in available()
    for row in {r.words: r for r in people_words(code).titles.values()}.values()
]


@pytest.mark.parametrize(("code", "name", "example"), CLASSES)
def test_class_examples_are_who_they_say(code: str, name: str, example: str) -> None:
    marked, _, expected = example.partition(" = ")
    assert speaker(marked.replace("<name>", "‹").replace("</name>", "›"), code) == expected


@pytest.mark.parametrize(("code", "example"), TITLES)
def test_titles_are_no_part_of_a_name(code: str, example: str) -> None:
    expected = re.search("<name>(.*)</name>", example)
    text = re.sub("</?name>", "", example)
    names = find_names(parse_paragraphs(text, [Span(0, len(text))], language=code))
    assert expected
    assert [n.span.of(text) for n in names] == [expected[1]]
    assert names[0].type == "PER"


FRENCH = [
    ("L'ancien maire de Sorel part. M. Verdet admet sa faute. ‹L'ancien maire de Sorel› se tait.", "Verdet"),
    (
        "La porte-parole a protesté. Léa Morin, qui guide les visites, reste. ‹La porte-parole› se tait.",
        "porte-parole",
    ),
    (
        "Le maire Paul Verdet est parti. Le ministre Luc Danzin reste. ‹Le maire› affirme qu'il reviendra.",
        "Paul Verdet",
    ),
    ("Paul Verdet est parti. « J'ai froid », dit-‹il›.", "Paul Verdet"),
    ("Anne Verdet et Paul Danzin sont partis. ‹Elle› affirme qu'il neige.", "Anne Verdet"),
    ("La ministre Anne Verdet est partie. Selon ‹elle›, il neige.", "Anne Verdet"),
    ("« Il neige », a déclaré le préfet Paul Verdet. « Tout va bien », a-t-‹il› ajouté.", "Paul Verdet"),
    ("Le ministre de la Mer Paul Verdet est là. ‹Le ministre de la Mer› affirme qu'il neige.", "Paul Verdet"),
    ("La fédération des bateliers, Sorvane, est en colère. ‹La fédération› estime qu'il neige.", "Sorvane"),
    (
        "La fédération Sorvane dénonce un projet. Selon ‹la porte-parole de la fédération›, il neige.",
        "porte-parole de Sorvane",
    ),
    ("Anne Verdet est partie. ‹Son avocat› affirme qu'elle reviendra.", "avocat d'Anne Verdet"),
    ("Selon ‹des experts›, il neige.", "experts"),
    ("‹Les services de renseignement› affirment qu'il neige.", "services de renseignement"),
    ("‹Un haut responsable de Sorel qui ne veut pas être nommé› a parlé.", "haut responsable de Sorel"),
    ("‹Anne Verdet, présidente de la Ligue,› a parlé.", "Anne Verdet"),
    ("Selon ‹les ministres Anne Verdet et Paul Danzin›, il neige.", "Anne Verdet et Paul Danzin"),
    ("Selon ‹une étude de la Ligue Verte›, il neige.", "Ligue Verte"),
    ("Luc Danzin a vu Paul Verdet. ‹Celui-ci› affirme qu'il neige.", "Paul Verdet"),
    # A role is that of the only person named where she speaks: of a topic nothing says so.
    ("Anne Verdet assure qu'il pleut. ‹La directrice› affirme qu'il neige.", "Anne Verdet"),
    ("Anne Verdet possède une ferme. ‹La directrice› affirme qu'il neige.", "directrice"),
    ("La commission des lois siège. ‹La Commission› a dit qu'il neige.", "Commission"),
    ("‹Le Bureau des digues et des ponts (BDP)› a dit qu'il neige.", "Bureau des digues et des ponts"),
    ("Anne Verdet assure qu'il pleut. ‹La directrice du port› affirme qu'il neige.", "directrice du port"),
    ("Selon ‹le maire, Paul Verdet›, il neige.", "Paul Verdet"),
    ("Anne Verdet a un bateau. ‹Ses avocats› affirment qu'il neige.", "avocats d'Anne Verdet"),
    ("Selon ‹une étude menée par la Ligue Verte›, il neige.", "Ligue Verte"),
]
ENGLISH = [
    (
        "Denning Motors pleaded guilty, the Traffic Department said. ‹The company› said it snows.",
        "Denning Motors",
    ),
    ("The Sorel Workers Union struck again. ‹The group› said it snows.", "Sorel Workers Union"),
    ("According to ‹a report written by the Sorel League›, it snows.", "Sorel League"),
    ("Former governor Jane Ostrow left. ‹The former governor› said it snows.", "Jane Ostrow"),
    ("Jane Ostrow met Paul Denning. ‹She› said it snows.", "Jane Ostrow"),
    ('"It snows," said Paul Denning, the mayor. ‹He› added that it rains.', "Paul Denning"),
    ("Judge Paul Denning read it. Ann Ostrow listened. ‹The judge› said it snows.", "Paul Denning"),
    ("‹Sen. Jane Ostrow (D-Ill.)› said it snows.", "Jane Ostrow"),
    ("Paul Denning left. ‹His lawyer› said he would return.", "lawyer of Paul Denning"),
    ("‹Experts› say it snows.", "Experts"),
    (
        "‹The Sorel League and the Ostrow newspaper chain› say it snows.",
        "Sorel League and the Ostrow newspaper chain",
    ),
    (
        "The Sorel League came. ‹A spokesman for the organisation› said it snows.",
        "spokesman for Sorel League",
    ),
    ("According to ‹a report by the Sorel League›, it snows.", "Sorel League"),
    ("Ann Ostrow runs a clinic. ‹The minister› said it snows.", "minister"),
    ("Paul Denning, ‹who› runs the bank, said it snows.", "Paul Denning"),
    # A document goes on; what it speaks of says nothing.
    ("The study is new. ‹It› said that tea helps.", "study"),
    ("The study did not say that tea causes harm. ‹It› said that tea helps.", "study"),
]


@pytest.mark.parametrize(("marked", "expected"), FRENCH)
def test_french_sources_get_their_fullest_name(marked: str, expected: str) -> None:
    assert speaker(marked, "fr") == expected


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english_sources_get_their_fullest_name(marked: str, expected: str) -> None:
    assert speaker(marked, "en") == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # A double name has the gender of its first part, in the language of the text.
        ("Jean-Marie Verdet part. Anne Danzin est là. « Il neige », dit-‹il›.", "Jean-Marie Verdet"),
        # A body between a role and its name is not the one who speaks.
        (
            "« Il neige », explique ‹le président de l'Union des marins (UDM), Paul Verdet›.",
            "Paul Verdet",
        ),
        # A role makes a person of a name that the parser takes for a place.
        (
            "L'ancien porte-parole de la mission en Sorelie, Tamor Goksen, est parti. "
            "‹Le porte-parole› affirme qu'il neige.",
            "Tamor Goksen",
        ),
        # The description that introduces somebody stays his.
        (
            "Un porte-parole de la police est là. Selon ‹le porte-parole de la police de Sorel›, il neige.",
            "porte-parole de la police",
        ),
        # A pronoun that speaks finds a body described, and one whose noun no class holds.
        ("La coopérative a fermé. ‹Elle› affirme que le lait manque.", "coopérative"),
        # What stands behind the source does not narrow it.
        (
            "Paul Verdet est parti. « Il neige », a révélé ‹son avocate› à l'agence.",
            "avocate de Paul Verdet",
        ),
        # A document goes on.
        ("L'étude est récente. ‹Elle› affirme que le thé provoque des insomnies.", "étude"),
    ],
)
def test_a_source_is_found_by_what_the_text_shows_of_it(marked: str, expected: str) -> None:
    assert speaker(marked, "fr") == expected


def test_a_clause_taken_for_an_entity_is_no_name() -> None:
    text = "Paul Verdet est parti. J'ai froid, dit-il."
    names = find_names(parse_paragraphs(text, [Span(0, len(text))], language="fr"))
    assert [n.span.of(text) for n in names] == ["Paul Verdet"]


@pytest.mark.parametrize(
    ("marked", "language", "own"),
    [
        (
            "Paul Verdet est là. Luc Danzin est là. ‹Le procureur de Sorel› a parlé.",
            "fr",
            "procureur de Sorel",
        ),
        ("Il neige. ‹Elle› affirme que tout va bien.", "fr", "Elle"),
        ("La maire Anne Verdet est partie. Selon ‹lui›, il neige.", "fr", "lui"),
        ("Paul Denning is here. Ann Ostrow is here. ‹The prosecutor› spoke.", "en", "prosecutor"),
        ("Paul Denning left. ‹She› said it snows.", "en", "She"),
        # Somebody with a first name is somebody new.
        ("‹Le préfet› affirme qu'il neige. Paul Verdet a souri.", "fr", "préfet"),
        ("‹The mayor› said it snows. Ann Ostrow left.", "en", "mayor"),
        # Behind the source a clause begins.
        ("Selon ‹le préfet›, Paul Verdet a menti.", "fr", "préfet"),
        ("According to ‹the mayor›, Ann Ostrow lied.", "en", "mayor"),
        # What narrows a description points at somebody else.
        ("Paul Verdet, délégué, proteste. ‹Le directeur du port› se tait.", "fr", "directeur du port"),
        (
            "Le maire, Paul Verdet, est là. ‹Le maire du village voisin› se tait.",
            "fr",
            "maire du village voisin",
        ),
        ("Mayor Ann Ostrow is here. ‹The neighbouring mayor› spoke.", "en", "neighbouring mayor"),
        ("Me Anne Verdet a plaidé. ‹L'avocat général› affirme qu'il neige.", "fr", "avocat général"),
        # Who sees or orders a document has not made it.
        ("Selon ‹une note consultée par la Ligue Verte›, il neige.", "fr", "note"),
        ("According to ‹a memo seen by the Sorel League›, it snows.", "en", "memo"),
        # The club may be meant as well.
        (
            "Anne Verdet est partie. Le club est ruiné. ‹Ses dirigeants› affirment qu'il neige.",
            "fr",
            "Ses dirigeants",
        ),
        # A thing spoken of long before says nothing.
        (
            "The catch fell, they say, for years. The fleet left. ‹It› found that all was lost.",
            "en",
            "It",
        ),
        # Somebody else has come up since the last one spoke.
        ("Paul Denning said it snows. Ann Ostrow left. ‹The baker› says it rains.", "en", "baker"),
    ],
)
def test_a_mention_stays_as_it_is_where_nobody_is_sure(marked: str, language: str, own: str) -> None:
    assert speaker(marked, language) == own


def test_a_surname_joins_the_full_name_and_a_title_chooses_by_gender() -> None:
    text = "Mike Ostrow and Ann Ostrow met. Mrs. Ostrow spoke. Mr. Ostrow left."
    people = read(text, "en")
    assert people.speaker_of(Span(text.index("Mrs."), text.index(" spoke"))) == "Ann Ostrow"
    assert people.speaker_of(Span(text.index("Mr."), text.index(" left"))) == "Mike Ostrow"


def test_names_hold_aliases_roles_and_mentions() -> None:
    text = "La sénatrice Anne Verdet est partie. Mme Verdet reviendra. Elle l'affirme."
    held = next(p for p in read(text, "fr").names if p.kind == "person")
    assert (held.name, held.aliases, held.gender) == ("Anne Verdet", ("Anne Verdet", "Verdet"), "Fem")
    assert held.roles == ("sénatrice",)
    assert [m.of(text) for m in held.mentions] == ["sénatrice", "Anne Verdet", "Verdet", "Elle"]


def test_an_acronym_joins_what_it_abbreviates() -> None:
    text = "The Sorel Fishing Agency came. The SFA left."
    assert read(text, "en").speaker_of(Span(text.index("SFA"), text.index(" left"))) == "Sorel Fishing Agency"


def test_the_last_one_named_speaks_where_no_source_is_said() -> None:
    text = "Paul Denning came. Ann Ostrow left. It snowed."
    people = read(text, "en")
    assert people.last_named_before(text.index("Ann")) == "Paul Denning"
    assert people.last_named_before(len(text)) == "Ann Ostrow"
    assert people.last_named_before(0) is None


def test_a_stretch_presents_whom_it_is_about() -> None:
    text = "Ann Ostrow wrote a book about Paul Denning. Paul Denning met Luc Verdet and Ann Ostrow there."
    people = read(text, "en")
    assert people.presented_in(Span(0, text.index(" Paul Denning met"))) == "Ann Ostrow"
    assert people.presented_in(Span(text.index("wrote"), text.index("about"))) is None


def test_an_antecedent_is_a_name_before_its_pronoun() -> None:
    text = "Paul Denning came. He said it snows."
    held = document(text, "en")
    parse = parse_paragraphs(text, held.paragraphs, language="en")
    pronoun = next(t for t in parse.tokens if t.text == "He")
    found = find_people(parse, held).antecedent(pronoun)
    assert found is not None
    assert found.of(text) == "Paul Denning"


def test_a_mention_without_words_has_no_speaker() -> None:
    assert read("Il neige.", "fr").speaker_of(Span(2, 2)) is None


@pytest.mark.parametrize("code", available())
def test_every_word_of_people_is_lower_case_and_in_one_class(code: str) -> None:
    words = people_words(code)
    assert all(w == w.lower() for w in [*words.roles, *words.titles, *words.pronouns])


def test_a_word_in_two_classes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(code: str, name: str, table: str, row_type: type[Any], *, key: str) -> tuple[Any, ...]:
        rows = read_rows(code, name, table, row_type, key=key)
        return (*rows, rows[0]) if table == "class" else rows

    monkeypatch.setattr("causerie.languages.people.read_rows", doubled)
    people_words.cache_clear()
    with pytest.raises(LanguageDataError, match="repeated"):
        people_words("fr")
    people_words.cache_clear()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        # one of the two persons that a sentence names
        ("en", "Mayor Paul Reed met Ann Cole. ‹The former› said no.", "Paul Reed"),
        ("en", "Paul Reed met Ann Cole. The former said no. ‹The latter› agreed.", "Ann Cole"),
        (
            "fr",
            "Le maire de Brizay, Yves Tanneau, affronte Julie Roche. ‹Le premier› assure que le pont tient.",
            "Yves Tanneau",
        ),
        (
            "fr",
            "Yves Tanneau affronte Julie Roche. L'un rit. ‹La seconde› assure que le pont tient.",
            "Julie Roche",
        ),
        # of three, or in the other gender, nobody is sure
        ("en", "Paul Reed met Ann Cole and Tom Vane. ‹The former› said no.", "former"),
        ("fr", "Yves Tanneau affronte Julie Roche. ‹La première› assure que le pont tient.", "La première"),
        # an age takes up whoever is named, unless by another role
        ("fr", "Claire Aubin a quitté l'usine. ‹L'ouvrière de 52 ans› dit s'ennuyer.", "Claire Aubin"),
        ("en", "Clare Aubin left the plant. ‹The 52-year-old welder› said so.", "Clare Aubin"),
        ("en", "Mayor Clare Aubin left. ‹The 52-year-old welder› said so.", "52-year-old welder"),
        ("en", "Paul Reed met Clare Aubin. ‹The 31-year-old actress› said so.", "Clare Aubin"),
        # a role that is over does not go with another that holds
        (
            "en",
            "Paul Reed, a former engineer, spoke. “It broke,” Reed said. ‹The governor› said no.",
            "governor",
        ),
        (
            "fr",
            "L'avocate Sonia Kadi est là. « Ma cliente a été trompée », insiste ‹cette dernière›.",
            "Sonia Kadi",
        ),
        # a dash between spaces joins no name
        ("fr", "‹Inès Caron› – Oui, les accidents ont reculé.", "Inès Caron"),
    ],
)
def test_words_that_take_up_one_of_several(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == name
