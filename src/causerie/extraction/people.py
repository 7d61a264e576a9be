"""Turn a parse into the persons and bodies of a document, so that every source gets its fullest name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from causerie.extraction.descriptions import Description, read_description, role_noun
from causerie.extraction.discourse import (
    MAIN_SUBJECT,
    SUBJECT,
    Discourse,
    Referent,
    Sighting,
    gender_agrees,
    weigh,
    weigh_person,
)
from causerie.extraction.names import Name, find_names
from causerie.extraction.namesakes import full_name, join_names
from causerie.extraction.quotations import Quotation, find_quotations
from causerie.extraction.syntax import NOMINAL, Parse, Token
from causerie.languages.people import PeopleWords, Pronoun, people_words
from causerie.languages.reporting import Scope, reporting
from causerie.model import Document, Span

#: Words between a role and the name that it stands before ("le chef de l'aviation civile, Paul Vernet").
REACH = 14


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or a body, that a document names.

    Attributes:
        name: the fullest name that the document gives, without title.
        aliases: all ways in which it is written, the fullest first.
        kind: "person", "body", "place" or "thing".
        gender: "Masc", "Fem" or "" where the text does not show it.
        roles: nouns by which it is described, as the language folder has them.
        mentions: names, descriptions and pronouns that stand for it, in order.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    gender: str
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]


class People:
    """The persons and bodies of one document, and who each mention is."""

    def __init__(
        self, parse: Parse, discourse: Discourse, *, words: PeopleWords, of_token: dict[int, Referent]
    ) -> None:
        """Hold what `find_people` found."""
        self._parse = parse
        self._discourse = discourse
        self._words = words
        self._of_token = of_token

    @property
    def names(self) -> tuple[Person, ...]:
        """List who is named, in the order of first mention."""
        return tuple(self._person(r) for r in self._discourse.referents if r.names)

    def _person(self, referent: Referent) -> Person:
        text = self._parse.text
        full = full_name(referent, text=text)
        written = [" ".join(n.span.of(text).split()) for n in referent.names]
        tokens = self._parse.tokens
        seen = sorted(referent.sightings, key=lambda s: s.first)
        return Person(
            name=full,
            aliases=tuple(dict.fromkeys([full, *written])),
            kind=referent.kind,
            gender=referent.gender,
            roles=tuple(dict.fromkeys(r.noun for r in referent.roles)),
            mentions=tuple(Span(tokens[s.first].start, tokens[s.last].end) for s in seen),
        )

    def last_named_before(self, offset: int) -> str | None:
        """Give the fullest name of the person named, described or meant last before a place.

        Bodies count only where no person stands before; None where nobody does.
        """
        for kinds in (("person",), ("body",)):
            placed = [
                (s.last, full_name(r, text=self._parse.text))
                for r in self._discourse.referents
                if r.names and r.kind in kinds
                for s in r.sightings
                if self._parse.tokens[s.last].end <= offset
            ]
            if placed:
                return max(placed)[1]
        return None

    def antecedent(self, pronoun: Token) -> Span | None:
        """Give the name, or else the description, that a personal or relative pronoun stands for.

        It is the last one before the pronoun; None where nobody is sure.
        """
        referent = self._of_token.get(pronoun.i)
        if referent is None:
            head = self._relative_head(pronoun)
            return None if head is None else head.span
        tokens = self._parse.tokens
        before = [s for s in referent.sightings if s.last < pronoun.i and tokens[s.last].pos != "PRON"]
        named = [s for s in before if s.named] or before
        return Span(tokens[named[-1].first].start, tokens[named[-1].last].end) if named else None

    def speaker_of(self, mention: Span, *, at: int | None = None) -> str | None:
        """Give the fullest name that the document gives for a source.

        Args:
            mention: the words of the source, as a statement holds them; title,
                apposition and determiner may be among them.
            at: where the statement stands, if elsewhere than the mention.

        Returns:
            A name without title; for one never named, his fullest description
            without article; the mention's own words where nobody is sure; None
            if the mention holds no word.
        """
        tokens = self._parse.tokens_in(mention)
        if not tokens:
            return None
        head = _head(tokens)
        if head.lower in self._words.pronouns and self._words.pronouns[head.lower.lstrip("-")].relative:
            head = self._relative_head(head) or head
        several = self._several(head, tokens)
        if several:
            return several
        referent = self._referent(head, tokens)
        if referent is not None and referent.names:
            full = full_name(referent, text=self._parse.text)
            own = self._own_words(head, tokens)
            return own if referent.kind != "person" and full in own else full
        if head.lower.lstrip("-") in self._words.pronouns and referent is None:
            return self._stands_for(head) or " ".join(mention.of(self._parse.text).split())
        return self._maker(head, tokens) or self._own_words(head, tokens)

    def _stands_for(self, pronoun: Token) -> str | None:
        """Find the group that a plural pronoun means, also one that no class holds."""
        row = self._words.pronouns[pronoun.lower.lstrip("-")]
        if row.number != "Plur":
            return None
        for sentence in reversed(self._parse.sentences[max(pronoun.sent - 2, 0) : pronoun.sent + 1]):
            for token in sentence.tokens:
                subject = token.pos in ("NOUN", "PROPN") and token.rel == "nsubj" and token.i < pronoun.i
                agrees = token.feats.get("Number") == "Plur" and (
                    not row.gender or token.feats.get("Gender", row.gender) == row.gender
                )
                if subject and agrees and token.i not in self._of_token:
                    return self._own_words(token, token.subtree())
        return None

    def _relative_head(self, pronoun: Token) -> Token | None:
        """Climb from a relative pronoun to the noun that its clause describes."""
        token = pronoun
        for _ in range(4):
            if token.dep == "acl:relcl":
                return token.head
            if token.head is token:
                return None
            token = token.head
        return None

    def _several(self, head: Token, tokens: Sequence[Token]) -> str | None:
        """Quote coordinated names from the first to the last."""
        named = [n for _, n in self._names_in(tokens)]
        if not named or (head.i < named[0].tokens[0].i and _is_complement(named[0], self._parse.tokens)):
            return None
        run, joined = named[:1], False
        for name in named[1:]:
            between = self._parse.tokens[run[-1].tokens[-1].i + 1 : name.tokens[0].i]
            if not between or any(t.text != "," and t.pos not in ("CCONJ", "DET") for t in between):
                break
            run.append(name)
            joined = any(t.pos == "CCONJ" for t in between)
        stretch = Span(run[0].span.start, run[-1].span.end)
        return " ".join(stretch.of(self._parse.text).split()) if joined else None

    def _names_in(self, tokens: Sequence[Token]) -> list[tuple[Referent, Name]]:
        """List the names that lie wholly in a phrase."""
        inside = {t.i for t in tokens}
        referents = {id(r): r for t in tokens for r in [self._of_token.get(t.i)] if r is not None}
        held = [(r, n) for r in referents.values() for n in r.names if all(t.i in inside for t in n.tokens)]
        return sorted(held, key=lambda pair: pair[1].tokens[0].i)

    def _referent(self, head: Token, tokens: Sequence[Token]) -> Referent | None:
        """Find who a noun phrase is: by a name in apposition, by its head, or as a description."""
        for referent, name in self._names_in(tokens):
            top = next((t for t in name.tokens if t.head not in name.tokens), name.tokens[0])
            hangs = top.head is head and (top.rel in ("appos", "flat") or _bare_modifier(top))
            before = self._parse.tokens[name.tokens[0].i - 1] if name.tokens[0].i else None
            while before is not None and before.lower in self._words.titles and before.i > tokens[0].i:
                before = self._parse.tokens[before.i - 1]
            closes = name.tokens[-1] is tokens[-1] and before is not None and before.text == ","
            if head in name.tokens or hangs or (closes and referent.kind == "person"):
                return referent
        return self._of_token.get(head.i)

    def _maker(self, head: Token, tokens: Sequence[Token]) -> str | None:
        """Name the one behind a document: "un rapport de la Ligue"."""
        if role_noun(head, self._words) is None or read_description(head, self._words).kind != "document":
            return None
        for token in tokens:
            case = next((c for c in token.children if c.rel == "case"), None)
            if token.i > head.i and case is not None and case.lower in self._words.lists.makers:
                referent = self._of_token.get(token.i)
                if referent is not None and referent.kind in ("person", "body"):
                    inner = [t for t in tokens if t.i >= case.i and t is not case]
                    return self.speaker_of(Span(inner[0].start, inner[-1].end))
        return None

    def _own_words(self, head: Token, tokens: Sequence[Token]) -> str:
        """Quote a noun phrase without article, relative clause and apposition; names replace what they name."""
        referent = self._of_token.get(head.i)
        if referent is not None and referent.roles:
            noun = read_description(head, self._words).noun
            stands_in = head.pos == "PRON" or read_description(head, self._words).latter
            alike = [r for r in referent.roles if (r.noun == noun or stands_in) and not r.latter]
            fullest = max(alike, key=lambda r: len(r.modifiers), default=None)
            if fullest is not None and fullest.head is not head and (fullest.modifiers or stands_in):
                return self._phrase(fullest.head, fullest.head.subtree())
        return self._phrase(head, tokens)

    def _phrase(self, head: Token, tokens: Sequence[Token]) -> str:
        """Quote a noun phrase; who is described inside it gets his name ("porte-parole de la Ligue")."""
        kept = self._without_ends(head, tokens)
        text = self._parse.text
        inner = self._described_within(head, kept)
        if inner is None:
            return " ".join(text[kept[0].start : kept[-1].end].split())
        case, referent = inner
        outer = " ".join(text[kept[0].start : case.start].split())
        join = self._words.lists.of if case.lower in self._words.lists.makers else case.text
        return f"{outer} {join} {full_name(referent, text=text)}"

    def _described_within(self, head: Token, kept: Sequence[Token]) -> tuple[Token, Referent] | None:
        """Find the preposition and the body at the end of a phrase, if described there but named elsewhere."""
        inside = {t.i for t in kept}
        for token in head.children:
            case = token.child("case")
            referent = self._of_token.get(token.i)
            ends = token.i in inside and kept[-1] in token.subtree()
            if not ends or case is None or case.i not in inside or referent is None or not referent.names:
                continue
            if not any(token in n.tokens for n in referent.names) and not self._names_in(token.subtree()):
                return case, referent
        return None

    def _without_ends(self, head: Token, tokens: Sequence[Token]) -> list[Token]:
        """Drop leading articles and whatever follows the noun phrase."""
        lists = self._words.lists
        small = {*lists.definite, *lists.indefinite}
        held = list(tokens)
        while len(held) > 1 and held[0] is not head:
            article = held[0].lower in small and held[0].pos in ("DET", "ADP")
            if not article and held[0].pos != "PUNCT" and not (held[0].pos == "ADP" and held[0].head is head):
                break
            held.pop(0)
        end = len(held)
        for at, token in enumerate(held):
            if token.i <= head.i:
                continue
            clause = token.rel == "acl"
            if clause and (token.dep == "acl:relcl" or len(token.subtree()) > 1):
                first = min(t.i for t in token.subtree())
                end = min([end, *(k for k, t in enumerate(held) if t.i >= first and t.i > head.i)])
            elif token.text in (",", ";", "–", "—"):
                end = min(end, at)
        return held[: max(end, 1)]


def _bare_modifier(token: Token) -> bool:
    """Say whether a name hangs from its noun without a preposition ("le général De Gaulle")."""
    return token.rel == "nmod" and not any(c.rel == "case" for c in token.children)


def _is_complement(name: Name, tokens: Sequence[Token]) -> bool:
    """Say whether a name follows a preposition, and so narrows the noun before it."""
    at = name.tokens[0].i - 1
    while at >= 0 and tokens[at].pos == "DET":
        at -= 1
    return at >= 0 and tokens[at].pos == "ADP" and tokens[at].sent == name.tokens[0].sent


def _head(tokens: Sequence[Token]) -> Token:
    """Find the token that the others of a phrase hang from."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head is t or t.head.i not in inside]
    return next((t for t in tops if t.pos in NOMINAL), tops[0] if tops else tokens[0])


