"""Statements are where the markup says: {source|…}, {cue|…}, {said|…}."""

import re
from collections.abc import Iterable, Iterator

import pytest

from causerie.extraction.quotations import find_quotations
from causerie.extraction.statements import find_stated, find_statements
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.reporting import Scope, reporting
from causerie.model import Document, Mode, Span, Statement

LANGUAGES = ("fr", "en")
MARK = re.compile(r"\{(\w+)\|([^{}]*)\}")


class OwnWords:
    """People that name every source by its own words."""

    names = ()

    def __init__(self, text: str) -> None:
        self.text = text

    def speaker_of(self, mention: Span, *, at: int | None = None) -> str | None:
        return mention.of(self.text)

    def last_named_before(self, offset: int) -> str | None:
        return None

    def called(self, label: str) -> str | None:
        return None

    def presented_in(self, stretch: Span) -> str | None:
        return stretch.of(self.text)


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    held: dict[str, list[str]] = {"source": [], "cue": [], "said": []}
    for label, words in MARK.findall(marked):
        held[label].append(words)
    return MARK.sub(r"\2", marked), held


def statements(text: str, language: str, *, scopes: Iterable[str] | None = None) -> tuple[Statement, ...]:
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    document = Document("d", "d", text, language, paragraphs)
    parse = parse_paragraphs(text, paragraphs, language=language)
    quotations = find_quotations(text, paragraphs, asides=(), language=language)
    if scopes is None:
        return find_statements(parse, document, quotations, OwnWords(text))
    return find_stated(parse, document, quotations, OwnWords(text), scopes=scopes)


def examples() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        words = reporting(language)
        yield from ((language, row.example) for row in words.verb_rows)
        yield from ((language, row.example) for row in words.noun_rows)
        yield from ((language, row.example) for row in words.preposition_rows)


def words_of(statement: Statement, text: str) -> dict[str, list[str]]:
    return {
        "source": [statement.source.of(text)] if statement.source else [],
        "cue": [statement.cue.of(text)] if statement.cue else [],
        "said": [c.of(text) for c in statement.content],
    }


@pytest.mark.parametrize(("language", "example"), list(examples()))
def test_examples_of_the_rows_are_found(language: str, example: str) -> None:
    text, held = unmark(example)
    assert [words_of(s, text) for s in statements(text, language, scopes=Scope)] == [held]


