"""Turn "selon X", "according to X" into the clause that it lays in X's mouth."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.extraction.statements.cues import Adposition
from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.ranges import (
    blocks_within,
    carries_on,
    has_main_clause,
    has_verb,
    last_segment,
    open_relative,
    past_connectives,
    relative_around,
    trim,
)
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, is_nobody, is_personal, source_span
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Reporting
from causerie.model import Span

#: Words of an apposition between commas behind a source.
APPOSITION = 14


def read_adposition(scene: Scene, held: Adposition, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read a preposition with its source, and the clause around it as content."""
    if held.owner is not None:
        return _read_owned(scene, held, held.owner, words=words)
    low, high = scene.sentence_at(held.first)
    source = scene.tokens[held.last] if held.row.bare else _source(scene, held, high, words=words)
    if source is None or is_nobody(source, words) or source.lemma in words.words.things:
        return None
    relative = source.i < held.first
    if held.row.fronted and not relative and not _at_head(scene, held.first, low, words):
        return None
    if held.row.fronted and (not can_speak(source, words=words, people=people) or _is_place(source)):
        return None
    span = source_span(scene, source)
    if held.row.bare:
        span = Span(scene.tokens[held.first + 1].start, source.end)
    waits = _waits(scene, held.first, low) or open_relative(scene, held.first, low, words.words) is not None
    if relative:
        behind = held.last + 2
    else:
        behind = _behind_source(scene, source, span, high, words=words, waits=waits)
        if scene.tokens[behind].text == "," and not held.row.bare:
            span = Span(span.start, _end_of_name(scene, source, span, behind, words, cut=waits))
    bounds = (held.first if relative else low, high)
    content = _content(scene, held.first, behind, bounds, words, bare=is_personal(scene, source))
    if held.row.fronted and not relative and scene.tokens[behind].text != ",":
        return None
    cue = (held.first, held.first if held.row.bare else held.last)
    return _draft(scene, held, source, span, cue=cue, content=content)


def _read_owned(scene: Scene, held: Adposition, owner: Token, *, words: Reporting) -> Draft | None:
    """Read a phrase around its source, "in her view": what stands behind the source is the cue."""
    low, high = scene.sentence_at(held.first)
    if is_nobody(owner, words) or owner.lemma in words.words.things:
        return None
    behind = min(held.last + 1, high - 1)
    if held.row.fronted:
        parted = held.first > 0 and scene.tokens[held.first - 1].text == ","
        opens = _at_head(scene, held.first, low, words) and not parted
        if not opens or _is_place(owner) or scene.tokens[behind].text != ",":
            return None
    content = _content(scene, held.first, behind, (low, high), words, bare=True)
    span = Span(min(t.start for t in owner.subtree()), owner.end)
    named = len(held.row.words) - held.row.words.index("_") - 1
    cue = (held.last - named + 1, held.last)
    return _draft(scene, held, owner, span, cue=cue, content=content)


def _draft(
    scene: Scene,
    held: Adposition,
    source: Token,
    span: Span,
    *,
    cue: tuple[int, int],
    content: Sequence[tuple[int, int]],
) -> Draft | None:
    """Make the draft of a preposition with its source; None where nothing is said.

    Args:
        scene: where everything stands.
        held: the preposition.
        source: head of the source.
        span: its words.
        cue: first and last token of the cue.
        content: ranges of tokens.
    """
    if not content:
        return None
    return Draft(
        source,
        span,
        Span(scene.tokens[cue[0]].start, scene.tokens[cue[1]].end),
        tuple(content),
        frozenset(b for part in content for b in blocks_within(scene, *part)),
        cue_first=held.first,
        adposed=True,
        owned=held.owner is not None,
    )


def _at_head(scene: Scene, first: int, low: int, words: Reporting) -> bool:
    """Say whether nothing but a conjunction stands before a place in its clause."""
    before = scene.tokens[first - 1] if first > low else None
    return (
        before is None
        or before.text in (";", ":", ",")
        or before.lower in words.words.conjunctions
        or before.lower in words.words.complementisers
    )


