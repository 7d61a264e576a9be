"""Turn "selon X", "according to X" into the clause that it lays in X's mouth."""

from __future__ import annotations

from causerie.extraction.statements.cues import Adposition
from causerie.extraction.statements.draft import Draft, blocks_within, has_verb, last_segment, trim
from causerie.extraction.statements.indirect import can_speak, is_nobody
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import source_span
from causerie.extraction.syntax import NOMINAL, Token
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Reporting
from causerie.model import Span

#: Words of an apposition between commas behind a source.
APPOSITION = 14


def read_adposition(scene: Scene, held: Adposition, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read a preposition with its source, and the clause around it as content."""
    level = scene.block_of[held.first]
    low, high = scene.outer[held.first] if level == -1 else scene.bounds[held.first]
    source = scene.tokens[held.last] if held.row.bare else _source(scene, held, high, words=words)
    if source is None or is_nobody(source, words) or source.lemma in words.words.things:
        return None
    relative = source.i < held.first
    if held.row.fronted and not relative and not _at_head(scene, held.first, low, words):
        return None
    if held.row.fronted and not (can_speak(source, words=words, people=people) and not _is_place(source)):
        return None
    span = (
        Span(scene.tokens[held.first + 1].start, source.end) if held.row.bare else source_span(scene, source)
    )
    behind = held.last + 2 if relative else _behind_source(scene, source, span, high)
    if not relative and scene.tokens[behind].text == "," and not held.row.bare:
        span = Span(span.start, max(span.end, scene.tokens[behind - 1].end))
    content = _content(scene, held.first, behind, (held.first if relative else low, high), words)
    if not content or (held.row.fronted and not relative and scene.tokens[behind].text != ","):
        return None
    last = held.first if held.row.bare else held.last
    cue = Span(scene.tokens[held.first].start, scene.tokens[last].end)
    blocks = frozenset(b for part in content for b in blocks_within(scene, *part))
    return Draft(source, span, cue, tuple(content), blocks, cue_first=held.first, adposed=True)


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


def _behind_source(scene: Scene, source: Token, span: Span, high: int) -> int:
    """Give the first token behind the source's phrase, relative clause and apposition included."""
    i = source.i
    while i + 1 < high and scene.tokens[i + 1].start < span.end:
        i += 1
    while (
        i + 1 < high
        and scene.tokens[i + 1].text not in (",", ";", ".", ":")
        and scene.block_of[i + 1] == scene.block_of[source.i]
    ):
        if scene.tokens[i + 1].rel in ("nsubj", "root", "expl") and scene.tokens[i + 1].pos in (
            "DET",
            "PRON",
        ):
            break
        i += 1
    behind = i + 1
    following = next(
        (k for k in range(behind + 1, min(high, behind + APPOSITION)) if scene.tokens[k].text == ","), None
    )
    if following is not None and behind < high and scene.tokens[behind].text == ",":
        between = scene.tokens[behind + 1 : following]
        if (
            all(t.pos != "VERB" and t.pos != "AUX" for t in between)
            and has_verb(scene, following, high)
            and between
            and between[0].pos in ("NOUN", "PROPN", "DET", "ADJ", "PRON")
        ):
            return following
    return min(behind, high - 1)


def _content(
    scene: Scene, first: int, behind: int, bounds: tuple[int, int], words: Reporting
) -> list[tuple[int, int]]:
    """Give the clause around the preposition and its source: before it, behind it, or both."""
    low, high = bounds
    for i in range(first - 1, low - 1, -1):
        token = scene.tokens[i]
        if token.text == ";" or (token.pos in ("SCONJ", "CCONJ") and first - i <= 2):
            low = i + 1
            break
    high = next((i for i in range(behind, high) if _is_border(scene, i, first)), high)
    low = _past_connectives(scene, low, first, words)
    before = trim(scene, low, first)
    after = trim(scene, behind, high)
    if before is not None and has_verb(scene, *before):
        start = last_segment(scene, *before)
        goes_on = after is not None and has_verb(scene, *after) and scene.tokens[behind].text == ","
        if start > before[0] and after is not None and goes_on:
            return [(start, before[1]), after]
        return [before]
    if after is None or not (has_verb(scene, *after) or blocks_within(scene, *after)):
        return []
    if before is not None and before[1] - before[0] > 2:
        return [before, after]
    return [after]


def _is_border(scene: Scene, i: int, first: int) -> bool:
    """Say whether a clause ends at a token: a semicolon, or a colon before a quotation."""
    if scene.block_of[i] != scene.block_of[first]:
        return False
    ahead = scene.block_of[i + 1] if i + 1 < len(scene.tokens) else -1
    return scene.tokens[i].text == ";" or (scene.tokens[i].text == ":" and ahead != scene.block_of[i])


def _past_connectives(scene: Scene, low: int, high: int, words: Reporting) -> int:
    """Skip the conjunctions and adverbs that join a sentence to the one before."""
    skipped = {*words.words.conjunctions, *words.words.adverbials}
    while low < high and (scene.tokens[low].lower in skipped or scene.tokens[low].text == ","):
        low += 1
    return low