def test_mode_tells_whether_all_is_quoted() -> None:
    text = "La ministre dit : « Le pont tient. » Elle ajoute qu'il est « vieux ». Elle dit que tout va bien."
    assert [s.mode for s in statements(text, "fr")] == [Mode.DIRECT, Mode.MIXED, Mode.INDIRECT]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        # an incise inside what is said, and behind it
        ("fr", "{said|Le pont}, {cue|dit}-{source|elle}, {said|tiendra cent ans}."),
        ("fr", "{said|Le pont tiendra cent ans}, {cue|a assuré} {source|la mairesse}."),
        ("en", "{said|The bridge}, {source|she} {cue|said}, {said|is safe}."),
        # a partial quotation is widened to its clause
        ("fr", "{source|La mairesse} {cue|assure} que {said|le pont est « solide comme un roc »}."),
        # one speaker's fragments are one statement
        ("fr", "« {said|Le pont est neuf} », {cue|dit} {source|Anne Petit}. « {said|Rien ne presse.} »"),
        (
            "en",
            "“{said|It is new},” {cue|said} {source|Anna Cole, the mayor}. “{said|Nothing is urgent.}”",
        ),
        # a cue of two verbs is one
        ("fr", "{source|La mairesse} {cue|a dit espérer} que {said|le pont tiendra}."),
        # the source of the sentence is no part of the clause
        ("fr", "{cue|Selon} {source|la Ligue, une association}, {said|le pont est vieux}."),
        ("fr", "Elle vante le pont, mais {cue|selon} {source|les riverains}, {said|il est vieux}."),
        # a condition that belongs to what is said
        ("fr", "{source|Le maire} {cue|craint} que {said|le pont cède, car la crue monte}."),
        # a colon without marks
        ("fr", "{source|Le maire} {cue|nuance} : {said|le pont est vieux mais solide}."),
        # an inverted incise parts a subject from its verb, whatever the tree says
        ("fr", "{said|Cette loi}, {cue|assure} {source|le maire}, {said|entraînera une hausse des loyers}."),
        ("fr", "{said|Le bac}, {cue|a annoncé} {source|la régie}, {said|restera à quai}."),
        ("fr", "{said|La pluie}, {cue|précise} {source|Météo-France}, {said|durera jusqu'à jeudi}."),
        (
            "fr",
            "{said|Le fuyard}, {cue|a fait savoir} {source|le procureur, Jean Duval}, {said|a été repris}.",
        ),
        # a name between commas belongs to the source, a day of the week does not
        ("fr", "{said|L'usine fermera}, {cue|a annoncé} {source|le groupe} jeudi."),
        # an adverbial before an inverted incise belongs to what is said
        ("fr", "{said|Faute d'accord}, {cue|avertit}-{source|elle}, {said|le chantier s'arrêtera}."),
        (
            "fr",
            "Il a plu. {said|Faute d'accord avant la fin du mois}, {cue|prévient} {source|la maire}, {said|le"
            " chantier s'arrêtera}.",
        ),
        # the teller's incise inside the marks, with a noun
        (
            "fr",
            "« {said|Le marché est mûr}, {cue|explique} {source|sa patronne, Inès Petit}. "
            "{said|Les villes veulent des bus propres.} »",
        ),
        # any verb with a pronoun joined to it behind a quotation
        ("fr", "« {said|C'est une honte pour la ville} », {cue|fulmine}-t-{source|elle}."),
        ("fr", "« {said|La perte est lourde} », {cue|chiffre}-t-{source|il}."),
        # a fronted adverbial is not what is said
        ("fr", "Dans une lettre publiée mardi, {source|le syndicat} {cue|appelle} à {said|la grève}."),
        # a relative clause or an apposition behind the source of the sentence
        ("fr", "{cue|Selon} {source|un voisin} qui passait par là, {said|le pont a cédé d'un coup}."),
        ("fr", "{cue|Selon} {source|le député Jean Roy}, élu de la Marne, {said|la loi passera}."),
        ("en", "{cue|According to} {source|a neighbour} who saw it, {said|the bridge fell first}."),
        # a source in the middle of its clause, or behind a colon
        ("fr", "La note est sévère : {cue|selon} {source|la Cour}, {said|la dette va doubler}."),
        ("fr", "{said|La mesure aura}, {cue|d'après} {source|l'Insee}, {said|un effet limité}."),
        ("fr", "{said|La ville dépend trop}, {cue|selon} {source|lui}, {said|des aides publiques}."),
        ("fr", "{said|Les prix}, {cue|selon} {source|la FNSEA}, {said|ont doublé}."),
        # a verb with its object in a list of verbs is no incise
        ("fr", "{source|Le syndicat} {cue|réclame} {said|une hausse}, dénonce un mépris et bloque le site."),
        # the whole noun phrase, with the infinitive in it
        ("fr", "{source|Le rapport} {cue|recommande} {said|la création d'un fonds chargé d'aider les bacs}."),
        ("fr", "{source|Le préfet} {cue|annonce} {said|une aide de 300 euros} afin de soutenir la pêche."),
        # a denied infinitive, and one behind a day
        ("fr", "{source|Le fuyard} {cue|prétend} {said|ne rien avoir vu}."),
        ("fr", "{source|La régie} {cue|a annoncé} mercredi {said|avoir trouvé un accord}."),
        # what somebody is accused of, in quotation marks
        ("fr", "{source|Le ministre} {cue|a accusé} {said|Berlin de « jeter de l'huile sur le feu »}."),
        ("fr", "{source|Le ministre} {cue|accuse} {said|Berlin d'« ingérence »}."),
        # who is accused, without the preposition of what he did where a pronoun names him
        ("fr", "{source|La ligue} l'{cue|accuse} d'{said|avoir caché les fissures}."),
        ("fr", "Le maire {cue|est accusé} par {source|la ligue} d'{said|avoir caché les fissures}."),
        ("fr", "{source|La ligue} {cue|tient} {said|l'usine pour responsable de la panne}."),
        ("fr", "{source|Les élus} {cue|ont reproché} à la région {said|son silence}."),
        ("en", "{source|The mayor} {cue|called} {said|the bridge old and rusty}."),
        ("en", "{source|The mayor} {cue|credited} {said|the dam with saving the town}."),
        ("en", "{source|The board} {cue|holds} {said|the driver responsible for the crash}."),
        # nobody in particular accuses
        ("fr", "Le maire {cue|est accusé} d'{said|avoir caché les fissures}."),
        ("en", "He {cue|is accused} of {said|hiding the cracks}."),
        # what is called for, whole
        ("en", "{source|The union} {cue|called for} {said|the director to step down}."),
        ("en", "{source|The doctor} {cue|denied} {said|hiding the report}."),
        # whoever is addressed says nothing
        ("en", "Mr. Chairman, {source|the staff} {cue|believes} that {said|the rule will hurt farms}."),
        # what somebody denounces in a list of verbs says nothing either
        ("fr", "{source|Il} {cue|annonce} {said|des retards}, dénonce la direction et bloque le site."),
        # what somebody says that he said before is a part of it
        ("fr", "{source|Le maire} {cue|affirme} {said|avoir demandé un audit}."),
        # a second cue joined to a clause in the subjunctive
        ("fr", "{source|La Ligue} {cue|craint} que {said|la taxe ne soit votée} et demande un report."),
        ("fr", "{source|Elle} {cue|est persuadée} que {said|le pont tiendra}."),
        ("fr", "{source|Me Antoine Vey} {cue|a dit} que {said|son client était innocent}."),
        # a date before the subject of a bare clause is the cue's
        ("en", "{source|The army} {cue|said} on Sunday {said|it had struck a bridge}."),
        # an adjective keeps its complement, a word its hyphens
        (
            "en",
            "{said|The deal is near}, {cue|according to} {source|three people familiar with the matter}.",
        ),
        ("en", "{source|The Dallas-based company} {cue|said} {said|the bridge was safe}."),
        # "who": the mention nearest the cue, with its antecedent
        ("en", "He met {source|the mayor, who} {cue|said} {said|the bridge was safe}."),
    ],
)
def test_statements_are_where_the_markup_says(language: str, marked: str) -> None:
    text, held = unmark(marked)
    spoken = [words_of(s, text) for s in statements(text, language, scopes=(Scope.SPEECH, Scope.THOUGHT))]
    held["said"] = [w.rstrip(".") for w in held["said"]]
    assert held in spoken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La ministre n'a pas dit que le pont tiendrait."),
        ("fr", "On dit que le pont tiendra."),
        ("fr", "Je pense que nous devons partir."),
        ("fr", "Le prix varie selon la taille du pont."),
        ("fr", "Pour la première fois, le pont est fermé."),
        ("fr", "Pour le traverser, il faut une heure."),
        ("fr", "Le vieux « pont » est fermé."),
        ("fr", "Il faut dire que le pont est vieux."),
        ("fr", "Interrogé par la presse, le maire a ironisé sur le pont."),
        ("fr", "Quand il l'a vue, le maire a souri."),
        ("fr", "Un incendie s'est déclaré dans un immeuble."),
        ("fr", "Les riverains sont invités à rester chez eux."),
        ("fr", "La régie a relevé ses tarifs."),
        ("en", "As he left the bridge, Cole laughed."),
        ("en", "The workers' hopes and the firm's plans met on the bridge."),
    ],
)
def test_nothing_is_attributed_where_nobody_speaks(language: str, text: str) -> None:
    assert statements(text, language, scopes=(Scope.SPEECH, Scope.THOUGHT)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The survey did not say that sugar rots teeth."),
        ("en", "Neither the nurse nor the doctor said that the pill caused the rash."),
        ("en", "No engineer has said that the dam will break."),
        ("en", "The firm has refused to admit that its trucks broke the bridge."),
        ("en", "The bishop declined to say whether the school would close."),
        ("en", "Did the captain say that the ship was lost?"),
        ("fr", "La mairie n'a jamais affirmé que le pont tiendrait."),
        ("fr", "Ni la maire ni son adjoint n'ont dit que le pont tiendrait."),
        ("fr", "La banque a refusé de reconnaître que ses prêts étaient risqués."),
        ("fr", "Le directeur n'a pas voulu préciser si l'école fermerait."),
        ("fr", "Le capitaine a-t-il dit que le navire était perdu ?"),
    ],
)
def test_what_is_not_said_is_no_statement(language: str, text: str) -> None:
    assert statements(text, language) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The firm did not deny that the leak caused the fire.", "the leak caused the fire"),
        ("She did not only say that the toll caused the delays.", "the toll caused the delays"),
        ("Why did the captain say that the ship was lost?", "the ship was lost"),
    ],
)
def test_a_denial_that_is_a_stance_is_a_statement(text: str, content: str) -> None:
    assert [s.content[0].of(text) for s in statements(text, "en")] == [content]


