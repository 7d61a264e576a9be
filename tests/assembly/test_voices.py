import pytest

from causerie.assembly.copies import find_copies
from causerie.assembly.names import collect_names
from causerie.assembly.voices import _take_apart, find_voices
from causerie.model import Document, Reading, Span
from tests.assembly.written_claims import Account

STORY = (
    "Le port de Lorma est fermé depuis mardi. Les dockers réclament une prime et refusent de décharger "
    "les navires venus du nord. La préfète a promis une réunion avant la fin de la semaine, sans dire "
    "avec qui. Les commerçants craignent que les étals restent vides jusqu'à la fête des moissons."
)


def said(document: str, *speakers: str | None, **about: object) -> Reading:
    account = Account(document, about=dict(about))
    for number, speaker in enumerate(speakers):
        account.claim(f"cause {document} {number}", "+", f"effet {document} {number}", speaker=speaker)
    return account.reading()


def test_forms_of_one_name_are_one_voice() -> None:
    voices = find_voices(
        [said("a", "Ilia Morvak"), said("b", "Morvak"), said("c", "M. Morvak", "le général Ilia Morvák")]
    )
    names = {voices.heard[k] for k in voices.heard if k[1]}
    assert len(names) == 1
    (voice,) = [v for v in voices.voices if v.id in names]
    assert voice.documents == ("a", "b", "c")
    assert voice.speaker == "Ilia Morvak"


@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("SELMA RUIZ", "", "Selma Ruiz"),
        ("RUIZ", "Ms. Ruiz, you may begin.", "Ruiz"),
        ("RUIZ", "Dr. SELMA RUIZ: The dam failed.", "Ruiz"),
        ("OXFAM", "OXFAM had warned.", "OXFAM"),
        ("BBC NEWS", "", "BBC News"),
        ("NOVA RADIO", "She told NOVA of the flood.", "NOVA Radio"),
        ("NOVA LUND", "NOVA LUND: It rained.", "Nova Lund"),
    ],
)
def test_a_label_in_capitals_is_shown_as_a_name(label: str, text: str, shown: str) -> None:
    reading = Account("a", "en").say(text).claim("x", "+", "y", speaker=label).reading()
    assert shown in {v.speaker for v in find_voices([reading]).voices}


def test_a_publisher_keeps_its_capitals() -> None:
    (voice,) = find_voices([said("a", None, publisher="BBC NEWS")]).voices
    assert voice.speaker == "BBC NEWS"


def test_transcriptions_and_initials_of_a_given_name_are_one() -> None:
    voices = find_voices([said("a", "Ilia Morvak"), said("b", "Ilya Morvak"), said("c", "I. Morvak")])
    assert len({voices.heard[k] for k in voices.heard if k[1]}) == 1


def test_one_surname_and_other_given_names_stay_apart() -> None:
    voices = find_voices([said("a", "Rosa Delt"), said("b", "Owen Delt"), said("c", "Delt")])
    assert len({voices.heard[k] for k in voices.heard if k[1]}) == 3


def test_bare_surname_goes_to_whom_its_document_names() -> None:
    voices = find_voices([said("a", "Rosa Delt"), said("b", "Owen Delt", "Delt")])
    assert voices.heard[("b", "Delt")] == voices.heard[("b", "Owen Delt")]


def test_places_speak_with_one_voice_in_both_languages() -> None:
    english = Account("b", "en").claim("x", "+", "y", speaker="Germany").reading()
    voices = find_voices([said("a", "l'Allemagne"), english])
    assert voices.heard[("a", "l'Allemagne")] == voices.heard[("b", "Germany")]


def test_unnamed_people_of_two_documents_are_two() -> None:
    voices = find_voices([said("a", "un habitant"), said("b", "un habitant")])
    assert voices.heard[("a", "un habitant")] != voices.heard[("b", "un habitant")]


