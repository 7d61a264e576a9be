"""Turn bare nouns into what they recall, "the shortage" after "a shortage of wheat", or keep them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from causerie.assembly.concepts import Use
from causerie.assembly.wordings import Sort, Wording, head_of, of_one_stem, singular
from causerie.languages.directions import Directions, directions
from causerie.languages.people import people_words
from causerie.languages.words import Word, fold, longest

#: Letters that a noun and a verb of direction share at least where they are of one stem.
STEM = 3

#: Letters back within which a verb of the noun's stem is looked for.
NEAR = 300

#: Words of the longest phrase that a bare noun recalls; what is longer tells a story.
FULL = 7


def recall_things(uses: Iterable[Use], *, copies: Mapping[str, str] = MappingProxyType({})) -> list[Use]:
    """Give each bare noun the thing that it was said of last in its document.

    A noun of direction recalls what it moved ("the shortage": *wheat*); another
    one with a definite article recalls the only phrase that it began with a link
    ("the blockade": *blockade of the port*). "Their withdrawal" recalls nothing:
    it is somebody else's. A verb of the noun's stem will do ("rents increased",
    "the increase"). What recalls nothing belongs to its document: "that
    incident" here is none elsewhere.

    Args:
        uses: of any documents, in any order.
        copies: id of a near-copy → id of the document it counts with.

    Returns:
        The same places; a bare noun that recalls nothing stays as it is, bound to
        its document with all that is worded alike there.

    """
    moved: dict[str, dict[str, Use]] = defaultdict(dict)
    named: dict[tuple[str, str], dict[str, Wording]] = {}
    bound: set[tuple[str, str]] = set()
    recalled = []
    for use in sorted(uses, key=lambda u: (u.document, u.span)):
        phrase = _Phrase.of(use.wording)
        if phrase.recalls:
            thing = _moved_before(use, phrase, moved[use.document])
            phrases = named.get((use.document, phrase.head), {})
            if thing is not None:
                direction = thing.direction * use.wording.direction
                use = replace(use, wording=replace(thing, text=use.wording.text, direction=direction))
            elif not phrase.noun and phrase.is_definite and len(phrases) == 1:
                (full,) = phrases.values()
                turned = replace(full, text=use.wording.text, direction=use.wording.direction)
                use = replace(use, wording=turned)
        elif phrase.is_full:
            named.setdefault((use.document, phrase.head), {})[use.wording.key] = use.wording
        for lemma in phrase.moved:
            moved[use.document][lemma] = use
        if phrase.points and use.wording.core == phrase.core:
            bound.add((use.document, use.wording.key))
        recalled.append(use)
    return [
        replace(u, wording=replace(u.wording, bound=copies.get(u.document, u.document)))
        if (u.document, u.wording.key) in bound
        else u
        for u in recalled
    ]


def _moved_before(use: Use, phrase: _Phrase, moved: Mapping[str, Use]) -> Wording | None:
    """Give the thing of which a bare noun was said last, else a verb of its stem that moves the same way."""
    if not phrase.noun or phrase.noun in moved:
        return moved[phrase.noun].wording if phrase.noun else None
    akin = [
        u
        for lemma, u in moved.items()
        if u.wording.direction == phrase.direction
        and of_one_stem(fold(lemma), fold(phrase.noun), least=STEM)
        and use.span.start - u.span.end <= NEAR
    ]
    last = max(akin, key=lambda u: u.span, default=None)
    return last.wording if last is not None and phrase.is_definite else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What of a wording matters for recalling.

    Attributes:
        core: the words that name it.
        noun: lemma of the noun of direction that the core is, or "".
        direction: that of the noun.
        moved: lemmas of the words of direction that were taken out.
        head: what the phrase is about.
        recalls: it is a single noun that stands for something said before.
        is_definite: an article says that it was said before.
        points: nothing but what was said before tells what is meant ("that incident", "decline").
        is_full: something is linked to its head.

    """

    core: str
    noun: str
    direction: int
    moved: tuple[str, ...]
    head: str
    recalls: bool
    is_definite: bool
    points: bool
    is_full: bool

    @classmethod
    def of(cls, wording: Wording) -> _Phrase:
        lexicon = directions(wording.language)
        words, core = lexicon.splitter.split(wording.text), lexicon.splitter.split(wording.core)
        held, inside = _moving(words, lexicon), _moving(core, lexicon)
        low = [w.low for w in core]
        start = next((i for i, w in enumerate(words) if w.low == low[0]), 0) if low else 0
        thing = wording.sort is Sort.THING
        noun = lexicon.nouns.get((low[0],)) if len(low) == 1 else None
        before = words[start - 1].low if start else ""
        pointing = before in people_words(wording.language).lists.demonstrative
        vague = noun is not None and not noun.alone
        return cls(
            core=wording.core,
            noun=noun.lemma if noun else "",
            direction=noun.direction if noun else 0,
            moved=tuple(lemma for lemma in held if lemma not in inside) if wording.moved else (),
            head=head_of(low, lexicon),
            recalls=thing and len(core) == 1 and not lexicon.is_in("possessives", words[0].low),
            is_definite=lexicon.is_in("definites", before),
            points=thing and len(core) == 1 and (pointing or vague),
            is_full=thing and len(core) <= FULL and start > 0 and _is_linked(low, lexicon),
        )


def _is_linked(core: list[str], lexicon: Directions) -> bool:
    """Say whether a noun phrase links something to its head ("blockade of the port"), without a verb."""
    head = head_of(core, lexicon)
    at = next((i for i, w in enumerate(core) if singular(fold(w)) == head), len(core))
    after = core[at + 1] if at + 1 < len(core) else ""
    carrying = any((w,) in lexicon.auxiliaries or lexicon.is_in("copulas", w) for w in core)
    return not carrying and any(lexicon.is_in(n, after) for n in ("linkers", "prepositions"))


def _moving(words: tuple[Word, ...], lexicon: Directions) -> list[str]:
    """List the lemmas of the words of direction among some words, nouns last."""
    low, places = [w.low for w in words], range(len(words))
    verbs = (longest(lexicon.verbs, low, at) for at in places)
    adjectives = (longest(lexicon.adjectives, low, at) for at in places)
    nouns = (longest(lexicon.nouns, low, at) for at in places)
    found = [hit[1].verb.lemma for hit in verbs if hit]
    found += [hit[1].lemma for hit in adjectives if hit]
    return found + [hit[1].lemma for hit in nouns if hit]
