"""Turn a range of tokens into what it holds: a verb, a clause, quotations; and cut it at its borders."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.extraction.statements.scene import Scene
from causerie.extraction.syntax import Token
from causerie.languages.reporting import Words

#: Punctuation that belongs to no end of a content.
LOOSE = frozenset(",.;:-–—―")


def trim(scene: Scene, low: int, high: int) -> tuple[int, int] | None:
    """Leave out loose punctuation at both ends of a token range; None when nothing else is there."""
    while low < high and scene.tokens[low].text in LOOSE:
        low += 1
    while high > low and scene.tokens[high - 1].text in LOOSE:
        high -= 1
    return (low, high) if high > low else None


def last_segment(scene: Scene, low: int, high: int) -> int:
    """Give the start of what stands behind the last comma of a range, if no verb stands there; else `low`.

    An incise behind "…, sans quoi" or "…, seule à même" cuts into the last segment only.
    """
    commas = [
        i
        for i in range(low, high)
        if scene.tokens[i].text == "," and scene.block_of[i] == scene.block_of[low]
    ]
    if not commas or has_verb(scene, commas[-1], high):
        return low
    return commas[-1] + 1


def past_connectives(scene: Scene, low: int, high: int, words: Words) -> int:
    """Skip the conjunctions and adverbs that join a sentence to the one before."""
    skipped = {*words.conjunctions, *words.adverbials}
    while low < high and (scene.tokens[low].lower in skipped or scene.tokens[low].text == ","):
        low += 1
    return low


def open_relative(scene: Scene, first: int, low: int, words: Words) -> int | None:
    """Give the relative pronoun before a place whose clause has no verb yet, or only one right before."""
    opener = next((i for i in range(first - 1, low - 1, -1) if scene.tokens[i].lower in words.opening), None)
    if opener is None or opener == low or scene.block_of[opener] != scene.block_of[first]:
        return None
    if scene.tokens[opener - 1].pos == "ADP":
        return None
    end = first - (scene.tokens[first - 1].text == ",")
    verbs = [t for t in scene.tokens[opener + 1 : end] if t.pos in ("VERB", "AUX")]
    return opener if all(t.feats.get("VerbForm") == "Inf" or t.i == end - 1 for t in verbs) else None


def relative_around(
    scene: Scene, first: int, behind: int, bounds: tuple[int, int], words: Words
) -> tuple[int, int] | None:
    """Give the relative clause that a source parts: "l'école, dont le coût, dit-elle, ruine la ville, ferme".

    Args:
        scene: where everything stands.
        first: first token of what names the source.
        behind: first token behind that.
        bounds: the sentence.
        words: the language's closed classes.

    Returns:
        The clause from its pronoun on, end excluded; None where the source stands in no such clause.
    """
    low, high = bounds
    opener = open_relative(scene, first, low, words)
    if opener is None or behind + 1 >= high or scene.tokens[behind].text != ",":
        return None
    before = scene.tokens[first - 1 - (scene.tokens[first - 1].text == ",")]
    participle = scene.tokens[behind + 1].feats.get("VerbForm") == "Part" or before.pos == "AUX"
    if before.pos in ("VERB", "AUX") and before.i > opener and not participle:
        return None
    for i in range(behind + 2, high - 1):
        if scene.tokens[i].text == "," and _goes_on(scene, i + 1, high):
            return opener, i
    return opener, high


def _goes_on(scene: Scene, start: int, high: int) -> bool:
    """Say whether a finite verb without a subject of its own opens what stands behind a comma."""
    i = start
    while i < high and scene.tokens[i].pos in ("ADV", "PART"):
        i += 1
    return i < high and scene.tokens[i].feats.get("VerbForm") == "Fin"


def carries_on(scene: Scene, before: tuple[int, int], after: tuple[int, int], words: Words) -> bool:
    """Say whether a phrase behind a source belongs to the clause before it.

    It opens a reason, or names who does what a passive tells: "The dam was hit, she said, by a ship".
    """
    held = scene.tokens[after[0] : after[1]]
    if any(_opens(held, entry.split()) for entry in words.carrying):
        return True
    named = len(held) > 1 and held[0].lower in words.agents and held[1].pos in ("DET", "PRON", "PROPN")
    return named and any(t.dep == "aux:pass" for t in scene.tokens[before[0] : before[1]])


def _opens(held: Sequence[Token], entry: Sequence[str]) -> bool:
    """Say whether tokens begin with words."""
    return [t.lower for t in held[: len(entry)]] == list(entry)


def has_main_clause(scene: Scene, low: int, high: int) -> bool:
    """Say whether a token range holds a finite verb that nothing in the range subordinates."""
    finite = [t for t in scene.tokens[low:high] if t.feats.get("VerbForm") == "Fin"]
    return any(not _is_subordinate(t.head if t.rel in ("aux", "cop") else t, low) for t in finite)


def _is_subordinate(verb: Token, low: int) -> bool:
    """Say whether a relative pronoun or a conjunction behind a place opens the clause of a verb."""
    while verb.rel == "conj" and verb.head.i >= low:
        verb = verb.head
    return verb.rel == "acl" or any(c.rel == "mark" and low <= c.i < verb.i for c in verb.children)


def has_verb(scene: Scene, low: int, high: int) -> bool:
    """Say whether a token range holds a verb."""
    return any(t.pos in ("VERB", "AUX") for t in scene.tokens[low:high])


def blocks_within(scene: Scene, low: int, high: int) -> frozenset[int]:
    """List the blocks that lie wholly in a token range."""
    touched = {scene.block_of[i] for i in range(low, high)} - {-1}
    return frozenset(b for b in touched if low <= scene.blocks[b].first and scene.blocks[b].last < high)


def has_subject(verb: Token) -> bool:
    """Say whether a verb has its own subject."""
    return any(c.rel in ("nsubj", "expl") for c in verb.children)