def test_a_condition_belongs_to_what_is_threatened() -> None:
    text = "Le syndicat a menacé de bloquer le pont si les salaires baissent."
    (only,) = statements(text, "fr")
    assert only.content[0].of(text) == "bloquer le pont si les salaires baissent"


def test_a_thing_between_commas_says_nothing_without_quotation_marks() -> None:
    text = "Les pilotes ont prévenu que, faute de météo claire, le vol reprendrait mardi."
    assert [s.source and s.source.of(text) for s in statements(text, "fr")] == ["Les pilotes"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "“The bridge is closed, the mayor said. Buses are late, the firm said.",
            [("the mayor", "The bridge is closed"), ("the firm", "Buses are late")],
        ),
        (
            "fr",
            "« Le pont est fermé, a déclaré la maire. Les cars sont en retard, a indiqué la régie.",
            [("la maire", "Le pont est fermé"), ("la régie", "Les cars sont en retard")],
        ),
    ],
)
def test_an_unclosed_quotation_ends_where_the_teller_speaks(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(s.source.of(text), s.content[0].of(text)) for s in statements(text, language) if s.source]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "“The floods ‘drowned’ the valley,” the priest told Reuters. “Families left before the dam broke.”",
        "The priest told Reuters about it on Monday. “Families left before the dam broke.”",
    ],
)
def test_whoever_is_told_does_not_go_on(text: str) -> None:
    assert statements(text, "en")[-1].speaker in ("the priest", "The priest")


