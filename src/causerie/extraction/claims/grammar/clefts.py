"""Read what a cleft brings forward, from its words: "it is because of the rain that the match is off"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from causerie.extraction.claims.grammar.arguments import Proposal, Scene, proposal_of
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.reporting import Form, reporting


@dataclass(frozen=True, slots=True)
class Cleft:
    """What stands behind the marker, and the clause behind that.

    Attributes:
        sure: the clause can be nothing else, not even a relative clause of the focus.
    """

    focus: Proposal
    clause: Proposal
    sure: bool


def read_cleft(scene: Scene, trigger: Sequence[Token]) -> Cleft | None:
    """Read "it is (not) MARKER focus that clause"; None where the marker opens no cleft."""
    denied = is_presented(scene, trigger)
    if denied is None or _is_whole(scene, trigger):
        return None
    last = scene.parse.sentence_of(trigger[-1]).tokens[-1].i
    behind = scene.parse.tokens[trigger[-1].i + 1 : last + 1]
    tokens = list(takewhile(lambda t: t.text not in ENDS and not _opens_another(scene, t), behind))
    joints = [
        n for n, t in enumerate(tokens) if n and _joins(scene, t, focus=tokens[:n], clause=tokens[n + 1 :])
    ]
    if not joints:
        return None
    at = joints[0]
    focus = proposal_of(scene, tokens[:at], "focus")
    clause = proposal_of(scene, tokens[at + 1 :], "clause behind focus")
    if focus is None or clause is None:
        return None
    # Nobody says of a thing that it is "not because of the aid that the state pays".
    whole = denied or not _stands_for_noun(tokens[at])
    return Cleft(focus, clause, sure=whole and len(joints) == 1)


def brings_forward(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker holds the cleft's own subject: "c'est grâce à"."""
    return trigger[0].lower in qualifier_words(scene.language).presenters


def is_ruled_out(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker is itself denied: "not because of the strike", "it is not because"."""
    words, known = qualifier_words(scene.language), directions(scene.language)
    if is_presented(scene, trigger) or any(_denies(t, scene.language) for t in trigger[:-1]):
        return True
    before = scene.previous(trigger[0])
    if before is None or not known.is_in("lone_negators", before.lower):
        return False
    host = scene.previous(before)
    if host is not None and host.pos == "CCONJ" and scene.norm(host) in scene.lexicon.words.alternative:
        return False  # "whether or not because of …"
    if before.lower not in words.negators:
        return True  # "Non parce que": a word that never denies a verb.
    if host is not None and (host.pos in ("AUX", "VERB") or host.lower in words.particles):
        # "He could not because …", "il ne part pas parce que …": the verb is denied, not its reason; but
        # "prices rose not because …".
        lexical = host.pos == "VERB" and host.lemma not in words.hedges
        return not words.particles and (lexical or known.is_in("copulas", host.lower))
    return not _has_particle(scene, before)


def _denies(token: Token, language: str) -> bool:
    """Say whether a word within a marker denies it: "ce n'est *pas* que", "*not* that"."""
    negators = qualifier_words(language).negators
    return bool({token.lemma, token.lower} & negators) or directions(language).is_in(
        "lone_negators", token.lower
    )


def _has_particle(scene: Scene, negator: Token) -> bool:
    """Say whether a negation's first half stands before it in its clause ("ne … pas")."""
    words, before = qualifier_words(scene.language), scene.previous(negator)
    while before is not None and before.pos not in ("PUNCT", "CCONJ"):
        if before.lower in words.particles:
            return True
        before = scene.previous(before)
    return False


def is_presented(scene: Scene, trigger: Sequence[Token]) -> bool | None:
    """Say whether the words before a marker deny it ("it is not"); None where they bring nothing forward.

    "It is not only because" denies nothing.
    """
    words, known = qualifier_words(scene.language), directions(scene.language)
    if brings_forward(scene, trigger):
        return False
    before, denied, narrowed = scene.previous(trigger[0]), False, False
    while before is not None and (before.pos == "ADV" or {before.lemma, before.lower} & words.negators):
        denied |= bool({before.lemma, before.lower} & words.negators)
        narrowed |= before.lower in words.narrowing
        before = scene.previous(before)
    if before is None or not known.is_in("copulas", before.lower):
        return None
    before = scene.previous(before)
    if before is not None and before.lower in words.particles:
        before = scene.previous(before)
    if before is None or before.lower not in words.presenters:
        return None
    return denied and not narrowed


def _is_whole(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker ends with the copula's own "that": "c'est que" brings nothing forward."""
    return len(trigger) > 1 and directions(scene.language).is_in("copulas", trigger[-2].lower)


def _joins(scene: Scene, token: Token, *, focus: Sequence[Token], clause: Sequence[Token]) -> bool:
    """Say whether a "that" parts a focus from a clause, and opens nothing that the focus says or names."""
    joins = scene.norm(token) in scene.lexicon.words.that and token.rel != "fixed"
    if not joins or not any(is_finite(t) for t in clause[1:]):
        return False
    verb = token.head
    governor = verb.head
    if token.rel == "nsubj" and not any(c.rel == "nsubj" and c is not token for c in verb.children):
        return False  # "because of the rain that fell": what fell is the rain.
    if verb is token or governor not in focus:
        return True
    known = reporting(scene.language)
    noun = known.nouns.get(governor.lemma)
    told = any(Form.CLAUSE in entry.row.takes for entry in known.verbs.get(governor.lemma, ()))
    named = (noun is not None and Form.CLAUSE in noun.takes) or governor.lemma in scene.lexicon.words.fact
    return not (verb.rel in ("ccomp", "acl", "xcomp") and (named if governor.pos == "NOUN" else told))


def _opens_another(scene: Scene, mark: Token) -> bool:
    """Say whether a comma stands before another cleft: "…, it is because"."""
    first = scene.next(mark) if mark.text == "," else None
    second = scene.next(first) if first is not None else None
    if first is None or second is None or first.lower not in qualifier_words(scene.language).presenters:
        return False
    return directions(scene.language).is_in("copulas", second.lower)


def _stands_for_noun(joint: Token) -> bool:
    """Say whether a "that" is the only object of its clause: it may open a relative clause."""
    complete = any((c.rel == "obj" and c is not joint) or c.dep == "aux:pass" for c in joint.head.children)
    return joint.pos == "PRON" and joint.rel == "obj" and not complete
