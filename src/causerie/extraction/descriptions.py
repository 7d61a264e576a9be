"""Turn a noun phrase into what it says of the person or body that it describes."""

from __future__ import annotations

from dataclasses import dataclass

from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, RoleClass

#: Relations by which a word narrows the noun that it hangs from.
NARROWING = frozenset({"amod", "nmod", "compound"})
#: Relations in which an adjective stands for a noun ("les socialistes disent").
ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says of somebody.

    Attributes:
        noun: the head as the language folder has it, or its lemma.
        role: the class of the head, None for a noun that no class holds.
        general: the noun fits all others of its class.
        modifiers: lemmas that narrow it ("Mer" in "ministre de la Mer").
        complement: a noun narrows it, behind a preposition or as its owner.
        past: a role that is over ("ancien", "former").
        definite, indefinite: what the determiner says; both False without one.
        owned: a possessive determiner ties it to somebody else.
        aged: an age stands with it ("the 52-year-old welder"), which is none of its modifiers.
        latter: points at the one named last ("ce dernier", "the latter").
        gender, number: as UD has them, "" where the words do not show it.
    """

    head: Token
    noun: str
    role: RoleClass | None
    general: bool
    modifiers: frozenset[str]
    complement: bool
    past: bool
    definite: bool
    indefinite: bool
    owned: bool
    aged: bool
    latter: bool
    gender: str
    number: str

    @property
    def kind(self) -> str:
        """Say what is described: "person", "body", "document", or "" if the noun does not say."""
        return self.role.kind if self.role else ""

    def is_named_beside(self, other: Description) -> bool:
        """Say whether a capital makes a body's noun a name: "la Commission" is no "commission des lois"."""
        return self.kind == "body" and self.head.text[0].isupper() and not other.head.text[0].isupper()


def role_noun(token: Token, words: PeopleWords) -> str | None:
    """Find the entry of the language folder that a noun is a form of."""
    if token.pos not in ("NOUN", "PROPN", "X") and not (token.pos == "ADJ" and token.rel in ARGUMENTS):
        return None
    low = token.lower
    if low in words.titles and words.titles[low].noun:
        return words.titles[low].noun
    bare = low.removeprefix("ex-")
    forms = [
        low,
        bare,
        token.lemma.lower(),
        bare.removesuffix("s"),
        bare.removesuffix("x"),
        *bare.split("-")[:1],
    ]
    before = [f"{c.lower} {bare}" for c in token.children if c.i == token.i - 1]
    return next((f for f in [*before, *forms] if f in words.roles), None)


def read_description(head: Token, words: PeopleWords) -> Description:
    """Read the noun phrase that a noun heads."""
    noun = role_noun(head, words)
    determiner = next((c for c in head.children if c.i < head.i and _determines(c, words)), None)
    low = determiner.lower if determiner else ""
    age = _age(head, words)
    narrowing = [t for t in _narrowing(head) if t.lower not in (noun or "").split() and t.i not in age]
    lists = words.lists
    return Description(
        head=head,
        noun=noun or head.lemma.lower(),
        role=words.roles.get(noun) if noun else None,
        general=noun in words.general,
        modifiers=frozenset(t.lemma.lower() for t in narrowing if t.lower not in lists.past),
        complement=any(t.rel == "nmod" for t in narrowing),
        past=head.lower.startswith("ex-") or any(t.lower in lists.past for t in narrowing),
        definite=low in lists.definite or low in words.owners,
        indefinite=low in lists.indefinite,
        owned=low in words.owners,
        aged=bool(age),
        latter=(noun or head.lower) in lists.latter and not narrowing,
        gender=_gender(head, determiner, noun, words),
        number=_number(head, determiner),
    )


def _determines(token: Token, words: PeopleWords) -> bool:
    """Say whether a word is an article, demonstrative or possessive."""
    known = {*words.lists.definite, *words.lists.indefinite, *words.owners}
    return token.pos in ("DET", "PRON") and token.lower in known


def _narrowing(head: Token) -> list[Token]:
    """List the words that narrow a noun, relative clauses and appositions left out."""
    held, stack = [], list(head.children)
    while stack:
        token = stack.pop()
        if token.rel in NARROWING and token.pos in CONTENT:
            held.append(token)
            stack.extend(token.children)
    return held


def _age(head: Token, words: PeopleWords) -> frozenset[int]:
    """Give the words of an age that stands with a noun: "de 52 ans", "52-year-old"."""
    for token in (t for c in head.children if c.rel in NARROWING for t in (c, *c.children)):
        if token.lemma in words.lists.ages and any(c.pos == "NUM" for c in token.children):
            return frozenset({token.i, token.head.i} - {head.i})
    return frozenset()


def _shown(determiner: Token | None, feature: str) -> str:
    """Give what a determiner shows of its noun; a possessor shows only what he is himself: "her brother"."""
    own = determiner is None or determiner.dep == "nmod:poss"
    return "" if own or determiner is None else determiner.feats.get(feature, "")


def _gender(head: Token, determiner: Token | None, noun: str | None, words: PeopleWords) -> str:
    """Give the gender that the determiner, or else the title or the noun shows."""
    shown = _shown(determiner, "Gender")
    if shown and determiner is not None and not determiner.text.endswith(("'", "’")):
        return shown
    if head.lower in words.titles:
        return words.titles[head.lower].gender
    if noun in words.genders:
        return words.genders[noun]
    role = words.roles.get(noun) if noun else None
    return head.feats.get("Gender", "") if role is None or role.kind != "person" else ""


def _number(head: Token, determiner: Token | None) -> str:
    """Give the number that the determiner or the noun shows."""
    shown = _shown(determiner, "Number")
    return shown or head.feats.get("Number", "")