def _source(scene: Scene, held: Adposition, high: int, *, words: Reporting) -> Token | None:
    """Find the noun that the preposition governs: by the tree, else the next one."""
    behind = scene.tokens[held.last + 1] if held.last + 1 < high else None
    if behind is not None and behind.lower in words.words.relatives:
        return _antecedent(scene, held.first)
    if behind is None or any(
        t.feats.get("VerbForm") == "Inf" for t in scene.tokens[held.last + 1 : held.last + 3]
    ):
        return None
    for token in (scene.tokens[held.last], scene.tokens[held.first]):
        governed = token.head
        if governed.pos in NOMINAL and held.last < governed.i < high:
            if any(t.pos in ("VERB", "AUX") for t in scene.tokens[held.last + 1 : governed.i]):
                return None
            return governed
    return next(
        (t for t in scene.tokens[held.last + 1 : min(high, held.last + 6)] if t.pos in {*NOMINAL, "X"}), None
    )


def _antecedent(scene: Scene, first: int) -> Token | None:
    """Give the noun that "pour qui" refers to: the head of the phrase before it."""
    i = first - 1
    while i >= 0 and scene.tokens[i].text == ",":
        i -= 1
    token = scene.tokens[i] if i >= 0 else None
    while token is not None and token.head.pos in NOMINAL and token.rel in ("flat", "appos", "nmod", "amod"):
        token = token.head
    return token if token is not None and token.pos in NOMINAL else None


def _is_place(source: Token) -> bool:
    """Say whether a name is that of a country or region, with its article."""
    return source.ent == "LOC" and not source.text.isupper() and any(c.rel == "det" for c in source.children)


def _waits(scene: Scene, first: int, low: int) -> bool:
    """Say whether the verb before a comma waits for what it governs: "aura, selon lui, un effet"."""
    if first - 2 < low or scene.tokens[first - 1].text != ",":
        return False
    verb = scene.tokens[first - 2]
    return verb.pos in ("VERB", "AUX") and verb.feats.get("VerbForm") == "Fin"


def _is_relative(token: Token, words: Reporting) -> bool:
    """Say whether a word opens a clause that says more about the noun before."""
    if token.lower in words.words.relatives:
        return True
    clause = token.head if token.pos in ("PRON", "SCONJ") else token
    return clause.rel == "acl" and (clause is not token or token.feats.get("VerbForm") == "Part")


def _behind_source(
    scene: Scene, source: Token, span: Span, high: int, *, words: Reporting, waits: bool
) -> int:
    """Give the first token behind the source's phrase, relative clause and apposition included.

    Args:
        scene: where everything stands.
        source: head of the phrase.
        span: its words, as the tree has them.
        high: end of the sentence.
        words: the language's closed classes.
        waits: a verb before waits for what stands behind the next comma, which is no apposition.
    """
    i = source.i
    while (
        i + 1 < high
        and scene.tokens[i + 1].start < span.end
        and not (waits and scene.tokens[i + 1].text == ",")
    ):
        i += 1
    inside = False
    while (
        i + 1 < high
        and scene.tokens[i + 1].text not in (",", ";", ".", ":")
        and scene.block_of[i + 1] == scene.block_of[source.i]
    ):
        ahead = scene.tokens[i + 1]
        inside = inside or _is_relative(ahead, words)
        if ahead.rel in ("nsubj", "root", "expl") and ahead.pos in ("DET", "PRON") and not inside:
            break
        i += 1
    behind = min(i + 1, high - 1)
    if waits or scene.tokens[behind].text != ",":
        return behind
    return _past_apposition(scene, behind, high, words) or behind


def _past_apposition(scene: Scene, comma: int, high: int, words: Reporting) -> int | None:
    """Give the comma behind an apposition or a relative clause that a comma opens, if a clause follows it."""
    first = scene.tokens[comma + 1] if comma + 1 < high else None
    if first is None:
        return None
    relative = _is_relative(first, words)
    reach = high if relative else min(high, comma + APPOSITION)
    for closing in (k for k in range(comma + 2, reach) if scene.tokens[k].text == ","):
        if relative and has_main_clause(scene, closing, high):
            return closing
        verbless = not has_verb(scene, comma + 1, closing)
        noun = first.pos in ("NOUN", "PROPN", "DET", "ADJ", "PRON")
        return closing if verbless and noun and has_verb(scene, closing, high) else None
    return None


