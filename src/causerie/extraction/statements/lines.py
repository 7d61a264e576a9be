"""Turn statements whose source is a pronoun into statements of whoever goes on speaking, or answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import source_span
from causerie.extraction.syntax import Token
from causerie.languages.people import people_words
from causerie.languages.reporting import Reporting
from causerie.model import Mode, Span, Statement

#: Paragraphs after a statement within which a pronoun still stands for its speaker.
LINE = 2
#: Words of a question before which the word stands that makes it one ("asked the witness why …").
QUESTION = 4


@dataclass(frozen=True, slots=True)
class _Turn:
    """What somebody said.

    Attributes:
        speaker: who he is.
        source: the head of his mention.
        end: the last token of the statement.
        gender: of a named person, or of the noun of a body; "" where none is known.
        person: he is named, and a person.
        asks: he asks something, by a name or a noun of his own.
        asked: whom he asks, if a person is named.
    """

    speaker: str
    source: Token
    end: int
    gender: str
    person: bool
    asks: bool
    asked: str | None


def follow_lines(
    scene: Scene,
    statements: Sequence[Statement],
    *,
    name_of: Callable[[Span], str | None],
    genders: Mapping[str, str],
    words: Reporting,
    asides: Sequence[Span],
) -> list[Statement]:
    """Let a pronoun that says something go on with whoever spoke last, if nobody was named since.

    Behind a question it is the one who was asked, or who spoke before the question. Whom a speaker talks
    about is named within what he says, and is not he. Boxes about another article have lines of
    their own.

    Args:
        scene: where everything stands.
        statements: in the order of the text.
        name_of: gives the name for a mention.
        genders: name of a person → gender, or "".
        words: the language's rows and closed classes.
        asides: the boxes.
    """
    turns: dict[bool, list[_Turn]] = {True: [], False: []}
    kept: list[Statement] = []
    for statement in statements:
        held = scene.parse.tokens_in(statement.source) if statement.source is not None else []
        if held and scene.block_of[held[0].i] == -1:
            aside = any(a.covers(statement.content[0]) for a in asides)
            pronoun = _lone_pronoun(held)
            around = _turn_around(kept, held[0])
            if around is not None:
                statement = replace(statement, speaker=_within_turn(scene, statement, around, words))
            elif pronoun is not None:
                before = _who_goes_on(scene, pronoun, turns[aside], genders)
                since = scene.tokens[turns[aside][-1].end + 1 : pronoun.i] if before else ()
                told = (t for t in since if not any(c.covers(t.span) for c in statement.content))
                if any(_is_somebody(t) and _is_told(scene, t, aside=aside, asides=asides) for t in told):
                    before = None
                statement = replace(statement, speaker=before or statement.speaker)
            asked = _asked(scene, statement, words, name_of) if pronoun is None else (False, None)
            turn = _read_turn(scene, statement, held, asked=asked, genders=genders)
            if turn is not None:
                turns[aside] = [*(t for t in turns[aside] if t.speaker != turn.speaker), turn][-2:]
        kept.append(statement)
    return kept


def _lone_pronoun(held: Sequence[Token]) -> Token | None:
    """Give the pronoun that is all of a source."""
    return held[0] if len(held) == 1 and held[0].pos == "PRON" else None


def _turn_around(statements: Sequence[Statement], place: Token) -> Statement | None:
    """Give the turn of a transcript in which a word stands."""
    turns = (s for s in reversed(statements) if s.cue is None and s.mode == Mode.DIRECT)
    last = next(turns, None)
    inside = last is not None and any(c.covers(place.span) for c in last.content)
    return last if inside else None


def _within_turn(scene: Scene, statement: Statement, turn: Statement, words: Reporting) -> str | None:
    """Give who is meant by a source in a turn: "I" is whoever has it; "he" and "the governor" are not he.

    Args:
        scene: where everything stands.
        statement: what the source says.
        turn: stands around it.
        words: the language's rows and closed classes.
    """
    held = scene.parse.tokens_in(statement.source) if statement.source is not None else []
    pronoun, known = _lone_pronoun(held), words.words
    if pronoun is not None:
        own = set(known.authors).difference(known.addressing, known.generic)
        if pronoun.lower.lstrip("-") in own:
            return turn.speaker or statement.speaker
    if statement.speaker != turn.speaker or (pronoun is None and any(t.pos == "PROPN" for t in held)):
        return statement.speaker
    named = held[1:] if len(held) > 1 and held[0].pos == "DET" else held
    return " ".join(Span(named[0].start, named[-1].end).of(scene.parse.text).split()).lstrip("-")


def _read_turn(
    scene: Scene,
    statement: Statement,
    held: Sequence[Token],
    *,
    asked: tuple[bool, str | None],
    genders: Mapping[str, str],
) -> _Turn | None:
    """Read a statement as a turn; None where its speaker is neither a person named nor a body."""
    end = max(scene.parse.tokens_in(statement.content[-1])[-1].i, held[-1].i)
    inside = {t.i for t in held}
    head = next((t for t in held if t.head is t or t.head.i not in inside), held[0])
    speaker = statement.speaker or ""
    if speaker in genders:
        return _Turn(speaker, head, end, genders[speaker], True, *asked)
    role = people_words(scene.parse.language).roles.get(head.lemma)
    if head.pos != "NOUN" or not speaker or role is None or role.kind not in ("body", "person"):
        return None
    gender = head.feats.get("Gender", "Neut" if role.kind == "body" else "")
    return (
        _Turn(speaker, head, end, gender, role.kind == "person", *asked)
        if asked[0] or role.kind == "body"
        else None
    )


def _asked(
    scene: Scene, statement: Statement, words: Reporting, name_of: Callable[[Span], str | None]
) -> tuple[bool, str | None]:
    """Say whether a statement is a question, by its mark or its verb, and give who is asked."""
    last = statement.content[-1]
    verb = None
    if statement.cue is not None:
        group = scene.parse.tokens_in(statement.cue)
        verb = next((t for t in group if t.lemma in words.words.asking), None)
    behind = [] if verb is None else [c for c in verb.children if c.rel in ("obj", "iobj", "obl")]
    opens = scene.parse.tokens_in(statement.content[0])
    indirect = verb is not None and any(t.lower in words.words.questions for t in opens[:QUESTION])
    if not indirect and not scene.parse.text[last.start : last.end].endswith("?"):
        return False, None
    spoken_to = next((c for c in behind if verb is not None and c.i > verb.i and c.ent == "PER"), None)
    return True, None if spoken_to is None else name_of(source_span(scene, spoken_to))


def _who_goes_on(
    scene: Scene, pronoun: Token, turns: Sequence[_Turn], genders: Mapping[str, str]
) -> str | None:
    """Give the speaker whose turn a pronoun takes up; None where it is nobody's."""
    if not turns:
        return None
    last = turns[-1]
    if last.asks and last.asked is not None:
        fits = pronoun.feats.get("Gender", "") in (genders.get(last.asked, ""), "")
        return last.asked if fits else None
    other = turns[0] if len(turns) > 1 and turns[0].person and last.person else None
    chosen = other if last.asks and other is not None else last
    near = scene.paragraph[pronoun.i] - scene.paragraph[chosen.end] <= LINE
    return chosen.speaker if near and _agrees(scene, pronoun, chosen) else None


def _agrees(scene: Scene, pronoun: Token, turn: _Turn) -> bool:
    """Say whether a pronoun may stand for a speaker; a body's has the gender and number of its noun."""
    gender = pronoun.feats.get("Gender", "")
    row = people_words(scene.parse.language).pronouns.get(pronoun.lower.removeprefix("-"))
    if turn.person:
        several = row is None and (not gender or pronoun.feats.get("Number") == "Plur")  # "both"
        return gender in (turn.gender, "") and not several
    if row is None or row.person or row.relative:
        return False
    same = row.number in ("", turn.source.feats.get("Number", "Sing"))
    return same and row.gender in ("", turn.gender)


def _is_somebody(token: Token) -> bool:
    """Say whether a token names a person, or is a noun that does something."""
    return token.ent == "PER" or (token.rel == "nsubj" and token.pos in ("NOUN", "PROPN"))


def _is_told(scene: Scene, token: Token, *, aside: bool, asides: Iterable[Span]) -> bool:
    """Say whether a token is the author's own, in the same account: the text, or its boxes."""
    inside = any(a.covers(token.span) for a in asides)
    return inside == aside and scene.block_of[token.i] == -1
