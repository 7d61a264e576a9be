"""Turn names, descriptions and pronouns into the persons and bodies that a text speaks of.

Names are joined first, over the whole document; then the text is walked once,
and each description or pronoun goes to the most prominent one that agrees with
it. Prominence follows grammatical role and fades with every sentence.

Source:
    Lappin & Leass (1994), An algorithm for pronominal anaphora resolution,
    Computational Linguistics 20(4), simplified.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from causerie.extraction.descriptions import Description
from causerie.extraction.referents import MAIN_SUBJECT, SUBJECT, Referent, Sighting, gender_agrees
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, Pronoun

#: What remains of a mention's prominence one sentence later.
FADING = 0.5
#: How much better the last speaker fits a pronoun that speaks beside what is said.
LAST_SPEAKER = 3.0
#: A pronoun rather means somebody named.
NAMELESS = 0.4
#: A pronoun that may mean either means a person rather than a body or a thing.
PERSON_FIRST = {"person": 1.0, "body": 0.6, "thing": 0.6}
#: Mentions further back than this many sentences count for nothing.
HORIZON = 6
#: What a mention on the other side of a quotation mark still counts.
ACROSS_QUOTATION = 0.25
#: The runner-up may reach this share of the winner's prominence; above it nobody is sure.
RIVALRY = 1.0
#: Fit of a description by a general noun of the class that somebody is known by.
SAME_CLASS = 2.5
#: Fit of a description whose noun the text has given to somebody before.
SAME_NOUN = 4.0
#: Prominence below which nobody is present in the text any more.
PRESENT = 0.3


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
        #: Who was sighted, the last one last, with the clock's time; keeps a walk through a long text linear.
        self._recent: dict[Referent, int] = {}
        self._named: list[Referent] = []
        self._known: dict[str, dict[Referent, None]] = defaultdict(dict)

    def see(self, referent: Referent, sighting: Sighting) -> None:
        """Take notice of a mention; mentions come in the order of the text."""
        if not referent.sightings and referent.names and referent.kind == "person":
            self._named.append(referent)
        referent.sightings.append(sighting)
        self._recent.pop(referent, None)
        self._recent[referent] = self.clock[sighting.head.sent]

    def learn(self, referent: Referent, description: Description) -> None:
        """Take notice of what a description says of somebody, once."""
        said = (description.noun, description.modifiers, description.past, description.latter)
        if all(said != (r.noun, r.modifiers, r.past, r.latter) for r in referent.roles):
            referent.roles.append(description)
            self._index(referent, description)
        if description.gender in ("Masc", "Fem"):
            referent.genders[description.gender] += 1

    def _index(self, referent: Referent, description: Description) -> None:
        """Keep who is known by a noun, and by its class."""
        self._known[description.noun][referent] = None
        if description.role is not None:
            self._known[f"class {description.role.name}"][referent] = None

    def merge(self, described: Referent, *, into: Referent) -> None:
        """Give all that is known of somebody without a name to one with a name."""
        into.roles, into.sightings = described.roles, described.sightings
        into.genders.update(described.genders)
        self.referents.remove(described)
        for role in described.roles:
            for known in (role.noun, f"class {role.role.name if role.role else ''}"):
                self._known[known].pop(described, None)
            self._index(into, role)
        self._named.append(into)
        if described in self._recent:
            self._recent[into] = self._recent.pop(described)

    def present(self, at: Token) -> list[Referent]:
        """List who was mentioned within the horizon, the last one first."""
        held = []
        for referent, time in reversed(self._recent.items()):
            if self.clock[at.sent] - time > HORIZON:
                break
            held.append(referent)
        return held

    def prominence(self, referent: Referent, *, at: Token, quoted: bool) -> float:
        """Sum what the mentions before a token still count; each sentence counts its best once.

        Outside quotations, the sentences inside them take no time.
        """
        best: dict[int, float] = {}
        now = at.sent if quoted else self.clock[at.sent]
        for seen in reversed(referent.sightings):
            then = seen.head.sent if quoted else self.clock[seen.head.sent]
            if now - then > HORIZON:
                break
            if seen.last >= at.i:
                continue
            weight = seen.weight * (ACROSS_QUOTATION if seen.quoted and not quoted else 1.0)
            weight *= FADING ** (now - then)
            best[then] = max(best.get(then, 0.0), weight)
        return sum(best.values())

    def best(self, fits: Mapping[Referent, float], *, at: Token, quoted: bool) -> Referent | None:
        """Choose the referent whose fit and prominence lead clearly; None where nobody is sure.

        Args:
            fits: referent → how well it fits, above 0.
            at: the mention.
            quoted: it stands in a quotation.
        """
        scored: list[tuple[float, Referent]] = []
        for referent, fit in fits.items():
            prominence = self.prominence(referent, at=at, quoted=quoted)
            if prominence >= PRESENT or fit >= SAME_CLASS:
                scored.append((fit * (prominence + PRESENT), referent))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or (len(scored) > 1 and scored[1][0] > RIVALRY * scored[0][0]):
            return None
        return scored[0][1]

    def foremost(self, *, at: Token, quoted: bool) -> Referent | None:
        """Give the most prominent person before a token; None where two are nearly so."""
        fits = {r: 1.0 for r in self.present(at) if r.kind == "person"}
        return self.best(fits, at=at, quoted=quoted)

    def pronoun(
        self, token: Token, pronoun: Pronoun, *, quoted: bool, speaks: bool, incised: bool, contrasts: bool
    ) -> Referent | None:
        """Find whom a personal pronoun stands for.

        One that speaks beside what is said ("dit-il") is the subject of its
        sentence or the last speaker; one that contrasts (", elle,") takes up
        the one just named.
        """
        fits: dict[Referent, float] = {}
        for referent in self.present(token):
            if referent.kind not in PERSON_FIRST or not self._agrees(pronoun, referent):
                continue
            if not referent.is_evident or (speaks and referent.kind == "thing"):
                continue
            known = not pronoun.gender or referent.gender == pronoun.gender
            named = 1.0 if referent.names or (speaks and self._is_body_before(referent, token)) else NAMELESS
            fits[referent] = PERSON_FIRST[referent.kind] * named * (1.0 if known else 0.8)
        if speaks and incised and not quoted:
            favourite = self._subject_here(fits, at=token) or self._spoken_of_before(fits, at=token)
            if favourite is not None:
                fits[favourite] *= LAST_SPEAKER
        if pronoun.nearest or contrasts:
            return self._last(fits, at=token)
        found = self.best(fits, at=token, quoted=quoted)
        if found is None and speaks:
            fits = {
                r: 1.0
                for r in self.present(token)
                if self._agrees(pronoun, r) and r.kind != "place" and self._has_spoken(r, token)
            }
            found = self.best(fits, at=token, quoted=quoted)
        return found

    def _spoken_of_before(self, fits: Iterable[Referent], *, at: Token) -> Referent | None:
        """Give who speaks beside a quotation by a pronoun, if the pronoun's sentence does not say it.

        Whoever the sentence before is about by name ("Marchetti is less hopeful. “It will not hold,”
        she said."), else the last person who spoke, else the body that that sentence is about.
        """
        before = [r for r in fits if self._is_main_subject_before(r, at)]
        named = [r for r in before if r.kind == "person" and r.names]
        if len(named) == 1:
            return named[0]
        bodies = [r for r in before if r.kind == "body"]
        return self._last_speaker([r for r in fits if r.kind == "person"], at=at) or next(iter(bodies), None)

    def _is_main_subject_before(self, referent: Referent, at: Token) -> bool:
        """Say whether somebody is a main subject by name or noun in the last sentence outside quotations."""
        before = self.clock[at.sent] - 1
        held = [
            s
            for s in referent.sightings
            if self.clock[s.head.sent] == before and s.last < at.i and not s.quoted
        ]
        return any(s.weight >= MAIN_SUBJECT for s in held) and any(s.head.pos != "PRON" for s in held)

    @staticmethod
    def _is_body_before(referent: Referent, token: Token) -> bool:
        """Say whether a body is the subject of the sentence before: "La préfecture a agi. Selon elle, …"."""
        last = referent.last_before(token, least=SUBJECT)
        return referent.kind == "body" and last is not None and last.head.sent == token.sent - 1

    @staticmethod
    def _has_spoken(referent: Referent, token: Token) -> bool:
        """Say whether a thing spoke in this sentence or the one before; others need not, nor so near."""
        since = (s for s in referent.sightings if token.sent - 1 <= s.head.sent and s.last < token.i)
        return referent.kind != "thing" or any(s.speaks for s in since)

    def owner(self, token: Token, pronoun: Pronoun, *, quoted: bool) -> Referent | None:
        """Find whom a possessive determiner makes the owner; best the subject of its sentence."""
        fits = {
            r: PERSON_FIRST[r.kind] * (1.0 if r.names else NAMELESS)
            for r in self.present(token)
            if r.kind in ("person", "body") and r.is_evident and self._agrees(pronoun, r)
        }
        subject = self._subject_here(fits, at=token)
        if subject is not None:
            fits[subject] *= LAST_SPEAKER
        return self.best(fits, at=token, quoted=quoted)

    def _agrees(self, pronoun: Pronoun, referent: Referent) -> bool:
        """Check gender and number of a pronoun; a body may be "they", a person never "it"."""
        if pronoun.gender == "Neut":
            return referent.kind != "person" and referent.number == "Sing"
        if pronoun.number and pronoun.number != referent.number:
            return pronoun.number == "Plur" and not pronoun.gender and referent.kind == "body"
        if pronoun.person and referent.kind != "person":
            return False
        return gender_agrees(pronoun.gender, referent)

    def _subject_here(self, fits: Iterable[Referent], *, at: Token) -> Referent | None:
        """Give which of the referents is a subject before a token in its sentence, outside quotations."""
        best: tuple[float, int] = (SUBJECT, -1)
        found = None
        for referent in fits:
            for seen in reversed(referent.sightings):
                if seen.head.sent != at.sent:
                    break
                if not seen.quoted and seen.last < at.i and (seen.weight, seen.last) > best:
                    best, found = (seen.weight, seen.last), referent
        return found

    def _last_speaker(self, fits: Iterable[Referent], *, at: Token) -> Referent | None:
        """Give which of the referents spoke last before a token, outside quotations, within the horizon."""
        best, found = -1, None
        for referent in fits:
            for seen in reversed(referent.sightings):
                if self.clock[at.sent] - self.clock[seen.head.sent] > HORIZON:
                    break
                if seen.speaks and not seen.quoted and best < seen.last < at.i:
                    best, found = seen.last, referent
                    break
        return found

    @staticmethod
    def _is_subject_since(referent: Referent, other: Referent, *, at: Token) -> bool:
        """Say whether a referent was a subject since another was last mentioned."""
        subject, last = referent.last_before(at, least=SUBJECT), other.last_before(at)
        return subject is not None and (last is None or subject.last > last.last)

    def _last(self, fits: Iterable[Referent], *, at: Token, quoted: bool = True) -> Referent | None:
        """Give the one mentioned last before a token; outside quotations, if that does not stand in one."""
        seen = {r: r.last_before(at, quoted=quoted) for r in fits}
        sighted = [(last.last, r) for r, last in seen.items() if last is not None]
        return max(sighted, key=lambda pair: pair[0])[1] if sighted else None

    def described(self, description: Description, *, quoted: bool, speaks: bool = False) -> Referent | None:
        """Find whom a definite description means; a bare one that speaks may be the last speaker."""
        head = description.head
        around = self.present(head)
        if description.latter:
            persons = [r for r in around if r.kind == "person" and _agrees_with(description, r)]
            return self._last(persons, at=head, quoted=quoted)
        known = dict.fromkeys([*around, *self._known[description.noun]])
        if description.role is not None:
            known |= self._known[f"class {description.role.name}"]
        fits = {r: fit for r in known for fit in [self._fit(description, r)] if fit > 0}
        if speaks and not description.modifiers and not description.owned and not fits:
            named = [r for r in around if r.names and r.kind == description.kind == "person"]
            last = self._last_speaker(named, at=head)
            if last is not None and not (last.has_role or last.had_role) and _agrees_with(description, last):
                since = [r for r in named if r is not last and self._is_subject_since(r, last, at=head)]
                fits |= {} if since else {last: 1.0}
        return self.best(_strongest(fits), at=head, quoted=quoted)

    def _fit(self, description: Description, referent: Referent) -> float:
        """Rate how well a description fits a referent: 0 not at all, from `SAME_NOUN` on by its noun."""
        if description.kind and referent.kind != description.kind:
            return 0.0
        if description.number and description.number != referent.number:
            return 0.0
        person = referent.kind == "person"  # the gender of a body is that of its noun
        if person and description.gender == "Fem" and referent.gender == "Masc":
            return 0.0
        masculine = person and description.gender == "Masc" and referent.gender == "Fem"
        vague = all(r.general for r in referent.roles)
        known = bool(referent.names) or (referent.kind == "person" and referent.number == "Sing")
        ratings = [_rating(description, role, vague=vague, by_class=known) for role in referent.roles]
        best = max(ratings, default=0.0)
        if best <= SAME_NOUN and self._differs(description, referent):
            return 0.0
        if best >= SAME_NOUN:
            called = any(r.noun == description.noun and r.gender == "Masc" for r in referent.roles)
            return 0.0 if masculine and not called and description.noun in self.words.genders else best
        natural = description.role is None or description.role.natural
        if not description.kind or (masculine and (natural or not description.general)):
            return 0.0
        if best > 0:
            return best
        if description.past or (description.role and description.role.any and not description.complement):
            return 1.0 if referent.is_evident else 0.0
        known = referent.has_role or referent.had_role
        if known or description.indefinite or (description.role and description.role.any):
            return 0.0
        if not referent.names or not referent.is_evident or description.owned or description.complement:
            return 0.0
        if referent.kind == "body" and self._is_named_otherwise(referent, description):
            return 0.0
        alone = not description.modifiers and self._is_alone(referent)
        alone = alone or (description.aged and description.definite and referent.kind == "person")
        return 1.0 if alone or (description.general and referent.kind == "body") else 0.0

    def _differs(self, description: Description, referent: Referent) -> bool:
        """Say whether what narrows a description points at somebody else.

        By its own word ("le maire de la commune voisine"), or because the
        referent is known by the same noun with another complement.
        """
        if description.modifiers & set(self.words.lists.other):
            return True
        known = [r for r in referent.roles if r.complement and description.complement]
        return any(_clashes(description, role) for role in known)

    def _is_named_otherwise(self, referent: Referent, description: Description) -> bool:
        """Say whether a body's own name tells that it is of another class ("the Justice Department")."""
        roles = [self.words.roles.get(t.lower) for n in referent.forms for t in n.tokens]
        known = [r for r in roles if r is not None and r.kind == "body" and not r.any]
        return bool(known) and description.role not in known

    def _is_alone(self, referent: Referent) -> bool:
        """Say whether somebody is the only person named so far, and one who speaks: a source, not a topic."""
        if referent.kind != "person" or not any(s.speaks for s in referent.sightings):
            return False
        return not any(r is not referent and r.is_evident for r in self._named)


def _strongest(fits: Mapping[Referent, float]) -> dict[Referent, float]:
    """Keep those known by the same noun, where there are any; else those of its class; else all."""
    top = max(fits.values(), default=0.0)
    floor = next((tier for tier in (SAME_NOUN, SAME_CLASS) if top >= tier), 0.0)
    return {r: fit for r, fit in fits.items() if fit >= floor}


def _agrees_with(description: Description, referent: Referent) -> bool:
    """Say whether a definite noun agrees with somebody in gender and number."""
    same = description.number == referent.number
    return description.definite and same and gender_agrees(description.gender, referent)


def _clashes(description: Description, role: Description) -> bool:
    """Say whether two descriptions by one noun are narrowed by different words."""
    if description.noun != role.noun or description.past != role.past:
        return False
    narrowed = bool(description.modifiers and role.modifiers)
    return narrowed and not description.modifiers & role.modifiers


def _rating(description: Description, role: Description, *, vague: bool, by_class: bool) -> float:
    """Rate a description against a known role: same noun, or a general noun of its class.

    A specific noun may name a person known by general nouns only. Bodies and
    groups without a name are known by their own noun alone.
    """
    if description.noun == role.noun:
        named = description.is_named_beside(role) and not description.modifiers
        if _clashes(description, role) or (named and role.modifiers):
            return 0.0
        return SAME_NOUN + 2 * bool(description.modifiers & role.modifiers)
    if description.role is None or role.role is None or description.role.kind != role.role.kind:
        return 0.0
    same = description.role.name == role.role.name and not role.role.any
    return SAME_CLASS if same and by_class and (description.general or vague) else 0.0
