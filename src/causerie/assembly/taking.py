"""Take words off a phrase: what is left of it, and which way that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from causerie.assembly.phrase import Phrase
from causerie.languages.directions import Directions, Moving
from causerie.languages.words import Word

#: Words of a thing's name among which one may say that it is good by itself.
GOODS = 3


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of a phrase.

    Attributes:
        kept: positions of the words that name the thing, ascending.
        direction: +1 or -1.
        owner: positions of a subject that stays in the name ("élan (Russes)").
        moved: a word of direction was taken out.
        negated: a negation was; a second one belongs to another clause.
        leaving: the word of direction was one of leaving ("departure").
        spoken: what is printed for a word that lost its negation ("won't": "will").
        told: the verb of a clause was taken out; participles that are left describe its subject.
        acting: so was its subject, and its object is named.

    """

    kept: tuple[int, ...]
    direction: int = 1
    owner: tuple[int, ...] = ()
    moved: bool = False
    negated: bool = False
    leaving: bool = False
    spoken: tuple[tuple[int, str], ...] = ()
    told: bool = False
    acting: bool = False


class Taking(Phrase):
    """The words that are left of a phrase, with ways to take some of them off."""

    def __init__(self, words: Sequence[Word], lexicon: Directions, state: Stripped) -> None:
        super().__init__(words, lexicon, state.kept)
        self.state = state

    def keep(self, chosen: Sequence[int], *, direction: int = 1, moved: bool = True) -> Stripped:
        """Keep the words at these places of the present round."""
        state = self.state
        kept = tuple(self.kept[i] for i in chosen)
        return replace(state, kept=kept, direction=state.direction * direction, moved=state.moved or moved)

    def take(self, chosen: Sequence[int], row: Moving) -> Stripped | None:
        """Keep these words, moved by a word of direction, or give None where it cannot move them.

        What is good by itself is less where it gets worse ("worsening conditions"),
        what is bad is more ("a worsening crisis").
        """
        if not self.fits(chosen, row):
            return None
        spoilt = row.worse and any(self.is_in(i, "goods") for i in chosen[:GOODS])
        opposite = any(h in row.turned for h in self.heads(chosen))
        taken = self.keep(chosen, direction=-row.direction if spoilt or opposite else row.direction)
        return replace(taken, leaving=taken.leaving or row.leaving)