def test_the_author_speaks_for_the_document_then_the_publisher_then_the_document() -> None:
    voices = find_voices(
        [
            said("a", None, author="Jeanne Roc", publisher="La Feuille"),
            said("b", None, "Roc", publisher="La Feuille"),
            said("c", None, publisher="La Feuille"),
            said("d", None),
        ]
    )
    assert voices.heard[("a", None)] == voices.heard[("b", "Roc")]
    assert voices.heard[("b", None)] == voices.heard[("c", None)]
    assert len({voices.heard[(d, None)] for d in "acd"}) == 3


def story(document: str, text: str, **about: object) -> Reading:
    return Account(document, text=text, about=dict(about)).reading()


def test_a_near_copy_counts_with_the_first_published() -> None:
    readings = [
        story("a", STORY + " Lire aussi nos autres pages.", publisher="Le Soir", published="2024-05-03"),
        story("b", "Grève au port. " + STORY, publisher="Le Matin", published="2024-05-02"),
        story("c", STORY.replace("port", "canal")[:40] + " Rien d'autre.", publisher="Le Midi"),
    ]
    voices = find_voices(readings)
    assert voices.copies == {"a": "b"}
    assert voices.heard[("a", None)] == voices.heard[("b", None)] != voices.heard[("c", None)]


def test_copies_of_copies_count_with_one() -> None:
    half = len(STORY) // 2
    texts = {"a": STORY, "b": STORY + " " + STORY[:half], "c": STORY[half:] + " " + STORY[:half]}
    assert copies(*(Document(i, i, t, "fr") for i, t in texts.items())) == {"b": "a", "c": "a"}


def test_short_texts_and_shared_quotations_are_no_copies() -> None:
    quote = "« Nous ne céderons rien tant que la prime ne sera pas versée », dit-elle."
    other = (
        " Au nord, la neige a bloqué trois routes et l'hôpital manque de lits pour les blessés de la nuit."
    )
    texts = {"a": STORY + quote, "b": quote + other, "c": quote}
    assert copies(*(Document(i, i, t, "fr") for i, t in texts.items())) == {}


FRENCH = (
    "Le maire de Lorma a promis que le pont de Varde rouvrirait avant l'été.",
    "Selon Rosa Delt, les travaux coûtent trois fois plus que prévu.",
    "Les habitants de Varde doivent faire un détour de quarante kilomètres.",
    "L'entreprise Kolben accuse le gel d'avoir fendu les piliers.",
    "Une enquête a été ouverte sur les contrats signés avec Kolben.",
)
ENGLISH = (
    "The mayor of Lorma has promised that the Varde bridge would reopen before summer.",
    "According to Rosa Delt, the works cost three times more than planned.",
    "The people of Varde have to make a detour of forty kilometres.",
    "The Kolben company blames the frost for having split the pillars.",
    "An investigation has been opened into the contracts signed with Kolben.",
)
OTHER = (
    "In Lorma, Rosa Delt visited the new school, where the heating has failed since the autumn.",
    "Kolben hired forty people in Varde to clear the snow from its yard.",
    "The bus company of Lorma wants to raise its fares next month.",
    "A concert in Varde drew more people than the hall could hold.",
)


def paragraphs(document: str, language: str, *sentences: str) -> Document:
    text, spans = "\n".join(sentences), []
    for sentence in sentences:
        spans.append(Span(text.index(sentence), text.index(sentence) + len(sentence)))
    return Document(document, document, text, language, tuple(spans))


def copies(*documents: Document) -> dict[str, str]:
    return find_copies([Reading(d) for d in documents], collect_names(documents))


def test_a_translation_counts_with_its_original() -> None:
    french, english = paragraphs("a", "fr", *FRENCH), paragraphs("b", "en", *ENGLISH)
    assert copies(french, english, paragraphs("c", "en", *OTHER)) == {"b": "a"}


@pytest.mark.parametrize(
    ("language", "other"),
    [
        ("en", "critics of Halim Okoye"),
        ("en", "Halim Okoye's lawyer"),
        ("fr", "opposants à Halim Okoye"),
        ("fr", "l'avocate de Halim Okoye"),
    ],
)
def test_who_is_named_by_anothers_name_has_a_voice_of_his_own(language: str, other: str) -> None:
    assert not _take_apart(other, language).person
    assert _take_apart("Halim Okoye", language).person
