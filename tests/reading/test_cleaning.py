"""Furniture, boxes, paragraphs and facts, in pages written for these tests.

In a page, a line that begins with a sign says what it must become:
`- ` furniture, `> ` part of a box, `? ` left unread; any other line is a paragraph of the account.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.errors import InputError, LanguageError
from causerie.model import Document
from causerie.reading import read_text

FRENCH = """\
- Accueil » Monde » La mairie de Lorme coupe l'eau aux pêcheurs
La mairie de Lorme coupe l'eau aux pêcheurs
- par
- Publié le 12 mars 2024 à 10h30
- Partager cet article
- 12 commentaires
La sécheresse a vidé les réservoirs, et le conseil a fermé le port, a dit le maire : « Nous fermons le port.
- Lorme
> Les enquêteurs accusent le préfet d'avoir caché un rapport
> Un rapport secret montre que le barrage fuit depuis dix ans, selon un journal local.
- Pour en savoir plus, cliquez ICI.
« Nous le rouvrirons quand il pleuvra », a-t-il ajouté.
- Crédit photo : Jeanne Mirel
- Lorme
Un intertitre sans point
Les pêcheurs, eux, parlent d'une faute, car la région avait promis une aide.
- Lorme
- Mots-clés : port, pêche, eau
- À lire aussi
- Le barrage de Nohant fuit
- Les éleveurs attendent la pluie
- This website uses cookies to improve your experience. Accept Read More
- © 2024 Le Courrier de Lorme. Tous droits réservés.
"""

ENGLISH = """\
- Home
- World
- Politics
- Sport
- Opinion
The Mayor of Lorme Closes the Harbour
- By Ann Mirel and Paul Osk
- March 12, 2024
The mayor closed the harbour because the drought had emptied the reservoirs of the town.
- Advertisement
- RELATED: Fishermen block the road
Fishermen say that the closure will ruin them, and that the region broke its promise.
- (Reporting by Ann Mirel; Editing by Paul Osk)
- Follow Ann Mirel on Twitter @annmirel
- Related Articles
- Dam leaks for ten years
- Farmers wait for rain
"""

MASTHEAD = """\
- THE LORME OBSERVER
The Mayor of Lorme Closes the Harbour
- By Ann Mirel in Lorme
- 12 March 2024
"We closed the harbour because the pumps had stopped," the mayor said in his office.
- Fishermen mend their nets in Lorme. Photo: Observer
> ALSO IN THE OBSERVER: Floods kill twelve in the delta. Our reporter joined a rescue boat.
"We will open it again when it rains," he said, "and not a day before that."
"""

MIXED = """\
La sécheresse a vidé les réservoirs de la ville et ruiné les pêcheurs.
? The minister said on Tuesday that he would not pay for the mistakes of the town.
Le ministre refuse de payer, parce que la mairie n'a rien réparé.
"""

INTERRUPTED = """\
Le maire se défend : « Nous avons fermé le port parce que les pompes ne tournaient plus.
> Un intertitre
« Nous le rouvrirons.
- Port de Lorme, le 3 mars. JEANNE MIREL / AFP
> Le préfet visé par une enquête
> Il aurait caché un rapport.
« Mais pas avant la pluie. »
Une faute
Les pêcheurs se plaignent du maire et de la région.
« Il nous ruine », dit l'un d'eux.
"""

UNTOUCHED = """\
Le maire : un homme seul
Il a dit « oui » puis « non » et le préfet a ri.
Oui
Parce que la route est coupée, le port ferme.
Oui
Pourquoi ?
Les pêcheurs peuvent lire aussi bien la mer que les cartes, et ils partent donc sans peur.
Partager l'eau du barrage réduirait les conflits.
La photo : un port vide.
- Par Jeanne Mirel
"""


def _clean(page: str) -> tuple[Document, str]:
    """Read a page without its signs; write what came of it with signs."""
    lines = page.splitlines()
    text = "\n\n".join(line[2:] if line[:2] in ("- ", "> ", "? ") else line for line in lines)
    document = read_text(text, id="a")
    found = []
    for line in text.split("\n\n"):
        start = text.index(line) if text.count(line) == 1 else -1
        inside = [s.of(text) for s in document.paragraphs]
        boxed = any(a.start <= start < a.end for a in document.asides)
        if line in inside:
            found.append(f"> {line}" if boxed else line)
        elif line in [s.of(text) for s in document.boilerplate]:
            found.append(f"- {line}")
        else:
            found.append(f"? {line}")
    return document, "\n".join(found) + "\n"


@pytest.mark.parametrize(
    "page",
    [FRENCH, ENGLISH, MASTHEAD, MIXED, INTERRUPTED, UNTOUCHED],
    ids=["french", "english", "masthead", "mixed", "interrupted", "untouched"],
)
def test_page_becomes_what_its_signs_say(page: str) -> None:
    assert _clean(page)[1] == page


PIECES = st.sampled_from(
    [
        "Lorme",
        "Le port ferme.",
        "« Nous fermons",
        "“",
        "”",
        '"',
        " - ",
        " » ",
        "Lire aussi :",
        "par",
        "(AFP)",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2028",
        "• ",
        "12 mars 2024",
        "© 2024 Nord",
        "Accept Read More",
        "…",
        "É",
        "The minister said that he would not accept the treaty of the town.",
        "Pour en savoir plus, cliquez ICI.",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_of_any_text_are_whole_and_apart(text: str) -> None:
    try:
        document = read_text(text, id="a", language="fr")
    except InputError:
        return
    assert document.text == text
    spans = sorted([*document.paragraphs, *document.boilerplate])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() != "" for s in spans)
    assert all(any(a.overlaps(p) for p in document.paragraphs) for a in document.asides)


def test_text_and_order_stay() -> None:
    document, _ = _clean(FRENCH)
    spans = sorted([*document.paragraphs, *document.boilerplate])
    assert list(document.paragraphs) == sorted(document.paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_page_says_its_facts() -> None:
    french, english = _clean(FRENCH)[0], _clean(ENGLISH)[0]
    assert (french.title, french.published) == ("La mairie de Lorme coupe l'eau aux pêcheurs", "2024-03-12")
    assert (french.author, french.publisher) == (None, "Le Courrier de Lorme")
    assert (english.title, english.published) == ("The Mayor of Lorme Closes the Harbour", "2024-03-12")
    assert english.author == "Ann Mirel and Paul Osk"
    masthead = _clean(MASTHEAD)[0]
    assert (masthead.title, masthead.author) == ("The Mayor of Lorme Closes the Harbour", "Ann Mirel")
    assert (masthead.publisher, masthead.published) == ("THE LORME OBSERVER", "2024-03-12")


def test_foreign_passage_is_told_as_a_problem() -> None:
    document, _ = _clean(MIXED)
    assert document.language == "fr"
    assert document.problems == ("passage in the language 'en' at 72-152 is not read",)


@pytest.mark.parametrize(
    ("line", "published", "publisher"),
    [
        ("[LORME, 3 mars 2024 (AFP) - ]Le port a fermé hier.", "2024-03-03", "AFP"),
        ("[LORME, March 3 (Northern Press) - ]The harbour closed.", None, "Northern Press"),
        ("[3 mars 2024. - Lorme - ]Le port a fermé hier.", "2024-03-03", None),
        ("[LORME — ]Le port a fermé hier.", None, None),
        ("Le port a fermé hier.[ (Reuters)]", None, "Reuters"),
        ("Le maire - élu hier - a fermé le port.", None, None),
        ("Le maire (soutenu par la presse) - élu hier - a fermé le port.", None, None),
        ("Le port a fermé, dit-il (Courrier de Lorme).", None, None),
        ("Dans un rapport daté du 3 mars 2024 - et resté secret - il accuse le port.", None, None),
        ("Le port - fermé depuis le 3 mars 2024 - rouvrira.", None, None),
        ("La hausse des prix – de 5 % en mars 2024 – freine la pêche.", None, None),
    ],
)
def test_dateline_and_signature_are_cut_off(line: str, published: str | None, publisher: str | None) -> None:
    bare = line.replace("[", "").replace("]", "")
    document = read_text(bare, id="a", language="fr")
    marked = bare
    for span in sorted(document.boilerplate, reverse=True):
        marked = marked.replace(span.of(bare), f"[{span.of(bare)}]")
    assert marked.replace("- ]", "-] ") == line.replace("- ]", "-] ").replace("— ]", "—] ").replace(
        "[ (", " [("
    )
    assert (document.published, document.publisher) == (published, publisher)


def test_furniture_at_the_end_of_a_paragraph_is_cut_off() -> None:
    text = "The drought emptied the reservoirs of the town. This website uses cookies. Accept Read More"
    document = read_text(text, id="a")
    assert [s.of(text) for s in document.paragraphs] == ["The drought emptied the reservoirs of the town."]


def test_furniture_glued_to_a_sentence_is_cut_off() -> None:
    text = (
        "La hausse du pain provoquera la colère, selon le syndicat.Partager sur FacebookPartager sur Twitter"
    )
    document = read_text(text, id="a")
    words = [s.of(text) for s in document.paragraphs]
    assert words == ["La hausse du pain provoquera la colère, selon le syndicat."]


def test_rights_with_a_year_name_the_publisher() -> None:
    body = "Le conseil a fermé le port, parce que les pompes ne tournaient plus."
    for rights in (
        "© 2024 Agence Nord",
        "Copyright © Agence Nord 2024. Tous droits réservés.",
        "(c) 2024 Agence Nord",
    ):
        assert read_text(f"{body}\n\n{rights}", id="a").publisher == "Agence Nord"
    assert read_text(f"{body}\n\n© Agence Nord", id="a").publisher is None


def test_speaker_labels_are_no_captions() -> None:
    text = "LE MAIRE :\n\nLe port ferme.\n\nLE MAIRE :\n\nIl rouvrira."
    assert not read_text(text, id="a", language="fr").boilerplate


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("12 345\n\n***", "holds no letters"),
        ("Accueil\n\nTout accepter", "holds page furniture only"),
    ],
)
def test_text_without_account_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=rf"page\.txt: {reason}"):
        read_text(text, id="a", input="page.txt")


def test_overlong_text_is_refused_at_once() -> None:
    with pytest.raises(InputError, match=r"50,000,000 characters; one document may have 5,000,000"):
        read_text("Le port ferme. La mer monte. La\n" * 1_562_500, id="a", language="fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Krieg hat die Preise erhöht, sagte der Minister am Montag in Berlin.", "de"),
        ("Войска ушли из города, потому что у них не было еды и воды.", "ru"),
        ("El gobierno subió los precios porque la sequía vació los embalses de la región.", "es"),
    ],
)
def test_other_language_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(LanguageError, match=rf"a: .*'{code}'; read are English \(en\), French \(fr\)"):
        read_text(text, id="a")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le gel freine la pousse.", "fr"),
        ("As frimbulators increase, whatajigs decline.", "en"),
        ("The Clerk: Yes, sir.", "en"),
        ("Port de Lorme : le SMIC augmentera de 2 %", "fr"),
        ("5,000 docs quit, crisis in Lorme", "en"),
        ("Un malaise\n\nLe maire est tombé hier au port de Lorme.", "fr"),
        ("LE PORT FERME SES PORTES\n\nLA SÉCHERESSE A VIDÉ LES RÉSERVOIRS", "fr"),
        ("« No comment », a dit le ministre, qui refuse d'expliquer la fermeture du port.", "fr"),
    ],
)
def test_short_and_mixed_texts_find_their_language(text: str, code: str) -> None:
    assert read_text(text, id="a").language == code


def test_unknown_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="no language 'xx'; choose from"):
        read_text("Le gel.", id="a", language="xx")


def test_stated_language_is_believed() -> None:
    text = "The drought emptied the reservoirs of the town and ruined the fishermen."
    document = read_text(text, id="a", language="fr")
    assert (document.language, len(document.paragraphs), document.problems) == ("fr", 1, ())