@pytest.mark.parametrize(
    "text",
    [
        "The House passed a bill that would close the bridge.",
        "I believe the rule will hurt farmers.",
        "This will encourage firms to build a bridge.",
    ],
)
def test_the_filter_attributes_nothing_that_nobody_says(text: str) -> None:
    assert statements(text, "en") == ()


@pytest.mark.parametrize(
    "marked",
    [
        "{source|The nurses' union} {cue|has threatened} to {said|strike}.",
        "{source|The senator} {cue|vowed} to {said|appeal}.",
        "{source|The minister} {cue|blamed} {said|the strike on the new rules}.",
        "{source|The agency} {cue|warned of} {said|floods}.",
    ],
)
def test_a_short_content_counts_where_a_row_of_verbs_of_saying_gives_it(marked: str) -> None:
    text, held = unmark(marked)
    (only,) = statements(text, "en")
    assert only.source is not None
    assert [only.source.of(text)] == held["source"]
    assert only.content[-1].of(text).endswith(held["said"][0])


def test_a_plain_clause_behind_a_verb_of_saying_counts_though_it_is_short() -> None:
    text = "The company maintains that the bridge is safe."
    assert [s.content[0].of(text) for s in statements(text, "en")] == ["the bridge is safe"]


def test_nested_attributions_are_statements_of_their_own() -> None:
    text = "Les services affirment que le pont a cédé, selon un rapport de la Ligue."
    held = {s.source.of(text): s.content[0].of(text) for s in statements(text, "fr") if s.source}
    assert held == {
        "Les services": "le pont a cédé",
        "un rapport de la Ligue": "Les services affirment que le pont a cédé",
    }


def test_a_quotation_without_a_cue_goes_to_the_last_source() -> None:
    text = "« Le pont est neuf », dit Anne Petit.\nLa foule attend.\n« Rien ne presse pour les riverains. »"
    assert [s.speaker for s in statements(text, "fr")] == ["Anne Petit", "Anne Petit"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "« Il est neuf », dit Anne Petit. Au bar, Paul Rey secoue la tête. « Il cédera avant un an. »",
        ),
        (
            "fr",
            "« Il est neuf », dit Anne Petit. Paul Rey secoue la tête. Il rit. « Il cédera avant mai. »",
        ),
        (
            "en",
            '"The bridge is new," said Anna Cole. Tom Reed shook his head. "They have forgotten the river."',
        ),
    ],
)
def test_a_quotation_without_a_cue_goes_to_the_person_before_it(language: str, text: str) -> None:
    assert statements(text, language)[-1].speaker in ("Paul Rey", "Tom Reed")


