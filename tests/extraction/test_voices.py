"""Who says what, from the text to the name: statements and people together."""

import unicodedata

import pytest

from causerie.extraction.extract import Profile, extract_reading
from causerie.extraction.plain import Plain
from causerie.model import Document, Reading, Span
from causerie.reading import read_text


def read(text: str, language: str) -> Reading:
    return extract_reading(read_text(text, id="d", language=language), profile=Profile.FAST)


def said(text: str, language: str) -> list[tuple[str | None, str]]:
    """List speakers with the content that they say, its parts joined."""
    return [(s.speaker, " … ".join(c.of(text) for c in s.content)) for s in read(text, language).statements]


OPINIONS = [
    ("en", "Maria Stone runs the port. In her view, the merger is a mistake.", "Maria Stone"),
    ("en", "In Mr Brown's opinion, the merger is a mistake.", "Brown"),
    ("en", "By her own account, Maria Stone lost the vote.", "Maria Stone"),
    ("en", "Critics were quick to reply. In their view, the merger is a mistake.", "Critics"),
    ("fr", "Claire Morel dirige la clinique. À ses yeux, la réforme aggrave la pénurie.", "Claire Morel"),
    ("fr", "Claire Morel dirige la clinique. La réforme est, à son avis, inutile.", "Claire Morel"),
    ("fr", "Du point de vue de la direction, le site n'est plus rentable.", "direction"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), OPINIONS)
def test_a_possessive_gives_an_opinion_to_its_owner(language: str, text: str, speaker: str) -> None:
    assert [s for s, _ in said(text, language)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In my view, the tax is too high."),
        ("fr", "À mon avis, la loi est inutile."),
        ("fr", "Du point de vue de la sécurité, le site est prêt."),
        ("fr", "Paul Mercier a perdu ses yeux dans la guerre."),
    ],
)
def test_the_authors_own_opinion_is_no_statement(language: str, text: str) -> None:
    assert said(text, language) == []


PARTED = [
    (
        "en",
        "Without it, the board admits, the bus would have ended.",
        "Without it … the bus would have ended",
    ),
    ("en", "By 2030, the agency said, the lake will be dry.", "By 2030 … the lake will be dry"),
    (
        "fr",
        "Sans elle, reconnaît la mairie, le marché aurait fermé.",
        "Sans elle … le marché aurait fermé",
    ),
]


@pytest.mark.parametrize(("language", "text", "content"), PARTED)
def test_an_adverbial_before_an_incise_is_said_too(language: str, text: str, content: str) -> None:
    assert [c for _, c in said(text, language)] == [content]


BESIDE = [
    (
        "fr",
        "Le porte-parole, le colonel Jean Darmon, dément. Le porte-parole dit qu'il neige.",
        "Jean Darmon",
    ),
    ("en", "Its director, Ms Anne Tell, is ill. The director says it snows.", "Anne Tell"),
    ("fr", "Sa directrice, Mme Anne Tellier, est là. La directrice dit qu'il neige.", "Anne Tellier"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), BESIDE)
def test_a_role_beside_a_title_and_a_name_is_one_voice(language: str, text: str, speaker: str) -> None:
    assert said(text, language)[-1][0] == speaker


PRONOUNS = [
    ("en", "“We are ready,” said Carla Bruno. Elena Marchetti is less hopeful. “It cracks,” she said.", 1),
    (
        "fr",
        "« C'est prêt », dit Carla Bruno. Elena Marchetti, elle, hésite encore. « Ça craque », dit-elle.",
        1,
    ),
    ("en", "“We lost it,” said Elena Marchetti. Prices have doubled. “Nobody helps,” she said.", 1),
]


@pytest.mark.parametrize(("language", "text", "place"), PRONOUNS)
def test_whom_the_sentence_before_is_about_speaks(language: str, text: str, place: int) -> None:
    assert said(text, language)[place][0] == "Elena Marchetti"


OTHERS = [
    ("fr", "Anne Roux est partie. La mairie publie son bilan. « Le lac baisse », prévient-elle.", "mairie"),
    (
        "en",
        "Kate Moss and Paul Reed run the farm. “We are done with it,” they said.",
        "Kate Moss and Paul Reed",
    ),
    ("en", "“We lost it,” said Ann Roe. Her brother is calm. “It will pass,” he said.", "brother of Ann Roe"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), OTHERS)
def test_a_pronoun_may_mean_a_body_a_pair_or_a_relative(language: str, text: str, speaker: str) -> None:
    assert said(text, language)[-1][0] == speaker