def _end_of_name(scene: Scene, source: Token, span: Span, behind: int, words: Reporting, *, cut: bool) -> int:
    """Give the end of the words that name a source, in code points: a clause about it is left out."""
    if cut:
        return scene.tokens[behind - 1].end
    for token in scene.tokens[source.i + 1 : behind]:
        if token.start >= span.end and _is_relative(token, words):
            before = scene.tokens[token.i - 1]
            return max(span.end, before.start if before.text == "," else before.end)
    return max(span.end, scene.tokens[behind - 1].end)


def _content(
    scene: Scene, first: int, behind: int, bounds: tuple[int, int], words: Reporting, *, bare: bool
) -> list[tuple[int, int]]:
    """Give the clause around the preposition and its source: before it, behind it, or both.

    Args:
        scene: where everything stands.
        first: the preposition.
        behind: first token behind the source.
        bounds: the sentence.
        words: the language's closed classes.
        bare: the source is a pronoun, so that what follows it is no apposition.
    """
    low, high = bounds
    relative = relative_around(scene, first, behind, bounds, words.words)
    if relative is not None:
        parts = (trim(scene, relative[0], first), trim(scene, behind, relative[1]))
        return [p for p in parts if p is not None]
    for i in range(first - 1, low - 1, -1):
        token = scene.tokens[i]
        opens = token.text == ":" and (i + 1 == first or has_verb(scene, i + 1, first))
        if token.text == ";" or opens or (token.pos in ("SCONJ", "CCONJ") and first - i <= 2):
            low = i + 1
            break
    high = next((i for i in range(behind, high) if _is_border(scene, i, first)), high)
    low = past_connectives(scene, low, first, words.words)
    before = trim(scene, low, first)
    after = trim(scene, behind, high)
    parted = after is not None and scene.tokens[behind].text == ","
    if before is not None and has_verb(scene, *before):
        if (
            after is not None
            and parted
            and (
                carries_on(scene, before, after, words.words) or _is_governed(scene, before, after, bare=bare)
            )
        ):
            return [(last_segment(scene, *before), before[1]), after]
        start = last_segment(scene, *before)
        if start > before[0] and after is not None and parted and has_verb(scene, *after):
            return [(start, before[1]), after]
        return [before]
    if after is None or not (has_verb(scene, *after) or blocks_within(scene, *after)):
        return []
    if before is not None and (before[1] - before[0] > 2 or _is_cut_off(scene, before, after)):
        return [before, after]
    return [after]


def _is_cut_off(scene: Scene, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Say whether a source parts a subject from its verb: "Les prix, selon la ligue, ont doublé"."""
    noun = any(t.pos in NOMINAL for t in scene.tokens[before[0] : before[1]])
    i = after[0]
    while i + 1 < after[1] and scene.tokens[i].pos in ("PRON", "ADV", "PART"):
        i += 1
    return noun and scene.tokens[i].pos in ("VERB", "AUX")


def _is_governed(scene: Scene, before: tuple[int, int], after: tuple[int, int], *, bare: bool) -> bool:
    """Say whether a source between commas parts a verb from what it governs: "aura, selon lui, un effet"."""
    verb, first = scene.tokens[before[1] - 1], scene.tokens[after[0]]
    if verb.rel in ("aux", "cop") and after[0] <= verb.head.i < after[1]:
        return True
    if first.pos in ("CCONJ", "SCONJ") or has_main_clause(scene, *after):
        return False
    if verb.pos in ("VERB", "AUX") and verb.feats.get("VerbForm") == "Fin":
        return True
    return (
        first.pos == "ADP"
        or (bare and first.pos in ("DET", "ADJ", "NUM"))
        or any(
            before[0] <= t.head.i < before[1] and t.rel in ("obj", "xcomp", "obl", "dep")
            for t in scene.tokens[after[0] : after[1]]
        )
    )


def _is_border(scene: Scene, i: int, first: int) -> bool:
    """Say whether a clause ends at a token: a semicolon, or a colon before a quotation."""
    if scene.block_of[i] != scene.block_of[first]:
        return False
    ahead = scene.block_of[i + 1] if i + 1 < len(scene.tokens) else -1
    return scene.tokens[i].text == ";" or (scene.tokens[i].text == ":" and ahead != scene.block_of[i])
