"""Turn names, descriptions and pronouns into the persons and bodies that a text speaks of.

Names are joined first, over the whole document; then the text is walked once,
and each description or pronoun goes to the most prominent one that agrees with
it. Prominence follows grammatical role and fades with every sentence.

Source:
    Lappin & Leass (1994), An algorithm for pronominal anaphora resolution,
    Computational Linguistics 20(4), simplified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from causerie.extraction.descriptions import Description
from causerie.extraction.names import Name
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, Pronoun

#: Prominence of a mention by its grammatical role; Lappin and Leass's order, scaled to 4.
MAIN_SUBJECT, SUBJECT, OBJECT, OBLIQUE, WITHIN = 4.0, 2.8, 2.0, 1.8, 0.8
#: What remains of a mention's prominence one sentence later.
FADING = 0.6
#: Mentions further back than this many sentences count for nothing.
HORIZON = 6
#: What a mention on the other side of a quotation mark still counts.
ACROSS_QUOTATION = 0.25
#: The runner-up may reach this share of the winner's prominence; above it nobody is sure.
RIVALRY = 0.9
#: Fit of a description whose noun the text has given to somebody before.
SAME_NOUN = 4.0
#: Prominence below which nobody is present in the text any more.
PRESENT = 0.3


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention: its tokens, how prominent it is, and whether it stands in a quotation."""

    head: Token
    first: int
    last: int
    weight: float
    quoted: bool
    named: bool


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the text speaks of; grows while the text is walked.

    Attributes:
        kind: "person", "body", "place" or "thing".
        names: its names as they stand in the text; empty if it has none.
        roles: what descriptions say of it.
    """

    kind: str
    names: list[Name] = field(default_factory=list)
    roles: list[Description] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    number: str = "Sing"

    @property
    def gender(self) -> str:
        """The gender that most of its mentions show, "" if none does."""
        ranked = self.genders.most_common(1)
        return ranked[0][0] if ranked else ""

    @property
    def has_role(self) -> bool:
        """Say whether a role that still holds is known."""
        return any(not r.past for r in self.roles)


def gender_agrees(shown: str, referent: Referent) -> bool:
    """Say whether a mention's gender fits a referent.

    A masculine noun may stand for a woman ("l'expert", "le juge"); a pronoun may not.
    """
    return not shown or not referent.gender or shown == referent.gender


def weigh(head: Token) -> float:
    """Give the prominence of a mention from its place in the tree."""
    while head.rel in ("conj", "appos", "flat") and head.head is not head:
        head = head.head
    rel = head.rel
    if rel == "nsubj" or rel == "csubj":
        governor = head.head
        main = governor.head is governor or governor.rel in ("parataxis", "conj", "root", "ccomp")
        return MAIN_SUBJECT if main else SUBJECT
    if head.head is head:
        return SUBJECT
    if head.dep == "obl:agent":
        return SUBJECT
    if rel in ("obj", "iobj"):
        return OBJECT
    return OBLIQUE if rel == "obl" else WITHIN


def weigh_name(head: Token) -> float:
    """Give the prominence of a person's name; one behind a verb without subject speaks ("a dit X")."""
    governor = head.head
    behind = (
        governor.pos in ("VERB", "AUX") and governor.i < head.i and head.rel in ("obj", "obl", "dep", "xcomp")
    )
    bare = not any(c.rel == "case" for c in head.children)
    if behind and bare and not any(c.rel == "nsubj" and c.i < governor.i for c in governor.children):
        return MAIN_SUBJECT
    return weigh(head)


