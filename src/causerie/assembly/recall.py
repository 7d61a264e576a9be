"""Turn bare nouns into what they recall: "the shortage" after "a shortage of wheat"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from causerie.assembly.concepts import Use
from causerie.assembly.wordings import Sort, Wording, head_of, singular
from causerie.languages.directions import Directions, directions
from causerie.languages.words import Word, fold, longest

#: Words of the longest phrase that a bare noun recalls; what is longer tells a story.
FULL = 7


def recall_things(uses: Iterable[Use]) -> list[Use]:
    """Give each bare noun the thing that it was said of last in its document.

    A noun of direction recalls what it moved ("the shortage": *wheat*); another
    one with a definite article recalls the only phrase that it began with a link
    ("the blockade": *blockade of the port*). "Their withdrawal" recalls nothing:
    it is somebody else's.

    Args:
        uses: of any documents, in any order.

    Returns:
        The same places; a bare noun that recalls nothing stays as it is.

    """
    moved: dict[tuple[str, str], Wording] = {}
    named: dict[tuple[str, str], dict[str, Wording]] = {}
    recalled = []
    for use in sorted(uses, key=lambda u: (u.document, u.span)):
        phrase = _Phrase.of(use.wording)
        if phrase.recalls:
            thing, phrases = (
                moved.get((use.document, phrase.noun)),
                named.get((use.document, phrase.head), {}),
            )
            if thing is not None:
                use = replace(use, wording=replace(thing, text=use.wording.text))
            elif not phrase.noun and phrase.is_definite and len(phrases) == 1:
                (full,) = phrases.values()
                turned = replace(full, text=use.wording.text, direction=use.wording.direction)
                use = replace(use, wording=turned)
        elif phrase.is_full:
            named.setdefault((use.document, phrase.head), {})[use.wording.key] = use.wording
        for lemma in phrase.moved:
            moved[(use.document, lemma)] = use.wording
        recalled.append(use)
    return recalled


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What of a wording matters for recalling.

    Attributes:
        noun: lemma of the noun of direction that the core is, or "".
        moved: lemmas of the nouns of direction that were taken out.
        head: what the phrase is about.
        recalls: it is a single noun that stands for something said before.
        is_definite: an article says that it was said before.
        is_full: something is linked to its head.

    """

    noun: str
    moved: tuple[str, ...]
    head: str
    recalls: bool
    is_definite: bool
    is_full: bool

    @classmethod
    def of(cls, wording: Wording) -> _Phrase:
        lexicon = directions(wording.language)
        words, core = lexicon.splitter.split(wording.text), lexicon.splitter.split(wording.core)
        held, inside = _nouns(words, lexicon), _nouns(core, lexicon)
        low = [w.low for w in core]
        start = next((i for i, w in enumerate(words) if w.low == low[0]), 0) if low else 0
        thing = wording.sort is Sort.THING
        return cls(
            noun=inside[0] if inside and len(core) == 1 else "",
            moved=tuple(lemma for lemma in held if lemma not in inside),
            head=head_of(low, lexicon),
            recalls=thing and len(core) == 1 and not lexicon.is_in("possessives", words[0].low),
            is_definite=start > 0 and lexicon.is_in("definites", words[start - 1].low),
            is_full=thing and len(core) <= FULL and start > 0 and _is_linked(low, lexicon),
        )


def _is_linked(core: list[str], lexicon: Directions) -> bool:
    """Say whether a noun phrase links something to its head ("blockade of the port"), without a verb."""
    head = head_of(core, lexicon)
    at = next((i for i, w in enumerate(core) if singular(fold(w)) == head), len(core))
    after = core[at + 1] if at + 1 < len(core) else ""
    carrying = any((w,) in lexicon.auxiliaries or lexicon.is_in("copulas", w) for w in core)
    return not carrying and any(lexicon.is_in(n, after) for n in ("linkers", "prepositions"))


def _nouns(words: tuple[Word, ...], lexicon: Directions) -> list[str]:
    """List the lemmas of the nouns of direction among some words."""
    low = [w.low for w in words]
    hits = (longest(lexicon.nouns, low, at) for at in range(len(low)))
    return [hit[1].lemma for hit in hits if hit]
