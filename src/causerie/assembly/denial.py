"""Take off a phrase what says that something is not so, or is hard or impossible to do."""

from __future__ import annotations

from dataclasses import replace

from causerie.assembly.taking import Stripped, Taking
from causerie.languages.directions import Ability
from causerie.languages.words import longest

#: Words of the longest phrase that names who has it hard ("for | families with small children | to").
BENEFICIARY = 8

#: Words of an act that nobody is said to find hard ("harder to | hire drivers").
ACT = 2


class Denial(Taking):
    """A phrase that may be denied."""

    def negation(self) -> Stripped | None:
        """Take the first negation out of the main clause and turn the direction."""
        found = self._negation()
        return None if found is None else replace(found, negated=True)

    def _negation(self) -> Stripped | None:
        end = self.end()
        for i in range(end):
            lengths = (n for n in (2, 1) if " ".join(self.low[i : i + n]) in self.lexicon.lists["negators"])
            length = next(lengths, None)
            counted = longest(self.lexicon.quantifiers, self.low, i)
            if length is None or (counted and counted[0] >= length):
                continue
            if not self.lexicon.lists["negator_heads"]:
                return self._without_negator(i, length)
            second = self._second_negator(i, end)
            if second is not None:
                return self.keep([j for j in self.rest(0) if j not in (i, second)], direction=-1)
        return self.keep(self.rest(1), direction=-1) if self.is_in(0, "lone_negators") else None

    def _without_negator(self, at: int, length: int) -> Stripped:
        """Take out a negator of one or two words, or print its verb without it ("won't": "will")."""
        verb = self.lexicon.affirmed.get(self.low[at])
        if verb:
            return replace(self.keep(self.rest(0), direction=-1), spoken=((self.kept[at], verb),))
        return self.keep([j for j in self.rest(0) if not at <= j < at + length], direction=-1)

    def _second_negator(self, at: int, end: int) -> int | None:
        """Give the place of the word that completes a negation of two ("ne … pas")."""
        if not self.is_in(at, "negator_heads"):
            return None
        behind = (j for j in range(at + 1, end) if self.is_in(j, "negators"))
        return next((j for j in behind if not self.is_in(j, "negator_heads")), None)

    def ability(self) -> Stripped | None:
        """Take off words that say whether somebody can do something, or does it ("unable to")."""
        for i in range(self.end()):
            hit: tuple[int, Ability] | None = self.find(self.lexicon.abilities, i)
            if hit is None:
                continue
            if hit[1].impersonal:
                return self._hardship(i, *hit)
            behind = i + hit[0]
            if behind >= len(self.low) or (i > 0 and self.predicates(behind)):
                return None
            group = self.group_start(i) if i > 0 else 0
            return replace(
                self.keep([*range(group), *self.rest(behind)], direction=hit[1].direction), negated=True
            )
        return None

    def _hardship(self, at: int, length: int, row: Ability) -> Stripped | None:
        """Take off "it is difficult (for somebody) to", and keep who does what."""
        told = self.is_in(0, "expletives")
        before = range(told, at)
        if not all(
            self.is_helper(i) or self.auxiliary(i) or self.is_in(i, "degrees", "becoming") for i in before
        ):
            return None
        start = self._behind_joined(at + length)
        if self.is_in(start, "beneficiaries"):
            start += 1
            stop = min(start + BENEFICIARY, len(self.low) - 1)
            link = next((i for i in range(start + 1, stop) if self._opens_act(i)), None)
            chosen = [] if link is None else [*range(start, link), *self.rest(link + 1)]
        else:
            chosen = [*self.rest(start + 1)] if self._opens_act(start) else []
        if len(chosen) < (1 if told else ACT):
            return None
        return replace(self.keep(chosen, direction=row.direction), negated=True)

    def _behind_joined(self, at: int) -> int:
        """Give the place behind a second such word ("difficult *and expensive* | for")."""
        second = self.find(self.lexicon.abilities, at + 1) if self.is_in(at, "coordinators") else None
        return at if second is None or not second[1].impersonal else at + 1 + second[0]

    def _opens_act(self, at: int) -> bool:
        """Say whether a link to an infinitive stands here, and no determiner."""
        endings = self.lexicon.lists["carried"]
        verb = self.low[at + 1] if at + 1 < len(self.low) else ""
        reflexive = self.is_in(at + 1, "reflexives")
        return self.is_in(at, "infinitive_links") and (
            reflexive or not endings or any(verb.endswith(e) for e in endings)
        )
