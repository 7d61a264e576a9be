"""Turn wordings into concepts: one for each meaning, with the reason of every merge."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from causerie.assembly.decisions import Decision, MergeConcepts, RenameConcept, SplitWording
from causerie.assembly.linkage import Floats, link_groups, near_pairs
from causerie.assembly.senses import compatible, is_vague, mergeable, sense_of
from causerie.assembly.wordings import Sort, Wording
from causerie.encoders.phrases import encode_phrases
from causerie.languages.directions import directions
from causerie.languages.names import name_words
from causerie.languages.words import fold
from causerie.model import Concept, Mention, Merge, Span

#: Least average similarity of wordings that are merged by meaning. Measured on
#: tests/assembly/pairs.toml, where tests pin precision and recall.
SIMILAR = 0.72

#: Ending of a plural, in any language here.
PLURAL = "s"

#: Why wordings are one concept; interfaces translate these codes.
SAME_WORDS, SAME_STANDING, SAME_MEANING, DECIDED = "same words", "same standing", "same meaning", "decision"


@dataclass(frozen=True, slots=True)
class Use:
    """A wording in one place."""

    document: str
    span: Span
    wording: Wording


@dataclass(frozen=True)
class Concepts:
    """Concepts, and which one each use belongs to.

    Attributes:
        of: (document, span) → (concept id, direction there).

    """

    concepts: tuple[Concept, ...]
    of: Mapping[tuple[str, Span], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Member:
    """A wording's key in a group: its direction against the group's, and how it came in."""

    key: str
    direction: int = 1
    reason: str = SAME_WORDS
    similarity: float | None = None


def merge_concepts(
    uses: Iterable[Use],
    *,
    decisions: Sequence[Decision] = (),
    language: str | None = None,
    similar: float = SIMILAR,
) -> Concepts:
    """Put uses that name one thing into one concept.

    Equal normal forms are one; so are forms near in meaning, where sort, names
    and numbers agree and no word of one stands against a word of the other.
    Decisions are then replayed in their order.

    Args:
        uses: wordings in place; a place holds one use.
        decisions: those about claims are skipped.
        language: of the label where the concept has wordings in it; else that
            of most of its mentions.
        similar: least average similarity, in [-1, 1].

    Returns:
        The same for any order of `uses`; ids are hashes of normal forms.

    """
    held = sorted({(u.document, u.span): u for u in uses}.values(), key=lambda u: (u.document, u.span))
    by_key: dict[str, list[Use]] = defaultdict(list)
    for use in held:
        by_key[_key(use)].append(use)
    groups = _join_near(by_key, similar)
    names: list[RenameConcept] = []
    for decision in decisions:
        if isinstance(decision, SplitWording):
            groups, by_key = _split(groups, by_key, decision)
        elif isinstance(decision, MergeConcepts):
            groups = _join(groups, by_key, decision)
        elif isinstance(decision, RenameConcept):
            names.append(decision)
    built = [_build(g, by_key, language) for g in groups]
    concepts = [_rename(c, names) for c, _ in built]
    return Concepts(
        tuple(sorted(concepts, key=lambda c: c.id)),
        {place: (c.id, d) for c, placed in built for place, d in placed.items()},
    )


def _key(use: Use) -> str:
    """Give the normal form; an unresolved pronoun is itself in each place, a bare noun in its document."""
    if use.wording.sort is Sort.PRONOUN:
        return f"{use.wording.key}@{use.document}:{use.span.start}"
    return f"{use.wording.key}@{use.wording.bound}" if use.wording.bound else use.wording.key


# -- by meaning


def _join_near(by_key: Mapping[str, Sequence[Use]], similar: float) -> list[tuple[_Member, ...]]:
    """Group keys by the meaning of their wordings, each key by its shortest wording."""
    keys = sorted(by_key)
    senses = [sense_of(min((u.wording for u in by_key[k]), key=_shortness)) for k in keys]
    vectors = encode_phrases([s.wording.encoded for s in senses])
    blocks = [s.agreeing for s in senses]
    near = near_pairs(vectors, similar, blocks=blocks)
    pairs = mergeable(senses, near, similar)
    banned = {(i, j) for i, j, _ in near} - {(i, j) for i, j, _ in pairs}

    def allowed(i: int, j: int) -> bool:
        close = round(float(vectors[i] @ vectors[j]), 4)
        vague = is_vague(senses[i], senses[j], close)
        return (i, j) not in banned and not vague and compatible(senses[i], senses[j])

    linked = link_groups(vectors, pairs, threshold=similar, allowed=allowed)
    return [_group(rows, keys, by_key, vectors) for rows in linked]


def _shortness(wording: Wording) -> tuple[int, str, str]:
    return len(wording.encoded), wording.encoded, wording.text


def _group(
    rows: Sequence[int], keys: Sequence[str], by_key: Mapping[str, Sequence[Use]], vectors: Floats
) -> tuple[_Member, ...]:
    """Put keys together around the commonest of them."""
    head = min(rows, key=lambda r: (-len(by_key[keys[r]]), keys[r]))
    near = {r: round(float(vectors[r] @ vectors[head]), 2) for r in rows if r != head}
    return tuple(_Member(keys[r], 1, SAME_MEANING if r in near else SAME_WORDS, near.get(r)) for r in rows)


# -- by decision


def _find(
    groups: Sequence[tuple[_Member, ...]], by_key: Mapping[str, Sequence[Use]], text: str
) -> int | None:
    """Find the group that a text, label or id names; None when the documents no longer hold it."""
    wanted = fold(text)
    for at, group in enumerate(groups):
        wordings = [u.wording for m in group for u in by_key[m.key]]
        if any(wanted in (w.folded, fold(w.label)) for w in wordings) or text == _concept_id(group):
            return at
    return None


def _split(
    groups: list[tuple[_Member, ...]], by_key: Mapping[str, list[Use]], decision: SplitWording
) -> tuple[list[tuple[_Member, ...]], dict[str, list[Use]]]:
    """Take the uses of one wording out of their group."""
    wanted, taken = fold(decision.text), []
    left: dict[str, list[Use]] = {}
    for key, uses in by_key.items():
        taken += [u for u in uses if u.wording.folded == wanted]
        rest = [u for u in uses if u.wording.folded != wanted]
        if rest:
            left[key] = rest
    if not taken:
        return groups, dict(by_key)
    alone = f"split:{wanted}"
    kept = [tuple(m for m in g if m.key in left) for g in groups]
    return [*(g for g in kept if g), (_Member(alone, reason=DECIDED),)], {**left, alone: taken}


def _join(
    groups: list[tuple[_Member, ...]], by_key: Mapping[str, Sequence[Use]], decision: MergeConcepts
) -> list[tuple[_Member, ...]]:
    """Put one group into another."""
    one, other = _find(groups, by_key, decision.text), _find(groups, by_key, decision.into)
    if one is None or other is None or one == other:
        return groups
    moved = tuple(
        _Member(m.key, m.direction * decision.direction, DECIDED, m.similarity) for m in groups[one]
    )
    joined = (*groups[other], *moved)
    return [joined if i == other else g for i, g in enumerate(groups) if i != one]


# -- building


def _concept_id(group: Sequence[_Member]) -> str:
    """Hash the first of the group's normal forms, in the order of the alphabet."""
    return "k" + hashlib.blake2b(min(m.key for m in group).encode(), digest_size=4).hexdigest()


