"""Turn wordings into concepts: one for each meaning, with the reason of every merge."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from causerie.assembly.decisions import Decision, MergeConcepts, RenameConcept, SplitWording
from causerie.assembly.linkage import link_groups
from causerie.assembly.wordings import Sort, Wording
from causerie.encoders.phrases import encode_phrases
from causerie.languages.directions import directions
from causerie.languages.words import fold, longest
from causerie.model import Concept, Mention, Merge, Span

#: Least average similarity of wordings that are merged by meaning. Measured on
#: tests/assembly/pairs.toml, where tests pin precision and recall.
SIMILAR = 0.72

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
        by_key[use.wording.key].append(use)
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


# -- by meaning


def compatible(one: Wording, other: Wording) -> bool:
    """Say whether two wordings may be one concept at all.

    >>> from causerie.assembly.names import NameBook
    >>> from causerie.assembly.wordings import word_phrase
    >>> def word(text): return word_phrase(text, language="fr", book=NameBook(), document="")
    >>> compatible(word("la guerre"), word("la paix"))
    False
    """
    if (one.sort, one.names, one.numbers) != (other.sort, other.names, other.numbers):
        return False
    if one.sort is not Sort.THING and (one.names or other.names):
        return False  # named alone: the key has settled it
    return not opposed(one, other) and _leaning(one) == _leaning(other)


def opposed(one: Wording, other: Wording) -> bool:
    """Say whether a word of one stands against a word of the other, in either language."""
    first, second = _folded_words(one), _folded_words(other)
    only_first, only_second = first - second, second - first
    for language in {one.language, other.language}:
        table = directions(language).antonyms
        if any(table.get(w, frozenset()) & only_second for w in only_first):
            return True
    return False


def _folded_words(wording: Wording) -> frozenset[str]:
    words = directions(wording.language).splitter.split(wording.core)
    folded = {fold(w.low) for w in words}
    return frozenset(folded | {w[:-1] for w in folded if len(w) > 3 and w[-1] in "sx"})


def _leaning(wording: Wording) -> int:
    """Give the direction of words that the core still holds ("efforts to cut spending")."""
    lexicon = directions(wording.language)
    low = [w.low for w in lexicon.splitter.split(wording.core)]
    leaning = 1
    for at in range(len(low)):
        noun, verb = longest(lexicon.nouns, low, at), longest(lexicon.verbs, low, at)
        if noun:
            leaning *= noun[1].direction
        elif verb:
            leaning *= verb[1].verb.direction
    return leaning


def _join_near(by_key: Mapping[str, Sequence[Use]], similar: float) -> list[tuple[_Member, ...]]:
    """Group keys by the meaning of their wordings, each key by its first wording."""
    keys = sorted(by_key)
    wordings = [_first(by_key[k]) for k in keys]
    if not keys:
        return []
    vectors = encode_phrases([w.encoded for w in wordings])
    linked = link_groups(
        vectors, threshold=similar, allowed=lambda i, j: compatible(wordings[i], wordings[j])
    )
    groups = []
    for rows in linked:
        head = min(rows, key=lambda r: (-len(by_key[keys[r]]), keys[r]))
        groups.append(
            tuple(
                _Member(
                    keys[r],
                    1,
                    SAME_WORDS if r == head else SAME_MEANING,
                    None if r == head else round(float(vectors[r] @ vectors[head]), 2),
                )
                for r in rows
            )
        )
    return groups


def _first(uses: Sequence[Use]) -> Wording:
    """Take the shortest wording for its key."""
    return min((u.wording for u in uses), key=lambda w: (len(w.encoded), w.encoded, w.text))


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
    label = labels.get(language or first, labels[first])
    mentions = tuple(Mention(u.document, u.span, u.wording.text, placed[(u.document, u.span)]) for u in uses)
    merges = _merges(group, by_key, label)
    return Concept(_concept_id(group), label, mentions, labels, merges), placed


def _labels(uses: Sequence[Use], *, turned: bool) -> dict[str, str]:
    """Choose the best wording of each language: the commonest, then the shortest."""
    labels: dict[str, str] = {}
    for language in sorted({u.wording.language for u in uses}):
        here = [u.wording for u in uses if u.wording.language == language]
        fitting = [w for w in here if w.turned == turned] or here
        counted = Counter(w.label for w in fitting)
        label = min(counted, key=lambda text: (-counted[text], len(text), text))
        bare = all(w.sort is Sort.STANDING and not w.turned and fold(w.core) in w.names for w in fitting)
        lexicon = directions(language)
        labels[language] = f"{label} ({lexicon.standing})" if bare else label
    return labels


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
