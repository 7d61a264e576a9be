"""Find the words of connectives and other phrases, described and apart ones too: "in a last bid to"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from causerie.extraction.claims.grammar.arguments import PREDICATES, Scene
from causerie.extraction.syntax import Parse, Token

#: Words that may describe the noun of a marker.
DESCRIBED = 2
#: Words that may stand between commas inside a marker, with the closing comma: "afin, dites-vous, de".
INSET = 6


def words_at(scene: Scene, at: int, words: Sequence[str]) -> tuple[Token, ...]:
    """Give the words that stand at an index in just this normal form, in one sentence; () if others do."""
    held = scene.parse.tokens[at : at + len(words)] if at >= 0 else []
    same = [scene.norm(t) for t in held] == list(words) and all(t.sent == held[0].sent for t in held)
    return tuple(held) if same else ()


@lru_cache
def _by_first(phrases: frozenset[str]) -> dict[str, list[list[str]]]:
    """Cut phrases into words, by their first word."""
    held: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        words = phrase.split()
        held.setdefault(words[0], []).append(words)
    return held


def phrase_at(scene: Scene, token: Token, phrases: frozenset[str]) -> tuple[Token, ...]:
    """Give the words of the phrase, one of some, that begins at a token; () if none does."""
    for words in _by_first(phrases).get(scene.norm(token), ()):
        if held := words_at(scene, token.i, words):
            return held
    return ()


@lru_cache
def _by_last(phrases: frozenset[str]) -> dict[str, list[list[str]]]:
    """Cut phrases into words, by their last word, the longest first."""
    held: dict[str, list[list[str]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = phrase.split()
        held.setdefault(words[-1], []).append(words)
    return held


def phrase_before(scene: Scene, at: int, phrases: frozenset[str]) -> int | None:
    """Give the index where a phrase begins that ends before an index, the longest of some; None for none."""
    last = scene.norm(scene.parse.tokens[at - 1]) if at > 0 else ""
    for words in _by_last(phrases).get(last, ()):
        if words_at(scene, at - len(words), words):
            return at - len(words)
    return None


def matched(scene: Scene, first: Token, words: tuple[str, ...], *, whole: bool) -> tuple[Token, ...]:
    """Give the words of a marker that begins at a token, by normal form or lemma; () if others follow.

    Its nouns may be described ("in a *last* bid to"). Its last word may hold a relative pronoun ("grâce
    *auquel*") and, unless the marker must stand as a `whole`, may stand apart ("grâce notamment *à*").
    """
    held = [first]
    for number, word in enumerate(words[1:], start=2):
        after = scene.next(held[-1])
        fits = after is not None and is_word(scene, after, word)
        for _ in range(DESCRIBED):
            if after is None or fits or not _describes(scene, after, held, word):
                break
            held.append(after)
            after = scene.next(after)
            fits = after is not None and is_word(scene, after, word)
        if not fits and number == len(words) and not whole:
            after = _last_word_apart(scene, held, word)
            fits = after is not None and is_word(scene, after, word)
        if after is None or not fits:
            return ()
        held.append(after)
    return tuple(held)


def _describes(scene: Scene, token: Token, held: list[Token], word: str) -> bool:
    """Say whether a word describes a noun of a marker, be it the last one held or the one that must come."""
    if token.rel not in ("amod", "compound"):
        return False
    named = scene.norm(token.head) == word and token.head.i > token.i
    return token.head.pos == "NOUN" and (token.head is held[-1] or named)


def is_word(scene: Scene, token: Token, word: str) -> bool:
    """Say whether a word of a marker stands at a token; nouns keep their form: "in cases" is no "in case"."""
    if word == scene.norm(token) or word == scene.lexicon.words.joined.get(token.lower):
        return True
    return word == token.lemma and token.pos not in ("NOUN", "PROPN")


def _last_word_apart(scene: Scene, held: list[Token], word: str) -> Token | None:
    """Find the last word of a marker behind adverbs and adjectives, or behind words between commas."""
    after = scene.next(held[-1])
    if after is None:
        return None
    share = phrase_at(scene, after, scene.lexicon.words.partly)
    if share:
        return scene.next(share[-1])
    behind = _behind_inset(scene, after, adjectives=len(held) > 1 and word in scene.lexicon.words.linking)
    alone = behind is not None and behind.pos != "ADP" and len(held) == 1
    return None if alone else behind


def _behind_inset(scene: Scene, first: Token, *, adjectives: bool) -> Token | None:
    """Give the word behind one or two adverbs (or adjectives), or behind a few words between commas."""
    token: Token | None = first
    if first.text == ",":
        for _ in range(INSET):
            token = scene.next(token) if token is not None else None
            if token is not None and token.text == ",":
                return scene.next(token)
        return None
    for _ in range(2):
        part = token is not None and token.feats.get("VerbForm") == "Part"
        if token is None or not (token.pos == "ADV" or (adjectives and (token.pos == "ADJ" or part))):
            break
        token = scene.next(token)
    return token if token is not first else None


def is_governing(parse: Parse, word: Token) -> bool:
    """Say whether a verb has a preposition behind it, and so is none itself: "*given* to drink"."""
    after = parse.tokens[word.i + 1] if word.i + 1 < len(parse.tokens) else None
    behind = after is not None and after.sent == word.sent and after.pos in ("ADP", "PART")
    return behind and word.pos in PREDICATES


def is_qualifying(infinitive: Token) -> bool:
    """Say whether an infinitive says of a noun what is done to it, and nothing else: "mouths to *feed*"."""
    bare = not any(c.rel not in ("mark", "punct") for c in infinitive.children)
    return infinitive.dep == "acl:relcl" and infinitive.feats.get("VerbForm") == "Inf" and bare


def is_equated(infinitive: Token) -> bool:
    """Say whether an infinitive is a subject, or what is said of one: "*to cut* pay is *to lose* staff"."""
    subject = infinitive if infinitive.rel == "csubj" else None
    if infinitive.rel == "xcomp":
        subject = infinitive.head.child("csubj")
    bare = subject is not None and subject.feats.get("VerbForm") == "Inf"
    return bare and infinitive.head.child("nsubj") is None