def _build(
    group: Sequence[_Member], by_key: Mapping[str, Sequence[Use]], language: str | None
) -> tuple[Concept, dict[tuple[str, Span], int]]:
    """Make a concept with its mentions, labels and merges, and the direction of each place."""
    pairs = sorted(((u, m) for m in group for u in by_key[m.key]), key=lambda p: (p[0].document, p[0].span))
    uses = [u for u, _ in pairs]
    # Where the best name of a rule's end is "change of …", the concept is that end.
    turn = -1 if any(u.wording.turned for u in uses) else 1
    placed = {(u.document, u.span): u.wording.direction * m.direction * turn for u, m in pairs}
    labels = _labels(uses, turned=turn == -1)
    majority = Counter(u.wording.language for u in uses).most_common()
    first = min(majority, key=lambda found: (-found[1], found[0]))[0]
    label = next(labels[c] for c in (language, first, *labels) if c and c in labels)
    mentions = tuple(Mention(u.document, u.span, u.wording.text, placed[(u.document, u.span)]) for u in uses)
    merges = _merges(group, by_key, label)
    return Concept(_concept_id(group), label, mentions, labels, merges), placed


def _labels(uses: Sequence[Use], *, turned: bool) -> dict[str, str]:
    """Choose the best wording of each language: the commonest, then the shortest.

    Where the concept is a change, a language without a word for it gets no
    label: the name of what ends would say the contrary.
    """
    labels: dict[str, str] = {}
    for language in sorted({u.wording.language for u in uses}):
        fitting = [u.wording for u in uses if u.wording.language == language and u.wording.turned == turned]
        if fitting:
            counted = _as_plurals(Counter(w.label for w in fitting))
            label = min(counted, key=lambda text: (-counted[text], len(text), text))
            bare = all(_names_a_holder(w) for w in fitting)
            labels[language] = f"{label} ({directions(language).standing})" if bare else label
    return labels


def _as_plurals(counted: Counter[str]) -> Counter[str]:
    """Count a singular with its plural where both are used ("wage" of "wage cuts", "wages")."""
    plurals = {text: text + PLURAL if text + PLURAL in counted else text for text in counted}
    return Counter({p: sum(n for t, n in counted.items() if plurals[t] == p) for p in plurals.values()})


def _names_a_holder(wording: Wording) -> bool:
    """Say whether a standing is worded by the bare name of whose it is."""
    words = {w.low for w in directions(wording.language).splitter.split(wording.core)}
    return wording.sort is Sort.STANDING and not words & set(name_words(wording.language).offices)


def _merges(group: Sequence[_Member], by_key: Mapping[str, Sequence[Use]], label: str) -> tuple[Merge, ...]:
    """Say of each distinct wording why it is here."""
    merges: dict[str, Merge] = {}
    for member in group:
        for use in by_key[member.key]:
            wording = use.wording
            same = SAME_STANDING if wording.sort is Sort.STANDING else SAME_WORDS
            reason = same if member.reason == SAME_WORDS else member.reason
            merges.setdefault(wording.text, Merge(wording.text, label, reason, member.similarity))
    return tuple(merges[t] for t in sorted(merges))


def _rename(concept: Concept, names: Sequence[RenameConcept]) -> Concept:
    """Give a concept the label that a reviewer chose, the last one if several."""
    known = {fold(m.text) for m in concept.mentions} | {fold(v) for v in concept.labels.values()}
    label, labels = concept.label, dict(concept.labels)
    for name in names:
        if fold(name.text) in known or name.text == concept.id:
            known.add(fold(name.label))
            if name.language is None:
                label, labels = name.label, dict.fromkeys(labels, name.label)
            else:
                label = name.label if labels.get(name.language) == label else label
                labels[name.language] = name.label
    return Concept(concept.id, label, concept.mentions, labels, concept.merges)
