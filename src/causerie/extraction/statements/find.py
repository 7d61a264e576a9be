"""Turn the drafts of all searches into the statements of a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from causerie.extraction.quotations import Quotation
from causerie.extraction.statements.adpositions import read_adposition
from causerie.extraction.statements.around import from_incise
from causerie.extraction.statements.cues import Cue, find_adpositions, find_nouns, find_open_verbs, find_verbs
from causerie.extraction.statements.direct import DirectSearch
from causerie.extraction.statements.draft import Draft, Ruled
from causerie.extraction.statements.incise import find_comparison, find_incise, is_behind_quotation
from causerie.extraction.statements.indirect import (
    find_indirect,
    find_noun,
    find_open,
)
from causerie.extraction.statements.learned import choose
from causerie.extraction.statements.lines import follow_lines
from causerie.extraction.statements.ranges import LOOSE, trim
from causerie.extraction.statements.scene import Scene, set_scene
from causerie.extraction.statements.sources import is_nobody, source_span
from causerie.extraction.statements.turns import find_turns
from causerie.extraction.syntax import Parse, Token
from causerie.languages.attribution import attribution_weights
from causerie.languages.people import people_words
from causerie.languages.reporting import STATED, Reporting, reporting
from causerie.model import Document, Mode, Span, Statement

#: Tokens of the longest wish for anonymity.
UNNAMED = 4


class Named(Protocol):
    """Somebody, or a body, that a document names."""

    @property
    def name(self) -> str:
        """The fullest name."""

    @property
    def kind(self) -> str:
        """Whether it is a "person"."""

    @property
    def gender(self) -> str:
        """The value of the feature Gender, or "" where the text does not show it."""


class People(Protocol):
    """Who a mention is, as `causerie.extraction.people` finds it."""

    @property
    def names(self) -> Sequence[Named]:
        """List who is named."""

    def speaker_of(self, mention: Span) -> str | None:
        """Give the fullest name that the document gives for a source."""

    def last_named_before(self, offset: int) -> str | None:
        """Give the one who was named last before a place of the text."""

    def called(self, label: str) -> str | None:
        """Give the one person whom a label means."""

    def presented_in(self, stretch: Span) -> str | None:
        """Give the person whom a stretch of the text is about."""


def find_statements(
    parse: Parse,
    document: Document,
    quotations: Sequence[Quotation],
    people: People,
    *,
    bold: frozenset[int] = frozenset(),
) -> tuple[Statement, ...]:
    """Find who says what: by the rules, and by the learned filter where the language has one.

    Args:
        parse: the document's trees.
        document: names the language folder.
        quotations: all that `find_quotations` found.
        people: resolves sources to names.
        bold: where lines in bold letters begin.

    Returns:
        Statements in the order of the text, nested ones behind the one around them.
    """
    words = reporting(document.language)
    scene = set_scene(parse, quotations, bold=bold)
    ruled = rule_drafts(scene, words)
    weights = attribution_weights(document.language)
    if weights is None:
        drafts = [d for d in (*ruled.fixed, *ruled.clauses.values()) if d.scope in STATED]
    else:
        folk = people_words(document.language)
        drafts = [*ruled.fixed, *choose(scene, words, people=folk, weights=weights, ruled=ruled)]
    return make_statements(scene, drafts, people=people, words=words, asides=document.asides)


def find_stated(
    parse: Parse,
    document: Document,
    quotations: Sequence[Quotation],
    people: People,
    *,
    scopes: Iterable[str],
) -> tuple[Statement, ...]:
    """Find who says what by the rules alone, in the scopes that are asked for."""
    words = reporting(document.language)
    scene = set_scene(parse, quotations)
    ruled = rule_drafts(scene, words)
    wanted = frozenset(scopes)
    drafts = [d for d in (*ruled.fixed, *ruled.clauses.values()) if d.scope in wanted]
    return make_statements(scene, drafts, people=people, words=words, asides=document.asides)


def make_statements(
    scene: Scene, drafts: Iterable[Draft], *, people: People, words: Reporting, asides: Sequence[Span]
) -> tuple[Statement, ...]:
    """Turn drafts into numbered statements with their speakers."""
    found = [s for s in (_statement(scene, d, people, words) for d in drafts) if s is not None]
    found.sort(key=lambda s: (s.content[0].start, -s.content[-1].end, s.cue or Span(0, 0)))
    genders = {p.name: p.gender for p in people.names if p.kind == "person"}
    found = follow_lines(scene, found, name_of=people.speaker_of, genders=genders, words=words, asides=asides)
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(found, start=1))


def rule_drafts(scene: Scene, words: Reporting) -> Ruled:
    """Run all rules: prepositions, then clauses, then quotations, then incises without marks."""
    cues = list(find_verbs(scene, words))
    people = people_words(scene.parse.language)
    known = {i for c in cues for i in range(c.group[0], c.last.i + 1)}
    others = list(find_open_verbs(scene, words, known=known))
    told = (find_comparison(scene, c, words) or find_incise(scene, c, words) for c in cues)
    incises = [i for i in told if i is not None]
    parted = {i.cue.head.i: from_incise(scene, i, words=words, people=people) for i in incises}
    incised = {i for i, draft in parted.items() if draft is not None}
    incised |= {i.cue.head.i for i in incises if is_behind_quotation(scene, i)}
    named = [read_adposition(scene, a, words=words, people=people) for a in find_adpositions(scene, words)]
    found = _read_clauses(scene, words, cues=cues, others=others, incised=incised)
    fixed = [d for d in named if d is not None and not (d.owned and _is_within(d, found.values()))]
    clauses = _chained(
        scene, {i: _without_source(scene, d, fixed, words.words.opening) for i, d in found.items()}
    )
    behind = [i for i in (find_incise(scene, c, words) for c in others) if i is not None]
    search = DirectSearch(
        scene, cues=cues, incises=[*behind, *incises], words=words, nobody=people.lists.impersonal
    )
    fixed += search.find({b: d.cue for d in (*fixed, *clauses.values()) for b in d.blocks})
    for incise in incises:
        if incise.cue.head.i not in search.used and not is_nobody(incise.source, words):
            draft = parted[incise.cue.head.i]
            if draft is not None:
                fixed.append(draft)
                search.used.add(incise.cue.head.i)
    fixed += find_turns(scene, words.words)
    return Ruled(tuple(fixed), clauses, frozenset(search.used))


def _read_clauses(
    scene: Scene, words: Reporting, *, cues: Sequence[Cue], others: Sequence[Cue], incised: Collection[int]
) -> dict[int, Draft]:
    """Read what follows cues as their content, by the head of the cue.

    Args:
        scene: where everything stands.
        words: the language's rows and closed classes.
        cues: verbs that rows name.
        others: verbs that none does.
        incised: heads of the cues that stand within or behind what they say.
    """
    people = people_words(scene.parse.language)
    found = {
        c.head.i: find_indirect(scene, c, words=words, people=people) for c in cues if c.head.i not in incised
    }
    inner = {
        i
        for c in cues
        if found.get(c.head.i) is not None or c.head.i in incised
        for i in range(c.head.i + 1, c.last.i + 1)
    }
    found = {i: d and _before_quotation(scene, d) for i, d in found.items() if i not in inner}
    found |= {c.head.i: find_open(scene, c, words=words, people=people) for c in others}
    found |= {c.head.i: find_noun(scene, c, words=words) for c in find_nouns(scene, words)}
    return {i: d for i, d in found.items() if d is not None}


def _before_quotation(scene: Scene, draft: Draft) -> Draft:
    """Cut the quotation behind a colon off a clause: "felt that it failed: “Nobody came”" is said twice."""
    low, high = draft.content[-1]
    block = scene.blocks[scene.block_of[high - 1]] if scene.block_of[high - 1] != -1 else None
    if draft.form != "clause" or block is None or block.first <= low or block.last >= high:
        return draft
    shorter = trim(scene, low, block.first) if scene.tokens[block.first - 1].text == ":" else None
    if shorter is None:
        return draft
    blocks = frozenset(draft.blocks - {scene.block_of[block.first]})
    return replace(draft, content=(*draft.content[:-1], shorter), blocks=blocks)


def _is_within(draft: Draft, others: Iterable[Draft]) -> bool:
    """Say whether a cue stands in what another says: "They say the dam, in their view, is a threat"."""
    return any(low <= draft.cue_first < high for other in others for low, high in other.content)


def _without_source(scene: Scene, draft: Draft, named: Sequence[Draft], words: Sequence[str]) -> Draft:
    """Cut the source of the whole sentence ("…, selon un rapport") off the end of a clause in it.

    A relative clause that has a source of its own goes as well; some words open one.
    """
    low, high = draft.content[-1]
    for other in named:
        start = other.content[0][0]
        if low < start < high and other.adposed and scene.tokens[start].lower in words:
            shorter = trim(scene, low, start)
            return draft if shorter is None else replace(draft, content=(*draft.content[:-1], shorter))
        around = start <= draft.cue_first < other.content[-1][1]
        if around and other.cue is not None and low < other.cue_first < high:
            shorter = trim(scene, low, other.cue_first)
            if shorter is not None:
                return replace(draft, content=(*draft.content[:-1], shorter))
    return draft


def _chained(scene: Scene, drafts: Mapping[int, Draft]) -> dict[int, Draft]:
    """Join a cue whose content begins with another cue of the same source: "a dit espérer que" is one.

    What somebody says that he said before ("affirme avoir demandé un audit") is only a part of it, but
    for a clause, which is a statement in a statement ("affirme avoir appris que").
    """
    kept = dict(drafts)
    first = {d.cue_first: i for i, d in drafts.items()}
    for outer, draft in drafts.items():
        inner = first.get(draft.start)
        if inner is None or inner == outer or draft.cue is None:
            continue
        second = drafts[inner]
        if second.cue is None or second.source is not draft.source:
            continue
        if scene.tokens[second.cue_first].pos == "AUX":
            if second.form != "clause":
                kept.pop(inner, None)
        else:
            kept[inner] = replace(second, cue=Span(draft.cue.start, second.cue.end), scope=draft.scope)
            kept.pop(outer, None)
    return kept


def _statement(scene: Scene, draft: Draft, people: People, words: Reporting) -> Statement | None:
    """Make the statement of a draft."""
    spans = tuple(
        s for s in (_content_span(scene, low, high) for low, high in draft.content) if s is not None
    )
    if not spans or _stays_unnamed(scene, draft, words):
        return None
    if draft.source_span is not None:
        named = draft.source_span
        if draft.source is not None:
            named = source_span(scene, draft.source, cue=draft.cue)
        speaker = people.speaker_of(named)
        label = named.of(scene.parse.text)
        if draft.lead is not None and (label.isupper() or speaker == label):
            speaker = people.called(label) or speaker
    elif draft.lead is None:
        speaker = people.last_named_before(spans[0].start)
    else:
        held = scene.tokens[slice(*draft.lead)]
        speaker = people.presented_in(Span(held[0].start, held[-1].end)) if held else None
    return Statement(
        "",
        draft.source_span,
        draft.cue,
        spans,
        speaker,
        _mode(scene, draft),
        _is_hearsay(scene, draft, words),
    )


def _stays_unnamed(scene: Scene, draft: Draft, words: Reporting) -> bool:
    """Say whether all that a source says is that he wants no name: "asked not to be named"."""
    low, high = draft.content[0]
    brief = len(draft.content) == 1 and high - low <= UNNAMED and draft.cue is not None
    return brief and any(t.lower in words.words.unnamed for t in scene.tokens[low:high])


def _content_span(scene: Scene, low: int, high: int) -> Span | None:
    """Give a content's characters: without its outer marks where one quotation is all of it."""
    span = Span(scene.tokens[low].start, scene.tokens[high - 1].end)
    number = scene.block_of[low]
    if number != -1 and number == scene.block_of[high - 1]:
        block = scene.blocks[number]
        start = block.inner.start if low == block.first else span.start
        span = Span(start, block.inner.end if high - 1 == block.last else span.end)
    text = scene.parse.text
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in LOOSE):
        start += 1
    while (
        end > start and (text[end - 1].isspace() or text[end - 1] in LOOSE) and not text[:end].endswith("...")
    ):
        end -= 1
    return Span(start, end) if end > start else None


