"""Turn the tokens of a scene into the cues that may attribute something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from causerie.extraction.statements.scene import Scene
from causerie.extraction.syntax import Token
from causerie.extraction.trees import is_past_participle
from causerie.languages.people import people_words
from causerie.languages.reporting import Nouns, Prepositions, Reporting, Verbs
from causerie.model import Span

#: Words that may stand between the parts of one expression ("fait aussi savoir").
GAP = 2
#: Stands in an entry for the object between its words; how many words that may have, and which.
OBJECT = "…"
TO_REST = 8
BETWEEN = frozenset({"ADV", "PART", "PRON"})
AROUND = frozenset({"ADJ", "ADP", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN"})
#: Words of an owner and what else stands before the noun that he owns ("in the new mayor's own view").
TO_OWNED = 8
#: Parts of speech in which the parser may hide a verb whose subject is joined to it.
HIDDEN = frozenset({"ADJ", "ADV", "AUX", "NOUN"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun that may attribute.

    Attributes:
        head: the token whose lemma begins the entry.
        last: the last token of the entry; `head` for single words.
        group: first and last token of the verb group, auxiliaries and adverbs included.
        finite: whether the group is finite; nouns are not.
    """

    row: Verbs | Nouns
    head: Token
    last: Token
    group: tuple[int, int]
    finite: bool = False

    def span(self, scene: Scene) -> Span:
        """The words of the cue."""
        return Span(scene.tokens[self.group[0]].start, scene.tokens[self.group[1]].end)


@dataclass(frozen=True, slots=True)
class Adposition:
    """A preposition, or a phrase that works as one, before a source or around it.

    Attributes:
        first, last: its outermost tokens.
        owner: the source that stands within it ("in *her* view").
    """

    row: Prepositions
    first: int
    last: int
    owner: Token | None = None


def find_verbs(scene: Scene, words: Reporting) -> Iterator[Cue]:
    """Find the verbs of attribution, longest entry first; a verb gives one cue."""
    for token in scene.tokens:
        if token.pos in ("VERB", "AUX") or (token.lower in words.finite and _acts_as_verb(scene, token)):
            cue = _match_verb(scene, words, token)
            if cue is not None:
                yield cue


def clitic_behind(scene: Scene, verb: Token, words: Reporting) -> Token | None:
    """Give the subject pronoun joined to a verb, whatever the parser takes it for: "dit-il", "a-t-elle"."""
    i = verb.i
    while i + 1 < len(scene.tokens):
        ahead = scene.tokens[i + 1]
        if not ahead.text.startswith("-") or len(ahead.text) == 1 or ahead.start != scene.tokens[i].end:
            break
        i += 1
    if i == verb.i:
        return None
    form = scene.tokens[i].lower.removeprefix("-")
    known = people_words(scene.parse.language).pronouns.keys() | {*words.words.authors, *words.words.generic}
    return scene.tokens[i] if form in known else None


def is_passive(scene: Scene, cue: Cue, words: Reporting) -> bool:
    """Say whether a cue stands in the passive: its subject is spoken to, or about."""
    if any(c.dep == "aux:pass" for c in cue.head.children):
        return True
    if not is_past_participle(cue.head) or _reflexive(scene, cue.head, words):
        return False
    return any(t.lemma in words.words.passive for t in scene.tokens[cue.group[0] : cue.head.i])


def _is_word(token: Token, word: str) -> bool:
    """Say whether a token is a word, elided or not; "_" stands for any."""
    elided = token.lower.endswith("'") and len(word) == len(token.lower) and word[:-1] == token.lower[:-1]
    return word == "_" or word in (token.lower, token.lemma) or elided


