"""Turn a parse into who each of its names, descriptions and pronouns is, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from causerie.extraction.descriptions import Description, read_description, role_noun
from causerie.extraction.discourse import Discourse
from causerie.extraction.names import Name, find_names
from causerie.extraction.namesakes import join_names
from causerie.extraction.quotations import Quotation
from causerie.extraction.referents import (
    MAIN_SUBJECT,
    SUBJECT,
    Referent,
    Sighting,
    gender_agrees,
    weigh,
    weigh_person,
)
from causerie.extraction.syntax import Parse, Token
from causerie.extraction.unclosed import end_unclosed
from causerie.languages.people import PeopleWords, Pronoun
from causerie.languages.reporting import Scope, reporting

#: Words between a role and the name that it stands before ("le chef de l'aviation civile, Paul Vernet").
REACH = 14


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is mentioned where.

    Attributes:
        discourse: all referents.
        of_token: position of a name's tokens, a description's head or a pronoun → its referent.
        named: position of a name's tokens → the name.
        owner_of: position of a possessive determiner → the owner.
    """

    discourse: Discourse
    of_token: dict[int, Referent]
    named: dict[int, Name]
    owner_of: dict[int, Referent]


def pronoun_at(token: Token, parse: Parse, words: PeopleWords) -> Pronoun | None:
    """Find the row of a pronoun, also where the parser cut it in two ("celle" "-ci")."""
    following = parse.tokens[token.i + 1 : token.i + 2]
    whole = token.lower + "".join(t.lower for t in following if t.start == token.end)
    return words.pronouns.get(whole) or words.pronouns.get(token.lower.lstrip("-"))


def resolve_mentions(parse: Parse, quotations: Sequence[Quotation], words: PeopleWords) -> Mentions:
    """Find the names of a document, give them their roles, and resolve what stands for them."""
    return _Walk(parse, quotations, words).mentions()


def is_complement(name: Name, tokens: Sequence[Token]) -> bool:
    """Say whether a name follows a preposition, and so narrows the noun before it."""
    at = name.tokens[0].i - 1
    while at >= 0 and tokens[at].pos == "DET":
        at -= 1
    return at >= 0 and tokens[at].pos == "ADP" and tokens[at].sent == name.tokens[0].sent


def first_of_phrase(name: Name, tokens: Sequence[Token], words: PeopleWords) -> int:
    """Give the first token of the phrase that names a person: title, role and article included.

    "le colonel Jean Darmon", "Ms Anne Tell"; what stands before is parted from it, if a comma does.
    """
    first = name.tokens[0].i
    at, sent = first, tokens[first].sent
    while at and tokens[at - 1].sent == sent:
        before = tokens[at - 1]
        noun = role_noun(before, words)
        role = noun is not None and words.roles[noun].kind == "person"
        if before.lower not in words.titles and not role:
            break
        at -= 1
    article = at < first and at and tokens[at - 1].pos == "DET" and tokens[at - 1].sent == sent
    return at - 1 if article else at


