"""Turn a parse into the persons and bodies of a document, so that every source gets its fullest name."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from causerie.extraction.descriptions import Description, read_description, role_noun
from causerie.extraction.mentions import (
    Mentions,
    first_of_phrase,
    is_complement,
    pronoun_at,
    resolve_mentions,
)
from causerie.extraction.names import Name
from causerie.extraction.namesakes import full_name
from causerie.extraction.pairs import one_of_two
from causerie.extraction.quotations import Quotation, find_quotations
from causerie.extraction.referents import Referent, is_bare_modifier
from causerie.extraction.syntax import Parse, Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.people import PeopleWords, Pronoun, people_words
from causerie.languages.reporting import reporting
from causerie.model import Document, Span

#: Relations of the words that name, as against those that tell.
NAMING = frozenset({"det", "amod", "nmod", "compound", "flat", "fixed", "case"})
VOWELS = "aeiou"
APOSTROPHES = ("'", "’")


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

    def __init__(self, parse: Parse, mentions: Mentions, *, words: PeopleWords) -> None:
        """Hold what `find_people` found."""
        self._parse = parse
        self._discourse = mentions.discourse
        self._words = words
        self._of_token = mentions.of_token
        self._owner_of = mentions.owner_of
        self._name_at = mentions.named
        self._full: dict[Referent, str] = {}
        self._by_lemma: dict[str, list[Token]] = defaultdict(list)
        for token in parse.tokens:
            self._by_lemma[token.lemma.lower()].append(token)
        self._last_named = {kind: self._placed(kind) for kind in ("person", "body")}

    @cached_property
    def names(self) -> tuple[Person, ...]:
        """List who is named, in the order of first mention."""
        return tuple(self._person(r) for r in self._discourse.referents if r.names)

    def _full_name(self, referent: Referent) -> str:
        """Give the fullest name, found once."""
        if referent not in self._full:
            self._full[referent] = full_name(referent, text=self._parse.text)
        return self._full[referent]

    def _person(self, referent: Referent) -> Person:
        text = self._parse.text
        full = self._full_name(referent)
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
        for placed in self._last_named.values():
            at = bisect_right(placed, offset, key=lambda pair: pair[0])
            if at:
                return self._full_name(placed[at - 1][1])
        return None

    def called(self, label: str) -> str | None:
        """Give the fullest name of the one person whom a label means: "KM", "K. M.", "MOSS", "Moss"."""
        initials, held = "".join(c for c in label if c.isalpha()), label.casefold()
        persons = [p for p in self.names if p.kind == "person"]
        fits = [
            p.name
            for p in persons
            if not p.name.isupper()
            and (held in (a.casefold() for a in p.aliases) or held == p.name.split()[-1].casefold())
        ]
        if not fits and len(initials) > 1:
            spelt = [p.name for p in persons if max(map(len, p.name.split())) > 2]
            fits = [name for name in spelt if _initials(name) == initials]
        return fits[0] if len(fits) == 1 else None

    def presented_in(self, stretch: Span) -> str | None:
        """Give the fullest name of the person whom a stretch of the text is about.

        None where it names no person, or several without telling which.
        """
        inside = {t.i for t in self._parse.tokens_in(stretch)}
        persons = [r for r in self._discourse.referents if r.names and r.kind == "person"]
        weights = {r: sum(s.weight for s in r.sightings if s.last in inside) for r in persons}
        ranked = sorted(weights, key=lambda r: -weights[r])
        if not ranked or weights[ranked[0]] == max((weights[r] for r in ranked[1:]), default=0.0):
            return None
        return self._full_name(ranked[0])

    def _placed(self, kind: str) -> list[tuple[int, Referent]]:
        """List where the mentions of the named end, in order."""
        tokens = self._parse.tokens
        named = [r for r in self._discourse.referents if r.names and r.kind == kind]
        return sorted(((tokens[s.last].end, r) for r in named for s in r.sightings), key=lambda pair: pair[0])

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

    def speaker_of(self, mention: Span) -> str | None:
        """Give the fullest name that the document gives for a source.

        Args:
            mention: the words of the source, as a statement holds them; title,
                apposition and determiner may be among them.

        Returns:
            A name without title; for one never named, the first description that
            narrows him, without article; the mention's own words where nobody is sure; None
            if the mention holds no word.
        """
        tokens = self._parse.tokens_in(mention)
        if not tokens:
            return None
        if len(tokens) > 2 and tokens[0].lower in self._words.titles and self._is_article(tokens[1]):
            tokens = tokens[1:]  # "Mme la présidente"
        head = _head(tokens)
        owner = self._owner_of.get(head.i)
        possessive = self._words.owners.get(head.lower) if len(tokens) == 1 else None
        if possessive is not None:
            return self._possessor(head, owner, possessive)
        pronoun = pronoun_at(head, self._parse, self._words)
        if pronoun is not None and pronoun.relative:
            head = self._relative_head(head) or head
        several = self._several(head, tokens)
        if several:
            return several
        alone = len(tokens) == 1 or (len(tokens) == 2 and self._is_article(tokens[0]))
        pair = one_of_two(head, self._discourse.referents, self._words) if alone else None
        referent = pair or self._referent(head, tokens)
        if referent is not None and referent.names:
            full = self._full_name(referent)
            own = self._own_words(head, tokens)
            return own if referent.kind != "person" and full in own else full
        if referent is None and pronoun is not None and (head.pos == "PRON" or len(tokens) == 1):
            return self._stands_for(head, pronoun) or " ".join(mention.of(self._parse.text).split())
        return self._maker(head, tokens) or self._own_words(head, tokens)

    def _is_article(self, token: Token) -> bool:
        """Say whether a word is a definite article or demonstrative."""
        return token.lower in self._words.lists.definite

    def _possessor(self, possessive: Token, owner: Referent | None, row: Pronoun) -> str:
        """Name whom a possessive makes the owner: by his name, else as he or his group is described."""
        if owner is not None and owner.names:
            return self._full_name(owner)
        if owner is not None and owner.roles:
            return self._own_words(owner.roles[0].head, [owner.roles[0].head])
        return self._stands_for(possessive, row) or possessive.text

    def _stands_for(self, pronoun: Token, row: Pronoun) -> str | None:
        """Find the group that a plural pronoun means, also one that no class holds, or the document."""
        if row.number != "Plur":
            return None if row.person else self._document_before(pronoun, row)
        for sentence in reversed(self._parse.sentences[max(pronoun.sent - 2, 0) : pronoun.sent + 1]):
            for token in sentence.tokens:
                joined = _joined_to(token) if token.rel == "nsubj" and token.i < pronoun.i else ()
                if joined and self._may_be(joined, row):
                    held = list(token.subtree())
                    return self._several(token, held) or self._own_words(token, held)
                subject = token.pos in ("NOUN", "PROPN") and token.rel == "nsubj" and token.i < pronoun.i
                agrees = token.feats.get("Number") == "Plur" and (
                    not row.gender or token.feats.get("Gender", row.gender) == row.gender
                )
                if subject and agrees and (token.i not in self._of_token or self._can_speak(token)):
                    return self._own_words(token, token.subtree())
        return None

    def _can_speak(self, noun: Token) -> bool:
        """Say whether a noun that no class of persons holds is that of people: "critics", "supporters"."""
        words = reporting(self._parse.language).words
        return noun.lemma in words.speakers or noun.lower.endswith(words.agent_endings)

    def _may_be(self, joined: Sequence[Token], row: Pronoun) -> bool:
        """Say whether nouns joined to each other agree with a plural pronoun: a man makes them masculine."""
        known = [self._of_token.get(t.i) for t in joined]
        genders = {
            t.feats.get("Gender", "") if r is None else r.gender for t, r in zip(joined, known, strict=True)
        }
        return row.gender != "Fem" or "Masc" not in genders

    def _document_before(self, pronoun: Token, row: Pronoun) -> str | None:
        """Find the document that was the subject in this sentence or the last: "The study … It says"."""
        for sentence in reversed(self._parse.sentences[max(pronoun.sent - 1, 0) : pronoun.sent + 1]):
            for token in sentence.tokens:
                if token.rel != "nsubj" or token.i >= pronoun.i or role_noun(token, self._words) is None:
                    continue
                description = read_description(token, self._words)
                agrees = row.gender in ("", "Neut", token.feats.get("Gender", row.gender))
                if description.kind == "document" and description.number != "Plur" and agrees:
                    held = list(token.subtree())
                    return self._maker(token, held) or self._own_words(token, held)
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
        if not named or (head.i < named[0].tokens[0].i and is_complement(named[0], self._parse.tokens)):
            return None
        run, joined = named[:1], False
        for name in named[1:]:
            between = self._parse.tokens[run[-1].tokens[-1].i + 1 : name.tokens[0].i]
            if not between or any(t.text != "," and t.pos not in ("CCONJ", "DET") for t in between):
                break
            run.append(name)
            joined = any(t.pos == "CCONJ" for t in between)
        last = run[-1].tokens[-1]
        while last.rel == "compound" and last.head in tokens and last.head.i > last.i:
            last = last.head
        stretch = Span(run[0].span.start, last.end)
        return " ".join(stretch.of(self._parse.text).split()) if joined else None

    def _names_in(self, tokens: Sequence[Token]) -> list[tuple[Referent, Name]]:
        """List the names that lie wholly in a phrase."""
        inside = {t.i for t in tokens}
        names = dict.fromkeys(self._name_at[t.i] for t in tokens if t.i in self._name_at)
        whole = [n for n in names if all(t.i in inside for t in n.tokens)]
        return [(self._of_token[n.tokens[0].i], n) for n in whole]

    def _referent(self, head: Token, tokens: Sequence[Token]) -> Referent | None:
        """Find who a noun phrase is: by a name in apposition, by its head, or as a description."""
        own = self._of_token.get(head.i)
        for referent, name in self._names_in(tokens):
            if own is not None and own.names and own.kind == "person" != referent.kind:
                continue  # "le président de l'Union (UFS), Jean Vernet": the body only stands by
            top = name.head
            hangs = top.head is head and (top.rel in ("appos", "flat") or is_bare_modifier(top))
            first = first_of_phrase(name, self._parse.tokens, self._words)
            before = self._parse.tokens[first - 1] if first > tokens[0].i else None
            closes = name.tokens[-1] is tokens[-1] and before is not None and before.text == ","
            if head in name.tokens or hangs or (closes and referent.kind == "person"):
                return referent
        return own

    def _maker(self, head: Token, tokens: Sequence[Token]) -> str | None:
        """Name the one behind a document: "un rapport de la Ligue", "the League's report"."""
        if role_noun(head, self._words) is None or read_description(head, self._words).kind != "document":
            return None
        owner = self._owner_of.get(tokens[0].i)
        if owner is not None and owner.names:
            return self._full_name(owner)
        for token in tokens:
            case = next((c for c in token.children if c.rel == "case"), None)
            referent = self._of_token.get(token.i)
            if referent is None or referent.kind not in ("person", "body"):
                continue
            made = token.head is head or token.head.lemma not in self._words.lists.handling
            behind = token.i > head.i and case is not None and case.lower in self._words.lists.makers and made
            if behind or (token.dep == "nmod:poss" and token.head is head):
                inner = [t for t in token.subtree() if t is not case and t in tokens]
                return self.speaker_of(Span(inner[0].start, inner[-1].end))
        return None

    def _own_words(self, head: Token, tokens: Sequence[Token]) -> str:
        """Quote a noun phrase without article, relative clause and apposition, the fullest there is."""
        fuller = self._fuller(head)
        if fuller is not None and fuller is not head:
            return self._phrase(fuller, _naming(fuller))
        return self._phrase(head, tokens)

    def _fuller(self, head: Token) -> Token | None:
        """Find the description that introduces whom a noun or pronoun means: the first that narrows him."""
        description = read_description(head, self._words)
        stands_in = head.pos == "PRON" or description.latter
        referent = self._of_token.get(head.i)
        if referent is not None:
            alike = [r for r in referent.roles if (r.noun == description.noun or stands_in) and not r.latter]
            best = next((r for r in alike if r.modifiers), alike[0] if alike else None)
            if best is not None and (best.modifiers or stands_in):
                return best.head
        if stands_in or not description.definite or description.owned:
            return None
        return self._said_more_fully(description)

    def _said_more_fully(self, description: Description) -> Token | None:
        """Find where a definite noun stands with more to narrow it: nearest before, else first after."""
        head = description.head
        alike = [t for t in self._by_lemma[head.lemma.lower()] if t.pos == head.pos and t is not head]
        for token in [*(t for t in reversed(alike) if t.i < head.i), *(t for t in alike if t.i > head.i)]:
            other = read_description(token, self._words)
            if description.is_named_beside(other):
                continue
            if other.number == description.number and other.modifiers > description.modifiers:
                return token
        return None

    def _phrase(self, head: Token, tokens: Sequence[Token]) -> str:
        """Quote a noun phrase; whom it describes or owns gets his name ("porte-parole de la Ligue")."""
        kept = self._without_ends(head, tokens)
        text = self._parse.text
        owner = self._owner_of.get(kept[0].i)
        narrowed = any(c.rel == "nmod" and c.i > head.i for c in head.children if c in kept)
        if owner is not None and owner.names and len(kept) > 1 and not narrowed:
            return self._joined(text[kept[1].start : kept[-1].end], self._full_name(owner))
        inner = self._described_within(head, kept)
        if inner is None:
            return " ".join(text[kept[0].start : kept[-1].end].split())
        case, name = inner
        outer = text[kept[0].start : case.start]
        if case.lower in self._words.lists.makers:
            return self._joined(outer, name)
        return f"{' '.join(outer.split())} {case.text} {name}"

    def _joined(self, outer: str, name: str) -> str:
        """Join a role to the name of its owner ("avocat d'Anne Vernet")."""
        vowel = unicodedata.normalize("NFD", name[0]).casefold()[0] in VOWELS
        join = self._words.lists.of_before_vowel if vowel else self._words.lists.of
        return f"{' '.join(outer.split())} {join}{'' if join.endswith(APOSTROPHES) else ' '}{name}"

    def _described_within(self, head: Token, kept: Sequence[Token]) -> tuple[Token, str] | None:
        """Find the preposition and the body that end a phrase, described there but named elsewhere."""
        inside = {t.i for t in kept}
        for token in head.children:
            case = token.child("case")
            referent = self._of_token.get(token.i)
            ends = token.i in inside and kept[-1] in token.subtree()
            if not ends or case is None or case.i not in inside or referent is None or not referent.names:
                continue
            if token.i not in self._name_at and not self._names_in(token.subtree()):
                return case, self._full_name(referent)
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
            elif token.text in (",", ";", "–", "—", "("):
                end = min(end, at)
        while end > 1 and held[end - 1].pos in ("ADP", "PUNCT") and held[end - 1] is not head:
            end -= 1
        return held[: max(end, 1)]


def _naming(head: Token) -> list[Token]:
    """List the words of a noun phrase that name, in one stretch: no clause, no apposition."""
    held, stack = [head], [head]
    while stack:
        for child in stack.pop().children:
            if child.rel in NAMING:
                held.append(child)
                stack.append(child)
    places = {t.i: t for t in held}
    low = high = head.i
    while low - 1 in places:
        low -= 1
    while high + 1 in places:
        high += 1
    return [places[i] for i in range(low, high + 1)]


def _joined_to(head: Token) -> tuple[Token, ...]:
    """List a noun and those that "and" joins to it; nothing where it stands alone."""
    more = [c for c in head.children if c.rel == "conj" and c.pos in ("NOUN", "PROPN")]
    linked = head.pos in ("NOUN", "PROPN") and any(t.child("cc") is not None for t in (head, *more))
    return (head, *more) if more and linked else ()


def _initials(name: str) -> str:
    """Give the initials of a name: "Anne-Marie Roux" is "AMR"."""
    return "".join(word[0] for word in name.replace("-", " ").split())


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
    return People(parse, resolve_mentions(parse, quotations, words), words=words)