def _acts_as_verb(scene: Scene, token: Token) -> bool:
    """Say whether a word that the parser takes for no verb stands as an incise's verb, or has a subject."""
    before = scene.tokens[token.i - 1] if token.i else None
    behind = before is not None and (
        scene.block_of[before.i] != scene.block_of[token.i]
        or (before.text == "," and scene.block_of[before.i - 1] != scene.block_of[token.i])
    )
    after = scene.tokens[token.i + 1] if token.i + 1 < len(scene.tokens) else None
    incised = before is not None and before.text == "," and after is not None and after.pos == "DET"
    named = (
        before is not None and before.pos in ("NOUN", "PROPN") and before.head in (token, token.head, before)
    )
    hidden = named and not any(_is_finite_form(t) for t in scene.parse.sentence_of(token).tokens)
    return behind or incised or hidden or any(c.rel == "nsubj" for c in token.children)


def _is_finite_form(token: Token) -> bool:
    """Say whether the parser takes a word for a finite verb."""
    return token.feats.get("VerbForm") == "Fin"


def find_open_verbs(scene: Scene, words: Reporting, *, known: Collection[int]) -> Iterator[Cue]:
    """Find the verbs that no row names, but for those whose clauses nobody says.

    Args:
        scene: where everything stands.
        words: the language's rows and closed classes.
        known: tokens that are cues, or parts of them, already.
    """
    for token in scene.tokens:
        hidden = token.pos in HIDDEN and token.rel not in ("aux", "cop")
        if token.i in known or token.lemma in words.words.silent or not (token.pos == "VERB" or hidden):
            continue
        group = group_of(scene, token, token)
        if token.pos == "VERB" or _is_inverted(scene, token, group[0], words):
            yield Cue(words.open, token, token, group, _is_finite(scene, token, group[0], words))


def _is_inverted(scene: Scene, token: Token, first: int, words: Reporting) -> bool:
    """Say whether a subject joined to a word, or to its auxiliary, shows that it is a verb."""
    verbs = scene.tokens[first : token.i + 1]
    return any((v is token or v.pos == "AUX") and clitic_behind(scene, v, words) is not None for v in verbs)


def find_nouns(scene: Scene, words: Reporting) -> Iterator[Cue]:
    """Find the nouns of attribution."""
    for token in scene.tokens:
        row = words.nouns.get(token.lemma) if token.pos == "NOUN" else None
        if row is not None:
            first = next((c.i for c in token.children if c.rel == "det" and c.i < token.i), token.i)
            yield Cue(row, token, token, (first, token.i))


def find_adpositions(scene: Scene, words: Reporting) -> Iterator[Adposition]:
    """Find the prepositions that name a source, longest first."""
    rows = sorted(words.preposition_rows, key=lambda r: -len(r.words))
    first = {r.words[0] for r in rows}
    beginning: dict[tuple[str, str], list[Prepositions]] = {}
    taken = -1
    for token in scene.tokens:
        if token.i <= taken:
            continue
        if first.isdisjoint((token.lower, token.lemma, "_")) and not token.lower.endswith("'"):
            continue
        form = token.lower, token.lemma
        if form not in beginning:
            beginning[form] = [r for r in rows if _is_word(token, r.words[0])]
        for row in beginning[form]:
            if row.owned:
                around = _around_owner(scene, row, token)
                if around is not None:
                    taken = around.last
                    yield around
                    break
                continue
            held = scene.tokens[token.i : token.i + len(row.words)]
            if _are_words(held, row.words):
                taken = held[-1].i
                yield Adposition(row, token.i, taken)
                break


def _around_owner(scene: Scene, row: Prepositions, token: Token) -> Adposition | None:
    """Match a phrase around its source: "in her view", "in Mr Brown's opinion", "à ses propres yeux"."""
    place = row.words.index("_")
    before, behind = row.words[:place], row.words[place + 1 :]
    start = token.i + len(before)
    if not _are_words(scene.tokens[token.i : start], before):
        return None
    for i in range(start + 1, min(start + 1 + TO_OWNED, len(scene.tokens))):
        if not _are_words(scene.tokens[i : i + len(behind)], behind):
            continue
        owner = _owner_between(scene, start, i)
        return None if owner is None else Adposition(row, token.i, i + len(behind) - 1, owner)
    return None


