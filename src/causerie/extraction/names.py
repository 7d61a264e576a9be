"""Turn a parse into the names that stand in it, repairing what the small models get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from causerie.extraction.descriptions import role_noun
from causerie.extraction.syntax import Entity, Parse, Sentence, Token
from causerie.languages.figures import figure_words
from causerie.languages.people import PeopleWords, gender_of_first_name, people_words
from causerie.model import Span

#: Parts of speech that open a sentence in capitals without being a name.
FUNCTION = frozenset(
    {"ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PRON", "PUNCT", "SCONJ", "SYM", "VERB"}
)
#: Parts of speech that, written small, tell a clause from a name.
CLAUSAL = frozenset({"AUX", "PRON", "VERB"})
#: Share of a sentence's words in capitals above which it is a headline whose capitals tell nothing.
HEADLINE = 0.6
HYPHENS = frozenset("-–‑")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text, without its title.

    Attributes:
        type: "PER", "ORG", "LOC", "MISC", or "" where only capitals speak.
        gender: what title or first name show, "" if nothing does.
        titled: a title stands before it.
        human: a title or a first name says that it is a person.
        roles: the title and role words cut off before it.
    """

    tokens: tuple[Token, ...]
    type: str
    gender: str = ""
    titled: bool = False
    human: bool = False
    roles: tuple[Token, ...] = ()

    @property
    def head(self) -> Token:
        """The word that the others of the name hang from."""
        return next((t for t in self.tokens if t.head not in self.tokens), self.tokens[0])

    @property
    def span(self) -> Span:
        """The name's place."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


def find_names(parse: Parse) -> tuple[Name, ...]:
    """Find the names of a document, in order, never overlapping.

    Entities of the model and runs of capitals are joined; titles and roles
    before a name are cut off; a first name inside a run opens a new name. A
    name takes the type that most of its occurrences have.
    """
    words = people_words(parse.language)
    of_sentence: dict[int, list[Entity]] = defaultdict(list)
    for entity in parse.entities:
        of_sentence[entity.tokens[0].sent].append(entity)
    held: list[Name] = []
    for sentence in parse.sentences:
        entities = of_sentence[sentence.index]
        for stretch in _stretches(sentence, entities, words):
            after = parse.tokens[stretch[0].i - 1] if stretch[0].i > sentence.tokens[0].i else None
            parts = _split(stretch, after=after, words=words)
            for part in parts:
                # What was glued to a person's name tells nothing of its own type.
                known = entities if part is parts[-1] else []
                name = _read_name(part, known, words, first=sentence.tokens[0].i)
                if name is not None:
                    held.append(name)
    held = sorted([*held, *_surnames(parse, held)], key=lambda n: n.tokens[0].i)
    return _agreed(_shortened(held, words), text=parse.text)


def _surnames(parse: Parse, names: Sequence[Name]) -> Iterator[Name]:
    """Find the surnames that are common nouns, too, of persons named in full: "Laura King … King said"."""
    known = {n.tokens[-1].lower for n in names if n.human and len(n.tokens) > 1}
    taken = {t.i for n in names for t in n.tokens}
    for token in parse.tokens:
        if token.lower not in known or token.i in taken or not is_capital(token):
            continue
        subject = token.pos == "NOUN" and token.rel == "nsubj"
        bare = not any(c.rel in ("det", "nmod:poss", "amod", "compound", "flat") for c in token.children)
        after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
        alone = after is None or not is_capital(after)
        if (token.pos == "PROPN" or subject) and token.rel != "compound" and bare and alone:
            yield Name(tokens=(token,), type="PER")


def _stretches(sentence: Sentence, entities: Sequence[Entity], words: PeopleWords) -> list[list[Token]]:
    """Join the runs of capitals of a sentence with the entities that they touch."""
    marked: dict[int, tuple[int, int]] = {}
    for number, entity in enumerate(entities):
        clause = any(t.pos in CLAUSAL and not is_capital(t) for t in entity.tokens)
        if clause or not any(is_capital(t) for t in entity.tokens):
            continue
        part = 0  # no name runs across a colon, or a dash between spaces
        for token in entity.tokens:
            parts = token.text == ":" or _is_free_dash(token, sentence)
            part += parts
            if not parts:
                marked[token.i] = (number, part)
    capitals = _capitals(sentence)
    stretches: list[list[Token]] = []
    for token in sentence.tokens:
        if token.i not in marked and token.i not in capitals:
            continue
        last = stretches[-1][-1] if stretches else None
        gap = [] if last is None else [t for t in sentence.tokens if last.i < t.i < token.i]
        same = last is not None and last.i in marked and marked[last.i] == marked.get(token.i)
        if last is not None and (same or _bridges(gap, (last, token), words)):
            stretches[-1].extend([*gap, token])
        else:
            stretches.append([token])
    return stretches


def _capitals(sentence: Sentence) -> set[int]:
    """List the words whose capital says name."""
    words = [t for t in sentence.tokens if t.text[0].isalpha()]
    if sum(is_capital(t) for t in words) > HEADLINE * max(len(words), 4):
        return set()
    held = set()
    previous: Token | None = None
    for token in sentence.tokens:
        opens = previous is None or (previous.pos == "PUNCT" and previous.text not in HYPHENS)
        if is_capital(token) and (token.pos == "PROPN" or (not opens and token.pos not in FUNCTION)):
            held.add(token.i)
        previous = token
    return held


def _bridges(gap: Sequence[Token], ends: tuple[Token, Token], words: PeopleWords) -> bool:
    """Say whether what stands between two capitals joins them into one name."""
    if not gap or ([t.text for t in gap] == ["."] and f"{ends[0].lower}." in words.titles):
        return True
    places = any(t.ent in ("LOC", "ORG") for t in ends) and gap[0].text not in HYPHENS
    if gap[0].text in HYPHENS and ends[0].end < gap[0].start and gap[-1].end < ends[1].start:
        return False
    return (
        len(gap) <= 2
        and not places
        and all(t.lower in words.lists.particles or t.text in HYPHENS for t in gap)
    )


def _is_free_dash(token: Token, sentence: Sentence) -> bool:
    """Say whether a dash stands between spaces, so that it joins nothing."""
    at = token.i - sentence.tokens[0].i
    if token.text not in HYPHENS or not 0 < at < len(sentence.tokens) - 1:
        return False
    return sentence.tokens[at - 1].end < token.start and token.end < sentence.tokens[at + 1].start


def is_capital(token: Token) -> bool:
    """Say whether a word opens with a capital letter."""
    return token.text[:1].isupper()


def _split(tokens: list[Token], *, after: Token | None, words: PeopleWords) -> list[list[Token]]:
    """Cut a stretch before a first name that cannot belong to what stands before it.

    "ministre de la Justice Jean Vernet" is two names: what follows a
    preposition belongs to the role, the first name opens the person.
    """
    known = [_is_first_name(t, words) or _initial(t) for t in tokens]
    complement = after is not None and after.lower in (*words.lists.makers, *words.lists.definite)
    for at in range(1, len(tokens) - 1):
        if not _is_first_name(tokens[at], words) or not is_capital(tokens[at + 1]) or any(known[:at]):
            continue
        one_name = tokens[at - 1].ent == tokens[at].ent == "PER"
        if complement or not one_name:
            return [tokens[:at], tokens[at:]]
    return [tokens]


def _is_first_name(token: Token, words: PeopleWords) -> bool:
    """Say whether a word is a first name that some language folder knows."""
    return gender_of_first_name(token.text, language=words.code) is not None


def _initial(token: Token) -> bool:
    """Say whether a word is an initial, as in "J.-P." or "B."."""
    return is_capital(token) and token.text.endswith(".") and len(token.text) <= 5


def _read_name(
    tokens: list[Token], entities: Sequence[Entity], words: PeopleWords, *, first: int
) -> Name | None:
    """Take titles and roles off a stretch and type the rest; None if nothing is left."""
    whole = _trimmed(tokens, words, first=first)
    tokens, title = _untitled(whole, words)
    roles = tuple(t for t in whole[: len(whole) - len(tokens)] if role_noun(t, words))
    tokens = _trimmed(tokens, words, first=first)
    alone = tokens[0].lower if len(tokens) == 1 else ""
    if (
        not any(is_capital(t) for t in tokens)
        or _is_description(tokens[-1], words)
        or alone in words.roles
        or alone in words.titles
        or alone in words.pronouns
        or alone in figure_words(words.code).weekdays
    ):
        return None
    inside = {t.i for t in tokens}
    found = Counter(e.type for e in entities for t in e.tokens if t.i in inside)
    type_ = found.most_common(1)[0][0] if found else ""
    if type_ == "PER" and any(c.isdigit() for t in tokens for c in t.text):
        type_ = "MISC"
    gender = gender_of_first_name(tokens[0].text, language=words.code)
    human = title is not None or (gender is not None and _is_personal(tokens, type_, words))
    return Name(
        tokens=tuple(tokens),
        type="PER" if human else type_,
        gender=title or gender or "",
        titled=title is not None,
        human=human,
        roles=roles,
    )


def _is_description(last: Token, words: PeopleWords) -> bool:
    """Say whether a run of capitals ends with what somebody is, behind an article: "the Ohio Republican"."""
    role = words.roles.get(last.lower)
    article = last.child("det")
    return (
        role is not None
        and role.kind == "person"
        and article is not None
        and article.lower in words.lists.definite
    )


def _is_personal(tokens: Sequence[Token], type_: str, words: PeopleWords) -> bool:
    """Say whether what follows a first name is a surname: capitals only, no place."""
    small = [t for t in tokens if not is_capital(t) and t.text not in HYPHENS]
    particles = all(t.lower in words.lists.particles for t in small)
    return 1 < len(tokens) <= 5 and particles and not (small and type_ == "LOC")


def _trimmed(tokens: Sequence[Token], words: PeopleWords, *, first: int) -> list[Token]:
    """Take articles, prepositions, case marks and punctuation off both ends, but not the "De" of a name."""
    held = list(tokens)
    small = {*words.lists.definite, *words.lists.indefinite, *words.lists.makers, *words.owners}
    kept = {*words.lists.particles, *words.lists.definite}
    while held and (held[0].pos in ("PUNCT", "ADP", "SCONJ", "CCONJ") or held[0].lower in small):
        if is_capital(held[0]) and held[0].lower in kept and (held[0].i != first or held[0].dep != "det"):
            break
        held.pop(0)
    while len(held) > 2 and held[-1].text in words.lists.postnominals:
        held.pop()
    while held and held[-1].pos in ("PUNCT", "PART", "ADP", "DET") and not _initial(held[-1]):
        held.pop()
    return held


def _untitled(tokens: Sequence[Token], words: PeopleWords) -> tuple[list[Token], str | None]:
    """Cut off what stands up to the last title or role; None where there is no title.

    A role with a complement ("ministre de la Mer") is a description: nothing is left of it.
    """
    title: str | None = None
    cut = 0
    for at, (token, after) in enumerate(pairwise(tokens)):
        role = words.roles.get(token.lower)
        held = next((t for t in (token.lower, f"{token.lower}.") if t in words.titles), None)
        if held is not None and (held == token.lower or after.text == "."):
            title, cut = words.titles[held].gender, at + 1 + (held != token.lower)
        elif role is not None and (not is_capital(token) or (role.kind == "person" and token.ent != "ORG")):
            cut = len(tokens) if after.lower in words.lists.makers else at + 1
    return list(tokens[cut:]), title


def _shortened(names: Sequence[Name], words: PeopleWords) -> list[Name]:
    """Cut the noun off "ONG Ligue Verte" where the text also says "Ligue Verte", "AG" off "AG Vernet"."""
    known = {tuple(t.lower for t in n.tokens) for n in names}
    surnames = {n.tokens[-1].lower for n in names if n.human and len(n.tokens) > 1}
    held = []
    for name in names:
        first, rest = name.tokens[0], name.tokens[1:]
        bare = first.lower in words.roles and tuple(t.lower for t in rest) in known
        short = first.text.isupper() and first.text.isalpha() and len(first.text) > 1
        post = short and len(rest) == 1 and rest[0].lower in surnames
        if bare or post:
            name = replace(name, tokens=rest, roles=(*name.roles, first) if bare else name.roles)
        held.append(name)
    return held


def _agreed(names: Sequence[Name], *, text: str) -> tuple[Name, ...]:
    """Give every name the type of most of its occurrences, and surnames that of their person."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    humans = {n.tokens[-1].lower for n in names if (n.human and len(n.tokens) > 1) or n.titled}
    for name in names:
        votes[name.span.of(text)][name.type] += 3 if name.human else 1
    held = []
    for name in names:
        ranked = votes[name.span.of(text)].most_common()
        type_ = next((t for t, _ in ranked if t), "")
        if len(name.tokens) == 1 and name.tokens[0].lower in humans:
            type_ = "PER"
        held.append(replace(name, type=type_))
    return tuple(held)
