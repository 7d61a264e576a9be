"""Turn the start of a paragraph into the label that names who speaks: "Anne Petit : …", "Mr. HOLT. …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from causerie.extraction.statements.scene import ENDS, Scene
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, gender_of_first_name, people_words
from causerie.languages.reporting import Words
from causerie.model import Span

#: Tokens of the longest label before a turn ("Mme Anne Petit, rapporteure de la commission des lois.").
LABEL = 16
#: What stands behind the full stop of a label that no title opens ("Anne Petit. – Oui."), or for a colon.
DASHES = frozenset({"-", "–", "—"})
#: Parts of speech of the small words between those that name.
SMALL = frozenset({"ADP", "DET", "PUNCT"})
#: What parts a name from the function behind it.
PARTING = frozenset({",", "("})


@dataclass(frozen=True, slots=True)
class Label:
    """What names a speaker before a turn.

    Attributes:
        low, high: the tokens that name, end excluded, without a function ("Mme Petit, rapporteure").
        then: the first token of the turn.
        marked: its capitals or its title make it a label even if it comes only once.
        stopped: a full stop ends it, as in hearings; any brief sentence ends so, too.
        loose: it may as well open a sentence ("A. P. Non."), so it counts only where it recurs.
        named: it is a name or a role by its form; other words are a label only if they recur.
        personal: it names somebody by its form or by the text, not just a subject ("Budget: …").
        text: what names, as it stands.
    """

    low: int
    high: int
    then: int
    marked: bool
    stopped: bool
    named: bool
    personal: bool
    text: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What counts of a labelled paragraph for its label: whether it asks, or says "I" or "you"."""

    label: Label
    engaged: bool


class Names:
    """The persons that the parser finds in a text, as far as labels take them up."""

    def __init__(self, scene: Scene) -> None:
        """List their words."""
        persons = [e.tokens for e in scene.parse.entities if e.type == "PER" and len(e.tokens) > 1]
        self._last = {p[-1].lower: p[-1].i for p in persons}
        self._initials = {"".join(t.text[0] for t in p).upper() for p in persons}

    def holds(self, label: Sequence[Token]) -> bool:
        """Say whether a label ends in somebody's surname, or is his initials."""
        at = self._last.get(label[-1].lower)
        return (at is not None and not label[0].i <= at <= label[-1].i) or self.initials(label)

    def initials(self, label: Sequence[Token]) -> bool:
        """Say whether a label is somebody's initials."""
        return letters(t.text for t in label) in self._initials


def letters(words: Iterable[str]) -> str:
    """Give the letters of initials: "A. P.", "AP" and "A.-P." are "AP"."""
    return "".join(c for w in words for c in w if c.isalpha())


def voices(labels: Iterable[str]) -> set[str]:
    """List the labels of different speakers: the initials of one that is spelt out, too, are no other's."""
    held = set(labels)
    spelt = {_initials(label) for label in held if " " in label and _initials(label) != letters([label])}
    return {label for label in held if letters([label]) not in spelt}


def _initials(label: str) -> str:
    """Give the first letters of a label."""
    return letters(word[0] for word in label.split())


def read_label(scene: Scene, low: int, high: int, *, words: Words, names: Names) -> Label | None:
    """Find what names the speaker at the start of a paragraph.

    A colon ends it, or a full stop where a title opens it, or an article before capitals, or
    where it only says whose turn it is ("Mr. LOWE.", "The CHAIRMAN.", "Q."), or with a dash behind.
    """
    folk = people_words(scene.parse.language)
    first = scene.tokens[low].text
    short = {w.casefold() for w in (*words.question_labels, *words.answer_labels)}
    if first.endswith(".") and first[0].isupper() and first.removesuffix(".").casefold() in short:
        return Label(low, low + 1, low + 1, True, True, True, True, first.removesuffix("."))
    if not first[0].isupper():
        return None
    return _bare_initials(scene, low, high, names=names) or _ended(
        scene, low, high, folk=folk, short=short, names=names
    )


def _bare_initials(scene: Scene, low: int, high: int, *, names: Names) -> Label | None:
    """Read somebody's initials that nothing but their own full stops parts from the turn: "A. P. Non."."""
    end = low
    while end < min(low + 4, high - 1) and _is_initial(scene.tokens[end]):
        end += 1
    held = scene.tokens[low:end]
    behind = scene.tokens[end]
    if not held or not names.initials(held) or not behind.text[0].isupper() or behind.pos == "PROPN":
        return None
    text = Span(held[0].start, held[-1].end).of(scene.parse.text)
    return Label(low, end, end, False, False, True, True, text, loose=True)


def _is_initial(token: Token) -> bool:
    """Say whether a word is a capital with a full stop, or several joined by hyphens."""
    text = token.text
    return text.endswith(".") and text[0].isupper() and all(len(p) <= 2 for p in text.split("-"))