def _owner_between(scene: Scene, start: int, noun: int) -> Token | None:
    """Give who owns a noun, by a possessive or in the genitive, if he stands from a place on before it."""
    people = people_words(scene.parse.language)
    if scene.tokens[start].lower in people.owners:
        return scene.tokens[start]
    owner = scene.tokens[noun].child("nmod:poss")
    if owner is None or owner.pos not in ("NOUN", "PROPN") or not start <= owner.i < noun:
        return None
    return owner if min(t.i for t in owner.subtree()) == start else None


def _are_words(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Say whether tokens are words, one by one."""
    return len(tokens) == len(words) and all(_is_word(t, w) for w, t in zip(words, tokens, strict=True))


def _match_verb(scene: Scene, words: Reporting, token: Token) -> Cue | None:
    """Match the entries at a verb; a reflexive verb matches reflexive entries only."""
    entries = words.verbs.get(token.lemma) or words.verbs.get(words.forms.get(token.lower, ""), ())
    if not entries:
        return None
    reflexive = _reflexive(scene, token, words)
    for entry in entries:
        fits = entry.reflexive[:1] == reflexive[:1]
        last = _follow(scene, token, entry.rest) if fits else None
        if last is not None:
            group = group_of(scene, token, last)
            return Cue(entry.row, token, last, group, _is_finite(scene, token, group[0], words))
    return None


def _reflexive(scene: Scene, token: Token, words: Reporting) -> str:
    """Give the reflexive pronoun before a verb and its auxiliaries, or ""."""
    for i in range(token.i - 1, max(token.i - 4, -1), -1):
        before = scene.tokens[i]
        if before.lower in words.words.reflexives:
            return before.lower
        if before.pos not in ("AUX", "ADV", "PRON"):
            return ""
    return ""


def _follow(scene: Scene, token: Token, rest: Sequence[str]) -> Token | None:
    """Find the further words of an entry behind its verb, with small gaps, and give the last of the cue.

    Where an object stands among them ("mettre … sur le compte"), the verb alone is the cue.
    """
    place, parted = token, False
    for word in rest:
        if word == OBJECT:
            parted = True
            continue
        for ahead in scene.tokens[place.i + 1 : place.i + 2 + (TO_REST if parted else GAP)]:
            if word in (ahead.lemma, ahead.lower) and scene.same_paragraph(ahead.i, token.i):
                place = ahead
                break
            if ahead.pos not in (AROUND if parted else BETWEEN):
                return None
        else:
            return None
    return token if parted else place


def group_of(scene: Scene, head: Token, last: Token) -> tuple[int, int]:
    """Give the verb group's first and last token: auxiliaries, clitics and adverbs before the verb."""
    parts = {c.i for c in head.children if c.rel in ("aux", "expl") or (c.rel == "advmod" and c.i < head.i)}
    first = head.i
    while first > 0 and scene.same_paragraph(first - 1, head.i):
        before = scene.tokens[first - 1]
        joined = before.text.startswith("-") and before.text[1:].isalpha()
        auxiliary = before.pos == "AUX" and (
            before.head in (head, last)
            or (scene.tokens[first].text[1:].isalpha() and scene.tokens[first].text.startswith("-"))
        )
        if before.i in parts or auxiliary or joined:
            first -= 1
        else:
            break
    while scene.tokens[first].pos == "ADV" and first < head.i:
        first += 1
    return first, last.i


def _is_finite(scene: Scene, head: Token, first: int, words: Reporting) -> bool:
    """Say whether a verb group is finite; a form that is finite only is believed before the parser."""
    held = [head, *(c for c in head.children if c.rel == "aux" and c.i < head.i)]
    held += [t for t in scene.tokens[first : head.i] if t.pos == "AUX" and t.rel != "cop"]
    if head.lower in words.finite or clitic_behind(scene, head, words) is not None:
        return True
    return any(t.feats.get("VerbForm") == "Fin" or "Mood" in t.feats for t in held)