def test_an_owner_behind_a_cue_is_not_the_source() -> None:
    (statement,) = statements('"The bridge is new," replied her mother.', "en")
    assert statement.speaker == "her mother"


def test_a_quotation_interrupted_by_a_caption_keeps_its_parts() -> None:
    text = "Anne Petit a déclaré : “Le pont est neuf.\nPHOTO Un pont\n“Rien ne presse.”"
    paragraphs = tuple(
        Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if "PHOTO" not in m.group()
    )
    document = Document("d", "d", text, "fr", paragraphs)
    parse = parse_paragraphs(text, paragraphs, language="fr")
    quotations = find_quotations(text, paragraphs, asides=(), language="fr")
    (statement,) = find_statements(parse, document, quotations, OwnWords(text))
    assert [c.of(text) for c in statement.content] == ["Le pont est neuf", "Rien ne presse"]


@pytest.mark.parametrize(
    ("text", "hearsay"),
    [
        ("Le pont serait fermé, selon la mairie.", True),
        ("Le pont est fermé, selon la mairie.", False),
        ("Le maire affirme que le pont aurait été fermé.", True),
        ("Le maire affirme que le pont tiendrait si la crue baissait.", False),
    ],
)
def test_hearsay_is_flagged(text: str, hearsay: bool) -> None:
    assert [s.hearsay for s in statements(text, "fr")] == [hearsay]


def test_answers_of_an_interview_are_statements() -> None:
    text = (
        "Pourquoi avez-vous fermé le pont ?\n"
        "Anne Petit : Parce que la crue montait et que personne ne voulait prendre ce risque.\n"
        "Et vous le rouvrirez ?\n"
        "Dès que les piles seront sèches, et pas un jour plus tôt que ne le veut le génie."
    )
    held = statements(text, "fr")
    assert [s.mode for s in held] == [Mode.DIRECT, Mode.DIRECT]
    assert [s.content[0].of(text).split()[0] for s in held] == ["Parce", "Dès"]
    assert held[0].speaker == "Anne Petit"


@pytest.mark.parametrize(
    ("lead", "label", "speakers"),
    [
        ("Anne Petit a fermé le pont.", "", ["Anne Petit a fermé le pont."] * 2),
        ("La fermeture du pont", "RÉPONSE : ", ["La fermeture du pont"] * 2),
        ("La fermeture du pont", "Anne Petit : ", ["Anne Petit", "Anne Petit"]),
    ],
)
def test_answers_without_a_name_are_of_the_one_presented(lead: str, label: str, speakers: list[str]) -> None:
    text = (
        f"{lead}\n"
        "Que pensez-vous du plan de Luc Rey ?\n"
        f"{label}Il oublie la crue, et Luc Rey le sait aussi bien que tous les riverains.\n"
        "Et vous le direz ?\n"
        "Dès que les piles seront sèches, et pas un jour plus tôt que ne le veut le génie."
    )
    assert [s.speaker for s in statements(text, "fr")] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is new and it will stand.” — Anna Cole",
        "“The bridge is new and it will stand.”\n― Anna Cole",
    ],
)
def test_a_name_behind_a_dash_signs_a_quotation(text: str) -> None:
    assert [s.speaker for s in statements(text, "en", scopes=(Scope.SPEECH,))] == ["Anna Cole"]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        (
            "en",
            "“The dam will break,” warned the growers' association's deputy director for water, Ruth Adair.",
            "the growers' association's deputy director for water, Ruth Adair",
        ),
        (
            "en",
            "“The dam will break,” the union's Mia Holt, a farmer's daughter, said.",
            "the union's Mia Holt, a farmer's daughter",
        ),
        ("fr", "« La digue cédera », a dit Jan van der Berg, hydrologue.", "Jan van der Berg"),
        ("fr", "« La digue cédera », lance l'un d'eux, Karim Haddad.", "l'un d'eux, Karim Haddad"),
        ("fr", "« La digue cédera », insiste cette dernière.", "cette dernière"),
        ("en", "“The dam will break,” Mia Holt, a farmer, told reporters.", "Mia Holt, a farmer"),
    ],
)
def test_sources_behind_quotations_are_whole(language: str, text: str, source: str) -> None:
    held = statements(text, language, scopes=(Scope.SPEECH,))
    assert [s.source.of(text) for s in held if s.source] == [source]


