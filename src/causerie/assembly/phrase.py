"""Turn the words that are left of a phrase into answers: what stands where, and where a part of it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from causerie.languages.directions import DirectionAdjective, Directions, Moving, VerbForm
from causerie.languages.people import people_words
from causerie.languages.words import Value, Word, longest

#: Words that may stand between a noun of direction and what links it ("hausse brutale et continue des").
GAP = 4

#: Lists of words that open a noun phrase.
DETERMINING = ("determiners", "possessives", "pronouns")

#: Words of the longest pronoun ("tout le monde").
ANAPHOR = 3

#: Words of an object that say what is done with it ("lose the last war").
OBJECT = 3

#: Words of the longest auxiliary that ends in a word that may be a determiner ("essayer de").
CARRIERS = 4

#: Words that may follow the verb of direction of a clause without being told in the name
#: ("prices rose | by a third in a single year"); more of them say something else.
CIRCUMSTANCE = 14


def is_gap(words: Sequence[Word], at: int) -> bool:
    """Say whether a comma or the like stands before a word."""
    return words[at - 1].end + 1 < words[at].start


class Phrase:
    """The words that are left of a phrase; places count among them.

    Attributes:
        words: all words of the phrase.
        lexicon: of their language.
        kept: positions of the words that are left, ascending.
        low: these words, without capitals.
        fixed: places of the words of fixed names.

    """

    def __init__(self, words: Sequence[Word], lexicon: Directions, kept: tuple[int, ...]) -> None:
        self.words, self.lexicon, self.kept = words, lexicon, kept
        self.low = [words[i].low for i in kept]
        hits = ((i, longest(lexicon.fixed, self.low, i)) for i in range(len(self.low)))
        self.fixed = {j for i, hit in hits if hit for j in range(i, i + hit[0])}

    def find(self, phrases: Mapping[tuple[str, ...], Value], at: int) -> tuple[int, Value] | None:
        """Find a listed phrase that starts here and is no part of a fixed name."""
        return None if at in self.fixed else longest(phrases, self.low, at)

    def is_in(self, at: int, *lists: str) -> bool:
        """Say whether the word at a place is in one of some lists of the lexicon."""
        return at < len(self.low) and at >= 0 and any(self.lexicon.is_in(n, self.low[at]) for n in lists)

    def rest(self, start: int) -> range:
        """List the places from one on."""
        return range(start, len(self.low))

    def end(self) -> int:
        """Find where a clause about the noun, or one of its own, begins, or the end."""
        opening = (i for i in self.rest(1) if self.is_in(i, "relatives", "questions") or self.is_condition(i))
        return next(opening, len(self.low))

    def is_condition(self, at: int) -> bool:
        """Say whether a clause with "if" begins here, and no "so" ("si" in "une si forte hausse")."""
        return self.is_in(at, "conditions") and self.is_in(at + 1, *DETERMINING)

    def auxiliary(self, at: int) -> int:
        """Count the words of the auxiliary that stands here; "going to | the market" carries no verb."""
        hit = longest(self.lexicon.auxiliaries, self.low, at)
        if hit is None:
            return 0
        noun = hit[0] > 1 and self.is_in(at + hit[0], "determiners", "possessives")
        return 0 if noun and not self.is_in(at + hit[0], "pronouns") else hit[0]

    def over_auxiliaries(self, at: int) -> int:
        """Walk over the auxiliaries that stand here."""
        while at < len(self.low):
            hit = self.auxiliary(at)
            if not hit:
                return at
            at += hit
        return at

    def is_helper(self, at: int) -> bool:
        """Say whether a copula, reflexive, causative or adverb stands here."""
        return self.is_in(at, "copulas", "reflexives", "causatives") or self.lexicon.is_adverb(self.low[at])

    def is_named(self, at: int) -> bool:
        """Say whether a word that ends as an adverb does is a noun ("l'| approvisionnement")."""
        return not self.is_in(at, "copulas", "reflexives", "causatives", "adverbs") and self.is_in(
            at - 1, "determiners", "possessives", "linkers"
        )

    def carries(self, at: int) -> bool:
        """Say whether a verb only carries the next one ("continues to | fall")."""
        hits = ((i, longest(self.lexicon.auxiliaries, self.low, i)) for i in range(max(0, at - GAP), at + 1))
        return any(hit is not None and at < i + hit[0] - 1 for i, hit in hits)

    def predicates_at(self, at: int) -> bool:
        """Say whether a verb follows, over a number: what is before it is its subject ("no one has …")."""
        at += at < len(self.low) and self.is_in(at, "number_words")
        return at < len(self.low) and (
            (self.low[at],) in self.lexicon.auxiliaries or self.is_in(at, "copulas")
        )

    def predicates(self, start: int) -> bool:
        """Say whether a verb that says something of the subject comes from here on."""
        return any(
            self.is_in(i, "copulas") or (self.low[i],) in self.lexicon.auxiliaries for i in self.rest(start)
        )

    def tells(self, start: int) -> bool:
        """Say whether what stands here is the subject of a verb ("funding | delayed the launch").

        Told by an auxiliary that no preposition carries, or by a past with its object.
        """
        for i in range(start + 1, self.end()):
            finite = (self.low[i],) in self.lexicon.auxiliaries or self.is_in(i, "copulas")
            if (
                finite
                and i not in self.fixed
                and not self.is_in(i - 1, "prepositions", "linkers", "reflexives")
            ):
                return True
        pasts = (
            i for i in self.rest(start + 1) if any(map(self.low[i].endswith, self.lexicon.lists["pasts"]))
        )
        objects = (i for i in pasts if self.is_in(i + 1, "determiners", "possessives"))
        return any(not self.find(self.lexicon.verbs, i) for i in objects)

    def acts(self, places: Sequence[int]) -> bool:
        """Say whether a phrase is about somebody who acts, or a body: who is weak or slow, not less."""
        roles = people_words(self.lexicon.code).roles
        return any(w in roles or self.lexicon.is_in("actors", w) for w in self.heads(places))

    def heads(self, places: Sequence[int]) -> tuple[str, ...]:
        """Give the word that a phrase is about, as it stands and without a plural's ending."""
        start = next((n for n, i in enumerate(places) if not self.is_in(i, "determiners", "possessives")), 0)
        own = list(
            takewhile(
                lambda i: not self.is_in(i, "linkers", "prepositions", "relatives", "copulas"), places[start:]
            )
        )
        head = self.low[own[0 if self.lexicon.head_first else -1]] if own else ""
        return head, head.removesuffix("s")

    def fits(self, places: Sequence[int], row: Moving) -> bool:
        """Say whether a word of direction moves such a thing ("poor harvests", no "poor families")."""
        heads = self.heads(places)
        good = isinstance(row, DirectionAdjective) and row.good
        listed = any(h in row.only or (good and self.lexicon.is_in("goods", h)) for h in heads)
        return (listed or not (row.only or good)) and not any(h in row.besides for h in heads)

    def anaphor(self, at: int) -> int:
        """Count the words of the pronoun that is the subject here ("ces derniers | ont proliféré")."""
        for length in range(min(ANAPHOR, len(self.low) - at), 1, -1):
            after = at + length
            if " ".join(self.low[at:after]) in self.lexicon.lists["pronouns"]:
                verb = after < len(self.low) and self.find(self.lexicon.verbs, after)
                return length if after == len(self.low) or verb or self.predicates_at(after) else 0
        return 0

    def is_pronoun(self, at: int) -> bool:
        """Say whether a pronoun ends here, of one word or more."""
        ends = (" ".join(self.low[max(0, at + 1 - n) : at + 1]) for n in range(1, ANAPHOR + 1))
        return any(e in self.lexicon.lists["pronouns"] for e in ends)

    def is_loose(self, at: int) -> bool:
        """Say whether a determiner stands here that a name goes without ("une | d'entre elles" keeps it)."""
        if not self.is_in(at, "determiners", "possessives", "clitics") or self.anaphor(at):
            return False
        part = self.is_in(at + 1, "linkers") and self.is_in(at + 1, "prepositions")
        return self.is_in(at, "linkers", "clitics") or not part

    def is_hanging(self, at: int) -> bool:
        """Say whether a word at the end waits for one that is not there ("things very")."""
        return self.is_in(at, "hanging")

    def follows_determiner(self) -> bool:
        """Say whether the first word follows a determiner: a noun then, no verb."""
        first = self.kept[0]
        before = [w.low for w in self.words[:first]]
        if any(
            (hit := longest(self.lexicon.auxiliaries, before, at)) and at + hit[0] == first
            for at in range(max(0, first - CARRIERS), first - 1)
        ):
            return False  # the "de" of "essayer de"
        opening = ("determiners", "possessives", "number_words")
        return first > 0 and (
            before[-1][0].isdigit() or any(self.lexicon.is_in(n, before[-1]) for n in opening)
        )

    def closes_with(self, phrases: Mapping[tuple[str, ...], None], at: int) -> bool:
        """Say whether a listed phrase stands here, and nothing after it."""
        hit = longest(phrases, self.low, at)
        return hit is not None and at + hit[0] == len(self.low)

    def is_count(self, at: int) -> bool:
        """Say whether a number counts what follows; a year names it."""
        if self.is_in(at, "number_words") or self.low[at] == "%":
            return True
        text = self.low[at]
        return text[0].isdigit() and not (len(text) == 4 and text.isdigit() and text[:2] in ("19", "20"))

    def is_amount(self, at: int) -> bool:
        """Say whether a number in figures stands here."""
        return at < len(self.low) and self.low[at][0].isdigit()

    def _over_amount(self, at: int) -> int | None:
        """Give the place of the link behind an amount ("de 3 % des"); None where none is."""
        if not self.is_amount(at):
            return None
        behind = (at + 1, at + 2)
        return next((b for b in behind if self.is_in(b, "linkers", "loose_linkers")), None)

    def is_sum(self, at: int) -> bool:
        """Say whether a number of what measures is left, which is a thing ("90 000 euros")."""
        about = longest(self.lexicon.quantifiers, self.low, at)
        at += about[0] if about else 0
        return at + 2 == len(self.low) and self.is_count(at) and self.is_in(at + 1, "units")

    def is_change(self, at: int) -> bool:
        """Say whether an amount of change stands here: a share, or a number of units."""
        about = longest(self.lexicon.quantifiers, self.low, at)
        at += about[0] if about else 0
        counted = at < len(self.low) and self.is_count(at)
        at += counted or self.is_in(at, "determiners")
        if self.is_in(at, "fractions"):
            return True
        return counted and (
            self.is_in(at, "units") or " ".join(self.low[at : at + 2]) in self.lexicon.lists["units"]
        )

    def over_measure(self, at: int) -> int | None:
        """Give the place after a share or span of time that measures the thing ("two thirds of | the wells").

        A count, "several" or "a" stands before it: "hours of work" are a thing.
        """
        if at >= len(self.low):
            return None
        counted = at > 0 or self.is_count(at)
        article = self.is_in(at, "determiners") and not self.is_in(at, "definites", "linkers")
        unit = at + (self.is_count(at) or article)
        if self.is_in(unit, "fractions") or (
            self.is_in(at, "determiners") and self.is_in(at + 1, "fractions")
        ):
            unit += not self.is_in(unit, "fractions")
            if self.is_in(unit + 1, "linkers"):
                return unit + 2
            return unit + 1 if self.is_in(unit + 1, "determiners", "possessives") else None
        timed = self.is_in(unit, "units") and self.is_in(unit + 1, "linkers") and unit + 2 < len(self.low)
        return unit + 2 if timed and (counted or article) else None

    def past_link(self, start: int, links: Sequence[str] = ()) -> int | None:
        """Give the place after the link, over degrees and amounts ("de 3 % des").

        Args:
            start: where what follows the noun begins.
            links: words that link this noun, in place of the language's own.

        """
        at = start
        while at < min(len(self.low) - 1, start + GAP):
            if self.low[at] in links and not self.is_in(at, "linkers", "loose_linkers"):
                return at + 1
            if self.is_in(at, "linkers", "loose_linkers") and (not links or self.low[at] in links):
                amount = self._over_amount(at + 1)
                if amount is not None:
                    at = amount
                    continue
                if at + 2 == len(self.low) and self.is_in(at + 1, "pronouns"):
                    return None  # "the shortage feeds on itself"
                strong = self.is_in(at, "linkers")
                return at + 1 if strong or not self.words[self.kept[at + 1]].is_capitalised else None
            if self.is_in(at, "relatives", "determiners", "copulas", "auxiliaries", "possessives"):
                return None
            if self.find(self.lexicon.nouns, at) or self.is_in(at, "clitics"):
                return None
            at += 1
        return None

    def starts_object(self, at: int, form: VerbForm) -> bool:
        """Say whether what stands here can be the verb's object."""
        if form.verb.thing and self.low[at - 1] == form.verb.lemma and not self.is_in(at, *DETERMINING):
            return False  # "fuel prices"
        counted = longest(self.lexicon.quantifiers, self.low, at) is not None
        if at >= len(self.low) or (not counted and self.is_in(at, "relatives", "copulas", "negators")):
            return False
        if self.auxiliary(at):
            return False  # "the ban would …": a noun, and its verb comes
        if counted or self.is_in(at, "determiners", "possessives"):
            # An object in "perdre de leur élan", none in "augmenter de 3 %".
            if self.is_in(at, "linkers") and self.is_in(at, "prepositions"):
                return not self.is_amount(at + 1) and form.verb.moves == "object"
            return True
        adverb = self.lexicon.is_adverb(self.low[at])
        return not (adverb or self.is_in(at, "prepositions", "degrees") or self.is_amount(at))

    def is_besides(self, at: int, form: VerbForm) -> bool:
        """Say whether the object makes the verb say something else ("lose | the war")."""
        return any(w in form.verb.besides for w in self.low[at : at + OBJECT])

    def has_complement(self, at: int) -> bool:
        """Say whether what follows a participle completes the noun ("access limited | to a few")."""
        linked = self.is_in(at, "prepositions", "linkers") and not self.is_in(at, "agents")
        return linked and not self.is_amount(at + 1) and not self.is_in(at, "coordinators")

    def is_circumstance(self, start: int) -> bool:
        """Say whether what stands behind a verb may go untold: short, and no clause of its own."""
        rest = self.rest(start)
        if len(rest) > CIRCUMSTANCE or self.predicates(start):
            return False
        joined = any(self.is_in(i, "coordinators") for i in rest)
        return not joined and (len(rest) <= GAP or not any(self.is_in(i, "relatives") for i in rest))

    def subject_end(self, group: int) -> int:
        """Walk back over what hangs between a subject and its verb."""
        while group > 1 and self.is_in(group - 1, "hanging", "negators"):
            group -= 1
        return group

    def group_start(self, at: int) -> int:
        """Walk back over auxiliaries, copulas and reflexives to where the verb group starts."""
        start, walking = at, True
        while walking and start > 1:
            walking = False
            for length in (3, 2, 1):
                key = tuple(self.low[max(0, start - length) : start])
                single = length == 1 and self.is_helper(start - 1) and not self.is_named(start - 1)
                if start - length > 0 and (key in self.lexicon.auxiliaries or single):
                    start, walking = start - length, True
                    break
        return self._over_aside(at) if start == at else start

    def _over_aside(self, at: int) -> int:
        """Walk back over what parts an auxiliary from its verb ("have | so far | failed")."""
        for i in range(at - 2, max(0, at - 1 - GAP), -1):
            if (self.low[i],) in self.lexicon.auxiliaries and self.is_in(i + 1, "prepositions", "adverbs"):
                return i
        return at

    def is_of_other(self, at: int) -> bool:
        """Say whether an adjective is of another word than the head, or says how something was done.

        Of "l'inondation des quartiers bas" the number tells, "plantés trop bas" follows a participle.
        """
        done = self.is_in(at - 1, "degrees", "adverbs") and any(
            map(self.low[at - 2].endswith, self.lexicon.lists["participles"])
        )
        apart = self.lexicon.head_first and any(self.is_in(i, "linkers") for i in range(1, at))
        plural = [self.low[i][-1] in "sx" for i in (0, at)]
        return done or (apart and plural == [False, True])