def find_people(parse: Parse, document: Document, *, quotations: Sequence[Quotation] | None = None) -> People:
    """Find the persons and bodies of a document.

    Args:
        parse: its trees.
        document: its paragraphs and asides.
        quotations: where they run, if known already; found here otherwise.
    """
    if quotations is None:
        quotations = find_quotations(
            document.text, document.paragraphs, asides=document.asides, language=document.language
        )
    words = people_words(parse.language)
    return _Walk(parse, quotations, words).people()


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

    def people(self) -> People:
        """Give roles to names, then resolve descriptions and pronouns in order."""
        for referent in self.discourse.referents:
            for name in referent.names:
                for token in name.tokens:
                    self.of_token[token.i] = referent
                before = self.parse.tokens[name.tokens[0].i - 1]
                if name.titled and before.lower in self.words.titles:
                    self.of_token[before.i] = referent
                self.opening[name.tokens[0].i] = (referent, name)
        for near in (True, False):
            for referent, name in self.opening.values():
                self._give_role(referent, name, near=near)
        for token in self.parse.tokens:
            self._visit(token)
        return People(self.parse, self.discourse, words=self.words, of_token=self.of_token)

    def _sight(self, referent: Referent, head: Token, *, first: int, last: int, named: bool) -> None:
        weight = weigh_person(head) if referent.kind == "person" else weigh(head)
        if self._is_cited(head):
            weight = max(weight, SUBJECT)
        if head.text.startswith("-"):  # an inverted pronoun is the subject, whatever the parser made of it
            weight = MAIN_SUBJECT
        seen = Sighting(head, first, last, weight, self.quoted[head.i], named, self._speaks(head, weight))
        referent.sightings.append(seen)

    def _speaks(self, head: Token, weight: float) -> bool:
        """Say whether a subject stands where words are reported: beside a quotation, or over a clause."""
        if self.quoted[head.i]:
            return False
        if self._is_cited(head):
            return True
        if weight < SUBJECT:
            return False
        verb = head.head
        lemma = self.reporting.forms.get(verb.lower, verb.lemma)
        if lemma in self.reporting.verbs or verb.rel == "parataxis":
            return True
        if any(c.rel in ("ccomp", "parataxis") for c in verb.children):
            return True
        sentence = self.parse.sentence_of(head).tokens
        after = self.parse.tokens[sentence[-1].i + 1 : sentence[-1].i + 3]
        follows = sentence[-1].text == ":" and any(self.quoted[t.i] for t in after)
        return follows or any(self.quoted[t.i] for t in sentence)

    def _give_role(self, referent: Referent, name: Name, *, near: bool) -> None:
        """Find the role beside a name: right before it, or further off: apposition, predicate."""
        head = next((t for t in name.tokens if t.head not in name.tokens), name.tokens[0])
        if near:
            nouns = [*name.roles, self._role_before(name, apart=False)]
        elif referent.kind in ("person", "body"):
            nouns = [self._role_before(name, apart=True), self._role_after(name, head), self._predicate(head)]
        else:
            nouns = [self._role_after(name, head)] if len(name.tokens) > 1 else []
        for noun in nouns:
            if noun is not None and noun.i not in self.of_token:
                self._take_role(referent, read_description(noun, self.words))

    def _take_role(self, referent: Referent, description: Description) -> None:
        """Enter a role, unless it contradicts what the name is."""
        if referent.kind == "thing" and description.kind != "document":
            referent.kind = description.kind
        if description.kind != referent.kind or description.number == "Plur" != referent.number:
            return
        own = {t.lemma.lower() for n in referent.names for t in n.tokens}
        referent.roles.append(replace(description, modifiers=description.modifiers - own))
        self.of_token[description.head.i] = referent
        if description.gender in ("Masc", "Fem"):
            referent.genders[description.gender] += 1

    def _role_before(self, name: Name, *, apart: bool) -> Token | None:
        """Read leftwards from a name to the noun that introduces it, with a comma between or none.

        Without a comma the person's role nearest to the name counts ("le
        conseiller du président Vernet"), with one the first of the phrase
        ("le conseiller du président, Vernet").
        """
        tokens = self.parse.tokens
        at, found = name.tokens[0].i - 1, None
        if (at >= 0 and tokens[at].text == ",") != apart or _is_complement(name, tokens):
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
        return found

    def _role_after(self, name: Name, head: Token) -> Token | None:
        """Find the apposition behind a name, by the tree or by its article after a comma."""
        if name.type == "ORG" and _is_complement(name, self.parse.tokens):
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
            head = next((t for t in name.tokens if t.head not in name.tokens), token)
            self._adopt(referent, head)
            self._sight(referent, head, first=token.i, last=name.tokens[-1].i, named=True)
        elif token.i in self.of_token:
            referent = self.of_token[token.i]
            if token.lower not in self.words.titles and not any(token in n.tokens for n in referent.names):
                self._sight(referent, token, first=token.i, last=token.i, named=False)
        elif role_noun(token, self.words) is not None or (token.pos == "NOUN" and token.rel == "nsubj"):
            self._describe(token)
        elif token.pos == "PRON" and token.lower.lstrip("-") in self.words.pronouns:
            self._stand_in(token)

    def _adopt(self, referent: Referent, head: Token) -> None:
        """Give a name that comes late to the one described before it.

        A subject named for the first time, without any role, is the person
        that a definite description made prominent just before, if his role
        contradicts nothing: "L'ancien maire part. […] M. Vernet admet".
        """
        if referent.sightings or referent.roles or referent.kind != "person" or weigh_person(head) < SUBJECT:
            return
        quoted = self.quoted[head.i]
        described = self.discourse.foremost(at=head, quoted=quoted)
        if described is None or described.names or not gender_agrees(referent.gender, described):
            return
        if described.number == "Plur" or not any(r.definite for r in described.roles):
            return
        referent.roles, referent.sightings = described.roles, described.sightings
        referent.genders.update(described.genders)
        self.discourse.referents.remove(described)
        for index, held in self.of_token.items():
            if held is described:
                self.of_token[index] = referent

    def _describe(self, token: Token) -> None:
        """Resolve a description, or open a referent for it."""
        description = read_description(token, self.words)
        if description.kind == "document" or token.rel in ("compound", "flat"):
            return
        host = self.of_token.get(token.head.i)
        if token.rel == "appos" and host is not None and host.kind == description.kind:
            host.roles.append(description)
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
        referent.roles.append(description)
        if description.gender in ("Masc", "Fem"):
            referent.genders[description.gender] += 1
        self.of_token[token.i] = referent
        self._sight(referent, token, first=token.i, last=token.i, named=False)

    def _stand_in(self, token: Token) -> None:
        """Resolve a personal pronoun."""
        pronoun = self.words.pronouns[token.lower.lstrip("-")]
        if pronoun.relative or self._is_impersonal(token, pronoun):
            return
        beside = [
            self.parse.tokens[i].text for i in (token.i - 1, token.i + 1) if 0 < i < len(self.parse.tokens)
        ]
        referent = self.discourse.pronoun(
            token,
            pronoun,
            quoted=self.quoted[token.i],
            speaks=self._speaks(token, MAIN_SUBJECT),
            incised=token.i > self.parse.sentence_of(token).tokens[0].i + 2,
            contrasts=beside == [",", ","],
        )
        if referent is None:
            return
        if pronoun.gender in ("Masc", "Fem") and referent.kind == "person":
            referent.genders[pronoun.gender] += 1
        self.of_token[token.i] = referent
        self._sight(referent, token, first=token.i, last=token.i, named=False)

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
    for quotation in quotations:
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
