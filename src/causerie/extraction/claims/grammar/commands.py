"""Turn a command with what comes of it into drafts of claims: "fix the pump and the water will come back"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from causerie.extraction.claims.grammar.arguments import Scene, propose
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.marks import COMMANDS
from causerie.extraction.claims.grammar.needs import needs, ought
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Span

#: Parts of speech of a subject's words.
NAMING = frozenset({"ADJ", "ADP", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN"})
#: Parts of speech that may stand before a command.
FRONT = frozenset({"ADV", "CCONJ", "INTJ", "PUNCT"})


def draft_commands(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft the condition that a command or a duty sets, with "and" or "or" for its cue.

    "Fix the pump and the water will come back" sets a condition; with "or", the act prevents what follows.
    """
    words = scene.lexicon.words
    spared = scene.norm(token) in words.alternative
    if not spared and scene.norm(token) not in words.adding:
        return
    before, after = _before(scene, token), _after(scene, token)
    verb = _command(scene, before) or (_duty(scene, before) if spared else None)
    if verb is None or not _is_outcome(scene, after):
        return
    text = scene.parse.text
    done = tidy(text, Span(verb.start, scene.parse.tokens[token.i - 1].end))
    outcome = tidy(text, Span(after[0].start, after[-1].end))
    yield Draft(
        pattern="command.or" if spared else "command.and",
        signal=Signal.COND,
        kind=Kind.CONDITION,
        sign=-1 if spared else 1,
        trigger=(token,),
        anchor=token,
        causes=list(propose(done, verb, "command")),
        effects=list(propose(outcome, after[-1], "outcome")),
    )


def _before(scene: Scene, joint: Token) -> list[Token]:
    """List the words before a conjunction, back to the last border."""
    held: list[Token] = []
    before = scene.previous(joint)
    while before is not None and before.text not in COMMANDS:
        held.insert(0, before)
        before = scene.previous(before)
    return held


def _after(scene: Scene, joint: Token) -> list[Token]:
    """List the words behind a conjunction, up to the next comma or border."""
    held: list[Token] = []
    after = scene.next(joint)
    while after is not None and after.text not in COMMANDS and after.text != ",":
        held.append(after)
        after = scene.next(after)
    return held


def _command(scene: Scene, words: Sequence[Token]) -> Token | None:
    """Find the verb of a command: the first word of all, without subject, that tells nothing by the way."""
    held = list(dropwhile(lambda t: t.pos in FRONT, words))
    first = held[0] if len(held) > 1 else None
    if first is None or first.pos != "VERB" or first.child("nsubj") is not None:
        return None
    denials = qualifier_words(scene.language)
    if any({t.lower, t.lemma} & denials.denying for t in words):
        return None
    short = list(takewhile(lambda t: t.text != ",", held[1:]))
    marks = {first.feats.get(name) for name in ("Mood", "Person", "VerbForm")}
    commands = bool(marks & scene.lexicon.words.commanding)
    return first if commands and not any(map(is_finite, short)) else None


def _duty(scene: Scene, words: Sequence[Token]) -> Token | None:
    """Find the verb of what must be done: "you must *pay*", "il faut *payer*"."""
    for token in words:
        helper = next((c for c in token.children if c.rel == "aux" and c.i < token.i), None)
        asked = token.rel in ("xcomp", "ccomp", "csubj") and token.head.i < token.i
        duty = helper if helper is not None else token.head if asked else None
        if token.pos == "VERB" and duty is not None and (needs(scene, duty) or ought(scene, duty)):
            return token
    return None


def _is_outcome(scene: Scene, words: Sequence[Token]) -> bool:
    """Say whether words are a clause of their own that tells no past: subject, then verb."""
    at = next((n for n, t in enumerate(words) if t.pos in ("AUX", "VERB")), 0)
    relative = scene.lexicon.words.relative
    subject, rest = words[:at], words[at:]
    if not any(t.pos in ("NOUN", "PRON", "PROPN") for t in subject):
        return False
    named = all(t.pos in NAMING and not (t.pos == "PRON" and t.lower in relative) for t in subject)
    perfect = rest[0].rel == "aux" and rest[0].lemma in scene.lexicon.words.having
    return named and is_finite(rest[0]) and rest[0].feats.get("Tense") != "Past" and not perfect