class _Walk:
    """One walk through a document."""

    def __init__(self, parse: Parse, quotations: Sequence[Quotation], words: PeopleWords) -> None:
        self.parse, self.words = parse, words
        self.reporting = reporting(parse.language)
        self.quoted = _quoted(parse, quotations)
        self.discourse = Discourse(
            join_names(find_names(parse), words), clock=_clock(parse, self.quoted), words=words
        )
        self.of_token: dict[int, Referent] = {}
        self.owner_of: dict[int, Referent] = {}
        self.named: dict[int, Name] = {}
        self.opening: dict[int, tuple[Referent, Name]] = {}

    def _says(self, head: Token) -> bool:
        """Say whether a noun is the subject of a verb of saying, or a source by its preposition."""
        if self.quoted[head.i]:
            return False
        verb = head.head
        entries = self.reporting.verbs.get(self.reporting.forms.get(verb.lower, verb.lemma), ())
        speech = any(e.row.scope == Scope.SPEECH and not e.rest for e in entries)
        content = any(c.rel in ("ccomp", "xcomp", "parataxis") for c in verb.children) or any(
            self.quoted[t.i] for t in self.parse.sentence_of(head).tokens
        )
        return self._is_cited(head) or (speech and content and weigh_person(head) >= SUBJECT)

    def _is_cited(self, head: Token) -> bool:
        """Say whether a noun is a source by its preposition ("selon X")."""
        for case in (c for c in head.children if c.rel in ("case", "fixed") and c.i < head.i):
            for row in self.reporting.preposition_rows:
                before = self.parse.tokens[max(case.i + 1 - len(row.words), 0) : case.i + 1]
                if not row.fronted and not row.bare and tuple(t.lower for t in before) == row.words:
                    return True
        return False

    def mentions(self) -> Mentions:
        """Give roles to names, then resolve descriptions and pronouns in order."""
        for referent in self.discourse.referents:
            for name in referent.names:
                for token in name.tokens:
                    self.of_token[token.i] = referent
                    self.named[token.i] = name
                before = self.parse.tokens[name.tokens[0].i - 1]
                if name.titled and before.lower in self.words.titles:
                    self.of_token[before.i] = referent
                self.opening[name.tokens[0].i] = (referent, name)
        for near in (True, False):
            for referent, name in self.opening.values():
                self._give_role(referent, name, near=near)
        for token in self.parse.tokens:
            self._visit(token)
        return Mentions(self.discourse, self.of_token, self.named, self.owner_of)

    def _sight(self, referent: Referent, head: Token, *, first: int, last: int, named: bool) -> None:
        weight = weigh_person(head) if referent.kind == "person" else weigh(head)
        if self._is_cited(head):
            weight = max(weight, SUBJECT)
        if head.text.startswith("-") or (head.pos == "PRON" and self._contrasts(head)):
            # an inverted pronoun is the subject, whatever the parser made of it; so is ", elle,"
            weight = MAIN_SUBJECT
        seen = Sighting(head, first, last, weight, self.quoted[head.i], named, self._speaks(head, weight))
        self.discourse.see(referent, seen)

    def _speaks(self, head: Token, weight: float) -> bool:
        """Say whether a subject stands where words are reported: beside a quotation, or over a clause."""
        if self.quoted[head.i]:
            return False
        if self._is_cited(head):
            return True
        if weight < SUBJECT:
            return False
        verb = head.head
        entries = self.reporting.verbs.get(self.reporting.forms.get(verb.lower, verb.lemma), ())
        behind = {w for t in self.parse.tokens[verb.i + 1 : verb.i + 5] for w in (t.lower, t.lemma)}
        if any(not e.rest or e.rest[0] in behind for e in entries) or verb.rel == "parataxis":
            return True
        if any(c.rel in ("ccomp", "parataxis") for c in verb.children):
            return True
        sentence = self.parse.sentence_of(head).tokens
        after = self.parse.tokens[sentence[-1].i + 1 : sentence[-1].i + 3]
        follows = sentence[-1].text == ":" and any(self.quoted[t.i] for t in after)
        return follows or any(self.quoted[t.i] for t in sentence)

    def _give_role(self, referent: Referent, name: Name, *, near: bool) -> None:
        """Find the role beside a name: right before it, or further off: apposition, predicate."""
        head = name.head
        if near:
            nouns = [*name.roles, self._role_before(name, apart=False)]
        elif referent.kind in ("person", "body"):
            nouns = [self._role_before(name, apart=True), self._role_after(name, head), self._predicate(head)]
        else:
            beside = [self._role_before(name, apart=True), self._role_after(name, head)]
            nouns = beside if len(name.tokens) > 1 else []
        for noun in nouns:
            if noun is not None and noun.i not in self.of_token:
                self._take_role(referent, read_description(noun, self.words))

    def _take_role(self, referent: Referent, description: Description) -> None:
        """Enter a role, unless it contradicts what the name is."""
        unsure = referent.kind in ("person", "place") and not any(n.human for n in referent.forms)
        if referent.kind == "thing" or (unsure and description.kind == "body"):
            referent.kind = description.kind if description.kind != "document" else referent.kind
        long = all(len(n.tokens) > 1 for n in referent.forms)
        if referent.kind == "place" and description.kind == "person" and long:
            referent.kind = "person"
        if description.kind != referent.kind or description.number == "Plur" != referent.number:
            return
        own = {t.lemma.lower() for n in referent.forms for t in n.tokens}
        self.discourse.learn(referent, replace(description, modifiers=description.modifiers - own))
        self.of_token[description.head.i] = referent

    def _role_before(self, name: Name, *, apart: bool) -> Token | None:
        """Read leftwards from a name to the noun that introduces it, with a comma between or none.

        Without a comma the person's role nearest to the name counts ("le
        conseiller du président Vernet"), with one the first of the phrase
        ("le conseiller du président, Vernet"), but not where a new clause
        begins ("selon le président, Vernet a tort").
        """
        tokens = self.parse.tokens
        at, found = name.tokens[0].i - 1, None
        if apart:
            at = self._before_apposition(name)
        if (at >= 0 and tokens[at].text == ",") != apart or is_complement(name, tokens):
            return None
        for token in reversed(tokens[max(at - REACH, 0) : at + (not apart)]):
            inside = token.i in self.of_token
            stop = token.pos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON") and not inside
            if token.sent != name.tokens[0].sent or (stop and token.lower not in self.words.titles):
                break
            if inside and self.of_token[token.i].kind == "person":
                break
            noun = role_noun(token, self.words)
            if noun is not None and self.words.roles[noun].kind != "document" and not inside:
                found = token
                if not apart and self.words.roles[noun].kind == "person":
                    break
        if apart and found is not None and self._opens_clause(name, behind=found):
            return None
        return found

    def _before_apposition(self, name: Name) -> int:
        """Give the token before the phrase that names somebody, title and role included.

        Only where that phrase ends with the name: one of several, or with a verb right behind, is
        no apposition.
        """
        tokens = self.parse.tokens
        at = first_of_phrase(name, tokens, self.words)
        behind = tokens[name.tokens[-1].i + 1 : name.tokens[-1].i + 2]
        joined = any(c.rel == "conj" for t in tokens[at : name.tokens[-1].i + 1] for c in t.children)
        ends = all(t.pos == "PUNCT" for t in behind) and not joined
        return (at if ends else name.tokens[0].i) - 1

    def _opens_clause(self, name: Name, *, behind: Token) -> bool:
        """Say whether a name behind a noun with a preposition is a subject, no apposition.

        That would end with a comma ("selon le président, Vernet, le lac baisse").
        """
        head = name.head
        following = self.parse.tokens[name.tokens[-1].i + 1 : name.tokens[-1].i + 2]
        fronted = any(c.rel == "case" and c.i < behind.i for c in behind.children)
        return fronted and head.rel == "nsubj" and all(t.pos != "PUNCT" for t in following)

    def _role_after(self, name: Name, head: Token) -> Token | None:
        """Find the apposition behind a name, by the tree or by its article after a comma."""
        if name.type == "ORG" and is_complement(name, self.parse.tokens):
            return None
        for child in head.children:
            if child.rel == "appos" and child.i > name.tokens[-1].i and role_noun(child, self.words):
                return child
        at = name.tokens[-1].i + 1
        comma = False
        for token in self.parse.tokens[at : at + 5]:
            if token.sent != head.sent or token.pos in ("VERB", "AUX", "ADP", "PRON", "CCONJ", "SCONJ"):
                return None
            if token.pos == "PUNCT":
                if token.text != "," or comma:
                    return None
                comma = True
            elif role_noun(token, self.words) and not (comma and token.rel == "nsubj"):
                article = any(c.pos == "DET" and c.i >= at for c in token.children)
                return token if comma or article else None
        return None

    def _predicate(self, head: Token) -> Token | None:
        """Find the noun that a name is said to be."""
        governor = head.head
        is_subject = head.rel == "nsubj" and any(c.rel == "cop" for c in governor.children)
        return governor if is_subject and role_noun(governor, self.words) else None

    def _visit(self, token: Token) -> None:
        """Take notice of a name, a description or a pronoun."""
        if token.i in self.opening:
            referent, name = self.opening[token.i]
            head = name.head
            self._adopt(referent, head)
            self._sight(referent, head, first=token.i, last=name.tokens[-1].i, named=True)
        elif token.i in self.of_token:
            referent = self.of_token[token.i]
            if token.lower not in self.words.titles and token.i not in self.named:
                self._sight(referent, token, first=token.i, last=token.i, named=False)
        elif role_noun(token, self.words) is not None or (token.pos == "NOUN" and token.rel == "nsubj"):
            self._describe(token)
        elif token.lower in self.words.owners and token.rel in ("det", "nmod") and token.i < token.head.i:
            self._own(token)
        elif token.pos in ("PRON", "PROPN") and pronoun_at(token, self.parse, self.words) is not None:
            self._stand_in(token)

    def _adopt(self, referent: Referent, head: Token) -> None:
        """Give a surname that comes late to the one described before it.

        A title and a surname speak of somebody known already: the person that
        a definite description made prominent just before, if he has no role
        that contradicts it ("L'ancien maire part. […] M. Vernet admet"). A
        name with a first name, or with a clause ("Anne Verdier, qui guide les
        groupes"), introduces somebody new; so may one behind a source ("The
        judge said […] Mr. Vernet left").
        """
        if referent.sightings or referent.roles or referent.kind != "person" or weigh_person(head) < SUBJECT:
            return
        if not all(n.titled and len(n.tokens) == 1 for n in referent.forms):
            return
        if any(c.dep in ("acl:relcl", "appos") for c in head.children):
            return
        quoted = self.quoted[head.i]
        described = self.discourse.foremost(at=head, quoted=quoted)
        if described is None or described.names or not gender_agrees(referent.gender, described):
            return
        if any(s.speaks for s in described.sightings):
            return
        if described.number == "Plur" or not any(r.definite and r.kind == "person" for r in described.roles):
            return
        self.discourse.merge(described, into=referent)
        for place in [s.head.i for s in described.sightings] + [r.head.i for r in described.roles]:
            self.of_token[place] = referent

    def _own(self, token: Token) -> None:
        """Resolve the owner that a possessive determiner names.

        What is no person may own as well ("Le club est ruiné. Ses dirigeants"): whoever was not
        spoken of since is not sure to be meant.
        """
        quoted = self.quoted[token.i]
        pronoun = self.words.owners[token.lower]
        owner = self.discourse.owner(token, pronoun, quoted=quoted)
        if owner is None:
            owner = self._named_behind(token, pronoun)
            if owner is not None:
                self.owner_of[token.i] = owner
            return
        since = self._thing_before(token, pronoun)
        if since is None or any(since.sent <= s.head.sent and s.last < token.i for s in owner.sightings):
            self.owner_of[token.i] = owner

    def _named_behind(self, token: Token, pronoun: Pronoun) -> Referent | None:
        """Give who owns by a possessive that stands before his name: "By her own account, Anna Roe left"."""
        for subject in self.parse.sentence_of(token).tokens:
            main = subject.i > token.i and subject.rel == "nsubj" and subject.head.head is subject.head
            owner = self.of_token.get(subject.i)
            if main and owner is not None and owner.names and self.quoted[subject.i] == self.quoted[token.i]:
                person = owner.kind == "person" or not pronoun.person
                agrees = gender_agrees(pronoun.gender, owner) and pronoun.number in ("", owner.number)
                return owner if person and agrees and token.head.rel == "obl" else None
        return None

    def _thing_before(self, token: Token, pronoun: Pronoun) -> Token | None:
        """Find the main subject before a possessive, in its sentence or the last, if it is no person."""
        noun = role_noun(token.head, self.words)
        if pronoun.person or (noun is not None and self.words.roles[noun].natural):
            return None  # no thing has a wife
        if any(row.owned and token.head.lower in row.words for row in self.reporting.preposition_rows):
            return None  # nor an opinion
        for sentence in reversed(self.parse.sentences[max(token.sent - 1, 0) : token.sent + 1]):
            for subject in sentence.tokens:
                main = subject.rel == "nsubj" and subject.head.head is subject.head
                named = subject.pos in ("NOUN", "PROPN") and token not in subject.subtree()
                heard = self.quoted[subject.i] and not self.quoted[token.i]
                if subject.i > token.i or not main or not named or heard:
                    continue
                description = read_description(subject, self.words)
                referent = self.of_token.get(subject.i)
                kind = description.kind if referent is None else referent.kind
                agrees = description.number in ("", pronoun.number)
                return subject if kind != "person" and agrees else None
        return None

    def _describe(self, token: Token) -> None:
        """Resolve a description, or open a referent for it."""
        description = read_description(token, self.words)
        if description.kind == "document" or token.rel in ("compound", "flat"):
            return
        host = self.of_token.get(token.head.i)
        if token.rel == "appos" and host is not None and host.kind == description.kind:
            self.discourse.learn(host, description)
            self.of_token[token.i] = host
            return
        quoted = self.quoted[token.i]
        referent = None
        speaks = self._speaks(token, weigh_person(token))
        if description.definite:
            referent = self.discourse.described(description, quoted=quoted, speaks=speaks)
        if referent is None:
            kind = description.kind or ("person" if self._says(token) else "thing")
            referent = Referent(kind, number=description.number or "Sing")
            self.discourse.referents.append(referent)
        self.discourse.learn(referent, description)
        self.of_token[token.i] = referent
        self._sight(referent, token, first=token.i, last=token.i, named=False)

    def _stand_in(self, token: Token) -> None:
        """Resolve a personal pronoun."""
        pronoun = pronoun_at(token, self.parse, self.words)
        if pronoun is None or pronoun.relative or self._is_impersonal(token, pronoun):
            return
        referent = self.discourse.pronoun(
            token,
            pronoun,
            quoted=self.quoted[token.i],
            speaks=self._speaks(token, MAIN_SUBJECT),
            incised=token.i > self.parse.sentence_of(token).tokens[0].i + 2,
            contrasts=self._contrasts(token),
        )
        if referent is None:
            return
        self.of_token[token.i] = referent
        self._sight(referent, token, first=token.i, last=token.i, named=False)

    def _contrasts(self, token: Token) -> bool:
        """Say whether a pronoun between commas takes up the one just named: "Vernet, lui, hésite"."""
        held = [t.text for t in self.parse.tokens[max(token.i - 1, 0) : token.i + 2]]
        return len(held) == 3 and held[0] == held[2] == ","

    def _is_impersonal(self, token: Token, pronoun: Pronoun) -> bool:
        """Say whether a pronoun stands for nobody ("il faut", "il y a", "it rains").

        The parser's own word counts only where it is sure to have seen no person:
        with a predicate that is no verb, or for the neuter.
        """
        governor = token.head
        if token.text.startswith("-") and governor.lemma not in self.words.lists.impersonal:
            return False
        beside = {governor.lemma, *(f"{c.lower} {governor.lemma}" for c in governor.children)}
        beside |= {f"{a.lower} {b.lemma}" for a, b in pairwise(self.parse.tokens[token.i + 1 : token.i + 3])}
        if beside & set(self.words.lists.impersonal):
            return True
        return token.rel == "expl" and (pronoun.gender == "Neut" or governor.pos not in ("VERB", "AUX"))


def _quoted(parse: Parse, quotations: Sequence[Quotation]) -> list[bool]:
    """Say of each token whether it stands in a quotation."""
    held = [False] * len(parse.tokens)
    for quotation in end_unclosed(parse, quotations):
        for part in quotation.parts:
            for token in parse.tokens_in(part):
                held[token.i] = True
    return held


def _clock(parse: Parse, quoted: Sequence[bool]) -> list[int]:
    """Count, for each sentence, the sentences outside quotations up to it."""
    ticks, now = [], 0
    for sentence in parse.sentences:
        now += not all(quoted[t.i] for t in sentence.tokens if t.pos != "PUNCT")
        ticks.append(now)
    return ticks
