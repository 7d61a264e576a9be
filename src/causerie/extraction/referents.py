"""Turn the mentions of somebody into what a text shows of him, and each into how prominent it makes him."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from causerie.extraction.descriptions import Description
from causerie.extraction.names import Name
from causerie.extraction.syntax import Token

#: Prominence of a mention by its grammatical role; Lappin and Leass's order, scaled to 4.
MAIN_SUBJECT, SUBJECT, OBJECT, OBLIQUE, WITHIN = 4.0, 2.8, 2.0, 1.8, 0.8


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention: its tokens, how prominent it is, in a quotation or not, as one who speaks or not."""

    head: Token
    first: int
    last: int
    weight: float
    quoted: bool
    named: bool
    speaks: bool


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the text speaks of; grows while the text is walked.

    Attributes:
        kind: "person", "body", "place" or "thing".
        names: its names as they stand in the text; empty if it has none.
        forms: the first of each way in which it is written.
        roles: what descriptions say of it.
    """

    kind: str
    names: list[Name] = field(default_factory=list)
    forms: list[Name] = field(default_factory=list)
    roles: list[Description] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    number: str = "Sing"

    def last_before(self, place: Token, *, least: float = 0.0, quoted: bool = True) -> Sighting | None:
        """Give its last mention before a word, of those that weigh so much at least, perhaps unquoted."""
        return next(
            (
                s
                for s in reversed(self.sightings)
                if s.last < place.i and s.weight >= least and (quoted or not s.quoted)
            ),
            None,
        )

    @property
    def gender(self) -> str:
        """The gender that most of its mentions show, "" if none does."""
        ranked = self.genders.most_common(1)
        return ranked[0][0] if ranked else ""

    @property
    def has_role(self) -> bool:
        """Say whether a role that still holds is known."""
        return any(not r.past and r.role is not None and not r.role.any for r in self.roles)

    @property
    def had_role(self) -> bool:
        """Say whether a role is known that no longer holds ("a former engineer")."""
        return any(r.past and r.role is not None and not r.role.any for r in self.roles)

    @property
    def is_evident(self) -> bool:
        """Say whether more than the small model says that this is a person or body."""
        return (
            self.kind in ("body", "thing")
            or bool(self.roles)
            or any(n.human for n in self.forms)
            or any(s.weight >= SUBJECT for s in self.sightings)
        )


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


def weigh_person(head: Token) -> float:
    """Give the prominence of a person's mention; one behind a verb without subject speaks ("a dit X")."""
    while head.head is not head and (head.rel in ("appos", "flat") or is_bare_modifier(head)):
        head = head.head
    governor = head.head
    behind = governor.pos in ("VERB", "AUX") and governor.i < head.i
    if (
        behind
        and head.rel in ("obj", "obl", "dep", "xcomp")
        and not any(c.rel == "case" for c in head.children)
    ):
        subjects = [c for c in governor.children if c.rel == "nsubj" and c.i < governor.i]
        return OBJECT if subjects else MAIN_SUBJECT
    return weigh(head)


def is_bare_modifier(token: Token) -> bool:
    """Say whether a noun hangs from another without a preposition ("le président Vernet")."""
    return token.rel == "nmod" and not any(c.rel == "case" for c in token.children)