def _ended(
    scene: Scene, low: int, high: int, *, folk: PeopleWords, short: Collection[str], names: Names
) -> Label | None:
    """Read a label that a colon, a full stop or a dash ends."""
    tokens = scene.tokens
    last = min(low + LABEL + 1, high - 1)
    end = next((i for i in range(low + 1, last) if tokens[i].text in (":", *ENDS, *DASHES)), None)
    if end is None or tokens[end].text not in (":", ".", *DASHES):
        return None
    bare = tokens[end].text in DASHES
    then, dashed = end + 1, tokens[end].text == "." and tokens[end + 1].text in DASHES
    if any(_is_finite(t) for t in tokens[low:end]) or (bare and not tokens[then].text[0].isupper()):
        return None
    stopped = tokens[end].text == "." and not dashed
    name = next((i for i in range(low + 1, end) if tokens[i].text in PARTING), end)
    held = tokens[low:name]
    titled = held[0].lower in folk.titles or (len(held) > 1 and held[0].lower in folk.roles)
    rest = [t for t in held[titled:] if t.lower not in folk.titles and t.lower not in folk.lists.definite]
    capitals = bool(rest) and all(t.text.isupper() for t in rest)
    office = titled and len(held) > 2 and held[1].lower in folk.lists.definite  # "Mme la rapporteure."
    chair = len(held) == 2 and held[0].lower in folk.lists.definite and _is_office(held[1], folk)
    small = all(t.pos in SMALL for t in held)  # "À : …"
    named = office or (not small and all(_is_of_label(t, folk) for t in held))
    known = len(held) == 1 and held[0].lower in short
    full = _is_full_name(held, folk)
    sure = titled or known or chair or (capitals and len(rest) < len(held))
    if (stopped and not (named and (sure or full))) or (bare and not (named and (capitals or full))):
        return None
    marked = named and (capitals or titled or known or (stopped and chair)) and not bare
    loose = bare or (stopped and not sure)
    text = Span(held[0].start, held[-1].end).of(scene.parse.text)
    personal = named and (marked or chair or full or held[0].ent == "PER" or names.holds(held))
    return Label(low, name, then + dashed, marked, stopped, named, personal, text, loose=loose)


def _is_office(token: Token, folk: PeopleWords) -> bool:
    """Say whether a word is the role of a person."""
    role = folk.roles.get(token.lower)
    return role is not None and role.kind == "person"


def _is_full_name(held: Sequence[Token], folk: PeopleWords) -> bool:
    """Say whether words in capitals are a person's name in full."""
    if len(held) < 2 or not all(t.text[0].isupper() or t.lower in folk.lists.particles for t in held):
        return False
    return held[0].ent == "PER" or bool(gender_of_first_name(held[0].text.title(), language=folk.code))


def _is_finite(token: Token) -> bool:
    """Say whether the parser takes a word for a finite verb, and its form is not that of a name."""
    return token.feats.get("VerbForm") == "Fin" and not token.text[0].isupper()


def _is_of_label(token: Token, folk: PeopleWords) -> bool:
    """Say whether a word may stand in a label: a capital, a role, or a small word between them."""
    return token.text[0].isupper() or token.lower in folk.roles or token.pos in SMALL


def sure_labels(turns: Sequence[Turn], *, paragraphs: int) -> set[str]:
    """List the labels that name speakers: those that recur, that are marked, or that name a person.

    A person's name that comes once and that nothing marks needs another that is sure. Words that
    may head a paragraph on any subject ("Budget: …") need somebody who asks, or says "I" or "you".

    Args:
        turns: what stands behind each label.
        paragraphs: how many the text has.
    """
    labels = [t.label for t in turns]
    count = Counter(label.text for label in labels)
    stopped = {label.text for label in labels if label.stopped and count[label.text] > 1}
    hearing = 2 * sum(label.stopped for label in labels) >= paragraphs or len(stopped) > 1
    sure = {
        label.text
        for label in labels
        if count[label.text] > 1 or (label.marked and (hearing or not label.stopped))
    }
    engaged = {t.label.text for t in turns if t.engaged and t.label.named}
    personal = {label.text for label in labels if label.personal}
    persons = {label.text for label in labels if label.personal and not label.loose}
    if not sure & personal and not (len(sure) > 1 and sure & engaged):
        return _once_each(turns)
    shown = {letters([text]) for text in sure}
    spelt = {label.text for label in labels if label.personal and _initials(label.text) in shown}
    return sure | spelt | (persons if sure & persons or len(sure) > 1 else set())


def _once_each(turns: Sequence[Turn]) -> set[str]:
    """List the labels of persons who all speak once: alike in form, and one says "I" or "you", or asks."""
    for loose in (False, True):
        alike = [t for t in turns if t.label.named and not t.label.stopped and t.label.loose is loose]
        personal = [t for t in alike if t.label.personal]
        if len(personal) > 1 and any(t.engaged for t in personal):
            return {t.label.text for t in alike}
    return set()