CHAINS = [
    (
        "fr",
        "« La ligne rouvrira », a promis le maire, ajoutant que les travaux étaient finis.",
        ["La ligne rouvrira", "les travaux étaient finis"],
    ),
    (
        "fr",
        "« C'est une honte », a lancé le maire, avant d'accuser l'État d'inaction.",
        ["C'est une honte", "l'État d'inaction"],
    ),
    (
        "en",
        "The mayor said wages had stalled, accused the firm of fraud and demanded that talks resume.",
        ["wages had stalled", "the firm of fraud", "talks resume"],
    ),
    (
        "en",
        "The mayor said that the grants had merely kept the pool open, and warned that fares could rise.",
        ["the grants had merely kept the pool open", "fares could rise"],
    ),
    (
        "fr",
        "Le maire rappelle que les salaires stagnent, accuse la direction de mentir "
        "et demande que les négociations reprennent.",
        ["les salaires stagnent", "la direction de mentir", "les négociations reprennent"],
    ),
    (
        "fr",
        "Le maire a admis que le stock était vide en ajoutant que la commande tardait.",
        [
            "le stock était vide en ajoutant que la commande tardait",
            "la commande tardait",
        ],
    ),
    (
        "fr",
        "Le maire affirme avoir été convaincu que le témoin mentait.",
        ["avoir été convaincu que le témoin mentait", "le témoin mentait"],
    ),
    ("fr", "Le maire a salué les pompiers avant d'avertir que la digue céderait.", ["la digue céderait"]),
    (
        "en",
        "The mayor denied wrongdoing, saying it had closed the dam.",
        ["wrongdoing", "it had closed the dam"],
    ),
]


@pytest.mark.parametrize(("language", "text", "contents"), CHAINS)
def test_one_subject_says_all_of_a_chain(language: str, text: str, contents: list[str]) -> None:
    speaker = "maire" if language == "fr" else "mayor"
    found = said(text, language)
    assert {s for s, _ in found} == {speaker}
    assert [c for _, c in found] == contents


UNNAMED = [
    ("en", "An official, who asked not to be named, said the talks had failed.", "the talks had failed"),
    ("fr", "Un diplomate, qui a requis l'anonymat, affirme que l'accord est mort.", "l'accord est mort"),
]


@pytest.mark.parametrize(("language", "text", "content"), UNNAMED)
def test_a_wish_for_anonymity_is_no_statement(language: str, text: str, content: str) -> None:
    assert [c for _, c in said(text, language)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The firm announced job cuts.", "job cuts"),
        ("The bank forecast slower growth.", "slower growth"),
        ("The prime minister ruled out talks with the rebels.", "talks with the rebels"),
    ],
)
def test_what_is_announced_may_be_a_noun(text: str, content: str) -> None:
    assert [c for _, c in said(text, "en")] == [content]


TURNS = [
    ("The Courier: {}", "KM: {}", "Kate Moss"),
    ("**{}**", "{}", "Kate Moss"),
    ("**Q. {}**", "**Kate Moss:** {}", "Kate Moss"),
    ("QUESTION: {}", "KATE MOSS: {}", "Kate Moss"),
]


@pytest.mark.parametrize(("question", "answer", "speaker"), TURNS)
def test_labels_of_an_interview_may_be_bold_or_initials(question: str, answer: str, speaker: str) -> None:
    asked = ("Why did you strike?", "Will you go back to work?", "And who will pay you?")
    told = ("The firm cut wages.", "Not before June.", "The union has money.")
    turns = [f"{question.format(q)}\n{answer.format(a)}" for q, a in zip(asked, told, strict=True)]
    text = "\n\n".join(["Kate Moss runs the union.", *turns])
    assert said(text, "en") == [(speaker, a.removesuffix(".")) for a in told]


def test_whom_a_turn_describes_is_named_by_the_words_of_the_text() -> None:
    text = (
        "Le président de l'assemblée, Paul Vernet, a ouvert la séance.\n\n"
        "PAUL VERNET : Le président de l'assemblée dit que la digue cède.\n\n"
        "ANNE ROUX : Non.\n\nPAUL VERNET : Elle cède."
    )
    assert said(text, "fr")[1] == ("président de l'assemblée", "la digue cède")


def test_decomposed_accents_are_read_as_composed_ones() -> None:
    text = "Élise Mériadec dirige la régie. À ses yeux, la sécheresse a provoqué des pénuries."
    parted = unicodedata.normalize("NFD", text)
    found, same = read(parted, "fr"), read(text, "fr")
    assert found.document.text == parted
    assert [s.speaker for s in found.statements] == [s.speaker for s in same.statements] == ["Élise Mériadec"]
    assert [unicodedata.normalize("NFC", c.effect.of(parted)) for c in found.claims] == [
        c.effect.of(text) for c in same.claims
    ]


def test_a_plain_text_keeps_boilerplate_and_asides_in_place() -> None:
    text = "Cafe\u0301\n**Why?**\nIt snows."
    held = Document("d", "d", text, "en", (Span(6, 14), Span(15, 24)), boilerplate=(Span(0, 5),))
    plain = Plain.of(text).document(held)
    assert [s.of(plain.text) for s in (*plain.boilerplate, *plain.paragraphs)] == [
        "Café",
        "Why?",
        "It snows.",
    ]
