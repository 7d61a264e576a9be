"""Find what a verb of need asks for, where a connective states the aim: "il faut X pour Y"."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.claims.grammar.arguments import Proposal, Scene, clause, phrase, propose, verb_phrase
from causerie.extraction.claims.grammar.introduced import marker_and_words
from causerie.extraction.claims.grammar.subjects import subjects
from causerie.extraction.syntax import Token
from causerie.languages.qualifiers import qualifier_words

#: Relations of what a verb of need asks for.
NEEDED = frozenset({"obj", "xcomp", "ccomp", "csubj", "acl", "obl"})

#: Words from the host of an aim up, among which the need is looked for.
REACH = 3


def propose_needed(
    scene: Scene, governor: Token | None, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose what a verb of need asks for, where the marker states the aim: "il faut X pour Y"."""
    words = scene.lexicon.words
    cut = marker_and_words(trigger, target=target)
    need = next(
        (
            t
            for t in _hosts(governor)
            if t.i not in cut and (needs(scene, t) or t.lemma in words.enough or _takes(scene, t))
        ),
        None,
    )
    if need is None and governor is not None:
        need = next((c for c in governor.children if c.rel == "obj" and c.lemma in words.necessity), None)
    if need is None and governor is not None:
        helper = next((c for c in governor.children if c.rel == "aux" and _obliges(scene, c)), None)
        if helper is not None:
            yield from propose(
                verb_phrase(scene, governor, cut=cut | {c.i for c in governor.children if c.rel == "aux"}),
                governor,
                "needed act",
            )
            yield from propose(clause(scene, governor, cut=cut), governor, "needed clause")
        return
    if need is None or (target.head is need and target.rel in ("ccomp", "xcomp") and target.child("nsubj")):
        # "The rule requires trades to be cleared": what is asked of somebody is no aim.
        return
    asked = NEEDED if need.lemma not in words.obligation | words.having else frozenset({"xcomp", "ccomp"})
    for child in need.children:
        if child.i > need.i and child.i not in cut and child.rel in asked:
            yield from propose(phrase(scene, child, cut=cut), child, "needed")
    for proposal in subjects(scene, need, cut=cut):
        if proposal.construction in ("subject", "antecedent", "modified noun"):
            yield proposal


def _hosts(governor: Token | None) -> list[Token]:
    """List what an aim hangs from, in its own half: "Bread is needed, and they bake *to sell it*"."""
    held: list[Token] = []
    for token in (governor, *governor.ancestors()) if governor is not None else ():
        if held and held[-1].rel == "conj" and held[-1].child("nsubj") is not None:
            break
        held.append(token)
    return held[:REACH]


def needs(scene: Scene, token: Token) -> bool:
    """Say whether a word says that something is needed or must be: "need", "must", "have to"."""
    necessary = token.lemma in scene.lexicon.words.necessity
    return necessary or _obliges(scene, token) or _has_to(scene, token)


def _obliges(scene: Scene, token: Token) -> bool:
    """Say whether a verb says that something must be; what only ought to be ("devrait") is an aim."""
    return ought(scene, token) and token.feats.get("Mood") != "Cnd"


def ought(scene: Scene, token: Token) -> bool:
    """Say whether a verb says that something must or ought to be: "doit", "devrait"."""
    return token.lemma in scene.lexicon.words.obligation


def _takes(scene: Scene, verb: Token) -> bool:
    """Say whether a verb asks for something of nobody: "it takes a year to …"."""
    if verb.lemma not in scene.lexicon.words.taking:
        return False
    subject = next((c for c in verb.children if c.rel in ("nsubj", "expl")), None)
    return subject is not None and subject.lower in qualifier_words(scene.language).presenters


def _has_to(scene: Scene, token: Token) -> bool:
    """Say whether a verb of having states an obligation: its infinitive follows at once, "have to"."""
    if token.lemma not in scene.lexicon.words.having or token.i + 1 >= len(scene.parse.tokens):
        return False
    after = scene.parse.tokens[token.i + 1]
    asked = after.rel in ("mark", "aux") and after.head.rel == "xcomp" and after.head.head is token
    return asked and scene.norm(after) in scene.lexicon.words.infinitive


def is_enough(scene: Scene, governor: Token | None) -> bool:
    """Say whether the need is a sufficiency: "il suffit de X pour Y"."""
    return any(t.lemma in scene.lexicon.words.enough for t in _hosts(governor))