def _mode(scene: Scene, draft: Draft) -> Mode:
    """Say whether a content is quoted wholly, in part or not."""
    if draft.mode is not None:
        return draft.mode
    level = scene.block_of[draft.source.i] if draft.source is not None else -1
    words = [i for low, high in draft.content for i in range(low, high) if scene.tokens[i].text[0].isalnum()]
    quoted = sum(scene.block_of[i] not in (-1, level) for i in words)
    if quoted == len(words):
        return Mode.DIRECT
    return Mode.MIXED if quoted else Mode.INDIRECT


def _is_hearsay(scene: Scene, draft: Draft, words: Reporting) -> bool:
    """Say whether a statement is passed on as hearsay.

    Its cue stands in the mood of hearsay ("se serait inquiété"), or its content does: behind a
    preposition in any tense, in a clause in the perfect only ("aurait été tué"); or a word says so.
    """
    level = scene.block_of[draft.cue_first] if draft.cue_first >= 0 else -1
    held = [t for low, high in draft.content for t in scene.tokens[low:high] if scene.block_of[t.i] == level]
    if any(t.lower in words.words.hearsay for t in held):
        return True
    if not words.words.mood or draft.cue is None:
        return False
    group = scene.parse.tokens_in(draft.cue)
    if any(_in_mood(t, words) and t.pos == "AUX" for t in group):
        return True
    if any(t.lower in words.words.conditions for t in held):
        return False
    return any(_in_mood(t, words) and t.pos == "AUX" and (draft.adposed or _is_perfect(t)) for t in held)


def _in_mood(token: Token, words: Reporting) -> bool:
    """Say whether a verb stands in the mood of hearsay."""
    return token.feats.get("Mood") == words.words.mood


def _is_perfect(token: Token) -> bool:
    """Say whether a token is the auxiliary of a perfect or a passive."""
    return token.rel == "aux" and token.head.feats.get("VerbForm") == "Part"