def test_turns_of_a_transcript_have_their_labels_for_sources() -> None:
    text = "COLE: The bridge is safe.\nPRICE: It is not, and you know that.\nCOLE: We tested it."
    held = statements(text, "en", scopes=(Scope.SPEECH,))
    assert [s.source.of(text) for s in held if s.source] == ["COLE", "PRICE", "COLE"]


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        (
            "en",
            "Mr. COLE. Mr. Chairman, the bridge is safe.\nThe CHAIRMAN. Thank you.\nMs. PRICE. It is not.",
            ["Mr. COLE", "The CHAIRMAN", "Ms. PRICE"],
        ),
        ("en", "Mrs. Cole: The bridge is safe.\nMr. Price: It is not.", ["Mrs. Cole", "Mr. Price"]),
        (
            "fr",
            "M. le président. La séance est ouverte.\nMme Anne Petit. Le pont est vieux.",
            ["M. le président", "Mme Anne Petit"],
        ),
        ("fr", "M. Rey est venu. Il a plu.\nMme Petit est restée. Il a neigé.", []),
    ],
)
def test_labels_of_a_hearing_end_with_a_full_stop(language: str, text: str, labels: list[str]) -> None:
    held = statements(text, language, scopes=(Scope.SPEECH,))
    assert [s.source.of(text) for s in held if s.source and s.cue is None] == labels


TURNS = [
    # a label with common nouns counts where it recurs
    (
        "fr",
        "Le Courrier de la plaine : Pourquoi la laiterie ferme-t-elle ?\n"
        "Karim Belaïd : Le prix du lait a chuté. Qui l'avait prévu ?\n"
        "Le Courrier de la plaine : Et les éleveurs ?\n"
        "Karim Belaïd : Ils vendent leurs bêtes.",
        [("Karim Belaïd", "Le prix du lait a chuté"), ("Karim Belaïd", "Ils vendent leurs bêtes")],
    ),
    # a function behind a name, an office in small letters, brackets of the clerk
    (
        "fr",
        "Mme la rapporteure. La nappe baisse.\n"
        "M. Luc Granier, ministre de la transition écologique. Voilà le fait. (Rires.) Qui le nierait ?\n"
        "(L'amendement n'est pas adopté.)\n"
        "M. Jean Rey (Union des centres). C'est absurde !",
        [
            ("Mme la rapporteure", "La nappe baisse"),
            ("M. Luc Granier", "Voilà le fait"),
            ("M. Jean Rey", "C'est absurde !"),
        ],
    ),
    (
        "fr",
        "Odile Ferrand. – La nappe baisse.\nLuc Granier. – Je le sais.\nOdile Ferrand. – Alors agissez.",
        [
            ("Odile Ferrand", "La nappe baisse"),
            ("Luc Granier", "Je le sais"),
            ("Odile Ferrand", "Alors agissez"),
        ],
    ),
    # a question at the end is no statement, what stands before it is
    (
        "en",
        "Mr. HOLT. The fees closed it. Is that not clear?\nMs. VANE. The storm did.\nMr. HOLT. Who says so?",
        [("Mr. HOLT", "The fees closed it"), ("Ms. VANE", "The storm did")],
    ),
    # headings that recur name nobody
    (
        "fr",
        "Constat numéro un : la nappe baisse de deux mètres.\nRemède possible : fermer les forages.\n"
        "Constat numéro un : la nappe remonte en hiver.\nRemède possible : attendre.",
        [],
    ),
]