class Discourse:
    """Who has been spoken of, up to a place in the text."""

    def __init__(self, referents: Sequence[Referent], *, clock: Sequence[int], words: PeopleWords) -> None:
        """Start with the named referents.

        Args:
            referents: they may be sighted anywhere; only what stands before a place counts there.
            clock: for each sentence, how many sentences outside quotations stand before it.
            words: the language's words.
        """
        self.referents = list(referents)
        self.clock = clock
        self.words = words

    def prominence(self, referent: Referent, *, at: Token, quoted: bool) -> float:
        """Sum what the mentions before a token still count; each sentence counts its best once."""
        best: dict[int, float] = {}
        now = self.clock[at.sent]
        for seen in referent.sightings:
            back = now - self.clock[seen.head.sent]
            if seen.last >= at.i or back > HORIZON:
                continue
            weight = seen.weight * (ACROSS_QUOTATION if seen.quoted and not quoted else 1.0)
            best[seen.head.sent] = max(best.get(seen.head.sent, 0.0), weight * FADING**back)
        return sum(best.values())

    def best(self, fits: dict[int, float], *, at: Token, quoted: bool) -> Referent | None:
        """Choose the referent whose fit and prominence lead clearly; None where nobody is sure.

        Args:
            fits: position in `referents` → how well it fits, above 0.
        """
        scored = []
        for index, fit in fits.items():
            prominence = self.prominence(self.referents[index], at=at, quoted=quoted)
            if prominence >= PRESENT or fit >= SAME_NOUN:
                scored.append((fit * (prominence + PRESENT), index))
        scored.sort(reverse=True)
        if not scored or (len(scored) > 1 and scored[1][0] > RIVALRY * scored[0][0]):
            return None
        return self.referents[scored[0][1]]

    def foremost(self, *, at: Token, quoted: bool) -> Referent | None:
        """Give the most prominent person before a token; None where two are nearly so."""
        fits = {i: 1.0 for i, r in enumerate(self.referents) if r.kind == "person"}
        return self.best(fits, at=at, quoted=quoted)

    def pronoun(self, token: Token, pronoun: Pronoun, *, quoted: bool) -> Referent | None:
        """Find whom a personal pronoun stands for."""
        fits = {}
        for index, referent in enumerate(self.referents):
            if referent.kind not in ("person", "body") or not self._agrees(pronoun, referent):
                continue
            known = not pronoun.gender or referent.gender == pronoun.gender
            fits[index] = 1.0 if known else 0.8
        if pronoun.nearest:
            return self._last(fits, at=token)
        return self.best(fits, at=token, quoted=quoted)

    def _agrees(self, pronoun: Pronoun, referent: Referent) -> bool:
        """Check gender and number of a pronoun; a body may be "they", a person never "it"."""
        if pronoun.gender == "Neut":
            return referent.kind == "body" and referent.number == "Sing"
        if pronoun.number and pronoun.number != referent.number:
            return pronoun.number == "Plur" and not pronoun.gender and referent.kind == "body"
        return gender_agrees(pronoun.gender, referent)

    def _last(self, fits: Iterable[int], *, at: Token) -> Referent | None:
        """Give the one mentioned last before a token."""
        placed = [
            (max(s.last for s in self.referents[i].sightings if s.last < at.i), i)
            for i in fits
            if any(s.last < at.i for s in self.referents[i].sightings)
        ]
        return self.referents[max(placed)[1]] if placed else None

    def described(self, description: Description, *, quoted: bool) -> Referent | None:
        """Find whom a definite description means."""
        fits = {}
        for index, referent in enumerate(self.referents):
            fit = self._fit(description, referent)
            if fit > 0:
                fits[index] = fit
        return self.best(fits, at=description.head, quoted=quoted)

    def _fit(self, description: Description, referent: Referent) -> float:
        """Rate how well a description fits a referent: 0 not at all, `SAME_NOUN` and more by the same noun."""
        if description.kind and referent.kind != description.kind:
            return 0.0
        if description.number and description.number != referent.number:
            return 0.0
        if description.gender == "Fem" and referent.gender == "Masc":
            return 0.0
        masculine = description.gender == "Masc" and referent.gender == "Fem"
        vague = all(r.general for r in referent.roles)
        ratings = [_rating(description, role, vague=vague) for role in referent.roles]
        if max(ratings, default=0.0) >= SAME_NOUN:
            return max(ratings)
        if not description.kind or (masculine and not description.general):
            return 0.0
        if ratings and max(ratings) > 0:
            return max(ratings)
        if description.past or (description.role and description.role.any):
            return 1.0
        return 0.0 if referent.has_role or description.indefinite else self._unknown(description, referent)

    def _unknown(self, description: Description, referent: Referent) -> float:
        """Rate a description of somebody named whose role the text never gives beside the name."""
        if referent.kind == "person":
            return 1.0 if any(n.human for n in referent.names) else 0.0
        return 1.0 if referent.names and description.general else 0.0


def _rating(description: Description, role: Description, *, vague: bool) -> float:
    """Rate a description against a known role: same noun, or a general noun of its class.

    A specific noun names a person known by general nouns only.
    """
    if description.noun == role.noun:
        clash = description.modifiers and role.modifiers and not description.modifiers & role.modifiers
        if clash and description.past == role.past:
            return 0.0
        return SAME_NOUN + 2 * bool(description.modifiers & role.modifiers)
    if description.role is None or role.role is None or description.role.kind != role.role.kind:
        return 0.0
    same = description.role.name == role.role.name
    return 2.5 if same and (description.general or vague) else 0.0