@pytest.mark.parametrize(("language", "text", "turns"), TURNS)
def test_turns_follow_the_form_of_their_labels(
    language: str, text: str, turns: list[tuple[str, str]]
) -> None:
    held = statements(text, language, scopes=(Scope.SPEECH,))
    found = [(s.source.of(text), s.content[0].of(text)) for s in held if s.source and s.cue is None]
    assert found == turns


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        (
            "fr",
            "Comme l'a montré la ministre, la taxe freine les ventes.",
            "la ministre",
            "la taxe freine les ventes",
        ),
        (
            "fr",
            "Ainsi que l'écrit Paul Roux, la taxe freine les ventes.",
            "Paul Roux",
            "la taxe freine les ventes",
        ),
        ("fr", "Comme le maire l'a promis, le pont rouvrira.", "le maire", "le pont rouvrira"),
        ("en", "As Paul Reed points out, the tax slows sales.", "Paul Reed", "the tax slows sales"),
        ("en", "The tax slows sales, as the minister has said.", "the minister", "The tax slows sales"),
        # a source in a relative clause says that clause
        (
            "fr",
            "Les parents fuient l'internat, dont le coût, assure la maire, ruine les familles.",
            "la maire",
            "dont le coût | ruine les familles",
        ),
        (
            "fr",
            "Les engrais, dont l'usage, selon la ministre, pollue la nappe, seront taxés.",
            "la ministre",
            "dont l'usage | pollue la nappe",
        ),
        (
            "en",
            "The town bought the mill, whose closure, the mayor said, had ruined two families.",
            "the mayor",
            "whose closure | had ruined two families",
        ),
    ],
)
def test_a_source_beside_what_it_says(language: str, text: str, source: str, content: str) -> None:
    held = [s for s in statements(text, language) if s.source and s.source.of(text) == source]
    assert [" | ".join(c.of(text) for c in s.content) for s in held] == [content]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"The soil had nothing left to hold it," Charles Kale told reporters in Blantyre.', "Charles Kale"),
        ("Leaders interviewed in Qadis said that young men had left the valley.", "Leaders"),
    ],
)
def test_whoever_is_told_and_a_place_are_no_source(text: str, source: str) -> None:
    assert [s.source.of(text) for s in statements(text, "en") if s.source] == [source]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        # to manage, to aim at, to tax are not said
        ("fr", "La ville a su enrayer la crise.", []),
        ("fr", "Une loi qui prétend réduire les délais est votée.", []),
        ("fr", "Le plan aggrave le mal qu'il prétendait combattre.", []),
        ("fr", "Le maire prétend réduire les délais.", ["réduire les délais"]),
        ("fr", "Un élu propose de taxer les logements vides.", ["taxer les logements vides"]),
        ("fr", "L'opposition a taxé le maire de lâcheté.", ["le maire de lâcheté"]),
        ("fr", "Les journaux, en parlant d'intoxications, ont fait fuir les clients.", []),
        ("fr", "À l'époque, l'on croyait que la digue tiendrait.", []),
        ("fr", "Comment expliquez-vous que la digue cède ?", []),
        ("en", "Elections promised for the end of the year are unlikely to change this.", []),
        # a clause and the quotation behind its colon are two statements
        (
            "fr",
            "Elle estime que la loi a fermé des écoles : « Personne ne vient plus ici. »",
            ["la loi a fermé des écoles", "Personne ne vient plus ici"],
        ),
        (
            "en",
            'He argued that the war had closed shops: "Nobody buys shoes now."',
            ["the war had closed shops", "Nobody buys shoes now"],
        ),
    ],
)
def test_what_a_verb_of_saying_does_not_say(language: str, text: str, said: list[str]) -> None:
    assert [s.content[0].of(text).rstrip(".") for s in statements(text, language)] == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Ann Roe left. The mayor was accused of emptying the funds.", "emptying the funds"),
        ("en", "Ann Roe left. It is expected that rents will rise in May.", "rents will rise in May"),
        ("fr", "Anne Roux part. Le maire est accusé d'avoir vidé les caisses.", "avoir vidé les caisses"),
    ],
)
def test_nobody_is_named_for_a_passive_without_agent(language: str, text: str, said: str) -> None:
    (found,) = statements(text, language)
    assert (found.speaker, found.content[0].of(text)) == (None, said)


def test_ids_follow_the_text() -> None:
    text = "Anne dit que le pont tient. Paul affirme que la rive cède."
    assert [s.id for s in statements(text, "fr")] == ["s1", "s2"]
